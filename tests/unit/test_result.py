"""Results: shown, converted, compared, written as data."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

import kinerja_formula as kf
from kinerja_formula.diagnostics import UnitMismatchError

RATIO = "A / B × 100%"


def percent(planned, above, below=100):
    return planned(RATIO).evaluate({"A": above, "B": below})


@pytest.mark.parametrize(
    ("text", "data", "shown"),
    [
        (RATIO, {"A": 18, "B": 20}, "90,00%"),
        (RATIO, {"A": 2675, "B": 100000}, "2,68%"),
        (RATIO, {"A": -2675, "B": 100000}, "-2,68%"),
        ("A × B", {"A": 1250000, "B": 1}, "1.250.000"),
        ("A / B", {"A": 24999, "B": 1000}, "25,00"),
        ("A / B × 1000", {"A": 154, "B": 22000}, "7,00 per 1000"),
    ],
)
def test_shown_half_up(planned, text, data, shown):
    assert str(planned(text).evaluate(data)) == shown


def test_format(planned):
    result = percent(planned, Fraction("98.6111"))
    shown = [f"{result:.0}", f"{result:.1}", f"{result:.3f}", f"{result}", format(result, ".010")]
    assert shown == ["99%", "98,6%", "98,611%", "98,61%", "98,6111000000%"]
    for spec in ("e", "5", ".", ".x", ".2%", ".-1", ".401", ".٣", ".f"):
        with pytest.raises(ValueError, match="format of a result"):
            format(result, spec)


def test_conversion(planned):
    result = percent(planned, 18, 20)
    ratio = result.to("1")
    assert (ratio.value, ratio.unit, str(ratio)) == (Fraction(9, 10), "1", "0,90")
    assert ratio.to("persen") == result
    assert result.to("%") is result
    assert ratio.steps == result.steps
    with pytest.raises(UnitMismatchError) as caught:
        result.to("orang")
    found = caught.value.diagnostics[0]
    assert (found.code, dict(found.values)) == ("KF314", {"unit": "%", "wanted": "orang", "allowed": ("%", "1")})
    with pytest.raises(UnitMismatchError):
        planned("A").evaluate({"A": 1}).to("%")


def test_rounded_results_convert_too(planned):
    result = planned("(A / B) ^ 0,5 × 100%").evaluate({"A": 2, "B": 1})
    assert result.to("1").value * 100 == result.value
    assert not result.to("1").exact


def test_equality_is_value_and_unit(planned):
    assert percent(planned, 9, 10) == percent(planned, 18, 20)
    assert hash(percent(planned, 9, 10)) == hash(percent(planned, 18, 20))
    assert percent(planned, 9, 10) != percent(planned, 8, 10)
    assert percent(planned, 9, 10) != planned("A").evaluate({"A": 90})
    assert percent(planned, 9, 10) != 90
    assert float(percent(planned, 9, 10)) == 90.0


def test_representation(planned):
    assert repr(percent(planned, 1, 3)) == "<Result 100/3 %>"
    assert repr(planned("A").evaluate({"A": 5})) == "<Result 5>"
    assert len(repr(planned("A").evaluate({"A": 10**300}))) < 80


@pytest.mark.parametrize("field", ["value", "unit", "exact", "inputs", "steps", "diagnostics", "other"])
def test_immutable(planned, field):
    with pytest.raises(AttributeError):
        setattr(percent(planned, 1), field, 1)


def test_inputs(planned):
    result = planned("Persentase A + Jumlah B + C").evaluate({"persentase a": 30, "Jml B": [1, "2 orang"], "C": "4.25"})
    assert [(given.name, given.value, given.unit, given.written) for given in result.inputs] == [
        ("Persentase A", 30, "%", "30"),
        ("Jumlah B", 3, "orang", "1 + 2 orang"),
        ("C", Fraction(17, 4), None, "4.25"),
    ]
    assert [result.inputs[2].span, result.diagnostics[0].code] == [(26, 27), "KF312"]


@pytest.mark.parametrize(
    ("part", "whole", "doubtful"),
    [
        ("Jumlah pegawai disiplin", "Jumlah total pegawai", True),
        ("Jumlah pegawai disiplin", "Jumlah pegawai", True),
        ("Jumlah pegawai yang hadir", "Seluruh pegawai kantor", True),
        ("Jumlah pegawai disiplin", "Jumlah pegawai negeri", False),
        ("Jumlah rekomendasi", "Jumlah pengajuan", False),
        ("Jumlah dokumen selesai", "Jumlah seluruh berkas", False),
    ],
)
def test_part_above_its_whole(planned, part, whole, doubtful):
    for ending in ("", " × 100%", " × 100"):
        plan = planned(f"{part} / {whole}{ending}")
        found = plan.evaluate({part: 22, whole: "20"}).diagnostics
        assert [diagnostic.code for diagnostic in found] == (["KF310"] if doubtful else [])
        assert plan.evaluate({part: 20, whole: 20}).diagnostics == ()
    if doubtful:
        assert dict(found[0].values) == {
            "numerator": part,
            "denominator": whole,
            "numerator_value": "22",
            "denominator_value": "20",
        }
        assert (found[0].span, found[0].related) == ((0, len(part)), ((len(part) + 3, len(part) + 3 + len(whole)),))


def test_notes_of_the_formula_come_first(planned):
    from kinerja_formula.diagnostics import Diagnostic
    from kinerja_formula.diagnostics.catalogue import LOST_TIMES

    note = Diagnostic(LOST_TIMES, (0, 1))
    result = planned(RATIO, notes=(note,)).evaluate({"A": "4.25", "B": 5})
    assert [found.code for found in result.diagnostics] == ["KF111", "KF312"]


def test_trace_is_plain_data(planned):
    result = planned("Jumlah pegawai hadir / Jumlah pegawai × 100%").evaluate(
        {"Jumlah pegawai hadir": "4.25", "Jumlah pegawai": 4}
    )
    trace = json.loads(json.dumps(result.trace()))
    assert trace == {
        "schema": "kinerja-formula/trace/1",
        "formula": "Jumlah pegawai hadir / Jumlah pegawai × 100%",
        "value": "425/4",
        "unit": "%",
        "exact": True,
        "text": "106,25%",
        "inputs": [
            {"name": "Jumlah pegawai hadir", "value": "17/4", "unit": None, "written": "4.25", "span": [0, 20]},
            {"name": "Jumlah pegawai", "value": "4", "unit": None, "written": "4", "span": [23, 37]},
        ],
        "steps": [
            {
                "number": 1,
                "kind": "product",
                "terms": [
                    {
                        "sign": "×",
                        "value": "17/4",
                        "percent": False,
                        "text": "Jumlah pegawai hadir",
                        "span": [0, 20],
                        "step": None,
                        "literal": False,
                    },
                    {
                        "sign": "/",
                        "value": "4",
                        "percent": False,
                        "text": "Jumlah pegawai",
                        "span": [23, 37],
                        "step": None,
                        "literal": False,
                    },
                ],
                "value": "17/16",
                "percent": False,
                "exact": True,
                "text": "Jumlah pegawai hadir / Jumlah pegawai",
                "span": [0, 37],
            },
            {
                "number": 2,
                "kind": "product",
                "terms": [
                    {
                        "sign": "×",
                        "value": "17/16",
                        "percent": False,
                        "text": "Jumlah pegawai hadir / Jumlah pegawai",
                        "span": [0, 37],
                        "step": 1,
                        "literal": False,
                    },
                    {
                        "sign": "×",
                        "value": "1",
                        "percent": True,
                        "text": "100%",
                        "span": [40, 44],
                        "step": None,
                        "literal": True,
                    },
                ],
                "value": "17/16",
                "percent": True,
                "exact": True,
                "text": "Jumlah pegawai hadir / Jumlah pegawai × 100%",
                "span": [0, 44],
            },
        ],
        "diagnostics": [
            {
                "code": "KF312",
                "slug": "titik-desimal-data",
                "severity": "note",
                "span": [0, 20],
                "values": {"name": "Jumlah pegawai hadir", "written": "4.25", "value": "4,25"},
            },
            {
                "code": "KF310",
                "slug": "pembilang-melebihi-penyebut",
                "severity": "warning",
                "span": [0, 20],
                "values": {
                    "numerator": "Jumlah pegawai hadir",
                    "denominator": "Jumlah pegawai",
                    "numerator_value": "4,25",
                    "denominator_value": "4",
                },
            },
            {
                "code": "KF319",
                "slug": "hitungan-janggal",
                "severity": "warning",
                "span": [0, 20],
                "values": {"name": "Jumlah pegawai hadir", "value": "4,25", "unit": "orang", "reason": "pecahan"},
            },
        ],
    }


@pytest.mark.parametrize(
    ("formula", "data", "shown"),
    [
        ("Jumlah A / Jumlah B x 100%", {"Jumlah A": 3, "Jumlah B": 4}, "75 persen"),
        (
            "Jumlah kematian / Jumlah penduduk x 1000",
            {"Jumlah kematian": 3, "Jumlah penduduk": 400},
            "3/400 dimensionless",
        ),
        ("Luas A / Jumlah penduduk", {"Luas A": "12 ha", "Jumlah penduduk": "4 orang"}, "3 ha / orang"),
        ("Jumlah surat", {"Jumlah surat": "12 surat"}, "12 surat"),
    ],
)
def test_quantity(formula: str, data: dict[str, object], shown: str):
    assert f"{kf.evaluate(formula, data).quantity}".strip() == shown


@pytest.mark.parametrize("figure", ["31 Januari 2027", "3 blub"])
def test_what_is_no_quantity(figure: str):
    with pytest.raises(kf.UnitMismatchError, match="KF314"):
        _ = kf.evaluate("Tanggal atau blub", {"Tanggal atau blub": figure}, strict=False).quantity
