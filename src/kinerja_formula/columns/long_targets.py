"""A table of targets beside a long table: read, and brought to the rows of its indicators and groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kinerja_formula.columns.engines import Frame
from kinerja_formula.columns.frames import Table
from kinerja_formula.columns.long_columns import KEY, OTHER_TARGET, TARGET
from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import NO_KEY, NO_TABLE

__all__ = ["Targets", "read_targets", "with_targets"]


class Targets(NamedTuple):
    """Targets of a table of them, one row for each key: the least, and the greatest as ``_OTHER_TARGET``.

    ``keys``: what the columns of groups are called in it; ``kinds``: as which kind some of them are compared.
    """

    frame: Frame
    keys: Mapping[str, str]
    kinds: Mapping[str, Any]


def read_targets(table: Table, given: Any, by: Sequence[str]) -> Targets:
    """Read a table of targets: by ``indikator`` and those columns of ``by`` that it has.

    Raises InvalidDataError KF462 for a table of another engine, KF464 without one of its columns, KF467 for columns
    that can't be compared.
    """
    other = Table(given)
    engine, its = table.frame.implementation, other.frame.implementation
    if engine is not its:
        names = {"value": its.name.lower(), "engine": engine.name.lower()}
        raise InvalidDataError(Diagnostic(NO_TABLE, (0, 0), (), reason="mesin-lain", **names))
    other.need_keys("indikator")
    other.need("target")
    shared = [column for column in by if column in other.columns]
    other.need_keys(*shared)
    kinds = {column: kind for column in shared if (kind := _compared_as(table, other, column)) is not None}
    nw, keys = table.nw, {column: f"{KEY} {column}" if column in kinds else table.inner(column) for column in shared}
    columns = [
        other.number("target", percent=True).alias(TARGET),
        other.col("indikator").cast(nw.String).alias("indikator"),
        *[
            (other.col(column).cast(kinds[column]) if column in kinds else other.col(column)).alias(key)
            for column, key in keys.items()
        ],
    ]
    frame = other.frame.select(*columns)
    target = nw.col(TARGET)
    frame = frame.group_by("indikator", *keys.values()).agg(
        target.min().alias(TARGET), target.max().alias(OTHER_TARGET)
    )
    if other.lazy != table.lazy:  # of polars
        frame = frame.lazy() if table.lazy else frame.collect()
    return Targets(frame, keys, kinds)


def _compared_as(table: Table, other: Table, column: str) -> Any:
    """Return the kind as which a column of groups of both tables is compared; None where that needs no change."""
    nw, mine, its = table.nw, table.dtypes[column], other.dtypes[column]
    words = (nw.String, nw.Categorical, nw.Enum)
    if mine in words and its in words:  # categories are compared as words, not as categories
        return None if mine == its == nw.String else nw.String
    if mine == its:
        return None
    if mine.is_numeric() and its.is_numeric():
        return nw.Int64 if mine.is_integer() and its.is_integer() else nw.Float64
    for empty, kind in ((table, its), (other, mine)):
        if empty.holds_only_null(column):
            return nw.String if kind in words else kind
    kinds = {"kind": str(mine), "other": str(its)}
    raise InvalidDataError(Diagnostic(NO_KEY, (0, 0), (), reason="jenis-beda", column=str(column), **kinds))


def with_targets(nw: Any, frame: Frame, targets: Targets, inner: Mapping[str, str]) -> Frame:
    """Bring targets to the rows; ``inner`` are the columns of groups as they are called there."""
    frame = frame.drop(TARGET)
    made = [nw.col(inner[column]).cast(kind).alias(targets.keys[column]) for column, kind in targets.kinds.items()]
    frame = frame.with_columns(*made) if made else frame
    joined = frame.join(targets.frame, ["indikator", *targets.keys.values()], "left")
    return joined.drop(*[targets.keys[column] for column in targets.kinds]) if made else joined
