"""Algebra of conditions and functions: results worked out by hand, and nothing but errors of the package."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

import pytest

import kinerja_formula as kf
from kinerja_formula.symbolic.expression import to_sympy

SCORE = "jika `Rasio` ≥ 3 maka 4; jika 0 < `Rasio` < 3 maka 4 × `Rasio` / 3; selain itu 0"
CAPPED = "min (`A` / `B` × 100%; 100%)"
BANDS = "jika `A` / `B` ≥ 80% maka 5; jika `A` / `B` ≥ 60% maka 4"
FORMULAS = [
    SCORE,
    CAPPED,
    BANDS,
    "jika `A` ≥ 3 maka `A` / `B`; jika `A` < 0 maka √(`A`)",
    "jika `B` ≠ 0 dan `A` / `B` ≥ 1 maka 1; jika `B` = 0 atau `A` / `B` < 0 maka 2",
    "log (`A`) + ln (`B`) + log (8; `C`)",
    "median (`A`; `B`; 2; `C`)",
    "bulat (`A` / `B`; 1) + bulat (`C`)",
    "bulat (`A`; `B`)",
    "rata-rata-ukur (`A`; `B`)",
    "jika `PMA` ≥ 1% maka 5 × `PMA`; selain itu 1",
    "Σ (`bobot` × `nilai`) / Σ (`bobot`)",
    "rata-rata setiap (`nilai`)",
    "`RI` = `NI` / `NDT`; `RN` = `NN` / `NDT`; `A` = (`RI` + `RN`) / 2",
    "`a` = 2; `RI` = `NI` / `a`; `hasil` = `RI` × 100",
    "abs (`A` - `B`) / maks (`A`; `B`)",
    "jika abs (`A`) ^ 2 > maks (`A`; 1) maka min (`A`; `B`) ^ `A`; selain itu √(`A`)",
    "jika √(`A`) + `A` ≥ 6 maka 1; selain itu 2",
    "jika `A` > 0 maka (jika `B` > 0 maka log (`A`)); selain itu `B` / `A`",
    "jika 1 > 2 maka `A`",
    "`A` / (`A` - `A`) + min (`A`; 1 / (2 - 2))",
]
FIGURES = dict.fromkeys(["A", "B", "C", "Rasio", "PMA", "NI", "NN", "NDT", "a"], 5)


@pytest.mark.parametrize("text", FORMULAS)
def test_only_errors_of_the_package(text: str):
    formula = kf.parse(text)
    operands = [operand.wanted for operand in formula._plan.operands]
    data = {name: FIGURES.get(name, 5) for name in operands}
    asked = [
        formula.simplify,
        formula.domain,
        lambda: formula.equals(formula),
        lambda: formula.equals(kf.parse(SCORE)),
        lambda: formula.sensitivity(data),
        *[
            lambda name=name, target=target: formula.solve(name, target, data)
            for name in operands
            for target in (0, 1, "2,5")
        ],
    ]
    said = 0
    for ask in asked:
        with suppress(kf.FormulaError):
            said += all(ask().explain(language=language) for language in ("id", "en"))
    assert said >= 3
    expression, names = to_sympy(formula._plan)
    assert set(names) >= expression.free_symbols
    assert set(names.values()) == set(operands)


@pytest.mark.parametrize(
    ("text", "name", "target", "data", "values", "ranges"),
    [
        (SCORE, "Rasio", 4, {}, ["3"], ["3 ≤ x"]),
        (SCORE, "Rasio", 2, {}, ["3/2"], []),
        (SCORE, "Rasio", 0, {}, ["0"], ["x ≤ 0"]),
        (SCORE, "Rasio", 5, {}, [], []),
        (CAPPED, "A", 100, {"B": 50}, ["50"], ["50 ≤ x"]),
        (CAPPED, "A", 80, {"B": 50}, ["40"], []),
        (CAPPED, "B", 100, {"A": 50}, ["50"], ["0 < x ≤ 50"]),
        (BANDS, "A", 4, {"B": 50}, ["30"], ["30 ≤ x < 40"]),
        ("abs (`A` - 5)", "A", 3, {}, ["2", "8"], []),
        ("abs (`A` - 5)", "A", -3, {}, [], []),
        ("median (`A`; 3; 8)", "A", 8, {}, ["8"], ["8 ≤ x"]),
        ("median (`A`; 3; 8; 9)", "A", 7, {}, ["6"], []),
        ("maks (`A`; `A` ^ 2)", "A", 4, {}, ["-2", "2"], []),
        ("bulat (`A` / `B` × 100; 1)", "A", "33,3", {"B": 3}, ["399/400"], ["0,9975 ≤ x < 1,0005"]),
        ("jika bulat (`A`) ≥ 3,5 maka 1; selain itu 0", "A", 1, {}, ["7/2"], ["3,5 ≤ x"]),
        ("log (`A`) + 1", "A", 3, {}, ["100"], []),
        ("rata-rata-ukur (`A`; 4)", "A", 6, {}, ["9"], []),
        ("jika `A` < 2 maka `A`; jika 3 < `A` maka 6 - `A`", "A", 1, {}, ["1", "5"], []),
        ("jika `A` ≠ 2 maka 1; selain itu 7", "A", 7, {}, ["2"], []),
        ("jika `B` = 0 maka 0; selain itu `A` / `B`", "A", 2, {"B": 4}, ["8"], []),
        ("jika 10 < `A` < 20 maka `A`", "A", 15, {}, ["15"], []),
    ],
)
def test_solve(text: str, name: str, target: object, data: dict[str, object], values: list[str], ranges: list[str]):
    formula = kf.parse(text)
    solution = formula.solve(name, target, data)
    assert [str(value) for value in solution.values] == values
    assert [str(one) for one in solution.ranges] == ranges
    assert solution.exact
    assert bool(solution) == bool(values)
    assert len(solution.to_json()["ranges"]) == len(ranges)
    assert all(one in solution.explain() for one in ranges)


@pytest.mark.parametrize(
    ("text", "target", "reason"),
    [
        (SCORE, 5, "no-root"),
        ("jika `Rasio` ≥ 3 maka 4; selain itu 4", 4, "any"),
        ("jika `Rasio` ≥ 3 maka 4; selain itu 4", 3, "constant"),
        ("jika `Rasio` ≥ 3 dan `Rasio` < 3 maka 4", 4, "undefined"),
    ],
)
def test_why_there_is_none(text: str, target: int, reason: str):
    solution = kf.parse(text).solve("Rasio", target, {})
    assert (solution.value, solution.reason) == (None, reason)
    assert solution.explain().splitlines()[-1].startswith("Jawaban")


def test_a_range_within_a_range():
    formula = kf.parse(SCORE)
    inside = formula.solve("Rasio", 4, {}, within=(1, 5))
    assert [str(one) for one in inside.ranges] == ["3 ≤ x ≤ 5"]
    assert inside.values == (3, 5)
    outside = formula.solve("Rasio", 4, {}, within=(0, 2))
    assert (outside.reason, outside.value) == ("outside", None)


def test_the_least_whole_number_that_earns_the_score():
    formula = kf.parse("jika `Jumlah hadir` / `Jumlah undangan` ≥ 85% maka 4; selain itu 1")
    solution = formula.solve("Jumlah hadir", 4, {"Jumlah undangan": 30}, whole=True)
    assert (solution.value, solution.whole, solution.whole_result) == (Fraction(51, 2), 26, 4)


def test_a_figure_compared_with_a_percentage_is_a_share_up_to_one():
    formula = kf.parse("jika `PMA` ≥ 1% maka 5 × `PMA`; selain itu 1")
    solution = formula.solve("PMA", 2, {})
    assert solution.values == (Fraction(2, 5), 40)
    for value in solution.values:
        assert formula.evaluate({"PMA": value}).value == 2
    effects = formula.sensitivity({"PMA": "0,5%"})
    assert (effects.result.value, effects["PMA"]) == (1, formula.evaluate({"PMA": "1,5%"}).value - 1)


def test_sensitivity_is_that_of_the_branch():
    formula = kf.parse(SCORE)
    [inside] = formula.sensitivity({"Rasio": 2}).effects
    assert (inside.change, inside.slope, inside.at_bound) == (Fraction(4, 3), Fraction(4, 3), False)
    at_bound = formula.sensitivity({"Rasio": 3})
    assert (at_bound.effects[0].slope, at_bound.effects[0].at_bound) == (None, True)
    assert "tepat di batas syarat" in at_bound.explain()
    [flat] = formula.sensitivity({"Rasio": 8}).effects
    assert (flat.change, flat.slope, flat.at_bound) == (0, 0, False)
    # The bound of a condition that isn't looked at is none.
    [later] = kf.parse("jika `A` ≥ 3 maka 1; jika `A` ≥ 5 maka 2; selain itu 0").sensitivity({"A": 5}).effects
    assert not later.at_bound


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (SCORE, "jika 0 < `Rasio` < 3 maka `Rasio` / 3 × 4; jika `Rasio` ≥ 3 maka 4; selain itu 0", True),
        (SCORE, "jika `Rasio` > 3 maka 4; jika 0 < `Rasio` < 3 maka 4 × `Rasio` / 3; selain itu 0", False),
        (SCORE, "maks (min (4 × `Rasio` / 3; 4); 0)", True),
        (SCORE, "jika `Rasio` ≥ 3 maka 4; jika 0 < `Rasio` < 3 maka 4 × `Rasio` / 3", False),
        (CAPPED, "100 × min (1; `A` / `B`)", True),
        ("min (`A`; `B`)", "min (`B`; `A`)", True),
        ("min (`A`; `B`)", "maks (`A`; `B`)", False),
        ("jika `A` > `B` maka 1; selain itu 2", "jika `B` < `A` maka 1; selain itu 2", True),
        ("jika 2 × `A` > 2 × `B` maka 1; selain itu 2", "jika `A` - `B` > 0 maka 1; selain itu 2", True),
        ("jika `A` > `B` maka 1; selain itu 2", "jika `B` > `A` maka 1; selain itu 2", False),
        ("min (`A`; `B`)", "jika `A` ≤ `B` maka `A`; selain itu `B`", None),
        ("abs (`A`)", "jika `A` < 0 maka -1 × `A`; selain itu `A`", True),
        ("bulat (`A`)", "bulat (`A`; 0)", None),
        ("ln (`A`) × 2", "ln (`A`) + ln (`A`)", True),
        ("Σ (`a` × `b`) / 2", "Σ (`a` × `b`) × 0,5", True),
    ],
)
def test_equals(one: str, other: str, same: bool | None):
    equality = kf.parse(one).equals(kf.parse(other))
    assert equality.same is same
    assert bool(equality.counter_example) == (same is False)


@pytest.mark.parametrize(
    ("text", "simpler", "constant", "gone"),
    [
        ("jika 1 > 2 maka `A`; selain itu `B`", "`B`", None, ("A",)),
        ("jika `A` ≥ `A` - 1 maka `B`; selain itu 0", "`B`", None, ("A",)),
        ("jika `A` > 5 maka 2; jika `A` > 6 maka 3; selain itu 2", "2", 2, ("A",)),
        ("jika `A` > 5 maka `B`; jika `A` > 5 maka 3; selain itu 0", "jika `A` > 5 maka `B`; selain itu 0", None, ()),
        ("jika `A` > 5 maka `B` × `C` / `C`; selain itu 0", "jika `A` > 5 maka `B`; selain itu 0", None, ("C",)),
        ("min (`A`; `A`; 3)", "min (`A`; 3)", None, ()),
        ("maks (2; 3) × `A`", "`A` × 3", None, ()),
        ("jika `A` × `A` = 2 maka 1; selain itu 0", "jika `A` × `A` = 2 maka 1; selain itu 0", None, ()),
    ],
)
def test_simplify(text: str, simpler: str, constant: int | None, gone: tuple[str, ...]):
    found = kf.parse(text).simplify()
    assert found.text == kf.parse(simpler).to_text()
    assert (found.constant, found.without_effect) == (constant, gone)


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        (SCORE, []),
        ("jika `B` = 0 maka 0; selain itu `A` / `B`", []),
        ("jika `B` > 1 maka `A` / `B`; selain itu 0", [("penyebut", True)]),
        ("jika `A` ≥ 3 maka 1", [("cabang", False)]),
        ("jika `A` ≥ 3 maka 1; jika `A` < 3 maka 2", []),
        ("jika `A` > 0 maka log (`A`); selain itu 0", []),
        ("log (`A`)", [("log", False)]),
        ("log (`A`; `B`)", [("log", False), ("dasar", False)]),
        ("bulat (`A`; `B`)", [("desimal", False)]),
        ("rata-rata-ukur (`A`; 2)", [("akar", False)]),
        ("jika `A` > 0 maka `B` / `C`; selain itu 0", [("penyebut", True)]),
        ("jika `A` / `B` > 1 maka 1; selain itu 0", [("penyebut", False)]),
        ("jika `B` ≠ 0 dan `A` / `B` > 1 maka 1; selain itu 0", []),
    ],
)
def test_domain(text: str, conditions: list[tuple[str, bool]]):
    found = kf.parse(text).domain()
    assert [(one.kind, bool(one.branch)) for one in found.conditions] == conditions


def test_a_symbol_is_only_a_symbol():
    formula = kf.parse("jika `x ** 2; import os` > `pi` maka `pi` ^ 2; selain itu `I`")
    expression, names = to_sympy(formula._plan)
    assert sorted(names.values()) == ["I", "pi", "x ** 2; import os"]
    figures = {symbol: {"pi": 2, "I": 7}.get(name, 3) for symbol, name in names.items()}
    assert expression.subs(figures) == 4


@pytest.mark.parametrize(
    ("text", "figures", "value"),
    [
        ("jika (jika `C` / `A` ≤ 2 maka 0) × 3 < `C` maka `C`", {"C": 2, "A": 1}, 2),
        ("jika (jika `C` / `A` ≤ 2 maka 0) × 3 < `C` maka `C`", {"C": 3, "A": 1}, None),
        ("jika 2 ≥ median ((jika 2 < `A` maka `C`); `C`; `A`) maka `A`", {"C": 1, "A": 3}, None),
        ("jika 2 ≥ median ((jika 2 < `A` maka `C`); `C`; `A`) maka `A`", {"C": 1, "A": 2.5}, 2.5),
    ],
)
def test_what_has_no_value_inside_a_condition(text: str, figures: dict[str, float], value: float | None):
    import sympy

    formula = kf.parse(text)
    expression, names = formula.to_sympy()
    found = expression.xreplace({symbol: sympy.Rational(figures[name]) for symbol, name in names.items()}).doit()
    try:
        exact = formula.evaluate(figures).value
    except kf.FormulaError:
        assert found is sympy.nan
    else:
        assert found == sympy.Rational(exact.numerator, exact.denominator)


@pytest.mark.parametrize(
    ("text", "target", "inside", "outside"),
    [
        ("min (0; bulat (`Jumlah A` / `Nilai C`))", 0, (-100, -3, Fraction(-1, 2), 7), (0, 1, 6)),
        ("min (`Jumlah A`; bulat (`Jumlah A` / `Nilai C`))", -3, (-100, -1, 1, 7), (0, Fraction(1, 2))),
    ],
)
def test_a_denominator_that_is_zero_parts_what_is_rounded(text: str, target: int, inside: tuple, outside: tuple):
    formula = kf.parse(text)
    found = formula.solve("Nilai C", target, {"Jumlah A": -3})
    for figure in (*inside, *outside):
        held = any(
            (one.low is None or one.low < figure or (one.with_low and one.low == figure))
            and (one.high is None or figure < one.high or (one.with_high and one.high == figure))
            for one in found.ranges
        )
        assert held is (figure in inside), figure
