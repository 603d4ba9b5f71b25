"""Plain arithmetic → a formula for a cell of Excel or LibreOffice.

Only references, numbers and signs are written, never a text of the user's, so that no name can become a formula.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from kinerja_formula.evaluation.figures import Operand
from kinerja_formula.evaluation.percent import is_averaged
from kinerja_formula.nodes import Name, Node, Number, Power, Product, Root, Sum
from kinerja_formula.patterns import lazy_pattern
from kinerja_formula.writers.places import invalid_place, not_writable, place_of_operands

__all__ = ["write_excel"]

NOTATION: Final = "Excel"
_CELL: Final = r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})"
_REFERENCE: Final = lazy_pattern(rf"(?:([A-Za-z_][A-Za-z0-9_.]*|'(?:[^']|'')+')!)?{_CELL}(:{_CELL})?")
_ANY_CELL: Final = lazy_pattern(_CELL)
_ROW_AND_COLUMN: Final = lazy_pattern(r"[Rr][0-9]*(?:[Cc][0-9]*)?|[Cc][0-9]*")
_LAST_COLUMN: Final = 16_384
_LAST_ROW: Final = 1_048_576
_LONGEST_SHEET: Final = 31
_NOT_IN_A_SHEET: Final = frozenset("[]:*?/\\")
_LONGEST: Final = 8192
_LARGEST: Final = 10**300


def write_excel(tree: Node, operands: Sequence[Operand], cells: Mapping[str, str], text: str) -> str:
    """Return plain arithmetic as the content of a cell; ``cells`` tells the reference of each operand by its name.

    A reference is ``B2``, ``$B$2``, ``Data!B2`` or ``'Data 2023'!B2``; a range ``B2:B13`` is summed for a name that
    counts (Jumlah, Total) and averaged for a mean; all of it lies in A1 to XFD1048576. The cell has the number of the
    result: 90 for 90 %.

    Raises NotationError: KF360 longer than a cell holds or a number that Excel can't hold, KF361 an operand has no
    cell, KF362 no reference.

    >>> a = Operand("jumlah a", "Jumlah A", (0, 8), ("jumlah a",), "Jumlah A")
    >>> write_excel(Name("Jumlah A", (0, 8)), [a], {"Jumlah A": "B2"}, "Jumlah A")
    '=B2'
    """
    places = place_of_operands(operands, cells, text)
    references = {operand.key: _reference(operand, places[operand.key], text) for operand in operands}
    written = "=" + _Sheet(references, text).write(tree, loose=True)
    if len(written) > _LONGEST:
        not_writable(tree.span, NOTATION, text, reason="terlalu-panjang")
    return written


def _reference(operand: Operand, place: object, text: str) -> str:
    found = _REFERENCE.fullmatch(place) if isinstance(place, str) else None
    if isinstance(place, str) and found is not None and _has_place(found):
        if found[4] is None:
            return place
        if operand.is_sum or is_averaged(operand.key):
            return f"{'SUM' if operand.is_sum else 'AVERAGE'}({place})"
    invalid_place(operand, place, NOTATION, text)
    return None


def _has_place(found: re.Match[str]) -> bool:
    """Tell whether a sheet may have this name and has these cells."""
    ends = [(found[2], found[3])] if found[4] is None else [(found[2], found[3]), (found[5], found[6])]
    return _may_be_a_sheet(found[1]) and all(_is_in_a_sheet(column, row) for column, row in ends)


def _is_in_a_sheet(column: str, row: str) -> bool:
    """Tell whether a cell lies in A1 to XFD1048576.

    >>> _is_in_a_sheet("XFD", "1048576"), _is_in_a_sheet("XFE", "1"), _is_in_a_sheet("A", "1048577")
    (True, False, False)
    """
    number = 0
    for letter in column.upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number <= _LAST_COLUMN and int(row) <= _LAST_ROW


def _may_be_a_sheet(name: str | None) -> bool:
    """Tell whether Excel lets a sheet have this name; None is the sheet of the formula itself.

    [Book.xlsx] would lead out of the file; a bare name must not look like a cell.

    >>> [_may_be_a_sheet(one) for one in (None, "Data", "'Data 2023'", "'B2'", "B2", "'a/b'", "'History'")]
    [True, True, True, True, False, False, False]
    """
    if name is None:
        return True
    quoted = name.startswith("'")
    plain = name[1:-1].replace("''", "'") if quoted else name
    if len(plain) > _LONGEST_SHEET or not plain.isprintable() or not _NOT_IN_A_SHEET.isdisjoint(plain):
        return False
    if plain.startswith("'") or plain.endswith("'") or plain.casefold() == "history":
        return False
    if quoted:
        return bool(plain.strip())
    cell = _ANY_CELL.fullmatch(name)
    return not (cell and _is_in_a_sheet(cell[1], cell[2])) and not _ROW_AND_COLUMN.fullmatch(name)


class _Sheet:
    def __init__(self, references: Mapping[str, str], text: str) -> None:
        self.references = references
        self.text = text

    def write(self, node: Node, *, loose: bool = False) -> str:
        """Return a node; in brackets where more than one term is written, unless it stands ``loose``."""
        match node:
            case Name():
                return self.references[node.key]
            case Number():
                return self._number(node)
            case Sum():
                first, *others = node.parts
                # In Excel -B2^2 is the square of -B2: what a minus stands before at the beginning is in brackets.
                joined = "-" + self.write(first.node) if first.sign == "-" else self._term(first.node)
                joined += "".join([part.sign + self._term(part.node) for part in others])
            case Product():
                joined = self._product(node)
            case Power():
                joined = f"{self.write(node.base)}^{self.write(node.exponent)}"
            case Root():
                return self._root(node)
            case _:
                raise TypeError(f"no Excel for {type(node).__name__}")
        return joined if loose else f"({joined})"

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
