"""Each kind of value as the figure that it states, whole: kind, value, unit, bounds, doubts, and how it was written."""

from __future__ import annotations

import datetime
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from kinerja_formula.diagnostics import InvalidDataError
from kinerja_formula.figures.model import Angka
from kinerja_formula.figures.reader import (
    CLOCK,
    angka,
    angka_or_none,
    is_slipped,
    rate_or_time,
    read_angka,
    without_loss,
)
from kinerja_formula.numerals import NumeralError
from kinerja_formula.units import read_unit
from kinerja_formula.units.pint_units import to_pint


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (datetime.timedelta(hours=1, minutes=30), Angka("angka", Fraction(90), "menit", written="90 menit")),
        (datetime.timedelta(seconds=1), Angka("angka", Fraction(1, 60), "menit", written="1/60 menit")),
        (datetime.timedelta(microseconds=3), Angka("angka", Fraction(5, 10**8), "menit", written="0,00000005 menit")),
        (datetime.date(1, 1, 2), Angka("tanggal", Fraction(2), written="0001-01-02")),
        (datetime.datetime(1, 1, 3, 23, 59), Angka("tanggal", Fraction(3), written="0001-01-03")),
        (SimpleNamespace(as_py=lambda: 7), Angka("angka", Fraction(7))),
        (SimpleNamespace(shape=(), item=lambda: "7"), Angka("angka", Fraction(7), written="7")),
        (SimpleNamespace(magnitude=7, units="percent"), Angka("angka", Fraction(7), "%", written="7 %")),
        (SimpleNamespace(magnitude=7, units="dimensionless"), Angka("angka", Fraction(7), None, written="7")),
        (SimpleNamespace(magnitude=7, units="orang"), Angka("angka", Fraction(7), "orang", written="7 orang")),
        (None, Angka("", reason="kosong")),
        ("", Angka("", reason="kosong")),
        (" - ", Angka("", reason="kosong", written="-")),
        ("007", Angka("angka", Fraction(7), written="007")),
        ("12/1.000 KH", Angka("angka", Fraction(12), "per 1000", written="12/1.000 KH")),
        ("180 per 100.000 KH", Angka("angka", Fraction(180), "per 100000", written="180 per 100.000 KH")),
        ("3 x 24 jam", Angka("angka", Fraction(72), "jam", written="3 x 24 jam")),
        ("2 jam 30 menit", Angka("angka", Fraction(5, 2), "jam", written="2 jam 30 menit")),
        ("BB (76,2)", Angka("angka", Fraction(381, 5), written="BB (76,2)")),
        ("Rp (5)", Angka("angka", Fraction(-5), "rupiah", written="Rp (5)")),
        ("2.000", Angka("angka", Fraction(2000), doubts=("ribuan-titik",), written="2.000")),
    ],
)  # fmt: skip
def test_what_a_value_states(given: Any, found: Angka):
    assert read_angka(given) == found


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (True, "benar-salah"),
        (datetime.time(8, 30), "jam"),
        ("08:30", "jam"),
        ("#=A1+B1", "rumus-tanpa-nilai"),
        ("5%%", "bukan-angka"),
        ("30 Februari 2024", "bukan-tanggal"),
    ],
)
def test_what_states_no_figure(given: Any, reason: str):
    with pytest.raises(NumeralError) as refused:
        read_angka(given)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "given",
    [
        "BB (76-80)",
        "2 jam 30 orang",
        "5 bulan, 7 bulan",
        "12 bulan, 4 triwulan",
        "4 triwulan, 12 bulan",
        "3 x 24 orang",
    ],
)
def test_what_looks_like_a_figure_with_its_grade_or_time(given: str):
    with pytest.raises(NumeralError):
        read_angka(given)


BOTH = ("titik-desimal", "ribuan-koma")


def counted(value: Fraction | int, unit: str | None = None, **fields: Any) -> Angka:
    return Angka("angka", Fraction(value), unit, **fields)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a figure with the word of a grade, on either side; a grade counts nothing
        ("88,31 (Sangat Baik)", counted(Fraction(8831, 100))),
        ("88,31 sangat BAIK", counted(Fraction(8831, 100))),
        ("76 (BB)", counted(76)),
        ("3 (tiga) baik", counted(3, words=Fraction(3))),
        ("76 (BBB)", counted(76, "BBB")),
        ("BB(76,2%)", counted(Fraction(381, 5), "%")),
        ("Sangat Baik (5 poin)", counted(5, "poin")),
        # several lengths of time, in the first of their units
        ("2 jam, 30 menit", counted(Fraction(5, 2), "jam")),
        ("2 jam dan 30 menit", counted(Fraction(5, 2), "jam")),
        ("2jam 30menit", counted(Fraction(5, 2), "jam")),
        ("1,5 JAM 30 Menit", counted(2, "jam")),
        ("1 hari 2 jam 3 menit 36 detik", counted(Fraction(1303, 1200), "hari")),
        ("1 tahun, 6 bulan", counted(Fraction(3, 2), "tahun")),
        # rates and products of time
        ("12/1000", counted(12, "per 1000")),
        ("12,5 / 10.000", counted(Fraction(25, 2), "per 10000")),
        ("12 per 1.000.000 jiwa", counted(12, "per 1000000")),
        ("3x24jam", counted(72, "jam")),
        ("2 × 45 MENIT", counted(90, "MENIT")),
        ("2 X 45 menit", counted(90, "menit")),
        ("12/100", counted(Fraction(3, 25))),
        ("12/10000000", counted(Fraction(12, 10**7))),
        # a loss in brackets
        ("(1.250,5)", counted(Fraction(-2501, 2))),
        ("(5%)", counted(-5, "%")),
        ("rp.(5)", counted(-5, "rupiah")),
        # marks of footnotes
        ("95¹)", counted(95)),
        ("90 %*", counted(90, "%")),
        # what else the digits may mean
        ("1,250 orang", counted(Fraction(5, 4), "orang", doubts=("ribuan-koma",))),
        ("95.000 %", counted(95000, "%", doubts=("ribuan-titik",))),
        ("4.25", counted(Fraction(17, 4), doubts=("titik-desimal",))),
        ("0,250", counted(Fraction(1, 4))),
        ("12,2500", counted(Fraction(49, 4))),
        ("1.250.000", counted(1250000)),
        ("1.250,500", counted(Fraction(2501, 2))),
        ("1,250 - 2.5", Angka("rentang", Fraction(5, 4), None, Fraction(5, 2), doubts=BOTH)),
        # a whole figure
        ("80 – 90%", Angka("rentang", Fraction(80), "%", Fraction(90))),
        ("minimal 75 orang", counted(75, "orang", comparison=">=")),
        ("29 (dua puluh delapan) jenis", counted(29, "jenis", words=Fraction(28))),
        # dates
        ("15 Maret 2024", Angka("tanggal", Fraction(738960))),
        ("15/03", Angka("angka", Fraction(5))),
        # gaps
        ("nihil.", Angka("", reason="nihil")),
        ("NIHIL", Angka("", reason="nihil")),
        ("n / a", Angka("", reason="kosong")),
        ("belum ada data.", Angka("", reason="kosong")),
        ("N.A.", Angka("", reason="kosong")),
    ],
)  # fmt: skip
def test_what_a_text_states(text: str, found: Angka):
    assert read_angka(text) == found._replace(written=text)
    assert read_angka(f"  {text} \n") == found._replace(written=text)
    assert angka(text) == found._replace(written=text)
    assert angka_or_none(text) == (None if found.missing else found._replace(written=text))


JUNK = "bukan-angka"


@pytest.mark.parametrize(
    ("text", "reason", "offset"),
    [
        ("5%%", JUNK, 0),
        ("5 %  %", JUNK, 0),
        ("1 ,", JUNK, 0),
        ("1 .", JUNK, 0),
        ("Baik (min 3)", JUNK, 0),
        ("Baik (80 - 90)", JUNK, 0),
        ("Skor (80)", JUNK, 0),
        ("=A1", JUNK, 0),
        ("00:00", "jam", 0),
        ("09:59", "jam", 0),
        ("08:30:15", "jam", 0),
        ("8:30:15", "jam", 0),
        ("10:30:00", "jam", 0),
        ("0:30:00", "jam", 0),
        ("8:30", "satuan-ganda", 2),
        ("10:30", "satuan-ganda", 3),
        ("10:30:5", "satuan-ganda", 3),
        ("08:60", "satuan-ganda", 3),
        ("100:30:00", "satuan-ganda", 4),
        ("#=", "rumus-tanpa-nilai", 0),
        ("31 April 2024", "bukan-tanggal", 0),
        ("2 jam 3 jam", "satuan-ganda", 6),
        ("2 JAM 3 jam", "satuan-ganda", 6),
        ("2 kg 3 hari", "satuan-ganda", 5),
        ("3 hari 2 kg", "satuan-ganda", 7),
        ("1 tahun 2 bulan 3 hari", "satuan-ganda", 8),
        ("2 sumur 3 hari", "satuan-ganda", 8),
        ("1 jam 2 jam 3 menit 4 detik 5 detik", "satuan-ganda", 6),
        ("3 x 24 sumur", "satuan-ganda", 4),
        ("3 x 24 persen", "satuan-ganda", 4),
        ("3 x 24 ___", "satuan-ganda", 4),
        ("3 x 24 kg", "satuan-ganda", 4),
        ("3 x 24 jam kerja", "satuan-ganda", 4),
        ("12/1.000 KH, 3", "satuan-ganda", 3),
    ],
)
def test_why_a_text_states_no_figure(text: str, reason: str, offset: int):
    with pytest.raises(NumeralError) as refused:
        read_angka(text)
    assert (refused.value.reason, refused.value.offset) == (reason, offset)
    assert angka_or_none(text) is None


def test_how_long_a_text_may_be():
    longest = " " * 1999 + "7"
    assert read_angka(longest) == counted(7, written="7")
    with pytest.raises(NumeralError) as refused:
        read_angka(" " + longest)
    assert (refused.value.reason, refused.value.offset) == ("terlalu-panjang", 2000)


def test_how_long_a_figure_may_be():
    fitting = "7 " + "orang " * 166 + "xx"
    assert len(fitting) == 1000
    assert read_angka(fitting) == counted(7, fitting[2:], written=fitting)
    for text in (fitting + "x", "9" * 401 + " orang"):
        with pytest.raises(NumeralError) as refused:
            read_angka(text)
        assert (refused.value.reason, refused.value.offset) == ("terlalu-panjang", 1000 if text[0] == "7" else 0)
    digits = "9" * 400
    for text in (digits, f"{digits} orang", int(digits)):
        found = read_angka(text)
        assert found is not None and found.value == 10**400 - 1
    for number in (10**400, -(10**400), Fraction(1, 10**400 + 1)):
        with pytest.raises(NumeralError, match="angka terlalu panjang"):
            read_angka(number)


def test_values_of_the_libraries_of_tables():
    numpy, pandas = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    day = Angka("tanggal", Fraction(738960), written="2024-03-15")
    for given in (
        numpy.datetime64("2024-03-15"),
        numpy.datetime64("2024-03-15T23:59:59.9"),
        pandas.Timestamp("2024-03-15"),
    ):
        assert read_angka(given) == day
    assert read_angka(numpy.array(7)) == read_angka(numpy.int8(7)) == read_angka(numpy.float16(7)) == counted(7)
    assert read_angka(pandas.Timedelta(minutes=90)) == counted(90, "menit", written="90 menit")
    assert read_angka(numpy.array([7])) is None
    for given in (numpy.bool_(True), numpy.array(True)):
        with pytest.raises(NumeralError, match="hanya berarti benar atau salah"):
            read_angka(given)


@pytest.mark.parametrize("name", ["bool", "bool_"])
def test_a_boolean_of_any_library_is_none_of_two_figures(name: str):
    with pytest.raises(NumeralError) as refused:
        read_angka(type(name, (), {})())
    assert refused.value.reason == "benar-salah"


@pytest.mark.parametrize(
    "given",
    [
        *([5], (5,), {"nilai": 5}, b"5", object(), Fraction, range(5)),
        SimpleNamespace(shape=(), item=5),
        SimpleNamespace(shape=(1,), item=lambda: 5),
        SimpleNamespace(as_py=5),
        SimpleNamespace(magnitude=5),
        SimpleNamespace(units="orang"),
        SimpleNamespace(magnitude=[5], units="orang"),
        SimpleNamespace(magnitude=object(), units="orang"),
    ],
    ids=lambda given: type(given).__name__,
)
def test_what_is_no_single_figure(given: Any):
    assert read_angka(given) is None
    with pytest.raises(InvalidDataError) as refused:
        angka(given)
    assert refused.value.diagnostics[0].values["reason"] == "jenis-data"


@pytest.mark.parametrize(
    ("units", "unit", "written"),
    [
        ("percent", "%", "7 %"),
        ("persen", "%", "7 %"),
        ("%", "%", "7 %"),
        (" orang   hari ", "orang hari", "7 orang hari"),
        ("", None, "7"),
        ("dimensionless", None, "7"),
    ],
)
def test_what_looks_like_a_quantity(units: str, unit: str | None, written: str):
    for magnitude in (7, "7"):
        assert read_angka(SimpleNamespace(magnitude=magnitude, units=units)) == counted(7, unit, written=written)


@pytest.mark.parametrize(
    ("units", "unit", "written"),
    [
        ("hour", "jam", "5 jam"),
        ("percent", "%", "5%"),
        ("meter ** 2", "m²", "5 m²"),
        ("hour / meter", "jam/m", "5 jam/m"),
        ("dimensionless", None, ""),
    ],
)
def test_a_quantity_of_pint(units: str, unit: str | None, written: str):
    pint = pytest.importorskip("pint")
    registry = pint.UnitRegistry()
    assert read_angka(registry.Quantity(5, units)) == counted(5, unit, written=written)
    assert read_angka(registry.Quantity([5], units)) is None


@pytest.mark.parametrize(
    ("text", "unit", "written"),
    [
        ("PNS", "pns", "7/2 pns"),
        ("PNS/desa", "orang/desa", "7/2 orang/desa"),
        ("hari kerja", "hari-kerja", "7/2 hari-kerja"),
        ("%", "%", "7/2%"),
    ],
)
def test_a_quantity_keeps_its_precise_kind(text: str, unit: str, written: str):
    pytest.importorskip("pint")
    measure = read_unit(text)
    assert measure is not None
    figure = counted(Fraction(7, 2), unit, written=written.replace("7/2", "3,5"))
    assert read_angka(to_pint(Fraction(7, 2), measure)) == figure


def test_a_quantity_in_a_unit_that_nobody_counts_in():
    pint = pytest.importorskip("pint")
    with pytest.raises(NumeralError) as refused:
        read_angka(pint.UnitRegistry().Quantity(5, "parsec"))
    assert refused.value.reason == "satuan-tak-dikenal"


BROKEN = "namespace(as_py=<method 'pop' of 'dict' objects>)"


@pytest.mark.parametrize(
    ("given", "value", "reason", "told"),
    [
        ("dua tiga", "'dua tiga'", "bukan-angka", "tidak terbaca sebagai angka"),
        (True, "True", "benar-salah", "hanya berarti benar atau salah"),
        ("08:30", "'08:30'", "jam", "adalah jam, bukan lama waktu"),
        ("#=A1", "'#=A1'", "rumus-tanpa-nilai", "rumus lembar kerja yang nilainya belum tersimpan"),
        ("30 Februari 2024", "'30 Februari 2024'", "bukan-tanggal", "bukan tanggal yang ada"),
        ("5 orang, 7 desa", "'5 orang, 7 desa'", "satuan-ganda", "memuat lebih dari satu angka atau satuan"),
        ("3/0", "'3/0'", "penyebut-nol", "adalah pecahan dengan penyebut nol"),
        ("90 - 80", "'90 - 80'", "rentang-terbalik", "punya batas bawah yang melebihi batas atasnya"),
        (float("inf"), "inf", "tak-hingga", "tidak berhingga"),
        ("1" * 401, f"'{'1' * 27}...{'1' * 28}'", "terlalu-panjang", "terlalu panjang"),
        ([5], "[5]", "jenis-data", "bukan angka"),
        # it breaks when it is asked for its figure
        (SimpleNamespace(as_py=dict.pop), BROKEN, "jenis-data", "bukan angka"),
    ],
    ids=lambda one: one[:20] if isinstance(one, str) else type(one).__name__,
)  # fmt: skip
def test_the_finding_of_what_is_no_figure(given: Any, value: str, reason: str, told: str):
    with pytest.raises(InvalidDataError) as refused:
        angka(given)
    [found] = refused.value.diagnostics
    assert (found.code, found.span, found.related) == ("KF302", (0, 0), ())
    assert dict(found.values) == {"name": "angka", "value": value, "reason": reason}
    assert found.message == f"Angka untuk “angka” tidak dapat dipakai: {value} {told}."


def test_angka_or_none_takes_gaps_and_junk_alike():
    assert [angka_or_none(text) for text in ("", "-", "nihil", "dua tiga", "08:30")] == [None] * 5
    assert angka_or_none("0") == counted(0, written="0")


@pytest.mark.parametrize(
    ("text", "slipped"),
    [
        *(("5%%", True), ("5 % %", True), ("5 %   %", True), ("5 %    %", False), ("1 ,", True), ("1   . ", True)),
        *(("1,", False), ("1    ,", False), ("1 , 5", False), ("5%", False), ("5 % ,", False), ("", False)),
    ],
)
def test_slips_of_signs(text: str, slipped: bool):
    assert is_slipped(text) is slipped


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("(5)", "-5"),
        (" (1.250,5%) ", "-1.250,5%"),
        ("Rp (5)", "Rp -5"),
        ("rp.(5)", "rp.-5"),
        ("RP. (5)", "RP. -5"),
        ("(5 orang)", "(5 orang)"),
        ("5 (5)", "5 (5)"),
        ("(-5)", "(-5)"),
        ("(,5)", "(,5)"),
        ("(5%%)", "(5%%)"),
    ],
)
def test_a_loss_in_brackets(text: str, signed: str):
    assert without_loss(text) == signed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12/1.000 KH", ("12", "per 1000")),
        ("12 PER 1000 kelahiran hidup", ("12", "per 1000")),
        ("1.234,5 per 100.000", ("2469/2", "per 100000")),
        ("12/1000000", ("12", "per 1000000")),
        ("999 x 99 hari", ("98901", "hari")),
        ("12/1000 a/b", None),
        ("12/1000 KH 2024", None),
        ("12/1.00", None),
        ("1000 x 24 jam", None),
        ("3 x 240 jam", None),
        ("3 x 24", None),
        ("3 x 24 semester", None),
        ("75/80", None),
    ],
)
def test_rates_and_times(text: str, found: tuple[str, str] | None):
    read = rate_or_time(text)
    assert read == (None if found is None else counted(Fraction(found[0]), found[1]))


@pytest.mark.parametrize("text", ["00:00", "09:59", "09:59:59", "8:00:00", "99:59:59"])
def test_clocks(text: str):
    assert CLOCK.fullmatch(text)
    assert not CLOCK.fullmatch(text.replace(":", "."))
