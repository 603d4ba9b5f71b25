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
