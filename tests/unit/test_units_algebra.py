"""Units and their algebra: names, products, exact factors, parents."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pytest

from kinerja_formula.units import ONE, PERCENT, Kind, Unit, common_parent, read_unit


def unit(text: str) -> Unit:
    found = read_unit(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (unit("orang") * unit("hari"), "orang-hari"),
        (unit("hari") * unit("orang"), "orang-hari"),
        (unit("pegawai") * unit("hari kerja"), "orang-hari"),
        (unit("rupiah") / unit("orang"), "Rp/orang"),
        (unit("rupiah"), "rupiah"),
        (unit("juta rupiah"), "juta rupiah"),
        (unit("m") ** 2, "m²"),
        (unit("m3") / unit("pelanggan") / unit("bulan"), "m³/pelanggan/bulan"),
        (unit("pegawai/1000 pelanggan"), "orang/1000 pelanggan"),
        (ONE / unit("tahun"), "1/tahun"),
        (PERCENT / unit("tahun"), "%/tahun"),
        (unit("orang") / unit("orang"), "1"),
        (PERCENT, "%"),
        (unit("per 1.000"), "per 1000"),
        (Unit((), 10**6), "juta"),
        (Unit(unit("orang").parts, Fraction(3, 7)), "3/7 orang"),
    ],
)
def test_names(made: Unit, name: str):
    assert str(made) == name


def test_the_precise_name_keeps_the_kind():
    assert (str(unit("PNS")), unit("PNS").name) == ("orang", "pns")


def test_the_order_of_a_product_does_not_matter():
    assert unit("orang") * unit("hari") == unit("hari") * unit("orang")
    assert len({unit("orang") * unit("hari"), unit("hari") * unit("orang"), unit("OH")}) == 1


def test_products_cancel():
    assert unit("OH") / unit("hari") == unit("orang")
    assert unit("OB") / unit("orang") == unit("bulan")
    assert unit("orang") / unit("orang") == ONE


@pytest.mark.parametrize(
    ("text", "other", "factor"),
    [
        ("tahun", "bulan", 12),
        ("tahun", "triwulan", 4),
        ("tahun", "caturwulan", 3),
        ("tahun", "semester", 2),
        ("semester", "triwulan", 2),
        ("bulan", "tahun", Fraction(1, 12)),
        ("hari", "jam", 24),
        ("hari", "menit", 1440),
        ("jam", "menit", 60),
        ("minggu", "hari", 7),
        ("ribu rupiah", "rupiah", 1000),
        ("miliar rupiah", "juta rupiah", 1000),
        ("ha", "m2", 10_000),
        ("km2", "ha", 100),
        ("km", "m", 1000),
        ("m3", "liter", 1000),
        ("ton", "kg", 1000),
        ("ton", "kuintal", 10),
        ("gram", "kg", Fraction(1, 1000)),
        ("pegawai", "orang", 1),
        ("orang", "pegawai", 1),
        ("PNS", "pegawai", 1),
        ("laporan", "dokumen", 1),
        ("kg/jam", "ton/hari", Fraction(24, 1000)),
        ("orang-tahun", "OB", 12),
        ("%", "permil", 10),
        ("m x m", "ha", Fraction(1, 10_000)),
    ],
)
def test_exact_factors(text: str, other: str, factor: Fraction):
    assert unit(text).factor_to(unit(other)) == factor


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("bulan", "hari"),
        ("tahun", "minggu"),
        ("hari", "hari kerja"),
        ("jam", "jam pelajaran"),
        ("guru", "siswa"),
        ("PNS", "PPPK"),
        ("desa", "kelurahan"),
        ("orang", "dokumen"),
        ("m", "m2"),
        ("OH", "orang"),
        ("orang", "%"),
        ("jenis", "unit"),
        ("kata aneh", "orang"),
    ],
)
def test_no_factor(text: str, other: str):
    assert unit(text).factor_to(unit(other)) is None
    assert unit(other).factor_to(unit(text)) is None


@pytest.mark.parametrize(
    ("left", "right", "parent"),
    [
        ("PNS", "PPPK", "asn"),
        ("PNS", "honorer", "pegawai"),
        ("guru", "siswa", "orang"),
        ("laporan", "surat", "dokumen"),
        ("laporan", "dokumen", "dokumen"),
        ("rapat", "lomba", "kegiatan"),
        ("desa", "kelurahan", "wilayah"),
        ("guru/desa", "dosen/kelurahan", "pendidik/wilayah"),
        ("juta rupiah", "juta rupiah", "juta rupiah"),
    ],
)
def test_common_parents(left: str, right: str, parent: str):
    found = common_parent(unit(left), unit(right))
    assert found is not None
    assert found.name == parent
    assert common_parent(unit(right), unit(left)) == found


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("orang", "dokumen"),
        ("OH", "orang"),
        ("tahun", "bulan"),
        ("rupiah", "juta rupiah"),
        ("m", "m2"),
        ("kata a", "b"),
    ],
)
def test_no_common_parent(left: str, right: str):
    assert common_parent(unit(left), unit(right)) is None


def test_units_are_immutable():
    with pytest.raises(AttributeError):
        unit("orang").scale = Fraction(2)  # type: ignore[misc]
    with pytest.raises(AttributeError):
        unit("orang").parts[0][0].name = "dokumen"


@pytest.mark.parametrize("text", ["orang", "PNS", "OH", "juta rupiah", "m²", "%", "kali/tahun", "sumur bor", "ha"])
def test_units_pickle(text: str):
    again = pickle.loads(pickle.dumps(unit(text)))
    assert again == unit(text)
    assert (str(again), again.name, again.dimension, again.known) == (
        str(unit(text)),
        unit(text).name,
        unit(text).dimension,
        unit(text).known,
    )
    assert again.factor_to(unit(text)) == 1


def test_kinds_of_one_name_in_two_families_differ():
    assert Kind("set", "barang") != Kind("set", "salinan")
