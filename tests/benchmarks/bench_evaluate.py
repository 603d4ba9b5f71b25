"""One evaluation of a formula that was seen before: python tests/benchmarks/bench_evaluate.py [--quick]

f2 is ``a / b × 100``, f3 ``(p × h − t) / (p × h) × 100``. A Result makes its value, an exact Fraction, when it
is asked for; simpleeval gives a float, pint a Quantity of floats.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import pint
from simpleeval import SimpleEval
from timing import Row, best, table

import kinerja_formula as kf

TITLE = "One evaluation"
FORMULAS = {
    "f2": (
        "Jumlah pegawai disiplin / Jumlah total pegawai x 100%",
        {"Jumlah pegawai disiplin": 18, "Jumlah total pegawai": 20},
        "a / b * 100",
        {"a": 18, "b": 20},
        {"a": "orang", "b": "orang"},
    ),
    "f3": (
        "(Jumlah pegawai x Jumlah hari kerja - Jumlah absen) / (Jumlah pegawai x Jumlah hari kerja) x 100%",
        {"Jumlah pegawai": 20, "Jumlah hari kerja": 244, "Jumlah absen": 61},
        "(p * h - t) / (p * h) * 100",
        {"p": 20, "h": 244, "t": 61},
        {"p": "orang", "h": "day", "t": "orang * day"},
    ),
}
HAND: dict[str, Callable[..., object]] = {
    "f2": lambda a, b: a / b * 100,
    "f3": lambda p, h, t: (p * h - t) / (p * h) * 100,
}


def ways(name: str) -> dict[str, Callable[[], object]]:
    text, data, expression, figures, units = FORMULAS[name]
    formula = kf.parse(text)
    value = formula.evaluate(data).value

    simple = SimpleEval(names=figures)
    tree = simple.parse(expression)
    assert float(value) == simple.eval(expression, previously_parsed=tree)

    registry = pint.UnitRegistry()
    registry.define("orang = [orang]")
    quantities = [registry.Quantity(figure, units[letter]) for letter, figure in figures.items()]
    by_hand = HAND[name]
    assert float(value) == by_hand(*quantities).to("dimensionless").magnitude  # type: ignore[attr-defined]

    return {
        "formula": lambda: formula.evaluate(data).value,
        "result": lambda: formula.evaluate(data),
        "text": lambda: kf.evaluate(text, data),
        "simpleeval": lambda: simple.eval(expression, previously_parsed=tree),
        "pint": lambda: by_hand(*quantities),
    }


def with_and_without_units() -> dict[str, Callable[[], object]]:
    """One formula twice, the operands of the second telling no unit; figures as numbers, and as texts with a unit."""
    told = kf.parse("Jumlah pegawai disiplin / Jumlah total pegawai x 100%")
    untold = kf.parse("Jumlah pelaksanaan rutin / Jumlah total pelaksanaan x 100%")
    assert [unit.unit for unit in told.units.values()] == ["orang", "orang"]
    assert [unit.unit for unit in untold.units.values()] == [None, None]
    numbers, plain, united = (18, 20), ("18", "20"), ("18 orang", "20 orang")
    data = {
        (name, style): dict(zip(formula.names, figures, strict=True))
        for name, formula in (("told", told), ("untold", untold))
        for style, figures in (("numbers", numbers), ("plain", plain), ("united", united))
    }
    return {
        "told": lambda: told.evaluate(data["told", "numbers"]),
        "untold": lambda: untold.evaluate(data["untold", "numbers"]),
        "plain": lambda: told.evaluate(data["told", "plain"]),
        "united": lambda: told.evaluate(data["told", "united"]),
    }


def with_branches() -> dict[str, Callable[[], object]]:
    """A condition of four branches of which the last holds, and a plain ratio, each with its exact value."""
    branches = kf.parse("jika `R` ≥ 4 maka 4; jika `R` ≥ 3 maka 3; jika `R` ≥ 2 maka 2; selain itu 1")
    ratio = kf.parse("Jumlah pegawai disiplin / Jumlah total pegawai x 100%")
    data = dict(zip(ratio.names, (18, 20), strict=True))
    assert branches.evaluate({"R": 1}).value == 1
    return {
        "branches": lambda: branches.evaluate({"R": 1}).value,
        "ratio": lambda: ratio.evaluate(data).value,
    }


def with_a_target() -> dict[str, Callable[[], object]]:
    """A text seen before, with and without a target; both as values and as texts for a reader."""
    text, data, *_ = FORMULAS["f2"]
    found = kf.evaluate(text, data, target="80%")
    assert (str(found), str(found.capaian)) == ("90,00%", "112,50%")

    def both_as_texts() -> tuple[str, str]:
        result = kf.evaluate(text, data, target="80%")
        return str(result), str(result.capaian)

    return {
        "value": lambda: kf.evaluate(text, data).value,
        "shown": lambda: str(kf.evaluate(text, data)),
        "capaian": lambda: kf.evaluate(text, data, target="80%").capaian.value,
        "both shown": both_as_texts,
        "texts alone": lambda: (str(found), str(found.capaian)),
    }


def measure_targets(*, quick: bool) -> list[Row]:
    least = best(with_a_target(), repeats=2 if quick else 60, sample=0.0001 if quick else 0.004)
    value, shown = least["value"], least["shown"]
    return [
        Row("kf.evaluate with a target, its capaian", "kf.evaluate, its value", least["capaian"], value, 8.0),
        Row("kf.evaluate, str() of the result", "kf.evaluate, its value", shown, value, 3.0),
        Row("with a target, str() of result and capaian", "str() of a result", least["both shown"], shown, 3.0),
        Row("both str() alone", "kf.evaluate, its value", least["texts alone"], value, 3.0),
    ]


def measure(*, quick: bool) -> list[Row]:
    rows = []
    least = best(with_and_without_units(), repeats=2 if quick else 60, sample=0.0001 if quick else 0.004)
    rows += [
        Row("names that tell units, a Result", "names that tell none", least["told"], least["untold"], 1.2),
        Row('figures "18 orang", a Result', 'figures "18"', least["united"], least["plain"], None),
    ]
    least = best(with_branches(), repeats=2 if quick else 60, sample=0.0001 if quick else 0.004)
    rows.append(Row("a condition of four branches and its value", "a ratio", least["branches"], least["ratio"], 3.0))
    rows += measure_targets(quick=quick)
    for name in FORMULAS:
        least = best(ways(name), repeats=2 if quick else 60, sample=0.0001 if quick else 0.004)
        rows += [
            Row(f"{name}: Formula.evaluate, a Result", "simpleeval", least["result"], least["simpleeval"], 1.0),
            Row(f"{name}: the same and its exact value", "simpleeval", least["formula"], least["simpleeval"], 1.0),
            Row(f"{name}: the same and its exact value", "pint Quantity", least["formula"], least["pint"], 1 / 15),
            Row(f"{name}: kf.evaluate of a text seen before", "Formula.evaluate", least["text"], least["result"], 1.5),
        ]
    return rows


if __name__ == "__main__":
    print(table(measure(quick="--quick" in sys.argv)))
