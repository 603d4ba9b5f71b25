"""Wide tables on every engine: the same values, statuses, capaian and predikat."""

from __future__ import annotations

import warnings
from decimal import Decimal

import pytest
from tests.table_engines import ENGINES, Engine

import kinerja_formula as kf

RATIO = "Jumlah hadir / Jumlah undangan x 100%"
ATTENDANCE = "(Pegawai x hari kerja efektif - tdk hadir) / (Pegawai x hari kerja efektif) x 100%"
INF, NAN = float("inf"), float("nan")


def approx(values: list[float | None]) -> list[object]:
    return [None if value is None else pytest.approx(value, rel=1e-14) for value in values]


def test_a_ratio_with_everything_that_can_be_wrong(engine: Engine):
    lists = {
        "Jumlah hadir": [18.0, 1.0, None, 0.0, 5.0, INF, 7.0, 3.0],
        "Jml. undangan": [20.0, 0.0, 3.0, 0.0, None, 2.0, INF, 7.0],
    }
    found = engine.read(kf.evaluate_table(engine.make(lists), RATIO))
    assert list(found) == [*lists, "nilai", "status"]
    assert found["nilai"] == approx([90.0, None, None, None, None, None, None, 300 / 7])
    words = [
        "ok",
        "penyebut-nol",
        "data-hilang",
        "penyebut-nol",
        "data-hilang",
        "angka-terlalu-besar",
        "angka-terlalu-besar",
        "ok",
    ]
    assert found["status"] == words
    alone = engine.read(kf.evaluate_table(engine.make(lists), RATIO, status=False))
    assert list(alone) == [*lists, "nilai"]
    assert alone["nilai"] == found["nilai"]


def test_figures_beyond_all_bounds(engine: Engine):
    """Infinite above the line, below it or in both, and larger than 10^300 though still a number."""
    lists = {
        "Pegawai": [18.0, INF, -INF, 18.0, 18.0, 18.0, 1.5e302],
        "Hari kerja efektif": [244.0, 20.0, 20.0, INF, 20.0, 0.0, 1.0],
        "tdk hadir": [61.0, 1.0, 1.0, 1.0, INF, 1.0, 0.0],
    }
    words = ["ok", *["angka-terlalu-besar"] * 4, "penyebut-nol"]
    found = engine.read(kf.evaluate_table(engine.make(lists), ATTENDANCE))
    assert found["status"] == [*words, "ok"]
    assert found["nilai"] == approx([(4392 - 61) * 100 / 4392, *[None] * 5, 100.0])
    alone = engine.read(kf.evaluate_table(engine.make(lists), ATTENDANCE, status=False))
    assert alone["nilai"] == found["nilai"]
    large = engine.read(kf.evaluate_table(engine.make({"A": [1.5e304, 1.0]}), "A x 10", target=1e-6))
    assert (large["status"], large["capaian"][0]) == (["angka-terlalu-besar", "skala-meragukan"], None)


def test_nan_is_a_missing_figure(engine: Engine):
    found = engine.read(kf.evaluate_table(engine.make({"Jumlah hadir": [NAN, 1.0], "Jumlah undangan": [2, 2]}), RATIO))
    assert found["status"] == ["data-hilang", "ok"]
    assert found["nilai"] == [None, 50.0]


def test_a_table_without_faults(engine: Engine):
    lists = {"Pegawai": [18.0, 3.0], "Hari kerja efektif": [244.0, 20.0], "tdk hadir": [61.0, 0.0]}
    found = engine.read(kf.evaluate_table(engine.make(lists), ATTENDANCE))
    assert found["nilai"] == approx([(4392 - 61) * 100 / 4392, 100.0])
    assert found["status"] == ["ok", "ok"]


@pytest.mark.parametrize("rows", [0, 1])
def test_no_row_and_one_row(engine: Engine, rows: int):
    import pyarrow as pa

    lists = {"Jumlah hadir": [9.0][:rows], "Jumlah undangan": [10.0][:rows]}
    found = engine.read(kf.evaluate_table(engine.make(lists), RATIO, target="94%"))
    assert pa  # every engine gets its kinds of columns from Arrow, so that an empty one has a kind
    assert found["nilai"] == [90.0][:rows]
    assert found["status"] == ["ok"][:rows]
    assert found["predikat"] == ["Sangat Tinggi"][:rows]


def test_a_column_of_categories_stays_as_it_was(engine: Engine):
    lists = {
        "unit": ["Besuki", 'Taji"nan', "Besuki", None],
        "Jumlah hadir": [9.0, 5.0, None, 0.0],
        "T": [10.0, 0.0, 1, 2],
    }
    table = engine.make(lists, ["unit"])
    found = kf.evaluate_table(table, "Jumlah hadir / T x 100%", target="94%")
    assert engine.read(found)["unit"] == lists["unit"]
    assert engine.read(found)["status"] == ["ok", "penyebut-nol", "data-hilang", "ok"]
    if engine.name != "pyspark":
        assert "String" not in str(kinds(found)["unit"])


def kinds(table: object) -> dict[str, object]:
    """The kinds of a native table's columns, as narwhals calls them."""
    import narwhals as nw

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # narwhals tells of the future of its own plug-ins
        return dict(nw.from_native(table).collect_schema())


def test_all_rows_are_missing(engine: Engine):
    found = engine.read(
        kf.evaluate_table(engine.make({"Jumlah hadir": [None, None], "Jumlah undangan": [1, 2]}), RATIO)
    )
    assert (found["nilai"], found["status"]) == ([None, None], ["data-hilang", "data-hilang"])


SHAPES = [
    ("A / (B / C)", {"A": 1, "B": 2, "C": 0}, None, "penyebut-nol"),
    ("A / (B / C)", {"A": 1, "B": 0, "C": 2}, None, "penyebut-nol"),
    ("A / (B / C)", {"A": 1, "B": 2, "C": 3}, 1.5, "ok"),
    ("A / (B - C)", {"A": 1, "B": 2, "C": 2}, None, "penyebut-nol"),
    ("A + 1 / (1 + B / C)", {"A": 1, "B": 2, "C": 0}, None, "penyebut-nol"),
    ("√(A - B)", {"A": 1, "B": 5}, None, "di-luar-domain"),
    ("√(A - B)", {"A": 5, "B": 1}, 2.0, "ok"),
    ("((A / B)^(1/3) - 1) x 100%", {"A": 8, "B": 1}, 100.0, "ok"),
    ("((A / B)^(1/3) - 1) x 100%", {"A": -8, "B": 1}, None, "di-luar-domain"),
    ("A^2 / B", {"A": 1e200, "B": 1}, None, "angka-terlalu-besar"),
    ("A^7", {"A": 2}, 128.0, "ok"),
    ("rata-rata A, B dan C", {"A": 1, "B": 2, "C": 6}, 3.0, "ok"),
    ("Nilai SKP x 60% + Nilai perilaku x 40%", {"Nilai SKP": 80, "Nilai perilaku": 90}, 84.0, "ok"),
    ("A - B - 2", {"A": 10, "B": 3}, 5.0, "ok"),
    ("100% - A / B x 100%", {"A": 1, "B": 4}, 75.0, "ok"),
]


def test_formulas_of_every_shape(engine: Engine):
    operands = sorted({name for _, row, _, _ in SHAPES for name in row})
    table = engine.make({name: [row.get(name) for _, row, _, _ in SHAPES] for name in operands})
    formulas = list(dict.fromkeys(formula for formula, _, _, _ in SHAPES))
    for number, formula in enumerate(formulas):
        table = kf.evaluate_table(table, formula, awalan=f"{number} ")
    found = engine.read(table)
    for place, (formula, row, value, status) in enumerate(SHAPES):
        number = formulas.index(formula)
        assert found[f"{number} status"][place] == status, (formula, row)
        assert approx([found[f"{number} nilai"][place]]) == [value], (formula, row)


CAPAIAN = [
    ({"target": "80%"}, [112.5, 62.5, None], ["Sangat Tinggi", "Rendah", None], ["ok", "ok", "data-hilang"]),
    ({"target": "80%", "arah": "turun"}, [87.5, 137.5, None], ["Tinggi", "Sangat Tinggi", None], None),
    ({"target": "60 - 80%"}, [112.5, 500 / 6, None], ["Sangat Tinggi", "Tinggi", None], None),
    ({"target": "80%", "arah": "rentang"}, [87.5, 62.5, None], ["Tinggi", "Rendah", None], None),
    ({"target": "T"}, [100.0, None, None], ["Sangat Tinggi", None, None], ["ok", "target-nol", "data-hilang"]),
    ({"target": "80%", "aturan": "bps"}, [112.5, 62.5, None], [None, None, None], None),
    ({"target": "70%", "aturan": "bps"}, [120.0, 71.43, None], [None, None, None], None),
    ({"target": 0, "aturan": "bps"}, [120.0, 120.0, None], [None, None, None], None),
    ({"target": 0}, [None, None, None], [None, None, None], ["target-nol", "target-nol", "data-hilang"]),
    ({"target": "WTP"}, [None, None, None], [None, None, None], ["tak-sebanding", "tak-sebanding", "data-hilang"]),
    ({"aturan": "akip-88-2021"}, [None, None, None], ["A (memuaskan)", "C (kurang)", None], None),
]


def test_capaian(engine: Engine):
    lists = {"Jumlah hadir": [9.0, 5.0, None], "Jumlah undangan": [10.0, 10.0, 10.0], "T": [90.0, 0.0, 80.0]}
    table = engine.make(lists)
    for number, (keywords, _, _, _) in enumerate(CAPAIAN):
        table = kf.evaluate_table(table, RATIO, **keywords, awalan=f"{number} ")
    found = engine.read(table)
    for number, (keywords, capaian, predikat, status) in enumerate(CAPAIAN):
        assert found[f"{number} capaian"] == approx(capaian), keywords
        assert found[f"{number} predikat"] == predikat, keywords
        assert found[f"{number} status"] == (status or ["ok", "ok", "data-hilang"]), keywords


def test_a_column_of_targets_with_gaps(engine: Engine):
    lists = {"Jumlah surat": [9.0, 0.0, 5.0, 0.0], "T": [None, 0.0, INF, 10.0]}
    found = engine.read(kf.evaluate_table(engine.make(lists), "Jumlah surat", target="T"))
    assert found["status"] == ["target-kosong", "keduanya-nol", "angka-terlalu-besar", "ok"]
    assert found["capaian"] == [None, None, None, 0.0]
    assert found["nilai"] == [9.0, 0.0, 5.0, 0.0]


HOSTILE = [
    'a"b',
    "a`b",
    "a.b",
    "a'b; DROP TABLE x; --",
    "a\nb",
    "x) FROM y",
    "${a}",
    "[a]",
    "a\\b",
    "*",
    "^nilai$",
    "{0}",
    "k1",
]


def test_a_name_is_only_a_name(engine: Engine):
    figures = {column: float(2**place) for place, column in enumerate(HOSTILE)}
    operands = {f"Jumlah {place}": column for place, column in enumerate(HOSTILE)}
    formula = kf.parse(" + ".join(f"`{name}`" for name in operands))
    table = engine.make({column: [figure, None] for column, figure in figures.items()})
    found = engine.read(kf.evaluate_table(table, formula, columns=operands, target=HOSTILE[2]))
    assert list(found)[: len(HOSTILE)] == HOSTILE
    assert found["nilai"] == [float(2 ** len(HOSTILE) - 1), None]
    assert found["capaian"] == [(2 ** len(HOSTILE) - 1) * 25.0, None]
    assert {column: found[column][0] for column in HOSTILE} == figures


@pytest.mark.parametrize(
    "text", ["A x 100 / B", "(A - B) / B", "A / (B x B x B x B x B x B)", "A / (B / C)", "A / B^2"]
)
@pytest.mark.parametrize("gap", [[], [None]])
def test_integers(engine: Engine, text: str, gap: list[None]):
    """Longer than a float holds, zero, and negative: what holds no infinite figure is not looked at for one."""
    import pyarrow as pa

    rows = [(4 * 10**18, 2 * 10**18, 1), (2**63 - 1, -(2**63), 3), (7, 0, 1), (0, 3, 0), (-5, 8, 2)]
    lists = {name: [*values, *gap] for name, values in zip("ABC", zip(*rows, strict=True), strict=True)}
    table = engine.make(pa.table({name: pa.array(values, pa.int64()) for name, values in lists.items()}))
    found = engine.read(kf.evaluate_table(table, text))
    alone = engine.read(kf.evaluate_table(table, text, status=False))
    for place, row in enumerate(rows):
        try:
            exact = float(kf.evaluate(text, dict(zip("ABC", row, strict=True))).value)
        except kf.ZeroDenominatorError:
            assert (found["nilai"][place], found["status"][place]) == (None, "penyebut-nol")
        else:
            assert (found["nilai"][place], found["status"][place]) == (pytest.approx(exact, rel=1e-14, abs=0), "ok")
    assert alone["nilai"] == found["nilai"]
    assert found["status"][len(rows) :] == ["data-hilang" for _ in gap]


def test_a_denominator_of_floats_is_looked_at_and_one_of_integers_is_not():
    import polars as pl

    def looked_at(kind: type[pl.DataType], text: str, above: type[pl.DataType] = pl.Float64) -> int:
        table = pl.LazyFrame(schema={"A": above, "B": kind})
        return str(kf.evaluate_table(table, text, status=False).explain(optimized=False)).count(".abs()")

    assert looked_at(pl.Float64, "A / B") == 2
    assert looked_at(pl.Int64, "A / B") == looked_at(pl.Decimal(38, 2), "A / B") == 1
    assert looked_at(pl.Int64, "A / (B x B + 3)") == 1
    assert looked_at(pl.Int64, "(A x B - A) / B x 100%", pl.Decimal(38, 2)) == 0, "only for zero"
    assert looked_at(pl.Int64, "A / (B x B + 3)", pl.Int64) == 1, "the least of what is below is not known"
    assert looked_at(pl.Int64, "A / (B x 0," + "0" * 200 + "1)", pl.Int64) == 1
    assert looked_at(pl.Int64, "A / (B x B x B x B x B x B)") == 2, "too large perhaps, though no part of it is"


def test_the_head_of_a_list_or_its_parts(engine: Engine):
    text = "Jumlah dokumen yang dibuat 1. Jumlah RKA 2. Jumlah DPA"
    parts = engine.read(kf.evaluate_table(engine.make({"Jumlah RKA": [1.0], "Jumlah DPA": [2.0]}), text))
    head = engine.read(kf.evaluate_table(engine.make({"Jumlah dokumen yang dibuat": [7.0]}), text))
    assert (parts["nilai"], head["nilai"]) == ([3.0], [7.0])


def test_units_are_checked_and_converted_once(engine: Engine):
    text = "Lama kerja + Lama cuti"
    table = engine.make({"Lama kerja": [4.0], "Lama cuti": [6.0]})
    found = engine.read(kf.evaluate_table(table, text, satuan={"Lama kerja": "tahun", "Lama cuti": "bulan"}))
    exact = kf.evaluate(text, {"Lama kerja": 4, "Lama cuti": 6}, satuan={"Lama kerja": "tahun", "Lama cuti": "bulan"})
    assert found["nilai"] == approx([float(exact.value)])
    with pytest.raises(kf.UnitMismatchError):
        kf.evaluate_table(
            engine.make({"Jumlah dokumen": [1.0], "Jumlah orang": [2.0]}), "Jumlah dokumen / Jumlah orang x 100%"
        )


def test_expressions_for_own_queries(engine: Engine):
    import narwhals as nw

    from kinerja_formula.columns.frames import Table

    table = engine.make({"a": [18.0, 1.0, None, 4.0], "b": [20.0, 0.0, 3.0, INF]})
    formula = kf.parse(RATIO)
    frame = Table(table).frame if engine.name == "dask" else nw.from_native(table)
    made = frame.with_columns(formula.to_narwhals({"Jumlah hadir": "a", "Jumlah undangan": "b"}))
    assert engine.read(nw.to_native(made))["nilai"] == [90.0, None, None, None]


def test_sums_of_decimals_stay_decimal_and_exact(engine: Engine):
    big, small = Decimal("12345678901234.5678"), Decimal("0.0001")
    table = engine.make({"Anggaran A": [big, None], "Anggaran B": [small, small], "Anggaran C": [big, big]})
    found = engine.read(kf.evaluate_table(table, "Anggaran A + Anggaran B - Anggaran C", target="0,0002"))
    assert found["nilai"] == [small, None]
    assert found["status"] == ["ok", "data-hilang"]
    assert isinstance(found["nilai"][0], Decimal)
    assert found["capaian"] == approx([50.0, None])
    ratio = engine.read(kf.evaluate_table(table, "Anggaran A / Anggaran C x 100%"))
    assert ratio["nilai"] == [100.0, None]
    assert isinstance(ratio["nilai"][0], float)


# What does not depend on the engine


def polars(**lists: list[object]) -> object:
    import polars as pl

    return pl.DataFrame(lists)


def code(call) -> str:
    with pytest.raises(kf.FormulaError) as caught:
        call()
    return caught.value.code


def test_faults_of_tables():
    table = polars(A=[1.0], teks=["banyak sekali"])
    assert code(lambda: kf.evaluate_table(table, "A / B")) == "KF460"
    assert code(lambda: kf.evaluate_table(table, "A / B", columns={"B": "teks"})) == "KF461"
    assert code(lambda: kf.evaluate_table(table, "A", target="teks")) == "KF461"
    assert code(lambda: kf.evaluate_table([1, 2], "A")) == "KF462"
    assert code(lambda: kf.evaluate_table(table, "1000 orang/ tamu, 12 bulan")) == "KF463"
    assert code(lambda: kf.evaluate_table(table, "A x 1" + "0" * 400)) in ("KF463", "KF006")
    assert code(lambda: kf.evaluate_table(table, "A / B", columns={"B": "C"})) == "KF464"
    assert code(lambda: kf.evaluate_table(polars(A=[1.0], status=["x"]), "A")) == "KF465"
    assert code(lambda: kf.evaluate_table(polars(**{"Jumlah A": [1.0], "jml a": [2.0]}), "Jumlah A")) == "KF303"


def test_odd_tables_of_pandas():
    import pandas as pd
    import pyarrow as pa

    twice = pd.DataFrame([[1.0, 2.0, 3.0]], columns=["A", "B", "B"])
    assert code(lambda: kf.evaluate_table(twice, "A")) == "KF303"
    assert code(lambda: kf.evaluate_table(pa.table([[1.0], [2.0]], names=["A", "A"]), "A")) == "KF303"
    assert code(lambda: kf.evaluate_table(pd.DataFrame({"A": pd.Series([10**400, 1], dtype=object)}), "A")) == "KF461"
    numbered = kf.evaluate_table(pd.DataFrame([[1.0, 2.0]], columns=["A", 5]), "A")
    assert list(numbered.columns) == ["A", 5, "nilai", "status"]
    several = pd.DataFrame([[1.0, 2.0]], columns=pd.MultiIndex.from_tuples([("A", "x"), ("B", "y")]))
    assert code(lambda: kf.evaluate_table(several, "A")) == "KF460"
    texts = pd.DataFrame({"A": pd.Series(["6.254", 2, None, "n/a"], dtype=object)})
    assert kf.evaluate_table(texts, "A")["nilai"].tolist()[:2] == [6254, 2]
    assert kf.evaluate_table(texts, "A")["status"].tolist() == ["ok", "ok", "data-hilang", "data-hilang"]
    odd = pd.DataFrame({"A": pd.Series(["6.254", "dua koma"], dtype=object)})
    assert code(lambda: kf.evaluate_table(odd, "A")) == "KF461"
    doubtful = pd.DataFrame({"A": ["1,250", "1,900"]})  # thousands or decimals
    assert code(lambda: kf.evaluate_table(doubtful, "A")) == "KF461"
    nothing = pd.DataFrame({"A": [None, None]})
    assert kf.evaluate_table(nothing, "A")["status"].tolist() == ["data-hilang", "data-hilang"]
    found = kf.evaluate_table(pd.DataFrame({"A": [Decimal("1.5"), None]}, index=["x", "x"]), "A")
    assert found["status"].tolist() == ["ok", "data-hilang"] and list(found.index) == ["x", "x"]


def test_without_narwhals(monkeypatch: pytest.MonkeyPatch):
    import sys

    monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)
    assert code(lambda: kf.evaluate_table(None, "A")) == "KF403"


def test_all_missing_columns_are_named_at_once():
    with pytest.raises(kf.MissingDataError) as caught:
        kf.evaluate_table(polars(C=[1.0]), RATIO)
    assert caught.value.missing == ("Jumlah hadir", "Jumlah undangan")


def test_a_prefix_lets_two_formulas_stand_in_one_table():
    table = kf.evaluate_table(polars(A=[9.0], B=[10.0]), "A / B", awalan="satu_")
    both = kf.evaluate_table(table, "A + B", awalan="dua_")
    assert both.columns == ["A", "B", "satu_nilai", "satu_status", "dua_nilai", "dua_status"]


def test_the_cell_may_state_the_target():
    found = kf.evaluate_table(
        polars(**{"Jumlah desa": [24.0]}), kf.parse("Jumlah desa", indikator=None), target="26 desa"
    )
    assert found["capaian"].to_list() == [pytest.approx(2400 / 26)]


def test_words_are_cheap_kinds():
    import pandas as pd
    import polars as pl

    words = kf.evaluate_table(polars(A=[9.0], B=[0.0]), "A / B")["status"]
    assert words.dtype == pl.Enum and words.to_list() == ["penyebut-nol"]
    words = kf.evaluate_table(pd.DataFrame({"A": [9.0], "B": [0.0]}), "A / B")["status"]
    assert words.dtype == "category" and list(words) == ["penyebut-nol"]


def test_a_frame_of_narwhals_stays_one():
    import narwhals as nw

    assert isinstance(kf.evaluate_table(nw.from_native(polars(A=[1.0])), "A"), nw.DataFrame)


def test_a_denominator_whose_terms_cancel_is_zero(engine: Engine):
    """1,1 - 1,0 - 0,1 is zero; floats leave 8·10^-17 of it."""
    lists = {"A": [1.1, 2.5], "B": [1.0, 1.0], "C": [0.1, 0.5]}
    found = engine.read(kf.evaluate_table(engine.make(lists), "A / (A - B - C) x 100%", target="90%"))
    assert found["status"] == ["penyebut-nol", "ok"]
    assert (found["nilai"], found["capaian"][0]) == (approx([None, 250.0]), None)
    alone = engine.read(kf.evaluate_table(engine.make(lists), "A / (A - B - C) x 100%", status=False))
    assert alone["nilai"] == found["nilai"]


@pytest.mark.parametrize("library", ["polars", "pandas", "pyarrow"])
def test_whole_numbers_that_floats_do_not_hold_apart(library: str):
    """What lies beyond 2^53 has a value where nothing cancels, and says so where something does.

    Of a lazy frame nobody knows how large its figures are.
    """
    module = pytest.importorskip(library)
    make = module.table if library == "pyarrow" else module.DataFrame
    frame = make({"A": [2**53 + 1, 2**54], "B": [2**53, 2**53], "C": [6, 6]})

    def column(formula: str, name: str) -> list[object]:
        found = kf.evaluate_table(frame, formula)[name]
        return found.to_pylist() if library == "pyarrow" else found.to_list()

    words = ["angka-terlalu-besar", "ok"]
    assert column("C / (A - B)", "status") == words
    assert column("A - B", "status") == words
    assert column("A / B", "nilai") == approx([1.0, 2.0])


def test_decimals_of_pandas_are_added_up_exactly():
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"A": [Decimal("9007199254740993.01")], "B": [Decimal("9007199254740993.00")]})
    assert list(kf.evaluate_table(frame, "A - B")["nilai"].astype(float)) == [0.01]


def test_a_column_of_whole_numbers_without_one_is_missing_data():
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    table = pandas.DataFrame({"Jumlah A": pandas.array([None], dtype="int64[pyarrow]")})
    assert kf.evaluate_table(table, "Jumlah A")["status"].tolist() == ["data-hilang"]


@pytest.mark.parametrize(
    ("target", "status"),
    [(0.9, "skala-meragukan"), (1.0, "skala-meragukan"), (94.0, "ok"), (95000.0, "skala-meragukan"), (None, None)],
)
def test_a_share_of_one_beside_a_percentage_is_doubtful(engine: Engine, target: float | None, status: str | None):
    """As for a single figure (KF332), whether the target is a column or the same in all rows."""
    lists = {"Jumlah hadir": [90.0, 95.0], "Jumlah undangan": [100.0, 100.0], "T": [target, 95.0]}
    found = engine.read(kf.evaluate_table(engine.make(lists), RATIO, target="T"))
    assert found["status"] == [status or "target-kosong", "ok"]
    assert (found["capaian"][0] is None) == (target is None)
    if target is not None:
        alone = engine.read(kf.evaluate_table(engine.make(lists), RATIO, target=target))
        assert alone["status"][0] == status
        exact = kf.evaluate(RATIO, {"Jumlah hadir": 90, "Jumlah undangan": 100}, target=target)
        assert ("KF332" in {one.code for one in exact.capaian.diagnostics}) == (status != "ok")  # type: ignore[union-attr]


def test_a_share_of_one_that_says_so_is_not_doubtful():
    import polars as pl

    table = pl.DataFrame({"A": [90.0, 0.5], "B": [100.0, 100.0]})
    # far from its target each is a doubt, near to it none
    assert kf.evaluate_table(table, "A / B x 100%", target="0,9%")["status"].to_list() == ["skala-meragukan", "ok"]
    assert kf.evaluate_table(table, "A / B", target="90%")["status"].to_list() == ["skala-meragukan"] * 2
    assert kf.evaluate_table(table, "A + B", target=20)["status"].to_list() == ["ok", "ok"]


def test_a_column_of_shares_called_a_percentage_is_doubtful(engine: Engine):
    shares = engine.make({"Persentase hadir": [0.95, 95.0, 0.0]})
    found = engine.read(kf.evaluate_table(shares, "Persentase hadir", target="95%"))
    assert found["status"] == ["skala-meragukan", "ok", "ok"]
    table = engine.make({"A": [1.0, 95.0], "B": [200.0, 100.0]})  # what is calculated may be small
    assert engine.read(kf.evaluate_table(table, "A / B x 100%", target="95%"))["status"] == ["ok", "ok"]


def test_a_figure_far_above_its_target_is_doubtful(engine: Engine):
    table = engine.make({"A": [72150.0, 72.15, 750.0, 749.0]})
    found = engine.read(kf.evaluate_table(table, "A", target=75))
    assert found["status"] == ["skala-meragukan", "ok", "skala-meragukan", "ok"]


def test_the_other_doubts_of_scale():
    import polars as pl

    table = pl.DataFrame({"A": [90.0, 0.5], "B": [100.0, 100.0]})
    named = kf.evaluate_table(table, "A", target=0.9, indikator="Persentase kehadiran")
    assert named["status"].to_list() == ["skala-meragukan", "ok"]


def test_columns_of_texts_with_units(engine: Engine):
    """The one rule for figures reads them; a column counts in one unit."""
    people = {"Jumlah hadir": ["18 orang", None, "-"], "Jumlah undangan": ["20 orang", "5 orang", "1 orang"]}
    found = engine.read(kf.evaluate_table(engine.make(people), RATIO))
    assert (found["nilai"], found["status"]) == ([90.0, None, None], ["ok", "data-hilang", "data-hilang"])
    money = {"A": ["Rp 960 juta", "Rp 1,5 miliar"], "B": ["Rp 1 miliar", "Rp 2.000 juta"]}
    found = engine.read(kf.evaluate_table(engine.make(money), "A / B x 100%"))
    assert found["nilai"] == approx([96.0, 75.0])
    times = {"Lama layanan": ["90 menit", "1 jam"]}
    found = engine.read(kf.evaluate_table(engine.make(times), "Lama layanan", target="2 jam"))
    assert found["capaian"] == approx([75.0, 50.0])
    lists = {"A": [90.0, 45.0], "B": [100.0, 100.0], "T": ["90%", "-"]}
    found = engine.read(kf.evaluate_table(engine.make(lists), "A / B x 100%", target="T"))
    assert (found["capaian"], found["status"]) == ([100.0, None], ["ok", "target-kosong"])
    lists = {"A": [9e8], "B": [1.0], "T": ["Rp 1 miliar"]}
    found = engine.read(kf.evaluate_table(engine.make(lists), "Anggaran", columns={"Anggaran": "A"}, target="T"))
    assert found["capaian"] == approx([90.0])


@pytest.mark.parametrize(
    "texts",
    [["Rp 5 juta", "600"], ["5 orang", "5 menit"], ["90%", "0,9"], ["5-6 orang"], ["minimal 5 orang"]],
)
def test_columns_of_texts_that_are_not_one_unit(texts: list[str]):
    import polars as pl

    with pytest.raises(kf.InvalidDataError) as error:
        kf.evaluate_table(pl.DataFrame({"A": texts}), "A x 2")
    assert error.value.code == "KF461"


def test_a_column_in_a_unit_that_its_operand_can_not_have():
    import polars as pl

    table = pl.DataFrame({"Jumlah anggaran": ["5 orang"]})
    with pytest.raises(kf.UnitMismatchError) as error:
        kf.evaluate_table(table, "Jumlah anggaran x 2")
    assert error.value.code == "KF205"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("Waktu layanan (menit)", 2.0),
        ("Waktu layanan (jam)", 120.0),
        ("Waktu layanan (rencana)", 120.0),
        ("Waktu layanan (L)", 120.0),
        ("Waktu layanan (2024)", 120.0),
        ("(menit)", 120.0),
    ],
)
def test_the_unit_in_the_name_of_a_column(column: str, value: float):
    import polars as pl

    table = pl.DataFrame({column: [120]})
    columns, satuan = {"Waktu layanan": column}, {"Waktu layanan": "jam"}
    found = kf.evaluate_table(table, "Waktu layanan", columns=columns, satuan=satuan, target="2 jam", arah="naik")
    assert (found["nilai"].to_list(), found["capaian"].to_list()) == (approx([value]), approx([value * 50]))


def test_columns_of_texts_in_percent(engine: Engine):
    table = engine.make({"Realisasi": ["95%", "80,5 %"], "Target": ["100%", "n/a"]})
    found = engine.read(kf.evaluate_table(table, "Realisasi / Target x 100%", target="90%"))
    assert (found["nilai"], found["status"]) == (approx([95, None]), ["ok", "data-hilang"])
    alone = engine.read(kf.evaluate_table(table, "Realisasi", target="90%"))
    assert alone["capaian"] == approx([95 / 0.9, 80.5 / 0.9])


def test_a_count_is_in_percent_in_no_column(engine: Engine):
    table = engine.make({"Jumlah hadir": ["95%", "90%"], "Jumlah undangan": ["100%", "90%"]})
    with pytest.raises(kf.UnitMismatchError, match="KF205"):
        engine.read(kf.evaluate_table(table, RATIO))


def test_percentages_beside_bare_figures_are_no_numbers(engine: Engine):
    table = engine.make({"Realisasi": ["95%", "90%"], "Target": [100, 90]})
    with pytest.raises(kf.InvalidDataError, match="KF461"):
        engine.read(kf.evaluate_table(table, "Realisasi / Target x 100%"))


def test_a_target_column_that_is_not_there_is_refused(engine: Engine):
    table = engine.make({"Jumlah hadir": [18], "Jumlah undangan": [20], "Target": [90]})
    with pytest.raises(kf.InvalidDataError, match="KF464") as caught:
        kf.evaluate_table(table, RATIO, target="Tarjet")
    assert caught.value.diagnostics[0].values["suggestions"][0] == "Target"


def test_a_table_takes_the_direction_of_its_formula(engine: Engine):
    table = engine.make({"Jumlah penduduk miskin": [10], "Jumlah penduduk": [100]})
    found = engine.read(kf.evaluate_table(table, "Jumlah penduduk miskin / Jumlah penduduk x 100%", target="8%"))
    assert found["capaian"] == approx([75])


def test_columns_may_be_called_by_numbers():
    import pandas as pd

    table = pd.DataFrame({2024: [9], 2025: [10]})
    found = kf.evaluate_table(table, "Realisasi / Pagu x 100%", columns={"Realisasi": 2024, "Pagu": 2025})
    assert found["nilai"].to_list() == approx([90])


@pytest.mark.parametrize(
    ("name", "texts", "values"),
    [
        ("PAD (miliar rupiah)", ["150 miliar", "200 miliar"], [150, 200]),
        ("PAD (miliar rupiah)", ["150 juta", "200 miliar"], [0.15, 200]),
        ("PAD (miliar rupiah)", ["150 miliar", None], [150, None]),
        ("PAD (miliar rupiah)", ["150 miliar", "0"], [150, 0]),
        ("PAD (miliar rupiah)", ["150", "200"], [150, 200]),
        ("PAD (Rp juta)", ["150 juta", "200 juta"], [150, 200]),
        ("Produksi (ribu ton)", ["2 ribu", "3 ribu"], [2, 3]),
        ("Panjang jalan (km)", ["150 ribu", "200 ribu"], [150_000, 200_000]),
        ("PAD (Rp)", ["150 juta", "200"], [150_000_000, 200]),
    ],
)
def test_a_word_of_scale_in_texts_counts_once(name: str, texts: list[str | None], values: list[float | None]):
    engine = ENGINES["polars"]
    found = engine.read(kf.evaluate_table(engine.make({name: texts}), f"{name} x 1"))
    assert found["nilai"] == approx(values)


@pytest.mark.parametrize("texts", [["150 miliar", "200"], ["150", "200 miliar"], ["150 juta", "7", "0"]])
def test_a_scale_that_only_some_texts_say_is_refused(texts: list[str]):
    engine = ENGINES["polars"]
    with pytest.raises(kf.InvalidDataError) as refused:
        kf.evaluate_table(engine.make({"PAD": texts}), "PAD", satuan={"PAD": "miliar rupiah"})
    [found] = refused.value.diagnostics
    assert (found.code, dict(found.values)) == (
        "KF461",
        {"column": "PAD", "kind": f"“{next(text for text in texts if ' ' in text)}”"},
    )


def test_a_value_beyond_the_scale_has_no_band(engine: Engine):
    values = [3.2, 24.99, 24.996, 25.0, 100.0, 100.004, 100.006, None]
    found = engine.read(
        kf.evaluate_table(engine.make({"Nilai SKM": values}), "Nilai SKM", target=80, aturan="skm-14-2017")
    )
    off, low, high = "skala-meragukan", "D (tidak baik)", "A (sangat baik)"
    assert found["status"] == [off, off, "ok", "ok", "ok", "ok", off, "data-hilang"]
    assert found["predikat"] == [None, None, low, low, high, high, None, None]
    assert found["capaian"][:2] == approx([4.0, 31.2375])


@pytest.mark.parametrize(("indikator", "capaian"), [(None, 350 / 3), ("Skor kantor", 350 / 3), ("Penurunan", 250 / 3)])
def test_a_ratio_of_what_is_bad_under_an_indicator(indikator: str | None, capaian: float):
    """The indicator's own words come first; where they tell nothing, what the ratio measures does."""
    engine = ENGINES["polars"]
    table = engine.make({"Penduduk miskin": [5.0], "Penduduk": [10.0]})
    formula = "Penduduk miskin / Penduduk x 100%"
    found = engine.read(kf.evaluate_table(table, formula, target=60, indikator=indikator))
    assert found["capaian"] == approx([capaian])
