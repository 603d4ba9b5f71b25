"""The unit check: what an operand needs, what the result is in, and how a clash is told."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

import kinerja_formula as kf
from kinerja_formula.nodes import Node
from kinerja_formula.reading.reader import read
from kinerja_formula.unit_checker import OperandUnit, UnitReport, check_satuan, check_units
from kinerja_formula.units import read_unit

ROOT = Path(__file__).resolve().parents[2]


def report(text: str, **keywords: object) -> UnitReport:
    return check_units(read(text).tree, **keywords)  # type: ignore[arg-type]


def units(text: str) -> list[tuple[str | None, str | None]]:
    return [(unit.unit, unit.source) for unit in kf.parse(text).units.values()]


NOUN, NEEDED, GIVEN, NONE = "kata benda", "rumus", "diberikan", None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Jumlah pegawai hadir / Jumlah pegawai x 100%", [("orang", NOUN), ("orang", NOUN)]),
        # a sum gives its unit to the terms that tell none, a difference too
        ("(Jumlah pegawai) - tidak hadir", [("orang", NOUN), ("orang", NEEDED)]),
        ("tidak hadir + Jumlah pegawai", [("orang", NEEDED), ("orang", NOUN)]),
        # also through a product, whose one unknown factor takes what is left
        ("(Pegawai x hari kerja) - tidak hadir", [("orang", NOUN), ("hari", NOUN), ("orang-hari", NEEDED)]),
        ("Jumlah pegawai - rasio x Jumlah desa", [("orang", NOUN), ("orang/desa", NEEDED), ("desa", NOUN)]),
        # a share is of like by like, a plain ratio need not be
        ("Yang hadir / Jumlah pegawai x 100%", [("orang", NEEDED), ("orang", NOUN)]),
        ("Jumlah pegawai / Seluruhnya x 100%", [("orang", NOUN), ("orang", NEEDED)]),
        ("Yang hadir / Jumlah pegawai", [(None, NONE), ("orang", NOUN)]),
        ("A / B x 100%", [(None, NONE), (None, NONE)]),
        # a mean, a list of parts
        ("rata-rata (X1, Jumlah pegawai, X3)", [("orang", NEEDED), ("orang", NOUN), ("orang", NEEDED)]),
        ("Jumlah dokumen 1. Renja 2. Pokok pikiran", [("dokumen", NOUN), ("dokumen", NEEDED)]),
        # names in any case, symbols by their legend
        ("JUMLAH PEGAWAI", [("orang", NOUN)]),
        ("A / B x 100% Ket: A = Jumlah pegawai hadir, B = Jumlah pegawai", [("orang", NOUN), ("orang", NOUN)]),
        ("Σ pegawai", [("orang", NOUN)]),
        (
            "TH / JP x 100%\nTH : tidak hadir tanpa keterangan\nJP : jumlah pegawai",
            [("orang", NEEDED), ("orang", NOUN)],
        ),  # no tahun
        # a unit that is written holds for what a noun only suggests
        ("Luas tanam (ha) / luas lahan x 100%", [("ha", NOUN), ("ha", NEEDED)]),
        ("Panjang jalan / Panjang jalan mantap (km)", [("km", NEEDED), ("km", NOUN)]),
        ("Realisasi belanja (Rp juta) : pagu x 100%", [("juta rupiah", NOUN), ("juta rupiah", NEEDED)]),
        ("Luas A (ha) + Luas B (km2) + luas C", [("ha", NOUN), ("km²", NOUN), ("m²", NOUN)]),  # which of them?
        ("Produksi (ton) / luas panen", [("ton", NOUN), ("m²", NOUN)]),
        ("Waktu layanan / Jumlah hari", [(None, NONE), ("hari", NOUN)]),
        # a budget is a document, and money beside money
        ("Jumlah PAD / Jumlah APBD x 100%", [("rupiah", NOUN), ("rupiah", NEEDED)]),
        ("Jumlah dana desa / Jumlah APBDes x 100%", [("rupiah", NOUN), ("rupiah", NEEDED)]),
        ("Jumlah APBDes tepat waktu / Jumlah desa x 100%", [("dokumen", NOUN), ("desa", NOUN)]),
        ("Jumlah dana desa / Jumlah desa yang menetapkan APBDes", [("rupiah", NOUN), ("desa", NOUN)]),
    ],
)
def test_units_of_operands(text: str, wanted: list[tuple[str | None, str | None]]):
    assert units(text) == wanted


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Jumlah pegawai / Jumlah pegawai x 100%", "%"),
        ("Jumlah pegawai / Jumlah orang", "1"),
        ("Jumlah pegawai / Jumlah desa", "orang/desa"),
        ("Jumlah pegawai x hari kerja", "orang-hari"),
        ("Jumlah siswa + Jumlah guru", "orang"),
        ("Jumlah pegawai x 2", "orang"),
        ("2 x Jumlah pegawai / 3", "orang"),
        ("Nilai A x 60% + Nilai B x 40%", "nilai"),
        ("rata-rata dari Nilai A, Nilai B dan Nilai C", "nilai"),
        ("Panjang jalan x Panjang jembatan", "m²"),
        ("Panjang jalan ^ 2", "m²"),
        ("Jumlah kasus / Jumlah penduduk x 1.000", "per 1000"),
        ("A / B", None),
        ("Jumlah dokumen 1. Renja 2. Renstra", "dokumen"),
    ],
)
def test_unit_of_the_result(text: str, unit: str | None):
    assert kf.parse(text).unit == unit


def test_the_indicator_makes_a_ratio_a_share():
    text = "Jumlah dokumen / Jumlah pegawai"
    assert kf.check(text) == ()
    assert [one.code for one in kf.check(text + " x 100%")] == ["KF201"]
    assert [one.code for one in report(text, share=True).findings] == ["KF201"]


def test_what_is_given_beats_the_noun():
    text = "Jumlah pegawai / Jumlah dokumen x 100%"
    assert [one.code for one in kf.check(text)] == ["KF201"]
    assert kf.check(text, satuan={"jumlah  DOKUMEN": "orang"}) == ()
    told = report(text, given={"jumlah dokumen": read_unit("orang")}).operands["jumlah dokumen"]
    assert (told.unit, told.source) == ("orang", GIVEN)
    [found] = kf.check("Jumlah pegawai / Jumlah orang x 100%", satuan={"Jumlah orang": "desa"})
    assert (found.values["right_unit"], found.values["right_source"], found.values["right_words"]) == (
        "desa",
        GIVEN,
        (),
    )


@pytest.mark.parametrize(
    "text",
    [
        "(Nilai Keuangan + Nilai Pelayanan) / 2",  # the mark for finance, no money
        "PAD / (Transfer Pusat + Provinsi + Pinjaman)",  # what comes from the province
        "Pendapatan sewa aset + Kerja Sama + Unit Usaha",
    ],
)
def test_a_unit_guessed_from_a_noun_stops_nothing(text: str):
    formula = kf.parse(text)
    assert kf.evaluate(text, dict.fromkeys(formula.names, 2)).value is not None
    assert "KF201" not in {finding.code for finding in kf.check(formula)}


def test_a_counted_noun_does_stop():
    with pytest.raises(kf.UnitMismatchError):
        kf.evaluate("Jumlah dokumen + Jumlah orang", {"Jumlah dokumen": 2, "Jumlah orang": 2})


def test_a_clash_tells_both_sides_and_where_they_come_from():
    text = "(Jumlah pegawai x hari kerja) / Jumlah dokumen yang disusun x 100%"
    [found] = [one for one in kf.check(text) if one.slug == "satuan-beda"]
    assert [text[start:end] for start, end in (found.span, *found.related)] == [
        "Jumlah pegawai x hari kerja",
        "/",
        "Jumlah dokumen yang disusun",
    ]
    assert dict(found.values) == {
        "reason": "famili-beda",
        "how": "persen",
        "left": "Jumlah pegawai … hari kerja",
        "left_unit": "orang-hari",
        "left_words": ("pegawai", "hari kerja"),
        "left_source": NOUN,
        "right": "Jumlah dokumen yang disusun",
        "right_unit": "dokumen",
        "right_words": ("dokumen",),
        "right_source": NOUN,
    }
    assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Jumlah pegawai + Jumlah dokumen", "jumlah"),
        ("Jumlah pegawai - Jumlah dokumen", "kurang"),
        ("rata-rata dari Jumlah pegawai dan Jumlah dokumen", "rata-rata"),
        ("Jumlah area / Luas area", "bagi"),
        ("Jumlah area / Luas area x 100%", "persen"),
    ],
)
def test_a_clash_tells_what_was_done(text: str, how: str):
    assert [one.values["how"] for one in kf.check(text) if one.slug == "satuan-beda"] == [how]


def test_a_sum_marks_all_that_was_added_so_far():
    text = "Jumlah siswa + Jumlah guru + Jumlah desa + Jumlah tamu"
    [found] = kf.check(text)
    assert text[slice(*found.span)] == "Jumlah siswa + Jumlah guru"
    assert (found.values["left_unit"], found.values["left_words"]) == ("orang", ("siswa", "guru"))


def about_units(findings: tuple[kf.Diagnostic, ...]) -> kf.Diagnostic:
    [found] = [one for one in findings if one.code.startswith("KF2")]
    return found


def test_units_that_look_alike_are_told_apart():
    found = about_units(kf.check("Jumlah orang-hari + Jumlah X", satuan={"Jumlah orang-hari": "OH", "Jumlah X": "OJP"}))
    assert found.values["left_unit"] != found.values["right_unit"]
    found = about_units(kf.check("Jumlah hari + Jumlah hari kerja"))
    assert (found.values["left_unit"], found.values["right_unit"]) == ("hari", "hari kerja")


def test_an_unknown_noun_is_reported_once_with_all_its_places():
    text = "Jumlah sumur aktif / Jumlah sumur x 100%"
    [found] = kf.check(text)
    assert found.code == "KF204"
    assert [text[start:end] for start, end in (found.span, *found.related)] == ["sumur", "sumur"]


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("Jumlah area aman / Luas area x 100%", "Luas area aman / Luas area x 100%"),
        ("Jumlah area aman / Luas area x 100%", "Jumlah area aman / Jumlah area x 100%"),
        ("Jumlah dokumen / Jumlah pegawai x 100%", "Jumlah dokumen / Jumlah pegawai"),
        ("Jumlah rekomendasi - Jumlah pengajuan", "Jumlah rekomendasi / Jumlah pengajuan"),
        ("Jumlah pegawai + Jumlah surat", "Jumlah pegawai A + Jumlah pegawai B"),
        ("Jumlah eksemplar / Jumlah dokumen x 100%", "Jumlah dokumen dicetak / Jumlah seluruh dokumen x 100%"),
    ],
)
def test_the_repair_that_a_hint_proposes_repairs(text: str, repaired: str):
    assert [one.slug for one in kf.check(text)] == ["satuan-beda"]
    assert kf.check(repaired) == ()


def test_needed_unit_is_asked_without_the_words_of_the_operand():
    formula = kf.parse("Jumlah dokumen selesai / Jumlah pegawai x 100%")
    assert formula.needed_unit("jumlah DOKUMEN selesai") == "orang"
    assert formula.needed_unit("Jumlah pegawai") == "dokumen"
    assert kf.parse("A / B").needed_unit("A") is None
    with pytest.raises(kf.MissingDataError) as caught:
        formula.needed_unit("Jumlah dokumen")
    assert caught.value.missing == ("Jumlah dokumen",)


def test_a_check_reports_and_an_evaluation_stops():
    text, data = "Jumlah dokumen / Jumlah pegawai x 100%", {"Jumlah dokumen": 3, "Jumlah pegawai": 4}
    formula = kf.parse(text)
    for _ in range(2):  # what was seen before is stopped again
        for run in (lambda: kf.evaluate(text, data), lambda: formula.evaluate(data)):
            with pytest.raises(kf.UnitMismatchError) as caught:
                run()
            assert caught.value.diagnostics == tuple(kf.check(text))
        assert str(kf.evaluate(text, data, strict=False)) == "75,00%"
        assert str(formula.evaluate(data, strict=False)) == "75,00%"
    warned = kf.evaluate("Jumlah program / Jumlah kegiatan x 100%", {"Jumlah program": 3, "Jumlah kegiatan": 4})
    assert [one.code for one in warned.diagnostics] == ["KF202"]


def test_an_unreadable_unit_is_an_error_of_the_data():
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.evaluate("A / B", {"A": 1, "B": 2}, satuan={"A": "12"})
    assert caught.value.code == "KF206"
    assert [one.code for one in kf.check("A / B", satuan={"A": "12"})] == ["KF206"]


def test_long_and_deep_formulas_are_checked_in_good_time():
    assert len(kf.parse(" + ".join(["Jumlah pegawai"] * 5000)).units) == 1
    nested = "(" * 90 + "Jumlah pegawai" + " + Jumlah guru)" * 90
    assert kf.parse(nested).unit == "orang"


def test_plain_numbers_never_load_pint():
    program = """
import sys
import kinerja_formula as kf
formula = kf.parse("(Pegawai x hari kerja efektif) - tdk hadir / (Pegawai x hari kerja efektif) x 100%")
assert kf.check(formula) is not None and formula.units and formula.unit
formula.evaluate({"Pegawai": 18, "hari kerja efektif": "244 hari", "tdk hadir": 61}).explain()
kf.evaluate("Jumlah tahun", {"Jumlah tahun": 2}).to("bulan")
assert "pint" not in sys.modules
"""
    run = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r})\n{program}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize(
    ("text", "data", "value", "unit"),
    [
        ("Jumlah tahun + Jumlah bulan", {"Jumlah tahun": 4, "Jumlah bulan": 5}, Fraction(53, 12), "tahun"),
        ("Jumlah bulan + Jumlah tahun", {"Jumlah tahun": 4, "Jumlah bulan": 5}, Fraction(53), "bulan"),
        ("Jumlah tahun / Jumlah bulan x 100%", {"Jumlah tahun": 4, "Jumlah bulan": 60}, Fraction(80), "%"),
        ("Jumlah tahun x 12 / Jumlah bulan x 100%", {"Jumlah tahun": 4, "Jumlah bulan": 60}, Fraction(80), "%"),
        (
            "(Jumlah tahun + Jumlah bulan) / Jumlah bulan x 100%",
            {"Jumlah tahun": 4, "Jumlah bulan": 48},
            Fraction(200),
            "%",
        ),
    ],
)
def test_figures_are_counted_alike_where_units_meet(text: str, data: dict[str, int], value: Fraction, unit: str):
    formula = kf.parse(text)
    for strict in (True, False, True):  # the second time the plan is warm
        result = kf.evaluate(formula, data, strict=strict)
        assert (result.value, result.unit, result.diagnostics) == (value, unit, ())
        assert result.steps[-1].value * (100 if unit == "%" else 1) == value


def test_the_explanation_tells_what_was_converted():
    result = kf.evaluate("Jumlah tahun + Jumlah bulan", {"Jumlah tahun": 4, "Jumlah bulan": 5})
    assert "Jumlah bulan = 5/12 (tertulis “5 bulan”)" in result.explain()


def test_an_operand_that_is_needed_in_two_units_is_an_error():
    text = "Jumlah semester / Jumlah bulan + Jumlah tahun / Jumlah bulan"
    [found] = [one for one in kf.check(text) if one.values.get("reason") == "dua-satuan"]
    assert found.code == "KF201"
    assert "“Jumlah bulan” harus dihitung dalam satuan yang berlainan" in found.message
    sides = {"": "Jumlah bulan", "_unit": "bulan", "_words": ("bulan",), "_source": "kata benda"}
    assert dict(found.values) == {
        "reason": "dua-satuan",
        "how": "jumlah",
        **{f"{side}{field}": value for side in ("left", "right") for field, value in sides.items()},
    }


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Jumlah karyawan / Jumlah pelanggan x 1.000", []),
        ("Jumlah karyawan / Jumlah pelanggan x 100%", ["KF203"]),
        ("Cakupan layanan tahun ini - Cakupan layanan tahun lalu", []),
        ("Realisasi fisik (%) - Rencana fisik (%)", []),
        ("Cakupan layanan A + Cakupan layanan B", ["KF203"]),
    ],
)
def test_rates_and_differences_of_percentages_are_sound(text: str, codes: list[str]):
    assert [one.code for one in kf.check(text) if one.slug == "satuan-beda"] == codes


WEIGHTED = "(Revisi DIPA × 10%) + (Penyerapan Anggaran × 40%) + (Capaian Output × 50%)"


@pytest.mark.parametrize(
    ("text", "indikator", "unit"),
    [
        (WEIGHTED, None, "nilai"),
        (
            "(Belanja modal x 25%) + (Belanja barang x 50%) + (Belanja pegawai x 30%)",
            None,
            "nilai",
        ),  # 105 % is published
        ("H / (H + I + A)", None, "1"),
        ("(X − X_min) / (X_max − X_min)", None, "1"),
        ("(Total Nilai Persepsi / Total Nilai Maksimal) x 100", "Indeks", "nilai"),
        ("(Total Nilai Persepsi / Total Nilai Maksimal) x 100", "Persentase persepsi", "%"),
        ("(Total Nilai Persepsi / Total Nilai Maksimal) x 100%", "Indeks", "%"),
        ("X / Y", None, None),
    ],
)
def test_unit_that_the_shape_tells(text: str, indikator: str | None, unit: str | None):
    assert kf.parse(text, indikator=indikator).unit == unit


def test_a_weighted_score_takes_scores_whatever_its_nouns_count():
    formula = kf.parse(WEIGHTED)
    assert {name: one.unit for name, one in formula.units.items()} == dict.fromkeys(formula.names)
    result = formula.evaluate({"Revisi DIPA": 100, "Penyerapan Anggaran": 90, "Capaian Output": 80})
    assert (result.value, result.unit) == (86, "nilai")


def test_units_that_are_given_stand_in_a_weighted_sum_too():
    formula = kf.parse(WEIGHTED)
    told = formula.evaluate(
        {"Revisi DIPA": "10 rupiah", "Penyerapan Anggaran": "10 rupiah", "Capaian Output": "10 rupiah"}
    )
    assert told.value == 10


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("`Nilai rata-rata` × `Nilai bobot`", "nilai"),
        ("`Nilai rata-rata` × `Nilai bobot` × `Jumlah pegawai` × `Jumlah pegawai tetap`", "orang²-nilai"),
        ("`Jumlah pegawai` × `Jumlah pegawai tetap`", "orang²"),
    ],
)
def test_a_score_times_its_weight_is_a_score(text: str, unit: str):
    formula = kf.parse(text)
    assert formula.evaluate(dict.fromkeys(formula.names, 2), strict=False).unit == unit


# Does a satuan fit a name? Accepted (.), with a warning (w), an error (e).
SATUAN = (
    *("orang", "%", "permil", "dokumen", "Laporan", "unit", "paket", "lokasi", "ekor", "berkas", "Orang/bulan"),
    *(
        "kali/tahun",
        "Unggul",
        "Unggul (nilai)",
        "sumur",
        "ha",
        "m2",
        "jam",
        "Rp",
        "12",
        "",
        "poin",
        "kegiatan",
        "rasio",
    ),
)
FITS = """
Jumlah pegawai              . e e e e e e e e e e e w w w e e e e e e e e e
Jumlah sumur                w e e w w . . . . . w w w w . w w w w e e w w e
Jumlah dokumen              e e e . . e e e e . e e w w w e e e e e e e w e
Jumlah guru                 . e e e e e e e e e e e w w w e e e e e e e e e
Jumlah jenis barang         e e e w w w w e w w e e w w w e e e e e e e e e
pegawai                     . e e e e e e e e e e e w w w e e e e e e e e e
dokumen                     e e e . . e e e e . e e w w w e e e e e e e w e
Sosialisasi peraturan       . . . . . . . . . . . . . . . . . . . e e . . .
Rapat koordinasi            . . . . . . . . . . . . . . . . . . . e e . . .
Jumlah rapat                e e e w w e e e e w e e w w w e e e e e e e . e
Pelayanan kesehatan         . . . . . . . . . . . . . . . . . . . e e . . .
Jumlah layanan              e e e w w e e e e w e e w w w e e e e e e e w e
Akreditasi institusi        e w e e e e e e e e e e . . . e e e e e e . e e
Indeks kepuasan             e w e e e e e e e e e e . . . e e e e e e . e e
Jumlah nilai                e e e e e e e e e e e e . . . e e e e e e . e e
Jumlah Mebel                w e e w w . . . . . w w w w w w w w w e e w w e
Mebel                       . . . . . . . . . . . . . . . . . . . e e . . .
Luas lahan                  e e e e e e e e e e e e w w w . . e e e e e e e
Realisasi PAD               e e e e e e e e e e e e w w w e e e . e e e e e
Persentase hadir            e . . e e e e e e e e e w w w e e e e e e w e .
hari kerja                  e e e e e e e e e e e e w w w e e . e e e e e e
tdk hadir                   . . . . . . . . . . . . . . . . . . . e e . . .
Jumlah                      . e e . . . . . . . . . . . . . . . . e e . . e
Jumlah kegiatan             e e e w w e e e e w e e w w w e e e e e e e . e
Jumlah orang yang dibayar   . e e e e e e e e e . e w w w e e e e e e e e e
Kali patroli                . . . . . . . . . . . . . . . . . . . e e . . .
Total pegawai               . e e e e e e e e e e e w w w e e e e e e e e e
Volume sampah               e e e e e e e e e e e e w w w e e e e e e e e e
Panjang jalan               e e e e e e e e e e e e w w w e e e e e e e e e
% hadir                     e . . e e e e e e e e e w w w e e e e e e w e .
"""


@pytest.mark.parametrize("row", FITS.strip("\n").split("\n"), ids=lambda row: row[:28].strip())
def test_what_satuan_a_name_accepts(row: str):
    name, verdicts = row[:28].strip(), row[28:].split()
    found = [{"accept": ".", "warning": "w", "error": "e"}[check_satuan(name, satuan)] for satuan in SATUAN]
    assert len(verdicts) == len(SATUAN)
    assert found == verdicts


def test_an_operand_unit_as_text():
    measure = read_unit("orang")
    assert str(OperandUnit("orang", "rumus", measure, (0, 5))) == "orang"
    assert str(OperandUnit(None, None, None, (0, 5))) == "?"


# The helpers of the messages, by trees from one line


def reasons(tree: Node) -> list[str]:
    return [str(one.values.get("reason", one.code)) for one in check_units(tree).findings]


@pytest.mark.parametrize(
    "word",
    [
        *(
            "tahun",
            "thn",
            "th",
            "periode",
            "bulan",
            "ini",
            "lalu",
            "sebelumnya",
            "berjalan",
            "n",
            "t",
            "2023",
            "tahun 2024",
        ),
        *("tahun ini", "periode berjalan", "TAHUN", "bulan lalu 2"),
    ],
)
def test_a_percentage_beside_that_of_another_period(word: str, drawn: Callable[[str], Node]):
    for text in (f"Persentase layanan {word} - Persentase layanan", f"Persentase layanan + Persentase layanan {word}"):
        assert reasons(drawn(text)) == []


@pytest.mark.parametrize("word", ["dasar", "semester", "tw", "nn", "hari", "A"])
def test_a_percentage_beside_another_one(word: str, drawn: Callable[[str], Node]):
    assert reasons(drawn(f"Persentase layanan {word} - Persentase layanan")) == ["persen"]
    assert reasons(drawn(f"Persentase layanan {word} - Persentase layanan {word}")) == []
    assert reasons(drawn(f"(Persentase layanan - Persentase layanan {word}) × 2 + Persentase mutu")) == ["persen"] * 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # what is counted on one side is what the other side is named for
        ("Jumlah surat / Jumlah pegawai surat × 100%", []),
        ("Jumlah surat / Jumlah pegawai-surat × 100%", []),
        ("Jumlah pegawai SURAT / Jumlah surat × 100%", []),
        ("Jumlah Surat / jumlah pegawai surat", []),
        ("Jumlah pegawai yang bersurat / Jumlah surat × 100%", ["famili-beda"]),
        ("Jumlah pegawai yang surat / Jumlah surat × 100%", ["famili-beda"]),
        ("Jumlah surat + Jumlah pegawai surat", ["famili-beda"]),
        ("Jumlah surat - Jumlah pegawai surat", ["famili-beda"]),
        # a region and its size never are
        ("Jumlah area / Luas area × 100%", ["wilayah-dan-luas"]),
        ("Jumlah bulan / Jumlah hari bulan × 100%", ["waktu-tak-eksak"]),
        # a denominator meets once, and numbers meet nothing
        ("Jumlah pegawai / Jumlah dokumen / Jumlah surat × 100%", ["famili-beda"]),
        ("Jumlah pegawai / Jumlah orang / Jumlah surat × 100%", []),
        ("2 / Jumlah dokumen × 100%", []),
        ("2 / Jumlah dokumen / Jumlah pegawai × 100%", []),
        ("Jumlah pegawai / 2 / Jumlah dokumen × 100%", ["famili-beda"]),
        ("Jumlah pegawai × 90% / Jumlah dokumen × 100%", ["famili-beda"]),
        ("Persentase hadir / Jumlah dokumen × 100%", []),
        ("A × Jumlah pegawai / Jumlah dokumen × 100%", []),
        ("A × Jumlah pegawai / A / Jumlah dokumen × 100%", ["famili-beda"]),
        # a ratio under a ratio is no meeting, a ratio under people is one
        ("(A / (A + B)) / (C / (C + D)) × Jumlah pegawai / Jumlah dokumen × 100%", ["famili-beda"]),
        ("Jumlah pegawai / (A / (A + B)) / Jumlah dokumen × 100%", []),
        ("(A / (A + B)) / Jumlah dokumen × Jumlah pegawai / Jumlah desa × 100%", []),
    ],
)
def test_what_meets_in_a_quotient(text: str, found: list[str], drawn: Callable[[str], Node]):
    assert reasons(drawn(text)) == found


@pytest.mark.parametrize(
    ("text", "units"),
    [
        # from right to left over several rounds
        ("A - B × C / (D + Jumlah pegawai)", {"A": None, "B": None, "C": None, "D": "orang"}),
        ("A + (B + (C + (D + Jumlah pegawai)))", dict.fromkeys("ABCD", "orang")),
        ("(A + B) / (B + C) × (C + Jumlah pegawai)", {"A": "orang", "B": "orang", "C": "orang"}),
        ("A × Jumlah hari + B × Jumlah desa + Jumlah orang-hari x", {"A": None, "B": None}),
        ("Jumlah pegawai + A × Jumlah desa", {"A": "orang/desa"}),
        ("Jumlah pegawai + Jumlah desa / A", {"A": "desa/orang"}),
        ("Jumlah pegawai + A / Jumlah desa", {"A": "orang-desa"}),
        ("Jumlah pegawai + 90% × A × 2", {"A": "orang"}),
        ("Jumlah pegawai + A × Persentase hadir", {"A": "orang"}),
        ("Jumlah pegawai + A × B", {"A": None, "B": None}),
        ("A / Jumlah pegawai × 100%", {"A": "orang"}),
        ("Jumlah pegawai / A × 100%", {"A": "orang"}),
        ("A × Jumlah hari / (Jumlah pegawai × Jumlah hari) × 100%", {"A": "orang"}),
        ("A / (Jumlah pegawai × Persentase hadir) × 100%", {"A": "orang"}),
        ("A / B × 100%", {"A": None, "B": None}),
        ("(Jumlah pegawai - A) / B × 100%", {"A": "orang", "B": "orang"}),
        ("A + 5", {"A": None}),
        ("A + Persentase hadir", {"A": None}),
        ("A + B + Jumlah pegawai + Jumlah desa", {"A": "orang", "B": "orang"}),
        ("A ^ 2 + Jumlah pegawai", {"A": None}),
    ],
)
def test_what_the_formula_needs_of_an_operand(text: str, units: dict[str, str | None], drawn: Callable[[str], Node]):
    told = check_units(drawn(text)).operands
    assert {name: told[name.lower()].unit for name in units} == units
    assert {told[name.lower()].source for name in units if units[name]} <= {"rumus"}


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("A / (A + B)", "1"),
        ("(A - B) / (A + B)", "1"),
        ("A × B / (B × A)", None),
        ("A / B", None),
        ("(A + B) / (C + D)", None),
        ("A × (A + B) / (A × A)", None),
        ("A × (A + B) / A / A", "1"),
        ("A / (A + B) × Jumlah pegawai", "orang"),
        ("A / (A + 5)", None),
        ("A / (A + B) × 90%", "1"),
        ("Nilai A × Nilai B", "nilai"),
        ("Nilai A × Nilai B × Nilai C", "nilai"),
        ("Nilai A / Nilai B", "1"),
        ("1 / Nilai A", "1/nilai"),
        ("Total nilai / Jumlah orang", "nilai"),
        ("Total nilai / Luas lahan", "nilai/m²"),
        ("Total nilai / Jumlah hari", "nilai/hari"),
        ("Jumlah hari / Jumlah orang", "hari"),
        ("Jumlah pegawai / Jumlah desa", "orang/desa"),
        ("Total nilai / 2", "nilai"),
        ("Persentase A × Persentase B", "%"),
        ("Persentase A × Jumlah pegawai", "orang"),
        ("Persentase A / Persentase B", "1"),
        ("Persentase A × Persentase B / Persentase C", "%"),
        ("1 / Persentase A", "1"),
    ],
)
def test_the_unit_of_a_quotient(text: str, unit: str | None, drawn: Callable[[str], Node]):
    result = check_units(drawn(text)).result
    assert (None if result is None else str(result)) == unit


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # So many times each thing: the days of a year for each bed
        ("0,5 x Persentase jalan baik + 0,5 x Persentase jembatan baik", None),
        ("0,5 x Persentase jalan baik + 2 x Persentase jembatan baik", "KF203"),
        ("2 x Persentase jalan baik + 3 x Persentase jembatan baik", "KF203"),
        ("(Jumlah tempat tidur x Jumlah hari) - Jumlah hari perawatan", None),
        ("(Jumlah tempat tidur x Jumlah hari) - Jumlah hari rusak", "KF203"),
        ("Jumlah pembilang / Jumlah penyebut x 100%", None),
        ("Jumlah hari perawatan / (Jumlah tempat tidur x 365) x 100%", None),
        ("Jumlah hari perawatan / (365 x Jumlah tempat tidur) x 100%", None),
        ("Jumlah hari perawatan / (Jumlah tempat tidur x 30) x 100%", None),
        ("Jumlah hari perawatan / (Jumlah tempat tidur x 2) x 100%", "KF201"),
        ("Jumlah pegawai hadir / (Jumlah pegawai x Jumlah hari kerja) x 100%", None),
        ("Jumlah siswa hadir / (Jumlah siswa x Jumlah hari sekolah) x 100%", None),
        # no number of days
        ("Jumlah hari perawatan / (Jumlah tempat tidur x 1) x 100%", "KF201"),
        ("Jumlah hari perawatan / (Jumlah tempat tidur x 100) x 100%", "KF201"),
        ("Jumlah hari perawatan / (Jumlah tempat tidur x 1000) x 100%", "KF201"),
        ("Jumlah hari perawatan / (Jumlah tempat tidur x 365%) x 100%", "KF201"),
        ("Jumlah hari perawatan / (Jumlah tempat tidur / 365) x 100%", "KF201"),
        ("Jumlah hari perawatan / Jumlah tempat tidur x 100%", "KF201"),
        # something else is counted
        ("Jumlah pegawai hadir / Jumlah hari kerja x 100%", "KF201"),
        ("Jumlah surat / (Jumlah pegawai x Jumlah hari kerja) x 100%", "KF201"),
    ],
)
def test_so_many_times_each_thing_is_no_clash(text: str, code: str | None) -> None:
    found = [one.code for one in kf.check(text) if one.code.startswith("KF2")]  # of units
    assert found == ([] if code is None else [code])


@pytest.mark.parametrize(
    ("text", "data", "shown"),
    [
        ("100% - 5% x Jumlah hari terlambat", {"Jumlah hari terlambat": 3}, "85,00%"),
        ("100% - (Jumlah hari terlambat x 5%)", {"Jumlah hari terlambat": 3}, "85,00%"),
        ("5% x Jumlah inovasi + 20%", {"Jumlah inovasi": 3}, "35,00%"),
        ("100% - 5% x Jumlah surat - 10% x Jumlah dokumen", {"Jumlah surat": 3, "Jumlah dokumen": 1}, "75,00%"),
        ("100 - 5 x Jumlah hari terlambat", {"Jumlah hari terlambat": 3}, "85,00"),
        ("100% - 10% x Skor", {"Skor": 3}, "70,00%"),
        ("(Nilai A + Nilai B) / 2 x 60% + 10%", {"Nilai A": 80, "Nilai B": 80}, "58 nilai"),
    ],
)
def test_a_whole_less_so_much_for_each_is_no_clash(text: str, data: dict[str, int], shown: str) -> None:
    found = kf.evaluate(text, data)
    assert str(found) == shown
    assert not [one for one in found.diagnostics if one.code == "KF201"]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        # how many of a measure there are depends on the unit, which the name does not tell
        ("100% - 5% x Panjang jalan rusak", {"Panjang jalan rusak": "3 km"}),
        ("100% - 5% x Lama keterlambatan", {"Lama keterlambatan": "2 minggu"}),
        ("100% - 5% x Jumlah pegawai x Anggaran", {"Jumlah pegawai": 2, "Anggaran": 1000000}),
    ],
)
def test_a_measure_is_not_counted_off(text: str, data: dict[str, object]) -> None:
    with pytest.raises(kf.UnitMismatchError):
        kf.evaluate(text, data)


@pytest.mark.parametrize(
    "text",
    [
        "Jumlah pegawai + 10%",
        "100% - 5% x Realisasi anggaran",
        "100% - 5% x Jumlah pegawai + Jumlah dokumen",
        "100% - Jumlah pegawai",
    ],
)
def test_a_percentage_of_nothing_is_still_refused(text: str) -> None:
    with pytest.raises(kf.UnitMismatchError):
        kf.evaluate(text, {"Jumlah pegawai": 3, "Realisasi anggaran": 2, "Jumlah dokumen": 1})
