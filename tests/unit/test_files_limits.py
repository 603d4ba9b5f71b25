"""Small files that hold much: read by what is filled, or refused with a reason, in bounded time and memory.

All are read in one process of its own, which tells the seconds of the processor and the growth of memory for each.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import pytest
from tests.unit.test_files_bad_files import ROWS, archive, docx, pdf, table

import kinerja_formula as kf

MOST_MEMORY: Final = 200_000_000
MOST_SECONDS: Final = 5.0
ROOT: Final = Path(__file__).resolve().parents[2]
SHEET: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


# Workbooks


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


TABLE: Final = row(1, cell("A1", "Indikator"), cell("B1", "Formula")) + row(
    2, cell("A2", "Jumlah surat"), cell("B2", "Jumlah surat masuk")
)


def stray(*places: str) -> str:
    return "".join([row(int(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), cell(place, "x")) for place in places])


def merges(areas: Iterable[str]) -> str:
    return "<mergeCells>" + "".join([f'<mergeCell ref="{area}"/>' for area in areas]) + "</mergeCells>"


def workbook(rows: str, behind: str = "", *, sheets: int = 1, parts: int | None = None, shared: str = "") -> bytes:
    """Return a workbook of sheets that are all the same, in so many parts; without their number each has its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        sheet = f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData>{behind}</worksheet>'
        listed = related = ""
        for number in range(1, sheets + 1):
            part = min(number, parts or number)
            if part == number:
                book.writestr(f"xl/worksheets/sheet{part}.xml", sheet)
            listed += f'<sheet name="L{number}" sheetId="{number}" r:id="r{number}"/>'
            related += f'<Relationship Id="r{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{part}.xml"/>'
        if shared:
            book.writestr("xl/sharedStrings.xml", f'<sst xmlns="{SHEET}">{shared}</sst>')
            related += f'<Relationship Id="s" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        head = f'<Relationships xmlns="{PACKAGE}/relationships">'
        main = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        book.writestr("_rels/.rels", f"{head}{main}</Relationships>")
        book.writestr("xl/_rels/workbook.xml.rels", f"{head}{related}</Relationships>")
        book.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
        )
    return out.getvalue()


# PDF

FONT: Final = b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
SOME_TEXT: Final = b"BT /F1 12 Tf 50 700 Td (Keputusan Camat) Tj ET\n"


def drawn(content: bytes) -> bytes:
    return pdf(zlib.compress(SOME_TEXT + content, 9), filters=b"/Filter/FlateDecode", resources=FONT)


def pages(count: int) -> bytes:
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Kids[" + b" ".join([b"%d 0 R" % (3 + one) for one in range(count)]) + b"]>>endobj",
        *[b"%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj" % (3 + one) for one in range(count)],
    ]
    out, places = b"%PDF-1.4\n", []
    for part in parts:
        places.append(len(out))
        out += part + b"\n"
    listed = b"".join([b"%010d 00000 n \n" % place for place in places])
    ends = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count + 3, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (count + 3) + listed + ends


FORM: Final = b"5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 14>>stream\n0 0 m 9 9 l S \nendstream endobj"
HTML: Final = "<html><table><tr><th>Indikator<th>Formula</tr><tr><td>Jumlah surat<td>Jumlah surat masuk</tr>"
CSV: Final = "Indikator,Formula\nJumlah surat,Jumlah surat masuk\n"
TEXT: Final = CSV.replace(",", "\t")

READ: Final = "1 indikator"
CASES: Final[dict[str, tuple[Callable[[], bytes | str], str]]] = {
    "a cell in the last row": (lambda: workbook(TABLE + stray("F1048576")), READ),
    "a cell in the last column": (lambda: workbook(TABLE + stray("XFD2000")), READ),
    "a cell in the last corner": (lambda: workbook(TABLE + stray("XFD1048576")), READ),
    "cells in the last column of many rows": (
        lambda: workbook(TABLE + stray(*[f"XFD{one}" for one in range(3, 3000)])),
        READ,
    ),
    "rows that hold nothing": (lambda: workbook(TABLE + '<row r="9"/>' * 1_000_000), READ),
    "cells that hold nothing": (lambda: workbook(TABLE + '<row><c r="XFD9" s="1"/></row>' * 300_000), READ),
    "a merged area of the whole sheet": (lambda: workbook(TABLE, merges(["C1:XFD1048576", "A3:A1048576"])), READ),
    "merged areas over each other": (
        lambda: workbook(TABLE, merges([f"C{one}:CZ{one + 900}" for one in range(1, 400)])),
        READ,
    ),
    "very many merged areas": (lambda: workbook(TABLE, merges(f"C{one}:D{one}" for one in range(1, 100_000))), READ),
    "very many sheets": (lambda: workbook(TABLE, sheets=2_000), "2000 indikator"),
    "a sheet that is named very often": (lambda: workbook(TABLE + stray("C9") * 40, sheets=3_000, parts=1), READ),
    "very many shared texts": (
        lambda: workbook(TABLE + '<row><c r="C3" t="s"><v>9</v></c></row>', shared="<si><t>abc</t></si>" * 1_000_000),
        READ,
    ),
    "a shared text in very many cells": (
        lambda: workbook(
            TABLE + '<row><c r="C3" t="s"><v>0</v></c></row>' * 40_000, shared=f"<si><t>{'a' * 30_000}</t></si>"
        ),
        "berkas-terlalu-besar",
    ),
    "a cell of a hundred megabytes": (lambda: workbook(TABLE + cell("C3", "a" * 100_000_000)), "berkas-terlalu-besar"),
    "very many cells": (lambda: workbook(TABLE + "<row><c><v>1</v></c></row>" * 1_100_000), "terlalu-banyak-sel"),
    "very many columns": (
        lambda: workbook(TABLE + "<row>" + "<c><v>1</v></c>" * 9_000 + "</row>"),
        "terlalu-banyak-kolom",
    ),
    "a tag without end": (lambda: workbook(TABLE + f'<row a="{"a" * 50_000_000}"/>'), "xlsx-rusak"),
    "two million lines": (lambda: drawn(b"0 0 m 9 9 l S\n" * 2_000_000), "halaman-terlalu-rumit"),
    "a line of two million pieces": (lambda: drawn(b"0 0 m " + b"9 9 l\n" * 2_000_000 + b"S"), "halaman-terlalu-rumit"),
    "a hundred thousand lines": (lambda: drawn(b"0 0 m 9 9 l S\n" * 100_000), "KF405"),
    "a hundred thousand boxes": (lambda: drawn(b"0 0 9 9 re f\n" * 100_000), "KF405"),
    "five million states": (lambda: drawn(b"q " * 5_000_000), "halaman-terlalu-rumit"),
    "a million letters": (lambda: drawn(b"BT /F1 1 Tf (" + b"a" * 1_000_000 + b") Tj ET"), "KF405"),
    "a form drawn again and again": (
        lambda: pdf(b"/X Do " * 100_000, resources=b"/XObject<</X 5 0 R>>", more=FORM),
        "halaman-terlalu-rumit",
    ),
    "brackets within brackets": (lambda: drawn(b"[" * 900_000), "KF405"),
    "fifty thousand pages": (lambda: pages(50_000), "terlalu-banyak-halaman"),
    "a hundred thousand nested elements": (lambda: "<html>" + "<div>" * 100_000, "sarang-terlalu-dalam"),
    "a million cells in a row": (lambda: HTML + "<tr>" + "<td>a" * 1_000_000, "terlalu-banyak-unsur"),
    "a tag with very many attributes": (
        lambda: f"<html><table {' '.join([f'a{one}=1' for one in range(200_000)])}>{HTML}",
        "terlalu-banyak-unsur",
    ),
    "spans without end in HTML": (lambda: HTML + "<tr><td colspan=1000 rowspan=65534>a" * 20_000, READ),
    "three million entities": (lambda: HTML + "<tr><td>" + "&amp;" * 3_000_000, "2 indikator"),
    "spans without end in Word": (
        lambda: docx(
            "<w:tbl>"
            + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p/></w:tc></w:tr>' * 20_000
            + "</w:tbl>"
            + table(*ROWS)
        ),
        READ,
    ),
    "tables within tables": (
        lambda: docx(("<w:tbl><w:tr><w:tc>" * 60 + "</w:tc></w:tr></w:tbl>" * 60) * 300 + table(*ROWS)),
        READ,
    ),
    "a million paragraphs": (lambda: docx("<w:p/>" * 1_100_000 + table(*ROWS)), "terlalu-banyak-unsur"),
    "very many runs": (lambda: docx("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 600_000 + "</w:p>"), "terlalu-banyak-unsur"),
    "a million columns": (lambda: CSV + "a," * 5_000_000, "terlalu-banyak-kolom"),
    "a million empty columns": (lambda: CSV + (",").join([""] * 100_000) + "\n", READ),
    "fifteen million empty lines": (lambda: CSV + "\n" * 15_000_000, "terlalu-banyak-baris"),
    "fifteen million tabs": (lambda: TEXT + "\t" * 15_000_000, READ),
    "eight million lines": (lambda: TEXT + "a\n" * 8_000_000, "terlalu-banyak-baris"),
    "an archive that unpacks to too much": (lambda: archive(xl__workbook_xml=b" " * 190_000_000), "xlsx-rusak"),
}

_CHILD: Final = """
import json, resource, sys, time
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (300, 300))
import kinerja_formula as kf
from kinerja_formula.pengisian.figures_table import read_figures
from tests.fuzzing.peak_memory import begin_anew, peak

def measured(work):
    before, began = begin_anew(), time.process_time()
    try:
        found = f"{work()} indikator"
    except kf.FormulaError as error:
        found = str(error.diagnostics[0].values.get("reason", error.code))
    except Exception as error:
        found = type(error).__name__
    return found, time.process_time() - began, peak() - before

folder = Path(sys.argv[1])
for path in sorted(folder.iterdir()):  # what is loaded once is no growth
    if path.name.startswith("_"):
        measured(lambda: len(kf.read(path)))
for path in sorted(folder.iterdir()):
    print(json.dumps([path.name, *measured(lambda: len(kf.read(path)))]), flush=True)
    print(json.dumps([path.name + " as figures", *measured(lambda: read_figures(path) is None)]), flush=True)
"""


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, float, int]]:
    """What came of each file, with the seconds and the bytes that it took."""
    folder = tmp_path_factory.mktemp("files")
    small = {"_docx": docx(table(*ROWS)), "_xlsx": workbook(TABLE), "_pdf": drawn(b"0 0 m 9 9 l S"), "_html": HTML}
    for name, made in {**small, **{name: make() for name, (make, _) in CASES.items()}}.items():
        (folder / name).write_bytes(made.encode() if isinstance(made, str) else made)
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(folder)], capture_output=True, text=True, cwd=ROOT, check=False, timeout=600
    )
    found = {name: (what, seconds, grown) for name, what, seconds, grown in map(json.loads, done.stdout.splitlines())}
    assert len(found) == 2 * (len(CASES) + len(small)), done.stderr
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_what_holds_much_is_read_or_refused(name: str, measured: dict[str, tuple[str, float, int]]):
    what, seconds, grown = measured[name]
    assert what == CASES[name][1]
    assert seconds < MOST_SECONDS
    assert grown < MOST_MEMORY


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_the_reader_of_tables_is_bounded_too(name: str, measured: dict[str, tuple[str, float, int]]):
    what, seconds, grown = measured[f"{name} as figures"]
    assert not what.endswith(("Error", "Exception"))
    assert seconds < MOST_SECONDS
    assert grown < MOST_MEMORY


# What is far out is not lost


def test_cells_at_the_far_end_keep_their_place(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    far = row(1, cell("A1", "Indikator"), cell("B1", "Formula"), cell("XFA1", "Target"))
    far += row(
        1048576, cell("A1048576", "Jumlah surat"), cell("B1048576", "Jumlah surat masuk"), cell("XFA1048576", "9 surat")
    )
    path.write_bytes(workbook(far))
    ((_, one),) = kf.read(path)
    assert (one.teks, one.target, one.tempat.baris) == ("Jumlah surat masuk", "9 surat", 1048576)


def test_a_page_that_is_too_crowded_is_told_and_the_others_are_read(tmp_path: Path):
    typst = pytest.importorskip("typst")
    dots = "#for n in range(6000) { place(dx: calc.rem(n, 80) * 1pt, dy: calc.rem(n, 90) * 1pt, line(length: 1pt)) }"
    text = "#table(columns: 2, [Indikator], [Formula], [Jumlah surat], [Jumlah surat masuk])\n#pagebreak()\n" + dots
    (tmp_path / "a.typ").write_text(text + "\nPeta wilayah")
    typst.compile(str(tmp_path / "a.typ"), output=str(tmp_path / "a.pdf"))
    dokumen = kf.read(tmp_path / "a.pdf")
    assert len(dokumen) == 1
    assert [(one.code, one.values["place"]) for one in dokumen.diagnostics] == [("KF436", "halaman 2")]


def test_an_error_tells_of_pages_that_were_not_read(tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(drawn(b"0 0 m 9 9 l S\n" * 100_000))
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.read(tmp_path / "a.pdf")
    assert [one.code for one in caught.value.diagnostics] == ["KF405", "KF436"]


def test_entities_of_a_workbook_are_refused(tmp_path: Path):
    with zipfile.ZipFile(io.BytesIO(workbook(TABLE))) as book:
        members = {name: book.read(name) for name in book.namelist()}
    members["xl/worksheets/sheet1.xml"] = b'<!DOCTYPE a [<!ENTITY b "x">]>' + members["xl/worksheets/sheet1.xml"]
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as book:
        for name, content in members.items():
            book.writestr(name, content)
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.read(tmp_path / "a.xlsx")
    assert caught.value.diagnostics[0].values["reason"] == "xlsx-rusak"
