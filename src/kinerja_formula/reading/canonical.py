"""The canonical language both ways: a tree as its one line, and a canonical line as its tree.

``grammar/formula.lark`` defines the language. A text is a canonical line exactly when the grammar reads it and this
module would write the tree so: it has one reading, and reading it needs no guess.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kinerja_formula.names import normalise
from kinerja_formula.nodes import (
    Aggregate,
    Average,
    Call,
    Comparison,
    Components,
    Conditional,
    Definitions,
    Logic,
    Name,
    Node,
    Number,
    Power,
    Product,
    Root,
    Statement,
    Sum,
    walk,
)
from kinerja_formula.numerals import shortest
from kinerja_formula.plain_text import only_letters
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.vocabulary import words

__all__ = ["is_further", "line_of_aggregate", "read_line", "write_line"]

_WORD: Final = r"[^\W\d_]++(?:[-'][^\W\d_]++)*+"
_PLAIN: Final = re.compile(rf"{_WORD}(?: {_WORD})*+")
# What a canonical line looks like, tried before the grammar: it never looks at a character twice.
_NAME: Final = rf"(?:Σ )?+(?:`[^`\n]++`|{_WORD}(?: {_WORD})*+)"
_OPERAND: Final = rf"(?:[-(√{{]|\\sqrt\[[0-9]+\] ?|rata-rata \()*+(?:{_NAME}|[0-9][0-9.]*+(?:,[0-9]++)?+%?+)[)}}]*+"
_LINE: Final = re.compile(rf"{_OPERAND}(?:(?: [-+×/^]|;) {_OPERAND})*+")
# The same for lines with conditions, functions, records and definitions: what each of them can't do without, and all
# that a line is made of.
_FURTHER: Final = re.compile(
    r"`(?:\[t[^\]\n]{0,4}\])? = |(?:^|[({])jika |"
    r"(?:\b(?:min|maks|median|rata-rata-ukur|abs|ln|log|bulat|rata-rata setiap)|Σ) \(|`\[t"
)
_PIECES: Final = re.compile(
    rf"(?:`[^`\n]++`(?:\[t(?:[-+][0-9]++)?\])?+|{_WORD}|[0-9]|\\sqrt\[[0-9]++\]|[-+×/^;(){{}}<>≤≥≠=√Σ ,.%])++"
)
_PERIOD: Final = re.compile(r"(.*[^ \[\]])(\[t(?:[-+][0-9]{1,2})?\])")
_QUOTED: Final = re.compile(r"`[^`\n]++`|\\sqrt\[[0-9]++\]|rata-rata(?= \()")
_LONGEST: Final = 4000
_LONGEST_FURTHER: Final = 40_000
_CONDITION, _CHOICE, _SUM, _PRODUCT, _POWER, _ATOM = range(6)


def read_line(text: str, draft: Draft, *, single: bool = False) -> Node | None:
    """Return the tree of a canonical line that calculates, or with ``single`` is one name; None for any other text.

    >>> from kinerja_formula.reading.draft import DEFAULT_LIMITS
    >>> line = "Jumlah A / `PAD` × 100%"
    >>> write_line(read_line(line, Draft(line, None, DEFAULT_LIMITS))) == line
    True
    >>> read_line("Jumlah A dibagi B", Draft("Jumlah A dibagi B", None, DEFAULT_LIMITS)) is None
    True
    """
    further = bool(_FURTHER.search(text, 0, _LONGEST))
    if len(text) > (_LONGEST_FURTHER if further else _LONGEST) or text.count(" ") > draft.limits.parts:
        return None
    if not (_PIECES if further else _LINE).fullmatch(text):
        return None
    if text.count("(") > draft.limits.depth and _depth(text) > draft.limits.depth:
        return None  # building a tree so deep would end the process; reading says that it is too deep
    from kinerja_formula.reading.grammar import parse_line

    tree = parse_line(text, draft)
    if tree is None or isinstance(tree, Number) or (isinstance(tree, Name) and not single):
        return None
    if write_line(tree) == text:
        return tree
    return tree if _has_one_reading(text, tree, further=further) else None


def _has_one_reading(text: str, tree: Node, *, further: bool) -> bool:
    """Tell whether a line with a bracket or back-ticks too many or too few still needs no guess.

    So it is where every name is quoted, and with conditions or functions where no bare word is a name.
    """
    if "`" in text and not any(char.isalpha() or char == "." for char in _QUOTED.sub("", text)):
        return True
    named = text.count("`") > 1 or not any(isinstance(one, Name) for one in walk(tree))
    return further and named and is_further(tree)


def _depth(text: str) -> int:
    """Return how deep brackets are nested, those in names too."""
    deepest = depth = 0
    for char in text:
        depth += (char in "({") - (char in ")}")
        deepest = max(deepest, depth)
    return deepest


def is_further(tree: Node) -> bool:
    """Tell whether a tree has conditions, functions, records or definitions: every name in its line is quoted."""
    return isinstance(tree, Definitions) or any(isinstance(one, (Conditional, Call, Aggregate)) for one in walk(tree))


def write_line(tree: Node) -> str:
    """Return the canonical line of a tree: names as written, between back-ticks where a bare name would be doubtful."""
    if isinstance(tree, Statement):
        return only_letters(tree.text)
    if isinstance(tree, Components):
        head = only_letters(tree.head.text) if isinstance(tree.head, Statement) else _name(tree.head)
        items = " ".join([f"{order}. {_name(item)}" for order, item in enumerate(tree.items, 1)])
        return f"{head}: {items}" if head else items
    if isinstance(tree, Definitions):
        pieces = [f"{_name(item.name, quoted=True)} = {_bound(item.value, _SUM, quoted=True)}" for item in tree.items]
        if tree.result != tree.items[-1].name:
            pieces.append(_write(tree.result, quoted=True)[0])
        return "; ".join(pieces)
    return _write(tree, quoted=_may_be_a_list(tree))[0]


def _may_be_a_list(tree: Node) -> bool:
    """``Jumlah A - Jumlah B - Jumlah C``: bare, the dashes may mark the items of a list."""
    if not isinstance(tree, Sum) or len(tree.parts) < _A_LIST:
        return False
    return all(isinstance(part.node, Name) for part in tree.parts) and {part.sign for part in tree.parts[1:]} == {"-"}


_A_LIST: Final = 3


def line_of_aggregate(expression: Node, *, mean: bool) -> str:
    """Return the canonical text of a sum or mean over records."""
    return f"{'rata-rata setiap' if mean else 'Σ'} ({_write(expression, quoted=True)[0]})"


def _write(node: Node, *, quoted: bool = False) -> tuple[str, int]:
    """Return the text of a node and how tightly it binds; ``quoted``: every name between back-ticks."""
    if isinstance(node, Name):
        return _name(node, quoted=quoted), _ATOM
    if isinstance(node, Number):
        return shortest(node.value) + ("%" if node.percent else ""), _ATOM
    if isinstance(node, Sum):
        return _write_sum(node, quoted), _SUM
    if isinstance(node, Product):
        return _write_product(node, quoted), _PRODUCT
    if isinstance(node, Power):
        return f"{_bound(node.base, _ATOM, quoted)} ^ {_bound(node.exponent, _ATOM, quoted)}", _POWER
    if isinstance(node, Root):
        inner = _write(node.radicand, quoted=quoted)[0]
        return (f"√({inner})" if node.degree == 2 else f"\\sqrt[{node.degree}]{{{inner}}}"), _ATOM
    if isinstance(node, Average):
        return _write_average(node, quoted), _ATOM
    return _write_further(node)


def _write_further(node: Node) -> tuple[str, int]:
    """Return the text of a condition, a function or an aggregate, in which every name is quoted."""
    if isinstance(node, Conditional):
        return _write_conditional(node), _CHOICE
    if isinstance(node, Comparison):
        sides = [f" {part.sign} {_bound(part.node, _SUM, quoted=True)}" for part in node.rest]
        return _bound(node.first, _SUM, quoted=True) + "".join(sides), _SUM
    if isinstance(node, Logic):
        return _write_logic(node), _CONDITION
    if isinstance(node, Call):
        arguments = "; ".join([_bound(one, _SUM, quoted=True) for one in node.arguments])
        return f"{node.function} ({arguments})", _ATOM
    if isinstance(node, Aggregate):
        return line_of_aggregate(node.expression, mean=node.mean), _ATOM
    raise TypeError(f"no text for {type(node).__name__}")


def _write_conditional(node: Conditional) -> str:
    pieces = [
        f"jika {_write(one.condition, quoted=True)[0]} maka {_bound(one.value, _SUM, quoted=True)}"
        for one in node.branches
    ]
    if node.otherwise is not None:
        pieces.append(f"selain itu {_bound(node.otherwise, _SUM, quoted=True)}")
    return "; ".join(pieces)


def _write_logic(node: Logic) -> str:
    tests = [(item, _write(item, quoted=True)[0]) for item in node.items]
    return f" {node.word} ".join([f"({text})" if isinstance(item, Logic) else text for item, text in tests])


def _write_average(node: Average, quoted: bool) -> str:
    items = [
        _name(item, quoted=True) if isinstance(item, Name) else f"({_write(item, quoted=quoted)[0]})"
        for item in node.items
    ]
    return f"(rata-rata ({'; '.join(items)}))"


def _write_product(node: Product, quoted: bool) -> str:
    pieces: list[str] = []
    for order, part in enumerate(node.parts):
        text = _bound(part.node, _POWER, quoted)
        pieces.append(f" {part.sign} {text}" if order else text)
    return "".join(pieces)


def _write_sum(node: Sum, quoted: bool) -> str:
    pieces: list[str] = []
    for order, part in enumerate(node.parts):
        text = _bound(part.node, _PRODUCT, quoted)
        if isinstance(part.node, Product) and any(one.sign == "/" for one in part.node.parts):
            text = f"({text})"  # "A - B / C × 100%" reads as a numerator A - B
        if order:
            pieces.append(f" {part.sign} {text}")
        else:
            pieces.append(f"-({_write(part.node, quoted=quoted)[0]})" if part.sign == "-" else text)
    return "".join(pieces)


def _bound(node: Node, least: int, quoted: bool = False) -> str:
    text, strength = _write(node, quoted=quoted)
    return text if strength >= least else f"({text})"


def _name(name: Name, *, quoted: bool = False) -> str:
    text, sum_sign = only_letters(name.text).replace("`", "'"), ""
    if name.total:
        bare = text.lstrip("Σ∑ .,;:*_-=")
        # "\sum Jumlah x" is "Jumlah x": the sign adds nothing there, and would if it were written again.
        if (bare and bare != text) or normalise(text) != name.key:
            text, sum_sign = bare, "Σ "
    period = _PERIOD.fullmatch(text) if text.endswith("]") else None
    if period is not None:
        return f"{sum_sign}`{period[1]}`{period[2]}"
    return sum_sign + (text if not quoted and _is_plain(text) else f"`{text}`")


def _is_plain(text: str) -> bool:
    """Tell whether a name can stand bare: it begins with a quantity word and holds nothing that reading looks for."""
    if not _PLAIN.fullmatch(text) or "Σ" in text:  # a letter, and a sign of sums
        return False
    if any(char.isnumeric() and not char.isdecimal() for char in text):  # "Jumlah A²" would be a power
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
