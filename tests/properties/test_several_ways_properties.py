"""The same formula over the same figures, every way there is: all give the same value, or refuse the same record.

The ways are those of ``WAYS``, PySpark and a sheet that LibreOffice calculates; what they are held against is
``evaluate``. A way that can't say a formula refuses it with the error of its documentation, and has to: which formulas
those are is told by their nodes. Each way counts the records in which it took part, with a value and without one, and a
floor is asked for.

Figures are decimals as people write them: some missing, some zero, some negative, some of percentages. Exact ways have
to give the very fraction. Ways in doubles may miss it by what doubles lose, and are asked for those records only that
doubles decide as fractions do (``doubles.py``). Sums over records have properties of their own
(``test_further_writers_properties``).
"""

from __future__ import annotations

import json
import math
import os
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

import kinerja_formula as kf
from kinerja_formula.layanan import ServiceSettings, make_app
from kinerja_formula.nodes import Call, Root, walk
from kinerja_formula.testing import formulas
from tests.table_engines import ENGINES, NO_SPARK

from .doubles import is_clear, is_steady
from .engines import SOFFICE, run_spreadsheet

NAMES = ("A", "B", "Nilai C", "Persentase D", "rasio E (%)")
FUNCTIONS = ("pangkat", "akar", "rata-rata", "min", "maks", "median", "rata-rata-ukur", "abs", "ln", "log", "bulat")
NO_VALUE = ("penyebut-nol", "di-luar-domain", "tanpa-cabang", "data-hilang")
DRAWS = 120 if os.environ.get("CI") else 40

Row = dict[str, Decimal | None]


class Outcome(NamedTuple):
    """What a record gives: a value, or the reason why there is none; ``?`` of a way that tells no reason."""

    value: Any
    reason: str = "ok"


NONE = Outcome(None, "?")
UNASKED = Outcome(None, "unasked")
"""Of a record that a way has no words for: a gap, where it knows none."""


class Case(NamedTuple):
    """``turn`` chooses the cases that ways which take long look at."""

    formula: kf.Formula
    rows: list[Row]
    turn: int


figures = st.one_of(
    st.integers(0, 120).map(Decimal),
    st.integers(-300, 3000).map(lambda tenths: Decimal(tenths) / 10),
    st.sampled_from(["0", "1", "0.25", "-2", "100", "33.33", "0.1", "0.3", "60"]).map(Decimal),
)
drawn_formulas = st.one_of(
    formulas(names=NAMES, functions=FUNCTIONS, max_leaves=6, evaluable=False),
    formulas(functions=FUNCTIONS, max_leaves=6, components=False),  # of names with units, as civil servants write them
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    formula = draw(drawn_formulas)
    one = draw(st.sampled_from([figures, st.one_of(figures, figures, figures, st.none())]))
    rows = [{name: draw(one) for name in formula.names} for _ in range(draw(st.integers(2, 5)))]
    assume(all(of_record(formula, row).reason in ("ok", *NO_VALUE) for row in rows))
    return Case(formula, rows, draw(st.integers(0, 29)))


def of_record(formula: kf.Formula, row: Row) -> Outcome:
    return outcome(lambda: formula.evaluate(row))


def outcome(evaluate: Callable[[], kf.Result]) -> Outcome:
    try:
        return Outcome(evaluate().value)
    except kf.FormulaError as error:
        return Outcome(None, error.slug)


# The ways: a case → an outcome for each of its rows


def through_json(data: Any) -> Any:
    return json.loads(json.dumps(data, allow_nan=False))


def by_text(case: Case) -> list[Outcome]:
    again = kf.parse(case.formula.to_text())
    return [of_record(again, row) for row in case.rows]


def by_json(case: Case) -> list[Outcome]:
    again = kf.Formula.from_json(through_json(case.formula.to_json()))
    return [of_record(again, row) for row in case.rows]


def by_written_figures(case: Case) -> list[Outcome]:
    """The figures as Indonesians write them, with a decimal comma."""
    written = [
        {name: None if one is None else f"{one:f}".replace(".", ",") for name, one in row.items()} for row in case.rows
    ]
    return [outcome(lambda row=row: case.formula.evaluate(row)) for row in written]


def by_steps(case: Case) -> list[Outcome]:
    """The value of the last step, which the closures that calculate it don't make."""
    found = []
    for row in case.rows:
        try:
            result = case.formula.evaluate(row)
        except kf.FormulaError:
            found.append(UNASKED)
        else:
            last = result.steps[-1] if result.steps else None
            found.append(UNASKED if last is None else Outcome(last.value * (100 if last.percent else 1)))
    return found


def by_json_of_the_result(case: Case) -> list[Outcome]:
    def again(row: Row) -> kf.Result:
        return kf.Result.from_json(through_json(case.formula.evaluate(row).to_json()))

    return [outcome(lambda row=row: again(row)) for row in case.rows]


@cache
def service() -> TestClient:
    client = TestClient(make_app(ServiceSettings(workers=1, formula_seconds=20.0)), base_url="http://localhost")
    client.__enter__()
    return client


@pytest.fixture(scope="module", autouse=True)
def _service_ends() -> Iterator[None]:
    yield
    if service.cache_info().currsize:
        service().__exit__(None, None, None)
        service.cache_clear()


def by_service(case: Case) -> list[Outcome]:
    found = []
    for row in case.rows:
        data = ", ".join([f"{json.dumps(name)}: {'null' if one is None else f'{one:f}'}" for name, one in row.items()])
        body = f'{{"rumus": {json.dumps(case.formula.to_text())}, "data": {{{data}}}}}'
        answer = service().post("/hitung", content=body, headers={"content-type": "application/json"})
        told = answer.json()
        if answer.status_code == 200:
            found.append(Outcome(Fraction(told["value"])))
        else:
            assert answer.status_code == 422, told
            found.append(Outcome(None, told["diagnostics"][0]["slug"]))
    return found


def by_python(case: Case) -> list[Outcome]:
    space: dict[str, Any] = {}
    exec(compile(case.formula.to_python(), "to_python", "exec"), space)
    found = []
    for row in case.rows:
        try:
            found.append(Outcome(space["nilai"](*[row[name] for name in case.formula.names])))
        except (ZeroDivisionError, ValueError):  # of two reasons it meets the one that stands first
            found.append(NONE)
    return found


def by_sympy(case: Case) -> list[Outcome]:
    """Where a formula has a value: sympy divides A by A before it knows that A is zero."""
    import sympy

    expression, names = case.formula.to_sympy()
    found = []
    for row in case.rows:
        if of_record(case.formula, row).value is None:
            found.append(UNASKED)
            continue
        given = {one: sympy.Rational(str(row[name])) for one, name in names.items()}
        value = expression.xreplace(given).doit()
        if value.is_Rational:
            found.append(Outcome(Fraction(int(value.p), int(value.q))))
        else:
            found.append(Outcome(Fraction(str(sympy.re(value).evalf(40)))))
    return found


def lists(case: Case) -> dict[str, list[float | None]]:
    return {
        name: [None if row[name] is None else float(row[name]) for row in case.rows]  # type: ignore[arg-type]
        for name in case.formula.names
    }


def of_columns(found: dict[str, list[Any]]) -> list[Outcome]:
    return [Outcome(value, status) for value, status in zip(found["nilai"], found["status"], strict=True)]


def on_engine(name: str) -> Callable[[Case], list[Outcome]]:
    def by_engine(case: Case) -> list[Outcome]:
        engine = ENGINES[name]
        return of_columns(engine.read(kf.evaluate_table(engine.make(lists(case)), case.formula)))

    return by_engine


def by_decimals(case: Case) -> list[Outcome]:
    table = ENGINES["polars"].make({name: [row[name] for row in case.rows] for name in case.formula.names})
    return of_columns(ENGINES["polars"].read(kf.evaluate_table(table, case.formula)))


def by_long_table(case: Case) -> list[Outcome]:
    long: dict[str, list[Any]] = {"unit": [], "nama": [], "nilai": []}
    for place, row in enumerate(case.rows):
        for name, one in row.items():
            for column, entry in zip(long, (f"unit {place}", name, None if one is None else float(one)), strict=True):
                long[column].append(entry)
    found = kf.evaluate_long(ENGINES["polars"].make(long), {"I": case.formula}, by=["unit"])
    return of_columns(ENGINES["polars"].read(found.sort("unit")))


def by_narwhals(case: Case) -> list[Outcome]:
    import narwhals as nw

    frame = nw.from_native(ENGINES["polars"].make(lists(case)))
    found = frame.select(case.formula.to_narwhals())["nilai"].to_list()
    return [NONE if value is None else Outcome(value) for value in found]


Rows = list[list[float | None]]


def over_rows(expression: str, names: Sequence[str], rows: Rows) -> str:
    values = ", ".join([f"({place}, {', '.join(['?'] * len(row))})" for place, row in enumerate(rows)])
    columns = ", ".join(['"{}"'.format(name.replace('"', '""')) for name in names])
    return f"WITH t(no, {columns}) AS (VALUES {values}) SELECT {expression} FROM t ORDER BY no"


@cache
def sqlite() -> sqlite3.Connection:
    return sqlite3.connect(":memory:")


@cache
def duckdb() -> Any:
    import duckdb

    return duckdb.connect(":memory:")


def in_database(dialect: str, database: Callable[[], Any]) -> Callable[[Case], list[Outcome]]:
    def by_sql(case: Case) -> list[Outcome]:
        rows = [list(row) for row in zip(*lists(case).values(), strict=True)]
        query = over_rows(case.formula.to_sql(dialect=dialect), case.formula.names, rows)
        found = database().execute(query, [one for row in rows for one in row]).fetchall()
        return [NONE if value is None else Outcome(value) for (value,) in found]

    return by_sql


# What they have to agree on


def has_no_exact_value(formula: kf.Formula) -> bool:
    return any(
        isinstance(node, Root) or (isinstance(node, Call) and node.function in ("ln", "log", "rata-rata-ukur"))
        for node in walk(formula.tree)
    )


def nothing(formula: kf.Formula) -> bool:
    return False


class Way(NamedTuple):
    """``doubles``: its values may miss the exact one; ``as_written``: it decides bounds as fractions do all the same.

    ``refuses`` are the formulas that it can't say; of ``every`` so many cases it takes part in one.
    """

    run: Callable[[Case], list[Outcome]]
    doubles: bool = False
    as_written: bool = False
    refuses: Callable[[kf.Formula], bool] = nothing
    every: int = 1


def columns(run: Callable[[Case], list[Outcome]], every: int = 1) -> Way:
    return Way(run, doubles=True, as_written=True, every=every)


WAYS = {
    "its text": Way(by_text),
    "its JSON": Way(by_json),
    "figures as texts": Way(by_written_figures),
    "the steps": Way(by_steps),
    "the JSON of the result": Way(by_json_of_the_result),
    "the service": Way(by_service, every=2),
    "Python": Way(by_python, refuses=has_no_exact_value),
    "sympy": Way(by_sympy, every=5),
    "pandas": columns(on_engine("pandas"), every=2),
    "pandas-arrow": columns(on_engine("pandas-arrow"), every=5),
    "polars": columns(on_engine("polars")),
    "polars-lazy": columns(on_engine("polars-lazy")),
    "pyarrow": columns(on_engine("pyarrow"), every=5),
    "duckdb": columns(on_engine("duckdb"), every=3),
    "dask": columns(on_engine("dask"), every=30),
    "decimals": columns(by_decimals),
    "a long table": columns(by_long_table),
    "an expression of narwhals": columns(by_narwhals),
    "SQL in DuckDB": Way(in_database("duckdb", duckdb), doubles=True),
    "SQL in SQLite": Way(in_database("sqlite", sqlite), doubles=True),
}
SPARK = columns(on_engine("pyspark"))


def is_asked(way: Way, formula: kf.Formula, row: Row) -> bool:
    """Whether the record is one that the way has to decide as fractions do."""
    if not way.doubles or None in row.values():
        return True
    data = {name: Fraction(one) for name, one in row.items() if one is not None}
    return is_clear(formula.tree, data) if way.as_written else is_steady(formula.tree, data)


def same_value(way: Way, found: Any, exact: Fraction, formula: kf.Formula) -> bool:
    if way.doubles:
        return math.isclose(found, exact, rel_tol=1e-9, abs_tol=1e-9)
    if has_no_exact_value(formula):  # thirty digits of a root or a logarithm, and so many of what is made of them
        return math.isclose(found, exact, rel_tol=1e-15, abs_tol=1e-15)
    return bool(found == exact)


def agrees(way: Way, found: Outcome, wanted: Outcome, formula: kf.Formula) -> bool:
    if wanted.value is None:
        return found.value is None and found.reason in (wanted.reason, "?")
    return found.value is not None and same_value(way, found.value, wanted.value, formula)


class Tally:
    """In what a way has taken part: records with a value and without one, formulas that it refused."""

    def __init__(self) -> None:
        self.values: Counter[str] = Counter()
        self.without: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()

    def hold(self, name: str, way: Way, case: Case) -> None:
        """Hold what a way makes of a case against one record after the other."""
        try:
            found = way.run(case)
        except kf.NotationError as error:
            refused = error.code
        else:
            refused = ""
        assert refused == ("KF360" if way.refuses(case.formula) else ""), (name, case.formula.to_text(), refused)
        if refused:
            self.refused[name] += 1
            return
        for row, one in zip(case.rows, found, strict=True):
            self.hold_record(name, way, case.formula, row, one)

    def hold_record(self, name: str, way: Way, formula: kf.Formula, row: Row, found: Outcome) -> None:
        if found == UNASKED or not is_asked(way, formula, row):
            return
        wanted = of_record(formula, row)
        assert agrees(way, found, wanted, formula), (name, formula.to_text(), row, found, wanted)
        (self.without if wanted.value is None else self.values)[name] += 1

    def took_part(self, name: str, values: int, without: int) -> None:
        counts = (self.values[name], self.without[name])
        assert counts[0] >= values and counts[1] >= without, f"{name}: {counts}, not {(values, without)}"


def test_every_way_gives_the_same():
    tally = Tally()

    @settings(max_examples=DRAWS, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(cases())
    def holds(case: Case) -> None:
        for name, way in WAYS.items():
            if case.turn % way.every == 0:
                tally.hold(name, way, case)

    holds()
    for name, way in WAYS.items():
        without = 0 if name in ("sympy", "the steps") else DRAWS // (4 * way.every)
        tally.took_part(name, DRAWS // (2 * way.every), without)
    assert tally.refused["Python"] >= DRAWS // 10


@pytest.mark.spark
@pytest.mark.slow
@pytest.mark.skipif(bool(NO_SPARK), reason=NO_SPARK)
def test_spark_gives_the_same():
    tally = Tally()

    @settings(max_examples=4, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(cases())
    def holds(case: Case) -> None:
        tally.hold("pyspark", SPARK, case)

    holds()
    tally.took_part("pyspark", 2, 0)


@pytest.mark.libreoffice
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_a_sheet_gives_the_same():
    """One workbook for all: LibreOffice takes longer to begin than to calculate. An empty cell counts as zero there."""
    sheet = Way(lambda case: [], doubles=True)
    asked: list[tuple[kf.Formula, Row]] = []
    written: list[tuple[str, list[Fraction]]] = []

    @settings(max_examples=2 * DRAWS, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(cases())
    def collect(case: Case) -> None:
        for row in case.rows:
            figures = [Fraction(one) for one in row.values() if one is not None]
            if len(figures) < len(row) or not is_asked(sheet, case.formula, row):
                continue
            cells = {name: f"{'BCDEFGHIJ'[place]}{len(written) + 1}" for place, name in enumerate(case.formula.names)}
            written.append((case.formula.to_excel(cells), figures))
            asked.append((case.formula, row))

    collect()
    with tempfile.TemporaryDirectory() as folder:
        found = run_spreadsheet(written, Path(folder))
    tally = Tally()
    for (formula, row), value in zip(asked, found, strict=True):
        assert isinstance(value, (int, float)) or str(value).startswith("#"), (formula.to_text(), value)
        tally.hold_record("a sheet", sheet, formula, row, NONE if isinstance(value, str) else Outcome(value))
    tally.took_part("a sheet", DRAWS, DRAWS // 8)
