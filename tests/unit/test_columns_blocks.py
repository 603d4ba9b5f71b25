"""Arrays in memory are calculated in blocks: the same figures as by any engine, and nothing overlooked in any block."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import kinerja_formula as kf
from kinerja_formula.columns import blocks

ROWS = 3 * blocks._ROWS_OF_A_THREAD + 17
FORMULAS = (
    "A / B x 100%",
    "(A x B - C) / (A x B) x 100%",
    "(A + B + C) / 3",
    "100% - A / B x 100%",
    "A / (B + C) + C / B",
    "1 / A",
    "(A - B) / B x 100%",
)


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    random = np.random.default_rng(3)
    return {name: random.integers(1, 1000, ROWS).astype(float) for name in "ABC"}


@pytest.fixture(params=["pandas", "pyarrow"])
def make(request: pytest.FixtureRequest) -> Any:
    return pd.DataFrame if request.param == "pandas" else pa.table


def columns(table: Any) -> tuple[Any, list[str]]:
    """The value as an array, and which words the status has."""
    if isinstance(table, pa.Table):
        return table["nilai"].to_numpy(), sorted(set(table["status"].unique().to_pylist()))
    return table["nilai"].to_numpy(), sorted(table["status"].unique())


def calculated_in_blocks(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each table was calculated in blocks."""
    found = []
    run = blocks._Steps.run

    def told(*arguments: Any) -> Any:
        values = run(*arguments)
        found.append(values is not None)
        return values

    monkeypatch.setattr(blocks._Steps, "run", told)
    return found


@pytest.mark.parametrize("text", FORMULAS)
def test_the_figures_of_every_block(text: str, figures: dict[str, Any], make: Any, monkeypatch: pytest.MonkeyPatch):
    in_blocks = calculated_in_blocks(monkeypatch)
    value, status = columns(kf.evaluate_table(make(figures), text))
    assert in_blocks == [True]
    assert status == ["ok"]
    for row in (0, 1, ROWS // 3, ROWS // 2, ROWS - 2, ROWS - 1):
        record = {name: figures[name][row].item() for name in "ABC"}
        assert value[row] == pytest.approx(float(kf.evaluate(text, record).value), rel=1e-14)
    monkeypatch.setattr(blocks, "_MOST_ROWS", 4096)
    monkeypatch.setattr(blocks, "_MOST_THREADS", 1)
    assert np.array_equal(value, columns(kf.evaluate_table(make(figures), text))[0])


@pytest.mark.parametrize("row", [0, ROWS // 2, ROWS - 1])
@pytest.mark.parametrize(
    ("text", "column", "figure", "status"),
    [
        ("A / B x 100%", "B", 0.0, "penyebut-nol"),
        ("A / B x 100%", "B", math.inf, "angka-terlalu-besar"),
        ("A / B x 100%", "A", -math.inf, "angka-terlalu-besar"),
        ("A / B x 100%", "A", 1.5e305, "angka-terlalu-besar"),
        ("A / B x 100%", "A", math.nan, "data-hilang"),
        ("(A x B - C) / (A x B) x 100%", "A", math.inf, "angka-terlalu-besar"),
        ("(A x B - C) / (A x B) x 100%", "B", 0.0, "penyebut-nol"),
        ("C / (A + B)", "A", math.inf, "angka-terlalu-besar"),
    ],
)
def test_one_row_without_a_value(
    text: str, column: str, figure: float, status: str, row: int, figures: dict[str, Any], make: Any
):
    table = {**figures, column: figures[column].copy()}
    table[column][row] = figure
    value, words = columns(kf.evaluate_table(make(table), text))
    assert words == sorted(["ok", status])
    assert np.flatnonzero(np.isnan(value)).tolist() == [row]


@pytest.mark.parametrize("kind", ["int8", "int64", "uint64", "float32", "float64"])
def test_every_kind_of_number_is_taken_as_one_of_double_precision(kind: str, make: Any):
    table = make({"A": np.array([100, 7], kind), "B": np.array([3, 100], kind)})
    value, _ = columns(kf.evaluate_table(table, "A x B / 3"))
    assert value.tolist() == [100.0, 700 / 3]


def test_integers_do_not_overflow(make: Any):
    table = make({"A": np.array([2**62, 1]), "B": np.array([2**62, 3])})
    assert columns(kf.evaluate_table(table, "A x B"))[0].tolist() == [2.0**124, 3.0]


def test_roots_and_hidden_denominators_are_left_to_the_engine(make: Any, monkeypatch: pytest.MonkeyPatch):
    in_blocks = calculated_in_blocks(monkeypatch)
    table = make({"A": [4.0, 9.0], "B": [2.0, 0.0], "C": [1.0, 1.0]})
    assert columns(kf.evaluate_table(table, "√A"))[0].tolist() == [2.0, 3.0]
    assert columns(kf.evaluate_table(table, "A / (C / B)"))[1] == ["ok", "penyebut-nol"]
    assert columns(kf.evaluate_table(table, "A"))[0].tolist() == [4.0, 9.0]
    assert in_blocks == []


def test_a_denominator_that_is_always_zero_warns_of_nothing(make: Any):
    found = kf.evaluate_table(make({"A": [1.0, 2.0]}), "A + 1 / 0")
    assert columns(found)[1] == ["penyebut-nol"]


def test_the_users_table_stays_as_it_was(figures: dict[str, Any]):
    before = pd.DataFrame(figures, index=range(5, ROWS + 5))
    copy = before.copy()
    after = kf.evaluate_table(before, "A / B x 100%", status=False)
    pd.testing.assert_frame_equal(before, copy)
    pd.testing.assert_index_equal(after.index, before.index)
    assert np.array_equal(after["nilai"], figures["A"] * 100 / figures["B"])


def test_no_row(make: Any):
    assert columns(kf.evaluate_table(make({"A": np.empty(0), "B": np.empty(0)}), "A / B"))[0].tolist() == []
