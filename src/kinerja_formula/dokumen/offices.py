"""Offices that a document names: in a caption, or behind a label as *Perangkat Daerah :*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.vocabulary import table_words

__all__ = ["names_office", "office_in_row", "office_label", "office_of_caption"]


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


def office_in_row(texts: list[str]) -> str:
    """Return the office or post that a row of labels names: *Nama Organisasi | : | Dinas …*."""
    labels = table_words("offices", "labels")
    for place, text in enumerate(texts[:2]):
        if text.casefold().strip(" .:)0123456789") in labels and place + 2 == len(texts):
            value = " ".join(texts[place + 1 :]).strip(" :.")
            if len(value) > 4 and not re.search(
                r"(?i)\b(?:formasi|jumlah|jenis kelamin|golongan|pangkat|kelas)\b", value
            ):
                return value
    joined = " ".join(texts)
    return office_label(joined) if len(texts) <= 3 else ""


def office_of_caption(caption: Sequence[str]) -> str:
    """Return the office that the caption of a table names, without the year and the words before it."""
    text = " ".join(caption[-3:])
    found = names_office(text)
    if found is None:
        return ""
    name = re.split(
        r"(?i)\s*(?:\btahun\b|\btabel\b|\d|[.:;]|\bpada\b|\byang\b|\bdapat\b|\badalah\b|\bperiode\b|\bberikut\b)",
        text[found.start() :],
    )[0]
    name = name.strip(" ,-")
    own = " " in name and name[:1].isupper()  # "mutu pelayanan kecamatan" names none
    return name if own and 8 <= len(name) <= 110 else ""
