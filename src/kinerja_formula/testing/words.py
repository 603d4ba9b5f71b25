"""The words that strategies put names, texts and indicators together of: ``data/testing/words.toml``."""

from __future__ import annotations

from functools import cache
from typing import Any

from kinerja_formula.data_files import DATA, read_toml

__all__ = ["words"]


@cache
def words() -> dict[str, Any]:
    """Return the tables of the file.

    >>> words()["names"]["plain_heads"][0]
    'Jumlah'
    """
    return read_toml(f"{DATA}/testing/words.toml")
