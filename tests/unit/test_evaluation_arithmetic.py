"""The tree as plain arithmetic: percent signs become factors, by the rules of an evaluation."""

from __future__ import annotations

from fractions import Fraction

import pytest

import kinerja_formula as kf
from kinerja_formula.evaluation.arithmetic import plain_arithmetic
from kinerja_formula.nodes import Number, walk
from kinerja_formula.writers.text import write_text

SHARE_OF_ONE = "(jika -1 ≤ `PMA` ≤ 1 maka `PMA`; selain itu `PMA` / 100)"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Jumlah A / Jumlah B x 100%", "Jumlah A × 100 / Jumlah B"),
        ("Jumlah A / Jumlah B x 100", "Jumlah A × 100 / Jumlah B"),
        ("Jumlah A / Jumlah B", "Jumlah A / Jumlah B"),
        ("100% - Jumlah A / Jumlah B x 100%", "(1 - (Jumlah A / Jumlah B)) × 100"),
        ("Jumlah A x 0 / Jumlah B", "Jumlah A × 0 / Jumlah B"),
        ("`A` × 50% / `B`", "`A` × 50 / `B`"),
        ("`A` / 50%", "`A` × 2"),
        ("`A` / 0", "`A` / 0"),
        ("`A` / (`B` / `C`)", "`A` / (`B` / `C`)"),
        ("Persentase A / 100", "`Persentase A` / 100"),
        # a factor that all terms have stands before the bracket
        ("`A` × 50% + `B` × 50%", "(`A` + `B`) / 2"),
        ("`A` × 50% - `B` × 50%", "(`A` - `B`) / 2"),
        ("(`A` - `B`) × 50%", "(`A` - `B`) / 2"),
        ("`A` × 50% + `B` × 25%", "(`A` / 2) + (`B` / 4)"),
        ("-`A` + `B`", "-(`A`) + `B`"),
        ("`A` - `B` - 3", "`A` - `B` - 3"),
        ("`A` + 0 × `B`", "`A` + 0 × `B`"),
        # means, lists, sums over records
        ("rata-rata (`A`; `B`; `C`)", "(`A` + `B` + `C`) / 3"),
        ("Jumlah dokumen: 1. Renstra 2. Renja", "`Renstra` + `Renja`"),
        ("Σ (`bobot` × `nilai`)", "Σ (`bobot` × `nilai`)"),
        ("Σ (50% × `nilai`)", "Σ (`nilai`) / 2"),
        ("rata-rata setiap (`nilai` / `bobot`)", "rata-rata setiap (`nilai` / `bobot`)"),
        # functions
        ("√(A × B)", "√(`A` × `B`)"),
        ("(`P` / `Q`) ^ 2", "(`P` / `Q`) ^ 2"),
        ("ln (`A`) × 50%", "ln (`A`) × 50"),
        ("log (`A`; 2)", "log (`A`; 2)"),
        ("median (`Persentase A`; 50)", "median (`Persentase A` / 100; 0,5) × 100"),
        ("min (`A` / `B` × 100%; 100%)", "min (`A` / `B`; 1) × 100"),
        ("bulat (`A` / `B` × 100%; 1)", "bulat (`A` × 100 / `B`; 1)"),
        # conditions
        ("jika `A` > 1 dan `B` < 2 maka 3; selain itu 4", "jika `A` > 1 dan `B` < 2 maka 3; selain itu 4"),
        ("jika `Persentase A` ≥ 80 maka 4; selain itu 0", "jika `Persentase A` / 100 ≥ 0,8 maka 4; selain itu 0"),
        (
            "jika `A` > 3 maka `Persentase D`; selain itu 5",
            "(jika `A` > 3 maka `Persentase D` / 100; selain itu 0,05) × 100",
        ),
        (
            "jika (`LK` + `GB`) ≥ 70% maka 4; selain itu 5 × (`LK` + `GB`)",
            "jika `LK` + `GB` ≥ 0,7 maka 4; selain itu (`LK` + `GB`) × 5",
        ),
        (
            "jika `PMA` ≥ 1% maka 4; selain itu 200 × `PMA`",
            f"jika {SHARE_OF_ONE} ≥ 0,01 maka 4; selain itu {SHARE_OF_ONE} × 200",
        ),
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
