"""The sentence round a formula: ``perbandingan antara A dengan B``, ``selisih A dan B``, ``rata-rata dari A, B dan C``.

A frame's words are no operand; what they say becomes signs. Only a frame whose parts are clear is taken; else its words
stay in the name.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

from kinerja_formula.diagnostics.catalogue import AMBIGUOUS_READING
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.brackets import Group, Item
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.labels import (
    VERBS,
    drop_label,
    is_divided,
    is_hundredfold,
    result_words,
    times_hundred,
    verbs,
)
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.signs import (
    at,
    begins_strong,
    begins_weak,
    is_symbol,
    next_solid,
    words_of_operand,
)
from kinerja_formula.reading.vocabulary import in_order, words

__all__ = ["unframe"]


def unframe(items: list[Item], draft: Draft, *, top: bool) -> list[Item]:
    """Return ``items`` with sentence frames turned to signs."""
    items = drop_label(items, draft) if top else items
    items = result_words(items)
    place = next_solid(items, 0)
    first = at(items, place)
    if first is None or first.kind != lx.WORD:
        return items
    for frame in _frames_by_word().get(first.low, ()):
        opened = frame(items, place, draft)
        if opened is not None:
            return opened
    return items


def _comparison(items: list[Item], place: int, draft: Draft) -> list[Item]:
    """``perbandingan antara A dengan B``, ``rasio A terhadap B``."""
    certain = items[place].low in words("frames", "comparison_certain")
    if not is_divided(items):
        joints = in_order("frames", "comparison_joints")
        return _TwoParts(items, place, lx.DIV).joined(joints, draft, doubtful=not certain)
    if certain and any(item.kind in (lx.DIV, lx.OVER) for item in items):
        return items[_after_between(items, place) :]
    return items


def _percentage_of_counts(items: list[Item], place: int, draft: Draft) -> list[Item] | None:
    """``Persentase jumlah A dibagi jumlah B``: the first word says what comes out, the operand begins behind it."""
    inner = at(items, next_solid(items, place + 1))
    if inner is None or inner.kind != lx.WORD or not begins_strong(inner):
        return None
    if not is_divided(items):
        joints = in_order("frames", "percent_joints")
        return _TwoParts(items, place, lx.DIV, counts=True).joined(joints, draft, doubtful=True)
    if any(item.kind == lx.PCT for item in items) or is_hundredfold(items):
        return items[place + 1 :]
    _report(draft, items[place], items, reading="kali-seratus")
    return [*items[place + 1 :], *times_hundred(items[-1].end)]


def _verb(items: list[Item], place: int, draft: Draft) -> list[Item] | None:
    """``membagi A dengan B``."""
    if any(item.kind in lx.OPERATORS and item.kind != lx.MUL for item in items):
        return None
    return _TwoParts(items, place, verbs()[items[place].low]).joined(in_order("frames", "verb_joints"), draft)


def _difference(items: list[Item], place: int, draft: Draft) -> list[Item]:
    """``selisih A dan B``."""
    return _TwoParts(items, place, lx.SUB).joined(in_order("frames", "difference_joints"), draft)


def _outcome(items: list[Item], place: int, draft: Draft) -> list[Item] | None:
    """``hasil bagi A dengan B``, ``hasil kali A dan B``."""
    second = at(items, place + 1)
    if second is None or second.kind != lx.WORD:
        return None
    for role, kind in _OUTCOMES:
        if second.low in words("frames", role):
            return _TwoParts(items, place + 1, kind).joined(in_order("frames", "outcome_joints"), draft)
    return None


def _sum(items: list[Item], place: int, draft: Draft) -> list[Item]:
    """``penjumlahan A, B dan C``; of ``penjumlahan A ditambah B`` the word says what the sign does."""
    signs = {item.kind for item in items if item.kind in lx.OPERATORS}
    return items[_after_between(items, place) :] if signs == {lx.ADD} else _listed(items, place, lx.ADD, draft)


def _average(items: list[Item], place: int, draft: Draft) -> list[Item]:
    return _listed(items, place, lx.SEP, draft)


_Frame = Callable[[list[Item], int, Draft], list[Item] | None]
"""A rule: the items and the place of the word that opens the frame → the items without it, None if it is no frame."""

_LONGEST_SYMBOL = 8
_OUTCOMES = (("quotient", lx.DIV), ("product", lx.MUL))
_FRAMES: Final[tuple[tuple[str, str, _Frame], ...]] = (
    ("frames", "comparison", _comparison),
    ("frames", "comparison_percent", _percentage_of_counts),
    *[("frames", role, _verb) for role in VERBS],
    ("frames", "difference", _difference),
    ("heads", "outcome", _outcome),
    ("frames", "sum", _sum),
    ("frames", "average", _average),
)
"""The frames in the order in which they are tried: where the words that open them stand, and the rule."""


@cache
def _frames_by_word() -> dict[str, tuple[_Frame, ...]]:
    found: dict[str, tuple[_Frame, ...]] = {}
    for table, role, frame in _FRAMES:
        for word in words(table, role):
            found[word] = (*found.get(word, ()), frame)
    return found


def _report(draft: Draft, item: Item, whole: list[Item], *, reading: str) -> None:
    draft.report(AMBIGUOUS_READING, item.span, sign=item.text, reading=reading, other=words_of_operand(whole))


def _after_between(items: list[Item], place: int) -> int:
    following = at(items, place + 1)
    return (
        place + 2
        if following is not None and following.kind == lx.WORD and following.low in words("frames", "between")
        else place + 1
    )


class _TwoParts:
    """A frame of two operands, from the word at ``place`` to the next sign; ``counts``: each begins with a count."""

    __slots__ = ("announced", "counts", "end", "items", "kind", "place", "start")

    def __init__(self, items: list[Item], place: int, kind: str, *, counts: bool = False) -> None:
        self.items = items
        self.place = place
        self.kind = kind
        self.counts = counts
        self.start = _after_between(items, place)
        self.announced = self.start > place + 1  # "perbandingan antara …" announces two parts
        count = len(items)
        self.end = next((index for index in range(self.start, count) if items[index].kind in lx.OPERATORS), count)

    def joined(self, joints: tuple[str, ...], draft: Draft, *, doubtful: bool = False) -> list[Item]:
        """Return the operands with their sign between them, or the items if the second operand can't be told."""
        items = self.items
        joint, guessed = self._joint(joints)
        if joint is None:
            return items
        doubtful = doubtful or guessed
        if doubtful and self.end == len(items) and any(item.kind in (lx.DASH, lx.SLASH) for item in items):
            # "Rasio X terhadap Y tahun ini - Rasio X terhadap Y tahun lalu": names with a sign of their own between
            return items
        self._report_doubts(joint, doubtful, draft)
        out = self._with_sign(joint)
        if self.counts and not any(item.kind in lx.OPERATORS for item in items):
            out += times_hundred(items[-1].end)
            _report(draft, items[self.place], items, reading="kali-seratus")
        return out

    def _joint(self, joints: tuple[str, ...]) -> tuple[int | None, bool]:
        """Return the place of the word that parts the operands, and whether nothing but its being alone says so."""
        rules = _COUNTED_PARTS if self.counts else _ANY_PARTS
        for joint in joints:
            places = self._places(joint)
            for begins_second in rules:
                place = next((place for place in places if begins_second(self, place)), None)
                if place is not None:
                    return place, False
            expected = joint == joints[0] or self.kind == lx.SUB or self.announced
            if len(places) == 1 and expected and not self.counts:
                return places[0], self.announced
        return None, False

    def _places(self, joint: str) -> list[int]:
        items = self.items
        return [
            index
            for index in range(self.start + 1, self.end - 1)
            if items[index].kind == lx.WORD and items[index].low == joint and next_solid(items, index + 1) < len(items)
        ]

    def _second(self, joint: int) -> Item:
        """Return the piece behind a joint."""
        return self.items[next_solid(self.items, joint + 1)]

    def second_is_strong(self, joint: int) -> bool:
        return begins_strong(self._second(joint))

    def second_is_weak(self, joint: int) -> bool:
        return begins_weak(self._second(joint)) or (
            joint - self.start < _LONGEST_SYMBOL
            and self.end - joint <= _LONGEST_SYMBOL
            and is_symbol(self.items[self.start : joint])
            and is_symbol(self.items[joint + 1 : self.end])
        )

    def second_is_like_first(self, joint: int) -> bool:
        return self._second(joint).low == self.items[self.start].low

    def _report_doubts(self, joint: int, doubtful: bool, draft: Draft) -> None:
        word, second = self.items[joint], self._second(joint)
        whole = self.items[self.place : self.end]
        if self.kind == lx.SUB and second.low in words("operators", "periods"):
            _report(draft, word, whole, reading="dikurangi")
        if doubtful and not (begins_strong(self.items[self.start]) and begins_strong(second)):
            _report(draft, word, whole, reading="dibagi")

    def _with_sign(self, joint: int) -> list[Item]:
        """Return the items with the sign instead of the joint; a difference is bracketed where a sign follows."""
        items, start, end = self.items, self.start, self.end
        word = items[joint]
        sign = Lexeme(self.kind, word.text, word.start, word.end, True, "", True)
        operands: list[Item] = [*items[start:joint], sign, *items[joint + 1 : end]]
        if self.kind == lx.SUB and end < len(items):
            operands = [_bracketed(operands, items[self.place], items[end - 1])]
        return [*operands, *items[end:]]


_ANY_PARTS: Final = (_TwoParts.second_is_strong, _TwoParts.second_is_weak, _TwoParts.second_is_like_first)
_COUNTED_PARTS: Final = (_TwoParts.second_is_strong,)
"""What tells that the second operand begins behind a joint, the surest first."""


def _bracketed(items: list[Item], first: Item, last: Item) -> Group:
    """Return a bracket that stands nowhere in the text, from the beginning of ``first`` to the end of ``last``."""
    opening = Lexeme(lx.LP, "", first.start, first.start, True)
    return Group(opening, items, Lexeme(lx.RP, "", last.end, last.end, False))


def _listed(items: list[Item], place: int, kind: str, draft: Draft) -> list[Item]:
    """``rata-rata (dari) A, B dan C`` and ``penjumlahan A, B dan C``: parts that are each a quantity or a symbol."""
    start = _after_between(items, place)
    following = at(items, start)
    if following is None:
        return items
    if isinstance(following, Group):
        return _listed_in_bracket(items, place, start, following) if kind == lx.SEP else items[start:]
    end = next((index for index in range(start, len(items)) if items[index].kind in lx.OPERATORS), len(items))
    parts = _parts(items[start:end])
    if parts is None or len(parts) < 2 or not _are_operands(parts, asked=start > place + 1):
        return items
    bare = next((part for part in parts[1:] if not _begins_weak(part)), None)
    if bare is not None and _begins_weak(parts[0]):
        # "nilai A, B dan C": the data may well say "nilai B"
        _report(draft, bare[0], items[place:end], reading="operan")
    group = _bracketed(_join(parts, kind), items[start], items[end - 1])
    return [*([_average_sign(items[place])] if kind == lx.SEP else []), group, *items[end:]]


def _listed_in_bracket(items: list[Item], place: int, start: int, bracket: Group) -> list[Item]:
    """``rata-rata (A, B dan C)``, and ``rata-rata (A + B + C)``, which is the mean of the three."""
    parts = _parts(bracket.items)
    if parts is None or len(parts) < 2:
        parts = _terms(bracket.items)
    average = _average_sign(items[place])
    if len(parts) < 2:
        return [average, *items[start:]]
    return [average, Group(bracket.open, _join(parts, lx.SEP), bracket.close), *items[start + 1 :]]


def _average_sign(word: Item) -> Lexeme:
    return Lexeme(lx.AVG, "", word.start, word.end, True, "", True)


def _begins_weak(part: list[Item]) -> bool:
    return begins_weak(at(part, next_solid(part, 0)))


def _are_operands(parts: list[list[Item]], *, asked: bool) -> bool:
    """Tell whether each part is a quantity or symbol; of three that ``dari`` or ``antara`` asks for, one is enough."""
    heads = sum(1 for part in parts if _begins_weak(part) or is_symbol(part))
    return heads == len(parts) or (asked and len(parts) > 2 and heads > 0)


def _terms(items: list[Item]) -> list[list[Item]]:
    """Part ``A + B + C`` at its plus signs; one part if other signs stand between."""
    terms: list[list[Item]] = [[]]
    for item in items:
        if item.kind in (lx.ADD, lx.PLUS):
            terms.append([])
        elif item.kind in lx.OPERATORS or item.kind in (lx.SLASH, lx.DASH, lx.COLON):
            return [items]
        else:
            terms[-1].append(item)
    return terms if all(terms) else [items]


def _parts(items: list[Item]) -> list[list[Item]] | None:
    """Part ``A, B dan C`` at commas, semicolons and the last ``dan``; None if it holds signs of its own."""
    if any(item.kind in lx.OPERATORS for item in items):
        return None
    parts: list[list[Item]] = [[]]
    for index, item in enumerate(items):
        if item.kind in (lx.COMMA, lx.SEMICOLON):
            parts.append([])
        elif item.kind == lx.WORD and item.low in words("frames", "part_joints") and _opens_part(items, index, parts):
            if parts[-1]:
                parts.append([])
        else:
            parts[-1].append(item)
    return [part for part in parts if part]


def _opens_part(items: list[Item], index: int, parts: list[list[Item]]) -> bool:
    following = at(items, next_solid(items, index + 1))
    if begins_weak(following):
        return True
    return not parts[-1] or (
        len(items) - index < _LONGEST_SYMBOL
        and is_symbol(parts[-1])
        and following is not None
        and is_symbol(items[next_solid(items, index + 1) :])
    )


def _join(parts: list[list[Item]], kind: str) -> list[Item]:
    out: list[Item] = []
    for part in parts:
        if out:
            near = part[0]
            out.append(Lexeme(kind, "", near.start, near.start, True, "", True))
        out += part
    return out
