"""What the command says of options and settings in an old spelling: a line of standard error, once each."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from kinerja_formula.deprecation import OldSpellingWarning

__all__ = ["old_spellings_shown"]

_SAID: Final = {
    "id": "kinerja: “{old}” kini bernama “{new}”; ejaan lama masih dimengerti sampai versi {until}",
    "en": "kinerja: “{old}” is now called “{new}”; the old spelling is understood until version {until}",
}


@contextmanager
def old_spellings_shown(language: str) -> Iterator[None]:
    """Show what Python leaves out where no program of the user's own is at fault; other warnings stay as they are."""
    with warnings.catch_warnings():
        others: Any = warnings.showwarning
        said: set[str] = set()

        def show(message: Warning | str, *rest: Any, **options: Any) -> None:
            if not isinstance(message, OldSpellingWarning):
                others(message, *rest, **options)
            elif message.spelling.old not in said:
                said.add(message.spelling.old)
                print(_SAID[language].format(**message.spelling._asdict()), file=sys.stderr)

        warnings.filterwarnings("always", category=OldSpellingWarning)
        warnings.showwarning = show
        yield
