"""How long a number may be: small enough that no arithmetic on it can be slow."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Final

from kinerja_formula.numerals.errors import NumeralError

__all__ = ["HARD_LIMIT", "MAX_DIGITS", "within"]

MAX_DIGITS: Final = 400
"""How many digits a number may have; small enough that no arithmetic on it can be slow."""

HARD_LIMIT: Final = 4000
"""A caller's ``max_digits`` counts up to here: Python itself refuses to write out longer integers."""


@lru_cache(maxsize=8)
def _bound(max_digits: int) -> int:
    return int(10 ** min(max_digits, HARD_LIMIT))


def within(value: Fraction, max_digits: int) -> Fraction:
    """Return the number. Raises NumeralError ``terlalu-panjang`` where it has more digits."""
    above, below = value.as_integer_ratio()
    bound = _bound(max_digits)
    if abs(above) >= bound or below > bound:
        raise NumeralError("terlalu-panjang")
    return value
