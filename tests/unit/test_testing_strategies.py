"""The strategies for the tests of other programs: what they give has a value, is of the kind asked for, and shrinks."""

from __future__ import annotations

import subprocess
import sys
import warnings
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import find as find_at_random
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument, Unsatisfiable

import kinerja_formula as kf
from kinerja_formula.nodes import Aggregate, Call, Conditional, Name, Node, Number, Power, walk
from kinerja_formula.numerals import read_figure
from kinerja_formula.testing import (
    BACKENDS,
    FORMS,
    LAYOUTS,
    data_for,
    formula_texts,
    formulas,
    indicators,
    tables_for,
    trees,
)
from kinerja_formula.testing.tree_strategies import OPERATIONS

RATIO = "Jumlah hadir / Jumlah undangan x 100%"
# the health checks of hypothesis are on in all of these: nothing is filtered away or slow
some = settings(max_examples=60)


def find(strategy: st.SearchStrategy[Any], holds: Callable[[Any], bool], most: int = 2000) -> Any:
    """Return the smallest example, the same one every time."""
    return find_at_random(strategy, holds, settings=settings(max_examples=most, derandomize=True))


def leaves(tree: Node) -> int:
    """Names and numbers; exponents, decimals and columns of records are none."""
    fixed = sum(isinstance(node, Power) or (isinstance(node, Call) and _has_second(node)) for node in walk(tree))
    inside = sum(leaves(node.expression) - 1 for node in walk(tree) if isinstance(node, Aggregate))
    return sum(isinstance(node, (Name, Number)) for node in walk(tree)) - fixed - inside


def _has_second(node: Call) -> bool:
    return node.function in ("log", "bulat") and len(node.arguments) > 1


# Formulas


@some
@given(st.data(), st.booleans())
def test_a_formula_has_a_value_for_its_data(data: st.DataObject, records: bool):
    formula = data.draw(formulas(records=records))
    figures = data.draw(data_for(formula, forms=FORMS))
    assert set(figures) == set(formula.names)
    assert isinstance(formula.evaluate(figures).value, Fraction)


@some
@given(formulas(records=True))
def test_a_formula_is_what_its_text_says(formula: kf.Formula):
    again = kf.parse(formula.text)
    assert again == formula
    assert formula.to_text() == formula.text


@some
@given(st.data(), st.integers(1, 9))
def test_a_tree_keeps_to_its_leaves(data: st.DataObject, most: int):
    tree = data.draw(trees(max_leaves=most, components=False, evaluable=data.draw(st.booleans())))
    assert 1 <= leaves(tree) <= most
    assert any(isinstance(node, Name) for node in walk(tree))


@pytest.mark.parametrize("kind", ["hitung", "rasio", "aritmetika", "komponen"])
def test_every_kind_is_found(kind: str):
    assert find(formulas(), lambda formula: formula.kind == kind).kind == kind


@pytest.mark.parametrize("function", OPERATIONS)
def test_every_function_is_found_and_alone_if_asked_for(function: str):
    sign = {"pangkat": " ^ ", "akar": "√", "rata-rata": "rata-rata ("}.get(function, f"{function} (")
    one = formulas(functions=[function], conditions=False)
    assert sign in find(one, lambda formula: sign in formula.to_text()).to_text()
    others = {one: f"{one} (" for one in OPERATIONS if one not in (function, "pangkat", "akar")}

    @some
    @given(one)
    def holds(formula: kf.Formula) -> None:
        assert not any(f" {other}" in f" {formula.to_text()}" for other in others.values())

    holds()


@some
@given(formulas(functions=False, conditions=False, components=False, names=["A", "B"]))
def test_names_and_operations_are_those_asked_for(formula: kf.Formula):
    assert set(formula.names) <= {"A", "B"}
    assert {type(node).__name__ for node in walk(formula.tree)} <= {"Name", "Number", "Part", "Sum", "Product"}


def test_names_may_be_a_strategy_and_records_have_columns():
    formula = find(formulas(names=st.just("Luas (ha)"), records=["bobot"]), lambda one: bool(one.records))
    assert formula.names == ("bobot",)
    figures = find(data_for(formula), lambda data: len(data["bobot"]) == 2)
    assert figures == {"bobot": [1, 1]}


REFUSED: list[tuple[str, Callable[[kf.FormulaError], bool]]] = [
    ("KF201", lambda error: isinstance(error, kf.UnitMismatchError)),
    ("KF305", lambda error: isinstance(error, kf.ZeroDenominatorError)),
    ("KF345", lambda error: error.code == "KF345"),
]


@pytest.mark.parametrize(("code", "is_it"), REFUSED, ids=[code for code, _ in REFUSED])
def test_what_is_refused_is_there_if_asked_for(code: str, is_it: Callable[[kf.FormulaError], bool]):
    def refused(formula: kf.Formula) -> bool:
        try:
            formula.evaluate(dict.fromkeys(formula.names, 1))
        except kf.FormulaError as error:
            return is_it(error)
        return False

    assert find(formulas(evaluable=False, max_leaves=4), refused, 3000).names


# Shrinking

MINIMAL: list[tuple[str, Callable[[kf.Formula], bool], int]] = [
    ("nothing", lambda formula: True, 1),
    ("two names", lambda formula: len(formula.names) > 1 and formula.kind != "komponen", 2),
    ("a difference", lambda formula: " - " in formula.to_text(), 2),
    ("a ratio", lambda formula: formula.kind == "rasio", 3),
    ("a division in a sum", lambda formula: " + " in formula.text and " / " in formula.text, 3),
    ("brackets", lambda formula: "(" in formula.to_text(), 3),
    ("three names", lambda formula: len(formula.names) > 2 and formula.kind != "komponen", 3),
]


@pytest.mark.parametrize(("what", "holds", "most"), MINIMAL, ids=[row[0] for row in MINIMAL])
def test_a_counter_example_is_small(what: str, holds: Callable[[kf.Formula], bool], most: int):
    found = find(formulas(), holds)
    assert leaves(found.tree) <= most, found


def test_a_condition_shrinks_to_its_four_names():
    found = find(formulas(), lambda formula: any(isinstance(node, Conditional) for node in walk(formula.tree)))
    assert found.text == "jika `Jumlah pegawai` < `Jumlah pegawai` maka `Jumlah pegawai`; selain itu `Jumlah pegawai`"


def test_figures_and_texts_shrink():
    assert find(data_for(RATIO), lambda data: True) == {"Jumlah hadir": 1, "Jumlah undangan": 1}
    assert find(data_for(RATIO), lambda data: data["Jumlah hadir"] != 1)["Jumlah hadir"] == 2
    text = find(formula_texts(), lambda one: "x" in one.text)
    assert leaves(text.formula.tree) <= 3
    assert text.formula.names == ("Jumlah pegawai", "Total pegawai")


def test_the_same_examples_come_in_every_run():
    def drawn() -> list[str]:
        found: list[str] = []

        @settings(max_examples=20, derandomize=True, database=None)
        @given(formulas(), formula_texts(), indicators())
        def collect(formula: kf.Formula, text: Any, indikator: kf.Indikator) -> None:
            found.append(f"{formula.text}\n{text.text}\n{indikator}")

        collect()
        return found

    assert drawn() == drawn()


# Figures


def shown(forms: list[str], **more: Any) -> Any:
    return find(data_for("Jumlah pegawai", forms=forms, **more), lambda data: True)["Jumlah pegawai"]


def test_figures_come_in_the_form_asked_for():
    assert [type(shown([form])) for form in FORMS[:5]] == [int, float, Decimal, Fraction, str]
    assert shown(["text"]) == "1 orang"
    assert shown(["text"], units=False) == "1"
    assert shown(["text"], units={"jml pegawai": "guru"}) == "1 guru"
    assert str(shown(["quantity"])) == "1 pegawai"  # a kind of people


def test_what_is_counted_is_whole_and_texts_are_indonesian():
    @some
    @given(data_for("Jumlah pegawai", forms=["Fraction"]))
    def whole(data: dict[str, Fraction]) -> None:
        assert data["Jumlah pegawai"].denominator == 1

    whole()
    text = find(data_for("Nilai X", forms=["text"], units=False), lambda data: "," in data["Nilai X"])["Nilai X"]
    assert (text, read_figure(text).value) == ("0,01", Fraction(1, 100))


def test_a_formula_that_is_undefined_for_some_figures_gets_others():
    formula = kf.parse("`A` / (`B` - `C`)")

    @some
    @given(data_for(formula, largest=2))
    def holds(data: dict[str, Any]) -> None:
        formula.evaluate(data)

    holds()
    zero = find(data_for("`A` / `B`", zero=True), lambda data: data["B"] == 0)
    with pytest.raises(kf.ZeroDenominatorError):
        kf.evaluate("`A` / `B`", zero)
    with pytest.raises(Unsatisfiable):
        find(data_for("`A` / (`B` - `B`)"), lambda data: True)


# Texts


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_given_formula_is_written_in_every_layout_that_can_say_it(layout: str):
    @settings(max_examples=20)
    @given(formula_texts(RATIO, layout=layout))
    def holds(written: Any) -> None:
        assert written.layout == layout
        assert kf.parse(written.text) == written.formula == kf.parse(RATIO)

    holds()


def test_a_layout_that_can_not_say_a_formula_is_told():
    with pytest.raises(InvalidArgument, match=r"'garis' can't say maks \(`A`\); kanonik can"):
        formula_texts("maks (`A`)", layout="garis")
    with pytest.raises(InvalidArgument, match=r"'baris' can't say .*; kanonik, tanda, kata, latex can"):
        formula_texts("`A` + `B`", layout="baris")


@some
@given(st.data())
def test_names_that_can_not_stand_bare_are_quoted(data: st.DataObject):
    formula = kf.parse("`Jumlah RT/RW x 2` / `Jumlah desa - kelurahan`")
    written = data.draw(formula_texts(formula))
    assert kf.parse(written.text) == formula


# Indicators


@some
@given(indicators())
def test_an_indicator_has_a_formula_and_a_target_to_hold_it_against(one: kf.Indikator):
    assert one.formula is not None
    result = one.formula.evaluate(dict.fromkeys(one.formula.names, 2), target=one.target, arah=one.arah)
    assert result.capaian.value is not None
    assert (one.satuan in ("%", "Persen")) == (one.formula.unit == "%")
    assert kf.Indikator.from_json(one.to_json()) == one


def test_directions_and_layouts_of_indicators_are_those_asked_for():
    ranged = find(indicators(arah=["rentang"], layout="latex"), lambda one: True)
    assert (ranged.arah, ranged.target, ranged.teks[:1] in "$\\") == ("rentang", "1 – 2", True)


# Tables


@pytest.mark.parametrize("backend", [one for one in BACKENDS if one != "records"])
def test_a_table_gives_what_its_rows_give(backend: str):
    narwhals = pytest.importorskip("narwhals")

    @settings(max_examples=15, deadline=None)
    @given(st.data(), st.booleans())
    def holds(data: st.DataObject, gaps: bool) -> None:
        formula = data.draw(formulas(max_leaves=3, conditions=False))
        table = data.draw(tables_for(formula, backend, gaps=gaps, largest=100))
        frame = narwhals.from_native(table)
        assert tuple(frame.columns) == formula.names
        rows = (frame.collect() if hasattr(frame, "collect") else frame).rows(named=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = narwhals.from_native(kf.evaluate_table(table, formula))
        found = found.collect() if hasattr(found, "collect") else found
        assert 1 <= len(rows) <= 5
        for row, value, status in zip(rows, found["nilai"].to_list(), found["status"].to_list(), strict=True):
            if any(one is None or one != one for one in row.values()):
                assert gaps and status == "data-hilang"
            else:
                assert value == pytest.approx(float(formula.evaluate(row).value), rel=1e-9)

    holds()


def test_records_are_rows():
    found = find(tables_for(RATIO, min_rows=2, gaps=True), lambda rows: any(None in row.values() for row in rows))
    assert [len(row) for row in found] == [2, 2]
    assert find(tables_for(RATIO, min_rows=0), lambda rows: True) == []


# Arguments


@pytest.mark.parametrize(
    "call",
    [
        lambda: formulas(max_leaves=0),
        lambda: formulas(functions=["sin"]),
        lambda: formulas(functions="abs"),
        lambda: formulas(names=[]),
        lambda: formulas(names="Jumlah A"),
        lambda: formulas(names=["A", ""]),
        lambda: formula_texts(layout="puisi"),
        lambda: formula_texts(max_leaves=1),
        lambda: data_for(RATIO, forms=["complex"]),
        lambda: data_for(RATIO, forms=[]),
        lambda: data_for(RATIO, units={"Jumlah desa": "desa"}),
        lambda: data_for(RATIO, largest=0),
        lambda: data_for(7),
        lambda: indicators(arah=["atas"]),
        lambda: tables_for(RATIO, "excel"),
        lambda: tables_for(RATIO, min_rows=3, max_rows=2),
        lambda: tables_for("1 + 2"),
    ],
)
def test_a_wrong_argument_is_told_at_once(call: Callable[[], object]):
    with pytest.raises((InvalidArgument, kf.FormulaError)):
        call()


def run(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nothing_is_loaded_before_it_is_used():
    loaded = run("import sys, kinerja_formula.testing; print(*sys.modules)").split()
    assert "kinerja_formula.testing" in loaded
    assert not {"hypothesis", "pytest", "lark", "kinerja_formula.formula"} & set(loaded)


def test_without_hypothesis_the_extra_is_named():
    program = """
import sys
sys.modules["hypothesis"] = None
import kinerja_formula as kf
import kinerja_formula.testing.plugin
try:
    from kinerja_formula.testing import formulas
except kf.InvalidDataError as error:
    print(error)
"""
    assert run(program) == (
        "galat KF403 pustaka-tambahan: Untuk kinerja_formula.testing diperlukan pustaka tambahan “hypothesis”.\n"
        'Saran: Pasang dengan: pip install "kinerja-formula[testing]"\n'
    )


def test_without_an_engine_its_name_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(kf.InvalidDataError, match=r"KF403.*polars"):
        find(tables_for(RATIO, "polars"), lambda table: True)
