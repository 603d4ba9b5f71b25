"""Targets and realizations as officials write them, beside each other."""

from __future__ import annotations

from fractions import Fraction

import pytest

import kinerja_formula as kf
from kinerja_formula.penilaian.stated_figures import read_stated


def told(found: kf.Capaian) -> list[str]:
    return [one.code for one in found.diagnostics if one.severity.name != "NOTE"]


@pytest.mark.parametrize(
    ("realisasi", "target", "value"),
    [
        # Of two quantities the realization answers one
        ("12 laporan", "1 dokumen (12 laporan)", 100),
        ("12 bulan", "1 kegiatan (12 bulan)", 100),
        ("1 kegiatan", "1 kegiatan (12 bulan)", 100),
        ("18 dokumen", "20 (dua puluh) dokumen", 90),
        # A bound behind a percentage
        ("3%", "5% ke bawah", 140),
        ("3%", "5% atau kurang", 140),
        ("90%", "80% ke atas", Fraction(225, 2)),
        # Days
        ("2 April", "31 Maret 2024", 0),
        ("30 Maret 2024", "31 Maret", 100),
        ("30 Maret", "31 Maret", 100),
        ("29 Februari", "1 Maret 2023", 100),
        # Durations, rates, quarters
        ("4 tahun 2 bulan", "5 tahun", Fraction(250, 3)),
        ("4 tahun", "4 tahun 6 bulan", Fraction(800, 9)),
        ("48 jam", "3 x 24 jam", Fraction(200, 3)),
        ("7 hari", "2 x 7 hari", 50),
        ("12/1000 KH", "15 per 1.000 KH", 80),
        ("120 per 100.000 kelahiran hidup", "150/100.000", 80),
        ("4 TW", "1 tahun", 100),
        ("95", "95% pada tahun 2024", 100),
    ],
)
def test_what_is_meant(realisasi: str, target: str, value: Fraction) -> None:
    found = kf.capaian(realisasi, target)
    assert (found.value, told(found)) == (value, [])


@pytest.mark.parametrize(
    ("realisasi", "target", "value"), [("juara 1", "juara 3", Fraction(500, 3)), ("peringkat 5", "peringkat 10", 150)]
)
def test_the_lower_place_is_the_better_one(realisasi: str, target: str, value: Fraction) -> None:
    found = kf.capaian(realisasi, target)
    assert (found.value, told(found)) == (value, ["KF320"])


@pytest.mark.parametrize(
    ("realisasi", "target"),
    [("85", "90-80"), ("3%", "3±1%"), ("tanggal 9", "tanggal 10"), ("5 jam", "3 x 24 jam kerja")],
)
def test_what_nobody_can_know_is_refused(realisasi: str, target: str) -> None:
    with pytest.raises(kf.InvalidDataError):
        kf.capaian(realisasi, target)


def test_number_words_of_a_target_that_say_something_else_are_a_doubt() -> None:
    assert told(kf.capaian("18", "20 (dua puluh satu) dokumen")) == ["KF313"]
    assert told(kf.capaian("18 (delapan belas)", "20 (dua puluh) dokumen")) == []


@pytest.mark.parametrize("figure", [45_382, 5, "20240331"])
def test_a_bare_number_is_no_day(figure: object) -> None:
    name = "Tanggal penyampaian LKjIP"
    found = kf.evaluate(name, {name: figure}, target="31 Maret 2024").capaian
    assert found.value is None
    assert kf.evaluate(name, {name: "30 Maret 2024"}, target="31 Maret 2024").capaian.value == 100


@pytest.mark.parametrize(
    "bound",
    [
        *(
            "maximal 5",
            "maximum 5",
            "mak 5",
            "Maks. 5",
            "max 5",
            "tidak melampaui 5",
            "tak lebih dari 5",
            "tidak di atas 5",
        ),
        *(
            "lebih rendah dari 5",
            "lebih sedikit dari 5",
            "batas atas 5",
            "≦5",
            "lebih kecil sama dengan 5",
        ),
        *("kurang dari atau sama dengan 5", "di bawah atau sama dengan 5", "setinggi - tingginya 5"),
        *(
            "nilai maksimal 5",
            "maksimal nilai 5",
            "waktu maksimal 5",
            "nilai maximal: 5",
            "paling banyak sebanyak 5",
            "jangan melebihi 5",
            "tidak boleh lebih dari 5",
            "dilarang melebihi 5",
            "MAKSİMAL 5",
            "Batas maksimal 5",
            "di bawah angka 5",
        ),
    ],
)
def test_every_word_of_an_upper_bound_turns_the_direction(bound: str) -> None:
    found = kf.capaian(7, bound)
    assert (found.value, found.arah.arah, found.target.comparison in ("<=", "<")) == (60, "turun", True)
    assert kf.evaluate("Nilai rapat", {"Nilai rapat": 7}, target=bound).capaian.value == 60


@pytest.mark.parametrize(
    "bound", ["min 5", "min. 5", "minimalnya 5", "batas bawah 5", "tak kurang dari 5", "indeks minimal 5"]
)
def test_every_word_of_a_lower_bound_is_one(bound: str) -> None:
    found = kf.capaian(7, bound)
    assert (found.value, found.target.comparison) == (140, ">=")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "hingga 5",
            "sampai 5",
            "sampai dengan 5",
            "s.d. 5",
            "kurang lebih 5",
            "sekitar 5",
            "mendekati 5",
            "hampir 5",
        ),
        *(
            "maxsimal 5",
            "makismal 5",
            "minnimal 5",
            "batas 5",
            "tertinggi 5",
            "Nilai tertinggi 5",
            "terendah 5",
            "hampir di bawah 5",
        ),
    ],
)
def test_a_bound_that_nobody_can_know_is_refused(text: str) -> None:
    with pytest.raises(kf.InvalidDataError, match="KF302"):
        kf.capaian(7, text)


@pytest.mark.parametrize(
    "text",
    [
        "Desa tertinggal 5",
        "Perguruan tinggi 5",
        "Data 5",
        "Opini atas LKPD 5",
        "Kategori Kurang 5",
        "Air minum 5",
        "Nilai 5",
        "Skor 5",
        "IKM 5",
        "Indeks SPM 5",
        "kategori baik 5",
        "Level: 5",
        "Tingkat 5",
    ],
)
def test_words_that_only_name_a_figure_are_no_bound(text: str) -> None:
    found = kf.capaian(7, text)
    assert (found.value, found.target.comparison, told(found)) == (140, None, [])


@pytest.mark.parametrize(
    ("target", "arah", "reason"),
    [("≤ 5", "naik", "batas-atas"), ("< 5", "naik", "batas-atas"), ("≥ 5", "turun", "batas-bawah")],
)
def test_a_direction_against_the_bound_is_doubted(target: str, arah: str, reason: str) -> None:
    [doubt] = kf.capaian(3, target, arah=arah).diagnostics
    assert (doubt.code, doubt.values["reason"], doubt.values["word"]) == ("KF321", reason, target)


@pytest.mark.parametrize(("target", "arah"), [("≤ 5", "turun"), ("≥ 5", "naik"), ("5", "turun"), ("≤ 5", "rentang")])
def test_a_direction_that_agrees_with_the_bound_is_not(target: str, arah: str) -> None:
    assert "KF321" not in [one.code for one in kf.capaian(3, target, arah=arah).diagnostics]


@pytest.mark.parametrize(
    ("one", "other", "value"), [("1:1000", "1:1.200", 120), ("1 : 1.000", "1:1.200,0", 120), ("1:30", "1:30", 100)]
)
def test_the_sides_of_a_ratio_may_group_thousands(one: str, other: str, value: int) -> None:
    assert kf.capaian(one, other).value == value


@pytest.mark.parametrize(
    ("realisasi", "target", "doubted"),
    [
        ("90%", "> 90%", True),
        ("5", "kurang dari 5", True),
        ("5", "lebih dari 5", True),
        ("91%", "> 90%", False),
        ("90%", "≥ 90%", False),
        ("5", "maksimal 5", False),
        ("4", "< 5", False),
    ],
)
def test_a_bound_that_was_to_be_passed_is_not_by_its_own_figure(realisasi: str, target: str, doubted: bool) -> None:
    found = kf.capaian(realisasi, target)
    assert [one.code for one in found.diagnostics if one.code == "KF352"] == ["KF352"] * doubted
    again = kf.evaluate("Nilai rapat", {"Nilai rapat": realisasi}, target=target)
    assert [one.code for one in again.diagnostics if one.code == "KF352"] == ["KF352"] * doubted


@pytest.mark.parametrize(
    ("target", "figure"),
    [
        ("Pertumbuhan minimal -2%", "≥ -2%"),
        ("suhu maksimal -5", "≤ -5"),
        ("Defisit: ≤ -3%", "≤ -3%"),
        ("deviasi minimal –5", "≥ -5"),
        ("biaya maksimal Rp 5 juta", "≤ 5000000 rupiah"),
        ("Nilai maksimal Rp 5.000.000", "≤ 5000000 rupiah"),
        ("waktu tunggu di rawat jalan ≤ 60 menit", "≤ 60 menit"),
        ("dengan nilai minimal 5", "≥ 5"),
        ("> = 75", "≥ 75"),
        ("< = 75", "≤ 75"),
        ("setinggi tingginya 5", "≤ 5"),
        ("selambatnya 5 hari", "≤ 5 hari"),
        ("tdk lebih dari 3", "≤ 3"),
        ("tidak diatas 5", "≤ 5"),
        ("(minimal 75)", "≥ 75"),
        ("[≤ 5%]", "≤ 5%"),
        ("(maks 5 hari)", "≤ 5 hari"),
        ("75% (minimal)", "≥ 75%"),
        ("5 hari max", "≤ 5 hari"),
        ("sama dengan 75", "75"),
        ("mulai dari 75", "≥ 75"),
        ("Kategori kurang 45", "45"),
        ("Siswa MIN 2", "2"),
    ],
)
def test_a_bound_keeps_what_stands_round_it(target: str, figure: str) -> None:
    [stated] = read_stated(target, "target")
    assert stated.figure == figure


@pytest.mark.parametrize(
    "target",
    [
        *("> - 75", "<>75", "maksimal minimal 5", "Nilai di atas minimal 5", "% minimal 75", "(hari) maksimal 5"),
        *(
            "waktu tidak lebih 5 hari",
            "temuan kurang 3",
            "Nilai kurang lebih 80",
            "tidak kurang nilai 5",
            "IPK lebih 3",
        ),
        *("maximun 5 hari", "paling lamabt 5 hari", "palng lambat 5 hari", "lebih kecil 5", "Rp ≤ 5 juta"),
        *("paling lambat tanggal 10", "maksimal H-3", "paling lambat minggu ke-2", "laporan paling lambat tanggal 10"),
    ],
)
def test_what_makes_no_bound_is_refused(target: str) -> None:
    with pytest.raises(kf.InvalidDataError, match="KF302"):
        kf.capaian(6, target)


@pytest.mark.parametrize("given", ["Rp 1 250 000,-", "Rp. 1 250 000,-", "≥ Rp 1 250 000", "minimal Rp 1'250'000"])
def test_marks_between_thousands_beside_money_and_bounds(given: str) -> None:
    [stated] = read_stated(given, "target")
    assert (stated.value, stated.unit) == (1_250_000, "rupiah")


@pytest.mark.parametrize("given", ["100 200 300 orang", "Rp 100 200 300"])
def test_several_numbers_are_not_one(given: str) -> None:
    assert [one.code for one in kf.capaian(80, given).diagnostics] == ["KF322"]


@pytest.mark.parametrize("given", ["08.30 WIB", "8:30 wita", "pukul 08.30", "pkl. 16:05 WIT"])
def test_a_time_of_the_day_is_no_number(given: str) -> None:
    with pytest.raises(kf.InvalidDataError, match="KF302") as caught:
        kf.capaian(given, 8)
    assert caught.value.diagnostics[0].values["reason"] == "jam"


@pytest.mark.parametrize(
    ("realisasi", "target", "value"),
    [
        ("11 kali", "12 kali/tahun", Fraction(275, 3)),
        ("1 dokumen", "1 dokumen/tahun", 100),
        ("Rp 90 juta", "Rp 100 juta per tahun", 90),
    ],
)
def test_a_target_per_year_is_that_of_the_year(realisasi: str, target: str, value: Fraction) -> None:
    found = kf.capaian(realisasi, target)
    assert (found.value, told(found)) == (value, [])


def test_a_target_per_month_is_not_that_of_the_year() -> None:
    with pytest.raises(kf.UnitMismatchError, match="KF330"):
        kf.capaian("90 orang", "100 orang/bulan")
