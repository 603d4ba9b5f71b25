"""Tree → the formula as an Indonesian says it aloud: "jumlah hadir dibagi jumlah undangan dikali seratus persen"."""

from __future__ import annotations

from fractions import Fraction
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
from kinerja_formula.numerals import NumeralError, to_words
from kinerja_formula.plain_text import only_letters

__all__ = ["write_speech"]

_SIGNS: Final = {"+": "ditambah", "-": "dikurangi", "×": "dikali", "/": "dibagi"}
_COMPARISONS: Final = {
    "<": "kurang dari",
    "≤": "paling banyak",
    "=": "sama dengan",
    "≠": "tidak sama dengan",
    "≥": "paling sedikit",
    ">": "lebih dari",
}
_TURNED: Final = {"<": ">", "≤": "≥", "≥": "≤", ">": "<"}
_OF_SEVERAL: Final = {
    "min": "nilai terkecil dari",
    "maks": "nilai terbesar dari",
    "median": "nilai tengah dari",
    "rata-rata-ukur": "rata-rata ukur dari",
}
_CHOICE, _SUM, _PRODUCT, _POWER, _ATOM = range(5)


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
    if isinstance(tree, Definitions):
        said = [f"{_name(item.name.text)} adalah {_write(item.value)[0]}" for item in tree.items]
        if tree.result != tree.items[-1].name:
            said.append(f"hasilnya adalah {_write(tree.result)[0]}")
        return "; ".join(said)
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
            return f"rata-rata dari {_listed([_bound(item, _ATOM) for item in node.items])}", _SUM
        case Conditional():
            return _conditional(node), _CHOICE
        case Call():
            return _call(node)
        case Aggregate():
            kind = "rata-rata" if node.mean else "jumlah"
            return f"{kind} dari {_bound(node.expression, _SUM)} untuk setiap baris", _ATOM
    raise TypeError(f"no words for {type(node).__name__}")


def _listed(items: list[str]) -> str:
    return ", ".join(items[:-1]) + f", dan {items[-1]}" if len(items) > 2 else " dan ".join(items)


def _conditional(node: Conditional) -> str:
    said = [f"jika {_condition(one.condition)} maka {_bound(one.value, _SUM)}" for one in node.branches]
    if node.otherwise is not None:
        said.append(f"selain itu {_bound(node.otherwise, _SUM)}")
    return "; ".join(said)


def _condition(node: Node) -> str:
    if isinstance(node, Logic):
        items = [
            f"buka kurung {_condition(item)} tutup kurung" if isinstance(item, Logic) else _condition(item)
            for item in node.items
        ]
        return f" {node.word} ".join(items)
    if not isinstance(node, Comparison):
        raise TypeError(f"no condition: {type(node).__name__}")
    sides = [_bound(side, _SUM) for side in (node.first, *[part.node for part in node.rest])]
    signs = [part.sign for part in node.rest]
    if len(sides) == 3 and signs[0] in _TURNED:  # 0 < A < 3: what is between the two is spoken of
        low, middle, high = sides
        return f"{middle} {_COMPARISONS[_TURNED[signs[0]]]} {low} dan {_COMPARISONS[signs[1]]} {high}"
    return " dan ".join([f"{sides[at]} {_COMPARISONS[sign]} {sides[at + 1]}" for at, sign in enumerate(signs)])


def _call(node: Call) -> tuple[str, int]:
    if node.function in _OF_SEVERAL:
        return f"{_OF_SEVERAL[node.function]} {_listed([_bound(one, _POWER) for one in node.arguments])}", _SUM
    first, *further = [_bound(one, _ATOM) for one in node.arguments]
    match node.function:
        case "abs":
            return f"nilai mutlak dari {first}", _ATOM
        case "ln":
            return f"logaritma natural dari {first}", _ATOM
        case "log":
            return f"logaritma{''.join([f' berbasis {one}' for one in further])} dari {first}", _ATOM
    return f"pembulatan dari {first} {_decimals(node)}", _ATOM


def _decimals(node: Call) -> str:
    told = node.arguments[1] if len(node.arguments) > 1 else None
    if told is None or (isinstance(told, Number) and not told.value):
        return "ke bilangan bulat"
    return f"sampai {_bound(told, _ATOM)} angka di belakang koma"


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
