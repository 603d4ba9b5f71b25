"""Capaian of a table rolled up: over organisations by the ways of a rule set, over periods to that of the year.

The ways and what becomes of gaps are those of :mod:`kinerja_formula.penilaian.roll_ups`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import partial
from typing import Any, Final

from kinerja_formula.columns.assessment import Assessed, assess, band, labels
from kinerja_formula.columns.engines import Frame, is_dask
from kinerja_formula.columns.frames import Table
from kinerja_formula.columns.word_columns import Words
from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import INVALID_ROLL_UP, UNKNOWN_ORDER
from kinerja_formula.figures import is_total, period_order, periods_overlap, read_period
from kinerja_formula.penilaian.comparison import Comparison, comparison
from kinerja_formula.penilaian.period_roll_ups import PERIODE
from kinerja_formula.penilaian.registry import aturan_in_use
from kinerja_formula.penilaian.rule_files import CARA, KOSONG
from kinerja_formula.penilaian.rule_set import Aturan

__all__ = ["STATUS", "roll_up_periods_table", "roll_up_table"]

STATUS: Final = (
    "ok",
    "rekap-kosong",
    "rekap-berlubang",
    "periode-tumpang-tindih",
    "bobot-kurang",
    "bobot-negatif",
    "bobot-bukan-seratus",
    "akar-negatif",
    "target-kosong",
    "target-nol",
    "realisasi-nol",
    "keduanya-nol",
    "arah-tak-diatur",
)
"""The words of a roll-up's status: ``ok``, or why it has no value."""

_RESULTS: Final = ("capaian", "status", "predikat", "banyak", "terisi")
_VALUE: Final = "kinerja_formula nilai"
_WEIGHT: Final = "kinerja_formula bobot"
_LOG: Final = "kinerja_formula log"
_LEAST: Final = "kinerja_formula terkecil"
_ONE: Final = "kinerja_formula satu"
_TARGET: Final = "kinerja_formula target"
_TARGETLESS: Final = "kinerja_formula tanpa target"
_PERIOD: Final = "kinerja_formula periode"
_KEY: Final = "kinerja_formula kunci"
_TOLERANCE: Final = 1e-3
"""Weights may be rounded, as :func:`roll_up` has it: 33,33 % three times."""

Expression = Any
Reason = tuple[Expression, str]


def roll_up_table(
    given: Any,
    *,
    by: Sequence[str],
    capaian: str,
    cara: str | None,
    kosong: str | None,
    bobot: str | None,
    realisasi: str,
    target: str,
    arah: str | None,
    aturan: str | Aturan | None,
) -> Any:
    """Return a row per group with the capaian of its parts; see :func:`kinerja_formula.roll_up_table`."""
    rule = aturan_in_use(aturan)
    cara = _choice(cara or ("tertimbang" if bobot is not None else rule.rekap.cara), CARA, "cara")
    kosong = _choice(kosong or rule.rekap.kosong, KOSONG, "kosong")
    table = Table(given)
    nw = table.nw
    sums = cara == "rasio-jumlah"
    table.need_groups(by, _RESULTS)
    table.need(*((realisasi, target) if sums else (capaian,)), *((bobot,) if bobot is not None else ()))
    figure = realisasi if sums else capaian
    absent = table.missing(figure)
    columns = {_VALUE: nw.when(~absent).then(table.number(figure, percent=not sums))}
    if sums:
        absent = absent | table.missing(target)
        columns = {
            _VALUE: nw.when(~absent).then(table.number(figure)),
            _TARGET: nw.when(~absent).then(table.number(target)),
        }
    if cara == "tertimbang" and bobot is not None:
        columns[_WEIGHT] = table.number(bobot)
    groups = table.groups(by)
    frame = table.frame.select(*groups, *[column.alias(name) for name, column in columns.items()])
    filled, made = _aggregates(table, cara, kosong, weighted=bobot is not None)
    frame = frame.with_columns(*filled) if filled else frame
    frame = frame.group_by(*groups).agg(*made, nw.len().alias("banyak"))
    value, reasons = _rolled_up(table, rule, cara, kosong, arah, weighted=bobot is not None)
    return _finished(table, frame, rule, value, reasons, by, groups)


def _choice(given: str, choices: tuple[str, ...], what: str) -> str:
    if given not in choices:
        raise InvalidDataError(
            Diagnostic(INVALID_ROLL_UP, (0, 0), (), what=what, given=str(given)[:80], choices=choices)
        )
    return given


def _aggregates(table: Table, cara: str, kosong: str, *, weighted: bool) -> tuple[list[Expression], list[Expression]]:
    """Return columns that are made of every part, and what is added up of them."""
    nw = table.nw
    value = nw.col(_VALUE)
    filled: list[Expression] = []
    made = [value.sum().alias(_VALUE), value.count().alias("terisi")]
    if cara == "rasio-jumlah":
        made.append(nw.col(_TARGET).sum().alias(_TARGET))
    elif cara == "geometrik":
        kept = value.fill_null(0.0) if kosong == "nol" else value
        filled += [nw.when(kept > 0).then(kept / 100.0).otherwise(1.0).log().alias(_LOG), kept.alias(_LEAST)]
        made += [nw.col(_LOG).sum().alias(_LOG), nw.col(_LEAST).min().alias(_LEAST)]
    elif cara == "tertimbang" and weighted:
        weight = nw.col(_WEIGHT)
        kept = nw.when(~value.is_null()).then(weight).otherwise(0.0)
        filled += [(value * weight).alias(_LOG), kept.alias(_ONE), weight.alias(_LEAST), weight.alias(_PERIOD)]
        made += [
            nw.col(_LOG).sum().alias(_LOG),
            nw.col(_ONE).sum().alias(_ONE),
            nw.col(_LEAST).min().alias(_LEAST),
            nw.col(_PERIOD).count().alias(_PERIOD),
            weight.sum().alias(_WEIGHT),
        ]
    return filled, made


def _rolled_up(
    table: Table, rule: Aturan, cara: str, kosong: str, arah: str | None, *, weighted: bool
) -> tuple[Expression, list[Reason]]:
    nw = table.nw
    count, filled = nw.col("banyak").cast(nw.Float64), nw.col("terisi").cast(nw.Float64)
    kept = count if kosong == "nol" else filled
    reasons: list[Reason] = []
    if kosong != "nol":
        reasons.append((filled == 0, "rekap-kosong"))
    if kosong == "tanpa-nilai":
        reasons.append((filled < count, "rekap-berlubang"))
    if cara == "rasio-jumlah":
        held = comparison(1, arah=arah, aturan=rule)
        found = assess(nw.col(_VALUE), nw.col(_TARGET), held)
        return found.value, [*reasons, *found.reasons]
    if cara == "geometrik":
        least = nw.col(_LEAST)
        reasons.append((least < 0, "akar-negatif"))
        mean = (nw.col(_LOG) / kept).exp() * 100.0
        return nw.when(least > 0).then(mean).otherwise(0.0), reasons
    if cara == "tertimbang" and weighted:
        total, present = nw.col(_WEIGHT), nw.col(_ONE)
        bare, hundred = (total - 1.0).abs() < _TOLERANCE, (total - 100.0).abs() < 100 * _TOLERANCE
        reasons = [
            (nw.col(_PERIOD).cast(nw.Float64) < count, "bobot-kurang"),
            (nw.col(_LEAST) < 0, "bobot-negatif"),
            (~(bare | hundred), "bobot-bukan-seratus"),
            *reasons,
        ]
        whole = total if kosong == "nol" else present
        reasons.append((whole == 0, "rekap-kosong"))
        return nw.col(_LOG) / nw.when(whole != 0).then(whole), reasons
    return nw.col(_VALUE) / nw.when(kept > 0).then(kept), reasons


def _finished(
    table: Table,
    frame: Frame,
    rule: Aturan,
    value: Expression,
    reasons: Sequence[Reason],
    by: Sequence[str],
    groups: Sequence[str],
) -> Any:
    """Return the groups with capaian, status, predikat and how many parts there are and have a value."""
    nw = table.nw
    words = Words(frame, STATUS)
    status = words.literal("ok")
    for test, word in reversed(reasons):
        status = nw.when(test).then(words.literal(word)).otherwise(status)
        value = nw.when(~test).then(value)
    frame = frame.with_columns(value.alias("capaian"), status.alias("status"))
    scale = rule.skala
    predicates = Words(frame, labels(scale))
    banded = scale is not None and scale.dari == "capaian"
    found = band(nw.col("capaian"), rule, predicates) if banded else predicates.literal(None)
    frame = frame.with_columns(found.alias("predikat"))
    frame = predicates.written(words.written(frame, "status"), "predikat")
    inner, outer = (*(groups if by else ()), *_RESULTS), (*by, *_RESULTS)
    frame = frame.select(*inner)
    return table.handed(frame if inner == outer else table.renamed(frame, inner, outer))


def roll_up_periods_table(
    given: Any,
    *,
    by: Sequence[str],
    periode: str,
    realisasi: str,
    target: Any,
    cara: str,
    arah: str | None,
    aturan: str | Aturan | None,
) -> Any:
    """Return a row per group with the capaian of the year; see :func:`kinerja_formula.roll_up_periods_table`."""
    _choice(cara, PERIODE, "cara")
    if is_dask(given):  # narwhals has no window on Dask that takes the greatest: a group goes into one partition whole
        by_partition = partial(
            roll_up_periods_table,
            by=by,
            periode=periode,
            realisasi=realisasi,
            target=target,
            cara=cara,
            arah=arah,
            aturan=aturan,
        )
        meta = by_partition(given._meta)  # noqa: SLF001
        whole_groups = given.shuffle(on=list(by)) if by else given.repartition(npartitions=1)
        return whole_groups.map_partitions(by_partition, meta=meta)
    table = Table(given)
    nw = table.nw
    column = target if isinstance(target, str) and target in table.columns else None
    table.need_groups(by, _RESULTS)
    table.need_keys(periode, ordered=True)
    table.need(realisasi)
    groups = table.groups(by)
    absent = table.missing(realisasi)
    period = _key_of_period(table, periode, ordered=cara in ("akhir", "kumulatif"))
    columns = {_VALUE: nw.when(~absent).then(table.number(realisasi)), _PERIOD: period}
    if column is not None:
        columns[_TARGET] = nw.when(~absent).then(table.number(column))
        columns[_TARGETLESS] = nw.when(~absent & table.missing(column)).then(nw.lit(1.0))
    kinds = _kinds_of_periods(table, periode, absent, cara)
    frame = table.frame.select(*groups, *[one.alias(name) for name, one in {**columns, **kinds}.items()])
    last = cara in ("akhir", "kumulatif")
    if last:
        filled = nw.when(~nw.col(_VALUE).is_null()).then(nw.col(_PERIOD))
        frame = frame.with_columns(filled.alias(_LOG))
        frame = _with_last_period(table, frame, groups)
        at_last = nw.col(_PERIOD) == nw.col(_LEAST)
        frame = frame.with_columns(
            *[nw.when(at_last).then(nw.col(name)).alias(name) for name in columns if name != _PERIOD],
            nw.col(_VALUE).alias(_ONE),
        )
    else:
        frame = frame.with_columns(nw.col(_VALUE).alias(_ONE))
    made = [nw.col(name).sum().alias(name) for name in columns if name != _PERIOD]
    # Of the last period: figures whose period is not known are there, but none of them is the last.
    made += [nw.col(_VALUE).count().alias(_LOG), nw.col(_ONE).count().alias("terisi"), nw.len().alias("banyak")]
    made += [nw.col(name).min().alias(name) for name in kinds]
    made += [nw.col(name).max().alias(f"{name} akhir") for name in kinds]
    frame = frame.group_by(*groups).agg(*made)
    share = nw.col("terisi").cast(nw.Float64) if cara == "rata-rata" else 1.0
    known = nw.col(_LOG) > 0
    realized = nw.when(known).then(nw.col(_VALUE) / share)
    held = comparison(1 if column is not None else target, arah=arah, aturan=aturan)
    wanted: Any = held.target.value if held.target.upper is None else (held.target.value, held.target.upper)
    if column is not None:
        wanted = nw.when(known).then(nw.col(_TARGET) / share)
    found = _assessed(nw, realized, wanted, held)
    targetless = [] if column is None else [(nw.col(_TARGETLESS) > 0, "target-kosong")]
    reasons = [(~known, "rekap-kosong"), *_counted_twice(nw, kinds), *targetless, *found.reasons]
    return _finished(table, frame, held.rule, found.value, reasons, by, groups)


def _assessed(nw: Any, realized: Expression, wanted: Any, held: Comparison) -> Assessed:
    if held.reason is None and isinstance(wanted, (Fraction, tuple, nw.Expr)):
        return assess(realized, wanted, held)
    return Assessed(nw.lit(None, dtype=nw.Float64), ())


def _counted_twice(nw: Any, kinds: Iterable[str]) -> list[Reason]:
    return [(nw.col(name) < nw.col(f"{name} akhir"), "periode-tumpang-tindih") for name in kinds]


def _names_of_periods(table: Table, periode: str) -> list[str]:
    """Return the texts of a column of periods, each once: one query."""
    nw = table.nw
    several = table.frame.select(table.col(periode).cast(nw.String).alias(_PERIOD)).unique()
    several = several.collect() if table.lazy else several
    return [one for one in several[_PERIOD].to_list() if one is not None]


def _kinds_of_periods(table: Table, periode: str, absent: Expression, cara: str) -> dict[str, Expression]:
    """Return columns of which each must be the same in all rows of a group, so that no period holds another.

    Empty where none of the column does. The length of a period tells, and whether it is that of all together.
    """
    nw = table.nw
    if cara in ("akhir", "kumulatif") or table.dtypes[periode] not in (nw.String, nw.Categorical, nw.Enum):
        return {}
    names = _names_of_periods(table, periode)
    if len(names) > _MOST_PERIODS or not periods_overlap(names, alike=cara == "rata-rata"):
        return {}
    lengths = {name: float(period.months) for name in names if (period := read_period(name)) is not None}
    totals = {name: float(is_total(name)) for name in names}
    written = table.col(periode).cast(nw.String)
    found = {}
    for kind, numbers in ((_KEY, lengths), (_LEAST, totals)):
        number = nw.lit(None, dtype=nw.Float64)
        for name, one in numbers.items():
            number = nw.when((written == name) & ~absent).then(nw.lit(one)).otherwise(number)
        found[kind] = number
    return found


def _key_of_period(table: Table, periode: str, *, ordered: bool) -> Expression:
    """Return the periods as what tells them apart, and by which the last one is found where ``ordered``."""
    period, nw = table.col(periode), table.nw
    if table.dtypes[periode] not in (nw.String, nw.Categorical):
        return period  # an Enum has an order of its own
    return _place_of_period(table, periode) if ordered else period.cast(nw.String)


def _place_of_period(table: Table, periode: str) -> Any:
    """Return the place of each period among those of the column. Raises InvalidDataError KF342."""
    nw = table.nw
    written = table.col(periode).cast(nw.String)
    names = _names_of_periods(table, periode)
    order = period_order(names) if len(names) <= _MOST_PERIODS else None
    if order is None and len(names) > 1:
        raise InvalidDataError(Diagnostic(UNKNOWN_ORDER, (0, 0), (), periods=tuple(sorted(names)[:_MOST_SHOWN])))
    place = nw.lit(None, dtype=nw.Float64)
    for number, name in enumerate(order or range(len(names))):
        place = nw.when(written == names[name]).then(nw.lit(float(number))).otherwise(place)
    return place


_MOST_PERIODS: Final = 500
_MOST_SHOWN: Final = 8


def _with_last_period(table: Table, frame: Frame, groups: Sequence[str]) -> Frame:
    """Return the frame with the greatest of the column ``_LOG`` in each group as the column ``_LEAST``.

    A window is the quickest way. On Arrow it loses the group whose category is null; there the greatest are joined, by
    keys that are never null, since a join finds none that is.
    """
    nw = table.nw
    if not frame.implementation.is_pyarrow():
        return frame.with_columns(nw.col(_LOG).max().over(*groups).alias(_LEAST))
    keys: dict[str, Expression] = {}
    for place, group in enumerate(groups):
        keys[f"{_KEY} {place}"] = nw.col(group).cast(nw.String).fill_null("")
        keys[f"{_KEY} {place} kosong"] = nw.col(group).is_null()
    named = [key.alias(name) for name, key in keys.items()]
    last = frame.group_by(*groups).agg(nw.col(_LOG).max().alias(_LEAST)).select(*named, _LEAST)
    return frame.with_columns(*named).join(last, list(keys), "left")
