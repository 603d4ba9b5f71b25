"""What is public stands in a file that is reviewed: a change of a name or of a signature is a change of that file."""

from __future__ import annotations

import inspect
import os
import re
from pathlib import Path

import kinerja_formula as kf

SNAPSHOT = Path(__file__).parent / "public_names.txt"


def signatures() -> str:
    lines = []
    for name in sorted(kf.__all__):
        thing = getattr(kf, name)
        if inspect.isclass(thing):
            told = [f"class {name}({', '.join(base.__name__ for base in thing.__bases__)})"]
            for member in sorted(dir(thing)):
                if member.startswith("_") or member in _OF_BASES:
                    continue
                value = inspect.getattr_static(thing, member)
                if isinstance(value, (classmethod, staticmethod)):
                    value = value.__func__
                told.append(f"    {member}{inspect.signature(value) if inspect.isfunction(value) else ''}")
            lines += told
        elif inspect.isfunction(thing):
            lines.append(f"{name}{inspect.signature(thing)}")
        elif name != "__version__":
            lines.append(f"{name} = {thing}")
    return re.sub(r" at 0x[0-9a-f]+", "", "\n".join(lines)) + "\n"


_OF_BASES = {*dir(tuple), *dir(str), *dir(ValueError)}


def test_what_is_public_is_as_reviewed() -> None:
    if os.environ.get("ACCEPT"):
        SNAPSHOT.write_text(signatures(), encoding="utf-8")
    assert SNAPSHOT.read_text(encoding="utf-8") == signatures(), "ACCEPT=1 writes it anew"
