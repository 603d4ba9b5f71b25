"""Many indicators of many offices, in one table: python tests/benchmarks/bench_indicators.py [--quick]

A city with 300 indicators, 40 offices and 4 quarters has 48 000 capaian out of 96 000 figures. All of them, from the
texts of the formulas on, are held against reading those texts alone; and an indicator among many against one among few,
each with the same figures: 1 is linear.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from timing import Row, best, table

os.environ.setdefault("POLARS_MAX_THREADS", "1")  # before polars is there: what counts is the work, not the cores

import polars as pl

import kinerja_formula as kf

TITLE = "Many indicators"
INDICATORS, FEWER = 300, 100
OFFICES, QUARTERS = 40, 4


def texts(indicators: int) -> dict[str, str]:
    """Return the formulas by their indicators, no two with a name in common."""
    return {
        f"Persentase layanan ke{number} yang selesai": (
            f"Jumlah layanan ke{number} yang selesai / Jumlah layanan ke{number} yang diajukan x 100%"
        )
        for number in range(indicators)
    }


def figures(indicators: int) -> pl.DataFrame:
    """Return a row a figure, for every office and quarter."""
    names = [name for text in texts(indicators).values() for name in text.removesuffix(" x 100%").split(" / ")]
    rows = [
        (f"Dinas {office}", quarter, name, 50.0 + (7 * office + 3 * quarter + place) % 50)
        for office in range(OFFICES)
        for quarter in range(1, QUARTERS + 1)
        for place, name in enumerate(names)
    ]
    return pl.DataFrame(rows, schema=["unit", "periode", "nama", "nilai"], orient="row")


def ways() -> dict[str, Callable[[], object]]:
    many, few = texts(INDICATORS), texts(FEWER)
    of_many, of_few = figures(INDICATORS), figures(FEWER)
    found = kf.evaluate_long(of_many, many, target="80%")
    assert found.height == INDICATORS * OFFICES * QUARTERS
    assert found["capaian"].null_count() == 0
    return {
        "many": lambda: kf.evaluate_long(of_many, many, target="80%"),
        "few": lambda: kf.evaluate_long(of_few, few, target="80%"),
        "texts": lambda: [kf.parse(text, indikator=name) for name, text in many.items()],
    }


def measure(*, quick: bool) -> list[Row]:
    least = best(ways(), repeats=1 if quick else 15, sample=0)
    of_many, of_few = least["many"] / INDICATORS, least["few"] / FEWER
    what = f"{INDICATORS} indicators × {OFFICES} offices × {QUARTERS} quarters, from text to capaian"
    return [
        Row(what, f"reading the {INDICATORS} texts", least["many"], least["texts"], 2.0),
        Row(f"an indicator among {INDICATORS}", f"one among {FEWER}", of_many, of_few, 1.2),
    ]


if __name__ == "__main__":
    print(table(measure(quick="--quick" in sys.argv)))
