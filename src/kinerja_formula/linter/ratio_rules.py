"""Rules about the formula alone: its two sides, its hundreds, a result that no figure changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from kinerja_formula.diagnostics.catalogue import (
    CONSTANT_RESULT,
    OTHER_WHOLE,
    SAME_SIDES,
    SPELLING_DIFFERS,
    TWICE_HUNDRED,
    UNIT_DOUBT,
    UNIT_MISMATCH,
    UNIT_NOTE,
)
from kinerja_formula.evaluation.arithmetic import plain_arithmetic
from kinerja_formula.linter.facts import Facts, Finding, Fix, FormulaRule
from kinerja_formula.linter.spelling import deletions, slip, spells
from kinerja_formula.linter.stems import content, exact_words, raw_words, stem, vocabulary
from kinerja_formula.nodes import Name, Node, Number, Part, Power, Product, Sum
from kinerja_formula.numerals import shortest

__all__ = ["RULES"]

_ABOUT_UNITS: Final = {UNIT_MISMATCH.code, UNIT_DOUBT.code, UNIT_NOTE.code}
"""Where the units of the two sides are spoken of already."""
_PRIMES: Final = (7, 11, 17, 29, 37, 53, 61, 83, 97, 113, 149, 173, 211)
_TRIALS: Final = (0, 4, 9)


class SameSides(FormulaRule):
    """Numerator and denominator are one thing, but for words that say that all of it is meant."""

    rule = SAME_SIDES

    def check(self, facts: Facts) -> Finding | None:
        ratio = facts.ratio
        if ratio is None or not ratio.above or not ratio.below:
            return None
        alike = ratio.upper == ratio.lower
        if not alike and isinstance(ratio.upper, Name) and isinstance(ratio.lower, Name):
            above, below = (_said(name.text) for name in (ratio.upper, ratio.lower))
            alike = bool(above) and above == below
        if not alike:
            return None
        return self.found(ratio.upper.span, ratio.lower.span, name=ratio.above[0].text)


def _said(text: str) -> list[str]:
    """The words of a name but for those that say that something is counted, or all of it; in any order."""
    left_out = exact_words("quantifiers") | exact_words("joints")
    return sorted([word for word in raw_words(text) if word not in left_out])


class TwiceHundred(FormulaRule):
    """A percentage is multiplied by a hundred again."""

    rule = TWICE_HUNDRED
    fix = "aman"

    def check(self, facts: Facts) -> Finding | None:
        tree = facts.tree
        if not isinstance(tree, Product):
            return None
        hundreds = [part for part in tree.parts if part.sign == "×" and _is_hundred(part.node)]
        if len(hundreds) > 1:
            last = hundreds[-1]
            start = tree.parts[tree.parts.index(last) - 1].span[1]
            fix = Fix(start, last.span[1], "", safe=last.node.span[0] > start)
            return self.found(last.node.span, hundreds[0].node.span, fix=fix, reason="dua-kali")
        named = [part.node for part in tree.parts if isinstance(part.node, Name)]
        if hundreds and len(named) == 1 == len(tree.parts) - 1 and facts.percent.of(named[0]).scale.value == "percent":
            return self.found(hundreds[0].node.span, named[0].span, reason="sudah-persen")
        return None


def _is_hundred(node: Node) -> bool:
    return isinstance(node, Number) and node.value == 100


class ConstantResult(FormulaRule):
    """Whatever the figures are, the result is one and the same."""

    rule = CONSTANT_RESULT

    def check(self, facts: Facts) -> Finding | None:
        if not facts.repeats or facts.kind == "komponen":
            return None
        ratio = facts.ratio
        if ratio is not None and ratio.upper == ratio.lower:
            return None  # KF124 says it already
        tree = plain_arithmetic(facts.tree, percent=facts.percent)
        keys = [name.key for name in facts.names]
        values = set()
        for trial in _TRIALS:
            figures = {key: Fraction(_figure(order + trial)) for order, key in enumerate(keys)}
            value = _value(tree, figures)
            if value is None:
                return None
            values.add(value)
        if len(values) != 1:
            return None
        shown = shortest(values.pop()) + ("%" if facts.unit == "%" else "")
        return self.found(facts.tree.span, value=shown)


def _figure(order: int) -> int:
    """A figure that stands in no simple relation to the others."""
    round_, place = divmod(order, len(_PRIMES))
    return _PRIMES[place] + 1009 * round_


def _value(node: Node, figures: dict[str, Fraction]) -> Fraction | None:
    match node:
        case Number():
            return node.value
        case Name():
            return figures[node.key]
        case Sum() | Product():
            return _chain(node.parts, figures)
        case Power(exponent=Number(value=exponent)) if exponent.denominator == 1 and 0 <= exponent <= 8:
            base = _value(node.base, figures)
            return None if base is None else base ** int(exponent)
    return None


def _chain(parts: Sequence[Part], figures: dict[str, Fraction]) -> Fraction | None:
    total = Fraction(parts[0].sign in "×/")
    for part in parts:
        value = _value(part.node, figures)
        if value is None or (part.sign == "/" and not value):
            return None
        if part.sign in "×/":
            total = total * value if part.sign == "×" else total / value
        else:
            total = total + value if part.sign == "+" else total - value
    return total


class OtherWhole(FormulaRule):
    """Both sides count one kind of thing, but of different sorts: planning documents over financial documents.

    Only where the sort is what matters, as of dokumen: teachers with a degree are a part of all teachers.
    """

    rule = OTHER_WHOLE

    def check(self, facts: Facts) -> Finding | None:
        ratio = facts.ratio
        if ratio is None or not facts.is_percentage or not facts.found.isdisjoint(_ABOUT_UNITS):
            return None
        above, below = ratio.upper, ratio.lower
        if not (isinstance(above, Name) and isinstance(below, Name)):
            return None
        (head, sort), (other_head, other_sort) = (_head_and_sort(name.text) for name in (above, below))
        if (
            head != other_head
            or head not in vocabulary("sorted_things")
            or not sort
            or not other_sort
            or sort & other_sort
        ):
            return None
        if not set(content(above.text)).isdisjoint(other_sort) or not set(content(below.text)).isdisjoint(sort):
            return None
        return self.found(above.span, below.span, numerator=above.text, denominator=below.text)


def _head_and_sort(text: str) -> tuple[str, frozenset[str]]:
    """Return the stem of what is counted, and the stems right behind it, up to the first word of grammar."""
    words = [word for word in raw_words(text) if word not in exact_words("quantifiers")]
    if not words:
        return "", frozenset()
    end = next((place for place, word in enumerate(words) if word in exact_words("stop")), len(words))
    behind = words[1:end]
    if end < len(words) and words[end] in exact_words("joints_of_lists"):
        return words[0], frozenset()  # "sasaran, program dan kegiatan": a list has no one sort
    return stem(words[0]), frozenset([stem(word) for word in behind if not word.isdecimal()])


class TwoSpellings(FormulaRule):
    """Two operands whose names are one but for a slip: one thing that is asked for twice."""

    rule = SPELLING_DIFFERS

    def check(self, facts: Facts) -> Finding | None:
        if len(facts.names) < 2:
            return None
        said = [raw_words(name.text) for name in facts.names]
        alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for place, words in enumerate(said):
            for key in _but_for_a_slip(words):
                alike[key].append(place)
        for place, words in enumerate(said):
            near = {other for key in _but_for_a_slip(words) for other in alike[key] if other > place}
            for other in sorted(near):
                differing = [pair for pair in zip(words, said[other], strict=True) if pair[0] != pair[1]]
                if len(differing) == 1 and slip(*differing[0]):
                    span, related = facts.names[other].span, facts.names[place].span
                    return self.found(span, related, reason="satu-rumus", word=differing[0][1], usual=differing[0][0])
        return None


def _but_for_a_slip(words: tuple[str, ...]) -> Iterator[tuple[object, ...]]:
    """Yield what two names have in common that differ in a letter of one word."""
    for place, word in enumerate(words):
        if spells(word):
            around = hash(words[:place]), hash(words[place + 1 :])
            for shorter in deletions(word):
                yield (len(words), place, *around, shorter)


RULES: Final = (TwoSpellings(), SameSides(), TwiceHundred(), ConstantResult(), OtherWhole())
