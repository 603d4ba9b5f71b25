"""Numbers written as Indonesian readers write them: rounded half up, with dots between thousands, or exact."""

from __future__ import annotations

from fractions import Fraction
from math import gcd
from typing import Final

from kinerja_formula.numerals.errors import NumeralError
from kinerja_formula.numerals.figure_text import read_figure
from kinerja_formula.numerals.limits import HARD_LIMIT, MAX_DIGITS, within
from kinerja_formula.patterns import lazy_pattern

__all__ = ["format_number", "half_up", "reduced", "shortest", "shown_figure", "shown_number", "with_thousands"]


def reduced(above: int, below: int) -> Fraction:
    """Return ``above / below`` at half the cost of Fraction, which checks types that are known here.

    >>> reduced(900, -12), reduced(0, 7)
    (Fraction(-75, 1), Fraction(0, 1))
    """
    shared = gcd(above, below)
    if below < 0:
        shared = -shared
    value = object.__new__(Fraction)
    value._numerator = above // shared  # type: ignore[attr-defined]
    value._denominator = below // shared  # type: ignore[attr-defined]
    return value


def half_up(value: Fraction, decimals: int) -> Fraction:
    """Return the number rounded half up (ties away from zero), as figures are rounded for show in the field.

    >>> half_up(Fraction(81175, 1000), 2), half_up(Fraction(-5, 2), 0)
    (Fraction(4059, 50), Fraction(-3, 1))
    """
    size = 10**decimals
    above, below = value.as_integer_ratio()
    whole = _half_up_in(abs(above), below, size)
    return reduced(whole if above >= 0 else -whole, size)


def _half_up_in(above: int, below: int, size: int) -> int:
    """Return how many parts of one in ``size`` a number without a sign is, rounded half up."""
    return (2 * above * size + below) // (2 * below)


def format_number(value: Fraction | int, *, decimals: int = 2, trim: bool = False, group: bool = True) -> str:
    """Return the number as Indonesian readers write it, rounded half up (ties away from zero).

    ``trim`` drops decimals that are zero at the end; ``group`` sets dots between thousands.

    >>> format_number(Fraction(2001, 8)), format_number(-1250000, trim=True), format_number(Fraction(5, 1000))
    ('250,13', '-1.250.000', '0,01')
    """
    if not 0 <= decimals <= MAX_DIGITS:
        raise ValueError(f"decimals must be 0 to {MAX_DIGITS}, not {decimals}")
    # Integers from here on: a Fraction makes a Fraction of whatever it is compared with.
    above, below = within(value if type(value) is Fraction else Fraction(value), HARD_LIMIT).as_integer_ratio()
    size = 10**decimals
    rounded = _half_up_in(abs(above), below, size)
    whole, rest = divmod(rounded, size)
    text = f"{whole:,}".replace(",", ".") if group and whole >= 1000 else str(whole)
    tail = str(rest).zfill(decimals) if decimals else ""
    if trim:
        tail = tail.rstrip("0")
    sign = "-" if above < 0 and rounded else ""
    return f"{sign}{text},{tail}" if tail else sign + text


_ALIGNED: Final = ("%", "1")
_RATE: Final = "per "


def shown_number(value: Fraction | int, unit: str | None, *, decimals: int = 2) -> str:
    """Return a number as it stands wherever a figure is shown: the one rule for terminal, HTML, Word, Excel and JSON.

    A whole number of what is counted has no decimals: 25 puskesmas. A percentage, a rate (``"per 1000"``) and a bare
    ratio (``"1"``) always have them, and so has any number that is not whole, even if it is rounded to one.

    >>> shown_number(25, "puskesmas"), shown_number(100_000, None), shown_number(Fraction(3, 2), "jam")
    ('25', '100.000', '1,50')
    >>> shown_number(90, "%"), shown_number(7, "per 1000"), shown_number(Fraction(24999, 1000), "orang")
    ('90,00', '7,00', '25,00')
    """
    is_count = unit not in _ALIGNED and not (unit or "").startswith(_RATE)
    whole = is_count and (value if type(value) is Fraction else Fraction(value)).denominator == 1
    return format_number(value, decimals=0 if whole else decimals)


_LONG_WHOLE: Final = lazy_pattern(r"(?<![0-9.,/])[0-9]{5,}(?=,[0-9]|(?![0-9.,/]))")


def with_thousands(text: str) -> str:
    """Return a text with dots between the thousands of its long numbers; four digits without dots may be a year.

    >>> with_thousands("100000 / 120000 × 100%"), with_thousands("2025"), with_thousands("12500,75 + 1/30000")
    ('100.000 / 120.000 × 100%', '2025', '12.500,75 + 1/30000')
    """
    return _LONG_WHOLE.sub(lambda found: format_number(int(found[0]), decimals=0), text)


def shown_figure(text: str) -> str:
    """Return a figure as somebody typed it with dots between its thousands; a text that is no figure as it is.

    >>> shown_figure("100000 dokumen"), shown_figure("SK 100000 tentang target")
    ('100.000 dokumen', 'SK 100000 tentang target')
    """
    if not _LONG_WHOLE.search(text):
        return text
    try:
        read_figure(text)
    except NumeralError:
        return text
    return with_thousands(text)


_SHORT_DIGITS: Final = 30


def shortest(value: Fraction | int) -> str:
    """Return the exact number: an Indonesian decimal where that ends within 30 digits, else a fraction ``p/q``.

    :func:`read_figure` gives the value back.

    >>> shortest(Fraction(8135, 100)), shortest(Fraction(1, 3)), shortest(Fraction(6254))
    ('81,35', '1/3', '6254')
    """
    value = within(value if type(value) is Fraction else Fraction(value), HARD_LIMIT)
    size = 10**_SHORT_DIGITS
    if value.denominator > 1 and value.denominator <= size and size % value.denominator == 0:
        digits = str(abs(value.numerator) * (size // value.denominator)).zfill(_SHORT_DIGITS + 1)
        whole, rest = digits[:-_SHORT_DIGITS], digits[-_SHORT_DIGITS:].rstrip("0")
        if len(whole) + len(rest) <= _SHORT_DIGITS:
            return f"{'-' if value < 0 else ''}{whole},{rest}"
    return str(value)
