"""The capaian of a year from the figures of its periods: what is made of them, and what is doubted or refused."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import kinerja_formula as kf
from kinerja_formula.penilaian.capaian_model import Capaian


def rolled(figures: Any, target: Any = 100, cara: str = "jumlah", **known: Any) -> Capaian:
    return kf.roll_up_periods(figures, target, cara=cara, **known)


def told(found: Capaian, *codes: str) -> list[dict[str, Any]]:
    """What findings of some codes say."""
    assert {one.span for one in found.diagnostics} <= {(0, 0)}
    return [dict(one.values) for one in found.diagnostics if one.code in codes]


def refused(figures: Any, target: Any = 100, cara: str = "jumlah") -> tuple[str, dict[str, Any]]:
    with pytest.raises(kf.FormulaError) as error:
        rolled(figures, target, cara)
    [found] = error.value.diagnostics
    assert found.span == (0, 0)
    return found.code, dict(found.values)


@pytest.mark.parametrize(
    ("figures", "cara", "figure", "names", "count"),
    [
        ({"TW I": 10, "TW II": "15"}, "jumlah", "25", ["TW I", "TW II"], 2),
        ([10, 15], "jumlah", "25", ["1", "2"], 2),
        ([10, 15], "akhir", "15", ["1", "2"], 2),
        ([10, 15, None], "akhir", "15", ["1", "2"], 3),
        ([10, 15], "rata-rata", "12,5", ["1", "2"], 2),
        ([10, 15], "kumulatif", "15", ["1", "2"], 2),
        ({"TW II": 10, "TW I": 15}, "akhir", "10", ["TW I", "TW II"], 2),
        ({"TW II": 10, "TW I": 15}, "jumlah", "25", ["TW II", "TW I"], 2),
        ({"A": 10, "B": 15}, "rata-rata", "12,5", ["A", "B"], 2),
        ({"A": 10}, "akhir", "10", ["A"], 1),
        ({"TW I": 10, "Semester I": 20}, "akhir", "20", ["TW I", "Semester I"], 2),
        ({"TW I": 10, "Semester I": None}, "jumlah", "10", ["TW I"], 2),
        (["1 jam", "30 menit"], "jumlah", "1,5 jam", ["1", "2"], 2),
        (["1 jam", "30 menit"], "rata-rata", "0,75 jam", ["1", "2"], 2),
        ([None], "akhir", "", [], 1),
    ],
)
def test_the_figure_of_the_year(figures: Any, cara: str, figure: str, names: list[str], count: int):
    found = rolled(figures, cara=cara)
    assert found.realisasi.figure == figure
    assert [one.kind for one in found.steps][:2] == ["aturan", "periode"]
    assert dict(found.steps[1].values) == {"cara": cara, "filled": names, "count": count}
    assert found.steps[1].asal is None


def test_the_direction_and_the_rule_set_are_those_of_one_capaian():
    assert rolled([5], 4, "akhir", indikator="Angka Kemiskinan").value == 75
    assert rolled([5], 4, "akhir", arah="turun").value == 75
    assert rolled([8], 4, "akhir", aturan="bps").value == 120


@pytest.mark.parametrize(
    ("figures", "cara", "found"),
    [
        (
            {"TW I": 1},
            "salah",
            ("KF341", {"what": "cara", "given": "salah", "choices": ("jumlah", "akhir", "rata-rata", "kumulatif")}),
        ),
        ("12", "jumlah", ("KF302", {"name": "realisasi", "value": "'12'", "reason": "jenis-data"})),
        ({"TW I": "5 - 6"}, "jumlah", ("KF302", {"name": "realisasi", "value": "'5 - 6'", "reason": "rentang"})),
        ({"TW I": "≥ 6"}, "jumlah", ("KF302", {"name": "realisasi", "value": "'≥ 6'", "reason": "pembanding"})),
        ({"TW I": True}, "jumlah", ("KF302", {"name": "realisasi", "value": "True", "reason": "benar-salah"})),
        ({"A": 10, "B": 15}, "akhir", ("KF342", {"periods": ("A", "B")})),
        ({"A": 10, "B": 15}, "kumulatif", ("KF342", {"periods": ("A", "B")})),
        ({"TW I": 10, "Semester I": 20}, "jumlah", ("KF344", {"periods": ("TW I", "Semester I")})),
        ({"TW I": 10, "Semester I": 20}, "rata-rata", ("KF344", {"periods": ("TW I", "Semester I")})),
        (["1 jam", "3 orang"], "jumlah", ("KF330", {"realisasi": "3 orang", "target": "1 jam"})),
    ],
)
def test_what_makes_no_year(figures: Any, cara: str, found: Any):
    assert refused(figures, cara=cara) == found


# Figures that were added up already


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        ([10, 8, 9, None], [{"period": "2", "figure": "8", "before": "10"}]),
        ([10, 10, 12], []),
        ([-1, 0, -2], [{"period": "3", "figure": "-2", "before": "0"}]),
        ([0, "-0,5"], [{"period": "2", "figure": "-0,5", "before": "0"}]),
        ([0, "0,5"], []),
        ({"TW II": 10, "TW I": 15}, [{"period": "TW II", "figure": "10", "before": "15"}]),
    ],
)
def test_a_figure_below_the_one_before(figures: Any, found: list[dict[str, Any]]):
    assert told(rolled(figures, cara="kumulatif"), "KF338") == found
    assert told(rolled(figures, cara="akhir"), "KF338") == []


# Units


@pytest.mark.parametrize(
    ("figures", "target", "found"),
    [
        (
            {"TW I": "500 juta rupiah", "TW II": 600},
            "Rp 3 miliar",
            [{"name": "TW II", "unit": "rupiah", "other": "TW I", "given": "500 juta rupiah"}],
        ),
        ({"TW I": 6, "TW II": "Rp 5"}, 20, [{"name": "TW I", "unit": "rupiah", "other": "TW II", "given": "Rp 5"}]),
        ({"TW I": "5 km", "TW II": 6}, "20 km", [{"name": "TW II", "unit": "km", "other": "TW I", "given": "5 km"}]),
        ({"TW I": "5 hari", "TW II": 6}, 20, [{"name": "TW II", "unit": "hari", "other": "TW I", "given": "5 hari"}]),
        ({"TW I": "50%", "TW II": 1}, "90%", [{"name": "TW II", "unit": "%", "other": "TW I", "given": "50%"}]),
        ({"TW I": "50%", "TW II": "0,4"}, "90%", [{"figure": "0,4", "other": "50%"}]),
        ({"TW I": "50%", "TW II": "-0,4"}, 90, [{"name": "TW II", "unit": "%", "other": "TW I", "given": "50%"}]),
        ({"TW I": "50%", "TW II": 0}, "90%", []),
        ({"TW I": "Rp 5", "TW II": 0, "TW III": None}, 5, []),
        ({"TW I": "5 orang", "TW II": 6}, "20 orang", []),
        ({"TW I": "5 poin", "TW II": 6}, 20, []),
        ({"TW I": 5, "TW II": 6}, "20 km", []),
        (
            {"TW I": 0, "TW II": 6, "TW III": "5 km", "TW IV": 7},
            20,
            [
                {"name": "TW II", "unit": "km", "other": "TW III", "given": "5 km"},
                {"name": "TW IV", "unit": "km", "other": "TW III", "given": "5 km"},
            ],
        ),
    ],
)
def test_bare_figures_among_some_with_a_unit(figures: Any, target: Any, found: list[dict[str, Any]]):
    assert told(rolled(figures, target), "KF208", "KF332") == found


def test_bare_targets_among_some_with_a_unit():
    found = rolled({"TW I": "1 jam", "TW II": "30 menit"}, {"TW I": "1 jam", "TW II": 60})
    assert told(found, "KF208") == [{"name": "TW II", "unit": "jam", "other": "TW I", "given": "1 jam"}]


# Scales


@pytest.mark.parametrize(
    ("figures", "cara", "found"),
    [
        (["60%", "50%"], "jumlah", [{"figure": "110%", "other": "50%", "reason": "persen-dijumlah"}]),
        (["60%", "40%"], "jumlah", []),
        (["60%", "50%"], "rata-rata", []),
        ([60, 50], "jumlah", []),
        (["60 orang", "50 orang"], "jumlah", []),
        (["60%", "40%", "0,5%"], "jumlah", [{"figure": "100,5%", "other": "0,5%", "reason": "persen-dijumlah"}]),
    ],
)
def test_percentages_that_are_added_up_to_more_than_the_whole(figures: Any, cara: str, found: list[dict[str, Any]]):
    assert [one for one in told(rolled(figures, cara=cara), "KF332") if "reason" in one] == found


@pytest.mark.parametrize(
    ("figures", "cara", "names"),
    [
        (["0,9", 90], "rata-rata", ["1"]),
        (["0,9", 90], "akhir", ["1"]),
        ([90, "0,9"], "kumulatif", ["2"]),
        (["0,9", 20], "rata-rata", ["1"]),
        (["0,9", 19], "rata-rata", []),
        (["0,9", 90], "jumlah", []),
        ([1, 90], "rata-rata", []),
        ([0, 90], "rata-rata", []),
        (["-0,9", 90], "rata-rata", []),
        (["0,9 orang", 90], "rata-rata", []),
        ({"Jan": "0,9", "Feb": 90, "Mar": "0,8"}, "rata-rata", ["Jan", "Mar"]),
    ],
)
def test_a_share_among_larger_figures(figures: Any, cara: str, names: list[str]):
    found = told(rolled(figures, cara=cara), "KF309")
    assert [one["name"] for one in found] == names
    for one in found[:1]:
        assert (one["value"], one["other"]) == ("0,9", "90")


# Gaps


@pytest.mark.parametrize(
    ("figures", "cara", "found"),
    [
        ([10, "nihil", "nihil"], "rata-rata", {"missing": 2, "count": 3, "names": ("2", "3")}),
        ([10, "nihil"], "akhir", {"missing": 1, "count": 2, "names": ("2",)}),
        ([10, "nihil"], "kumulatif", {"missing": 1, "count": 2, "names": ("2",)}),
        (["nihil"] * 12, "rata-rata", {"missing": 12, "count": 12, "names": tuple(map(str, range(1, 11)))}),
        ([10, "nihil"], "jumlah", None),
        ([10, None, "-"], "rata-rata", None),
    ],
)
def test_a_period_with_nothing_is_told_where_it_would_count(figures: Any, cara: str, found: dict[str, Any] | None):
    gaps = told(rolled(figures, cara=cara), "KF336")
    assert gaps == ([] if found is None else [{**found, "reason": "nihil-dilewati"}])


# Targets of periods


@pytest.mark.parametrize(
    ("targets", "cara", "figure", "written"),
    [
        (["5 - 10", "10 - 20"], "jumlah", "15 – 30", "15 – 30"),
        (["5 - 10", 20], "jumlah", "25 – 30", "25 – 30"),
        ([5, "10 - 20"], "rata-rata", "7,5 – 12,5", "7,5 – 12,5"),
        (["≤ 5", "≤ 6"], "jumlah", "≤ 11", "≤ 11"),
        (["≥ 5", "≥ 6"], "rata-rata", "≥ 5,5", "≥ 5,5"),
        (["≤ 5", "≤ 6 orang"], "akhir", "≤ 6 orang", "≤ 6 orang"),
        ([5, 6], "jumlah", "11", "11"),
        ((5, 6), "jumlah", "11", "11"),
        ([5, 6, 7], "jumlah", "11", "11"),
        ({"1": 5, "2": 6, "3": 7}, "jumlah", "11", "11"),
        (["1 jam", "60 menit"], "jumlah", "2 jam", "2 jam"),
        (["5 orang", "6 orang"], "rata-rata", "5,5 orang", "5,5 orang"),
    ],
)
def test_the_target_of_the_year(targets: Any, cara: str, figure: str, written: str):
    made = rolled([10, 20], targets, cara).target
    assert (made.figure, made.written) == (figure, written)


def test_only_targets_of_periods_with_a_figure_count():
    figures = {"TW I": 10, "TW II": None}
    targets = {"TW I": 5, "TW II": 7}
    assert [rolled(figures, targets, cara).value for cara in ("jumlah", "akhir", "rata-rata")] == [200] * 3
    assert rolled({"TW I": 15, "TW II": 15}, targets, "rata-rata").value == 250


@pytest.mark.parametrize(("targets", "cara"), [([5], "jumlah"), ([5, None], "jumlah"), ([5, None], "akhir")])
def test_a_period_without_a_target_leaves_the_year_without(targets: Any, cara: str):
    found = rolled([10, 20], targets, cara)
    assert (found.value, found.reason) == (None, "target-kosong")


def test_a_target_of_a_period_that_can_not_be_read_is_named():
    found = refused({"TW I": 10}, {"TW I": "naik 5%"})
    assert found == ("KF302", {"name": "target", "value": "'naik 5%'", "reason": "perubahan"})


def test_no_figure_at_all_is_a_gap():
    found = rolled([None], [5])
    assert (found.value, found.reason) == (None, "realisasi-kosong")
    assert rolled([], 5).reason == "realisasi-kosong"


def test_findings_of_periods_stand_before_those_of_the_capaian():
    found = rolled({"TW I": "50%", "TW II": "nihil", "TW III": "0,4"}, {"TW I": 0, "TW III": 0}, "rata-rata")
    assert [one.code for one in found.diagnostics] == ["KF332", "KF336", "KF326"]
    falling = rolled([-1, -2], 5, "kumulatif")
    assert [one.code for one in falling.diagnostics] == ["KF351", "KF338"]
    assert falling.value == Fraction(-40)
