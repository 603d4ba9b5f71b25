"""Branches looked at before any data is seen: what they leave open, where two of them hold, which is never taken.

The conditions of a formula cut the line of each quantity that they compare with numbers; over the cells between the
cuts, taken together for several quantities, every condition is true or false as a whole. So the check is exact. What
can't be decided in this way (two quantities compared with each other, a bound that the cell doesn't tell, too many
cells) is passed over in silence, and nothing is said of figures that the quantities can't have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.diagnostics.catalogue import BRANCH_UNREACHABLE, CONDITIONS_OPEN, CONDITIONS_OVERLAP
from kinerja_formula.evaluation.percent import PerCent, compared_with_percent
from kinerja_formula.linter.condition_grid import Grid, Reader
from kinerja_formula.linter.figures_of_names import FiguresOfNames
from kinerja_formula.linter.formula_parts import Cell, UndecidedError
from kinerja_formula.linter.intervals import cells_of
from kinerja_formula.nodes import Aggregate, Conditional, Node, children

__all__ = ["check_conditions"]

_MOST_BRANCHES: Final = 100
_MOST_TRIALS: Final = 400
"""How many figures are tried for one conditional before nothing more is said of it."""
_MOST_SHOWN: Final = 4
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
    cell = Cell(text, dict(constants or {}), PerCent((), compared_with_percent(tree)))
    found: list[Diagnostic] = []
    for node, context in _conditionals(tree):
        if len(node.branches) > _MOST_BRANCHES:
            continue
        try:
            found += _Branches(node, context, cell).findings()
        except UndecidedError:
            continue
    return tuple(found)


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


class _Branches:
    """One conditional over its grid."""

    def __init__(self, node: Conditional, context: Context, cell: Cell) -> None:
        self.node = node
        self.cell = cell
        reader = Reader(cell)
        meanings = [reader.meaning(branch.condition) for branch in node.branches]
        around = [(reader.meaning(condition), holds) for condition, holds in context]
        if not reader.axes:
            raise UndecidedError
        for axis in reader.axes:
            axis.cut()
        self.grid = grid = Grid(reader.axes)
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
        self.figures = FiguresOfNames(grid.axes, values, cell)
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
