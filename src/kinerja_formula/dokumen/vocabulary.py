"""The words by which a decree is read, loaded once from ``data/vocabulary/dokumen.toml``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from kinerja_formula.data_files import DATA, read_toml

__all__ = ["column_heads", "column_names", "words"]

_FILE: Final = os.path.join(DATA, "vocabulary", "dokumen.toml")


@cache
def _tables() -> dict[str, Any]:
    return read_toml(_FILE)


@cache
def words(table: str, role: str) -> frozenset[str]:
    """Return the words of a list, lower case.

    >>> "sda" in words("cells", "same")
    True
    """
    return frozenset(_tables()[table][role])


def column_heads() -> Mapping[str, Mapping[str, list[str]]]:
    """Return role → ``names``, ``words`` and ``weak`` heads of its column, in the order in which roles are asked."""
    heads: Mapping[str, Mapping[str, list[str]]] = _tables()["columns"]
    return heads


def column_names() -> dict[str, tuple[str, ...]]:
    """Return role → the heads that a column of a plain table may have, without the columns that tell nothing."""
    return {role: tuple(heads["names"]) for role, heads in column_heads().items() if role != "lain"}
