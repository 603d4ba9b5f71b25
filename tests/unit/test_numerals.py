"""Numbers as they stand in the field's documents; a "row" is one of "Numbers, words, ranges" in the domain notes."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from kinerja_formula.numerals import (
    MAX_DIGITS,
    NUMBER_WORDS,
    Figure,
    Numeral,
    NumeralError,
    decode,
    exact,
    format_number,
    read_figure,
    read_words,
    shortest,
    to_words,
)

F = Fraction


def reason_of(call: Any, *args: Any, **keywords: Any) -> tuple[str, int]:
    with pytest.raises(NumeralError) as caught:
        call(*args, **keywords)
    return caught.value.reason, caught.value.offset


# Digits

DIGITS = [
    # row "6.254 · 1.250.000,50 · 81,35"
    ("6.254", Numeral(F(6254))),
    ("1.250.000,50", Numeral(F(125000050, 100))),
    ("81,35", Numeral(F(8135, 100))),
    ("0", Numeral(F(0))),
    ("007", Numeral(F(7))),
    ("0,05", Numeral(F(1, 20))),
    ("6254,5", Numeral(F(12509, 2))),
    # row "4.25": a dot before not exactly three digits can't be a thousands mark; nor can one after a leading zero
    ("4.25", Numeral(F(17, 4), decimal_point=True)),
    ("15.05", Numeral(F(1505, 100), decimal_point=True)),
    ("9.12", Numeral(F(912, 100), decimal_point=True)),
    ("0.8332", Numeral(F(8332, 10000), decimal_point=True)),
    ("0.321", Numeral(F(321, 1000), decimal_point=True)),
    ("1234.500", Numeral(F(2469, 2), decimal_point=True)),
    # row "3.500"
    ("3.500", Numeral(F(3500))),
    # row "Rp855,830,897,000": two or more comma groups of three; one group alone is a decimal
    ("855,830,897,000", Numeral(F(855830897000), english=True)),
    ("170,395,000", Numeral(F(170395000), english=True)),
    ("170,395", Numeral(F(170395, 1000))),
    ("1,250,000.50", Numeral(F(2500001, 2), decimal_point=True, english=True)),
    ("1,250.50", Numeral(F(2501, 2), decimal_point=True, english=True)),
    # row "3,5 · 3,6 · 3.5 · 3,75 in one table"
    ("3,5", Numeral(F(7, 2))),
    ("3.5", Numeral(F(7, 2), decimal_point=True)),
    ("3,75", Numeral(F(15, 4))),
]


@pytest.mark.parametrize(("digits", "expected"), DIGITS, ids=[row[0] for row in DIGITS])
def test_digits(digits: str, expected: Numeral):
    assert decode(digits) == expected


@pytest.mark.parametrize(
    "digits",
    [
        "75.",
        "75,",
        ",5",
        ".5",
        "1..2",
        "1,,2",
        "1.2.3",
        "1.250.00",
        "1,2,3",
        "0.500.000",
        "1.250,000.5",
        "1,5,000.5",
        "12.50,5",
        "1.250,5.0",
        "1234.567,8",
        "5²",
        "²",
        "٥",
        "1 000",
        "1e5",
        "-5",
        "5%",
    ],
)
def test_marks_that_make_no_number(digits: str):
    assert reason_of(decode, digits)[0] == "bukan-angka"


def test_no_digits_at_all():
    assert reason_of(decode, "") == ("kosong", 0)


def test_how_many_digits_a_number_may_have():
    assert decode("9" * MAX_DIGITS).value == 10**MAX_DIGITS - 1
    assert reason_of(decode, "9" * (MAX_DIGITS + 1)) == ("terlalu-panjang", 0)
    assert reason_of(decode, "1," + "0" * MAX_DIGITS) == ("terlalu-panjang", 0)
    assert decode("1.234", max_digits=4).value == 1234
    assert reason_of(decode, "12.345", max_digits=4) == ("terlalu-panjang", 0)
    assert reason_of(decode, "9" * 5000, max_digits=10**6) == ("terlalu-panjang", 0)  # Python's own limit is 4300


# Whole cells

FIGURES = [
    ("6254", Figure(F(6254))),
    ("6.254", Figure(F(6254))),
    ("6.254 orang", Figure(F(6254), unit="orang")),
    ("4.25", Figure(F(17, 4), decimal_point=True)),
    # row "Rp855,830,897,000 beside 85,87%"
    ("Rp855,830,897,000", Figure(F(855830897000), unit="rupiah", english=True)),
    ("85,87%", Figure(F(8587, 100), unit="%")),
    ("Rp 170,395,000", Figure(F(170395000), unit="rupiah", english=True)),
    # row "59, 2 · 102, 8"
    ("59, 2", Figure(F(592, 10))),
    ("102, 8 %", Figure(F(1028, 10), unit="%")),
    # row "1.500bh · 60 kali · 2 hari · Rp 1,25 miliar"
    ("1.500bh", Figure(F(1500), unit="bh")),
    ("60 kali", Figure(F(60), unit="kali")),
    ("2 hari", Figure(F(2), unit="hari")),
    ("Rp 15.000,-/kg", Figure(F(15000), unit="rupiah/kg")),
    ("Rp 40 juta per kapita", Figure(F(40_000_000), unit="rupiah/kapita")),
    ("US$ 5 juta", Figure(F(5_000_000), unit="USD")),
    ("5 juta USD", Figure(F(5_000_000), unit="USD")),
    ("Rp 1,25 miliar", Figure(F(1250000000), unit="rupiah")),
    # row "ribu/rb · juta/jt · miliar/milyar/M · triliun/trilyun/T": M and T only with Rp
    ("12 ribu", Figure(F(12000))),
    ("12rb", Figure(F(12000))),
    ("1,5 juta orang", Figure(F(1500000), unit="orang")),
    ("Rp12,5 jt", Figure(F(12500000), unit="rupiah")),
    ("Rp 2 Milyar", Figure(F(2000000000), unit="rupiah")),
    ("Rp 3.600 triliun", Figure(F(3600 * 10**12), unit="rupiah")),
    ("Rp 1 trilyun", Figure(F(10**12), unit="rupiah")),
    ("Rp 5 M", Figure(F(5 * 10**9), unit="rupiah")),
    ("Rp5M", Figure(F(5 * 10**9), unit="rupiah")),
    ("Rp 1,2 T", Figure(F(12 * 10**11), unit="rupiah")),
    ("5 M", Figure(F(5), unit="M")),
    ("5 m2", Figure(F(5), unit="m2")),
    ("5m2", Figure(F(5), unit="m2")),
    # money as bookkeepers write it
    ("Rp. 766.990.000", Figure(F(766990000), unit="rupiah")),
    ("Rp.1.000.000,00", Figure(F(1000000), unit="rupiah")),
    ("Rp1.250.000,50,-", Figure(F(2500001, 2), unit="rupiah")),
    ("1.250.000,-", Figure(F(1250000), unit="rupiah")),
    ("IDR 5.000", Figure(F(5000), unit="rupiah")),
    ("5.000 Rp", Figure(F(5000), unit="rupiah")),
    ("5.000 rupiah", Figure(F(5000), unit="rupiah")),
    ("Rp -5.000", Figure(F(-5000), unit="rupiah")),
    ("-Rp 5.000", Figure(F(-5000), unit="rupiah")),
    # row "95,5 % · 95,5% · 95,5 persen · seratus persen"
    ("95,5 %", Figure(F(191, 2), unit="%")),
    ("95,5%", Figure(F(191, 2), unit="%")),
    ("95,5 persen", Figure(F(191, 2), unit="%")),
    ("seratus persen", Figure(F(100), unit="%")),
    ("75 % dari undangan", Figure(F(75), unit="%")),
    # row "80 - 90% · 7 – 8 bulan · 91%-100% · 25,00 s.d. 64,99 · 91 % ≤ 100 %"
    ("80 - 90%", Figure(F(80), F(90), "%")),
    ("7 – 8 bulan", Figure(F(7), F(8), "bulan")),
    ("91%-100%", Figure(F(91), F(100), "%")),
    ("25,00 s.d. 64,99", Figure(F(25), F(6499, 100))),
    ("91 % ≤ 100 %", Figure(F(91), F(100), "%")),
    ("5 s/d 10 dokumen", Figure(F(5), F(10), "dokumen")),
    ("5 sampai dengan 10", Figure(F(5), F(10))),
    ("80 hingga 90", Figure(F(80), F(90))),
    ("Rp 5 – 10 juta", Figure(F(5000000), F(10000000), "rupiah")),
    ("500.000 – 1 juta", Figure(F(500000), F(1000000))),
    # what stands at one end of a range only is said of both: money, per cent, a decimal point
    ("Rp 5 – 10", Figure(F(5), F(10), "rupiah")),
    ("5 – Rp 10", Figure(F(5), F(10), "rupiah")),
    ("5 juta s.d. Rp 10 juta", Figure(F(5000000), F(10000000), "rupiah")),
    ("5.000,- s.d. 10.000", Figure(F(5000), F(10000), "rupiah")),
    ("5.000 s.d. 10.000,-", Figure(F(5000), F(10000), "rupiah")),
    ("Rp5 – Rp10", Figure(F(5), F(10), "rupiah")),
    ("80% - 90", Figure(F(80), F(90), "%")),
    ("80 - 90%", Figure(F(80), F(90), "%")),
    ("80.5 - 90", Figure(F(161, 2), F(90), decimal_point=True)),
    ("80 - 90.5", Figure(F(80), F(181, 2), decimal_point=True)),
    ("1,000.5 - 2000", Figure(F(2001, 2), F(2000), decimal_point=True, english=True)),
    ("1000 - 2,000.5", Figure(F(1000), F(4001, 2), decimal_point=True, english=True)),
    ("-5 - -3", Figure(F(-5), F(-3))),
    # rows of lower and upper bounds
    ("≥ 75", Figure(F(75), comparison=">=")),
    (">=75%", Figure(F(75), unit="%", comparison=">=")),
    ("minimal 75", Figure(F(75), comparison=">=")),
    ("sekurang-kurangnya 75", Figure(F(75), comparison=">=")),
    ("Sekurang – kurangnya 75", Figure(F(75), comparison=">=")),
    ("paling sedikit 5 dokumen", Figure(F(5), unit="dokumen", comparison=">=")),
    ("paling kurang 5", Figure(F(5), comparison=">=")),
    ("di atas 75 %", Figure(F(75), unit="%", comparison=">")),
    ("lebih dari 75", Figure(F(75), comparison=">")),
    ("> 75", Figure(F(75), comparison=">")),
    ("≤ 3 hari", Figure(F(3), unit="hari", comparison="<=")),
    ("maksimal 3 hari", Figure(F(3), unit="hari", comparison="<=")),
    ("paling banyak 10", Figure(F(10), comparison="<=")),
    ("paling tinggi 10", Figure(F(10), comparison="<=")),
    ("setinggi-tingginya 10", Figure(F(10), comparison="<=")),
    ("di bawah 5", Figure(F(5), comparison="<")),
    ("kurang dari lima", Figure(F(5), comparison="<")),
    # row "110 (seratus sepuluh) · 70% (tujuh puluh persen) · 29 (dua puluh sembilan) jenis layanan"
    ("110 (seratus sepuluh)", Figure(F(110), words=F(110))),
    ("70% (tujuh puluh persen)", Figure(F(70), unit="%", words=F(70))),
    ("70 (tujuh puluh persen)", Figure(F(70), unit="%", words=F(70))),
    ("95 % (sembilan puluh lima persen) dari target", Figure(F(95), unit="%", words=F(95))),
    ("29 (dua puluh sembilan) jenis layanan", Figure(F(29), unit="jenis layanan", words=F(29))),
    ("29 (dua puluh delapan) jenis", Figure(F(29), unit="jenis", words=F(28))),
    ("15 orang (lima belas orang)", Figure(F(15), unit="orang", words=F(15))),
    ("Rp 5.000.000 (lima juta rupiah)", Figure(F(5000000), unit="rupiah", words=F(5000000))),
    # a unit may hold brackets, number words, digits and signs
    ("14 Penelitian", Figure(F(14), unit="Penelitian")),
    ("14 (Penelitian)", Figure(F(14), unit="Penelitian")),
    ("14 dokumen  (laporan).", Figure(F(14), unit="dokumen (laporan)")),
    ("12 layanan terpadu satu pintu", Figure(F(12), unit="layanan terpadu satu pintu")),
    ("12 layanan (satu pintu)", Figure(F(12), unit="layanan (satu pintu)")),
    ("120 SP2D", Figure(F(120), unit="SP2D")),
    ("18 rapat-rapat", Figure(F(18), unit="rapat-rapat")),
    ("1000 orang/ tamu", Figure(F(1000), unit="orang/ tamu")),
    # words alone, fractions, signs, layout
    ("dua belas", Figure(F(12))),
    ("dua belas dokumen", Figure(F(12), unit="dokumen")),
    ("dua puluh lima per seratus", Figure(F(1, 4))),
    ("3/4", Figure(F(3, 4))),
    ("-1/3", Figure(F(-1, 3))),
    ("-5", Figure(F(-5))),
    ("−5", Figure(F(-5))),
    ("+5", Figure(F(5))),
    ("６．２５４", Figure(F(6254))),
    ("８１，３５％", Figure(F(8135, 100), unit="%")),
    ("\u00a018\u00a0orang\n", Figure(F(18), unit="orang")),
    ("75.", Figure(F(75))),
    ("75,", Figure(F(75))),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES, ids=[row[0].strip() for row in FIGURES])
def test_figures(text: str, expected: Figure):
    assert read_figure(text) == expected


REFUSED = [
    # row "n/a · - · nihil · kosong": nihil can mean 0, so that the caller can ask
    ("", "kosong", 0),
    ("  ", "kosong", 0),
    ("n/a", "kosong", 0),
    ("-", "kosong", 0),
    (" –", "kosong", 1),
    ("Rp -", "kosong", 0),
    ("kosong", "kosong", 0),
    ("Nihil", "nihil", 0),
    ("Tersedia & berjalan", "bukan-angka", 0),
    # what other languages take for numbers
    ("1e5", "bukan-angka", 1),
    ("1E+5", "satuan-ganda", 3),
    ("0x10", "bukan-angka", 1),
    ("1_000", "satuan-ganda", 2),
    ("nan", "bukan-angka", 0),
    ("inf", "bukan-angka", 0),
    ("Infinity", "bukan-angka", 0),
    ("5²", "bukan-angka", 1),
    ("½", "bukan-angka", 0),
    ("٥", "bukan-angka", 0),
    # half a number, or more than one
    (",5", "bukan-angka", 0),
    ("(1.250)", "bukan-angka", 0),
    ("±5", "bukan-angka", 0),
    ("- 5", "bukan-angka", 1),
    ("--5", "bukan-angka", 0),
    ("-Rp -5", "bukan-angka", 0),
    ("-Rp lima", "bukan-angka", 4),
    ("1.2.3", "bukan-angka", 0),
    ("dua belas koma", "bukan-angka", 0),
    ("dua tiga", "bukan-angka", 0),
    ("Skor 4", "bukan-angka", 0),
    ("A (80,50)", "bukan-angka", 0),
    ("5 dua", "bukan-angka", 1),
    ("1 ribu triliun", "bukan-angka", 6),
    ("18 orang, 12 bulan", "satuan-ganda", 10),
    ("1 250 100", "satuan-ganda", 2),
    ("305 per 100.000 kelahiran", "satuan-ganda", 8),
    ("2023, 2024", "satuan-ganda", 6),
    ("5 x 100%", "satuan-ganda", 4),
    ("12/10/2024", "satuan-ganda", 6),
    ("100% hadir", "satuan-ganda", 4),
    ("Rp 5 juta orang", "satuan-ganda", 9),
    ("Rp 5%", "satuan-ganda", 5),
    ("Rp 5 – 10%", "satuan-ganda", 10),
    ("5% – Rp 10", "satuan-ganda", 10),
    ("5 – Rp 10 orang", "satuan-ganda", 9),
    ("Rp 5 – 10 orang", "satuan-ganda", 9),
    ("80% - 90 orang", "satuan-ganda", 8),
    ("1,5/2", "satuan-ganda", 4),
    ("3/0", "penyebut-nol", 2),
    # ranges
    ("90 - 80", "rentang-terbalik", 0),
    ("80 -", "bukan-angka", 4),
    ("minimal 80 - 90", "bukan-angka", 10),
    ("≥ ", "bukan-angka", 1),
]


@pytest.mark.parametrize(("text", "reason", "offset"), REFUSED, ids=[row[0] or "nothing" for row in REFUSED])
def test_refused(text: str, reason: str, offset: int):
    assert reason_of(read_figure, text) == (reason, offset)


def test_limits_of_a_cell():
    assert reason_of(read_figure, "1" * 1001) == ("terlalu-panjang", 1000)
    assert reason_of(read_figure, "5 orang", max_length=6) == ("terlalu-panjang", 6)
    assert reason_of(read_figure, "Rp " + "1" * 401) == ("terlalu-panjang", 3)
    assert reason_of(read_figure, "1.234 orang", max_digits=3) == ("terlalu-panjang", 0)


def test_percent():
    assert read_figure("81,35 %").percent
    assert not read_figure("81,35").percent


@pytest.mark.parametrize("value", [Numeral(F(1)), Figure(F(1))])
def test_immutable_and_slotted(value: Any):
    with pytest.raises(AttributeError):
        value.value = F(2)
    assert not hasattr(value, "__dict__")
    assert pickle.loads(pickle.dumps(value)) == value


def test_an_error_tells_why_in_indonesian_and_pickles():
    error = NumeralError("bukan-angka", 3)
    assert str(error) == "tidak terbaca sebagai angka"
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.reason, again.offset) == (NumeralError, "bukan-angka", 3)


# Words

WORDS = [
    ("nol", 0),
    ("satu", 1),
    ("sepuluh", 10),
    ("sebelas", 11),
    ("dua belas", 12),
    ("sembilan belas", 19),
    ("dua puluh sembilan", 29),
    ("seratus", 100),
    ("seratus sepuluh", 110),
    ("lima ratus sebelas", 511),
    ("seribu", 1000),
    ("seribu lima ratus", 1500),
    ("seratus ribu", 100_000),
    ("dua puluh satu ribu", 21_000),
    ("seratus satu ribu satu", 101_001),
    ("satu juta seribu", 1_001_000),
    ("satu miliar", 10**9),
    ("seribu triliun", 10**15),
    ("dua juta triliun tiga juta", 2 * 10**18 + 3 * 10**6),
    ("tiga koma lima", F(7, 2)),
    ("nol koma nol lima", F(1, 20)),
]

ALSO_READ = [
    ("min lima", -5),
    ("minus lima", -5),
    ("duabelas", 12),
    ("enambelas", 16),
    ("DuaPuluh lima", 25),
    ("satu ratus", 100),
    ("satu ribu", 1000),
    ("dua milyar", 2 * 10**9),
    ("tiga trilyun", 3 * 10**12),
    ("satu koma dua miliar", 1_200_000_000),
    ("dua puluh lima per seratus", F(1, 4)),
    ("tiga perempat", F(3, 4)),
    ("  seratus \n lima ", 105),
]


@pytest.mark.parametrize(("text", "value"), WORDS + ALSO_READ, ids=[row[0].strip() for row in WORDS + ALSO_READ])
def test_words_are_read(text: str, value: int | F):
    assert read_words(text) == value


@pytest.mark.parametrize(("text", "value"), WORDS, ids=[row[0] for row in WORDS])
def test_words_are_written(text: str, value: int | F):
    assert to_words(value) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "dua belas koma",
        "koma lima",
        "dua tiga",
        "seratus ratus",
        "sepuluh lima",
        "dua puluh sepuluh",
        "minus",
        "belas",
        "satu belas",
        "dua orang",
        "ribu juta",
        "dua ribu tiga juta",
        "dua ribu tiga ribu",
        "nol puluh",
        "ratus",
        "satu koma dua belas",
        "dua per nol",
        "per dua",
        "dua per",
        "satu per dua per tiga",
        "5",
        "lima-lima",
        "seratus nol",
        "dua minus tiga",
        "satu koma dua koma tiga",
        "pertama",
        "semua",
        "puluh dua",
        "dua juta triliun miliar",
    ],
)
def test_not_number_words(text: str):
    assert read_words(text) is None


def test_number_words_are_single_words():
    assert {"dua", "belas", "seribu", "milyar", "duabelas", "limaratus"} <= NUMBER_WORDS
    assert not {"koma", "per", "min", "orang", "se", ""} & NUMBER_WORDS


def test_numbers_without_words():
    assert reason_of(to_words, 10**24) == ("terlalu-panjang", 0)
    assert reason_of(to_words, F(1, 3)) == ("tak-berujung", 0)
    assert to_words(10**24 - 1).startswith("sembilan ratus sembilan puluh sembilan miliar")


# Python numbers


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (18, F(18)),
        (-5, F(-5)),
        (0.1, F(1, 10)),
        (2.675, F(2675, 1000)),
        (1e22, F(10**22)),
        (1e23, F(10**23)),
        (5e-324, F(5, 10**324)),
        (-0.0, F(0)),
        (Decimal("81.35"), F(8135, 100)),
        (Decimal("1E+3"), F(1000)),
        (Decimal("0E+999999"), F(0)),
        (F(1, 3), F(1, 3)),
    ],
    ids=repr,
)
def test_exact(value: Any, expected: F):
    result = exact(value)
    assert result == expected
    assert type(result) is F


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (float("nan"), "bukan-bilangan"),
        (Decimal("NaN"), "bukan-bilangan"),
        (Decimal("sNaN"), "bukan-bilangan"),
        (float("inf"), "tak-hingga"),
        (float("-inf"), "tak-hingga"),
        (Decimal("-Infinity"), "tak-hingga"),
        (True, "bukan-angka"),
        (None, "bukan-angka"),
        ("5", "bukan-angka"),
        (1j, "bukan-angka"),
        ([5], "bukan-angka"),
        (10**MAX_DIGITS, "terlalu-panjang"),
        (-(10**100_000), "terlalu-panjang"),
        (F(1, 10**MAX_DIGITS + 1), "terlalu-panjang"),
        (Decimal("1E+999999"), "terlalu-panjang"),
        (Decimal("1E-999999"), "terlalu-panjang"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_not_exact(value: Any, reason: str):
    assert reason_of(exact, value) == (reason, 0)


def test_the_largest_number():
    assert exact(10**MAX_DIGITS - 1) == 10**MAX_DIGITS - 1
    assert exact(999, max_digits=3) == 999
    assert reason_of(exact, 1000, max_digits=3) == ("terlalu-panjang", 0)


def test_numpy_scalars():
    numpy = pytest.importorskip("numpy")
    assert exact(numpy.float32(0.1)) == exact(numpy.float64(0.1)) == F(1, 10)
    assert exact(numpy.int64(5)) == exact(numpy.uint8(5)) == 5
    assert reason_of(exact, numpy.bool_(True)) == ("bukan-angka", 0)
    assert reason_of(exact, numpy.float32("nan")) == ("bukan-bilangan", 0)


# Writing


@pytest.mark.parametrize(
    ("value", "keywords", "text"),
    [
        (F(90), {}, "90,00"),
        (F(1250000), {}, "1.250.000,00"),
        (F(2675, 1000), {}, "2,68"),
        (F(-2675, 1000), {}, "-2,68"),
        (F(1, 3), {}, "0,33"),
        (F(2, 3), {}, "0,67"),
        (F(-1, 1000), {}, "0,00"),
        (F(999995, 1000), {}, "1.000,00"),
        (F(5, 2), {"decimals": 0}, "3"),
        (F(7, 2), {"decimals": 0}, "4"),
        (F(1, 20), {"decimals": 4}, "0,0500"),
        (F(1, 20), {"decimals": 4, "trim": True}, "0,05"),
        (6254, {"trim": True}, "6.254"),
        (6254, {"trim": True, "group": False}, "6254"),
        (100, {"decimals": 0, "trim": True}, "100"),
    ],
)
def test_format_number(value: F | int, keywords: dict[str, Any], text: str):
    assert format_number(value, **keywords) == text


def test_format_number_has_limits():
    assert reason_of(format_number, 10**5000) == ("terlalu-panjang", 0)
    for decimals in (-1, MAX_DIGITS + 1):
        with pytest.raises(ValueError, match="decimals must be"):
            format_number(1, decimals=decimals)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (F(8135, 100), "81,35"),
        (F(-1, 20), "-0,05"),
        (F(1, 3), "1/3"),
        (F(-22, 7), "-22/7"),
        (F(1250000), "1250000"),
        (F(10**40), "1" + "0" * 40),
        (F(1, 10**29), "0," + "0" * 28 + "1"),
        (F(1, 10**30), f"1/{10**30}"),
        (F(1, 2**31), f"1/{2**31}"),
    ],
)
def test_shortest(value: F, text: str):
    assert shortest(value) == text
