"""Tree → LaTeX, on trees that were read."""

from __future__ import annotations

import pytest

import kinerja_formula as kf
from kinerja_formula.nodes import Name
from kinerja_formula.writers.latex import write_latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("Jumlah A / Jumlah B x 100%", r"\frac{\text{Jumlah A}}{\text{Jumlah B}} \times 100\%"),
        ("(Jumlah A + Jumlah B) x 81,35", r"\left( \text{Jumlah A} + \text{Jumlah B} \right) \times 81{,}35"),
        ("(Jumlah A - Jumlah B) / Jumlah C", r"\frac{\text{Jumlah A} - \text{Jumlah B}}{\text{Jumlah C}}"),
        ("rata-rata dari Nilai A dan Nilai B", r"\frac{\text{Nilai A} + \text{Nilai B}}{2}"),
        ("√(Jumlah A) - Jumlah B ^ 2", r"\sqrt{\text{Jumlah A}} - \text{Jumlah B}^{2}"),
        ("Terlaksananya rapat", r"\text{Terlaksananya rapat}"),
    ],
)
def test_latex(text: str, latex: str):
    assert kf.parse(text).to_latex() == latex


def test_every_sign_of_tex_is_escaped():
    name = r"50% & #1 $x_1$ {a} \input ~ ^"
    written = r"\text{50\% \& \#1 \$x\_1\$ \{a\} \textbackslash{}input \textasciitilde{} \textasciicircum{}}"
    assert write_latex(Name(name, (0, 0))) == written


def test_latex_is_read_back_as_the_same_formula():
    formula = kf.parse("(Jumlah A + Jumlah B) / Jumlah C x 100%")
    assert kf.parse(f"${formula.to_latex()}$") == formula
