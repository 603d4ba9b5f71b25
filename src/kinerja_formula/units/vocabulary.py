"""The closed vocabulary of units: families, kinds, words, nouns and the table of pairs, read from data files.

A user's own file has the same tables as ``data/vocabulary/satuan.toml``, ``kata_benda.toml`` and ``pasangan.toml``, all
in one file or in several, and ``scales``, ``scale_aliases`` and ``money_scales`` for words of scale beside those of
``scale_words``; it adds to the standard vocabulary and never changes it for others.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from kinerja_formula.units.algebra import Kind, Unit
from kinerja_formula.units.vocabulary_files import Rule, Tables, VocabularyError, read_tables
from kinerja_formula.units.words import Token, key

__all__ = ["Noun", "Rule", "Vocabulary", "VocabularyError", "default_vocabulary", "load_vocabulary", "use_vocabulary"]

_FOLDER: Final = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", "vocabulary")
_FILES: Final = tuple(os.path.join(_FOLDER, name) for name in ("satuan.toml", "kata_benda.toml", "pasangan.toml"))


class Noun(NamedTuple):
    """A noun found in a name: how many words it has, and the unit it tells, None for a noun that tells none."""

    length: int
    unit: Unit | None


class Vocabulary:
    """Kinds, words and rules, ready to be asked; read-only. Make one with :func:`load_vocabulary`.

    ``families`` and ``kinds`` are the kinds by name, ``aliases`` their other words, ``as_written`` the spellings whose
    capitals tell (kW is no kw, which is kuintal), ``scales`` the words for powers of
    ten, ``money_scales`` those that mean one behind money only, ``rules`` and ``pairs`` the table of pairs, ``nouns``
    the head nouns with the unit they tell, ``counted`` those that tell another one when they are counted.
    """

    def __init__(self, tables: Tables) -> None:
        self.families: Mapping[str, Mapping[str, Kind]] = MappingProxyType(tables.families)
        self.kinds: Mapping[str, Kind] = MappingProxyType(tables.kinds)
        self.aliases: Mapping[str, tuple[str, ...]] = MappingProxyType(tables.aliases)
        self.units: Mapping[str, Unit] = MappingProxyType(tables.units)
        self.as_written: Mapping[str, Unit] = MappingProxyType(tables.as_written)
        self.pint_names: Mapping[str, str] = MappingProxyType(tables.pint_names)
        self.scales: Mapping[str, int] = MappingProxyType(tables.scales)
        self.money_scales: Mapping[str, int] = MappingProxyType(tables.money_scales)
        self.rules: Mapping[str, Rule] = MappingProxyType(tables.rules)
        self.pairs = tuple(tables.pairs)
        self.nouns: Mapping[str, Unit | None] = MappingProxyType(tables.nouns)
        self.counted: Mapping[str, Unit] = MappingProxyType(tables.counted)
        self._most_words: dict[str, int] = {}
        for phrase in (*tables.nouns, *tables.counted):
            first, *rest = phrase.split()
            self._most_words[first] = max(self._most_words.get(first, 0), 1 + len(rest))
        self._lists = {name: frozenset(words) for name, words in tables.lists.items()}
        self._affixes = {name: tuple(sorted(words)) for name, words in tables.lists.items()}

    def unit_of(self, word: str) -> Unit | None:
        """Return the unit that exactly this word or short name stands for, None if the vocabulary has none.

        >>> str(default_vocabulary().unit_of("Org")), default_vocabulary().unit_of("orang dewasa")
        ('orang', None)
        """
        return self.as_written.get(word) or self.units.get(key(word))

    def words(self, table: str, name: str) -> frozenset[str]:
        """Return the words of a list, e.g. ``("heads", "counts")``."""
        return self._lists[f"{table}.{name}"]

    def affixes(self, name: str) -> tuple[str, ...]:
        """Return beginnings or endings of the table ``no_unit``."""
        return self._affixes[f"no_unit.{name}"]

    def longest_noun(self, found: list[Token], place: int, *, counted: bool = False) -> Noun | None:
        """Return the noun of most words that stands at ``place``; ``counted``: after a word such as Jumlah."""
        if place >= len(found):
            return None
        most = min(self._most_words.get(found[place].text, 0), len(found) - place)
        for length in range(most, 0, -1):
            phrase = " ".join([token.text for token in found[place : place + length]])
            if counted and phrase in self.counted:
                return Noun(length, self.counted[phrase])
            if phrase in self.nouns:
                return Noun(length, self.nouns[phrase])
        stem = found[place].text.rstrip("0123456789")  # PDRB1 is the PDRB of a year
        return Noun(1, self.nouns[stem]) if len(stem) > 2 and stem in self.nouns else None


def load_vocabulary(*paths: str | os.PathLike[str]) -> Vocabulary:
    """Return the standard vocabulary with the tables of further files added; what a later file says wins.

    Raises VocabularyError, which names the file, the table and the field.

    >>> load_vocabulary().unit_of("caturwulan").kind.family
    'waktu'
    """
    return Vocabulary(read_tables((*_FILES, *[os.fspath(path) for path in paths])))


@cache
def _standard() -> Vocabulary:
    return load_vocabulary()


_in_use: list[Vocabulary] = []


def default_vocabulary() -> Vocabulary:
    """Return the vocabulary in use: the standard one, loaded once, unless :func:`use_vocabulary` chose another."""
    return _in_use[-1] if _in_use else _standard()


def use_vocabulary(*paths: str | os.PathLike[str]) -> None:
    """Let this process use the standard vocabulary with further files from now on; without files, the standard one.

    Raises VocabularyError, and then changes nothing.
    """
    chosen = [load_vocabulary(*paths)] if paths else []
    _in_use[:] = chosen
