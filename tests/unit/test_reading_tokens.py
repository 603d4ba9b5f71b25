"""Decided signs → tokens: names joined, literals read, numerators that were written without brackets."""

from __future__ import annotations

import pytest
from tests.rules_alone import parse

import kinerja_formula as kf
from kinerja_formula.nodes import Number, walk


def read_as(text: str) -> tuple[str, list[tuple[str, str]]]:
    formula = parse(text)
    return formula.to_text(), [(one.code, text[slice(*one.span)]) for one in formula.diagnostics]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        # literals and what they count
        ("Jumlah A x 12 bulan", "Jumlah A × 12"),
        ("Jumlah A / 12 laporan x 100%", "Jumlah A / 12 × 100%"),
        ("A / (24 jam x jumlah hari) x 100%", "`A` / (24 × jumlah hari) × 100%"),
        ("Jumlah A x Rp 1.500", "Jumlah A × 1500"),
        ("Jumlah orang x 12 bulan x Rp 500.000", "Jumlah orang × 12 × 500000"),
        ("Jumlah A / Jumlah B x 1000 ‰", "Jumlah A / Jumlah B × 1000"),
        ("Jumlah A / Jumlah B x 100.000 penduduk", "Jumlah A / Jumlah B × 100000"),
        ("0,4 x A + 0,6 x B", "0,4 × `A` + 0,6 × `B`"),
        # a bracket after a number multiplies
        ("1/3 (A + B + C)", "1 / 3 × (`A` + `B` + `C`)"),
        ("2 (A + B)", "2 × (`A` + `B`)"),
        ("(A + B)(C + D)", "(`A` + `B`) × (`C` + `D`)"),
        # roots
        ("√(A × B)", "√(`A` × `B`)"),
        ("∛(A × B) x 100", r"\sqrt[3]{`A` × `B`} × 100"),
        ("3√(A × B)", r"\sqrt[3]{`A` × `B`}"),
        ("3 x √(A)", "3 × √(`A`)"),
        # words behind a quoted name go on with it
        ("Jumlah A / `warga desa` hadir x 100%", "Jumlah A / `warga desa hadir` × 100%"),
        # the head before a sum is no operand
        ("Total (A + B) / Total C", "(`A` + `B`) / Total C"),
        # names that begin or end with stray punctuation
        ("- Jumlah A, / Jumlah B. x 100%", "Jumlah A / Jumlah B × 100%"),
        ("Jumlah A\n/ Jumlah\nB", "Jumlah A / Jumlah B"),
        # numbers in names
        ("Jumlah A 20 / Jumlah B", "`Jumlah A 20` / Jumlah B"),
        ("Permenpan No. 16 Tahun 2014 / Jumlah B", "`Permenpan No. 16 Tahun 2014` / Jumlah B"),
    ],
)
def test_operands(text: str, tree: str):
    assert read_as(text) == (tree, [])


@pytest.mark.parametrize(
    ("text", "tree", "places"),
    [
        ("0,376 IKA + 0,405 IKU", "0,376 × `IKA` + 0,405 × `IKU`", ["0,376", "0,405"]),
        ("30% IKA + 40% IKU", "30% × `IKA` + 40% × `IKU`", ["30%", "40%"]),
        ("50% dari pagu + 50% dari DAK", "50% × `pagu` + 50% × `DAK`", ["50%", "50%"]),
        ("2A + 3B", "2 × `A` + 3 × `B`", ["2", "3"]),
    ],
)
def test_weights_without_a_sign(text: str, tree: str, places: list[str]):
    assert read_as(text) == (tree, [("KF111", place) for place in places])


def test_a_counted_term_is_no_weight():
    assert parse("2 orang + 3 desa").names == ("2 orang", "3 desa")


def test_the_words_of_a_rate_are_kept():
    numbers = [node for node in walk(parse("A / B x 100.000 penduduk").tree) if isinstance(node, Number)]
    assert [(number.value, number.percent, number.label) for number in numbers] == [(100_000, False, "penduduk")]


@pytest.mark.parametrize(
    ("text", "tree", "numerator"),
    [
        ("A - B / C x 100%", "(`A` - `B`) / `C` × 100%", "A - B"),
        ("Jumlah A + Jumlah B / Jumlah C x 1.000", "(Jumlah A + Jumlah B) / Jumlah C × 1000", "Jumlah A + Jumlah B"),
        ("Jumlah A - Jumlah B / Jumlah A", "(Jumlah A - Jumlah B) / Jumlah A", "Jumlah A - Jumlah B"),
        ("A + B + C / 3", "(`A` + `B` + `C`) / 3", "A + B + C"),
        ("Jumlah A ditambah Jumlah B dibagi dua", "(Jumlah A + Jumlah B) / 2", "Jumlah A ditambah Jumlah B"),
        ("A - (B - A) / A x 100%", "(`A` - (`B` - `A`)) / `A` × 100%", "A - (B - A)"),
    ],
)
def test_a_numerator_without_brackets(text: str, tree: str, numerator: str):
    assert read_as(text) == (tree, [("KF112", numerator)])


@pytest.mark.parametrize(
    ("text", "tree", "reported"),
    [
        ("(A - B) / C x 100%", "(`A` - `B`) / `C` × 100%", []),
        (
            "Jumlah A / Jumlah B - Jumlah C / Jumlah D x 100%",
            "(Jumlah A / Jumlah B) - (Jumlah C / Jumlah D × 100%)",
            [],
        ),
        ("A x 40% + B x 60%", "`A` × 40% + `B` × 60%", []),
        ("A + B / 3", "`A` + (`B` / 3)", []),
        ("Jumlah A / Jumlah B + Jumlah C x 100%", "(Jumlah A / Jumlah B) + Jumlah C × 100%", []),
        ("100% - Jumlah A / Jumlah B x 100%", "100% - (Jumlah A / Jumlah B × 100%)", []),
        ("Jumlah A - Jumlah B / Jumlah C", "Jumlah A - (Jumlah B / Jumlah C)", [("KF110", "/")]),
    ],
)
def test_a_sum_that_is_no_numerator(text: str, tree: str, reported: list[tuple[str, str]]):
    assert read_as(text) == (tree, reported)


@pytest.mark.parametrize(
    ("text", "tree", "unused"),
    [
        ("(A / B) x 100% (dihimpun triwulan)", "`A` / `B` × 100%", "(dihimpun triwulan)"),
        ("Jumlah A / Jumlah B x 100% dalam satu tahun", "Jumlah A / Jumlah B × 100%", "dalam satu tahun"),
        ("Jumlah A ÷ Jumlah B x 100% Jumlah C", "Jumlah A / Jumlah B × 100%", "Jumlah C"),
        ("Jumlah A / Jumlah B x 100% (angka sementara)", "Jumlah A / Jumlah B × 100%", "(angka sementara)"),
        ("Jumlah hadir (Jumlah A / Jumlah B)", "Jumlah A / Jumlah B", "Jumlah hadir"),
    ],
)
def test_unused_text(text: str, tree: str, unused: str):
    assert read_as(text) == (tree, [("KF113", unused)])


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("`A` `B` / C", "KF101", "`B`"),
        ("`A` `B`", "KF101", "`B`"),
        ("(A / B) x (+) / C", "KF102", "(+)"),
    ],
)
def test_faults(text: str, code: str, place: str):
    with pytest.raises(kf.FormulaSyntaxError) as caught:
        parse(text)
    assert (caught.value.code, text[slice(*caught.value.span)]) == (code, place)
