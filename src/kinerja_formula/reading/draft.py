"""What is known about a text while it is read: its hints from outside, and what reading leaves behind."""

from __future__ import annotations

from fractions import Fraction

from kinerja_formula.diagnostics import Diagnostic, LimitError, Rule
from kinerja_formula.diagnostics.catalogue import NUMBER_TOO_LONG, TEXT_TOO_LONG, TOO_DEEP, TOO_MANY_PARTS
from kinerja_formula.nodes import Quantity
from kinerja_formula.numerals import MAX_DIGITS
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.vocabulary import words
from kinerja_formula.source import Span

__all__ = ["Draft", "Limits"]


class Limits:
    """How much a text may hold.

    ``length`` in characters, ``depth`` of brackets, ``parts`` (names, figures and signs), ``digits`` of a number.

    >>> import kinerja_formula as kf
    >>> kf.Limits().length, kf.Limits(depth=5).depth
    (100000, 5)
    """

    __slots__ = ("depth", "digits", "length", "parts")

    def __init__(
        self, *, length: int = 100_000, depth: int = 100, parts: int = 50_000, digits: int = MAX_DIGITS
    ) -> None:
        self.length = length
        self.depth = depth
        self.parts = parts
        self.digits = digits

    def check_length(self, text: str) -> None:
        if len(text) > self.length:
            raise LimitError(
                Diagnostic(TEXT_TOO_LONG, (self.length, self.length + 1), length=len(text), limit=self.length), text
            )

    def check_depth(self, depth: int, piece: Lexeme, text: str) -> None:
        if depth > self.depth:
            raise LimitError(Diagnostic(TOO_DEEP, piece.span, limit=self.depth), text)

    def check_parts(self, count: int, piece: Lexeme, text: str) -> None:
        if count > self.parts:
            raise LimitError(Diagnostic(TOO_MANY_PARTS, piece.span, limit=self.parts), text)

    def check_digits(self, piece: Lexeme, text: str) -> None:
        if len(piece.text) > self.digits:
            raise LimitError(Diagnostic(NUMBER_TOO_LONG, piece.span, limit=self.digits), text)


DEFAULT_LIMITS = Limits()


class Draft:
    """The state of one reading."""

    __slots__ = (
        "behind",
        "constants",
        "definitions",
        "diagnostics",
        "indikator",
        "labelled",
        "labels",
        "limits",
        "percent_wanted",
        "quantities",
        "ratio_wanted",
        "text",
    )

    def __init__(self, text: str, indikator: str | None, limits: Limits) -> None:
        self.text = text
        self.indikator = indikator
        self.limits = limits
        self.diagnostics: list[Diagnostic] = []
        self.constants: dict[str, Fraction] = {}
        self.definitions: dict[str, str] = {}
        self.quantities: list[Quantity] = []
        self.labelled = False
        self.behind: tuple[int, int, str] | None = None
        """What stands behind the formula and is no part of it, with its role."""
        self.labels: list[Span] = []
        """What says only for what another piece stands."""
        said = indikator.lower().split() if indikator else []
        self.percent_wanted = any(word.strip("().,:") in words("heads", "percent") for word in said)
        self.ratio_wanted = bool(said) and (said[0].strip("().,:") in words("heads", "ratio") or self.percent_wanted)

    def report(self, rule: Rule, span: Span, related: tuple[Span, ...] = (), **values: object) -> None:
        self.diagnostics.append(Diagnostic(rule, span, related, **values))
