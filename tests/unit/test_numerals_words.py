"""Number words both ways: every word, joined ones, scales, halves, decimals, fractions, and what is no number."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kinerja_formula.numerals import MAX_DIGITS, NUMBER_WORDS, NumeralError, read_words, to_words

F = Fraction
ONES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
ENDINGS = ("belas", "puluh", "ratus", "ribu", "juta", "miliar", "triliun", "milyar", "milliar", "trilyun", "trilliun")
WHOLE = ("sepuluh", "sebelas", "seratus", "seribu", "sejuta", "semiliar", "setengah")


def plain(number: int) -> str:
    """Below a thousand, by the rules of the school book."""
    if number < 10:
        return ONES[number]
    if number < 12:
        return ("sepuluh", "sebelas")[number - 10]
    if number < 20:
        return f"{ONES[number - 10]} belas"
    if number < 100:
        return f"{ONES[number // 10]} puluh" + (f" {ONES[number % 10]}" if number % 10 else "")
    hundreds = "seratus" if number < 200 else f"{ONES[number // 100]} ratus"
    return hundreds + (f" {plain(number % 100)}" if number % 100 else "")


def test_the_words_that_numbers_are_made_of():
    assert {*ONES, *WHOLE, *ENDINGS, *(one + ending for one in ONES[1:] for ending in ENDINGS)} == NUMBER_WORDS


def test_every_number_below_a_thousand():
    for number in range(1000):
        text = plain(number)
        assert to_words(number) == text
        assert read_words(text) == number
        assert read_words(text.replace(" ", "")) == number
        assert read_words(text.upper()) == number
        if number:
            assert read_words(f"minus {text}") == -number
            assert to_words(-number) == f"minus {text}"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1000, "seribu"),
        (1001, "seribu satu"),
        (1100, "seribu seratus"),
        (2000, "dua ribu"),
        (10_000, "sepuluh ribu"),
        (11_011, "sebelas ribu sebelas"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (999_999, "sembilan ratus sembilan puluh sembilan ribu sembilan ratus sembilan puluh sembilan"),
        (10**6, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (10**9, "satu miliar"),
        (10**12, "satu triliun"),
        (10**15, "seribu triliun"),
        (10**15 + 1000, "seribu triliun seribu"),
        (10**18, "satu juta triliun"),
        (2 * 10**21 + 3 * 10**9 + 4, "dua miliar triliun tiga miliar empat"),
        (900 * 10**21, "sembilan ratus miliar triliun"),
        (F(1, 2), "nol koma lima"),
        (F(-5, 2), "minus dua koma lima"),
        (F(1001, 1000), "satu koma nol nol satu"),
        (F(1234567890, 10**9), "satu koma dua tiga empat lima enam tujuh delapan sembilan"),
    ],
)
def test_numbers_and_their_words(number: int | F, text: str):
    assert to_words(number) == text
    assert read_words(text) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("sejuta", 10**6), ("semiliar", 10**9), ("satu ratus", 100), ("satu ribu", 1000), ("satu ribu satu", 1001)),
        *(("dua milyar", 2 * 10**9), ("dua milliar", 2 * 10**9), ("tiga trilyun", 3 * 10**12)),
        *(("tiga trilliun", 3 * 10**12), ("seratusribu", 100_000), ("duapuluhlimaribu", 25_000)),
        *(("sejuta seribu seratus sepuluh", 1_001_110), ("seratus triliun", 10**14)),
        *(("dua setengah", F(5, 2)), ("dua puluh setengah", F(41, 2)), ("dua setengah juta", 2_500_000)),
        *(("satu setengah triliun", 1_500_000_000_000), ("minus dua setengah", F(-5, 2)), ("min nol", 0)),
        *(("satu koma lima juta", 1_500_000), ("nol koma nol", 0), ("dua koma nol lima ribu", 2050)),
        *(("minus satu koma dua juta per tiga", -400_000), ("satu per dua koma lima", F(2, 5)), ("nol per dua", 0)),
        *(("tiga perempat", F(3, 4)), ("seperti", None), ("dua\tbelas\n", 12), ("", None)),
    ],
)
def test_other_ways_to_say_a_number(text: str, value: int | F | None):
    assert read_words(text) == value


@pytest.mark.parametrize(
    "text",
    [
        *("setengah", "setengah juta", "min setengah", "setengah setengah", "setengah koma lima", "satu per setengah"),
        *("dua setengah juta ribu", "dua setengah belas", "dua setengah orang", "koma setengah", "dua koma setengah"),
        *("setriliun", "milliar", "nol ribu", "satu nol", "seribu seribu", "sejuta sejuta", "seribu juta"),
        *("seribu miliar", "satu triliun triliun", "nol koma", "koma", "satu koma juta", "satu koma lima puluh"),
        *("satu koma sepuluh", "per", "minus", "min", "min minus lima", "dua min", "dua per min tiga", "seribuan"),
        *("duaan", "xdua", "dua-belas", "dua, tiga", "satu juta koma lima ribu juta"),
    ],
)
def test_words_that_make_no_number(text: str):
    assert read_words(text) is None


def test_how_many_words_a_number_may_have():
    digits = "nol " * (MAX_DIGITS - 1) + "satu"
    assert read_words(f"satu koma {digits}") == 1 + F(1, 10**MAX_DIGITS)
    assert read_words(f"satu koma nol {digits}") is None
    assert to_words(F(1, 10**MAX_DIGITS)) == f"nol koma {digits}"
    assert read_words("satu " * 10_000) is None
    assert read_words("satu " * 801 + "orang") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("satu juta miliar triliun", None),
        ("seribu miliar triliun", None),
        ("satu triliun triliun", None),
        ("satu miliar triliun koma nol ribu", None),
        ("dua miliar triliun koma nol ribu", None),
        ("satu miliar triliun setengah ribu", None),
        ("sembilan ratus juta triliun koma nol ribu", 9 * 10**23),
        ("satu juta triliun koma nol ribu", 10**21),
    ],
)
def test_from_ten_to_the_24th_on_no_number_has_words(text: str, value: int | None):
    assert read_words(text) == value


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (10**24, "terlalu-panjang"),
        (-(10**24), "terlalu-panjang"),
        (10**24 + F(1, 2), "terlalu-panjang"),
        (F(1, 3), "tak-berujung"),
        (F(-22, 7), "tak-berujung"),
        (F(1, 2**401), "tak-berujung"),
        (F(1, 10**400 + 1), "terlalu-panjang"),
        (10**400, "terlalu-panjang"),
    ],
    ids=range(8),
)
def test_numbers_that_have_no_words(value: int | F, reason: str):
    with pytest.raises(NumeralError) as caught:
        to_words(value)
    assert (caught.value.reason, caught.value.offset) == (reason, 0)


def test_the_largest_number_with_words():
    nines = "sembilan ratus sembilan puluh sembilan"
    below = f"{nines} miliar {nines} juta {nines} ribu {nines}"
    assert to_words(10**24 - 1) == f"{below} triliun {below}"
    assert read_words(f"{below} triliun {below}") == 10**24 - 1
    assert to_words(F(10**24) - F(1, 2)) == f"{below} triliun {below} koma lima"
