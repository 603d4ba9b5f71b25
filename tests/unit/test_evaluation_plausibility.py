"""A part that is larger than its whole is told; figures of two things, and equal ones, are not."""

from __future__ import annotations

import pytest

import kinerja_formula as kf
from kinerja_formula.evaluation.plausibility import part_and_whole
from kinerja_formula.nodes import Name, Part, Product


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Pegawai disiplin", "Seluruhnya pegawai dinas"),
        ("Pegawai disiplin", "Seluruh pegawai dinas"),
        ("Pegawai disiplin", "Keseluruhan pegawai dinas"),
        ("Pegawai disiplin", "Total pegawai dinas"),
        ("Pegawai disiplin", "Semua pegawai dinas"),
        ("Jumlah pegawai yang disiplin", "Jumlah pegawai"),
        ("Banyaknya pegawai di dinas", "Banyaknya pegawai"),
        ("Pegawai disiplin", "Pegawai tersebut"),
        ("Pegawai disiplin", "Pegawai untuk disiplin"),
    ],
)
def test_a_part_above_its_whole_is_told(above: str, below: str):
    formula = f"{above} / {below} x 100%"
    found = [one for one in kf.evaluate(formula, {above: 3, below: 2}).diagnostics if one.code == "KF310"]
    assert [dict(one.values) for one in found] == [
        {"numerator": above, "denominator": below, "numerator_value": "3", "denominator_value": "2"}
    ]
    assert [formula[start:end] for start, end in (found[0].span, *found[0].related)] == [above, below]
    assert "KF310" not in [one.code for one in kf.evaluate(formula, {above: 2, below: 2}).diagnostics]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Pegawai disiplin", "Pegawai dinas"),
        ("Surat selesai", "Seluruh pegawai"),
        ("Pegawai disiplin", "Dokumen"),
    ],
)
def test_two_things_are_no_part_and_whole(above: str, below: str):
    found = kf.evaluate(f"{above} / {below}", {above: 3, below: 2}).diagnostics
    assert "KF310" not in [one.code for one in found]


def test_a_whole_below_zero_is_not_held_against_its_part():
    names = ("Pegawai disiplin", "Total pegawai dinas")
    found = kf.evaluate(" / ".join(names), dict(zip(names, (3, -2), strict=True))).diagnostics
    assert [one.code for one in found] == ["KF319"]


@pytest.mark.parametrize(
    "filler",
    ["jumlah", "banyaknya", "yang", "di", "ke", "dari", "dan", "pada", "dalam", "untuk", "oleh", "dengan", "tersebut"],
)
def test_words_that_only_join_others_make_no_difference(filler: str):
    part, whole = Name("Pegawai disiplin", (0, 16)), Name(f"Pegawai {filler} disiplin", (19, 40))
    ratio = Product((Part(part, "×", (0, 0), part.span), Part(whole, "/", (17, 18), (17, 40))), (0, 40))
    assert part_and_whole(ratio) == (part, whole)
