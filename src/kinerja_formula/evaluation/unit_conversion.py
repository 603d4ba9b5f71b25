"""Figures brought into the units that a formula counts them in: money, times and sizes exactly, percentages as such."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, UnitMismatchError
from kinerja_formula.diagnostics.catalogue import DATA_UNIT, DATA_UNIT_UNKNOWN, PERCENT_COMPARED
from kinerja_formula.evaluation.bare_figures import BareFigures, is_far, is_near
from kinerja_formula.evaluation.data_units import factor_of, is_amount, is_counted, is_measured, is_no_share, is_scaled
from kinerja_formula.evaluation.figures import Datum, Operand
from kinerja_formula.evaluation.percent import is_percentage
from kinerja_formula.figures import read_angka
from kinerja_formula.nodes import Node
from kinerja_formula.numerals import NumeralError, shortest
from kinerja_formula.scale_words import scale_words
from kinerja_formula.unit_checker import HEAD_NOUN, NEEDED, OperandUnit, UnitReport
from kinerja_formula.units import (
    Unit,
    above_the_line,
    default_vocabulary,
    is_money,
    is_score,
    is_suggested,
    meet,
    read_unit,
    unscaled,
)

__all__ = ["UnitConversion", "count_alike", "in_scaled_units", "scale_compared"]

_AREA_OF_PLACES: Final = "wilayah-dan-luas"


class UnitConversion(NamedTuple):
    """The units that the operands of a formula have, and what becomes of figures in others.

    ``given``: the keys of operands whose unit the caller gave. ``alone``: nothing is calculated with the figure.
    """

    operands: Mapping[str, OperandUnit]
    given: Collection[str]
    alone: bool
    text: str
    tree: Node | None = None

    def convert(self, figures: list[Datum], operands: Sequence[Operand], *, strict: bool) -> dict[str, Unit]:
        """Bring figures into the units of their operands, in place; return the units of operands that tell none.

        Raises UnitMismatchError KF205 for a unit that has no exact factor to that of the operand.
        """
        learned: dict[str, Unit] = {}
        clashes: dict[int, Diagnostic] = {}
        for place, (operand, figure) in enumerate(zip(operands, figures, strict=True)):
            if figure.unit is None:
                continue
            told = self.operands.get(operand.key)
            if told is None:
                continue
            if figure.percent:
                clash = self._clash_of_percent(operand, told, mixed=not all(one.percent for one in figures))
            elif told.measure is None:
                clash = None
                learned |= self._learned(operand, figure.unit)
            elif (own := self._size_of_its_own(operand, figure.unit, told, told.measure)) is not None:
                clash = None
                learned[operand.key] = own
            else:
                figures[place], clash = _in_unit_of(operand, figure, figure.unit, told, told.measure)
                learned |= self._told_as_suggested(operand, figure.unit, told)
            if clash is not None:
                clashes[place] = clash
        if learned:
            # what a formula needs of the others may be another unit now, and is looked at again
            clashes = {at: one for at, one in clashes.items() if one.values.get("source") != NEEDED}
            unsettled = dict(self._unsettled(figures, operands, learned))
            clashes |= unsettled
            learned = {key: unit for key, unit in learned.items() if key not in {operands[at].key for at in unsettled}}
            learned |= self._base_units(figures, operands, learned)
            learned |= self._of_same_noun(figures, operands, learned)
        BareFigures(self.operands, self.tree).doubt(figures, operands)
        if clashes and strict:
            raise UnitMismatchError(tuple(clashes.values()), self.text)
        for place, clash in clashes.items():
            figures[place] = figures[place]._replace(notes=(*figures[place].notes, clash))
        return learned

    def of_column(self, operand: Operand, given: str) -> tuple[Fraction, dict[str, Unit]]:
        """Return what figures in a unit are multiplied by to be in that of their operand, and its unit if it has none.

        As :meth:`convert` does with figures that tell it themselves: ``juta rupiah`` beside all of a column.
        Raises UnitMismatchError KF205.
        """
        told = self.operands.get(operand.key)
        try:
            one = read_angka(f"1 {given}")
        except NumeralError:
            return Fraction(1), {}
        if told is None or one is None or one.unit is None or one.value is None:
            scale = None if one is None or one.unit is not None else one.value  # a column that only says "miliar"
            return scale or Fraction(1), {}
        figure, clash = Datum(one.value, one.percent, one.unit), None
        if one.percent:
            clash = self._clash_of_percent(operand, told)
        elif told.measure is None:
            return figure.value, self._learned(operand, one.unit)
        elif (own := self._size_of_its_own(operand, one.unit, told, told.measure)) is not None:
            return figure.value, {operand.key: own}
        else:
            figure, clash = _in_unit_of(operand, figure, one.unit, told, told.measure)
        if clash is not None:
            raise UnitMismatchError(clash, self.text)
        return figure.value, self._told_as_suggested(operand, one.unit, told)

    def _told_as_suggested(self, operand: Operand, given: str, told: OperandUnit) -> dict[str, Unit]:
        """``12.000 m`` of *panjang jalan*: the figure says what the name only suggests, whatever stands beside it."""
        unit = read_unit(given)
        if told.source != HEAD_NOUN or not is_suggested(operand.key) or operand.key in self.given or unit is None:
            return {}
        sized = all(kind.family == "ukuran" for kind, _ in unit.parts)
        return {operand.key: unit} if sized and unit == told.measure else {}

    def _learned(self, operand: Operand, given: str) -> dict[str, Unit]:
        """Return the unit of an operand that tells none, as its figure gives it."""
        unit = read_unit(given)
        if operand.key in self.given or unit is None:
            return {}
        return {operand.key: unit}

    def _size_of_its_own(self, operand: Operand, given: str, told: OperandUnit, measure: Unit) -> Unit | None:
        """``12 km`` of *panjang jalan*, ``5 ha`` of *jumlah lahan*: what a figure writes says more."""
        if operand.key in self.given or told.source != HEAD_NOUN:
            return None
        unit = read_unit(given)
        if is_money(measure) and unit is not None and is_money(unit) and unit.factor_to(measure) is None:
            abroad = default_vocabulary().words("satuan", "abroad")
            return None if abroad.isdisjoint(operand.key.split()) else unit
        if _is_counted_otherwise(operand, given, unit, measure) or _is_no_score(operand, unit, measure):
            return unit
        if not is_suggested(operand.key) or any(kind.family != "ukuran" for kind, _ in measure.parts):
            return None
        factor = None if unit is None or not unit.known else unit.factor_to(measure)
        return None if factor is None or factor == 1 else unit

    def _base_units(
        self, figures: list[Datum], operands: Sequence[Operand], learned: Mapping[str, Unit]
    ) -> dict[str, Unit]:
        """``2 km`` beside a bare 1500: it counts in m, for it would be far from 2 in km and is near to it in m."""
        found: dict[str, Unit] = {}
        sized = [(one, figure) for one, figure in zip(operands, figures, strict=True) if one.key in learned]
        for operand, figure in zip(operands, figures, strict=True):
            told = self.operands.get(operand.key)
            if figure.unit is not None or told is None or told.measure is None or not is_suggested(operand.key):
                continue
            for other, given in sized:
                factor = learned[other.key].factor_to(told.measure)
                if factor is None or not given.value or not figure.value:
                    continue
                ratio = abs(figure.value / given.value)
                if not is_near(ratio) and is_near(ratio / factor):
                    found[operand.key] = told.measure
        return found

    def _of_same_noun(
        self, figures: list[Datum], operands: Sequence[Operand], learned: Mapping[str, Unit]
    ) -> dict[str, Unit]:
        """``5 ha`` of *jumlah lahan*, beside a bare 10 of *jumlah lahan teririgasi*: of one noun, in one unit."""
        nouns = {str(told.measure): learned[key] for key, told in self.operands.items() if key in learned}
        bare = [one for one, figure in zip(operands, figures, strict=True) if figure.unit is None]
        told = [(one.key, self.operands.get(one.key)) for one in bare if one.key not in self.given]
        return {
            key: nouns[str(own.measure)]
            for key, own in told
            if own is not None and own.source == HEAD_NOUN and str(own.measure) in nouns and own.measure is not None
            if _counts_nothing(own.measure) or not is_measured(own.measure)
        }

    def _unsettled(
        self, figures: list[Datum], operands: Sequence[Operand], learned: Mapping[str, Unit]
    ) -> Iterator[tuple[int, Diagnostic]]:
        """Yield the figures whose own unit can't hold: US$ beside Rp, 12 ton beside a bare 20.000 of the same noun."""
        rows = list(zip(operands, figures, strict=True))
        currencies = {str(read_unit(figure.unit)) for _, figure in rows if figure.unit is not None}
        for place, (operand, figure) in enumerate(rows):
            told, unit = self.operands.get(operand.key), learned.get(operand.key)
            if unit is None or told is None or told.measure is None or figure.unit is None:
                continue
            alike = [other for one, other in rows if other.unit is None and self._is_of_noun(one, told.measure)]
            far = not is_money(unit) and is_measured(unit) and any(is_far(one, figure, unit) for one in alike)
            if far or (is_money(unit) and str(told.measure) in currencies):
                yield place, _clash_of_units(operand, figure.unit, told)

    def _is_of_noun(self, operand: Operand, measure: Unit) -> bool:
        own = self.operands.get(operand.key)
        alike = own is not None and own.source == HEAD_NOUN and own.measure == measure
        return alike and (_counts_nothing(measure) or not is_measured(measure))

    def _clash_of_percent(self, operand: Operand, told: OperandUnit, *, mixed: bool = False) -> Diagnostic | None:
        """A count is never a percentage; an amount is none where something is calculated with it.

        ``mixed``: other figures of the formula are no percentages: 90% over a pagu of Rp 2 juta.
        """
        if told.measure is None:
            return None
        amount = is_amount(operand, told) or (mixed and told.source == NEEDED and not _counts_nothing(told.measure))
        if is_counted(operand, told) or is_no_share(operand, told) or (not self.alone and amount):
            return _clash_of_units(operand, "%", told)
        return None


def _counts_nothing(unit: Unit) -> bool:
    """Tell whether a unit is that of a bare ratio or of a score."""
    return not unit.parts or is_score(unit)


def _is_counted_otherwise(operand: Operand, given: str, unit: Unit | None, measure: Unit) -> bool:
    """``1.234 orang`` of *jumlah kunjungan*, ``20 ton`` of *jumlah pupuk*: may the thing be told so?"""
    if unit is None or not unit.known or not unit.parts or is_measured(measure):
        return False
    if not measure.known:
        stuff = measure.name in default_vocabulary().words("satuan", "stuff")
        return not is_measured(unit) or (stuff and any(kind.family == "ukuran" for kind, _ in unit.parts))
    if factor_of(given, unit, measure, operand) is not None:
        return False
    meeting = meet(measure, unit, "satuan")
    return meeting.severity != "error" or meeting.rule == _AREA_OF_PLACES  # 12 ha of jumlah kawasan kumuh


_PER: Final = " per "


def _is_no_score(operand: Operand, unit: Unit | None, measure: Unit) -> bool:
    """``71,5 tahun`` of *angka harapan hidup*, ``Rp 5 miliar`` of *nilai ekspor*: the noun only says it is a figure."""
    if unit is None or not unit.known or not unit.parts or not _counts_nothing(measure) or not measure.parts:
        return False
    if all(kind.family == "nilai" for kind, _ in unit.parts):
        return False
    first, vocabulary = operand.key.partition(" ")[0], default_vocabulary()
    if first in vocabulary.words("heads", "of_anything"):
        return True
    return is_money(unit) and " ".join(operand.key.split()[:2]) in vocabulary.words("heads", "of_money")


def _in_unit_of(
    operand: Operand, figure: Datum, given: str, told: OperandUnit, measure: Unit
) -> tuple[Datum, Diagnostic | None]:
    """Return a figure in the unit of its operand; as it is where it can't be that, and why."""
    unit = read_unit(given)
    if is_money(measure) and given.isupper() and given.casefold() in scale_words("money"):
        unit = read_unit(f"{scale_words('money')[given.casefold()]} rupiah")  # 1,2 M of an amount
    factor = None if unit is None else factor_of(given, unit, measure, operand)
    if factor is None and unit is not None and _PER in operand.key:
        factor = above_the_line(unit).factor_to(above_the_line(measure))  # Rp 50 juta of PDRB per kapita
    if factor is not None:
        return (figure if factor == 1 else figure._replace(value=figure.value * factor, factor=factor)), None
    if (unit is None or not unit.known) and not is_measured(measure):
        facts: dict[str, object] = {"name": operand.text, "given": given, "unit": str(measure)}
        doubt = Diagnostic(DATA_UNIT_UNKNOWN, told.span, (), **facts)
        return figure._replace(notes=(*figure.notes, doubt)), None
    return figure, _clash_of_units(operand, given, told)


def in_scaled_units(figures: list[Datum], operands: Sequence[Operand], units: UnitReport) -> None:
    """``150 miliar`` where the unit is *miliar rupiah*: the word is the unit's own, and what is scaled is rupiah.

    In place: such a figure is one in the unit without its scale.
    """
    for place, (operand, figure) in enumerate(zip(operands, figures, strict=True)):
        if figure.unit is None and figure.written and operand.key in units.operands and is_scaled(figure):
            unit = unscaled(units.operands[operand.key].measure)
            if unit is not None:
                figures[place] = figure._replace(unit=unit)


def _clash_of_units(operand: Operand, given: str, told: OperandUnit) -> Diagnostic:
    facts: dict[str, object] = {"name": operand.text, "given": given, "unit": str(told.measure)}
    return Diagnostic(DATA_UNIT, told.span, (), **facts, source=told.source)


def count_alike(figures: list[Datum], operands: Sequence[Operand], units: UnitReport) -> None:
    """Bring the figures that the formula counts in other units into those it calculates with, in place."""
    for place, operand in enumerate(operands):
        by = units.factors.get(operand.key)
        if by is not None:
            figure = figures[place]
            written = figure.written or f"{shortest(figure.value)} {units.operands[operand.key].unit}"
            figures[place] = figure._replace(value=figure.value * by, written=written, factor=figure.factor * by)


def scale_compared(figures: list[Datum], operands: Sequence[Operand], compared: Collection[str]) -> None:
    """``PMA ≥ 1%``: a bare 30 is 30 %, and so is a bare 0,3; both are said unless the name says it."""
    for place, (operand, figure) in enumerate(zip(operands, figures, strict=True)):
        if operand.key not in compared or (figure.unit is not None and not figure.percent):
            continue
        share = not figure.percent and abs(figure.value) <= 1
        value = figure.value * 100 if share else figure.value
        written = figure.written or shortest(figure.value)
        shown_value = shortest(value) + "%"
        notes = figure.notes
        if not figure.percent and (share or not any(is_percentage(key) for key in operand.keys)):
            facts: dict[str, object] = {"name": operand.text, "written": written, "value": shown_value}
            notes = (*notes, Diagnostic(PERCENT_COMPARED, operand.span, (), **facts))
        figures[place] = Datum(value / 100, written=shown_value, notes=notes)
