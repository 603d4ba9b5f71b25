"""The page that follows one formula through all modules is what the modules print."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "explanation" / "how-a-text-becomes-a-figure.md"


def test_the_walkthrough_is_current():
    script = Path(__file__).with_name("make_walkthrough.py")
    environment = {**os.environ, "PYTHONUTF8": "1"}
    run = subprocess.run(
        [sys.executable, str(script)], capture_output=True, encoding="utf-8", timeout=120, check=True, env=environment
    )
    current = PAGE.read_text(encoding="utf-8") == run.stdout
    assert current, "run: python tests/docs/make_walkthrough.py --write, and read the difference"
