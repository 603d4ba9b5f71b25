"""The running service: uvicorn with our application and limits, on a socket that is opened before."""

from __future__ import annotations

import os
import socket
from typing import Any

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import MISSING_EXTRA
from kinerja_formula.layanan.settings import ServiceSettings

__all__ = ["make_server", "socket_at"]


def make_server(settings: ServiceSettings) -> Any:
    """Return the server of uvicorn, not yet running. Raises InvalidDataError KF403 without the extra ``web``."""
    try:
        import uvicorn

        from kinerja_formula.layanan.application import make_app
        from kinerja_formula.layanan.connections import connections_of
    except ImportError as error:
        package = (error.name or "starlette").partition(".")[0]
        needed = {"package": package, "extra": "web", "purpose": "HTTP"}
        raise InvalidDataError(Diagnostic(MISSING_EXTRA, (0, 0), (), **needed)) from None
    config = uvicorn.Config(
        make_app(settings),
        http=connections_of(settings.head_seconds, settings.answer_seconds),
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=settings.connections,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=5,
    )
    return uvicorn.Server(config)


def socket_at(address: str, port: int) -> socket.socket:
    """Return a listening socket; port 0 is a free one. Raises OSError where the address is taken or not ours."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # asyncio sends at once (TCP_NODELAY) only where the protocol is told; else the end of an answer waits 40 ms.
    opened = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name != "nt":  # there it lets two programs have one port
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((address, port))
        opened.listen(256)
    except OSError:
        opened.close()
        raise
    return opened
