"""Reading documents of growing length: python tests/benchmarks/bench_documents.py [--quick]

A row of a long document against a row of one a tenth as long: 1 is linear, 10 would be quadratic. No row is read twice,
or the short document would be remembered and the long one not.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

from timing import Row, table

import kinerja_formula as kf

TITLE = "Reading a document"
HEADS = ("Sasaran", "Indikator Kinerja", "Formulasi Penghitungan", "Sumber Data")
PER_POST = 10
FRESH = count()
"""The numbers of rows that no document has yet."""

Posts = Sequence[tuple[str, Sequence[tuple[str, ...]]]]


def fresh_posts(size: int) -> Posts:
    """Return posts with ``size`` rows together, all different and different from those of every document before."""
    numbers = [next(FRESH) for _ in range(size)]
    found = []
    for start in range(0, size, PER_POST):
        first = numbers[start]
        own = [
            (
                f"Tertib layanan {first}" if number == first else "",
                f"Persentase layanan ke{number} yang selesai",
                f"Jumlah layanan ke{number} yang selesai -----x100% Jumlah seluruh layanan ke{number}",
                f"Buku agenda {number}" if number % 3 else "sda",
            )
            for number in numbers[start : start + PER_POST]
        ]
        found.append((f"KEPALA SEKSI {first}", own))
    return found


def write_text(posts: Posts, path: Path) -> None:
    lines = []
    for post, own in posts:
        lines += [f"1. Jabatan : {post}", "2. Tugas : Membantu", "", "\t".join(HEADS)]
        lines += ["\t".join(cells) for cells in own]
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")


def write_html(posts: Posts, path: Path) -> None:
    out = ["<html><body>"]
    for post, own in posts:
        out += [f"<p>Jabatan : {post}</p><table><tr>", *[f"<th>{head}" for head in HEADS], "</tr>"]
        out += ["<tr>" + "".join([f"<td>{cell}" for cell in cells]) for cells in own]
        out.append("</table>")
    path.write_text("\n".join(out), encoding="utf-8")


def write_xlsx(posts: Posts, path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheet, place = book.add_worksheet(), 0
    for post, own in posts:
        for cells in ((f"Jabatan : {post}",), HEADS, *own, ()):
            for column, cell in enumerate(cells):
                sheet.write_string(place, column, cell)
            place += 1
    book.close()


def write_docx(posts: Posts, path: Path) -> None:
    from docx import Document
    from docx.oxml import parse_xml

    name = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = Document()
    for post, own in posts:
        document.add_paragraph(f"Jabatan : {post}")
        drawn = "".join(
            "<w:tr>" + "".join([f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in cells]) + "</w:tr>"
            for cells in (HEADS, *own)
        )
        document.element.body.insert(-1, parse_xml(f"<w:tbl {name}>{drawn}</w:tbl>"))
    document.save(str(path))


def write_pdf(posts: Posts, path: Path) -> None:
    import typst

    parts = ["#set page(margin: 1cm)\n#set text(size: 8pt)"]
    for post, own in posts:
        cells = ", ".join([f"[{cell.replace('-----', '------')}]" for line in (HEADS, *own) for cell in line])
        parts.append(f"Jabatan : {post}\n\n#table(columns: 4, {cells})\n")
    path.write_bytes(typst.compile("\n".join(parts).encode()))


WRITERS: dict[str, tuple[str, Callable[[Posts, Path], None], int]] = {
    "text": ("a.txt", write_text, 300),
    "HTML": ("a.html", write_html, 300),
    "XLSX": ("a.xlsx", write_xlsx, 300),
    "DOCX": ("a.docx", write_docx, 300),
    "PDF": ("a.pdf", write_pdf, 40),
}


def nanoseconds_a_row(path: Path, size: int) -> float:
    began = time.perf_counter_ns()
    assert len(kf.read(path)) == size
    return (time.perf_counter_ns() - began) / size


def measure(*, quick: bool) -> list[Row]:
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for name, (file, write, short) in WRITERS.items():
            path = Path(folder) / file
            size = short // 10 if quick else short
            figures = {size: float("inf"), 10 * size: float("inf")}
            for _ in range(1 if quick else 4):
                for length, least in figures.items():
                    write(fresh_posts(length), path)
                    figures[length] = min(least, nanoseconds_a_row(path, length))
            low, high = figures.values()
            found.append(Row(f"{name}: a row of a document ten times as long", "a row", high, low, 1.5))
    return found


if __name__ == "__main__":
    print(table(measure(quick="--quick" in sys.argv)))
