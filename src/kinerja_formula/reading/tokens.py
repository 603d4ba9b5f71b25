"""Items of a bracket level whose signs are decided → the tokens of the grammar: names joined, literals read."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from kinerja_formula.diagnostics import (
    AMBIGUOUS_READING,
    FLAT_NUMERATOR,
    LOST_TIMES,
    MISSING_OPERAND,
    UNEXPECTED_SIGN,
    UNUSED_TEXT,
    Diagnostic,
    FormulaSyntaxError,
)
from kinerja_formula.numerals import NumeralError, read_figure
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.brackets import Group, Item
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.known_names import is_name, name_text
from kinerja_formula.reading.lexemes import Lexeme, sign_at
from kinerja_formula.reading.signs import begins_strong
from kinerja_formula.reading.tails import RATES, after_tail, is_punctuation, report_unused, trim
from kinerja_formula.reading.vocabulary import words

__all__ = ["NAME", "NUMBER", "Figure", "as_token", "bracket_numerator", "join_tokens"]

NAME = "NAME"
NUMBER = "NUMBER"


class Figure(Lexeme):
    """A literal among the tokens: its digits, whether % stands behind it, and the words of a rate or unit."""

    __slots__ = ("label", "percent")

    def __init__(self, piece: Lexeme, percent: bool, label: str | None, end: int) -> None:
        super().__init__(NUMBER, piece.text, piece.start, end, piece.gap)
        self.percent = percent
        self.label = label


def join_tokens(
    items: list[Item], draft: Draft, inside: Callable[[Group], list[Lexeme]], *, top: bool, divided: bool
) -> list[Lexeme]:
    """Join letters to names, give literals their figures, open groups; ``inside`` gives the tokens of a bracket."""
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
                out.append(sign_at(lx.MUL, run[weight].start))
                run = (
                    run[weight + 1 :]
                    if run[weight].low in words("frames", "weight_joints") and len(run) > weight + 1
                    else run[weight:]
                )
            piece = _operand(run, out, following, draft)
            run = []
            if piece is None:
                return
            if out and out[-1].kind in (NAME, NUMBER, lx.RP):
                _juxtaposed(out, piece, draft)
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
                    report_unused([item], draft)
                    continue
                out.append(sign_at(lx.MUL, item.start))
            elif out and out[-1].kind == NAME:
                raise FormulaSyntaxError(Diagnostic(UNEXPECTED_SIGN, item.open.span, sign=item.open.text), draft.text)
            inner = inside(item)
            if not inner:
                raise FormulaSyntaxError(Diagnostic(MISSING_OPERAND, item.span, role="isi-kurung"), draft.text)
            out += [as_token(lx.LP, item.open), *inner, as_token(lx.RP, item.close)]
        elif item.kind == lx.WORD:
            run.append(item)
        elif item.kind in lx.STARTERS:
            flush(item)
            if item.kind == lx.MUL and top and out and index < count:
                end = after_tail(items, index - 1)
                behind = end
                while behind < count and is_punctuation(items[behind]):
                    behind += 1
                if divided and end >= index and behind < count and items[behind].kind not in lx.OPERATORS:
                    rest = items[end:]
                    percent = items[end - 1].kind == lx.PCT
                    label = [part for part in trim(rest) if isinstance(part, Lexeme)]
                    if percent or len(label) > 4 or any(part.kind != lx.WORD for part in label):
                        report_unused(rest, draft)
                        items = items[:end]
                        count = end
            out.append(item)
        elif item.kind == lx.SURD:
            degree = _DEGREES.get(item.text, item.low)
            if run and run[-1].kind == lx.NUM and not item.gap and run[-1].text.isdigit() and len(run) == 1:
                degree = run.pop().text  # 3√( … )
            flush(item)
            if out and out[-1].kind in (NUMBER, lx.RP):
                out.append(sign_at(lx.MUL, item.start))  # 3 √A
            token = as_token(lx.ROOT, item)
            token.low = degree
            out.append(token)
        elif item.kind == lx.LINE or item.kind == lx.ITEM:
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
    if len(run) == 2 and run[1].kind == lx.WORD and not run[1].gap and run[1].text.isupper() and len(run[1].text) <= 2:
        return 1 if following is not None or out else 0  # 2A + 3B
    end = 2 if len(run) > 1 and run[1].kind == lx.PCT else 1
    if (
        len(run) == end
        or (end == 1 and "," not in run[0].text and "." not in run[0].text)
        or run[end].kind not in (lx.WORD, lx.QUOTED)
    ):
        return 0
    in_sum = (following is not None and following.kind in (lx.ADD, lx.SUB)) or (
        bool(out) and out[-1].kind in (lx.ADD, lx.SUB)
    )
    return end if in_sum else 0


_DEGREES = {"∛": "3", "∜": "4"}


def as_token(kind: str, piece: Lexeme) -> Lexeme:
    """Return a sign of the text as the token that it was decided to be."""
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


def _juxtaposed(out: list[Lexeme], piece: Lexeme, draft: Draft) -> None:
    """Two operands with no sign between them: after a whole formula the second is unused text, else a fault."""
    if out[-1].kind == lx.RP and piece.text.startswith("(") and piece.text.endswith(")"):  # (A)(B)
        inner = piece.text[1:-1].strip()
        piece = Lexeme(piece.kind, inner, piece.start + 1, piece.end - 1, piece.gap, inner.lower(), piece.hard)
    first = piece.text.casefold().partition(" ")[0]
    if out[-1].kind == lx.RP and first in words("heads", "strong"):  # (A + B) Jumlah C: a factor, and no text behind
        draft.report(LOST_TIMES, piece.span)
        out += [sign_at(lx.MUL, piece.start), piece]
        return
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


_NAMING = frozenset({lx.WORD, lx.NUM, lx.QUOTED})


def _operand(run: list[Lexeme], out: list[Lexeme], following: Item | None, draft: Draft) -> Lexeme | None:
    """Return the run as one NAME or NUMBER token, or None if only punctuation is left of it."""
    start, end = 0, len(run)
    while start < end and (
        run[start].kind == lx.LINE
        or not run[start].text
        or (run[start].kind == lx.LETTER and run[start].text in ".,;:-–—=/•·*_" and run[start].low == "")
        or run[start].low in words("frames", "left_over")
    ):
        if run[start].low == "σ":
            break
        start += 1
    while end > start and (
        run[end - 1].kind == lx.LINE
        or (run[end - 1].kind == lx.LETTER and not run[end - 1].text.strip(".,;:-–—=/•·*_'\"…"))
    ):
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
        factor = (bool(out) and out[-1].kind in (lx.MUL, lx.DIV)) or (
            following is not None
            and following.kind in (lx.MUL, lx.DIV)
            and rest[0].low in words("quantities", "factor_units")
        )
        plain = factor and all(piece.kind == lx.WORD for piece in rest)
        if (
            plain
            and len(rest) <= 4
            and (first.text in RATES or rest[0].low in words("quantities", "factor_units") or len(rest) <= 2)
        ):
            return Figure(first, percent, name_text(rest), run[-1].end)
    if first.low in words("quantities", "money") and (out or following is not None) and len(run) <= 4:
        money = _money(run)
        if money is not None:
            return money
    if len(run) == 1 and first.kind == lx.QUOTED:
        token = Lexeme(NAME, first.text, first.start, first.end, first.gap, "", first.hard)
        token.low = first.low
        return token
    for before, piece in pairwise(run):
        if before.kind == lx.QUOTED and piece.kind == lx.QUOTED:
            raise FormulaSyntaxError(Diagnostic(UNEXPECTED_SIGN, piece.span, sign=piece.text), draft.text)
    named = first.kind == lx.WORD or any(
        piece.kind in _NAMING or (piece.kind == lx.LETTER and piece.text.strip()) for piece in run
    )
    text = name_text(run)
    if not named or not is_name(text):
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


def bracket_numerator(tokens: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Bracket A - B in ``A - B / C x 100%``: a percentage is no term of a difference of counts."""
    if lx.DIV not in {token.kind for token in tokens}:
        return tokens
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
    if division + 1 >= len(tokens):
        return tokens  # nothing to divide by: the grammar says so
    last = tokens[-1]
    rest = _behind_operand(tokens, division + 1)
    if rest and not (len(rest) == 2 and rest[0].kind == lx.MUL and rest[1].kind == NUMBER):
        return tokens
    percent = (
        isinstance(last, Figure)
        and len(tokens) > division + 3
        and tokens[-2].kind == lx.MUL
        and (last.percent or last.text in RATES)
    )
    denominator = tokens[division + 1]
    starts = [0, *[place + 1 for place in sums]]
    mean = (
        isinstance(denominator, Figure)
        and not denominator.percent
        and denominator.text == str(len(sums) + 1)
        and not rest
    )
    recurs = denominator.kind == NAME and any(
        tokens[place].kind == NAME and tokens[place].text.lower() == denominator.text.lower() for place in starts
    )
    first = tokens[0]
    if first.kind == NUMBER or first.text.lower().startswith(tuple(words("heads", "percent"))):
        return tokens
    if not (percent or recurs or mean):
        if denominator.kind == NAME:
            draft.report(
                AMBIGUOUS_READING,
                tokens[division].span,
                sign=tokens[division].text,
                reading="perkalian-dulu",
                other=f"({' … '.join((first.text, tokens[division - 1].text))}) / {denominator.text}",
            )
        return tokens
    draft.report(FLAT_NUMERATOR, (first.start, tokens[division - 1].end), related=(tokens[division].span,))
    return [
        sign_at(lx.LP, first.start),
        *tokens[:division],
        sign_at(lx.RP, tokens[division - 1].end),
        *tokens[division:],
    ]
