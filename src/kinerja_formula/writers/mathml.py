"""Tree → presentation MathML, for HTML pages and word processors; every text is escaped."""

from __future__ import annotations

from html import escape
from typing import Final

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
    Part,
    Power,
    Product,
    Root,
    Statement,
    Sum,
)
from kinerja_formula.numerals import shortest
from kinerja_formula.plain_text import plain

__all__ = ["write_mathml"]

_FUNCTIONS: Final = {"maks": "max", "rata-rata-ukur": "rata-rata ukur"}
_APPLIED: Final = "<mo>\u2061</mo>"
"""The sign that nobody sees and a screen reader says: "min of"."""
_SPACE: Final = "\u00a0"
_CHOICE, _SUM, _PRODUCT, _POWER, _ATOM = range(5)


def write_mathml(tree: Node) -> str:
    """Return a tree as a ``math`` element.

    >>> from kinerja_formula.reading.reader import read
    >>> write_mathml(read("Jumlah A").tree)
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><mtext>Jumlah A</mtext></math>'
    """
    if isinstance(tree, Components):
        inner = _row("<mo>+</mo>".join(_write(item)[0] for item in tree.items))
    elif isinstance(tree, Definitions):
        inner = _definitions(tree)
    else:
        inner = _write(tree)[0]
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML">{inner}</math>'


def _write(node: Node) -> tuple[str, int]:
    """Return the element of a node and how tightly it binds; always one element."""
    match node:
        case Name():
            return _text(("Σ " if node.total and not node.text.startswith(("Σ", "∑")) else "") + node.text), _ATOM
        case Statement():
            return _text(node.text), _ATOM
        case Number():
            return _number(node)
        case Sum():
            return _sum(node.parts), _SUM
        case Product():
            return _product(node.parts)
        case Power():
            return f"<msup>{_bound(node.base, _ATOM)}{_write(node.exponent)[0]}</msup>", _POWER
        case Root():
            below = _write(node.radicand)[0]
            if node.degree == 2:
                return f"<msqrt>{below}</msqrt>", _ATOM
            return f"<mroot>{below}<mn>{node.degree}</mn></mroot>", _ATOM
        case Average():
            total = _row("<mo>+</mo>".join(_bound(item, _PRODUCT) for item in node.items))
            return f"<mfrac>{total}<mn>{len(node.items)}</mn></mfrac>", _PRODUCT
        case Conditional():
            return _cases(node), _CHOICE
        case Call():
            return _call(node)
        case Aggregate():
            sign = "<mi>rata-rata</mi>" if node.mean else "<mo>∑</mo>"
            over = f"<munder>{sign}<mtext>setiap baris</mtext></munder>"
            return _row(over + _APPLIED * node.mean + _bracketed(_write(node.expression)[0])), _POWER
    raise TypeError(f"no MathML for {type(node).__name__}")


def _definitions(node: Definitions) -> str:
    """A row for each; the result has one of its own unless it is what the last row defines."""
    rows = [_cells(_write(item.name)[0], f"<mo>=</mo>{_bound(item.value, _SUM)}") for item in node.items]
    if node.result != node.items[-1].name:
        rows.append(_cells("", _bound(node.result, _SUM)))
    return f'<mtable columnalign="right left" displaystyle="true">{"".join(rows)}</mtable>'


def _cases(node: Conditional) -> str:
    rows = [
        _cells(_bound(one.value, _SUM), f"<mtext>jika{_SPACE}</mtext>{_condition(one.condition)}")
        for one in node.branches
    ]
    if node.otherwise is not None:
        rows.append(_cells(_bound(node.otherwise, _SUM), "<mtext>selain itu</mtext>"))
    table = f'<mtable columnalign="left left">{"".join(rows)}</mtable>'
    return _row(f'<mo stretchy="true" form="prefix">{{</mo>{table}')


def _cells(*cells: str) -> str:
    return f"<mtr>{''.join([f'<mtd>{cell}</mtd>' for cell in cells])}</mtr>"


def _condition(node: Node) -> str:
    if isinstance(node, Logic):
        items = [_bracketed(_condition(one)) if isinstance(one, Logic) else _condition(one) for one in node.items]
        return _row(f"<mtext>{_SPACE}{node.word}{_SPACE}</mtext>".join(items))
    if not isinstance(node, Comparison):
        raise TypeError(f"no condition: {type(node).__name__}")
    rest = [f"<mo>{escape(part.sign)}</mo>{_bound(part.node, _SUM)}" for part in node.rest]
    return _row(_bound(node.first, _SUM) + "".join(rest))


def _call(node: Call) -> tuple[str, int]:
    arguments = node.arguments
    if node.function == "abs":
        # the form tells a screen reader which bar opens
        inner = _write(arguments[0])[0]
        return _row(f'<mo form="prefix">|</mo>{inner}<mo form="postfix">|</mo>'), _ATOM
    name = f"<mi>{_FUNCTIONS.get(node.function, node.function)}</mi>"
    if node.function == "log" and len(arguments) > 1:
        name = f"<msub>{name}{_write(arguments[1])[0]}</msub>"
        arguments = arguments[:1]
    joined = "<mo>;</mo>".join([_bound(one, _SUM) for one in arguments])
    return _row(f"{name}{_APPLIED}{_bracketed(joined if len(arguments) == 1 else _row(joined))}"), _POWER


def _sum(parts: tuple[Part, ...]) -> str:
    pieces = []
    for order, part in enumerate(parts):
        sign = "<mo>+</mo>" if part.sign == "+" else "<mo>−</mo>"
        pieces.append((sign if order or part.sign == "-" else "") + _bound(part.node, _PRODUCT))
    return _row("".join(pieces))


def _product(parts: tuple[Part, ...]) -> tuple[str, int]:
    """From left to right: what was written so far goes above the line of a division."""
    written, strength = "", _ATOM
    for order, part in enumerate(parts):
        if part.sign == "/":
            written, strength = f"<mfrac>{written}{_write(part.node)[0]}</mfrac>", _PRODUCT
        elif not order:
            written, strength = _write(part.node)
            if strength <= _SUM and len(parts) > 1 and parts[1].sign == "×":
                written = _bracketed(written)
        else:
            written, strength = _row(f"{written}<mo>×</mo>{_bound(part.node, _POWER)}"), _PRODUCT
    return written, _PRODUCT if len(parts) > 1 else strength


def _bound(node: Node, least: int) -> str:
    element, strength = _write(node)
    return element if strength >= least else _bracketed(element)


def _bracketed(element: str) -> str:
    return _row(f"<mo>(</mo>{element}<mo>)</mo>")


def _row(elements: str) -> str:
    return f"<mrow>{elements}</mrow>"


def _number(node: Number) -> tuple[str, int]:
    text = shortest(abs(node.value))
    if "/" in text:
        above, _, below = text.partition("/")
        element, strength = f"<mfrac><mn>{above}</mn><mn>{below}</mn></mfrac>", _PRODUCT
    else:
        element, strength = f"<mn>{text}</mn>", _ATOM
    if node.percent:
        element = _row(f"{element}<mo>%</mo>")
    return (_row(f"<mo>−</mo>{element}"), _SUM) if node.value < 0 else (element, strength)


def _text(text: str) -> str:
    shown = plain(text)
    return f"<mtext>{escape(shown)}</mtext>"
