"""Tree → MathML, on trees that were read."""

from __future__ import annotations

import pytest

import kinerja_formula as kf

START = '<math xmlns="http://www.w3.org/1998/Math/MathML">'


@pytest.mark.parametrize(
    ("text", "mathml"),
    [
        (
            "Jumlah A / Jumlah B x 100%",
            (
                "<mrow><mfrac><mtext>Jumlah A</mtext><mtext>Jumlah B</mtext></mfrac><mo>×</mo>"
                "<mrow><mn>100</mn><mo>%</mo></mrow></mrow>"
            ),
        ),
        (
            "(Jumlah A + Jumlah B) x 2",
            (
                "<mrow><mrow><mo>(</mo><mrow><mtext>Jumlah A</mtext><mo>+</mo><mtext>Jumlah B</mtext></mrow><mo>)</mo>"
                "</mrow><mo>×</mo><mn>2</mn></mrow>"
            ),
        ),
        ("√(Jumlah A) ^ 2", "<msup><msqrt><mtext>Jumlah A</mtext></msqrt><mn>2</mn></msup>"),
        ("`Jumlah <b>A</b> & B`", "<mtext>Jumlah &lt;b&gt;A&lt;/b&gt; &amp; B</mtext>"),
    ],
)
def test_mathml(text: str, mathml: str):
    assert kf.parse(text).to_mathml() == f"{START}{mathml}</math>"


@pytest.mark.parametrize(
    ("text", "mathml"),
    [
        (
            "jika `R` < 3 maka 4; selain itu 0",
            (
                '<mrow><mo stretchy="true" form="prefix">{</mo><mtable columnalign="left left">'
                "<mtr><mtd><mn>4</mn></mtd><mtd><mtext>jika\u00a0</mtext>"
                "<mrow><mtext>R</mtext><mo>&lt;</mo><mn>3</mn></mrow></mtd></mtr>"
                "<mtr><mtd><mn>0</mn></mtd><mtd><mtext>selain itu</mtext></mtd></mtr></mtable></mrow>"
            ),
        ),
        (
            "maks (`A`; 1)",
            (
                "<mrow><mi>max</mi><mo>\u2061</mo><mrow><mo>(</mo><mrow><mtext>A</mtext><mo>;</mo><mn>1</mn></mrow>"
                "<mo>)</mo></mrow></mrow>"
            ),
        ),
        (
            "log (`A`; 2)",
            (
                "<mrow><msub><mi>log</mi><mn>2</mn></msub><mo>\u2061</mo>"
                "<mrow><mo>(</mo><mtext>A</mtext><mo>)</mo></mrow></mrow>"
            ),
        ),
        (
            "Σ (`b`)",
            (
                "<mrow><munder><mo>∑</mo><mtext>setiap baris</mtext></munder>"
                "<mrow><mo>(</mo><mtext>b</mtext><mo>)</mo></mrow></mrow>"
            ),
        ),
        (
            "`R&D` = `N`; `R&D` × 2",
            (
                '<mtable columnalign="right left" displaystyle="true">'
                "<mtr><mtd><mtext>R&amp;D</mtext></mtd><mtd><mo>=</mo><mtext>N</mtext></mtd></mtr>"
                "<mtr><mtd></mtd><mtd><mrow><mtext>R&amp;D</mtext><mo>×</mo><mn>2</mn></mrow></mtd></mtr></mtable>"
            ),
        ),
    ],
)
def test_further_parts(text: str, mathml: str):
    assert kf.parse(text).to_mathml() == f"{START}{mathml}</math>"
