"""Reading a satuan: spellings, products, quotients, scales, words outside the vocabulary."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinerja_formula.units import ONE, default_vocabulary, load_vocabulary, read_unit
from kinerja_formula.units.satuan import is_money, own_unit


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


# satuan → as it is shown | precise name | scale, and whether no vocabulary has it
READ = """
orang → orang | orang | 1
Orang. → orang | orang | 1
(orang) → orang | orang | 1
orang/bulan → orang-bulan | orang-bulan | 1
orang / jam → orang-jam | orang-jam | 1
siswa/hari → siswa-hari | siswa-hari | 1
pegawai/tahun → orang-tahun | pegawai-tahun | 1
bulan/orang → bulan/orang | bulan/orang | 1
rapat/hari → rapat/hari | rapat/hari | 1
juta orang/bulan → juta orang/bulan | juta orang/bulan | 1000000
orang/ribu hari → orang/1000 hari | orang/1000 hari | 1/1000
orang per bulan → orang/bulan | orang/bulan | 1
desa/kelurahan → desa | desa | 1
kelurahan/desa → wilayah | wilayah | 1
guru/siswa → orang | orang | 1
dokumen/laporan → dokumen | dokumen | 1
laporan/dokumen → dokumen | dokumen | 1
guru per siswa → guru/siswa | guru/siswa | 1
juta guru/siswa → juta guru/siswa | juta guru/siswa | 1000000
orang/desa/bulan → orang/desa/bulan | orang/desa/bulan | 1
orang/desa per bulan → orang/desa/bulan | orang/desa/bulan | 1
kali/tahun → kali/tahun | kali/tahun | 1
kali per setiap tahun → kali/tahun | kali/tahun | 1
kali/tiap tahun → kali/tahun | kali/tahun | 1
kali/per tahun → kali/tahun | kali/tahun | 1
kali/ setiap tiap tahun → kali/tahun | kali/tahun | 1
per 1.000 → per 1000 | per 1000 | 1/1000
per 1000 → per 1000 | per 1000 | 1/1000
/1000 → per 1000 | per 1000 | 1/1000
/ 1.000 penduduk → per 1000 | per 1000 | 1/1000
per 100.000 kelahiran hidup → per 100000 | per 100000 | 1/100000
per 1.000. → per 1000 | per 1000 | 1/1000
per 0 → nothing
per 1.2.3 → nothing
/orang → nothing
per 1000 orang/desa → per 1000 | per 1000 | 1/1000
orang/1000 pelanggan → orang/1000 pelanggan | orang/1000 pelanggan | 1/1000
orang/1.000 → nothing
orang per 1.000 desa → orang/1000 desa | orang/1000 desa | 1/1000
orang/0 desa → nothing
kasus per 1.2.3 desa → nothing
Rp/m2 → Rp/m² | rupiah/m2 | 1
Rp/m^2 → Rp/m² | rupiah/m2 | 1
Rp/m² → Rp/m² | rupiah/m2 | 1
m^2 → m² | m2 | 1
m^3 → m³ | m3 | 1
m² → m² | m2 | 1
km² → km² | km2 | 1
m^22 → m22 | m22 | 1 unknown
m^4 → m^4 | m^4 | 1
tahun^2 → tahun² | tahun² | 1
tahun² → tahun² | tahun² | 1
orang² → orang² | orang² | 1
sumur² → sumur2 | sumur2 | 1 unknown
sumur^2 → sumur2 | sumur2 | 1 unknown
orang⁴ → orang^4 | orang^4 | 1
orang⁰ → orang0 | orang0 | 1 unknown
OH → orang-hari | orang-hari | 1
O/H → orang-hari | orang-hari | 1
orang-hari → orang-hari | orang-hari | 1
orang hari → orang | orang | 1
orang x hari → orang-hari | orang-hari | 1
orang × hari → orang-hari | orang-hari | 1
orang*hari → orang-hari | orang-hari | 1
orang · hari → orang-hari | orang-hari | 1
hari x orang → orang-hari | orang-hari | 1
orang-hari-kerja → orang-hari | orang-hari-kerja | 1
orang-jam-pelajaran → orang-JP | orang-jam-pelajaran | 1
orang-jam → orang-jam | orang-jam | 1
orang-orang → orang | orang | 1
rapat-rapat → rapat | rapat | 1
rapat x rapat → rapat² | rapat² | 1
orang-sumur → orang-sumur | orang-sumur | 1 unknown
orang-hari/desa → orang-hari/desa | orang-hari/desa | 1
ribu orang-hari → ribu orang-hari | ribu orang-hari | 1000
ribu orang x hari → ribu orang-hari | ribu orang-hari | 1000
juta orang² → juta orang² | juta orang² | 1000000
juta rupiah → juta rupiah | juta rupiah | 1000000
rupiah juta → juta rupiah | juta rupiah | 1000000
Rp juta → juta rupiah | juta rupiah | 1000000
juta Rp → juta rupiah | juta rupiah | 1000000
Rp M → miliar rupiah | miliar rupiah | 1000000000
Rp T → triliun rupiah | triliun rupiah | 1000000000000
Rp. M → miliar rupiah | miliar rupiah | 1000000000
orang M → orang | orang | 1
juta → juta | juta | 1000000
ribu → ribu | ribu | 1000
ribuan → ribu | ribu | 1000
000 → nothing
000 jiwa → ribu orang | ribu orang | 1000
dalam ribu → ribu | ribu | 1000
dalam ribuan orang → ribu orang | ribu orang | 1000
dalam orang → orang | orang | 1
dalam → dalam | dalam | 1 unknown
persen → % | % | 1/100
% → % | % | 1/100
％ → % | % | 1/100
‰ → per 1000 | per 1000 | 1/1000
permil → per 1000 | per 1000 | 1/1000
%% → nothing
% orang → % | % | 1/100
persen orang → % | % | 1/100
rasio → 1 | 1 | 1
poin → nilai | nilai | 1
unit → unit | unit | 1
unit kerja → unit kerja | unit-kerja | 1
unit kerja daerah → unit kerja | unit-kerja | 1
dokumen perencanaan → dokumen | dokumen | 1
dokumen perencanaan daerah → dokumen | dokumen | 1
jenis layanan → jenis | jenis | 1
sumur → sumur | sumur | 1 unknown
sumur bor → sumur bor | sumur bor | 1 unknown
sumur bor dalam → sumur bor dalam | sumur bor dalam | 1 unknown
Sumur Bor-Dalam → sumur bor-dalam | sumur bor-dalam | 1 unknown
x → x | x | 1 unknown
5 → nothing
5 orang → nothing
12 kali → nothing
. → nothing
- → nothing
-- → nothing
/ → nothing
orang/ → nothing
/ orang / desa → nothing
a/b → a/b | a/b | 1 unknown
orang–hari → orang-hari | orang-hari | 1
ｏｒａｎｇ → orang | orang | 1
kg/jam → kg/jam | kg/jam | 1
kg per jam kerja → kg/jam | kg/jam | 1
orang/5 → nothing
orang & desa → orang | orang | 1
orang dan desa → orang | orang | 1
TW → triwulan | triwulan | 1
triwulan → triwulan | triwulan | 1
WIB → wib | wib | 1 unknown
(%) → % | % | 1/100
Rp (juta) → juta rupiah | juta rupiah | 1000000
rupiah (dalam juta) → juta rupiah | juta rupiah | 1000000
jt → juta | juta | 1000000
jt orang → juta orang | juta orang | 1000000
milyar rupiah → miliar rupiah | miliar rupiah | 1000000000
rb orang → ribu orang | ribu orang | 1000
"""


@pytest.mark.parametrize("row", READ.strip().split("\n"))
def test_a_satuan_whole(row: str):
    text, _, told = row.partition(" → ")
    for written in (text, f" {text} ", f"{text}.", f"\t{text}:"):
        found = read_unit(written)
        if found is None:
            assert told == "nothing"
        else:
            assert f"{found} | {found.name} | {found.scale}{'' if found.known else ' unknown'}" == told


def test_how_long_a_satuan_may_be():
    found = read_unit("x" * 200)
    assert found is not None and found.name == "x" * 200
    assert read_unit("orang".ljust(200)) == read_unit("orang")
    assert read_unit("orang".ljust(201)) is None


def test_a_unit_of_its_own_meets_nothing_else():
    well = own_unit("sumur")
    [(kind, exponent)] = well.parts
    assert (kind.name, kind.family, kind.known, exponent) == ("sumur", "? sumur", False, 1)
    assert own_unit("sumur") == well != own_unit("menara")


@pytest.mark.parametrize(
    ("text", "money"),
    [("rupiah", True), ("juta rupiah", True), ("Rp M", True), ("orang", False), ("Rp/orang", False), ("%", False)],
)
def test_units_of_money(text: str, money: bool):
    assert is_money(read_unit(text)) is money
    assert is_money(None) is False


def test_a_vocabulary_of_ones_own_reads_its_own_words(tmp_path: Path):
    path = tmp_path / "kami.toml"
    path.write_text('[barang]\nsumur = { parent = "unit" }\n[scales]\nlusin = 12\n', encoding="utf-8")
    ours = load_vocabulary(path)
    for text in ("sumur", "lusin sumur", "sumur-hari", "Rp/sumur", "sumur/12 sumur", "sumur dalam"):
        found = read_unit(text, ours)
        assert found is not None and found.known
    twelve = read_unit("lusin sumur", ours)
    assert twelve is not None and (str(twelve), twelve.scale) == ("12 sumur", 12)
    assert (read_unit("sumur") or twelve).known is False


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("kW", "kW"),
        ("KW", "kuintal"),
        ("ribu kW", "ribu kW"),
        ("kW/unit", "kW/unit"),
        ("kw", "kuintal"),
        ("kw/ha", "kuintal/ha"),
        ("MWh", "MWh"),
        ("tCO2e", "ton"),
        ("US$", "USD"),
    ],
)
def test_capitals_tell_a_power_from_a_weight(text: str, shown: str):
    unit = read_unit(text)
    assert unit is not None
    assert (str(unit), unit.known) == (shown, True)
