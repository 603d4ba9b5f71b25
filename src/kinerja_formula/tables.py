"""The entry point for tables: formulas and capaian over the columns of a frame. The work is done in ``columns``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kinerja_formula.formula import Formula, counted_in, parse, plan_with, read_with

if TYPE_CHECKING:
    from kinerja_formula.columns.formula_shapes import Asked
    from kinerja_formula.penilaian import Aturan

__all__ = [
    "evaluate_long",
    "evaluate_records",
    "evaluate_table",
    "roll_up_periods_table",
    "roll_up_table",
]


def evaluate_table(
    frame: Any,
    formula: str | Formula,
    *,
    columns: Mapping[str, str] | None = None,
    target: object = None,
    arah: str | None = None,
    aturan: str | Aturan | None = None,
    satuan: Mapping[str, str] | None = None,
    indikator: str | None = None,
    awalan: str = "",
    status: bool = True,
) -> Any:
    """Return a table with the value of a formula in every row, calculated by the table's own engine.

    A row is a record, a column an operand. The same kind of frame comes back, lazy where ``frame`` is lazy: pandas,
    polars, pyarrow, DuckDB, Dask, PySpark, as narwhals knows them (extra ``tables``). Added are ``nilai``, a float64
    in the formula's unit, and ``status``: ``ok`` or why there is no value, which is null then: ``data-hilang``,
    ``penyebut-nol``, ``di-luar-domain``, ``tanpa-cabang`` (no branch of a condition holds), ``angka-terlalu-besar``
    (infinite or beyond 10^300). With a target, or where the cell states one, also ``capaian`` in percent and
    ``predikat``; then the status may tell why there is no capaian, or that it is doubtful: ``skala-meragukan`` where a
    percentage stands beside what looks like a share of one (90 beside a target of 0,9).

    Args:
        frame: the table.
        formula: a text, which is read with the names of the columns, or a :class:`Formula`.
        columns: the column of an operand by its name; the others are found by the naming rule.
        target: a target for all rows, as for :func:`kinerja_formula.capaian`, or the name of a column of targets.
        arah: the direction, as for :func:`kinerja_formula.capaian`.
        aturan: the rule set, as for :func:`kinerja_formula.capaian`.
        satuan: the unit that a column is in, by the operand's name; checked once, never by row.
        indikator: the indicator, whose words may tell the direction.
        awalan: what the names of the added columns begin with.
        status: whether to add the status; without it a null still tells that there is no value.

    Raises:
        MissingDataError: KF460 for every operand without a column, with the nearest.
        InvalidDataError: KF303 two columns fit an operand, KF461 a column holds no numbers, KF462 no table, KF464 a
            column that is not there, KF465 one that is there already, KF403 without narwhals; KF315, KF316.
        UnitMismatchError: KF201 what the formula puts together can't be; KF330 the target counts something else.
        NotationError: KF463 a cell that has nothing to calculate.

    >>> import polars as pl
    >>> table = pl.DataFrame({"Jumlah hadir": [18, 5, None], "Jml undangan": [20, 0, 7]})
    >>> found = evaluate_table(table, "Jumlah hadir / Jumlah undangan x 100%", target="94%")
    >>> found["nilai"].to_list(), found["status"].to_list(), found["predikat"].to_list()
    ([90.0, None, None], ['ok', 'penyebut-nol', 'data-hilang'], ['Sangat Tinggi', None, None])
    """
    from kinerja_formula.columns.wide import evaluate_table as evaluate_columns

    read_formula = formula if isinstance(formula, Formula) else _read_for_table(formula, frame, columns, indikator)
    return evaluate_columns(
        frame,
        plan_with(read_formula, satuan, target),
        columns=columns,
        target=target,
        arah=arah,
        aturan=aturan,
        named=(indikator or read_formula._measures[0], read_formula._measures[1]),  # noqa: SLF001
        stated=read_formula._stated,  # noqa: SLF001
        awalan=awalan,
        status=status,
    )


def evaluate_long(
    frame: Any,
    indikator: Mapping[str, str | Formula] | Iterable[Any],
    *,
    nama: str = "nama",
    nilai: str = "nilai",
    by: Sequence[str] = ("unit", "periode"),
    target: Any = None,
    arah: str | None = None,
    aturan: str | Aturan | None = None,
    satuan: Mapping[str, str] | None = None,
    ejaan: Mapping[str, str] | None = None,
) -> Any:
    """Return many indicators of a long table, a row a figure, calculated by the table's own engine in one pass.

    The same kind of frame comes back, lazy where ``frame`` is lazy, with a row per indicator and group of the table:
    ``indikator``, the columns of ``by``, ``nilai``, ``satuan``, ``status``, and where there are targets ``capaian`` and
    ``predikat``; the order of the rows is the engine's. Several figures of one name in a group are added up for Jumlah
    and averaged for rata-rata; for another name they are ``nama-ganda``. A group without a figure is ``data-hilang``.

    Args:
        frame: the table.
        indikator: a mapping from names to texts or formulas, or an iterable of :class:`Indikator`, formulas, or texts.
        nama: the column of the figures' names. Which names there are is asked of the engine first, by one query, since
            the naming rule compares them; ``ejaan`` makes that needless.
        nilai: the column of the figures. A column ``satuan`` tells the unit of each, as in a file of figures: 960
            beside *juta rupiah*.
        by: the columns that make a group; without any the whole table is one.
        target: a target for all; a mapping from indicators to targets, all of which are asked for; a table of the same
            engine with ``indikator``, ``target`` and such columns of ``by`` as targets differ by; several that differ
            for one group are the status ``target-ganda``. By default what indicators and cells state.
        arah: the direction of all; by default what each indicator says or its words tell.
        aturan: the rule set, as for :func:`kinerja_formula.capaian`.
        satuan: units of operands by name, for all indicators.
        ejaan: how operands are written in the table, by their names; those that are not in it are written as in their
            formula.

    Raises what :func:`evaluate_table` raises, MissingDataError KF460 only where not one name of the table is asked for;
    UnitMismatchError KF205 for a unit that its operand can't have; InvalidDataError KF466 without an indicator, KF343 a
    target of another indicator, KF467 for columns that are no
    keys, KF462 for targets of another engine.

    >>> import polars as pl
    >>> table = pl.DataFrame(
    ...     {
    ...         "unit": ["Besuki", "Besuki", "Tajinan", "Tajinan"],
    ...         "nama": ["Jumlah hadir", "Jumlah undangan"] * 2,
    ...         "nilai": [9, 10, 5, None],
    ...     }
    ... )
    >>> hadir = {"Kehadiran": "Jumlah hadir / Jumlah undangan x 100%"}
    >>> found = evaluate_long(table, hadir, by=["unit"], target="94%").sort("unit")
    >>> found.select("unit", "nilai", "status", "predikat").rows()
    [('Besuki', 90.0, 'ok', 'Sangat Tinggi'), ('Tajinan', None, 'data-hilang', None)]
    """
    from kinerja_formula.columns.long import evaluate_long as evaluate_columns

    return evaluate_columns(
        frame,
        _asked(indikator, satuan, target),
        nama=nama,
        nilai=nilai,
        by=_columns_of_groups(by),
        target=target,
        arah=arah,
        aturan=aturan,
        ejaan=ejaan,
    )


def evaluate_records(
    frame: Any,
    formula: str | Formula,
    *,
    by: Sequence[str] = (),
    columns: Mapping[str, str] | None = None,
    semua: str | None = None,
    target: object = None,
    arah: str | None = None,
    aturan: str | Aturan | None = None,
    satuan: Mapping[str, str] | None = None,
    indikator: str | None = None,
) -> Any:
    """Return the value of a formula whose names count the rows of a table, by group, on the table's own engine.

    A row is a record (a kelurahan, a service). An operand with a condition in its name counts the rows that meet it;
    one that has a column of its own is added up, or averaged for rata-rata; ``semua`` is the operand that counts all
    rows. A row without a figure meets no condition. The rest as for :func:`evaluate_table`: a row a group, with the
    columns of ``by``, the operands, ``nilai``, ``status`` and so on.

    Raises what :func:`evaluate_table` raises.

    >>> import polars as pl
    >>> table = pl.DataFrame({"kecamatan": ["Besuki", "Besuki", "Tajinan"], "Nilai SKM": [74, 80, 90]})
    >>> text = "Jumlah desa dengan nilai SKM minimal 75 / Jumlah desa x 100%"
    >>> evaluate_records(table, text, by=["kecamatan"], semua="Jumlah desa").sort("kecamatan")["nilai"].to_list()
    [50.0, 100.0]
    """
    from kinerja_formula.columns.records import count_records

    known = (*(columns or ()), *((semua,) if semua else ()))
    read_formula = formula if isinstance(formula, Formula) else read_with(formula, dict.fromkeys(known), indikator)
    return count_records(
        frame,
        plan_with(read_formula, satuan, target),
        by=_columns_of_groups(by),
        columns=columns,
        semua=semua,
        target=target,
        arah=arah,
        aturan=aturan,
        named=(indikator or read_formula._measures[0], read_formula._measures[1]),  # noqa: SLF001
        stated=read_formula._stated,  # noqa: SLF001
    )


def roll_up_table(
    frame: Any,
    *,
    by: Sequence[str],
    capaian: str = "capaian",
    cara: str | None = None,
    kosong: str | None = None,
    bobot: str | None = None,
    realisasi: str = "nilai",
    target: str = "target",
    arah: str | None = None,
    aturan: str | Aturan | None = None,
) -> Any:
    """Return the capaian of a table rolled up by group, on the table's own engine: :func:`roll_up` over columns.

    A row of ``frame`` is a part; null is a gap. A row comes back per group, where ``by`` is empty one for the whole
    table: the columns of ``by``, ``capaian``, ``status`` (``ok`` or why there is no value: ``rekap-kosong``,
    ``rekap-berlubang``, ``bobot-…``, ``akar-negatif``), ``predikat``, ``banyak`` parts, ``terisi`` of them with one.
    ``bobot`` is a column of weights, 100 % together in every group; ``realisasi``, ``target`` and ``arah`` are asked by
    the way ``rasio-jumlah`` only. ``cara`` and ``kosong`` are those of :func:`kinerja_formula.roll_up`.

    Raises InvalidDataError KF341 another ``cara`` or ``kosong``, KF461, KF462, KF464, KF465 a column of ``by`` that
    is called as a result, KF467 one that makes no groups, KF403, KF315.

    >>> import polars as pl
    >>> table = pl.DataFrame({"provinsi": ["Jatim", "Jatim", "Banten"], "capaian": [90.0, 70.0, None]})
    >>> roll_up_table(table, by=["provinsi"]).sort("provinsi").rows()
    [('Banten', None, 'rekap-kosong', None, 1, 0), ('Jatim', 80.0, 'ok', 'Tinggi', 2, 2)]
    """
    from kinerja_formula.columns.roll_ups import roll_up_table as roll_up_columns

    return roll_up_columns(
        frame,
        by=_columns_of_groups(by),
        capaian=capaian,
        cara=cara,
        kosong=kosong,
        bobot=bobot,
        realisasi=realisasi,
        target=target,
        arah=arah,
        aturan=aturan,
    )


def roll_up_periods_table(
    frame: Any,
    *,
    by: Sequence[str],
    cara: str,
    target: Any,
    periode: str = "periode",
    realisasi: str = "nilai",
    arah: str | None = None,
    aturan: str | Aturan | None = None,
) -> Any:
    """Return the capaian of the year from figures of its periods, by group: :func:`roll_up_periods` over columns.

    A row of ``frame`` is a group's figure of one period, where ``by`` is empty of the one group that there is; null is
    a period that has none yet. ``target`` is that of the
    year, or the column of the periods' targets, which are put together as the figures are. ``cara``: ``jumlah``,
    ``akhir``, ``rata-rata``, ``kumulatif``; a group that has a whole beside its parts (a year and its quarters) has no
    sum or mean: ``periode-tumpang-tindih``; one with a figure that has no target has none: ``target-kosong``. The last
    period is the greatest by the engine's own order of ``periode``,
    which for categories without an order is that of their texts. Columns come back as from :func:`roll_up_table`.

    Raises InvalidDataError KF341 another ``cara``, KF461, KF462, KF464, KF465 and KF467 as there, KF403, KF315, KF316.

    >>> import polars as pl
    >>> table = pl.DataFrame({"unit": ["Besuki"] * 3, "periode": [1, 2, 3], "nilai": [10, 20, None]})
    >>> roll_up_periods_table(table, by=["unit"], cara="jumlah", target=40)["capaian"].to_list()
    [75.0]
    >>> roll_up_periods_table(table, by=["unit"], cara="akhir", target=40)["capaian"].to_list()
    [50.0]
    """
    from kinerja_formula.columns.roll_ups import roll_up_periods_table as roll_up_columns

    return roll_up_columns(
        frame,
        by=_columns_of_groups(by),
        periode=periode,
        realisasi=realisasi,
        target=target,
        cara=cara,
        arah=arah,
        aturan=aturan,
    )


def _columns_of_groups(by: Sequence[str]) -> tuple[str, ...]:
    return (by,) if isinstance(by, str) else tuple(dict.fromkeys(by))


def _asked(
    indikator: Mapping[str, str | Formula] | Iterable[Any], satuan: Mapping[str, str] | None, targets: object
) -> list[Asked]:
    """Read what is asked of a long table: anything with ``formula``, ``nama``, ``target`` is an indicator."""
    from kinerja_formula.columns.formula_shapes import Asked

    if isinstance(indikator, (str, Formula)):
        indikator = [indikator]
    pairs: list[tuple[str | None, Any]] = [(None, one) for one in indikator]
    if isinstance(indikator, Mapping):
        pairs = list(indikator.items())
    found = []
    for name, one in pairs:
        formula, target, arah, beside = one, None, None, ""
        if isinstance(one, str):
            formula = parse(one, indikator=name)
        elif not isinstance(one, Formula):
            if one.measured_by is None:
                raise one.fault
            name, formula, target, arah, beside = one.nama, one.measured_by, one.target or None, one.arah, one.satuan
        title: str = name or formula.indikator or formula.to_text()
        stated = formula._stated  # noqa: SLF001
        units = {**counted_in(formula, beside), **(satuan or {})}
        aimed = targets.get(title) if isinstance(targets, Mapping) else targets
        plan = plan_with(formula, units, target if aimed is None else aimed)
        alone, measured = formula._measures  # noqa: SLF001
        found.append(Asked(title, plan, target, stated, arah, formula.indikator or name or alone, beside, measured))
    return found


def _read_for_table(text: str, frame: Any, columns: Mapping[str, str] | None, indikator: str | None) -> Formula:
    """Read a text with the names of a table's columns, so that a name is never taken apart."""
    from kinerja_formula.columns.frames import column_names

    return read_with(text, dict.fromkeys((*(columns or ()), *column_names(frame))), indikator)
