"""The account of a text: as data, as pieces of a page, compared, and drawn over lines and many operands."""

from __future__ import annotations

import pickle

import pytest

import kinerja_formula as kf
from kinerja_formula.reading.accounting import Accounting
from kinerja_formula.reading.outcome import Role

TEXT = "Nilai = Jumlah A / 12"
PIECES = (
    Role(0, 5, "label", "label"),
    Role(6, 7, "tanda-baca", "label-sama-dengan"),
    Role(8, 16, "operan", "nama"),
    Role(17, 18, "tanda", "bagi"),
    Role(19, 21, "angka", "angka"),
)


def test_as_data():
    found = kf.parse(TEXT).why()
    assert found.pieces == PIECES
    assert found.to_json() == [
        {"start": 0, "end": 5, "text": "Nilai", "role": "label", "form": "label"},
        {"start": 6, "end": 7, "text": "=", "role": "tanda-baca", "form": "label-sama-dengan"},
        {"start": 8, "end": 16, "text": "Jumlah A", "role": "operan", "form": "nama"},
        {"start": 17, "end": 18, "text": "/", "role": "tanda", "form": "bagi"},
        {"start": 19, "end": 21, "text": "12", "role": "angka", "form": "angka"},
    ]


def test_as_pieces_of_a_page():
    shown = Accounting(
        f"  {TEXT}.", tuple(one._replace(start=one.start + 2, end=one.end + 2) for one in PIECES)
    ).shown()
    assert "".join(one["text"] for one in shown) == f"  {TEXT}."
    assert [(one["text"], one["told"], one["mark"]) for one in shown] == [
        ("  ", "", ""),
        ("Nilai", "label", ""),
        (" ", "", ""),
        ("=", "tanda baca", ""),
        (" ", "", ""),
        ("Jumlah A", "operan", "1"),
        (" ", "", ""),
        ("/", "tanda hitung", ""),
        (" ", "", ""),
        ("12", "angka", "2"),
        (".", "", ""),
    ]
    styles = {one["told"]: one["style"] for one in shown}
    assert styles[""] == styles["tanda baca"] == ""
    assert styles["tanda hitung"] == "font-weight:bold"
    assert "solid" in styles["operan"] and "solid" in styles["angka"] and styles["operan"] != styles["angka"]
    assert "dotted" in styles["label"]


@pytest.mark.parametrize(
    ("role", "mark", "style", "colour"),
    [
        ("operan", "1", "border-bottom:2px solid #06c", "36"),
        ("angka", "1", "border-bottom:2px solid #808", "35"),
        ("tanda", "_", "font-weight:bold", "1"),
        ("kurung", "_", "", None),
        ("bingkai", ".", "color:#666", None),
        ("label", "=", "border-bottom:2px dotted #06c;color:#444", "34"),
        ("catatan", "~", "font-style:italic;color:#265", "32"),
        ("contoh", "~", "font-style:italic;color:#265", "32"),
        ("tanda-baca", " ", "", None),
        ("tak-terpakai", "x", "text-decoration:line-through;color:#a00", "31"),
        ("kalimat", "-", "", None),
        ("target", "-", "", None),
    ],
)
def test_how_each_role_is_drawn(role: str, mark: str, style: str, colour: str | None):
    found = Accounting("kata", (Role(0, 4, role, "x"),))
    drawn = found.draw().split("\n")
    assert drawn[:3] == ["kata", (mark * 4).rstrip(), ""]
    quiet = role in {"kurung", "tanda-baca"}  # they have no row of their own
    assert len(drawn) == (3 if quiet else 4)
    assert found.shown()[0]["style"] == style
    assert found.shown()[0]["mark"] == ("1" if role in {"operan", "angka"} else "")
    row = found.draw(colour=True).split("\n")[-1]
    if colour is None:
        assert "\x1b" not in row
    else:
        assert row.startswith(f"\x1b[{colour}m") and row.endswith("\x1b[0m")


def test_marks_begin_anew_after_the_letters():
    count = 36
    text = " ".join(["a"] * count)
    drawn = Accounting(text, tuple(Role(2 * at, 2 * at + 1, "operan", "nama") for at in range(count))).draw()
    assert drawn.split("\n")[1] == " ".join("123456789abcdefghijklmnopqrstuvwxyz1")


def test_the_table_is_as_wide_as_its_longest_words_but_not_endless():
    def rows(*words: str) -> list[str]:
        text = "\n".join(words)
        places, at = [], 0
        for word in words:
            places.append(Role(at, at + len(word), "operan", "nama"))
            at += len(word) + 1
        return Accounting(text, tuple(places)).draw().split("\n")[2 * len(words) + 1 :]

    assert rows("ab", "abcd") == ["1  “ab”    operan", "2  “abcd”  operan"]
    wide = rows("x" * 60, "ab")
    assert wide[1] == f"2  {'“ab”':48}  operan"
    assert rows("a  b") == ["1  “a b”  operan"]


def test_an_account_of_several_lines():
    drawn = kf.parse("Jumlah A\n----\nJumlah B").why().draw().split("\n")
    assert drawn[:7] == ["Jumlah A", "11111111", "----", "____", "Jumlah B", "22222222", ""]


def test_accounts_are_values():
    found = Accounting(TEXT, PIECES)
    assert found == kf.parse(TEXT).why()
    assert hash(found) == hash(Accounting(TEXT, PIECES))
    assert found != Accounting(TEXT + ".", PIECES)
    assert found != Accounting(TEXT, PIECES[1:])
    assert found != (TEXT, PIECES)
    assert (len(found), list(found), repr(found)) == (5, list(PIECES), "<Accounting of 5 pieces>")
    assert pickle.loads(pickle.dumps(found)) == found
    assert str(found) == found.draw()


def test_words_of_another_language():
    assert "operand" in kf.parse(TEXT).why().draw(language="en")
    assert "operan\n" in kf.parse(TEXT).why().draw(language="id")


@pytest.mark.parametrize(
    "line",
    [
        "Jumlah A - Jumlah B",
        "100 - Jumlah hari terlambat",
        "`A B` / (`C` + 5%) × 100%",
        "jika `A` > 3 maka 5; selain itu 2",
        "min (`A`; 100)",
    ],
)
def test_a_line_of_the_language_is_accounted_for(line: str):
    pieces = kf.parse(line).why().pieces
    told = {at for one in pieces for at in range(one.start, one.end)}
    marks = {at for at, char in enumerate(line) if char.isspace() or char in "();"}
    assert told | marks == set(range(len(line)))
    assert {one.role for one in pieces} >= {"operan"}
