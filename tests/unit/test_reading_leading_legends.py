"""A legend before its formula, on one line with others, or in the cells of a table: names and what they stand for."""

from __future__ import annotations

import pytest

import kinerja_formula as kf
from kinerja_formula.nodes import Name, walk
from kinerja_formula.reading.draft import DEFAULT_LIMITS
from kinerja_formula.reading.rules_reader import prepare


def told(text: str) -> tuple[str, dict[str, str]]:
    """The canonical line, and what the legend says of each symbol."""
    formula = kf.parse(text)
    names = [node for node in walk(formula.tree) if isinstance(node, Name)]
    return formula.to_text(), {name.text: name.aliases[0] for name in names if name.aliases}


@pytest.mark.parametrize(
    "legend",
    [
        "N = Jumlah pasien patuh\nD = Jumlah pasien\n",
        "N: Jumlah pasien patuh\nD: Jumlah pasien\n",
        "N : Jumlah pasien patuh; D : Jumlah pasien; ",
        "N = Jumlah pasien patuh, D = Jumlah pasien, ",
        "- N = Jumlah pasien patuh\n- D = Jumlah pasien\n",
        "1. N = Jumlah pasien patuh\n2. D = Jumlah pasien\n",
        "1) Jumlah pasien patuh (N)\n2) Jumlah pasien (D)\n",
        "N (Pembilang) : Jumlah pasien patuh\nD (Penyebut) : Jumlah pasien\n",
    ],
)
@pytest.mark.parametrize("label", ["", "Formula: ", "Kepatuhan = "])
def test_a_legend_before_its_formula(legend: str, label: str):
    expected = ("`N` / `D` × 100%", {"N": "Jumlah pasien patuh", "D": "Jumlah pasien"})
    assert told(f"{legend}{label}N/D x 100%") == expected


def test_letters_of_a_list():
    expected = ("`a` / `b` × 100%", {"a": "Jumlah warga hadir", "b": "Jumlah warga diundang"})
    assert told("a. Jumlah warga hadir\nb. Jumlah warga diundang\nKehadiran = a/b x 100%") == expected
    assert told("a) Jumlah warga hadir; b) Jumlah warga diundang; kehadiran = (a : b) x 100%") == expected


@pytest.mark.parametrize("numerator", ["Numerator", "Pembilang", "Nominator"])
@pytest.mark.parametrize("sign", ["/", " : ", " ÷ "])
@pytest.mark.parametrize("factor", ["100%", "1000"])
def test_words_for_numerator_and_denominator(numerator: str, sign: str, factor: str):
    denominator = "Penyebut" if numerator == "Pembilang" else "Denominator"
    legend = f"{numerator} : Jumlah jatuh\n{denominator} : Jumlah pasien\n"
    text = f"{legend}Formula : {numerator}{sign}{denominator} x {factor}"
    assert kf.parse(text).to_text() == f"Jumlah jatuh / Jumlah pasien × {factor}"


@pytest.mark.parametrize(
    "text",
    [
        "Numerator: Jumlah jatuh\nDenumerator: Jumlah pasien\nNumerator/Denumerator x 100%",
        "Numerator : Jumlah jatuh\nDenominator : Jumlah pasien\nRumus : N/D x 100%",
        "<b>Numerator</b>: Jumlah jatuh<br/><b>Denominator</b>: Jumlah pasien<br/>Numerator ÷ Denominator × 100%",
        "| Numerator | Jumlah jatuh |\n| Denominator | Jumlah pasien |\n| Formula | Numerator/Denominator x 100% |",
        "Numerator : Jumlah jatuh\nDenominator : Jumlah pasien\nNumerator / Denominator x 100 %",
        "Numerator\nJumlah jatuh\nDenominator\nJumlah pasien\nFormula\nNumerator/Denominator x 100%",
    ],
)
def test_roles_in_other_layouts(text: str):
    assert kf.parse(text).to_text() == "Jumlah jatuh / Jumlah pasien × 100%"


def test_what_stands_for_another_piece_is_a_label():
    text = "Numerator : Jumlah jatuh\nDenominator : Jumlah pasien\nFormula : Numerator/Denominator x 100%"
    roles = {text[one.start : one.end]: one.role for one in kf.parse(text).why().pieces}
    assert roles["Numerator :"] == roles["Denominator :"] == "label"
    assert roles["Jumlah jatuh"] == roles["Jumlah pasien"] == "operan"


def test_a_numerator_that_calculates_keeps_its_bracket():
    text = "Pembilang : Jumlah A dikurangi Jumlah B\nPenyebut : Jumlah C\nPembilang / Penyebut x 100%"
    assert kf.parse(text).to_text() == "(Jumlah A - Jumlah B) / Jumlah C × 100%"


def test_signs_in_what_is_said():
    text = "Numerator : Jumlah mati > 48 jam\nDenominator : Jumlah keluar (hidup+mati)\nN / D x 1000 ‰"
    assert kf.parse(text).to_text() == "`Jumlah mati > 48 jam` / `Jumlah keluar (hidup+mati)` × 1000"


@pytest.mark.parametrize("numerator", ["Jumlah patuh", "patuhan", "Jumlah patuh.", "Jumlah patuh.,"])
@pytest.mark.parametrize("formula", ["N/D x 100%", "n/d x 100%", "Hasil : N : D x 100%"])
def test_first_letters_of_the_roles(numerator: str, formula: str):
    """The words of a role end where their full stop or comma stands."""
    name = numerator.strip(".,")
    line = f"{name if ' ' in name else f'`{name}`'} / Jumlah pasien × 100%"
    assert kf.parse(f"Numerator : {numerator}\nDenominator : Jumlah pasien.\n{formula}").to_text() == line


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("N = Jumlah pasien patuh, obat, D = Jumlah pasien, N/D x 100%", "Jumlah pasien patuh, obat"),
        ("D = Jumlah pasien\nN = Jumlah pasien patuh\nN/D x 100%", "Jumlah pasien patuh"),
        ("N = Jumlah (patuh + taat)\nD = Jumlah pasien\nN/D x 100%", "Jumlah (patuh + taat)"),
        ("N = Jumlah pasien/hari\nD = Jumlah pasien\nRumus\nN/D x 100%", "Jumlah pasien/hari"),
    ],
)
def test_what_a_symbol_stands_for(text: str, meaning: str):
    assert told(text) == ("`N` / `D` × 100%", {"N": meaning, "D": "Jumlah pasien"})


@pytest.mark.parametrize(
    "end",
    [
        "\nDK : perubahan modal; DY : perubahan keluaran",
        *(f"{word} DK = perubahan modal dan DY = perubahan keluaran" for word in (" dengan", ", kemudian")),
        "\nDK : perubahan modal, DY : perubahan keluaran",
    ],
)
def test_symbols_behind_their_formula(end: str):
    assert told(f"ICOR = DK / DY{end}") == ("`DK` / `DY`", {"DK": "perubahan modal", "DY": "perubahan keluaran"})


@pytest.mark.parametrize(
    "legend",
    [
        "A. Jumlah hadir; B. Jumlah undangan",
        "A) Jumlah hadir; B) Jumlah undangan",
        "Jumlah hadir (A); Jumlah undangan (B)",
        "1. Jumlah hadir (A); 2. Jumlah undangan (B)",
    ],
)
def test_a_list_of_symbols_on_one_line_behind(legend: str):
    expected = ("`A` / `B` × 100%", {"A": "Jumlah hadir", "B": "Jumlah undangan"})
    assert told(f"A / B x 100%\n{legend}") == expected


def test_the_formula_begins_with_the_symbol_that_was_told_last():
    assert kf.parse("N = Jumlah pasien patuh, D = Jumlah pasien, D x N").to_text() == "`D` × `N`"


@pytest.mark.parametrize(
    "text",
    [
        "RI = NI / a; RN = NN / b; A = (RI + RN) / 2",  # formulas of their own
        "N = Jumlah pasien patuh\nFormula: N/D x 100%",  # one symbol of two
        "A = Jumlah hadir\nB = Jumlah undangan\nC/D x 100%",  # other symbols
        "Jumlah pasien / Jumlah hari",
        "A = Jumlah hadir\nB = Jumlah undangan\nA",  # nothing calculates
        "Numerator : Jumlah jatuh\nDenominator : Jumlah pasien",
        "N = 12\nD = 30\nN/D x 100%",
    ],
)
def test_other_texts_stay_as_they_are(text: str):
    lexemes, _, draft = prepare(text, (), None, DEFAULT_LIMITS)
    places = [piece.start for piece in lexemes]
    assert places == sorted(places)
    assert not draft.labels


def test_a_legend_stands_before_a_difference_too() -> None:
    assert kf.parse("N = Jumlah pasien masuk\nD = Jumlah pasien keluar\nN - D").to_text() == "`N` - `D`"


@pytest.mark.parametrize("behind", ["", "\nKriteria inklusi : semua petugas"])
def test_a_legend_of_both_sides_stands_before_a_drawn_fraction(behind: str) -> None:
    legend = "Numerator : Jumlah pasien benar\nDenominator : Jumlah pasien diperiksa\n"
    formula = kf.parse(f"{legend}Formula : Numerator\n------- x 100%\nDenominator{behind}")
    assert formula.to_text() == "Jumlah pasien benar / Jumlah pasien diperiksa × 100%"


@pytest.mark.parametrize(
    "legend",
    [
        "Jumlah hadir = A\nJumlah undangan = B\n",
        "Jumlah hadir : A\nJumlah undangan : B\n",
        "Jumlah hadir --> A\nJumlah undangan --> B\n",
        "Jumlah hadir → A\nJumlah undangan → B\n",
        "Jumlah hadir .... A\nJumlah undangan .... B\n",
        "Jumlah hadir = A; jumlah undangan = B; ",
        "Jika A = jumlah hadir dan B = jumlah undangan maka ",
        "Jika jumlah hadir = A dan jumlah undangan = B, maka kehadiran = ",
        "Apabila jumlah hadir = A, jumlah undangan = B, rumus: ",
        "Bila A = jumlah yang hadir dan tercatat dan B = jumlah undangan maka ",
    ],
)
def test_a_symbol_behind_what_it_stands_for(legend: str):
    """The last symbol of the legend was glued to the first of the formula: ``B A / B``."""
    assert told(f"{legend}A/B x 100%")[0] == "`A` / `B` × 100%"


def test_short_names_are_explained_by_shorter_symbols():
    assert told("PAD = P\nAPBD = Q\nP/Q x 100%")[0] == "`P` / `Q` × 100%"


@pytest.mark.parametrize(
    "text",
    [
        "Jika A = 3 dan B = 4 maka Skor = 5",
        "jika Jumlah hadir = Jumlah undangan dan Jumlah sakit = Jumlah izin maka 100%",
        "Jika A = B dan C = D maka A / C",
    ],
)
def test_what_is_compared_stays_a_condition(text: str):
    assert told(text)[0].startswith("jika ")
