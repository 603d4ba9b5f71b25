"""Roll-ups over columns give what roll-ups of single capaian give, on every engine."""

from __future__ import annotations

from fractions import Fraction

import narwhals as nw
import pyarrow as pa
import pytest
from tests.table_engines import ENGINES, NO_SPARK, Engine

import kinerja_formula as kf

PARTS = {
    "A": [90, 70, 0, 125.5],
    "B": [90, None],
    "C": [None, None],
    "D": [50],
}
LISTS = {
    "unit": [unit for unit, values in PARTS.items() for _ in values],
    "capaian": [value for values in PARTS.values() for value in values],
}


@pytest.mark.parametrize("kosong", ["lewati", "nol", "tanpa-nilai"])
def test_means(engine: Engine, kosong: str):
    table = engine.make(LISTS)
    for cara in ("rata-rata", "geometrik"):
        found = engine.read(kf.roll_up_table(table, by=["unit"], cara=cara, kosong=kosong))
        for place, unit in enumerate(found["unit"]):
            exact = kf.roll_up(
                [None if value is None else Fraction(value) for value in PARTS[unit]], cara=cara, kosong=kosong
            )
            value = None if exact.value is None else pytest.approx(float(exact.value), rel=1e-12)
            assert found["capaian"][place] == value
            assert found["predikat"][place] == exact.predikat
            assert found["status"][place] == (exact.reason or "ok")
            assert found["banyak"][place] == len(PARTS[unit])
            assert found["terisi"][place] == sum(value is not None for value in PARTS[unit])


def test_weights(engine: Engine):
    lists = {
        "unit": ["A", "A", "B", "B", "C", "C", "D", "D", "E", "E"],
        "capaian": [90, 70, 90, None, 90, 70, 90, 70, 90, 70],
        "w": [60, 40, 0.5, 0.5, 60, 50, 110, -10, 60, None],
    }
    found = engine.read(kf.roll_up_table(engine.make(lists), by="unit", bobot="w"))
    values = dict(zip(found["unit"], zip(found["capaian"], found["status"], strict=True), strict=True))
    assert values == {
        "A": (pytest.approx(82), "ok"),
        "B": (pytest.approx(90), "ok"),
        "C": (None, "bobot-bukan-seratus"),
        "D": (None, "bobot-negatif"),
        "E": (None, "bobot-kurang"),
    }


def test_capaian_of_sums(engine: Engine):
    lists = {"unit": ["A", "A", "B"], "nilai": [18, 45, 5], "target": [20, 90, 0]}
    found = engine.read(kf.roll_up_table(engine.make(lists), by="unit", cara="rasio-jumlah"))
    values = dict(zip(found["unit"], zip(found["capaian"], found["status"], strict=True), strict=True))
    assert values == {"A": (pytest.approx(6300 / 110), "ok"), "B": (None, "target-nol")}


@pytest.mark.parametrize("cara", ["jumlah", "akhir", "rata-rata", "kumulatif"])
def test_periods(engine: Engine, cara: str):
    figures = {
        "A": [10, 20, None, 25],
        "B": [None, None, None, None],
        "C": [5, None, None, None],
        None: [1, 3, None, None],
    }
    wanted = {"A": [10, 25, 30, 40], "B": [1, 1, 1, 1], "C": [0, 1, 1, 1], None: [2, 4, 6, 8]}
    lists = {
        "unit": [unit for unit in figures for _ in range(4)],
        "periode": [1, 2, 3, 4] * len(figures),
        "nilai": [value for values in figures.values() for value in values],
        "t": [value for values in wanted.values() for value in values],
    }
    for target in (50, "t"):
        found = engine.read(kf.roll_up_periods_table(engine.make(lists), by=["unit"], cara=cara, target=target))
        assert len(found["unit"]) == len(figures)
        for place, unit in enumerate(found["unit"]):
            exact = kf.roll_up_periods(figures[unit], wanted[unit] if target == "t" else target, cara=cara)
            value = None if exact.value is None else pytest.approx(float(exact.value), rel=1e-12)
            assert found["capaian"][place] == value, (unit, target)
            assert found["predikat"][place] == exact.predikat


def test_records_are_counted_by_the_condition_in_a_name(engine: Engine):
    lists = {
        "kecamatan": ["A", "A", "A", "B", "C"],
        "Nilai SKM": [74.9, 75.0, 90.0, None, 10.0],
        "Jumlah penduduk": [10, 20, 30, 40, 50],
    }
    text = "Jumlah desa dengan nilai SKM sekurang-kurangnya 75 / Jumlah desa x 100%"
    found = engine.read(kf.evaluate_records(engine.make(lists), text, by=["kecamatan"], semua="Jumlah desa"))
    values = dict(zip(found["kecamatan"], found["nilai"], strict=True))
    assert values == {"A": pytest.approx(200 / 3), "B": 0.0, "C": 0.0}
    whole = engine.read(kf.evaluate_records(engine.make(lists), "Jumlah penduduk / Jumlah desa", semua="Jumlah desa"))
    assert whole["nilai"] == [30.0]
    records = [{"Nilai SKM": value} for value in (74.9, 75.0, 90.0)]
    exact = kf.evaluate(text, {"Jumlah desa dengan nilai SKM sekurang-kurangnya 75": records, "Jumlah desa": 3})
    assert float(exact.value) == values["A"]


@pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning")
def test_groups_as_categories(engine: Engine):
    """A group without a row is no group, though its category is there."""
    words = ["unit"]
    table = engine.make({**LISTS, "periode": list(range(len(LISTS["unit"])))}, words)
    table = nw.to_native(nw.from_native(table).filter(nw.col("unit").cast(nw.String) != "B"))
    found = engine.read(kf.roll_up_table(table, by=words))
    assert dict(zip(found["unit"], found["capaian"], strict=True)) == {"A": 71.375, "C": None, "D": 50.0}
    found = engine.read(kf.roll_up_periods_table(table, by=words, realisasi="capaian", target=100, cara="akhir"))
    assert dict(zip(found["unit"], found["capaian"], strict=True)) == {"A": 125.5, "C": None, "D": 50.0}
    lists = {"kecamatan": ["A", "A", "B"], "Nilai SKM": [74.9, 75.0, 10.0]}
    text = "Jumlah desa dengan nilai SKM di atas 70 / Jumlah desa x 100%"
    found = engine.read(
        kf.evaluate_records(engine.make(lists, ["kecamatan"]), text, by=["kecamatan"], semua="Jumlah desa")
    )
    assert dict(zip(found["kecamatan"], found["nilai"], strict=True)) == {"A": 100.0, "B": 0.0}


@pytest.mark.parametrize("cara", ["jumlah", "akhir"])
def test_a_group_without_a_name_among_categories(engine: Engine, cara: str):
    lists = {"unit": ["A", None, "A", None], "periode": [1, 1, 2, 2], "nilai": [10, 20, 30, None]}
    table = engine.make(lists, ["unit"])
    found = engine.read(kf.roll_up_periods_table(table, by=["unit"], cara=cara, target=40))
    last = 100.0 if cara == "jumlah" else 75.0
    assert dict(zip(found["unit"], found["capaian"], strict=True)) == {"A": last, None: 50.0}


@pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning")
def test_periods_as_categories(engine: Engine):
    """The last is that of the category that comes last, and of the texts where categories have no order."""
    lists = {"unit": ["A", "A", "B"], "periode": ["Triwulan 2", "Triwulan 1", "Triwulan 2"], "nilai": [10, 30, 20]}
    table = engine.make(lists, ["periode"])
    ordered = isinstance(nw.from_native(table).collect_schema()["periode"], nw.Enum)
    found = engine.read(kf.roll_up_periods_table(table, by=["unit"], cara="akhir", target=40))
    last = 75.0 if ordered else 25.0
    assert dict(zip(found["unit"], found["capaian"], strict=True)) == {"A": last, "B": 50.0}


def test_periods_as_categories_with_an_order():
    import pandas as pd
    import polars as pl

    lists = {"unit": ["A", "A"], "periode": ["Triwulan 2", "Triwulan 1"], "nilai": [10, 30]}
    words = ["Triwulan 2", "Triwulan 1"]
    for table in (
        pd.DataFrame(lists).astype({"periode": pd.CategoricalDtype(words, ordered=True)}),
        pl.DataFrame(lists).with_columns(pl.col("periode").cast(pl.Enum(words))),
    ):
        assert list(kf.roll_up_periods_table(table, by="unit", cara="akhir", target=40)["capaian"]) == [75.0]


def test_without_groups_the_whole_table_is_one(engine: Engine):
    lists = {"periode": [1, 2, 3, None], "nilai": [10, 20, None, None], "capaian": [90, 70, None, None]}
    for by in ((), []):
        whole = engine.read(kf.roll_up_table(engine.make(lists), by=by))
        assert whole == {"capaian": [80.0], "status": ["ok"], "predikat": ["Tinggi"], "banyak": [4], "terisi": [2]}
        for cara, reached in (("jumlah", 75.0), ("akhir", 50.0), ("rata-rata", 37.5), ("kumulatif", 50.0)):
            made = engine.read(kf.roll_up_periods_table(engine.make(lists), by=by, cara=cara, target=40))
            assert (made["capaian"], made["banyak"], made["terisi"]) == ([reached], [4], [2])


def test_a_column_that_is_named_twice_makes_groups_once(engine: Engine):
    found = engine.read(kf.roll_up_table(engine.make(LISTS), by=["unit", "unit"]))
    assert sorted(found["unit"]) == list(PARTS)


@pytest.mark.parametrize("rows", [0, 1])
def test_no_row_and_one_row(engine: Engine, rows: int):
    kinds = {"unit": pa.string(), "periode": pa.int64(), "capaian": pa.float64(), "Nilai SKM": pa.float64()}
    row = {"unit": "A", "periode": 1, "capaian": 0.0, "Nilai SKM": 80.0}
    table = engine.of_arrow(pa.table({name: pa.array([row[name]] * rows, kind) for name, kind in kinds.items()}))
    for found in (
        kf.roll_up_table(table, by=["unit"]),
        kf.roll_up_periods_table(table, by=["unit"], realisasi="capaian", target=50, cara="akhir"),
    ):
        made = engine.read(found)
        assert (made["unit"], made["capaian"], made["status"]) == (["A"][:rows], [0.0][:rows], ["ok"][:rows])
    text = "Jumlah desa dengan nilai SKM di atas 70 / Jumlah desa x 100%"
    assert engine.read(kf.evaluate_records(table, text, by=["unit"], semua="Jumlah desa"))["nilai"] == [100.0][:rows]


@pytest.mark.parametrize("column", ["unit", "periode"])
def test_lists_are_no_groups_and_no_periods(engine: Engine, column: str):
    if engine.name == "dask":
        pytest.skip("takes lists for texts")
    lists = {"unit": ["A", "B"], "periode": [1, 2], "capaian": [90.0, 80.0]}
    table = engine.make(pa.table({**lists, column: pa.array([["A"], ["B", "C"]])}))
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.roll_up_periods_table(table, by="unit", cara="akhir", realisasi="capaian", target=90)
    assert caught.value.code == "KF467"
    assert f"“{column}”" in str(caught.value)


def test_groups_and_periods_without_any_value(engine: Engine):
    table = engine.make(pa.table({"unit": pa.nulls(2), "periode": pa.nulls(2), "nilai": [10.0, 20.0]}))
    for cara, reached in (("jumlah", 75.0), ("akhir", None)):
        found = engine.read(kf.roll_up_periods_table(table, by="unit", cara=cara, target=40))
        assert found["unit"] == [None]
        assert found["capaian"] == [reached]


def test_objects_of_several_kinds():
    import pandas as pd

    table = pd.DataFrame({"unit": [1101, "1102"], "periode": [1, "2"], "nilai": [10.0, 20.0]})
    assert len(kf.roll_up_table(table, by="unit", capaian="nilai")) == 2
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.roll_up_periods_table(table, by="unit", cara="akhir", target=1)
    assert caught.value.code == "KF467"


def test_a_time_of_day_is_no_number_on_spark():
    if NO_SPARK:
        pytest.skip(NO_SPARK)
    from datetime import time

    table = ENGINES["pyspark"].make({"A": [time(8)]})
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.evaluate_table(table, "A")
    assert caught.value.code == "KF461"


def test_faults():
    import polars as pl

    table = pl.DataFrame(LISTS, strict=False)
    for call, code in (
        (lambda: kf.roll_up_table(table, by=["unit"], cara="modus"), "KF341"),
        (lambda: kf.roll_up_table(table, by=["provinsi"]), "KF464"),
        (lambda: kf.roll_up_table(table, by=["unit"], capaian="unit"), "KF461"),
        (lambda: kf.roll_up_table(table, by=["capaian"]), "KF465"),
        (lambda: kf.roll_up_periods_table(table, by=["capaian"], periode="unit", cara="akhir", target=1), "KF465"),
        (lambda: kf.evaluate_records(table, "Jumlah desa dengan nilai SKM di atas 3 / Jumlah desa"), "KF460"),
    ):
        with pytest.raises(kf.FormulaError) as caught:
            call()
        assert caught.value.code == code


@pytest.mark.parametrize("cara", ["jumlah", "rata-rata"])
def test_a_whole_beside_its_parts_has_no_sum(engine: Engine, cara: str):
    lists = {
        "unit": ["A"] * 3 + ["B"] * 2 + ["C"] + ["D"] * 2 + ["E"] * 3,
        "periode": ["TW I", "TW II", "Tahun 2024", "TW I", "TW II", "2024", "Jumlah", "I", "TW I", "TW II", "2024"],
        "nilai": [10.0, 10.0, 20.0, 10.0, 10.0, 20.0, 20.0, 20.0, 10.0, 10.0, None],
    }
    table = engine.make(lists)
    found = engine.read(kf.roll_up_periods_table(table, by=["unit"], cara=cara, target=40))
    status = dict(zip(found["unit"], found["status"], strict=True))
    twice = "periode-tumpang-tindih"
    assert status == {"A": twice, "B": "ok", "C": "ok", "D": twice, "E": "ok"}
    values = dict(zip(found["unit"], found["capaian"], strict=True))
    assert values["A"] is None
    assert values["C"] == 50.0


@pytest.mark.parametrize(
    ("figures", "counted"),
    [([0.95, 0.8, None], 1.0), ([95.0, 80.0, 0.5], 1.0), ([0.9, 0.91, 1.0], 2.0), ([None, None, 0.95], 1.0)],
)
def test_records_in_shares_beside_a_percentage(engine: Engine, figures: list[float | None], counted: float):
    table = engine.make({"realisasi": figures})
    found = engine.read(kf.evaluate_records(table, "Jumlah kegiatan dengan realisasi di atas 90%"))
    assert found["nilai"] == [counted]


@pytest.mark.parametrize("cara", ["jumlah", "rata-rata", "akhir", "kumulatif"])
def test_a_period_without_a_target_leaves_none_for_the_year(engine: Engine, cara: str):
    lists = {
        "u": ["a", "a", "b", "b"],
        "periode": ["TW I", "TW II"] * 2,
        "nilai": [80.0] * 4,
        "t": [80.0, None, 80.0, 80.0],
    }
    found = engine.read(kf.roll_up_periods_table(engine.make(lists), by=["u"], cara=cara, target="t"))
    rows = dict(zip(found["u"], zip(found["status"], found["capaian"], strict=True), strict=True))
    assert rows["a"] == ("target-kosong", None)
    assert rows["b"] == ("ok", pytest.approx(100))
