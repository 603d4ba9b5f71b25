"""The one lexicon of reading: what each word and sign may be, loaded from ``data/reading/lexicon.toml``."""

from __future__ import annotations

import os
from collections.abc import Collection
from functools import cache
from typing import Any, Final

from kinerja_formula.data_files import DATA, read_toml

__all__ = ["JOINTS", "LEXICON_FILE", "OPERATING", "OPERATORS", "Lexicon", "lexicon"]

LEXICON_FILE = os.path.join(DATA, "reading", "lexicon.toml")
OPERATORS: Final = ("bagi", "kali", "tambah", "kurang")
"""Roles of the words for the four operations."""
OPERATING: Final = frozenset(OPERATORS)
JOINTS: Final = frozenset({"serangkai", "pilihan"})


class Lexicon:
    """Words with the set of their roles, phrases by their first word, and what signs speak for.

    ``without`` are words and phrases that are left out: what a vocabulary unknown so far does to reading.
    """

    def __init__(self, tables: dict[str, Any], without: Collection[str] = ()) -> None:
        self.roles: dict[str, frozenset[str]] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for role, entries in tables["peran"].items():
            for entry in entries:
                if entry in without:
                    continue
                first, *rest = entry.split()
                if rest:
                    self.phrases.setdefault(first, []).append((tuple(rest), role))
                else:
                    self.roles[entry] = self.roles.get(entry, frozenset()) | {role}
        self.figures: dict[str, str] = tables["angka"]
        self.multiples: dict[str, str] = tables["kelipatan"]
        self.spelt = frozenset(tables["ejaan"]["kata"])
        """Words that are known with one slip, too."""
        self.confused: list[tuple[str, str]] = [(seen, right) for seen, right in tables["ejaan"]["rupa"]]
        self.signs: dict[str, str] = tables["tanda"]
        self.evidence: dict[str, list[float]] = tables["bukti"]
        compared = [(tuple(phrase.split()), sign) for sign, told in tables["banding"].items() for phrase in told]
        self.comparisons = sorted(compared, key=lambda one: -len(one[0]))
        """Phrases that compare, the longest first, each with its sign."""
        self.inside_names: dict[str, list[float]] = tables["dalam-nama"]
        self.classes: list[str] = tables["kelas"]["urutan"]
        self.joints = frozenset(tables["kelas"]["joint"])
        self.shapes: list[tuple[str, str, str, int]] = [tuple(one) for one in tables["kelas"]["bentuk"]]

    def of(self, word: str) -> frozenset[str]:
        """Return the roles of a word, lower case; none for most words."""
        return self.roles.get(word, _NONE)


_NONE: frozenset[str] = frozenset()


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of the package.

    >>> sorted(lexicon().of("kali"))
    ['kali']
    """
    return Lexicon(read_toml(LEXICON_FILE))
