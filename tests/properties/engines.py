"""The engines that run what the writers wrote: a database, a spreadsheet, readers of MathML and LaTeX."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from kinerja_formula.nodes import Average, Components, Name, Node, Number, Power, Product, Root, Sum

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
MATHML = "{http://www.w3.org/1998/Math/MathML}"

Binary = Any
"""Two-sided operations as nested tuples: ``("/", left, right)``, ``("name", key)``, ``("number", 100, True)``."""


def binary(node: Node) -> Binary:
    """Part chains into two-sided operations, from left to right: what a drawn notation shows."""
    match node:
        case Name():
            return ("name", shown_name(node))
        case Number():
            return number(node.value, node.percent)
        case Sum() | Product():
            return chain([(part.sign, binary(part.node)) for part in node.parts])
        case Power():
            return ("^", binary(node.base), binary(node.exponent))
        case Root():
            return ("root", node.degree, binary(node.radicand))
        case Average():
            return ("/", chain([("+", binary(item)) for item in node.items]), number(Fraction(len(node.items))))
        case Components():
            return chain([("+", binary(item)) for item in node.items])
    raise TypeError(type(node).__name__)


def shown_name(name: Name) -> str:
    text = " ".join(name.text.split())
    return f"Σ {text}" if name.total and not text.startswith(("Σ", "∑")) else text


def number(value: Fraction, percent: bool = False) -> Binary:
    if value.denominator == 1 or 10**30 % value.denominator == 0:
        return ("number", value, percent)
    return ("/", ("number", Fraction(value.numerator), False), ("number", Fraction(value.denominator), percent))


def chain(parts: Sequence[tuple[str, Binary]]) -> Binary:
    (sign, whole), *others = parts
    if sign == "-":
        whole = ("minus", whole)
    for sign, part in others:
        whole = (sign, whole, part)
    return whole


# MathML


def read_mathml(text: str) -> Binary:
    (element,) = ElementTree.fromstring(text)
    return _element(element)


def _element(element: ElementTree.Element) -> Binary:
    below = list(element)
    match element.tag.removeprefix(MATHML):
        case "mtext":
            return ("name", element.text or "")
        case "mn":
            return ("number", Fraction((element.text or "").replace(",", ".")), False)
        case "mfrac":
            return ("/", _element(below[0]), _element(below[1]))
        case "msup":
            return ("^", _element(below[0]), _element(below[1]))
        case "msqrt":
            return ("root", 2, _element(below[0]))
        case "mroot":
            return ("root", int(below[1].text or ""), _element(below[0]))
        case "mrow":
            return _row(below)
    raise ValueError(element.tag)


def _row(below: list[ElementTree.Element]) -> Binary:
    signs = {"+": "+", "−": "-", "×": "×"}
    if below[0].text == "(":
        assert below[-1].text == ")"
        (inner,) = below[1:-1]
        return _element(inner)
    if below[-1].text == "%":
        kind, value, _ = _element(below[0])
        return (kind, value, True)
    parts: list[tuple[str, Binary]] = []
    sign = "+"
    for element in below:
        if element.tag == f"{MATHML}mo":
            sign = signs[element.text or ""]
        else:
            parts.append((sign, _element(element)))
    return chain(parts)


# LaTeX: a small reader of what LaTeX itself would make of it

_LATEX = re.compile(r"\\(?:[A-Za-z]+|.)|[{}()\[\]^+\-]|[0-9]+(?:\{,\}[0-9]+)?|\s+")
_UNESCAPED = {"\\textbackslash": "\\", "\\textasciitilde": "~", "\\textasciicircum": "^"}


class Latex:
    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0

    def read(self) -> Binary:
        value = self.sum()
        assert self.place == len(self.text), self.text[self.place :]
        return value

    def peek(self) -> str:
        while self.text[self.place : self.place + 1] == " ":
            self.place += 1
        found = _LATEX.match(self.text, self.place)
        return found[0] if found else ""

    def take(self, wanted: str = "") -> str:
        token = self.peek()
        assert token and wanted in ("", token), (wanted, self.text[self.place :])
        self.place += len(token)
        return token

    def sum(self) -> Binary:
        parts = []
        sign = self.take() if self.peek() == "-" else "+"
        while True:
            parts.append((sign, self.product()))
            if self.peek() not in ("+", "-"):
                return chain(parts)
            sign = self.take()

    def product(self) -> Binary:
        whole = self.power()
        while self.peek() == "\\times":
            self.take()
            whole = ("×", whole, self.power())
        return whole

    def power(self) -> Binary:
        base = self.atom()
        if self.peek() == "^":
            self.take()
            base = ("^", base, self.group())
        if self.peek() == "\\%":
            self.take()
            kind, *values = base
            base = (kind, values[0], True) if kind == "number" else (kind, values[0], (*values[1][:2], True))
        return base

    def group(self) -> Binary:
        self.take("{")
        inner = self.sum()
        self.take("}")
        return inner

    def atom(self) -> Binary:
        token = self.take()
        if token == "\\frac":
            return ("/", self.group(), self.group())
        if token == "\\left":
            self.take("(")
            inner = self.sum()
            self.take("\\right")
            self.take(")")
            return inner
        if token == "\\sqrt":
            degree = 2
            if self.peek() == "[":
                self.take()
                degree = int(self.take())
                self.take("]")
            return ("root", degree, self.group())
        if token == "\\text":
            return ("name", self.words())
        return ("number", Fraction(token.replace("{,}", ".")), False)

    def words(self) -> str:
        self.take("{")
        out = ""
        while (sign := self.text[self.place]) != "}":
            if sign == "\\":
                command = _LATEX.match(self.text, self.place)
                assert command
                self.place += len(command[0])
                if command[0] in _UNESCAPED:
                    out += _UNESCAPED[command[0]]
                    self.take("{")
                    self.take("}")
                else:
                    out += command[0][1:]
            else:
                assert sign not in "#$%&_{~^", f"not escaped: {self.text}"
                out += sign
                self.place += 1
        self.place += 1
        return out


# SQL


@cache
def _sqlite() -> sqlite3.Connection:
    return sqlite3.connect(":memory:")


@cache
def _duckdb() -> Any:
    import duckdb

    return duckdb.connect(":memory:")


def run_sqlite(rows: Iterable[tuple[str, dict[str, Fraction]]]) -> list[Any]:
    """Run expressions, each over its own row of figures by column."""
    return [_sqlite().execute(_query(expression, row), _bound(row)).fetchone()[0] for expression, row in rows]


def run_duckdb(rows: Iterable[tuple[str, dict[str, Fraction]]]) -> list[Any]:
    return [_duckdb().execute(_query(expression, row), _bound(row)).fetchone()[0] for expression, row in rows]


def _query(expression: str, figures: dict[str, Fraction]) -> str:
    columns = ", ".join('? AS "{}"'.format(column.replace('"', '""')) for column in figures)
    return f"SELECT {expression} FROM (SELECT {columns})" if figures else f"SELECT {expression}"


def _bound(figures: dict[str, Fraction]) -> list[float | int]:
    return [int(value) if value.denominator == 1 else float(value) for value in figures.values()]


# A spreadsheet


def run_spreadsheet(rows: Sequence[tuple[str, Sequence[Fraction]]], folder: Path) -> list[Any]:
    """Let LibreOffice calculate: a row has its formula in A and its figures from B on; ``{row}`` is its number."""
    from openpyxl import Workbook, load_workbook

    assert SOFFICE
    book = Workbook()
    sheet = book.active
    for line, (formula, figures) in enumerate(rows, 1):
        sheet.cell(line, 1, formula.replace("{row}", str(line)))
        for column, figure in enumerate(figures, 2):
            sheet.cell(line, column, int(figure) if figure.denominator == 1 else float(figure))
    book.save(folder / "in.xlsx")
    (folder / "out").mkdir()
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out")]
    subprocess.run([*command, str(folder / "in.xlsx")], check=True, capture_output=True, timeout=240)
    read = load_workbook(folder / "out" / "in.xlsx", data_only=True).active
    return [read.cell(line, 1).value for line in range(1, len(rows) + 1)]
