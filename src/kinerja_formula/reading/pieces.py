"""Lexemes → pieces: what is known of each place, and where the literals of forms may be anchored."""

from __future__ import annotations

from bisect import bisect_left
from fractions import Fraction
from functools import cached_property
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.evidence import Evidence
from kinerja_formula.reading.gathering import CLOSING, OPENING, is_clipped
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import OPERATORS, Lexicon
from kinerja_formula.reading.operating import is_dated
from kinerja_formula.reading.placed import EXPRESSION, NO_EXPRESSION, QUANTITIES, QUANTITY, Placed

__all__ = ["CLOSING", "OPENING", "QUANTITIES", "QUANTITY", "Anchor", "Pieces"]

Anchor = tuple[int, int, float]
"""Where a literal of a form stands, over how many pieces, and the evidence for it."""

_OPERATORS: Final = frozenset({"bagi", "kali", "tambah", "kurang", "x"})
_THEN: Final = frozenset({"buang-awal", "buang-akhir"})
_STATED: Final = "dinyatakan"
_WAY: Final = "cara"
_ROUND_THOUSANDS: Final = frozenset(map(Fraction, (1000, 10_000, 100_000, 1_000_000)))


class Pieces(Placed):
    """The pieces of a text; ``index`` tells by literal and bracket where forms may be anchored."""

    def __init__(self, lexemes: list[Lexeme], text: str, lexicon: Lexicon) -> None:
        super().__init__(lexemes, text, lexicon)
        self.evidence = Evidence(self)
        self.index: dict[str, dict[int, list[Anchor]]] = {}
        self._anchor()

    @property
    def letters(self) -> frozenset[int]:
        """Where an x is a letter or a numeral."""
        return self.evidence.letters

    @property
    def differences(self) -> frozenset[int]:
        """The dashes of names on a line behind an equals sign."""
        return self.evidence.differences

    @property
    def pairs(self) -> frozenset[int]:
        """Slashes and dashes that stand twice or more between the same two words."""
        return self.evidence.pairs

    def _anchor(self) -> None:
        for at, piece in enumerate(self.lex):
            if piece.kind in OPENING:
                self._add("(", at, self.close[at] - at + 1, 0.0)
            elif piece.kind in CLOSING:
                pass
            elif piece.kind == lx.WORD:
                self._anchor_word(at, piece)
            else:
                self._add(piece.text or piece.kind, at, 1, 0.0)
                for role in self.lexicon.of(piece.text):
                    self._add("{" + role + "}", at, 1, 0.0)
                sign = self.lexicon.signs.get(piece.kind)
                if sign:
                    self._add("{" + sign + "}", at, 1, self.evidence.of(piece.kind, at, 1))
            value = self.values[at]
            if value is not None:
                self._anchor_figure(at, piece, value)
            self._anchor_ends(at, piece)

    def _anchor_word(self, at: int, piece: Lexeme) -> None:
        roles = self.roles[at]
        self._add(piece.low, at, 1, 0.0)
        for role in roles:
            self._add("{" + role + "}", at, 1, self.evidence.of(role, at, 1))
        phrases = [one for one in self.lexicon.phrases.get(piece.low, ()) if self.goes_on(at, one[0])]
        stated = max((len(rest) for rest, role in phrases if role == _STATED), default=0)
        for rest, role in phrases:
            end = at + 1 + len(rest)
            if role == _WAY and len(rest) < stated:
                continue  # dinyatakan sebagai angka per 1.000
            if role in _OPERATORS and roles >= _THEN and self._is_dated(at):
                continue
            if role not in (EXPRESSION, NO_EXPRESSION) and at not in self.expressions:
                self._add("{" + role + "}", at, end - at, self.evidence.of(role, at, end - at) + 0.35 * len(rest))
        if piece.low == "x":
            self._add("{kali}", at, 1, self.evidence.of("x", at, 1))
        if (len(piece.text) <= 5 and not roles) or any(char.isdigit() or char == "_" for char in piece.text):
            self._add("{simbol}", at, 1, 0.0)

    def _is_dated(self, at: int) -> bool:
        """``tahun lalu dikali 100%``: the word dates what is counted; not so in ``dalam satu tahun lalu dikali``."""
        counted = at > 1 and (self.lex[at - 2].kind in CLOSING or self.values[at - 2] is not None)
        return is_dated(self.lex, at) and not counted

    def _anchor_figure(self, at: int, piece: Lexeme, value: Fraction) -> None:
        self._add("{angka}", at, 1, 0.0)
        if piece.text.endswith("%"):
            self._add("{persen}", at, 1, 0.0)
        elif 0 < value < 1:
            self._add("{pecahan}", at, 1, 0.0)
        if value in (1, 100) and (piece.text.startswith("100") or piece.kind == lx.WORD):
            if value == 100 or piece.kind == lx.NUM:
                self._add("{seratus}", at, 1, 0.0)
        if value in _ROUND_THOUSANDS:
            self._add("{seribu}", at, 1, 0.0)

    def _anchor_ends(self, at: int, piece: Lexeme) -> None:
        """Anchor where a sentence, a line or an underline ends."""
        if piece.kind == lx.DOT:
            if at + 1 == self.count or (self.spaced(at + 1) and self.lex[at + 1].text[:1].isupper()):
                self._add("{titik}", at, 1, -1.5 if at and self._shortens(at - 1) else 0.3)
        elif piece.kind == lx.SEMICOLON:
            self._add("{titik}", at, 1, 0.2)
        if at and at in self.breaks:
            self._add("{baris}", at, 0, 0.0)
            # A line that begins with a small letter goes on with the one before.
            if piece.kind != lx.WORD or not piece.text[:1].islower() or self.lex[at - 1].kind in (lx.DOT, lx.SEMICOLON):
                self._add("{baris-baru}", at, 0, 0.0)
                if at in self.apart:
                    self._add("{baris-kosong}", at, 0, 0.0)
        if at in self.underlined:
            self._add("{garis-bawah}", at, 0, 1.5)

    def _shortens(self, at: int) -> bool:
        """Tell whether the full stop behind a piece may belong to it: a letter, a number, an abbreviation."""
        piece = self.lex[at]
        if piece.kind == lx.NUM:
            return not piece.text.endswith("%")
        letter = piece.kind == lx.WORD and len(piece.text) == 1
        return letter or "singkatan" in self.roles[at] or is_clipped(piece)

    def _add(self, key: str, at: int, length: int, evidence: float) -> None:
        self.index.setdefault(key, {}).setdefault(self.group[at], []).append((at, length, evidence))

    @cached_property
    def operators(self) -> dict[int, float]:
        """Where something may be calculated, in whatever bracket, with the evidence for it."""
        found: dict[int, float] = {}
        for role in OPERATORS:
            for places in self.index.get("{" + role + "}", {}).values():
                for at, _, evidence in places:
                    found[at] = max(evidence, found.get(at, evidence))
        return found

    # Asking

    def anchors(self, key: str, group: int, start: int, end: int) -> list[Anchor]:
        """Return where a literal stands within ``[start, end)`` of a bracket."""
        places = self.index.get(key)
        found = places.get(group) if places else None
        if not found:
            return []
        return found[bisect_left(found, (start,)) : bisect_left(found, (end,))]

    def stops_within(self, start: int, end: int) -> int:
        """Return how many sentences end inside a span."""
        last = min(end, self.count) - 1
        places = self.index.get("{titik}", {}).values()
        return sum(evidence > 0.25 and start < at < last for found in places for at, _, evidence in found)
