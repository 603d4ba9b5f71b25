"""Rule sets as files: shipped ones are sound, one of a user works without code, a broken one is refused by its line."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import kinerja_formula as kf
from kinerja_formula.penilaian.registry import aturan_in_use, functions
from kinerja_formula.penilaian.rule_files import read_functions_file

IDS = {
    "permenpan-8-2021",
    "lkjip",
    "permendagri-86-2017",
    "bkn-1-2013",
    "bps",
    "banjarnegara",
    "skm-14-2017",
    "kep-25-2004",
    "pp-30-2019",
    "akip-88-2021",
    "pmk-22-2021",
    "pmk-214-2017",
}

HALF = 'rumus = "(3 × Target - Realisasi) / 2 / Target × 100%"'

SOUND = """\
nama = "Perbup Contoh 5/2024"
sumber = "Perbup Contoh 5/2024, lampiran"
kepercayaan = "terbaca"
berlaku = 2024

[fungsi]
naik = "UP"
turun = { pakai = "SETENGAH", sumber = "hlm. 7" }

[definisi.SETENGAH]
nama = "separuh selisih"
sumber = "hlm. 7"
kepercayaan = "terbaca"
rumus = "(3 × Target - Realisasi) / 2 / Target × 100%"

[batas]
atas = "120%"

[nol]
target = { naik = "100%", turun = "tanpa nilai" }

[pembulatan]
skala = 1

[[skala.pita]]
mulai = "90%"
predikat = "Berhasil"
warna = "hijau"

[[skala.pita]]
hingga = "90%"
predikat = "Belum berhasil"
nilai = "Capaian / 90 × 70"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "perbup-5-2024.toml"
    path.write_text(SOUND, encoding="utf-8")
    return path


def test_the_ids_of_the_contract_are_there():
    known = {one.id for one in kf.aturan()}
    assert known >= IDS
    for one in kf.aturan():
        assert one.nama and one.asal.sumber and one.fungsi["naik"]


def test_a_rule_set_of_a_user_works_without_code(file: Path):
    rule = kf.read_aturan(file)
    assert (rule.id, rule.berlaku, rule.berakhir) == ("perbup-5-2024", 2024, None)
    assert kf.capaian(30, 20, aturan=rule).value == 120
    assert kf.capaian(30, 20, arah="turun", aturan=rule).value == 75
    assert kf.capaian(5, 0, aturan=rule).value == 100
    assert kf.capaian(5, 0, arah="turun", aturan=rule).reason == "target-nol"
    assert kf.capaian("89,96", 100, aturan=rule).predikat == "Berhasil"
    assert kf.capaian(45, 100, aturan=rule).nilai == 35
    assert "hlm. 7" in kf.capaian(30, 20, arah="turun", aturan=rule).explain()


@pytest.mark.parametrize("given", ["file", "folder"])
def test_use_aturan_makes_it_known_by_its_id(file: Path, given: str):
    kf.use_aturan(file if given == "file" else file.parent)
    try:
        assert kf.capaian(30, 20, aturan="perbup-5-2024").value == 120
        assert "perbup-5-2024" in [one.id for one in kf.aturan()]
    finally:
        kf.use_aturan()
    with pytest.raises(kf.InvalidDataError, match="KF315"):
        aturan_in_use("perbup-5-2024")


def test_a_file_of_the_same_name_takes_the_place_of_a_shipped_one(file: Path, tmp_path: Path):
    own = tmp_path / "own" / "lkjip.toml"
    own.parent.mkdir()
    own.write_text(SOUND, encoding="utf-8")
    kf.use_aturan(own)
    try:
        assert kf.capaian(30, 20).value == 120
    finally:
        kf.use_aturan()
    assert kf.capaian(30, 20).value == 150


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "reason"),
    [
        ('naik = "UP"', 'naik = "ATAS"', 7, "fungsi.naik", "fungsi-tak-dikenal"),
        ('naik = "UP"', 'naik = "RANGE"', 7, "fungsi.naik", "fungsi-tak-dikenal"),
        ('naik = "UP"', 'naik = "DOWN-1"', 7, "fungsi.naik", "fungsi-tak-dikenal"),
        ('naik = "UP"\n', "", 6, "fungsi.naik", "bidang-hilang"),
        ('naik = "UP"', 'naik = "UP"\nmiring = "UP"', 8, "fungsi.miring", "bidang-tak-dikenal"),
        ('nama = "Perbup Contoh 5/2024"\n', "", 1, "nama", "bidang-hilang"),
        ('nama = "Perbup Contoh 5/2024"', "nama = 5", 1, "nama", "bukan-teks-bidang"),
        ('kepercayaan = "terbaca"\nberlaku', 'kepercayaan = "yakin"\nberlaku', 3, "kepercayaan", "pilihan-lain"),
        ("berlaku = 2024", "berlaku = 2024\nberakhir = 2023", 5, "berakhir", "tahun-terbalik"),
        ("berlaku = 2024", "berlaku = 24", 4, "berlaku", "di-luar-batas"),
        ("berlaku = 2024", 'berlaku = 2024\nwarna = "hijau"', 5, "warna", "bidang-tak-dikenal"),
        ('rumus = "(3 × Target', 'rumus = "(3 × Pagu', 14, "definisi.SETENGAH.rumus", "nama-tak-dikenal"),
        (HALF, 'rumus = "x 100%"', 14, "definisi.SETENGAH.rumus", "rumus-tak-terbaca"),
        (HALF, 'rumus = "Target + Target / Realisasi x 100%"', 14, "definisi.SETENGAH.rumus", "rumus-meragukan"),
        ('atas = "120%"', 'atas = "banyak"', 17, "batas.atas", "bukan-angka"),
        ('atas = "120%"', 'atas = "120%"\nbawah = "130%"', 18, "batas.bawah", "batas-terbalik"),
        ('target = { naik = "100%"', 'target = { naik = "seratus saja"', 20, "nol.target.naik", "bukan-angka"),
        ("skala = 1", "skala = true", 23, "pembulatan.skala", "di-luar-batas"),
        ('mulai = "90%"', 'mulai = "90%"\ndi_atas = "90%"', 27, "skala.pita.1.di_atas", "bidang-berganda"),
        ('warna = "hijau"', 'warna = "ungu"', 28, "skala.pita.1.warna", "pilihan-lain"),
        ('hingga = "90%"', 'mulai = "95%"', 31, "skala.pita.2.mulai", "pita-tak-urut"),
        ('nilai = "Capaian / 90 × 70"', 'nilai = "Target / 90"', 33, "skala.pita.2.nilai", "nama-tak-dikenal"),
        ('nilai = "Capaian / 90 × 70"', 'syarat = "ide"', 25, "skala.pita", "pita-kurang"),
        ("[pembulatan]", "[[pembulatan]]", 22, "pembulatan", "bukan-tabel"),
        ("[batas]", '[skala]\npakai = "tidak-ada"\n[batas]', 17, "skala.pakai", "skala-tak-dikenal"),
    ],
)
def test_a_broken_file_is_refused_by_file_line_and_field(
    file: Path, old: str, new: str, line: int, field: str, reason: str
):
    text = SOUND.replace(old, new, 1)
    assert text != SOUND
    file.write_text(text, encoding="utf-8")
    with pytest.raises(kf.InvalidDataError) as raised:
        kf.read_aturan(file)
    [found] = raised.value.diagnostics
    assert found.code == "KF317"
    assert (found.values["file"], found.values["reason"]) == ("perbup-5-2024.toml", reason)
    assert (found.values["line"], found.values["field"]) == (line, field)


def test_a_scale_of_another_rule_set_must_be_there(tmp_path: Path):
    path = tmp_path / "a.toml"
    head = 'nama = "A"\nsumber = "A"\nkepercayaan = "terbaca"\n[fungsi]\nnaik = "UP"\n[skala]\n'
    path.write_text(head + 'pakai = "akip-88-2021"\n', encoding="utf-8")
    assert kf.predikat(85, kf.read_aturan(path)).predikat == "A (memuaskan)"
    path.write_text(head + 'pakai = "lain"\n', encoding="utf-8")
    with pytest.raises(kf.InvalidDataError, match=r"baris 7, bidang skala\.pakai"):
        kf.read_aturan(path)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"nama = ", "bukan-toml"),
        (b"\xff\xfe", "bukan-toml"),
        (b"a = " + b"[" * 50_000, "bukan-toml"),
        (b"#" * 300_000, "berkas-terlalu-besar"),
    ],
    ids=["half a line", "no text", "nested", "large"],
)
def test_files_that_are_none(tmp_path: Path, content: bytes, reason: str):
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    with pytest.raises(kf.InvalidDataError) as raised:
        kf.read_aturan(path)
    assert raised.value.diagnostics[0].values["reason"] == reason


def test_no_file(tmp_path: Path):
    with pytest.raises(kf.InvalidDataError, match=r"tidak-ada\.toml"):
        kf.read_aturan(tmp_path / "tidak-ada.toml")


def test_cases_of_a_function(tmp_path: Path):
    path = tmp_path / "fungsi.toml"
    head = '[A]\nnama = "A"\nsumber = "A"\nkepercayaan = "terbaca"\n'
    path.write_text(
        head + '[[A.kasus]]\nbila = "Realisasi >= Target"\nrumus = "100%"\n[[A.kasus]]\nrumus = "50%"\n', "utf-8"
    )
    function = read_functions_file(str(path))["A"]
    assert [function.value(Fraction(realized), Fraction(2)) for realized in (1, 2, 3)] == [50, 100, 100]
    for cases, reason in [
        ('[[A.kasus]]\nbila = "Realisasi >= Target"\nrumus = "100%"\n', "kasus-terbuka"),
        ('[[A.kasus]]\nbila = "Realisasi"\nrumus = "100%"\n[[A.kasus]]\nrumus = "50%"\n', "bukan-perbandingan"),
    ]:
        path.write_text(head + cases, "utf-8")
        with pytest.raises(kf.InvalidDataError) as raised:
            read_functions_file(str(path))
        assert raised.value.diagnostics[0].values["reason"] == reason


def test_functions_say_where_they_are_from():
    for name, function in functions().items():
        assert function.asal.sumber, name
        assert bool(function.kasus) == (function.jenis == "rumus"), name


def test_rule_sets_show_themselves_shortly():
    rules = kf.aturan()
    lines = repr(rules).splitlines()
    assert [line.split()[0] for line in lines] == [one.id for one in rules]
    assert max(map(len, lines)) < 160
    assert repr(rules[0]) == "<Aturan akip-88-2021: PermenPANRB 88/2021: evaluasi AKIP>"


@pytest.mark.parametrize(
    ("scale", "line", "field"),
    [
        ("pita = 5", 7, "skala.pita"),
        ('pita = "90%"', 7, "skala.pita"),
        ("pita = [5]", 7, "skala.pita.1"),
        ('dari = "target"', 7, "skala.dari"),
    ],
)
def test_a_scale_of_another_form_is_refused_by_line_and_field(tmp_path: Path, scale: str, line: int, field: str):
    path = tmp_path / "a.toml"
    band = '\n[[skala.pita]]\nmulai = "0%"\npredikat = "Baik"\n' if "pita" not in scale else "\n"
    head = 'nama = "A"\nsumber = "A"\nkepercayaan = "terbaca"\n[fungsi]\nnaik = "UP"\n[skala]\n'
    path.write_text(head + scale + band, encoding="utf-8")
    with pytest.raises(kf.InvalidDataError) as refused:
        kf.read_aturan(path)
    [found] = refused.value.diagnostics
    assert (found.values["line"], found.values["field"]) == (line, field)


@pytest.mark.parametrize(
    ("realisasi", "predikat", "codes"), [(95, "Baik", []), (5, "Kurang", []), (-5, "Kurang", ["KF325"])]
)
def test_bands_that_are_all_open_above(tmp_path: Path, realisasi: int, predikat: str, codes: list[str]):
    path = tmp_path / "a.toml"
    head = 'nama = "A"\nsumber = "A"\nkepercayaan = "terbaca"\n[fungsi]\nnaik = "UP"\n'
    bands = [
        f'[[skala.pita]]\nmulai = "{low}"\npredikat = "{name}"\n' for low, name in (("90%", "Baik"), ("0%", "Kurang"))
    ]
    path.write_text(head + "".join(bands), encoding="utf-8")
    found = kf.capaian(realisasi, 100, aturan=kf.read_aturan(path))
    assert (found.predikat, [one.code for one in found.diagnostics if one.code == "KF325"]) == (predikat, codes)
