"""How far a sum sign reaches: to the last name with its index, over each term of a bracket, over one name in it."""

from __future__ import annotations

import pytest

import kinerja_formula as kf
from kinerja_formula.nodes import Aggregate, Name, walk


@pytest.mark.parametrize(
    ("text", "line"),
    [
        # Products of names with an index
        ("Σ w_i x_i", "Σ (`w_i` × `x_i`)"),
        ("Σ w_ij x_ij", "Σ (`w_ij` × `x_ij`)"),
        ("Σ w_t x_t", "Σ (`w_t` × `x_t`)"),
        ("Σ PAKAi CKi", "Σ (`PAKAi` × `CKi`)"),
        ("Σ wi xi / n", "Σ (`wi` × `xi`) / `n`"),
        ("Σ wi / xi", "Σ (`wi` / `xi`)"),
        ("Σ wi xi - Σ yi", "Σ (`wi` × `xi`) - Σ `yi`"),
        ("Σ PAKi CKi", "Σ (`PAKi` × `CKi`)"),
        ("Σ PAKi x CKi", "Σ (`PAKi` × `CKi`)"),
        ("Σ PAKi × CKi : Σ PAKi", "Σ (`PAKi` × `CKi`) / Σ `PAKi`"),
        ("Σ PAKi + CKi", "Σ `PAKi` + `CKi`"),
        ("Σ PAKi x C", "Σ `PAKi` × `C`"),
        ("Σ w_i (x_i + y_i)", "Σ (`w_i` × (`x_i` + `y_i`))"),
        ("Σ Simpanan Pokok _i x Bunga _i", "Σ (`Simpanan Pokok_i` × `Bunga_i`)"),
        # The terms of a bracket
        ("Σ (A + B)", "Σ `A` + Σ `B`"),
        ("Σ (A - B)", "Σ `A` - Σ `B`"),
        ("Σ (A x B + C)", "Σ (`A` × `B`) + Σ `C`"),
        ("Σ (A x B - C x D) / Σ C", "(Σ (`A` × `B`) - Σ (`C` × `D`)) / Σ `C`"),
        ("Σ (A + (B x C))", "Σ `A` + Σ (`B` × `C`)"),
        ("Σ (Jumlah A + B)", "Jumlah A + Σ `B`"),
        ("Σ (A x B) - (C x D)", "Σ (`A` × `B`) - `C` × `D`"),
        # One name in a bracket
        ("Σ (nilai unsur)", "Σ `nilai unsur`"),
        ("Σ (nilai unsur) dibagi jumlah unsur", "Σ `nilai unsur` / jumlah unsur"),
        ("Σ (nilai unsur) x 100%", "Σ `nilai unsur` × 100%"),
        ("Σ (nilai unsur) / (jumlah unsur)", "Σ `nilai unsur` / jumlah unsur"),
        ("Σ (nilai kali unsur) / 3", "Σ (`nilai` × `unsur`) / 3"),
    ],
)
def test_how_far_a_sum_reaches(text: str, line: str):
    assert kf.parse(text).to_text() == line


@pytest.mark.parametrize(
    ("text", "names", "sums"),
    [
        ("Σ (A x B + C)", ["A", "B", "C"], ["Σ (A x B"]),
        ("Σ (A - B)", ["Σ (A", "B"], []),
        ("Σ w_i x_i", ["w_i", "x_i"], ["Σ w_i x_i"]),
        ("Σ (nilai unsur) / 3", ["Σ (nilai unsur"], []),
    ],
)
def test_the_place_of_what_is_summed(text: str, names: list[str], sums: list[str]):
    nodes = list(walk(kf.parse(text).tree))
    assert [text[slice(*node.span)] for node in nodes if isinstance(node, Name)] == names
    assert [text[slice(*node.span)] for node in nodes if isinstance(node, Aggregate)] == sums


def test_the_record_before_is_no_column():
    formula = kf.parse("Σ fi (Yi + Yi-1)")
    assert [one.code for one in formula.diagnostics] == ["KF110"]
