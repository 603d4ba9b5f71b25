"""What text recognition and typing do to words, mended: parts of a word joined, words that lost their blank parted."""

from __future__ import annotations

from typing import Final

from kinerja_formula.diagnostics.catalogue import MENDED_OCR
from kinerja_formula.numerals import NumeralError, decode, shortest
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.gathering import CLOSING, OPENING
from kinerja_formula.reading.glued_signs import HUNDREDS, with_times_parted
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import OPERATING, lexicon
from kinerja_formula.reading.spelling import spelt
from kinerja_formula.reading.vocabulary import in_order, words
from kinerja_formula.reading.written_wholes import is_amended
from kinerja_formula.units import default_vocabulary

__all__ = ["mend_words"]


def mend_words(pieces: list[Lexeme], draft: Draft, known: frozenset[str] | set[str] = frozenset()) -> list[Lexeme]:
    """Mend what OCR and typing do to words.

    ``fasilitasiX 100%`` and ``disiplinx100%`` are parted, ``Rata - rata`` and ``di bagi`` joined, ``seratus persen`` is
    100 %, and ``A-B`` is a difference where A or B stands alone elsewhere.
    """
    return _Mender(_with_columns_named(with_times_parted(pieces, known), draft.text), draft, known).mended()


def _with_columns_named(pieces: list[Lexeme], text: str) -> list[Lexeme]:
    """Make one name of each column that a formula calculates with: ``Kolom (7)``, ``Kolom [7]``, ``(Kolom 7)``."""
    if not any("kolom" in lexicon().of(piece.low) for piece in pieces):
        return pieces
    out: list[Lexeme] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        length = _length_of_column(pieces, at) if _begins_a_column(pieces, at) else 0
        if length:
            end = pieces[at + length - 1].end
            name = " ".join(text[piece.start : end].split())
            out.append(Lexeme(lx.QUOTED, name, piece.start, end, piece.gap, name.lower()))
        else:
            out.append(piece)
        at += length or 1
    return out


def _begins_a_column(pieces: list[Lexeme], at: int) -> bool:
    """Tell whether a piece is the word, and no part of a longer name: *Jumlah kolom (3) yang diisi*."""
    if "kolom" not in lexicon().of(pieces[at].low):
        return False
    before = pieces[at - 1] if at else None
    return before is None or before.kind != lx.WORD or bool(lexicon().of(before.low) & OPERATING)


def _length_of_column(pieces: list[Lexeme], at: int) -> int:
    """Return how many pieces name the column, 0 where no number follows."""
    kinds = [one.kind for one in pieces[at + 1 : at + 4]]
    if kinds[1:2] == [lx.NUM] and kinds[0] in OPENING and kinds[2:] and kinds[2] in CLOSING:
        unit = [one.kind for one in pieces[at + 4 : at + 7]] == [lx.OPEN, lx.WORD, lx.CLOSE]  # "Kolom (22)(Rp)"
        return 7 if unit else 4
    closed = kinds[:1] == [lx.NUM] and bool(kinds[1:]) and kinds[1] in CLOSING
    return 2 if closed and at > 0 and pieces[at - 1].kind in OPENING else 0


class _Mender:
    """The pieces of a text, mended one by one by what stands before them in ``out``."""

    __slots__ = (
        "capitals",
        "draft",
        "first_word",
        "known",
        "multiples",
        "often",
        "out",
        "passive_verbs",
        "percents",
        "pieces",
        "shortened",
        "symbols",
    )

    def __init__(self, pieces: list[Lexeme], draft: Draft, known: frozenset[str] | set[str]) -> None:
        self.pieces = pieces
        self.draft = draft
        self.known = known
        self.out: list[Lexeme] = []
        self.first_word = ""
        """With which the operand begins."""
        self.symbols = self.capitals = frozenset[str]()
        if any("-" in piece.low for piece in pieces):
            solid = [piece for piece in pieces if piece.kind == lx.WORD]
            self.symbols = frozenset([piece.low for piece in solid if len(piece.text) <= 2])
            self.capitals = frozenset([piece.text for piece in solid if piece.text.isupper() and len(piece.text) > 1])
        self.often, self.percents = words("operators", "often"), words("operators", "percent_words")
        self.passive_verbs = words("operators", "passive_verbs")
        self.multiples = lexicon().multiples
        self.shortened = dict(entry.split("=") for entry in words("operators", "shortened"))

    def mended(self) -> list[Lexeme]:
        out = self.out
        for index, piece in enumerate(self.pieces):
            kind = piece.kind
            if kind == lx.WORD:
                self._word(piece, index)
                continue
            if kind == lx.NUM:
                self._number(piece)
                continue
            if kind == lx.PCT:
                _mend_before_percent(out, self.draft)
            elif kind == lx.DASH and self._subtracts_again(piece, index):
                piece = Lexeme(lx.SUB, piece.text, piece.start, piece.end, piece.gap, "", True)
            elif kind == lx.PLUS and self._ends_grade(piece, index):
                first = out.pop()
                text = first.text + piece.text  # "usia 65+ dikali", "B2+ dibagi"
                piece = Lexeme(lx.WORD, text, first.start, piece.end, first.gap, text.lower())
            elif kind == lx.EQUALS and _is_drawn_line(out, self.pieces, index):
                piece = Lexeme(lx.RULE, piece.text, piece.start, piece.end, piece.gap)
            elif kind in _STOPS:
                self.first_word = ""
            elif kind == lx.OTHER and piece.text in _ARROWS and self._operates_next(index):
                continue
            out.append(piece)
        return out

    def _subtracts_again(self, piece: Lexeme, index: int) -> bool:
        """``PAD 2021-PAD 2020``: behind the figure of an operand its first word begins the next one."""
        following = self.pieces[index + 1] if index + 1 < len(self.pieces) else None
        again = following is not None and following.kind == lx.WORD and following.low == self.first_word
        return again and not piece.gap and bool(self.out) and self.out[-1].kind == lx.NUM

    def _ends_grade(self, piece: Lexeme, index: int) -> bool:
        """Tell whether a plus that is glued to a figure or grade stands before a word that calculates."""
        graded = bool(self.out) and self.out[-1].kind in (lx.WORD, lx.NUM)
        return graded and not piece.gap and self._operates_next(index)

    def _operates_next(self, index: int) -> bool:
        """``A → dibagi B``: the word says what the arrow only leads to."""
        following = self.pieces[index + 1] if index + 1 < len(self.pieces) else None
        return following is not None and not lexicon().of(following.low).isdisjoint(OPERATING)

    def _word(self, piece: Lexeme, index: int) -> None:
        if not piece.text.islower() and (cut := _glued_at(piece.text)):
            piece = self._without_glued_word(piece, cut)
        right = spelt(piece.low) if piece.low not in self.known else None
        if piece.low in self.shortened:
            piece = Lexeme(piece.kind, piece.text, piece.start, piece.end, piece.gap, self.shortened[piece.low])
        elif right is not None:
            self.draft.report(MENDED_OCR, piece.span, written=piece.text, read=right)
            piece = Lexeme(piece.kind, piece.text, piece.start, piece.end, piece.gap, right)
        if self._is_joined_or_parted(piece, index):
            return
        low, out = piece.low, self.out
        self.first_word = self.first_word or low
        if low in self.multiples and out and _ends_in_factor(out):
            last = out[-1]
            digits = _multiplied(lexicon().figures.get(last.low, last.text), self.multiples[low])
            out[-1] = Lexeme(lx.NUM, digits, last.start, piece.end, last.gap)
        elif low in self.percents and out:
            out.append(self._percent_word(piece))
        else:
            out.append(piece)

    def _is_joined_or_parted(self, piece: Lexeme, index: int) -> bool:
        """Try the rules by which a word is joined to what stands before or parted; tell whether one did so."""
        low, out = piece.low, self.out
        last_kind = out[-1].kind if out else ""
        if last_kind == lx.WORD and low in words("operators", "appeals") and self._joins_appeal(piece, index):
            return True
        if last_kind == lx.LINE and (whole := _parted_at_line(out, piece, self.pieces)) is not None:
            out[-3:] = [whole]
            return True
        if low in self.often:
            self._spell_out_times()
        if piece.text[-1:] in _SUPERSCRIPTS and _raises(piece, out):
            _raise(piece, out)
            return True
        return (
            (low in self.passive_verbs and self._joins_passive(piece, index))
            or (last_kind == lx.DASH and self._joins_doubled(piece))
            or ("-" in low and self._parts_at_dash(piece, index))
        )

    def _without_glued_word(self, piece: Lexeme, cut: int) -> Lexeme:
        """Append the word that lost the blank behind it, and return the one that begins at ``cut``."""
        place = piece.start + cut
        self.out.append(Lexeme(lx.WORD, piece.text[:cut], piece.start, place, piece.gap, piece.low[:cut]))
        return Lexeme(lx.WORD, piece.text[cut:], place, piece.end, True, piece.low[cut:])

    def _spell_out_times(self) -> None:
        """``2 x setahun`` says how often."""
        out = self.out
        if len(out) > 1 and (out[-1].low == "x" or out[-1].kind == lx.TIMES) and out[-2].kind == lx.NUM:
            spoken = in_order("operators", "multiply_before_number")[0]
            out[-1] = Lexeme(lx.WORD, out[-1].text, out[-1].start, out[-1].end, out[-1].gap, spoken)

    def _joins_passive(self, piece: Lexeme, index: int) -> bool:
        """``di bagi`` is one word."""
        out = self.out
        if not out:
            return False
        over_lines = out[-1].kind == lx.LINE and len(out) > 1  # "di" ends one line, "bagi" begins the next
        first = out[-2] if over_lines else out[-1]
        if first.low not in words("operators", "passive") or not (piece.gap or over_lines):
            return False
        if piece.low not in words("operators", "only_passive") and not _operates(piece, self.pieces, index):
            return False
        text = f"{first.text} {piece.text}"
        out[-1 - over_lines :] = [Lexeme(lx.WORD, text, first.start, piece.end, first.gap, first.low + piece.low)]
        return True

    def _joins_appeal(self, piece: Lexeme, index: int) -> bool:
        """``upaya hukum banding`` is an appeal, which divides nothing."""
        first = self.out[-1]
        following = self.pieces[index + 1].low if index + 1 < len(self.pieces) else ""
        sure = first.low in words("operators", "before_appeals")
        if not sure and (first.low not in words("operators", "appealed") or following in words("heads", "strong")):
            return False
        text = f"{first.text} {piece.text}"
        self.out[-1] = Lexeme(lx.WORD, text, first.start, piece.end, first.gap, text.lower())
        return True

    def _joins_doubled(self, piece: Lexeme) -> bool:
        """``Rata - rata`` is one word."""
        out, low = self.out, piece.low
        if len(out) < 2 or not out[-1].gap or not piece.gap or low not in words("operators", "doubled"):
            return False
        first = out[-2]
        if first.kind != lx.WORD or first.low != low:
            return False
        text = f"{first.text} - {piece.text}"
        out[-2:] = [Lexeme(lx.WORD, text, first.start, piece.end, first.gap, f"{first.low}-{low}")]
        return True

    def _parts_at_dash(self, piece: Lexeme, index: int) -> bool:
        """``A-B`` is a difference."""
        if not self._subtracts(piece, index):
            return False
        left, _, right = piece.text.rpartition("-")
        place = piece.start + len(left)
        self.out += [
            Lexeme(lx.WORD, left, piece.start, place, piece.gap, left.lower()),
            Lexeme(lx.SUB, "-", place, place + 1, False, "", True),
            Lexeme(lx.WORD, right, place + 1, piece.end, False, right.lower()),
        ]
        return True

    def _subtracts(self, piece: Lexeme, index: int) -> bool:
        """Tell whether a dash glued between two words subtracts: ``(P1-P0)/P0``, ``tahun n-Jumlah …``."""
        left, _, right = piece.low.rpartition("-")
        if not left or not right or is_amended(piece.text):
            return False
        if right in words("heads", "strong"):
            return left not in words("operators", "prefixes")
        if left in self.known and right in self.known:
            return True
        if right == self.first_word and left != right and right in words("heads", "weak"):
            return True
        if not (left[0].isalpha() and right[0].isalpha()) or not _stands_free(self.out, self.pieces, index):
            return False
        if len(left) <= 2 and len(right) <= 2:
            return left in self.symbols or right in self.symbols
        return piece.text.isupper() and (left.upper() in self.capitals or right.upper() in self.capitals)

    def _percent_word(self, piece: Lexeme) -> Lexeme:
        """``seratus persen`` and ``100 persen`` are figures with a percent sign."""
        last = self.out[-1]
        if last.low in words("operators", "hundred"):
            last = self.out[-1] = Lexeme(lx.NUM, "100", last.start, last.end, last.gap)
        return Lexeme(lx.PCT, piece.text, piece.start, piece.end, piece.gap) if last.kind == lx.NUM else piece

    def _number(self, piece: Lexeme) -> None:
        out = self.out
        if piece.text == "0" and len(out) > 1 and out[-1].kind == lx.SLASH and _is_zero(out[-2]):
            # OCR of a percent sign: 100 0/0
            zero = out[-2]
            out[-2:] = [Lexeme(lx.PCT, "%", zero.start, piece.end, False)]
            self.draft.report(MENDED_OCR, out[-1].span, written=self.draft.text[zero.start : piece.end], read="%")
            return
        if piece.text in HUNDREDS and out and _ends_in_times(out[-1]):
            _part(out, out[-1], 1)
        out.append(piece)


def _ends_in_times(word: Lexeme) -> bool:
    """``fasilitasiX`` before 100; ``indeks`` and its like end in that letter themselves."""
    return (
        word.kind == lx.WORD
        and len(word.text) > 2
        and word.low.endswith("x")
        and word.low not in words("operators", "ending_in_x")
    )


def _is_drawn_line(out: list[Lexeme], pieces: list[Lexeme], index: int) -> bool:
    """Tell whether a ``=`` that begins a line is a drawn line."""
    return bool(out) and out[-1].kind == lx.LINE and _times_on_next_line(pieces, index)


def _times_on_next_line(pieces: list[Lexeme], index: int) -> bool:
    """Tell whether ``x 1.000`` stands alone below a lone ``=``: text recognition saw the line as that sign."""
    behind = pieces[index + 1 : index + 5]
    return (
        [piece.kind for piece in behind[:1]] == [lx.LINE]
        and len(behind) > 2
        and (behind[1].kind == lx.TIMES or behind[1].low == "x")
        and behind[2].kind == lx.NUM
    )


def _ends_in_factor(out: list[Lexeme]) -> bool:
    """Tell whether ``out`` ends with a figure that multiplies or divides: ``x 100``, ``dikalikan dengan seratus``."""
    if out[-1].kind != lx.NUM and out[-1].low not in lexicon().figures:
        return False
    joints = words("operators", "factor_joints")
    before = next(
        (piece for piece in reversed(out[:-1][-3:]) if piece.kind != lx.LINE and piece.low not in joints), None
    )
    return before is not None and (
        before.kind in (lx.TIMES, lx.STAR, lx.SLASH)
        or before.low in words("operators", "factor_signs")
        or "kali" in lexicon().of(before.low)
    )


def _multiplied(digits: str, factor: str) -> str:
    """Return a figure in words of a power of ten as digits: 100, ribu → 100000."""
    if digits.isdecimal() and len(digits) <= 6:
        return f"{int(digits) * int(factor)}"
    try:
        return shortest(decode(digits).value * int(factor))
    except NumeralError:
        return digits


def _is_zero(piece: Lexeme) -> bool:
    return piece.kind == lx.NUM and piece.text == "0"


def _mend_before_percent(out: list[Lexeme], draft: Draft) -> None:
    """Before a percent sign ``l00`` and ``1OO`` are OCR of 100, and ``disiplinx100`` ends in a factor."""
    last = out[-1] if out else None
    if last is None:
        return
    if last.low in words("operators", "hundred_misread"):
        out.pop()
        start = last.start
        if out and out[-1].kind == lx.NUM and out[-1].text in ("1", "10") and not last.gap:
            start = out.pop().start
        out.append(Lexeme(lx.NUM, "100", start, last.end, True))
        draft.report(MENDED_OCR, out[-1].span, written=draft.text[start : last.end], read="100")
    elif last.kind == lx.WORD and last.low[-1:].isdigit():
        digits = len(last.low) - len(last.low.rstrip("0123456789"))
        if last.low[: len(last.low) - digits].endswith("x") and len(last.low) > digits + 2:
            _part(out, last, digits + 1)


_ARROWS = "→⇒➔"
_STOPS = frozenset({lx.OPEN, lx.CLOSE, lx.RULE, lx.LINE, lx.SLASH, lx.EQUALS})
"""Behind these an operand begins anew."""

_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True))


def _raises(piece: Lexeme, out: list[Lexeme]) -> bool:
    """``A²``, ``10⁵`` and ``( … )²`` are powers, ``m²`` is a unit."""
    base = piece.text.rstrip("".join(_SUPERSCRIPTS))
    if not base:
        return bool(out) and out[-1].kind in (lx.CLOSE, lx.NUM) and not piece.gap
    return len(base) == 1 and base.isupper()


def _raise(piece: Lexeme, out: list[Lexeme]) -> None:
    base = piece.text.rstrip("".join(_SUPERSCRIPTS))
    place = piece.start + len(base)
    if base:
        out.append(Lexeme(lx.WORD, base, piece.start, place, piece.gap, base.lower()))
    digits = "".join(_SUPERSCRIPTS[char] for char in piece.text[len(base) :])
    out.append(Lexeme(lx.POW, "^", place, place, False, "", True))
    out.append(Lexeme(lx.NUM, digits, place, piece.end, False))


def _stands_free(out: list[Lexeme], pieces: list[Lexeme], index: int) -> bool:
    """Tell whether a word is a whole operand: no word or number beside it."""
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    return not (out and out[-1].kind in (lx.WORD, lx.NUM)) and not (
        following is not None and following.kind in (lx.WORD, lx.NUM) and following.low != "x"
    )


def _glued_at(text: str) -> int:
    """Return where a word that lost its blank is to be parted: ``dibagiJumlah``; 0 where it is one word."""
    cut = next((at for at in range(2, len(text)) if text[at].isupper() and text[at - 1].islower()), 0)
    head, tail = text[:cut], text[cut:].lower()
    begins = tail in words("heads", "strong") and head[1:].islower() and len(tail) >= _WORD
    return cut if cut and begins else 0


def _parted_at_line(out: list[Lexeme], piece: Lexeme, pieces: list[Lexeme]) -> Lexeme | None:
    """Return the word that a hyphen at the end of a line parts: ``seha-`` and ``rusnya``.

    ``anak-`` before ``anak`` keeps its hyphen. Words that stand for themselves may be a difference.
    """
    if len(out) < 3 or out[-2].kind != lx.DASH or out[-2].gap or out[-3].kind != lx.WORD:
        return None
    first = out[-3]
    if not _may_be_halves(first.text, piece.text):
        return None
    twice = first.low == piece.low or first.low in words("operators", "before_hyphen")
    if not twice and _may_be_two_words(first, piece, pieces):
        return None
    joint = "-" if twice else ""
    text = f"{first.text}{joint}{piece.text}"
    return Lexeme(lx.WORD, text, first.start, piece.end, first.gap, text.lower())


def _may_be_halves(first: str, second: str) -> bool:
    """Tell whether two pieces may be one word, by their letters; only its first may be a capital."""
    letters = first.isalpha() and second.isalpha() and min(len(first), len(second)) > 1
    return letters and second.islower() and first[1:].islower()


def _may_be_two_words(first: Lexeme, second: Lexeme, pieces: list[Lexeme]) -> bool:
    """Tell whether one of two pieces is a word of its own, here or elsewhere in the text."""
    return (
        (len(first.low) >= _WORD and _stands_alone(second.low))
        or (len(first.low) > _WORD and _stands_alone(first.low))
        or any(
            one.low in (first.low, second.low) and not _is_parted_alike(pieces, at, first.low, second.low)
            for at, one in enumerate(pieces)
        )
    )


def _is_parted_alike(pieces: list[Lexeme], at: int, first: str, second: str) -> bool:
    """Tell whether a word stands at a torn line, too: ``pos-`` above ``yandu``, here and once more."""
    start = at if pieces[at].low == first else at - 3
    torn = pieces[max(start, 0) : start + 4]
    return [one.kind for one in torn] == [lx.WORD, lx.DASH, lx.LINE, lx.WORD] and (torn[0].low, torn[3].low) == (
        first,
        second,
    )


_WORD: Final = 4
"""A piece of so many letters may be a word."""


def _stands_alone(word: str) -> bool:
    return bool(lexicon().of(word)) or word in default_vocabulary().nouns


def _operates(piece: Lexeme, pieces: list[Lexeme], index: int) -> bool:
    """``di kali 100%`` is an operator, ``di kali Ciliwung`` a place."""
    following = next((one for one in pieces[index + 1 : index + 3] if one.kind != lx.LINE), None)
    if following is None:
        return False
    if piece.low.startswith(in_order("operators", "multiply_before_number")):
        return following.kind == lx.NUM or following.low in words("operators", "factor_openers")
    return (
        following.low in words("heads", "strong")
        or following.low in words("operators", "joints")
        or following.kind in (lx.NUM, lx.OPEN, lx.QUOTED)
    )


def _part(out: list[Lexeme], word: Lexeme, tail: int) -> None:
    """Replace ``word`` by itself without its last ``tail`` characters, an x sign, and the digits behind it."""
    out.pop()
    cut = len(word.text) - tail
    text = word.text[:cut]
    place = word.end - tail
    out.append(Lexeme(lx.WORD, text, word.start, place, word.gap, text.lower()))
    out.append(Lexeme(lx.TIMES, word.text[cut], place, place + 1, False, "", True))
    if tail > 1:
        out.append(Lexeme(lx.NUM, word.text[cut + 1 :], place + 1, word.end, False))
