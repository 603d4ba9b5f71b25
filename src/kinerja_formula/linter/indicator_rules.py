"""Rules about a formula and its indicator: does it measure what the indicator names, and in the kind it asks for?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice, pairwise
from typing import Final, NamedTuple

from kinerja_formula.diagnostics.catalogue import (
    BOUND_DIFFERS,
    COUNT_OF_PART,
    KIND_DIFFERS,
    NO_DENOMINATOR,
    NO_HUNDRED,
    OUT_OF_REACH,
    SHARE_OF_WHOLE,
    SUBJECT_DIFFERS,
    SUBJECT_MAY_DIFFER,
    UPSIDE_DOWN,
)
from kinerja_formula.evaluation.percent import Scale, is_percentage
from kinerja_formula.evaluation.plausibility import part_and_whole
from kinerja_formula.linter.facts import Facts, Finding, Fix, FormulaRule, Indicator, says_all, title
from kinerja_formula.linter.stems import bounds, content, exact_words, raw_words, spoken_of, stem, subject, vocabulary
from kinerja_formula.nodes import Components, Name, Node, Number, Product, Statement, Sum
from kinerja_formula.numerals import NumeralError, decode, read_figure, shortest
from kinerja_formula.patterns import lazy_pattern
from kinerja_formula.units import Unit, default_vocabulary, head_unit, meet, read_unit

__all__ = ["RULES"]

_SCORES: Final = ("nilai",)
_SIGNS_OF_A_NUMBER: Final = ".,"
_DIGIT: Final = lazy_pattern(r"[0-9]")
_MOST_DIGITS: Final = 20
_TIMES: Final = ("x", "×", "*")


class KindDiffers(FormulaRule):
    """The indicator counts and the formula gives a percentage, or the other way round."""

    rule = KIND_DIFFERS

    def check(self, facts: Facts) -> Finding | None:
        said = facts.indikator
        if said is None:
            return None
        if said.counts and (facts.is_percentage or self._is_share(facts)):
            return self.found(facts.tree.span, reason="jumlah-bukan-persen", indikator=said.text)
        if said.percentage and self._counts(facts):
            return self.found(facts.tree.span, reason="persen-bukan-jumlah", indikator=said.text)
        return None

    def _is_share(self, facts: Facts) -> bool:
        return facts.kind == "rasio" and facts.unit == "1"

    def _counts(self, facts: Facts) -> bool:
        if facts.kind in ("hitung", "komponen"):
            return not facts.is_percentage
        if facts.kind != "target" or not facts.targets:
            return False
        units = [read_unit(one.unit) if one.unit else None for one in facts.targets]
        return all(unit is not None and unit.kind is not None and unit.kind.family != "nilai" for unit in units)


class NoDenominator(FormulaRule):
    """A percentage is named, but nothing tells of what."""

    rule = NO_DENOMINATOR

    def check(self, facts: Facts) -> Finding | None:
        if NO_DENOMINATOR.code in facts.found:
            return None
        tree = facts.tree
        if isinstance(tree, Name) and is_percentage(tree.key):
            return self.found(tree.span, reason="nama-persen", name=tree.text)
        said = facts.indikator
        if said is None or not said.percentage or said.divides:
            return None
        if facts.kind not in ("naratif", "nilai", "hitung"):
            return None
        if facts.is_percentage or any(one.unit == "%" for one in facts.targets):
            return None
        if facts.kind == "hitung":  # KindDiffers says it aloud
            return self.found(tree.span, rule=COUNT_OF_PART, name=said.text)
        return self.found(tree.span, reason="indikator-persen", name=said.text)


class NoHundred(FormulaRule):
    """The indicator is a percentage, and the formula a ratio that stays below one."""

    rule = NO_HUNDRED
    fix = "aman"

    def check(self, facts: Facts) -> Finding | None:
        said = facts.indikator
        if said is None or facts.scale is not Scale.PLAIN:
            return None
        if not said.percentage:
            return self._of_part_and_whole(facts, said)
        if said.divides or not isinstance(facts.tree, Product) or facts.percent.of(facts.tree).degree:
            return None
        if not any(part.sign == "/" and not isinstance(part.node, Number) for part in facts.tree.parts):
            return None
        end = facts.tree.span[1]
        plain = not facts.text[end:].strip(" .;")
        return self.found(facts.tree.span, fix=Fix(end, end, " x 100%", safe=plain), indikator=said.text)

    def _of_part_and_whole(self, facts: Facts, said: Indicator) -> Finding | None:
        """A part over its whole, of which neither indicator nor formula says that it is a percentage or a ratio."""
        whole = part_and_whole(facts.tree)
        if whole is None or said.counts or not exact_words("ratios").isdisjoint(said.words) or facts.unit != "1":
            return None
        end = facts.tree.span[1]
        fix = Fix(end, end, " x 100%", safe=False)
        return self.found(facts.tree.span, fix=fix, rule=SHARE_OF_WHOLE, indikator=said.text)


class SubjectDiffers(FormulaRule):
    """The formula measures something else than its indicator names."""

    rule = SUBJECT_DIFFERS

    def check(self, facts: Facts) -> Finding | None:
        said = facts.indikator
        if said is None:
            return None
        if self._formula_in_indicator(facts, said):
            return self._of(facts, said, reason="rumus-di-indikator")
        if self._score_for_count(facts, said):
            return self._of(facts, said, reason="nilai-bukan-hitungan")
        if self._counts_something_else(facts, said):
            return self._of(facts, said, reason="satuan-lain")
        if self._speaks_of_something_else(facts, said):
            return self._of(facts, said, reason="subyek-lain")
        if self._divides_by_something_else(facts, said):
            return self._of(facts, said, reason="pembagi-lain")
        if self._forgets_the_quality(facts, said):
            return self._of(facts, said, reason="mutu-hilang")
        return None

    def _of(self, facts: Facts, said: Indicator, *, reason: str) -> Finding:
        # In a ratio other words may mean the same (kajian, analisis); a lone count is mostly copied from another row.
        likely = reason not in ("subyek-lain", "pembagi-lain") or (facts.kind == "hitung" and _tell_much(facts, said))
        rule = SUBJECT_DIFFERS if likely else SUBJECT_MAY_DIFFER
        return self.found(facts.tree.span, rule=rule, reason=reason, indikator=said.text, formula=_shown(facts))

    def _formula_in_indicator(self, facts: Facts, said: Indicator) -> bool:
        return said.divides and facts.kind == "target" and not any(one.unit == "%" for one in facts.targets)

    def _score_for_count(self, facts: Facts, said: Indicator) -> bool:
        """``Jumlah laporan …`` measured by a score or a percentage from outside."""
        if not said.counts or said.head is None:
            return False
        family = said.head.unit.kind.family if said.head.unit.kind else ""
        if family in _SCORES:
            return False
        scored = facts.measure is not None and facts.measure.kind is not None and facts.measure.kind.family in _SCORES
        return facts.kind == "nilai" or (facts.kind == "aritmetika" and scored)

    def _counts_something_else(self, facts: Facts, said: Indicator) -> bool:
        """``Jumlah petugas …`` where the text states so many desa."""
        if not said.counts or said.head is None or not said.head.known or not facts.targets:
            return False
        counted = said.head.unit
        stated = [read_unit(one.unit) if one.unit else None for one in facts.targets]
        return all(unit is not None and self._other_thing(counted, unit, said) for unit in stated)

    def _other_thing(self, counted: Unit, stated: Unit, said: Indicator) -> bool:
        one, other = counted.kind, stated.kind
        if one is None or other is None or meet(counted, stated, "add").severity != "error":
            return False
        if other.family in ("waktu", "kegiatan", "uang", "ukuran") or one.family in ("kegiatan", "permohonan"):
            return False
        if other.name in default_vocabulary().words("satuan", "counters"):
            return False
        if other.family == "wilayah":
            return one.family == "orang"  # one document a village, but not one person
        return not set(raw_words(other.name)) & set(said.words)

    def _speaks_of_something_else(self, facts: Facts, said: Indicator) -> bool:
        if facts.kind not in ("hitung", "rasio", "aritmetika") or facts.symbols:
            return False
        if not (said.counts or said.percentage or (said.done and facts.kind == "hitung")):
            return False
        words = facts.words
        if _is_complement(facts.tree):
            return False  # Persentase ketepatan waktu = 100% - (laporan terlambat / laporan)
        if not subject(said.text) or not subject(words) or spoken_of(said.text, words):
            return False
        if facts.labelled and spoken_of(said.text, facts.labelled):
            return False  # "Persentase kelengkapan = …": it names what it calculates
        if _is_within(subject(said.text), raw_words(words)) or _is_within(subject(words), said.words):
            return False  # kehadiran, of ketidakhadiran
        # "Persentase kelurahan yang …": a place is no subject of its own, but it may be what is counted.
        head = next((word for word in said.words[1:] if word not in exact_words("quantifiers")), "")
        return head not in raw_words(words) or stem(head) in vocabulary("general")

    def _divides_by_something_else(self, facts: Facts, said: Indicator) -> bool:
        """``Persentase A terhadap B`` divided by something that is no B."""
        ratio = facts.ratio
        if ratio is None or not (said.percentage or said.words[:1] == ("rasio",)) or facts.symbols:
            return False
        _, joint, whole = said.text.casefold().partition(" terhadap ")
        if not joint or not ratio.below:
            return False
        below = " ; ".join(map(title, ratio.below))
        if not subject(whole) or not subject(below) or spoken_of(whole, below):
            return False
        if any(word in name.key for word in raw_words(whole) for name in ratio.below if name.aliases):
            return False  # terhadap DTPS, of NDTPS = jumlah dosen tetap
        return not set(content(whole)) & set(content(below))

    def _forgets_the_quality(self, facts: Facts, said: Indicator) -> bool:
        if not (said.counts or said.percentage) or facts.kind not in ("hitung", "rasio") or facts.symbols:
            return False
        asked = vocabulary("qualities")
        told = ("", *raw_words(said.text))
        if not any(
            stem(word) in asked and before not in exact_words("named_qualities") for before, word in pairwise(told)
        ):
            return False
        words = content(facts.words)
        return (asked | vocabulary("judged")).isdisjoint(words) and not any(word.isdecimal() for word in words)


_TELLING: Final = 3
"""Words of an indicator, Jumlah among them, that say too little."""


def _tell_much(facts: Facts, said: Indicator) -> bool:
    """Whether both sides say enough of what they are about, in one language, for their silence to be a difference.

    *Jumlah UMKM* and *jumlah unit usaha*: one short name may be another word for the other.
    """
    if not exact_words("foreign").isdisjoint({*raw_words(said.text)[1:], *raw_words(facts.words)[1:]}):
        return False
    if len(said.words) <= _TELLING and _count_alike(said.text, facts.words):
        return False
    return all(_tells(text) for text in (said.text, facts.words))


def _count_alike(text: str, other: str) -> bool:
    """*Jumlah publikasi* may be counted as artikel, *Jumlah prestasi olahraga* as medali."""
    told, also = head_unit(text), head_unit(other)
    return told is not None and also is not None and meet(told.unit, also.unit, "add").severity is None


def _tells(text: str) -> bool:
    told = head_unit(text)
    spoken = told is not None and told.known and not text[told.start : told.end].isupper()  # UMKM, PNBP
    return spoken or len([one for one in subject(text) if len(one) > 1]) > 1


def _is_complement(tree: Node) -> bool:
    """Tell whether a share is taken from the whole: what is counted is the opposite of what is named."""
    if isinstance(tree, Product) and all(isinstance(part.node, Number) for part in tree.parts[1:]):
        tree = tree.parts[0].node  # (1 - A / B) x 100%
    if not isinstance(tree, Sum) or len(tree.parts) != 2:
        return False
    whole, part = tree.parts
    is_whole = isinstance(whole.node, Number) and whole.node.value in (1, 100)
    return is_whole and part.sign == "-" and isinstance(part.node, Product)


def _is_within(stems: frozenset[str], words: Sequence[str]) -> bool:
    return any(len(one) > 3 and one in other for one in stems for other in words)


def _shown(facts: Facts) -> str:
    tree = facts.tree
    if isinstance(tree, Components):
        return tree.head.text or facts.words
    return tree.text if isinstance(tree, (Name, Statement)) else facts.words.replace(" ; ", " / ")


class UpsideDown(FormulaRule):
    """The whole stands above the line and its part below."""

    rule = UPSIDE_DOWN
    fix = "tak-aman"

    def check(self, facts: Facts) -> Finding | None:
        ratio = facts.ratio
        if ratio is None or not facts.is_percentage:
            return None
        upper, lower = ratio.upper, ratio.lower
        if not (isinstance(upper, Name) and isinstance(lower, Name)) or upper.key == lower.key:
            return None
        above, below = set(content(upper.text)), set(content(lower.text))
        planned, achieved = vocabulary("planned"), vocabulary("achieved")
        plan_over_result = bool(above & planned) and not below & planned and bool(below & achieved)
        plan_over_result = plan_over_result and not above & achieved
        whole_over_part = says_all(upper) and not says_all(lower) and above < below
        if facts.indikator is not None and not (plan_over_result or whole_over_part):
            # Every word of the part that the indicator asks for stands below the line and not above it.
            asked = set(content(facts.indikator.text)) & (above | below)
            whole_over_part = above < below and bool(asked - above) and asked <= below and facts.indikator.percentage
        if not (plan_over_result or whole_over_part):
            return None
        start, end = upper.span, lower.span
        return self.found(start, end, numerator=upper.text, denominator=lower.text)


class BoundDiffers(FormulaRule):
    """Indicator and formula bound the same thing by different numbers."""

    rule = BOUND_DIFFERS

    def check(self, facts: Facts) -> Finding | None:
        if facts.indikator is None:
            return None
        asked = list(islice(_bounds(facts.indikator.text), _MOST_BOUNDS))
        for name in facts.names if asked else ():
            for told in islice(_bounds(name.text), _MOST_BOUNDS):
                alike = [(one, size) for one in asked if (size := one.size_of(told)) is not None]
                if alike and all(one.value * size != told.value for one, size in alike):
                    shown = shortest(alike[0][0].value)
                    return self.found(name.span, asked=shown, value=shortest(told.value), name=name.text)
        return None


_MOST_BOUNDS: Final = 50
_LONGEST_BOUND: Final = 200
"""Letters that a number and its unit are looked for in: a text of bounds alone would be looked through from each."""


class _Bound(NamedTuple):
    """A number that bounds something: ``lower`` or ``upper``, the number and the unit behind it."""

    side: str
    value: Fraction
    unit: Unit | None

    def size_of(self, other: _Bound) -> Fraction | None:
        """Return what this number is multiplied by to be in the unit of the other; None where they bound two things."""
        if self.side != other.side:
            return None
        if self.unit is None or other.unit is None:
            return Fraction(1) if self.unit is other.unit else None
        return self.unit.factor_to(other.unit)


def _bounds(text: str) -> Iterator[_Bound]:
    """Yield each bound of a text."""
    if _DIGIT.search(text) is None:
        return
    low = " ".join(text.casefold().split())
    for side, words in bounds().items():
        places = [place + len(word) for word in words for place in _places(low, word)]
        for place in sorted(dict.fromkeys(places)):
            if (found := _bound_at(side, low[place : place + _LONGEST_BOUND])) is not None:
                yield found


def _places(text: str, word: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + len(word))


def _bound_at(side: str, rest: str) -> _Bound | None:
    value, rest = _number(rest)
    if value is None:
        return None
    if rest[:1] in _TIMES:  # 3 x 24 jam
        times, behind = _number(rest[1:])
        if times is not None:
            value, rest = value * times, behind
    words = rest.split()
    unit = read_unit(words[0]) if words else None
    return _Bound(side, value, unit if unit is not None and unit.known else None)


def _number(text: str) -> tuple[Fraction | None, str]:
    """Return the number at the start of a text and what stands behind it."""
    rest = text.lstrip()
    end = next((at for at, sign in enumerate(rest) if not (sign.isdecimal() or sign in ".,")), len(rest))
    digits = rest[:end].rstrip(_SIGNS_OF_A_NUMBER)
    if not digits[:1].isdecimal() or len(digits) >= _MOST_DIGITS:
        return None, text
    try:
        return decode(digits).value, rest[end:].lstrip()
    except NumeralError:
        return None, text


class OutOfReach(FormulaRule):
    """A share can't pass 100 %, but its target does."""

    rule = OUT_OF_REACH

    def check(self, facts: Facts) -> Finding | None:
        if not facts.is_percentage or part_and_whole(facts.tree) is None:
            return None
        for value in _targets(facts):
            if value > 100:
                return self.found(facts.tree.span, value=shortest(value))
        return None


def _targets(facts: Facts) -> Iterator[Fraction]:
    if facts.target:
        try:
            figure = read_figure(facts.target)
        except NumeralError:
            pass
        else:
            if figure.percent or figure.unit is None:
                yield figure.value
    for one in facts.targets:
        if one.unit == "%":
            yield one.value


RULES: Final = (
    KindDiffers(),
    NoDenominator(),
    NoHundred(),
    SubjectDiffers(),
    UpsideDown(),
    BoundDiffers(),
    OutOfReach(),
)
