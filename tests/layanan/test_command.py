"""``kinerja layani``: what it says, what it listens to, how it ends."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

RULE = Path(__file__).resolve().parents[2] / "src/kinerja_formula/data/aturan/lkjip.toml"


@contextmanager
def running(*words: str, **variables: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the command on a free port; gives the process and the first line that it says."""
    command = [sys.executable, "-m", "kinerja_formula", "layani", "--port", "0", "--pekerja", "1", *words]
    environment = {**os.environ, "PYTHONUTF8": "1", **variables}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, env=environment, encoding="utf-8")
    try:
        assert process.stderr is not None
        yield process, process.stderr.readline()
    finally:
        process.terminate()
        process.wait(timeout=20)


def address_of(line: str) -> str:
    found = re.search(r"http://\S+/", line)
    assert found, line
    return found[0]


def test_it_says_where_it_is_and_ends_when_it_is_interrupted():
    with running() as (process, line):
        address = address_of(line)
        assert line == f"Layanan berjalan di {address} – hentikan dengan Ctrl+C.\n"
        assert address.startswith("http://127.0.0.1:")
        assert (
            httpx.post(f"{address}capaian", json={"realisasi": 1, "target": 2}, timeout=60).json()["text"] == "50,00%"
        )
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) in (0, 130)
        assert process.stderr is not None and "Traceback" not in process.stderr.read()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at the processes of Linux")
def test_its_processes_go_with_it(tmp_path: Path):
    with running(TMPDIR=str(tmp_path)) as (process, line):
        httpx.get(f"{address_of(line)}aturan", timeout=60)
        threads = Path(f"/proc/{process.pid}/task").glob("*/children")
        workers = [int(pid) for thread in threads for pid in thread.read_text().split()]
        assert len(workers) == 2
        process.kill()
        process.wait(timeout=20)
        for _ in range(100):
            left = [pid for pid in workers if Path(f"/proc/{pid}").exists()]
            if not left:
                break
            time.sleep(0.1)
        assert left == []


def test_rule_sets_of_a_user_names_and_sites(tmp_path: Path):
    own = RULE.read_text(encoding="utf-8")
    (tmp_path / "aturan-kami.toml").write_text(own, encoding="utf-8")
    words = ["--berkas-aturan", str(tmp_path / "aturan-kami.toml")]
    words += ["--nama", "kinerja.contoh.go.id", "--asal", "https://contoh.go.id/"]
    with running(*words) as (_, line):
        address = address_of(line)
        asked = {"realisasi": 1, "target": 2, "aturan": "aturan-kami"}
        headers = {"host": "kinerja.contoh.go.id", "origin": "https://contoh.go.id"}
        answer = httpx.post(f"{address}capaian", json=asked, headers=headers, timeout=60)
        assert (answer.status_code, answer.json()["aturan"]) == (200, "aturan-kami")
        assert answer.headers["access-control-allow-origin"] == "https://contoh.go.id"
        assert "aturan-kami" in httpx.get(address, timeout=60).text
        assert httpx.get(address, headers={"host": "lain.go.id"}, timeout=60).status_code == 421


def test_an_address_for_others_is_told():
    with running("--alamat", "0.0.0.0", "--bahasa", "en") as (process, line):
        assert line.startswith("The service runs at http://0.0.0.0:")
        assert process.stderr is not None
        assert process.stderr.readline().startswith("Note: other computers can reach this address")


def test_answers_are_sent_at_once():
    """Without it an answer in two parts waits for the client's system to confirm the first: 40 ms for every request."""
    from kinerja_formula.layanan.serving import socket_at

    async def connection() -> int:
        with socket_at("127.0.0.1", 0) as listening:
            served: asyncio.Future[int] = asyncio.get_running_loop().create_future()

            def look(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                served.set_result(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
                writer.close()

            server = await asyncio.start_server(look, sock=listening)
            async with server:
                _, writer = await asyncio.open_connection(*listening.getsockname())
                found = await served
                writer.close()
                return found

    assert asyncio.run(connection())


def test_a_port_that_is_taken():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "kinerja_formula", "layani", "--port", str(port)]
        run = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert run.returncode == 2
    assert run.stderr.startswith(f"kinerja: layanan tidak dapat dibuka di 127.0.0.1:{port} (")


@pytest.mark.parametrize(
    "words",
    [["--port", "99999"], ["--port", "-1"], ["--port", "x"], ["--pekerja", "0"], ["--alamat", "nowhere.invalid"]],
)
def test_wrong_calls(words: list[str]):
    command = [sys.executable, "-m", "kinerja_formula", "layani", *words]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert run.returncode == 2 and "Traceback" not in run.stderr


@pytest.mark.parametrize("package", ["uvicorn", "starlette"])
def test_without_its_extra(package: str):
    program = (
        f"import sys; sys.modules[{package!r}] = None\n"
        "from kinerja_formula.command_line import main\nsys.exit(main(['layani']))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert run.returncode == 2
    assert "KF403" in run.stderr and f"{package}" in run.stderr and "web" in run.stderr
