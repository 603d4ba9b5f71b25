"""Lexemes → pieces: what belongs together is joined, what joins two names is taken apart, lone brackets are letters.

A number and its percent sign are one piece.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import zip_longest
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import Lexicon
from kinerja_formula.reading.written_wholes import TWO_NAMES, is_amended

__all__ = ["CLOSING", "OPENING", "Gathering", "is_clipped"]

OPENING: Final = frozenset({lx.OPEN, lx.LP})
CLOSING: Final = frozenset({lx.CLOSE, lx.RP})

_SYMBOLS = re.compile(r"([A-Z][A-Za-z]{0,5}[0-9]{0,9})-([A-Z][A-Za-z]{0,5}[0-9]{0,9}|[0-9]{1,9})")
"""Symbols joined by a dash: P1-P0, NDP-5."""
_COEFFICIENT = re.compile(r"[xX][A-Z][A-Z0-9]{0,9}")
_DEEPEST = 60
_LONGEST_SYMBOL = 6
_NO_SYMBOLS = frozenset({"jika", "maka", "pilihan", "syarat-serta"})
"""Words that a figure glued to them is no index of: Jika0 < RI."""
_PLACES = frozenset({lx.LINE, lx.ITEM, lx.UNDERLINE_OFF})
"""Lexemes that are no pieces: they mark the place of the next one."""
_WITHOUT_TEXT = frozenset({lx.LP, lx.RP, lx.DIV, lx.MUL})
"""Pieces that nobody need have written."""
_ADDED = frozenset({lx.WORD, lx.NUM, lx.QUOTED, lx.OPEN, lx.LP, lx.LINE})
"""What a plus may add."""
_BEFORE_OPERANDS = frozenset({lx.SLASH, lx.OVER, lx.TIMES, lx.STAR, lx.PLUS, lx.OPEN, lx.LP, lx.DIV, lx.MUL, lx.EQUALS})
_SIGNS_BEFORE_LINE = frozenset({lx.DASH, lx.PLUS, lx.STAR, lx.TIMES, lx.MUL})


class Gathering:
    """The pieces of a text, ``lex``, and where each line (``breaks``), item and underline begins or ends.

    ``unpaired``: some brackets had no partner. The methods without an underscore are the rules by which a lexeme
    becomes something else than a piece of its own: each takes it, if it can, and tells whether it did.
    """

    def __init__(self, lexemes: list[Lexeme], lexicon: Lexicon, *, capitals: bool) -> None:
        self.lexicon = lexicon
        self.capitals = capitals
        self.lex: list[Lexeme] = []
        self.breaks: set[int] = set()
        self.items: set[int] = set()
        self.underlined: set[int] = set()
        self._alone = frozenset(piece.text for piece in lexemes if piece.kind == lx.WORD)
        self._gather(lexemes)
        self._lift()
        self._mend()

    def _gather(self, lexemes: list[Lexeme]) -> None:
        for piece, following in zip_longest(lexemes, lexemes[1:]):
            if piece.kind in _PLACES:
                self._mark_place(piece.kind)
                continue
            for rule in _RULES.get(piece.kind, ()):
                if rule(self, piece, following):
                    break
            else:
                self._append(piece)

    def _append(self, piece: Lexeme) -> None:
        if piece.text or piece.low == "σ" or piece.kind in _WITHOUT_TEXT:
            gap = piece.gap and not (piece.text[:1] == "_" and self.lex)
            self.lex.append(Lexeme(piece.kind, piece.text, piece.start, piece.end, gap, piece.low, piece.hard))

    def _mark_place(self, kind: str) -> None:
        """Keep where a line or an item begins, or an underline ends: before the piece that comes next."""
        next_piece = len(self.lex)
        if kind == lx.UNDERLINE_OFF:
            self.underlined.add(next_piece)
            return
        self.breaks.add(next_piece)
        if kind == lx.ITEM:
            self.items.add(next_piece)

    # What else a lexeme may be

    def subscript(self, piece: Lexeme, _following: Lexeme | None) -> bool:
        r"""``\log_2``: a figure that an underscore joins to the word before it."""
        lex = self.lex
        if piece.gap or len(lex) < 2 or lex[-1].text != "_" or lex[-1].gap or lex[-2].kind != lx.WORD:
            return False
        mark, base = lex.pop(), lex.pop()
        both = f"{base.text}{mark.text}{piece.text}"
        lex.append(Lexeme(lx.WORD, both, base.start, piece.end, base.gap, both.lower()))
        return True

    def percent(self, piece: Lexeme, _following: Lexeme | None) -> bool:
        """The sign behind a number."""
        last = self.lex[-1] if self.lex else None
        if last is None or last.kind != lx.NUM or last.text.endswith("%"):
            return False
        sign = "" if piece.text == "‰" else "%"  # × 1000 ‰ is the rate 1000
        self.lex[-1] = Lexeme(lx.NUM, last.text + sign, last.start, piece.end, last.gap)
        return True

    def abbreviation(self, piece: Lexeme, following: Lexeme | None) -> bool:
        """The full stop of a word that is known to be cut short, or looks so where an operand begins: *Vol. Usaha*."""
        last = self.lex[-1] if self.lex and not piece.gap else None
        if last is None or len(last.low) < 2:
            return False
        if "singkatan" not in self.lexicon.of(last.low) and not self._begins_clipped(last, following):
            return False
        self.lex[-1] = Lexeme(lx.WORD, last.text + ".", last.start, piece.end, last.gap, last.low)
        return True

    def _begins_clipped(self, last: Lexeme, following: Lexeme | None) -> bool:
        """Whether a word that looks cut short is the first of an operand, and another word stands behind its stop."""
        if following is None or following.kind != lx.WORD or not is_clipped(last) or self.lexicon.of(last.low):
            return False
        before = self.lex[-2] if len(self.lex) > 1 else None
        return before is None or before.kind in _BEFORE_OPERANDS or len(self.lex) - 1 in self.breaks

    def index(self, piece: Lexeme, _following: Lexeme | None) -> bool:
        """``P1``: a figure that was set low."""
        last = self.lex[-1] if self.lex and not piece.gap else None
        if last is None or last.kind != lx.WORD or len(last.text) > _LONGEST_SYMBOL:
            return False
        if not self.lexicon.of(last.low).isdisjoint(_NO_SYMBOLS):
            return False
        if not piece.text.isdigit() or len(self.lex) in self.breaks:
            return False
        low = last.low + piece.text
        self.lex[-1] = Lexeme(lx.WORD, last.text + piece.text, last.start, piece.end, last.gap, low)
        return True

    def grade(self, piece: Lexeme, following: Lexeme | None) -> bool:
        """``sertifikat B2+ / …``: a plus glued to a grade, with nothing to add behind it."""
        last = self.lex[-1] if self.lex and not piece.gap else None
        if last is None or last.kind != lx.WORD or not last.text[-1:].isdigit():
            return False
        if following is not None and following.kind in _ADDED:
            return False
        self.lex[-1] = Lexeme(lx.WORD, last.text + "+", last.start, piece.end, last.gap, last.low + "+")
        return True

    def difference(self, piece: Lexeme, following: Lexeme | None) -> bool:
        """A word that joins two symbols or names with a dash; behind a name ``(P-2)`` is the number of a form."""
        if piece.text[-1:].isdigit() and following is not None and following.kind in CLOSING and len(self.lex) > 1:
            before, opened = self.lex[-2:]
            if opened.kind in OPENING and before.kind == lx.WORD and not self.lexicon.of(before.low):
                return False
        if "-" not in piece.text or self.capitals or is_amended(piece.text):
            return False
        joined = self._joined_names(piece.text)
        parts = joined or _SYMBOLS.fullmatch(piece.text)
        if parts is None or parts[1] == parts[2] or (parts[2] == "1" and parts[1][-1] in "tn"):
            return False  # Rata-Rata; PDBt-1: the figure of the year before
        cut = piece.start + len(parts[1])
        kind = lx.NUM if parts[2].isdigit() else lx.WORD
        self.lex += [
            Lexeme(lx.WORD, parts[1], piece.start, cut, piece.gap, parts[1].lower()),
            Lexeme(lx.DASH, "-", cut, cut + 1, joined is not None),
            Lexeme(kind, parts[2], cut + 1, piece.end, joined is not None, parts[2].lower()),
        ]
        return True

    def _joined_names(self, text: str) -> re.Match[str] | None:
        """``Rencana - (Realisasi-Rencana)``: two names, at least one of which stands alone elsewhere in the text."""
        parts = TWO_NAMES.fullmatch(text)
        return parts if parts is not None and parts[1] != parts[2] and parts[2] in self._alone else None

    def coefficient(self, piece: Lexeme, _following: Lexeme | None) -> bool:
        """``3xKD3``: the figure before it, the sign and a symbol."""
        if piece.text[:1] not in ("x", "X") or piece.gap or not self.lex or self.lex[-1].kind != lx.NUM:
            return False
        if not _COEFFICIENT.fullmatch(piece.text):
            return False
        symbol, name = piece.start + 1, piece.text[1:]
        self.lex += [
            Lexeme(lx.TIMES, "×", piece.start, symbol, False),
            Lexeme(lx.WORD, name, symbol, piece.end, False, name.lower()),
        ]
        return True

    def mark_of_columns(self, piece: Lexeme, following: Lexeme | None) -> bool:
        """The & of a LaTeX table only lays the text out."""
        return piece.text in "&'" and following is not None and following.kind == lx.EQUALS

    def dotted_line(self, _piece: Lexeme, _following: Lexeme | None) -> bool:
        """A dotted line with gaps goes on."""
        return bool(self.lex) and self.lex[-1].kind == lx.DOTS

    # Drawn lines and lone brackets

    def _lift(self) -> None:
        """A line drawn inside a bracket, or behind a sign: what stands above and below it belongs to its two sides.

        ``100 - ------- x 100`` between two lines of names is 100 less their ratio.
        """
        lex, depth, lines = self.lex, 0, sorted(self.breaks)
        for at, piece in enumerate(lex):
            depth += (piece.kind in OPENING) - (piece.kind in CLOSING)
            if piece.kind != lx.RULE:
                continue
            next_line = bisect_right(lines, at)
            above = lines[next_line - 1] if next_line else 0
            if depth > 0 or (at - above > 1 and lex[at - 1].kind in _SIGNS_BEFORE_LINE):
                below = lines[next_line] if next_line < len(lines) else len(lex)
                if above > 0 and below < len(lex):
                    fraction = [
                        lx.sign(lx.LP, piece),
                        *lex[:above],
                        lx.sign(lx.RP, piece),
                        lx.sign(lx.DIV, piece),
                        lx.sign(lx.LP, piece),
                        *lex[below:],
                        lx.sign(lx.RP, piece),
                    ]
                    self.lex = [*lex[above:at], *fraction, *lex[at + 1 : below]]
                    self.breaks, self.items, self.underlined = set(), set(), set()
                return

    def _mend(self) -> None:
        """Make letters of brackets without a partner: ``1)`` is the mark of an item, a lone one is a slip."""
        stack: list[int] = []
        lone: set[int] = set()
        for at, piece in enumerate(self.lex):
            if piece.kind in OPENING:
                if len(stack) < _DEEPEST:
                    stack.append(at)
                else:
                    lone.add(at)
            elif piece.kind in CLOSING:
                if stack:
                    stack.pop()
                else:
                    lone.add(at)
        self.unpaired = bool(lone or stack)
        for at in lone | set(stack):
            piece = self.lex[at]
            piece.low = "(" if piece.kind in OPENING else ")"
            piece.kind = lx.OTHER


_RULES: Final[dict[str, tuple[Callable[[Gathering, Lexeme, Lexeme | None], bool], ...]]] = {
    lx.WORD: (Gathering.subscript, Gathering.difference, Gathering.coefficient),
    lx.NUM: (Gathering.subscript, Gathering.index),
    lx.PCT: (Gathering.percent,),
    lx.DOT: (Gathering.abbreviation,),
    lx.PLUS: (Gathering.grade,),
    lx.OTHER: (Gathering.mark_of_columns,),
    lx.DOTS: (Gathering.dotted_line,),
}
"""By kind of a lexeme, what it may be, tried in this order."""


_VOWELS = frozenset(("a", "i", "u", "e", "o"))


def is_clipped(piece: Lexeme) -> bool:
    """Tell whether a word before a full stop is an abbreviation, by its letters: *Kec*, *Hal*, *Thn*."""
    low = piece.low
    return (
        piece.kind == lx.WORD
        and len(low) <= 4
        and (_VOWELS.isdisjoint(low) or (len(low) <= 3 and low[-1] not in _VOWELS))
    )
