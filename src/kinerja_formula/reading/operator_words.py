"""Operators written in words, and what looks like them: ``dibagi`` divides only between two operands."""

from __future__ import annotations

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.vocabulary import words

__all__ = ["mark_operator_words", "mend_words"]

_LEFT_ENDS = frozenset({lx.WORD, lx.NUM, lx.PCT, lx.CLOSE, lx.QUOTED, lx.LETTER, lx.COMMA, lx.DOT, lx.OTHER, lx.RP, lx.LINE, lx.UNDERLINE_OFF, lx.RULE})
_RIGHT_BEGINS = frozenset({lx.WORD, lx.NUM, lx.OPEN, lx.QUOTED, lx.LETTER, lx.LP, lx.LINE, lx.SURD, lx.OTHER})
_HUNDREDS = frozenset({"100", "1000", "1.000", "10.000", "10000", "100.000", "100000", "1.000.000"})
# Words that end in x by themselves.
_TRUE_X = frozenset({"index", "fax", "telex", "box", "max", "mix", "complex", "tax", "flex", "matrix", "sex", "linux", "inbox", "kompleks", "apex"})


def mend_words(pieces: list[Lexeme]) -> list[Lexeme]:
    """Mend what OCR and typing do to words.

    ``fasilitasiX 100%`` and ``disiplinx100%`` are parted, ``Rata - rata`` and ``di bagi`` joined, ``seratus persen`` is
    100 %, and ``A-B`` is a difference where A or B stands alone elsewhere.
    """
    out: list[Lexeme] = []
    symbols = {piece.low for piece in pieces if piece.kind == lx.WORD and len(piece.text) <= 2}
    for index, piece in enumerate(pieces):
        kind = piece.kind
        if kind == lx.WORD:
            if piece.low in _DI_VERBS and out and out[-1].low == "di" and piece.gap and _operates(piece, pieces, index):
                first = out.pop()
                out.append(Lexeme(lx.WORD, f"{first.text} {piece.text}", first.start, piece.end, first.gap, "di" + piece.low))
                continue
            if len(out) > 1 and out[-1].kind == lx.DASH and out[-2].kind == lx.WORD and out[-2].low == piece.low and out[-1].gap and piece.gap and piece.low in words("operators", "doubled"):
                out.pop()
                first = out.pop()
                out.append(Lexeme(lx.WORD, f"{first.text} - {piece.text}", first.start, piece.end, first.gap, f"{first.low}-{piece.low}"))
                continue
            if "-" in piece.low and symbols and len(piece.low) <= 5:
                left, _, right = piece.text.partition("-")
                if 0 < len(left) <= 2 and 0 < len(right) <= 2 and left.isalpha() and right.isalpha() and (left.lower() in symbols or right.lower() in symbols):
                    place = piece.start + len(left)
                    out.append(Lexeme(lx.WORD, left, piece.start, place, piece.gap, left.lower()))
                    out.append(Lexeme(lx.SUB, "-", place, place + 1, False, "", True))
                    out.append(Lexeme(lx.WORD, right, place + 1, piece.end, False, right.lower()))
                    continue
        if out:
            last = out[-1]
            if kind == lx.NUM and last.kind == lx.WORD and piece.text in _HUNDREDS and len(last.text) > 2 and last.low.endswith("x") and last.low not in _TRUE_X:
                _part(out, last, 1, piece.gap)
            elif kind == lx.PCT and last.kind == lx.WORD and last.low[-1:].isdigit():
                digits = len(last.low) - len(last.low.rstrip("0123456789"))
                if last.low[: len(last.low) - digits].endswith("x") and len(last.low) > digits + 2:
                    _part(out, last, digits + 1, False)
            elif kind == lx.WORD and piece.low in ("persen", "prosen") and last.kind == lx.NUM:
                piece = Lexeme(lx.PCT, piece.text, piece.start, piece.end, piece.gap)
            elif kind == lx.WORD and piece.low in ("persen", "prosen") and last.low == "seratus":
                out[-1] = Lexeme(lx.NUM, "100", last.start, last.end, last.gap)
                piece = Lexeme(lx.PCT, piece.text, piece.start, piece.end, piece.gap)
        out.append(piece)
    return out


_DI_VERBS = frozenset({"kali", "kalikan", "bagi", "bagikan", "tambah", "kurangi", "kurang", "banding", "bandingkan"})


def _operates(piece: Lexeme, pieces: list[Lexeme], index: int) -> bool:
    """``di kali 100%`` is an operator, ``di kali Ciliwung`` a place."""
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    if following is None:
        return False
    if piece.low.startswith("kali"):
        return following.kind == lx.NUM or following.low in ("seratus", "dengan")
    return following.low in words("heads", "strong") or following.low in words("operators", "joints") or following.kind in (lx.NUM, lx.OPEN, lx.QUOTED)


def _part(out: list[Lexeme], word: Lexeme, tail: int, gap: bool) -> None:
    """Replace ``word`` by itself without its last ``tail`` characters, an x sign, and the digits behind it."""
    out.pop()
    cut = len(word.text) - tail
    text = word.text[:cut]
    place = word.end - tail
    out.append(Lexeme(lx.WORD, text, word.start, place, word.gap, text.lower()))
    out.append(Lexeme(lx.TIMES, word.text[cut], place, place + 1, False, "", True))
    if tail > 1:
        out.append(Lexeme(lx.NUM, word.text[cut + 1 :], place + 1, word.end, False))


def mark_operator_words(pieces: list[Lexeme]) -> list[Lexeme]:
    """Return ``pieces`` with operator words replaced by decided signs (DIVIDE, TIMES, PLUS, MINUS, POWER)."""
    roles = words_by_role()
    if not any(piece.kind == lx.WORD and piece.low in roles for piece in pieces):
        return pieces
    out: list[Lexeme] = []
    index, count = 0, len(pieces)
    not_after, not_before = words("operators", "not_after"), words("operators", "not_before")
    joints, sequels = words("operators", "joints"), words("operators", "sequels")
    while index < count:
        piece = pieces[index]
        index += 1
        sort = roles.get(piece.low) if piece.kind == lx.WORD else None
        if sort is None:
            out.append(piece)
            continue
        role, decided = sort
        following = index
        while following < count and pieces[following].kind == lx.LINE:
            following += 1
        while following < count and pieces[following].kind == lx.WORD and pieces[following].low in joints:
            following += 1
        right = pieces[following] if following < count else None
        left = out[-1] if out else None
        fits = (
            left is not None
            and right is not None
            and left.kind in _LEFT_ENDS
            and left.low not in not_after
            and right.kind in _RIGHT_BEGINS
            and right.low not in not_before
            and right.low not in roles
        )
        if fits and role == "divide_before_head":
            assert right is not None and left is not None
            fits = (right.low in words("heads", "strong") or right.kind == lx.QUOTED) and left.low not in ("studi", "hasil", "perkara", "upaya", "hukum", "tingkat")
        elif fits and role == "multiply_before_number":
            assert right is not None and left is not None
            fits = right.kind == lx.NUM and left.kind != lx.NUM and left.low != "satu" and _is_factor(pieces, following)
        elif fits and role == "divide":
            fits = not _compares(out, pieces, following)
        if fits and piece.low in ("tambah", "bagi", "dibagikan"):
            assert right is not None
            fits = right.low in words("heads", "strong") or right.kind in (lx.NUM, lx.OPEN, lx.QUOTED)
        if not fits:
            out.append(piece)
            continue
        while out and (out[-1].low in sequels or out[-1].kind in (lx.COMMA, lx.LINE)):
            out.pop()
        end = pieces[following - 1].end if following > index else piece.end
        out.append(Lexeme(decided, piece.text, piece.start, max(end, piece.end), True, "", True))
        index = following
    return out


_ROLES: dict[str, tuple[str, str]] = {}
_DECIDED = {
    "divide": lx.DIV,
    "divide_before_head": lx.DIV,
    "multiply": lx.MUL,
    "multiply_before_number": lx.MUL,
    "add": lx.ADD,
    "subtract": lx.SUB,
    "power": lx.POW,
}


def words_by_role() -> dict[str, tuple[str, str]]:
    """Return operator word → (role in the vocabulary, decided sign)."""
    if not _ROLES:
        for role, decided in _DECIDED.items():
            for word in words("operators", role):
                _ROLES[word] = (role, decided)
    return _ROLES


def _is_factor(pieces: list[Lexeme], index: int) -> bool:
    """``kali 100%`` multiplies; ``kali 2 minggu`` doesn't."""
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    return after is None or after.kind != lx.WORD


def _compares(out: list[Lexeme], pieces: list[Lexeme], following: int) -> bool:
    """``lebih tinggi dibanding …`` and ``dibandingkan dengan tahun sebelumnya`` compare; they don't divide."""
    if pieces[following].low in words("heads", "strong"):
        return False
    comparatives = words("operators", "comparatives")
    for earlier in reversed(out[-3:]):
        if earlier.kind == lx.WORD and earlier.low in comparatives and out[0] is not earlier:
            return True
    if pieces[following].low in words("operators", "periods"):
        after = pieces[following + 1 : following + 3]
        return any(piece.low in words("operators", "earlier") for piece in after)
    return False
