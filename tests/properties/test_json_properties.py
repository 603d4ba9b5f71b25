"""What is written as JSON comes back as it was: results, capaian, roll-ups, with their explanations and findings."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kinerja_formula as kf
from kinerja_formula.diagnostics import FormulaError

CONFORMANCE = Path(__file__).resolve().parents[1] / "conformance"
RECORDS = [
    json.loads(line)
    for name in ("besuki-2020", "tajinan-2021", "benjeng-2022", "ciruas-2022", "sambutan-2023", "worked")
    for line in (CONFORMANCE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
]
FIGURES = st.one_of(
    st.integers(-50, 2000),
    st.fractions(0, 200, max_denominator=30),
    st.sampled_from(
        ["81,35 %", "14 Penelitian", "A (80,50)", "ada", "-", "", "31 Januari 2027", "80 - 90%", "nihil", 0]
    ),
)


def through_json(data: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(json.dumps(data, allow_nan=False))
    return told


def results() -> list[kf.Result]:
    made = []
    for record in RECORDS:
        sample = record.get("sample")
        if not sample or "names" not in record:
            continue
        data = {record["names"][key]: Fraction(str(value)) for key, value in sample["data"].items()}
        try:
            formula = kf.parse(record["formula"], indikator=record.get("indikator"))
            made += [formula.evaluate(data, strict=False), formula.evaluate(data, strict=False, target="80%")]
        except FormulaError:
            continue
    return made


@pytest.mark.parametrize("language", ["id", "en"])
def test_results_come_back(language: str) -> None:
    found = results()
    assert len(found) > 200
    for one in found:
        data = one.to_json()
        again = kf.Result.from_json(through_json(data))
        assert again == one and type(again) is type(one)
        assert (str(again), again.exact, again.inputs, again.steps) == (str(one), one.exact, one.inputs, one.steps)
        assert again.explain(language=language) == one.explain(language=language)
        assert [str(found) for found in again.diagnostics] == [str(found) for found in one.diagnostics]
        assert again.tree == one.tree and again.capaian == one.capaian
        assert again.to_json() == data
        if one.unit == "%":
            assert again.to("1") == one.to("1")


def test_conditions_records_and_periods_come_back() -> None:
    made = [
        kf.evaluate("Jika Rasio ≥ 3 maka 4; jika Rasio < 3 maka 2 x Rasio", {"Rasio": "2,5"}),
        kf.evaluate("Σ (bobot × nilai)", {"bobot": ["50%", "50%"], "nilai": [80, 90]}, strict=False),
        kf.evaluate("min(Jumlah A, Jumlah B)", {"Jumlah A": 3, "Jumlah B": 4}),
        kf.evaluate("(A x B)^(1/3)", {"A": 3, "B": 4}),
    ]
    for one in made:
        again = kf.Result.from_json(through_json(one.to_json()))
        assert again == one and again.explain() == one.explain() and again.exact is one.exact


@given(FIGURES, FIGURES, st.sampled_from([one.id for one in kf.aturan()]), st.sampled_from(["naik", "turun", None]))
def test_capaian_come_back(realisasi: object, target: object, rule: str, arah: str | None) -> None:
    try:
        found = kf.capaian(realisasi, target, aturan=rule, arah=arah)
    except FormulaError:
        return
    again = kf.Capaian.from_json(through_json(found.to_json()))
    assert again == found and again.to_json() == found.to_json()
    assert again.explain() == found.explain() and again.explain(language="en") == found.explain(language="en")


@given(st.lists(st.one_of(st.none(), st.fractions(0, 150, max_denominator=20)), max_size=6))
def test_roll_ups_come_back(parts: list[Fraction | None]) -> None:
    for cara in ("rata-rata", "geometrik"):
        found = kf.roll_up(parts, cara=cara)
        again = kf.RekapCapaian.from_json(through_json(found.to_json()))
        assert again == found and again.explain() == found.explain()


RESULT = kf.evaluate("Jumlah A / Jumlah B x 100%", {"Jumlah A": 3, "Jumlah B": 4}, target="80%").to_json()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"schema": "kinerja-formula/result/9"}, "schema"),
        ({"value": "1e999999999"}, "value"),
        ({"value": 0.75}, "value"),
        ({"value": "1/0"}, "result"),
        ({"inputs": [{"name": "A"}]}, "value"),
        ({"steps": [[]]}, "steps"),
        ({"diagnostics": [{"code": "KF999"}]}, "slug"),
        ({"capaian": {"schema": "kinerja-formula/capaian/1"}}, "value"),
        ({"capaian": {}}, "schema"),
    ],
)
def test_data_of_another_form_is_refused(change: dict[str, Any], field: str) -> None:
    with pytest.raises(kf.InvalidDataError, match="KF404") as caught:
        kf.Result.from_json({**RESULT, **change})
    assert caught.value.diagnostics[0].values["field"] == field


@pytest.mark.parametrize("data", [None, [], "x", 3, {}])
def test_what_is_no_result_is_refused(data: Any) -> None:
    for read in (kf.Result.from_json, kf.Capaian.from_json, kf.RekapCapaian.from_json):
        with pytest.raises(kf.InvalidDataError, match="KF404"):
            read(data)
