"""The words by which a decree is read, loaded once from ``data/vocabulary/dokumen.toml``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from kinerja_formula.data_files import DATA, read_toml, with_words_of_roles

__all__ = ["column_heads", "column_names", "head_words", "period_words", "table_words", "words"]

_FILE: Final = os.path.join(DATA, "vocabulary", "dokumen.toml")


@cache
def _tables() -> dict[str, Any]:
    return read_toml(_FILE)


_TABLES: Final = os.path.join(DATA, "vocabulary", "tabel.toml")


@cache
def _table_file() -> dict[str, Any]:
    return read_toml(_TABLES)


@cache
def table_words(table: str, role: str) -> tuple[str, ...]:
    """Return a list of ``data/vocabulary/tabel.toml``, lower case.

    >>> "tercapai" in table_words("contents", "met")
    True
    """
    return tuple(_table_file()[table][role])


def period_words(kind: str) -> tuple[str, ...]:
    """Return the words for ``months``, ``quarter`` or ``half``."""
    return table_words("periods", kind)


def head_words() -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    """Return role → ``parts``, ``words`` and ``whole`` heads with how much they speak for the role."""
    heads: Mapping[str, Mapping[str, Mapping[str, float]]] = _table_file()["heads"]
    return heads


@cache
def words(table: str, role: str) -> frozenset[str]:
    """Return the words of a list, lower case.

    >>> "sda" in words("cells", "same")
    True
    """
    return frozenset(with_words_of_roles(_tables()[table][role]))


def column_heads() -> Mapping[str, Mapping[str, list[str]]]:
    """Return role → ``names``, ``words`` and ``weak`` heads of its column, in the order in which roles are asked."""
    heads: Mapping[str, Mapping[str, list[str]]] = _tables()["columns"]
    return heads


def column_names() -> dict[str, tuple[str, ...]]:
    """Return role → the heads that a column of a plain table may have, without the columns that tell nothing."""
    return {role: tuple(heads["names"]) for role, heads in column_heads().items() if role != "lain"}
