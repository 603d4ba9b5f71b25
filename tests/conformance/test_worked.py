"""Every worked figure of the regulations and conventions for capaian: exact, with the source of each row.

``worked.jsonl`` has a row a figure. ``value`` is exact; ``shown`` is how a report shows it; ``printed`` what the source
prints, where that is something else, and ``erratum`` then says why the print is wrong.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import kinerja_formula as kf
from kinerja_formula.diagnostics import ZeroDenominatorError
from kinerja_formula.numerals import half_up, read_figure
from kinerja_formula.penilaian.registry import functions

ROWS = [json.loads(line) for line in Path(__file__).with_name("worked.jsonl").read_text("utf-8").splitlines()]
LEAST = 120


def exact(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def check(row: dict[str, Any], found: Any) -> None:
    """Compare whatever the row tells with what was found: value, text, score, category."""
    value = getattr(found, "value", None)
    if "value" in row:
        assert value == exact(row["value"])
    if "shown" in row:
        assert str(found) == row["shown"]
    if "nilai" in row:
        assert found.nilai == exact(row["nilai"])
    if "predikat" in row:
        assert found.predikat == row["predikat"]


def by_function(row: dict[str, Any]) -> None:
    function, figures = functions()[row["fungsi"]], (Fraction(row["realisasi"]), Fraction(row["target"]))
    if row["value"] is None:
        with pytest.raises(ZeroDenominatorError):
            function.value(*figures)
    else:
        assert function.value(*figures) == exact(row["value"])


def by_capaian(row: dict[str, Any]) -> None:
    keywords = {name: row[name] for name in ("arah", "aturan", "syarat") if name in row}
    found = kf.capaian(row["realisasi"], row["target"], **keywords)
    check(row, found)
    assert (found.value is None) == (found.reason is not None)


def by_predikat(row: dict[str, Any]) -> None:
    band = kf.predikat(row["nilai"], row["aturan"], syarat=row.get("syarat", ()))
    assert band is not None
    assert band.predikat == row["predikat"]


def by_ukuran(row: dict[str, Any]) -> None:
    measure = kf.ukuran(row["ukuran"], banyak=row.get("banyak"))
    data = {name: Fraction(text) if "/" in text else text for name, text in row["data"].items()}
    assert set(data) == set(measure.names)
    found = measure.evaluate(data)
    assert found.value == exact(row["value"])
    if "shown_value" in row:
        assert str(found).startswith(row["shown_value"])
    if "predikat" in row:
        assert found.capaian.predikat == row["predikat"]


def by_roll_up(row: dict[str, Any]) -> None:
    if "pairs" in row:
        parts: list[Any] = [kf.capaian(*pair) for pair in row["pairs"]]
    else:
        parts = [exact(part) for part in row["parts"]]
    keywords = {name: row[name] for name in ("bobot", "batas_tiap", "aturan") if name in row}
    check(row, kf.roll_up(parts, cara=row["cara"], **keywords))


def by_periods(row: dict[str, Any]) -> None:
    check(row, kf.roll_up_periods(row["realisasi"], row["target"], cara=row["cara"]))


CALLS = {
    "fungsi": by_function,
    "capaian": by_capaian,
    "predikat": by_predikat,
    "ukuran": by_ukuran,
    "roll_up": by_roll_up,
    "periode": by_periods,
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['call']}: {row['source']}")
def test_worked_figure(row: dict[str, Any]):
    CALLS[row["call"]](row)


def test_there_are_enough_and_errata_say_why():
    assert len(ROWS) >= LEAST
    assert {row["call"] for row in ROWS} == set(CALLS)
    for row in ROWS:
        assert row["source"]
        if "printed" in row:
            printed = row["printed"].rstrip("%")
            decimals = len(printed.partition(",")[2])
            agrees = half_up(read_figure(row["shown"]).value, decimals) == read_figure(printed).value
            assert agrees != ("erratum" in row), row


@pytest.mark.parametrize("name", ["DOWN-2"])
def test_spellings_of_one_function_are_one_function(name: str):
    function = functions()[name]
    assert len(function.ejaan) == 3
    for realisasi, target in ((Fraction(93), Fraction(95)), (Fraction(0), Fraction(3)), (Fraction(-7, 3), Fraction(2))):
        figures = {"Realisasi": realisasi, "Target": target}
        assert {rumus.value(figures) for rumus in function.ejaan} == {function.value(realisasi, target)}
