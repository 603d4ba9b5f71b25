"""What a chart makes of a span: what is trimmed, what it costs as a name or unread, what code makes of it."""

from __future__ import annotations

import pytest

from kinerja_formula.reading.chart import Chart, forms_of, leaves
from kinerja_formula.reading.draft import DEFAULT_LIMITS
from kinerja_formula.reading.rules_reader import prepare
from kinerja_formula.reading.trees import Tree
from kinerja_formula.reading.weighing import weigh


def chart_of(text: str, *, percent_wanted: bool = False) -> Chart:
    return weigh(prepare(text, (), None, DEFAULT_LIMITS)[0], text, percent_wanted=percent_wanted).chart


@pytest.mark.parametrize(
    ("text", "trimmed"),
    [
        ("Volume transaksi lalu", "Volume transaksi"),
        ("Volume transaksi tahun lalu", "Volume transaksi tahun lalu"),
        ("minggu yang lalu", "minggu yang lalu"),
        ("Volume transaksi lalu / B", "Volume transaksi lalu / B"),
        ("(Volume lalu)", "(Volume lalu)"),
        ("dengan Jumlah A kemudian", "Jumlah A"),
        ("oleh Jumlah A hasilnya", "Jumlah A"),
        ("lalu Jumlah A", "Jumlah A"),
        ("Jumlah A dan", "Jumlah A"),
        ("Jumlah A setelah itu", "Jumlah A setelah itu"),
        ("; Jumlah A ,", "Jumlah A"),
        (". Jumlah A ...", "Jumlah A"),
        ("? Jumlah A ?", "Jumlah A"),
        ("Jumlah A )", "Jumlah A"),
        ("lalu", ""),
    ],
)
def test_what_is_no_part_of_a_span(text: str, trimmed: str):
    chart = chart_of(text)
    assert chart.pieces.name(*chart.costs.trim(0, chart.pieces.count)) == trimmed


def unread(text: str) -> dict[str, float]:
    chart = chart_of(text)
    return {piece.text: round(chart.costs.unread(at, at + 1), 6) for at, piece in enumerate(chart.pieces.lex)}


def test_what_it_costs_to_leave_something_unread():
    """A sign or word that calculates most, then a condition, a figure, a quantity; plain words next to nothing."""
    costs = unread("kambing jumlah rata-rata selisih 12 50% jika maka dibagi x + ÷ × ----- / - -kambing yang")
    signs = [costs[one] for one in ("dibagi", "x", "+", "÷", "×", "-----")]
    assert len(set(signs)) == 1
    assert len({costs[one] for one in ("jika", "maka")}) == 1
    assert len({costs[one] for one in ("jumlah", "rata-rata", "selisih")}) == 1
    assert costs["kambing"] == pytest.approx(costs["yang"]) == pytest.approx(costs["/"])
    order = ["x", "jika", "50%", "jumlah", "12", "kambing"]
    assert [costs[one] for one in order] == sorted((costs[one] for one in order), reverse=True)
    assert 0.65 < costs["x"] < 1
    assert 0 < costs["kambing"] < 0.05
    assert costs["jumlah"] > 2 * costs["12"]


def test_a_spaced_dash_is_dearer_than_one_in_a_word():
    assert unread("A - B")["-"] > 5 * unread("A -B")["-"] == pytest.approx(5 * unread("A-B")["-"])


def test_the_number_of_an_item_is_dearer_than_another():
    assert unread("1. Renja 2. Renstra")["2"] > 3 * unread("Renja 2 Renstra")["2"]


def in_names(text: str) -> list[float]:
    chart = chart_of(text)
    return [chart.costs.signs(at, at + 1) for at in range(chart.pieces.count)]


@pytest.mark.parametrize(
    ("text", "dear"),
    [
        ("A / B", [1]),
        ("murid/guru", []),
        ("A (b / c)", []),  # brackets of a name shield what they hold
        ("A x (b / c)", [1, 4]),  # those behind a sign group
        ("A / (b / c)", [1, 4]),
        ("A = (b / c)", [1, 4]),
        ("(A / B)", [2]),
        ("((A / B))", [3]),
        ("program/kegiatan dan program/kegiatan", []),
        ("Ada orang. Jumlah B", [2]),
        ("Kec. Anu", []),
        ("A = B", [1]),
        ("A adalah B", [1]),
        ("A jika B", [1]),
        ("A dan B", []),
        ("Jumlah A dibagi Jumlah B", [2]),
        ("yang dibagi kepada warga", []),
        ("Renja 1. A 2. B", [1]),
    ],
)
def test_what_costs_as_a_letter_of_a_name(text: str, dear: list[int]):
    assert [at for at, cost in enumerate(in_names(text)) if cost > 0.05] == dear


def inner_heads(text: str) -> list[float]:
    chart = chart_of(text)
    return [chart.costs.heads(at, at + 1) for at in range(chart.pieces.count)]


@pytest.mark.parametrize(
    ("text", "dear"),
    [
        ("kambing Jumlah gunung Jumlah", [1, 3]),
        ("Jumlah kambing", []),
        ("kambing jumlah gunung", []),
        ("Kambing Jumlah gunung", []),  # every word of a title has its capital
        ("Kambing\nJumlah gunung", [1]),
        ("A Jumlah gunung", [1]),
        ("gunung A dan Σ B", [3]),
        ("KAMBING JUMLAH GUNUNG KEMBAR", []),
    ],
)
def test_a_quantity_with_a_capital_begins_a_name_of_its_own(text: str, dear: list[int]):
    assert [at for at, cost in enumerate(inner_heads(text)) if cost > 0] == dear


def test_at_the_head_of_a_line_it_does_so_all_the_more():
    once = max(inner_heads("kambing Jumlah gunung"))
    assert inner_heads("kambing\nJumlah gunung") == pytest.approx([0, 2 * once, 0])
    assert inner_heads("kambing Jumlah gunung\nJumlah laut") == pytest.approx([0, once, 0, 2 * once, 0])
    assert inner_heads("kambing Jumlah gunung Jumlah laut") == pytest.approx([0, once, 0, once, 0])


def best(text: str, category: str) -> list[Tree]:
    chart = chart_of(text)
    return [tree for _, tree, _ in chart.best(category, 0, chart.pieces.count)]


@pytest.mark.parametrize(
    ("text", "category", "trees"),
    [
        ("Jumlah A", "nama", [("n", 0, 2)]),
        ("12", "nama", []),
        ("12 A", "nama", [("n", 0, 2)]),
        ("/ A", "nama", []),
        ("A +", "nama", []),
        ("A ()", "nama", []),
        ("Jumlah A x", "nama", []),
        ("A (B)", "nama", [("n", 0, 4)]),
        ("A (B) C", "nama", [("n", 0, 5)]),
        ("`A B`", "nama", [("n", 0, 1)]),
        ("`A` B", "nama", []),
        ("Jumlah A", "nama-jumlah", [("n", 0, 2)]),
        ("Nilai A", "nama-jumlah", []),
        ("`A B`", "nama-jumlah", [("n", 0, 1)]),
        ("X1", "nama-simbol", [("n", 0, 1)]),
        ("n", "nama-simbol", [("n", 0, 1)]),
        ("NA_2", "nama-simbol", [("n", 0, 1)]),
        ("NIM", "nama-simbol", []),
        ("n n", "nama-simbol", []),
        ("12", "atom", [("#", 0, 1)]),
        ("seratus", "atom", [("#", 0, 1), ("n", 0, 1)]),
        ("12", "angka", [("#", 0, 1)]),
        ("1/3", "angka", [("/", ("#", 0, 1), ("#", 2, 3))]),
        ("1/0", "angka", []),
        ("1 - 3", "angka", []),
        ("A/3", "angka", []),
        ("A", "angka", []),
        ("50%", "persen", [("#", 0, 1)]),
        ("50", "persen", []),
        ("1/3", "persen", []),
        ("18/24 x 100%", "hitungan", [("teks",)]),
        ("(18 + 24)", "hitungan", [("teks",)]),
        ("A / 24", "hitungan", []),
        ("12 / `A`", "hitungan", []),
        ("12 > 3", "hitungan", []),
        ("x", "hitungan", []),
        ("Jumlah A", "gambar-hitung", []),
        ("A", "sisa", [("teks",)]),
        ("A", "keterangan", [("teks",)]),
        ("A", "label", [("teks",)]),
    ],
)
def test_categories(text: str, category: str, trees: list[Tree]):
    assert best(text, category) == trees


def score(text: str, category: str, *, percent_wanted: bool = False) -> float:
    chart = chart_of(text, percent_wanted=percent_wanted)
    return chart.best(category, 0, chart.pieces.count)[0][0]


@pytest.mark.parametrize(
    ("dear", "cheap", "category", "least"),
    [
        ("(A)", "A (b)", "nama", 1.0),  # a name that is nothing but a bracket
        ("12\nA", "12 A", "nama", 1.5),  # it runs over the end of the formula
        ("kambing / gunung", "kambing dan gunung", "nama", 0.3),
        ("Jumlah A dan B", "kambing dan gunung", "sisa", 0.2),
        ("kambing\nGunung", "kambing gunung", "sisa", 0.5),
        ("kambing dibagi gunung", "kambing dan gunung", "sisa", 0.6),
        ("kambing dibagi gunung", "kambing dan gunung", "label", 0.5),
        ("kambing dibagi gunung", "kambing dan gunung", "keterangan", 0.1),
        ("kambing + gunung", "kambing dan gunung", "label", 1.0),
    ],
)
def test_what_is_less_plausible(dear: str, cheap: str, category: str, least: float):
    assert score(cheap, category) - score(dear, category) > least


@pytest.mark.parametrize("category", ["sisa", "keterangan", "label", "sisa-kalimat"])
def test_what_is_not_read_costs_a_little_at_least(category: str):
    assert -0.5 < score("kambing gunung", category) < 0


def test_further_sentences_cost_no_more_however_long_they_are():
    long = " dibagi ".join(["kambing"] * 9)
    assert score(long, "sisa-kalimat") == pytest.approx(score(f"{long} dibagi {long}", "sisa-kalimat"))
    assert score(long, "sisa") > score(f"{long} dibagi {long}", "sisa") + 3
    assert score(long, "sisa-kalimat") == pytest.approx(-2.1)


def test_a_worked_example_earns_back_what_its_signs_cost():
    assert score("18/24 x 100%", "hitungan") > score("18/24", "hitungan") > 0


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Jumlah siswa lulus Jumlah siswa", ("/", ("n", 0, 3), ("n", 3, 5))),
        ("Realisasi belanja Target belanja", ("/", ("n", 0, 2), ("n", 2, 4))),
        ("jumlah siswa lulus Σ siswa", ("/", ("n", 0, 3), ("n", 3, 5))),
        ("Jumlah siswa lulus Jumlah siswa x 100%", ("*", ("/", ("n", 0, 3), ("n", 3, 5)), ("#", 6, 7))),
    ],
)
def test_a_line_that_was_lost(text: str, tree: Tree):
    chart = chart_of(text, percent_wanted=True)
    found = {one: forms_of(why) for _, one, why in chart.best("gambar", 0, chart.pieces.count)}
    assert "garis-hilang" in found[tree]


@pytest.mark.parametrize(
    "text",
    [
        "Jumlah siswa lulus jumlah siswa",
        "Jumlah A dibagi Jumlah B",
        "Jumlah A (Jumlah B)",
        "rata rata",
        "Jumlah A, Jumlah B",
    ],
)
def test_no_line_was_lost(text: str):
    chart = chart_of(text, percent_wanted=True)
    assert not any("garis-hilang" in forms_of(why) for _, _, why in chart.best("gambar", 0, chart.pieces.count))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rasio belanja = Total belanja", True),
        ("Persentase : Total belanja", True),
        ("Nilai = Rasio belanja", False),
        ("Rasio belanja", False),
        ("Nilai belanja = Total belanja", False),
    ],
)
def test_a_label_that_tells_a_ratio(text: str, told: bool):
    assert chart_of(text).ratio_told is told


def test_leaves_and_forms_of_a_derivation():
    why = ("kali", 0, 5, (("bagi", 0, 3, (("nama", 0, 1, ()), ("nama", 2, 3, ()))), ("angka", 4, 5, ())))
    assert sorted(leaves(why)) == [("angka", 4, 5), ("nama", 0, 1), ("nama", 2, 3)]
    assert sorted(forms_of(why)) == ["angka", "bagi", "kali", "nama", "nama"]


def test_each_tree_is_kept_once_and_the_best_come_first():
    for text in (
        "Jumlah A - Jumlah B dibagi Jumlah C",
        "Kas + Efek / Utang lancar x 100%",
        "Persentase A + B dibagi 2",
    ):
        chart = chart_of(text)
        readings = chart.read()
        scores = [one[0] for one in readings]
        assert scores == sorted(scores, reverse=True)
        assert len({one[1] for one in readings}) == len(readings) <= 3
        assert scores[-1] > scores[0] - 9
        assert not chart.crowded
