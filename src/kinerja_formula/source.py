"""The text as the user wrote it: places in it, lines, and the marking of a place.

Every token, node and diagnostic carries a span into this text, never into a cleaned copy, so that what a
person is shown is always their own writing.
"""

from __future__ import annotations

from kinerja_formula.plain_text import without_steering

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
    # Comparisons, not min and max: this is asked for every sign of a formula, and calls cost more than it all.
    return (
        first[0] if first[0] <= last[0] else last[0],
        first[1] if first[1] >= last[1] else last[1],
    )


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the line and column of an offset, both counted from 1.

    >>> line_and_column("Jumlah A\\nJumlah B", 9)
    (2, 1)
    """
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1


def _safe(piece: str) -> str:
    """Keep terminal escapes and bidi controls of the user's text from reaching a terminal; width is unchanged."""
    return without_steering(piece.translate(_TAB))


def mark(text: str, spans: tuple[Span, ...] | list[Span], *, gutter: bool = True, labels: tuple[str, ...] = ()) -> str:
    """Return the lines of ``text`` that hold ``spans``, with every span underlined by ``^``.

    ``labels`` are written below the spans, one each; an empty one is left out. Long lines are cut to a window round the
    first span of the line, one more window where a span lies behind it; the cut is shown by ``…``.

    >>> print(mark("Jumlah dokumen + Jumlah orang", [(0, 14), (17, 29)], labels=("dokumen", "orang")))
    1 | Jumlah dokumen + Jumlah orang
      | ^^^^^^^^^^^^^^   ^^^^^^^^^^^^
      | dokumen          orang
    """
    by_line: dict[int, list[tuple[int, int, str]]] = {}
    for order, (start, end) in enumerate(spans):
        start = max(0, min(start, len(text)))
        end = max(start, min(end, len(text)))
        label = labels[order] if order < len(labels) else ""
        by_line.setdefault(text.rfind("\n", 0, start) + 1, []).append((start, end, label))
    width = len(str(text.count("\n") + 1))
    out: list[str] = []
    for line_start, places in sorted(by_line.items()):
        line_end = text.find("\n", line_start)
        line_end = len(text) if line_end < 0 else line_end
        number = str(text.count("\n", 0, line_start) + 1).rjust(width)
        while places:
            left, right = line_start, line_end
            if right - left > _WINDOW:
                left = max(line_start, min(places[0][0] - 16, line_end - _WINDOW))
                right = min(line_end, left + _WINDOW)
            # A place before the window is marked at its edge, one behind it gets a window of its own.
            here = [place for place in places if place[0] < right or place is places[0]]
            places = [place for place in places if place not in here]
            head = "…" if left > line_start else ""
            tail = "…" if right < line_end else ""
            below = _below([(start - left, end - left, label) for start, end, label in here], right - left)
            for row, line in enumerate(
                (f"{head}{_safe(text[left:right])}{tail}", *[" " * len(head) + b for b in below])
            ):
                border = f"{number if row == 0 else ' ' * width} | " if gutter else ""
                out.append(f"{border}{line}".rstrip())
    return "\n".join(out)


def _below(places: list[tuple[int, int, str]], width: int) -> list[str]:
    """Return what stands below a piece of text: the marks, then the labels in as many rows as they need."""
    marks = [" "] * (width + 1)
    for start, end, _ in places:
        for at in range(max(start, 0), max(min(end, width), max(start, 0) + 1)):
            if at < len(marks):
                marks[at] = "^"
    rows: list[str] = []
    for start, _, label in sorted(places):
        if label:
            at = max(start, 0)
            row = next((order for order, row in enumerate(rows) if len(row) < at), len(rows))
            rows[row:] = [(rows[row] if row < len(rows) else "").ljust(at) + _safe(label), *rows[row + 1 :]]
    return ["".join(marks), *rows]
