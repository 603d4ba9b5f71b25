"""Plans: names matched, faults collected, denominators named."""

from __future__ import annotations

import pickle
from collections import ChainMap, OrderedDict
from collections.abc import Mapping
from fractions import Fraction

import pytest

import kinerja_formula as kf
from kinerja_formula.diagnostics import (
    FormulaError,
    InvalidDataError,
    LimitError,
    MissingDataError,
    ZeroDenominatorError,
)
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.nodes import (
    Average,
    Components,
    Name,
    Number,
    Part,
    Power,
    Product,
    Quantity,
    Root,
    Statement,
    Sum,
)

RATIO = "Jumlah pegawai disiplin / Jumlah total pegawai × 100%"
DATA = {"Jumlah pegawai disiplin": 18, "Jumlah total pegawai": 20}


def facts(error: FormulaError) -> list[tuple[str, dict[str, object]]]:
    return [(found.code, dict(found.values)) for found in error.diagnostics]


class Odd(Mapping):
    """A mapping that is no dict and may break its promises."""

    def __init__(self, *, keys=(), broken=False):
        self._names = keys
        self.broken = broken

    def __getitem__(self, key):
        if self.broken:
            raise RuntimeError("no")
        return 5

    def __iter__(self):
        return iter(self._names)

    def __len__(self):
        return len(self._names)


# Names


@pytest.mark.parametrize("kind", [dict, OrderedDict, ChainMap, type("My", (dict,), {})])
def test_any_mapping(planned, kind):
    plan = planned(RATIO)
    for _ in range(2):
        assert plan.evaluate(kind(DATA)).value == 90


def test_keys_match_by_the_naming_rule(planned):
    plan = planned(RATIO)
    assert plan.evaluate({"JML  PEGAWAI DISIPLIN:": 18, "Σ total pegawai": 20, "lain": "x", 7: None}).value == 90


def test_same_keys_new_figures(planned):
    plan = planned("A / B")
    assert [plan.evaluate({"A": a, "B": 4}).value * 4 for a in (1, 2.5, "3", 4)] == [1, Fraction(5, 2), 3, 4]
    assert plan.evaluate({"B": 4, "A": 1}).value == Fraction(1, 4)


def test_many_key_sets_stay_right(planned):
    plan = planned("A / B")
    for extra in range(200):
        assert plan.evaluate({"A": extra, "B": 4, f"x{extra}": 0}).value == Fraction(extra, 4)


def test_as_many_keys_but_others(planned):
    plan = planned("A / B")
    assert plan.evaluate({"A": 1, "B": 4}).value == Fraction(1, 4)
    assert plan.evaluate({"B": 5, "A": 1}).value == Fraction(1, 5)
    with pytest.raises(MissingDataError):
        plan.evaluate({"A": 1, "C": 4})
    for below in (6, 7):
        assert plan.evaluate({"a": 1, "B": below}).value == Fraction(1, below)
        assert plan.evaluate({"A": 1, "B": below}).value == Fraction(1, below)
    with pytest.raises(MissingDataError):
        plan.evaluate({"A": 1, "a": 4})


def test_a_figure_of_a_list_or_of_its_parts(planned):
    head, parts = Name("Jumlah dokumen", (0, 14)), tuple([Name(text, (0, 7)) for text in ("Renstra", "Renja")])
    plan = Plan(Components(head, parts, (0, 40)), "Jumlah dokumen: 1. Renstra 2. Renja")
    for _ in range(2):
        assert plan.evaluate({"Renstra": 1, "Renja": 2}).value == 3
        assert plan.evaluate({"Jumlah dokumen": 9}).value == 9
        assert plan.evaluate({"Jumlah dokumen": 9, "Renja": 2}).value == 9


@pytest.mark.parametrize("figure", [-(10**400), 10**400])
def test_a_figure_out_of_bounds_after_one_within(planned, figure):
    plan = planned("A / B")
    assert plan.evaluate({"A": -3, "B": 4}).value == plan.evaluate({"A": -3, "B": 4}).value == Fraction(-3, 4)
    with pytest.raises(LimitError):
        plan.evaluate({"A": figure, "B": 4})


def test_all_missing_at_once(planned):
    with pytest.raises(MissingDataError) as caught:
        planned(RATIO).evaluate({"Jumlah pegawai disipln": 18})
    assert caught.value.missing == ("Jumlah pegawai disiplin", "Jumlah total pegawai")
    assert facts(caught.value)[0] == (
        "KF301",
        {"name": "Jumlah pegawai disiplin", "suggestions": ("Jumlah pegawai disipln",)},
    )
    assert caught.value.text == RATIO
    start, end = caught.value.diagnostics[1].span
    assert RATIO[start:end] == "Jumlah total pegawai"


def test_keys_in_use_are_no_suggestions(planned):
    with pytest.raises(MissingDataError) as caught:
        planned(RATIO).evaluate({"Jumlah total pegawai": 20, "Jumlah pegawai di siplin": 18})
    assert caught.value.diagnostics[0].values["suggestions"] == ("Jumlah pegawai di siplin",)


def test_two_spellings_of_one_name(planned):
    with pytest.raises(InvalidDataError) as caught:
        planned("Jumlah A / B").evaluate({"Jumlah A": 1, "Jml A": 1, "B": 2})
    assert facts(caught.value) == [("KF303", {"name": "Jumlah A", "keys": ("Jumlah A", "Jml A")})]


def test_two_spellings_of_an_unneeded_name(planned):
    assert planned("A").evaluate({"A": 1, "Jumlah B": 1, "Jml B": 2}).value == 1


def test_missing_comes_before_ambiguous(planned):
    with pytest.raises(MissingDataError) as caught:
        planned("A / B").evaluate({"A": 1, "a": 2})
    assert [code for code, _ in facts(caught.value)] == ["KF301", "KF303"]


def test_missing_comes_before_invalid(planned):
    with pytest.raises(MissingDataError) as caught:
        planned("A / B + C").evaluate({"A": True, "C": 10**400})
    assert [(code, values["name"]) for code, values in facts(caught.value)] == [
        ("KF301", "B"),
        ("KF302", "A"),
        ("KF307", "C"),
    ]


def test_all_invalid_at_once(planned):
    with pytest.raises(InvalidDataError) as caught:
        planned("A + B + C").evaluate({"A": True, "B": 2, "C": "dua belas koma"})
    assert facts(caught.value) == [
        ("KF302", {"name": "A", "value": "True", "reason": "benar-salah"}),
        ("KF302", {"name": "C", "value": "'dua belas koma'", "reason": "bukan-angka"}),
    ]


def test_integers_beyond_the_limit(planned):
    plan = planned("A / B")
    assert plan.evaluate({"A": 10**400 - 1, "B": 10**400 - 1}).value == 1
    with pytest.raises(LimitError) as caught:
        plan.evaluate({"A": 10**400, "B": -(10**9999)})
    assert facts(caught.value) == [("KF307", {"name": "A", "limit": 400}), ("KF307", {"name": "B", "limit": 400})]


@pytest.mark.parametrize("data", [None, 7, "A", [("A", 1)], {"A"}, Odd(keys=("A",), broken=True)])
def test_no_mapping(planned, data):
    with pytest.raises(InvalidDataError) as caught:
        planned("A").evaluate(data)
    assert caught.value.code == "KF304"
    assert caught.value.diagnostics[0].values["reason"] == "bukan-pemetaan"


def test_mapping_that_keeps_its_promises(planned):
    assert planned("A").evaluate(Odd(keys=("A",))).value == 5


def test_sum_sign_may_be_left_out():
    total = Name("pegawai", (4, 11), total=True)
    plan = Plan(total, r"\sum pegawai")
    assert plan.evaluate({"pegawai": 5}).value == 5
    assert plan.evaluate({"Jumlah pegawai": 6}).value == 6
    assert plan.evaluate({"pegawai": 5, "jumlah pegawai": 6}).value == 6


def test_sum_sign_is_kept_where_the_bare_name_is_another_operand():
    parts = (Part(Name("x", (1, 2), total=True), "×", (0, 0), (0, 2)), Part(Name("x", (3, 4)), "/", (2, 3), (2, 4)))
    plan = Plan(Product(parts, (0, 4)), "Σx/x")
    assert plan.evaluate({"Σ x": 6, "x": 2}).value == 3
    with pytest.raises(MissingDataError):
        plan.evaluate({"x": 2})


def test_names_from_a_legend():
    plan = Plan(Name("A", (0, 1), aliases=("jumlah pegawai",)), "A")
    assert plan.evaluate({"Jml. pegawai": 5}).value == 5
    assert plan.evaluate({"a": 4, "Jumlah pegawai": 5}).value == 4


# Cells without arithmetic


def test_sentence_is_an_operand():
    text = "Terlaksananya rapat koordinasi"
    plan = Plan(Statement(text, (), True, (0, len(text))), text, aliases=("Jumlah rapat",))
    assert plan.evaluate({text.upper(): 12}).value == 12
    assert plan.evaluate({"Jml rapat": 11}).value == 11
    with pytest.raises(MissingDataError) as caught:
        plan.evaluate({})
    assert caught.value.missing == ("Jumlah rapat",)


def test_targets_take_the_realization_by_the_indicator():
    quantity = Quantity("orang", None, Fraction(1000), (0, 10))
    statement = Statement("1000 orang", (quantity,), False, (0, 10))
    assert Plan(statement, "1000 orang", aliases=("Jumlah tamu",)).evaluate({"Jumlah tamu": 900}).value == 900
    with pytest.raises(MissingDataError) as caught:
        Plan(statement, "1000 orang").evaluate({})
    assert caught.value.missing == ("1000 orang",)


LIST = "Jumlah dokumen 1. RKA 2. Renja"
COMPONENTS = Components(Name("Jumlah dokumen", (0, 14)), (Name("RKA", (18, 21)), Name("Renja", (25, 30))), (0, 30))


def test_components_are_added():
    result = Plan(COMPONENTS, LIST).evaluate({"RKA": 4, "Renja": "2 dokumen"})
    assert result.value == 6
    assert [given.name for given in result.inputs] == ["RKA", "Renja"]


@pytest.mark.parametrize("key", ["jumlah dokumen", "Tersusunnya dokumen"])
def test_head_of_components_stands_for_them(key):
    result = Plan(COMPONENTS, LIST, aliases=("Tersusunnya dokumen",)).evaluate({key: 7, "RKA": 4})
    assert result.value == 7
    assert [given.name for given in result.inputs] == ["Jumlah dokumen"]


def test_components_need_all_items():
    with pytest.raises(MissingDataError) as caught:
        Plan(COMPONENTS, LIST).evaluate({"RKA": 4})
    assert caught.value.missing == ("Renja",)


def test_head_in_percent():
    head = Components(Name("Persentase dokumen", (0, 14)), COMPONENTS.items, (0, 30))
    result = Plan(head, LIST).evaluate({"persentase dokumen": 70})
    assert (result.value, result.unit) == (70, "%")


# Arithmetic that fails


def test_zero_denominator_names_its_text_and_zeros(planned):
    text = "A / (B × C - D) × 100%"
    with pytest.raises(ZeroDenominatorError) as caught:
        planned(text).evaluate({"A": 1, "B": 0, "C": 3, "D": 0})
    assert caught.value.denominator == "B × C - D"
    found = caught.value.diagnostics[0]
    assert found.values["zeros"] == ("B", "D")
    assert text[slice(*found.span)] == "B × C - D"
    assert text[slice(*found.related[0])] == "/"


def test_every_zero_denominator_is_named(planned):
    with pytest.raises(ZeroDenominatorError) as caught:
        planned("A / B + A / (C - A)").evaluate({"A": 1, "B": 0.0, "C": 1})
    assert [values["denominator"] for _, values in facts(caught.value)] == ["B", "C - A"]
    assert [values["zeros"] for _, values in facts(caught.value)] == [("B",), ()]


def test_zero_literal_and_negative_power_of_zero(planned):
    with pytest.raises(ZeroDenominatorError) as caught:
        planned("A / 0").evaluate({"A": 1})
    assert caught.value.denominator == "0"
    two = Number(None, False, Fraction(-2), (4, 6))
    with pytest.raises(ZeroDenominatorError) as caught:
        Plan(Power(Name("A", (0, 1)), two, (0, 6)), "A ^ -2").evaluate({"A": 0})
    assert caught.value.denominator == "A"


def test_zero_times_anything_is_zero(planned):
    assert planned("0 × A / B").evaluate({"A": 1, "B": 2}).value == 0
    assert planned("A ^ 0").evaluate({"A": 0}).value == 1


def test_root_of_a_negative(planned):
    root = Root(2, Name("A", (1, 2)), (0, 2))
    with pytest.raises(InvalidDataError) as caught:
        Plan(root, "√A").evaluate({"A": -4})
    assert facts(caught.value) == [("KF306", {"name": "A", "value": "-4", "reason": "akar-negatif"})]
    assert Plan(Root(3, Name("A", (1, 2)), (0, 2)), "√A").evaluate({"A": -8}).value == -2


@pytest.mark.parametrize("text", ["A ^ 99999", "A ^ 400 × A ^ 400", "A ^ 999 ^ 9"])
def test_powers_have_a_limit(planned, text):
    plan = planned("(A ^ 999) ^ 9" if text.endswith("^ 9") else text)
    with pytest.raises(LimitError) as caught:
        plan.evaluate({"A": 10**30})
    assert caught.value.code == "KF307"
    assert plan.evaluate({"A": 1}).value == 1


def test_long_products_have_a_limit():
    names = [Name(f"n{i}", (0, 0)) for i in range(60)]
    plan = Plan(Product(tuple(Part(name, "×", (0, 0), (0, 0)) for name in names), (0, 0)), "")
    with pytest.raises(LimitError):
        plan.evaluate({name.text: 10**399 for name in names})
    assert plan.evaluate({name.text: 10 for name in names}).value == 10**60
    parts = tuple(Part(name, "×/"[place % 2], (0, 0), (0, 0)) for place, name in enumerate(names))
    assert Plan(Product(parts, (0, 0)), "").evaluate({name.text: 10**399 for name in names}).value == 1


def test_long_chains(planned):
    count = 20_000
    names = [Name(f"n{i}", (0, 0)) for i in range(count)]
    figures = {name.text: place for place, name in enumerate(names)}
    plan = Plan(Sum(tuple(Part(name, "+", (0, 0), (0, 0)) for name in names), (0, 0)), "")
    assert plan.evaluate(figures).value == count * (count - 1) // 2
    assert plan.evaluate({key: str(value) for key, value in figures.items()}).value == count * (count - 1) // 2
    assert plan.evaluate({key: value / 2 for key, value in figures.items()}).value == Fraction(count * (count - 1), 4)
    assert len(plan.evaluate(figures).explain()) < count * 30
    mean = Plan(Average(tuple(names), (0, 0)), "")
    assert mean.evaluate(figures).value == Fraction(count - 1, 2)


def test_fractions_without_end_have_a_limit():
    names = [Name(f"n{i}", (0, 0)) for i in range(3000)]
    plan = Plan(Sum(tuple(Part(name, "+", (0, 0), (0, 0)) for name in names), (0, 0)), "")
    with pytest.raises(LimitError):
        plan.evaluate({name.text: Fraction(1, 10**300 + 2 * place + 1) for place, name in enumerate(names)})


# Plans as objects


def test_plans_and_results_pickle(planned):
    plan = planned(RATIO)
    result = plan.evaluate(DATA)
    again = pickle.loads(pickle.dumps(plan))
    assert again.evaluate(DATA) == result
    copy = pickle.loads(pickle.dumps(result))
    assert copy == result
    assert copy.explain() == result.explain()
    plan = planned("Besaran A / Besaran B × 100%")
    percent = pickle.loads(pickle.dumps(plan.evaluate({"Besaran A": 4, "Besaran B": "40%"})))
    assert percent.inputs[1].unit == "%"


def test_formula_without_operands(planned):
    assert planned("20% + 5%").evaluate({}).value == 25


def test_units_are_not_checked_yet(planned):
    assert planned("A").evaluate({"A": 1}, strict=False).value == 1


def test_the_letter_of_a_column_is_no_part_of_a_name_in_the_data():
    text = "Jumlah hadir (a) / Jumlah undangan (b) x 100%"
    for data in ({"Jumlah hadir": 3, "Jumlah undangan": 4}, {"Jumlah hadir (a)": 3, "Jumlah undangan": 4}):
        assert kf.evaluate(text, data).value == 75


@pytest.mark.parametrize("text", ["PDRB (t) / PDRB (t-1)", "Kelas (1) / Kelas (2)", "Nilai (n) - Nilai awal"])
def test_a_year_and_a_kind_in_brackets_are_parts_of_it(text: str):
    with pytest.raises(kf.MissingDataError):
        kf.evaluate(text, {"PDRB": 3, "Kelas": 4, "Nilai": 5, "Nilai awal": 1})


def test_a_key_that_is_a_number_is_told_of_that_data_alone():
    formula = kf.parse("`A` x 50%")
    for _ in range(2):
        assert [one.values["name"] for one in formula.evaluate({"A": 1, "50%": 3}).diagnostics] == ["50%"]
        assert formula.evaluate({"A": 1}).diagnostics == ()


@pytest.mark.parametrize(
    ("data", "shown"), [([1], "[1]"), (None, "None"), (5, "5"), ("x", "'x'"), (Odd(keys=([],)), None)]
)
def test_data_that_is_no_mapping_says_why(planned, data, shown):
    with pytest.raises(InvalidDataError) as caught:
        planned("A / B").evaluate(data)
    [(code, values)] = facts(caught.value)
    assert (code, values["reason"], caught.value.text) == ("KF304", "bukan-pemetaan", "A / B")
    assert shown is None or values["value"] == shown


@pytest.mark.parametrize(
    ("line", "figures", "shown"),
    [
        ("jika (`LK` + `GB`) ≥ 70% maka 4; selain itu 5 × (`LK` + `GB`)", ("30%", "20%"), "2,50"),
        ("jika (`LK` + `GB`) ≥ 70% maka 4; selain itu 5 × (`LK` + `GB`)", (0.3, 0.2), "2,50"),
        ("jika (`LK` + `GB`) ≥ 70% maka 4; selain itu `LK` + `GB`", (0.3, 0.2), "50,00%"),
        ("jika (`LK` + `GB`) ≥ 70% maka `LK` + `GB`; selain itu 0", (0.5, 0.3), "80,00%"),
    ],
)
def test_a_sum_that_is_compared_with_a_percentage_is_one(line, figures, shown):
    assert str(kf.evaluate(line, dict(zip(("LK", "GB"), figures, strict=True)))) == shown


@pytest.mark.parametrize("name", ["Nilai (12)", "Nilai (xyz)", "Nilai (!!)"])
def test_a_bracket_without_a_unit_belongs_to_the_name(name):
    assert kf.evaluate(f"`{name}` × 2", {name: 3}).value == 6
    with pytest.raises(MissingDataError):
        kf.evaluate(f"`{name}` × 2", {"Nilai": 3})


def test_a_bracket_with_a_unit_may_be_left_out():
    assert kf.evaluate("`Luas lahan (ha)` × 2", {"Luas lahan": 3}).value == 6


def test_the_head_of_a_list_may_be_asked_for_first():
    head, parts = Name("Jumlah dokumen", (0, 14)), tuple([Name(text, (0, 7)) for text in ("Renstra", "Renja")])
    found = Plan(Components(head, parts, (0, 40)), "").head
    assert found is not None
    assert (found.text, found.keys) == ("Jumlah dokumen", ("jumlah dokumen",))
    assert Plan(head, "").head is None
