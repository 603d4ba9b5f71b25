"""What the rules look at: one formula with what stands beside it in its row, and what is told of it once for all."""

from __future__ import annotations

from typing import ClassVar, Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, Rule
from kinerja_formula.evaluation.percent import PerCent, Scale
from kinerja_formula.linter.stems import exact_words, raw_words
from kinerja_formula.nodes import (
    Average,
    Name,
    Node,
    Number,
    Power,
    Product,
    Quantity,
    Statement,
    Sum,
    names_of,
    walk,
)
from kinerja_formula.source import Span
from kinerja_formula.units import HeadUnit, Unit, head_unit

__all__ = ["Facts", "Finding", "Fix", "FormulaRule", "Indicator", "Ratio", "says_all", "title"]

_PERCENT_WORDS: Final = frozenset(
    ("persentase", "prosentase", "presentase", "pesentase", "persen", "presentasi", "porsentase")
)
_COUNT_WORDS: Final = ("jumlah", "jml", "jml.", "jlh", "jmlh", "banyaknya", "total")
_MULTIPLIED: Final = ("x 100", "x100", "× 100", "×100", "* 100", "*100", "100%", "100 %")


class Fix(NamedTuple):
    """A repair: the text from ``start`` to ``end`` becomes ``text``. ``safe`` where its meaning is certain."""

    start: int
    end: int
    text: str
    safe: bool


class Finding(NamedTuple):
    """What a rule found, and the repair if it knows one.

    >>> import kinerja_formula as kf
    >>> row = kf.tinjau("examples/tinjauan.csv").rows[0]
    >>> [(one.diagnostic.code, one.fix is not None) for one in row.findings]
    [('KF126', True)]
    """

    diagnostic: Diagnostic
    fix: Fix | None = None


class Ratio(NamedTuple):
    """A division: the operands above and below the line, and the first node below it."""

    above: tuple[Name, ...]
    below: tuple[Name, ...]
    upper: Node
    lower: Node


class Indicator:
    """What the words of an indicator say that is measured."""

    def __init__(self, text: str) -> None:
        self.text = text
        words = raw_words(text)
        while words and (words[0].isdecimal() or len(words[0]) == 1):  # "1. Persentase …", "a) Jumlah …"
            words = words[1:]
        while words and words[0] in exact_words("asking"):
            words = words[1:]
        if text.lstrip("0123456789.) ").startswith("%"):
            words = ("persen", *words)
        self.words = words
        if len(words) > 1 and words[0] in _COUNT_WORDS and words[1] in _PERCENT_WORDS:
            words = words[1:]  # "Jumlah persentase …"
        first = words[0] if words else ""
        self.divides = "100" in text and any(sign in text.casefold() for sign in _MULTIPLIED)
        """The indicator's own cell holds a formula."""
        behind = text.casefold().rstrip().endswith(tuple(exact_words("percent_behind")))
        self.percentage = first in _PERCENT_WORDS or behind or self.divides
        compares = not exact_words("comparing").isdisjoint(words)  # "Jumlah A dibandingkan jumlah B"
        self.counts = first in _COUNT_WORDS and not self.percentage and not compares
        self.done = first in exact_words("done")

    @property
    def head(self) -> HeadUnit | None:
        """What is counted, where the indicator counts."""
        return head_unit(self.text)


class Facts:
    """One formula and its row. ``satuan`` and ``target`` are the cells of those names; empty where there are none."""

    def __init__(
        self,
        text: str,
        tree: Node,
        kind: str,
        *,
        targets: tuple[Quantity, ...] = (),
        indikator: str | None = None,
        satuan: str = "",
        target: str = "",
        unit: str | None = None,
        measure: Unit | None = None,
        found: tuple[Diagnostic, ...] = (),
        percent: PerCent | None = None,
    ) -> None:
        self.text = text
        self.tree = tree
        self.kind = kind
        self.targets = targets
        self.satuan = satuan
        self.target = target
        self.unit = unit
        self.measure = measure
        self.found = frozenset([one.code for one in found])
        """The codes of what reading and the check of units have found already."""
        self.percent = percent or PerCent()
        self.scale = self.percent.of(tree).scale
        """How the value is shown: plain, percent, or a ratio times 100."""
        self.is_percentage = self.scale is not Scale.PLAIN
        self.names = (tree,) if isinstance(tree, Name) else names_of(tree)
        self.ratio = _ratio(tree)
        """The division of the formula, if it is one division."""
        self.repeats = False
        """Whether an operand stands in it more than once."""
        if len(self.names) > 0 and isinstance(tree, (Sum, Product, Average, Power)):
            self.repeats = sum(isinstance(node, Name) for node in walk(tree)) > len(self.names)
        self.indikator = Indicator(indikator) if indikator and indikator.strip() else None

    @property
    def words(self) -> str:
        """The names of the operands, or the sentence where there are none."""
        if isinstance(self.tree, Statement):
            return self.tree.text
        return " ; ".join(map(title, self.names))

    @property
    def labelled(self) -> str:
        """What stands before the equals sign of a cell that names what it calculates; empty where it names nothing."""
        start = self.tree.span[0]
        label, sign, _ = self.text[:start].rpartition("=")
        return label if sign else ""

    @property
    def symbols(self) -> bool:
        """Whether the operands are mere letters (NDT, ai) or columns (Kolom 15), of whose words nothing can be said."""
        return all(_is_symbol(name.text) and not name.aliases for name in self.names)


def _is_symbol(text: str) -> bool:
    words = raw_words(text)
    if "_" in text and " " not in text.strip():  # T_{n-1}
        return True
    told = words[1:] if len(words) > 1 and words[0] in _COUNT_WORDS else words  # Jumlah kolom 5
    return len(words) < 2 or (told[0] in exact_words("columns") and len(told) == 2 and told[1].isdecimal())


def _ratio(tree: Node) -> Ratio | None:
    if not isinstance(tree, Product):
        return None
    parts = [part for part in tree.parts if not isinstance(part.node, Number)]
    if len(parts) != 2 or parts[0].sign != "×" or parts[1].sign != "/":
        return None
    upper, lower = parts[0].node, parts[1].node
    return Ratio(names_of(upper), names_of(lower), upper, lower)


class FormulaRule:
    """A rule about one formula. ``fix`` is ``aman``, ``tak-aman``, or empty where a person has to decide."""

    rule: ClassVar[Rule]
    fix: ClassVar[str] = ""

    def check(self, facts: Facts) -> Finding | None:
        """Return what is wrong, None if nothing is."""
        raise NotImplementedError

    def found(
        self, span: Span, *related: Span, fix: Fix | None = None, rule: Rule | None = None, **values: object
    ) -> Finding:
        return Finding(Diagnostic(rule or self.rule, span, related, **values), fix)


def title(name: Name) -> str:
    """What a name says: its legend where it is a mere letter."""
    return name.aliases[0] if name.aliases and len(raw_words(name.text)) < 2 else name.text


def says_all(name: Name) -> bool:
    """Whether a name says that all of its kind are meant."""
    return not exact_words("whole").isdisjoint(name.key.split())
