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
