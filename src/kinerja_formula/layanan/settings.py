"""What a service allows: names that it answers to, sizes, times, memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["LOOPBACK", "ServiceSettings"]

LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """The settings of a service; sizes are in bytes, times in seconds.

    ``hosts`` are the names that a request may ask for: another one comes from a page that has tied its own name to this
    machine. ``origins`` are the sites whose pages may ask (``https://contoh.go.id``). ``workers`` processes read
    formulas, ``document_workers`` read files. ``waiting`` requests may wait for either. ``connections`` are those that
    are open at one time. ``aturan`` are files of further rule sets.

    >>> ServiceSettings().hosts
    ('127.0.0.1', 'localhost', '::1')
    """

    hosts: tuple[str, ...] = LOOPBACK
    origins: tuple[str, ...] = ()
    workers: int = 2
    document_workers: int = 1
    json_size: int = 1_000_000
    upload_size: int = 24_000_000
    body_seconds: float = 30.0
    head_seconds: float = 10.0
    answer_seconds: float = 240.0
    formula_seconds: float = 5.0
    document_seconds: float = 60.0
    waiting: int = 64
    waiting_documents: int = 8
    uploads: int = 4
    connections: int = 256
    memory: int = 1_500_000_000
    aturan: tuple[str, ...] = ()
