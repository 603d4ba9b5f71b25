"""What it costs, by place, that pieces of a text are letters of a name or left unread.

Each cost is summed from the left, so that a chart has that of any span in constant time.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.lexicon import OPERATORS
from kinerja_formula.reading.lists import is_item, list_items
from kinerja_formula.reading.operating import is_dated
from kinerja_formula.reading.pieces import Pieces

__all__ = ["Costs"]

_TRIMMED: Final = frozenset({lx.COMMA, lx.SEMICOLON, lx.DOT, lx.DOTS})
_THEN: Final = frozenset({"buang-awal", "buang-akhir"})
_RELATIVE: Final = "kata-kerja-sebelum"
_NO_WORDS: Final = frozenset({lx.CLOSE, lx.RP, lx.SLASH, lx.DIV, lx.DASH, lx.SUB, lx.OVER})
_BEFORE_OPERAND: Final = frozenset({lx.SLASH, lx.OVER, lx.TIMES, lx.STAR, lx.PLUS, lx.EQUALS, lx.RULE, lx.DIV, lx.MUL})
_BEHIND_OPERAND: Final = frozenset({lx.SLASH, lx.OVER, lx.COLON, lx.RULE})
_DRAWN: Final = frozenset({lx.RULE, lx.DIV, lx.TIMES, lx.PLUS, lx.OVER})
_LONE: Final = frozenset({"(", ")"})
_DASH_IN_BRACKET: Final = 0.8
"""``((Nilai tertinggi - Nilai pegawai) × 20) / Rentang``: a bracket that calculates holds no mere name with a dash."""
_FREE: Final = (0.0, 0.0)


class Costs:
    """The costs of the places of one text. ``lists`` says where a list may begin."""

    def __init__(self, pieces: Pieces, lists: list[int]) -> None:
        self.pieces = pieces
        self._lists = lists
        self._edges = [self._edge(at) for at in range(pieces.count)]
        self._signs = self._costs_in_names()
        self._heads = self._costs_of_inner_heads()
        self._unread = self._costs_unread()
        self._calculating = self._evidence_of_calculating()
        begins = [at in pieces.breaks and not pieces.lex[at].text[:1].islower() for at in range(pieces.count)]
        self._new_lines = list(accumulate(begins, initial=0))

    def signs(self, start: int, end: int) -> float:
        """Return what signs and operator words of a span cost as letters of a name."""
        return self._signs[end] - self._signs[start]

    def heads(self, start: int, end: int) -> float:
        """Return what it costs that a name goes on over words with which another one begins."""
        return self._heads[end] - self._heads[start]

    def unread(self, start: int, end: int) -> float:
        """Return what it costs to leave a span unread."""
        return self._unread[end] - self._unread[start]

    def calculating(self, start: int, end: int) -> float:
        """Return what tells that something is calculated in a span, in brackets and out of them."""
        return self._calculating[end] - self._calculating[start]

    def new_lines(self, start: int, end: int) -> int:
        """Return how many lines of a span begin anew."""
        return self._new_lines[end] - self._new_lines[start]

    def _edge(self, at: int) -> tuple[bool, bool]:
        """Whether a piece is no part of a name at its beginning, and at its end."""
        pieces = self.pieces
        roles, kind = pieces.roles[at], pieces.lex[at].kind
        dated = is_dated(pieces.lex, at) or _RELATIVE in pieces.roles_at(at - 1)  # "tahun lalu", "minggu yang lalu"
        # "Volume transaksi lalu) / …": what comes then would be told by a word.
        dated = dated or (roles >= _THEN and at + 1 < pieces.count and pieces.lex[at + 1].kind in _NO_WORDS)
        dated = dated or (roles >= _THEN and self._ends_a_name_elsewhere(at))
        mark = kind in _TRIMMED or (kind == lx.OTHER and (pieces.lex[at].low in _LONE or pieces.lex[at].text == "?"))
        return mark or "buang-awal" in roles, mark or ("buang-akhir" in roles and not dated)

    def _ends_a_name_elsewhere(self, at: int) -> bool:
        """Tell whether a word follows the same word once more: ``(Volume kini - Volume lalu) / Volume lalu x 100``."""
        lows = [piece.low for piece in self.pieces.lex]
        return at > 0 and any(
            one == lows[at - 1] and two == lows[at] for place, (one, two) in enumerate(pairwise(lows), 1) if place != at
        )

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """Drop punctuation and connecting words at both ends of a span."""
        edges = self._edges
        while start < end and edges[start][0]:
            start += 1
        while start < end and edges[end - 1][1]:
            end -= 1
        return start, end

    def _costs_in_names(self) -> list[float]:
        """What signs and operator words cost as letters of a name, summed from the left; brackets shield theirs."""
        pieces = self.pieces
        costs = pieces.lexicon.inside_names
        stops, against = self._full_stops(), self._against_names()
        sums = [0.0]
        for at, piece in enumerate(pieces.lex):
            cost = 0.0
            around = pieces.group[at]
            if around == -1 or around in pieces.whole or self._holds_operand(around):
                key = "stop" if at in stops else piece.low if piece.kind == lx.WORD else piece.kind
                key = piece.text if piece.text == "−" else key
                spaced = pieces.gap[at] and pieces.gap[at + 1]
                cost = (
                    0.0
                    if at in pieces.pairs or at in pieces.letters
                    else max(costs.get(key, _FREE)[0 if spaced else 1], against[at])
                )
                if piece.kind == lx.DASH and spaced and around != -1 and around not in pieces.whole:
                    cost += _DASH_IN_BRACKET
            sums.append(sums[-1] + cost)
        return sums

    def _holds_operand(self, opening: int) -> bool:
        """Tell whether a bracket groups what is calculated with: one behind a sign is no part of a name."""
        lex = self.pieces.lex
        if lex[opening].kind == lx.LP:
            return True
        if not opening:  # (A + B) : C
            behind = self.pieces.close.get(0, 0) + 1
            return behind < self.pieces.count and lex[behind].kind in _BEHIND_OPERAND
        before = lex[opening - 1]
        signed = before.kind in _BEFORE_OPERAND and self.pieces.gap[opening]
        return signed or (before.low == "x" and self.pieces.gap[opening - 1])

    def _full_stops(self) -> set[int]:
        """Return where a sentence ends within the text."""
        pieces = self.pieces
        return {
            at
            for places in pieces.index.get("{titik}", {}).values()
            for at, _, evidence in places
            if evidence > 0.25 and at < pieces.count - 1
        }

    def _against_names(self) -> list[float]:
        """What speaks against each piece being a letter of a name: it may calculate, begin a list or have a role."""
        pieces = self.pieces
        against = [0.0] * pieces.count
        for role in OPERATORS:
            for at, evidence in self._anchored("{" + role + "}"):
                if pieces.lex[at].low != "x":
                    against[at] = max(against[at], 0.6 * evidence)
        for at in self._lists:
            if len(list_items(pieces, at, pieces.count)) > 1:
                against[at] += 1.0
        for key, (cost, _) in pieces.lexicon.inside_names.items():
            if key[0] == "{":
                for at, _ in self._anchored(key):
                    against[at] = max(against[at], cost)
        return against

    def _anchored(self, key: str) -> Iterator[tuple[int, float]]:
        """Yield where a literal stands in the text, in whatever bracket, with the evidence for it."""
        for places in self.pieces.index.get(key, {}).values():
            for at, _, evidence in places:
                yield at, evidence

    def _costs_of_inner_heads(self) -> list[float]:
        """What *Jumlah* with a capital costs in the midst of a name, summed from the left: a name begins there."""
        pieces = self.pieces
        sums = [0.0]
        for at, piece in enumerate(pieces.lex):
            head = piece.text[:1].isupper() or piece.low == "σ"
            begins = at and not pieces.capitals and "jumlah" in pieces.roles[at] and head
            before = pieces.lex[at - 1] if at else piece
            titled = before.kind == lx.WORD and before.text[:1].isupper() and len(before.text) > 1
            if begins and at in pieces.breaks:
                sums.append(sums[-1] + 1.6)
            else:
                sums.append(sums[-1] + (0.8 if begins and not titled else 0.0))
        return sums

    def _costs_unread(self) -> list[float]:
        """What it costs to leave pieces unread, summed from the left."""
        pieces = self.pieces
        sums = [0.0]
        for at, piece in enumerate(pieces.lex):
            roles = pieces.roles[at]
            cost = 0.03
            if piece.kind in _DRAWN or not roles.isdisjoint(OPERATORS) or (piece.low == "x" and pieces.gap[at]):
                cost = 0.7
            elif piece.kind == lx.DASH and pieces.gap[at] and pieces.gap[at + 1]:
                cost = 0.9 if at in pieces.differences else 0.3
            elif "jika" in roles or "maka" in roles:
                cost = 0.6
            elif "jumlah" in roles or "rata" in roles or "selisih" in roles:
                cost = 0.35
            elif piece.kind == lx.NUM:
                cost = 0.6 if is_item(pieces, at) else 0.5 if piece.text.endswith("%") else 0.15
            sums.append(sums[-1] + cost)
        return sums

    def _evidence_of_calculating(self) -> list[float]:
        """What tells that something is calculated, in brackets and out of them, summed from the left."""
        operators = self.pieces.operators
        told = [max(0.0, operators.get(at, 0.0)) for at in range(self.pieces.count)]
        return list(accumulate(told, initial=0.0))
