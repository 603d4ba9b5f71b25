"""Offices that a document names: in a caption, or behind a label as *Perangkat Daerah :*."""

from __future__ import annotations

import re
from functools import cache

from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.vocabulary import table_words

__all__ = ["names_office", "office_label"]


@cache
def _label_pattern() -> re.Pattern[str]:
    known = sorted(table_words("offices", "labels"), key=len, reverse=True)
    labels = "|".join([r"\s+".join(map(re.escape, one.split())) for one in known])
    return re.compile(rf"\s*(?:\d+[.)]?\s*)?({labels})(?:\s*/\s*\w+)?\s*:\s*(.{{4,120}})$", re.IGNORECASE)


def office_label(text: str) -> str:
    """Return the office of a line *Perangkat Daerah : …*, empty if it is none.

    >>> office_label("Unit Kerja/Satker : BPS Kabupaten Contoh")
    'BPS Kabupaten Contoh'
    """
    found = _label_pattern().match(plain(text)[:200])
    return found[2].strip(" .:") if found else ""


@cache
def _offices() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(table_words("offices", "names"), key=len, reverse=True)))
    return re.compile(rf"\b(?:{names})\b", re.IGNORECASE)


def names_office(text: str) -> re.Match[str] | None:
    """Return where a text names an office, None where it names none.

    >>> names_office("5.03 - BADAN KEPEGAWAIAN")[0]
    'BADAN'
    """
    return _offices().search(text)
