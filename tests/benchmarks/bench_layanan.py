"""The service under load: 50 requests a second for a minute, and a soak of hostile and honest requests.

    python -m tests.benchmarks.bench_layanan                    seen formulas, then new texts, 60 seconds each
    python -m tests.benchmarks.bench_layanan --rendam 600       ten minutes of hostile bodies between honest requests
    python -m tests.benchmarks.bench_layanan --detik 10         shorter

Starts a service of its own and asks it from this process, so that both share the machine. Times are told, never held
against a limit: the page docs/reference/layanan.md has those of one machine.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import itertools
import json
import os
import random
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import httpx

TEXT = "Jumlah pegawai disiplin -----x100% Jumlah total pegawai"
RATE = 50


class Soak(NamedTuple):
    """How many requests there were, and what of the honest ones was lost."""

    honest: int
    hostile: int
    lost: list[str]
    statuses: dict[int, int]


@contextmanager
def service() -> Iterator[tuple[str, int]]:
    """Run a service; gives its address and the number of its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "kinerja_formula", "layani", "--port", str(port)]
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}/"
        for _ in range(200):
            try:
                httpx.get(f"{address}aturan", timeout=20).raise_for_status()
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        time.sleep(3)  # every process has started
        yield address, running.pid
    finally:
        running.terminate()
        running.wait(timeout=20)


def memory_of(pid: int) -> int:
    """The memory of a process and those that it started, in MB."""
    pages = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if pid in (parent, int(folder.name)):
                pages += int((folder / "statm").read_text().split()[1])
        except (OSError, ValueError, IndexError):
            continue
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000


def bodies(new: bool) -> Iterator[dict[str, Any]]:
    """Requests of ``/hitung``: one formula with ever other figures, or a text that was never seen before each time."""
    for number in itertools.count(1):
        if new:
            nouns = random.Random(number).sample(["pegawai", "surat", "desa", "dokumen", "kegiatan", "rapat"], 2)
            first, second = f"Jumlah {nouns[0]} tahap {number}", f"Jumlah seluruh {nouns[0]} bidang {nouns[1]} {number}"
            rumus = random.Random(-number).choice(
                [
                    f"{first} -----x100% {second}",
                    f"{first} dibagi {second} dikali 100%",
                    f"({first} / {second}) x 100 %",
                ]
            )
            yield {"rumus": rumus, "data": {first: number, second: 2 * number}, "target": "94%"}
        else:
            yield {"rumus": TEXT, "data": {"Jumlah pegawai disiplin": number, "Jumlah total pegawai": 2 * number}}


async def load(address: str, pid: int, *, new: bool, seconds: float) -> dict[str, Any]:
    """Ask at a fixed rate, whether answers come or not; every answer is looked at."""
    times: list[float] = []
    wrong: list[str] = []
    before = memory_of(pid)

    async def ask(client: httpx.AsyncClient, body: dict[str, Any]) -> None:
        began = time.perf_counter()
        try:
            answer = await client.post("hitung", json=body)
        except httpx.HTTPError as error:
            wrong.append(type(error).__name__)
            return
        times.append(time.perf_counter() - began)
        if answer.status_code != 200 or answer.json()["value"] != "50":
            wrong.append(answer.text[:200])

    limits = httpx.Limits(max_connections=64, max_keepalive_connections=64)
    async with httpx.AsyncClient(base_url=address, timeout=30, limits=limits) as client:
        began = time.perf_counter()
        tasks = []
        for number, body in zip(range(int(RATE * seconds)), bodies(new), strict=False):
            await asyncio.sleep(max(0.0, began + number / RATE - time.perf_counter()))
            tasks.append(asyncio.create_task(ask(client, body)))
        await asyncio.gather(*tasks)
    times.sort()
    at = {name: round(1000 * times[int(share * (len(times) - 1))], 1) for name, share in SHARES.items()}
    return {"requests": len(times), "wrong": wrong[:3], **at, "MB before": before, "MB after": memory_of(pid)}


SHARES = {"p50 ms": 0.5, "p90 ms": 0.9, "p99 ms": 0.99, "max ms": 1.0}


# Hostile and honest requests together


def hostile() -> list[tuple[str, dict[str, Any]]]:
    """Requests that nobody should send: route and what httpx is to send."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", b"\0" * 210_000_000)
    head = {"content-type": "application/json"}
    return [
        ("hitung", {"content": b"{", "headers": head}),
        ("hitung", {"content": b"[" * 100_000, "headers": head}),
        ("hitung", {"json": {"rumus": "A" * 10_000_000, "data": {}}}),
        ("hitung", {"json": {"rumus": "A", "data": {f"n{number}": 1 for number in range(10_000)}}}),
        ("hitung", {"json": {"rumus": "( " * 9000, "data": {}}}),
        ("baca-rumus", {"json": {"rumus": "Jumlah a dibagi b x 100% " * 150}}),
        ("baca-rumus", {"json": {"rumus": "a:b-c/d x " * 900}}),
        ("hitung", {"content": b"{}", "headers": {"content-type": "text/plain"}}),
        ("hitung", {"json": {"rumus": "A", "data": {}}, "headers": {"host": "evil.example"}}),
        ("capaian", {"json": {"realisasi": 1, "target": 2}, "headers": {"origin": "https://evil.example"}}),
        ("aset/..%2f..%2fid.toml", {"content": b""}),
        ("dokumen", {"files": {"berkas": ("../../etc/passwd", content.getvalue())}}),
        ("dokumen", {"files": {"berkas": ("a.pdf", b"%PDF-1.7" + b"\xff" * 5000)}}),
        ("dokumen", {"files": {"berkas": ("a.csv", b"Indikator,Formula\n" + b"a,b\n" * 200)}}),
        ("isian", {"files": {"berkas": ("a.xlsx", b"PK\x03\x04" + b"\0" * 100_000)}}),
        ("laporan", {"content": b"--b" * 1000, "headers": {"content-type": "multipart/form-data; boundary=b"}}),
    ]


def soak(address: str, seconds: float) -> Soak:
    """Send hostile requests while honest ones go on; an honest one that is not answered rightly is lost."""
    return asyncio.run(_soak(address, seconds))


async def _soak(address: str, seconds: float) -> Soak:
    until = time.monotonic() + seconds
    counts = {"honest": 0, "hostile": 0}
    lost: list[str] = []
    statuses: dict[int, int] = {}

    async def honest(client: httpx.AsyncClient) -> None:
        for body in bodies(new=True):
            if time.monotonic() > until:
                return
            counts["honest"] += 1
            try:
                answer = await client.post("hitung", json=body)
                if answer.status_code != 200 or answer.json()["value"] != "50":
                    lost.append(f"{answer.status_code} {answer.text[:200]}")
            except httpx.HTTPError as error:
                lost.append(repr(error)[:200])
            await asyncio.sleep(0.1)

    async def attack(client: httpx.AsyncClient, number: int) -> None:
        kinds = hostile()
        for turn in itertools.count(number):
            if time.monotonic() > until:
                return
            route, sent = kinds[turn % len(kinds)]
            counts["hostile"] += 1
            try:
                answer = await client.post(route, **sent)
                statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
                if answer.status_code >= 500 and answer.status_code != 503:
                    lost.append(f"{route}: {answer.status_code} {answer.text[:300]}")
            except httpx.HTTPError:
                statuses[0] = statuses.get(0, 0) + 1  # refused while it was still being sent
            await asyncio.sleep(0.02)

    async with httpx.AsyncClient(base_url=address, timeout=120) as client:
        await asyncio.gather(honest(client), attack(client, 0), attack(client, 8))
    return Soak(counts["honest"], counts["hostile"], lost, statuses)


def main() -> None:
    """Print what was measured, a line of JSON a kind."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--detik", type=float, default=60)
    parser.add_argument("--rendam", type=float, default=0)
    arguments = parser.parse_args()
    with service() as (address, pid):
        if arguments.rendam:
            before = memory_of(pid)
            found = soak(address, arguments.rendam)
            told = {**found._asdict(), "lost": found.lost[:3], "MB before": before, "MB after": memory_of(pid)}
            print(json.dumps(told, default=str))
            return
        for new in (False, True):
            measured = asyncio.run(load(address, pid, new=new, seconds=arguments.detik))
            print(json.dumps({"texts": "new" if new else "seen", **measured}))


if __name__ == "__main__":
    main()
