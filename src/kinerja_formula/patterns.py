"""Regular expressions that are compiled when first used: compiling all at import costs more than an evaluation."""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["lazy_pattern"]


class _Lazy:
    def __init__(self, pattern: str, flags: int) -> None:
        self._given = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        # Asked for once a method: from then on it is an attribute of its own.
        method = getattr(re.compile(*self._given), name)
        setattr(self, name, method)
        return method


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled at its first use.

    >>> lazy_pattern("[0-9]+").fullmatch("75") is not None
    True
    """
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
