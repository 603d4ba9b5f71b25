"""A legend before its formula is put behind it, where both readers know it: ``a = …``, ``b = …``, ``a/b x 100%``.

Hospitals write *Numerator : … Denominator : … Formula : Numerator/Denominator x 100%*: there the words of the two roles
stand for what is said beside them, and what is said takes their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import JOINTS, lexicon

__all__ = ["with_legend_behind"]

_MOST_PIECES: Final = 400
_LONGEST_SYMBOL: Final = 5
_TELLING: Final = frozenset({lx.COLON, lx.EQUALS})
_MARKING: Final = frozenset({*_TELLING, lx.DOT, lx.CLOSE, lx.LINE})
_PARTING: Final = frozenset({lx.LINE, lx.SEMICOLON})
_LEADING_OVER: Final = frozenset({lx.EQUALS, lx.COLON, lx.DOTS, lx.COMPARE})
"""Between what a line says and the symbol for it; the last is the tip of ``-->``."""
_ARROWS: Final = frozenset("→⇒")
_CALCULATING: Final = frozenset(
    {lx.EQUALS, lx.PLUS, lx.STAR, lx.TIMES, lx.OVER, lx.DIV, lx.MUL, lx.ADD, lx.SUB, lx.CARET, lx.RULE}
)
_DIVIDING: Final = frozenset({lx.SLASH, lx.COLON, lx.OVER})
_OF_SYMBOLS: Final = frozenset({"singkatan"})
_ROLES: Final = ("pembilang", "penyebut")


class _Said(NamedTuple):
    """What a statement of a legend explains: its key, what it says, and where the pieces of both stand."""

    key: Lexeme
    value: Sequence[Lexeme]
    start: int
    end: int

    @property
    def role(self) -> str:
        roles = lexicon().of(self.key.low)
        return next((role for role in _ROLES if role in roles), "")


def with_legend_behind(pieces: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Return the formula with what stood before it behind it; all other texts as they are."""
    if len(pieces) > _MOST_PIECES or sum(piece.kind in _MARKING for piece in pieces) < 2:
        return pieces
    said = _legend(pieces)
    if len(said) < 2 and _SUPPOSING in lexicon().of(pieces[0].low):
        supposed = _supposed(pieces)
        said, pieces = _legend(supposed), supposed or pieces
    if len(said) < 2:
        return _with_one_a_line(_with_where(pieces))
    formula = pieces[said[-1].end :]
    while formula and formula[0].kind in (*_PARTING, lx.COMMA, lx.DOT):
        formula = formula[1:]
    if len(formula) > 1 and formula[1].kind == lx.LINE and "rumus" in lexicon().of(formula[0].low):
        formula = formula[2:]
    if [one.role for one in said] == list(_ROLES):
        return _with_roles_told(pieces, said, formula, draft)
    used = {piece.text for piece in formula if piece.kind == lx.WORD}
    if any(one.role or one.key.text not in used for one in said) or not _calculates(formula):
        return pieces
    return [*formula, *_lines_of(said)]


def _supposed(pieces: list[Lexeme]) -> list[Lexeme]:
    """``Jika A = jumlah hadir dan B = jumlah undangan, maka A/B``: the same as a legend, nothing where a value is told.

    A condition compares with figures, or with what the formula does not name.
    """
    then = next((at for at, piece in enumerate(pieces) if _announces(pieces, at, piece)), 0)
    parts = _told_apart(pieces[1:then])
    if len(parts) < 2 or not all(_is_told_by_a_symbol(part) for part in parts):
        return []
    formula = pieces[then + ("maka" in lexicon().of(pieces[then].low)) :]
    used = {piece.text for piece in formula if piece.kind == lx.WORD}
    if not all(part[0].text in used or part[-1].text in used for part in parts):
        return []
    out: list[Lexeme] = []
    for part in parts:
        out += [*part, Lexeme(lx.LINE, "", part[-1].end, part[-1].end, True)]
    return [*out, *formula]


def _announces(pieces: list[Lexeme], at: int, piece: Lexeme) -> bool:
    """Tell whether the formula begins here: behind *maka*, or with *rumus* behind a comma."""
    roles = lexicon().of(piece.low)
    return "maka" in roles or ("rumus" in roles and at > 0 and pieces[at - 1].kind == lx.COMMA)


def _told_apart(pieces: list[Lexeme]) -> list[list[Lexeme]]:
    """Return what commas and *dan* part, each with its equals sign; *dan* within a name parts nothing."""
    parts: list[list[Lexeme]] = [[]]
    for at, piece in enumerate(pieces):
        joins = piece.kind == lx.COMMA or not lexicon().of(piece.low).isdisjoint(JOINTS)
        told = any(one.kind == lx.EQUALS for one in parts[-1])
        if joins and (not parts[-1] or piece.kind == lx.COMMA or (told and _is_told_next(pieces[at + 1 :]))):
            parts += [[]] if parts[-1] else []
        else:
            parts[-1].append(piece)
    return [part for part in parts if part]


def _is_told_next(pieces: Sequence[Lexeme]) -> bool:
    """Tell whether an equals sign comes before the next word that joins."""
    for piece in pieces:
        if piece.kind == lx.COMMA or not lexicon().of(piece.low).isdisjoint(JOINTS):
            return False
        if piece.kind == lx.EQUALS:
            return True
    return False


def _is_told_by_a_symbol(part: list[Lexeme]) -> bool:
    """``A = jumlah hadir``, ``jumlah hadir = A``."""
    signs = [at for at, piece in enumerate(part) if piece.kind == lx.EQUALS]
    if len(signs) != 1 or not len(part) >= _LEAST_TOLD:
        return False
    sides = [(part[0], part[2:])] * (signs[0] == 1) + [(part[-1], part[:-2])] * (signs[0] == len(part) - 2)
    return any(_is_key(key) and _explains(value, longer_than=len(key.text)) for key, value in sides)


_SUPPOSING: Final = "jika"
_LEAST_TOLD: Final = 3


def _lines_of(said: list[_Said]) -> list[Lexeme]:
    """Return what is said with each symbol on a line of its own."""
    out: list[Lexeme] = []
    for one in said:
        place = one.key.end
        out += [Lexeme(lx.LINE, "", one.key.start, one.key.start, True), one.key]
        out += [Lexeme(lx.EQUALS, "=", place, place, True), *one.value]
    return out


def _with_where(pieces: list[Lexeme]) -> list[Lexeme]:
    """``X = (a : b) x 100% dengan a = … dan b = …``: a word like *dimana* before a symbol of the formula."""
    for at in range(1, len(pieces) - 2):
        if "buang-awal" not in lexicon().of(pieces[at].low) or pieces[at + 2].kind != lx.EQUALS:
            continue
        used = {one.text for one in pieces[:at] if one.kind == lx.WORD}
        if pieces[at + 1].text in used and _calculates(pieces[:at]):
            word = pieces[at]
            where = Lexeme(lx.WORD, word.text, word.start, word.end, word.gap, _WHERE)
            return [*pieces[:at], where, *pieces[at + 1 :]]
    return pieces


_WHERE: Final = "dimana"


def _with_one_a_line(pieces: list[Lexeme]) -> list[Lexeme]:
    """``ICOR = ΔK / ΔY`` above ``ΔK : … ; ΔY : …``: a legend behind its formula, each symbol on a line of its own."""
    for at, piece in enumerate(pieces):
        if piece.kind != lx.LINE or not _calculates(pieces[:at]):
            continue
        said = _legend(pieces[at + 1 :])
        used = {one.text for one in pieces[:at] if one.kind == lx.WORD}
        whole = len(said) > 1 and at + 1 + said[-1].end == len(pieces)
        if whole and all(not one.role and one.key.text in used for one in said):
            return [*pieces[:at], *_lines_of(said)]
        return pieces
    return pieces


def _legend(pieces: list[Lexeme]) -> list[_Said]:
    """Return the statements with which a text begins, each of a symbol."""
    found: list[_Said] = []
    at = 0
    while at < len(pieces):
        one = _said(pieces, at)
        if one is None or any(other.key.text == one.key.text for other in found):
            break
        found.append(one)
        at = one.end
        while at < len(pieces) and pieces[at].kind in (*_PARTING, lx.COMMA):
            at += 1
    return found


def _said(pieces: list[Lexeme], start: int) -> _Said | None:
    """Return what is said from a place to the end of its line, or to the next symbol of the line."""
    at = _behind_list_mark(pieces, start)
    if at + 2 >= len(pieces):
        return None
    key = pieces[at]
    if not _is_key(key) or pieces[at + 1].kind == lx.WORD:
        return _said_before(pieces, start, at)
    sign = at + 1
    if [piece.kind for piece in pieces[sign : sign + 3]] == [lx.OPEN, lx.WORD, lx.CLOSE]:
        sign += 3  # "N (Pembilang) : …"
    if sign >= len(pieces) or not _tells(pieces[sign], key):
        return None
    end = sign + 1
    while end < len(pieces) and pieces[end].kind not in _PARTING and not _begins_next(pieces, end, key):
        end += 1
    value = pieces[sign + 1 : end]
    return _Said(key, value, start, end) if _explains(value) else _said_before(pieces, start, at)


def _behind_list_mark(pieces: list[Lexeme], at: int) -> int:
    at += pieces[at].kind == lx.DASH
    numbered = [piece.kind for piece in pieces[at : at + 2]] in ([lx.NUM, lx.DOT], [lx.NUM, lx.CLOSE])
    return at + 2 if numbered else at


def _tells(sign: Lexeme, key: Lexeme) -> bool:
    """``a = …``, ``a. …``, ``a) …``; the cells of a table are lines: *Numerator*, and below it what it is."""
    if sign.kind == lx.LINE:
        return not lexicon().of(key.low).isdisjoint(_ROLES)
    listed = sign.kind in (lx.DOT, lx.CLOSE) and key.text.isalpha() and len(key.text) == 1
    return listed or sign.kind in _TELLING


def _said_before(pieces: list[Lexeme], start: int, at: int) -> _Said | None:
    """``1. Jumlah siswa lulus (a)``, ``Jumlah siswa = b``: return what a line says before the symbol that ends it."""
    end = next((one for one in range(at, len(pieces)) if pieces[one].kind in _PARTING), len(pieces))
    last = pieces[max(at, end - 3) : end]
    if [piece.kind for piece in last] == [lx.OPEN, lx.WORD, lx.CLOSE]:
        key, value = last[1], pieces[at : end - 3]
    elif len(last) > 2 and (last[-2].kind in _LEADING_OVER or last[-2].text in _ARROWS):
        key, value = last[-1], pieces[at : end - 2]
        while value and value[-1].kind in (lx.DASH, lx.RULE):  # "-->"
            value = value[:-1]
    else:
        return None
    named = _explains(value, longer_than=len(key.text)) and _is_key(key)
    return _Said(key, value, start, end) if named else None


def _explains(value: Sequence[Lexeme], longer_than: int = _LONGEST_SYMBOL) -> bool:
    """Tell whether words explain a symbol; what calculates with symbols, ``RI = NI / a``, is a formula of its own."""
    if not value or value[0].kind != lx.WORD:
        return False
    depth = 0
    for piece in value:
        depth += (piece.kind == lx.OPEN) - (piece.kind == lx.CLOSE)
        if not depth and (piece.kind in _CALCULATING or (piece.kind == lx.SLASH and piece.gap)):
            return False
    return any(piece.kind == lx.WORD and len(piece.text) > longer_than for piece in value)


def _is_key(piece: Lexeme) -> bool:
    if piece.kind != lx.WORD:
        return False
    roles = lexicon().of(piece.low)
    return not roles.isdisjoint(_ROLES) or (len(piece.text) <= _LONGEST_SYMBOL and roles <= _OF_SYMBOLS)


def _begins_next(pieces: list[Lexeme], at: int, key: Lexeme) -> bool:
    """``N = …, D = …, N/D``: tell whether behind a comma another symbol is told, or this one used."""
    if pieces[at].kind != lx.COMMA or at + 2 >= len(pieces):
        return False
    if "rumus" in lexicon().of(pieces[at + 1].low):
        return True
    if not _is_key(pieces[at + 1]):
        return False
    return pieces[at + 2].kind == lx.EQUALS or (pieces[at + 1].text == key.text or pieces[at + 2].kind in _DIVIDING)


def _calculates(formula: Sequence[Lexeme]) -> bool:
    signs = _CALCULATING | _DIVIDING
    return any(
        piece.kind in signs or piece.low == "x" or (piece.kind == lx.DASH and piece.gap and at > 0)
        for at, piece in enumerate(formula)
    )


def _with_roles_told(pieces: list[Lexeme], said: list[_Said], formula: Sequence[Lexeme], draft: Draft) -> list[Lexeme]:
    """``Numerator/Denominator x 100%``: put in what both words stand for; ``N/D`` are their first letters."""
    above, below = said
    formula = _on_one_line(formula, above, below)
    place = next(
        (
            at
            for at in range(len(formula) - 2)
            if _stands_for(formula[at], above) and _length_of_sign(formula, at + 1, below)
        ),
        None,
    )
    if place is None:
        return pieces
    length = _length_of_sign(formula, place + 1, below)
    first, sign, second = formula[place], formula[place + 1], formula[place + 1 + length]
    divided = Lexeme(lx.OVER, "÷", sign.start, sign.end, True, "", True)
    for one, word in ((above, first), (below, second)):
        draft.labels += [(pieces[one.start].start, pieces[one.end - 1].end), word.span]
    return [*formula[:place], *_whole(above), divided, *_whole(below), *formula[place + 2 + length :]]


def _length_of_sign(formula: Sequence[Lexeme], at: int, below: _Said) -> int:
    """Return how many pieces divide before the second role, ``/`` or *dibagi dengan*; 0 where none do."""
    divides = formula[at].kind in _DIVIDING or _DIVIDED in lexicon().of(formula[at].low)
    if not divides:
        return 0
    joined = at + 2 < len(formula) and _JOINT in lexicon().of(formula[at + 1].low)
    length = 2 if joined and not _stands_for(formula[at + 1], below) else 1
    return length if at + length < len(formula) and _stands_for(formula[at + length], below) else 0


_DIVIDED: Final = "bagi"
_JOINT: Final = "dengan"


def _on_one_line(formula: Sequence[Lexeme], above: _Said, below: _Said) -> Sequence[Lexeme]:
    """``Numerator`` over ``------- x 100%`` over ``Denominator``: the same on one line, the factor behind it."""
    solid = [piece for piece in formula if piece.kind != lx.LINE]
    for at, piece in enumerate(solid[:-2]):
        if not _stands_for(piece, above) or solid[at + 1].kind != lx.RULE:
            continue
        end = next((one for one in range(at + 2, len(solid)) if _stands_for(solid[one], below)), None)
        factor = solid[at + 2 : end]
        if end is None or len(factor) > _LONGEST_FACTOR or not all(_is_of_factor(one) for one in factor):
            return formula
        rule = solid[at + 1]
        divided = Lexeme(lx.SLASH, "/", rule.start, rule.end, True)
        low, high = formula.index(piece), formula.index(solid[end])
        return [*formula[:low], piece, divided, solid[end], *factor, *formula[high + 1 :]]
    return formula


def _is_of_factor(piece: Lexeme) -> bool:
    return piece.kind in (lx.NUM, lx.PCT, lx.TIMES, lx.MUL, lx.STAR) or piece.low == "x"


_LONGEST_FACTOR: Final = 3


def _stands_for(piece: Lexeme, said: _Said) -> bool:
    if piece.kind != lx.WORD:
        return False
    return said.role in lexicon().of(piece.low) or piece.low == said.key.low[:1]


def _whole(said: _Said) -> list[Lexeme]:
    """Return what is said as one operand."""
    value = list(said.value)
    while len(value) > 1 and value[-1].kind in (lx.DOT, lx.COMMA):
        value.pop()
    value[0].gap = True
    low, high = value[0].start, value[-1].end
    return [Lexeme(lx.OPEN, "(", low, low, True), *value, Lexeme(lx.CLOSE, ")", high, high, False)]
