"""Words that are one letter off: which of them can be slips, and which are both words of the language."""

from __future__ import annotations

from typing import Final

from kinerja_formula.linter.stems import exact_words

__all__ = ["both_words", "deletions", "slip", "spells"]

_SHORTEST_WORD: Final = 6


def spells(word: str) -> bool:
    """Whether a word is long enough for a slip to be told from another word."""
    return len(word) >= _SHORTEST_WORD and word.isalpha() and word.isascii()


def deletions(word: str) -> set[str]:
    """Return a word and each way of leaving out one letter."""
    return {word, *[word[:place] + word[place + 1 :] for place in range(len(word))]}


def both_words(word: str, other: str) -> bool:
    """Two words of the language that are alike: di- and ter-, -kan and -an, a plural, a list of numbers."""
    if word in exact_words("alike") or other in exact_words("alike"):
        return True
    if word[:2] != other[:2]:
        return True  # an affix, or the beginning of another word
    return word.startswith(other) or other.startswith(word) or word[-2:] != other[-2:]


def slip(one: str, other: str) -> bool:
    """Whether two different words are one letter apart and not both words of the language.

    >>> slip("pegawai", "pegwai"), slip("disusun", "tersusun"), slip("pengaduan", "pengadaan")
    (True, False, False)
    """
    if one == other or not spells(one) or not spells(other) or abs(len(one) - len(other)) > 1:
        return False
    return not deletions(one).isdisjoint(deletions(other)) and not both_words(one, other)
