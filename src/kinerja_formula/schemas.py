"""The JSON Schema files of ``schema/``: what every ``to_json`` and every command with ``--json`` writes.

Only data and where to find it: whoever checks with them brings a validator (jsonschema, ajv …) of their own.
"""

from __future__ import annotations

import os
from typing import Any, Final

from kinerja_formula.diagnostics import INVALID_DOCUMENT, Diagnostic, InvalidDataError
from kinerja_formula.names import nearest

__all__ = ["schema", "schema_names"]

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
