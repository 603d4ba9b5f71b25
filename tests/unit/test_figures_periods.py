"""Names of periods that mean the same one or lie within each other, and dates behind a day of the week."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kinerja_formula.figures.dates import date_of
from kinerja_formula.figures.periods import called_alike, periods_overlap


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


@pytest.mark.parametrize(("word", "place"), [("pertama", "I"), ("kedua", "II"), ("ketiga", "III"), ("keempat", "IV")])
def test_ordinals_are_places(word: str, place: str):
    assert called_alike(f"Triwulan {word}", ["TW I", "TW II", "TW III", "TW IV"]) == f"TW {place}"


@pytest.mark.parametrize(
    ("periods", "overlap"),
    [
        (["Total"], False),
        (["Total", "TW I"], True),
        (["TW I", "TW II", "Jumlah"], True),
        (["TW I", "TW II"], False),
        (["TW I", "Semester I"], True),
    ],
)
def test_a_total_beside_one_of_its_parts_counts_twice(periods: list[str], overlap: bool):
    assert periods_overlap(periods) is overlap


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Senin, 18 Maret 2024", date(2024, 3, 18)),
        ("Senin,18 Maret 2024", date(2024, 3, 18)),
        ("Jum'at,15 Maret 2024", date(2024, 3, 15)),
        ("paling lambat Senin, 18 Maret 2024", date(2024, 3, 18)),
        ("Rapat, 18 Maret 2024", None),
    ],
)
def test_only_a_day_of_the_week_stands_before_a_date(written: str, day: date | None):
    assert date_of(written) == day
