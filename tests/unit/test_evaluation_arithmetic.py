"""The tree as plain arithmetic: percent signs become factors, by the rules of an evaluation."""

from __future__ import annotations

from fractions import Fraction

import pytest

import kinerja_formula as kf
from kinerja_formula.evaluation.arithmetic import plain_arithmetic
from kinerja_formula.nodes import Number, walk
from kinerja_formula.writers.text import write_text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Jumlah A / Jumlah B x 100%", "Jumlah A × 100 / Jumlah B"),
        ("Jumlah A / Jumlah B x 100", "Jumlah A × 100 / Jumlah B"),
        ("Jumlah A / Jumlah B", "Jumlah A / Jumlah B"),
        ("100% - Jumlah A / Jumlah B x 100%", "(1 - (Jumlah A / Jumlah B)) × 100"),
        ("Jumlah A x 0 / Jumlah B", "Jumlah A × 0 / Jumlah B"),
    ],
)
def test_plain(text: str, plain: str):
    tree = plain_arithmetic(kf.parse(text).tree)
    assert write_text(tree) == plain
    assert not any(isinstance(node, Number) and node.percent for node in walk(tree))


def test_figures_in_other_units_are_counted_alike():
    formula = kf.parse("Jumlah tahun kerja + Jumlah bulan kerja")
    data = {"Jumlah tahun kerja": 4, "Jumlah bulan kerja": 6}
    assert formula.evaluate(data).value == Fraction(9, 2)
    assert formula.to_excel({"Jumlah tahun kerja": "A1", "Jumlah bulan kerja": "B1"}) == "=A1+B1/12"
