"""Doubtful signs: when ``/ - : x *`` is an operator and when it is a letter of a name.

Three sources settle it, in this order: the names of the caller's data (already joined to QUOTED), the shape of the
formula (a percentage needs a denominator), head nouns and spacing. What the second and third decide where another
reading was possible is reported as KF110.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from kinerja_formula.diagnostics import AMBIGUOUS_READING, STRAY_SIGN
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.brackets import GROUP, Group, Item
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.known_names import name_text
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.vocabulary import words

__all__ = [
    "begins_strong",
    "begins_weak",
    "decide_minus",
    "decide_multiply",
    "divide_by_shape",
    "divide_clearly",
    "plain_letters",
]

_OPERAND_ENDS = frozenset({lx.WORD, lx.NUM, lx.PCT, lx.QUOTED, lx.LETTER, lx.OTHER, GROUP, lx.LINE, lx.DOT, lx.COMMA})
_OPERAND_BEGINS = frozenset({lx.WORD, lx.NUM, lx.QUOTED, lx.LETTER, lx.OTHER, GROUP, lx.SURD, lx.LINE, lx.ITEM})
_PER = frozenset({"1000", "1.000", "10000", "10.000", "100000", "100.000", "1000000", "1.000.000"})
_NAME = frozenset({lx.WORD, lx.NUM, lx.PCT, lx.LETTER, lx.OTHER, lx.QUOTED, lx.COMPARE})
_LONGEST_RUN = 100
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


def _decide(item: Item, kind: str) -> None:
    assert isinstance(item, Lexeme)
    item.kind = kind
    item.hard = True


def decide_multiply(items: list[Item], draft: Draft) -> None:
    """Settle ``x X × * ÷ + ^`` at one level: each is an operator only between two operands."""
    previous: Item | None = None
    count = len(items)
    for index, item in enumerate(items):
        kind = item.kind
        if kind == lx.WORD:
            if item.low == "x" and _multiplies(items, index, previous):
                _decide(item, lx.MUL)
        elif kind == lx.LINE or kind == lx.ITEM:
            continue
        elif kind == lx.TIMES or kind == lx.STAR:
            following = at(items, next_solid(items, index + 1))
            fits = following is not None and following.kind in _OPERAND_BEGINS
            if (
                kind == lx.STAR
                and item.text != "*"
                and (previous is None or (following is not None and following.kind == lx.WORD and not item.gap))
            ):
                fits = False
            if fits and (previous is not None or kind == lx.TIMES):
                _decide(item, lx.MUL)
            elif kind == lx.TIMES and following is not None:
                _decide(item, lx.MUL)
            elif kind == lx.TIMES and following is None and item.gap:
                _drop(item, draft)
            else:
                item.kind = lx.LETTER
                item.text = "" if kind == lx.STAR else item.text  # a footnote star
        elif kind == lx.OVER:
            _decide(item, lx.DIV)
        elif kind == lx.PLUS:
            following = at(items, next_solid(items, index + 1))
            if (
                previous is not None
                and previous.kind in _OPERAND_ENDS
                and following is not None
                and following.kind in _OPERAND_BEGINS
                and (item.gap == following.gap or following.kind == GROUP or item.gap)
            ):
                _decide(item, lx.ADD)
            elif (following is not None and following.kind in (lx.PLUS, lx.STAR, lx.TIMES, lx.OVER, lx.SLASH)) or (
                previous is not None and previous.kind in lx.OPERATORS
            ):
                _decide(item, lx.ADD)
            elif following is None and item.gap:
                _drop(item, draft)
            else:
                item.kind = lx.LETTER
        elif kind == lx.CARET:
            if index + 1 < count and previous is not None:
                _decide(item, lx.POW)
        previous = item


def _drop(item: Item, draft: Draft) -> None:
    """Leave out a sign with nothing behind it, and say so."""
    draft.report(STRAY_SIGN, item.span, written=item.text)
    item.kind = lx.LETTER
    item.text = ""


def _multiplies(items: list[Item], index: int, previous: Item | None) -> bool:
    item = items[index]
    following = at(items, next_solid(items, index + 1))
    if following is None:
        return False
    if previous is None or previous.kind in lx.OPERATORS or previous.kind == lx.SLASH:
        # Nothing stands before it to multiply: still no letter before 100%, so that the grammar says what is missing.
        return following.kind == lx.NUM and _percent_follows(items, index)
    if previous.kind not in _OPERAND_ENDS and previous.kind not in (lx.RULE, lx.DOTS, lx.UNDERLINE_OFF, lx.CLOSE):
        return False
    if (
        following.kind == lx.NUM
        or following.kind == GROUP
        or following.kind == lx.QUOTED
        or previous.kind in (GROUP, lx.NUM, lx.QUOTED)
    ):
        return not (
            following.kind == lx.NUM
            and previous.low in words("operators", "roman")
            and not _percent_follows(items, index)
        )
    if following.kind not in (lx.WORD, lx.LETTER, lx.OTHER):
        return False
    if previous.low in words("heads", "total"):
        return False  # "Jumlah X tahun n"
    if begins_strong(following):
        return True
    if item.text == "x":
        return True
    return previous.low not in words("operators", "roman") and following.low not in words("operators", "not_after_x")


def _percent_follows(items: list[Item], index: int) -> bool:
    place = next_solid(items, index + 2)
    return place < len(items) and items[place].kind == lx.PCT


def divide_clearly(items: list[Item], draft: Draft) -> None:
    """Settle the slashes and colons that the words beside them settle."""
    ends = _Ends(items)
    for index, item in enumerate(items):
        if item.kind != lx.SLASH and item.kind != lx.COLON:
            continue
        left = at(items, previous_solid(items, index - 1))
        right_place = next_solid(items, index + 1)
        right = at(items, right_place)
        if left is None or right is None or right.kind in (lx.DOT, lx.COMMA, lx.SEMICOLON):
            if item.kind == lx.SLASH:
                draft.report(STRAY_SIGN, item.span, written=item.text)
            item.kind = lx.LETTER
            item.text = ""
            continue
        if right.kind == lx.MUL and left.kind in _OPERAND_ENDS and item.kind == lx.SLASH:
            _decide(item, lx.DIV)  # "A / x 100%": the grammar says what is missing
        if left.kind in lx.OPERATORS or right.kind in lx.OPERATORS:
            continue
        if _clear(items, index, left, right, right_place, ends):
            after = at(items, right_place + 1)
            if right.text in _PER and after is not None and after.kind == lx.WORD:
                # "kasus / 100.000 penduduk" may mean: for every 100.000 people
                draft.report(
                    AMBIGUOUS_READING,
                    item.span,
                    sign=item.text,
                    reading="dibagi",
                    other=draft.text[left.start : after.end],
                )
            _decide(item, lx.DIV)


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


def _clear(items: list[Item], index: int, left: Item, right: Item, right_place: int, ends: _Ends) -> bool:
    item = items[index]
    if item.kind == lx.COLON:
        # A colon divides at once only behind a bracket or between known names; else it may open a list.
        if left.kind == GROUP or (left.kind == lx.QUOTED and right.kind in (GROUP, lx.QUOTED)):
            return True
        if right.kind == lx.NUM and item.gap and right.gap and right_place >= ends.figures:
            return begins_weak(items[next_solid(items, 0)]) and left.kind in _NAME
        return (
            right.kind == GROUP
            and item.gap
            and begins_strong(items[next_solid(items, 0)])
            and not holds_division(right)
        )
    if right.kind in (GROUP, lx.SURD) or left.kind == GROUP:
        return True
    if begins_strong(right):
        return left.kind in _NAME
    if left.kind == lx.QUOTED and right.kind != lx.NUM:
        return right.kind in _NAME and (item.gap or right.gap)
    before = at(items, previous_solid(items, previous_solid(items, index - 1) - 1))
    if left.kind in (lx.NUM, lx.PCT):
        start = before
        if left.kind == lx.PCT:
            place = previous_solid(items, index - 1)
            start = at(items, previous_solid(items, place - 2))
        literal = start is None or start.kind in lx.OPERATORS or (start.kind == lx.DASH and start.gap and item.gap)
        if literal and (
            right.kind != lx.NUM
            or left.kind == lx.PCT
            or not (right_place + 1 < ends.count and items[right_place + 1].kind == lx.WORD)
        ):
            return start is not None or right.kind == lx.NUM or left.kind == lx.PCT
        return False
    if right.kind == lx.NUM:
        after = at(items, right_place + 1)
        if after is not None and after.kind == lx.PCT:
            after = at(items, right_place + 2)
        if (
            after is None
            or after.kind in lx.OPERATORS
            or (after.kind in (lx.SLASH, lx.DASH) and after.gap and item.gap and right.gap)
        ):
            return left.kind in (lx.WORD, lx.LETTER, lx.QUOTED)
        if after.kind == lx.WORD and ((item.gap and right.gap) or right_place <= ends.percent):
            end = at(items, right_place + 2)
            return after.low == "x" or ((end is None or end.kind in lx.OPERATORS) and not after.low.isdigit())
    return False


def operand_bounds(items: list[Item], index: int) -> tuple[int, int]:
    """Return the run of name pieces round ``index`` that no operator interrupts, as [start, end)."""
    first, last = max(0, index - _LONGEST_RUN), min(len(items), index + _LONGEST_RUN)
    start = index
    while start > first and items[start - 1].kind not in lx.OPERATORS and items[start - 1].kind != GROUP:
        start -= 1
    end = index + 1
    while end < last and items[end].kind not in lx.OPERATORS and items[end].kind != GROUP:
        end += 1
    return start, end


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
    best: tuple[int, int] | None = None
    places = [index for index, item in enumerate(items) if item.kind in (lx.SLASH, lx.COLON)]
    for order, index in enumerate(places):
        start = places[order - 1] + 1 if order else 0
        end = places[order + 1] if order + 1 < len(places) else len(items)
        score = _ratio_score(items, index, start, end, tail or wanted)
        if bracketed and wanted and len(places) == 1:
            score += 4
        if best is None or score > best[0]:
            best = (score, index)
    if best is None:
        return False
    alike = wanted and not begins_strong(at(items, next_solid(items, 0)))
    need = 1 if tail else 2 if alike else 3 if wanted else 5
    if best[0] < need:
        return False
    chosen = items[best[1]]
    start, end = operand_bounds(items, best[1])
    whole = name_text([item for item in items[start:end] if isinstance(item, Lexeme)][:40])
    sure = best[0] >= 5 if bracketed and wanted else tail and best[0] >= 3
    if not sure or len(places) > 1:
        draft.report(AMBIGUOUS_READING, chosen.span, sign=chosen.text, reading="dibagi", other=whole)
    _decide(chosen, lx.DIV)
    return True


def _ratio_score(items: list[Item], index: int, start: int, end: int, shaped: bool) -> int:
    item = items[index]
    right_place = next_solid(items, index + 1)
    right, left_start = at(items, right_place), at(items, next_solid(items, start))
    left = at(items, index - 1)
    if right is None or left is None or left_start is None or right.kind not in _NAME:
        return -9
    gaps = item.gap + right.gap
    if item.kind == lx.COLON and not (item.gap and right.gap) and not begins_weak(right):
        return -9
    score = 2 if gaps == 2 else 0 if gaps == 1 else -1
    left_run = items[max(start, index - _LONGEST_RUN) : index]
    right_run = items[index + 1 : min(end, index + _LONGEST_RUN)]
    stop = next((place for place, part in enumerate(right_run) if part.kind in lx.OPERATORS), len(right_run))
    right_run = right_run[:stop]
    left_cut = next((place for place in range(len(left_run) - 1, -1, -1) if left_run[place].kind in lx.OPERATORS), -1)
    left_run = left_run[left_cut + 1 :]
    both_symbols = is_symbol(left_run) and is_symbol(right_run)
    if begins_strong(right):
        score += 4
    elif begins_weak(right):
        score += 3 if begins_weak(left_start) else 2
        if (
            begins_weak(left_start)
            and not begins_strong(left_start)
            and left_run
            and right_run
            and left_run[-1].low == right_run[-1].low
        ):
            score += 1
    if left_run and right_run and left_run[0].low and left_run[0].low == right_run[0].low:
        score += 3
    elif left_run and right_run and left_run[-1].low and left_run[-1].low == right_run[-1].low:
        score += 2
    if both_symbols:
        score += 3 if shaped else 6 if max(len(left_run[0].text), len(right_run[0].text)) == 1 else 0
    elif gaps == 2 and not begins_weak(left_start) and left_start.text[:1].isupper() and right.text[:1].isupper():
        score += 2
    elif gaps == 2 and begins_weak(left_start) and not begins_weak(right) and not shaped:
        score -= 2
    return score


def decide_minus(items: list[Item], draft: Draft, *, formula: bool, bracketed: bool) -> None:
    """Settle the dashes of one level.

    ``formula``: other signs or a label make it a calculation anyway; ``bracketed``: the level is a grouping bracket, in
    which a dash between names has no other purpose.
    """
    texts: _OperandTexts | None = None
    for index, item in enumerate(items):
        if item.kind != lx.DASH:
            continue
        left_place, right_place = previous_solid(items, index - 1), next_solid(items, index + 1)
        left, right = at(items, left_place), at(items, right_place)
        if right is None:
            item.kind = lx.LETTER
            item.text = ""
            continue
        if left is None or left.kind in lx.OPERATORS:
            if right.kind == GROUP or (right.kind == lx.NUM and not right.gap) or (not right.gap and formula):
                _decide(item, lx.SUB)
            else:
                item.kind = lx.LETTER
                item.text = ""
            continue
        spaced = (item.gap and right.gap) or item.text == "−"  # nobody types a true minus for a hyphen
        if not spaced and not (left.kind == GROUP or right.kind == GROUP):
            item.kind = lx.LETTER
            continue
        if left.kind == GROUP or right.kind == lx.SURD or begins_strong(right):
            _decide(item, lx.SUB)
            continue
        if texts is None:
            texts = _OperandTexts(items)
        if _subtracts(items, index, left_place, right_place, texts, formula, draft) or (
            bracketed and left.kind != lx.NUM
        ):
            _decide(item, lx.SUB)
        else:
            item.kind = lx.LETTER


class _OperandTexts:
    """The texts of the operands between the signs of a level, sorted."""

    __slots__ = ("texts",)

    def __init__(self, items: list[Item]) -> None:
        self.texts: list[str] = []
        run: list[Lexeme] = []
        for item in [*items, None]:
            if item is None or item.kind in lx.OPERATORS or item.kind in (GROUP, lx.DASH):
                if run:
                    self.texts.append(name_text(run).lower())
                run = []
            elif isinstance(item, Lexeme):
                run.append(item)
        self.texts.sort()

    def count(self, text: str) -> int:
        return bisect_right(self.texts, text) - bisect_left(self.texts, text)

    def begins_another(self, text: str) -> bool:
        """Tell whether a longer operand begins with ``text``."""
        place = bisect_right(self.texts, text)
        return place < len(self.texts) and self.texts[place].startswith(text)


def _subtracts(
    items: list[Item], index: int, left_place: int, right_place: int, texts: _OperandTexts, formula: bool, draft: Draft
) -> bool:
    left, right = items[left_place], items[right_place]
    first, last = max(0, index - _LONGEST_RUN), min(len(items), index + _LONGEST_RUN)
    start = index
    while start > first and items[start - 1].kind not in lx.OPERATORS and items[start - 1].kind != lx.DASH:
        start -= 1
    end = index + 1
    while end < last and items[end].kind not in lx.OPERATORS and items[end].kind != lx.DASH:
        end += 1
    left_run, right_run = items[start:index], items[index + 1 : end]
    if left.kind == lx.NUM and right.kind == lx.NUM:
        return all(item.kind in (lx.NUM, lx.PCT) for item in (*left_run, *right_run))
    if left.kind == lx.QUOTED:
        return True
    left_first = at(left_run, next_solid(left_run, 0))
    if right.kind == lx.NUM and all(item.kind in (lx.NUM, lx.PCT) for item in right_run):
        # "capaian 91% - 100%" is a range: the figure on the left ends a name
        if left.kind in (lx.NUM, lx.PCT):
            return all(item.kind in (lx.NUM, lx.PCT) for item in left_run)
        if begins_weak(left_first):
            return True
    if left.kind in (lx.PCT, lx.NUM) and len(left_run) <= 2 and right.kind in _NAME:
        return True
    if (
        right.kind == lx.NUM
        and len([item for item in right_run if item.kind not in (lx.LINE, lx.DOT)]) <= 2
        and right_run[-1].kind in (lx.NUM, lx.PCT)
        and formula
    ):
        return True
    if left_first is not None and left_first.low and right.low == left_first.low:
        return True
    if begins_weak(right) and begins_weak(left_first):
        if not formula:
            draft.report(
                AMBIGUOUS_READING,
                items[index].span,
                sign=items[index].text,
                reading="dikurangi",
                other=name_text([item for item in items[start:end] if isinstance(item, Lexeme)]),
            )
        return True
    for run in (left_run, right_run):
        text = name_text([item for item in run if isinstance(item, Lexeme)]).lower()
        if texts.count(text) > 1 or (len(text) > 3 and formula and texts.begins_another(text)):
            return True
    if is_symbol(left_run) and is_symbol(right_run):
        return formula or (len(left_run[0].text) == 1 and len(right_run[0].text) == 1)
    if formula:
        draft.report(
            AMBIGUOUS_READING,
            items[index].span,
            sign=items[index].text,
            reading="tanda-hubung",
            other=f"{_words_of(left_run)} − {_words_of(right_run)}",
        )
    return False


def _words_of(items: list[Item]) -> str:
    return name_text([item for item in items if isinstance(item, Lexeme)][:40])


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
