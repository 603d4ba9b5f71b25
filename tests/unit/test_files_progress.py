"""A bar on a terminal while long work lasts, nothing elsewhere, and no trace of it afterwards."""

from __future__ import annotations

import csv
import io
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kinerja_formula.files.progress import watched


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)


def test_a_bar_tells_how_much_is_left():
    file = Terminal()
    found = []
    for item in watched(30, "en", file=file, soon=0.0)(range(30)):
        found.append(item)
        time.sleep(0.01)
    assert found == list(range(30))
    assert "Calculating" in file.getvalue() and "/30" in file.getvalue()
    assert ":" in file.getvalue().rpartition("/30")[2]  # the time left


def test_short_work_has_no_bar():
    file = Terminal()
    assert list(watched(3, file=file)("abc")) == ["a", "b", "c"]
    assert file.getvalue() == ""


def test_no_terminal_no_bar():
    file = io.StringIO()
    assert list(watched(3, file=file, soon=0.0)("abc")) == ["a", "b", "c"]
    assert file.getvalue() == ""


def test_without_rich_the_work_is_done_all_the_same(monkeypatch: pytest.MonkeyPatch):
    for name in ("rich", "rich.console", "rich.progress"):
        monkeypatch.setitem(sys.modules, name, None)
    assert list(watched(3, file=Terminal(), soon=0.0)("abc")) == ["a", "b", "c"]


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["html", "xlsx"])
def test_an_interrupt_leaves_no_file(tmp_path: Path, ending: str):
    with (tmp_path / "tabel.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["jabatan", "indikator", "formula", "target"])
        table.writerows(
            [[f"POST {n % 40}", f"Indikator {n}", f"Jumlah A{n} / Jumlah B x 100%", "90%"] for n in range(6000)]
        )
    (tmp_path / "angka.csv").write_text("nama,nilai\nJumlah B,4\n", encoding="utf-8")
    command = [sys.executable, "-m", "kinerja_formula", "laporan", "tabel.csv", "--realisasi", "angka.csv"]
    run = subprocess.Popen(
        [*command, "-o", f"laporan.{ending}"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(3)
    assert run.poll() is None, "the work was over before it could be interrupted"
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert b"Traceback" not in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["angka.csv", "tabel.csv"]
