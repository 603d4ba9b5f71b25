"""Signs that belong to a word: ``tahun n+1``, ``s.d.``, ``US$``, ``686/SK/XII/2019``, ``1 x 24 jam``, ``usia 65+``.

Such pieces are one word to whoever reads them, and are joined before anything is looked for among the signs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import JOINTS, OPERATING, lexicon
from kinerja_formula.reading.vocabulary import words

__all__ = ["TWO_NAMES", "is_amended", "is_difference", "with_wholes"]

_ROMAN: Final = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_OF_CHAIN: Final = frozenset({lx.WORD, lx.NUM})
_SHORT_NUMBER: Final = 3
_DAY: Final = "24"
_MOST_DAYS: Final = 2
"""Digits of the days in *3 x 24 jam*."""


def with_wholes(pieces: list[Lexeme], text: str) -> list[Lexeme]:
    """Return the pieces with those joined that are one word, and parted that are two names and a sign."""
    if "-" in text:
        pieces = _parted(pieces)
    if not any(piece.kind in _JOINING or piece.low == "x" or piece.kind in (lx.OPEN, lx.PCT) for piece in pieces):
        return pieces
    out: list[Lexeme] = []
    at = 0
    while at < len(pieces):
        rules = _RULES.get(pieces[at].kind, ())
        length = next((found for rule in rules if (found := rule(pieces, at)) > 1), 1)
        if length > 1:
            first, last = pieces[at], pieces[at + length - 1]
            written = " ".join(text[first.start : last.end].split())
            out.append(Lexeme(lx.WORD, written, first.start, last.end, first.gap, written.lower().rstrip(".")))
        else:
            out.append(pieces[at])
        at += length
    return out


_JOINING: Final = frozenset({lx.PLUS, lx.DOT, lx.SLASH, lx.DASH, lx.DOLLAR, lx.COLON, lx.TIMES, lx.STAR})


def _glued(pieces: Sequence[Lexeme], start: int, end: int) -> bool:
    return end <= len(pieces) and not any(piece.gap for piece in pieces[start + 1 : end])


def _shortened(pieces: Sequence[Lexeme], at: int) -> int:
    """Return how many pieces are one word: ``s.d.``, ``s/d``, ``a.n.``; ``a/n`` alone is a ratio of two symbols."""
    if pieces[at].kind != lx.WORD or len(pieces[at].text) > 1 or not _glued(pieces, at, at + 3):
        return 0
    written = "".join([piece.text for piece in pieces[at : at + 3]])
    dotted = at + 3 < len(pieces) and pieces[at + 3].kind == lx.DOT and not pieces[at + 3].gap
    end = at + 4 if dotted and pieces[at + 1].kind == lx.DOT else at + 3
    if written not in words("wholes", "shortened") or end >= len(pieces) or not at:
        return 0
    opened = pieces[at - 1].kind == lx.OPEN and written in words("wholes", "until")
    within = opened or _is_of_name(pieces[at - 1])
    followed = pieces[end].kind == lx.NUM or _is_of_name(pieces[end])
    return end - at if within and followed else 0


def _is_of_name(piece: Lexeme) -> bool:
    """Tell whether a piece is a word that calculates nothing."""
    return piece.kind == lx.WORD and piece.low != "x" and lexicon().of(piece.low).isdisjoint(OPERATING)


def _period(pieces: Sequence[Lexeme], at: int) -> int:
    """Return how many pieces are one word: ``tahun n+1``, ``(T+5)``, ``H+7``."""
    if pieces[at].kind != lx.WORD or pieces[at].low not in words("wholes", "periods") or not _glued(pieces, at, at + 3):
        return 0
    sign, figure = pieces[at + 1 : at + 3]
    if sign.kind != lx.PLUS or figure.kind != lx.NUM or not figure.text.isdigit() or len(figure.text) > _MOST_DAYS:
        return 0
    counted = pieces[at].text in words("wholes", "days") or _follows_time(pieces, at) or _is_aside(pieces, at)
    return 3 if counted else 0


def _follows_time(pieces: Sequence[Lexeme], at: int) -> bool:
    before = at - 1
    if before > 0 and pieces[before].kind == lx.DOT:
        before -= 1  # "th. n+1"
    return before >= 0 and pieces[before].low in words("wholes", "of_time")


def _is_aside(pieces: Sequence[Lexeme], at: int) -> bool:
    """Tell whether a period is all that a bracket behind a word holds: *permukiman (T+5)*."""
    closed = at + 3 < len(pieces) and pieces[at + 3].kind == lx.CLOSE
    return closed and at > 1 and pieces[at - 1].kind == lx.OPEN and _is_of_name(pieces[at - 2])


def is_amended(word: str) -> bool:
    """Tell whether a word is a budget or plan after its amendment: ``APBD-P``."""
    plan, _, letter = word.rpartition("-")
    return letter == _AMENDED and plan in words("wholes", "amended")


_AMENDED: Final = "P"


def _parted(pieces: Sequence[Lexeme]) -> list[Lexeme]:
    """``(Target-Realisasi)/Target``, ``(a-b-c)/a``: glued names, the first of which stands alone elsewhere."""
    alone = {piece.text for piece in pieces if piece.kind == lx.WORD}
    out: list[Lexeme] = []
    for at, piece in enumerate(pieces):
        told = piece.kind == lx.WORD and 0 < at < len(pieces) - 1 and is_difference(piece.text, alone)
        alone_in_bracket = told and pieces[at - 1].kind == lx.OPEN and pieces[at + 1].kind == lx.CLOSE
        if alone_in_bracket and not _ends_name(pieces, at):
            out += _names_of(piece)
        else:
            out.append(piece)
    return out


def _ends_name(pieces: Sequence[Lexeme], at: int) -> bool:
    """``Jumlah peserta (P-A)``: tell whether a bracket of abbreviations belongs to the name before it."""
    before = pieces[at - 2] if at > 2 else None  # K (P-A) at the beginning multiplies
    short = pieces[at].text.replace("-", "").isupper()
    return short and before is not None and _is_of_name(before) and not lexicon().of(before.low)


def is_difference(text: str, alone: set[str]) -> bool:
    """Tell whether a word is names with glued dashes, the first of which is a word elsewhere."""
    names = text.split("-")
    glued = TWO_NAMES.fullmatch(text) or _SYMBOLS.fullmatch(text)
    return glued is not None and names[0] in alone and len(set(names)) == len(names)


def _names_of(piece: Lexeme) -> list[Lexeme]:
    """Return the names of a glued difference, with a dash between them."""
    out: list[Lexeme] = []
    cut = piece.start
    for name in piece.text.split("-"):
        gap = piece.gap
        if out:
            out.append(Lexeme(lx.DASH, "-", cut, cut + 1, True))
            cut, gap = cut + 1, True
        out.append(Lexeme(lx.WORD, name, cut, cut + len(name), gap, name.lower()))
        cut += len(name)
    return out


_SYMBOLS: Final = re.compile(r"[A-Za-z][A-Za-z0-9]?(?:-[A-Za-z][A-Za-z0-9]?){1,5}")
TWO_NAMES: Final = re.compile(r"([A-Z][a-z]{2,30})-([A-Z][a-z]{2,30})")


def _dollar(pieces: Sequence[Lexeme], at: int) -> int:
    """Return how many pieces are one word: ``US$``."""
    glued = _glued(pieces, at, at + 2) and pieces[at + 1].kind == lx.DOLLAR
    return 2 if glued and pieces[at].text in words("wholes", "dollars") else 0


def _numbered(pieces: Sequence[Lexeme], at: int) -> int:
    """``5/2021``, ``686/SK-PG.03.03/XII/2019``: the number of a regulation, which ends in its year."""
    if pieces[at].kind not in _OF_CHAIN or (at and pieces[at - 1].kind == lx.SLASH and not pieces[at].gap):
        return 0
    end = at + 1
    while _glued(pieces, end - 1, end + 2) and pieces[end].kind in (lx.SLASH, lx.DOT):
        if pieces[end + 1].kind not in _OF_CHAIN:
            break
        end += 2
    year = pieces[end - 1]
    if end - at < 3 or pieces[end - 2].kind != lx.SLASH or not lx.YEAR.fullmatch(year.text):
        return 0
    first = pieces[at]
    before = pieces[at - 1] if at else None
    numbers = before is not None and (before.kind == lx.DOT or _is_of_name(before))
    short = numbers and first.kind == lx.NUM and not lx.YEAR.fullmatch(first.text)
    return end - at if short or end - at > _SHORT_NUMBER else 0  # (500/2000) divides


def _chain(pieces: Sequence[Lexeme], at: int) -> int:
    """Return how many pieces are one word: ``dari K/L/D/I``, ``jenjang SMA/SMK/MA``, three abbreviations or more."""
    if not at or not _is_of_name(pieces[at - 1]) or not _is_abbreviation(pieces[at]):
        return 0
    end = at + 1
    while _glued(pieces, end - 1, end + 2) and pieces[end].kind == lx.SLASH and _is_abbreviation(pieces[end + 1]):
        end += 2
    joined = end < len(pieces) and pieces[end].kind == lx.SLASH and not pieces[end].gap
    return end - at if end - at >= _CHAIN and not joined else 0


def _is_abbreviation(piece: Lexeme) -> bool:
    return piece.kind == lx.WORD and piece.text.isupper() and len(piece.text) <= _LONGEST_ABBREVIATION


_CHAIN: Final = 5
"""Three abbreviations and two slashes."""
_LONGEST_ABBREVIATION: Final = 6


def _days(pieces: Sequence[Lexeme], at: int) -> int:
    """Return how many pieces are one word: ``1 x 24 jam``."""
    if at + 3 >= len(pieces) or not at or pieces[at].kind != lx.NUM or len(pieces[at].text) > _MOST_DAYS:
        return 0
    sign, hours, unit = pieces[at + 1 : at + 4]
    times = sign.low == "x" or sign.kind == lx.TIMES
    told = pieces[at - 1].low in words("wholes", "before_hours") or pieces[at - 1].kind == lx.COMPARE
    return 3 if told and times and hours.text == _DAY and unit.low in words("wholes", "hours") else 0


def _either(pieces: Sequence[Lexeme], at: int) -> int:
    """Return how many pieces are one word: *dan/* at the end of a line and the word that goes on below it."""
    joint = pieces[at]
    if at + 2 < len(pieces) and not pieces[at + 2].gap and pieces[at + 2].kind != lx.LINE:
        return 0  # "dan/atau" is one word to everything else
    if joint.kind != lx.WORD or lexicon().of(joint.low).isdisjoint(JOINTS) or not _glued(pieces, at, at + 2):
        return 0
    behind = at + 2
    while behind < len(pieces) and pieces[behind].kind == lx.LINE:
        behind += 1
    goes_on = behind < len(pieces) and _is_of_name(pieces[behind]) and pieces[behind].text[:1].islower()
    return behind + 1 - at if pieces[at + 1].kind == lx.SLASH and goes_on else 0


def _proportion(pieces: Sequence[Lexeme], at: int) -> int:
    """Return how many pieces are one word: ``rasio guru dan murid 1:20``, ``skala 1:5.000``, ``pukul 08:00 - 12:00``.

    A word that tells of a proportion or of the time of day stands before them; *Nilai 2:3* divides.
    """
    length = _two_by_colon(pieces, at)
    if not length or not at or not _is_of_name(pieces[at - 1]):
        return 0
    if not any(piece.low in words("wholes", "before_proportions") for piece in pieces[max(0, at - _NEAR) : at]):
        return 0
    until = at + length + 1
    if until < len(pieces) and pieces[until - 1].kind == lx.DASH and _two_by_colon(pieces, until):
        length += 1 + _two_by_colon(pieces, until)
    return length


def _two_by_colon(pieces: Sequence[Lexeme], at: int) -> int:
    if pieces[at].kind != lx.NUM or not _glued(pieces, at, at + 3):
        return 0
    sign, figure = pieces[at + 1 : at + 3]
    goes_on = at + 3 < len(pieces) and pieces[at + 3].kind in (lx.COLON, lx.NUM) and not pieces[at + 3].gap
    return 3 if sign.kind == lx.COLON and figure.kind == lx.NUM and not goes_on else 0


_NEAR: Final = 6
"""Pieces between the word that tells of a proportion and its figures: *rasio guru terhadap murid ideal 1:20*."""


def _times_a_standard(pieces: Sequence[Lexeme], at: int) -> int:
    """Return how many pieces are one word: ``di bawah 1,5 x UMK``, a bound told by an abbreviation.

    In a condition the bound is calculated: *jika realisasi lebih dari 1,2 x TARGET*.
    """
    if at + 2 >= len(pieces) or at < 1 or pieces[at].kind != lx.NUM or not _is_bounded(pieces, at):
        return 0
    sign, standard = pieces[at + 1 : at + 3]
    times = sign.low == "x" or sign.kind in (lx.TIMES, lx.STAR)
    told = standard.kind == lx.WORD and _is_abbreviation(standard) and len(standard.text) > 1
    if not times or not told or not _is_of_name(standard):
        return 0
    return 0 if any("jika" in lexicon().of(piece.low) for piece in pieces if piece.kind == lx.WORD) else 3


def _doses(pieces: Sequence[Lexeme], at: int) -> int:
    """Return how many pieces are one word: ``mendapat 1x imunisasi BCG, 3 x imunisasi DPT dan 4 x imunisasi polio``.

    How often something was done to somebody; *dari 2 x nilai A, 3 x nilai B* weighs, *membayar 2 x tarif* multiplies.
    """
    if not at or not _is_dose(pieces, at):
        return 0
    near = range(max(1, at - _AMONG), min(len(pieces), at + _AMONG))
    told = [one for one in near if _is_dose(pieces, one)]
    before, done = pieces[told[0] - 1], [pieces[one + 2].low for one in told]
    listed = all(_lists(pieces[one - 1]) for one in told[1:])
    given = before.low in words("wholes", "receiving") and all(
        lexicon().of(one).isdisjoint(_QUANTITIES) for one in done
    )
    return 2 if listed and given else 0


_AMONG: Final = 40
"""Pieces to each side among which others of the same kind are looked for."""
_QUANTITIES: Final = frozenset({"jumlah", "besaran", "persentase"})


def _is_dose(pieces: Sequence[Lexeme], at: int) -> bool:
    if at + 2 >= len(pieces) or pieces[at].kind != lx.NUM or len(pieces[at].text) > 1:
        return False
    sign, done = pieces[at + 1 : at + 3]
    return (sign.low == "x" or sign.kind == lx.TIMES) and _is_of_name(done) and done.text.islower()


def _lists(piece: Lexeme) -> bool:
    return piece.kind == lx.COMMA or not lexicon().of(piece.low).isdisjoint(JOINTS)


def _in_percent(pieces: Sequence[Lexeme], at: int) -> int:
    """Return how many pieces are one word: ``Realisasi (%) - Rencana (%)``, where each name says its own unit."""
    if not _is_percent_mark(pieces, at) or not _is_of_name(pieces[at - 1]):
        return 0
    near = range(max(1, at - _AMONG), min(len(pieces), at + _AMONG))
    return 3 if sum(_is_percent_mark(pieces, one) and _is_of_name(pieces[one - 1]) for one in near) > 1 else 0


def _is_percent_mark(pieces: Sequence[Lexeme], at: int) -> bool:
    kinds = [piece.kind for piece in pieces[at : at + 4]]
    return at > 0 and kinds[:3] == [lx.OPEN, lx.PCT, lx.CLOSE] and kinds[3:] not in ([lx.EQUALS], [lx.COLON])


_SHORTEST_MADE: Final = 3
"""Letters of the shortest function's name: *AVG*."""


def _column(pieces: Sequence[Lexeme], at: int) -> int:
    """Return how many pieces are one word: ``COUNTD([NOMOR_IZIN])``, what a dashboard makes of a column."""
    made = pieces[at].text.isupper() and pieces[at].low not in words("wholes", "adding")  # SUM([X]) is the sum of X
    if not made or len(pieces[at].text) < _SHORTEST_MADE or not _glued(pieces, at, at + 5):
        return 0
    kinds = [piece.kind for piece in pieces[at + 1 : at + 6]]
    column = kinds == [lx.OPEN, lx.OPEN, lx.WORD, lx.CLOSE, lx.CLOSE] and not pieces[at + 5].gap
    return 6 if column and pieces[at + 2].text == "[" else 0


def _is_bounded(pieces: Sequence[Lexeme], at: int) -> bool:
    """Tell whether a bound is told before a number: ``di bawah``, ``lebih dari``; ``dihitung dari`` tells none."""
    before = pieces[at - 1].low
    if before in words("wholes", "than"):
        return at > 1 and pieces[at - 2].low in words("wholes", "more_or_less")
    return before in words("wholes", "before_bounds")


def _and_older(pieces: Sequence[Lexeme], at: int) -> int:
    """Return how many pieces are one word: ``usia 65+``; in ``Nilai 1+ Nilai 2`` the sign adds."""
    if not at or not _is_of_name(pieces[at - 1]) or pieces[at].kind != lx.NUM or not _glued(pieces, at, at + 2):
        return 0
    if pieces[at + 1].kind != lx.PLUS:
        return 0
    behind = pieces[at + 2] if at + 2 < len(pieces) else None
    if behind is None or behind.kind in _BEHIND_WORDS:
        return 2
    goes_on = behind.kind == lx.WORD and behind.gap and _is_of_name(behind) and behind.low != pieces[at - 1].low
    return 2 if goes_on and behind.text[:1].islower() else 0


_BEHIND_WORDS: Final = frozenset({lx.SLASH, lx.OVER, lx.TIMES, lx.CLOSE, lx.LINE, lx.COLON, lx.DASH})


def _romans(pieces: Sequence[Lexeme], at: int) -> int:
    """``koridor I - XIII``, ``TW I+II``: from one numeral to a higher one, or neighbours together, behind what is
    numbered.
    """
    if at + 2 >= len(pieces) or not at or pieces[at - 1].low not in words("wholes", "numbered"):
        return 0
    if not _is_numeral(pieces[at]) or not _is_numeral(pieces[at + 2]):
        return 0
    first, last = _value(pieces[at].text), _value(pieces[at + 2].text)
    if pieces[at + 1].kind == lx.DASH:
        return 3 if first < last else 0
    end = at + 1
    while end + 1 < len(pieces) and pieces[end].kind == lx.PLUS and _glued(pieces, end - 1, end + 2):
        if not _is_numeral(pieces[end + 1]) or _value(pieces[end + 1].text) != _value(pieces[end - 1].text) + 1:
            return 0
        end += 2
    return end - at if end > at + 1 else 0


def _is_numeral(piece: Lexeme) -> bool:
    return piece.kind == lx.WORD and _ROMAN.fullmatch(piece.text) is not None


def _value(numeral: str) -> int:
    digits = [{"I": 1, "V": 5, "X": 10}[letter] for letter in numeral]
    return sum(-one if one < following else one for one, following in zip(digits, [*digits[1:], 0], strict=True))


_RULES: Final[dict[str, tuple[Callable[[Sequence[Lexeme], int], int], ...]]] = {
    lx.WORD: (_column, _either, _shortened, _period, _dollar, _numbered, _chain, _romans),
    lx.OPEN: (_in_percent,),
    lx.NUM: (_numbered, _days, _proportion, _times_a_standard, _doses, _and_older),
}
