"""The entry point for charts: a report, reports by period, or a table → :class:`Grafik`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Literal, get_args

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError, language_in_use
from kinerja_formula.diagnostics.catalogue import NO_TABLE
from kinerja_formula.figures import shown
from kinerja_formula.grafik import tables
from kinerja_formula.grafik.bars import bars_for, unit_bars, units_of
from kinerja_formula.grafik.geojson import MapArea, areas_of
from kinerja_formula.grafik.marks import NO_MARK, mark_of
from kinerja_formula.grafik.model import Area, Bar, ChartTable, Grafik
from kinerja_formula.grafik.rows import (
    ChartData,
    Chosen,
    HasChartData,
    absent,
    in_order,
    nothing,
    of_period,
    period_among,
)
from kinerja_formula.grafik.table_rows import data_of_table
from kinerja_formula.grafik.words import chart_words, listed
from kinerja_formula.names import normalise
from kinerja_formula.penilaian import Aturan, RekapTingkat, places_of
from kinerja_formula.plain_text import plain

__all__ = ["KINDS", "JenisGrafik", "chart"]

JenisGrafik = Literal["jabatan", "sasaran", "predikat", "kelengkapan", "unit", "matriks", "tren", "efisiensi", "peta"]
KINDS: Final[tuple[str, ...]] = get_args(JenisGrafik)
_MOST_BARS: Final = 150
_FARTHEST: Final = 150
"""Where the axis of bars ends, in percent, at the latest."""
_GROUPS: Final = ("sasaran", "program", "unit", "jabatan", "indikator")


def chart(
    sumber: Any,
    jenis: JenisGrafik,
    *,
    columns: Mapping[str, str] | None = None,
    periode: str | None = None,
    unit: str | Iterable[str] | None = None,
    indikator: str | Iterable[str] | None = None,
    menurut: str | None = None,
    geojson: str | os.PathLike[str] | Mapping[str, Any] | None = None,
    kunci: str | None = None,
    aturan: str | Aturan | None = None,
    language: str | None = None,
) -> Grafik:
    """Return a chart with its table.

    Args:
        sumber: a report, a report over several units, a mapping from periods to either, a table of any engine that
            narwhals knows, or a list of mappings. A table has a row an indicator, with columns as
            :func:`evaluate_long` gives them: ``unit jabatan periode sasaran program indikator nilai satuan target
            capaian predikat status``, and ``anggaran realisasi_anggaran`` in rupiah or ``serapan`` in percent.
        jenis: ``jabatan`` and ``sasaran`` capaian by post and goal, ``predikat`` how often each category was reached,
            ``kelengkapan`` what is missing, ``unit`` the ranking of units, ``matriks`` units against indicators,
            ``tren`` indicators over periods with their targets, ``efisiensi`` capaian against the share of the budget
            spent, ``peta`` a map.
        columns: how columns are called in the table, by the names above.
        periode: of several periods the one that is shown; by default the latest, which the chart then tells.
        unit: only these units.
        indikator: only these indicators.
        menurut: what a point of ``efisiensi`` is: ``sasaran program unit jabatan indikator``; by default the first of
            them that is there.
        geojson: for ``peta``: a file, or the content of one, with the areas.
        kunci: for ``peta``: the property of an area that has the name of its unit.
        aturan: the rule set that puts capaian of a table together and gives categories; a report has its own.
        language: ``"id"`` or ``"en"``; by default the language in use.

    Raises:
        InvalidDataError: KF490 there is nothing to draw, KF462 no table, KF464 a column is missing, KF491 and KF401
            for a map, KF315 an unknown rule set, KF403 a library for tables is missing.
        LimitError: KF492 too many rows or too large a map.
        ValueError: another ``jenis``, ``menurut`` or ``language``, or a map without ``geojson`` and ``kunci``.

    >>> rows = [
    ...     {"unit": "Besuki", "indikator": "Kehadiran", "capaian": 95.5},
    ...     {"unit": "Tajinan", "indikator": "Kehadiran", "capaian": None},
    ...     {"unit": "Gondang", "indikator": "Kehadiran", "capaian": 101},
    ... ]
    >>> found = chart(rows, "unit", language="id")
    >>> [row[1:3] for row in found.table.rows]
    [('Gondang', '101,00%'), ('Besuki', '95,50%'), ('Tajinan', 'belum ada nilai')]
    >>> found.catatan
    ('Belum ada nilai: Tajinan.',)
    """
    if jenis not in KINDS:
        raise ValueError(f"chart must be one of {', '.join(KINDS)}, not {jenis!r}")
    if menurut is not None and menurut not in _GROUPS:
        raise ValueError(f"menurut must be one of {', '.join(_GROUPS)}, not {menurut!r}")
    if jenis == "peta" and (geojson is None or kunci is None):
        raise ValueError("a map needs geojson= and kunci=")
    language = language_in_use(language)
    words = chart_words(language)
    chosen = Chosen(_names(unit), _names(indikator), periode)
    data = _data(sumber, jenis, columns, aturan, chosen)
    if not data.rows:
        raise nothing(jenis, reason="grafik-tanpa-baris")
    title, notes = words["judul"][jenis], []
    if jenis != "tren" or periode is not None:
        data, told, count = of_period(data, periode)
        if told:
            title = words["kata"]["judul_periode"].format(judul=title, periode=plain(told))
        count = max(count, data.banyak_periode)
        if periode is None and count > 1:
            notes.append(words["catatan"]["periode"].format(periode=plain(told), banyak=count))
        if data.tanpa_baris:
            away = [plain(one) for one in data.tanpa_baris]
            notes.append(words["catatan"]["tanpa_baris"].format(nama=listed(away, language)))
    if jenis == "peta":
        assert geojson is not None and kunci is not None
        return _map(data, geojson, kunci, title, notes, language)
    if jenis in ("matriks", "tren", "efisiensi"):
        makers: dict[str, Callable[[], tables.Drawn]] = {
            "matriks": lambda: tables.matrix(data, language),
            "tren": lambda: tables.trend(data, language),
            "efisiensi": lambda: tables.efficiency(data, language, menurut),
        }
        made = makers[jenis]()
        if not made.isi:
            raise _empty(jenis)
        return Grafik(jenis, title, made.table, made.isi, (*notes, *made.catatan), language)
    return _bars(data, jenis, title, notes, language)


def _data(
    sumber: Any, jenis: str, columns: Mapping[str, str] | None, aturan: str | Aturan | None, chosen: Chosen
) -> ChartData:
    if isinstance(sumber, HasChartData):
        return _only(sumber.chart_data(jenis), chosen)
    if not isinstance(sumber, Mapping):
        return data_of_table(sumber, jenis, columns, aturan, chosen)
    if not sumber or not all(isinstance(one, HasChartData) for one in sumber.values()):
        raise InvalidDataError(Diagnostic(NO_TABLE, (0, 0), (), value=shown(sumber)[:80]))
    told = {str(period): report for period, report in sumber.items()}
    periods = in_order(told)
    if jenis != "tren":  # the one that is shown keeps the roll-up that its report has made
        last = period_among(periods, chosen.periode)
        data: ChartData = told[last].chart_data(jenis)
        dated = tuple([row._replace(periode=last) for row in data.rows])
        field = data.unit_field
        before = [getattr(row, field) for one in periods for row in told[one].chart_data(jenis).rows]
        units, _ = chosen.names(before, ())
        away = absent([one for one in before if one in units], [getattr(row, field) for row in dated])
        return _only(data._replace(rows=dated, banyak_periode=len(periods), tanpa_baris=away), chosen)
    # A report on one year knows earlier ones: here each period has its own report.
    held = {period: told[period].chart_data("periode") for period in periods}
    rows = [row._replace(periode=period) for period, data in held.items() for row in data.rows]
    return _only(ChartData(tuple(rows), held[periods[-1]].aturan), chosen)


def _only(data: ChartData, chosen: Chosen) -> ChartData:
    field = data.unit_field
    units, indicators = chosen.names({getattr(row, field) for row in data.rows}, {row.indikator for row in data.rows})
    return data.chosen(lambda row: getattr(row, field) in units and row.indikator in indicators)


def _names(given: str | Iterable[str] | None) -> frozenset[str] | None:
    if given is None:
        return None
    return frozenset([normalise(one) for one in ([given] if isinstance(given, str) else given)])


def _empty(jenis: str) -> InvalidDataError:
    """Return the error of a kind of chart without any shape, with what is missing for it."""
    if jenis == "sasaran":
        return nothing(jenis, reason="grafik-tanpa-sasaran")
    if jenis == "tren":
        return nothing(jenis, reason="grafik-tanpa-nilai")
    if jenis == "efisiensi":
        return nothing(jenis, reason="grafik-tanpa-anggaran")
    return nothing(jenis, reason="grafik-tanpa-baris" if jenis == "kelengkapan" else "grafik-tanpa-capaian")


def _bars(data: ChartData, jenis: str, title: str, notes: list[str], language: str) -> Grafik:
    words = chart_words(language)
    ranked = units_of(data) if jenis == "unit" else ()
    bars = unit_bars(ranked, language) if jenis == "unit" else bars_for(data, jenis, language)
    sized = [bar for bar in bars if bar.size is not None]
    if jenis == "predikat" and not any(bar.size for bar in bars[:-1]):
        sized = []
    if not sized:
        raise _empty(jenis) if not bars else nothing(jenis, reason="grafik-tanpa-capaian")
    without = [bar.name for bar in bars if bar.size is None]
    if without:
        notes.append(words["catatan"]["tanpa_nilai"].format(nama=listed(without, language)))
    if jenis in ("unit", "jabatan", "sasaran") and any(bar.size > _FARTHEST for bar in sized if bar.size is not None):
        notes.append(words["catatan"]["terpotong"])
    if len(bars) > _MOST_BARS:
        notes.append(words["catatan"]["tidak_digambar"].format(banyak=len(bars) - _MOST_BARS))
    table = _ranking(bars, ranked, language) if jenis == "unit" else _table(data, jenis, bars, language)
    return Grafik(jenis, title, table, bars[:_MOST_BARS], tuple(notes), language)


def _ranking(bars: tuple[Bar, ...], ranked: Iterable[tuple[str, RekapTingkat | None]], language: str) -> ChartTable:
    heads = chart_words(language)["kolom"]
    told = list(ranked)
    places = places_of([None if level is None else level.rekap.value for _, level in told])
    rows = [
        ("" if place is None else str(place), bar.name, bar.text, _category(level))
        for place, bar, (_, level) in zip(places, bars, told, strict=True)
    ]
    return ChartTable(tuple([heads[one] for one in ("peringkat", "unit", "capaian", "predikat")]), tuple(rows))


def _table(data: ChartData, jenis: str, bars: tuple[Bar, ...], language: str) -> ChartTable:
    heads = chart_words(language)["kolom"]
    if jenis == "kelengkapan":
        states = tuple([(bar.name, f"{bar.sign} {bar.part}", bar.text) for bar in bars])
        field = "jabatan" if any(row.jabatan for row in data.rows) else "unit"
        return ChartTable((heads[field], heads["keadaan"], heads["banyak"]), states)
    counted = "banyak" if jenis == "predikat" else "capaian"
    named = tuple([(f"{bar.sign} {bar.name}" if jenis == "predikat" else bar.name, bar.text) for bar in bars])
    return ChartTable((heads[jenis], heads[counted]), named)


def _category(level: RekapTingkat | None) -> str:
    if level is None or not level.rekap.predikat:
        return ""
    return f"{mark_of(level.rekap.warna).sign} {plain(level.rekap.predikat)}"


def _map(
    data: ChartData,
    geojson: str | os.PathLike[str] | Mapping[str, Any],
    kunci: str,
    title: str,
    notes: list[str],
    language: str,
) -> Grafik:
    words = chart_words(language)
    areas, size = areas_of(geojson, kunci)
    ranked = units_of(data)
    told = {normalise(name): level for name, level in ranked}
    known = {normalise(area.name) for area in areas}
    drawn = tuple([_area_drawn(area, told.get(normalise(area.name))) for area in areas])
    empty = [area.name for area in drawn if not area.text]
    if len(empty) == len(drawn):
        met = any(name in known for name in told)
        raise nothing("peta", reason="grafik-tanpa-capaian" if met else "grafik-tanpa-wilayah")
    away = [plain(name) for name, _ in ranked if normalise(name) not in known]
    told_signs = tables.signs_told(data, language)
    notes += [told_signs] if told_signs else []
    notes.append(words["catatan"]["muat"])
    for key, names in (("tidak_di_peta", away), ("wilayah_kosong", empty)):
        if names:
            notes.append(words["catatan"][key].format(nama=listed(names, language)))
    return Grafik("peta", title, _map_table(ranked, known, language), drawn, tuple(notes), language, size)


def _area_drawn(area: MapArea, level: RekapTingkat | None) -> Area:
    """Return an area in the colour of what its unit has reached; without a text and a colour where it has nothing."""
    text = _reached(level)
    mark = mark_of(level.rekap.warna) if level is not None and text else NO_MARK
    return Area(plain(area.name), text, mark.sign, mark.dark, mark.light, area.polygons, area.place)


def _map_table(ranked: Iterable[tuple[str, RekapTingkat | None]], known: set[str], language: str) -> ChartTable:
    """Return what the units have reached; with a column that tells which are not on the map, where one is not."""
    words = chart_words(language)
    rows = []
    for name, level in ranked:
        place = "" if normalise(name) in known else words["kata"]["tidak_di_peta"]
        said = _reached(level) or words["kata"]["tanpa_nilai"]
        rows.append((plain(name) or words["kata"]["tanpa_unit"], said, _category(level), place))
    heads = [words["kolom"][one] for one in ("unit", "capaian", "predikat", "wilayah")]
    kept = 4 if any(normalise(name) not in known for name, _ in ranked) else 3
    return ChartTable(tuple(heads[:kept]), tuple([row[:kept] for row in rows]))


def _reached(level: RekapTingkat | None) -> str:
    """Return the capaian of a unit as it is shown; empty where it has none."""
    return "" if level is None or level.rekap.value is None else str(level.rekap)
