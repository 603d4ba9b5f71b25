"""What stands behind a formula and is no part of it: worked steps, the label once more."""

from __future__ import annotations

import pytest

import kinerja_formula as kf
from kinerja_formula.reading import asides

STEPS = [
    ("Biaya = Tarif * 0.25 = 80 * 0.25 = 20", "`Tarif` × 0,25", "= 80 * 0.25 = 20"),
    ("A = X / Y x 100% = 3/4 x 100% = 75%", "`X` / `Y` × 100%", "= 3/4 x 100% = 75%"),
    (
        "Jumlah hadir dibagi jumlah undangan dikali 100% = 30 : 40 x 100% = 75%",
        "Jumlah hadir / jumlah undangan × 100%",
        "= 30 : 40 x 100% = 75%",
    ),
    ("Jumlah A / 12 = 24 bulan / 12 = 2 bulan", "Jumlah A / 12", "= 24 bulan / 12 = 2 bulan"),
    ("X = Jumlah angsuran\n= 1.000.000", "Jumlah angsuran", "= 1.000.000"),
    ("Nilai = A x 2 = Rp 3 x 4", "`A` × 2", "= Rp 3 x 4"),
    ("Nilai = A x 2 = 3 orang x 4", "`A` × 2", "= 3 orang x 4"),
    ("Capaian = A / B\n= 0,75", "`A` / `B`", "= 0,75"),
    ("Nilai = A x bobot = 3 x 4", "`A` × `bobot`", "= 3 x 4"),
]


@pytest.mark.parametrize(("text", "line", "behind"), STEPS)
def test_steps_of_a_worked_example_are_told_as_one(text, line, behind):
    formula = kf.parse(text)
    assert formula.to_text() == line
    last = formula.why().pieces[-1]
    assert (text[last.start : last.end], last.role, last.form) == (behind, "contoh", "di-belakang")


NO_STEPS = [
    ("A / B x k dimana k = 1/9", "k"),
    ("A/B x k, k = 1/9 = 0,1", "k"),
    ("Nilai IKM = (Total Nilai / Total Unsur) × Nilai Penimbang\nNilai Penimbang = 1/9 = 0,111", "Nilai Penimbang"),
    ("Jumlah A / Jumlah B x 12 bulan = Rasio C / 3", "Rasio C"),
]


@pytest.mark.parametrize(("text", "kept"), NO_STEPS)
def test_what_a_symbol_stands_for_is_no_step(text, kept):
    told = kf.parse(text).why()
    assert all(kept not in text[one.start : one.end] for one in told if one.form == "di-belakang")


def test_a_worked_example_is_calculated_again():
    wrong = kf.parse("Jumlah A / Jumlah B x 100% = 18/24 x 100% = 70%")
    assert [(one.code, one.values["stated"], one.values["computed"]) for one in wrong.diagnostics] == [
        ("KF116", "70", "75")
    ]
    assert not kf.parse("Jumlah A / Jumlah B x 100% = 18/24 x 100% = 75%").diagnostics


def test_steps_and_the_label_behind_them_leave_nothing_without_a_role():
    text = "ROI = EBIT / Modal x 100% = 3/4 x 100% = 75% ROI (%)"
    told = kf.parse(text).why()
    assert "".join(text[one.start : one.end] for one in told).replace(" ", "") == text.replace(" ", "")


def test_many_equals_signs_are_looked_at_once(monkeypatch):
    looked = 0

    def counted(main, at, ask=asides._is_of_figures):
        nonlocal looked
        looked += 1
        return ask(main, at)

    monkeypatch.setattr(asides, "_is_of_figures", counted)
    kf.parse("A / B" + " = 1" * 300)
    assert looked < 2_000


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("ROI = EBIT x 100 % Capital Employed ROI (%)", "`EBIT` / `Capital Employed` × 100%"),
        ("Cash Ratio = Kas + Bank x 100 % Utang Cash Ratio = x (%)", "(`Kas` + `Bank`) / `Utang` × 100%"),
        ("ROI EBIT = EBIT ----- x 100% Aset ROI EBIT (%)", "`EBIT` / `Aset` × 100%"),
        ("ROI = EBIT ----- x 100% Aset ROI = x (%)", "`EBIT` / `Aset` × 100%"),
        ("a b c d e f = EBIT ----- x 100% Aset a b c d e f (%)", "`EBIT` / `Aset` × 100%"),
        ("Capaian = Jumlah hadir / Jumlah undangan Capaian", "Jumlah hadir / Jumlah undangan Capaian"),
    ],
)
def test_a_label_that_stands_behind_the_formula_too_is_no_name(text, line):
    formula = kf.parse(text)
    assert formula.to_text() == line
    assert ("label", "di-belakang") in [(one.role, one.form) for one in formula.why()] or "Capaian" in line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Organisasi aktif : Jml organisasi = ... x 100%", "`Organisasi aktif` / Jml organisasi × 100%"),
        ("Jumlah A / Jumlah B = (… : …) x 100% = …%", "Jumlah A / Jumlah B × 100%"),
        ("Jumlah A / Jumlah B x 1000 = ... / ... x 1000 = ...", "Jumlah A / Jumlah B × 1000"),
        ("Jumlah A / Jumlah B x 1000 = ... / ... x 1000", "Jumlah A / Jumlah B × 1000"),
        ("Jumlah A / Jumlah B = ... : ... x 1000", "Jumlah A / Jumlah B × 1000"),
        ("Jumlah A dibagi Jumlah B dikalikan 1000 (per mil)", "Jumlah A / Jumlah B × 1000"),
        ("A = B/C, dengan B = jumlah siswa dan C = jumlah guru", "`B` / `C`"),
        ("X = (a:b) x 100 % dengan a = bulan layanan dan b = 12 bulan", "`b` = 12; `X` = `a` / `b` × 100%"),
    ],
)
def test_places_for_figures_and_what_symbols_mean(text: str, line: str):
    assert kf.parse(text).to_text() == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (r"\frac{n_1 k_1 + n_2 k_2}{t} \times 100", "(`n_1` × `k_1` + `n_2` × `k_2`) / `t` × 100"),
        ("TFR = 5 Σ ASFR", "5 × Σ `ASFR`"),
        ("(5 Σ ASFR) / 1000", "5 × Σ `ASFR` / 1000"),
    ],
)
def test_factors_without_a_sign_between_them(text: str, line: str):
    assert kf.parse(text).to_text() == line


def test_a_sum_sign_before_a_name_in_brackets_is_kept():
    formula = kf.parse("Σ (nilai unsur) / jumlah unsur")
    assert formula.to_text() == "Σ `nilai unsur` / jumlah unsur"
    assert formula.evaluate({"nilai unsur": [1, 2, 3], "jumlah unsur": 3}).value == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Stok awal + masuk - keluar", "`Stok awal` + `masuk` - `keluar`"),
        (
            "Penduduk awal + lahir - mati + datang - pindah",
            "`Penduduk awal` + `lahir` - `mati` + `datang` - `pindah`",
        ),
    ],
)
def test_a_dash_among_added_terms_subtracts(text: str, line: str):
    formula = kf.parse(text)
    assert (formula.to_text(), formula.diagnostics) == (line, ())


def test_a_symbol_whose_legend_stands_below_is_no_line_that_begins_again():
    formula = kf.parse("Tn1 - Tn\n----- x 100%\nTn\nTn = sisa perkara tahun ini\nTn1 = sisa perkara tahun lalu")
    assert (formula.to_text(), formula.diagnostics) == ("(`Tn1` - `Tn`) / `Tn` × 100%", ())


@pytest.mark.parametrize("text", ["Januari - Maret + April - Juni", "multi - media + cetak", "√(Σ (nilai)^2)"])
def test_what_may_be_a_time_a_word_or_a_power_stays_a_doubt(text: str):
    assert kf.parse(text).certainty < 1
    assert kf.parse(text).diagnostics


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Total daya × Lama pemakaian (jam) = Total energi", "Total daya × `Lama pemakaian (jam)`"),
        ("(Total energi × Tarif) / 1000 = Biaya listrik per bulan", "Total energi × `Tarif` / 1000"),
        ("Panjang x lebar = Luas bidang", "`Panjang` × `lebar`"),
        ("Total utang / Total modal = Rasio (kali)", "Total utang / Total modal"),
        ("Total biaya / Total KK = Biaya rata-rata", "Total biaya / Total KK"),
    ],
)
def test_what_a_calculation_is_called_may_stand_behind_it(text: str, line: str):
    formula = kf.parse(text)
    assert (formula.to_text(), [one.code for one in formula.diagnostics]) == (line, [])
    assert "label" in str(formula.why())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Jumlah A / Jumlah B di mana A = hadir", "Jumlah A / Jumlah B"),
        ("N / D x 100% N = jumlah hadir", "`N` / `D` × 100%"),
        ("Jumlah hadir / Jumlah undangan dimana NDT = jumlah dosen", "Jumlah hadir / Jumlah undangan"),
    ],
)
def test_a_symbol_that_is_explained_behind_begins_a_legend_and_names_no_result(text: str, line: str):
    assert kf.parse(text).to_text() == line


@pytest.mark.parametrize(
    "text", ["Jumlah A x 100% = Jumlah B", "Rasio guru/siswa = jumlah guru", "Luas = panjang x lebar"]
)
def test_a_count_behind_a_factor_and_a_label_before_are_no_name_of_a_result(text: str):
    formula = kf.parse(text)
    assert formula.diagnostics or formula.to_text() == "`panjang` × `lebar`"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (r"P = I \* R", "`I` × `R`"),
        (r"Nilai\_A \* Bobot\_A", "`Nilai_A` × `Bobot_A`"),
        (r"Jumlah skor tulis \+ skor lisan", "Jumlah skor tulis + `skor lisan`"),
        (r"kamar terjual \/ kamar tersedia \- cadangan", "(`kamar terjual` / `kamar tersedia`) - `cadangan`"),
    ],
)
def test_a_sign_with_the_backslash_of_markdown_calculates(text: str, line: str):
    """The backslash was read as a command, and the sign was lost without a word."""
    assert kf.parse(text).to_text() == line
