"""Lexemes → pieces with what is known of each: brackets paired, roles looked up, where a form may be anchored.

Each doubtful sign or word has its evidence: how much speaks for its being an operator, by the blanks round it and the
words beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from typing import Final

from kinerja_formula.numerals import NumeralError, decode, decode_in_formula
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.gathering import CLOSING, OPENING, Gathering, is_clipped
from kinerja_formula.reading.known_names import name_text
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import OPERATORS, Lexicon
from kinerja_formula.reading.operating import is_dated, subtracts_names
from kinerja_formula.reading.vocabulary import words

__all__ = ["CLOSING", "OPENING", "QUANTITIES", "QUANTITY", "Anchor", "Pieces"]

Anchor = tuple[int, int, float]
"""Where a literal of a form stands, over how many pieces, and the evidence for it."""

_OPERATORS = frozenset({"bagi", "kali", "tambah", "kurang", "x"})
QUANTITY = frozenset({"jumlah", "besaran", "persentase", "rata", "rasio"})
QUANTITIES = QUANTITY | {"selisih"}
_THEN: Final = frozenset({"buang-awal", "buang-akhir"})
_ANNOUNCING = frozenset({"catatan", "rumus"})
_EXPRESSION = "ungkapan"
_NO_EXPRESSION = "bukan-ungkapan"
_STATED = "dinyatakan"
_WAY = "cara"
_ROUND_THOUSANDS = frozenset(map(Fraction, (1000, 10_000, 100_000, 1_000_000)))


class Pieces:
    """The pieces of a text with what is known of each place.

    ``gap[i]``: white space or a line break stands before piece i. ``group[i]`` is the bracket that piece i stands in
    (the index of its opening piece, -1 outside), ``close`` the end of each bracket. ``breaks`` and ``items`` are the
    pieces that begin a line or a list item. ``index`` tells by literal and bracket where forms may be anchored.
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
        self._expressions = self._fixed_expressions()
        self.apart = self._apart()
        self.values = [self._value(at) for at in range(self.count)]
        self._asks_for_percent = any(piece.kind == lx.NUM and piece.text.startswith("100") for piece in self.lex)
        self.index: dict[str, dict[int, list[Anchor]]] = {}
        self._anchor()

    # Building

    def _fixed_expressions(self) -> frozenset[int]:
        """Return where words calculate nothing, *kerja sama dengan*, *dana bagi hasil*; they lose their roles there."""
        found: set[int] = set()
        taken: set[int] = set()  # first words that belong to what stands before them
        for at, piece in enumerate(self.lex):
            if piece.kind == lx.WORD:
                for rest, role in self.lexicon.phrases.get(piece.low, ()):
                    if role == _NO_EXPRESSION and self._goes_on(at, rest):
                        taken.add(at + len(rest))
                    elif role == _EXPRESSION and at not in taken and self._goes_on(at, rest):
                        found.update(range(at, at + 1 + len(rest)))
        for at in found:
            self.roles[at] = self.roles[at] & QUANTITY
        return frozenset(found)

    def _goes_on(self, at: int, rest: Sequence[str]) -> bool:
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

    # Anchors

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
                    self._add("{" + sign + "}", at, 1, self.evidence(piece.kind, at, 1))
            value = self.values[at]
            if value is not None:
                self._anchor_figure(at, piece, value)
            self._anchor_ends(at, piece)

    def _anchor_word(self, at: int, piece: Lexeme) -> None:
        roles = self.roles[at]
        self._add(piece.low, at, 1, 0.0)
        for role in roles:
            self._add("{" + role + "}", at, 1, self.evidence(role, at, 1))
        phrases = [one for one in self.lexicon.phrases.get(piece.low, ()) if self._goes_on(at, one[0])]
        stated = max((len(rest) for rest, role in phrases if role == _STATED), default=0)
        for rest, role in phrases:
            end = at + 1 + len(rest)
            if role == _WAY and len(rest) < stated:
                continue  # dinyatakan sebagai angka per 1.000
            if role in _OPERATORS and roles >= _THEN and self._is_dated(at):
                continue
            if role not in (_EXPRESSION, _NO_EXPRESSION) and at not in self._expressions:
                self._add("{" + role + "}", at, end - at, self.evidence(role, at, end - at) + 0.35 * len(rest))
        if piece.low == "x":
            self._add("{kali}", at, 1, self.evidence("x", at, 1))
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
            if at + 1 == self.count or (self._spaced(at + 1) and self.lex[at + 1].text[:1].isupper()):
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

    def is_times(self, at: int) -> bool:
        """Tell whether the letter x stands here, and names nothing: ``x = jumlah soal``."""
        following = self.lex[at + 1].kind if at + 1 < self.count else ""
        return self.lex[at].low == "x" and following not in (lx.EQUALS, lx.COLON)

    def _shortens(self, at: int) -> bool:
        """Tell whether the full stop behind a piece may belong to it: a letter, a number, an abbreviation."""
        piece = self.lex[at]
        if piece.kind == lx.NUM:
            return not piece.text.endswith("%")
        letter = piece.kind == lx.WORD and len(piece.text) == 1
        return letter or "singkatan" in self.roles[at] or is_clipped(piece)

    def _add(self, key: str, at: int, length: int, evidence: float) -> None:
        self.index.setdefault(key, {}).setdefault(self.group[at], []).append((at, length, evidence))

    # Evidence

    @cached_property
    def operators(self) -> dict[int, float]:
        """Where something may be calculated, in whatever bracket, with the evidence for it."""
        found: dict[int, float] = {}
        for role in OPERATORS:
            for places in self.index.get("{" + role + "}", {}).values():
                for at, _, evidence in places:
                    found[at] = max(evidence, found.get(at, evidence))
        return found

    @cached_property
    def letters(self) -> frozenset[int]:
        """Where an x is a letter or a numeral: *kelas X se-Kabupaten*, *3x imunisasi polio*."""
        places = [at for at, piece in enumerate(self.lex) if piece.low == "x" and piece.kind == lx.WORD]
        return frozenset(
            [at for at in places if self.evidence("x", at, 1) <= _IS_A_LETTER or self._ends_as_numeral(at)]
        )

    def _ends_as_numeral(self, at: int) -> bool:
        """``Jumlah siswa kelas X``, and nothing behind it that could be multiplied."""
        numbered = at > 0 and self.lex[at].text == "X" and self.lex[at - 1].low in words("operators", "roman")
        behind = self.lex[at + 1] if at + 1 < self.count else None
        return numbered and (behind is None or behind.kind in _BEHIND_NUMERAL)

    def evidence(self, key: str, at: int, length: int) -> float:
        """Return how much speaks for the sign or word at ``at`` being an operator: spacing, and the words round it."""
        piece, after = self.lex[at], at + length
        word = piece.kind == lx.WORD
        values = self._evidence_by_spacing(key, piece)
        if values is None:
            return self._evidence_of_role(key, at) if word else 0.0
        if at == 0 or after >= self.count:
            return -1.0
        if piece.kind == lx.COLON and self._announces(at, after):
            return -3.0
        spaces = self._spaced(at) + self._spaced(after)
        while word and after + 1 < self.count and "buang-awal" in self.roles_at(after):
            after += 1
        behind = self.lex[after]
        score = values[2 - spaces]
        roles = self.roles_at(after)
        if behind.kind in OPENING and after + 1 < self.count:
            roles = self.roles_at(after + 1)
        if not QUANTITY.isdisjoint(roles):
            new = piece.kind == lx.SLASH and behind.text[:1].isupper() and self.lex[at - 1].text.islower()
            score += values[3] * (1.0 if new or "jumlah" in roles else 0.6)
        if word:
            return score + self._against_verbs(key, at, piece, behind, roles)
        return self._evidence_of_sign(piece, at, after, spaces, score)

    def _evidence_by_spacing(self, key: str, piece: Lexeme) -> list[float] | None:
        """Return what the table tells of an operator, by the blanks round it; None for what is no operator."""
        table = self.lexicon.evidence
        if piece.text == "−":
            return table["minus"]
        if piece.kind != lx.WORD:
            return table.get(key)
        if key in _OPERATORS:
            return table.get("x" if key == "x" else piece.low) or table["lain"]
        return None

    def _evidence_of_role(self, key: str, at: int) -> float:
        """A word that is no operator: a way or a measure behind a verb is what is done, and announces nothing.

        So least of all where no word behind it tells the way: *dokumen yang dihasilkan per tahun*.
        """
        if key not in ("cara", "ukur", "penjelas") or "kata-kerja-sebelum" not in self.roles_at(at - 1):
            return 0.25
        told = key == "cara" and (at + 1 >= self.count or "caranya" in self.roles[at + 1])
        return -1.0 if told else -4.0

    def _announces(self, at: int, after: int) -> bool:
        """Tell whether a list, a note or the formula begins behind a colon."""
        if self.lex[after].kind == lx.NUM and after + 1 < self.count and self.lex[after + 1].text in (".", ")"):
            return True
        return not _ANNOUNCING.isdisjoint(self.roles_at(at - 1))

    def _evidence_of_sign(self, piece: Lexeme, at: int, after: int, spaces: int, score: float) -> float:
        """What a sign is when it is no operator: it sets a remark apart, marks an item, joins."""
        if piece.text == "—":
            return score - 1.5  # an em dash sets a remark apart
        if piece.kind == lx.DASH and spaces == 2 and self.group[at] == -1 and (self.dashes or self._dashes_of_words):
            return -2.5  # dashes that mark the items of a list
        if piece.kind == lx.PLUS and not piece.gap and self._is_part_of_word(at, after):
            return -1.5  # usia 65+, sertifikat B2+, rusak sedang+berat
        if piece.kind == lx.DASH and spaces == 2 and self._lists_what_is_counted(at, after):
            return score - 0.6  # Jumlah penduduk laki-laki - perempuan
        least = self._least_evidence_of_slash(at, after, spaces) if piece.kind == lx.SLASH else 0.0
        if least:
            return max(score, least)
        if piece.kind in (lx.SLASH, lx.DASH, lx.COLON):
            joining = self._evidence_of_joining(piece, at, after, spaces)
            return self._doubtful_sign(piece, at, after, spaces, score) if joining is None else joining
        return score

    def _least_evidence_of_slash(self, at: int, after: int, spaces: int) -> float:
        """Return what speaks at least for a slash that hardly joins two words, 0 for all others."""
        if self._is_share_in_brackets(at):
            return 1.0
        if spaces and self._divides_symbols(at, after):
            return 1.2
        return 1.6 if spaces == 2 and self._is_in_operand(at) else 0.0

    def _lists_what_is_counted(self, at: int, after: int) -> bool:
        """Tell whether a count goes on with one plain word behind a dash, and nothing else is written."""
        counted = at > 0 and after == self.count - 1 and "jumlah" in self.roles_at(0)
        word = self.lex[after]
        return counted and word.kind == lx.WORD and word.text.islower() and not self.roles_at(after) & QUANTITY

    def _divides_symbols(self, at: int, after: int) -> bool:
        """``∑ xi /n``: two symbols, and a blank on one side of the slash at least."""
        symbols = (self.lex[at - 1], self.lex[after])
        if "/".join([one.low for one in symbols]) in words("wholes", "shortened"):
            return False  # s /d
        if "satuan-hitung" in self.roles_at(after):
            return False  # l /dt
        return all(one.kind == lx.WORD and len(one.text) <= 2 and not one.text.isupper() for one in symbols)

    def _is_in_operand(self, at: int) -> bool:
        """``A + (B / C)``: a slash between blanks, in a bracket that is an operand by itself."""
        opened = self.group[at]
        if opened < 1 or self.close.get(opened) is None:
            return False
        before, closed = self.lex[opened - 1], self.close[opened]
        behind = self.lex[closed + 1].kind if closed + 1 < self.count else ""
        return before.kind in (lx.PLUS, lx.TIMES, lx.MUL, lx.EQUALS) and behind != lx.WORD

    def _is_share_in_brackets(self, at: int) -> bool:
        """``(TL/RB x 100%)``: nothing but two words and their x 100% in brackets, and no other sign to divide them."""
        if at < 2 or at + 4 >= self.count or self.lex[at - 2].kind not in OPENING:
            return False
        before, behind, times, hundred = self.lex[at - 1], *self.lex[at + 1 : at + 4]
        is_times = times.kind in (lx.TIMES, lx.STAR) or times.low == "x"
        closed = any(one.kind in (lx.CLOSE, lx.RP) for one in self.lex[at + 4 : at + 6])
        return before.kind == behind.kind == lx.WORD and is_times and hundred.text.startswith("100") and closed

    def _is_part_of_word(self, at: int, after: int) -> bool:
        """Tell whether a plus that is glued to what stands before it belongs to a grade or joins two plain words."""
        before, behind = self.lex[at - 1], self.lex[after]
        if self._spaced(after):
            begun = {piece.low for piece in self.lex[max(0, at - 4) : at] if piece.kind == lx.WORD}
            if behind.low in begun or not QUANTITY.isdisjoint(self.roles_at(after)):
                return False  # "Nilai 1+ Nilai 2"
            return before.kind == lx.NUM or (before.kind == lx.WORD and before.text[-1:].isdigit())
        plain = before.kind == behind.kind == lx.WORD and before.text.islower() and behind.text.islower()
        return plain and not self.is_symbol(at - 1) and not self.is_symbol(after) and self._asks_for_percent

    @cached_property
    def pairs(self) -> frozenset[int]:
        """Slashes and dashes that stand twice or more between the same two words: *program / kegiatan*, *O/S*."""
        found: dict[tuple[str, ...], list[int]] = {}
        for at in range(1, self.count - 1):
            before, piece, behind = self.lex[at - 1 : at + 2]
            words_of = before.kind == behind.kind == lx.WORD
            plain = words_of and len(before.low) > 3 < len(behind.low) and behind.text[0].islower()
            # O/S: an abbreviation, where it stands more than once
            short = words_of and len(before.text) == len(behind.text) == 1 and f"{before.text}{behind.text}".isupper()
            followed = at + 2 < self.count and self.lex[at + 2].kind == lx.WORD and not self._spaced(at)
            if piece.kind in (lx.SLASH, lx.DASH) and (plain or (short and followed)):
                found.setdefault((before.low, piece.kind, behind.low), []).append(at)
        return frozenset(at for places in found.values() if len(places) > 1 for at in places)

    @cached_property
    def _dashes_of_words(self) -> bool:
        """Whether dashes between blanks part a counting head from plain words: *Jumlah dokumen - Renstra - Renja*."""
        found = [
            at
            for at, piece in enumerate(self.lex)
            if piece.kind == lx.DASH and 0 < at < self.count - 1 and self._spaced(at) and self._spaced(at + 1)
        ]
        counts = self.count > 0 and "jumlah" in self.roles_at(0)
        return (
            counts
            and len(found) > 1
            and all(self.lex[at + 1].kind == lx.WORD and not self.roles_at(at + 1) & QUANTITY for at in found)
            and not all(self._is_acronym(at + 1) and len(self.lex[at + 1].text) <= 3 for at in found)
            and not any(piece.kind in (lx.NUM, lx.SLASH, lx.OVER, lx.RULE, lx.PLUS, lx.EQUALS) for piece in self.lex)
        )

    def _against_verbs(self, key: str, at: int, piece: Lexeme, behind: Lexeme, roles: frozenset[str]) -> float:
        score = 0.0
        if (
            "kali" in self.roles_at(at)
            and self.lex[at - 1].kind == lx.NUM
            and behind.kind != lx.NUM
            and len(piece.low) == 4
        ):
            score -= 1.5  # how often: "2 kali setahun"
        if key == "x" and self._is_how_often(at, behind, roles):
            score -= 2.5
        if key == "x" and self._is_roman(at, behind, roles):
            score -= 5.0
        if key != "x" and ("kata-kerja-sebelum" in self.roles_at(at - 1) or "kata-kerja-sesudah" in roles):
            score -= 2.5
        return score

    def _is_roman(self, at: int, behind: Lexeme, roles: frozenset[str]) -> bool:
        """Tell whether a capital X is a number: *siswa kelas X*, and no sign before 100% or the next quantity."""
        if self.lex[at].text != "X" or at == 0 or self.lex[at - 1].low not in words("operators", "roman"):
            return False
        if "buang-awal" in self.roles_at(at + 1):  # siswa kelas X dengan …
            return True
        if behind.kind in OPENING:  # siswa kelas X (orang)
            return self._holds_a_word(at + 1)
        return behind.kind == lx.WORD and behind.text[:1].islower() and roles.isdisjoint(QUANTITY)

    def _holds_a_word(self, opening: int) -> bool:
        """Tell whether a bracket holds a plain word and nothing else."""
        inner = self.lex[opening + 1] if self.close.get(opening) == opening + 2 else None
        return inner is not None and inner.kind == lx.WORD and inner.text.islower()

    def _is_how_often(self, at: int, behind: Lexeme, roles: frozenset[str]) -> bool:
        """Tell whether an x says how often, inside a name: *bayi yang mendapat 3 x imunisasi polio*."""
        if at < 2 or self.lex[at - 1].kind != lx.NUM or self.lex[at - 2].kind not in (lx.WORD, lx.COMMA):
            return False
        if behind.kind in OPENING and not self._spaced(at):  # yang diimunisasi 3x (orang)
            return self._holds_a_word(at + 1)
        plain = behind.kind == lx.WORD and behind.text[:1].islower() and roles.isdisjoint(QUANTITY)
        return plain and self.lex[at - 1].text.isdigit() and len(self.lex[at - 1].text) == 1

    def _evidence_of_joining(self, piece: Lexeme, at: int, after: int, spaces: int) -> float | None:
        """Return the evidence of a sign that only joins: a range, two words of one name, a number and its year."""
        before, behind = self.lex[at - 1], self.lex[after]
        if piece.kind == lx.DASH and before.kind == behind.kind == lx.NUM and not before.text.endswith("%"):
            return -2.5 if spaces == 0 or (at > 1 and self.lex[at - 2].kind == lx.WORD) else -1.0  # a range: usia 15-64
        if at in self.pairs:
            return -2.5
        if piece.kind == lx.DASH and spaces == 0 and behind.text == "1" and self._is_period(at - 1):
            return -2.5  # PDRB t−1: the figure of the year before
        if piece.kind == lx.SLASH and before.kind == lx.NUM and spaces == 0 and _YEAR.fullmatch(behind.text):
            return -2.5  # the number of a regulation: Perdes No. 12/2020
        return None

    def _is_period(self, at: int) -> bool:
        """Tell whether a t or n behind a word counts periods."""
        return at > 0 and self.lex[at].text in ("t", "n") and self.lex[at - 1].kind == lx.WORD and self._spaced(at)

    def _adds_before(self, at: int) -> bool:
        """Tell whether a plus between blanks stands before a dash, and no month beside it: *Januari - Juni*."""
        beside = {self.lex[at - 1].low, self.lex[at + 1].low}
        if not beside.isdisjoint(words("frames", "months")):
            return False
        return self._first_plus.get(self.group[at], at) < at

    @cached_property
    def _first_plus(self) -> dict[int, int]:
        """Where the first plus between blanks stands in each bracket."""
        found: dict[int, int] = {}
        for at, piece in enumerate(self.lex):
            if piece.kind == lx.PLUS and self.gap[at] and self.gap[at + 1]:
                found.setdefault(self.group[at], at)
        return found

    def _doubtful_sign(self, piece: Lexeme, at: int, after: int, spaces: int, score: float) -> float:
        """A slash, dash or colon that may calculate: what it stands between tells."""
        before, behind = self.lex[at - 1], self.lex[after]
        slash = piece.kind == lx.SLASH
        if slash and (at in self.breaks or after in self.breaks):
            score = max(score, 0.0) + 1.0  # a line begins or ends with it
        if self.is_symbol(at - 1) and self.is_symbol(after) and self._stands_alone(at - 1):
            score = max(score, self._evidence_of_symbols(at, after, spaces))
        elif slash and (before.kind in CLOSING or behind.kind in OPENING or behind.kind == lx.NUM):
            score = max(score, 0.8)
        if piece.kind == lx.DASH:
            score += self._evidence_of_dash(at, after, spaces)
        known = before.kind == lx.QUOTED or behind.kind == lx.QUOTED
        if known and not (piece.kind == lx.DASH and at in self.breaks):
            score += 1.5  # a name that the data knows stands beside it, and no mark of a list
        if slash and spaces < 2 and self._say_the_same(at, after):
            score += 1.2  # "Luas taman/Luas kota"
        return score

    def _evidence_of_dash(self, at: int, after: int, spaces: int) -> float:
        """*stok awal + masuk - keluar* subtracts; *SPP UP - GU-TU* are kinds of one document."""
        adds = spaces == 2 and self._adds_before(at)
        defined = spaces == 2 and at in self.differences
        return 0.8 * adds + 1.5 * defined - 1.5 * self._joins_codes(at, after)

    @cached_property
    def differences(self) -> frozenset[int]:
        """The dashes of names on a line behind an equals sign: *Sisa = Kuota Awal - Terpakai*."""
        found: set[int] = set()
        for at, piece in enumerate(self.lex):
            if piece.kind == lx.EQUALS:
                end = next((place for place in range(at + 1, self.count) if self._ends_defined(place)), self.count)
                if subtracts_names(self.lex[at + 1 : end]):
                    found.update(range(at + 1, end))
        return frozenset(found)

    def _ends_defined(self, at: int) -> bool:
        return at in self.breaks or self.lex[at].kind in (lx.EQUALS, lx.DOT, lx.SEMICOLON)

    def _evidence_of_symbols(self, at: int, after: int, spaces: int) -> float:
        """Return the least evidence between two symbols: PAD/APBD x 100% divides, LPPD/LKPJ does not."""
        if spaces == 2 or not self._is_acronym(at - 1) or not self._is_acronym(after):
            return 0.8
        return 0.5 if self._asks_for_percent else -0.8

    def _joins_codes(self, at: int, after: int) -> bool:
        """Tell whether codes stand on both sides, the ones behind joined by a dash without blanks."""
        following = self.lex[after + 1] if after + 2 < self.count else None
        glued = following is not None and following.kind == lx.DASH and not self._spaced(after + 1)
        return glued and all(self._is_acronym(place) for place in (at - 1, after, after + 2))

    def _stands_alone(self, at: int) -> bool:
        """Tell whether no word or number stands before the run of pieces without blanks that ends here."""
        while at > 0 and not self._spaced(at) and self.lex[at - 1].kind not in OPENING:
            at -= 1
        return at == 0 or at in self.breaks or self.lex[at - 1].kind not in (lx.WORD, lx.NUM)

    def _say_the_same(self, at: int, after: int) -> bool:
        """Tell whether a longer word stands both shortly before a sign and shortly behind it."""
        left = {one.low for one in self.lex[max(0, at - 3) : at] if len(one.low) > 3}
        return any(one.low in left for one in self.lex[after : after + 3])

    def _is_acronym(self, at: int) -> bool:
        text = self.lex[at].text
        return len(text) > 1 and text.isalpha() and text.isupper()

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

    def _spaced(self, at: int) -> bool:
        return at in self.breaks or self.lex[at].gap

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


_NONE: frozenset[str] = frozenset()
_FEWEST_COMMAS: Final = 2
_IS_A_LETTER: Final = -2.0
_BEHIND_NUMERAL: Final = frozenset({lx.SLASH, lx.COLON, lx.CLOSE, lx.RULE, lx.OVER, lx.DASH, lx.PLUS, lx.TIMES})
_LISTED: Final = frozenset({lx.WORD, lx.COMMA, lx.SEMICOLON, lx.SLASH, lx.DASH, lx.DOT})
_CALCULATES: Final = frozenset({"jumlah", "rata", *OPERATORS})
_FUNCTIONS: Final = frozenset({"min", "maks", "median", "rata", "ukurrata", "jumlah", "bulat", "jika", "fungsi-lain"})
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
