"""What is missing, everywhere alike: a gap is never 0, and 0 is never a gap."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

from kinerja_formula.data_files import DATA, read_toml

__all__ = ["gap_words", "is_gap"]

# By the names of their types: the libraries that they come from are not imported for the question.
_NO_VALUES = frozenset(("NAType", "NaTType", "NoneType", "MaskedConstant"))


@cache
def gap_words() -> frozenset[str]:
    """Return the cell texts, lower case, that say that there is no figure, besides dashes and ``n/a``."""
    found = read_toml(os.path.join(DATA, "vocabulary", "penilaian.toml"))["figur"]["kosong"]
    return frozenset(found)


def is_gap(value: Any) -> bool:
    """Return whether a value that is no text states nothing: None, NaN, NaT, ``pd.NA``, a masked cell.

    >>> is_gap(None), is_gap(float("nan")), is_gap(0), is_gap("")
    (True, True, False, False)
    """
    if value is None:
        return True
    kind = type(value)
    if kind is int or kind is str:
        return False
    if kind.__name__ in _NO_VALUES:
        return True
    try:
        if kind.__name__ in ("datetime64", "timedelta64"):
            return bool(value != value)
        return kind.__name__ in ("float", "float64", "float32", "float16", "Decimal") and bool(value != value)
    except Exception:  # a signalling NaN
        return True
