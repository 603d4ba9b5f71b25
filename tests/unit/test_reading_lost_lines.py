"""Divisions that the layout lost, and where nothing was lost."""

from __future__ import annotations

import pytest
from tests.rules_alone import parse

import kinerja_formula as kf
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.brackets import nest
from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft
from kinerja_formula.reading.lost_lines import (
    divide_after_tail,
    lost_line,
    put_back_times,
    stacked_lines,
    weak_division,
)
from kinerja_formula.reading.scanner import scan
from kinerja_formula.reading.signs import decide_multiply
from kinerja_formula.reading.tails import tail_start


def items_of(text: str):
    draft = Draft(text, None, DEFAULT_LIMITS)
    items = nest(scan(text), draft)
    decide_multiply(items, draft)
    return items, draft


def reported(draft: Draft) -> list[tuple[str, str]]:
    return [(one.code, draft.text[slice(*one.span)]) for one in draft.diagnostics]


def signs(items) -> list[str]:
    return [item.kind for item in items if item.kind in lx.OPERATORS]


@pytest.mark.parametrize(
    ("text", "put_back"),
    [
        ("(A / B) 100%", True),
        ("A ÷ B 100%", True),
        ("A ÷ B 100 %.", True),
        ("Jumlah A 100%", False),
        ("(A / B) 90%", False),
        ("A ÷ B capaian 100%", False),
        ("(A / B) x 100%", False),
        ("100%", False),
    ],
)
def test_times_before_a_closing_hundred(text: str, put_back: bool):
    items, draft = items_of(text)
    before = signs(items)
    put_back_times(items, draft)
    assert signs(items) == before + ["TIMES"] * put_back
    assert reported(draft) == [("KF111", "100")] * put_back


@pytest.mark.parametrize(
    ("text", "divides"),
    [
        ("A x 100% / B", True),
        ("A x 100% : B", True),
        ("A x 1000 / B", True),
        ("A x 12 / B", False),
        ("A / B x 100%", False),
        ("A x 100% /", False),
        ("capaian 100% / B", False),
    ],
)
def test_a_slash_behind_the_tail(text: str, divides: bool):
    items, _ = items_of(text)
    divide_after_tail(items)
    assert ("DIVIDE" in signs(items)) is divides


@pytest.mark.parametrize(
    ("text", "tail"),
    [
        ("Jumlah A x 100% Jumlah B", "x 100%"),
        ("Jumlah A 100% Jumlah B", "100%"),
        ("Jumlah A\n100%\nkelurahan", "100%"),
        ("realisasi x 100% target", "x 100%"),
        ("Pengaduan selesai x 100 Pengaduan masuk", "x 100"),
        ("Jumlah A\nx 100%\ndesa", "x 100%"),
        ("Jumlah A x 100.000 Jumlah penduduk", "x 100.000"),
        # look-alikes
        ("Jumlah A 60% Jumlah B", None),
        ("Jumlah A x 100%", None),
        ("Jumlah A x 100% dalam setahun", None),
        ("Jumlah A x 100%\ndalam setahun", None),
        ("Jumlah A x 100%\nSesuai renja", None),
        ("Jumlah A x 100% sebagai persentase", None),
        ("Jumlah A 100% desa", None),
        ("capaian 100% Jumlah B", None),
        ("minimal 100% Jumlah B", None),
        ("Jumlah A x 100.000 penduduk", None),
        ("Jumlah A x 12 Jumlah B", None),
        ("x 100% Jumlah B", None),
        ("Jumlah A x 100% + Jumlah B", None),
        ("Jumlah A x 100%, Jumlah B", None),
    ],
)
def test_lost_line(text: str, tail: str | None):
    items, draft = items_of(text)
    place = lost_line(items, draft)
    assert (place and text[items[place[0]].start : items[place[1] - 1].end]) == tail
    assert reported(draft) == []


def test_a_denominator_that_may_be_a_remark_is_reported():
    items, draft = items_of("Jumlah A x 100% Camat Ciruas")
    assert lost_line(items, draft) is not None
    assert reported(draft) == [("KF110", "Camat")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Jumlah A dari jumlah B x 100%", "dari"),
        ("Jumlah A terhadap total B x 100%", "terhadap"),
        ("Jumlah A per jumlah B x 100%", "per"),
        ("Jumlah A Jumlah B x 100%", "Jumlah"),
        ("Jumlah A dari jumlah B", "dari"),
        # look-alikes
        ("Jumlah A dari desa x 100%", None),
        ("Jumlah A jumlah B x 100%", None),
        ("Jumlah jumlah A x 100%", None),
        ("Jumlah A dari seluruh B", None),
        ("Jumlah A + C dari jumlah B x 100%", None),
        ("desa Jumlah B x 100%", None),
    ],
)
def test_denominator_behind_a_joint(text: str, place: str | None):
    items, draft = items_of(text)
    assert weak_division(items, tail_start(items), draft) is (place is not None)
    assert reported(draft) == ([("KF110", place)] if place else [])
    assert ("DIVIDE" in signs(items)) is (place is not None)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kas + Setara Kas\nUtang Lancar\nx 100%", "Utang"),
        ("Kas +\nSetara Kas\nUtang Lancar\nx 100%", "Utang"),
        ("desa maju\ndan mandiri\nJumlah desa\nx 100%", "Jumlah"),
        # look-alikes
        ("desa maju\ndan\nmandiri\nx 100%", None),
        ("Kas + Setara Kas\nUtang Lancar x 100%", None),
        ("Kas + Setara Kas\nx 100%", None),
    ],
)
def test_stacked_lines(text: str, place: str | None):
    items, draft = items_of(text)
    assert stacked_lines(items, tail_start(items), draft) is (place is not None)
    assert reported(draft) == ([("KF110", place)] if place else [])


@pytest.mark.parametrize(
    ("text", "indikator", "codes"),
    [
        ("Jumlah A x 100%", None, ["KF120"]),
        ("Nilai A x 40% + Nilai B x 60%", None, []),
        ("(A + B) x 100%", None, []),
        ("Jumlah A", "Persentase A", ["KF136", "KF125"]),
    ],
)
def test_a_percentage_without_denominator(text: str, indikator: str | None, codes: list[str]):
    assert [one.code for one in kf.check(text, indikator=indikator)] == codes


def test_the_indicator_asks_for_a_ratio():
    text = "Jumlah desa mandiri\nJumlah desa"
    assert parse(text).kind == "hitung"
    formula = parse(text, indikator="Persentase desa mandiri")
    assert formula.names == ("Jumlah desa mandiri", "Jumlah desa")
    assert [one.code for one in formula.diagnostics] == ["KF110"]
