"""Words of scale, *ribu* to *triliun* as people write them: the one list, from ``data/vocabulary/skala.toml``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from kinerja_formula.data_files import DATA, read_toml

__all__ = ["SCALES", "scale_words", "sizes"]

_TABLES: Final[dict[str, dict[str, Any]]] = read_toml(os.path.join(DATA, "vocabulary", "skala.toml"))

SCALES: Final[Mapping[str, int]] = MappingProxyType(_TABLES["words"])
"""The words themselves with what they multiply by, the smallest first."""


def scale_words(*tables: str) -> dict[str, str]:
    """Return what is written for a word of scale → that word, of these tables of the file.

    >>> scale_words("short"), scale_words("money", "money_units")["mil"]
    ({'rb': 'ribu', 'jt': 'juta'}, 'miliar')
    """
    return {written: word for table in tables for written, word in _TABLES[table].items()}


def sizes(*tables: str) -> dict[str, int]:
    """Return what is written for a word of scale → what it multiplies by, of these tables.

    >>> sizes("short")
    {'rb': 1000, 'jt': 1000000}
    """
    return {written: SCALES[word] for written, word in scale_words(*tables).items()}
