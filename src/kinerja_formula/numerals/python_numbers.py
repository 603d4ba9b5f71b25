"""Numbers of Python and numpy as exact fractions."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from numbers import Integral, Rational, Real

from kinerja_formula.numerals.errors import NumeralError
from kinerja_formula.numerals.limits import MAX_DIGITS, within

__all__ = ["exact"]


def exact(value: object, *, max_digits: int = MAX_DIGITS) -> Fraction:
    """Return a Python or numpy number as a Fraction; a float means its shortest decimal (0.1 is 1/10).

    Raises NumeralError: ``bukan-bilangan`` (NaN), ``tak-hingga``, ``terlalu-panjang``, ``bukan-angka`` (also for bool).

    >>> exact(0.1), exact(18)
    (Fraction(1, 10), Fraction(18, 1))
    """
    if isinstance(value, bool):
        raise NumeralError("bukan-angka")
    if isinstance(value, (int, Integral)):
        return within(Fraction(int(value)), max_digits)
    if isinstance(value, (Fraction, Rational)):
        return within(Fraction(int(value.numerator), int(value.denominator)), max_digits)
    if isinstance(value, float):
        text = float.__repr__(value)
    elif isinstance(value, (Decimal, Real)):
        text = str(value)  # of a numpy float32 its shortest, where going through float would show the binary error
    else:
        raise NumeralError("bukan-angka")
    try:
        decimal = Decimal(text)
    except InvalidOperation:
        raise NumeralError("bukan-angka") from None
    if not decimal.is_finite():
        raise NumeralError("tak-hingga" if decimal.is_infinite() else "bukan-bilangan")
    if decimal and (decimal.adjusted() >= max_digits or -int(decimal.as_tuple().exponent) > max_digits):
        raise NumeralError("terlalu-panjang")  # before 10**999999 is made
    return within(Fraction(decimal), max_digits)
