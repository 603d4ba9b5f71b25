"""Doubtful signs: when ``/ : x * +`` is an operator and when it is a letter of a name.

Three sources settle it, in this order: the names of the caller's data (already joined to QUOTED), the shape of the
formula (a percentage needs a denominator), head nouns and spacing. What the second and third decide where another
reading was possible is reported as KF110.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from kinerja_formula.diagnostics.catalogue import AMBIGUOUS_READING, STRAY_SIGN
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.brackets import GROUP, Group, Item
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.known_names import name_text
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.vocabulary import words

__all__ = [
    "begins_strong",
    "begins_weak",
    "decide_multiply",
    "divide_by_shape",
    "divide_clearly",
    "plain_letters",
]

_OPERAND_ENDS = frozenset({lx.WORD, lx.NUM, lx.PCT, lx.QUOTED, lx.LETTER, lx.OTHER, GROUP, lx.LINE, lx.DOT, lx.COMMA})
_OPERAND_BEGINS = frozenset({lx.WORD, lx.NUM, lx.QUOTED, lx.LETTER, lx.OTHER, GROUP, lx.SURD, lx.LINE, lx.ITEM})
_ENDS_FACTOR = _OPERAND_ENDS | {lx.RULE, lx.DOTS, lx.UNDERLINE_OFF, lx.CLOSE}
_SURE_FACTORS = frozenset({lx.NUM, GROUP, lx.QUOTED})
_SIGNS_BEHIND_PLUS = frozenset({lx.PLUS, lx.STAR, lx.TIMES, lx.OVER, lx.SLASH})
_PER = frozenset({"1000", "1.000", "10000", "10.000", "100000", "100.000", "1000000", "1.000.000"})
NAME_PIECES = frozenset({lx.WORD, lx.NUM, lx.PCT, lx.LETTER, lx.OTHER, lx.QUOTED, lx.COMPARE})
LONGEST_RUN = 100
"""How far from a sign its operands are looked at: no name has more pieces."""


def begins_strong(item: Item | None) -> bool:
    """Tell whether a quantity certainly begins here."""
    return item is not None and (
        item.kind == lx.QUOTED
        or item.kind == GROUP
        or (item.kind == lx.WORD and (item.low in words("heads", "strong") or item.low == "σ"))
    )


def begins_weak(item: Item | None) -> bool:
    """Tell whether a quantity may begin here."""
    return item is not None and (begins_strong(item) or (item.kind == lx.WORD and item.low in words("heads", "weak")))


def next_solid(items: list[Item], index: int) -> int:
    """Return the index of the first item from ``index`` on that is no line break."""
    while index < len(items) and items[index].kind in (lx.LINE, lx.ITEM, lx.UNDERLINE_ON, lx.UNDERLINE_OFF):
        index += 1
    return index


def previous_solid(items: list[Item], index: int) -> int:
    while index >= 0 and items[index].kind in (lx.LINE, lx.ITEM, lx.UNDERLINE_ON, lx.UNDERLINE_OFF):
        index -= 1
    return index


def at(items: list[Item], index: int) -> Item | None:
    return items[index] if 0 <= index < len(items) else None


def decide(item: Item, kind: str) -> None:
    """Make a sign an operator."""
    assert isinstance(item, Lexeme)
    item.kind = kind
    item.hard = True


def silence(item: Item) -> None:
    """Make a sign a letter that no name shows."""
    item.kind = lx.LETTER
    item.text = ""


def decide_multiply(items: list[Item], draft: Draft) -> None:
    """Settle ``x X × * ÷ + ^`` at one level: each is an operator only between two operands."""
    previous: Item | None = None
    for index, item in enumerate(items):
        kind = item.kind
        if kind == lx.WORD:
            if item.low == "x" and _multiplies(items, index, previous):
                decide(item, lx.MUL)
        elif kind == lx.LINE or kind == lx.ITEM:
            continue
        elif kind == lx.TIMES:
            _settle_times(item, _following(items, index), draft)
        elif kind == lx.STAR:
            _settle_star(item, previous, _following(items, index))
        elif kind == lx.PLUS:
            _settle_plus(item, previous, _following(items, index), draft)
        elif kind == lx.OVER:
            decide(item, lx.DIV)
        elif kind == lx.CARET and previous is not None and index + 1 < len(items):
            decide(item, lx.POW)
        previous = item


def _following(items: list[Item], index: int) -> Item | None:
    return at(items, next_solid(items, index + 1))


def _settle_times(item: Item, following: Item | None, draft: Draft) -> None:
    if following is not None:
        decide(item, lx.MUL)
    elif item.gap:
        _drop(item, draft)
    else:
        item.kind = lx.LETTER


def _settle_star(item: Item, previous: Item | None, following: Item | None) -> None:
    if previous is not None and following is not None and following.kind in _OPERAND_BEGINS:
        hangs_on_word = item.text != "*" and following.kind == lx.WORD and not item.gap
        if not hangs_on_word:
            decide(item, lx.MUL)
            return
    silence(item)  # a footnote star


def _settle_plus(item: Item, previous: Item | None, following: Item | None, draft: Draft) -> None:
    if _joins_operands(item, previous, following) or _stands_at_sign(previous, following):
        decide(item, lx.ADD)
    elif following is None and item.gap:
        _drop(item, draft)
    else:
        item.kind = lx.LETTER


def _joins_operands(plus: Item, previous: Item | None, following: Item | None) -> bool:
    """Tell whether a plus has an operand at each side, and as much room on both."""
    return (
        previous is not None
        and previous.kind in _OPERAND_ENDS
        and following is not None
        and following.kind in _OPERAND_BEGINS
        and (plus.gap or not following.gap or following.kind == GROUP)
    )


def _stands_at_sign(previous: Item | None, following: Item | None) -> bool:
    """Tell whether a plus stands beside another sign: an operand is missing, and the grammar says so."""
    return (following is not None and following.kind in _SIGNS_BEHIND_PLUS) or (
        previous is not None and previous.kind in lx.OPERATORS
    )


def _drop(item: Item, draft: Draft) -> None:
    """Leave out a sign with nothing behind it, and say so."""
    draft.report(STRAY_SIGN, item.span, written=item.text)
    silence(item)


def _multiplies(items: list[Item], index: int, previous: Item | None) -> bool:
    following = _following(items, index)
    if following is None:
        return False
    if previous is None or previous.kind in lx.OPERATORS or previous.kind == lx.SLASH:
        # Nothing stands before it to multiply: still no letter before 100%, so that the grammar says what is missing.
        return following.kind == lx.NUM and _percent_follows(items, index)
    if previous.kind not in _ENDS_FACTOR:
        return False
    if following.kind in _SURE_FACTORS or previous.kind in _SURE_FACTORS:
        numeral = following.kind == lx.NUM and previous.low in words("operators", "roman")  # "golongan X 12"
        return not numeral or _percent_follows(items, index)
    return following.kind in (lx.WORD, lx.LETTER, lx.OTHER) and _multiplies_names(items[index], previous, following)


def _multiplies_names(sign: Item, previous: Item, following: Item) -> bool:
    """Tell whether an x between two words multiplies; ``kelas X yang …`` has a numeral."""
    if previous.low in words("heads", "total"):
        return False  # "Jumlah X tahun n"
    if sign.text == "x" or begins_strong(following):
        return True
    return previous.low not in words("operators", "roman") and following.low not in words("operators", "not_after_x")


def _percent_follows(items: list[Item], index: int) -> bool:
    place = next_solid(items, index + 2)
    return place < len(items) and items[place].kind == lx.PCT


class _Between(NamedTuple):
    """A slash or colon and the two operands that it stands between."""

    items: list[Item]
    sign: Item
    left: Item
    right: Item
    left_place: int
    right_place: int

    @property
    def spaced(self) -> bool:
        return self.sign.gap and self.right.gap


def divide_clearly(items: list[Item], draft: Draft) -> None:
    """Settle the slashes and colons that the words beside them settle."""
    ends = _Ends(items)
    for index, item in enumerate(items):
        if item.kind != lx.SLASH and item.kind != lx.COLON:
            continue
        left_place, right_place = previous_solid(items, index - 1), next_solid(items, index + 1)
        left, right = at(items, left_place), at(items, right_place)
        if left is None or right is None or right.kind in (lx.DOT, lx.COMMA, lx.SEMICOLON):
            if item.kind == lx.SLASH:
                draft.report(STRAY_SIGN, item.span, written=item.text)
            silence(item)
            continue
        if right.kind == lx.MUL and left.kind in _OPERAND_ENDS and item.kind == lx.SLASH:
            decide(item, lx.DIV)  # "A / x 100%": the grammar says what is missing
        if left.kind in lx.OPERATORS or right.kind in lx.OPERATORS:
            continue
        between = _Between(items, item, left, right, left_place, right_place)
        if _colon_divides(between, ends) if item.kind == lx.COLON else _slash_divides(between, ends):
            _report_rate(between, draft)
            decide(item, lx.DIV)


def _report_rate(between: _Between, draft: Draft) -> None:
    """``kasus / 100.000 penduduk`` may mean: for every 100.000 people."""
    after = at(between.items, between.right_place + 1)
    if between.right.text in _PER and after is not None and after.kind == lx.WORD:
        draft.report(
            AMBIGUOUS_READING,
            between.sign.span,
            sign=between.sign.text,
            reading="dibagi",
            other=draft.text[between.left.start : after.end],
        )


def holds_division(item: Item) -> bool:
    """Tell whether a bracket holds a division of its own."""
    waiting: list[Item] = [item]
    while waiting:
        current = waiting.pop()
        if isinstance(current, Group):
            waiting += current.items
        elif current.kind in (lx.DIV, lx.OVER, lx.SLASH, lx.RULE):
            return True
    return False


class _Ends:
    """The end of a level, looked up once: where its last figures begin, where its last percent sign is."""

    __slots__ = ("count", "figures", "percent")

    def __init__(self, items: list[Item]) -> None:
        self.count = self.figures = len(items)
        while self.figures and items[self.figures - 1].kind in (lx.NUM, lx.LINE, lx.DOT):
            self.figures -= 1
        self.percent = next((place for place in range(self.count - 1, -1, -1) if items[place].kind == lx.PCT), -1)


def _colon_divides(between: _Between, ends: _Ends) -> bool:
    """A colon divides at once only behind a bracket or between known names; else it may open a list."""
    items, left, right = between.items, between.left, between.right
    if left.kind == GROUP or (left.kind == lx.QUOTED and right.kind in (GROUP, lx.QUOTED)):
        return True
    if right.kind == lx.NUM and between.spaced and between.right_place >= ends.figures:
        return begins_weak(items[next_solid(items, 0)]) and left.kind in NAME_PIECES
    return (
        right.kind == GROUP
        and between.sign.gap
        and begins_strong(items[next_solid(items, 0)])
        and not holds_division(right)
    )


def _slash_divides(between: _Between, ends: _Ends) -> bool:
    sign, left, right = between.sign, between.left, between.right
    if right.kind in (GROUP, lx.SURD) or left.kind == GROUP:
        return True
    if begins_strong(right):
        return left.kind in NAME_PIECES
    if left.kind == lx.QUOTED and right.kind != lx.NUM:
        return right.kind in NAME_PIECES and (sign.gap or right.gap)
    if left.kind in (lx.NUM, lx.PCT):
        return _divides_figure(between, ends)
    return right.kind == lx.NUM and _divides_by_figure(between, ends)


def _divides_figure(between: _Between, ends: _Ends) -> bool:
    """``1 / 3`` and ``100% / B`` begin an operand with their figure; in ``tahun 2021 / 2022`` it ends a name."""
    items, sign, right = between.items, between.sign, between.right
    percent = between.left.kind == lx.PCT
    before = at(items, previous_solid(items, between.left_place - (2 if percent else 1)))
    alone = before is None or before.kind in lx.OPERATORS or (before.kind == lx.DASH and before.gap and sign.gap)
    if not alone:
        return False
    if percent:
        return True
    if right.kind != lx.NUM:
        return before is not None
    named = between.right_place + 1 < ends.count and items[between.right_place + 1].kind == lx.WORD
    return not named


def _divides_by_figure(between: _Between, ends: _Ends) -> bool:
    """``A / 3`` and ``A / 12 bulan`` divide; ``No. 23/2014`` and ``kegiatan 12/2022 dan …`` are names."""
    items, left = between.items, between.left
    behind = between.right_place + 1
    after = at(items, behind)
    if after is not None and after.kind == lx.PCT:
        after = at(items, behind + 1)
    if after is None or after.kind in lx.OPERATORS or _is_sign_with_room(after, between):
        return left.kind in (lx.WORD, lx.LETTER, lx.QUOTED)
    if after.kind == lx.WORD and (between.spaced or between.right_place <= ends.percent):
        end = at(items, behind + 1)
        return after.low == "x" or ((end is None or end.kind in lx.OPERATORS) and not after.low.isdigit())
    return False


def _is_sign_with_room(after: Item, between: _Between) -> bool:
    return after.kind in (lx.SLASH, lx.DASH) and after.gap and between.spaced


def operand_bounds(items: list[Item], index: int) -> tuple[int, int]:
    """Return the run of name pieces round ``index`` that no operator interrupts, as [start, end)."""
    first, last = max(0, index - LONGEST_RUN), min(len(items), index + LONGEST_RUN)
    start = index
    while start > first and items[start - 1].kind not in lx.OPERATORS and items[start - 1].kind != GROUP:
        start -= 1
    end = index + 1
    while end < last and items[end].kind not in lx.OPERATORS and items[end].kind != GROUP:
        end += 1
    return start, end


def words_of_operand(items: list[Item]) -> str:
    """Return the words of an operand as a message quotes them."""
    return name_text([item for item in items if isinstance(item, Lexeme)][:40])


def is_symbol(items: list[Item]) -> bool:
    """Tell whether an operand is one letter symbol or abbreviation: ``NDT``, ``fi``, ``X1``, ``P(t)``."""
    solid = [item for item in items if item.kind not in (lx.LINE, lx.ITEM)]
    if not solid or solid[0].kind != lx.WORD or any(item.kind != lx.LETTER for item in solid[1:]):
        return False
    text = solid[0].text
    return len(text) <= 2 or (
        len(text) <= 12
        and (
            text[1:].upper() == text[1:]
            or any(char.isdigit() or char == "_" for char in text)
            or sum(char.isupper() for char in text) >= 2
        )
    )


def divide_by_shape(items: list[Item], draft: Draft, *, tail: bool, wanted: bool, bracketed: bool) -> bool:
    """Choose the sign that divides where the formula must be a ratio but no sign says so; tell whether one was found.

    ``tail``: a × 100% or rate follows; ``wanted``: label or indicator ask for a ratio; ``bracketed``: the level is a
    grouping bracket of which nothing but a ratio makes sense.
    """
    places = [index for index, item in enumerate(items) if item.kind in (lx.SLASH, lx.COLON)]
    if not places:
        return False
    score, best = _likeliest(items, places, tail or wanted)
    if bracketed and wanted and len(places) == 1:
        score += 4
    if score < _needed_score(items, tail=tail, wanted=wanted):
        return False
    sign = items[best]
    sure = score >= 5 if bracketed and wanted else tail and score >= 3
    if not sure or len(places) > 1:
        start, end = operand_bounds(items, best)
        draft.report(
            AMBIGUOUS_READING, sign.span, sign=sign.text, reading="dibagi", other=words_of_operand(items[start:end])
        )
    decide(sign, lx.DIV)
    return True


def _likeliest(items: list[Item], places: list[int], shaped: bool) -> tuple[int, int]:
    """Return the best score of the signs at ``places``, and the first sign that has it."""
    best: tuple[int, int] | None = None
    bounds = [-1, *places, len(items)]
    for before, index, behind in zip(bounds, places, bounds[2:], strict=False):
        score = _ratio_score(items, index, before + 1, behind, shaped)
        if best is None or score > best[0]:
            best = (score, index)
    assert best is not None
    return best


def _needed_score(items: list[Item], *, tail: bool, wanted: bool) -> int:
    if tail:
        return 1
    if wanted:
        return 3 if begins_strong(at(items, next_solid(items, 0))) else 2
    return 5


_NO_RATIO: Final = -9
_SCORE_OF_ROOM: Final = (-1, 0, 2)
"""For blanks on neither side of the sign, on one, on both."""


def _ratio_score(items: list[Item], index: int, start: int, end: int, shaped: bool) -> int:
    """Return how well the operands between ``start`` and ``end`` fit a ratio whose sign stands at ``index``."""
    sign = items[index]
    right, first = at(items, next_solid(items, index + 1)), at(items, next_solid(items, start))
    if right is None or index == 0 or first is None or right.kind not in NAME_PIECES:
        return _NO_RATIO
    room = sign.gap + right.gap
    if sign.kind == lx.COLON and room < 2 and not begins_weak(right):
        return _NO_RATIO
    left_run, right_run = _run_before(items, index, start), _run_behind(items, index, end)
    score = _SCORE_OF_ROOM[room] + _score_of_heads(first, right) + _score_of_likeness(left_run, right_run)
    if _same_end(left_run, right_run) and _both_weak(first, right):
        score += 1
    if is_symbol(left_run) and is_symbol(right_run):
        return score + _score_of_symbols(left_run, right_run, shaped)
    return score + (_score_of_looks(first, right, shaped) if room == 2 else 0)


def _run_before(items: list[Item], index: int, start: int) -> list[Item]:
    """Return the pieces between the last operator before ``index`` and ``index``."""
    run = items[max(start, index - LONGEST_RUN) : index]
    cut = next((place for place in range(len(run) - 1, -1, -1) if run[place].kind in lx.OPERATORS), -1)
    return run[cut + 1 :]


def _run_behind(items: list[Item], index: int, end: int) -> list[Item]:
    """Return the pieces between ``index`` and the next operator."""
    run = items[index + 1 : min(end, index + LONGEST_RUN)]
    return run[: next((place for place, part in enumerate(run) if part.kind in lx.OPERATORS), len(run))]


def _score_of_heads(first: Item, right: Item) -> int:
    """A denominator that begins with a quantity word is the surest sign of a ratio."""
    if begins_strong(right):
        return 4
    if begins_weak(right):
        return 3 if begins_weak(first) else 2
    return 0


def _both_weak(first: Item, right: Item) -> bool:
    return all(begins_weak(item) and not begins_strong(item) for item in (first, right))


def _same_end(left_run: list[Item], right_run: list[Item]) -> bool:
    return bool(left_run and right_run) and left_run[-1].low == right_run[-1].low


def _score_of_likeness(left_run: list[Item], right_run: list[Item]) -> int:
    """Parts of a ratio often begin or end with the same word."""
    if not left_run or not right_run:
        return 0
    if left_run[0].low and left_run[0].low == right_run[0].low:
        return 3
    return 2 if left_run[-1].low and _same_end(left_run, right_run) else 0


def _score_of_symbols(left_run: list[Item], right_run: list[Item], shaped: bool) -> int:
    if shaped:
        return 3
    return 6 if max(len(left_run[0].text), len(right_run[0].text)) == 1 else 0


def _score_of_looks(first: Item, right: Item, shaped: bool) -> int:
    """Capitals on both sides of a sign with room look like a ratio, a quantity word on the left alone does not."""
    if not begins_weak(first):
        return 2 if first.text[:1].isupper() and right.text[:1].isupper() else 0
    return 0 if begins_weak(right) or shaped else -2


_SIGNS = frozenset(
    {
        lx.SLASH,
        lx.COLON,
        lx.DASH,
        lx.STAR,
        lx.TIMES,
        lx.PLUS,
        lx.EQUALS,
        lx.COMPARE,
        lx.OTHER,
        lx.COMMA,
        lx.DOT,
        lx.SEMICOLON,
        lx.DOTS,
        lx.CARET,
    }
)


def plain_letters(items: list[Item]) -> None:
    """Make what no rule took for an operator a letter of its name."""
    for item in items:
        if item.kind in _SIGNS:
            item.kind = lx.LETTER
