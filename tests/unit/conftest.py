"""Trees for unit tests from one plain line, so that the modules above reading are tested without it.

``drawn("(Pegawai × hari - absen) / Pegawai × 100%")`` gives the tree with true spans. Signs stand between blanks, a
name is any other run of words; ``A ^ B`` is a power.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

import pytest

from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.nodes import Name, Node, Number, Part, Power, Product, Sum

_TOKEN = re.compile(r"(?:(?<= )|^)[-+×/^](?= )|[()](?=[ ()]|$|\w)|[^ ()]+(?: (?![-+×/^] )[^ ()]+)*")


class _Drawing:
    def __init__(self, text: str) -> None:
        self.tokens = [(found[0], found.span()) for found in _TOKEN.finditer(text)]
        self.place = 0

    def peek(self) -> str:
        return self.tokens[self.place][0] if self.place < len(self.tokens) else ""

    def take(self) -> tuple[str, tuple[int, int]]:
        self.place += 1
        return self.tokens[self.place - 1]

    def chain(self, signs: str, kind: type[Sum] | type[Product], below: Callable[[], Node]) -> Node:
        node = below()
        start, end = node.span
        parts = [Part(node, signs[0], (start, start), node.span)]
        while self.peek() and self.peek() in signs:
            sign, span = self.take()
            node = below()
            end = node.span[1]
            parts.append(Part(node, sign, span, (span[0], end)))
        return kind(tuple(parts), (start, end)) if len(parts) > 1 else parts[0].node

    def sum(self) -> Node:
        return self.chain("+-", Sum, self.product)

    def product(self) -> Node:
        return self.chain("×/", Product, self.power)

    def power(self) -> Node:
        base = self.atom()
        if self.peek() != "^":
            return base
        self.take()
        exponent = self.atom()
        return Power(base, exponent, (base.span[0], exponent.span[1]))

    def atom(self) -> Node:
        text, span = self.take()
        if text == "(":
            node = self.sum()
            assert self.take()[0] == ")"
            return node
        if text[0].isdigit():
            return Number(None, text.endswith("%"), Fraction(text.rstrip("%").replace(",", ".")), span)
        return Name(text, span)


@pytest.fixture
def drawn() -> Callable[[str], Node]:
    """A function from a line to its tree."""

    def draw(text: str) -> Node:
        drawing = _Drawing(text)
        node = drawing.sum()
        assert not drawing.peek(), f"left over: {drawing.tokens[drawing.place :]}"
        return node

    return draw


@pytest.fixture
def planned(drawn: Callable[[str], Node]) -> Callable[..., Plan]:
    """A function from a line to its plan."""
    return lambda text, **keywords: Plan(drawn(text), text, **keywords)
