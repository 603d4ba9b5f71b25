"""All rules about one formula, in the order of their codes."""

from __future__ import annotations

from typing import Final

from kinerja_formula.linter import indicator_rules, ratio_rules
from kinerja_formula.linter.facts import Facts, Finding, FormulaRule

__all__ = ["RULES", "check_formula"]

RULES: Final[tuple[FormulaRule, ...]] = tuple(
    sorted((*ratio_rules.RULES, *indicator_rules.RULES), key=lambda one: one.rule.code)
)


def check_formula(facts: Facts) -> tuple[Finding, ...]:
    """Return what the rules find in one formula.

    >>> from kinerja_formula.reading.reader import read
    >>> text = "Jumlah hadir / Jumlah keseluruhan yang hadir x 100%"
    >>> reading = read(text)
    >>> [one.diagnostic.slug for one in check_formula(Facts(text, reading.tree, reading.kind))]
    ['pembilang-sama-penyebut']
    """
    found = [rule.check(facts) for rule in RULES]
    return tuple([one for one in found if one is not None])
