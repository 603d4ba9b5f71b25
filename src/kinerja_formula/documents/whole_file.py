"""Files that are there whole or not at all: written beside their place and put there when they are done."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from kinerja_formula.diagnostics import UNWRITABLE_FILE, Diagnostic, InvalidDataError

__all__ = ["written_whole"]


@contextmanager
def written_whole(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Give a file to write to, which takes the place of ``path`` at the end of the block.

    Where the block is left by an error or by Ctrl-C, what was there before stays, and nothing half-written is left.

    Raises InvalidDataError KF481 where the file can't be made.

    >>> folder = tempfile.mkdtemp()
    >>> with written_whole(os.path.join(folder, "a.txt")) as file:
    ...     _ = file.write(b"whole")
    >>> os.listdir(folder)
    ['a.txt']
    """
    target = os.path.abspath(os.fspath(path))
    beside = ""
    try:
        handle, beside = tempfile.mkstemp(prefix=".kinerja-", suffix=".tmp", dir=os.path.dirname(target))
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, _rights(target))
        os.replace(beside, target)
        beside = ""
    except OSError as error:
        why = error.strerror or type(error).__name__
        shown = os.path.basename(target)
        raise InvalidDataError(Diagnostic(UNWRITABLE_FILE, (0, 0), (), path=shown, why=why)) from None
    finally:
        if beside:
            with suppress(OSError):
                os.unlink(beside)


def _rights(target: str) -> int:
    """Return the rights that the file has, or those that a new one would get; a temporary file has only its owner's."""
    with suppress(OSError):
        return os.stat(target).st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
