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


# Kinds


def test_what_a_kind_has_if_nothing_is_said():
    kind = Kind("sumur", "barang")
    assert (kind.name, kind.family, kind.parent, kind.shown, kind.symbol) == ("sumur", "barang", None, "sumur", "sumur")
    assert (kind.level, kind.known, kind.base, kind.size, kind.power, kind.measured) == (None, True, kind, 1, 1, False)
    assert list(kind.lineage()) == [kind]


def test_what_a_kind_takes_from_its_parent():
    top = Kind("tempat", "wilayah", level=2, shown="lokasi", symbol="lok")
    middle = Kind("desa", "wilayah", parent=top, shown="Desa")
    low = Kind("dusun", "wilayah", parent=middle, level=0, symbol="dsn")
    assert [(one.shown, one.symbol, one.level, one.base) for one in (top, middle, low)] == [
        ("lokasi", "lok", 2, top),
        ("Desa", "Desa", 2, top),
        ("dusun", "dsn", 0, top),
    ]
    assert [one.name for one in low.lineage()] == ["dusun", "desa", "tempat"]
    assert low.is_a(top) and low.is_a(low) and not top.is_a(low)
    assert not low.measured and not middle.measured


def test_a_measure_has_a_size():
    metre = Kind("m", "ukuran")
    square = Kind("m2", "ukuran", base=metre, power=2)
    hectare = Kind("ha", "ukuran", base=metre, size=Fraction(10_000), power=2)
    assert hectare.measured and square.measured and not metre.measured
    assert Unit([(hectare, 1)]).factor_to(Unit([(square, 1)])) == 10_000
    assert Unit([(hectare, 1)]).factor_to(Unit([(metre, 2)])) == 10_000
    assert Unit([(hectare, 1)]).factor_to(Unit([(metre, 1)])) is None
    assert Unit([(metre, 4)]).factor_to(Unit([(hectare, 2)])) == Fraction(1, 10**8)
    assert Unit([(hectare, 1)]).dimension == (("m", 2),)


@pytest.mark.parametrize(
    "field", ["name", "family", "parent", "shown", "symbol", "level", "known", "base", "size", "power", "x"]
)
def test_kinds_are_immutable(field: str):
    with pytest.raises(AttributeError, match=r"^Kind is immutable$"):
        setattr(Kind("sumur", "barang"), field, 1)


@pytest.mark.parametrize("field", ["parts", "scale", "_hash", "x"])
def test_nothing_of_a_unit_changes(field: str):
    with pytest.raises(AttributeError, match=r"^Unit is immutable$"):
        setattr(unit("orang"), field, 1)


def test_kinds_pickle_with_every_field():
    top = Kind("tempat", "wilayah", level=2, shown="lokasi", symbol="lok")
    odd = Kind("dusun", "wilayah", parent=top, level=0, symbol="dsn", known=False)
    metre = Kind("m", "ukuran", symbol="mtr")
    hectare = Kind("ha", "ukuran", base=metre, size=Fraction(10_000), power=2, shown="hektare")
    fields = ("name", "family", "parent", "shown", "symbol", "level", "known", "base", "size", "power")
    for kind in (top, odd, metre, hectare):
        again = pickle.loads(pickle.dumps(kind))
        assert [getattr(again, field) for field in fields] == [getattr(kind, field) for field in fields]
        assert (again.base is again) == (kind.base is kind)
        assert hash(again) == hash(kind)


def test_equal_kinds_and_units():
    one, same = Kind("set", "barang", shown="satu set"), Kind("set", "barang")
    assert one == same and hash(one) == hash(same)
    assert one != Kind("set", "salinan") and one != Kind("paket", "barang") and one != "set"
    assert Unit([(one, 1)]) == Unit([(same, 1)]) != Unit([(one, 2)])
    assert Unit([(one, 1)], 2) != Unit([(one, 1)]) and Unit([(one, 1)]) != "set"
    assert hash(Unit([(one, 1)])) == hash(Unit([(same, 1)]))
    assert (repr(one), repr(unit("juta rupiah"))) == ("<Kind set>", "<Unit juta rupiah>")


# Products


def test_parts_are_put_in_order_and_together():
    day, person, village, dusun = (unit(text).parts[0][0] for text in ("hari", "orang", "desa", "dusun"))
    made = Unit([(day, 1), (village, 1), (dusun, -1), (person, 2), (village, 2), (day, -2)])
    assert [(kind.name, exponent) for kind, exponent in made.parts] == [
        ("orang", 2),
        ("desa", 3),
        ("dusun", -1),
        ("hari", -1),
    ]
    assert Unit([(day, 1), (day, -1)]) == ONE
    assert type(Unit([], 3).scale) is Fraction


@pytest.mark.parametrize(
    ("made", "shown", "name"),
    [
        (unit("orang") ** 2 / unit("m2") ** 3, "orang²/m^6", "orang²/m2³"),
        (unit("m") ** 4, "m^4", "m^4"),
        (ONE / unit("m") ** 2, "1/m²", "1/m²"),
        (unit("juta rupiah") / unit("orang"), "juta Rp/orang", "juta rupiah/orang"),
        (unit("ribu orang"), "ribu orang", "ribu orang"),
        (unit("miliar rupiah"), "miliar rupiah", "miliar rupiah"),
        (unit("triliun rupiah"), "triliun rupiah", "triliun rupiah"),
        (Unit(unit("orang").parts, 12), "12 orang", "12 orang"),
        (Unit(unit("orang").parts, Fraction(1, 1000)), "1/1000 orang", "1/1000 orang"),
        (Unit((unit("orang") / unit("desa")).parts, Fraction(1, 1000)), "orang/1000 desa", "orang/1000 desa"),
        (Unit((unit("orang") / unit("desa")).parts, Fraction(1, 100)), "orang/100 desa", "orang/100 desa"),
        (Unit((ONE / unit("desa")).parts, Fraction(1, 1000)), "1/1000 desa", "1/1000 desa"),
        (Unit((), Fraction(1, 1)), "1", "1"),
        (Unit((), Fraction(3, 7)), "3/7", "3/7"),
        (Unit((), Fraction(1, 12)), "per 12", "per 12"),
        (Unit((), 1000), "ribu", "ribu"),
        (Unit((), 12), "12", "12"),
        (unit("orang") * unit("dokumen") * unit("hari"), "orang-dokumen-hari", "orang-dokumen-hari"),
    ],
)
def test_units_as_they_are_written(made: Unit, shown: str, name: str):
    assert (str(made), made.name) == (shown, name)


def test_powers_and_scales_of_products():
    juta = unit("juta rupiah")
    assert (juta**2).scale == 10**12 and (juta**-1).scale == Fraction(1, 10**6)
    assert (juta * juta).scale == 10**12 and (juta / juta) == ONE
    assert (juta**0) == ONE
    assert (juta * unit("orang") / unit("ribu rupiah")).scale == 1000
    assert [text for text in ("orang", "juta rupiah", "orang-hari", "%", "m2") if unit(text).kind] == [
        "orang",
        "juta rupiah",
        "m2",
    ]
    assert (unit("m") ** 2).kind is None and unit("orang-hari").known and not unit("orang/sumur").known


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("pegawai", (("orang", 1),)),
        ("orang/tahun", (("bulan", 1), ("orang", 1))),
        ("ha", (("m", 2),)),
        ("m3/detik", None),
        ("%", ()),
        ("tahun/bulan", ()),
    ],
)
def test_dimensions(text: str, dimension: tuple[tuple[str, int], ...] | None):
    if dimension is not None:
        assert unit(text).dimension == dimension
    else:
        assert dict(unit(text).dimension)["m"] == 3


def test_parents_need_the_same_exponents_and_scale():
    guru, dosen, desa = unit("guru"), unit("dosen"), unit("desa")
    assert common_parent(guru / desa, dosen / desa) == unit("pendidik") / desa
    assert common_parent(guru**2, dosen**2) == unit("pendidik") ** 2
    assert common_parent(guru**2, dosen) is None and common_parent(guru / desa, dosen * desa) is None
    assert common_parent(guru * desa, dosen) is None
    assert common_parent(Unit(guru.parts, 2), Unit(dosen.parts, 2)) == Unit(unit("pendidik").parts, 2)
    assert common_parent(Unit(guru.parts, 2), dosen) is None
