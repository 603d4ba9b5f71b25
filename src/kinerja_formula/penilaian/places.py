"""The places of values in a ranking: equal ones share theirs."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

__all__ = ["places_of"]


def places_of(values: Sequence[Fraction | None]) -> tuple[int | None, ...]:
    """Return the place of each of the values, which stand in the order of the ranking; None for one that is not known.

    >>> places_of([Fraction(100), Fraction(98), Fraction(98), Fraction(90), None])
    (1, 2, 2, 4, None)
    """
    found: list[int | None] = []
    for at, value in enumerate(values):
        shared = at and value == values[at - 1]
        found.append(None if value is None else found[-1] if shared else at + 1)
    return tuple(found)
