"""Doubts about figures that are valid each by itself: a part larger than its whole, ten times what was planned."""

from __future__ import annotations

from typing import Final

from kinerja_formula.nodes import Name, Node, Number, Product
from kinerja_formula.units import default_vocabulary

__all__ = ["Measures", "part_and_whole", "ratio_of_names", "reached_and_planned"]

Measures = tuple[str | None, tuple[str, str] | None]
"""What a formula measures: the indicator, or numerator and denominator of a plain ratio where none is named."""
_FILLERS: Final = frozenset(
    ("jumlah", "banyaknya", "yang", "di", "ke", "dari", "dan", "pada", "dalam", "untuk", "oleh", "dengan", "tersebut")
)
_COUNTED: Final = "jumlah "
_ELLIPTICAL: Final = "jumlah yang "
_ALL: Final = frozenset(("seluruh", "seluruhnya", "total", "keseluruhan", "semua"))


def part_and_whole(tree: Node) -> tuple[Name, Name] | None:
    """Return numerator and denominator of a ratio of two operands where one counts a part of the other.

    That is so where both have one head noun and either the denominator says that it is all of them, or each of its
    words stands in the numerator too; and where the numerator has none: *Jumlah yang selesai* in percent of *Jumlah
    surat*.

    >>> from kinerja_formula.nodes import Part
    >>> part, whole = Name("Jumlah pegawai disiplin", (0, 23)), Name("Jumlah total pegawai", (26, 46))
    >>> ratio = Product((Part(part, "×", (0, 0), (0, 23)), Part(whole, "/", (24, 25), (24, 46))), (0, 46))
    >>> part_and_whole(ratio) == (part, whole)
    True
    """
    pair = ratio_of_names(tree)
    if pair is None:
        return None
    part, whole = pair
    words = _words(part.key)
    rest = _words(whole.key)
    if not words or not rest:
        return None
    if words[0] != rest[0]:
        counted = part.key.startswith(_ELLIPTICAL) and whole.key.startswith(_COUNTED)
        return (part, whole) if counted and _is_in_percent(tree) else None
    says_all = not _ALL.isdisjoint(whole.key.split())
    return (part, whole) if says_all or set(rest) <= set(words) else None


def reached_and_planned(tree: Node) -> tuple[Name, Name] | None:
    """Return numerator and denominator of a ratio of what was reached to what was planned: *Realisasi / Pagu*."""
    pair = ratio_of_names(tree)
    if pair is None:
        return None
    vocabulary = default_vocabulary()
    reached, planned = (name.key.partition(" ")[0] for name in pair)
    told = reached in vocabulary.words("heads", "reached") and planned in vocabulary.words("heads", "plans")
    return pair if told else None


def _is_in_percent(tree: Node) -> bool:
    return isinstance(tree, Product) and any(isinstance(one.node, Number) and one.node.percent for one in tree.parts)


def ratio_of_names(tree: Node) -> tuple[Name, Name] | None:
    """Return numerator and denominator of a ratio of two names, whatever number it is multiplied by."""
    if not isinstance(tree, Product):
        return None
    parts = [part for part in tree.parts if not isinstance(part.node, Number)]
    if [part.sign for part in parts] != ["×", "/"]:
        return None
    part, whole = parts[0].node, parts[1].node
    return (part, whole) if isinstance(part, Name) and isinstance(whole, Name) else None


def _words(key: str) -> list[str]:
    return [word for word in key.split() if word not in _FILLERS and word not in _ALL]
