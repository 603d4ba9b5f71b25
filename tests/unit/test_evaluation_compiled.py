"""Compiled formulas give the value without a walk, whole or in pairs; what they leave to the walk is known too.

Every value stands here as a fraction worked out beside it; the walk is asked for the same.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import prod

import pytest

from kinerja_formula.evaluation.compiler import MAX_RESULT_BITS, MAX_RESULT_DIGITS, NeedsSteps, compile_tree
from kinerja_formula.evaluation.functions import FunctionFault, geometric_mean, logarithm, median, rounded
from kinerja_formula.evaluation.percent import PerCent, Scale
from kinerja_formula.evaluation.roots import PowerFault, power
from kinerja_formula.evaluation.steps import StepFault, Walk
from kinerja_formula.nodes import (
    Average,
    Branch,
    Call,
    Comparison,
    Components,
    Conditional,
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

HERE = (0, 0)
A, B, C, D = (Name(letter, HERE) for letter in "ABCD")
PLACES = {"a": 0, "b": 1, "c": 2, "d": 3}
FIGURES = [(3, 5, 7, 11), (-3, 5, -7, 2), (4, 4, 4, 4), (1, -2, 6, -5), (12, 18, 1, 30)]
PAIRS = [
    ((3, 2), (5, 3), (7, 4), (11, 9)),
    ((-3, 2), (5, 1), (-7, 6), (2, 7)),
    ((1, 2), (1, 2), (1, 2), (1, 2)),
    ((0, 1), (5, 6), (7, 10), (3, 10)),
    ((2, 3), (4, 3), (5, 3), (7, 3)),
]


def number(value: int | str, *, percent: bool = False) -> Number:
    return Number(None, percent, Fraction(value), HERE)


def product(*factors: Node | tuple[str, Node]) -> Product:
    pairs = [one if isinstance(one, tuple) else ("×", one) for one in factors]
    return Product(tuple([Part(node, sign, HERE, HERE) for sign, node in pairs]), HERE)


def total(*terms: Node | tuple[str, Node]) -> Sum:
    pairs = [one if isinstance(one, tuple) else ("+", one) for one in terms]
    return Sum(tuple([Part(node, sign, HERE, HERE) for sign, node in pairs]), HERE)


def compared(left: Node, *rest: tuple[str, Node]) -> Comparison:
    return Comparison(left, tuple([Part(node, sign, HERE, HERE) for sign, node in rest]), HERE)


def branches(*cases: tuple[Node, Node], otherwise: Node | None = None) -> Conditional:
    return Conditional(tuple([Branch(condition, value, HERE) for condition, value in cases]), otherwise, HERE)


def call(function: str, *arguments: Node) -> Call:
    return Call(arguments, function, HERE)


SIXTY, WHOLE = number(60, percent=True), number(100, percent=True)

Value = Callable[[Fraction, Fraction, Fraction, Fraction], Fraction]

TREES: list[tuple[Node, Value]] = [
    (A, lambda a, b, c, d: a),
    (number("2.5"), lambda a, b, c, d: Fraction(5, 2)),
    (WHOLE, lambda a, b, c, d: Fraction(100)),
    (total(A, B), lambda a, b, c, d: a + b),
    (total(A, ("-", B)), lambda a, b, c, d: a - b),
    (total(("-", A), B), lambda a, b, c, d: b - a),
    (total(("-", A), ("-", B)), lambda a, b, c, d: -a - b),
    (total(A, ("-", product(B, C))), lambda a, b, c, d: a - b * c),
    (total(product(A, B), product(C, D)), lambda a, b, c, d: a * b + c * d),
    (total(product(A, number(2)), product(B, number(3))), lambda a, b, c, d: 2 * a + 3 * b),
    (total(product(A, number(2)), product(B, number(4))), lambda a, b, c, d: 2 * a + 4 * b),
    (total(product(A, number(2)), ("-", product(B, number(4)))), lambda a, b, c, d: 2 * a - 4 * b),
    (total(A, B, C), lambda a, b, c, d: a + b + c),
    (total(A, B, number(5)), lambda a, b, c, d: a + b + 5),
    (total(A, number(5)), lambda a, b, c, d: a + 5),
    (total(A, ("-", number(5))), lambda a, b, c, d: a - 5),
    (total(number(5), number(3)), lambda a, b, c, d: Fraction(8)),
    (total(number(5), ("-", number(5))), lambda a, b, c, d: Fraction(0)),
    (total(A, B, ("-", C)), lambda a, b, c, d: a + b - c),
    (total(A, B, C, product(D, number(3))), lambda a, b, c, d: a + b + c + 3 * d),
    (total(product(A, number("0.5")), product(B, number("0.25")), C), lambda a, b, c, d: a / 2 + b / 4 + c),
    (total(product(A, number(6)), product(B, number(9))), lambda a, b, c, d: 6 * a + 9 * b),
    (total(A, product(B, ("/", C))), lambda a, b, c, d: a + b / c),
    (total(product(A, ("/", C)), product(B, ("/", C))), lambda a, b, c, d: (a + b) / c),
    (total(product(A, ("/", C)), product(B, ("/", D)), number(2)), lambda a, b, c, d: a / c + b / d + 2),
    (total(product(A, ("/", C)), ("-", product(B, number(3)))), lambda a, b, c, d: a / c - 3 * b),
    (Average((A, B, C), HERE), lambda a, b, c, d: (a + b + c) / 3),
    (Average((A, product(B, ("/", C))), HERE), lambda a, b, c, d: (a + b / c) / 2),
    (Components(A, (B, C, D), HERE), lambda a, b, c, d: b + c + d),
    (product(A, B), lambda a, b, c, d: a * b),
    (product(A, B, C), lambda a, b, c, d: a * b * c),
    (product(A, B, C, D), lambda a, b, c, d: a * b * c * d),
    (product(A, total(B, C)), lambda a, b, c, d: a * (b + c)),
    (product(total(A, B), total(C, number(2))), lambda a, b, c, d: (a + b) * (c + 2)),
    (product(A, ("/", B)), lambda a, b, c, d: a / b),
    (product(A, ("/", B), ("/", C)), lambda a, b, c, d: a / b / c),
    (product(A, B, ("/", C)), lambda a, b, c, d: a * b / c),
    (product(A, ("/", number(4))), lambda a, b, c, d: a / 4),
    (product(number(4), ("/", A)), lambda a, b, c, d: 4 / a),
    (product(A, number("1.5"), ("/", B), number(10)), lambda a, b, c, d: a * 15 / b),
    (product(A, ("/", total(B, number(20)))), lambda a, b, c, d: a / (b + 20)),
    (product(total(A, B), ("/", total(C, number(20)))), lambda a, b, c, d: (a + b) / (c + 20)),
    (product(product(A, ("/", B)), ("/", product(C, ("/", D)))), lambda a, b, c, d: a / b / (c / d)),
    (product(product(A, ("/", B)), C), lambda a, b, c, d: a / b * c),
    (product(A, ("/", B), WHOLE), lambda a, b, c, d: a / b * 100),
    (product(A, SIXTY), lambda a, b, c, d: a * 3 / 5),
    (product(number(3), number(4)), lambda a, b, c, d: Fraction(12)),
    (product(A, number(0)), lambda a, b, c, d: Fraction(0)),
    (Power(A, number(2), HERE), lambda a, b, c, d: a**2),
    (Power(A, number(0), HERE), lambda a, b, c, d: Fraction(1)),
    (Power(B, number(-2), HERE), lambda a, b, c, d: b**-2),
    (Power(product(A, number("0.5")), number(3), HERE), lambda a, b, c, d: a**3 / 8),
    (Power(product(B, ("/", C)), number(2), HERE), lambda a, b, c, d: (b / c) ** 2),
    (Power(product(B, ("/", C), number(2)), number(-2), HERE), lambda a, b, c, d: (2 * b / c) ** -2),
    (total(Power(A, number(2), HERE), Power(B, number(-1), HERE)), lambda a, b, c, d: a**2 + 1 / b),
    (call("min", A, B, C), lambda a, b, c, d: min(a, b, c)),
    (call("maks", A, B, C), lambda a, b, c, d: max(a, b, c)),
    (call("min", A, product(B, ("/", C))), lambda a, b, c, d: min(a, b / c)),
    (call("maks", product(A, ("/", D)), product(B, ("/", C))), lambda a, b, c, d: max(a / d, b / c)),
    (call("maks", number(0), total(A, ("-", B))), lambda a, b, c, d: max(Fraction(0), a - b)),
    (call("abs", total(A, ("-", B))), lambda a, b, c, d: abs(a - b)),
    (call("abs", product(A, ("/", D))), lambda a, b, c, d: abs(a / d)),
    (call("abs", product(A, number("-0.5"))), lambda a, b, c, d: abs(a / 2)),
    *[
        (branches((compared(A, (sign, B)), C), otherwise=D), lambda a, b, c, d, holds=holds: c if holds(a, b) else d)
        for sign, holds in [
            ("<", lambda a, b: a < b),
            ("≤", lambda a, b: a <= b),
            ("=", lambda a, b: a == b),
            ("≠", lambda a, b: a != b),
            ("≥", lambda a, b: a >= b),
            (">", lambda a, b: a > b),
        ]
    ],
    (
        branches((compared(product(A, ("/", B)), ("<", product(C, ("/", D)))), A), otherwise=B),
        lambda a, b, c, d: a if a / b < c / d else b,
    ),
    (
        branches((compared(number(0), ("<", A), ("≤", B)), C), otherwise=D),
        lambda a, b, c, d: c if 0 < a <= b else d,
    ),
    (
        branches((Logic((compared(A, (">", number(2))), compared(B, (">", number(4)))), "dan", HERE), C), otherwise=D),
        lambda a, b, c, d: c if a > 2 and b > 4 else d,
    ),
    (
        branches((Logic((compared(A, (">", number(2))), compared(B, (">", number(4)))), "atau", HERE), C), otherwise=D),
        lambda a, b, c, d: c if a > 2 or b > 4 else d,
    ),
    (
        branches((compared(A, (">", number(3))), B), (compared(A, (">", number(1))), C), otherwise=number(7)),
        lambda a, b, c, d: b if a > 3 else c if a > 1 else Fraction(7),
    ),
    (
        branches((compared(A, (">", number(3))), product(B, number(2))), otherwise=product(C, ("/", D))),
        lambda a, b, c, d: 2 * b if a > 3 else c / d,
    ),
]


def exact(tree: Node, figures: list[Fraction]) -> Fraction:
    walk = Walk(tree, "", PerCent(), dict(zip(PLACES, figures, strict=True)))
    return walk.value * (100 if PerCent().of(tree).scale is Scale.PERCENT else 1)


@pytest.mark.parametrize(("tree", "value"), TREES)
def test_values_without_a_walk(tree: Node, value: Value):
    percent = PerCent()
    whole = compile_tree(tree, percent, PLACES, whole=True)
    pairs = compile_tree(tree, percent, PLACES, whole=False)
    for figures in FIGURES:
        fractions = [Fraction(one) for one in figures]
        above, below = whole.run(figures)
        assert isinstance(above, int)
        assert isinstance(below, int)
        assert Fraction(above * whole.up, below * whole.down) == value(*fractions) == exact(tree, fractions)
    for given in PAIRS:
        fractions = [Fraction(*one) for one in given]
        try:
            expected = value(*fractions)
        except ZeroDivisionError:
            with pytest.raises(NeedsSteps):
                pairs.run(given)
            continue
        above, below = pairs.run(given)
        assert Fraction(above * pairs.up, below * pairs.down) == expected == exact(tree, fractions)


ZEROS: list[Node] = [
    product(A, ("/", B)),
    product(A, ("/", total(B, C))),
    product(total(A, D), ("/", total(B, C))),
    product(A, D, ("/", B)),
    product(number(1), ("/", B)),
    product(product(A, ("/", D)), ("/", B)),
    product(A, ("/", product(B, ("/", D)))),
    Power(B, number(-1), HERE),
    Power(product(B, ("/", A)), number(-2), HERE),
    total(A, product(A, ("/", B))),
    call("min", A, product(A, ("/", B))),
    branches((compared(product(A, ("/", B)), (">", number(1))), A), otherwise=D),
]


@pytest.mark.parametrize("tree", ZEROS)
def test_a_denominator_of_zero_is_left_to_the_walk(tree: Node):
    with pytest.raises(NeedsSteps):
        compile_tree(tree, PerCent(), PLACES, whole=True).run((3, 0, 0, 5))
    with pytest.raises(NeedsSteps):
        compile_tree(tree, PerCent(), PLACES, whole=False).run(((3, 1), (0, 1), (0, 1), (5, 1)))
    with pytest.raises(StepFault):
        exact(tree, [Fraction(one) for one in (3, 0, 0, 5)])


LEFT: list[Node] = [
    product(A, ("/", number(0))),
    Root(2, A, HERE),
    Power(A, number("0.5"), HERE),
    Power(A, B, HERE),
    Power(A, number(2, percent=True), HERE),
    Power(number(2), number(3), HERE),
    Power(product(A, number(0)), number(-1), HERE),
    call("ln", A),
    call("bulat", A),
    call("median", A, B),
    branches((compared(A, (">", number(99))), B)),
]


@pytest.mark.parametrize("tree", LEFT)
@pytest.mark.parametrize("whole", [True, False])
def test_what_is_left_to_the_walk(tree: Node, whole: bool):
    figures = (4, 2, 7, 11) if whole else ((4, 1), (2, 1), (7, 1), (11, 1))
    with pytest.raises(NeedsSteps):
        compile_tree(tree, PerCent(), PLACES, whole=whole).run(figures)
    in_a_sum = total(tree, A)
    with pytest.raises(NeedsSteps):
        compile_tree(in_a_sum, PerCent(), PLACES, whole=whole).run(figures)


@pytest.mark.parametrize("node", [A, number(3), total(A, B)])
def test_no_condition(node: Node):
    tree = branches((node, A), otherwise=B)
    with pytest.raises(TypeError, match=f"^no condition: {type(node).__name__}$"):
        compile_tree(tree, PerCent(), PLACES, whole=True)
    with pytest.raises(TypeError, match=f"^no condition: {type(node).__name__}$"):
        exact(tree, [Fraction(one) for one in FIGURES[0]])


def test_only_the_branch_that_holds_is_calculated():
    tree = branches((compared(A, (">", number(2))), product(C, ("/", D))), otherwise=product(C, ("/", B)))
    run = compile_tree(tree, PerCent(), PLACES, whole=True).run
    assert Fraction(*run((3, 0, 6, 2))) == 3
    assert Fraction(*run((1, 2, 6, 0))) == 3
    for figures in ((3, 1, 6, 0), (1, 0, 6, 1)):
        with pytest.raises(NeedsSteps):
            run(figures)


def test_percentages_are_kept_as_fractions_of_one():
    p = Name("Persentase P", HERE)
    places = {"persentase p": 0, "a": 1}
    for tree, figures, value in [
        (p, (30, 0), 30),
        (total(p, number(5)), (30, 0), 35),
        (total(p, number(1)), (30, 0), 130),
        (total(p, A), (30, 5), 35),
        (product(p, A), (30, 5), Fraction(3, 2)),
        (product(p, p), (30, 0), 9),
        (call("maks", p, number(20)), (30, 0), 30),
        (branches((compared(p, ("≥", number(30))), number(4)), otherwise=number(2)), (30, 0), 4),
        (branches((compared(A, ("≥", number(4))), p), otherwise=number(1)), (30, 5), 30),
        (branches((compared(A, ("≥", number(4))), p), otherwise=number(1)), (30, 3), 100),
        (branches((compared(A, ("≥", number(4))), p), otherwise=number(50)), (30, 3), 50),
    ]:
        program = compile_tree(tree, PerCent(), places, whole=True)
        above, below = program.run(figures)
        assert Fraction(above * program.up, below * program.down) == value


# Limits: just so long, and one more

LONG = 10**399


def names(many: int) -> list[Name]:
    return [Name(f"n{place}", HERE) for place in range(many)]


def limit_of(tree: Node, many: int, *, whole: bool) -> Callable[[list[int]], bool]:
    run = compile_tree(tree, PerCent(), {f"n{place}": place for place in range(many)}, whole=whole).run

    def fits(figures: list[int]) -> bool:
        try:
            run(figures if whole else [(one, 1) for one in figures])
        except NeedsSteps:
            return False
        return True

    return fits


def test_a_product_is_watched_from_so_many_digits_on():
    assert limit_of(product(*names(9)), 9, whole=True)([LONG] * 9)
    assert not limit_of(product(*names(10)), 10, whole=True)([LONG] * 10)
    assert limit_of(product(*names(10)), 10, whole=True)([10**380] * 10)
    assert limit_of(product(*names(5), *[("/", one) for one in names(10)[5:]]), 10, whole=True)([10**380] * 10)


@pytest.mark.parametrize("whole", [True, False])
def test_a_product_may_have_so_many_bits(whole: bool):
    """One bit of the limit is that of the denominator, and one that of the factor, which are 1 both."""
    fits = limit_of(product(*names(10)), 10, whole=whole)
    for size, just in ((MAX_RESULT_BITS - 2, True), (MAX_RESULT_BITS - 1, False)):
        figures = [2**1299] * 9 + [2 ** (size - 1 - 9 * 1299)]
        assert prod(figures).bit_length() == size
        assert fits(figures) is just


def test_digits_of_a_limit_are_those_of_its_bits():
    assert MAX_RESULT_BITS == 13_000
    assert MAX_RESULT_DIGITS == 3_900
    assert 10**MAX_RESULT_DIGITS < 2**MAX_RESULT_BITS


# Roots and functions


@pytest.mark.parametrize(
    ("base", "exponent", "value"),
    [
        (Fraction(0), Fraction(0), 1),
        (Fraction(0), Fraction(1, 2), 0),
        (Fraction(5), Fraction(0), 1),
        (Fraction(-5), Fraction(0), 1),
        (Fraction(16), Fraction(3, 4), 8),
        (Fraction(27, 8), Fraction(-1, 3), Fraction(2, 3)),
        (Fraction(1, 32), Fraction(1, 5), Fraction(1, 2)),
        (Fraction(1, 9), Fraction(1, 2), Fraction(1, 3)),
        (Fraction(2**30), Fraction(1, 30), 2),
        (Fraction(10**18), Fraction(1, 3), 10**6),
        (Fraction(99**7), Fraction(1, 7), 99),
        (Fraction((10**20 + 1) ** 3), Fraction(1, 3), 10**20 + 1),
    ],
)
def test_powers_that_are_exact(base: Fraction, exponent: Fraction, value: Fraction | int):
    assert power(base, exponent, max_bits=13_000) == (value, True)


@pytest.mark.parametrize(
    ("base", "exponent", "digits"),
    [
        (Fraction(2), Fraction(1, 2), "1.41421356237309504880168872421"),
        (Fraction(2), Fraction(-1, 2), "0.707106781186547524400844362105"),
        (Fraction(3), Fraction(1, 2), "1.73205080756887729352744634151"),
        (Fraction(200), Fraction(1, 2), "14.1421356237309504880168872421"),
        (Fraction(1, 200), Fraction(1, 2), "0.0707106781186547524400844362105"),
        (Fraction(2), Fraction(1, 3), "1.25992104989487316476721060728"),
        (Fraction(2), Fraction(2, 3), "1.58740105196819947475170563927"),
        (Fraction(10**41), Fraction(1, 2), "316227766016837933199.889354443"),
    ],
)
def test_powers_that_are_near(base: Fraction, exponent: Fraction, digits: str):
    value, is_exact = power(base, exponent, max_bits=13_000)
    assert not is_exact
    assert abs(value - Fraction(digits)) <= Fraction(1, 10 ** len(digits.partition(".")[2]))
    if len(digits.lstrip("0.").replace(".", "")) == 30:
        assert value == Fraction(digits)


@pytest.mark.parametrize(
    ("base", "exponent", "bits", "fits"),
    [
        (2, 100, 100, True),
        (2, 101, 100, False),
        (2, -100, 100, True),
        (2, -101, 100, False),
        (3, 100, 100, True),
        (3, 101, 100, False),
        (4, 50, 100, True),
        (4, 51, 100, False),
        (Fraction(1, 4), 50, 100, True),
        (Fraction(1, 4), 51, 100, False),
        (-4, 50, 100, True),
        (-4, 51, 100, False),
        (Fraction(-1, 4), -50, 100, True),
        (Fraction(5, 4), 51, 100, False),
    ],
)
def test_a_power_has_so_many_bits(base: Fraction | int, exponent: int, bits: int, fits: bool):
    if fits:
        assert power(Fraction(base), Fraction(exponent), max_bits=bits) == (Fraction(base) ** exponent, True)
    else:
        with pytest.raises(PowerFault) as fault:
            power(Fraction(base), Fraction(exponent), max_bits=bits)
        assert (fault.value.reason, str(fault.value)) == ("terlalu-panjang", "terlalu-panjang")


@pytest.mark.parametrize(
    ("exponent", "fits"), [(Fraction(51, 2), True), (Fraction(523, 2), False), (Fraction(-523, 2), False)]
)
def test_a_broken_power_has_so_many_digits(exponent: Fraction, fits: bool):
    if fits:
        assert not power(Fraction(10), exponent, max_bits=500)[1]
    else:
        with pytest.raises(PowerFault, match="terlalu-panjang"):
            power(Fraction(10), exponent, max_bits=500)


@pytest.mark.parametrize("degree", [2, 3, 7])
@pytest.mark.parametrize("times", [1, 2])
def test_next_to_the_middle_of_two_figures(degree: int, times: int):
    """A figure that is a hair above the middle of two neighbours is rounded up, and one below it down."""
    middle = Fraction(10**29) + Fraction(1, 2)
    for shift, wanted in ((Fraction(1, 10**200), 10**29 + 1), (-Fraction(1, 10**200), 10**29)):
        base = middle**degree + shift
        value, is_exact = power(base**times, Fraction(1, degree * times), max_bits=13_000)
        assert (value, is_exact) == (wanted, False)


@pytest.mark.parametrize(
    ("value", "base", "logarithm_of"),
    [
        (Fraction(1), Fraction(10), 0),
        (Fraction(1, 1000), Fraction(10), -3),
        (Fraction(8), Fraction(1, 2), -3),
        (Fraction(9, 4), Fraction(3, 2), 2),
        (Fraction(2**50), Fraction(2), 50),
        (Fraction(10**400), Fraction(10), 400),
        (Fraction(2**9999), Fraction(2), 9999),
    ],
)
def test_logarithms_that_are_exact(value: Fraction, base: Fraction, logarithm_of: int):
    assert logarithm(value, base) == (logarithm_of, True)


@pytest.mark.parametrize(
    ("value", "base", "digits"),
    [
        (Fraction(2), None, "0.693147180559945309417232121458"),
        (Fraction(1, 2), None, "-0.693147180559945309417232121458"),
        (Fraction(10), None, "2.30258509299404568401799145468"),
        (Fraction(2), Fraction(10), "0.301029995663981195213738894724"),
        (Fraction(10), Fraction(2), "3.32192809488736234787031942949"),
        (Fraction(10**400 + 1), Fraction(10), "400"),
        (Fraction(2**10_000), Fraction(2), "10000"),
    ],
)
def test_logarithms_that_are_near(value: Fraction, base: Fraction | None, digits: str):
    found, is_exact = logarithm(value, base)
    assert (found, is_exact) == (Fraction(digits), False)


@pytest.mark.parametrize(
    ("value", "base", "reason", "at"),
    [
        (0, None, "log-tak-positif", 0),
        (-1, 10, "log-tak-positif", 0),
        (5, 0, "dasar-log", 1),
        (5, -2, "dasar-log", 1),
        (5, 1, "dasar-log", 1),
        (-5, 1, "log-tak-positif", 0),
    ],
)
def test_no_logarithm(value: int, base: int | None, reason: str, at: int):
    with pytest.raises(FunctionFault) as fault:
        logarithm(Fraction(value), None if base is None else Fraction(base))
    assert (fault.value.reason, fault.value.at, str(fault.value)) == (reason, at, reason)


@pytest.mark.parametrize(
    ("value", "decimals", "found"),
    [
        ("2.5", 0, 3),
        ("-2.5", 0, -3),
        ("2.49", 0, 2),
        ("-2.49", 0, -2),
        ("0.25", 1, "0.3"),
        ("-0.25", 1, "-0.3"),
        ("0", 3, 0),
        ("1250", -2, 1300),
        ("1249", -2, 1200),
        ("50", -2, 100),
        ("1/3", 3, "0.333"),
        ("1", 100, 1),
        ("1", -100, 0),
    ],
)
def test_rounding(value: str, decimals: int, found: int | str):
    assert rounded(Fraction(value), Fraction(decimals)) == Fraction(found)


@pytest.mark.parametrize("decimals", ["101", "-101", "0.5"])
def test_no_rounding(decimals: str):
    with pytest.raises(FunctionFault) as fault:
        rounded(Fraction(1), Fraction(decimals))
    assert (fault.value.reason, fault.value.at) == ("desimal-bulat", 1)


def test_medians_and_geometric_means():
    assert [median([Fraction(one) for one in values]) for values in ([5], [5, 1], [9, 1, 4], [8, 1, 4, 2])] == [
        5,
        3,
        4,
        3,
    ]
    assert geometric_mean([Fraction(one) for one in (2, 4, 8)], max_bits=100) == (4, True)
    assert geometric_mean([Fraction(0), Fraction(8)], max_bits=100) == (0, True)
    assert geometric_mean([Fraction(2), Fraction(3)], max_bits=13_000) == (
        Fraction("2.44948974278317809819728407471"),
        False,
    )
    for values, bits, reason, at in [
        ((4, -1), 100, "akar-negatif", 1),
        ((-4, 1), 100, "akar-negatif", 0),
        ((2**100, 2**100, 2), 100, "terlalu-panjang", 0),
        ((Fraction(1, 2**100), Fraction(1, 2**101)), 100, "terlalu-panjang", 0),
        ((2**190,), 100, "terlalu-panjang", 0),
    ]:
        with pytest.raises(FunctionFault) as fault:
            geometric_mean([Fraction(one) for one in values], max_bits=bits)
        assert (fault.value.reason, fault.value.at) == (reason, at)
    assert geometric_mean([Fraction(2**100), Fraction(2**99)], max_bits=200)[1] is False
