"""Labelled records to learn from and to measure on: the decrees of the project, and ../shared/corpus where it is."""

from __future__ import annotations

import json
import math
import statistics
from fractions import Fraction
from pathlib import Path
from typing import Any
from zlib import crc32

from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.evaluation.operands import asked_by
from kinerja_formula.formula import Formula
from kinerja_formula.names import normalise
from kinerja_formula.nodes import (
    Average,
    Call,
    Components,
    Name,
    Node,
    Number,
    Power,
    Product,
    Root,
    Statement,
    Sum,
    names_of,
    replace_names,
)
from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft

ROOT = Path(__file__).resolve().parents[2]
DECREES = ("besuki-2020", "tajinan-2021", "benjeng-2022", "ciruas-2022", "sambutan-2023")
SHARED = ROOT.parent / "shared" / "corpus"
ELSEWHERE = ("elsewhere", "elsewhere-2")


class Record:
    """A labelled formula cell."""

    def __init__(self, row: dict[str, Any], source: str) -> None:
        self.row = row
        self.id: str = row["id"]
        self.source = source
        self.document: str = row.get("doc") or row.get("source") or source
        self.text: str = row["formula"]
        self.indikator: str | None = row.get("indikator")
        self.names: list[str] = list((row.get("names") or {}).values())
        self.calculates = bool(row.get("expr"))
        self.single = row.get("expr") == "a"
        self.wanted = {_folded(name) for name in self.names}
        self.fixed = {_folded(name) for name in row.get("constants") or {}}

    @property
    def percent_wanted(self) -> bool:
        return Draft(self.text, self.indikator, DEFAULT_LIMITS).percent_wanted

    def judge_formula(self, formula: Formula) -> bool:
        """Whether a formula gives the value of every sample."""
        samples = [self.row.get("sample"), *(self.row.get("more_samples") or ())]
        for sample in samples:
            if not sample:
                continue
            data = {self.row["names"][key]: Fraction(str(value)) for key, value in sample["data"].items()}
            want = Fraction(str(sample["value"]))
            try:
                result = formula.evaluate(data, strict=False)
            except FormulaError:
                return False
            percent = self.row.get("result_unit") == "%" and result.unit in ("1", "", None)
            near = (result.value, result.value * 100) if percent else (result.value,)
            if not any(abs(one - want) <= abs(want) / 10**9 for one in near):
                return False
        return True

    def judge(self, tree: Node | None) -> bool:
        """Whether the tree is right: its names, and its value on every sample of the record."""
        if not self.calculates:
            return tree is not None and (isinstance(tree, (Statement, Components)))
        if tree is None or (isinstance(tree, Statement) and not tree.operand):
            return False
        each = {name.key for name in names_of(tree)}
        got = {_asked_by(name, each) for name in names_of(tree)}
        if isinstance(tree, Statement):
            got = {_folded(tree.text)}
        if got != self.wanted and got | self.fixed != self.wanted | self.fixed:
            return False
        samples = [self.row.get("sample"), *(self.row.get("more_samples") or ())]
        return all(self._gives(tree, sample) for sample in samples if sample)

    def _gives(self, tree: Node, sample: dict[str, Any]) -> bool:
        constants = self.row.get("constants") or {}
        data = {_folded(name): Fraction(v) for name, v in constants.items() if str(v).replace(".", "").isdigit()}
        data |= {_folded(self.row["names"][key]): Fraction(str(value)) for key, value in sample["data"].items()}
        units = self.row.get("units") or {}
        percents = {_folded(self.row["names"][key]) for key, unit in units.items() if unit == "persen"}
        want = Fraction(str(sample["value"]))
        for scale in (1, 100):  # a figure in percent may be meant as written or as a part of one
            given = {name: value / (scale if name in percents else 1) for name, value in data.items()}
            try:
                value = figure(with_sums_named(tree), given)
            except (KeyError, ZeroDivisionError, ValueError):
                return False
            if value is None:
                return False
            near = (value, value * 100, value / 100) if self.row.get("result_unit") == "%" else (value,)
            if any(one == want or abs(one - want) <= abs(want) / 10**9 for one in near):
                return True
        return False


def _folded(name: str) -> str:
    return normalise(name).replace(" ,", ",")


def _asked_by(name: Name, each: set[str]) -> str:
    """The name by which a figure is asked for: ``Σ M`` beside ``M`` is one of its own."""
    return _folded(asked_by(name, each - {name.key}))


def with_sums_named(tree: Node) -> Node:
    """The tree with ``Σ M`` as a name of its own where ``M`` stands beside it."""
    each = {name.key for name in names_of(tree)}
    if isinstance(tree, Statement) or not any(_asked_by(name, each) != _folded(name.text) for name in names_of(tree)):
        return tree
    return replace_names(tree, lambda name: Name(_asked_by(name, each), name.span) if name.total else name)


def figure(tree: Node, data: dict[str, Fraction]) -> Fraction | None:
    """The value of a tree for figures by the keys of names."""
    if isinstance(tree, Statement):
        return data[_folded(tree.text)]
    if isinstance(tree, Name):
        return data[_folded(tree.text)]
    if isinstance(tree, Number):
        return tree.value / 100 if tree.percent else tree.value
    if isinstance(tree, (Sum, Product)):
        value = Fraction(isinstance(tree, Product))
        for part in tree.parts:
            other = figure(part.node, data)
            if other is None:
                return None
            value = _operated(part.sign, value, other)
        return value
    if isinstance(tree, Power):
        base, exponent = figure(tree.base, data), figure(tree.exponent, data)
        if base is None or exponent is None:
            return None
        return base ** int(exponent) if exponent.denominator == 1 else Fraction(float(base) ** float(exponent))
    if isinstance(tree, Root):
        inner = figure(tree.radicand, data)
        return None if inner is None else Fraction(float(inner) ** (1 / tree.degree))
    if isinstance(tree, (Average, Components)):
        values = [figure(item, data) for item in tree.items]
        total = sum(values, Fraction(0))  # type: ignore[arg-type]
        return total / len(values) if isinstance(tree, Average) else total
    if isinstance(tree, Call):
        found = [figure(argument, data) for argument in tree.arguments]
        known = [value for value in found if value is not None]
        return _called(tree.function, known) if len(known) == len(found) else None
    return None


def _called(function: str, values: list[Fraction]) -> Fraction | None:
    if function == "rata-rata-ukur":
        return Fraction(math.prod(map(float, values)) ** (1 / len(values)))
    if function in ("ln", "log"):
        return Fraction(math.log(values[0]) if function == "ln" else math.log10(values[0]))
    simple = {"min": min, "maks": max, "median": statistics.median, "abs": lambda given: abs(given[0])}
    return simple[function](values) if function in simple else None


def _operated(sign: str, left: Fraction, right: Fraction) -> Fraction:
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    return left * right if sign == "×" else left / right


def load(path: Path) -> list[Record]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Record(row, path.stem) for row in rows if row.get("jenis")]


def all_records() -> list[Record]:
    """The decrees' records; with those of other documents where the shared corpus is."""
    conformance = ROOT / "tests" / "conformance"
    found = [record for name in DECREES for record in load(conformance / f"{name}.jsonl")]
    for name in ELSEWHERE:
        path = SHARED / f"{name}.jsonl"
        if path.exists():
            found += load(path)
    for path in sorted((Path(__file__).parent / "records").glob("*.jsonl")):
        found += load(path)
    return found


def folds(records: list[Record], count: int) -> list[list[Record]]:
    """Whole documents, each in a fold that its name alone decides: one document more moves no other."""
    return [[record for record in records if crc32(record.document.encode()) % count == fold] for fold in range(count)]
