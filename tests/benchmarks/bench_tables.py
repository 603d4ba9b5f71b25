"""Tables: python tests/benchmarks/bench_tables.py [--quick]

Formulas over columns against the same arithmetic by hand in the same engine, against peers that take the text of a
formula, and a ministry's long table from a hundredth to the whole. Writes docs/reference/performance-tables.md; with
--quick small samples are printed and nothing is written.
"""

from __future__ import annotations

import atexit
import datetime
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
from polars import col
from timing import SRC, Row, best, shown, table

import kinerja_formula as kf

PAGE = Path(__file__).resolve().parents[2] / "docs/reference/performance-tables.md"
RATIO = "Jumlah hadir / Jumlah undangan x 100%"
ATTENDANCE = "(Jumlah pegawai x hari kerja efektif - tdk hadir) / (Jumlah pegawai x hari kerja efektif) x 100%"
A, B, P, H, T = "Jumlah hadir", "Jumlah undangan", "Jumlah pegawai", "hari kerja efektif", "tdk hadir"
THREADS = 2


def figures(rows: int, *, faults: bool) -> pl.DataFrame:
    """A table of whole figures; with ``faults`` a hundredth of the rows lacks one, another has a zero denominator."""
    random = np.random.default_rng(1)
    columns = {
        A: random.integers(0, 200, rows),
        B: random.integers(1, 250, rows),
        P: random.integers(1, 1000, rows),
        H: random.integers(1, 250, rows),
        T: random.integers(0, 100, rows),
    }
    made = pl.DataFrame({name: values.astype(float) for name, values in columns.items()})
    if faults:
        number = pl.int_range(rows)
        made = made.with_columns(
            pl.when(number % 101 != 0).then(col(A)).alias(A), pl.when(number % 103 == 0).then(0.0).otherwise(B).alias(B)
        ).rechunk()
    return made


# By hand: the arithmetic alone


def polars_ratio(frame: Any) -> Any:
    return frame.with_columns(nilai=col(A) / col(B) * 100)


def polars_attendance(frame: Any) -> Any:
    return frame.with_columns(nilai=(col(P) * col(H) - col(T)) / (col(P) * col(H)) * 100)


def pandas_ratio(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(nilai=frame[A] / frame[B] * 100)


def pandas_attendance(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(nilai=(frame[P] * frame[H] - frame[T]) / (frame[P] * frame[H]) * 100)


def duckdb_ratio(frame: Any) -> Any:
    return frame.project(f'*, "{A}" / "{B}" * 100 AS nilai')


def duckdb_attendance(frame: Any) -> Any:
    return frame.project(f'*, ("{P}" * "{H}" - "{T}") / ("{P}" * "{H}") * 100 AS nilai')


# By hand: the ratio with null for a zero denominator


def polars_guarded(frame: Any) -> Any:
    return frame.with_columns(nilai=pl.when(col(B) != 0).then(col(A) / col(B) * 100))


def pandas_guarded(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(nilai=(frame[A] / frame[B] * 100).where(frame[B] != 0))


def duckdb_guarded(frame: Any) -> Any:
    return frame.project(f'*, CASE WHEN "{B}" <> 0 THEN "{A}" / "{B}" * 100 END AS nilai')


# By hand: with status, capaian and category, each in the quickest way that we found for that engine

STATUS = pl.Enum(["ok", "data-hilang", "penyebut-nol"])
BANDS = ("Sangat Tinggi", "Tinggi", "Sedang", "Rendah", "Sangat Rendah")
EDGES = (91, 76, 66, 51)
PREDIKAT = pl.Enum(BANDS)


def polars_all(frame: Any) -> Any:
    missing = col(A).is_null() | col(B).is_null()
    frame = frame.with_columns(
        nilai=pl.when(col(B) != 0).then(col(A) / col(B) * 100),
        status=pl.when(missing)
        .then(pl.lit("data-hilang", STATUS))
        .when(col(B) == 0)
        .then(pl.lit("penyebut-nol", STATUS))
        .otherwise(pl.lit("ok", STATUS)),
    ).with_columns(capaian=col("nilai") / 94 * 100)
    band: Any = pl.when(col("capaian").is_null()).then(None)
    for edge, name in zip(EDGES, BANDS, strict=False):
        band = band.when(col("capaian") >= edge).then(pl.lit(name, PREDIKAT))
    return frame.with_columns(predikat=band.otherwise(pl.lit(BANDS[-1], PREDIKAT)))


def pandas_all(frame: pd.DataFrame) -> pd.DataFrame:
    below = frame[B]
    value = (frame[A] / below * 100).where(below != 0)
    reached = value / 94 * 100
    missing = (frame[A].isna() | below.isna()).to_numpy()
    status = np.select([missing, (below == 0).to_numpy()], np.array([1, 2], "int8"), np.int8(0))
    tests = [value.isna().to_numpy(), *[(reached >= edge).to_numpy() for edge in EDGES]]
    band = np.select(tests, np.array([-1, 0, 1, 2, 3], "int8"), np.int8(4))
    return frame.assign(
        nilai=value,
        status=pd.Categorical.from_codes(status, categories=["ok", "data-hilang", "penyebut-nol"]),
        capaian=reached,
        predikat=pd.Categorical.from_codes(band, categories=list(BANDS)),
    )


def duckdb_all(frame: Any) -> Any:
    words = ", ".join(f"'{name}'" for name in BANDS)
    cases = " ".join(f"WHEN capaian >= {edge} THEN '{name}'" for edge, name in zip(EDGES, BANDS, strict=False))
    return (
        frame.project(
            f'*, CASE WHEN "{B}" <> 0 THEN "{A}" / "{B}" * 100 END AS nilai, '
            f'CAST(CASE WHEN "{A}" IS NULL OR "{B}" IS NULL THEN \'data-hilang\' WHEN "{B}" = 0 THEN \'penyebut-nol\' '
            "ELSE 'ok' END AS ENUM('ok', 'data-hilang', 'penyebut-nol')) AS status"
        )
        .project("*, nilai / 94 * 100 AS capaian")
        .project(
            f"*, CAST(CASE WHEN capaian IS NULL THEN NULL {cases} ELSE '{BANDS[-1]}' END AS ENUM({words})) AS predikat"
        )
    )


def _stored(frame: pl.DataFrame) -> Any:
    connection = duckdb.connect(config={"threads": THREADS})
    connection.register("figures", frame.to_arrow())
    connection.execute("CREATE TABLE stored AS SELECT * FROM figures")
    connection.unregister("figures")
    return connection.table("stored")


ENGINES: dict[str, tuple[Callable[[pl.DataFrame], Any], Callable[[Any], Any]]] = {
    "polars": (lambda frame: frame, lambda made: made),
    "polars lazy": (lambda frame: frame.lazy(), lambda made: made.collect()),
    "pandas": (lambda frame: frame.to_pandas(), lambda made: made),
    "DuckDB": (_stored, lambda made: made.to_arrow_table()),
}
BY_HAND = {
    "polars": (polars_ratio, polars_guarded, polars_attendance, polars_all),
    "polars lazy": (polars_ratio, polars_guarded, polars_attendance, polars_all),
    "pandas": (pandas_ratio, pandas_guarded, pandas_attendance, pandas_all),
    "DuckDB": (duckdb_ratio, duckdb_guarded, duckdb_attendance, duckdb_all),
}


def ways_of(engine: str, clean: pl.DataFrame, faulty: pl.DataFrame) -> dict[str, Callable[[], object]]:
    """Return what is measured on one engine, ours and by hand."""
    make, collect = ENGINES[engine]
    of_ratio, of_guarded, of_attendance, of_all = BY_HAND[engine]
    ratio, attendance = kf.parse(RATIO), kf.parse(ATTENDANCE)
    sound, unsound, whole = make(clean), make(faulty), make(clean.cast(pl.Int64))
    return {
        "ratio, value alone": lambda: collect(kf.evaluate_table(sound, ratio, status=False)),
        "ratio, value and status": lambda: collect(kf.evaluate_table(sound, ratio)),
        "ratio by hand": lambda: collect(of_ratio(sound)),
        "guarded by hand": lambda: collect(of_guarded(sound)),
        "integer ratio, value alone": lambda: collect(kf.evaluate_table(whole, ratio, status=False)),
        "integer ratio by hand": lambda: collect(of_ratio(whole)),
        "attendance, value alone": lambda: collect(kf.evaluate_table(sound, attendance, status=False)),
        "attendance, value and status": lambda: collect(kf.evaluate_table(sound, attendance)),
        "attendance by hand": lambda: collect(of_attendance(sound)),
        "value, status, capaian, category": lambda: collect(kf.evaluate_table(unsound, ratio, target="94%")),
        "all by hand": lambda: collect(of_all(unsound)),
    }


def measure_by_hand(rows: int, *, repeats: int) -> list[Row]:
    clean, faulty = figures(rows, faults=False), figures(rows, faults=True)
    found = []
    for engine in ENGINES:
        least = best(ways_of(engine, clean, faulty), repeats=repeats, sample=0, after_itself=True)
        for name, taken in least.items():
            if name.endswith("by hand"):
                continue
            everything = name.startswith("value")
            hand = least["all by hand" if everything else f"{name.partition(',')[0]} by hand"]
            against = "the same by hand" if everything else "the arithmetic by hand"
            goal = 1.5 if everything else 1.1 if name.endswith("alone") else None
            found.append(Row(f"{engine}: {name}", against, taken, hand, goal))
            if name == "ratio, value alone":  # what nothing is looked at for is no figure to trust
                against = "by hand, null for a zero denominator"
                found.append(Row(f"{engine}: {name}, again", against, taken, least["guarded by hand"], None))
    return found


def measure_peers(rows: int, *, repeats: int) -> list[Row]:
    """Nanoseconds a row; what goes row by row gets fewer of them."""
    import asteval
    import numexpr
    import pint
    import simpleeval

    frame = figures(rows, faults=False).select(pl.all().name.map(lambda name: "abpht"[[A, B, P, H, T].index(name)]))
    table_of_pandas = frame.to_pandas()
    p, h, t = (frame[name].to_numpy() for name in "pht")
    registry = pint.UnitRegistry()
    quantities = [registry.Quantity(values, "count") for values in (p, h, t)]
    text = "(p*h-t)/(p*h)*100"
    few = min(rows, 20_000)
    some = list(zip(p[:few].tolist(), h[:few].tolist(), t[:few].tolist(), strict=True))
    simple = simpleeval.SimpleEval()
    parsed = simple.parse(text)
    interpreter = asteval.Interpreter(minimal=True)
    tree = interpreter.parse(text)
    formula = kf.parse("(p x h - t) / (p x h) x 100%", ["p", "h", "t"])

    def simple_rows() -> None:
        for one, other, third in some:
            simple.names = {"p": one, "h": other, "t": third}
            simple.eval(text, previously_parsed=parsed)

    def asteval_rows() -> None:
        for one, other, third in some:
            interpreter.symtable.update(p=one, h=other, t=third)
            interpreter.run(tree)

    def of_pint() -> Any:
        one, other, third = quantities
        return (one * other - third * registry.count) / (one * other) * 100

    numexpr.set_num_threads(THREADS)
    ways: dict[str, tuple[Callable[[], object], int]] = {
        "polars lazy": (lambda: kf.evaluate_table(frame.lazy(), formula, status=False).collect(), rows),
        "polars": (lambda: kf.evaluate_table(frame, formula, status=False), rows),
        "pandas": (lambda: kf.evaluate_table(table_of_pandas, formula, status=False), rows),
        "polars lazy, with status": (lambda: kf.evaluate_table(frame.lazy(), formula).collect(), rows),
        "polars, with status": (lambda: kf.evaluate_table(frame, formula), rows),
        "pandas, with status": (lambda: kf.evaluate_table(table_of_pandas, formula), rows),
        "numexpr": (lambda: numexpr.evaluate(text, {"p": p, "h": h, "t": t}), rows),
        "pandas.eval": (lambda: table_of_pandas.eval(text), rows),
        "pint arrays": (of_pint, rows),
        "simpleeval": (simple_rows, few),
        "asteval": (asteval_rows, few),
    }
    least = best({name: way for name, (way, _) in ways.items()}, repeats=repeats, sample=0, after_itself=True)
    each = {name: least[name] / count for name, (_, count) in ways.items()}
    peers = ("numexpr", "pandas.eval", "pint arrays", "simpleeval", "asteval")
    engines = ("polars lazy", "polars", "pandas")
    found = [Row(f"a row of attendance, {own}", peer, each[own], each[peer], 1.0) for own in engines for peer in peers]
    found += [
        Row(f"a row of attendance, {own}, with status", "numexpr", each[f"{own}, with status"], each["numexpr"], None)
        for own in engines
    ]
    return found


MEMORY = """
import sys
sys.path.insert(0, {tests!r})
import bench_tables as bench
import kinerja_formula as kf
make, collect = bench.ENGINES[{engine!r}]
by_hand = bench.BY_HAND[{engine!r}][-1]
stored = make(bench.figures({rows}, faults=True))
open("/proc/self/clear_refs", "w").write("5")  # what making the table took is forgotten
made = collect(kf.evaluate_table(stored, kf.parse(bench.RATIO), target="94%") if {ours} else by_hand(stored))
# The high-water mark of this program; what getrusage tells begins with that of the program that started it.
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def measure_memory(rows: int) -> list[Row]:
    found = []
    for engine in ENGINES:
        peaks = []
        for ours in (True, False):
            program = MEMORY.format(tests=str(Path(__file__).parent), engine=engine, rows=rows, ours=ours)
            environment = {**os.environ, "PYTHONPATH": str(SRC)}
            done = subprocess.run(
                [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
            )
            peaks.append(float(done.stdout) / 1024)
        found.append(Row(f"{engine}: value, status, capaian, category", "the same by hand", *peaks, 1.2))  # type: ignore[call-arg]
    return found


def memory_table(rows: list[Row]) -> str:
    lines = ["| what | peak | against | peak | ratio | goal |", "| --- | --: | --- | --: | --: | --- |"]
    for row in rows:
        goal = f"≤ {row.goal:.3g} {'met' if row.met else '**missed**'}"
        peaks = f"{row.nanoseconds:.0f} MB | {row.against} | {row.other:.0f} MB"
        lines.append(f"| {row.what} | {peaks} | {row.ratio:.3g} | {goal} |")
    return "\n".join(lines)


# A ministry

INDICATORS, MONTHS, KECAMATAN, PROVINCES = 50, 12, 7300, 38
INDIKATOR = {
    f"Indikator {number:02}": f"Jumlah kegiatan selesai ke{number:02} / Jumlah kegiatan ke{number:02} x 100%"
    for number in range(INDICATORS)
}
NAMES = [name for text in INDIKATOR.values() for name in text.removesuffix(" x 100%").split(" / ")]


def ministry(units: int) -> pl.DataFrame:
    """A row a figure: two a indicator, every kecamatan, every month; some are missing, some zero."""
    count = units * MONTHS * len(NAMES)
    number = np.arange(count)
    names = pl.DataFrame({"place": np.arange(len(NAMES)), "nama": NAMES})
    values = np.random.default_rng(7).integers(0, 200, count).astype(float)
    made = pl.DataFrame(
        {
            "kecamatan": number // (MONTHS * len(NAMES)),
            "periode": number // len(NAMES) % MONTHS + 1,
            "place": number % len(NAMES),
            "nilai": values,
        }
    ).join(names, on="place", how="left")
    return made.select(
        pl.format("Provinsi {}", col("kecamatan") % PROVINCES).alias("provinsi"),
        pl.format("Kecamatan {}", col("kecamatan")).alias("unit"),
        "periode",
        "nama",
        pl.when(pl.int_range(count) % 1009 != 0).then(col("nilai")).alias("nilai"),
    )


def of_the_nation(frame: Any) -> Any:
    """50 indicators with capaian and category, rolled up by province and month."""
    long = kf.evaluate_long(frame, INDIKATOR, by=("provinsi", "unit", "periode"), target="90%")
    return kf.roll_up_table(long, by=("provinsi", "periode"))


def spark_table(frame: pl.DataFrame) -> Any:
    """Spark reads its tables from files."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from tests.table_engines import spark_session

    path = Path(tempfile.mkdtemp(prefix="kinerja-formula-")) / "figures.parquet"
    frame.write_parquet(path, row_group_size=1_000_000)
    atexit.register(shutil.rmtree, path.parent, ignore_errors=True)
    return spark_session().read.parquet(str(path))


NATION: dict[str, tuple[Callable[[pl.DataFrame], Any], Callable[[Any], pl.DataFrame]]] = {
    "DuckDB": (_stored, lambda made: made.pl()),
    "polars lazy": (lambda frame: frame.lazy(), lambda made: made.collect()),
    "PySpark": (spark_table, lambda made: pl.from_arrow(made.toArrow())),
}


def measure_nation(units: list[int], *, spark: bool) -> tuple[list[list[str]], float]:
    """Return a line a size and engine, and the largest difference between engines in one size."""
    lines, largest = [], 0.0
    seconds: dict[tuple[str, int], float] = {}
    for size in units:
        frame = ministry(size)
        expected: pl.DataFrame | None = None
        for engine, (make, collect) in NATION.items():
            if engine == "PySpark" and not spark:
                continue
            stored = make(frame)
            least = float("inf")
            for _ in range(2):
                begin = time.perf_counter()
                made = collect(of_the_nation(stored))
                least = min(least, time.perf_counter() - begin)
            made = made.sort("provinsi", "periode")
            if expected is None:
                expected = made
            assert made["predikat"].cast(str).to_list() == expected["predikat"].cast(str).to_list()
            assert made["terisi"].to_list() == expected["terisi"].to_list()
            assert made["terisi"].sum() > 0.9 * size * MONTHS * INDICATORS, "most results have a value"
            differences = (made["capaian"] / expected["capaian"] - 1).abs().max()
            largest = max(largest, float(differences or 0.0))
            seconds[engine, size] = least
            first = seconds.get((engine, units[0]))
            growth = "" if first is None or size == units[0] else f"{least / first / (size / units[0]):.2f}"
            results = size * MONTHS * INDICATORS
            cells = [engine, f"{size:,}", f"{frame.height:,}", f"{results:,}", f"{least:.2f} s"]
            lines.append([*cells, shown(least * 1e9 / frame.height), growth])
            del stored
    return lines, largest


def nation_table(lines: list[list[str]], largest: float) -> str:
    head = "| engine | kecamatan | figures | results | time | a figure | growth |"
    head += "\n| --- | --: | --: | --: | --: | --: | --: |"
    body = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    return (
        f"{head}\n{body}\n\nLargest difference between engines in any province and month: {largest:.1e} of the figure."
    )


HEAD = """\
# Performance over tables

<!-- Written by tests/benchmarks/bench_tables.py (make bench-tables). Do not edit. -->

Each ratio compares two things in one run on one machine, taken in turns; the least of several samples counts.

{where}

"""

TEXTS = {
    "by hand": """\
## Against arithmetic by hand

{rows:,} rows of float64, or of int64 where integers are named. In all but the last line of each engine every row has a
value, and by hand nothing looks for what may be wrong: a zero denominator gives infinity there, and null with us, as
does an infinite figure. In the last line a hundredth of the rows lacks a figure and another has a zero below the line,
and by hand the same four columns are made in the quickest way that we know for the engine.

""",
    "memory": """\
## Memory

The most that a process of its own had at any time from when the table was there, the table included.

""",
    "peers": """\
## Against peers that take the text of a formula

(p × h - t) / (p × h) × 100%, the number alone, as peers give it; ours is null where it is none. The last lines have a
status as well.

""",
    "nation": """\
## From a hundredth of the nation to the whole

{indicators} indicators × kecamatan × {months} months in long form, each with capaian and category, rolled up by
{provinces} provinces and month, all in one query. Growth is by how much a figure gets dearer from the first size: 1 is
linear.

""",
}


def where() -> str:
    names = ("narwhals", "polars", "pandas", "duckdb", "pyspark", "numexpr", "simpleeval", "asteval", "pint")
    libraries = ", ".join(f"{name} {version(name)}" for name in names)
    return (
        f"Measured on {datetime.date.today().isoformat()} with Python {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPUs, {libraries}."
    )


def page(*, quick: bool) -> str:
    rows = 20_000 if quick else 10_000_000
    repeats = 1 if quick else 15
    units = [KECAMATAN // 1000] if quick else [KECAMATAN // 100, KECAMATAN // 10, KECAMATAN]
    parts = [HEAD.format(where=where())]
    parts += [TEXTS["by hand"].format(rows=rows), table(measure_by_hand(rows, repeats=repeats)), "\n\n"]
    parts += [TEXTS["memory"], memory_table(measure_memory(rows)), "\n\n"]
    parts += [TEXTS["peers"], table(measure_peers(rows, repeats=1 if quick else 9)), "\n\n"]
    text = TEXTS["nation"].format(indicators=INDICATORS, months=MONTHS, provinces=PROVINCES)
    lines, largest = measure_nation(units, spark=not quick)
    return "".join([*parts, text, nation_table(lines, largest), "\n"])


def main(arguments: list[str]) -> int:
    quick = "--quick" in arguments
    text = page(quick=quick)
    print(text)
    if not quick:
        PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
