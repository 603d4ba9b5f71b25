"""A target that was assessed before: the capaian of further realizations without looking at its text again.

What depends on target, rule set, direction and unit alone is settled once; errors of those never come this way.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final, NamedTuple

from kinerja_formula.evaluation.compiler import NeedsSteps, compile_tree
from kinerja_formula.evaluation.percent import PerCent
from kinerja_formula.names import normalise
from kinerja_formula.numerals import half_up, reduced
from kinerja_formula.penilaian.comparison import Comparison
from kinerja_formula.penilaian.rule_set import Aturan

__all__ = ["SeenTarget", "seen_target"]

_NAMES: Final = ("Realisasi", "Target")


class SeenTarget(NamedTuple):
    """How a plain realization becomes a capaian; ``factor`` brings it into the unit of the target."""

    rule: Aturan
    run: Callable[[Any], tuple[int, int]]
    up: int
    down: int
    target: tuple[int, int]
    factor: tuple[int, int]
    decimals: int | None
    lowest: Fraction | None
    highest: Fraction | None

    def value(self, above: int, below: int) -> Fraction | None:
        """Return the capaian of a realization ``above / below``; None where it has to be looked at with care."""
        up, down = self.factor
        try:
            above, below = self.run(((above * up, below * down), self.target))
        except NeedsSteps:
            return None
        if not below:
            return None
        value = reduced(above * self.up, below * self.down)
        if self.decimals is not None:
            value = half_up(value, self.decimals)
        if self.highest is not None and value > self.highest:
            return self.highest
        return self.lowest if self.lowest is not None and value < self.lowest else value


def seen_target(known: Comparison, rule: Aturan) -> SeenTarget | None:
    """Return how further realizations are held against a target; None where more than its function decides."""
    target, function = known.target, rule.fungsi.get(known.arah.arah)
    plain = (
        known.reason is None and target.kind == "angka" and target.value and target.value > 0 and function is not None
    )
    if not plain or function is None or len(function.kasus) != 1 or function.kasus[0].bila is not None:
        return None
    tree = function.kasus[0].rumus.tree
    if tree is None or target.value is None:
        return None
    places = {normalise(name): place for place, name in enumerate(_NAMES)}
    program = compile_tree(tree, PerCent(), places, whole=False)
    limits = rule.batas
    return SeenTarget(
        rule,
        program.run,
        program.up,
        program.down,
        target.value.as_integer_ratio(),
        known.factor.as_integer_ratio(),
        rule.desimal_capaian,
        None if limits is None else limits.bawah,
        None if limits is None else limits.atas,
    )
