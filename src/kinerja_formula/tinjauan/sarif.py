"""A review as SARIF 2.1.0, which code hosts and editors show beside the file."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, Final

from kinerja_formula.diagnostics import CATALOGUE, Diagnostic, Severity
from kinerja_formula.diagnostics.language import message_texts
from kinerja_formula.tinjauan.review import Tinjauan, TinjauanRow

__all__ = ["sarif_data"]

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def sarif_data(tinjauan: Tinjauan, *, version: str, language: str = "id") -> dict[str, Any]:
    """Return a review as a SARIF log: one run, a result a finding, the rules that were met.

    A region is the line of the table; the place inside the formula stands in ``properties`` as a span of code points.
    """
    codes = sorted({one.code for row in tinjauan.rows for one in row.diagnostics})
    index = {code: place for place, code in enumerate(codes)}
    uri = PurePath(tinjauan.berkas).as_posix() if tinjauan.berkas else ""
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "kinerja",
                        "version": version,
                        "rules": [_rule(code, language) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(row, one, index[one.code], uri, language)
                    for row in tinjauan.rows
                    for one in row.diagnostics
                ],
            }
        ],
    }


def _rule(code: str, language: str) -> dict[str, Any]:
    rule = CATALOGUE[code]
    return {
        "id": code,
        "name": rule.slug,
        "shortDescription": {"text": message_texts(language)[code]["title"]},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(row: TinjauanRow, found: Diagnostic, place: int, uri: str, language: str) -> dict[str, Any]:
    hint = found.hint_in(language)
    message = found.message_in(language)
    location: dict[str, Any] = {
        "logicalLocations": [{"name": row.indikator.nama or row.indikator.teks[:80], "kind": "member"}]
    }
    if uri:
        region: dict[str, Any] = {"snippet": {"text": row.indikator.teks}}
        if row.indikator.tempat.baris:
            region["startLine"] = row.indikator.tempat.baris
        location["physicalLocation"] = {"artifactLocation": {"uri": uri}, "region": {"startLine": 1, **region}}
    return {
        "ruleId": found.code,
        "ruleIndex": place,
        "level": _LEVELS[found.severity],
        "message": {"text": f"{message} {hint}".rstrip()},
        "locations": [location],
        "properties": {
            "jabatan": row.jabatan,
            "indikator": row.indikator.nama,
            "formula": row.indikator.teks,
            "span": list(found.span),
        },
    }
