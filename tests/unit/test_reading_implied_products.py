"""Two factors side by side: where nobody writes a sign, and where two words are one name."""

from __future__ import annotations

import pytest

import kinerja_formula as kf
from kinerja_formula.nodes import Product


@pytest.mark.parametrize(
    ("text", "line"),
    [
        # A figure before a sum
        ("5 Σ ASFR", "5 × Σ `ASFR`"),
        ("TFR = (5 Σ ASFR)", "5 × Σ `ASFR`"),
        ("TFR = 5 Σ ASFR", "5 × Σ `ASFR`"),
        ("[5 Σ ASFR] / 2", "5 × Σ `ASFR` / 2"),
        ("{5 Σ ASFR} / 2", "5 × Σ `ASFR` / 2"),
        ("A + 5 Σ ASFR", "`A` + 5 × Σ `ASFR`"),
        ("A - 5 Σ ASFR", "`A` - 5 × Σ `ASFR`"),
        ("A x 5 Σ ASFR", "`A` × 5 × Σ `ASFR`"),
        ("A × 5 Σ ASFR", "`A` × 5 × Σ `ASFR`"),
        ("A * 5 Σ ASFR", "`A` × 5 × Σ `ASFR`"),
        ("Jumlah 5 Σ ASFR", "`Jumlah 5 Σ ASFR`"),  # the figure belongs to a name
        # Two symbols with their subscripts
        ("n_1 k_1 + n_2 k_2", "`n_1` × `k_1` + `n_2` × `k_2`"),
        ("n_i k_i", "`n_i` × `k_i`"),
        ("n_k k_t", "`n_k` × `k_t`"),
        ("n_ij k_1", "`n_ij` × `k_1`"),
        ("n_12 kk_1", "`n_12` × `kk_1`"),
        ("n_1 k_1 m_1", "`n_1` × `k_1` × `m_1`"),
        ("n_123 k_1", "`n_123 k_1`"),
        ("nab_1 k_1", "`nab_1 k_1`"),
        ("n_a k_b", "`n_a k_b`"),
        ("n_1 kota", "`n_1 kota`"),
        # A symbol before a bracket that steps it
        ("n(n+1) / 2", "`n` × (`n` + 1) / 2"),
        ("n(n-1) / 2", "`n` × (`n` - 1) / 2"),
        ("Tn(n-1) / 2", "`Tn(n-1)` / 2"),
        ("PDRB (n) - PDRB (n-1)", "`PDRB (n)` - `PDRB (n-1)`"),
        # A dot between symbols behind an equals sign
        ("V = p . l . t", "`p` × `l` × `t`"),
        ("Biaya = Kec . Medan", "`Kec . Medan`"),
    ],
)
def test_factors_side_by_side(text: str, line: str):
    assert kf.parse(text).to_text() == line


def test_the_sign_has_no_place_of_its_own():
    """It stands where the second factor begins, and covers nothing."""
    for text in ("5 Σ ASFR", "n_1 k_1"):
        tree = kf.parse(text).tree
        assert isinstance(tree, Product)
        sign = tree.parts[1]
        assert sign.sign == "×"
        assert sign.sign_span[0] == sign.sign_span[1] == text.index(" ") + 1
