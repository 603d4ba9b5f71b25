"""Where a document says whose indicators follow: ``1. Jabatan : SEKRETARIS``, or a heading that names a post."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.vocabulary import words
from kinerja_formula.names import fold_space

__all__ = [
    "has_label",
    "is_bare_label",
    "is_label_row",
    "is_signature",
    "is_superior",
    "joins_post",
    "post_label",
    "post_of_heading",
    "post_of_row",
]

_LONGEST: Final = 160


@cache
def _label() -> re.Pattern[str]:
    names = "|".join(
        [r"\s+".join(map(re.escape, name.split())) for name in sorted(words("labels", "jabatan"), key=len)[::-1]]
    )
    return re.compile(
        rf"^[\W_]{{0,4}}(?:(?:\d{{1,2}}|[a-zA-Z]|[IVX]{{1,4}})\s?[.)]\s*)?(?:{names})\s*(?:[:;=]|\s[-–]\s)\s*(.*)$",
        re.IGNORECASE,
    )


@cache
def _other_label() -> re.Pattern[str]:
    names = "|".join(
        [r"\s+".join(map(re.escape, name.split())) for name in sorted(words("labels", "others"), key=len)[::-1]]
    )
    return re.compile(rf"^[\W_]{{0,4}}(?:(?:\d{{1,2}}|[a-zA-Z])\s?[.)]\s*)?(?:{names})\b\s*(?:[:;=]|$)", re.IGNORECASE)


def post_label(text: str) -> str | None:
    """Return what stands behind *Jabatan :*, possibly nothing; None where the line has no such label.

    >>> post_label("1. Jabatan : **SEKRETARIS KECAMATAN**"), post_label("Jabatan fungsional")
    ('SEKRETARIS KECAMATAN', None)
    """
    if len(text) > 4 * _LONGEST or "jabatan" not in text.casefold():
        return None
    found = _label().match(plain(text))
    return _cleaned(found[1]) if found else None


def _cleaned(name: str) -> str:
    return fold_space(name.strip(" :.;-–*_"))[:_LONGEST]


def post_of_row(cells: Sequence[str | None]) -> str | None:
    """The same for a row of a table without lines: ``1. | Jabatan | : | SEKRETARIS``."""
    shown = [text for cell in cells if (text := plain(cell or ""))]
    if not 1 < len(shown) <= 5:
        return post_label(shown[0]) if len(shown) == 1 else None
    labels = words("labels", "jabatan")
    for place, text in enumerate(shown[:2]):
        if text.casefold().strip(" .:)0123456789") in labels:
            return _cleaned(" ".join(shown[place + 1 :]))
    return post_label(" ".join(shown))


def is_bare_label(text: str) -> bool:
    """Tell whether a line says *Jabatan* and no more: the colon and the name are on the next one.

    >>> is_bare_label("1. Jabatan"), is_bare_label("Jabatan fungsional")
    (True, False)
    """
    return _NUMBERED.sub("", plain(text)).casefold().strip(" .*") in words("labels", "jabatan")


def has_label(text: str) -> bool:
    """Tell whether a line begins with a label as *Tugas :*, or with the mark of a list.

    >>> has_label("2. TUGAS : Membantu Camat"), has_label("a. Penyusunan program"), has_label("DAN KEPEGAWAIAN")
    (True, True, False)
    """
    return bool(_other_label().match(text) or _ITEM.match(text))


def is_label_row(texts: Sequence[str]) -> bool:
    """Tell whether the filled cells of a row are a label and what it says: *Tugas | Memimpin kecamatan*.

    >>> is_label_row(["2.", "Tugas", "Memimpin kecamatan"]), is_label_row(["Program", "Rp 1.000"])
    (True, False)
    """
    labels = words("labels", "others")
    return has_label(" ".join(texts)) or any(
        _NUMBERED.sub("", text).casefold().strip(" .:") in labels for text in texts[:2]
    )


_ITEM: Final = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|\(?[a-zA-Z][.)]|[-•–*])\s")


def is_superior(text: str) -> bool:
    """Tell whether a line says that the post above it is that of the superior.

    >>> is_superior("selaku atasan pihak pertama, selanjutnya disebut pihak kedua")
    True
    """
    low = text.casefold()
    return any(word in low for word in words("labels", "superior"))


def joins_post(name: str, text: str) -> bool:
    """Tell whether a line goes on with the name of the post above it, that was too long for one line."""
    text = plain(text)
    if not text or len(text) + len(name) > _LONGEST or has_label(text) or text.endswith((".", ";")) or ":" in text:
        return False
    if not name:
        return True
    if _in_capitals(name):
        return _in_capitals(text)
    open_end = name.endswith((",", "-", "/")) or name.count("(") > name.count(")")
    open_end = open_end or name.rpartition(" ")[2].casefold() in words("cells", "joint")
    return open_end and (text[:1].isupper() or text[:1] == "(")


def _in_capitals(text: str) -> bool:
    """Tell whether nearly all letters are capitals: *Plt. KEPALA SEKSI (Umum)* is written in them."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(map(str.isupper, letters)) >= 0.75 * len(letters)


_NUMBERED: Final = re.compile(r"^[\W_]*(?:(?:\d{1,2}|[A-Z]|[IVX]{1,5})\s?[.)]\s*)?")
_BEFORE_POST: Final = re.compile(
    r"^(?:indikator\s+kinerja\s+(?:individu|utama)|iki|iku|perjanjian\s+kinerja)\b[^:]{0,20}?(?:\b(?:untuk|bagi|pada|jabatan)\b\s*)?[:–-]?\s*",
    re.IGNORECASE,
)


def post_of_heading(text: str) -> str:
    """Return the post that a heading names without saying *Jabatan*; empty if it names none.

    >>> (
    ...     post_of_heading("B. KEPALA SEKSI PEMERINTAHAN"),
    ...     post_of_heading("IKI SEKRETARIS"),
    ...     post_of_heading("Kepala desa hadir."),
    ... )
    ('KEPALA SEKSI PEMERINTAHAN', 'SEKRETARIS', '')
    """
    text = plain(text)
    if not 3 < len(text) <= 110 or text.endswith((".", ";", ",", ":")):
        return ""
    name = _NUMBERED.sub("", text)
    name = _BEFORE_POST.sub("", name).strip(" ()") or name
    found = name.split()
    if not found or found[0].casefold() not in words("labels", "posts") or len(found) > 14:
        return ""
    capitals = sum(word[:1].isupper() or not word[:1].isalpha() or word in words("cells", "joint") for word in found)
    return _cleaned(name) if capitals >= len(found) * 0.8 else ""


def is_signature(text: str) -> bool:
    """Tell whether a line is of a signature: what stands above it is who signed."""
    low = text.casefold()
    return low.startswith(("nip", "pembina", "penata")) or "nip." in low or "nip " in low
