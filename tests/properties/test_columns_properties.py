"""Columns say what records say: the same trees, figures, rule sets, by the record and over a table."""

from __future__ import annotations

import os
from fractions import Fraction

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import kinerja_formula as kf
from kinerja_formula.columns import wide
from kinerja_formula.evaluation.arithmetic import plain_arithmetic
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.nodes import Average, Name, Node, Number, Part, Power, Product, Root, Sum, names_of, walk
from tests.table_engines import ENGINES, Engine

HERE = (0, 0)
SLOW = {"dask": 4, "pyspark": 2, "pandas-arrow": 15, "pyarrow": 15}
"""How many examples an engine gets that takes long for each."""
FEWER = 60 if os.environ.get("CI") else 20
ULP = 2.0**-52
REASONS = {"KF301": "data-hilang", "KF305": "penyebut-nol", "KF306": "di-luar-domain"}

plain_names = st.sampled_from(["Jumlah A", "Nilai B", "C", "Persentase D", "rasio E (%)"]).map(
    lambda text: Name(text, HERE)
)
numbers = st.builds(
    lambda value, percent: Number(None, percent, value, HERE),
    st.sampled_from([Fraction(0), Fraction(1), Fraction(2), Fraction(100), Fraction(1, 4), Fraction(60)]),
    st.booleans(),
)


def chains(kind: type[Sum] | type[Product], signs: str, below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    parts = st.lists(st.tuples(st.sampled_from(signs), below), min_size=1, max_size=4)
    return parts.map(lambda found: kind(tuple(Part(node, sign, HERE, HERE) for sign, node in found), HERE))


def above(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    exponents = st.sampled_from([-2, -1, 0, 1, 2, 3, 6]).map(lambda value: Number(None, False, Fraction(value), HERE))
    return st.one_of(
        chains(Sum, "+-", below),
        chains(Product, "×/", below),
        chains(Product, "×/", below),
        st.lists(below, min_size=1, max_size=3).map(lambda items: Average(tuple(items), HERE)),
        st.builds(Power, below, exponents, st.just(HERE)),
        st.builds(Root, st.integers(2, 3), below, st.just(HERE)),
    )


trees = st.recursive(plain_names | numbers, above, max_leaves=7).filter(lambda tree: bool(names_of(tree)))
# Eighths are floats exactly, so that a difference is the arithmetic's and not the figure's.
whole_figures = st.integers(-40, 400).map(lambda eighths: eighths / 8)
figures = st.none() | whole_figures


@st.composite
def tables(draw: st.DrawFn) -> tuple[Node, dict[str, list[float | None]]]:
    tree = draw(trees)
    rows = draw(st.integers(1, 5))
    one = draw(st.sampled_from([figures, whole_figures]))  # a table without gaps may be calculated another way
    return tree, {name.text: draw(st.lists(one, min_size=rows, max_size=rows)) for name in names_of(tree)}


def by_record(plan: Plan, data: dict[str, float | None]) -> tuple[Fraction | None, str]:
    if None in data.values():
        return None, "data-hilang"
    try:
        return plan.evaluate(data, strict=False).value, "ok"
    except kf.FormulaError as error:
        return None, REASONS.get(error.code, error.slug)


class Doubtful(Exception):  # noqa: N818
    """What is divided by, or rooted, is so near to zero that floats can't tell on which side it lies."""


def bound(node: Node, data: dict[str, Fraction]) -> tuple[float, float]:
    """The value of plain arithmetic, and by how much floats may miss it on the way. Raises Doubtful."""
    match node:
        case Number():
            return float(node.value), abs(float(node.value)) * ULP
        case Name():
            return float(data[node.key]), 0.0
        case Sum():
            parts = [(part.sign, *bound(part.node, data)) for part in node.parts]
            exact = all(missed == 0.0 for _, _, missed in parts)
            value = sum(size if sign == "+" else -size for sign, size, _ in parts)
            largest = sum(abs(size) for _, size, _ in parts)
            return value, 0.0 if exact else sum(missed for _, _, missed in parts) + largest * ULP * len(parts)
        case Product():
            value, share = 1.0, 0.0
            exact = True
            for part in node.parts:
                size, missed = bound(part.node, data)
                if part.sign == "/" and (abs(size) <= 4 * missed or not size):
                    raise Doubtful
                share += (missed / abs(size) if size else 0.0) + ULP
                exact = exact and missed == 0.0 and part.sign == "×"
                value = value * size if part.sign == "×" else value / size
                if not size and missed:
                    raise Doubtful
            return value, 0.0 if exact and abs(value) < 2**50 else abs(value) * share
        case Power():
            size, missed = bound(node.base, data)
            assert isinstance(node.exponent, Number)
            times = int(node.exponent.value)
            if times < 0 and (abs(size) <= 4 * missed or not size):
                raise Doubtful
            value = size**times
            share = (missed / abs(size) if size else 0.0) + ULP
            if missed and not size:
                raise Doubtful
            return value, abs(value) * share * (abs(times) + 1)
        case Root():
            size, missed = bound(node.radicand, data)
            if abs(size) <= 4 * missed and missed:
                raise Doubtful
            value = abs(size) ** (1 / node.degree)
            return value if size >= 0 else -value, value * ((missed / abs(size) if size else 0.0) + 4 * ULP)
    raise TypeError(type(node).__name__)


def check(engine: Engine, tree: Node, columns: dict[str, list[float | None]], *, kind: str = "float64") -> None:
    plan = Plan(tree, "")
    if plan.unit_faults:
        return
    arrays = {name: pa.array(values, pa.type_for_alias(kind)) for name, values in columns.items()}
    table = engine.make(pa.table(arrays))
    found = engine.read(wide.evaluate_table(table, plan))
    if engine.name not in SLOW:
        alone = engine.read(wide.evaluate_table(table, plan, status=False))
        assert alone["nilai"] == found["nilai"]
    for row in range(len(next(iter(columns.values())))):
        data = {name: values[row] for name, values in columns.items()}
        value, status = by_record(plan, data)
        missed = 0.0
        if None not in data.values():
            exact = {name.key: Fraction(data[name.text]) for name in names_of(tree)}  # type: ignore[arg-type]
            try:
                _, missed = bound(plain_arithmetic(tree), exact)
            except Doubtful:
                if status == "ok" or _divides_by_what_floats_miss(tree, exact):
                    continue
            except OverflowError:
                continue
        assert found["status"][row] == status, (tree, data)
        if value is None:
            assert found["nilai"][row] is None
        else:
            assert abs(found["nilai"][row] - float(value)) <= 8 * missed + abs(float(value)) * ULP, (tree, data)


def _divides_by_what_floats_miss(tree: Node, data: dict[str, Fraction]) -> bool:
    """Whether any inner value is one that floats may miss, so that a zero of it need not show."""
    for node in walk(plain_arithmetic(tree)):
        if isinstance(node, (Sum, Product, Power, Root)):
            try:
                if bound(node, data)[1]:
                    return True
            except (Doubtful, OverflowError):
                continue
    return False


def test_trees_over_columns_and_by_record(engine: Engine):
    @settings(max_examples=SLOW.get(engine.name, FEWER), deadline=None)
    @given(tables())
    def holds(drawn: tuple[Node, dict[str, list[float | None]]]) -> None:
        check(engine, *drawn)

    holds()


@st.composite
def tables_of_integers(draw: st.DrawFn) -> tuple[Node, dict[str, list[float | None]]]:
    tree = draw(trees)
    one = st.integers(-5, 5) | draw(st.sampled_from([st.integers(-(2**40), 2**40), st.none()]))
    rows = draw(st.integers(1, 5))
    return tree, {name.text: draw(st.lists(one, min_size=rows, max_size=rows)) for name in names_of(tree)}


def test_trees_over_integers_and_by_record(engine: Engine):
    """Their kind tells that none is infinite, so that less is looked at."""

    @settings(max_examples=SLOW.get(engine.name, FEWER), deadline=None)
    @given(tables_of_integers())
    def holds(drawn: tuple[Node, dict[str, list[float | None]]]) -> None:
        check(engine, *drawn, kind="int64")

    holds()


RULES = [one.id for one in kf.aturan()]
realized = st.none() | st.integers(-200, 1600).map(lambda eighths: eighths / 8) | st.sampled_from([0.0, 91.0, 75.5])
wanted = st.none() | st.integers(0, 1600).map(lambda eighths: eighths / 8) | st.sampled_from([0.0, 100.0])


@st.composite
def assessments(draw: st.DrawFn) -> tuple[str, str, list[tuple[float | None, float | None]]]:
    rows = draw(st.lists(st.tuples(realized, wanted), min_size=1, max_size=6))
    return draw(st.sampled_from(RULES)), draw(st.sampled_from(["naik", "turun", "rentang"])), rows


def same_capaian(found: dict[str, list[object]], row: int, exact: kf.Capaian, aturan: str) -> None:
    value = found["capaian"][row]
    reason = exact.reason if exact.reason != "realisasi-kosong" else "data-hilang"
    if exact.reason == "target-kosong" and found["nilai"][row] is None:
        reason = "data-hilang"
    doubted = any(one.code == "KF332" for one in exact.diagnostics)
    assert found["status"][row] == (reason or ("skala-meragukan" if doubted else "ok"))
    if exact.value is None:
        assert value is None
    else:
        assert value == pytest.approx(float(exact.value), rel=1e-13, abs=1e-11)
    assert found["predikat"][row] == exact.predikat, aturan


def test_capaian_over_columns_and_by_record(engine: Engine):
    @settings(max_examples=SLOW.get(engine.name, FEWER), deadline=None)
    @given(assessments())
    def holds(drawn: tuple[str, str, list[tuple[float | None, float | None]]]) -> None:
        aturan, arah, rows = drawn
        table = engine.make({"R": [one for one, _ in rows], "T": [other for _, other in rows]})
        found = engine.read(kf.evaluate_table(table, "R", target="T", arah=arah, aturan=aturan))
        for row, (one, other) in enumerate(rows):
            same_capaian(found, row, kf.capaian(one, other, arah=arah, aturan=aturan), aturan)
        # The same target for all rows, and a range, take other ways.
        for target in (rows[0][1], "80 - 90"):
            if target is None:
                continue
            found = engine.read(kf.evaluate_table(table, "R", target=target, arah=arah, aturan=aturan))
            for row, (one, _) in enumerate(rows):
                same_capaian(found, row, kf.capaian(one, target, arah=arah, aturan=aturan), aturan)

    holds()


@settings(max_examples=100)
@given(st.lists(st.fractions(-1000, 1000, max_denominator=800), min_size=1, max_size=8), st.integers(0, 3))
def test_rounding_is_half_up_in_both(values: list[Fraction], decimals: int):
    import narwhals as nw
    import polars as pl

    from kinerja_formula.columns.assessment import half_up as by_columns
    from kinerja_formula.numerals import half_up

    middles = [Fraction(2 * int(value * 1000) + 1, 2 * 10**decimals) for value in values]
    for figures in (values, middles):
        frame = nw.from_native(pl.DataFrame({"x": [float(value) for value in figures]}))
        found = frame.select(by_columns(nw.col("x"), decimals))["x"].to_list()
        assert found == pytest.approx([float(half_up(value, decimals)) for value in figures], rel=1e-15, abs=1e-12)


EDGES_OF_CASES = (Fraction(76), Fraction(100))
"""A saving of 24%, in percent of the target, and the target itself."""


def edges_of(aturan: str) -> set[Fraction]:
    """The capaian, and the realizations, at which something changes: bands, cap and floor, a case of a function."""
    rule = kf.aturan(aturan)
    bands = () if rule.skala is None else rule.skala.pita
    ends = {end for band in bands for end in (band.mulai, band.sampai) if end is not None}
    limits = () if rule.batas is None else (rule.batas.atas, rule.batas.bawah)
    return {*ends, *EDGES_OF_CASES, *[limit for limit in limits if limit is not None]}


def _as_written(figure: Fraction) -> float:
    """The figure as somebody writes it down: of so many digits that floats hold them apart."""
    return float(f"{float(figure):.13g}")


Edges = tuple[str, str, list[tuple[float, float]], Fraction]


def edges(aturan: str, arah: str, wanted: Fraction, step: Fraction) -> Edges:
    """Figures whose capaian lies on an edge of a rule set, by some function, or a step beside it."""
    rows: list[tuple[float, float]] = []
    for edge in sorted(edges_of(aturan)):
        shares = [edge, 200 - edge, 176 - edge, edge - 76, 10**4 / edge if edge else Fraction(0)]
        figures = [*[wanted * (share + step) / 100 for share in shares], edge + step]
        rows += [(_as_written(figure), float(wanted)) for figure in figures]
    return aturan, arah, rows, wanted


on_edges = st.builds(
    edges,
    st.sampled_from(RULES),
    st.sampled_from(["naik", "turun", "rentang"]),
    st.sampled_from(["12", "80", "0.3", "7", "94.5", "1234567", "0.0007", "60"]).map(Fraction),
    st.sampled_from([Fraction(0), Fraction(1, 10**6), Fraction(-1, 10**6), Fraction(1, 10**9)]),
)


@pytest.mark.parametrize("name", ["polars", "polars-lazy", "pandas", "pyarrow", "duckdb"])
def test_on_the_edges_columns_say_what_a_record_says(name: str):
    engine = ENGINES[name]

    @settings(max_examples=FEWER * 2 if name in ("polars", "pandas") else FEWER // 2, deadline=None)
    @given(on_edges)
    @example(edges("bkn-1-2013", "turun", Fraction(80), Fraction(0)))
    def holds(drawn: Edges) -> None:
        aturan, arah, rows, wanted = drawn
        lists = {"R": [one for one, _ in rows], "T": [other for _, other in rows]}
        ends = [f"{_as_written(end):f}".replace(".", ",") for end in (wanted, wanted * 3 / 2)]
        for target in ("T", float(wanted), " - ".join(ends)):
            found = engine.read(kf.evaluate_table(engine.make(lists), "R", target=target, arah=arah, aturan=aturan))
            for row, (one, other) in enumerate(rows):
                exact = kf.capaian(one, other if target == "T" else target, arah=arah, aturan=aturan)
                same_capaian(found, row, exact, aturan)

    holds()


def test_a_saving_of_24_percent_by_perka_bkn():
    """Perka BKN 1/2013: on the edge the capaian is 100, just above it 76; floats miss the edge, the rule does not."""
    import polars as pl

    for figure, wanted, value in ((9.12, 12, 100), (60.8, 80, 100), (9.119, 12, None), (12, 12, 76), (15, 12, 51)):
        table = pl.DataFrame({"A": [figure]})
        found = kf.evaluate_table(table, "A", target=wanted, arah="turun", aturan="bkn-1-2013")
        exact = kf.capaian(figure, wanted, arah="turun", aturan="bkn-1-2013")
        assert value is None or exact.value == value
        assert found["capaian"].to_list() == [pytest.approx(float(exact.value or 0), rel=1e-13)]
        assert found["predikat"].to_list() == [exact.predikat]
