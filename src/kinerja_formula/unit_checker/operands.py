"""The unit that an operand tells by itself: given by the caller, or implied by its head noun."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from kinerja_formula.nodes import Components, Name, Node, Statement, names_of
from kinerja_formula.source import Span
from kinerja_formula.units import HeadUnit, Unit, head_unit

__all__ = ["GIVEN", "HEAD_NOUN", "NEEDED", "OperandUnit", "head_of", "operands", "told_unit"]

HEAD_NOUN: Final = "kata benda"
NEEDED: Final = "rumus"
GIVEN: Final = "diberikan"


class OperandUnit(NamedTuple):
    """The unit of an operand: its text (None if unknown), where it comes from, and the word that implies it.

    ``source`` is ``kata benda`` (the head noun), ``rumus`` (needed by the formula), ``diberikan`` (given by the caller)
    or None; ``span`` is the deciding word in the user's text.

    >>> import kinerja_formula as kf
    >>> told = kf.parse("Jumlah pegawai disiplin / Jumlah pegawai").units["Jumlah pegawai"]
    >>> told.unit, told.source
    ('orang', 'kata benda')
    """

    unit: str | None
    source: str | None
    measure: Unit | None
    span: Span

    def __str__(self) -> str:
        return self.unit or "?"


_LONGEST_SYMBOL: Final = 6


def operands(tree: Node) -> list[Name]:
    """Return what has a unit in a tree: its names, the head of components, a statement as a whole."""
    found = list(names_of(tree))
    if isinstance(tree, Components) and isinstance(tree.head, Name):
        found.append(tree.head)
    if isinstance(tree, Statement):
        found.append(Name(tree.text, tree.span))
    return found


def head_of(name: Name) -> tuple[str, HeadUnit] | None:
    """Return what the head noun of a name tells and the words it was found in: the name, its legend, its sum sign."""
    texts = (name.text, *name.aliases[:1])
    if name.aliases and len(name.text) <= _LONGEST_SYMBOL and " " not in name.text:
        texts = name.aliases[:1]  # a symbol means what its legend says: JP = Jam pembelajaran praktikum, TH no tahun
    for text in texts:
        told = head_unit(text)
        if told is not None:
            return text, told
    told = head_unit("Jumlah " + name.text) if name.total else None
    return ("Jumlah " + name.text, told) if told is not None and told.known else None


def told_unit(name: Name, given: Mapping[str, Unit]) -> OperandUnit:
    """Return the unit of an operand: the one that was given, else what its head noun tells."""
    unit = given.get(name.key)
    if unit is not None:
        return OperandUnit(str(unit), GIVEN, unit, name.span)
    found = head_of(name)
    if found is None:
        return OperandUnit(None, None, None, name.span)
    text, told = found
    start, end = name.span
    # Where the text was folded, the word's place in the name is not its place in the text: then mark the whole name.
    exact = text is name.text and end - start == len(text)
    span = (start + told.start, start + told.end) if exact else name.span
    return OperandUnit(str(told.unit), HEAD_NOUN, told.unit, span)
