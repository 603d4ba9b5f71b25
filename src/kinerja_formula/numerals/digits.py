"""Numbers in digits, with dots and commas by the Indonesian rule: ``6.254``, ``81,35``, ``855,830,897,000``."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, NamedTuple

from kinerja_formula.numerals.errors import NumeralError
from kinerja_formula.numerals.limits import HARD_LIMIT, MAX_DIGITS
from kinerja_formula.patterns import lazy_pattern

__all__ = ["Numeral", "decode", "decode_in_formula"]


class Numeral(NamedTuple):
    """A number cut out of a text.

    ``decimal_point``: a dot that can't group thousands was read as the decimal mark (``4.25``, ``0.321``);
    ``english``: commas were read as thousands marks (``855,830,897,000``).
    """

    value: Fraction
    decimal_point: bool = False
    english: bool = False


_GROUPED: Final = lazy_pattern(r"[1-9][0-9]{0,2}(?:[.,][0-9]{3})+")
_SEPARATED: Final = lazy_pattern(r"[0-9]++(?:[.,][0-9]++)++")
_ROUND_THOUSANDS: Final = lazy_pattern(r"[1-9][0-9]{0,2}(?:(?:,000){1,4}|(?: 000){1,4})")


def decode_in_formula(digits: str, *, max_digits: int = MAX_DIGITS) -> Numeral:
    """Return the number that a formula writes: as :func:`decode` does, but 100,000 and 100 000 are hundred thousand.

    Nobody writes three decimals of a factor that say nothing.

    >>> decode_in_formula("100,000").value, decode_in_formula("1 000 000").value, decode_in_formula("2,500").value
    (Fraction(100000, 1), Fraction(1000000, 1), Fraction(5, 2))
    """
    if _ROUND_THOUSANDS.fullmatch(digits):
        digits = digits.replace(",", ".").replace(" ", ".")
    return decode(digits, max_digits=max_digits)


def decode(digits: str, *, max_digits: int = MAX_DIGITS) -> Numeral:
    """Return the number that digits, dots and commas write, by the Indonesian rule.

    Raises NumeralError ``bukan-angka`` where the marks make no number, ``terlalu-panjang`` beyond ``max_digits``.

    >>> decode("1.250.000,50").value, decode("3.500").value, decode("170,395").value
    (Fraction(2500001, 2), Fraction(3500, 1), Fraction(34079, 200))
    >>> decode("0.321").decimal_point, decode("855,830,897,000").english
    (True, True)
    """
    if digits.isdecimal() and digits.isascii():
        if len(digits) > max_digits or len(digits) > HARD_LIMIT:
            raise NumeralError("terlalu-panjang")
        return Numeral(Fraction(int(digits)))
    if not _SEPARATED.fullmatch(digits):
        raise NumeralError("bukan-angka" if digits else "kosong")
    dots, commas = digits.count("."), digits.count(",")
    decimal_point = english = False
    if dots and commas:
        mark = "," if digits.rindex(",") > digits.rindex(".") else "."
        whole, _, rest = digits.rpartition(mark)
        if mark in whole or not _GROUPED.fullmatch(whole):
            raise NumeralError("bukan-angka", digits.index(mark))
        decimal_point = english = mark == "."
    elif dots + commas == 1:
        whole, mark, rest = digits.partition("." if dots else ",")
        if dots and _GROUPED.fullmatch(digits):
            whole, rest = digits, ""
        decimal_point = bool(dots and rest)
    else:
        if not _GROUPED.fullmatch(digits):
            raise NumeralError("bukan-angka")
        whole, rest, english = digits, "", bool(commas)
    joined = whole.replace(".", "").replace(",", "") + rest
    if len(joined) > max_digits or len(joined) > HARD_LIMIT:
        raise NumeralError("terlalu-panjang")
    return Numeral(Fraction(int(joined), 10 ** len(rest)), decimal_point, english)
