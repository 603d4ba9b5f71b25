"""Plain arithmetic → SQL: names quoted by each database's own rule, zero denominators NULL."""

from __future__ import annotations

import sys

import pytest

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
