"""The benchmarks run, and the published page is one of theirs. How quick things are is for `make bench` to say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PAGE = ROOT / "docs/reference/performance.md"
TABLES = ROOT / "docs/reference/performance-tables.md"

pytestmark = pytest.mark.slow


def run(script: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, str(HERE / script), "--quick"],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def first_cells(page: str) -> list[str]:
    """What the rows of all tables are about, and the headings."""
    return re.findall(r"^(?:## .*|\| [^|-][^|]*(?= \|))", page, re.MULTILINE)


def test_all_of_them_run_and_the_page_has_their_rows():
    before = PAGE.read_bytes()
    printed = run("bench_all.py")
    assert first_cells(printed) == first_cells(before.decode("utf-8")), "run make bench"
    assert len(first_cells(printed)) > 30
    assert PAGE.read_bytes() == before, "a quick run is not published"


def test_tables_run_and_their_page_has_their_rows():
    before = TABLES.read_bytes()
    printed = run("bench_tables.py")
    rows, published = (
        re.findall(r"^(?:## .*|\| [^|-][^|]*(?= \|))", page, re.MULTILINE) for page in (printed, before.decode())
    )
    sizes = {"| DuckDB", "| polars lazy", "| PySpark"}  # as many lines as there are sizes
    assert [row for row in rows if row not in sizes] == [row for row in published if row not in sizes], (
        "make bench-tables"
    )
    assert TABLES.read_bytes() == before, "a quick run is not published"


@pytest.mark.parametrize(
    "script", ["bench_start.py", "bench_evaluate.py", "bench_indicators.py", "bench_reading.py", "bench_documents.py"]
)
def test_each_runs_alone(script: str):
    ratios = re.findall(r"\| ([0-9.e+-]+) \|(?: ≤ [0-9.]+ (?:met|\*\*missed\*\*))? \|$", run(script), re.MULTILINE)
    assert ratios
    assert all(float(ratio) > 0 for ratio in ratios)
