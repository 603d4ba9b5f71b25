"""Rules over a whole document: what can only be seen when the rows are laid side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import ClassVar, Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, Rule
from kinerja_formula.diagnostics.catalogue import (
    FIGURES_DIFFER,
    FORMULA_TWICE,
    SATUAN_DIFFERS,
    SPELLING_DIFFERS,
    TARGET_DIFFERS,
)
from kinerja_formula.linter.facts import Facts, Finding, Fix
from kinerja_formula.linter.spelling import both_words, deletions, spells
from kinerja_formula.linter.stems import raw_words
from kinerja_formula.names import normalise
from kinerja_formula.nodes import Name, Node, Statement, walk
from kinerja_formula.numerals import NumeralError, read_figure, shortest
from kinerja_formula.source import Span
from kinerja_formula.unit_checker import check_satuan
from kinerja_formula.units import read_unit

__all__ = ["RULES", "DocumentRule", "Row", "check_document"]

_SELDOM: Final = 2
_OFTEN: Final = 3
_MOST_WORDS: Final = 20_000


class Row(NamedTuple):
    """A row as the rules see it: ``number`` is its place in the table, ``facts`` None where it can't be read."""

    number: int
    jabatan: str
    indikator: str
    facts: Facts | None


class DocumentRule:
    """A rule over all rows. Findings belong to a row by its place in the list that was given."""

    rule: ClassVar[Rule]
    fix: ClassVar[str] = ""

    def check(self, rows: Sequence[Row]) -> Iterator[tuple[int, Finding]]:
        """Yield the place of a row in ``rows`` with what was found there."""
        raise NotImplementedError

    def found(self, span: Span, *, fix: Fix | None = None, **values: object) -> Finding:
        return Finding(Diagnostic(self.rule, span, (), **values), fix)


class SatuanDiffers(DocumentRule):
    """The column satuan and what the indicator counts."""

    rule = SATUAN_DIFFERS

    def check(self, rows: Sequence[Row]) -> Iterator[tuple[int, Finding]]:
        for place, row in enumerate(rows):
            facts = row.facts
            if facts is None or not facts.satuan.strip() or not row.indikator or read_unit(facts.satuan) is None:
                continue
            if facts.unit is not None and read_unit(facts.satuan) == read_unit(facts.unit):
                continue  # "Biaya diklat terhadap biaya pegawai" in %: the formula gives it so
            if check_satuan(row.indikator, facts.satuan) == "error":
                yield place, self.found(facts.tree.span, satuan=facts.satuan, indikator=row.indikator)


class TargetDiffers(DocumentRule):
    """The text states one volume and the column target another, in the same satuan."""

    rule = TARGET_DIFFERS

    def check(self, rows: Sequence[Row]) -> Iterator[tuple[int, Finding]]:
        for place, row in enumerate(rows):
            facts = row.facts
            if facts is None or not facts.target.strip() or len(facts.targets) != 1:
                continue
            [stated] = facts.targets
            try:
                target = read_figure(facts.target)
            except NumeralError:
                continue
            if target.upper is not None or stated.upper is not None or target.value == stated.value:
                continue
            unit = "%" if target.percent else target.unit or facts.satuan
            if not unit or not stated.unit:
                continue
            asked, told = read_unit(unit), read_unit(stated.unit)
            if asked is None or asked != told:
                continue
            shown = f"{shortest(stated.value)} {stated.unit}"
            yield place, self.found(stated.span, stated=shown, target=" ".join(facts.target.split()))


class FormulaTwice(DocumentRule):
    """Two indicators of one post with one formula: the second was copied and not changed."""

    rule = FORMULA_TWICE

    def check(self, rows: Sequence[Row]) -> Iterator[tuple[int, Finding]]:
        first: dict[tuple[str, Node], int] = {}
        for place, row in enumerate(rows):
            if row.facts is None or not _calculates(row.facts):
                continue
            key = (normalise(row.jabatan), row.facts.tree)
            before = first.setdefault(key, place)
            if before == place or normalise(rows[before].indikator) == normalise(row.indikator):
                continue
            yield (
                place,
                self.found(row.facts.tree.span, indikator=rows[before].indikator, number=rows[before].number),
            )


def _calculates(facts: Facts) -> bool:
    """A target or a sentence may stand in many rows; a formula measures one thing."""
    return facts.kind in ("hitung", "rasio", "aritmetika", "komponen", "nilai")


class FiguresDiffer(DocumentRule):
    """The number of villages is one number: 26 desa in some rows, 23 in others."""

    rule = FIGURES_DIFFER

    def check(self, rows: Sequence[Row]) -> Iterator[tuple[int, Finding]]:
        told: dict[str, dict[Fraction, list[tuple[int, Span]]]] = defaultdict(lambda: defaultdict(list))
        for place, row in enumerate(rows):
            for one in row.facts.targets if row.facts is not None else ():
                unit = read_unit(one.unit) if one.unit else None
                if unit is not None and unit.kind is not None and unit.kind.family == "wilayah":
                    told[str(unit)][one.value].append((place, one.span))
        for counted, values in told.items():
            if len(values) < 2:
                continue
            usual = max(values, key=lambda value: len(values[value]))
            elsewhere = tuple([str(rows[place].number) for place, _ in values[usual][:3]])
            for value, places in values.items():
                # Two desa of 26 may be meant; 23 here and 26 there are the same desa counted twice.
                if value == usual or len(places) < 2 or not usual / 2 < value < usual * 2:
                    continue
                for place, span in places:
                    shown, other = shortest(value), shortest(usual)
                    yield place, self.found(span, value=shown, unit=counted, usual=other, rows=elsewhere)


class SpellingDiffers(DocumentRule):
    """A word that stands once and is one letter off another that stands often: two names of one thing."""

    rule = SPELLING_DIFFERS
    fix = "tak-aman"

    def check(self, rows: Sequence[Row]) -> Iterator[tuple[int, Finding]]:
        counts, agreed = _words_of_rows(rows)
        slips = _slips(counts, agreed) if len(counts) <= _MOST_WORDS else {}
        if not slips:
            return
        for place, row in enumerate(rows):
            for finding in self.slips_in(row.facts, slips, counts) if row.facts is not None else ():
                yield place, finding

    def slips_in(self, facts: Facts, slips: Mapping[str, str], counts: Counter[str]) -> Iterator[Finding]:
        low = facts.text.casefold()
        if len(low) != len(facts.text):
            return  # places in it are not those in the text
        for word in [word for name in _named(facts.tree) for word in raw_words(name) if word in slips]:
            start, right = low.find(word), slips[word]
            if start < 0:
                continue
            end = start + len(word)
            shown = facts.text[start:end]
            fix = Fix(start, end, _cased(right, shown), safe=False)
            yield self.found((start, end), fix=fix, word=shown, usual=right, count=counts[right])


def _words_of_rows(rows: Sequence[Row]) -> tuple[Counter[str], set[str]]:
    """Return in how many rows each word stands, and the words that stand in a name and its formula both."""
    counts: Counter[str] = Counter()
    agreed: set[str] = set()
    for row in rows:
        said = set(raw_words(row.indikator))
        written = set(raw_words(row.facts.text)) if row.facts is not None else set()
        agreed |= said & written  # written twice by one hand, so it is meant
        counts.update(said | written)
    return counts, agreed


def _slips(counts: Counter[str], agreed: Container[str]) -> dict[str, str]:
    """Return the words that are slips, each with the usual word."""
    usual = _by_deletions([word for word, count in counts.items() if count >= _OFTEN and spells(word)])
    seldom = [word for word, count in counts.items() if count <= _SELDOM and word not in agreed and spells(word)]
    return {word: right for word in seldom if (right := _slip_of(word, usual, counts))}


def _named(tree: Node) -> Iterator[str]:
    for node in walk(tree):
        if isinstance(node, (Name, Statement)):
            yield node.text


def _by_deletions(words: Iterable[str]) -> dict[str, list[str]]:
    """Index words by themselves and by each way of leaving out one letter."""
    index: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for key in deletions(word):
            index[key].append(word)
    return index


def _slip_of(word: str, usual: dict[str, list[str]], counts: Counter[str]) -> str | None:
    """Return the usual word that this one is a slip of: one letter too many, too few, another, or two exchanged."""
    near = {other for key in deletions(word) for other in usual.get(key, ()) if other != word}
    near = {other for other in near if counts[other] >= _OFTEN * counts[word] and not both_words(word, other)}
    return max(near, key=lambda other: (counts[other], other)) if near else None


def _cased(word: str, written: str) -> str:
    if written.isupper():
        return word.upper()
    return word.capitalize() if written[:1].isupper() else word


RULES: Final[tuple[DocumentRule, ...]] = (
    SatuanDiffers(),
    FormulaTwice(),
    FiguresDiffer(),
    SpellingDiffers(),
    TargetDiffers(),
)


def check_document(rows: Sequence[Row]) -> list[list[Finding]]:
    """Return the findings of the rules over a whole document, a list for each row."""
    found: list[list[Finding]] = [[] for _ in rows]
    for rule in RULES:
        for place, finding in rule.check(rows):
            found[place].append(finding)
    return found
