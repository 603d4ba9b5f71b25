"""Columns say what records say of conditions and functions, also at bounds that floats do not hit."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kinerja_formula as kf
from kinerja_formula.columns import wide
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.nodes import (
    COMPARISONS,
    Branch,
    Call,
    Comparison,
    Conditional,
    Logic,
    Name,
    Node,
    Number,
    Part,
    Product,
    Root,
    Sum,
    names_of,
    walk,
)
from tests.table_engines import ENGINES, Engine

from .doubles import is_clear, value_of

HERE = (0, 0)
NAMES = ["Jumlah A", "Nilai B", "C", "Persentase D"]
names = st.sampled_from(NAMES).map(lambda text: Name(text, HERE))
numbers = st.builds(
    lambda value, percent: Number(None, percent, value, HERE),
    st.sampled_from(
        [Fraction(0), Fraction(1), Fraction(3, 10), Fraction(2), Fraction(3), Fraction(100), Fraction(9, 4)]
    ),
    st.sampled_from([False, False, True]),
)
# Tenths are no floats, and their sums, products and quotients often miss the bound that they hit exactly.
tenths = st.sampled_from([0.0, 0.1, 0.2, 0.3, 0.6, 0.7, 1.0, 1.1, 2.0, 2.25, 3.0, 7.0, 9.0, 30.0, -0.1, -0.3, -2.0])


def chain(kind: type[Sum] | type[Product], found: list[tuple[str, Node]]) -> Node:
    return kind(tuple([Part(node, sign, HERE, HERE) for sign, node in found]), HERE)


def comparison(found: tuple[Node, list[tuple[str, Node]]]) -> Node:
    first, rest = found
    return Comparison(first, tuple([Part(node, sign, HERE, HERE) for sign, node in rest]), HERE)


def conditions(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    rest = st.lists(st.tuples(st.sampled_from(COMPARISONS), below), min_size=1, max_size=2)
    simple = st.tuples(below, rest).map(comparison)
    both = st.builds(
        lambda items, word: Logic(tuple(items), word, HERE),
        st.lists(simple, min_size=2, max_size=3),
        st.sampled_from(["dan", "atau"]),
    )
    return simple | simple | both


def conditionals(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    branches = st.lists(
        st.builds(lambda one, value: Branch(one, value, HERE), conditions(below), below), min_size=1, max_size=3
    )
    return st.builds(lambda found, rest: Conditional(tuple(found), rest, HERE), branches, st.none() | below)


def calls(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.builds(
        lambda function, items: Call(tuple(items), function, HERE),
        st.sampled_from(["min", "maks", "median", "rata-rata-ukur"]),
        st.lists(below, min_size=1, max_size=4),
    )
    one = st.builds(
        lambda function, item: Call((item,), function, HERE), st.sampled_from(["abs", "ln", "log", "bulat"]), below
    )
    decimals = st.integers(-1, 2).map(lambda value: Number(None, False, Fraction(value), HERE))
    return several | one | st.builds(lambda item, by: Call((item, by), "bulat", HERE), below, decimals)


def above(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.one_of(
        st.lists(st.tuples(st.sampled_from("+-"), below), min_size=1, max_size=3).map(lambda found: chain(Sum, found)),
        st.lists(st.tuples(st.sampled_from("×/"), below), min_size=1, max_size=3).map(
            lambda found: chain(Product, found)
        ),
        conditionals(below),
        conditionals(below),
        calls(below),
        st.builds(Root, st.just(2), below, st.just(HERE)),
    )


trees = st.recursive(names | names | numbers, above, max_leaves=9).filter(
    lambda tree: bool(names_of(tree)) and any(isinstance(node, (Conditional, Call)) for node in walk(tree))
)


def check(engine: Engine, tree: Node, columns: dict[str, list[float | None]]) -> None:
    plan = Plan(tree, "")
    if plan.unit_faults:
        return
    table = engine.make(pa.table({name: pa.array(values, pa.float64()) for name, values in columns.items()}))
    found = engine.read(wide.evaluate_table(table, plan))
    alone = engine.read(wide.evaluate_table(table, plan, status=False))
    assert alone["nilai"] == found["nilai"]
    for row in range(len(next(iter(columns.values())))):
        data = {name: values[row] for name, values in columns.items()}
        if not is_clear(tree, data):
            continue
        value, status = value_of(plan, data)
        assert found["status"][row] == status, (tree, data)
        if value is None:
            assert found["nilai"][row] is None
        else:
            assert found["nilai"][row] == pytest.approx(float(value), rel=1e-9, abs=1e-7), (tree, data)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Node, dict[str, list[float | None]]]:
    tree = draw(trees)
    rows = draw(st.integers(1, 5))
    one: Any = draw(st.sampled_from([tenths, tenths, tenths | st.none()]))
    return tree, {name.text: draw(st.lists(one, min_size=rows, max_size=rows)) for name in names_of(tree)}


@pytest.mark.parametrize("name", ["pandas", "polars", "duckdb"])
def test_conditions_and_functions_over_columns_and_by_record(name: str):
    @settings(max_examples=60, deadline=None)
    @given(tables())
    def holds(drawn: tuple[Node, dict[str, list[float | None]]]) -> None:
        check(ENGINES[name], *drawn)

    holds()


BOUNDS = [
    ("jika `A` + `B` ≤ `C` maka 1; selain itu 0", "ABC"),
    ("jika `A` + `B` = `C` maka 1; selain itu 0", "ABC"),
    ("jika `A` - `B` ≠ `C` maka 1; selain itu 0", "ABC"),
    ("jika `A` × `B` / `C` ≥ 1 maka 1; selain itu 0", "ABC"),
    ("jika `A` + `B` - `C` > 0 maka 1; selain itu 0", "ABC"),
    ("jika `A` / `B` < `C` maka 1; selain itu 0", "ABC"),
    ("jika √(`A` × `B`) ≤ `C` maka 1; selain itu 0", "ABC"),
    ("jika bulat (`A` + `B`; 1) ≤ `C` maka 1; selain itu 0", "ABC"),
    ("bulat (`A` × `B`; 2)", "AB"),
    ("jika min (`A` + `B`; `C`) = `C` maka 1; selain itu 0", "ABC"),
    ("jika `A` ≤ 0,3 maka 1; selain itu 0", "A"),
    ("jika 80 ≤ `A` / `B` × 100 < 90 maka 1; jika `A` / `B` × 100 ≥ 90 maka 2; selain itu 0", "AB"),
]
cents = st.integers(-300, 300).map(lambda value: value / 100)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(BOUNDS), st.lists(st.tuples(cents, cents), min_size=1, max_size=30))
def test_decimals_at_a_bound_are_compared_as_they_are_written(asked: tuple[str, str], pairs: list[tuple[float, float]]):
    """The third figure is what the first two make, or a hundredth beside it: the nearest that a person would write."""
    text, operands = asked
    formula = kf.parse(text)
    columns: dict[str, list[float]] = {name: [] for name in operands}
    for one, other in pairs:
        exact = [Fraction(str(figure)) for figure in (one, other)]
        for third in {sum(exact), exact[0] - exact[1], exact[0] * exact[1]}:
            for beside in (0, Fraction(1, 100), -Fraction(1, 100)):
                row = dict(zip("ABC", (one, other, float(third + beside)), strict=True))
                for name in operands:
                    columns[name].append(row[name])
    found = ENGINES["polars"].read(kf.evaluate_table(ENGINES["polars"].make(columns), formula))
    for place, row in enumerate(zip(*columns.values(), strict=True)):
        data = dict(zip(operands, row, strict=True))
        value, status = value_of(formula._plan, data)
        assert found["status"][place] == status, data
        if value is None:
            assert found["nilai"][place] is None
        else:
            assert found["nilai"][place] == pytest.approx(float(value), rel=1e-15), data
