"""Data that is read back is held against its schema as jsonschema does, and what is let in can be used."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from tests.fuzzing.data_targets import changed_json, json_seeds
from tests.fuzzing.target import fields_of

import kinerja_formula as kf
from kinerja_formula.schemas import _KEYWORDS, misfit

NAMES = ("capaian/1", "rekap/1", "result/1", "trace/1", "diagnostic/1")
READERS = {"result": kf.Result, "capaian": kf.Capaian, "rekap": kf.RekapCapaian}
PASSED_OVER = {
    *("$schema", "$id", "$defs", "title", "description", "then", "else"),  # said of a form, or looked up by another one
    "unevaluatedProperties",  # further fields pass
}


@cache
def validator(name: str) -> Draft202012Validator:
    schemas = {one: without_limits(kf.schema(one)) for one in kf.schema_names()}
    known = [(one["$id"], Resource.from_contents(one)) for one in schemas.values()]
    registry: Registry[Any] = Registry().with_resources(known)
    return Draft202012Validator(schemas[name], registry=registry)


def without_limits(rule: Any) -> Any:
    """Return a schema that lets further fields pass, and any tree."""
    if isinstance(rule, list):
        return [without_limits(one) for one in rule]
    if not isinstance(rule, dict):
        return rule
    if rule.get("$ref", "").startswith("urn:kinerja-formula:tree"):
        return {}
    kept = {
        name: one
        for name, one in rule.items()
        if name != "unevaluatedProperties" and not (name == "additionalProperties" and one is False)
    }
    return {name: without_limits(one) for name, one in kept.items()}


def changed(kind: str, count: int) -> Iterator[Any]:
    random = Random(kind)
    seeds = [one for one in json_seeds() if fields_of(one, 2)[0] == kind]
    for number in range(count):
        told = fields_of(changed_json(seeds[number % len(seeds)], random), 2)[1]
        if "\\n" not in told:  # jsonschema takes $ for the place before a last line break, too
            yield json.loads(told)


@pytest.mark.parametrize("kind", READERS)
def test_what_does_not_fit_is_what_jsonschema_says(kind: str):
    name = f"{kind}/1"
    found = [(misfit(name, data, apart=("tree",)), validator(name).is_valid(data)) for data in changed(kind, 150)]
    assert [(told, fits) for told, fits in found if (told is None) != fits] == []
    assert 20 < len([told for told, _ in found if told is not None]) < 140


@pytest.mark.parametrize("kind", READERS)
def test_what_is_let_in_can_be_explained(kind: str):
    read = 0
    for data in changed(kind, 600):
        try:
            found = READERS[kind].from_json(data)  # type: ignore[attr-defined]
        except kf.InvalidDataError:
            continue
        read += 1
        for language in ("id", "en"):
            assert found.explain(language=language)
    assert read > 50


def test_every_keyword_is_known():
    def keywords(rule: Any) -> Iterator[str]:
        if isinstance(rule, dict):
            for keyword, told in rule.items():
                yield keyword
                inner = told.values() if keyword in ("properties", "$defs", "dependentRequired") else [told]
                for one in inner if keyword not in ("enum", "const", "required", "dependentRequired") else ():
                    yield from keywords(one)
        elif isinstance(rule, list):
            for one in rule:
                yield from keywords(one)

    assert {one for name in NAMES for one in keywords(kf.schema(name))} - set(_KEYWORDS) - PASSED_OVER == set()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"value": True}, ("value", True)),
        ({"exact": 1}, ("exact", 1)),
        ({"parts": ["90", None, 3]}, ("parts", 3)),
        ({"steps": [{"kind": "bagian", "nama": "1"}]}, ("value", None)),
        ({"warna": "ungu"}, ("warna", "ungu")),
        ({"baru": 1}, None),
    ],
)
def test_the_first_place_is_told(change: dict[str, Any], told: Any):
    data = {**kf.roll_up([18, 90]).to_json(), **change}
    assert misfit("kinerja-formula/rekap/1", data) == told
