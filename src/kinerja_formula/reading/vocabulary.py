"""The words by which a formula text is read, loaded once from ``data/vocabulary/reading.toml``."""

from __future__ import annotations

import os
from functools import cache

__all__ = ["words"]

_FILE = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", "vocabulary", "reading.toml")


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    import tomllib

    with open(_FILE, "rb") as file:
        return tomllib.load(file)


@cache
def words(table: str, role: str) -> frozenset[str]:
    """Return the words of a role, lower case.

    >>> "dibagi" in words("operators", "divide")
    True
    """
    return frozenset(_tables()[table][role])
