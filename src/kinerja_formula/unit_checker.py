"""Static inference of units over a whole tree, as a typed language infers types: before any data is seen.

Head nouns give the units of operands; an operand that tells none takes the one that the formula needs (the absences of
the attendance formula come out as orang-hari); what meets in a sum or a division is asked of the table of pairs.
Source of the rules: docs/reference/vocabulary.md (families, pairs), docs/reference/language.md "Units".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import (
    UNIT_DOUBT,
    UNIT_MISMATCH,
    UNIT_NOTE,
    UNKNOWN_NOUN,
    Diagnostic,
)
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
    names_of,
    walk,
)
from kinerja_formula.numerals import shortest
from kinerja_formula.source import Span, join_spans
from kinerja_formula.units import ONE, PERCENT, HeadUnit, Meeting, Unit, default_vocabulary, head_unit, meet, read_unit
from kinerja_formula.units.words import tokens

__all__ = ["GIVEN", "HEAD_NOUN", "OperandUnit", "UnitReport", "check_satuan", "check_units"]

HEAD_NOUN: Final = "kata benda"
NEEDED: Final = "rumus"
GIVEN: Final = "diberikan"
_RULES = {"error": UNIT_MISMATCH, "warning": UNIT_DOUBT, "note": UNIT_NOTE}
_ROUNDS = 4
_MOST_TIMES: Final = 9
_SLIP: Final = 10
"""How far the weights of a score may miss 100 % together: 25 + 25 + 30 + 25 is published."""
_PERIODS: Final = frozenset(
    ("tahun", "thn", "th", "periode", "bulan", "ini", "lalu", "sebelumnya", "berjalan", "n", "t")
)


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
        told = OperandUnit(None, None, None, tree.span) if tree.key in untold else _told(tree, given or {})
        unknown = told.source == HEAD_NOUN and told.measure is not None and not told.measure.known
        found = (Diagnostic(UNKNOWN_NOUN, told.span, (), noun=str(told.measure)),) if unknown else ()
        return UnitReport({tree.key: told}, told.measure, found, {})
    return _Inference(tree, share, given or {}, untold).report()


def check_satuan(name: str, satuan: str) -> str:
    """Return whether a satuan fits the name of an indicator: ``accept``, ``warning`` or ``error``.

    A name that tells no unit accepts any satuan; the rules are in data/vocabulary/pasangan.toml.

    >>> (
    ...     check_satuan("Jumlah Pegawai yang mengikuti diklat", "Orang"),
    ...     check_satuan("Jumlah Mahasiswa berwirausaha", "%"),
    ... )
    ('accept', 'error')
    """
    vocabulary = default_vocabulary()
    given, told = read_unit(satuan), head_unit(name)
    if given is None:
        return "error"
    words = tokens(name, most=1)
    counts = bool(words) and words[0].text in vocabulary.words("heads", "counts")
    if not given.parts and counts:
        return "error"  # the name counts, a share is another kind of indicator
    if told is None:
        return "accept"
    kind = told.unit.kind
    if kind is not None and kind.family in vocabulary.words("satuan", "titles") and not counts:
        return "accept"
    meeting = meet(told.unit, given, "satuan")
    if meeting.severity is None or meeting.severity == "note":
        return "accept"
    if all(part.family == "waktu" for part, _ in (given / told.unit).parts):
        return "accept"  # orang-bulan of orang, kali/tahun of kali
    counter = given.kind is not None and given.kind.name in vocabulary.words("satuan", "counters")
    if counter and meeting.rule in ("saudara", "tak-dikenal"):
        return "accept"
    predicate = kind is not None and kind.family in vocabulary.words("satuan", "graded") and not given.known
    return "accept" if predicate else meeting.severity


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
        untold |= _weighted_names(tree, given)
        for name in _operands(tree):
            unasked = name.key in untold or scores
            stated = tree.quantities[0] if isinstance(tree, Statement) and tree.quantities else None
            unit = read_unit(stated.unit) if stated is not None and stated.unit else None
            if stated is not None and unit is not None and not unasked and name.key not in given:
                # "… sebanyak 26 desa": the realization counts what the volume counts
                self.units[name.key] = OperandUnit(str(unit), HEAD_NOUN, unit, stated.span)
                continue
            self.units[name.key] = OperandUnit(None, None, None, name.span) if unasked else _told(name, given)

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
                self._let_agree([part.node for part in node.parts])
            case Product():
                for part in node.parts:
                    self._settle(part.node, share=False)
                if share or _is_share(node):
                    self._balance(node)
            case Average() | Conditional() | Call() | Comparison():
                items = _alike(node)
                for item in items:
                    self._settle(item, share)
                for condition in _comparisons(node):
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
            case Average() | Conditional() | Call() if not _gives_bare_number(node):
                for item in _alike(node):
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
                return self._product(node, report, share or _is_share(node))
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
        for comparison in _comparisons(node) if report else ():
            sides = _alike(comparison)
            self._together([(side, self._unit(side, report=True)) for side in sides], None, report, "pembanding")
        items = _alike(node)
        told = [(item, self._unit(item, report=report)) for item in items]
        return ONE if _gives_bare_number(node) else self._together(told, None, report, "cabang")

    def _sum(self, node: Sum, report: bool) -> Unit | None:
        if _weighted_score(node):  # (Kompetensi x 40%) + (Kinerja x 30%) + …: whatever its parts are, a score
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
        met: _Side | None = None
        if report and parts is not None:
            self._look_for_added_percents(told)
        for order, (node, unit) in enumerate(told):
            if unit is None or isinstance(node, Number):
                continue
            if result is None or met is None:
                result, met = unit, self._side([node], report)
                continue
            if _weight(node) or _weight(met.first):
                result = unit if result == PERCENT else result
                continue
            meeting = meet(result, unit, "add")
            if meeting.rule == "persen" and (parts is None or _same_over_time(met.first, node)):
                continue  # the mean of percentages is a percentage, and so is one beside that of the year before
            if report:
                start = node.span[0]
                sign, how = ((start, start), how_alike) if parts is None else _sign_of(parts[order])
                self._meet_term(meeting, how, met, result, sign, node, unit)
            # 80 % beside points counts as 80 points
            result = unit if meeting.rule == "nilai-dan-persen" and result == PERCENT else meeting.result
        return result

    def _meet_term(
        self, meeting: Meeting, how: str, met: _Side, result: Unit, sign: Span, node: Node, unit: Unit
    ) -> None:
        """Let a term meet those before it, ``met``: they may clash, or one is converted into the unit of the other."""
        if meeting.severity is not None:
            self._clash(meeting, how, met, result, sign, node, unit)
        self._convert(node, meeting.factor, met)
        if meeting.severity != "error":
            self._add(met, node)

    def _look_for_added_percents(self, told: list[tuple[Node, Unit | None]]) -> None:
        """``Jumlah pegawai + 10%``: of what the 10% are is not said, and 10 pieces are not meant."""
        beside = [(node, unit) for node, unit in told if not isinstance(node, Number)]
        if not beside or any(unit == PERCENT or _shares(node) for node, unit in beside):
            return
        name, unit = beside[0]
        counted = unit is not None and unit.parts and self._side([name], True).sure
        graded = unit is not None and any(kind.family == "nilai" for kind, _ in unit.parts)
        for node, _ in told:
            # 100 % beside a ratio is the whole: (A - B) / B + 100%.
            if isinstance(node, Number) and node.percent and (node.value != 100 or (counted and not graded)):
                text = self._side([name], True).title
                rule = UNIT_MISMATCH if counted and not graded else UNIT_DOUBT
                facts: dict[str, object] = {"name": text, "percent": shortest(node.value)}
                self.findings.append(Diagnostic(rule, node.span, (name.span,), **facts, reason="persen-ditambahkan"))

    def _product(self, node: Product, report: bool, share: bool) -> Unit | None:
        quotient = _Quotient()
        hundreds = 0  # by how many a percentage is brought back to a share of one
        for part in node.parts:
            unit = self._unit(part.node, report=report and not _averaged(part.node, node))
            if isinstance(part.node, Number):
                bare = part.node.value == 100 and not part.node.percent
                hundreds += (part.sign == "/") - (part.sign == "×") if bare else 0
                continue
            if unit is not None and part.sign != "×" and quotient.is_first_to_meet(unit):
                self._divide(quotient, node, part, unit, report, share)
            quotient.take(part, unit, self._untold(part.node) if unit is None else None)
        if not quotient.known:
            return None
        # 90 % of 30 pegawai are 27 pegawai; 90 % of a bare ratio is a percentage
        above = quotient.above if self.given else _as_one_score(quotient.above)  # whoever gave the units means them
        mean = None if self.given else _mean(above, quotient.below)
        result = mean or above / quotient.below
        return PERCENT if quotient.percents > max(0, hundreds) and result == ONE else result

    def _divide(self, quotient: _Quotient, node: Product, part: Part, unit: Unit, report: bool, share: bool) -> None:
        """Let the first denominator meet what stands above it."""
        left = quotient.left
        meeting = meet(left, unit, "percent" if share else "divide")
        if report and meeting.severity is not None and not _bare(left, unit):
            how = "persen" if share else "bagi"
            self._clash(meeting, how, self._side(quotient.upper, report), left, part.sign_span, part.node, unit)
        if report:
            self._convert(part.node, meeting.factor, self._side([node], report))
        if meeting.result == ONE and left != unit:
            quotient.above = unit  # kinds of one thing cancel
        quotient.has_met = True

    def _clash(
        self, meeting: Meeting, how: str, left: _Side, left_unit: Unit, sign: Span, right: Node, right_unit: Unit
    ) -> None:
        """Report what can't or hardly meet: both operands and the sign, both units and the words that told them."""
        assert meeting.severity is not None
        names = _distinct(left_unit, right_unit)
        facts: dict[str, object] = {"reason": meeting.rule, "how": how}
        for side, own, name in (("left", left, names[0]), ("right", self._side([right], True), names[1])):
            facts |= {side: own.title, f"{side}_unit": name, **own.origin(side)}
        if how != "jumlah" and how != "kurang" and _speak_of_each_other(facts) and meeting.rule not in _NEVER_ALIKE:
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

    def _convert(self, node: Node, factor: Fraction, beside: _Side | None) -> None:
        """Let a term or denominator be counted in the unit of the other side: 5 bulan beside tahun are 5/12.

        Where the formula itself holds that factor (``jam / 24 / hari``) it has converted already.
        """
        if factor == 1 or any(_is_factor(one, factor) for one in walk(node)):
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

    def _side(self, nodes: list[Node], report: bool) -> _Side:
        side = _Side(nodes[0])
        for node in nodes if report else ():
            self._add(side, node)
        return side

    def _add(self, side: _Side, node: Node) -> None:
        """Take a node to a side of a sign: each once, however many signs follow."""
        side.last = node
        for one in walk(node):
            if isinstance(one, Name):
                source = self.units[one.key].source
                told = _head(one) if source == HEAD_NOUN and len(side.words) < _MOST_WORDS else None
                side.take(one.text, source, told[0][told[1].start : told[1].end] if told else "")
                if source == HEAD_NOUN and told is not None:
                    side.sure = side.sure and told[1].sure
                    side.open = side.open or told[1].open
            elif isinstance(one, Number) and not one.percent and one.value != 100:
                side.figures.add(one.value)

    def _report_unknown(self) -> None:
        places: dict[str, list[Span]] = {}
        for name in _operands(self.tree):
            told = self.units[name.key]
            if told.source == HEAD_NOUN and told.measure is not None and not told.measure.known:
                places.setdefault(str(told.measure), []).append(told.span)
        for noun, (first, *others) in places.items():
            self.findings.append(Diagnostic(UNKNOWN_NOUN, first, tuple(others), noun=noun))


_MOST_WORDS: Final = 20
_NEVER_ALIKE: Final = ("wilayah-dan-luas", "waktu-tak-eksak")
_LONGEST_SYMBOL: Final = 6


class _Side:
    """What stands on one side of a sign: its names, the words that told its unit, and the figures in it."""

    def __init__(self, first: Node) -> None:
        self.first = self.last = first
        self.names: list[str] = []  # the first and the last
        self.words: dict[str, None] = {}
        self.source: str | None = None
        self.figures: set[object] = set()
        self.sure = True  # no unit was only guessed from a noun
        self.open = False  # a noun that stands for several things told one

    def take(self, name: str, source: str | None, word: str) -> None:
        self.names[1:] = [name]
        self.source = self.source or source
        if word:
            self.words[word] = None

    @property
    def title(self) -> str:
        return " … ".join(self.names) or "?"

    def origin(self, side: str) -> dict[str, object]:
        """Return the words that told the unit, and where it was learned from."""
        return {f"{side}_words": tuple(self.words), f"{side}_source": self.source or NEEDED}


class _Quotient:
    """A product on the way from its first factor to the last: the units above and below its bar, the factors above it.

    ``known``: every factor has told its unit, or is above the bar as often as below; ``has_met``: a denominator has met
    what stands above it; ``percents``: how many percentages more are multiplied than divided by.
    """

    def __init__(self) -> None:
        self.above = self.below = ONE
        self.upper: list[Node] = []
        self.untold: Counter[str] = Counter()
        self.has_unknown = False
        self.has_met = False
        self.percents = 0

    @property
    def known(self) -> bool:
        return not self.has_unknown and not any(self.untold.values())

    @property
    def left(self) -> Unit:
        return PERCENT if self.percents > 0 and self.above == ONE else self.above

    def is_first_to_meet(self, unit: Unit) -> bool:
        """Whether the unit of a denominator is the first that meets something, and not a number a number."""
        if self.has_met or not self.known or not self.upper:
            return False
        return self.left != ONE or unit != ONE

    def take(self, part: Part, unit: Unit | None, untold: str | None) -> None:
        is_above = part.sign == "×"
        if is_above:
            self.upper.append(part.node)
        if untold is not None:
            self.untold[untold] += 1 if is_above else -1
        elif unit is None:
            self.has_unknown = True
        elif unit == PERCENT:
            self.percents += 1 if is_above else -1
        elif is_above:
            self.above = self.above * unit
        else:
            self.below = self.below * unit


def _same_over_time(one: Node, other: Node) -> bool:
    """``Cakupan layanan tahun ini`` and ``Cakupan layanan tahun lalu`` are shares of one whole."""
    if not (isinstance(one, Name) and isinstance(other, Name)):
        return False
    words = [{token.text for token in tokens(name.text)} - _PERIODS for name in (one, other)]
    plain = [{word for word in said if not word.isdecimal()} for said in words]
    return plain[0] == plain[1]


def _is_factor(node: Node, factor: Fraction) -> bool:
    """Tell whether a number is the factor of a conversion; 100 is taken for the one of percentages."""
    return isinstance(node, Number) and not node.percent and node.value != 100 and node.value in (factor, 1 / factor)


def _speak_of_each_other(facts: Mapping[str, object]) -> bool:
    """``Jumlah KTP / Jumlah wajib KTP``: what is counted on one side is what the other side is named for."""
    for side, other in (("left", "right"), ("right", "left")):
        telling = {word for told in _tuple(facts[f"{side}_words"]) for word in told.lower().split()}
        named = str(facts[other]).lower().replace("-", " ").split()
        stops = default_vocabulary().words("no_unit", "stops")
        head = next((place for place, word in enumerate(named) if place and word in stops), len(named))
        if telling & set(named[:head]):  # not behind "yang", where it is said of something else
            return True
    return False


def _tuple(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


_BARE: Final = frozenset(("ln", "log"))
"""Functions whose value is a bare number."""


def _gives_bare_number(node: Node) -> bool:
    return isinstance(node, Call) and node.function in _BARE


def _alike(node: Node) -> tuple[Node, ...]:
    """Return what has to be of one kind in a mean, a choice, a function or a comparison."""
    match node:
        case Average():
            return node.items
        case Conditional():
            values = [branch.value for branch in node.branches]
            return (*values, node.otherwise) if node.otherwise is not None else tuple(values)
        case Call(function="bulat" | "log" | "ln" | "abs"):
            return node.arguments[:1]
        case Call():
            return node.arguments
        case Comparison():
            return (node.first, *[part.node for part in node.rest])
    return ()


def _comparisons(node: Node) -> list[Comparison]:
    """Return the comparisons of the conditions of a choice."""
    branches = node.branches if isinstance(node, Conditional) else ()
    return [one for branch in branches for one in walk(branch.condition) if isinstance(one, Comparison)]


def _operands(tree: Node) -> list[Name]:
    found = list(names_of(tree))
    if isinstance(tree, Components) and isinstance(tree.head, Name):
        found.append(tree.head)
    if isinstance(tree, Statement):
        found.append(Name(tree.text, tree.span))
    return found


def _head(name: Name) -> tuple[str, HeadUnit] | None:
    """Return what the head noun of a name tells and the words it was found in: the name, its legend, its sum sign."""
    texts = (name.text, *name.aliases[:1])
    if len(name.text) <= _LONGEST_SYMBOL and " " not in name.text:
        texts = texts[::-1]  # a symbol means what its legend says: JP = Jam pembelajaran praktikum
    for text in texts:
        told = head_unit(text)
        if told is not None:
            return text, told
    told = head_unit("Jumlah " + name.text) if name.total else None
    return ("Jumlah " + name.text, told) if told is not None and told.known else None


def _told(name: Name, given: Mapping[str, Unit]) -> OperandUnit:
    unit = given.get(name.key)
    if unit is not None:
        return OperandUnit(str(unit), GIVEN, unit, name.span)
    found = _head(name)
    if found is None:
        return OperandUnit(None, None, None, name.span)
    text, told = found
    start, end = name.span
    # Where the text was folded, the word's place in the name is not its place in the text: then mark the whole name.
    exact = text is name.text and end - start == len(text)
    span = (start + told.start, start + told.end) if exact else name.span
    return OperandUnit(str(told.unit), HEAD_NOUN, told.unit, span)


def _sign_of(part: Part) -> tuple[Span, str]:
    return part.sign_span, "kurang" if part.sign == "-" else "jumlah"


def _distinct(left: Unit, right: Unit) -> tuple[str, str]:
    """Return the names of two units for a message: short, unless they would then look alike."""
    short = _plain(left), _plain(right)
    return short if short[0] != short[1] else (left.name, right.name)


def _plain(unit: Unit) -> str:
    """Return the precise kind where there is one: pegawai, although a report counts them as orang."""
    kind = unit.kind
    if kind is None or unit.scale != 1 or kind.family in ("ukuran", "uang"):
        return str(unit)
    name = kind.name.replace("-", " ")
    return kind.shown if kind.shown.casefold() == name else name


def _is_share(node: Product) -> bool:
    """Tell whether a product is made a percentage or rate by its own 100%."""
    return any(isinstance(part.node, Number) and part.node.percent and part.node.value == 100 for part in node.parts)


def _weighted_score(node: Sum) -> bool:
    """Tell whether a sum is one of names each times its percentage, 100% together (or what was typed for it)."""
    total = Fraction(0)
    for part in node.parts:
        if part.sign != "+" or not isinstance(part.node, Product) or len(part.node.parts) != 2:
            return False
        weights = [one.node.value for one in part.node.parts if isinstance(one.node, Number) and one.node.percent]
        if len(weights) != 1 or any(one.sign != "×" for one in part.node.parts):
            return False
        total += weights[0]
    return len(node.parts) > 2 and abs(total - 100) <= _SLIP


def _weighted_names(tree: Node, given: Mapping[str, Unit]) -> frozenset[str]:
    """Return the operands that a weighted score takes for scores, whatever their nouns count.

    (Penyerapan Anggaran x 20%) + (Revisi DIPA x 10%) + …: nobody adds a fifth of the rupiah.
    """
    found = set()
    for node in walk(tree):
        if isinstance(node, Sum) and _weighted_score(node):
            names = [one for part in node.parts for one in walk(part.node) if isinstance(one, Name)]
            found |= {name.key for name in names if name.key not in given and not _is_graded(_told(name, {}).measure)}
    return frozenset(found)


def _is_graded(unit: Unit | None) -> bool:
    return unit == PERCENT or (unit is not None and unit.kind is not None and unit.kind.family == "nilai")


def _averaged(node: Node, product: Product) -> bool:
    """``(Persentase A + Persentase B) / 2``: terms divided by their number are alike to whoever wrote it."""
    return isinstance(node, Sum) and any(
        part.sign == "/" and isinstance(part.node, Number) and part.node.value == len(node.parts)
        for part in product.parts
    )


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


def _weight(node: Node) -> bool:
    """``Nilai SKP × 60%``: a weighted term stays in points."""
    return isinstance(node, Product) and any(
        isinstance(part.node, Number) and part.node.percent and part.node.value != 100 for part in node.parts
    )


def _shares(node: Node) -> bool:
    """Tell whether a term divides, and so may be a share of the same whole as a percentage beside it."""
    return any(
        (isinstance(one, Part) and one.sign == "/") or (isinstance(one, (Power, Root, Statement))) for one in walk(node)
    ) or (isinstance(node, Product) and any(part.sign == "/" for part in node.parts))


def _bare(above: Unit, below: Unit) -> bool:
    """Tell whether one side is a share or a bare number, which may divide anything; a share of a share is doubtful."""
    return ONE in (above, below) or (PERCENT in (above, below) and above != below)
