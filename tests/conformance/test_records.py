"""The records themselves: complete, consistent, and without anybody's name."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction

import pytest
from simpleeval import simple_eval

from .scorer import DOCUMENTS, Record, records

COUNTS = {"besuki-2020": 111, "tajinan-2021": 69, "benjeng-2022": 125, "ciruas-2022": 48, "sambutan-2023": 87}
KINDS = {"hitung": 209, "rasio": 47, "aritmetika": 3, "nilai": 13, "target": 32, "naratif": 129, "komponen": 7}
FIELDS = [
    *("id", "source", "jabatan", "sasaran", "indikator", "sumber_data", "satuan", "formula", "jenis", "expr", "names"),
    *("units", "result_unit", "sample", "targets", "constants", "lints", "notes"),
]
# Academic and honorific titles and the number of a civil servant stand beside names of persons, and nowhere else here.
PERSON = re.compile(r"\bNIP\b|\b(?:Drs|Dra|Ir|dr|Sdr|Sdri)\. |\bBapak\b|, ?(?:S|M)\. ?[A-Z]|\bS\.?STP\b|\d{8} ?\d{6}")


@pytest.fixture(params=DOCUMENTS)
def document(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def test_every_row_is_there_in_order(document: str):
    assert [record["id"] for record in records(document)] == [
        f"{document}-{number:03d}" for number in range(1, COUNTS[document] + 1)
    ]


def test_the_kinds_are_as_counted():
    assert Counter(record["jenis"] for document in DOCUMENTS for record in records(document)) == KINDS


def test_every_field_is_there(document: str):
    for record in records(document):
        assert [field for field in record if field != "cell"] == FIELDS, record["id"]


def inconsistent(record: Record) -> bool:
    places = set(re.findall(r"\b[a-z]\b", record["expr"] or ""))
    figures = set(record["sample"]["data"]) if record["sample"] else set()
    return not places == set(record["names"]) == set(record["units"]) == figures


def test_expression_names_units_and_figures_agree(document: str):
    assert not [record["id"] for record in records(document) if inconsistent(record)]


def test_the_values_follow_from_the_expressions(document: str):
    """Worked out from the label by another evaluator, so that no value was ever taken from the program."""
    for record in records(document):
        if record["expr"]:
            figures = {place: Fraction(str(figure)) for place, figure in record["sample"]["data"].items()}
            percent = "%" in record["expr"] and record["result_unit"] == "%"
            program = re.sub(r"\b(\d+)(%?)", r'(Fraction(\1) / (100 if "\2" else 1))', record["expr"])
            value = simple_eval(program, names=figures, functions={"Fraction": Fraction}) * (100 if percent else 1)
            assert value == Fraction(record["sample"]["value"]), record["id"]


def test_nobody_is_named(document: str):
    assert not [
        (record["id"], field) for record in records(document) for field in FIELDS if PERSON.search(str(record[field]))
    ]


def test_a_name_would_be_seen():
    assert (
        PERSON.search("Drs. X")
        and PERSON.search("X, S. Sos")
        and PERSON.search("NIP 1")
        and PERSON.search("19000101 200001 1 001")
    )
