"""Static inference of units over a whole tree, as a typed language infers types: before any data is seen.

Head nouns give the units of operands; an operand that tells none takes the one that the formula needs (the absences of
the attendance formula come out as orang-hari); what meets in a sum or a division is asked of the table of pairs.
Source of the rules: docs/reference/vocabulary.md (families, pairs), docs/reference/language.md "Units".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.diagnostics.catalogue import UNIT_DOUBT, UNIT_MISMATCH, UNIT_NOTE, UNKNOWN_NOUN
from kinerja_formula.nodes import (
    Aggregate,
    Average,
    Call,
    Comparison,
    Components,
    Conditional,
    Name,
    Node,
    Number,
    Part,
    Power,
    Product,
    Root,
    Statement,
    Sum,
    walk,
)
from kinerja_formula.numerals import shortest
from kinerja_formula.source import Span, join_spans
from kinerja_formula.unit_checker.operands import GIVEN, HEAD_NOUN, NEEDED, OperandUnit, head_of, operands, told_unit
from kinerja_formula.unit_checker.shapes import (
    alike,
    averaged,
    comparisons,
    gives_bare_number,
    is_factor,
    is_share,
    may_be_share,
    same_over_time,
    so_many_each,
    weighted_by_fraction,
    weighted_names,
    weighted_score,
    weighted_term,
)
from kinerja_formula.unit_checker.sides import Quotient, Side, distinct_names, speak_of_each_other, tells_of_all
from kinerja_formula.units import (
    EXACT,
    ONE,
    PERCENT,
    PERSONS_IMPLIED,
    Meeting,
    Unit,
    default_vocabulary,
    head_unit,
    is_money,
    is_score,
    is_suggested,
    meet,
    money_paid,
    names_unit,
    read_unit,
    unit_in_brackets,
)

__all__ = ["UnitReport", "check_units"]

_RULES = {"error": UNIT_MISMATCH, "warning": UNIT_DOUBT, "note": UNIT_NOTE}
_ROUNDS = 4
_MOST_TIMES: Final = 9
_WHOLE: Final = 100


class UnitReport(NamedTuple):
    """What inference found: the operands by key, the unit of the result, and what can't or hardly meet.

    ``factors``: what the figures of operands are multiplied by, so that tahun and bulan, ha and m² are counted alike
    where they meet; operands that need no conversion are not in it.
    """

    operands: Mapping[str, OperandUnit]
    result: Unit | None
    findings: tuple[Diagnostic, ...]
    factors: Mapping[str, Fraction]


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
    if isinstance(tree, Name):  # half of all cells: nothing meets anything
        told = OperandUnit(None, None, None, tree.span) if tree.key in untold else told_unit(tree, given or {})
        unknown = told.source == HEAD_NOUN and told.measure is not None and not told.measure.known
        found = (Diagnostic(UNKNOWN_NOUN, told.span, (), noun=str(told.measure)),) if unknown else ()
        return UnitReport({tree.key: told}, told.measure, found, {})
    return _Inference(tree, share, given or {}, untold).report()


class _Inference:
    def __init__(self, tree: Node, share: bool, given: Mapping[str, Unit], untold: frozenset[str]) -> None:
        self.tree = tree
        self.share = share
        self.given = bool(given)
        self.units: dict[str, OperandUnit] = {}
        self.findings: list[Diagnostic] = []
        self.factors: dict[str, Fraction] = {}
        self.converted: dict[str, list[tuple[Fraction, Name]]] = {}
        self.changed = False
        self.alike: dict[str, str] = {}
        # "> 6 hari = 1, <= 6 hari = 2" gives scores; the days are its condition
        scores = isinstance(tree, Statement) and "=" in tree.text
        untold |= weighted_names(tree, given)
        for name in operands(tree):
            unasked = name.key in untold or scores
            stated = tree.quantities[0] if isinstance(tree, Statement) and tree.quantities else None
            unit = read_unit(stated.unit) if stated is not None and stated.unit else None
            if stated is not None and unit is not None and not unasked and name.key not in given:
                # "… sebanyak 26 desa": the realization counts what the volume counts
                self.units[name.key] = OperandUnit(str(unit), HEAD_NOUN, unit, stated.span)
                continue
            self.units[name.key] = OperandUnit(None, None, None, name.span) if unasked else told_unit(name, given)
        self._let_written_units_hold()
        self._let_budgets_be_money()

    def _let_written_units_hold(self) -> None:
        """``Luas tanam (ha) / luas lahan``: what a noun only suggests counts in the unit that another name writes."""
        told = [(key, one, one.measure) for key, one in self.units.items() if one.measure is not None]
        written = {unit for key, one, unit in told if one.source == GIVEN or unit_in_brackets(key)}
        for key, one, own in told if written else ():
            others = {unit for unit in written if unit.dimension == own.dimension}
            if one.source == HEAD_NOUN and len(others) == 1 and own not in others and is_suggested(key):
                unit = others.pop()
                self.units[key] = OperandUnit(str(unit), NEEDED, unit, one.span)

    def _let_budgets_be_money(self) -> None:
        """``Jumlah PAD / Jumlah APBD``: a document that holds a budget is its money beside other money."""
        money = next(
            (one.measure for one in self.units.values() if one.measure is not None and is_money(one.measure)), None
        )
        budgets = default_vocabulary().words("heads", "budgets")
        for key, one in self.units.items() if money is not None else ():
            head = head_unit(key) if one.source == HEAD_NOUN and one.measure != money else None
            if head is not None and key[head.start : head.end] in budgets:
                self.units[key] = OperandUnit(str(money), NEEDED, money, one.span)

    def report(self) -> UnitReport:
        for _ in range(_ROUNDS):
            self.changed = False
            self._settle(self.tree, self.share)
            if not self.changed:
                break
        self._report_unknown()
        result = self._unit(self.tree, report=True, share=self.share)
        self._factor_operands()
        return UnitReport(self.units, result, tuple(self.findings), self.factors)

    # -- what an operand needs ------------------------------------------------------------------------------------

    def _settle(self, node: Node, share: bool) -> None:
        """Give operands without a unit the one that the formula needs, from the leaves up."""
        match node:
            case Sum():
                for part in node.parts:
                    self._settle(part.node, share and not isinstance(part.node, Name))
                self._let_worth_be_money([part.node for part in node.parts])
                self._let_agree([part.node for part in node.parts])
            case Product():
                for part in node.parts:
                    self._settle(part.node, share=False)
                if share or is_share(node):
                    self._balance(node)
            case Average() | Conditional() | Call() | Comparison():
                items = alike(node)
                for item in items:
                    self._settle(item, share)
                for condition in comparisons(node):
                    self._settle(condition, share=False)
                self._let_agree(items)
            case Aggregate():
                self._settle(node.expression, share=False)
            case Components():
                head = self._unit(node.head)
                if head is not None:
                    for item in node.items:
                        self._need(item, head, overrule=True)
            case Power():
                self._settle(node.base, share=False)
            case Root():
                self._settle(node.radicand, share=False)

    def _let_agree(self, nodes: Sequence[Node]) -> None:
        """Let the nodes that tell no unit take that of the first one that is more than a number."""
        units = [unit for node in nodes if (unit := self._unit(node)) is not None and unit not in (ONE, PERCENT)]
        for node in nodes if units else ():
            self._need(node, units[0])
        keys = [node.key for node in nodes if isinstance(node, Name)]
        for key in () if units else keys[1:]:  # H / (H + I + A): whatever they count, they count the same
            self.alike[self._counted_as(key)] = self._counted_as(keys[0])

    def _let_worth_be_money(self, nodes: Sequence[Node]) -> None:
        """``Jumlah aset + Kredit yang diusulkan``: what is added to money counts by its worth."""
        units = [unit for node in nodes if (unit := self._unit(node)) is not None and is_money(unit)]
        owned = default_vocabulary().words("heads", "worth")
        for node in nodes if units else ():
            if not isinstance(node, Name) or self.units[node.key].source != HEAD_NOUN:
                continue
            head = head_unit(node.key)
            if head is not None and node.key[head.start : head.end] in owned:
                self._need(node, units[0], overrule=True)

    def _counted_as(self, key: str) -> str:
        """Return the operand that stands for all that are counted alike without a word for it."""
        while self.alike.get(key, key) != key:
            key = self.alike[key]
        return key

    def _untold(self, node: Node) -> str | None:
        """Return the operand that stands for what a node without a unit counts, None where that can't be known."""
        match node:
            case Name():
                return self._counted_as(node.key) if self._unit(node) is None else None
            case Sum():
                found = {self._untold(part.node) for part in node.parts}
            case Average():
                found = {self._untold(item) for item in node.items}
            case _:
                return None
        return found.pop() if len(found) == 1 else None

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
        match node:
            case Name():
                told = self.units[node.key]
                if told.measure is None or (overrule and told.source == HEAD_NOUN and told.measure != unit):
                    self.units[node.key] = OperandUnit(str(unit), NEEDED, unit, node.span)
                    self.changed = True
            case Sum():
                for part in node.parts:
                    self._need(part.node, unit)
            case Average() | Conditional() | Call() if not gives_bare_number(node):
                for item in alike(node):
                    self._need(item, unit)
            case Aggregate():
                self._need(node.expression, unit)
            case Product():
                self._need_of_factor(node, unit)

    def _need_of_factor(self, node: Product, unit: Unit) -> None:
        """Let the one factor that tells no unit take what the others leave of ``unit``."""
        known, unknown = ONE, []
        for part in node.parts:
            if isinstance(part.node, Number):
                continue
            inner = self._unit(part.node)
            if inner is None:
                unknown.append(part)
            elif inner != PERCENT:
                known = known * inner if part.sign == "×" else known / inner
        if len(unknown) == 1:
            self._need(unknown[0].node, unit / known if unknown[0].sign == "×" else known / unit)

    # -- the unit of a node ---------------------------------------------------------------------------------------

    def _unit(self, node: Node, *, report: bool = False, share: bool = False) -> Unit | None:
        """Return the unit of a node, None if nothing tells it; numbers are bare."""
        match node:
            case Name():
                return self.units[node.key].measure
            case Number():
                return PERCENT if node.percent else ONE
            case Sum():
                return self._sum(node, report)
            case Product():
                return self._product(node, report, share or is_share(node))
            case Average():
                units = [self._unit(item, report=report) for item in node.items]
                return self._together(list(zip(node.items, units, strict=True)), None, report)
            case Conditional() | Call():
                return self._alike(node, report)
            case Aggregate():
                return self._unit(node.expression, report=report)
            case Power():
                return self._power(node, report)
            case Root():
                inner = self._unit(node.radicand, report=report)
                return inner if inner in (None, ONE, PERCENT) else None
            case Components():
                head = self._unit(node.head)
                return head if head is not None else self._unit(node.items[0])
            case Statement():
                return self._statement(node)
        return None

    def _power(self, node: Power, report: bool) -> Unit | None:
        base = self._unit(node.base, report=report)
        base = ONE if base == PERCENT else base  # 50 % squared is 1/4
        exponent = node.exponent
        if base is None or base == ONE:
            return base
        if isinstance(exponent, Number) and exponent.value.denominator == 1 and abs(exponent.value) <= _MOST_TIMES:
            return base ** int(exponent.value)
        return None

    def _statement(self, node: Statement) -> Unit | None:
        if node.key in self.units:
            return self.units[node.key].measure
        stated = node.quantities[0].unit if node.quantities else None
        return read_unit(stated) if stated else None

    def _alike(self, node: Conditional | Call, report: bool) -> Unit | None:
        """Branches give one thing, and so do the arguments of an extreme; sides of a comparison are of one kind."""
        for comparison in comparisons(node) if report else ():
            sides = alike(comparison)
            self._together([(side, self._unit(side, report=True)) for side in sides], None, report, "pembanding")
        items = alike(node)
        told = [(item, self._unit(item, report=report)) for item in items]
        return ONE if gives_bare_number(node) else self._together(told, None, report, "cabang")

    def _sum(self, node: Sum, report: bool) -> Unit | None:
        if weighted_score(node):  # (Kompetensi x 40%) + (Kinerja x 30%) + …: whatever its parts are, a score
            units = {unit for part in node.parts if (unit := self._unit(part.node)) is not None}
            if len(units) != 1 or PERCENT in units:
                return read_unit("nilai")
        told = [(part.node, self._unit(part.node, report=report)) for part in node.parts]
        return self._together(told, node.parts, report)

    def _together(
        self,
        told: list[tuple[Node, Unit | None]],
        parts: tuple[Part, ...] | None,
        report: bool,
        how_alike: str = "rata-rata",
    ) -> Unit | None:
        """Fold the terms of a sum or mean; bare numbers fit anything."""
        result: Unit | None = None
        met: Side | None = None
        whole = self._counted_off(told, parts) if parts is not None else None
        if whole is not None:
            return whole
        if report and parts is not None:
            self._look_for_added_percents(told)
        for order, (node, unit) in enumerate(told):
            if unit is None or isinstance(node, Number):
                continue
            if result is None or met is None:
                result, met = unit, self._side([node], report)
                continue
            if weighted_term(node) or weighted_term(met.first):
                result = unit if result == PERCENT else result
                continue
            meeting = meet(result, unit, "add")
            weighted = weighted_by_fraction(met.first) and weighted_by_fraction(node)
            if meeting.rule == "persen" and (parts is None or weighted or same_over_time(met.first, node)):
                continue  # the mean of percentages is a percentage, and so is one beside that of the year before
            if report:
                start = node.span[0]
                sign, how = ((start, start), how_alike) if parts is None else _sign_of(parts[order])
                self._meet_term(meeting, how, met, result, sign, node, unit)
            # 80 % beside points counts as 80 points
            result = unit if meeting.rule == "nilai-dan-persen" and result == PERCENT else meeting.result
        return result

    def _meet_term(
        self, meeting: Meeting, how: str, met: Side, result: Unit, sign: Span, node: Node, unit: Unit
    ) -> None:
        """Let a term meet those before it, ``met``: they may clash, or one is converted into the unit of the other."""
        if meeting.severity is not None:
            self._clash(meeting, how, met, result, sign, node, unit)
        self._convert(node, meeting.factor, met)
        if meeting.severity != "error":
            self._add(met, node)

    @staticmethod
    def _counted_off(told: list[tuple[Node, Unit | None]], parts: tuple[Part, ...]) -> Unit | None:
        """``100% - 5% × Jumlah hari terlambat``, ``100 - 5 × …``: a whole, less so much for each one counted.

        A measure has to be written in the name, *Lama keterlambatan (hari)*: of 2 minggu nobody knows how many it is.
        """
        numbers = [node for node, _ in told if isinstance(node, Number)]
        if len(numbers) != 1 or len(told) == 1 or not (numbers[0].percent or numbers[0].value == _WHOLE):
            return None
        for part, (node, unit) in zip(parts, told, strict=True):
            if node is numbers[0]:
                continue
            name = so_many_each(part, numbers[0])
            if name is None or unit is None or unit == PERCENT or is_score(unit) or is_money(unit):
                return None
            if any(kind.family in EXACT for kind, _ in unit.parts) and not names_unit(name.text):
                return None
        return PERCENT if numbers[0].percent else ONE

    def _look_for_added_percents(self, told: list[tuple[Node, Unit | None]]) -> None:
        """``Jumlah pegawai + 10%``: of what the 10% are is not said, and 10 pieces are not meant."""
        beside = [(node, unit) for node, unit in told if not isinstance(node, Number)]
        if not beside or any(unit == PERCENT or may_be_share(node) for node, unit in beside):
            return
        name, unit = beside[0]
        counted = unit is not None and unit.parts and self._side([name], True).sure
        graded = is_score(unit)
        for node, _ in told:
            # 100 % beside a ratio is the whole: (A - B) / B + 100%.
            if isinstance(node, Number) and node.percent and (node.value != 100 or (counted and not graded)):
                text = self._side([name], True).title
                rule = UNIT_MISMATCH if counted and not graded else UNIT_DOUBT
                facts: dict[str, object] = {"name": text, "percent": shortest(node.value)}
                self.findings.append(Diagnostic(rule, node.span, (name.span,), **facts, reason="persen-ditambahkan"))

    def _product(self, node: Product, report: bool, share: bool) -> Unit | None:
        quotient = Quotient()
        hundreds = 0  # by how many a percentage is brought back to a share of one
        for part in node.parts:
            unit = self._unit(part.node, report=report and not averaged(part.node, node))
            if isinstance(part.node, Number):
                bare = part.node.value == 100 and not part.node.percent
                hundreds += (part.sign == "/") - (part.sign == "×") if bare else 0
                continue
            if unit is not None and part.sign != "×" and quotient.is_first_to_meet(unit):
                self._divide(quotient, node, part, unit, report, share)
            quotient.take(part, unit, self._untold(part.node) if unit is None else None)
        if not quotient.known:
            return quotient.paid
        # 90 % of 30 pegawai are 27 pegawai; 90 % of a bare ratio is a percentage
        above = quotient.above if self.given else _as_one_score(quotient.above)  # whoever gave the units means them
        mean = None if self.given else _mean(above, quotient.below)
        result = mean or money_paid(above / quotient.below)
        return PERCENT if quotient.percents > max(0, hundreds) and result == ONE else result

    def _divide(self, quotient: Quotient, node: Product, part: Part, unit: Unit, report: bool, share: bool) -> None:
        """Let the first denominator meet what stands above it."""
        left = quotient.left
        meeting = meet(left, unit, "percent" if share else "divide")
        if (
            report
            and meeting.severity is not None
            and not _bare(left, unit)
            and not _times_so_many(left, unit, part.node)
        ):
            how = "persen" if share else "bagi"
            self._clash(meeting, how, self._side(quotient.upper, report), left, part.sign_span, part.node, unit)
        if report:
            self._convert(part.node, meeting.factor, self._side([node], report))
        if meeting.result == ONE and left != unit:
            quotient.above = unit  # kinds of one thing cancel
        quotient.has_met = True

    def _clash(
        self, meeting: Meeting, how: str, left: Side, left_unit: Unit, sign: Span, right: Node, right_unit: Unit
    ) -> None:
        """Report what can't or hardly meet: both operands and the sign, both units and the words that told them."""
        assert meeting.severity is not None
        names = distinct_names(left_unit, right_unit)
        facts: dict[str, object] = {"reason": meeting.rule, "how": how}
        for side, own, name in (("left", left, names[0]), ("right", self._side([right], True), names[1])):
            facts |= {side: own.title, f"{side}_unit": name, **own.origin(side)}
        if meeting.rule == PERSONS_IMPLIED and tells_of_all(facts):
            return  # hari perawatan are those of all beds
        if how != "jumlah" and how != "kurang" and speak_of_each_other(facts) and meeting.rule not in _NEVER_ALIKE:
            return
        rule, other = _RULES[meeting.severity], self._side([right], True)
        if how == "pembanding" and rule is UNIT_MISMATCH:
            rule = UNIT_DOUBT  # nothing is calculated from a comparison
        if not (left.sure and other.sure):  # a unit that is only guessed from a noun refuses nothing
            if left.open or other.open or (how != "persen" and meeting.rule.startswith("famili")):
                return
            rule = UNIT_NOTE
        span = join_spans(left.first.span, left.last.span)
        self.findings.append(Diagnostic(rule, span, (sign, right.span), **facts))

    def _convert(self, node: Node, factor: Fraction, beside: Side | None) -> None:
        """Let a term or denominator be counted in the unit of the other side: 5 bulan beside tahun are 5/12.

        Where the formula itself holds that factor (``jam / 24 / hari``) it has converted already.
        """
        if factor == 1 or any(is_factor(one, factor) for one in walk(node)):
            return
        if beside is not None and not beside.figures.isdisjoint((factor, 1 / factor)):
            return
        if isinstance(node, Name):
            self.converted.setdefault(node.key, []).append((factor, node))
        elif isinstance(node, (Sum, Average)):
            for one in node.parts if isinstance(node, Sum) else node.items:
                self._convert(one.node if isinstance(one, Part) else one, factor, None)
        elif isinstance(node, Product):
            named = next(
                (part.node for part in node.parts if part.sign == "×" and not isinstance(part.node, Number)), None
            )
            if named is not None:
                self._convert(named, factor, None)

    def _factor_operands(self) -> None:
        """Convert the operands that need the same factor wherever they stand; the others are an error."""
        standing: dict[str, list[Span]] = {}
        for node in walk(self.tree) if self.converted else ():
            if isinstance(node, Name):
                standing.setdefault(node.key, []).append(node.span)
        for key, places in self.converted.items():
            factors = {factor for factor, _ in places}
            if len(factors) == 1 and len(places) == len(standing[key]):
                self.factors[key] = factors.pop()
                continue
            name, unit = places[0][1], str(self.units[key])
            own = self._side([name], True)
            sides: dict[str, object] = {"left": name.text, "left_unit": unit, **own.origin("left")}
            sides |= {"right": name.text, "right_unit": unit, **own.origin("right")}
            others = tuple(standing[key][1:])
            self.findings.append(
                Diagnostic(UNIT_MISMATCH, name.span, others, reason="dua-satuan", **sides, how="jumlah")
            )

    def _side(self, nodes: list[Node], report: bool) -> Side:
        side = Side(nodes[0])
        for node in nodes if report else ():
            self._add(side, node)
        return side

    def _add(self, side: Side, node: Node) -> None:
        """Take a node to a side of a sign: each once, however many signs follow."""
        side.last = node
        for one in walk(node):
            if isinstance(one, Name):
                source = self.units[one.key].source
                told = head_of(one) if source == HEAD_NOUN and len(side.words) < _MOST_WORDS else None
                side.take(one.text, source, told[0][told[1].start : told[1].end] if told else "")
                if source == HEAD_NOUN and told is not None:
                    side.sure = side.sure and told[1].sure
                    side.open = side.open or told[1].open
            elif isinstance(one, Number) and not one.percent and one.value != 100:
                side.figures.add(one.value)

    def _report_unknown(self) -> None:
        places: dict[str, list[Span]] = {}
        for name in operands(self.tree):
            told = self.units[name.key]
            if told.source == HEAD_NOUN and told.measure is not None and not told.measure.known:
                places.setdefault(str(told.measure), []).append(told.span)
        for noun, (first, *others) in places.items():
            self.findings.append(Diagnostic(UNKNOWN_NOUN, first, tuple(others), noun=noun))


_MOST_WORDS: Final = 20
_NEVER_ALIKE: Final = ("wilayah-dan-luas", "waktu-tak-eksak")


def _sign_of(part: Part) -> tuple[Span, str]:
    return part.sign_span, "kurang" if part.sign == "-" else "jumlah"


def _times_so_many(above: Unit, below: Unit, denominator: Node) -> bool:
    """``hari perawatan / (tempat tidur × 365)``, ``kehadiran / (pegawai × hari kerja)``: so many times each thing.

    A bare figure among the factors counts the days, or whatever else is above; a time among them counts the occasions.
    """
    if not isinstance(denominator, Product):
        return False
    factors = [part.node for part in denominator.parts if part.sign == "×"]
    figures = [one.value for one in factors if isinstance(one, Number) and not one.percent]
    timed = bool(above.parts) and all(kind.family == "waktu" for kind, _ in above.parts)
    if timed and any(value >= _A_PERIOD and value not in _POWERS for value in figures):
        return True
    times = sum(exponent for kind, exponent in below.parts if kind.family == "waktu")
    return len(factors) > 1 and times > 0 and _counts_the_same(above, below)


def _counts_the_same(above: Unit, below: Unit) -> bool:
    """Tell whether what is above a line is the one thing, or of its kind, that is counted below beside times."""
    counted = [kind for kind, exponent in below.parts if exponent > 0 and kind.family != "waktu"]
    if len(counted) != 1 or above.kind is None:
        return False
    return counted[0].is_a(above.kind) or above.kind.is_a(counted[0])


_A_PERIOD: Final = 20
"""Working days of a month are the least that a bare figure of days counts."""
_POWERS: Final = frozenset({100, 1000, 10_000, 100_000, 1_000_000})


def _as_one_score(unit: Unit) -> Unit:
    """Return a product of scores as a score: an average times its weight is no score squared."""
    powers = [exponent for kind, exponent in unit.parts if kind.family == "nilai"]
    if len(powers) != 1 or powers[0] < 2:
        return unit
    return Unit([(kind, 1 if kind.family == "nilai" else exponent) for kind, exponent in unit.parts], unit.scale)


def _mean(above: Unit, below: Unit) -> Unit | None:
    """Scores over a count are a mean score, days over patients a mean stay: in the unit of what is shared out."""
    kind = above.kind
    if kind is None or kind.family not in ("nilai", "waktu") or not below.parts or below.scale != 1:
        return None
    measured = default_vocabulary().words("satuan", "measured")
    return None if any(part.family in measured for part, _ in below.parts) else above


def _bare(above: Unit, below: Unit) -> bool:
    """Tell whether one side is a share or a bare number, which may divide anything; a share of a share is doubtful."""
    return ONE in (above, below) or (PERCENT in (above, below) and above != below)
