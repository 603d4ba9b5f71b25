"""Figures without a unit beside figures that write one: doubted where they look like counting in another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.diagnostics.catalogue import DATA_UNIT_PARTLY
from kinerja_formula.evaluation.data_units import is_scaled
from kinerja_formula.evaluation.figures import Datum, Operand
from kinerja_formula.evaluation.percent import is_percentage
from kinerja_formula.nodes import Node, Product, names_of, walk
from kinerja_formula.numerals import shortest
from kinerja_formula.unit_checker import GIVEN, NEEDED, OperandUnit
from kinerja_formula.units import Unit, is_money, is_suggested, read_unit

__all__ = ["BareFigures", "is_far", "is_near"]

_RUPIAH: Final = "rupiah"
_FAR_APART: Final = 100
"""A bare figure so many times smaller or larger than one in another size beside it hardly means the base unit."""
_TIMES_FAR_APART: Final = 10
"""The same for times, whose units are nearer to each other: 2 beside 90 menit."""

_UNTOLD_FAR_APART: Final = 1000
"""The same where no name tells what is counted, so that the two may well differ."""


class BareFigures(NamedTuple):
    """The units that the operands of a formula have, and the formula, whose divisions put figures side by side."""

    operands: Mapping[str, OperandUnit]
    tree: Node | None

    def doubt(self, figures: list[Datum], operands: Sequence[Operand]) -> None:
        """Note the doubts at the figures, in place."""
        if all(figure.unit is not None and not figure.percent for figure in figures):
            return  # each writes its unit
        self._doubt_beside_sizes(figures, operands)
        self._doubt_beside_percent(figures, operands)
        self._doubt_beside_units(figures, operands)

    def _doubt_beside_percent(self, figures: list[Datum], operands: Sequence[Operand]) -> None:
        """``Realisasi kinerja / Target kinerja`` for 80% and 95: a bare figure over a percentage, or below one."""
        percents = [(one, figure) for one, figure in zip(operands, figures, strict=True) if figure.percent]
        divided = _divided(self.tree) if percents and self.tree is not None else frozenset[frozenset[str]]()
        for place, (operand, figure) in enumerate(zip(operands, figures, strict=True)) if percents else ():
            told = self.operands.get(operand.key)
            if figure.percent or abs(figure.value) <= 1 or (told is not None and _is_of_things(told)):
                continue
            beside = next((one for one, _ in percents if frozenset((one.key, operand.key)) in divided), None)
            if beside is None or any(is_percentage(key) for key in operand.keys):
                continue
            facts: dict[str, object] = {"name": operand.text, "value": shortest(figure.value), "other": beside.text}
            doubt = Diagnostic(DATA_UNIT_PARTLY, operand.span, (), **facts, reason="persen-sebelah")
            figures[place] = figure._replace(notes=(*figure.notes, doubt))

    def _doubt_beside_units(self, figures: list[Datum], operands: Sequence[Operand]) -> None:
        """``Besaran A / Besaran B`` for 1,2 M and 1.500.000.000: no name tells a unit, and they are far apart.

        Only of names that begin alike: *Output / Biaya* may be as far apart as they like.
        """
        rows = list(zip(operands, figures, strict=True))
        sized = [(one, figure) for one, figure in rows if _is_sized(figure)]
        bare = [place for place, (one, figure) in enumerate(rows) if figure.unit is None and self._is_untold(one)]
        divided = _divided(self.tree) if sized and bare and self.tree is not None else frozenset[frozenset[str]]()
        for place in bare if divided else ():
            operand, figure = rows[place]
            first = operand.key.partition(" ")[0]
            alike = [pair for pair in sized if pair[0].key.partition(" ")[0] == first]
            beside = next((pair for pair in alike if frozenset((pair[0].key, operand.key)) in divided), None)
            if beside is None or not figure.value or not beside[1].value:
                continue
            if not is_near(abs(figure.value / beside[1].value), _UNTOLD_FAR_APART):
                facts: dict[str, object] = {"name": operand.text, "value": shortest(figure.value)}
                facts |= {"other": beside[0].text, "given": beside[1].unit}
                doubt = Diagnostic(DATA_UNIT_PARTLY, operand.span, (), **facts, reason="satuan-sebelah")
                figures[place] = figure._replace(notes=(*figure.notes, doubt))

    def _is_untold(self, operand: Operand) -> bool:
        told = self.operands.get(operand.key)
        return told is None or told.measure is None

    def _doubt_beside_sizes(self, figures: list[Datum], operands: Sequence[Operand]) -> None:
        """Doubt a figure without a unit beside one that was given in another size: 850 beside 1.000 km."""
        told = [(self.operands.get(one.key), one, figure) for one, figure in zip(operands, figures, strict=True)]
        sized = self._sized(figures, operands)
        foreign = [(one, figure) for _, one, figure in told if figure.unit is not None and _is_foreign(figure.unit)]
        for place, (own, operand, figure) in enumerate(told) if sized else ():
            if own is None or own.measure is None or figure.unit is not None:
                continue
            beside = sized.get(own.measure.dimension)
            abroad = foreign if is_money(own.measure) and own.source != GIVEN else []
            if not abroad and (beside is None or not _is_of_another_size(operand, figure, own, own.measure, beside[1])):
                continue
            other, given = abroad[0] if abroad else beside or told[place][1:]
            facts: dict[str, object] = {"name": operand.text, "unit": str(own.measure)}
            facts |= {"other": other.text, "given": given.unit or ""}
            doubt = Diagnostic(DATA_UNIT_PARTLY, own.span, (), **facts)
            figures[place] = figure._replace(notes=(*figure.notes, doubt))

    def _sized(
        self, figures: Sequence[Datum], operands: Sequence[Operand]
    ) -> dict[tuple[tuple[str, int], ...], tuple[Operand, Datum]]:
        """Return a figure that writes its unit for each dimension, best one that was scaled."""
        sized: dict[tuple[tuple[str, int], ...], tuple[Operand, Datum]] = {}
        for operand, figure in zip(operands, figures, strict=True):
            own = self.operands.get(operand.key)
            if own is None or own.measure is None or figure.unit is None:
                continue
            before = sized.get(own.measure.dimension)
            if before is None or (is_scaled(figure) and not is_scaled(before[1])):
                sized[own.measure.dimension] = (operand, figure)
        return sized


def _is_sized(figure: Datum) -> bool:
    """Tell whether a figure writes a unit; whatever counts several at once (juta) has been read into its value."""
    return figure.unit is not None and not figure.percent


def _is_foreign(given: str) -> bool:
    unit = read_unit(given)
    return unit is not None and is_money(unit) and unit.kind is not None and unit.kind.name != _RUPIAH


def _divided(tree: Node) -> frozenset[frozenset[str]]:
    """Return the pairs of names of which one stands above and the other below a line."""
    found: set[frozenset[str]] = set()
    for node in walk(tree):
        if isinstance(node, Product) and len(node.parts) <= _MOST_FACTORS:
            sides: dict[str, list[str]] = {"×": [], "/": []}
            for part in node.parts:
                sides[part.sign] += [name.key for name in names_of(part.node)][:_MOST_FACTORS]
            found.update(frozenset((above, below)) for above in sides["×"] for below in sides["/"])
    return frozenset(found)


_MOST_FACTORS: Final = 20


def _is_of_things(told: OperandUnit) -> bool:
    """Tell whether an operand counts or measures something, which no percentage is compared with."""
    return told.measure is not None and any(kind.family != "nilai" for kind, _ in told.measure.parts)


def _is_of_another_size(operand: Operand, figure: Datum, told: OperandUnit, measure: Unit, beside: Datum) -> bool:
    """Tell whether a bare figure is far from one beside it: 250 beside Rp 50 M, 2 beside 90 menit."""
    if not is_far(figure, beside, measure):
        return False  # 950.000.000 beside Rp 1.000 juta
    if told.source == NEEDED:  # Waktu standar / Waktu pelayanan: no name tells a unit
        return True
    return is_scaled(beside) or is_suggested(operand.key)  # what a name writes, or what is counted, has no other size


def is_far(figure: Datum, beside: Datum, measure: Unit) -> bool:
    """Tell whether two figures are too far apart to count in the same unit."""
    if not figure.value or not beside.value:
        return False
    timed = any(kind.family == "waktu" for kind, _ in measure.parts)
    return not is_near(abs(figure.value / beside.value), _TIMES_FAR_APART if timed else _FAR_APART)


def is_near(ratio: Fraction, most: int = _FAR_APART) -> bool:
    """Tell whether a quotient is within so many times, either way."""
    return Fraction(1, most) <= ratio <= most
