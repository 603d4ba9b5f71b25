"""The trees that a chart weighs: plain tuples over spans of pieces, cheap to make, to hash and to compare.

``("n", start, end)`` a name; ``("#", at, at + 1)`` a number of the text; ``("c", "100%")`` a number that the form says;
``(operator, left, right)`` with ``+ - * / ^`` or a comparison; ``(function, (parts…))``; ``("teks",)`` a sentence;
``("target",)`` only quantities.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from kinerja_formula.reading.forms import FUNCTIONS, Meaning

__all__ = [
    "ARITHMETIC",
    "COMPARISONS",
    "Tree",
    "calculates",
    "fill",
    "first_piece",
    "last_piece",
    "names_in",
    "residue",
    "terms",
    "walk_tree",
]

Tree = tuple[Any, ...]
ARITHMETIC = frozenset("+-*/^")
COMPARISONS = frozenset({"<", ">", "<=", ">=", "=", "dan", "atau"})


def fill(meaning: Meaning, slots: Mapping[str, Tree]) -> Tree:
    """Put trees into the slots of a meaning; a list in a function is spread."""
    head = meaning[0]
    if head == "slot":
        return slots[meaning[1]]
    if head == "literal":
        return ("c", meaning[1])
    if head in FUNCTIONS:
        parts: list[Tree] = []
        for part in meaning[1]:
            tree = fill(part, slots)
            if tree[0] == "daftar":
                parts.extend(tree[1])
            elif head == "rata-rata" and tree[0] == "+":
                parts.extend(terms(tree))
            else:
                parts.append(tree)
        return (head, tuple(parts))
    return (head, fill(meaning[1], slots), fill(meaning[2], slots))


def terms(tree: Tree) -> list[Tree]:
    """Return the terms of a chain of additions, in order."""
    found: list[Tree] = []
    while tree[0] == "+":
        found.append(tree[2])
        tree = tree[1]
    return [tree, *reversed(found)]


def below(tree: Tree) -> tuple[Tree, ...]:
    """Return the trees directly below."""
    head = tree[0]
    if head in ARITHMETIC or head in COMPARISONS:
        return tree[1:]
    if head in FUNCTIONS or head == "daftar":
        parts: tuple[Tree, ...] = tree[1]
        return parts
    return ()


def walk_tree(tree: Tree) -> Iterator[Tree]:
    """Yield a tree and all below it, in the order of the text."""
    waiting = [tree]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(below(current)))


def names_in(tree: Tree) -> list[tuple[int, int]]:
    """Return the spans of the names of a tree."""
    return [(one[1], one[2]) for one in walk_tree(tree) if one[0] == "n"]


def first_piece(tree: Tree) -> int | None:
    """Return the first piece of a tree, None where it has no place in the text."""
    if tree[0] in ("n", "#"):
        place: int = tree[1]
        return place
    places = [at for at in (first_piece(part) for part in below(tree)) if at is not None]
    return min(places, default=None)


def last_piece(tree: Tree) -> int | None:
    """Return the piece behind the last one of a tree."""
    if tree[0] in ("n", "#"):
        place: int = tree[2]
        return place
    places = [at for at in (last_piece(part) for part in below(tree)) if at is not None]
    return max(places, default=None)


def calculates(tree: Tree) -> bool:
    """Tell whether a tree is more than one name, a sentence or targets."""
    return tree[0] in ARITHMETIC or tree[0] in FUNCTIONS


_PRIME = (1 << 61) - 1


def residue(
    tree: Tree,
    name_key: Callable[[int, int], str],
    number: Callable[[int], Fraction],
    degree: Callable[[int | None], int],
) -> int | None:
    """Return the value of a tree for made-up figures modulo a prime: trees that calculate the same have the same.

    ``degree`` tells that of the root sign before a piece. None for what has no such value (conditions, extremes).
    """
    head = tree[0]
    if head == "n":
        return residue_of_name(name_key(tree[1], tree[2]))
    if head == "#":
        return residue_of(number(tree[1]))
    if head == "c":
        text: str = tree[1]
        return residue_of(Fraction(int(text.rstrip("%")), 100 if text.endswith("%") else 1))
    parts = [residue(part, name_key, number, degree) for part in below(tree)]
    values = [value for value in parts if value is not None]
    if len(values) < len(parts) or not values:
        return None
    if head == "rata-rata":
        return residue_divided(sum(values), len(values))
    if head in ("jumlah", "penjumlahan"):
        return sum(values) % _PRIME
    if head == "akar":
        return residue_of_root(degree(first_piece(tree[1][0])), values[0])
    if head == "akar-n":
        return residue_of_root(values[0], values[1])
    if head in _CALLED:
        return residue_of_call(_CALLED[head], values)
    if head not in ARITHMETIC:
        return None
    return residue_operated(head, values[0], values[1])


_CALLED = {"mutlak": "abs", "rata-ukur": "rata-rata-ukur", "sigma": "Σ"} | {
    name: name for name in ("min", "maks", "median", "ln", "log", "log-dua", "bulat")
}


def residue_of_call(function: str, values: list[int]) -> int:
    """Return a number that stands for a function of residues; the order of its arguments does not count where it means
    nothing.
    """
    ordered = values if function in ("log", "bulat") else sorted(values)
    return hash((function, *ordered)) % _PRIME


def residue_of_name(key: str) -> int:
    """Return the made-up figure of a name."""
    return hash(key) % _PRIME


def residue_of(number: Fraction) -> int:
    """Return a number modulo the prime."""
    return residue_divided(number.numerator, number.denominator)


def residue_divided(left: int, right: int) -> int:
    """Return the quotient modulo the prime; of a zero denominator, zero."""
    return left * pow(right % _PRIME, _PRIME - 2, _PRIME) % _PRIME


def residue_operated(sign: str, left: int, right: int) -> int | None:
    """Return what an operator makes of two residues."""
    if sign == "+":
        return (left + right) % _PRIME
    if sign == "-":
        return (left - right) % _PRIME
    if sign == "*":
        return left * right % _PRIME
    if sign == "/":
        return residue_divided(left, right)
    return pow(left, right, _PRIME) if right < 1000 else hash(("^", left, right)) % _PRIME


def residue_of_root(degree: int, radicand: int) -> int:
    """Return a number that stands for a root: the same for the same root."""
    return hash(("√", degree, radicand)) % _PRIME
