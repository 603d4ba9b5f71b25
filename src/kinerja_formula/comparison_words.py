"""Words of comparison, *minimal* to *kurang dari*: the one list, from ``data/vocabulary/pembanding.toml``."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import Any, Final

from kinerja_formula.data_files import DATA, read_toml

__all__ = ["alternatives", "comparison_words", "sign_of"]

_TABLES: Final[dict[str, dict[str, Any]]] = read_toml(os.path.join(DATA, "vocabulary", "pembanding.toml"))


@cache
def comparison_words(*tables: str) -> dict[str, str]:
    """Return what is written for a comparison → its sign, of these tables of the file, the longest first.

    >>> comparison_words("words")["tidak lebih dari"], comparison_words("words", "records")["sebesar"]
    ('<=', '=')
    """
    found = {word: sign for table in tables for sign, words in _TABLES[table].items() for word in words}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def alternatives(words: dict[str, str]) -> str:
    """Return the words as a pattern, in their order; blanks may be several, and stand round a hyphen or for it.

    A word begins and ends where no letter stands beside it.

    >>> import re
    >>> bool(re.match(alternatives({"setinggi-tingginya": "<="}), "setinggi - tingginya 5"))
    True
    """
    return "|".join([_alternative(word) for word in words])


def sign_of(written: str, words: dict[str, str]) -> str:
    """Return the sign that a match of :func:`alternatives` stands for.

    >>> sign_of("Setinggi - tingginya", {"setinggi-tingginya": "<="})
    '<='
    """
    return _folded(words)[_apart(written.translate(_DOTLESS).casefold())]


def _folded(words: dict[str, str]) -> dict[str, str]:
    return {_apart(word): sign for word, sign in words.items()}


def _apart(word: str) -> str:
    """A hyphen is as good as a blank: *setinggi-tingginya*, *setinggi tingginya*."""
    return " ".join(word.replace("-", " ").split())


_DOTLESS: Final = str.maketrans("İı", "ii")
"""What a pattern that ignores case takes for an i."""


def _alternative(word: str) -> str:
    written = re.escape(word).replace(r"\ ", r"\s+").replace(r"\-", r"(?:\s*-\s*|\s+)")
    before, behind = r"(?<![^\W\d_])" if word[0].isalpha() else "", r"(?![^\W\d_])" if word[-1].isalpha() else ""
    return f"{before}{written}{behind}"
