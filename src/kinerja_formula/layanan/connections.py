"""Connections of slow clients end: a head that doesn't come, a body that drips, an answer that nobody takes."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from uvicorn.protocols.http.h11_impl import H11Protocol

__all__ = ["connections_of"]

_LOOK_EVERY: Final = 2.0


def connections_of(head_seconds: float, answer_seconds: float) -> type[H11Protocol]:
    """Return the protocol of connections whose heads have ``head_seconds``, and whose requests ``answer_seconds``."""

    class Connection(H11Protocol):
        _since: float
        _cycle_seen: Any = None
        _look: asyncio.TimerHandle | None = None

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._since = self.loop.time()
            self._look = self.loop.call_later(_LOOK_EVERY, self._look_again)

        def connection_lost(self, exc: Exception | None) -> None:
            if self._look is not None:
                self._look.cancel()
            super().connection_lost(exc)

        def on_response_complete(self) -> None:
            self._since = self.loop.time()
            super().on_response_complete()

        def _look_again(self) -> None:
            if self.transport.is_closing():
                return
            cycle, now = self.cycle, self.loop.time()
            at_work = cycle is not None and not cycle.response_complete
            if at_work and cycle is not self._cycle_seen:
                self._cycle_seen, self._since = cycle, now
            if now - self._since > (answer_seconds if at_work else head_seconds):
                self.transport.abort()
                return
            self._look = self.loop.call_later(_LOOK_EVERY, self._look_again)

    return Connection
