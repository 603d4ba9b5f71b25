"""`import kinerja_formula` loads nothing heavy: a program that only parses one formula pays for no more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = [
    *("lark", "pint", "sympy", "numpy", "pandas", "narwhals", "sqlglot", "rich", "openpyxl", "dataclasses", "typing"),
    *("docx", "logging", "lxml", "pdfminer", "pypdfium2", "selectolax", "xlsxwriter"),
]


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    # -S keeps start-up files of the environment out, which may themselves load some of these.
    program = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r}); "
        "import kinerja_formula; assert kinerja_formula.__file__; print(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return set(run.stdout.split())


@pytest.mark.parametrize("module", HEAVY)
def test_import_does_not_load(module: str, loaded: set[str]):
    assert "kinerja_formula" in loaded
    assert module not in loaded
