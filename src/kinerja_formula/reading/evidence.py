"""How much speaks for a doubtful sign or word being an operator: the blanks round it and the words beside it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.gathering import CLOSING, OPENING
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.operating import subtracts_names
from kinerja_formula.reading.placed import QUANTITY, Placed
from kinerja_formula.reading.vocabulary import words

__all__ = ["Evidence"]

_OPERATORS: Final = frozenset({"bagi", "kali", "tambah", "kurang", "x"})
_ANNOUNCING: Final = frozenset({"catatan", "rumus"})
_IS_A_LETTER: Final = -2.0
_BEHIND_NUMERAL: Final = frozenset({lx.SLASH, lx.COLON, lx.CLOSE, lx.RULE, lx.OVER, lx.DASH, lx.PLUS, lx.TIMES})
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")


class Evidence:
    """What speaks for each sign and word of a text, in log-odds."""

    def __init__(self, placed: Placed) -> None:
        self.placed = placed
        self.lex = placed.lex
        self.count = placed.count
        self.roles = placed.roles
        self.group = placed.group
        self.close = placed.close
        self.breaks = placed.breaks

    @cached_property
    def letters(self) -> frozenset[int]:
        """Where an x is a letter or a numeral: *kelas X se-Kabupaten*, *3x imunisasi polio*."""
        places = [at for at, piece in enumerate(self.lex) if piece.low == "x" and piece.kind == lx.WORD]
        return frozenset([at for at in places if self.of("x", at, 1) <= _IS_A_LETTER or self._ends_as_numeral(at)])

    def _ends_as_numeral(self, at: int) -> bool:
        """``Jumlah siswa kelas X``, and nothing behind it that could be multiplied."""
        numbered = at > 0 and self.lex[at].text == "X" and self.lex[at - 1].low in words("operators", "roman")
        behind = self.lex[at + 1] if at + 1 < self.count else None
        return numbered and (behind is None or behind.kind in _BEHIND_NUMERAL)

    def of(self, key: str, at: int, length: int) -> float:
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
        spaces = self.placed.spaced(at) + self.placed.spaced(after)
        while word and after + 1 < self.count and "buang-awal" in self.placed.roles_at(after):
            after += 1
        behind = self.lex[after]
        score = values[2 - spaces]
        roles = self.placed.roles_at(after)
        if behind.kind in OPENING and after + 1 < self.count:
            roles = self.placed.roles_at(after + 1)
        if not QUANTITY.isdisjoint(roles):
            new = piece.kind == lx.SLASH and behind.text[:1].isupper() and self.lex[at - 1].text.islower()
            score += values[3] * (1.0 if new or "jumlah" in roles else 0.6)
        if word:
            return score + self._against_verbs(key, at, piece, behind, roles)
        return self._evidence_of_sign(piece, at, after, spaces, score)

    def _evidence_by_spacing(self, key: str, piece: Lexeme) -> list[float] | None:
        """Return what the table tells of an operator, by the blanks round it; None for what is no operator."""
        table = self.placed.lexicon.evidence
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
        if key not in ("cara", "ukur", "penjelas") or "kata-kerja-sebelum" not in self.placed.roles_at(at - 1):
            return 0.25
        told = key == "cara" and (at + 1 >= self.count or "caranya" in self.roles[at + 1])
        return -1.0 if told else -4.0

    def _announces(self, at: int, after: int) -> bool:
        """Tell whether a list, a note or the formula begins behind a colon."""
        if self.lex[after].kind == lx.NUM and after + 1 < self.count and self.lex[after + 1].text in (".", ")"):
            return True
        return not _ANNOUNCING.isdisjoint(self.placed.roles_at(at - 1))

    def _evidence_of_sign(self, piece: Lexeme, at: int, after: int, spaces: int, score: float) -> float:
        """What a sign is when it is no operator: it sets a remark apart, marks an item, joins."""
        if piece.text == "—":
            return score - 1.5  # an em dash sets a remark apart
        if (
            piece.kind == lx.DASH
            and spaces == 2
            and self.group[at] == -1
            and (self.placed.dashes or self._dashes_of_words)
        ):
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
        counted = at > 0 and after == self.count - 1 and "jumlah" in self.placed.roles_at(0)
        word = self.lex[after]
        return counted and word.kind == lx.WORD and word.text.islower() and not self.placed.roles_at(after) & QUANTITY

    def _divides_symbols(self, at: int, after: int) -> bool:
        """``∑ xi /n``: two symbols, and a blank on one side of the slash at least."""
        symbols = (self.lex[at - 1], self.lex[after])
        if "/".join([one.low for one in symbols]) in words("wholes", "shortened"):
            return False  # s /d
        if "satuan-hitung" in self.placed.roles_at(after):
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
        if self.placed.spaced(after):
            begun = {piece.low for piece in self.lex[max(0, at - 4) : at] if piece.kind == lx.WORD}
            if behind.low in begun or not QUANTITY.isdisjoint(self.placed.roles_at(after)):
                return False  # "Nilai 1+ Nilai 2"
            return before.kind == lx.NUM or (before.kind == lx.WORD and before.text[-1:].isdigit())
        plain = before.kind == behind.kind == lx.WORD and before.text.islower() and behind.text.islower()
        return (
            plain
            and not self.placed.is_symbol(at - 1)
            and not self.placed.is_symbol(after)
            and self.placed.asks_for_percent
        )

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
            followed = at + 2 < self.count and self.lex[at + 2].kind == lx.WORD and not self.placed.spaced(at)
            if piece.kind in (lx.SLASH, lx.DASH) and (plain or (short and followed)):
                found.setdefault((before.low, piece.kind, behind.low), []).append(at)
        return frozenset(at for places in found.values() if len(places) > 1 for at in places)

    @cached_property
    def _dashes_of_words(self) -> bool:
        """Whether dashes between blanks part a counting head from plain words: *Jumlah dokumen - Renstra - Renja*."""
        found = [
            at
            for at, piece in enumerate(self.lex)
            if piece.kind == lx.DASH
            and 0 < at < self.count - 1
            and self.placed.spaced(at)
            and self.placed.spaced(at + 1)
        ]
        counts = self.count > 0 and "jumlah" in self.placed.roles_at(0)
        return (
            counts
            and len(found) > 1
            and all(self.lex[at + 1].kind == lx.WORD and not self.placed.roles_at(at + 1) & QUANTITY for at in found)
            and not all(self.placed.is_acronym(at + 1) and len(self.lex[at + 1].text) <= 3 for at in found)
            and not any(piece.kind in (lx.NUM, lx.SLASH, lx.OVER, lx.RULE, lx.PLUS, lx.EQUALS) for piece in self.lex)
        )

    def _against_verbs(self, key: str, at: int, piece: Lexeme, behind: Lexeme, roles: frozenset[str]) -> float:
        score = 0.0
        if (
            "kali" in self.placed.roles_at(at)
            and self.lex[at - 1].kind == lx.NUM
            and behind.kind != lx.NUM
            and len(piece.low) == 4
        ):
            score -= 1.5  # how often: "2 kali setahun"
        if key == "x" and self._is_how_often(at, behind, roles):
            score -= 2.5
        if key == "x" and self._is_roman(at, behind, roles):
            score -= 5.0
        if key != "x" and ("kata-kerja-sebelum" in self.placed.roles_at(at - 1) or "kata-kerja-sesudah" in roles):
            score -= 2.5
        return score

    def _is_roman(self, at: int, behind: Lexeme, roles: frozenset[str]) -> bool:
        """Tell whether a capital X is a number: *siswa kelas X*, and no sign before 100% or the next quantity."""
        if self.lex[at].text != "X" or at == 0 or self.lex[at - 1].low not in words("operators", "roman"):
            return False
        if "buang-awal" in self.placed.roles_at(at + 1):  # siswa kelas X dengan …
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
        if behind.kind in OPENING and not self.placed.spaced(at):  # yang diimunisasi 3x (orang)
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
        return (
            at > 0 and self.lex[at].text in ("t", "n") and self.lex[at - 1].kind == lx.WORD and self.placed.spaced(at)
        )

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
            if piece.kind == lx.PLUS and self.placed.gap[at] and self.placed.gap[at + 1]:
                found.setdefault(self.group[at], at)
        return found

    def _doubtful_sign(self, piece: Lexeme, at: int, after: int, spaces: int, score: float) -> float:
        """A slash, dash or colon that may calculate: what it stands between tells."""
        before, behind = self.lex[at - 1], self.lex[after]
        slash = piece.kind == lx.SLASH
        if slash and (at in self.breaks or after in self.breaks):
            score = max(score, 0.0) + 1.0  # a line begins or ends with it
        if self.placed.is_symbol(at - 1) and self.placed.is_symbol(after) and self._stands_alone(at - 1):
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
        if spaces == 2 or not self.placed.is_acronym(at - 1) or not self.placed.is_acronym(after):
            return 0.8
        return 0.5 if self.placed.asks_for_percent else -0.8

    def _joins_codes(self, at: int, after: int) -> bool:
        """Tell whether codes stand on both sides, the ones behind joined by a dash without blanks."""
        following = self.lex[after + 1] if after + 2 < self.count else None
        glued = following is not None and following.kind == lx.DASH and not self.placed.spaced(after + 1)
        return glued and all(self.placed.is_acronym(place) for place in (at - 1, after, after + 2))

    def _stands_alone(self, at: int) -> bool:
        """Tell whether no word or number stands before the run of pieces without blanks that ends here."""
        while at > 0 and not self.placed.spaced(at) and self.lex[at - 1].kind not in OPENING:
            at -= 1
        return at == 0 or at in self.breaks or self.lex[at - 1].kind not in (lx.WORD, lx.NUM)

    def _say_the_same(self, at: int, after: int) -> bool:
        """Tell whether a longer word stands both shortly before a sign and shortly behind it."""
        left = {one.low for one in self.lex[max(0, at - 3) : at] if len(one.low) > 3}
        return any(one.low in left for one in self.lex[after : after + 3])
