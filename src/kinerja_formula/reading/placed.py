"""Lexemes with what is known of each place: brackets paired, lines and items told, roles looked up."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from typing import Final

from kinerja_formula.numerals import NumeralError, decode, decode_in_formula
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.gathering import CLOSING, OPENING, Gathering
from kinerja_formula.reading.known_names import name_text
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import OPERATORS, Lexicon

__all__ = ["EXPRESSION", "NO_EXPRESSION", "QUANTITIES", "QUANTITY", "Placed"]

QUANTITY = frozenset({"jumlah", "besaran", "persentase", "rata", "rasio"})
QUANTITIES = QUANTITY | {"selisih"}
EXPRESSION: Final = "ungkapan"
NO_EXPRESSION: Final = "bukan-ungkapan"
_NONE: frozenset[str] = frozenset()
_FEWEST_COMMAS: Final = 2
_LISTED: Final = frozenset({lx.WORD, lx.COMMA, lx.SEMICOLON, lx.SLASH, lx.DASH, lx.DOT})
_CALCULATES: Final = frozenset({"jumlah", "rata", *OPERATORS})
_FUNCTIONS: Final = frozenset({"min", "maks", "median", "rata", "ukurrata", "jumlah", "bulat", "jika", "fungsi-lain"})


class Placed:
    """The pieces of a text with what is known of each place.

    ``gap[i]``: white space or a line break stands before piece i. ``group[i]`` is the bracket that piece i stands in
    (the index of its opening piece, -1 outside), ``close`` the end of each bracket. ``breaks`` and ``items`` are the
    pieces that begin a line or a list item.
    """

    def __init__(self, lexemes: list[Lexeme], text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.capitals = text.isupper() and sum(len(word) > 6 for word in text.split()) > 1
        gathered = Gathering(lexemes, lexicon, capitals=self.capitals)
        self.lex = gathered.lex
        self.breaks = gathered.breaks
        self.items = gathered.items
        self.underlined = gathered.underlined
        self.unpaired = gathered.unpaired
        self.count = len(self.lex)
        self._pair()
        self.first_items = {0} if len(self.items) == 1 else set()
        self.dashes = bool(self.lex) and self.lex[0].kind == lx.DASH
        self.gap = [piece.gap or at in self.breaks for at, piece in enumerate(self.lex)] + [True]
        self.roles = [lexicon.of(piece.low) if piece.kind == lx.WORD else _NONE for piece in self.lex]
        self.expressions = self._fixed_expressions()
        self.apart = self._apart()
        self.values = [self._value(at) for at in range(self.count)]
        self.asks_for_percent = any(piece.kind == lx.NUM and piece.text.startswith("100") for piece in self.lex)

    def _fixed_expressions(self) -> frozenset[int]:
        """Return where words calculate nothing, *kerja sama dengan*, *dana bagi hasil*; they lose their roles there."""
        found: set[int] = set()
        taken: set[int] = set()  # first words that belong to what stands before them
        for at, piece in enumerate(self.lex):
            if piece.kind == lx.WORD:
                for rest, role in self.lexicon.phrases.get(piece.low, ()):
                    if role == NO_EXPRESSION and self.goes_on(at, rest):
                        taken.add(at + len(rest))
                    elif role == EXPRESSION and at not in taken and self.goes_on(at, rest):
                        found.update(range(at, at + 1 + len(rest)))
        for at in found:
            self.roles[at] = self.roles[at] & QUANTITY
        return frozenset(found)

    def goes_on(self, at: int, rest: Sequence[str]) -> bool:
        """Tell whether the words of a phrase stand behind its first."""
        lex = self.lex[at + 1 : at + 1 + len(rest)]
        return len(lex) == len(rest) and all(
            one.low == word or one.text == word for one, word in zip(lex, rest, strict=True)
        )

    def _apart(self) -> frozenset[int]:
        """Return where a blank line parts the text, and no small letter goes on behind it.

        Where every line is followed by a blank one, they say nothing.
        """
        lex, between = self.lex, {}
        for at in self.breaks:
            if 0 < at < self.count:
                between[at] = self.text[lex[at - 1].end : lex[at].start].count("\n") > 1
        blank = [at for at, is_blank in between.items() if is_blank]
        if len(blank) > 1 and len(blank) == len(between):
            return frozenset()
        return frozenset([at for at in blank if not lex[at].text[:1].islower()])

    def _pair(self) -> None:
        self.group: list[int] = []
        self.close: dict[int, int] = {}
        stack: list[int] = []
        for at, piece in enumerate(self.lex):
            if piece.kind in CLOSING:
                self.close[stack.pop()] = at
            self.group.append(stack[-1] if stack else -1)
            if piece.kind in OPENING:
                stack.append(at)
        # Brackets round everything but marks do not shield what they hold.
        self.whole: set[int] = set()
        low, high = 0, len(self.lex)
        while low < high and self.lex[low].kind in OPENING:
            end = self.close[low]
            if any(self.lex[at].kind == lx.WORD or self.lex[at].kind in OPENING for at in range(end + 1, high)):
                break
            self.whole.add(low)
            low, high = low + 1, end

    @cached_property
    def listed(self) -> frozenset[int]:
        """What brackets behind a word list: *kampus (biodiesel, tenaga surya, panas bumi)*."""
        found: set[int] = set()
        for opened, closed in self.close.items():
            inside = range(opened + 1, closed)
            commas = sum(self.lex[at].kind in (lx.COMMA, lx.SEMICOLON) for at in inside)
            if commas < _FEWEST_COMMAS or not opened or self.lex[opened - 1].kind != lx.WORD:
                continue
            if not self.roles[opened - 1].isdisjoint(_FUNCTIONS):
                continue
            if all(self.lex[at].kind in _LISTED and self.roles[at].isdisjoint(_CALCULATES) for at in inside):
                found.update(inside)
        return frozenset(found)

    def opening_of(self, at: int) -> int | None:
        """Return the bracket that a closing one belongs to, None for any other piece."""
        if self.lex[at].kind not in CLOSING:
            return None
        return next((low for low, high in self.close.items() if high == at), None)

    def _value(self, at: int) -> Fraction | None:
        piece = self.lex[at]
        if piece.kind == lx.WORD:
            figure = self.lexicon.figures.get(piece.low)
            return None if figure is None else Fraction(figure)
        if piece.kind != lx.NUM:
            return None
        percent = piece.text.endswith("%")
        try:
            share = percent or (at + 1 < len(self.lex) and self.lex[at + 1].kind == lx.PCT)
            value = (decode if share else decode_in_formula)(piece.text.rstrip("%")).value
        except NumeralError:
            return None
        return value / 100 if percent else value

    def is_times(self, at: int) -> bool:
        """Tell whether the letter x stands here, and names nothing: ``x = jumlah soal``."""
        following = self.lex[at + 1].kind if at + 1 < self.count else ""
        return self.lex[at].low == "x" and following not in (lx.EQUALS, lx.COLON)

    def is_symbol(self, at: int) -> bool:
        """Tell whether a piece looks like the symbol of a quantity (``NDTPS``, ``P1``, ``x_i``) or is a number."""
        piece = self.lex[at]
        if piece.kind in (lx.NUM, lx.QUOTED):
            return True
        text = piece.text
        return (
            piece.kind == lx.WORD
            and len(text) <= 6
            and (
                (text.isupper() and not self.capitals)
                or (len(text) > 2 and text[:-1].isupper() and text[-1].islower())
                or len(text) <= 2
                or any(char.isdigit() or char == "_" for char in text)
            )
        )

    def roles_at(self, at: int) -> frozenset[str]:
        """Return the roles of the piece at ``at``."""
        return self.roles[at] if at >= 0 else _NONE

    def spaced(self, at: int) -> bool:
        """Tell whether white space or a line break stands before a piece."""
        return at in self.breaks or self.lex[at].gap

    def is_acronym(self, at: int) -> bool:
        """Tell whether a piece is two capitals or more."""
        text = self.lex[at].text
        return len(text) > 1 and text.isalpha() and text.isupper()

    def name(self, start: int, end: int) -> str:
        """Return the pieces as the text of a name."""
        return name_text(self.lex[start:end])

    def degree_before(self, at: int | None) -> int:
        """Return the degree of the root sign that stands nearest before a piece, 2 where it has none."""
        while at:
            at -= 1
            piece = self.lex[at]
            if piece.kind == lx.SURD:
                return int(piece.low) if piece.low.isdigit() and 0 < int(piece.low[:4]) < 1000 else 2
        return 2
