"""The body of a request, read within limits of size and time: JSON, or a form with files."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncGenerator, Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple, NoReturn

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from kinerja_formula.diagnostics.catalogue import BROKEN_REQUEST, REQUEST_TOO_LARGE, SLOW_REQUEST, UNKNOWN_MEDIA
from kinerja_formula.layanan.fields import FIELDS, FILE, checked
from kinerja_formula.layanan.refusals import refused
from kinerja_formula.layanan.settings import ServiceSettings
from kinerja_formula.plain_text import plain

__all__ = ["FORM", "JSON", "Body", "media_of", "read_form", "read_json", "safe_name"]

JSON: Final = "application/json"
FORM: Final = "multipart/form-data"
_LONGEST_FIELD: Final = 1_000_000
_LONGEST_NUMBER: Final = 400
_LONGEST_FILE_NAME: Final = 80


class Body(NamedTuple):
    """The fields of a body; those that are files hold the name of one, whose content is in ``files``."""

    fields: dict[str, Any]
    files: Mapping[str, bytes]


def media_of(request: Request) -> str:
    """Return the type of the body without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def read_json(request: Request, route: str, settings: ServiceSettings) -> Body:
    """Return the fields of a body of JSON, numbers exact.

    Raises Refused: 415 another type, 413 too large, 408 too slow, 400 no JSON, 422 another form.
    """
    if media_of(request) != JSON:
        raise refused(UNKNOWN_MEDIA, 415, given=media_of(request)[:80] or "–", expected=JSON)
    raw = b"".join([chunk async for chunk in _within_limits(request, settings.json_size, settings)])
    return Body(checked(route, _parsed(raw)), {})


def _parsed(raw: bytes) -> object:
    try:
        return json.loads(
            raw, parse_float=_number, parse_int=_whole, parse_constant=_no_number, object_pairs_hook=_once
        )
    except (ValueError, RecursionError):  # UnicodeDecodeError is one
        raise refused(BROKEN_REQUEST, 400, expected="JSON, UTF-8") from None


def _number(text: str) -> Decimal:
    if len(text) > _LONGEST_NUMBER:
        raise ValueError(len(text))
    number = Decimal(text)
    if number and abs(number.adjusted()) > _LONGEST_NUMBER:  # 1e999999999 is no figure, but a way to use up memory
        raise ValueError(text)
    return number


def _whole(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise ValueError(len(text))
    return int(text)


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):  # of two figures under one name neither is meant more
        raise ValueError(len(pairs))
    return found


async def _within_limits(request: Request, limit: int, settings: ServiceSettings) -> AsyncGenerator[bytes, None]:
    told = request.headers.get("content-length", "")
    if told.isdecimal() and (len(told) > 15 or int(told) > limit):
        raise refused(REQUEST_TOO_LARGE, 413, limit=limit)
    size = 0
    loop = asyncio.get_running_loop()
    until = loop.time() + settings.body_seconds
    stream = request.stream()
    while True:
        try:
            async with asyncio.timeout_at(until):
                chunk = await anext(stream, None)
        except TimeoutError:
            raise refused(SLOW_REQUEST, 408, {"connection": "close"}, seconds=round(settings.body_seconds)) from None
        except ClientDisconnect:
            raise refused(BROKEN_REQUEST, 400, expected="HTTP") from None
        if chunk is None:
            return
        size += len(chunk)
        if size > limit:
            raise refused(REQUEST_TOO_LARGE, 413, {"connection": "close"}, limit=limit)
        yield chunk


class _InMemory(MultiPartParser):
    spool_max_size = 1 << 40  # no file outside the folder of the request: the body has its own limit


async def read_form(request: Request, route: str, settings: ServiceSettings) -> Body:
    """Return the fields and files of a form.

    Raises Refused as :func:`read_json` does.
    """
    if media_of(request) != FORM:
        raise refused(UNKNOWN_MEDIA, 415, given=media_of(request)[:80] or "–", expected=FORM)
    from python_multipart.exceptions import FormParserError

    parser = _InMemory(
        request.headers,
        _within_limits(request, settings.upload_size, settings),
        max_files=len(FIELDS[route]),
        max_fields=2 * len(FIELDS[route]),
        max_part_size=_LONGEST_FIELD,
    )
    try:
        form = await parser.parse()
    except (MultiPartException, FormParserError, ValueError, LookupError):
        raise refused(BROKEN_REQUEST, 400, expected=FORM) from None
    try:
        return await _body_of(form.multi_items(), route)
    finally:
        await form.close()


async def _body_of(items: list[tuple[str, UploadFile | str]], route: str) -> Body:
    fields: dict[str, Any] = {}
    files: dict[str, bytes] = {}
    for name, value in items:
        if name in fields:
            raise refused(BROKEN_REQUEST, 400, expected=FORM)
        kind = FIELDS[route][name].kind if name in FIELDS[route] else ""
        if isinstance(value, UploadFile):
            content = await value.read()
            if not content and not value.filename:
                continue  # a browser sends a file that was not chosen as an empty one without a name
            if kind != FILE:
                fields[name] = content  # no text, and refused as such
                continue
            fields[name] = _apart(safe_name(value.filename or ""), files)
            files[fields[name]] = content
        elif kind == FILE:
            # The confirmed readings are JSON, and may be told as a text.
            fields[name] = _apart(f"{name}.json", files)
            files[fields[name]] = value.encode("utf-8", "replace")
        elif value != "":
            fields[name] = value
    return Body(checked(route, fields), files)


def safe_name(name: str) -> str:
    r"""Return the name that a file has in the folder of its request: of a path only its end, letters, digits, ``._-``.

    >>> safe_name("../../etc/pass\twd"), safe_name("C:\\Data\\IKU 2025.xlsx"), safe_name("…/")
    ('pass wd', 'IKU 2025.xlsx', 'berkas')
    """
    last = plain(re.split(r"[/\\]", name)[-1])
    kept = "".join([char if char.isalnum() or char in " ._-()" else "_" for char in last]).strip(" ._")
    stem, dot, ending = kept.rpartition(".")
    if dot and len(ending) <= 5:
        kept = f"{stem[:_LONGEST_FILE_NAME]}.{ending}"
    kept = kept[: _LONGEST_FILE_NAME + 6]
    while len(kept.encode("utf-8")) > 200:
        kept = kept[1:]
    return f"_{kept}" if _RESERVED.fullmatch(kept) else kept or "berkas"


_RESERVED: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def _apart(name: str, files: Mapping[str, bytes]) -> str:
    """Return a name that no other file of the request has, on a disk that knows no capital letters either."""
    taken = {one.casefold() for one in files}
    number = 2
    found = name
    while found.casefold() in taken:
        stem, dot, ending = name.rpartition(".")
        found = f"{stem if dot else name} ({number}){dot}{ending if dot else ''}"
        number += 1
    return found
