"""A new XLSX file. The only place that imports XlsxWriter."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from kinerja_formula.files.table_files import missing_extra

__all__ = ["new_workbook"]


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
