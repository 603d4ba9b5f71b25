"""The words of a name or a satuan, folded alike, with their places."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import Final, NamedTuple

__all__ = ["Token", "key", "tokens"]


class Token(NamedTuple):
    """A word or list sign of a text, folded, and its place."""

    text: str
    start: int
    end: int


# A word glued to the next (JumlahUji, ScoreOmzet, Nilai_Sektor) and a sum sign glued to it are words of their own.
_TOKEN: Final = re.compile(r"[A-Z][a-z]{2,}(?=[A-Z])|[Σ∑]|[^\W_]+(?:-[^\W_]+)*|[/&,+%‰]")


def tokens(text: str, *, most: int = 60) -> list[Token]:
    """Return the first words and list signs of a text, small letters, a doubled word as one.

    >>> [token.text for token in tokens("Rapat-rapat & Surat Masuk")]
    ['rapat', '&', 'surat', 'masuk']
    """
    found = []
    for match in islice(_TOKEN.finditer(text), most):
        word = match[0]
        word = (word if word.isascii() else unicodedata.normalize("NFKC", word)).casefold()
        if "-" in word:
            first, _, second = word.partition("-")
            if second in (first, first + "nya"):
                word = first
        found.append(Token(word, match.start(), match.end()))
    return found


def key(text: str) -> str:
    """Return the one spelling under which a word or phrase is kept.

    >>> key("Desa/Kelurahan")
    'desa / kelurahan'
    """
    if text.isascii() and text.replace(" ", "").isalpha():  # most are, and loading the vocabulary asks for a thousand
        return " ".join(text.casefold().split())
    return " ".join([token.text for token in tokens(text)])
