"""The words of charts, from ``data/grafik/``."""

from __future__ import annotations

import os
from functools import cache

from kinerja_formula.data_files import DATA, read_toml

__all__ = ["chart_words", "listed"]

_LANGUAGES = ("id", "en")
_MOST_NAMES = 12


@cache
def _words(language: str) -> dict[str, dict[str, str]]:
    return read_toml(os.path.join(DATA, "grafik", f"{language}.toml"))


def chart_words(language: str) -> dict[str, dict[str, str]]:
    """Return the words of a language by table: ``judul``, ``kolom``, ``kata``, ``catatan``, ``kuadran``.

    Raises ValueError for another language than ``"id"`` and ``"en"``.
    """
    if language not in _LANGUAGES:
        raise ValueError(f'language must be "id" or "en", not {language!r}')
    return _words(language)


def listed(names: list[str], language: str) -> str:
    """Return names as a list for a sentence, of very many the first ones and how many more there are.

    >>> listed(["Besuki", "Tajinan"], "id"), listed([str(one) for one in range(20)], "en")[-14:]
    ('Besuki, Tajinan', '11, and 8 more')
    """
    if len(names) <= _MOST_NAMES:
        return ", ".join(names)
    more = chart_words(language)["catatan"]["lainnya"]
    return more.format(nama=", ".join(names[:_MOST_NAMES]), banyak=len(names) - _MOST_NAMES)
