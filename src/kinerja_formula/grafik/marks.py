"""The marks of categories and of states, for charts and reports: a colour never stands alone, its sign is beside it."""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = ["MARKS", "NO_MARK", "STATES", "Mark", "mark_of"]


class Mark(NamedTuple):
    """How a colour of a rule set is shown: a sign, a dark colour for texts and lines, a light one for grounds."""

    sign: str
    dark: str
    light: str


MARKS: Final = {
    "hijau": Mark("▲", "#17692f", "#e3f4e7"),
    "kuning": Mark("◆", "#7a5600", "#fdf3d0"),
    "jingga": Mark("▼", "#a34000", "#fde8d7"),
    "merah": Mark("✖", "#a4201a", "#fbe3e1"),
}
NO_MARK: Final = Mark("–", "#4a5562", "#eef1f4")

STATES: Final = {
    "ok": Mark("✔", "#17692f", "#e3f4e7"),
    "doubtful": Mark("!", "#7a5600", "#fdf3d0"),
    "waiting": Mark("○", "#4a5562", "#eef1f4"),
    "failed": Mark("✖", "#a4201a", "#fbe3e1"),
}
"""Whether a figure is there: calculated, calculated with a remark, waiting for data, not to be calculated."""


def mark_of(warna: str | None) -> Mark:
    """Return the mark of a colour; a grey one where there is none.

    >>> mark_of("hijau").sign, mark_of(None).sign
    ('▲', '–')
    """
    return MARKS.get(warna or "", NO_MARK)
