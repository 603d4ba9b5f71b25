"""Texts of somebody else made fit for any page: one line, and no sign that steers a terminal or turns the writing."""

from __future__ import annotations

from collections.abc import Iterable

from kinerja_formula.names import fold_space

__all__ = ["plain", "plain_lines"]


def plain(text: str) -> str:
    """Return the text on one line, signs that steer a terminal or turn the writing direction replaced by ``·``.

    >>> plain("Jumlah \\x1b[31mA\\n B")
    'Jumlah ·[31mA B'
    """
    return _without_steering(fold_space(text))


def plain_lines(lines: Iterable[str]) -> str:
    """Return lines as they are drawn, blanks kept, each without signs that steer.

    >>> plain_lines(["1 | A", "  | ^\\x07"])
    '1 | A\\n  | ^·'
    """
    return "\n".join([_without_steering(line) for line in lines])


def _without_steering(text: str) -> str:
    return text if text.isprintable() else "".join([char if char.isprintable() else "·" for char in text])
