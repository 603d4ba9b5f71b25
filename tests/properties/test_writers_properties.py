"""What the writers write means what the formula means: run in its own engine, it gives the value of an evaluation."""

from __future__ import annotations

import math
import os
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

import kinerja_formula as kf
from kinerja_formula.nodes import Components, Name, Node, Number, Part, Power, Product, Root, walk
from kinerja_formula.testing.tree_strategies import plain_names

from .engines import SOFFICE, Latex, binary, read_mathml, run_duckdb, run_spreadsheet, run_sqlite
from .formula_strategies import name, plain_trees

HERE = (0, 0)
often = settings(max_examples=600 if os.environ.get("CI") else 100)
# A database takes its time.
seldom = settings(max_examples=200 if os.environ.get("CI") else 60)
whole_figures = st.integers(0, 5000).map(Fraction)


def formula_of(tree: Node) -> kf.Formula:
    return kf.Formula("", tree, "aritmetika")


def exact_value(formula: kf.Formula, data: dict[str, Fraction]) -> Fraction | None:
    """The value of an evaluation; None where there is none."""
    try:
        return formula.evaluate(data, strict=False).value
    except kf.FormulaError as error:
        assume(error.code != "KF307")
        return None


def _asks_for_its_items(tree: Node) -> bool:
    """A figure under the head of a list stands for the sum; where an item is called so too, it is that figure."""
    return not (isinstance(tree, Components) and tree.head.key in {item.key for item in tree.items})


@st.composite
def cases(draw: st.DrawFn) -> tuple[kf.Formula, dict[str, Fraction]]:
    formula = formula_of(draw(plain_trees.filter(_asks_for_its_items)))
    return formula, {text: draw(whole_figures) for text in formula.names}


@st.composite
def ratios(draw: st.DrawFn) -> tuple[kf.Formula, dict[str, Fraction]]:
    """One division of whole figures: a machine that rounds once gives the float nearest to the exact value."""
    above, below = draw(plain_names()), draw(plain_names())
    assume(above.lower() != below.lower())
    parts = [("×", name(above)), ("/", name(below))]
    more = draw(st.sampled_from([None, (100, True), (100, False), (1000, False), (60, True)]))
    if more:
        parts.append(("×", Number(None, more[1], Fraction(more[0]), HERE)))
    tree = Product(tuple([Part(node, sign, HERE, HERE) for sign, node in parts]), HERE)
    return formula_of(tree), {above: draw(whole_figures), below: draw(st.integers(1, 5000).map(Fraction))}


def close(found: Any, exact: Fraction) -> bool:
    return found is not None and math.isclose(float(found), float(exact), rel_tol=1e-7, abs_tol=1e-7)


def in_doubles(formula: kf.Formula, value: Fraction | None) -> bool:
    """Whether doubles can hold the calculation, and it doesn't end next to a zero that only exact figures see."""
    powers = sum(isinstance(node, Power) for node in walk(formula.tree))
    return value is None or (abs(value) < 10**12 and powers < 3)


def columns(formula: kf.Formula, data: dict[str, Fraction]) -> tuple[dict[str, str], dict[str, Fraction]]:
    """Columns of an awkward spelling, and the figures under them."""
    names = {text: f'kolom "{order}"; --' for order, text in enumerate(formula.names)}
    return names, {column: data[text] for text, column in names.items()}


@seldom
@given(cases())
def test_sql_gives_the_value_in_two_databases(case: tuple[kf.Formula, dict[str, Fraction]]):
    formula, data = case
    exact = exact_value(formula, data)
    assume(exact is not None and in_doubles(formula, exact))
    assert exact is not None
    names, figures = columns(formula, data)
    (found,) = run_duckdb([(formula.to_sql(names, "duckdb"), figures)])
    assert close(found, exact), formula.to_sql(names, "duckdb")
    (found,) = run_sqlite([(formula.to_sql(names, "sqlite"), figures)])
    assert close(found, exact), formula.to_sql(names, "sqlite")


@seldom
@given(ratios())
def test_a_ratio_in_sql_is_rounded_once(case: tuple[kf.Formula, dict[str, Fraction]]):
    formula, data = case
    names, figures = columns(formula, data)
    exact = exact_value(formula, data)
    assert exact is not None
    wanted = [float(exact)]
    if exact.denominator == 1 or not any(isinstance(node, Number) and node.value == 60 for node in walk(formula.tree)):
        assert run_duckdb([(formula.to_sql(names, "duckdb"), figures)]) == wanted
        assert run_sqlite([(formula.to_sql(names, "sqlite"), figures)]) == wanted


@seldom
@given(ratios())
def test_a_denominator_of_zero_is_null(case: tuple[kf.Formula, dict[str, Fraction]]):
    formula, data = case
    data = {**data, formula.names[1]: Fraction(0)}
    names, figures = columns(formula, data)
    assert exact_value(formula, data) is None
    assert run_duckdb([(formula.to_sql(names, "duckdb"), figures)]) == [None]
    assert run_sqlite([(formula.to_sql(names, "sqlite"), figures)]) == [None]


@often
@given(cases())
def test_python_gives_the_exact_value(case: tuple[kf.Formula, dict[str, Fraction]]):
    formula, data = case
    if any(isinstance(node, Root) for node in walk(formula.tree)):
        with pytest.raises(kf.NotationError):
            formula.to_python()
        return
    source = formula.to_python()
    exact = exact_value(formula, data)
    space: dict[str, Any] = {}
    exec(compile(source, "to_python", "exec"), space)
    try:
        found = space["nilai"](*data.values())
    except ZeroDivisionError:
        found = None
    assert found == exact, source


@often
@given(cases())
def test_mathml_shows_the_tree(case: tuple[kf.Formula, dict[str, Fraction]]):
    formula, _ = case
    assert read_mathml(formula.to_mathml()) == binary(formula.tree)


@often
@given(cases())
def test_latex_shows_the_tree(case: tuple[kf.Formula, dict[str, Fraction]]):
    formula, _ = case
    latex = formula.to_latex()
    assert Latex(latex).read() == binary(formula.tree), latex


@given(st.text(max_size=30))
def test_no_name_leaves_its_place(text: str):
    formula = formula_of(Name(text, HERE))
    shown = " ".join(text.split())
    if shown.isprintable():
        assert read_mathml(formula.to_mathml()) == ("name", shown)
        assert Latex(formula.to_latex()).read() == ("name", shown.replace("`", "'"))
    assert formula.to_excel({text: "A1"}) == "=A1"
    compile(formula.to_python(), "to_python", "exec")


@pytest.mark.libreoffice
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
@settings(max_examples=2, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.lists(cases(), min_size=60, max_size=60))
def test_excel_gives_the_value(batch: list[tuple[kf.Formula, dict[str, Fraction]]]):
    rows, wanted = [], []
    for formula, data in batch:
        try:
            exact = formula.evaluate(data, strict=False).value
        except kf.FormulaError as error:
            if error.code == "KF307":
                continue
            exact = None
        if in_doubles(formula, exact):
            cells = {text: f"{'BCDEFGHIJKLMNOP'[order]}{{row}}" for order, text in enumerate(formula.names)}
            written = formula.to_excel({text: cell.format(row=9) for text, cell in cells.items()})
            for cell in cells.values():
                written = written.replace(cell.format(row=9), cell)
            rows.append((written, list(data.values())))
            wanted.append(exact)
    with tempfile.TemporaryDirectory() as folder:
        found = run_spreadsheet(rows, Path(folder))
    wrong = [
        (row, value, exact)
        for row, value, exact in zip(rows, found, wanted, strict=True)
        if exact is not None and not (isinstance(value, (int, float)) and close(value, exact))
    ]
    assert len(rows) > 20
    assert not wrong
