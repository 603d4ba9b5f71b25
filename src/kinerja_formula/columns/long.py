"""Long tables: a row a figure, named. Many indicators over one table in one pass.

Figures are brought to the indicators that ask for them, added up by indicator and group once, and then calculated by
shape: indicators whose formulas differ in nothing but their names are one expression over one column more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from kinerja_formula.columns.column_calculation import Calculation
from kinerja_formula.columns.column_plans import Told
from kinerja_formula.columns.engines import Frame, is_table
from kinerja_formula.columns.formula_shapes import (
    Asked,
    ReadIndicator,
    Shape,
    TableNames,
    indicators_by_shape,
    read_indicator,
)
from kinerja_formula.columns.frames import Table
from kinerja_formula.columns.held_targets import Held
from kinerja_formula.columns.long_columns import (
    ABSENT,
    FACTOR,
    FIGURE,
    INDEX,
    KEY,
    KINDS,
    NAME,
    OTHER_TARGET,
    PLACE,
    TARGET,
    UNIT,
)
from kinerja_formula.columns.long_targets import Targets, read_targets, with_targets
from kinerja_formula.diagnostics import Diagnostic, InvalidDataError, MissingDataError
from kinerja_formula.diagnostics.catalogue import NO_INDICATORS, NO_SUCH_NAME, OPERAND_COLUMN
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.names import NamesByKey, NearNames, nearest, normalise
from kinerja_formula.penilaian import Aturan
from kinerja_formula.units import read_unit

__all__ = ["evaluate_long"]

_SATUAN: Final = "satuan"
"""The column of a table that tells the unit of each figure."""
_MOST_SHOWN: Final = 10
_GROUP: Final = -1
"""The place of a row that holds no figure and only says that there is such a group."""


def evaluate_long(
    given: Any,
    asked: Sequence[Asked],
    *,
    nama: str,
    nilai: str,
    by: Sequence[str],
    target: Any = None,
    arah: str | None = None,
    aturan: str | Aturan | None = None,
    ejaan: Mapping[str, str] | None = None,
) -> Any:
    """Return a row per indicator and group; see :func:`kinerja_formula.evaluate_long`."""
    if not asked:
        raise InvalidDataError(Diagnostic(NO_INDICATORS, (0, 0), ()))
    table = Table(given)
    table.need_keys(nama)
    table.need(nilai)
    nw = table.nw
    held = target is not None or arah is not None or aturan is not None or any(_has_target(one) for one in asked)
    results = ("nilai", "satuan", "status", *(("capaian", "predikat") if held else ()))
    table.need_groups(by, ("indikator", *results))
    targets = read_targets(table, target, by) if is_table(target) else None
    _know_the_indicators(target, asked)
    names = _names_of(table, nama, ejaan)
    units = _known_units(table, nama)
    asked = [one._replace(plan=_learned(one.plan, names, units)) for one in asked]
    wanted = None if targets is not None else _by_key(target) if isinstance(target, Mapping) else target
    read = [read_indicator(one, names, wanted, arah, aturan, held) for one in asked]
    figure, absent = table.number(nilai), table.missing(nilai)
    _refuse_scales(table, nilai, read, units)
    groups = table.groups(by)
    frame = table.frame.select(
        *groups,
        table.col(nama).cast(nw.String).alias(NAME),
        *([_unit_of_row(table).alias(UNIT)] if units else []),
        nw.when(~absent).then(figure).alias(FIGURE),
        absent.cast(nw.Int64).alias(ABSENT),
    )
    places = _places(read, names, units)
    added = _added_up(table, frame, groups, read, places)
    made = [
        _of_shape(table, added, groups, read, shape, targets, nilai, by, results) for shape in indicators_by_shape(read)
    ]
    whole = made[0] if len(made) == 1 else nw.concat(made)
    inner = ("indikator", *(groups if by else ()), *results)
    outer = ("indikator", *by, *results)
    whole = whole.select(*inner)
    return table.handed(whole if inner == outer else table.renamed(whole, inner, outer))


def _refuse_scales(table: Table, nilai: str, read: Sequence[ReadIndicator], units: Mapping[str, Sequence[str]]) -> None:
    """Raise InvalidDataError KF461 for figures with words of scale where a unit has one, too."""
    told = [read_unit(one) for several in units.values() for one in several]
    measures = [one.measure for each in read for one in each.asked.plan.units.operands.values()]
    table.refuse_scales(nilai, [*told, *measures], read[0].asked.plan.text)


def _know_the_indicators(targets: Any, asked: Sequence[Asked]) -> None:
    """Raise InvalidDataError KF343 for targets of indicators that nobody asks for: a name is written otherwise."""
    keys = {normalise(one.nama) for one in asked}
    names = [one.nama for one in asked]
    faults = []
    for name in targets if isinstance(targets, Mapping) else ():
        if normalise(str(name)) not in keys:
            near = nearest(str(name), names) or tuple(names[:_MOST_SHOWN])
            facts = {"name": str(name), "suggestions": near}
            faults.append(Diagnostic(NO_SUCH_NAME, (0, 0), (), **facts, reason="indikator-lain"))
    if faults:
        raise InvalidDataError(tuple(faults))


def _has_target(one: Asked) -> bool:
    return one.target is not None or bool(one.stated)


def _by_key(targets: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the targets by the keys of their indicators; of two spellings of one the first counts."""
    found: dict[str, Any] = {}
    for name, target in targets.items():
        found.setdefault(normalise(name), target)
    return found


def _names_of(table: Table, nama: str, ejaan: Mapping[str, str] | None) -> TableNames:
    """Return the names that stand in the table, each once: the naming rule compares them, no engine knows it."""
    if ejaan is not None:
        return TableNames(None, NamesByKey(ejaan), ejaan)
    nw = table.nw
    names = table.frame.select(table.col(nama).cast(nw.String).alias(NAME)).unique()
    eager = names.collect() if isinstance(names, nw.LazyFrame) else names
    known = tuple([name for name in eager[NAME].to_list() if isinstance(name, str)])
    return TableNames(known, NamesByKey(known), {})


def _places(
    read: Sequence[ReadIndicator],
    names: TableNames,
    units: Mapping[str, Sequence[str]],
) -> dict[str, list[Any]]:
    """Return which name of the table is which operand of which indicator; with ``units``, each unit by its factor."""
    columns: dict[str, list[Any]] = {NAME: [], INDEX: [], PLACE: []}
    columns |= {UNIT: [], FACTOR: []} if units else {}
    for index, one in enumerate(read):
        for place, operand in enumerate(one.operands):
            for name in names.of(operand):
                for unit in units.get(name, ("",)) if units else ("",):
                    columns[NAME].append(name)
                    columns[INDEX].append(index)
                    columns[PLACE].append(place)
                    if units:
                        columns[UNIT].append(unit)
                        factor = one.asked.plan.told_unit(operand, unit)[0] if unit else Fraction(1)
                        columns[FACTOR].append(float(factor))
    if not columns[NAME] and names.known:  # not one name: this is another table, or another column of it
        first = read[0]
        near_names = NearNames(names.known)
        found = [(one, near_names.of(one.wanted)) for one in first.operands]
        faults = [Diagnostic(OPERAND_COLUMN, one.span, (), name=one.wanted, suggestions=near) for one, near in found]
        raise MissingDataError(tuple(faults), first.asked.plan.text)
    return columns


def _unit_of_row(table: Table) -> Any:
    nw = table.nw
    return nw.when(~table.col(_SATUAN).is_null()).then(table.col(_SATUAN).cast(nw.String)).otherwise(nw.lit(""))


def _known_units(table: Table, nama: str) -> dict[str, list[str]]:
    """Return the units that stand beside the figures of each name, in a column of their own: one query."""
    nw = table.nw
    if _SATUAN not in table.columns or table.dtypes[_SATUAN] not in (nw.String, nw.Categorical, nw.Enum):
        return {}
    pairs = table.frame.select(table.col(nama).cast(nw.String).alias(NAME), _unit_of_row(table).alias(UNIT)).unique()
    eager = pairs.collect() if isinstance(pairs, nw.LazyFrame) else pairs
    found: dict[str, list[str]] = {}
    for name, unit in sorted(zip(eager[NAME].to_list(), eager[UNIT].to_list(), strict=True), key=str):
        if isinstance(name, str):
            found.setdefault(name, []).append(unit if isinstance(unit, str) else "")
    return found


def _learned(plan: Plan, names: TableNames, units: Mapping[str, Sequence[str]]) -> Plan:
    """Return the plan with the units of operands that tell none, as the table gives them."""
    learned: dict[str, Any] = {}
    for operand in plan.operands if units else ():
        told = [unit for name in names.of(operand) for unit in units.get(name, ()) if unit]
        if told:
            learned |= plan.told_unit(operand, told[0])[1]
    return plan.with_units(learned)


def _added_up(
    table: Table, frame: Frame, groups: Sequence[str], read: Sequence[ReadIndicator], places: dict[str, list[Any]]
) -> Frame:
    """Return a row per indicator and group with the sum and the number of the figures in each place.

    Every group has a row for every indicator: what nobody reported is a gap, not nothing.
    """
    nw = table.nw
    indices = {INDEX: list(range(len(read))), PLACE: [_GROUP] * len(read), KEY: [0] * len(read)}
    if UNIT in places:
        figures = frame.join(table.small(places, KINDS), on=[NAME, UNIT])
        figures = figures.with_columns((nw.col(FIGURE) * nw.col(FACTOR)).alias(FIGURE))
    else:
        figures = frame.join(table.small(places, KINDS), on=NAME)
    grid = frame.select(*groups).unique().with_columns(nw.lit(0).cast(nw.Int64).alias(KEY))
    grid = grid.join(table.small(indices, KINDS), on=KEY)
    grid = grid.with_columns(nw.lit(None, dtype=nw.Float64).alias(FIGURE), nw.lit(0).cast(nw.Int64).alias(ABSENT))
    columns = [INDEX, *groups, PLACE, FIGURE, ABSENT]
    both = nw.concat([figures.select(*columns), grid.select(*columns)])
    most = max(len(one.operands) for one in read)
    place = nw.col(PLACE)
    both = both.with_columns(
        *[nw.when(place == number).then(nw.col(FIGURE)).alias(_figure(number)) for number in range(most)]
    )
    return both.group_by(INDEX, *groups).agg(
        *[nw.col(_figure(number)).sum().alias(_sum(number)) for number in range(most)],
        *[nw.col(_figure(number)).count().alias(_count(number)) for number in range(most)],
        nw.col(ABSENT).sum().alias(ABSENT),
    )


def _figure(place: int) -> str:
    return f"{FIGURE} {place}"


def _sum(place: int) -> str:
    return f"kinerja_formula jumlah {place}"


def _count(place: int) -> str:
    return f"kinerja_formula banyak {place}"


def _of_shape(
    table: Table,
    added: Frame,
    groups: Sequence[str],
    read: Sequence[ReadIndicator],
    indices: Sequence[int],
    targets: Targets | None,
    nilai: str,
    by: Sequence[str],
    results: Sequence[str],
) -> Frame:
    nw = table.nw
    shape = read[indices[0]].shape
    told: dict[str, Sequence[Any]] = {
        INDEX: list(indices),
        "indikator": [read[index].asked.nama for index in indices],
        "satuan": [read[index].unit for index in indices],
        TARGET: [read[index].target for index in indices],
    }
    frame = added.join(table.small(told, KINDS), on=INDEX)
    held = shape.held
    if targets is not None and held is not None:
        frame = with_targets(nw, frame, targets, dict(zip(by, groups, strict=False)))
    if held is not None and (targets is not None or read[indices[0]].target is not None):
        given = nw.col(TARGET)
        compared = held.comparison._replace(reason=None)
        several = None if targets is None else given < nw.col(OTHER_TARGET)
        held = Held(compared, given, given.is_null() | given.is_nan(), several, held.percent)
    calculation = Calculation(table, frame)
    leaves, reasons = _leaves(nw, shape)
    value, found = calculation.value(
        shape.tree,
        leaves,
        [],
        factors=dict(shape.factors),
        text=read[indices[0]].asked.plan.text,
        bounded=tuple(leaves) if table.is_bounded(nilai) else (),
        told=Told(dict(shape.told), shape.percents, shape.ratios),
        summed=tuple(leaves),
        reasons=reasons,
    )
    names = [name for name in results if name != "satuan"]
    return calculation.finished(value, found, held, names, ["indikator", *groups, "satuan"])


def _leaves(nw: Any, shape: Shape) -> tuple[dict[str, Any], list[tuple[Any, str]]]:
    """Return the figure of each operand that the table has, by its key, and why a row may have none."""
    leaves: dict[str, Any] = {}
    missing, doubles = [nw.col(ABSENT) > 0], []
    defaults, told = dict(shape.defaults), dict(shape.told)
    for place, kind in enumerate(shape.kinds):
        figure, count = nw.col(_sum(place)), nw.col(_count(place))
        keys = (f"operan {place}", f"persentase operan {place}")
        if any(key in told for key in keys):
            continue
        if kind == "rata-rata":
            figure = figure / nw.when(count > 0).then(count).cast(nw.Float64)
        elif kind == "tunggal":
            doubles.append(count > 1)
        default = next((defaults[key] for key in keys if key in defaults), None)
        if default is None:
            missing.append(count == 0)
        else:
            figure = nw.when(count > 0).then(figure).otherwise(nw.lit(float(default)))
        leaves.update(dict.fromkeys(keys, figure))
    reasons = [(_any(missing), "data-hilang")]
    return leaves, [*reasons, (_any(doubles), "nama-ganda")] if doubles else reasons


def _any(tests: Sequence[Any]) -> Any:
    first, *others = tests
    for one in others:
        first = first | one
    return first
