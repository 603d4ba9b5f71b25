"""Makes what the package carries beside its sources: JSON twins of the TOML data, the parser tables of the grammar.

They are not in git. Hatchling runs the hook for every wheel, sdist and editable install; ``make data`` runs this file.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
DATA = ROOT / "src/kinerja_formula/data"
TABLES = DATA / "grammar/formula.json"
ENDS = ("start_states", "end_states")


class TwinsBuildHook(BuildHookInterface):
    """Makes the twins and names each of them to hatchling: one whose TOML is gone stays out of the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make everything, in a process of its own: the order of lark's sets needs a seed, so that builds are alike."""
        environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
        subprocess.run([sys.executable, __file__], env=environment, stdout=subprocess.DEVNULL, check=True)
        build_data["artifacts"] += [f"/{path.relative_to(ROOT).as_posix()}" for path in twins()]


def twins() -> list[Path]:
    """Return everything that is made."""
    return [*(path.with_suffix(".json") for path in sorted(DATA.rglob("*.toml"))), TABLES]


def write() -> list[str]:
    """Make everything afresh, whatever stands there; return the files that were not so before."""
    from kinerja_formula.data_files import put_in_place, write_twins

    return [*write_twins(), *([str(TABLES)] if put_in_place(str(TABLES), tables()) else [])]


def tables() -> str:
    """Return the parser tables of the grammar."""
    from kinerja_formula.reading import grammar

    kept = grammar._TABLES
    with TemporaryDirectory() as folder:
        # Where tables of this grammar and this lark stand, none are made; here there are none.
        grammar._TABLES = os.path.join(folder, TABLES.name)
        try:
            grammar.write_tables()
            held = json.loads(Path(grammar._TABLES).read_text(encoding="utf-8"))
        finally:
            grammar._TABLES = kept
    held["data"]["parser"]["parser"] = numbered(held["data"]["parser"]["parser"])
    return json.dumps(held, separators=(",", ":"), sort_keys=True) + "\n"


def numbered(parser: dict[str, Any]) -> dict[str, Any]:
    """Return tables with the tokens numbered by their names, the states by the way from the start.

    lark numbers both by where its objects lie in memory, and two builds of one source would differ.
    """
    tokens: dict[str, str] = parser["tokens"]
    names = sorted(tokens.values())
    states: list[int] = list(parser["start_states"].values())
    table = []
    for state in states:  # grows on the way
        row = {}
        for token, (reduces, to) in sorted(parser["states"][str(state)].items(), key=lambda one: tokens[one[0]]):
            if not reduces and to not in states:
                states.append(to)
            row[names.index(tokens[token])] = [reduces, to if reduces else states.index(to)]
        table.append(row)
    ends = {which: {name: states.index(to) for name, to in parser[which].items()} for which in ENDS}
    return {"tokens": dict(enumerate(names)), "states": dict(enumerate(table)), **ends}


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    for name in write():
        print(os.path.relpath(name))
