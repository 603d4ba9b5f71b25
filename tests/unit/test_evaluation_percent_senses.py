"""The tree as plain arithmetic, and how each formula is read: as a count, a share or a percentage.

The plain texts were worked out by hand: with the same figures they give the same value, and no percent sign is left.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import count

import pytest

import kinerja_formula as kf
from kinerja_formula.evaluation.arithmetic import plain_arithmetic
from kinerja_formula.evaluation.percent import (
    PerCent,
    Scale,
    Sense,
    compared_with_percent,
    expressions_beside_percent,
    is_averaged,
    is_percentage,
    terms_of,
)
from kinerja_formula.nodes import Branch, Comparison, Logic, Name, Node, Number, Part, Power, Product, Sum, walk
from kinerja_formula.writers.text import write_text

SHARE = "(jika -1 ≤ `PBS` ≤ 1 maka `PBS`; selain itu `PBS` / 100)"
"""A figure beside a percentage: up to 1 a share of one, above it a percentage."""

FORMS = [
    ("Jumlah A / Jumlah B x 100%", "Jumlah A × 100 / Jumlah B", Sense(Scale.PERCENT, Fraction(0), False, True, 1)),
    ("Jumlah A / Jumlah B x 1000", "Jumlah A × 1000 / Jumlah B", Sense(Scale.PLAIN, Fraction(0), False, True, 1)),
    ("A x 0 / B", "`A` × 0 / `B`", Sense(Scale.PLAIN, Fraction(0), False, True, 1)),
    ("A / (B x 0)", "`A` / `B` / 0", Sense(Scale.PLAIN, Fraction(0), False, True, 1)),
    ("A / B / C", "`A` / `B` / `C`", Sense(Scale.PLAIN, Fraction(-1), False, True, 1)),
    ("A / (B / C)", "`A` / (`B` / `C`)", Sense(Scale.PLAIN, Fraction(1), False, True, 1)),
    ("(A / B) / (C / D)", "`A` / `B` / (`C` / `D`)", Sense(Scale.PLAIN, Fraction(0), False, True, 1)),
    ("A / (B x C)", "`A` / `B` / `C`", Sense(Scale.PLAIN, Fraction(-1), False, True, 1)),
    ("A x (B / C)", "`A` × `B` / `C`", Sense(Scale.PLAIN, Fraction(1), False, True, 1)),
    ("A x (B x C)", "`A` × `B` × `C`", Sense(Scale.PLAIN, Fraction(3), False, True, 1)),
    ("1 / B x 100%", "100 / `B`", Sense(Scale.PERCENT, Fraction(-1), False, True, 1)),
    ("100% / B", "100 / `B`", Sense(Scale.PERCENT, Fraction(-1), False, True, 1)),
    ("2 / B x 50%", "1 / `B`", Sense(Scale.PLAIN, Fraction(-1), True, True, 1)),
    ("A x 60% + B x 40%", "(`A` × 3 / 5) + (`B` × 2 / 5)", Sense(Scale.PLAIN, Fraction(1), True, True, 1)),
    ("A x 60% - B x 60%", "(`A` - `B`) × 3 / 5", Sense(Scale.PLAIN, Fraction(1), True, True, 1)),
    ("A x 60% + B x 60%", "(`A` + `B`) × 3 / 5", Sense(Scale.PLAIN, Fraction(1), True, True, 1)),
    ("A + B x 2", "`A` + `B` × 2", Sense(Scale.PLAIN, Fraction(1), False, True, 1)),
    ("100 - A / B x 100%", "(1 - (`A` / `B`)) × 100", Sense(Scale.PERCENT, Fraction(0), False, True, 1)),
    ("1 - Persentase A", "(1 - (`Persentase A` / 100)) × 100", Sense(Scale.PERCENT, Fraction(0), False, True, 1)),
    ("2 - Persentase A", "(0,02 - (`Persentase A` / 100)) × 100", Sense(Scale.PERCENT, Fraction(0), False, True, 1)),
    ("Persentase A + Nilai B", "`Persentase A` + `Nilai B`", Sense(Scale.PLAIN, Fraction(1), False, True, 1)),
    (
        "Persentase A x Persentase B",
        "`Persentase A` × `Persentase B` / 100",
        Sense(Scale.PERCENT, Fraction(0), False, True, 2),
    ),
    ("Persentase A / Persentase B", "`Persentase A` / `Persentase B`", Sense(Scale.PLAIN, Fraction(0), False, True, 1)),
    ("Persentase A x Nilai B", "`Persentase A` × `Nilai B` / 100", Sense(Scale.PLAIN, Fraction(1), True, True, 1)),
    ("20% - (10% / 5000) x NL", "(0,2 - (`NL` / 50000)) × 100", Sense(Scale.PERCENT, Fraction(0), False, True, 1)),
    ("`A` ^ 2", "`A` ^ 2", Sense(Scale.PLAIN, Fraction(2), False, True, 1)),
    ("(`A` x 50%) ^ 2", "(`A` / 2) ^ 2", Sense(Scale.PLAIN, Fraction(2), False, True, 1)),
    ("`A` ^ (`B` x 10%)", "`A` ^ (`B` / 10)", Sense(Scale.PLAIN, Fraction(1), False, True, 1)),
    ("√(`A` x 25%)", "√(`A` / 4)", Sense(Scale.PLAIN, Fraction("1/2"), False, True, 1)),
    (
        "√(`Persentase A` x `Persentase B`)",
        "√(`Persentase A` × `Persentase B` / 10000) × 100",
        Sense(Scale.PERCENT, Fraction(0), False, True, 1),
    ),
    (
        "((`P` / `Q`) ^ 0,5 - 1) x 100%",
        "((`P` / `Q`) ^ 0,5 - 1) × 100",
        Sense(Scale.PERCENT, Fraction(0), False, True, 1),
    ),
    ("rata-rata `A`, `B` dan `C`", "(`A` + `B` + `C`) / 3", Sense(Scale.PLAIN, Fraction(1), False, True, 1)),
    ("rata-rata `A` x 2, `B` x 4", "(`A` × 2 + `B`) × 2", Sense(Scale.PLAIN, Fraction(1), False, True, 1)),
    ("bulat (`A` / `B` x 100%; 1)", "bulat (`A` × 100 / `B`; 1)", Sense(Scale.PERCENT, Fraction(0), False, True, 1)),
    ("bulat (`A` / 2)", "bulat (`A` / 2)", Sense(Scale.PLAIN, Fraction(1), False, True, 1)),
    ("bulat (`A` x 100%)", "bulat (`A` × 100)", Sense(Scale.PERCENT, Fraction(1), False, True, 1)),
    ("min (`A` / `B` x 100%; 100%)", "min (`A` / `B`; 1) × 100", Sense(Scale.PERCENT, Fraction(0), False, True, 1)),
    ("maks (`A`; 3)", "maks (`A`; 3)", Sense(Scale.PLAIN, Fraction(1), False, True, 1)),
    ("abs (`A` x 50%)", "abs (`A` / 2)", Sense(Scale.PLAIN, Fraction(1), True, True, 1)),
    ("log (`A`; 2)", "log (`A`; 2)", Sense(Scale.PLAIN, Fraction(0), False, True, 1)),
    ("ln (`A` x 50%)", "ln (`A` / 2)", Sense(Scale.PLAIN, Fraction(0), False, True, 1)),
    ("median (`A`; `B`; 3)", "median (`A`; `B`; 3)", Sense(Scale.PLAIN, Fraction(1), False, True, 1)),
    (
        "median (`Persentase A`; 3)",
        "median (`Persentase A` / 100; 0,03) × 100",
        Sense(Scale.PERCENT, Fraction(0), False, True, 1),
    ),
    (
        "jika `A` > 3 maka 2; jika `A` > 2 maka `Persentase D`; selain itu 1",
        "(jika `A` > 3 maka 0,02; jika `A` > 2 maka `Persentase D` / 100; selain itu 1) × 100",
        Sense(Scale.PERCENT, Fraction(0), False, True, 1),
    ),
    (
        "jika `A` < 3 dan `B` ≥ 2 maka 1; selain itu 0",
        "jika `A` < 3 dan `B` ≥ 2 maka 1; selain itu 0",
        Sense(Scale.PLAIN, Fraction(0), False, False, 1),
    ),
    (
        "jika `A` < 3 atau `B` ≥ 2 maka 1",
        "jika `A` < 3 atau `B` ≥ 2 maka 1",
        Sense(Scale.PLAIN, Fraction(0), False, False, 1),
    ),
    (
        "jika 1 ≤ `A` < 3 maka 1; selain itu 0",
        "jika 1 ≤ `A` < 3 maka 1; selain itu 0",
        Sense(Scale.PLAIN, Fraction(0), False, False, 1),
    ),
    (
        "Jika PBS ≥ 80%, maka Skor = 4. Jika PBS < 80%, maka Skor = 5 x PBS.",
        f"jika {SHARE} ≥ 0,8 maka 4; jika {SHARE} < 0,8 maka {SHARE} × 5",
        Sense(Scale.PLAIN, Fraction(0), False, True, 1),
    ),
    (
        "jika `Persentase A` ≥ 80 maka 4; selain itu 0",
        "jika `Persentase A` / 100 ≥ 0,8 maka 4; selain itu 0",
        Sense(Scale.PLAIN, Fraction(0), False, False, 1),
    ),
    (
        "jika `A` / `B` x 100 ≥ 80% maka 4; selain itu 0",
        "jika `A` / `B` ≥ 0,8 maka 4; selain itu 0",
        Sense(Scale.PLAIN, Fraction(0), False, False, 1),
    ),
    (
        "jika (`A` + `B`) ≥ 70% maka (`A` + `B`); selain itu 0",
        "(jika `A` + `B` ≥ 0,7 maka `A` + `B`; selain itu 0) × 100",
        Sense(Scale.PERCENT, Fraction(0), False, True, 1),
    ),
    (
        "Σ (`bobot` × `nilai`) / Σ bobot",
        "Σ (`bobot` × `nilai`) / Σ `bobot`",
        Sense(Scale.PLAIN, Fraction(1), False, True, 1),
    ),
    ("Σ (`bobot` × 50% × `nilai`)", "Σ (`bobot` × `nilai`) / 2", Sense(Scale.PLAIN, Fraction(2), False, True, 1)),
    (
        "rata-rata setiap (`nilai` / 2)",
        "rata-rata setiap (`nilai`) / 2",
        Sense(Scale.PLAIN, Fraction(1), False, True, 1),
    ),
    ("Σ (3)", "Σ (3)", Sense(Scale.PLAIN, Fraction(0), False, True, 1)),
    ("A + B x 0", "`A` + `B` × 0", Sense(Scale.PLAIN, Fraction(1), False, True, 1)),
    ("(A + B) x 0", "(`A` + `B`) × 0", Sense(Scale.PLAIN, Fraction(1), False, True, 1)),
    ("0 x A", "0 × `A`", Sense(Scale.PLAIN, Fraction(1), False, True, 1)),
    ("A / 1", "`A`", Sense(Scale.PLAIN, Fraction(1), False, True, 1)),
    ("A x 1", "`A`", Sense(Scale.PLAIN, Fraction(1), False, True, 1)),
    ("A x 100% x 100%", "`A` × 100", Sense(Scale.PERCENT, Fraction(1), False, True, 1)),
    ("A x 1/3 + B x 1/3", "(`A` + `B`) / 3", Sense(Scale.PLAIN, Fraction(1), False, True, 1)),
    ("A x 1/2 + B x 1/3", "(`A` / 2) + (`B` / 3)", Sense(Scale.PLAIN, Fraction(1), False, True, 1)),
    ("A", "`A`", Sense(Scale.PLAIN, Fraction(1), False, True, 1)),
    ("Persentase A", "`Persentase A`", Sense(Scale.PERCENT, Fraction(0), False, True, 1)),
    ("250 surat", "`250 surat`", Sense(Scale.PLAIN, Fraction(1), False, True, 1)),
]
"""A text, its plain arithmetic, and how the whole is read."""


def senses(tree: Node) -> PerCent:
    return PerCent((), compared_with_percent(tree), (), expressions_beside_percent(tree))


@pytest.mark.parametrize(("text", "plain", "sense"), FORMS)
def test_plain_arithmetic(text: str, plain: str, sense: Sense):
    tree = kf.parse(text).tree
    assert write_text(plain_arithmetic(tree)) == plain
    assert senses(tree).of(tree) == sense
    assert write_text(plain_arithmetic(tree, percent=senses(tree))) == plain


@pytest.mark.parametrize("text", [form[0] for form in FORMS])
def test_every_node_of_plain_arithmetic_has_its_place(text: str):
    """What can't be written in another notation is marked in the text."""
    formula = kf.parse(text)
    for node in walk(plain_arithmetic(formula.tree)):
        parts = node.parts if isinstance(node, (Sum, Product)) else node.rest if isinstance(node, Comparison) else ()
        branches = getattr(node, "branches", ())
        for one in (node, *parts, *branches):
            assert isinstance(one, (Node, Part, Branch))
            start, end = one.span
            assert 0 <= start <= end <= len(formula.text)
        for part in parts:
            assert part.sign in ("+", "-", "×", "/", "<", "≤", "=", "≠", "≥", ">")
            start, end = part.sign_span
            assert start == end or formula.text[start:end].strip() in "x×/+-<≤=≠≥>"
        if isinstance(node, Number):
            assert (node.percent, node.text if hasattr(node, "text") else None) == (False, None)


READ_OTHERWISE = ("Persen", "%", "Σ", "setiap", "surat", "B x 0")
"""Names that tell a percentage are none in plain arithmetic; sums want records; nothing is divided by zero."""


@pytest.mark.parametrize(
    "text",
    [
        text
        for text, plain, _ in FORMS
        if not any(one in text + plain for one in READ_OTHERWISE if one != "%" or one in plain)
    ],
)
def test_plain_arithmetic_gives_the_value_of_the_formula(text: str):
    """Where the formula has a value for these figures, its plain arithmetic has the same."""
    formula = kf.parse(text)
    numbers = count(3)
    data = {name: 1 + Fraction(next(numbers), 4) for name in formula.names}
    value = formula.evaluate(data, strict=False).value
    plain = kf.parse(write_text(plain_arithmetic(formula.tree)), tuple(formula.names))
    assert plain.evaluate(data, strict=False).value == value


def test_figures_in_other_units_are_multiplied():
    tree = kf.parse("Jumlah A + Jumlah B x 3").tree
    factors = {"jumlah a": Fraction(1, 12), "jumlah b": Fraction(60)}
    assert write_text(plain_arithmetic(tree, factors=factors)) == "(Jumlah A / 12) + Jumlah B × 180"
    one = kf.parse("Persentase A").tree
    assert write_text(plain_arithmetic(one, factors={"persentase a": Fraction(2)})) == "`Persentase A` × 2"
    compared = kf.parse("jika `A` ≥ 80% maka `A`; selain itu 0").tree
    assert write_text(plain_arithmetic(compared, factors={"a": Fraction(3)})).count("× 3") == 2


def test_a_figure_that_came_in_percent_is_one():
    tree = kf.parse("A / B").tree
    assert PerCent(("a",)).of(tree) == Sense(Scale.PLAIN, Fraction(-1), share=True)
    assert PerCent(("a", "b")).of(tree) == Sense(Scale.PLAIN, Fraction(0))
    assert write_text(plain_arithmetic(tree, percent=PerCent(("a",)))) == "`A` / `B` / 100"
    total = kf.parse("Σ (`bobot` × `nilai`)").tree
    assert PerCent((total.key,)).of(total) == Sense(Scale.PERCENT)  # type: ignore[attr-defined]


HERE = (0, 0)
A, B = Name("A", HERE), Name("B", HERE)


def number(value: int | str, *, percent: bool = False) -> Number:
    return Number(None, percent, Fraction(value), HERE)


def product(*factors: Node | tuple[str, Node]) -> Product:
    pairs = [one if isinstance(one, tuple) else ("×", one) for one in factors]
    return Product(tuple([Part(node, sign, HERE, HERE) for sign, node in pairs]), HERE)


def total(*terms: Node) -> Sum:
    return Sum(tuple([Part(one, "+", HERE, HERE) for one in terms]), HERE)


P, Q = Name("Persentase P", HERE), Name("Persentase Q", HERE)
HUNDRED, WHOLE, SIXTY = number(100), number(100, percent=True), number(60, percent=True)
RATIO = product(A, ("/", B))


@pytest.mark.parametrize(
    ("node", "sense"),
    [
        (product(A, SIXTY), Sense(Scale.PLAIN, Fraction(1), share=True)),
        (product(A, WHOLE), Sense(Scale.PERCENT, Fraction(1))),
        (product(WHOLE, A), Sense(Scale.PERCENT, Fraction(1))),
        (product(A, WHOLE, B), Sense(Scale.PLAIN, Fraction(2), share=True)),
        (product(A, WHOLE, ("/", B)), Sense(Scale.PERCENT)),
        (product(A, WHOLE, number(2)), Sense(Scale.PERCENT, Fraction(1))),
        (product(WHOLE, A, B), Sense(Scale.PERCENT, Fraction(2))),
        (product(WHOLE, A, WHOLE, B), Sense(Scale.PERCENT, Fraction(2))),
        (product(RATIO, SIXTY), Sense(Scale.PERCENT)),
        (product(number(3), SIXTY), Sense(Scale.PERCENT, named=False)),
        (product(RATIO, SIXTY, SIXTY), Sense(Scale.PERCENT, power=2)),
        (product(RATIO, HUNDRED), Sense(Scale.HUNDRED)),
        (product(HUNDRED, A, ("/", B)), Sense(Scale.HUNDRED)),
        (product(A, ("/", B), ("/", HUNDRED)), Sense(Scale.PLAIN)),
        (product(A, HUNDRED), Sense(Scale.PLAIN, Fraction(1))),
        (product(number(3), HUNDRED), Sense(Scale.PLAIN, named=False)),
        (product(product(RATIO, HUNDRED), ("/", product(RATIO, HUNDRED))), Sense(Scale.PLAIN)),
        (product(P, Q), Sense(Scale.PERCENT, power=2)),
        (product(P, ("/", Q)), Sense(Scale.PLAIN)),
        (product(product(P, Q), ("/", Q)), Sense(Scale.PERCENT)),
        (product(product(P, Q), ("/", product(P, Q))), Sense(Scale.PLAIN)),
        (product(("/", P)), Sense(Scale.PLAIN)),
        (product(P), Sense(Scale.PERCENT)),
        (product(product(A, SIXTY), ("/", SIXTY)), Sense(Scale.PLAIN, Fraction(1))),
        (total(P, Q), Sense(Scale.PERCENT)),
        (total(P, A), Sense(Scale.PLAIN, Fraction(1))),
        (total(P, number(3)), Sense(Scale.PERCENT)),
        (total(number(3), number(4)), Sense(Scale.PLAIN, named=False)),
        (total(SIXTY, number(1)), Sense(Scale.PERCENT, named=False)),
        (total(SIXTY, product(SIXTY, A)), Sense(Scale.PERCENT)),
        (total(P, product(SIXTY, A)), Sense(Scale.PLAIN, Fraction(1), share=True)),
        (total(product(RATIO, HUNDRED), number(3)), Sense(Scale.HUNDRED)),
        (total(product(RATIO, HUNDRED), A), Sense(Scale.PLAIN, Fraction(1))),
        (total(product(RATIO, HUNDRED), P), Sense(Scale.PERCENT)),
        (total(A, product(A, B)), Sense(Scale.PLAIN, Fraction(2))),
        (total(A, product(("/", A), ("/", B))), Sense(Scale.PLAIN, Fraction(-2))),
        (Power(A, number(3), HERE), Sense(Scale.PLAIN, Fraction(3))),
        (Power(A, B, HERE), Sense(Scale.PLAIN, Fraction(1))),
        (Power(A, number(3, percent=True), HERE), Sense(Scale.PLAIN, Fraction(1))),
        (Power(number(2), B, HERE), Sense(Scale.PLAIN)),
        (Power(number(2), number(3), HERE), Sense(Scale.PLAIN, named=False)),
        (number(3), Sense(Scale.PLAIN, named=False)),
        (SIXTY, Sense(Scale.PERCENT, named=False)),
        (A, Sense(Scale.PLAIN, Fraction(1))),
        (Name("A", HERE, aliases=("Persen lulus",)), Sense(Scale.PLAIN, Fraction(1))),
        (Name("A", HERE, aliases=("persen lulus",)), Sense(Scale.PERCENT)),
        (Comparison(A, (Part(B, "<", HERE, HERE),), HERE), Sense(Scale.PLAIN)),
        (Logic((), "dan", HERE), Sense(Scale.PLAIN)),
    ],
)
def test_how_a_node_is_read(node: Node, sense: Sense):
    assert PerCent().of(node) == sense


ONE, TO, FROM = Fraction(1), Fraction(100), Fraction(1, 100)


@pytest.mark.parametrize(
    ("node", "factors"),
    [
        (total(A, B), (ONE, ONE)),
        (total(P, Q), (ONE, ONE)),
        (total(P, A), (TO, ONE)),
        (total(P, number(3)), (ONE, FROM)),
        (total(P, number(2)), (ONE, FROM)),
        (total(P, number("1.99")), (ONE, ONE)),
        (total(P, number(1)), (ONE, ONE)),
        (total(P, product(RATIO, HUNDRED)), (ONE, FROM)),
        (total(product(RATIO, HUNDRED), number(3)), (ONE, ONE)),
        (total(SIXTY, product(SIXTY, A)), (ONE, ONE)),
        (total(P, product(SIXTY, A)), (TO, ONE)),
        (total(SIXTY, product(SIXTY, A), B), (TO, ONE, ONE)),
        (Comparison(A, (Part(number(80), "≥", HERE, HERE),), HERE), (ONE, ONE)),
        (Comparison(P, (Part(number(80), "≥", HERE, HERE),), HERE), (ONE, FROM)),
        (Comparison(P, (Part(SIXTY, "≥", HERE, HERE),), HERE), (ONE, ONE)),
        (Comparison(product(RATIO, HUNDRED), (Part(SIXTY, "≥", HERE, HERE),), HERE), (FROM, ONE)),
        (Comparison(product(RATIO, HUNDRED), (Part(number(80), "≥", HERE, HERE),), HERE), (ONE, ONE)),
    ],
)
def test_terms_stand_on_one_scale(node: Sum | Comparison, factors: tuple[Fraction, ...]):
    assert PerCent().factors(node) == factors
    assert len(terms_of(node)) == len(factors)


def test_what_is_compared_with_a_percentage():
    tree = kf.parse("jika `A` ≥ 80% dan `B` > 5 maka `A` x 5; jika (`A` + `C`) < 70% maka 1; selain itu 0").tree
    assert compared_with_percent(tree) == {"a"}
    assert [write_text(one) for one in expressions_beside_percent(tree)] == ["`A` + `C`"]
    assert compared_with_percent(kf.parse("jika 80% ≤ `A` ≤ `B` maka 1; selain itu 0").tree) == {"a", "b"}
    assert not compared_with_percent(kf.parse("jika `A` ≥ 80 maka 1; selain itu 0").tree)
    assert not expressions_beside_percent(kf.parse("jika (`A` + `B`) ≥ 80 maka 1; selain itu 0").tree)
    one = PerCent((), {"a"})
    assert one.of(A) == Sense(Scale.PLAIN)
    assert one.factors(Comparison(A, (Part(number(80), "≥", HERE, HERE),), HERE)) == (ONE, FROM)
    assert PerCent((), (), {id(RATIO)}).of(RATIO) == Sense(Scale.PLAIN)
    assert PerCent((), (), (), {total(A, B)}).of(total(A, B)) == Sense(Scale.PLAIN)


@pytest.mark.parametrize(
    ("key", "percentage", "averaged"),
    [
        ("persentase", True, False),
        ("persentase hadir", True, False),
        ("persen", True, False),
        ("persen hadir", True, False),
        ("persenan", False, False),
        ("tingkat hadir (%)", True, False),
        ("tingkat (%) hadir", False, False),
        ("rata-rata persentase hadir", True, True),
        ("rerata persen hadir", True, True),
        ("rata rata nilai (%)", True, True),
        ("rata-rata nilai", False, True),
        ("rata-rata", False, False),
        ("rata-rata rata-rata persen", False, True),
        ("jumlah persentase", False, False),
        ("nilai", False, False),
    ],
)
def test_what_a_name_says_of_its_figure(key: str, percentage: bool, averaged: bool):
    assert (is_percentage(key), is_averaged(key)) == (percentage, averaged)


@pytest.mark.parametrize(
    ("formula", "data", "shown"),
    [
        ("Nilai SAKIP / 100 x 100%", {"Nilai SAKIP": 72.5}, "72,50%"),
        ("(Nilai A + Nilai B) / 100 x 100%", {"Nilai A": 30, "Nilai B": 20}, "50,00%"),
        ("Nilai A x 100% / 100", {"Nilai A": 72}, "72,00%"),
        ("Jumlah A / Jumlah B / 100 x 100%", {"Jumlah A": 12, "Jumlah B": 2}, "6,00%"),
        ("Persentase A / 100 x 100%", {"Persentase A": 12}, "12,00%"),
        ("Persentase A / 100 x Jumlah B", {"Persentase A": 12, "Jumlah B": 200}, "24"),
    ],
)
def test_a_bare_hundred_is_a_whole_for_percentages_alone(formula: str, data: dict[str, float], shown: str):
    assert str(kf.evaluate(formula, data)) == shown


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("(25% x A) + (50% x B) + (100% x C)", Fraction(35, 2)),
        ("(A x 100%) + (B x 75%) + (C x 50%)", Fraction(45, 2)),
        ("((100% x A) + (50% x B)) / C x 100%", 150),
        ("A / B x 100% + C x 50%", 105),  # a percentage, and a weight
        ("100% x A", 1000),
    ],
)
def test_a_whole_is_a_weight_among_weights(formula: str, value: Fraction | int):
    assert kf.evaluate(formula, {"A": 10, "B": 10, "C": 10}).value == value
