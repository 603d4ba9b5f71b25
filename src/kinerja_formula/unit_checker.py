"""Static inference of units over a whole tree, as a typed language infers types: before any data is seen.

Head nouns give the units of operands; an operand that tells none takes the one that the formula needs (the absences of
the attendance formula come out as orang-hari); what meets in a sum or a division is asked of the table of pairs.
Source of the rules: docs/reference/vocabulary.md (families, pairs), docs/reference/language.md "Units".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import (
    UNIT_DOUBT,
    UNIT_MISMATCH,
    UNIT_NOTE,
    UNKNOWN_NOUN,
    Diagnostic,
)
from kinerja_formula.nodes import (
    Average,
    Components,
    Name,
    Node,
    Number,
    Part,
    Power,
    Product,
    Root,
    Statement,
    Sum,
    names_of,
    walk,
)
from kinerja_formula.source import Span
from kinerja_formula.units import ONE, PERCENT, Unit, head_unit, meet, read_unit

__all__ = ["OperandUnit", "UnitReport", "check_units"]

HEAD_NOUN: Final = "kata benda"
NEEDED: Final = "rumus"
GIVEN: Final = "diberikan"
_RULES = {"error": UNIT_MISMATCH, "warning": UNIT_DOUBT, "note": UNIT_NOTE}
_ROUNDS = 4


class OperandUnit(NamedTuple):
    """The unit of an operand: its text (None if nothing tells it), where it was learned from, and the telling word.

    ``source`` is ``kata benda`` (the head noun), ``rumus`` (needed by the formula), ``diberikan`` (given by the caller)
    or None; ``span`` is the deciding word in the user's text.
    """

    unit: str | None
    source: str | None
    measure: Unit | None
    span: Span

    def __str__(self) -> str:
        return self.unit or "?"


class UnitReport(NamedTuple):
    """What inference found: the operands by key, the unit of the result, and what can't or hardly meet."""

    operands: Mapping[str, OperandUnit]
    result: Unit | None
    findings: tuple[Diagnostic, ...]


def check_units(
    tree: Node,
    *,
    share: bool = False,
    given: Mapping[str, Unit] | None = None,
    untold: frozenset[str] = frozenset(),
) -> UnitReport:
    """Infer the units of a tree.

    ``share``: the result is a percentage (its division must be of like by like); ``given``: units by operand key, which
    beat the head noun; ``untold``: operands whose own words are not asked, to learn what the formula needs of them.

    >>> from kinerja_formula.reading.reader import read
    >>> tree = read("(Pegawai x hari kerja efektif) - tdk hadir").tree
    >>> report = check_units(tree)
    >>> [str(unit) for unit in report.operands.values()], str(report.result)
    (['orang', 'hari', 'orang-hari'], 'orang-hari')
    """
    return _Inference(tree, share, given or {}, untold).report()


class _Inference:
    def __init__(self, tree: Node, share: bool, given: Mapping[str, Unit], untold: frozenset[str]) -> None:
        self.tree = tree
        self.share = share
        self.units: dict[str, OperandUnit] = {}
        self.findings: list[Diagnostic] = []
        self.changed = False
        for name in _operands(tree):
            unasked = name.key in untold
            self.units[name.key] = OperandUnit(None, None, None, name.span) if unasked else _told(name, given)

    def report(self) -> UnitReport:
        for _ in range(_ROUNDS):
            self.changed = False
            self._settle(self.tree, self.share)
            if not self.changed:
                break
        self._report_unknown()
        result = self._unit(self.tree, report=True, share=self.share)
        return UnitReport(self.units, result, tuple(self.findings))

    # -- what an operand needs ------------------------------------------------------------------------------------

    def _settle(self, node: Node, share: bool) -> None:
        """Give operands without a unit the one that the formula needs, from the leaves up."""
        if isinstance(node, Sum):
            for part in node.parts:
                self._settle(part.node, share and not isinstance(part.node, Name))
            units = [
                unit
                for part in node.parts
                if (unit := self._unit(part.node)) is not None and unit not in (ONE, PERCENT)
            ]
            if units:
                for part in node.parts:
                    self._need(part.node, units[0])
        elif isinstance(node, Product):
            for part in node.parts:
                self._settle(part.node, share=False)
            if share or _is_share(node):
                self._balance(node)
        elif isinstance(node, Average):
            for item in node.items:
                self._settle(item, share)
            units = [unit for item in node.items if (unit := self._unit(item)) is not None]
            for item in node.items:
                if units:
                    self._need(item, units[0])
        elif isinstance(node, Components):
            head = self._unit(node.head)
            if head is not None:
                for item in node.items:
                    self._need(item, head, overrule=True)
        elif isinstance(node, Power):
            self._settle(node.base, share=False)
        elif isinstance(node, Root):
            self._settle(node.radicand, share=False)

    def _balance(self, node: Product) -> None:
        """In a share numerator and denominator count alike: the one side that tells no unit takes that of the other."""
        known, unknown = ONE, []
        for part in node.parts:
            if isinstance(part.node, Number):
                continue
            unit = self._unit(part.node)
            if unit is None:
                unknown.append(part)
            elif unit is not PERCENT:
                known = known * unit if part.sign == "×" else known / unit
        if len(unknown) == 1 and known != ONE:
            needed = known if unknown[0].sign == "/" else ONE / known
            self._need(unknown[0].node, needed)

    def _need(self, node: Node, unit: Unit, *, overrule: bool = False) -> None:
        """Let the operands below ``node`` that tell no unit make ``node`` come out in ``unit``."""
        if isinstance(node, Name):
            told = self.units[node.key]
            if told.measure is None or (overrule and told.source == HEAD_NOUN and told.measure != unit):
                self.units[node.key] = OperandUnit(str(unit), NEEDED, unit, node.span)
                self.changed = True
        elif isinstance(node, Sum):
            for part in node.parts:
                self._need(part.node, unit)
        elif isinstance(node, Average):
            for item in node.items:
                self._need(item, unit)
        elif isinstance(node, Product):
            known, unknown = ONE, []
            for part in node.parts:
                if isinstance(part.node, Number):
                    continue
                inner = self._unit(part.node)
                if inner is None:
                    unknown.append(part)
                else:
                    known = known * inner if part.sign == "×" else known / inner
            if len(unknown) == 1:
                self._need(unknown[0].node, unit / known if unknown[0].sign == "×" else known / unit)

    # -- the unit of a node ---------------------------------------------------------------------------------------

    def _unit(self, node: Node, *, report: bool = False, share: bool = False) -> Unit | None:
        """Return the unit of a node, None if nothing tells it; numbers are bare."""
        if isinstance(node, Name):
            return self.units[node.key].measure
        if isinstance(node, Number):
            return PERCENT if node.percent else ONE
        if isinstance(node, Sum):
            return self._sum(node, report)
        if isinstance(node, Product):
            return self._product(node, report, share or _is_share(node))
        if isinstance(node, Average):
            units = [self._unit(item, report=report) for item in node.items]
            return self._together(list(zip(node.items, units, strict=True)), None, report)
        if isinstance(node, Power):
            base = self._unit(node.base, report=report)
            exponent = node.exponent
            if base is None or base == ONE:
                return base
            if isinstance(exponent, Number) and exponent.value.denominator == 1 and abs(exponent.value) <= 9:
                return base ** int(exponent.value)
            return None
        if isinstance(node, Root):
            inner = self._unit(node.radicand, report=report)
            return inner if inner in (None, ONE, PERCENT) else None
        if isinstance(node, Components):
            head = self._unit(node.head)
            return head if head is not None else self._unit(node.items[0])
        if isinstance(node, Statement):
            unit = node.quantities[0].unit if node.quantities else None
            return read_unit(unit) if unit else self.units[node.key].measure if node.key in self.units else None
        return None

    def _sum(self, node: Sum, report: bool) -> Unit | None:
        told = [(part.node, self._unit(part.node, report=report)) for part in node.parts]
        return self._together(told, node.parts, report)

    def _together(
        self, told: list[tuple[Node, Unit | None]], parts: tuple[Part, ...] | None, report: bool
    ) -> Unit | None:
        """Fold the terms of a sum or mean; bare numbers fit anything."""
        result: Unit | None = None
        first: Node | None = None
        for order, (node, unit) in enumerate(told):
            if unit is None or isinstance(node, Number):
                continue
            if result is None or first is None:
                result, first = unit, node
                continue
            if _weight(node) or _weight(first):
                continue
            meeting = meet(result, unit, "add")
            if parts is None and meeting.rule == "persen":
                continue  # the mean of percentages is a percentage
            if report and meeting.severity is not None:
                sign = parts[order].sign_span if parts is not None else (node.span[0], node.span[0])
                self._clash(meeting.severity, meeting.rule, first, result, sign, node, unit)
            result = meeting.result
        return result

    def _product(self, node: Product, report: bool, share: bool) -> Unit | None:
        above, below = ONE, ONE
        upper: Node | None = None
        known = True
        seen_bar = False
        for part in node.parts:
            unit = self._unit(part.node, report=report)
            if isinstance(part.node, Number):
                continue
            if unit is None:
                known = False
                unit = ONE
                upper = upper or (part.node if part.sign == "×" else None)
                continue
            if part.sign == "×":
                above = above if unit == PERCENT and not isinstance(part.node, Name) else above * unit
                upper = upper or part.node
                continue
            if not seen_bar and known and upper is not None and (above != ONE or unit != ONE):
                meeting = meet(above, unit, "percent" if share else "divide")
                if report and meeting.severity is not None and not _bare(above, unit):
                    self._clash(meeting.severity, meeting.rule, upper, above, part.sign_span, part.node, unit)
                if meeting.result == ONE and above != unit:
                    above = unit  # kinds of one thing cancel
                seen_bar = True
            below = below * unit
        if not known:
            return None
        return above / below

    def _clash(
        self, severity: str, rule: str, left: Node, left_unit: Unit, sign: Span, right: Node, right_unit: Unit
    ) -> None:
        self.findings.append(
            Diagnostic(
                _RULES[severity],
                self._word(left),
                (sign, self._word(right)),
                reason=rule,
                left=_title(left),
                left_unit=left_unit.name if left_unit.kind is not None else str(left_unit),
                right=_title(right),
                right_unit=right_unit.name if right_unit.kind is not None else str(right_unit),
            )
        )

    def _word(self, node: Node) -> Span:
        """The place to mark for an operand: all of it."""
        return node.span

    def _report_unknown(self) -> None:
        for name in _operands(self.tree):
            told = self.units[name.key]
            if told.source == HEAD_NOUN and told.measure is not None and not told.measure.known:
                self.findings.append(Diagnostic(UNKNOWN_NOUN, told.span, noun=str(told.measure), name=name.text))


def _operands(tree: Node) -> list[Name]:
    found = list(names_of(tree))
    if isinstance(tree, Components) and isinstance(tree.head, Name):
        found.append(tree.head)
    if isinstance(tree, Statement) and tree.operand:
        found.append(Name(tree.text, tree.span))
    return found


def _told(name: Name, given: Mapping[str, Unit]) -> OperandUnit:
    unit = given.get(name.key)
    if unit is not None:
        return OperandUnit(str(unit), GIVEN, unit, name.span)
    told = head_unit(name.text)
    if told is None and name.aliases:
        told = head_unit(name.aliases[0])
        if told is not None:
            return OperandUnit(str(told.unit), HEAD_NOUN, told.unit, name.span)
    if told is None and name.total:
        told = head_unit("Jumlah " + name.text)
        if told is not None and not told.known:
            told = None
        if told is not None:
            return OperandUnit(str(told.unit), HEAD_NOUN, told.unit, name.span)
    if told is None:
        return OperandUnit(None, None, None, name.span)
    start, end = name.span
    width = end - start
    # Where the text was folded, the word's place in the name is not its place in the text: then mark the whole name.
    exact = width == len(name.text)
    span = (start + told.start, start + told.end) if exact else name.span
    return OperandUnit(str(told.unit), HEAD_NOUN, told.unit, span)


def _is_share(node: Product) -> bool:
    """Tell whether a product is made a percentage or rate by its own 100%."""
    return any(isinstance(part.node, Number) and part.node.percent and part.node.value == 100 for part in node.parts)


def _weight(node: Node) -> bool:
    """``Nilai SKP × 60%``: a weighted term stays in points."""
    return isinstance(node, Product) and any(
        isinstance(part.node, Number) and part.node.percent and part.node.value != 100 for part in node.parts
    )


def _bare(above: Unit, below: Unit) -> bool:
    return ONE in (above, below) or PERCENT in (above, below)


def _title(node: Node) -> str:
    names = [one.text for one in walk(node) if isinstance(one, Name)]
    if len(names) == 1:
        return names[0]
    return " … ".join((names[0], names[-1])) if names else "?"
