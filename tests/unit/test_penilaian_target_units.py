"""A realization in the unit of its target: what converts, what is refused, and which two figures look odd together."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import kinerja_formula as kf
from kinerja_formula.penilaian.assessment_log import AssessmentLog
from kinerja_formula.penilaian.stated_figures import Stated, read_stated
from kinerja_formula.penilaian.target_units import TargetUnits

LKJIP = next(one for one in kf.aturan() if one.id == "lkjip")


def stated(given: Any) -> Stated:
    """A text as it is read, or a figure in a unit that only a column or a formula tells."""
    if isinstance(given, tuple):
        value, unit = given
        return Stated("angka", f"{value} {unit}", Fraction(value), unit=unit)
    [found] = read_stated(given, "target")
    return found


def beside(reached: Any, target: Any, indikator: str | None = None, **known: Any) -> tuple[Any, list[Any], list[Any]]:
    """The realization in the unit of the target, what is doubted, and the steps."""
    given = {"column": None, "bare": False, "assumed": False, **known}
    units = TargetUnits(AssessmentLog(LKJIP), indikator, **given)
    value = units.alike(stated(reached), stated(target))
    return value, told(units.log), [(one.kind, one.values) for one in units.log.steps[1:]]


FACTS = [("realisasi", "target"), ("figure", "other"), ("figure", "other", "reason")]


def told(log: AssessmentLog) -> list[Any]:
    """The findings, each with its code and what it says, which belongs to no place of a text."""
    for one in log.notes:
        assert tuple(one.values) in FACTS
        assert (one.span, one.related) == ((0, 0), ())
    return [(one.code, *one.values.values()) for one in log.notes]


# Means beside what was added up


@pytest.mark.parametrize(
    ("reached", "target", "value", "unit"),
    [
        ((30, "menit/berkas"), "15 menit", 30, None),
        ((30, "menit/berkas"), "1 jam", Fraction(1, 2), "jam"),
        ((38, "juta rupiah/orang"), "40 juta rupiah", 38_000_000, "rupiah"),
        ((38_000_000, "rupiah/orang"), "40 juta rupiah", 38_000_000, None),
        ((30, "ton/ha"), "30 kuintal/ha", 300, "kuintal/ha"),
    ],
)
def test_a_mean_is_brought_into_what_was_added_up(reached: Any, target: str, value: Any, unit: str | None):
    step = ("satuan", {"given": reached[1], "unit": unit, "value": value})
    assert beside(reached, target) == (value, [], [step] if unit else [])


def test_a_mean_whose_unit_nobody_wrote_is_doubted():
    doubt = ("KF331", "30 menit/berkas", "1 jam")
    assert beside((30, "menit/berkas"), "1 jam", assumed=True) == (30, [doubt], [])


@pytest.mark.parametrize(
    ("reached", "target"),
    [
        ((30, "menit/berkas"), "30%"),
        ((30, "menit/berkas"), "30 orang"),
        ((30, "km/jam"), "30 km"),  # a speed is no length, nor a yield a harvest
        ((30, "ton/ha"), "30 ton"),
        ("120 lahan", "150 ha"),
        ("5 USD", "Rp 5"),
        ("Rp 5", "5 USD"),
        ("5 USD", "5 orang"),
        ("12 unit", "12%"),
        ("12%", "12 unit"),
        ("12 orang", "12%"),
    ],
)
def test_what_is_no_realization_of_its_target(reached: Any, target: str):
    with pytest.raises(kf.UnitMismatchError) as refused:
        beside(reached, target)
    [found] = refused.value.diagnostics
    assert (found.code, found.values["target"]) == ("KF330", stated(target).figure)


@pytest.mark.parametrize(
    ("reached", "target", "bare", "doubted"),
    [
        ("120 lahan", "150 ha", True, False),  # no figure counts them in anything
        ("120 lahan", "150%", True, True),
        ("120 orang", "150 ha", True, True),
        ("120 orang", "150 dokumen", True, True),
    ],
)
def test_a_noun_that_no_figure_counts_is_no_unit(reached: str, target: str, bare: bool, doubted: bool):
    doubts = [("KF331", reached, target)] if doubted else []
    if target == "150 dokumen":
        with pytest.raises(kf.UnitMismatchError):
            beside(reached, target, bare=bare)
    else:
        assert beside(reached, target, bare=bare) == (120, doubts, [])


@pytest.mark.parametrize(
    ("reached", "target", "doubted"),
    [
        ("120 ternak", "150 ekor", False),
        ("120 ekor", "150 ternak", False),
        ("48 KTP", "60 keping", False),
        ("48 keping", "60 KTP", False),
        ("12 unit", "12 xyz", False),
        ("12 xyz", "12 unit", False),
        ("120 ekor", "150 dokumen", True),
        ("12 unit", "15 orang", True),
        ("12 orang", "15 unit", True),
        ("12 paket", "15 dokumen", True),
        ("12 kegiatan", "15 dokumen", True),
        ("12 xyz", "15 orang", True),
    ],
)
def test_counters_beside_what_they_count(reached: str, target: str, doubted: bool):
    value = stated(reached).value
    assert beside(reached, target) == (value, [("KF331", reached, target)] if doubted else [], [])


@pytest.mark.parametrize(("reached", "target"), [((5, "@@"), "6 orang"), ("5 orang", (6, "@@"))])
def test_what_is_no_unit_is_held_as_it_is(reached: Any, target: Any):
    assert beside(reached, target) == (5, [], [])


# Words of scale


@pytest.mark.parametrize(
    ("reached", "target", "figures"),
    [
        ((5, "juta rupiah"), (5000, "juta rupiah"), ("5 juta rupiah", "5000 juta rupiah")),
        ((6, "juta rupiah"), (5000, "juta rupiah"), None),
        ((5000, "juta rupiah"), (5, "juta rupiah"), ("5000 juta rupiah", "5 juta rupiah")),
        ((4999, "juta rupiah"), (5, "juta rupiah"), None),
        ((-5, "juta rupiah"), (5000, "juta rupiah"), ("-5 juta rupiah", "5000 juta rupiah")),
        ((0, "juta rupiah"), (5000, "juta rupiah"), None),
        ((5, "juta rupiah"), (0, "juta rupiah"), None),
        ((5, "ribu orang"), (5000, "ribu orang"), ("5 ribu orang", "5000 ribu orang")),
        ((5, "km"), (5000, "km"), None),
        ("5", (5000, "juta rupiah"), ("5 juta rupiah", "5000 juta rupiah")),
        ("5", (5000, "km"), None),
        ("5", "5000", None),
        ("Rp 5.000", (5, "juta rupiah"), ("0,005 juta rupiah", "5 juta rupiah")),
        ("Rp 6.000", (5, "juta rupiah"), None),
        ("Rp 5 M", (5, "juta rupiah"), ("5000 juta rupiah", "5 juta rupiah")),
        ("Rp 4,9 M", (5, "juta rupiah"), None),
    ],
)
def test_a_thousand_times_as_much_is_doubted_beside_a_word_of_scale(reached: Any, target: Any, figures: Any):
    assert beside(reached, target)[1] == ([] if figures is None else [("KF332", *figures, "kata-skala")])


# Points among digits


@pytest.mark.parametrize(
    ("reached", "target", "figures"),
    [
        ("72.155", "75", ("72.155", "75")),
        ("75", "72.155", ("72.155", "75")),
        ("72.155%", "75%", ("72.155%", "75%")),
        ("75%", "72.155%", ("72.155%", "75%")),
        ("72.155", "-75", ("72.155", "-75")),
        ("30.000", "100", None),
        ("30.001", "100", ("30.001", "100")),
        ("299.999", "100", ("299.999", "100")),
        ("300.000", "100", None),
        ("75,123", "75", None),
        ("1.234", "1.500", None),
        ("0", "75.123", None),
        ("75.123", "0", None),
        ("72155", "75", None),
        ("172.155.000", "172155", None),
    ],
)
def test_a_point_before_three_digits_beside_a_figure_a_thousand_times_as_small(reached: str, target: str, figures: Any):
    assert beside(reached, target)[1] == ([] if figures is None else [("KF332", *figures, "titik-ribuan")])


# Shares and percentages


@pytest.mark.parametrize(
    ("reached", "target", "indikator", "figures"),
    [
        ("95", "0,95", None, ("0,95", "95")),
        ("0,95", "95", None, ("0,95", "95")),
        ("20", "0,5", None, ("0,5", "20")),
        ("19", "0,5", None, None),
        ("95", "0,95", "Jumlah surat", None),
        ("95", "0,95", "Surat jumlah besar", ("0,95", "95")),
        ("95", "1", None, None),
        ("95", "0", None, None),
        ("95", "-0,5", None, None),
        ("95", "1:2", None, ("95", "1:2")),
        ("95 poin", "0,95", None, None),
        ("95%", "0,95", None, ("0,95", "95%")),
        ("0,9%", "0,95", None, None),
        ("1%", "0,95", None, None),
        ("95%", "1", None, ("1", "95%")),
        ("1%", "1", None, None),
        ("95%", "2", None, None),
        ("1001", "94%", None, ("1001", "94%")),
        ("1001", "-94%", None, ("1001", "-94%")),
        ("1000", "94%", None, None),
        ("1001", "94", None, None),
        ("1001", "94", "Persentase hadir", ("1001", "94")),
        ("0,95", "94", "Persentase hadir", ("0,95", "94")),
        ("94", "0,95", "Persentase hadir", ("0,95", "94")),
        ("0,95 poin", "94", "Persentase hadir", None),
        ("2", "0,95", "Persentase hadir", ("0,95", "2")),
        ("2", "0,95", "Kehadiran", None),
        ("20", "1:20", None, ("20", "1:20")),
        ("1", "1:20", None, None),
        ("2", "5:1", None, None),
        ("20", "3:2", None, None),
        ("3:2", "20", None, None),
    ],
)
def test_a_share_beside_a_percentage(reached: str, target: str, indikator: str | None, figures: Any):
    assert beside(reached, target, indikator)[1] == ([] if figures is None else [("KF332", *figures)])


def test_a_ratio_of_a_formula_is_held_against_percentages():
    assert beside(("9/10", "1"), "94%") == (90, [], [])
    assert beside("94%", ("9/10", "1")) == (Fraction(94, 100), [], [])


# Another scale


@pytest.mark.parametrize(
    ("reached", "value", "target", "indikator", "doubted"),
    [
        ("50", 50, 5, None, True),
        ("49", 49, 5, None, False),
        ("-50", -50, 5, None, True),
        ("50", 50, -5, None, True),
        ("50", 50, 0, None, False),
        ("4", 4, 82, None, False),
        ("4", 4, 82, "Indeks SPBE", True),
        ("82", 82, 9, "Indeks SPBE", False),
        ("5", 5, 20, "Indeks SPBE", True),
        ("5,1", "51/10", 20, "Indeks SPBE", False),
        ("5", 5, 19, "Indeks SPBE", False),
        ("20", 20, 5, "Indeks SPBE", True),
        ("0", 0, 20, "Indeks SPBE", False),
        ("4", 4, 82, "Jumlah surat", False),
        ("4 orang", 4, 82, None, False),
        ("4 poin", 4, 82, None, True),
        ("4 poin", 4, 82, "Jumlah surat", True),
    ],
)
def test_a_figure_of_many_times_its_target_or_an_index_of_five(
    reached: str, value: Any, target: int, indikator: str | None, doubted: bool
):
    units = TargetUnits(AssessmentLog(LKJIP), indikator, None, False, False)
    for _ in range(2):  # what was said once is not said again
        units.look_at_distance(stated(reached), Fraction(value), Fraction(target))
    assert told(units.log) == ([("KF332", reached, str(target), "skala-lain")] if doubted else [])


# A word of scale that the unit beside it has too


@pytest.mark.parametrize(
    ("reached", "target", "value"),
    [
        ((120, "miliar rupiah"), "140 miliar", 120_000_000_000),
        ("120 miliar", (140, "miliar rupiah"), 120),
    ],
)
def test_a_figure_that_says_its_scale_beside_a_scaled_unit(reached: Any, target: Any, value: int):
    found, notes, _ = beside(reached, target)
    assert (found, notes) == (value, [])


@pytest.mark.parametrize(
    ("reached", "target", "value"),
    [
        ("120 miliar", (140, "rupiah"), 120_000_000_000),
        ("120", (140, "miliar rupiah"), 120),
        ((120, "miliar rupiah"), "140", 120),
    ],
)
def test_a_figure_or_a_unit_without_scale_stays(reached: Any, target: Any, value: int):
    assert beside(reached, target)[0] == value


@pytest.mark.parametrize(
    ("reached", "target", "bare", "code"),
    [
        # Nilai is a score; only angka may be of anything
        ((71, "angka"), "72 tahun", True, "KF331"),
        ((71, "nilai"), "Rp 72 juta", True, "KF330"),
        ((71, "nilai"), "72 tahun", False, "KF331"),
        ((71, "jam"), "Rp 72 juta", True, "KF330"),
    ],
)
def test_a_noun_of_scores_beside_a_target_in_a_unit(reached: Any, target: str, bare: bool, code: str | None):
    if code != "KF330":
        found, notes, _ = beside(reached, target, bare=bare)
        assert (found, [one[0] for one in notes]) == (71, [code] if code else [])
    else:
        with pytest.raises(kf.UnitMismatchError) as refused:
            beside(reached, target, bare=bare)
        assert refused.value.code == code
