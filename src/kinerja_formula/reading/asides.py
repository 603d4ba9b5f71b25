"""What stands in a formula text beside the formula: a worked example, further sentences, a label on the drawn line."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from kinerja_formula.diagnostics.catalogue import AMBIGUOUS_READING, UNUSED_TEXT
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.known_names import name_text
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import OPERATING, lexicon
from kinerja_formula.reading.operating import multiplies
from kinerja_formula.reading.statements import check_example
from kinerja_formula.reading.vocabulary import words

__all__ = [
    "STOPS",
    "drop_examples",
    "drop_label_again",
    "drop_worked_steps",
    "first_sentence",
    "label_on_the_line",
    "percent_in_brackets",
    "with_dots_drawn",
]

STOPS: Final = frozenset({lx.DOT, lx.SEMICOLON})
"""Signs that may end a sentence."""
_DIVIDING: Final = frozenset({lx.SLASH, lx.OVER, lx.DIV, lx.COLON})
_FIGURES: Final = frozenset(
    {lx.NUM, lx.PCT, lx.OPEN, lx.CLOSE, lx.SLASH, lx.OVER, lx.DIV, lx.TIMES, lx.MUL, lx.COLON, lx.LINE, lx.STAR}
)


def percent_in_brackets(main: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """``A dibagi B (%)``, ``A / B (dalam persen)``: a closing bracket that asks for a percentage."""
    if len(main) < 5 or main[-1].kind != lx.CLOSE:
        return main
    opening = next(
        (index for index in range(len(main) - 2, max(len(main) - 6, 0), -1) if main[index].kind == lx.OPEN), None
    )
    if opening is None:
        return main
    kept, inner = main[:opening], main[opening + 1 : -1]
    if _is_times_hundred(inner):
        return [*kept, *inner]
    if not _says_percent(inner) or _has_operand_in_percent(kept) or not any(map(_divides, kept)):
        return main
    if not any(piece.kind == lx.PCT or _is_hundred(kept, at) for at, piece in enumerate(kept)):
        near = main[opening]
        draft.report(
            AMBIGUOUS_READING,
            (near.start, main[-1].end),
            sign="(%)",
            reading="kali-seratus",
            other=name_text(main[opening:]),
        )
        kept += [
            Lexeme(lx.MUL, "", near.start, near.start, True, "", True),
            Lexeme(lx.NUM, "100", near.start, near.start, True),
            Lexeme(lx.PCT, "%", near.start, near.start, False),
        ]
    return kept


_POWERS_OF_TEN: Final = frozenset({"100", "1000", "10000", "100000", "1000000"})


def _is_hundred(pieces: list[Lexeme], at: int) -> bool:
    """``x 100``, ``dikali seratus``: tell whether a hundred is multiplied by already."""
    figure = lexicon().figures.get(pieces[at].low, pieces[at].text)
    return figure == "100" and at > 0 and multiplies(pieces[at - 1])


def _is_times(piece: Lexeme) -> bool:
    return piece.kind in (lx.TIMES, lx.MUL) or piece.low == "x"


def _is_times_hundred(inner: list[Lexeme]) -> bool:
    """``A / B (x 100%)``, ``A / B (x 1.000)``."""
    percent = [piece.kind for piece in inner[1:]] == [lx.NUM, lx.PCT] and inner[1].text == "100"
    rate = [piece.kind for piece in inner[1:]] == [lx.NUM] and inner[1].text.replace(".", "") in _POWERS_OF_TEN
    if not (percent or rate):
        return False
    return _is_times(inner[0]) or inner[0].kind == lx.STAR


def _says_percent(inner: list[Lexeme]) -> bool:
    said = words("frames", "percent_bracket")
    return bool(inner) and all(piece.kind == lx.PCT or piece.low in said for piece in inner)


def _has_operand_in_percent(main: list[Lexeme]) -> bool:
    """``A (%) / B (%)``: the operands are percentages themselves."""
    return any(before.kind == lx.OPEN and piece.kind == lx.PCT for before, piece in pairwise(main))


def _divides(piece: Lexeme) -> bool:
    return piece.kind in (lx.DIV, lx.OVER, lx.RULE) or (piece.kind == lx.SLASH and piece.gap)


def label_on_the_line(main: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """``A`` over ``NRR = -----`` over ``B``: the label stands on the drawn line, between the two operands."""
    first = next((index for index, piece in enumerate(main) if piece.kind in (lx.WORD, lx.QUOTED)), len(main))
    start = 0
    for index, piece in enumerate(main):
        if piece.kind in (lx.LINE, lx.ITEM):
            start = index + 1
        if piece.kind not in (lx.EQUALS, lx.COLON) or index + 1 >= len(main) or main[index + 1].kind != lx.RULE:
            continue
        if start > first:
            draft.labelled = True
            return main[:start] + main[index + 1 :]
    return main


def with_dots_drawn(pieces: list[Lexeme]) -> list[Lexeme]:
    """``A`` over ``ABJ = ........ x 100 %`` over ``B``: dots that draw a fraction, and are no blank to be filled in."""
    out = [*pieces]
    for at, piece in enumerate(pieces):
        if piece.kind != lx.DOTS or not 0 < at < len(pieces) - 2 or pieces[at - 1].kind != lx.EQUALS:
            continue
        above = any(one.kind == lx.LINE for one in pieces[:at]) and pieces[0].kind in (lx.WORD, lx.QUOTED)
        below = next((place for place in range(at, len(pieces)) if pieces[place].kind == lx.LINE), len(pieces))
        if above and _is_times(pieces[at + 1]) and any(one.kind in (lx.WORD, lx.QUOTED) for one in pieces[below:]):
            out[at] = Lexeme(lx.RULE, piece.text, piece.start, piece.end, piece.gap)
    return out


def drop_examples(main: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Leave out a worked example inside a formula: ``A ----- x 100% (18/24) x 100% = 75 B``."""
    equals = [index for index, piece in enumerate(main) if piece.kind == lx.EQUALS]
    for place in reversed(equals):
        start = _start_of_example(main, place)
        end = place + 1
        while end < len(main) and main[end].kind in (lx.NUM, lx.PCT):
            end += 1
        if end > place + 1 and any(piece.kind in _DIVIDING for piece in main[start:place]):
            check_example(main[start:place], main[place + 1 : end], draft)
            main = main[:start] + main[end:]
    return main


def _start_of_example(main: list[Lexeme], equals: int) -> int:
    """Return where the figures before an equals sign begin; the place of the sign where there are none."""
    start = equals
    while start > 0 and (main[start - 1].kind in _FIGURES or main[start - 1].low == "x"):
        start -= 1
    while start < equals and main[start].kind not in (lx.OPEN, lx.NUM):
        start += 1
    if 0 < start < equals and main[start].kind == lx.NUM and _is_times(main[start - 1]):
        # "x 100% (18/24) …": the first figure is a factor of the formula
        start = next((index for index in range(start, equals) if main[index].kind == lx.OPEN), equals)
    return start


def drop_worked_steps(main: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Leave out the steps of a worked example behind the formula: ``= Skor × 0,10 = 80 × 0,10 = 8``.

    A single figure, and what a symbol is said to be (``dimana k = 1/9``), are no steps.
    """
    first = _first_step(main)
    if first is None:
        return main
    following = next((at for at in range(first + 1, len(main)) if main[at].kind == lx.EQUALS), None)
    if following is not None:
        check_example(main[first + 1 : following], main[following + 1 :], draft)
    first = _start_of_step(main, first, draft.text)
    end = main[-1].end if draft.behind is None else draft.behind[1]
    draft.behind = (main[first].start, end, "contoh")
    return main[:first]


def _start_of_step(main: list[Lexeme], equals: int, text: str) -> int:
    """``Capaian = (12,5/98,2) x 100%`` below a blank line: its label belongs to the step."""
    start = equals
    while start and main[start - 1].kind == lx.WORD and equals - start < _LONGEST_LABEL:
        start -= 1
    if not start or start == equals or main[start - 1].kind != lx.LINE:
        return equals
    before = max(at for at in range(start) if main[at].kind != lx.LINE) if start > 1 else 0
    apart = text[main[before].end : main[start].start].count("\n") > 1
    return start if apart else equals


def drop_label_again(main: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Leave out the label behind the formula that it stands before: ``ROI = EBIT x 100% Capital Employed ROI (%)``."""
    equals = next((at for at, piece in enumerate(main) if piece.kind == lx.EQUALS), 0)
    label = [piece.low for piece in main[:equals]]
    if not 0 < len(label) <= _LONGEST_LABEL or not all(piece.kind == lx.WORD for piece in main[:equals]):
        return main
    end = len(main)
    if end > 3 and [piece.kind for piece in main[-3:]] == [lx.OPEN, lx.PCT, lx.CLOSE]:
        end -= 3
    if end > 2 and main[end - 2].kind == lx.EQUALS and main[end - 1].low == "x":  # "= x (%)": where the value comes
        end -= 2
    start = end - len(label)
    if end == len(main) or start <= equals + 3 or [piece.low for piece in main[start:end]] != label:
        return main
    draft.behind = (main[start].start, main[-1].end, "label")
    return main[:start]


_LONGEST_LABEL: Final = 6


def _first_step(main: list[Lexeme]) -> int | None:
    """Return where the first equals sign stands behind which there are figures only, if a formula stands before it."""
    equals = [at for at, piece in enumerate(main) if piece.kind == lx.EQUALS]
    end = len(main)
    while end and main[end - 1].kind in (lx.LINE, lx.DOT):
        end -= 1
    found = None
    numbered = False  # a figure stands in the step
    for at in range(end - 1, -1, -1):
        if main[at].kind == lx.EQUALS:
            if not numbered:
                break
            found, numbered = at, False
        elif not _is_of_figures(main, at):
            break
        else:
            numbered = numbered or main[at].kind == lx.NUM
    if found is None or not _is_behind_a_formula(main, found, equals):
        return None
    calculated = sum(piece.kind in _STEPPING or piece.low == "x" for piece in main[found + 1 : end])
    return found if calculated or main[found - 1].kind == lx.LINE else None


def _is_of_figures(main: list[Lexeme], at: int) -> bool:
    """Tell whether a piece may stand in a calculation with figures: a word only as the unit of one."""
    piece = main[at]
    if piece.low == "x" or piece.low in words("quantities", "money"):
        return True
    if piece.kind != lx.WORD:
        return piece.kind in _FIGURES or piece.kind in _STEPPING
    return main[at - 1].kind == lx.NUM and "satuan-hitung" in lexicon().of(piece.low)


def _is_behind_a_formula(main: list[Lexeme], equals: int, others: list[int]) -> bool:
    """Tell whether what stands before an equals sign calculates with names, and ends in an operand of that."""
    low = max([0, *[at + 1 for at in others if at < equals]])
    part = main[low:equals]
    own_line = bool(part) and part[-1].kind == lx.LINE and low > 0
    while part and part[-1].kind == lx.LINE:
        part = part[:-1]
    if not any(piece.kind in (lx.WORD, lx.QUOTED) and piece.low != "x" for piece in part):
        return False
    if low and [piece.kind for piece in part[:2]] == [lx.NUM, lx.RULE]:
        return False  # "Jumlah siswa = 2.720 ----- Jumlah anak = 4.310 x 100%": figures that were filled in
    signs = [at for at, piece in enumerate(part) if piece.kind in _STEPPING or _is_operator_word(piece)]
    if not signs:
        return own_line
    return _is_an_operand(part[signs[-1] + 1 :])


def _is_an_operand(operand: list[Lexeme]) -> bool:
    """Tell whether the words between the last sign and the steps are one operand, and explain no symbol."""
    if any(piece.kind in _PARTING or not lexicon().of(piece.low).isdisjoint(_EXPLAINING) for piece in operand):
        return False
    return len(operand) < 2 or len(operand[-1].text) > 2 or operand[-1].kind != lx.WORD


def _is_operator_word(piece: Lexeme) -> bool:
    return piece.low == "x" or (piece.kind == lx.WORD and not lexicon().of(piece.low).isdisjoint(OPERATING))


_STEPPING: Final = frozenset(
    {
        *(lx.SLASH, lx.OVER, lx.DIV, lx.TIMES, lx.MUL, lx.STAR, lx.PLUS, lx.DASH, lx.COLON, lx.RULE),
        *(lx.ADD, lx.SUB, lx.POW, lx.CARET, lx.EQUALS, lx.LP, lx.RP),
    }
)
_PARTING: Final = frozenset({lx.LINE, lx.ITEM, lx.COMMA, lx.SEMICOLON, lx.DOT})
_EXPLAINING: Final = frozenset({"dimana", "catatan", "jika", "penghubung"})


def first_sentence(main: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Part a formula from the sentences behind it: what follows a full stop and a capital is no operand."""
    calculates = next((index for index, piece in enumerate(main) if _is_calculating(piece)), len(main))
    line = _first_of(main, (lx.RULE,), none=-1)
    percent = _first_of(main, (lx.PCT,), none=-1)
    division = _first_of(main, (lx.DIV, lx.OVER), none=len(main))
    for index in range(calculates + 1, len(main) - 1):
        piece = main[index]
        if piece.kind not in STOPS or piece.gap or not _ends_sentence(main, index):
            continue
        # A drawn line, or the only percent sign, further on: the full stop stood inside the drawing.
        if line > index or (percent > index and division > index):
            continue
        rest = main[index + 1 :]
        first = next(later for later in rest if later.kind != lx.LINE)
        draft.report(UNUSED_TEXT, (first.start, rest[-1].end), text=name_text(rest[:60]))
        return main[:index]
    return main


def _is_calculating(piece: Lexeme) -> bool:
    return piece.kind in (lx.PCT, lx.MUL) or _divides(piece) or piece.low == "x"


def _first_of(main: list[Lexeme], kinds: tuple[str, ...], *, none: int) -> int:
    return next((index for index, piece in enumerate(main) if piece.kind in kinds), none)


def _ends_sentence(main: list[Lexeme], index: int) -> bool:
    """Tell whether a full stop ends a sentence: a capital follows, and no abbreviation or list mark stands before."""
    following = next((later for later in main[index + 1 : index + 3] if later.kind != lx.LINE), None)
    before = main[index - 1]
    if following is None or not (following.gap or main[index + 1].kind == lx.LINE):
        return False
    if before.low in words("notes", "abbreviations") or len(before.low) == 1:
        return False
    if before.kind == lx.NUM:
        factor = main[index - 2] if index > 1 else None
        if factor is None or not _is_times(factor):
            return False
    sentence = following.kind == lx.WORD and following.text[:1].isupper()
    return sentence and before.kind in (lx.WORD, lx.PCT, lx.CLOSE, lx.NUM, lx.QUOTED)
