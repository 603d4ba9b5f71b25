"""How sure a reading is: the facts that speak for and against it, and the curve that makes a probability of them."""

from __future__ import annotations

import math

import pytest

from kinerja_formula.reading.certainty import (
    FEATURES,
    Curve,
    Curves,
    Second,
    certainty_curves,
    curves_from,
    features_of,
    is_flat,
    only_subtracts,
    tree_key,
)
from kinerja_formula.reading.draft import DEFAULT_LIMITS
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.rules_reader import prepare
from kinerja_formula.reading.weighing import Weighed, weigh

LEARNED = {"lead", "narrow", "rivals", "score", "worst_name", "all_names", "weak_name"}
"""They come from the learned table of names."""
LONG = {"length", "longest_name"}


def weighed(text: str, *, percent_wanted: bool = False) -> Weighed:
    return weigh(prepare(text, (), None, DEFAULT_LIMITS)[0], text, percent_wanted=percent_wanted)


def facts(text: str, *, percent_wanted: bool = False, second: Second | None = None) -> dict[str, float]:
    """The features of the best reading that are not zero."""
    chart, readings = weighed(text, percent_wanted=percent_wanted)
    row = features_of(chart, readings, percent_wanted=percent_wanted, second=second)
    assert len(row) == len(FEATURES)
    return {name: round(value, 3) for name, value in zip(FEATURES, row, strict=True) if value}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jumlah hadir / Jumlah undangan x 100%", {}),
        ("Jumlah hadir\n-----x 100%\nJumlah undangan", {"lines": 1.0}),
        ("Jumlah pegawai yang dibagi tugas / Jumlah pegawai", {"suspects": 0.35}),
        ("Jumlah RT/RW aktif / Jumlah RT/RW x 100%", {}),
        ("Jumlah bayi usia 6-11 bulan / Jumlah bayi", {}),
        ("Jumlah lulusan tahun T-1 / Jumlah lulusan", {}),
        ("Jumlah A - Jumlah B - Jumlah C", {"dashes_alone": 1.0}),
        ("Jumlah A + Jumlah B / Jumlah C", {"flat": 1.0}),
        ("Jumlah A / Jumlah A", {"repeated": 1.0}),
        ("Jumlah kasus x 1000", {"rate_alone": 1.0}),
        ("Nilai A x 3", {}),
        ("12 bulan", {"no_operand": 1.0}),
        ("Terlaksananya rapat sebanyak 12 kali", {"quantities_in_text": 1.0, "no_operand": 1.0}),
        ("Jumlah dokumen : 1. Renja 2. Renstra", {"unread": 0.205, "list": 1.0}),
        ("rata-rata nilai A, nilai B dan nilai C", {"list": 1.0}),
        ("Rasio Belanja = Total belanja", {"unread": 0.03, "single": 1.0, "ratio_told": 1.0}),
        ("Jika A > 3 maka 4", {"cases": 1.0}),
        ("Jumlah anak usia 15 tahun / Jumlah anak", {}),
        ("Jumlah anak kelas 12 / Jumlah anak", {"numbers_in_names": 1.0}),
        ("Jumlah surat dengan jawaban terhadap surat masuk", {"connectors_in_names": 2.0, "single": 1.0}),
        ("Persentase jumlah hadir total dari undangan", {"inner_head": 1}),
        ("NIM : Jumlah desa", {}),
        ("A = B = C = Jumlah D", {"unread": 0.045, "single": 1.0, "several_equals": 2.0}),
        ("Jumlah hadir / Jumlah undangan x 100%. Dihitung setiap triwulan oleh kecamatan", {"unread": 0.15}),
        ("min(A, 100)", {"list": 1.0, "cases": 1.0}),
        ("nilai tertinggi dari A, B dan C", {"list": 1.0, "cases": 1.0}),
        (
            "Jumlah pegawai laki-laki dan total perempuan yang hadir / Jumlah pegawai",
            {"inner_head": 1, "connectors_in_names": 1.0},
        ),
        ("Perbandingan dibagi = Jumlah A / Jumlah B", {"unread": 0.365, "ignored": 1.0, "ignored_outside": 1.0}),
        ("Jumlah pegawai - honorer / Jumlah pegawai", {"repeated": 1.0}),
    ],
)
def test_facts_about_a_reading(text: str, expected: dict[str, float]):
    found = facts(text)
    assert {name: value for name, value in found.items() if name not in LEARNED | LONG} == expected
    assert not any(name.startswith("agreed") for name in found)


@pytest.mark.parametrize(
    ("text", "pieces", "longest"),
    [
        ("Jumlah hadir / Jumlah undangan x 100%", 7, 2),
        ("Jumlah pegawai yang hadir tepat waktu / Jumlah pegawai", 9, 6),
        ("12 bulan", 2, 0),
        (" ".join(["Jumlah", *["kegiatan"] * 40]), 41, 30),
        ("Jumlah A / Jumlah B x 100% Keterangan: " + "kata " * 139, 148, 2),
    ],
)
def test_how_long_a_cell_is(text: str, pieces: int, longest: int):
    """In forties of pieces, of a name in tens; three are the most that counts."""
    found = facts(text)
    assert found["length"] == pytest.approx(min(3.0, pieces / 40), abs=1e-3)
    assert found.get("longest_name", 0.0) == longest / 10


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Jumlah hadir", True),
        ("Jumlah hadir / Jumlah undangan", False),
        ("Persentase kehadiran", False),
        ("Jumlah hadir x 3", True),
    ],
)
def test_a_percentage_needs_a_ratio(text: str, missing: bool):
    assert ("percent_missing" in facts(text, percent_wanted=True)) is missing
    assert "percent_missing" not in facts(text)


TEXT = "Jumlah pegawai yang dibagi tugas / Jumlah pegawai"
OF_SECOND = FEATURES[FEATURES.index("agreed") :]


def of_second(second: Second) -> dict[str, float]:
    return {name: value for name, value in facts(TEXT, second=second).items() if name in OF_SECOND}


def test_a_second_reader_that_agrees_shares_the_doubts():
    chart, readings = weighed(TEXT)
    key = tree_key(chart, readings[0][1])
    assert of_second(Second(key, 0)).items() >= {"agreed": 1.0, "agreed_suspects": 0.35}.items()
    assert of_second(Second(key, 2, 3.0)) == of_second(Second(key, 2))  # its own weakness counts where it dissents
    assert of_second(Second(key, 7))["rules_doubt"] == 3.0


def test_a_second_reader_that_dissents():
    chart, readings = weighed(TEXT)
    assert len(readings) > 1
    other = next(key for key in (tree_key(chart, one[1]) for one in readings) if key != tree_key(chart, readings[0][1]))
    assert of_second(Second(other, 0, 1.5)) == {"second_says": 1.0, "second_weak": 1.5}
    assert of_second(Second("lain", 1, 9.0)) == {"rules_doubt": 1.0, "second_weak": 3.0}
    assert of_second(Second(None, 0)) == {"rules_fail": 1.0}


def test_the_lead_is_over_what_calculates_otherwise():
    chart, readings = weighed("Jumlah A dibagi Jumlah B")
    (score, tree, why), *_ = readings
    half = ("/", tree[1], tree[1])

    def lead(*others: tuple[float, object]) -> dict[str, float]:
        rows = [(score, tree, why), *[(score - less, other, why) for less, other in others]]
        row = features_of(chart, rows, percent_wanted=False, second=None)
        return {name: round(row[FEATURES.index(name)], 3) for name in ("lead", "narrow", "rivals")}

    assert lead() == {"lead": 5.0, "narrow": 0.0, "rivals": 0.0}
    assert lead((0.5, tree)) == {"lead": 5.0, "narrow": 0.0, "rivals": 0.0}  # the same, by another form
    assert lead((0.5, half)) == {"lead": 0.5, "narrow": 1.0, "rivals": 1.0}
    assert lead((1.0, half)) == {"lead": 1.0, "narrow": 0.0, "rivals": 1.0}
    assert lead((0.4, tree), (1.5, half), (1.9, tree[1])) == {"lead": 1.5, "narrow": 0.0, "rivals": 2.0}
    assert lead((2.5, half)) == {"lead": 2.5, "narrow": 0.0, "rivals": 0.0}
    assert lead((8.0, half)) == {"lead": 5.0, "narrow": 0.0, "rivals": 0.0}


A, B, C = ("n", 0, 1), ("n", 2, 3), ("n", 4, 5)


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (("-", ("-", A, B), C), True),
        (("-", A, B), False),
        (("-", A, ("-", B, C)), False),
        (("-", ("-", A, B), ("*", B, C)), False),
        (("-", ("-", ("+", A, B), B), C), False),
        (("+", ("-", A, B), C), False),
        (A, False),
    ],
)
def test_a_row_of_differences(tree: tuple[object, ...], expected: bool):
    assert only_subtracts(tree) is expected


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (("+", A, ("/", B, C)), True),
        (("-", ("*", A, B), C), True),
        (("+", A, B), False),
        (("+", A, ("+", B, ("/", A, C))), False),
        (("/", A, B), False),
        (("*", A, ("/", B, C)), False),
        (A, False),
    ],
)
def test_a_sum_that_may_be_a_numerator(tree: tuple[object, ...], expected: bool):
    assert is_flat(tree) is expected


STEPS = [[-2.0, 0.1], [0.0, 0.4], [2.0, 0.8]]


def curve(**words: object) -> Curve:
    return Curve({"bias": 0.5, "mean": [1.0, 0.0], "scale": [2.0, 1.0], "weights": [1.0, -1.0], **words})


@pytest.mark.parametrize(
    ("row", "logit"),
    [([1.0, 0.0], 0.5), ([3.0, 0.0], 1.5), ([1.0, 2.0], -1.5), ([1e3, 0.0], 30.0), ([0.0, 1e3], -30.0)],
)
def test_the_logit_of_a_row(row: list[float], logit: float):
    assert curve().raw(row) == pytest.approx(logit)
    assert curve().of(row) == pytest.approx(1 / (1 + math.exp(-logit)))


@pytest.mark.parametrize(
    ("second", "right"),
    [(9.0, 0.1), (2.5, 0.1), (1.5, 0.25), (0.5, 0.4), (-0.5, 0.6), (-1.0, 0.7), (-1.5, 0.8), (-9.0, 0.8)],
)
def test_a_table_says_what_share_was_right(second: float, right: float):
    """Between two steps it grows evenly; beyond the ends it stays."""
    assert curve(steps=STEPS).of([1.0, second]) == pytest.approx(right)


def test_the_learned_curves():
    curves = certainty_curves()
    assert 0 < curves.threshold < curves.sure < 1
    for one in (curves.calculating, curves.single):
        assert len(one.weights) == len(one.mean) == len(one.scale) == len(FEATURES)


@pytest.mark.parametrize(
    ("certainty", "settled"),
    [
        (0.1, 0.3),  # below the first step it stays
        (0.2, 0.3),
        (0.3, 0.4),
        (0.4, 0.5),
        (0.5, 0.7),
        (0.6, 0.8),  # a table never makes a doubt sure
        (0.79, 0.8),
        (0.8, 0.8),
        (0.81, 0.81),
        (0.95, 0.95),
    ],
)
def test_a_low_certainty_is_worth_what_was_right(certainty: float, settled: float):
    kept = [(0.2, 0.3), (0.4, 0.5), (0.6, 0.9)]
    assert Curves(curve(), curve(), curve(), 0.8, 0.9, kept).settled(certainty) == pytest.approx(settled)
    assert Curves(curve(), curve(), curve(), 0.8, 0.9).settled(certainty) == certainty


def test_curves_from_learned_data():
    told = {"bias": 0.5, "mean": [1.0], "scale": [2.0], "weights": [1.0]}
    data = {"calculating": told, "single": told, "second": told, "threshold": 0.7, "sure": 0.8}
    curves = curves_from({**data, "kept": [[0.2, 0.3], [0.4, 0.5]]})
    assert (curves.threshold, curves.sure, curves.kept) == (0.7, 0.8, [(0.2, 0.3), (0.4, 0.5)])
    assert curves.settled(0.3) == pytest.approx(0.4)
    assert list(curves_from(data).kept) == []


def of_name(words: str) -> dict[str, float]:
    """The facts about a reading that takes a whole text for one name."""
    chart, _ = weighed(words)
    count = chart.pieces.count
    row = features_of(chart, [(0.0, ("n", 0, count), ("nama", 0, count, ()))], percent_wanted=False, second=None)
    return dict(zip(FEATURES, row, strict=True))


def left(words: str, form: str) -> dict[str, float]:
    """The facts about a reading that leaves all of a text unread, or takes it for a label."""
    chart, _ = weighed(words)
    count = chart.pieces.count
    row = features_of(chart, [(0.0, ("n", 0, 1), (form, 0, count, ()))], percent_wanted=False, second=None)
    return dict(zip(FEATURES, row, strict=True))


def word_of(role: str) -> str:
    """A word that has a role, of those that have the fewest others."""
    roles = lexicon().roles
    return min((len(roles[word]), word) for word in roles if role in roles[word])[1]


@pytest.mark.parametrize(
    "role",
    [
        *["bagi", "kali", "tambah", "kurang", "rata", "selisih", "bobot", "hasilbagi", "hasilkali", "rumus", "cara"],
        *["penghubung", "jika", "maka", "persentase", "rasio", "membandingkan", "satuan"],
    ],
)
def test_a_name_with_a_word_of_calculation_is_doubtful(role: str):
    word = word_of(role)
    assert of_name(f"kambing {word} gunung")["suspects"] == 1
    assert of_name(f"{word} kambing gunung")["suspects"] == 0.5  # at the head it may be part of a name


@pytest.mark.parametrize("word", ["kambing", "tahun", "yang", "orang", "jumlah"])
def test_other_words_of_a_name_are_not(word: str):
    assert of_name(f"gunung {word} kambing")["suspects"] == 0


@pytest.mark.parametrize("sign", ["/", "-", ":", "=", "+", "*", "×", "÷", "≥", "-----"])
def test_signs_in_a_name(sign: str):
    assert of_name(f"kambing {sign} gunung")["signs_in_names"] == 1


def test_what_is_no_sign_in_a_name():
    for text in ("kambing , gunung", "kambing (gunung)", "kambing < 130", "kambing. gunung"):
        assert of_name(text)["signs_in_names"] == 0
    assert of_name("kambing x gunung")["signs_in_names"] == 1
    assert of_name("kambing < gunung")["signs_in_names"] == 1


@pytest.mark.parametrize(
    ("text", "signs", "numbers"),
    [
        # one word of two, and what may divide
        ("kambing/gunung", 0, 0),
        ("kambing dan/atau gunung", 0, 0),
        ("kambing/ gunung", 1, 0),
        ("kambing /gunung", 1, 0),
        ("kambing/jumlah gunung", 1, 0),
        ("kambing/target gunung", 1, 0),
        ("kambing 3/4", 1, 2),
        # ranges of one unit
        ("kambing 6-11 bulan", 0, 0),
        ("kambing 6 - 11 tahun", 0, 0),
        ("kambing 6-11 ekornya", 1, 2),
        ("kambing 6 + 11 bulan", 1, 1),
        # the year before
        ("kambing tahun T-1", 0, 0),
        ("kambing tahun T - 1", 1, 1),
        ("kambing tahun T-15", 1, 1),
        # what the name is made of
        ("kambing gunung (jantan + betina)", 0, 0),
        ("kambing gunung (jantan / betina / anak)", 0, 0),
        ("kambing gunung (jantan / betina)", 1, 0),
        ("kambing gunung (jumlah jantan + betina)", 1, 0),
        ("kambing gunung (jantan + 5)", 1, 1),
        ("kambing gunung (jantan - betina)", 1, 0),
        ("kambing gunung (jantan + betina) laut", 1, 0),
        ("kambing (jantan + betina)", 1, 0),
    ],
)
def test_signs_within_words_of_a_name(text: str, signs: int, numbers: int):
    found = of_name(text)
    assert (found["signs_in_names"], found["numbers_in_names"]) == (signs, numbers)


@pytest.mark.parametrize(
    "role",
    [
        *["rata", "ukurrata", "selisih", "bobot", "hasilbagi", "hasilkali", "bagi", "kali", "tambah", "kurang"],
        "membandingkan",
    ],
)
def test_a_word_of_calculation_that_is_left(role: str):
    words = lexicon()
    phrases = [
        f"{first} {' '.join(rest)}" for first, found in words.phrases.items() for rest, its in found if its == role
    ]
    if role not in {one for roles in words.roles.values() for one in roles}:
        assert phrases  # told by phrases alone: no single word of it stands in a text
        return
    word = word_of(role)
    assert left(f"gunung {word} kambing", "sisa")["ignored_outside"] == 1
    assert left(f"gunung {word} kambing", "label")["ignored_outside"] == 1
    assert left(f"{word} kambing", "sisa")["ignored_outside"] == 1
    assert left(f"{word} kambing", "label")["ignored_outside"] == 0  # a label may begin so


@pytest.mark.parametrize(
    ("text", "form", "loose", "more"),
    [
        ("gunung 12 kambing 3", "sisa", 2, 1.0),
        ("gunung 12 kambing 3", "label", 2, 0.5),
        ("gunung kambing", "sisa", 0, 1.0),
    ],
)
def test_numbers_that_are_left(text: str, form: str, loose: int, more: float):
    found = left(text, form)
    assert found["loose_numbers"] == loose
    chart, _ = weighed(text)
    assert found["unread"] == pytest.approx(more * chart.costs.unread(0, chart.pieces.count))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("jumlah kambing", 1),
        ("persentase jumlah kambing", 2),
        ("rata-rata gunung dibagi kambing", 2),
        ("rasio selisih dikali ditambah dikurangi", 4),
        ("gunung kambing", 0),
    ],
)
def test_words_of_quantity_in_a_sentence(text: str, count: int):
    assert left(text, "teks")["quantities_in_text"] == count


@pytest.mark.parametrize(
    ("text", "numbered"),
    [
        ("kambing kelas 12", 1),
        ("kambing usia 15 tahun", 0),
        ("kambing 3 unit", 0),
        ("kambing 12 kelas 13", 2),
        ("kambing", 0),
    ],
)
def test_numbers_in_a_name(text: str, numbered: int):
    assert of_name(text)["numbers_in_names"] == numbered


@pytest.mark.parametrize(
    ("text", "connectors"),
    [
        ("kambing terhadap gunung", 1),
        ("kambing dengan gunung dan laut", 2),
        ("terhadap gunung", 0),
        ("kambing gunung", 0),
    ],
)
def test_words_that_connect_in_a_name(text: str, connectors: int):
    assert of_name(text)["connectors_in_names"] == connectors


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("jumlah kambing total gunung", 1),
        ("jumlah total gunung", 0),
        ("total hari layanan seluruh dokumen", 0),
        ("kambing gunung jumlah banyak", 2),
        ("kambing", 0),
    ],
)
def test_quantities_inside_a_name(text: str, heads: int):
    """Behind the second word another quantity may begin."""
    assert of_name(text)["inner_head"] == heads


@pytest.mark.parametrize(
    ("text", "conditions", "functions"),
    [
        ("jika kambing maka gunung", 2, 0),
        ("kambing selain itu", 0, 0),
        ("kambing lainnya", 1, 0),
        ("min kambing", 0, 1),
        ("median kambing max gunung abs laut", 0, 2),
        ("kambing", 0, 0),
    ],
)
def test_words_of_conditions_and_functions(text: str, conditions: int, functions: int):
    found = of_name(text)
    assert (found["conditions"], found["functions"]) == (conditions, functions)
