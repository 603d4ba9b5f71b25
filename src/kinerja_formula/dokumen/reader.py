"""Any file of a decree → the document. What a file is, is told by its content and never by its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kinerja_formula.dokumen.columns import is_head_of_formulas
from kinerja_formula.dokumen.decree import read_decree
from kinerja_formula.dokumen.model import Dokumen
from kinerja_formula.files.guard import guarded
from kinerja_formula.files.pieces import Piece
from kinerja_formula.files.table_files import (
    DEFAULT_FILE_LIMITS,
    FileLimits,
    decode_text,
    read_bytes,
    unreadable,
    weigh,
)

__all__ = ["read"]


def read(path: str | Path, *, limits: FileLimits = DEFAULT_FILE_LIMITS) -> Dokumen:
    """Return the posts and indicators of a decree, a plan or a table.

    The file may be DOCX, PDF, XLSX, CSV, HTML, Markdown, or the text of a scan with tabs between its cells; its content
    tells which. What was guessed (slipped columns, several indicators in one cell, a row over a page break) is in the
    ``diagnostics`` of the indicators and of the document, with its place; and so is what stands in a table and became
    no indicator.

    Args:
        path: the file.
        limits: how large it may be.

    Returns:
        The document: ``jabatan`` with their ``indikator``, in the order of the file.

    Raises:
        InvalidDataError: KF401 unreadable (also encrypted, broken off, or of pictures only), KF403 a library is not
            installed, KF405 no table of indicators with formulas.

    >>> import kinerja_formula as kf
    >>> dokumen = kf.read("examples/pelayanan.csv")
    >>> for jabatan in dokumen.jabatan:
    ...     print(jabatan.nama, len(jabatan.indikator))
    SEKRETARIS 2
    KASI PELAYANAN UMUM 2
    """
    with guarded():  # of the cells each has its own; here it is for the file
        return read_decree(_pieces(path, read_bytes(path, limits), limits), path)


def _pieces(path: str | Path, raw: bytes, limits: FileLimits) -> Iterator[Piece]:
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_archive(path, raw, limits)
    if b"%PDF-" in raw[:1024]:
        from kinerja_formula.files.pdf_file import pdf_pieces

        return pdf_pieces(path, raw, limits)
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        locked = "EncryptedPackage".encode("utf-16-le") in raw
        raise unreadable(path, "berkas-terkunci" if locked else "office-lama")
    for start in _PICTURES:
        if raw.startswith(start):
            raise unreadable(path, "berkas-gambar")
    if raw.startswith(b"{\\rtf"):
        raise unreadable(path, "berkas-rtf")
    return _of_text(path, decode_text(path, raw), limits)


_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM\x9a", b"RIFF")


def _of_archive(path: str | Path, raw: bytes, limits: FileLimits) -> Iterator[Piece]:
    names = weigh(path, raw, limits)
    if any(name.startswith("word/") for name in names):
        from kinerja_formula.files.word_file import word_pieces

        return word_pieces(path, raw, limits)
    if any(name.startswith("xl/") for name in names):
        from kinerja_formula.files.workbook_file import workbook_pieces

        return workbook_pieces(path, raw, limits)
    raise unreadable(path, "opendocument" if "content.xml" in names else "arsip-lain")


def _of_text(path: str | Path, text: str, limits: FileLimits) -> Iterator[Piece]:
    from kinerja_formula.files.csv_file import csv_delimiter, csv_pieces
    from kinerja_formula.files.html_file import html_pieces, is_html
    from kinerja_formula.files.text_file import text_pieces

    delimiter = csv_delimiter(text, is_head_of_formulas)
    if delimiter:
        return csv_pieces(path, text, delimiter, limits)
    return html_pieces(path, text, limits) if is_html(text) else text_pieces(path, text, limits)
