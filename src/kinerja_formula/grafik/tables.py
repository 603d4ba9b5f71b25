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
    field = data.unit_field
    names = _names_of_indicators(data, field == "unit", words["kata"])
    held: dict[tuple[str, str], list[ChartRow]] = {}
    for row, name in zip(data.rows, names, strict=True):
        unit = plain(getattr(row, field)) or words["kata"]["tanpa_unit"]
        held.setdefault((name, unit), []).append(row)
    cells = {key: _put_together(rows, data) for key, rows in held.items()}
    if not any(value is not None for value, _ in cells.values()):
        return Drawn(ChartTable((), ()), ())
    down, across = list(dict.fromkeys(names)), list(dict.fromkeys([unit for _, unit in held]))
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


_NONE: Final[tuple[Fraction | None, str | None]] = (None, None)


def _names_of_indicators(data: ChartData, with_posts: bool, words: dict[str, str]) -> list[str]:
    """Return the name of each row's indicator, with its post where several posts have one of that name."""
    posts: dict[str, set[str]] = {}
    for row in data.rows:
        posts.setdefault(row.indikator, set()).add(row.jabatan)
    made = []
    for row in data.rows:
        name = plain(row.indikator) or words["tanpa_nama"]
        told = with_posts and row.jabatan and len(posts[row.indikator]) > 1
        made.append(words["bernama"].format(nama=name, di=plain(row.jabatan)) if told else name)
    return made


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
    field = data.unit_field
    by_value = any(row.nilai is not None for row in data.rows)
    many_units = len({row.unit for row in data.rows}) > 1
    posts: dict[str, set[str]] = {}
    for row in data.rows:
        posts.setdefault(row.indikator, set()).add(row.jabatan)
    # A year and its quarters are no steps of one line.
    lengths = {row.periode: _length(row.periode) for row in data.rows}
    order = in_order(lengths)
    several = len(set(lengths.values())) > 1
    held: dict[tuple[str, str, str, str], dict[str, ChartRow]] = {}
    for row in data.rows:
        held.setdefault((row.unit, row.jabatan, row.indikator, lengths[row.periode]), {})[row.periode] = row
    lines, table = [], []
    for (unit, jabatan, indicator, length), rows in held.items():
        periods = [period for period in order if lengths[period] == length]
        told_apart = ((unit, many_units), (jabatan, len(posts[indicator]) > 1), (length, several))
        where = ", ".join([plain(one) for one, needed in told_apart if one and needed])
        name = plain(indicator) or words["kata"]["tanpa_nama"]
        satuan = (
            next((plain(row.satuan) for row in rows.values() if row.satuan not in ("", "1")), "") if by_value else "%"
        )
        figures = [_trend_value(rows.get(period), by_value) for period in periods]
        targets = [_trend_target(rows.get(period), by_value) for period in periods]
        for period, value, target in zip(periods, figures, targets, strict=True):
            if period in rows:
                reached = percent_text(rows[period].percent)
                table.append(
                    (
                        name,
                        where,
                        plain(period),
                        figure_text(value, satuan),
                        satuan,
                        figure_text(target, satuan),
                        reached,
                    )
                )
        if all(value is None for value in figures):
            continue
        measured = words["kata"]["bernama"].format(nama=name, di=satuan) if satuan else name
        shown = f"{measured}, {where}" if where else measured
        told = tuple([(plain(period), _as_float(value)) for period, value in zip(periods, figures, strict=True)])
        lines.append(Line(shown, told, None, tuple([_as_float(one) for one in targets])))
    heads = ("indikator", field, "periode", "nilai", "satuan", "target", "capaian")
    kept_columns = [at for at in range(len(heads)) if at == 0 or any(row[at] for row in table)]
    notes = []
    if any(one is not None for line in lines for one in line.targets):
        notes.append(words["catatan"]["target"])
    lost = sum(sum(value is not None for _, value in line.figures) for line in lines[_MOST_PANELS:])
    if lost:
        notes.append(words["catatan"]["tidak_digambar"].format(banyak=lost))
    shown_rows = tuple([tuple([row[at] for at in kept_columns]) for row in table])
    shown_heads = tuple([words["kolom"][heads[at]] for at in kept_columns])
    return Drawn(ChartTable(shown_heads, shown_rows), tuple(lines[:_MOST_PANELS]), tuple(notes))


def _length(period: str) -> str:
    """Return what a period is: tahun, triwulan, bulan; empty where its name does not tell."""
    read = read_period(period)
    return "" if read is None else word_of_length(read.months)


def _trend_value(row: ChartRow | None, by_value: bool) -> Fraction | None:
    return None if row is None else row.nilai if by_value else row.percent


def _trend_target(row: ChartRow | None, by_value: bool) -> Fraction | None:
    if row is None:
        return None
    return row.target if by_value else Fraction(100)


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
    notes = [words["catatan"]["kuadran"]]
    if any(max(one.spent, one.reached) > _FARTHEST for one in points):
        notes.append(words["catatan"]["terpotong"])
    if without:
        notes.append(words["catatan"]["tanpa_anggaran"].format(nama=listed(without, language)))
    if len(points) > _MOST_POINTS:
        notes.append(words["catatan"]["tidak_digambar"].format(banyak=len(points) - _MOST_POINTS))
    drawn = ChartTable(tuple([words["kolom"][one] for one in heads]), tuple(table))
    return Drawn(drawn, tuple(points[:_MOST_POINTS]), tuple(notes))


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
