"""Tables as the rows of charts: frames of any engine, and lists of mappings."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final, NamedTuple

from kinerja_formula.columns.frames import column_names
from kinerja_formula.columns.plain_rows import plain_rows
from kinerja_formula.diagnostics import Diagnostic, FormulaError, InvalidDataError, LimitError
from kinerja_formula.diagnostics.catalogue import CHART_TOO_LARGE, COLUMN_MISSING, NO_TABLE
from kinerja_formula.figures import is_gap, read_angka, shown
from kinerja_formula.grafik.rows import ChartData, ChartRow, Chosen, absent, in_order, nothing, period_among
from kinerja_formula.names import nearest, normalise
from kinerja_formula.numerals import NumeralError
from kinerja_formula.penilaian import Aturan, Capaian, aturan_in_use, capaian

__all__ = ["COLUMNS", "data_of_table"]

_MOST_ROWS: Final = 100_000
_TEXTS: Final[tuple[str, ...]] = (
    "unit",
    "jabatan",
    "periode",
    "sasaran",
    "program",
    "indikator",
    "satuan",
    "predikat",
    "arah",
)
_NO_TEXTS: Final = dict.fromkeys(_TEXTS, "")
_FIGURES: Final[tuple[str, ...]] = ("nilai", "target", "capaian", "serapan", "anggaran", "realisasi_anggaran")
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


def data_of_table(
    given: Any, jenis: str, columns: Mapping[str, str] | None, aturan: str | Aturan | None, chosen: Chosen
) -> ChartData:
    """Return those rows of a frame or of a list of mappings that are asked for.

    ``columns`` tells how ours are called in it. Of several periods one is kept, but for ``tren``.

    Raises InvalidDataError KF462, KF464, KF403, KF315, KF490; LimitError KF492.
    """
    rule = aturan_in_use(aturan)
    table = _Table.of(given, _called(columns or {}))
    if len(table.rows) > _MOST_ROWS:
        raise LimitError(Diagnostic(CHART_TOO_LARGE, (0, 0), (), limit=_MOST_ROWS, reason="grafik-banyak-baris"))
    if not table.rows:
        raise nothing(jenis, reason="grafik-tanpa-baris")
    for group in _NEEDED.get(jenis, ()):
        table.need(group)
    for asked in columns or ():
        table.need((asked,))
    has, names = table.has, table.names
    texts = [{one: _text(row.get(names[one])) for one in _TEXTS if one in has} for row in table.rows]
    kept, periods, away = _kept(texts, jenis, chosen)
    bands = {} if rule.skala is None else {normalise(one.predikat): one.warna for one in rule.skala.pita}
    assessed = _Assessed(rule)
    made = [
        _row({one: table.rows[place].get(names[one]) for one in has}, texts[place], has, rule, bands, assessed)
        for place in kept
    ]
    return ChartData(tuple(made), rule, banyak_periode=periods, tanpa_baris=away)


def _called(columns: Mapping[str, str]) -> dict[str, str]:
    """Return how each of our columns is called in a table."""
    unknown = [one for one in columns if one not in COLUMNS]
    if unknown:
        raise ValueError(f"columns may name {', '.join(COLUMNS)}, not {unknown[0]!r}")
    return {one: one for one in COLUMNS} | dict(columns)


class _Table(NamedTuple):
    """A table as it was given: its rows, one more than may be at most, the names of its columns, and ours for them."""

    rows: list[Any]
    there: tuple[str, ...]
    names: Mapping[str, str]
    has: set[str]

    @classmethod
    def of(cls, given: Any, names: Mapping[str, str]) -> _Table:
        if isinstance(given, (list, tuple)):
            if not all(isinstance(one, Mapping) for one in given):
                raise InvalidDataError(Diagnostic(NO_TABLE, (0, 0), (), value=shown(given)[:80]))
            there = tuple(dict.fromkeys([str(key) for one in given for key in one]))
            rows = list(given[: _MOST_ROWS + 1])
        else:
            there = tuple(map(str, column_names(given)))
            rows = plain_rows(given, names.values(), _MOST_ROWS)
        return cls(rows, there, names, {one for one, called in names.items() if called in there})

    def need(self, group: tuple[str, ...]) -> None:
        """Raise KF464 with names like the first unless one column of a group is there."""
        if not self.has & set(group):
            wanted = self.names[group[0]]
            near = nearest(wanted, self.there) or self.there[:10]
            raise InvalidDataError(Diagnostic(COLUMN_MISSING, (0, 0), (), column=wanted, suggestions=near))


def _kept(texts: list[dict[str, str]], jenis: str, chosen: Chosen) -> tuple[list[int], int, tuple[str, ...]]:
    """Return the places of the rows that are asked for, of how many periods theirs is one, and units without a row."""
    field = "unit" if any(row.get("unit") for row in texts) else "jabatan"
    units, indicators = chosen.names({row.get(field, "") for row in texts}, {row.get("indikator", "") for row in texts})
    kept = [
        place
        for place, row in enumerate(texts)
        if row.get(field, "") in units and row.get("indikator", "") in indicators
    ]
    if jenis == "tren" or not kept:
        return kept, 1, ()
    periods = in_order([texts[place].get("periode", "") for place in kept])
    one = period_among(periods, chosen.periode)
    shown_rows = [place for place in kept if texts[place].get("periode", "") == one]
    away = absent(
        [texts[place].get(field, "") for place in kept], [texts[place].get(field, "") for place in shown_rows]
    )
    return shown_rows, len(periods), away


def _row(
    given: Mapping[str, Any],
    told: Mapping[str, str],
    has: set[str],
    rule: Aturan,
    bands: Mapping[str, str | None],
    assessed: _Assessed,
) -> ChartRow:
    texts = {**_NO_TEXTS, **told}
    figures = {one: _figure(given[one]) if one in has else None for one in _FIGURES}
    reached: Capaian | Fraction | None = figures["capaian"]
    if "capaian" not in has:
        reached = assessed.of(figures["nilai"], given.get("target"), texts["arah"], texts["indikator"])
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


class _Assessed:
    """Holds realizations against targets; the direction that the words of an indicator tell is asked for once."""

    def __init__(self, rule: Aturan) -> None:
        self.rule = rule
        self.known: dict[str, str] = {}

    def of(self, value: Fraction | None, target: object, arah: str, indikator: str) -> Capaian | None:
        """Return the capaian where a table has no column of it; None where it can't be told."""
        if value is None or is_gap(target):
            return None
        figure = _figure(target)  # a percentage counts as the values beside it do
        way = arah or self.known.get(indikator)
        try:
            found = capaian(
                value, target if figure is None else figure, arah=way, aturan=self.rule, indikator=indikator or None
            )
        except FormulaError:
            return None
        if way is None and figure is not None:
            self.known[indikator] = found.arah.arah
        return found


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
