"""The model of a document: what it refuses, and its way to JSON and back."""

from __future__ import annotations

import json
import pickle
from fractions import Fraction
from typing import Any

import pytest

from kinerja_formula.diagnostics import Diagnostic, FormulaError, InvalidDataError
from kinerja_formula.diagnostics.catalogue import DECIMAL_POINT
from kinerja_formula.dokumen.model import Dokumen, Indikator, Jabatan, by_jabatan
from kinerja_formula.files.tempat import Tempat

FULL = Indikator(
    nama="Persentase hadir",
    teks="Jumlah hadir / Jumlah undangan x 100%",
    sasaran="Meningkatnya partisipasi",
    sumber_data="Daftar hadir",
    satuan="%",
    target="94%",
    arah="naik",
    bobot=Fraction(1, 4),
    kode="7",
    tempat=Tempat(12, 3, "CAMAT"),
    diagnostics=(Diagnostic(DECIMAL_POINT, (1, 4), (), number="4.25"),),
)
BARE = Indikator(nama="", teks="")
DOKUMEN = Dokumen("Judul", (Jabatan("CAMAT", (FULL, BARE), Tempat(1)), Jabatan("LURAH")), "surat.csv", FULL.diagnostics)


def test_json_and_back():
    assert Dokumen.from_json(json.loads(json.dumps(DOKUMEN.to_json()))) == DOKUMEN


def test_pickle():
    assert pickle.loads(pickle.dumps(DOKUMEN)) == DOKUMEN


def test_immutable():
    with pytest.raises(AttributeError):
        FULL.nama = "lain"  # type: ignore[misc]


def test_iteration_is_in_order():
    assert [(jabatan.nama, one) for jabatan, one in DOKUMEN] == [("CAMAT", FULL), ("CAMAT", BARE)]
    assert len(DOKUMEN) == 2


def test_formula_is_read_when_asked():
    assert FULL.formula is not None and FULL.formula.indikator == "Persentase hadir"
    assert FULL.fault is None
    assert BARE.formula is None and BARE.fault is not None and BARE.fault.code == "KF001"


def test_a_post_stands_once():
    rows = [("Camat", Tempat(1), FULL), ("LURAH", Tempat(2), BARE), ("CAMAT ", Tempat(3), BARE)]
    assert by_jabatan(rows) == (Jabatan("Camat", (FULL, BARE), Tempat(1)), Jabatan("LURAH", (BARE,), Tempat(2)))


@pytest.mark.parametrize(
    ("field", "value"),
    [("nama", None), ("teks", 5), ("arah", "atas"), ("bobot", Fraction(5, 4)), ("bobot", 0.5), ("bobot", Fraction(-1))],
)
def test_what_an_indicator_refuses(field: str, value: Any):
    with pytest.raises(InvalidDataError) as raised:
        Indikator(**{"nama": "A", "teks": "A / B", field: value})
    assert raised.value.code == "KF404"
    assert raised.value.diagnostics[0].values["field"] == field


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (None, "dokumen"),
        ([], "dokumen"),
        ({}, "schema"),
        ({"schema": "kinerja-formula/dokumen/3"}, "schema"),
        ({"judul": 5}, "judul"),
        ({"lain": 1}, "lain"),
        ({"jabatan": {}}, "jabatan"),
        ({"jabatan": [5]}, "jabatan"),
        ({"jabatan": [{"nama": None}]}, "nama"),
        ({"jabatan": [{"nama": "A", "indikator": 3}]}, "indikator"),
        ({"jabatan": [{"nama": "A", "indikator": [{"nama": "I", "teks": "A", "resep": "A"}]}]}, "resep"),
        ({"jabatan": [{"nama": "A", "indikator": [{"nama": "I", "teks": "A", "bobot": "1/0"}]}]}, "bobot"),
        ({"jabatan": [{"nama": "A", "indikator": [{"nama": "I", "teks": "A", "bobot": "banyak"}]}]}, "bobot"),
        ({"jabatan": [{"nama": "A", "tempat": {"baris": "dua"}}]}, "baris"),
        ({"jabatan": [{"nama": "A", "tempat": 5}]}, "tempat"),
        ({"diagnostics": [{"code": "KF999"}]}, "diagnostics"),
        ({"diagnostics": 5}, "diagnostics"),
    ],
)
def test_what_json_refuses(data: Any, field: str):
    if isinstance(data, dict) and data and "schema" not in data:
        data = {"schema": "kinerja-formula/dokumen/1", **data}
    with pytest.raises(FormulaError) as raised:
        Dokumen.from_json(data)
    assert raised.value.code == "KF404"
    assert raised.value.diagnostics[0].values["field"] == field
