"""The description of the service (OpenAPI 3.1), made of the tables of requests and of our JSON Schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from kinerja_formula.layanan.bodies import FORM, JSON
from kinerja_formula.layanan.fields import FIELDS, FILE, json_schema
from kinerja_formula.layanan.tasks import READING_SCHEMA, SHEET_SCHEMA
from kinerja_formula.schemas import schema

__all__ = ["description"]

_PREFIX: Final = "urn:kinerja-formula:"
_WHERE: Final = "#/components/schemas/"
_EXPLAINED: Final = ("text/html", "text/plain")
_FILES: Final = {
    "isian": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",),
    "laporan": (
        "text/html",
        "text/markdown",
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}
_STATUSES: Final = {
    "400": "The body can't be read (KF501).",
    "403": "A page of another site asks (KF510).",
    "408": "The body came too slowly (KF509).",
    "413": "The body is too large (KF503).",
    "415": "The body is of another type (KF504).",
    "421": "The request asks for another host (KF510).",
    "422": "A field, a text, a figure or a file can't be used; the code tells which.",
    "503": "Too many requests wait (KF508), or the work took too long or too much memory (KF507).",
}


class _Route:
    def __init__(self, told: str, answer: str, *, explained: bool = False, form: str = "") -> None:
        self.told = told
        self.answer = answer
        self.explained = explained
        self.form = form


_ROUTES: Final[Mapping[str, _Route]] = {
    "baca-rumus": _Route("How a formula is read: its pieces, the canonical line, other readings, units.", "baca-rumus"),
    "hitung": _Route("The value of a formula for figures, with its steps.", "result/1", explained=True),
    "periksa": _Route("What is doubtful about a formula or a document.", "tinjauan/1", form="periksa berkas"),
    "capaian": _Route("How far a target was reached, by a rule set.", "capaian/1", explained=True),
    "nama": _Route("Names that a person may be about to write.", "nama"),
    "dokumen": _Route("What a document holds, and how each formula was read, the least sure first.", "dokumen"),
    "isian": _Route("The form that asks for the figures of a document.", "", form="isian"),
    "laporan": _Route("The report on a document and its figures.", "laporan/1", form="laporan"),
}


def description() -> dict[str, Any]:
    """Return the description as data.

    >>> told = description()
    >>> told["openapi"], sorted(told["paths"])[1:4]
    ('3.1.0', ['/baca-rumus', '/capaian', '/dokumen'])
    """
    from kinerja_formula import __version__

    paths: dict[str, Any] = {f"/{name}": {"post": _operation(name, route)} for name, route in _ROUTES.items()}
    paths["/aturan"] = {
        "get": {
            "operationId": "aturan",
            "summary": "The rule sets for capaian.",
            "parameters": [_LANGUAGE],
            "responses": {"200": _found({JSON: {"schema": {"$ref": f"{_WHERE}daftar-aturan"}}})},
        }
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "kinerja layani",
            "version": __version__,
            "description": "Formulas of Indonesian government performance indicators, read as they are written and "
            "evaluated exactly. Exact figures are texts: 90, 275/3. Nothing is kept after the answer.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": _schemas()},
    }


_LANGUAGE: Final = {
    "name": "bahasa",
    "in": "query",
    "description": "The language of explanations; without it that of Accept-Language, else Indonesian.",
    "schema": {"enum": ["id", "en"]},
}


def _operation(name: str, route: _Route) -> dict[str, Any]:
    content: dict[str, Any] = {}
    if any(field.kind == FILE for field in FIELDS[name].values()):
        content[FORM] = {"schema": json_schema(name)}
    else:
        content[JSON] = {"schema": json_schema(name)}
        if route.form:
            content[FORM] = {"schema": json_schema(route.form)}
    answers: dict[str, Any] = {}
    if route.answer:
        answers[JSON] = {"schema": {"$ref": _WHERE + route.answer.replace("/", "-")}}
    for media in _EXPLAINED if route.explained else ():
        answers[media] = {"schema": {"type": "string", "description": "The steps in words."}}
    for media in _FILES.get(name, ()):
        answers[media] = {"schema": {"type": "string", "format": "binary"}}
    wrong = {"application/json": {"schema": {"$ref": f"{_WHERE}kinerja-error-1"}}}
    return {
        "operationId": name,
        "summary": route.told,
        "parameters": [_LANGUAGE],
        "requestBody": {"required": True, "content": content},
        "responses": {
            "200": _found(answers),
            **{status: {"description": told, "content": wrong} for status, told in _STATUSES.items()},
        },
    }


def _found(content: Mapping[str, Any]) -> dict[str, Any]:
    return {"description": "What was asked for.", "content": dict(content)}


# Schemas


def _own() -> dict[str, Any]:
    text = {"type": "string"}
    certain = {"type": "number", "minimum": 0, "maximum": 1}
    return {
        "baca-rumus": _object(
            "How a formula is read.",
            schema={"const": READING_SCHEMA},
            formula=_ref("tree/2"),
            baku={**text, "description": "The canonical line."},
            bagian=_ref("pieces/1"),
            diperlukan={"type": "array", "items": text, "description": "The figures that are asked for."},
            satuan={
                "type": "object",
                "description": "The unit of each operand, and where it was learned from.",
                "additionalProperties": _object("A unit.", unit=_TEXT_OR_NULL, source=_TEXT_OR_NULL),
            },
            satuan_hasil=_TEXT_OR_NULL,
            mathml=text,
            latex=text,
            lisan=_TEXT_OR_NULL,
        ),
        "nama": _object(
            "Names, the nearest first.",
            nama={"type": "array", "items": _object("A name and how near it is.", nama=text, kedekatan=certain)},
        ),
        "daftar-aturan": _object("All rule sets.", aturan={"type": "array", "items": _ref("aturan/1")}),
        "dokumen": _object(
            "A document, and how each formula cell was read, the least sure first.",
            schema={"const": SHEET_SCHEMA},
            dokumen=_ref("dokumen/2"),
            bacaan={
                "type": "array",
                "items": _object(
                    "How a formula cell was read.",
                    jabatan=text,
                    indikator=text,
                    teks={**text, "description": "The cell as the document has it."},
                    rumus={**text, "description": "The canonical line; empty where it can't be read."},
                    keyakinan=certain,
                    ragu={**text, "description": "What speaks against it."},
                    diperiksa={"type": "boolean", "description": "Whether a person has confirmed it."},
                ),
            },
            bahasa={"enum": ["id", "en"]},
            ragu={"type": "integer", "minimum": 0, "description": "How many doubts the document has."},
        ),
    }


_TEXT_OR_NULL: Final = {"type": ["string", "null"]}


def _object(told: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "description": told,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": _PREFIX + name.replace("/", ":")}


def _schemas() -> dict[str, Any]:
    """Return our own answers and every schema that they lead to, with references within the description."""
    found: dict[str, Any] = {}
    own = _own()
    wanted = [*own, "kinerja-error/1", *[one.answer for one in _ROUTES.values() if one.answer]]
    while wanted:
        name = wanted.pop(0)
        key = name.replace("/", "-")
        if key in found:
            continue
        data = own.get(name) or schema(name)
        wanted += _named(data)
        found[key] = _moved({part: one for part, one in data.items() if part not in ("$id", "$schema")}, key)
    return dict(sorted(found.items()))


def _named(data: object) -> Iterator[str]:
    if isinstance(data, Mapping):
        target = data.get("$ref")
        if isinstance(target, str) and target.startswith(_PREFIX):
            yield target.removeprefix(_PREFIX).partition("#")[0].replace(":", "/")
        for one in data.values():
            yield from _named(one)
    elif isinstance(data, list):
        for one in data:
            yield from _named(one)


def _moved(data: Any, key: str) -> Any:
    """Return a schema whose references lead to where the schemas stand in the description."""
    if isinstance(data, list):
        return [_moved(one, key) for one in data]
    if not isinstance(data, Mapping):
        return data
    moved = {name: _moved(one, key) for name, one in data.items()}
    target = data.get("$ref")
    if isinstance(target, str):
        name, _, inside = target.removeprefix(_PREFIX).partition("#")
        moved["$ref"] = _WHERE + (name.replace(":", "-") if name else key) + inside
    return moved
