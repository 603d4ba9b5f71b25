"""What a level says of its formula: the label before it, and the words behind it that ask for a percentage."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.brackets import GROUP, Group, Item
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.signs import at, begins_strong, begins_weak, holds_division, next_solid
from kinerja_formula.reading.vocabulary import words

__all__ = ["VERBS", "drop_label", "is_divided", "is_hundredfold", "result_words", "times_hundred", "verbs"]

VERBS: Final = {"divides": lx.DIV, "subtracts": lx.SUB, "multiplies": lx.MUL, "adds": lx.ADD}
"""Roles of the verbs of frames, each with its sign."""
_DIVIDED = frozenset({lx.DIV, lx.OVER, lx.RULE})
_ENDS_LABEL = _DIVIDED | {lx.MUL}
_NO_LABEL = lx.OPERATORS | {lx.SLASH, GROUP, lx.RULE, lx.QUOTED}
_MOST_LABELS = 8
"""How many labels may stand before a formula, one behind the other."""
_LONGEST_LABEL = 14
_LONGEST_SEQUEL = 4


@cache
def verbs() -> dict[str, str]:
    """Return the verbs of frames, each with its sign."""
    return {word: kind for role, kind in VERBS.items() for word in words("frames", role)}


def is_divided(items: list[Item]) -> bool:
    """Tell whether a division is decided or drawn."""
    return any(item.kind in _DIVIDED for item in items)


def drop_label(items: list[Item], draft: Draft) -> list[Item]:
    """``… adalah jumlah A dibagi jumlah B``: what stands before is a label, if no division stands there."""
    for _ in range(_MOST_LABELS):
        rest = _drop_label_with_colon(items, draft)
        if rest is items:
            break
        items = rest
    return _drop_words_that_connect(items, draft)


def _drop_label_with_colon(items: list[Item], draft: Draft) -> list[Item]:
    """``Rumus: …``, ``Persentase (%) : …``: drop one label, if the items begin with one."""
    connectors, labels = words("frames", "connectors"), words("frames", "labels")
    place = next_solid(items, 0)
    first = at(items, place)
    if first is not None and first.kind == lx.WORD and first.low in labels:
        # "Rumus Capaian: …", "Formula : …", "Rumusnya …", "Cara menghitung : …"
        colon = next(
            (index for index, item in enumerate(items[: place + 8]) if item.kind in (lx.COLON, lx.EQUALS)), None
        )
        if colon is not None:
            draft.labelled = True
            return items[colon + 1 :] if at(items, colon + 1) is not None else items
        start = place
        while (
            start < len(items)
            and items[start].kind == lx.WORD
            and items[start].low in labels | connectors | words("frames", "label_sequels")
        ):
            start += 1
        if start < len(items) and (first.low not in words("frames", "labels_in_names") or start > place + 1):
            draft.labelled = True
            items = items[start:]
    labelled = _colon_label(items)
    if labelled is None:
        return items
    draft.labelled = True
    return labelled


@cache
def _connecting() -> frozenset[str]:
    return words("frames", "calculated") | words("frames", "connectors")


def _drop_words_that_connect(items: list[Item], draft: Draft) -> list[Item]:
    """``Indeks X adalah …``, ``Y dihitung dengan …``: drop what stands before, where a calculation stands behind."""
    connecting, connected = _connecting(), words("frames", "connected")
    calculates = max((place for place, item in enumerate(items) if _calculates(item)), default=-1)
    for index, item in enumerate(items):
        if item.kind in _ENDS_LABEL:
            break
        if item.kind != lx.WORD or item.low not in connecting:
            continue
        if index and items[index - 1].kind == lx.WORD and items[index - 1].low in connected:
            continue
        end = _behind_connection(items, index)
        if end is not None and end <= calculates and _opens_calculation(at(items, end)):
            draft.labelled = True
            return items[end:]
    return items


def _behind_connection(items: list[Item], index: int) -> int | None:
    """Return where the formula begins behind the word at ``index``, or None if that word connects nothing here."""
    end = index + 1
    if items[index].low in words("frames", "calculated"):
        joints = words("frames", "calculated_joint")
        while end < len(items) and items[end].kind == lx.WORD and items[end].low in joints:
            end += 1
        if end == index + 1 and not begins_strong(at(items, end)):
            return None
    end = next_solid(items, end)
    if end < len(items) and items[end].kind == lx.COLON:
        end = next_solid(items, end + 1)
    return end


def _opens_calculation(item: Item | None) -> bool:
    """Tell whether an operand or a frame may begin here."""
    return begins_weak(item) or (
        item is not None
        and item.kind == lx.WORD
        and (
            item.low in verbs()
            or item.low in words("frames", "comparison")
            or item.low in words("frames", "difference")
        )
    )


def _calculates(item: Item) -> bool:
    return item.kind in (lx.DIV, lx.OVER, lx.RULE, lx.SLASH, lx.SUB, lx.ADD) or (
        item.kind == lx.WORD and (item.low in verbs() or item.low in words("frames", "comparison"))
    )


def _colon_label(items: list[Item]) -> list[Item] | None:
    """``Persentase (%) : Jumlah A / Jumlah B``: a colon behind words that count nothing opens the formula."""
    colon = next((index for index, item in enumerate(items[:_LONGEST_LABEL]) if item.kind == lx.COLON), None)
    if colon is None or colon == 0 or colon + 1 >= len(items):
        return None
    label, formula = items[:colon], items[colon + 1 :]
    if not _counts_nothing(label):
        return None
    first, following = label[next_solid(label, 0)], at(formula, next_solid(formula, 0))
    if begins_strong(following) and _divides_clearly(formula):
        return formula
    percent = first.low in words("heads", "percent") or label[-1].text == ")"
    opens = percent or begins_weak(following) or isinstance(following, Group)
    closes = percent or not items[colon].gap or not begins_weak(first)
    return formula if opens and closes and _may_divide(formula) else None


def _counts_nothing(label: list[Item]) -> bool:
    """Tell whether words can be a label: no calculation, no known name, and no quantity word to begin with."""
    first = at(label, next_solid(label, 0))
    if first is None or first.kind != lx.WORD or begins_strong(first):
        return False
    return not any(item.kind in _NO_LABEL for item in label)


def _divides_clearly(formula: list[Item]) -> bool:
    """Tell whether there is a division of its own behind the colon: the colon isn't it."""
    return any(
        item.kind in _DIVIDED or (item.kind == lx.SLASH and begins_strong(following))
        for item, following in pairwise(formula)
    )


def _may_divide(formula: list[Item]) -> bool:
    return any(
        item.kind in _DIVIDED or item.kind in (lx.SLASH, lx.COLON) or (isinstance(item, Group) and holds_division(item))
        for item in formula
    )


def result_words(items: list[Item]) -> list[Item]:
    """``… dan dihitung dalam persentase`` asks for × 100%; behind × 100% such words only say it again."""
    if _ends_in_percent(items):
        kept = items[:-2]
        hundred = any(piece.kind == lx.NUM and piece.text == "100" for piece in kept)
        return kept if hundred else [*kept, *times_hundred(items[-2].start, items[-1].end)]
    results = words("frames", "result")
    for index in range(len(items) - 1, 0, -1):
        if items[index].kind == lx.WORD and items[index].low in results:
            break
    else:
        return items
    sequel = [piece for piece in items[index + 1 :] if piece.kind not in (lx.DOT, lx.LINE)]
    if not _says_percent(sequel):
        return items
    kept = items[: _end_before_result(items, index)]
    if _is_ratio(kept) and not is_hundredfold(kept):
        kept += times_hundred(items[index].start, sequel[-1].end)
    return kept


def _ends_in_percent(items: list[Item]) -> bool:
    """``A dibagi B dalam persen``."""
    return (
        len(items) > 3
        and items[-2].low in words("frames", "inside")
        and (items[-1].kind == lx.PCT or items[-1].low in words("heads", "percent"))
        and items[-3].low not in words("frames", "result")
        and is_divided(items)
    )


def _says_percent(sequel: list[Item]) -> bool:
    """Tell whether the words behind ``dihitung``, ``dinyatakan`` and their like are a few that ask for a percentage."""
    if not 0 < len(sequel) <= _LONGEST_SEQUEL or any(piece.kind not in (lx.WORD, lx.PCT) for piece in sequel):
        return False
    percents = words("heads", "percent")
    return sequel[-1].kind == lx.PCT or sequel[-1].low in percents or sequel[0].low in percents


def _end_before_result(items: list[Item], index: int) -> int:
    """Return where the formula ends before a word of result: ``dan``, ``kemudian`` and commas lead over to it."""
    sequels, joints = words("operators", "sequels"), words("frames", "result_joints")
    while index > 0:
        before = items[index - 1]
        if before.kind not in (lx.COMMA, lx.LINE, lx.DOT) and before.low not in sequels and before.low not in joints:
            break
        index -= 1
    return index


def _is_ratio(items: list[Item]) -> bool:
    head = at(items, next_solid(items, 0))
    return any(piece.kind in (lx.DIV, lx.OVER, lx.SLASH, lx.COLON) for piece in items) or (
        head is not None and (head.low in words("frames", "comparison") or head.low in verbs())
    )


def is_hundredfold(items: list[Item]) -> bool:
    """Tell whether × 100% or × 100 stands there already, on either side of its sign."""
    for place in range(1, len(items)):
        sides = (items[place - 1], items[place]) if items[place].kind == lx.NUM else (items[place], items[place - 1])
        if sides[0].kind == lx.MUL and sides[1].kind == lx.NUM and sides[1].text == _HUNDRED:
            return True
        if items[place].kind == lx.PCT and items[place - 1].kind == lx.NUM and items[place - 2].kind == lx.MUL:
            return True
    return False


_HUNDRED: Final = "100"


def times_hundred(start: int, end: int | None = None) -> list[Item]:
    """Return ``× 100%`` as the words at ``start`` ask for it."""
    end = start if end is None else end
    return [
        Lexeme(lx.MUL, "", start, start, True, "", True),
        Lexeme(lx.NUM, "100", start, start, True),
        Lexeme(lx.PCT, "%", start, end, False),
    ]
