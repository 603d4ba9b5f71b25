"""A table that is a card: labels down the left, values beside them, one indicator or several below each other."""

from __future__ import annotations

import re
from typing import Final

from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.periods import period_of
from kinerja_formula.dokumen.row_model import IndicatorRow
from kinerja_formula.dokumen.table_words import head_roles
from kinerja_formula.files.model import Table

__all__ = ["card_rows"]

_MOST_CELLS: Final = 4
"""Filled cells of a row: a label and its value, perhaps a number and a colon."""
_TEXTS: Final = ("formula", "satuan", "sasaran", "sumber_data", "penanggung_jawab", "arah", "bobot")
_OTHERS: Final = ("formula", "satuan", "target", "definisi", "sumber_data", "penanggung_jawab", "realisasi")
_LONGEST_LABEL: Final = 60
_NUMBER: Final = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]?\)?")


def card_rows(table: Table) -> list[IndicatorRow]:
    """Return the indicators of a card; none where its labels are not of an indicator and two things more."""
    if table.rows < 3:
        return []
    rows: list[IndicatorRow] = []
    known: set[str] = set()
    wide = 0
    for place in range(table.rows):
        texts = _texts_of_row(table, place)
        if len(texts) > _MOST_CELLS:
            wide += 1
            continue
        label, value = _label_and_value(texts)
        role = _role_of(label) if value else ""
        if role == "indikator" and (not rows or rows[-1].nama):
            rows.append(IndicatorRow("", table.place(place), certainty=0.9))
        if role and rows:
            known.add(role)
            _take(rows[-1], role, label, value)
    whole = "indikator" in known and len(known & set(_OTHERS)) >= 2
    return [row for row in rows if row.nama] if whole and wide <= len(rows) else []


def _texts_of_row(table: Table, row: int) -> list[str]:
    """Return what the cells of a row say, without its number; a single cell may have the label before a colon."""
    texts = [text for cell in table.begun(row) if plain(text := cell.text.strip()) not in ("", ":")]
    if texts and _NUMBER.fullmatch(plain(texts[0])):
        texts.pop(0)
    if len(texts) == 1 and ":" in texts[0][:_LONGEST_LABEL]:
        texts = [part.strip() for part in texts[0].split(":", 1)]
    return texts


def _label_and_value(texts: list[str]) -> tuple[str, str]:
    """Return the label of a row and what it says; both empty where it is no such row."""
    if len(texts) < 2 or len(plain(texts[0])) > _LONGEST_LABEL:
        return "", ""
    return plain(texts[0]).rstrip(" :"), "\n".join(texts[1:]).lstrip(": ")


def _role_of(label: str) -> str:
    """Return the role that a label surely has, empty if it has none."""
    found = head_roles(label)
    role = max(found, key=lambda one: found[one], default="")
    return role if role and found[role] >= 2 else ""


def _take(row: IndicatorRow, role: str, label: str, value: str) -> None:
    if role == "indikator":
        row.nama = row.nama or plain(value)
    elif role in ("target", "realisasi"):
        row.by_role(role)[period_of(label)] = plain(value)
    elif role in _TEXTS and not getattr(row, role):
        setattr(row, role, value if role in ("formula", "sumber_data") else plain(value))
