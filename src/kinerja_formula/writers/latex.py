"""Tree → LaTeX: divisions as fractions, names as text, every sign of the user's own escaped."""

from __future__ import annotations

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

__all__ = ["write_latex"]

_ESCAPED: Final = {
    **{sign: f"\\{sign}" for sign in "#$%&_{}"},
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "`": "'",  # in text a back-tick opens a quotation, and formula texts use it round names
}
_FUNCTIONS: Final = {
    "min": "\\min",
    "maks": "\\max",
    "median": "\\operatorname{median}",
    "rata-rata-ukur": "\\operatorname{rata-rata-ukur}",
    "ln": "\\ln",
    "log": "\\log",
    "bulat": "\\operatorname{bulat}",
}
_COMPARISONS: Final = {"≤": "\\leq", "≠": "\\neq", "≥": "\\geq"}
_CHOICE, _SUM, _PRODUCT, _POWER, _ATOM = range(5)


def write_latex(tree: Node) -> str:
    r"""Return a tree as LaTeX for math mode, without dollar signs.

    >>> from kinerja_formula.reading.reader import read
    >>> print(write_latex(read("Jumlah RT/RW aktif / Jumlah RT/RW x 100%").tree))
    \frac{\text{Jumlah RT/RW aktif}}{\text{Jumlah RT/RW}} \times 100\%
    """
    if isinstance(tree, Components):
        return " + ".join(_write(item)[0] for item in tree.items)
    if isinstance(tree, Definitions):
        return _definitions(tree)
    return _write(tree)[0]


def _write(node: Node) -> tuple[str, int]:
    """Return the LaTeX of a node and how tightly it binds."""
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
            return f"{_bound(node.base, _ATOM)}^{{{_write(node.exponent)[0]}}}", _POWER
        case Root():
            degree = "" if node.degree == 2 else f"[{node.degree}]"
            return f"\\sqrt{degree}{{{_write(node.radicand)[0]}}}", _ATOM
        case Average():
            total = " + ".join(_bound(item, _PRODUCT) for item in node.items)
            return f"\\frac{{{total}}}{{{len(node.items)}}}", _PRODUCT
        case Conditional():
            return _cases(node), _CHOICE
        case Call():
            return _call(node)
        case Aggregate():
            sign = "\\operatorname{rata-rata\\ setiap}" if node.mean else "\\sum"
            return f"{sign} \\left( {_write(node.expression)[0]} \\right)", _POWER
    raise TypeError(f"no LaTeX for {type(node).__name__}")


def _definitions(node: Definitions) -> str:
    """A line for each; the result has one of its own unless it is what the last line defines."""
    lines = [f"{_write(item.name)[0]} &= {_bound(item.value, _SUM)}" for item in node.items]
    if node.result != node.items[-1].name:
        lines.append(f"& {_bound(node.result, _SUM)}")
    return _environment("aligned", lines)


def _cases(node: Conditional) -> str:
    lines = [
        f"{_bound(branch.value, _SUM)}, & \\text{{jika }} {_condition(branch.condition)}" for branch in node.branches
    ]
    if node.otherwise is not None:
        lines.append(f"{_bound(node.otherwise, _SUM)}, & \\text{{selain itu}}")
    return _environment("cases", lines)


def _environment(name: str, lines: list[str]) -> str:
    rows = " \\\\ ".join(lines)
    return f"\\begin{{{name}}} {rows} \\end{{{name}}}"


def _condition(node: Node) -> str:
    if isinstance(node, Logic):
        items = [
            f"\\left( {_condition(item)} \\right)" if isinstance(item, Logic) else _condition(item)
            for item in node.items
        ]
        return f" \\text{{ {node.word} }} ".join(items)
    if not isinstance(node, Comparison):
        raise TypeError(f"no condition: {type(node).__name__}")
    rest = [f" {_COMPARISONS.get(part.sign, part.sign)} {_bound(part.node, _SUM)}" for part in node.rest]
    return _bound(node.first, _SUM) + "".join(rest)


def _call(node: Call) -> tuple[str, int]:
    arguments = node.arguments
    if node.function == "abs":
        return f"\\left\\lvert {_write(arguments[0])[0]} \\right\\rvert", _ATOM
    name = _FUNCTIONS[node.function]
    if node.function == "log" and len(arguments) > 1:
        name += f"_{{{_write(arguments[1])[0]}}}"
        arguments = arguments[:1]
    # a comma would be that of a decimal
    joined = "; ".join([_bound(one, _SUM) for one in arguments])
    return f"{name} \\left( {joined} \\right)", _POWER


def _sum(parts: tuple[Part, ...]) -> str:
    pieces = []
    for order, part in enumerate(parts):
        text = _bound(part.node, _PRODUCT)
        pieces.append(f" {part.sign} {text}" if order else f"-{text}" if part.sign == "-" else text)
    return "".join(pieces)


def _product(parts: tuple[Part, ...]) -> tuple[str, int]:
    """From left to right: what was written so far goes above the line of a division."""
    written, strength = "", _ATOM
    for order, part in enumerate(parts):
        if part.sign == "/":
            written, strength = f"\\frac{{{written}}}{{{_write(part.node)[0]}}}", _PRODUCT
        elif not order:
            written, strength = _write(part.node)
            if strength <= _SUM and len(parts) > 1 and parts[1].sign == "×":
                written = f"\\left( {written} \\right)"
        else:
            written, strength = f"{written} \\times {_bound(part.node, _POWER)}", _PRODUCT
    return written, _PRODUCT if len(parts) > 1 else strength


def _bound(node: Node, least: int) -> str:
    text, strength = _write(node)
    return text if strength >= least else f"\\left( {text} \\right)"


def _number(node: Number) -> tuple[str, int]:
    text = shortest(node.value)
    negative = node.value < 0
    if "/" in text:
        above, _, below = text.partition("/")
        text = f"\\frac{{{above}}}{{{below}}}"
        return (f"{text}\\%" if node.percent else text), _SUM if negative else _PRODUCT
    # {,} keeps TeX from setting a blank behind the comma of a decimal
    text = text.replace(",", "{,}")
    # 5\%^{2} would be read as 5 times the square of a percent sign
    return (f"{text}\\%" if node.percent else text), _SUM if negative else _POWER if node.percent else _ATOM


def _text(text: str) -> str:
    shown = "".join([_ESCAPED.get(sign, sign) for sign in plain(text)])
    return f"\\text{{{shown}}}"
