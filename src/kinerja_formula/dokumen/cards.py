"""Indicators that stand one by one, a label and its content a line: *Indikator : …*, *Formula : …*, *Sumber data : …*.

Manuals of indicators have them as lines, or as tables of two columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.columns import role_of_label
from kinerja_formula.files.tempat import Tempat

__all__ = ["Card", "field_of_line", "field_of_row"]

_LINE: Final = re.compile(
    r"^[\W_]{0,4}(?:(?:\d{1,2}|[a-zA-Z])\s?[.)]\s*)?([^\W\d_][^:=\n]{2,50}?)\s*[:=]\s*(.*)$", re.DOTALL
)
_NUMBER: Final = re.compile(r"^\(?[\dA-Za-z]{1,2}[.)]?$")
_LONGEST: Final = 5_000


def field_of_line(text: str) -> tuple[str, str] | None:
    """Return the role of a line and what it says, None if it begins with no label of an indicator.

    >>> field_of_line("2. Formula : Hadir / Undangan x 100%"), field_of_line("Menimbang : bahwa")
    (('formula', 'Hadir / Undangan x 100%'), None)
    """
    if len(text) > _LONGEST:
        return None
    found = _LINE.match(text.strip())
    role = role_of_label(plain(found[1])) if found else ""
    return (role, found[2].strip(" *")) if found and role else None


def field_of_row(cells: Sequence[str | None]) -> tuple[str, str] | None:
    """The same for a row of two columns, of three with a number or a colon.

    >>> field_of_row(["1", "Indikator Kinerja", "", "Persentase hadir"])
    ('indikator', 'Persentase hadir')
    """
    shown = [cell.strip() for cell in cells if cell and plain(cell).strip(" :")]
    if len(shown) == 3 and _NUMBER.match(plain(shown[0])):
        shown = shown[1:]
    if len(shown) != 2:
        return field_of_line(shown[0]) if len(shown) == 1 else None
    role = role_of_label(plain(shown[0]).strip(" :"))
    return (role, shown[1].lstrip(": ")) if role else None


class Card:
    """What is known of the indicator that is being told, and what was told last."""

    def __init__(self) -> None:
        self.cells: dict[str, str] = {}
        self.tempat = Tempat()
        self.last = ""
        self.in_table = False

    @property
    def is_whole(self) -> bool:
        """Whether it has both an indicator and its formula."""
        return bool(self.cells.get("indikator") and self.cells.get("formula"))

    def begins_anew(self, role: str) -> bool:
        """Tell whether a field is of the next indicator: this one has it already."""
        return role in self.cells

    def take(self, role: str, text: str, tempat: Tempat) -> None:
        """Take a field; the card stands where its indicator does."""
        if role == "indikator" or not self.cells:
            self.tempat = tempat
        self.cells[role] = text
        self.last = role

    def go_on(self, text: str) -> bool:
        """Take a line without a label for the formula above it, or for a field that was empty."""
        if not self.last or (self.last != "formula" and self.cells[self.last]):
            return False
        told = self.cells[self.last]
        if len(told) + len(text) > _LONGEST:
            return False
        self.cells[self.last] = f"{told}\n{text}".strip()
        return True
