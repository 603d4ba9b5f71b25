"""Names that begin with the words of a frame, *mengukur proporsi dosen tetap*, and the same names without them.

Whether such words belong to a name changes nothing that is calculated: of two readings that differ in nothing else the
one without them is taken, and the other is no rival of it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

from kinerja_formula.nodes import Name, Node, replace_names
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.pieces import Pieces
from kinerja_formula.reading.trees import Tree

__all__ = ["names_without_frames", "without_frames"]

_FRAMES: Final = frozenset({"ukur", "rasio"})
"""Roles of words that say what is done with the names."""
_BEFORE_VERBS: Final = "kata-kerja-sebelum"
_LONGEST: Final = 4


def without_frames(tree: Tree, pieces: Pieces) -> Tree:
    """Return a tree of the chart whose names begin behind the words of a frame."""
    if not tree or tree[0] in ("#", "c"):
        return tree
    if tree[0] == "n":
        low, high = tree[1], tree[2]
        return ("n", low + _length_of_frame(pieces.roles[low : min(high - 1, low + _LONGEST)]), high)
    return tuple([_of_part(part, pieces) for part in tree])


def _of_part(part: Any, pieces: Pieces) -> Any:
    if not isinstance(part, tuple) or not part:
        return part
    if isinstance(part[0], tuple):  # the items of a list
        return tuple([_of_part(one, pieces) for one in part])
    return without_frames(part, pieces)


def names_without_frames(tree: Node) -> Node | None:
    """Return a tree of the rules whose names begin behind the words of a frame, None where no name has such words."""
    told = lexicon()
    framed = False

    def bare(name: Name) -> Name:
        nonlocal framed
        words = name.key.split()
        length = _length_of_frame([told.of(word) for word in words[:-1][:_LONGEST]])
        framed = framed or bool(length)
        return Name(" ".join(words[length:]), name.span) if length else name

    found = replace_names(tree, bare)
    return found if framed else None


def _length_of_frame(roles: Sequence[Collection[str]]) -> int:
    """Return how many of the first words are a frame; *responden yang menyatakan puas* has a verb of its own."""
    length = 0
    for at, one in enumerate(roles):
        if _BEFORE_VERBS in one:
            break
        if one and _FRAMES.issuperset(one):  # "menjumlahkan" tells what is calculated, too
            length = at + 1
    return length
