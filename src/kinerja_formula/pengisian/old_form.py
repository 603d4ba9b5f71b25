"""A form that is there already: read with what stands out of sight in it, and never lost by writing over it."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any, Final

from kinerja_formula.diagnostics import InvalidDataError
from kinerja_formula.files.file_bytes import DEFAULT_FILE_LIMITS, read_bytes, weigh
from kinerja_formula.files.outputs import has_content, would_be_lost
from kinerja_formula.names import fold_space
from kinerja_formula.pengisian.entries import entries_of, plain_value
from kinerja_formula.pengisian.form import Apart, Form
from kinerja_formula.pengisian.form_carrying import carry_over
from kinerja_formula.pengisian.form_figures import FilledForm, is_form, read_form

__all__ = ["read_old_form", "refuse_to_lose"]

_HIDDEN: Final = re.compile(rb"""\bstate\s*=\s*["'](?:very)?hidden""", re.IGNORECASE)


def read_old_form(path: str | Path) -> FilledForm:
    """Return a filled form as :func:`read_form` does; comments on its cells and hidden sheets are among the notes."""
    form = read_form(path)
    return form._replace(notes=(*form.notes, *_out_of_sight(path)))


def _out_of_sight(path: str | Path) -> list[Apart]:
    raw = read_bytes(path)
    names = weigh(path, raw, DEFAULT_FILE_LIMITS)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        book_part = archive.read("xl/workbook.xml") if "xl/workbook.xml" in names else b""
    if not any("comments" in name.casefold() for name in names) and not _HIDDEN.search(book_part):
        return []
    from openpyxl import load_workbook

    book: Any = load_workbook(io.BytesIO(raw))
    found = []
    for sheet in book.worksheets:
        for cell in [cell for row in sheet.iter_rows() for cell in row]:
            name = f"{sheet.title}, {cell.coordinate}"
            if cell.value is not None and sheet.sheet_state != "visible":
                found.append(Apart(name, plain_value(cell.value), jenis="catatan"))
            if cell.comment is not None:
                found.append(Apart(name, fold_space(cell.comment.text), jenis="catatan"))
    return found


def refuse_to_lose(path: str | Path, form: Form | None = None) -> None:
    """Raise InvalidDataError KF484 if a file is there that ``form`` must not take the place of.

    That is any file but an empty one, an empty form, and a form whose entries are all in ``form`` too. Without
    ``form``, what is to be written is a report: then only a form with entries is refused.
    """
    if not has_content(path):
        return
    old = None
    try:
        old = read_old_form(path) if is_form(path) else None
    except InvalidDataError as error:
        if error.code != "KF401":
            raise
    if form is None:
        count = 0 if old is None else entries_of(old)
        if count:
            raise would_be_lost(path, reason="isian-untuk-laporan", count=count)
    elif old is None:
        raise would_be_lost(path, reason="bukan-isian")
    else:
        carried = carry_over(form, old)
        if carried.left:
            raise would_be_lost(path, reason="isian-tahun-lalu", count=carried.left)
        count = carried.changed
        if count:
            raise would_be_lost(path, reason="isian-terisi", count=count)
