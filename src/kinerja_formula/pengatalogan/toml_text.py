"""A catalogue as TOML in its one canonical form: a field a line, in one order, so that a change is one line of a diff.

The form is fixed and small, so that it is written here: a general writer (tomli-w, tomlkit) would be one dependency
more, and lays inline tables and long texts as it likes. What is written is read back by the tomllib of Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

__all__ = ["katalog_toml"]

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def katalog_toml(data: Mapping[str, Any]) -> str:
    """Return the data of a catalogue as TOML.

    >>> print(
    ...     katalog_toml({"schema": "x/1", "indikator": [{"id": "a", "target": {"TW I": "5", "2025": "20"}}]}), end=""
    ... )
    schema = "x/1"
    <BLANKLINE>
    [[indikator]]
    id = "a"
    target."TW I" = "5"
    target.2025 = "20"
    """
    lines = [f"{_key(field)} = {_value(value)}" for field, value in data.items() if field != "indikator"]
    for entry in data["indikator"]:
        lines += ["", "[[indikator]]"]
        for field, value in entry.items():
            lines += _lines(field, value)
    return "\n".join(lines) + "\n"


def _lines(field: str, value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            is_day = (field, key) == ("bacaan", "tanggal") and _is_day(inner)
            yield f"{_key(field)}.{_key(key)} = {inner if is_day else _value(inner)}"
    else:
        yield f"{_key(field)} = {_value(value)}"


def _is_day(text: str) -> bool:
    """Whether a text is a day as TOML has it; a day as people write one stays a text."""
    try:
        return _DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _value(value: Any) -> str:
    return str(value) if isinstance(value, int) else _text(value)


def _text(text: str) -> str:
    """Return a basic string: signs that steer are escapes, so that nobody is misled by what a file looks like.

    >>> print(_text('a "b"\\n' + chr(0x202E) + chr(7)))
    "a \\"b\\"\\n\\u202E\\u0007"
    """
    return (
        '"' + "".join([_ESCAPES.get(char) or (char if char.isprintable() else _escaped(char)) for char in text]) + '"'
    )


def _escaped(char: str) -> str:
    code = ord(char)
    if 0xD800 <= code <= 0xDFFF:  # half a character, which no file can hold
        return "\\uFFFD"
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
