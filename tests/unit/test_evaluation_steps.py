"""The walk: every operation with its figures and its piece of the text."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.evaluation.roots import PowerFault, power
from kinerja_formula.nodes import Average, Name, Root

BITS = 13_000


def shape(step):
    return (
        step.kind,
        [(term.sign, term.value, term.percent, term.step) for term in step.terms],
        step.value,
        step.percent,
    )


def test_ratio_and_percentage_are_two_steps(planned):
    text = "Jumlah disiplin / Jumlah total × 100%"
    steps = planned(text).evaluate({"Jumlah disiplin": 18, "Jumlah total": 20}).steps
    assert [shape(step) for step in steps] == [
        ("product", [("×", 18, False, None), ("/", 20, False, None)], Fraction(9, 10), False),
        ("product", [("×", Fraction(9, 10), False, 1), ("×", 1, True, None)], Fraction(9, 10), True),
    ]
    assert [step.text for step in steps] == ["Jumlah disiplin / Jumlah total", text]
    assert [[term.text for term in step.terms] for step in steps] == [
        ["Jumlah disiplin", "Jumlah total"],
        ["Jumlah disiplin / Jumlah total", "100%"],
    ]


def test_a_bracket_above_and_below_is_one_step(planned):
    steps = planned("(A × B - C) / (A × B) × 100%").evaluate({"A": 18, "B": 244, "C": 61}).steps
    assert [(step.kind, step.value) for step in steps] == [
        ("product", 4392),
        ("sum", 4331),
        ("product", Fraction(71, 72)),
        ("product", Fraction(71, 72)),
    ]
    assert [term.step for term in steps[2].terms] == [2, 1]


def test_points_and_percentages_show_what_they_count_as(planned):
    [step] = planned("Persentase A + Nilai B").evaluate({"Persentase A": 80, "Nilai B": 5}).steps
    assert shape(step) == ("sum", [("+", 80, False, None), ("+", 5, False, None)], 85, False)
    steps = planned("100 - A / B × 100%").evaluate({"A": 1, "B": 4}).steps
    assert shape(steps[-1]) == ("sum", [("+", 1, True, None), ("-", Fraction(1, 4), True, 2)], Fraction(3, 4), True)


def test_mean(planned):
    text = "rata-rata A, B dan C"
    mean = Average((Name("A", (10, 11)), Name("B", (13, 14)), Name("C", (19, 20))), (0, 20))
    result = Plan(mean, text).evaluate({"A": 1, "B": 2, "C": "2,5"})
    assert (result.value, result.steps[0].kind, result.steps[0].text) == (Fraction(11, 6), "mean", text)


def test_single_operand_has_no_steps(planned):
    assert planned("A").evaluate({"A": 1}).steps == ()


def test_growth_is_rounded_to_30_digits(planned):
    result = planned("((P / Q) ^ 0,5 - 1) × 100%").evaluate({"P": 2, "Q": 1})
    # the square root of 2 to 30 digits: 1,41421356237309504880168872421
    assert result.value == 100 * (Fraction("1.41421356237309504880168872421") - 1)
    assert not result.exact
    assert [found.code for found in result.diagnostics] == ["KF311"]
    assert [step.exact for step in result.steps] == [True, False, False, False]
    exact = planned("((P / Q) ^ 0,5 - 1) × 100%").evaluate({"P": 121, "Q": 100})
    assert (exact.value, exact.exact, exact.diagnostics) == (10, True, ())


def test_geometric_mean_of_percentages(drawn):
    tree = Root(2, drawn("Persentase A × Persentase B"), (0, 27))
    result = Plan(tree, "Persentase A × Persentase B").evaluate({"Persentase A": 20, "Persentase B": 80})
    assert (result.value, result.unit) == (40, "%")


@pytest.mark.parametrize(
    ("base", "exponent", "value"),
    [
        (Fraction(4), Fraction(1, 2), 2),
        (Fraction(8, 27), Fraction(-2, 3), Fraction(9, 4)),
        (Fraction(1), Fraction(1, 10**9), 1),
        (Fraction(-2), Fraction(3), -8),
        (Fraction(-1), Fraction(10**30 + 1), -1),
        (Fraction(-1), Fraction(-2), 1),
        (Fraction(0), Fraction(3, 2), 0),
        (Fraction(10**60), Fraction(1, 60), 10),
        (Fraction(3) ** 200, Fraction(1, 100), 9),
    ],
)
def test_exact_powers(base, exponent, value):
    assert power(base, exponent, max_bits=BITS) == (value, True)


def test_rounding_next_to_the_middle():
    middle = Fraction(10**29) + Fraction(1, 2)  # 30 digits and a half
    tiny = Fraction(1, 10**300)
    for shift, rounded in ((tiny, 10**29 + 1), (-tiny, 10**29)):
        value, exact = power(middle**2 + shift, Fraction(1, 2), max_bits=BITS)
        assert (value, exact) == (rounded, False)


def test_base_next_to_one():
    # (1 + 1/n) to the power of n + 1/2 is e (1 + 1/12n² …); e to 30 digits
    value, exact = power(1 + Fraction(1, 10**150), Fraction(2 * 10**150 + 1, 2), max_bits=BITS)
    assert (value, exact) == (Fraction("2.71828182845904523536028747135"), False)


@pytest.mark.parametrize(
    ("base", "exponent", "reason"),
    [
        (Fraction(0), Fraction(-1), "penyebut-nol"),
        (Fraction(-1), Fraction(1, 2), "akar-negatif"),
        (Fraction(2), Fraction(10**9), "terlalu-panjang"),
        (Fraction(1, 2), Fraction(-(10**9)), "terlalu-panjang"),
        (Fraction(3), Fraction(10**30 + 1, 2), "terlalu-panjang"),
        (Fraction(1, 3), Fraction(10**5 + 1, 2), "terlalu-panjang"),
    ],
)
def test_powers_without_value(base, exponent, reason):
    with pytest.raises(PowerFault) as caught:
        power(base, exponent, max_bits=BITS)
    assert caught.value.reason == reason


@pytest.mark.parametrize(("bits", "fits"), [(200, True), (150, False)])
def test_a_root_is_given_where_it_fits(bits: int, fits: bool):
    """3 ^ 100,5 has 48 digits, which are 160 bits."""
    if fits:
        value, exact = power(Fraction(3), Fraction(201, 2), max_bits=bits)
        assert (len(str(int(value))), exact) == (48, False)
    else:
        with pytest.raises(PowerFault):
            power(Fraction(3), Fraction(201, 2), max_bits=bits)
