"""Tree → closures over integers, built once and run for every set of figures.

A closure gives an integer, or an integer numerator and denominator where something below it divides. Nothing is reduced
on the way: constants (weights, ``× 100%``, the scale of a percentage) are gathered into one factor while compiling, and
the caller makes one fraction at the end. What closures can't do they don't try: they raise :class:`NeedsSteps`, and the
same tree is walked step by step (:mod:`kinerja_formula.evaluation.steps`), which finds the value or names the fault.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import gcd, lcm
from operator import itemgetter
from typing import Any, Final, NamedTuple

from kinerja_formula.evaluation.percent import Joined, PerCent, Scale, terms_of
from kinerja_formula.nodes import (
    Aggregate,
    Average,
    Call,
    Comparison,
    Components,
    Conditional,
    Logic,
    Name,
    Node,
    Number,
    Part,
    Power,
    Product,
    Statement,
    Sum,
)
from kinerja_formula.numerals import MAX_DIGITS

__all__ = ["MAX_RESULT_BITS", "MAX_RESULT_DIGITS", "NeedsSteps", "Program", "compile_tree"]

MAX_RESULT_BITS: Final = 13_000
"""Numerator and denominator of any value on the way stay below 2 to this power."""

MAX_RESULT_DIGITS: Final = 3_900
"""The same in digits, as a message tells it."""

_SAFE_DIGITS: Final = 3_600

Values = Sequence[Any]
Whole = Callable[[Values], int]
Pair = Callable[[Values], tuple[int, int]]
Test = Callable[[Values], bool]


class NeedsSteps(Exception):  # noqa: N818 - a signal between two modules, never seen by a caller
    """The closures can't tell the value: a denominator is zero, a root is to be drawn, or a limit is near."""


class Program(NamedTuple):
    """``run`` gives a numerator and a denominator; the value in the unit of the result is these times ``up / down``."""

    run: Pair
    up: int
    down: int


class _Code(NamedTuple):
    """Compiled node: its value is ``factor`` times what ``run`` gives (1 where that is None).

    ``pair`` tells whether ``run`` gives numerator and denominator; ``place`` is set for a bare operand;
    ``digits`` is how many digits numerator and denominator can have together.
    """

    factor: Fraction
    run: Any = None
    pair: bool = False
    digits: int = 0
    place: int | None = None


def compile_tree(tree: Node, percent: PerCent, places: Mapping[str, int], *, whole: bool) -> Program:
    """Return the program of ``tree``; ``places`` tells where the figure of an operand (by its key) stands.

    With ``whole`` the figures are integers, else pairs of numerator and denominator.

    >>> from kinerja_formula.nodes import Name, Part, Product
    >>> a, b = Name("Jumlah A", (0, 8)), Name("Jumlah B", (11, 19))
    >>> ratio = Product((Part(a, "×", (0, 0), (0, 8)), Part(b, "/", (9, 10), (9, 19))), (0, 19))
    >>> compile_tree(ratio, PerCent(), {"jumlah a": 0, "jumlah b": 1}, whole=True).run((18, 20))
    (18, 20)
    """
    code = _Compiler(percent, places, whole=whole).code(tree)
    factor = code.factor * 100 if percent.of(tree).scale is Scale.PERCENT else code.factor
    run: Pair
    if code.run is None:
        run = _one
    elif code.pair:
        run = code.run
    else:
        run = _over_one(code.run)
    if code.digits + _digits(factor) > _SAFE_DIGITS:
        run = _watched(run, MAX_RESULT_BITS - factor.numerator.bit_length() - factor.denominator.bit_length())
    return Program(run, factor.numerator, factor.denominator)


def _one(_: Values) -> tuple[int, int]:
    return 1, 1


def _over_one(whole: Whole) -> Pair:
    return lambda values: (whole(values), 1)


def _watched(run: Pair, most_bits: int) -> Pair:
    def watched(values: Values) -> tuple[int, int]:
        above, below = run(values)
        if above.bit_length() > most_bits or below.bit_length() > most_bits:
            raise NeedsSteps
        return above, below

    return watched


def _refuse(_: Values) -> tuple[int, int]:
    raise NeedsSteps


class _Compiler:
    def __init__(self, percent: PerCent, places: Mapping[str, int], *, whole: bool) -> None:
        self.percent = percent
        self.places = places
        self.whole = whole

    def _factor(self, node: Node, within: Product) -> _Code:
        return _Code(self.percent.figure(node, within)) if isinstance(node, Number) else self.code(node)

    def code(self, node: Node) -> _Code:
        match node:
            case Number():
                return _Code(self.percent.figure(node))
            case Name() | Statement() | Aggregate():
                return self._operand(node)
            case Product():
                return _product([(self._factor(part.node, node), part.sign == "×") for part in node.parts])
            case Sum():
                return self._sum(node, [_signed(self.code(part.node), part) for part in node.parts])
            case Average():
                total = self._sum(node, [self.code(item) for item in node.items])
                return total._replace(factor=total.factor / len(node.items))
            case Components():
                return self._sum(node, [self.code(item) for item in node.items])
            case Power():
                return self._power(node)
            case Conditional():
                return self._conditional(node)
            case Call(function="min" | "maks" | "abs"):
                return self._call(node)
        return _Code(Fraction(1), _refuse, pair=True)  # roots, and functions that are for the walk

    def _pairs_of(self, node: Joined) -> tuple[list[Pair], int]:
        """Return numerator and denominator of each term of a node, on one scale, and how many digits they can have."""
        codes = [
            code._replace(factor=code.factor * more)
            for code, more in zip([self.code(term) for term in terms_of(node)], self.percent.factors(node), strict=True)
        ]
        return [_scaled(code) for code in codes], max(code.digits + _digits(code.factor) for code in codes)

    def _conditional(self, node: Conditional) -> _Code:
        values, digits = self._pairs_of(node)
        if digits > _SAFE_DIGITS:
            return _Code(Fraction(1), _refuse, pair=True)
        tests = [self._test(branch.condition) for branch in node.branches]
        cases = tuple(zip(tests, values, strict=False))
        rest = values[-1] if node.otherwise is not None else _refuse

        def choose(figures: Values) -> tuple[int, int]:
            for holds, value in cases:
                if holds(figures):
                    return value(figures)
            return rest(figures)

        return _Code(Fraction(1), choose, True, digits)

    def _test(self, node: Node) -> Test:
        if isinstance(node, Logic):
            tests = tuple([self._test(item) for item in node.items])
            if node.word == "dan":
                return lambda values: all(holds(values) for holds in tests)
            return lambda values: any(holds(values) for holds in tests)
        if not isinstance(node, Comparison):
            raise TypeError(f"no condition: {type(node).__name__}")
        sides, digits = self._pairs_of(node)
        if digits > _SAFE_DIGITS:
            return _refuse_to_compare
        signs = [part.sign for part in node.rest]
        if len(signs) == 1:
            return _comparison(sides[0], signs[0], sides[1])
        links = tuple([_comparison(sides[at], sign, sides[at + 1]) for at, sign in enumerate(signs)])
        return lambda values: all(holds(values) for holds in links)

    def _call(self, node: Call) -> _Code:
        values, digits = self._pairs_of(node)
        if digits > _SAFE_DIGITS:
            return _Code(Fraction(1), _refuse, pair=True)
        if node.function == "abs":
            [inner] = values

            def size(figures: Values) -> tuple[int, int]:
                above, below = inner(figures)
                return abs(above), abs(below)

            return _Code(Fraction(1), size, True, digits)
        smaller = node.function == "min"

        def extreme(figures: Values) -> tuple[int, int]:
            best = values[0](figures)
            for value in values[1:]:
                other = value(figures)
                if _is_less(other, best) if smaller else _is_less(best, other):
                    best = other
            return best

        return _Code(Fraction(1), extreme, True, digits)

    def _operand(self, node: Name | Statement | Aggregate) -> _Code:
        place = self.places[node.key]
        factor = Fraction(1, 100) if self.percent.of(node).scale is Scale.PERCENT else Fraction(1)
        digits = MAX_DIGITS if self.whole else 2 * MAX_DIGITS
        return _Code(factor, itemgetter(place), not self.whole, digits, place)

    def _sum(self, node: Sum | Average | Components, terms: Sequence[_Code]) -> _Code:
        weights = [term.factor * more for term, more in zip(terms, self.percent.factors(node), strict=True)]
        down = lcm(*{weight.denominator for weight in weights})
        if down.bit_length() > MAX_RESULT_BITS:
            return _Code(Fraction(1), _refuse, pair=True)
        counts = [weight.numerator * (down // weight.denominator) for weight in weights]
        up = gcd(*counts) or 1
        counts = [count // up for count in counts]
        alone = sum(count for count, term in zip(counts, terms, strict=True) if term.run is None)
        wholes = [
            (count, term) for count, term in zip(counts, terms, strict=True) if term.run is not None and not term.pair
        ]
        pairs = [(count, term.run) for count, term in zip(counts, terms, strict=True) if term.pair]
        longest = max(counts, key=abs)
        digits = longest.bit_length() // 3 + len(terms).bit_length()
        factor = Fraction(up, down)
        if not pairs:
            digits += max((term.digits for term in terms), default=0)
            run = _add(wholes, alone)
            return _Code(factor * alone) if run is None else _Code(factor, run, digits=digits)
        digits += sum(term.digits for term in terms)
        return _Code(factor, _add_pairs([(count, term.run) for count, term in wholes], pairs, alone), True, digits)

    def _power(self, node: Power) -> _Code:
        exponent = node.exponent
        if not isinstance(exponent, Number) or exponent.percent or exponent.value.denominator != 1:
            return _Code(Fraction(1), _refuse, pair=True)
        times = exponent.value.numerator
        base = self.code(node.base)
        digits = (base.digits + _digits(base.factor)) * abs(times)
        if base.run is None or digits > _SAFE_DIGITS:
            return _Code(Fraction(1), _refuse, pair=True)
        run = base.run
        if times < 0:
            if not base.factor:
                return _Code(Fraction(1), _refuse, pair=True)
            return _Code(base.factor**times, _inverse_power(run, -times, pair=base.pair), True, digits)
        if base.pair:
            return _Code(base.factor**times, lambda values: tuple([part**times for part in run(values)]), True, digits)
        return _Code(base.factor**times, lambda values: run(values) ** times, digits=digits)


def _scaled(code: _Code) -> Pair:
    """Return the pair of a node with its factor in it."""
    up, down = code.factor.numerator, code.factor.denominator
    run = code.run
    if run is None:
        alone = (up, down)
        return lambda _: alone
    if code.pair:
        if up == down == 1:
            pair: Pair = run
            return pair

        def scaled(values: Values) -> tuple[int, int]:
            above, below = run(values)
            return above * up, below * down

        return scaled
    if up == 1:
        return lambda values: (run(values), down)
    return lambda values: (run(values) * up, down)


def _is_less(left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Compare two fractions; a denominator may be below zero."""
    below = left[1] * right[1]
    difference = left[0] * right[1] - right[0] * left[1]
    return difference < 0 if below > 0 else difference > 0


def _comparison(left: Pair, sign: str, right: Pair) -> Test:
    """Return the test of two sides. Each is calculated once."""

    def order(values: Values) -> int:
        (above, below), (over, under) = left(values), right(values)
        difference = above * under - over * below
        return difference if below * under > 0 else -difference

    match sign:
        case "<":
            return lambda values: order(values) < 0
        case "≤":
            return lambda values: order(values) <= 0
        case "≥":
            return lambda values: order(values) >= 0
        case ">":
            return lambda values: order(values) > 0
        case "=":
            return lambda values: order(values) == 0
    return lambda values: order(values) != 0


def _refuse_to_compare(_: Values) -> bool:
    raise NeedsSteps


def _signed(code: _Code, part: Part) -> _Code:
    return code if part.sign == "+" else code._replace(factor=-code.factor)


def _digits(factor: Fraction) -> int:
    return (factor.numerator.bit_length() + factor.denominator.bit_length()) // 3


def _inverse_power(run: Any, times: int, *, pair: bool) -> Pair:
    def inverse(values: Values) -> tuple[int, int]:
        above, below = run(values) if pair else (run(values), 1)
        if not above:
            raise NeedsSteps
        return below**times, above**times

    return inverse


def _product(parts: Sequence[tuple[_Code, bool]]) -> _Code:
    factor = _factor_of(parts)
    if factor is None:
        return _Code(Fraction(1), _refuse, pair=True)
    digits = sum(code.digits for code, _ in parts)
    top = [code for code, above in parts if above and code.run is not None]
    bottom = [code for code, above in parts if not above and code.run is not None]
    if len(top) == 1 and not bottom:
        return top[0]._replace(factor=factor, digits=digits)
    if digits > _SAFE_DIGITS or any(code.pair for code in (*top, *bottom)):
        return _Code(factor, _multiply_pairs(top, bottom), True, digits)
    over, under = _multiply(top), _multiply(bottom)
    if under is None:
        return _Code(factor, over, digits=digits)
    if len(top) == len(bottom) == 1 and top[0].place is not None and bottom[0].place is not None:
        return _Code(factor, _ratio_of_operands(top[0].place, bottom[0].place), True, digits)
    return _Code(factor, _ratio(over, under), True, digits)


def _factor_of(parts: Sequence[tuple[_Code, bool]]) -> Fraction | None:
    """Return what the numbers of a product are together; None where it divides by zero, or is too large."""
    up = down = 1
    for code, above in parts:
        if not above and not code.factor:
            return None
        up *= code.factor.numerator if above else code.factor.denominator
        down *= code.factor.denominator if above else code.factor.numerator
        if max(up.bit_length(), down.bit_length()) > MAX_RESULT_BITS:
            return None
    return Fraction(up, down)


def _ratio_of_operands(over: int, under: int) -> Pair:
    def ratio(values: Values) -> tuple[int, int]:
        below = values[under]
        if not below:
            raise NeedsSteps
        return values[over], below

    return ratio


def _ratio_of_pairs(over: Pair, under: Pair) -> Pair:
    def ratio(values: Values) -> tuple[int, int]:
        above, down = over(values)
        below, up = under(values)
        if not below:
            raise NeedsSteps
        above *= up
        below *= down
        if above.bit_length() + below.bit_length() > MAX_RESULT_BITS:
            raise NeedsSteps
        return above, below

    return ratio


def _ratio(above: Whole | None, below: Whole) -> Pair:
    def ratio(values: Values) -> tuple[int, int]:
        under = below(values)
        if not under:
            raise NeedsSteps
        return (1 if above is None else above(values)), under

    return ratio


def _multiply(codes: Sequence[_Code]) -> Whole | None:
    if len(codes) == 2:
        first, second = codes
        if first.place is not None and second.place is not None:
            one, other = first.place, second.place
            return lambda values: values[one] * values[other]
        left, right = first.run, second.run
        return lambda values: left(values) * right(values)
    if len(codes) < 2:
        return codes[0].run if codes else None
    runs = [code.run for code in codes]

    def multiply(values: Values) -> int:
        product = 1
        for run in runs:
            product *= run(values)
        return product

    return multiply


def _multiply_pairs(top: Sequence[_Code], bottom: Sequence[_Code]) -> Pair:
    if len(top) == len(bottom) == 1 and top[0].pair and bottom[0].pair:
        return _ratio_of_pairs(top[0].run, bottom[0].run)
    over = [(code.run, code.pair) for code in top]
    under = [(code.run, code.pair) for code in bottom]

    def multiply(values: Values) -> tuple[int, int]:
        above = below = 1
        for run, pair in over:
            if pair:
                up, down = run(values)
                above *= up
                below *= down
            else:
                above *= run(values)
            if above.bit_length() + below.bit_length() > MAX_RESULT_BITS:
                raise NeedsSteps
        for run, pair in under:
            up, down = run(values) if pair else (run(values), 1)
            if not up:
                raise NeedsSteps
            above *= down
            below *= up
            if above.bit_length() + below.bit_length() > MAX_RESULT_BITS:
                raise NeedsSteps
        return above, below

    return multiply


def _add(terms: Sequence[tuple[int, _Code]], alone: int) -> Whole | None:
    if not terms:
        return None
    if len(terms) == 2 and not alone:
        (one, first), (other, second) = terms
        left, right = first.run, second.run
        if one == 1 and other == 1:
            return lambda values: left(values) + right(values)
        if one == 1 and other == -1:
            if second.place is not None:
                place = second.place
                return lambda values: left(values) - values[place]
            return lambda values: left(values) - right(values)
        return lambda values: one * left(values) + other * right(values)
    if all(count == 1 and term.place is not None for count, term in terms) and len(terms) > 1:
        pick = itemgetter(*[term.place for _, term in terms])
        return lambda values: sum(pick(values), alone)
    runs = [(count, term.run) for count, term in terms]

    def add(values: Values) -> int:
        total = alone
        for count, run in runs:
            total += count * run(values)
        return total

    return add


def _add_pairs(wholes: Sequence[tuple[int, Whole]], pairs: Sequence[tuple[int, Pair]], alone: int) -> Pair:
    def add(values: Values) -> tuple[int, int]:
        above, below = alone, 1
        for count, whole in wholes:
            above += count * whole(values)
        for count, pair in pairs:
            up, down = pair(values)
            if down == below:
                above += count * up
                continue
            shared = gcd(below, down)
            above = above * (down // shared) + count * up * (below // shared)
            below *= down // shared
            if below.bit_length() > MAX_RESULT_BITS:
                raise NeedsSteps
        return above, below

    return add
