"""The text of a condition beside its canonical line and its place; what compares nothing can't be read."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kinerja_formula.nodes import Comparison, Logic, Name, Node, walk
from kinerja_formula.reading.canonical import write_line
from kinerja_formula.reading.conditions import Unreadable, read_condition, read_number
from kinerja_formula.reading.draft import DEFAULT_LIMITS
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.pieces import Pieces
from kinerja_formula.reading.rules_reader import prepare


def pieces_of(text: str) -> Pieces:
    return Pieces(prepare(text, (), None, DEFAULT_LIMITS)[0], text, lexicon())


def read(text: str, subject: str | None = None) -> Node:
    """Read a condition; what is more than one word is a name."""
    pieces = pieces_of(text)

    def part(start: int, end: int) -> Node:
        return Name(pieces.name(start, end), (pieces.lex[start].start, pieces.lex[end - 1].end))

    return read_condition(pieces, 0, pieces.count, part, Name(subject, (0, 0)) if subject else None)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("A > 3", "`A` > 3"),
        ("3 ≤ NDTPS < 12", "3 ≤ `NDTPS` < 12"),
        ("1 < 2 < 3", "1 < 2 < 3"),
        # Signs and the words for them
        ("A >= 50%", "`A` ≥ 50%"),
        ("A => 5", "`A` ≥ 5"),
        ("A =< 5", "`A` ≤ 5"),
        ("A < = 5", "`A` ≤ 5"),
        ("A <> 5", "`A` ≠ 5"),
        ("A != 5", "`A` ≠ 5"),
        ("A lebih dari 3", "`A` > 3"),
        ("A di atas 90", "`A` > 90"),
        ("A kurang dari 3", "`A` < 3"),
        ("A sekurang-kurangnya 75", "`A` ≥ 75"),
        ("A minimal 75", "`A` ≥ 75"),
        ("A tidak lebih dari 3", "`A` ≤ 3"),
        ("A sama dengan 3", "`A` = 3"),
        ("A tidak sama dengan 4", "`A` ≠ 4"),
        # From one figure to another
        ("A antara 3 dan 5", "3 ≤ `A` ≤ 5"),
        ("A antara 3 sampai dengan 5", "3 ≤ `A` ≤ 5"),
        ("A antara 3 hingga 5", "3 ≤ `A` ≤ 5"),
        ("A antara 3 - 5", "3 ≤ `A` ≤ 5"),
        ("Index kepuasan 2.5 - 3", "2,5 ≤ `Index kepuasan` ≤ 3"),
        ("A 95–99", "95 ≤ `A` ≤ 99"),
        ("A 80 - 90%", "80% ≤ `A` ≤ 90%"),
        ("A 80% - 90%", "80% ≤ `A` ≤ 90%"),
        # Joined
        ("RI = 0 dan RN ≥ b", "`RI` = 0 dan `RN` ≥ `b`"),
        ("A < 2 atau A > 5", "`A` < 2 atau `A` > 5"),
        ("A < 2 atau B > 5 dan C = 1", "`A` < 2 atau (`B` > 5 dan `C` = 1)"),
        ("A < 2 atau B > 5 atau C = 1", "`A` < 2 atau `B` > 5 atau `C` = 1"),
        ("A dan B > 3", "`A dan B` > 3"),
        ("A dan B antara 3 dan 5", "3 ≤ `A dan B` ≤ 5"),
        # Figures with their signs, units and remarks
        ("A > -5", "`A` > -5"),
        ('A > "3"', "`A` > 3"),
        ("A > tiga", "`A` > 3"),
        ("A > 5 orang", "`A` > 5"),
        ("A > 5 orang hadir di", "`A` > `5 orang hadir di`"),
        ("J = 0 (tidak ada kerusakan)", "`J` = 0"),
        ("A = WTP", "`A` = `WTP`"),
        ("A > B / C", "`A` > `B / C`"),
        ("A > 3 x B", "`A` > `3 x B`"),
        # What stands round it
        ("(A > 3)", "`A` > 3"),
        ("((A > 3))", "`A` > 3"),
        ("(A > 3 dan B < 2)", "`A` > 3 dan `B` < 2"),
        ("A > 3,", "`A` > 3"),
        (": A > 3.", "`A` > 3"),
        (", A > 3;:", "`A` > 3"),
    ],
)
def test_conditions(text: str, line: str):
    assert write_line(read(text)) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [("> 5", "`Nilai` > 5"), ("2 - 3", "2 ≤ `Nilai` ≤ 3"), ("antara 2 dan 3", "2 ≤ `Nilai` ≤ 3"), ("A > 5", "`A` > 5")],
)
def test_the_subject_is_what_the_text_does_not_name(text: str, line: str):
    assert write_line(read(text, "Nilai")) == line


@pytest.mark.parametrize(
    "text",
    [
        *[
            "> 5",
            "2 - 3",
            "antara 2 dan 3",
            "A",
            "A >",
            "A antara 3",
            "A antara B dan C",
            "A 2.5",
            "A > ,",
            ", ;",
            "A antara 3 < 4",
        ],
        "sebuah " * 16 + "> 3",
    ],
)
def test_what_compares_nothing(text: str):
    with pytest.raises(Unreadable) as raised:
        read(text)
    low, high = raised.value.span
    assert 0 <= low < high <= len(text)


def test_a_long_side_of_fifteen_words_can_be_a_name():
    assert isinstance(read("sebuah " * 15 + "> 3"), Comparison)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("(3 ≤ NDTPS < 12)", [("3 ≤ NDTPS < 12", ["≤", "<"], ["≤ NDTPS", "< 12"])]),
        ("A lebih dari 3", [("A lebih dari 3", ["lebih dari"], ["lebih dari 3"])]),
        ("A > 3 dan B < 2", [("A > 3", [">"], ["> 3"]), ("B < 2", ["<"], ["< 2"])]),
        ("A antara 3 dan 5", [("A antara 3 dan 5", ["3", "dan"], ["A", "5"])]),
    ],
)
def test_places(text: str, places: list[tuple[str, list[str], list[str]]]):
    tree = read(text)
    if isinstance(tree, Logic):
        assert text[slice(*tree.span)] == text
    assert [
        (
            text[slice(*one.span)],
            [text[slice(*part.sign_span)] for part in one.rest],
            [text[slice(*part.span)] for part in one.rest],
        )
        for one in walk(tree)
        if isinstance(one, Comparison)
    ] == places


@pytest.mark.parametrize(
    ("text", "value", "unit", "place"),
    [
        ("12", 12, None, "12"),
        ("-12", -12, None, "-12"),
        ("50%", Fraction(50), None, "50%"),
        ("2,5 hari", Fraction(5, 2), "hari", "2,5"),
        ("3 hari kerja.", 3, "hari kerja", "3"),
        ('"3"', 3, None, "3"),
        ("tiga", 3, None, "tiga"),
        ("3 hari kerja efektif", None, None, None),
        ("3 x", None, None, None),
        ("3 dibagi", None, None, None),
        ("3 / 4", None, None, None),
        ("hari 3", None, None, None),
        ("(3)", None, None, None),
        ("-", None, None, None),
        ("tiga puluh dua lagi", None, None, None),
    ],
)
def test_numbers(text: str, value: Fraction | int | None, unit: str | None, place: str | None):
    pieces = pieces_of(text)
    found = read_number(pieces, 0, pieces.count)
    if value is None:
        assert found is None
    else:
        assert found is not None
        assert (found.value, found.label, text[slice(*found.span)]) == (value, unit, place)
        assert found.percent is ("%" in text)
