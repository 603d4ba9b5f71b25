"""Charts, each with its table: what is drawn of reports and of tables, what is told, what is refused."""

from __future__ import annotations

import json
import pickle
import re
import sys
from fractions import Fraction
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import kinerja_formula as kf
from kinerja_formula.dokumen.model import Dokumen, Indikator, Jabatan
from kinerja_formula.grafik import KINDS
from kinerja_formula.grafik.geojson import areas_of
from kinerja_formula.grafik.marks import MARKS
from kinerja_formula.grafik.model import Bar, Line, Point
from kinerja_formula.grafik.words import chart_words
from kinerja_formula.pelaporan.naskah import Gambar, Tabel
from kinerja_formula.pelaporan.writers.lkjip import lkjip
from kinerja_formula.pelaporan.writers.units_text import text_of_units

pl = pytest.importorskip("polars")
pytest.importorskip("altair")

ROWS = [
    {"unit": "Besuki", "periode": "TW I 2024", "indikator": "Kehadiran", "nilai": 80, "target": 90, "satuan": "%"},
    {"unit": "Besuki", "periode": "TW II 2024", "indikator": "Kehadiran", "nilai": 90, "target": 90, "satuan": "%"},
    {"unit": "Tajinan", "periode": "TW I 2024", "indikator": "Kehadiran", "nilai": 45, "target": 90, "satuan": "%"},
    {"unit": "Tajinan", "periode": "TW II 2024", "indikator": "Kehadiran", "nilai": 72, "target": 90, "satuan": "%"},
    {"unit": "Gondang", "periode": "TW II 2024", "indikator": "Kehadiran", "nilai": None, "target": 90, "satuan": "%"},
]
"""Invented; capaian of TW II by hand: 90/90 = 100 %, 72/90 = 80 %, none."""


def square(left: float, low: float, size: float = 1.0) -> list[list[float]]:
    return [[left, low], [left + size, low], [left + size, low + size], [left, low + size], [left, low]]


def a_map(*names: str) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"NAMOBJ": name},
                "geometry": {"type": "Polygon", "coordinates": [square(112.0 + place, -8.0)]},
            }
            for place, name in enumerate(names)
        ],
    }


def code_of(*given: Any, **options: Any) -> str:
    with pytest.raises(kf.FormulaError) as refused:
        kf.chart(*given, **options)
    return refused.value.code


@pytest.fixture(scope="module")
def units(checkout: Path) -> kf.LaporanGabungan:
    return kf.laporan_gabungan(kf.read(checkout / "examples/pelayanan.csv"), checkout / "examples/unit")


def of_goals(*goals: tuple[int, str, str], years: dict[str, str] | None = None) -> kf.Laporan:
    """Return a report with a goal each: realization in percent of a target of 80 %, budget, spending."""
    made = [
        Indikator(
            nama=f"Layanan {place}",
            teks=f"Jumlah layanan {place} / Jumlah semua x 100%",
            target="80%",
            sasaran=f"Sasaran {place}",
            pembanding={"anggaran": pagu, "realisasi anggaran": spent},
            realisasi=years or {},
        )
        for place, (_, pagu, spent) in enumerate(goals, 1)
    ]
    figures = {f"Jumlah layanan {place}": reached for place, (reached, _, _) in enumerate(goals, 1)}
    dokumen = Dokumen("Perjanjian Kinerja Tahun 2024", (Jabatan("CAMAT", tuple(made)),))
    return kf.laporan(dokumen, {**figures, "Jumlah semua": 100})


# The ranking of units


def test_units_are_ranked_and_those_without_a_value_stand_last_and_are_told() -> None:
    found = kf.chart(ROWS, "unit", language="id")
    assert found.table.heads == ("No.", "Unit kerja", "Capaian", "Predikat")
    assert found.table.rows == (
        ("1", "Besuki", "100,00%", "▲ Sangat Tinggi"),
        ("2", "Tajinan", "80,00%", "▲ Tinggi"),
        ("", "Gondang", "belum ada nilai", ""),
    )
    assert found.judul == "Peringkat unit kerja menurut capaian, TW II 2024"
    assert found.catatan == ("Data periode TW II 2024, yang terakhir dari 2 periode.", "Belum ada nilai: Gondang.")


def test_a_period_is_found_by_any_of_its_spellings() -> None:
    found = kf.chart(ROWS, "unit", periode="Triwulan 1 Tahun 2024", language="id")
    assert [row[1:3] for row in found.table.rows] == [("Besuki", "88,89%"), ("Tajinan", "50,00%")]
    assert found.catatan == ("Tidak ada datanya pada periode ini: Gondang.",)
    assert code_of(ROWS, "unit", periode="TW III 2024") == "KF490"


def test_the_ranking_is_that_of_the_report(units: kf.LaporanGabungan) -> None:
    found = kf.chart(units, "unit")
    told = [(unit.nama, str(level.rekap)) for unit, level in units.peringkat if level is not None]
    assert [row[1:3] for row in found.table.rows] == told


def test_posts_are_the_units_of_one_report(checkout: Path) -> None:
    one = kf.laporan(checkout / "examples/pelayanan.csv", checkout / "examples/pelayanan-realisasi.csv")
    assert [row[1:3] for row in kf.chart(one, "unit").table.rows] == [
        ("SEKRETARIS", "96,85%"),
        ("KASI PELAYANAN UMUM", "94,74%"),
    ]


# The heat table


def test_every_cell_of_the_heat_table_has_sign_and_figure(units: kf.LaporanGabungan) -> None:
    found = kf.chart(units, "matriks", language="id")
    assert found.table.heads == ("Indikator", "Kecamatan Selatan", "Kecamatan Tengah", "Kecamatan Utara")
    assert found.table.rows[0] == ("Persentase kedisiplinan pegawai", "▲ 88,65%", "▲ 95,74%", "▲ 101,06%")
    assert found.table.rows[3] == ("Jumlah surat yang dilayani", "▲ 92,40%", "–", "▲ 105,20%")
    svg = found.svg()
    assert all(text in svg for text in ("88,65%", "105,20%"))
    assert svg.count("▲") >= 11
    assert found.catatan[0].startswith("Tanda: ▲ Sangat Tinggi, Tinggi; ◆ Sedang;")


def test_a_row_is_a_unit_where_units_are_more_than_indicators() -> None:
    found = kf.chart(ROWS, "matriks", language="en")
    assert found.table == (("Unit", "Kehadiran"), (("Besuki", "▲ 100,00%"), ("Tajinan", "▲ 80,00%"), ("Gondang", "–")))
    assert "Without a value yet: Gondang." in found.catatan


def test_indicators_of_one_name_keep_their_posts(checkout: Path) -> None:
    rows = [
        {"unit": "Besuki", "jabatan": post, "indikator": "Surat dijawab", "capaian": reached}
        for post, reached in (("CAMAT", 90), ("SEKRETARIS", 60))
    ]
    found = kf.chart(rows, "matriks")
    assert [row[0] for row in found.table.rows] == ["Surat dijawab (CAMAT)", "Surat dijawab (SEKRETARIS)"]


def test_what_is_too_much_to_be_drawn_is_told_and_stands_in_the_table() -> None:
    rows = [{"unit": f"Unit {one}", "indikator": "Kehadiran", "capaian": 90} for one in range(3_100)]
    found = kf.chart(rows, "matriks", language="en")
    assert (len(found.table.rows), len(found.isi)) == (3_100, 3_000)
    assert "100 rows are not drawn; all of them are in the table." in found.catatan


# Over time


def test_a_trend_has_a_panel_an_indicator_and_unit_with_its_targets() -> None:
    found = kf.chart(ROWS, "tren", language="id")
    assert [line.name for line in found.isi if isinstance(line, Line)] == [
        "Kehadiran (%), Besuki",
        "Kehadiran (%), Tajinan",
    ]
    assert found.isi[0] == Line(
        "Kehadiran (%), Besuki", (("TW I 2024", 80.0), ("TW II 2024", 90.0)), None, (90.0, 90.0)
    )
    assert found.table.heads == ("Indikator", "Unit kerja", "Periode", "Realisasi", "Satuan", "Target", "Capaian")
    assert ("Kehadiran", "Tajinan", "TW II 2024", "72,00", "%", "90,00", "80,00%") in found.table.rows
    assert found.catatan == ("Garis putus-putus adalah target.",)
    assert "stroke-dasharray" in found.svg()


def test_periods_stand_in_their_order_whatever_that_of_the_rows() -> None:
    rows = [{"indikator": "A", "periode": period, "nilai": 1} for period in ("TW II 2024", "TW IV 2023", "TW I 2024")]
    (line,) = kf.chart(rows, "tren").isi
    assert isinstance(line, Line)
    assert [period for period, _ in line.figures] == ["TW IV 2023", "TW I 2024", "TW II 2024"]


def test_targets_that_change_are_a_line_of_their_own() -> None:
    rows = [{"indikator": "A", "periode": year, "nilai": year - 2000, "target": year - 1998} for year in (2022, 2023)]
    found = kf.chart(rows, "tren")
    assert found.isi == (Line("A", (("2022", 22.0), ("2023", 23.0)), None, (24.0, 25.0)),)
    assert ">24<" in found.svg()


@pytest.mark.parametrize("nilai", [5, 0, -3])
def test_one_point_is_drawn_with_its_figure(nilai: int) -> None:
    svg = kf.chart([{"indikator": "A", "periode": "2024", "nilai": nilai}], "tren").svg()
    assert f">{nilai}<" in svg.replace("−", "-")
    assert "NaN" not in svg
    assert "Infinity" not in svg


def test_a_report_tells_its_earlier_years() -> None:
    found = kf.chart(of_goals((60, "", ""), years={"2022": "50%", "2023": "55%"}), "tren", language="en")
    assert ">target 80 (2024)<" in found.svg()
    assert found.table.heads == ("Indicator", "Period", "Realization", "Unit of measure", "Target", "Capaian")
    assert [row[1:5] for row in found.table.rows] == [
        ("2022", "50,00", "%", ""),
        ("2023", "55,00", "%", ""),
        ("2024", "60,00", "%", "80,00"),
    ]


def test_reports_by_period_are_one_trend_and_the_last_one_is_shown_elsewhere() -> None:
    told = {"TW II 2024": of_goals((60, "", "")), "TW I 2024": of_goals((40, "", ""))}
    assert [row[1:3] for row in kf.chart(told, "tren").table.rows] == [("TW I 2024", "40,00"), ("TW II 2024", "60,00")]
    found = kf.chart(told, "sasaran", language="id")
    assert found.table.rows == (("Sasaran 1", "75,00%"),)
    assert found.catatan == ("Data periode TW II 2024, yang terakhir dari 2 periode.",)
    assert kf.chart(told, "sasaran", periode="TW I 2024").table.rows == (("Sasaran 1", "50,00%"),)


# Against spending


def test_efficiency_holds_capaian_against_spending() -> None:
    report = of_goals((60, "Rp 100.000.000", "Rp 80.000.000"), (88, "Rp 50.000.000", "52000000"), (70, "", ""))
    found = kf.chart(report, "efisiensi", language="id")
    # by hand: 60/80 = 75 % with 80/100 = 80 %; 88/80 = 110 % with 52/50 = 104 %
    assert found.table.rows == (
        ("1", "Sasaran 1", "80,00%", "◆ 75,00%", "Sedang", "-5,00"),
        ("2", "Sasaran 2", "104,00%", "▲ 110,00%", "Sangat Tinggi", "6,00"),
    )
    assert found.catatan[1:] == ("Tidak digambar karena capaian atau serapan anggarannya belum diketahui: Sasaran 3.",)
    svg = found.svg()
    assert svg.count("stroke-dasharray") >= 2
    assert "2. Sasaran 2" in svg


def test_budgets_of_a_group_are_added_and_not_averaged() -> None:
    rows = [
        {"program": "P", "capaian": 100, "anggaran": 100, "realisasi_anggaran": 50},
        {"program": "P", "capaian": 50, "anggaran": 300, "realisasi_anggaran": 300},
    ]
    (point,) = kf.chart(rows, "efisiensi").isi
    assert isinstance(point, Point)
    assert (point.spent, point.reached) == (87.5, 75.0)


def test_different_shares_without_budgets_are_no_share_of_the_group() -> None:
    rows = [{"program": "P", "capaian": 100, "serapan": share} for share in (50, 90)]
    assert code_of(rows, "efisiensi") == "KF490"
    assert (
        len(
            kf.chart(
                [{**row, "indikator": str(place)} for place, row in enumerate(rows)], "efisiensi", menurut="indikator"
            ).isi
        )
        == 2
    )


# A map


def test_a_map_tells_units_that_are_not_on_it_and_areas_without_a_value() -> None:
    found = kf.chart(ROWS, "peta", geojson=a_map("BESUKI", "Tajinan ", "Pagak"), kunci="NAMOBJ", language="id")
    assert found.table.heads == ("Unit kerja", "Capaian", "Predikat", "Wilayah")
    assert found.table.rows[-1] == ("Gondang", "belum ada nilai", "", "tidak ada di peta")
    assert found.catatan[-2:] == ("Unit yang tidak ada di peta: Gondang.", "Wilayah tanpa nilai: Pagak.")
    svg = found.svg()
    assert svg.count(MARKS["hijau"].light) == 2
    assert all(text in svg for text in ("BESUKI", "100,00%", "▲", "Pagak", "–"))


def labels_of(svg: str) -> list[str]:
    return re.findall(r">([^<>]+)</text>", svg)


@pytest.mark.parametrize(("count", "named"), [(3, 3), (60, 0)])
def test_where_names_find_no_room_the_sign_stands_alone(count: int, named: int) -> None:
    rows = [{"unit": f"Kecamatan nomor {one}", "capaian": 95} for one in range(count)]
    told = labels_of(kf.chart(rows, "peta", geojson=a_map(*[row["unit"] for row in rows]), kunci="NAMOBJ").svg())
    assert sum(one.startswith("Kecamatan") for one in told) == named
    assert told.count("▲") == count


def test_a_map_is_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "peta.geojson").write_text(json.dumps(a_map("Besuki")), encoding="utf-8")
    assert kf.chart(ROWS, "peta", geojson=tmp_path / "peta.geojson", kunci="NAMOBJ").isi
    assert code_of(ROWS, "peta", geojson=tmp_path / "lain.geojson", kunci="NAMOBJ") == "KF401"


def test_holes_run_the_other_way_round_and_corners_of_one_pixel_are_one() -> None:
    outer = [[112 + one / 100_000, -8.0] for one in range(1_000)] + [[113, -8], [113, -7], [112, -7], [112, -8]]
    polygon = {"type": "Polygon", "coordinates": [outer, square(112.4, -7.6, 0.2)]}
    ((area,), (wide, tall)) = areas_of({"type": "Feature", "properties": {"n": 1}, "geometry": polygon}, "n")
    ((around, hole),) = area.polygons
    assert (wide, tall) == (892, 900)  # a degree is shorter where the earth is narrower: cos 7,5° = 0,991
    assert len(around) < 30
    turn = [sum(a * d - c * b for (a, b), (c, d) in pairwise(ring)) for ring in (around, hole)]
    assert turn[0] * turn[1] < 0


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"type": "FeatureCollection", "features": 3},
        {"type": "FeatureCollection", "features": [3]},
        {"type": "Topology", "objects": {}},
        {"type": "Feature", "properties": {"n": "A"}, "geometry": None},
        {"type": "Feature", "properties": {"n": "A"}, "geometry": {"type": "Point", "coordinates": [1, 2]}},
        {"type": "Feature", "properties": {"n": "A"}, "geometry": {"type": "Polygon", "coordinates": [[["a", "b"]]]}},
        {"type": "Feature", "properties": {"n": "A"}, "geometry": {"type": "Polygon", "coordinates": [[[1]]]}},
        {"type": "Feature", "properties": {"n": "A"}, "geometry": {"type": "Polygon", "coordinates": {"a": 1}}},
        {
            "type": "Feature",
            "properties": {"n": "A"},
            "geometry": {"type": "Polygon", "coordinates": [[[float("nan"), 1], [1, 1], [2, 2]]]},
        },
        {"type": "Feature", "properties": {"n": "A"}, "geometry": {"type": "Polygon", "coordinates": [[[1, 1]] * 4]}},
        {"type": "Feature", "properties": None, "geometry": {"type": "Polygon", "coordinates": [square(1, 1)]}},
        {"type": "Feature", "properties": {"m": "A"}, "geometry": {"type": "Polygon", "coordinates": [square(1, 1)]}},
    ],
)
def test_what_is_no_map_is_refused(broken: dict[str, Any]) -> None:
    assert code_of([{"unit": "A", "capaian": 90}], "peta", geojson=broken, kunci="n") == "KF491"


def test_a_file_that_is_no_json_is_refused(tmp_path: Path) -> None:
    for content in ("{", "[" * 100_000, "<svg/>"):
        (tmp_path / "a.geojson").write_text(content, encoding="utf-8")
        assert code_of(ROWS, "peta", geojson=tmp_path / "a.geojson", kunci="n") == "KF491"


def test_a_map_too_large_is_refused() -> None:
    whole = a_map(*[str(one) for one in range(5_001)])
    assert code_of(ROWS, "peta", geojson=whole, kunci="NAMOBJ") == "KF492"


# Nothing to draw, and wrong calls


@pytest.mark.parametrize(
    ("rows", "jenis", "words"),
    [
        ([], "unit", "tidak ada data"),
        ([{"unit": "A", "indikator": "B", "capaian": None}], "unit", "belum ada capaian"),
        ([{"unit": "A", "indikator": "B", "capaian": None}], "matriks", "belum ada capaian"),
        ([{"unit": "A", "indikator": "B", "capaian": None}], "predikat", "belum ada capaian"),
        ([{"indikator": "B", "periode": "2024", "nilai": None}], "tren", "belum ada nilai"),
        ([{"jabatan": "A", "sasaran": "", "capaian": 90}], "sasaran", "tidak ada sasaran"),
        ([{"sasaran": "A", "capaian": 90, "serapan": None}], "efisiensi", "serapan anggaran"),
    ],
)
def test_a_chart_of_nothing_says_so(rows: list[dict[str, Any]], jenis: Any, words: str) -> None:
    none = pl.DataFrame(schema={"unit": pl.String, "capaian": pl.Float64})
    with pytest.raises(kf.InvalidDataError) as refused:
        kf.chart(rows or none, jenis)
    assert refused.value.code == "KF490"
    assert words in str(refused.value)


def test_no_unit_of_the_map_is_told_as_such() -> None:
    with pytest.raises(kf.InvalidDataError, match="tidak ada unit yang namanya ada di peta"):
        kf.chart(ROWS, "peta", geojson=a_map("Pagak"), kunci="NAMOBJ")


def test_an_empty_report_draws_nothing() -> None:
    assert code_of(kf.laporan(Dokumen(), {}), "jabatan") == "KF490"
    with pytest.raises(kf.InvalidDataError):
        kf.laporan(Dokumen(), {}).to_chart("jabatan")


def test_wrong_calls() -> None:
    for given in ({"jenis": "kue"}, {"jenis": "peta"}, {"jenis": "unit", "language": "jv"}):
        with pytest.raises(ValueError, match=r"must be|needs"):
            kf.chart(ROWS, **given)
    with pytest.raises(ValueError, match="menurut"):
        kf.chart(ROWS, "efisiensi", menurut="warna")
    with pytest.raises(ValueError, match="columns"):
        kf.chart(ROWS, "unit", columns={"warna": "unit"})


@pytest.mark.parametrize("given", [None, 3, "unit", [1, 2], {}, {"2024": 3}])
def test_what_is_no_table_is_refused(given: Any) -> None:
    assert code_of(given, "unit") == "KF462"


def test_a_missing_column_is_named_with_the_nearest() -> None:
    with pytest.raises(kf.InvalidDataError, match="kecamatan") as refused:
        kf.chart(pl.DataFrame({"kecamatn": ["A"], "capaian": [9.0]}), "unit", columns={"unit": "kecamatan"})
    assert refused.value.code == "KF464"
    assert "kecamatn" in refused.value.hint


def test_too_many_rows_are_refused() -> None:
    frame = pl.DataFrame({"unit": ["A"], "capaian": [9.0]}).select(pl.all().repeat_by(100_001).explode())
    assert code_of(frame, "unit") == "KF492"


# Tables of any engine


def engines() -> dict[str, Any]:
    import duckdb
    import pandas as pd

    frame = pl.DataFrame(ROWS)
    table = frame.to_arrow()
    return {
        "rows": ROWS,
        "polars": frame,
        "lazy": frame.lazy(),
        "pandas": pd.DataFrame(ROWS),
        "pyarrow": table,
        "duckdb": duckdb.from_arrow(table),
    }


@pytest.mark.parametrize("jenis", ["unit", "matriks", "tren", "predikat"])
def test_every_engine_gives_the_same_chart(jenis: Any) -> None:
    charts = {name: kf.chart(table, jenis) for name, table in engines().items()}
    assert set(charts.values()) == {charts["rows"]}


def test_what_evaluate_long_gives_is_drawn_as_it_is() -> None:
    figures = pl.DataFrame(
        {"unit": ["Besuki"] * 2 + ["Tajinan"] * 2, "nama": ["Hadir", "Undangan"] * 2, "nilai": [9, 10, 8, None]}
    )
    found = kf.evaluate_long(figures, {"Kehadiran": "Hadir / Undangan x 100%"}, by=["unit"], target=90)
    ranked = kf.chart(found, "unit", language="id")
    assert [row[1:3] for row in ranked.table.rows] == [("Besuki", "100,00%"), ("Tajinan", "belum ada nilai")]
    states = kf.chart(found, "kelengkapan", language="id").table.rows
    assert {row[1:] for row in states} == {("✔ terhitung", "1"), ("○ belum ada data", "1")}


def test_other_names_of_columns_and_percentages_as_texts() -> None:
    rows = [{"opd": "Dinas A", "tercapai": "95,5 %"}, {"opd": "Dinas B", "tercapai": "-"}]
    found = kf.chart(rows, "unit", columns={"unit": "opd", "capaian": "tercapai"})
    assert [row[2] for row in found.table.rows] == ["95,50%", "belum ada nilai"]


def test_a_falling_indicator_is_held_against_its_target_by_its_direction() -> None:
    rows = [{"unit": "A", "indikator": "Aduan", "nilai": 8, "target": 10, "arah": "turun"}]
    (bar,) = kf.chart(rows, "unit").isi
    assert isinstance(bar, Bar)
    assert Fraction(bar.size or 0) == kf.capaian(8, 10, arah="turun").value


def test_only_some_units_and_indicators() -> None:
    assert [row[1] for row in kf.chart(ROWS, "unit", unit="besuki").table.rows] == ["Besuki"]
    assert code_of(ROWS, "unit", indikator="Lain") == "KF490"


# What comes out


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)


HOSTILE = "<script>alert(1)</script> \x1b[31m =1+1 ' \" & \u202eabc"


@pytest.mark.parametrize("jenis", [one for one in KINDS if one != "kelengkapan"])
def test_texts_of_others_are_escaped_everywhere(jenis: Any, tmp_path: Path) -> None:
    rows = [
        {
            **dict.fromkeys(("unit", "jabatan", "sasaran", "program", "indikator", "predikat", "satuan"), HOSTILE),
            **dict(zip(("periode", "nilai", "capaian", "serapan"), ("2024", 9, 90, 80), strict=True)),
        }
    ]
    options = {"geojson": a_map(HOSTILE), "kunci": "NAMOBJ"} if jenis == "peta" else {}
    found = kf.chart(rows, jenis, **options)
    page = found.html()
    seen = Tags()
    seen.feed(page)
    assert not seen.tags & {"script", "img", "a", "foreignobject", "iframe"}
    for text in (page, found.alt, repr(found), *found.catatan):
        assert "\x1b" not in text
        assert "\u202e" not in text
    found.save(tmp_path / "a.html")
    assert "default-src 'none'" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_no_cell_of_the_csv_is_a_formula(tmp_path: Path) -> None:
    rows = [{"unit": name, "capaian": 9} for name in ("=1+1", "+A1", "@SUM(A1)", "-cmd")]
    kf.chart(rows, "unit", language="id").save(tmp_path / "a.csv")
    lines = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "No.,Unit kerja,Capaian,Predikat"
    assert [line.split(",")[1] for line in lines[1:]] == ["'=1+1", "'+A1", "'@SUM(A1)", "'-cmd"]


def test_files(tmp_path: Path) -> None:
    found = kf.chart(ROWS, "unit")
    for ending in ("svg", "png", "html", "json", "csv"):
        found.save(tmp_path / f"a.{ending}")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    svg = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert svg.startswith("<?xml")
    assert 'xmlns="http://www.w3.org/2000/svg"' in svg
    assert "vega-lite" in json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["$schema"]
    with pytest.raises(kf.InvalidDataError) as refused:
        found.save(tmp_path / "a.gif")
    assert refused.value.code == "KF480"


def test_a_chart_says_what_it_shows_and_names_in_a_page_are_its_own() -> None:
    first = kf.chart(ROWS, "unit", language="id")
    assert first.alt.startswith(
        "Peringkat unit kerja menurut capaian, TW II 2024: 1; Besuki; 100,00%; ▲ Sangat Tinggi."
    )
    assert f'aria-label="{first.alt}"' in first.svg()
    maps = [kf.chart(ROWS, "peta", geojson=a_map(*names), kunci="NAMOBJ") for names in (("Besuki",), ("Tajinan",))]
    ids = [set(re.findall(r' id="([^"]+)"', one.svg())) for one in maps]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_a_notebook_sees_picture_and_table_and_without_the_extra_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    found = kf.chart(ROWS, "unit", language="id")
    shown = found._repr_mimebundle_()
    assert set(shown) == {"text/plain", "text/html", "image/png"}
    assert "<svg" in shown["text/html"]
    assert shown["text/plain"] == "<Grafik unit: Peringkat unit kerja menurut capaian, TW II 2024, 3>"
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    without = found._repr_mimebundle_()
    assert set(without) == {"text/plain", "text/html"}
    assert "KF403" in without["text/html"]
    assert "<td>Besuki</td>" in without["text/html"]
    with pytest.raises(kf.InvalidDataError) as refused:
        found.svg()
    assert refused.value.code == "KF403"


def test_charts_are_plain_values() -> None:
    found = kf.chart(ROWS, "tren")
    assert pickle.loads(pickle.dumps(found)) == found
    assert hash(found) == hash(kf.chart(ROWS, "tren"))


def test_both_languages_have_the_same_words() -> None:
    one, other = chart_words("id"), chart_words("en")
    assert {table: set(words) for table, words in one.items()} == {table: set(words) for table, words in other.items()}
    assert set(one["judul"]) == set(KINDS)
    for table, words in one.items():
        for key, text in words.items():
            assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", other[table][key])), key


# In printed reports


def test_the_report_over_units_is_drawn(units: kf.LaporanGabungan) -> None:
    drawn = [block for block in text_of_units(units).blocks if isinstance(block, Gambar)]
    assert [one.caption.split(".")[0] for one in drawn] == [
        "Peringkat unit kerja menurut capaian",
        "Capaian setiap indikator menurut unit kerja",
    ]
    assert "Kecamatan Utara" in drawn[0].alt
    assert "Jumlah surat yang dilayani, Kecamatan Tengah: –" in drawn[1].alt


def test_many_units_are_drawn_in_parts_that_fit_a_page(checkout: Path) -> None:
    figures = {f"Kecamatan {one:02}": checkout / "examples/pelayanan-realisasi.csv" for one in range(40)}
    text = text_of_units(kf.laporan_gabungan(kf.read(checkout / "examples/pelayanan.csv"), figures))
    captions = [block.caption for block in text.blocks if isinstance(block, Gambar)]
    assert [re.findall(r"\(\d/\d\)", one) for one in captions] == [
        *[["(1/3)"], ["(2/3)"], ["(3/3)"]],
        *[["(1/2)"], ["(2/2)"]],
    ]
    heads = [block.head for block in text.blocks if isinstance(block, Tabel)]
    assert heads[1][0] == "Unit kerja"  # a row a unit, where units are more than indicators


def test_the_annual_report_draws_efficiency_where_budgets_are_known() -> None:
    known = of_goals((60, "Rp 100", "Rp 80"), (88, "Rp 50", "Rp 52"))
    captions = [block.caption for block in lkjip(known).blocks if isinstance(block, Gambar)]
    assert any(one.startswith("Capaian dibandingkan dengan serapan anggaran.") for one in captions)
    unknown = of_goals((60, "", ""), (88, "", ""))
    captions = [block.caption for block in lkjip(unknown).blocks if isinstance(block, Gambar)]
    assert not any(one.startswith("Capaian dibandingkan") for one in captions)


def test_reports_come_without_drawings_where_the_extra_is_missing(
    units: kf.LaporanGabungan, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pytest.importorskip("docx")
    monkeypatch.setitem(sys.modules, "altair", None)
    for text in (text_of_units(units), lkjip(of_goals((60, "Rp 100", "Rp 80"), (88, "Rp 50", "Rp 52")))):
        assert not [block for block in text.blocks if isinstance(block, Gambar)]
        assert [block for block in text.blocks if isinstance(block, Tabel)]
    units.save(tmp_path / "a.docx")
    assert (tmp_path / "a.docx").stat().st_size > 1_000


def test_a_unit_without_a_row_in_the_period_is_told() -> None:
    rows = [
        {"unit": "A", "periode": "2023", "capaian": 80},
        {"unit": "B", "periode": "2023", "capaian": 70},
        {"unit": "A", "periode": "2024", "capaian": 90},
    ]
    found = kf.chart(rows, "unit", language="id")
    assert [row[1] for row in found.table.rows] == ["A"]
    assert "Tidak ada datanya pada periode ini: B." in found.catatan
    alone = kf.chart(rows, "unit", unit="A", language="id")
    assert not any("Tidak ada datanya" in note for note in alone.catatan)
    frame = pl.DataFrame(rows)
    assert kf.chart(frame, "unit", language="id").catatan == found.catatan


def test_years_and_their_quarters_are_lines_of_their_own() -> None:
    told = [("2023", 80), ("2024", 85), ("TW I 2024", 70), ("TW II 2024", 75), ("tahun lalu", 60)]
    rows = [{"unit": "A", "indikator": "Hadir", "periode": period, "nilai": value} for period, value in told]
    lines = kf.chart(rows, "tren", language="id").isi
    assert [(line.name, [period for period, _ in line.figures]) for line in lines] == [
        ("Hadir, tahun", ["2023", "2024"]),
        ("Hadir, triwulan", ["TW I 2024", "TW II 2024"]),
        ("Hadir", ["tahun lalu"]),
    ]
    assert [line.name for line in kf.chart(rows[:2], "tren", language="id").isi] == ["Hadir"]


@pytest.mark.parametrize("nothing", [[], (), pl.DataFrame({"unit": []})], ids=["list", "tuple", "frame"])
def test_a_table_without_rows_is_nothing_to_draw(nothing: object) -> None:
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.chart(nothing, "unit")
    assert caught.value.code == "KF490"


def test_what_a_bar_below_zero_says_stands_beside_it() -> None:
    found = kf.chart([{"unit": "A", "capaian": -40}, {"unit": "B", "capaian": 50}], "unit")
    drawn = found.to_altair().to_dict()
    told = [layer["data"]["values"] for layer in drawn["layer"] if "data" in layer]
    places = {row["teks"]: row["letak"] for rows in told for row in rows if "letak" in row}
    assert places == {"-40,00%": 0, "50,00%": 50.0}
