"""What the shape of a term tells of its unit."""

from __future__ import annotations

import pytest

import kinerja_formula as kf
from kinerja_formula.unit_checker.shapes import may_be_share


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("A x B", False),
        ("A + B", False),
        ("A / B", True),
        ("(A / B) + C", True),
        ("A x (B / C)", True),
        ("rata-rata (A / B; C)", True),
        ("A ^ 2", True),
        ("√(A)", True),
    ],
)
def test_a_term_that_divides_may_be_a_share(text: str, share: bool):
    assert may_be_share(kf.parse(text).tree) is share
