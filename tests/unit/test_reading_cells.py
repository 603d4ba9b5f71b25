"""Cells without arithmetic: counts, outside figures, targets, sentences, heads with parts."""

from __future__ import annotations

from fractions import Fraction
from time import process_time
from timeit import repeat

import pytest
from tests.rules_alone import parse

import kinerja_formula as kf
from kinerja_formula.nodes import Components, Name
from kinerja_formula.reading.cells import (
    classify,
    listed_formulas,
    read_components,
    strip_list_mark,
)
from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft
from kinerja_formula.reading.markup import strip_markup
from kinerja_formula.reading.quantities import read_quantities
from kinerja_formula.reading.scanner import scan


def new_draft(text: str) -> Draft:
    return Draft(text, None, DEFAULT_LIMITS)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("- Jumlah A", "Jumlah A"),
        ("• Jumlah A", "Jumlah A"),
        ("* Jumlah A", "Jumlah A"),
        ("1. Jumlah A", "Jumlah A"),
        ("12) Jumlah A", "Jumlah A"),
        ("a. Jumlah A", "Jumlah A"),
        ("\n\n- 1. Jumlah A", "Jumlah A"),
        ("---- Jumlah A", "Jumlah A"),
        # look-alikes
        ("-A + B", "- A + B"),
        ("1.000 orang", "1.000 orang"),
        ("123. Jumlah A", "123 . Jumlah A"),
        ("12 orang", "12 orang"),
        ("---- x 100% A", "---- x 100 % A"),
        ("A. B", "B"),
        ("AB. C", "AB . C"),
    ],
)
def test_list_marks(text: str, kept: str):
    assert " ".join(piece.text for piece in strip_list_mark(scan(text))) == kept


def test_time_of_many_marks_grows_with_their_number():
    def seconds(count: int, times: int) -> float:
        pieces = scan("-----\n" * count)
        return min(repeat(lambda: strip_list_mark(pieces), number=1, repeat=times, timer=process_time))

    assert seconds(16_000, 2) < 160 * seconds(1_000, 5)  # in proportion it would be 16, by the square 256


@pytest.mark.parametrize(
    ("text", "head", "items"),
    [
        ("Jumlah dokumen yang dibuat 1. Renja 2. LKjIP", "Jumlah dokumen yang dibuat", ["Renja", "LKjIP"]),
        ("Jumlah dokumen : 1) Renja 2) LKjIP", "Jumlah dokumen", ["Renja", "LKjIP"]),
        ("Jumlah dokumen: a. Renja b. Renstra", "Jumlah dokumen", ["Renja", "Renstra"]),
        ("Jumlah dokumen<ul><li>Renja</li><li>Renstra</li></ul>", "Jumlah dokumen", ["Renja", "Renstra"]),
        ("Jumlah dokumen :\n• Renja\n• Renstra", "Jumlah dokumen", ["Renja", "Renstra"]),
        ("Jumlah dokumen\n- Renja\n- Renstra dan", "Jumlah dokumen", ["Renja", "Renstra"]),
        ("Jumlah dokumen - Renja - Renstra", "Jumlah dokumen", ["Renja", "Renstra"]),
        ("Jumlah : 1. Renja, 2. Renstra.", "Jumlah", ["Renja", "Renstra"]),
        ("1. Renja 2. Renstra", "", ["Renja", "Renstra"]),
        ("Jumlah A (1. x 2. y) 1. Renja 2. Renstra", "Jumlah A (1. x 2. y)", ["Renja", "Renstra"]),
        (
            "Jumlah: " + " ".join(f"{order}. Renja{order}" for order in range(1, 13)),
            "Jumlah",
            [f"Renja{order}" for order in range(1, 13)],
        ),
        ("Jumlah: a) Renja b) Renstra c) RKA", "Jumlah", ["Renja", "Renstra", "RKA"]),
        ("Jumlah: A. Renja B. Renstra", "Jumlah", ["Renja", "Renstra"]),
        ("Jumlah: 1. Renja; dan 2. Renstra", "Jumlah", ["Renja", "Renstra"]),
        ("Jumlah: 1. Renja serta 2. Renstra", "Jumlah", ["Renja", "Renstra"]),
        ("Jumlah: 1. ; 2. Renstra 3. RKA", "Jumlah", ["Renstra", "RKA"]),
        ("Jumlah (x) 1. Renja 2. Renstra", "Jumlah (x)", ["Renja", "Renstra"]),
        ("3 dokumen: 1. Renja 2. Renstra", "3 dokumen", ["Renja", "Renstra"]),
        ("Σ dokumen: 1. Renja 2. Renstra", "Σ dokumen", ["Renja", "Renstra"]),
        ("Jumlah • Renja • Renstra", "Jumlah", ["Renja", "Renstra"]),
        ("`Jumlah dokumen` - Renja - Renstra", "Jumlah dokumen", ["Renja", "Renstra"]),
    ],
)
def test_components(text: str, head: str, items: list[str]):
    tree = read_components(strip_markup(scan(text), text), new_draft(text))
    assert isinstance(tree, Components)
    assert (tree.head.text, [item.text for item in tree.items]) == (head, items)
    assert [text[slice(*item.span)] for item in tree.items] == items


@pytest.mark.parametrize(
    "text",
    [
        "Jumlah dokumen",
        "1. Jumlah dokumen",
        "Jumlah dokumen 1",
        "Jumlah dokumen 2. Renja 3. Renstra",
        "Jumlah surat No. 1 dan 2",
        "Jumlah dokumen • Renja",
        "Jumlah A - B",
        "Jumlah A - Jumlah B - Jumlah C",
        "Nilai A - B - C",
        "Jumlah A + B - C - D",
        "Jumlah berkas (1. KTP 2. KK)",
        "Jumlah berkas (a. KTP b. KK)",
        "Capaian 91 - 100 - 110",
        "Jumlah 1 . Renja 2 . Renstra",
        "Jumlah: 1. 2. Renstra",
        "Jumlah: 1. Renja 2.",
        "Jumlah: 1.5 Renja 2.5 Renstra",
        "Jumlah •Renja •Renstra",
        "Jumlah -Renja -Renstra",
        "Jumlah - Renja - 12",
        "Jumlah - Nilai A - Renstra",
        "Jumlah - Renja * B - Renstra",
        "Jumlah - " + "kata " * 13 + "- Renstra",
        "Jumlah 3 - 2 - 1",
    ],
)
def test_no_components(text: str):
    assert read_components(scan(text), new_draft(text)) is None


def test_the_head_of_a_list_may_be_a_stated_volume():
    formula = parse("26 desa : 1. Bangkalan 2. Socah")
    assert formula.kind == "komponen"
    assert [(one.value, one.unit) for one in formula.targets] == [(26, "desa")]
    assert not isinstance(formula.tree.head, Name)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1. A / B x 100% 2. C / D x 100%", 2),
        ("1. Renja 2. Renstra", 0),
        ("Jumlah 1. A / B x 100% 2. C / D x 100%", 0),
        ("1. A / B x 100%", 0),
    ],
)
def test_several_formulas_in_a_list(text: str, count: int):
    assert len(listed_formulas(scan(text))) == count


def test_the_first_of_several_formulas_is_read():
    text = "1. Jumlah A / Jumlah B x 100%\n2. Jumlah C / Jumlah D x 100%"
    formula = parse(text)
    assert formula.names == ("Jumlah A", "Jumlah B")
    assert [(one.code, one.span[0]) for one in formula.diagnostics] == [("KF121", text.index("Jumlah C"))]


@pytest.mark.parametrize(
    ("text", "kind", "codes"),
    [
        ("Jumlah pegawai", "hitung", []),
        ("Total nilai", "hitung", []),
        ("Σ pegawai", "hitung", []),
        ("Luas lahan", "hitung", []),
        ("Laporan yang disusun", "hitung", []),
        ("Meubelair kantor baru", "hitung", []),
        ("Nilai SAKIP Kecamatan", "nilai", []),
        ("Hasil Survei Kepuasan Masyarakat", "nilai", []),
        ("Persentase keaktifan anggota", "nilai", []),
        ("Indeks Pembangunan Manusia", "nilai", []),
        ("1000 orang/ tamu, 12 bulan", "target", []),
        ("81,35", "target", []),
        ("75 % dari undangan", "target", []),
        ("Target : 80 %", "target", []),
        ("≥ 75%", "target", []),
        ("Minimal 75", "target", []),
        ("Rp 1,2 miliar", "target", []),
        ("Kualitas 100 %", "target", []),
        ("Terlaksananya musrenbang sebanyak 26 desa", "naratif", []),
        ("Pelaksanaan rapat setiap bulan", "naratif", []),
        ("Pelaksanaan koordinasi", "naratif", ["KF119"]),
        ("Semakin tinggi semakin baik", "naratif", ["KF119"]),
        ("Hasil rekonsiliasi dengan BPKAD", "naratif", ["KF119"]),
        ("Kegiatan dilaksanakan dengan baik", "naratif", ["KF119"]),
        ("Jumlah A\nJumlah B", "hitung", ["KF110"]),
    ],
)
def test_kinds(text: str, kind: str, codes: list[str]):
    draft = new_draft(text)
    found = classify(scan(text), draft)
    assert found is not None
    assert (found[0], [one.code for one in draft.diagnostics]) == (kind, codes)


@pytest.mark.parametrize("text", ["", "- .", "…", "()"])
def test_an_empty_cell(text: str):
    assert classify(scan(text), new_draft(text)) is None


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("26 desa", ["26 desa"]),
        ("6.254 orang", ["6254 orang"]),
        ("81,35", ["81.35"]),
        ("75 % dari undangan", ["75 %"]),
        ("7 – 8 bulan", ["7..8 bulan"]),
        ("91% - 100%", ["91..100 %"]),
        ("1000 orang/ tamu, 12 bulan", ["1000 orang", "12 bulan"]),
        ("29 (dua puluh sembilan) laporan", ["29 laporan"]),
        ("Rp 1,25 miliar", ["1250000000 rupiah"]),
        ("Rp. 500.000", ["500000 rupiah"]),
        ("≥ 75", ["75"]),
    ],
)
def test_quantities_of_a_target(text: str, quantities: list[str]):
    draft = new_draft(text)
    assert [stated(one) for one in read_quantities(scan(text), draft, only=True)] == quantities
    assert draft.diagnostics == []


def stated(quantity) -> str:
    upper = "" if quantity.upper is None else f"..{quantity.upper}"
    value = quantity.value if quantity.value.denominator == 1 else float(quantity.value)
    return f"{value}{upper} {quantity.unit or ''}".strip()


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("Musrenbang sebanyak 26 desa", ["26 desa"]),
        ("Laporan dalam dua tahap", ["2 tahap"]),
        ("Pelatihan dua kali", ["2 kali"]),
        ("Musrenbang (di Ciruas) sebanyak 26 desa", ["26 desa"]),
        # look-alikes: no stated volume
        ("Peraturan nomor 8 tahun", []),
        ("usia 7 tahun ke atas", []),
        ("sekurang-kurangnya 75 desa", []),
        ("kurang dari 26 desa", []),
        ("selama 5 tahun", []),
        ("3 hari sebelum rapat", []),
        ("desa (26 desa)", []),
        ("≥ 75 desa", []),
        ("Sekolah SD 3", []),
        ("satu desa", []),
    ],
)
def test_quantities_of_a_sentence(text: str, quantities: list[str]):
    assert [stated(one) for one in read_quantities(scan(text), new_draft(text), only=False)] == quantities


def test_number_and_words_that_differ_are_reported():
    text = "29 (dua puluh delapan) laporan"
    draft = new_draft(text)
    (quantity,) = read_quantities(scan(text), draft, only=True)
    (found,) = draft.diagnostics
    assert quantity.value == 29
    assert (found.code, text[slice(*found.span)]) == ("KF117", "(dua puluh delapan)")
    assert dict(found.values) == {"figure": "29", "words": "dua puluh delapan", "said": "28"}


def test_the_place_of_a_quantity():
    text = "sebanyak 12,5 ton"
    (quantity,) = read_quantities(scan(text), new_draft(text), only=False)
    assert (quantity.value, text[slice(*quantity.span)]) == (Fraction(25, 2), "12,5 ton")


@pytest.mark.parametrize(
    ("text", "head", "whole"),
    [
        ("Jumlah dokumen : 1. Renja 2. Renstra.", (0, 14), "Jumlah dokumen : 1. Renja 2. Renstra"),
        ("- 1. Renja 2. Renstra", (5, 5), "Renja 2. Renstra"),
        ("3 dokumen: 1. Renja 2. Renstra", (0, 9), "3 dokumen: 1. Renja 2. Renstra"),
    ],
)
def test_places_of_a_list(text: str, head: tuple[int, int], whole: str):
    tree = read_components(scan(text), new_draft(text))
    assert isinstance(tree, Components)
    assert (tree.head.span, text[slice(*tree.span)]) == (head, whole)


def test_a_head_that_counts_states_no_volume():
    formula = parse("Jumlah 3 dokumen: 1. Renja 2. Renstra")
    assert isinstance(formula.tree, Components)
    assert isinstance(formula.tree.head, Name)
    assert (formula.tree.head.text, formula.targets) == ("Jumlah 3 dokumen", ())


@pytest.mark.parametrize(
    ("text", "value"),
    [("Target : 83,50", "83.5"), ("Target = 90%", "90"), ("Target: 12 laporan", "12"), ("Target 83,50", "83.5")],
)
def test_a_figure_behind_its_label_is_a_target(text: str, value: str):
    found = kf.parse(text)
    assert [str(float(one.value)).removesuffix(".0") for one in found.targets] == [value]
    assert not found.names
    assert not found.diagnostics


def test_the_items_of_an_average_are_found_in_data():
    text = "Rata-rata dari :\n- Persentase A\n- Persentase B\n- Persentase C"
    assert kf.evaluate(text, {"Persentase A": 70, "Persentase B": 80, "Persentase C": 66}).value == 72
