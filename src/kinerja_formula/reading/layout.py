"""The flattened drawing → the order of a calculation: drawn lines, underlines, lost lines, x 100% wherever it stands.

``arrange`` takes the items of one bracket level and returns tokens in which every operator is decided, names are joined
and each fraction that the layout drew has its brackets, so that the grammar behind it is plain arithmetic.
"""

from __future__ import annotations

from kinerja_formula.diagnostics import (
    AMBIGUOUS_READING,
    FLAT_NUMERATOR,
    LOST_TIMES,
    MISSING_OPERAND,
    NO_DENOMINATOR,
    SECOND_FORMULA,
    UNEXPECTED_SIGN,
    UNUSED_TEXT,
    FormulaSyntaxError,
    Diagnostic,
)
from kinerja_formula.numerals import NumeralError, read_figure
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.brackets import GROUP, Group, Item
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.frames import unframe
from kinerja_formula.reading.known_names import name_text
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.signs import (
    at,
    begins_strong,
    begins_weak,
    decide_minus,
    decide_multiply,
    divide_by_shape,
    divide_clearly,
    holds_division,
    next_solid,
    plain_letters,
    previous_solid,
)
from kinerja_formula.reading.vocabulary import words

__all__ = ["NAME", "NUMBER", "Figure", "arrange"]

NAME = "NAME"
NUMBER = "NUMBER"


class Figure(Lexeme):
    """A literal among the tokens: its digits, whether % stands behind it, and the words of a rate or unit."""

    __slots__ = ("label", "percent")

    def __init__(self, piece: Lexeme, percent: bool, label: str | None, end: int) -> None:
        super().__init__(NUMBER, piece.text, piece.start, end, piece.gap)
        self.percent = percent
        self.label = label


_RATES = frozenset({"100", "1000", "1.000", "10000", "10.000", "100000", "100.000", "1000000", "1.000.000"})
_PUNCTUATION = frozenset({lx.DOT, lx.COMMA, lx.SEMICOLON, lx.LINE, lx.ITEM, lx.COLON, lx.UNDERLINE_ON, lx.UNDERLINE_OFF})


def arrange(items: list[Item], draft: Draft, *, top: bool = False, shaped: bool = True, wanted: bool = False) -> list[Lexeme]:
    """Return the tokens of one level.

    ``shaped`` is false for the parts of a fraction, which need no division of their own; ``wanted`` tells that what
    stands round the level asks for a ratio.
    """
    items = _underlines_to_rule(items)
    _dash_to_rule(items)
    decide_multiply(items, draft)
    _bracket_exponent(items, draft)
    items = unframe(items, draft, top=top)
    divide_clearly(items, draft)
    rule = _drawn_line(items, draft)
    if rule is not None:
        return _fraction(items, rule, draft)
    items = [item for item in items if item.kind not in (lx.RULE, lx.UNDERLINE_ON, lx.UNDERLINE_OFF)]
    _divide_after_tail(items)
    _put_back_times(items, draft)
    divided = any(item.kind == lx.DIV for item in items)
    if not divided and shaped:
        place = _lost_line(items, draft)
        if place is not None:
            return _fraction_at_tail(items, place, draft)
    tail = _tail_start(items)
    if not divided and shaped:
        wanted = wanted or draft.labelled or (top and draft.ratio_wanted)
        if divide_by_shape(items, draft, tail=tail is not None, wanted=wanted, bracketed=not top):
            divided = True
        elif tail is not None and _stacked_lines(items, tail, draft):
            divided = True
            tail = _tail_start(items)
        elif tail is not None or (top and draft.ratio_wanted):
            divided = _weak_division(items, tail, draft)
            if not divided and tail is not None and top and not any(item.kind in (GROUP, lx.ADD, lx.SUB) for item in items):
                _report_no_denominator(items, tail, draft)
    formula = divided or not shaped or draft.labelled or not top or any(item.kind in lx.OPERATORS for item in items)
    decide_minus(items, draft, formula=formula, bracketed=not top and shaped)
    plain_letters(items)
    inside = any(isinstance(item, Group) and holds_division(item) for item in items)
    tokens = _tokens(items, draft, top=top, divided=divided or inside, tail=tail is not None)
    return _bracket_numerator(tokens, draft)


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
        if items[index].kind == lx.POW and [item.kind for item in items[index + 1 : index + 4]] == [lx.NUM, lx.SLASH, lx.NUM] and not items[index + 2].gap:
            first, last = items[index + 1], items[index + 3]
            draft.report(AMBIGUOUS_READING, (first.start, last.end), sign="/", reading="pangkat-pecahan", other=draft.text[first.start : last.end])
            items[index + 1 : index + 4] = [Group(_sign_at(lx.LP, first.start), items[index + 1 : index + 4], _sign_at(lx.RP, last.end))]


def _dash_to_rule(items: list[Item]) -> None:
    """A single dash right before ``x 100%`` is all that is left of a drawn line."""
    for index in range(1, len(items) - 3):
        item = items[index]
        if item.kind == lx.DASH and item.gap and isinstance(item, Lexeme) and (items[index + 1].low == "x" or items[index + 1].kind == lx.TIMES) and items[index + 2].text == "100" and items[index + 3].kind == lx.PCT:
            item.kind = lx.RULE


def _drawn_line(items: list[Item], draft: Draft) -> int | None:
    """Return the place of the line that parts numerator and denominator."""
    lines = []
    for index, item in enumerate(items):
        if item.kind == lx.RULE or (item.kind == lx.DOTS and _dots_are_line(items, index)):
            before = any(part.kind not in _PUNCTUATION and part.kind not in (lx.RULE, lx.DASH) for part in items[:index]) if not lines else True
            if before:
                lines.append(index)
            elif any(part.kind == lx.PCT for part in items):
                raise FormulaSyntaxError(Diagnostic(MISSING_OPERAND, item.span, role="pembilang"), draft.text)
    if not lines:
        return None
    first = lines[0]
    end = _after_tail(items, first + 1)
    if not any(part.kind in (lx.WORD, lx.QUOTED, lx.NUM, lx.LETTER, GROUP) for part in items[end:]):
        if end > first + 1 or any(part.kind in (lx.DIV, lx.MUL) for part in items[first + 1 :]):
            raise FormulaSyntaxError(Diagnostic(MISSING_OPERAND, items[first].span, role="penyebut"), draft.text)
        return None
    if len(lines) > 1:
        draft.report(SECOND_FORMULA, items[lines[1]].span, related=(items[first].span,))
    return first


def _dots_are_line(items: list[Item], index: int) -> bool:
    """Dots draw a line where × 100%, a slash or a quantity follows; elsewhere they leave something open."""
    place = next_solid(items, index + 1)
    following = at(items, place)
    before = at(items, index - 1)
    if following is None or before is None or before.kind == lx.COMMA or any(item.kind in (lx.DIV, lx.OVER) for item in items[:index]):
        return False
    if following.kind in (lx.MUL, lx.SLASH, lx.DIV, lx.TIMES):
        return True
    return begins_strong(following) and any(item.kind == lx.PCT for item in items)


def _after_tail(items: list[Item], index: int) -> int:
    """Return the index after ``x 100%`` (the x may be lost, or OCR may put it on a line of its own), or ``index``."""
    place = next_solid(items, index)
    times = at(items, place) is not None and items[place].kind == lx.MUL
    number = next_solid(items, place + 1) if times else place
    piece = at(items, number)
    if piece is None or piece.kind != lx.NUM:
        return index
    percent = at(items, number + 1)
    if percent is not None and percent.kind == lx.PCT:
        return number + 2 if times or piece.text == "100" else index
    return number + 1 if times and piece.text in _RATES else index


def _tail_start(items: list[Item]) -> int | None:
    """Return where the last ``x 100%`` (or a rate) of the level begins."""
    for index in range(len(items) - 1, -1, -1):
        if items[index].kind == lx.MUL and _after_tail(items, index) > index:
            return index
    return None


def _fraction(items: list[Item], line: int, draft: Draft) -> list[Lexeme]:
    """Return the tokens of ``A ----- x 100% B`` and its kin."""
    numerator = items[:line]
    start = line + 1
    end = _after_tail(items, start)
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
        tokens += [_token(lx.MUL, factor[0]), *arrange(factor[1:], draft, shaped=False)]  # type: ignore[arg-type]
    return tokens


def _factor_on_the_line(rest: list[Item]) -> tuple[list[Item], list[Item]]:
    """``A ----- x Nilai penimbang`` over ``B``: the factor ends with its line, or where a quantity word begins the denominator."""
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
            draft.report(UNUSED_TEXT, (behind[0].start, behind[-1].end), text=_words_of(behind))
        behind = []
    tail = tail or behind
    denominator = _trim(denominator)
    if not _trim(numerator):
        raise FormulaSyntaxError(Diagnostic(MISSING_OPERAND, sign.span, role="pembilang"), draft.text)
    if not denominator:
        raise FormulaSyntaxError(Diagnostic(MISSING_OPERAND, sign.span, role="penyebut"), draft.text)
    assert not isinstance(sign, Group)
    first, last = denominator[0], denominator[-1]
    out = [lx.sign(lx.LP, sign), *arrange(numerator, draft, shaped=False), lx.sign(lx.RP, sign)]
    drawn = sign.kind in (lx.RULE, lx.DOTS)
    out.append(Lexeme(lx.DIV, sign.text, sign.start, sign.end if drawn else sign.start, True, "", True))
    out += [_sign_at(lx.LP, first.start), *arrange(denominator, draft, shaped=False), _sign_at(lx.RP, last.end)]
    if tail:
        out += _tail_tokens(tail, draft)
    return out


def _sign_at(kind: str, place: int) -> Lexeme:
    return Lexeme(kind, "", place, place, True, "", True)


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
    """A second drawn line means that two formulas run together: the second one's numerator begins at a quantity word."""
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
        end = _after_tail(rest, index)
        if end == index:
            continue
        following = _trim(rest[end:])
        percent = rest[end - 1].kind == lx.PCT
        if following and following[0].kind in lx.OPERATORS:
            continue
        if following and not percent and len(following) <= 5 and all(part.kind in (lx.WORD, lx.LETTER) for part in following):
            return rest[:index], rest[index:]
        if following:
            _report_unused(following, draft, repeated=rest[:index])
        return rest[:index], rest[index:end]
    return rest, []


def _words_of(items: list[Item]) -> str:
    return name_text([item for item in items if isinstance(item, Lexeme)][:60])


def _report_unused(items: list[Item], draft: Draft, repeated: list[Item] | None = None) -> None:
    solid = _trim(items)
    if not solid:
        return
    if unspoken(solid):
        return
    draft.report(UNUSED_TEXT, (solid[0].start, solid[-1].end), text=_words_of(solid) or "( … )")


def unspoken(items: list[Item]) -> bool:
    """Tell whether words behind a formula only say again that it is a percentage."""
    solid = [item for item in items if item.kind == lx.WORD]
    return bool(solid) and len(solid) <= 6 and any(item.low in words("heads", "percent") for item in solid)


def _trim(items: list[Item]) -> list[Item]:
    start, end = 0, len(items)
    while start < end and _is_punctuation(items[start]):
        start += 1
    while end > start and _is_punctuation(items[end - 1]):
        end -= 1
    return items[start:end]


def _is_punctuation(item: Item) -> bool:
    return item.kind in _PUNCTUATION or (item.kind == lx.LETTER and not item.text.strip(" .,;:"))


def _put_back_times(items: list[Item], draft: Draft) -> None:
    """``(A / B) 100%``: the x before a closing 100% was lost."""
    solid = _trim(items)
    if len(solid) < 3 or solid[-1].kind != lx.PCT or solid[-2].kind != lx.NUM or solid[-2].text != "100":
        return
    before = solid[-3]
    divided = any(item.kind in (lx.DIV, lx.OVER) for item in solid[:-2])
    if before.kind == GROUP or (divided and before.kind in (lx.WORD, lx.QUOTED, lx.LETTER) and before.low not in ("capaian", "minimal", "target", "mencapai", "sebesar")):
        place = items.index(solid[-2])
        items.insert(place, Lexeme(lx.MUL, "", solid[-2].start, solid[-2].start, True, "", True))
        draft.report(LOST_TIMES, solid[-2].span)


def _divide_after_tail(items: list[Item]) -> None:
    """``A x 100% / B``: behind × 100% a slash or colon can only divide."""
    for index, item in enumerate(items):
        if item.kind in (lx.SLASH, lx.COLON) and index >= 2 and isinstance(item, Lexeme):
            left = items[index - 1]
            start = index - 3 if left.kind == lx.PCT else index - 2
            if start >= 0 and items[start].kind == lx.MUL and _after_tail(items, start) == index and next_solid(items, index + 1) < len(items):
                item.kind = lx.DIV


_CONNECTIVES = frozenset(
    {"dalam", "per", "untuk", "dari", "pada", "yang", "dan", "atau", "dengan", "sesuai", "sama", "di", "setiap", "tiap", "sehingga", "maka", "agar", "oleh", "sebagai", "ke", "sebesar", "adalah", "serta", "kemudian"}
)


def _lost_line(items: list[Item], draft: Draft) -> tuple[int, int] | None:
    """Return the place of the ``x 100%`` (or bare ``100%``) that stands where a line should part two operands."""
    for index, item in enumerate(items):
        if item.kind == lx.MUL:
            end = _after_tail(items, index)
            if end == index:
                continue
            start = index
        elif item.kind == lx.NUM and item.text == "100" and at(items, index + 1) is not None and items[index + 1].kind == lx.PCT:
            before = at(items, index - 1)
            if before is None or before.kind in (lx.MUL, lx.DASH, lx.COMPARE, lx.PLUS, lx.DIV, lx.SLASH, lx.COLON) or before.low in ("capaian", "minimal", "sebesar", "target", "mencapai"):
                continue
            start, end = index, index + 2
            following = at(items, next_solid(items, end))
            if not begins_strong(following) and not (items[end : end + 1] and items[end].kind == lx.LINE):
                continue
        else:
            continue
        if not _trim(items[:start]):
            continue
        place = next_solid(items, end)
        following = at(items, place)
        if following is None or following.kind in lx.OPERATORS or following.kind in (lx.DOT, lx.COMMA, lx.SLASH, lx.COLON, lx.EQUALS, lx.CLOSE):
            continue
        percent = items[end - 1].kind == lx.PCT
        if begins_strong(following) or (percent and begins_weak(following)):
            return start, end
        parted = place > end
        if percent and following.kind == lx.WORD and following.low not in _CONNECTIVES and not unspoken(items[end:]) and (parted or following.text[:1].isupper() or following.low == _first_word(items)):
            if not parted and following.low != _first_word(items):
                draft.report(AMBIGUOUS_READING, following.span, sign=following.text, reading="penyebut-atau-keterangan", other=_words_of(items[end:]))
            return start, end
    return None


def _first_word(items: list[Item]) -> str:
    return next((item.low for item in items if item.kind == lx.WORD), "")


def _weak_division(items: list[Item], tail: int | None, draft: Draft) -> bool:
    """A percentage needs a denominator: find it at ``dari jumlah``, ``terhadap total``, or a second quantity word."""
    end = tail if tail is not None else len(items)
    if any(item.kind in lx.OPERATORS or item.kind == GROUP for item in items[:end]):
        return False
    first = next_solid(items, 0)
    for joint in (True, False):
        for index in range(first + 2, end):
            item = items[index]
            if item.kind != lx.WORD or item.low not in words("heads", "strong") or index + 1 >= end:
                continue
            before = items[previous_solid(items, index - 1)]
            if before.kind == lx.WORD and before.low in words("heads", "strong"):
                continue
            joined = before.kind == lx.WORD and before.low in ("dari", "terhadap", "dengan", "per", "atas", "banding")
            if joint and joined:
                if tail is None and item.low not in words("heads", "total"):
                    continue
                _insert_division(items, index - 1, before, draft)
                return True
            if not joint and not joined and item.low in words("heads", "total") and begins_strong(items[first]) and (tail is not None or items[index - 1].kind == lx.LINE):
                if not (item.text[:1].isupper() or items[index - 1].kind == lx.LINE):
                    continue
                _insert_division(items, index, None, draft)
                return True
    return False


def _stacked_lines(items: list[Item], tail: int, draft: Draft) -> bool:
    """``A + B`` over ``C`` over ``x 100%``, the line lost: the line break before the last operand divides."""
    if tail == 0 or items[tail - 1].kind != lx.LINE:
        return False
    breaks = [index for index in range(1, tail - 1) if items[index].kind == lx.LINE and items[index - 1].kind not in lx.OPERATORS and items[index + 1].kind not in lx.OPERATORS]
    if not breaks:
        return False
    place = next((index for index in reversed(breaks) if begins_strong(items[index + 1])), breaks[0] if len(breaks) == 1 else -1)
    if place < 0:
        return False
    near = items[place + 1]
    draft.report(AMBIGUOUS_READING, near.span, sign=near.text, reading="penyebut", other=_words_of(items))
    opening, closing = _sign_at(lx.LP, items[0].start), _sign_at(lx.RP, items[place - 1].end)
    items[:place + 1] = [Group(opening, items[:place], closing), Lexeme(lx.DIV, "", near.start, near.start, True, "", True)]
    return True


def _insert_division(items: list[Item], index: int, word: Item | None, draft: Draft) -> None:
    place = items[index]
    whole = _words_of(items[: next((stop for stop, item in enumerate(items) if item.kind in lx.OPERATORS), len(items))])
    if word is not None:
        index = next(at_ for at_ in range(index, -1, -1) if items[at_] is word)
        items[index] = Lexeme(lx.DIV, word.text, word.start, word.end, True, "", True)
        span = word.span
    else:
        items.insert(index, Lexeme(lx.DIV, "", place.start, place.start, True, "", True))
        span = place.span
    draft.settled = False
    draft.report(AMBIGUOUS_READING, span, sign=place.text if word is None else word.text, reading="penyebut" if word is None else "dibagi", other=whole)


def _report_no_denominator(items: list[Item], tail: int, draft: Draft) -> None:
    draft.report(NO_DENOMINATOR, (items[tail].start, items[min(tail + 2, len(items) - 1)].end))


def _tokens(items: list[Item], draft: Draft, *, top: bool, divided: bool, tail: bool) -> list[Lexeme]:
    """Join letters to names, give literals their figures, open groups."""
    out: list[Lexeme] = []
    run: list[Lexeme] = []
    index, count = 0, len(items)

    def flush(following: Item | None) -> None:
        nonlocal run
        if run:
            weight = _coefficient(run, out, following)
            if weight:
                draft.report(LOST_TIMES, (run[0].start, run[weight - 1].end))
                out.append(Figure(run[0], weight == 2, None, run[weight - 1].end))
                out.append(_sign_at(lx.MUL, run[weight].start))
                run = run[weight:]
            piece = _operand(run, out, following, draft)
            run = []
            if piece is None:
                return
            if out and out[-1].kind in (NAME, NUMBER, lx.RP):
                _juxtaposed(out, piece, draft, divided)
                return
            out.append(piece)

    while index < count:
        item = items[index]
        index += 1
        if isinstance(item, Group):
            label = run and not _is_literal(run) and (not out or _is_total(run))
            if label:
                if begins_strong(run[0]) and not _is_total(run):
                    draft.report(UNUSED_TEXT, (run[0].start, run[-1].end), text=name_text(run))
                draft.labelled = draft.labelled or not _is_total(run)
                run = []
            flush(item)
            if out and out[-1].kind in (NUMBER, lx.RP):
                if out[-1].kind == lx.RP and _only_figures(item.items):
                    continue
                if out[-1].kind == NUMBER and len(out) > 1 and out[-2].kind == lx.MUL and divided:
                    _report_unused([item], draft)
                    continue
                out.append(_sign_at(lx.MUL, item.start))
            elif out and out[-1].kind == NAME:
                raise FormulaSyntaxError(Diagnostic(UNEXPECTED_SIGN, item.open.span, sign=item.open.text), draft.text)
            inner = arrange(item.items, draft, wanted=tail and not any(part.kind == lx.DIV for part in items))
            if not inner:
                raise FormulaSyntaxError(Diagnostic(MISSING_OPERAND, item.span, role="isi-kurung"), draft.text)
            out += [_token(lx.LP, item.open), *inner, _token(lx.RP, item.close)]
        elif item.kind in lx.STARTERS:
            flush(item)
            if item.kind == lx.MUL and top and out and index < count:
                end = _after_tail(items, index - 1)
                rest = items[end:] if end > index - 1 else []
                solid = _trim(rest)
                if divided and solid and solid[0].kind not in lx.OPERATORS:
                    percent = items[end - 1].kind == lx.PCT
                    label = [part for part in solid if isinstance(part, Lexeme)]
                    if percent or len(label) > 4 or any(part.kind != lx.WORD for part in label):
                        _report_unused(rest, draft)
                        items = items[:end]
                        count = end
            out.append(item)
        elif item.kind == lx.SURD:
            degree = _DEGREES.get(item.text, item.low)
            if run and run[-1].kind == lx.NUM and not item.gap and run[-1].text.isdigit() and len(run) == 1:
                degree = run.pop().text  # 3√( … )
            flush(item)
            token = _token(lx.ROOT, item)
            token.low = degree
            out.append(token)
        elif item.kind in (lx.LINE, lx.ITEM):
            if run:
                run.append(Lexeme(lx.LINE, " ", item.start, item.end, True))
        else:
            run.append(item)
    flush(None)
    return out


def _coefficient(run: list[Lexeme], out: list[Lexeme], following: Item | None) -> int:
    """``0,3 IKA + 0,3 IKU``, ``30% IKA + …``: a weight before a term of a sum multiplies it; return how long it is."""
    if run[0].kind != lx.NUM:
        return 0
    end = 2 if len(run) > 1 and run[1].kind == lx.PCT else 1
    if len(run) == end or (end == 1 and "," not in run[0].text and "." not in run[0].text) or run[end].kind not in (lx.WORD, lx.QUOTED):
        return 0
    in_sum = (following is not None and following.kind in (lx.ADD, lx.SUB)) or (bool(out) and out[-1].kind in (lx.ADD, lx.SUB))
    return end if in_sum else 0


_DEGREES = {"∛": "3", "∜": "4"}


def _token(kind: str, piece: Lexeme) -> Lexeme:
    return Lexeme(kind, piece.text, piece.start, piece.end, piece.gap, "", True)


def _is_total(run: list[Lexeme]) -> bool:
    """``Total (A + B)`` is the sum itself."""
    return len(run) == 1 and run[0].kind == lx.WORD and run[0].low in words("heads", "total")


def _is_literal(run: list[Lexeme]) -> bool:
    solid = [piece for piece in run if piece.kind not in (lx.LINE,)]
    return solid[0].kind == lx.NUM and (len(solid) == 1 or (len(solid) == 2 and solid[1].kind == lx.PCT))


def _only_figures(items: list[Item]) -> bool:
    waiting = list(items)
    while waiting:
        item = waiting.pop()
        if isinstance(item, Group):
            waiting += item.items
        elif item.kind in (lx.WORD, lx.QUOTED):
            return False
    return True


def _juxtaposed(out: list[Lexeme], piece: Lexeme, draft: Draft, divided: bool) -> None:
    """Two operands with no sign between them: after a whole formula the second is unused text, else a fault."""
    if any(token.kind in lx.OPERATORS for token in out):
        draft.report(UNUSED_TEXT, piece.span, text=piece.text)
        return
    raise FormulaSyntaxError(Diagnostic(UNEXPECTED_SIGN, piece.span, sign=piece.text), draft.text)


def _money(run: list[Lexeme]) -> Figure | None:
    """Read ``Rp 1.500`` as a literal."""
    solid = [piece for piece in run[1:] if piece.kind in (lx.NUM, lx.WORD)]
    if not solid or solid[0].kind != lx.NUM:
        return None
    try:
        value = read_figure("Rp " + " ".join(piece.text for piece in solid)).value
    except NumeralError:
        return None
    if value.denominator != 1:
        return None
    figure = Figure(solid[0], False, "rupiah", run[-1].end)
    figure.start, figure.text = run[0].start, str(value)
    return figure


_TIME_UNITS = frozenset({"bulan", "hari", "tahun", "triwulan", "semester", "minggu", "jam", "orang", "kali", "unsur", "indikator", "desa", "kelurahan", "unit", "kegiatan"})


def _operand(run: list[Lexeme], out: list[Lexeme], following: Item | None, draft: Draft) -> Lexeme | None:
    """Return the run as one NAME or NUMBER token, or None if only punctuation is left of it."""
    start, end = 0, len(run)
    while start < end and (run[start].kind == lx.LINE or not run[start].text or (run[start].kind == lx.LETTER and run[start].text in ".,;:-–—=/•·*_" and run[start].low == "") or run[start].low in ("antara",)):
        if run[start].low == "σ":
            break
        start += 1
    while end > start and (run[end - 1].kind == lx.LINE or (run[end - 1].kind == lx.LETTER and not run[end - 1].text.strip(".,;:-–—=/•·*_'\"…"))):
        end -= 1
    run = run[start:end]
    if not run:
        return None
    first = run[0]
    if first.kind == lx.NUM:
        percent = len(run) > 1 and run[1].kind == lx.PCT
        rest = run[2:] if percent else run[1:]
        if percent and run[1].text == "‰":
            percent = False  # × 1000 ‰ is the rate 1000
        if not rest:
            draft.limits.check_digits(first, draft.text)
            return Figure(first, percent, None, run[-1].end)
        factor = (bool(out) and out[-1].kind in (lx.MUL, lx.DIV)) or (following is not None and following.kind in (lx.MUL, lx.DIV) and rest[0].low in _TIME_UNITS)
        plain = factor and all(piece.kind == lx.WORD for piece in rest)
        if plain and len(rest) <= 4 and (first.text in _RATES or rest[0].low in _TIME_UNITS or len(rest) <= 2):
            return Figure(first, percent, name_text(rest), run[-1].end)
    if first.low in ("rp", "idr") and out and len(run) <= 4:
        money = _money(run)
        if money is not None:
            return money
    if len(run) == 1 and first.kind == lx.QUOTED:
        token = Lexeme(NAME, first.text, first.start, first.end, first.gap, "", first.hard)
        token.low = first.low
        return token
    for before, piece in zip(run, run[1:], strict=False):
        if before.kind == lx.QUOTED and piece.kind == lx.QUOTED:
            raise FormulaSyntaxError(Diagnostic(UNEXPECTED_SIGN, piece.span, sign=piece.text), draft.text)
    words_in = [piece for piece in run if piece.kind in (lx.WORD, lx.LETTER, lx.NUM, lx.QUOTED)]
    if not words_in or not any(piece.kind != lx.LETTER or piece.text.strip() for piece in words_in):
        return None
    text = name_text(run)
    if not any(char.isalnum() for char in text):
        return None
    return Lexeme(NAME, text, first.start, run[-1].end, first.gap, "", first.low == "σ")


def _behind_operand(tokens: list[Lexeme], index: int) -> list[Lexeme]:
    """Return the tokens behind the operand that begins at ``index``."""
    depth = 0
    for place in range(index, len(tokens)):
        depth += (tokens[place].kind == lx.LP) - (tokens[place].kind == lx.RP)
        if depth == 0 and tokens[place].kind not in (lx.ROOT, lx.AVG):
            return tokens[place + 1 :]
    return []


def _bracket_numerator(tokens: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """``A - B / C x 100%`` on one line: a percentage is no term of a difference of counts, so A - B is the numerator."""
    depth = 0
    sums: list[int] = []
    divisions: list[int] = []
    others = 0
    for index, token in enumerate(tokens):
        kind = token.kind
        if kind == lx.LP:
            depth += 1
        elif kind == lx.RP:
            depth -= 1
        elif depth == 0:
            if kind in (lx.ADD, lx.SUB):
                sums.append(index)
            elif kind == lx.DIV:
                divisions.append(index)
            elif kind == lx.MUL and not divisions:
                others += 1
    if not sums or len(divisions) != 1 or sums[-1] > divisions[0] or others:
        return tokens
    division = divisions[0]
    last = tokens[-1]
    rest = _behind_operand(tokens, division + 1)
    if rest and not (len(rest) == 2 and rest[0].kind == lx.MUL and rest[1].kind == NUMBER):
        return tokens
    percent = isinstance(last, Figure) and len(tokens) > division + 3 and tokens[-2].kind == lx.MUL and (last.percent or last.text in _RATES)
    denominator = tokens[division + 1]
    starts = [0, *[place + 1 for place in sums]]
    mean = isinstance(denominator, Figure) and not denominator.percent and denominator.text == str(len(sums) + 1) and not rest
    recurs = denominator.kind == NAME and any(tokens[place].kind == NAME and tokens[place].text.lower() == denominator.text.lower() for place in starts)
    first = tokens[0]
    if first.kind == NUMBER or first.text.lower().startswith(tuple(words("heads", "percent"))):
        return tokens
    if not (percent or recurs or mean):
        if denominator.kind == NAME:
            draft.report(AMBIGUOUS_READING, tokens[division].span, sign=tokens[division].text, reading="perkalian-dulu", other=f"({' … '.join((first.text, tokens[division - 1].text))}) / {denominator.text}")
        return tokens
    draft.report(FLAT_NUMERATOR, (first.start, tokens[division - 1].end), related=(tokens[division].span,))
    return [_sign_at(lx.LP, first.start), *tokens[:division], _sign_at(lx.RP, tokens[division - 1].end), *tokens[division:]]
