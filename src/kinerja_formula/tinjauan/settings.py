"""Settings of a review from ``kinerja.toml`` or ``pyproject.toml``, and the baseline of accepted findings.

In ``kinerja.toml`` the table is ``[tinjauan]``, in ``pyproject.toml`` ``[tool.kinerja.tinjauan]``; its fields are
``pilih`` and ``abaikan`` (codes or slugs) and ``acuan`` (the baseline, beside the settings).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, NamedTuple, NoReturn

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import UNREADABLE_SETTINGS
from kinerja_formula.files.file_bytes import decode_text, read_bytes
from kinerja_formula.tinjauan.review import Choice, Mark, read_marks

__all__ = ["SETTINGS_FILES", "Settings", "choice_of", "find_settings", "read_acuan", "read_settings"]

SETTINGS_FILES: Final = ("kinerja.toml", "pyproject.toml")
_SHOWN: Final = 80
_FIELDS: Final = {"pilih", "abaikan", "acuan"}


class Settings(NamedTuple):
    """What a settings file says. ``acuan`` is the path of the baseline, empty for none."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    acuan: str = ""


NOTHING: Final = Settings()


def find_settings(folder: str | Path = ".") -> Settings:
    """Return the settings of a folder: of ``kinerja.toml``, else of ``pyproject.toml`` if it has the table.

    >>> find_settings("examples")
    Settings(select=(), ignore=(), acuan='')
    """
    for name in SETTINGS_FILES:
        path = Path(folder) / name
        if path.is_file():
            settings = read_settings(path)
            if settings != NOTHING or name == SETTINGS_FILES[0]:
                return settings
    return NOTHING


def read_settings(path: str | Path) -> Settings:
    """Return the settings of a file. Raises InvalidDataError KF401 for the file, KF440 for what it says."""
    import tomllib

    try:
        tables: dict[str, Any] = tomllib.loads(decode_text(path, read_bytes(path)))
    except (tomllib.TOMLDecodeError, RecursionError):
        _fail(path, reason="toml-rusak")
    for name in ("tool", "kinerja") if Path(path).name == SETTINGS_FILES[1] else ():
        tables = tables.get(name, {})
        if not isinstance(tables, dict):
            return NOTHING
    table = tables.get("tinjauan", {})
    if not isinstance(table, dict):
        _fail(path, reason="bukan-tabel", field="tinjauan", expected="[tinjauan]")
    for name in table:
        if name not in _FIELDS:
            known = ", ".join(sorted(_FIELDS))
            _fail(path, reason="bidang-tak-dikenal", field=f"tinjauan.{name}"[:_SHOWN], expected=known)
    select, ignore = (_texts(path, field, table.get(field, [])) for field in ("pilih", "abaikan"))
    acuan = table.get("acuan", "")
    if not isinstance(acuan, str):
        _fail(path, reason="bukan-teks-bidang", field="acuan", expected='"…"')
    return Settings(select, ignore, str(Path(path).parent / acuan) if acuan else "")


def _texts(path: str | Path, field: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        _fail(path, reason="bukan-daftar", field=field, expected='["…", "…"]')
    return tuple(value)


def read_acuan(path: str | Path) -> frozenset[Mark]:
    """Return the findings that a baseline accepts. Raises InvalidDataError KF401, KF440."""
    try:
        return read_marks(json.loads(decode_text(path, read_bytes(path))))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        if isinstance(error, InvalidDataError):
            raise
        _fail(path, reason="acuan-rusak")


def choice_of(
    settings: Settings, select: tuple[str, ...] = (), ignore: tuple[str, ...] = (), acuan: str = ""
) -> Choice:
    """Return the rules to ask: what is given beats the settings, but what either ignores is ignored."""
    path = acuan or settings.acuan
    accepted = read_acuan(path) if path else frozenset[Mark]()
    return Choice(select or settings.select, (*settings.ignore, *ignore), accepted)


def _fail(path: str | Path, *, reason: str, **field: str) -> NoReturn:
    facts: dict[str, object] = {"path": str(path), "reason": reason, **field}
    raise InvalidDataError(Diagnostic(UNREADABLE_SETTINGS, (0, 0), (), **facts)) from None
