"""Bands of a scale beside each other: which values no band holds, and which are held by two."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from kinerja_formula.numerals import half_up
from kinerja_formula.penilaian.rule_set import Pita

__all__ = ["Interval", "between", "first_gap", "first_overlap", "is_empty"]


class Interval(NamedTuple):
    """The values from ``low`` to ``high``; ``above`` and ``below`` leave out the ends themselves.

    ``number`` counts the lower of the two bands from 1, ``other`` the upper.
    """

    low: Fraction
    high: Fraction
    above: bool
    below: bool
    number: int = 0
    other: int = 0

    @property
    def empty(self) -> bool:
        return self.low > self.high or (self.low == self.high and (self.above or self.below))

    def empty_in(self, decimals: int | None) -> bool:
        """Whether no value that is rounded to so many decimals lies in it."""
        if decimals is None or self.empty:
            return self.empty
        step = Fraction(1, 10**decimals)
        first = half_up(self.low, decimals)
        while first < self.low or (first == self.low and self.above):
            first += step
        return first > self.high or (first == self.high and self.below)


_LOWEST: Final = Fraction(-(10**80))
_HIGHEST: Final = Fraction(10**80)


def is_empty(band: Pita) -> bool:
    """Whether a band ends before it begins.

    >>> from kinerja_formula.penilaian.registry import aturan_in_use
    >>> is_empty(aturan_in_use("akip-88-2021").skala.pita[0])
    False
    """
    return band.mulai is not None and band.sampai is not None and _whole(band).empty


def first_gap(bands: Sequence[Pita], decimals: int | None, width: Fraction | None) -> Interval | None:
    """Return the highest interval between two bands that none holds, where it is wider than ``width``.

    Bands with a condition hold nothing here, since a caller need not state it. Where a figure is rounded to
    ``decimals`` before it is looked up, an interval without such a figure is none.
    """
    always = [(number, one) for number, one in enumerate(bands, 1) if one.syarat is None]
    for place, (number, lower) in enumerate(always[1:]):
        other, upper = always[place]
        gap = between(upper, lower)._replace(number=number, other=other)
        if not gap.empty_in(decimals) and (width is None or gap.high - gap.low > width):
            return gap
    return None


def first_overlap(bands: Sequence[Pita]) -> Interval | None:
    """Return an interval that two bands hold of which the lower can never be meant there.

    A band under a condition may lie on one without, or on one with another condition: the caller says which it is.
    """
    for number, lower in enumerate(bands, 1):
        for other, upper in enumerate(bands[: number - 1], 1):
            if upper.syarat is not None and upper.syarat != lower.syarat:
                continue
            one, two = _whole(upper), _whole(lower, under=upper)
            low, above = max((one.low, one.above), (two.low, two.above))
            high, held = min((one.high, not one.below), (two.high, not two.below))
            shared = Interval(low, high, above, not held, number, other)
            if not shared.empty:
                return shared
            if two.empty:  # it begins where the band above it does, so that nothing is left for it
                return shared._replace(low=two.low, high=two.low)
    return None


def between(upper: Pita, lower: Pita) -> Interval:
    """Return the interval between two bands; one without an end reaches up to the band above it."""
    low = _whole(lower, under=upper)
    high = _whole(upper)
    return Interval(low.high, high.low, not low.below, not high.above)


def _whole(band: Pita, *, under: Pita | None = None) -> Interval:
    low = _LOWEST if band.mulai is None else band.mulai
    if band.sampai is not None:
        return Interval(low, band.sampai, band.tegas, band.sampai_tegas)
    if under is not None and under.mulai is not None:
        return Interval(low, under.mulai, band.tegas, not under.tegas)
    return Interval(low, _HIGHEST, band.tegas, False)
