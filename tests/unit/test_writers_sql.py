"""Plain arithmetic → SQL: names quoted by each database's own rule, zero denominators NULL."""

from __future__ import annotations

import sys
from contextlib import closing

import pytest
import sqlglot
from sqlglot.dialects.dialect import Dialect

import kinerja_formula as kf

RATIO = kf.parse("Jumlah A / Jumlah B x 100%")
HOSTILE = {"Jumlah A": "a\"b`c]d'; DROP TABLE x; --", "Jumlah B": "b"}


@pytest.mark.parametrize(
    ("dialect", "written"),
    [
        ("duckdb", 'CAST("a" AS DOUBLE) * 100 / NULLIF(CAST("b" AS DOUBLE), 0)'),
        ("sqlite", 'CAST("a" AS REAL) * 100 / NULLIF(CAST("b" AS REAL), 0)'),
        ("postgres", 'CAST("a" AS DOUBLE PRECISION) * 100 / NULLIF(CAST("b" AS DOUBLE PRECISION), 0)'),
        ("mysql", "CAST(`a` AS DOUBLE) * 100 / NULLIF(CAST(`b` AS DOUBLE), 0)"),
        ("tsql", "CAST([a] AS FLOAT) * 100 / NULLIF(CAST([b] AS FLOAT), 0)"),
    ],
)
def test_dialects(dialect: str, written: str):
    assert RATIO.to_sql({"Jumlah A": "a", "Jumlah B": "b"}, dialect) == written


@pytest.mark.parametrize(
    ("dialect", "quoted"),
    [
        ("duckdb", '"a""b`c]d\'; DROP TABLE x; --"'),
        ("mysql", "`a\"b``c]d'; DROP TABLE x; --`"),
        ("tsql", "[a\"b`c]]d'; DROP TABLE x; --]"),
    ],
)
def test_a_name_can_not_leave_its_quotes(dialect: str, quoted: str):
    assert quoted in RATIO.to_sql(HOSTILE, dialect)


def test_without_columns_names_are_columns():
    assert kf.parse("Jumlah A").to_sql() == 'CAST("Jumlah A" AS DOUBLE)'


@pytest.mark.parametrize("column", ["", "a\nb", "a\x00", "a" * 129, None, 3])
def test_what_is_no_column_is_refused(column: object):
    with pytest.raises(kf.NotationError) as caught:
        RATIO.to_sql({"Jumlah A": column, "Jumlah B": "b"})  # type: ignore[dict-item]
    assert caught.value.code == "KF362"


def test_a_dialect_that_nobody_knows_is_a_wrong_call():
    with pytest.raises(ValueError, match="duckdb"):
        RATIO.to_sql(dialect="dbase")


def test_without_sqlglot_the_extra_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "sqlglot", None)
    with pytest.raises(kf.InvalidDataError) as caught:
        RATIO.to_sql()
    assert caught.value.code == "KF403"
    assert "kinerja-formula[sql]" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "dialect", "written"),
    [
        (
            "jika `A` ≥ 3 maka 4; jika 0 < `A` < 3 maka `A`",
            "duckdb",
            (
                'CASE WHEN "A" IS NULL THEN NULL WHEN CAST("A" AS DOUBLE) >= 3 THEN CAST(4 AS DOUBLE) '
                'WHEN 0 < CAST("A" AS DOUBLE) AND CAST("A" AS DOUBLE) < 3 THEN CAST("A" AS DOUBLE) END'
            ),
        ),
        (
            "maks (`A`; 1)",
            "duckdb",
            'CASE WHEN "A" IS NULL THEN NULL ELSE GREATEST(CAST("A" AS DOUBLE), CAST(1 AS DOUBLE)) END',
        ),
        ("maks (`A`; 1)", "sqlite", 'MAX(CAST("A" AS REAL), CAST(1 AS REAL))'),
        ("maks (`A`)", "sqlite", 'CAST("A" AS REAL)'),  # MAX of one argument is an aggregate there
        ("ln (`A`)", "duckdb", 'LN(NULLIF(GREATEST(CAST("A" AS DOUBLE), CAST(0 AS DOUBLE)), 0))'),
        (
            "bulat (`A`; 2)",
            "postgres",
            'CAST(ROUND(CAST(CAST("A" AS DOUBLE PRECISION) AS DECIMAL), 2) AS DOUBLE PRECISION)',
        ),
        (
            "rata-rata setiap (`A`)",
            "duckdb",
            'CASE WHEN COUNT(CAST("A" AS DOUBLE)) = COUNT(*) THEN AVG(CAST("A" AS DOUBLE)) END',
        ),
    ],
)
def test_further_parts(text: str, dialect: str, written: str):
    assert kf.parse(text).to_sql(dialect=dialect) == written


def results(text: str, columns: str, rows: str) -> list[list[object]]:
    """What DuckDB and SQLite give for each row of a table."""
    import sqlite3

    import duckdb

    formula = kf.parse(text)
    found = []
    for dialect, connect in (("duckdb", duckdb.connect), ("sqlite", sqlite3.connect)):
        query = f"WITH t({columns}) AS (VALUES {rows}) SELECT {formula.to_sql(dialect=dialect)} FROM t"
        with closing(connect(":memory:")) as connection:
            found.append([value for (value,) in connection.execute(query).fetchall()])
    return found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("jika `A` ≥ 3 maka `B`; selain itu 0", [0, 0, 2, None, None]),
        ("jika `A` / `B` > 1 maka 1; selain itu 0", [0, None, 1, None, None]),
        ("jika `B` > 0 dan `A` / `B` > 1 maka 1; selain itu 0", [0, 0, 1, None, None]),
        ("jika `B` = 0 atau `A` / `B` > 1 maka 1; selain itu 0", [0, 1, 1, None, None]),
        ("jika `A` > 2 maka `A`", [None, None, 3, None, 3]),
        ("(jika `A` > 2 maka 1; selain itu 3) / 2", [1.5, 1.5, 0.5, None, 0.5]),
        ("min (`A`; `B`)", [1, 0, 2, None, None]),
        ("median (`A`; `B`; 2)", [2, 1, 2, None, None]),
        ("median (`A`; `B`)", [1.5, 0.5, 2.5, None, None]),
        ("log (`B` × 500)", [3, None, 3, 3, None]),
        ("rata-rata-ukur (`A`; `B` × 2)", [2, 0, 12**0.5, None, None]),
    ],
)
def test_what_has_no_value_is_null(text: str, wanted: list[float | None]):
    rows = "(1, 2), (1, 0), (3, 2), (NULL, 2), (3, NULL)"
    for found in results(text, "A, B", rows):
        assert found == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("figure", "decimals", "wanted"),
    [("1.005", 2, 1.01), ("2.5", 0, 3), ("-2.5", 0, -3), ("1234.5", -1, 1230), ("1235", -1, 1240), ("1e15", 2, 1e15)],
)
def test_a_half_goes_away_from_zero(figure: str, decimals: int, wanted: float):
    text = f"bulat (`A`; {decimals})" if decimals >= 0 else f"bulat (`A` / {10**-decimals}) × {10**-decimals}"
    assert results(text, "A", f"({figure})") == [[wanted], [wanted]]


def test_rows_are_added_up():
    weighted = "Σ (`b` × `n`) / Σ (`b`)"
    assert results(weighted, "b, n", "(1, 2), (3, 4)") == [[3.5], [3.5]]
    assert results(weighted, "b, n", "(1, 2), (3, NULL)") == [[None], [None]]
    assert results("Σ (`n` / `b` × 100%)", "b, n", "(1, 2), (4, 1)") == [[225], [225]]
    assert results("Σ (`n` / `b`)", "b, n", "(1, 2), (0, 1)") == [[None], [None]]


@pytest.mark.parametrize(
    "text",
    [
        "Σ (`b`) / `N`",  # a row has no one N for all
        "bulat (`A`; `B`)",
        "median (`A`; `B`; `C`; `D`; `E`; `F`; `G`; `H`)",
        "Σ (rata-rata setiap (`b`))",
    ],
)
def test_what_no_query_says_is_refused(text: str):
    with pytest.raises(kf.NotationError) as caught:
        kf.parse(text).to_sql()
    assert caught.value.code == "KF360"


QUOTES = ("B\\", "a`b", 'a"b', "a'b", "a]b", 'a\\"b', "a\\'b", "a\\`; DROP TABLE x; --", "a--b", "a/*b", "a{{x}}${y}b")


@pytest.mark.parametrize("dialect", sorted({name for name in Dialect.classes if name} - {"dax", "prql"}))
def test_a_name_stays_a_name_in_every_dialect(dialect: str):
    formula = kf.parse("`C` / `D`")
    for name in QUOTES:
        statements = sqlglot.parse(formula.to_sql({"C": name, "D": "E"}, dialect=dialect), read=dialect)
        assert len(statements) == 1, name
        assert {one.name for one in statements[0].find_all(sqlglot.exp.Identifier)} == {name, "E"}


@pytest.mark.parametrize("dialect", ["dax", "PRQL"])
def test_what_sqlglot_only_reads_is_no_dialect(dialect: str):
    with pytest.raises(ValueError, match=r"dialect must be one of athena.*not '(dax|PRQL)'"):
        kf.parse("A / B").to_sql(dialect=dialect)
