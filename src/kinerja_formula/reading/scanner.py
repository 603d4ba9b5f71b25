"""Text → lexemes, in one pass; look-alikes (full-width signs, many dashes) are folded one to one, so places hold."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.written_wholes import with_wholes

__all__ = ["scan"]


_FOLDED: Final = {
    **dict.fromkeys("\u2028\u2029\x85", "\n"),
    **dict.fromkeys("─━╌╍┄┅⎯", "-"),
    **dict.fromkeys("═＝", "="),
    **dict.fromkeys("﹍﹎﹏", "_"),
    **dict.fromkeys("⁄∕⧸", "/"),
    **dict.fromkeys("✕✖⨯╳⨉", "×"),
    **dict.fromkeys("хХ", "x"),
    "➗": "÷",
    "∶": ":",
    "Ʃ": "Σ",
    **dict.fromkeys("⋅∙", "·"),
    **{char: char for char in "²³¹⁰⁴⁵⁶⁷⁸⁹Σ∑…−"},  # a true minus joins no words as a hyphen does
}
_FOLDED_BY_CATEGORY: Final = {
    "Pd": "-",
    "Cf": "\u200b",
    "Co": "•",  # a sign of a font for symbols: the mark of an item, nearly always
}


class _LookAlikes(dict[int, str]):
    """One character for one: white space to a blank, dashes to ``-``, compatibility forms to their plain form."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code))
        return folded


def _folded(char: str) -> str:
    if char in _FOLDED:
        return _FOLDED[char]
    if char < "\x80":
        return " " if char < " " and char not in "\n\t\r\f\v" else char
    if char.isspace():
        return " "
    category = unicodedata.category(char)
    if category in _FOLDED_BY_CATEGORY:
        return _FOLDED_BY_CATEGORY[category]
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


_LOOK_ALIKES = _LookAlikes()
_TAGS = (
    "p|br|b|i|u|em|strong|ol|ul|li|div|span|pre|sup|sub|table|tr|td|th|tbody|thead|font|center|h[1-6]|hr|ins|a|o:p|s|small|big|code|"
    "math|label|dd|dl|dt|blockquote"
)

_ESCAPED_TWICE = (
    "[dt]?frac|text(?:bf|it|rm)?|mathrm|mathbf|times|cdot|div|sum|sqrt|left|right|bar|overline"
    "|operatorname|displaystyle"
)
"""Commands that are known with two backslashes, too: as a program or a file of JSON writes LaTeX."""

# Each alternative begins with a character that no other begins with, or is bounded, so that nothing is tried twice.
# They are tried in turn: what is frequent comes first, and the blank before a piece is taken with it, for else all of
# them would be tried at every blank. Only one blank, so that a long run of them is not looked at again and again.
_PATTERN = re.compile(
    rf"""
    [ ]?(?:
    (?P<times>[xX](?=[0-9]{{1,3}}[ ]?%|10{{2,8}}\b|10{{0,2}}\.000\b))
  | (?P<sigma>[Σ∑])
  | (?P<vulgar>[¼½¾⅐-⅞])
  | (?P<root>[²³⁴]√)
  | (?P<word>[^\W\d_][^\W_]*(?:[-'’_\u200b][^\W_]+)*)
  | (?P<thousands>[1-9][0-9]{{0,2}}(?:(?:,000){{1,4}}|(?:[ ]000){{1,4}})(?![0-9.,]|[ ]?%|[ ][0-9]))
  | (?P<number>[0-9]+(?:[.,][0-9]+)*)
  | (?P<sign>[/÷:×·+^√∛∜()\[\],;%‰])
  | (?P<line>\n\s*)
  | (?P<rule>[-−]{{2,}}(?:[ ]?[-−]+|[()](?=[-−]{{2}}))*|[-−](?:[ ][-−]){{2,}}(?:[ ]?[-−]+)*
      |_(?:[ ]?_|[()](?=_))+|={{3,}}|=[ ]=[ ]=(?:[ ]=)*|~{{2,}})
  | (?P<dots>\.{{3,}}|…+(?:\.+)?)
  | (?P<tag></?(?:{_TAGS})(?:\s[^<>]{{0,400}})?/?>)
  | (?P<entity>&(?:[A-Za-z]{{2,8}}|\#[0-9]{{1,6}}|\#x[0-9A-Fa-f]{{1,5}});)
  | (?P<command>\\(?:[A-Za-z]+|\\(?:(?:{_ESCAPED_TWICE})(?![A-Za-z])|%)|[^A-Za-z]))
  | (?P<quoted>`[^`\n]{{0,2000}}`?)
  | (?P<dollar>\$+)
  | (?P<brace>[{{}}])
  | (?P<power>(?:(?<=[^\s*])\*\*|(?<=[^\W_][ ])\*\*(?=[ ])|(?<=[)\]][ ])\*\*(?=[ ]))(?=[ ]?1?[0-9](?![0-9]|[ ]?%)))
  | (?P<bold>\*\*+)
  | (?P<compare><=|>=|≤|≥|<|>|≠|±|≈)
  | (?P<lone>[*\-−=.])
  | (?P<other>\S))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SIGNS = {
    "/": lx.SLASH,
    "÷": lx.OVER,
    ":": lx.COLON,
    "×": lx.TIMES,
    "*": lx.STAR,
    "·": lx.STAR,
    "+": lx.PLUS,
    "-": lx.DASH,
    "−": lx.DASH,
    "=": lx.EQUALS,
    "^": lx.CARET,
    "√": lx.SURD,
    "∛": lx.SURD,
    "∜": lx.SURD,
    "(": lx.OPEN,
    "[": lx.OPEN,
    ")": lx.CLOSE,
    "]": lx.CLOSE,
    ",": lx.COMMA,
    ";": lx.SEMICOLON,
    ".": lx.DOT,
    "%": lx.PCT,
    "‰": lx.PCT,
}
_ROOTS = {"²": "√", "³": "∛", "⁴": "∜"}
_TIMES_OR_OVER = frozenset({lx.SLASH, lx.OVER, lx.TIMES, lx.STAR})
_OPERAND_ENDS = frozenset({lx.WORD, lx.NUM, lx.CLOSE, lx.QUOTED})
MARKUP = frozenset({lx.TAG, lx.ENTITY, lx.COMMAND, lx.DOLLAR, lx.BRACE})


def fold(text: str) -> str:
    """Return ``text`` with look-alikes folded, the same length."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_LOOK_ALIKES)


def scan(text: str) -> list[Lexeme]:
    """Return the lexemes of ``text``; white space shows only as ``gap`` and as LINE for line breaks.

    >>> [(piece.kind, piece.text) for piece in scan("Jumlah A ----- x100%")]
    [('word', 'Jumlah'), ('word', 'A'), ('rule', '-----'), ('times', 'x'), ('number', '100'), ('percent', '%')]
    """
    found: list[Lexeme] = []
    add = found.append
    folded = fold(text)
    last = 0
    broken = False  # white space behind a line break belongs to the break
    for match in _PATTERN.finditer(folded):
        kind = match.lastgroup
        assert kind is not None
        start, end = match.span(kind)
        gap = broken or start > last
        last = end
        if kind == "word":
            written, piece = text[start:end], folded[start:end]
            if "\u200b" in piece:
                written = piece = piece.replace("\u200b", "")
            add(Lexeme(lx.WORD, written, start, end, gap, piece.lower()))
        elif kind in ("number", "thousands"):
            add(Lexeme(lx.NUM, folded[start:end], start, end, gap))
        elif kind == "sign" or kind == "lone":
            add(Lexeme(_SIGNS[folded[start]], text[start:end], start, end, gap))
        elif kind == "vulgar":
            _add_fraction(found, folded[start], start, gap=gap)
        else:
            rare = _rare_piece(kind, text, folded, start, end, gap)
            if rare is None:
                continue
            add(rare)
        broken = kind == "line"
    return with_wholes(_without_double_signs(found), text)


def _rare_piece(kind: str, text: str, folded: str, start: int, end: int, gap: bool) -> Lexeme | None:
    """Return the lexeme of what is no word, number or sign; None for what says nothing: bold, a blank of no width."""
    first = folded[start]
    if kind == "bold" or (kind == "other" and first == "\u200b"):
        return None
    if kind == "root":
        return Lexeme(lx.SURD, _ROOTS[first], start, end, gap)
    if kind == "sigma":
        return Lexeme(lx.WORD, text[start:end], start, end, gap, "σ")
    if kind == "power":  # A**2; what is bold has a blank outside and none inside
        return Lexeme(lx.CARET, "^", start, end, gap)
    if kind == "command" and end - start > 2 and folded[start + 1] == "\\":
        return Lexeme(kind, text[start + 1 : end], start, end, gap)
    if kind == "other" and first == "•":
        return Lexeme(kind, "•", start, end, gap)
    return Lexeme(kind, text[start:end], start, end, gap)


def _add_fraction(found: list[Lexeme], sign: str, at: int, *, gap: bool) -> None:
    """Add ``½`` as the number 0,5, and ``⅓``, which no decimal is, as (1/3); ``3½`` is 3,5."""
    above, below = unicodedata.normalize("NFKC", sign).split("⁄")
    value = Fraction(int(above), int(below))
    last = found[-1] if found else None
    whole = last is not None and last.kind == lx.NUM and not gap and last.text.isdigit()
    if 1000 % value.denominator == 0:
        decimals = f"{int(value * 1000):03d}".rstrip("0")
        if whole and last is not None:
            found[-1] = Lexeme(lx.NUM, f"{last.text},{decimals}", last.start, at + 1, last.gap)
        else:
            found.append(Lexeme(lx.NUM, f"0,{decimals}", at, at + 1, gap))
        return
    kinds = ((lx.OPEN, "("), (lx.NUM, above), (lx.SLASH, "/"), (lx.NUM, below), (lx.CLOSE, ")"))
    if whole:  # 3⅓: three and a third
        found.append(Lexeme(lx.PLUS, "+", at, at + 1, True))
    found.extend([Lexeme(one, text, at, at + 1, gap) for one, text in kinds])


def _without_double_signs(found: list[Lexeme]) -> list[Lexeme]:
    """Make one sign of two, ``A - -B`` and ``A + -B``: a minus that stands before its operand belongs to it."""
    out: list[Lexeme] = []
    closing: Lexeme | None = None  # the number behind which a bracket ends that the text leaves out
    for at, piece in enumerate(found):
        last = out[-1] if out else None
        following = found[at + 1] if at + 1 < len(found) else None
        if (
            piece.kind == lx.DASH
            and piece.gap
            and last is not None
            and last.kind in (lx.DASH, lx.PLUS)
            and last.gap
            and following is not None
            and not following.gap
            and following.kind == lx.WORD
            and len(out) > 1
            and out[-2].kind in _OPERAND_ENDS
        ):
            plus = last.kind == lx.DASH
            out[-1] = Lexeme(lx.PLUS if plus else lx.DASH, "+" if plus else "-", last.start, piece.end, True)
            following.gap = True
            continue
        end = _end_of_negative_factor(out, found, at)
        if end:
            out += [Lexeme(lx.OPEN, "(", piece.start, piece.start, True), piece]
            closing = found[end]
            continue
        out.append(piece)
        if piece is closing:
            out.append(Lexeme(lx.CLOSE, ")", piece.end, piece.end, False))
    return out


def _end_of_negative_factor(out: list[Lexeme], found: list[Lexeme], at: int) -> int:
    """Return where a negative number behind a sign ends, ``A x -1``, ``A / -10%``; 0 where none begins at ``at``."""
    if found[at].kind != lx.DASH or not found[at].gap or len(out) < 2 or at + 1 == len(found):
        return 0
    sign, number = out[-1], found[at + 1]
    times = sign.kind in _TIMES_OR_OVER or (sign.low == "x" and sign.gap)
    if number.kind != lx.NUM or number.gap or not times or out[-2].kind not in _OPERAND_ENDS:
        return 0
    end = at + 2 if at + 2 < len(found) and found[at + 2].kind == lx.PCT else at + 1
    behind = found[end + 1] if end + 1 < len(found) else None
    return 0 if behind is not None and behind.kind == lx.WORD and behind.low != "x" else end  # -25 m has its unit
