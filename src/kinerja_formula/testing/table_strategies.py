"""Tables with the columns of a formula, made by the engine that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from kinerja_formula.files.file_bytes import missing_extra
from kinerja_formula.formula import Formula, parse
from kinerja_formula.testing.data_strategies import figures_of

__all__ = ["BACKENDS", "tables_for"]


def tables_for(
    formula: Formula | str,
    backend: str = "records",
    *,
    min_rows: int = 1,
    max_rows: int = 5,
    gaps: bool = False,
    zero: bool = False,
    largest: int = 10_000,
) -> st.SearchStrategy[Any]:
    """Return a strategy of tables with a column of numbers for each name of the formula, called as the name is.

    Args:
        formula: a formula, or its text.
        backend: ``records`` (a list of mappings), ``pandas``, ``polars``, ``pyarrow`` or ``duckdb``.
        min_rows: the fewest rows.
        max_rows: the most rows.
        gaps: whether figures may be missing.
        zero: whether figures may be 0; all others are above.
        largest: the largest figure.

    A column holds integers where its name counts something and nothing is missing, else doubles. Raises InvalidArgument
    for a wrong argument, FormulaError for a text that can't be read, InvalidDataError KF403 where the engine is not
    installed.

    >>> from hypothesis import find
    >>> find(tables_for("Jumlah hadir / Jumlah undangan x 100%", min_rows=2), lambda table: True)
    [{'Jumlah hadir': 1, 'Jumlah undangan': 1}, {'Jumlah hadir': 1, 'Jumlah undangan': 1}]
    """
    read = parse(formula) if isinstance(formula, str) else formula
    if not isinstance(read, Formula) or not read.names:
        raise InvalidArgument(f"formula={formula!r}: a formula with names, or its text")
    if backend not in _MAKERS:
        raise InvalidArgument(f"backend={backend!r}: one of {', '.join(BACKENDS)}")
    if not 0 <= min_rows <= max_rows:
        raise InvalidArgument(f"min_rows={min_rows!r}, max_rows={max_rows!r}: numbers in this order")
    return _tables(_MAKERS[backend], read, min_rows, max_rows, gaps, zero, largest)


Columns = Mapping[str, list[Any]]


@st.composite
def _tables(
    draw: st.DrawFn,
    make: Callable[[Columns], Any],
    formula: Formula,
    min_rows: int,
    max_rows: int,
    gaps: bool,
    zero: bool,
    largest: int,
) -> Any:
    rows = draw(st.integers(min_rows, max_rows))
    found: dict[str, list[Any]] = {}
    for name in formula.names:
        figures: st.SearchStrategy[Fraction | None] = figures_of(formula, name, zero=zero, largest=largest)
        if gaps:
            figures = st.one_of(figures, st.none())
        found[name] = _of_one_kind([draw(figures) for _ in range(rows)])
    return make(found)


def _of_one_kind(values: list[Fraction | None]) -> list[Any]:
    """Return a column of integers where all are whole and none is missing, else of doubles."""
    if all(value is not None and value.denominator == 1 for value in values):
        return [int(value) for value in values if value is not None]
    return [None if value is None else float(value) for value in values]


def _records(columns: Columns) -> list[dict[str, Any]]:
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _pandas(columns: Columns) -> Any:
    try:
        import pandas as pd  # type: ignore[import-untyped, unused-ignore]
    except ModuleNotFoundError:
        raise missing_extra("pandas", "testing", "DataFrame") from None
    return pd.DataFrame({name: pd.Series(values, dtype=_dtype(values)) for name, values in columns.items()})


def _dtype(values: list[Any]) -> str:
    return "int64" if values and all(isinstance(value, int) for value in values) else "float64"


def _polars(columns: Columns) -> Any:
    try:
        import polars as pl
    except ModuleNotFoundError:
        raise missing_extra("polars", "testing", "DataFrame") from None
    kinds = {"int64": pl.Int64, "float64": pl.Float64}
    return pl.DataFrame({name: pl.Series(values, dtype=kinds[_dtype(values)]) for name, values in columns.items()})


def _pyarrow(columns: Columns) -> Any:
    try:
        import pyarrow as pa  # type: ignore[import-untyped, unused-ignore]
    except ModuleNotFoundError:
        raise missing_extra("pyarrow", "testing", "Table") from None
    kinds = {"int64": pa.int64(), "float64": pa.float64()}
    return pa.table({name: pa.array(values, kinds[_dtype(values)]) for name, values in columns.items()})


def _duckdb(columns: Columns) -> Any:
    try:
        import duckdb
    except ModuleNotFoundError:
        raise missing_extra("duckdb", "testing", "DuckDB") from None
    kinds = {"int64": "BIGINT", "float64": "DOUBLE"}
    lists = ", ".join([f"unnest(?::{kinds[_dtype(values)]}[]) AS {_quoted(name)}" for name, values in columns.items()])
    return duckdb.connect().sql(f"SELECT {lists}", params=list(columns.values()))


def _quoted(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))


_MAKERS: Final[dict[str, Callable[[Columns], Any]]] = {
    "records": _records,
    "pandas": _pandas,
    "polars": _polars,
    "pyarrow": _pyarrow,
    "duckdb": _duckdb,
}
BACKENDS: Final = tuple(_MAKERS)
"""The engines that a table can be of."""
