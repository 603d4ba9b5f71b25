"""Cells of several statements: each text beside the canonical line that it means."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest

import kinerja_formula as kf
from kinerja_formula.nodes import Conditional, Definitions, Name, Part, walk
from kinerja_formula.reading.certainty import certainty_curves
from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft
from kinerja_formula.reading.scanner import scan
from kinerja_formula.reading.statements import read_constants, read_factors

BRANCHES = [
    (
        "Jika PDS3 ≥ 50% , maka Skor = 4 . | Jika PDS3 < 50% , maka Skor = 2 + (4 x PDS3) .",
        "jika `PDS3` ≥ 50% maka 4; jika `PDS3` < 50% maka 2 + 4 × `PDS3`",
    ),
    ("=IF(B2=0;0;A2/B2*100)", "jika `B2` = 0 maka 0; selain itu `A2` / `B2` × 100"),
    (
        "Jika Rasio ≥ 3, maka B = 4. Jika Rasio < 3, maka B = (4 x Rasio) / 3",
        "jika `Rasio` ≥ 3 maka 4; jika `Rasio` < 3 maka 4 × `Rasio` / 3",
    ),
    (
        (
            "Jika EWMP=14, maka skor 4 \tJika 12 ≤ EWMP < 14 Maka Skor = (3 x EWMP)-34\n"
            "Jika EWMP < 12 \n atau EWMP > 16, maka Skor = 0 "
        ),
        "jika `EWMP` = 14 maka 4; jika 12 ≤ `EWMP` < 14 maka 3 × `EWMP` - 34; jika `EWMP` < 12 atau `EWMP` > 16 maka 0",
    ),
    ("Skor = 4 jika P >= 50%, selain itu Skor = 8 x P", "jika `P` ≥ 50% maka 4; selain itu 8 × `P`"),
    (
        "if Rasio Agunan < 30% then Hasil = 0 else Hasil = Sum CRR / 6",
        "jika `Rasio Agunan` < 30% maka 0; selain itu `Sum CRR` / 6",
    ),
    ("=IF(A>=B, 100, A/B*100)", "jika `A` ≥ `B` maka 100; selain itu `A` / `B` × 100"),
    ("IF(A > 90; 4; IF(A > 75; 3; 1))", "jika `A` > 90 maka 4; jika `A` > 75 maka 3; selain itu 1"),
    (
        "4: Jika RS ≥ 3\n3: Jika 2 ≤ RS < 3\n2: Jika RS < 2",
        "jika `RS` ≥ 3 maka 4; jika 2 ≤ `RS` < 3 maka 3; jika `RS` < 2 maka 2",
    ),
    (
        "4: Jika RS ≥ 3 3: Jika 2 ≤ RS < 3 2: Jika RS < 2",
        "jika `RS` ≥ 3 maka 4; jika 2 ≤ `RS` < 3 maka 3; jika `RS` < 2 maka 2",
    ),
    (
        'Index kepuasan > 3 skor "3"\nIndex kepuasan 2.5 - 3 skor "2"\nIndex kepuasan < 2 skor "0',
        "jika `Index kepuasan` > 3 maka 3; jika 2,5 ≤ `Index kepuasan` ≤ 3 maka 2; jika `Index kepuasan` < 2 maka 0",
    ),
    (
        "Jika nilai di atas 90 maka 4, jika nilai antara 80 dan 90 maka 3, jika nilai kurang dari 80 maka 1",
        "jika `nilai` > 90 maka 4; jika 80 ≤ `nilai` ≤ 90 maka 3; jika `nilai` < 80 maka 1",
    ),
    (
        "Jika realisasi > target, capaian = 100%. Jika realisasi <= target, capaian = realisasi / target x 100%",
        "jika `realisasi` > `target` maka 100%; jika `realisasi` ≤ `target` maka `realisasi` / `target` × 100%",
    ),
    (
        "Bila realisasi lebih dari target maka 100% selain itu realisasi dibagi target dikali 100%",
        "jika `realisasi` > `target` maka 100%; selain itu `realisasi` / `target` × 100%",
    ),
    (
        "Alignment (%) = 100 * N / T    (jika T > 0)\nAlignment = 0%      (jika T = 0)",
        "jika `T` > 0 maka 100 × `N` / `T`; jika `T` = 0 maka 0%",
    ),
    (
        r"B = \begin{cases} 4, & \text{jika } R \ge 3 \\ \frac{4R}{3}, & R < 3 \end{cases}",
        "jika `R` ≥ 3 maka 4; jika `R` < 3 maka 4 × `R` / 3",
    ),
    (
        r"$S=\begin{cases}100&\text{if }\frac{A}{B}\geq 1\\\frac{A}{B}\times 100&\text{otherwise}\end{cases}$",
        "jika `A` / `B` ≥ 1 maka 100; selain itu `A` / `B` × 100",
    ),
    (
        r"S = \left\{ \begin{array}{ll} 4 & \text{jika } Rasio \ge 3 \\ 0 & \text{lainnya} \end{array} \right.",
        "jika `Rasio` ≥ 3 maka 4; selain itu 0",
    ),
    (
        "Jika <b>RS &ge; 100%</b>, maka <strong>Skor</strong> = 4<br>Jika <b>RS &lt; 100%</b>, maka Skor = 4 x RS",
        "jika `RS` ≥ 100% maka 4; jika `RS` < 100% maka 4 × `RS`",
    ),
]
TABLES_OF_SCORES = [
    (
        (
            "4: Jika A ≥ 12 , maka Skor = 4\n3: Jika 3 ≤ A < 12 , maka Skor = (2 x A) / 9\n2: -\n"
            "1: Tidak ada Skor antara 0 dan 2.\n0: Jika A < 3 , maka Skor = 0"
        ),
        "jika `A` ≥ 12 maka 4; jika 3 ≤ `A` < 12 maka 2 × `A` / 9; jika `A` < 3 maka 0",
    ),
    (
        "4: Jika PPS ≥ 85% , maka Skor = 4\n3: Jika 30% ≤ PPS < 85% , maka Skor = 2\n0: Jika PPS < 30%",
        "jika `PPS` ≥ 85% maka 4; jika 30% ≤ `PPS` < 85% maka 2; jika `PPS` < 30% maka 0",
    ),
    (
        "Skor 4: Jika (LK + GB) >= 70%<br>Skor 2 + (20/7 * (LK+GB)): Jika < 70%",
        "jika `LK` + `GB` ≥ 70% maka 4; jika `LK` + `GB` < 70% maka 2 + (20 / 7 × (`LK` + `GB`))",
    ),
    (
        "4  (PPK ≥ 25%, maka Skor = 4)\n 3  (Jika PPK < 25%, maka Skor = 1 + (12 x PPK))",
        "jika `PPK` ≥ 25% maka 4; jika `PPK` < 25% maka 1 + 12 × `PPK`",
    ),
    (
        "<b><li>Nilai 4</li></b>\n Jika RK ≥ 4 ,maka A = 4 .\n<b><li>Nilai 1 - 3</li></b>\n Jika RK < 4 ,maka A = RK .",
        "jika `RK` ≥ 4 maka 4; jika `RK` < 4 maka `RK`",
    ),
    (
        "Jika realisasi < target:    Capaian = (realisasi / target) × 100%\nJika realisasi ≥ target:  Capaian = 100%",
        "jika `realisasi` < `target` maka `realisasi` / `target` × 100%; jika `realisasi` ≥ `target` maka 100%",
    ),
    (
        "HPP = (Biaya / Omset) × 100\n≤35% → 100\n≤40% → 75\n>40% → 0",
        "`HPP` = `Biaya` / `Omset` × 100; jika `HPP` ≤ 35% maka 100; jika `HPP` ≤ 40% maka 75; jika `HPP` > 40% maka 0",
    ),
    ("Jika 0% < KD3 < 20%, maka skor = 1 + (3xKD3)/0,2", "jika 0% < `KD3` < 20% maka 1 + (3 × `KD3` / 0,2)"),
]
DEFINITIONS = [
    (
        "ROUND(AD6 + AD7, 2) di mana AD6 = 30% × Rata2 Waktu, AD7 = 70% × Rata2 RO",
        "`AD6` = 30% × `Rata2 Waktu`; `AD7` = 70% × `Rata2 RO`; bulat (`AD6` + `AD7`; 2)",
    ),
    ("RI = NI / a; RN = NN / b; A = (RI + RN) / 2", "`RI` = `NI` / `a`; `RN` = `NN` / `b`; `A` = (`RI` + `RN`) / 2"),
    ("π = TR-TC\nTR = Y + L TC = P + D", "`TR` = `Y` + `L`; `TC` = `P` + `D`; `π` = `TR` - `TC`"),
    (
        "RK = ((a x N1) + (b x N2)) / NDTPS Faktor: a = 3 , b = 2",
        "`a` = 3; `b` = 2; `RK` = (`a` × `N1` + `b` × `N2`) / `NDTPS`",
    ),
    (
        (
            "Jika RI ≥ a , maka Skor = 4 .Jika RI < a , maka Skor = 4 x RI / a .\n"
            "RI = NI / NDT Faktor: a = 0,05\nNI = Jumlah kerja sama"
        ),
        "`RI` = `NI` / `NDT`; `a` = 0,05; `Skor` = (jika `RI` ≥ `a` maka 4; jika `RI` < `a` maka 4 × `RI` / `a`)",
    ),
]
FUNCTIONS = [
    (
        "=ROUND(IF((A*90% + B*10%) > 100, 100, A*90% + B*10%), 2)",
        "bulat ((jika `A` × 90% + `B` × 10% > 100 maka 100; selain itu `A` × 90% + `B` × 10%); 2)",
    ),
    (r"\log_2 \left( \frac{N + 1}{M + 1} \right)", "log ((`N` + 1) / (`M` + 1); 2)"),
    (
        r"100 - (\|Realisasi - Target\| / Target × 100), min 0%",
        "maks (100 - (abs (`Realisasi` - `Target`) / `Target` × 100); 0%)",
    ),
    ("(Target / Realisasi) × 100, capped at 100%", "min (`Target` / `Realisasi` × 100; 100%)"),
    ("sqrt(Jumlah kasus) / 2", "√(Jumlah kasus) / 2"),
    ("min( (SKS / Beban) * 100 , 100 )", "min (`SKS` / `Beban` × 100; 100)"),
    ("|A - B| / B x 100%", "abs (`A` - `B`) / `B` × 100%"),
    ("nilai mutlak (Realisasi - Target) / Target x 100%", "abs (`Realisasi` - `Target`) / `Target` × 100%"),
    ("ln(PDRB) - ln(PDRB awal)", "ln (`PDRB`) - ln (`PDRB awal`)"),
    ("nilai tertinggi dari A, B dan C", "maks (`A`; `B`; `C`)"),
    ("Realisasi / Target x 100%, maksimal 100%", "min (`Realisasi` / `Target` × 100%; 100%)"),
    ("Σ (bobot × nilai) / Σ bobot", "Σ (`bobot` × `nilai`) / Σ `bobot`"),
    (r"\sum (w_i \cdot x_i) / \sum w_i", "Σ (`w_i` × `x_i`) / Σ `w_i`"),
    # A sum reaches as far as its index stands
    (r"\sum_{i=1}^{n} w_i x_i", "Σ (`w_i` × `x_i`)"),
    (r"\frac{\sum_{i=1}^{n} w_{i} \cdot x_{i}}{\sum w_i}", "Σ (`w_i` × `x_i`) / Σ `w_i`"),
    (r"\sum_{i} w_i (x_i - y_i)", "Σ (`w_i` × (`x_i` - `y_i`))"),
    (r"\sum_i^n \frac{a_i}{b_i}", "Σ (`a_i` / `b_i`)"),
    (r"\sum_{i=1}^{n} \text{Bobot}_i \times \text{Nilai}_i", "Σ (`Bobot_i` × `Nilai_i`)"),
    ("Σ PAKi x CKi / Σ PAKi", "Σ (`PAKi` × `CKi`) / Σ `PAKi`"),
    ("Σ wi xi", "Σ (`wi` × `xi`)"),
    # The sum of a sum is the sum of its terms
    ("Σ (A + B) / Σ C x 100%", "(Σ `A` + Σ `B`) / Σ `C` × 100%"),
    ("Σ (Jumlah guru + Jumlah siswa)", "Jumlah guru + Jumlah siswa"),
    ("jumlah dari (nilai × bobot) setiap unsur", "Σ (`nilai` × `bobot`)"),
    (r"\max(0, A - B)", "maks (0; `A` - `B`)"),
    (
        "rata-rata geometrik dari Angka Harapan Hidup, Indeks Pendidikan dan Indeks Pengeluaran",
        "rata-rata-ukur (`Angka Harapan Hidup`; `Indeks Pendidikan`; `Indeks Pengeluaran`)",
    ),
]


@pytest.mark.parametrize(("text", "line"), BRANCHES + TABLES_OF_SCORES + DEFINITIONS + FUNCTIONS)
def test_reads_as(text: str, line: str) -> None:
    formula = kf.parse(text)
    assert formula.to_text() == line
    assert kf.parse(line) == formula
    assert kf.parse(line).certainty == 1


@pytest.mark.parametrize(("text", "line"), BRANCHES + TABLES_OF_SCORES + DEFINITIONS)
def test_spans_and_roles_lie_in_the_text(text: str, line: str) -> None:
    formula = kf.parse(text)
    pieces = list(formula.why())
    assert all(0 <= piece.start <= piece.end <= len(text) for piece in pieces)
    assert all(one.end <= other.start for one, other in itertools.pairwise(pieces))
    for name in formula.names:
        assert name.split()[0] in text
    del line


@pytest.mark.parametrize(
    "text",
    [
        "Jika opini WTP, maka skor 4; jika opini WDP, maka skor 3",
        "Apabila kategori Cukup, maka nilai = 70 + A",
        "Jika Rasio ≥ 3",
    ],
)
def test_a_condition_that_compares_no_figures_is_told(text: str) -> None:
    formula = kf.parse(text)
    assert "syarat-tak-terbaca" in [one.slug for one in formula.diagnostics]
    assert formula.certainty <= 0.5
    found = next(one for one in formula.diagnostics if one.slug == "syarat-tak-terbaca")
    assert text[slice(*found.span)].strip()


def test_words_are_no_values_of_a_condition() -> None:
    formula = kf.parse("RS = NAS / NDT X 100. Memenuhi apabila RS ≥ 100%, jika RS < 100% maka Tidak Memenuhi")
    assert "jika" not in formula.to_text()


def test_formulas_side_by_side_are_all_there() -> None:
    formula = kf.parse("RW = (NA1 + NB1) / ND , RN = (NA2 + NB2) / ND , RI = (NA4 + NB3) / ND", indikator="RN")
    assert set(formula.definitions) >= {"RW", "RN", "RI"}
    data = {"NA1": 1, "NB1": 2, "NA2": 3, "NB2": 4, "NA4": 5, "NB3": 6, "ND": 2}
    assert formula.definitions["RI"].evaluate(data).value == 5.5
    assert formula.evaluate(data).value == 3.5
    untold = kf.parse(formula.text)  # nothing says which of the three is asked for
    assert [one.code for one in untold.diagnostics] == ["KF146"]


def test_how_far_a_sum_without_an_index_reaches_is_a_doubt() -> None:
    assert [one.code for one in kf.parse("Σ bobot × nilai").diagnostics] == ["KF110"]


def test_the_record_before_is_no_column_of_a_sum() -> None:
    """Gini: the share of a class and of the class before it."""
    assert not kf.parse("GR = 1 - ∑fi [Yi + Yi-1]").records


def test_formulas_before_a_condition_of_latex_are_its_definitions() -> None:
    text = r"R = \frac{A}{N} \\ S = \begin{cases} 4, & R \ge 3 \\ R, & R < 3 \end{cases}"
    formula = kf.parse(text)
    assert list(formula.definitions) == ["R", "S"]
    assert [formula.evaluate({"A": above, "N": 2}).value for above in (8, 2)] == [4, 1]


def test_a_percentage_divided_by_its_bare_bound_is_a_doubt() -> None:
    sure = kf.parse("Jika PBS ≥ 60%, maka 4. Jika PBS < 60%, maka (PBS / 60%) × 4")
    mixed = kf.parse("Jika PBS ≥ 60%, maka 4. Jika PBS < 60%, maka (PBS / 60) × 4")
    assert sure.certainty > 0.9
    other = kf.parse("Jika PBS ≥ 60%, maka 4. Jika PBS < 60%, maka (PBS / 60) × 4. Jika RK > 5% maka 3")
    assert [one.code for one in other.diagnostics] == ["KF110"]  # whichever condition has that bound
    assert [one.code for one in mixed.diagnostics] == ["KF110"]


def test_a_guard_against_zero_is_no_branch() -> None:
    assert "jika" not in kf.parse("Capaian% = 100 * N / (P + Q)  (if denom>0)").to_text()


def test_so_many_branches_are_refused_at_once() -> None:
    text = " ".join([f"Jika A={order} maka {order}." for order in range(3000)])
    with pytest.raises(kf.LimitError) as refused:
        kf.parse(text)
    assert refused.value.code == "KF005"
    assert (refused.value.text, refused.value.span) == (text, (0, len("Jika")))


def test_definitions_in_a_circle_are_refused() -> None:
    with pytest.raises(kf.FormulaSyntaxError) as refused:
        kf.parse("`AA` = `BB` + 1; `BB` = `AA` × 2")
    assert refused.value.code == "KF144"
    assert "AA → BB → AA" in str(refused.value) or "BB → AA → BB" in str(refused.value)


def test_definitions_that_grow_without_end_are_refused() -> None:
    lines = ["`X0` = `A` + `A`", *[f"`X{order}` = `X{order - 1}` + `X{order - 1}`" for order in range(1, 60)]]
    with pytest.raises(kf.LimitError) as refused:
        kf.parse("; ".join(lines))
    assert refused.value.code == "KF005"


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("RI = NI - a / NJ x 100%\nRN = NN / b", "KF112", "NI - a"),
        ("RI = NI / a x 100% tahun\nRN = NN / b", "KF113", "tahun"),
        ("RI = Jumlah A / Jumlah B 100%; RN = Jumlah C / Jumlah D 100%", "KF111", "100"),
        ("RI = NI / a; RN = NN / b", "KF146", "RI"),
    ],
)
def test_what_is_told_of_one_of_several_formulas(text: str, code: str, place: str):
    formula = kf.parse(text)
    assert [item.name.text for item in formula.tree.items] == ["RI", "RN"]
    assert (code, place) in [(one.code, text[slice(*one.span)]) for one in formula.diagnostics]


@pytest.mark.parametrize(
    ("note", "value"),
    [
        ("hari kerja setahun 244 hari", 244),
        ("hari kerja setahun 244 orang", None),
        ("hari kerja : 244", 244),
        ("hari kerja = 244", 244),
        ("hari kerja = 1/8", Fraction(1, 8)),
        ("hari kerja = 1 ÷ 8", Fraction(1, 8)),
        ("hari kerja = 1/0", None),
        ("hari kerja = 1/9 = 0,111", Fraction(111, 1000)),
        ("hari kerja = 1/9 = 0,111 per unsur", Fraction(111, 1000)),
        ("hari kerja = 0,5 hari", Fraction(1, 2)),
        ("hari kerja = 3 + A", None),
        ("hari kerja = 3 (A)", None),
        ("hari kerja. 244 hari", None),
        ("hari kerja > 244", None),
        ("hari libur = 244", None),
        ("jam kerja : 8; hari kerja = 244", 244),
        ("hari kerja " + "efektif " * 10 + "244 hari", None),
    ],
)
def test_constants_of_a_note(note: str, value: Fraction | int | None):
    pieces = scan(note)
    draft = Draft(note, None, DEFAULT_LIMITS)
    read_constants(pieces, ["hari kerja"], draft)
    assert draft.constants == ({} if value is None else {"hari kerja": value})


@pytest.mark.parametrize(
    ("text", "constants"),
    [
        ("Faktor: a = 3, b = 2", {"a": 3, "b": 2}),
        ("a = 3; b = 2.", {"a": 3, "b": 2}),
        ("Nilai Penimbang = 1/8 = 0,125", {"Nilai Penimbang": Fraction(1, 8)}),
        ("a = 1 ÷ 4 b = 2", {"a": Fraction(1, 4), "b": 2}),
        ("a = 3 x b", {}),
        ("a = 3 / c", {}),
        ("a = 3 + c", {}),
        ("a = c", {}),
        ("z = 3", {}),
        ("a = 3 a = 4", {"a": 3}),
        ("a =", {}),
    ],
)
def test_factors(text: str, constants: dict[str, Fraction | int]):
    draft = Draft(text, None, DEFAULT_LIMITS)
    read_factors(scan(text), ["a", "b", "Nilai Penimbang"], draft)
    assert draft.constants == constants


@pytest.mark.parametrize(
    ("indikator", "taken", "told"),
    [
        ("RN", "RN", False),
        ("RI", "RI", False),
        ("rn", "RN", False),
        ("Rasio nilai (RN)", "RN", False),
        ("RN (persen)", "RN", False),
        ("Nilai RN", "RN", False),
        ("Lain", "RI", True),
        ("  ", "RI", True),
        (None, "RI", True),
    ],
)
def test_the_indicator_names_what_is_asked_for(indikator: str | None, taken: str, told: bool):
    formula = kf.parse("RI = NI / a; RN = NN / b", indikator=indikator)
    tree = formula.tree
    assert isinstance(tree, Definitions)
    assert isinstance(tree.result, Name)
    assert tree.result.text == taken
    found = [(one.code, dict(one.values)) for one in formula.diagnostics if one.code == "KF146"]
    assert found == ([("KF146", {"names": "RI, RN", "taken": "RI"})] if told else [])
    if not told:
        assert tree.items[-1].name.text == taken  # what is asked for comes last
        assert formula.certainty > 0.6


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = (3 + 1) * 2; N = B / a", "`a` = (3 + 1) × 2; `N` = `B` / `a`"),
        ("a = 50% * 3; N = B / a", "`a` = 50% × 3; `N` = `B` / `a`"),
        ("A = Jumlah hadir; B = Jumlah undangan; Nilai = A / B x 100%", "`A` / `B` × 100%"),
        (
            "Nilai = A jika B > 3; Nilai = C jika B < 2; selain itu D",
            "jika `B` > 3 maka `A`; jika `B` < 2 maka `C`; selain itu `D`",
        ),
        ("Nilai = 4 jika A > 3; Nilai = 4 jika A > 3", "jika `A` > 3 maka 4"),
        ("A = B / 2; A = B / 2; N = A + 1", "`A` = `B` / 2; `N` = `A` + 1"),
        ("a = 84 - 30; N = B / a", "`a` = 84 - 30; `N` = `B` / `a`"),
        ("a = 2 ^ 3; N = B / a", "`a` = 2 ^ 3; `N` = `B` / `a`"),
        ("a = 6 ÷ 3; N = B / a", "`a` = 6 / 3; `N` = `B` / `a`"),
        ("a = 6 × 3 * 2; N = B / a", "`a` = 6 × 3 × 2; `N` = `B` / `a`"),
        ("N = B / a; Faktor: a = 2", "`a` = 2; `N` = `B` / `a`"),
        # A bracket that nobody closed ends with its statement
        ("X1 = (A / B; S = X1 x 2", "`X1` = `A` / `B`; `S` = `X1` × 2"),
        ("X1 = A / (B + C; S = X1 x 2", "`X1` = `A` / (`B` + `C`); `S` = `X1` × 2"),
        (
            "Jika A > 3 maka (B + C / 2. Jika A < 3 maka 2",
            "jika `A` > 3 maka (`B` + `C`) / 2; jika `A` < 3 maka 2",
        ),
        ("Jika A > 3 maka maksimal 18. Jika A ≤ 3 maka 12 (dua belas).", "jika `A` > 3 maka 18; jika `A` ≤ 3 maka 12"),
        # An environment of cases
        (r"B = \begin{cases} 4, & R \ge 3 \\ 2 \end{cases}", "jika `R` ≥ 3 maka 4; selain itu 2"),
        (
            r"B = \begin{cases} A / C, & \text{untuk } R > 3, \\ 0 & \text{selainnya}. \end{cases}",
            "jika `R` > 3 maka `A` / `C`; selain itu 0",
        ),
        (r"\begin{cases} R & R > 3 \\ 0 & R < 3 \end{cases}", "jika `R` > 3 maka `R`; jika `R` < 3 maka 0"),
        (
            r"A = B / C; S = \begin{cases} A & A > 3 \\ 0 & A < 3 \end{cases}",
            "`A` = `B` / `C`; `S` = (jika `A` > 3 maka `A`; jika `A` < 3 maka 0)",
        ),
    ],
)
def test_what_statements_say_together(text: str, line: str):
    assert kf.parse(text).to_text() == line


@pytest.mark.parametrize(
    "text",
    [
        r"\begin{cases} 4 \\ 2 \end{cases}",
        r"\begin{cases} 4 & R > 3 \\ 2 & \text{lainnya} \\ 1 & \text{lainnya} \end{cases}",
        r"\begin{cases} & R > 3 \end{cases}",
        r"\begin{cases} WTP & R \\ 0 & R < 3 \end{cases}",
        "Jika A > 3 maka Memenuhi",
        "jika NI ≥ a maka NI = a",
        "Nilai = A jika B > 3; Nilai = C jika B < 2; selain itu D; selain itu E",
        "A / B x 100% jika C > 0",
    ],
)
def test_what_is_no_condition_of_figures(text: str):
    assert not isinstance(kf.parse(text).tree, Conditional)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (r"B = \begin{cases} 4, & R \ge 3 \\ 2 \end{cases}", [r"4, & R \ge 3 ", r"R \ge 3", "R", "3", "4", "2"]),
        (
            r"S = \begin{cases} \frac{A}{C} & R < 3 \end{cases}",
            [r"\frac{A}{C} & R < 3 ", "R < 3", "R", "3", "A}{C", "A", "C"],
        ),
    ],
)
def test_places_in_an_environment_of_cases(text: str, spans: list[str]):
    tree = kf.parse(text).tree
    assert isinstance(tree, Conditional)
    assert text[slice(*tree.span)] == text[text.index("\\begin") :]
    found = [text[slice(*one.span)] for one in walk(tree) if not isinstance(one, (Conditional, Part))]
    assert [one.strip() for one in found] == [one.strip() for one in spans]


def test_the_account_of_branches():
    """Each piece has its role and the form that gave it."""
    text = "Jika Rasio ≥ 3, maka B = (4 x Rasio)"
    assert [(one["text"], one["role"], one["form"]) for one in kf.parse(text).why().to_json()] == [
        ("Jika", "bingkai", "cabang"),
        ("Rasio", "operan", "syarat"),
        ("≥", "tanda", "syarat"),
        ("3", "angka", "syarat"),
        (",", "tanda-baca", "cabang"),
        ("maka", "bingkai", "cabang"),
        ("B", "label", "definisi"),
        ("=", "tanda-baca", "cabang"),
        ("(", "kurung", "kurung"),
        ("4", "angka", "angka"),
        ("x", "tanda", "kali"),
        ("Rasio", "operan", "nama"),
        (")", "kurung", "kurung"),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Jika A > 1,5 juta maka 4, jika A < 1 juta maka 2", "jika `A` > 1500000 maka 4; jika `A` < 1000000 maka 2"),
        (
            "Jika Pendapatan > 2 miliar rupiah maka 4, selain itu 2",
            "jika `Pendapatan` > 2000000000 maka 4; selain itu 2",
        ),
    ],
)
def test_words_of_scale_count_in_conditions(text, line):
    assert kf.parse(text).to_text() == line


@pytest.mark.parametrize("text", ["Skor = 4 jika A ≥ 3 dan B = 1; Skor = 2 jika A < 3", "Jika A > 3 maka 4; X = A / 2"])
def test_what_is_said_beside_branches_and_lost_is_a_doubt(text):
    formula = kf.parse(text)
    assert formula.certainty < 0.5
    assert [one.code for one in formula.diagnostics if one.severity == "warning"] == ["KF110"]


NOTES = "Catatan kehadiran pegawai dibuat setiap hari\n"
"""Words that are left over, more than a heading has."""


@pytest.mark.parametrize(
    "text",
    [
        "Skor = Jumlah nilai / Jumlah unsur x bobot\nbobot = 1/9",
        "Skor = Total nilai x Penimbang\nPenimbang = 0,25",
        "RK = Jumlah hadir / Jumlah undangan x B x C\nB = 25\nC = 4",
        "RK = Jumlah hadir / Jumlah undangan x B\nB = 25\nS = sakit",
    ],
)
def test_words_left_over_beside_one_result_are_its_notes(text: str):
    """What is calculated is sure, and the others are figures that it uses: the words only explain."""
    formula = kf.parse(NOTES + text)
    assert [one.code for one in formula.diagnostics] == ["KF107"]
    assert formula.certainty == certainty_curves().threshold


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("RK = H / Jumlah undangan x 100%\nHS = Jumlah pegawai pagi + Jumlah pegawai sore", "KF146"),  # two results
        ("RK = Jumlah hadir / Jumlah undangan x B\nB = Jumlah hari / 5", "KF110"),  # more than a figure
        ("RK = rapat / apel x B\nB = 4", "KF110"),  # the formula itself is doubtful
        ("Jika H > 3 maka RK = 4\nJika H <= 3 maka RK = H\nH = Jumlah hadir / Jumlah undangan", "KF110"),
    ],
)
def test_words_left_over_beside_other_statements_are_a_doubt(text: str, code: str):
    formula = kf.parse(NOTES + text)
    assert [one.code for one in formula.diagnostics] == [code]
    assert formula.certainty < certainty_curves().threshold


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "IKM = Total skor x Penimbang\n- Penimbang = 25\n- Skala Jawaban: 1 - 4",
            "`Penimbang` = 25; `IKM` = `Total skor` × `Penimbang`",
        ),
        (
            "Skor = Nilai rapat x Bobot\n- Bobot = 20\n- Rentang nilai: 1 - 4\n- Sumber: survei",
            "`Bobot` = 20; `Skor` = `Nilai rapat` × `Bobot`",
        ),
        (
            "Skor = Nilai rapat x Bobot\n- Bobot = 20 - 5\n- Rentang nilai: 1 - 4",
            "`Bobot` = 20 - 5; `Skor` = `Nilai rapat` × `Bobot`",
        ),
        # One dash alone at the head of a line is a minus
        (
            "Laba = Hasil - Biaya kantor\nHasil = Jumlah jual\n- Jumlah retur",
            "`Hasil` = `Jumlah jual` - `Jumlah retur`; `Laba` = `Hasil` - `Biaya kantor`",
        ),
    ],
)
def test_lines_with_dashes_are_items(text: str, line: str):
    assert kf.parse(text).to_text() == line


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # each line of the legend is a statement, so nothing is left over, and all make one result
        (
            "IPM = 1/3 (X1 + X2)\n\ndimana\nX1 = Indeks umur\nX2 = 1/3 (Indeks baca) + 1/3 (Indeks lama sekolah)",
            ["KF107"],
        ),
        # what tells two sums apart is lost
        ("S1 = ∑_{b=1..6} SKS_b\nS2 = ∑_{b=7..12} SKS_b\nS = max(S1, S2)", ["KF110"]),
        # three results
        ("R = A / B\nS = C / D\nT = X + Y", ["KF146"]),
    ],
)
def test_definitions_that_all_serve_one_result_are_nearly_sure(text: str, codes: list[str]):
    formula = kf.parse(text)
    assert [one.code for one in formula.diagnostics] == codes
    assert (formula.certainty >= certainty_curves().threshold) is (codes == ["KF107"])
