"""Branches looked at before any data is seen: what they leave open, where two of them hold, which is never taken.

The conditions of a formula cut the line of each quantity that they compare with numbers; over the cells between the
cuts, taken together for several quantities, every condition is true or false as a whole. So the check is exact. What
can't be decided in this way (two quantities compared with each other, a bound that the cell doesn't tell, too many
cells) is passed over in silence, and nothing is said of figures that the quantities can't have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.diagnostics.catalogue import BRANCH_UNREACHABLE, CONDITIONS_OPEN, CONDITIONS_OVERLAP
from kinerja_formula.evaluation.data_units import is_measured
from kinerja_formula.evaluation.percent import (
    PerCent,
    Scale,
    compared_with_percent,
    is_averaged,
    is_percentage,
    terms_of,
)
from kinerja_formula.evaluation.steps import StepFault, Walk
from kinerja_formula.linter.intervals import Line, cells_of
from kinerja_formula.nodes import (
    Aggregate,
    Call,
    Comparison,
    Components,
    Conditional,
    Logic,
    Name,
    Node,
    Number,
    Statement,
    Sum,
    children,
    walk,
)
from kinerja_formula.numerals import shortest
from kinerja_formula.units import head_unit

__all__ = ["check_conditions"]

_MOST_CELLS: Final = 4096
_MOST_BRANCHES: Final = 100
_MOST_TRIALS: Final = 400
"""How many figures are tried for one conditional before nothing more is said of it."""
_MOST_SHOWN: Final = 4
_LONGEST_NAME: Final = 60
_MIRRORED: Final = {"<": ">", "≤": "≥", "=": "=", "≠": "≠", "≥": "≤", ">": "<"}
_PRIMES: Final = (7, 11, 17, 29, 37, 53, 61, 83, 97, 113, 149, 173, 211)
_SIZES: Final = (Fraction(1), Fraction(1, 1009), Fraction(1009), Fraction(0))
"""What the figures of the other names are multiples of, where one name is to give a quantity its value."""

Context = tuple[tuple[Node, bool], ...]
"""Conditions that hold or don't where a part of a formula is reached."""


def check_conditions(tree: Node, text: str, constants: Mapping[str, Fraction] | None = None) -> tuple[Diagnostic, ...]:
    """Return what is doubtful about the branches of a formula: KF141, KF142, KF143.

    ``tree`` holds no definitions (``Plan.tree``), ``text`` is what its spans are places of. ``constants`` are the
    values that the cell gives to names, by key, as they are calculated with (0,8 for 80 %).

    A branch that lies within a later one is a special case of it, as in a list of falling thresholds; only branches
    that cross overlap.

    >>> from kinerja_formula.reading.reader import read
    >>> text = "jika `Rasio` ≥ 2,5 maka 4; jika `Rasio` < 2,4 maka 1"
    >>> [found] = check_conditions(read(text).tree, text)
    >>> found.code, found.values["gap"], text[slice(*found.span)] == text
    ('KF141', '2,4 ≤ Rasio < 2,5', True)
    >>> text = "jika `Rasio` ≥ 3 maka 4; jika `Rasio` ≤ 3 maka 1"
    >>> [(found.code, found.values["overlap"]) for found in check_conditions(read(text).tree, text)]
    [('KF142', 'Rasio = 3')]
    """
    cell = _Cell(text, dict(constants or {}), PerCent((), compared_with_percent(tree)))
    found: list[Diagnostic] = []
    for node, context in _conditionals(tree):
        if len(node.branches) > _MOST_BRANCHES:
            continue
        try:
            found += _Branches(node, context, cell).findings()
        except _UndecidedError:
            continue
    return tuple(found)


class _UndecidedError(Exception):
    pass


class _Cell(NamedTuple):
    """What all conditionals of a formula share."""

    text: str
    constants: Mapping[str, Fraction]
    percent: PerCent

    def words(self, node: Node) -> str:
        """What the user wrote for a node, without the quotes of names."""
        if isinstance(node, (Name, Aggregate)):
            return node.text
        written = " ".join(self.text[slice(*node.span)].replace("`", "").split())
        unopened = written.count(")") - written.count("(")  # a bracket round the first or last part is outside its span
        written = "(" * unopened + written + ")" * -unopened
        return written or " … ".join([leaf.text for leaf in _leaves(node).values()])

    def value(self, node: Node, figures: Mapping[str, Fraction]) -> Fraction | None:
        """The exact value of a node, None where it has none."""
        try:
            walked = Walk(node, self.text, self.percent, figures)
        except (StepFault, KeyError):
            return None
        return walked.value if walked.exact else None

    def constant(self, node: Node) -> Fraction | None:
        """The value of a side of a comparison that no figure of the data changes; None if one does."""
        names = _leaves(node)
        if not names.keys() <= self.constants.keys() or any(map(is_percentage, names)):
            return None  # whether "Persentase minimal = 80" is 80 or 80 % only the data's figure would tell
        value = self.value(node, self.constants)
        if value is None:
            raise _UndecidedError
        return value


def _leaves(node: Node) -> dict[str, Name | Aggregate | Statement]:
    """The operands below a node; what is summed over records is one."""
    found: dict[str, Name | Aggregate | Statement] = {}
    seen: set[int] = set()
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        if isinstance(current, (Name, Aggregate, Statement)):
            found.setdefault(current.key, current)
        elif isinstance(current, Components):
            waiting.extend(reversed(current.items))
        else:
            waiting.extend(reversed(children(current)))
    return found


def _conditionals(tree: Node) -> Iterator[tuple[Conditional, Context]]:
    """Yield every conditional of a tree once, with the conditions under which it is reached."""
    waiting: list[tuple[Node, Context]] = [(tree, ())]
    seen: set[int] = set()
    while waiting:
        node, context = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if not isinstance(node, Conditional):
            inner = () if isinstance(node, Aggregate) else context  # its names are columns, not the operands outside
            waiting.extend([(child, inner) for child in reversed(children(node))])
            continue
        yield node, context
        later: list[tuple[Node, Context]] = []
        for branch in node.branches:
            later.append((branch.condition, context))
            later.append((branch.value, (*context, (branch.condition, True))))
            context = (*context, (branch.condition, False))
        if node.otherwise is not None:
            later.append((node.otherwise, context))
        waiting.extend(reversed(later))


# Conditions over the quantities that they compare


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


class _Axis:
    """A quantity, and the numbers it is compared with."""

    def __init__(self, node: Node, cell: _Cell) -> None:
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


class _Reader:
    """Reads conditions as comparisons of quantities with numbers. Raises _UndecidedError for others."""

    def __init__(self, cell: _Cell) -> None:
        self.cell = cell
        self.axes: list[_Axis] = []
        self._places: dict[Node, int] = {}

    def meaning(self, node: Node) -> _Meaning:
        if isinstance(node, Logic):
            items = tuple([self.meaning(item) for item in node.items])
            return _All(items) if node.word == "dan" else _Any(items)
        if not isinstance(node, Comparison):
            raise _UndecidedError
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
        raise _UndecidedError

    def _atom(self, quantity: Node, sign: str, bound: Fraction, percentage: bool) -> _Atom:
        place = self._places.get(quantity)
        if place is None:
            place = self._places[quantity] = len(self.axes)
            self.axes.append(_Axis(quantity, self.cell))
        axis = self.axes[place]
        axis.bounds.add(bound)
        axis.is_percentage = axis.is_percentage or percentage
        axis.may_be_negative = axis.may_be_negative or (sign == "<" and bound <= 0)
        return _Atom(place, sign, bound)


class _Grid:
    """The cells of several lines taken together, as one row of bits."""

    def __init__(self, axes: Sequence[_Axis]) -> None:
        self.axes = axes
        self.size = 1
        self.strides: list[int] = []
        for axis in reversed(axes):
            self.strides.insert(0, self.size)
            self.size *= axis.line.count
            if self.size > _MOST_CELLS:
                raise _UndecidedError
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


# Figures of the names that give the quantities a value


class _Figures:
    """Finds figures of names, none of them negative, with which the quantities have given values."""

    def __init__(self, axes: Sequence[_Axis], nodes: Iterable[Node], cell: _Cell) -> None:
        self.cell = cell
        self.fixed = [axis.node.key if isinstance(axis.node, (Name, Aggregate)) else None for axis in axes]
        self.nodes = [axis.node for axis in axes]
        keys = {key: None for node in (*self.nodes, *nodes) for key in _leaves(node)}
        self.free = [key for key in keys if key not in cell.constants and key not in self.fixed]
        below = [set(_leaves(node)) for node in self.nodes]
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


class _Branches:
    """One conditional over its grid."""

    def __init__(self, node: Conditional, context: Context, cell: _Cell) -> None:
        self.node = node
        self.cell = cell
        reader = _Reader(cell)
        meanings = [reader.meaning(branch.condition) for branch in node.branches]
        around = [(reader.meaning(condition), holds) for condition, holds in context]
        if not reader.axes:
            raise _UndecidedError
        for axis in reader.axes:
            axis.cut()
        self.grid = grid = _Grid(reader.axes)
        self.sets = [grid.where(meaning) for meaning in meanings]
        self.here = grid.whole
        """Where the conditional is reached at all."""
        for meaning, holds in around:
            self.here &= grid.where(meaning) if holds else ~grid.where(meaning)
        self.possible, self.likely = self.here, grid.whole
        for place, axis in enumerate(grid.axes):
            self.possible &= grid.of_axis(place, axis.possible)
            self.likely &= grid.of_axis(place, axis.likely)
        values = [branch.value for branch in node.branches]
        self.figures = _Figures(grid.axes, values, cell)
        self.trials = 0

    def findings(self) -> list[Diagnostic]:
        unreachable = self._unreachable()
        lost = {place for place, _ in unreachable}
        return [*self._gaps(), *self._overlaps(lost), *[found for _, found in unreachable]]

    def _unreachable(self) -> list[tuple[int, Diagnostic]]:
        found = []
        covered = 0
        for place, cells in enumerate(self.sets):
            if not cells & self.here & ~covered:
                branch = self.node.branches[place]
                earlier = self.node.branches[:place]
                related = tuple(
                    [one.condition.span for one, own in zip(earlier, self.sets, strict=False) if own & cells]
                )
                words = self.cell.words(branch)
                if cells & self.here:
                    finding = Diagnostic(BRANCH_UNREACHABLE, branch.span, related, branch=words)
                else:  # "> 5 dan < 3", or what a condition around it excludes: it isn't for the earlier branches
                    finding = Diagnostic(BRANCH_UNREACHABLE, branch.span, branch=words, reason="tak-mungkin")
                found.append((place, finding))
            covered |= cells
        return found

    def _gaps(self) -> list[Diagnostic]:
        if self.node.otherwise is not None:
            return []
        left = self.here
        for cells in self.sets:
            left &= ~cells
        told = self._told(left, left)
        if not told:
            return []
        related = tuple([branch.condition.span for branch in self.node.branches])
        return [Diagnostic(CONDITIONS_OPEN, self.node.span, related, gap=told)]

    def _overlaps(self, lost: set[int]) -> list[Diagnostic]:
        found = []
        branches = self.node.branches
        for second in range(len(branches)):
            for first in range(second) if second not in lost else ():
                if first in lost:
                    continue
                shared = self._shared(first, second)
                differing = self._differing(first, second, shared) if shared else 0
                told = self._told(shared, differing) if differing else ""
                if told:
                    one, other = branches[first].condition, branches[second].condition
                    facts = {"overlap": told, "first": self.cell.words(one), "second": self.cell.words(other)}
                    found.append(
                        Diagnostic(CONDITIONS_OVERLAP, branches[second].span, (branches[first].span,), **facts)
                    )
        return found

    def _shared(self, first: int, second: int) -> int:
        """Return where two branches hold and none before them; nothing where one is a special case of the other."""
        one, other = (self.sets[place] & self.possible for place in (first, second))
        if not one & ~other or not other & ~one:
            return 0
        shared = self.sets[first] & self.sets[second] & self.here
        for earlier in self.sets[:first]:
            shared &= ~earlier
        return shared if shared & self.possible & self.likely else 0

    def _differing(self, first: int, second: int, shared: int) -> int:
        """Return the cells of ``shared`` where the two branches have different values for some figures."""
        one, other = (self.node.branches[place].value for place in (first, second))
        factors = self.cell.percent.factors(self.node)
        differing = 0
        for cell in cells_of(shared & self.possible):
            for figures in self._tried(cell):
                left, right = (self.cell.value(node, figures) for node in (one, other))
                if left is not None and right is not None and left * factors[first] != right * factors[second]:
                    differing |= 1 << cell
                    break
        return differing

    def _tried(self, cell: int) -> Iterator[dict[str, Fraction]]:
        """Yield figures of all names with which the quantities lie in a cell."""
        pairs = [axis.line.samples(place) for axis, place in zip(self.grid.axes, self.grid.places(cell), strict=True)]
        for values in zip(*pairs, strict=True):
            for figures in self.figures.giving(values):
                self.trials += 1
                if self.trials > _MOST_TRIALS:
                    return
                yield figures

    def _told(self, cells: int, wanted: int) -> str:
        """Return in signs the parts of a set that hold a cell of ``wanted`` which the quantities can lie in.

        Of several quantities it is the first part: further ones are seen when it is mended.
        """
        told: list[str] = []
        left = wanted & self.possible & self.likely
        while left:
            cell = (left & -left).bit_length() - 1
            left &= left - 1
            if next(self._tried(cell), None) is None:
                continue
            words, box = self.grid.shown(cells, cell)
            left &= ~box
            told.append(words or " & ".join([axis.words for axis in self.grid.axes]))
            if len(self.grid.axes) > 1:
                break
            if len(told) == _MOST_SHOWN and left:
                told[-1] += "; …"
                break
        return "; ".join(told)
