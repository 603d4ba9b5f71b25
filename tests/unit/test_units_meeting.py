"""Table of pairs: each row of the field's rules is a test, both ways round."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from kinerja_formula.units import PERCENT, Unit, load_vocabulary, meet, read_unit

OK = None


def unit(text: str) -> Unit:
    found = read_unit(text)
    assert found is not None
    return found


# left, right, add, divide, percent
ROWS = [
    # the same unit
    ("orang", "orang", OK, OK, OK),
    ("dokumen", "dok", OK, OK, OK),
    ("poin", "nilai", OK, OK, OK),
    # a kind and its parent
    ("pegawai", "orang", "note", OK, OK),
    ("ASN", "orang", "note", OK, OK),
    ("laporan", "dokumen", "note", OK, OK),
    ("rapat", "kegiatan", "note", OK, OK),
    # siblings
    ("siswa", "guru", OK, OK, OK),
    ("desa", "kelurahan", OK, OK, OK),
    ("surat", "laporan", OK, OK, OK),
    # an answer and its case
    ("rekomendasi", "pengajuan", "error", OK, OK),
    ("izin", "permohonan", "error", OK, OK),
    ("layanan", "permohonan", "error", OK, "note"),
    ("sarana", "usulan", "error", OK, "note"),
    ("dokumen", "permohonan", "error", OK, "note"),
    ("orang", "kasus", "error", OK, "note"),
    # two words for one count
    ("kegiatan", "kali", OK, OK, OK),
    ("dokumen", "berkas", OK, OK, OK),
    ("unit", "buah", OK, OK, OK),
    # copies, kinds, levels
    ("dokumen", "eksemplar", "warning", OK, "warning"),
    ("jenis", "unit", "warning", OK, "note"),
    ("program", "kegiatan", "warning", OK, "warning"),
    ("kegiatan", "sub kegiatan", "warning", OK, "warning"),
    ("program", "rapat", "warning", OK, "warning"),
    ("desa", "kecamatan", "warning", OK, "warning"),
    # different families
    ("orang", "lembaga", "error", OK, "error"),
    ("orang", "desa", "error", OK, "error"),
    ("rupiah", "orang", "error", OK, "error"),
    ("rupiah", "hari", "error", OK, "error"),
    ("dokumen", "orang", "error", OK, "error"),
    ("orang", "keluarga", "error", OK, "note"),
    # time
    ("tahun", "bulan", OK, OK, OK),
    ("jam", "hari", OK, OK, OK),
    ("bulan", "hari", "error", "error", "error"),
    ("hari", "hari kerja", "note", OK, OK),
    ("jam", "jam pelajaran", "error", "error", "error"),
    ("orang-hari", "orang-bulan", "error", "error", "error"),
    # shares and points
    ("%", "persen", "note", OK, OK),
    ("nilai", "%", "warning", OK, "note"),
    # an area by name and its size
    ("area", "m2", "error", "error", "error"),
    ("desa", "ha", "error", "error", "error"),
    ("lokasi", "m x m", "error", "error", "error"),
    # unknown nouns
    ("sumur", "orang", "note", OK, "note"),
    ("sumur", "menara", "note", OK, "note"),
    ("sumur", "sumur", OK, OK, OK),
    # near families, where the field's table is silent
    ("BUMDes", "desa", "error", OK, "note"),
    ("kegiatan", "dokumen", "error", OK, "note"),
]


@pytest.mark.parametrize(("left", "right", "add", "divide", "percent"), ROWS, ids=[f"{r[0]}-{r[1]}" for r in ROWS])
def test_rows(left: str, right: str, add: str | None, divide: str | None, percent: str | None):
    for one, two in ((unit(left), unit(right)), (unit(right), unit(left))):
        assert [meet(one, two, how).severity for how in ("add", "divide", "percent")] == [add, divide, percent]
        assert meet(one, two, "percent").result == PERCENT


@pytest.mark.parametrize(
    ("left", "right", "how", "result"),
    [
        ("pegawai", "orang", "add", "orang"),
        ("siswa", "guru", "add", "orang"),
        ("PNS", "PPPK", "add", "asn"),
        ("desa", "kelurahan", "add", "wilayah"),
        ("kegiatan", "kali", "add", "kegiatan"),
        ("orang", "desa", "divide", "orang/desa"),
        ("rupiah", "orang", "divide", "rupiah/orang"),
        ("siswa", "guru", "divide", "1"),
        ("OH", "hari", "divide", "orang"),
        ("OB", "orang", "divide", "bulan"),
        ("rekomendasi", "pengajuan", "divide", "rekomendasi/pengajuan"),
        ("pegawai x hari kerja", "pegawai x hari kerja", "add", "pegawai-hari-kerja"),
    ],
)
def test_results(left: str, right: str, how: str, result: str):
    assert meet(unit(left), unit(right), how).result.name == result


@pytest.mark.parametrize(
    ("left", "right", "factor"),
    [("bulan", "tahun", 12), ("tahun", "bulan", Fraction(1, 12)), ("rupiah", "juta rupiah", 10**6)],
)
def test_the_right_figure_is_converted(left: str, right: str, factor: Fraction):
    meeting = meet(unit(left), unit(right), "add")
    assert (meeting.rule, meeting.factor, meeting.result) == ("setara", factor, unit(left))
    assert str(meet(unit(left), unit(right), "divide").result) == "1"


def test_another_way_to_meet_is_refused():
    with pytest.raises(ValueError, match="add, divide, percent"):
        meet(unit("orang"), unit("orang"), "kali")


def test_attendance():
    """18 people on 244 days are 4392 person-days; with 61 absences 98.61 percent, of person-days."""
    people, days = unit("orang"), unit("hari")
    total = people * days
    assert str(total) == "orang-hari"
    assert meet(total, unit("OH"), "add") == (None, total, "sama", 1)
    assert meet(total, total, "percent").severity is None
    assert round(Fraction(18 * 244 - 61, 18 * 244) * 100, 2) == Fraction(9861, 100)


@pytest.mark.parametrize(("left", "right"), [("orang-hari", "hari"), ("hari", "orang-hari"), ("OB", "bulan")])
def test_time_beside_the_time_of_persons_is_noted_in_a_sum(left: str, right: str):
    together = [meet(unit(left), unit(right), how) for how in ("add", "percent", "divide")]
    assert [(one.rule, one.severity) for one in together] == [
        ("orang-tersirat", "note"),
        ("orang-tersirat", None),
        ("orang-tersirat", None),
    ]
    assert together[0].result.parts == max(unit(left), unit(right), key=lambda one: len(one.parts)).parts


@pytest.mark.parametrize(("left", "right"), [("orang-hari", "bulan"), ("orang-hari", "orang"), ("orang", "hari")])
def test_persons_are_implied_by_the_same_time_only(left: str, right: str):
    assert meet(unit(left), unit(right), "add").severity == "error"


@pytest.mark.parametrize(
    ("left", "right", "rule"),
    [
        (unit("orang") * unit("hari"), unit("hari"), "orang-tersirat"),
        (unit("km") * unit("hari"), unit("hari"), "famili-beda"),  # a length is measured, nobody leaves it out
        (unit("orang") * unit("orang") * unit("hari"), unit("hari"), "famili-beda"),
        (unit("orang") * unit("hari"), unit("orang"), "famili-beda"),
        (unit("orang") * unit("hari"), unit("bulan"), "famili-beda"),
    ],
)
def test_whose_time_it_is_may_be_left_out(left: Unit, right: Unit, rule: str):
    for one, other in ((left, right), (right, left)):
        assert meet(one, other, "add").rule == rule
        assert meet(one, other, "add").severity == ("note" if rule == "orang-tersirat" else "error")


# left + right → rule | factor of the right figure | severity and result of add, divide, percent and satuan
MEETINGS = """
orang + orang → sama | × 1 | yes orang | yes 1 | yes % | yes orang
pegawai + orang → induk | × 1 | note orang | yes 1 | yes % | yes orang
PNS + PPPK → saudara | × 1 | yes asn | yes 1 | yes % | warning asn
PNS + honorer → saudara | × 1 | yes pegawai | yes 1 | yes % | warning pegawai
guru + siswa → saudara | × 1 | yes orang | yes 1 | yes % | warning orang
desa + kelurahan → saudara | × 1 | yes wilayah | yes 1 | yes % | warning wilayah
dokumen + laporan → induk | × 1 | note dokumen | yes 1 | yes % | yes dokumen
unit + buah → pencacah | × 1 | yes unit | yes 1 | yes % | yes unit
kegiatan + kali → pencacah | × 1 | yes kegiatan | yes 1 | yes % | yes kegiatan
rapat + kali → pencacah | × 1 | yes rapat | yes 1 | yes % | yes rapat
kasus + kejadian → pencacah | × 1 | yes kasus | yes 1 | yes % | yes kasus
kematian + kasus → pencacah | × 1 | yes kematian | yes 1 | yes % | yes kematian
kelahiran + bayi → pencacah | × 1 | yes kelahiran | yes 1 | yes % | yes kelahiran
buku + eksemplar → pencacah | × 1 | yes buku | yes 1 | yes % | yes buku
buku + judul → pencacah | × 1 | yes buku | yes 1 | yes % | yes buku
izin + dokumen → pencacah | × 1 | yes izin | yes 1 | yes % | yes izin
izin + laporan → famili-berdekatan | × 1 | error izin | yes izin/laporan | note % | warning izin
dokumen + berkas → pencacah | × 1 | yes dokumen | yes 1 | yes % | yes dokumen
laporan + berkas → saudara | × 1 | yes dokumen | yes 1 | yes % | warning dokumen
dokumen + eksemplar → rangkap | × 1 | warning dokumen | yes dokumen/eksemplar | warning % | warning dokumen
dokumen + set → rangkap | × 1 | warning dokumen | yes dokumen/set | warning % | warning dokumen
laporan + rangkap → rangkap | × 1 | warning laporan | yes laporan/rangkap | warning % | warning laporan
jenis + unit → jenis-dan-unit | × 1 | warning jenis | yes jenis/unit | note % | warning jenis
jenis + layanan → jenis-dan-unit | × 1 | warning jenis | yes jenis/layanan | note % | warning jenis
jenis + dokumen → jenis-dan-unit | × 1 | warning jenis | yes jenis/dokumen | note % | warning jenis
jenis + orang → famili-lain | × 1 | error jenis | yes jenis/orang | note % | error jenis
rekomendasi + usulan → jawaban | × 1 | error rekomendasi | yes rekomendasi/usulan | yes % | error rekomendasi
izin + permohonan → jawaban | × 1 | error izin | yes izin/permohonan | yes % | error izin
dokumen + permohonan → jawaban-beda-famili | × 1 | error dokumen | yes dokumen/permohonan | note % | error dokumen
rapat + usulan → jawaban-beda-famili | × 1 | error rapat | yes rapat/usulan | note % | error rapat
orang + kasus → orang-tercatat | × 1 | error orang | yes orang/kasus | note % | warning orang
orang + permohonan → famili-lain | × 1 | error orang | yes orang/permohonan | note % | error orang
dokumen + kegiatan → famili-berdekatan | × 1 | error dokumen | yes dokumen/kegiatan | note % | warning dokumen
dokumen + layanan → famili-berdekatan | × 1 | error dokumen | yes dokumen/layanan | note % | warning dokumen
kegiatan + layanan → famili-berdekatan | × 1 | error kegiatan | yes kegiatan/layanan | note % | warning kegiatan
sekolah + desa → famili-berdekatan | × 1 | error sekolah | yes sekolah/desa | note % | warning sekolah
sekolah + unit → famili-berdekatan | × 1 | error sekolah | yes sekolah/unit | note % | warning sekolah
pelanggan + unit → famili-berdekatan | × 1 | error pelanggan | yes pelanggan/unit | note % | warning pelanggan
pelanggan + orang → orang-tercatat | × 1 | error pelanggan | yes pelanggan/orang | note % | warning pelanggan
pelanggan + keluarga → famili-berdekatan | × 1 | error pelanggan | yes pelanggan/keluarga | note % | warning pelanggan
nilai + % → nilai-dan-persen | × 1 | warning nilai | yes 100 nilai | note % | warning nilai
% + % → persen | × 1 | note % | yes 1 | yes % | yes %
% + permil → setara | × 1/10 | yes % | yes 1 | yes % | yes %
orang + % → famili-lain | × 1 | error orang | yes 100 orang | note % | error orang
nilai + orang → famili-lain | × 1 | error nilai | yes nilai/orang | note % | error nilai
orang + sekolah → famili-beda | × 1 | error orang | yes orang/sekolah | error % | error orang
orang + desa → famili-beda | × 1 | error orang | yes orang/desa | error % | error orang
orang + dokumen → famili-beda | × 1 | error orang | yes orang/dokumen | error % | error orang
orang + hari → famili-beda | × 1 | error orang | yes orang/hari | error % | error orang
rupiah + orang → famili-beda | × 1 | error rupiah | yes rupiah/orang | error % | error rupiah
rupiah + juta rupiah → setara | × 1000000 | yes rupiah | yes 1 | yes % | yes rupiah
juta rupiah + rupiah → setara | × 1/1000000 | yes juta rupiah | yes 1 | yes % | yes juta rupiah
rupiah + hari → famili-beda | × 1 | error rupiah | yes rupiah/hari | error % | error rupiah
rupiah + m2 → famili-beda | × 1 | error rupiah | yes rupiah/m2 | error % | error rupiah
rupiah + nilai → famili-beda | × 1 | error rupiah | yes rupiah/nilai | error % | error rupiah
hari + dokumen → famili-beda | × 1 | error hari | yes hari/dokumen | error % | error hari
hari + hari kerja → hari-dan-hari-kerja | × 1 | note hari | yes hari/hari-kerja | yes % | warning hari
hari kerja + jam → waktu-tak-eksak | × 1 | error hari-kerja | error hari-kerja/jam | error % | error hari-kerja
bulan + tahun → setara | × 12 | yes bulan | yes 1 | yes % | yes bulan
tahun + bulan → setara | × 1/12 | yes tahun | yes 1 | yes % | yes tahun
bulan + hari → waktu-tak-eksak | × 1 | error bulan | error bulan/hari | error % | error bulan
jam + hari → setara | × 24 | yes jam | yes 1 | yes % | yes jam
jam + jam pelajaran → waktu-tak-eksak | × 1 | error jam | error jam/jam-pelajaran | error % | error jam
hari + desa → famili-beda | × 1 | error hari | yes hari/desa | error % | error hari
desa + ha → wilayah-dan-luas | × 1 | error desa | error desa/ha | error % | error desa
m2 + ha → setara | × 10000 | yes m2 | yes 1 | yes % | yes m2
m2 + desa → wilayah-dan-luas | × 1 | error m2 | error m2/desa | error % | error m2
m x m + desa → wilayah-dan-luas | × 1 | error m² | error m²/desa | error % | error m²
m + m2 → famili-lain | × 1 | error m | yes m/m2 | note % | error m
kg + ton → setara | × 1000 | yes kg | yes 1 | yes % | yes kg
kg + m → famili-lain | × 1 | error kg | yes kg/m | note % | error kg
program + kegiatan → jenjang | × 1 | warning program | yes program/kegiatan | warning % | warning program
kegiatan + sub kegiatan → jenjang | × 1 | warning kegiatan | yes kegiatan/sub-kegiatan | warning % | warning kegiatan
desa + kecamatan → jenjang | × 1 | warning wilayah | yes 1 | warning % | warning wilayah
desa + kabupaten → jenjang | × 1 | warning wilayah | yes 1 | warning % | warning wilayah
orang-hari + hari → orang-tersirat | × 1 | note orang-hari | yes orang | yes % | warning orang-hari
hari + orang-hari → orang-tersirat | × 1 | note orang-hari | yes 1/orang | yes % | warning orang-hari
orang-hari + orang-jam → setara | × 1/24 | yes orang-hari | yes 1 | yes % | yes orang-hari
orang-hari + orang-bulan → waktu-tak-eksak | × 1 | error orang-hari | error hari/bulan | error % | error orang-hari
orang-hari + orang → famili-beda | × 1 | error orang-hari | yes hari | error % | error orang-hari
pegawai x hari + orang-hari → induk | × 1 | note orang-hari | yes 1 | yes % | yes orang-hari
unit x hari + hari → orang-tersirat | × 1 | note unit-hari | yes unit | yes % | warning unit-hari
km x hari + hari → famili-beda | × 1 | error km-hari | yes km | error % | error km-hari
orang/desa + orang/kelurahan → saudara | × 1 | yes orang/wilayah | yes 1 | yes % | warning orang/wilayah
orang/desa + dokumen/desa → famili-beda | × 1 | error orang/desa | yes orang/dokumen | error % | error orang/desa
orang/desa + orang → famili-beda | × 1 | error orang/desa | yes 1/desa | error % | error orang/desa
kg/jam + ton/hari → setara | × 125/3 | yes kg/jam | yes 1 | yes % | yes kg/jam
sumur + sumur → sama | × 1 | yes sumur | yes 1 | yes % | yes sumur
sumur + menara → tak-dikenal | × 1 | note sumur | yes sumur/menara | note % | warning sumur
sumur + orang → tak-dikenal | × 1 | note sumur | yes sumur/orang | note % | warning sumur
sumur + % → tak-dikenal | × 1 | note sumur | yes 100 sumur | note % | warning sumur
juta orang + orang → setara | × 1/1000000 | yes juta orang | yes 1 | yes % | yes juta orang
juta orang + ribu orang → setara | × 1/1000 | yes juta orang | yes 1 | yes % | yes juta orang
juta orang + dokumen → famili-beda | × 1 | error juta orang | yes juta orang/dokumen | error % | error juta orang
rasio + orang → famili-lain | × 1 | error 1 | yes 1/orang | note % | error 1
rasio + % → setara | × 1/100 | yes 1 | yes 1 | yes % | yes 1
orang + keluarga → orang-tercatat | × 1 | error orang | yes orang/keluarga | note % | warning orang
dokumen + surat → induk | × 1 | note dokumen | yes 1 | yes % | yes dokumen
m3 + liter → setara | × 1/1000 | yes m3 | yes 1 | yes % | yes m3
km + jam → famili-lain | × 1 | error km | yes km/jam | note % | error km
tanaman + pohon → tak-dikenal | × 1 | note tanaman | yes tanaman/pohon | note % | warning tanaman
"""


@pytest.mark.parametrize("row", MEETINGS.strip().split("\n"))
def test_a_meeting_whole(row: str):
    pair, _, wanted = row.partition(" → ")
    left, right = map(unit, pair.split(" + "))
    told = [meet(left, right, how) for how in ("add", "divide", "percent", "satuan")]
    [(rule, factor)] = {(one.rule, one.factor) for one in told}
    results = " | ".join(f"{one.severity or 'yes'} {one.result.name}" for one in told)
    assert f"{rule} | × {factor} | {results}" == wanted
    assert meet(right, left, "add")[0::2] == (told[0].severity, rule)


@pytest.mark.parametrize("how", ["kali", "", "ADD"])
def test_ways_to_meet(how: str):
    with pytest.raises(ValueError, match=rf"^how must be one of add, divide, percent, satuan, not '{how}'$"):
        meet(unit("orang"), unit("orang"), how)


def test_rules_of_a_vocabulary_of_ones_own(tmp_path: Path):
    path = tmp_path / "kami.toml"
    path.write_text(
        """
[rules]
bebas = { add = "note", divide = "error", percent = "warning", satuan = "yes" }
[[pairs]]
rule = "bebas"
left = ["=orang"]
right = ["m³", "famili dokumen", "Rp"]
""",
        encoding="utf-8",
    )
    ours = load_vocabulary(path)
    orang = unit("orang")
    told = [meet(orang, unit("m3"), how, ours)[:3] for how in ("add", "divide", "percent", "satuan")]
    assert [(one[0], one[1].name, one[2]) for one in told] == [
        ("note", "orang", "bebas"),
        ("error", "orang/m3", "bebas"),
        ("warning", "%", "bebas"),
        (None, "orang", "bebas"),
    ]
    rules = {text: meet(orang, unit(text), "add", ours).rule for text in ("laporan", "liter", "m2", "m x m x m", "kg")}
    assert rules == {
        "laporan": "bebas",
        "liter": "bebas",
        "m2": "famili-lain",
        "m x m x m": "bebas",
        "kg": "famili-lain",
    }
    assert meet(unit("pegawai"), unit("m3"), "add", ours).rule == "famili-lain"
    assert meet(orang, unit("m3"), "add").rule == "famili-lain"
