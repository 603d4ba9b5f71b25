"""Conditions, functions and figures of the cell over columns: value and status of the record, on every engine."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.table_engines import ENGINES, Engine

import kinerja_formula as kf

SCORE = "jika `Rasio` ≥ 3 maka 4; jika 0 < `Rasio` < 3 maka 4 × `Rasio` / 3; selain itu 0"
FORMULAS = [
    SCORE,
    "jika `A` ≥ 3 maka `A` / `B`; jika `A` < 0 maka √(`A`)",
    "min (`A` / `B` × 100%; 100%)",
    "jika `B` ≠ 0 dan `A` / `B` ≥ 1 maka 1; jika `B` = 0 atau `A` / `B` < 0 maka 2",
    "jika `B` = 0 maka 0; selain itu `A` / `B`",
    "jika `A` > 0 maka log (`A`); selain itu 0",
    "log (`A`) + ln (`B`) + log (8; `Rasio`)",
    "median (`A`; `B`; 2; `Rasio`)",
    "maks (abs (`A`); `B`)",
    "bulat (`A` / `B`; 1)",
    "bulat (`A`; `B`)",
    "rata-rata-ukur (`A`; `B`)",
    "jika 1 / `B` > 0 maka 1; selain itu 2",
    "jika `PMA` ≥ 1% maka 5 × `PMA`; selain itu 1",
]
ROWS = {
    "Rasio": [3.0, 2.25, 0.0, -1.0, None, 2.0],
    "A": [3.0, -1.0, 1.0, 9.0, 4.0, 0.0],
    "B": [0.0, 1.0, 2.0, 7.0, 3.0, -2.0],
    "PMA": [0.3, 30.0, 0.005, 1.0, 2.0, -0.5],
}


def by_record(formula: kf.Formula, data: dict[str, float]) -> tuple[float | None, str]:
    try:
        return float(formula.evaluate(data, strict=False).value), "ok"
    except kf.FormulaError as error:
        return None, error.slug


def same(found: dict[str, list[object]], formula: kf.Formula, rows: dict[str, list[float | None]], prefix: str) -> None:
    for place in range(len(next(iter(rows.values())))):
        data = {name: values[place] for name, values in rows.items() if values[place] is not None}
        value, status = by_record(formula, data)  # type: ignore[arg-type]
        assert found[f"{prefix}status"][place] == status, (formula.text, data)
        assert found[f"{prefix}nilai"][place] == (None if value is None else pytest.approx(value, rel=1e-13, abs=1e-13))


def test_every_branch_and_function(engine: Engine):
    table = engine.make(ROWS)
    formulas = [kf.parse(text) for text in FORMULAS]
    for number, formula in enumerate(formulas):
        table = kf.evaluate_table(table, formula, awalan=f"{number} ")
    found = engine.read(table)
    for number, formula in enumerate(formulas):
        same(found, formula, ROWS, f"{number} ")
    statuses = {status for number in range(len(formulas)) for status in found[f"{number} status"]}
    assert statuses == {"ok", "data-hilang", "penyebut-nol", "di-luar-domain", "tanpa-cabang"}


@pytest.mark.parametrize("name", ["pandas", "polars", "duckdb"])
def test_the_value_alone_and_as_an_expression(name: str):
    import narwhals.stable.v2 as nw

    engine = ENGINES[name]
    for text in FORMULAS:
        formula = kf.parse(text)
        with_status = engine.read(kf.evaluate_table(engine.make(ROWS), formula))["nilai"]
        assert engine.read(kf.evaluate_table(engine.make(ROWS), formula, status=False))["nilai"] == with_status
        frame = nw.from_native(engine.make(ROWS)).with_columns(formula.to_narwhals())
        assert engine.read(nw.to_native(frame))["nilai"] == with_status, text


@pytest.mark.parametrize("name", ["pandas", "polars", "duckdb"])
def test_floats_are_compared_as_the_decimals_that_they_were_written_as(name: str):
    engine = ENGINES[name]
    rows = {"A": [0.1, 0.1, 4.0, 0.7], "B": [0.2, 0.2, 2.25, 0.1], "C": [0.3, 0.30000001, 3.0, 7.0]}
    for text, values in [
        ("jika `A` + `B` ≤ `C` maka 1; selain itu 0", [1, 1, 0, 1]),
        ("jika `A` + `B` = `C` maka 1; selain itu 0", [1, 0, 0, 0]),
        ("jika `A` + `B` - `C` ≥ 0 maka 1; selain itu 0", [1, 0, 1, 0]),
        ("jika `A` × `B` / `C` = 3 maka 1; selain itu 0", [0, 0, 1, 0]),
        ("jika `A` / `B` < `C` maka 1; selain itu 0", [0, 0, 1, 0]),
        ("jika `A` / `B` ≤ `C` maka 1; selain itu 0", [0, 0, 1, 1]),
        ("bulat (`A` × `B` × 1,5 × 100 / 3; 0)", [1, 1, 450, 4]),
    ]:
        found = engine.read(kf.evaluate_table(engine.make(rows), text))
        assert found["nilai"] == values, text
        same(found, kf.parse(text), rows, "")


def test_a_figure_beyond_all_bounds_is_no_branch(engine: Engine):
    rows = {"Rasio": [float("inf"), float("nan"), 4.0]}
    found = engine.read(kf.evaluate_table(engine.make(rows), SCORE))
    assert found["status"] == ["angka-terlalu-besar", "data-hilang", "ok"]
    assert found["nilai"] == [None, None, 4.0]


def test_a_branch_has_a_capaian(engine: Engine):
    found = engine.read(kf.evaluate_table(engine.make({"Rasio": [3.0, 1.5, None]}), SCORE, target=4))
    assert found["capaian"] == [100.0, 50.0, None]
    assert found["status"] == ["ok", "ok", "data-hilang"]


def test_a_sum_over_records_is_a_column(engine: Engine):
    formula = kf.parse("Σ (`bobot` × `nilai`) / Σ (`bobot`)")
    lists = {"Σ (bobot × nilai)": [6.0, 1.0, None], "Jumlah berat": [4.0, 0.0, 1.0]}
    found = engine.read(kf.evaluate_table(engine.make(lists), formula, columns={"Σ (`bobot`)": "Jumlah berat"}))
    assert found["nilai"] == [1.5, None, None]
    assert found["status"] == ["ok", "penyebut-nol", "data-hilang"]
    with pytest.raises(kf.MissingDataError) as caught:
        kf.evaluate_table(engine.make({"bobot": [1.0], "nilai": [2.0]}), formula)
    assert [one.code for one in caught.value.diagnostics] == ["KF460", "KF460"]


def test_a_sum_of_percentages_over_records_is_read_as_it_is_evaluated():
    engine = ENGINES["polars"]
    for text in ("Σ (`bobot` × `Persentase A`)", "rata-rata setiap (`Persentase A`) × 2", "Σ (√(`A`)) + 1"):
        formula = kf.parse(text)
        [operand] = formula._plan.operands
        found = engine.read(kf.evaluate_table(engine.make({operand.wanted: [75.0, 3.0]}), formula))
        assert found["nilai"] == [float(formula.evaluate({operand.wanted: figure}).value) for figure in (75, 3)]


def test_figures_of_the_cell_where_no_column_has_them(engine: Engine):
    formula = kf.parse("`a` = 4; `RI` = `NI` / `a`; `hasil` = `RI` × 100")
    own = engine.read(kf.evaluate_table(engine.make({"NI": [1.0, 2.0]}), formula))
    assert (own["nilai"], own["status"]) == ([25.0, 50.0], ["ok", "ok"])
    given = engine.read(kf.evaluate_table(engine.make({"NI": [1.0, 2.0], "a": [2.0, None]}), formula))
    assert (given["nilai"], given["status"]) == ([50.0, None], ["ok", "data-hilang"])


def test_a_percentage_of_the_cell_is_one_in_the_table():
    formula = kf.parse("`b` = 40%; `RI` = `A` / `B`; `hasil` = `RI` × `b`")
    engine = ENGINES["pandas"]
    rows: dict[str, list[float | None]] = {"A": [1.0, 3.0], "B": [2.0, 4.0]}
    same(engine.read(kf.evaluate_table(engine.make(rows), formula)), formula, rows, "")


def test_a_definition_of_which_the_table_has_the_figure():
    formula = kf.parse("`RI` = `NI` / `NDT`; `RN` = `NN` / `NDT`; `A` = (`RI` + `RN`) / 2")
    engine = ENGINES["polars"]
    rows: dict[str, list[float | None]] = {"RI": [1.0, 3.0], "NN": [2.0, 4.0], "NDT": [1.0, 0.0]}
    same(engine.read(kf.evaluate_table(engine.make(rows), formula)), formula, rows, "")


def test_long_tables(engine: Engine):
    texts = {
        "Skor": SCORE,
        "Terbatas": "min (`Jumlah A` / `Jumlah B` × 100%; 100%)",
        "Tetapan": "`a` = 4; `RI` = `Jumlah A` / `a`; `hasil` = `RI` × 100",
        "Total": "Σ (`bobot` × `nilai`) / `Jumlah B`",
        "Batas": "jika `Jumlah A` ≤ 0,3 maka 1; selain itu 0",
    }
    long = {
        "unit": ["x", "x", "x", "x", "x", "y", "y", "y"],
        "nama": ["Rasio", "Jumlah A", "Jumlah A", "Jumlah B", "Σ (bobot × nilai)", "Rasio", "Jumlah A", "a"],
        "angka": [2.25, 0.1, 0.2, 4.0, 6.0, 5.0, 8.0, 2.0],
    }
    formulas = {name: kf.parse(text) for name, text in texts.items()}
    found = engine.read(kf.evaluate_long(engine.make(long), formulas, nama="nama", nilai="angka", by=["unit"]))
    got = {
        (name, unit): (value, status)
        for name, unit, value, status in zip(
            found["indikator"], found["unit"], found["nilai"], found["status"], strict=True
        )
    }
    assert got[("Skor", "x")] == (3.0, "ok")
    assert got[("Skor", "y")] == (4.0, "ok")
    assert got[("Terbatas", "x")] == (pytest.approx(7.5), "ok")
    assert got[("Terbatas", "y")] == (None, "data-hilang")
    assert got[("Tetapan", "x")] == (pytest.approx(7.5), "ok")
    assert got[("Tetapan", "y")] == (400.0, "ok")
    assert got[("Total", "x")] == (1.5, "ok")
    assert got[("Batas", "x")] == (1.0, "ok"), "0,1 + 0,2 is 0,3"
    assert float(formulas["Tetapan"].evaluate({"Jumlah A": Fraction(3, 10)}).value) == 7.5
