"""Powers and roots of fractions: exact where they are rational, else to 30 significant digits.

Source of the rule: docs/reference/language.md, "Numbers".
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt
from typing import Final

__all__ = ["SIGNIFICANT_DIGITS", "PowerFault", "power"]

SIGNIFICANT_DIGITS: Final = 30
_WORKING_DIGITS: Final = 80
_MOST_DEGREE: Final = 1000
_MOST_BITS: Final = 1_000_000
"""Up to these a figure that lies next to the middle of its neighbours is compared with it exactly."""


class PowerFault(ArithmeticError):  # noqa: N818 - becomes a diagnostic, never seen by a caller
    """A power that has no value (``akar-negatif``, ``penyebut-nol``) or too long a one (``terlalu-panjang``)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def power(base: Fraction, exponent: Fraction, *, max_bits: int) -> tuple[Fraction, bool]:
    """Return ``base ** exponent`` and whether that is exact.

    Raises PowerFault: ``penyebut-nol`` for zero to a negative power, ``akar-negatif`` for a broken power of a negative
    number (a whole odd root of one is :func:`odd_root`'s), ``terlalu-panjang`` beyond ``max_bits``.

    >>> power(Fraction(8, 27), Fraction(2, 3), max_bits=1000)
    (Fraction(4, 9), True)
    >>> value, exact = power(Fraction(2), Fraction(1, 2), max_bits=1000)
    >>> exact, str(value.numerator)[:5]
    (False, '14142')
    """
    if not base:
        if exponent < 0:
            raise PowerFault("penyebut-nol")
        return Fraction(0 if exponent else 1), True
    times, degree = exponent.numerator, exponent.denominator
    if degree == 1:
        return _whole_power(base, times, max_bits), True
    if base < 0:
        raise PowerFault("akar-negatif")
    above, below = _exact_root(base.numerator, degree), _exact_root(base.denominator, degree)
    if above is not None and below is not None:
        return _whole_power(Fraction(above, below), times, max_bits), True
    return _rounded(base, exponent, max_bits), False


def _whole_power(base: Fraction, times: int, max_bits: int) -> Fraction:
    longest = max(abs(base.numerator).bit_length() - 1, base.denominator.bit_length() - 1)
    if longest * abs(times) > max_bits:
        raise PowerFault("terlalu-panjang")
    return base**times


def _exact_root(number: int, degree: int) -> int | None:
    """Return the whole ``degree``-th root of a positive integer, or None if it isn't whole."""
    if number == 1:
        return 1
    if degree >= number.bit_length():
        return None
    root = isqrt(number) if degree == 2 else _root_below(number, degree)
    return root if root**degree == number else None


def _root_below(number: int, degree: int) -> int:
    """Newton's method on integers, from above."""
    root = 1 << -(-number.bit_length() // degree)
    while True:
        better = ((degree - 1) * root + number // root ** (degree - 1)) // degree
        if better >= root:
            return root
        root = better


def _rounded(base: Fraction, exponent: Fraction, max_bits: int) -> Fraction:
    from decimal import ROUND_FLOOR, Context, Decimal, DecimalException

    # A long exponent takes as many digits away as it has.
    bits = abs(exponent.numerator).bit_length() + exponent.denominator.bit_length()
    context = Context(prec=_WORKING_DIGITS + bits // 3, Emax=10**6, Emin=-(10**6))
    try:
        ratio = context.divide(Decimal(base.numerator), Decimal(base.denominator))
        close = context.power(ratio, context.divide(Decimal(exponent.numerator), Decimal(exponent.denominator)))
    except DecimalException:
        raise PowerFault("terlalu-panjang") from None
    size = close.adjusted()
    if not close or abs(size) * 4 > max_bits:  # 4 bits are more than a decimal digit
        raise PowerFault("terlalu-panjang")
    unit = Decimal(1).scaleb(size - SIGNIFICANT_DIGITS + 1, context)
    below = close.quantize(unit, rounding=ROUND_FLOOR, context=context)
    step = Fraction(unit)
    middle = Fraction(below) + step / 2
    gap = Fraction(close) - middle
    length = base.numerator.bit_length() + base.denominator.bit_length()
    too_long = exponent.denominator > _MOST_DEGREE or length * abs(exponent.numerator) > _MOST_BITS
    if abs(gap) > step / 10**40 or too_long:
        up = gap > 0
    else:  # too near to the middle for the working digits: compare exactly
        up = _is_above(base, exponent, middle)
    return Fraction(below) + (step if up else 0)


def _is_above(base: Fraction, exponent: Fraction, bound: Fraction) -> bool:
    return base**exponent.numerator > bound**exponent.denominator
