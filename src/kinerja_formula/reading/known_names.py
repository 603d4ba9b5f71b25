"""The names of the caller's data, found in the text before anything is guessed: the longest known name wins."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from kinerja_formula.diagnostics.catalogue import AMBIGUOUS_READING
from kinerja_formula.names import normalise
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.scanner import scan
from kinerja_formula.reading.vocabulary import in_order, words

__all__ = ["KnownNames", "known_names"]

_MAX_PIECES = 400


@lru_cache(maxsize=16)
def known_names(names: tuple[str, ...]) -> KnownNames:
    """Return the trie of ``names``, kept for the next text that is read with the same data."""
    return KnownNames(names)


_END = ""
_NO_KEY = frozenset({lx.LINE, lx.TAG, lx.DOLLAR, lx.BRACE})
_OUTER = frozenset({lx.DOT, lx.COMMA, lx.SEMICOLON, lx.COLON, lx.DASH, lx.RULE})
_NAME_PIECES = frozenset({lx.WORD, lx.NUM, lx.LETTER, lx.QUOTED, lx.PCT, lx.OTHER})
_NO_OPERATOR = frozenset({lx.WORD, lx.NUM, lx.OPEN, lx.OTHER, lx.PCT, lx.LETTER, lx.COMPARE})


class _Branch(dict[str, "_Branch"]):
    __slots__ = ()


def _key(piece: Lexeme) -> str:
    if piece.kind == lx.WORD:
        return normalise(piece.low) if piece.low else "jumlah"
    return normalise(piece.text) or piece.text


class KnownNames:
    """A trie of the pieces of the names."""

    __slots__ = ("_root", "empty", "single_words")

    def __init__(self, names: Iterable[str]) -> None:
        self._root = _Branch()
        self.empty = True
        self.single_words: set[str] = set()
        """Names of one word: between two of them even a glued dash is a minus."""
        for name in names:
            if not isinstance(name, str) or not name or len(name) > 4000:
                continue
            branch = self._root
            pieces = [piece for piece in scan(name) if piece.kind not in _NO_KEY]
            while pieces and pieces[-1].kind in _OUTER:
                pieces.pop()
            while pieces and pieces[0].kind in _OUTER:
                pieces.pop(0)
            if not pieces or len(pieces) > _MAX_PIECES:
                continue
            if len(pieces) == 1:
                self.single_words.add(pieces[0].low)
            for piece in pieces:
                branch = branch.setdefault(_key(piece), _Branch())
            branch[_END] = _Branch()
            self.empty = False

    def longest(self, pieces: list[Lexeme], start: int) -> int:
        """Return the index after the longest known name that begins at ``start``, or ``start`` if there is none.

        A name counts only where what follows can end an operand: a sign, a bracket, a line, the end.
        """
        branch = self._root
        index, found = start, start
        if pieces[start].low == "σ" and "jumlah" not in branch:
            index += 1
        count = len(pieces)
        while index < count:
            piece = pieces[index]
            if piece.kind == lx.LINE:
                index += 1
                continue
            step = branch.get(_key(piece))
            if step is None:
                break
            branch = step
            index += 1
            if _END in branch and (
                index >= count or pieces[index].kind not in _NO_OPERATOR or _is_sign_word(pieces, index)
            ):
                found = index
        return found

    def join(self, pieces: list[Lexeme], draft: Draft) -> list[Lexeme]:
        """Return ``pieces`` with every known name joined to one QUOTED lexeme.

        A name that swallows what would else be an operator is reported (KF110).
        """
        out: list[Lexeme] = []
        index, count = 0, len(pieces)
        while index < count:
            piece = pieces[index]
            if (piece.kind in _NAME_PIECES or piece.kind == lx.OPEN) and _may_begin(out):
                end = self.longest(pieces, index)
                if end > index:
                    out.append(joined(pieces[index:end]))
                    swallowed = _swallowed(pieces[index:end])
                    if swallowed is not None:
                        draft.report(
                            AMBIGUOUS_READING,
                            swallowed.span,
                            sign=swallowed.text,
                            reading="nama-data",
                            other=out[-1].text,
                        )
                    index = end
                    continue
            out.append(piece)
            index += 1
        return out


def _swallowed(name: list[Lexeme]) -> Lexeme | None:
    """Return what in a name would be an operator without it; *sampah yang dikurangi* is a name in any case."""
    before = [None, *name[:-1]]
    return next((one for one, last in zip(name, before, strict=True) if _calculates(one) and not _relates(last)), None)


def _relates(piece: Lexeme | None) -> bool:
    return piece is not None and piece.low in words("statement", "relatives")


def _calculates(piece: Lexeme) -> bool:
    return piece.kind in (lx.RULE, lx.TIMES, lx.OVER, lx.STAR) or (
        piece.kind == lx.WORD and piece.low in words("known_names", "operators")
    )


def _may_begin(before: list[Lexeme]) -> bool:
    if not before:
        return True
    last = before[-1]
    if last.kind == lx.WORD:
        return _joins(last) or last.low in words("known_names", "openers")
    return last.kind not in (lx.NUM, lx.LETTER, lx.QUOTED)


def _is_sign_word(pieces: list[Lexeme], index: int) -> bool:
    piece = pieces[index]
    return piece.kind == lx.WORD and (_joins(piece) or piece.low in words("known_names", "closers"))


def _joins(word: Lexeme) -> bool:
    return word.low in words("known_names", "joints") or word.low.startswith(in_order("known_names", "verb_beginnings"))


def joined(pieces: list[Lexeme]) -> Lexeme:
    """Return the pieces of a name as one lexeme whose text is the name, white space folded."""
    first, last = pieces[0], pieces[-1]
    text = name_text(pieces)
    whole = Lexeme(lx.QUOTED, text, first.start, last.end, first.gap, text.lower())
    whole.hard = first.low == "σ"
    return whole


def name_text(pieces: list[Lexeme]) -> str:
    """Return the text of a name: as written, white space folded, sum signs of LaTeX left out."""
    parts: list[str] = []
    for piece in pieces:
        if piece.kind == lx.LINE:
            if parts:
                parts.append(" ")
            continue
        if not piece.text:
            continue
        if piece.gap and parts:
            parts.append(" ")
        parts.append(piece.text)
    text = "".join(parts)
    return " ".join(text.split()) if "  " in text or "\n" in text else text.strip()


def is_name(text: str) -> bool:
    """Tell whether a text can be a name: it holds a letter or digit, and not only signs of a sum."""
    return (text[:1].isalnum() and text[0] != "Σ") or any(char.isalnum() and char != "Σ" for char in text)
