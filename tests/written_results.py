"""Whole results in a file of text: a block for each call, all that it tells below its line.

They are read by a person once, and compared whole ever after. ``ACCEPT=1 python -m pytest -n0 <test>`` writes what the
program tells now; read the difference.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from kinerja_formula.diagnostics import Diagnostic

__all__ = ["WrittenResults", "finding_lines"]

HEAD = "## "


def finding_lines(found: Iterable[Diagnostic]) -> list[str]:
    """A line for each finding: its code and severity, the places it marks, and each value of its message."""
    return [
        f"{one.code} {one.severity.name.lower()} {one.span}"
        + "".join([f" {span}" for span in one.related])
        + "".join([f"\n    {name} = {value!r}" for name, value in sorted(one.values.items())])
        for one in found
    ]


class WrittenResults:
    """The blocks of one file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def check(self, call: str, lines: Iterable[str]) -> None:
        """Compare what a call tells with its block, or write the block where that is asked for."""
        told = "\n".join(lines)
        blocks = self._blocks()
        if os.environ.get("ACCEPT") and blocks.get(call) != told:
            written = {**blocks, call: told}
            text = "\n".join([f"{HEAD}{one}\n{below}\n" for one, below in written.items()])
            self.path.write_text(text, encoding="utf-8")
            return
        assert told == blocks.get(call), call

    def keep(self, calls: Iterable[str]) -> None:
        """Compare the calls that have a block with those that are made; leave out what is made no more."""
        blocks, made = self._blocks(), list(calls)
        if os.environ.get("ACCEPT") and set(blocks) - set(made):
            text = "\n".join([f"{HEAD}{one}\n{blocks[one]}\n" for one in made if one in blocks])
            self.path.write_text(text, encoding="utf-8")
            return
        assert set(blocks) == set(made)

    def _blocks(self) -> dict[str, str]:
        text = self.path.read_text(encoding="utf-8") if self.path.exists() else ""
        parts = f"\n{text}".split(f"\n{HEAD}")[1:]
        heads = [part.partition("\n") for part in parts]
        return {call: told.rstrip("\n") for call, _, told in heads}
