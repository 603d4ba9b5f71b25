"""Charts of bars: capaian by post, goal and unit, how often each category was reached, how complete the figures are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Final

from kinerja_formula.grafik.marks import NO_MARK, STATES, mark_of
from kinerja_formula.grafik.model import Bar
from kinerja_formula.grafik.rows import ChartData, HasChartData
from kinerja_formula.grafik.words import chart_words
from kinerja_formula.penilaian import RekapTingkat
from kinerja_formula.plain_text import plain

__all__ = ["CHARTS", "bars_for", "bars_of", "unit_bars", "units_of"]

CHARTS: Final = ("jabatan", "sasaran", "predikat", "kelengkapan")
"""Capaian by post and by goal, how often each category was reached, and what is missing in each post."""


def bars_of(sumber: HasChartData, chart: str, language: str = "id") -> tuple[Bar, ...]:
    """Return the bars of one of the :data:`CHARTS` of a report, in the order of the document; none without a figure.

    Raises ValueError for a chart that is not one of them.

    >>> from kinerja_formula import laporan
    >>> found = laporan("examples/pelayanan.csv", "examples/pelayanan-realisasi.csv")
    >>> [(bar.name, bar.text) for bar in bars_of(found, "jabatan")]
    [('SEKRETARIS', '96,85%'), ('KASI PELAYANAN UMUM', '94,74%')]
    """
    if chart not in CHARTS:
        raise ValueError(f"chart must be one of {', '.join(CHARTS)}, not {chart!r}")
    return bars_for(sumber.chart_data(chart), chart, language)


def bars_for(data: ChartData, jenis: str, language: str) -> tuple[Bar, ...]:
    """Return the bars of a kind of chart; none where there is nothing to show."""
    words = chart_words(language)["kata"]
    makers: dict[str, Callable[[], tuple[Bar, ...]]] = {
        "jabatan": lambda: tuple([_bar(one, one.nama or words["tanpa_jabatan"]) for one in _posts(data)]),
        "sasaran": lambda: _goals(data, words["tanpa_sasaran"]),
        "predikat": lambda: _spread(data, words["tanpa_capaian"]),
        "kelengkapan": lambda: _completeness(data, words),
    }
    return makers[jenis]()


def unit_bars(units: Iterable[tuple[str, RekapTingkat | None]], language: str) -> tuple[Bar, ...]:
    """Return the bars of :func:`units_of`."""
    words = chart_words(language)["kata"]
    return tuple([_unit(name, level, words) for name, level in units])


def units_of(data: ChartData) -> tuple[tuple[str, RekapTingkat | None], ...]:
    """Return the units with their capaian, the highest first, those without one last in the order of their names."""
    field = data.unit_field
    found = data.rolled_up(field, "sasaran")
    told = {} if found is None else {one.nama: one for one in found.bagian}

    def place(one: tuple[str, RekapTingkat | None]) -> tuple[bool, Fraction, str]:
        value = None if one[1] is None else one[1].rekap.value
        return value is None, -(value or Fraction()), one[0] if value is None else ""

    names = dict.fromkeys([getattr(row, field) for row in data.rows])
    return tuple(sorted([(name, told.get(name)) for name in names], key=place))


def _posts(data: ChartData) -> tuple[RekapTingkat, ...]:
    found = data.rolled_up("jabatan", "sasaran")
    return () if found is None else found.bagian


def _goals(data: ChartData, without: str) -> tuple[Bar, ...]:
    goals = [goal for post in _posts(data) for goal in post.bagian]
    if not any(goal.nama for goal in goals):
        return ()
    return tuple([_bar(one, one.nama or without) for one in goals])


def _bar(level: RekapTingkat, name: str) -> Bar:
    rekap = level.rekap
    mark = mark_of(rekap.warna)
    value = rekap.value
    return Bar(plain(name), None if value is None else float(value), str(rekap), mark.dark, mark.sign)


def _unit(name: str, level: RekapTingkat | None, words: dict[str, str]) -> Bar:
    shown = plain(name) or words["tanpa_unit"]
    if level is None or level.rekap.value is None:
        return Bar(shown, None, words["tanpa_nilai"], NO_MARK.dark, NO_MARK.sign)
    return _bar(level, shown)


def _spread(data: ChartData, without: str) -> tuple[Bar, ...]:
    wanted = [row for row in data.rows if row.dinilai]
    if not wanted:
        return ()
    scale = data.aturan.skala
    order = [(band.predikat, band.warna) for band in scale.pita] if scale is not None else []
    found = [(row.predikat, row.warna) for row in wanted if row.predikat is not None]
    bars = []
    for predikat, warna in dict.fromkeys([*order, *found]):
        count, mark = found.count((predikat, warna)), mark_of(warna)
        bars.append(Bar(plain(predikat), float(count), str(count), mark.dark, mark.sign))
    rest = len(wanted) - len(found)
    return (*bars, Bar(without, float(rest), str(rest), NO_MARK.dark, NO_MARK.sign))


def _completeness(data: ChartData, words: dict[str, str]) -> tuple[Bar, ...]:
    field = "jabatan" if any(row.jabatan for row in data.rows) else "unit"
    groups: dict[str, list[str]] = {}
    for row in data.rows:
        groups.setdefault(getattr(row, field), []).append(row.keadaan)
    bars = []
    for group, states in groups.items():
        for state, mark in STATES.items():
            count = states.count(state)
            if count:
                name = plain(group) or words["tanpa_jabatan"]
                bars.append(Bar(name, float(count), str(count), mark.dark, mark.sign, words[state]))
    return tuple(bars)
