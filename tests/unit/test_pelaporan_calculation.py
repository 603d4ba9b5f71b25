"""The report as data: a value or the reason why there is none, for every row."""

from __future__ import annotations

import io
import json
import pickle
from fractions import Fraction
from pathlib import Path
from threading import Thread

import openpyxl
import pytest

from kinerja_formula.diagnostics import FormulaError, language_in_use
from kinerja_formula.dokumen.indicator_table import read_indicators
from kinerja_formula.dokumen.model import Dokumen, Indikator, Jabatan, by_jabatan
from kinerja_formula.files.tempat import Tempat
from kinerja_formula.formula import parse
from kinerja_formula.pelaporan.calculation import make_laporan
from kinerja_formula.pelaporan.model import Laporan
from kinerja_formula.pelaporan.row_model import LaporanRow
from kinerja_formula.pelaporan.words import state_of
from kinerja_formula.pelaporan.writers.html import write_html
from kinerja_formula.pelaporan.writers.lkjip import lkjip
from kinerja_formula.pelaporan.writers.markdown import write_markdown
from kinerja_formula.pelaporan.writers.terminal import write_laporan
from kinerja_formula.pelaporan.writers.xlsx import write_xlsx
from kinerja_formula.pengisian.figures_table import Figure, Figures, read_figures


def indicator(formula: str, name: str = "", jabatan: str = "") -> tuple[str, Tempat, Indikator]:
    return jabatan, Tempat(), Indikator(nama=name, teks=formula)


def report(rows: list[tuple[str, Tempat, Indikator]], *figures: Figure) -> Laporan:
    return make_laporan(Dokumen("", by_jabatan(rows)), Figures(figures))


def one(formula: str, *figures: Figure, name: str = "") -> LaporanRow:
    return report([indicator(formula, name)], *figures).rows[0]


def test_value():
    row = one("Jumlah A / Jumlah B x 100%", Figure("Jumlah A", "17"), Figure("Jumlah B", "24 orang"))
    assert (row.value, row.unit, row.status, row.kind, row.text) == (Fraction(425, 6), "%", "ok", "rasio", "70,83%")
    assert not row.doubtful


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        ("117", "117"),
        ("83,4", "83,40"),
        ("0,0025", "0,0025"),
        ("0,00251", "0,0025"),
        ("1.214,5", "1.214,50"),
        ("100000", "100.000"),
        ("0", "0"),
    ],
)
def test_text_of_counts_and_small_figures(figure: str, text: str):
    row = one("Nilai A", Figure("Nilai A", figure))
    assert (row.number, row.satuan, row.text) == (text, "nilai", f"{text} nilai")


@pytest.mark.parametrize(
    ("formula", "figures", "number", "satuan", "text"),
    [
        ("Jumlah surat A", ["263"], "263", "surat", "263 surat"),
        ("Besaran A", ["263"], "263", "", "263"),
        ("Besaran A", ["263 surat"], "263", "surat", "263 surat"),
        ("Jumlah surat A / Jumlah surat B", ["1", "4"], "0,25", "", "0,25"),
        ("Jumlah surat A / Jumlah surat B x 100%", ["1", "4"], "25,00", "%", "25,00%"),
        ("Anggaran A / Jumlah peserta B", ["Rp 1,2 miliar", "1.000"], "1.200.000", "Rp/orang", "1.200.000 Rp/orang"),
    ],
)
def test_text_with_a_unit(formula: str, figures: list[str], number: str, satuan: str, text: str):
    names = parse(formula).names
    row = one(formula, *[Figure(name, figure) for name, figure in zip(names, figures, strict=True)])
    assert (row.number, row.satuan, row.text) == (number, satuan, text)


def test_no_value_has_no_text():
    row = one("Jumlah surat A")
    assert (row.number, row.satuan, row.text) == ("", "", "")


def test_missing_figures_are_no_failure():
    row = one("Jumlah A / Jumlah B x 100%", Figure("Jumlah A", 1), Figure("Jumlah BB", 2))
    assert (row.status, row.value, row.waits_for_data) == ("KF301", None, True)
    assert [found.values["name"] for found in row.missing] == ["Jumlah B"]


@pytest.mark.parametrize(
    ("formula", "figures", "status"),
    [
        ("", [], "KF301"),  # the indicator's own figure is asked for
        ("Jumlah A / Jumlah B x 100%", [Figure("Jumlah A", 1), Figure("Jumlah B", 0)], "KF305"),
        ("Jumlah A", [Figure("Jumlah A", "sekitar 20")], "KF302"),
        ("Jumlah A", [Figure("Jumlah A", 1), Figure("jumlah a", 2)], "KF303"),
        ("Jumlah A", [Figure("Jumlah A", "=1+1")], "KF302"),
    ],
)
def test_failures_do_not_stop_the_others(formula: str, figures: list[Figure], status: str):
    rows = [indicator(formula, "I"), indicator("Nilai Z", "J")]
    laporan = report(rows, *figures, Figure("Nilai Z", 5))
    assert [row.status for row in laporan.rows] == [status, "ok"]
    assert laporan.rows[0].error is not None
    assert not laporan.clean


def test_a_unit_fault_stops_its_row_only():
    formula = "Jumlah dokumen selesai / Jumlah pegawai x 100%"
    rows = [indicator(formula, "I"), indicator("Jumlah pegawai", "J")]
    laporan = report(rows, Figure("Jumlah dokumen selesai", 3), Figure("Jumlah pegawai", 12))
    assert [(row.status, row.text) for row in laporan.rows] == [("KF201", ""), ("ok", "12 orang")]
    assert laporan.rows[0].diagnostics[0].message.startswith("dokumen dan pegawai tidak dapat dijadikan persentase")
    assert laporan.counts == {"rows": 2, "ok": 1, "doubtful": 0, "waiting": 0, "failed": 1}
    assert laporan.unused == ()


def test_a_figure_in_another_unit_stops_its_row():
    row = one("Jumlah pegawai", Figure("Jumlah pegawai", "12 dokumen"))
    assert (row.status, row.value) == ("KF205", None)


def test_units_that_hardly_meet_are_a_warning_and_a_note_is_none():
    formulas = ["Jumlah program / Jumlah kegiatan x 100%", "Jumlah sarana diperbaiki / Jumlah usulan x 100%"]
    names = ["Jumlah program", "Jumlah kegiatan", "Jumlah sarana diperbaiki", "Jumlah usulan"]
    laporan = report([indicator(formula) for formula in formulas], *[Figure(name, 4) for name in names])
    assert [[found.code for found in row.diagnostics] for row in laporan.rows] == [["KF202"], ["KF203"]]
    assert [row.doubtful for row in laporan.rows] == [True, False]


def test_counters_of_one_thing():
    # "Patroli harian …" of the Sambutan decree, realized 48 kali
    assert one("Jumlah patroli", Figure("Jumlah patroli", "48 kali")).text == "48 patroli"


def test_figure_under_the_name_of_the_indicator():
    assert one("250 surat", Figure("Surat yang dilayani", "263 surat"), name="Surat yang dilayani").value == 263


def test_the_same_name_in_two_posts():
    rows = [indicator("Jumlah surat", "I", jabatan) for jabatan in ("CAMAT", "LURAH")]
    laporan = report(rows, Figure("Jumlah surat", 5, "CAMAT"), Figure("Jumlah surat", 7, "LURAH"))
    assert [row.value for row in laporan.rows] == [5, 7]


def test_warnings_keep_the_value_and_are_counted():
    laporan = report(
        [indicator("Jumlah A yang baik / Jumlah A x 100%"), indicator("Jumlah A")],
        Figure("Jumlah A yang baik", 3),
        Figure("Jumlah A", 2),
    )
    assert laporan.rows[0].value == 150
    assert laporan.rows[0].doubtful
    assert laporan.counts == {"rows": 2, "ok": 1, "doubtful": 1, "waiting": 0, "failed": 0}
    assert not laporan.clean


def test_unused_figures_are_told():
    laporan = report([indicator("Jumlah A / Jumlah B x 100%")], Figure("Jumlah A", 1), Figure("Jumlah C", 2))
    # "Jumlah A" is of use although the row has no value yet
    assert [figure.name for figure in laporan.unused] == ["Jumlah C"]


def test_clean():
    assert report([indicator("Jumlah A")], Figure("Jumlah A", 1)).clean
    assert not report([]).clean


def test_report_pickles_and_goes_to_json():
    laporan = report([indicator("Jumlah A", "I"), indicator("Jumlah B", "J")], Figure("Jumlah A", "1,5"))
    assert pickle.loads(pickle.dumps(laporan)).to_json() == laporan.to_json()
    data = json.loads(json.dumps(laporan.to_json()))
    assert data["schema"] == "kinerja-formula/laporan/1"
    first, second = data["rows"]
    assert (first["indikator"], first["value"], first["status"], first["missing"]) == ("I", "3/2", "ok", [])
    assert (second["value"], second["status"], second["missing"]) == (None, "KF301", ["Jumlah B"])


def test_report_on_a_whole_decree(checkout: Path):
    dokumen = read_indicators(checkout / "examples/sambutan-2023.csv")
    laporan = make_laporan(dokumen, read_figures(checkout / "examples/sambutan-2023-realisasi.csv"))
    values = {row.indikator.kode[-3:]: row.value for row in laporan.rows}
    # by hand, from the two files
    assert values["001"] == Fraction(4, 5) * 100
    assert values["011"] == Fraction(33, 38) * 100
    assert values["035"] == 1 + 2 + 1 + 2
    assert values["041"] == Fraction("88.5")
    assert values["048"] == Fraction(399, 420) * 100
    assert (values["052"], values["070"]) == (508, 263)
    assert values["073"] == Fraction("83.42")
    assert values["083"] == 29
    assert values["078"] == 48
    without = {row.indikator.kode[-3:]: row.status for row in laporan.rows if row.status != "ok"}
    assert without == dict.fromkeys(["013", "034", "045", "069", "081"], "KF301") | {"027": "KF302", "087": "KF201"}
    assert [row.indikator.kode[-3:] for row in laporan.rows if row.doubtful] == ["003"]
    assert [figure.name for figure in laporan.unused] == [
        "Jumlah prasarana dan sarana kantor yang dimilki",
        "Jumlah kendaraan yang diparkir",
    ]


def test_choosing_figures_changes_no_row_of_the_decree(checkout: Path):
    dokumen = read_indicators(checkout / "examples/sambutan-2023.csv")
    figures = read_figures(checkout / "examples/sambutan-2023-realisasi.csv")
    for row in make_laporan(dokumen, figures).rows:
        every = dict(figures.of_row(row.jabatan, row.indikator.nama))
        expected: tuple[object, str]
        try:
            expected = parse(row.indikator.teks, every, row.indikator.nama).evaluate(every).value, "ok"
        except FormulaError as error:
            expected = None, error.code
        assert (row.value, row.status) == expected


def test_names_that_come_near_are_sought_among_all_figures():
    row = one("Jumlah pegawai hadir", Figure("Jumlah pegawai hadr", 1), Figure("Luas", 2))
    assert row.missing[0].values["suggestions"] == ("Jumlah pegawai hadr",)


def with_target(target: str, figure: str, name: str = "Jumlah A", **keywords: object) -> LaporanRow:
    indikator = Indikator(nama=name, teks="Jumlah A", target=target, **keywords)  # type: ignore[arg-type]
    return report([("", Tempat(), indikator)], Figure("Jumlah A", figure)).rows[0]


def test_capaian_of_a_target_in_its_own_cell():
    row = with_target("20", "18")
    assert row.capaian is not None
    assert (row.capaian.value, row.capaian.predikat, row.target, row.doubtful) == (90, "Tinggi", "20", False)
    turned = with_target("20", "18", arah="turun")
    assert turned.capaian is not None and turned.capaian.value == 110
    doubtful = with_target("20", "18", name="Angka kemiskinan")
    assert doubtful.doubtful and [one.code for one in doubtful.diagnostics] == ["KF320"]


def test_capaian_of_a_target_that_the_cell_states():
    row = one("Pembinaan desa sebanyak 26 desa", Figure("Pembinaan", "24 desa"), name="Pembinaan")
    assert row.capaian is not None
    assert (row.capaian.value, row.target) == (Fraction(2400, 26), "26 desa")
    waiting = one("Pembinaan desa sebanyak 26 desa", name="Pembinaan")
    assert (waiting.capaian, waiting.target, waiting.status) == (None, "26 desa", "KF301")


@pytest.mark.parametrize(("target", "code"), [("9,4,4", "KF302"), ("20 dokumen", "KF330")])
def test_a_target_that_can_not_be_compared_does_not_cost_the_value(target: str, code: str):
    row = with_target(target, "18 orang")
    assert (row.value, row.status, row.capaian, row.doubtful) == (18, "ok", None, True)
    assert [found.code for found in row.diagnostics] == [code]


def test_without_targets_there_is_no_rekap():
    assert report([indicator("Jumlah A")], Figure("Jumlah A", 5)).rekap is None


def rows_with_targets(*weights: Fraction | None) -> list[tuple[str, Tempat, Indikator]]:
    targets = [("CAMAT", "S1", "20"), ("CAMAT", "S2", "40"), ("LURAH", "S3", "10"), ("LURAH", "S3", "")]
    return [
        (post, Tempat(), Indikator(nama=f"I{place}", teks="Jumlah A", sasaran=goal, target=target, bobot=weight))
        for place, ((post, goal, target), weight) in enumerate(zip(targets, weights, strict=True))
    ]


def test_rekap_over_goals_and_posts():
    laporan = report(rows_with_targets(None, None, None, None), Figure("Jumlah A", 10))
    assert laporan.rekap is not None
    assert laporan.rekap.rekap.value == Fraction(Fraction(50 + 25, 2) + 100, 2)
    assert [(level.nama, level.rekap.value) for level in laporan.rekap.bagian] == [
        ("CAMAT", Fraction(75, 2)),
        ("LURAH", 100),
    ]
    data = json.loads(json.dumps(laporan.to_json()))
    assert data["rekap"]["bagian"][0]["bagian"][0] == {
        "nama": "S1",
        "value": "50",
        "text": "50,00%",
        "cara": "rata-rata",
        "predikat": "Sangat Rendah",
        "diagnostics": [],
        "bagian": [],
    }
    assert data["rows"][0]["capaian"]["predikat"] == "Sangat Rendah"


def test_weights_of_a_post_are_a_hundred_percent():
    laporan = report(rows_with_targets(Fraction(3, 4), Fraction(1, 4), Fraction(1), None), Figure("Jumlah A", 10))
    assert laporan.rekap is not None
    assert laporan.rekap.bagian[0].rekap.value == Fraction(50 * 3 + 25, 4)
    with pytest.raises(FormulaError, match="KF329"):
        report(rows_with_targets(Fraction(1, 2), Fraction(1, 4), Fraction(1), None), Figure("Jumlah A", 10))


def test_another_rule_set():
    rows = [("", Tempat(), Indikator(nama="I", teks="Jumlah A", target="10"))]
    dokumen, figures = Dokumen("", by_jabatan(rows)), Figures([Figure("Jumlah A", 30)])
    row = make_laporan(dokumen, figures, aturan="bps").rows[0]
    assert row.capaian is not None and row.capaian.value == 120
    with pytest.raises(FormulaError, match="KF315"):
        make_laporan(dokumen, figures, aturan="lain")


def test_a_figure_of_hundreds_of_digits_stops_no_other_row():
    one, other = (Indikator(nama=name, teks="", target="5") for name in ("X", "Y"))
    laporan = make_laporan(
        Dokumen("", (Jabatan("A", (one, other)),)), Figures([Figure("X", "9" * 400), Figure("Y", 5)])
    )
    assert [None if row.capaian is None else str(row.capaian) for row in laporan.rows] == [None, "100,00%"]
    assert [one.code for one in laporan.rows[0].diagnostics if one.code == "KF307"] == ["KF307"]


def test_a_report_in_english_changes_no_other_language(checkout: Path, tmp_path: Path):
    found = Thread(target=lambda: spoken.append(language_in_use()))
    spoken: list[str] = []
    figures = read_figures(checkout / "examples/pelayanan-realisasi.csv")
    laporan = make_laporan(read_indicators(checkout / "examples/pelayanan.csv"), figures)
    for ending in ("html", "md", "xlsx", "json", "docx", "pdf"):
        laporan.save(tmp_path / f"a.{ending}", language="en")
    found.start()
    found.join()
    assert (language_in_use(), spoken) == ("id", ["id"])


def in_words(target: str, figure: object, name: str = "Opini BPK", formula: str = "") -> LaporanRow:
    row = ("CAMAT", Tempat(), Indikator(nama=name, teks=formula or name, target=target))
    return report([row], Figure(name, figure)).rows[0]


@pytest.mark.parametrize(
    ("name", "target", "figure", "text", "capaian"),
    [
        ("Opini BPK", "WTP", "WTP", "WTP", "100,00%"),
        ("Opini BPK", "WTP", "  WTP ", "WTP", "100,00%"),
        ("Opini BPK", "WTP", "WDP", "WDP", "–"),
        ("Dokumen LKjIP", "ada", "ada", "ada", "100,00%"),
        ("Maturitas SPIP", "Level 3", "Level 2", "Level 2", "66,67%"),
        ("Nilai AKIP", "BB", "A", "A", "–"),
    ],
)
def test_a_word_on_a_scale_is_what_was_reached(name: str, target: str, figure: str, text: str, capaian: str):
    row = in_words(target, figure, name)
    assert (row.status, row.kata, row.text, row.value, row.is_told) == ("ok", text, text, None, True)
    assert (row.error, str(row.capaian)) == (None, capaian)
    assert state_of(row) == ("doubtful" if capaian == "–" else "ok")
    assert [figure.value if figure else None for figure in row.sources] == [figure]


@pytest.mark.parametrize(
    ("target", "figure", "status"),
    [
        ("", "WTP", "KF302"),  # nothing to compare it with
        ("80", "78 - 80", "KF302"),  # a range, and no word
        ("80", "lebih dari 78", "KF302"),
        ("WTP", None, "KF301"),
    ],
)
def test_what_is_no_such_word_stays_an_error(target: str, figure: object, status: str):
    row = in_words(target, figure)
    assert (row.status, row.kata, row.text, row.is_told) == (status, "", "", False)
    assert state_of(row) == ("waiting" if status == "KF301" else "failed")


def test_a_word_among_several_figures_is_an_error():
    formula = "Jumlah A + Jumlah B"
    row = ("CAMAT", Tempat(), Indikator(nama="Opini BPK", teks=formula, target="WTP"))
    found = report([row], Figure("Jumlah A", "WTP"), Figure("Jumlah B", "5")).rows[0]
    assert (found.status, found.kata, found.is_told) == ("KF302", "", False)


def test_a_number_beside_a_word_is_a_number():
    row = in_words("WTP", "5")
    assert (row.kata, row.value, row.is_told) == ("", 5, True)


def test_each_writer_shows_the_word(tmp_path: Path):
    rows = [
        ("CAMAT", Tempat(), Indikator(nama="Opini BPK", teks="Opini BPK", target="WTP")),
        ("CAMAT", Tempat(), Indikator(nama="Jumlah surat", teks="Jumlah surat", target="5")),
    ]
    told = report(rows, Figure("Opini BPK", "WDP"), Figure("Jumlah surat", "4"))
    figures = Figures([])
    page = write_markdown(told)
    assert "| WDP | WTP |" in page
    assert ">WDP<" in write_html(told).replace("\n", "").replace("  ", "")
    text = io.StringIO()
    write_laporan(told, figures, text, title="tabel.csv")
    assert "WDP" in text.getvalue()
    assert "KF302" not in text.getvalue()
    book = tmp_path / "laporan.xlsx"
    book.write_bytes(write_xlsx(told))
    cells = [cell for sheet in openpyxl.load_workbook(book) for line in sheet.iter_rows() for cell in line]
    shown = [cell for cell in cells if cell.column == 5 and cell.value == "WDP"]
    assert {cell.data_type for cell in shown} == {"s"}
    assert "WDP" in str(lkjip(told))
