"""Files that can't be read, or hold what nobody should trust: a clear error, nothing half-done, time and memory bound.

Ways to make a reader slow stand in a table of their own; each has to be over in seconds.
"""

from __future__ import annotations

import contextlib
import io
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

import kinerja_formula as kf
from kinerja_formula.files.file_bytes import FileLimits

HEAD = "Sasaran\tIndikator\tFormula\tSumber Data\n"


def fault(path: Path, content: bytes | str, **limits: int) -> tuple[str, object]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.read(path, limits=FileLimits(**limits))
    error = caught.value
    assert error.hint and path.name in error.message
    return error.code, error.diagnostics[0].values.get("reason")


@contextlib.contextmanager
def memory_below(limit: int) -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < limit
    finally:
        tracemalloc.stop()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keputusan.docx"


def archive(**files: bytes | str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in files.items():
            book.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def pdf(
    content: bytes = b"", *, page: bytes = b"", resources: bytes = b"", filters: bytes = b"", more: bytes = b""
) -> bytes:
    """Return a PDF of one page with a stream of content."""
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        + page
        + b"/Resources<<"
        + resources
        + b">>>>endobj",
        b"4 0 obj<</Length %d%b>>stream\n" % (len(content), filters) + content + b"\nendstream endobj",
        more,
    ]
    out, places = b"%PDF-1.4\n", []
    for part in parts:
        if part:
            places.append(len(out))
            out += part + b"\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    table += b"".join([b"%010d 00000 n \n" % place for place in places])
    return out + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, len(out))


WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


def docx(body: str, *, before: str = "") -> bytes:
    return archive(
        **{"[Content_Types]_xml": TYPES, "_rels__.rels": RELS, "word__document_xml": before + WORD.format(body)}
    )


def table(*rows: tuple[str, ...]) -> str:
    def cell(text: str) -> str:
        return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    return "<w:tbl>" + "".join([f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows]) + "</w:tbl>"


ROWS = (("Indikator", "Formula"), ("Jumlah surat", "Jumlah surat masuk"))


# Of the wrong kind


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n....", "berkas-gambar"),
        (b"\xff\xd8\xff\xe0 JFIF", "berkas-gambar"),
        (b"{\\rtf1 Indikator}", "berkas-rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "office-lama"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "berkas-terkunci"),
        (archive(content_xml="<a/>"), "opendocument"),
        (archive(a_xml="<a/>"), "arsip-lain"),
        (b"PK\x03\x04 broken", "arsip-rusak"),
        (docx("")[:-40], "arsip-rusak"),
        (archive(word__document_xml="<a/>"), "docx-rusak"),
        (archive(xl__workbook_xml="<a/>"), "xlsx-rusak"),
        (b"%PDF-1.7 ...", "pdf-rusak"),
        (pdf()[:120], "pdf-rusak"),
        (b"", "berkas-kosong"),
        (b"\0\1\2\3", "bukan-teks-berkas"),
    ],
)
def test_what_is_no_document(path: Path, content: bytes, reason: str):
    assert fault(path, content) == ("KF401", reason)


@pytest.mark.parametrize("name", ["keputusan.pdf", "keputusan.xlsx", "keputusan", "keputusan.txt.docx"])
def test_the_name_of_a_file_says_nothing(tmp_path: Path, name: str):
    for content in (docx(table(*ROWS)), b"Indikator,Formula\nJumlah surat,Jumlah surat masuk\n"):
        (tmp_path / name).write_bytes(content)
        assert [one.teks for _, one in kf.read(tmp_path / name)] == ["Jumlah surat masuk"]


@pytest.mark.parametrize(
    "content",
    [
        docx("<w:p/>"),
        docx(table(("a", "b"))),
        pdf(
            b"BT /F1 12 Tf (Keputusan) Tj ET", resources=b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
        ),
    ],
)
def test_a_document_without_a_table(path: Path, content: bytes):
    assert fault(path, content)[0] == "KF405"


def test_a_pdf_of_pictures(path: Path):
    image = b"5 0 obj<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    content = pdf(b"/I Do", resources=b"/XObject<</I 5 0 R>>", more=image + b"stream\n0\nendstream endobj")
    assert fault(path, content) == ("KF401", "pdf-gambar")


def test_a_locked_pdf(path: Path):
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/O(" + b"a" * 32 + b")/U(" + b"b" * 32 + b")/P -4>>/ID[(a)(a)]"
    assert fault(path, pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R" + lock)) == ("KF401", "berkas-terkunci")


# Too large


def test_a_text_of_a_hundred_megabytes(path: Path):
    with open(path, "wb") as file:
        file.truncate(100_000_000)
    began = time.perf_counter()
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.read(path)
    assert caught.value.diagnostics[0].values["reason"] == "berkas-terlalu-besar"
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize("name", ["word/document.xml", "xl/worksheets/sheet1.xml"])
def test_a_zip_bomb(path: Path, name: str):
    content = archive(**{name.replace("/", "__").replace(".xml", "_xml"): b" " * 60_000_000})
    assert len(content) < 100_000
    with memory_below(40_000_000):
        assert fault(path, content, unpacked=50_000_000) == ("KF401", "berkas-terlalu-besar")


def test_an_archive_of_a_great_many_files(path: Path):
    assert fault(path, archive(**{f"word__{number}": b"" for number in range(20_001)})) == (
        "KF401",
        "berkas-terlalu-besar",
    )


@pytest.mark.parametrize("times", [1, 2])
def test_a_pdf_bomb(path: Path, times: int):
    content = b" " * 60_000_000
    for _ in range(times):
        content = zlib.compress(content, 9)
    bomb = pdf(content, filters=b"/Filter[" + b"/FlateDecode" * times + b"]")
    with memory_below(40_000_000):
        assert fault(path, bomb, unpacked=50_000_000) == ("KF401", "berkas-terlalu-besar")


def test_a_pdf_bomb_that_says_it_is_a_picture(path: Path):
    content = zlib.compress(b" " * 60_000_000, 9)
    bomb = pdf(content, filters=b"/Filter/FlateDecode/Type/XObject/Subtype/Image")
    assert fault(path, bomb, unpacked=50_000_000) == ("KF401", "halaman-terlalu-rumit")


@pytest.mark.parametrize(
    "content",
    [
        HEAD + "S\tJumlah surat\tJumlah surat\tD\n" * 60,
        "Indikator,Formula\n" + "Jumlah surat,Jumlah surat\n" * 60,
        docx(table(*ROWS, *[ROWS[1]] * 60)),
        "<html><table><tr><th>Indikator<th>Formula</tr>" + "<tr><td>Jumlah surat<td>Jumlah surat</tr>" * 60,
    ],
    ids=["text", "csv", "docx", "html"],
)
def test_too_many_rows(path: Path, content: bytes | str):
    assert fault(path, content, rows=50) == ("KF401", "terlalu-banyak-baris")


# Hostile


def test_entities_of_xml_stay_what_they_are(path: Path):
    before = '<!DOCTYPE a [<!ENTITY secret SYSTEM "file:///etc/passwd"><!ENTITY b "bbbbbbbbbb">]>'
    path.write_bytes(docx(table(ROWS[0], ("Jumlah surat", "Jumlah surat &secret;")), before=before))
    texts = [one.teks for _, one in kf.read(path)]
    assert texts == ["Jumlah surat"]


@pytest.mark.parametrize("tag", ["w:sdt", "w:ins", "w:smartTag"])
def test_elements_within_elements_without_end(path: Path, tag: str):
    inner = f"<{tag}>" * 5_000 + table(*ROWS) + f"</{tag}>" * 5_000
    path.write_bytes(docx(inner + table(*ROWS)))
    with contextlib.suppress(kf.InvalidDataError):  # deeper than any document: refused, or passed over
        assert len(kf.read(path)) == 1


def test_equations_within_equations_without_end():
    from lxml import etree

    from kinerja_formula.files.word_equation import MATH, equation_text

    root = inner = etree.Element(f"{MATH}oMath")
    for _ in range(200):
        fraction = etree.SubElement(inner, f"{MATH}f")
        etree.SubElement(etree.SubElement(fraction, f"{MATH}den"), f"{MATH}r").text = "b"
        inner = etree.SubElement(fraction, f"{MATH}num")
    text, unknown = equation_text(root)
    assert text.count("\\frac") < 60
    assert unknown == ("…",)


def test_spans_without_end(path: Path):
    cells = '<tr><td colspan="999999999" rowspan="999999999">Jumlah surat<td>Jumlah surat masuk</tr>' * 20
    path.write_text(f"<html><table><tr><th>Indikator<th>Formula</tr>{cells}</table>")
    began = time.perf_counter()
    kf.read(path)
    assert time.perf_counter() - began < 2
    grid = '<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p/></w:tc>'
    path.write_bytes(docx(f"<w:tbl><w:tr>{grid}</w:tr></w:tbl>" + table(*ROWS)))
    assert len(kf.read(path)) == 1


def test_tags_within_tags_without_end(path: Path):
    path.write_text("<html><body>" + "<div><b>" * 50_000 + "<table><tr><th>Indikator<th>Formula</tr></table>")
    with pytest.raises(kf.InvalidDataError):
        kf.read(path)
    path.write_text("<table><tr><td>" * 3_000 + "x")
    with pytest.raises(kf.InvalidDataError):
        kf.read(path)


def test_a_sheet_with_errors_and_commands(path: Path):
    book = Workbook()
    sheet = book.active
    for row in (
        ("Indikator", "Formula", "Sumber Data"),
        ("Jumlah surat", "#REF!", "Agenda"),
        ("=cmd|' /C calc'!A0", "Jumlah surat", "Agenda"),
        ("Jumlah rapat", "@SUM(A1)", "#N/A"),
    ):
        sheet.append(row)
    sheet["A3"].data_type = "s"
    book.save(path)
    dokumen = kf.read(path)
    assert [(one.nama, one.teks) for _, one in dokumen] == [
        ("Jumlah surat", ""),
        ("=cmd|' /C calc'!A0", "Jumlah surat"),
        ("Jumlah rapat", "@SUM(A1)"),
    ]
    assert [(one.code, one.values["place"]) for one in dokumen.diagnostics] == [
        ("KF427", "lembar Sheet|baris 2"),
        ("KF427", "lembar Sheet|baris 4"),
    ]


def test_two_sheets_for_one_post(path: Path):
    book = Workbook()
    for number in (1, 2):
        sheet = book.create_sheet(f"Lembar {number}")
        for row in (("Jabatan : CAMAT",), ("Indikator", "Formula"), ("Jumlah surat", f"Jumlah surat {number}")):
            sheet.append(row)
    book.save(path)
    dokumen = kf.read(path)
    assert [(jabatan.nama, one.teks) for jabatan, one in dokumen] == [
        ("CAMAT", "Jumlah surat 1"),
        ("CAMAT", "Jumlah surat 2"),
    ]
    (found,) = dokumen.diagnostics
    assert (found.code, found.values["sheets"]) == ("KF424", ("Lembar 1", "Lembar 2"))


def test_a_page_that_is_a_picture_among_others(path: Path):
    typst = pytest.importorskip("typst")
    text = "#table(columns: 2, [Indikator], [Formula], [Jumlah surat], [Jumlah surat masuk])"
    text += '\n#pagebreak()\n#image("a.png")'
    png = (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0\0\2\0\1H\xaf\xa4q"
        b"\0\0\0\0IEND\xaeB`\x82"
    )
    (path.parent / "a.png").write_bytes(png)
    (path.parent / "a.typ").write_text(text)
    typst.compile(str(path.parent / "a.typ"), output=str(path.with_suffix(".pdf")))
    dokumen = kf.read(path.with_suffix(".pdf"))
    assert len(dokumen) == 1
    assert [(one.code, one.values["place"]) for one in dokumen.diagnostics] == [("KF428", "halaman 2")]


@pytest.mark.parametrize(
    ("package", "extra", "content"),
    [
        ("docx", "word", docx(table(*ROWS))),
        ("pypdfium2", "pdf", pdf()),
        ("pdfminer.pdfdocument", "pdf", pdf()),
        ("openpyxl", "excel", archive(xl__workbook_xml="<a/>")),
        ("selectolax.lexbor", "html", b"<html><table><tr><td>a"),
    ],
)
def test_a_library_that_is_not_installed(
    path: Path, monkeypatch: pytest.MonkeyPatch, package: str, extra: str, content: bytes
):
    import sys

    monkeypatch.setitem(sys.modules, package, None)
    path.write_bytes(content)
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.read(path)
    assert caught.value.code == "KF403"
    assert f"kinerja-formula[{extra}]" in caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "\t\tx\t\n" * 3_000,
        HEAD + "\ta b c\t\t\n" * 3_000,
        HEAD + "S\t" + "<p>Jumlah a b</p> " * 4_000 + "\t" + "<p>Jumlah a b</p> " * 4_000 + "\tD\n",
        HEAD + "S\tJumlah a\t" + "<" * 100_000 + "\tD\n",
        HEAD + "S\tJumlah a\t" + "<p<p" * 30_000 + "\tD\n",
        HEAD + "S\tJumlah a\t" + "- " * 100_000 + "\tD\n",
        HEAD + "S\tJumlah a\t" + "1. " * 50_000 + "\tD\n",
        HEAD + "S\tJumlah a\t" + "Jumlah b " * 30_000 + "\tD\n",
        HEAD + "S\t" + " " * 100_000 + "x\tJumlah a\tD\n",
        "Jabatan" + " " * 100_000 + ":" + "\n" + HEAD + "S\tJumlah a\tJumlah a\tD\n",
        "Jabatan : A\n" * 5_000 + HEAD + "S\tJumlah a\tJumlah a\tD\n",
        "JABATAN : A\n" + "B C\n" * 20_000 + HEAD + "S\tJumlah a\tJumlah a\tD\n",
        "|" * 100_000 + "\n" + HEAD + "S\tJumlah a\tJumlah a\tD\n",
        HEAD + "S\tJumlah a\tJumlah a\tCatatan : " + "1 " * 100_000 + "\n",
        "<table>" * 20_000 + "\n" + HEAD + "S\tJumlah a\tJumlah a\tD\n",
        (HEAD + "\n") * 5_000,
    ],
    ids=range(16),
)
def test_texts_that_would_take_long(path: Path, text: str):
    path.write_text(text)
    began = time.perf_counter()
    with contextlib.suppress(kf.InvalidDataError):
        kf.read(path)
    assert time.perf_counter() - began < 5
