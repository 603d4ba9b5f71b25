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


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        (
            "jika `R` ≥ 3 maka 4; jika 0 < `R` < 3 atau `R` ≠ 1,5 maka `R` / 3; selain itu 0",
            (
                r"\begin{cases} 4, & \text{jika } \text{R} \geq 3 \\ \frac{\text{R}}{3}, & \text{jika } "
                r"0 < \text{R} < 3 \text{ atau } \text{R} \neq 1{,}5 \\ 0, & \text{selain itu} \end{cases}"
            ),
        ),
        (
            "(jika `A` > 2 maka 1) × 3",
            r"\left( \begin{cases} 1, & \text{jika } \text{A} > 2 \end{cases} \right) \times 3",
        ),
        ("min (`A`; 1,5) + maks (`A`; 2)", r"\min \left( \text{A}; 1{,}5 \right) + \max \left( \text{A}; 2 \right)"),
        ("abs (`A` - `B`) ^ 2", r"\left\lvert \text{A} - \text{B} \right\rvert^{2}"),
        ("ln (`A`) ^ 2", r"\left( \ln \left( \text{A} \right) \right)^{2}"),
        ("log (`A`) - log (`A`; 2)", r"\log \left( \text{A} \right) - \log_{2} \left( \text{A} \right)"),
        ("bulat (`A`; 2)", r"\operatorname{bulat} \left( \text{A}; 2 \right)"),
        (
            "Σ (`b` × `n`) / Σ (`b`)",
            r"\frac{\sum \left( \text{b} \times \text{n} \right)}{\sum \left( \text{b} \right)}",
        ),
        (
            "`RI` = `NI` / `N`; `A` = `RI` + 1",
            r"\begin{aligned} \text{RI} &= \frac{\text{NI}}{\text{N}} \\ \text{A} &= \text{RI} + 1 \end{aligned}",
        ),
        (
            "`RI` = `NI`; `RI` × 2",
            r"\begin{aligned} \text{RI} &= \text{NI} \\ & \text{RI} \times 2 \end{aligned}",
        ),
    ],
)
def test_further_parts(text: str, latex: str):
    assert kf.parse(text).to_latex() == latex
