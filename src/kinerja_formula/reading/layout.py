"""The flattened drawing → the order of a calculation: drawn lines, underlines, lost lines, x 100% wherever it stands.

``arrange`` takes the items of one bracket level and returns tokens in which every operator is decided, names are joined
and each fraction that the layout drew has its brackets, so that the grammar behind it is plain arithmetic.
"""

from __future__ import annotations

from kinerja_formula.diagnostics import Diagnostic, FormulaSyntaxError
from kinerja_formula.diagnostics.catalogue import (
    AMBIGUOUS_READING,
    LOST_TIMES,
    MISSING_OPERAND,
    SECOND_FORMULA,
    UNEXPECTED_SIGN,
    UNUSED_TEXT,
)
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.brackets import GROUP, Group, Item
from kinerja_formula.reading.dashes import decide_minus
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.frames import unframe
from kinerja_formula.reading.known_names import name_text
from kinerja_formula.reading.lexemes import Lexeme, sign_at
from kinerja_formula.reading.lost_lines import (
    divide_after_tail,
    lost_line,
    put_back_times,
    report_no_denominator,
    stacked_lines,
    weak_division,
)
from kinerja_formula.reading.signs import (
    at,
    begins_strong,
    decide_multiply,
    divide_by_shape,
    divide_clearly,
    holds_division,
    next_solid,
    plain_letters,
)
from kinerja_formula.reading.tails import after_tail, is_punctuation, report_unused, tail_start, trim, words_of
from kinerja_formula.reading.tokens import Figure, as_token, bracket_numerator, join_tokens
from kinerja_formula.reading.vocabulary import words

__all__ = ["arrange"]


def arrange(
    items: list[Item], draft: Draft, *, top: bool = False, shaped: bool = True, wanted: bool = False
) -> list[Lexeme]:
    """Return the tokens of one level. Passes whose signs don't occur in it are left out: most levels have few of them.

    ``shaped`` is false for the parts of a fraction, which need no division of their own; ``wanted`` tells that what
    stands round the level asks for a ratio.
    """
    kinds = {item.kind for item in items}
    items = _decide_what_is_clear(items, kinds, draft, top=top)
    if not _LINES.isdisjoint(kinds):
        rule = _drawn_line(items, draft) if shaped else None  # a part of a fraction has no line of its own
        if rule is not None:
            return _fraction(items, rule, draft)
        items = [item for item in items if item.kind not in _DRAWN]
    if not _DIVIDING.isdisjoint(kinds):
        divide_after_tail(items)
    if lx.PCT in kinds:
        put_back_times(items, draft)
    divided = _is_divided(items)
    if shaped and not divided:
        place = lost_line(items, draft)
        if place is not None:
            return _fraction_at_tail(items, place, draft)
        divided = _find_division(items, draft, top=top, wanted=wanted)
    if lx.DASH in kinds:
        formula = divided or not (top and shaped) or _calculates(items, draft)
        decide_minus(items, draft, formula=formula, bracketed=not top and shaped)
    plain_letters(items)
    return _tokens(items, draft, top=top, divided=divided)


def _decide_what_is_clear(items: list[Item], kinds: set[str], draft: Draft, *, top: bool) -> list[Item]:
    """Settle the signs that need no look at the whole level, and return the items without the frame round them."""
    if not _UNDERLINES.isdisjoint(kinds):
        items = _underlines_to_rule(items)
    if lx.DASH in kinds and lx.PCT in kinds:
        _dash_to_rule(items)
    decide_multiply(items, draft)
    if not _POWERS.isdisjoint(kinds):
        _bracket_exponent(items, draft)
    items = unframe(items, draft, top=top)
    if not _DIVIDING.isdisjoint(kinds):
        divide_clearly(items, draft)
    return items


def _calculates(items: list[Item], draft: Draft) -> bool:
    return draft.labelled or any(item.kind in lx.OPERATORS for item in items)


def _is_divided(items: list[Item]) -> bool:
    return any(item.kind == lx.DIV for item in items)


def _find_division(items: list[Item], draft: Draft, *, top: bool, wanted: bool) -> bool:
    """Look for a division that no sign says for certain; tell whether there is one now."""
    wanted = wanted or draft.labelled or (top and draft.ratio_wanted)
    tail = tail_start(items)
    if divide_by_shape(items, draft, tail=tail is not None, wanted=wanted, bracketed=not top):
        return True
    if tail is not None and stacked_lines(items, tail, draft):
        return True
    if tail is None and not (top and draft.ratio_wanted):
        return False
    if weak_division(items, tail, draft):
        return True
    if top and tail is not None and not any(item.kind in _CALCULATED for item in items):
        report_no_denominator(items, tail, draft)
    return False


def _tokens(items: list[Item], draft: Draft, *, top: bool, divided: bool) -> list[Lexeme]:
    """Return the tokens of a level whose signs are decided."""
    groups = [item for item in items if isinstance(item, Group)]
    divided = divided or any(holds_division(group) for group in groups)
    ratio = bool(groups) and not _is_divided(items) and tail_start(items) is not None

    def bracket(group: Group) -> list[Lexeme]:
        return arrange(group.items, draft, wanted=ratio)

    tokens = join_tokens(items, draft, bracket, top=top, divided=divided)
    return bracket_numerator(tokens, draft)


_DIVIDING = frozenset({lx.SLASH, lx.COLON})
_CALCULATED = frozenset({GROUP, lx.ADD, lx.SUB})
_BEGINS_DENOMINATOR = frozenset({lx.WORD, lx.QUOTED, lx.NUM, lx.LETTER, GROUP})
_UNDERLINES = frozenset({lx.UNDERLINE_ON, lx.UNDERLINE_OFF})
_DRAWN = _UNDERLINES | {lx.RULE}
_LINES = _DRAWN | {lx.DASH, lx.DOTS}
"""What a line may be drawn with."""

_POWERS = frozenset({lx.POW, lx.CARET})


def _underlines_to_rule(items: list[Item]) -> list[Item]:
    """Turn an underlined numerator into a drawn line where the underlining ends, if an operand follows there."""
    last = next((index for index in range(len(items) - 1, -1, -1) if items[index].kind == lx.UNDERLINE_OFF), None)
    if last is None:
        return items
    out = [item for item in items[: last + 1] if item.kind not in (lx.UNDERLINE_ON, lx.UNDERLINE_OFF)]
    rest = [item for item in items[last + 1 :] if item.kind not in (lx.UNDERLINE_ON, lx.UNDERLINE_OFF)]
    place = next_solid(rest, 0)
    explicit = any(item.kind in (lx.DIV, lx.OVER, lx.RULE) for item in [*out, *rest])
    has_operand = any(item.kind in (lx.WORD, lx.QUOTED, GROUP) and item.low != "x" for item in rest)
    if explicit or not has_operand or not out or at(rest, place) is None:
        return [*out, *rest]
    mark = items[last]
    assert isinstance(mark, Lexeme)
    return [*out, Lexeme(lx.RULE, "", mark.start, mark.start, True, "", True), *rest]


def _bracket_exponent(items: list[Item], draft: Draft) -> None:
    """``pangkat 1/3`` means the third root, not a third of the power."""
    for index in range(len(items) - 4, -1, -1):
        if (
            items[index].kind == lx.POW
            and [item.kind for item in items[index + 1 : index + 4]] == [lx.NUM, lx.SLASH, lx.NUM]
            and not items[index + 2].gap
        ):
            first, last = items[index + 1], items[index + 3]
            draft.report(
                AMBIGUOUS_READING,
                (first.start, last.end),
                sign="/",
                reading="pangkat-pecahan",
                other=draft.text[first.start : last.end],
            )
            items[index + 1 : index + 4] = [
                Group(sign_at(lx.LP, first.start), items[index + 1 : index + 4], sign_at(lx.RP, last.end))
            ]


def _dash_to_rule(items: list[Item]) -> None:
    """A single dash right before ``x 100%`` is all that is left of a drawn line."""
    for index in range(1, len(items) - 3):
        item = items[index]
        if (
            item.kind == lx.DASH
            and item.gap
            and isinstance(item, Lexeme)
            and (items[index + 1].low == "x" or items[index + 1].kind == lx.TIMES)
            and items[index + 2].text == "100"
            and items[index + 3].kind == lx.PCT
        ):
            item.kind = lx.RULE


def _drawn_line(items: list[Item], draft: Draft) -> int | None:
    """Return the place of the line that parts numerator and denominator."""
    lines = _lines_behind_operand(items, draft)
    if not lines:
        return None
    first = lines[0]
    end = after_tail(items, first + 1)
    if not any(part.kind in _BEGINS_DENOMINATOR for part in items[end:]):
        if end > first + 1 or any(part.kind in (lx.DIV, lx.MUL) for part in items[first + 1 :]):
            raise FormulaSyntaxError(Diagnostic(MISSING_OPERAND, items[first].span, role="penyebut"), draft.text)
        return None
    if len(lines) > 1:
        draft.report(SECOND_FORMULA, items[lines[1]].span, related=(items[first].span,))
    return first


def _lines_behind_operand(items: list[Item], draft: Draft) -> list[int]:
    """Return the places of the lines with something above them."""
    lines: list[int] = []
    percent = any(item.kind == lx.PCT for item in items)
    divided = operand = False
    for index, item in enumerate(items):
        if item.kind == lx.RULE or (item.kind == lx.DOTS and not divided and _dots_are_line(items, index, percent)):
            if operand:
                lines.append(index)
            elif percent:
                raise FormulaSyntaxError(Diagnostic(MISSING_OPERAND, item.span, role="pembilang"), draft.text)
        divided = divided or item.kind in (lx.DIV, lx.OVER)
        operand = operand or not (is_punctuation(item) or item.kind in (lx.RULE, lx.DASH))
    return lines


def _dots_are_line(items: list[Item], index: int, percent: bool) -> bool:
    """Dots draw a line where × 100%, a slash or a quantity follows; elsewhere they leave something open."""
    place = next_solid(items, index + 1)
    following = at(items, place)
    before = at(items, index - 1)
    if following is None or before is None or before.kind == lx.COMMA:
        return False
    if following.kind in (lx.MUL, lx.SLASH, lx.DIV, lx.TIMES):
        return True
    return begins_strong(following) and percent


def _fraction(items: list[Item], line: int, draft: Draft) -> list[Lexeme]:
    """Return the tokens of ``A ----- x 100% B`` and its kin."""
    numerator = items[:line]
    start = line + 1
    end = after_tail(items, start)
    tail = items[next_solid(items, start) : end] if end > start else []
    rest = items[end:]
    factor: list[Item] = []
    if not tail and rest and rest[next_solid(rest, 0)].kind == lx.MUL if next_solid(rest, 0) < len(rest) else False:
        factor, rest = _factor_on_the_line(rest)
    place = next_solid(rest, 0)
    if place < len(rest) and rest[place].kind in (lx.SLASH, lx.DIV, lx.OVER):
        rest = rest[place + 1 :]
    if place < len(rest) and not tail and rest[place].kind == lx.LETTER and not rest[place].text:
        rest = rest[place + 1 :]
    tokens = _build(numerator, tail, rest, items[line], draft)
    if factor:
        tokens += [as_token(lx.MUL, factor[0]), *arrange(factor[1:], draft, shaped=False)]  # type: ignore[arg-type]
    return tokens


def _factor_on_the_line(rest: list[Item]) -> tuple[list[Item], list[Item]]:
    """``A ----- x Nilai penimbang`` over ``B``: the factor ends with its line, or where a quantity word begins B."""
    start = next_solid(rest, 0)
    for index in range(start + 2, len(rest)):
        if rest[index].kind == lx.LINE:
            return rest[start:index], rest[index:]
    for index in range(start + 2, len(rest)):
        item = rest[index]
        if item.kind == lx.WORD and item.low in words("heads", "total"):
            return rest[start:index], rest[index:]
    return [], rest


def _fraction_at_tail(items: list[Item], place: tuple[int, int], draft: Draft) -> list[Lexeme]:
    start, end = place
    return _build(items[:start], items[start:end], items[end:], items[start], draft)


def _build(numerator: list[Item], tail: list[Item], rest: list[Item], sign: Item, draft: Draft) -> list[Lexeme]:
    """Return the tokens of numerator over denominator; × 100% behind the denominator belongs to the whole fraction."""
    later_line = next((index for index, item in enumerate(rest) if item.kind == lx.RULE), None)
    if later_line is not None:
        rest = _before_second_formula(rest, later_line, draft)
    denominator, behind = _split_denominator(rest, draft)
    if tail and behind:
        if behind[0].kind == lx.MUL:
            draft.report(UNUSED_TEXT, (behind[0].start, behind[-1].end), text=words_of(behind))
        behind = []
    tail = tail or behind
    denominator = trim(denominator)
    if not trim(numerator):
        raise FormulaSyntaxError(Diagnostic(MISSING_OPERAND, sign.span, role="pembilang"), draft.text)
    if not denominator:
        raise FormulaSyntaxError(Diagnostic(MISSING_OPERAND, sign.span, role="penyebut"), draft.text)
    assert not isinstance(sign, Group)
    first, last = denominator[0], denominator[-1]
    out = [lx.sign(lx.LP, sign), *arrange(numerator, draft, shaped=False), lx.sign(lx.RP, sign)]
    drawn = sign.kind in (lx.RULE, lx.DOTS)
    out.append(Lexeme(lx.DIV, sign.text, sign.start, sign.end if drawn else sign.start, True, "", True))
    out += [sign_at(lx.LP, first.start), *arrange(denominator, draft, shaped=False), sign_at(lx.RP, last.end)]
    if tail:
        out += _tail_tokens(tail, draft)
    return out


def _tail_tokens(tail: list[Item], draft: Draft) -> list[Lexeme]:
    """Return ``x 100%`` as tokens, with the x put back where it was lost."""
    solid = [item for item in tail if isinstance(item, Lexeme) and item.kind not in (lx.LINE, lx.ITEM)]
    out: list[Lexeme] = []
    if solid[0].kind != lx.MUL:
        out.append(Lexeme(lx.MUL, "", solid[0].start, solid[0].start, True, "", True))
        draft.report(LOST_TIMES, solid[0].span)
    else:
        out.append(solid.pop(0))
    number = solid[0]
    marked = len(solid) > 1 and solid[1].kind == lx.PCT
    percent = marked and solid[1].text != "‰"
    label = name_text(solid[2 if marked else 1 :]).strip(" .,;") or None
    out.append(Figure(number, percent, label, solid[-1].end))
    return out


def _before_second_formula(rest: list[Item], line: int, draft: Draft) -> list[Item]:
    """Two drawn lines are two formulas run together: the second one's numerator begins at a quantity word."""
    for index in range(line - 1, 0, -1):
        item = rest[index]
        if item.kind == lx.WORD and item.low in words("heads", "total"):
            before = rest[index - 1]
            if not (before.kind == lx.WORD and before.low in words("heads", "strong")):
                return rest[:index]
    raise FormulaSyntaxError(Diagnostic(UNEXPECTED_SIGN, rest[line].span, sign=rest[line].text), draft.text)


def _split_denominator(rest: list[Item], draft: Draft) -> tuple[list[Item], list[Item]]:
    """Part a denominator from the ``x 100%`` (or rate) that ends the formula, and from text after that."""
    for index, item in enumerate(rest):
        if item.kind != lx.MUL:
            continue
        end = after_tail(rest, index)
        if end == index:
            continue
        following = trim(rest[end:])
        percent = rest[end - 1].kind == lx.PCT
        if following and following[0].kind in lx.OPERATORS:
            continue
        if (
            following
            and not percent
            and len(following) <= 5
            and all(part.kind in (lx.WORD, lx.LETTER) for part in following)
        ):
            return rest[:index], rest[index:]
        if following:
            report_unused(following, draft)
        return rest[:index], rest[index:end]
    return rest, []
