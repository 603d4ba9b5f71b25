"""Solve, compare, simplify, domain, sensitivity: results worked out by hand, and what each says of itself."""

from __future__ import annotations

import pickle
import subprocess
import sys
from fractions import Fraction

import pytest

import kinerja_formula as kf

RATIO = kf.parse("Jumlah hadir / Jumlah undangan x 100%")
PRESENT = "Jumlah pegawai hadir / Jumlah pegawai x 100%"
GROWTH = kf.parse("(Jumlah A - Jumlah B) / Jumlah B x 100%")


@pytest.mark.parametrize(
    ("text", "name", "target", "data", "values"),
    [
        ("Jumlah A / Jumlah B x 100%", "Jumlah A", 94, {"Jumlah B": 50}, ["47"]),
        ("Jumlah A / Jumlah B x 100%", "jml b", "94 %", {"Jumlah A": 47}, ["50"]),
        ("Jumlah A / Jumlah B", "Jumlah A", "94 %", {"Jumlah B": 50}, ["47"]),
        ("(Jumlah A - Jumlah B) / Jumlah B x 100%", "Jumlah B", 25, {"Jumlah A": 10}, ["8"]),
        ("Nilai SKP x 60% + Nilai perilaku x 40%", "Nilai perilaku", 90, {"Nilai SKP": 88}, ["93"]),
        ("Jumlah A ^ 2 - Jumlah A", "Jumlah A", 6, {}, ["-2", "3"]),
        ("√(Jumlah A / Jumlah B)", "Jumlah A", "0,5", {"Jumlah B": 8}, ["2"]),
        ("Jumlah A ^ 2", "Jumlah A", "6,25", {}, ["-5/2", "5/2"]),
        ("Persentase A x 60%", "Persentase A", 48, {}, ["80"]),
        ("rata-rata dari Nilai A dan Nilai B", "Nilai A", 80, {"Nilai B": 70}, ["90"]),
        ("Jumlah A / Jumlah B x 100%", "Jumlah B", 0, {"Jumlah A": 47}, []),
        ("Jumlah A / Jumlah B x 100%", "Jumlah A", 120, {"Jumlah B": "50 %"}, ["3/5"]),
    ],
)
def test_solve(text: str, name: str, target: object, data: dict[str, object], values: list[str]):
    formula = kf.parse(text)
    solution = formula.solve(name, target, data)
    assert solution.values == tuple(map(Fraction, values))
    assert bool(solution) == bool(values)
    assert solution.exact


def test_a_solution_stands_where_a_number_can():
    solution = RATIO.solve("Jumlah hadir", 94, {"Jumlah undangan": 50})
    assert solution == 47
    assert Fraction(solution) == 47  # type: ignore[call-overload]
    assert RATIO.evaluate({"Jumlah hadir": solution, "Jumlah undangan": 50}).value == 94
    assert str(solution) == "47"
    assert pickle.loads(pickle.dumps(solution.value)) == 47


def test_an_irrational_solution_is_not_exact():
    solution = kf.parse("Jumlah A ^ 2").solve("Jumlah A", 2, {})
    assert not solution.exact
    assert abs(solution.value**2 - 2) < Fraction(1, 10**28)
    assert "tidak eksak" in solution.explain()


def test_why_there_is_none():
    same = kf.parse("Jumlah A / Jumlah A x 100%")
    assert same.solve("Jumlah A", 94, {}).reason == "constant"
    assert same.solve("Jumlah A", 100, {}).reason == "any"
    assert kf.parse("Jumlah A ^ 2").solve("Jumlah A", -1, {}).reason == "no-root"
    assert RATIO.solve("Jumlah undangan", 0, {"Jumlah hadir": 3}).reason == "no-root"
    outside = RATIO.solve("Jumlah hadir", 150, {"Jumlah undangan": 50}, within=(0, 50))
    assert (outside.reason, outside.value) == ("outside", None)
    assert outside.explain().splitlines()[-2] == "Jawaban  : tidak ada dalam rentang 0 sampai 50; di luarnya 75"


@pytest.mark.parametrize(
    ("text", "name", "target", "data", "arah", "whole", "result"),
    [
        (PRESENT, "Jumlah pegawai hadir", 94, {"Jumlah pegawai": 75}, "naik", 71, "284/3"),
        (PRESENT, "Jumlah pegawai", 94, {"Jumlah pegawai hadir": 71}, "naik", 75, "284/3"),
        (PRESENT, "Jumlah pegawai hadir", 5, {"Jumlah pegawai": 130}, "turun", 6, "60/13"),
        (PRESENT, "Jumlah pegawai hadir", 96, {"Jumlah pegawai": 75}, "naik", 72, "96"),
    ],
)
def test_whole_numbers(text: str, name: str, target: int, data: dict[str, int], arah: str, whole: int, result: str):
    solution = kf.parse(text).solve(name, target, data, arah=arah)
    assert solution.whole == whole
    assert solution.whole_result == Fraction(result)
    formula = kf.parse(text)
    assert formula.evaluate({**data, name: whole}).value == Fraction(result)


def test_a_whole_number_is_not_sought_for_money():
    solution = kf.parse("Realisasi anggaran / Pagu anggaran x 100%").solve(
        "Realisasi anggaran", 95, {"Pagu anggaran": "Rp 1,25 miliar"}
    )
    assert solution.whole is None
    assert solution.value == 1_187_500_000


def test_no_whole_number_in_the_range():
    solution = RATIO.solve("Jumlah hadir", 94, {"Jumlah undangan": 20}, within=("18,5", "18,9"), whole=True)
    assert solution.value == Fraction(94, 5)
    assert solution.whole is None
    assert "tidak ada bilangan bulat" in solution.explain()


def test_figures_in_another_unit_are_sought_in_their_own():
    formula = kf.parse("Jumlah tahun kerja + Jumlah bulan kerja")
    solution = formula.solve("Jumlah bulan kerja", "4,5", {"Jumlah tahun kerja": 4})
    assert solution.value == 6


def test_what_is_wrong_with_the_question():
    with pytest.raises(kf.MissingDataError, match="Jumlah undangan"):
        RATIO.solve("Jumlah hadir", 94, {})
    with pytest.raises(kf.MissingDataError) as caught:
        RATIO.solve("Jumlah hadirr", 94, {"Jumlah undangan": 3})
    assert caught.value.diagnostics[0].values["suggestions"][0] == "Jumlah hadir"
    with pytest.raises(kf.InvalidDataError):
        RATIO.solve("Jumlah hadir", "banyak", {"Jumlah undangan": 3})
    with pytest.raises(ValueError, match="arah"):
        RATIO.solve("Jumlah hadir", 94, {"Jumlah undangan": 3}, arah="atas")
    with pytest.raises(kf.ZeroDenominatorError):
        RATIO.solve("Jumlah hadir", 94, {"Jumlah undangan": 0})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Jumlah A / Jumlah B x 100%", "100% x Jumlah A / Jumlah B", True),
        ("Jumlah A / Jumlah B x 100%", "Jumlah A / Jumlah B x 100", True),
        ("Jumlah A / Jumlah B x 100%", "Jumlah A / Jumlah B", False),
        ("(Jumlah A - Jumlah B) / Jumlah B", "Jumlah A / Jumlah B - 1", True),
        ("(Nilai A + Nilai B) / 2", "rata-rata dari Nilai A dan Nilai B", True),
        ("Jumlah A - Jumlah B", "Jumlah B - Jumlah A", False),
        ("√(Jumlah A + Jumlah B)", "√(Jumlah B + Jumlah A)", True),
        ("√(Jumlah A)", "√(Jumlah B)", False),
        ("Jumlah A", "Jml. A", True),
        ("Jumlah A", "Jumlah B", False),
    ],
)
def test_equals(one: str, other: str, same: bool):
    equality = kf.parse(one).equals(kf.parse(other))
    assert equality.same is same
    assert bool(equality) is same
    assert bool(equality.counter_example) is not same


def test_what_algebra_can_not_decide_is_said():
    equality = kf.parse("√(Jumlah A) x √(Jumlah A)").equals(kf.parse("Jumlah A"))
    assert equality.same is None
    assert not equality
    assert equality.explain().startswith("Tidak dapat dibuktikan")


def test_formulas_without_a_value_anywhere_are_alike():
    nowhere = kf.parse("Jumlah A / (Jumlah B - Jumlah B)")
    assert nowhere.equals(nowhere)
    assert not nowhere.equals(GROWTH)
    assert nowhere.domain().empty
    assert "selalu nol" in nowhere.simplify().explain()


@pytest.mark.parametrize(
    ("text", "simpler", "constant", "gone"),
    [
        ("Jumlah A / Jumlah A x 100%", "100", 100, ("Jumlah A",)),
        ("Jumlah A x Jumlah B / Jumlah B", "Jumlah A", None, ("Jumlah B",)),
        ("Jumlah A + Jumlah B - Jumlah A", "Jumlah B", None, ("Jumlah A",)),
        ("Jumlah A / Jumlah B x 100%", "Jumlah A × 100 / Jumlah B", None, ()),
        ("√(Jumlah A) + Jumlah B - Jumlah B", "√(Jumlah A) + Jumlah B - Jumlah B", None, ("Jumlah B",)),
    ],
)
def test_simplify(text: str, simpler: str, constant: int | None, gone: tuple[str, ...]):
    found = kf.parse(text).simplify()
    assert (found.text, found.constant, found.without_effect) == (simpler, constant, gone)


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("Jumlah A", []),
        ("Jumlah A / Jumlah B x 100%", [("penyebut", "Jumlah B")]),
        ("Jumlah A / (Jumlah B - Jumlah C) / 3", [("penyebut", "Jumlah B - Jumlah C")]),
        ("√(Jumlah A)", [("akar", "Jumlah A")]),
        ("Jumlah A ^ (-1)", [("penyebut", "Jumlah A")]),
    ],
)
def test_domain(text: str, conditions: list[tuple[str, str]]):
    assert [(one.kind, one.text) for one in kf.parse(text).domain().conditions] == conditions


def test_a_sensitivity_shows_itself_in_one_line():
    effects = RATIO.sensitivity({"Jumlah hadir": 18, "Jumlah undangan": 20})
    assert repr(effects) == "<Sensitivity 90,00%: Jumlah hadir +5; Jumlah undangan -4,2857>"
    many = kf.parse(" + ".join(f"Jumlah {letter}" for letter in "ABCDEF"))
    assert repr(many.sensitivity({f"Jumlah {letter}": 1 for letter in "ABCDEF"})).endswith("Jumlah D +1; …>")


def test_sensitivity():
    effects = RATIO.sensitivity({"Jumlah hadir": 18, "Jumlah undangan": 20})
    assert dict(effects) == {"Jumlah hadir": 5, "Jumlah undangan": Fraction(-30, 7)}
    assert [(one.name, one.slope) for one in effects.effects] == [
        ("Jumlah hadir", 5),
        ("Jumlah undangan", Fraction(-9, 2)),
    ]
    assert "turun 4,2857 poin persen" in effects.explain()


def test_one_percent_more_is_a_point():
    effects = kf.parse("Jumlah A x Kehadiran").sensitivity({"Jumlah A": 200, "Kehadiran": "50 %"})
    assert effects["Kehadiran"] == 2


def test_where_one_more_has_no_value():
    effects = kf.parse("Jumlah A / (5 - Jumlah B)").sensitivity({"Jumlah A": 1, "Jumlah B": 4})
    assert effects["Jumlah B"] is None
    assert "tidak ada nilai" in effects.explain()


@pytest.mark.parametrize("language", ["id", "en"])
def test_everything_explains_itself_in_two_languages(language: str):
    found = [
        RATIO.solve("Jumlah hadir", 94, {"Jumlah undangan": 20}, whole=True),
        RATIO.equals(GROWTH),
        GROWTH.equals(GROWTH),
        RATIO.simplify(),
        RATIO.domain(),
        RATIO.sensitivity({"Jumlah hadir": 18, "Jumlah undangan": 20}),
    ]
    for one in found:
        assert one.explain(language=language)
    with pytest.raises(ValueError, match="language"):
        RATIO.domain().explain(language="fr")


def test_sympy_is_loaded_only_by_a_question_of_algebra():
    program = (
        "import sys, kinerja_formula as kf; f = kf.parse('Jumlah A / Jumlah B'); f.to_latex(); "
        "f.evaluate({'Jumlah A': 1, 'Jumlah B': 2}); assert 'sympy' not in sys.modules; "
        "f.simplify(); assert 'sympy' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_an_operand_as_an_exponent_has_an_effect():
    found = kf.parse("(1 + r)^n", names=("r", "n")).sensitivity({"r": "50%", "n": 2})
    slopes = {one.name: one.slope for one in found.effects}
    assert slopes == {"r": Fraction(3, 100), "n": None}


@pytest.mark.parametrize("text", ["A + 0^0", "A + (B - B)^0", "A + 0^(B - B)", "A + B^(2 - 2)"])
def test_nothing_to_the_power_of_nothing_is_one(text: str):
    """As an evaluation has it."""
    formula = kf.parse(text, names=("A", "B"))
    data = {"A": 2, "B": 5}
    assert formula.evaluate(data).value == 3
    assert formula.sensitivity(data)["A"] == 1
    assert formula.simplify().text == "`A` + 1"
    assert not formula.domain().empty
    assert str(formula.solve("A", 3, data)) == "2"


def test_a_formula_is_compared_with_a_formula():
    with pytest.raises(TypeError, match="parse it first"):
        kf.parse("A / B").equals("A / B")  # type: ignore[arg-type]


LENGTH = "Panjang jalan baik (m) + Panjang jalan rusak (m)"
WAITING = "Waktu tunggu (menit) + Waktu layanan (menit)"


@pytest.mark.parametrize(
    ("text", "name", "target", "known", "value"),
    [
        (LENGTH, "Panjang jalan baik (m)", "15 km", {"Panjang jalan rusak (m)": 5000}, 10_000),
        (LENGTH, "Panjang jalan baik (m)", "15000 m", {"Panjang jalan rusak (m)": 5000}, 10_000),
        (LENGTH, "Panjang jalan baik (m)", 15_000, {"Panjang jalan rusak (m)": 5000}, 10_000),
        (LENGTH, "Panjang jalan baik (m)", "15000", {"Panjang jalan rusak (m)": 5000}, 10_000),
        (WAITING, "Waktu tunggu (menit)", "2 jam", {"Waktu layanan (menit)": 30}, 90),
        ("Anggaran A + Anggaran B", "Anggaran A", "5 juta rupiah", {"Anggaran B": 2_000_000}, 3_000_000),
        ("Jumlah surat + Jumlah nota", "Jumlah surat", "2 ribu", {"Jumlah nota": 5}, 1995),
        ("Jumlah A / Jumlah B", "Jumlah A", "94 %", {"Jumlah B": 50}, 47),
        ("Jumlah A / Jumlah B x 100%", "Jumlah A", "94 %", {"Jumlah B": 50}, 47),
    ],
)
def test_a_target_in_another_unit_of_the_same_quantity(
    text: str, name: str, target: object, known: dict[str, object], value: int
):
    assert kf.parse(text).solve(name, target, known).values == (value,)


@pytest.mark.parametrize(
    ("text", "name", "target", "known", "unit"),
    [
        (LENGTH, "Panjang jalan baik (m)", "15 jam", {"Panjang jalan rusak (m)": 5000}, "m"),
        (WAITING, "Waktu tunggu (menit)", "2 orang", {"Waktu layanan (menit)": 30}, "menit"),
        (LENGTH, "Panjang jalan baik (m)", "9 orang", {"Panjang jalan rusak (m)": 5000}, "m"),
    ],
)
def test_a_target_in_a_unit_of_something_else_is_refused(
    text: str, name: str, target: str, known: dict[str, object], unit: str
):
    with pytest.raises(kf.UnitMismatchError) as refused:
        kf.parse(text).solve(name, target, known)
    [found] = refused.value.diagnostics
    assert (found.code, dict(found.values)) == ("KF330", {"realisasi": unit, "target": target})
