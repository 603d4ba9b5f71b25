"""Tables in and out: any frame that narwhals knows, its columns as figures and as keys of groups."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from numbers import Integral
from typing import Any, Final

from kinerja_formula.columns.engines import LARGEST, Frame, narwhals, numpy
from kinerja_formula.columns.operand_columns import columns_of_operands
from kinerja_formula.columns.small_tables import quoted, small_table
from kinerja_formula.columns.text_columns import figures_of_texts, no_numbers
from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import (
    COLUMN_MISSING,
    COLUMN_NOT_NUMERIC,
    COLUMN_TAKEN,
    DUPLICATE_KEY,
    NO_KEY,
    NO_TABLE,
)
from kinerja_formula.evaluation.data_units import is_known_unit
from kinerja_formula.evaluation.figures import Operand
from kinerja_formula.evaluation.percent import is_percentage
from kinerja_formula.figures import shown
from kinerja_formula.names import fold_space, nearest, normalise
from kinerja_formula.units import Unit, unscaled

__all__ = ["Table", "column_names"]

_EXACT: Final = 2**53
_PREFIX: Final = "kinerja_formula "
"""Begins the names of columns that are only there on the way."""
_SHORTEST_UNIT: Final = 2
"""In a name: (L) are more often men than litres."""
_LONGEST_UNIT: Final = 40
_MOST_TEXTS: Final = 500
"""So many different texts of a lazy column are looked up one by one."""
_WHOLE: Final = f"{_PREFIX}semua"


def column_names(given: Any) -> tuple[str, ...]:
    """Return the names of a table's columns. Raises InvalidDataError KF462, KF403."""
    return Table(given).columns


class Table:
    """A frame of the user's, with what an evaluation needs of it. ``given`` is what came in, its kind goes out again.

    Where an engine reads more than a name into the name of a column, columns go by numbers while they are here.

    Raises InvalidDataError KF462 for what is no table, KF403 without narwhals.
    """

    def __init__(self, given: Any) -> None:
        self.nw = narwhals()
        import narwhals as unstable

        self._wrapper: Any = None
        if isinstance(given, (unstable.DataFrame, unstable.LazyFrame)):
            stable = isinstance(given, (self.nw.DataFrame, self.nw.LazyFrame))
            self._wrapper = self.nw if stable else unstable
            given = given.to_native()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # narwhals tells of the future of its own plug-ins
            try:
                frame: Frame = self.nw.from_native(given)
                schema = frame.collect_schema()
            except TypeError:
                raise InvalidDataError(Diagnostic(NO_TABLE, (0, 0), (), value=shown(given)[:80])) from None
            except unstable.exceptions.DuplicateError:
                names = [str(name) for name in getattr(given, "column_names", given.columns)]
                twice = next(name for name in names if names.count(name) > 1)
                found = Diagnostic(DUPLICATE_KEY, (0, 0), (), name=twice, keys=(twice,) * names.count(twice))
                raise InvalidDataError(found) from None
        self.columns = tuple(schema)
        self.dtypes: dict[str, Any] = dict(schema)
        self._inner = {column: column for column in self.columns}
        if _reads_names(frame, self.columns):
            self._inner = {column: f"{_PREFIX}k{number}" for number, column in enumerate(self.columns)}
            frame = self.renamed(frame, self.columns, tuple(self._inner.values()))
        self.frame = frame
        self.lazy = isinstance(frame, self.nw.LazyFrame)
        self._read: dict[str, Any] = {}
        self._scaled: dict[str, tuple[str, bool]] = {}
        """Columns of texts that say a scale and no unit: such a text, and whether all do."""
        self._units: dict[str, tuple[str, str]] = {}
        """The unit of columns of texts that tell one, and such a text."""
        self._gaps: set[str] = set()
        """Columns of texts that hold gaps alone."""

    def renamed(self, frame: Frame, before: Sequence[str], after: Sequence[str]) -> Frame:
        """Return the frame with all its columns called otherwise, by the engine's own way that reads no name."""
        native = self.nw.to_native(frame)
        if hasattr(native, "toDF"):
            return self.nw.from_native(native.toDF(*after))
        if hasattr(native, "project"):
            pairs = zip(before, after, strict=True)
            named = ", ".join([f"{quoted(old)} AS {quoted(new)}" for old, new in pairs])
            return self.nw.from_native(native.project(named))
        if frame.implementation.is_pandas_like():  # its names need not be texts
            return self.nw.from_native(native.set_axis(list(after), axis=1))
        names = dict(zip(before, after, strict=True))
        if frame.implementation.is_polars():
            return self.nw.from_native(native.rename(names))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            return frame.rename(names)

    def col(self, column: str) -> Any:
        """Return the expression of a column of the user's."""
        return self.nw.col(self._inner[column])

    def inner(self, column: str) -> str:
        """Return what a column of the user's is called while it is here."""
        name: str = self._inner[column]
        return name

    def groups(self, by: Sequence[str]) -> tuple[str, ...]:
        """Return what the columns of groups are called while they are here; without any, all rows are one group.

        No engine groups by nothing in the same way as others, so there is a column then that is the same in all rows.
        """
        if by:
            return tuple([self._inner[column] for column in by])
        self.frame = self.frame.with_columns(self.nw.lit(0).alias(_WHOLE))
        return (_WHOLE,)

    @property
    def inner_names(self) -> tuple[str, ...]:
        """What the user's columns are called while they are here."""
        return tuple(self._inner.values())

    def number(self, column: str, text: str = "", *, percent: bool = False, units: bool = False) -> Any:
        """Return a column as numbers of double precision. Raises InvalidDataError KF461 for one that holds none.

        Texts may have a percent sign where ``percent`` says so or the column is called a percentage, another unit with
        ``units``: the caller then asks :meth:`unit_of` for it.
        """
        dtype = self.dtypes[column]
        if self._is_written(column):
            expression = self._read_texts(column, text)
            unit = self.unit_of(column)
            allowed = units if unit != "%" else percent or is_percentage(normalise(str(column)))
            if unit is not None and not allowed:
                raise no_numbers(column, f"“{self._units[column][1]}”", text)
            return expression
        if not (dtype.is_numeric() or self._may_hold_numbers(column)) or self._is_beyond_floats(column):
            raise InvalidDataError(Diagnostic(COLUMN_NOT_NUMERIC, (0, 0), (), column=column, kind=str(dtype)), text)
        expression = self.col(column)
        if dtype == self.nw.Float64:
            return expression
        if dtype.is_integer() and self._is_of_arrow(column):
            return self._nearest_floats(column)
        return expression.cast(self.nw.Float64)

    def unit_of(self, column: str) -> str | None:
        """Return the unit of all figures of a column of texts that was read; None where they tell none."""
        told = self._units.get(column)
        return None if told is None else told[0]

    def unit_in_name(self, column: str) -> str | None:
        """Return the unit in brackets at the end of a column's name: ``Waktu layanan (menit)``; None without one."""
        before, _, rest = column.rstrip().rpartition("(") if isinstance(column, str) else ("", "", "")
        unit = fold_space(rest.removesuffix(")"))
        told = before.strip() and rest.endswith(")") and _SHORTEST_UNIT <= len(unit) <= _LONGEST_UNIT
        return unit if told and is_known_unit(unit) else None

    def _is_written(self, column: str) -> bool:
        """Whether a column holds texts, which are figures by the one rule for figures: ``"1.250,5"``, ``"n/a"``."""
        dtype, nw = self.dtypes[column], self.nw
        if dtype in (nw.String, nw.Categorical) or isinstance(dtype, nw.Enum):
            return True
        return dtype == nw.Object and self._kind_of_objects(column) in ("string", "mixed", "mixed-integer", "empty")

    def _read_texts(self, column: str, text: str) -> Any:
        """Return a column of texts as numbers, null where there is a gap. Raises InvalidDataError KF461."""
        known = self._read.get(column)
        if known is not None:
            return known
        nw = self.nw
        if self.lazy:
            several = self.frame.select(self.col(column).cast(nw.String)).unique()
            texts = [one for one in several.collect()[self._inner[column]].to_list() if one is not None]
            if len(texts) > _MOST_TEXTS:
                raise no_numbers(column, f"{len(texts)} teks", text)
            figures = dict(zip(texts, self._figures_of(column, texts, text), strict=True))
            expression = nw.lit(None, dtype=nw.Float64)
            for one, figure in figures.items():
                if figure is not None:
                    same = self.col(column).cast(nw.String) == one
                    expression = nw.when(same).then(nw.lit(figure)).otherwise(expression)
        else:
            values = self.frame[self._inner[column]].to_list()
            several = [*dict.fromkeys([one for one in values if one.__class__ is str])]
            others = [one for one in values if one.__class__ is not str]
            found = self._figures_of(column, [*several, *others], text)
            seen, rest = dict(zip(several, found, strict=False)), iter(found[len(several) :])
            made = [seen[one] if one.__class__ is str else next(rest) for one in values]
            name = f"{_PREFIX}angka {len(self._read)}"
            series = nw.new_series(name, made, nw.Float64, backend=self.frame.implementation)
            if self.frame.implementation.is_pandas_like():
                native = nw.to_native(self.frame)
                self.frame = nw.from_native(native.assign(**{name: nw.to_native(series).to_numpy()}))
            else:
                self.frame = self.frame.with_columns(series)
            expression = nw.col(name)
        self._read[column] = expression
        return expression

    def _figures_of(self, column: str, given: Sequence[object], text: str) -> list[float | None]:
        read = figures_of_texts(column, given, text)
        if read.unit is not None:
            self._units[column] = read.unit
        if read.scaled is not None:
            self._scaled[column] = read.scaled
        if all(figure is None for figure in read.figures):
            self._gaps.add(column)
        return read.figures

    def scale_of_texts(self, column: str) -> tuple[str, bool] | None:
        """Return a text of a column that was read that says its scale (``150 miliar``), and whether all of them do."""
        return self._scaled.get(column)

    def refuse_scales(self, column: str, units: Iterable[Unit | None], text: str) -> None:
        """Raise InvalidDataError KF461 where texts say their scale, and a unit of theirs has one, too."""
        scaled = self.scale_of_texts(column)
        if scaled is not None and any(unscaled(unit) is not None for unit in units):
            raise no_numbers(column, f"“{scaled[0]}”", text)

    def holds_no_text(self, column: str) -> bool:
        """Whether a column of texts that was read holds gaps alone, and so tells no unit."""
        return column in self._gaps

    def holds_shares(self, column: str) -> bool:
        """Whether the figures of a column that are compared with a percentage are shares of one: one query."""
        nw = self.nw
        if self.unit_of(column) is not None:
            return False
        size = nw.when(~self.missing(column)).then(self.number(column)).abs()
        ends = self.frame.select(size.max().alias(_WHOLE))
        ends = ends.collect() if self.lazy else ends
        largest = ends[_WHOLE].to_list()[0]
        return isinstance(largest, float) and 0 < largest <= 1

    def is_bounded(self, column: str) -> bool:
        """Return whether the kind of a column has no infinite nor very large figure: integers and Decimals."""
        dtype = self.dtypes[column]
        return bool(dtype.is_integer() or dtype.is_decimal())

    def is_beyond_exact(self, column: str) -> bool:
        """Whether a column of whole numbers that stands in memory has one that no float holds: beyond 2^53."""
        if self.lazy or not self.dtypes[column].is_integer() or not len(self.frame):
            return False
        series = self.frame[self._inner[column]]
        ends = [int(one) for one in (series.min(), series.max()) if isinstance(one, Integral)]  # all gaps have no ends
        return any(abs(one) > _EXACT for one in ends)

    def array(self, column: str) -> Any:
        """Return a column as it stands in memory, an array of numpy; None where it has gaps or stands otherwise.

        Not-a-number may be in it. Of pandas and Arrow only: polars calculates on all processors itself.
        """
        if self.lazy:
            return None
        native: Any = self.nw.to_native(self.frame)
        implementation = self.frame.implementation
        values: Any = None
        if implementation.is_pandas():
            series = native[self._inner[column]]
            values = series.to_numpy() if isinstance(series.dtype, numpy().dtype) else None
        elif implementation.is_pyarrow() and numpy() is not None:
            chunks, dtype = native.column(self._inner[column]), self.dtypes[column]
            if not chunks.null_count and chunks.num_chunks == 1 and (dtype.is_integer() or dtype.is_float()):
                values = chunks.chunk(0).to_numpy(zero_copy_only=False)
        return values if values is not None and values.dtype.kind in "iuf" and values.dtype.itemsize <= 8 else None

    def with_array(self, frame: Frame, column: str, values: Any) -> Frame:
        """Return a frame of Arrow or like pandas with an array of numpy, that nobody else has, as a further column."""
        native = self.nw.to_native(frame)
        if frame.implementation.is_pyarrow():
            return self.nw.from_native(native.append_column(column, [values]))
        if frame.implementation.is_pandas():  # it would copy what is not a series
            values = self.nw.get_native_namespace(frame).Series(values, index=native.index, copy=False)
        return self.nw.from_native(native.assign(**{column: values}))

    def _nearest_floats(self, column: str) -> Any:
        """Return a column of integers as floats: Arrow only rounds those beyond 2^53 where it is told to."""
        name = f"{_PREFIX}float {column}"
        if name not in self.frame.columns:
            native: Any = self.nw.to_native(self.frame)
            figures = native[self._inner[column]]
            if self.frame.implementation.is_pyarrow():
                native = native.append_column(name, figures.cast("float64", safe=False))
            else:  # like pandas, whose array of Arrow goes there and back without a copy
                rounded = figures.array.__arrow_array__().cast("float64", safe=False)
                series = type(figures)(type(figures.array)(rounded), index=native.index)
                native = native.assign(**{name: series})
            self.frame = self.nw.from_native(native)
        return self.nw.col(name)

    def _is_of_arrow(self, column: str) -> bool:
        """Whether a column that stands in memory is one of Arrow, in a table of it or of pandas."""
        implementation = self.frame.implementation
        return bool(implementation.is_pyarrow()) or (
            implementation.is_pandas_like() and self._kind_of_pandas(column).endswith("[pyarrow]")
        )

    def _kind_of_pandas(self, column: str) -> str:
        return str(self.nw.to_native(self.frame)[self._inner[column]].dtype)

    def _may_hold_numbers(self, column: str) -> bool:
        """Whether a column without a kind of numbers holds them: Decimals of pandas are objects, all null no kind."""
        if self.dtypes[column] != self.nw.Object:
            return self.holds_only_null(column)
        return self._kind_of_objects(column) in ("decimal", "integer", "floating", "mixed-integer-float", "empty")

    def holds_decimals(self, column: str) -> bool:
        """Whether a column of pandas holds Decimals of Python, and nothing else."""
        return self.dtypes[column] == self.nw.Object and self._kind_of_objects(column) == "decimal"

    def _is_beyond_floats(self, column: str) -> bool:
        """Whether pandas holds integers of Python, of which one is larger than a float can be."""
        if self.dtypes[column] != self.nw.Object or self._kind_of_objects(column) != "integer":
            return False
        figures = self.nw.to_native(self.frame)[self._inner[column]].dropna()
        return any(abs(one) > LARGEST for one in (figures.min(), figures.max()))

    def _kind_of_objects(self, column: str) -> str:
        """Return what the objects of a column of pandas are, as it calls it; nothing where another engine has them."""
        namespace = self.nw.get_native_namespace(self.frame)
        if not hasattr(namespace, "api"):
            return ""
        kind: str = namespace.api.types.infer_dtype(self.nw.to_native(self.frame)[self._inner[column]], skipna=True)
        return kind

    def holds_only_null(self, column: str) -> bool:
        """Whether a column is of the kind that has no value but null; narwhals doesn't know that kind."""
        if self.dtypes[column] != self.nw.Unknown:
            return False
        native: Any = self.nw.to_native(self.frame)
        name, implementation = self._inner[column], self.frame.implementation
        if implementation.is_pyarrow():
            kind = native.schema.field(name).type
        elif implementation.is_polars():
            kind = native.collect_schema()[name]
        elif implementation.is_duckdb():
            kind = native.types[native.columns.index(name)]
        elif hasattr(native, "sparkSession"):
            kind = native.schema[name].dataType.simpleString()
        else:
            kind = native[name].dtype
        return str(kind).lower().strip('"') in ("null", "void", "null[pyarrow]")

    def missing(self, column: str) -> Any:
        """Return whether a column has no figure in a row: null, or NaN, which pandas cannot tell from it."""
        if self._is_written(column):
            return self._read_texts(column, "").is_null()
        expression, dtype = self.col(column), self.dtypes[column]
        absent = expression.is_null()
        return absent | expression.is_nan() if dtype.is_float() and not self._nan_is_null(column) else absent

    def _nan_is_null(self, column: str) -> bool:
        """Whether the engine itself takes NaN of a column for null: pandas does, in arrays of numpy."""
        implementation = self.frame.implementation
        if not (implementation.is_pandas_like() or implementation.is_dask()):
            return False
        return self._kind_of_pandas(column).startswith("float")

    def need(self, *columns: str) -> None:
        """Raise InvalidDataError KF464 for columns that are not there, with the nearest."""
        for column in columns:
            if column not in self._inner:
                texts = [one for one in self.columns if isinstance(one, str)]
                near = nearest(str(column), texts) or tuple(texts[:10])
                raise InvalidDataError(Diagnostic(COLUMN_MISSING, (0, 0), (), column=str(column), suggestions=near))

    def free(self, *columns: str) -> None:
        """Raise InvalidDataError KF465 for columns that are there already and would be lost."""
        for column in columns:
            if column in self._inner:
                raise InvalidDataError(Diagnostic(COLUMN_TAKEN, (0, 0), (), column=column))

    def need_keys(self, *columns: str, ordered: bool = False) -> None:
        """Raise InvalidDataError KF464 for columns that are not there, KF467 for those that no engine tells apart.

        ``ordered``: the greatest of them will be asked for.
        """
        self.need(*columns)
        for column in columns:
            kind = self._kind_of_no_key(column, ordered=ordered)
            if kind:
                raise InvalidDataError(Diagnostic(NO_KEY, (0, 0), (), column=column, kind=kind))
            if self.frame.implementation.is_pyarrow() and self.holds_only_null(column):
                self._null_as_texts(column)

    def _kind_of_no_key(self, column: str, *, ordered: bool) -> str:
        """Return what a column holds that makes no keys; nothing where it may be a key."""
        dtype = self.dtypes[column]
        unknown = dtype == self.nw.Unknown and not self.holds_only_null(column)
        if unknown or dtype.is_nested() or dtype == self.nw.Duration:
            return str(dtype)
        kind = self._kind_of_objects(column) if dtype == self.nw.Object else ""
        if not kind.startswith("mixed"):
            return ""
        kinds = set(map(type, self.nw.to_native(self.frame)[self._inner[column]]))
        return kind if ordered or any(one.__hash__ is None for one in kinds) else ""

    def _null_as_texts(self, column: str) -> None:
        """Make a column of Arrow that can hold nothing but null one of texts: by its own kind Arrow joins nothing."""
        native: Any = self.nw.to_native(self.frame)
        place = native.column_names.index(self._inner[column])
        texts = native.column(place).cast("string")
        self.frame = self.nw.from_native(native.set_column(place, self._inner[column], texts))
        self.dtypes[column] = self.nw.String

    def need_groups(self, by: Sequence[str], results: Sequence[str] = ()) -> None:
        """Raise what :meth:`need_keys` raises, and InvalidDataError KF465 for a column called as one of the results."""
        self.need_keys(*by)
        for column in by:
            if column in results:
                raise InvalidDataError(Diagnostic(COLUMN_TAKEN, (0, 0), (), column=column, reason="kelompok"))

    def temporary(self, number: int) -> str:
        """Return a name for a column on the way that no column has."""
        name = f"{_PREFIX}{number}"
        while name in self._inner:
            name += "'"
        return name

    def find(self, operands: Sequence[Operand], columns: Mapping[str, str] | None, text: str) -> dict[str, str]:
        """Return the column of each operand by its key: as ``columns`` says, else by the naming rule.

        Raises MissingDataError KF460 for every operand without a column, InvalidDataError KF303 where several fit.
        """
        given: dict[str, str] = {}
        for name, column in (columns or {}).items():
            self.need(column)
            given[normalise(name)] = column
        return columns_of_operands(operands, given, self.columns, text)

    def finished(self, frame: Frame, added: Sequence[str]) -> Any:
        """Return the native frame of these columns: those that it had, then those that were added."""
        inner = self.inner_names
        if inner != self.columns:
            frame = self.renamed(frame, (*inner, *added), (*self.columns, *added))
        return self.handed(frame)

    def small(self, columns: Mapping[str, Sequence[Any]], kinds: Mapping[str, type]) -> Frame:
        """Return a little table on the same engine; ``kinds`` are those of its columns: str, int, float."""
        return small_table(self.frame, columns, kinds)

    def handed(self, frame: Frame) -> Any:
        """Return a frame as the kind that was given."""
        native = self.nw.to_native(frame)
        return native if self._wrapper is None else self._wrapper.from_native(native)


def _reads_names(frame: Frame, columns: Sequence[str]) -> bool:
    """Whether an engine takes a column's name for more than a name.

    A dot leads into a structure on Spark; ``*`` is all columns and ``^…$`` a pattern on polars, ``*`` on DuckDB. On
    pandas a name may be a number or several.
    """
    implementation = frame.implementation
    if not all(isinstance(column, str) for column in columns):
        return True
    if implementation.is_pyspark() or implementation.is_pyspark_connect():
        return True
    if implementation.is_polars() or implementation.is_duckdb():
        return any(column == "*" or column.startswith("^") for column in columns)
    return False
