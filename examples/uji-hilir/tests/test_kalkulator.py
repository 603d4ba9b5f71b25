"""The calculator agrees with kinerja_formula on every sum and product of figures, which is what it is meant for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kinerja_formula.testing import data_for, formula_texts


@given(formula_texts(layout="kanonik"), st.data())
def test_nilai(hitung, baris, data):
    figures = data.draw(data_for(baris.formula), label="figures")
    assert hitung(baris.text, figures) == baris.formula.evaluate(figures).value
