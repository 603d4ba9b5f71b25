"""Long tables: a row a figure, named. Many indicators over one table in one pass.

Figures are brought to the indicators that ask for them, added up by indicator and group once, and then calculated by
shape: indicators whose formulas differ in nothing but their names are one expression over one column more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, NamedTuple

from kinerja_formula.columns.column_calculation import Calculation
from kinerja_formula.columns.column_plans import Told, calculable, plan_for, sound_units, told_by_the_cell, unit_with
from kinerja_formula.columns.engines import Frame, is_table
from kinerja_formula.columns.frames import Table
from kinerja_formula.columns.held_targets import Held, sides_in_percent
from kinerja_formula.columns.sums_of_records import of_figures
from kinerja_formula.diagnostics import Diagnostic, InvalidDataError, MissingDataError
from kinerja_formula.diagnostics.catalogue import NO_INDICATORS, NO_KEY, NO_SUCH_NAME, NO_TABLE, OPERAND_COLUMN
from kinerja_formula.evaluation.figures import Operand, match_keys
from kinerja_formula.evaluation.percent import Scale, is_averaged
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.names import NearNames, nearest, normalise
from kinerja_formula.nodes import Aggregate, Components, Name, Node, Quantity, Statement, rebuilt, walk
from kinerja_formula.penilaian import NO_TARGET, Aturan, stated_target, target_in
from kinerja_formula.penilaian.comparison import comparison

__all__ = ["Asked", "evaluate_long"]

_INDEX: Final = "kinerja_formula indikator"
_PLACE: Final = "kinerja_formula tempat"
_NAME: Final = "kinerja_formula nama"
_UNIT: Final = "kinerja_formula satuan"
_FACTOR: Final = "kinerja_formula faktor"
_SATUAN: Final = "satuan"
"""The column of a table that tells the unit of each figure."""
_FIGURE: Final = "kinerja_formula angka"
_ABSENT: Final = "kinerja_formula hilang"
_TARGET: Final = "kinerja_formula target"
_OTHER_TARGET: Final = "kinerja_formula target lain"
_KEY: Final = "kinerja_formula kunci"
_KINDS: Final[dict[str, type]] = {
    **dict.fromkeys((_NAME, _UNIT, "indikator", "satuan"), str),
    **dict.fromkeys((_INDEX, _PLACE, _KEY), int),
    **dict.fromkeys((_TARGET, _FACTOR), float),
}
"""What the columns of little tables hold."""
_MOST_SHOWN: Final = 10
_GROUP: Final = -1
"""The place of a row that holds no figure and only says that there is such a group."""


class Asked(NamedTuple):
    """An indicator that is asked for: its name, the plan of its formula, and what it says of its target."""

    nama: str
    plan: Plan
    target: Any = None
    stated: tuple[Quantity, ...] = ()
    arah: str | None = None
    indikator: str | None = None
    satuan: str = ""


class _Shape(NamedTuple):
    """A formula without its names. ``kinds`` tells of each operand what several figures for it mean.

    ``defaults`` are figures of the cell for operands that a group may lack, ``told`` those for what no name of the
    table is, of which ``percents`` are percentages; all by key. ``ratios`` are parts that are compared with one.
    """

    tree: Node
    kinds: tuple[str, ...]
    factors: tuple[tuple[str, Fraction], ...]
    held: Held | None
    defaults: tuple[tuple[str, Fraction], ...] = ()
    told: tuple[tuple[str, Fraction], ...] = ()
    percents: frozenset[str] = frozenset()
    ratios: frozenset[Node] = frozenset()


class _Targets(NamedTuple):
    """Targets of a table of them, one row for each key: the least, and the greatest as ``_OTHER_TARGET``.

    ``keys``: what the columns of groups are called in it; ``kinds``: as which kind some of them are compared.
    """

    frame: Frame
    keys: Mapping[str, str]
    kinds: Mapping[str, Any]


class _Read(NamedTuple):
    """An indicator that was read: its operands in the order of their places, and its target where that is a number."""

    asked: Asked
    operands: tuple[Operand, ...]
    shape: _Shape
    target: float | None
    unit: str | None


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
    targets = _read_targets(table, target, by) if is_table(target) else None
    _know_the_indicators(target, asked)
    known = _known_names(table, nama) if ejaan is None else None
    spelled = tuple(ejaan or ())
    units = _known_units(table, nama)
    asked = [one._replace(plan=_learned(one.plan, known, ejaan, units)) for one in asked]
    read = [_read(one, known, None if targets is not None else target, arah, aturan, held, spelled) for one in asked]
    figure, absent = table.number(nilai), table.missing(nilai)
    groups = table.groups(by)
    frame = table.frame.select(
        *groups,
        table.col(nama).cast(nw.String).alias(_NAME),
        *([_unit_of_row(table).alias(_UNIT)] if units else []),
        nw.when(~absent).then(figure).alias(_FIGURE),
        absent.cast(nw.Int64).alias(_ABSENT),
    )
    places = _places(read, known, ejaan, units)
    added = _added_up(table, frame, groups, read, places)
    made = [_of_shape(table, added, groups, read, shape, targets, nilai, by, results) for shape in _shapes(read)]
    whole = made[0] if len(made) == 1 else nw.concat(made)
    inner = ("indikator", *(groups if by else ()), *results)
    outer = ("indikator", *by, *results)
    whole = whole.select(*inner)
    return table.handed(whole if inner == outer else table.renamed(whole, inner, outer))


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


def _known_names(table: Table, nama: str) -> tuple[str, ...]:
    """Return the names that stand in the table, each once: the naming rule compares them, no engine knows it."""
    nw = table.nw
    names = table.frame.select(table.col(nama).cast(nw.String).alias(_NAME)).unique()
    eager = names.collect() if isinstance(names, nw.LazyFrame) else names
    return tuple([name for name in eager[_NAME].to_list() if isinstance(name, str)])


def _read(
    one: Asked,
    known: Sequence[str] | None,
    target: Any,
    arah: str | None,
    aturan: str | Aturan | None,
    held: bool,
    spelled: Sequence[str],
) -> _Read:
    names = spelled if known is None else known
    one = one._replace(plan=plan_for(one.plan, names))
    sound_units(one.plan)
    tree, operands = calculable(one.plan, known or ())
    told = told_by_the_cell(one.plan, operands, names)
    shape = _shape_of(one.plan, tree, operands, told)
    unit = unit_with(one.plan, told) if told.percents else one.plan.unit
    if not held:
        return _Read(one, operands, shape, None, unit)
    compared, number = _compared(one, target, arah, aturan, unit)
    return _Read(one, operands, shape._replace(held=compared), number, unit)


def _shape_of(plan: Plan, tree: Node, operands: Sequence[Operand], told: Told) -> _Shape:
    """Return a formula without its names, and without what it is held against."""
    read_as, percent = of_figures(tree, told.percents, told.ratios)
    operand_nodes = [node for node in walk(read_as) if isinstance(node, (Name, Statement))]
    shares = {node.key for node in operand_nodes if percent.of(node).scale is Scale.PERCENT}
    kept = {
        operand.key: f"Persentase operan {place}" if operand.key in shares else f"operan {place}"
        for place, operand in enumerate(operands)
    }
    keys = {key: normalise(name) for key, name in kept.items()}
    constants = plan._constants  # noqa: SLF001
    return _Shape(
        _nameless(tree, kept),
        tuple(["rata-rata" if is_averaged(one.key) else "jumlah" if one.is_sum else "tunggal" for one in operands]),
        tuple([(keys[key], by) for key, by in plan.units.factors.items() if key in kept]),
        None,
        tuple([(keys[key], figure.value) for key, figure in constants.items() if key in kept and not figure.percent]),
        tuple([(keys[key], figure) for key, figure in told.figures.items()]),
        frozenset([keys[key] for key in told.percents]),
        frozenset([_nameless(node, kept) for node in told.ratios]),
    )


def _nameless(tree: Node, kept: Mapping[str, str]) -> Node:
    """Return the tree with other names for its operands; a sum over records keeps those inside."""
    match tree:
        case Name() | Statement():
            return Name(kept[tree.key], (0, 0))
        case Aggregate():
            return Aggregate(tree.expression, tree.mean, kept[tree.key], (0, 0))
        case Components():
            return Components(tree.head, tuple([Name(kept[item.key], (0, 0)) for item in tree.items]), tree.span)
    return rebuilt(tree, lambda node: _nameless(node, kept))


def _compared(
    one: Asked, target: Any, arah: str | None, aturan: str | Aturan | None, unit: str | None
) -> tuple[Held, float | None]:
    """Return what an indicator is held against; a number stands in a column, that indicators of one shape share."""
    if isinstance(target, Mapping):
        target = next((value for name, value in target.items() if normalise(name) == normalise(one.nama)), None)
    if target is None:
        target = one.target
    if target is None and one.stated:
        target = tuple([stated_target(quantity) for quantity in one.stated])
    found = comparison(
        NO_TARGET if target is None else target_in(target, one.satuan, unit),
        satuan=unit,
        arah=arah if arah is not None else one.arah,
        aturan=aturan,
        indikator=one.indikator or one.nama,
    )
    percent = sides_in_percent(unit, found.target, one.indikator or one.nama)
    if found.reason is not None or found.target.upper is not None or found.target.value is None:
        return Held(found, percent=percent), None
    number = float(found.target.value)
    plain = found.target._replace(written="", value=Fraction(1), unit=None, comparison=None)
    return Held(found._replace(target=plain, arah=found.arah._replace(asal="", word="")), percent=percent), number


def _places(
    read: Sequence[_Read],
    known: Sequence[str] | None,
    ejaan: Mapping[str, str] | None,
    units: Mapping[str, Sequence[str]],
) -> dict[str, list[Any]]:
    """Return which name of the table is which operand of which indicator; with ``units``, each unit by its factor."""
    columns: dict[str, list[Any]] = {_NAME: [], _INDEX: [], _PLACE: []}
    columns |= {_UNIT: [], _FACTOR: []} if units else {}
    for index, one in enumerate(read):
        for place, operand in enumerate(one.operands):
            for name in _names_in_table(operand, known, ejaan):
                for unit in units.get(name, ("",)) if units else ("",):
                    columns[_NAME].append(name)
                    columns[_INDEX].append(index)
                    columns[_PLACE].append(place)
                    if units:
                        columns[_UNIT].append(unit)
                        factor = one.asked.plan.told_unit(operand, unit)[0] if unit else Fraction(1)
                        columns[_FACTOR].append(float(factor))
    if not columns[_NAME] and known:  # not one name: this is another table, or another column of it
        first = read[0]
        near_names = NearNames(known)
        found = [(one, near_names.of(one.wanted)) for one in first.operands]
        faults = [Diagnostic(OPERAND_COLUMN, one.span, (), name=one.wanted, suggestions=near) for one, near in found]
        raise MissingDataError(tuple(faults), first.asked.plan.text)
    return columns


def _names_in_table(operand: Operand, known: Sequence[str] | None, ejaan: Mapping[str, str] | None) -> Sequence[str]:
    if known is not None:
        return match_keys([operand], known)[0]
    spelled = {normalise(name): spelling for name, spelling in (ejaan or {}).items()}
    return [next((spelled[key] for key in operand.keys if key in spelled), operand.wanted)]


def _unit_of_row(table: Table) -> Any:
    nw = table.nw
    return nw.when(~table.col(_SATUAN).is_null()).then(table.col(_SATUAN).cast(nw.String)).otherwise(nw.lit(""))


def _known_units(table: Table, nama: str) -> dict[str, list[str]]:
    """Return the units that stand beside the figures of each name, in a column of their own: one query."""
    nw = table.nw
    if _SATUAN not in table.columns or table.dtypes[_SATUAN] not in (nw.String, nw.Categorical, nw.Enum):
        return {}
    pairs = table.frame.select(table.col(nama).cast(nw.String).alias(_NAME), _unit_of_row(table).alias(_UNIT)).unique()
    eager = pairs.collect() if isinstance(pairs, nw.LazyFrame) else pairs
    found: dict[str, list[str]] = {}
    for name, unit in sorted(zip(eager[_NAME].to_list(), eager[_UNIT].to_list(), strict=True), key=str):
        if isinstance(name, str):
            found.setdefault(name, []).append(unit if isinstance(unit, str) else "")
    return found


def _learned(
    plan: Plan, known: Sequence[str] | None, ejaan: Mapping[str, str] | None, units: Mapping[str, Sequence[str]]
) -> Plan:
    """Return the plan with the units of operands that tell none, as the table gives them."""
    learned: dict[str, Any] = {}
    for operand in plan.operands if units else ():
        told = [unit for name in _names_in_table(operand, known, ejaan) for unit in units.get(name, ()) if unit]
        if told:
            learned |= plan.told_unit(operand, told[0])[1]
    return plan.with_units(learned)


def _added_up(
    table: Table, frame: Frame, groups: Sequence[str], read: Sequence[_Read], places: dict[str, list[Any]]
) -> Frame:
    """Return a row per indicator and group with the sum and the number of the figures in each place.

    Every group has a row for every indicator: what nobody reported is a gap, not nothing.
    """
    nw = table.nw
    indices = {_INDEX: list(range(len(read))), _PLACE: [_GROUP] * len(read), _KEY: [0] * len(read)}
    if _UNIT in places:
        figures = frame.join(table.small(places, _KINDS), on=[_NAME, _UNIT])
        figures = figures.with_columns((nw.col(_FIGURE) * nw.col(_FACTOR)).alias(_FIGURE))
    else:
        figures = frame.join(table.small(places, _KINDS), on=_NAME)
    grid = frame.select(*groups).unique().with_columns(nw.lit(0).cast(nw.Int64).alias(_KEY))
    grid = grid.join(table.small(indices, _KINDS), on=_KEY)
    grid = grid.with_columns(nw.lit(None, dtype=nw.Float64).alias(_FIGURE), nw.lit(0).cast(nw.Int64).alias(_ABSENT))
    columns = [_INDEX, *groups, _PLACE, _FIGURE, _ABSENT]
    both = nw.concat([figures.select(*columns), grid.select(*columns)])
    most = max(len(one.operands) for one in read)
    place = nw.col(_PLACE)
    both = both.with_columns(
        *[nw.when(place == number).then(nw.col(_FIGURE)).alias(_figure(number)) for number in range(most)]
    )
    return both.group_by(_INDEX, *groups).agg(
        *[nw.col(_figure(number)).sum().alias(_sum(number)) for number in range(most)],
        *[nw.col(_figure(number)).count().alias(_count(number)) for number in range(most)],
        nw.col(_ABSENT).sum().alias(_ABSENT),
    )


def _figure(place: int) -> str:
    return f"{_FIGURE} {place}"


def _sum(place: int) -> str:
    return f"kinerja_formula jumlah {place}"


def _count(place: int) -> str:
    return f"kinerja_formula banyak {place}"


def _shapes(read: Sequence[_Read]) -> list[list[int]]:
    """Return the indicators that are one expression, by their numbers."""
    found: dict[Any, list[int]] = {}
    for index, one in enumerate(read):
        held = one.shape.held
        rule = None if held is None else (held.comparison._replace(rule=None), id(held.comparison.rule))  # type: ignore[arg-type]
        found.setdefault((one.shape._replace(held=None), rule, one.target is None), []).append(index)
    return list(found.values())


def _of_shape(
    table: Table,
    added: Frame,
    groups: Sequence[str],
    read: Sequence[_Read],
    indices: Sequence[int],
    targets: _Targets | None,
    nilai: str,
    by: Sequence[str],
    results: Sequence[str],
) -> Frame:
    nw = table.nw
    shape = read[indices[0]].shape
    told: dict[str, Sequence[Any]] = {
        _INDEX: list(indices),
        "indikator": [read[index].asked.nama for index in indices],
        "satuan": [read[index].unit for index in indices],
        _TARGET: [read[index].target for index in indices],
    }
    frame = added.join(table.small(told, _KINDS), on=_INDEX)
    held = shape.held
    if targets is not None and held is not None:
        frame = _with_targets(nw, frame, targets, dict(zip(by, groups, strict=False)))
    if held is not None and (targets is not None or read[indices[0]].target is not None):
        given = nw.col(_TARGET)
        compared = held.comparison._replace(reason=None)
        several = None if targets is None else given < nw.col(_OTHER_TARGET)
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


def _leaves(nw: Any, shape: _Shape) -> tuple[dict[str, Any], list[tuple[Any, str]]]:
    """Return the figure of each operand that the table has, by its key, and why a row may have none."""
    leaves: dict[str, Any] = {}
    missing, doubles = [nw.col(_ABSENT) > 0], []
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


def _read_targets(table: Table, given: Any, by: Sequence[str]) -> _Targets:
    """Read a table of targets: by ``indikator`` and those columns of ``by`` that it has.

    Raises InvalidDataError KF462 for a table of another engine, KF464 without one of its columns, KF467 for columns
    that can't be compared.
    """
    other = Table(given)
    engine, its = table.frame.implementation, other.frame.implementation
    if engine is not its:
        names = {"value": its.name.lower(), "engine": engine.name.lower()}
        raise InvalidDataError(Diagnostic(NO_TABLE, (0, 0), (), reason="mesin-lain", **names))
    other.need_keys("indikator")
    other.need("target")
    shared = [column for column in by if column in other.columns]
    other.need_keys(*shared)
    kinds = {column: kind for column in shared if (kind := _compared_as(table, other, column)) is not None}
    nw, keys = table.nw, {column: f"{_KEY} {column}" if column in kinds else table.inner(column) for column in shared}
    columns = [
        other.number("target", percent=True).alias(_TARGET),
        other.col("indikator").cast(nw.String).alias("indikator"),
        *[
            (other.col(column).cast(kinds[column]) if column in kinds else other.col(column)).alias(key)
            for column, key in keys.items()
        ],
    ]
    frame = other.frame.select(*columns)
    target = nw.col(_TARGET)
    frame = frame.group_by("indikator", *keys.values()).agg(
        target.min().alias(_TARGET), target.max().alias(_OTHER_TARGET)
    )
    if other.lazy != table.lazy:  # of polars
        frame = frame.lazy() if table.lazy else frame.collect()
    return _Targets(frame, keys, kinds)


def _compared_as(table: Table, other: Table, column: str) -> Any:
    """Return the kind as which a column of groups of both tables is compared; None where that needs no change."""
    nw, mine, its = table.nw, table.dtypes[column], other.dtypes[column]
    words = (nw.String, nw.Categorical, nw.Enum)
    if mine in words and its in words:  # categories are compared as words, not as categories
        return None if mine == its == nw.String else nw.String
    if mine == its:
        return None
    if mine.is_numeric() and its.is_numeric():
        return nw.Int64 if mine.is_integer() and its.is_integer() else nw.Float64
    for empty, kind in ((table, its), (other, mine)):
        if empty.holds_only_null(column):
            return nw.String if kind in words else kind
    kinds = {"kind": str(mine), "other": str(its)}
    raise InvalidDataError(Diagnostic(NO_KEY, (0, 0), (), reason="jenis-beda", column=str(column), **kinds))


def _with_targets(nw: Any, frame: Frame, targets: _Targets, inner: Mapping[str, str]) -> Frame:
    """Bring targets to the rows; ``inner`` are the columns of groups as they are called there."""
    frame = frame.drop(_TARGET)
    made = [nw.col(inner[column]).cast(kind).alias(targets.keys[column]) for column, kind in targets.kinds.items()]
    frame = frame.with_columns(*made) if made else frame
    joined = frame.join(targets.frame, ["indikator", *targets.keys.values()], "left")
    return joined.drop(*[targets.keys[column] for column in targets.kinds]) if made else joined
