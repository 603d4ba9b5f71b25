"""Lists of words, figures and forms that decide a reading: each of their members by what it does."""

from __future__ import annotations

import pytest
from tests.rules_alone import parse

import kinerja_formula as kf
from kinerja_formula.diagnostics import CATALOGUE, Diagnostic
from kinerja_formula.reading.certainty import FEATURES, Curve, Curves
from kinerja_formula.reading.chart import forms_of
from kinerja_formula.reading.conditions import read_number
from kinerja_formula.reading.decision import RULES_FEATURES, choose, rows_of
from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft
from kinerja_formula.reading.forms import forms
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.mended_words import mend_words
from kinerja_formula.reading.pieces import Pieces
from kinerja_formula.reading.reader import _is_guess
from kinerja_formula.reading.rules_reader import prepare, read_by_rules
from kinerja_formula.reading.scanner import scan
from kinerja_formula.reading.weighing import weigh

RATES = ["1000", "1.000", "10000", "10.000", "100000", "100.000", "1000000", "1.000.000"]


def word_of(role: str) -> str:
    """A word that has a role, of those that have the fewest others."""
    roles = lexicon().roles
    return min((len(roles[word]), word) for word in roles if role in roles[word])[1]


@pytest.mark.parametrize("rate", ["100", *RATES])
def test_rates(rate: str):
    told = [one.code for one in parse(f"Jumlah kasus x {rate}").diagnostics]
    assert told == ["KF120"]
    assert parse(f"(Jumlah kasus / Jumlah warga) x {rate} penduduk").diagnostics == ()
    assert parse("Jumlah kasus x 12").diagnostics == ()


@pytest.mark.parametrize("rate", RATES)
def test_rates_that_may_be_for_every(rate: str):
    (found,) = parse(f"Jumlah kasus / {rate} penduduk").diagnostics
    assert (found.code, found.values["reading"]) == ("KF110", "dibagi")
    assert parse("Jumlah kasus / 12 penduduk").diagnostics == ()


@pytest.mark.parametrize("figure", ["100", "1000", "1.000", "10.000", "10000", "100.000", "100000", "1.000.000"])
def test_figures_before_which_a_glued_x_is_a_sign(figure: str):
    text = f"fasilitasiX {figure}"
    assert [one.text for one in mend_words(scan(text), Draft(text, None, DEFAULT_LIMITS))] == [
        "fasilitasi",
        "X",
        figure,
    ]
    other = "fasilitasiX 12"
    assert [one.text for one in mend_words(scan(other), Draft(other, None, DEFAULT_LIMITS))] == ["fasilitasiX", "12"]


@pytest.mark.parametrize(
    "slug",
    [
        *["dibagi", "dikurangi", "kali-seratus", "operan", "pangkat-pecahan", "penyebut", "penyebut-atau-keterangan"],
        *["perkalian-dulu", "satu-nama", "tanda-hubung"],
    ],
)
def test_guesses_of_the_rules_give_way_to_the_certainty(slug: str):
    assert _is_guess(Diagnostic(CATALOGUE["KF110"], (0, 1), reading=slug))
    assert not _is_guess(Diagnostic(CATALOGUE["KF111"], (0, 1), reading=slug))


@pytest.mark.parametrize("slug", ["ragu", "nama-data", "n", None])
def test_other_doubts_do_not(slug: str | None):
    assert not _is_guess(Diagnostic(CATALOGUE["KF110"], (0, 1), **({"reading": slug} if slug else {})))


@pytest.mark.parametrize("role", ["bagi", "kali", "tambah", "kurang", "pangkat"])
def test_a_word_of_calculation_is_no_unit(role: str):
    text = f"3 {word_of(role)}"
    pieces = Pieces(prepare(text, (), None, DEFAULT_LIMITS)[0], text, lexicon())
    assert read_number(pieces, 0, pieces.count) is None
    plain = Pieces(prepare("3 hari", (), None, DEFAULT_LIMITS)[0], "3 hari", lexicon())
    assert read_number(plain, 0, 2) is not None


class Fixed(Curve):
    """A curve that says the same of every row."""

    def __init__(self, probability: float) -> None:
        super().__init__({"bias": 0.0, "mean": [], "scale": [], "weights": []})
        self.probability = probability

    def raw(self, row: object) -> float:
        return 0.0

    def of(self, row: object) -> float:
        return self.probability


CURVES = Curves(Fixed(0.4), Fixed(0.4), Fixed(0.6), 0.8, 0.9)
CALLS = [
    *["min", "maks", "mutlak-kata", "ln", "log", "log-dua", "bulat-kurung", "if-fungsi", "jumlah-baris"],
    *["rata-ukur-kurung", "bulat-ribuan", "kali-jumlah-baris", "seper-jumlah-baris"],
]
EXAMPLES = {form.id: form.examples for form in forms().forms}


@pytest.mark.parametrize(("form", "text"), [*[(form, EXAMPLES[form][0]) for form in CALLS], ("mutlak", "|A - B|")])
def test_functions_that_the_rules_do_not_know(form: str, text: str):
    """They are taken however sure the rules are of what they make of them, and are surer than they seem."""
    weighed = weigh(prepare(text, (), None, DEFAULT_LIMITS)[0], text)
    assert form in forms_of(weighed.readings[0][2])
    rules = read_by_rules(text)
    choice = choose(weighed, rules.tree, rules.diagnostics, CURVES, percent_wanted=False)
    assert (choice.rank, choice.agreed) == (0, False)
    assert choice.certainty > 0.4
    if form in {"jumlah-baris", "kali-jumlah-baris", "seper-jumlah-baris"}:
        assert choice.certainty == pytest.approx(0.93)


@pytest.mark.parametrize(
    ("form", "text"),
    [("min-kata", "nilai terendah dari A, B dan C"), ("maks-kata", "nilai tertinggi dari A, B dan C")],
)
def test_functions_in_words_stay_as_sure_as_they_are(form: str, text: str):
    weighed = weigh(prepare(text, (), None, DEFAULT_LIMITS)[0], text)
    assert form in forms_of(weighed.readings[0][2])
    rules = read_by_rules(text)
    choice = choose(weighed, rules.tree, rules.diagnostics, CURVES, percent_wanted=False)
    assert (choice.rank, choice.certainty) == (0, 0.4)


def of_names(text: str, name: str) -> dict[str, float]:
    """The facts about the rules' reading of a text where they take ``name`` for one operand."""
    weighed = weigh(prepare(text, (), None, DEFAULT_LIMITS)[0], text)
    low = text.index(name)
    tree = kf.nodes.Name(name, (low, low + len(name)))
    _, row, _ = rows_of(weighed, tree, (), None, percent_wanted=False)
    assert row is not None
    return dict(zip(RULES_FEATURES, row, strict=True))


@pytest.mark.parametrize("role", ["bagi", "kali", "tambah", "kurang", "rasio", "selisih", "rata", "bobot"])
def test_doubtful_words_in_names_of_the_rules(role: str):
    name = f"kambing {word_of(role)} gunung"
    assert of_names(f"{name} / laut", name)["suspects"] == 1


@pytest.mark.parametrize(
    "role", ["ukur", "cara", "rumus", "penghubung", "catatan", "membandingkan", "hasilbagi", "satuan"]
)
def test_words_of_a_frame_in_names_of_the_rules(role: str):
    name = f"kambing {word_of(role)} gunung"
    assert of_names(f"{name} / laut", name)["frame_in_name"] == 1


@pytest.mark.parametrize("sign", ["/", "-", ":", "=", "+", "*", "-----", "×", "÷"])
def test_signs_in_names_of_the_rules(sign: str):
    name = f"kambing {sign} gunung"
    assert of_names(f"{name} / laut", name)["signs_in_names"] == 1
    assert len(FEATURES) == len(set(FEATURES))


@pytest.mark.parametrize("name", ["kambing dan gunung", "kambing, gunung", "kambing (gunung)"])
def test_plain_names_of_the_rules(name: str):
    found = of_names(f"{name} / laut", name)
    assert (found["suspects"], found["signs_in_names"], found["frame_in_name"]) == (0, 0, 0)


@pytest.mark.parametrize("role", ["jumlah", "besaran", "persentase", "rata", "rasio"])
def test_a_quantity_behind_a_sign_speaks_for_it(role: str):
    def weight(word: str) -> float:
        text = f"kambing / {word} gunung"
        pieces = Pieces(prepare(text, (), None, DEFAULT_LIMITS)[0], text, lexicon())
        return pieces.index["{bagi}"][-1][0][2]

    assert weight(word_of(role)) > weight("laut") + 0.5


@pytest.mark.parametrize("word", ["catatan", "rumus", "keterangan", "formula"])
def test_a_colon_behind_what_announces_divides_nothing(word: str):
    text = f"{word} : Jumlah gunung"
    pieces = Pieces(prepare(text, (), None, DEFAULT_LIMITS)[0], text, lexicon())
    assert pieces.index["{bagi}"][-1][0][2] < -2.5
