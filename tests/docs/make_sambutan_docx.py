"""Writes examples/sambutan-2023.docx from the CSV beside it: the same table in Word, cells merged as in the decree.

python tests/docs/make_sambutan_docx.py
"""

from __future__ import annotations

import csv
import datetime
import re
from itertools import groupby
from pathlib import Path
from typing import Any

from docx import Document
from docx.shared import Cm

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
HEADS = ("KINERJA UTAMA", "INDIKATOR KINERJA UTAMA", "FORMULASI PERHITUNGAN/ PENJELASAN", "SUMBER DATA")
WIDTHS = (6, 7, 9, 5)


def plain(text: str) -> str:
    return " ".join(re.sub(r"<(?!/?u>)[^<>]*>", " ", text).split())


def write_runs(cell: Any, text: str) -> None:
    """Write a text with its underlined words, and a numerator that is underlined on a line of its own."""
    paragraph = cell.paragraphs[0]
    for place, piece in enumerate(re.split(r"</?u>", plain(text))):
        if piece.strip():
            if place > 0 and place % 2 == 0:
                paragraph = cell.add_paragraph()
            paragraph.add_run(piece.strip()).underline = place % 2 == 1


def main() -> None:
    with open(EXAMPLES / "sambutan-2023.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.2)
    document.core_properties.author = ""
    document.core_properties.created = document.core_properties.modified = datetime.datetime(2023, 1, 3)
    for line in ("INDIKATOR KINERJA INDIVIDU", "KECAMATAN SAMBUTAN", "TAHUN 2023"):
        document.add_paragraph(line)

    for jabatan, own in groupby(rows, key=lambda row: row["jabatan"]):
        document.add_paragraph(f"1. JABATAN\t: {jabatan}")
        table = document.add_table(rows=2, cols=4, style="Table Grid")
        for place, head in enumerate(HEADS):
            table.rows[0].cells[place].text = head
            table.rows[1].cells[place].text = str(place + 1)
        for sasaran, group in groupby(own, key=lambda row: row["sasaran"]):
            goal = None
            for row in group:
                cells = table.add_row().cells
                cells[1].text = plain(row["indikator"])
                write_runs(cells[2], row["formula"])
                cells[3].text = plain(row["sumber_data"])
                goal = goal.merge(cells[0]) if goal is not None else cells[0]
            goal.text = plain(sasaran)
        for row in table.rows:
            for cell, width in zip(row.cells, WIDTHS, strict=True):
                cell.width = Cm(width)

    document.save(EXAMPLES / "sambutan-2023.docx")


if __name__ == "__main__":
    main()
