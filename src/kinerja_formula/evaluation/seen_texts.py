"""Texts that were seen before: what was read of them is kept, up to a bound, by the keys of the data it was read with.

The keys belong to it because they take part in the reading: a text must mean the same whatever was evaluated before.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Final, TypeVar

__all__ = ["Seen", "keep_seen", "seen_key"]

_T = TypeVar("_T")

Seen = dict[str | tuple[str, str], dict[tuple[Any, ...], _T]]
"""Text, or text and indicator → keys of the data → what was read."""
_MOST_TEXTS: Final = 4096
_MOST_KEYS: Final = 64
_LONGEST_TEXT: Final = 4000


def seen_key(text: str, indikator: str | None) -> str | tuple[str, str]:
    """Return the key of a text in :data:`Seen`: by itself where no indicator stands beside it."""
    return text if indikator is None else (text, indikator)


def keep_seen(seen: Seen[_T], text: str, indikator: str | None, keys: tuple[Any, ...], found: _T) -> None:
    """Keep what was read of a text with these keys; where there is too much, forget all and begin again."""
    if len(text) > _LONGEST_TEXT:
        return
    key = seen_key(text, indikator)
    if len(seen) >= _MOST_TEXTS and key not in seen:
        seen.clear()
    of_text = seen.setdefault(key, {})
    if len(of_text) >= _MOST_KEYS:
        of_text.clear()
    with suppress(TypeError):  # a foreign mapping may have keys that can't be kept
        of_text[keys] = found
