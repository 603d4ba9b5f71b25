"""Figures of the names of a formula with which its quantities have given values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from kinerja_formula.linter.condition_grid import Axis
from kinerja_formula.linter.formula_parts import Cell, leaves_of
from kinerja_formula.nodes import Aggregate, Name, Node

__all__ = ["FiguresOfNames"]

_PRIMES: Final = (7, 11, 17, 29, 37, 53, 61, 83, 97, 113, 149, 173, 211)
_SIZES: Final = (Fraction(1), Fraction(1, 1009), Fraction(1009), Fraction(0))
"""What the figures of the other names are multiples of, where one name is to give a quantity its value."""


class FiguresOfNames:
    """Finds figures of names, none of them negative, with which the quantities have given values."""

    def __init__(self, axes: Sequence[Axis], nodes: Iterable[Node], cell: Cell) -> None:
        self.cell = cell
        self.fixed = [axis.node.key if isinstance(axis.node, (Name, Aggregate)) else None for axis in axes]
        self.nodes = [axis.node for axis in axes]
        keys = {key: None for node in (*self.nodes, *nodes) for key in leaves_of(node)}
        self.free = [key for key in keys if key not in cell.constants and key not in self.fixed]
        below = [set(leaves_of(node)) for node in self.nodes]
        self.own = [
            [
                key
                for key in self.free
                if key in names and not any(key in other for other in below if other is not names)
            ]
            for names in below
        ]
        """For each quantity the names that stand in no other one."""

    def giving(self, values: Sequence[Fraction]) -> Iterator[dict[str, Fraction]]:
        """Yield figures with which each quantity has its value, if any are found."""
        for size in _SIZES if self.free else _SIZES[:1]:
            figures = dict(self.cell.constants)
            figures |= {key: size * _PRIMES[at % len(_PRIMES)] for at, key in enumerate(self.free)}
            figures |= {key: value for key, value in zip(self.fixed, values, strict=True) if key is not None}
            if all(key is not None or self._solved(at, values[at], figures) for at, key in enumerate(self.fixed)):
                yield figures

    def _solved(self, at: int, value: Fraction, figures: dict[str, Fraction]) -> bool:
        """Set one name so that a quantity has this value; tell whether that could be done."""
        node = self.nodes[at]
        for key in self.own[at]:
            before = figures[key]
            tried = []
            for figure in (Fraction(1), Fraction(2), Fraction(3)):
                figures[key] = figure
                tried.append(self.cell.value(node, figures))
            root = _root(tried, value)
            if root is not None and root >= 0:
                figures[key] = root
                if self.cell.value(node, figures) == value:
                    return True
            figures[key] = before
        return False


def _root(tried: Sequence[Fraction | None], value: Fraction) -> Fraction | None:
    """Return where (a x + b) / (c x + d), known at 1, 2 and 3, has a value; sums, shares and quotients are such."""
    first, second, third = tried
    if first is None or second is None or third is None or len({first, second, third}) < 3:
        return None
    if value == third:
        return Fraction(3)
    # The cross-ratio of four numbers is that of what such a function makes of them.
    ratio = (value - first) * (second - third) / ((value - third) * (second - first))
    return None if ratio == -1 else (1 + 3 * ratio) / (1 + ratio)
