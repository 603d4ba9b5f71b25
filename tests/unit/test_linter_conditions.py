"""Conditions looked at before any data: gaps, overlaps, branches that nothing reaches."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kinerja_formula as kf
from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.evaluation.definitions import expanded
from kinerja_formula.linter.conditions import check_conditions
from kinerja_formula.nodes import Conditional, Node
from kinerja_formula.numerals import shortest


def found(text: str, constants: dict[str, Fraction] | None = None) -> tuple[Diagnostic, ...]:
    reading = kf.parse(text, reading=text)
    return check_conditions(expanded(reading.tree, text).tree, text, constants)


def told(text: str, key: str, constants: dict[str, Fraction] | None = None) -> list[object]:
    return [one.values[key] for one in found(text, constants) if key in one.values]


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("jika `R` ≥ 2,5 maka 4; jika `R` < 2,4 maka 1", ["2,4 ≤ R < 2,5"]),
        ("jika `R` > 2,5 maka 4; jika `R` ≤ 2,4 maka 1", ["2,4 < R ≤ 2,5"]),
        ("jika `R` > 2,5 maka 4; jika `R` < 2,5 maka 1", ["R = 2,5"]),
        ("jika `R` = 1 maka 4", ["R < 1; R > 1"]),
        ("jika `R` ≠ 1 maka 4", ["R = 1"]),
        ("jika 1 < `R` < 2 maka 4; jika 3 ≤ `R` maka 1", ["R ≤ 1; 2 ≤ R < 3"]),
        ("jika `R` ≥ 2,5 maka 4; selain itu 1", []),
        ("jika `R` ≥ 2,5 maka 4; jika `R` < 2,5 maka 1", []),
        ("jika `R` ≥ 3 atau `R` ≤ 1 maka 4; jika `R` > 1 dan `R` < 3 maka 1", []),
        ("jika `R` ≥ 3 atau `R` ≤ 1 maka 4; jika `R` > 2 dan `R` < 3 maka 1", ["1 < R ≤ 2"]),
        # four intervals are enough to mend the first ones
        (
            "jika `R` = 1 atau `R` = 2 atau `R` = 3 atau `R` = 4 atau `R` = 5 maka 1",
            ["R < 1; 1 < R < 2; 2 < R < 3; 3 < R < 4; …"],
        ),
        # an expression is a quantity, too
        ("jika `A` / `B` ≥ 3 maka 4; jika `A` / `B` < 2 maka 1", ["2 ≤ A / B < 3"]),
        ("jika (`A` + `B`) / `C` ≥ 3 maka 4; jika (`A` + `B`) / `C` < 2 maka 1", ["2 ≤ (A + B) / C < 3"]),
        ("jika Σ (`b` × `n`) ≥ 3 maka 4; jika Σ (`b` × `n`) < 2 maka 1", ["2 ≤ Σ (b × n) < 3"]),
        ("jika maks (`A`; `B`) ≥ 3 maka 4; jika maks (`A`; `B`) < 2 maka 1", ["2 ≤ maks (A; B) < 3"]),
        ("jika `A` ^ 2 ≥ 3 maka 4; jika `A` ^ 2 < 2 maka 1", []),  # no exact figure gives that: nothing is said
    ],
)
def test_gaps(text: str, gaps: list[str]):
    assert told(text, "gap") == gaps


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        # never negative
        ("jika `R` ≥ 0 maka 4", []),
        ("jika `R` > 0 maka 4", ["R = 0"]),
        ("jika `A` / `B` > 0 maka 4", ["A / B = 0"]),
        ("jika 0 ≤ `R` < 3 maka 4; jika `R` ≥ 3 maka 5", []),
        # but where somebody speaks of such figures, or subtracts
        ("jika `R` ≥ 0 maka 4; jika 0 - 5 ≤ `R` < 0 maka 1", ["R < -5"]),
        ("jika `R` < 0 maka 1; jika `R` > 0 maka 2", ["R = 0"]),
        ("jika (`A` - `B`) / `B` ≥ 0 maka 4", ["(A - B) / B < 0"]),
        # hardly above 100 %
        ("jika `R` ≤ 100% maka 4", []),
        ("jika `R` ≤ 90% maka 4", ["R > 90%"]),
        ("jika `R` ≤ 90% maka 4; jika 100% < `R` ≤ 150% maka 5", ["90% < R ≤ 100%; R > 150%"]),
        ("jika `A` / `B` × 100% ≤ 100% maka 4", []),
        ("jika `A` / `B` × 100 ≤ 80% maka 4; jika `A` / `B` × 100 > 90% maka 4", ["80% < A / B × 100 ≤ 90%"]),
        ("jika `A` / `B` ≤ 80% maka 4; jika `A` / `B` > 90% maka 4", ["80% < A / B ≤ 90%"]),
        ("jika `Persentase hadir` ≤ 100 maka 4", []),
        ("jika `Persentase hadir` ≤ 90 maka 4; jika `Persentase hadir` ≥ 95% maka 5", ["90% < Persentase hadir < 95%"]),
        # a part of a whole is never above it
        ("jika `A` / (`A` + `B`) < 1 maka 4; jika `A` / (`A` + `B`) = 1 maka 5", []),
        ("jika `A` / (`A` + `B`) < 0,5 maka 4", ["A / (A + B) ≥ 0,5"]),
        # there is nothing between two and three documents
        ("jika `Jumlah dokumen` ≤ 2 maka 4; jika `Jumlah dokumen` ≥ 3 maka 5", []),
        ("jika `Jumlah dokumen` ≤ 2 maka 4; jika `Jumlah dokumen` > 3 maka 5", ["Jumlah dokumen = 3"]),
        ("jika `Nilai SKP` ≤ 2 maka 4; jika `Nilai SKP` ≥ 3 maka 5", ["2 < Nilai SKP < 3"]),
        ("jika `Jumlah dokumen` ≤ 2 maka 4; jika `Jumlah dokumen` ≥ 2,5 maka 5", ["2 < Jumlah dokumen < 2,5"]),
    ],
)
def test_no_gap_where_the_quantity_can_not_be(text: str, gaps: list[str]):
    assert told(text, "gap") == gaps


@pytest.mark.parametrize(
    ("text", "overlaps"),
    [
        ("jika `R` ≥ 3 maka 4; jika `R` ≤ 3 maka 1", ["R = 3"]),
        ("jika `R` ≥ 2 maka 4; jika `R` ≤ 3 maka 1", ["2 ≤ R ≤ 3"]),
        ("jika `R` > 2 maka 4; jika `R` < 3 maka 1", ["2 < R < 3"]),
        ("jika `R` ≥ 3 maka 4; jika `R` < 3 maka 1", []),
        # the same value there
        ("jika `R` ≥ 3 maka 4; jika `R` ≤ 3 maka 4", []),
        ("jika `R` ≥ 3 maka 4; jika `R` ≤ 3 maka 4 × `R` / 3", []),
        ("jika `R` ≥ 3 maka 4; jika `R` ≤ 3 maka 5 × `R` / 3", ["R = 3"]),
        ("jika `A` / `B` ≥ 3 maka 6; jika `A` / `B` ≤ 3 maka 2 × `A` / `B`", []),
        ("jika `A` / `B` ≥ 3 maka 6; jika `A` / `B` ≤ 3 maka 3 × `A` / `B`", ["A / B = 3"]),
        ("jika `R` ≥ 3 maka `B`; jika `R` ≤ 3 maka `C`", ["R = 3"]),
        ("jika `R` ≥ 3 maka `B` × 3; jika `R` ≤ 3 maka `B` × `R`", []),
        ("jika `P` ≥ 80% maka 100%; jika `P` ≤ 80% maka `P` + 20%", []),
        # only where they differ: 2 × 2 = 2 + 2
        ("jika `R` = 2 atau `R` > 5 maka 2 × `R`; jika `R` ≤ 4 maka `R` + 2", []),
        ("jika `R` = 1 atau `R` = 2 atau `R` > 5 maka 2 × `R`; jika `R` ≤ 4 maka `R` + 2", ["R = 1"]),
        # falling thresholds, and a special case before the rule
        ("jika `R` ≥ 90 maka 4; jika `R` ≥ 80 maka 3; jika `R` ≥ 70 maka 2; selain itu 1", []),
        ("jika `R` = 0 maka 0; jika `R` < 50 maka 1; selain itu 2", []),
        ("jika `R` = 3 maka 0; jika `R` ≥ 3 maka 1; jika `R` ≤ 3 maka 2", []),
        ("jika `R` ≥ 90 maka 4; jika 80 ≤ `R` ≤ 90 maka 3; jika 70 ≤ `R` ≤ 80 maka 2", ["R = 90", "R = 80"]),
        # never negative
        ("jika `R` < 3 maka 4; jika `R` ≥ 3 atau `R` = 0 - 1 maka 1", ["R = -1"]),
        ("jika `R` ≤ 0 maka 0; jika `R` ≥ 0 maka 1", []),  # "≤ 0" is "= 0", a special case
        ("jika `Jumlah dokumen` < 3 maka 1; jika `Jumlah dokumen` > 2 maka 2; selain itu 0", []),
        ("jika `Jumlah dokumen` < 4 maka 1; jika `Jumlah dokumen` > 2 maka 2", ["2 < Jumlah dokumen < 4"]),
    ],
)
def test_overlaps(text: str, overlaps: list[str]):
    assert told(text, "overlap") == overlaps


@pytest.mark.parametrize(
    ("text", "branches"),
    [
        ("jika `R` ≥ 2 maka 4; jika `R` ≥ 3 maka 5; selain itu 1", [("jika R ≥ 3 maka 5", None)]),
        ("jika `R` ≥ 2 maka 4; jika `R` < 2 maka 5; jika `R` = 7 maka 3", [("jika R = 7 maka 3", None)]),
        ("jika `R` > 3 dan `R` < 2 maka 4; selain itu 1", [("jika R > 3 dan R < 2 maka 4", "tak-mungkin")]),
        ("jika 3 < `R` < 2 maka 4; selain itu 1", [("jika 3 < R < 2 maka 4", "tak-mungkin")]),
        ("jika `R` ≥ 2 maka 4; jika `R` ≥ 2 maka 4; selain itu 1", [("jika R ≥ 2 maka 4", None)]),
        ("jika `R` ≥ 3 maka 4; jika `R` ≥ 2 maka 5; selain itu 1", []),
        ("jika `R` ≥ 0 maka 4; jika `R` < 0 maka 5", []),
        ("jika `R` ≥ 3 maka 4; jika `R` < 3 maka 5; selain itu 1", []),  # to be on the safe side
    ],
)
def test_branches_that_nothing_reaches(text: str, branches: list[tuple[str, str | None]]):
    one = [(one.values["branch"], one.values.get("reason")) for one in found(text) if one.code == "KF143"]
    assert one == branches
    assert not told(text, "overlap")


def test_places_and_words():
    text = "jika `R` ≥ 3 maka 4; jika `R` ≤ 3 maka 1; jika `R` = 5 maka 2"
    overlap, unreachable = found(text)
    assert text[slice(*overlap.span)] == "jika `R` ≤ 3 maka 1"
    assert [text[slice(*span)] for span in overlap.related] == ["jika `R` ≥ 3 maka 4"]
    assert (overlap.values["first"], overlap.values["second"]) == ("R ≥ 3", "R ≤ 3")
    assert "“R ≥ 3” dan “R ≤ 3”" in overlap.message_in("id")
    assert "“R ≥ 3” and “R ≤ 3”" in overlap.message_in("en")
    assert text[slice(*unreachable.span)] == "jika `R` = 5 maka 2"
    assert [text[slice(*span)] for span in unreachable.related] == ["`R` ≥ 3"]
    [gap] = found("jika `R` > 3 maka 4; jika `R` < 3 maka 1")
    assert gap.span == (0, 40)
    assert "R = 3" in gap.message_in("id")
    assert "R = 3" in gap.message_in("en")
    [never] = found("jika `R` > 3 dan `R` < 2 maka 4; selain itu 1")
    assert never.message_in("id").endswith("tidak mungkin terpenuhi.")
    assert never.message_in("en").endswith("can't be met.")


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        (
            "; ".join(f"jika `RI` {ri} 0,02 dan `RN` {rn} 0 maka 1" for ri, rn in ("≥>", "<>", "≥=")),
            ["RI < 0,02 & RN = 0"],
        ),
        ("jika `RI` ≥ 2 dan `RN` ≥ 2 maka 1; jika `RI` < 2 dan `RN` < 2 maka 2", ["RI < 2 & RN ≥ 2"]),
        ("jika `RI` ≥ 2 dan `RN` ≥ 2 maka 1; jika `RI` < 2 atau `RN` < 2 maka 2", []),
        ("jika `RI` > 2 dan `RN` ≥ 0 maka 1; jika `RI` < 2 maka 2", ["RI = 2"]),
        ("jika `X` / `Z` ≥ 2 dan `Y` / `Z` ≥ 2 maka 1; jika `X` / `Z` < 2 maka 2", ["X / Z ≥ 2 & Y / Z < 2"]),
        # A / B ≥ 3 and A < B can't be at once
        ("jika `A` / `B` < 3 maka 1; jika `A` / `B` ≥ 3 dan `A` - `B` ≥ 0 maka 2", []),
        # compared with each other
        ("jika `A` ≥ `B` maka 1; jika `A` < 3 maka 2", []),
        ("jika `A` ≥ `B` maka 1", []),
        # of too many cells nothing is said
        ("; ".join(f"jika `{name}` ≥ 1 dan `{name}` < 2 maka 1" for name in "ABCDEF"), []),
    ],
)
def test_several_quantities(text: str, gaps: list[str]):
    assert told(text, "gap") == gaps


def test_overlap_of_several_quantities():
    text = "jika `RI` ≥ 2 dan `RN` > 0 maka 1; jika `RI` ≤ 2 maka 2; selain itu 0"
    assert told(text, "overlap") == ["RI = 2 & RN > 0"]
    assert told(text.replace("maka 2", "maka 1"), "overlap") == []


def test_names_that_the_cell_gives_a_value():
    text = "jika `R` > `a` maka 4; jika `R` < `a` / 2 maka 1"
    assert found(text) == ()
    assert told(text, "gap", {"a": Fraction(3)}) == ["1,5 ≤ R ≤ 3"]
    text = "`a` = 4; `RI` = `NI` / `NDT`; `N` = (jika `RI` ≥ `a` maka 1; jika `RI` < 3 maka 2); `N` × 2"
    formula = kf.parse(text, reading=text)
    definitions = expanded(formula.tree, text)
    constants = {key: one.value for key, one in definitions.constants.items()}
    [gap] = check_conditions(definitions.tree, text, constants)
    assert gap.values["gap"] == "3 ≤ NI / NDT < 4"
    assert text[slice(*gap.span)].startswith("jika `RI` ≥ `a`")


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("jika `A` ≥ 3 maka (jika `A` < 5 maka 1; jika `A` > 5 maka 2); jika `A` < 3 maka 0", ["A = 5"]),
        ("jika `A` ≥ 3 maka (jika 3 ≤ `A` < 5 maka 1; jika `A` ≥ 5 maka 2) × 2; jika `A` < 3 maka 0", []),
        ("jika `A` < 3 maka 0; selain itu (jika 3 ≤ `A` < 5 maka 1; jika `A` ≥ 5 maka 2)", []),
        ("jika `A` < 3 maka 0; selain itu (jika 3 < `A` < 5 maka 1; jika `A` ≥ 5 maka 2)", ["A = 3"]),
        (
            "2 × (jika `A` < 3 maka 0; jika `A` > 3 maka 1) + (jika `B` < 3 maka 0; jika `B` > 3 maka 1)",
            ["A = 3", "B = 3"],
        ),
    ],
)
def test_conditions_inside_others(text: str, gaps: list[str]):
    assert told(text, "gap") == gaps


def test_nothing_to_look_at():
    for text in ("`A` / `B` × 100%", "min (`A`; 100%)", "jika 3 > 2 maka `A`; jika 3 < 2 maka `B`"):
        assert found(text) == ()


# Against trying all figures


BOUNDS = [Fraction(one, 2) for one in range(-2, 9)]
POINTS = [Fraction(one, 4) for one in range(-8, 25)]


class Drawn(NamedTuple):
    """A condition about ``{}``: its words, and which figures meet it; ``joined`` by "atau"."""

    words: str
    met: frozenset[Fraction]
    joined: bool
    negative: bool


def number(value: Fraction) -> str:
    return shortest(value) if value >= 0 else f"0 - {shortest(-value)}"


@st.composite
def conditions(draw: st.DrawFn) -> Drawn:
    low, high = sorted([draw(st.sampled_from(BOUNDS)), draw(st.sampled_from(BOUNDS))])
    low_in, high_in = draw(st.booleans()), draw(st.booleans())
    above = {one for one in POINTS if one > low or (low_in and one == low)}
    below = {one for one in POINTS if one < high or (high_in and one == high)}
    left, right, lower = "≤" if low_in else "<", "≤" if high_in else "<", number(low)
    over = f"{{0}} {'≥' if low_in else '>'} {lower}"
    under = f"{{0}} {right} {number(high)}"
    kind = draw(st.sampled_from(["low", "high", "both", "chain", "either"]))
    speaks = low < 0 if kind == "low" else high < 0 or (high == 0 and right == "<")
    if kind == "low":
        return Drawn(over, frozenset(above), False, speaks)
    if kind == "high":
        return Drawn(under, frozenset(below), False, speaks)
    speaks = speaks or low < 0
    if kind == "both":
        return Drawn(f"{over} dan {under}", frozenset(above & below), False, speaks)
    if kind == "chain":
        return Drawn(f"{lower} {left} {{0}} {right} {number(high)}", frozenset(above & below), False, speaks)
    return Drawn(f"{under} atau {over}", frozenset(above | below), True, speaks)


def meets(condition: str, figures: dict[str, Fraction]) -> bool:
    return kf.evaluate(f"jika {condition} maka 1; selain itu 0", figures).value == 1


def tree_of(text: str) -> Node:
    tree = kf.parse(text, reading=text).tree
    assert isinstance(tree, Conditional)
    return tree


def place_of(text: str, span: tuple[int, int]) -> int:
    """Which branch stands there."""
    return text.count(";", 0, span[0])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(conditions(), st.integers(1, 3)), min_size=1, max_size=5))
def test_findings_agree_with_trying_all_figures(branches: list[tuple[Drawn, int]]):
    text = "; ".join(f"jika {one.words.format('`R`')} maka {value}" for one, value in branches)
    findings = check_conditions(tree_of(text), text)
    points = {one for one in POINTS if one >= 0 or any(drawn.negative for drawn, _ in branches)}

    covered: set[Fraction] = set()
    lost = set()
    for place, (drawn, _) in enumerate(branches):
        if drawn.met <= covered:
            lost.add(place)
        covered |= drawn.met
    assert {place_of(text, one.span) for one in findings if one.code == "KF143"} == lost

    left = points - covered
    gaps = [str(one.values["gap"]) for one in findings if one.code == "KF141"]
    assert len(gaps) == bool(left)
    if left == points:
        assert gaps == ["R"]
    elif gaps and not gaps[0].endswith("…"):
        words = gaps[0].replace("-", "0 - ").replace("R", "`R`").replace(";", " atau")
        assert {one for one in points if meets(words, {"R": one})} == left

    crossing = set()
    for second, first in product(range(len(branches)), repeat=2):
        if first >= second or {first, second} & lost or branches[first][1] == branches[second][1]:
            continue
        one, other = (branches[place][0].met & points for place in (first, second))
        shared = (one & other).difference(*[drawn.met for drawn, _ in branches[:first]])
        if shared and not one <= other and not other <= one:
            crossing.add((first, second))
    pairs = {(place_of(text, one.related[0]), place_of(text, one.span)) for one in findings if one.code == "KF142"}
    assert pairs == crossing


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(conditions(), conditions()), min_size=1, max_size=4))
def test_gaps_of_two_quantities_agree_with_trying_all_figures(branches: list[tuple[Drawn, Drawn]]):
    told = []
    for one, other in branches:
        first, second = (f"({drawn.words})" if drawn.joined else drawn.words for drawn in (one, other))
        told.append(f"jika {first.format('`P`')} dan {second.format('`Q`')} maka 1")
    text = "; ".join(told)
    findings = check_conditions(tree_of(text), text)
    firsts, seconds = (
        [one for one in POINTS if one >= 0 or any(pair[place].negative for pair in branches)] for place in (0, 1)
    )
    open_pairs = {
        (p, q)
        for p, q in product(firsts, seconds)
        if not any(p in one.met and q in other.met for one, other in branches)
    }
    gaps = [str(one.values["gap"]) for one in findings if one.code == "KF141"]
    assert len(gaps) == bool(open_pairs)
    if gaps and gaps[0] != "P & Q":
        words = gaps[0].replace("-", "0 - ").replace("P", "`P`").replace("Q", "`Q`").replace("&", "dan")
        tried = set(product(firsts[::3], seconds[::3]))
        assert all((p, q) in open_pairs for p, q in tried if meets(words, {"P": p, "Q": q}))
