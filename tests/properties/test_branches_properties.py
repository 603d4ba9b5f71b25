"""Random conditions, functions and definitions against an oracle of Fractions; line, tree and JSON are one thing."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from statistics import median
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import kinerja_formula as kf

Figures = dict[str, Fraction]
Oracle = Callable[[Figures], Fraction]
"""What a piece of a line is worth; raises NoValueError where it is worth nothing."""


class NoValueError(Exception):
    pass


NAMES = ("RI", "RN", "Nilai akhir", "Jumlah A / B")
figures = st.fractions(min_value=-20, max_value=20, max_denominator=12)


@st.composite
def values(draw: st.DrawFn, depth: int = 2) -> tuple[str, Oracle]:
    """A value that binds as an atom, with its oracle."""
    kinds = ["name", "number"] if not depth else ["name", "number", "sum", "product", "quotient", "call", "branches"]
    kind = draw(st.sampled_from(kinds))
    if kind == "name":
        name = draw(st.sampled_from(NAMES))
        return f"`{name}`", lambda given: given[name]
    if kind == "number":
        number = draw(st.integers(0, 12))
        return str(number), lambda _: Fraction(number)
    if kind == "call":
        return draw(calls(depth))
    if kind == "branches":
        text, oracle = draw(branches(depth))
        return f"({text})", oracle
    (left, one), (right, other) = draw(values(depth - 1)), draw(values(depth - 1))
    if kind == "sum":
        return f"({left} - {right})", lambda given: one(given) - other(given)
    if kind == "product":
        return f"({left} × {right})", lambda given: one(given) * other(given)

    def quotient(given: Figures) -> Fraction:
        above, below = one(given), other(given)
        if not below:
            raise NoValueError
        return above / below

    return f"({left} / {right})", quotient


@st.composite
def calls(draw: st.DrawFn, depth: int) -> tuple[str, Oracle]:
    name, function = draw(
        st.sampled_from([("min", min), ("maks", max), ("median", median), ("abs", lambda given: abs(given[0]))])
    )
    count = 1 if name == "abs" else draw(st.integers(1, 3))
    arguments = [draw(values(depth - 1)) for _ in range(count)]

    def called(given: Figures) -> Fraction:
        return Fraction(function([oracle(given) for _, oracle in arguments]))

    return f"{name} ({'; '.join(text for text, _ in arguments)})", called


COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda one, other: one < other,
    "≤": lambda one, other: one <= other,
    "=": lambda one, other: one == other,
    "≠": lambda one, other: one != other,
    "≥": lambda one, other: one >= other,
    ">": lambda one, other: one > other,
}


@st.composite
def conditions(draw: st.DrawFn, depth: int) -> tuple[str, Callable[[Figures], bool]]:
    signs = draw(st.lists(st.sampled_from(sorted(COMPARED)), min_size=1, max_size=2))
    sides = [draw(values(max(0, depth - 1))) for _ in range(len(signs) + 1)]
    text = sides[0][0] + "".join([f" {sign} {side[0]}" for sign, side in zip(signs, sides[1:], strict=True)])

    def holds(given: Figures) -> bool:
        known = [oracle(given) for _, oracle in sides]
        return all(COMPARED[sign](known[at], known[at + 1]) for at, sign in enumerate(signs))

    if not depth or not draw(st.booleans()):
        return text, holds
    other, also = draw(conditions(depth - 1))
    if draw(st.booleans()):
        return f"({text}) dan ({other})", lambda given: holds(given) and also(given)
    return f"({text}) atau ({other})", lambda given: holds(given) or also(given)


@st.composite
def branches(draw: st.DrawFn, depth: int = 2) -> tuple[str, Oracle]:
    cases = [(draw(conditions(depth - 1)), draw(values(depth - 1))) for _ in range(draw(st.integers(1, 3)))]
    rest = draw(st.none() | values(depth - 1))
    pieces = [f"jika {condition[0]} maka {value[0]}" for condition, value in cases]
    if rest is not None:
        pieces.append(f"selain itu {rest[0]}")

    def choose(given: Figures) -> Fraction:
        for condition, value in cases:
            if condition[1](given):
                return value[1](given)
        if rest is None:
            raise NoValueError
        return rest[1](given)

    return "; ".join(pieces), choose


@given(branches(), st.lists(figures, min_size=len(NAMES), max_size=len(NAMES)))
def test_branches_are_worth_what_the_oracle_says(case: tuple[str, Oracle], drawn: list[Fraction]) -> None:
    line, oracle = case
    data = dict(zip(NAMES, drawn, strict=True))
    formula = kf.parse(line)
    assert kf.parse(formula.to_text()) == formula
    assert kf.parse(formula.to_text()).certainty == 1
    assert kf.Formula.from_json(formula.to_json()) == formula
    try:
        value = oracle(data)
    except NoValueError:
        value = None
    try:
        got = formula.evaluate(data, strict=False).value
    except (kf.ZeroDenominatorError, kf.InvalidDataError):
        got = None
    assert got == value


@given(branches(), st.lists(figures, min_size=len(NAMES), max_size=len(NAMES)))
def test_steps_say_the_same_as_the_compiled_program(case: tuple[str, Oracle], drawn: list[Fraction]) -> None:
    data = dict(zip(NAMES, drawn, strict=True))
    formula = kf.parse(case[0])
    try:
        result = formula.evaluate(data, strict=False)
    except (kf.ZeroDenominatorError, kf.InvalidDataError):
        return
    steps = result.steps
    assert result.value == (steps[-1].value if steps else result.value)


@given(
    st.permutations(["`RI` = `NI` / 4", "`RN` = `NN` / 2", "`A` = (`RI` + `RN`) × `k`", "`k` = 3"]), figures, figures
)
def test_definitions_may_stand_in_any_order(lines: list[str], ni: Fraction, nn: Fraction) -> None:
    formula = kf.parse("; ".join([*lines, "`A` × 1"]))
    assert formula.evaluate({"NI": ni, "NN": nn}).value == (ni / 4 + nn / 2) * 3
    assert formula.evaluate({"RI": ni, "RN": nn}).value == (ni + nn) * 3


@given(st.lists(st.tuples(figures, figures), min_size=1, max_size=6))
def test_sums_over_records(rows: list[tuple[Fraction, Fraction]]) -> None:
    weights, scores = [one for one, _ in rows], [other for _, other in rows]
    line = "Σ (`bobot` × `nilai`)"
    total = sum(one * other for one, other in rows)
    assert kf.evaluate(line, {"bobot": weights, "nilai": scores}).value == total
    records = [{"nilai": score, "bobot": weight} for weight, score in rows]
    assert kf.evaluate(line, {"baris": records}).value == total
    mean = kf.evaluate("rata-rata setiap (`bobot` × `nilai`)", {"baris": records})
    assert mean.value == total / len(rows)
