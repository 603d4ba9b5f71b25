"""What a request may hold. One table a route: bodies are checked by it, and the service is described by it.

Only the form is looked at here. What a text or a figure says, the library reads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics.catalogue import INVALID_REQUEST
from kinerja_formula.layanan.refusals import Refused, refused
from kinerja_formula.names import nearest

__all__ = ["FIELDS", "FILE", "Field", "checked", "json_schema"]

LONGEST_TEXT: Final = 20_000
LONGEST_NAME: Final = 1_000
MOST_NAMES: Final = 2_000
MOST_FIGURES: Final = 20_000
_SHOWN: Final = 80


class Field(NamedTuple):
    """A field: its kind, what it is for, whether it has to be there, what it may be."""

    kind: str
    told: str
    required: bool = False
    choices: tuple[str, ...] = ()


FILE: Final = "file"

_RUMUS: Final = Field("text", "The formula as it was written.", required=True)
_INDIKATOR: Final = Field("name", "The indicator that the formula measures.")
_BACAAN: Final = Field("text", "The canonical line that is meant, which settles the reading.")
_ARAH: Final = Field("choice", "Which realization is better.", choices=("naik", "turun", "rentang"))
_ATURAN: Final = Field("name", "The id of a rule set; GET /aturan lists them. By default lkjip.")
_SATUAN: Final = Field("texts by name", "Units of operands by name.")
_BERKAS: Final = Field(FILE, "A decree, plan, agreement or report: DOCX, PDF, XLSX, CSV, HTML, text.", required=True)
_TAHUN: Final = Field("year", "The year whose target is meant.")
_PERIODE: Final = Field("name", 'The part of a year that is meant, as "TW II".')
_CONFIRMED: Final = Field(FILE, "Confirmed readings: JSON of the schema bacaan/1, or a form with its sheet Bacaan.")
_FIGURES: Final = Field(FILE, "The filled form, or a table of figures: XLSX, CSV, JSON.")

FIELDS: Final[Mapping[str, Mapping[str, Field]]] = {
    "baca-rumus": {
        "rumus": _RUMUS,
        "indikator": _INDIKATOR,
        "nama": Field("names", "Names that the data knows: such a name is never taken apart."),
        "bacaan": _BACAAN,
    },
    "hitung": {
        "rumus": _RUMUS,
        "data": Field("figures by name", "Figures of the operands by name.", required=True),
        "indikator": _INDIKATOR,
        "bacaan": _BACAAN,
        "target": Field("figure", "The target."),
        "arah": _ARAH,
        "aturan": _ATURAN,
        "satuan": _SATUAN,
        "periode": Field("name", "The period whose figures are meant, where the data has them by period."),
    },
    "periksa": {
        "rumus": _RUMUS,
        "indikator": _INDIKATOR,
        "target": Field("name", "The target, as it is written."),
    },
    "periksa berkas": {"berkas": _BERKAS, "tahun": _TAHUN, "periode": _PERIODE, "bacaan": _CONFIRMED},
    "capaian": {
        "realisasi": Field("figure", "What was reached; null for nothing.", required=True),
        "target": Field("figure", "What was to be reached.", required=True),
        "arah": _ARAH,
        "aturan": _ATURAN,
        "indikator": _INDIKATOR,
        "satuan": Field("name", "The unit of a realization that tells none."),
        "tahun": Field("year", "The year of the figures."),
        "syarat": Field("names", "Conditions of bands that are met, as the rule set names them."),
    },
    "nama": {
        "nama": Field("name", "What was typed so far.", required=True),
        "dikenal": Field("names", "The names among which to look."),
        "rumus": Field("text", "A formula whose operands are such names, too."),
    },
    "dokumen": {"berkas": _BERKAS, "tahun": _TAHUN, "periode": _PERIODE, "bacaan": _CONFIRMED},
    "isian": {
        "berkas": _BERKAS,
        "tahun": _TAHUN,
        "periode": Field("name", "The period of the figures, which the form bears in its title."),
        "bacaan": _CONFIRMED,
        "realisasi": Field(FILE, "Figures that are known, or an older form, whose entries are carried over."),
    },
    "laporan": {
        "berkas": _BERKAS,
        "realisasi": _FIGURES._replace(required=True),
        "tahun": _TAHUN,
        "periode": _PERIODE,
        "bacaan": _CONFIRMED,
        "aturan": _ATURAN,
        "bentuk": Field(
            "choice", "The form of the answer.", choices=("json", "html", "xlsx", "docx", "pdf", "md")
        ),
    },
}  # fmt: skip
"""The fields of each route; of ``periksa`` there are two forms: a formula, and a file."""


def checked(route: str, data: object) -> dict[str, Any]:
    """Return the fields of a body, all of the form that the table has.

    Raises Refused with 422, KF502, naming the field.

    >>> checked("capaian", {"realisasi": 93, "target": "95"})
    {'realisasi': 93, 'target': '95'}
    """
    fields = FIELDS[route]
    if not isinstance(data, Mapping):
        raise _unfit(route, data, "{…}")
    for name in data:
        if name not in fields:
            near = nearest(str(name)[:_SHOWN], list(fields)) or tuple(fields)
            raise _unfit(str(name), data[name], ", ".join(near))
    for name, field in fields.items():
        if field.required and name not in data:
            raise _unfit(name, None, _EXPECTED[field.kind])
    given = {name: one for name, one in data.items() if one is not None or fields[name].required}
    for name, value in given.items():
        field = fields[name]
        if not _FITS[field.kind](value) or (field.choices and value not in field.choices):
            raise _unfit(name, value, ", ".join(field.choices) or _EXPECTED[field.kind])
    return given


def _unfit(field: str, value: object, expected: str) -> Refused:
    shown = repr(value)[:_SHOWN] if isinstance(value, (str, int, float, Decimal, bool)) else type(value).__name__
    if value is None:
        shown = "null"
    return refused(INVALID_REQUEST, 422, field=field[:_SHOWN], value=shown, expected=expected)


def _is_text(value: object, longest: int = LONGEST_TEXT) -> bool:
    # One sign more than any text may have passes: the library tells that it is too long (KF003).
    return isinstance(value, str) and len(value) <= max(longest, LONGEST_TEXT + 1)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_NAME


def _is_number(value: object) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def _is_figure(value: object) -> bool:
    return value is None or _is_name(value) or _is_number(value)


def _is_figures(value: object, depth: int = 0) -> bool:
    """A figure, a list of them, figures by period, or records: lists of mappings."""
    if isinstance(value, list):
        return depth < 2 and len(value) <= MOST_FIGURES and all(_is_figures(one, depth + 1) for one in value)
    if isinstance(value, Mapping):
        sound = all(_is_name(name) and _is_figures(one, depth + 1) for name, one in value.items())
        return depth < 2 and len(value) <= MOST_NAMES and sound
    return _is_figure(value)


def _by_name(fits: Callable[[object], bool]) -> Callable[[object], bool]:
    def all_fit(value: object) -> bool:
        if not isinstance(value, Mapping) or len(value) > MOST_NAMES:
            return False
        return all(_is_name(name) and fits(one) for name, one in value.items())

    return all_fit


def _are_names(value: object) -> bool:
    return isinstance(value, list) and len(value) <= MOST_NAMES and all(map(_is_name, value))


def _is_year(value: object) -> bool:
    if isinstance(value, str):
        return value.isascii() and value.isdecimal() and len(value) == 4
    return isinstance(value, int) and not isinstance(value, bool) and 1900 <= value <= 9999


def _is_file(value: object) -> bool:
    return isinstance(value, str)


_FITS: Final[Mapping[str, Callable[[object], bool]]] = {
    "text": _is_text,
    "name": _is_name,
    "names": _are_names,
    "figure": _is_figure,
    "figures by name": _by_name(_is_figures),
    "texts by name": _by_name(_is_name),
    "choice": _is_name,
    "year": _is_year,
    FILE: _is_file,
}
_EXPECTED: Final = {
    "text": '"…"',
    "name": f'"…" (≤ {LONGEST_NAME})',
    "names": f'["…", …] (≤ {MOST_NAMES})',
    "figure": '18, "81,35 %"',
    "figures by name": '{"…": 18, …} ' + f"(≤ {MOST_NAMES})",
    "texts by name": '{"…": "orang", …}',
    "choice": '"…"',
    "year": "2025",
    FILE: "multipart/form-data, filename=…",
}

_NAME_SCHEMA: Final = {"type": "string", "maxLength": LONGEST_NAME}
_FIGURE_SCHEMA: Final = {"type": ["number", "string", "null"], "maxLength": LONGEST_NAME}
_SCHEMAS: Final[Mapping[str, dict[str, Any]]] = {
    "text": {"type": "string", "maxLength": LONGEST_TEXT},
    "name": _NAME_SCHEMA,
    "names": {"type": "array", "items": _NAME_SCHEMA, "maxItems": MOST_NAMES},
    "figure": _FIGURE_SCHEMA,
    "figures by name": {
        "type": "object",
        "maxProperties": MOST_NAMES,
        "additionalProperties": {"type": ["number", "string", "null", "array", "object"]},
    },
    "texts by name": {"type": "object", "maxProperties": MOST_NAMES, "additionalProperties": _NAME_SCHEMA},
    "choice": {"type": "string"},
    "year": {"type": ["integer", "string"], "pattern": "^[0-9]{4}$", "minimum": 1900, "maximum": 9999},
    FILE: {"type": "string", "format": "binary"},
}


def json_schema(route: str) -> dict[str, Any]:
    """Return the JSON Schema of a body.

    >>> json_schema("nama")["required"]
    ['nama']
    """
    fields = FIELDS[route]
    told: dict[str, Any] = {}
    for name, field in fields.items():
        told[name] = {**_SCHEMAS[field.kind], "description": field.told}
        if field.choices:
            told[name]["enum"] = list(field.choices)
    return {
        "type": "object",
        "properties": told,
        "required": [name for name, field in fields.items() if field.required],
        "additionalProperties": False,
    }
