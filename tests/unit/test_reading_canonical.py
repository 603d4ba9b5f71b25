"""The canonical line of each kind of tree, which names stand bare in it, and which lines are canonical."""

from __future__ import annotations

from fractions import Fraction

import pytest

import kinerja_formula as kf
from kinerja_formula.nodes import Name, Node, Number, Part, Product, Sum
from kinerja_formula.reading.canonical import is_further, line_of_aggregate, read_line, write_line
from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft, Limits
from kinerja_formula.reading.vocabulary import words


def tree_of(line: str, *, single: bool = False, limits: Limits = DEFAULT_LIMITS) -> Node | None:
    return read_line(line, Draft(line, None, limits), single=single)


@pytest.mark.parametrize(
    "line",
    [
        "Jumlah A / Jumlah B × 100%",
        "`A` + `B` - `C`",
        "-(`A`) + `B`",
        "`A` - (`B` - `C`)",
        "`A` - (`B` / `C`)",
        "`A` + `B` × 12",
        "(`A` + `B`) × `C`",
        "`A` / (`B` × `C`)",
        "`A` ^ 2",
        "(`A` + `B`) ^ (1 / 3)",
        "(`A` ^ 2) ^ 3",
        "√(`A` + `B`)",
        r"\sqrt[3]{`A`}",
        "(rata-rata (`A`; `B`; (`C` + `D`)))",
        "(rata-rata (`A`; `B`)) × 2",
        "Σ `A` / Σ `B`",
        "`PDRB`[t] - `PDRB`[t-1]",
        "Jumlah A × 2,5",
        "Jumlah A × 1000",
        "jika `A` > 3 maka `B`",
        "jika `A` > 3 maka `B`; jika `A` ≤ 3 maka `C`",
        "jika `A` > 3 maka `B`; selain itu `C` / 2",
        "jika 3 ≤ `A` < 12 maka `B`",
        "jika `A` > 3 dan `B` < 2 maka `C`",
        "jika `A` > 3 atau (`B` < 2 dan `C` = 1) maka `C`",
        "jika `A` ≠ 3 maka 1 - `B`",
        "(jika `A` > 3 maka `B`) × `C`",
        "min (`A`; 100)",
        "maks (`A`; `B` / 2)",
        "median (`A`; `B`; `C`)",
        "rata-rata-ukur (`A`; `B`)",
        "abs (`A` - `B`)",
        "ln (`A`)",
        "log (`A`; 2)",
        "bulat (`A`; 2)",
        "Σ (`A` × `B`) / Σ `A`",
        "rata-rata setiap (`A` / `B`)",
        "`RI` = `NI` / `a`; `RN` = `NN` / `b`; `A` = (`RI` + `RN`) / 2",
        "`a` = 3; `A` × `a`",
        "`a` = 3; `B` = `A` × `a`; `a`",
    ],
)
def test_a_line_is_what_its_tree_is_written_as(line: str):
    tree = tree_of(line)
    assert tree is not None
    assert write_line(tree) == line
    formula = kf.parse(line)
    assert (formula.to_text(), formula.certainty, formula.diagnostics) == (line, 1.0, ())
    assert is_further(tree) is any(
        sign in line
        for sign in ("jika", " = ", "min (", "maks (", "median", "ukur", "abs", "ln (", "log", "bulat", "Σ (", "setiap")
    )


@pytest.mark.parametrize(
    "line",
    [
        "Jumlah A dibagi Jumlah B",
        "Jumlah A/Jumlah B",
        "Jumlah A / Jumlah B x 100%",
        "Jumlah A  / Jumlah B",
        "A / B",
        "(Jumlah A) / `B`",
        "12",
        "`A` +",
        "`A` / / `B`",
        "`A` `B`",
        "ln (`A`; `B`)",
        "jika `A` maka `B`",
        "`A` × 1.000",
        "",
    ],
)
def test_other_lines_are_free_text(line: str):
    assert tree_of(line) is None


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("`Jumlah A` / `B`", "Jumlah A / `B`"),
        ("`A` × 100,0%", "`A` × 100%"),
        (
            "(1 - `Realisasi anggaran` / (`Pagu` × `Output`)) × 100%",
            "(1 - (`Realisasi anggaran` / (`Pagu` × `Output`))) × 100%",
        ),
        ("`A` - `B` / `C` × 100%", "`A` - (`B` / `C` × 100%)"),
        ("((`A` / `B`)) × 100%", "`A` / `B` × 100%"),
    ],
)
def test_a_line_whose_names_are_all_quoted_has_one_reading(line: str, written: str):
    formula = kf.parse(line)
    assert (formula.to_text(), formula.certainty, formula.diagnostics) == (written, 1.0, ())


@pytest.mark.parametrize(
    ("line", "tree"), [("`A`", "A"), ("Jumlah hadir", "Jumlah hadir"), ("Σ `A`", "A"), ("`PDRB`[t-1]", "PDRB[t-1]")]
)
def test_one_name_is_a_line_where_it_is_asked_for(line: str, tree: str):
    assert tree_of(line) is None
    found = tree_of(line, single=True)
    assert isinstance(found, Name)
    assert (found.text, found.total) == (tree, line.startswith("Σ"))
    assert write_line(found) == line


def test_a_line_of_the_language_may_have_brackets_more_or_less():
    for line in ("min ((`A`); 100)", "jika (`A` > 3) maka `B`", "`a` = (`B` / 2); `C` × `a`"):
        tree = tree_of(line)
        assert tree is not None and is_further(tree)
    assert tree_of("min ((Jumlah A); 100)") is None  # a bare name would be a guess


def test_lines_that_are_too_long():
    assert tree_of(" + ".join(["`A`"] * 300)) is not None
    assert tree_of(" + ".join(["`A`"] * 700)) is None
    assert tree_of("min (" + "; ".join(["`A`"] * 900) + ")") is not None
    assert tree_of("min (" + "; ".join(["`A`"] * 9000) + ")") is None
    assert tree_of("`A` + `B` + `C`", limits=Limits(parts=3)) is None
    assert tree_of("`A` + `B` + `C`", limits=Limits(parts=4)) is not None
    assert tree_of("`A` × " + "9" * 30, limits=Limits(digits=6)) is None


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Jumlah hadir", True),
        ("jumlah hadir", True),
        ("Jumlah pegawai yang hadir", True),
        ("Jumlah anak-anak", True),
        ("Jumlah", False),
        ("hadir", False),
        ("Nilai SAKIP", False),
        ("Jumlah hadir (PNS)", False),
        ("Jumlah RT/RW", False),
        ("Jumlah kelas 12", False),
        ("Jumlah suratx", False),
        ("Jumlah Σ surat", False),
        ("Jumlah surat dan Jumlah dokumen", False),
        *[
            (f"Jumlah {word} surat", False)
            for table, role in (
                *[("operators", one) for one in ("divide", "divide_before_head", "multiply", "multiply_before_number")],
                *[("operators", one) for one in ("add", "subtract", "power", "sequels")],
                *[
                    ("frames", one)
                    for one in ("connectors", "calculated", "average", "difference", "comparison", "result")
                ],
                *[("frames", "labels"), ("notes", "opening"), ("canonical", "watched")],
            )
            for word in sorted(words(table, role) - words("canonical", "harmless"))[:2]
            if word.isalpha()
        ],
        *[(f"Jumlah {word} surat", True) for word in sorted(words("canonical", "harmless"))[:3] if word.isalpha()],
    ],
)
def test_which_names_stand_bare(name: str, bare: bool):
    assert write_line(Name(name, (0, 1))) == (name if bare else f"`{name}`")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (Name("A", (0, 1), total=True), "Σ `A`"),
        (Name("Σ A", (0, 1), total=True), "Σ `A`"),
        (Name("Jumlah hadir", (0, 1), total=True), "Jumlah hadir"),
        (Name("A `b`", (0, 1)), "`A 'b'`"),
        (Name("PDRB[t-1]", (0, 1)), "`PDRB`[t-1]"),
        (Name("PDRB [t-1]", (0, 1)), "`PDRB [t-1]`"),
        (Name("PDRB[x]", (0, 1)), "`PDRB[x]`"),
    ],
)
def test_names(name: Name, line: str):
    assert write_line(name) == line


def test_figures():
    assert write_line(Number(None, False, Fraction(5, 2), (0, 1))) == "2,5"
    assert write_line(Number("hari", True, Fraction(50), (0, 1))) == "50%"


def test_aggregates():
    product = tree_of("`A` × `B`")
    assert product is not None
    assert line_of_aggregate(product, mean=False) == "Σ (`A` × `B`)"
    assert line_of_aggregate(product, mean=True) == "rata-rata setiap (`A` × `B`)"


def test_a_leading_minus_is_bracketed():
    a, b = Name("A", (1, 2)), Name("B", (5, 6))
    ratio = Product((Part(a, "×", (1, 1), (1, 2)), Part(b, "/", (3, 4), (3, 6))), (1, 6))
    assert (
        write_line(Sum((Part(ratio, "-", (0, 1), (0, 6)), Part(b, "+", (7, 8), (7, 9))), (0, 9)))
        == "-(`A` / `B`) + `B`"
    )


def test_no_text_for_what_is_no_tree():
    with pytest.raises(TypeError, match="no text for Part"):
        write_line(Part(Name("A", (0, 1)), "+", (0, 0), (0, 1)))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("`A` / `B`", "rasio"),
        ("`A` / `B` × 100%", "rasio"),
        ("`A` + `B`", "aritmetika"),
        ("`A`", "hitung"),
        ("`Nilai A`", "nilai"),
        ("`A / B`", "hitung"),
        ("Nilai A", "nilai"),
        ("Jumlah A", "hitung"),
    ],
)
def test_the_kind_of_a_line(line: str, kind: str):
    assert kf.parse(line).kind == kind
