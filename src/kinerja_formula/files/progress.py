"""How far a long work is and how long it will take, on the terminal and nowhere else.

Nothing is shown where standard error is no terminal, where rich is not installed, or while the work may be over soon.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TextIO

__all__ = ["watched"]

_SOON: Final = 1.0
"""Seconds of work before a bar appears."""
_WORDS: Final = {
    "calculate": {"id": "Menghitung", "en": "Calculating"},
    "read": {"id": "Membaca halaman", "en": "Reading pages"},
}


def watched(
    total: int, language: str = "id", *, work: str = "calculate", file: TextIO | None = None, soon: float = _SOON
) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """Return a function that yields what it is given and shows how far it is. ``work``: ``calculate`` or ``read``.

    >>> list(watched(3)(["a", "b", "c"]))
    ['a', 'b', 'c']
    """

    def watch(items: Iterable[Any]) -> Iterator[Any]:
        stream = sys.stderr if file is None else file
        if not stream.isatty():
            yield from items
            return
        begun, bar, task = time.monotonic(), None, None
        try:
            for done, item in enumerate(items):
                if bar is None and time.monotonic() - begun > soon:
                    bar = _bar(stream)
                    if bar is not None:
                        bar.start()
                        task = bar.add_task(_WORDS[work][language], total=total, completed=done)
                elif bar is not None:
                    bar.update(task, completed=done)
                yield item
        finally:  # Ctrl-C too: the bar leaves no trace
            if bar is not None:
                bar.stop()

    return watch


def _bar(stream: TextIO) -> Any:
    try:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
    except ImportError:
        return None
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(file=stream), transient=True)
