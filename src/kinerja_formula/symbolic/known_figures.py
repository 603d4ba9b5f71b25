"""A formula in which all operands but one have their figure: what a search for that one starts from.

The figures are read by an evaluation, so that a text, a unit or a percent sign means the same here as there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError, MissingDataError, ZeroDenominatorError
from kinerja_formula.diagnostics.catalogue import MISSING_DATA
from kinerja_formula.evaluation.functions import geometric_mean, logarithm, median, rounded
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.evaluation.roots import power
from kinerja_formula.explanation import Input
from kinerja_formula.names import nearest, normalise
from kinerja_formula.nodes import (
    Call,
    Comparison,
    Conditional,
    Logic,
    Name,
    Node,
    Number,
    Part,
    Power,
    Product,
    Root,
    Sum,
    children,
    rebuilt,
    walk,
)
from kinerja_formula.result import Result
from kinerja_formula.symbolic.operands import plain_of_calculation
from kinerja_formula.units import Unit

__all__ = [
    "COMPARED",
    "Known",
    "NoBranch",
    "calculate",
    "looked_at",
    "operand_called",
    "read_known",
    "taken",
    "tree_and_figures",
    "variant_for",
]

_MOST_BITS: Final = 13_000

_PROBES: Final = (Fraction(1), Fraction(2), Fraction(3, 7), Fraction(5), Fraction(-1), Fraction(101), Fraction(1, 997))


class Known(NamedTuple):
    """``tree`` is plain arithmetic, ``values`` the figures of its operands by key, without the one that is sought.

    ``factor`` is what a figure of the sought operand is multiplied by before it enters the tree; ``unit`` is that of
    the result, ``measure`` that of the sought operand.
    """

    tree: Node
    values: Mapping[str, Fraction]
    key: str
    name: str
    factor: Fraction
    unit: str | None
    measure: Unit | None
    inputs: tuple[Input, ...]
    data: dict[str, Any]


def operand_called(plan: Plan, name: str) -> tuple[str, str]:
    """Return the key and the text of an operand. Raises MissingDataError KF301 for a name that is none."""
    key = normalise(str(name))
    for operand in plan.operands:
        if key in operand.keys:
            return operand.key, operand.wanted
    known = [operand.wanted for operand in plan.operands]
    found = Diagnostic(MISSING_DATA, (0, 0), name=str(name), suggestions=nearest(str(name), known))
    raise MissingDataError(found, plan.text)


def read_known(plan: Plan, name: str, data: Mapping[str, Any]) -> Known:
    """Read the figures of all operands but ``name``; a figure for that one in ``data`` is not looked at.

    Raises what an evaluation raises: MissingDataError for the others, InvalidDataError, UnitMismatchError, LimitError.
    """
    plan = variant_for(plan, data)
    key, wanted = operand_called(plan, name)
    keys = next(operand.keys for operand in plan.operands if operand.key == key)
    others = {given: figure for given, figure in data.items() if normalise(str(given)) not in keys}
    result = _probed(_without_gaps(plan), others, wanted)
    calculation: Any = result._calculation  # noqa: SLF001
    values = _figures(result)
    del values[key]
    plan_of_units = calculation.plan  # that of the units which the data told
    told = plan_of_units.units.operands.get(key)
    asked = calculation if plan.tree is calculation.tree else _over(calculation, plan)
    return Known(
        plain_of_calculation(asked, key),
        values,
        key,
        wanted,
        plan_of_units.units.factors.get(key, Fraction(1)),
        result.unit,
        told.measure if told is not None else None,
        tuple([given for given in result.inputs if normalise(given.name) not in keys]),
        others,
    )


def variant_for(plan: Plan, data: Mapping[str, Any]) -> Plan:
    """Return the plan for the names in ``data``, among which may be one that the cell defines."""
    system = plan._system  # noqa: SLF001
    return plan if system is None else plan._with_given_definitions(system, tuple(data))  # noqa: SLF001


def _without_gaps(plan: Plan) -> Plan:
    """Return a plan of the same operands that has a value where no branch holds: it only reads figures."""
    if not any(isinstance(node, Conditional) and node.otherwise is None for node in walk(plan.tree)):
        return plan
    make, (_, *rest) = plan.__reduce__()
    filled: Plan = make(_filled(plan.tree), *rest)
    return filled


def _filled(node: Node) -> Node:
    node = rebuilt(node, _filled)
    if isinstance(node, Conditional) and node.otherwise is None:
        return Conditional(node.branches, Number(None, False, Fraction(0), node.span), node.span)
    return node


def _over(calculation: Any, plan: Plan) -> Any:
    """Return the calculation over the tree that was asked for."""
    return plan.calculation(calculation.percents, head=calculation.head)


def _probed(plan: Plan, others: Mapping[str, Any], wanted: str) -> Result:
    """Evaluate with some figure for the operand that is sought; raises the last error where there is none for which."""
    for probe in _PROBES:
        try:
            return plan.evaluate({**others, wanted: probe})
        except ZeroDenominatorError as error:
            fault = error
        except InvalidDataError as error:
            if error.code != "KF306":
                raise
            return _with_another_probe(plan, others, wanted)
    raise fault


def tree_and_figures(result: Result) -> tuple[Node, dict[str, Fraction]]:
    """Return the calculation of a result as plain arithmetic, and the figures that went into it by key."""
    return plain_of_calculation(result._calculation), _figures(result)  # noqa: SLF001


def _figures(result: Result) -> dict[str, Fraction]:
    calculation: Any = result._calculation  # noqa: SLF001
    pairs = zip(calculation.operands, result.inputs, strict=True)
    compared = calculation.plan.compared  # these went in as shares of one
    return {operand.key: one.value * (100 if operand.key in compared else 1) for operand, one in pairs}


def _with_another_probe(plan: Plan, others: Mapping[str, Any], wanted: str) -> Result:
    """Find a figure at which a root can be drawn; raises the last error where there is none."""
    for probe in (Fraction(10**6), Fraction(-(10**6)), Fraction(0)):
        try:
            return plan.evaluate({**others, wanted: probe})
        except (InvalidDataError, ZeroDenominatorError) as error:
            fault = error
    raise fault


class NoBranch(ArithmeticError):  # noqa: N818 - a signal inside the package
    """No condition of a formula holds for some figures."""


def calculate(node: Node, values: Mapping[str, Fraction]) -> Fraction:
    """Return the value of plain arithmetic; a root or logarithm is taken to 30 digits.

    Raises an ArithmeticError where there is none: ZeroDivisionError, PowerFault, FunctionFault, NoBranch.
    """
    match node:
        case Number():
            return node.value
        case Name():
            return values[node.key]
        case Sum():
            return sum(
                (calculate(part.node, values) * (1 if part.sign == "+" else -1) for part in node.parts), Fraction(0)
            )
        case Product():
            total = Fraction(1)
            for part in node.parts:
                value = calculate(part.node, values)
                total = total * value if part.sign == "×" else total / value
            return total
        case Power():
            base, exponent = calculate(node.base, values), calculate(node.exponent, values)
            return power(base, exponent, max_bits=_MOST_BITS)[0]
        case Root():
            base = calculate(node.radicand, values)
            drawn, _ = power(abs(base) if node.degree % 2 else base, Fraction(1, node.degree), max_bits=_MOST_BITS)
            return -drawn if base < 0 else drawn
        case Conditional():
            return calculate(_branch(node, values), values)
        case Call():
            return _function(node.function, [calculate(one, values) for one in node.arguments])
    raise TypeError(f"not plain arithmetic: {type(node).__name__}")


def _function(name: str, figures: list[Fraction]) -> Fraction:
    first, *others = figures
    match name:
        case "min":
            return min(figures)
        case "maks":
            return max(figures)
        case "abs":
            return abs(first)
        case "median":
            return median(figures)
        case "bulat":
            return rounded(first, others[0] if others else Fraction(0))
        case "ln":
            return logarithm(first, None)[0]
        case "log":
            return logarithm(first, others[0] if others else Fraction(10))[0]
    return geometric_mean(figures, max_bits=_MOST_BITS)[0]


def _branch(node: Conditional, values: Mapping[str, Fraction]) -> Node:
    """Return what counts of the branches. Raises NoBranch, and what a condition raises that is looked at."""
    for branch in node.branches:
        if _holds(branch.condition, values):
            return branch.value
    if node.otherwise is None:
        raise NoBranch
    return node.otherwise


def _holds(node: Node, values: Mapping[str, Fraction]) -> bool:
    if isinstance(node, Logic):
        return (all if node.word == "dan" else any)(_holds(item, values) for item in node.items)
    assert isinstance(node, Comparison)
    sides = [calculate(one, values) for one in (node.first, *[part.node for part in node.rest])]
    return all(COMPARED[part.sign](left, right) for left, right, part in zip(sides, sides[1:], node.rest, strict=False))


COMPARED: Final[Mapping[str, Callable[[Fraction, Fraction], bool]]] = {
    "<": lt,
    "≤": le,
    "=": eq,
    "≠": ne,
    "≥": ge,
    ">": gt,
}


def taken(node: Node, values: Mapping[str, Fraction]) -> Node:
    """Return the tree that counts for some figures: of conditions the branch, of extremes and medians the argument.

    Raises an ArithmeticError where a condition or an argument on the way has no value, or none holds.

    >>> from kinerja_formula.nodes import Number
    >>> a, hundred = Name("A", (0, 1)), Number(None, False, Fraction(100), (0, 0))
    >>> taken(Call((a, hundred), "min", (0, 0)), {"a": Fraction(120)})
    Number(value=Fraction(100, 1), percent=False)
    """
    match node:
        case Conditional():
            return taken(_branch(node, values), values)
        case Call(function="min" | "maks" | "median" | "abs"):
            return _chosen(node, values)
    return rebuilt(node, lambda one: taken(one, values))


def looked_at(node: Node, values: Mapping[str, Fraction]) -> Iterator[Node]:
    """Yield the nodes that are calculated for some figures: of branches those up to the first that holds."""
    yield node
    below = children(node)
    if isinstance(node, Conditional):
        chosen = _branch(node, values)
        at = next((at for at, branch in enumerate(node.branches) if branch.value is chosen), len(node.branches))
        below = [*[branch.condition for branch in node.branches[: at + 1]], chosen]
    elif isinstance(node, Logic):
        decides = node.word != "dan"
        at = next((at for at, item in enumerate(node.items) if _holds(item, values) is decides), len(node.items))
        below = list(node.items[: at + 1])
    for one in below:
        yield from looked_at(one, values)


def _chosen(node: Call, values: Mapping[str, Fraction]) -> Node:
    figures = [calculate(one, values) for one in node.arguments]
    ordered = sorted(range(len(figures)), key=figures.__getitem__)
    match node.function:
        case "abs":
            inner = taken(node.arguments[0], values)
            return inner if figures[0] >= 0 else Sum((Part(inner, "-", node.span, node.span),), node.span)
        case "min":
            places = ordered[:1]
        case "maks":
            places = ordered[-1:]
        case _:
            places = sorted({ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]})
    chosen = [taken(node.arguments[place], values) for place in places]
    if len(chosen) == 1:
        return chosen[0]
    both = Sum(tuple([Part(one, "+", node.span, node.span) for one in chosen]), node.span)
    half = Number(None, False, Fraction(2), node.span)
    return Product((Part(both, "×", node.span, node.span), Part(half, "/", node.span, node.span)), node.span)
