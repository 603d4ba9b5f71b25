"""What `make contoh` shows a newcomer: a table that fits a terminal of 80 columns, and what to type next."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KINERJA = "import sys; from kinerja_formula.command_line import main; sys.exit(main())"


@pytest.fixture(scope="module")
def recipe() -> list[str]:
    """The commands of `make contoh`, each in one line."""
    run = subprocess.run(
        ["make", "--no-print-directory", "--dry-run", "--old-file", ".venv/installed-all", "contoh"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return run.stdout.replace("\\\n", " ").splitlines()


def test_the_table_fits_a_terminal(recipe: list[str]):
    (command,) = [line for line in recipe if line.startswith("COLUMNS=80")]
    words = shlex.split(command.partition("||")[0])
    assert words[1].endswith("bin/kinerja")
    run = subprocess.run(
        [sys.executable, "-c", KINERJA, *words[2:]],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", "COLUMNS": "80"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    lines = run.stdout.splitlines()
    assert "Sangat Tinggi" in run.stdout
    assert max(len(line) for line in lines) <= 80
    assert len(lines) <= 30


def test_it_ends_with_what_to_type_next(recipe: list[str]):
    last = recipe[-1]
    assert all(len(piece) <= 80 for piece in shlex.split(last)[2:])
    assert re.findall(r"kinerja (\w+) DOKUMEN", last) == ["baca", "isian", "laporan"]
    assert "bin/activate" in last and "bin/kinerja" in last
    for page in re.findall(r"docs/[\w/-]+\.md", last):
        assert (ROOT / page).exists(), page
