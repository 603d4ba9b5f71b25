"""LaTeX → plain lexemes: its commands and braces have no meaning but for fractions, roots, powers and signs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, FormulaSyntaxError
from kinerja_formula.diagnostics.catalogue import BROKEN_LATEX
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.lexemes import Lexeme

__all__ = ["ROW", "environment_of_cases", "read_latex"]

ROW: Final = "\\\\"
"""What ends a row of an environment."""
_ENVIRONMENTS: Final = ("cases", "dcases", "rcases", "array")

_FRACTIONS: Final = ("frac", "dfrac", "tfrac", "cfrac", "sfrac", "nicefrac")
_TEXTS: Final = (
    "text",
    "mathrm",
    "textrm",
    "mbox",
    "textbf",
    "textit",
    "mathbf",
    "mathit",
    "operatorname",
    "textnormal",
    "mathsf",
    "textsf",
    "hbox",
    "bf",
    "rm",
)
_ARGUMENTS: Final = {
    **dict.fromkeys(_FRACTIONS, "numerator"),
    **dict.fromkeys(_TEXTS, "text"),
    **dict.fromkeys(("begin", "end", "hspace", "vspace", "label", "cite"), "dropped"),
    **dict.fromkeys(("underline", "uline"), "group"),
}
"""What stands in the braces behind a command."""
_PARTS: Final = frozenset({"numerator", "denominator", "radicand"})
"""Arguments that their command can't do without."""
_BRACKETED: Final = _PARTS | {"power"}
"""Arguments that stand in a bracket of the calculation."""
_SIGNS: Final = {
    "times": (lx.TIMES, "×"),
    "cdot": (lx.TIMES, "×"),
    "ast": (lx.TIMES, "×"),
    "bullet": (lx.TIMES, "×"),
    "div": (lx.OVER, ""),
    "%": (lx.PCT, "%"),
    "le": (lx.COMPARE, "≤"),
    "leq": (lx.COMPARE, "≤"),
    "ge": (lx.COMPARE, "≥"),
    "geq": (lx.COMPARE, "≥"),
    "lt": (lx.COMPARE, "<"),
    "gt": (lx.COMPARE, ">"),
    "neq": (lx.COMPARE, "≠"),
    "ldots": (lx.DOTS, ""),
    "dots": (lx.DOTS, ""),
    "cdots": (lx.DOTS, ""),
    "hline": (lx.RULE, ""),
    "colon": (lx.COLON, ""),
    "&": (lx.OTHER, "&"),
    "|": (lx.OTHER, "|"),
    "#": (lx.OTHER, "#"),
    "_": (lx.OTHER, "_"),
    "-": (lx.OTHER, "-"),
}
"""What a command is that stands for one sign, and how that is written."""
_ROUNDINGS: Final = {"lceil": "ceil", "lfloor": "floor"}
"""Signs of a function that the language does not have."""
_ARROWS: Final = ("to", "rightarrow", "longrightarrow", "Rightarrow", "Longrightarrow", "implies")
_BLANKS: Final = (" ", ",", ";", ":", "!", "~")
_SILENT: Final = frozenset(
    {
        "displaystyle",
        "limits",
        "big",
        "Big",
        "bigg",
        "Bigg",
        "nolimits",
        "textstyle",
        "scriptstyle",
        "noindent",
        "normalsize",
        "overline",
        "bar",
        "hat",
        "mathbb",
        "large",
        "small",
    }
)
"""Commands that only say how something looks; any other word behind a backslash stays a word."""
_LETTERS_IN_TEXT: Final = frozenset({lx.SLASH, lx.COLON, lx.DASH, lx.PLUS, lx.EQUALS, lx.STAR})
_CITED: Final = frozenset({lx.COLON, lx.COMMA, lx.NUM})
_FIGURES: Final = frozenset({lx.NUM, lx.LP, lx.RP, lx.DIV})
_LONGEST_FIGURES: Final = 20
_DEEPEST: Final = 2000


def read_latex(pieces: list[Lexeme], text: str) -> list[Lexeme]:
    """Return ``pieces`` without commands, braces and dollar signs.

    Raises FormulaSyntaxError KF103 for a fraction or group that does not end.
    """
    return _Latex(pieces, text).read()


class _Opened(NamedTuple):
    """An open brace: what it holds, and the brace itself."""

    sort: str
    brace: Lexeme


class _Latex:
    """LaTeX while it is read: what came of it, and what is open, one entry a brace, so that nesting costs no recursion.

    The public methods are the commands that do more than stand for a sign or wait for an argument.
    """

    __slots__ = ("dropped", "ends", "expected", "gap", "index", "opened", "out", "parted", "pieces", "text", "texts")

    def __init__(self, pieces: list[Lexeme], text: str) -> None:
        self.pieces = pieces
        self.text = text
        self.index = 0  # of the piece that comes next
        self.out: list[Lexeme] = []
        self.opened: list[_Opened] = []
        self.expected: list[str] = []  # what the next brace opens
        self.texts = self.dropped = 0  # open braces that hold a text, and those that hold nothing of use
        self.gap = False  # white space before a brace or command that vanishes belongs to what stands behind it
        self.ends: dict[int, bool] = {}  # where fractions end in what came of it, and whether they hold figures alone
        self.parted = False  # the braces of a text part words, but not a word from its bracket

    def read(self) -> list[Lexeme]:
        pieces = self.pieces
        while self.index < len(pieces):
            piece = pieces[self.index]
            self.index += 1
            self._hand_on_gap(piece)
            if piece.kind == lx.DOLLAR:
                continue
            if piece.kind == lx.BRACE:
                self._brace(piece)
            elif not self.dropped and not self._is_argument(piece):
                self._plain(piece)
        self._check_ended()
        return self._with_products()

    def _with_products(self) -> list[Lexeme]:
        """Write what LaTeX leaves out: ``\\frac{1}{3}(A + B)`` multiplies, ``\\sum \\frac{A}{B}`` has a bracket."""
        if not self.ends:
            return self.out
        closing = self._ends_of_summed_fractions()
        begun = frozenset(closing.values())
        out: list[Lexeme] = []
        for at, piece in enumerate(self.out):
            out.append(piece)
            end = piece.end
            if at + 1 in begun:
                out.append(Lexeme(lx.OPEN, "(", end, end, True))
            out += [Lexeme(lx.CLOSE, ")", end, end, False)] if at in closing else []
            if at in self.ends and at + 1 < len(self.out) and self._is_factor(at + 1, self.ends[at]):
                out.append(Lexeme(lx.TIMES, "×", end, end, True, "", True))
        return out

    def _ends_of_summed_fractions(self) -> dict[int, int]:
        """Return where fractions end of which a sum is taken, each with where it begins."""
        found: dict[int, int] = {}
        opened: list[int] = []
        numerator: dict[int, int] = {}  # a fraction's line → where its numerator begins
        for at, piece in enumerate(self.out):
            if piece.kind == lx.LP:
                opened.append(at)
            elif piece.kind == lx.RP and opened:
                start = opened.pop()
                if at in self.ends:
                    start = numerator.get(start - 1, start)
                    if start and self.out[start - 1].low == "σ":
                        found[at] = start
                else:
                    numerator[at + 1] = start
        return found

    def _is_factor(self, at: int, of_figures: bool) -> bool:
        piece = self.out[at]
        if piece.low == "σ" or piece.kind in (lx.SURD, lx.LP):
            return True
        if not of_figures:
            return False  # a bracket or word behind a fraction of names may be a remark
        if piece.kind == lx.WORD:
            sign = piece.low == "x" and at + 1 < len(self.out) and self.out[at + 1].kind in (lx.NUM, lx.PCT)
            return piece.text[:1].isupper() and not sign
        return piece.kind == lx.OPEN

    def _hand_on_gap(self, piece: Lexeme) -> None:
        self.gap = self.gap or piece.gap
        out = self.out
        bracket = piece.kind in (lx.OPEN, lx.CLOSE) or (bool(out) and out[-1].kind == lx.OPEN)
        piece.gap = self.gap or (self.parted and not bracket)

    def _broken(self, piece: Lexeme) -> FormulaSyntaxError:
        return FormulaSyntaxError(Diagnostic(BROKEN_LATEX, piece.span, written=piece.text), self.text)

    def _check_ended(self) -> None:
        """Raise FormulaSyntaxError for a part of a fraction or root that is missing or goes on for ever."""
        if self.opened and (self.expected or any(one.sort in _PARTS for one in self.opened)):
            raise self._broken(self.opened[-1].brace)
        if not _PARTS.isdisjoint(self.expected):
            raise self._broken(self.pieces[-1])

    # Braces and what they hold

    def _brace(self, piece: Lexeme) -> None:
        if piece.text == "{":
            sort = self.expected.pop() if self.expected else "group"
            self.opened.append(_Opened(sort, piece))
            if sort in _BRACKETED:
                self.out.append(lx.sign(lx.LP, piece))
            self._count(sort, 1)
            if len(self.opened) > _DEEPEST:
                raise self._broken(piece)
        elif self.opened:
            sort = self.opened.pop().sort
            self._count(sort, -1)
            self._end(sort, piece)

    def _count(self, sort: str, step: int) -> None:
        if sort == "text":
            self.texts += step
            self.parted = True
        elif sort == "dropped":
            self.dropped += step

    def _end(self, sort: str, piece: Lexeme) -> None:
        """End an argument at ``piece``."""
        if sort in _BRACKETED:
            self.out.append(lx.sign(lx.RP, piece))
        if sort == "numerator":
            self.out.append(Lexeme(lx.DIV, "", piece.end, piece.end, True, "", True))
            self.expected.append("denominator")
        elif sort == "denominator":
            self.ends[len(self.out) - 1] = self._ends_in_figures()

    def _ends_in_figures(self) -> bool:
        """Tell whether the fraction that ends here holds figures alone."""
        depth = groups = 0
        for piece in self.out[: -_LONGEST_FIGURES - 1 : -1]:
            if piece.kind not in _FIGURES:
                return False
            depth += (piece.kind == lx.RP) - (piece.kind == lx.LP)
            groups += piece.kind == lx.LP and not depth
            if groups == 2:
                return True
        return False

    def _is_argument(self, piece: Lexeme) -> bool:
        """Take a piece without braces as the argument of a command, ``\\frac12``; tell whether it is one."""
        if not self.expected or (self.expected[-1] in ("dropped", "text") and piece.kind == lx.LINE):
            return False
        sort = self.expected.pop()
        if sort in _BRACKETED and piece.kind in (lx.WORD, lx.NUM):
            if sort == "numerator" or (sort == "denominator" and piece.kind == lx.NUM):
                piece = self._first_sign(piece, sort)
            self.out += [lx.sign(lx.LP, piece), piece]
            self._end(sort, piece)
            return True
        if sort not in _PARTS:
            return False
        if sort != "radicand" or piece.kind != lx.OPEN:
            raise self._broken(piece)
        self._take_root_index()
        self.expected.append("radicand")
        return True

    def _first_sign(self, piece: Lexeme, sort: str) -> Lexeme:
        """An argument without braces is one sign: ``\\frac12`` is 1/2, ``\\frac AB`` A/B; words stay whole."""
        text = piece.text
        following = self._following()
        ends = following is None or following.kind not in (lx.WORD, lx.NUM, lx.BRACE, lx.COMMAND) or following.gap
        two_letters = piece.kind == lx.WORD and len(text) == 2 and text.isupper() and ends
        if len(text) < 2 or not (two_letters or (piece.kind == lx.NUM and text.isdecimal())):
            return piece
        if sort == "numerator" and piece.kind == lx.NUM and not ends:
            return piece  # ``\frac12{N}``: whoever wrote it meant 12
        first, rest = (
            Lexeme(piece.kind, part, at, at + len(part), gap, part.lower())
            for part, at, gap in ((text[0], piece.start, piece.gap), (text[1:], piece.start + 1, False))
        )
        self.pieces[self.index : self.index] = [rest]
        return first

    def _take_root_index(self) -> None:
        """Keep the ``n`` of ``\\sqrt[n]{x}`` on the root sign."""
        following = self._following()
        if following is not None and following.kind == lx.NUM and self.out and self.out[-1].kind == lx.SURD:
            self.out[-1].low = following.text
        while self.index < len(self.pieces) and self.pieces[self.index - 1].kind != lx.CLOSE:
            self.index += 1

    def _following(self) -> Lexeme | None:
        return self.pieces[self.index] if self.index < len(self.pieces) else None

    # What stands between the braces

    def _plain(self, piece: Lexeme) -> None:
        """Read a piece that is neither brace nor argument."""
        kind = piece.kind
        if kind == lx.COMMAND:
            self._command(piece)
        elif kind == lx.OTHER and (piece.text == "~" or (piece.text == "&" and not self.texts)):
            # a blank that does not break, a mark of columns
            self.gap = True
        elif kind in (lx.OTHER, lx.RULE) and piece.text == "_" and self.out and self._is_before_brace():
            self._subscript()
        elif piece.text == "_" and kind in (lx.OTHER, lx.RULE) and self._joins_an_index():
            self._index()
        elif kind == lx.CARET and self._is_before_brace():
            self._power(piece)
        else:
            if self.texts and kind in _LETTERS_IN_TEXT:
                piece.kind = lx.LETTER
            self.gap = self.parted = False
            self.out.append(piece)

    def _is_before_brace(self) -> bool:
        following = self._following()
        return following is not None and following.kind == lx.BRACE

    def _power(self, caret: Lexeme) -> None:
        if self.out and self.out[-1].low == "σ":
            self.expected.append("dropped")
            return
        self.out.append(Lexeme(lx.POW, "^", caret.start, caret.end, False, "", True))
        self.expected.append("power")

    def _joins_an_index(self) -> bool:
        """``\\text{Modal}_i``: an index of one piece right behind a word whose brace is closed."""
        following = self._following()
        return (
            bool(self.out)
            and self.out[-1].kind == lx.WORD
            and self.out[-1].low != "σ"
            and following is not None
            and following.kind in (lx.WORD, lx.NUM)
            and not following.gap
        )

    def _index(self) -> None:
        index, word = self.pieces[self.index], self.out[-1]
        self.index += 1
        word.text += "_" + index.text
        word.low = word.text.lower()
        word.end = index.end

    def _subscript(self) -> None:
        """Join ``P_{t-1}`` to one word; ``\\sum_{i=1}`` loses its limits."""
        start, previous = self.index, self.out[-1]
        self.index = end = self._end_of_group(start)
        if previous.kind != lx.WORD or previous.low == "σ":
            return
        parts = [part for part in self.pieces[start:end] if part.kind not in (lx.BRACE, lx.COMMAND)]
        previous.text += "_" + "".join([" " * part.gap + part.text for part in parts]).lstrip()
        previous.low = previous.text.lower()
        previous.end = self.pieces[end - 1].end

    def _end_of_group(self, start: int) -> int:
        """Return the place behind the braces that begin at ``start``."""
        depth = 0
        for index in range(start, len(self.pieces)):
            if self.pieces[index].kind == lx.BRACE:
                depth += 1 if self.pieces[index].text == "{" else -1
                if depth == 0:
                    return index + 1
        return len(self.pieces)

    # Commands

    def _command(self, piece: Lexeme) -> None:
        name = piece.text[1:]
        if name in _SIGNS:
            kind, written = _SIGNS[name]
            self.out.append(Lexeme(kind, written, piece.start, piece.end, piece.gap, "", True))
        elif name in _COMMANDS:
            _COMMANDS[name](self, piece)
        elif name in _ARGUMENTS:
            self.expected.append(_ARGUMENTS[name])
            if name == "begin" and self._has_columns():
                self.expected.append("dropped")
        elif name.isalpha() and len(name) > 1 and name not in _SILENT:
            self.out.append(Lexeme(lx.WORD, name, piece.start, piece.end, True, name.lower()))

    def _has_columns(self) -> bool:
        """``\\begin{array}{cc}``: how the columns are set stands in a brace of its own."""
        following = [one.text for one in self.pieces[self.index : self.index + 4]]
        return following[:1] == ["{"] and following[1:2] in (["array"], ["tabular"]) and following[2:] == ["}", "{"]

    def root(self, piece: Lexeme) -> None:
        self.out.append(Lexeme(lx.SURD, "√", piece.start, piece.end, True, "", True))
        self.expected.append("radicand")

    def total(self, piece: Lexeme) -> None:
        """A sum loses its limits: ``\\sum_{i=1}^{n}``."""
        self.out.append(Lexeme(lx.WORD, "", piece.start, piece.end, True, "σ"))
        pieces = self.pieces
        while self.index + 1 < len(pieces) and pieces[self.index].text in ("_", "^"):
            braced = pieces[self.index + 1].kind == lx.BRACE
            self.index = self._end_of_group(self.index + 1) if braced else self.index + 2

    def citation(self, piece: Lexeme) -> None:
        """``\\cite: 19``, the mark of whoever quoted the text."""
        following = self._following()
        if following is None or following.kind != lx.COLON:
            self.expected.append(_ARGUMENTS[piece.text[1:]])
            return
        while following is not None and following.kind in _CITED:
            self.index += 1
            following = self._following()

    def stretch(self, _piece: Lexeme) -> None:
        """``\\left(``, ``\\right.``: a full stop stands for no bracket at all."""
        following = self._following()
        if following is not None and following.kind == lx.DOT:
            self.index += 1

    def blank(self, _piece: Lexeme) -> None:
        following = self._following()
        if following is not None:
            following.gap = True

    def wide_blank(self, piece: Lexeme) -> None:
        """A blank inside a part; elsewhere it sets apart what stands beside a formula."""
        if self.opened:
            self.gap = True
        else:
            self.line(piece)

    def line(self, piece: Lexeme) -> None:
        self.out.append(Lexeme(lx.LINE, "", piece.start, piece.end, True))

    def arrow(self, piece: Lexeme) -> None:
        self.out.append(Lexeme(lx.OTHER, "→", piece.start, piece.end, True))

    def opening(self, piece: Lexeme) -> None:
        self.out.append(Lexeme(lx.OPEN, "{", piece.start, piece.end, piece.gap))

    def closing(self, piece: Lexeme) -> None:
        self.out.append(Lexeme(lx.CLOSE, "}", piece.start, piece.end, piece.gap))

    def rounding(self, piece: Lexeme) -> None:
        function = _ROUNDINGS[piece.text[1:]]
        self.out.append(Lexeme(lx.WORD, function, piece.start, piece.end, True, function))
        self.out.append(Lexeme(lx.OPEN, "(", piece.start, piece.end, False))

    def end_of_rounding(self, piece: Lexeme) -> None:
        self.out.append(Lexeme(lx.CLOSE, ")", piece.start, piece.end, False))


_COMMANDS: Final[dict[str, Callable[[_Latex, Lexeme], None]]] = {
    "sqrt": _Latex.root,
    "sum": _Latex.total,
    "cite": _Latex.citation,
    **dict.fromkeys(("left", "right"), _Latex.stretch),
    **dict.fromkeys(_BLANKS, _Latex.blank),
    **dict.fromkeys(("quad", "qquad"), _Latex.wide_blank),
    "\\": _Latex.line,
    **dict.fromkeys(_ARROWS, _Latex.arrow),
    "{": _Latex.opening,
    "}": _Latex.closing,
    **dict.fromkeys(_ROUNDINGS, _Latex.rounding),
    **dict.fromkeys(("rceil", "rfloor"), _Latex.end_of_rounding),
}


def environment_of_cases(text: str) -> tuple[int, int, int, int] | None:
    r"""Return where an environment of cases begins, where its rows begin and end, and what is behind it.

    None where there is none, or where more than a closing mark follows it.

    >>> environment_of_cases(r"B = \begin{cases} 4 & R > 3 \\ 0 & R < 3 \end{cases}")
    (4, 17, 41, 52)
    """
    if "\\begin{" not in text:
        return None
    for name in _ENVIRONMENTS:
        opening, closing = f"\\begin{{{name}}}", f"\\end{{{name}}}"
        start = text.find(opening)
        end = text.find(closing, start + 1)
        if start < 0 or end < 0 or (name == "array" and "\\{" not in text[:start]):
            continue
        body, behind = start + len(opening), end + len(closing)
        if name == "array" and text[body : body + 1] == "{":
            body = text.find("}", body, end) + 1 or body
        if any(char.isalnum() for char in text[behind:].replace("\\right", "")):
            return None
        return start, body, end, behind
    return None
