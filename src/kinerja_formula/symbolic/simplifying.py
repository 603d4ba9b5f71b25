"""What a formula always gives, which of its operands matter, and where it has a value at all."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

from kinerja_formula.diagnostics import language_in_use
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.nodes import Branch, Conditional, Name, Node, names_of, walk
from kinerja_formula.source import Span
from kinerja_formula.symbolic.algebra import Algebra, NoDenominator, Quotient, fraction_of
from kinerja_formula.symbolic.branches import gaps_of, shortened
from kinerja_formula.symbolic.one_unknown import has_pieces
from kinerja_formula.symbolic.operands import plain_of_plan
from kinerja_formula.symbolic.wording import say, with_unit
from kinerja_formula.writers.text import write_text

__all__ = ["Condition", "Domain", "Simplified", "domain_of", "simplify"]


class Simplified(NamedTuple):
    """``tree`` is plain arithmetic that gives the same result, in the unit of the formula.

    ``constant`` is the result where it is always the same, else None; ``without_effect`` the operands that take no part
    in the result; ``changed`` tells whether an operand fell out or the result is constant. ``never`` is the denominator
    that is always zero.

    >>> import kinerja_formula as kf
    >>> found = kf.parse("(A + B - B) / C x 100%").simplify()
    >>> found.text, found.without_effect, found.changed
    ('`A` × 100 / `C`', ('B',), True)
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
    """Where a formula has no value: ``penyebut`` where ``text`` is zero, ``akar`` where it is below zero.

    ``log`` where it is not above zero, ``dasar`` where it is no base of a logarithm, ``desimal`` where it is no number
    of decimals; ``cabang`` where none of its conditions holds. ``branch``: only where this branch is looked at.
    """

    kind: str
    text: str
    span: Span
    branch: str = ""


class Domain(NamedTuple):
    """Where a formula has a value: everywhere but under its conditions. ``empty``: nowhere.

    >>> import kinerja_formula as kf
    >>> where = kf.parse("Jumlah A / (Jumlah B - Jumlah C)").domain()
    >>> where.empty, len(where.conditions)
    (False, 1)
    >>> print(where.explain(language="en"))
    No value where “Jumlah B - Jumlah C” = 0 (a denominator).
    """

    conditions: tuple[Condition, ...]
    empty: bool = False

    def explain(self, *, language: str | None = None) -> str:
        """Return the conditions, a line each."""
        language = language or language_in_use()
        if self.empty:
            return say(language, "never", text=self.conditions[0].text)
        return "\n".join(_sentence(one, language) for one in self.conditions) or say(language, "always")


def _sentence(one: Condition, language: str) -> str:
    sentence = say(language, one.kind, text=one.text)
    return f"{sentence} {say(language, 'in branch', branch=one.branch)}" if one.branch else sentence


def simplify(plan: Plan) -> Simplified:
    """Return the formula with everything cancelled that cancels; see :meth:`kinerja_formula.Formula.simplify`."""
    given = plain_of_plan(plan)
    tree = shortened(given, plan.text) if has_pieces(given) else given
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
    kept = _keys_of(algebra, used)
    gone = tuple([name.text for name in names_of(given) if name.key not in kept])
    constant = None
    if above.is_ground and below.is_ground:
        constant = _ground(above) / _ground(below)
    drawn = any(algebra.ring.gens.index(generator) in used for _, _, _, generator in algebra.roots)
    simpler = tree if drawn else algebra.tree(Quotient(above, below))
    shorter = tree is not given and len(list(walk(simpler))) < len(list(walk(given)))
    return Simplified(simpler, constant, gone, bool(gone) or constant is not None or shorter, plan.unit)


def _keys_of(algebra: Algebra, used: set[int]) -> set[str]:
    """Return the keys of the operands in the generators that are used."""
    inside = {name.key for node, generator in _made(algebra) for name in _names_below(algebra, node, generator, used)}
    return inside | {name.key for place, name in enumerate(algebra.names) if place in used}


def _made(algebra: Algebra) -> list[tuple[Node, Any]]:
    """Return the roots, conditions and functions of an algebra, each with its generator."""
    return [*[(node, generator) for node, _, _, generator in algebra.roots], *algebra.pieces]


def _names_below(algebra: Algebra, node: Node, generator: object, used: set[int]) -> tuple[Name, ...]:
    """The operands of a root, condition or function that is left in the result."""
    return names_of(node) if algebra.ring.gens.index(generator) in used else ()


def _ground(polynomial: object) -> Fraction:
    values = list(polynomial.values())  # type: ignore[attr-defined]
    return fraction_of(values[0]) if values else Fraction(0)


def domain_of(plan: Plan) -> Domain:
    """Return where the formula has no value; see :meth:`kinerja_formula.Formula.domain`."""
    tree = plain_of_plan(plan)
    algebra = Algebra([tree], text=plan.text)
    try:
        algebra.quotient(tree)
    except NoDenominator as fault:
        return Domain((Condition("penyebut", words_of(fault.node, plan.text), fault.node.span),), empty=True)
    found: dict[tuple[str, str, str], Condition] = {}
    for one in gaps_of(tree, algebra, plan.text):
        text = words_of(one.node, plan.text)
        branch = "" if one.branch is None else words_of(one.branch, plan.text)
        found.setdefault((one.kind, text, branch), Condition(one.kind, text, one.node.span, branch))
    return Domain(tuple(found.values()))


def words_of(node: Node, text: str) -> str:
    """Return the words of a node as the user wrote them, else its canonical text."""
    written = " ".join(text[slice(*node.span)].split())
    if written and written.count("(") == written.count(")"):
        return written
    return write_text(Conditional((node,), None, node.span) if isinstance(node, Branch) else node)
