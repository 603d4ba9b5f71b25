"""The capaian of a year from the figures of its months, quarters or semesters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError, UnitMismatchError
from kinerja_formula.diagnostics.catalogue import (
    DATA_UNIT_PARTLY,
    FALLING_SUM,
    GAPS,
    INVALID_FIGURE,
    PERCENT_SCALE,
    PERIODS_OVERLAP,
    SCALE_DOUBTFUL,
    TARGET_UNIT,
    UNKNOWN_ORDER,
)
from kinerja_formula.figures import called_alike, period_order, periods_overlap, shown
from kinerja_formula.numerals import shortest
from kinerja_formula.penilaian.capaian_model import Capaian
from kinerja_formula.penilaian.comparison import capaian
from kinerja_formula.penilaian.roll_ups import chosen
from kinerja_formula.penilaian.rule_set import Aturan
from kinerja_formula.penilaian.stated_figures import Stated, one_figure, read_stated
from kinerja_formula.penilaian.steps import CapaianStep
from kinerja_formula.penilaian.target_units import SURELY_NO_SHARE
from kinerja_formula.units import EXACT, read_unit

__all__ = ["PERIODE", "roll_up_periods"]

PERIODE: Final = ("jumlah", "akhir", "rata-rata", "kumulatif")
"""How the figures of periods make that of the year: added up, the last known, their mean, or added up by the office
itself, so that the last known one counts and none may be below the one before."""


def roll_up_periods(
    realisasi: Mapping[str, Any] | Sequence[Any],
    target: Any,
    *,
    cara: str,
    arah: str | None = None,
    aturan: str | Aturan | None = None,
    indikator: str | None = None,
) -> Capaian:
    """Return the capaian of a year from the figures of its months, quarters or semesters.

    Args:
        realisasi: a figure a period, in order; an empty one is a period that has none yet, and is not zero.
        target: one target for the year, or one a period in the same form as ``realisasi``: then the target is made
            in the same way, of the periods that have a figure.
        cara: ``jumlah`` the sum, ``akhir`` the last known, ``rata-rata`` the mean, ``kumulatif`` the last known of
            figures that were added up already.
        arah: the direction, as for :func:`capaian`.
        aturan: the rule set, as for :func:`capaian`.
        indikator: the indicator, whose words may tell the direction.

    Raises InvalidDataError KF341 for another ``cara``, KF342 where the last one is asked for of periods whose names do
    not tell their order, KF344 for the sum or mean of a whole beside its parts, and what :func:`capaian` raises.

    >>> quarters = {"TW I": 10, "TW II": 20, "TW III": 15, "TW IV": 25}
    >>> str(roll_up_periods(quarters, 100, cara="jumlah"))
    '70,00%'
    >>> str(roll_up_periods({"TW I": 10, "TW III": 15}, {"TW I": 20, "TW III": 20}, cara="akhir"))
    '75,00%'
    """
    chosen(cara, PERIODE, "cara")
    if isinstance(realisasi, str):
        raise _no_figure(realisasi, "jenis-data")
    periods = _Periods.of(realisasi)
    if isinstance(realisasi, Mapping):
        periods.check_overlap(cara)
        periods = periods.in_order(cara)
    filled = periods.filled()
    step = CapaianStep("periode", {"cara": cara, "filled": filled.names, "count": len(periods.names)}, None)
    made = _of_periods(filled.figures, cara)
    doubts = [*_doubts_of_units(*periods), *_doubts_of_gaps(*periods, cara), *_doubts_of_scale(*filled, cara)]
    if isinstance(target, (Mapping, list, tuple)):
        by_period = target if isinstance(target, Mapping) else dict(zip(periods.names, target, strict=False))
        wanted = filled.targets(by_period)
        doubts += _doubts_of_units(filled.names, wanted)
        target = _target_of_periods(wanted, cara)
    found = capaian(made, target, arah=arah, aturan=aturan, indikator=indikator)
    falling = filled.falling() if cara == "kumulatif" else ()
    notes = (*doubts, *found.diagnostics, *falling)
    return found.with_parts(steps=(found.steps[0], step, *found.steps[1:]), diagnostics=notes)


class _Periods(NamedTuple):
    """The periods of a year, by name or number, each with its figure."""

    names: list[Any]
    figures: list[Stated]

    @classmethod
    def of(cls, realisasi: Mapping[str, Any] | Sequence[Any]) -> _Periods:
        by_name = isinstance(realisasi, Mapping)
        names = list(realisasi) if by_name else [str(number) for number in range(1, len(realisasi) + 1)]
        given = realisasi.values() if isinstance(realisasi, Mapping) else realisasi
        return cls(names, [one_figure(one, "realisasi") for one in given])

    def filled(self) -> _Periods:
        """Return the periods that have a figure."""
        told = [(name, one) for name, one in zip(*self, strict=True) if one.kind == "angka"]
        return _Periods([name for name, _ in told], [one for _, one in told])

    def check_overlap(self, cara: str) -> None:
        """Raise InvalidDataError KF344 where a whole beside its parts is added up."""
        names = self.filled().names
        if cara in ("jumlah", "rata-rata") and periods_overlap(names, alike=cara == "rata-rata"):
            raise InvalidDataError(Diagnostic(PERIODS_OVERLAP, (0, 0), (), periods=tuple(map(str, names))))

    def in_order(self, cara: str) -> _Periods:
        """Return the periods in their order where the last one counts. Raises InvalidDataError KF342."""
        if cara not in ("akhir", "kumulatif"):
            return self
        order = period_order(self.names)
        if order is None and len(self.names) > 1:
            raise InvalidDataError(Diagnostic(UNKNOWN_ORDER, (0, 0), (), periods=tuple(map(str, self.names))))
        places = order or range(len(self.names))
        return _Periods([self.names[place] for place in places], [self.figures[place] for place in places])

    def targets(self, by_period: Mapping[Any, Any]) -> list[Stated]:
        """Return the target of each period, by its name or another one of the same period."""
        keys = [called_alike(name, by_period) for name in self.names]
        return [read_stated(None if key is None else by_period[key], "target")[0] for key in keys]

    def falling(self) -> Iterator[Diagnostic]:
        """Yield where a figure is below that before it, which none is that was added up."""
        for (_, before), (name, after) in pairwise(zip(*self, strict=True)):
            if (after.value or 0) < (before.value or 0):
                facts = {"period": name, "figure": after.figure, "before": before.figure}
                yield Diagnostic(FALLING_SUM, (0, 0), (), **facts)


def _no_figure(given: object, reason: str) -> InvalidDataError:
    return InvalidDataError(Diagnostic(INVALID_FIGURE, (0, 0), (), name="realisasi", value=shown(given), reason=reason))


def _doubts_of_units(periods: Sequence[Any], figures: Sequence[Stated]) -> list[Diagnostic]:
    """Return the figures without a unit among some in one, where it makes a difference: 600 beside 500 juta rupiah."""
    with_unit = [(name, one) for name, one in zip(periods, figures, strict=True) if one.unit is not None]
    if not with_unit:
        return []
    other, told = with_unit[0]
    unit = read_unit(told.unit or "")
    found = []
    for name, one in zip(periods, figures, strict=True):
        if one.unit is not None or not one.value:
            continue
        if told.unit == "%" and 0 < one.value < 1:
            found.append(Diagnostic(SCALE_DOUBTFUL, (0, 0), (), figure=one.figure, other=told.figure))
        elif unit is not None and (unit.scale != 1 or any(kind.family in EXACT for kind, _ in unit.parts)):
            facts = {
                "name": str(name),
                "unit": str(told.unit),
                "other": str(other),
                "given": told.written or told.figure,
            }
            found.append(Diagnostic(DATA_UNIT_PARTLY, (0, 0), (), **facts))
    return found


def _doubts_of_scale(periods: Sequence[Any], figures: Sequence[Stated], cara: str) -> list[Diagnostic]:
    """Return a share of one among larger figures, and percentages that are added to more than the whole."""
    values = [one.value or Fraction(0) for one in figures]
    largest = max(values, default=Fraction(0))
    found = []
    bare = cara != "jumlah" and all(one.unit is None for one in figures)
    for name, value in zip(periods, values, strict=True):
        if bare and 0 < value < 1 and largest >= SURELY_NO_SHARE:
            facts: dict[str, object] = {"value": shortest(value), "other": shortest(value * 100)}
            found.append(Diagnostic(PERCENT_SCALE, (0, 0), (), name=str(name), **facts))
    total = sum(values, Fraction(0))
    if cara == "jumlah" and total > _WHOLE and figures and all(one.unit == "%" for one in figures):
        shown_sum = f"{shortest(total)}%"
        found.append(
            Diagnostic(SCALE_DOUBTFUL, (0, 0), (), figure=shown_sum, other=figures[-1].figure, reason="persen-dijumlah")
        )
    return found


_WHOLE: Final = 100


def _doubts_of_gaps(periods: Sequence[Any], figures: Sequence[Stated], cara: str) -> list[Diagnostic]:
    """Return that a period was skipped which may have had a figure of zero: "nihil", where that makes a difference."""
    skipped = tuple([str(name) for name, one in zip(periods, figures, strict=True) if one.reason == "nihil"])
    if not skipped or cara == "jumlah":
        return []
    facts: dict[str, object] = {"missing": len(skipped), "count": len(periods), "names": skipped[:10]}
    return [Diagnostic(GAPS, (0, 0), (), **facts, reason="nihil-dilewati")]


def _of_periods(figures: list[Stated], cara: str) -> Stated | None:
    if not figures:
        return None
    if cara in ("akhir", "kumulatif"):
        return figures[-1]
    total = sum(_in_one_unit(figures), Fraction(0))
    value = total / len(figures) if cara == "rata-rata" else total
    unit = next((one.unit for one in figures if one.unit is not None), None)
    return Stated("angka", shortest(value), value, unit=unit)


def _target_of_periods(wanted: list[Stated], cara: str) -> Stated | None:
    """Return the target that those of periods make: ``5-10`` and ``10-20`` are 15-30; ``≤ 5`` keeps its sign."""
    if cara in ("akhir", "kumulatif"):
        return wanted[-1] if wanted else None
    if any(one.kind not in ("angka", "rentang") for one in wanted):
        return None
    made = _of_periods(wanted, cara)
    if made is None:
        return None
    made = made._replace(comparison=_common_bound(wanted))
    upper = _of_periods([one._replace(value=one.value if one.upper is None else one.upper) for one in wanted], cara)
    if upper is not None and any(one.upper is not None for one in wanted):
        made = made._replace(kind="rentang", upper=upper.value)
    return made._replace(written=made.figure)


def _common_bound(wanted: list[Stated]) -> str | None:
    """Return the sign of targets that are put together: ``≤ 5`` and 6 are at most 11.

    Raises InvalidDataError KF302 where one is an upper and another one a lower bound.
    """
    signs = {one.comparison for one in wanted if one.comparison is not None}
    if not signs.isdisjoint(_UPPER) and not signs.isdisjoint(_LOWER):
        written = "; ".join([one.written for one in wanted])[:80]
        raise InvalidDataError(
            Diagnostic(INVALID_FIGURE, (0, 0), (), name="target", value=repr(written), reason="batas-berlawanan")
        )
    if len(signs) < 2 and all(one.comparison is not None for one in wanted):
        return signs.pop()
    return "<=" if not signs.isdisjoint(_UPPER) else ">=" if signs else None


_UPPER: Final = frozenset({"<=", "<"})
_LOWER: Final = frozenset({">=", ">"})


def _in_one_unit(figures: list[Stated]) -> list[Fraction]:
    """Return the figures in the unit of the first. Raises UnitMismatchError KF330 where they count different things."""
    first = next((one for one in figures if one.unit is not None), None)
    values = []
    for one in figures:
        value = one.value or Fraction(0)
        if first is not None and one.unit is not None and one.unit != first.unit:
            own, wanted = read_unit(one.unit), read_unit(first.unit or "")
            factor = None if own is None or wanted is None else own.factor_to(wanted)
            if factor is None:
                raise UnitMismatchError(Diagnostic(TARGET_UNIT, (0, 0), (), realisasi=one.figure, target=first.figure))
            value *= factor
        values.append(value)
    return values
