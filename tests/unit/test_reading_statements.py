"""What stands round the formula: labels, legends, notes, worked examples, sources, constants."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.rules_alone import parse

import kinerja_formula as kf
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft
from kinerja_formula.reading.operator_words import mark_operator_words
from kinerja_formula.reading.scanner import scan
from kinerja_formula.reading.statements import (
    check_example,
    legend_behind,
    main_statement,
    numerator_over_denominator,
    read_constants,
    read_notes,
    split_notes,
)


def shown(pieces) -> str:
    return " ".join("¶" if piece.kind == lx.LINE else piece.text or piece.kind for piece in pieces)


def new_draft(text: str) -> Draft:
    return Draft(text, None, DEFAULT_LIMITS)


@pytest.mark.parametrize(
    ("text", "main", "notes"),
    [
        ("A / B Ket. : A = hadir", "A / B", "Ket . : A = hadir"),
        ("A / B Keterangan : A = hadir", "A / B", "Keterangan : A = hadir"),
        ("A / B\nKeterangan A = hadir : x", "A / B ¶", "Keterangan A = hadir : x"),
        ("A / B. Catatan : triwulan", "A / B .", "Catatan : triwulan"),
        ("A / B Catatan penting : triwulan", "A / B", "Catatan penting : triwulan"),
        ("A / B, dimana A = hadir", "A / B ,", "dimana A = hadir"),
        ("A / B di mana A = hadir", "A / B", "di mana A = hadir"),
        ("A / B x 100% Sumber: BPS", "A / B x 100 %", "Sumber : BPS"),
        ("A / B x 100% (sumber : BPS)", "A / B x 100 %", "( sumber : BPS )"),
        ("A / B (contoh 3/4) x 100%", "A / B x 100 %", "( contoh 3 / 4 )"),
        ("A / B x 100% (sumber BPS) triwulan", "A / B x 100 %", "( sumber BPS ) triwulan"),
        # look-alikes
        ("Jumlah Surat Keterangan : usaha", "Jumlah Surat Keterangan : usaha", ""),
        ("Jumlah keterangan ahli / B", "Jumlah keterangan ahli / B", ""),
        ("Jumlah sumber air / B", "Jumlah sumber air / B", ""),
        ("Jumlah desa dimana warga hadir", "Jumlah desa dimana warga hadir", ""),
        ("Catatan sipil / B", "Catatan sipil / B", ""),
    ],
)
def test_notes(text: str, main: str, notes: str):
    assert tuple(map(shown, split_notes(scan(text)))) == (main, notes)


@pytest.mark.parametrize(
    ("text", "main", "legend"),
    [
        ("a/b x 100% ; a = hadir", "a / b x 100 %", "a = hadir"),
        ("A/B\nA: hadir\nB: pegawai", "A / B", "A : hadir ¶ B : pegawai"),
        ("A/B, A = hadir", "A / B", "A = hadir"),
        # look-alikes
        ("A/B\nC: hadir", "A / B ¶ C : hadir", ""),
        ("A : hadir ; A = B", "A : hadir ; A = B", ""),
        ("A/B x 100%\nA: 12", "A / B x 100 % ¶ A : 12", ""),
    ],
)
def test_legend_without_heading(text: str, main: str, legend: str):
    assert tuple(map(shown, legend_behind(scan(text)))) == (main, legend)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Pembilang : A\nPenyebut : B", "A ¶ rule B"),
        ("Numerator = A Denominator = B", "A rule B"),
        ("Penyebut : B\nPembilang : A", "Penyebut : B ¶ Pembilang : A"),
        ("Jumlah pembilang / penyebut", "Jumlah pembilang / penyebut"),
    ],
)
def test_numerator_over_denominator(text: str, drawn: str):
    assert shown(numerator_over_denominator(scan(text))) == drawn


@pytest.mark.parametrize(
    ("text", "main", "legend", "labelled", "percent"),
    [
        ("Capaian (%) = A / B", "A / B", "", True, True),
        ("Persentase hadir = A / B", "A / B", "", True, True),
        ("NRR = A / B", "A / B", "", True, False),
        ("Nilai = NRR = A / B", "A / B", "", True, False),
        ("A / B = 75%", "A / B", "", False, False),
        ("A + B = 20", "A + B", "", False, False),
        ("NRR x 25 = 80,5", "NRR x 25", "", False, False),
        ("A / B x 100%\na = hadir", "A / B x 100 %", "a = hadir", False, False),
        ("A dibagi B a = hadir", "A dibagi B", "a = hadir", False, False),
        ("a = hadir ; b = pegawai ; Persentase = a/b", "a / b", "a = hadir ; b = pegawai ;", True, True),
        ("A = 12 orang", "12 orang", "", True, False),
        ("A / B", "A / B", "", False, False),
        ("(A = B) / C", "( A = B ) / C", "", False, False),
    ],
)
def test_label_and_legend(text: str, main: str, legend: str, labelled: bool, percent: bool):
    draft = new_draft(text)
    found, behind, scores = main_statement(mark_operator_words(scan(text)), draft)
    assert (shown(found), shown(behind), scores) == (main, legend, False)
    assert (draft.labelled, draft.percent_wanted, draft.diagnostics) == (labelled, percent, [])


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("> 6 hari = 1, <= 6 hari = 2", True),
        ("Baik = 3\nCukup = 2\nKurang = 1", True),
        ("Baik = 3", False),
        ("A / B = 3, C = 2", False),
        ("A = hadir, B = 2", False),
    ],
)
def test_score_tables(text: str, scores: bool):
    assert main_statement(scan(text), new_draft(text))[2] is scores


def test_a_score_table_is_no_formula_and_says_so():
    formula = parse("> 6 hari = 1, <= 6 hari = 2")
    assert (formula.kind, [one.code for one in formula.diagnostics]) == ("nilai", ["KF122"])


def test_an_equals_sign_with_nothing_behind_it_is_reported():
    text = "A = = B"
    assert ("KF115", (2, 3)) in [(one.code, one.span) for one in kf.check(text)]


@pytest.mark.parametrize(
    ("example", "stated", "computed"),
    [
        ("(18/24) x 100%", "75", None),
        ("(18/24) x 100%", "80", "75"),
        ("18/24", "75", None),
        ("18/24", "0,75", None),
        ("2/3 x 100%", "66,67", None),
        ("2/3 x 100%", "66,7", None),
        ("2/3 x 100%", "66,66", None),  # cut off
        ("18 : 24 x 2", "1,5", None),
        ("5/0", "7", None),
        ("18 + 24", "7", None),
    ],
)
def test_worked_examples_are_checked(example: str, stated: str, computed: str | None):
    text = f"{example} = {stated}"
    draft = new_draft(text)
    pieces = scan(text)
    cut = next(index for index, piece in enumerate(pieces) if piece.kind == lx.EQUALS)
    check_example(pieces[:cut], pieces[cut + 1 :], draft)
    found = [(one.code, text[slice(*one.span)]) for one in draft.diagnostics]
    assert found == ([("KF116", stated)] if computed else [])
    assert [dict(one.values) for one in draft.diagnostics] == (
        [{"stated": stated, "computed": computed}] if computed else []
    )


def test_a_decimal_point_in_a_result_is_told():
    text = "1 / 3 x 100 = 33.3"
    draft = new_draft(text)
    pieces = scan(text)
    check_example(pieces[:-2], pieces[-1:], draft)
    found = [(one.code, text[slice(*one.span)], dict(one.values)) for one in draft.diagnostics]
    assert found == [("KF118", "33.3", {"written": "33.3", "value": "33,3"})]


def test_a_huge_example_is_not_computed():
    text = " x ".join(["9" * 300] * 60) + " = 1"
    draft = new_draft(text)
    pieces = scan(text)
    check_example(pieces[:-2], pieces[-1:], draft)
    assert draft.diagnostics == []


@pytest.mark.parametrize(
    ("notes", "definitions"),
    [
        ("Ket : A = jumlah hadir, B = jumlah pegawai", {"a": "jumlah hadir", "b": "jumlah pegawai"}),
        ("Ket: A adalah jumlah hadir, B adalah jumlah pegawai", {"a": "jumlah hadir", "b": "jumlah pegawai"}),
        ("Ket: A : jumlah hadir ; B : jumlah pegawai", {"a": "jumlah hadir", "b": "jumlah pegawai"}),
        ("dimana : A = jumlah hadir dan B = jumlah pegawai", {"a": "jumlah hadir", "b": "jumlah pegawai"}),
        ("A = jumlah hadir B = jumlah pegawai", {"a": "jumlah hadir", "b": "jumlah pegawai"}),
        ("A = jumlah KTP, KK dan Mutasi\nB = desa", {"a": "jumlah KTP, KK dan Mutasi", "b": "desa"}),
        ("A = hadir; A = pulang", {"a": "hadir"}),
        ("A = jumlah hadir; dihimpun triwulan", {"a": "jumlah hadir"}),
        ("A = jumlah hadir\ndihimpun triwulan", {"a": "jumlah hadir"}),
        ("A = jumlah hadir, dihimpun triwulan.", {"a": "jumlah hadir, dihimpun triwulan"}),
        ("A = 12; B = jumlah pegawai", {"b": "jumlah pegawai"}),
        ("A : ;", {}),
        ("A = 12", {}),
        ("Catatan : dihimpun tiap bulan", {}),
    ],
)
def test_definitions(notes: str, definitions: dict[str, str]):
    draft = new_draft(notes)
    read_notes(scan(notes), draft)
    assert draft.definitions == definitions


def test_a_legend_gives_symbols_their_names():
    formula = parse("A / B x 100%\nKeterangan :\nA = Jumlah pegawai hadir\nB = Jumlah pegawai")
    assert formula.names == ("A", "B")
    assert formula.evaluate({"Jumlah pegawai hadir": 9, "Jumlah pegawai": 10}).value == 90
    assert formula.evaluate({"A": 8, "Jumlah pegawai": 10}).value == 80


@pytest.mark.parametrize(
    ("notes", "targets"),
    [
        ("Target 2023 : 58%", [(58, "%")]),
        ("Catatan target : 12 laporan", [(12, "laporan")]),
        ("Target = 75", [(75, None)]),
        ("Target 58 : 60", [(60, None)]),
        ("Target kinerja tahun desa : 58 orang", [(58, "orang")]),
        ("Target kinerja tahun desa kota ini : 58 orang", []),  # too far from its word
        ("Target adalah 58", []),
        ("Target : 1.2.3", []),
        ("Target 2023", []),
        ("Sasaran : 58%", []),
    ],
)
def test_a_target_in_the_notes(notes: str, targets: list[tuple[int, str | None]]):
    draft = new_draft(notes)
    read_notes(scan(notes), draft)
    assert [(one.value, one.unit) for one in draft.quantities] == targets


@pytest.mark.parametrize(
    ("notes", "constants"),
    [
        ("hari kerja efektif dalam 1 tahun 244 hari", {"hari kerja efektif": 244}),
        ("hari kerja efektif = 244", {"hari kerja efektif": 244}),
        ("HARI  kerja efektif : 244,5", {"hari kerja efektif": Fraction(489, 2)}),
        ("hari kerja efektif dalam 1 tahun", {}),
        ("hari kerja efektif. 244 hari", {}),
        ("hari kerja = 244", {}),
    ],
)
def test_constants(notes: str, constants: dict[str, Fraction]):
    draft = new_draft(notes)
    read_constants(scan(notes), ["Jumlah A", "hari kerja efektif"], draft)
    assert draft.constants == constants


@pytest.mark.parametrize(
    ("example", "stated", "computed"),
    [
        ("2/3 x 100%", "66", None),  # cut off
        ("2/3 x 100%", "67", None),  # rounded
        ("2/3 x 100%", "66,6", None),
        ("2/3 x 100%", "66,67", None),
        ("2/3 x 100%", "66,65", "± 66,6667"),
        ("2/3 x 100%", "66,68", "± 66,6667"),
        ("2/3 x 100%", "65", "± 66,67"),
        ("2/3 x 100%", "68", "± 66,67"),
        ("2/3", "0,66", None),
        ("2/3", "66,66", None),  # the same figure in percent
        ("2/3", "0,65", "± 0,6667"),
        ("2/3", "65", "± 0,67"),
        ("3/4 x 100%", "75", None),
        ("3/4 x 100%", "74", "75"),  # one unit of its last digit away
        ("3/4 x 100%", "76", "75"),
        ("3/4 x 100%", "74,9", "75"),
        ("3/4 x 100%", "74,99", "75"),
        ("7/8 x 100%", "87", None),
        ("7/8 x 100%", "88", None),
        ("7/8 x 100%", "86", "87,5"),
    ],
)
def test_an_example_may_be_cut_off_or_rounded(example: str, stated: str, computed: str | None):
    text = f"{example} = {stated}"
    draft = new_draft(text)
    pieces = scan(text)
    cut = next(index for index, piece in enumerate(pieces) if piece.kind == lx.EQUALS)
    check_example(pieces[:cut], pieces[cut + 1 :], draft)
    told = [(one.code, one.values["stated"], one.values["computed"]) for one in draft.diagnostics]
    assert told == ([("KF116", stated, computed)] if computed else [])
