"""The language of messages, and the texts of each language from ``data/messages/*.toml``."""

from __future__ import annotations

import sys
from contextvars import ContextVar
from threading import current_thread, main_thread

from kinerja_formula.data_files import DATA, read_toml

__all__ = ["language_in_use", "message_texts", "use_language", "use_language_here"]

_language: ContextVar[str | None] = ContextVar("kinerja_formula_language", default=None)
_everywhere = ["id"]
"""The language of contexts that chose none: of threads, above all, which do not inherit a choice."""


def use_language(language: str) -> None:
    """Choose the language of messages: ``"id"`` (the default) or ``"en"``.

    Chosen in the main thread outside any task, it holds in all threads that choose none themselves; chosen in another
    thread or in a task, it holds there alone.

    Codes, slugs and attributes never change with the language. Raises ValueError for another language.

    >>> import kinerja_formula as kf
    >>> kf.use_language("en")
    >>> kf.check("Jumlah A / Jumlah A x 100%")[0].message[:35]
    'Numerator and denominator are the s'
    >>> kf.use_language("id")
    """
    if language not in ("id", "en"):
        raise ValueError(f'language must be "id" or "en", not {language!r}')
    use_language_here(language)
    if current_thread() is main_thread() and not _in_a_task():
        _everywhere[0] = language


def use_language_here(language: str) -> None:
    """Choose the language of messages in this context alone."""
    _language.set(language)


def _in_a_task() -> bool:
    asyncio = sys.modules.get("asyncio")  # not imported for the question
    return asyncio is not None and asyncio._get_running_loop() is not None  # noqa: SLF001


def language_in_use(language: str | None = None) -> str:
    """Return a language, or that of this context where none is given."""
    return language or _language.get() or _everywhere[0]


_texts: dict[str, dict[str, dict[str, str]]] = {}


def message_texts(language: str) -> dict[str, dict[str, str]]:
    """Return the texts of a language: code → ``title message hint``, and tables of words; id.toml tells the form."""
    if language not in _texts:
        _texts[language] = read_toml(f"{DATA}/messages/{language}.toml")
    return _texts[language]
