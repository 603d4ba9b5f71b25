"""Roll-ups, years of periods, measures and printed capaian, whole: all that each tells, and every refusal.

What stands in ``penilaian_roll_up_results.txt`` was read line by line and worked out by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from tests.written_results import WrittenResults, finding_lines

import kinerja_formula as kf
from kinerja_formula.penilaian.printed import check_printed

WRITTEN = WrittenResults(Path(__file__).with_name("penilaian_roll_up_results.txt"))


def pair(realisasi: Any, target: Any, **keywords: Any) -> kf.Capaian:
    return kf.capaian(realisasi, target, arah=keywords.pop("arah", "naik"), **keywords)


ONE_UNIT = [pair("18 orang", "20 orang"), pair("45 orang", "90 orang")]

ROLL_UPS: dict[str, tuple[Any, dict[str, Any]]] = {
    "two capaian": ([pair(9, 10), pair(45, 90)], {}),
    "by name": ({"Hadir": 80, "Surat": None, "SAKIP": pair(9, 10)}, {}),
    "a gap that is skipped": ([80, None, 90], {"kosong": "lewati"}),
    "a gap that is zero": ([80, None, 90], {"kosong": "nol"}),
    "a gap that leaves no value": ([80, None, 90], {"kosong": "tanpa-nilai"}),
    "no part": ([], {}),
    "no part, and gaps are zero": ([], {"kosong": "nol"}),
    "only gaps": ([None, pair(None, 5)], {}),
    "only gaps, each zero": ([None, None], {"kosong": "nol"}),
    "only gaps, no value": ([None, None], {"kosong": "tanpa-nilai"}),
    "eleven gaps": ([None] * 11 + [50], {}),
    "weights": ([80, 90], {"bobot": ["60%", "40%"]}),
    "weights in hundreds": ([80, 90], {"bobot": [60, 40]}),
    "weights as shares": ([80, 90], {"bobot": [Fraction(3, 5), "0,4"]}),
    "weights in percent and as shares": ([80, 90], {"bobot": ["60%", Fraction(2, 5)]}),
    "weights by name": ({"A": 80, "B": 90}, {"bobot": {"B": 40, "A": 60}}),
    "a gap under weights": ([80, None, 90], {"bobot": [50, 25, 25]}),
    "a gap of all the weight": ([80, None], {"bobot": [0, 100]}),
    "weights but the mean": ([80, 90], {"bobot": [60, 40], "cara": "rata-rata"}),
    "weights of 90": ([80, 90], {"bobot": [50, 40]}),
    "weights of 110": ([80, 90], {"bobot": [60, 50]}),
    "weights below zero": ([80, 90], {"bobot": [110, -10]}),
    "too few weights": ([80, 90], {"bobot": [100]}),
    "too many weights": ([80, 90], {"bobot": [50, 25, 25]}),
    "too few by name": ({"A": 80, "B": 90}, {"bobot": {"A": 100}}),
    "too many by name": ({"A": 80, "B": 90}, {"bobot": {"A": 50, "B": 50, "C": 0}}),
    "another name": ({"A": 80, "B": 90}, {"bobot": {"A": 50, "C": 50}}),
    "no weight": ([80, 90], {"bobot": [100, None]}),
    "none of the weights": ([80, 90], {"cara": "tertimbang"}),
    "a weight that is none": ([80, 90], {"bobot": [100, "x"]}),
    "the cap of each": ([150, 60], {"batas_tiap": "120%"}),
    "the cap of all": ([150, 60], {"batas_akhir": 100}),
    "the cap of all, not reached": ([150, 60], {"batas_akhir": 105}),
    "a cap that looks like a share": ([150, 60], {"batas_tiap": "1,2"}),
    "a cap of all that looks like a share": ([150, 60], {"batas_akhir": Fraction(6, 5)}),
    "a cap of ten": ([150, 60], {"batas_tiap": 10}),
    "a cap just below": ([150, 60], {"batas_tiap": "9,99"}),
    "a cap of zero": ([150, 60], {"batas_tiap": 0}),
    "a small cap above all": ([Fraction(1, 2), 1], {"batas_tiap": "1,2"}),
    "a geometric mean": ([90, 160], {"cara": "geometrik"}),
    "a geometric mean that is near": ([90, 100], {"cara": "geometrik"}),
    "a geometric mean below zero": ([-1, 100], {"cara": "geometrik"}),
    "a geometric mean of two below zero": ([-4, -9], {"cara": "geometrik"}),
    "a geometric mean with zero": ([0, 100], {"cara": "geometrik"}),
    "a geometric mean with a gap": ([None, 90, 160], {"cara": "geometrik", "kosong": "nol"}),
    "sums": (ONE_UNIT, {"cara": "rasio-jumlah"}),
    "sums by another rule set": (
        [pair(18, 20, aturan="bps"), pair(45, 90, aturan="bps")],
        {"cara": "rasio-jumlah", "aturan": "pmk-22-2021"},
    ),
    "sums that fall": ([pair(5, 4, arah="turun"), pair(3, 4, arah="turun")], {"cara": "rasio-jumlah"}),
    "sums of targets of zero": ([pair(5, -4), pair(3, 4)], {"cara": "rasio-jumlah"}),
    "sums of two units": ([*ONE_UNIT, pair("5 surat", "9 surat")], {"cara": "rasio-jumlah"}),
    "sums of two directions": ([*ONE_UNIT, pair("5 orang", "9 orang", arah="turun")], {"cara": "rasio-jumlah"}),
    "sums of two rule sets": ([*ONE_UNIT, pair("5 orang", "9 orang", aturan="bps")], {"cara": "rasio-jumlah"}),
    "sums of ranks": ([pair("ada", "ada"), pair("ada", "ada")], {"cara": "rasio-jumlah"}),
    "sums of bare values": ([90, 80], {"cara": "rasio-jumlah"}),
    "the mean of one unit": (ONE_UNIT, {}),
    "the mean of one unit and a value": ([*ONE_UNIT, 50], {}),
    "the mean of one part": (ONE_UNIT[:1], {}),
    "the mean of percentages": ([pair("18%", "20%"), pair("45%", "90%")], {}),
    "the weighted mean of one unit": (ONE_UNIT, {"bobot": [50, 50]}),
    "another way": ([80], {"cara": "tengah"}),
    "another way with gaps": ([80], {"kosong": "satu"}),
    "another rule set": ([80], {"aturan": "tidak-ada"}),
    "the way of a rule set": ([100, 90], {"aturan": "pmk-22-2021"}),
    "a scale of the realization": ([100, 90], {"aturan": "skm-14-2017"}),
    "no scale": ([100, 90], {"aturan": "bps"}),
    "a part that is none": ([80, "baik"], {}),
    "a part that is a range": ([80, "80 - 90"], {}),
    "a cap that is none": ([80], {"batas_tiap": "banyak"}),
    "a cap of all that is none": ([80], {"batas_akhir": "banyak"}),
}

QUARTERS = {"TW I": "10 surat", "TW II": "", "TW III": "15 surat", "TW IV": None}

PERIODS: dict[str, tuple[Any, Any, dict[str, Any]]] = {
    "a sum": (QUARTERS, 100, {"cara": "jumlah"}),
    "the last": (QUARTERS, 100, {"cara": "akhir"}),
    "a mean": (QUARTERS, 100, {"cara": "rata-rata"}),
    "added up": (QUARTERS, 100, {"cara": "kumulatif"}),
    "in order": ([10, 20, None], 100, {"cara": "jumlah"}),
    "added up, and less": ({"TW I": 30, "TW II": 20, "TW III": 20}, 100, {"cara": "kumulatif"}),
    "names out of order": ({"TW III": 30, "TW I": 10, "TW II": 20}, 100, {"cara": "akhir"}),
    "added up out of order": ({"TW III": 30, "TW I": 10, "TW II": 20}, 100, {"cara": "kumulatif"}),
    "targets by period": (QUARTERS, {"TW I": 20, "TW II": 20, "TW III": 20, "TW IV": 40}, {"cara": "jumlah"}),
    "the mean of targets": (QUARTERS, {"TW I": 20, "TW II": 20, "TW III": 30, "TW IV": 40}, {"cara": "rata-rata"}),
    "the last target": (QUARTERS, {"TW I": 20, "TW II": 20, "TW III": 30, "TW IV": 40}, {"cara": "akhir"}),
    "targets in order": ([10, 20], [20, 40], {"cara": "jumlah"}),
    "too few targets": ([10, 20], [20], {"cara": "jumlah"}),
    "a target that is none": (QUARTERS, {"TW I": 20, "TW III": None}, {"cara": "jumlah"}),
    "targets of two units": ({"TW I": 1, "TW II": 2}, {"TW I": "20 orang", "TW II": 30}, {"cara": "jumlah"}),
    "a bare target beside one in juta": (
        {"TW I": "Rp 1 juta", "TW II": "Rp 2 juta"},
        {"TW I": "3 juta rupiah", "TW II": 4},
        {"cara": "jumlah"},
    ),
    "no figure": ({"TW I": None}, 100, {"cara": "jumlah"}),
    "no period": ({}, 100, {"cara": "akhir"}),
    "one period without order": ({"x": 50}, 100, {"cara": "akhir"}),
    "no order": ({"x": 50, "y": 60}, 100, {"cara": "akhir"}),
    "no order, but a sum": ({"x": 50, "y": 60}, 100, {"cara": "jumlah"}),
    "no order, added up": ({"x": 50, "y": 60}, 100, {"cara": "kumulatif"}),
    "a whole and its parts": ({"TW I": 10, "2024": 40}, 100, {"cara": "jumlah"}),
    "the mean of a whole and its parts": ({"TW I": 10, "2024": 40}, 100, {"cara": "rata-rata"}),
    "the last of a whole and its parts": ({"TW I": 10, "2024": 40}, 100, {"cara": "akhir"}),
    "a text": ("10", 100, {"cara": "jumlah"}),
    "another way": ([10], 100, {"cara": "tengah"}),
    "nihil in a mean": ({"TW I": 10, "TW II": "nihil"}, 40, {"cara": "rata-rata"}),
    "nihil in a sum": ({"TW I": 10, "TW II": "nihil"}, 40, {"cara": "jumlah"}),
    "nihil at the end": ({"TW I": 10, "TW II": "nihil"}, 40, {"cara": "akhir"}),
    "twelve times nihil": ([*["nihil"] * 11, 10], 40, {"cara": "rata-rata"}),
    "two units": ({"TW I": "90 menit", "TW II": "2 jam"}, "4 jam", {"cara": "jumlah"}),
    "the mean of two units": ({"TW I": "90 menit", "TW II": "2 jam"}, "4 jam", {"cara": "rata-rata"}),
    "units that do not meet": ({"TW I": "90 menit", "TW II": "2 orang"}, "4 jam", {"cara": "jumlah"}),
    "the last of units that do not meet": ({"TW I": "2 orang", "TW II": "90 menit"}, "4 jam", {"cara": "akhir"}),
    "a bare figure beside juta": ({"TW I": "500 juta rupiah", "TW II": 600}, "Rp 3 miliar", {"cara": "jumlah"}),
    "a bare figure beside hours": ({"TW I": 2, "TW II": "90 menit"}, "4 jam", {"cara": "jumlah"}),
    "a bare figure beside people": ({"TW I": "5 orang", "TW II": 6}, "20 orang", {"cara": "jumlah"}),
    "a bare figure of an unknown unit": ({"TW I": "5 xyz", "TW II": 6}, "20 xyz", {"cara": "jumlah"}),
    "a share beside percentages": ({"TW I": "90%", "TW II": 1, "TW III": "0,5"}, 100, {"cara": "rata-rata"}),
    "direction by words": ([5, 4], 4, {"cara": "akhir", "indikator": "Angka Kemiskinan"}),
    "direction given": ([5, 4], 5, {"cara": "akhir", "arah": "turun"}),
    "another rule set": ([5, 4], 4, {"cara": "akhir", "aturan": "bps"}),
    "a range": ({"TW I": "80 - 90"}, 100, {"cara": "jumlah"}),
    "a range as a target": ({"TW I": "85"}, "80 - 90", {"cara": "jumlah"}),
    "a range as the target of a period": ({"TW I": "85"}, {"TW I": "80 - 90"}, {"cara": "jumlah"}),
}

SKM = dict.fromkeys(kf.ukuran("skm").names, 3.048)
INDEX = {"Nilai 1": 90, "Nilai 2": 100, "Bobot 1": "50%", "Bobot 2": "50%"}

MEASURES: dict[str, Callable[[], Any]] = {
    "skm": lambda: kf.ukuran("skm").evaluate(SKM),
    "skm of 2016": lambda: kf.ukuran("skm").evaluate(SKM, tahun=2016),
    "skm of 1990": lambda: kf.ukuran("skm").evaluate(SKM, tahun=1990),
    "skm with a target": lambda: kf.ukuran("skm").evaluate(SKM, target=80),
    "an index": lambda: kf.ukuran("indeks-berbobot").evaluate(INDEX),
    "weights in shares": lambda: kf.ukuran("indeks-berbobot").evaluate({**INDEX, "Bobot 1": 0.4, "Bobot 2": "0,6"}),
    "weights of 90": lambda: kf.ukuran("indeks-berbobot").evaluate({**INDEX, "Bobot 2": "40%"}),
    "weights in hundreds": lambda: kf.ukuran("indeks-berbobot").evaluate({**INDEX, "Bobot 1": 50, "Bobot 2": 50}),
    "a weight that is none": lambda: kf.ukuran("indeks-berbobot").evaluate({**INDEX, "Bobot 2": "x"}),
    "a weight that is missing": lambda: kf.ukuran("indeks-berbobot").evaluate({**INDEX, "Bobot 2": None}),
    "no data": lambda: kf.ukuran("indeks-berbobot").evaluate([]),  # type: ignore[arg-type]
    "an index of three": lambda: kf.ukuran("indeks-berbobot", banyak=3).names,
    "an index of none": lambda: kf.ukuran("indeks-berbobot", banyak=0),
    "an index of many": lambda: kf.ukuran("indeks-berbobot", banyak=201),
    "a measure without parts": lambda: kf.ukuran("serapan-anggaran", banyak=2),
    "another measure": lambda: kf.ukuran("skn"),
    "a measure of nothing like it": lambda: kf.ukuran("qqqqq"),
    **{
        f"{name} of {figure}": lambda name=name, figure=figure: kf.ukuran(name).evaluate(
            dict.fromkeys(kf.ukuran(name).names, figure), strict=False
        )
        for name in kf.ukuran_ids()
        for figure in (3, "150%")
        if name not in ("skm", "indeks-berbobot")
    },
}

PRINTED: list[tuple[Any, Any, Any, dict[str, Any]]] = [
    ("107%", "86%", "80%", {}),
    ("108%", "86%", "80%", {}),
    ("107,5%", "86%", "80%", {}),
    ("100", "150", "100", {}),
    ("110", "150", "100", {}),
    ("120,00", "150", "100", {}),
    ("130", "150", "100", {}),
    ("110,71", "4,65", "4,20", {"arah": "turun"}),
    ("90,32", "4,65", "4,20", {"arah": "turun"}),
    ("89,29", "4,65", "4,20", {"arah": "turun"}),
    ("80", "12", "10", {"arah": "naik"}),
    ("83,33", "12", "10", {"arah": "naik"}),
    ("20", "8", "10", {"arah": "naik"}),
    ("-20", "12", "10", {"arah": "naik"}),
    ("8", "8", "10", {"arah": "naik"}),
    ("800", "8", "10", {"arah": "naik"}),
    ("0,8", "8", "10", {"arah": "naik"}),
    ("8.000", "8", "10", {"arah": "naik"}),
    ("0,08", "8", "10", {"arah": "naik"}),
    ("80.000", "8", "10", {"arah": "naik"}),
    ("87,5", "6,6", "7,7", {"arah": "naik"}),
    ("69", "24", "25", {"arah": "naik"}),
    ("79", "24", "25", {"arah": "naik"}),
    ("168", "24", "25", {"arah": "naik"}),
    ("46,15", "24", "25", {"arah": "naik"}),
    ("99,84%", "89,40", "89,75", {"above": ("89,61", "88,65")}),
    ("96,88", "62", "70", {"above": ("55", "64")}),
    ("96,88", "62", "70", {}),
    ("96,88", "62", "70", {"above": ("ada", "64")}),
    ("96,87", "62", "70", {"above": ("55", "64")}),
    ("50", "5", "10", {"aturan": "bps"}),
    ("120", "50", "10", {"aturan": "bps"}),
    ("500", "50", "10", {"aturan": "bps"}),
    ("101,85%", "91,67%", "90", {}),
    ("101,84%", "91,67%", "90", {}),
    ("101,86%", "91,67%", "90", {}),
    ("101,87%", "91,67%", "90", {}),
    ("0", "0", "0", {}),
    ("100", "ada", "ada", {}),
    ("50", "ada", "ada", {}),
    ("100", "8", "7 - 9", {}),
    ("80", "4", "5", {"satuan": "hari"}),
    ("110", "9", "10", {"indikator": "Angka Kemiskinan"}),
    (Fraction(90), 18, 20, {}),
    (90.55, 18, 20, {}),
    ("1.250", "125", "10", {}),
    ("1,250", "125", "10", {}),
    ("1250,0", "125", "10", {}),
    ("tercapai", "8", "10", {}),
    ("80 - 90", "8", "10", {}),
    ("minimal 80", "8", "10", {}),
    (True, "8", "10", {}),
    (None, "8", "10", {}),
]


def told_error(error: kf.FormulaError) -> list[str]:
    return [type(error).__name__, *finding_lines(error.diagnostics)]


def told_roll_up(parts: Any, keywords: dict[str, Any]) -> list[str]:
    try:
        found = kf.roll_up(parts, **keywords)
    except kf.FormulaError as error:
        return told_error(error)
    value = found.value if found.exact or found.value is None else f"near {float(found.value):.12f}"
    return [
        f"value {value}, {found.cara}, {found.predikat}, {found.warna}, {found.reason}, {found.exact}",
        f"names {found.names}",
        f"parts {', '.join(map(str, found.parts))}",
        f"weights {', '.join(map(str, found.weights))}",
        *found.explain(language="id").splitlines(),
        *finding_lines(found.diagnostics),
    ]


def told_periods(realisasi: Any, target: Any, keywords: dict[str, Any]) -> list[str]:
    try:
        found = kf.roll_up_periods(realisasi, target, **keywords)
    except kf.FormulaError as error:
        return told_error(error)
    return [
        f"value {found.value}, {found.predikat}, {found.reason}, arah {found.arah.arah}",
        f"realisasi {tuple(found.realisasi)}",
        f"target {tuple(found.target)}",
        *[line for line in found.explain(language="id").splitlines() if not line.startswith(("Aturan", "Predikat"))],
        *finding_lines(found.diagnostics),
    ]


def told_measure(measured: Callable[[], Any]) -> list[str]:
    try:
        found = measured()
    except kf.FormulaError as error:
        return told_error(error)
    except ValueError as error:
        return [f"ValueError {error}"]
    if isinstance(found, tuple):
        return [str(found)]
    exact = str(found.value) if found.exact else f"near {float(found.value):.12f}"
    return [
        f"value {exact} {found.unit}, {found.capaian.aturan}, {found.capaian.predikat}, {found.capaian.value}",
        *[
            line
            for line in found.explain(language="id").splitlines()
            if line.startswith(("Langkah", "Hasil", "Predikat"))
        ],
        *finding_lines(found.diagnostics),
    ]


def told_printed(printed: Any, realisasi: Any, target: Any, keywords: dict[str, Any]) -> list[str]:
    try:
        found = check_printed(printed, realisasi, target, **keywords)
    except kf.FormulaError as error:
        return told_error(error)
    return [
        f"printed {found.printed} with {found.decimals} decimals, value {found.value}, agrees {found.agrees}",
        f"slips {', '.join(found.slips)}; {found.slip}",
    ]


def called(printed: Any, realisasi: Any, target: Any, keywords: dict[str, Any]) -> str:
    return f"printed {printed!r} of {realisasi!r} to {target!r} {keywords or ''}".rstrip()


TOLD: dict[str, Callable[[], list[str]]] = {
    **{f"roll-up: {name}": lambda one=one: told_roll_up(*one) for name, one in ROLL_UPS.items()},
    **{f"periods: {name}": lambda one=one: told_periods(*one) for name, one in PERIODS.items()},
    **{f"measure: {name}": lambda one=one: told_measure(one) for name, one in MEASURES.items()},
    **{called(*one): lambda one=one: told_printed(*one) for one in PRINTED},
}


@pytest.mark.parametrize("call", list(TOLD))
def test_the_whole_of_a_roll_up(call: str):
    WRITTEN.check(call, TOLD[call]())


def test_no_result_is_written_that_nobody_asks_for():
    WRITTEN.keep(TOLD)
