"""Safe repairs of the formulas of a table, written into the file; nothing else in it changes.

A repair is made only if the formula that comes of it reads without the finding it repairs and without a new one.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.dokumen.model import Indikator
from kinerja_formula.dokumen.table_words import is_head_of_table
from kinerja_formula.files.csv_file import csv_delimiter
from kinerja_formula.files.file_bytes import decode_text, read_bytes, unreadable
from kinerja_formula.files.whole_file import write_whole
from kinerja_formula.formula import findings, parse
from kinerja_formula.linter.facts import Finding
from kinerja_formula.plain_text import plain, without_steering
from kinerja_formula.tinjauan.review import Tinjauan, TinjauanRow

__all__ = ["Repair", "repairs_of", "show_repairs", "write_repairs"]


class Repair(NamedTuple):
    """One formula cell: the row of the file it stands in, its indicator, the text before and after, and the codes."""

    line: int
    indikator: str
    before: str
    after: str
    codes: tuple[str, ...]


def repairs_of(tinjauan: Tinjauan) -> tuple[Repair, ...]:
    """Return the safe repairs of a review, a cell each."""
    found = [repair for row in tinjauan.rows if (repair := _repair(row)) is not None]
    return tuple(found)


def _repair(row: TinjauanRow) -> Repair | None:
    text = row.indikator.teks
    codes = []
    safe = [one for one in row.findings if one.fix is not None and one.fix.safe]
    # From the end on, so that the places of the others stay right.
    for one in sorted(safe, key=_start, reverse=True):
        assert one.fix is not None
        changed = text[: one.fix.start] + one.fix.text + text[one.fix.end :]
        if _is_mended(row.indikator, text, changed, one.diagnostic.code):
            text = changed
            codes.append(one.diagnostic.code)
    if text == row.indikator.teks:
        return None
    return Repair(row.indikator.tempat.baris, row.indikator.nama, row.indikator.teks, text, tuple(codes[::-1]))


def _start(finding: Finding) -> int:
    return finding.fix.start if finding.fix is not None else 0


def _is_mended(indikator: Indikator, before: str, after: str, code: str) -> bool:
    """Whether the finding is gone and no other has come."""
    old, new = (_codes(indikator, text) for text in (before, after))
    return new is not None and old is not None and code not in new and new <= old


def _codes(indikator: Indikator, text: str) -> set[str] | None:
    try:
        formula = parse(text, indikator=indikator.nama or None)
    except FormulaError:
        return None
    found, _ = findings(formula, indikator=indikator.nama, satuan=indikator.satuan, target=indikator.target)
    return {one.diagnostic.code for one in found}


def show_repairs(repairs: tuple[Repair, ...], path: str) -> Iterator[str]:
    """Yield the lines of a unified diff of the formula cells."""
    if repairs:
        yield f"--- {plain(path)}"
        yield f"+++ {plain(path)}"
    for one in repairs:
        yield f"@@ baris {one.line}: {plain(one.indikator)} ({', '.join(one.codes)}) @@"
        yield from (f"-{without_steering(line)}" for line in one.before.splitlines())
        yield from (f"+{without_steering(line)}" for line in one.after.splitlines())


def write_repairs(path: str | Path, repairs: tuple[Repair, ...]) -> None:
    """Write repairs into a CSV or XLSX file.

    Raises InvalidDataError KF401 for a file of another kind, and where a cell isn't found as it was read, KF481 where
    the file can't be written; then it stays as it was.
    """
    raw = read_bytes(path)
    if raw.startswith(b"PK\x03\x04"):
        _write_xlsx(path, raw, repairs)
    elif not raw.startswith(b"%PDF") and csv_delimiter(decode_text(path, raw), is_head_of_table):
        _write_csv(path, raw, repairs)
    else:
        raise unreadable(path, "bukan-csv-atau-xlsx")


def _write_csv(path: str | Path, raw: bytes, repairs: tuple[Repair, ...]) -> None:
    text = decode_text(path, raw)
    utf16 = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    encoding = "utf-16" if utf16 else "utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "utf-8"
    if not utf16:
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            encoding = "cp1252"
    cells = list(_cells(text))
    changes: list[tuple[int, int, str]] = []
    for one in repairs:
        places = [cell for cell in cells if cell.record == one.line and cell.value.strip() == one.before]
        if not places:
            raise unreadable(path, "sel-tak-ditemukan")
        cell = places[-1]
        changes.append((cell.start, cell.end, _quoted(cell, one.after)))
    for start, end, written in sorted(changes, reverse=True):
        text = text[:start] + written + text[end:]
    write_whole(path, text.encode(encoding))


class _Cell(NamedTuple):
    record: int
    start: int
    end: int
    value: str
    quoted: bool


def _cells(text: str) -> Iterator[_Cell]:
    """Yield the cells of a CSV text with their places, whatever the delimiter; a line of it is a record's number."""
    delimiter = max((";", "\t", ",", "|"), key=text[:20_000].count)
    record, place, start = 1, 0, 0
    size = len(text)
    while place <= size:
        if place < size and text[place] == '"' and place == start:
            end = place + 1
            while end < size and (text[end] != '"' or text[end + 1 : end + 2] == '"'):
                end += 2 if text[end] == '"' else 1
            place = end + 1
            value = text[start + 1 : end].replace('""', '"')
            yield _Cell(record, start, place, value, True)
        else:
            while place < size and text[place] not in (delimiter, "\n", "\r"):
                place += 1
            yield _Cell(record, start, place, text[start:place], False)
        if place >= size:
            return
        if text[place] == delimiter:
            place += 1
        else:
            place += 2 if text[place : place + 2] == "\r\n" else 1
            record += 1
        start = place


def _quoted(cell: _Cell, text: str) -> str:
    bare = not cell.quoted and not any(sign in text for sign in '";,\t|\r\n')
    written = cell.value.replace(cell.value.strip(), text)
    if bare:
        return written
    return '"' + written.replace('"', '""') + '"'


def _write_xlsx(path: str | Path, raw: bytes, repairs: tuple[Repair, ...]) -> None:
    from openpyxl import load_workbook

    try:
        book: Any = load_workbook(io.BytesIO(raw))
    except Exception:  # an archive of another kind, or whatever a broken one makes the library raise
        raise unreadable(path, "bukan-csv-atau-xlsx") from None
    for one in repairs:
        cells = [
            cell
            for sheet in book.worksheets
            if sheet.sheet_state == "visible" and one.line <= sheet.max_row
            for cell in sheet[one.line]
            if isinstance(cell.value, str) and cell.value.strip() == one.before
        ]
        if not cells:
            raise unreadable(path, "sel-tak-ditemukan")
        cells[-1].value = one.after
    content = io.BytesIO()
    book.save(content)
    write_whole(path, content.getvalue())
