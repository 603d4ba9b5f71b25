"""Logarithms and rounding: values by hand, and why there is none."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kinerja_formula.evaluation.functions import FunctionFault, geometric_mean, logarithm, median, rounded


@pytest.mark.parametrize(
    ("value", "base", "power"),
    [
        (8, 2, 3),
        (1000, 10, 3),
        (Fraction(1, 8), 2, -3),
        (8, Fraction(1, 2), -3),
        (2**300, 2, 300),
        (1, 7, 0),
        (7, 7, 1),
    ],
)
def test_a_power_of_the_base_is_exact(value: int, base: int, power: int) -> None:
    assert logarithm(Fraction(value), Fraction(base)) == (power, True)


def test_any_other_logarithm_is_near() -> None:
    value, exact = logarithm(Fraction(8), Fraction(4))
    assert (round(value, 20), exact) == (Fraction(3, 2), False)


@pytest.mark.parametrize("base", [1, 0, -2])
def test_a_base_that_has_no_logarithm(base: int) -> None:
    with pytest.raises(FunctionFault) as refused:
        logarithm(Fraction(8), Fraction(base))
    assert (refused.value.reason, refused.value.at) == ("dasar-log", 1)


@pytest.mark.parametrize("value", [0, -1])
def test_a_value_that_has_no_logarithm(value: int) -> None:
    with pytest.raises(FunctionFault) as refused:
        logarithm(Fraction(value), None)
    assert (refused.value.reason, refused.value.at) == ("log-tak-positif", 0)


@pytest.mark.parametrize(
    ("value", "decimals", "found"),
    [
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("2.4999", 0, "2"),
        ("12.345", 2, "12.35"),
        ("1250", -2, "1300"),
        ("1249", -2, "1200"),
        ("0.004", 2, "0"),
        ("7", 100, "7"),
        ("7", -100, "0"),
    ],
)
def test_a_half_goes_away_from_zero(value: str, decimals: int, found: str) -> None:
    assert rounded(Fraction(value), Fraction(decimals)) == Fraction(found)


@pytest.mark.parametrize("decimals", [Fraction(1, 2), Fraction(101), Fraction(-101)])
def test_decimals_that_there_are_not(decimals: Fraction) -> None:
    with pytest.raises(FunctionFault) as refused:
        rounded(Fraction(7), decimals)
    assert (refused.value.reason, refused.value.at) == ("desimal-bulat", 1)


def test_a_geometric_mean_names_the_value_below_zero() -> None:
    with pytest.raises(FunctionFault) as refused:
        geometric_mean([Fraction(4), Fraction(-9)], max_bits=1000)
    assert (refused.value.reason, refused.value.at) == ("akar-negatif", 1)
    assert geometric_mean([Fraction(2), Fraction(4), Fraction(8)], max_bits=1000) == (4, True)


@pytest.mark.parametrize(("values", "found"), [([9], 9), ([3, 1, 2], 2), ([4, 1, 2, 9], 3), ([1, 5, 5, 7, 2], 5)])
def test_the_middle_value(values: list[int], found: int) -> None:
    assert median([Fraction(one) for one in values]) == found
