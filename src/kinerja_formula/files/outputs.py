"""What is asked of the names of outputs before any work: an ending that fits, and no file that is needed otherwise."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import OUTPUT_IS_INPUT, OUTPUT_TWICE, UNKNOWN_FORMAT, WOULD_BE_LOST

__all__ = ["check_outputs", "ending_of", "has_content", "is_same_file", "unfit_ending", "would_be_lost"]

_Path: TypeAlias = "str | os.PathLike[str]"


def ending_of(path: _Path) -> str:
    """Return the ending of a name, with its dot.

    >>> ending_of("Laporan 2023.XLSX"), ending_of(".html")
    ('.xlsx', '')
    """
    return os.path.splitext(os.fspath(path))[1].casefold()


def unfit_ending(path: _Path, endings: Sequence[str]) -> InvalidDataError:
    """Return the error KF480 for a name that does not end as its content asks for."""
    shown = os.path.basename(os.fspath(path))
    return InvalidDataError(Diagnostic(UNKNOWN_FORMAT, (0, 0), (), path=shown, endings=tuple(endings)))


def would_be_lost(path: _Path, *, reason: str, **facts: object) -> InvalidDataError:
    """Return the error KF484 for a file that stands where something is to be written; ``reason`` is a stable slug."""
    shown = os.path.basename(os.fspath(path))
    return InvalidDataError(Diagnostic(WOULD_BE_LOST, (0, 0), (), path=shown, reason=reason, **facts))


def check_outputs(outputs: Sequence[_Path], inputs: Iterable[_Path | None]) -> None:
    """Raise InvalidDataError KF482 for an output that is an input as well, KF483 for two outputs in one file.

    >>> check_outputs(["laporan.html", "laporan.xlsx"], ["examples/pelayanan.csv", None])
    """
    for place, output in enumerate(outputs):
        for other in outputs[:place]:
            if is_same_file(output, other):
                shown = {"path": os.fspath(output), "other": os.fspath(other)}
                raise InvalidDataError(Diagnostic(OUTPUT_TWICE, (0, 0), (), **shown))
    for one in inputs:
        for output in outputs:
            if one and is_same_file(output, one):
                raise InvalidDataError(Diagnostic(OUTPUT_IS_INPUT, (0, 0), (), path=os.fspath(output)))


def is_same_file(one: _Path, other: _Path) -> bool:
    """Whether two names lead to one file, through links and by whatever spelling, or would if it were there.

    >>> is_same_file("examples/pelayanan.csv", "examples/../examples/pelayanan.csv"), is_same_file("a", "b")
    (True, False)
    """
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        pass
    try:
        left, right = (os.path.normcase(os.path.realpath(path)) for path in (one, other))
    except (OSError, ValueError):
        return False
    return left == right


def has_content(path: _Path) -> bool:
    """Whether a file is there that holds anything."""
    try:
        return Path(path).is_file() and os.path.getsize(path) > 0
    except (OSError, ValueError):
        return False
