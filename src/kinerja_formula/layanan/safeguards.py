"""What every request passes: the name that it asks for, the page that it comes from; and what every answer bears."""

from __future__ import annotations

import sys
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.diagnostics.catalogue import STRANGER
from kinerja_formula.files.guard import guarded
from kinerja_formula.layanan.refusals import Refused, error_body, refused, status_of
from kinerja_formula.layanan.settings import ServiceSettings

__all__ = ["Safeguards"]

_POLICY: Final = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"
_HEADERS: Final = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
_READS_ONLY: Final = ("GET", "HEAD", "OPTIONS")


class Safeguards:
    """Turns away what strangers ask, and gives every answer its headers.

    A page of another site may tie its own name to this machine (DNS rebinding), or send a form without being let to
    read the answer. The first asks for a name that is not ours, the second tells its origin.
    """

    def __init__(self, app: ASGIApp, settings: ServiceSettings) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in settings.hosts)
        self._origins = frozenset(origin.lower() for origin in settings.origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or turn it away."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        begun = False

        async def send_with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            self._look_at(scope)
            with guarded():
                await self._app(scope, receive, send_with_headers)
        except Refused as refusal:
            await _send(refusal.status, refusal.body, send_with_headers)
        except FormulaError as error:
            # A fault of the program: where it is goes to whoever runs the service, and nothing of what was asked.
            fault = error.diagnostics[0].values
            print(error.code, fault.get("kind"), fault.get("where"), file=sys.stderr)  # noqa: T201
            if not begun:
                await _send(status_of(error), error_body(error.diagnostics), send_with_headers)

    def _look_at(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        asked = headers.getlist("host")
        host = _name_of(f"//{asked[0]}") if len(asked) == 1 else ""
        if host not in self._hosts and not _is_number(host):
            raise refused(STRANGER, 421, who=", ".join(asked)[:80] or "–")
        origin = headers.get("origin", "").lower()
        if not origin or origin in self._origins or scope["method"] in _READS_ONLY:
            return
        if urlsplit(origin).netloc != asked[0].lower():
            raise refused(STRANGER, 403, who=origin[:80])


def _name_of(address: str) -> str:
    """Return the name in an address without its port; empty where it can't be read."""
    try:
        found = urlsplit(address)
        found.port  # noqa: B018 - raises for what is no number
    except ValueError:
        return ""
    plain = not (found.path or found.query or found.fragment or found.username or found.password)
    return (found.hostname or "") if plain else ""


def _is_number(host: str) -> bool:
    """Whether a host is told by its number: such a one nobody can tie to this machine who is not in its network."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


async def _send(status: int, body: bytes, send: Send) -> None:
    head = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body})
