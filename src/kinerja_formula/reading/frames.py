"""The sentence round a formula: ``perbandingan antara A dengan B``, ``selisih A dan B``, ``rata-rata dari A, B dan C``.

A frame's words are no operand; what they say becomes signs. Only a frame whose parts are clear is taken; else its words
stay in the name.
"""

from __future__ import annotations

from functools import cache

from kinerja_formula.diagnostics import AMBIGUOUS_READING
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.brackets import GROUP, Group, Item
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.known_names import name_text
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.signs import at, begins_strong, begins_weak, holds_division, is_symbol, next_solid
from kinerja_formula.reading.vocabulary import in_order, words

__all__ = ["unframe"]


def unframe(items: list[Item], draft: Draft, *, top: bool) -> list[Item]:
    """Return ``items`` with sentence frames turned to signs."""
    items = _drop_label(items, draft) if top else items
    items = _result_words(items)
    place = next_solid(items, 0)
    first = at(items, place)
    if first is None or first.kind != lx.WORD:
        return items
    divided = any(item.kind in (lx.DIV, lx.OVER, lx.RULE) for item in items)
    if first.low in words("frames", "comparison"):
        certain = first.low in words("frames", "comparison_certain")
        if divided:
            if certain and _divides_at_top(items):
                return items[_after_between(items, place) :]
            return items
        return _split_frame(items, place, lx.DIV, in_order("frames", "comparison_joints"), draft, not certain)
    if first.low in words("frames", "comparison_percent"):
        inner = at(items, next_solid(items, place + 1))
        counts = begins_strong(inner) and inner is not None and inner.kind == lx.WORD
        if counts and divided:
            # "Persentase jumlah A dibagi jumlah B": the first word says what comes out, the operand begins behind it.
            if not any(item.kind == lx.PCT for item in items):
                draft.report(
                    AMBIGUOUS_READING,
                    first.span,
                    sign=first.text,
                    reading="kali-seratus",
                    other=name_text([item for item in items if isinstance(item, Lexeme)][:40]),
                )
                return [*items[place + 1 :], *_times_hundred(items[-1].end)]
            return items[place + 1 :]
        if counts and not divided:
            joints = in_order("frames", "percent_joints")
            return _split_frame(items, place, lx.DIV, joints, draft, True, percent=True)
    second = at(items, place + 1)
    verb = _verbs().get(first.low)
    if verb is not None and not any(item.kind in lx.OPERATORS and item.kind != lx.MUL for item in items):
        return _split_frame(items, place, verb, in_order("frames", "verb_joints"), draft, False)
    if first.low in words("frames", "difference"):
        return _split_frame(items, place, lx.SUB, in_order("frames", "difference_joints"), draft, False)
    if first.low in words("heads", "outcome") and second is not None and second.kind == lx.WORD:
        joints = in_order("frames", "outcome_joints")
        if second.low in words("frames", "quotient"):
            return _split_frame(items, place + 1, lx.DIV, joints, draft, False)
        if second.low in words("frames", "product"):
            return _split_frame(items, place + 1, lx.MUL, joints, draft, False)
    if first.low in words("frames", "sum"):
        return _listed(items, place, lx.ADD, draft)
    if first.low in words("frames", "average"):
        return _listed(items, place, lx.SEP, draft)
    return items


_LONGEST_SYMBOL = 8
_MOST_LABELS = 8
"""How many labels may stand before a formula, one behind the other."""
_VERBS = {"divides": lx.DIV, "subtracts": lx.SUB, "multiplies": lx.MUL, "adds": lx.ADD}


@cache
def _verbs() -> dict[str, str]:
    """Return the verbs of frames, each with its sign."""
    return {word: kind for role, kind in _VERBS.items() for word in words("frames", role)}


def _divides_at_top(items: list[Item]) -> bool:
    return any(item.kind in (lx.DIV, lx.OVER) for item in items)


def _after_between(items: list[Item], place: int) -> int:
    following = at(items, place + 1)
    return (
        place + 2
        if following is not None and following.kind == lx.WORD and following.low in words("frames", "between")
        else place + 1
    )


def _drop_label(items: list[Item], draft: Draft) -> list[Item]:
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


def _drop_words_that_connect(items: list[Item], draft: Draft) -> list[Item]:
    """``Indeks X adalah …``, ``Y dihitung dengan …``: drop what stands before, where a calculation stands behind."""
    calculated, joints = words("frames", "calculated"), words("frames", "calculated_joint")
    connectors = words("frames", "connectors")
    connected, verbs = words("frames", "connected"), _verbs()
    calculates = max((place for place, item in enumerate(items) if _calculates(item)), default=-1)
    for index, item in enumerate(items):
        if item.kind in (lx.DIV, lx.OVER, lx.RULE, lx.MUL):
            break
        if item.kind != lx.WORD:
            continue
        end = index + 1
        if item.low in calculated:
            while end < len(items) and items[end].kind == lx.WORD and items[end].low in joints:
                end += 1
            if end == index + 1 and not begins_strong(at(items, end)):
                continue
        elif item.low not in connectors:
            continue
        if index and items[index - 1].kind == lx.WORD and items[index - 1].low in connected:
            continue
        end = next_solid(items, end)
        if at(items, end) is not None and items[end].kind == lx.COLON:
            end = next_solid(items, end + 1)
        following = at(items, end)
        starts = begins_weak(following) or (
            following is not None
            and following.kind == lx.WORD
            and (
                following.low in verbs or following.low in words("frames", "comparison") | words("frames", "difference")
            )
        )
        if not starts:
            continue
        if end <= calculates:
            draft.labelled = True
            return items[end:]
    return items


def _calculates(item: Item) -> bool:
    return item.kind in (lx.DIV, lx.OVER, lx.RULE, lx.SLASH, lx.SUB, lx.ADD) or (
        item.kind == lx.WORD and (item.low in _verbs() or item.low in words("frames", "comparison"))
    )


def _colon_label(items: list[Item]) -> list[Item] | None:
    """``Persentase (%) : Jumlah A / Jumlah B``: a colon behind words that count nothing opens the formula."""
    colon = next((index for index, item in enumerate(items[:14]) if item.kind == lx.COLON), None)
    if colon is None or colon == 0 or colon + 1 >= len(items):
        return None
    before, after = items[:colon], items[colon + 1 :]
    if any(item.kind in lx.OPERATORS or item.kind in (lx.SLASH, GROUP, lx.RULE, lx.QUOTED) for item in before):
        return None
    first = at(before, next_solid(before, 0))
    if first is None or first.kind != lx.WORD or begins_strong(first):
        return None
    following = at(after, next_solid(after, 0))
    divided = any(
        item.kind in (lx.DIV, lx.OVER, lx.RULE, lx.SLASH, lx.COLON)
        or (isinstance(item, Group) and holds_division(item))
        for item in after
    )
    percent = first.low in words("heads", "percent") or before[-1].text == ")"
    for index, item in enumerate(after[:-1]):
        # A division of its own behind the colon: the colon isn't it.
        clear = item.kind in (lx.DIV, lx.OVER, lx.RULE) or (item.kind == lx.SLASH and begins_strong(after[index + 1]))
        if clear and begins_strong(following):
            return after
    if (
        divided
        and (begins_weak(following) or percent or isinstance(following, Group))
        and (percent or not items[colon].gap or not begins_weak(first))
    ):
        return after
    return None


def _result_words(items: list[Item]) -> list[Item]:
    """``… dan dihitung dalam persentase`` asks for × 100%; behind × 100% such words only say it again."""
    results, percents = words("frames", "result"), words("heads", "percent")
    if (
        len(items) > 3
        and items[-2].low in words("frames", "inside")
        and (items[-1].low in percents or items[-1].kind == lx.PCT)
        and items[-3].low not in results
        and any(piece.kind in (lx.DIV, lx.OVER, lx.RULE) for piece in items)
    ):
        # "A dibagi B dalam persen"
        kept = items[:-2]
        hundred = any(piece.kind == lx.NUM and piece.text == "100" for piece in kept)
        return kept if hundred else [*kept, *_times_hundred(items[-2].start, items[-1].end)]
    for index in range(len(items) - 1, 0, -1):
        item = items[index]
        if item.kind != lx.WORD or item.low not in results:
            continue
        rest = [piece for piece in items[index + 1 :] if piece.kind == lx.WORD or piece.kind == lx.PCT]
        if (
            not rest
            or len(rest) > 4
            or len(rest) != len([piece for piece in items[index + 1 :] if piece.kind not in (lx.DOT, lx.LINE)])
        ):
            return items
        if not (rest[-1].low in percents or rest[-1].kind == lx.PCT or rest[0].low in percents):
            return items
        end = index
        while end > 0 and (
            items[end - 1].kind in (lx.COMMA, lx.LINE, lx.DOT)
            or items[end - 1].low in words("operators", "sequels")
            or items[end - 1].low in words("frames", "result_joints")
        ):
            end -= 1
        kept = items[:end]
        head = at(kept, next_solid(kept, 0))
        ratio = any(piece.kind in (lx.DIV, lx.OVER, lx.SLASH, lx.COLON) for piece in kept) or (
            head is not None and (head.low in words("frames", "comparison") or head.low in _verbs())
        )
        if ratio and not any(
            piece.kind == lx.PCT and kept[place - 1].kind == lx.NUM and place > 1 and kept[place - 2].kind == lx.MUL
            for place, piece in enumerate(kept)
        ):
            kept += _times_hundred(item.start, rest[-1].end)
        return kept
    return items


def _times_hundred(start: int, end: int | None = None) -> list[Item]:
    """Return ``× 100%`` as the words at ``start`` ask for it."""
    end = start if end is None else end
    return [
        Lexeme(lx.MUL, "", start, start, True, "", True),
        Lexeme(lx.NUM, "100", start, start, True),
        Lexeme(lx.PCT, "%", start, end, False),
    ]


def _split_frame(
    items: list[Item],
    place: int,
    kind: str,
    joints: tuple[str, ...],
    draft: Draft,
    doubtful: bool,
    *,
    percent: bool = False,
) -> list[Item]:
    """Return the operands of a frame with its sign between them, or ``items`` if its second operand can't be told."""
    start = _after_between(items, place)
    end = next((index for index in range(start, len(items)) if items[index].kind in lx.OPERATORS), len(items))
    if at(items, start) is None:
        return items
    chosen: int | None = None
    for joint in joints:
        places = [
            index
            for index in range(start + 1, end - 1)
            if items[index].kind == lx.WORD and items[index].low == joint and next_solid(items, index + 1) < len(items)
        ]
        clear = [index for index in places if begins_strong(at(items, next_solid(items, index + 1)))]
        if clear:
            chosen = clear[0]
            break
        weak = [
            index
            for index in places
            if begins_weak(at(items, next_solid(items, index + 1)))
            or (
                index - start < _LONGEST_SYMBOL
                and end - index <= _LONGEST_SYMBOL
                and is_symbol(items[start:index])
                and is_symbol(items[index + 1 : end])
            )
        ]
        if weak and not percent:
            chosen = weak[0]
            break
        alike = [index for index in places if items[next_solid(items, index + 1)].low == items[start].low]
        if alike and not percent:
            chosen = alike[0]
            break
        between = start > place + 1  # "perbandingan antara …" announces two parts
        if len(places) == 1 and not percent and (joint == joints[0] or kind == lx.SUB or between):
            chosen = places[0]
            doubtful = doubtful or between
            break
    if chosen is None:
        return items
    if doubtful and end == len(items) and any(item.kind in (lx.DASH, lx.SLASH) for item in items):
        # "Rasio X terhadap Y tahun ini - Rasio X terhadap Y tahun lalu": names with a sign of their own between them
        return items
    word = items[chosen]
    if kind == lx.SUB and items[next_solid(items, chosen + 1)].low in words("operators", "periods"):
        draft.report(
            AMBIGUOUS_READING,
            word.span,
            sign=word.text,
            reading="dikurangi",
            other=name_text([item for item in items[place:end] if isinstance(item, Lexeme)][:40]),
        )
    if doubtful and not (begins_strong(items[start]) and begins_strong(items[next_solid(items, chosen + 1)])):
        draft.report(
            AMBIGUOUS_READING,
            word.span,
            sign=word.text,
            reading="dibagi",
            other=name_text([item for item in items[place:end] if isinstance(item, Lexeme)][:40]),
        )
    sign = Lexeme(kind, word.text, word.start, word.end, True, "", True)
    out: list[Item] = [*items[start:chosen], sign, *items[chosen + 1 :]]
    if kind == lx.SUB and end < len(items):
        near = items[place]
        opening, closing = (
            Lexeme(lx.LP, "", near.start, near.start, True),
            Lexeme(lx.RP, "", items[end - 1].end, items[end - 1].end, False),
        )
        out = [Group(opening, [*items[start:chosen], sign, *items[chosen + 1 : end]], closing), *items[end:]]
    if percent and not any(item.kind in lx.OPERATORS for item in items):
        out += _times_hundred(items[-1].end)
        draft.report(
            AMBIGUOUS_READING,
            items[place].span,
            sign=items[place].text,
            reading="kali-seratus",
            other=name_text([item for item in items if isinstance(item, Lexeme)][:40]),
        )
    return out


def _listed(items: list[Item], place: int, kind: str, draft: Draft) -> list[Item]:
    """``rata-rata (dari) A, B dan C`` and ``penjumlahan A, B dan C``: parts that are each a quantity or a symbol."""
    start = place + 1
    asked = _after_between(items, place) > start
    if asked:
        start += 1
    following = at(items, start)
    if following is None:
        return items
    if isinstance(following, Group):
        parts = _parts(following.items)
        if kind == lx.SEP and parts is not None and len(parts) > 1:
            average = Lexeme(lx.AVG, "", items[place].start, items[place].end, True, "", True)
            return [average, Group(following.open, _join(parts, lx.SEP), following.close), *items[start + 1 :]]
        if kind == lx.SEP:
            average = Lexeme(lx.AVG, "", items[place].start, items[place].end, True, "", True)
            terms = _terms(following.items)
            if len(terms) > 1:
                # "rata-rata (A + B + C)" is the mean of the three
                return [average, Group(following.open, _join(terms, lx.SEP), following.close), *items[start + 1 :]]
            return [average, *items[start:]]
        return items[start:]
    end = next((index for index in range(start, len(items)) if items[index].kind in lx.OPERATORS), len(items))
    parts = _parts(items[start:end])
    if parts is None or len(parts) < 2:
        return items
    heads = sum(1 for part in parts if begins_weak(at(part, next_solid(part, 0))) or is_symbol(part))
    if heads < len(parts) and not (asked and len(parts) > 2 and heads):
        return items
    bare = next((part for part in parts[1:] if not begins_weak(at(part, next_solid(part, 0)))), None)
    if bare is not None and begins_weak(at(parts[0], next_solid(parts[0], 0))):
        # "nilai A, B dan C": the data may well say "nilai B"
        draft.report(
            AMBIGUOUS_READING,
            bare[0].span,
            sign=bare[0].text,
            reading="operan",
            other=name_text([item for item in items[place:end] if isinstance(item, Lexeme)][:40]),
        )
    near, last = items[start], items[end - 1]
    opening = Lexeme(lx.LP, "", near.start, near.start, True)
    closing = Lexeme(lx.RP, "", last.end, last.end, False)
    group = Group(opening, _join(parts, kind), closing)
    if kind == lx.SEP:
        average = Lexeme(lx.AVG, "", items[place].start, items[place].end, True, "", True)
        return [average, group, *items[end:]]
    return [group, *items[end:]]


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
