"""The smallest pieces of a formula text, each with its place in the text as the user wrote it."""

from __future__ import annotations

import re
from typing import Final

from kinerja_formula.source import Span

__all__ = ["YEAR", "Lexeme", "sign", "sign_at"]

YEAR: Final = re.compile(r"(?:19[4-9]|20[0-9])[0-9]")
"""A year that an indicator may name, since 1940."""

# What the scanner sees.
WORD = "word"
NUM = "number"
PCT = "percent"
SLASH = "slash"
DASH = "dash"
COLON = "colon"
PLUS = "plus"
STAR = "star"
TIMES = "times"  # × ÷ and their LaTeX commands are never letters; a lone x is TIMES only once a rule says so
OVER = "over"
EQUALS = "equals"
CARET = "caret"
SURD = "surd"
OPEN = "open"
CLOSE = "close"
COMMA = "comma"
SEMICOLON = "semicolon"
DOT = "dot"
COMPARE = "compare"
RULE = "rule"
DOTS = "dots"
LINE = "line"
TAG = "tag"
ENTITY = "entity"
COMMAND = "command"
DOLLAR = "dollar"
BRACE = "brace"
QUOTED = "quoted"
OTHER = "other"
UNDERLINE_ON = "underline on"
UNDERLINE_OFF = "underline off"
ITEM = "item"

# What the rules make of it.
LETTER = "letter"  # a sign that is part of a name
DIV = "DIVIDE"
MUL = "TIMES"
ADD = "PLUS"
SUB = "MINUS"
POW = "POWER"
ROOT = "ROOT"
LP = "LPAR"
RP = "RPAR"
AVG = "AVERAGE"
SEP = "SEPARATOR"
FUNC = "FUNCTION"
EACH = "AGGREGATE"

OPERATORS = frozenset({DIV, MUL, ADD, SUB, POW})
STARTERS = frozenset({LP, ROOT, AVG, SEP, FUNC, EACH}) | OPERATORS


class Lexeme:
    """One piece: ``kind``, ``text`` as it will appear in a name, its place, and whether white space stands before it.

    ``low`` is the folded text of words. ``hard`` marks a sign whose meaning the text itself settles.
    """

    __slots__ = ("end", "gap", "hard", "kind", "low", "start", "text")

    def __init__(
        self, kind: str, text: str, start: int, end: int, gap: bool, low: str = "", hard: bool = False
    ) -> None:
        self.kind = kind
        self.text = text
        self.start = start
        self.end = end
        self.gap = gap
        self.low = low
        self.hard = hard

    type: str

    # What a parser asks of the last token to place the end of the text; our places are start and end.
    start_pos = end_pos = line = column = end_line = end_column = None

    @property
    def span(self) -> Span:
        return (self.start, self.end)

    def __repr__(self) -> str:
        return f"{self.kind}:{self.text!r}"


# The name under which a parser asks for the kind: the slot itself, because a property is a call.
Lexeme.type = Lexeme.kind  # type: ignore[misc]


def sign(kind: str, near: Lexeme, *, hard: bool = True) -> Lexeme:
    """Return a sign that stands nowhere in the text (a bracket that a drawn line implies), placed at ``near``."""
    return Lexeme(kind, "", near.start, near.start, True, "", hard)


def sign_at(kind: str, place: int) -> Lexeme:
    """Return a sign that stands nowhere in the text, placed between two characters of it."""
    return Lexeme(kind, "", place, place, True, "", True)
