"""Figures exactly on a bound: of a case, of a band, of a hole between bands that the file must declare."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from tests.table_engines import ENGINES, Engine

import kinerja_formula as kf
from kinerja_formula.penilaian.rule_files import read_functions_file


@pytest.fixture(params=["pandas", "polars"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Two engines with nothing lazy; what a bound means does not depend on more of them."""
    return ENGINES[request.param]


# Cases: the condition of each file, at, under and over the figure where it turns


@pytest.mark.parametrize(
    ("realisasi", "expected"),
    [
        # Perka BKN 1/2013, lampiran: a saving of at most 24 % counts 1,76 × target - realization
        ("75,99", "75,99"),  # saving 24,01 %: 76 - (100,01 - 100)
        ("76", "100"),  # saving exactly 24 %; by the other case it would be 76
        ("76,01", "99,99"),
        ("100", "76"),
    ],
)
def test_the_saving_of_bkn(realisasi: str, expected: str):
    wanted = Fraction(expected.replace(",", "."))
    assert kf.capaian(realisasi, 100, arah="turun", aturan="bkn-1-2013").value == wanted


def test_the_saving_of_bkn_in_tables(engine: Engine):
    frame = engine.make({"Biaya": [75.0, 76.0, 77.0]})
    found = engine.read(kf.evaluate_table(frame, "Biaya", target=100, arah="turun", aturan="bkn-1-2013"))
    assert found["capaian"] == pytest.approx([75.0, 100.0, 99.0])


HEAD = '[A]\nnama = "A"\nsumber = "A"\nkepercayaan = "terbaca"\n'


@pytest.mark.parametrize(
    ("sign", "expected"), [("<", [1, 0, 0]), ("<=", [1, 1, 0]), (">", [0, 0, 1]), (">=", [0, 1, 1])]
)
@pytest.mark.parametrize("spaced", [True, False])
def test_each_sign_of_a_condition(tmp_path: Path, engine: Engine, sign: str, expected: list[int], spaced: bool):
    path = tmp_path / "fungsi.toml"
    condition = f"Realisasi {sign} Target" if spaced else f"Realisasi{sign}Target"
    cases = f'[[A.kasus]]\nbila = "{condition}"\nrumus = "1"\n[[A.kasus]]\nrumus = "0"\n'
    path.write_text(HEAD + cases, "utf-8")
    function = read_functions_file(str(path))["A"]
    assert [function.value(Fraction(one), Fraction(2)) for one in (1, 2, 3)] == expected
    assert function.value(Fraction(2) - Fraction(1, 10**30), Fraction(2)) == expected[0]
    assert function.value(Fraction(2) + Fraction(1, 10**30), Fraction(2)) == expected[2]
    rule = tmp_path / "a.toml"
    own = cases.replace("A.kasus", "definisi.A.kasus")
    rule.write_text(RULE + 'naik = "A"\n' + HEAD.replace("[A]", "[definisi.A]") + own, "utf-8")
    frame = engine.make({"Biaya": [1.0, 2.0, 3.0]})
    found = engine.read(kf.evaluate_table(frame, "Biaya", target=2, arah="naik", aturan=kf.read_aturan(rule)))
    assert found["capaian"] == expected


@pytest.mark.parametrize(
    "condition", ["Realisasi", "Realisasi = Target", "Realisasi == Target", "1 < Realisasi < 2", "<"]
)
def test_what_is_no_comparison(tmp_path: Path, condition: str):
    path = tmp_path / "fungsi.toml"
    path.write_text(HEAD + f'[[A.kasus]]\nbila = "{condition}"\nrumus = "1"\n[[A.kasus]]\nrumus = "0"\n', "utf-8")
    with pytest.raises(kf.InvalidDataError, match="KF317"):
        read_functions_file(str(path))


# Bands of the shipped rule sets


@pytest.mark.parametrize(
    ("aturan", "value", "predikat"),
    [
        ("akip-88-2021", "90", "A (memuaskan)"),
        ("akip-88-2021", "90,01", "AA (sangat memuaskan)"),
        ("akip-88-2021", "30", "D (sangat kurang)"),
        ("akip-88-2021", "30,01", "C (kurang)"),
        ("banjarnegara", "90", "Kuning"),
        ("banjarnegara", "90,01", "Hijau"),
        ("banjarnegara", "70", "Kuning"),
        ("banjarnegara", "69,99", "Merah"),
        ("efisiensi-daerah", "5", "Cukup efisien"),
        ("efisiensi-daerah", "5,01", "Efisien"),
        ("efisiensi-daerah", "-5", "Cukup efisien"),
        ("efisiensi-daerah", "-5,01", "Tidak efisien"),
        ("pp-30-2019", "90", "Baik"),
        ("pp-30-2019", "89,99", "Cukup"),
        ("pp-30-2019", "50", "Kurang"),
        ("pp-30-2019", "49,99", "Sangat Kurang"),
        ("spm-59-2021", "60", "Tuntas Muda"),
        ("spm-59-2021", "59,99", "Belum Tuntas"),
        ("spm-59-2021", "100", "Tuntas Paripurna"),
        ("permendagri-86-2017", "91", "Sangat Tinggi"),
        ("permendagri-86-2017", "90", "Tinggi"),
        ("permendagri-86-2017", "50", "Sangat Rendah"),
        ("permendagri-86-2017", "51", "Rendah"),
        ("lkjip-maluku-tengah-2021", "85", "Sangat Baik"),
        ("lkjip-maluku-tengah-2021", "85,01", "Memuaskan"),
        ("skm-14-2017", "88,305", "A (sangat baik)"),
        ("skm-14-2017", "88,3049", "B (baik)"),
        ("permenpan-8-2021", "110", "Sangat Baik"),
        ("permenpan-8-2021", "99,5", "Baik"),
        ("permenpan-8-2021", "99,49", "Cukup"),
    ],
)
def test_bands(engine: Engine, aturan: str, value: str, predikat: str):
    assert kf.predikat(value, aturan).predikat == predikat
    found = kf.capaian(value, 100, arah="naik", aturan=aturan)
    assert (found.predikat, "KF325" in [one.code for one in found.diagnostics]) == (predikat, False)
    frame = engine.make({"Nilai": [float(value.replace(",", "."))]})
    table = engine.read(kf.evaluate_table(frame, "Nilai", target=100, arah="naik", aturan=aturan))
    assert table["predikat"] == [predikat]


@pytest.mark.parametrize(
    ("aturan", "value", "predikat"),
    [
        ("permendagri-86-2017", "90,5", "Tinggi"),
        ("permendagri-86-2017", "90,0001", "Tinggi"),
        ("permendagri-86-2017", "50,5", "Sangat Rendah"),
        ("lkjip", "90,5", "Tinggi"),
        ("bkn-1-2013", "75,5", "Cukup"),
        ("lkjip-sampang-2019", "65,9", "Kurang"),
        ("spm-59-2021", "99,5", "Tuntas Utama"),
    ],
)
def test_a_hole_of_the_regulation_itself_still_has_its_note(aturan: str, value: str, predikat: str):
    found = kf.capaian(value, 100, arah="naik", aturan=aturan)
    assert found.predikat == predikat
    assert "KF325" in [one.code for one in found.diagnostics]


def test_every_hole_of_a_shipped_rule_set_is_declared_with_its_source():
    declared = {one.id for one in kf.aturan() if one.skala is not None and one.skala.celah is not None}
    assert declared == {"bkn-1-2013", "lkjip", "lkjip-sampang-2019", "permendagri-86-2017", "spm-59-2021"}
    for one in kf.aturan():
        if one.skala is not None and one.skala.celah is not None:
            assert one.skala.celah.lebar == 1
            assert one.skala.celah.asal.sumber


# Bands that a file must not have

RULE = 'nama = "A"\nsumber = "A"\nkepercayaan = "terbaca"\n[fungsi]\n'


def written(tmp_path: Path, *bands: str, more: str = "") -> Path:
    path = tmp_path / "a.toml"
    text = RULE + 'naik = "UP"\n' + more
    for number, band in enumerate(bands):
        text += f'[[skala.pita]]\npredikat = "P{number}"\n' + "".join(
            [f"{field.strip()}\n" for field in band.split(";") if field.strip()]
        )
    path.write_text(text, encoding="utf-8")
    return path


HOLES = '[skala.celah]\nlebar = "{}"\nsumber = "Perbup 5/2024, hlm. 3"\n'


@pytest.mark.parametrize(
    ("bands", "field", "message"),
    [
        (
            ('mulai = "91%"; sampai = "100%"', 'sampai = "90%"'),
            "skala.pita.2",
            "nilai antara 90% dan 91% tidak masuk rentang mana pun (≤ 90%, lalu 91% – 100%)",
        ),
        (
            ('mulai = "88,31"; sampai = "100"', 'mulai = "0"; sampai = "88,3"'),
            "skala.pita.2",
            "nilai antara 88,3 dan 88,31 tidak masuk rentang mana pun (0 – 88,3, lalu 88,31 – 100)",
        ),
        (
            ('di_atas = "90%"', 'hingga = "90%"'),
            "skala.pita.2",
            "nilai tepat 90% tidak masuk rentang mana pun (< 90%, lalu > 90%)",
        ),
        (
            ('mulai = "91%"', 'mulai = "80%"', 'sampai = "75%"'),
            "skala.pita.3",
            "nilai antara 75% dan 80% tidak masuk rentang mana pun (≤ 75%, lalu ≥ 80%)",
        ),
        (
            ('mulai = "91%"; sampai = "100%"', 'mulai = "80%"; sampai = "95%"', 'hingga = "80%"'),
            "skala.pita.2",
            "nilai antara 91% dan 95% masuk dua rentang sekaligus (80% – 95% dan 91% – 100%)",
        ),
        (
            ('mulai = "90%"', 'sampai = "90%"'),
            "skala.pita.2",
            "nilai tepat 90% masuk dua rentang sekaligus (≤ 90% dan ≥ 90%)",
        ),
        (
            ('mulai = "90%"', 'mulai = "90%"', 'hingga = "90%"'),
            "skala.pita.2",
            "nilai tepat 90% masuk dua rentang sekaligus (≥ 90% dan ≥ 90%)",
        ),
        (
            ('mulai = "90%"', 'di_atas = "90%"', 'hingga = "90%"'),
            "skala.pita.2",
            "nilai tepat 90% masuk dua rentang sekaligus (> 90% dan ≥ 90%)",
        ),
        (
            ('mulai = "91%"', 'mulai = "76%"', 'mulai = "51%"; sampai = "80%"', 'hingga = "51%"'),
            "skala.pita.3",
            "nilai antara 76% dan 80% masuk dua rentang sekaligus (51% – 80% dan ≥ 76%)",
        ),
        (
            ('mulai = "91%"; sampai = "100%"', 'mulai = "80%"; sampai = "110%"', 'hingga = "80%"'),
            "skala.pita.2",
            "nilai antara 91% dan 100% masuk dua rentang sekaligus (80% – 110% dan 91% – 100%)",
        ),
        (  # a condition that another band leaves nothing of
            ('mulai = "90%"; sampai = "120%"', 'mulai = "90%"; sampai = "120%"; syarat = "ide"', 'hingga = "90%"'),
            "skala.pita.2",
            "nilai antara 90% dan 120% masuk dua rentang sekaligus (90% – 120% dan 90% – 120%)",
        ),
        (  # the same condition twice
            ('mulai = "90%"; syarat = "ide"', 'mulai = "80%"; sampai = "95%"; syarat = "ide"', 'mulai = "0%"'),
            "skala.pita.2",
            "nilai antara 90% dan 95% masuk dua rentang sekaligus (80% – 95% dan ≥ 90%)",
        ),
        (  # a condition fills no hole: nobody need state it
            ('mulai = "90%"', 'mulai = "80%"; hingga = "90%"; syarat = "ide"', 'hingga = "80%"'),
            "skala.pita.3",
            "nilai antara 80% dan 90% tidak masuk rentang mana pun (< 80%, lalu ≥ 90%)",
        ),
        (('mulai = "91%"; sampai = "90%"', 'hingga = "91%"'), "skala.pita.1", "rentang ini berakhir sebelum mulai"),
        (('di_atas = "91%"; sampai = "91%"', 'sampai = "91%"'), "skala.pita.1", "rentang ini berakhir sebelum mulai"),
        (('mulai = "91%"; hingga = "91%"', 'hingga = "91%"'), "skala.pita.1", "rentang ini berakhir sebelum mulai"),
    ],
)
def test_holes_and_overlaps_are_refused_with_the_interval(
    tmp_path: Path, bands: tuple[str, ...], field: str, message: str
):
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.read_aturan(written(tmp_path, *bands))
    [found] = caught.value.diagnostics
    assert found.code == "KF317" and found.values["field"] == field
    assert message in found.message
    assert "…" not in found.message_in("en") + found.hint_in("id") + found.hint_in("en")


@pytest.mark.parametrize(
    "bands",
    [
        ('mulai = "91%"', 'mulai = "76%"', 'mulai = "51%"', 'hingga = "51%"'),  # a band without an end reaches up
        ('di_atas = "90%"', 'di_atas = "70%"', 'sampai = "70%"'),
        ('di_atas = "90%"', 'mulai = "90%"; sampai = "90%"', 'hingga = "90%"'),  # a band of one value
        ('mulai = "110"; sampai = "120"; syarat = "ide"', 'mulai = "90"; sampai = "120"', 'hingga = "90"'),
        ('mulai = "90%"; syarat = "a"', 'mulai = "90%"; syarat = "b"', 'mulai = "90%"', 'hingga = "90%"'),
        ('mulai = "50%"; sampai = "60%"',),
    ],
)
def test_bands_that_meet(tmp_path: Path, bands: tuple[str, ...]):
    rule = kf.read_aturan(written(tmp_path, *bands))
    assert rule.skala is not None and len(rule.skala.pita) == len(bands)


WHOLE_NUMBERS = ('mulai = "91%"; sampai = "100%"', 'mulai = "76%"; sampai = "90%"', 'sampai = "75%"')


def test_a_hole_of_the_regulation_itself_is_declared(tmp_path: Path):
    rule = kf.read_aturan(written(tmp_path, *WHOLE_NUMBERS, more=HOLES.format("1%")))
    found = kf.capaian("90,5", 100, aturan=rule)
    assert found.predikat == "P1"
    assert [one.code for one in found.diagnostics] == ["KF325"]
    with pytest.raises(kf.InvalidDataError, match="antara 90% dan 91%"):
        kf.read_aturan(written(tmp_path, *WHOLE_NUMBERS, more=HOLES.format("0,5%")))


def test_a_bound_between_two_bands_is_a_hole_of_no_width(tmp_path: Path):
    bands = ('di_atas = "90%"; sampai = "100%"', 'hingga = "90%"')
    rule = kf.read_aturan(written(tmp_path, *bands, more=HOLES.format("0,01%")))
    for value, expected in (("90", ["KF325"]), ("89,99", []), ("90,01", [])):
        assert [one.code for one in kf.capaian(value, 100, aturan=rule).diagnostics] == expected


@pytest.mark.parametrize("score", ["80 – 90", "≥ 75", "minimal 75", "Rp"])
def test_a_score_is_a_number_or_a_formula(tmp_path: Path, score: str):
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.read_aturan(written(tmp_path, f'mulai = "0"; nilai = "{score}"'))
    assert caught.value.diagnostics[0].values["field"] == "skala.pita.1.nilai"


def test_a_declared_width_hides_no_wider_hole(tmp_path: Path):
    slip = ('mulai = "91%"; sampai = "100%"', 'mulai = "76%"; sampai = "80%"', 'sampai = "75%"')
    with pytest.raises(kf.InvalidDataError, match="antara 80% dan 91%"):
        kf.read_aturan(written(tmp_path, *slip, more=HOLES.format("1%")))


@pytest.mark.parametrize(
    ("rounding", "sound"),
    [("skala = 0", True), ("capaian = 0", True), ("capaian = 2\nskala = 0", True), ("skala = 1", False)],
)
def test_rounding_leaves_no_hole_where_no_figure_falls(tmp_path: Path, rounding: str, sound: bool):
    path = written(tmp_path, *WHOLE_NUMBERS, more=f"[pembulatan]\n{rounding}\n")
    if sound:
        assert kf.capaian("90,5", 100, aturan=kf.read_aturan(path)).predikat == "P0"
    else:
        with pytest.raises(kf.InvalidDataError, match="antara 90% dan 91%"):
            kf.read_aturan(path)


def test_the_rounding_of_a_capaian_rounds_no_index(tmp_path: Path):
    more = '[pembulatan]\ncapaian = 0\n[skala]\ndari = "realisasi"\n'
    with pytest.raises(kf.InvalidDataError, match="antara 90% dan 91%"):
        kf.read_aturan(written(tmp_path, *WHOLE_NUMBERS, more=more))


@pytest.mark.parametrize(
    ("holes", "field"),
    [
        ('lebar = "1%"', "skala.celah.sumber"),
        ('lebar = "1%"\nsumber = ""', "skala.celah.sumber"),
        ('sumber = "Perbup"', "skala.celah.lebar"),
        ('lebar = "0"\nsumber = "Perbup"', "skala.celah.lebar"),
        ('lebar = "-1"\nsumber = "Perbup"', "skala.celah.lebar"),
        ('lebar = "lebar"\nsumber = "Perbup"', "skala.celah.lebar"),
        ('lebar = "1%"\nsumber = "Perbup"\nsampai = "5"', "skala.celah.sampai"),
    ],
)
def test_a_declaration_says_how_wide_and_where(tmp_path: Path, holes: str, field: str):
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.read_aturan(written(tmp_path, *WHOLE_NUMBERS, more=f"[skala.celah]\n{holes}\n"))
    assert caught.value.diagnostics[0].values["field"] == field


@pytest.mark.parametrize(("laba", "capaian"), [(-5, 0), (0, 0), (5, 100), (6, 120), (20, 120)])
def test_a_target_seen_before_keeps_the_limits_of_its_rule_set(laba: int, capaian: int):
    """Laba of 10 that is to be half of it: 5 are 100 %, and the rule set has capaian between 0 % and 120 %."""
    formula = kf.parse("Laba / Modal x 100%")
    for _ in range(3):  # the second and third time the target is known
        result = formula.evaluate({"Laba": laba, "Modal": 10}, target=50, aturan="polaritas", arah="naik")
        assert result.capaian is not None
        assert result.capaian.value == capaian
