"""Exact sets of numbers on a line: intervals with open or closed ends, of fractions, to infinity.

A line is cut at the numbers that conditions speak of. Its *cells* are the points where it is cut and what lies between
them; whatever is made of comparisons with these numbers is a set of whole cells, so that nothing is ever rounded. A set
of cells is an integer, one bit a cell.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

__all__ = ["Interval", "Line", "cells_of"]


class Interval(NamedTuple):
    """What lies between two ends; None is infinity, ``…_in`` tells whether the end itself belongs to it."""

    low: Fraction | None
    low_in: bool
    high: Fraction | None
    high_in: bool

    @property
    def is_point(self) -> bool:
        return self.low is not None and self.low == self.high

    def text(self, name: str, written: Callable[[Fraction], str]) -> str:
        """Return the interval in signs, which need no language; empty for the whole line.

        >>> Interval(Fraction(12, 5), False, Fraction(5, 2), True).text("Rasio", str)
        '12/5 < Rasio ≤ 5/2'
        >>> Interval(Fraction(2), True, None, False).text("Rasio", str)
        'Rasio ≥ 2'
        """
        if self.low is None and self.high is None:
            return ""
        if self.low is None:
            return f"{name} {'≤' if self.high_in else '<'} {written(self.high or Fraction(0))}"
        if self.high is None:
            return f"{name} {'≥' if self.low_in else '>'} {written(self.low)}"
        if self.is_point:
            return f"{name} = {written(self.low)}"
        left, right = ("≤" if inside else "<" for inside in (self.low_in, self.high_in))
        return f"{written(self.low)} {left} {name} {right} {written(self.high)}"


class Line:
    """The numbers, cut at some of them: cell 0 lies below the first cut, cell 1 is the first cut, and so on.

    >>> line = Line([Fraction(3), Fraction(0)])
    >>> [str(line.interval(cell, cell).text("x", str)) for cell in range(line.count)]
    ['x < 0', 'x = 0', '0 < x < 3', 'x = 3', 'x > 3']
    >>> bin(line.where("≥", Fraction(3)))
    '0b11000'
    """

    def __init__(self, cuts: Iterable[Fraction]) -> None:
        self.cuts = tuple(sorted(set(cuts)))
        self.count = 2 * len(self.cuts) + 1
        self.whole = (1 << self.count) - 1

    def where(self, sign: str, bound: Fraction) -> int:
        """Return the cells whose numbers stand so to ``bound``, one of the cuts."""
        point = 1 << 2 * bisect_left(self.cuts, bound) + 1
        below = point - 1
        match sign:
            case "<":
                return below
            case "≤":
                return below | point
            case "=":
                return point
            case "≠":
                return self.whole ^ point
            case "≥":
                return self.whole ^ below
        return self.whole ^ below ^ point

    def interval(self, first: int, last: int) -> Interval:
        """Return what the cells from ``first`` to ``last`` are together."""
        low = self.cuts[(first - 1) // 2] if first else None
        high = self.cuts[last // 2] if last < self.count - 1 else None
        return Interval(low, first % 2 == 1, high, last % 2 == 1)

    def samples(self, cell: int) -> tuple[Fraction, Fraction]:
        """Return two numbers of a cell, which are one where it is a point.

        >>> Line([Fraction(0), Fraction(3)]).samples(2)
        (Fraction(3, 2), Fraction(1, 1))
        """
        interval = self.interval(cell, cell)
        low, high = interval.low, interval.high
        if low is None or high is None:
            start, way = (low, 1) if low is not None else (high or Fraction(0), -1)
            return start + way, start + 7 * way
        return (low + high) / 2, low + (high - low) / 3


def cells_of(cells: int) -> Iterator[int]:
    """Yield the cells of a set from the lowest.

    >>> list(cells_of(0b1101))
    [0, 2, 3]
    """
    while cells:
        lowest = cells & -cells
        yield lowest.bit_length() - 1
        cells ^= lowest
