"""Any file of a decree, a plan or a report → the document. Its content tells what it is, never its name."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Final

from kinerja_formula.dokumen.chosen_period import with_chosen_period
from kinerja_formula.dokumen.decree import read_decree
from kinerja_formula.dokumen.model import Dokumen
from kinerja_formula.dokumen.posts import post_of_row
from kinerja_formula.dokumen.table_reader import read_pages
from kinerja_formula.dokumen.table_words import is_head_of_indicators, is_head_of_table, tells_figures, tells_formulas
from kinerja_formula.dokumen.years_by_figures import years_by_figures
from kinerja_formula.files.file_bytes import (
    DEFAULT_FILE_LIMITS,
    FileLimits,
    decode_text,
    is_locked,
    read_bytes,
    unreadable,
    weigh,
)
from kinerja_formula.files.guard import guarded
from kinerja_formula.files.model import Page
from kinerja_formula.files.pieces import Piece, TableRow, TextLine

__all__ = ["is_katalog", "read", "read_with_pages"]


def read(
    path: str | os.PathLike[str],
    *,
    tahun: int | str | None = None,
    periode: str | None = None,
    limits: FileLimits = DEFAULT_FILE_LIMITS,
    watch: Callable[[Iterable[Page]], Iterable[Page]] | None = None,
) -> Dokumen:
    """Return the posts and indicators of a decree, a plan, an agreement or a report.

    The file may be DOCX, PDF, XLSX, CSV, HTML, Markdown, the text of a scan with tabs or blanks between its cells, or a
    catalogue (:func:`kinerja_formula.katalog`); its content tells which. An indicator with a
    target, a unit or a realization is enough: a formula may be missing.
    What was guessed (several indicators in one cell, a row over a page break) is in the ``diagnostics`` of the
    indicators and of the document, with its place; and so is what stands in a table and became no indicator.

    Args:
        path: the file.
        tahun: the year whose target is meant where a table has several, such as 2025.
        periode: the part of a year that is meant, as ``"TW II"``, ``"Semester I"`` or ``"Maret"``.
        limits: how large it may be.
        watch: is given the pages of a PDF, whose ``len`` tells how many they are, and yields them again: a bar that
            tells how far the work is.

    Returns:
        The document: ``jabatan`` with their ``indikator``, in the order of the file. Where several targets are told and
        none is chosen, that of the year in the document's title is ``target``; where there is none, ``target`` is
        empty and a finding lists them (KF406).

    Raises:
        InvalidDataError: KF401 unreadable (also encrypted, broken off, or of pictures only), KF403 a library is not
            installed, KF405 no table of indicators, KF409 no target of this period.

    >>> import kinerja_formula as kf
    >>> dokumen = kf.read("examples/pelayanan.csv")
    >>> for jabatan in dokumen.jabatan:
    ...     print(jabatan.nama, len(jabatan.indikator))
    SEKRETARIS 2
    KASI PELAYANAN UMUM 2
    """
    path = os.fspath(path)
    with guarded():  # of the cells each has its own; here it is for the file
        return with_chosen_period(_document(path, read_bytes(path, limits), limits, watch, []), tahun, periode)


def read_with_pages(
    path: str | Path,
    *,
    limits: FileLimits = DEFAULT_FILE_LIMITS,
    watch: Callable[[Iterable[Page]], Iterable[Page]] | None = None,
) -> tuple[Dokumen, tuple[Page, ...]]:
    """Return a document as :func:`read` does, and the lines and tables of its file, those without indicators too.

    >>> dokumen, pages = read_with_pages("examples/renstra.html")
    >>> len(dokumen), len(pages)
    (3, 1)
    """
    pages: list[Page] = []
    with guarded():
        return with_chosen_period(_document(path, read_bytes(path, limits), limits, watch, pages)), tuple(pages)


def _document(
    path: str | Path,
    raw: bytes,
    limits: FileLimits,
    watch: Callable[[Iterable[Page]], Iterable[Page]] | None,
    kept: list[Page],
) -> Dokumen:
    """Read a document; ``kept`` takes the pages that were read."""
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_pages(_of_archive(path, raw, limits), path, kept)
    if b"%PDF-" in raw[:1024]:
        from kinerja_formula.files.pdf_file import pdf_pages

        pages = pdf_pages(path, raw, limits, is_head_of_indicators)
        return _of_pages(pages if watch is None else watch(pages), path, kept)
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise unreadable(path, "berkas-terkunci" if is_locked(raw) else "office-lama")
    for start in _PICTURES:
        if raw.startswith(start):
            raise unreadable(path, "berkas-gambar")
    if raw.startswith(b"{\\rtf"):
        raise unreadable(path, "berkas-rtf")
    return _of_text(path, decode_text(path, raw), limits, kept)


def _of_pages(pages: Iterable[Page], path: str | Path, kept: list[Page]) -> Dokumen:
    kept.extend(pages)
    return years_by_figures(read_pages(kept, path))


_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM\x9a", b"RIFF")


def _of_archive(path: str | Path, raw: bytes, limits: FileLimits) -> Iterable[Page]:
    names = weigh(path, raw, limits)
    if any(name.startswith("word/") for name in names):
        from kinerja_formula.files.word_file import word_page

        return [word_page(path, raw, limits)]
    if any(name.startswith("xl/") for name in names):
        from kinerja_formula.files.workbook_file import workbook_pages

        return workbook_pages(path, raw, limits)
    raise unreadable(path, "opendocument" if "content.xml" in names else "arsip-lain")


_KATALOG: Final = re.compile(
    r"""^[ \t]*(?:\[\[[ \t]*indikator[ \t]*\]\]|schema[ \t]*=[ \t]*["']kinerja-formula/katalog/)""", re.MULTILINE
)
_KATALOG_READER: Final = "kinerja_formula.pengatalogan.reader"


def is_katalog(text: str) -> bool:
    """Tell whether a text is a catalogue of indicators in TOML.

    >>> is_katalog('[[indikator]]\\nid = "hadir"'), is_katalog("indikator;formula")
    (True, False)
    """
    return _KATALOG.search(text) is not None


def _of_text(path: str | Path, text: str, limits: FileLimits, kept: list[Page]) -> Dokumen:
    from kinerja_formula.files.csv_file import csv_delimiter, csv_page
    from kinerja_formula.files.html_file import html_page, is_html
    from kinerja_formula.files.raised import with_raised_tags
    from kinerja_formula.files.text_file import text_page, text_pieces
    from kinerja_formula.files.text_layout import has_layout, layout_pages

    if is_katalog(text):
        # A catalogue stands for a document. What reads it stands above, so it is found by its name.
        dokumen: Dokumen = import_module(_KATALOG_READER).dokumen_of_text(text, str(path))
        return dokumen
    if not is_html(text):
        text = with_raised_tags(text)
    is_page = text[:200].lstrip().startswith("<")
    if not is_page and (delimiter := csv_delimiter(text, is_head_of_table)):
        return _of_pages([csv_page(path, text, delimiter, limits, is_head_of_table)], path, kept)
    if is_html(text):
        return _of_pages([html_page(path, text, limits)], path, kept)
    if has_layout(text, is_head_of_indicators):
        return _of_pages(layout_pages(path, text, limits, is_head_of_indicators), path, kept)
    pieces = list(text_pieces(path, text, limits))
    rows = [[cell or "" for cell in piece.cells] for piece in pieces if isinstance(piece, TableRow)]
    heads = [cells for cells in rows if is_head_of_table(cells)]
    if heads and all(map(tells_figures, heads)):
        sheet = _as_sheet(pieces)
        if sheet == pieces or not any(map(tells_formulas, heads)):
            return _of_pages([text_page(sheet)], path, kept)
    return read_decree(pieces, path)


def _as_sheet(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces of a text with each post as a line, and no empty line where a table goes on without a head."""
    out: list[Piece] = []
    begun = False
    for piece in pieces:
        if isinstance(piece, TableRow):
            cells = [cell or "" for cell in piece.cells]
            begun = begun or is_head_of_table(cells)
            if post_of_row(cells) is not None:
                out += [TextLine("", piece.tempat), TextLine(" ".join(cells), piece.tempat)]
                continue
            if (
                begun
                and not is_head_of_table(cells)
                and len([cell for cell in cells if cell.strip()]) > _A_CODE_AND_TEXT
            ):
                while isinstance(out[-1], TextLine) and not out[-1].text.strip():
                    out.pop()
        out.append(piece)
    return out


_A_CODE_AND_TEXT: Final = 2
