"""Reads the data files of the package: TOML for people, each with a JSON twin that is thirty times faster to load.

A twin is made by ``python -m kinerja_formula.data_files`` (``make data``) and carries the checksum of the TOML it was
made from, so that a changed file is never shadowed by an old twin.
"""

from __future__ import annotations

import os
from typing import Any, Final

__all__ = ["DATA", "read_toml", "write_twins"]

DATA: Final = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
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


def toml_files() -> list[str]:
    """Return the TOML files of the package."""
    return sorted(
        os.path.join(folder, name) for folder, _, names in os.walk(DATA) for name in names if name.endswith(".toml")
    )


def write_twins(paths: list[str] | None = None) -> list[str]:
    """Write the twin of every TOML file that has none or an old one; return the twins that were written."""
    import json
    import tomllib
    from zlib import crc32

    written = []
    for path in toml_files() if paths is None else paths:
        with open(path, "rb") as file:
            raw = file.read()
        twin = path.removesuffix(".toml") + _TWIN
        held = {"crc32": crc32(raw), "tables": tomllib.loads(raw.decode("utf-8"))}
        text = json.dumps(held, ensure_ascii=False, separators=(",", ":")) + "\n"
        if os.path.exists(twin):
            with open(twin, encoding="utf-8") as file:
                if file.read() == text:
                    continue
        with open(twin, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        written.append(twin)
    return written


if __name__ == "__main__":
    for name in write_twins():
        print(name)  # noqa: T201
