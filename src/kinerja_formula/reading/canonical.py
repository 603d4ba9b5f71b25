"""The canonical language both ways: a tree as its one line, and a canonical line as its tree.

``grammar/formula.lark`` defines the language. A text is a canonical line exactly when the grammar reads it and this
module would write the tree so: it has one reading, and reading it needs no guess.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kinerja_formula.names import normalise
from kinerja_formula.nodes import Average, Components, Name, Node, Number, Power, Product, Root, Statement, Sum
from kinerja_formula.numerals import shortest
from kinerja_formula.plain_text import only_letters
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.vocabulary import words

__all__ = ["read_line", "write_line"]

_WORD: Final = r"[^\W\d_]++(?:[-'][^\W\d_]++)*+"
_PLAIN: Final = re.compile(rf"{_WORD}(?: {_WORD})*+")
# What a canonical line looks like, tried before the grammar: it never looks at a character twice.
_NAME: Final = rf"(?:Σ )?+(?:`[^`\n]++`|{_WORD}(?: {_WORD})*+)"
_OPERAND: Final = rf"(?:[-(√{{]|\\sqrt\[[0-9]+\])*+(?:rata-rata \(+)?+(?:{_NAME}|[0-9][0-9.]*+(?:,[0-9]++)?+%?+)[)}}]*+"
_LINE: Final = re.compile(rf"{_OPERAND}(?:(?: [-+×/^]|;) {_OPERAND})*+")
_LONGEST: Final = 4000
_SUM, _PRODUCT, _POWER, _ATOM = range(4)


def read_line(text: str, draft: Draft, *, single: bool = False) -> Node | None:
    """Return the tree of a canonical line that calculates, or with ``single`` is one name; None for any other text.

    >>> from kinerja_formula.reading.draft import DEFAULT_LIMITS
    >>> line = "Jumlah A / `PAD` × 100%"
    >>> write_line(read_line(line, Draft(line, None, DEFAULT_LIMITS))) == line
    True
    >>> read_line("Jumlah A dibagi B", Draft("Jumlah A dibagi B", None, DEFAULT_LIMITS)) is None
    True
    """
    if len(text) > _LONGEST or text.count(" ") > draft.limits.parts or not _LINE.fullmatch(text):
        return None
    from kinerja_formula.reading.grammar import parse_line

    tree = parse_line(text, draft)
    if tree is None or isinstance(tree, Number) or (isinstance(tree, Name) and not single):
        return None
    return tree if write_line(tree) == text else None


def write_line(tree: Node) -> str:
    """Return the canonical line of a tree: names as written, between back-ticks where a bare name would be doubtful."""
    if isinstance(tree, Statement):
        return only_letters(tree.text)
    if isinstance(tree, Components):
        head = only_letters(tree.head.text) if isinstance(tree.head, Statement) else _name(tree.head)
        items = " ".join([f"{order}. {_name(item)}" for order, item in enumerate(tree.items, 1)])
        return f"{head}: {items}" if head else items
    return _write(tree)[0]


def _write(node: Node) -> tuple[str, int]:
    """Return the text of a node and how tightly it binds."""
    if isinstance(node, Name):
        return _name(node), _ATOM
    if isinstance(node, Number):
        return shortest(node.value) + ("%" if node.percent else ""), _ATOM
    if isinstance(node, Sum):
        return _write_sum(node), _SUM
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
            [_name(item, quoted=True) if isinstance(item, Name) else f"({_write(item)[0]})" for item in node.items]
        )
        return f"(rata-rata ({items}))", _ATOM
    raise TypeError(f"no text for {type(node).__name__}")


def _write_sum(node: Sum) -> str:
    pieces: list[str] = []
    for order, part in enumerate(node.parts):
        text = _bound(part.node, _PRODUCT)
        if isinstance(part.node, Product) and any(one.sign == "/" for one in part.node.parts):
            text = f"({text})"  # "A - B / C × 100%" reads as a numerator A - B
        if order:
            pieces.append(f" {part.sign} {text}")
        else:
            pieces.append(f"-({_write(part.node)[0]})" if part.sign == "-" else text)
    return "".join(pieces)


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
        and not any(
            part in words("heads", "strong")
            for part in parts[1:]
            if part not in words("heads", "second") or part != parts[1]
        )
    )


@cache
def _watched() -> frozenset[str]:
    found: set[str] = set()
    for role in ("divide", "divide_before_head", "multiply", "multiply_before_number", "add", "subtract", "power"):
        found |= words("operators", role)
    for role in ("connectors", "calculated", "average", "difference", "comparison", "result", "labels"):
        found |= words("frames", role)
    found |= words("notes", "opening") | words("operators", "sequels")
    found |= words("canonical", "watched")
    return frozenset(found - words("canonical", "harmless"))
