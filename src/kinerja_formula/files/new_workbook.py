"""A new XLSX file. The only place that imports XlsxWriter."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterable
from typing import Any, Final

from kinerja_formula.files.file_bytes import missing_extra

__all__ = ["REPORT", "height_of", "new_workbook"]

REPORT: Final = "kinerja-formula/laporan/1"
"""What a workbook with results says of itself, by which nobody takes it for figures to be calculated with."""
_LINE: Final = 13.5
"""The height of a line of text in points."""
_HIGHEST: Final = 400.0


def new_workbook(write: Callable[[Any], object]) -> bytes:
    """Return the content of the workbook that ``write`` fills; a text stays a text, whatever it looks like.

    Raises InvalidDataError KF403 without XlsxWriter (extra ``excel``).

    >>> new_workbook(lambda book: book.add_worksheet("Angka").write_string(0, 0, "=1+1"))[:2]
    b'PK'
    """
    try:
        import xlsxwriter
    except ImportError:
        raise missing_extra("XlsxWriter", "excel", "XLSX") from None
    content = io.BytesIO()
    texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(content, {"in_memory": True, **texts})
    write(book)
    book.close()
    return content.getvalue()


def height_of(texts: Iterable[tuple[str, float]]) -> float:
    """Return the height of a row in points for texts in columns of these widths: not every program fits rows itself.

    >>> height_of([("Persentase", 20), ("Jumlah dokumen yang disusun tepat waktu", 20)])
    27.0
    """
    lines = [
        sum([math.ceil(max(1, len(line)) / width) for line in text.split("\n")]) for text, width in texts if width > 0
    ]
    return min(_LINE * max([1, *lines]), _HIGHEST)
