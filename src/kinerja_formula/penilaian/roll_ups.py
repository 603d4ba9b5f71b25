"""Several capaian rolled up to one, by a named way.

How is a choice with consequences (the field knows at least four ways), so it is named, and what it did with gaps is
reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import (
    GAPS,
    INVALID_FIGURE,
    INVALID_ROLL_UP,
    INVALID_WEIGHTS,
    PERCENT_SCALE,
    PERCENTAGES_AVERAGED,
    SCALE_DOUBTFUL,
)
from kinerja_formula.display import as_bundle, as_html, as_latex, as_text
from kinerja_formula.evaluation.roots import PowerFault, power
from kinerja_formula.figures import shown
from kinerja_formula.numerals import format_number, shortest
from kinerja_formula.penilaian.capaian_model import Capaian
from kinerja_formula.penilaian.capaian_text import explain_capaian
from kinerja_formula.penilaian.comparison import capaian
from kinerja_formula.penilaian.registry import aturan_in_use
from kinerja_formula.penilaian.rule_files import CARA, KOSONG
from kinerja_formula.penilaian.rule_set import Aturan
from kinerja_formula.penilaian.stated_figures import Stated, one_figure
from kinerja_formula.penilaian.steps import CapaianStep
from kinerja_formula.plain_text import plain
from kinerja_formula.recorded_calculation import check_form, recorded_figure, unfit_data
from kinerja_formula.units import read_unit

__all__ = ["REASONS", "Part", "RekapCapaian", "chosen", "roll_up", "weight_shares"]

REASONS: Final = frozenset(
    {"rekap-kosong", "rekap-berlubang", "akar-negatif", "terlalu-panjang", *[f"kosong-{choice}" for choice in KOSONG]}
)
"""Why a roll-up has no value, and what became of gaps."""

_MOST_BITS: Final = 13_000
_LEAST_PERCENT: Final = 2
"""A capaian below it, given without a percent sign and not whole, is rather a share of one."""
_LEAST_SUM_OF_PERCENT: Final = 2
_ROUNDING: Final = Fraction(1, 1000)
_LEAST_CAP: Final = 10
"""In percent; nobody caps a capaian below it."""
SCHEMA: Final = "kinerja-formula/rekap/1"


class RekapCapaian(NamedTuple):
    """Several capaian in one: ``value`` in percent, exact but for a geometric mean, None where ``reason`` tells why.

    ``names`` and ``parts`` are what went in, a gap as None; ``weights`` are shares of one that add up to one.

    >>> import kinerja_formula as kf
    >>> found = kf.roll_up({"A": 90, "B": 100, "C": None}, cara="rata-rata", kosong="lewati")
    >>> found.value, found.cara, found.parts
    (Fraction(95, 1), 'rata-rata', (Fraction(90, 1), Fraction(100, 1), None))
    """

    value: Fraction | None
    cara: str
    names: tuple[str, ...]
    parts: tuple[Fraction | None, ...]
    weights: tuple[Fraction, ...]
    predikat: str | None
    warna: str | None
    exact: bool
    reason: str | None
    steps: tuple[CapaianStep, ...]
    diagnostics: tuple[Diagnostic, ...]

    def __repr__(self) -> str:
        told = self.predikat or self.reason
        return f"<RekapCapaian {self} {self.cara}{f' ({plain(told)})' if told else ''}>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002
        return as_bundle(self)

    def _repr_html_(self) -> str | None:
        return as_html(self)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002
        printer.text(as_text(self))  # IPython would show the tuple that it is

    def _repr_latex_(self) -> str | None:
        return as_latex(self)

    def __str__(self) -> str:
        return "–" if self.value is None else f"{format_number(self.value)}%"

    def explain(self, *, format: str = "text", language: str | None = None) -> str:  # noqa: A002
        """Return what was put together and how; arguments as for :meth:`Capaian.explain`."""
        return explain_capaian(self.steps, str(self), format=format, language=language)

    def to_json(self) -> dict[str, Any]:
        """Return the roll-up as plain data, schema ``kinerja-formula/rekap/1``; figures are strings ``p/q``."""
        return {
            "schema": SCHEMA,
            **self._asdict(),
            "value": None if self.value is None else str(self.value),
            "text": str(self),
            "names": list(self.names),
            "parts": [None if one is None else str(one) for one in self.parts],
            "weights": [str(one) for one in self.weights],
            "steps": [one.to_json() for one in self.steps],
            "diagnostics": [one.to_json() for one in self.diagnostics],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> RekapCapaian:
        """Return the roll-up that :meth:`to_json` wrote. Raises InvalidDataError KF404 for data of another form.

        >>> found = roll_up([capaian(18, 20), capaian(45, 90)])
        >>> RekapCapaian.from_json(found.to_json()) == found
        True
        """
        check_form(data, SCHEMA)
        try:
            told = {name: data[name] for name in cls._fields}
            told["value"] = None if told["value"] is None else recorded_figure(told["value"])
            told["names"] = tuple(map(str, told["names"]))
            told["parts"] = tuple([None if one is None else recorded_figure(one) for one in told["parts"]])
            told["weights"] = tuple(map(recorded_figure, told["weights"]))
            told["steps"] = tuple(map(CapaianStep.from_json, told["steps"]))
            told["diagnostics"] = tuple(map(Diagnostic.from_json, told["diagnostics"]))
            return cls(**told)
        except KeyError as error:
            raise unfit_data(str(error.args[0]), None, SCHEMA) from None
        except (TypeError, ValueError, AttributeError, ArithmeticError) as error:
            raise unfit_data("rekap", error.args[0] if error.args else None, SCHEMA) from None


Part = Capaian | Fraction | int | None


def roll_up(
    parts: Iterable[Part] | Mapping[str, Part],
    *,
    cara: str | None = None,
    bobot: Sequence[object] | Mapping[str, object] | None = None,
    kosong: str | None = None,
    batas_tiap: object = None,
    batas_akhir: object = None,
    aturan: str | Aturan | None = None,
) -> RekapCapaian:
    """Return several capaian as one.

    Args:
        parts: capaian, or values in percent, by name or in order; None or a capaian without value is a gap.
        cara: ``rata-rata`` mean, ``tertimbang`` weighted mean, ``rasio-jumlah`` the capaian of the sums of realizations
            and targets, ``geometrik`` geometric mean; by default as the rule set says, or ``tertimbang`` with weights.
        bobot: a weight for each part, 100 % in all: ``"50%"``, 50, or 1/2.
        kosong: gaps are skipped (``lewati``), count as zero (``nol``), or leave the whole without a value
            (``tanpa-nilai``); by default as the rule set says.
        batas_tiap: a cap in percent on each part.
        batas_akhir: a cap in percent on the whole.
        aturan: the rule set whose scale gives the category.

    Raises:
        InvalidDataError: KF302 a part that is no figure; KF329 weights, KF341 another ``cara`` or ``kosong``, or sums
            of what has no figures; KF315.

    >>> parts = [capaian(18, 20), capaian(45, 90)]
    >>> print(roll_up(parts), roll_up(parts, cara="rasio-jumlah"), roll_up(parts, cara="geometrik"))
    70,00% 57,27% 67,08%
    """
    rule = aturan_in_use(aturan)
    if isinstance(parts, Mapping):
        names, given = tuple(map(str, parts)), list(parts.values())
    else:
        given = list(parts)
        names = tuple([str(number) for number in range(1, len(given) + 1)])
    cara = chosen(cara or ("tertimbang" if bobot is not None else rule.rekap.cara), CARA, "cara")
    kosong = chosen(kosong or rule.rekap.kosong, KOSONG, "kosong")
    whole = [one.value if isinstance(one, Capaian) else _in_percent(one) for one in given]
    most, most_of_all = _number(batas_tiap, "batas_tiap"), _number(batas_akhir, "batas_akhir")
    values = [_capped(value, most) for value in whole]
    weights = weight_shares(bobot, names) if cara == "tertimbang" else (Fraction(1, max(1, len(given))),) * len(given)
    work = _RollUp(rule, names, given, values, weights)
    value, reason = work.of(cara, kosong)
    work.look_at_shares(whole)
    work.look_at_a_cap(most, whole)
    work.look_at_a_cap(most_of_all, [value])
    value = _capped(value, most_of_all)
    band = None
    if rule.skala is not None and rule.skala.dari == "capaian" and value is not None:
        band = rule.band_of(value)
    return RekapCapaian(
        value,
        cara,
        names,
        tuple(values),
        weights,
        None if band is None else band.predikat,
        None if band is None else band.warna,
        work.exact,
        reason,
        work.steps(cara),
        tuple(work.notes),
    )


def chosen(given: str, choices: tuple[str, ...], what: str) -> str:
    """Return one of several choices. Raises InvalidDataError KF341 for another."""
    if given not in choices:
        raise InvalidDataError(
            Diagnostic(INVALID_ROLL_UP, (0, 0), (), what=what, given=str(given)[:80], choices=choices)
        )
    return given


def _number(given: object, role: str) -> Fraction | None:
    return None if given is None else one_figure(given, role).value


def _in_percent(given: object) -> Fraction | None:
    """Return a capaian given as a figure. Raises InvalidDataError KF302 for one that counts something."""
    if given is None:
        return None
    stated = one_figure(given, "capaian")
    unit = None if stated.unit in (None, "%", "1") else read_unit(stated.unit)
    if unit is not None and unit.known and any(kind.family != "nilai" for kind, _ in unit.parts):
        raise InvalidDataError(
            Diagnostic(INVALID_FIGURE, (0, 0), (), name="capaian", value=shown(given), reason="bukan-persen")
        )
    return stated.value


def _capped(value: Fraction | None, highest: Fraction | None) -> Fraction | None:
    return value if value is None or highest is None else min(value, highest)


def weight_shares(
    bobot: Sequence[object] | Mapping[str, object] | None, names: tuple[str, ...]
) -> tuple[Fraction, ...]:
    """Return the weights as shares of one, in the order of the parts."""
    if isinstance(bobot, Mapping):
        given = [bobot.get(name) for name in names]
        beyond = len(bobot) > len(names)
        missing = len(bobot) < len(names)
    else:
        given = list(bobot or ())
        beyond = len(given) > len(names)
        missing = len(given) < len(names)
    shown = "; ".join([str(one) for one in given])[:160]
    stated = [one_figure(one, "bobot") for one in given]
    shares = [one.value / 100 if one.unit == "%" and one.value is not None else one.value for one in stated]
    if missing or None in shares:
        raise InvalidDataError(Diagnostic(INVALID_WEIGHTS, (0, 0), (), given=shown, reason="bobot-kurang"))
    if beyond:
        raise InvalidDataError(Diagnostic(INVALID_WEIGHTS, (0, 0), (), given=shown, reason="bobot-lebih"))
    known = [share for share in shares if share is not None]
    total = sum(known, Fraction(0))
    if any(share < 0 for share in known):
        raise InvalidDataError(Diagnostic(INVALID_WEIGHTS, (0, 0), (), given=shown, reason="bobot-negatif"))
    whole = Fraction(1 if total < _LEAST_SUM_OF_PERCENT else 100)
    if abs(total - whole) > whole * _ROUNDING:  # 33,33% three times, or a third as a float
        raise InvalidDataError(Diagnostic(INVALID_WEIGHTS, (0, 0), (), given=shown, reason="bobot-bukan-seratus"))
    return tuple([share / total for share in known])


class _Kept(NamedTuple):
    """A part that counts."""

    value: Fraction
    weight: Fraction
    given: Any


class _RollUp:
    """One roll-up on its way."""

    def __init__(
        self,
        rule: Aturan,
        names: tuple[str, ...],
        given: list[Any],
        values: list[Fraction | None],
        weights: tuple[Fraction, ...],
    ) -> None:
        self.rule = rule
        self.names = names
        self.given = given
        self.values = values
        self.weights = weights
        self.exact = True
        self.notes: list[Diagnostic] = []

    def look_at_a_cap(self, limit: Fraction | None, values: Sequence[Fraction | None]) -> None:
        """Warn of a cap that looks like a share of one: 1,2 for 120 %."""
        above = [value for value in values if value is not None and limit is not None and value > limit]
        if limit is not None and 0 < limit < _LEAST_CAP and above:
            facts = {"figure": shortest(limit), "other": f"{format_number(above[0])}%"}
            self.notes.append(Diagnostic(SCALE_DOUBTFUL, (0, 0), (), **facts))

    def look_at_shares(self, values: Sequence[Fraction | None]) -> None:
        """Warn of parts that look like shares of one: 0,95 for 95 %, as a cell of a workbook in percent holds it."""
        for name, given, value in zip(self.names, self.given, values, strict=True):
            if value is None or isinstance(given, Capaian) or "%" in str(given):
                continue
            if 0 < value < _LEAST_PERCENT and value.denominator > 1:
                facts = {"value": shortest(value), "other": shortest(value * 100)}
                self.notes.append(Diagnostic(PERCENT_SCALE, (0, 0), (), name=name, **facts))

    def of(self, cara: str, kosong: str) -> tuple[Fraction | None, str | None]:
        """Return the value, or the reason why there is none."""
        gaps = [name for name, value in zip(self.names, self.values, strict=True) if value is None]
        self._tell_gaps(gaps, kosong)
        if len(gaps) == len(self.names) and not (gaps and kosong == "nol"):
            return None, "rekap-kosong"
        if gaps and kosong == "tanpa-nilai":
            return None, "rekap-berlubang"
        kept = self._kept(Fraction(0) if kosong == "nol" else None)
        if cara == "rasio-jumlah":
            return self._of_sums([one.given for one in kept])
        if cara == "geometrik":
            return self._geometric([one.value for one in kept])
        return self._mean(kept, cara)

    def _tell_gaps(self, gaps: list[str], kosong: str) -> None:
        if gaps:
            told = {"missing": len(gaps), "count": len(self.names), "names": tuple(gaps[:10])}
            self.notes.append(Diagnostic(GAPS, (0, 0), (), **told, reason=f"kosong-{kosong}"))

    def _kept(self, filler: Fraction | None) -> list[_Kept]:
        """Return the parts that have a value; a gap has that of ``filler``, if any."""
        filled = [filler if value is None else value for value in self.values]
        rows = zip(filled, self.weights, self.given, strict=True)
        return [_Kept(value, weight, given) for value, weight, given in rows if value is not None]

    def _mean(self, kept: list[_Kept], cara: str) -> tuple[Fraction | None, str | None]:
        total = sum([one.weight for one in kept], Fraction(0))
        if not total:
            return None, "rekap-kosong"
        mean = sum([one.value * one.weight for one in kept], Fraction(0)) / total
        if cara == "rata-rata":
            self._compare_with_sums([one.given for one in kept], mean)
        return mean, None

    def _geometric(self, values: list[Fraction]) -> tuple[Fraction | None, str | None]:
        product = Fraction(1)
        for value in values:
            product *= value / 100
        if any(value < 0 for value in values):
            return None, "akar-negatif"
        try:
            root, self.exact = power(product, Fraction(1, len(values)), max_bits=_MOST_BITS)
        except PowerFault as fault:
            return None, fault.reason
        return root * 100, None

    def _of_sums(self, kept: list[Any]) -> tuple[Fraction | None, str | None]:
        whole = _sums(kept)
        if whole is None:
            found = Diagnostic(INVALID_ROLL_UP, (0, 0), (), what="cara", given="rasio-jumlah", choices=CARA)
            raise InvalidDataError(found)
        return whole.value, whole.reason

    def _compare_with_sums(self, kept: list[Any], mean: Fraction) -> None:
        """Warn where parts of one unit are averaged: their sums give another capaian."""
        units = {one.target.unit for one in kept if isinstance(one, Capaian)}
        if len(kept) < 2 or len(units) != 1 or units & {None, "%", "1"}:
            return
        whole = _sums(kept)
        if whole is not None and whole.value is not None and whole.value != mean:
            shown = {"mean": f"{format_number(mean)}%", "ratio": f"{format_number(whole.value)}%"}
            self.notes.append(Diagnostic(PERCENTAGES_AVERAGED, (0, 0), (), **shown))

    def steps(self, cara: str) -> tuple[CapaianStep, ...]:
        parts = [
            CapaianStep(
                "bagian",
                {"nama": name, "value": value, "weight": weight if cara == "tertimbang" else None},
                None,
            )
            for name, value, weight in zip(self.names, self.values, self.weights, strict=True)
        ]
        return (*parts, CapaianStep("rekap", {"cara": cara, "count": len(parts)}, None))


def _sums(parts: list[Any]) -> Capaian | None:
    """Return the capaian of the sums; None where a part has no figures, or they don't belong to one thing."""
    if not parts or not all(isinstance(one, Capaian) for one in parts):
        return None
    pairs = [(one.realisasi, one.target) for one in parts]
    if any(one.kind != "angka" or other.kind != "angka" for one, other in pairs):
        return None
    if len({(one.arah.arah, one.target.unit, one.aturan) for one in parts}) != 1:
        return None
    realized, wanted = (sum([stated.value for stated in side], Fraction(0)) for side in zip(*pairs, strict=True))
    first: Capaian = parts[0]
    stated = [
        Stated("angka", shortest(value), value, unit=side.unit)
        for value, side in ((realized, first.realisasi), (wanted, first.target))
    ]
    return capaian(*stated, arah=first.arah.arah, aturan=first.aturan)
