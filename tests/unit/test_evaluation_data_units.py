"""Which figures were written in another size, and which a doubt tells."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kinerja_formula.evaluation.data_units import is_scaled
from kinerja_formula.evaluation.figures import Datum


@pytest.mark.parametrize(
    ("written", "scaled"),
    [
        ("Rp 50 M", True),
        ("RP 50 m", True),
        ("Rp1,2 T", True),
        ("rp. 1,2 t", True),
        ("Rp 50 miliar", True),
        ("50 juta", True),
        ("ribu 5", True),
        ("50 M", False),  # metres, as well as billions
        ("Rp 50", False),
        ("Rp M 50", False),
        ("50 Rp M", False),
        ("5 km", False),
        ("", False),
    ],
)
def test_words_and_letters_of_scale(written: str, scaled: bool):
    assert is_scaled(Datum(Fraction(5), written=written)) is scaled


@pytest.mark.parametrize(("factor", "scaled"), [(1, False), (1000, True), (Fraction(1, 60), True)])
def test_what_was_converted_was_written_in_another_size(factor: Fraction | int, scaled: bool):
    assert is_scaled(Datum(Fraction(5), written="5 km", factor=Fraction(factor))) is scaled
