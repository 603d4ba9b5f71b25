"""The program of examples/uji-hilir finds its planted bug with the strategies, and nothing without it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    unwanted = shutil.ignore_patterns(".*", "__pycache__")
    return shutil.copytree(ROOT / "examples" / "uji-hilir", tmp_path / "uji-hilir", ignore=unwanted)


def run(program: Path, **more: str) -> tuple[int, str]:
    plugin = [] if entry_points(group="pytest11", name="kinerja") else ["-p", "kinerja_formula.testing.plugin"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *plugin],
        cwd=program,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", "KALKULATOR": "", **more},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return done.returncode, done.stdout


def test_the_repaired_program_passes(program: Path):
    status, output = run(program)
    assert status == 0, output
    assert "6 passed" in output


def test_the_planted_bug_is_found_and_shown_small(program: Path):
    status, output = run(program, KALKULATOR="lama")
    assert status == 1
    assert "1 failed, 5 passed" in output
    assert "FAILED tests/test_kalkulator.py::test_nilai" in output
    # one division of two names, and one of the least figures that is no whole hundredth
    assert "text='Jumlah pegawai / Total pegawai'" in output
    assert "Draw 1 (figures): {'Jumlah pegawai': 1, 'Total pegawai': 3}" in output
