"""Algebra says of conditions and functions what their evaluation says, exactly."""

from __future__ import annotations

import os
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import kinerja_formula as kf
from kinerja_formula import testing
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.nodes import (
    Call,
    Conditional,
    Name,
    Node,
    Number,
    Part,
    Product,
    Sum,
    walk,
)
from kinerja_formula.symbolic.expression import to_sympy

HERE = (0, 0)
seldom = settings(max_examples=150 if os.environ.get("CI") else 40, deadline=None)
numbers = st.builds(
    lambda value, percent: Number(None, percent, Fraction(value), HERE),
    st.sampled_from([0, 1, 2, 3, 5, 60, 100]),
    st.sampled_from([False, False, True]),
)
# Halves, thirds and the numbers of the formulas themselves, so that bounds are hit.
figures = st.sampled_from(
    [*map(Fraction, range(-3, 8)), *[Fraction(n, d) for n in (-5, 1, 7) for d in (2, 3)], Fraction(60)]
)


def chain(kind: type[Sum] | type[Product], found: list[tuple[str, Node]]) -> Node:
    return kind(tuple([Part(node, sign, HERE, HERE) for sign, node in found]), HERE)


trees = testing.trees(
    names=["Jumlah A", "Nilai C", "Persentase D"],
    literals=numbers,
    functions=["min", "maks", "median", "abs", "bulat"],
    max_leaves=7,
    evaluable=False,
).filter(lambda tree: any(isinstance(node, (Conditional, Call)) for node in walk(tree)))
points = st.lists(figures, min_size=3, max_size=3)


def formula_of(tree: Node) -> kf.Formula:
    return kf.Formula("", tree, "aritmetika")


def data_of(formula: kf.Formula, point: list[Fraction]) -> dict[str, Fraction]:
    return dict(zip(formula.names, point, strict=False))


def value_of(formula: kf.Formula, data: dict[str, Fraction]) -> Fraction | None:
    try:
        return formula.evaluate(data, strict=False).value
    except kf.FormulaError:
        return None


@seldom
@given(trees, st.lists(points, min_size=1, max_size=4))
def test_the_expression_of_sympy_has_the_value_of_an_evaluation(tree: Node, found: list[list[Fraction]]):
    import sympy

    formula = formula_of(tree)
    expression, symbols = to_sympy(Plan(tree, ""))
    for point in found:
        data = data_of(formula, point)
        value = value_of(formula, data)
        if value is None:
            continue
        figures_of = {
            one: sympy.Rational(data[name].numerator, data[name].denominator) for one, name in symbols.items()
        }
        assert expression.xreplace(figures_of).doit() == sympy.Rational(value.numerator, value.denominator), data


@seldom
@given(trees, points, st.integers(0, 2), st.lists(figures, max_size=4))
def test_solve_finds_every_figure_that_gives_the_target(
    tree: Node, point: list[Fraction], place: int, tried: list[Fraction]
):
    formula = formula_of(tree)
    assume(place < len(formula.names))
    data = data_of(formula, point)
    target = value_of(formula, data)
    assume(target is not None)
    assert target is not None
    sought = formula.names[place]
    try:
        solution = formula.solve(sought, target, data)
    except (kf.UnitMismatchError, kf.ZeroDenominatorError, kf.NoSolutionError):
        return
    for figure in (data[sought], *tried):
        claimed = (
            solution.reason == "any" or figure in solution.values or any(one.holds(figure) for one in solution.ranges)
        )
        assert claimed == (value_of(formula, {**data, sought: figure}) == target), (
            figure,
            solution.values,
            solution.ranges,
        )
    if solution.exact:
        for figure in solution.values:
            assert value_of(formula, {**data, sought: figure}) == target


@seldom
@given(trees, points)
def test_a_shorter_formula_gives_the_same(tree: Node, point: list[Fraction]):
    formula = formula_of(tree)
    data = data_of(formula, point)
    value = value_of(formula, data)
    assume(value is not None)
    shorter = formula.simplify()
    if shorter.constant is not None:
        assert shorter.constant == value
        return
    assert shorter.tree is not None
    from kinerja_formula.symbolic.known_figures import calculate

    keys = {name.key: name.text for name in walk(tree) if isinstance(name, Name)}
    plain = {key: data[text] for key, text in keys.items() if text not in shorter.without_effect}
    assert calculate(shorter.tree, plain) == value


@seldom
@given(trees, points)
def test_no_value_is_where_the_domain_says(tree: Node, point: list[Fraction]):
    formula = formula_of(tree)
    code = ""
    try:
        formula.evaluate(data_of(formula, point), strict=False)
    except (kf.ZeroDenominatorError, kf.InvalidDataError) as error:
        code = error.code
    kinds = {one.kind for one in formula.domain().conditions}
    assert not code or {"KF305": "penyebut", "KF345": "cabang"}[code] in kinds


@seldom
@given(trees, trees, st.lists(points, min_size=1, max_size=4))
def test_equals_agrees_with_evaluation(one: Node, other: Node, found: list[list[Fraction]]):
    left = formula_of(one)
    assert left.equals(left)
    for right in (formula_of(other), formula_of(chain(Product, [("×", one), ("×", other), ("/", other)]))):
        equality = left.equals(right)
        shared = list(dict.fromkeys([*left.names, *right.names]))
        for point in found:
            data = dict(zip(shared, point, strict=False))
            values = [value_of(left, data), value_of(right, data)]
            if equality and None not in values:
                assert values[0] == values[1]
        if equality.same is False:
            assert value_of(left, equality.counter_example) != value_of(right, equality.counter_example)


@seldom
@given(trees, points)
def test_the_slope_is_that_of_a_small_step(tree: Node, point: list[Fraction]):
    formula = formula_of(tree)
    data = data_of(formula, point)
    try:
        effects = formula.sensitivity(data)
    except kf.FormulaError:
        return
    step = Fraction(1, 10**12)
    compared = formula._plan.compared  # of these one more is a point, whatever the figure was written as
    for one in [one for one in effects.effects if one.name.lower() not in compared]:
        assert one.change == _change(formula, data, one.name, Fraction(1), effects.result.value)
        if one.slope is None:
            continue
        for sign in (1, -1):
            change = _change(formula, data, one.name, sign * step, effects.result.value)
            assert change is not None
            assert float(change / (sign * step)) == pytest.approx(float(one.slope), rel=1e-6, abs=1e-6)


def _change(formula: kf.Formula, data: dict[str, Fraction], name: str, by: Fraction, now: Fraction) -> Fraction | None:
    then = value_of(formula, {**data, name: data[name] + by})
    return None if then is None else then - now
