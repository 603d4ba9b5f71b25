"""What a formula always gives, which of its operands matter, and where it has a value at all."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from kinerja_formula.diagnostics import language_in_use
from kinerja_formula.evaluation.arithmetic import plain_arithmetic
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.nodes import Name, Node, Root, names_of, walk
from kinerja_formula.source import Span
from kinerja_formula.symbolic.algebra import Algebra, NoDenominator, Quotient, fraction_of
from kinerja_formula.symbolic.wording import say, with_unit
from kinerja_formula.writers.text import write_text

__all__ = ["Condition", "Domain", "Simplified", "domain_of", "simplify"]


class Simplified(NamedTuple):
    """``tree`` is plain arithmetic that gives the same result, in the unit of the formula.

    ``constant`` is the result where it is always the same, else None; ``without_effect`` the operands that take no part
    in the result; ``changed`` tells whether an operand fell out or the result is constant. ``never`` is the denominator
    that is always zero.
    """

    tree: Node | None
    constant: Fraction | None
    without_effect: tuple[str, ...]
    changed: bool
    unit: str | None
    never: str = ""

    @property
    def text(self) -> str:
        """The canonical line of the simpler formula; empty where the formula never has a value."""
        return "" if self.tree is None else write_text(self.tree)

    def explain(self, *, language: str | None = None) -> str:
        """Return what was found, in sentences."""
        language = language or language_in_use()
        if self.tree is None:
            return say(language, "never", text=self.never)
        if self.constant is not None:
            lines = [say(language, "constant", value=with_unit(self.constant, self.unit))]
        else:
            lines = [say(language, "simpler", text=self.text) if self.changed else say(language, "simple")]
        if self.without_effect:
            lines.append(say(language, "gone", names=", ".join(f"“{name}”" for name in self.without_effect)))
        return "\n".join(lines)


class Condition(NamedTuple):
    """Where a formula has no value: ``penyebut`` where ``text`` is zero, ``akar`` where it is below zero."""

    kind: str
    text: str
    span: Span


class Domain(NamedTuple):
    """Where a formula has a value: everywhere but under its conditions. ``empty``: nowhere."""

    conditions: tuple[Condition, ...]
    empty: bool = False

    def explain(self, *, language: str | None = None) -> str:
        """Return the conditions, a line each."""
        language = language or language_in_use()
        if self.empty:
            return say(language, "never", text=self.conditions[0].text)
        return "\n".join(say(language, one.kind, text=one.text) for one in self.conditions) or say(language, "always")


def simplify(plan: Plan) -> Simplified:
    """Return the formula with everything cancelled that cancels; see :meth:`kinerja_formula.Formula.simplify`."""
    tree = plain_arithmetic(plan.tree, factors=plan.units.factors)
    algebra = Algebra([tree], text=plan.text)
    try:
        above, below = algebra.quotient(tree)
    except NoDenominator as fault:
        return Simplified(None, None, (), True, plan.unit, write_text(fault.node))
    if above:
        common = above.gcd(below)
        above, below = above.quo(common), below.quo(common)
    else:
        below = algebra.ring.one
    used = {place for side in (above, below) for monomial in side for place, times in enumerate(monomial) if times}
    in_roots = {name.key for _, _, _, generator in algebra.roots for name in _names_below(algebra, generator, used)}
    gone = tuple(
        [name.text for place, name in enumerate(algebra.names) if place not in used and name.key not in in_roots]
    )
    constant = None
    if above.is_ground and below.is_ground:
        constant = _ground(above) / _ground(below)
    drawn = any(place >= len(algebra.names) for place in used)
    simpler = tree if drawn else algebra.tree(Quotient(above, below))
    return Simplified(simpler, constant, gone, bool(gone) or constant is not None, plan.unit)


def _names_below(algebra: Algebra, generator: object, used: set[int]) -> tuple[Name, ...]:
    """The operands of a root that is left in the result."""
    place = algebra.ring.gens.index(generator)
    if place not in used:
        return ()
    node = next(node for node, _, _, known in algebra.roots if known is generator)
    return names_of(node)


def _ground(polynomial: object) -> Fraction:
    values = list(polynomial.values())  # type: ignore[attr-defined]
    return fraction_of(values[0]) if values else Fraction(0)


def domain_of(plan: Plan) -> Domain:
    """Return where the formula has no value; see :meth:`kinerja_formula.Formula.domain`."""
    tree = plain_arithmetic(plan.tree, factors=plan.units.factors)
    algebra = Algebra([tree], text=plan.text)
    try:
        algebra.quotient(tree)
    except NoDenominator as fault:
        return Domain((Condition("penyebut", _words(fault.node, plan.text), fault.node.span),), empty=True)
    found: dict[str, Condition] = {}
    for node, _ in algebra.denominators:
        text = _words(node, plan.text)
        found.setdefault(f"penyebut {text}", Condition("penyebut", text, node.span))
    for node in walk(tree):
        if isinstance(node, Root) and node.degree % 2 == 0 and names_of(node):
            text = _words(node.radicand, plan.text)
            found.setdefault(f"akar {text}", Condition("akar", text, node.radicand.span))
    return Domain(tuple(found.values()))


def _words(node: Node, text: str) -> str:
    """The words of a node as the user wrote them, else its canonical text."""
    return " ".join(text[slice(*node.span)].split()) or write_text(node)
