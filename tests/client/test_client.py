"""The public names have the types that a program expects: a client is run, and checked by mypy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import kinerja_formula as kf

CLIENT = Path(__file__).parent / "program.py"


def test_the_client_runs() -> None:
    pytest.importorskip("polars")
    done = subprocess.run([sys.executable, str(CLIENT)], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_the_client_is_as_its_types_say() -> None:
    pytest.importorskip("mypy")
    command = [sys.executable, "-m", "mypy", "--strict", str(CLIENT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 0, done.stdout


def test_the_client_knows_what_is_public() -> None:
    """What it leaves out is told here: names of tables take frames of any engine, whose types are the engine's own."""
    text = CLIENT.read_text(encoding="utf-8")
    left = {name for name in kf.__all__ if f"kf.{name}" not in text}
    assert left <= LEFT_OUT, sorted(left - LEFT_OUT)


LEFT_OUT = {
    *("__version__", "evaluate_long", "evaluate_records", "roll_up_periods_table", "roll_up_table"),
    *("Bacaan", "Domain", "Finding", "HasilKatalog", "check_satuan", "predikat", "read_bacaan", "read_satuan"),
    "with_bacaan",
}
