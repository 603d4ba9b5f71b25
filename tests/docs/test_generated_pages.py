"""The pages that list data, the grammar and the public names are what those say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("script", "page"),
    [
        ("make_api.py", "reference/api.md"),
        ("make_arti_temuan.py", "panduan/arti-temuan.md"),
        ("make_aturan.py", "reference/aturan.md"),
        ("make_forms.py", "reference/forms.md"),
        ("make_grammar.py", "reference/canonical-language.md"),
        ("make_navigation.py", "../mkdocs.yml"),
        ("make_vocabulary.py", "reference/vocabulary.md"),
    ],
)
def test_the_page_is_current(script: str, page: str):
    environment = {**os.environ, "PYTHONUTF8": "1"}
    run = subprocess.run(
        [sys.executable, str(Path(__file__).with_name(script))],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
        env=environment,
    )
    current = (ROOT / "docs" / page).read_text(encoding="utf-8") == run.stdout
    assert current, f"run: python tests/docs/{script} --write, and read the difference"


def test_every_page_stands_once_in_the_navigation():
    listed = re.findall(
        r"^ +- (?:[^:]+: )?([\w/-]+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE
    )
    there = [str(page.relative_to(ROOT / "docs")) for page in (ROOT / "docs").rglob("*.md")]
    assert sorted(listed) == sorted(there)
