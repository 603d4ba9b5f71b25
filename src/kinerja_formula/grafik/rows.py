"""What charts are made of: a row an indicator of a unit in a period, whatever it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any, Final, NamedTuple, Protocol, runtime_checkable

from kinerja_formula.columns.frames import column_names
from kinerja_formula.columns.plain_rows import plain_rows
from kinerja_formula.diagnostics import (
    CHART_TOO_LARGE,
    COLUMN_MISSING,
    NO_TABLE,
    NOTHING_TO_DRAW,
    Diagnostic,
    FormulaError,
    InvalidDataError,
    LimitError,
)
from kinerja_formula.figures import is_gap, read_angka, shown
from kinerja_formula.figures.periods import period_order, read_period
from kinerja_formula.names import nearest, normalise
from kinerja_formula.numerals import NumeralError
from kinerja_formula.penilaian import Aturan, Capaian, RekapTingkat, aturan_in_use, capaian, roll_up_levels

__all__ = ["ChartData", "ChartRow", "HasChartData", "data_of_table", "in_order", "nothing", "of_period", "period_among"]

_MOST_ROWS: Final = 100_000
_TEXTS: Final = ("unit", "jabatan", "periode", "sasaran", "program", "indikator", "satuan", "predikat", "arah")
_FIGURES: Final = ("nilai", "target", "capaian", "serapan", "anggaran", "realisasi_anggaran")
COLUMNS: Final = (*_TEXTS, *_FIGURES, "status")
_NEEDED: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "jabatan": (("jabatan",), ("capaian", "nilai")),
    "sasaran": (("sasaran",), ("capaian", "nilai")),
    "predikat": (("predikat", "capaian", "nilai"),),
    "kelengkapan": (("jabatan", "unit"), ("status",)),
    "unit": (("unit",), ("capaian", "nilai")),
    "matriks": (("unit",), ("indikator",), ("capaian", "nilai")),
    "tren": (("indikator",), ("periode",), ("nilai", "capaian")),
    "efisiensi": (("sasaran", "program", "unit", "indikator"), ("capaian", "nilai"), ("serapan", "anggaran")),
    "peta": (("unit",), ("capaian", "nilai")),
}
"""One column of each group, the first that is there."""


class ChartRow(NamedTuple):
    """An indicator of a unit in a period.

    ``nilai`` is the realization in ``satuan``, ``capaian`` in percent or as it was calculated; ``keadaan`` is one of
    ``ok doubtful waiting failed``; ``dinilai`` tells whether there is a target, so that a capaian is wanted. ``pagu``
    and ``terpakai`` are budget and spending in rupiah, ``serapan`` their share in percent where only that is known.
    """

    unit: str = ""
    jabatan: str = ""
    periode: str = ""
    sasaran: str = ""
    program: str = ""
    indikator: str = ""
    nilai: Fraction | None = None
    satuan: str = ""
    target: Fraction | None = None
    capaian: Capaian | Fraction | None = None
    predikat: str | None = None
    warna: str | None = None
    keadaan: str = "ok"
    dinilai: bool = True
    pagu: Fraction | None = None
    terpakai: Fraction | None = None
    serapan: Fraction | None = None

    @property
    def percent(self) -> Fraction | None:
        """The capaian in percent."""
        return self.capaian.value if isinstance(self.capaian, Capaian) else self.capaian


class ChartData(NamedTuple):
    """The rows of a chart and the rule set by which they are put together.

    ``rekap`` is the roll-up by ``jalur`` (post and goal, or unit and goal) where the source has made it already.
    ``banyak_periode`` tells of how many periods the source has chosen this one, where it did.
    """

    rows: tuple[ChartRow, ...]
    aturan: Aturan
    rekap: RekapTingkat | None = None
    jalur: tuple[str, ...] = ()
    banyak_periode: int = 1

    def rolled_up(self, *path: str) -> RekapTingkat | None:
        """Return the capaian rolled up by fields of the rows; None where no row has a target."""
        if path == self.jalur:
            return self.rekap
        rows = [(tuple([getattr(row, one) for one in path]), row.capaian) for row in self.rows if row.dinilai]
        return roll_up_levels(rows, aturan=self.aturan) if rows else None

    def chosen(self, keep: Callable[[ChartRow], bool]) -> ChartData:
        """Return the data with some rows only."""
        rows = tuple([row for row in self.rows if keep(row)])
        return self if len(rows) == len(self.rows) else ChartData(rows, self.aturan)


@runtime_checkable
class HasChartData(Protocol):
    """What tells its own figures to a chart: a report, or that over several units."""

    def chart_data(self, jenis: str) -> ChartData:
        """Return the rows for a kind of chart."""
        ...


def nothing(jenis: str, *, reason: str) -> InvalidDataError:
    """Return the error KF490 of a chart that would be empty."""
    return InvalidDataError(Diagnostic(NOTHING_TO_DRAW, (0, 0), (), chart=jenis, reason=reason))


def in_order(periods: Iterable[str]) -> list[str]:
    """Return periods from the earliest to the latest; in the order given where it can't be told.

    >>> in_order(["TW II 2024", "TW IV 2023", "TW I 2024"]), in_order(["akhir", "awal"])
    (['TW IV 2023', 'TW I 2024', 'TW II 2024'], ['akhir', 'awal'])
    """
    told = list(dict.fromkeys(periods))
    read = [read_period(one) for one in told]
    known = [one for one in read if one is not None]
    if len(known) == len(told):
        return [told[place] for place in sorted(range(len(told)), key=lambda place: known[place].order)]
    order = period_order(told)
    return told if order is None else [told[place] for place in order]


def period_among(periods: list[str], periode: str | None) -> str:
    """Return which of the periods, that are in order, is meant: the last where none is asked for.

    Raises InvalidDataError KF490 where there is no such period.
    """
    if periode is None:
        return periods[-1] if periods else ""
    wanted, read = normalise(periode), read_period(periode)
    for one in periods:
        if normalise(one) == wanted or (read is not None and read_period(one) == read):
            return one
    raise nothing(periode, reason="grafik-tanpa-periode")


def of_period(data: ChartData, periode: str | None) -> tuple[ChartData, str, int]:
    """Return the rows of one period, that period, and of how many it is one: the latest where none is asked for.

    Raises InvalidDataError KF490 where there is no row of the period.
    """
    told = in_order([row.periode for row in data.rows])
    one = period_among(told, periode)
    return data.chosen(lambda row: row.periode == one), one, len(told)


def data_of_table(given: Any, jenis: str, columns: Mapping[str, str] | None, aturan: str | Aturan | None) -> ChartData:
    """Return the rows of a frame or of a list of mappings; ``columns`` tells how ours are called in it.

    Raises InvalidDataError KF462, KF464, KF403, KF315; LimitError KF492.
    """
    rule = aturan_in_use(aturan)
    names = {one: one for one in COLUMNS} | dict(columns or {})
    unknown = [one for one in names if one not in COLUMNS]
    if unknown:
        raise ValueError(f"columns may name {', '.join(COLUMNS)}, not {unknown[0]!r}")
    if isinstance(given, (list, tuple)):
        if not all(isinstance(one, Mapping) for one in given):
            raise InvalidDataError(Diagnostic(NO_TABLE, (0, 0), (), value=shown(given)[:80]))
        there: tuple[str, ...] = tuple(dict.fromkeys([str(key) for one in given for key in one]))
        rows: list[Any] = given[: _MOST_ROWS + 1] if isinstance(given, list) else list(given[: _MOST_ROWS + 1])
    else:
        there = tuple(map(str, column_names(given)))
        rows = plain_rows(given, names.values(), _MOST_ROWS)
    if len(rows) > _MOST_ROWS:
        raise LimitError(Diagnostic(CHART_TOO_LARGE, (0, 0), (), limit=_MOST_ROWS, reason="grafik-banyak-baris"))
    has = {one for one, called in names.items() if called in there}
    for group in _NEEDED.get(jenis, ()):
        if not has & set(group):
            wanted = names[group[0]]
            near = nearest(wanted, there) or there[:10]
            raise InvalidDataError(Diagnostic(COLUMN_MISSING, (0, 0), (), column=wanted, suggestions=near))
    for asked in columns or ():
        if asked not in has:
            near = nearest(names[asked], there) or there[:10]
            raise InvalidDataError(Diagnostic(COLUMN_MISSING, (0, 0), (), column=names[asked], suggestions=near))
    bands = {} if rule.skala is None else {normalise(one.predikat): one.warna for one in rule.skala.pita}
    made = [_row({one: row.get(names[one]) for one in has}, has, rule, bands) for row in rows]
    return ChartData(tuple(made), rule)


def _row(given: Mapping[str, Any], has: set[str], rule: Aturan, bands: Mapping[str, str | None]) -> ChartRow:
    texts = {one: _text(given.get(one)) for one in _TEXTS}
    figures = {one: _figure(given.get(one)) for one in _FIGURES}
    reached: Capaian | Fraction | None = figures["capaian"]
    if "capaian" not in has:
        reached = _held(figures["nilai"], given.get("target"), texts, rule)
    percent = reached.value if isinstance(reached, Capaian) else reached
    predikat, warna = texts["predikat"] or None, None
    if predikat is not None:
        warna = bands.get(normalise(predikat))
    elif isinstance(reached, Capaian):
        predikat, warna = reached.predikat, reached.warna
    elif percent is not None and rule.skala is not None and rule.skala.dari == "capaian":
        band = rule.band_of(percent)
        predikat, warna = (None, None) if band is None else (band.predikat, band.warna)
    status = _text(given.get("status"))
    value = figures["nilai"] if "nilai" in has else figures["capaian"]
    return ChartRow(
        texts["unit"],
        texts["jabatan"],
        texts["periode"],
        texts["sasaran"],
        texts["program"],
        texts["indikator"],
        figures["nilai"],
        texts["satuan"],
        figures["target"],
        reached,
        predikat,
        warna,
        _state(status, value),
        True,
        figures["anggaran"],
        figures["realisasi_anggaran"],
        figures["serapan"],
    )


def _held(value: Fraction | None, target: object, texts: Mapping[str, str], rule: Aturan) -> Capaian | None:
    """Return how far a target was reached, where a table has no column of capaian; None where that can't be told."""
    if value is None or is_gap(target):
        return None
    figure = _figure(target)  # a percentage counts as the values beside it do
    aim = target if figure is None else figure
    try:
        return capaian(value, aim, arah=texts["arah"] or None, aturan=rule, indikator=texts["indikator"] or None)
    except FormulaError:
        return None


def _state(status: str, value: Fraction | None) -> str:
    if not status:
        return "ok" if value is not None else "waiting"
    if status == "ok":
        return "ok"
    return "waiting" if status == "data-hilang" else "failed"


def _text(given: object) -> str:
    if given is None or (not isinstance(given, str) and is_gap(given)):
        return ""
    if isinstance(given, float) and given.is_integer():
        return str(int(given))  # a year that a gap in its column has made a float of
    return " ".join(str(given).split())


def _figure(given: object) -> Fraction | None:
    """Return a figure; None for a gap and for what states no single one."""
    try:
        read = read_angka(given)
    except (NumeralError, ArithmeticError, TypeError, ValueError):
        return None
    plain = read is not None and read.jenis == "angka" and read.comparison is None and read.upper is None
    return read.value if plain and read is not None else None
