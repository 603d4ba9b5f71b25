"""Realization against target: the capaian in percent, its score and its predikat, by a named rule set.

Exact all the way: fractions in, a fraction out, and a rule's own rounding is a step of its own. What is undefined is a
capaian without value that says why, never a zero.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any, Final, NamedTuple, NoReturn

from kinerja_formula.diagnostics import (
    ARAH_DOUBTFUL,
    ARAH_FROM_WORDS,
    ARAH_OPEN,
    BETWEEN_BANDS,
    CONDITION_OPEN,
    DATE_LATE,
    FIGURE_WORDS_DIFFER,
    INVALID_FIGURE,
    NO_CAPAIAN,
    NOT_IN_FORCE,
    RANKS_DIVIDED,
    REALISATION_NEGATIVE,
    SCALE_DOUBTFUL,
    SEVERAL_TARGETS,
    TARGET_NEGATIVE,
    TARGET_UNIT,
    TARGET_UNIT_DOUBT,
    UNCONFIRMED,
    Diagnostic,
    InvalidDataError,
    UnitMismatchError,
    ZeroDenominatorError,
)
from kinerja_formula.display import as_bundle, as_html, as_latex, as_text
from kinerja_formula.evaluation.percent import is_percentage
from kinerja_formula.figures.dates import NO_YEAR, day_in
from kinerja_formula.figures.model import figure_text
from kinerja_formula.names import normalise
from kinerja_formula.numerals import format_number, half_up, shortest
from kinerja_formula.penilaian.arah import Arah, NamaArah, read_arah, told_by_words, word_of_less
from kinerja_formula.penilaian.capaian_text import explain_capaian
from kinerja_formula.penilaian.registry import aturan, aturan_in_use, functions
from kinerja_formula.penilaian.rule_set import Asal, Aturan, Fungsi, Nol, Pita
from kinerja_formula.penilaian.stated_figures import NO_TARGET, Stated, number_words_of, one_figure, read_stated, words
from kinerja_formula.penilaian.stated_unit import EXACT, column_doubt, is_scaled, is_word_of_scale, target_in
from kinerja_formula.penilaian.steps import CapaianStep
from kinerja_formula.recorded_calculation import recorded_figure, unfit_data
from kinerja_formula.result import Result
from kinerja_formula.units import Unit, head_unit, is_money, meet, names_unit, read_unit

__all__ = [
    "HIGHEST_PERCENT",
    "REASONS",
    "Capaian",
    "Comparison",
    "Konvensi",
    "capaian",
    "capaian_of",
    "comparison",
    "predikat",
]

SCHEMA: Final = "kinerja-formula/capaian/1"
REASONS: Final = frozenset(
    {
        *[f"{role}-{reason}" for role in ("realisasi", "target") for reason in ("kosong", "nihil", "nol")],
        "keduanya-nol",
        "bukan-angka",
        "peringkat",
        "tak-sebanding",
        "arah-tak-diatur",
    }
)
"""Why a capaian has no value."""


class Konvensi(NamedTuple):
    """What a published convention says where a capaian is undefined: a value in percent, or None."""

    aturan: str
    nama: str
    value: Fraction | None
    asal: Asal


class _Parts(NamedTuple):
    """All that a capaian tells."""

    value: Fraction | None
    nilai: Fraction | None
    predikat: str | None
    aturan: str
    steps: tuple[CapaianStep, ...]
    arah: Arah
    realisasi: Stated
    target: Stated
    reason: str | None = None
    warna: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


class Capaian:
    """How far a target was reached. Immutable.

    ``value`` is exact, in percent; None where it is undefined, and ``reason`` tells why (a stable slug). ``nilai`` is
    the score and ``predikat`` the category by the rule set ``aturan``, each None where that has none; where the scale
    is one of an index or score, ``nilai`` is the realization that was looked up. ``warna`` is the colour of the
    category. ``steps`` are the way there as plain data.

    >>> result = capaian(93, 95, aturan="permenpan-8-2021")
    >>> result.value, str(result), result.nilai, result.predikat
    (Fraction(1860, 19), '97,89%', Fraction(88, 1), 'Cukup')
    """

    __slots__ = ("_make", "_parts", "value")
    value: Fraction | None
    _parts: _Parts | None
    _make: Callable[[], Capaian] | None

    def __init__(self, parts: _Parts) -> None:
        object.__setattr__(self, "value", parts.value)
        object.__setattr__(self, "_parts", parts)
        object.__setattr__(self, "_make", None)

    @classmethod
    def later(cls, value: Fraction, make: Callable[[], Capaian]) -> Capaian:
        """Return the capaian of a value that is known already; ``make`` gives all the rest when it is asked for."""
        made = cls.__new__(cls)
        object.__setattr__(made, "value", value)
        object.__setattr__(made, "_parts", None)
        object.__setattr__(made, "_make", make)
        return made

    def _told(self) -> _Parts:
        parts, make = self._parts, self._make
        if parts is None:
            assert make is not None
            parts = make()._told()  # noqa: SLF001
            object.__setattr__(self, "_parts", parts)
            object.__setattr__(self, "_make", None)
        return parts

    @property
    def nilai(self) -> Fraction | None:
        """The score by the rule set."""
        return self._told().nilai

    @property
    def predikat(self) -> str | None:
        """The category by the rule set."""
        return self._told().predikat

    @property
    def aturan(self) -> str:
        """The id of the rule set."""
        return self._told().aturan

    @property
    def steps(self) -> tuple[CapaianStep, ...]:
        """The way there as plain data."""
        return self._told().steps

    @property
    def arah(self) -> Arah:
        """The direction, and where it is known from."""
        return self._told().arah

    @property
    def realisasi(self) -> Stated:
        """What was reached."""
        return self._told().realisasi

    @property
    def target(self) -> Stated:
        """What was to be reached."""
        return self._told().target

    @property
    def reason(self) -> str | None:
        """Why there is no value, a stable slug."""
        return self._told().reason

    @property
    def warna(self) -> str | None:
        """The colour of the category."""
        return self._told().warna

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is doubtful."""
        return self._told().diagnostics

    def with_parts(self, **changed: Any) -> Capaian:
        """Return the capaian with some of what it tells replaced."""
        return Capaian(self._told()._replace(**changed))

    def __setattr__(self, field: str, value: object) -> NoReturn:
        raise AttributeError("Capaian is immutable")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Capaian) and self._told() == other._told()

    def __hash__(self) -> int:
        return hash((self.value, self.aturan))

    def __repr__(self) -> str:
        return f"<Capaian {self} {self.aturan}{'' if self.reason is None else f' ({self.reason})'}>"

    def __reduce__(self) -> tuple[type[Capaian], tuple[_Parts]]:
        return Capaian, (self._told(),)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002
        return as_bundle(self)

    def _repr_html_(self) -> str | None:
        return as_html(self)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002
        printer.text(as_text(self))  # IPython would show the tuple that it is

    def _repr_latex_(self) -> str | None:
        return as_latex(self)

    def __str__(self) -> str:
        return format(self)

    def __format__(self, spec: str) -> str:
        decimals = int(spec[1:]) if spec[:1] == "." and spec[1:].isdecimal() else 2
        return "–" if self.value is None else f"{format_number(self.value, decimals=decimals)}%"

    def explain(self, *, format: str = "text", language: str | None = None) -> str:  # noqa: A002
        """Return the way to the capaian: rule set and page, formula with figures put in, rounding, cap, band.

        ``format`` is ``"text"``, ``"markdown"`` or ``"html"``; ``language`` ``"id"`` or ``"en"``, by default the one
        in use.
        Raises ValueError for another format or language.
        """
        return explain_capaian(self.steps, str(self), format=format, language=language)

    @property
    def konvensi(self) -> tuple[Konvensi, ...]:
        """What each published convention about zeros would have said; empty where the figures have no zero."""
        return _conventions(self.realisasi.value, self.target.value, self.arah.arah)

    def to_json(self) -> dict[str, Any]:
        """Return the capaian as plain data, schema ``kinerja-formula/capaian/1`` (docs/reference/capaian.md)."""
        return {
            "schema": SCHEMA,
            "value": None if self.value is None else str(self.value),
            "text": str(self),
            "nilai": None if self.nilai is None else str(self.nilai),
            "predikat": self.predikat,
            "warna": self.warna,
            "aturan": self.aturan,
            "arah": self.arah._asdict(),
            "realisasi": _stated_data(self.realisasi),
            "target": _stated_data(self.target),
            "reason": self.reason,
            "konvensi": {one.aturan: None if one.value is None else str(one.value) for one in self.konvensi},
            "steps": [step.to_json() for step in self.steps],
            "diagnostics": [one.to_json() for one in self.diagnostics],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Capaian:
        """Return the capaian that :meth:`to_json` wrote; nothing is calculated again, and no rule set is needed.

        Raises InvalidDataError KF404, naming the schema or the field, for data of another form.

        >>> found = capaian(93, 95, aturan="permenpan-8-2021")
        >>> Capaian.from_json(found.to_json()) == found
        True
        """
        if not isinstance(data, Mapping) or data.get("schema") != SCHEMA:
            raise unfit_data("schema", data.get("schema") if isinstance(data, Mapping) else data, SCHEMA)
        try:
            return cls(
                _Parts(
                    _figure(data["value"]),
                    _figure(data["nilai"]),
                    data["predikat"],
                    str(data["aturan"]),
                    tuple([CapaianStep.from_json(one) for one in data["steps"]]),
                    Arah(**data["arah"]),
                    _stated(data["realisasi"]),
                    _stated(data["target"]),
                    data["reason"],
                    data["warna"],
                    tuple([Diagnostic.from_json(one) for one in data["diagnostics"]]),
                )
            )
        except KeyError as error:
            raise unfit_data(str(error.args[0]), None, SCHEMA) from None
        except (TypeError, ValueError, AttributeError) as error:
            raise unfit_data("capaian", error.args[0] if error.args else None, SCHEMA) from None


def _figure(told: object) -> Fraction | None:
    return None if told is None else recorded_figure(told)


def _stated(data: Mapping[str, Any]) -> Stated:
    return Stated(**{**data, "value": _figure(data["value"]), "upper": _figure(data["upper"])})


def _stated_data(stated: Stated) -> dict[str, object]:
    data = stated._asdict()
    return {**data, **{end: None if data[end] is None else str(data[end]) for end in ("value", "upper")}}


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
    assessment = _Assessment(aturan_in_use(aturan), indikator, frozenset(syarat), satuan)
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
        reached = reached._replace(unit=satuan)
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
) -> Capaian:
    """Return how far the value of a formula reached a target; arguments as for :func:`capaian`.

    ``column`` is the unit that stands beside the target. The value keeps its own unit, whatever the column says.
    """
    assessment = _Assessment(aturan_in_use(aturan), indikator, frozenset(syarat), column)
    reached, wanted = assessment.stated(result, target_in(target, column, result.unit))
    return assessment.of(reached, wanted, arah)


def _one_realization(stated: tuple[Stated, ...], wanted: tuple[Stated, ...]) -> Stated:
    """Return the realization; of several quantities in one text the one that answers the target.

    Raises InvalidDataError KF302 where none or more than one does.
    """
    if len(stated) == 1:
        if stated[0].comparison is not None and stated[0].kind == "angka":
            written = repr(stated[0].written)[:80]
            facts = {"name": "realisasi", "value": written, "reason": "pembanding"}
            raise InvalidDataError(Diagnostic(INVALID_FIGURE, (0, 0), (), **facts))
        return stated[0]
    answering = [one for one in stated if any(_answers(one, target) for target in wanted)]
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
) -> Comparison:
    """Return how realizations in ``satuan`` are held against a target; arguments and errors as for :func:`capaian`.

    >>> found = comparison("2 tahun", satuan="bulan", indikator="Lama penyelesaian")
    >>> found.arah.arah, found.target.figure, found.factor
    ('turun', '2 tahun', Fraction(1, 12))
    """
    rule = aturan_in_use(aturan)
    assessment = _Assessment(rule, indikator, frozenset())
    one = Stated("angka", "", Fraction(1), unit=satuan)
    return assessment.before(one, read_stated(target, "target"), arah)


def predikat(nilai: Any, aturan: str | Aturan, *, syarat: Iterable[str] = ()) -> Pita | None:
    """Return the band of a value in the scale of a rule set: SKM, AKIP, final scores; None where it has no scale.

    Raises InvalidDataError KF302 for what is no single value (a word, a range, a boolean), KF315 for an unknown rule
    set.

    >>> predikat("84,58", "skm-14-2017").predikat, predikat(90, "akip-88-2021").predikat
    ('B (baik)', 'A (memuaskan)')
    """
    rule = aturan_in_use(aturan)
    value = one_figure(nilai, "nilai").value
    return None if value is None else rule.band_of(value, frozenset(syarat))


def _rounded(value: Fraction, decimals: int | None) -> Fraction:
    return value if decimals is None else half_up(value, decimals)


def _by_zero(
    rule: Aturan, arah: str, function: Fungsi, realisasi: Fraction, target: Fraction
) -> tuple[Fraction | None, str]:
    """Return the value by the rule set's convention for zeros, and what the convention was."""
    assert rule.nol is not None
    zeros: Nol = rule.nol
    choice = (zeros.realisasi if target else zeros.target if realisasi else zeros.keduanya)[arah]
    if choice is None or isinstance(choice, Fraction):
        return choice, "tanpa-nilai" if choice is None else "tetap"
    if choice == "batas" and rule.batas is not None:
        return rule.batas.atas, "batas"
    try:
        return _limited(rule, function.value(realisasi, target)), "fungsi"
    except ZeroDenominatorError:
        return None, "fungsi"


def _conventions(realisasi: Fraction | None, target: Fraction | None, arah: str) -> tuple[Konvensi, ...]:
    if realisasi is None or target is None or (realisasi and target):
        return ()
    return tuple(
        [
            Konvensi(rule.id, rule.nama, _by_zero(rule, arah, rule.fungsi[arah], realisasi, target)[0], rule.nol.asal)
            for rule in aturan()
            if rule.nol is not None and arah in rule.fungsi
        ]
    )


def _limited(rule: Aturan, value: Fraction) -> Fraction:
    if rule.batas is None:
        return value
    if rule.batas.atas is not None and value > rule.batas.atas:
        return rule.batas.atas
    if rule.batas.bawah is not None and value < rule.batas.bawah:
        return rule.batas.bawah
    return value


class _Assessment:
    """One capaian on its way: the steps so far, and what was found."""

    def __init__(self, rule: Aturan, indikator: str | None, syarat: frozenset[str], column: str | None = None) -> None:
        self.rule = rule
        self.indikator = indikator
        self.column = column
        self.syarat = syarat
        self.steps: list[CapaianStep] = [CapaianStep("aturan", {"id": rule.id, "nama": rule.nama}, rule.asal)]
        self.notes: list[Diagnostic] = []
        self.sources: list[Asal] = []
        self.arah = Arah("naik", "bawaan")
        self.bare = False
        """Whether no figure of the realization had a unit."""
        self.assumed = False
        """Whether the unit of the realization was only suggested by nouns: no figure and no name writes one."""
        self.open_arah = False
        """Whether an indicator was named whose words tell no direction."""

    def note(self, found: Diagnostic) -> None:
        self.notes.append(found)

    def step(self, kind: str, asal: Asal | None = None, /, **values: object) -> None:
        self.steps.append(CapaianStep(kind, values, asal))
        if asal is not None and not asal.confirmed:
            self.sources.append(asal)

    def stated(self, realisasi: Any, target: Any) -> tuple[Stated, tuple[Stated, ...]]:
        """Return what realization and target state; of several realizations the one that answers the target."""
        self.bare = isinstance(realisasi, Result) and all(one.unit is None for one in realisasi.inputs)
        self.assumed = self.bare and any(_is_suggested(one.name) for one in realisasi.inputs)
        wanted = read_stated(target, "target")
        return _one_realization(read_stated(realisasi, "realisasi"), wanted), wanted

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
        band, nilai = self._band(value, reached)
        if self.sources:
            parts = tuple(dict.fromkeys([asal.sumber for asal in self.sources]))
            self.note(Diagnostic(UNCONFIRMED, (0, 0), (), sources=parts))
        return Capaian(
            _Parts(
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
            for one in _conventions(reached.value, target.value, self.arah.arah)
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
        factor = self._alike(one, target) if reason is None else Fraction(1)
        return Comparison(self.rule, direction, target, factor, reason)

    # What is compared

    def _target(self, reached: Stated, wanted: tuple[Stated, ...]) -> Stated:
        """Return the one of several stated quantities that the realization answers."""
        if len(wanted) == 1:
            return wanted[0]
        alike = [one for one in wanted if reached.unit is not None and _answers(reached, one)]
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
            if given == "naik" and word:
                self.note(Diagnostic(ARAH_DOUBTFUL, (0, 0), (), arah=given, word=word))
            return Arah(given, "diberikan")
        word = word or _place_word(target)
        if word:
            self.note(Diagnostic(ARAH_FROM_WORDS, (0, 0), (), arah="turun", word=word))
            return Arah("turun", "kata", word)
        if target.comparison in ("<=", "<"):
            return Arah("turun", "target", target.written)  # said outright: "maksimal 90 hari"
        told = target.comparison is not None or not self.indikator or told_by_words(self.indikator).arah
        self.open_arah = not told and target.kind == "angka"
        return Arah("naik", "bawaan")

    def _show_both(self, reached: Stated, target: Stated, value: Fraction) -> None:
        """Tell what the capaian would be if less were better: nobody said what is better here."""
        falling = self.rule.fungsi.get("turun")
        if falling is None or reached.value is None or not target.value or reached.value == target.value:
            return
        try:
            other = falling.value(self._alike(reached, target), target.value)
        except ZeroDenominatorError:
            return
        limited = _limited(self.rule, _rounded(other, self.rule.desimal_capaian))
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
            return self._ranks(reached, target)
        if kinds == {"keberadaan"}:
            return self._fixed("ADA", met=reached.value == target.value), None
        if kinds == {"tanggal"}:
            return self._on_time(reached, target), None
        if target.kind not in ("angka", "rentang") or reached.kind != "angka":
            return None, "tak-sebanding"
        low, high, realized = target.value, target.upper, self._alike(reached, target)
        assert low is not None
        if low < 0:
            self.note(Diagnostic(TARGET_NEGATIVE, (0, 0), (), target=target.figure))
        elif realized < 0 < low:
            self.note(Diagnostic(REALISATION_NEGATIVE, (0, 0), (), realisasi=reached.figure, target=target.figure))
        if high is not None:
            return self._in_range(realized, low, high)
        if self.arah.arah == "rentang":
            return self._by_function("stabil", realized, low)
        return self._by_function(self.arah.arah, realized, low)

    def _alike(self, reached: Stated, target: Stated) -> Fraction:
        """Return the realization in the unit of the target. Raises UnitMismatchError KF330."""
        value = reached.value
        assert value is not None
        odd = column_doubt(reached, target, self.column, told=not self.bare) if self.column else None
        if odd is not None:
            self.note(odd)
            return value
        if reached.unit is None or target.unit is None:
            self.look_at_the_scale(reached, target)
            self._look_at_words_of_scale(value, target, reached.unit or target.unit, money=True)
            return value
        if reached.unit == target.unit:
            self._look_at_words_of_scale(value, target, target.unit, money=self.assumed)
            return value
        if (reached.unit, target.unit) in (("1", "%"), ("%", "1")):
            return value * 100 if target.unit == "%" else value / 100
        own, other = read_unit(reached.unit), read_unit(target.unit)
        if own is None or other is None or own == other:
            return value
        factor = own.factor_to(other)
        if factor is None:
            self._tell_apart(own, other, reached, target)
            return value
        return value if factor == 1 else self._converted(value, factor, own, reached, target)

    def _converted(self, value: Fraction, factor: Fraction, own: Unit, reached: Stated, target: Stated) -> Fraction:
        """Return a realization in the unit of the target, where it surely is in its own."""
        doubt = Diagnostic(TARGET_UNIT_DOUBT, (0, 0), (), realisasi=reached.figure, target=target.figure)
        if self.assumed and not any(kind.family == _MONEY for kind, _ in own.parts):
            # 5 ton/m² was never said: 5 ton/ha is what figures without a unit mean beside such a target
            self.note(doubt)
            return value
        if self.bare and self.column:  # a column in weeks beside a count of days
            self.note(doubt)
        self.step("satuan", None, given=reached.unit, unit=target.unit, value=value * factor)
        self._look_at_words_of_scale(value * factor, target, target.unit)
        return value * factor

    def _tell_apart(self, own: Unit, other: Unit, reached: Stated, target: Stated) -> None:
        """Doubt two units that don't convert. Raises UnitMismatchError KF330 where they can't be one thing."""
        severity = "error" if _share_beside_count(own, other) else meet(own, other, "percent").severity
        if own.known != other.known and any(kind.family in EXACT for kind, _ in (own if own.known else other).parts):
            severity = "error"  # 5 USD beside Rp 5, or a time in a unit that nobody knows
        if severity != "error" and meet(own, other, "satuan").severity in ("error", "warning"):
            severity = "warning"  # a share of one another they may be; a target of one is not reached by the other
        if severity in ("error", "warning"):
            rule = TARGET_UNIT if severity == "error" else TARGET_UNIT_DOUBT
            found = Diagnostic(rule, (0, 0), (), realisasi=reached.figure, target=target.figure)
            if rule is TARGET_UNIT:
                raise UnitMismatchError(found)
            self.note(found)

    def _look_at_words_of_scale(
        self, value: Fraction, target: Stated, unit: str | None, *, money: bool = False
    ) -> None:
        """Warn where one of two amounts in juta rupiah looks like one in rupiah: a thousand times the other or more.

        ``money``: also of rupiah without a word of scale, where one side is a bare figure.
        """
        wanted = target.value
        if not wanted or not value or not (is_scaled(unit) or (money and is_money(read_unit(unit) if unit else None))):
            return
        if not 1 < abs(value / wanted) * 1000 < 1_000_000:
            figure, other = figure_text(value, None, unit, None), figure_text(wanted, None, unit, None)
            self.note(Diagnostic(SCALE_DOUBTFUL, (0, 0), (), figure=figure, other=other, reason="kata-skala"))

    def look_at_the_scale(self, reached: Stated, target: Stated) -> None:
        """Warn where one side is a percentage and the other looks like a share of one: 0,9 beside 94%.

        Or like one written the English way (95.000), or where one side is written as a ratio: 20 beside 1:20.
        """
        named = self.indikator is not None and is_percentage(normalise(self.indikator))
        for one, other in ((reached, target), (target, reached)):
            if one.value is None or other.value is None or other.unit is not None:
                continue
            percent = one.unit == "%" or (named and one.unit is None)
            share = percent and 0 < other.value < 1 < one.value
            large = percent and other.value > HIGHEST_PERCENT and other.value >= HIGHEST_PERCENT * abs(one.value) / 100
            ratio = ":" in one.written and ":" not in other.written and one.value < 1 < other.value
            if share or large or ratio or (one.unit == "%" and other.value == 1 < one.value):
                self.note(Diagnostic(SCALE_DOUBTFUL, (0, 0), (), figure=other.figure, other=one.written or one.figure))
                return

    # The functions

    def _by_function(self, direction: str, realized: Fraction, target: Fraction) -> tuple[Fraction | None, str | None]:
        function = self.rule.fungsi.get(direction)
        if function is None and direction == "stabil":
            function = functions()["STAB"]
        if function is None:
            return None, "arah-tak-diatur"
        if self.rule.nol is not None and not (realized and target) and direction != "stabil":
            value, choice = _by_zero(self.rule, direction, function, realized, target)
            if choice != "fungsi":
                self.step("nol", self.rule.nol.asal, choice=choice, value=value)
                return value, None if value is not None else _zero_reason(realized, target)
        try:
            rumus = function.rumus(realized, target)
            value = rumus.value({"Realisasi": realized, "Target": target})
        except ZeroDenominatorError:
            self.step("fungsi", function.asal, nama=function.nama, id=function.id, rumus=function.kasus[-1].rumus.text)
            return None, _zero_reason(realized, target)
        figures = {"Realisasi": shortest(realized), "Target": shortest(target)}
        self.step(
            "fungsi",
            function.asal,
            nama=function.nama,
            id=function.id,
            rumus=rumus.text,
            figures=rumus.with_figures(figures),
            value=value,
        )
        return self._rounded_and_limited(value), None

    def _rounded_and_limited(self, value: Fraction) -> Fraction:
        rounded = _rounded(value, self.rule.desimal_capaian)
        if self.rule.desimal_capaian is not None:
            self.step("pembulatan", self.rule.asal_pembulatan, decimals=self.rule.desimal_capaian, value=rounded)
        limited = _limited(self.rule, rounded)
        if limited != rounded:
            assert self.rule.batas is not None
            end = "atas" if limited < rounded else "bawah"
            self.step("batas", self.rule.batas.asal, end=end, limit=limited, value=limited)
        return limited

    def _in_range(self, realized: Fraction, low: Fraction, high: Fraction) -> tuple[Fraction | None, str | None]:
        spread = functions()["RANGE"]
        direction = "turun" if self.arah.arah == "turun" else "naik"
        if low <= realized <= high:
            self.step("dalam-rentang", spread.dalam, value=Fraction(100))
            return self._rounded_and_limited(Fraction(100)), None
        bound = high if realized > high else low
        self.step("batas-rentang", spread.asal, bound=shortest(bound), end="atas" if bound == high else "bawah")
        return self._by_function(direction, realized, bound)

    def _fixed(self, name: str, *, met: bool) -> Fraction:
        function, value = functions()[name], Fraction(100 if met else 0)
        self.step("tetap", function.asal, nama=function.nama, id=function.id, value=value)
        return value

    def _on_time(self, reached: Stated, target: Stated) -> Fraction:
        day, deadline = _within_one_year(reached, target)
        late = day - deadline
        if late > 0:
            self.note(Diagnostic(DATE_LATE, (0, 0), (), target=target.written, realisasi=reached.written, days=late))
        return self._fixed("TEPAT-WAKTU", met=late <= 0)

    def _ranks(self, reached: Stated, target: Stated) -> tuple[Fraction | None, str | None]:
        one, other = reached.written.casefold(), target.written.casefold()
        for ranks in self.rule.peringkat.values():
            order = [rank.casefold() for rank in ranks]
            if one in order and other in order:
                above, below = order.index(one) + 1, order.index(other) + 1
                function, value = functions()["PERINGKAT"], Fraction(above * 100, below)
                figures = f"{above} / {below} × 100%"
                self.step(
                    "fungsi",
                    function.asal,
                    nama=function.nama,
                    id=function.id,
                    rumus=" < ".join(ranks),
                    figures=figures,
                    value=value,
                )
                self.note(Diagnostic(RANKS_DIVIDED, (0, 0), (), realisasi=reached.written, target=target.written))
                return value, None
        return None, "peringkat" if one and other else "bukan-angka"

    # The scale

    def _band(self, value: Fraction | None, reached: Stated) -> tuple[Pita | None, Fraction | None]:
        scale = self.rule.skala
        if scale is None:
            return None, None
        subject = value if scale.dari == "capaian" else reached.value if reached.kind == "angka" else None
        if subject is None:
            return None, None
        looked_up = _rounded(subject, self.rule.desimal_skala)
        if looked_up != subject:
            self.step("pembulatan-skala", self.rule.asal_pembulatan, decimals=self.rule.desimal_skala, value=looked_up)
        band = scale.band(looked_up, self.syarat)
        beyond = {"melampaui": True} if band.sampai is not None and looked_up > band.sampai else {}
        self.step("pita", band.asal, predikat=band.predikat, band=band.tertulis, dari=scale.dari, **beyond)
        self._say_what_is_doubtful(scale.pita, band, looked_up)
        if band.nilai is None:
            return band, subject if scale.dari == "realisasi" else None
        score = band.nilai.value({"Capaian": looked_up})
        self.step(
            "nilai",
            band.asal,
            rumus=band.nilai.text,
            figures=band.nilai.with_figures({"Capaian": shortest(looked_up)}),
            value=score,
        )
        return band, score

    def _say_what_is_doubtful(self, bands: tuple[Pita, ...], band: Pita, value: Fraction) -> None:
        inside = any(one.holds(value) for one in bands)
        highest = max((one.sampai for one in bands if one.sampai is not None), default=None)
        if not inside and (highest is None or value <= highest):
            facts: Mapping[str, object] = {"value": shortest(value), "predikat": band.predikat, "band": band.tertulis}
            self.note(Diagnostic(BETWEEN_BANDS, (0, 0), (), **facts))
        for one in bands[: bands.index(band)]:
            if one.syarat is not None and one.holds(value) and one.syarat not in self.syarat:
                self.note(Diagnostic(CONDITION_OPEN, (0, 0), (), predikat=one.predikat, condition=one.syarat))


HIGHEST_PERCENT: Final = 1000
_MONEY: Final = "uang"


def _is_suggested(name: str) -> bool:
    """Whether only the noun of a name suggests the size, time or money that its figure is."""
    told = head_unit(name)
    return told is not None and any(kind.family in EXACT for kind, _ in told.unit.parts) and not names_unit(name)


def _within_one_year(reached: Stated, target: Stated) -> tuple[int, int]:
    """Return two days; one that tells no year is of the year of the other."""
    assert reached.value is not None and target.value is not None
    days = [datetime.date.fromordinal(int(one)) for one in (reached.value, target.value)]
    years = [day.year for day in days if day.year != NO_YEAR]
    if len(years) == 1:
        days = [day if day.year != NO_YEAR else day_in(years[0], day) for day in days]
    return days[0].toordinal(), days[1].toordinal()


def _share_beside_count(own: Unit, other: Unit) -> bool:
    """Whether one side is a bare share (94%) and the other counts something known (94 orang); points may be either."""
    counted = own if own.parts else other
    families = {kind.family for kind, _ in counted.parts}
    return bool(own.parts) != bool(other.parts) and counted.known and "nilai" not in families


def _place_word(target: Stated) -> str:
    """Return the word that makes a target a place: *juara 3*, of which the first is the best."""
    first = target.written.split()[0].casefold() if target.kind == "angka" and target.written else ""
    return first if first in words("figur", "tempat") else ""


def _answers(reached: Stated, target: Stated) -> bool:
    """Whether a realization is in the unit of a stated quantity, or in one that converts to it."""
    if reached.unit is None or target.unit is None:
        return reached.unit == target.unit
    own, other = read_unit(reached.unit), read_unit(target.unit)
    return own is not None and other is not None and own.factor_to(other) is not None


def _zero_reason(realized: Fraction, target: Fraction) -> str:
    return "realisasi-nol" if target else "target-nol" if realized else "keduanya-nol"
