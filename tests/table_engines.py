"""The engines of tables, one by one the same way: a table is made of lists, and what came of it is read as lists."""

from __future__ import annotations

import math
import os
import shutil
import warnings
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib.util import find_spec
from typing import Any, NamedTuple

Lists = Mapping[str, Sequence[Any]]

JAVA = shutil.which("java")
NO_SPARK = "" if JAVA and find_spec("pyspark") else "needs Java and pyspark"


class Engine(NamedTuple):
    """``lazy`` tells whether nothing is calculated before somebody asks."""

    name: str
    of_arrow: Callable[[Any], Any]
    lazy: bool

    def make(self, lists: Lists, categories: Sequence[str] = ()) -> Any:
        """A table of lists; texts of ``categories`` in the kind that the engine has for words which come again."""
        table = arrow(lists)
        for name in categories:
            place = table.column_names.index(name)
            table = table.set_column(place, name, table.column(name).dictionary_encode())
        return self.of_arrow(table)

    def read(self, table: Any) -> dict[str, list[Any]]:
        """The columns of a native table as lists: null is None, NaN too where the engine can't tell them apart."""
        import narwhals as nw

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            frame = nw.from_native(table)
        assert isinstance(frame, nw.LazyFrame) == self.lazy, "the same kind of frame back"
        if isinstance(frame, nw.LazyFrame):
            frame = frame.collect()
        nan_is_null = self.name.startswith(("pandas", "dask"))
        return {
            column: [None if _is_null(value, nan_is_null) else _plain(value) for value in frame[column].to_list()]
            for column in frame.columns
        }


def _is_null(value: Any, nan_is_null: bool) -> bool:
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return nan_is_null and isinstance(value, float) and math.isnan(value)


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value


def arrow(lists: Lists) -> Any:
    """A table of Arrow: floats and ints as float64, Decimals as they are, texts as texts, also where all are null."""
    import pyarrow as pa

    if isinstance(lists, pa.Table):
        return lists
    return pa.table({name: _array(values) for name, values in lists.items()})


def _array(values: Sequence[Any]) -> Any:
    import pyarrow as pa

    kinds = {type(value) for value in values if value is not None}
    if Decimal in kinds:
        return pa.array(values, pa.decimal128(18, 4))
    if kinds <= {int, float}:
        return pa.array([None if value is None else float(value) for value in values], pa.float64())
    return pa.array(values)


def _pandas(table: Any) -> Any:
    return table.to_pandas()


def _pandas_arrow(table: Any) -> Any:
    import pandas as pd

    return table.to_pandas(types_mapper=pd.ArrowDtype)


def _polars(table: Any) -> Any:
    import polars as pl

    return pl.from_arrow(table)


def _duckdb(table: Any) -> Any:
    import duckdb

    relation = duckdb.from_arrow(_texts(table))
    columns = []
    for field in table.schema:
        name = '"' + field.name.replace('"', '""') + '"'
        kind = _enum(table.column(field.name)) if _is_dictionary(field.type) else ""
        columns.append(f"CAST({name} AS {kind}) AS {name}" if kind else name)
    return relation.project(", ".join(columns)) if any(map(_is_dictionary, table.schema.types)) else relation


def _enum(column: Any) -> str:
    words = [word for word in column.unique().to_pylist() if word is not None]
    return f"ENUM({', '.join(chr(39) + word.replace(chr(39), chr(39) * 2) + chr(39) for word in words)})"


def _is_dictionary(kind: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_dictionary(kind))


def _texts(table: Any) -> Any:
    """The table with texts for its dictionaries."""
    import pyarrow as pa

    kinds = [field.with_type(pa.string()) if _is_dictionary(field.type) else field for field in table.schema]
    return table.cast(pa.schema(kinds))


def _dask(table: Any) -> Any:
    import dask.dataframe as dd
    import pandas as pd
    import pyarrow as pa

    def kind(of_arrow: Any) -> Any:
        """Decimals are those of Arrow, as Dask reads them from Parquet: it makes texts of those of Python."""
        return pd.ArrowDtype(of_arrow) if pa.types.is_decimal(of_arrow) else None

    return dd.from_pandas(table.to_pandas(types_mapper=kind), npartitions=2)


@cache
def spark_session() -> Any:
    """Spark on this machine alone, started once for all tests."""
    from pyspark.sql import SparkSession

    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    session = (
        SparkSession.builder.master("local[2]")
        .appName("kinerja_formula")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.default.parallelism", "2")
        .config("spark.sql.execution.arrow.pyspark.enabled", "true")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    return session


def _spark(table: Any) -> Any:
    return spark_session().createDataFrame(_texts(table))  # it has no kind for words that come again


ENGINES = {
    engine.name: engine
    for engine in (
        Engine("pandas", _pandas, False),
        Engine("pandas-arrow", _pandas_arrow, False),
        Engine("polars", _polars, False),
        Engine("polars-lazy", lambda table: _polars(table).lazy(), True),
        Engine("pyarrow", lambda table: table, False),
        Engine("duckdb", _duckdb, True),
        Engine("dask", _dask, True),
        Engine("pyspark", _spark, True),
    )
}
