"""What stands round the formula in its cell: labels before ``=``, legends, notes, worked examples, sources."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from itertools import pairwise

from kinerja_formula.diagnostics.catalogue import DECIMAL_POINT, EXAMPLE_DIFFERS, STRAY_SIGN
from kinerja_formula.names import normalise
from kinerja_formula.nodes import Quantity
from kinerja_formula.numerals import NumeralError, decode, shortest
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.known_names import name_text
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.vocabulary import words

__all__ = [
    "legend_behind",
    "main_statement",
    "numerator_over_denominator",
    "read_constants",
    "read_factors",
    "read_notes",
    "split_notes",
]

_SYMBOLS = frozenset({lx.WORD, lx.QUOTED})
_BEGINS_OPERAND = frozenset({lx.WORD, lx.NUM, lx.OPEN, lx.QUOTED, lx.LP})
_ENDS_SENTENCE = frozenset({lx.LINE, lx.ITEM, lx.DOT, lx.SEMICOLON, lx.COMMA})
_LONGEST_EXAMPLE = 4000
"""Bits of the result of a worked example that is still checked."""

_SIGNS = lx.OPERATORS | {lx.TIMES, lx.OVER, lx.RULE, lx.PLUS, lx.STAR}


def split_notes(pieces: list[Lexeme]) -> tuple[list[Lexeme], list[Lexeme]]:
    """Part the formula from the notes behind it: ``Ket. …``, ``Catatan : …``, ``(sumber : …)``, ``dimana …``."""
    opening, where_first = words("notes", "opening"), words("notes", "where_first")
    lows = {piece.low for piece in pieces}
    if where_first.isdisjoint(lows) and opening.isdisjoint(lows):
        return pieces, []
    start: int | None = None
    sources: list[tuple[int, int]] = []
    count = len(pieces)
    index = 0
    while index < count:
        piece = pieces[index]
        if piece.kind == lx.WORD and (piece.low in opening or (piece.low in where_first and _is_where(pieces, index))):
            if _is_in_bracket(pieces, index):
                close = _closing(pieces, index - 1)
                sources.append((index - 1, close + 1))
                index = close + 1
                continue
            if _opens_notes(pieces, index):
                start = index
                break
        index += 1
    if sources:
        return _without_sources(pieces, sources, start)
    if start is None:
        return pieces, []
    return pieces[:start], pieces[start:]


def _is_where(pieces: list[Lexeme], index: int) -> bool:
    """``di mana`` is written as two words."""
    return index + 1 < len(pieces) and pieces[index + 1].low in words("notes", "where_second")


def _is_in_bracket(pieces: list[Lexeme], index: int) -> bool:
    """``(sumber : …)``."""
    return index > 0 and pieces[index - 1].kind == lx.OPEN and pieces[index].low in words("notes", "in_brackets")


def _opens_notes(pieces: list[Lexeme], index: int) -> bool:
    """Tell whether a word that may open notes does so: by the colon or dot behind it, or by where it stands."""
    piece, count = pieces[index], len(pieces)
    before = pieces[index - 1] if index else None
    end = index + (2 if piece.low in words("notes", "where_first") else 1)
    dotted = end < count and pieces[end].kind == lx.DOT
    colon = next((place for place in range(end, min(end + 5, count)) if pieces[place].kind == lx.COLON), None)
    if colon is not None and not _follows_name(before):
        if colon == end or dotted or piece.low in words("notes", "anywhere"):
            return True
    if before is None:
        return False
    where = piece.low in words("notes", "where")
    if before.kind in _ENDS_SENTENCE and (colon is not None or dotted or where):
        return True
    return where and any(later.kind in (lx.EQUALS, lx.COLON) for later in pieces[end : end + 6])


def _follows_name(before: Lexeme | None) -> bool:
    return before is not None and before.kind == lx.WORD and before.low in words("notes", "not_after")


def _without_sources(
    pieces: list[Lexeme], sources: list[tuple[int, int]], start: int | None
) -> tuple[list[Lexeme], list[Lexeme]]:
    """Return formula and notes where some notes stand in brackets; the others begin at ``start``."""
    main: list[Lexeme] = []
    notes = pieces[start:] if start is not None else []
    last = 0
    for begin, end in sources:
        main += pieces[last:begin]
        notes = [*pieces[begin:end], *notes]
        last = end
    main += pieces[last:start]
    if start is not None:
        return main, notes
    main, behind = _after_source(main, sources[0][0])
    return main, notes + behind


def legend_behind(pieces: list[Lexeme]) -> tuple[list[Lexeme], list[Lexeme]]:
    """Part a legend without a heading from the formula: ``a/b x 100% ; a = jumlah …``, ``A : jumlah …`` on its line."""
    seen: set[str] = set()
    calculates = False
    for index, piece in enumerate(pieces):
        if (
            calculates
            and piece.kind in (lx.LINE, lx.ITEM, lx.SEMICOLON, lx.COMMA)
            and index + 3 < len(pieces)
            and pieces[index + 1].kind in _SYMBOLS
            and pieces[index + 1].low in seen
            and pieces[index + 2].kind in (lx.EQUALS, lx.COLON)
            and pieces[index + 3].kind in _SYMBOLS
        ):
            return pieces[:index], pieces[index + 1 :]
        if piece.kind in _SYMBOLS:
            seen.add(piece.low)
        elif piece.kind in _SIGNS or piece.kind == lx.SLASH:
            calculates = True
    return pieces, []


def numerator_over_denominator(pieces: list[Lexeme]) -> list[Lexeme]:
    """``Pembilang : A`` and ``Penyebut : B`` (numerator, denominator) say where the line is drawn."""
    places: dict[str, int] = {}
    for index, piece in enumerate(pieces[:-1]):
        if piece.kind == lx.WORD and pieces[index + 1].kind in (lx.COLON, lx.EQUALS):
            if piece.low in words("notes", "numerator"):
                places.setdefault("above", index)
            elif piece.low in words("notes", "denominator"):
                places.setdefault("below", index)
    if len(places) < 2 or places["above"] > places["below"]:
        return pieces
    above, below = places["above"], places["below"]
    line = pieces[below]
    rule = Lexeme(lx.RULE, "", line.start, line.start, True, "", True)
    return [*pieces[above + 2 : below], rule, *pieces[below + 2 :]]


def _after_source(main: list[Lexeme], cut: int) -> tuple[list[Lexeme], list[Lexeme]]:
    """What stands behind a closing ``(sumber : …)`` is a note too, if the formula was whole before it."""
    whole = any(piece.kind in (lx.PCT, lx.DIV) for piece in main[:cut])
    if whole and not any(piece.kind in _SIGNS for piece in main[cut:]):
        return main[:cut], main[cut:]
    return main, []


def _closing(pieces: list[Lexeme], opening: int) -> int:
    depth = 0
    for index in range(opening, len(pieces)):
        depth += (pieces[index].kind == lx.OPEN) - (pieces[index].kind == lx.CLOSE)
        if depth == 0:
            return index
    return len(pieces) - 1


def main_statement(pieces: list[Lexeme], draft: Draft) -> tuple[list[Lexeme], list[Lexeme], bool]:
    """Return (formula, legend, whether it is a table of scores).

    What stands left of ``=`` is a label; a legend explains symbols.

    A purely numeric right side is the expected value of a worked example and is left out.
    """
    equals = _equals_at_top(pieces)
    if not equals:
        return pieces, [], False
    if _is_score_table(pieces, equals):
        return pieces, [], True
    start = 0
    for place, end in pairwise([*equals, len(pieces)]):
        before, after = pieces[start:place], pieces[place + 1 : end]
        if not any(piece.kind in _BEGINS_OPERAND for piece in after):
            draft.report(STRAY_SIGN, pieces[place].span, written=pieces[place].text)
            start = place + 1
            continue
        calculates = _calculates(before)
        if _only_figures(after) and (calculates or _may_calculate(before)):
            _check_example(before, after, draft)
            return before, [], False
        if calculates:
            cut, legend = _legend_after(pieces, start, place)
            return pieces[start:cut], pieces[legend:], False
        if start and (symbol := _used_symbol(pieces, start, place)) is not None:
            return pieces[start:symbol], pieces[symbol:], False
        _read_label(before, draft)
        start = place + 1
    return pieces[start:], _definitions_before(pieces, equals, start), False


def _legend_after(pieces: list[Lexeme], start: int, place: int) -> tuple[int, int]:
    """Return where a formula ends that has ``=`` at ``place`` behind it, and where its legend begins."""
    line = max((index for index in range(start, place) if pieces[index].kind in (lx.LINE, lx.ITEM)), default=start)
    if _calculates(pieces[start:line]):
        return line, line + 1
    symbol = _legend_start(pieces, start, place)
    return (place, place + 1) if symbol is None else (symbol, symbol)


def _used_symbol(pieces: list[Lexeme], start: int, place: int) -> int | None:
    """Return where the definition of a symbol begins that the words before it use."""
    cut, symbol = _legend_start(pieces, start, place), pieces[place - 1]
    if cut is None or symbol.kind not in _SYMBOLS:
        return None
    used = any(piece.kind in _SYMBOLS and piece.low == symbol.low for piece in pieces[start:cut])
    return cut if used else None


def _read_label(label: list[Lexeme], draft: Draft) -> None:
    """Take from what stands before ``=`` that a formula has a label, and whether it is a percentage."""
    percents = words("heads", "percent")
    if any(piece.kind == lx.PCT or (piece.kind == lx.WORD and piece.low in percents) for piece in label):
        draft.percent_wanted = True
    if label:
        draft.labelled = True


def _definitions_before(pieces: list[Lexeme], equals: list[int], start: int) -> list[Lexeme]:
    """``A = jumlah … ; B = jumlah … ; Persentase = A/B``: what stands before the last label defines symbols."""
    if len(equals) < 2 or start == 0:
        return []
    begin = start - 1
    while begin > 0 and pieces[begin - 1].kind not in (lx.LINE, lx.ITEM, lx.SEMICOLON, lx.COMMA):
        begin -= 1
    return pieces[:begin]


def _equals_at_top(pieces: list[Lexeme]) -> list[int]:
    depth = 0
    found = []
    for index, piece in enumerate(pieces):
        if piece.kind in (lx.OPEN, lx.LP):
            depth += 1
        elif piece.kind in (lx.CLOSE, lx.RP):
            depth = max(0, depth - 1)
        elif piece.kind == lx.EQUALS and depth == 0 and 0 < index < len(pieces) - 1:
            found.append(index)
    return found


def _is_score_table(pieces: list[Lexeme], equals: list[int]) -> bool:
    """``> 6 hari = 1, <= 6 hari = 2`` gives scores, no formula."""
    if len(equals) < 2 or _calculates(pieces):
        return False
    for place in equals:
        following = pieces[place + 1]
        after = pieces[place + 2] if place + 2 < len(pieces) else None
        if following.kind != lx.NUM or (
            after is not None and after.kind not in (lx.COMMA, lx.SEMICOLON, lx.LINE, lx.ITEM, lx.DOT, lx.WORD)
        ):
            return False
    return True


def _calculates(pieces: list[Lexeme]) -> bool:
    return any(piece.kind in (lx.DIV, lx.MUL, lx.OVER, lx.RULE, lx.TIMES, lx.ADD, lx.SUB) for piece in pieces) or any(
        piece.kind == lx.SLASH
        and (piece.gap or (index + 1 < len(pieces) and pieces[index + 1].low in words("heads", "strong")))
        for index, piece in enumerate(pieces)
    )


def _may_calculate(pieces: list[Lexeme]) -> bool:
    """Tell whether a sign stands here that may be an operator: what has a numeric right side is then no label."""
    return any(
        piece.kind in (lx.PLUS, lx.STAR, lx.SURD, lx.SLASH, lx.CARET)
        or (piece.low == "x" and 0 < index < len(pieces) - 1)
        or (piece.kind in (lx.DASH, lx.COLON) and piece.gap and 0 < index < len(pieces) - 1)
        for index, piece in enumerate(pieces)
    )


def _only_figures(pieces: list[Lexeme]) -> bool:
    solid = [piece for piece in pieces if piece.kind not in (lx.LINE, lx.ITEM, lx.DOT, lx.COMMA)]
    if not solid:
        return False
    if solid[0].kind == lx.NUM:
        if any(piece.low in words("heads", "strong") for piece in solid):
            return False
        return len([piece for piece in solid if piece.kind == lx.WORD]) <= 2 and not any(
            piece.kind in _SIGNS or piece.kind in (lx.SLASH, lx.OPEN) for piece in solid
        )
    return solid[0].low in words("notes", "figures") and len(solid) <= 3


def _legend_start(pieces: list[Lexeme], start: int, place: int) -> int | None:
    """Return where the definition that ``=`` at ``place`` belongs to begins: at its symbol."""
    index = place - 1
    while index > start and pieces[index].kind in (lx.CLOSE, lx.LETTER):
        index -= 1
    if index <= start or pieces[index].kind not in _SYMBOLS:
        return None
    return index


def _check_example(before: list[Lexeme], after: list[Lexeme], draft: Draft) -> None:
    """``(18/24) x 100% = 75``: an example in figures can be checked."""
    if any(piece.kind in (lx.WORD, lx.QUOTED) for piece in before):
        return
    check_example(before, after, draft)


def check_example(before: list[Lexeme], after: list[Lexeme], draft: Draft) -> None:
    """Report KF116 where a worked example in figures doesn't give its printed result."""
    stated = next((piece for piece in after if piece.kind == lx.NUM), None)
    computed = _compute(before)
    if stated is None or computed is None:
        return
    try:
        numeral = decode(stated.text)
    except NumeralError:
        return
    decimals = len(stated.text.partition(",")[2] or (stated.text.partition(".")[2] if numeral.decimal_point else ""))
    if numeral.decimal_point:
        draft.report(DECIMAL_POINT, stated.span, written=stated.text, value=shortest(numeral.value))
    unit = Fraction(1, 10**decimals)
    # Cut off behind the last digit, as offices do, or rounded: both lie within one unit of it.
    if all(abs(one - numeral.value) >= unit for one in (computed, computed * 100)):
        draft.report(EXAMPLE_DIFFERS, stated.span, stated=stated.text, computed=_as_printed(computed, decimals))


def _as_printed(value: Fraction, decimals: int) -> str:
    """Return a value with as many decimals as the figure beside it, and two more where it has none as short."""
    exact = shortest(value)
    return exact if "/" not in exact else f"± {shortest(round(value, decimals + 2))}"


def _compute(pieces: list[Lexeme]) -> Fraction | None:
    """Return the value of an example in figures (products and quotients), or None if it is more than that."""
    value: Fraction | None = None
    divide = False
    for piece in pieces:
        if piece.kind == lx.NUM:
            try:
                number = decode(piece.text).value
            except NumeralError:
                return None
            if value is None:
                value = number
            elif divide:
                if not number:
                    return None
                value /= number
            else:
                value *= number
            divide = False
            if value.numerator.bit_length() + value.denominator.bit_length() > _LONGEST_EXAMPLE:
                return None
        elif piece.kind in (lx.SLASH, lx.OVER, lx.COLON, lx.DIV):
            divide = True
        elif piece.kind in (lx.ADD, lx.SUB, lx.PLUS, lx.DASH, lx.WORD) and piece.low != "x":
            return None
    return value


def read_notes(notes: list[Lexeme], draft: Draft) -> None:
    """Take from notes what they define: ``A = jumlah …`` names a symbol, ``Target 2023 : 58%`` states a target."""
    index, count = 0, len(notes)
    while index < count:
        if notes[index].low in words("notes", "opening") or notes[index].low in words("notes", "where_second"):
            index += 1
            while index < count and notes[index].kind in (lx.COLON, lx.DOT):
                index += 1
        elif _defines(notes, index):
            index = _read_definition(notes, index, draft)
        else:
            index += 1
    for index, piece in enumerate(notes):
        if piece.kind == lx.WORD and piece.low in words("notes", "target"):
            _target(notes, index, draft)


def _defines(notes: list[Lexeme], index: int) -> bool:
    """Tell whether a symbol stands here, and behind it that it means something."""
    if notes[index].kind not in _SYMBOLS or index + 1 == len(notes):
        return False
    following = notes[index + 1]
    return following.kind in (lx.EQUALS, lx.COLON) or following.low in words("notes", "means")


def _read_definition(notes: list[Lexeme], index: int, draft: Draft) -> int:
    """Take the definition of the symbol at ``index``; return where it ends."""
    begin = end = index + 2
    while end < len(notes) and not _ends_definition(notes, end):
        end += 1
    meaning = notes[begin:end]
    text = name_text([part for part in meaning if part.kind != lx.ITEM]).strip(" .;,:")
    if text and any(part.kind in _SYMBOLS for part in meaning):
        draft.definitions.setdefault(normalise(notes[index].text), text)
    return end


def _ends_definition(notes: list[Lexeme], index: int) -> bool:
    piece = notes[index]
    if piece.kind in (lx.LINE, lx.ITEM, lx.SEMICOLON):
        return True
    following = notes[index + 1] if index + 1 < len(notes) else None
    if (
        (piece.kind == lx.COMMA or piece.low in words("notes", "joints"))
        and following is not None
        and following.kind in _SYMBOLS
    ):
        after = notes[index + 2] if index + 2 < len(notes) else None
        return after is not None and (after.kind in (lx.EQUALS, lx.COLON) or after.low in words("notes", "means"))
    return piece.kind in _SYMBOLS and following is not None and following.kind == lx.EQUALS


def _target(notes: list[Lexeme], index: int, draft: Draft) -> None:
    for place in range(index + 1, min(index + 6, len(notes))):
        piece = notes[place]
        if piece.kind == lx.NUM and notes[place - 1].kind in (lx.COLON, lx.EQUALS):
            following = notes[place + 1] if place + 1 < len(notes) else None
            unit = "%" if following is not None and following.kind == lx.PCT else None
            if unit is None and following is not None and following.kind == lx.WORD:
                unit = following.text
            with suppress(NumeralError):
                draft.quantities.append(Quantity(unit, None, decode(piece.text).value, piece.span))
            return


def read_constants(notes: list[Lexeme], names: list[str], draft: Draft) -> None:
    """Take ``hari kerja efektif dalam 1 tahun 244 hari`` and ``hari kerja efektif = 244`` as constants."""
    lows = [piece.low for piece in notes]
    for name in names:
        parts = name.lower().split()
        if not parts or not notes:
            continue
        for index in range(len(lows) - len(parts) + 1):
            if lows[index] != parts[0] or lows[index : index + len(parts)] != parts:
                continue
            value = _constant_after(notes, index + len(parts), parts[0])
            if value is not None:
                draft.constants.setdefault(name, value)
                break


_ENDS_FACTOR = frozenset({lx.COMMA, lx.SEMICOLON, lx.DOT, lx.LINE, lx.ITEM, lx.WORD, lx.CLOSE, lx.EQUALS})


def read_factors(pieces: list[Lexeme], names: list[str], draft: Draft) -> None:
    """Take ``Faktor: a = 3``, ``Nilai Penimbang = 1/8 = 0,125``: a name, an equals sign and a figure alone."""
    lows = [piece.low or piece.text.lower() for piece in pieces]
    wanted = {tuple(name.lower().split()): name for name in names}
    for at, piece in enumerate(pieces):
        if piece.kind != lx.EQUALS or at + 1 == len(pieces) or pieces[at + 1].kind != lx.NUM:
            continue
        name = next((wanted[words] for words in wanted if tuple(lows[max(0, at - len(words)) : at]) == words), None)
        figure = None if name is None else _figure_alone(pieces, at + 1)
        if name is not None and figure is not None:
            draft.constants.setdefault(name, figure)


def _figure_alone(pieces: list[Lexeme], place: int) -> Fraction | None:
    """Return a figure, or a fraction of two, behind which nothing is calculated."""
    fraction = [piece.kind for piece in pieces[place + 1 : place + 3]] in ([lx.SLASH, lx.NUM], [lx.OVER, lx.NUM])
    after = place + (3 if fraction else 1)
    following = pieces[after] if after < len(pieces) else None
    if following is not None and (following.kind not in _ENDS_FACTOR or following.low == "x"):
        return None
    return _figure_at(pieces, place)


def _constant_after(notes: list[Lexeme], index: int, head: str) -> Fraction | None:
    """Return the figure that a note gives for an operand: after ``=`` or before the operand's own unit word."""
    for place in range(index, min(index + 10, len(notes))):
        piece = notes[place]
        if piece.kind in _ENDS_CONSTANT:
            return None
        if piece.kind == lx.NUM:
            following = notes[place + 1] if place + 1 < len(notes) else None
            if notes[place - 1].kind in (lx.EQUALS, lx.COLON):
                if place - 2 >= index and notes[place - 2].kind == lx.WORD and len(notes[place - 2].text) < _SYMBOL:
                    return None  # "NDTPS  Faktor: a = 0,05" says it of a
                return _figure_at(notes, place)
            if following is not None and following.low == head:
                return _decoded(piece)
    return None


_SYMBOL = 3
_ENDS_CONSTANT = frozenset({lx.LINE, lx.ITEM, lx.DOT, lx.COMPARE, lx.OTHER})
_CALCULATES_ON = frozenset({lx.OPEN, lx.STAR, lx.PLUS, lx.TIMES, lx.CARET})


def _figure_at(notes: list[Lexeme], place: int) -> Fraction | None:
    """Return the figure that stands alone at a place: ``0,111``, or ``1/9 = 0,111``; the factor of a sum is none."""
    kinds = [piece.kind for piece in notes[place + 1 : place + 5]]
    if not _CALCULATES_ON.isdisjoint(kinds[:1]):
        return None
    if kinds[:2] not in ([lx.SLASH, lx.NUM], [lx.OVER, lx.NUM]):
        return _decoded(notes[place])
    if kinds[2:4] == [lx.EQUALS, lx.NUM]:
        return _decoded(notes[place + 4])
    over, under = _decoded(notes[place]), _decoded(notes[place + 2])
    return over / under if over is not None and under and _CALCULATES_ON.isdisjoint(kinds[2:3]) else None


def _decoded(piece: Lexeme) -> Fraction | None:
    try:
        return decode(piece.text).value
    except NumeralError:
        return None
