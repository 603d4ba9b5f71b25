"""Which parts of plain arithmetic have a value whatever the figures are: nothing in them is divided or drawn a root of.

A machine that calculates all the branches of a condition, or both sides of an "and", does no harm with these.
"""

from __future__ import annotations

from typing import Final

from kinerja_formula.nodes import (
    Branch,
    Call,
    Comparison,
    Conditional,
    Logic,
    Name,
    Node,
    Number,
    Part,
    Power,
    Product,
    Root,
    Sum,
    children,
)

__all__ = ["always_has_value", "decimals_of"]

_MOST_DECIMALS: Final = 100
_ALWAYS: Final = frozenset(("min", "maks", "median", "abs"))


def always_has_value(node: Node) -> bool:
    """Tell whether a node of plain arithmetic has a value, or a condition a truth, for all figures.

    >>> from kinerja_formula.reading.reader import read
    >>> always_has_value(read("Jumlah A + Jumlah B / 2").tree), always_has_value(read("2 / Jumlah B").tree)
    (True, False)
    """
    match node:
        case Name() | Number():
            return True
        case Product():
            if any(part.sign == "/" and not (isinstance(part.node, Number) and part.node.value) for part in node.parts):
                return False
        case Power():
            exponent = node.exponent
            if not (isinstance(exponent, Number) and exponent.value.denominator == 1 and exponent.value > 0):
                return False
        case Root():
            if node.degree % 2 == 0:
                return False
        case Conditional():
            if node.otherwise is None:
                return False
        case Call():
            if node.function not in _ALWAYS and decimals_of(node) is None:
                return False
        case Sum() | Part() | Branch() | Comparison() | Logic():
            pass
        case _:
            return False
    return all(always_has_value(below) for below in children(node))


def decimals_of(node: Call) -> int | None:
    """Return to how many decimals a ``bulat`` rounds; None for other functions and where no number says it.

    >>> from kinerja_formula.reading.reader import read
    >>> [decimals_of(read(f"bulat (`A`{more})").tree) for more in ("", "; 2", "; `B`", "; 0,5")]
    [0, 2, None, None]
    """
    if node.function != "bulat":
        return None
    if len(node.arguments) == 1:
        return 0
    told = node.arguments[1]
    if isinstance(told, Number) and told.value.denominator == 1 and abs(told.value) <= _MOST_DECIMALS:
        return int(told.value)
    return None
