"""The service as a target: requests go through its application, and its work is done in this process."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import tempfile
from collections.abc import Mapping
from functools import cache
from random import Random
from typing import Any, Final, NamedTuple

from kinerja_formula.files import guard
from kinerja_formula.layanan.application import _Service
from kinerja_formula.layanan.fields import FIELDS
from kinerja_formula.layanan.settings import ServiceSettings
from kinerja_formula.layanan.tasks import Answer
from kinerja_formula.layanan.worker import _answered
from tests.fuzzing.data_targets import changed_json
from tests.fuzzing.target import SEPARATOR, Target, fields_of, held, input_of, sometimes
from tests.fuzzing.text_mutations import mutated_words
from tests.fuzzing.text_targets import changed_pieces, figure_pieces

__all__ = ["SERVICE_TARGETS"]

BOUNDARY: Final = "batas"
TABLE: Final = (
    "Jabatan,Indikator,Formula,Target\n"
    "CAMAT,Persentase kehadiran,Jumlah hadir dibagi jumlah undangan x 100%,94%\n"
    "CAMAT,Kegiatan,Realisasi kegiatan / rapat,2\n"
)
FIGURES: Final = "nama,nilai\nJumlah hadir,18\njumlah undangan,20\n"


class _WorkHere:
    """Does what the processes of the service do, in this one."""

    def __init__(self, home: str) -> None:
        self._home = home

    async def run(
        self, task: str, arguments: Mapping[str, Any], language: str, files: Mapping[str, bytes] | None = None
    ) -> Answer:
        before, usual = os.getcwd(), tempfile.tempdir
        try:
            with tempfile.TemporaryDirectory(dir=self._home) as folder:
                for name, content in (files or {}).items():
                    with open(os.path.join(folder, name), "wb") as file:
                        file.write(content)
                answer = _answered(task, dict(arguments), folder if files else "", language)
                os.chdir(before)
        finally:
            os.chdir(before)
            tempfile.tempdir = usual
        return answer


class _Answered(NamedTuple):
    status: int
    headers: dict[str, str]
    content: bytes


logging.getLogger("python_multipart").setLevel(logging.CRITICAL)  # it tells of every form that is none


@cache
def _service() -> tuple[Any, Any, tempfile.TemporaryDirectory[str]]:
    service = _Service(ServiceSettings())
    home = tempfile.TemporaryDirectory(prefix="kinerja-fuzz-")
    service._formulas = service._documents = _WorkHere(home.name)  # type: ignore[assignment]
    return service.app(), asyncio.new_event_loop(), home


async def _asked(app: Any, method: str, path: str, headers: Mapping[str, str], body: bytes) -> _Answered:
    parts: list[dict[str, Any]] = []
    sent = False

    async def receive() -> dict[str, Any]:
        nonlocal sent
        if sent:
            return {"type": "http.disconnect"}
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        parts.append(message)

    encoded = [
        (name.encode("latin-1", "replace"), value.encode("latin-1", "replace")) for name, value in headers.items()
    ]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode("utf-8", "replace"),
        "query_string": b"",
        "root_path": "",
        "headers": encoded,
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    await app(scope, receive, send)
    head = parts[0]
    told = {name.decode("latin-1"): value.decode("latin-1") for name, value in head["headers"]}
    return _Answered(head["status"], told, b"".join([one.get("body", b"") for one in parts[1:]]))


def run_service(content: bytes) -> None:
    """The fields of an input: the route, the type of the body, what is accepted, the body."""
    route, media, accepted, body = fields_of(content, 4)
    method, _, path = route.rpartition(" ")
    headers = {
        "host": "localhost",
        "content-type": media,
        "accept": accepted,
        "accept-language": ("id", "en")[len(accepted) % 2],
    }
    given = body.encode("utf-8", "replace")
    app, loop, _ = _service()

    def ask() -> _Answered:
        return loop.run_until_complete(_asked(app, method or "POST", path or "/", headers, given))  # type: ignore[no-any-return]

    answer = ask()
    caught = guard.caught()
    guard.forget()
    held(
        "nothing unforeseen is answered",
        not caught and b'"KF435"' not in answer.content,
        str(caught or answer.content[:300]),
    )
    held("a request ends well or is refused", answer.status < 500, f"{answer.status} {answer.content[:200]!r}")
    held("an answer bears its headers", answer.headers.get("x-content-type-options") == "nosniff")
    if answer.status >= 400:
        data = json.loads(answer.content)
        held("a refusal has its code", data["status"] == data["diagnostics"][0]["code"], str(data))
    elif answer.headers.get("content-type", "").startswith("application/json"):
        json.loads(answer.content)
    if sometimes(content, 8) and "form-data" not in media:
        held("the same request has the same answer", ask() == answer, route)


def _form(**fields: str) -> str:
    parts = []
    for name, value in fields.items():
        file = f'; filename="{name}.csv"' if name in ("berkas", "realisasi") else ""
        parts.append(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n{value}\r\n')
    return "".join(parts) + f"--{BOUNDARY}--\r\n"


@cache
def service_seeds() -> list[bytes]:
    data = {"Jumlah hadir": 18, "Jumlah undangan": "20 orang"}
    rumus = "Jumlah hadir / Jumlah undangan x 100%"
    asked: list[tuple[str, Any]] = [
        (
            "hitung",
            {"rumus": rumus, "data": data, "target": "94%", "arah": "naik", "aturan": "lkjip", "indikator": "Persen"},
        ),
        (
            "hitung",
            {"rumus": "Σ (bobot × nilai)", "data": {"bobot": ["50%", 0.5], "nilai": [80, "90"]}, "periode": "TW I"},
        ),
        (
            "hitung",
            {
                "rumus": rumus,
                "data": {**data, "Jumlah hadir": {"2023": 1, "2024": 2}},
                "satuan": {"Jumlah hadir": "orang"},
            },
        ),
        ("hitung", {"rumus": "A / B", "data": {"A": 1, "B": 0}, "bacaan": "A / B"}),
        ("baca-rumus", {"rumus": rumus, "nama": ["Jumlah hadir"], "indikator": "Persentase kehadiran"}),
        ("baca-rumus", {"rumus": "Jika A > 3 maka 4; jika A <= 3 maka 2 x A"}),
        (
            "capaian",
            {"realisasi": "93", "target": 95, "arah": "turun", "aturan": "bps", "tahun": 2024, "syarat": ["ide baru"]},
        ),
        ("capaian", {"realisasi": None, "target": "80 - 90%", "satuan": "%", "indikator": "Angka kemiskinan"}),
        ("periksa", {"rumus": "Jumlah A / Jumlah A x 100%", "indikator": "Jumlah A", "target": "94%"}),
        ("nama", {"nama": "jum had", "dikenal": list(data), "rumus": rumus}),
    ]
    accepted = ("application/json", "text/html", "text/plain", "*/*")
    found = [
        input_of(f"POST /{route}", "application/json", accepted[place % 4], json.dumps(body))
        for place, (route, body) in enumerate(asked)
    ]
    forms = [
        ("dokumen", _form(berkas=TABLE, tahun="2024", periode="TW I")),
        ("periksa", _form(berkas=TABLE)),
        ("isian", _form(berkas=TABLE, realisasi=FIGURES, periode="2024")),
        ("laporan", _form(berkas=TABLE, realisasi=FIGURES, bentuk="json", aturan="lkjip")),
        ("laporan", _form(berkas=TABLE, realisasi=FIGURES, bentuk="md")),
        ("laporan", _form(berkas=TABLE, realisasi=FIGURES, bentuk="html")),
    ]
    media = f"multipart/form-data; boundary={BOUNDARY}"
    found += [input_of(f"POST /{route}", media, "application/json", body) for route, body in forms]
    pages = ("/", "/berkas", "/openapi.json", "/aturan", "/aset/gaya.css", "/tidak-ada")
    return found + [input_of(f"GET {path}", "", "text/html", "") for path in pages]


_PARTS: Final = (
    *("\r\n", f"--{BOUNDARY}", "--", 'name="', 'filename="', '"', "Content-Disposition: form-data; "),
    *("Content-Type: ", "; "),
    *("../../x", "\0", "a.docx", "a.pdf", "PK\x03\x04", "%PDF-1.4", "<html><table>", "bentuk", "xlsx"),
    *("charset=utf-16",),
    *sorted({name for fields in FIELDS.values() for name in fields}),
)


def changed_request(content: bytes, random: Random) -> bytes:
    """Change the body as what it is; now and then where it goes, or what it says that it is."""
    route, media, accepted, body = fields_of(content, 4)
    how = random.random()
    if how < 0.05:
        route = random.choice(
            (f"POST /{random.choice(list(FIELDS))}", changed_pieces(route, ("/", "GET ", "..", "%00"), random))
        )
    elif how < 0.1:
        media = changed_pieces(media, _PARTS, random)
    elif how < 0.15:
        accepted = random.choice(("application/json", "text/html", "text/plain", "*/*", ""))
    elif media.startswith("application/json"):
        body = changed_json(f"x{SEPARATOR}{body}".encode("utf-8", "replace"), random).decode("utf-8", "replace")
        body = body.partition(SEPARATOR)[2]
    elif how < 0.6:
        lines = body.split("\n")
        place = random.randrange(len(lines))
        lines[place] = mutated_words(lines[place], random)
        body = "\n".join(lines)
    else:
        body = changed_pieces(body, _PARTS if random.random() < 0.5 else figure_pieces(), random)
    return input_of(route, media, accepted, body)


SERVICE_TARGETS: Final = (Target("service", run_service, service_seeds, changed_request, 5.0, 20_000),)
