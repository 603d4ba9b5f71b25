"""The routes of the service: each reads its body within limits, has the work done, and answers."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.diagnostics.catalogue import METHOD_NOT_ALLOWED, NO_SUCH_ADDRESS, SERVICE_BUSY
from kinerja_formula.layanan.bodies import FORM, Body, media_of, read_form, read_json
from kinerja_formula.layanan.openapi import description
from kinerja_formula.layanan.page import Asset, assets, language_of, written_page
from kinerja_formula.layanan.refusals import Refused, error_body, refused, status_of
from kinerja_formula.layanan.safeguards import Safeguards
from kinerja_formula.layanan.settings import ServiceSettings
from kinerja_formula.layanan.tasks import Answer
from kinerja_formula.layanan.workers import Workers
from kinerja_formula.plain_text import json_text

__all__ = ["make_app"]

_JSON: Final = "application/json"
_FORMULAS: Final = ("baca-rumus", "hitung", "capaian", "nama")
_DOCUMENTS: Final = ("dokumen", "isian", "laporan")
_MEMORY_OF_FORMULAS: Final = 600_000_000
_DOWNLOAD_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
_EXPLAINED: Final = (("text/html", "html"), ("text/plain", "text"))

Endpoint = Callable[[Request], Awaitable[Response]]


def make_app(settings: ServiceSettings | None = None) -> Starlette:
    """Return the service as an ASGI application, for a server of one's own; ``kinerja layani`` brings uvicorn.

    Raises InvalidDataError KF403 without the extra ``web``.

    >>> [route.path for route in make_app().routes][:6]
    ['/', '/berkas', '/openapi.json', '/aturan', '/periksa', '/baca-rumus']
    """
    return _Service(settings or ServiceSettings()).app()


class _Service:
    def __init__(self, settings: ServiceSettings) -> None:
        self._settings = settings
        self._formulas = Workers(
            settings.workers,
            seconds=settings.formula_seconds,
            waiting=settings.waiting,
            memory=min(settings.memory, _MEMORY_OF_FORMULAS),
            aturan=settings.aturan,
        )
        self._documents = Workers(
            settings.document_workers,
            seconds=settings.document_seconds,
            waiting=settings.waiting_documents,
            memory=settings.memory,
            aturan=settings.aturan,
            documents=True,
        )
        self._uploads = 0
        self._described = json_text(description()).encode("utf-8")

    def app(self) -> Starlette:
        routes = [
            Route("/", self._page("rumus"), methods=["GET"]),
            Route("/berkas", self._page("berkas"), methods=["GET"]),
            Route("/openapi.json", self._description, methods=["GET"]),
            Route("/aturan", self._aturan, methods=["GET"]),
            Route("/periksa", self._periksa, methods=["POST"]),
            *[Route(f"/{name}", self._formula(name), methods=["POST"]) for name in _FORMULAS],
            *[Route(f"/{name}", self._document(name), methods=["POST"]) for name in _DOCUMENTS],
            *[Route(f"/aset/{name}", self._asset(asset), methods=["GET"]) for name, asset in assets().items()],
        ]
        middleware = [Middleware(Safeguards, settings=self._settings)]
        if self._settings.origins:
            let = Middleware(
                CORSMiddleware,
                allow_origins=self._settings.origins,
                allow_methods=["GET", "POST"],
                allow_headers=["content-type", "accept-language"],
            )
            middleware.append(let)
        handlers = {Refused: _turn_away, FormulaError: _tell, HTTPException: _no_route}
        return Starlette(routes=routes, middleware=middleware, exception_handlers=handlers, lifespan=self._running)

    @asynccontextmanager
    async def _running(self, app: Starlette) -> AsyncIterator[None]:  # noqa: ARG002
        with tempfile.TemporaryDirectory(prefix="kinerja-layani-", ignore_cleanup_errors=True) as home:
            self._formulas.start()
            self._documents.start(home)
            try:
                yield
            finally:
                self._formulas.stop()
                self._documents.stop()

    # Programs

    def _formula(self, name: str) -> Endpoint:
        async def answer(request: Request) -> Response:
            body = await read_json(request, name, self._settings)
            fields = {**body.fields, "sebagai": _explained(request)}
            return _answer(await self._formulas.run(name, fields, language_of(request)))

        return answer

    def _document(self, name: str) -> Endpoint:
        async def answer(request: Request) -> Response:
            return await self._with_files(request, name)

        return answer

    async def _with_files(self, request: Request, name: str) -> Response:
        # A body in the hand is memory: only so many at one time, however many ask.
        if self._uploads >= self._settings.uploads:
            raise refused(SERVICE_BUSY, 503, {"retry-after": "5"})
        self._uploads += 1
        try:
            body: Body = await read_form(request, name, self._settings)
            return _answer(await self._documents.run(name, body.fields, language_of(request), body.files))
        finally:
            self._uploads -= 1

    async def _periksa(self, request: Request) -> Response:
        if media_of(request) == FORM:
            return await self._with_files(request, "periksa berkas")
        body = await read_json(request, "periksa", self._settings)
        return _answer(await self._formulas.run("periksa", body.fields, language_of(request)))

    async def _aturan(self, request: Request) -> Response:
        return _answer(await self._formulas.run("aturan", {}, language_of(request)))

    async def _description(self, request: Request) -> Response:  # noqa: ARG002
        return Response(self._described, media_type=_JSON)

    # People

    def _page(self, name: str) -> Endpoint:
        async def answer(request: Request) -> Response:
            return Response(written_page(name, language_of(request)), media_type="text/html")

        return answer

    def _asset(self, asset: Asset) -> Endpoint:
        async def answer(request: Request) -> Response:
            headers = {"cache-control": "no-cache", "etag": asset.etag}
            if request.headers.get("if-none-match") == asset.etag:
                return Response(status_code=304, headers=headers)
            return Response(asset.content, media_type=asset.media, headers=headers)

        return answer


def _explained(request: Request) -> str:
    """Return in what form a calculation is asked for: as data unless a page or a text stands first."""
    accepted = request.headers.get("accept", "").lower()
    return next((kind for media, kind in _EXPLAINED if accepted.startswith(media)), "json")


def _answer(answer: Answer) -> Response:
    headers = {}
    if answer.name:
        headers = {
            "content-disposition": f'attachment; filename="{answer.name}"',
            "content-security-policy": _DOWNLOAD_POLICY,
        }
    return Response(answer.content, answer.status, headers, answer.media)


async def _turn_away(request: Request, error: Exception) -> Response:  # noqa: ARG001
    assert isinstance(error, Refused)
    return Response(error.body, error.status, error.headers, _JSON)


async def _tell(request: Request, error: Exception) -> Response:  # noqa: ARG001
    assert isinstance(error, FormulaError)
    return Response(error_body(error.diagnostics), status_of(error), media_type=_JSON)


async def _no_route(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    path = request.url.path[:80]
    if error.status_code == 405:
        allowed = dict(error.headers or {})
        refusal = refused(
            METHOD_NOT_ALLOWED, 405, allowed, method=request.method[:20], path=path, expected=allowed.get("Allow", "–")
        )
    else:
        refusal = refused(NO_SUCH_ADDRESS, error.status_code, path=path)
    return await _turn_away(request, refusal)
