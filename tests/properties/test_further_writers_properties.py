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
    Aggregate,
    Branch,
    Call,
    Conditional,
    Name,
    Node,
    Number,
    Root,
    walk,
)
from kinerja_formula.testing import tree_strategies, trees

from .engines import SOFFICE, run_duckdb, run_spreadsheet, run_sqlite

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


plain_trees = trees(names=OUTSIDE, literals=numbers, max_leaves=8, evaluable=False)
aggregates = tree_strategies.aggregates(COLUMNS, literals=plain_numbers, max_leaves=8, evaluable=False)
record_trees = tree_strategies.trees_over(aggregates, literals=numbers, max_leaves=3, evaluable=False)
outside = tree_strategies.name_nodes(st.sampled_from(OUTSIDE))
mixed_trees = tree_strategies.trees_over(
    st.one_of(outside, aggregates), literals=numbers, max_leaves=5, evaluable=False
)
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


def test_the_steps_of_a_range_end_where_it_is_decided():
    result = kf.evaluate("jika `A` ≤ `B` > 1 / `B` maka 1; selain itu 2", {"A": 5, "B": 0})
    assert result.value == 2
    assert result.explain()


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
