"""Old spellings of what is public: understood for one more minor version, with a warning that names the new one."""

from __future__ import annotations

import os
import warnings
from typing import Final, NamedTuple

__all__ = ["OldSpelling", "OldSpellingWarning"]

_PACKAGE: Final = os.path.dirname(__file__)


class OldSpellingWarning(DeprecationWarning):
    """A program, settings or a command say something in a spelling that is going to leave."""

    def __init__(self, spelling: OldSpelling) -> None:
        super().__init__(f"{spelling.old!r} is now {spelling.new!r}; it is understood until version {spelling.until}")
        self.spelling = spelling


class OldSpelling(NamedTuple):
    """What was called ``old`` is now called ``new``; version ``until`` no longer understands the old one.

    >>> import warnings
    >>> with warnings.catch_warnings(record=True) as caught:
    ...     warnings.simplefilter("always")
    ...     OldSpelling("tahunan", "tahun", until="9.0.0").current()
    'tahun'
    >>> print(caught[0].message)
    'tahunan' is now 'tahun'; it is understood until version 9.0.0
    """

    old: str
    new: str
    until: str

    def current(self) -> str:
        """Warn where the caller's own code uses the old spelling, and return the new one."""
        from inspect import currentframe

        level, frame = 1, currentframe()  # skip_file_prefixes of `warn` needs Python 3.12
        while frame is not None and frame.f_code.co_filename.startswith(_PACKAGE):
            level, frame = level + 1, frame.f_back
        warnings.warn(OldSpellingWarning(self), stacklevel=level)
        return self.new
