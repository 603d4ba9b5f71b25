"""Laws of the algebra: it says of formulas what their evaluation says, for any figures."""

from __future__ import annotations

import os
from contextlib import suppress
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import kinerja_formula as kf
from kinerja_formula.nodes import Average, Name, Node, Number, Part, Power, Product, Sum, walk

from .formula_strategies import name, plain_trees

HERE = (0, 0)
# A step of algebra costs a thousand times one of evaluation.
seldom = settings(max_examples=200 if os.environ.get("CI") else 60)
figures = st.fractions(min_value=-60, max_value=60, max_denominator=6)
few_names = st.sampled_from(["Jumlah A", "Jumlah B", "Nilai C", "Persentase D"]).map(name)
numbers = st.builds(
    lambda value, percent: Number(None, percent, Fraction(value), HERE), st.integers(1, 120), st.booleans()
)


def chains(kind: type[Sum] | type[Product], signs: str, below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    parts = st.lists(st.tuples(st.sampled_from(signs), below), min_size=2, max_size=3)

    def build(found: list[tuple[str, Node]]) -> Node:
        first = (signs[0], found[0][1])
        return kind(tuple([Part(node, sign, HERE, HERE) for sign, node in [first, *found[1:]]]), HERE)

    return parts.map(build)


small_trees = st.recursive(
    few_names | few_names | numbers,
    lambda below: st.one_of(
        chains(Sum, "+-", below),
        chains(Product, "×/", below),
        st.lists(below, min_size=1, max_size=3).map(lambda items: Average(tuple(items), HERE)),
        below.map(lambda base: Power(base, Number(None, False, Fraction(2), HERE), HERE)),
    ),
    max_leaves=6,
)


def formula_of(tree: Node) -> kf.Formula:
    return kf.Formula("", tree, "aritmetika")


def value_of(formula: kf.Formula, data: dict[str, Fraction]) -> Fraction | None:
    try:
        return formula.evaluate(data, strict=False).value
    except kf.FormulaError:
        return None


@st.composite
def rewritten(draw: st.DrawFn) -> tuple[kf.Formula, kf.Formula]:
    """A formula, and one that says the same in another way or something else."""
    tree = draw(small_trees)
    return formula_of(tree), formula_of(draw(st.sampled_from(WAYS))(tree) if draw(st.booleans()) else draw(small_trees))


def turned(node: Node) -> Node:
    """The terms of a sum and the factors of a product in another order."""
    if isinstance(node, Sum) and all(part.sign == "+" for part in node.parts):
        return Sum(node.parts[::-1], HERE)
    if isinstance(node, Product):
        return Product(tuple([part for sign in "×/" for part in node.parts[::-1] if part.sign == sign]), HERE)
    return node


def times_itself(node: Node) -> Node:
    return Product(tuple([Part(node, sign, HERE, HERE) for sign in "××/"]), HERE)


def plus_and_minus(node: Node) -> Node:
    return Sum(tuple([Part(node, sign, HERE, HERE) for sign in "++-"]), HERE)


WAYS = [turned, times_itself, plus_and_minus]


@seldom
@given(rewritten(), st.lists(st.fixed_dictionaries(dict.fromkeys(range(4), figures)), min_size=3, max_size=3))
def test_equals_agrees_with_evaluation(pair: tuple[kf.Formula, kf.Formula], points: list[dict[int, Fraction]]):
    left, right = pair
    equality = left.equals(right)
    assert equality.same is not None  # without roots it is always decided
    names = list(dict.fromkeys([*left.names, *right.names]))
    for point in points:
        data = {text: point[order] for order, text in enumerate(names)}
        values = value_of(left, data), value_of(right, data)
        if equality and None not in values:
            assert values[0] == values[1]
        elif values[0] != values[1] and None not in values:
            assert not equality
    if not equality:
        assert set(equality.counter_example) == set(names)
        assert value_of(left, equality.counter_example) == equality.left
        assert value_of(right, equality.counter_example) == equality.right
        assert equality.left != equality.right


@seldom
@given(plain_trees)
def test_a_formula_equals_itself(tree: Node):
    assert formula_of(tree).equals(formula_of(tree))


@seldom
@given(small_trees, st.dictionaries(st.integers(0, 3), figures, min_size=4, max_size=4), st.integers(0, 3))
def test_solve_then_evaluate_gives_the_target(tree: Node, point: dict[int, Fraction], place: int):
    formula = formula_of(tree)
    assume(place < len(formula.names))
    data = {text: point[order] for order, text in enumerate(formula.names)}
    target = value_of(formula, data)
    assume(target is not None)
    sought = formula.names[place]
    try:
        solution = formula.solve(sought, target, data)
    except kf.UnitMismatchError:
        assume(False)
    except kf.ZeroDenominatorError:
        return  # a denominator that the sought figure has no part in
    # There is one: the figure that the target was made with.
    assert solution.reason == "any" or data[sought] in solution.values
    for value in solution.values:
        assert formula.evaluate({**data, sought: value}).value == target
    if solution.value is not None:
        assert formula.evaluate({**data, sought: solution}).value == target


@seldom
@given(
    small_trees,
    figures,
    st.dictionaries(st.integers(0, 3), figures, min_size=4, max_size=4),
    st.lists(figures, max_size=5),
)
def test_none_means_that_no_figure_gives_it(
    tree: Node, target: Fraction, point: dict[int, Fraction], tried: list[Fraction]
):
    formula = formula_of(tree)
    assume(formula.names)
    data = {text: point[order] for order, text in enumerate(formula.names)}
    sought = formula.names[0]
    try:
        solution = formula.solve(sought, target, data)
    except (kf.UnitMismatchError, kf.ZeroDenominatorError):
        return
    for value in tried:
        found = value_of(formula, {**data, sought: value})
        if found == target:
            assert value in solution.values or solution.reason == "any"
        elif found is not None:
            assert solution.reason != "any"


@seldom
@given(
    small_trees, st.lists(st.dictionaries(st.integers(0, 3), figures, min_size=4, max_size=4), min_size=2, max_size=2)
)
def test_a_simpler_formula_gives_the_same(tree: Node, points: list[dict[int, Fraction]]):
    formula = formula_of(tree)
    simpler = formula.simplify()
    for point in points:
        data = {text: point[order] for order, text in enumerate(formula.names)}
        value = value_of(formula, data)
        if value is None:
            continue
        assert simpler.tree is not None
        if simpler.constant is not None:
            assert simpler.constant == value
        else:
            without = {text: figure for text, figure in data.items() if text not in simpler.without_effect}
            assert plain_value(simpler.tree, without) == value


def plain_value(node: Node, data: dict[str, Fraction]) -> Fraction:
    match node:
        case Number():
            return node.value
        case Name():
            return data[node.text]
        case Sum():
            return sum(
                (plain_value(part.node, data) * (1 if part.sign == "+" else -1) for part in node.parts), Fraction(0)
            )
        case Product():
            value = Fraction(1)
            for part in node.parts:
                inner = plain_value(part.node, data)
                value = value * inner if part.sign == "×" else value / inner
            return value
        case Power():
            return plain_value(node.base, data) ** int(plain_value(node.exponent, data))
    raise TypeError(type(node).__name__)


@seldom
@given(small_trees, st.dictionaries(st.integers(0, 3), figures, min_size=4, max_size=4))
def test_no_value_is_where_the_domain_says(tree: Node, point: dict[int, Fraction]):
    formula = formula_of(tree)
    data = {text: point[order] for order, text in enumerate(formula.names)}
    domain = formula.domain()
    if value_of(formula, data) is None:
        assert domain.conditions
    if domain.empty:
        assert value_of(formula, data) is None
    if not any(part.sign == "/" for node in walk(tree) if isinstance(node, Product) for part in node.parts):
        assert domain.conditions == ()


@seldom
@given(small_trees, st.dictionaries(st.integers(0, 3), figures, min_size=4, max_size=4))
def test_one_more_does_what_sensitivity_says(tree: Node, point: dict[int, Fraction]):
    formula = formula_of(tree)
    data = {text: point[order] for order, text in enumerate(formula.names)}
    assume(value_of(formula, data) is not None)
    try:
        effects = formula.sensitivity(data)
    except kf.UnitMismatchError:
        assume(False)
    assert set(effects) == set(formula.names)
    for text in formula.names:
        then = value_of(formula, {**data, text: data[text] + 1})
        assert effects[text] == (None if then is None else then - effects.result.value)


@seldom
@given(plain_trees)
def test_nothing_unknown_escapes(tree: Node):
    formula = formula_of(tree)
    for ask in (formula.simplify, formula.domain):
        with suppress(kf.LimitError):
            ask().explain()
