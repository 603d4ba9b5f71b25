"""The words by which a formula text is read, loaded once from ``data/vocabulary/reading.toml``."""

from __future__ import annotations

import os
from functools import cache

from kinerja_formula.data_files import DATA, read_toml, with_words_of_roles

__all__ = ["in_order", "words"]

_FILE = os.path.join(DATA, "vocabulary", "reading.toml")


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return read_toml(_FILE)


@cache
def words(table: str, role: str) -> frozenset[str]:
    """Return the words of a role, lower case.

    >>> "dibagi" in words("operators", "divide")
    True
    """
    return frozenset(with_words_of_roles(_tables()[table][role]))


@cache
def in_order(table: str, role: str) -> tuple[str, ...]:
    """Return the words of a role in the order of the file: for lists where the first that fits counts, and for affixes.

    >>> "dibandingkan".startswith(in_order("known_names", "verb_beginnings"))
    True
    """
    return tuple(_tables()[table][role])
