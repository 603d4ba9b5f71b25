"""Plain arithmetic → the source of a Python function that calculates exactly, in fractions.

Parameters are made of letters, digits and _ alone; the formula stands in a comment on one line. Nothing here is run.
"""

from __future__ import annotations

import keyword
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from kinerja_formula.evaluation.figures import Operand
from kinerja_formula.nodes import (
    Aggregate,
    Call,
    Comparison,
    Conditional,
    Logic,
    Name,
    Node,
    Number,
    Power,
    Product,
    Root,
    Sum,
    walk,
)
from kinerja_formula.plain_text import plain
from kinerja_formula.writers.certain_values import always_has_value
from kinerja_formula.writers.places import Needed, needed_places, not_writable, records_in

__all__ = ["write_python"]

NOTATION: Final = "Python"
_LONGEST_NAME: Final = 60
_LARGEST_EXPONENT: Final = 1000
_TAKEN: Final = frozenset(
    (
        *("Fraction", "nilai", "str", "abs", "all", "int", "len", "max", "min", "sum", "zip", "ValueError"),
        *("median", "bulat", "tanpa_cabang"),
    )
)
_SIGNS: Final = {"<": "<", "≤": "<=", "=": "==", "≠": "!=", "≥": ">=", ">": ">"}
_EXACT: Final = frozenset(("min", "maks", "abs", "median", "bulat"))
_IMPORTS: Final = {"median": "from statistics import median"}
_DEFINITIONS: Final = {
    "bulat": (
        "def bulat(angka, desimal):",
        "    if desimal != int(desimal) or abs(desimal) > 100:",
        '        raise ValueError(f"banyaknya desimal tidak sah: {desimal}")',
        "    skala = Fraction(10) ** int(desimal)",
        "    besar = (abs(angka) * skala * 2 + 1) // 2 / skala  # setengah menjauhi nol",
        "    return -besar if angka < 0 else besar",
    ),
    "tanpa_cabang": (
        "def tanpa_cabang():",
        '    raise ValueError("tidak ada syarat yang terpenuhi, jadi rumus ini tidak bernilai")',
    ),
}


def write_python(tree: Node, operands: Sequence[Operand], text: str, *, comment: str = "") -> str:
    """Return the source of a function ``nilai`` with a parameter for each operand, in their order.

    Figures may be int, float, Decimal, Fraction or str; the value is a Fraction, in the unit of the result. A sum over
    records has a parameter for each column instead, a sequence of figures; those of one sum are equally long. The
    function raises ValueError where no branch of a condition holds, ZeroDivisionError for a denominator of zero.

    Raises NotationError KF360 for a root, a broken power, a logarithm or a geometric mean: there is no exact one.

    >>> a = Operand("jumlah a", "Jumlah A", (0, 8), ("jumlah a",), "Jumlah A")
    >>> print(write_python(Name("Jumlah A", (0, 8)), [a], "Jumlah A", comment="Jumlah A"))
    from fractions import Fraction
    <BLANKLINE>
    <BLANKLINE>
    def nilai(jumlah_a):
        # Jumlah A
        jumlah_a = Fraction(str(jumlah_a))
        return jumlah_a
    <BLANKLINE>
    """
    needed = needed_places(tree, operands, (), NOTATION, text)
    return _Source(needed, operands, text).function(comment)


class _Column(NamedTuple):
    """The parameter of a column, and what a figure in it is called."""

    parameter: str
    figure: str


class _Source:
    def __init__(self, needed: Needed, operands: Sequence[Operand], text: str) -> None:
        self.tree = needed.tree
        self.text = text
        self.further: dict[str, None] = {}
        """What is to be imported or defined in front of the function."""
        single = {one.key: one.wanted for one in needed.operands}
        columns = {one.key: one.wanted for one in needed.columns}
        inside = {one.key: one.expression for one in records_in(needed.tree)}
        wanted: dict[tuple[str, bool], str] = {}
        for operand in operands:
            if operand.key in single:
                wanted[operand.key, False] = operand.wanted
            for key in _names_in(inside.get(operand.key)):
                wanted[key, True] = f"{columns[key]} baris" if key in single else columns[key]
        figures = [f"{columns[key]} i" for key, is_column in wanted if is_column]
        found = _identifiers([*wanted.values(), *figures])
        self.parameters = found[: len(wanted)]
        placed = dict(zip(wanted, self.parameters, strict=True))
        self.single = {key: parameter for (key, is_column), parameter in placed.items() if not is_column}
        listed = [(key, parameter) for (key, is_column), parameter in placed.items() if is_column]
        self.columns = {
            key: _Column(parameter, figure)
            for (key, parameter), figure in zip(listed, found[len(wanted) :], strict=True)
        }

    def function(self, comment: str) -> str:
        returned = f"    return {self._write(self.tree, self.single, loose=True)}"
        lines = ["from fractions import Fraction"]
        lines += [_IMPORTS[name] for name in self.further if name in _IMPORTS]
        for name in self.further:
            lines += ["", "", *_DEFINITIONS[name]] if name in _DEFINITIONS else []
        lines += ["", "", f"def nilai({', '.join(self.parameters)}):"]
        if comment:
            shown = plain(comment)
            lines.append(f"    # {shown}")
        of_columns = {column.parameter for column in self.columns.values()}
        for parameter in self.parameters:
            if parameter in of_columns:
                lines += [
                    f"    {parameter} = [Fraction(str(angka)) for angka in {parameter}]",
                    f"    if not {parameter}:",
                    f'        raise ValueError("{parameter}: tidak ada baris")',
                ]
            else:
                lines.append(f"    {parameter} = Fraction(str({parameter}))")
        return "\n".join([*lines, returned, ""])

    def _write(self, node: Node, names: Mapping[str, str], *, loose: bool = False) -> str:
        """Return a node; in brackets where more than one term is written, unless it stands ``loose``."""
        match node:
            case Name():
                return names[node.key]
            case Number():
                above, below = node.value.numerator, node.value.denominator
                return f"Fraction({above})" if below == 1 else f"Fraction({above}, {below})"
            case Call():
                return self._call(node, names)
            case Aggregate():
                return self._over_records(node)
            case Sum():
                joined = self._sum(node, names)
            case Product():
                joined = self._product(node, names)
            case Power():
                joined = f"{self._write(node.base, names)} ** {self._exponent(node)}"
            case Conditional():
                joined = self._conditional(node, names)
            case Root():
                not_writable(node.span, NOTATION, self.text, reason="tidak-eksak")
            case _:
                raise TypeError(f"no Python for {type(node).__name__}")
        return joined if loose else f"({joined})"

    def _sum(self, node: Sum, names: Mapping[str, str]) -> str:
        pieces = []
        for order, part in enumerate(node.parts):
            term = self._write(part.node, names, loose=isinstance(part.node, Product))
            pieces.append(f" {part.sign} {term}" if order else f"-{term}" if part.sign == "-" else term)
        return "".join(pieces)

    def _product(self, node: Product, names: Mapping[str, str]) -> str:
        pieces = []
        for order, part in enumerate(node.parts):
            one = part.node
            whole = isinstance(one, Number) and one.value.denominator == 1 and one.value >= 0
            factor = str(one.value) if isinstance(one, Number) and whole and order else self._write(one, names)
            pieces.append(f" {'*' if part.sign == '×' else '/'} {factor}" if order else factor)
        return "".join(pieces)

    def _exponent(self, node: Power) -> str:
        exponent = node.exponent
        if not isinstance(exponent, Number) or exponent.value.denominator != 1:
            not_writable(node.span, NOTATION, self.text, reason="tidak-eksak")
        if abs(exponent.value) > _LARGEST_EXPONENT:
            not_writable(node.span, NOTATION, self.text, reason="angka-terlalu-besar")
        return str(exponent.value)

    def _conditional(self, node: Conditional, names: Mapping[str, str]) -> str:
        pieces = [
            f"{self._write(one.value, names)} if {self._condition(one.condition, names, loose=True)} else "
            for one in node.branches
        ]
        if node.otherwise is None:
            self.further["tanpa_cabang"] = None
            return "".join(pieces) + "tanpa_cabang()"
        return "".join(pieces) + self._write(node.otherwise, names)

    def _condition(self, node: Node, names: Mapping[str, str], *, loose: bool = False) -> str:
        if isinstance(node, Logic):
            word = " and " if node.word == "dan" else " or "
            joined = word.join([self._condition(item, names) for item in node.items])
            return joined if loose else f"({joined})"
        if not isinstance(node, Comparison):
            raise TypeError(f"no condition: {type(node).__name__}")
        nodes = [node.first, *[part.node for part in node.rest]]
        sides = [self._write(side, names) for side in nodes]
        signs = [_SIGNS[part.sign] for part in node.rest]
        if not all(always_has_value(side) for side in nodes[2:]):
            # Python leaves a chain at the first link that fails; an evaluation needs the value of each side.
            links = [f"{sides[at]} {sign} {sides[at + 1]}" for at, sign in enumerate(signs)]
            return f"all([{', '.join(links)}])"
        return sides[0] + "".join([f" {sign} {side}" for sign, side in zip(signs, sides[1:], strict=True)])

    def _call(self, node: Call, names: Mapping[str, str]) -> str:
        if node.function not in _EXACT:
            not_writable(node.span, NOTATION, self.text, reason="tidak-eksak")
        arguments = [self._write(one, names, loose=True) for one in node.arguments]
        joined = ", ".join(arguments)
        if node.function in ("min", "maks"):
            if len(arguments) == 1:
                return self._write(node.arguments[0], names)
            return f"{'min' if node.function == 'min' else 'max'}({joined})"
        if node.function == "abs":
            return f"abs({joined})"
        self.further[node.function] = None
        if node.function == "median":
            return f"median([{joined}])"
        return f"bulat({joined})" if len(arguments) > 1 else f"bulat({joined}, 0)"

    def _over_records(self, node: Aggregate) -> str:
        columns = [self.columns[key] for key in _names_in(node.expression)]
        figures = {key: self.columns[key].figure for key in _names_in(node.expression)}
        each = self._write(node.expression, figures, loose=not isinstance(node.expression, Conditional))
        taken = ", ".join([column.figure for column in columns])
        lists = ", ".join([column.parameter for column in columns])
        rows = lists if len(columns) == 1 else f"zip({lists}, strict=True)"
        added = f"sum({each} for {taken} in {rows})"
        return f"({added} / len({columns[0].parameter}))" if node.mean else added


def _names_in(node: Node | None) -> list[str]:
    names = [] if node is None else [one for one in walk(node) if isinstance(one, Name)]
    # In the order of the text: plain arithmetic has brought together what stands above the line.
    return list(dict.fromkeys([name.key for name in sorted(names, key=lambda name: name.span[0])]))


def _identifiers(names: Sequence[str]) -> list[str]:
    """Return an identifier for each name, and none twice."""
    found: list[str] = []
    for wanted in names:
        letters = unicodedata.normalize("NFKD", wanted).encode("ascii", "ignore").decode().lower()
        words = "".join([sign if sign.isalnum() else " " for sign in letters]).split()
        name = "_".join(words)[:_LONGEST_NAME].rstrip("_") or "angka"
        if name[0].isdigit() or keyword.iskeyword(name) or keyword.issoftkeyword(name) or name in _TAKEN:
            name = f"angka_{name}"
        unique, order = name, 1
        while unique in found:
            order += 1
            unique = f"{name}_{order}"
        found.append(unique)
    return found
