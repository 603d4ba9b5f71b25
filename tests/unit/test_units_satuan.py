"""Reading a satuan: spellings, products, quotients, scales, words outside the vocabulary."""

from __future__ import annotations

import pytest

from kinerja_formula.units import ONE, default_vocabulary, read_unit


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("orang", "orang"),
        (" Orang. ", "orang"),
        ("Org", "orang"),
        ("OH", "orang-hari"),
        ("O/H", "orang-hari"),
        ("Org/Hr", "orang-hari"),
        ("Orang/Hari", "orang-hari"),
        ("orang-hari", "orang-hari"),
        ("orang x hari", "orang-hari"),
        ("orang×hari", "orang-hari"),
        ("OB", "orang-bulan"),
        ("Orang/bulan", "orang-bulan"),
        ("Orang / Bulan", "orang-bulan"),
        ("OT", "orang-tahun"),
        ("OJ", "orang-jam"),
        ("OJP", "orang-JP"),
        ("OK", "orang-kali"),
        ("OR", "orang"),
        ("kali/tahun", "kali/tahun"),
        ("kali / setiap tahun", "kali/tahun"),
        ("dokumen per bulan", "dokumen/bulan"),
        ("orang per hari", "orang/hari"),
        ("m2/hari", "m²/hari"),
        ("kg/jam", "kg/jam"),
        ("Rp/orang", "Rp/orang"),
        ("Rp", "rupiah"),
        ("Rp.", "rupiah"),
        ("juta rupiah", "juta rupiah"),
        ("Rp (juta)", "juta rupiah"),
        ("Rp. Milyar", "miliar rupiah"),
        ("m2", "m²"),
        ("m²", "m²"),
        ("M³", "m³"),
        ("%", "%"),
        ("％", "%"),
        ("persen", "%"),
        ("Persentase", "%"),
        ("permil", "per 1000"),
        ("per 1.000", "per 1000"),
        ("per 100.000 penduduk", "per 100000"),
        ("pegawai/1000 pelanggan", "orang/1000 pelanggan"),
        ("dokumen", "dokumen"),
        ("dokumen perencanaan", "dokumen"),
        ("jenis layanan", "jenis"),
        ("Konten Digital", "konten digital"),
        ("KontenDigital", "konten digital"),
        ("Dokumen/Laporan", "dokumen"),
        ("desa/kelurahan", "desa"),
        ("RT/RW", "RT/RW"),
        ("unit kerja", "unit kerja"),
        ("unit", "unit"),
        ("anggaran", "rupiah"),
        ("nilai", "nilai"),
        ("poin", "nilai"),
        ("hari kerja", "hari"),
        ("non-ASN", "orang"),
        ("rapat-rapat", "rapat"),
        ("orang-jam-pelajaran", "orang-JP"),
        ("m^2", "m²"),
        ("ribu orang-hari", "ribu orang-hari"),
        ("Rp/m^2", "Rp/m²"),
        ("orang/tahun²", "orang/tahun²"),
        ("juta orang² / buah³", "juta orang²/buah³"),
        ("orang-hari/bulan^4", "orang-hari/bulan^4"),
        ("orang-hari-kerja", "orang-hari"),
        ("orang x jam-pelajaran", "orang-JP"),
    ],
)
def test_readings(text: str, name: str):
    found = read_unit(text)
    assert found is not None
    assert (str(found), found.known) == (name, True)


def test_the_precise_name_of_every_unit_is_read_as_it():
    vocabulary = default_vocabulary()
    units = {one for one in (*vocabulary.units.values(), *vocabulary.nouns.values()) if one is not None}
    again = {unit: read_unit(unit.name) for unit in units}
    assert len(units) > 100
    assert {unit: found for unit, found in again.items() if found is None or found.dimension != unit.dimension} == {}


@pytest.mark.parametrize("text", ["sumur²", "orang2", "m^22", "m^-1"])
def test_what_is_no_power_of_a_known_unit_is_none_of_its_own(text: str):
    found = read_unit(text)
    assert found is not None and not found.known


@pytest.mark.parametrize(
    "text", ["", " ", "-", "100", "12 kali", "81,35", "…", "%%", "/", "orang/", "orang/0 desa", "x" * 201]
)
def test_no_unit(text: str):
    assert read_unit(text) is None


def test_a_word_outside_the_vocabulary_is_a_unit_of_its_own():
    well = read_unit("Sumur  Bor")
    assert well is not None
    assert (str(well), well.known) == ("sumur bor", False)
    assert well == read_unit("sumur bor")
    assert well != read_unit("sumur")


@pytest.mark.parametrize("text", ["unit", "RT", "pcs", "gr", "ton", "m", "hari", "%"])
def test_what_pint_reads_otherwise_is_read_as_the_field_means_it(text: str):
    meant = {"unit": "unit", "RT": "RT", "pcs": "buah", "gr": "gram", "ton": "ton", "m": "m", "hari": "hari", "%": "%"}
    assert str(read_unit(text)) == meant[text]


def test_a_ratio_has_no_unit():
    assert read_unit("rasio") == ONE
