"""Plain arithmetic → the source of a Python function that calculates exactly, in fractions.

Parameters are made of letters, digits and _ alone; the formula stands in a comment on one line. Nothing here is run.
"""

from __future__ import annotations

import keyword
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from kinerja_formula.evaluation.figures import Operand
from kinerja_formula.nodes import Name, Node, Number, Power, Product, Root, Sum
from kinerja_formula.plain_text import plain
from kinerja_formula.writers.places import not_writable

__all__ = ["write_python"]

NOTATION: Final = "Python"
_LONGEST_NAME: Final = 60
_LARGEST_EXPONENT: Final = 1000
_TAKEN: Final = frozenset(("Fraction", "nilai", "str"))


def write_python(tree: Node, operands: Sequence[Operand], text: str, *, comment: str = "") -> str:
    """Return the source of a function ``nilai`` with a parameter for each operand, in their order.

    Figures may be int, float, Decimal, Fraction or str; the value is a Fraction, in the unit of the result.

    Raises NotationError KF360 for a root or a broken power: there is no exact one.

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
    parameters = _parameters(operands)
    body = _write(tree, parameters, text, loose=True)
    lines = ["from fractions import Fraction", "", "", f"def nilai({', '.join(parameters.values())}):"]
    if comment:
        shown = plain(comment)
        lines.append(f"    # {shown}")
    lines += [f"    {parameter} = Fraction(str({parameter}))" for parameter in parameters.values()]
    return "\n".join([*lines, f"    return {body}", ""])


def _parameters(operands: Sequence[Operand]) -> dict[str, str]:
    """Return a parameter for each key: an identifier, and none twice."""
    parameters: dict[str, str] = {}
    for operand in operands:
        plain = unicodedata.normalize("NFKD", operand.wanted).encode("ascii", "ignore").decode().lower()
        words = "".join([sign if sign.isalnum() else " " for sign in plain]).split()
        name = "_".join(words)[:_LONGEST_NAME].rstrip("_") or "angka"
        if name[0].isdigit() or keyword.iskeyword(name) or keyword.issoftkeyword(name) or name in _TAKEN:
            name = f"angka_{name}"
        unique, order = name, 1
        while unique in parameters.values():
            order += 1
            unique = f"{name}_{order}"
        parameters[operand.key] = unique
    return parameters


def _write(node: Node, parameters: Mapping[str, str], text: str, *, loose: bool = False) -> str:
    match node:
        case Name():
            return parameters[node.key]
        case Number():
            above, below = node.value.numerator, node.value.denominator
            return f"Fraction({above})" if below == 1 else f"Fraction({above}, {below})"
        case Sum():
            pieces = []
            for order, part in enumerate(node.parts):
                term = _write(part.node, parameters, text, loose=isinstance(part.node, Product))
                pieces.append(f" {part.sign} {term}" if order else f"-{term}" if part.sign == "-" else term)
            joined = "".join(pieces)
        case Product():
            pieces = []
            for order, part in enumerate(node.parts):
                whole = isinstance(part.node, Number) and part.node.value.denominator == 1 and part.node.value >= 0
                factor = str(part.node.value) if whole and order else _write(part.node, parameters, text)  # type: ignore[attr-defined]
                pieces.append(f" {'*' if part.sign == '×' else '/'} {factor}" if order else factor)
            joined = "".join(pieces)
        case Power():
            exponent = node.exponent
            if not isinstance(exponent, Number) or exponent.value.denominator != 1:
                not_writable(node.span, NOTATION, text, reason="tidak-eksak")
            if abs(exponent.value) > _LARGEST_EXPONENT:
                not_writable(node.span, NOTATION, text, reason="angka-terlalu-besar")
            joined = f"{_write(node.base, parameters, text)} ** {exponent.value}"
        case Root():
            not_writable(node.span, NOTATION, text, reason="tidak-eksak")
        case _:
            raise TypeError(f"no Python for {type(node).__name__}")
    return joined if loose else f"({joined})"
