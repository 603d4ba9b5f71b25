"""Realization against target: what is compared, what stops it, and how it is told."""

from __future__ import annotations

import json
import pickle
from fractions import Fraction

import pytest

import kinerja_formula as kf
from kinerja_formula.penilaian.capaian_model import REASONS


def test_the_default_is_lkjip_with_the_bands_of_permendagri():
    found = kf.capaian(23, 20)
    assert (found.value, found.predikat, found.aturan, found.nilai) == (115, "Sangat Tinggi", "lkjip", None)


def test_it_is_immutable_plain_data():
    found = kf.capaian(93, 95, aturan="permenpan-8-2021")
    assert pickle.loads(pickle.dumps(found)) == found
    with pytest.raises(AttributeError):
        found.value = 5  # type: ignore[misc]
    data = json.loads(json.dumps(found.to_json()))
    assert (data["schema"], data["value"], data["nilai"]) == ("kinerja-formula/capaian/1", "1860/19", "88")
    assert [step["kind"] for step in data["steps"]] == [
        "aturan",
        "arah",
        "target",
        "realisasi",
        "fungsi",
        "pembulatan-skala",
        "pita",
        "nilai",
    ]


@pytest.mark.parametrize(("spec", "text"), [("", "97,89%"), (".0", "98%"), (".4", "97,8947%")])
def test_text(spec: str, text: str):
    assert format(kf.capaian(93, 95), spec) == text


def test_text_without_a_value():
    assert str(kf.capaian(None, 95)) == "–"


@pytest.mark.parametrize(
    ("realisasi", "target", "reason"),
    [
        (None, 5, "realisasi-kosong"),
        (5, "", "target-kosong"),
        ("nihil", 5, "realisasi-nihil"),
        (5, "nihil", "target-nihil"),
        (5, 0, "target-nol"),
        (0, 0, "keduanya-nol"),
        ("ada", 5, "tak-sebanding"),
        ("80 - 90", "85", "tak-sebanding"),
        ("31 Januari 2024", 5, "tak-sebanding"),
        ("WDP", "WTP", "peringkat"),
        ("WDP", 5, "tak-sebanding"),
    ],
)
def test_reasons(realisasi: object, target: object, reason: str):
    found = kf.capaian(realisasi, target)
    assert (found.value, found.predikat, found.reason) == (None, None, reason)
    assert reason in REASONS
    assert [one.code for one in found.diagnostics] == ["KF326"]


def test_less_is_better_by_the_reciprocal_has_no_value_at_zero():
    found = kf.capaian(0, 10, arah="turun", aturan="wp-sipd")
    assert (found.value, found.reason) == (None, "realisasi-nol")
    assert kf.capaian(5, 0, arah="turun", aturan="wp-sipd").value == 0


def test_what_other_conventions_would_have_said():
    said = {one.aturan: one.value for one in kf.capaian(5, 0).konvensi}
    assert said == {
        "banjarnegara": None,
        "bps": 120,
        "kwanter-1": 100,
        "kwanter-2": 0,
        "naik-turun-baik": 100,
        "polaritas": 0,
        "pringsewu": None,
        "wp-eval-sakip": 0,
    }
    assert kf.capaian(5, 4).konvensi == ()
    assert kf.capaian(None, 0).konvensi == ()


@pytest.mark.parametrize(
    ("realisasi", "target", "value"),
    [
        ("1 tahun", "6 bulan", "200"),
        ("Rp 500 juta", "Rp 1 miliar", "50"),
        ("18 pegawai", "20 orang", "90"),
        (18, "20 orang", "90"),
        ("18 orang", 20, "90"),
    ],
)
def test_units_that_meet(realisasi: object, target: object, value: str):
    assert kf.capaian(realisasi, target).value == Fraction(value)


@pytest.mark.parametrize(("realisasi", "target"), [("18 dokumen", "20 orang"), ("3 bulan", "90 hari")])
def test_units_that_do_not_meet(realisasi: str, target: str):
    with pytest.raises(kf.UnitMismatchError, match="KF330"):
        kf.capaian(realisasi, target)


def test_the_unit_of_a_bare_realization_can_be_given():
    assert kf.capaian(1, "6 bulan", satuan="tahun").value == 200


def test_a_result_brings_its_unit():
    ratio = kf.evaluate("Jumlah ASN hadir / Jumlah ASN", {"Jumlah ASN hadir": 9, "Jumlah ASN": 10})
    assert (ratio.unit, kf.capaian(ratio, "90%").value) == ("1", 100)
    with pytest.raises(kf.UnitMismatchError, match="KF330"):
        kf.evaluate("Jumlah dokumen", {"Jumlah dokumen": 9}, target="9 orang")


def test_evaluate_with_a_target():
    text, data = "Jumlah hadir / Jumlah undangan x 100%", {"Jumlah hadir": 18, "Jumlah undangan": 20}
    result = kf.evaluate(text, data, target="94%")
    assert isinstance(result, kf.AssessedResult)
    assert (result.value, result.capaian.value) == (90, Fraction(9000, 94))
    assert result.trace()["capaian"]["text"] == "95,74%"  # type: ignore[index]
    assert result.explain().endswith("Capaian  : 95,74%")
    assert pickle.loads(pickle.dumps(result)) == result
    assert result != kf.evaluate(text, data, target="95%")
    assert kf.parse(text).evaluate(data, target=94, aturan="bps").capaian.value == Fraction(9574, 100)


def test_without_a_target_there_is_no_capaian():
    assert kf.evaluate("Jumlah A", {"Jumlah A": 5}).capaian is None


@pytest.mark.parametrize(
    ("text", "data", "indikator", "value"),
    [
        ("Terlaksananya pembinaan sebanyak 26 desa", {"Terlaksananya pembinaan sebanyak 26 desa": 24}, None, "2400/26"),
        ("Pembinaan desa sebanyak 26 desa", {"Desa dibina": "24 desa"}, "Desa dibina", "2400/26"),
        ("250 surat", {"Surat dilayani": 263}, "Surat dilayani", "1052/10"),
        ("1000 orang/ tamu, 12 bulan", {"Tamu dilayani": "950 orang"}, "Tamu dilayani", "95"),
    ],
)
def test_a_cell_that_states_its_target(text: str, data: dict[str, object], indikator: str | None, value: str):
    for _ in range(2):  # the second time the text was seen before
        result = kf.evaluate(text, data, indikator=indikator)
        assert result.capaian is not None and result.capaian.value == Fraction(value)


def test_a_given_target_goes_before_a_stated_one():
    assert kf.evaluate("250 surat", {"Surat": 200}, indikator="Surat", target=400).capaian.value == 50


def test_a_scale_of_the_value_itself_needs_no_target():
    result = kf.evaluate("Nilai SKM", {"Nilai SKM": "84,58"}, aturan="skm-14-2017")
    assert result.capaian is not None
    assert (result.capaian.value, result.capaian.predikat, result.capaian.diagnostics) == (None, "B (baik)", ())


EXPLAINED = """\
Aturan    : PermenPANRB 8/2021: indikator kinerja individu JPT dan pimpinan unit kerja mandiri (permenpan-8-2021) \
[PermenPANRB 8/2021, lampiran hlm. 91-100]
Arah      : turun: makin rendah realisasi, makin baik
Target    : 7 – 8 bulan
Realisasi : 6,5 bulan
Rentang   : di luar rentang, jadi batas bawah 7 yang dipakai sebagai target \
[PermenPANRB 8/2021, lampiran hlm. 91 dan 100]
Rumus     : (1 + (1 - Realisasi / Target)) × 100% (makin rendah realisasi, makin baik)
            (1 + (1 - 6,5 / 7)) × 100% ≈ 107,14% (tepatnya (750/7)%) \
[PermenPANRB 8/2021, lampiran hlm. 100 (kondisi khusus)]
Pembulatan: ke 0 desimal sebelum dicari pitanya: 107 \
[PermenPANRB 8/2021, lampiran hlm. 243 (93 dari 95 dibulatkan menjadi 98%)]
Predikat  : Sangat Baik, rentang 101% – 110% [menurut pola rentang lain; hlm. 92 tidak terbaca; belum dipastikan]
Nilai     : 110 + (120 - 110) / (110 - 101) × (Capaian - 101)
            110 + (120 - 110) / (110 - 101) × (107 - 101) = 116,67 \
[menurut pola rentang lain; hlm. 92 tidak terbaca; belum dipastikan]
Capaian   : 107,14%"""


def test_explanation():
    assert kf.capaian("6,5 bulan", "7 – 8 bulan", arah="turun", aturan="permenpan-8-2021").explain() == EXPLAINED


def test_explanation_in_english_and_markdown():
    found = kf.capaian(4, 3, aturan="bps")
    text = found.explain(language="en")
    assert "Rounding   : to 2 decimals: 133,33%" in text
    assert "Limit      : limited to the upper limit 120%" in text
    markdown = found.explain(format="markdown", language="en")
    assert markdown.splitlines()[0].startswith("- **Rule set**: Kertas kerja")
    for wrong in ({"format": "pdf"}, {"language": "fr"}):
        with pytest.raises(ValueError, match="must be"):
            found.explain(**wrong)


def test_every_step_of_every_rule_set_has_words():
    figures = [(0, 0), (0, 10), (5, 0), (5, 10), (25, 10), ("5", "7 - 8"), ("9", "7 - 8"), ("7,5", "7 - 8"), (None, 5)]
    others = [("ada", "ada"), ("2 Februari 2024", "31 Januari 2024"), ("B", "BB"), ("1 tahun", "6 bulan")]
    for rule in kf.aturan():
        for realisasi, target in [*figures, *others]:
            for arah in ("naik", "turun", "rentang"):
                found = kf.capaian(realisasi, target, arah=arah, aturan=rule)
                for language in ("id", "en"):
                    assert found.explain(language=language).count("\n") >= 4
                assert json.dumps(found.to_json())


def test_texts_of_users_can_not_steer_a_terminal():
    found = kf.capaian("\x1b[m", "94%")
    assert "\x1b" not in found.explain() + "".join(one.render("") for one in found.diagnostics)


def test_conditions_of_bands():
    low = kf.capaian(112, 100, aturan="pp-30-2019")
    assert (low.predikat, [one.code for one in low.diagnostics]) == ("Baik", ["KF334"])
    high = kf.capaian(112, 100, aturan="pp-30-2019", syarat=["ide baru"])
    assert (high.predikat, high.diagnostics) == ("Sangat Baik", ())


def test_predikat_of_a_rule_set_without_scale():
    assert kf.predikat(5, "bps") is None
    assert kf.predikat("n/a", "akip-88-2021") is None


def test_a_realization_of_several_quantities():
    assert kf.capaian("950 orang, 11 bulan", "12 bulan").value == Fraction(1100, 12)
    for realisasi, target in (("950 orang, 11 bulan", 12), ("2021: 85", 90), ("5 bulan, 7 bulan", "12 bulan")):
        with pytest.raises(kf.InvalidDataError, match="KF302"):
            kf.capaian(realisasi, target)


@pytest.mark.parametrize(
    ("realisasi", "target", "value"),
    [
        ("TW III 2025", "TW II 2025", 0),
        ("TW II 2025", "TW III 2025", 100),
        ("Semester I 2025", "TW II 2025", 100),  # both end in June
        ("Desember 2025", "November 2025", 0),
        ("15 Juni 2025", "TW II 2025", 100),
        ("1 Juli 2025", "TW II 2025", 0),
        ("Tahun 2026", "Tahun 2025", 0),
    ],
)
def test_periods_are_deadlines_by_their_end(realisasi: str, target: str, value: int):
    assert kf.capaian(realisasi, target).value == value


@pytest.mark.parametrize(
    ("realisasi", "target", "doubted"),
    [
        ("72.155", "75", True),
        ("3.125", "3,5", True),
        ("12,000", "15.000", True),
        ("12.000", "15.000", False),
        ("950", "1.000", False),
        ("2.900", "300", False),
    ],
)
def test_a_point_that_makes_a_figure_a_thousand_times_larger(realisasi: str, target: str, doubted: bool):
    codes = [one.code for one in kf.capaian(realisasi, target).diagnostics]
    assert ("KF332" in codes) is doubted


@pytest.mark.parametrize(
    ("realisasi", "target", "words", "doubted"),
    [
        ("72.155", "7", {}, True),  # ten thousand times: no slip of a point
        (12, 1, {}, True),
        (9, 1, {}, False),
        (0, 5, {}, False),
        ("3,38", "88,31", {"indikator": "Indeks Kepuasan Masyarakat"}, True),
        ("34,5", "3,5", {"indikator": "Indeks SPBE"}, True),
        ("3,38", "3,2", {"indikator": "Indeks Kepuasan Masyarakat"}, False),
        ("4", "88", {"indikator": "Jumlah dokumen"}, False),
        ("950 juta", "1 M", {}, True),
    ],
)
def test_a_figure_far_from_its_target_is_a_doubt(realisasi: object, target: object, words: dict, doubted: bool):
    found = kf.capaian(realisasi, target, **words)
    assert [one.values["reason"] for one in found.diagnostics if one.code == "KF332"] == ["skala-lain"] * doubted


@pytest.mark.parametrize(
    ("realisasi", "target", "value"),
    [
        ("Triwulan 4", "Triwulan 3", 0),
        ("TW II", "Triwulan 3", 100),
        ("TW IV 2025", "TW IV", 100),
        ("15 Maret 2025", "akhir Maret 2025", 100),
        ("1 April 2025", "maksimal 31 Maret 2025", 0),
        ("31 Maret 2025", "≤ 31 Maret 2025", 100),
        ("Semester 1", "Juli", 100),
        ("Q4 2025", "Q3 2025", 0),
    ],
)
def test_a_period_or_a_day_is_a_deadline(realisasi: str, target: str, value: int):
    assert kf.capaian(realisasi, target).value == value


@pytest.mark.parametrize(
    ("realisasi", "target", "codes"),
    [
        ("95", "0.95", ["KF332"]),
        ("0,95", "95", ["KF332"]),
        ("98.125%", "95%", ["KF332"]),
        ("95,5", "98", []),
        (7, "0,8", []),
        ("0,5", "0,9", []),
    ],
)
def test_two_figures_of_another_scale_are_a_doubt(realisasi: object, target: str, codes: list[str]):
    assert [one.code for one in kf.capaian(realisasi, target, arah="naik").diagnostics if one.code == "KF332"] == codes


@pytest.mark.parametrize("bound", ["maksimal 2000", "maks. 2000", "≤ 2000", "paling banyak 2000"])
def test_a_bound_like_a_year_is_a_bound(bound: str):
    assert kf.capaian(1500, bound).value == 125


@pytest.mark.parametrize(
    "text", ["dolar 5 juta", "US Dollar 5 juta", "US 5 juta", "5 $", "US$ 5 rupiah", "US$ 5 - Rp 6"]
)
def test_other_money_is_no_rupiah(text: str):
    with pytest.raises(kf.FormulaError):
        kf.capaian("Rp 5 juta", text)


@pytest.mark.parametrize(("realisasi", "target"), [("120 ekor", "150 dokumen"), ("12 lembar", "10 desa")])
def test_pieces_of_different_things_are_a_doubt(realisasi: str, target: str):
    assert [one.code for one in kf.capaian(realisasi, target).diagnostics] == ["KF331"]


def test_words_that_are_alike_are_reached_and_signs_are_not():
    assert kf.capaian("WTP", "WTP").value == 100
    assert kf.capaian("?", "?").value is None


@pytest.mark.parametrize(("realisasi", "codes"), [(45, []), (79, []), (80, ["KF332"])])
def test_a_figure_is_far_above_a_range_from_ten_times_its_end_on(realisasi: int, codes: list[str]):
    found = kf.capaian(realisasi, "4 - 8").diagnostics
    assert [one.code for one in found if one.code == "KF332"] == codes
