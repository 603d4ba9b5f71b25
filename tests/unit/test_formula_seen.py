"""A text seen before is not read again, and means what it would mean to somebody who sees it for the first time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

import kinerja_formula as kf
from kinerja_formula import formula as door
from kinerja_formula.evaluation import seen_texts


@pytest.fixture(autouse=True)
def nothing_seen() -> Iterator[None]:
    door._SEEN.clear()
    yield
    door._SEEN.clear()


def outcome(text: str, data: object, **words: str) -> object:
    try:
        return kf.evaluate(text, data, **words).value  # type: ignore[arg-type]
    except kf.FormulaError as error:
        return error.code


def fresh(text: str, data: object, **words: str) -> object:
    door._SEEN.clear()
    return outcome(text, data, **words)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Jumlah surat / dokumen x 100%", {"Jumlah surat / dokumen": 5}, {"Jumlah surat": 4, "dokumen": 2}),
        ("Jumlah desa / kelurahan", {"Jumlah desa / kelurahan": 5}, {"Jumlah desa": 4, "kelurahan": 2}),
        ("Jumlah KTP x KK", {"Jumlah KTP x KK": 5}, {"Jumlah KTP": 4, "KK": 2}),
        ("Jumlah A / Jumlah B", {"Jumlah A": 1, "Jumlah B": 2}, {"Jumlah B": 2, "jumlah a": 3, "lain": 4}),
        ("Jumlah A / Jumlah B", {"Jumlah A": 1, "Jumlah B": 2}, {"Jumlah A": 1}),
        ("Jumlah A / Jumlah B", {"Jumlah A": 1, "Jumlah B": 2}, {1: 2, ("a",): 3}),
        ("Jumlah A / Jumlah B", {"Jumlah A": 1, "Jumlah B": 2}, {}),
        ("Jumlah A / Jumlah B", {"Jumlah A": 1, "Jumlah B": 2}, None),
        ("Jumlah A / Jumlah B", {"Jumlah A": 1, "Jumlah B": 2}, ["Jumlah A", "Jumlah B"]),
    ],
)
def test_the_value_does_not_depend_on_what_came_before(text: str, one: object, other: object):
    alone = {id(one): fresh(text, one), id(other): fresh(text, other)}
    assert alone[id(one)] != alone[id(other)]
    for order in product((one, other), repeat=3):
        door._SEEN.clear()
        assert [outcome(text, data) for data in order] == [alone[id(data)] for data in order]


def test_the_indikator_belongs_to_the_text():
    data = {"Jumlah A": 1, "Jumlah B": 4}
    kf.evaluate("Jumlah A / Jumlah B x 100", data)
    result = kf.evaluate("Jumlah A / Jumlah B x 100", data, indikator="Kasus per 100 penduduk")
    assert (result.value, result.unit) == (25, None)
    assert kf.evaluate("Jumlah A / Jumlah B x 100", data).unit == "%"


def test_a_text_is_read_once_for_the_same_keys(monkeypatch: pytest.MonkeyPatch):
    read = door.read
    texts = []
    monkeypatch.setattr(door, "read", lambda text, *rest, **more: texts.append(text) or read(text, *rest, **more))  # type: ignore[func-returns-value]
    for figure in (1, 2, 3):
        assert kf.evaluate("Jumlah A / Jumlah B", {"Jumlah A": figure, "Jumlah B": 2}).value * 2 == figure
    assert texts == ["Jumlah A / Jumlah B"]
    kf.evaluate("Jumlah A / Jumlah B", {"Jumlah A": 1, "Jumlah B": 2, "lain": 3})
    assert len(texts) == 2


def test_what_is_remembered_has_a_bound(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(seen_texts, "_MOST_TEXTS", 3)
    monkeypatch.setattr(seen_texts, "_MOST_KEYS", 2)
    monkeypatch.setattr(seen_texts, "_LONGEST_TEXT", 20)
    for number in range(10):
        kf.evaluate(f"Jumlah A{number}", {f"Jumlah A{number}": 1})
        kf.evaluate("Jumlah B", {"Jumlah B": 1, f"lain {number}": 1})
        assert len(door._SEEN) <= 3
        assert all(len(plans) <= 2 for plans in door._SEEN.values())
    kf.evaluate("Jumlah surat yang sangat panjang", {"Jumlah surat yang sangat panjang": 1})
    assert "Jumlah surat yang sangat panjang" not in door._SEEN
