"""Tags, entities and Markdown → plain lexemes: markup has no meaning of its own but for lines and fractions.

LaTeX is read by :mod:`latex`.
"""

from __future__ import annotations

from itertools import pairwise, zip_longest

from kinerja_formula.diagnostics import Diagnostic, FormulaSyntaxError
from kinerja_formula.diagnostics.catalogue import OPEN_QUOTE
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.latex import read_latex
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.scanner import MARKUP, scan

__all__ = [
    "RAISED_MARK",
    "strip_markup",
    "without_citations",
    "without_page_numbers",
    "without_raised_marks",
    "without_table_marks",
]

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
        flat = read_latex(flat, text)
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
    """Drop what a table left behind: the mark of a footnote, ``NEM lulusan *)``, and a border at the end of a line.

    Cells of a row of Markdown, ``| Rumus | A - B |``, are lines of their own, or a label and what it names.
    """
    pieces = _without_borders(pieces)
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
            marked = not depth and bool(out) and out[-1].kind == lx.STAR and out[-1].end == piece.start
            if marked and len(out) > 1 and out[-2].kind != lx.LINE:  # with a line of its own it begins the footnote
                out.pop()
                continue
            depth = max(0, depth - 1)
        out.append(piece)
    return out


def without_raised_marks(pieces: list[Lexeme]) -> list[Lexeme]:
    """``Jumlah kader¹`` at the end of a line: a raised figure behind a whole word is the mark of a footnote."""
    return [
        _without_raised_mark(piece) if following is None or following.kind == lx.LINE else piece
        for piece, following in zip_longest(pieces, pieces[1:])
    ]


def _without_raised_mark(piece: Lexeme) -> Lexeme:
    plain, mark, behind = piece.text.partition(RAISED_MARK)
    if not mark or len(behind) > 1 or behind.strip(_RAISED_FIGURES):
        return piece
    if piece.kind != lx.WORD or not plain.isalpha() or plain.isupper():
        return piece
    if len(plain) < _SHORTEST_MARKED:
        return piece
    return Lexeme(lx.WORD, plain, piece.start, piece.start + len(plain), piece.gap, piece.low[: len(plain)])


RAISED_MARK = "¹"
"""¹, ¹⁰ to ¹⁹; all other raised figures may be exponents."""
_RAISED_FIGURES = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SHORTEST_MARKED = 4
"""Letters before a mark; fewer are a unit or a symbol."""


def without_page_numbers(pieces: list[Lexeme]) -> list[Lexeme]:
    """Drop the number of a page below a drawn line: ``- 27 -`` on a line of its own before the denominator."""
    out: list[Lexeme] = []
    at = 0
    while at < len(pieces):
        alone = pieces[at : at + len(_PAGE_NUMBER)]
        numbered = tuple([piece.kind for piece in alone]) == _PAGE_NUMBER and _is_page(alone[1].text)
        if numbered and out and out[-1].kind == lx.LINE and _is_drawn(out[:-1]):
            at += len(_PAGE_NUMBER)
            continue
        out.append(pieces[at])
        at += 1
    return out


def _is_page(number: str) -> bool:
    return number.isdecimal() and len(number) <= _LONGEST_PAGE


def _is_drawn(pieces: list[Lexeme]) -> bool:
    """Tell whether the last of the lines holds a drawn one."""
    start = next((at for at in range(len(pieces) - 1, -1, -1) if pieces[at].kind == lx.LINE), -1)
    return any(piece.kind == lx.RULE for piece in pieces[start + 1 :])


_LONGEST_PAGE = 3
_PAGE_NUMBER = (lx.DASH, lx.NUM, lx.DASH, lx.LINE)


def _without_borders(pieces: list[Lexeme]) -> list[Lexeme]:
    """Take rows of Markdown apart; a bar close to what it holds, ``|A - B|``, is the sign of an absolute value."""
    lines: list[list[Lexeme]] = [[]]
    for piece in pieces:
        lines[-1].append(piece)
        if piece.kind == lx.LINE:
            lines.append([])
    return [piece for line in lines for piece in (_cells(line) if _is_row(line) else _parted(line))]


def _parted(line: list[Lexeme]) -> list[Lexeme]:
    """``Jika … | Jika …``: a lone bar parts what stands on both sides of it."""
    bars = [at for at, piece in enumerate(line) if _is_border(piece)]
    if len(bars) != 1 or not 0 < bars[0] < len(line) - 2 or not (line[bars[0]].gap and line[bars[0] + 1].gap):
        return line
    bar = line[bars[0]]
    return [*line[: bars[0]], Lexeme(lx.LINE, "", bar.start, bar.end, True), *line[bars[0] + 1 :]]


def _is_border(piece: Lexeme) -> bool:
    return piece.kind == lx.OTHER and piece.text == "|"


def _is_row(line: list[Lexeme]) -> bool:
    row = line[:-1] if line and line[-1].kind == lx.LINE else line
    if len(row) < 3 or not (_is_border(row[0]) and _is_border(row[-1])):
        return False
    ruled = all(_is_border(piece) or piece.kind in _RULING for piece in row)
    return ruled or (row[1].gap and row[-1].gap)


def _cells(line: list[Lexeme]) -> list[Lexeme]:
    """Return the cells of a row; the first one names the second where it holds words alone."""
    ended = line[-1:] if line[-1].kind == lx.LINE else []
    row = line[1 : len(line) - len(ended) - 1]
    if all(_is_border(piece) or piece.kind in _RULING for piece in row):
        return []
    borders = [at for at, piece in enumerate(row) if _is_border(piece)]
    if len(borders) == 1 and borders[0] + 1 < len(row) and _goes_on(row[borders[0] + 1]):
        return [*row[: borders[0]], *row[borders[0] + 1 :], *ended]  # | Jumlah A | x 100% |
    named = len(borders) == 1 and _is_named(row[: borders[0]], row[borders[0] + 1 :])
    for at in borders:
        border = row[at]
        kind, text = (lx.COLON, ":") if named else (lx.LINE, "")
        row[at] = Lexeme(kind, text, border.start, border.end, True)
    return [*row, *ended]


def _goes_on(piece: Lexeme) -> bool:
    """Tell whether a cell continues the one before it: ``x 100%``."""
    return piece.kind in _GOING_ON or piece.low == "x"


def _is_named(label: list[Lexeme], cell: list[Lexeme]) -> bool:
    """Tell whether a cell of words names the one beside it: it says that it does, or that one calculates."""
    if not label or any(piece.kind != lx.WORD for piece in label):
        return False
    roles = lexicon().of(label[0].low)
    return not roles.isdisjoint(_NAMING) or any(piece.kind in _CALCULATING for piece in cell)


_NAMING = frozenset({"rumus", "pembilang", "penyebut"})
_CALCULATING = frozenset({lx.SLASH, lx.OVER, lx.TIMES, lx.STAR, lx.PLUS, lx.PCT, lx.EQUALS})
_GOING_ON = frozenset({lx.TIMES, lx.STAR, lx.SLASH, lx.OVER})
_RULING = frozenset({lx.DASH, lx.RULE, lx.COLON, lx.DOTS, lx.SUB})


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
