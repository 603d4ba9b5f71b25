"""Every form of free text reads its examples and leaves its near misses alone."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

import kinerja_formula as kf
from kinerja_formula.reading.chart import forms_of
from kinerja_formula.reading.draft import DEFAULT_LIMITS
from kinerja_formula.reading.forms import FUNCTIONS, Form, Forms, Meaning, forms, meaning_of
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.rules_reader import prepare
from kinerja_formula.reading.weighing import weigh


def used(text: str) -> list[str]:
    readings = weigh(prepare(text, (), None, DEFAULT_LIMITS)[0], text).readings
    return [form for reading in readings[:1] for form in forms_of(reading[2])]


@pytest.mark.parametrize(
    ("form", "text"), [(form, text) for form in forms().forms for text in form.examples], ids=lambda one: str(one)[:60]
)
def test_a_form_reads_its_examples(form: Form, text: str):
    assert form.id in used(text)


@pytest.mark.parametrize(
    ("form", "text"), [(form, text) for form in forms().forms for text in form.misses], ids=lambda one: str(one)[:60]
)
def test_a_form_leaves_its_near_misses_alone(form: Form, text: str):
    assert form.id not in used(text)


def slots(meaning: Meaning) -> set[str]:
    if meaning[0] == "slot":
        return {meaning[1]}
    if meaning[0] == "literal":
        return set()
    parts = meaning[1] if meaning[0] in FUNCTIONS else meaning[1:]
    return set().union(*[slots(part) for part in parts])


@pytest.mark.parametrize("form", forms().forms, ids=lambda form: form.id)
def test_a_meaning_speaks_of_slots_that_the_pattern_has(form: Form):
    variants = Forms([form]).by_category[form.category]
    for variant in variants:
        assert slots(form.meaning) <= {element[1] for element in variant.elements if element[0] != "lit"}


@pytest.mark.parametrize("form", forms().forms, ids=lambda form: form.id)
def test_a_role_of_a_pattern_stands_in_the_lexicon(form: Form):
    table = lexicon()
    known = {role for roles in table.roles.values() for role in roles} | set(table.signs.values())
    known |= {role for entries in table.phrases.values() for _, role in entries} | {
        "baris",
        "baris-baru",
        "baris-kosong",
        "titik",
    }
    for variant in Forms([form]).by_category[form.category]:
        asked = {one[1][1:-1] for one in variant.elements if one[0] == "lit" and one[1].startswith("{")}
        assert asked <= known


def test_two_grammar_slots_never_touch():
    """Between two of them something has to say where one ends, or laying a form would try every place."""
    for form in forms().forms:
        for variant in Forms([form]).by_category[form.category]:
            sorts = [element[0] for element in variant.elements]
            lists = [element[2] in ("daftar", "daftar-bobot") for element in variant.elements if element[0] == "slot"]
            touching = sum(one == other == "slot" for one, other in pairwise(sorts))
            assert touching <= sum(lists)


def test_meanings():
    assert meaning_of("n / m * B") == ("*", ("/", ("slot", "n"), ("slot", "m")), ("slot", "B"))
    assert meaning_of("A ^ (n / m)") == ("^", ("slot", "A"), ("/", ("slot", "n"), ("slot", "m")))
    assert meaning_of("min(A; n)") == ("min", (("slot", "A"), ("slot", "n")))


def test_forms_can_be_taken_away():
    poorer = forms().without({"bagi"})
    assert {form.id for form in forms().forms} - {form.id for form in poorer.forms} == {"bagi"}


@pytest.mark.parametrize(
    ("text", "form", "line"),
    [
        ("Jumlah kematian bayi X 1.000 KH\nJumlah kelahiran hidup", "kali-di-garis-laju", "× 1000"),
        ("Jumlah kematian ibu X 100.000 KH\nJumlah kelahiran hidup", "kali-di-garis-laju", "× 100000"),
        ("Jumlah kasus X 1.000 penduduk\nJumlah penduduk tengah tahun", "kali-di-garis-laju", "× 1000"),
        ("Skor = (4 x A + 3 x B) / Jumlah responden (A = puas; B = cukup)", "legenda-kurung", "/ Jumlah responden"),
        ("Skor = (4 x A + 3 x B) / Jumlah responden (A = puas, B = cukup)", "legenda-kurung", "/ Jumlah responden"),
        (
            "Skor = (3 x A + 2 x B + C) / Jumlah suara (A = baik; B = sedang; C = buruk)",
            "legenda-kurung",
            "/ Jumlah suara",
        ),
    ],
)
def test_a_rate_whose_line_is_lost_and_a_legend_in_a_bracket(text: str, form: str, line: str):
    assert form in used(text)
    assert kf.parse(text).to_text().endswith(line)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Jumlah kematian bayi X 1.000 KH Jumlah kelahiran hidup", "kali-di-garis-laju"),  # on one line
        ("Jumlah kasus X 1.000\nJumlah penduduk", "kali-di-garis-laju"),  # nothing says what it is of
        ("Jumlah kasus X 1.000 penduduk\nPenduduk tengah tahun", "kali-di-garis-laju"),  # no count below
        ("Skor = (4 x A + 3 x B) / Jumlah responden (A = puas)", "legenda-kurung"),  # one answer
        ("Skor = (4 x A + 3 x B) / Jumlah responden (A = puas B = cukup)", "legenda-kurung"),
        ("Skor = (4 x A + 3 x B) / Jumlah responden (puas; cukup)", "legenda-kurung"),
    ],
)
def test_what_looks_like_such_a_rate_or_legend(text: str, form: str):
    assert form not in used(text)


def test_no_two_forms_have_one_id():
    """Curves, doubts and reasons know a form by its id, whatever section it stands in."""
    count = Counter(form.id for form in forms().forms)
    assert [one for one, times in count.items() if times > 1] == []
