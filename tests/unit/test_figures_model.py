"""A figure for a reader: number, range, sign and unit; and values whose own text can't be asked for."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from kinerja_formula.figures.model import Angka, figure_text
from kinerja_formula.figures.shown import shown


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        ((Fraction(75), None, None, None), "75"),
        ((Fraction(75), None, None, ">="), "≥ 75"),
        ((Fraction(75), None, "%", "<="), "≤ 75%"),
        ((Fraction(3), None, "hari", "<"), "< 3 hari"),
        ((Fraction(5, 2), None, "jam", ">"), "> 2,5 jam"),
        ((Fraction(80), Fraction(90), "%", None), "80 – 90%"),
        ((Fraction(7), Fraction(8), "bulan", None), "7 – 8 bulan"),
        ((Fraction(0), Fraction(0), "", None), "0 – 0 "),
        ((Fraction(1, 3), None, "rupiah", "="), "1/3 rupiah"),
    ],
)
def test_figures_as_text(figure: Any, text: str):
    assert figure_text(*figure) == text
    value, upper, unit, comparison = figure
    assert str(Angka("rentang", value, unit, upper, comparison, written="as written")) == text


def test_a_figure_holds_nothing_that_nobody_told():
    assert Angka("angka") == ("angka", None, None, None, None, None, None, (), "")


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (Angka("tanggal", Fraction(738960), written="15 Maret 2024"), "15 Maret 2024"),
        (Angka("tanggal", Fraction(738960)), "–"),
        (Angka("", reason="kosong", written="n/a"), "n/a"),
        (Angka("", reason="kosong"), "–"),
    ],
)
def test_dates_and_gaps_are_shown_as_they_were_written(figure: Angka, text: str):
    assert str(figure) == text


@pytest.mark.parametrize(
    ("figure", "percent", "missing"),
    [
        (Angka("angka", Fraction(1), "%"), True, False),
        (Angka("angka", Fraction(1), "persen"), False, False),
        (Angka("angka", Fraction(1)), False, False),
        (Angka("", reason="nihil"), False, True),
        (Angka("", reason=""), False, True),
    ],
)
def test_what_a_figure_says_of_itself(figure: Angka, percent: bool, missing: bool):
    assert (figure.percent, figure.missing) == (percent, missing)


class _Broken:
    def __repr__(self) -> str:
        raise RuntimeError


class _Long:
    def __repr__(self) -> str:
        return "<" + "a" * 100 + "b" * 100 + ">"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("dua belas", "'dua belas'"),
        ("x" * 58, f"'{'x' * 58}'"),
        ("x" * 59 + "y", f"'{'x' * 27}...{'x' * 27}y'"),
        (10**39, "1" + "0" * 39),
        (10**40, "1" + "0" * 17 + "..." + "0" * 19),
        (_Long(), "<" + "a" * 27 + "..." + "b" * 28 + ">"),
        ([[[["deep"]]]], "[[[...]]]"),
        ([["flat"]], "[['flat']]"),
        (10**5000, "int"),
        (None, "None"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_any_value_as_a_short_text(value: object, text: str):
    assert shown(value) == text


def test_a_value_that_breaks_when_it_is_shown():
    assert shown(_Broken()).startswith("<_Broken instance at ")
