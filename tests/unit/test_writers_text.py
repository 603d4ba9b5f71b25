"""Tree → one canonical line that reads back as the same tree."""

from __future__ import annotations

from fractions import Fraction

import pytest

import kinerja_formula as kf
from kinerja_formula.nodes import (
    Average,
    Components,
    Name,
    Node,
    Number,
    Part,
    Power,
    Product,
    Quantity,
    Root,
    Statement,
    Sum,
)
from kinerja_formula.writers.text import write_text

HERE = (0, 0)
A, B, C = (Name(f"Jumlah {letter}", HERE) for letter in "ABC")


def number(value: int | Fraction, percent: bool = False) -> Number:
    return Number(None, percent, Fraction(value), HERE)


def chain(kind, *signed: tuple[str, Node]) -> Node:
    return kind(tuple(Part(node, sign, HERE, HERE) for sign, node in signed), HERE)


RATIO = chain(Product, ("×", A), ("/", B))
TOTAL = chain(Sum, ("+", A), ("-", B))


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (chain(Product, ("×", A), ("/", B), ("×", number(100, True))), "Jumlah A / Jumlah B × 100%"),
        (TOTAL, "Jumlah A - Jumlah B"),
        (chain(Sum, ("-", A), ("+", B)), "-(Jumlah A) + Jumlah B"),
        (chain(Sum, ("+", C), ("-", TOTAL)), "Jumlah C - (Jumlah A - Jumlah B)"),
        (chain(Sum, ("+", C), ("-", RATIO)), "Jumlah C - (Jumlah A / Jumlah B)"),
        (chain(Sum, ("+", C), ("+", chain(Product, ("×", A), ("×", B)))), "Jumlah C + Jumlah A × Jumlah B"),
        (chain(Product, ("×", TOTAL), ("/", C)), "(Jumlah A - Jumlah B) / Jumlah C"),
        (chain(Product, ("×", C), ("/", RATIO)), "Jumlah C / (Jumlah A / Jumlah B)"),
        (chain(Product, ("×", number(Fraction(3, 8))), ("×", A)), "0,375 × Jumlah A"),
        (chain(Product, ("×", number(1000)), ("×", A)), "1000 × Jumlah A"),
        (Power(A, number(2), HERE), "Jumlah A ^ 2"),
        (Power(RATIO, RATIO, HERE), "(Jumlah A / Jumlah B) ^ (Jumlah A / Jumlah B)"),
        (chain(Product, ("×", Power(A, number(2), HERE)), ("/", B)), "Jumlah A ^ 2 / Jumlah B"),
        (Root(2, RATIO, HERE), "√(Jumlah A / Jumlah B)"),
        (Root(3, A, HERE), r"\sqrt[3]{Jumlah A}"),
        (Average((A, TOTAL), HERE), "(rata-rata (`Jumlah A`; (Jumlah A - Jumlah B)))"),
        (Statement("Sesuai perintah", (), True, HERE), "Sesuai perintah"),
        (Components(Name("Jumlah dokumen", HERE), (Name("Jumlah A", HERE), Name("Renja", HERE)), HERE),
         "Jumlah dokumen: 1. Jumlah A 2. `Renja`"),
        (Components(Statement("", (), False, HERE), (A, B), HERE), "1. Jumlah A 2. Jumlah B"),
    ],
)  # fmt: skip
def test_written_and_read_back(tree: Node, text: str):
    assert write_text(tree) == text
    assert kf.parse(text).tree == tree


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (Name("Jumlah pegawai", HERE), "Jumlah pegawai"),
        (Name("Total seluruh desa", HERE), "Total seluruh desa"),
        # everything that reading looks for is quoted
        (Name("Nilai SKM", HERE), "`Nilai SKM`"),
        (Name("Jumlah", HERE), "`Jumlah`"),
        (Name("Jumlah A / B", HERE), "`Jumlah A / B`"),
        (Name("Jumlah A - B", HERE), "`Jumlah A - B`"),
        (Name("Jumlah A (baru)", HERE), "`Jumlah A (baru)`"),
        (Name("Jumlah A 2", HERE), "`Jumlah A 2`"),
        (Name("Jumlah sembako yang dibagi", HERE), "`Jumlah sembako yang dibagi`"),
        (Name("Jumlah kelas x", HERE), "`Jumlah kelas x`"),
        (Name("Jumlah matrix", HERE), "`Jumlah matrix`"),
        (Name("Jumlah A dari jumlah B", HERE), "`Jumlah A dari jumlah B`"),
        (Name("Jumlah persen", HERE), "`Jumlah persen`"),
        (Name("Jumlah `A`", HERE), "`Jumlah 'A'`"),
        # totals
        (Name("Σ pegawai", HERE, total=True), "Σ `pegawai`"),
        (Name("pegawai", HERE, total=True), "Σ `pegawai`"),
        (Name("Jumlah pegawai", HERE, total=True), "Jumlah pegawai"),
        (Name("Jumlah data Σpotensi desa", HERE), "`Jumlah data Σpotensi desa`"),
    ],
)
def test_names(name: Name, text: str):
    assert write_text(name) == text
    assert kf.parse(f"{text} / Jumlah Z").tree.parts[0].node.key == (
        name.key if "`" not in name.text else name.key.replace("`", "'")
    )


def test_what_has_no_text():
    with pytest.raises(TypeError, match="Quantity"):
        write_text(Quantity(None, None, Fraction(1), HERE))


def test_labels_and_spans_leave_no_trace():
    assert write_text(Number("penduduk", False, Fraction(100_000), (3, 9))) == "100000"
