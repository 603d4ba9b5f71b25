"""What a process pays before its first figure: python tests/benchmarks/bench_start.py [--quick]"""

from __future__ import annotations

import sys

from timing import Row, best_process, table

TITLE = "Start"
FIRST = """
import kinerja_formula as kf
data = {"Jumlah pegawai disiplin": 18, "Jumlah total pegawai": 20}
assert kf.evaluate("Jumlah pegawai disiplin -----x100% Jumlah total pegawai", data).value == 90
"""
PROGRAMS = {
    "bare": "pass",
    "import": "import kinerja_formula",
    "lark": "import lark",
    "first": FIRST,
}


def measure(*, quick: bool) -> list[Row]:
    least = best_process(PROGRAMS, repeats=2 if quick else 40)
    bare, lark, first = least["bare"], least["lark"], least["first"]
    return [
        Row("a process that imports kinerja_formula", "a process that does nothing", least["import"], bare, 2.0),
        Row("a process that evaluates one formula", "a process that imports lark", first, lark, 1.3),
        Row("the same, over bare Python", "the same", max(first - bare, 1), max(lark - bare, 1), None),
    ]


if __name__ == "__main__":
    print(table(measure(quick="--quick" in sys.argv)))
