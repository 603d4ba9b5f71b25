"""Conditions, extremes, logarithms and rounding → column expressions: only the branch that is taken counts.

An engine calculates every branch for every row. What is wrong in one counts where a record would get to it, so each
test here stands together with the way that leads to it: the conditions before it failed, its own holds, and nothing
was wrong with them.

Records are compared by the decimals that a person wrote, columns by floats, in which 0,1 + 0,2 is not 0,3. Both agree
because a comparison here knows by how much double precision may miss its sides (``error_bounds``). Two figures of the
table, or one and a number of up to fifteen digits, are compared as they are: of decimals that are unlike the floats are
too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final, NamedTuple

from kinerja_formula.columns.arithmetic import Arithmetic, Sound, factors_of
from kinerja_formula.columns.engines import finite
from kinerja_formula.columns.error_bounds import TEN, ErrorBounds, values_of
from kinerja_formula.columns.sums_of_records import as_figures
from kinerja_formula.nodes import (
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
    children,
    walk,
)

__all__ = ["Piecewise", "arithmetic_of", "compared"]

Expression = Any

_EXACT_DIGITS: Final = 10**15
_MOST_DECIMALS: Final = 100
_ALL_WHOLE: Final = 2.0**52
"""From here on every float is a whole number."""


def arithmetic_of(tree: Node, *arguments: Any, **keywords: Any) -> Arithmetic:
    """Return the expressions of a tree: those of conditions and functions where it has some.

    The arguments are those of :class:`kinerja_formula.columns.arithmetic.Arithmetic`.
    """
    kind = Piecewise if any(isinstance(node, (Conditional, Call)) for node in walk(as_figures(tree))) else Arithmetic
    return kind(tree, *arguments, **keywords)


class _Faults(NamedTuple):
    """Tests for what a record would find wrong with a part, None where that can't be.

    Of ``outside`` and ``gap`` the one that a record meets first holds.
    """

    zero: Expression = None
    outside: Expression = None
    gap: Expression = None
    large: Expression = None

    @property
    def unknown(self) -> Expression:
        return _either(*self)


class Piecewise(ErrorBounds):
    """The expressions of a tree with conditions or functions."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._kept = self._kept | set(_tested(self._lowered.plain))
        self._tests: dict[Node, Expression] = {}
        self._faults: dict[Node, _Faults] = {}

    def is_bounded(self) -> bool:
        """Return False: the branch of a row without a value is no figure at all."""
        return False

    def sound(self) -> Sound:
        """Return the tests for what can be wrong."""
        plain = self._lowered.plain
        faults = _Faults(*[test if test is None else self._stage(test) for test in self._faults_of(plain)])
        keys = {node.key: node for node in walk(plain) if isinstance(node, Name) and self._constant(node) is None}
        zero, outside, gap, large = [() if test is None else (test,) for test in faults]
        # A row has a figure for every operand, also for those of branches that are not taken.
        return Sound(zero, zero, outside, tuple([self._leaves[key] for key in keys]), gap, large)

    # Values

    def _operation(self, node: Node) -> Expression:
        match node:
            case Conditional():
                return self._chosen(node, [self._write(value) for value in values_of(node)])
            case Call():
                return _CALLS[node.function](self, node.arguments)
        return super()._operation(node)

    def _chosen(self, node: Conditional, values: Sequence[Expression]) -> Expression:
        """Return the value of the first branch that holds, null where none does."""
        tests = [self._holds(branch.condition) for branch in node.branches]
        rest = values[len(tests)] if len(values) > len(tests) else self._nw.lit(None, dtype=self._nw.Float64)
        for test, value in zip(reversed(tests), reversed(values[: len(tests)]), strict=True):
            rest = self._nw.when(test).then(value).otherwise(rest)
        return rest

    def _holds(self, node: Node) -> Expression:
        known = self._tests.get(node)
        if known is None:
            known = self._tests[node] = self._stage(self._test(node))
        return known

    def _test(self, node: Node) -> Expression:
        if isinstance(node, Logic):
            tests = [self._holds(item) for item in node.items]
            return _both(*tests) if node.word == "dan" else _either(*tests)
        assert isinstance(node, Comparison)
        sides = [node.first, *[part.node for part in node.rest]]
        return _both(*[self._compared(*pair, part.sign) for pair, part in zip(pairwise(sides), node.rest, strict=True)])

    def _compared(self, left: Node, right: Node, sign: str) -> Expression:
        constants = self._constant(left), self._constant(right)
        if constants[0] is not None and constants[1] is not None:
            return self._lit(_AS_WRITTEN[sign](*constants))
        one, other = self._write(left), self._write(right)
        if self._is_as_written(left) and self._is_as_written(right):
            return _AS_WRITTEN[sign](one, other)
        margin = self._margin(left) + self._margin(right)
        return _SIGNS[sign](one - other, margin)

    def _is_as_written(self, node: Node) -> bool:
        """Whether the float of a side tells its decimals."""
        constant = self._constant(node)
        if constant is None:
            return isinstance(node, Name) and node.key not in self._summed
        tens = constant.denominator
        for prime in (2, 5):
            while tens % prime == 0:
                tens //= prime
        return tens == 1 and abs(constant.numerator) < _EXACT_DIGITS and constant.denominator < _EXACT_DIGITS

    def _minimum(self, arguments: Sequence[Node]) -> Expression:
        return self._nw.min_horizontal(*map(self._write, arguments)) if len(arguments) > 1 else self._write(*arguments)

    def _maximum(self, arguments: Sequence[Node]) -> Expression:
        return self._nw.max_horizontal(*map(self._write, arguments)) if len(arguments) > 1 else self._write(*arguments)

    def _absolute(self, arguments: Sequence[Node]) -> Expression:
        return self._write(arguments[0]).abs()

    def _median(self, arguments: Sequence[Node]) -> Expression:
        figures = [self._write(one) for one in arguments]
        places = {(len(figures) - 1) // 2, len(figures) // 2}
        found = [self._in_order(figures, place) for place in sorted(places)]
        return found[0] if len(found) == 1 else (found[0] + found[1]) / 2.0

    def _in_order(self, figures: Sequence[Expression], place: int) -> Expression:
        """Return the figure that stands in a place when they are in order: few are below it, enough not above it."""
        chosen = figures[-1]
        for figure in reversed(figures[:-1]):
            below = _counted([other < figure for other in figures], self._nw)
            up_to = _counted([other <= figure for other in figures], self._nw)
            chosen = self._nw.when((below <= place) & (up_to > place)).then(figure).otherwise(chosen)
        return chosen

    def _logarithm(self, arguments: Sequence[Node]) -> Expression:
        return self._log(arguments[0]) / self._log(arguments[1] if len(arguments) > 1 else TEN)

    def _natural(self, arguments: Sequence[Node]) -> Expression:
        return self._log(arguments[0])

    def _log(self, node: Node) -> Expression:
        # DuckDB raises for the logarithm of what has none, in a branch that is not taken too.
        figure = self._write(node)
        return self._nw.when(figure > 0).then(figure).otherwise(self._lit(1.0)).log()

    def _geometric(self, arguments: Sequence[Node]) -> Expression:
        product = self._write(arguments[0])
        for one in arguments[1:]:
            product = product * self._write(one)
        size = product.abs()
        return size if len(arguments) == 1 else size.sqrt() if len(arguments) == 2 else size ** (1.0 / len(arguments))

    def _rounded(self, arguments: Sequence[Node]) -> Expression:
        """Round half away from zero; what floats can't tell from the middle lies on it."""
        figure = self._write(arguments[0])
        decimals = self._constant(arguments[1]) if len(arguments) > 1 else Fraction(0)
        if decimals is None:
            scale = self._lit(10.0) ** self._write(arguments[1])
        else:
            places = max(-_MOST_DECIMALS, min(_MOST_DECIMALS, int(decimals)))
            scale = self._lit(float(Fraction(10) ** places))
        steps = self._floor((figure.abs() + self._margin(arguments[0])) * scale + 0.5) / scale
        return self._nw.when(figure < 0).then(steps * -1.0).otherwise(steps)

    def _floor(self, figure: Expression) -> Expression:
        """Return whole numbers; Spark raises for what its own integers don't hold, in a branch not taken too."""
        small = figure.abs() < _ALL_WHOLE
        below = self._nw.when(small).then(figure).otherwise(self._lit(0.0)).floor().cast(self._nw.Float64)
        return self._nw.when(small).then(below).otherwise(figure)

    # What can be wrong

    def _faults_of(self, node: Node) -> _Faults:
        known = self._faults.get(node)
        if known is None:
            match node:
                case Conditional():
                    known = self._faults_of_branches(node)
                case Logic():
                    known = self._faults_of_logic(node)
                case _:
                    below = [one.node if isinstance(one, Part) else one for one in children(node)]
                    known = self._followed([self._faults_of(one) for one in below], self._own(node))
            self._faults[node] = known
        return known

    def _followed(self, parts: Sequence[_Faults], own: _Faults) -> _Faults:
        """Return the faults of all parts, and those of what is made of them where it can be made."""
        found = _Faults()
        for one in parts:
            found = _Faults(
                _either(found.zero, one.zero),
                _either(found.outside, _both(_not(found.gap), one.outside)),
                _either(found.gap, _both(_not(found.outside), one.gap)),
                _either(found.large, one.large),
            )
        return self._then(found, own)

    def _then(self, first: _Faults, later: _Faults) -> _Faults:
        """Return the faults of one thing after another, which is not looked at where something is wrong before it."""
        unknown = first.unknown
        if unknown is None:
            return later
        if later.unknown is None:
            return first
        sound = ~self._stage(unknown)
        return _Faults(*[_either(one, _both(sound, other)) for one, other in zip(first, later, strict=True)])

    def _faults_of_branches(self, node: Conditional) -> _Faults:
        rest = node.otherwise
        found = _Faults(gap=self._lit(True)) if rest is None else self._faults_of(rest)
        for branch in reversed(node.branches):
            holds = self._holds(branch.condition)
            own = self._faults_of(branch.value)
            chosen = _Faults(
                *[_either(_both(holds, test), _both(~holds, other)) for test, other in zip(own, found, strict=True)]
            )
            found = self._then(self._faults_of(branch.condition), chosen)
        return found

    def _faults_of_logic(self, node: Logic) -> _Faults:
        """The first item that decides is the last that is looked at."""
        *items, last = node.items
        found = self._faults_of(last)
        for item in reversed(items):
            if found.unknown is not None:
                holds = self._holds(item)
                reached = holds if node.word == "dan" else ~holds
                found = _Faults(*[_both(reached, test) for test in found])
            found = self._then(self._faults_of(item), found)
        return found

    def _own(self, node: Node) -> _Faults:
        """Return what can be wrong with an operation whose operands have their figures."""
        match node:
            case Product():
                below = [one for part in node.parts if part.sign == "/" for one in factors_of(part.node)]
                return _Faults(zero=_either(*[test for one in below for test in self._is_zero(one)]))
            case Power():
                return self._faults_of_power(node)
            case Root() if node.degree % 2 == 0:
                return _Faults(outside=self._write(node.radicand) < 0)
            case Comparison():
                return _Faults(large=self._too_large([node.first, *[part.node for part in node.rest]]))
            case Call():
                return self._faults_of_call(node)
        return _Faults()

    def _is_zero(self, node: Node) -> list[Expression]:
        constant = self._constant(node)
        if constant is not None:
            return [] if constant else [self._lit(True)]
        return [self._write(node) == 0]

    def _faults_of_power(self, node: Power) -> _Faults:
        base, exponent = self._write(node.base), self._constant(node.exponent)
        if exponent is None:
            times = self._write(node.exponent)
            return _Faults((base == 0) & (times < 0), (base < 0) & (times != self._floor(times)))
        zero = base == 0 if exponent < 0 else None
        return _Faults(zero, None if exponent.denominator == 1 else base < 0)

    def _faults_of_call(self, node: Call) -> _Faults:
        arguments = node.arguments
        match node.function:
            case "ln" | "log":
                tests = [self._write(one) <= 0 for one in arguments]
                return _Faults(outside=_either(*tests, *[self._write(one) == 1 for one in arguments[1:]]))
            case "rata-rata-ukur":
                return _Faults(outside=_either(*[self._write(one) < 0 for one in arguments]))
            case "bulat" if len(arguments) > 1:
                decimals = self._constant(arguments[1])
                if decimals is not None:
                    wrong = decimals.denominator != 1 or abs(decimals) > _MOST_DECIMALS
                    return _Faults(outside=self._lit(True) if wrong else None)
                asked = self._write(arguments[1])
                return _Faults(outside=(asked != self._floor(asked)) | (asked.abs() > float(_MOST_DECIMALS)))
        return _Faults(large=self._too_large(arguments))

    def _too_large(self, nodes: Sequence[Node]) -> Expression:
        """Return whether one is beyond all bounds: then an engine's own order of figures counts, or there is none."""
        return _either(*[~finite(self._write(one)) for one in nodes if not isinstance(one, (Name, Number))])


_CALLS: Final[dict[str, Callable[[Piecewise, Sequence[Node]], Expression]]] = {
    "min": Piecewise._minimum,  # noqa: SLF001
    "maks": Piecewise._maximum,  # noqa: SLF001
    "abs": Piecewise._absolute,  # noqa: SLF001
    "median": Piecewise._median,  # noqa: SLF001
    "log": Piecewise._logarithm,  # noqa: SLF001
    "ln": Piecewise._natural,  # noqa: SLF001
    "rata-rata-ukur": Piecewise._geometric,  # noqa: SLF001
    "bulat": Piecewise._rounded,  # noqa: SLF001
}

_AS_WRITTEN: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "<": lambda left, right: left < right,
    "≤": lambda left, right: left <= right,
    "=": lambda left, right: left == right,
    "≠": lambda left, right: left != right,
    "≥": lambda left, right: left >= right,
    ">": lambda left, right: left > right,
}

_SIGNS: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "<": lambda difference, margin: difference < margin * -1.0,
    "≤": lambda difference, margin: difference <= margin,
    "=": lambda difference, margin: difference.abs() <= margin,
    "≠": lambda difference, margin: difference.abs() > margin,
    "≥": lambda difference, margin: difference >= margin * -1.0,
    ">": lambda difference, margin: difference > margin,
}
"""What a comparison says of the difference of its sides, of which ``margin`` may be missed."""


def compared(left: Piecewise, sign: str, right: Piecewise) -> Expression:
    """Return whether the values of two trees stand to each other as a sign says, as far as floats can tell."""
    return _SIGNS[sign](left.value() - right.value(), left.margin() + right.margin())


def _tested(tree: Node) -> Iterator[Node]:
    """Yield what is calculated for a test as well as for a value."""
    for node in walk(tree):
        match node:
            case Comparison():
                found: list[Node] = [node.first, *[part.node for part in node.rest]]
            case Product():
                found = [one for part in node.parts if part.sign == "/" for one in (part.node, *factors_of(part.node))]
            case Call():
                found = list(node.arguments)
            case Root() | Power():
                found = [children(node)[0]]
            case _:
                continue
        yield from [one for one in found if not isinstance(one, (Name, Number))]


def _counted(tests: Sequence[Expression], nw: Any) -> Expression:
    first, *others = [test.cast(nw.Int64) for test in tests]
    for one in others:
        first = first + one
    return first


def _either(*tests: Expression) -> Expression:
    """Return whether one test holds; None stands for one that never does."""
    found: Expression = None
    for test in tests:
        if test is not None:
            found = test if found is None else found | test
    return found


def _both(*tests: Expression) -> Expression:
    """Return whether all tests hold; with None as the last, which never does, None.

    A None before it is a test that always holds.
    """
    *others, found = tests
    if found is None:
        return None
    for test in reversed(others):
        if test is not None:
            found = test & found
    return found


def _not(test: Expression) -> Expression:
    """Return whether a test fails; None, which always does here, for one that never holds."""
    return None if test is None else ~test
