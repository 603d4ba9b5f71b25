"""Items of a bracket level whose signs are decided → the tokens of the grammar: names joined, literals read."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from kinerja_formula.diagnostics import Diagnostic, FormulaSyntaxError
from kinerja_formula.diagnostics.catalogue import (
    AMBIGUOUS_READING,
    FLAT_NUMERATOR,
    LOST_TIMES,
    MISSING_OPERAND,
    UNEXPECTED_SIGN,
    UNUSED_TEXT,
)
from kinerja_formula.numerals import NumeralError, read_figure
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.brackets import Group, Item
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.known_names import is_name, name_text
from kinerja_formula.reading.lexemes import Lexeme, sign_at
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.signs import begins_strong
from kinerja_formula.reading.tails import RATES, after_tail, is_punctuation, report_unused, trim
from kinerja_formula.reading.vocabulary import in_order, words

__all__ = ["NAME", "NUMBER", "Figure", "as_token", "bracket_numerator", "join_tokens"]

NAME = "NAME"
NUMBER = "NUMBER"

_NAMING = frozenset({lx.WORD, lx.NUM, lx.QUOTED})
_OF_SUMS = frozenset({lx.ADD, lx.SUB})
_LONGEST_UNIT = 4
"""Words behind a figure that may be its unit."""
_LONGEST_AMOUNT = 4
_SIGNS_ROUND_NAMES = ".,;:-–—=/•·*_"
_SIGNS_BEHIND_NAMES = _SIGNS_ROUND_NAMES + "'\"…"
_DEGREES = {"∛": "3", "∜": "4"}


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
    return _Joiner(items, draft, inside, top=top, divided=divided).tokens()


class _Joiner:
    """The tokens of a level so far (``out``), and the pieces of the operand that comes next (``run``)."""

    __slots__ = ("divided", "draft", "inside", "items", "out", "run", "top")

    def __init__(
        self, items: list[Item], draft: Draft, inside: Callable[[Group], list[Lexeme]], *, top: bool, divided: bool
    ) -> None:
        self.items = items
        self.draft = draft
        self.inside = inside
        self.top = top
        self.divided = divided
        self.out: list[Lexeme] = []
        self.run: list[Lexeme] = []

    def tokens(self) -> list[Lexeme]:
        index = 0
        while index < len(self.items):
            item = self.items[index]
            if isinstance(item, Group):
                self._group(item)
            elif item.kind == lx.WORD:
                self.run.append(item)
            elif item.kind in lx.STARTERS:
                self._sign(item, index)
            elif item.kind == lx.SURD:
                self._root(item)
            elif item.kind != lx.LINE and item.kind != lx.ITEM:
                self.run.append(item)
            elif self.run:
                self.run.append(Lexeme(lx.LINE, " ", item.start, item.end, True))
            index += 1
        self._end_operand(None)
        return self.out

    def _end_operand(self, following: Item | None) -> None:
        """Turn the pieces of the operand to a token."""
        run, out = self.run, self.out
        if not run:
            return
        self.run = []
        weight = _coefficient(run, out, following)
        if weight:
            run = self._weigh(run, weight)
        piece = _operand(run, out, following, self.draft)
        if piece is None:
            return
        if out and out[-1].kind in (NAME, NUMBER, lx.RP):
            _juxtaposed(out, piece, self.draft)
        else:
            out.append(piece)

    def _weigh(self, run: list[Lexeme], length: int) -> list[Lexeme]:
        """Take the weight from the beginning of an operand, and return the rest of it."""
        self.draft.report(LOST_TIMES, (run[0].start, run[length - 1].end), reason="tanpa-tanda-kali")
        self.out.append(Figure(run[0], length == 2, None, run[length - 1].end))
        self.out.append(sign_at(lx.MUL, run[length].start))
        joint = run[length].low in words("frames", "weight_joints") and len(run) > length + 1
        return run[length + joint :]

    def _group(self, group: Group) -> None:
        self._drop_label()
        self._end_operand(group)
        if self._is_left_out(group):
            return
        inner = self.inside(group)
        if not inner:
            raise FormulaSyntaxError(Diagnostic(MISSING_OPERAND, group.span, role="isi-kurung"), self.draft.text)
        self.out += [as_token(lx.LP, group.open), *inner, as_token(lx.RP, group.close)]

    def _drop_label(self) -> None:
        """``Kepadatan (A / B)``: words before a bracket with nothing before them name what it calculates."""
        run = self.run
        if not run or _is_literal(run):
            return
        total = _is_total(run)
        if self.out and not total:
            return
        if not total:
            if begins_strong(run[0]):
                self.draft.report(UNUSED_TEXT, (run[0].start, run[-1].end), text=name_text(run))
            self.draft.labelled = True
        self.run = []

    def _is_left_out(self, group: Group) -> bool:
        """Tell whether a bracket is no part of the formula; else put the × before it that the text leaves out."""
        out = self.out
        last = out[-1].kind if out else None
        if last == NAME:
            raise FormulaSyntaxError(
                Diagnostic(UNEXPECTED_SIGN, group.open.span, sign=group.open.text), self.draft.text
            )
        if last == lx.RP and _only_figures(group.items):
            return True
        if last == NUMBER and len(out) > 1 and out[-2].kind == lx.MUL and self.divided:
            report_unused([group], self.draft)
            return True
        if last == NUMBER or last == lx.RP:
            out.append(sign_at(lx.MUL, group.start))
        return False

    def _sign(self, sign: Lexeme, place: int) -> None:
        self._end_operand(sign)
        if sign.kind == lx.MUL and self.top and self.divided and self.out and place + 1 < len(self.items):
            self._leave_out_behind_tail(place)
        self.out.append(sign)

    def _leave_out_behind_tail(self, place: int) -> None:
        """Leave out what stands behind × 100% at ``place``, unless it calculates on or is the unit of a rate."""
        items = self.items
        end = behind = after_tail(items, place)
        while behind < len(items) and is_punctuation(items[behind]):
            behind += 1
        if end == place or behind == len(items) or items[behind].kind in lx.OPERATORS:
            return
        rest = items[end:]
        if items[end - 1].kind == lx.PCT or not _is_unit_of_rate(rest):
            report_unused(rest, self.draft)
            self.items = items[:end]

    def _root(self, surd: Lexeme) -> None:
        run, out = self.run, self.out
        degree = _DEGREES.get(surd.text, surd.low)
        if len(run) == 1 and run[0].kind == lx.NUM and not surd.gap and run[0].text.isdigit():
            degree = run.pop().text  # 3√( … )
        self._end_operand(surd)
        if out and out[-1].kind in (NUMBER, lx.RP):
            out.append(sign_at(lx.MUL, surd.start))  # 3 √A
        token = as_token(lx.ROOT, surd)
        token.low = degree
        out.append(token)


def _is_unit_of_rate(items: list[Item]) -> bool:
    label = [part for part in trim(items) if isinstance(part, Lexeme)]
    return len(label) <= _LONGEST_UNIT and all(part.kind == lx.WORD for part in label)


def _coefficient(run: list[Lexeme], out: list[Lexeme], following: Item | None) -> int:
    """``0,3 IKA + 0,3 IKU``, ``30% IKA + …``: a weight before a term of a sum multiplies it; return how long it is."""
    if run[0].kind != lx.NUM or len(run) == 1:
        return 0
    second = run[1]
    if len(run) == 2 and second.kind == lx.WORD and not second.gap and _is_short_symbol(second.text):
        return 1 if following is not None or out else 0  # 2A + 3B
    end = 2 if second.kind == lx.PCT else 1
    fraction = end == 2 or "," in run[0].text or "." in run[0].text
    if not fraction or len(run) == end or run[end].kind not in (lx.WORD, lx.QUOTED):
        return 0
    in_sum = (following is not None and following.kind in _OF_SUMS) or (bool(out) and out[-1].kind in _OF_SUMS)
    return end if in_sum else 0


def _is_short_symbol(text: str) -> bool:
    return text.isupper() and len(text) <= 2


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
        draft.report(LOST_TIMES, piece.span, reason="tanpa-tanda-kali")
        out += [sign_at(lx.MUL, piece.start), piece]
        return
    if any(token.kind in lx.OPERATORS for token in out):
        if "satuan-hitung" not in lexicon().of(piece.text.casefold()):  # (Panjang x Lebar) (m2)
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


def _operand(run: list[Lexeme], out: list[Lexeme], following: Item | None, draft: Draft) -> Lexeme | None:
    """Return the run as one NAME or NUMBER token, or None if only punctuation is left of it."""
    run = _trimmed(run)
    if not run:
        return None
    first = run[0]
    if first.kind == lx.NUM:
        figure = _figure(run, out, following, draft)
        if figure is not None:
            return figure
    if first.low in words("quantities", "money") and (out or following is not None) and len(run) <= _LONGEST_AMOUNT:
        money = _money(run)
        if money is not None:
            return money
    if len(run) == 1 and first.kind == lx.QUOTED:
        return Lexeme(NAME, first.text, first.start, first.end, first.gap, first.low, first.hard)
    _check_no_two_names(run, draft)
    text = name_text(run)
    if not any(map(_names, run)) or not is_name(text):
        return None
    return Lexeme(NAME, text, first.start, run[-1].end, first.gap, "", first.low == "σ")


def _check_no_two_names(run: list[Lexeme], draft: Draft) -> None:
    """Two names of the data with nothing between them are no operand."""
    for before, piece in pairwise(run):
        if before.kind == lx.QUOTED and piece.kind == lx.QUOTED:
            raise FormulaSyntaxError(Diagnostic(UNEXPECTED_SIGN, piece.span, sign=piece.text), draft.text)


def _trimmed(run: list[Lexeme]) -> list[Lexeme]:
    """Return an operand without the punctuation and the left-over words round it."""
    start, end = 0, len(run)
    while start < end and run[start].low != "σ" and _is_left_over(run[start]):
        start += 1
    while end > start and _ends_nothing(run[end - 1]):
        end -= 1
    return run[start:end]


def _is_left_over(piece: Lexeme) -> bool:
    return (
        piece.kind == lx.LINE
        or not piece.text
        or (piece.kind == lx.LETTER and piece.text in _SIGNS_ROUND_NAMES and piece.low == "")
        or piece.low in words("frames", "left_over")
    )


def _ends_nothing(piece: Lexeme) -> bool:
    return piece.kind == lx.LINE or (piece.kind == lx.LETTER and not piece.text.strip(_SIGNS_BEHIND_NAMES))


def _names(piece: Lexeme) -> bool:
    return piece.kind in _NAMING or (piece.kind == lx.LETTER and bool(piece.text.strip()))


def _figure(run: list[Lexeme], out: list[Lexeme], following: Item | None, draft: Draft) -> Figure | None:
    """Return ``100``, ``100 %``, ``1000 penduduk`` as a literal, or None if the figure begins a name."""
    first = run[0]
    marked = len(run) > 1 and run[1].kind == lx.PCT
    percent = marked and run[1].text != "‰"  # × 1000 ‰ is the rate 1000
    rest = run[2:] if marked else run[1:]
    if not rest:
        draft.limits.check_digits(first, draft.text)
        return Figure(first, percent, None, run[-1].end)
    if len(rest) > _LONGEST_UNIT or any(piece.kind != lx.WORD for piece in rest):
        return None
    counted = rest[0].low in words("quantities", "factor_units")
    factor = (bool(out) and out[-1].kind in (lx.MUL, lx.DIV)) or (
        counted and following is not None and following.kind in (lx.MUL, lx.DIV)
    )
    if factor and (counted or first.text in RATES or len(rest) <= 2):
        return Figure(first, percent, name_text(rest), run[-1].end)
    return None


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
    flat = _flat_numerator(tokens)
    if flat is None:
        return tokens
    sums, division = flat
    first, last, denominator = tokens[0], tokens[division - 1], tokens[division + 1]
    rest = _behind_operand(tokens, division + 1)
    if rest and [token.kind for token in rest] != [lx.MUL, NUMBER]:
        return tokens
    if first.kind == NUMBER or first.text.lower().startswith(in_order("heads", "percent")):
        return tokens
    if (
        _is_percentage(tokens, division)
        or _recurs(denominator, [first, *[tokens[place + 1] for place in sums]])
        or (not rest and _counts_terms(denominator, len(sums) + 1))
    ):
        draft.report(FLAT_NUMERATOR, (first.start, last.end), related=(tokens[division].span,))
        opening, closing = sign_at(lx.LP, first.start), sign_at(lx.RP, last.end)
        return [opening, *tokens[:division], closing, *tokens[division:]]
    if denominator.kind == NAME:
        draft.report(
            AMBIGUOUS_READING,
            tokens[division].span,
            sign=tokens[division].text,
            reading="perkalian-dulu",
            other=f"({' … '.join((first.text, last.text))}) / {denominator.text}",
        )
    return tokens


def _flat_numerator(tokens: list[Lexeme]) -> tuple[list[int], int] | None:
    """Return the places of the + and - before the one division of a level; None if it has no such shape."""
    if lx.DIV not in {token.kind for token in tokens}:
        return None
    depth = 0
    sums: list[int] = []
    divisions: list[int] = []
    for index, token in enumerate(tokens):
        kind = token.kind
        if kind == lx.LP:
            depth += 1
        elif kind == lx.RP:
            depth -= 1
        elif depth:
            continue
        elif kind == lx.DIV:
            divisions.append(index)
        elif kind in _OF_SUMS:
            sums.append(index)
        elif kind == lx.MUL and not divisions:
            return None
    if not sums or len(divisions) != 1 or sums[-1] > divisions[0]:
        return None
    division = divisions[0]
    return (sums, division) if division + 1 < len(tokens) else None  # nothing to divide by: the grammar says so


def _is_percentage(tokens: list[Lexeme], division: int) -> bool:
    """Tell whether the level ends with × 100% or a rate."""
    last = tokens[-1]
    return (
        isinstance(last, Figure)
        and len(tokens) > division + 3
        and tokens[-2].kind == lx.MUL
        and (last.percent or last.text in RATES)
    )


def _recurs(denominator: Lexeme, terms: list[Lexeme]) -> bool:
    """``(A - B) / B``: the denominator is a term of the numerator too."""
    return denominator.kind == NAME and any(
        term.kind == NAME and term.text.lower() == denominator.text.lower() for term in terms
    )


def _counts_terms(denominator: Lexeme, count: int) -> bool:
    """``(A + B + C) / 3`` is a mean."""
    return isinstance(denominator, Figure) and not denominator.percent and denominator.text == str(count)
