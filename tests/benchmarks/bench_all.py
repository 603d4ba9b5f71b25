"""All measurements in one run, written to docs/reference/performance.md: python tests/benchmarks/bench_all.py

With --quick a few seconds of small samples are printed and nothing is written: that it runs, not how quick it is.
"""

from __future__ import annotations

import datetime
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

import bench_documents
import bench_evaluate
import bench_indicators
import bench_reading
import bench_start
from timing import table

PAGE = Path(__file__).resolve().parents[2] / "docs/reference/performance.md"
PARTS = (bench_start, bench_evaluate, bench_indicators, bench_reading, bench_documents)

HEAD = """\
# Performance

<!-- Written by tests/benchmarks/bench_all.py (make bench). Do not edit. -->

Each ratio compares two things in one run on one machine: milliseconds change with the machine, ratios hardly do. Every
time is the least of many samples, taken in turns with the thing it is compared with.

{where}

"""

SIZES = """\
## Long texts

Nanoseconds a character for texts of the size in the head of the column, limits raised. Growth is by how much a
character gets dearer from one size, at least 1 000, to a larger one: 1 is linear, 10 from one column to the next would
be quadratic. What grows at a million is Python's garbage collector, which looks at all objects again and again while
many are made.

"""


def where() -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in ("lark", "pint", "simpleeval"))
    return (
        f"Measured on {datetime.date.today().isoformat()} with Python {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPUs, {libraries}."
    )


def page(*, quick: bool) -> str:
    tables = "".join(f"## {part.TITLE}\n\n{table(part.measure(quick=quick))}\n\n" for part in PARTS)
    sizes = bench_reading.table_of_sizes(bench_reading.measure_sizes(quick=quick), quick=quick)
    return HEAD.format(where=where()) + tables + SIZES + sizes + "\n"


def main(arguments: list[str]) -> int:
    quick = "--quick" in arguments
    text = page(quick=quick)
    print(text)
    if not quick:
        PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
