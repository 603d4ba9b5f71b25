"""Text whose columns are kept by blanks alone, as programs print a page of a PDF → pages of lines and tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from kinerja_formula.files.aligned import AlignedColumns
from kinerja_formula.files.file_bytes import FileLimits, unreadable
from kinerja_formula.files.grids import Drawing, page_items
from kinerja_formula.files.model import Page
from kinerja_formula.files.pdf_cells import Word
from kinerja_formula.files.tempat import Tempat

__all__ = ["has_layout", "layout_pages"]

_WIDE: Final = 5.0
"""How wide a letter is; a line is ten high, and two blanks part two columns."""
_HIGH: Final = 10.0
_LONGEST_LINE: Final = 2_000
_WORD: Final = re.compile(r"\S+")
_COLUMNS: Final = re.compile(r"\S {2,}\S")


def has_layout(text: str, is_head: Callable[[Sequence[str]], bool]) -> bool:
    """Tell whether some line of a text is the head of a table with blanks between its columns.

    >>> has_layout("NO  INDIKATOR    TARGET\\n1   Nilai   80", lambda texts: "INDIKATOR" in texts)
    True
    """
    lines = text[:200_000].split("\n")
    for place, line in enumerate(lines):
        if _COLUMNS.search(line[:_LONGEST_LINE]):
            near = " " * 3 + "   ".join(
                [one.strip() for one in lines[max(0, place - 1) : place + 2] if _COLUMNS.search(one)]
            )
            if is_head([part.strip() for part in re.split(r" {2,}", near) if part.strip()]):
                return True
    return False


def layout_pages(
    path: str | Path, text: str, limits: FileLimits, is_head: Callable[[Sequence[str]], bool]
) -> list[Page]:
    """Return the pages of a text, parted by form feeds. Raises InvalidDataError KF401."""
    pages: list[Page] = []
    before: AlignedColumns | None = None
    rows = 0
    for number, part in enumerate(text.split("\f"), 1):
        lines = part.split("\n")
        rows += len(lines)
        if rows > limits.rows:
            raise unreadable(path, "terlalu-banyak-baris", limit=limits.rows)
        words = [
            Word(found.start() * _WIDE, found.end() * _WIDE, place * _HIGH, place * _HIGH + 9, found[0], True)
            for place, line in enumerate(lines)
            for found in _WORD.finditer(line.expandtabs()[:_LONGEST_LINE])
        ]
        size = (_LONGEST_LINE * _WIDE, len(lines) * _HIGH)
        items = page_items(words, Drawing([], [], [], size), Tempat(0, number), is_head, before)
        before = items.columns
        pages.append(Page(number, items.items))
    return pages
