"""What charts are made of: a row an indicator of a unit in a period, whatever it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import NamedTuple, Protocol, runtime_checkable

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import NOTHING_TO_DRAW
from kinerja_formula.figures.periods import period_order, read_period
from kinerja_formula.names import normalise
from kinerja_formula.penilaian import Aturan, Capaian, RekapTingkat, roll_up_levels

__all__ = [
    "ChartData",
    "ChartRow",
    "Chosen",
    "HasChartData",
    "absent",
    "in_order",
    "nothing",
    "of_period",
    "period_among",
]


class ChartRow(NamedTuple):
    """An indicator of a unit in a period.

    ``nilai`` is the realization in ``satuan``, ``capaian`` in percent or as it was calculated; ``keadaan`` is one of
    ``ok doubtful waiting failed``; ``dinilai`` tells whether there is a target, so that a capaian is wanted. ``pagu``
    and ``terpakai`` are budget and spending in rupiah, ``serapan`` their share in percent where only that is known.
    """

    unit: str = ""
    jabatan: str = ""
    periode: str = ""
    sasaran: str = ""
    program: str = ""
    indikator: str = ""
    nilai: Fraction | None = None
    satuan: str = ""
    target: Fraction | None = None
    capaian: Capaian | Fraction | None = None
    predikat: str | None = None
    warna: str | None = None
    keadaan: str = "ok"
    dinilai: bool = True
    pagu: Fraction | None = None
    terpakai: Fraction | None = None
    serapan: Fraction | None = None

    @property
    def percent(self) -> Fraction | None:
        """The capaian in percent."""
        return self.capaian.value if isinstance(self.capaian, Capaian) else self.capaian


class ChartData(NamedTuple):
    """The rows of a chart and the rule set by which they are put together.

    ``rekap`` is the roll-up by ``jalur`` (post and goal, or unit and goal) where the source has made it already.
    ``banyak_periode`` tells of how many periods the source has chosen this one, where it did, and ``tanpa_baris`` the
    units of the other periods that have no row in it.
    """

    rows: tuple[ChartRow, ...]
    aturan: Aturan
    rekap: RekapTingkat | None = None
    jalur: tuple[str, ...] = ()
    banyak_periode: int = 1
    tanpa_baris: tuple[str, ...] = ()

    @property
    def unit_field(self) -> str:
        """Which field tells the unit of a row: that of one office is its post."""
        return "unit" if any(row.unit for row in self.rows) else "jabatan"

    def rolled_up(self, *path: str) -> RekapTingkat | None:
        """Return the capaian rolled up by fields of the rows; None where no row has a target."""
        if path == self.jalur:
            return self.rekap
        rows = [(tuple([getattr(row, one) for one in path]), row.capaian) for row in self.rows if row.dinilai]
        return roll_up_levels(rows, aturan=self.aturan) if rows else None

    def chosen(self, keep: Callable[[ChartRow], bool]) -> ChartData:
        """Return the data with some rows only."""
        rows = tuple([row for row in self.rows if keep(row)])
        if len(rows) == len(self.rows):
            return self
        return ChartData(rows, self.aturan, banyak_periode=self.banyak_periode, tanpa_baris=self.tanpa_baris)


class Chosen(NamedTuple):
    """Which units, indicators and period are asked for, by the naming rule; None is all units, the latest period."""

    unit: frozenset[str] | None = None
    indikator: frozenset[str] | None = None
    periode: str | None = None

    def names(self, units: Iterable[str], indicators: Iterable[str]) -> tuple[set[str], set[str]]:
        """Return those of the names that are asked for."""
        return (
            {one for one in units if self.unit is None or normalise(one) in self.unit},
            {one for one in indicators if self.indikator is None or normalise(one) in self.indikator},
        )


@runtime_checkable
class HasChartData(Protocol):
    """What tells its own figures to a chart: a report, or that over several units."""

    def chart_data(self, jenis: str) -> ChartData:
        """Return the rows for a kind of chart."""
        ...


def nothing(jenis: str, *, reason: str) -> InvalidDataError:
    """Return the error KF490 of a chart that would be empty."""
    return InvalidDataError(Diagnostic(NOTHING_TO_DRAW, (0, 0), (), chart=jenis, reason=reason))


def in_order(periods: Iterable[str]) -> list[str]:
    """Return periods from the earliest to the latest; in the order given where it can't be told.

    >>> in_order(["TW II 2024", "TW IV 2023", "TW I 2024"]), in_order(["akhir", "awal"])
    (['TW IV 2023', 'TW I 2024', 'TW II 2024'], ['akhir', 'awal'])
    """
    told = list(dict.fromkeys(periods))
    read = [read_period(one) for one in told]
    known = [one for one in read if one is not None]
    if len(known) == len(told):
        return [told[place] for place in sorted(range(len(told)), key=lambda place: known[place].order)]
    order = period_order(told)
    return told if order is None else [told[place] for place in order]


def period_among(periods: list[str], periode: str | None) -> str:
    """Return which of the periods, that are in order, is meant: the last where none is asked for.

    Raises InvalidDataError KF490 where there is no such period.
    """
    if periode is None:
        return periods[-1] if periods else ""
    wanted, read = normalise(periode), read_period(periode)
    for one in periods:
        if normalise(one) == wanted or (read is not None and read_period(one) == read):
            return one
    raise nothing(periode, reason="grafik-tanpa-periode")


def of_period(data: ChartData, periode: str | None) -> tuple[ChartData, str, int]:
    """Return the rows of one period, that period, and of how many it is one: the latest where none is asked for.

    Raises InvalidDataError KF490 where there is no row of the period.
    """
    told = in_order([row.periode for row in data.rows])
    one = period_among(told, periode)
    kept = data.chosen(lambda row: row.periode == one)
    field = data.unit_field
    away = absent([getattr(row, field) for row in data.rows], [getattr(row, field) for row in kept.rows])
    return kept._replace(tanpa_baris=kept.tanpa_baris or away), one, len(told)


def absent(every: Iterable[str], there: Iterable[str]) -> tuple[str, ...]:
    """Return the names that are not among those which are there, each once."""
    known = set(there)
    return tuple(dict.fromkeys([one for one in every if one and one not in known]))
