"""Calculations that have no value: which part is named, where it stands, and what programs misuse."""

from __future__ import annotations

import pickle
from fractions import Fraction
from typing import Any

import pytest

import kinerja_formula as kf
from kinerja_formula.evaluation.arithmetic import plain_arithmetic
from kinerja_formula.evaluation.calculation import PlannedCalculation
from kinerja_formula.evaluation.compiler import MAX_RESULT_DIGITS
from kinerja_formula.evaluation.figures import Datum
from kinerja_formula.evaluation.percent import PerCent
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.evaluation.steps import CODES_OF_CALCULATION, StepFault, Walk
from kinerja_formula.nodes import (
    Branch,
    Call,
    Comparison,
    Components,
    Conditional,
    Definitions,
    Logic,
    Name,
    Node,
    Number,
    Part,
    Power,
    Product,
    Root,
    Sum,
)
from kinerja_formula.writers.text import write_text

LONG = 10**399


def faults(text: str, figures: dict[str, Any]) -> list[tuple[str, str, list[str], dict[str, Any]]]:
    """Code, the marked text, the related texts and the values of each fault of a walk."""
    tree = kf.parse(text).tree
    with pytest.raises(StepFault) as refused:
        Walk(tree, text, PerCent(), {name: Fraction(one) for name, one in figures.items()})
    return [
        (one.code, text[slice(*one.span)], [text[slice(*span)] for span in one.related], dict(one.values))
        for one in refused.value.faults
    ]


def too_long(name: str) -> dict[str, Any]:
    return {"name": name, "limit": MAX_RESULT_DIGITS}


MANY = {f"n{place}": Fraction(LONG) for place in range(40)}
PRODUCT = " x ".join(f"`{name}`" for name in MANY)
SUM = " + ".join(f"`{name}`" for name in MANY)


@pytest.mark.parametrize(
    ("text", "figures", "found"),
    [
        ("`A` / `B`", {"a": 1, "b": 0}, [("KF305", "`B`", ["/"], {"denominator": "B", "zeros": ("B",)})]),
        (
            "`A` / (`B` - `C`) / `B`",
            {"a": 1, "b": 0, "c": 0},
            [
                ("KF305", "`B` - `C`", ["/"], {"denominator": "`B` - `C`", "zeros": ("B", "C")}),
                ("KF305", "`B`", ["/"], {"denominator": "B", "zeros": ("B",)}),
            ],
        ),
        (
            "`A` / `B` + ln (`B`) + √(`C`)",
            {"a": 1, "b": 0, "c": -1},
            [
                ("KF305", "`B`", ["/"], {"denominator": "B", "zeros": ("B",)}),
                ("KF306", "ln (`B`)", [], {"name": "B", "value": "0", "reason": "log-tak-positif"}),
                ("KF306", "√(`C`", [], {"name": "C", "value": "-1", "reason": "akar-negatif"}),
            ],
        ),
        (
            "`A` / (`B` x `B`)",
            {"a": 1, "b": 0},
            [("KF305", "`B` x `B`", ["/"], {"denominator": "`B` x `B`", "zeros": ("B",)})],
        ),
        ("`A` ^ (0 - 2)", {"a": 0}, [("KF305", "`A`", [], {"denominator": "A", "zeros": ("A",)})]),
        (
            "`A` ^ 0,5",
            {"a": "-0.25"},
            [("KF306", "`A` ^ 0,5", [], {"name": "A", "value": "-0,25", "reason": "akar-negatif"})],
        ),
        ("`A` ^ 99999", {"a": 7}, [("KF307", "`A` ^ 99999", [], too_long("`A` ^ 99999"))]),
        ("√(`A` ^ 99999)", {"a": 7}, [("KF307", "`A` ^ 99999", [], too_long("`A` ^ 99999"))]),
        (PRODUCT, MANY, [("KF307", PRODUCT, [], too_long(PRODUCT))]),
        (f"{PRODUCT} x 100%", MANY, [("KF307", f"{PRODUCT} x 100%", [], too_long(f"{PRODUCT} x 100%"))]),
        (
            SUM,
            {name: Fraction(1, LONG + 2 * at + 1) for at, name in enumerate(MANY)},
            [("KF307", SUM, [], too_long(SUM))],
        ),
        (
            "log (`A` + 1; `B` - 1)",
            {"a": 5, "b": 2},
            [("KF306", "log (`A` + 1; `B` - 1", [], {"name": "`B` - 1", "value": "1", "reason": "dasar-log"})],
        ),
        (
            "bulat (`A`; `B` / 2)",
            {"a": 5, "b": 1},
            [("KF306", "bulat (`A`; `B` / 2", [], {"name": "`B` / 2", "value": "0,5", "reason": "desimal-bulat"})],
        ),
        (
            "rata-rata-ukur (`A`; `B`; `C`)",
            {"a": 5, "b": 1, "c": -3},
            [("KF306", "rata-rata-ukur (`A`; `B`; `C`)", [], {"name": "C", "value": "-3", "reason": "akar-negatif"})],
        ),
        (
            "jika `A` > 3 maka 1; jika `B` + `A` < 2 maka 0",
            {"a": 3, "b": "0.5"},
            [("KF345", "jika `A` > 3 maka 1; jika `B` + `A` < 2 maka 0", [], {"figures": "A = 3, B = 0,5"})],
        ),
        (
            "jika `Persentase A` > 30% dan `B` > 1 maka 1",
            {"persentase a": "0.25", "b": 2},
            [("KF345", "jika `Persentase A` > 30% dan `B` > 1 maka 1", [], {"figures": "Persentase A = 25%, B = 2"})],
        ),
    ],
)
def test_what_a_walk_finds(text: str, figures: dict[str, Any], found: list[Any]):
    told = faults(text, figures)
    assert [(code, marked.strip("()"), related, values) for code, marked, related, values in told] == [
        (code, marked.strip("()"), related, values) for code, marked, related, values in found
    ]


def test_a_geometric_mean_that_is_too_long():
    names = [Name(f"n{place}", (place, place + 1)) for place in range(80)]
    tree = Call(tuple(names), "rata-rata-ukur", (0, 80))
    with pytest.raises(StepFault) as refused:
        Walk(tree, "x" * 80, PerCent(), {f"n{place}": Fraction(LONG + place) for place in range(80)})
    [found] = refused.value.faults
    assert (found.code, found.span, dict(found.values)) == ("KF307", (0, 80), {"name": "x" * 80, "limit": 3900})


def test_codes_of_a_calculation():
    assert {"KF305", "KF306", "KF307", "KF345"} == CODES_OF_CALCULATION


A, B = Name("A", (0, 1)), Name("B", (4, 5))
FIGURES = {"a": Fraction(3), "b": Fraction(4)}


@pytest.mark.parametrize("work", [lambda node: Walk(node, "", PerCent(), FIGURES), plain_arithmetic, PerCent().of])
def test_what_is_no_node_of_a_formula(work: Any):
    odd = Definitions((), A, (0, 1))
    with pytest.raises(TypeError, match=r"^not a node of a formula: Definitions$"):
        work(odd)


def test_what_is_no_function_and_no_condition():
    with pytest.raises(TypeError, match=r"^no such function: sinus$"):
        Walk(Call((A,), "sinus", (0, 1)), "", PerCent(), FIGURES)
    tree = Conditional((Branch(A, B, (0, 1)),), None, (0, 1))
    for work in (plain_arithmetic, lambda node: Walk(node, "", PerCent(), FIGURES)):
        with pytest.raises(TypeError, match=r"^no condition: Name$"):
            work(tree)


def test_the_words_of_a_part():
    """A number that stands in no text is told by its value, any other part by three dots."""
    number = Number(None, True, Fraction(-50), (0, 0))
    plain = Number(None, False, Fraction(5, 2), (0, 0))
    tree = Sum(tuple([Part(one, "+", (0, 0), (0, 0)) for one in (A, number, plain, Power(A, plain, (0, 0)))]), (0, 0))
    walk = Walk(tree, "A  +\n B", PerCent(), {"a": Fraction(4)})
    assert [term.text for term in walk.steps[-1].terms] == ["A", "-50%", "2,5", "…"]
    spaced = Sum((Part(A, "+", (0, 0), (0, 1)), Part(B, "+", (3, 4), (3, 7))), (0, 7))
    assert Walk(spaced, "A  +\n B", PerCent(), FIGURES).steps[0].text == "A + B"


@pytest.mark.parametrize(
    ("degree", "radicand", "value"),
    [(2, 9, 3), (3, -8, -2), (3, 8, 2), (5, -32, -2), (3, Fraction(-1, 8), Fraction(-1, 2)), (2, 0, 0)],
)
def test_roots(degree: int, radicand: Any, value: Any):
    tree = Root(degree, A, (0, 2))
    walk = Walk(tree, "√A", PerCent(), {"a": Fraction(radicand)})
    [step] = walk.steps
    assert (walk.value, walk.exact, walk.notes, step.kind, step.value) == (value, True, [], "root", value)
    radicand_term, degree_term = step.terms
    assert (radicand_term.sign, radicand_term.value, radicand_term.text) == ("×", radicand, "A")
    assert tuple(degree_term)[:5] == ("×", degree, False, str(degree), (0, 2))
    assert (degree_term.literal, degree_term.step) == (True, None)


def test_steps_of_parts_that_are_shared():
    shared = Sum((Part(A, "+", (0, 0), (0, 1)), Part(B, "+", (2, 3), (2, 5))), (0, 5))
    tree = Product((Part(shared, "×", (0, 0), (0, 5)), Part(shared, "/", (6, 7), (6, 12))), (0, 12))
    walk = Walk(tree, "A + B / A + B", PerCent(), FIGURES)
    assert [step.kind for step in walk.steps] == ["sum", "product"]
    assert [term.step for term in walk.steps[1].terms] == [1, 1]
    assert walk.value == 1


def test_a_lost_figure_counts_where_it_is_needed():
    lost = {"b": kf.parse("A", ()).diagnostics or ()}
    tree = Product((Part(A, "×", (0, 0), (0, 1)), Part(B, "/", (2, 3), (2, 5))), (0, 5))
    with pytest.raises(StepFault) as refused:
        Walk(tree, "A / B", PerCent(), FIGURES, lost)
    assert refused.value.faults == ()
    assert Walk(A, "A", PerCent(), FIGURES, lost).value == 3


def test_conditions_are_told_up_to_the_first_that_fails():
    one, three = (Number(None, False, Fraction(value), (0, 0)) for value in (1, 3))
    compared = Comparison(one, (Part(A, "<", (0, 0), (0, 0)), Part(three, "<", (0, 0), (0, 0))), (0, 0))
    both = Logic((compared, Comparison(A, (Part(B, "<", (0, 0), (0, 0)),), (0, 0))), "dan", (0, 0))
    either = Logic(both.items, "atau", (0, 0))
    for condition, figure, tests, value in [
        (compared, 2, [(("", "<", "<"), 1)], 7),
        (compared, 1, [(("", "<"), 0)], 8),
        (compared, 3, [(("", "<", "<"), 0)], 8),
        (both, 2, [(("", "<", "<"), 1), (("", "<"), 1)], 7),
        (both, 1, [(("", "<"), 0)], 8),
        (either, 2, [(("", "<", "<"), 1)], 7),
        (either, 3, [(("", "<", "<"), 0), (("", "<"), 1)], 7),
        (either, 5, [(("", "<", "<"), 0), (("", "<"), 0)], 8),
    ]:
        seven, eight = (Number(None, False, Fraction(one), (0, 0)) for one in (7, 8))
        tree = Conditional((Branch(condition, seven, (0, 0)),), eight, (0, 0))
        walk = Walk(tree, "", PerCent(), {"a": Fraction(figure), "b": Fraction(4)})
        told = [(tuple([term.sign for term in step.terms]), step.value) for step in walk.steps if step.kind == "test"]
        assert (walk.value, told) == (value, tests)
        assert all(not step.percent for step in walk.steps)


# Calculations as objects


def test_results_of_every_kind_can_be_sent_to_another_process():
    items = (Name("RKA", (18, 21)), Name("Renja", (25, 30)))
    listed = Plan(Components(Name("Jumlah dokumen", (0, 14)), items, (0, 30)), "Jumlah dokumen 1. RKA 2. Renja")
    ratio = Plan(kf.parse("A / 2").tree, "A / 2")
    for plan, data in [
        (listed, {"Jumlah dokumen": 5}),
        (listed, {"RKA": 5, "Renja": "50%"}),
        (ratio, {"A": "30%"}),
        (ratio, {"A": 3, "2": 5}),
        (ratio, {"A": "30%", "2": 5}),
    ]:
        result = plan.evaluate(data)
        again = pickle.loads(pickle.dumps(result))
        assert again == result
        assert again.to_json() == result.to_json()
        assert again.explain() == result.explain()
        assert [one.code for one in again.diagnostics] == [one.code for one in result.diagnostics]


def calculation(text: str, *percents: str) -> PlannedCalculation:
    return Plan(kf.parse(text).tree, text).calculation(frozenset(percents))


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("`A` / `B` x 1000", "per 1000"),
        ("`A` / `B` x 10000", "per 10000"),
        ("`A` / `B` x 1000000", "per 1000000"),
        ("`A` / `B` x 1500", None),
        ("`A` / `B` x 10", None),
        ("`A` / `B` x 999", None),
        ("`A` / `B` x 100", "%"),
        ("`A` / `B` x 100%", "%"),
        ("1000 x `A` / `B`", None),
        ("`A` x 1000", None),
        ("ln (`A`) x 1000", None),
        ("ln (`A`) / 3 x 1000", "per 1000"),
        ("`A` / `B` / 1000", None),
        ("`A` / `B` / `C` x 1000", None),
        ("`A` x `C` / `B` x 1000", None),
        ("`A` + `B`", None),
        ("`A` / `B` x 1000,5", None),
        ("`A` / `B` x 1000%", "%"),
        ("Persentase A", "%"),
    ],
)
def test_rates(text: str, rate: str | None):
    assert calculation(text).rate == rate
    if rate is not None:
        assert (calculation(text).unit, calculation(text).measure) == (rate, None)


def test_a_rate_needs_a_ratio_of_names():
    numbers = [Number(None, False, Fraction(value), (0, 0)) for value in (6, 2, 1000)]
    parts = [Part(one, sign, (0, 0), (0, 0)) for one, sign in zip(numbers, "×/×", strict=True)]
    assert Plan(Product(tuple(parts), (0, 0)), "").calculation().rate is None
    huge = Number(None, False, Fraction(10**40), (0, 0))
    ratio = [Part(A, "×", (0, 0), (0, 0)), Part(B, "/", (0, 0), (0, 0)), Part(huge, "×", (0, 0), (0, 0))]
    assert Plan(Product(tuple(ratio), (0, 0)), "").calculation().rate is None


def test_percentages_among_operands():
    plain, percent = calculation("`A` / `B`"), calculation("`A` / `B`", "a", "b")
    assert [plain.is_percent("a"), percent.is_percent("a"), percent.is_percent("c")] == [False, True, False]
    told = percent.inputs([Datum(Fraction(30), True, "%", "30 %"), 5])
    assert [(one.name, one.value, one.unit, one.written) for one in told] == [
        ("A", 30, "%", "30 %"),
        ("B", 5, "%", "5"),
    ]
    traced = percent.trace([Datum(Fraction(30), True), 60])
    assert (traced.value, traced.exact) == (Fraction(1, 2), True)
    assert calculation("`A` - `B`", "a", "b").trace([30, 10]).value == 20


def test_the_calculation_of_a_figure_in_another_unit():
    node: Node = calculation("`A` + `B`").arithmetic([Datum(Fraction(2), factor=Fraction(1, 12)), Datum(Fraction(3))])
    assert write_text(node) == "(`A` / 12) + `B`"
    assert write_text(calculation("`A` + `B`").arithmetic([2, 3])) == "`A` + `B`"
    for factor, plain in ((1, "`A` + `B`"), (2, "`A` × 2 + `B`"), (60, "`A` × 60 + `B`")):
        figures = [Datum(Fraction(2), factor=Fraction(factor)), 3]
        assert write_text(calculation("`A` + `B`").arithmetic(figures)) == plain


def test_the_unit_of_a_head():
    items = (Name("RKA", (18, 21)), Name("Renja", (25, 30)))
    plan = Plan(Components(Name("Jumlah dokumen", (0, 14)), items, (0, 30)), "Jumlah dokumen 1. RKA 2. Renja")
    assert plan.evaluate({"Jumlah dokumen": 5}).unit == "dokumen"
    shared = Plan(Components(Name("Persentase dokumen", (0, 14)), items, (0, 30)), "Persentase dokumen RKA Renja")
    assert shared.evaluate({"Persentase dokumen": 5}).unit == "%"


@pytest.mark.parametrize("first", ["×", "/"])
@pytest.mark.parametrize("count", [9, 15, 19])
def test_a_product_may_be_longer_on_the_way(first: str, count: int):
    """Up to twice as long as a result nothing is reduced; what cancels after that was never too long."""
    names = [Name(f"n{place}", (place, place + 1)) for place in range(2 * count)]
    signs = [first] * count + ["/" if first == "×" else "×"] * count
    tree = Product(tuple([Part(one, sign, (0, 0), one.span) for one, sign in zip(names, signs, strict=True)]), (0, 40))
    figures = {f"n{place}": Fraction(LONG + place % count) for place in range(2 * count)}
    assert Walk(tree, "x" * 40, PerCent(), figures).value == 1
