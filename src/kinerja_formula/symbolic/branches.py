"""Formulas of several branches made shorter, and what in them has no value where.

A branch is dropped only where it is proved that no figures lead to it, a denominator kept quiet about only where the
conditions before it prove that it isn't zero: by algebra, of differences of two sides that are the same but for a size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import LimitError, NoSolutionError
from kinerja_formula.nodes import (
    Branch,
    Call,
    Comparison,
    Conditional,
    Logic,
    Node,
    Number,
    Part,
    Power,
    Product,
    Root,
    children,
    names_of,
    rebuilt,
)
from kinerja_formula.symbolic.algebra import Algebra, NoDenominator, Quotient, difference, links
from kinerja_formula.symbolic.known_figures import COMPARED, calculate, taken
from kinerja_formula.symbolic.one_unknown import OneUnknown

__all__ = ["Gap", "gaps_of", "shortened"]

_HERE: Final = (0, 0)
_ZERO: Final = Number(None, False, Fraction(0), _HERE)
_MOST_DIGITS: Final = 10**20
"""A figure between branches that is longer is a root that was rounded: the branch of that very figure isn't known."""
_NEGATED: Final = {"<": "≥", "≤": ">", "=": "≠", "≠": "=", "≥": "<", ">": "≤"}
_TURNED: Final = {"<": ">", "≤": "≥", "=": "=", "≠": "≠", "≥": "≤", ">": "<"}
_IMPLIED: Final = {
    ">": (">", "≥", "≠"),
    "<": ("<", "≤", "≠"),
    "=": ("=", "≥", "≤"),
    "≥": ("≥",),
    "≤": ("≤",),
    "≠": ("≠",),
}


# Shorter


def shortened(tree: Node, text: str) -> Node:
    """Return a tree of plain arithmetic that has the same value wherever the given one has one.

    Branches are made simpler inside; those that can't be reached, and those that make no difference, are dropped.

    >>> from kinerja_formula.reading.reader import read
    >>> from kinerja_formula.writers.text import write_text
    >>> line = "jika 1 > 2 maka `A`; jika `B` > 0 maka `A` × 3 / 3; selain itu 2 × `A` - `A`"
    >>> write_text(shortened(read(line).tree, line))
    '`A`'
    """
    node = rebuilt(tree, lambda one: shortened(one, text))
    match node:
        case Conditional():
            return _shorter_conditional(node, text)
        case Call():
            return _shorter_call(node, text)
        case Branch():
            return Branch(node.condition, _simple(node.value, text), node.span)
    return node


def _simple(node: Node, text: str) -> Node:
    """Return the value of a branch with everything cancelled."""
    algebra = Algebra([node], text=text)
    try:
        above, below = algebra.quotient(node)
    except NoDenominator:
        return node
    if algebra.roots:
        return node
    if not above:
        return Number(None, False, Fraction(0), node.span)
    common = above.gcd(below)
    return algebra.tree(Quotient(above.quo(common), below.quo(common)))


def _shorter_conditional(node: Conditional, text: str) -> Node:
    algebra = Algebra([node], text=text)
    reached = _reached(node, text)
    rest = None if node.otherwise is None else _simple(node.otherwise, text)
    kept: list[Branch] = []
    for at, branch in enumerate(node.branches):
        truth = _truth(branch.condition, algebra)
        if truth is True:
            rest = branch.value
            break
        known = any(algebra.alike(branch.condition, one.condition) for one in kept)
        if truth is None and not known and (reached is None or at in reached):
            kept.append(branch)
    while kept and rest is not None and Algebra([kept[-1].value, rest], text=text).alike(kept[-1].value, rest):
        kept.pop()
    if kept:
        return Conditional(tuple(kept), rest, node.span)
    return node if rest is None else rest


def _reached(node: Conditional, text: str) -> set[int] | None:
    """Return which branches some figure of the one operand leads to; None where that is not known."""
    names = names_of(node)
    if len(names) != 1:
        return None
    unknown = OneUnknown(names[0].key, names[0].text, {}, text)
    # A number for each branch in place of its value tells which one it was.
    numbered = tuple(
        [
            Branch(branch.condition, Number(None, False, Fraction(at), _HERE), branch.span)
            for at, branch in enumerate(node.branches)
        ]
    )
    probe = Conditional(numbered, Number(None, False, Fraction(-1), _HERE), node.span)
    try:
        samples = unknown.samples(probe)
    except (NoSolutionError, LimitError):
        return None
    if any(sample.denominator >= _MOST_DIGITS for sample in samples):
        return None
    found = {unknown.taken(probe, sample) for sample in samples}
    return {int(one.value) for one in found if isinstance(one, Number)}


def _truth(node: Node, algebra: Algebra) -> bool | None:
    """Return whether a condition always or never holds; None where that depends on the figures, or isn't known."""
    if isinstance(node, Logic):
        truths = [_truth(item, algebra) for item in node.items]
        decides = node.word != "dan"
        if decides in truths:
            return decides
        return None if None in truths else not decides
    assert isinstance(node, Comparison)
    results = []
    for left, sign, right in links(node):
        number = algebra.number(difference(left, right))
        results.append(None if number is None else COMPARED[sign](number, Fraction(0)))
    if False in results:
        return False
    return None if None in results else True


def _shorter_call(node: Call, text: str) -> Node:
    if node.function in ("ln", "log", "rata-rata-ukur"):
        return node
    if all(isinstance(one, Number) for one in node.arguments):
        try:
            return Number(None, False, calculate(node, {}), node.span)
        except ArithmeticError:
            return node
    if node.function in ("min", "maks"):
        algebra = Algebra([node], text=text)
        kept: list[Node] = []
        for one in node.arguments:
            if not any(algebra.is_same(one, other) for other in kept):
                kept.append(one)
        node = Call(tuple(kept), node.function, node.span)
    return node.arguments[0] if node.function in ("min", "maks", "median") and len(node.arguments) == 1 else node


# Where there is no value


class Gap(NamedTuple):
    """What may go wrong: ``kind`` is that of a condition of the domain, ``node`` what it is about.

    ``branch``: only where this branch is looked at, or this value of the rest.
    """

    kind: str
    node: Node
    branch: Node | None


class _Fact(NamedTuple):
    """``node`` stands to zero as ``sign`` says."""

    node: Node
    sign: str


def gaps_of(tree: Node, algebra: Algebra, text: str) -> list[Gap]:
    """Return what may go wrong in a tree of plain arithmetic; ``algebra`` is one of that tree."""
    return list(_Gaps(algebra, text).of(tree, (), None))


class _Gaps:
    def __init__(self, algebra: Algebra, text: str) -> None:
        self.algebra = algebra
        self.text = text

    def of(self, node: Node, facts: Sequence[_Fact], branch: Node | None) -> Iterator[Gap]:
        if isinstance(node, Conditional):
            yield from self._of_branches(node, facts, branch)
            return
        if isinstance(node, Logic):
            yield from self._of_logic(node, facts, branch)
            return
        for kind, part, sign in _asked(node):
            if names_of(part) and not self._is_proved(part, sign, facts):
                yield Gap(kind, part, branch)
            elif not names_of(part) and self._fails(part, sign):
                yield Gap(kind, part, branch)
        for one in children(node):
            yield from self.of(one.node if isinstance(one, Part) else one, facts, branch)

    def _of_branches(self, node: Conditional, facts: Sequence[_Fact], branch: Node | None) -> Iterator[Gap]:
        known = list(facts)
        within = branch
        for one in node.branches:
            yield from self.of(one.condition, known, within)
            yield from self.of(one.value, [*known, *_facts(one.condition, holds=True)], one)
            known += _facts(one.condition, holds=False)
            within = one
        if node.otherwise is not None:
            yield from self.of(node.otherwise, known, node.otherwise)
        elif not self._is_covered(node):
            yield Gap("cabang", node, branch)

    def _of_logic(self, node: Logic, facts: Sequence[_Fact], branch: Node | None) -> Iterator[Gap]:
        known = list(facts)
        for item in node.items:
            yield from self.of(item, known, branch)
            known += _facts(item, holds=node.word == "dan")

    def _is_covered(self, node: Conditional) -> bool:
        """Whether some branch holds for every figure of the one operand."""
        names = names_of(node)
        if len(names) != 1:
            return False
        unknown = OneUnknown(names[0].key, names[0].text, {}, self.text)
        try:
            samples = unknown.samples(node)
        except (NoSolutionError, LimitError):
            return False
        if any(sample.denominator >= _MOST_DIGITS for sample in samples):
            return False
        return all(_has_branch(node, {names[0].key: sample}) for sample in samples)

    def _is_proved(self, part: Node, sign: str, facts: Sequence[_Fact]) -> bool:
        """Whether a part stands to zero as ``sign`` says, because it always does or because of one of the facts."""
        number = self.algebra.number(part)
        if number is not None:
            return bool(COMPARED[sign](number, Fraction(0)))
        for fact in facts:
            times = self.algebra.multiple(part, fact.node)
            if times is not None:
                known = fact.sign if times > 0 else _TURNED[fact.sign]
                if sign in _IMPLIED[known]:
                    return True
        return False

    def _fails(self, part: Node, sign: str) -> bool:
        """Whether a part without operands is not as it should be."""
        try:
            return not COMPARED[sign](calculate(part, {}), Fraction(0))
        except ArithmeticError:
            return False  # that has its own fault


def _has_branch(node: Conditional, values: dict[str, Fraction]) -> bool:
    try:
        taken(Conditional(tuple([Branch(one.condition, _ZERO, _HERE) for one in node.branches]), None, _HERE), values)
    except ArithmeticError:
        return False
    return True


def _asked(node: Node) -> Iterator[tuple[str, Node, str]]:
    """Yield what an operation asks of its parts: the kind of fault where it isn't so, and how it stands to zero."""
    match node:
        case Product():
            yield from [("penyebut", part.node, "≠") for part in node.parts if part.sign == "/"]
        case Power():
            exponent = node.exponent
            if not (isinstance(exponent, Number) and exponent.value >= 0):
                yield "penyebut", node.base, "≠"
            if not (isinstance(exponent, Number) and exponent.value.denominator == 1):
                yield "akar", node.base, "≥"
        case Root() if node.degree % 2 == 0:
            yield "akar", node.radicand, "≥"
        case Call(function="ln" | "log"):
            first, *others = node.arguments
            yield "log", first, ">"
            yield from [("dasar", one, ">") for one in others if names_of(one)]
        case Call(function="rata-rata-ukur"):
            yield from [("akar", one, "≥") for one in node.arguments]
        case Call(function="bulat"):
            yield from [("desimal", one, "=") for one in node.arguments[1:] if names_of(one)]


def _facts(node: Node, *, holds: bool) -> list[_Fact]:
    """Return what a condition says that holds, or one that doesn't."""
    if isinstance(node, Logic):
        every = (node.word == "dan") is holds
        return list(chain(*[_facts(item, holds=holds) for item in node.items])) if every else []
    assert isinstance(node, Comparison)
    told = links(node)
    if holds:
        return [_Fact(difference(left, right), sign) for left, sign, right in told]
    return [_Fact(difference(left, right), _NEGATED[sign]) for left, sign, right in told] if len(told) == 1 else []
