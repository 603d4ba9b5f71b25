"""What no pattern says of a cell: series, lists, conditions, definitions, targets, sentences, best first."""

from __future__ import annotations

import pytest

from kinerja_formula.reading.chart import Chart
from kinerja_formula.reading.draft import DEFAULT_LIMITS
from kinerja_formula.reading.outline import has_meaning, read_outline
from kinerja_formula.reading.rules_reader import prepare
from kinerja_formula.reading.trees import Tree
from kinerja_formula.reading.weighing import weigh


def chart_of(text: str) -> Chart:
    return weigh(prepare(text, (), None, DEFAULT_LIMITS)[0], text).chart


def shown(chart: Chart, tree: Tree) -> str:
    """``min(A; '100%)``: names and figures as the text has them, figures that only the form says with a tick."""
    head, *parts = tree
    if head == "n":
        return chart.pieces.name(*parts)
    if head in ("#", "c"):
        return chart.pieces.lex[parts[0]].text if head == "#" else f"'{parts[0]}"
    if not parts:
        return str(head)
    inner = parts[0] if isinstance(parts[0], tuple) and parts[0] and isinstance(parts[0][0], tuple) else parts
    return f"{head}({'; '.join(shown(chart, part) for part in inner)})"


def best(text: str, category: str) -> list[str]:
    chart = chart_of(text)
    return [shown(chart, tree) for _, tree, _ in chart.best(category, 0, chart.pieces.count)]


def score(text: str, category: str, tree: str) -> float:
    chart = chart_of(text)
    found = chart.best(category, 0, chart.pieces.count)
    return next(points for points, one, _ in found if shown(chart, one) == tree)


@pytest.mark.parametrize(
    ("text", "category", "tree"),
    [
        ("A, B dan C", "deret", "daftar(A; B; C)"),
        ("Jumlah A, Jumlah B dan Jumlah C", "deret", "daftar(Jumlah A; Jumlah B; Jumlah C)"),
        ("A dan B", "deret", "daftar(A; B)"),
        ("A, B serta C", "deret", "daftar(A; B; C)"),
        ("A; B", "deret", "daftar(A; B)"),
        ("A, B, C, dan D", "deret", "daftar(A; B; C; D)"),
        ("A + B, C dan D", "deret", "daftar(+(A; B); C; D)"),
        ("A (B, C) dan D", "deret", "daftar(A (B, C); D)"),
        ("Jumlah siswa dan guru, Jumlah kelas", "deret", "daftar(Jumlah siswa; guru; Jumlah kelas)"),
        ("A", "deret", None),
        ("A dan", "deret", None),
        ("1. Renja 2. Renstra", "daftar", "daftar(Renja; Renstra)"),
        ("1. Renja 2. Renstra; 3. RKA", "daftar", "daftar(Renja; Renstra; RKA)"),
        ("1. A bobot 30% 2. B bobot 70%", "daftar-bobot", "daftar(*(30%; A); *(70%; B))"),
        ("1. Renja; 2. Renstra; 3", "daftar", "daftar(Renja; Renstra)"),
        ("Renja 2. Renstra", "daftar", None),
        ("1. Renja 2. 12", "daftar", "daftar(Renja; 12)"),
        ("A < 3", "syarat", "<(A; 3)"),
        ("A ≥ 3", "syarat", ">=(A; 3)"),
        ("A > 3", "syarat", ">(A; 3)"),
        ("A >= 3", "syarat", ">=(A; 3)"),
        ("A <= 3", "syarat", "<=(A; 3)"),
        ("A = 3", "syarat", "=(A; 3)"),
        ("3 ≤ A < 12", "syarat", "dan(<=(3; A); <(A; 12))"),
        ("A < 3 atau B > 4", "syarat", "atau(<(A; 3); >(B; 4))"),
        ("A < 3 atau B", "syarat", None),
        ("A", "syarat", None),
        ("A ≠ 3", "syarat", None),
        ("1 < A < B < 3", "syarat", None),
        ("A <", "syarat", None),
        ("Jika A > 3 maka 4. Jika A < 3 maka 2", "kalimat", "jika(>(A; 3); 4; <(A; 3); 2)"),
        ("Jika A > 3 maka 4 selain itu 2", "kalimat", "jika(>(A; 3); 4; '1; 2)"),
        ("X1 = A / B X2 = C / D S = X1 + X2", "kalimat", "+(X1; X2)"),
        ("S = X1 + X2 X1 = A / B X2 = C / D", "kalimat", "+(X1; X2)"),
        ("Target 84", "kalimat", "target"),
        ("≥ 75", "kalimat", "target"),
        ("1000 orang/ tamu, 12 bulan", "kalimat", "target"),
        ("75% dari undangan", "kalimat", "target"),
        ("Terlaksananya rapat dilaksanakan", "kalimat", "teks"),
        ("12 kali lima orang hadir di rapat desa", "kalimat", "teks"),
        ("Berapa rasio guru?", "kalimat", "rasio guru"),
        ("Jumlah guru", "kalimat", "Jumlah guru"),
    ],
)
def test_the_best_tree(text: str, category: str, tree: str | None):
    found = best(text, category)
    assert found[:1] == ([] if tree is None else [tree])


def test_only_a_whole_cell_is_a_sentence_or_a_target():
    chart = chart_of("Jumlah A, 12 bulan")
    assert ("target",) not in [tree for _, tree, _ in chart.best("kalimat", 3, chart.pieces.count)]
    assert ("teks",) not in [tree for _, tree, _ in chart.best("kalimat", 0, 2)]


@pytest.mark.parametrize(
    ("likely", "less", "least"),
    [
        ("kambing gunung dilaksanakan", "kambing gunung", 0.7),  # a verb
        ("kambing dilaksanakan dan diikuti", "kambing dilaksanakan", 0.7),
        ("pelaksanaan rapat", "kambing rapat", 0.7),  # a process at the head
        ("menyusun rapat", "kambing rapat", 0.7),
        ("terlaksananya rapat", "kambing rapat", 0.7),
        ("kambing rapat", "nilai rapat", 0.7),  # a quantity at the head
        ("nilai rapat", "jumlah rapat", 0.7),  # a count at the head
        ("kambing rapat", "kambing x rapat", 0.7),  # a sign
        ("kambing rapat", "berapa kambing rapat", 0.7),  # a question asks for a figure
    ],
)
def test_what_makes_a_sentence(likely: str, less: str, least: float):
    told = score(likely, "kalimat", "teks") - score(less, "kalimat", "teks")
    assert least < told < least + 0.9


def test_more_than_two_verbs_tell_no_more():
    one, two, three = (
        score(f"kambing {' '.join(['dilaksanakan', 'diikuti', 'dibuat'][:count])}", "kalimat", "teks")
        for count in (1, 2, 3)
    )
    assert one < two == pytest.approx(three)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("12 bulan", True),
        ("Target 84", True),
        ("12 bulan, 3 laporan dan 5 kegiatan", True),
        ("12 orang hadir di desa", True),
        ("12 orang hadir di desa kami", False),
        ("12 orang hadir di desa dan 3 bulan", True),
        ("12 orang hadir di desa, nilai 84", True),
        ("12 orang hadir di desa 3 orang hadir di desa", True),
        ("≥ (12)", True),
        ("12; 3", False),
        ("12: 3", False),
        ("12 jumlah 3", False),
        ("kambing gunung 12", True),
        ("kambing gunung tinggi 12", False),
        ("Jumlah 12", False),
        ("12 dibagi 3", False),
        ("12 + 3", False),
        ("bulan", False),
        ("(12)", True),
    ],
)
def test_targets(text: str, target: bool):
    assert ("target" in best(text, "kalimat")) is target


def test_a_target_that_begins_with_its_figure_is_likelier():
    assert score("12 bulan", "kalimat", "target") > score("Target 12", "kalimat", "target")


@pytest.mark.parametrize(
    ("likely", "less", "category"),
    [
        (
            ("Jumlah A dan Jumlah B", "daftar(Jumlah A; Jumlah B)"),
            ("surat A dan surat B", "daftar(surat A; surat B)"),
            "deret",
        ),
        (("A, B, C dan D", "daftar(A; B; C; D)"), ("A dan B", "daftar(A; B)"), "deret"),
        (("A dan B", "daftar(A; B)"), ("Jumlah surat masuk dan keluar", "daftar(Jumlah surat masuk; keluar)"), "deret"),
        (("A, B dan C", "daftar(A; B; C)"), ("A, B dan C", "daftar(A, B; C)"), "deret"),
        # Up to four words an item are short; behind a single "dan" one plain word goes on with the name
        (
            ("A, B dan kambing hutan lindung kota", "daftar(A; B; kambing hutan lindung kota)"),
            ("A, B dan kambing hutan lindung kota besar", "daftar(A; B; kambing hutan lindung kota besar)"),
            "deret",
        ),
        (
            ("A, kambing hutan lindung kota, B", "daftar(A; kambing hutan lindung kota; B)"),
            ("A, kambing hutan lindung kota besar, B", "daftar(A; kambing hutan lindung kota besar; B)"),
            "deret",
        ),
        (
            ("kambing hutan besar dan Kota", "daftar(kambing hutan besar; Kota)"),
            ("kambing hutan besar dan kota", "daftar(kambing hutan besar; kota)"),
            "deret",
        ),
        (
            ("kambing hutan besar dan kota besar", "daftar(kambing hutan besar; kota besar)"),
            ("kambing hutan besar dan kota", "daftar(kambing hutan besar; kota)"),
            "deret",
        ),
        (
            ("kambing hutan dan kota", "daftar(kambing hutan; kota)"),
            ("kambing hutan besar dan kota", "daftar(kambing hutan besar; kota)"),
            "deret",
        ),
        (
            ("1. Renja 2. Renstra 3. RKA", "daftar(Renja; Renstra; RKA)"),
            ("1. Renja 2. Renstra", "daftar(Renja; Renstra)"),
            "daftar",
        ),
        (
            ("1. Renja 2. Renstra", "daftar(Renja; Renstra)"),
            ("1. A / B 2. Renstra", "daftar(/(A; B); Renstra)"),
            "daftar",
        ),
    ],
)
def test_items_are_alike(likely: tuple[str, str], less: tuple[str, str], category: str):
    assert score(likely[0], category, likely[1]) > score(less[0], category, less[1]) + 0.4


@pytest.mark.parametrize(
    ("text", "likely", "less"),
    [
        # The formula is what calculates, uses the others, and is used by none
        ("X1 = A / B X2 = C / D S = X1 + X2", "+(X1; X2)", "/(A; B)"),
        ("X1 = A / B X2 = C / D S = X1 + X2", "+(X1; X2)", "/(C; D)"),
        ("a = 3 S = a x B", "*(a; B)", None),
    ],
)
def test_one_of_several_definitions(text: str, likely: str, less: str | None):
    assert best(text, "kalimat")[0] == likely
    if less is not None:
        assert score(text, "kalimat", likely) > score(text, "kalimat", less) + 0.8


def test_readings_of_a_text_come_best_first_and_have_names():
    for text in ("75% dari undangan", "12 / 3 x 100%", "Jumlah A - Jumlah B dibagi Jumlah C"):
        readings = read_outline(chart_of(text))
        scores = [one[0] for one in readings]
        assert scores == sorted(scores, reverse=True)
        assert all(one[1][0] in {"teks", "target", "jika"} or "'n'" in repr(one[1]) for one in readings)


@pytest.mark.parametrize(
    ("tree", "meaning"),
    [(("n", 0, 1), True), (("/", ("n", 0, 1), ("n", 1, 2)), True), (("teks",), False), (("target",), False)],
)
def test_what_can_be_calculated_or_filled_in(tree: Tree, meaning: bool):
    assert has_meaning(tree) is meaning


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("75% dari undangan", "target"),
        ("75 % dari undangan yang hadir", "target"),
        ("75% x undangan", "*(75%; undangan)"),
        ("75% dari undangan ditambah 3", "+(*(75%; undangan); 3)"),
        ("75% dari Jumlah undangan x 2", "*(*(75%; Jumlah undangan); 2)"),
    ],
)
def test_a_share_all_alone_is_a_target(text: str, tree: str):
    chart = chart_of(text)
    readings = read_outline(chart)
    assert shown(chart, readings[0][1]) == tree


def test_a_list_that_goes_on_behind_its_end_was_cut_wrongly():
    def cut(text: str) -> float:
        chart = chart_of(text)
        end = max(at for at, piece in enumerate(chart.pieces.lex) if piece.text == ";")
        return chart.best("daftar", 0, end)[0][0]

    assert cut("1. Renja; 2. Renstra; 3. RKA") < cut("1. Renja; 2. Renstra; 5. RKA") - 2
    assert cut("1. Renja; 2. Renstra; 3. RKA") < cut("1. Renja; 2. Renstra; 3 RKA") - 2


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("1. A / B x 100% 2. C / D x 100%", True),
        ("Nilai: 1. A / B x 100% 2. C / D x 100%", True),
        ("1. A / B x 100% 2. C x D", False),
        ("1. A / B x 100%", False),
    ],
)
def test_several_formulas_that_divide(text: str, several: bool):
    chart = chart_of(text)
    found = [shown(chart, tree) for _, tree, why in read_outline(chart) if why[0] == "beberapa-rumus"]
    assert found == ["*(/(A; B); 100%)"] * several


@pytest.mark.parametrize("text", ["75% dari undangan", "75% undangan"])
def test_a_share_that_no_sign_multiplies_is_less_likely_than_a_sentence(text: str):
    chart = chart_of(text)
    assert [shown(chart, tree) for _, tree, _ in read_outline(chart)][:3] == ["target", "teks", "*(75%; undangan)"]
