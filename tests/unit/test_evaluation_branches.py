"""What conditions, functions, constants and sums over records are worth, or what is said where they have no value."""

from __future__ import annotations

from fractions import Fraction

import pytest

import kinerja_formula as kf

RATIO = "Jika Rasio ≥ 3, maka B = 4. Jika Rasio < 3, maka B = (4 x Rasio) / 3"


@pytest.mark.parametrize(("ratio", "value"), [(4, 4), (3, 4), (2.25, 3), (0, 0)])
def test_the_branch_that_holds(ratio: float, value: int) -> None:
    assert kf.evaluate(RATIO, {"Rasio": ratio}).value == value


@pytest.mark.parametrize(("laba", "value"), [(-7, 0), (-5, 4), (-3, 4), (6, 4)])
def test_a_limit_below_zero(laba: int, value: int) -> None:
    assert kf.evaluate("jika `Laba` ≥ -5 maka 4; selain itu 0", {"Laba": laba}).value == value


def test_no_branch_is_no_figure() -> None:
    with pytest.raises(kf.InvalidDataError) as refused:
        kf.evaluate("jika 6 < `R` ≤ 10 maka 7 - `R` / 2", {"R": 11})
    assert refused.value.code == "KF345"
    assert "R = 11" in str(refused.value)


def test_only_the_branch_that_is_taken_counts() -> None:
    line = "jika `B` = 0 maka 0%; selain itu `A` / `B` × 100%"
    assert kf.evaluate(line, {"A": 1, "B": 0}).value == 0
    assert str(kf.evaluate(line, {"A": 1, "B": 3})) == "33,33%"
    with pytest.raises(kf.ZeroDenominatorError):
        kf.evaluate("jika `A` / `B` > 1 maka 1; selain itu 0", {"A": 1, "B": 0})


@pytest.mark.parametrize(("figure", "percentage"), [(0, 100), (3, 40), (5, 2)])
def test_a_number_beside_a_branch_of_percentages_is_shown_as_one(figure: int, percentage: int) -> None:
    """The last step says what the result says: the whole, 1, is 100%."""
    line = "jika `A` > 3 maka 2; jika `A` > 2 maka `Persentase D`; selain itu 1"
    result = kf.evaluate(line, {"A": figure, "Persentase D": 40})
    assert (result.value, result.unit) == (percentage, "%")
    last = result.steps[-1]
    assert last.value * (100 if last.percent else 1) == percentage
    assert result.explain().splitlines()[-3].endswith(f": {percentage}%")


@pytest.mark.parametrize(
    ("figure", "value", "told"), [("60 %", 3, False), (60, 3, True), (0.6, 3, True), ("90%", 4, False)]
)
def test_a_figure_beside_a_percentage(figure: object, value: int, told: bool) -> None:
    result = kf.evaluate("Jika PBS ≥ 80%, maka Skor = 4. Jika PBS < 80%, maka Skor = 5 x PBS.", {"PBS": figure})
    assert result.value == value
    assert ("skala-persen-syarat" in [one.slug for one in result.diagnostics]) is told


def test_a_percentage_by_its_own_name_is_no_doubt() -> None:
    line = "jika `Persentase lulusan` ≥ 80% maka 4; selain itu 0"
    assert [one.slug for one in kf.evaluate(line, {"Persentase lulusan": 85}).diagnostics] == []


@pytest.mark.parametrize(
    ("line", "data", "value"),
    [
        ("min (`A` / `B` × 100%; 100%)", {"A": 30, "B": 20}, 100),
        ("maks (0; `A` - `B`)", {"A": 1, "B": 3}, 0),
        ("abs (`A` - `B`)", {"A": 1, "B": 3}, 2),
        ("median (`A`; `B`; 3)", {"A": 1, "B": 7}, 3),
        ("bulat (`A` / `B` × 100%; 1)", {"A": 1, "B": 3}, Fraction(333, 10)),
        ("bulat (`A` / 2)", {"A": 5}, 3),
        ("bulat (0 - `A` / 2)", {"A": 5}, -3),
        ("rata-rata-ukur (`A`; `B`)", {"A": 4, "B": 9}, 6),
        ("log (`A`)", {"A": 1000}, 3),
        ("log (`A`; 2)", {"A": 8}, 3),
        ("ln (`A`)", {"A": 1}, 0),
    ],
)
def test_functions(line: str, data: dict[str, int], value: Fraction) -> None:
    result = kf.evaluate(line, data)
    assert result.value == value
    assert result.exact


def test_what_is_not_exact_says_so() -> None:
    result = kf.evaluate("ln (`A`)", {"A": 2})
    assert not result.exact
    assert [one.code for one in result.diagnostics] == ["KF311"]
    assert abs(result.value - Fraction("0.693147180559945309417232121458")) < Fraction(1, 10**29)


@pytest.mark.parametrize(
    ("line", "figure"), [("ln (`A`)", 0), ("log (`A`)", -1), ("log (2; `A`)", 1), ("bulat (2; `A`)", 0.5)]
)
def test_outside_of_a_function(line: str, figure: float) -> None:
    with pytest.raises(kf.InvalidDataError) as refused:
        kf.evaluate(line, {"A": figure})
    assert refused.value.code == "KF306"


MEAN = "Σ (bobot × nilai) / Σ bobot"


@pytest.mark.parametrize(
    "data",
    [
        {"bobot": [1, 3], "nilai": [50, 70]},
        {"bobot": ("1", "3"), "nilai": (50, 70)},
        {"unsur": [{"bobot": 1, "nilai": 50}, {"nilai": 70, "bobot": 3}]},
        {"Σ (bobot × nilai)": 260, "Σ bobot": 4},
    ],
)
def test_sums_over_records(data: dict[str, object]) -> None:
    assert kf.evaluate(MEAN, data).value == 65


def test_records_in_a_frame() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"bobot": [1, 3], "nilai": [50, 70]})
    assert kf.evaluate(MEAN, {"unsur": frame}).value == 65
    assert kf.evaluate("rata-rata setiap (`nilai` / `bobot`)", {"unsur": frame}).value == Fraction(110, 3)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"bobot": [1, 3], "nilai": [50]}, "KF347"),
        ({"bobot": 1, "nilai": 50}, "KF348"),
        ({"bobot": [], "nilai": []}, "KF348"),
        ({"bobot": [1, 2], "nilai": [50, None]}, "KF301"),
        ({"bobot": [1, 2]}, "KF301"),
    ],
)
def test_records_that_say_no_sum(data: dict[str, object], code: str) -> None:
    with pytest.raises(kf.FormulaError) as refused:
        kf.evaluate("Σ (`bobot` × `nilai`)", data)
    assert refused.value.code == code


def test_constants_of_the_cell_are_used_shown_and_overruled() -> None:
    text = "RK = ((a x N1) + (b x N2)) / NDTPS Faktor: a = 3 , b = 2"
    figures = {"N1": 4, "N2": 6, "NDTPS": 12}
    result = kf.evaluate(text, figures)
    assert result.value == 2
    assert "a = 3" in result.explain()
    assert [one.slug for one in result.diagnostics].count("tetapan-rumus") == 2
    assert kf.evaluate(text, {**figures, "a": 0}).value == 1


def test_a_figure_for_a_defined_name_is_taken() -> None:
    formula = kf.parse("π = TR-TC\nTR = Y + L TC = P + D")
    assert formula.names == ("Y", "L", "P", "D")
    assert formula.evaluate({"Y": 1, "L": 2, "P": 3, "D": 4}).value == -4
    assert formula.evaluate({"TR": 9, "P": 3, "D": 4}).value == 2
    assert formula.evaluate({"TR": 9, "TC": 4}).value == 5
    assert formula.definitions["TC"].evaluate({"P": 3, "D": 4}).value == 7


def test_the_calculation_is_told_in_words() -> None:
    told = kf.evaluate(RATIO, {"Rasio": 2.25}).explain()
    assert "2,25 ≥ 3: tidak" in told
    assert "2,25 < 3: ya" in told
    assert "dipakai: “Jika Rasio < 3, maka B = (4 x Rasio) / 3”" in told
    english = kf.evaluate(RATIO, {"Rasio": 4}).explain(language="en")
    assert "4 ≥ 3: yes" in english


def test_branches_count_one_thing() -> None:
    with pytest.raises(kf.UnitMismatchError):
        kf.evaluate(
            "jika `Jumlah pegawai` > 3 maka `Jumlah dokumen`; selain itu `Jumlah pegawai`",
            {"Jumlah pegawai": 2, "Jumlah dokumen": 3},
        )


def test_json_of_schema_1_is_still_read() -> None:
    formula = kf.parse("Jumlah A / Jumlah B x 100%")
    assert kf.Formula.from_json({**formula.to_json(), "schema": "kinerja-formula/tree/1"}) == formula
    compound = kf.parse(RATIO)
    assert kf.Formula.from_json(compound.to_json()) == compound


def test_records_of_a_branch_that_is_not_taken_may_have_no_sum() -> None:
    formula = kf.parse("jika `kelas` = 0 maka 5; selain itu Σ (`nilai` / `bagi`)")
    records = {"nilai": [1, 2], "bagi": [1, 0]}
    assert formula.evaluate({"kelas": 0, **records}).value == 5
    with pytest.raises(kf.ZeroDenominatorError) as caught:
        formula.evaluate({"kelas": 1, **records})
    assert [one.code for one in caught.value.diagnostics] == ["KF305"]
    with pytest.raises(kf.MissingDataError):
        formula.evaluate({"kelas": 0, "nilai": [1, 2]})


@pytest.mark.parametrize(
    "data",
    [
        {"kegiatan": [{"bobot": 2, "nilai": 3}, {"bobot": 4, "nilai": 5}]},
        {"bobot": [2, 4], "nilai": [3, 5]},
        {"bobot": [{"bobot": 2}, {"bobot": 4}], "nilai": [{"nilai": 3}, {"nilai": 5}]},
        {"kegiatan": [{"bobot_i": 2, "nilai_i": 3}, {"bobot_i": 4, "nilai_i": 5}]},
    ],
)
def test_records_of_a_sum_with_and_without_its_index(data: dict[str, object]) -> None:
    assert kf.evaluate("Σ (bobot_i × nilai_i)", data).value == 2 * 3 + 4 * 5


@pytest.mark.parametrize(
    ("line", "data", "told"),
    [
        (
            "min (`A` / `B` × 100%; 100%)",
            {"A": 3, "B": 2},
            ["3 / 2 = 1,5", "1,5 × 100% = 150%", "min(150%; 100%) = 100%"],
        ),
        # a bare number beside a percentage counts in percent, in what is told as in what is calculated
        (
            "jika `Persentase A` ≥ 80 maka 4; selain itu 0",
            {"Persentase A": 85},
            ["85% ≥ 80%: ya", "4"],
        ),
        (
            "jika `Persentase A` ≥ 80 maka 4; selain itu 0",
            {"Persentase A": 75},
            ["75% ≥ 80%: tidak", "0"],
        ),
        (
            "jika 80 ≤ `Persentase A` < 90 maka 4; selain itu 0",
            {"Persentase A": 85},
            ["80% ≤ 85% < 90%: ya", "4"],
        ),
        (
            "jika `A` / `B` × 100 ≥ 80% maka 4; selain itu 0",
            {"A": 85, "B": 100},
            ["85 / 100 = 0,85", "0,85 × 100 = 85", "85% ≥ 80%: ya", "4"],
        ),
        ("jika `A` > 3 maka `Persentase D`; selain itu 5", {"A": 1, "Persentase D": 40}, ["1 > 3: tidak", "5%"]),
        ("jika `A` > 3 maka 5; selain itu `Persentase D`", {"A": 4, "Persentase D": 40}, ["4 > 3: ya", "5%"]),
        ("jika `A` > 3 maka 5; selain itu `Persentase D`", {"A": 1, "Persentase D": 40}, ["1 > 3: tidak", "40%"]),
        (
            "jika `A` > 3 maka `Persentase D`; jika `A` > 2 maka 7; selain itu 1",
            {"A": 3, "Persentase D": 40},
            ["3 > 3: tidak", "3 > 2: ya", "7%"],
        ),
        (
            "jika `A` > 3 maka `Persentase D`; jika `A` > 2 maka 7; selain itu 1",
            {"A": 2, "Persentase D": 40},
            ["2 > 3: tidak", "2 > 2: tidak", "100%"],
        ),
    ],
)
def test_what_is_tested_and_taken_is_told_on_one_scale(line: str, data: dict[str, object], told: list[str]) -> None:
    steps = [one for one in kf.evaluate(line, data).explain().splitlines() if one.startswith("Langkah")]
    assert [one.split(": ", 1)[1] for one in steps] == told


@pytest.mark.parametrize(
    ("data", "value"),
    [
        ({"bobot": [{"bobot": 2}], "nilai": [{"nilai": 3}]}, 6),
        ({"kegiatan": [{"bobot": 2, "nilai": 3}]}, 6),
        ({"bobot": [{"bobot": 2}, {"bobot": 4, "nilai": 9}], "nilai": 3}, 18),
    ],
)
def test_records_may_be_few_and_hold_more(data: dict[str, object], value: int) -> None:
    assert kf.evaluate("Σ (`bobot` × `nilai`)", data).value == value


def test_too_many_records_are_refused_with_their_formula() -> None:
    formula = "Σ (`bobot` × `nilai`)"
    with pytest.raises(kf.LimitError) as refused:
        kf.evaluate(formula, {"bobot": range(1_000_001), "nilai": 1})
    assert refused.value.text == formula
    [found] = refused.value.diagnostics
    assert (found.code, found.span, found.values["limit"]) == ("KF005", (0, len(formula)), 1_000_000)


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("jika `A` / `B` > 1 maka 1; selain itu 0", (1, 0, 0, 0)),
        ("jika `A` / `B` < 1 maka 1; selain itu 0", (0, 1, 1, 1)),
        ("jika 1 < `A` / `B` maka 1; selain itu 0", (1, 0, 0, 0)),
        ("jika `A` / `B` ≥ -2 maka 1; selain itu 0", (1, 1, 1, 0)),
        ("jika `A` / `B` ≤ -2 maka 1; selain itu 0", (0, 1, 0, 1)),
        ("jika `A` / `B` = -2 maka 1; selain itu 0", (0, 1, 0, 0)),
        ("jika `A` / `B` ≠ -2 maka 1; selain itu 0", (1, 0, 1, 1)),
        ("min (`A` / `B`; 1)", (1, -2, Fraction(1, 2), Fraction(-9, 4))),
        ("maks (`A` / `B`; 1)", (2, 1, 1, 1)),
        ("median (`A` / `B`; 1; 0)", (1, 0, Fraction(1, 2), 0)),
        ("abs (`A` / `B`)", (2, 2, Fraction(1, 2), Fraction(9, 4))),
    ],
)
def test_fractions_below_zero_are_compared_by_their_value(line: str, values: tuple[Fraction, ...]) -> None:
    figures = [(-4, -2), (4, -2), (-1, -2), ("4,5", -2)]
    assert tuple([kf.evaluate(line, {"A": above, "B": below}).value for above, below in figures]) == values


@pytest.mark.parametrize(
    ("line", "data", "faults"),
    [
        (
            "jika `kelas` = 0 maka 5; selain itu Σ (`nilai` / `bagi`) + Σ (`nilai` / `lain`)",
            {"kelas": 1, "nilai": [1, 2], "bagi": [1, 0], "lain": [0, 1]},
            [("bagi", ("bagi",)), ("lain", ("lain",))],
        ),
        ("`A` / Σ (`x` × `y`)", {"A": 1, "x": [0, 0], "y": [1, 2]}, [("Σ (x × y)", ())]),
        (
            "`A` / (`B` + Σ (`x` × `y`))",
            {"A": 1, "B": 0, "x": [0, 0], "y": [1, 2]},
            [("`B` + Σ (`x` × `y`)", ("B",))],
        ),
    ],
)
def test_every_sum_without_a_value_is_told(line: str, data: dict[str, object], faults: list[tuple[str, ...]]) -> None:
    with pytest.raises(kf.ZeroDenominatorError) as refused:
        kf.evaluate(line, data)
    found = [(one.values["denominator"], one.values["zeros"]) for one in refused.value.diagnostics]
    assert found == faults
