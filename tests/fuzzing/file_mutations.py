"""Small files of decrees and figures with their bytes or their parts changed. The same number gives the same file."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from functools import cache
from random import Random
from typing import Any, Final

from lxml import etree

from tests.fuzzing.text_mutations import ROOT, corpus, mutated_words

__all__ = [
    "EXAMPLES",
    "KINDS",
    "changed_bytes",
    "changed_members",
    "changed_pdf",
    "changed_text",
    "changed_xml",
    "mutated_file",
    "repacked",
]

EXAMPLES: Final = ROOT / "examples"


def _rows() -> list[tuple[str, str, str, str]]:
    """Return a table of a dozen indicators of the corpus."""
    found = [(indikator, text) for text, indikator in corpus() if indikator and "\t" not in text][:240:20]
    return [(indikator, text, "%", "95") for indikator, text in found]


HEAD: Final = ("Indikator", "Formula", "Satuan", "Target")


def _docx() -> bytes:
    from docx import Document

    document = Document()
    document.add_paragraph("Jabatan : CAMAT")
    table = document.add_table(rows=0, cols=len(HEAD))
    for row in (HEAD, *_rows()):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = "".join([sign for sign in text if sign.isprintable() or sign == "\n"])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _xlsx() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.append(("Jabatan : CAMAT",))
    for row in (HEAD, *_rows()):
        sheet.append(["".join([sign for sign in text if sign.isprintable() or sign == "\n"]) for text in row])
    sheet["D4"] = 0.95
    sheet["D4"].number_format = "0%"
    sheet.merge_cells("A3:A4")
    book.create_sheet("Realisasi").append(("nama", "nilai"))
    book["Realisasi"].append(("Jumlah surat", 12))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _form() -> bytes:
    from tempfile import TemporaryDirectory

    import kinerja_formula as kf
    from kinerja_formula.pengisian.form import make_form
    from kinerja_formula.pengisian.form_workbook import write_form

    with TemporaryDirectory() as folder:
        path = f"{folder}/isian.xlsx"
        write_form(make_form(kf.read(EXAMPLES / "pelayanan.csv")), path, periode="2023")
        with open(path, "rb") as file:
            return file.read()


def _pdf() -> bytes:
    """Return a page with a ruled table, its content deflated."""
    lines = [b"BT /F1 8 Tf 50 770 Td (Jabatan : CAMAT) Tj ET"]
    rows = [("Indikator", "Formula"), *[(f"Persentase {one}", f"Jumlah {one} / Jumlah semua x 100%") for one in "ABCD"]]
    for place, (left, right) in enumerate(rows):
        y = 740 - 20 * place
        lines.append(f"BT /F1 8 Tf 55 {y} Td ({left}) Tj 150 0 Td ({right}) Tj ET".encode())
        lines.append(f"50 {y - 6} m 450 {y - 6} l S".encode())
    lines.append(b"50 754 m 450 754 l S 50 654 m 50 754 l S 200 654 m 200 754 l S 450 654 m 450 754 l S")
    return pdf_of(b"\n".join(lines))


def pdf_of(content: bytes) -> bytes:
    """Return a PDF of one page that draws ``content``."""
    packed = zlib.compress(content)
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
        (
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj"
        ),
        b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream endobj",
    ]
    out, places = b"%PDF-1.4\n", []
    for part in parts:
        places.append(len(out))
        out += part + b"\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    table += b"".join([b"%010d 00000 n \n" % place for place in places])
    return out + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, len(out))


def _html() -> bytes:
    rows = ["".join([f"<td>{cell}</td>" for cell in row]) for row in (HEAD, *_rows())]
    return f"<html><body><p>Jabatan : CAMAT<table><tr>{'</tr><tr>'.join(rows)}</tr></table>".encode("utf-8", "replace")


def _text() -> bytes:
    return "\n".join(["Jabatan : CAMAT", *["\t".join(row) for row in (HEAD, *_rows())]]).encode("utf-8", "replace")


def _csv() -> bytes:
    return (EXAMPLES / "pelayanan.csv").read_bytes()


def _figures() -> bytes:
    return (EXAMPLES / "pelayanan-realisasi.csv").read_bytes()


def _json() -> bytes:
    return json.dumps({"Jumlah pegawai disiplin": 18, "Jumlah total pegawai": "20 orang", "x": [1, 2]}).encode()


def _example() -> bytes:
    return (EXAMPLES / "sambutan-2023.docx").read_bytes()


KINDS: Final[tuple[tuple[str, Callable[[], bytes]], ...]] = (
    *(("a.docx", _docx), ("b.xlsx", _xlsx), ("c.pdf", _pdf), ("d.html", _html), ("e.csv", _csv), ("f.txt", _text)),
    *(("g.xlsx", _form), ("h.csv", _figures), ("i.json", _json), ("j.docx", _example), ("k.csv", _csv)),
)


@cache
def _source(place: int) -> bytes:
    return KINDS[place][1]()


# Changes


def changed_bytes(content: bytes, random: Random) -> bytes:
    """Change, drop, double or let in some bytes."""
    out = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 4, 16))):
        place = random.randrange(len(out) + 1)
        length = random.choice((1, 1, 2, 8, 64, 1000))
        match random.randrange(5):
            case 0:
                del out[place : place + length]
            case 1:
                out[place:place] = out[place : place + length] * random.choice((1, 2, 50))
            case 2:
                out[place : place + 1] = bytes([random.randrange(256)])
            case 3:
                out[place:place] = random.choice(_BYTES)
            case _:
                out = out[: max(1, place)] if random.random() < 0.2 else out
    return bytes(out)


_BYTES: Final = (
    *(b"\0", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"<html", b"endobj", b"<<"),
    *(b"\n", b'"', b";", b"\t", b"|", b"999999999999", b"-1", b"1e999", b"stream\n", b"endstream", b"\x1b[2J"),
)


def changed_text(content: bytes, random: Random) -> bytes:
    text = content.decode("utf-8", "replace")
    lines = text.split("\n")
    for _ in range(random.choice((1, 2, 4))):
        place = random.randrange(len(lines))
        lines[place] = mutated_words(lines[place], random)
    if random.random() < 0.1:
        lines = lines[:3] + lines[3:] * random.choice((10, 200))
    return "\n".join(lines).encode("utf-8", "replace")


_ATTRIBUTES: Final = (
    "0",
    "-1",
    "1048576",
    "XFD1048576",
    "A1:XFD1048576",
    "99999999999",
    "",
    "x",
    "rId99",
    "restart",
    "1e9",
)


def changed_xml(content: bytes, random: Random) -> bytes:
    """Change an attribute, or drop, double, nest or exchange an element, or change a text."""
    text = content.decode("utf-8", "replace")
    for _ in range(random.choice((1, 1, 2, 5))):
        start = text.find("<", random.randrange(len(text) + 1))
        end = text.find(">", start)
        if start < 0 or end < 0:
            continue
        tag = text[start : end + 1]
        match random.randrange(7):
            case 0:
                text = text[:start] + text[end + 1 :]
            case 1:
                text = text[:start] + tag * random.choice((2, 100, 3000)) + text[end + 1 :]
            case 2:
                quote = tag.find('"')
                last = tag.find('"', quote + 1)
                if 0 <= quote < last:
                    tag = tag[: quote + 1] + random.choice(_ATTRIBUTES) + tag[last:]
                    text = text[:start] + tag + text[end + 1 :]
            case 3:
                again = text.find(tag.split()[0].rstrip(">/"), end)
                if again > 0:
                    text = text[:start] + text[again:]
            case 4:
                stretch = text[start : start + random.choice((50, 500, 5000))]
                text = text[:start] + stretch * random.choice((2, 20)) + text[start:]
            case 5:
                text = (
                    text[:end]
                    + f' r="{random.choice(_ATTRIBUTES)}" t="{random.choice(("s", "b", "d", "e", "n"))}"'
                    + text[end:]
                )
            case _:
                following = text.find("<", end)
                if following > end:
                    text = text[: end + 1] + mutated_words(text[end + 1 : following], random) + text[following:]
    return text.encode("utf-8", "replace")


def _changed_tree(content: bytes, random: Random) -> bytes:
    """Drop, double, move, nest or rename elements, or change their texts and attributes; it stays XML."""
    root = etree.fromstring(content)
    for _ in range(random.choice((1, 2, 4, 10))):
        every = [one for one in root.iter() if isinstance(one.tag, str)]
        one, other = random.choice(every), random.choice(every)
        parent = one.getparent()
        match random.randrange(8):
            case 0 if parent is not None:
                parent.remove(one)
            case 1 if parent is not None:
                for _ in range(random.choice((1, 1, 5, 300))):
                    parent.insert(parent.index(one), deepcopy(one))
            case 2:
                other.append(deepcopy(one))
            case 3 if parent is not None and other is not one and one not in other.iterancestors():
                other.append(one)
            case 4:
                one.tag = other.tag
            case 5 if one.attrib:
                one.set(random.choice(list(one.attrib)), random.choice(_ATTRIBUTES))
            case 6:
                shown = mutated_words(one.text or "A / B", random)
                one.text = "".join([sign for sign in shown if sign.isprintable() or sign in "\n\t"])
            case _:
                for name, value in other.attrib.items():
                    one.set(name, value)
        if len(every) > 20_000:
            break
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def changed_members(content: bytes, random: Random) -> bytes:
    """Change one or two files in an archive, or which files it has."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        members = {name: book.read(name) for name in book.namelist()}
    for _ in range(random.choice((1, 1, 2))):
        name = random.choice([one for one in members if one.endswith((".xml", ".rels"))] or list(members))
        # The content of a decree stands in few of the files; these are changed most often.
        main = [
            one for one in members if one.endswith(("document.xml", "sheet1.xml", "sharedStrings.xml", "workbook.xml"))
        ]
        name = random.choice(main) if main and random.random() < 0.6 else name
        match random.randrange(8):
            case 0:
                del members[name]
                if not members:
                    break
            case 1:
                members[name] = random.choice(list(members.values()))
            case 2:
                members[name] = changed_bytes(members[name], random)
            case 3:
                members[name] = changed_xml(members[name], random)
            case _:
                with suppress(etree.XMLSyntaxError):
                    members[name] = _changed_tree(members[name], random)
    return repacked(members)


def repacked(members: dict[str, bytes]) -> bytes:
    """Return an archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in members.items():
            book.writestr(name, data)
    return out.getvalue()


def changed_pdf(content: bytes, random: Random) -> bytes:
    """Change what a page draws, and pack it anew."""
    start = content.find(b"stream\n") + len(b"stream\n")
    drawn = zlib.decompress(content[start : content.find(b"\nendstream", start)])
    words = drawn.split(b" ")
    for _ in range(random.choice((1, 3, 10, 40))):
        place = random.randrange(len(words))
        words[place : place + random.randrange(3)] = random.choice(_DRAWN).split(b" ") * random.choice((1, 1, 1, 500))
    return pdf_of(b" ".join(words))


_DRAWN: Final = (
    *(b"q", b"Q", b"BT", b"ET", b"Tj", b"TJ", b"(Jumlah) Tj", b"[ (A) -500 (B) ] TJ", b"cm", b"1 0 0 1 99999 0 cm"),
    *(
        b"0 0 0 0 0 0 cm",
        b"Do",
        b"/X Do",
        b"BI ID EI",
        b"<<",
        b">>",
        b"[",
        b"]",
        b"0 Tf",
        b"/F2 8 Tf",
        b"1e99 0 Td",
        b"re",
    ),
    *(
        b"0 0 9 9 re f",
        b"-5 5 m 5 -5 l S",
        b"h",
        b"W n",
        b"nan",
        b"9999999999999999999",
        b"<41>",
        b"/Span BMC",
        b"EMC",
        b"''",
    ),
)


def mutated_file(number: int, seed: int = 0) -> tuple[str, bytes]:
    """Return the name and the bytes of a file."""
    random = Random(f"file {seed} {number}")
    place = number % len(KINDS)
    name, content = KINDS[place][0], _source(place)
    packed: dict[str, Callable[[bytes, Random], bytes]] = {"docx": changed_members, "xlsx": changed_members}
    packed |= {"pdf": changed_pdf, "html": changed_xml}
    change: Any = packed.get(name.rpartition(".")[2], changed_text)
    if random.random() < 0.2:
        change = changed_bytes
    return name, change(content, random)
