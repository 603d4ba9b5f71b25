"""A fault of the program itself in one cell → a finding of that cell, so that the rest of a document goes on.

Whatever goes wrong in a way that nobody foresaw is KF435, which asks the reader to report it. It is also counted here:
tests look whether any was caught, and so does the exit status.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Final, TypeVar

from kinerja_formula.diagnostics import Diagnostic, FormulaError, InvalidDataError
from kinerja_formula.diagnostics.catalogue import UNEXPECTED_FAULT
from kinerja_formula.names import fold_space

__all__ = ["caught", "caught_so_far", "forget", "guarded", "is_unexpected", "rows_apart"]

_T = TypeVar("_T")

_SHOWN: Final = 80

_CAUGHT: Final[deque[Diagnostic]] = deque(maxlen=1000)
_NUMBERS: Final = itertools.count(1)
_last = 0


def caught() -> tuple[Diagnostic, ...]:
    """Return what was caught in this process since :func:`forget`; of very many the last ones."""
    return tuple(_CAUGHT)


def caught_so_far() -> int:
    """Return how many were caught since the process began."""
    return _last


def forget() -> None:
    """Keep nothing of what was caught: it was meant to be."""
    _CAUGHT.clear()


def is_unexpected(error: FormulaError) -> bool:
    """Whether an error is a fault of the program and not of the text."""
    return error.diagnostics[0].rule is UNEXPECTED_FAULT


@contextmanager
def guarded(text: str = "") -> Iterator[None]:
    """Let nothing out of a block but our own errors: what was not foreseen becomes InvalidDataError KF435.

    ``text`` is the cell. That memory is used up is no fault of one cell, and passes.

    >>> try:
    ...     with guarded("A / B"):
    ...         [].pop()
    ... except FormulaError as error:
    ...     error.code, error.diagnostics[0].values["kind"]
    ('KF435', 'IndexError')
    >>> forget()
    """
    global _last  # noqa: PLW0603
    try:
        yield
    except (FormulaError, MemoryError):
        raise
    except Exception as error:
        found = Diagnostic(
            UNEXPECTED_FAULT,
            (0, len(text)),
            text=fold_space(text)[:_SHOWN],
            kind=type(error).__name__,
            where=_where(error.__traceback__),
        )
        _CAUGHT.append(found)
        _last = next(_NUMBERS)
        raise InvalidDataError(found, text) from error


def rows_apart(work: Callable[[list[int]], _T], count: int) -> tuple[_T | None, dict[int, Diagnostic]]:
    """Do what takes all rows together, once more without those with which it fails; ``work`` gets their places.

    Return what it gives, and the findings by row; None where it fails with whatever rows.

    >>> done, found = rows_apart(lambda places: [10 // place for place in places], 3)
    >>> done, [(place, one.values["kind"]) for place, one in found.items()]
    ([10, 5], [(0, 'ZeroDivisionError')])
    >>> forget()
    """
    places = list(range(count))
    found: dict[int, Diagnostic] = {}
    for _ in range(_MOST_ATTEMPTS):
        try:
            return work(places), found
        except (FormulaError, MemoryError):
            raise
        except Exception:
            if _fails(work, []):
                raise  # a wrong call: no row is to blame
            found.update(_to_blame(work, places))
        places = [place for place in places if place not in found]
    return None, found


_MOST_ATTEMPTS: Final = 4


def _fails(work: Callable[[list[int]], object], places: list[int]) -> bool:
    try:
        work(places)
    except Exception:
        return True
    return False


def _to_blame(work: Callable[[list[int]], object], places: list[int]) -> dict[int, Diagnostic]:
    """Return the rows with which the work fails, found by halves; the first one where only several do it together."""
    try:
        with guarded():
            work(places)
    except FormulaError as error:
        fault = error.diagnostics[0]
    else:
        return {}
    if len(places) == 1:
        return {places[0]: fault}
    middle = len(places) // 2
    halves = {**_to_blame(work, places[:middle]), **_to_blame(work, places[middle:])}
    return halves or {places[0]: fault}


def _where(trace: TracebackType | None) -> str:
    """Return the place of a fault for those who mend it: module and line of ours, never a path of the user's."""
    place = ""
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        if module.startswith("kinerja_formula.") and module != __name__:
            place = f"{module.removeprefix('kinerja_formula.')}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place or "?"
