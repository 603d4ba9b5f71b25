"""Data by period: which figure of a name is meant when a period is evaluated.

``{"PDRB": {"2023": 100, "2024": 110}}`` holds the figures of several years. For the period 2024 the operand "PDRB" has
110, and so has "PDRB[t]"; "PDRB[t-1]" and "PDRB tahun lalu" have 100. What the data says of a name itself comes first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError, MissingDataError
from kinerja_formula.diagnostics.catalogue import DUPLICATE_KEY, PERIOD_WANTED
from kinerja_formula.evaluation.figures import Operand, match_keys
from kinerja_formula.figures import shown
from kinerja_formula.figures.periods import (
    Period,
    PeriodIndex,
    is_period_head,
    period_index,
    read_period,
    word_of_length,
)
from kinerja_formula.names import normalise

__all__ = ["figures_of_period", "wants_period"]

_MOST_TOLD: Final = 24

ByPeriod = list[tuple[object, Period, Any]]
"""Figures with their periods as given and as read."""


class _Column(NamedTuple):
    """A column of a table that has periods, with the period of each row."""

    figures: ByPeriod


class _Source(NamedTuple):
    """Where the figures of an operand stand; ``own`` tells whether under its own name or under that of its stem."""

    operand: Operand
    told: PeriodIndex | None
    key: Any
    own: bool


def figures_of_period(operands: Sequence[Operand], data: Any, periode: object, text: str = "") -> Any:
    """Return data in which each operand has its one figure of the period that is evaluated.

    ``data`` maps names to figures; those by period are mappings from periods to figures or series with an index of
    periods. A table (pandas, polars, or a mapping from heads to columns) with a column of periods (*periode*, *tahun*,
    *bulan* …) is such data, too. What is no data by period is given back as it is.

    Raises:
        InvalidDataError: KF350 ``periode`` can't be read; KF303 a name has two figures of the period.
        MissingDataError: KF350 for each operand that has figures by period, but none of the one it asks for.

    >>> last = Operand("pdrb[t-1]", "PDRB[t-1]", (0, 9), ("pdrb[t-1]",), "PDRB[t-1]")
    >>> figures_of_period([last], {"PDRB": {"2023": 100, "2024": 110}}, "2024")["PDRB[t-1]"]
    100
    """
    wanted = read_period(periode)
    if wanted is None:
        raise InvalidDataError(Diagnostic(PERIOD_WANTED, (0, 0), wanted=shown(periode), reason="tak-terbaca"), text)
    figures = _named_figures(data, operands)
    if figures is None:
        return data
    missing: list[Diagnostic] = []
    doubled: list[Diagnostic] = []
    chosen: dict[Any, Any] = {}
    for source in _sources(operands, figures):
        by_period = _by_period(figures[source.key])
        if by_period is None:
            continue
        operand, told = source.operand, None if source.own else source.told
        asked = wanted if told is None else wanted.shifted(told.offset, told.unit)
        found = [(given, value) for given, period, value in by_period if period == asked]
        if not found:
            missing.append(_missing(operand, _words(wanted, told) if asked is None else str(asked), by_period))
        elif len(found) > 1:
            keys = tuple([str(given) for given, _ in found])
            doubled.append(Diagnostic(DUPLICATE_KEY, operand.span, name=operand.text, keys=keys))
        else:
            chosen[source.key if source.own else operand.wanted] = found[0][1]
    if doubled:
        raise InvalidDataError((*doubled, *missing), text)
    if missing:
        raise MissingDataError(tuple(missing), text)
    return {**figures, **chosen}


def wants_period(operands: Sequence[Operand], data: Any) -> tuple[Diagnostic, ...]:
    """Return a finding KF350 for each operand of a period whose figures the data has by period; usually none.

    To be asked where operands have no figure and nobody said which period is meant.

    >>> last = Operand("pdrb[t-1]", "PDRB[t-1]", (0, 9), ("pdrb[t-1]",), "PDRB[t-1]")
    >>> [found.code for found in wants_period([last], {"PDRB": {"2023": 100}})], wants_period([last], {"PDRB": 100})
    (['KF350'], ())
    """
    found: list[Diagnostic] = []
    figures = _named_figures(data, operands) or {}
    for source in _sources(operands, figures):
        by_period = None if source.told is None else _by_period(figures[source.key])
        if by_period is not None:
            facts = {"name": source.operand.wanted, "periods": _listed(by_period)}
            found.append(Diagnostic(PERIOD_WANTED, source.operand.span, (), **facts))
    return tuple(found)


def _sources(operands: Sequence[Operand], data: Mapping[Any, Any]) -> Iterator[_Source]:
    """Yield where operands have figures by period, or may have: under their own names first.

    A figure by period under the name "PDRB tahun lalu" is of the period that is evaluated: so columns are called.
    """
    texts = [operand.text for operand in operands]
    of_key: dict[str, Any] | None = None
    for operand, own in zip(operands, match_keys(operands, data), strict=True):
        if own and _by_period(data[own[0]]) is None:
            continue
        told = _index_of(operand, texts)
        if own:
            yield _Source(operand, told, own[0], own=True)
        elif told is not None:
            if of_key is None:
                of_key = {normalise(key): key for key in reversed(list(data)) if isinstance(key, str)}
            key = of_key.get(normalise(told.stem))
            if key is not None:
                yield _Source(operand, told, key, own=False)


def _index_of(operand: Operand, texts: Sequence[str]) -> PeriodIndex | None:
    """The period that a name tells, in its own words or in those of a legend."""
    own = period_index(operand.text, texts)
    return own or next((told for told in map(period_index, operand.keys) if told is not None), None)


def _by_period(value: Any) -> ByPeriod | None:
    """Return the figures of a value with their periods; None for what is no data by period."""
    if isinstance(value, _Column):
        return value.figures
    if isinstance(value, (str, bytes, int, float)):
        return None
    try:
        if not isinstance(value, Mapping) and not (hasattr(value, "index") and hasattr(value, "items")):
            return None
        pairs = [(given, read_period(given), figure) for given, figure in value.items()]
    except Exception:  # whatever a foreign type does; it is refused as a figure then
        return None
    return [(given, period, figure) for given, period, figure in pairs if period is not None] or None


def _missing(operand: Operand, wanted: str, by_period: ByPeriod) -> Diagnostic:
    facts = {"name": operand.wanted, "wanted": wanted, "periods": _listed(by_period)}
    return Diagnostic(PERIOD_WANTED, operand.span, (), **facts, reason="tidak-ada")


def _words(wanted: Period, told: PeriodIndex | None) -> str:
    """Say a period that is none: a month before the year 2024, the quarter before one of no year."""
    if told is None:
        return str(wanted)
    unit = "" if told.unit is None else f" {word_of_length(told.unit)}"
    return f"{wanted} {told.offset:+d}{unit}".replace("-", "−")


def _listed(by_period: ByPeriod) -> str:
    written = list(map(str, sorted({period for _, period, _ in by_period}, key=lambda one: one.order)))
    return ", ".join(written if len(written) <= _MOST_TOLD else [*written[:_MOST_TOLD], "…"])


# Tables


def _named_figures(data: Any, operands: Sequence[Operand]) -> dict[Any, Any] | None:
    """Return data as a dict from names to figures, a column beside a column of periods as figures by period."""
    try:
        if isinstance(data, Mapping):
            named = dict(data)
        elif hasattr(data, "columns") and hasattr(data, "__getitem__"):
            named = {column: data[column] for column in data.columns}
        else:
            return None
        columns = _columns_by_period(named, {key for operand in operands for key in operand.keys})
    except Exception:  # whatever a foreign type does; the evaluation refuses it
        return None
    return {**named, **columns}


def _columns_by_period(named: Mapping[Any, Any], own: Collection[str]) -> dict[Any, _Column]:
    """Return the columns of a table by the periods that its other columns name; ``own`` are names of figures."""
    heads = [key for key in named if isinstance(key, str) and is_period_head(key) and normalise(key) not in own]
    if not heads:
        return {}
    columns = {key: cells for key, value in named.items() if (cells := _cells(value)) is not None}
    periods = _periods_of_rows({head: columns[head] for head in heads if head in columns})
    if all(period is None for _, period in periods):
        return {}
    return {
        key: _Column(
            [(given, period, cell) for (given, period), cell in zip(periods, cells, strict=True) if period is not None]
        )
        for key, cells in columns.items()
        if key not in heads and len(cells) == len(periods)
    }


def _cells(value: Any) -> list[Any] | None:
    """Return the cells of a column, None for what is no column."""
    if isinstance(value, (list, tuple)):
        return list(value)
    give = getattr(value, "to_list", None) or getattr(value, "tolist", None)
    cells = give() if callable(give) else None
    return cells if isinstance(cells, list) else None


def _periods_of_rows(heads: Mapping[str, Sequence[Any]]) -> list[tuple[str, Period | None]]:
    """Return the period of each row as given and as read; several columns (tahun, triwulan) tell it together."""
    found: list[tuple[str, Period | None]] = []
    for row in zip(*heads.values(), strict=False):
        told = [_cell_in_words(head, cell) for head, cell in zip(heads, row, strict=True)]
        whole = " ".join(told)
        known = read_period(row[0]) if len(row) == 1 else None
        found.append((whole, known or read_period(whole)))
    return found


def _cell_in_words(head: str, cell: Any) -> str:
    """Return what a cell says of its period: "triwulan 2" for a 2 below *Triwulan*."""
    period = read_period(cell)
    if period is None:
        return f"{head} {cell}"
    return str(cell) if isinstance(cell, str) else str(period)
