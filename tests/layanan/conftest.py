"""The service as an application, and as a running process; a folder of small files to send."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kinerja_formula.layanan import ServiceSettings, make_app

TABLE = (
    "Jabatan,Indikator,Formula,Target\n"
    "CAMAT,Persentase kehadiran,Jumlah hadir dibagi jumlah undangan x 100%,94%\n"
    "CAMAT,Kegiatan,Realisasi kegiatan / rapat,2\n"
)
FIGURES = "nama,nilai\nJumlah hadir,18\njumlah undangan,20\n"

QUICK_TO_GIVE_UP = """
import sys
from kinerja_formula.layanan.serving import make_server, socket_at
from kinerja_formula.layanan.settings import ServiceSettings

settings = ServiceSettings(workers=1, head_seconds=4.0, body_seconds=5.0)
make_server(settings).run([socket_at("127.0.0.1", int(sys.argv[1]))])
"""
"""A service as ``kinerja layani`` runs it, for which slow clients are slow sooner."""


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """The application with its processes; faults come out as answers, as they do for a real client."""
    app = make_app(ServiceSettings(workers=1, formula_seconds=20.0))
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service that runs as a process of its own, and leaves no trace of a fault in its log."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("layani") / "log"
    with open(log, "wb") as file:
        running = subprocess.Popen([sys.executable, "-c", QUICK_TO_GIVE_UP, str(port)], stderr=file, stdout=file)
    try:
        found = f"http://127.0.0.1:{port}/"
        wait_for(found, log)
        yield found
    finally:
        running.terminate()
        running.wait(timeout=20)
    assert "Traceback" not in log.read_text(encoding="utf-8")


def wait_for(address: str, log: Path) -> None:
    for _ in range(150):
        try:
            with urllib.request.urlopen(f"{address}aturan", timeout=20):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(log.read_text(encoding="utf-8"))
