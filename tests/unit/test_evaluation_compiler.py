"""The size limits of compiled formulas: each stops the work where it would begin to grow, not after it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import gcd

import pytest

import kinerja_formula as kf
from kinerja_formula.evaluation import steps
from kinerja_formula.evaluation.compiler import MAX_RESULT_BITS, NeedsSteps, compile_tree
from kinerja_formula.evaluation.figures import _total
from kinerja_formula.evaluation.percent import PerCent
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.evaluation.steps import StepFault, Walk
from kinerja_formula.nodes import Average, Name, Node, Number, Part, Power, Product, Sum
from kinerja_formula.numerals import NumeralError

HERE = (0, 0)
LONG = 10**399
"""As long as a figure may be."""


class Asked(list):  # type: ignore[type-arg]
    """Figures that count how often they are asked for."""

    def __init__(self, figures: list[object]) -> None:
        super().__init__(figures)
        self.times = 0

    def __getitem__(self, place: object) -> object:
        self.times += 1
        return super().__getitem__(place)  # type: ignore[index]


def names(count: int) -> list[Name]:
    return [Name(f"n{place}", HERE) for place in range(count)]


def product(nodes: list[Node], signs: str = "×") -> Product:
    return Product(tuple([Part(one, signs if place else "×", HERE, HERE) for place, one in enumerate(nodes)]), HERE)


def total(nodes: list[Node]) -> Sum:
    return Sum(tuple([Part(one, "+", HERE, HERE) for one in nodes]), HERE)


def number(value: Fraction | int) -> Number:
    return Number(None, False, Fraction(value), HERE)


def program(tree: Node, count: int, *, whole: bool) -> Callable[[Asked], tuple[int, int]]:
    places = {f"n{place}": place for place in range(count)}
    return compile_tree(tree, PerCent(), places, whole=whole).run


def refused(tree: Node, figures: list[object], *, whole: bool) -> int:
    """How often a figure was asked for before the program gave up."""
    asked = Asked(figures)
    run = program(tree, len(figures), whole=whole)
    with pytest.raises(NeedsSteps):
        run(asked)
    return asked.times


COUNT = 300


def test_a_long_product_stops_on_the_way():
    assert refused(product([*names(COUNT)]), [LONG] * COUNT, whole=True) < 15
    pairs: list[object] = [(LONG, 1)] * COUNT
    assert refused(product([*names(COUNT)]), pairs, whole=False) < 15
    pairs = [(1, LONG)] * COUNT  # what grows is the denominator
    assert refused(product([*names(COUNT)]), pairs, whole=False) < 15


def test_one_pair_over_another():
    ratio = product([*names(2)], "/")
    assert program(ratio, 2, whole=False)(Asked([(3, 4), (-5, 7)])) == (21, -20)
    assert program(ratio, 2, whole=False)(Asked([(0, 1), (5, 7)])) == (0, 5)
    assert refused(ratio, [(3, 4), (0, 7)], whole=False) == 2
    too_long = 10**2500
    assert refused(ratio, [(too_long, 1), (1, too_long)], whole=False) == 2
    assert refused(ratio, [(1, too_long), (too_long, 1)], whole=False) == 2


def test_a_long_line_of_divisions_stops_on_the_way():
    assert refused(product([*names(COUNT)], "/"), [LONG] * COUNT, whole=True) < 15
    assert refused(product([*names(COUNT)], "/"), [(1, LONG)] * COUNT, whole=False) < 15


def test_a_sum_of_fractions_stops_on_the_way():
    pairs: list[object] = [(1, LONG + 2 * place + 1) for place in range(COUNT)]
    assert refused(total([*names(COUNT)]), pairs, whole=False) < 15


def test_weights_without_a_common_denominator_are_left_to_the_steps():
    weighted: list[Node] = [
        product([name, number(Fraction(1, LONG + 2 * place + 1))]) for place, name in enumerate(names(COUNT))
    ]
    assert refused(total(weighted), [1] * COUNT, whole=True) == 0
    assert refused(product([Name("n0", HERE), *[number(LONG)] * 12]), [1], whole=True) == 0
    assert refused(product([Name("n0", HERE), *[number(LONG)] * 12], "/"), [1], whole=True) == 0


@pytest.mark.parametrize("exponent", [10, -10, 99_999, -99_999])
@pytest.mark.parametrize("whole", [True, False])
def test_a_power_that_may_be_too_long_is_left_to_the_steps(exponent: int, whole: bool):
    tree = Power(Name("n0", HERE), number(exponent), HERE)
    assert refused(tree, [LONG if whole else (LONG, LONG)], whole=whole) == 0


def test_the_factor_of_a_base_counts_in_a_power():
    base = product([Name("n0", HERE), number(LONG)])
    assert refused(Power(base, number(6), HERE), [1], whole=True) == 0


EDGE = 2 ** (MAX_RESULT_BITS // 10)


@pytest.mark.parametrize("above", [True, False], ids=["numerator", "denominator"])
@pytest.mark.parametrize("in_sum", [True, False], ids=["sum", "product"])
def test_a_result_is_looked_at_when_it_is_there(above: bool, in_sum: bool):
    """Ten factors of a tenth of the bits are one bit too many; nine are a result."""
    for count, fits in ((9, True), (10, False)):
        parts: list[Node] = list(names(count))
        tree: Node = product(parts)
        figures: list[object] = [(EDGE, 1) if above else (1, EDGE)] * count
        if in_sum:
            tree = total([tree, number(1)])
        run = program(tree, count, whole=False)
        if fits:
            up, down = run(Asked(figures))
            assert max(up, down).bit_length() == 9 * (EDGE.bit_length() - 1) + 1
        else:
            with pytest.raises(NeedsSteps):
                run(Asked(figures))


@pytest.mark.parametrize("upside_down", [False, True])
def test_the_factor_of_a_result_counts(upside_down: bool):
    """Closures multiply in their constants at the end: what then is too long was too long before."""
    factor = Fraction(LONG) if not upside_down else Fraction(1, LONG)
    count = 9
    tree = product([*names(count), number(factor)])
    run = program(tree, count, whole=False)
    figures: list[object] = [(1, EDGE) if upside_down else (EDGE, 1)] * count
    with pytest.raises(NeedsSteps):
        run(Asked(figures))
    plain = program(product([*names(count)]), count, whole=False)
    assert plain(Asked(figures))


def test_a_factor_makes_a_result_too_long_that_was_not():
    """8 × 400 digits fit, and with a factor of 800 more they don't."""
    tree = product([*names(8), number(LONG), number(LONG)])
    assert program(product([*names(8)]), 8, whole=True)(Asked([LONG] * 8))
    with pytest.raises(NeedsSteps):
        program(tree, 8, whole=True)(Asked([LONG] * 8))


def test_the_numerator_of_a_sum_of_fractions_is_looked_at():
    """The common denominator is short; what it makes of a long product is not."""
    tree = total([product([*names(8)]), Name("n8", HERE), Name("n9", HERE)])
    figures: list[object] = [(LONG, 1)] * 8 + [(1, LONG - 1), (1, LONG - 3)]
    with pytest.raises(NeedsSteps):
        program(tree, 10, whole=False)(Asked(figures))


def test_whole_figures_are_watched_too():
    """A product of ten bare integers is not made in pairs; its end is looked at all the same."""
    tree = total([product([*names(9)]), number(1)])
    with pytest.raises(NeedsSteps):
        program(tree, 9, whole=True)(Asked([10**399] * 8 + [10**399 * 10**400]))


def test_a_mean_has_the_limit_of_a_sum():
    pairs: list[object] = [(1, LONG + 2 * place + 1) for place in range(COUNT)]
    assert refused(Average(tuple(names(COUNT)), HERE), pairs, whole=False) < 15


@pytest.mark.parametrize("count", [10, 20, 300])
@pytest.mark.parametrize("figure", [LONG, Fraction(1, LONG), Fraction(LONG, LONG - 1)])
def test_what_the_closures_leave_the_steps_refuse(figure: Fraction, count: int):
    plan = Plan(product([*names(count)]), "")
    with pytest.raises(kf.LimitError) as caught:
        plan.evaluate({f"n{place}": figure for place in range(count)})
    assert caught.value.code == "KF307"
    assert plan.evaluate({f"n{place}": 1 for place in range(count)}).value == 1


def walked(tree: Node, figures: list[Fraction]) -> None:
    with pytest.raises(StepFault) as caught:
        Walk(tree, "", PerCent(), {f"n{place}": one for place, one in enumerate(figures)})
    assert {one.code for one in caught.value.faults} == {"KF307"}


def test_the_steps_of_a_sum_stop_on_the_way(monkeypatch: pytest.MonkeyPatch):
    asked = []
    monkeypatch.setattr(steps, "gcd", lambda one, other: asked.append(one) or gcd(one, other))
    walked(total([*names(COUNT)]), [Fraction(1, LONG + 2 * place + 1) for place in range(COUNT)])
    assert len(asked) < 15


@pytest.mark.parametrize("upside_down", [False, True])
def test_the_steps_of_a_product_stop_on_the_way(monkeypatch: pytest.MonkeyPatch, upside_down: bool):
    longest = []

    class Measured(Fraction):
        def __new__(cls, above: int = 0, below: int | None = None) -> Fraction:  # type: ignore[misc]
            longest.append(max(int(above).bit_length(), int(below or 1).bit_length()))
            return Fraction(above, below)

    monkeypatch.setattr(steps, "Fraction", Measured)
    walked(product([*names(COUNT)]), [Fraction(1, LONG) if upside_down else Fraction(LONG)] * COUNT)
    assert max(longest) < 3 * MAX_RESULT_BITS


def test_a_product_that_cancels_is_as_long_as_it_likes_on_the_way():
    figures = [Fraction(LONG, 1) if place % 2 else Fraction(1, LONG) for place in range(COUNT)]
    found = Walk(product([*names(COUNT)]), "", PerCent(), {f"n{place}": one for place, one in enumerate(figures)})
    assert found.value == 1


def test_figures_that_are_added_up_have_a_limit():
    """Many figures for one sum: their common denominator must not grow longer than a figure may be."""
    figures = [Fraction(1, LONG + 2 * place + 1) for place in range(COUNT)]
    with pytest.raises(kf.FormulaError) as caught:
        kf.evaluate("Jumlah A / Jumlah B x 100%", {"Jumlah A": figures, "Jumlah B": 1})
    assert caught.value.code == "KF307"
    rest = iter(figures)
    with pytest.raises(NumeralError):
        _total(rest)  # type: ignore[arg-type]
    assert len(list(rest)) > COUNT - 15
