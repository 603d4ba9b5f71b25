"""Tree → one canonical line of formula text that reads back as the same tree."""

from __future__ import annotations

import re

from kinerja_formula.names import normalise
from kinerja_formula.nodes import (
    Average,
    Components,
    Name,
    Node,
    Number,
    Power,
    Product,
    Root,
    Statement,
    Sum,
)
from kinerja_formula.numerals import shortest
from kinerja_formula.plain_text import only_letters
from kinerja_formula.reading.vocabulary import words

__all__ = ["write_text"]

_PLAIN = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*(?: [^\W\d_]+(?:[-'][^\W\d_]+)*)*")
_SUM, _PRODUCT, _POWER, _ATOM = range(4)


def write_text(tree: Node) -> str:
    """Return the canonical line of a tree: names as written, quoted by back-ticks where a bare name would be doubtful.

    >>> from kinerja_formula.reading.reader import read
    >>> write_text(read("Jumlah RT / RW ----- x100% Jumlah seluruh warga").tree)
    '`Jumlah RT / RW` / Jumlah seluruh warga × 100%'
    """
    if isinstance(tree, Statement):
        return only_letters(tree.text)
    if isinstance(tree, Components):
        head = only_letters(tree.head.text) if isinstance(tree.head, Statement) else _name(tree.head)
        items = " ".join(f"{order}. {_name(item)}" for order, item in enumerate(tree.items, 1))
        return f"{head}: {items}" if head else items
    return _write(tree)[0]


def _write(node: Node) -> tuple[str, int]:
    """Return the text of a node and how tightly it binds."""
    if isinstance(node, Name):
        return _name(node), _ATOM
    if isinstance(node, Number):
        return shortest(node.value) + ("%" if node.percent else ""), _ATOM
    if isinstance(node, Sum):
        pieces: list[str] = []
        for order, part in enumerate(node.parts):
            text = _bound(part.node, _PRODUCT)
            if isinstance(part.node, Product) and any(one.sign == "/" for one in part.node.parts):
                text = f"({text})"  # "A - B / C × 100%" reads as a numerator A - B
            if order:
                pieces.append(f" {part.sign} {text}")
            else:
                pieces.append(f"-({_write(part.node)[0]})" if part.sign == "-" else text)
        return "".join(pieces), _SUM
    if isinstance(node, Product):
        pieces = []
        for order, part in enumerate(node.parts):
            text = _bound(part.node, _POWER)
            pieces.append(f" {part.sign} {text}" if order else text)
        return "".join(pieces), _PRODUCT
    if isinstance(node, Power):
        return f"{_bound(node.base, _ATOM)} ^ {_bound(node.exponent, _ATOM)}", _POWER
    if isinstance(node, Root):
        inner = _write(node.radicand)[0]
        return (f"√({inner})" if node.degree == 2 else f"\\sqrt[{node.degree}]{{{inner}}}"), _ATOM
    if isinstance(node, Average):
        items = "; ".join(
            _name(item, quoted=True) if isinstance(item, Name) else f"({_write(item)[0]})" for item in node.items
        )
        return f"(rata-rata ({items}))", _ATOM
    raise TypeError(f"no text for {type(node).__name__}")


def _bound(node: Node, least: int) -> str:
    text, strength = _write(node)
    return text if strength >= least else f"({text})"


def _name(name: Name, *, quoted: bool = False) -> str:
    text, sum_sign = only_letters(name.text).replace("`", "'"), ""
    if name.total:
        bare = text.lstrip("Σ∑ .,;:*_-=")
        # "\sum Jumlah x" is "Jumlah x": the sign adds nothing there, and would if it were written again.
        if (bare and bare != text) or normalise(text) != name.key:
            text, sum_sign = bare, "Σ "
    return sum_sign + (text if not quoted and _is_plain(text) else f"`{text}`")


def _is_plain(text: str) -> bool:
    """Tell whether a name can stand bare: it begins with a quantity word and holds nothing that reading looks for."""
    if not _PLAIN.fullmatch(text):
        return False
    parts = text.lower().split()
    return (
        parts[0] in words("heads", "total")
        and len(parts) > 1
        and not any(part in _watched() or part.endswith("x") for part in parts[1:])
        and not any(part in words("heads", "strong") for part in parts[1:] if part != "seluruh" or part != parts[1])
    )


_WATCHED: set[str] = set()


def _watched() -> set[str]:
    if not _WATCHED:
        for role in ("divide", "divide_before_head", "multiply", "multiply_before_number", "add", "subtract", "power"):
            _WATCHED.update(words("operators", role))
        for role in ("connectors", "calculated", "average", "difference", "comparison", "result", "labels"):
            _WATCHED.update(words("frames", role))
        _WATCHED.update(
            words("notes", "opening"),
            words("operators", "sequels"),
            {"x", "mana", "persen", "prosen", "seratus", "dari", "terhadap"},
        )
        _WATCHED.discard("rata-rata")
    return _WATCHED
