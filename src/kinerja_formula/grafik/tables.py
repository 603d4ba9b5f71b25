"""Charts of many figures: the heat table of units and indicators, indicators over time, capaian against spending."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final, NamedTuple

from kinerja_formula.figures.periods import read_period, word_of_length
from kinerja_formula.grafik.marks import NO_MARK, mark_of
from kinerja_formula.grafik.model import Cell, ChartTable, Line, Point
from kinerja_formula.grafik.rows import ChartData, ChartRow, in_order
from kinerja_formula.grafik.words import chart_words, listed
from kinerja_formula.numerals import format_number, shown_number
from kinerja_formula.penilaian import roll_up
from kinerja_formula.plain_text import plain

__all__ = ["Drawn", "efficiency", "figure_text", "matrix", "percent_text", "signs_told", "trend"]

_MOST_CELLS: Final = 3_000
_MOST_PANELS: Final = 12
_MOST_POINTS: Final = 60
_FARTHEST: Final = 200
"""Where the axes end, in percent, at the latest."""
_GROUPS: Final = ("sasaran", "program", "unit", "jabatan", "indikator")


class Drawn(NamedTuple):
    """What a kind of chart is made of: its table, its shapes, its notes."""

    table: ChartTable
    isi: tuple[Cell, ...] | tuple[Line, ...] | tuple[Point, ...]
    catatan: tuple[str, ...] = ()


def figure_text(value: Fraction | None, satuan: str) -> str:
    """Return a figure as readers write it in its unit; empty for none."""
    return "" if value is None else shown_number(value, satuan or None)


def percent_text(value: Fraction | None) -> str:
    """Return a percentage with two decimals; empty for none."""
    return "" if value is None else f"{format_number(value)}%"


def signs_told(data: ChartData, language: str) -> str:
    """Return which sign stands for which categories of the rule set; empty where it has no scale."""
    scale = data.aturan.skala
    if scale is None or scale.dari != "capaian":
        return ""
    told: dict[str, list[str]] = {}
    for band in scale.pita:
        told.setdefault(mark_of(band.warna).sign, []).append(plain(band.predikat))
    said = "; ".join([f"{sign} {', '.join(dict.fromkeys(names))}" for sign, names in told.items()])
    return chart_words(language)["catatan"]["tanda"].format(tanda=said)


def _as_float(value: Fraction | None) -> float | None:
    try:
        return None if value is None else float(value)
    except OverflowError:
        return None


def matrix(data: ChartData, language: str) -> Drawn:
    """Return the heat table: a row an indicator, a column a unit; where there are more units, a row is a unit.

    Two rows of one indicator in one unit are put together as the rule set does.
    """
    words = chart_words(language)
    down, across, cells = _capaian_by_unit(data, words["kata"])
    if not any(value is not None for value, _ in cells.values()):
        return Drawn(ChartTable((), ()), ())
    empty = [unit for unit in across if all(cells.get((name, unit), _NONE)[0] is None for name in down)]
    first = "indikator"
    if len(across) > len(down):
        first, down, across = "unit", across, down
        cells = {(unit, name): found for (name, unit), found in cells.items()}
    rows = [(one, *[_cell_text(*cells.get((one, other), _NONE)) for other in across]) for one in down]
    drawn = [_cell(one, other, *cells.get((one, other), _NONE)) for one in down for other in across]
    kept = max(1, _MOST_CELLS // len(across)) * len(across)
    notes = [signs_told(data, language)]
    if empty:
        notes.append(words["catatan"]["tanpa_nilai"].format(nama=listed(empty, language)))
    if len(drawn) > kept:
        notes.append(words["catatan"]["tidak_digambar"].format(banyak=(len(drawn) - kept) // len(across)))
    table = ChartTable((words["kolom"][first], *across), tuple(rows))
    return Drawn(table, tuple(drawn[:kept]), tuple([one for one in notes if one]))


def _capaian_by_unit(
    data: ChartData, words: dict[str, str]
) -> tuple[list[str], list[str], dict[tuple[str, str], tuple[Fraction | None, str | None]]]:
    """Return the names of the indicators and of the units, and the capaian and colour where the two meet."""
    field = data.unit_field
    held: dict[tuple[str, str], list[ChartRow]] = {}
    for row, name in zip(data.rows, _names_of_indicators(data, field == "unit", words), strict=True):
        unit = plain(getattr(row, field)) or words["tanpa_unit"]
        held.setdefault((name, unit), []).append(row)
    names = list(dict.fromkeys([name for name, _ in held]))
    units = list(dict.fromkeys([unit for _, unit in held]))
    return names, units, {key: _put_together(rows, data) for key, rows in held.items()}


_NONE: Final[tuple[Fraction | None, str | None]] = (None, None)


def _names_of_indicators(data: ChartData, with_posts: bool, words: dict[str, str]) -> list[str]:
    """Return the name of each row's indicator, with its post where several posts have one of that name."""
    posts = _posts_of_indicators(data)
    made = []
    for row in data.rows:
        name = plain(row.indikator) or words["tanpa_nama"]
        told = with_posts and row.jabatan and len(posts[row.indikator]) > 1
        made.append(words["bernama"].format(nama=name, di=plain(row.jabatan)) if told else name)
    return made


def _posts_of_indicators(data: ChartData) -> dict[str, set[str]]:
    posts: dict[str, set[str]] = {}
    for row in data.rows:
        posts.setdefault(row.indikator, set()).add(row.jabatan)
    return posts


def _cell(row: str, column: str, value: Fraction | None, warna: str | None) -> Cell:
    mark = NO_MARK if value is None else mark_of(warna)
    return Cell(row, column, percent_text(value), mark.sign, mark.dark, mark.light)


def _put_together(rows: list[ChartRow], data: ChartData) -> tuple[Fraction | None, str | None]:
    if len(rows) == 1:
        return rows[0].percent, rows[0].warna
    found = roll_up([row.capaian for row in rows], aturan=data.aturan)
    return found.value, found.warna


def _cell_text(value: Fraction | None, warna: str | None) -> str:
    return NO_MARK.sign if value is None else f"{mark_of(warna).sign} {percent_text(value)}"


# Over time


def trend(data: ChartData, language: str) -> Drawn:
    """Return indicators over periods, each with its targets; capaian where no realization is known."""
    words = chart_words(language)
    over_time = _OverTime(data, language)
    lines: list[Line] = []
    table: list[tuple[str, ...]] = []
    for series in over_time.series():
        table += over_time.table_rows(series)
        if any(value is not None for value in over_time.figures(series)):
            lines.append(over_time.line(series))
    notes = []
    if any(one is not None for line in lines for one in line.targets):
        notes.append(words["catatan"]["target"])
    lost = sum(sum(value is not None for _, value in line.figures) for line in lines[_MOST_PANELS:])
    if lost:
        notes.append(words["catatan"]["tidak_digambar"].format(banyak=lost))
    heads = ("indikator", data.unit_field, "periode", "nilai", "satuan", "target", "capaian")
    return Drawn(_filled_columns(heads, table, words["kolom"]), tuple(lines[:_MOST_PANELS]), tuple(notes))


def _filled_columns(heads: tuple[str, ...], rows: list[tuple[str, ...]], words: dict[str, str]) -> ChartTable:
    """Return a table without the columns in which no row has anything; the first is always there."""
    kept = [at for at in range(len(heads)) if at == 0 or any(row[at] for row in rows)]
    shown = tuple([tuple([row[at] for at in kept]) for row in rows])
    return ChartTable(tuple([words[heads[at]] for at in kept]), shown)


class _Series(NamedTuple):
    """An indicator of a post in a unit, over periods of one length."""

    unit: str
    jabatan: str
    indikator: str
    length: str
    periods: tuple[str, ...]
    """All periods of that length, in their order; ``rows`` has those in which the indicator is."""
    rows: dict[str, ChartRow]


class _OverTime:
    """The indicators of a chart over time, with what tells one line from another."""

    def __init__(self, data: ChartData, language: str) -> None:
        self.data = data
        self.words = chart_words(language)["kata"]
        self.by_value = any(row.nilai is not None for row in data.rows)
        self.units = {row.unit for row in data.rows}
        self.posts = _posts_of_indicators(data)
        # A year and its quarters are no steps of one line.
        self.length_of = {row.periode: _length(row.periode) for row in data.rows}
        self.lengths = set(self.length_of.values())

    def series(self) -> list[_Series]:
        held: dict[tuple[str, str, str, str], dict[str, ChartRow]] = {}
        for row in self.data.rows:
            key = (row.unit, row.jabatan, row.indikator, self.length_of[row.periode])
            held.setdefault(key, {})[row.periode] = row
        order = in_order(self.length_of)
        periods = {one: tuple([period for period in order if self.length_of[period] == one]) for one in self.lengths}
        return [_Series(*key, periods[key[-1]], rows) for key, rows in held.items()]

    def name(self, series: _Series) -> str:
        return plain(series.indikator) or self.words["tanpa_nama"]

    def where(self, series: _Series) -> str:
        """Return unit, post and length of a series, as far as they tell it from others."""
        told_apart = (
            (series.unit, len(self.units) > 1),
            (series.jabatan, len(self.posts[series.indikator]) > 1),
            (series.length, len(self.lengths) > 1),
        )
        return ", ".join([plain(one) for one, needed in told_apart if one and needed])

    def satuan(self, series: _Series) -> str:
        if not self.by_value:
            return "%"
        return next((plain(row.satuan) for row in series.rows.values() if row.satuan not in ("", "1")), "")

    def figures(self, series: _Series) -> list[Fraction | None]:
        return [self._value(series.rows.get(period)) for period in series.periods]

    def targets(self, series: _Series) -> list[Fraction | None]:
        return [self._target(series.rows.get(period)) for period in series.periods]

    def table_rows(self, series: _Series) -> list[tuple[str, ...]]:
        """Return a row a period in which the indicator is."""
        name, where, satuan = self.name(series), self.where(series), self.satuan(series)
        made: list[tuple[str, ...]] = []
        for period in series.periods:
            row = series.rows.get(period)
            if row is not None:
                value, target = figure_text(self._value(row), satuan), figure_text(self._target(row), satuan)
                made.append((name, where, plain(period), value, satuan, target, percent_text(row.percent)))
        return made

    def line(self, series: _Series) -> Line:
        name, where, satuan = self.name(series), self.where(series), self.satuan(series)
        measured = self.words["bernama"].format(nama=name, di=satuan) if satuan else name
        shown = f"{measured}, {where}" if where else measured
        figures = zip(series.periods, self.figures(series), strict=True)
        told = tuple([(plain(period), _as_float(value)) for period, value in figures])
        return Line(shown, told, None, tuple([_as_float(one) for one in self.targets(series)]))

    def _value(self, row: ChartRow | None) -> Fraction | None:
        return None if row is None else row.nilai if self.by_value else row.percent

    def _target(self, row: ChartRow | None) -> Fraction | None:
        if row is None:
            return None
        return row.target if self.by_value else Fraction(100)


def _length(period: str) -> str:
    """Return what a period is: tahun, triwulan, bulan; empty where its name does not tell."""
    read = read_period(period)
    return "" if read is None else word_of_length(read.months)


# Against spending


def efficiency(data: ChartData, language: str, menurut: str | None = None) -> Drawn:
    """Return capaian against the share of the budget spent, a point a goal, programme, unit or indicator."""
    words = chart_words(language)
    field = menurut or next((one for one in _GROUPS if any(getattr(row, one) for row in data.rows)), "indikator")
    groups: dict[str, list[ChartRow]] = {}
    for row in data.rows:
        groups.setdefault(getattr(row, field), []).append(row)
    points, table, without = [], [], []
    for group, rows in groups.items():
        name = plain(group) or words["kata"]["tanpa_sasaran" if field == "sasaran" else "tanpa_nama"]
        spent = _share(rows)
        found = roll_up([row.capaian for row in rows if row.dinilai], aturan=data.aturan)
        if spent is None or found.value is None:
            without.append(name)
            continue
        mark = mark_of(found.warna)
        points.append(Point(name, float(spent), float(found.value), mark.dark, mark.sign))
        gap = f"{format_number(found.value - spent)}"
        number = str(len(points))
        table.append(
            (number, name, percent_text(spent), f"{mark.sign} {percent_text(found.value)}", found.predikat or "", gap)
        )
    heads = ("nomor", field, "serapan", "capaian", "predikat", "selisih")
    drawn = ChartTable(tuple([words["kolom"][one] for one in heads]), tuple(table))
    return Drawn(drawn, tuple(points[:_MOST_POINTS]), _notes_on_points(points, without, language))


def _notes_on_points(points: list[Point], without: list[str], language: str) -> tuple[str, ...]:
    """Return how the points are to be read, and what is not among them: groups without a budget, and very many."""
    words = chart_words(language)["catatan"]
    notes = [words["kuadran"]]
    if any(max(one.spent, one.reached) > _FARTHEST for one in points):
        notes.append(words["terpotong"])
    if without:
        notes.append(words["tanpa_anggaran"].format(nama=listed(without, language)))
    if len(points) > _MOST_POINTS:
        notes.append(words["tidak_digambar"].format(banyak=len(points) - _MOST_POINTS))
    return tuple(notes)


def _share(rows: Iterable[ChartRow]) -> Fraction | None:
    """Return what was spent in percent of the budgets together; of shares alone the one that all rows have."""
    told = [row for row in rows if row.pagu is not None or row.terpakai is not None or row.serapan is not None]
    if not told:
        return None
    pagu = [row.pagu for row in told if row.pagu is not None]
    spent = [row.terpakai for row in told if row.terpakai is not None]
    if len(pagu) == len(spent) == len(told):
        whole = sum(pagu, Fraction())
        return sum(spent, Fraction()) / whole * 100 if whole else None
    shares = {row.serapan for row in told}
    return shares.pop() if len(shares) == 1 else None
