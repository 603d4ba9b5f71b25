"""Data → exact figures: which key is which operand, and what the value behind it says.

Keys match by :func:`kinerja_formula.names.normalise` and by nothing fuzzier. A figure is a number, a numeral as
Indonesians type it, a quantity with ``magnitude`` and ``units`` (pint's, known by these two attributes), a sequence of
those, or records for a name that holds a condition. Nothing that a caller can put into data raises anything but a
:class:`FigureFault`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import gcd
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.diagnostics.catalogue import (
    FIGURE_DECIMAL_POINT,
    FIGURE_THOUSANDS,
    FIGURE_WORDS_DIFFER,
    PERCENT_COMPARED,
    PERCENT_SCALE,
)
from kinerja_formula.evaluation.percent import is_averaged
from kinerja_formula.evaluation.records import Counted, RecordFault, as_records, count_matching
from kinerja_formula.figures import Angka, is_gap, read_angka, shown
from kinerja_formula.names import NamesByKey
from kinerja_formula.numerals import MAX_DIGITS, NumeralError, exact, shortest
from kinerja_formula.patterns import lazy_pattern
from kinerja_formula.source import Span
from kinerja_formula.units import read_unit

__all__ = [
    "DATE",
    "RECORD_REASONS",
    "Datum",
    "FigureFault",
    "Operand",
    "in_one_unit",
    "is_one_thousand",
    "match_keys",
    "read_datum",
    "with_doubtful_points",
]


DATE: Final = "tanggal"
"""The unit of a day, which is no number to calculate with."""

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
    to be counted in the unit of its operand. ``faults`` tell why there is no value: a calculation that needs one has
    none either.
    """

    value: Fraction
    percent: bool = False
    unit: str | None = None
    written: str = ""
    notes: tuple[Diagnostic, ...] = ()
    factor: Fraction = Fraction(1)
    faults: tuple[Diagnostic, ...] = ()


class FigureFault(Exception):  # noqa: N818 - becomes a diagnostic, never seen by a caller
    """A value that is no figure: ``reason`` is a stable slug, ``value`` what was given, ``typed`` whether as a text.

    ``known``: the columns that records have.
    """

    def __init__(self, reason: str, value: object, known: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.value = shown(value)
        self.given = value if isinstance(value, str) else ""
        self.typed = isinstance(value, str)
        self.known = known


def match_keys(operands: Iterable[Operand], keys: Iterable[object] | NamesByKey) -> list[tuple[str, ...]]:
    """Return for each operand the keys of the data that name it: none, one, or more where the data is ambiguous.

    Where many formulas are matched with the same keys, they are given as they were normalised before.

    >>> a = Operand("jumlah a", "Jumlah A", (0, 8), ("jumlah a", "a"), "Jumlah A", True)
    >>> match_keys([a], ["A", "B"]), match_keys([a], ["A", "Jml A", "jumlah  a"])
    ([('A',)], [('Jml A', 'jumlah  a')])
    """
    written = keys if isinstance(keys, NamesByKey) else NamesByKey(keys)
    return [written.of(operand.keys) for operand in operands]


def read_datum(value: Any, operand: Operand) -> Datum:
    """Return the figure that ``value`` gives for ``operand``.

    Raises FigureFault with one of the reasons of :mod:`kinerja_formula.numerals` or ``jenis-data`` (a type that is no
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
    if type(value) is int or (type(value) is float and value == value):
        return Datum(exact(value))
    if hasattr(value, "magnitude") and hasattr(value.magnitude, "__len__") and not isinstance(value.magnitude, str):
        inside, one = _several(value.magnitude, operand), read_angka(type(value)(1, value.units))
        if one is None or one.value is None:
            raise FigureFault("jenis-data", value)
        percent = one.percent or inside.percent
        return inside._replace(value=inside.value * one.value, percent=percent, unit=one.unit or inside.unit)
    angka = read_angka(value)
    return None if angka is None else _datum(angka, operand)


def with_doubtful_points(figures: Sequence[Datum], operands: Sequence[Operand]) -> list[Datum]:
    """Doubt *3.125* beside *3.45*: who writes decimals with a point may have meant 3,125.

    ``operands`` are those of the figures, or one for all.
    """
    if not any(note.rule is FIGURE_DECIMAL_POINT for figure in figures for note in figure.notes):
        return [*figures]
    told = operands if len(operands) == len(figures) else [operands[0]] * len(figures)
    return [_with_doubtful_point(figure, operand) for figure, operand in zip(figures, told, strict=True)]


def is_one_thousand(written: str) -> bool:
    """Tell whether a figure has one point, and three digits behind it: 3.125 may be thousands or decimals."""
    return _ONE_THOUSAND.fullmatch(written) is not None


_ONE_THOUSAND: Final = lazy_pattern(r"[0-9]{1,3}\.[0-9]{3} ?%?")


def _with_doubtful_point(figure: Datum, operand: Operand) -> Datum:
    if not is_one_thousand(figure.written):
        return figure
    facts: dict[str, object] = {"name": operand.text, "written": figure.written, "value": shortest(figure.value)}
    facts["other"] = shortest(figure.value / 1000)
    doubt = Diagnostic(FIGURE_THOUSANDS, operand.span, (), **facts, reason="titik-di-sebelah")
    return figure._replace(notes=(*figure.notes, doubt))


def _datum(angka: Angka, operand: Operand) -> Datum:
    if angka.value is None:
        raise FigureFault(angka.reason or "kosong", angka.written)
    if angka.jenis == "tanggal":
        return Datum(angka.value, unit=DATE, written=angka.written)
    if angka.upper is not None:
        raise FigureFault("rentang", angka.written)
    if angka.comparison is not None:
        raise FigureFault("pembanding", angka.written)
    notes = []
    facts: dict[str, object] = {"name": operand.text, "written": angka.written, "value": shortest(angka.value)}
    if "titik-desimal" in angka.doubts:
        notes.append(Diagnostic(FIGURE_DECIMAL_POINT, operand.span, (), **facts))
    if "ribuan-koma" in angka.doubts:
        other = shortest(angka.value * 1000)
        notes.append(Diagnostic(FIGURE_THOUSANDS, operand.span, (), **facts, other=other))
    if angka.words is not None and angka.words != angka.value:
        facts["words"] = shortest(angka.words)
        notes.append(Diagnostic(FIGURE_WORDS_DIFFER, operand.span, (), **facts))
    return Datum(angka.value, angka.percent, angka.unit, angka.written, tuple(notes))


def _several(value: Any, operand: Operand) -> Datum:
    records = as_records(value)
    if records is not None:
        try:
            counted = count_matching(operand.text, records, lambda item: _of_record(item, operand))
        except RecordFault as fault:
            raise FigureFault(fault.reason, value, fault.columns) from None
        return Datum(Fraction(counted.many), written=counted.text, notes=tuple(_doubts_of_scale(counted, operand)))
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
    items = with_doubtful_points(items, [operand])
    if len({item.percent for item in items}) > 1:
        raise FigureFault("satuan-campur", value)
    unit, values = in_one_unit(items)
    total = _total(values)
    return Datum(
        total / len(items) if averaged else total,
        items[0].percent,
        unit,
        _joined(items, averaged=averaged),
        tuple([note for item in items for note in item.notes]),
    )


def in_one_unit(items: list[Datum]) -> tuple[str | None, list[Fraction]]:
    """Return the unit of the first figure that has one and all figures in it; figures without a unit have that one.

    Raises FigureFault ``satuan-lain`` where there is no exact factor.
    """
    units = {item.unit: None for item in items if item.unit is not None}
    if len(units) <= 1:
        return next(iter(units), None), [item.value for item in items]
    first, *_ = units
    wanted = read_unit(first)
    factors: dict[str | None, Fraction] = {None: Fraction(1)}
    for unit in units:
        own = read_unit(unit)
        factor = None if own is None or wanted is None else own.factor_to(wanted)
        if factor is None:
            raise FigureFault("satuan-lain", unit, (first,))
        factors[unit] = factor
    return first, [item.value * factors[item.unit] for item in items]


def _of_record(value: Any, operand: Operand) -> tuple[Fraction, bool] | None:
    """Return the figure of a record and whether it is a percentage; None for a gap."""
    if is_gap(value) or (
        isinstance(value, str) and (angka := read_angka(value)) is not None and angka.reason == "kosong"
    ):
        return None
    datum = _single(value, operand)
    if datum is None:
        raise FigureFault("jenis-data", value)
    return datum.value, datum.percent


def _doubts_of_scale(counted: Counted, operand: Operand) -> Iterator[Diagnostic]:
    """Yield how figures that are compared with a percentage were read, where another reading is near."""
    if counted.share is not None:
        value = f"{shortest(counted.share * 100)}%"
        facts = {"name": operand.text, "written": shortest(counted.share), "value": value}
        yield Diagnostic(PERCENT_COMPARED, operand.span, (), **facts)
    if counted.odd is not None:
        facts = {"name": operand.text, "value": shortest(counted.odd), "other": shortest(counted.odd * 100)}
        yield Diagnostic(PERCENT_SCALE, operand.span, (), **facts)


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
