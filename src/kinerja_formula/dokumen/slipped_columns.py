"""Rows of a scan whose cells have slipped by a column: a merged cell at the left is lost, or there is one too many.

Each way to lay the cells below the head is weighed by what a cell of each column looks like; the row is moved only
where that speaks clearly for it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Final

from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.merged_cells import similarity
from kinerja_formula.dokumen.vocabulary import words

__all__ = ["laid_below"]

_AS_IT_STANDS: Final = 1.5
_DRAWN: Final = 5
"""How much evidence outweighs the place where a cell stands, in a scan and in a file that has columns."""
_QUANTITY: Final = re.compile(r"^\W*\d[\d.,]*\s*%?(?:\s*\([\w\s]{1,40}\))?(?:\s+[\w/]+){0,2}\W*$")
_FORMULA_SIGN: Final = re.compile(
    r"\b100\s*\\?%|[-_=—–]{4,}|\\[dt]?frac|\bdibagi\b|\bberbanding\b|\bdi(?:kali|tambah|kurang)", re.IGNORECASE
)
_SHORT_NUMBER: Final = re.compile(r"^\(?[\dIVXa-z]{1,4}[.)]*$")


def laid_below(
    roles: Sequence[str],
    cells: Sequence[str | None],
    *,
    sources: Container[str] = (),
    filled: Container[str] = (),
    drawn: bool = False,
) -> tuple[int, list[str | None]]:
    """Return by how many columns a row has slipped, and its cells, one a column.

    ``sources``: the sources of data seen so far; ``filled``: the roles whose cells have never been empty in this table;
    ``drawn``: the file knows its columns, and only very clear evidence moves a row.

    >>> laid_below(("sasaran", "indikator", "formula"), ("Jumlah surat", "Jumlah surat dijawab", ""))
    (1, ['', 'Jumlah surat', 'Jumlah surat dijawab'])
    """
    width = len(roles)
    given = list(cells)
    if sum(bool(plain(cell or "")) for cell in given) < 2:
        return 0, [*given, *[""] * width][:width]  # one cell tells nothing about the others
    ways: list[tuple[float, int, list[str | None]]] = []
    for offset in range(-1, max(1, width - len(given)) + 1):
        laid = _lay(given, offset, width)
        if laid is not None:
            score = _fit(roles, laid, sources, filled)
            if offset == 0:
                score += _DRAWN if drawn else _AS_IT_STANDS if len(given) >= width else _AS_IT_STANDS / 3
            ways.append((score, -abs(offset), laid))
    if not ways:  # more cells than columns, all filled: the last ones stand nowhere
        return 0, given[:width]
    best = max(ways, key=lambda way: way[:2])
    shift = -best[1]
    return shift, best[2]


def _lay(cells: Sequence[str | None], offset: int, width: int) -> list[str | None] | None:
    if offset < 0:
        if any(plain(cell or "") for cell in cells[:-offset]):
            return None
        moved: list[str | None] = list(cells[-offset:])
    else:
        moved = [*[""] * offset, *cells]
    if any(plain(cell or "") for cell in moved[width:]):
        return None
    return [*moved, *[""] * width][:width]


def _fit(roles: Sequence[str], cells: Sequence[str | None], sources: Container[str], filled: Container[str]) -> float:
    """Return how well cells look like what their columns hold."""
    seen = {role: plain(cell or "") for role, cell in zip(roles, cells, strict=True) if role}
    name = seen.get("indikator", "")
    number = seen.get("id", "")
    return (
        _fit_of_formula(seen.get("formula", ""), name, sources)
        + _fit_of_name(name)
        + _fit_of_goal(seen.get("sasaran", ""))
        + _fit_of_source(seen.get("sumber_data", ""), sources, must_be="sumber_data" in filled)
        - (3 if number and not _SHORT_NUMBER.match(number) else 0)
    )


def _fit_of_formula(formula: str, name: str, sources: Container[str]) -> float:
    if not formula:
        return -2
    score = 0
    if _FORMULA_SIGN.search(formula) or _QUANTITY.match(formula) or _begins_formula(formula):
        score += 2
    if name and similarity(name, formula) >= 0.6:
        score += 3
    if formula.casefold() in sources:
        score -= 2
    return score


def _fit_of_name(name: str) -> float:
    score = 0
    if _QUANTITY.match(name):
        score -= 3
    if _FORMULA_SIGN.search(name):
        score -= 1
    if _begins_formula(name) or _is_goal(name):
        score += 1
    return score


def _fit_of_goal(goal: str) -> float:
    score = 0.0
    if _is_goal(goal):
        score += 1
    if _begins_formula(goal) or _SHORT_NUMBER.match(goal):
        score -= 1.5
    return score


def _fit_of_source(source: str, sources: Container[str], *, must_be: bool) -> float:
    if not source:
        return -1 if must_be else 0
    score = 1
    if source.casefold() in sources:
        score += 2
    elif _first(source) in words("cells", "source"):
        score += 1
    if _FORMULA_SIGN.search(source):
        score -= 2
    return score


def _begins_formula(text: str) -> bool:
    """Tell whether a text begins with a word that begins formulas, and the names of what they measure."""
    return _first(text) in words("cells", "head")


def _first(text: str) -> str:
    return text.lstrip("-•(1234567890.) ").partition(" ")[0].casefold()


def _is_goal(text: str) -> bool:
    first = _first(text)
    return len(first) > 5 and first.startswith(tuple(words("cells", "goal")))
