"""Plain arithmetic → Python source: identifiers, fractions, a comment on one line."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import kinerja_formula as kf
from kinerja_formula.nodes import Name, Part, Sum


def run(source: str, *figures: object) -> object:
    space: dict[str, Any] = {}
    exec(source, space)
    return space["nilai"](*figures)


def test_figures_of_every_kind_are_exact():
    source = kf.parse("Jumlah A / Jumlah B x 100%").to_python()
    assert run(source, 0.1, "3") == Fraction(10, 3)
    assert run(source, Fraction(1, 3), 2) == Fraction(50, 3)


@pytest.mark.parametrize(
    "text", ["class", "nilai", "Fraction", "3 kali", "日本", "__import__('os')", "a\nimport os", "é"]
)
def test_names_become_identifiers(text: str):
    tree = Sum(tuple([Part(Name(one, (0, 0)), "+", (0, 0), (0, 0)) for one in (text, "angka", "x")]), (0, 0))
    source = kf.Formula(text, tree, "aritmetika").to_python()
    assert run(source, 1, 2, 4) == 7
    code = [line for line in source.splitlines() if not line.strip().startswith("#")]
    assert [line for line in code if "import" in line and not line.startswith("    ")][1:] == [
        line for line in code if line.startswith("def ") and "import" in line
    ]


def test_a_broken_power_is_refused():
    with pytest.raises(kf.NotationError):
        kf.parse("(Jumlah A / Jumlah B) ^ (1/2)").to_python()


def test_a_condition_takes_the_first_branch_that_holds():
    source = kf.parse("jika `R` ≥ 3 maka 4; jika 0 < `R` < 3 maka 4 × `R` / 3").to_python()
    assert [run(source, figure) for figure in (3, "1.5", 0.3)] == [4, 2, Fraction(2, 5)]
    with pytest.raises(ValueError, match="tidak ada syarat yang terpenuhi"):
        run(source, 0)


def test_only_the_branch_taken_is_calculated():
    source = kf.parse("jika `B` = 0 maka 0; selain itu `A` / `B`").to_python()
    assert (run(source, 0, 3), run(source, 2, 3)) == (0, Fraction(3, 2))


def test_each_side_of_a_chain_is_calculated():
    source = kf.parse("jika 0 < `A` < 1 / `B` maka 1; selain itu 2").to_python()
    with pytest.raises(ZeroDivisionError):
        run(source, -1, 0)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("min (`A`; 1) + maks (`A`; 2)", 3),
        ("min (`A`)", Fraction(5, 4)),
        ("median (`A`; 1; 2; 9)", Fraction(13, 8)),
        ("abs (1 - `A`)", Fraction(1, 4)),
        ("bulat (-`A`; 1)", Fraction(-13, 10)),
        ("bulat (`A` × 2)", 3),
        ("bulat (`A` / 3 × 100%; 1)", Fraction(417, 10)),
    ],
)
def test_functions(text: str, value: object):
    assert run(kf.parse(text).to_python(), "1.25") == value == kf.evaluate(text, {"A": "1,25"}).value


@pytest.mark.parametrize("text", ["ln (`A`)", "log (`A`)", "rata-rata-ukur (`A`; `B`)", "Σ (ln (`A`))"])
def test_what_is_not_exact_is_refused(text: str):
    with pytest.raises(kf.NotationError) as caught:
        kf.parse(text).to_python()
    assert caught.value.code == "KF360"


def test_records_are_sequences():
    source = kf.parse("Σ (`bobot` × `nilai`) / Σ (`bobot`) + `nilai`").to_python()
    assert "def nilai(bobot, nilai_baris, angka_nilai):" in source
    assert run(source, [1, 3], ["2", 4.5], 10) == Fraction(31, 8) + 10
    with pytest.raises(ValueError):  # noqa: PT011 - Python's own words
        run(source, [1, 3], [2], 10)
    with pytest.raises(ValueError, match="tidak ada baris"):
        run(source, [], [], 10)


def test_parameters_stand_in_the_order_of_the_text():
    assert "def nilai(a, b, c):" in kf.parse("Σ (`a` / `b` × `c`)").to_python()


@pytest.mark.parametrize("name", ["sum", "min", "zip", "median", "bulat", "ValueError"])
def test_no_name_hides_what_the_function_needs(name: str):
    source = kf.parse(f"Σ (`{name}` × `b`) + median (`{name}`; 1; 2) + bulat (`{name}`)").to_python()
    assert run(source, [1, 2], [3, 4], Fraction(3, 2)) == 11 + Fraction(3, 2) + 2
