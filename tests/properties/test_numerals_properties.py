"""Laws of numbers: what is written is read back, the value is that of exact decimal arithmetic, no text breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_formula.numerals import (
    NUMBER_WORDS,
    NumeralError,
    decode,
    exact,
    format_number,
    read_figure,
    read_words,
    shortest,
    to_words,
)

PIECES = [
    *"0123456789.,-–%()/ +≥<",
    "Rp",
    "Rp.",
    "juta",
    "M",
    "persen",
    "s.d.",
    "minimal",
    "orang",
    "m2",
    "e5",
    "koma",
    "per",
]
PIECES += [
    "١",
    "²",
    "½",
    "％",
    "\u00a0",
    "\u200b",
    "\x00",
    "\ud800",
    "İ",
    "dua",
    "belas",
    "seratus",
    "ribu",
    "(satu)",
    "min",
]

whole_numbers = st.integers(0, 10**40)
decimals = st.decimals(-(10**18), 10**18, allow_nan=False, allow_infinity=False, places=6)
fractions = st.builds(Fraction, st.integers(-(10**60), 10**60), st.integers(1, 10**60))
doubtful_texts = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
)


def outcome(read: Callable[[], Any]) -> Any:
    """Return what is read, or the NumeralError; anything else that is raised fails the test."""
    try:
        return read()
    except NumeralError as error:
        return error


def indonesian(value: Decimal, *, grouped: bool) -> str:
    """Write with Python's own format, then exchange the marks: shares nothing with the code under test."""
    text = f"{value:,f}" if grouped else f"{value:f}"
    return text.translate(str.maketrans(",.", ".,"))


@given(decimals, st.booleans())
def test_decimals_mean_what_exact_decimals_mean(value: Decimal, grouped: bool):
    text = indonesian(abs(value), grouped=grouped)
    assert decode(text).value == Fraction(abs(value))
    assert read_figure(indonesian(value, grouped=grouped)).value == Fraction(value)


@given(st.integers(10**6, 10**40))
def test_english_groups_are_thousands(value: int):
    numeral = decode(f"{value:,}")
    assert (numeral.value, numeral.english) == (value, True)


@given(st.integers(0, 10**6), st.text("0123456789", min_size=1, max_size=9).filter(lambda rest: len(rest) != 3))
def test_a_dot_that_cannot_group_is_a_decimal_point(whole: int, rest: str):
    numeral = decode(f"{whole}.{rest}")
    assert (numeral.value, numeral.decimal_point) == (Fraction(f"{whole}.{rest}"), True)


@given(fractions, st.integers(0, 12), st.booleans(), st.booleans())
def test_format_rounds_half_up_as_decimal_does(value: Fraction, places: int, trim: bool, group: bool):
    text = format_number(value, decimals=places, trim=trim, group=group)
    # 200 digits carry these fractions far enough that only a true tie looks like one
    wide = Context(prec=200, rounding=ROUND_HALF_UP)
    near = wide.divide(Decimal(value.numerator), Decimal(value.denominator))
    rounded = near.quantize(Decimal(1).scaleb(-places), context=wide)
    assert Fraction(text.replace(".", "").replace(",", ".")) == Fraction(rounded)
    assert not (trim and "," in text and text.endswith("0"))
    assert group or "." not in text


@given(decimals)
def test_what_is_formatted_is_read_back(value: Decimal):
    figure = read_figure(format_number(Fraction(value), decimals=6))
    assert (figure.value, figure.unit, figure.decimal_point) == (Fraction(value), None, False)


@given(st.one_of(fractions, decimals.map(Fraction), whole_numbers.map(Fraction)))
def test_shortest_is_read_back(value: Fraction):
    text = shortest(value)
    assert read_figure(text).value == value
    assert "/" in text or value < 0 or decode(text).value == value


@given(st.one_of(st.integers(-(10**24) + 1, 10**24 - 1), st.integers(-3000, 3000), decimals.map(Fraction)))
def test_words_are_read_back(value: int | Fraction):
    words = to_words(value)
    assert read_words(words) == value
    assert read_figure(words).value == value
    assert set(words.split()) <= NUMBER_WORDS | {"koma", "minus"}


@given(st.integers(0, 10**15))
def test_joined_words_mean_the_same(value: int):
    assert read_words(to_words(value).replace(" ", "")) == value


@given(st.lists(st.sampled_from(sorted(NUMBER_WORDS)), min_size=1, max_size=6))
def test_a_run_of_words_is_one_number_or_none(words: list[str]):
    value = read_words(" ".join(words))
    if value is not None:  # whatever was accepted is written in one way only
        assert read_words(to_words(value)) == value


@given(whole_numbers, st.sampled_from(["orang", "jenis layanan", "Penelitian", "OH", "m2", "SP2D", "orang/tamu"]))
def test_a_unit_is_kept_as_written(value: int, unit: str):
    figure = read_figure(f"{value} {unit}")
    assert (figure.value, figure.unit) == (value, unit)


@given(st.integers(1, 10**15), st.integers(1, 10**15))
def test_words_in_brackets_are_reported_not_judged(value: int, said: int):
    figure = read_figure(f"{value} ({to_words(said)}) dokumen")
    assert (figure.value, figure.words, figure.unit) == (value, said, "dokumen")


@given(decimals, decimals, st.sampled_from([" - ", " – ", " s.d. ", " s/d ", " sampai dengan ", " hingga "]))
def test_ranges(one: Decimal, other: Decimal, connector: str):
    low, high = sorted((one, other))
    text = indonesian(low, grouped=True) + connector + indonesian(high, grouped=True) + " %"
    figure = read_figure(text)
    assert (figure.value, figure.upper, figure.unit) == (Fraction(low), Fraction(high), "%")


@given(st.floats())
def test_floats_mean_their_shortest_decimal(value: float):
    number = outcome(lambda: exact(value))
    if math.isfinite(value):
        assert number == Fraction(repr(value))
    else:
        assert number.reason == ("bukan-bilangan" if math.isnan(value) else "tak-hingga")


@given(doubtful_texts, st.integers(1, 60))
def test_only_numeral_errors_come_out(text: str, max_digits: int):
    figure = outcome(lambda: read_figure(text, max_digits=max_digits))
    if isinstance(figure, NumeralError):
        assert 0 <= figure.offset <= len(text)
        assert str(figure) != figure.reason  # there is a sentence for it
    else:
        assert type(figure.value) is Fraction
        assert figure.upper is None or figure.upper >= figure.value
        assert figure.unit is None or figure.unit == " ".join(figure.unit.split()) != ""


@given(doubtful_texts)
def test_words_hold_no_digits(text: str):
    assert read_words(text) is None or not any(char.isdigit() for char in text)


@given(st.text("0123456789., Rpjutaribl/%", max_size=60), st.integers(1, 20))
def test_a_figure_is_no_longer_than_the_limit(text: str, max_digits: int):
    figure = outcome(lambda: read_figure(text, max_digits=max_digits))
    if not isinstance(figure, NumeralError):
        assert abs(figure.value) < 10 ** (max_digits + 12)  # "triliun" adds twelve


@given(st.text("0123456789.,", max_size=30))
def test_decode_reads_or_refuses(digits: str):
    numeral = outcome(lambda: decode(digits))
    if isinstance(numeral, NumeralError):
        assert 0 <= numeral.offset <= len(digits)
        assert not digits.isdigit()
    elif numeral.value:
        # whichever mark is the decimal one, the digits are these
        joined = int(digits.replace(".", "").replace(",", ""))
        assert joined / numeral.value in {Fraction(10**places) for places in range(len(digits))}


LONG = 100_000
HOSTILE = {
    "digits": "1" * LONG,
    "dots": "1." * LONG,
    "commas": "1" + "," * LONG + "x",
    "brackets": "5 " + "(" * LONG,
    "words in brackets": "5 " + "(satu x)" * (LONG // 8),
    "number words": "dua " * LONG,
    "joined number words": "dua" * LONG,
    "decimals in words": "satu koma " + "dua " * LONG,
    "hundreds": "satu ratus " * LONG,
    "space before a unit": "5" + " " * LONG + "x",
    "space in a phrase": "sekurang" + " " * LONG + "-",
    "space after Rp": "Rp" + " " * LONG + "?",
    "space after a slash": "5 /" + " " * LONG,
    "space after a comma": "5," + " " * LONG,
    "space in a range": "5 sampai" + " " * LONG,
    "dashes": "5" + "-" * LONG,
    "percents": "5" + "% " * LONG,
    "fractions": "1/" * LONG,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize(
    "read",
    [lambda text: read_figure(text, max_length=10 * LONG), read_words, decode],
    ids=["figure", "words", "digits"],
)
def test_long_hostile_texts_end(read: Callable[[str], object], text: str):
    """No time is asserted: quadratic work on a text of this length would not end within the patience of anybody."""
    result = outcome(lambda: read(text))
    assert result is None or isinstance(result, NumeralError) or result.value == 5
