"""Tree → one canonical line of formula text that reads back as the same tree."""

from __future__ import annotations

from kinerja_formula.nodes import Node
from kinerja_formula.reading.canonical import write_line

__all__ = ["write_text"]


def write_text(tree: Node) -> str:
    """Return the canonical line of a tree: names as written, quoted by back-ticks where a bare name would be doubtful.

    >>> from kinerja_formula.reading.reader import read
    >>> write_text(read("Jumlah RT / RW ----- x100% Jumlah seluruh warga").tree)
    '`Jumlah RT / RW` / Jumlah seluruh warga × 100%'
    """
    return write_line(tree)
