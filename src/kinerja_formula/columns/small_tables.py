"""A little table on the engine of a large one: the figures of rules, to be joined with it."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any

from kinerja_formula.columns.engines import Frame, narwhals

__all__ = ["quoted", "small_table"]


def small_table(frame: Frame, columns: Mapping[str, Sequence[Any]], kinds: Mapping[str, type]) -> Frame:
    """Return a little table on the same engine; ``kinds`` are those of its columns: str, int, float."""
    nw = narwhals()
    lazy = isinstance(frame, nw.LazyFrame)
    implementation = frame.implementation
    native: Any = nw.to_native(frame)
    if not lazy or implementation.is_polars():
        of_narwhals = {str: nw.String, int: nw.Int64, float: nw.Float64}
        schema = {name: of_narwhals[kinds[name]] for name in columns}
        made = nw.from_dict(dict(columns), backend=implementation, schema=schema)
        return made.lazy() if lazy else made
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        if implementation.is_dask():
            of_pandas = {str: "str", int: "int64", float: "float64"}
            partition = type(native._meta)(dict(columns)).astype(  # noqa: SLF001
                {name: of_pandas[kinds[name]] for name in columns}
            )
            namespace = nw.get_native_namespace(frame)
            return nw.from_native(namespace.from_pandas(partition, npartitions=1))
        return nw.from_native(_of_rows(native, columns, kinds))


def _of_rows(native: Any, columns: Mapping[str, Sequence[Any]], kinds: Mapping[str, type]) -> Any:
    """Make a little table beside one of Spark or DuckDB, in its session or connection."""
    sql = {str: "STRING", int: "BIGINT", float: "DOUBLE"}
    types = [sql[kinds[name]] for name in columns]
    rows = list(zip(*columns.values(), strict=True))
    if hasattr(native, "sparkSession"):
        schema = ", ".join([f"`{name}` {kind}" for name, kind in zip(columns, types, strict=True)])
        return native.sparkSession.createDataFrame(rows, schema)
    inner = [f"k{number}" for number in range(len(types))]
    typed = zip(inner, types, columns, strict=True)
    picked = ", ".join([f"CAST({name} AS {kind}) AS {quoted(column)}" for name, kind, column in typed])
    written = ", ".join(["(" + ", ".join(map(_literal, row)) + ")" for row in rows])
    values = f"VALUES {written}" if rows else f"SELECT {', '.join(['NULL'] * len(types))} WHERE false"
    # The name is that of the relation in the query, of which the query makes no use.
    return native.query("kinerja_formula", f"SELECT {picked} FROM ({values}) AS baris({', '.join(inner)})")


def _literal(value: object) -> str:
    """Write a constant of SQL; a text is only a text."""
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return repr(value)


def quoted(name: str) -> str:
    """Write a name as SQL does where it may hold anything."""
    return '"' + name.replace('"', '""') + '"'
