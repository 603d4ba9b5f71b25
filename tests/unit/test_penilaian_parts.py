"""What is known before a realization, units beside a target, conventions of zeros, ranks, files of measures."""

from __future__ import annotations

import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import kinerja_formula as kf
from kinerja_formula.evaluation.formula_cell import plan_of_cell
from kinerja_formula.penilaian.arah import Arah
from kinerja_formula.penilaian.assessment_log import AssessmentLog
from kinerja_formula.penilaian.comparison import comparison
from kinerja_formula.penilaian.measures import Pembatas, read_ukuran
from kinerja_formula.penilaian.registry import aturan_in_use, functions
from kinerja_formula.penilaian.rule_caps import rounded_to, within_cap
from kinerja_formula.penilaian.rule_functions import by_function, by_ranks, fixed_value, in_range, on_time
from kinerja_formula.penilaian.rule_set import Asal, Batas, Pita, Skala
from kinerja_formula.penilaian.scale_bands import band_of
from kinerja_formula.penilaian.seen_targets import seen_target
from kinerja_formula.penilaian.stated_figures import NO_TARGET, Stated, read_stated
from kinerja_formula.penilaian.stated_unit import (
    column_doubt,
    column_unit,
    is_scaled,
    is_word_of_scale,
    scale_between,
    target_in,
)
from kinerja_formula.penilaian.target_units import TargetUnits, answers
from kinerja_formula.penilaian.told_units import units_of_column, units_of_target
from kinerja_formula.penilaian.zero_conventions import by_zero, conventions, zero_reason
from kinerja_formula.units import is_suggested


def stated(text: Any) -> Stated:
    [one] = read_stated(text, "target")
    return one


# What is known before


@pytest.mark.parametrize(
    ("target", "keywords", "arah", "figure", "factor", "reason"),
    [
        ("94%", {}, Arah("naik", "bawaan"), "94%", 1, None),
        ("2 tahun", {"satuan": "bulan"}, Arah("naik", "bawaan"), "2 tahun", Fraction(1, 12), None),
        ("2 tahun", {"satuan": "tahun"}, Arah("naik", "bawaan"), "2 tahun", 1, None),
        ("2", {"satuan": "tahun"}, Arah("naik", "bawaan"), "2", 1, None),
        ("90%", {"satuan": "1"}, Arah("naik", "bawaan"), "90%", 100, None),
        ("maksimal 5", {}, Arah("turun", "target", "maksimal 5"), "≤ 5", 1, None),
        ("5", {"arah": "negatif"}, Arah("turun", "diberikan"), "5", 1, None),
        ("5", {"indikator": "Angka Kemiskinan"}, Arah("turun", "kata", "kemiskinan"), "5", 1, None),
        ("80 - 90", {}, Arah("naik", "bawaan"), "80 – 90", 1, None),
        ("ada", {}, Arah("naik", "bawaan"), "ada", 1, "tak-sebanding"),
        ("WTP", {}, Arah("naik", "bawaan"), "WTP", 1, "tak-sebanding"),
        ("31 Januari 2024", {}, Arah("naik", "bawaan"), "31 Januari 2024", 1, "tak-sebanding"),
        ("", {}, Arah("naik", "bawaan"), "", 1, "target-kosong"),
        ("nihil", {}, Arah("naik", "bawaan"), "nihil", 1, "target-nihil"),
        (NO_TARGET, {"indikator": "Angka Kemiskinan"}, Arah("naik", "bawaan"), "", 1, "tanpa-target"),
        ("12 bulan, 4 dokumen", {"satuan": "dokumen"}, Arah("naik", "bawaan"), "4 dokumen", 1, None),
    ],
)
def test_what_is_fixed_by_the_target(
    target: Any, keywords: Any, arah: Arah, figure: str, factor: Any, reason: str | None
):
    found = comparison(target, **keywords)
    assert (found.arah, found.target.figure, found.factor, found.reason) == (arah, figure, factor, reason)
    assert found.rule is aturan_in_use("lkjip")
    assert comparison(target, aturan="bps", **keywords).rule.id == "bps"


def test_a_target_in_another_unit_is_refused_before():
    with pytest.raises(kf.UnitMismatchError) as refused:
        comparison("5 orang", satuan="surat")
    assert dict(refused.value.diagnostics[0].values) == {"realisasi": "1 surat", "target": "5 orang"}


@pytest.mark.parametrize(
    ("target", "aturan", "keywords", "seen"),
    [
        ("94%", "lkjip", {}, True),
        ("0,5", "lkjip", {}, True),
        ("1", "lkjip", {}, True),
        ("-5", "lkjip", {}, False),
        ("0", "lkjip", {}, False),
        ("80 - 90", "lkjip", {}, False),
        ("", "lkjip", {}, False),
        ("5", "bps", {"arah": "turun"}, False),
        ("5", "lkjip", {"arah": "rentang"}, False),
        ("5", "bkn-1-2013", {"arah": "turun"}, False),
        ("5", "bps", {}, True),
    ],
)
def test_targets_that_decide_all_but_the_figure(target: str, aturan: str, keywords: Any, seen: bool):
    known = comparison(target, aturan=aturan, **keywords)
    found = seen_target(known, known.rule)
    assert (found is not None) is seen
    if found is not None:
        assert found.rule is known.rule
        for above, below in ((9, 2), (10**6, 1), (1, 3)):
            assert (
                found.value(above, below)
                == kf.capaian(Fraction(above, below), target, aturan=aturan, arah="naik").value
            )


def test_a_seen_target_rounds_and_limits():
    rule = aturan_in_use("bps")
    found = seen_target(comparison("3", aturan=rule), rule)
    assert found is not None
    assert [found.value(one, 1) for one in (1, 2, 3, 4)] == [Fraction("33.33"), Fraction("66.67"), 100, 120]
    floor = rule._replace(batas=Batas(Fraction(120), Fraction(50), rule.asal))
    held = seen_target(comparison("3", aturan=floor), floor)
    assert held is not None
    assert [held.value(one, 1) for one in (1, 2, 4)] == [50, Fraction("66.67"), 120]
    assert (held.lowest, held.highest, held.decimals) == (50, 120, 2)


# Functions, caps, zeros

LKJIP = aturan_in_use("lkjip")
OWN = LKJIP.asal


def kinds(log: AssessmentLog) -> list[tuple[str, dict[str, Any], Asal | None]]:
    return [(step.kind, dict(step.values), step.asal) for step in log.steps[1:]]


def test_a_log_begins_with_its_rule_set():
    log = AssessmentLog(LKJIP)
    [step] = log.steps
    assert (step.kind, dict(step.values), step.asal) == ("aturan", {"id": "lkjip", "nama": LKJIP.nama}, OWN)
    log.step("a", Asal("x", "ingatan"), value=1)
    log.step("b", Asal("y", "terbaca"))
    log.step("c")
    assert kinds(log) == [("a", {"value": 1}, Asal("x", "ingatan")), ("b", {}, Asal("y", "terbaca")), ("c", {}, None)]
    assert log.sources == [Asal("x", "ingatan")]
    assert log.notes == []


def test_a_function_at_work():
    log = AssessmentLog(LKJIP)
    assert by_function(log, "naik", Fraction(-9), Fraction(10)) == (-90, None)
    up = LKJIP.fungsi["naik"]
    told = {
        "nama": up.nama,
        "id": "UP",
        "rumus": "Realisasi / Target × 100%",
        "figures": "(-9) / 10 × 100%",
        "value": -90,
    }
    assert kinds(log) == [("fungsi", told, OWN)]
    log = AssessmentLog(LKJIP)
    assert by_function(log, "naik", Fraction(9), Fraction(0)) == (None, "target-nol")
    assert kinds(log) == [("fungsi", {"nama": up.nama, "id": "UP", "rumus": "Realisasi / Target × 100%"}, OWN)]
    assert by_function(AssessmentLog(LKJIP), "miring", Fraction(9), Fraction(1)) == (None, "arah-tak-diatur")
    near = AssessmentLog(LKJIP)
    assert by_function(near, "stabil", Fraction(9), Fraction(10)) == (90, None)
    assert kinds(near)[0][1]["id"] == "STAB"
    assert by_function(AssessmentLog(aturan_in_use("bps")), "turun", Fraction(1), Fraction(2)) == (
        None,
        "arah-tak-diatur",
    )


def test_rounding_and_limits_have_their_steps():
    bps = aturan_in_use("bps")
    assert bps.batas is not None
    floor = bps._replace(
        batas=Batas(Fraction(120), Fraction(50), Asal("b", "terbaca")), asal_pembulatan=Asal("p", "terbaca")
    )
    for realized, value, end in ((1, 50, "bawah"), (4, 120, "atas"), (2, Fraction("66.67"), None)):
        log = AssessmentLog(floor)
        assert by_function(log, "naik", Fraction(realized), Fraction(3)) == (value, None)
        rounded = rounded_to(Fraction(realized * 100, 3), 2)
        steps = kinds(log)[1:]
        assert steps[0] == ("pembulatan", {"decimals": 2, "value": rounded}, Asal("p", "terbaca"))
        limit = [("batas", {"end": end, "limit": value, "value": value}, Asal("b", "terbaca"))] if end else []
        assert steps[1:] == limit


@pytest.mark.parametrize(
    ("high", "low", "value", "held"),
    [
        (None, None, 500, 500),
        (120, None, 120, 120),
        (120, None, 121, 120),
        (None, 0, 0, 0),
        (None, 0, -1, 0),
        (120, 0, 60, 60),
        (120, 0, -500, 0),
    ],
)
def test_caps(high: int | None, low: int | None, value: int, held: int):
    ends = [None if one is None else Fraction(one) for one in (high, low)]
    assert within_cap(LKJIP._replace(batas=Batas(ends[0], ends[1], OWN)), Fraction(value)) == held
    assert within_cap(LKJIP._replace(batas=None), Fraction(value)) == value


@pytest.mark.parametrize(
    ("value", "decimals", "found"), [("1/3", 2, "0.33"), ("0.125", 2, "0.13"), ("1/3", None, "1/3")]
)
def test_rounding(value: str, decimals: int | None, found: str):
    assert rounded_to(Fraction(value), decimals) == Fraction(found)


@pytest.mark.parametrize(
    ("realized", "falling", "value", "steps"),
    [
        (7, False, 100, [("dalam-rentang", {"value": 100})]),
        (8, False, 100, [("dalam-rentang", {"value": 100})]),
        (Fraction(15, 2), True, 100, [("dalam-rentang", {"value": 100})]),
        (6, False, Fraction(600, 7), [("batas-rentang", {"bound": "7", "end": "bawah"})]),
        (10, False, 125, [("batas-rentang", {"bound": "8", "end": "atas"})]),
        (10, True, 75, [("batas-rentang", {"bound": "8", "end": "atas"})]),
        (Fraction(7, 2), True, 150, [("batas-rentang", {"bound": "7", "end": "bawah"})]),
    ],
)
def test_a_target_that_is_an_interval(realized: Any, falling: bool, value: Any, steps: list[tuple[str, Any]]):
    log = AssessmentLog(LKJIP)
    assert in_range(log, Fraction(realized), Fraction(7), Fraction(8), falling=falling) == (value, None)
    found = kinds(log)
    assert [one[:2] for one in found[:1]] == steps
    spread = functions()["RANGE"]
    assert found[0][2] == (spread.dalam if found[0][0] == "dalam-rentang" else spread.asal)
    if found[0][0] == "batas-rentang":
        assert found[1][1]["id"] == ("DOWN-2" if falling else "UP")


def test_all_or_nothing():
    log = AssessmentLog(LKJIP)
    assert (fixed_value(log, "ADA", met=True), fixed_value(log, "TEPAT-WAKTU", met=False)) == (100, 0)
    assert [(kind, values["id"], values["value"]) for kind, values, _ in kinds(log)] == [
        ("tetap", "ADA", 100),
        ("tetap", "TEPAT-WAKTU", 0),
    ]
    assert kinds(log)[0][1]["nama"] == functions()["ADA"].nama
    assert kinds(log)[0][2] == functions()["ADA"].asal


@pytest.mark.parametrize(
    ("reached", "target", "value", "days"),
    [
        ("31 Januari 2024", "31 Januari 2024", 100, None),
        ("30 Januari 2024", "31 Januari 2024", 100, None),
        ("1 Februari 2024", "31 Januari 2024", 0, 1),
        ("31 Januari 2025", "31 Januari 2024", 0, 366),
        ("31 Januari", "30 Januari 2024", 0, 1),
        ("31 Januari 2024", "30 Januari", 0, 1),
        ("1 Maret", "28 Februari", 0, 2),
        ("1 Maret 2023", "28 Februari", 0, 1),
        (datetime.date(2024, 2, 1), "31 Januari 2024", 0, 1),
    ],
)
def test_a_day_beside_another(reached: Any, target: str, value: int, days: int | None):
    log = AssessmentLog(LKJIP)
    one, other = stated(reached), stated(target)
    assert on_time(log, one, other) == value
    told = {"target": other.written, "realisasi": one.written, "days": days}
    assert [(note.code, dict(note.values)) for note in log.notes] == ([("KF335", told)] if days else [])


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [("WDP", "WTP", 75), ("wtp", "WTP", 100), ("WTP", "TMP", 400), ("Lain", "WTP", None), ("WTP", "Lain", None)],
)
def test_ranks(one: str, other: str, value: int | None):
    ranks = ("TMP", "TW", "WDP", "WTP")
    rule = LKJIP._replace(peringkat={"huruf": ("D", "C"), "opini": ranks})
    log = AssessmentLog(rule)
    reached, target = Stated("peringkat", one), Stated("peringkat", other)
    assert by_ranks(log, reached, target) == (value, None if value is not None else "peringkat")
    if value is None:
        assert (kinds(log), log.notes) == ([], [])
        return
    place, beside = (ranks.index(name.upper()) + 1 for name in (one, other))
    rank = functions()["PERINGKAT"]
    told = {"nama": rank.nama, "id": "PERINGKAT", "rumus": "TMP < TW < WDP < WTP", "value": value}
    assert kinds(log) == [("fungsi", {**told, "figures": f"{place} / {beside} × 100%"}, rank.asal)]
    assert [(note.code, dict(note.values)) for note in log.notes] == [("KF327", {"realisasi": one, "target": other})]
    assert by_ranks(AssessmentLog(rule), Stated("peringkat", ""), target) == (None, "bukan-angka")
    assert by_ranks(AssessmentLog(rule), reached, Stated("peringkat", "")) == (None, "bukan-angka")


def test_a_capaian_of_ranks_is_told_whole():
    found = kf.capaian("WDP", "WTP", aturan="pringsewu", arah="naik")
    assert (found.value, found.reason) == (75, None)
    assert [one.code for one in found.diagnostics] == ["KF327", "KF324"]
    assert "3 / 4 × 100% = 75%" in found.explain(language="id")


@pytest.mark.parametrize(
    ("choice", "realized", "target", "value", "told"),
    [
        (None, 0, 0, None, "tanpa-nilai"),
        (Fraction(0), 0, 0, 0, "tetap"),
        ("batas", 5, 0, 120, "batas"),
        ("fungsi", 0, 5, 0, "fungsi"),
        ("fungsi", 5, 0, None, "fungsi"),
    ],
)
def test_what_a_rule_set_says_of_zeros(choice: Any, realized: int, target: int, value: Any, told: str):
    bps = aturan_in_use("bps")
    assert bps.nol is not None
    same = {"naik": choice}
    other = {"naik": Fraction(77)}
    zeros = {
        (0, 0): bps.nol._replace(keduanya=same, target=other, realisasi=other),
        (5, 0): bps.nol._replace(keduanya=other, target=same, realisasi=other),
        (0, 5): bps.nol._replace(keduanya=other, target=other, realisasi=same),
    }
    rule = bps._replace(nol=zeros[realized, target])
    function = rule.fungsi["naik"]
    assert by_zero(rule, "naik", function, Fraction(realized), Fraction(target)) == (value, told)
    if choice == "batas":
        assert by_zero(rule._replace(batas=None), "naik", function, Fraction(5), Fraction(0)) == (None, "fungsi")
    log = AssessmentLog(rule)
    found, reason = by_function(log, "naik", Fraction(realized), Fraction(target))
    assert found == value
    assert reason == (None if value is not None else zero_reason(Fraction(realized), Fraction(target)))
    if told != "fungsi":
        assert kinds(log) == [("nol", {"choice": told, "value": value}, rule.nol.asal if rule.nol else None)]


def test_conventions_of_zeros():
    found = {one.aturan: one for one in conventions(Fraction(5), Fraction(0), "naik")}
    bps = aturan_in_use("bps")
    assert found["bps"] == ("bps", bps.nama, 120, bps.nol.asal if bps.nol else None)
    assert "bps" not in {one.aturan for one in conventions(Fraction(5), Fraction(0), "turun")}
    for realized, target in ((None, 0), (5, None), (5, 4)):
        figures = [None if one is None else Fraction(one) for one in (realized, target)]
        assert conventions(figures[0], figures[1], "naik") == ()
    assert [zero_reason(Fraction(one), Fraction(other)) for one, other in ((0, 5), (5, 0), (0, 0))] == [
        *("realisasi-nol", "target-nol", "keduanya-nol"),
    ]


# Bands

SOURCE = Asal("hlm. 1", "terbaca")
DOUBTFUL = Asal("hlm. 2", "ingatan")


def band(name: str, low: int | None, high: int | None = None, **more: Any) -> Pita:
    ends = [None if one is None else Fraction(one) for one in (low, high)]
    facts = {
        "tegas": False,
        "sampai_tegas": False,
        "nilai": None,
        "syarat": None,
        "warna": None,
        "asal": SOURCE,
        **more,
    }
    written = f"{low} – {high}"
    return Pita(
        name,
        ends[0],
        facts["tegas"],
        ends[1],
        facts["sampai_tegas"],
        facts["nilai"],
        facts["syarat"],
        facts["warna"],
        written,
        facts["asal"],
    )


BANDS = (
    band("Istimewa", 100, syarat="ide"),
    band("Baik", 90, 100),
    band("Cukup", 50, 80),
    band("Kurang", 10, 40, asal=DOUBTFUL),
)


def scaled(dari: str = "capaian", decimals: int | None = None) -> AssessmentLog:
    rule = LKJIP._replace(skala=Skala(dari, BANDS), desimal_skala=decimals, asal_pembulatan=SOURCE)
    return AssessmentLog(rule)


@pytest.mark.parametrize(
    ("value", "syarat", "name", "beyond", "notes"),
    [
        (110, (), "Baik", True, [("KF334", {"predikat": "Istimewa", "condition": "ide"})]),
        (110, ("ide",), "Istimewa", False, []),
        (100, (), "Baik", False, [("KF334", {"predikat": "Istimewa", "condition": "ide"})]),
        (99, (), "Baik", False, []),
        (85, (), "Cukup", True, [("KF325", {"value": "85", "predikat": "Cukup", "band": "50 – 80"})]),
        (80, (), "Cukup", False, []),
        (50, (), "Cukup", False, []),
        (45, (), "Kurang", True, [("KF325", {"value": "45", "predikat": "Kurang", "band": "10 – 40"})]),
        (5, (), "Kurang", False, [("KF325", {"value": "5", "predikat": "Kurang", "band": "10 – 40"})]),
    ],
)
def test_the_band_of_a_value(value: int, syarat: tuple[str, ...], name: str, beyond: bool, notes: list[Any]):
    log = scaled()
    found, score = band_of(log, Fraction(value), stated("7"), frozenset(syarat))
    assert (found.predikat if found else None, score) == (name, None)
    assert [(one.code, dict(one.values)) for one in log.notes] == notes
    [chosen] = [one for one in BANDS if one.predikat == name]
    told = {"predikat": name, "band": chosen.tertulis, "dari": "capaian", **({"melampaui": True} if beyond else {})}
    assert kinds(log) == [("pita", told, chosen.asal)]


def test_the_band_of_a_realization():
    log = scaled("realisasi", 0)
    found, score = band_of(log, None, stated("89,6"), frozenset())
    assert (found.predikat if found else None, score) == ("Baik", Fraction("89.6"))
    assert kinds(log)[0] == ("pembulatan-skala", {"decimals": 0, "value": 90}, SOURCE)
    assert kinds(scaled("realisasi", 0)) == []
    for reached in ("ada", "WTP", "", "80 - 90"):
        assert band_of(scaled("realisasi"), Fraction(95), stated(reached), frozenset()) == (None, None)
    assert band_of(scaled(), None, stated("95"), frozenset()) == (None, None)
    assert band_of(AssessmentLog(LKJIP._replace(skala=None)), Fraction(5), stated("5"), frozenset()) == (None, None)


def test_a_score_of_a_band():
    rule = aturan_in_use("permenpan-8-2021")
    log = AssessmentLog(rule)
    found, score = band_of(log, Fraction("97.4"), stated("5"), frozenset())
    assert found is not None
    assert found.nilai is not None
    assert kinds(log)[0][:2] == ("pembulatan-skala", {"decimals": 0, "value": 97})
    told = kinds(log)[-1]
    assert told == (
        "nilai",
        {"rumus": found.nilai.text, "figures": found.nilai.text.replace("Capaian", "97"), "value": score},
        found.asal,
    )


# Units


@pytest.mark.parametrize(
    ("unit", "satuan", "scale"),
    [
        ("rupiah", "juta rupiah", Fraction(1, 10**6)),
        ("rupiah", "juta", Fraction(1, 10**6)),
        ("menit", "jam", Fraction(1, 60)),
        ("rupiah", "rupiah", None),
        ("%", "orang", None),
        ("orang", "menit", None),
        ("orang", "ribu", Fraction(1, 1000)),
        ("rupiah/orang", "juta", None),
        (None, "juta", None),
        ("rupiah", None, None),
        ("xyz", "juta", None),
        ("rupiah", "xyz", None),
        ("rupiah", "%", None),
    ],
)
def test_units_of_another_size(unit: str | None, satuan: str | None, scale: Fraction | None):
    assert scale_between(unit, satuan) == scale


@pytest.mark.parametrize(
    ("satuan", "word", "scaled_unit"),
    [
        ("juta", True, False),
        ("ribu", True, False),
        ("juta rupiah", False, True),
        ("ribu orang", False, True),
        ("km", False, False),
        ("orang", False, False),
        ("%", False, False),
        ("ribu jam", False, False),
        (None, False, False),
        ("xyz", False, False),
    ],
)
def test_words_of_scale(satuan: str | None, word: bool, scaled_unit: bool):
    assert (is_word_of_scale(satuan), is_scaled(satuan)) == (word, scaled_unit)


@pytest.mark.parametrize(
    ("satuan", "unit", "meant"),
    [
        ("juta", "rupiah", "juta rupiah"),
        ("jam", "menit", "jam"),
        ("juta rupiah", None, "juta rupiah"),
        ("juta", None, "juta"),
    ],
)
def test_the_unit_that_a_column_means(satuan: str, unit: str | None, meant: str):
    assert column_unit(satuan, unit) == meant


@pytest.mark.parametrize(
    ("target", "satuan", "unit", "figures"),
    [
        ("1500", "juta rupiah", "rupiah", ["1500 juta rupiah"]),
        ("1500", "juta", "rupiah", ["1500 juta rupiah"]),
        ("960 juta", "juta rupiah", "rupiah", ["960000000 rupiah"]),
        ("960 juta", "juta rupiah", "orang", ["960000000 rupiah"]),
        ("1000 - 1500", "juta rupiah", "rupiah", ["1000 – 1500 juta rupiah"]),
        ("2", "jam", "menit", ["2 jam"]),
        ("2 jam", "jam", "menit", None),
        ("1500", "orang", "rupiah", None),
        ("1500", None, "rupiah", None),
        ("1500", "juta rupiah", None, None),
        ("80", "%", "1", ["80%"]),
        ("80", "%", None, ["80%"]),
        ("0,8", "%", "1", None),
        ("1", "%", "1", None),
        ("1,1", "%", "1", ["1,1%"]),
        ("80", "%", "orang", None),
        ("80", "persen", "1", ["80%"]),
        ("ada", "jam", "menit", None),
        ("5, 2 jam", "jam", "menit", None),
        (None, "jam", "menit", None),
        (NO_TARGET, "jam", "menit", None),
        (2, "jam", "menit", ["2 jam"]),
    ],
)
def test_targets_in_the_unit_of_their_column(
    target: Any, satuan: str | None, unit: str | None, figures: list[str] | None
):
    found = target_in(target, satuan, unit)
    if figures is None:
        assert found is target
    else:
        assert [one.figure for one in found] == figures


@pytest.mark.parametrize(
    ("reached", "target", "satuan", "told", "found"),
    [
        ("12 tahun", "2", "orang", True, ("KF331", {"realisasi": "12 tahun", "target": "2 orang"})),
        ("12 tahun", "2", "orang", False, None),
        ("12 tahun", "2 orang", "orang", True, None),
        ("12 tahun", "", "orang", True, None),
        ("", "2", "orang", True, None),
        ("12 tahun", "2", "@@", True, None),
        ("12 orang", "2", "orang", True, None),
        ("12 orang", "2", "nilai", True, None),
        ("12 orang", "2", "unit", True, None),
        ("12 km", "2", "unit", True, ("KF331", {"realisasi": "12 km", "target": "2 unit"})),
        ("12 orang", "2", "dokumen", True, ("KF331", {"realisasi": "12 orang", "target": "2 dokumen"})),
        ("12 laporan", "2", "dokumen", True, None),
        ("12 xyz", "2", "orang", True, None),
        ("12 xyz", "2", "menit", True, None),
        ("12 orang", "2", "menit", True, ("KF331", {"realisasi": "12 orang", "target": "2 menit"})),
        ("12 orang", "2 - 3", "dokumen", True, ("KF331", {"realisasi": "12 orang", "target": "2 – 3 dokumen"})),
        ("12000000", "2", "juta", True, ("KF332", {"figure": "12000000", "other": "2 juta", "reason": "kata-skala"})),
        ("2000", "2", "juta", True, ("KF332", {"figure": "2000", "other": "2 juta", "reason": "kata-skala"})),
        ("1999", "2", "juta", True, None),
        ("0,003", "2", "juta", True, None),
        ("0,002", "2", "juta", True, ("KF332", {"figure": "0,002", "other": "2 juta", "reason": "kata-skala"})),
        ("0", "2", "juta", True, None),
        ("5", "0", "juta", True, ("KF332", {"figure": "5", "other": "0 juta", "reason": "kata-skala"})),
        ("12000000 orang", "2", "juta", True, None),
    ],
)
def test_figures_that_their_column_contradicts(reached: str, target: str, satuan: str, told: bool, found: Any):
    doubt = column_doubt(stated(reached), stated(target), satuan, told=told)
    assert (None if doubt is None else (doubt.code, dict(doubt.values))) == found
    assert doubt is None or doubt.span == (0, 0)


def units(
    indikator: str | None = None, column: str | None = None, *, bare: bool = False, assumed: bool = False
) -> TargetUnits:
    return TargetUnits(AssessmentLog(LKJIP), indikator, column, bare, assumed)


SCALE = "kata-skala"


@pytest.mark.parametrize(
    ("reached", "target", "given", "value", "notes"),
    [
        ("5", "6", {}, 5, []),
        ("90 menit", "2 jam", {}, Fraction(3, 2), []),
        ("90 menit", "2 jam", {"assumed": True}, 90, [("KF331", {"realisasi": "90 menit", "target": "2 jam"})]),
        ("90 menit", "2 jam", {"bare": True}, Fraction(3, 2), []),
        (
            "90 menit",
            "2 jam",
            {"bare": True, "column": "jam"},
            Fraction(3, 2),
            [("KF331", {"realisasi": "90 menit", "target": "2 jam"})],
        ),
        ("90 menit", "2 jam", {"column": "jam"}, Fraction(3, 2), []),
        ("5 orang", "6 orang", {}, 5, []),
        ("5 rupiah", "5000 rupiah", {}, 5, []),
        (
            "5 rupiah",
            "5000 rupiah",
            {"assumed": True},
            5,
            [("KF332", {"figure": "5 rupiah", "other": "5000 rupiah", "reason": SCALE})],
        ),
        ("6 rupiah", "5000 rupiah", {"assumed": True}, 6, []),
        ("0 rupiah", "5000 rupiah", {"assumed": True}, 0, []),
        ("5", "5000 rupiah", {}, 5, [("KF332", {"figure": "5 rupiah", "other": "5000 rupiah", "reason": SCALE})]),
        ("5000 rupiah", "5", {}, 5000, [("KF332", {"figure": "5000 rupiah", "other": "5 rupiah", "reason": SCALE})]),
        ("4999 rupiah", "5", {}, 4999, []),
        ("5", "5000 orang", {}, 5, []),
        ("94%", "94%", {}, 94, []),
        ("0,9", "94%", {}, Fraction(9, 10), [("KF332", {"figure": "0,9", "other": "94%"})]),
        ("94%", "0,9", {}, 94, [("KF332", {"figure": "0,9", "other": "94%"})]),
        ("1", "94%", {}, 1, [("KF332", {"figure": "1", "other": "94%"})]),
        ("1", "94", {"indikator": "Persentase hadir"}, 1, []),
        (
            "0,9",
            "94",
            {"indikator": "Persentase hadir"},
            Fraction(9, 10),
            [("KF332", {"figure": "0,9", "other": "94"})],
        ),
        ("0,9", "94", {"indikator": "Jumlah hadir"}, Fraction(9, 10), []),
        ("0,9", "1%", {}, Fraction(9, 10), []),
        ("0", "94%", {}, 0, []),
        ("1000", "94%", {}, 1000, []),
        ("1001", "94%", {}, 1001, [("KF332", {"figure": "1001", "other": "94%"})]),
        ("1001", "101%", {}, 1001, []),
        ("1010", "101%", {}, 1010, [("KF332", {"figure": "1010", "other": "101%"})]),
        ("20", "1:20", {}, 20, [("KF332", {"figure": "20", "other": "1:20"})]),
        ("1:20", "20", {}, Fraction(1, 20), [("KF332", {"figure": "20", "other": "1:20"})]),
        ("1:20", "1:30", {}, Fraction(1, 20), []),
        ("20", "5:1", {}, 20, []),
        ("5 poin", "5%", {}, 5, [("KF331", {"realisasi": "5 poin", "target": "5%"})]),
        ("5 surat", "5 dokumen", {}, 5, []),
        ("5 xyz", "6 zyx", {}, 5, [("KF331", {"realisasi": "5 xyz", "target": "6 zyx"})]),
        ("18 jiwa", "20 KK", {}, 18, [("KF331", {"realisasi": "18 jiwa", "target": "20 KK"})]),
    ],
)
def test_a_realization_in_the_unit_of_its_target(reached: str, target: str, given: Any, value: Any, notes: list[Any]):
    known = units(**given)
    assert known.alike(stated(reached), stated(target)) == value
    assert [(one.code, dict(one.values)) for one in known.log.notes] == notes
    assert {one.span for one in known.log.notes} <= {(0, 0)}


@pytest.mark.parametrize(
    ("reached", "target"),
    [
        ("94%", "94 orang"),
        ("94 orang", "94%"),
        ("5 surat", "6 orang"),
        ("3 bulan", "90 hari"),
        ("5 menit", "6 xyz"),
        ("6 xyz", "5 menit"),
    ],
)
def test_units_that_are_two_things(reached: str, target: str):
    with pytest.raises(kf.UnitMismatchError) as refused:
        units().alike(stated(reached), stated(target))
    [found] = refused.value.diagnostics
    assert (found.code, found.span, dict(found.values)) == ("KF330", (0, 0), {"realisasi": reached, "target": target})


def test_a_conversion_has_its_step():
    known = units()
    known.alike(stated("90 menit"), stated("2 jam"))
    assert kinds(known.log) == [("satuan", {"given": "menit", "unit": "jam", "value": Fraction(3, 2)}, None)]
    same = units()
    same.alike(stated("5 orang"), stated("6 pegawai"))
    assert kinds(same.log) == []


def test_ratios_beside_percentages():
    ratio = Stated("angka", "0,9", Fraction(9, 10), unit="1")
    assert units().alike(ratio, stated("94%")) == 90
    assert units().alike(stated("90%"), Stated("angka", "0,94", Fraction(94, 100), unit="1")) == Fraction(9, 10)


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("5", "6", True),
        ("5", "6 orang", False),
        ("5 orang", "6", False),
        ("5 orang", "6 orang", True),
        ("5 menit", "6 jam", True),
        ("5 menit", "6 orang", False),
    ],
)
def test_which_target_is_answered(one: str, other: str, answer: bool):
    assert answers(stated(one), stated(other)) is answer


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        ("Panjang jalan", True),
        ("Panjang jalan (km)", False),
        ("Jumlah pegawai", False),
        ("Anggaran", True),
        ("xyz", False),
    ],
)
def test_units_that_only_a_noun_suggests(name: str, suggested: bool):
    assert is_suggested(name) is suggested


def plan(text: str) -> Any:
    return plan_of_cell(text, kf.parse(text).tree, None, False, (), {})


@pytest.mark.parametrize(
    ("text", "satuan", "found"),
    [
        ("Anggaran A + Anggaran B", "juta rupiah", {"Anggaran A": "juta rupiah", "Anggaran B": "juta rupiah"}),
        ("Anggaran A + Anggaran B", "juta", {}),
        ("Anggaran A + Anggaran B", "orang", {}),
        ("Anggaran A + Anggaran B", None, {}),
        ("Anggaran A / Jumlah pegawai", "juta rupiah", {}),
        ("Panjang jalan", "km", {"Panjang jalan": "km"}),
        ("Panjang jalan (m)", "km", {}),
        ("Panjang jalan A + Panjang jalan B", "km", {}),
        ("Lama layanan", "hari", {}),
    ],
)
def test_units_by_the_column_of_the_indicator(text: str, satuan: str | None, found: dict[str, str]):
    assert units_of_column(plan(text), satuan) == found


@pytest.mark.parametrize(
    ("text", "target", "found"),
    [
        ("Panjang jalan", "10 km", {"Panjang jalan": "km"}),
        ("Panjang jalan", "10", {}),
        ("Panjang jalan", "10 orang", {}),
        ("Panjang jalan", "10 km, 5 ha", {}),
        ("Panjang jalan", "naik 5%", {}),
        ("Panjang jalan", 10, {}),
        ("Panjang jalan (m)", "10 km", {}),
        ("Anggaran", "10 juta rupiah", {}),
    ],
)
def test_units_by_the_target(text: str, target: Any, found: dict[str, str]):
    assert units_of_target(plan(text), target) == found


# Measures

MEASURE = """\
nama = "Indeks contoh"
rumus = "({bagian}) / `Pagu` × {faktor}"
aturan = ["skm-14-2017", "skm-16-2014"]
banyak = 2
bobot = "Bobot {i}"
sumber = "hlm. 1"
kepercayaan = "turunan"

[bagian]
bagian = { tiap = "`Nilai {i}` × `Bobot {i}`" }
faktor = { tiap = "`F {i}`", tanda = "×" }

[operan."Pagu"]
atas = "20%"
bawah = "-20%"
sumber = "hlm. 2"
kepercayaan = "ingatan"

[operan."Nilai 1"]
atas = "5"
"""


def measure(tmp_path: Path, old: str = "", new: str = "") -> Path:
    path = tmp_path / "indeks.toml"
    text = MEASURE.replace(old, new, 1) if old else MEASURE
    assert (text != MEASURE) is bool(old)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_measure_with_every_field(tmp_path: Path):
    found = read_ukuran(str(measure(tmp_path)))
    own = Asal("hlm. 1", "turunan")
    assert tuple(found) == (
        "indeks",
        "Indeks contoh",
        "(`Nilai 1` × `Bobot 1` + `Nilai 2` × `Bobot 2`) / `Pagu` × `F 1` × `F 2`",
        ("Nilai 1", "Bobot 1", "Nilai 2", "Bobot 2", "Pagu", "F 1", "F 2"),
        own,
        ("skm-14-2017", "skm-16-2014"),
        2,
        ("Bobot 1", "Bobot 2"),
        {
            "Pagu": Pembatas(Fraction(20), Fraction(-20), Asal("hlm. 2", "ingatan")),
            "Nilai 1": Pembatas(Fraction(5), None, own),
        },
    )
    three = read_ukuran(str(measure(tmp_path)), 3)
    assert (three.banyak, three.bobot, three.names[-1]) == (3, ("Bobot 1", "Bobot 2", "Bobot 3"), "F 3")
    assert [found.aturan_of(year) for year in (None, 2016, 2018, 1990)] == [
        *("skm-14-2017", "skm-16-2014", "skm-14-2017", "skm-14-2017"),
    ]
    assert found._replace(aturan=()).aturan_of(2016) is None
    for banyak in (0, 201):
        with pytest.raises(ValueError, match=f"^banyak must be 1 to 200, not {banyak}$"):
            read_ukuran(str(measure(tmp_path)), banyak)
    assert read_ukuran(str(measure(tmp_path)), 200).banyak == 200
    assert read_ukuran(str(measure(tmp_path, "banyak = 2\n", ""))).banyak == 1
    assert read_ukuran(str(measure(tmp_path, 'bobot = "Bobot {i}"\n', ""))).bobot == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "reason", "expected"),
    [
        ('nama = "Indeks contoh"\n', "", 1, "nama", "bidang-hilang", "teks"),
        ('rumus = "({', 'rumusan = "({', 2, "rumusan", "bidang-tak-dikenal", None),
        ('aturan = ["skm-14-2017", "skm-16-2014"]', "aturan = [5]", 3, "aturan", "bukan-teks-bidang", "teks"),
        ("banyak = 2", "banyak = 0", 4, "banyak", "di-luar-batas", "1 – 200"),
        ("banyak = 2", "banyak = 201", 4, "banyak", "di-luar-batas", "1 – 200"),
        ('bobot = "Bobot {i}"', "bobot = 5", 5, "bobot", "bukan-teks-bidang", "teks"),
        ('sumber = "hlm. 1"\n', "", 1, "sumber", "bidang-hilang", "teks"),
        ('tanda = "×"', 'tanda = "/"', 11, "bagian.faktor.tanda", "pilihan-lain", "+, ×"),
        ('tiap = "`F {i}`"', 'tiap = ""', 11, "bagian.faktor.tiap", "bukan-teks-bidang", "teks"),
        ('tiap = "`F {i}`"', 'setiap = "x"', 11, "bagian.faktor.setiap", "bidang-tak-dikenal", "tiap, tanda"),
        ('atas = "20%"', 'atas = "banyak"', 14, "operan.Pagu.atas", "bukan-angka", "91%; 88,31"),
        (
            'bawah = "-20%"',
            'tengah = "-20%"',
            15,
            "operan.Pagu.tengah",
            "bidang-tak-dikenal",
            "atas, bawah, sumber, kepercayaan",
        ),
    ],
)
def test_a_measure_that_is_refused(
    tmp_path: Path, old: str, new: str, line: int, field: str, reason: str, expected: str | None
):
    with pytest.raises(kf.InvalidDataError) as refused:
        read_ukuran(str(measure(tmp_path, old, new)))
    [found] = refused.value.diagnostics
    told = found.values
    assert (found.code, told["file"], told["field"], told["reason"]) == ("KF317", "indeks.toml", field, reason)
    assert expected is None or told["expected"] == expected
    assert told["line"] == line


def test_figures_of_a_measure_are_limited(tmp_path: Path):
    kf.use_ukuran(measure(tmp_path))
    try:
        index = kf.ukuran("indeks")
        data = {"Nilai 1": 7, "Nilai 2": 4, "Bobot 1": "50%", "bobot  2": 0.5, "Pagu": "25%", "F 1": 1, "F 2": 1}
        found = index.evaluate(data, strict=False)
        assert found.value == Fraction(5 + 4, 2) / Fraction(1, 5)
        told = [dict(one.values) for one in found.diagnostics if one.code == "KF339"]
        assert told == [
            {"name": "Nilai 1", "given": "7", "limit": "5", "origin": "hlm. 1"},
            {"name": "Pagu", "given": "25%", "limit": "20%", "origin": "hlm. 2"},
        ]
        assert [one.written for one in found.inputs if one.name in ("Nilai 1", "Pagu")] == ["5", "20%"]
        low = index.evaluate({**data, "Nilai 1": 5, "Pagu": "-25%"}, strict=False)
        assert [one.values["limit"] for one in low.diagnostics if one.code == "KF339"] == ["-20%"]
        with pytest.raises(kf.InvalidDataError) as refused:
            index.evaluate({**data, "Bobot 1": "40%"})
        assert dict(refused.value.diagnostics[0].values) == {"given": "40%; 50%", "reason": "bobot-bukan-seratus"}
        assert kf.ukuran("indeks") is kf.ukuran("indeks")
        assert "indeks" in kf.ukuran_ids()
        assert "indeks" in [one.id for one in kf.ukuran()]
    finally:
        kf.use_ukuran()
    assert "indeks" not in kf.ukuran_ids()
    with pytest.raises(kf.InvalidDataError) as refused:
        kf.ukuran("skmm")
    assert dict(refused.value.diagnostics[0].values) == {"name": "skmm", "suggestions": ("skm",)}


@pytest.mark.parametrize(
    ("wrong", "field", "reason"),
    [
        ("bagian = 5", "bagian", "bukan-tabel"),
        ("operan = 5", "operan", "bukan-tabel"),
        ("bagian = { faktor = 5 }", "bagian.faktor", "bukan-tabel"),
        ("operan = { Pagu = 5 }", "operan.Pagu", "bukan-tabel"),
    ],
)
def test_parts_and_operands_of_a_measure_are_tables(tmp_path: Path, wrong: str, field: str, reason: str):
    path = tmp_path / "indeks.toml"
    head = 'nama = "Indeks"\nsumber = "Contoh"\nkepercayaan = "terbaca"\nrumus = "`Pagu` × 2"\n'
    path.write_text(f"{head}{wrong}\n", encoding="utf-8")
    with pytest.raises(kf.InvalidDataError) as refused:
        read_ukuran(str(path))
    told = refused.value.diagnostics[0].values
    assert (told["line"], told["field"], told["reason"]) == (5, field, reason)


@pytest.mark.parametrize(
    ("value", "predikat"),
    [
        (24.99, None),
        (25, "D (tidak baik)"),
        (64.99, "D (tidak baik)"),
        (100, "A (sangat baik)"),
        (100.01, None),
        (3.2, None),
        (100.004, "A (sangat baik)"),  # rounded before it is looked up
        (24.994, None),
        (24.995, "D (tidak baik)"),
    ],
)
def test_a_value_beyond_the_ends_of_a_scale_has_no_band(value: float, predikat: str | None):
    band = kf.predikat(value, "skm-14-2017")
    assert (band.predikat if band else None) == predikat
    found = kf.capaian(value, 80, aturan="skm-14-2017")
    assert found.predikat == predikat
    told = [(one.code, one.values["other"], one.values["reason"]) for one in found.diagnostics]
    assert told == ([("KF332", "25 – 100", "luar-skala")] if predikat is None else [])


@pytest.mark.parametrize(("value", "predikat"), [(300, "Sangat Tinggi"), (0, "Sangat Rendah"), (100, "Sangat Tinggi")])
def test_a_scale_of_capaian_has_no_ends(value: int, predikat: str):
    found = kf.capaian(value, 100)
    assert (found.predikat, [one.code for one in found.diagnostics]) == (predikat, [])


def test_the_ends_of_a_scale():
    rules = {one.id: one.skala for one in kf.aturan()}
    scale, of_capaian = rules["skm-14-2017"], rules["lkjip"]
    assert scale is not None
    assert of_capaian is not None
    assert scale.ends == (25, 100)
    assert of_capaian.ends == (None, None)
    assert [scale.holds(Fraction(one)) for one in (24, 25, 100, 101)] == [False, True, True, False]
    assert of_capaian.holds(Fraction(-1))
    half = scale._replace(pita=(scale.pita[0]._replace(sampai=None), *scale.pita[1:]))
    assert half.ends == (25, None)
    assert [half.holds(Fraction(one)) for one in (24, 25, 101)] == [False, True, True]
