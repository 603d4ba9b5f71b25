"""The seven comparisons of PermenPANRB 53/2014 and the budget say the same in HTML, XLSX, DOCX, PDF and JSON.

The report of each unit of examples/kecamatan/ is written in every format and read back by a library of somebody else:
by indicator, what each table and each paragraph tells. JSON is the measure; the workbook is calculated anew before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.table import Table
from openpyxl import load_workbook
from selectolax.lexbor import LexborHTMLParser

import kinerja_formula as kf

from .test_figures_of_formats import SOFFICE, exact_number, recalculated, shown_number

KECAMATAN = Path(__file__).resolve().parents[2] / "examples" / "kecamatan"
YEAR = "2025"
UNITS = ("Kecamatan Utara", "Kecamatan Tengah", "Kecamatan Selatan")

Blocks = Sequence[str | Sequence[Sequence[str]]]
"""What a file shows, from top to bottom: a paragraph as a text, a table as rows of cells, its head first."""
Facts = dict[str, dict[str, object]]
"""Indicator or goal → what is told of it."""


@pytest.fixture(scope="module", params=UNITS)
def laporan(request: pytest.FixtureRequest) -> kf.Laporan:
    return kf.laporan(KECAMATAN / "iku.html", KECAMATAN / YEAR / f"{request.param}.xlsx", tahun=YEAR)


# What JSON tells


def number(text: str) -> Decimal | None:
    """Return the first number of a text: ``Rp1.250,50``, ``-0,77 poin``, ``86,9 nilai``; None where it has none."""
    found = re.search(r"[-−]?\d[\d.]*(?:,\d+)?", text)
    return None if found is None else Decimal(found[0].replace("−", "-").replace(".", "").replace(",", ".")).normalize()


def wanted(laporan: kf.Laporan) -> Facts:
    """Return the facts of the seven comparisons and the budget as JSON has them."""
    told = laporan.to_json()
    rows, goals = told["rows"], told["sasaran"]
    assert isinstance(rows, list) and isinstance(goals, list)
    found: Facts = {}
    for goal in goals:
        for one in goal["indikator"]:
            row = rows[one["nomor"] - 1]
            facts: dict[str, object] = {"target": number(row["target"])}
            if row["capaian"] is not None:
                facts |= {
                    "realisasi": number(row["text"]),
                    "capaian": number(row["capaian"]["text"]),
                    "predikat": row["capaian"]["predikat"],
                }
            for year in one.get("tahun", ()):
                facts[year["tahun"]] = number(year["realisasi"]), number(year["capaian"])
            for name in ("perubahan", "kemajuan", "standar", "anggaran", "realisasi_anggaran", "serapan", "efisiensi"):
                if name in one:
                    facts[name] = number(one[name])
            if "target_akhir" in one:
                facts["target_akhir"] = number(one["target_akhir"]), one["tahun_akhir"]
            facts |= {
                name: one[name] for name in ("membaik", "memenuhi", "penyebab", "solusi", "program") if name in one
            }
            found[one["indikator"]] = facts
        found[goal["nama"]] = budget_of(goal["indikator"])
    return found


def budget_of(indicators: Iterable[Mapping[str, str]]) -> dict[str, object]:
    """Return the budget of a goal: that of its indicators together, and what was spent of it, if all is known."""
    told = list(indicators)
    whole = sum((number(one["anggaran"]) or Decimal() for one in told), Decimal())
    facts: dict[str, object] = {"anggaran": whole.normalize()}
    if all("realisasi_anggaran" in one for one in told):
        spent = sum((number(one["realisasi_anggaran"]) or Decimal() for one in told), Decimal())
        facts["realisasi_anggaran"] = spent.normalize()
        facts["serapan"] = (spent / whole * 100).quantize(Decimal("0.01")).normalize()
    return facts


# What a file tells

NUMBERS = {
    "Target": "target",
    "Realisasi": "realisasi",
    "Capaian": "capaian",
    "Capaian terhadap target akhir": "kemajuan",
    "Standar nasional": "standar",
    "Anggaran": "anggaran",
    "Realisasi anggaran": "realisasi_anggaran",
    "Serapan": "serapan",
    "Selisih capaian dan serapan": "efisiensi",
}
LABELS = {"Penyebab": "penyebab", "Solusi": "solusi", "Program dan kegiatan": "program"}


def cell_facts(head: str, text: str) -> Iterator[tuple[str, object]]:
    """Yield what a cell tells by the head of its column; nothing where there is no data."""
    if head in NUMBERS:
        if (value := number(text)) is not None:
            yield NUMBERS[head], value
    elif head == YEAR:
        yield from zip(("realisasi", "capaian"), years_of(text), strict=False)
    elif re.fullmatch(r"20\d\d", head):
        yield head, tuple(years_of(text))
    elif head == "Perubahan" and text:
        change = number(text)
        assert change is not None
        yield "perubahan", -change if text.startswith("turun") else change
        yield "membaik", "(membaik)" in text
    elif head == "Target akhir":
        target, year = re.fullmatch(r"(.*?) \((\d{4})\)", text).groups()  # type: ignore[union-attr]
        yield "target_akhir", (number(target), year)
    elif head == "Terhadap standar" and text:
        yield "memenuhi", {"memenuhi": True, "belum memenuhi": False}[text]
    elif head == "Predikat" and text not in ("", "–"):
        yield "predikat", text


def years_of(text: str) -> list[Decimal]:
    return [value for part in text.split(" / ") if (value := number(part)) is not None]


def told_by(blocks: Blocks, names: Iterable[str]) -> Facts:
    """Return the facts that a file tells of each name; two places that contradict each other fail."""
    found: Facts = {name: {} for name in names}

    def put(name: str, key: str, value: object) -> None:
        assert found[name].setdefault(key, value) == value, (name, key)

    for block in blocks:
        if isinstance(block, str):
            shared, _, rest = block.partition(" – ")
            label, _, text = rest.partition(": ")
            for name in shared.split("; "):
                if name in found and label in LABELS:
                    put(name, LABELS[label], text.strip())
            continue
        for row in block[1:]:
            if row and row[0] in found:
                for head, text in zip(block[0], row, strict=True):
                    for key, value in cell_facts(head, text):
                        put(row[0], key, value)
    return found


def blocks_of_word(path: Path) -> Blocks:
    found: list[Any] = []
    for part in Document(str(path)).iter_inner_content():
        if isinstance(part, Table):
            found.append([[cell.text for cell in row.cells] for row in part.rows])
        else:
            found.append(part.text)
    return found


def blocks_of_page(path: Path) -> Blocks:
    """Return what stands in the section of the comparisons."""
    section = LexborHTMLParser(path.read_text(encoding="utf-8")).css_first("#perbandingan")
    assert section is not None
    found: list[Any] = []
    for node in section.css("table, p"):
        if node.tag == "table":
            cells = [[plain(cell.text()) for cell in row.css("th, td")] for row in node.css("tr")]
            found.append(cells)
        else:
            found.append(plain(node.text()))
    return found


def plain(text: str) -> str:
    return " ".join(text.split())


def blocks_of_workbook(path: Path) -> Blocks:
    """Return what stands on the sheet of the comparisons: a row of one cell is a paragraph or a caption."""
    found: list[Any] = []
    for row in load_workbook(path, data_only=True)["Perbandingan"].iter_rows(values_only=True):
        cells = ["" if cell is None else str(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) < 2 or not cells[0]:
            found.append(cells[0] if cells else "")
        elif found and isinstance(found[-1], list):
            found[-1].append([*cells, *[""] * (len(found[-1][0]) - len(cells))])
        else:
            found.append([cells])
    return found


def test_the_example_has_every_comparison(laporan: kf.Laporan):
    facts = wanted(laporan)
    keys = {key for told in facts.values() for key in told}
    assert {*NUMBERS.values(), *LABELS.values(), "2023", "2024", "perubahan", "membaik", "target_akhir"} <= keys
    assert {"memenuhi", "predikat"} <= keys
    assert len(facts) == 5 + 3


def test_html(laporan: kf.Laporan, tmp_path: Path):
    path = tmp_path / "laporan.html"
    laporan.save(path)
    assert told_by(blocks_of_page(path), wanted(laporan)) == wanted(laporan)


def test_docx(laporan: kf.Laporan, tmp_path: Path):
    path = tmp_path / "laporan.docx"
    laporan.save(path, setelan=KECAMATAN / "laporan.toml")
    assert told_by(blocks_of_word(path), wanted(laporan)) == wanted(laporan)


def test_pdf_shows_every_cell_and_paragraph_of_word(laporan: kf.Laporan, tmp_path: Path):
    for ending in ("docx", "pdf"):
        laporan.save(tmp_path / f"laporan.{ending}", setelan=KECAMATAN / "laporan.toml")
    pages = pypdfium2.PdfDocument(tmp_path / "laporan.pdf")
    shown = letters("".join(page.get_textpage().get_text_range() for page in pages))
    for block in blocks_of_word(tmp_path / "laporan.docx"):
        texts = [block] if isinstance(block, str) else [cell for row in block for cell in row]
        missing = [text for text in texts if letters(text) not in shown]
        assert missing == []


def letters(text: str) -> str:
    """Return a text without blanks, and without the signs at which a PDF parts words."""
    return re.sub(r"[\s\ufffe\xad-]+", "", text)


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_workbook_calculated_anew(laporan: kf.Laporan, tmp_path: Path):
    laporan.save(tmp_path / "laporan.xlsx")
    path = recalculated(tmp_path) / "laporan.xlsx"
    assert told_by(blocks_of_workbook(path), wanted(laporan)) == wanted(laporan)
    # The sheet of the post calculates from the figures what the comparisons tell.
    sheet = load_workbook(path, data_only=True)["1 CAMAT"]
    lines = {row[1]: row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)}
    assert list(lines) == [row.indikator.nama for row in laporan.rows]
    for row in laporan.rows:
        told, facts = lines[row.indikator.nama], wanted(laporan)[row.indikator.nama]
        if row.value is None:
            assert not told[4] and not told[9] and "realisasi" not in facts
            continue
        assert row.capaian is not None and row.capaian.value is not None
        assert shown_number(told[4], 2) == exact_number(row.value, 2) == facts["realisasi"]
        assert shown_number(told[9], 2) == exact_number(row.capaian.value, 2) == facts["capaian"]


def test_a_figure_that_differs_is_seen():
    table = [["Indikator kinerja", "Target", "2024"], ["A", "86", "84,2 nilai / 100,24%"]]
    facts: Facts = {"A": {"target": Decimal(86), "2024": (Decimal("84.2"), Decimal("100.24"))}}
    assert told_by([table], ["A"]) == facts
    table[1][2] = "84,2 nilai / 100,25%"
    assert told_by([table], ["A"]) != facts
    with pytest.raises(AssertionError):
        told_by([table, [["Indikator kinerja", "Target"], ["A", "87"]]], ["A"])
