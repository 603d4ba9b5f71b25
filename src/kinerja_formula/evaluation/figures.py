"""Data → exact figures: which key is which operand, and what the value behind it says.

Keys match by :func:`kinerja_formula.names.normalise` and by nothing fuzzier. A figure is a number, a numeral as
Indonesians type it, a quantity with ``magnitude`` and ``units`` (pint's, known by these two attributes), a sequence of
those, or records for a name that holds a condition. Nothing that a caller can put into data raises anything but a
:class:`FigureFault`.
"""

from __future__ import annotations

import numbers
from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import gcd
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import FIGURE_DECIMAL_POINT, FIGURE_WORDS_DIFFER, Diagnostic
from kinerja_formula.evaluation.percent import is_averaged
from kinerja_formula.evaluation.records import RecordFault, as_records, count_matching
from kinerja_formula.names import normalise
from kinerja_formula.numerals import MAX_DIGITS, NumeralError, exact, read_figure, shortest
from kinerja_formula.source import Span

__all__ = ["RECORD_REASONS", "Datum", "FigureFault", "Operand", "match_keys", "read_datum", "shown"]


RECORD_REASONS: Final = frozenset(("tanpa-syarat", "kolom-tak-ada", "kolom-ganda"))
"""What can be wrong with records as a whole, as against one figure."""


class Operand(NamedTuple):
    """An operand of a formula: its name as written, the keys that data may give it under (the best first)."""

    key: str
    text: str
    span: Span
    keys: tuple[str, ...]
    wanted: str
    """The name to ask for where the data has none."""
    total: bool = False

    @property
    def is_sum(self) -> bool:
        """Whether several figures for it are to be added."""
        return self.total or self.key.startswith(("jumlah ", "total ")) or self.key in ("jumlah", "total")


class Datum(NamedTuple):
    """A figure that was read: ``value`` as written (30 for ``"30 %"``), whether a % stood behind it, its unit.

    ``written`` is empty where a number was given that needs no quoting. ``factor`` is what the figure was multiplied by
    to be counted in the unit of its operand.
    """

    value: Fraction
    percent: bool = False
    unit: str | None = None
    written: str = ""
    notes: tuple[Diagnostic, ...] = ()
    factor: Fraction = Fraction(1)


class FigureFault(Exception):  # noqa: N818 - becomes a diagnostic, never seen by a caller
    """A value that is no figure: ``reason`` is a stable slug, ``value`` what was given, ``typed`` whether as a text.

    ``known``: the columns that records have.
    """

    def __init__(self, reason: str, value: object, known: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.value = shown(value)
        self.typed = isinstance(value, str)
        self.known = known


def shown(value: object) -> str:
    """Return a short text of any value, whatever its ``repr`` does.

    >>> shown("dua belas koma"), len(shown("9" * 1000)) < 80, shown(10**5000)
    ("'dua belas koma'", True, 'int')
    """
    from reprlib import Repr

    short = Repr()
    short.maxstring = short.maxother = 60
    short.maxlong = 40
    short.maxlevel = 2
    try:
        return short.repr(value)
    except Exception:  # a broken __repr__, or an integer longer than Python writes out
        return type(value).__name__


def match_keys(operands: Iterable[Operand], keys: Iterable[object]) -> list[tuple[str, ...]]:
    """Return for each operand the keys of the data that name it: none, one, or more where the data is ambiguous.

    >>> a = Operand("jumlah a", "Jumlah A", (0, 8), ("jumlah a", "a"), "Jumlah A", True)
    >>> match_keys([a], ["A", "B"]), match_keys([a], ["A", "Jml A", "jumlah  a"])
    ([('A',)], [('Jml A', 'jumlah  a')])
    """
    written: dict[str, tuple[str, ...]] = {}
    for key in keys:
        if isinstance(key, str):
            name = normalise(key)
            written[name] = (*written.get(name, ()), key)
    return [next((written[name] for name in operand.keys if name in written), ()) for operand in operands]


def read_datum(value: Any, operand: Operand) -> Datum:
    """Return the figure that ``value`` gives for ``operand``.

    Raises FigureFault with one of the reasons of :data:`kinerja_formula.numerals` or ``jenis-data`` (a type that is no
    figure), ``benar-salah``, ``rentang``, ``pembanding``, ``deret`` (several figures for a name that is neither a sum
    nor a mean), ``deret-kosong``, ``satuan-campur``, or one of :data:`RECORD_REASONS`.

    >>> name = Operand("jumlah pegawai", "Jumlah pegawai", (0, 14), ("jumlah pegawai",), "Jumlah pegawai")
    >>> read_datum("18 orang", name).value, read_datum([12, 6], name).value
    (Fraction(18, 1), Fraction(18, 1))
    """
    try:
        single = _single(value, operand)
        return _several(value, operand) if single is None else single
    except NumeralError as error:
        raise FigureFault(error.reason, value) from None
    except FigureFault:
        raise
    except Exception as error:  # whatever a foreign type does when it is asked for its figure
        raise FigureFault("jenis-data", value) from error


def _single(value: Any, operand: Operand) -> Datum | None:
    """Read one figure; None for what may hold several."""
    if type(value) is int or type(value) is float:
        return Datum(exact(value))
    if isinstance(value, str):
        return _typed(str(value), operand)
    if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):
        raise FigureFault("benar-salah", value)
    if isinstance(value, numbers.Number):  # Decimal too
        return Datum(exact(value))
    if hasattr(value, "magnitude") and hasattr(value, "units"):
        return _quantity(value, operand)
    return None


def _typed(text: str, operand: Operand) -> Datum:
    figure = read_figure(text)
    if figure.upper is not None:
        raise FigureFault("rentang", text)
    if figure.comparison is not None:
        raise FigureFault("pembanding", text)
    notes = []
    facts: dict[str, object] = {
        "name": operand.text,
        "written": " ".join(text.split()),
        "value": shortest(figure.value),
    }
    if figure.decimal_point:
        notes.append(Diagnostic(FIGURE_DECIMAL_POINT, operand.span, (), **facts))
    if figure.words is not None and figure.words != figure.value:
        facts["words"] = shortest(figure.words)
        notes.append(Diagnostic(FIGURE_WORDS_DIFFER, operand.span, (), **facts))
    return Datum(figure.value, figure.percent, figure.unit, " ".join(text.split()), tuple(notes))


def _quantity(value: Any, operand: Operand) -> Datum:
    inside = _single(value.magnitude, operand)
    if inside is None:
        inside = _several(value.magnitude, operand)
    unit = " ".join(str(value.units).split())
    percent = unit in ("percent", "%", "persen")
    shown_unit = "%" if percent else None if unit in ("", "dimensionless") else unit
    return inside._replace(
        percent=percent,
        unit=shown_unit,
        written=f"{inside.written or shortest(inside.value)} {shown_unit or ''}".rstrip(),
    )


def _several(value: Any, operand: Operand) -> Datum:
    records = as_records(value)
    if records is not None:
        try:
            count, counted = count_matching(operand.text, records, lambda item: _of_record(item, operand))
        except RecordFault as fault:
            raise FigureFault(fault.reason, value, fault.columns) from None
        return Datum(Fraction(count), written=counted)
    if isinstance(value, (Mapping, bytes, bytearray, set, frozenset)) or not hasattr(value, "__len__"):
        raise FigureFault("jenis-data", value)
    if not len(value):
        raise FigureFault("deret-kosong", value)
    averaged = is_averaged(operand.key)
    if not averaged and not operand.is_sum:
        raise FigureFault("deret", value)
    items = []
    for item in value:
        datum = _single(item, operand)
        if datum is None:
            raise FigureFault("jenis-data", item)
        items.append(datum)
    if len({item.percent for item in items}) > 1:
        raise FigureFault("satuan-campur", value)
    units = {item.unit for item in items}
    total = _total([item.value for item in items])
    return Datum(
        total / len(items) if averaged else total,
        items[0].percent,
        units.pop() if len(units) == 1 else None,
        _joined(items, averaged=averaged),
        tuple([note for item in items for note in item.notes]),
    )


def _of_record(value: Any, operand: Operand) -> Fraction:
    datum = _single(value, operand)
    if datum is None:
        raise FigureFault("jenis-data", value)
    return datum.value


def _joined(items: list[Datum], *, averaged: bool) -> str:
    written = [item.written or shortest(item.value) for item in items]
    if len(written) > 6:
        written = [*written[:4], "…", written[-1]]
    return f"({'; '.join(written)})" if averaged else " + ".join(written)


def _total(values: list[Fraction]) -> Fraction:
    """Add up over one denominator, reducing once."""
    above, below = 0, 1
    for value in values:
        up, down = value.numerator, value.denominator
        if down != below:
            shared = gcd(below, down)
            above, up = above * (down // shared), up * (below // shared)
            below *= down // shared
            if below.bit_length() > 4 * MAX_DIGITS:  # longer than any figure may be
                raise NumeralError("terlalu-panjang")
        above += up
    return exact(Fraction(above, below))
