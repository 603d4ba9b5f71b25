"""What one more unit of each operand does to the result, and how steep the result is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import LimitError, language_in_use
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.nodes import Name, Node, walk
from kinerja_formula.numerals import format_number
from kinerja_formula.plain_text import plain
from kinerja_formula.result import Result
from kinerja_formula.symbolic.algebra import Algebra, NoDenominator, fraction_of
from kinerja_formula.symbolic.known_figures import calculate, looked_at, taken, tree_and_figures
from kinerja_formula.symbolic.one_unknown import sides_of
from kinerja_formula.symbolic.wording import say, with_unit

__all__ = ["Effect", "Sensitivity", "sensitivity"]


class Effect(NamedTuple):
    """``change`` is what one more does to the result, None if it then has none; ``value`` is the result then.

    ``slope`` is the derivative at the figures given, in the branch that counts for them: the change for a very small
    step, times so many. None where the operand stands below a root or in a logarithm, and at the bound of a condition
    that it decides (``at_bound``), where there may be another branch on the other side.
    """

    name: str
    change: Fraction | None
    value: Fraction | None
    slope: Fraction | None
    at_bound: bool = False


class Sensitivity(Mapping[str, Fraction | None]):
    """The changes by operand, the largest first; ``effects`` has the details of each, ``result`` is the result now.

    Its ``repr`` is one line: the result now, and how one more of each operand changes it.

    >>> import kinerja_formula as kf
    >>> found = kf.parse("Jumlah A / Jumlah B x 100%").sensitivity({"Jumlah A": 18, "Jumlah B": 20})
    >>> dict(found)
    {'Jumlah A': Fraction(5, 1), 'Jumlah B': Fraction(-30, 7)}
    """

    def __init__(self, result: Result, effects: tuple[Effect, ...]) -> None:
        self.result = result
        self.effects = tuple(sorted(effects, key=lambda one: abs(one.change or Fraction(0)), reverse=True))

    def __getitem__(self, name: str) -> Fraction | None:
        for one in self.effects:
            if one.name == name:
                return one.change
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter([one.name for one in self.effects])

    def __len__(self) -> int:
        return len(self.effects)

    def __repr__(self) -> str:
        told = [f"{plain(one.name)} {_signed(one.change)}" for one in self.effects[:_MOST_SHOWN]]
        more = ["…"] if len(self.effects) > _MOST_SHOWN else []
        return f"<Sensitivity {self.result}: {'; '.join([*told, *more])}>"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002
        printer.text(self.explain())

    def explain(self, *, language: str | None = None) -> str:
        """Return the result now and a line for each operand."""
        language = language or language_in_use()
        unit = self.result.unit
        lines = [say(language, "now", value=with_unit(self.result.value, unit))]
        for one in self.effects:
            if one.change is None or one.value is None:
                lines.append(say(language, "no value then", name=one.name))
            elif not one.change:
                lines.append(say(language, "no effect", name=one.name))
            else:
                size = _size(abs(one.change), unit, language)
                change = say(language, "up" if one.change > 0 else "down", size=size)
                lines.append(say(language, "effect", name=one.name, change=change, value=with_unit(one.value, unit)))
            if one.at_bound:
                lines.append(say(language, "at bound", name=one.name))
        return "\n".join(lines)


_MOST_SHOWN: Final = 4


def _signed(change: Fraction | None) -> str:
    if change is None:
        return "–"
    return f"{'+' if change > 0 else ''}{format_number(change, decimals=4, trim=True)}"


def _size(change: Fraction, unit: str | None, language: str) -> str:
    if unit != "%":
        return with_unit(change, unit)
    return say(language, "points", number=format_number(change, decimals=4, trim=True))


def sensitivity(plan: Plan, data: Mapping[str, Any]) -> Sensitivity:
    """Return what one more of each operand does; see :meth:`kinerja_formula.Formula.sensitivity`."""
    now = plan.evaluate(data)
    tree, figures = tree_and_figures(now)
    effects = []
    for given, (key, figure) in zip(now.inputs, figures.items(), strict=True):
        one = plan.units.factors.get(key, Fraction(1))  # one bulan more where tahun are counted
        value = _calculated(tree, {**figures, key: figure + one})
        at_bound = _is_at_bound(tree, figures, key)
        slope = None if at_bound else _slope(taken(tree, figures), {**figures}, key, plan.text)
        change = None if value is None else value - now.value
        effects.append(Effect(given.name, change, value, None if slope is None else slope * one, at_bound))
    return Sensitivity(now, tuple(effects))


def _calculated(tree: Node, figures: Mapping[str, Fraction]) -> Fraction | None:
    try:
        return calculate(tree, figures)
    except ArithmeticError:
        return None


def _is_at_bound(tree: Node, figures: Mapping[str, Fraction], key: str) -> bool:
    """Whether two sides that decide what counts, and that an operand has part in, are alike for some figures."""
    for node in looked_at(tree, figures):
        for left, right in sides_of(node):
            if left == right or not any(
                isinstance(one, Name) and one.key == key for side in (left, right) for one in walk(side)
            ):
                continue
            values = _calculated(left, figures), _calculated(right, figures)
            if values[0] is not None and values[0] == values[1]:
                return True
    return False


def _slope(tree: Node, figures: dict[str, Fraction], key: str, text: str) -> Fraction | None:
    figure = figures.pop(key)
    try:
        algebra = Algebra([tree], figures, text)
        above, below = algebra.quotient(tree)
    except (NoDenominator, LimitError):
        return None
    if algebra.roots or algebra.pieces:
        return None
    if not algebra.names:
        return Fraction(0)  # it has no part in the branch that counts
    generator, *unused = algebra.ring.gens  # one is kept for every exponent, though its figure is known
    place = algebra.ring.domain(figure.numerator, figure.denominator)
    places = [(generator, place), *[(one, algebra.ring.domain.zero) for one in unused]]
    up, down, rise, fall = (
        fraction_of(one.evaluate(places)) for one in (above, below, above.diff(generator), below.diff(generator))
    )
    return (rise * down - up * fall) / (down * down) if down else None
