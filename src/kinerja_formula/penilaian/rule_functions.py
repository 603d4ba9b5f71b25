"""The functions of a rule set at work: from realization and target in one unit to a capaian, each with its step."""

from __future__ import annotations

import datetime
from fractions import Fraction

from kinerja_formula.diagnostics import Diagnostic, ZeroDenominatorError
from kinerja_formula.diagnostics.catalogue import DATE_LATE, RANKS_DIVIDED
from kinerja_formula.figures.dates import NO_YEAR, day_in
from kinerja_formula.numerals import shortest
from kinerja_formula.penilaian.assessment_log import AssessmentLog
from kinerja_formula.penilaian.registry import functions
from kinerja_formula.penilaian.rule_caps import rounded_to, within_cap
from kinerja_formula.penilaian.stated_figures import Stated
from kinerja_formula.penilaian.zero_conventions import by_zero, zero_reason

__all__ = ["by_function", "by_ranks", "fixed_value", "in_range", "on_time"]


def by_function(
    log: AssessmentLog, direction: str, realized: Fraction, target: Fraction
) -> tuple[Fraction | None, str | None]:
    """Return the capaian by the function of a direction, or the reason why there is none."""
    function = log.rule.fungsi.get(direction)
    if function is None and direction == "stabil":
        function = functions()["STAB"]
    if function is None:
        return None, "arah-tak-diatur"
    if log.rule.nol is not None and not (realized and target) and direction != "stabil":
        value, choice = by_zero(log.rule, direction, function, realized, target)
        if choice != "fungsi":
            log.step("nol", log.rule.nol.asal, choice=choice, value=value)
            return value, None if value is not None else zero_reason(realized, target)
    try:
        rumus = function.rumus(realized, target)
        value = rumus.value({"Realisasi": realized, "Target": target})
    except ZeroDenominatorError:
        log.step("fungsi", function.asal, nama=function.nama, id=function.id, rumus=function.kasus[-1].rumus.text)
        return None, zero_reason(realized, target)
    figures = {"Realisasi": shortest(realized), "Target": shortest(target)}
    log.step(
        "fungsi",
        function.asal,
        nama=function.nama,
        id=function.id,
        rumus=rumus.text,
        figures=rumus.with_figures(figures),
        value=value,
    )
    return _rounded_and_limited(log, value), None


def _rounded_and_limited(log: AssessmentLog, value: Fraction) -> Fraction:
    rounded = rounded_to(value, log.rule.desimal_capaian)
    if log.rule.desimal_capaian is not None:
        log.step("pembulatan", log.rule.asal_pembulatan, decimals=log.rule.desimal_capaian, value=rounded)
    limited = within_cap(log.rule, rounded)
    if limited != rounded:
        assert log.rule.batas is not None
        end = "atas" if limited < rounded else "bawah"
        log.step("batas", log.rule.batas.asal, end=end, limit=limited, value=limited)
    return limited


def in_range(
    log: AssessmentLog, realized: Fraction, low: Fraction, high: Fraction, *, falling: bool
) -> tuple[Fraction | None, str | None]:
    """Return the capaian of a target that is an interval: within it the whole, else by the bound that was missed."""
    spread = functions()["RANGE"]
    direction = "turun" if falling else "naik"
    if low <= realized <= high:
        log.step("dalam-rentang", spread.dalam, value=Fraction(100))
        return _rounded_and_limited(log, Fraction(100)), None
    bound = high if realized > high else low
    log.step("batas-rentang", spread.asal, bound=shortest(bound), end="atas" if bound == high else "bawah")
    return by_function(log, direction, realized, bound)


def fixed_value(log: AssessmentLog, name: str, *, met: bool) -> Fraction:
    """Return all or nothing, by a function that knows nothing else."""
    function, value = functions()[name], Fraction(100 if met else 0)
    log.step("tetap", function.asal, nama=function.nama, id=function.id, value=value)
    return value


def on_time(log: AssessmentLog, reached: Stated, target: Stated) -> Fraction:
    """Return the capaian of a day beside the day that was set."""
    day, deadline = _within_one_year(reached, target)
    late = day - deadline
    if late > 0:
        log.note(Diagnostic(DATE_LATE, (0, 0), (), target=target.written, realisasi=reached.written, days=late))
    return fixed_value(log, "TEPAT-WAKTU", met=late <= 0)


def by_ranks(log: AssessmentLog, reached: Stated, target: Stated) -> tuple[Fraction | None, str | None]:
    """Return the capaian of one rank beside another, or the reason why there is none."""
    one, other = reached.written.casefold(), target.written.casefold()
    for ranks in log.rule.peringkat.values():
        order = [rank.casefold() for rank in ranks]
        if one in order and other in order:
            above, below = order.index(one) + 1, order.index(other) + 1
            function, value = functions()["PERINGKAT"], Fraction(above * 100, below)
            figures = f"{above} / {below} × 100%"
            log.step(
                "fungsi",
                function.asal,
                nama=function.nama,
                id=function.id,
                rumus=" < ".join(ranks),
                figures=figures,
                value=value,
            )
            log.note(Diagnostic(RANKS_DIVIDED, (0, 0), (), realisasi=reached.written, target=target.written))
            return value, None
    if one == other and any(map(str.isalpha, one)):  # in whatever order: WTP was wanted, and WTP it is
        function, value = functions()["PERINGKAT"], Fraction(100)
        same = f"{reached.written} = {target.written}"
        log.step("fungsi", function.asal, nama=function.nama, id=function.id, rumus=same, figures=same, value=value)
        return value, None
    return None, "peringkat" if one and other else "bukan-angka"


def _within_one_year(reached: Stated, target: Stated) -> tuple[int, int]:
    """Return two days; one that tells no year is of the year of the other."""
    assert reached.value is not None and target.value is not None
    days = [datetime.date.fromordinal(int(one)) for one in (reached.value, target.value)]
    years = [day.year for day in days if day.year != NO_YEAR]
    if len(years) == 1:
        days = [day if day.year != NO_YEAR else day_in(years[0], day) for day in days]
    return days[0].toordinal(), days[1].toordinal()
