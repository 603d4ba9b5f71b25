"""What a plan keeps when it is made anew, whom it asks for figures, and what becomes of figures on their way in."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

import kinerja_formula as kf
from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.diagnostics.catalogue import FIGURE_DECIMAL_POINT
from kinerja_formula.evaluation.data_units import (
    doubts_about,
    factor_of,
    is_amount,
    is_counted,
    is_known_unit,
    is_measured,
    is_scaled,
)
from kinerja_formula.evaluation.definitions import expanded, own_figures
from kinerja_formula.evaluation.figures import Datum, FigureFault, Operand, in_one_unit, match_keys, read_datum
from kinerja_formula.evaluation.formula_cell import (
    asked_keys,
    asked_names,
    asked_units,
    cell_constants,
    cell_definitions,
    needed_unit,
    plan_of_cell,
)
from kinerja_formula.evaluation.given_units import given_units, own_units
from kinerja_formula.evaluation.operands import has_columns, operands_of
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.evaluation.plausibility import part_and_whole
from kinerja_formula.evaluation.seen_texts import keep_seen, seen_key
from kinerja_formula.evaluation.unit_conversion import UnitConversion, count_alike, scale_compared
from kinerja_formula.nodes import Aggregate, Components, Definitions, Name, Number, Part, Product, Quantity, Statement
from kinerja_formula.unit_checker import GIVEN, HEAD_NOUN, OperandUnit
from kinerja_formula.units import read_unit
from kinerja_formula.writers.text import write_text

HERE = (0, 0)
NOTE = Diagnostic(FIGURE_DECIMAL_POINT, HERE, (), name="x", written="1.5", value="1,5")


def tree_of(text: str) -> Any:
    return kf.parse(text).tree


def whole_plan(text: str = "A / B x 100") -> Plan:
    """A plan in which nothing is as by default."""
    return Plan(
        tree_of(text),
        text,
        aliases=("Capaian",),
        hundred_is_percent=False,
        notes=(NOTE,),
        share=True,
        given={"a": read_unit("orang")},  # type: ignore[dict-item]
        indikator=read_unit("nilai"),
        constants={"B": Fraction(1, 4)},
    )


def attributes(plan: Plan) -> dict[str, Any]:
    return {
        "tree": plan.tree,
        "text": plan.text,
        "aliases": plan._aliases,
        "hundred": plan.hundred_is_percent,
        "notes": plan.notes,
        "share": plan._share,
        "given": plan._given,
        "indikator": plan._indikator,
        "constants": plan._constants,
    }


def test_a_plan_that_is_sent_to_another_process_is_the_same():
    plan = whole_plan()
    again = pickle.loads(pickle.dumps(plan))
    assert attributes(again) == attributes(plan)
    assert again.evaluate({"A": 3}) == plan.evaluate({"A": 3})
    assert str(again.evaluate({"A": 3})) == "1.200 nilai"


def test_a_plan_with_other_units_is_the_same_but_for_them():
    plan = whole_plan()
    other = plan.with_units({"b": read_unit("orang")})  # type: ignore[dict-item]
    assert attributes(other) == {**attributes(plan), "given": {"a": read_unit("orang"), "b": read_unit("orang")}}
    assert plan.with_units({}) is plan
    assert plan.with_units({"b": read_unit("orang")}) is other  # type: ignore[dict-item]
    beaten = plan.with_units({"a": read_unit("surat")})  # type: ignore[dict-item]
    assert beaten._given == {"a": read_unit("surat")}


SYSTEM = "`a` = 25%; `RI` = `NI` / `a`; `S` = `RI` × 100"


def test_a_plan_with_a_figure_for_a_definition_is_the_same_but_for_it():
    plan = whole_plan(SYSTEM)
    data = {"RI": 8}
    variant = plan._with_given_definitions(plan._system, ("RI",))  # type: ignore[arg-type]
    told, own = attributes(variant), attributes(plan)
    for name in ("text", "aliases", "hundred", "notes", "share", "given", "indikator"):
        assert told[name] == own[name]
    assert variant._constants["a"].percent
    assert variant._constants["b"] == own["constants"]["b"]
    assert write_text(variant.tree) == "`RI` × 100"
    assert plan._with_given_definitions(plan._system, ("RI",)) is variant  # type: ignore[arg-type]
    assert plan._with_given_definitions(plan._system, ("NI",)) is plan  # type: ignore[arg-type]
    assert plan.evaluate(data).value == 800
    assert isinstance(plan.cell, Definitions)
    assert pickle.loads(pickle.dumps(plan)).cell == plan.cell


def test_constants_of_a_cell():
    plan = Plan(tree_of(SYSTEM), SYSTEM)
    assert plan.constants == {"a"}
    assert plan.fixed_figures == {"a": Fraction(1, 4)}
    assert plan.evaluate({"NI": 2}).value == 800
    [used] = [one for one in plan.evaluate({"NI": 2}).inputs if one.name == "a"]
    assert (used.value, used.unit, used.written) == (25, "%", "25%")
    tree, operands = plan.written([])
    assert (write_text(tree), [one.text for one in operands]) == ("`NI` × 10000 / 25", ["NI"])
    named, both = plan.written(["a"])
    assert [one.text for one in both] == ["NI", "a"]
    assert write_text(named) == "`NI` × 100 / `a`"


def test_so_many_key_sets_are_remembered():
    plan = Plan(tree_of("A / B"), "A / B")
    for number in range(200):
        assert plan.evaluate({"A": number, "B": 2, f"x{number}": 0}).value == Fraction(number, 2)
        assert len(plan._bindings) <= 64
    for number in range(200):
        plan.with_units({"a": read_unit(f"unit{number}x")})  # type: ignore[dict-item]
        assert len(plan._with_units) <= 64
    for number in range(200):
        plan.calculation(frozenset((str(number),)))
        assert len(plan._calculations) <= 64
    assert plan.calculation(frozenset(("7x",))) is plan.calculation(frozenset(("7x",)))


@pytest.mark.parametrize("figure", [10**400 - 1, -(10**400) + 1, 10**399, 0, True, 10**400, -(10**400), 1.5, "3"])
def test_the_short_way_takes_what_the_careful_one_takes(figure: Any):
    def told(plan: Plan) -> Any:
        try:
            return plan.evaluate({"A": figure, "B": 2}).value
        except kf.FormulaError as error:
            return error.code, [dict(one.values) for one in error.diagnostics]

    seen = Plan(tree_of("A / B"), "A / B")
    seen.evaluate({"A": 1, "B": 2})
    assert told(seen) == told(Plan(tree_of("A / B"), "A / B"))


# Operands


def named(text: str, *, aliases: tuple[str, ...] = ()) -> Name:
    return Name(text, (0, len(text)), aliases=aliases)


def test_operands_and_their_keys():
    [first, second], head = operands_of(tree_of("Σ A / Σ B"), ())
    assert first == ("jumlah a", "Σ A", (0, 3), ("jumlah a", "a"), "Σ A", True)
    assert second == ("jumlah b", "Σ B", (6, 9), ("jumlah b", "b"), "Σ B", True)
    assert (first.is_sum, head) == (True, None)
    legend = Product(
        (
            Part(named("SAS", aliases=("surat selesai",)), "×", HERE, HERE),
            Part(named("Surat selesai"), "/", HERE, HERE),
        ),
        HERE,
    )
    [one, other], _ = operands_of(legend, ())
    assert (one.keys, other.keys) == (("sas",), ("surat selesai",))
    [alone], _ = operands_of(named("SAS", aliases=("surat selesai", "Surat masuk")), ())
    assert alone == ("sas", "SAS", (0, 3), ("sas", "surat selesai", "surat masuk"), "SAS", False)


@pytest.mark.parametrize(
    ("names", "keys"),
    [
        (("Jumlah hadir (a)",), [("jumlah hadir(a)", "jumlah hadir")]),
        (("Jumlah hadir(1)",), [("jumlah hadir(1)", "jumlah hadir")]),
        (("PDRB (t)",), [("pdrb(t)",)]),
        (("PDRB (n)",), [("pdrb(n)",)]),
        (("Abc (a)",), [("abc(a)",)]),
        (("Abcd (a)",), [("abcd(a)", "abcd")]),
        (("Kelas (1)", "Kelas (2)"), [("kelas(1)",), ("kelas(2)",)]),
        (("Kelas(1)", "Kelas(2)"), [("kelas(1)",), ("kelas(2)",)]),
        (("Jumlah hadir (a)", "Jumlah hadir"), [("jumlah hadir(a)",), ("jumlah hadir",)]),
    ],
)
def test_the_letter_of_a_column_may_be_left_out(names: tuple[str, ...], keys: list[tuple[str, ...]]):
    tree = Product(tuple([Part(named(one), "×", HERE, HERE) for one in names]), HERE)
    assert [one.keys for one in operands_of(tree, ())[0]] == keys


def test_the_head_of_components():
    items = (named("RKA"), named("Renja"))
    tree = Components(named("Jumlah dokumen (a)", aliases=("dokumen",)), items, (0, 30))
    operands, head = operands_of(tree, ("Tersusunnya dokumen", "RKA"))
    assert [one.text for one in operands] == ["RKA", "Renja"]
    assert head == (
        "jumlah dokumen(a)",
        "Jumlah dokumen (a)",
        (0, 18),
        ("jumlah dokumen(a)", "dokumen", "jumlah dokumen", "tersusunnya dokumen"),
        "Jumlah dokumen (a)",
        False,
    )
    sentence = Components(Statement("Tersusunnya dokumen", (), True, (0, 19)), items, (0, 30))
    _, head = operands_of(sentence, ("Dokumen",))
    assert head == (
        "tersusunnya dokumen",
        "Tersusunnya dokumen",
        (0, 19),
        ("tersusunnya dokumen", "dokumen"),
        "Tersusunnya dokumen",
        False,
    )
    assert Plan(sentence, "Tersusunnya dokumen RKA Renja").evaluate({"Tersusunnya dokumen": 5}).value == 5


def test_the_operand_of_a_statement():
    statement = Statement("26 desa", (), False, (0, 7))
    assert operands_of(statement, ()) == ((("26 desa", "26 desa", (0, 7), ("26 desa",), "26 desa", False),), None)
    [one], _ = operands_of(statement, ("Desa dibina",))
    assert (one.keys, one.wanted) == (("26 desa", "desa dibina"), "Desa dibina")
    target = Statement("100%", (), False, (0, 4))
    [one], _ = operands_of(target, ("Desa dibina",))
    assert (one.key, one.keys) == ("100%", ("desa dibina",))
    [one], _ = operands_of(target, ())
    assert one.keys == ("100%",)


def test_sums_over_records_are_operands_of_their_own():
    tree = tree_of("Σ (`bobot` × `nilai`) / Σ bobot")
    [records, total], _ = operands_of(tree, ())
    assert (records.wanted, records.total, records.is_sum) == ("Σ (bobot × nilai)", True, True)
    assert (total.text, total.total) == ("bobot", True)
    mean = tree_of("rata-rata setiap (`nilai` / `bobot`)")
    assert isinstance(mean, Aggregate)
    [one], _ = operands_of(mean, ())
    assert (one.total, one.key) == (False, mean.key)
    assert has_columns(tree)
    assert has_columns(mean)
    assert has_columns(tree_of("Σ A / B"))
    assert not has_columns(tree_of("A / B"))
    assert Plan(tree, "").records == {"Σ (bobot × nilai)": ("bobot", "nilai")}


def operand(text: str, *, total: bool = False) -> Operand:
    key = text.casefold()
    return Operand(key, text, (0, len(text)), (key,), text, total)


@pytest.mark.parametrize(
    ("text", "total", "is_sum"),
    [
        ("Jumlah pegawai", False, True),
        ("Total pegawai", False, True),
        ("jumlah", False, True),
        ("total", False, True),
        ("Jumlahan", False, False),
        ("Totalitas", False, False),
        ("Pegawai", False, False),
        ("Pegawai", True, True),
        ("Seluruh jumlah", False, False),
    ],
)
def test_names_of_sums(text: str, total: bool, is_sum: bool):
    assert operand(text, total=total).is_sum is is_sum
    if is_sum:
        assert read_datum([1, 2], operand(text, total=total)).value == 3
    else:
        with pytest.raises(FigureFault) as fault:
            read_datum([1, 2], operand(text, total=total))
        assert fault.value.reason == "deret"


def test_keys_of_operands():
    a, b = operand("A"), Operand("jumlah b", "Jumlah B", HERE, ("jumlah b", "b"), "Jumlah B")
    assert match_keys([a, b], ["a", "B", 5, None]) == [("a",), ("B",)]
    assert match_keys([a, b], ["A ", "a", "b", "Jml B"]) == [("A ", "a"), ("Jml B",)]
    assert match_keys([a], []) == [()]


# Figures


class Quantities:
    """Several figures with one unit, as pint gives them."""

    def __init__(self, magnitude: Any, units: str) -> None:
        self.magnitude, self.units = magnitude, units


PEOPLE, MEAN = operand("Jumlah pegawai"), operand("Rata-rata nilai")


@pytest.mark.parametrize(
    ("given", "name", "datum"),
    [
        (5, PEOPLE, Datum(Fraction(5))),
        (0.5, PEOPLE, Datum(Fraction(1, 2))),
        (Fraction(1, 3), PEOPLE, Datum(Fraction(1, 3))),
        (Decimal("1.50"), PEOPLE, Datum(Fraction(3, 2))),
        ("18 orang", PEOPLE, Datum(Fraction(18), False, "orang", "18 orang")),
        ("81,5 %", PEOPLE, Datum(Fraction(163, 2), True, "%", "81,5 %")),
        (["18 orang", 2], PEOPLE, Datum(Fraction(20), False, "orang", "18 orang + 2")),
        (["80%", "90%"], MEAN, Datum(Fraction(85), True, "%", "(80%; 90%)")),
        ([1, 2, 3, 4, 5, 6], PEOPLE, Datum(Fraction(21), written="1 + 2 + 3 + 4 + 5 + 6")),
        ([1, 2, 3, 4, 5, 6, 7], PEOPLE, Datum(Fraction(28), written="1 + 2 + 3 + 4 + … + 7")),
        ([Fraction(1, 3), Fraction(1, 6)], PEOPLE, Datum(Fraction(1, 2), written="1/3 + 1/6")),
        (["1 tahun", "6 bulan"], PEOPLE, Datum(Fraction(3, 2), False, "tahun", "1 tahun + 6 bulan")),
        (Quantities([18, 2], "orang"), PEOPLE, Datum(Fraction(20), False, "orang", "18 + 2")),
        (Quantities([0.5, 0.25], "percent"), PEOPLE, Datum(Fraction(3, 4), True, "%", "0,5 + 0,25")),
        (Quantities([10, 20], "dimensionless"), MEAN, Datum(Fraction(15), False, None, "(10; 20)")),
        (Quantities(["10 orang", "2"], "dimensionless"), PEOPLE, Datum(Fraction(12), False, "orang", "10 orang + 2")),
    ],
)
def test_figures_as_they_are_read(given: Any, name: Operand, datum: Datum):
    found = read_datum(given, name)
    assert found._replace(notes=()) == datum
    assert found.notes == ()


@pytest.mark.parametrize(
    ("given", "notes"),
    [
        ("4.25", [("KF312", {"written": "4.25", "value": "4,25"})]),
        ("1,250", [("KF318", {"written": "1,250", "value": "1,25", "other": "1250"})]),
        ("10 (sebelas)", [("KF313", {"written": "10 (sebelas)", "value": "10", "words": "11"})]),
        ("10 (sepuluh)", []),
        (
            ["4.25", 1, "10 (sebelas)"],
            [
                ("KF312", {"written": "4.25", "value": "4,25"}),
                ("KF313", {"written": "10 (sebelas)", "value": "10", "words": "11"}),
            ],
        ),
    ],
)
def test_notes_of_figures(given: Any, notes: list[tuple[str, dict[str, str]]]):
    found = read_datum(given, PEOPLE).notes
    assert [(one.code, dict(one.values)) for one in found] == [
        (code, {"name": "Jumlah pegawai", **values}) for code, values in notes
    ]
    assert {one.span for one in found} <= {PEOPLE.span}


@pytest.mark.parametrize(
    ("given", "reason", "value", "known"),
    [
        ("80 - 90", "rentang", "'80 - 90'", ()),
        ("minimal 5", "pembanding", "'minimal 5'", ()),
        ("", "kosong", "''", ()),
        ("nihil", "nihil", "'nihil'", ()),
        (True, "benar-salah", "True", ()),
        ([1, [2]], "jenis-data", "[2]", ()),
        ([1, "x"], "bukan-angka", "[1, 'x']", ()),
        (["1 orang", "2 km"], "satuan-lain", "'km'", ("orang",)),
        (["1%", 2], "satuan-campur", "['1%', 2]", ()),
        ([], "deret-kosong", "[]", ()),
        ({"a": 1}, "jenis-data", "{'a': 1}", ()),
        ({1}, "jenis-data", "{1}", ()),
        (b"1", "jenis-data", "b'1'", ()),
        ([{"a": 1}], "tanpa-syarat", "[{'a': 1}]", ("a",)),
        (Quantities([], "orang"), "deret-kosong", "[]", ()),
    ],
)
def test_what_is_no_figure(given: Any, reason: str, value: str, known: tuple[str, ...]):
    with pytest.raises(FigureFault) as caught:
        read_datum(given, PEOPLE)
    fault = caught.value
    assert (fault.reason, fault.known, str(fault)) == (reason, known, reason)
    assert fault.value == value
    assert fault.typed is value.startswith("'")


def test_figures_in_one_unit():
    items = [Datum(Fraction(2), unit=None), Datum(Fraction(90), unit="menit"), Datum(Fraction(1), unit="jam")]
    assert in_one_unit(items) == ("menit", [2, 90, 60])
    assert in_one_unit(items[:1]) == (None, [2])
    assert in_one_unit(items[:2]) == ("menit", [2, 90])
    for bad in ("orang", "@@"):
        with pytest.raises(FigureFault) as fault:
            in_one_unit([*items, Datum(Fraction(1), unit=bad)])
        assert (fault.value.reason, fault.value.known, fault.value.given) == ("satuan-lain", ("menit",), bad)


# Units of figures


def told(unit: str | None, source: str = HEAD_NOUN) -> OperandUnit:
    words = OperandUnit.__annotations__
    measure = None if unit is None else read_unit(unit)
    facts: dict[str, Any] = {"measure": measure, "unit": unit, "source": source, "span": (0, 5)}
    return OperandUnit(**{name: facts.get(name) for name in words})


@pytest.mark.parametrize(
    ("name", "unit", "source", "counted", "amount"),
    [
        ("Jumlah pegawai", "orang", HEAD_NOUN, True, False),
        ("Jumlah pegawai", "orang", GIVEN, True, False),
        ("Rata-rata pegawai", "orang", GIVEN, False, False),
        ("A", "orang", HEAD_NOUN, False, False),
        ("A", "orang", GIVEN, True, False),
        ("A", None, GIVEN, False, False),
        ("Anggaran", "rupiah", HEAD_NOUN, False, True),
        ("A", "rupiah", HEAD_NOUN, False, False),
        ("A", "rupiah", GIVEN, False, True),
        ("Nilai SKP", "nilai", GIVEN, False, False),
        ("Panjang jalan", "m", GIVEN, False, True),
        ("Jumlah pegawai", "orang", "lain", False, False),
    ],
)
def test_counts_and_amounts(name: str, unit: str | None, source: str, counted: bool, amount: bool):
    assert is_counted(operand(name), told(unit, source)) is counted
    assert is_amount(operand(name), told(unit, source)) is amount


@pytest.mark.parametrize(
    ("unit", "measured", "known"),
    [
        ("juta rupiah", True, True),
        ("menit", True, True),
        ("km", True, True),
        ("nilai", True, True),
        ("surat", False, True),
        ("orang", False, True),
        ("xyz", False, False),
        ("rupiah/orang", True, True),
        ("%", True, False),
    ],
)
def test_units_that_measure(unit: str, measured: bool, known: bool):
    read = read_unit(unit)
    assert read is not None
    assert is_measured(read) is measured
    assert is_known_unit(unit) is known


@pytest.mark.parametrize(
    ("written", "factor", "scaled"),
    [
        ("2 km", 1000, True),
        ("2 km", 1, False),
        ("900 juta", 1, True),
        ("900 Juta rupiah", 1, True),
        ("900 jutawan", 1, False),
    ],
)
def test_figures_in_another_size(written: str, factor: int, scaled: bool):
    assert is_scaled(Datum(Fraction(1), written=written, factor=Fraction(factor))) is scaled


@pytest.mark.parametrize(
    ("given", "wanted", "name", "factor"),
    [
        ("jam", "menit", "Lama", 60),
        ("surat", "surat", "Jumlah surat", 1),
        ("hari", "hari kerja", "Jumlah hari kerja", 1),
        ("buah", "surat", "Jumlah surat", 1),
        ("kali", "patroli", "Jumlah patroli", 1),
        ("unit", "orang", "Jumlah pegawai", None),
        ("orang", "surat", "Jumlah surat", None),
        ("orang", "menit", "Lama", None),
        ("xyz", "menit", "Lama", None),
        ("ekor", "xyz", "Jumlah xyz", 1),
        ("km", "xyz", "Jumlah xyz", None),
        ("unit puskesmas", "puskesmas", "Jumlah puskesmas", 1),
        ("rencana", "dokumen", "Jumlah rencana aksi", 1),
        ("rencana", "dokumen", "Jumlah aksi", None),
        ("rupiah", "juta rupiah", "Anggaran", Fraction(1, 10**6)),
    ],
)
def test_the_factor_of_a_figure(given: str, wanted: str, name: str, factor: Fraction | int | None):
    own, other = read_unit(given), read_unit(wanted)
    assert own is not None
    assert other is not None
    assert factor_of(given, own, other, operand(name)) == factor


@pytest.mark.parametrize(
    ("value", "percent", "signed", "found"),
    [
        (Fraction(1, 2), True, False, {"value": "0,5", "other": "50"}),
        (Fraction(1, 2), True, True, None),
        (1, True, False, None),
        (0, True, False, None),
        (1000, True, False, None),
        (1001, True, False, {"value": "1001", "other": "1,001"}),
        (1001, True, True, {"value": "1001", "other": "1,001"}),
        (-5, True, False, None),
        (5, False, False, None),
        (0, False, False, None),
        (Fraction(4, 2), False, False, None),
        (-5, False, False, {"value": "-5", "unit": "orang", "reason": "negatif"}),
        (Fraction(-5, 2), False, False, {"value": "-2,5", "unit": "orang", "reason": "negatif"}),
        (Fraction(5, 2), False, False, {"value": "2,5", "unit": "orang", "reason": "pecahan"}),
    ],
)
def test_doubts_about_a_figure(value: Any, percent: bool, signed: bool, found: dict[str, str] | None):
    figure = Datum(Fraction(value), percent=True) if signed else value
    doubts = list(doubts_about(PEOPLE, told("orang"), value, figure, percent=percent))
    assert [dict(one.values) for one in doubts] == ([{"name": "Jumlah pegawai", **found}] if found else [])
    assert [(one.code, one.span) for one in doubts] == ([("KF309" if percent else "KF319", (0, 14))] if found else [])
    if not percent:
        assert not list(doubts_about(PEOPLE, None, value, figure, percent=False))
        assert not list(doubts_about(operand("Anggaran"), told("rupiah"), value, figure, percent=False))


A, B, C = operand("A"), operand("B"), operand("C")


def conversion(**units: str | None) -> UnitConversion:
    operands = {name: told(unit, GIVEN) for name, unit in units.items()}
    return UnitConversion(operands, frozenset(), False, "A + B + C")


def figure(value: int | str, unit: str | None = None, *, percent: bool = False) -> Datum:
    return Datum(Fraction(value), percent, unit, f"{value} {unit or ''}".strip())


def test_figures_are_brought_into_the_units_of_their_operands():
    figures = [figure(5), figure(90, "menit"), figure(2, "jam")]
    learned = conversion(a="jam", b="jam", c="jam").convert(figures, [A, B, C], strict=True)
    assert learned == {}
    assert [(one.value, one.factor) for one in figures] == [(5, 1), (Fraction(3, 2), Fraction(1, 60)), (2, 1)]


def test_every_unit_that_does_not_fit_is_told():
    figures = [figure(5), figure(9, "orang"), figure(2, "surat")]
    with pytest.raises(kf.UnitMismatchError) as refused:
        conversion(a="jam", b="jam", c="orang").convert(list(figures), [A, B, C], strict=True)
    assert [
        (one.code, one.values["name"], one.values["given"], one.values["unit"]) for one in refused.value.diagnostics
    ] == [
        ("KF205", "B", "orang", "jam"),
        ("KF205", "C", "surat", "orang"),
    ]
    conversion(a="jam", b="jam", c="orang").convert(figures, [A, B, C], strict=False)
    assert [[note.code for note in one.notes] for one in figures] == [[], ["KF205"], ["KF205"]]
    assert [one.value for one in figures] == [5, 9, 2]


def test_units_are_learned_where_the_operand_tells_none():
    figures = [figure(5), figure(9, "orang"), figure(2, "surat")]
    assert conversion(a=None, b=None).convert(figures, [A, B, C], strict=True) == {"b": read_unit("orang")}
    given = conversion(a=None, b=None, c=None)._replace(given=frozenset(("b",)))
    assert given.convert(figures, [A, B, C], strict=True) == {"c": read_unit("surat")}
    assert conversion(b=None).convert([figure(1), figure(9, "@@"), figure(2)], [A, B, C], strict=True) == {}


@pytest.mark.parametrize(
    ("unit", "alone", "refused"),
    [
        ("orang", False, True),
        ("orang", True, True),
        ("rupiah", False, True),
        ("rupiah", True, False),
        ("nilai", False, False),
    ],
)
def test_percentages_of_counts_and_amounts(unit: str, alone: bool, refused: bool):
    asked = conversion(a=unit)._replace(alone=alone)
    figures = [figure(80, "%", percent=True)]
    if refused:
        with pytest.raises(kf.UnitMismatchError) as error:
            asked.convert(figures, [A], strict=True)
        [found] = error.value.diagnostics
        assert dict(found.values) == {"name": "A", "given": "%", "unit": str(read_unit(unit)), "source": GIVEN}
        with pytest.raises(kf.UnitMismatchError):
            asked.of_column(A, "%")
    else:
        assert asked.convert(figures, [A], strict=True) == {}
        assert asked.of_column(A, "%") == (1, {})


@pytest.mark.parametrize(
    ("unit", "given", "factor", "learned"),
    [
        ("jam", "menit", Fraction(1, 60), None),
        ("rupiah", "juta rupiah", 10**6, None),
        (None, "menit", 1, "menit"),
        (None, "juta rupiah", 10**6, "rupiah"),
        ("jam", "12a4", 1, None),
        ("jam", "", 1, None),
    ],
)
def test_the_unit_of_a_column(unit: str | None, given: str, factor: Fraction | int, learned: str | None):
    found = conversion(a=unit).of_column(A, given)
    assert found == (factor, {} if learned is None else {"a": read_unit(learned)})
    assert conversion(b=unit).of_column(A, given) == (1, {})


def test_the_unit_of_a_column_that_does_not_fit():
    with pytest.raises(kf.UnitMismatchError) as refused:
        conversion(a="jam").of_column(A, "orang")
    assert (refused.value.code, refused.value.diagnostics[0].values["given"]) == ("KF205", "orang")


@pytest.mark.parametrize(
    ("bare", "doubted"),
    [(20, False), (19, True), (200_000, False), (200_001, True), (0, False), (-20, False), (-19, True), (2000, False)],
)
def test_bare_figures_beside_one_in_another_size(bare: int, doubted: bool):
    for order in ((0, 1, 2), (1, 0, 2), (2, 1, 0)):
        operands = [(A, B, C)[one] for one in order]
        figures = [(figure(2, "km"), figure(bare), figure(5))[one] for one in order]
        conversion(a="m", b="m", c="orang").convert(figures, operands, strict=True)
        found = {one.text: list(datum.notes) for one, datum in zip(operands, figures, strict=True)}
        assert [note.code for note in found["B"]] == (["KF208"] if doubted else [])
        assert (found["A"], found["C"]) == ([], [])
        if doubted:
            [note] = found["B"]
            assert dict(note.values) == {"name": "B", "unit": "m", "other": "A", "given": "km"}
            assert note.span == (0, 5)


def test_figures_that_are_counted_in_other_units():
    plan = Plan(tree_of("Jumlah tahun kerja + Jumlah bulan kerja"), "")
    figures = [figure(4), Datum(Fraction(6))]
    count_alike(figures, plan.operands, plan.units)
    assert figures[0] == figure(4)
    assert figures[1] == Datum(Fraction(1, 2), written="6 bulan", factor=Fraction(1, 12))
    told_so = [figure(4), Datum(Fraction(6), written="6 bln", factor=Fraction(2))]
    count_alike(told_so, plan.operands, plan.units)
    assert told_so[1] == Datum(Fraction(1, 2), written="6 bln", factor=Fraction(1, 6))


@pytest.mark.parametrize(
    ("given", "name", "value", "written", "told_so"),
    [
        (figure(30), "PBS", Fraction(3, 10), "30%", "30"),
        (figure("0.3"), "PBS", Fraction(3, 10), "30%", "0.3"),
        (figure(1), "PBS", 1, "100%", "1"),
        (figure(-1), "PBS", -1, "-100%", "-1"),
        (figure("1.5"), "PBS", Fraction(3, 200), "1,5%", "1.5"),
        (figure(30, "%", percent=True), "PBS", Fraction(3, 10), "30%", None),
        (figure("0.3", "%", percent=True), "PBS", Fraction(3, 1000), "0,3%", None),
        (figure(30), "Persentase lulusan", Fraction(3, 10), "30%", None),
        (figure("0.3"), "Persentase lulusan", Fraction(3, 10), "30%", "0.3"),
    ],
)
def test_figures_that_are_compared_with_a_percentage(
    given: Datum, name: str, value: Any, written: str, told_so: str | None
):
    figures = [given, figure(7)]
    scale_compared(figures, [operand(name), B], {operand(name).key})
    assert (figures[0].value, figures[0].written, figures[0].percent, figures[0].unit) == (value, written, False, None)
    assert figures[1] == figure(7)
    assert [dict(one.values) for one in figures[0].notes] == (
        [] if told_so is None else [{"name": name, "written": told_so, "value": written}]
    )


def test_figures_in_a_unit_are_not_compared_as_percentages():
    figures = [figure(2, "orang"), figure(30)]
    scale_compared(figures, [A, B], {"a", "b"})
    assert (figures[0], figures[1].value) == (figure(2, "orang"), Fraction(3, 10))


# Definitions


def test_definitions_stand_in_each_other():
    text = "`a` = 2; `RI` = `NI` / `a`; `A` = `RI` × 100; `B` = `A` + `RI`"
    found = expanded(tree_of(text), text)
    assert write_text(found.tree) == "(`NI` / `a`) × 100 + (`NI` / `a`)"
    assert {key: one.value for key, one in found.constants.items()} == {"a": 2}
    plain = tree_of("A / B")
    assert expanded(plain, "A / B") == (plain, {}, frozenset())


def test_definitions_in_a_circle():
    for text, names, place in [
        ("`A` = `B` + 1; `B` = `A` / 2", "B → A → B", "`B`"),
        ("`x` = `y` + 1; `y` = `z` + 1; `z` = `y` / 2; `S` = `x`", "y → z → y", "`y`"),
    ]:
        with pytest.raises(kf.FormulaSyntaxError) as refused:
            kf.evaluate(text, {})
        [found] = refused.value.diagnostics
        assert (found.code, dict(found.values)) == ("KF144", {"names": names})
        assert text[slice(*found.span)] == place


def test_definitions_that_would_fill_a_book():
    lines = ["`n0` = `x` + `y`", *[f"`n{at}` = `n{at - 1}` + `n{at - 1}`" for at in range(1, 14)]]
    fits, long = "; ".join(lines[:12]), "; ".join(lines[:13])
    assert kf.evaluate(fits, {"x": 1, "y": 2}).value == 3 * 2**11
    with pytest.raises(kf.LimitError) as refused:
        kf.evaluate(long, {"x": 1, "y": 2})
    [found] = refused.value.diagnostics
    assert (found.code, dict(found.values)) == ("KF005", {"limit": 20_000})
    assert (found.span[0], found.span[1]) == (0, len(long))


def test_own_figures_for_defined_names():
    tree = tree_of("`a` = 2; `RI` = `NI` / `a`; `Rata` = `RI` × 100; `b` = `RI` + 1")
    for keys, names in [
        (["RI"], {"RI"}),
        (["ri"], set()),
        (["rata"], {"Rata"}),
        (["a"], set()),
        (["b", "RI", 5], {"b", "RI"}),
        ([" RI "], {"RI"}),
        ([], set()),
    ]:
        assert own_figures(tree, keys) == names


# Cells


def test_what_a_cell_asks_for():
    text = "`a` = 2; `RI` = `NI` / `a`; `A` = `RI` × `Jumlah pegawai`"
    plan = Plan(tree_of(text), text)
    assert (asked_names(plan), asked_keys(plan)) == (("NI", "Jumlah pegawai"), ["ni", "jumlah pegawai"])
    assert [(name, one.unit) for name, one in asked_units(plan).items()] == [("NI", None), ("Jumlah pegawai", "orang")]
    sentence = Plan(Statement("Jumlah rapat", (), True, (0, 12)), "Jumlah rapat")
    assert (asked_names(sentence), asked_keys(sentence)) == (("Jumlah rapat",), ["jumlah rapat"])
    quantity = Quantity("orang", None, Fraction(1000), (0, 10))
    target = Plan(Statement("1000 orang", (quantity,), False, (0, 10)), "1000 orang")
    assert (asked_names(target), asked_keys(target)) == ((), [])


def test_the_unit_that_a_formula_needs():
    plan = Plan(tree_of("Jumlah pegawai + A"), "Jumlah pegawai + A")
    assert (needed_unit(plan, "A"), needed_unit(plan, "jumlah  pegawai")) == ("orang", None)
    with pytest.raises(kf.MissingDataError) as refused:
        needed_unit(plan, "Jumlah pegawaix")
    [found] = refused.value.diagnostics
    assert (found.code, found.span, dict(found.values)) == (
        *("KF301", (0, 0)),
        {"name": "Jumlah pegawaix", "suggestions": ("Jumlah pegawai",)},
    )
    shared = Plan(tree_of("Jumlah pegawai / A"), "", share=True)
    assert needed_unit(shared, "A") == "orang"


def test_definitions_and_constants_of_a_cell():
    text = "`a` = 2; `b` = `c` / 4; `d` = 8 / 4; `e` = 1 / 0; `S` = `a` + `b` + `d`"
    tree = tree_of(text)
    found = {name: (write_text(one), dict(noted)) for name, one, noted in cell_definitions(tree, {"n": Fraction(7)})}
    assert found["n"] == ("7", {})
    assert list(found) == ["n", "a", "b", "d", "e", "S"]
    assert found["b"][0].endswith("; `b`")
    assert found["b"][1] == {"n": 7}
    assert cell_constants(text, tree, {"n": Fraction(7)}) == {"n": 7, "a": 2, "d": 2}
    assert cell_constants("A / B", tree_of("A / B"), {"n": Fraction(7)}) == {"n": 7}


def test_an_indicator_takes_part_in_a_plan():
    text = "A / B x 100"
    for indikator, wanted, unit, share in [
        (None, False, "%", False),
        ("Persentase hadir", True, "%", True),
        ("Kasus per 100 penduduk", False, None, False),
        ("KASUS PER 100 PENDUDUK", False, None, False),
        ("Kasus per 100 penduduk", True, "%", True),
        ("Indeks kepuasan", False, "nilai", False),
        ("Jumlah orang", False, "%", False),
    ]:
        plan = plan_of_cell(text, tree_of(text), indikator, wanted, (NOTE,), {"B": Fraction(2)})
        assert (plan.unit, plan.notes, plan.constants) == (unit, (NOTE,), {"b"})
        assert plan._share is share
        assert plan._aliases == ((indikator,) if indikator else ())
        assert plan.evaluate({"A": 3}).value == 150


def test_units_that_a_caller_gives():
    plan = Plan(tree_of("Anggaran / Jumlah pegawai"), "Anggaran / Jumlah pegawai")
    assert given_units(plan, {"anggaran ": "juta rupiah"}) == {"anggaran": read_unit("juta rupiah")}
    for given, code, values in [
        ({"Anggran": "rupiah"}, "KF343", {"name": "Anggran", "suggestions": ("Anggaran",)}),
        ({"x" * 99: "rupiah"}, "KF343", {"name": "x" * 80, "suggestions": ("Anggaran", "Jumlah pegawai")}),
        ({"Anggaran": "12"}, "KF206", {"name": "Anggaran", "unit": "12"}),
        ({"Anggaran": 5}, "KF206", {"name": "Anggaran", "unit": "5"}),
        ({"Anggaran": "1" * 99}, "KF206", {"name": "Anggaran", "unit": "1" * 80}),
    ]:
        with pytest.raises(kf.InvalidDataError) as refused:
            given_units(plan, given)  # type: ignore[arg-type]
        [found] = refused.value.diagnostics
        assert (found.code, found.span, dict(found.values)) == (code, (0, 0), values)
    many = Plan(tree_of(" + ".join(f"nama{one}" for one in range(9))), "")
    with pytest.raises(kf.InvalidDataError) as refused:
        given_units(many, {"qq": "rupiah"})
    assert refused.value.diagnostics[0].values["suggestions"] == tuple(f"nama{one}" for one in range(6))
    units = {"Anggaran": "rupiah", "Lain": "orang"}
    assert own_units(plan, units) == {"Anggaran": "rupiah"}
    assert own_units(plan, None) == own_units(plan, {}) == {}
    head = Plan(Components(named("Jumlah dokumen"), (named("RKA"),), (0, 9)), "")
    assert own_units(head, {"Jumlah dokumen": "surat", "RKA": "surat", "x": "y"}) == {
        "Jumlah dokumen": "surat",
        "RKA": "surat",
    }


def test_texts_that_were_seen():
    seen: dict[Any, Any] = {}
    assert (seen_key("a", None), seen_key("a", "b")) == ("a", ("a", "b"))
    keep_seen(seen, "x" * 4001, None, (), 1)
    assert seen == {}
    keep_seen(seen, "x" * 4000, None, (), 1)
    assert seen == {"x" * 4000: {(): 1}}
    keep_seen(seen, "a", "b", ("k",), 2)
    keep_seen(seen, "a", "b", ("l",), 3)
    assert seen[("a", "b")] == {("k",): 2, ("l",): 3}
    keep_seen(seen, "a", "b", ([],), 4)
    for number in range(62):
        keep_seen(seen, "a", "b", (number,), number)
    assert len(seen[("a", "b")]) == 64
    keep_seen(seen, "a", "b", ("m",), 5)
    assert seen[("a", "b")] == {("m",): 5}
    for number in range(4094):
        keep_seen(seen, f"t{number}", None, (), number)
    assert len(seen) == 4096
    keep_seen(seen, "t0", None, ("k",), 9)
    assert len(seen) == 4096
    keep_seen(seen, "neu", None, (), 1)
    assert seen == {"neu": {(): 1}}


def ratio(above: str, below: str, *factors: Number) -> Product:
    parts = [Part(named(above), "×", HERE, HERE), Part(named(below), "/", HERE, HERE)]
    return Product((*parts, *[Part(one, "×", HERE, HERE) for one in factors]), HERE)


@pytest.mark.parametrize(
    ("above", "below", "found"),
    [
        ("Jumlah pegawai disiplin", "Jumlah pegawai", True),
        ("Jumlah pegawai disiplin", "Jumlah seluruh pegawai", True),
        ("Pegawai disiplin", "Total pegawai dinas", True),
        ("Pegawai disiplin", "Semua pegawai dinas", True),
        ("Pegawai disiplin", "Keseluruhan pegawai dinas", True),
        ("Pegawai disiplin", "Pegawai dinas", False),
        ("Pegawai disiplin", "Pegawai yang disiplin", True),
        ("Banyaknya surat yang selesai", "Banyaknya surat", True),
        ("Surat selesai", "Pegawai", False),
        ("Jumlah", "Jumlah pegawai", False),
        ("Jumlah pegawai", "Jumlah", False),
    ],
)
def test_a_part_and_its_whole(above: str, below: str, found: bool):
    percent = Number(None, True, Fraction(100), HERE)
    for tree in (ratio(above, below), ratio(above, below, percent), ratio(above, below, percent, percent)):
        pair = part_and_whole(tree)
        assert (pair is not None) is found
        if pair is not None:
            assert (pair[0].text, pair[1].text) == (above, below)
    three = Product((*ratio(above, below).parts, Part(named("Lain"), "×", HERE, HERE)), HERE)
    assert part_and_whole(three) is None
    assert part_and_whole(named(above)) is None
    both = Product(tuple([part for part in ratio(above, below).parts if part.sign == "×"] * 2), HERE)
    assert part_and_whole(both) is None


@pytest.mark.parametrize("figures", [(18, 20), (0, 1), (-5, 7), (10**400 - 1, 10**399), (-(10**400) + 1, 3)])
def test_whole_figures_under_known_keys_take_the_short_way(figures: tuple[int, int], monkeypatch: pytest.MonkeyPatch):
    plan = Plan(tree_of("A / B"), "A / B")
    plan.evaluate({"A": 1, "B": 2})
    plan.evaluate({"A": 1, "B": 2, "C": 3})

    def careful(self: Plan, data: object, *, strict: bool) -> None:
        raise AssertionError

    monkeypatch.setattr(Plan, "_evaluate_carefully", careful)
    for data in ({"A": figures[0], "B": figures[1]}, {"A": figures[0], "B": figures[1], "C": 3}):
        assert plan.evaluate(data).value == Fraction(*figures)
    for other in (
        {"A": 10**400, "B": 1},
        {"A": 1, "B": "2"},
        {"A": 1, "B": 0},
        {"A": 1, "B": 2, "D": 3},
        {"A": 1.0, "B": 2},
    ):
        with pytest.raises(AssertionError):
            plan.evaluate(other)


def test_a_constant_beside_a_definition_that_is_used_twice_is_kept():
    text = "`k` = 5; `RI` = `N` / `M`; `S` = `k` × `RI` + `RI`"
    assert kf.parse(text).names == ("N", "M")
    assert kf.evaluate(text, {"N": 4, "M": 2}).value == 12
