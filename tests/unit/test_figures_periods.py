"""Names of periods that mean the same one."""

from __future__ import annotations

from typing import Any

import pytest

from kinerja_formula.figures.periods import called_alike


@pytest.mark.parametrize(
    ("period", "names", "found"),
    [
        ("TW II", ["TW II", "Triwulan II"], "TW II"),
        ("TW II", ["Triwulan I", "Triwulan II"], "Triwulan II"),
        ("TW II", ["TW I 2024", "TW II 2024", "TW III 2024"], "TW II 2024"),
        ("TW II 2024", ["TW I", "TW II", "TW III"], "TW II"),
        ("TW II 2024", ["TW II 2025"], None),
        ("TW II", ["TW II 2024", "TW II 2025"], None),
        ("TW II", ["Semester 2"], None),
        ("TW II", [True, "TW 2"], "TW 2"),
        ("Tahap Satu", ["tahap  satu", "tahap dua"], "tahap  satu"),
        ("Tahap Satu", ["tahap satu", "TAHAP SATU"], None),
        (2024, ["2023", "2024"], "2024"),
        ("Tahap Satu", [7], None),
    ],
)
def test_a_period_by_another_spelling(period: Any, names: list[Any], found: Any):
    assert called_alike(period, names) == found
