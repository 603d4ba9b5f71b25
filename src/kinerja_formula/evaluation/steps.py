"""A calculation walked step by step: every operation with its figures and the piece of text it comes from.

The closures of :mod:`kinerja_formula.evaluation.compiler` give the value; the walk is for those who ask how, and for
what closures leave to it: roots, limits, and saying what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import gcd
from typing import Final, NoReturn

from kinerja_formula.diagnostics import Diagnostic, Rule
from kinerja_formula.diagnostics.catalogue import (
    FIGURE_TOO_LARGE,
    NO_BRANCH,
    NOT_EXACT,
    OUT_OF_DOMAIN,
    ZERO_DENOMINATOR,
)
from kinerja_formula.evaluation.compiler import MAX_RESULT_BITS, MAX_RESULT_DIGITS
from kinerja_formula.evaluation.functions import FunctionFault, geometric_mean, logarithm, median, rounded
from kinerja_formula.evaluation.percent import PerCent, Scale, terms_of
from kinerja_formula.evaluation.roots import SIGNIFICANT_DIGITS, PowerFault, power
from kinerja_formula.explanation import Step, Term
from kinerja_formula.nodes import (
    Aggregate,
    Average,
    Call,
    Comparison,
    Components,
    Conditional,
    Logic,
    Name,
    Node,
    Number,
    Power,
    Product,
    Root,
    Statement,
    Sum,
    walk,
)
from kinerja_formula.numerals import shortest
from kinerja_formula.source import Span

__all__ = ["StepFault", "Walk"]


CODES_OF_CALCULATION: Final = frozenset(
    one.code for one in (FIGURE_TOO_LARGE, NO_BRANCH, OUT_OF_DOMAIN, ZERO_DENOMINATOR)
)
"""What a calculation can fail at though every figure was given."""


class StepFault(Exception):  # noqa: N818 - becomes one of the errors of the package in the plan
    """The calculation has no value; ``faults`` are all that was found wrong with it."""

    def __init__(self, faults: tuple[Diagnostic, ...]) -> None:
        super().__init__(faults)
        self.faults = faults


class _Unknown(Exception):  # noqa: N818 - a value that a fault below took away
    pass


class Walk:
    """One walk over a tree. Raises StepFault with every fault that was met.

    >>> from kinerja_formula.nodes import Part
    >>> a, b = Name("A", (0, 1)), Name("B", (2, 3))
    >>> ratio = Product((Part(a, "×", (0, 0), (0, 1)), Part(b, "/", (1, 2), (1, 3))), (0, 3))
    >>> walk = Walk(ratio, "A/B", PerCent(), {"a": Fraction(9), "b": Fraction(10)})
    >>> walk.value, [step.kind for step in walk.steps]
    (Fraction(9, 10), ['product'])
    """

    def __init__(
        self,
        tree: Node,
        text: str,
        percent: PerCent,
        figures: Mapping[str, Fraction],
        lost: Mapping[str, tuple[Diagnostic, ...]] | None = None,
    ) -> None:
        self._lost = lost or {}
        """Why an operand has no figure, which counts where it is needed."""
        self._text = text
        self._percent = percent
        self._figures = figures
        self._faults: list[Diagnostic] = []
        self.steps: list[Step] = []
        self.notes: list[Diagnostic] = []
        self.exact = True
        self._known: dict[Node, tuple[Fraction, int]] = {}
        try:
            self.value = self._visit(tree)
        except _Unknown:
            raise StepFault(tuple(self._faults)) from None

    def _visit(self, node: Node) -> Fraction:
        match node:
            case Number():
                return self._percent.figure(node)
            case Name() | Statement() | Aggregate():
                if node.key in self._lost:
                    self._faults += self._lost[node.key]
                    raise _Unknown
                return self._figures[node.key]
            case Sum():
                return self._sum(node, "sum", [part.node for part in node.parts], [part.sign for part in node.parts])
            case Average():
                return self._sum(node, "mean", node.items, ["+"] * len(node.items))
            case Components():
                return self._sum(node, "sum", node.items, ["+"] * len(node.items))
            case Product():
                return self._product(node)
            case Power():
                return self._power(node)
            case Root():
                return self._root(node)
            case Conditional():
                return self._conditional(node)
            case Call():
                return self._call(node)
        raise TypeError(f"not a node of a formula: {type(node).__name__}")

    # Terms

    def _words(self, node: Node) -> str:
        if isinstance(node, (Name, Statement, Aggregate)):
            return node.text
        return " ".join(self._text[slice(*node.span)].split()) or (
            shortest(node.value) + "%" * node.percent if isinstance(node, Number) else "…"
        )

    def _values(self, nodes: Sequence[Node]) -> list[tuple[Fraction, int | None]]:
        """Visit all, also after a fault, so that every fault is met; a step's number goes with its value."""
        values: list[tuple[Fraction, int | None]] = []
        unknown = False
        for node in nodes:
            try:
                values.append(self._operand(node))
            except _Unknown:
                unknown = True
        if unknown:
            raise _Unknown
        return values

    def _operand(self, node: Node) -> tuple[Fraction, int | None]:
        if isinstance(node, (Number, Name, Aggregate)):
            return self._visit(node), None
        known = self._known.get(node)  # a bracket that stands above and below the line is one step
        if known is not None:
            return known
        before = len(self.steps)
        value = self._visit(node)
        if len(self.steps) == before:
            return value, None
        self._known[node] = value, len(self.steps)
        return self._known[node]

    def _term(self, node: Node, sign: str, value: Fraction, step: int | None, *, percent: bool | None = None) -> Term:
        if percent is None:
            percent = self._percent.of(node).scale is Scale.PERCENT
        return Term(sign, value, percent, self._words(node), node.span, step, isinstance(node, Number))

    def _step(
        self,
        node: Node,
        kind: str,
        terms: Sequence[Term],
        value: Fraction,
        *,
        percent: bool | None = None,
        span: Span | None = None,
        exact: bool = True,
    ) -> Fraction:
        if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_RESULT_BITS:
            self._fault(FIGURE_TOO_LARGE, node.span, name=self._words(node), limit=MAX_RESULT_DIGITS)
        if percent is None:
            percent = self._percent.of(node).scale is Scale.PERCENT
        exact = exact and all(term.step is None or self.steps[term.step - 1].exact for term in terms)
        span = node.span if span is None else span
        words = " ".join(self._text[slice(*span)].split())
        self.steps.append(Step(len(self.steps) + 1, kind, tuple(terms), value, percent, exact, words, span))
        return value

    def _fault(self, rule: Rule, span: Span, related: tuple[Span, ...] = (), **values: object) -> NoReturn:
        self._faults.append(Diagnostic(rule, span, related, **values))
        raise _Unknown

    # Operations

    def _sum(
        self, node: Sum | Average | Components, kind: str, nodes: Sequence[Node], signs: Sequence[str]
    ) -> Fraction:
        percent = self._percent.of(node).scale is Scale.PERCENT
        above, below = 0, 1
        terms = []
        visited = self._values(nodes)
        for item, sign, factor, (value, step) in zip(nodes, signs, self._percent.factors(node), visited, strict=True):
            value *= factor
            terms.append(self._term(item, sign, value, step, percent=percent))
            up, down = value.numerator if sign == "+" else -value.numerator, value.denominator
            if down != below:
                shared = gcd(below, down)
                above, up = above * (down // shared), up * (below // shared)
                below *= down // shared
            above += up
            if below.bit_length() > MAX_RESULT_BITS:
                self._fault(FIGURE_TOO_LARGE, node.span, name=self._words(node), limit=MAX_RESULT_DIGITS)
        if kind == "mean":
            below *= len(nodes)
        if len(terms) == 1 and terms[0].sign == "+":
            return terms[0].value
        return self._step(node, kind, terms, Fraction(above, below))

    def _product(self, node: Product) -> Fraction:
        visited = self._values([part.node for part in node.parts])
        terms = []
        zero = False
        for part, (value, step) in zip(node.parts, visited, strict=True):
            whole = None
            if isinstance(part.node, Number):  # "Persentase A / 100": the 100 is shown as what it stands for, 100%
                read = self._percent.figure(part.node, node)
                value, whole = read, True if read != value else None
            terms.append(self._term(part.node, part.sign, value, step, percent=whole))
            if part.sign == "/" and not value:
                zero = True
                self._zero_denominator(part.node, part.sign_span)
        if zero:
            raise _Unknown
        if len(terms) == 1 and terms[0].sign == "×":
            return terms[0].value
        # "A / B × 100%" is two steps for a reader: the ratio, and then the percentage made of it.
        if len(terms) > 2 and terms[-1].literal and not all(term.literal for term in terms[:-1]):
            ratio = self._step(
                node,
                "product",
                terms[:-1],
                self._multiplied(node, terms[:-1]),
                percent=False,
                span=(node.span[0], max(node.span[0], node.parts[-2].span[1])),
            )
            first = Term("×", ratio, False, self.steps[-1].text, self.steps[-1].span, len(self.steps))
            terms = [first, terms[-1]]
        return self._step(node, "product", terms, self._multiplied(node, terms))

    def _multiplied(self, node: Node, terms: Sequence[Term]) -> Fraction:
        above = below = 1
        for term in terms:
            up, down = term.value.numerator, term.value.denominator
            if term.sign == "/":
                up, down = down, up
            above *= up
            below *= down
            if above.bit_length() > 2 * MAX_RESULT_BITS or below.bit_length() > 2 * MAX_RESULT_BITS:
                value = Fraction(above, below)
                above, below = value.numerator, value.denominator
                if max(above.bit_length(), below.bit_length()) > MAX_RESULT_BITS:
                    self._fault(FIGURE_TOO_LARGE, node.span, name=self._words(node), limit=MAX_RESULT_DIGITS)
        return Fraction(above, below)

    def _zero_denominator(self, node: Node, sign_span: Span) -> None:
        zeros = {
            name.key: name.text for name in walk(node) if isinstance(name, Name) and not self._figures.get(name.key, 1)
        }
        related = (sign_span,) if sign_span[0] < sign_span[1] else ()
        self._faults.append(
            Diagnostic(ZERO_DENOMINATOR, node.span, related, denominator=self._words(node), zeros=tuple(zeros.values()))
        )

    def _power(self, node: Power) -> Fraction:
        (base, base_step), (exponent, exponent_step) = self._values([node.base, node.exponent])
        try:
            value, exact = power(base, exponent, max_bits=MAX_RESULT_BITS)
        except PowerFault as fault:
            self._power_fault(node, node.base, base, fault.reason)
        if not exact:
            self._not_exact(node)
        terms = [
            self._term(node.base, "×", base, base_step),
            self._term(node.exponent, "×", exponent, exponent_step),
        ]
        return self._step(node, "power", terms, value, exact=exact)

    def _root(self, node: Root) -> Fraction:
        [(radicand, radicand_step)] = self._values([node.radicand])
        negative = radicand < 0 and node.degree % 2 == 1
        try:
            value, exact = power(
                abs(radicand) if negative else radicand, Fraction(1, node.degree), max_bits=MAX_RESULT_BITS
            )
        except PowerFault as fault:
            self._power_fault(node, node.radicand, radicand, fault.reason)
        if not exact:
            self._not_exact(node)
        degree = Term("×", Fraction(node.degree), False, str(node.degree), node.span, literal=True)
        terms = [self._term(node.radicand, "×", radicand, radicand_step), degree]
        return self._step(node, "root", terms, -value if negative else value, exact=exact)

    # Conditions and functions

    def _conditional(self, node: Conditional) -> Fraction:
        """Take the first branch that holds; what stands in the others is not calculated."""
        factors = self._percent.factors(node)
        for at, branch in enumerate(node.branches):
            if self._holds(branch.condition):
                return self._chosen(node, branch.value, factors[at], branch.span)
        if node.otherwise is None:
            self._no_branch(node)
        return self._chosen(node, node.otherwise, factors[-1], node.otherwise.span)

    def _no_branch(self, node: Conditional) -> NoReturn:
        sides = [side for branch in node.branches for one in walk(branch.condition) for side in _sides(one)]
        figures = self._figures
        names = {
            name.key: name
            for side in sides
            for name in walk(side)
            if isinstance(name, (Name, Aggregate)) and name.key in figures
        }
        told = ", ".join([f"{name.text} = {self._figure_of(name)}" for name in names.values()])
        self._fault(NO_BRANCH, node.span, figures=told)

    def _figure_of(self, name: Name | Aggregate) -> str:
        value = self._figures[name.key]
        return shortest(value * 100) + "%" if self._percent.of(name).scale is Scale.PERCENT else shortest(value)

    def _chosen(self, node: Conditional, value_node: Node, factor: Fraction, span: Span) -> Fraction:
        """Take a branch; it is shown on the scale of the whole: a 1 beside a branch of percentages is 100%."""
        [(value, step)] = self._values([value_node])
        term = self._term(value_node, "+", value, step)
        percent = self._percent.of(node).scale is Scale.PERCENT
        return self._step(value_node, "choice", [term], value * factor, span=span, percent=percent)

    def _holds(self, node: Node) -> bool:
        if isinstance(node, Logic):
            if node.word == "dan":
                return all(self._holds(item) for item in node.items)
            return any(self._holds(item) for item in node.items)
        if not isinstance(node, Comparison):
            raise TypeError(f"no condition: {type(node).__name__}")
        sides = terms_of(node)
        factors = self._percent.factors(node)
        percent = any(self._percent.of(side).scale is Scale.PERCENT for side in sides)
        # A side behind a comparison that fails is not looked at, as the value was: 5 ≤ 0 > 1 / 0.
        signs, holds = ["", *[part.sign for part in node.rest]], True
        visited: list[tuple[Fraction, int | None]] = []
        figures: list[Fraction] = []
        for at, side in enumerate(sides):
            visited += self._values([side])
            figures.append(visited[at][0] * factors[at])
            if at and not _compares(figures[at - 1], signs[at], figures[at]):
                holds = False
                break
        terms = [
            self._term(side, sign, figure, step, percent=percent)
            for side, sign, figure, (_, step) in zip(sides, signs, figures, visited, strict=False)
        ]
        self._step(node, "test", terms, Fraction(holds), percent=False)
        return holds

    def _call(self, node: Call) -> Fraction:
        scaled = self._percent.factors(node)
        visited = self._values(node.arguments)
        figures = [
            value * factor
            for (value, _), factor in zip(visited, (*scaled, *[Fraction(1)] * len(node.arguments)), strict=False)
        ]
        percent = self._percent.of(node).scale is Scale.PERCENT
        try:
            value, exact = _function(node.function, figures, percent=percent)
        except FunctionFault as fault:
            if fault.reason == "terlalu-panjang":
                self._fault(FIGURE_TOO_LARGE, node.span, name=self._words(node), limit=MAX_RESULT_DIGITS)
            at = fault.at
            named = self._words(node.arguments[at])
            self._fault(OUT_OF_DOMAIN, node.span, name=named, value=shortest(figures[at]), reason=fault.reason)
        if not exact:
            self._not_exact(node)
        terms = [
            self._term(argument, "+", figure, step, percent=percent and at < len(scaled))
            for at, (argument, figure, (_, step)) in enumerate(zip(node.arguments, figures, visited, strict=True))
        ]
        return self._step(node, node.function, terms, value, exact=exact)

    def _not_exact(self, node: Node) -> None:
        if not self.exact:
            return  # said once for the whole calculation
        self.exact = False
        self.notes.append(Diagnostic(NOT_EXACT, node.span, text=self._words(node), digits=SIGNIFICANT_DIGITS))

    def _power_fault(self, node: Power | Root, base: Node, value: Fraction, reason: str) -> NoReturn:
        if reason == "penyebut-nol":
            self._zero_denominator(base, (0, 0))
            raise _Unknown
        if reason == "terlalu-panjang":
            self._fault(FIGURE_TOO_LARGE, node.span, name=self._words(node), limit=MAX_RESULT_DIGITS)
        self._fault(OUT_OF_DOMAIN, node.span, name=self._words(base), value=shortest(value), reason=reason)


def _sides(node: Node) -> tuple[Node, ...]:
    return terms_of(node) if isinstance(node, Comparison) else ()


def _compares(left: Fraction, sign: str, right: Fraction) -> bool:
    match sign:
        case "<":
            return left < right
        case "≤":
            return left <= right
        case "=":
            return left == right
        case "≠":
            return left != right
        case "≥":
            return left >= right
    return left > right


def _function(name: str, figures: Sequence[Fraction], *, percent: bool) -> tuple[Fraction, bool]:
    """Return the value of a function and whether it is exact. Raises FunctionFault."""
    match name:
        case "min":
            return min(figures), True
        case "maks":
            return max(figures), True
        case "abs":
            return abs(figures[0]), True
        case "median":
            return median(figures), True
        case "bulat":  # 12,345% is rounded as it is shown
            decimals = figures[1] if len(figures) > 1 else Fraction(0)
            return rounded(figures[0], decimals + 2 if percent else decimals), True
        case "ln":
            return logarithm(figures[0], None)
        case "log":
            return logarithm(figures[0], figures[1] if len(figures) > 1 else Fraction(10))
        case "rata-rata-ukur":
            return geometric_mean(figures, max_bits=MAX_RESULT_BITS)
    raise TypeError(f"no such function: {name}")
