"""The running service: uvicorn with our application and limits."""

from __future__ import annotations

from typing import Any

from kinerja_formula.diagnostics import MISSING_EXTRA, Diagnostic, InvalidDataError
from kinerja_formula.layanan.settings import ServiceSettings

__all__ = ["make_server", "serve"]


def make_server(address: str, port: int, settings: ServiceSettings) -> Any:
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
        host=address,
        port=port,
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


def serve(address: str, port: int, settings: ServiceSettings) -> None:
    """Run the service until it is interrupted."""
    make_server(address, port, settings).run()
