"""Logarithms, rounding, medians and geometric means of fractions: exact where they are rational, else to 30 digits.

Source of the rule: docs/reference/language.md, "Functions".
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from kinerja_formula.evaluation.roots import SIGNIFICANT_DIGITS, PowerFault, power

__all__ = ["FunctionFault", "geometric_mean", "logarithm", "median", "rounded"]

_WORKING_DIGITS: Final = 60
_MOST_DECIMALS: Final = 100


class FunctionFault(ArithmeticError):  # noqa: N818 - becomes a diagnostic, never seen by a caller
    """A function that has no value: ``reason`` is a slug of the messages, ``at`` the place of the argument at fault."""

    def __init__(self, reason: str, at: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.at = at


def logarithm(value: Fraction, base: Fraction | None) -> tuple[Fraction, bool]:
    """Return the logarithm of ``value`` to ``base`` (None: the natural one), and whether it is exact.

    Raises FunctionFault ``log-tak-positif`` or ``dasar-log`` (a base that is 1 or not above zero).

    >>> logarithm(Fraction(1000), Fraction(10)), logarithm(Fraction(1), None)
    ((Fraction(3, 1), True), (Fraction(0, 1), True))
    >>> value, exact = logarithm(Fraction(2), None)
    >>> exact, f"{float(value):.12f}"
    (False, '0.693147180560')
    """
    from decimal import Context, Decimal

    if value <= 0:
        raise FunctionFault("log-tak-positif")
    if base is not None and (base <= 0 or base == 1):
        raise FunctionFault("dasar-log", 1)
    if value == 1:
        return Fraction(0), True
    digits = _WORKING_DIGITS + max(value.numerator.bit_length(), value.denominator.bit_length()) // 3
    context = Context(prec=digits, Emax=10**6, Emin=-(10**6))

    def natural(one: Fraction) -> Decimal:
        return context.subtract(context.ln(Decimal(one.numerator)), context.ln(Decimal(one.denominator)))

    close = natural(value)
    if base is not None:
        close = context.divide(close, natural(base))
        whole = Fraction(round(close))
        if abs(whole) < 10_000 and abs(Fraction(close) - whole) < Fraction(1, 10**20) and base**whole == value:
            return whole, True
    context.prec = SIGNIFICANT_DIGITS
    return Fraction(context.plus(close)), False


def rounded(value: Fraction, decimals: Fraction) -> Fraction:
    """Return ``value`` rounded to so many decimals; a half goes away from zero, as in a spreadsheet.

    Raises FunctionFault ``desimal-bulat`` unless ``decimals`` is a whole number from -100 to 100.

    >>> rounded(Fraction(5, 2), Fraction(0)), rounded(Fraction(-12345, 1000), Fraction(2))
    (Fraction(3, 1), Fraction(-247, 20))
    """
    if decimals.denominator != 1 or abs(decimals) > _MOST_DECIMALS:
        raise FunctionFault("desimal-bulat", 1)
    scale = Fraction(10) ** int(decimals)
    size = (abs(value) * scale * 2 + 1) // 2
    return Fraction(size) / scale * (-1 if value < 0 else 1)


def median(values: Sequence[Fraction]) -> Fraction:
    """Return the middle value, or the mean of the two in the middle.

    >>> median([Fraction(3), Fraction(1), Fraction(2)]), median([Fraction(1), Fraction(2)])
    (Fraction(2, 1), Fraction(3, 2))
    """
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def geometric_mean(values: Sequence[Fraction], *, max_bits: int) -> tuple[Fraction, bool]:
    """Return the root of the product of the values, of as high a degree as there are values, and whether it is exact.

    Raises FunctionFault ``akar-negatif`` where one is below zero, ``terlalu-panjang`` beyond ``max_bits``.

    >>> geometric_mean([Fraction(4), Fraction(9)], max_bits=1000)
    (Fraction(6, 1), True)
    """
    product = Fraction(1)
    for at, value in enumerate(values):
        if value < 0:
            raise FunctionFault("akar-negatif", at)
        product *= value
        if max(product.numerator.bit_length(), product.denominator.bit_length()) > 2 * max_bits:
            raise FunctionFault("terlalu-panjang")
    try:
        return power(product, Fraction(1, len(values)), max_bits=max_bits)
    except PowerFault as fault:
        raise FunctionFault(fault.reason) from None
