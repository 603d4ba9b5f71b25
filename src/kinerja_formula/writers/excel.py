"""Plain arithmetic → a formula for a cell of Excel or LibreOffice.

Only references, numbers, functions and signs are written, never a text of the user's, so that no name can become a
formula.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from kinerja_formula.evaluation.figures import Operand
from kinerja_formula.evaluation.percent import is_averaged
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
from kinerja_formula.writers.certain_values import always_has_value, decimals_of
from kinerja_formula.writers.excel_references import Reference, read_reference
from kinerja_formula.writers.places import invalid_place, needed_places, not_writable, place_of_operands

__all__ = ["write_excel"]

NOTATION: Final = "Excel"
_LONGEST: Final = 8192
_LARGEST: Final = 10**300
_MOST_ARGUMENTS: Final = 255
_DEEPEST: Final = 64
_MOST_BY_ROW: Final = 4
"""Each further argument of an extreme row by row doubles what is written."""
_SIGNS: Final = {"<": "<", "≤": "<=", "=": "=", "≠": "<>", "≥": ">=", ">": ">"}
_FUNCTIONS: Final = {"min": "MIN", "maks": "MAX", "median": "MEDIAN"}
_BRACKETS: Final = re.compile(r"'(?:[^']|'')*'|[A-Z0-9]*\(|\)")


def write_excel(tree: Node, operands: Sequence[Operand], cells: Mapping[str, str], text: str) -> str:
    """Return plain arithmetic as the content of a cell; ``cells`` tells the reference of each operand by its name.

    A reference is ``B2``, ``$B$2``, ``Data!B2`` or ``'Data 2023'!B2``; a range ``B2:B13`` is summed for a name that
    counts (Jumlah, Total) and averaged for a mean; all of it lies in A1 to XFD1048576. Of a sum over records each name
    has a range, all of one shape; a single cell counts in each record. The cell has the number of the result: 90 for
    90 %; #N/A where no branch of a condition holds.

    Raises NotationError: KF360 longer or deeper than a cell holds, a number that Excel can't hold, or what can't be
    calculated row by row without an array formula; KF361 an operand has no cell, KF362 no reference.

    >>> a = Operand("jumlah a", "Jumlah A", (0, 8), ("jumlah a",), "Jumlah A")
    >>> write_excel(Name("Jumlah A", (0, 8)), [a], {"Jumlah A": "B2"}, "Jumlah A")
    '=B2'
    """
    needed = needed_places(tree, operands, cells, NOTATION, text)
    places = place_of_operands(needed.all, cells, text)
    references = {operand.key: _reference(operand, places[operand.key], text) for operand in needed.operands}
    columns = {operand.key: _Column(operand, places[operand.key], text) for operand in needed.columns}
    written = "=" + _Sheet(references, text, columns).write(needed.tree, loose=True)
    if len(written) > _LONGEST:
        not_writable(tree.span, NOTATION, text, reason="terlalu-panjang")
    if _depth(written) > _DEEPEST:
        not_writable(tree.span, NOTATION, text, reason="sarang-terlalu-dalam")
    return written


def _reference(operand: Operand, place: object, text: str) -> str:
    found = read_reference(place)
    if found is not None:
        if not found.is_range:
            return found.text
        if operand.is_sum or is_averaged(operand.key):
            return f"{'SUM' if operand.is_sum else 'AVERAGE'}({found.text})"
    invalid_place(operand, place, NOTATION, text)
    return None


def _depth(written: str) -> int:
    """Return how many functions stand in one another.

    >>> _depth("=IF(B2>1,MIN((B2),'a(('!C2),2)")
    2
    """
    depth = deepest = 0
    opened: list[bool] = []
    for found in _BRACKETS.finditer(written):
        sign = found[0]
        if sign == ")":
            depth -= opened.pop()
        elif not sign.startswith("'"):
            opened.append(len(sign) > 1)
            depth += opened[-1]
            deepest = max(deepest, depth)
    return deepest


class _Column:
    """Where the figures of a name inside a sum over records stand."""

    def __init__(self, operand: Operand, place: object, text: str) -> None:
        found = read_reference(place)
        if found is None:
            invalid_place(operand, place, NOTATION, text)
        self.operand = operand
        self.reference: Reference = found


class _Sheet:
    """Writes what is calculated once."""

    def __init__(self, references: Mapping[str, str], text: str, columns: Mapping[str, _Column]) -> None:
        self.references = references
        self.text = text
        self.columns = columns

    def write(self, node: Node, *, loose: bool = False) -> str:
        """Return a node; in brackets where more than one term is written, unless it stands ``loose``."""
        match node:
            case Name():
                return self.references[node.key]
            case Number():
                return self._number(node)
            case Sum():
                joined = self._sum(node)
            case Product():
                joined = self._product(node)
            case Power():
                joined = f"{self.write(node.base)}^{self.write(node.exponent)}"
            case Root():
                return self._root(node)
            case Conditional():
                return self._conditional(node, loose=loose)
            case Call():
                return self._call(node, loose=loose)
            case Aggregate():
                return self._over_records(node)
            case _:
                raise TypeError(f"no Excel for {type(node).__name__}")
        return joined if loose else f"({joined})"

    def _sum(self, node: Sum) -> str:
        first, *others = node.parts
        # In Excel -B2^2 is the square of -B2: what a minus stands before at the beginning is in brackets.
        joined = "-" + self.write(first.node) if first.sign == "-" else self._term(first.node)
        return joined + "".join([part.sign + self._term(part.node) for part in others])

    def _term(self, node: Node) -> str:
        return self.write(node, loose=isinstance(node, (Product, Power)))

    def _product(self, node: Product) -> str:
        pieces = []
        for order, part in enumerate(node.parts):
            sign = "" if not order else "*" if part.sign == "×" else "/"
            pieces.append(sign + self.write(part.node))
        return "".join(pieces)

    def _root(self, node: Root) -> str:
        below = self.write(node.radicand, loose=True)
        if node.degree == 2:
            return f"SQRT({below})"
        if node.degree % 2:  # a negative figure has an odd root, but Excel draws none
            return f"(SIGN({below})*ABS({below})^(1/{node.degree}))"
        return f"(({below})^(1/{node.degree}))"

    def _number(self, node: Number) -> str:
        above, below = node.value.numerator, node.value.denominator
        if abs(above) > _LARGEST or below > _LARGEST:
            not_writable(node.span, NOTATION, self.text, reason="angka-terlalu-besar")
        if below != 1:
            return f"({above}/{below})"
        return f"({above})" if above < 0 else str(above)

    # Conditions

    def _conditional(self, node: Conditional, *, loose: bool) -> str:
        del loose  # a function needs no brackets
        written = "NA()" if node.otherwise is None else self.write(node.otherwise, loose=True)
        for branch in reversed(node.branches):
            written = f"IF({self._truth(branch.condition)},{self.write(branch.value, loose=True)},{written})"
        return written

    def _truth(self, node: Node) -> str:
        if isinstance(node, Logic):
            every = node.word == "dan"
            items = [self._truth(item) for item in node.items]
            if all(always_has_value(item) for item in node.items[1:]):
                return f"{'AND' if every else 'OR'}({','.join(items)})"
            # AND and OR calculate everything; IF leaves alone what no longer matters.
            written = items[-1]
            for item in reversed(items[:-1]):
                written = f"IF({item},{written},FALSE())" if every else f"IF({item},TRUE(),{written})"
            return written
        links = self._links(node)
        return links[0] if len(links) == 1 else f"AND({','.join(links)})"

    def _links(self, node: Node) -> list[str]:
        """Return the comparisons of a chain, each of two sides."""
        if not isinstance(node, Comparison):
            raise TypeError(f"no condition: {type(node).__name__}")
        sides = [self._figure(side) for side in (node.first, *[part.node for part in node.rest])]
        return [f"{sides[at]}{_SIGNS[part.sign]}{sides[at + 1]}" for at, part in enumerate(node.rest)]

    def _figure(self, node: Node) -> str:
        """Return a node as a number: a text is above every number for Excel, and MIN passes over it."""
        return f"{self.write(node)}+0" if isinstance(node, Name) else self.write(node, loose=True)

    # Functions

    def _call(self, node: Call, *, loose: bool) -> str:
        arguments = node.arguments
        if len(arguments) > _MOST_ARGUMENTS:
            not_writable(node.span, NOTATION, self.text, reason="terlalu-panjang")
        if len(arguments) == 1 and node.function in _FUNCTIONS:
            return self.write(arguments[0], loose=loose)
        first = self.write(arguments[0], loose=True)
        match node.function:
            case "abs":
                return f"ABS({first})"
            case "ln":
                return f"LN({first})"
            case "log":
                return self._logarithm(node, first)
            case "bulat":
                decimals = decimals_of(node)
                if decimals is None:
                    not_writable(node.span, NOTATION, self.text, reason="desimal-bulat")
                return f"ROUND({first},{decimals})"
        return self._of_several(node)

    def _logarithm(self, node: Call, first: str) -> str:
        base = node.arguments[1] if len(node.arguments) > 1 else None
        if base is None or (isinstance(base, Number) and base.value == 10):
            return f"LOG10({first})"
        return f"LOG({first},{self.write(base, loose=True)})"

    def _of_several(self, node: Call) -> str:
        joined = ",".join([self._figure(one) for one in node.arguments])
        if node.function in _FUNCTIONS:
            return f"{_FUNCTIONS[node.function]}({joined})"
        # GEOMEAN is an error for a zero in Excel, and a zero for any figures beside a zero in LibreOffice.
        return f"IF(MIN({joined})<0,NA(),PRODUCT({joined})^(1/{len(node.arguments)}))"

    # Records

    def _over_records(self, node: Aggregate) -> str:
        keys = dict.fromkeys(one.key for one in walk(node.expression) if isinstance(one, Name))
        columns = [self.columns[key] for key in keys]
        references = {column.operand.key: column.reference.text for column in columns}
        ranges = [column for column in columns if column.reference.is_range]
        if not ranges:
            if node.mean or not _is_plain_sum(node.expression):
                invalid_place(columns[0].operand, columns[0].reference.text, NOTATION, self.text)
            return _Sheet(references, self.text, {}).write(node.expression)  # the totals stand there already
        first = ranges[0].reference
        for column in ranges[1:]:
            if (column.reference.rows, column.reference.columns) != (first.rows, first.columns):
                invalid_place(column.operand, column.reference.text, NOTATION, self.text)
        written = f"SUMPRODUCT({_Rows(references, self.text, {}).write(node.expression, loose=True)})"
        if not node.mean:
            return written
        count = f"ROWS({first.text})" + (f"/COLUMNS({first.text})" if first.columns > 1 else "")
        return f"({written}/{count})"


def _is_plain_sum(node: Node) -> bool:
    """Tell whether the sum over records is the sum of totals."""
    return isinstance(node, Name) or (isinstance(node, Sum) and all(isinstance(one.node, Name) for one in node.parts))


class _Rows(_Sheet):
    """Writes what is calculated row by row, inside SUMPRODUCT.

    There IF, MIN and AND would see whole columns (in Excel unless the formula is entered as an array), so conditions
    are factors: 1 where one holds and 0 where not.
    """

    def _conditional(self, node: Conditional, *, loose: bool) -> str:
        values = [branch.value for branch in node.branches]
        values += [] if node.otherwise is None else [node.otherwise]
        if not all(always_has_value(value) for value in values):
            not_writable(node.span, NOTATION, self.text, reason="tak-per-baris")  # 0 times an error is an error
        factors = [self._truth(branch.condition) for branch in node.branches]
        written = "0" if node.otherwise is None else self.write(node.otherwise)
        none = ""
        for factor, branch in zip(reversed(factors), reversed(node.branches), strict=True):
            written = f"({factor}*{self.write(branch.value)}+(1-{factor})*{written})"
            none = f"(1-{factor})" + ("*" + none if none else "")
        if node.otherwise is None:
            return f"({written}/(1-{none}))"  # no branch: a denominator of zero
        return written[1:-1] if loose else written

    def _truth(self, node: Node) -> str:
        """Return a condition as a factor."""
        if isinstance(node, Logic):
            if not all(always_has_value(item) for item in node.items[1:]):
                not_writable(node.span, NOTATION, self.text, reason="tak-per-baris")
            items = [self._truth(item) for item in node.items]
            if node.word == "dan":
                return f"({'*'.join(items)})"
            return f"(1-{'*'.join([f'(1-{item})' for item in items])})"
        links = [f"({link})" for link in self._links(node)]
        return links[0] if len(links) == 1 else f"({'*'.join(links)})"

    def _of_several(self, node: Call) -> str:
        arguments = [self.write(one) for one in node.arguments]
        if (
            node.function == "rata-rata-ukur"
        ):  # LibreOffice would draw odd roots of negative figures, but no square root
            roots = "*".join([f"SQRT({one})" for one in arguments])
            return f"(({roots})^(2/{len(arguments)}))"
        if node.function == "median" and len(arguments) == 2:
            return f"(({arguments[0]}+{arguments[1]})/2)"
        if node.function == "median" or len(arguments) > _MOST_BY_ROW:
            not_writable(node.span, NOTATION, self.text, reason="tak-per-baris")
        sign = "<=" if node.function == "min" else ">="
        written = arguments[0]
        for other in arguments[1:]:
            chosen = f"({written}+0{sign}{other}+0)"
            written = f"({chosen}*{written}+(1-{chosen})*{other})"
        return written
