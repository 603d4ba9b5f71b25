"""A rule file that uses every field: what becomes of each, how the rule set is told, and which fields it refuses."""

from __future__ import annotations

import pickle
from fractions import Fraction
from pathlib import Path

import pytest

import kinerja_formula as kf
from kinerja_formula.penilaian.aturan_text import aturan_data, describe_aturan, list_aturan
from kinerja_formula.penilaian.registry import functions
from kinerja_formula.penilaian.rule_set import Asal, Batas, CaraRekap, Celah, Nol
from kinerja_formula.penilaian.rumus import Rumus

WHOLE = """\
nama = "Perbup Contoh"
sumber = "Perbup 5/2024"
kepercayaan = "terbaca"
berlaku = 2024
berakhir = 2030

[fungsi]
naik = "UP"
turun = { pakai = "SETENGAH", sumber = "hlm. 7", kepercayaan = "aplikasi" }
stabil = { pakai = "DUA", kepercayaan = "ingatan" }

[definisi.SETENGAH]
nama = "separuh selisih"
sumber = "hlm. 8"
kepercayaan = "turunan"
rumus = "(3 × Target - Realisasi) / 2 / Target × 100%"
ejaan = ["Realisasi / Target × 100%", "Target / Realisasi × 100%"]
dalam = { sumber = "hlm. 9", kepercayaan = "ingatan" }

[[definisi.DUA.kasus]]
bila = "Realisasi > Target"
rumus = "Target / Realisasi × 100%"

[[definisi.DUA.kasus]]
rumus = "Realisasi / Target × 100%"

[definisi.DUA]
nama = "dua kasus"
sumber = "hlm. 10"
kepercayaan = "terbaca"

[batas]
atas = "120,5%"
bawah = "0%"
sumber = "hlm. 11"
kepercayaan = "turunan"

[nol]
keduanya = "100%"
target = { naik = "50%", turun = "batas" }
realisasi = { naik = "tanpa nilai", stabil = "0" }
sumber = "hlm. 12"

[pembulatan]
capaian = 2
skala = 1
kepercayaan = "ingatan"

[rekap]
cara = "geometrik"
kosong = "nol"

[peringkat]
opini = ["TMP", "TW", "WDP", "WTP"]
huruf = ["D", "C"]

[skala]
dari = "capaian"

[skala.celah]
lebar = "1%"
sumber = "hlm. 13"
kepercayaan = "aplikasi"

[[skala.pita]]
di_atas = "100%"
predikat = "Istimewa"
syarat = "ide baru"
nilai = "Capaian / 90 × 70"
warna = "hijau"
sumber = "hlm. 14"

[[skala.pita]]
di_atas = "90%"
predikat = "Baik"
nilai = "80"
warna = "kuning"

[[skala.pita]]
mulai = "50%"
sampai = "89%"
predikat = "Cukup"
warna = "jingga"

[[skala.pita]]
hingga = "50%"
predikat = "Kurang"
warna = "merah"
kepercayaan = "cacat"
"""

INDONESIAN = """\
Aturan      : Perbup Contoh (perbup)
Sumber      : Perbup 5/2024 (naskahnya terbaca)
Berlaku     : 2024 – 2030
Naik        : Realisasi / Target × 100%
              Perbup 5/2024 (naskahnya terbaca)
Turun       : (3 × Target - Realisasi) / 2 / Target × 100%
              hlm. 7 (hanya dari kode aplikasi)
Dekat target: Target / Realisasi × 100%, bila Realisasi > Target
              Realisasi / Target × 100%
              Perbup 5/2024 (belum dipastikan)
Batas       : paling tinggi 120,5%
              paling rendah 0%
              hlm. 11 (diturunkan dari contoh)
Nol         : target dan realisasi nol: 100%
              target nol: naik 50%, turun batas atas, stabil menurut rumus
              realisasi nol: naik tanpa nilai, turun menurut rumus, stabil 0%
Pembulatan  : capaian ke 2 desimal
              ke 1 desimal sebelum dicari pitanya
              Perbup 5/2024 (belum dipastikan)
Skala       : menurut capaiannya
              > 100%  Istimewa: Capaian / 90 × 70, bila ide baru [hlm. 14 (naskahnya terbaca)]
              > 90%  Baik: 80
              50% – 89%  Cukup
              < 50%  Kurang [Perbup 5/2024 (bukan aturan)]
              celah di antara pita paling lebar 1: menurut pita di bawahnya [hlm. 13 (hanya dari kode aplikasi)]
Rekap       : geometrik"""

ENGLISH = """\
Rule set       : Perbup Contoh (perbup)
Source         : Perbup 5/2024 (the text was read)
In force       : 2024 – 2030
Naik           : Realisasi / Target × 100%
                 Perbup 5/2024 (the text was read)
Turun          : (3 × Target - Realisasi) / 2 / Target × 100%
                 hlm. 7 (from published code only)
Near the target: Target / Realisasi × 100%, if Realisasi > Target
                 Realisasi / Target × 100%
                 Perbup 5/2024 (not confirmed)
Limits         : at most 120,5%
                 at least 0%
                 hlm. 11 (derived from an example)
Zero           : target and realization zero: 100%
                 target zero: naik 50%, turun the upper limit, stabil by the formula
                 realization zero: naik no value, turun by the formula, stabil 0%
Rounding       : capaian to 2 decimals
                 to 1 decimals before it is looked up
                 Perbup 5/2024 (not confirmed)
Scale          : of the capaian
                 > 100%  Istimewa: Capaian / 90 × 70, if ide baru [hlm. 14 (the text was read)]
                 > 90%  Baik: 80
                 50% – 89%  Cukup
                 < 50%  Kurang [Perbup 5/2024 (no rule)]
                 holes between bands are at most 1 wide: they belong to the band below [hlm. 13 (from published \
code only)]
Roll-up        : geometrik"""

NAMES = ("Realisasi", "Target")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "perbup.toml"
    path.write_text(WHOLE, encoding="utf-8")
    return path


def test_every_field_is_read(file: Path):
    rule = kf.read_aturan(file)
    own = Asal("Perbup 5/2024", "terbaca")
    assert (rule.id, rule.nama, rule.asal, rule.berkas) == ("perbup", "Perbup Contoh", own, str(file))
    assert (rule.berlaku, rule.berakhir) == (2024, 2030)
    assert rule.batas == Batas(Fraction(241, 2), Fraction(0), Asal("hlm. 11", "turunan"))
    assert rule.nol == Nol(
        dict.fromkeys(("naik", "turun", "stabil"), Fraction(100)),
        {"naik": Fraction(50), "turun": "batas", "stabil": "fungsi"},
        {"naik": None, "turun": "fungsi", "stabil": Fraction(0)},
        Asal("hlm. 12", "terbaca"),
    )
    assert (rule.desimal_capaian, rule.desimal_skala) == (2, 1)
    assert rule.asal_pembulatan == Asal("Perbup 5/2024", "ingatan")
    assert rule.rekap == CaraRekap("geometrik", "nol")
    assert rule.peringkat == {"opini": ("TMP", "TW", "WDP", "WTP"), "huruf": ("D", "C")}
    assert list(rule.fungsi) == ["naik", "turun", "stabil"]


def test_every_field_of_a_function_is_read(file: Path):
    fungsi = kf.read_aturan(file).fungsi
    assert fungsi["naik"] == functions()["UP"]._replace(asal=Asal("Perbup 5/2024", "terbaca"))
    half = fungsi["turun"]
    assert (half.id, half.nama, half.jenis) == ("SETENGAH", "separuh selisih", "rumus")
    assert half.asal == Asal("hlm. 7", "aplikasi")  # of the use, not of the definition
    assert half.dalam == Asal("hlm. 9", "ingatan")
    assert half.ejaan == (Rumus("Realisasi / Target × 100%", NAMES), Rumus("Target / Realisasi × 100%", NAMES))
    [case] = half.kasus
    assert (case.bila, case.rumus.text) == (None, "(3 × Target - Realisasi) / 2 / Target × 100%")
    two = fungsi["stabil"]
    assert (two.nama, two.asal, two.dalam, two.ejaan) == ("dua kasus", Asal("Perbup 5/2024", "ingatan"), None, ())
    assert [(case.bila and case.bila.text, case.rumus.text) for case in two.kasus] == [
        ("Realisasi > Target", "Target / Realisasi × 100%"),
        (None, "Realisasi / Target × 100%"),
    ]


def test_every_field_of_a_scale_is_read(file: Path):
    scale = kf.read_aturan(file).skala
    assert scale is not None
    assert (scale.dari, scale.celah) == ("capaian", Celah(Fraction(1), Asal("hlm. 13", "aplikasi")))
    own = Asal("Perbup 5/2024", "terbaca")
    assert [tuple(one) for one in scale.pita] == [
        (
            *("Istimewa", 100, True, None, False, Rumus("Capaian / 90 × 70", ("Capaian",)), "ide baru", "hijau"),
            *("> 100%", Asal("hlm. 14", "terbaca")),
        ),
        ("Baik", 90, True, None, False, Rumus("80", ()), None, "kuning", "> 90%", own),
        ("Cukup", 50, False, 89, False, None, None, "jingga", "50% – 89%", own),
        ("Kurang", None, False, 50, True, None, None, "merah", "< 50%", own._replace(kepercayaan="cacat")),
    ]


def test_what_a_short_file_leaves_open(tmp_path: Path):
    path = tmp_path / "a.toml"
    path.write_text('nama = "A"\nsumber = "B"\nkepercayaan = "ingatan"\n[fungsi]\nnaik = "UP"\n', encoding="utf-8")
    rule = kf.read_aturan(path)
    own = Asal("B", "ingatan")
    assert tuple(rule)[:5] == ("a", "A", own, None, None)
    assert tuple(rule)[6:] == (
        *(None, None, None, None, own, None, CaraRekap("rata-rata", "lewati"), {}),
        str(path),
    )
    assert describe_aturan(rule).splitlines() == [
        "Aturan: A (a)",
        "Sumber: B (belum dipastikan)",
        "Naik  : Realisasi / Target × 100%",
        "        B (belum dipastikan)",
        "Rekap : rata-rata",
    ]
    assert list_aturan([rule]) == "a    belum dipastikan  A"
    assert aturan_data(rule) == {
        "id": "a",
        "nama": "A",
        "sumber": "B",
        "kepercayaan": "ingatan",
        "berlaku": None,
        "berakhir": None,
        "fungsi": {"naik": "UP"},
        "batas": None,
        "desimal_capaian": None,
        "desimal_skala": None,
        "skala": None,
        "rekap": {"cara": "rata-rata", "kosong": "lewati"},
    }


def test_a_rule_set_is_told_in_words(file: Path):
    rule = kf.read_aturan(file)
    assert describe_aturan(rule) == describe_aturan(rule, "id") == INDONESIAN
    assert describe_aturan(rule, "en") == ENGLISH
    with pytest.raises(KeyError, match="fr"):
        describe_aturan(rule, "fr")


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"berlaku": None}, "Berlaku     : ? – 2030"),
        ({"berakhir": None}, "Berlaku     : 2024 – sekarang"),
        ({"batas": Batas(None, Fraction(5, 2), Asal("c", "cacat"))}, "Batas       : paling rendah 2,5%"),
        ({"batas": Batas(Fraction(5, 2), None, Asal("c", "cacat"))}, "Batas       : paling tinggi 2,5%"),
        ({"desimal_capaian": None}, "Pembulatan  : ke 1 desimal sebelum dicari pitanya"),
        ({"desimal_capaian": 0}, "Pembulatan  : capaian ke 0 desimal"),
    ],
)
def test_what_is_open_is_told_so(file: Path, change: dict[str, object], line: str):
    assert line in describe_aturan(kf.read_aturan(file)._replace(**change)).splitlines()


def test_a_scale_of_the_realization_is_told_so(file: Path):
    rule = kf.read_aturan(file)
    assert rule.skala is not None
    other = rule._replace(skala=rule.skala._replace(dari="realisasi", celah=None))
    assert "Skala       : menurut nilai realisasinya" in describe_aturan(other).splitlines()
    assert "Scale          : of the realization itself" in describe_aturan(other, "en").splitlines()
    assert "celah" not in describe_aturan(other)
    assert aturan_data(other)["skala"]["celah"] is None
    assert aturan_data(other)["skala"]["dari"] == "realisasi"


def test_rule_sets_stand_in_columns(file: Path):
    rule = kf.read_aturan(file)
    short = rule._replace(id="a", berlaku=None, berakhir=None, asal=Asal("x", "cacat"), nama="")
    assert list_aturan([rule, short]).splitlines() == [
        "perbup  2024 – 2030  naskahnya terbaca  Perbup Contoh",
        "a                    bukan aturan",
    ]
    assert list_aturan([rule, short], "en").splitlines() == [
        "perbup  2024 – 2030  the text was read  Perbup Contoh",
        "a                    no rule",
    ]
    assert list_aturan([]) == ""


def test_a_rule_set_is_plain_data(file: Path):
    rule = kf.read_aturan(file)
    assert aturan_data(rule) == {
        "id": "perbup",
        "nama": "Perbup Contoh",
        "sumber": "Perbup 5/2024",
        "kepercayaan": "terbaca",
        "berlaku": 2024,
        "berakhir": 2030,
        "fungsi": {"naik": "UP", "turun": "SETENGAH", "stabil": "DUA"},
        "batas": {"atas": "241/2", "bawah": "0"},
        "desimal_capaian": 2,
        "desimal_skala": 1,
        "skala": {
            "dari": "capaian",
            "pita": [
                {"predikat": name, "pita": band, "nilai": score, "syarat": condition, **source._asdict()}
                for name, band, score, condition, source in [
                    ("Istimewa", "> 100%", "Capaian / 90 × 70", "ide baru", Asal("hlm. 14", "terbaca")),
                    ("Baik", "> 90%", "80", None, rule.asal),
                    ("Cukup", "50% – 89%", None, None, rule.asal),
                    ("Kurang", "< 50%", None, None, Asal("Perbup 5/2024", "cacat")),
                ]
            ],
            "celah": {"lebar": "1", "sumber": "hlm. 13", "kepercayaan": "aplikasi"},
        },
        "rekap": {"cara": "geometrik", "kosong": "nol"},
    }
    no_floor = aturan_data(rule._replace(batas=Batas(Fraction(1), None, rule.asal)))
    assert no_floor["batas"] == {"atas": "1", "bawah": None}


def test_a_rule_set_can_be_sent_to_another_process(file: Path):
    rule = kf.read_aturan(file)
    assert pickle.loads(pickle.dumps(rule)) == rule


SOURCES = "terbaca, turunan, aplikasi, ingatan, cacat"
FIELDS = (
    "nama, berlaku, berakhir, fungsi, definisi, batas, nol, pembulatan, skala, rekap, peringkat, sumber, kepercayaan"
)
FUNCTIONS = "UP, DOWN-2, DOWN-R, DOWN-BKN, STAB, SETENGAH, DUA"
OF_FUNCTION = "nama, jenis, rumus, kasus, ejaan, dalam, sumber, kepercayaan"
OF_BAND = "predikat, mulai, di_atas, sampai, hingga, nilai, syarat, warna, sumber, kepercayaan"

REFUSED: list[tuple[str, str, tuple[int, str, str, str], dict[str, str]]] = [
    ('nama = "Perbup Contoh"\n', "", (1, "nama", "bidang-hilang", "teks"), {}),
    ('nama = "Perbup Contoh"', 'nama = " "', (1, "nama", "bukan-teks-bidang", "teks"), {}),
    ('sumber = "Perbup 5/2024"\n', "", (1, "sumber", "bidang-hilang", "teks"), {}),
    ('kepercayaan = "terbaca"\nberlaku', "berlaku", (1, "kepercayaan", "pilihan-lain", SOURCES), {}),
    (
        'kepercayaan = "terbaca"\nberlaku',
        'kepercayaan = "yakin"\nberlaku',
        (3, "kepercayaan", "pilihan-lain", SOURCES),
        {},
    ),
    ("berlaku = 2024", "berlaku = 1944", (4, "berlaku", "di-luar-batas", "1945 – 2200"), {}),
    ("berakhir = 2030", "berakhir = 2201", (5, "berakhir", "di-luar-batas", "1945 – 2200"), {}),
    ("berakhir = 2030", "berakhir = 2023", (5, "berakhir", "tahun-terbalik", "≥ 2024"), {}),
    ("berakhir = 2030", "berakhir = true", (5, "berakhir", "di-luar-batas", "1945 – 2200"), {}),
    ("berakhir = 2030", "berakhir = 2030.0", (5, "berakhir", "di-luar-batas", "1945 – 2200"), {}),
    ("berakhir = 2030", "berakhir = 2030\nwarna = 1", (6, "warna", "bidang-tak-dikenal", FIELDS), {}),
    ('naik = "UP"\n', "", (7, "fungsi.naik", "bidang-hilang", FUNCTIONS), {}),
    ('naik = "UP"', 'naik = "RANGE"', (8, "fungsi.naik", "fungsi-tak-dikenal", FUNCTIONS), {}),
    ('naik = "UP"', "naik = 5", (8, "fungsi.naik", "fungsi-tak-dikenal", FUNCTIONS), {}),
    ('naik = "UP"', 'miring = "UP"', (8, "fungsi.miring", "bidang-tak-dikenal", "naik, turun, stabil"), {}),
    (
        'turun = { pakai = "SETENGAH"',
        'turun = { dari = "SETENGAH"',
        (9, "fungsi.turun.dari", "bidang-tak-dikenal", "pakai, sumber, kepercayaan"),
        {},
    ),
    (
        'kepercayaan = "aplikasi" }\nstabil',
        'kepercayaan = "yakin" }\nstabil',
        (9, "fungsi.turun.kepercayaan", "pilihan-lain", SOURCES),
        {},
    ),
    ('sumber = "hlm. 7"', "sumber = 7", (9, "fungsi.turun.sumber", "bukan-teks-bidang", "teks"), {}),
    ('sumber = "hlm. 8"\n', "", (12, "definisi.SETENGAH.sumber", "bidang-hilang", "teks"), {}),
    ('nama = "separuh selisih"\n', "", (12, "definisi.SETENGAH.nama", "bidang-hilang", "teks"), {}),
    (
        'nama = "separuh selisih"',
        'nama = "x"\njenis = "akar"',
        (14, "definisi.SETENGAH.jenis", "pilihan-lain", "rumus, rentang, keberadaan, tanggal, peringkat"),
        {},
    ),
    (
        'nama = "separuh selisih"',
        'nama = "x"\npakai = "UP"',
        (14, "definisi.SETENGAH.pakai", "bidang-tak-dikenal", OF_FUNCTION),
        {},
    ),
    (
        'rumus = "(3 × Target - Realisasi) / 2 / Target × 100%"\n',
        "",
        (12, "definisi.SETENGAH.rumus", "bidang-hilang", "teks"),
        {},
    ),
    (
        'rumus = "(3 × Target',
        'rumus = "(3 × Pagu',
        (16, "definisi.SETENGAH.rumus", "nama-tak-dikenal", "Realisasi, Target"),
        {},
    ),
    (
        'ejaan = ["Realisasi / Target × 100%", ',
        "ejaan = [5, ",
        (17, "definisi.SETENGAH.ejaan", "bukan-teks-bidang", "teks"),
        {},
    ),
    (
        'ejaan = ["Realisasi / Target × 100%", ',
        'ejaan = [" ", ',
        (17, "definisi.SETENGAH.ejaan", "bukan-teks-bidang", "teks"),
        {},
    ),
    (
        'ejaan = ["Realisasi / Target × 100%", ',
        'ejaan = ["Pagu / Target", ',
        (17, "definisi.SETENGAH.ejaan", "nama-tak-dikenal", "Realisasi, Target"),
        {},
    ),
    ("ejaan = [", "ejaan = 5\ndalam2 = [", (18, "definisi.SETENGAH.dalam2", "bidang-tak-dikenal", OF_FUNCTION), {}),
    (
        'dalam = { sumber = "hlm. 9"',
        'dalam = { hlm = "hlm. 9"',
        (18, "definisi.SETENGAH.dalam.hlm", "bidang-tak-dikenal", "sumber, kepercayaan"),
        {},
    ),
    (
        'dalam = { sumber = "hlm. 9", kepercayaan = "ingatan" }',
        'dalam = { sumber = "hlm. 9" }',
        (18, "definisi.SETENGAH.dalam.kepercayaan", "pilihan-lain", SOURCES),
        {},
    ),
    (
        'dalam = { sumber = "hlm. 9", kepercayaan = "ingatan" }',
        'dalam = { kepercayaan = "ingatan" }',
        (18, "definisi.SETENGAH.dalam.sumber", "bidang-hilang", "teks"),
        {},
    ),
    (
        'bila = "Realisasi > Target"',
        'bila = "Realisasi"',
        (21, "definisi.DUA.kasus.1.bila", "bukan-perbandingan", "Realisasi > Target"),
        {},
    ),
    (
        'bila = "Realisasi > Target"',
        'bila = "Pagu > Target"',
        (21, "definisi.DUA.kasus.1.bila", "nama-tak-dikenal", "Realisasi > Target"),
        {},
    ),
    (
        'bila = "Realisasi > Target"',
        'maka = "Pagu > Target"',
        (21, "definisi.DUA.kasus.1.maka", "bidang-tak-dikenal", "bila, rumus"),
        {},
    ),
    (
        '\n[[definisi.DUA.kasus]]\nrumus = "Realisasi / Target × 100%"\n',
        "",
        (20, "definisi.DUA.kasus", "kasus-terbuka", "rumus"),
        {},
    ),
    (
        '\n[[definisi.DUA.kasus]]\nrumus = "Realisasi / Target × 100%"\n',
        '\n[[definisi.DUA.kasus]]\nrumus = "Pagu"\n',
        (25, "definisi.DUA.kasus.2.rumus", "nama-tak-dikenal", "Realisasi, Target"),
        {},
    ),
    ('atas = "120,5%"', 'atas = "banyak"', (33, "batas.atas", "bukan-angka", "91%; 88,31"), {}),
    ('atas = "120,5%"', 'atas = "80 - 90"', (33, "batas.atas", "bukan-angka", "91%; 88,31"), {}),
    ('atas = "120,5%"', 'atas = "minimal 80"', (33, "batas.atas", "bukan-angka", "91%; 88,31"), {}),
    ('atas = "120,5%"', 'atas = "80 orang"', (33, "batas.atas", "bukan-angka", "91%; 88,31"), {}),
    ('atas = "120,5%"', "atas = 120", (33, "batas.atas", "bukan-teks-bidang", "teks"), {}),
    (
        'atas = "120,5%"',
        'tengah = "120,5%"',
        (33, "batas.tengah", "bidang-tak-dikenal", "atas, bawah, sumber, kepercayaan"),
        {},
    ),
    ('bawah = "0%"', 'bawah = "121%"', (34, "batas.bawah", "batas-terbalik", "bawah ≤ atas"), {}),
    ('keduanya = "100%"', 'keduanya = "banyak"', (39, "nol.keduanya.naik", "bukan-angka", "91%; 88,31"), {}),
    (
        'keduanya = "100%"',
        'bersama = "100%"',
        (39, "nol.bersama", "bidang-tak-dikenal", "keduanya, target, realisasi, sumber, kepercayaan"),
        {},
    ),
    (
        'target = { naik = "50%"',
        'target = { naik = "separuh"',
        (40, "nol.target.naik", "bukan-angka", "91%; 88,31"),
        {},
    ),
    (
        'target = { naik = "50%"',
        'target = { miring = "50%"',
        (40, "nol.target.miring", "bidang-tak-dikenal", "naik, turun, stabil"),
        {},
    ),
    ("capaian = 2\n", "capaian = -1\n", (45, "pembulatan.capaian", "di-luar-batas", "0 – 30"), {}),
    ("capaian = 2\n", "capaian = 31\n", (45, "pembulatan.capaian", "di-luar-batas", "0 – 30"), {}),
    ("skala = 1\n", "skala = -1\n", (46, "pembulatan.skala", "di-luar-batas", "0 – 30"), {}),
    ("skala = 1\n", "skala = 31\n", (46, "pembulatan.skala", "di-luar-batas", "0 – 30"), {}),
    (
        "skala = 1\n",
        "nilai = 1\n",
        (46, "pembulatan.nilai", "bidang-tak-dikenal", "capaian, skala, sumber, kepercayaan"),
        {},
    ),
    (
        'cara = "geometrik"',
        'cara = "tengah"',
        (50, "rekap.cara", "pilihan-lain", "rata-rata, tertimbang, rasio-jumlah, geometrik"),
        {},
    ),
    ('kosong = "nol"', 'kosong = "satu"', (51, "rekap.kosong", "pilihan-lain", "lewati, nol, tanpa-nilai"), {}),
    ('kosong = "nol"', 'isi = "nol"', (51, "rekap.isi", "bidang-tak-dikenal", "cara, kosong"), {}),
    ('opini = ["TMP", ', 'opini = ["", ', (54, "peringkat.opini", "bukan-teks-bidang", "teks"), {}),
    ('opini = ["TMP", "TW", "WDP", "WTP"]', 'opini = "WTP"', (54, "peringkat.opini", "bukan-daftar", "[[…]]"), {}),
    ('dari = "capaian"', 'dari = "target"', (58, "skala.dari", "pilihan-lain", "capaian, realisasi"), {}),
    ('dari = "capaian"', 'untuk = "target"', (58, "skala.untuk", "bidang-tak-dikenal", "pakai, dari, pita, celah"), {}),
    ('dari = "capaian"', 'pakai = "tidak-ada"', (58, "skala.pakai", "skala-tak-dikenal", "permendagri-86-2017"), {}),
    ('dari = "capaian"', "pakai = 5", (58, "skala.pakai", "bukan-teks-bidang", "teks"), {}),
    ('lebar = "1%"\n', "", (60, "skala.celah.lebar", "bidang-hilang", "1%; 0,01"), {}),
    ('lebar = "1%"', 'lebar = "0%"', (61, "skala.celah.lebar", "di-luar-batas", "1%; 0,01"), {}),
    (
        'lebar = "1%"',
        'lebar = "0,9%"',
        (79, "skala.pita.3", "pita-bercelah", "> 90%; 50% – 89%"),
        {"low": "89%", "high": "90%", "lower": "50% – 89%", "upper": "> 90%"},
    ),
    ('lebar = "1%"', 'lebar = "lebar"', (61, "skala.celah.lebar", "bukan-angka", "91%; 88,31"), {}),
    ('sumber = "hlm. 13"\n', "", (60, "skala.celah.sumber", "bidang-hilang", "teks"), {}),
    (
        'di_atas = "100%"',
        'di_atas = "100%"\nmulai = "100%"',
        (66, "skala.pita.1.di_atas", "bidang-berganda", "mulai / di_atas"),
        {},
    ),
    (
        'sampai = "89%"',
        'sampai = "89%"\nhingga = "89%"',
        (82, "skala.pita.3.hingga", "bidang-berganda", "sampai / hingga"),
        {},
    ),
    ('di_atas = "100%"', 'di_atas = "80%"', (73, "skala.pita.2.mulai", "pita-tak-urut", "≤ > 80%"), {}),
    ('di_atas = "90%"\n', "", (79, "skala.pita.3.mulai", "pita-tak-urut", "≤ –"), {}),
    ('di_atas = "100%"\n', "", (72, "skala.pita.2.mulai", "pita-tak-urut", "≤ –"), {}),
    ('predikat = "Istimewa"\n', "", (65, "skala.pita.1.predikat", "bidang-hilang", "teks"), {}),
    ('nilai = "80"', "nilai = 80", (76, "skala.pita.2.nilai", "bukan-teks-bidang", "teks"), {}),
    ('nilai = "80"', 'nilai = "Target × 2"', (76, "skala.pita.2.nilai", "nama-tak-dikenal", "Capaian"), {}),
    ('syarat = "ide baru"', "syarat = 1", (68, "skala.pita.1.syarat", "bukan-teks-bidang", "teks"), {}),
    (
        'warna = "hijau"',
        'warna = "ungu"',
        (70, "skala.pita.1.warna", "pilihan-lain", "hijau, kuning, jingga, merah"),
        {},
    ),
    ('warna = "hijau"', 'rona = "ungu"', (70, "skala.pita.1.rona", "bidang-tak-dikenal", OF_BAND), {}),
    ('hingga = "50%"', 'hingga = "50%"\nsyarat = "x"', (65, "skala.pita", "pita-kurang", "[[skala.pita]]"), {}),
    (
        'mulai = "50%"\nsampai = "89%"',
        'mulai = "90%"\nsampai = "89%"',
        (79, "skala.pita.3", "pita-kosong", "mulai ≤ sampai"),
        {},
    ),
    (
        'mulai = "50%"\nsampai = "89%"',
        'mulai = "50%"\nsampai = "95%"',
        (79, "skala.pita.3", "pita-tumpang-tindih", "> 90%; 50% – 95%"),
        {"low": "90%", "high": "95%", "lower": "50% – 95%", "upper": "> 90%"},
    ),
    (
        'hingga = "50%"',
        'sampai = "50%"',
        (85, "skala.pita.4", "pita-tumpang-tindih-tepat", "50% – 89%; ≤ 50%"),
        {"low": "50%", "high": "50%", "lower": "≤ 50%", "upper": "50% – 89%"},
    ),
    (
        'hingga = "50%"',
        'hingga = "40%"',
        (85, "skala.pita.4", "pita-bercelah", "50% – 89%; < 40%"),
        {"low": "40%", "high": "50%", "lower": "< 40%", "upper": "50% – 89%"},
    ),
]
"""Each with its line, field, reason, what was expected, and what the message tells besides."""

TAKEN = [
    ("berlaku = 2024", "berlaku = 1945"),
    ("berakhir = 2030", "berakhir = 2200"),
    ("berakhir = 2030", "berakhir = 2024"),
    ('bawah = "0%"', 'bawah = "120,5%"'),
    ("capaian = 2\n", "capaian = 0\n"),
    ("capaian = 2\n", "capaian = 30\n"),
    ("skala = 1\n", "skala = 0\n"),
    ("skala = 1\n", "skala = 30\n"),
    ('mulai = "50%"\nsampai = "89%"', 'mulai = "50%"\nsampai = "90%"'),
    ('hingga = "50%"', 'hingga = "49%"'),
]
"""At the edge of what is allowed."""


def changed(file: Path, old: str, new: str) -> Path:
    text = WHOLE.replace(old, new, 1)
    assert text != WHOLE
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(("old", "new", "told", "facts"), REFUSED)
def test_what_a_field_refuses(file: Path, old: str, new: str, told: tuple[int, str, str, str], facts: dict[str, str]):
    with pytest.raises(kf.InvalidDataError) as refused:
        kf.read_aturan(changed(file, old, new))
    [found] = refused.value.diagnostics
    assert (found.code, found.span) == ("KF317", (0, 0))
    line, field, reason, expected = told
    told_all = {"file": "perbup.toml", "line": line, "field": field, "reason": reason, "expected": expected, **facts}
    assert dict(found.values) == told_all
    assert f"perbup.toml, baris {line}, bidang {field}" in found.message


@pytest.mark.parametrize(("old", "new"), TAKEN)
def test_what_a_field_just_takes(file: Path, old: str, new: str):
    assert kf.read_aturan(changed(file, old, new)).id == "perbup"
