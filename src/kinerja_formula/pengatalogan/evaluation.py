"""All indicators of a catalogue at once: over one record, over the columns of a table, as a query of a database."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from kinerja_formula.columns.engines import narwhals
from kinerja_formula.columns.frames import column_names
from kinerja_formula.diagnostics import Diagnostic, FormulaError, InvalidDataError, MissingDataError, NotationError
from kinerja_formula.diagnostics.catalogue import COLUMN_TAKEN, KATALOG_NO_TARGET, KATALOG_WITHOUT_FORMULA
from kinerja_formula.figures.periods import read_period
from kinerja_formula.files.guard import guarded
from kinerja_formula.formula import Formula, counted_in, names_of_ratio, own_satuan, parse
from kinerja_formula.names import nearest, normalise
from kinerja_formula.pengatalogan.entry import IndikatorKatalog
from kinerja_formula.pengatalogan.model import Katalog
from kinerja_formula.pengatalogan.results import HasilIndikator, HasilKatalog
from kinerja_formula.penilaian import NO_TARGET, Capaian, assessed
from kinerja_formula.result import Result
from kinerja_formula.tables import evaluate_long as long_table
from kinerja_formula.tables import evaluate_table as wide_table

__all__ = ["OK", "evaluate", "evaluate_long", "evaluate_table", "to_sql"]

OK: Final = "ok"
_MANY: Final = 50
"""More figures than one formula is likely to need."""
_WITHOUT_VALUE: Final = ("naratif", "target")
"""Kinds of cells with nothing to calculate: a sentence, a target."""


def evaluate(
    katalog: Katalog, data: Any, *, periode: int | str | None = None, satuan: Mapping[str, str] | None = None
) -> HasilKatalog:
    """Return every indicator calculated from one record of figures; see :meth:`Katalog.evaluate`."""
    figures, periode = _Figures(data), None if periode is None else str(periode)
    return HasilKatalog([_result(katalog, one, figures, periode, satuan) for one in katalog.values()])


class _Figures:
    """The figures of one record, asked by many formulas: the names of all are compared once and not by each formula."""

    def __init__(self, data: Any) -> None:
        self.data = data
        self._by_key: dict[str, list[str]] = {}
        if isinstance(data, Mapping) and len(data) > _MANY and all(isinstance(name, str) for name in data):
            for name in data:
                self._by_key.setdefault(normalise(name), []).append(name)

    def of(self, formula: Formula) -> Any:
        """Return the figures whose names a formula asks for; all of them where it may ask for others."""
        names = [self._by_key.get(normalise(name), []) for name in formula.names]
        if not all(names) or formula.records or set(formula.names) != set(formula.needed):
            return self.data
        return {name: self.data[name] for own in names for name in own}


def _result(
    katalog: Katalog, one: IndikatorKatalog, figures: _Figures, periode: str | None, satuan: Mapping[str, str] | None
) -> HasilIndikator:
    found: tuple[Diagnostic, ...] = one.findings()
    formula = one.formula
    if formula is None:
        return HasilIndikator(one, None, KATALOG_WITHOUT_FORMULA.slug, diagnostics=found)
    period = one.period_of(periode)
    target = "" if period is None else one.target[period]
    if one.target and not target:
        found = (*found, _no_target(one, periode))
    units = {**counted_in(formula, one.satuan), **own_satuan(formula, satuan)}
    told, rule = period or periode or "", katalog.aturan_of(one)
    # A plan speaks of "Tahun-1", too: such a period has targets, and no place among the years of the figures.
    moment = periode if periode is not None and read_period(periode) is not None else None
    try:
        with guarded(one.rumus):
            # With a target the comparison is made once, below.
            arah, asked_rule = (None, None) if target else (one.arah, rule)
            result: Result = formula.evaluate(
                figures.of(formula), satuan=units, arah=arah, aturan=asked_rule, periode=moment
            )
    except FormulaError as error:
        return HasilIndikator(one, None, error.slug, target, told, diagnostics=(*found, *error.diagnostics))
    reached: Capaian | None = result.capaian
    if reached is not None and reached.target is NO_TARGET and reached.predikat is None:
        reached = None  # nothing but the rule set, which was asked for in case the cell states a target
    if target:
        try:
            with guarded(target):
                result = assessed(
                    result,
                    target,
                    arah=one.arah,
                    aturan=rule,
                    indikator=one.nama,
                    satuan=one.satuan,
                    measured=names_of_ratio(formula),
                )
                reached = result.capaian
        except FormulaError as error:  # a target that can't be compared does not cost the value
            found = (*found, *error.diagnostics)
    return HasilIndikator(one, result, OK, target, told, reached, (*found, *result.diagnostics))


def _no_target(one: IndikatorKatalog, periode: str | None) -> Diagnostic:
    periods = tuple([period or "–" for period in one.target])
    told: dict[str, object] = {"name": one.nama[:80], "period": periode or "–", "found": periods}
    if periode is None:
        return Diagnostic(KATALOG_NO_TARGET, (0, 0), (), **told, reason="periode-belum-dipilih")
    return Diagnostic(KATALOG_NO_TARGET, (0, 0), (), **told)


# Tables


def _asked(katalog: Katalog, ids: Iterable[str] | None) -> dict[str, tuple[IndikatorKatalog, Formula]]:
    """Return the indicators that are asked for; by default those that have something to calculate."""
    wanted = list(katalog) if ids is None else [ids] if isinstance(ids, str) else list(ids)
    unknown = [one for one in wanted if one not in katalog]
    if unknown:
        raise KeyError(f"{unknown[0]!r}: {', '.join(nearest(str(unknown[0]), katalog) or katalog)}")
    found = {}
    for key in wanted:
        formula = katalog[key].formula
        if formula is not None and (ids is not None or formula.kind not in _WITHOUT_VALUE):
            found[key] = (katalog[key], formula)
    return found


def evaluate_table(
    katalog: Katalog,
    frame: Any,
    *,
    periode: int | str | None = None,
    ids: Iterable[str] | None = None,
    columns: Mapping[str, str] | None = None,
    satuan: Mapping[str, str] | None = None,
) -> Any:
    """Return a table with four columns more for each indicator; see :meth:`Katalog.evaluate_table`."""
    asked = _asked(katalog, ids)
    _refuse_own_names(asked, column_names(frame))
    table, faults = frame, list[Diagnostic]()
    for key, (one, formula) in asked.items():
        target = one.target_of(periode)
        try:
            table = wide_table(
                table,
                formula,
                columns=_of(columns, formula),
                target=target or None,
                arah=one.arah if target else None,
                aturan=katalog.aturan_of(one) if target else None,
                satuan=own_satuan(formula, satuan),
                awalan=f"{key}_",
            )
        except MissingDataError as error:  # those of all indicators are told at once
            faults += [found.in_text(formula.text) for found in error.diagnostics]
    if faults:
        raise MissingDataError(tuple(faults))
    return table


def _of(columns: Mapping[str, str] | None, formula: Formula) -> dict[str, str] | None:
    """Return the columns of names that a formula has."""
    if columns is None:
        return None
    wanted = {normalise(one) for one in formula.needed}
    return {name: column for name, column in columns.items() if normalise(name) in wanted}


def _refuse_own_names(asked: Mapping[str, tuple[IndikatorKatalog, Formula]], known: Sequence[str]) -> None:
    """Refuse ids by which a column of results would be taken for the figures of another indicator."""
    added = {normalise(f"{key}_{name}"): f"{key}_{name}" for key in asked for name in _ADDED}
    wanted = {normalise(name) for _, formula in asked.values() for name in formula.needed}
    taken = [column for key, column in added.items() if key in wanted and column not in known]
    if taken:
        raise InvalidDataError(Diagnostic(COLUMN_TAKEN, (0, 0), (), column=taken[0]))


_ADDED: Final = ("nilai", "status", "capaian", "predikat")


def evaluate_long(
    katalog: Katalog,
    frame: Any,
    *,
    by: Sequence[str] = ("unit", "periode"),
    periode: int | str | None = None,
    kolom_periode: str | None = "periode",
    nama: str = "nama",
    nilai: str = "nilai",
    satuan: Mapping[str, str] | None = None,
) -> Any:
    """Return a row per indicator and group of a long table; see :meth:`Katalog.evaluate_long`."""
    nw = narwhals()
    groups = (by,) if isinstance(by, str) else tuple(by)
    alike: dict[tuple[str, str | None, tuple[tuple[str, str], ...]], dict[str, tuple[IndikatorKatalog, Formula]]] = {}
    for key, (one, formula) in _asked(katalog, None).items():
        units = own_satuan(formula, satuan)
        alike.setdefault((katalog.aturan_of(one), one.arah, tuple(units.items())), {})[key] = (one, formula)
    parts: list[tuple[int | str | None, Any]] = [(periode, frame)]
    if periode is None and kolom_periode in groups:
        parts = _by_period(frame, kolom_periode)
    made, absent = [], list[MissingDataError]()
    for (rule, arah, given), asked in alike.items():  # a call has one rule set and one direction
        for period, part in parts:
            call = partial(
                long_table,
                part,
                {key: formula for key, (_, formula) in asked.items()},
                nama=nama,
                nilai=nilai,
                by=groups,
                target={key: target for key, (one, _) in asked.items() if (target := one.target_of(period))},
                arah=arah,
                aturan=rule,
                satuan=dict(given) or None,
            )
            try:
                found = call()
            except MissingDataError as error:  # not one name of these: a gap in all groups, where others have figures
                absent.append(error)
                found = call(ejaan={})
            table = _framed(nw, found)
            if len({rule for rule, _, _ in alike}) > 1:  # each rule set has categories of its own
                table = table.with_columns(nw.col("predikat").cast(nw.String))
            made.append(table)
    if made and len(absent) == len(made):
        raise absent[0]
    return nw.to_native(made[0] if len(made) == 1 else nw.concat(made))


def _framed(nw: Any, native: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # that Dask will be a package of its own
        return nw.from_native(native)


def _by_period(frame: Any, column: str) -> list[tuple[int | str | None, Any]]:
    """Return the rows of each period that a table tells of, by one question to its engine."""
    nw = narwhals()
    table = _framed(nw, frame)
    told = table.select(nw.col(column)).unique()
    eager = told.collect() if isinstance(told, nw.LazyFrame) else told
    periods = [one for one in eager[column].to_list() if one is not None]
    return [(str(one), nw.to_native(table.filter(nw.col(column) == one))) for one in sorted(periods, key=str)]


# SQL


def to_sql(
    katalog: Katalog,
    table: str | Sequence[str],
    *,
    dialect: str = "duckdb",
    view: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> str:
    """Return a query, or the statement that creates a view of it; see :meth:`Katalog.to_sql`."""
    quoted = _quoting(dialect)
    lines = ["*"]
    remarks = []
    for key, one in katalog.items():
        formula = one.formula
        slug = KATALOG_WITHOUT_FORMULA.slug
        if formula is not None and not formula.records and formula.kind not in _WITHOUT_VALUE:
            try:
                lines.append(f"{formula.to_sql(_of(columns, formula), dialect)} AS {quoted(key)}")
                continue
            except NotationError as error:
                if error.code != _NOT_WRITABLE:
                    raise
                slug = error.slug
        elif formula is not None:
            slug = formula.kind if formula.kind in _WITHOUT_VALUE else _RECORDS
        remarks.append(f"-- {key}: {slug}")
    path = ".".join([quoted(part) for part in ((table,) if isinstance(table, str) else table)])
    query = "SELECT\n  " + ",\n  ".join(lines) + f"\nFROM {path}"
    head = f"CREATE VIEW {quoted(view)} AS\n" if view is not None else ""
    return "\n".join([*remarks, head + query])


_NOT_WRITABLE: Final = "KF360"
_RECORDS: Final = "rekaman"


def _quoting(dialect: str) -> Any:
    """Return what puts a name between the signs of a dialect: those with which a formula's column is written."""
    before, _, after = parse("`a`").to_sql({"a": "kolom"}, dialect).partition("kolom")
    left, right = before[-1], after[0]

    def quoted(name: str) -> str:
        if not name or not name.isprintable() or len(name) > _LONGEST_NAME:
            raise ValueError(f"no name of a table or view: {name[:_LONGEST_NAME]!r}")
        return f"{left}{name.replace(right, right * 2)}{right}"

    return quoted


_LONGEST_NAME: Final = 128
