"""Hostile requests: each ends in 4xx with one of our codes, within limits of memory and time, and leaves nothing."""

from __future__ import annotations

import io
import json
import os
import socket
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.testclient import TestClient

from kinerja_formula.layanan import ServiceSettings, make_app
from kinerja_formula.layanan.bodies import safe_name

from .conftest import TABLE

JSON = {"content-type": "application/json"}
FORM = {"content-type": "multipart/form-data; boundary=b"}


def told(answer: Any) -> tuple[int, str]:
    """The status and the code; every refusal is one of ours, in both languages, and names no file of this machine."""
    data = answer.json()
    assert data["status"] == data["diagnostics"][0]["code"]
    assert set(data["diagnostics"][0]["message"]) == {"id", "en"}
    assert "Traceback" not in answer.text and tempfile.gettempdir() + "/" not in answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    return answer.status_code, data["status"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"rumus": "A", "rumus": "B", "data": {}}',
        b'{"rumus": "A", "data": {"A": NaN}}',
        b'{"rumus": "A", "data": {"A": 1e999999999}}',
        b'{"rumus": "A", "data": {"A": ' + b"9" * 5000 + b"}}",
        b'{"rumus": "A", "data": {"A": 0.' + b"1" * 5000 + b"}}",
    ],
)
def test_what_is_no_json(client: TestClient, body: bytes):
    assert told(client.post("/hitung", content=body, headers=JSON)) == (400, "KF501")


@pytest.mark.parametrize(
    ("route", "body"),
    [
        ("/hitung", []),
        ("/hitung", "text"),
        ("/hitung", 3),
        ("/hitung", {"data": {}}),
        ("/hitung", {"rumus": "A", "data": []}),
        ("/hitung", {"rumus": ["A"], "data": {}}),
        ("/hitung", {"rumus": None, "data": {}}),
        ("/hitung", {"rumus": "A", "data": {}, "arah": "ke mana"}),
        ("/hitung", {"rumus": "A", "data": {}, "berkas": "/etc/passwd"}),
        ("/hitung", {"rumus": "A", "data": {"A": {"a": {"b": {"c": 1}}}}}),
        ("/hitung", {"rumus": "A", "data": {"A": True}}),
        ("/hitung", {"rumus": "A", "data": {f"nama {n}": n for n in range(10_000)}}),
        ("/hitung", {"rumus": "A", "data": {"N" * 1001: 1}}),
        ("/baca-rumus", {"rumus": "A", "nama": [f"nama {n}" for n in range(10_000)]}),
        ("/baca-rumus", {"rumus": "A" * 30_000}),
        ("/nama", {"nama": "a", "dikenal": [f"nama {n}" for n in range(10_000)]}),
        ("/nama", {"nama": "a", "dikenal": [1]}),
        ("/capaian", {"realisasi": [1], "target": 2}),
        ("/capaian", {"realisasi": 1, "target": 2, "tahun": 10**30}),
        ("/capaian", {"realisasi": 1, "target": 2, "tahun": "duaribu"}),
        ("/periksa", {"rumus": "A", "pilih": "KF1"}),
    ],
)
def test_fields_that_do_not_fit(client: TestClient, route: str, body: Any):
    assert told(client.post(route, json=body)) == (422, "KF502")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"rumus": "", "data": {}}, "KF001"),
        ({"rumus": "( " * 4000 + ")" * 4000, "data": {}}, None),
        ({"rumus": "A\x00\x1b[31m / \u202eB", "data": {}}, "KF301"),
        ({"rumus": "A / B", "data": {"A": 1, "B": 0}}, "KF305"),
        ({"rumus": "A / B", "data": {"A": "x" * 900, "B": 1}}, "KF302"),
        ({"rumus": "A / B", "data": {"A": 1, "B": 2}, "aturan": "../../etc/passwd", "target": 1}, "KF315"),
        ({"rumus": "A / B", "data": {"A": 1, "B": 2}, "bacaan": "__import__('os')"}, "KF106"),
        ({"rumus": "A pangkat 999999999 ", "data": {"A": 9}}, None),
        ({"rumus": "9^9^9^9^9", "data": {}}, None),
    ],
)
def test_texts_that_the_library_refuses(client: TestClient, body: Any, code: str | None):
    answer = client.post("/hitung", json=body)
    if answer.status_code != 200:
        status, found = told(answer)
        assert status == 422
        assert code is None or found == code
    else:
        assert code is None


def test_a_body_that_is_too_large_is_refused_before_it_is_read(client: TestClient):
    assert told(client.post("/hitung", json={"rumus": "A" * 10_000_000, "data": {}})) == (413, "KF503")
    files = {"berkas": ("a.csv", b"a" * 30_000_000)}
    assert told(client.post("/dokumen", files=files)) == (413, "KF503")


def test_a_body_without_its_length_is_counted(client: TestClient):
    def pieces() -> Iterator[bytes]:
        for _ in range(40):
            yield b" " * 100_000

    assert told(client.post("/hitung", content=pieces(), headers=JSON)) == (413, "KF503")


@pytest.mark.parametrize("length", ["9" * 400, "99999999999999999999"])
def test_lengths_that_lie(client: TestClient, length: str):
    answer = client.post("/hitung", content=b"{}", headers={**JSON, "content-length": length})
    assert told(answer) == (413, "KF503")


@pytest.mark.parametrize(
    "media", ["text/plain", "", "application/x-www-form-urlencoded", "application/json2", "a" * 3000]
)
@pytest.mark.parametrize("route", ["/hitung", "/dokumen", "/periksa"])
def test_bodies_of_another_type(client: TestClient, route: str, media: str):
    assert told(client.post(route, content=b"{}", headers={"content-type": media})) == (415, "KF504")


@pytest.mark.parametrize(
    "path",
    [
        "/hitungan",
        "/aset/../../../../etc/passwd",
        "/aset/%2e%2e%2f%2e%2e%2fid.toml",
        "/aset/..%5c..%5cid.toml",
        "/aset/",
        "/aset/id.toml",
        "/%00",
        "/" + "a" * 5000,
    ],
)
def test_addresses_that_are_none(client: TestClient, path: str):
    assert told(client.get(path)) == (404, "KF505")


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/hitung"), ("DELETE", "/dokumen"), ("PUT", "/"), ("OPTIONS", "/hitung")]
)
def test_methods_that_are_none(client: TestClient, method: str, path: str):
    answer = client.request(method, path)
    assert told(answer) == (405, "KF506")
    assert answer.headers["allow"]


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1@evil.example",
        "[::1",
        "localhost:x",
        "",
        "2130706433",
        "0x7f.1",
    ],
)
def test_other_hosts(client: TestClient, host: str):
    assert told(client.get("/aturan", headers={"host": host})) == (421, "KF510")


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "LOCALHOST:80", "[::1]:8765", "192.168.1.5:8765"])
def test_our_own_hosts(client: TestClient, host: str):
    assert client.get("/openapi.json", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:81", "file://"])
def test_pages_of_other_sites(client: TestClient, origin: str):
    asked = {"realisasi": 1, "target": 2}
    assert told(client.post("/capaian", json=asked, headers={"origin": origin})) == (403, "KF510")
    assert client.post("/capaian", json=asked, headers={"origin": "http://localhost"}).status_code == 200


def test_nobody_else_reads_an_answer_unless_he_is_let():
    asked = {"realisasi": 1, "target": 2}
    site = {"origin": "https://contoh.go.id"}
    with TestClient(
        make_app(ServiceSettings(origins=("https://contoh.go.id",))), base_url="http://localhost"
    ) as client:
        answer = client.post("/capaian", json=asked, headers=site)
        assert answer.headers["access-control-allow-origin"] == "https://contoh.go.id"
        before = {**site, "access-control-request-method": "POST", "access-control-request-headers": "content-type"}
        assert client.options("/capaian", headers=before).status_code == 200
        assert told(client.post("/capaian", json=asked, headers={"origin": "https://evil.example"})) == (403, "KF510")


def test_no_cookies_no_sites_and_a_policy(client: TestClient):
    for path in ("/", "/berkas", "/aturan", "/aset/rumus.js"):
        headers = client.get(path, headers={"origin": "https://evil.example"}).headers
        assert "set-cookie" not in headers and "access-control-allow-origin" not in headers
        assert headers["content-security-policy"].startswith("default-src 'self'")
        assert "unsafe" not in headers["content-security-policy"]
    for path in ("/", "/berkas"):
        page = client.get(path).text
        assert "<style" not in page and " style=" not in page and " onclick=" not in page


# Files


def archive(*files: tuple[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files:
            made.writestr(name, data)
    return content.getvalue()


BOMB = b"\0" * 250_000_000


@pytest.mark.parametrize("name", ["word/document.xml", "xl/worksheets/sheet1.xml", "anything"])
def test_an_archive_that_would_unpack_without_end(client: TestClient, name: str):
    content = archive((name, BOMB))
    assert len(content) < 1_000_000
    assert told(client.post("/dokumen", files={"berkas": ("a.docx", content)})) == (422, "KF401")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 1000,
        b"PK\x03\x04" + os.urandom(1000),
        b"%PDF-1.7" + os.urandom(1000),
        b"\xd0\xcf\x11\xe0" + b"\0" * 600,
        archive(("word/document.xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')),
        archive(("../../../../tmp/kinerja-bobol", b"x")),
        b"Indikator,Formula\n" + b'"' * 99,
    ],
)
def test_broken_files(client: TestClient, content: bytes):
    answer = client.post("/dokumen", files={"berkas": ("a.docx", content)})
    status, code = told(answer)
    assert status == 422 and code in ("KF401", "KF405")
    assert "root:" not in answer.text
    assert not Path("/tmp/kinerja-bobol").exists()


@pytest.mark.parametrize(
    "name",
    [
        "../../../../etc/passwd",
        "/etc/passwd",
        "C:\\Windows\\win.ini",
        "a\0b.csv",
        "\u202e.csv",
        "." * 300,
        "n" * 3000 + ".csv",
        "é" * 500,
        "CON",
        '"; filename="b',
    ],
)
def test_names_of_files_are_only_names(client: TestClient, name: str):
    answer = client.post("/dokumen", files={"berkas": (name, TABLE.encode())})
    assert answer.status_code == 200
    told_name = answer.json()["dokumen"]["berkas"]
    assert told_name == os.path.basename(told_name) and told_name.isprintable() and len(told_name) < 100
    assert safe_name(told_name) == told_name


def test_two_files_of_one_name_are_two(client: TestClient):
    files = {
        "berkas": ("a.csv", TABLE.encode()),
        "realisasi": ("A.CSV", b"nama,nilai\nJumlah hadir,18\njumlah undangan,20\n"),
    }
    assert client.post("/laporan", files=files).json()["rows"][0]["text"] == "90,00%"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", (422, "KF502")),
        (b"--b", (422, "KF502")),
        (b"--b\r\n\r\n\r\n--b--", (400, "KF501")),
        (b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n", (400, "KF501")),
        (b'--b\r\nContent-Disposition: form-data; name="tahun"\r\n\r\n2025\r\n--b--\r\n', (422, "KF502")),
        (b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n2025\r\n--b--\r\n', (422, "KF502")),
        (b'--b\r\nContent-Disposition: form-data; name="tahun"; filename="a"\r\n\r\n2025\r\n--b--\r\n', (422, "KF502")),
        (b'--b\r\nContent-Disposition: form-data; name="tahun"\r\n\r\n1\r\n' * 100 + b"--b--\r\n", (400, "KF501")),
        (
            b'--b\r\nContent-Disposition: form-data; name="tahun"\r\n\r\n' + b"1" * 2_000_000 + b"\r\n--b--\r\n",
            (400, "KF501"),
        ),
        (b"--b\r\n" + b"X: y\r\n" * 10_000 + b"\r\n\r\n--b--\r\n", (400, "KF501")),
    ],
)
def test_forms_that_are_none(client: TestClient, body: bytes, expected: tuple[int, str]):
    assert told(client.post("/dokumen", content=body, headers=FORM)) == expected


def test_a_form_without_its_boundary(client: TestClient):
    answer = client.post("/dokumen", content=b"--b--", headers={"content-type": "multipart/form-data"})
    assert told(answer) == (400, "KF501")


@pytest.mark.parametrize(
    "readings",
    ["", "[]", '{"schema": "kinerja-formula/bacaan/1", "bacaan": [3]}', "{" * 5000, '{"bacaan": "../../etc/passwd"}'],
)
def test_confirmed_readings_that_are_none(client: TestClient, readings: str):
    answer = client.post("/dokumen", files={"berkas": ("a.csv", TABLE.encode())}, data={"bacaan": readings})
    assert told(answer) == (422, "KF401")


def test_nothing_is_kept_after_the_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with TestClient(make_app(ServiceSettings(workers=1)), base_url="http://localhost") as client:
        form = client.post("/isian", files={"berkas": ("a.csv", TABLE.encode())})
        assert form.status_code == 200
        (home,) = tmp_path.iterdir()
        home.rmdir()  # as a machine does that sweeps its temporary files
        assert client.post("/dokumen", files={"berkas": ("a.csv", TABLE.encode())}).status_code == 200
        assert client.post("/dokumen", files={"berkas": ("a.csv", b"nothing")}).status_code == 422
        assert client.post("/dokumen", files={"berkas": ("a.docx", archive(("word/x", BOMB)))}).status_code == 422
        left = [path for path in tmp_path.rglob("*") if path.name != "kinerja-layani" and not path.is_dir()]
        assert left == []
        assert [path for path in tmp_path.rglob("*") if path.parent != tmp_path] == []
    assert list(tmp_path.iterdir()) == []


# Time and memory

ROW = "CAMAT,Persentase {0},Jumlah hadir {0} dibagi jumlah undangan {0} x 100%,94%\n"
LARGE = (TABLE + "".join([ROW.format(number) for number in range(40_000)])).encode()
"""A document that takes many seconds and much memory, and is no fault of anybody."""


def test_work_that_takes_too_long_ends_and_the_next_is_done():
    settings = ServiceSettings(document_workers=1, document_seconds=2.0)
    with TestClient(make_app(settings), base_url="http://localhost") as client:
        began = time.monotonic()
        assert told(client.post("/dokumen", files={"berkas": ("a.csv", LARGE)})) == (503, "KF507")
        assert time.monotonic() - began < 20
        assert client.post("/dokumen", files={"berkas": ("a.csv", TABLE.encode())}).status_code == 200


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is limited on Linux")
def test_work_that_takes_too_much_memory_ends_and_the_next_is_done():
    settings = ServiceSettings(document_workers=1, memory=120_000_000)
    with TestClient(make_app(settings), base_url="http://localhost") as client:
        assert told(client.post("/dokumen", files={"berkas": ("a.csv", LARGE)})) == (503, "KF507")
        assert client.post("/dokumen", files={"berkas": ("a.csv", TABLE.encode())}).status_code == 200


def test_more_than_may_wait_are_turned_away():
    settings = ServiceSettings(uploads=0)
    with TestClient(make_app(settings), base_url="http://localhost") as client:
        answer = client.post("/dokumen", files={"berkas": ("a.csv", TABLE.encode())})
        assert told(answer) == (503, "KF508")
        assert answer.headers["retry-after"] == "5"


def test_a_fault_of_the_program_is_told_without_its_trace(client: TestClient, monkeypatch: pytest.MonkeyPatch):
    from kinerja_formula.files import guard
    from kinerja_formula.layanan import application

    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(application, "written_page", broken)
    answer = client.get("/")
    assert told(answer) == (500, "KF435")
    assert "secret" not in answer.text
    guard.forget()


# A running service


def connected(address: str) -> socket.socket:
    told_address = urlsplit(address)
    return socket.create_connection((str(told_address.hostname), int(told_address.port or 80)), timeout=60)


@pytest.mark.slow
def test_slow_clients_are_let_go_and_others_are_answered(address: str):
    silent, dripping = connected(address), connected(address)
    dripping.sendall(b"GET /aturan HTTP/1.1\r\nHost: localhost\r\nX: ")
    began = time.monotonic()
    ended: dict[str, float] = {}
    while len(ended) < 2 and time.monotonic() - began < 40:
        assert httpx.get(f"{address}openapi.json", timeout=10).status_code == 200
        for name, one in (("silent", silent), ("dripping", dripping)):
            if name in ended:
                continue
            try:
                one.sendall(b"" if name == "silent" else b"a")
                one.settimeout(0.2)
                if one.recv(10) == b"":
                    ended[name] = time.monotonic() - began
            except TimeoutError:
                pass
            except OSError:
                ended[name] = time.monotonic() - began
        time.sleep(0.5)
    assert set(ended) == {"silent", "dripping"}
    assert min(ended.values()) > 3 and max(ended.values()) < 20


@pytest.mark.slow
def test_a_body_that_drips_ends_with_408(address: str):
    with connected(address) as one:
        head = (
            b"POST /hitung HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n"
        )
        one.sendall(head)
        one.settimeout(1)
        answer = b""
        for _ in range(60):  # a byte a second
            try:
                one.sendall(b" ")
                answer += one.recv(10_000)
                if b"KF509" in answer:
                    break
            except TimeoutError:
                continue
            except OSError:
                break
    assert answer.startswith(b"HTTP/1.1 408") and b"KF509" in answer


@pytest.mark.parametrize(
    "raw",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: " + b"y" * 200_000 + b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/1.1\r\n\r\n",
        b"POST /hitung HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"POST /hitung HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nzz\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    ],
)
def test_what_is_no_http_is_refused(address: str, raw: bytes):
    with connected(address) as one:
        one.settimeout(20)
        one.sendall(raw)
        answer = one.recv(10_000)
    assert answer == b"" or answer[9:10] == b"4", answer[:80]
    assert b"Traceback" not in answer
    assert httpx.get(f"{address}openapi.json", timeout=10).status_code == 200


@pytest.mark.slow
def test_a_short_soak_of_hostile_and_honest_requests_loses_nothing(address: str):
    """Ten minutes of it are run by hand: python -m tests.benchmarks.bench_layanan --rendam 600."""
    from tests.benchmarks.bench_layanan import soak

    found = soak(address, seconds=12)
    assert found.honest > 5 and found.hostile > 5  # how many there are depends on the machine
    assert found.lost == []
    assert json.loads(httpx.get(f"{address}openapi.json", timeout=10).text)["openapi"] == "3.1.0"
