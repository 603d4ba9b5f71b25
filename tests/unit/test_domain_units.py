"""Which units may meet, row by row as performance staff settle it: pairs, compound units, satuan given for a name."""

from __future__ import annotations

from fractions import Fraction

import pytest

import kinerja_formula as kf
from kinerja_formula.unit_checker import check_satuan
from kinerja_formula.units import Unit, head_unit, meet, read_unit

PAIRS = [
    # left, right, then what is reported: added, divided, made a percentage
    ("Jumlah pegawai hadir", "Jumlah pegawai", None, None, None),
    ("Luas sawah", "Luas area", None, None, None),
    # a kind and its parent
    ("Jumlah pegawai", "Jumlah orang", "note", None, None),
    ("Jumlah laporan", "Jumlah dokumen", "note", None, None),
    ("Jumlah rapat", "Jumlah kegiatan", "note", None, None),
    ("Jumlah PNS", "Jumlah ASN", "note", None, None),
    # siblings in one family
    ("Jumlah guru", "Jumlah siswa", None, None, None),
    ("Jumlah desa", "Jumlah kelurahan", None, None, None),
    ("Jumlah surat", "Jumlah laporan", None, None, None),
    # an answer and its case
    ("Jumlah rekomendasi", "Jumlah pengajuan", "error", None, None),
    ("Jumlah pengaduan ditindaklanjuti", "Jumlah pengaduan", None, None, None),
    ("Jumlah sarana diperbaiki", "Jumlah usulan", "error", None, "note"),
    # counters
    ("Jumlah kegiatan", "Jumlah kali pertemuan", None, None, None),
    ("Jumlah dokumen", "Jumlah berkas", None, None, None),
    ("Jumlah unit", "Jumlah buah", None, None, None),
    # copies, kinds of things, levels
    ("Jumlah eksemplar", "Jumlah dokumen", "warning", None, "warning"),
    ("Jumlah jenis", "Jumlah unit", "warning", None, "note"),
    ("Jumlah program", "Jumlah kegiatan", "warning", None, "warning"),
    ("Jumlah desa", "Jumlah kecamatan", "warning", None, "warning"),
    # person and body, person and area, rupiah and anything, document and person
    ("Jumlah orang", "Jumlah sekolah", "error", None, "error"),
    ("Jumlah penduduk", "Jumlah desa", "error", None, "error"),
    ("Realisasi anggaran", "Jumlah orang", "error", None, "error"),
    ("Jumlah dokumen", "Jumlah orang", "error", None, "error"),
    ("Realisasi anggaran", "Jumlah hari", "error", None, "error"),
    ("Jumlah orang", "Jumlah keluarga", "error", None, "note"),
    # time, exact and inexact
    ("Jumlah tahun", "Jumlah bulan", None, None, None),
    ("Jumlah jam", "Jumlah hari", None, None, None),
    ("Jumlah bulan", "Jumlah hari", "error", "error", "error"),
    ("Jumlah hari", "Jumlah hari kerja", "note", None, None),
    ("Jumlah jam", "Jumlah jam pelajaran", "error", "error", "error"),
    # shares of different wholes
    ("Persentase kehadiran", "Persentase kepatuhan", "note", None, None),
    # a count over a size
    ("Jumlah area yang diamankan", "Luas area keseluruhan", "error", "error", "error"),
    # a noun that no vocabulary has
    ("Jumlah sumur", "Jumlah desa", "note", None, "note"),
]
WAYS = {"+": ("add", 0), "-": ("add", 0), "/": ("divide", 1), "/ x 100%": ("percent", 2)}


def unit_of(name: str) -> Unit:
    told = head_unit(name)
    assert told is not None, name
    return told.unit


def text_of(left: str, way: str, right: str) -> str:
    sign, _, factor = way.partition(" ")
    return f"{left} {sign} {right} {factor}".rstrip()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("row", PAIRS, ids=lambda row: f"{row[0]}, {row[1]}")
def test_pairs(row: tuple[str, str, str | None, str | None, str | None], way: str):
    first, second, *severities = row
    how, column = WAYS[way]
    wanted = severities[column]
    for left, right in ((first, second), (second, first)):
        assert meet(unit_of(left), unit_of(right), how).severity == wanted
        text = text_of(left, way, right)
        found = [one for one in kf.check(text) if one.slug == "satuan-beda"]
        assert [one.severity.value for one in found] == ([wanted] if wanted else []), text
        for one in found:
            marked = [text[start:end] for start, end in (one.span, *one.related)]
            assert marked == [left, way[0], right]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("row", PAIRS, ids=lambda row: f"{row[0]}, {row[1]}")
def test_an_error_of_units_stops_the_figure(row: tuple[str, str, str | None, str | None, str | None], way: str):
    first, second, *severities = row
    text, data = text_of(first, way, second), {first: 4, second: 5}
    if severities[WAYS[way][1]] == "error":
        with pytest.raises(kf.UnitMismatchError) as caught:
            kf.evaluate(text, data)
        assert caught.value.code == "KF201"
        result = kf.evaluate(text, data, strict=False)
        assert "KF201" in [one.code for one in result.diagnostics]
    else:
        result = kf.evaluate(text, data)
    # the table's exact factors: how many of the first unit are in one of the second
    factors = {("Jumlah tahun", "Jumlah bulan"): Fraction(1, 12), ("Jumlah jam", "Jumlah hari"): Fraction(24)}
    right = 5 * factors.get((first, second), Fraction(1))
    by_hand = {"+": 4 + right, "-": 4 - right, "/": 4 / right, "/ x 100%": 400 / right}
    assert result.value == by_hand[way]


@pytest.mark.parametrize(
    ("left", "right", "result"),
    [
        ("pegawai", "orang", "orang"),
        ("PNS", "PPPK", "asn"),
        ("siswa", "guru", "orang"),
        ("desa", "kelurahan", "wilayah"),
        ("surat", "laporan", "dokumen"),
        ("pegawai", "pegawai", "pegawai"),
        ("tahun", "tahun", "tahun"),
    ],
)
def test_what_a_sum_counts(left: str, right: str, result: str):
    for one, other in ((left, right), (right, left)):
        assert meet(read_unit(one), read_unit(other), "add").result.name == result


def test_the_mean_of_percentages_and_weighted_points_are_fine():
    mean = kf.check("rata-rata dari Persentase kehadiran dan Persentase kepatuhan")
    assert [one for one in mean if one.severity != "note"] == []  # a note may say that the reading is nearly sure
    weighted = kf.parse("Nilai SKP x 60% + Nilai perilaku x 40%")
    assert kf.check(weighted) == ()
    assert weighted.unit == "nilai"
    assert kf.evaluate(weighted, {"Nilai SKP": "81,35", "Nilai perilaku": 90}).value == Fraction("84.81")


@pytest.mark.parametrize(
    ("written", "name", "shown"),
    [
        ("OH", "orang-hari", "orang-hari"),
        ("Orang/Hari", "orang-hari", "orang-hari"),
        ("orang-hari", "orang-hari", "orang-hari"),
        ("O/H", "orang-hari", "orang-hari"),
        ("Org/Hr", "orang-hari", "orang-hari"),
        ("OB", "orang-bulan", "orang-bulan"),
        ("Orang/bulan", "orang-bulan", "orang-bulan"),
        ("Orang/Bulan", "orang-bulan", "orang-bulan"),
        ("OJ", "orang-jam", "orang-jam"),
        ("OT", "orang-tahun", "orang-tahun"),
        ("kali/tahun", "kali/tahun", "kali/tahun"),
        ("kali / setiap tahun", "kali/tahun", "kali/tahun"),
        ("m2/hari", "m2/hari", "m²/hari"),
        ("kg/jam", "kg/jam", "kg/jam"),
        ("Rp/orang", "rupiah/orang", "Rp/orang"),
    ],
)
def test_compound_units(written: str, name: str, shown: str):
    unit = read_unit(written)
    assert unit is not None
    assert (unit.name, str(unit)) == (name, shown)


def test_compound_units_cancel():
    orang, hari, bulan = (read_unit(text) for text in ("orang", "hari", "bulan"))
    assert read_unit("OH") / hari == orang
    assert read_unit("OB") / orang == bulan
    assert orang * hari == read_unit("Orang/hari") != orang / hari
    assert read_unit("kali/tahun") == read_unit("kali") / read_unit("tahun")


ATTENDANCE = "(Pegawai x hari kerja efektif) - tdk hadir / (Pegawai x hari kerja efektif) x 100%"


def test_attendance():
    data = {"Pegawai": "18 orang", "hari kerja efektif": "244 hari", "tdk hadir": "61 OH"}
    result = kf.evaluate(ATTENDANCE, data)
    assert result.value == Fraction(4392 - 61, 4392) * 100
    assert str(result) == "98,61%"
    units = kf.parse(ATTENDANCE).units
    assert {name: (str(unit), unit.source) for name, unit in units.items()} == {
        "Pegawai": ("orang", "kata benda"),
        "hari kerja efektif": ("hari", "kata benda"),
        "tdk hadir": ("orang-hari", "rumus"),
    }
    presence = kf.evaluate("Pegawai x hari kerja efektif", data)
    assert (presence.value, presence.unit) == (4392, "orang-hari")


SATUAN = [
    ("Jumlah Laporan Evaluasi Kinerja Perangkat Daerah", "Laporan", "accept"),
    ("Jumlah Laporan Evaluasi Kinerja Perangkat Daerah", "Dokumen", "accept"),
    ("Jumlah Laporan Evaluasi Kinerja Perangkat Daerah", "%", "error"),
    ("Jumlah Peserta Didik yang Mengikuti Proses Belajar", "Satuan Pendidikan", "error"),
    ("Jumlah kegiatan sosialisasi dan advokasi", "Dokumen", "warning"),
    ("Jumlah Perpustakaan Sekolah yang dibangun", "Ruang", "accept"),
    ("Jumlah Alat Praktik dan Peraga", "Paket", "accept"),
    ("Jumlah Alat Praktik dan Peraga", "Unit", "accept"),
    ("Jumlah Mebel", "Paket", "accept"),
    ("Jumlah Mebel", "Unit", "accept"),
    ("Jumlah Pegawai yang mengikuti pendidikan", "Orang", "accept"),
    ("Penyelenggaraan Rapat Koordinasi", "Laporan", "accept"),
    ("Fasilitasi Kunjungan Tamu", "Laporan", "accept"),
    ("Sosialisasi Peraturan Perundang-Undangan", "Orang", "accept"),
    ("Jumlah prodi terakreditasi Unggul", "Persentase", "error"),
    ("Jumlah Mahasiswa berwirausaha", "Persentase", "error"),
    ("Akreditasi Institusi", "Unggul (nilai)", "accept"),
    ("Jumlah Konten Digital", "KontenDigital", "accept"),
    ("Jumlah Orang yang Menerima Gaji dan Tunjangan ASN", "Orang/bulan", "accept"),
    ("Jumlah Orang yang Menerima Gaji dan Tunjangan ASN", "Orang/Bulan", "accept"),
    # further ones of the same kinds
    ("Persentase kehadiran", "%", "accept"),
    ("Persentase kehadiran", "Orang", "error"),
    ("Jumlah guru", "Siswa", "warning"),
    ("Jumlah pelaksanaan penjagaan", "%", "error"),
    ("Jumlah jenis barang", "Unit", "warning"),
    ("Luas lahan terlantar", "ha", "accept"),
    ("Luas lahan terlantar", "Titik", "error"),
    ("Jumlah Mebel", "Orang", "warning"),
    ("Jumlah Mebel", "12", "error"),
]


@pytest.mark.parametrize(("name", "satuan", "verdict"), SATUAN)
def test_satuan_of_a_name(name: str, satuan: str, verdict: str):
    assert check_satuan(name, satuan) == verdict
    assert check_satuan(name.upper(), f" {satuan.upper()} ") == verdict
