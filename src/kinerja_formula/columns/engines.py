"""The engine of a table: narwhals as the one way to it, which engine it is, and what counts as a number on all."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from math import isfinite
from typing import Any, Final

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import MISSING_EXTRA

__all__ = ["LARGEST", "Frame", "all_finite", "finite", "is_dask", "is_table", "narwhals", "numpy"]

Frame = Any
"""A DataFrame or LazyFrame of narwhals."""

LARGEST: Final = 1e300
"""What is larger is taken for no figure: ``angka-terlalu-besar``."""


def narwhals() -> Any:
    """Return narwhals, its stable interface. Raises InvalidDataError KF403 where it is not installed."""
    try:
        import narwhals.stable.v2 as stable
    except ImportError:
        needed: dict[str, object] = {"package": "narwhals", "extra": "tables", "purpose": "tabel"}
        raise InvalidDataError(Diagnostic(MISSING_EXTRA, (0, 0), (), **needed)) from None
    return stable


def numpy() -> Any:
    """Return numpy, which pandas has loaded, and Arrow where it is there; None where it is not."""
    return narwhals().dependencies.get_numpy()


def finite(expression: Any) -> Any:
    """Return whether figures are numbers up to 10^300; null, or false, where there is none.

    One comparison: on polars a fraction of the time of its own test for finite numbers. The bound leaves room for a
    capaian, which then need not be tested again.
    """
    return expression.abs() <= LARGEST


def is_table(given: Any) -> bool:
    """Return whether something is a table, of whatever engine."""
    nw = narwhals()
    import narwhals as unstable

    wrapped = (unstable.DataFrame, unstable.LazyFrame)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        return isinstance(given, wrapped) or isinstance(nw.from_native(given, pass_through=True), wrapped)


def is_dask(given: Any) -> bool:
    """Return whether a table is one of Dask, whose partitions are tables of pandas themselves."""
    return type(given).__module__.partition(".")[0] == "dask" and hasattr(given, "map_partitions")


def all_finite(frame: Any, columns: Sequence[str]) -> bool:
    """Return whether eager columns hold a number up to 10^300 in every row. They are read, nothing is written."""
    if not len(frame):
        return True
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        for column in columns:
            series = frame[column]
            if frame.implementation.is_pandas_like():
                values = series.to_native().to_numpy()
                if getattr(values.dtype, "kind", "") == "f":
                    if not (values.max() <= LARGEST and values.min() >= -LARGEST):  # NaN fails both
                        return False
                    continue
            total = series.sum()
            if series.null_count() or total is None or not isfinite(total):
                return False
            if not (series.max() <= LARGEST and series.min() >= -LARGEST):
                return False
    return True
