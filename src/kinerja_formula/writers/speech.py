"""Tree → the formula as an Indonesian says it aloud: "jumlah hadir dibagi jumlah undangan dikali seratus persen"."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from kinerja_formula.nodes import Average, Components, Name, Node, Number, Part, Power, Product, Root, Statement, Sum
from kinerja_formula.numerals import NumeralError, to_words
from kinerja_formula.plain_text import only_letters

__all__ = ["write_speech"]

_SIGNS: Final = {"+": "ditambah", "-": "dikurangi", "×": "dikali", "/": "dibagi"}
_SUM, _PRODUCT, _POWER, _ATOM = range(4)


def write_speech(tree: Node) -> str:
    """Return a tree in spoken Indonesian. A bracket is heard: "buka kurung … tutup kurung".

    >>> from kinerja_formula.reading.reader import read
    >>> write_speech(read("Jumlah pegawai disiplin / Jumlah total pegawai x 100%").tree)
    'jumlah pegawai disiplin dibagi jumlah total pegawai dikali seratus persen'
    >>> write_speech(read("(Jumlah A + Jumlah B) / 2").tree)
    'buka kurung jumlah A ditambah jumlah B tutup kurung dibagi dua'
    """
    if isinstance(tree, Components):
        head = _name(tree.head.text)
        items = " ditambah ".join(_name(item.text) for item in tree.items)
        return f"{head}, yaitu {items}" if head else items
    return _write(tree)[0]


def _write(node: Node) -> tuple[str, int]:
    match node:
        case Name():
            return ("jumlah " if node.total else "") + _name(node.text.lstrip("Σ∑ ") or node.text), _ATOM
        case Statement():
            return _name(node.text), _ATOM
        case Number():
            return _number(node.value) + (" persen" if node.percent else ""), _POWER if node.percent else _ATOM
        case Sum():
            return _chain(node.parts, _PRODUCT), _SUM
        case Product():
            return _chain(node.parts, _POWER), _PRODUCT
        case Power():
            return f"{_bound(node.base, _ATOM)} pangkat {_bound(node.exponent, _ATOM)}", _POWER
        case Root():
            degree = "akar" if node.degree == 2 else f"akar pangkat {to_words(node.degree)}"
            return f"{degree} dari {_bound(node.radicand, _ATOM)}", _ATOM
        case Average():
            items = [_bound(item, _ATOM) for item in node.items]
            joined = ", ".join(items[:-1]) + f", dan {items[-1]}" if len(items) > 2 else " dan ".join(items)
            return f"rata-rata dari {joined}", _SUM
    raise TypeError(f"no words for {type(node).__name__}")


def _chain(parts: tuple[Part, ...], least: int) -> str:
    pieces = []
    for order, part in enumerate(parts):
        text = _bound(part.node, least)
        first = f"minus {text}" if part.sign == "-" else text
        pieces.append(f"{_SIGNS[part.sign]} {text}" if order else first)
    return " ".join(pieces)


def _bound(node: Node, least: int) -> str:
    text, strength = _write(node)
    return text if strength >= least else f"buka kurung {text} tutup kurung"


def _name(text: str) -> str:
    """Begin small, as in the middle of a sentence, but keep the letters of an abbreviation."""
    words = " ".join(only_letters(text).replace("`", "'").split())
    first = words.split(" ", 1)[0]
    small = len(first) > 1 and first[1:].islower()
    return words[:1].lower() + words[1:] if small else words


def _number(value: Fraction) -> str:
    try:
        return to_words(value)
    except NumeralError:
        return f"{_whole(value.numerator)} per {_whole(value.denominator)}"


def _whole(value: int) -> str:
    try:
        return to_words(value)
    except NumeralError:  # longer than the words for numbers reach
        return " ".join([to_words(int(digit)) for digit in str(abs(value))])
