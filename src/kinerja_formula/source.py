"""The text as the user wrote it: places in it, lines, and the marking of a place.

Every token, node and diagnostic carries a span into this text, never into a cleaned copy, so that what a
person is shown is always their own writing.
"""

from __future__ import annotations

__all__ = ["Span", "join_spans", "line_and_column", "mark"]

Span = tuple[int, int]
"""Start (inclusive) and end (exclusive) offsets in the user's text, in code points."""

_WINDOW = 76
_TAB = str.maketrans({"\t": " ", "\r": " ", "\x0b": " ", "\x0c": " "})


def join_spans(first: Span, last: Span) -> Span:
    """Return the smallest span that covers both.

    >>> join_spans((3, 5), (9, 12))
    (3, 12)
    """
    return (min(first[0], last[0]), max(first[1], last[1]))


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the line and column of an offset, both counted from 1.

    >>> line_and_column("Jumlah A\\nJumlah B", 9)
    (2, 1)
    """
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1


def _safe(piece: str) -> str:
    """Keep terminal escapes and bidi controls of the user's text from reaching a terminal; width is unchanged."""
    piece = piece.translate(_TAB)
    if piece.isprintable():
        return piece
    return "".join(char if char.isprintable() else "·" for char in piece)


def mark(text: str, spans: tuple[Span, ...] | list[Span], *, gutter: bool = True) -> str:
    """Return the lines of ``text`` that hold ``spans``, with every span underlined by ``^``.

    Long lines are cut to a window round the first span of the line; the cut is shown by ``…``.

    >>> print(mark("Jumlah A / / Jumlah B", [(11, 12)]))
    1 | Jumlah A / / Jumlah B
      |            ^
    """
    by_line: dict[int, list[Span]] = {}
    for start, end in spans:
        start = max(0, min(start, len(text)))
        end = max(start, min(end, len(text)))
        by_line.setdefault(text.rfind("\n", 0, start) + 1, []).append((start, end))
    width = len(str(text.count("\n") + 1)) if gutter else 0
    out: list[str] = []
    for line_start, places in sorted(by_line.items()):
        line_end = text.find("\n", line_start)
        line_end = len(text) if line_end < 0 else line_end
        left, right = line_start, line_end
        if right - left > _WINDOW:
            left = max(line_start, min(places[0][0] - 16, line_end - _WINDOW))
            right = min(line_end, left + _WINDOW)
        head = "…" if left > line_start else ""
        tail = "…" if right < line_end else ""
        marks = [" "] * (right - left + 1)
        for start, end in places:
            for at in range(max(start, left), max(min(end, right), max(start, left) + 1)):
                if at - left < len(marks):
                    marks[at - left] = "^"
        if gutter:
            number = str(text.count("\n", 0, line_start) + 1).rjust(width)
            out.append(f"{number} | {head}{_safe(text[left:right])}{tail}".rstrip())
            out.append(f"{' ' * width} | {' ' * len(head)}{''.join(marks).rstrip()}")
        else:
            out.append(f"{head}{_safe(text[left:right])}{tail}".rstrip())
            out.append(f"{' ' * len(head)}{''.join(marks).rstrip()}")
    return "\n".join(out)
