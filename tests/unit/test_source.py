"""Places in the user's text and how they are marked."""

from __future__ import annotations

import pytest

from kinerja_formula.source import join_spans, line_and_column, mark


@pytest.mark.parametrize(
    ("first", "last", "both"), [((3, 5), (9, 12), (3, 12)), ((9, 12), (3, 5), (3, 12)), ((3, 9), (4, 5), (3, 9))]
)
def test_join_spans(first, last, both):
    assert join_spans(first, last) == both


@pytest.mark.parametrize(
    ("offset", "place"), [(0, (1, 1)), (7, (1, 8)), (8, (1, 9)), (9, (2, 1)), (15, (2, 7)), (16, (3, 1))]
)
def test_line_and_column(offset: int, place: tuple[int, int]):
    assert line_and_column("Jumlah A\nJumlah\n", offset) == place


@pytest.mark.parametrize(
    ("text", "spans", "shown"),
    [
        ("Jumlah A / / B", [(11, 12)], "1 | Jumlah A / / B\n  |            ^"),
        ("abc", [(0, 1), (2, 3)], "1 | abc\n  | ^ ^"),
        ("a\nbcd\ne", [(2, 5)], "2 | bcd\n  | ^^^"),
        ("a\nb", [(2, 3), (0, 1)], "1 | a\n  | ^\n2 | b\n  | ^"),
        ("abc", [(3, 3)], "1 | abc\n  |    ^"),
        ("abc", [(9, 12)], "1 | abc\n  |    ^"),
        ("", [(0, 0)], "1 |\n  | ^"),
        ("a\tb\x1b[2J", [(2, 3)], "1 | a b·[2J\n  |   ^"),
        ("a\u202eb", [(0, 1)], "1 | a·b\n  | ^"),
        ("ab\ncd", [(1, 5)], "1 | ab\n  |  ^"),
        ("\n" * 9 + "a", [(9, 10), (0, 0)], " 1 |\n   | ^\n10 | a\n   | ^"),
    ],
)
def test_mark(text: str, spans, shown: str):
    assert mark(text, spans) == shown


@pytest.mark.parametrize(
    ("text", "spans", "labels", "below"),
    [
        ("aaa + bbb", [(0, 3), (4, 5), (6, 9)], ("x", "", "y"), ["^^^ ^ ^^^", "x     y"]),
        ("aaa + bbb", [(0, 3), (6, 9)], ("xxxxx", "y"), ["^^^   ^^^", "xxxxx y"]),
        ("aaa + bbb", [(0, 3), (6, 9)], ("xxxxxx", "y"), ["^^^   ^^^", "xxxxxx", "      y"]),
        ("aaa + bbb", [(6, 9), (0, 3)], ("y", "x\x1b"), ["^^^   ^^^", "x·    y"]),
        ("aaa + bbb", [(0, 3), (6, 9)], ("x",), ["^^^   ^^^", "x"]),
        ("aaa", [(0, 3), (0, 3)], ("x", "y"), ["^^^", "x", "y"]),
    ],
)
def test_mark_with_labels(text: str, spans, labels, below):
    assert mark(text, spans, gutter=False, labels=labels).splitlines() == [text, *below]


def test_places_too_far_apart_for_one_window_get_two():
    text = "a" * 20 + " " + "-" * 100 + " / " + "b" * 20
    lines = mark(text, [(0, 20), (122, 123), (124, 144)], labels=("x", "", "y")).splitlines()
    assert [line[:4] for line in lines] == ["1 | ", "  | ", "  | "] * 2
    assert lines[1] == "  | " + "^" * 20
    assert lines[2] == "  | x"
    for row, marks in ((3, "/"), (3, "b" * 20)):
        assert lines[4][lines[row].index(marks)] == "^"
    assert lines[5][lines[3].index("b")] == "y"
    assert lines[4].count("^") == 21


def test_mark_without_gutter():
    assert mark("a\nbc", [(3, 4)], gutter=False) == "bc\n ^"


@pytest.mark.parametrize("place", [0, 100, 199])
def test_a_long_line_is_cut_round_the_place(place: int):
    text = "x" * place + "?" + "x" * (199 - place)
    line, marks = mark(text, [(place, place + 1)]).split("\n")
    assert line[marks.index("^")] == "?"
    assert marks.count("^") == 1
    assert len(line) <= 4 + 76 + 2
    assert (line[4] == "…", line[-1] == "…") == (place > 60, place < 140)
