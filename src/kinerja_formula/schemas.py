"""The JSON Schema files of ``schema/``: what every ``to_json`` and every command with ``--json`` writes.

Whoever checks a whole file with them brings a validator (jsonschema, ajv …) of their own. What reads data back asks
:func:`misfit`, which knows the keywords that those schemas have and lets further fields pass.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import INVALID_DOCUMENT
from kinerja_formula.names import nearest

__all__ = ["misfit", "schema", "schema_names"]

_FOLDER: Final = os.path.join(os.path.dirname(os.path.abspath(__file__)), "schema")
_PREFIX: Final = "kinerja-formula/"
_SHOWN: Final = 80


def schema_names() -> tuple[str, ...]:
    """Return the names of all schemas with their versions, in the order of the alphabet.

    >>> [name for name in schema_names() if name.startswith("re")]
    ['rekap-tingkat/1', 'rekap/1', 'result/1', 'reviu/1']
    """
    stems = [name.removesuffix(".json") for name in os.listdir(_FOLDER) if name.endswith(".json")]
    return tuple(sorted([f"{name}/{version}" for name, _, version in (stem.rpartition("-") for stem in stems)]))


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a form of data: ``"result/1"``, ``"result"`` for the newest version.

    The ``schema`` of the data itself (``"kinerja-formula/result/1"``) is a name too. Schemas refer to one another by
    their ``$id``, ``urn:kinerja-formula:result:1``. Every call returns a dict of its own.

    Raises InvalidDataError KF404 for an unknown name, with the nearest ones.

    >>> schema("result")["$id"], schema("kinerja-formula/capaian/1")["title"]
    ('urn:kinerja-formula:result:1', 'Capaian')
    """
    known = schema_names()
    asked = str(name).removeprefix(_PREFIX)
    found = asked if asked in known else _newest(asked, known)
    if found is None:
        raise _unknown(str(name), asked, known)
    import json

    with open(os.path.join(_FOLDER, f"{found.replace('/', '-')}.json"), encoding="utf-8") as file:
        data: dict[str, Any] = json.load(file)
    return data


def _newest(asked: str, known: tuple[str, ...]) -> str | None:
    versions = [int(version) for name, _, version in (one.partition("/") for one in known) if name == asked]
    return f"{asked}/{max(versions)}" if versions else None


def _unknown(name: str, asked: str, known: tuple[str, ...]) -> InvalidDataError:
    """Return the error of a name that no file has; a version that there is none of has the others beside it."""
    stems = list(dict.fromkeys([one.partition("/")[0] for one in known]))
    near = nearest(asked.partition("/")[0][:_SHOWN], stems)
    expected = ", ".join([one for one in known if one.partition("/")[0] in near] or known)
    shown = repr(name)[:_SHOWN]
    return InvalidDataError(Diagnostic(INVALID_DOCUMENT, (0, 0), field="schema", value=shown, expected=expected))


class _Place(NamedTuple):
    """Where a value stands: the schema that its references are meant in, the field, the fields that are left out."""

    schema: str
    field: str
    apart: Collection[str]


_Misfit = tuple[str, object] | None
_Rule = Mapping[str, Any]


def misfit(name: str, data: object, *, apart: Collection[str] = ()) -> _Misfit:
    """Return field and value of the first place where data is of another form than a schema; None where it fits.

    Further fields pass: what a later version writes besides is no fault. Fields that are ``apart`` are not looked at.

    >>> misfit("rekap/1", {"schema": "kinerja-formula/rekap/1", "value": 90})
    ('value', 90)
    """
    asked = name.removeprefix(_PREFIX)
    return _misfit(_kept(asked), data, _Place(asked, asked, apart))


@cache
def _kept(name: str) -> _Rule:
    return schema(name)


def _misfit(rule: _Rule, value: Any, place: _Place) -> _Misfit:
    for keyword, told in rule.items():
        look = _KEYWORDS.get(keyword)
        found = None if look is None else look(told, value, place, rule)
        if found is not None:
            return found
    return None


def _of_type(told: str | list[str], value: Any, place: _Place, _rule: _Rule) -> _Misfit:
    kinds = (told,) if isinstance(told, str) else told
    return None if any(_IS[kind](value) for kind in kinds) else (place.field, value)


def _one_of(told: list[Any], value: Any, place: _Place, _rule: _Rule) -> _Misfit:
    return None if any(type(one) is type(value) and one == value for one in told) else (place.field, value)


def _like(told: str, value: Any, place: _Place, _rule: _Rule) -> _Misfit:
    fits = not isinstance(value, str) or _pattern(told).search(value) is not None
    return None if fits else (place.field, value)


@cache
def _pattern(told: str) -> re.Pattern[str]:
    return re.compile(told.removesuffix("$") + r"\Z" if told.endswith("$") else told)


def _referred(told: str, value: Any, place: _Place, _rule: _Rule) -> _Misfit:
    address, _, path = told.partition("#/")
    name = address.removeprefix("urn:kinerja-formula:").replace(":", "/") or place.schema
    rule = _kept(name)
    for part in path.split("/") if path else ():
        rule = rule[part]
    return _misfit(rule, value, place._replace(schema=name))


def _fields(told: Mapping[str, _Rule], value: Any, place: _Place, rule: _Rule) -> _Misfit:
    if not isinstance(value, Mapping):
        return None
    others = rule.get("additionalProperties")
    for name, one in value.items():
        own = told.get(name, others if isinstance(others, Mapping) else None)
        if own is None or name in place.apart:
            continue
        found = _misfit(own, one, place._replace(field=str(name)))
        if found is not None:
            return found
    return None


def _other_fields(told: _Rule | bool, value: Any, place: _Place, rule: _Rule) -> _Misfit:
    return None if "properties" in rule or not isinstance(told, Mapping) else _fields({}, value, place, rule)


def _needed(told: list[str], value: Any, place: _Place, _rule: _Rule) -> _Misfit:
    missing = [one for one in told if one not in value and one not in place.apart] if isinstance(value, Mapping) else ()
    return (missing[0], None) if missing else None


def _needed_together(told: Mapping[str, list[str]], value: Any, place: _Place, rule: _Rule) -> _Misfit:
    together = [one for name, others in told.items() if isinstance(value, Mapping) and name in value for one in others]
    return _needed(together, value, place, rule)


def _entries(told: _Rule, value: Any, place: _Place, _rule: _Rule) -> _Misfit:
    entries = value if isinstance(value, list) else ()
    return next((found for one in entries if (found := _misfit(told, one, place)) is not None), None)


def _at_least(told: int, value: Any, place: _Place, _rule: _Rule) -> _Misfit:
    return (place.field, value) if _is_number(value) and not value >= told else None


def _no_fewer(told: int, value: Any, place: _Place, _rule: _Rule) -> _Misfit:
    return (place.field, value) if isinstance(value, list) and len(value) < told else None


def _no_more(told: int, value: Any, place: _Place, _rule: _Rule) -> _Misfit:
    return (place.field, value) if isinstance(value, list) and len(value) > told else None


def _every(told: list[_Rule], value: Any, place: _Place, _rule: _Rule) -> _Misfit:
    return next((found for one in told if (found := _misfit(one, value, place)) is not None), None)


def _any(told: list[_Rule], value: Any, place: _Place, _rule: _Rule) -> _Misfit:
    found = [_misfit(one, value, place) for one in told]
    return None if None in found else found[-1]


def _depending(told: _Rule, value: Any, place: _Place, rule: _Rule) -> _Misfit:
    chosen = rule.get("then" if _misfit(told, value, place) is None else "else")
    return None if chosen is None else _misfit(chosen, value, place)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_IS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": _is_number,
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, Mapping),
}
_KEYWORDS: Final[Mapping[str, Callable[[Any, Any, _Place, _Rule], _Misfit]]] = {
    "type": _of_type,
    "const": lambda told, value, place, rule: _one_of([told], value, place, rule),
    "enum": _one_of,
    "pattern": _like,
    "minimum": _at_least,
    "minItems": _no_fewer,
    "maxItems": _no_more,
    "$ref": _referred,
    "properties": _fields,
    "additionalProperties": _other_fields,
    "required": _needed,
    "dependentRequired": _needed_together,
    "items": _entries,
    "allOf": _every,
    "anyOf": _any,
    "if": _depending,
}
