"""The flattened drawing: drawn, underlined and lost lines, x 100% wherever it stands."""

from __future__ import annotations

import pytest
from tests.rules_alone import parse

import kinerja_formula as kf

RATIO = "Jumlah A / Jumlah B × 100%"


def read_as(text: str) -> tuple[str, list[tuple[str, str]]]:
    formula = parse(text)
    return formula.to_text(), [(one.code, text[slice(*one.span)]) for one in formula.diagnostics]


@pytest.mark.parametrize(
    "text",
    [
        "Jumlah A -----x100% Jumlah B",
        "Jumlah A ------ Jumlah B x 100%",
        "Jumlah A\n----------- x 100 %\nJumlah B",
        "Jumlah A ___ x 100% Jumlah B",
        "Jumlah A ═══ x 100% Jumlah B",
        "Jumlah A ~~~ x 100% Jumlah B",
        "Jumlah A ───── Jumlah B × 100%",
        "Jumlah A - - - - Jumlah B x 100%",
        "Jumlah A ... x100% / Jumlah B",
        "Jumlah A ... x100% Jumlah B",
        "Jumlah A …… x100% Jumlah B",
        "Jumlah A .... Jumlah B x 100%",
        "Jumlah A - x 100% Jumlah B",
        "Jumlah A X 100% Jumlah B",
        "Jumlah A\n\nX 100%\n\nJumlah B",
        "Jumlah A\n      x 100%\nJumlah B",
        "<u>Jumlah A</u> x 100% Jumlah B",
        "<u>Jumlah A</u> Jumlah B x 100%",
        "Jumlah <u>A</u> x 100% Jumlah B",
        '<span style="text-decoration:underline">Jumlah A</span><br>x 100%<br>Jumlah B',
        "<p><u>Jumlah A</u></p><p>Jumlah B x 100%</p>",
        "Jumlah A / Jumlah B x 100%",
        "(Jumlah A / Jumlah B) x 100 %",
        "Jumlah A : Jumlah B x 100%",
        "Jumlah A ÷ Jumlah B x 100%",
        "Jumlah A dibagi Jumlah B x 100%",
        "Jumlah A/Jumlah B...x 100%",
        r"$\frac{Jumlah\ A}{Jumlah\ B} \times 100\%$",
        r"\left(\dfrac{\text{Jumlah A}}{\text{Jumlah B}}\right) \cdot 100\%",
        "Jumlah A ----- x 100% (18/24) x 100% = 75 Jumlah B",
        "**Jumlah A** / **Jumlah B** x 100%",
        "<p>Jumlah&nbsp;A / Jumlah&nbsp;B x 100%</p>",
        "Jumlah\u00a0A ／ Jumlah B × １００％",
    ],
)
def test_every_drawing_of_one_ratio(text: str):
    assert read_as(text) == (RATIO, [])


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("Jumlah A 100% Jumlah B", "KF111", "100"),
        ("(Jumlah A / Jumlah B) 100%", "KF111", "100"),
        ("Jumlah A ----- 100% Jumlah B", "KF111", "100"),
        ("Jumlah A ----- x 100% Jumlah B x 100%", "KF113", "x 100%"),
        ("Jumlah A ----- Jumlah B x 100% per tahun", "KF113", "per tahun"),
        ("Jumlah A ----- x 100% Jumlah B Jumlah C ----- x 100% Jumlah D", "KF121", "-----"),
    ],
)
def test_drawings_with_a_flaw(text: str, code: str, place: str):
    assert read_as(text) == (RATIO, [(code, place)])


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Jumlah A x 100% / Jumlah B", "Jumlah A × 100% / Jumlah B"),
        ("<u>Jumlah A x 100%</u> Jumlah B", "Jumlah A × 100% / Jumlah B"),
        ("Jumlah A ----- Jumlah B", "Jumlah A / Jumlah B"),
        ("P(t) - P(t-1) ---- x 100% P(t-1)", "(`P(t)` - `P(t-1)`) / `P(t-1)` × 100%"),
        ("NDT - NDTPS ---- x 100% NDTS", "(`NDT` - `NDTPS`) / `NDTS` × 100%"),
        ("<u>A - B</u> x 100% A", "(`A` - `B`) / `A` × 100%"),
        ("Jumlah A + Jumlah B ---- Jumlah C + Jumlah D", "(Jumlah A + Jumlah B) / (Jumlah C + Jumlah D)"),
        ("Jumlah A ---- x 1.000 Jumlah B", "Jumlah A / Jumlah B × 1000"),
        ("Jumlah A ---- Jumlah B x 100.000 penduduk", "Jumlah A / Jumlah B × 100000"),
        ("Jumlah A\n--- x bobot\nJumlah B", "Jumlah A / Jumlah B × `bobot`"),
        ("Jumlah A --- x bobot Jumlah B", "Jumlah A / Jumlah B × `bobot`"),
        ("         Σ Nilai\nNRR = ─────────\n        Jumlah R", "Σ `Nilai` / Jumlah R"),
        ("Jumlah A\nRumus : ------- x 100%\nJumlah B", RATIO),
        ("Pembilang : Jumlah A\nPenyebut : Jumlah B", "Jumlah A / Jumlah B"),
    ],
)
def test_other_drawings(text: str, tree: str):
    assert read_as(text) == (tree, [])


def test_a_power_of_a_broken_number_is_a_root_and_reported():
    assert read_as("Jumlah A pangkat 1/3") == ("Jumlah A ^ (1 / 3)", [("KF110", "1/3")])
    assert read_as("Jumlah A pangkat 2 / 3") == ("Jumlah A ^ 2 / 3", [])


@pytest.mark.parametrize(
    ("text", "role", "place"),
    [
        ("Jumlah A ----- x 100%", "penyebut", "-----"),
        ("----- x 100% Jumlah B", "pembilang", "-----"),
        ("Jumlah A / x 100%", "penyebut", "x"),
        ("x 100%", "operan", "x"),
        ("Jumlah A x x 100%", "operan", "x"),
        ("Jumlah A + + Jumlah B", "operan", "+"),
        ("Jumlah A + / Jumlah B", "pembilang", "/"),
        ("Jumlah A dibagi", "penyebut", "dibagi"),
    ],
)
def test_a_part_is_missing(text: str, role: str, place: str):
    with pytest.raises(kf.FormulaSyntaxError) as caught:
        parse(text)
    found = caught.value.diagnostics[0]
    assert (found.code, dict(found.values), text[slice(*found.span)]) == ("KF102", {"role": role}, place)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("----- Jumlah B", "hitung"),
        ("Jumlah A ...", "hitung"),
        ("Jumlah <u>surat</u>", "hitung"),
        ("Jumlah A … dan seterusnya", "hitung"),
    ],
)
def test_signs_that_draw_nothing(text: str, kind: str):
    formula = parse(text)
    assert (formula.kind, len(formula.names)) == (kind, 1)


def test_the_place_of_a_drawn_sign_is_the_line():
    text = "Jumlah A -----x100% Jumlah B"
    parts = parse(text).tree.parts
    assert [text[slice(*part.sign_span)] for part in parts] == ["", "-----", "x"]
    assert [text[slice(*part.node.span)] for part in parts] == ["Jumlah A", "Jumlah B", "100%"]


@pytest.mark.parametrize(
    ("text", "line", "findings"),
    [
        ("<u>Jumlah A</u> Jumlah B", "Jumlah A / Jumlah B", []),
        ("<u>Jumlah A</u> / Jumlah B", "Jumlah A / Jumlah B", []),
        ("<u>Jumlah A</u>", "Jumlah A", []),
        ("Jumlah P <u>yang hadir</u> Jumlah Q x 100%", "Jumlah P yang hadir / Jumlah Q × 100%", []),
        ("<u>Jumlah A x 100%</u> Jumlah B", "Jumlah A × 100% / Jumlah B", []),
        ("Jumlah A - x 100% Jumlah B", "Jumlah A / Jumlah B × 100%", []),
        ("Jumlah A -x 100% Jumlah B", "Jumlah A / Jumlah B × 100%", []),
        ("Jumlah A\n----- x Nilai penimbang\nJumlah B", "Jumlah A / Jumlah B × `Nilai penimbang`", []),
        ("Jumlah A ----- x Nilai penimbang Jumlah B", "Jumlah A / Jumlah B × `Nilai penimbang`", []),
        ("Jumlah A ----- Jumlah B x 1.000 penduduk", "Jumlah A / Jumlah B × 1000", []),
        ("Jumlah A ----- Jumlah B x 1000 penduduk desa kota kabupaten provinsi", "Jumlah A / Jumlah B × 1000", []),
        ("Jumlah A ----- x 100% / Jumlah B", "Jumlah A / Jumlah B × 100%", []),
        ("Jumlah A ----- x 100% Jumlah B x 100%", "Jumlah A / Jumlah B × 100%", [("KF113", "x 100%")]),
        ("Jumlah A ----- 100% Jumlah B", "Jumlah A / Jumlah B × 100%", [("KF111", "100")]),
        ("Jumlah A ... x 100% Jumlah B", "Jumlah A / Jumlah B × 100%", []),
        ("Jumlah A ... Jumlah B", "`Jumlah A ... Jumlah B`", []),
        ("Jumlah A ... / Jumlah B", "Jumlah A / Jumlah B", []),
        ("Jumlah A, ... Jumlah B x 100%", "Jumlah A / Jumlah B × 100%", [("KF110", "Jumlah")]),
        ("Jumlah A … Jumlah B x 100%", "Jumlah A / Jumlah B × 100%", []),
        ("Jumlah A ----- Jumlah B Jumlah C ----- Jumlah D", "Jumlah A / Jumlah B", [("KF121", "-----")]),
        ("----- Jumlah A", "Jumlah A", []),
        ("A ^ 1/3", "`A` ^ (1 / 3)", [("KF110", "1/3")]),
        ("A ^ (1/3)", "`A` ^ (1 / 3)", []),
        ("A pangkat 2/3 + B", "`A` ^ (2 / 3) + `B`", [("KF110", "2/3")]),
        ("Jumlah A X 100 %\n\nJumlah B", "Jumlah A / Jumlah B × 100%", []),
        ("Jumlah A x 100% B", "Jumlah A / `B` × 100%", [("KF110", "B")]),
        ("Jumlah A x 100% kegiatan", "Jumlah A × 100%", [("KF120", "x 100%")]),
        ("Nilai A x 1000\nNilai B", "`Nilai A` / `Nilai B` × 1000", []),
        ("Nilai A x 1000 kasus", "`Nilai A` × 1000", [("KF120", "x 1000 kasus")]),
        ("(Jumlah A / Jumlah B) x 100%", "Jumlah A / Jumlah B × 100%", []),
        ("((A + B) / (C + D)) x 100", "(`A` + `B`) / (`C` + `D`) × 100", []),
        ("A + B\nC\nx 100%", "(`A` + `B`) / `C` × 100%", [("KF110", "C")]),
        ("2A + 3B", "2 × `A` + 3 × `B`", [("KF111", "2"), ("KF111", "3")]),
        ("0,5 A + 0,5 B", "0,5 × `A` + 0,5 × `B`", [("KF111", "0,5"), ("KF111", "0,5")]),
        ("0,5 dari A + 0,5 dari B", "0,5 × `A` + 0,5 × `B`", [("KF111", "0,5"), ("KF111", "0,5")]),
        ("Rp 1.500 x Jumlah A", "1500 × Jumlah A", []),
        ("Jumlah A x Rp 1,5 juta", "Jumlah A × 1500000", []),
        ("Total (A + B) / C", "(`A` + `B`) / `C`", []),
        ("Kepadatan (Jumlah A / Jumlah B)", "Jumlah A / Jumlah B", []),
        ("Jumlah A / Jumlah B x 100% (A)", "Jumlah A / Jumlah B × 100%", [("KF113", "(A)")]),
        ("√A", "√(`A`)", []),
        ("3 √(A)", "3 × √(`A`)", []),
        ("A + √(B) x C", "`A` + √(`B`) × `C`", []),
        ("∛(A)", "\\sqrt[3]{`A`}", []),
        ("A / 12 bulan", "`A` / 12", []),
        ("A / 12 bulan x 100%", "`A` / 12 × 100%", []),
        ("Jumlah A x 4 jiwa", "Jumlah A × 4", []),
        ("Jumlah A x 2 rapat besar desa kami semua", "Jumlah A × `2 rapat besar desa kami semua`", []),
    ],
)
def test_drawings_and_operands(text: str, line: str, findings: list[tuple[str, str]]):
    """Underlines, drawn and dotted lines, factors on them, exponents, coefficients, amounts, brackets and roots."""
    formula = parse(text)
    assert formula.to_text() == line
    assert [(one.code, text[slice(*one.span)]) for one in formula.diagnostics] == findings


@pytest.mark.parametrize("text", ["Jumlah A ----- Jumlah B ----- Jumlah C", "Jumlah A ----- B ----- C"])
def test_two_lines_over_one_another_are_no_formula(text: str):
    with pytest.raises(kf.FormulaSyntaxError) as raised:
        parse(text)
    (found,) = raised.value.diagnostics
    assert (found.code, found.span[0], dict(found.values)) == ("KF101", text.rindex("-----"), {"sign": "-----"})


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("2A + 3B", "2 × `A` + 3 × `B`"),
        ("2AB + 3CD", "2 × `AB` + 3 × `CD`"),
        ("2ABC + 3DEF", "`2ABC` + `3DEF`"),
        ("2Ab + 3Cd", "`2Ab` + `3Cd`"),
        ("2a + 3b", "`2a` + `3b`"),
        ("2 A + 3 B", "`2 A` + `3 B`"),
        ("0,5 A + 0,5 B", "0,5 × `A` + 0,5 × `B`"),
        ("50% A + 50% B", "50% × `A` + 50% × `B`"),
        ("0,5 A x B", "`0,5 A` × `B`"),
        ("5 A + B", "`5 A` + `B`"),
    ],
)
def test_a_figure_before_a_name_is_its_weight(text: str, line: str):
    assert parse(text).to_text() == line
