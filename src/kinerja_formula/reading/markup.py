"""Tags, entities, LaTeX and Markdown → plain lexemes: markup has no meaning of its own but for lines and fractions."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from kinerja_formula.diagnostics import BROKEN_LATEX, OPEN_QUOTE, Diagnostic, FormulaSyntaxError
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.scanner import MARKUP, scan

__all__ = ["ROW", "environment_of_cases", "strip_markup", "without_citations", "without_table_marks"]

ROW: Final = "\\\\"
"""What ends a row of an environment."""
_ENVIRONMENTS: Final = ("cases", "dcases", "rcases", "array")

_BREAKS = {
    "p",
    "br",
    "div",
    "ol",
    "ul",
    "li",
    "pre",
    "tr",
    "table",
    "td",
    "th",
    "hr",
    "dl",
    "dd",
    "dt",
    "blockquote",
    "center",
}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_UNDERLINE = {"u", "ins"}

_FRACTIONS = {"frac", "dfrac", "tfrac", "cfrac", "sfrac", "nicefrac"}
_TEXTS = {
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
}
_SIGNS = {
    "times": lx.TIMES,
    "cdot": lx.TIMES,
    "ast": lx.TIMES,
    "bullet": lx.TIMES,
    "div": lx.OVER,
    "%": lx.PCT,
    "le": lx.COMPARE,
    "leq": lx.COMPARE,
    "ge": lx.COMPARE,
    "geq": lx.COMPARE,
    "lt": lx.COMPARE,
    "gt": lx.COMPARE,
    "neq": lx.COMPARE,
    "ldots": lx.DOTS,
    "dots": lx.DOTS,
    "cdots": lx.DOTS,
    "hline": lx.RULE,
    "colon": lx.COLON,
    "&": lx.OTHER,
    "|": lx.OTHER,
    "#": lx.OTHER,
    "_": lx.OTHER,
    "-": lx.OTHER,
}
_COMPARED = {"le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "lt": "<", "gt": ">", "neq": "≠"}
_CEILING = {"lceil": "ceil", "rceil": "ceil", "lfloor": "floor", "rfloor": "floor"}
_ARROWS = {"to", "rightarrow", "longrightarrow", "Rightarrow", "Longrightarrow", "implies"}
_SILENT = {
    "left",
    "right",
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
    "hspace",
    "vspace",
    "label",
    "normalsize",
}
_DROPPED_ARGUMENT = {"begin", "end", "hspace", "vspace", "label", "cite"}
_LETTERS_IN_TEXT = frozenset({lx.SLASH, lx.COLON, lx.DASH, lx.PLUS, lx.EQUALS, lx.STAR})


def strip_markup(pieces: list[Lexeme], text: str) -> list[Lexeme]:
    """Return ``pieces`` without markup.

    Tags that break lines become LINE, list items ITEM, underlining its two marks; ``\\frac`` becomes brackets round
    both parts and a division between them; inside ``\\text{}`` doubtful signs become letters.

    Raises FormulaSyntaxError KF103 for a LaTeX fraction or group that does not end, KF104 for an open back-tick.
    """
    if all(piece.kind not in MARKUP and piece.kind is not lx.QUOTED and piece.kind != lx.QUOTED for piece in pieces):
        return pieces
    flat = _tags(pieces, text)
    if not any(piece.kind in (lx.COMMAND, lx.DOLLAR) for piece in flat):
        _braces_group(flat)
    if any(piece.kind in (lx.COMMAND, lx.BRACE, lx.DOLLAR) for piece in flat):
        flat = _latex(flat, text)
    return flat


def without_citations(pieces: list[Lexeme]) -> list[Lexeme]:
    """Drop ``[cite: 1]``, ``[3]`` behind a word or bracket: marks of whoever quoted the text."""
    out: list[Lexeme] = []
    index, count = 0, len(pieces)
    while index < count:
        piece = pieces[index]
        if piece.text == "[" and out:
            end = next((at for at in range(index + 1, min(count, index + 8)) if pieces[at].text == "]"), None)
            inner = pieces[index + 1 : end] if end is not None else []
            cited = bool(inner) and inner[0].low.startswith("cite")
            numbered = len(inner) == 1 and inner[0].kind == lx.NUM and not piece.gap and out[-1].kind != lx.NUM
            if end is not None and (cited or numbered):
                index = end + 1
                continue
        out.append(piece)
        index += 1
    return out


def without_table_marks(pieces: list[Lexeme]) -> list[Lexeme]:
    """Drop what a table left behind: the mark of a footnote, ``NEM lulusan *)``, and a border at the end of a line."""
    out: list[Lexeme] = []
    depth = borders = 0
    for at, piece in enumerate(pieces):
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        ends = following is None or following.kind == lx.LINE
        if piece.kind == lx.OTHER and piece.text == "|":
            borders += 1
            if ends and borders == 1:
                continue
        elif piece.kind == lx.LINE:
            borders = 0
        elif piece.kind == lx.OPEN:
            depth += 1
        elif piece.kind == lx.CLOSE:
            if not depth and out and out[-1].kind == lx.STAR and not piece.gap and out[-1].end == piece.start:
                out.pop()
                continue
            depth = max(0, depth - 1)
        out.append(piece)
    return out


def _braces_group(pieces: list[Lexeme]) -> None:
    """Outside LaTeX a brace groups as a bracket does: ``A / {B + C}``; behind ``_`` or ``^`` it is LaTeX."""
    for before, piece in pairwise(pieces):
        if piece.kind == lx.BRACE and piece.text == "{" and before.text in ("_", "^"):
            return
    for piece in pieces:
        if piece.kind == lx.BRACE:
            piece.kind = lx.OPEN if piece.text == "{" else lx.CLOSE


def _tags(pieces: list[Lexeme], text: str) -> list[Lexeme]:
    out: list[Lexeme] = []
    open_spans: list[bool] = []
    gap = False
    for piece in pieces:
        kind = piece.kind
        # White space before a tag that vanishes belongs to the word behind it.
        piece.gap, gap = piece.gap or gap, False
        if kind == lx.TAG:
            gap = piece.gap
            _tag(piece, out, open_spans)
        elif kind == lx.ENTITY:
            gap = _entity(piece, out)
        elif kind == lx.QUOTED:
            if len(piece.text) < 2 or not piece.text.endswith("`"):
                raise FormulaSyntaxError(Diagnostic(OPEN_QUOTE, (piece.start, piece.start + 1)), text)
            if piece.text[1:-1].strip():
                piece.text = " ".join(piece.text[1:-1].split())
                piece.low = piece.text.lower()
                out.append(piece)
        else:
            out.append(piece)
    return out


def _tag(piece: Lexeme, out: list[Lexeme], open_spans: list[bool]) -> None:
    inner = piece.text[1:-1].strip("/ ").lower()
    name = inner.split(None, 1)[0] if inner else ""
    closing = piece.text.startswith("</")
    if name in _UNDERLINE:
        out.append(Lexeme(lx.UNDERLINE_OFF if closing else lx.UNDERLINE_ON, "", piece.start, piece.end, True))
    elif name == "span":
        if closing:
            if open_spans and open_spans.pop():
                out.append(Lexeme(lx.UNDERLINE_OFF, "", piece.start, piece.end, True))
        else:
            underlined = "underline" in inner
            open_spans.append(underlined)
            if underlined:
                out.append(Lexeme(lx.UNDERLINE_ON, "", piece.start, piece.end, True))
    elif name in _BREAKS or name in _HEADINGS:
        out.append(Lexeme(lx.ITEM if name == "li" and not closing else lx.LINE, "", piece.start, piece.end, True))


def _entity(piece: Lexeme, out: list[Lexeme]) -> bool:
    """Append what an entity stands for; tell whether that is white space."""
    from html import unescape

    plain = unescape(piece.text)
    if plain == piece.text:
        out.append(Lexeme(lx.OTHER, "&", piece.start, piece.end, piece.gap))
        return False
    inner = scan(plain)
    for part in inner:
        part.start, part.end = piece.start, piece.end
        if part.kind in MARKUP:
            part.kind = lx.OTHER
        out.append(part)
    if inner:
        inner[0].gap = inner[0].gap or piece.gap
    return plain.isspace()


class _Latex:
    """What is open while LaTeX is read: one entry a brace, so that nesting costs no recursion."""

    __slots__ = ("kind", "start")

    def __init__(self, kind: str, start: Lexeme) -> None:
        self.kind = kind
        self.start = start


def _latex(pieces: list[Lexeme], text: str) -> list[Lexeme]:
    out: list[Lexeme] = []
    opened: list[_Latex] = []
    expected: list[str] = []  # what the next brace opens
    texts = dropped = 0
    index, count = 0, len(pieces)
    gap = False  # white space before a brace or command that vanishes belongs to what stands behind it
    parted = False  # the braces of a text part words, but not a word from its bracket

    def broken(piece: Lexeme) -> FormulaSyntaxError:
        return FormulaSyntaxError(Diagnostic(BROKEN_LATEX, piece.span, written=piece.text), text)

    def close(kind: str, piece: Lexeme) -> None:
        if kind == "numerator":
            out.append(lx.sign(lx.RP, piece))
            out.append(Lexeme(lx.DIV, "", piece.end, piece.end, True, "", True))
            expected.append("denominator")
        elif kind in ("denominator", "radicand", "power"):
            out.append(lx.sign(lx.RP, piece))

    while index < count:
        piece = pieces[index]
        index += 1
        kind = piece.kind
        gap = gap or piece.gap
        bracket = kind in (lx.OPEN, lx.CLOSE) or (bool(out) and out[-1].kind == lx.OPEN)
        piece.gap = gap or (parted and not bracket)
        if kind == lx.DOLLAR:
            continue
        if kind == lx.BRACE and piece.text == "{":
            sort = expected.pop() if expected else "group"
            opened.append(_Latex(sort, piece))
            if sort in ("numerator", "denominator", "radicand", "power"):
                out.append(lx.sign(lx.LP, piece))
            texts += sort == "text"
            parted = parted or sort == "text"
            dropped += sort == "drop"
            if len(opened) > 2000:
                raise broken(piece)
            continue
        if kind == lx.BRACE:
            if not opened:
                continue
            ended = opened.pop()
            texts -= ended.kind == "text"
            parted = parted or ended.kind == "text"
            dropped -= ended.kind == "drop"
            close(ended.kind, piece)
            continue
        if dropped:
            continue
        if expected and not (expected[-1] in ("drop", "text") and kind == lx.LINE):
            sort = expected.pop()
            if sort in ("numerator", "denominator", "radicand", "power") and kind in (lx.WORD, lx.NUM):
                out.append(lx.sign(lx.LP, piece))
                out.append(piece)
                close(sort, piece)
                continue
            if sort in ("numerator", "denominator", "radicand"):
                if kind == lx.COMMAND and piece.text[1:] in _FRACTIONS | _TEXTS:
                    raise broken(piece)
                if not (sort == "radicand" and kind == lx.OPEN):
                    raise broken(piece)
                _root_index(pieces, index, out)
                while index < count and pieces[index - 1].kind != lx.CLOSE:
                    index += 1
                expected.append("radicand")
                continue
        if kind == lx.OTHER and (piece.text == "~" or (piece.text == "&" and not texts)):
            # a blank that does not break, a mark of columns
            gap = True
            continue
        if kind == lx.COMMAND:
            if opened and piece.text in ("\\quad", "\\qquad"):  # a blank inside a part
                gap = True
            else:
                index = _command(piece, pieces, index, out, expected)
            continue
        if (kind == lx.OTHER and piece.text == "_") or (kind == lx.RULE and piece.text == "_"):
            if index < count and pieces[index].kind == lx.BRACE and out:
                index = _subscript(pieces, index, out)
                continue
        if kind == lx.CARET and index < count and pieces[index].kind == lx.BRACE:
            if out and out[-1].low == "σ":
                expected.append("drop")
                continue
            out.append(Lexeme(lx.POW, "^", piece.start, piece.end, False, "", True))
            expected.append("power")
            continue
        if texts and kind in _LETTERS_IN_TEXT:
            piece.kind = lx.LETTER
        gap = parted = False
        out.append(piece)
    if opened:
        if any(entry.kind in ("numerator", "denominator", "radicand") for entry in opened) or expected:
            raise broken(opened[-1].start)
    if any(sort in ("numerator", "denominator", "radicand") for sort in expected):
        raise broken(pieces[-1])
    return out


def _command(piece: Lexeme, pieces: list[Lexeme], index: int, out: list[Lexeme], expected: list[str]) -> int:
    name = piece.text[1:]
    if name in _FRACTIONS:
        expected.append("numerator")
    elif name in _TEXTS:
        expected.append("text")
    elif name == "sqrt":
        out.append(Lexeme(lx.SURD, "√", piece.start, piece.end, True, "", True))
        expected.append("radicand")
    elif name in _DROPPED_ARGUMENT:
        if name == "cite" and index < len(pieces) and pieces[index].kind == lx.COLON:
            while index < len(pieces) and pieces[index].kind in (lx.COLON, lx.COMMA, lx.NUM):
                index += 1  # \\cite: 19, the mark of whoever quoted the text
        else:
            expected.append("drop")
    elif name in _SILENT:
        following = pieces[index] if index < len(pieces) else None
        if name in ("left", "right") and following is not None and following.kind == lx.DOT:
            return index + 1
    elif name == "sum":
        out.append(Lexeme(lx.WORD, "", piece.start, piece.end, True, "σ"))
        while index + 1 < len(pieces) and pieces[index].text in ("_", "^"):
            braced = pieces[index + 1].kind == lx.BRACE
            index = _skip_group(pieces, index + 1) if braced else index + 2
    elif name in _SIGNS:
        written = _COMPARED.get(
            name, name if name in ("%", "&", "#", "_", "-", "|") else "×" if _SIGNS[name] == lx.TIMES else ""
        )
        out.append(Lexeme(_SIGNS[name], written, piece.start, piece.end, piece.gap, "", True))
    elif name in ("quad", "qquad"):  # sets apart what stands beside a formula
        out.append(Lexeme(lx.LINE, "", piece.start, piece.end, True))
    elif name in _ARROWS:
        out.append(Lexeme(lx.OTHER, "→", piece.start, piece.end, True))
    elif name in (" ", ",", ";", ":", "!", "~"):
        if index < len(pieces):
            pieces[index].gap = True
    elif name in _CEILING:  # a function that the language does not have
        if name[0] == "l":
            out.append(Lexeme(lx.WORD, _CEILING[name], piece.start, piece.end, True, _CEILING[name]))
        sign = (lx.OPEN, "(") if name[0] == "l" else (lx.CLOSE, ")")
        out.append(Lexeme(*sign, piece.start, piece.end, False))
    elif name in "{}":
        out.append(Lexeme(lx.OPEN if name == "{" else lx.CLOSE, name, piece.start, piece.end, piece.gap))
    elif name == "\\":
        out.append(Lexeme(lx.LINE, "", piece.start, piece.end, True))
    elif name in ("underline", "uline"):
        expected.append("group")
    elif name.isalpha() and len(name) > 1 and name not in ("overline", "bar", "hat", "mathbb", "large", "small"):
        out.append(Lexeme(lx.WORD, name, piece.start, piece.end, True, name.lower()))
    return index


def _skip_group(pieces: list[Lexeme], index: int) -> int:
    depth = 0
    while index < len(pieces):
        if pieces[index].kind == lx.BRACE:
            depth += 1 if pieces[index].text == "{" else -1
            if depth == 0:
                return index + 1
        index += 1
    return index


def _subscript(pieces: list[Lexeme], index: int, out: list[Lexeme]) -> int:
    """Join ``P_{t-1}`` to one word; ``\\sum_{i=1}`` loses its limits."""
    end = _skip_group(pieces, index)
    previous = out[-1]
    if previous.low == "σ":
        return end
    parts = [part for part in pieces[index:end] if part.kind not in (lx.BRACE, lx.COMMAND)]
    inner = "".join([" " * part.gap + part.text for part in parts]).lstrip()
    if previous.kind == lx.WORD:
        previous.text += "_" + inner
        previous.low = previous.text.lower()
        previous.end = pieces[end - 1].end
    return end


def _root_index(pieces: list[Lexeme], index: int, out: list[Lexeme]) -> None:
    """Keep the ``n`` of ``\\sqrt[n]{x}`` on the root sign."""
    if index < len(pieces) and pieces[index].kind == lx.NUM and out and out[-1].kind == lx.SURD:
        out[-1].low = pieces[index].text


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
