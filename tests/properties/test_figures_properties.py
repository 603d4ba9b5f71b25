"""One figure, many doors: the same value or the same refusal, whichever way it came in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kinerja_formula as kf
from kinerja_formula.dokumen.model import Dokumen, Indikator, by_jabatan
from kinerja_formula.files.tempat import Tempat
from kinerja_formula.numerals import shortest
from kinerja_formula.pengisian.figures_table import read_figures

NAME = "Jumlah surat"
RATIO = "Jumlah surat / Jumlah berkas x 100%"

decimals = st.decimals(min_value=-10_000, max_value=1_000_000, places=2, allow_nan=False)
gaps = st.sampled_from(
    [None, float("nan"), "", " ", "-", "–", "n/a", "N/A", "belum ada", "belum ada data", "nihil", "…"]
)
odd = st.sampled_from(["dua belas koma", "5%%", "1 ,", "80 - 90", ">= 75", "12 / 0", "=1+2", "ya", "12.34.5"])


ROW = ("", Tempat(), Indikator(nama=NAME, teks=NAME))


def outcome(run: Callable[[], Any]) -> object:
    """Return the value that a door gives, or the code of its refusal."""
    try:
        value = run()
    except kf.FormulaError as error:
        return error.code
    return value


def doors_of_evaluation(value: object, folder: Path) -> Iterator[tuple[str, object]]:
    yield "data", outcome(lambda: kf.evaluate(NAME, {NAME: value}).value)
    yield "formula", outcome(lambda: kf.parse(NAME).evaluate({NAME: value}).value)
    yield "list", outcome(lambda: kf.evaluate(NAME, {NAME: [value]}).value)
    rows = kf.laporan(Dokumen("", by_jabatan([ROW])), {NAME: value}).rows
    yield "report", rows[0].value if rows[0].value is not None else rows[0].status
    path = folder / "angka.json"
    path.write_text(json.dumps([{"nama": NAME, "nilai": value}], default=str), encoding="utf-8")
    figures = read_figures(path).all
    yield "file", outcome(lambda: kf.evaluate(NAME, {one.name: one.value for one in figures}).value)


def in_a_column(value: object) -> Any:
    """Return what a column of that one figure gives."""
    polars = pytest.importorskip("polars")
    return outcome(lambda: kf.evaluate_table(polars.DataFrame({NAME: [value]}), NAME)["nilai"][0])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("angka")


@given(value=decimals)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_number_is_one_number_through_every_door(folder: Path, value: Decimal):
    exact = Fraction(value)
    written = shortest(exact)
    spelled = [value, float(value), written, f" {written} ", f"{written} surat", exact]
    if value == int(value):
        spelled.append(int(value))
    if value < 0:
        spelled.append(f"({shortest(-exact)})")
    for one in spelled:
        assert kf.angka(one).value == exact, one
        assert kf.capaian(one, 10).realisasi.value == exact, one
        if isinstance(one, Fraction):
            continue  # no file holds one
        if one != f"{written} surat":  # a column has one unit, and its texts none
            assert float(in_a_column(one)) == float(exact), one
        for door, found in doors_of_evaluation(one, folder):
            assert found == exact, (door, one)


@given(value=st.decimals(min_value=1, max_value=1_000_000, places=2), unit=st.sampled_from(["menit", "jam", "hari"]))
@settings(deadline=None, max_examples=40)
def test_a_quantity_is_what_its_text_is(value: Decimal, unit: str):
    pint = pytest.importorskip("pint")
    name = {"menit": "minute", "jam": "hour", "hari": "day"}[unit]
    quantity = pint.Quantity(Fraction(value), name)
    text = f"{shortest(Fraction(value))} {unit}"
    for formula in ("Jumlah jam", "Jumlah hari", "Lama pelayanan"):
        assert kf.evaluate(formula, {formula: quantity}) == kf.evaluate(formula, {formula: text})
    for target in ("1 jam", pint.Quantity(60, "minute")):
        assert kf.capaian(quantity, target, arah="turun").value == kf.capaian(text, "1 jam", arah="turun").value


@given(value=gaps)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_gap_is_missing_through_every_door(folder: Path, value: object):
    assert kf.angka(value).missing
    assert kf.capaian(value, 10).reason in ("realisasi-kosong", "realisasi-nihil") or value == "belum ada"
    for door, found in doors_of_evaluation(value, folder):
        assert found == "KF301", (door, value)
    polars = pytest.importorskip("polars")
    column = polars.DataFrame({"Jumlah surat": [value, "5"], "Jumlah berkas": ["2", "2"]}, strict=False)
    if not isinstance(value, float):
        assert kf.evaluate_table(column, RATIO)["status"].to_list() == ["data-hilang", "ok"]


@given(value=odd)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_no_figure_is_refused_through_every_door(folder: Path, value: str):
    for door, found in doors_of_evaluation(value, folder):
        assert found == "KF302", (door, value)


targets = st.one_of(
    st.decimals(min_value=Decimal("0.5"), max_value=500, places=1).map(lambda one: f"{shortest(Fraction(one))}%"),
    st.integers(1, 300),
    st.sampled_from(["minimal 75%", "80 - 90%", "antara 75 dan 80", "maksimal 20%", "0", "-", "75 atau 80", "≥ 95%"]),
)


@given(
    part=st.integers(0, 400),
    whole=st.integers(1, 300),
    target=targets,
    arah=st.sampled_from([None, "naik", "turun", "rentang"]),
    aturan=st.sampled_from([None, *[one.id for one in kf.aturan()]]),
)
@settings(deadline=None, max_examples=200)
def test_a_target_seen_before_gives_what_it_gave(part: int, whole: int, target: Any, arah: Any, aturan: Any):
    """The short way of a target that was assessed before, against the long one."""
    text, keywords = "Jumlah hadir / Jumlah undangan x 100%", {"arah": arah, "aturan": aturan}
    for figures in ((1, 2), (part, whole), (part, whole)):
        data = dict(zip(("Jumlah hadir", "Jumlah undangan"), figures, strict=True))
        found = outcome(lambda data=data: kf.evaluate(text, data, target=target, **keywords).capaian)
        plain = outcome(lambda data=data: kf.capaian(kf.evaluate(text, data), target, **keywords))
        if isinstance(found, kf.Capaian) and isinstance(plain, kf.Capaian):
            assert found.value == plain.value
            assert found == plain
        else:
            assert found == plain


@given(st.permutations(["TW I", "TW II", "TW III", "TW IV"]), st.lists(st.integers(0, 99), min_size=4, max_size=4))
@settings(deadline=None, max_examples=60)
def test_the_order_in_a_mapping_is_no_order(order: list[str], figures: list[int]):
    given_ = dict(zip(("TW I", "TW II", "TW III", "TW IV"), figures, strict=True))
    shuffled = {period: given_[period] for period in order}
    for cara in ("akhir", "kumulatif", "jumlah", "rata-rata"):
        one = kf.roll_up_periods(given_, 100, cara=cara)
        assert one.value == kf.roll_up_periods(shuffled, 100, cara=cara).value
