"""The canonical line of an entry: the formula that it says, and whether it is a reading of the cell it came from."""

from __future__ import annotations

from functools import lru_cache

from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.files.guard import guarded
from kinerja_formula.formula import Formula, parse
from kinerja_formula.names import fold_space

__all__ = ["is_reading", "read_line"]


@lru_cache(maxsize=4096)
def read_line(rumus: str, nama: str) -> Formula | FormulaError:
    """Return the formula of a line, read with its indicator, or why it can't be read."""
    try:
        with guarded(rumus):
            return parse(rumus, indikator=nama or None)
    except FormulaError as error:
        return error


@lru_cache(maxsize=4096)
def is_reading(teks: str, nama: str, rumus: str) -> bool:
    """Whether a line is one of the readings of a text; a text that nothing can be read from has none."""
    if not teks.strip():
        return True
    try:
        with guarded(teks):
            if parse(teks, indikator=nama or None).to_text() == fold_space(rumus):
                return True
            parse(teks, indikator=nama or None, reading=rumus)
    except FormulaError:
        return False
    return True
