"""Reads the data files of the package: TOML for people, each with a JSON twin that is thirty times faster to load.

Twins are made by every build (``hatch_build.py``, ``make data``) and are not in git. Each carries the checksum of the
TOML it was made from, so that a changed file is never shadowed by an old twin; without a twin the TOML is read.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, Final

__all__ = ["DATA", "read_toml", "with_words_of_roles", "write_twins"]

DATA: Final = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
_LEXICON: Final = os.path.join(DATA, "reading", "lexicon.toml")
_SCALE_WORDS: Final = os.path.join(DATA, "vocabulary", "skala.toml")
_BEHIND_AMOUNTS: Final = ("words", "spellings", "short", "money")
_TWIN: Final = ".json"


def read_toml(path: str) -> dict[str, Any]:
    """Return the tables of a TOML file; its twin is read instead where there is one and it is current.

    Raises OSError, UnicodeDecodeError, or tomllib.TOMLDecodeError as reading TOML does.

    >>> "heads" in read_toml(os.path.join(DATA, "vocabulary", "reading.toml"))
    True
    """
    with open(path, "rb") as file:
        raw = file.read()
    twin = path.removesuffix(".toml") + _TWIN
    if path.startswith(DATA) and os.path.exists(twin):
        import json
        from zlib import crc32

        with open(twin, "rb") as file:
            held = json.load(file)
        if held.get("crc32") == crc32(raw):
            tables: dict[str, Any] = held["tables"]
            return tables
    import tomllib

    return tomllib.loads(raw.decode("utf-8"))


def with_words_of_roles(entries: Sequence[str]) -> list[str]:
    """Return a list of words with those that the lexicon of reading has for a role: so an operator stands in one file.

    An entry ``@bagi`` stands for the single words of that role, ``!bagi`` takes that word out again; ``@skala`` stands
    for the words of scale that an amount of money has behind it.

    >>> with_words_of_roles(["x", "@tambah", "!plus"])
    ['x', 'ditambah', 'ditambahkan']
    """
    if not any(entry[:1] == "@" for entry in entries):
        return [*entries]
    roles: dict[str, list[str]] = read_toml(_LEXICON)["peran"]
    if "@skala" in entries:
        scales = read_toml(_SCALE_WORDS)
        roles["skala"] = [word for table in _BEHIND_AMOUNTS for word in scales[table]]
    out = {entry[1:] for entry in entries if entry[0] == "!"}
    found: list[str] = []
    for entry in entries:
        if entry[0] == "@":
            found += [word for word in roles[entry[1:]] if " " not in word and word not in out]
        elif entry[0] != "!":
            found.append(entry)
    return [*dict.fromkeys(found)]


def toml_files() -> list[str]:
    """Return the TOML files of the package."""
    return sorted(
        os.path.join(folder, name) for folder, _, names in os.walk(DATA) for name in names if name.endswith(".toml")
    )


def write_twins(paths: list[str] | None = None) -> list[str]:
    """Make the twin of every TOML file afresh; return the twins that were not so before."""
    import json
    import tomllib
    from zlib import crc32

    written = []
    for path in toml_files() if paths is None else paths:
        with open(path, "rb") as file:
            raw = file.read()
        twin = path.removesuffix(".toml") + _TWIN
        held = {"crc32": crc32(raw), "tables": tomllib.loads(raw.decode("utf-8"))}
        if put_in_place(twin, json.dumps(held, ensure_ascii=False, separators=(",", ":")) + "\n"):
            written.append(twin)
    return written


def put_in_place(path: str, text: str) -> bool:
    """Make this the text of a file, in one step: nobody who reads it meanwhile meets half of it.

    Tells whether the text is another than before.
    """
    raw = text.encode("utf-8")
    if os.path.exists(path):
        with open(path, "rb") as file:
            if file.read() == raw:
                return False
    os.makedirs(os.path.dirname(path), exist_ok=True)
    beside = f"{path}.{os.getpid()}"
    with open(beside, "wb") as file:
        file.write(raw)
    os.replace(beside, path)
    return True
