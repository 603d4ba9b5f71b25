"""Texts of somebody else made fit for any output: no sign in them steers a terminal, a page or the writing direction.

Every output asks here. What a person reads has ``·`` in place of such a sign; what a program reads has its escape, so
that nothing of the text is lost. The signs are those that Python calls unprintable: controls (C0, C1, DEL), format
signs (direction, zero width), lone surrogates, what stands for no character.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from unicodedata import category

__all__ = ["in_ascii_escapes", "json_text", "only_letters", "plain", "plain_lines", "printable", "without_steering"]

SHOWN: Final = "·"
_MOST_LETTERS: Final = 300


def without_steering(text: str) -> str:
    """Return the text with ``·`` for every sign that steers; its length is unchanged.

    >>> without_steering("Jumlah \\x1b[31mA\\u202eB")
    'Jumlah ·[31mA·B'
    """
    return text if text.isprintable() else "".join([char if char.isprintable() else SHOWN for char in text])


def plain(text: str) -> str:
    """Return the text on one line, white space folded, with ``·`` for every sign that steers.

    >>> plain("Jumlah \\x1b[31mA\\n B")
    'Jumlah ·[31mA B'
    """
    return without_steering(" ".join(text.split()))


def printable(text: str) -> str:
    """Return the text as a terminal has room for it: as :func:`plain` does, and cut where it is very long.

    >>> printable("Jumlah \\x1b[31mA\\n B")
    'Jumlah ·[31mA B'
    """
    text = plain(text[: 4 * _MOST_LETTERS])
    return text if len(text) <= _MOST_LETTERS else text[:_MOST_LETTERS].rstrip() + "…"


def plain_lines(lines: Iterable[str]) -> str:
    """Return lines as they are drawn, blanks kept, each without signs that steer.

    >>> plain_lines(["1 | A", "  | ^\\x07"])
    '1 | A\\n  | ^·'
    """
    return "\n".join([without_steering(line) for line in lines])


def only_letters(text: str) -> str:
    """Return the text with a blank for every control and without the other signs that steer.

    So names are compared, read aloud and written down to be read back: a sign that nobody sees makes no other name.

    >>> only_letters("Jumlah\\x7fA\\u202eB")
    'Jumlah AB'
    """
    if text.isprintable():
        return text
    kinds = [(char, category(char)) for char in text]
    return "".join([" " if kind in ("Cc", "Zl", "Zp") else char for char, kind in kinds if kind not in ("Cf", "Cs")])


def in_ascii_escapes(text: str) -> str:
    """Return the text with a JSON escape for every sign that steers but the end of a line.

    >>> in_ascii_escapes('{"a": "\\u202eB"}')
    '{"a": "\\\\u202eB"}'
    """
    if text.replace("\n", "").isprintable():
        return text
    return "".join([char if char == "\n" or char.isprintable() else _escaped(char) for char in text])


def _escaped(char: str) -> str:
    code = ord(char)
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def json_text(data: object) -> str:
    """Return data as JSON with a line at its end: letters as they are, signs that steer as escapes, no lone surrogate.

    >>> print(json_text({"nama": "Jumlah\\x7f \\u202eé"}), end="")
    {
      "nama": "Jumlah\\u007f \\u202eé"
    }
    """
    import json

    return in_ascii_escapes(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"
