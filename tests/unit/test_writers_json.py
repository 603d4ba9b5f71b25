"""Tree ↔ plain data: what is written comes back, and nothing broken gets in."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

import kinerja_formula as kf
from kinerja_formula.nodes import (
    Average,
    Components,
    Name,
    Number,
    Part,
    Power,
    Product,
    Quantity,
    Root,
    Statement,
    Sum,
    walk,
)
from kinerja_formula.writers.json import read_node, write_node

NAME = {"node": "name", "text": "Jumlah A", "span": [0, 8]}
NUMBER = {"node": "number", "value": "100", "percent": True, "span": [11, 15]}
QUANTITY = {"node": "quantity", "value": "26", "upper": None, "unit": "desa", "span": [0, 7]}
PART = {"sign": "×", "sign_span": [0, 0], "span": [0, 8], "of": NAME}
PRODUCT = {"node": "product", "parts": [PART], "span": [0, 8]}
SUM = {"node": "sum", "parts": [{**PART, "sign": "-"}], "span": [0, 8]}
POWER = {"node": "power", "base": NAME, "exponent": NUMBER, "span": [0, 15]}
ROOT = {"node": "root", "degree": 2, "of": NAME, "span": [0, 9]}
AVERAGE = {"node": "average", "items": [NAME, NUMBER], "span": [0, 15]}
STATEMENT = {"node": "statement", "text": "26 desa", "operand": True, "quantities": [QUANTITY], "span": [0, 7]}
COMPONENTS = {"node": "components", "head": NAME, "items": [NAME], "span": [0, 8]}

name, number = Name("Jumlah A", (0, 8)), Number(None, True, Fraction(100), (11, 15))
quantity = Quantity("desa", None, Fraction(26), (0, 7))


@pytest.mark.parametrize(
    ("node", "data"),
    [
        (name, NAME),
        (
            Name("Σ A", (0, 3), total=True, aliases=("B",)),
            {"node": "name", "text": "Σ A", "total": True, "aliases": ["B"], "span": [0, 3]},
        ),
        (number, NUMBER),
        (
            Number("orang", False, Fraction(-1, 3), (0, 1)),
            {"node": "number", "value": "-1/3", "percent": False, "label": "orang", "span": [0, 1]},
        ),
        (Product((Part(name, "×", (0, 0), (0, 8)),), (0, 8)), PRODUCT),
        (Sum((Part(name, "-", (0, 0), (0, 8)),), (0, 8)), SUM),
        (Power(name, number, (0, 15)), POWER),
        (Root(2, name, (0, 9)), ROOT),
        (Average((name, number), (0, 15)), AVERAGE),
        (quantity, QUANTITY),
        (
            Quantity(None, Fraction(8), Fraction(15, 2), (0, 1)),
            {"node": "quantity", "value": "15/2", "upper": "8", "unit": None, "span": [0, 1]},
        ),
        (Statement("26 desa", (quantity,), True, (0, 7)), STATEMENT),
        (Components(name, (name,), (0, 8)), COMPONENTS),
    ],
)
def test_there_and_back(node, data):
    assert write_node(node) == data
    again = read_node(json.loads(json.dumps(data)))
    assert again == node
    assert write_node(again) == data  # spans, labels and aliases too


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (None, "node"),
        ([], "node"),
        ({}, "span"),
        ({**NAME, "node": "nama"}, "node"),
        ({**NAME, "node": None}, "node"),
        ({**NAME, "node": ["name"]}, "node"),
        ({**NAME, "span": None}, "span"),
        ({**NAME, "span": [0]}, "span"),
        ({**NAME, "span": [0, -1]}, "span"),
        ({**NAME, "span": [0, "8"]}, "span"),
        ({**NAME, "span": [0, 8.0]}, "span"),
        ({**NAME, "text": 3}, "text"),
        ({**NAME, "aliases": "A"}, "aliases"),
        ({**NAME, "aliases": [1]}, "aliases"),
        ({**NUMBER, "value": 100}, "value"),
        ({**NUMBER, "value": "1,5"}, "value"),
        ({**NUMBER, "value": "1e9"}, "value"),
        ({**NUMBER, "value": "1/0"}, "value"),
        ({**NUMBER, "value": "1/-2"}, "value"),
        ({**NUMBER, "value": "1/"}, "value"),
        ({**NUMBER, "value": "--1"}, "value"),
        ({**NUMBER, "value": "²"}, "value"),
        ({**NUMBER, "value": "9" * 1001}, "value"),
        ({**NUMBER, "value": None}, "value"),
        ({**NUMBER, "percent": 1}, "percent"),
        ({**NUMBER, "label": 5}, "label"),
        ({**PRODUCT, "parts": []}, "parts"),
        ({**PRODUCT, "parts": {}}, "parts"),
        ({**PRODUCT, "parts": [None]}, "sign"),
        ({**PRODUCT, "parts": [{**PART, "sign": "+"}]}, "sign"),
        ({**PRODUCT, "parts": [{**PART, "sign": "/"}]}, "parts"),
        ({**PRODUCT, "parts": [{**PART, "sign_span": None}]}, "span"),
        ({**PRODUCT, "parts": [{**PART, "of": 1}]}, "node"),
        ({**SUM, "parts": [{**PART, "sign": "×"}]}, "sign"),
        ({**SUM, "parts": []}, "parts"),
        ({**POWER, "base": None}, "node"),
        ({**POWER, "exponent": 2}, "node"),
        ({**ROOT, "degree": 0}, "degree"),
        ({**ROOT, "degree": 1000}, "degree"),
        ({**ROOT, "degree": True}, "degree"),
        ({**ROOT, "degree": "2"}, "degree"),
        ({**ROOT, "of": None}, "node"),
        ({**AVERAGE, "items": []}, "items"),
        ({**AVERAGE, "items": None}, "items"),
        ({**QUANTITY, "unit": 5}, "unit"),
        ({**QUANTITY, "upper": 8}, "upper"),
        ({**QUANTITY, "value": None}, "value"),
        ({**STATEMENT, "quantities": [NAME]}, "quantities"),
        ({**STATEMENT, "quantities": None}, "quantities"),
        ({**STATEMENT, "operand": "ya"}, "operand"),
        ({**STATEMENT, "text": None}, "text"),
        ({**COMPONENTS, "head": NUMBER}, "items"),
        ({**COMPONENTS, "items": []}, "items"),
        ({**COMPONENTS, "items": [NUMBER]}, "items"),
    ],
)
def test_broken_data_names_its_field(data, field):
    with pytest.raises(kf.FormulaSyntaxError) as caught:
        read_node(data)
    (found,) = caught.value.diagnostics
    assert (found.code, found.values["field"]) == ("KF008", field)
    assert field in str(caught.value)


def test_depth_has_a_limit():
    def rooted(depth: int):
        data = NAME
        for _ in range(depth):
            data = {**ROOT, "of": data}
        return data

    assert sum(1 for _ in walk(read_node(rooted(400)))) == 401
    with pytest.raises(kf.FormulaSyntaxError) as caught:
        read_node(rooted(450))
    assert caught.value.code == "KF008"


def test_what_has_no_json():
    with pytest.raises(TypeError, match="Part"):
        write_node(Part(name, "+", (0, 0), (0, 8)))


def test_a_broken_value_is_shown_short():
    with pytest.raises(kf.FormulaSyntaxError) as caught:
        read_node({**NAME, "text": list(range(500))})
    assert len(str(caught.value.diagnostics[0].values["value"])) <= 81
