"""Realization against target: the capaian in percent, its score and its predikat, by a named rule set.

Exact all the way: fractions in, a fraction out, and a rule's own rounding is a step of its own. What is undefined is a
capaian without value that says why, never a zero.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError, ZeroDenominatorError
from kinerja_formula.diagnostics.catalogue import (
    ARAH_DOUBTFUL,
    ARAH_FROM_WORDS,
    ARAH_OPEN,
    FIGURE_WORDS_DIFFER,
    INVALID_FIGURE,
    NO_CAPAIAN,
    NOT_IN_FORCE,
    ON_THE_BOUND,
    REALISATION_NEGATIVE,
    SEVERAL_TARGETS,
    TARGET_NEGATIVE,
    UNCONFIRMED,
)
from kinerja_formula.numerals import format_number, shortest
from kinerja_formula.penilaian.arah import Arah, NamaArah, read_arah, told_by_words, word_of_less, word_of_less_in_ratio
from kinerja_formula.penilaian.assessment_log import AssessmentLog
from kinerja_formula.penilaian.capaian_model import Capaian, CapaianParts
from kinerja_formula.penilaian.registry import aturan_in_use
from kinerja_formula.penilaian.rule_caps import rounded_to, within_cap
from kinerja_formula.penilaian.rule_functions import by_function, by_ranks, fixed_value, in_range, on_time
from kinerja_formula.penilaian.rule_set import Aturan, Pita
from kinerja_formula.penilaian.scale_bands import band_of
from kinerja_formula.penilaian.stated_figures import NO_TARGET, Stated, number_words_of, one_figure, read_stated, words
from kinerja_formula.penilaian.stated_unit import counted_in, in_money, is_word_of_scale, target_in
from kinerja_formula.penilaian.target_units import TargetUnits, answers, is_of_count
from kinerja_formula.penilaian.zero_conventions import conventions
from kinerja_formula.result import Result
from kinerja_formula.units import head_unit, is_suggested

__all__ = [
    "Comparison",
    "capaian",
    "capaian_of",
    "comparison",
    "predikat",
]


def capaian(
    realisasi: Any,
    target: Any,
    *,
    arah: str | None = None,
    aturan: str | Aturan | None = None,
    indikator: str | None = None,
    satuan: str | None = None,
    tahun: int | None = None,
    syarat: Iterable[str] = (),
) -> Capaian:
    """Return how far a target was reached, by a rule set.

    Args:
        realisasi: a figure as people or programs give it: ``18``, ``"81,35 %"``, ``"14 Penelitian"``, ``"A (80,50)"``,
            a pint quantity, a :class:`Result`, ``"ada"``, a date; None or ``"-"`` for nothing.
        target: the same, or ``"80 - 90%"``, ``"minimal 75"``, ``"1000 orang, 12 bulan"``.
        arah: ``"naik"`` more is better, ``"turun"`` less is better, ``"rentang"`` within the interval of the target, or
            near a single target, is best. None: as the words of ``indikator`` or target tell, else ``"naik"``.
        aturan: the id of a rule set (:func:`kinerja_formula.aturan` lists them), or a rule set; by default ``lkjip``.
        indikator: the indicator, whose words tell a direction or cast doubt on the given one.
        satuan: the unit of a realization that tells none, and of a target that tells none where the realization is in
            another one of the same quantity (90 menit beside 2 with ``satuan="jam"``).
        tahun: the year of the figures; a rule set that is not in force then is a warning.
        syarat: conditions of bands that are met, as the rule set names them (``"ide baru"``).

    Raises:
        InvalidDataError: KF302 a figure that is none, KF315 an unknown rule set, KF316 an unknown direction.
        UnitMismatchError: KF330 realization and target count different things.

    >>> capaian("4,65", "4,20", arah="turun").value
    Fraction(625, 7)
    >>> capaian(0, "0 temuan", arah="turun").reason
    'keduanya-nol'
    """
    assessment = _Assessment(aturan_in_use(aturan), indikator, _conditions_met(syarat), satuan)
    rule = assessment.rule
    if tahun is not None and not rule.in_force(tahun):
        years = f"{rule.berlaku or '…'} – {rule.berakhir or '…'}"
        assessment.note(Diagnostic(NOT_IN_FORCE, (0, 0), (), aturan=rule.id, year=str(tahun), years=years))
    reached, wanted = assessment.stated(realisasi, target)
    if satuan is not None and reached.unit is not None:
        wanted = target_in(wanted, satuan, reached.unit)
    elif satuan is not None and reached.kind in ("angka", "rentang") and not is_word_of_scale(satuan):
        if satuan in ("%", "persen"):
            assessment.look_at_the_scale(reached, wanted[0])
        reached = counted_in(reached, satuan)
        if reached.unit != satuan:  # "50 miliar" of miliar rupiah: a bare target counts in the column
            wanted = target_in(wanted, satuan, reached.unit)
    return assessment.of(reached, wanted, arah)


def capaian_of(
    result: Result,
    target: Any,
    *,
    arah: str | None,
    aturan: str | Aturan | None,
    indikator: str | None,
    column: str | None,
    syarat: Iterable[str],
    measured: tuple[str, str] | None = None,
) -> Capaian:
    """Return how far the value of a formula reached a target; arguments as for :func:`capaian`.

    ``column`` is the unit that stands beside the target. The value keeps its own unit, whatever the column says.
    ``measured``: numerator and denominator of a plain ratio, whose words tell a direction where no indicator is named.
    """
    assessment = _Assessment(aturan_in_use(aturan), indikator, _conditions_met(syarat), column)
    assessment.measured = measured
    reached, wanted = assessment.stated(result, target_in(target, column, result.unit))
    return assessment.of(reached, wanted, arah)


def _one_realization(stated: tuple[Stated, ...], wanted: tuple[Stated, ...]) -> Stated:
    """Return the realization; of several quantities in one text the one that answers the target.

    Raises InvalidDataError KF302 where none or more than one does.
    """
    if len(stated) == 1:
        sign = stated[0].written[:1] if stated[0].kind == "tanggal" else stated[0].comparison
        if sign in (">=", ">", "<=", "<", "≤") and stated[0].kind in ("angka", "tanggal"):
            written = repr(stated[0].written)[:80]
            facts = {"name": "realisasi", "value": written, "reason": "pembanding"}
            raise InvalidDataError(Diagnostic(INVALID_FIGURE, (0, 0), (), **facts))
        return stated[0]
    answering = [one for one in stated if any(answers(one, target) for target in wanted)]
    if len(answering) != 1 or any(one.unit is None for one in stated):  # 5 dari 10 dokumen
        shown = stated[0].written
        raise InvalidDataError(
            Diagnostic(INVALID_FIGURE, (0, 0), (), name="realisasi", value=repr(shown)[:80], reason="satuan-ganda")
        )
    return answering[0]


class Comparison(NamedTuple):
    """What is fixed before there is a realization: rule set, direction, target.

    ``factor`` brings a realization into the unit of the target; ``reason`` tells why no realization can have a capaian.
    """

    rule: Aturan
    arah: Arah
    target: Stated
    factor: Fraction
    reason: str | None


def comparison(
    target: Any,
    *,
    satuan: str | None = None,
    arah: str | None = None,
    aturan: str | Aturan | None = None,
    indikator: str | None = None,
    bare: bool = False,
    assumed: bool = False,
    measured: tuple[str, str] | None = None,
) -> Comparison:
    """Return how realizations in ``satuan`` are held against a target; arguments and errors as for :func:`capaian`.

    ``bare``: no figure of them writes a unit; ``assumed``: a noun alone suggests the one that they have; ``measured``:
    numerator and denominator of a plain ratio, whose words tell a direction where no indicator is named.

    >>> found = comparison("2 tahun", satuan="bulan", indikator="Lama penyelesaian")
    >>> found.arah.arah, found.target.figure, found.factor
    ('turun', '2 tahun', Fraction(1, 12))
    """
    rule = aturan_in_use(aturan)
    assessment = _Assessment(rule, indikator, frozenset())
    assessment.bare, assessment.assumed, assessment.measured = bare, assumed, measured
    one = Stated("angka", "", Fraction(1), unit=satuan)
    return assessment.before(one, assessment.targets_in_money(read_stated(target, "target"), one), arah)


def predikat(nilai: Any, aturan: str | Aturan, *, syarat: Iterable[str] = ()) -> Pita | None:
    """Return the band of a value in the scale of a rule set: SKM, AKIP, final scores; None where it has no scale.

    Raises InvalidDataError KF302 for what is no single value (a word, a range, a boolean), KF315 for an unknown rule
    set.

    >>> predikat("84,58", "skm-14-2017").predikat, predikat(90, "akip-88-2021").predikat
    ('B (baik)', 'A (memuaskan)')
    """
    rule = aturan_in_use(aturan)
    value = one_figure(nilai, "nilai").value
    return None if value is None else rule.band_of(value, _conditions_met(syarat))


def _conditions_met(syarat: Iterable[str]) -> frozenset[str]:
    """Return the conditions that are met; a text is one of them, and not its letters."""
    return frozenset((syarat,) if isinstance(syarat, str) else syarat)


class _Assessment(AssessmentLog):
    """One capaian on its way."""

    def __init__(self, rule: Aturan, indikator: str | None, syarat: frozenset[str], column: str | None = None) -> None:
        super().__init__(rule)
        self.indikator = indikator
        self.column = column
        self.syarat = syarat
        self.arah = Arah("naik", "bawaan")
        self.bare = False
        """Whether no figure of the realization had a unit."""
        self.assumed = False
        """Whether the unit of the realization was only suggested by nouns: no figure and no name writes one."""
        self.measured: tuple[str, str] | None = None
        """Numerator and denominator of a plain ratio, where the indicator tells no direction."""
        self.counted = False
        """Whether the one figure of the realization is called a count."""
        self.open_arah = False
        """Whether an indicator was named whose words tell no direction."""

    def stated(self, realisasi: Any, target: Any) -> tuple[Stated, tuple[Stated, ...]]:
        """Return what realization and target state; of several realizations the one that answers the target."""
        self.bare = isinstance(realisasi, Result) and all(one.unit is None for one in realisasi.inputs)
        if self.column and isinstance(realisasi, Result) and len(realisasi.inputs) == 1:
            self.counted = is_of_count(realisasi.inputs[0].name)
        self.assumed = self.bare and any(is_suggested(one.name) for one in realisasi.inputs)
        wanted = read_stated(target, "target")
        reached = _one_realization(read_stated(realisasi, "realisasi"), wanted)
        reached = in_money(reached, *self._told_units(), *[one.unit for one in wanted])
        return reached, self.targets_in_money(wanted, reached)

    def targets_in_money(self, wanted: tuple[Stated, ...], reached: Stated) -> tuple[Stated, ...]:
        """``45 M`` of an amount is miliar."""
        return tuple([in_money(one, *self._told_units(), reached.unit) for one in wanted])

    def _told_units(self) -> tuple[str | None, str | None]:
        """Return the unit of the column and that of the indicator's noun."""
        told = head_unit(self.indikator) if self.indikator else None
        return self.column, None if told is None else str(told.unit)

    @property
    def _units(self) -> TargetUnits:
        return TargetUnits(self, self.indikator, self.column, self.bare, self.assumed, self.counted)

    def of(self, reached: Stated, wanted: tuple[Stated, ...], arah: str | None) -> Capaian:
        target = self._target(reached, wanted)
        self.look_at_number_words(reached, target)
        self.arah = self._direction(None if arah is None else read_arah(arah), target)
        if target is not NO_TARGET:
            self.step("arah", None, arah=self.arah.arah, asal=self.arah.asal, word=self.arah.word)
            self.step("target", None, written=target.written, figure=target.figure)
        self.step("realisasi", None, written=reached.written, figure=reached.figure)
        value, reason = (None, NO_TARGET.reason) if target is NO_TARGET else self._value(reached, target)
        if self.open_arah and value is not None:
            self._show_both(reached, target, value)
        if reason is not None and target is not NO_TARGET:
            self.step("tanpa-nilai", None, reason=reason)
            self.note(self._no_capaian(reached, target, reason))
        band, nilai = band_of(self, value, reached, self.syarat)
        if self.sources:
            parts = tuple(dict.fromkeys([asal.sumber for asal in self.sources]))
            self.note(Diagnostic(UNCONFIRMED, (0, 0), (), sources=parts))
        return Capaian(
            CapaianParts(
                value,
                nilai,
                None if band is None else band.predikat,
                self.rule.id,
                tuple(self.steps),
                self.arah,
                reached,
                target,
                reason,
                None if band is None else band.warna,
                tuple(self.notes),
            )
        )

    def look_at_the_scale(self, reached: Stated, target: Stated) -> None:
        """Warn where one side is a percentage and the other looks like a share of one."""
        self._units.look_at_the_scale(reached, target)

    def look_at_number_words(self, *stated: Stated) -> None:
        """Warn where number words in brackets say something else than the figure: 20 (dua puluh satu)."""
        for role, one in zip(("realisasi", "target"), stated, strict=True):
            said = number_words_of(one)
            if said is not None and said != one.value:
                facts = {"name": role, "value": shortest(one.value or Fraction()), "words": shortest(said)}
                self.note(Diagnostic(FIGURE_WORDS_DIFFER, (0, 0), (), written=one.written, **facts))

    def _no_capaian(self, reached: Stated, target: Stated, reason: str) -> Diagnostic:
        said = [
            f"{one.aturan} {'–' if one.value is None else shortest(one.value) + '%'}"
            for one in conventions(reached.value, target.value, self.arah.arah)
        ]
        facts = {"target": target.figure, "realisasi": reached.figure, "conventions": "; ".join(said)}
        return Diagnostic(NO_CAPAIAN, (0, 0), (), **facts, reason=reason)

    def before(self, one: Stated, wanted: tuple[Stated, ...], arah: str | None) -> Comparison:
        """Return what is known for every realization like ``one``."""
        target = self._target(one, wanted)
        direction = self._direction(None if arah is None else read_arah(arah), target)
        reason = None
        if target.kind not in ("angka", "rentang"):
            reason = NO_TARGET.reason if target is NO_TARGET else "tak-sebanding"
            reason = f"target-{target.reason}" if target.reason in ("kosong", "nihil") else reason
        factor = self._units.alike(one, target) if reason is None else Fraction(1)
        return Comparison(self.rule, direction, target, factor, reason)

    # What is compared

    def _target(self, reached: Stated, wanted: tuple[Stated, ...]) -> Stated:
        """Return the one of several stated quantities that the realization answers."""
        if len(wanted) == 1:
            return wanted[0]
        alike = [one for one in wanted if reached.unit is not None and answers(reached, one)]
        alike = [one for one in alike if one.unit == reached.unit] or alike
        chosen = alike[0] if alike else wanted[0]
        bare = any(one.unit is None for one in wanted if one is not chosen)  # a figure that belongs to nothing
        if len(alike) != 1 or bare:
            figures = tuple([one.figure for one in wanted])
            self.note(Diagnostic(SEVERAL_TARGETS, (0, 0), (), used=chosen.figure, figures=figures))
        return chosen

    def _direction(self, given: NamaArah | None, target: Stated) -> Arah:
        word = word_of_less(self.indikator) if self.indikator and target is not NO_TARGET else ""
        if given is not None:
            self._doubt_the_given(given, word, target)
            return Arah(given, "diberikan")
        told = self.indikator and told_by_words(self.indikator).arah
        if self.measured is not None and not told and target.comparison is None and target is not NO_TARGET:
            word = word_of_less_in_ratio(*self.measured)
        word = word or _place_word(target)
        if word and target.comparison in ("<=", "<"):
            return Arah("turun", "target", target.written)  # the bound says it, too
        if word:
            self.note(Diagnostic(ARAH_FROM_WORDS, (0, 0), (), arah="turun", word=word))
            return Arah("turun", "kata", word)
        if target.comparison in ("<=", "<"):
            return Arah("turun", "target", target.written)  # said outright: "maksimal 90 hari"
        self.open_arah = bool(self.indikator) and not told and target.comparison is None and target.kind == "angka"
        return Arah("naik", "bawaan")

    def _doubt_the_given(self, given: NamaArah, word: str, target: Stated) -> None:
        """Warn of a direction against the words of the indicator, or against the bound that the target is."""
        against = ("<=", "<") if given == "naik" else (">=", ">") if given == "turun" else ()
        if given == "naik" and word:
            self.note(Diagnostic(ARAH_DOUBTFUL, (0, 0), (), arah=given, word=word))
        elif target.comparison in against:
            facts = {"arah": given, "word": target.written}
            rising = given == "naik"
            self.note(Diagnostic(ARAH_DOUBTFUL, (0, 0), (), **facts, reason="batas-atas" if rising else "batas-bawah"))

    def _show_both(self, reached: Stated, target: Stated, value: Fraction) -> None:
        """Tell what the capaian would be if less were better: nobody said what is better here."""
        falling = self.rule.fungsi.get("turun")
        if falling is None or reached.value is None or not target.value or reached.value == target.value:
            return
        told = AssessmentLog(self.rule)  # what was found on the way is known already
        try:
            other = falling.value(self._units._replace(log=told).alike(reached, target), target.value)
        except ZeroDenominatorError:
            return
        limited = within_cap(self.rule, rounded_to(other, self.rule.desimal_capaian))
        if limited != value:
            facts = {"indikator": self.indikator or "", "naik": format_number(value), "turun": format_number(limited)}
            self.note(Diagnostic(ARAH_OPEN, (0, 0), (), **facts))

    def _value(self, reached: Stated, target: Stated) -> tuple[Fraction | None, str | None]:
        """Return the capaian, or the reason why there is none."""
        for role, stated in (("realisasi", reached), ("target", target)):
            if stated.reason is not None and stated.kind != "peringkat":
                return None, f"{role}-{stated.reason}"
        kinds = {reached.kind, target.kind}
        if kinds == {"peringkat"}:
            return by_ranks(self, reached, target)
        if kinds == {"keberadaan"}:
            return fixed_value(self, "ADA", met=reached.value == target.value), None
        if kinds == {"tanggal"}:
            return on_time(self, reached, target), None
        if target.kind not in ("angka", "rentang") or reached.kind != "angka":
            return None, "tak-sebanding"
        low, high, realized = target.value, target.upper, self._units.alike(reached, target)
        assert low is not None
        if low < 0:
            self.note(Diagnostic(TARGET_NEGATIVE, (0, 0), (), target=target.figure))
        elif realized < 0 < low:
            self.note(Diagnostic(REALISATION_NEGATIVE, (0, 0), (), realisasi=reached.figure, target=target.figure))
        if realized == low and target.comparison in (">", "<"):
            self.note(Diagnostic(ON_THE_BOUND, (0, 0), (), realisasi=reached.figure, target=target.figure))
        self._units.look_at_distance(reached, realized, low if high is None else high)
        if high is not None:
            return in_range(self, realized, low, high, falling=self.arah.arah == "turun")
        if self.arah.arah == "rentang":
            return by_function(self, "stabil", realized, low)
        return by_function(self, self.arah.arah, realized, low)


def _place_word(target: Stated) -> str:
    """Return the word that makes a target a place: *juara 3*, of which the first is the best."""
    first = target.written.split()[0].casefold() if target.kind == "angka" and target.written else ""
    return first if first in words("figur", "tempat") else ""
