"""Conditions as cells of a grid: each line is a quantity, cut where the conditions compare it with a number.

Over the cells every condition is true or false as a whole, so that what is said of them is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from kinerja_formula.evaluation.data_units import is_measured
from kinerja_formula.evaluation.percent import Scale, is_averaged, terms_of
from kinerja_formula.linter.formula_parts import Cell, UndecidedError
from kinerja_formula.linter.intervals import Line, cells_of
from kinerja_formula.nodes import Call, Comparison, Logic, Name, Node, Number, Sum, walk
from kinerja_formula.numerals import shortest
from kinerja_formula.units import head_unit

__all__ = ["Axis", "Grid", "Reader"]

_MOST_CELLS: Final = 4096
_LONGEST_NAME: Final = 60
_MIRRORED: Final = {"<": ">", "≤": "≥", "=": "=", "≠": "≠", "≥": "≤", ">": "<"}


class _Atom(NamedTuple):
    """A quantity compared with a number: ``axis`` is the place of the quantity."""

    axis: int
    sign: str
    bound: Fraction


class _All(NamedTuple):
    items: tuple[_Meaning, ...]


class _Any(NamedTuple):
    items: tuple[_Meaning, ...]


_Meaning = _Atom | _All | _Any | bool


class Axis:
    """A quantity, and the numbers it is compared with."""

    def __init__(self, node: Node, cell: Cell) -> None:
        self.node = node
        self.scale = cell.percent.of(node).scale
        words = cell.words(node)
        self.words = words if len(words) <= _LONGEST_NAME else words[:_LONGEST_NAME] + "…"
        self.bounds: set[Fraction] = set()
        self.is_percentage = self.scale is Scale.PERCENT
        self.may_be_negative = False

    def cut(self) -> None:
        """Make the line, when all bounds are known."""
        top = Fraction(100) if self.scale is Scale.HUNDRED else Fraction(1)
        # Few percentages pass 100 %, and nobody writes a branch for those; but where one is spoken of, they are meant.
        percentage = self.scale is not Scale.PLAIN or self.is_percentage
        limited = percentage and all(bound <= top for bound in self.bounds)
        self.line = Line({*self.bounds, Fraction(0), *([top] if limited else [])})
        self.likely = self.line.where("≤", top) if limited else self.line.whole
        self.possible = self.line.whole
        # Counts, amounts, scores and shares are never negative, unless something is subtracted, or the conditions
        # themselves speak of such figures.
        if not (self.may_be_negative or _subtracts(self.node) or any(bound < 0 for bound in self.bounds)):
            self.possible = self.line.where("≥", Fraction(0))
        if self._counts():
            self.possible &= sum(1 << place for place in range(self.line.count) if self._holds_whole(place))

    def _counts(self) -> bool:
        """Whether only whole numbers can be meant: there is nothing between 2 and 3 documents."""
        if not isinstance(self.node, Name) or self.scale is not Scale.PLAIN or is_averaged(self.node.key):
            return False
        head = head_unit(self.node.text)
        whole = all(bound.denominator == 1 for bound in self.bounds)
        return whole and head is not None and head.sure and not is_measured(head.unit)

    def _holds_whole(self, place: int) -> bool:
        interval = self.line.interval(place, place)
        if interval.low is None or interval.high is None:
            return True
        return interval.is_point or interval.high - interval.low > 1

    def written(self, value: Fraction) -> str:
        if self.is_percentage and self.scale is not Scale.HUNDRED:
            value *= 100
        return shortest(value) + "%" * self.is_percentage

    def shown(self, first: int, last: int) -> str:
        """Return an interval in signs, empty where it is all that the quantity can be."""
        inside = [place for place in range(first, last + 1) if self.possible >> place & 1]
        if inside and len(inside) == self.possible.bit_count():
            return ""
        if len(inside) == 1 and self.line.interval(inside[0], inside[0]).is_point:
            first = last = inside[0]  # "x ≤ 0" of a count is "x = 0"
        return self.line.interval(first, last).text(self.words, self.written)


def _subtracts(node: Node) -> bool:
    return any(
        (isinstance(one, Sum) and any(part.sign == "-" for part in one.parts))
        or (isinstance(one, Call) and one.function in ("ln", "log"))
        for one in walk(node)
    )


class Reader:
    """Reads conditions as comparisons of quantities with numbers. Raises _UndecidedError for others."""

    def __init__(self, cell: Cell) -> None:
        self.cell = cell
        self.axes: list[Axis] = []
        self._places: dict[Node, int] = {}

    def meaning(self, node: Node) -> _Meaning:
        if isinstance(node, Logic):
            items = tuple([self.meaning(item) for item in node.items])
            return _All(items) if node.word == "dan" else _Any(items)
        if not isinstance(node, Comparison):
            raise UndecidedError
        sides = terms_of(node)
        factors = self.cell.percent.factors(node)
        percentage = any(isinstance(side, Number) and side.percent for side in sides)
        values = [self.cell.constant(side) for side in sides]
        found = [
            self._compared(sides[at : at + 2], factors[at : at + 2], values[at : at + 2], part.sign, percentage)
            for at, part in enumerate(node.rest)
        ]
        return found[0] if len(found) == 1 else _All(tuple(found))

    def _compared(
        self,
        sides: Sequence[Node],
        factors: Sequence[Fraction],
        values: Sequence[Fraction | None],
        sign: str,
        percentage: bool,
    ) -> _Meaning:
        left, right = values
        if left is not None and right is not None:
            line = Line([right * factors[1]])
            below_at_above = 0 if left * factors[0] < right * factors[1] else 1 + (left * factors[0] > line.cuts[0])
            return bool(line.where(sign, line.cuts[0]) >> below_at_above & 1)
        if right is not None:
            return self._atom(sides[0], sign, right * factors[1] / factors[0], percentage)
        if left is not None:
            return self._atom(sides[1], _MIRRORED[sign], left * factors[0] / factors[1], percentage)
        raise UndecidedError

    def _atom(self, quantity: Node, sign: str, bound: Fraction, percentage: bool) -> _Atom:
        place = self._places.get(quantity)
        if place is None:
            place = self._places[quantity] = len(self.axes)
            self.axes.append(Axis(quantity, self.cell))
        axis = self.axes[place]
        axis.bounds.add(bound)
        axis.is_percentage = axis.is_percentage or percentage
        axis.may_be_negative = axis.may_be_negative or (sign == "<" and bound <= 0)
        return _Atom(place, sign, bound)


class Grid:
    """The cells of several lines taken together, as one row of bits."""

    def __init__(self, axes: Sequence[Axis]) -> None:
        self.axes = axes
        self.size = 1
        self.strides: list[int] = []
        for axis in reversed(axes):
            self.strides.insert(0, self.size)
            self.size *= axis.line.count
            if self.size > _MOST_CELLS:
                raise UndecidedError
        self.whole = (1 << self.size) - 1

    def of_axis(self, place: int, cells: int) -> int:
        """Return the cells of the grid that lie in these of one line."""
        stride, count = self.strides[place], self.axes[place].line.count
        block = sum([((1 << stride) - 1) << cell * stride for cell in cells_of(cells)])
        return sum([block << at for at in range(0, self.size, stride * count)])

    def where(self, meaning: _Meaning) -> int:
        match meaning:
            case bool():
                return self.whole if meaning else 0
            case _Atom(axis, sign, bound):
                return self.of_axis(axis, self.axes[axis].line.where(sign, bound))
            case _All(items):
                cells = self.whole
                for item in items:
                    cells &= self.where(item)
                return cells
            case _Any(items):
                cells = 0
                for item in items:
                    cells |= self.where(item)
        return cells

    def places(self, cell: int) -> list[int]:
        """Return which cell of each line a cell of the grid lies in."""
        return [cell // stride % axis.line.count for axis, stride in zip(self.axes, self.strides, strict=True)]

    def shown(self, cells: int, known: int) -> tuple[str, int]:
        """Return in signs what is found of a set, in the widest box round the cell ``known``; and the box."""
        spans = [(place, place) for place in self.places(known)]
        box = 1 << known
        for at in range(len(spans)):
            for way in (-1, 1):
                while (wider := self._wider(spans, at, way)) is not None and not wider[1] & ~cells:
                    spans[at], box = wider
        told = [axis.shown(*span) for axis, span in zip(self.axes, spans, strict=True)]
        return " & ".join(filter(None, told)), box

    def _wider(self, spans: Sequence[tuple[int, int]], at: int, way: int) -> tuple[tuple[int, int], int] | None:
        first, last = spans[at]
        first, last = (first - 1, last) if way < 0 else (first, last + 1)
        if first < 0 or last == self.axes[at].line.count:
            return None
        box = self.whole
        for place, (start, end) in enumerate([*spans[:at], (first, last), *spans[at + 1 :]]):
            box &= self.of_axis(place, (1 << end + 1) - (1 << start))
        return (first, last), box
