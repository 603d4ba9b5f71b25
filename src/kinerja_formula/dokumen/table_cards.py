"""A table that is a card: labels down the left, values beside them, one indicator or several below each other."""

from __future__ import annotations

import re
from typing import Final

from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.periods import period_of
from kinerja_formula.dokumen.table_rows import IndicatorRow
from kinerja_formula.dokumen.table_words import head_roles
from kinerja_formula.files.model import Table

__all__ = ["card_rows"]

_MOST_CELLS: Final = 4
"""Filled cells of a row: a label and its value, perhaps a number and a colon."""
_TEXTS: Final = ("formula", "satuan", "sasaran", "sumber_data", "penanggung_jawab", "arah", "bobot")
_OTHERS: Final = ("formula", "satuan", "target", "definisi", "sumber_data", "penanggung_jawab", "realisasi")
_NUMBER: Final = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]?\)?")


def card_rows(table: Table) -> list[IndicatorRow]:
    """Return the indicators of a card; none where its labels are not of an indicator and two things more."""
    if table.rows < 3:
        return []
    rows: list[IndicatorRow] = []
    known: set[str] = set()
    wide = 0
    for place in range(table.rows):
        texts = [text for cell in table.begun(place) if plain(text := cell.text.strip()) not in ("", ":")]
        if texts and _NUMBER.fullmatch(plain(texts[0])):
            texts.pop(0)
        if len(texts) == 1 and ":" in texts[0][:60]:
            texts = [part.strip() for part in texts[0].split(":", 1)]
        if len(texts) > _MOST_CELLS:
            wide += 1
            continue
        if len(texts) < 2 or len(plain(texts[0])) > 60:
            continue
        label, value = plain(texts[0]).rstrip(" :"), "\n".join(texts[1:]).lstrip(": ")
        found = head_roles(label)
        if not found or max(found.values()) < 2 or not value:
            continue
        role = max(found, key=lambda one: found[one])
        if role == "indikator" and (not rows or rows[-1].nama):
            rows.append(IndicatorRow("", table.place(place), certainty=0.9))
        if not rows:
            continue
        known.add(role)
        _take(rows[-1], role, label, value)
    whole = "indikator" in known and len(known & set(_OTHERS)) >= 2
    return [row for row in rows if row.nama] if whole and wide <= len(rows) else []


def _take(row: IndicatorRow, role: str, label: str, value: str) -> None:
    if role == "indikator":
        row.nama = row.nama or plain(value)
    elif role in ("target", "realisasi"):
        row.by_role(role)[period_of(label)] = plain(value)
    elif role in _TEXTS and not getattr(row, role):
        setattr(row, role, value if role in ("formula", "sumber_data") else plain(value))
