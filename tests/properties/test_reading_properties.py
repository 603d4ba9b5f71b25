"""What must hold for every formula text: layouts agree, writing and reading are inverse, nothing unknown escapes."""

from __future__ import annotations

import json
import os
import pickle
import re
from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import kinerja_formula as kf
from kinerja_formula.nodes import Name, Node, Number, Statement, walk
from kinerja_formula.testing import LAYOUTS, FormulaText, formula_texts
from kinerja_formula.writers.text import write_text

from .formula_strategies import all_trees, figures, hostile_texts, oracle

Given = TypeVar("Given")
several = settings(max_examples=300 if os.environ.get("CI") else 50)  # for each layout


def known(call: Callable[[], Given], text: str) -> Given | None:
    """Return what ``call`` gives, or None where it fails as it may: with a code, a message and places in ``text``."""
    error: kf.FormulaError | None = None
    try:
        return call()
    except kf.FormulaError as raised:
        error = raised
    assert error.code in str(error)
    for diagnostic in error.diagnostics:
        start, end = diagnostic.span
        assert 0 <= start <= end <= max(len(text), 1)
    return None


def reads_as(text: str, tree: Node) -> bool:
    """Whether a text is read as its tree. Dashes may be bullets of a list, too: then the tree is at least offered."""
    formula = kf.parse(text)
    if formula.tree == tree:
        return True
    offered = [kf.parse(other.text).tree for other in formula.alternatives]
    return len(re.findall(r" [-–−] ", text)) > 1 and tree in offered and formula.certainty <= 0.5


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_means_its_formula(layout: str) -> None:
    @several
    @given(formula_texts(layout=layout, evaluable=False), st.data())  # the names are put together at random
    def holds(written: FormulaText, data: st.DataObject) -> None:
        assert written.layout == layout
        assert reads_as(written.text, written.formula.tree)
        tree = written.formula.tree
        values = {node.key: data.draw(figures) for node in walk(tree) if isinstance(node, Name)}
        percent = any(isinstance(node, Number) and node.percent for node in walk(tree))
        try:
            expected = oracle(tree, values)
        except ZeroDivisionError:
            with pytest.raises(kf.ZeroDenominatorError):
                written.formula.evaluate(values, strict=False)
            return
        assume(kf.parse(written.text).tree == tree)
        result = kf.evaluate(written.text, values, strict=False)
        assert result.value == expected * (100 if percent else 1)
        assert (result.unit == "%") == percent

    holds()


@given(all_trees)
def test_what_is_written_reads_back_as_the_same_tree(tree: Node) -> None:
    text = write_text(tree)
    assert kf.parse(text).tree == tree, text


def test_a_mean_of_a_mean_reads_back() -> None:
    line = "(rata-rata (((rata-rata ((Jumlah desa + Jumlah pegawai))))))"
    assert kf.parse(line).to_text() == line


@given(all_trees)
def test_canonical_text_and_json_and_pickle_keep_a_formula(tree: Node) -> None:
    formula = kf.parse(write_text(tree))
    assert kf.parse(formula.to_text()).to_text() == formula.to_text()
    again = kf.Formula.from_json(json.loads(json.dumps(formula.to_json())))
    assert again == formula and again.to_json() == formula.to_json()
    assert pickle.loads(pickle.dumps(formula)) == formula
    assert hash(again) == hash(formula)


@given(hostile_texts, st.one_of(st.none(), st.sampled_from(["Persentase desa", "Jumlah desa", "Rasio guru"])))
def test_any_text_gives_a_formula_or_a_known_error(text: str, indikator: str | None) -> None:
    formula = known(lambda: kf.parse(text, indikator=indikator), text)
    if formula is None:
        return
    for node in walk(formula.tree):
        start, end = node.span
        assert 0 <= start <= end <= len(text)
    for diagnostic in formula.diagnostics:
        start, end = diagnostic.span
        assert 0 <= start <= end <= len(text)
        assert diagnostic.render(text)
    # A sentence is kept as it is written, whatever stands in it.
    if not any(isinstance(node, Statement) for node in walk(formula.tree)):
        assert kf.parse(formula.to_text()).tree == formula.tree


@given(
    hostile_texts,
    st.dictionaries(
        st.text(max_size=12), st.one_of(st.integers(), st.floats(), st.none(), st.text(max_size=8)), max_size=4
    ),
)
def test_any_data_gives_a_result_or_a_known_error(text: str, data: dict[str, object]) -> None:
    formula = known(lambda: kf.parse(text), text)
    if formula is None:
        return
    figures_of = {**{name: Fraction(1) for name in formula.names}, **data}
    result = known(lambda: kf.evaluate(text, figures_of), text)
    if result is not None:
        assert isinstance(result.value, Fraction)
        assert result.explain()
