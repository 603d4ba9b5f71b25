"""What is known while a text is read: limits with what they tell, hints of the indicator; the lexicon behind it."""

from __future__ import annotations

import pytest

import kinerja_formula as kf
from kinerja_formula.data_files import read_toml
from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft, Limits
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import LEXICON_FILE, Lexicon, lexicon
from kinerja_formula.reading.vocabulary import in_order, words


@pytest.mark.parametrize(
    ("indikator", "percent", "ratio"),
    [
        (None, False, False),
        ("", False, False),
        ("Persentase kehadiran", True, True),
        ("persentase kehadiran", True, True),
        ("Kehadiran (persen)", True, True),
        ("Kehadiran dalam persen.", True, True),
        ("Rasio guru", False, True),
        ("Rasio: guru", False, True),
        ("(Rasio) guru", False, True),
        ("Jumlah rasio guru", False, False),
        ("Jumlah guru", False, False),
    ],
)
def test_hints_of_the_indicator(indikator: str | None, percent: bool, ratio: bool):
    draft = Draft("A", indikator, DEFAULT_LIMITS)
    assert (draft.percent_wanted, draft.ratio_wanted) == (percent, ratio)
    assert (draft.text, draft.indikator, draft.limits, draft.labelled) == ("A", indikator, DEFAULT_LIMITS, False)


@pytest.mark.parametrize(
    ("text", "limits", "code", "span", "values"),
    [
        ("A" * 11, {"length": 10}, "KF003", (10, 11), {"length": 11, "limit": 10}),
        ("((A + B) / C)", {"depth": 1}, "KF004", (1, 2), {"limit": 1}),
        ("Jumlah A x 12345", {"digits": 4}, "KF006", (11, 16), {"limit": 4}),
    ],
)
def test_limits(text: str, limits: dict[str, int], code: str, span: tuple[int, int], values: dict[str, int]):
    with pytest.raises(kf.LimitError) as raised:
        kf.parse(text, limits=Limits(**limits))
    (found,) = raised.value.diagnostics
    assert (found.code, found.span, dict(found.values)) == (code, span, values)
    assert raised.value.text == text
    name = next(iter(limits))
    kf.parse(text, limits=Limits(**{name: limits[name] + 1}))  # one more is no fault


def test_limits_by_themselves():
    piece = Lexeme("word", "12345", 3, 8, True)
    limits = Limits(length=5, depth=2, parts=3, digits=5)
    limits.check_length("12345")
    limits.check_depth(2, piece, "x")
    limits.check_parts(3, piece, "x")
    limits.check_digits(piece, "x")
    assert (limits.length, limits.depth, limits.parts, limits.digits) == (5, 2, 3, 5)
    for check, code in ((limits.check_depth, "KF004"), (limits.check_parts, "KF005")):
        with pytest.raises(kf.LimitError) as raised:
            check(4, piece, "text")
        assert (raised.value.code, raised.value.span, raised.value.text) == (code, (3, 8), "text")
    assert (Limits().length, Limits().depth, Limits().parts) == (100_000, 100, 50_000)


def test_what_is_reported_is_kept_in_its_order():
    draft = Draft("A B", None, DEFAULT_LIMITS)
    rule = kf.check("Jumlah A / Jumlah A")[0].rule
    draft.report(rule, (2, 3), ((0, 1),), sign="B")
    draft.report(rule, (0, 1))
    assert [(one.span, one.related, dict(one.values)) for one in draft.diagnostics] == [
        ((2, 3), ((0, 1),), {"sign": "B"}),
        ((0, 1), (), {}),
    ]


def test_the_lexicon_says_what_its_file_does():
    tables = read_toml(LEXICON_FILE)
    found = lexicon()
    for role, entries in tables["peran"].items():
        for entry in entries:
            first, *rest = entry.split()
            if rest:
                assert (tuple(rest), role) in found.phrases[first]
            else:
                assert role in found.of(entry)
    assert found.of("kambing") == frozenset()
    assert found.figures == tables["angka"]
    assert found.multiples == tables["kelipatan"]
    assert found.spelt == set(tables["ejaan"]["kata"])
    assert found.confused == [tuple(one) for one in tables["ejaan"]["rupa"]]
    assert found.signs == tables["tanda"]
    assert found.evidence == tables["bukti"]
    assert found.inside_names == tables["dalam-nama"]
    assert found.classes == tables["kelas"]["urutan"]
    assert found.joints == set(tables["kelas"]["joint"])
    assert found.shapes == [tuple(one) for one in tables["kelas"]["bentuk"]]
    lengths = [len(phrase) for phrase, _ in found.comparisons]
    assert lengths == sorted(lengths, reverse=True)
    assert set(found.comparisons) == {
        (tuple(phrase.split()), sign) for sign, told in tables["banding"].items() for phrase in told
    }


def test_a_lexicon_without_some_words():
    tables = read_toml(LEXICON_FILE)
    less = Lexicon(tables, without={"kali", "hasil bagi"})
    assert "kali" not in less.roles
    assert (("bagi",), "hasilbagi") not in less.phrases.get("hasil", [])
    assert (("bagi",), "hasilbagi") in lexicon().phrases["hasil"]
    assert less.of("dikali") == lexicon().of("dikali")


def test_words_of_a_role():
    assert "dibagi" in words("operators", "divide")
    assert isinstance(words("operators", "divide"), frozenset)
    assert in_order("operators", "multiply_before_number")[0] == "kali"
    assert words("operators", "multiply_before_number") >= set(in_order("operators", "multiply_before_number")) - {
        "@kali"
    }
