"""A worked example behind a formula, held against a reading: ``93% x target = 93% x 4,46 = 4,15``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from kinerja_formula.nodes import Name, Node, Number, Product, Sum, walk
from kinerja_formula.numerals import NumeralError, decode
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.scanner import scan

__all__ = ["confirms"]


def confirms(tree: Node, example: str) -> bool:
    """Tell whether the figures of an example, put in the place of names and numbers, give the result that it states.

    >>> from kinerja_formula.nodes import Part
    >>> share, target = Number(None, True, Fraction(93), (0, 3)), Name("Target", (6, 12))
    >>> parts = Part(share, "×", (0, 0), (0, 3)), Part(target, "×", (4, 5), (4, 12))
    >>> tree = Product(parts, (0, 12))
    >>> confirms(tree, "= 93% x 4,46 = 4,15"), confirms(tree, "= 93% x 4,46 = 6")
    (True, False)
    """
    parts = list(_between_equals(scan(example)))
    if len(parts) != _STEPS or len(parts[1]) != 1:
        return False
    (stated, unit), *_ = parts[1]
    leaves = sorted([one for one in walk(tree) if isinstance(one, (Name, Number))], key=lambda one: one.span)
    if len(leaves) != len(parts[0]) or not any(isinstance(one, Name) for one in leaves):
        return False
    figures = {id(leaf): value for leaf, (value, _) in zip(leaves, parts[0], strict=True)}
    if any(isinstance(one, Number) and _value(one) != figures[id(one)] for one in leaves):
        return False
    value = _calculated(tree, figures)
    return value is not None and min(abs(value - stated), abs(value * 100 - stated)) < unit


_STEPS = 2
"""What is calculated, and its result."""


def _between_equals(pieces: Sequence[Lexeme]) -> Iterator[list[tuple[Fraction, Fraction]]]:
    """Yield the figures behind each equals sign, each with the unit of its last digit."""
    found: list[tuple[Fraction, Fraction]] | None = None
    for at, piece in enumerate(pieces):
        if piece.kind == lx.EQUALS:
            if found is not None:
                yield found
            found = []
        elif piece.kind == lx.NUM and found is not None:
            try:
                value = decode(piece.text).value
            except NumeralError:
                return
            share = 100 if at + 1 < len(pieces) and pieces[at + 1].kind == lx.PCT else 1
            found.append((value / share, Fraction(1, 10 ** len(piece.text.partition(",")[2])) / share))
    if found is not None:
        yield found


def _value(number: Number) -> Fraction:
    return number.value / 100 if number.percent else number.value


def _calculated(node: Node, figures: dict[int, Fraction]) -> Fraction | None:
    """Return the value of sums and products; None for anything else, or a division by zero."""
    if isinstance(node, (Name, Number)):
        return figures[id(node)]
    if not isinstance(node, (Sum, Product)):
        return None
    total = Fraction(isinstance(node, Product))
    for part in node.parts:
        value = _calculated(part.node, figures)
        if value is None or (part.sign == "/" and not value):
            return None
        if part.sign in "+-":
            total += value if part.sign == "+" else -value
        else:
            total = total / value if part.sign == "/" else total * value
    return total
