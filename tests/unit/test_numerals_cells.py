"""Cells that hold one figure: each word of comparison and scale, each sign, each limit, and where it breaks off."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from kinerja_formula.numerals import Figure, NumeralError, decode, decode_in_formula, read_figure, scale_of_word

F = Fraction

REASONS = {
    "kosong": "tidak ada angka",
    "nihil": "“nihil” dapat berarti nol atau tidak ada data",
    "bukan-angka": "tidak terbaca sebagai angka",
    "terlalu-panjang": "angka terlalu panjang",
    "tak-hingga": "angka tak hingga",
    "bukan-bilangan": "bukan bilangan (NaN)",
    "satuan-ganda": "lebih dari satu angka atau satuan",
    "rentang-terbalik": "batas bawah rentang melebihi batas atasnya",
    "penyebut-nol": "penyebut pecahan nol",
    "rumus-tanpa-nilai": "rumus lembar kerja yang nilainya belum tersimpan",
    "satuan-tak-dikenal": "satuannya tidak dikenal",
    "bukan-tanggal": "tanggal itu tidak ada",
    "jam": "adalah jam, bukan lama waktu",
    "benar-salah": "hanya berarti benar atau salah",
    "tak-berujung": "pecahan desimalnya tidak berujung",
    "alasan-lain": "alasan-lain",
}


@pytest.mark.parametrize(("reason", "text"), REASONS.items())
def test_every_reason_has_its_words(reason: str, text: str):
    assert str(NumeralError(reason)) == text
    assert NumeralError(reason).args == (reason, 0)
    error = NumeralError(reason, 3)
    assert (error.reason, error.offset, error.args) == (reason, 3, (reason, 3))


def refusal(call: Any, *args: Any, **keywords: Any) -> tuple[str, int]:
    with pytest.raises(NumeralError) as caught:
        call(*args, **keywords)
    return caught.value.reason, caught.value.offset


# Digits


@pytest.mark.parametrize(
    ("digits", "offset"),
    [
        *(("1..2", 0), ("1.2.3", 0), ("0.500.000", 0), ("1.250,000.5", 1), ("1,5,000.5", 7), ("12.50,5", 5)),
        *(("1234.567,8", 8), ("1.234,567,8", 5), ("1,234.5.6", 5), ("a", 0), ("1,", 0)),
    ],
)
def test_where_marks_make_no_number(digits: str, offset: int):
    assert refusal(decode, digits) == ("bukan-angka", offset)


@pytest.mark.parametrize("written", ["{}", "1.{}", "1,{}", "0.{}", "1.{}.000", "1.000,{}", "1,000.{}"])
def test_no_number_is_longer_than_python_writes_out(written: str):
    """With any ``max_digits``: the digits together, whatever marks stand between them."""
    rest = 4000 - sum(map(str.isdigit, written))
    if ".000" in written and written.startswith("1.{}."):  # groups of three
        fitting, longer = "1" + ".000" * 1333, "1" + ".000" * 1334
        assert decode(fitting, max_digits=9999).value == 10**3999
    else:
        fitting, longer = written.format("7" * rest), written.format("7" * (rest + 1))
        assert decode(fitting, max_digits=9999).value.numerator > 0
        assert refusal(decode, fitting, max_digits=3999) == ("terlalu-panjang", 0)
        assert decode(fitting, max_digits=4000) == decode(fitting, max_digits=9999)
    assert refusal(decode, longer, max_digits=9999) == ("terlalu-panjang", 0)


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("1,000", 1000),
        ("100,000", 100_000),
        ("1,000,000,000,000", 10**12),
        ("1 000", 1000),
        ("999 000 000 000 000", 999 * 10**12),
        ("100.000", 100_000),
        ("12,500", F(25, 2)),
        ("100,001", F(100_001, 1000)),
        ("0,000", 0),
        ("1000,000", 1000),
        ("2,5", F(5, 2)),
    ],
)
def test_round_thousands_of_a_formula(digits: str, value: Fraction | int):
    found = decode_in_formula(digits)
    assert (found.value, found.english, found.decimal_point) == (value, False, False)


@pytest.mark.parametrize(
    "digits", ["1 001", "1,000 000", "1 000 000 000 000 000", "0 000", "1000 000", "1 000,5", "100 00"]
)
def test_what_is_no_round_thousand(digits: str):
    assert refusal(decode_in_formula, digits) == ("bukan-angka", 0)


def test_a_formula_has_the_limits_of_a_cell():
    assert decode_in_formula("100,000", max_digits=6).value == 100_000
    assert refusal(decode_in_formula, "100,000", max_digits=5) == ("terlalu-panjang", 0)
    assert refusal(decode_in_formula, "") == ("kosong", 0)
    assert refusal(decode_in_formula, "9" * 401) == ("terlalu-panjang", 0)
    assert decode_in_formula("1,000,000,000,000,000").english


# What stands in front

COMPARISONS = {
    ">=": (
        *("≥", ">=", "=>", "minimal", "minimum", "sekurang-kurangnya", "sekurangnya", "setidak-tidaknya", "setidaknya"),
        *("paling sedikit", "paling kurang", "paling rendah", "serendah-rendahnya", "tidak kurang dari"),
    ),
    "<=": (
        *("≤", "<=", "=<", "maksimal", "maksimum", "setinggi-tingginya", "sebanyak-banyaknya", "paling banyak"),
        *("paling tinggi", "paling besar", "tidak lebih dari", "tidak melebihi", "paling lama", "paling lambat"),
        *("selambat-lambatnya", "selama-lamanya"),
    ),
    ">": (">", "di atas", "diatas", "lebih dari", "lebih besar dari"),
    "<": ("<", "di bawah", "dibawah", "kurang dari", "lebih kecil dari"),
}


@pytest.mark.parametrize(("sign", "word"), [(sign, word) for sign, words in COMPARISONS.items() for word in words])
def test_every_word_of_comparison(sign: str, word: str):
    for written in (word, word.upper(), word.replace("-", " – "), word.replace(" ", "   "), f"  {word}"):
        assert read_figure(f"{written} 5 hari") == Figure(F(5), unit="hari", comparison=sign)
    assert read_figure(f"{word}5") == Figure(F(5), comparison=sign)
    start = len(word)
    assert refusal(read_figure, f"{word} 5 - 10") == ("bukan-angka", start + 2)
    assert refusal(read_figure, word)[0] == "bukan-angka"


EMPTY = [
    "-",
    "---",
    "–",
    "-.",
    "n/a",
    "N / A",
    "n/a.",
    "kosong.",
    "Belum ada",
    "tidak ada.",
    "rp. -",
    "Rp-",
    "rp kosong",
]


@pytest.mark.parametrize("text", EMPTY)
def test_cells_without_a_figure(text: str):
    assert refusal(read_figure, text) == ("kosong", 0)
    assert refusal(read_figure, f" \u200b{text}  ") == ("kosong", 2)


@pytest.mark.parametrize("text", ["nihil", "NIHIL.", "nihil.."])
def test_nihil_is_told_apart(text: str):
    assert refusal(read_figure, f"  {text} ") == ("nihil", 2)


RUPIAH = [
    *(("Rp 5", 5), ("rp5", 5), ("Rp.5", 5), ("rp . 5", 5), ("IDR 5", 5), ("idr. 5", 5), ("+Rp 5", 5), ("Rp +5", 5)),
    *(("-Rp 5", -5), ("Rp -5", -5), ("5 Rp", 5), ("5 idr", 5), ("5 Rupiah", 5), ("5 (rupiah)", 5), ("Rp 5 rupiah", 5)),
    *(("Rp 5 (Rupiah)", 5), ("5,-", 5), ("5.-", 5), ("5,--", 5), ("5,=", 5), ("5, -", 5), ("5.000,00,-", 5000)),
    *(("Rp 5 ribu", 5000), ("Rp 5 rb", 5000), ("Rp 5 jt", 5 * 10**6), ("Rp5juta", 5 * 10**6), ("Rp 5 M", 5 * 10**9)),
    *(("Rp 5 milyar", 5 * 10**9), ("Rp 5 milliar", 5 * 10**9), ("Rp 5 t", 5 * 10**12), ("Rp 5 trilyun", 5 * 10**12)),
    *(("Rp 5 trilliun", 5 * 10**12), ("5,- juta", 5 * 10**6), ("5 juta rupiah", 5 * 10**6)),
    ("Rp lima juta", 5 * 10**6),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), RUPIAH)
def test_money(text: str, value: int):
    assert read_figure(text) == Figure(F(value), unit="rupiah")


SCALES = {"ribu": 10**3, "rb": 10**3, "juta": 10**6, "jt": 10**6, "miliar": 10**9, "milyar": 10**9, "milliar": 10**9}
SCALES |= {"triliun": 10**12, "trilyun": 10**12, "trilliun": 10**12}


@pytest.mark.parametrize(("word", "scale"), SCALES.items())
def test_words_of_scale(word: str, scale: int):
    assert scale_of_word(word) == scale_of_word(word.upper() + ".") == scale
    assert read_figure(f"1,5 {word} orang") == Figure(F(3, 2) * scale, unit="orang")
    assert read_figure(f"-2{word}") == Figure(F(-2) * scale)
    assert read_figure(f"1 - 2 {word}") == Figure(F(scale), F(2 * scale))


@pytest.mark.parametrize("word", ["m", "t", "orang", "jutaan", "ratus", "belas", "", "."])
def test_what_is_no_word_of_scale_behind_a_count(word: str):
    assert scale_of_word(word) is None
    if word.isalpha() and word not in ("ratus", "belas"):
        assert read_figure(f"5 {word}") == Figure(F(5), unit=word)


# Behind the figure


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        # decimals behind a blank
        ("59,  2", Figure(F(592, 10))),
        ("1.000, 5", Figure(F(2001, 2))),
        ("59, 2 orang", Figure(F(592, 10), unit="orang")),
        # a denominator
        ("3 / 4", Figure(F(3, 4))),
        ("3/4 bagian", Figure(F(3, 4), unit="bagian")),
        ("03/04%", Figure(F(3, 4), unit="%")),
        ("-3/4", Figure(F(-3, 4))),
        # per cent, said once or twice
        ("5 prosen", Figure(F(5), unit="%")),
        ("5PERSEN", Figure(F(5), unit="%")),
        ("5 (%)", Figure(F(5), unit="%")),
        ("5 persen (%)", Figure(F(5), unit="%")),
        ("5%dari orang", Figure(F(5), unit="%")),
        ("5 persentase", Figure(F(5), unit="persentase")),
        # ranges
        *((f"5{to}10", Figure(F(5), F(10))) for to in ("-", " – ", " ≤ ", " <= ", " sd ", " s.d ", " s/d. ")),
        *((f"5 {to} 10", Figure(F(5), F(10))) for to in ("sampai", "SAMPAI  dengan", "hingga", "s .d.")),
        ("5 ribu - 10 juta", Figure(F(5000), F(10**7))),
        ("10 - 5 juta", Figure(F(10), F(5 * 10**6))),
        ("5 - 5 juta", Figure(F(5 * 10**6), F(5 * 10**6))),
        ("5 - 5", Figure(F(5), F(5))),
        ("lima sampai sepuluh orang", Figure(F(5), F(10), "orang")),
        ("-5 - lima", Figure(F(-5), F(5))),
        ("5 sdm", Figure(F(5), unit="sdm")),
        # number words in brackets
        ("5 (lima) (orang)", Figure(F(5), unit="orang", words=F(5))),
        ("5 (lima) orang (laki-laki)", Figure(F(5), unit="orang (laki-laki)", words=F(5))),
        ("5 (lima orang) Orang", Figure(F(5), unit="Orang", words=F(5))),
        ("5 (orang) (lima)", Figure(F(5), unit="orang", words=F(5))),
        ("5 orang (lima)", Figure(F(5), unit="orang", words=F(5))),
        ("5 (lima), orang", Figure(F(5), unit="orang", words=F(5))),
        ("5 (lima) .", Figure(F(5), words=F(5))),
        ("5 (lima %)", Figure(F(5), unit="%", words=F(5))),
        ("5 (lima persen )", Figure(F(5), unit="%", words=F(5))),
        ("5 (lima) persen", Figure(F(5), unit="%", words=F(5))),
        ("5% (lima)", Figure(F(5), unit="%", words=F(5))),
        ("5% (lima %)", Figure(F(5), unit="%", words=F(5))),
        ("5 (lima persen) %", Figure(F(5), unit="%", words=F(5))),
        ("5 orang (lima desa)", Figure(F(5), unit="orang (lima desa)")),
        ("5 ()", Figure(F(5))),
        # units
        ("5 X", Figure(F(5), unit="X")),
        ("5 X.", Figure(F(5), unit="X")),
        ("5 (X)", Figure(F(5), unit="X")),
        ("5 (lima) X", Figure(F(5), unit="X", words=F(5))),
        ("5 (lima X)", Figure(F(5), unit="X", words=F(5))),
        ("5 orang.", Figure(F(5), unit="orang")),
        ("5 orang;", Figure(F(5), unit="orang")),
        ("5 orang ,", Figure(F(5), unit="orang")),
        ("5 ( orang )", Figure(F(5), unit="orang")),
        ("5 orang   per  desa", Figure(F(5), unit="orang per desa")),
        ("5‰", Figure(F(5), unit="‰")),
        ("5 °C", Figure(F(5), unit="°C")),
        *((f"5{glued}", Figure(F(5), unit=glued)) for glued in ("kg", "m2", "km2", "cm2", "dm3", "hm2", "Org", "e")),
        ("5 e5", Figure(F(5), unit="e5")),
        ("5 ketiga", Figure(F(5), unit="ketiga")),
        ("5 org/hr", Figure(F(5), unit="org/hr")),
        # signs that mean others
        ("\u200b5\u200e orang\u2060", Figure(F(5), unit="orang")),
        ("\ufeff5\u200f", Figure(F(5))),
        ("5\u20446", Figure(F(5, 6))),
        *((f"{minus}5", Figure(F(-5))) for minus in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63"),
        ("ｌｉｍａ ＯＲＡＮＧ", Figure(F(5), unit="ORANG")),
        ("５％", Figure(F(5), unit="%")),
        ("～", None),
    ],
)  # fmt: skip
def test_one_figure_and_what_belongs_to_it(text: str, figure: Figure | None):
    if figure is None:
        assert refusal(read_figure, text) == ("bukan-angka", 0)
    else:
        assert read_figure(text) == figure


@pytest.mark.parametrize(
    ("text", "reason", "offset"),
    [
        ("59, 25", "satuan-ganda", 4),
        ("59, 2.5", "satuan-ganda", 4),
        ("59, 2,5", "satuan-ganda", 4),
        ("59,2, 3", "satuan-ganda", 6),
        ("3/4,5", "satuan-ganda", 2),
        ("3/4/5", "satuan-ganda", 4),
        ("1.000/2", "satuan-ganda", 6),
        ("  3/00", "penyebut-nol", 4),
        ("Rp 3/0", "penyebut-nol", 5),
        ("5.000,---", "bukan-angka", 9),
        ("5.000,- 5", "satuan-ganda", 8),
        ("5.000,-5", "satuan-ganda", 7),
        ("5.000,- orang", "satuan-ganda", 7),
        ("5 % orang", "satuan-ganda", 3),
        ("5 % dariorang", "satuan-ganda", 3),
        ("5 % persen", "satuan-ganda", 3),
        ("Rp 5 orang", "satuan-ganda", 4),
        ("Rp 5 rupiah orang", "satuan-ganda", 4),
        ("5 % - 10 orang", "satuan-ganda", 8),
        ("5 - 10 - 15", "satuan-ganda", 9),
        ("5 sampaikan 10", "satuan-ganda", 12),
        ("5 juta - 10", "rentang-terbalik", 0),
        ("  6 - 5 orang", "rentang-terbalik", 2),
        ("5 – x", "bukan-angka", 4),
        ("5 (lima orang) desa", "bukan-angka", 1),
        ("5 (lima persen) orang", "bukan-angka", 1),
        ("5 (lima", "bukan-angka", 1),
        ("5 $", "bukan-angka", 1),
        ("5 [orang]", "bukan-angka", 1),
        ("5orang2", "bukan-angka", 1),
        ("5dua", "bukan-angka", 1),
        ("5/orang", "bukan-angka", 1),
        ("5.orang", "bukan-angka", 1),
        ("5 juta-an", "bukan-angka", 7),
        ("5 _2", "satuan-ganda", 3),
        ("5 orang 2", "satuan-ganda", 8),
        ("+-5", "bukan-angka", 0),
        ("-+5", "bukan-angka", 0),
        ("+lima", "bukan-angka", 1),
        ("rps 5", "bukan-angka", 0),
        ("Rp_5", "bukan-angka", 2),
        ("Rp 1..5", "bukan-angka", 3),
        ("Rp 12.50,5", "bukan-angka", 8),
        ("≥ 1.2.3", "bukan-angka", 2),
    ],
)
def test_where_a_cell_stops_to_be_one_figure(text: str, reason: str, offset: int):
    assert refusal(read_figure, text) == (reason, offset)


def test_limits_of_the_numbers_in_a_cell():
    assert read_figure("9" * 400).value == 10**400 - 1
    assert refusal(read_figure, "9" * 401) == ("terlalu-panjang", 0)
    assert read_figure("7".ljust(1000)).value == 7
    assert refusal(read_figure, "7".ljust(1001)) == ("terlalu-panjang", 1000)
    assert read_figure("12 orang", max_digits=2, max_length=8).value == 12
    for text, offset in (("123", 0), ("123 orang", 0), ("12 - 123", 5), ("12/123", 0), ("12, 5", 0), (" 123", 1)):
        assert refusal(read_figure, text, max_digits=2) == ("terlalu-panjang", offset)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 250 000", 1_250_000),
        ("12\u00a0250\u00a0000", 12_250_000),
        ("Rp 1 250 000 000", 1_250_000_000),
        ("1'250'000", 1_250_000),
        ("1’250", 1250),
        ("1 234,5 ton", F("1234.5")),
        ("Rp 1 234 567", 1_234_567),
        ("1 234 567 orang", 1_234_567),
        ("1 250 000,5 ton", F("1250000.5")),
        ("-1 250 000", -1_250_000),
    ],
)
def test_other_marks_between_thousands(text: str, value: Any):
    assert read_figure(text).value == value


@pytest.mark.parametrize(
    "text",
    [
        "1 250",
        "100 200 300",
        "90 100 110",
        "5 100,5",
        "1 234 567",
        "5 100 orang",
        "1 2 3",
        "20 1 250",
        "2023 250 000",
        "1 250 0000",
        "0 250 000",
        "1 250 000 5",
    ],
)
def test_blanks_that_group_no_thousands(text: str):
    with pytest.raises(NumeralError):
        read_figure(text)
