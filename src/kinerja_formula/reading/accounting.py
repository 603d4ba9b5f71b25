"""Everything a text holds, accounted for: each piece with its role in the reading, drawn by marks and by colours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinerja_formula.diagnostics import language_in_use
from kinerja_formula.diagnostics.language import message_texts
from kinerja_formula.display import as_html
from kinerja_formula.plain_text import without_steering
from kinerja_formula.reading.outcome import Role

__all__ = ["Accounting"]

_MARKS: Final = {
    "tanda": "_",
    "kurung": "_",
    "bingkai": ".",
    "label": "=",
    "catatan": "~",
    "contoh": "~",
    "tanda-baca": " ",
    "tak-terpakai": "x",
    "kalimat": "-",
    "target": "-",
}
_COUNTED: Final = frozenset({"operan", "angka"})
_COUNTERS: Final = "123456789abcdefghijklmnopqrstuvwxyz"
_ANSI: Final = {
    "operan": "36",
    "angka": "35",
    "tanda": "1",
    "label": "34",
    "catatan": "32",
    "contoh": "32",
    "tak-terpakai": "31",
}
_QUIET: Final = frozenset({"tanda-baca", "kurung"})


class Accounting:
    """The pieces of a text with their roles: iterable, comparable, shown as text and in notebooks.

    Every character that is not white space belongs to exactly one piece.

    >>> import kinerja_formula as kf
    >>> print(kf.parse("Jumlah A dibagi Jumlah B").why())
    Jumlah A dibagi Jumlah B
    11111111 ______ 22222222
    <BLANKLINE>
    1  “Jumlah A”  operan
    _  “dibagi”    tanda hitung
    2  “Jumlah B”  operan
    """

    __slots__ = ("pieces", "text")

    def __init__(self, text: str, pieces: tuple[Role, ...]) -> None:
        self.text = text
        self.pieces = pieces

    def __iter__(self) -> Iterator[Role]:
        return iter(self.pieces)

    def __len__(self) -> int:
        return len(self.pieces)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Accounting) and (self.text, self.pieces) == (other.text, other.pieces)

    def __hash__(self) -> int:
        return hash((self.text, self.pieces))

    def __repr__(self) -> str:
        return f"<Accounting of {len(self.pieces)} pieces>"

    def __str__(self) -> str:
        return self.draw()

    def draw(self, *, language: str | None = None, colour: bool = False) -> str:
        """Return the text with a line of marks under it, and below that a line a piece: its mark, words and role."""
        words = message_texts(language_in_use(language))["piece"]
        marks = self._marks()
        under = [" "] * len(self.text)
        for piece, mark in zip(self.pieces, marks, strict=True):
            under[piece.start : piece.end] = mark * (piece.end - piece.start)
        lines = []
        place = 0
        for line in self.text.split("\n"):
            end = place + len(line)
            lines += [without_steering(line), "".join(under[place:end]).rstrip()]
            place = end + 1
        table = [
            (
                mark,
                f"“{without_steering(' '.join(self.text[piece.start : piece.end].split()))}”",
                words[piece.role],
                piece.role,
            )
            for piece, mark in zip(self.pieces, marks, strict=True)
            if piece.role not in _QUIET
        ]
        width = min(48, max([len(row[1]) for row in table], default=0))
        lines.append("")
        for mark, text, told, role in table:
            row = f"{mark}  {text:{width}}  {told}"
            lines.append(f"\x1b[{_ANSI[role]}m{row}\x1b[0m" if colour and role in _ANSI else row)
        return "\n".join(lines)

    def _marks(self) -> list[str]:
        marks, count = [], 0
        for piece in self.pieces:
            if piece.role in _COUNTED:
                marks.append(_COUNTERS[count % len(_COUNTERS)])
                count += 1
            else:
                marks.append(_MARKS[piece.role])
        return marks

    def to_json(self) -> list[dict[str, object]]:
        """Return the pieces as plain data."""
        return [
            {
                "start": piece.start,
                "end": piece.end,
                "text": self.text[piece.start : piece.end],
                "role": piece.role,
                "form": piece.form,
            }
            for piece in self.pieces
        ]

    def shown(self) -> list[dict[str, str]]:
        """Return the text in pieces for a page: ``text``, and of those with a role ``told``, ``style`` and ``mark``."""
        words = message_texts(language_in_use())["piece"]
        out, last = [], 0
        for piece, mark in zip(self.pieces, self._marks(), strict=True):
            if last < piece.start:
                out.append({"text": self.text[last : piece.start], "told": "", "style": "", "mark": ""})
            out.append(
                {
                    "text": self.text[piece.start : piece.end],
                    "told": words[piece.role],
                    "style": _STYLES.get(piece.role, ""),
                    "mark": mark if piece.role in _COUNTED else "",
                }
            )
            last = piece.end
        if last < len(self.text):
            out.append({"text": self.text[last:], "told": "", "style": "", "mark": ""})
        return out

    _repr_html_ = as_html


_STYLES: Final = {
    "operan": "border-bottom:2px solid #06c",
    "angka": "border-bottom:2px solid #808",
    "tanda": "font-weight:bold",
    "bingkai": "color:#666",
    "label": "border-bottom:2px dotted #06c;color:#444",
    "catatan": "font-style:italic;color:#265",
    "contoh": "font-style:italic;color:#265",
    "tak-terpakai": "text-decoration:line-through;color:#a00",
}
