"""The unit that a name tells: heads, nouns, forms, lists, processes, unknown words; and the labels of five decrees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kinerja_formula.formula import parse
from kinerja_formula.nodes import Components
from kinerja_formula.units import head_unit

CONFORMANCE = Path(__file__).resolve().parents[1] / "conformance"


@pytest.mark.parametrize(
    ("name", "unit", "words"),
    [
        ("Jumlah pegawai yang disiplin", "orang", "pegawai"),
        ("Σ Siswa", "siswa", "Siswa"),
        ("Jml. seluruh dokumen", "dokumen", "dokumen"),
        ("Jumlah total ASN", "orang", "ASN"),
        ("Total jumlah banyaknya pengaduan", "pengaduan", "pengaduan"),
        ("Rapat-rapat koordinasi", "rapat", "Rapat-rapat koordinasi"),
        ("surat-suratnya", "surat", "surat-suratnya"),
        ("Jumlah dokumennya", "dokumen", "dokumennya"),
        ("Jumlah wajib KTP", "orang", "wajib KTP"),
        ("Jumlah satuan pendidikan", "satuan pendidikan", "satuan pendidikan"),
        ("Jumlah unit kerja yang dinilai", "unit kerja", "unit kerja"),
        ("Jumlah unit kendaraan", "unit", "unit kendaraan"),
        ("Nilai investasi, dalam Rp triliun", "triliun rupiah", "Rp triliun"),
        ("Belanja dalam juta rupiah", "juta rupiah", "juta rupiah"),
        ("Belanja (dalam juta rupiah).", "juta rupiah", "dalam juta rupiah"),
        ("Jumlah penduduk dalam ribuan", "ribu orang", "ribuan"),
        ("Jumlah penduduk dalam satu tahun", "orang", "penduduk"),
        ("Jumlah draf/konsep laporan", "laporan", "laporan"),
        ("Jumlah draf yang disetujui", "draf", "draf"),
        ("Konsep surat keluar", "surat", "surat"),
        ("Jumlah data /dokumen AKP", "dokumen", "dokumen"),
        ("Jumlah Desa/Kelurahan siaga", "desa", "Desa/Kelurahan"),
        ("Jumlah sarana & prasarana", "unit", "sarana & prasarana"),
        ("Jumlah pelaksanaan kegiatan pembinaan", "kegiatan", "pelaksanaan kegiatan"),
        ("Luas area keseluruhan", "m²", "Luas"),
        ("Luas lahan kritis (ha)", "ha", "ha"),
        ("Volume produksi riil (m3)", "m³", "m3"),
        ("Cakupan jaringan (SR)", "%", "Cakupan"),
        ("Realisasi belanja (TA)", "rupiah", "Realisasi belanja"),
        ("Biaya perjalanan (juta rupiah)", "juta rupiah", "juta rupiah"),
        ("Belanja negara (triliun rupiah)", "triliun rupiah", "triliun rupiah"),
        ("Kehadiran rata-rata (orang)", "orang", "orang"),
        ("Realisasi keuangan program", "rupiah", "Realisasi keuangan"),
        ("Target pendapatan", "rupiah", "pendapatan"),
        ("Nilai realisasi anggaran", "rupiah", "realisasi anggaran"),
        ("Nilai kontrak", "rupiah", "Nilai kontrak"),
        ("Nilai SKP", "nilai", "Nilai"),
        ("Indeks kepuasan masyarakat", "nilai", "Indeks kepuasan"),
        ("Persentase kehadiran peserta", "%", "Persentase"),
        ("hari kerja efektif", "hari", "hari kerja efektif"),
        ("3 (tiga) dokumen keuangan", "dokumen", "dokumen"),
        ("Hasil pengawasan dalam bentuk jumlah sampel", "sampel", "sampel"),
        ("LKPJ dan LPPD", "dokumen", "LKPJ"),
        ("JumlahSiswa lulus", "siswa", "Siswa"),
    ],
)
def test_names_that_tell_a_unit(name: str, unit: str, words: str):
    told = head_unit(name)
    assert told is not None
    assert (str(told.unit), name[told.start : told.end], told.known) == (unit, words, True)


@pytest.mark.parametrize(
    "name",
    [
        "Jumlah pelaksanaan penyusunan laporan kegiatan",
        "Jumlah penatausahaan keuangan",
        "Jumlah keikutsertaan kegiatan",
        "Jumlah terpenuhinya honorarium",
        "Jumlah digitalisasi arsip",
        "Jumlah & jenis alat tulis kantor",
        "Jumlah Sasaran, Program dan Kegiatan",
        "Jumlah surat dan peserta",
        "Jumlah yang diuji",
        "Jumlah makanan dan minuman",
        "Realisasi capaian kinerja",
        "Realisasi Triwulan I",
        "tdk hadir",
        "NDT",
        "A",
        "",
        "100%",
        "Jumlah",
        "Jumlah dari",
    ],
)
def test_names_that_tell_none(name: str):
    assert head_unit(name) is None


def test_an_unknown_noun_after_jumlah_is_a_unit_of_its_own():
    told = head_unit("Jumlah sumur yang digali")
    assert told is not None
    assert (str(told.unit), told.known, told.unit.known, (told.start, told.end)) == ("sumur", False, False, (7, 12))
    assert head_unit("sumur yang digali") is None


def test_precise_kinds_are_kept():
    told = head_unit("Jumlah PNS golongan III")
    assert told is not None
    assert (str(told.unit), told.unit.name) == ("orang", "pns")


def test_a_hostile_name_is_read_at_once():
    assert head_unit("Jumlah " + "-" * 1_000_000) is None
    assert head_unit("a-" * 500_000) is None
    told = head_unit("Jumlah pegawai " + "(" * 1_000_000)
    assert told is not None
    assert str(told.unit) == "orang"


# The decrees


EQUAL = [{"%", "persen"}, {"m2", "m²"}, {"laporan", "draf"}]
BY_INFERENCE = {("tajinan-2021-001", "tdk hadir")}
"""Labelled with what the formula needs, which no noun tells."""


def same(unit: str | None, label: str) -> bool:
    if unit is None:
        return False
    one, two = unit.casefold(), label.casefold()
    return one == two or any(one in equal and two in equal for equal in EQUAL)


def operands() -> list[tuple[str, str, str | None, str | None]]:
    """Every operand of the five decrees: record, name, label, and the head of the list in which it stands."""
    found = []
    for path in sorted(CONFORMANCE.glob("*-20*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            tree = parse(record["formula"]).tree if record["jenis"] == "komponen" else None
            head = tree.head.text if isinstance(tree, Components) else None
            found += [(record["id"], name, record["units"][key], head) for key, name in record["names"].items()]
    return found


def told_in_list(name: str, head: str | None) -> str | None:
    """A part of a list counts what the list counts."""
    told = (head_unit(head) if head else None) or head_unit(name)
    return str(told.unit) if told else None


def test_the_labels_of_the_decrees():
    labelled = [row for row in operands() if row[2] is not None]
    missed = {(row[0], row[1]) for row in labelled if not same(told_in_list(row[1], row[3]), row[2] or "")}
    assert len(labelled) == 290
    assert missed == BY_INFERENCE


def test_names_without_a_label_tell_none():
    unlabelled = [row for row in operands() if row[2] is None]
    assert len(unlabelled) == 55
    assert [row for row in unlabelled if head_unit(row[1])] == []
