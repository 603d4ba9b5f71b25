"""Writes the tables of a labelled decree by other programs: DOCX with equations, PDF with drawn bars, XLSX.

The cells are those of the records; a formula whose label has a division is drawn as one: as an equation, as an
underlined numerator, or as a fraction. Nothing here is used by the reader.
"""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path
from typing import Any

from .scorer import Record

HEADS = ("Sasaran", "Indikator Kinerja", "Formulasi Penghitungan", "Sumber Data")
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def rows_of(records: list[Record]) -> list[tuple[str, list[tuple[str, list[Record]]]]]:
    """Return post → goal → records, as they follow each other."""
    return [
        (jabatan or "", [(sasaran or "", list(own)) for sasaran, own in groupby(rows, key=lambda one: one["sasaran"])])
        for jabatan, rows in groupby(records, key=lambda one: one["jabatan"])
    ]


def plain(text: str | None) -> str:
    return " ".join(re.sub(r"<[^<>]*>", " ", text or "").split())


def fraction_of(record: Record) -> tuple[str, str, str] | None:
    """Return what is above, below and behind the line of a formula, if its label is one division."""
    names = record["names"]
    if "\\sum" in record["formula"]:
        names = {letter: f"∑ {name}" for letter, name in names.items()}
    if record["expr"] == "a / b * 100%":
        return names["a"], names["b"], "× 100%"
    if record["expr"] == "a / b":
        return names["a"], names["b"], ""
    if record["expr"] == "(a * b - c) / (a * b) * 100%":
        return (f"({names['a']} × {names['b']}) − {names['c']}", f"{names['a']} × {names['b']}", "× 100%")
    return None


# DOCX by python-docx, equations as Word has them


def write_docx(records: list[Record], path: Path, *, underlined: bool = False) -> None:
    from docx import Document
    from docx.shared import Cm

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(33), Cm(21)
    widths = [Cm(5), Cm(5), Cm(15), Cm(5)]
    for jabatan, goals in rows_of(records):
        document.add_paragraph("INDIKATOR KINERJA INDIVIDU")
        if jabatan:
            document.add_paragraph(f"1. Jabatan\t: {jabatan}")
            document.add_paragraph("2. Tugas\t: Melaksanakan tugas kedinasan")
        table = document.add_table(rows=1, cols=4)
        table.style = "Table Grid"
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for cell, head in zip(table.rows[0].cells, HEADS, strict=True):
            cell.paragraphs[0].add_run(head).bold = True
        for cell, width in zip(table.rows[0].cells, widths, strict=True):
            cell.width = width
        for sasaran, own in goals:
            first = None
            for record in own:
                cells = table.add_row().cells
                for cell, width in zip(cells, widths, strict=True):
                    cell.width = width
                cells[1].text = plain(record["indikator"])
                fill_formula(cells[2], record, underlined=underlined)
                cells[3].text = plain(record["sumber_data"])
                if first is None:
                    first = cells[0]
                    first.text = plain(sasaran)
                    last = first
                else:
                    last = cells[0]
            if last is not first:
                text = first.text
                merged = first.merge(last)
                merged.text = text
    document.save(str(path))


def fill_formula(cell: Any, record: Record, *, underlined: bool) -> None:
    fraction = fraction_of(record)
    if fraction is None:
        cell.text = plain(record["formula"])
        return
    above, below, behind = fraction
    if underlined and "−" not in above:
        run = cell.paragraphs[0].add_run(above)
        run.underline = True
        if behind:
            cell.paragraphs[0].add_run(f" {behind}")
        cell.add_paragraph(below)
        return
    cell.paragraphs[0]._p.append(equation(above, below, behind))


def equation(above: str, below: str, behind: str) -> Any:
    from docx.oxml import parse_xml

    def runs(text: str) -> str:
        text = text.replace("&", "&amp;").replace("<", "&lt;")
        if text.startswith("("):
            inner, _, rest = text[1:].partition(")")
            return f"<m:d><m:e>{runs(inner)}</m:e></m:d>{runs(rest)}"
        if "∑" in text:
            before, _, after = text.partition("∑")
            name, times, rest = after.partition(" ×")
            name, minus, tail = (name, "", "") if times else after.partition(" −")
            signs = (
                '<m:naryPr><m:chr m:val="∑"/><m:subHide m:val="1"/><m:supHide m:val="1"/></m:naryPr><m:sub/><m:sup/>'
            )
            total = f"<m:nary>{signs}<m:e>{runs(name.strip())}</m:e></m:nary>"
            return runs(before) + total + runs(times + rest if times else minus + tail)
        return f'<m:r><m:t xml:space="preserve">{text}</m:t></m:r>' if text else ""

    tail = runs(f" {behind}") if behind else ""
    drawn = f"<m:f><m:num>{runs(above)}</m:num><m:den>{runs(below)}</m:den></m:f>{tail}"
    return parse_xml(f'<m:oMathPara xmlns:m="{MATH}"><m:oMath>{drawn}</m:oMath></m:oMathPara>')


# PDF by typst, with the fractions that it draws


def write_typst_pdf(records: list[Record], path: Path) -> None:
    import typst

    parts = ['#set page(paper: "a4", margin: 1.5cm)', '#set text(size: 9pt, lang: "id", hyphenate: false)']
    for jabatan, goals in rows_of(records):
        parts.append(f"INDIKATOR KINERJA INDIVIDU\n\n1. Jabatan : {typst_text(jabatan)}\n\n2. Tugas : Membantu\n")
        cells = [f"[*{head}*]" for head in HEADS]
        for sasaran, own in goals:
            cells.append(f"table.cell(rowspan: {len(own)})[{typst_text(plain(sasaran))}]")
            for record in own:
                shown = (typst_text(plain(record["indikator"])), typst_formula(record))
                cells += [f"[{cell}]" for cell in (*shown, typst_text(plain(record["sumber_data"])))]
        parts.append(
            "#table(columns: (1fr, 1.2fr, 2fr, 1fr), table.header("
            + ", ".join(cells[:4])
            + "), "
            + ", ".join(cells[4:])
            + ")\n"
        )
    path.write_bytes(typst.compile("\n".join(parts).encode()))


def typst_text(text: str) -> str:
    return re.sub(r"([\\#$*_`@<>\[\]~/=+-])", r"\\\1", text)


def typst_formula(record: Record) -> str:
    fraction = fraction_of(record)
    if fraction is None:
        return typst_text(plain(record["formula"]))
    above, below, behind = (typst_text(part) for part in fraction)
    return f"$ frac(#box(width: 4.2cm)[{above}], #box(width: 4.2cm)[{below}]) #[{behind}] $"


# A page of tables, from which LibreOffice makes XLSX


def html_of(records: list[Record]) -> str:
    from html import escape

    out = ["<html><head><meta charset='utf-8'></head><body>"]
    for jabatan, goals in rows_of(records):
        out.append("<table border=1>")
        if jabatan:
            out.append(f"<tr><td>Jabatan : {escape(jabatan)}</td></tr>")
        out.append("<tr>" + "".join([f"<th>{head}</th>" for head in HEADS]) + "</tr>")
        for sasaran, own in goals:
            for place, record in enumerate(own):
                out.append("<tr>")
                if place == 0:
                    out.append(f"<td rowspan={len(own)}>{escape(plain(sasaran))}</td>")
                cells = (record["indikator"], record["formula"], record["sumber_data"])
                out += [*[f"<td>{escape(plain(text))}</td>" for text in cells], "</tr>"]
        out.append("</table><p></p>")
    return "\n".join([*out, "</body></html>"])
