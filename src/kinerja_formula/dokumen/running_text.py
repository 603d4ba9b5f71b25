"""Heads and feet of pages: what comes again on other pages with another number, and tells of no indicator."""

from __future__ import annotations

import re

from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.indicator_rows import SHOWN
from kinerja_formula.dokumen.posts import post_label
from kinerja_formula.files.model import Item, Line, Page, Table

__all__ = ["running_text", "shown_text", "without_digits"]


def shown_text(item: Item) -> str:
    """Return what a message shows of a line or a table."""
    if isinstance(item, Line):
        return item.text[: 2 * SHOWN]
    if isinstance(item, Table):
        return " | ".join([plain(cell.text) for cell in item.cells[:20] if cell.text.strip()])[: 2 * SHOWN]
    return item.rule.slug


def without_digits(item: Item) -> str:
    """Return the letters of a line or a small table: what stays the same on pages that are numbered."""
    if isinstance(item, Line):
        return re.sub(r"[\d\W_]+", "", item.text)
    if isinstance(item, Table) and item.rows <= 2 and len(item.cells) <= 6:
        return re.sub(r"[\d\W_]+", "", "".join([cell.text for cell in item.cells]))
    return ""


def running_text(pages: list[Page]) -> set[str]:
    """Return the heads and feet of pages, in boxes or not: what comes again on other pages with another number."""
    seen: dict[str, set[int]] = {}
    for page in pages:
        if page.number:
            for item in [*page.items[:4], *page.items[-4:]]:
                if (text := without_digits(item)) and post_label(shown_text(item)) is None:
                    seen.setdefault(text, set()).add(page.number)
    found = {text for text, numbers in seen.items() if len(numbers) > 1}
    return (found if len(pages) > 1 else set()) | {"Page", "Halaman"}
