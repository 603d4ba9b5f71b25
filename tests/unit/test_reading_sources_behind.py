"""A citation, and the figure of some year, behind a formula are no part of it."""

from __future__ import annotations

import pytest

import kinerja_formula as kf

FORMULA = "Jumlah kas dibagi jumlah utang"
READ = "Jumlah kas / jumlah utang"


@pytest.mark.parametrize(
    "behind",
    [
        " (Contoh, 2014:138)",
        " (Contoh dan Misal, 2003: 69).",
        " (Contoh, Misal & Umpama, 2003; 69)",
        " (Contoh dkk, 2003:69)",
        " Contoh, 2004:286.",
        " Contoh dan Misal, 2003;69",
        " (2023: 9,2%)",
        " (Kabupaten Contoh 2026: 7,92% atau 72,40 ribu jiwa).",
    ],
)
def test_what_is_left_out(behind: str) -> None:
    formula = kf.parse(FORMULA + behind)
    assert formula.to_text() == READ
    told = formula.why().pieces[-1]
    assert told.role == "catatan"
    assert (FORMULA + behind)[told.start : told.end].strip(" .") == behind.strip(" .")


@pytest.mark.parametrize(
    "name",
    [
        "jumlah utang (Triwulan IV, 2023)",  # a period
        "jumlah utang (Kabupaten Contoh 2023)",
        "jumlah utang tahun 2023",
        "jumlah utang (1:20)",
        "Jumlah Utang Lancar",
    ],
)
def test_what_belongs_to_a_name(name: str) -> None:
    assert list(kf.parse(f"Jumlah kas dibagi {name}").names)[-1] == name


def test_a_name_whose_last_words_may_be_the_author_stays_whole() -> None:
    formula = kf.parse("Jumlah kas dibagi Utang Lancar Contoh, 2014:138")
    assert "2014:138" in formula.text[formula.tree.span[0] : formula.tree.span[1]]
    assert formula.diagnostics  # it is doubted


@pytest.mark.parametrize(
    "text",
    [
        "Jumlah kas x Tarif - (2000 : 4)",
        "Jumlah kas / Jumlah utang dikurangi (tahun 2022: 5)",
        "Jumlah kas - Jumlah utang (2024: 5 x Jumlah piutang)",
        "Indeks harga / (Harga 2020 : 100)",
    ],
)
def test_a_bracket_that_calculates_is_no_source(text: str) -> None:
    assert all(one.form != "di-belakang" for one in kf.parse(text).why())
