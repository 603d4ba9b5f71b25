"""Tables in and out: any frame that narwhals knows, its columns by the naming rule, and how each engine holds words."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from math import isfinite
from numbers import Integral
from typing import Any, Final

from kinerja_formula.diagnostics import (
    COLUMN_MISSING,
    COLUMN_NOT_NUMERIC,
    COLUMN_TAKEN,
    DUPLICATE_KEY,
    MISSING_EXTRA,
    NO_KEY,
    NO_TABLE,
    OPERAND_COLUMN,
    Diagnostic,
    InvalidDataError,
    MissingDataError,
)
from kinerja_formula.evaluation.data_units import is_known_unit
from kinerja_formula.evaluation.figures import Datum, FigureFault, Operand, in_one_unit, match_keys
from kinerja_formula.evaluation.percent import is_percentage
from kinerja_formula.figures import read_angka, shown
from kinerja_formula.names import NearNames, fold_space, nearest, normalise
from kinerja_formula.numerals import NumeralError

__all__ = [
    "LARGEST",
    "Frame",
    "Table",
    "Words",
    "all_finite",
    "column_names",
    "finite",
    "is_dask",
    "is_table",
    "narwhals",
    "numpy",
]

Frame = Any
"""A DataFrame or LazyFrame of narwhals."""

LARGEST: Final = 1e300
"""What is larger is taken for no figure: ``angka-terlalu-besar``."""
_EXACT: Final = 2**53
_PREFIX: Final = "kinerja_formula "
_SHORTEST_UNIT: Final = 2
"""In a name: (L) are more often men than litres."""
_LONGEST_UNIT: Final = 40
_MOST_TEXTS: Final = 500
"""So many different texts of a lazy column are looked up one by one."""
"""Begins the names of columns that are only there on the way."""
_WHOLE: Final = f"{_PREFIX}semua"


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


def column_names(given: Any) -> tuple[str, ...]:
    """Return the names of a table's columns. Raises InvalidDataError KF462, KF403."""
    return Table(given).columns


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


class Words:
    """How a column of a few words is built: the cheapest that the engine has and that still reads as words.

    Polars and DuckDB hold an Enum, pandas a category made of small numbers (its own columns of texts take a hundred
    times as long), every other engine texts.
    """

    def __init__(self, frame: Frame, words: Iterable[str]) -> None:
        self.nw = narwhals()
        self.words = tuple(dict.fromkeys(words))
        implementation = frame.implementation
        self.numbered = implementation.is_pandas_like() and isinstance(frame, self.nw.DataFrame)
        self._dtype: Any = (
            self.nw.Int8
            if self.numbered and len(self.words) < 127
            else self.nw.Int16
            if self.numbered
            else self.nw.Enum(self.words)
            if self.words and (implementation.is_polars() or implementation.is_duckdb())
            else self.nw.String
        )

    def literal(self, word: str | None) -> Any:
        """Return a constant expression: one of the words, or null."""
        value: object = word
        if self.numbered:
            value = -1 if word is None else self.words.index(word)
        return self.nw.lit(value, dtype=self._dtype)

    def written(self, frame: Frame, column: str) -> Frame:
        """Return the frame with a numbered column as categories."""
        if not self.numbered:
            return frame
        native, namespace = self.nw.to_native(frame), self.nw.get_native_namespace(frame)
        numbers = native[column].to_numpy()
        if frame.implementation.is_pandas():  # which else looks at the numbers twice, and copies what is no series
            made = namespace.Categorical.from_codes(numbers, categories=list(self.words), validate=False)
            made = namespace.Series(made, index=native.index, copy=False)
        else:
            made = namespace.Categorical.from_codes(numbers, categories=list(self.words))
        return self.nw.from_native(native.assign(**{column: made}))


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
        self._units: dict[str, tuple[str, str]] = {}
        """The unit of columns of texts that tell one, and such a text."""

    def renamed(self, frame: Frame, before: Sequence[str], after: Sequence[str]) -> Frame:
        """Return the frame with all its columns called otherwise, by the engine's own way that reads no name."""
        native = self.nw.to_native(frame)
        if hasattr(native, "toDF"):
            return self.nw.from_native(native.toDF(*after))
        if hasattr(native, "project"):
            pairs = zip(before, after, strict=True)
            named = ", ".join([f"{_quoted(old)} AS {_quoted(new)}" for old, new in pairs])
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
            allowed = units if unit != "%" else percent or is_percentage(normalise(column))
            if unit is not None and not allowed:
                raise self._no_numbers(column, f"“{self._units[column][1]}”", text)
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
                raise self._no_numbers(column, f"{len(texts)} teks", text)
            figures = dict(zip(texts, self._figures(column, texts, text), strict=True))
            expression = nw.lit(None, dtype=nw.Float64)
            for one, figure in figures.items():
                if figure is not None:
                    same = self.col(column).cast(nw.String) == one
                    expression = nw.when(same).then(nw.lit(figure)).otherwise(expression)
        else:
            values = self.frame[self._inner[column]].to_list()
            several = [*dict.fromkeys([one for one in values if one.__class__ is str])]
            others = [one for one in values if one.__class__ is not str]
            found = self._figures(column, [*several, *others], text)
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

    def _figures(self, column: str, given: Sequence[object], text: str) -> list[float | None]:
        """Return what the values of a column state, in one unit if they tell units. Raises InvalidDataError KF461."""
        read = [self._figure(column, one, text) for one in given]
        known = [one for one in read if one is not None]
        told = [one for one in known if one.unit is not None]
        if not told:
            return [None if one is None else float(one.value) for one in read]
        if not self._is_in_one_unit(column, known):
            raise self._no_numbers(column, f"“{told[0].written}”", text)
        try:
            unit, values = in_one_unit(known)
        except FigureFault as fault:
            odd = next(one.written for one in told if one.unit == fault.given)
            raise self._no_numbers(column, f"“{odd}”", text) from None
        self._units[column] = (unit or "", told[0].written)
        made = iter(values)
        return [None if one is None else float(next(made)) for one in read]

    def _is_in_one_unit(self, column: str, figures: Sequence[Datum]) -> bool:
        """Whether figures are all percentages or all none, and none is without a unit: nothing tells its own."""
        signed = {one.percent for one in figures if one.unit is not None}
        bare = any(one.unit is None and one.value for one in figures)
        return len(signed) == 1 and (not bare or (signed == {True} and is_percentage(normalise(column))))

    def _figure(self, column: str, given: object, text: str) -> Datum | None:
        """Return the figure of a value by the one rule for figures, None for a gap. Raises InvalidDataError KF461."""
        try:
            angka = read_angka(given)
        except NumeralError:
            angka = None
        if angka is not None and angka.missing:
            return None
        plain = angka is not None and angka.jenis == "angka" and angka.comparison is None
        doubtful = angka is not None and "ribuan-koma" in angka.doubts  # a column has no place for a doubt
        written = fold_space(str(given))[:40]
        if angka is None or angka.value is None or not plain or doubtful:
            raise self._no_numbers(column, f"“{written}”", text)
        return Datum(angka.value, angka.percent, angka.unit, written)

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

    def _no_numbers(self, column: str, kind: str, text: str) -> InvalidDataError:
        return InvalidDataError(Diagnostic(COLUMN_NOT_NUMERIC, (0, 0), (), column=column, kind=kind), text)

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
        found: dict[str, str] = {}
        absent: list[Operand] = []
        doubles: list[Diagnostic] = []
        for operand, matched in zip(operands, match_keys(operands, self.columns), strict=True):
            chosen = next((given[key] for key in operand.keys if key in given), None)
            if chosen is not None:
                found[operand.key] = chosen
            elif len(matched) == 1:
                found[operand.key] = matched[0]
            elif matched:
                doubles.append(Diagnostic(DUPLICATE_KEY, operand.span, (), name=operand.text, keys=matched))
            else:
                absent.append(operand)
        texts = [column for column in self.columns if isinstance(column, str)]
        chosen_ones = set(found.values())
        unused = NearNames([column for column in texts if column not in chosen_ones] if absent else ())
        faults = [
            Diagnostic(OPERAND_COLUMN, one.span, (), name=one.wanted, suggestions=unused.of(one.wanted))
            for one in absent
        ]
        if faults:
            raise MissingDataError((*faults, *doubles), text)
        if doubles:
            raise InvalidDataError(tuple(doubles), text)
        return found

    def finished(self, frame: Frame, added: Sequence[str]) -> Any:
        """Return the native frame of these columns: those that it had, then those that were added."""
        inner = self.inner_names
        if inner != self.columns:
            frame = self.renamed(frame, (*inner, *added), (*self.columns, *added))
        return self.handed(frame)

    def small(self, columns: Mapping[str, Sequence[Any]], kinds: Mapping[str, type]) -> Frame:
        """Return a little table on the same engine; ``kinds`` are those of its columns: str, int, float."""
        implementation = self.frame.implementation
        native: Any = self.nw.to_native(self.frame)
        if not self.lazy or implementation.is_polars():
            of_narwhals = {str: self.nw.String, int: self.nw.Int64, float: self.nw.Float64}
            schema = {name: of_narwhals[kinds[name]] for name in columns}
            made = self.nw.from_dict(dict(columns), backend=implementation, schema=schema)
            return made.lazy() if self.lazy else made
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            if implementation.is_dask():
                of_pandas = {str: "str", int: "int64", float: "float64"}
                partition = type(native._meta)(dict(columns)).astype(  # noqa: SLF001
                    {name: of_pandas[kinds[name]] for name in columns}
                )
                namespace = self.nw.get_native_namespace(self.frame)
                return self.nw.from_native(namespace.from_pandas(partition, npartitions=1))
            return self.nw.from_native(_of_rows(native, columns, kinds))

    def handed(self, frame: Frame) -> Any:
        """Return a frame as the kind that was given."""
        native = self.nw.to_native(frame)
        return native if self._wrapper is None else self._wrapper.from_native(native)


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
    picked = ", ".join([f"CAST({name} AS {kind}) AS {_quoted(column)}" for name, kind, column in typed])
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


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


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
