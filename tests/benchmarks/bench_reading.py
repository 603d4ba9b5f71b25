"""A text that was never seen: python tests/benchmarks/bench_reading.py [--quick]

First texts of 129 characters, against pint reading 129 characters of figures and units; then texts of many shapes and
up to a million characters, to see that the time for a character stays the same.
"""

from __future__ import annotations

import gc
import itertools
import sys
import time
from collections.abc import Callable
from contextlib import suppress

import pint
from timing import Row, best, table

import kinerja_formula as kf

TITLE = "Reading a new text"
LENGTH = 129
SIZES = (100, 1_000, 10_000, 100_000, 1_000_000)
QUICK_SIZES = (100, 300)
_LONG = 5e9
"""Nanoseconds of a reading that is not measured twice; a size that would take four times that is left out."""
LIMITS = kf.Limits(length=2_000_000, parts=2_000_000)


def exactly(text: str, place: str, filler: str) -> str:
    """Return ``text`` with ``filler`` at ``place``, as much as makes 129 characters."""
    text = text.replace(place, filler[: LENGTH - len(text) + len(place)])
    assert len(text) == LENGTH, (len(text), text)
    return text


def formula_texts(shape: str) -> list[str]:
    """Return texts of one shape that differ in their names."""
    filler = "yang tercatat dan terlayani pada tahun berjalan di seluruh wilayah kecamatan dan kelurahan tersebut"
    return [exactly(shape.replace("#", f"{number:02}"), "…", filler) for number in range(40)]


SHAPES_OF_129 = {
    "one line": "(Jumlah dokumen ke#  … / Jumlah seluruh dokumen ke#) x 100 %",
    "drawn line": "Jumlah dokumen ke# …\n----------------- x 100%\nJumlah seluruh dokumen ke#",
    "words": "Jumlah dokumen ke# dibagi Jumlah seluruh dokumen ke# … dikali 100%",
    "arithmetic": "(Jumlah A# x Jumlah B# - Jumlah C#) / (Jumlah A# x Jumlah B#) x 100% + Nilai D# x 40% - Jumlah E# …",
    "LaTeX": "$\\frac{\\text{Jumlah dokumen ke# …}}{\\text{Jumlah seluruh dokumen ke#}} \\times 100\\%$",
}


def pint_texts() -> list[str]:
    text = (
        "(… meter * 2.5 second + 12.5 meter * 30 second - 7 meter * second) / (20 meter * 4.5 second) * 100 + 3.25 * 40"
    )
    return [exactly(text, "…", f"{10 + number}.{'25' * 30}") for number in range(40)]


def measure(*, quick: bool) -> list[Row]:
    registry = pint.UnitRegistry()

    def turns(read: Callable[[str], object], texts: list[str]) -> Callable[[], object]:
        endless = itertools.cycle(texts)
        return lambda: read(next(endless))

    ways = {name: turns(kf.parse, formula_texts(shape)) for name, shape in SHAPES_OF_129.items()}
    ways["pint"] = turns(registry.parse_expression, pint_texts())
    least = best(ways, repeats=2 if quick else 40, sample=0.0001 if quick else 0.01)
    return [
        Row(f"129 characters, {name}", "pint, 129 characters", least[name], least["pint"], 1.0)
        for name in SHAPES_OF_129
    ]


def repeat(piece: str, head: str = "", tail: str = "") -> Callable[[int], str]:
    """Return a shape: ``piece`` as often as fills a size; ``#`` in it is a running number."""

    def text(size: int) -> str:
        pieces, length = [head], len(head)
        for number in itertools.count(1):
            if length >= size:
                break
            pieces.append(piece.replace("#", str(number)))
            length += len(pieces[-1])
        return "".join(pieces) + tail

    return text


SHAPES: dict[str, Callable[[int], str]] = {
    "one long name": repeat("pegawai ", "Jumlah "),
    "many terms": repeat(" + Jumlah laporan ke#", "Jumlah laporan"),
    "many factors": repeat(" x Jumlah laporan ke#", "Jumlah laporan"),
    "many divisions": repeat(" / Jumlah laporan ke#", "Jumlah laporan", " x 100%"),
    "doubtful slashes": repeat(" / dokumen ke#", "Jumlah laporan", " x 100%"),
    "tight slashes": repeat("/dokumen", "Jumlah laporan", " x 100%"),
    "doubtful colons": repeat(" : dokumen ke#", "Jumlah laporan", " x 100%"),
    "doubtful dashes": repeat(" - dokumen ke#", "Jumlah laporan + Jumlah surat", " x 100%"),
    "doubtful x": repeat(" x dokumen", "Jumlah laporan", " x 100%"),
    "brackets in a row": repeat(" + (Jumlah A# - Jumlah B#)", "(Jumlah A)"),
    "nested brackets": repeat(f" + {'(' * 50}Jumlah A#{')' * 50}", "Jumlah A"),
    "brackets never closed": repeat("Jumlah A (Jumlah B ", "", ""),
    "drawn lines": repeat("Jumlah A# ----- x 100% Jumlah B#\n"),
    "lines and nothing else": repeat("-----\n", "", "Jumlah A"),
    "dashes": repeat("-", "Jumlah A ", " Jumlah B"),
    "dots": repeat(".", "Jumlah A ", " Jumlah B"),
    "dots between blanks": repeat("… ", "Jumlah A ", " Jumlah B"),
    "equals signs": repeat("= &— ", "Jumlah A ", " / Jumlah B x 100%"),
    "differences": repeat("selisih a dengan "),
    "fractions in LaTeX": repeat(" + \\frac{\\text{Jumlah A#}}{\\text{Jumlah B#}}", "$\\text{Jumlah C}", "$"),
    "tags": repeat("<p>Jumlah <b>surat</b> masuk</p> "),
    "tags never closed": repeat("<p<", "Jumlah A "),
    "entities": repeat("&amp;&#37;", "Jumlah A "),
    "numbered list": repeat("#. Jumlah laporan ke#\n", "Jumlah dokumen:\n"),
    "a sentence of quantities": repeat("sebanyak # desa dan ", "Pelaksanaan pembinaan "),
    "digits": repeat(" 1.234,5", "Jumlah A"),
    "back-ticks": repeat("`a` + ", "", "`a`"),
    "white space": repeat(" \n\t", "Jumlah A ", "/ Jumlah B"),
    "notes": repeat("Keterangan : A# = jumlah surat ke#\n", "A1 / A2 x 100%\n"),
}


def per_character(shape: Callable[[int], str], size: int) -> float:
    """Return the least nanoseconds for a character of a text of about this size; a refusal counts like a reading."""
    text = shape(size)
    least = float("inf")
    for _ in range(5 if size < 100_000 else 3 if size < 1_000_000 else 2):
        gc.collect()
        begin = time.perf_counter_ns()
        with suppress(kf.FormulaError):
            kf.parse(text, limits=LIMITS)
        least = min(least, time.perf_counter_ns() - begin)
        if least > _LONG:
            break
    return least / len(text)


def measure_sizes(*, quick: bool) -> dict[str, list[float]]:
    """Return for each shape the nanoseconds a character at each size, up to the first that would take too long."""
    kf.parse("Jumlah A / Jumlah B")  # loads the grammar
    figures: dict[str, list[float]] = {}
    for name, shape in SHAPES.items():
        row = figures[name] = []
        for size in QUICK_SIZES if quick else SIZES:
            grown = row[-1] / row[-2] if len(row) > 2 else 1
            if row and row[-1] * max(1, grown) * size > 4 * _LONG:
                break
            row.append(per_character(shape, size))
    return figures


def growth(row: list[float]) -> float:
    """Return by how much a character gets dearer from one size, at least 1 000, to any larger one."""
    return max(later / earlier for earlier, later in itertools.combinations_with_replacement(row[1:], 2))


def table_of_sizes(figures: dict[str, list[float]], *, quick: bool) -> str:
    sizes = QUICK_SIZES if quick else SIZES
    heads = ["shape", *[f"{size:,}".replace(",", " ") for size in sizes], "growth"]
    lines = [f"| {' | '.join(heads)} |", f"| --- |{' --: |' * (len(heads) - 1)}"]
    for name, row in figures.items():
        cells = [f"{one:.0f}" for one in row] + ["too long"] * (len(sizes) - len(row))
        lines.append(f"| {name} | {' | '.join(cells)} | {growth(row):.2f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    is_quick = "--quick" in sys.argv
    print(table(measure(quick=is_quick)))
    print()
    print("nanoseconds a character")
    print()
    print(table_of_sizes(measure_sizes(quick=is_quick), quick=is_quick))
