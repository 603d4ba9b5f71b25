"""The rounding and the cap that a rule set puts on a capaian."""

from __future__ import annotations

from fractions import Fraction

from kinerja_formula.numerals import half_up
from kinerja_formula.penilaian.rule_set import Aturan

__all__ = ["rounded_to", "within_cap"]


def rounded_to(value: Fraction, decimals: int | None) -> Fraction:
    """Return a value rounded half up; as it is where no decimals are given."""
    return value if decimals is None else half_up(value, decimals)


def within_cap(rule: Aturan, value: Fraction) -> Fraction:
    """Return a capaian within the cap of a rule set."""
    if rule.batas is None:
        return value
    if rule.batas.atas is not None and value > rule.batas.atas:
        return rule.batas.atas
    if rule.batas.bawah is not None and value < rule.batas.bawah:
        return rule.batas.bawah
    return value
