"""What is said of the result behind a formula calculates nothing; what only looks so stays."""

from __future__ import annotations

import pytest

import kinerja_formula as kf
from kinerja_formula.reading.draft import DEFAULT_LIMITS
from kinerja_formula.reading.rules_reader import prepare

DRAWN = "Jumlah hadir\n________ X 100%{}\nJumlah undangan"


def left(text: str) -> str:
    """The words, figures and signs that are read."""
    pieces, _, _ = prepare(text, (), None, DEFAULT_LIMITS)
    return " ".join([piece.text for piece in pieces if piece.text.strip()])


@pytest.mark.parametrize("blank", [" = ... %", " = ..... %", " = %", "=....", " = ……%"])
def test_a_blank_for_the_result(blank: str):
    assert left(DRAWN.format(blank)) == left(DRAWN.format(""))
    assert kf.parse(DRAWN.format(blank)).to_text() == "Jumlah hadir / Jumlah undangan × 100%"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Jumlah malam : Jumlah tamu yang menginap = ... hari", "Jumlah malam / Jumlah tamu yang menginap"),
        ("Jumlah produksi\n----------\nJumlah lahan = ton/hari", "Jumlah produksi / Jumlah lahan"),
        ("Jumlah hadir / Jumlah undangan x 100 (%)", "Jumlah hadir / Jumlah undangan × 100"),
        ("Jumlah mati / Jumlah pasien x 1000 (per mil)", "Jumlah mati / Jumlah pasien × 1000"),
        ("(Jumlah piutang x 360) : Jumlah pendapatan → hari", "Jumlah piutang × 360 / Jumlah pendapatan"),
        ("Jumlah hadir ──── x 100 % ──── Jumlah undangan", "Jumlah hadir / Jumlah undangan × 100%"),
    ],
)
def test_units_and_remarks(text: str, line: str):
    assert kf.parse(text).to_text() == line


@pytest.mark.parametrize("note", ["*) data semester satu", "*) hadir adalah yang datang tepat waktu / lebih awal"])
def test_a_footnote_on_a_line_of_its_own(note: str):
    text = f"Jumlah hadir\n________ x 100 %\nJumlah undangan\n\n{note}"
    formula = kf.parse(text)
    assert formula.to_text() == "Jumlah hadir / Jumlah undangan × 100%"
    assert formula.why().pieces[-1].role == "catatan"


@pytest.mark.parametrize(
    "target",
    [
        ". Standar ≤ 1,5 %",
        " target ≤ 2%",
        " (standar ≥ 85%)",
        "\nStandar : 15 menit",
        " Target: 100%",
        "; target = 80 persen",
        "\nKriteria > 90 %.",
    ],
)
def test_what_the_result_is_held_against(target: str):
    text = f"Jumlah hadir / Jumlah undangan x 100%{target}"
    formula = kf.parse(text)
    assert formula.to_text() == "Jumlah hadir / Jumlah undangan × 100%"
    assert not [one for one in kf.check(formula) if one.severity.name != "NOTE"]
    last = formula.why().pieces[-1]
    assert (last.role, last.form) == ("catatan", "di-belakang")
    assert text[last.start : last.end].strip(" .;\n()") == target.strip(" .;\n()")


@pytest.mark.parametrize(
    "text",
    [
        "Realisasi 2023 x 100% Target 2023",  # a denominator with its year
        "Realisasi dibagi target 12 laporan",
        "L/SB = ---------\nRata-rata nilai siswa baru",  # a drawn line
        "Persentase = ...\nJumlah hadir / Jumlah undangan",  # a label before its formula
        "Target : 80%",
        "A x target 80%",
        "Jumlah hadir / Jumlah undangan x 100% (Jumlah target 85%)",
        "Jumlah hadir x 100 (seratus) / Jumlah undangan",
    ],
)
def test_what_only_looks_so(text: str):
    pieces, _, draft = prepare(text, (), None, DEFAULT_LIMITS)
    assert pieces[-1].end == len(text.rstrip(" )")) or pieces[-1].end == len(text)
    assert draft.behind is None


BESIDE = [
    ("Jumlah hadir / Jumlah undangan", " x 100%\n*) data semester satu", " × 100%", "*) data semester satu"),
    ("Jumlah hadir / Jumlah undangan", " x 100%; target 80%", " × 100%", "target 80%"),
    ("Jumlah hadir / Jumlah undangan", " x 100% (target 80)", " × 100%", "(target 80)"),
    ("Jumlah hadir / Jumlah undangan", " x 100% target: 80", " × 100%", "target: 80"),
    ("Jumlah hadir / Jumlah undangan", " x 100% target ≥ 80 orang hadir", " × 100%", "target ≥ 80 orang hadir"),
]


@pytest.mark.parametrize(("formula", "behind", "factor", "told"), BESIDE)
def test_the_place_of_what_stands_behind(formula: str, behind: str, factor: str, told: str):
    text = formula + behind
    read = kf.parse(text)
    assert read.to_text() == formula + factor
    assert [text[one.start : one.end] for one in read.why() if one.form == "di-belakang"] == [told]


@pytest.mark.parametrize("result", [" = kw/ha", " → hari", " → orang hari", " = ... orang", " = ... / ... x 100%"])
def test_the_unit_or_the_place_of_a_result(result: str):
    formula = "Jumlah hadir / Jumlah undangan"
    factor = " × 100%" if "100" in result else ""
    assert kf.parse(formula + result).to_text() == formula + factor
    assert kf.parse(f"{formula} x 1000{result}").to_text() == f"{formula} × 1000"


def test_words_behind_an_equals_sign_are_the_unit_or_the_name_of_the_result():
    for formula in ("Jumlah hadir dibagi Jumlah undangan", "Jumlah hadir x Jumlah undangan"):
        assert (
            left(f"{formula} → orang hari") == left(f"{formula} = orang/hari") == left(f"{formula} = ... %") == formula
        )
        assert left(f"{formula} = orang hari") == left(f"{formula} = Rata-rata kehadiran") == formula


@pytest.mark.parametrize("sign", ["x", "×", "*", "dikali"])
@pytest.mark.parametrize("remark", ["(per mil)", "(permil)", "(‰)"])
def test_the_name_of_a_factor(sign: str, remark: str):
    text = f"Jumlah hadir dibagi Jumlah undangan {sign} 1000 {remark}"
    assert left(text) == text.removesuffix(f" {remark}")
    assert left(f"{text} orang") == text.replace(remark, "orang")


@pytest.mark.parametrize("rate", ["KH", "KH hidup"])
def test_what_a_rate_is_of(rate: str):
    formula = kf.parse(f"Jumlah mati\n----- x 100.000 {rate}\nJumlah lahir")
    assert (formula.to_text(), list(formula.diagnostics)) == ("Jumlah mati / Jumlah lahir × 100000", [])


@pytest.mark.parametrize("rate", ["jumlah KH", "KH hidup ini"])
def test_other_words_behind_the_factor_are_a_doubt(rate: str):
    """A quantity, or more words than a rate has, may be the denominator."""
    formula = kf.parse(f"Jumlah mati\n----- x 100.000 {rate}\nJumlah lahir")
    assert [one.code for one in formula.diagnostics] == ["KF110"]


def test_without_a_line_below_it_is_the_denominator():
    assert kf.parse("Jumlah mati\n----- x 100.000 KH").to_text() == "Jumlah mati / `KH` × 100000"


@pytest.mark.parametrize("unit", ["kw", "ton", "orang", "kw/ha", "hari"])
def test_the_unit_of_a_result_is_no_part_of_the_formula(unit: str) -> None:
    assert kf.parse(f"Jumlah produksi / Luas lahan = {unit}").names == ("Jumlah produksi", "Luas lahan")


@pytest.mark.parametrize("blank", ["... orang", "......", "…… %"])
def test_a_figure_alone_may_have_a_blank_for_it(blank: str) -> None:
    assert kf.parse(f"Jumlah hadir = {blank}").names == ("Jumlah hadir",)
