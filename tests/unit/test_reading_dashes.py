"""When a dash subtracts, when it begins a negative figure, and when it only joins words, each beside its look-alike."""

from __future__ import annotations

import pytest
from tests.rules_alone import parse

from kinerja_formula.reading.brackets import nest
from kinerja_formula.reading.dashes import decide_minus
from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft
from kinerja_formula.reading.known_names import KnownNames
from kinerja_formula.reading.lexemes import SUB
from kinerja_formula.reading.scanner import scan


def subtracting(text: str, *, formula: bool) -> tuple[int, list[str]]:
    """How many dashes subtract, and what the findings say that the text could be instead."""
    draft = Draft(text, None, DEFAULT_LIMITS)
    items = nest(KnownNames(()).join(scan(text), draft), draft)
    decide_minus(items, draft, formula=formula, bracketed=False)
    return sum(item.kind == SUB for item in items), [dict(one.values)["other"] for one in draft.diagnostics]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        # One that stands among terms of a word or two
        ("awal + masuk - keluar", "`awal` + `masuk` - `keluar`"),
        ("stok awal + barang masuk - barang keluar", "`stok awal` + `barang masuk` - `barang keluar`"),
        ("awal dikurangi masuk - keluar", "`awal` - `masuk` - `keluar`"),
        # A figure behind it
        ("nilai desa - 1", "`nilai desa` - 1"),
        ("(desa - 1) x 100%", "(`desa` - 1) × 100%"),
        ("capaian 91% - 100%", "capaian 91% - 100%"),
        # One operand begins as the other
        ("(desa lama - desa) x 100%", "(`desa lama` - `desa`) × 100%"),
    ],
)
def test_a_dash_that_needs_no_finding(text: str, line: str):
    formula = parse(text)
    assert (formula.to_text(), list(formula.diagnostics)) == (line, [])


@pytest.mark.parametrize(
    ("text", "line", "other"),
    [
        ("awal + masuk - keluar desa lama", "`awal` + `masuk - keluar desa lama`", "masuk − keluar desa lama"),
        ("awal + masuk desa lama - keluar", "`awal` + `masuk desa lama - keluar`", "masuk desa lama − keluar"),
        ("stok + April - Juni", "`stok` + `April - Juni`", "April − Juni"),
        ("stok + masuk - Juni", "`stok` + `masuk - Juni`", "masuk − Juni"),
        ("stok + April - keluar", "`stok` + `April - keluar`", "April − keluar"),
    ],
)
def test_a_dash_that_joins_words_is_told(text: str, line: str, other: str):
    formula = parse(text)
    assert formula.to_text() == line
    found = [(one.code, text[slice(*one.span)], dict(one.values)) for one in formula.diagnostics]
    assert found == [("KF110", "-", {"sign": "-", "reading": "tanda-hubung", "other": other})]


@pytest.mark.parametrize(
    ("text", "alone", "in_a_formula"),
    [
        ("-A", 0, 1),  # the mark of an item, or a negative name
        ("-3", 1, 1),
        ("- 3", 0, 0),
        ("- A", 0, 0),
        ("-(A)", 1, 1),
        ("A -", 0, 0),
        ("A-B", 0, 0),
        ("A -B", 0, 0),
        ("A- B", 0, 0),
        ("A −B", 1, 1),  # a true minus is no hyphen
        ("(A)-B", 1, 1),
        ("B-(A)", 1, 1),
        ("PAD - DAU", 0, 1),  # symbols of several letters
        ("P - D", 1, 1),
        ("`warga desa` - anak", 1, 1),
        ("91% - 100%", 1, 1),
        ("capaian 91% - 100%", 0, 0),
        ("capaian 91 - 100", 0, 0),
        ("nilai warga - 3", 1, 1),
        ("warga - 3", 0, 1),  # a name without a word of quantity
        ("warga - 3 desa", 0, 0),
        ("warga - 3 desa 5", 0, 0),
        ("5 - 3", 1, 1),
        ("5 - 3 kota", 0, 0),
        ("1 - tingkat desa", 1, 1),
        ("100% - tingkat desa", 1, 1),
        ("desa kota kali 1 - tingkat", 0, 0),
        ("realisasi desa - realisasi kota", 1, 1),
    ],
)
def test_the_same_dash_alone_and_in_a_formula(text: str, alone: int, in_a_formula: int):
    assert (subtracting(text, formula=False)[0], subtracting(text, formula=True)[0]) == (alone, in_a_formula)


def test_what_the_findings_say_of_the_other_reading():
    assert subtracting("realisasi desa - target desa", formula=False) == (1, ["realisasi desa - target desa"])
    assert subtracting("realisasi desa - target desa", formula=True) == (1, [])
    assert subtracting("surat masuk - keluar", formula=False) == (0, [])
    assert subtracting("surat masuk - keluar", formula=True) == (0, ["surat masuk − keluar"])
