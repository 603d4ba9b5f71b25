"""Tree → presentation MathML, for HTML pages and word processors; every text is escaped."""

from __future__ import annotations

from html import escape

from kinerja_formula.nodes import Average, Components, Name, Node, Number, Part, Power, Product, Root, Statement, Sum
from kinerja_formula.numerals import shortest
from kinerja_formula.plain_text import plain

__all__ = ["write_mathml"]

_SUM, _PRODUCT, _POWER, _ATOM = range(4)


def write_mathml(tree: Node) -> str:
    """Return a tree as a ``math`` element.

    >>> from kinerja_formula.reading.reader import read
    >>> write_mathml(read("Jumlah A").tree)
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><mtext>Jumlah A</mtext></math>'
    """
    if isinstance(tree, Components):
        inner = _row("<mo>+</mo>".join(_write(item)[0] for item in tree.items))
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
    raise TypeError(f"no MathML for {type(node).__name__}")


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
            if strength == _SUM and len(parts) > 1 and parts[1].sign == "×":
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
