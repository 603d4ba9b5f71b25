"""A table of any engine as plain rows of Python: for what is drawn or told of it, never for calculating."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kinerja_formula.columns.frames import Table

__all__ = ["plain_rows"]


def plain_rows(given: Any, columns: Iterable[str], most: int) -> list[dict[str, Any]]:
    """Return the rows of a table with those of ``columns`` that it has; one row more than ``most`` where it has more.

    A lazy table is asked once, for these columns and so many rows alone. Raises InvalidDataError KF462 for what is no
    table, KF403 without narwhals.

    >>> import polars as pl
    >>> plain_rows(pl.LazyFrame({"unit": ["Besuki", "Tajinan"], "nilai": [90.0, None]}), ["unit", "nilai"], 10)
    [{'unit': 'Besuki', 'nilai': 90.0}, {'unit': 'Tajinan', 'nilai': None}]
    """
    table = Table(given)
    kept = [column for column in dict.fromkeys(columns) if column in table.columns]
    if not kept:
        return []
    frame = table.frame.select([table.col(column) for column in kept]).head(most + 1)
    held = frame.collect() if table.lazy else frame
    return [dict(zip(kept, row, strict=True)) for row in held.iter_rows()]
