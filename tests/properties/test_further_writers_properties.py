"""Conditions, functions and sums over records mean the same in every notation: the value is that of an evaluation."""

from __future__ import annotations

import math
import os
import tempfile
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

import kinerja_formula as kf
from kinerja_formula.nodes import (
    COMPARISONS,
    Aggregate,
    Branch,
    Call,
    Comparison,
    Conditional,
    Logic,
    Name,
    Node,
    Number,
    Part,
    Power,
    Root,
    Sum,
    walk,
)
from kinerja_formula.reading.canonical import line_of_aggregate

from .engines import SOFFICE, run_duckdb, run_spreadsheet, run_sqlite
from .formula_strategies import products, sums

HERE = (0, 0)
OUTSIDE = ("A", "B", "C", "Nilai (D)")
COLUMNS = ("P", "Q", "T/W")
often = settings(max_examples=400 if os.environ.get("CI") else 100)
seldom = settings(max_examples=200 if os.environ.get("CI") else 50)

Data = Mapping[str, Any]


def number(value: int | Fraction, *, percent: bool = False) -> Number:
    return Number(None, percent, Fraction(value), HERE)


plain_numbers = st.one_of(
    st.integers(0, 12).map(number), st.integers(1, 99).map(lambda cents: number(Fraction(cents, 20)))
)
numbers = st.one_of(
    plain_numbers,
    plain_numbers,
    st.sampled_from([1, 5, 50, 100, 120]).map(lambda value: number(value, percent=True)),
)


def calls(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.builds(
        lambda function, arguments: Call(tuple(arguments), function, HERE),
        st.sampled_from(["min", "maks", "median", "rata-rata-ukur"]),
        st.lists(inner, min_size=1, max_size=4),
    )
    single = st.builds(lambda function, one: Call((one,), function, HERE), st.sampled_from(["abs", "ln", "log"]), inner)
    based = st.builds(lambda one, base: Call((one, number(base)), "log", HERE), inner, st.integers(2, 10))
    rounded = st.builds(
        lambda one, decimals: Call((one, number(decimals)) if decimals is not None else (one,), "bulat", HERE),
        inner,
        st.sampled_from([None, 0, 1, 2, 4]),
    )
    return st.one_of(several, several, single, based, rounded)


def conditions(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    comparisons = st.builds(
        lambda first, rest: Comparison(first, tuple([Part(side, sign, HERE, HERE) for sign, side in rest]), HERE),
        inner,
        st.lists(st.tuples(st.sampled_from(COMPARISONS), inner), min_size=1, max_size=2),
    )

    def joined(items: list[Node], word: str) -> Node:
        flat: list[Node] = []
        for item in items:
            flat += item.items if isinstance(item, Logic) and item.word == word else (item,)
        return Logic(tuple(flat), word, HERE)

    one = st.builds(joined, st.lists(comparisons, min_size=2, max_size=3), st.sampled_from(["dan", "atau"]))
    mixed = st.builds(
        joined, st.lists(st.one_of(comparisons, one), min_size=2, max_size=3), st.sampled_from(["dan", "atau"])
    )
    return st.one_of(comparisons, comparisons, one, mixed)


def conditionals(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    branches = st.builds(lambda condition, value: Branch(condition, value, HERE), conditions(inner), inner)
    return st.builds(
        lambda found, otherwise: Conditional(tuple(found), otherwise, HERE),
        st.lists(branches, min_size=1, max_size=3),
        st.one_of(st.none(), inner, inner),
    )


def nested(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    squares = st.builds(lambda base, times: Power(base, number(times), HERE), inner, st.integers(1, 3))
    roots = st.builds(lambda below, degree: Root(degree, below, HERE), inner, st.integers(2, 3))
    return st.one_of(
        sums(inner),
        products(inner),
        calls(inner),
        calls(inner),
        conditionals(inner),
        conditionals(inner),
        squares,
        roots,
    )


def _with_a_name(tree: Node, name: Name) -> Node:
    """A tree that reads back as it is has a name, and is more than one."""
    if not isinstance(tree, Name) and any(isinstance(one, Name) for one in walk(tree)):
        return tree
    return Sum((Part(name, "+", HERE, HERE), Part(tree, "-", HERE, HERE)), HERE)


def trees_of(names: Sequence[str], literals: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    named = st.sampled_from(names).map(lambda text: Name(text, HERE))
    return st.builds(_with_a_name, st.recursive(st.one_of(named, named, literals), nested, max_leaves=8), named)


def aggregate(expression: Node, mean: bool) -> Node:
    text = line_of_aggregate(expression, mean=mean).replace("`", "")
    return Aggregate(expression, mean, text, HERE)


columns = st.sampled_from(COLUMNS).map(lambda text: Name(text, HERE))
aggregates = st.builds(
    aggregate, st.one_of(products(columns), sums(columns), trees_of(COLUMNS, plain_numbers)), st.booleans()
)
plain_trees = trees_of(OUTSIDE, numbers)
record_trees = st.builds(
    lambda tree, more: tree if any(isinstance(one, Name) for one in walk(tree)) else more,
    st.one_of(aggregates, products(aggregates), calls(aggregates), conditionals(st.one_of(aggregates, numbers))),
    aggregates,
)
mixed_trees = products(st.one_of(aggregates, plain_trees))
any_trees = st.one_of(plain_trees, plain_trees, record_trees, mixed_trees)


def read_again(tree: Node) -> kf.Formula:
    """Return the formula as a text gives it, its sums over records called as they are written."""
    formula = kf.parse(kf.Formula("", tree, "aritmetika").to_text())
    assume(formula.tree == tree)  # a test of its own
    return formula


figures = st.builds(Fraction, st.integers(-60, 240), st.sampled_from([1, 2, 4, 8]))
zeros = st.one_of(st.just(Fraction(0)), figures, figures, figures)


@st.composite
def cases(draw: st.DrawFn, trees: st.SearchStrategy[Node]) -> tuple[kf.Formula, dict[str, Any]]:
    formula = read_again(draw(trees))
    data: dict[str, Any] = {text: draw(zeros) for text in OUTSIDE if text in formula.names}
    count = draw(st.integers(1, 3))
    data |= {text: [draw(zeros) for _ in range(count)] for text in COLUMNS if text in formula.names}
    return formula, data


def exact_value(formula: kf.Formula, data: Data) -> Fraction | None:
    """The value of an evaluation; None where there is none."""
    try:
        return formula.evaluate(data, strict=False).value
    except kf.FormulaError as error:
        assume(error.code not in ("KF307", "KF304"))
        return None


def _moved(value: Any, by: Fraction) -> Any:
    return [one * by for one in value] if isinstance(value, list) else value * by


def steady_value(formula: kf.Formula, data: Data) -> Fraction | None:
    """The value of a case that doubles decide as fractions do: no comparison and no half is a hair's breadth away."""
    value = exact_value(formula, data)
    assume(value is None or abs(value) < 10**9)
    for order in (1, -1):
        near = {
            name: _moved(one, 1 + Fraction(order * (-1) ** place * (3 + place), 10**11))
            for place, (name, one) in enumerate(data.items())
        }
        other = exact_value(formula, near)
        assume((other is None) == (value is None))
        assume(value is None or other is None or math.isclose(value, other, rel_tol=1e-8, abs_tol=1e-8))
    return value


def close(found: Any, exact: Fraction | None) -> bool:
    if exact is None or found is None:
        return exact is found
    return math.isclose(float(found), float(exact), rel_tol=1e-9, abs_tol=1e-9)


@often
@given(any_trees)
def test_text_and_json_say_the_same_tree(tree: Node):
    formula = kf.Formula("", tree, "aritmetika")
    again = kf.parse(formula.to_text())
    assert again.tree == tree
    assert again.certainty == 1
    assert kf.Formula.from_json(formula.to_json()).tree == tree


@often
@given(any_trees)
def test_drawn_notations_are_well_formed(tree: Node):
    formula = kf.Formula("", tree, "aritmetika")
    drawn = ElementTree.fromstring(formula.to_mathml())
    shown = [element.text for element in drawn.iter() if element.tag.endswith("}mtext")]
    names = [node.text for node in walk(tree) if isinstance(node, Name)]
    assert sorted(text for text in shown if text in (*OUTSIDE, *COLUMNS)) == sorted(names)
    latex = formula.to_latex()
    assert latex.count("{") == latex.count("}")
    assert latex.count("\\left") == latex.count("\\right")
    assert latex.count("\\begin") == sum(isinstance(node, Conditional) for node in walk(tree)) == latex.count("\\end")
    spoken = formula.to_speech()
    assert spoken.count("buka kurung") == spoken.count("tutup kurung")
    assert spoken.count(" maka ") == sum(isinstance(node, Branch) for node in walk(tree))


def _is_exact(node: Node) -> bool:
    if isinstance(node, Call):
        return node.function not in ("ln", "log", "rata-rata-ukur")
    return not isinstance(node, Root)


@often
@given(cases(any_trees))
def test_python_gives_the_exact_value(case: tuple[kf.Formula, dict[str, Any]]):
    formula, data = case
    if not all(_is_exact(node) for node in walk(formula.tree)):
        with pytest.raises(kf.NotationError) as caught:
            formula.to_python()
        assert caught.value.code == "KF360"
        return
    source = formula.to_python()
    exact = exact_value(formula, data)
    space: dict[str, Any] = {}
    exec(compile(source, "to_python", "exec"), space)
    try:
        found = space["nilai"](*[data[name] for name in formula.names])
    except (ZeroDivisionError, ValueError):
        found = None
    assert found == exact, source


def _bound(names: Sequence[str]) -> dict[str, str]:
    return {text: f'kolom "{order}"; --' for order, text in enumerate(names)}


@seldom
@given(cases(plain_trees), st.data())
def test_sql_gives_the_value_of_a_row(case: tuple[kf.Formula, dict[str, Any]], data: st.DataObject):
    formula, row = case
    exact = steady_value(formula, row)
    placed = _bound(list(row))
    there = {placed[name]: value for name, value in row.items()}
    for dialect, run in (("duckdb", run_duckdb), ("sqlite", run_sqlite)):
        written = formula.to_sql(placed, dialect)
        assert close(run([(written, there)])[0], exact), written
        gone = data.draw(st.sampled_from(list(row)))
        without = written.replace('"{}"'.format(placed[gone].replace('"', '""')), "NULL")
        others = {column: value for column, value in there.items() if column != placed[gone]}
        assert run([(without, others)])[0] is None, without


def _over_table(written: str, table: Mapping[str, Sequence[Fraction]], run: Any) -> Any:
    names = list(table)
    rows = [
        "SELECT " + ", ".join([f'{float(table[name][at])!r} AS "{name}"' for name in names])
        for at in range(len(table[names[0]]))
    ]
    return run([(f"({written} FROM ({' UNION ALL '.join(rows)}))".replace("(", "(SELECT ", 1), {})])[0]


@seldom
@given(cases(record_trees))
def test_sql_gives_the_value_over_rows(case: tuple[kf.Formula, dict[str, Any]]):
    formula, table = case
    exact = steady_value(formula, table)
    for dialect, run in (("duckdb", run_duckdb), ("sqlite", run_sqlite)):
        written = formula.to_sql(None, dialect)
        assert close(_over_table(written, table, run), exact), written


@often
@given(mixed_trees)
def test_a_name_outside_the_rows_has_no_sql(tree: Node):
    formula = read_again(tree)
    outside = any(name in OUTSIDE for name in formula.names)
    if not (outside and any(name in COLUMNS for name in formula.names)):
        formula.to_sql()
        return
    with pytest.raises(kf.NotationError) as caught:
        formula.to_sql()
    assert caught.value.code == "KF360"


@pytest.mark.libreoffice
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_excel_gives_the_value():
    rows: list[tuple[str, list[Fraction]]] = []
    wanted: list[Fraction | None] = []
    refused: list[Node] = []

    @settings(max_examples=400, phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None)
    @given(cases(any_trees))
    def collect(case: tuple[kf.Formula, dict[str, Any]]) -> None:
        formula, data = case
        exact = steady_value(formula, data)
        cells: dict[str, str] = {}
        figures: list[Fraction] = []
        for name, value in data.items():
            listed = value if isinstance(value, list) else [value]
            first, last = (f"{chr(ord('B') + len(figures) + more)}{len(rows) + 1}" for more in (0, len(listed) - 1))
            cells[name] = f"{first}:{last}" if isinstance(value, list) else first
            figures += listed
        try:
            written = formula.to_excel(cells)
        except kf.NotationError:
            refused.append(formula.tree)
            return
        rows.append((written, figures))
        wanted.append(exact)

    collect()
    with tempfile.TemporaryDirectory() as folder:
        found = run_spreadsheet(rows, Path(folder))
    wrong = [
        (row, value, exact)
        for row, value, exact in zip(rows, found, wanted, strict=True)
        if not close(value if isinstance(value, (int, float)) else None, exact)
    ]
    assert len(rows) > 200
    assert sum(value is not None for value in wanted) > 50
    assert not wrong
    # what is refused is what a sheet can't choose row by row
    assert all(_has_a_choice_by_record(tree) for tree in refused)


def _has_a_choice_by_record(tree: Node) -> bool:
    return any(
        isinstance(below, Conditional) or (isinstance(below, Call) and below.function in ("min", "maks", "median"))
        for node in walk(tree)
        if isinstance(node, Aggregate)
        for below in walk(node)
    )
