"""Files and folders that pages for contributors name are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src/kinerja_formula"
PAGES = [
    ROOT / "CONTRIBUTING.md",
    *[ROOT / "docs" / name for name in ("explanation/follow-a-row.md", "explanation/architecture.md")],
    *[ROOT / "docs/how-to" / name for name in ("add-a-satuan.md", "add-a-regulation.md")],
    ROOT / "docs/reference/stability.md",
]
PATH = re.compile(r"`((?:[\w.-]+/)*[\w-]+\.(?:py|toml|md|lark|jsonl|txt|json)|(?:[\w.-]+/)+)`")
MADE = {"docs/errors/KFnnn.md", "data/grammar/formula.json"}
"""What stands for many, and what a build makes."""
FOLDERS = (ROOT, PACKAGE, *(path for path in PACKAGE.iterdir() if path.is_dir()), ROOT / "tests/unit", ROOT / "tests")
FOLDERS_OF_DATA = (PACKAGE / "data", *(path for path in (PACKAGE / "data").iterdir() if path.is_dir()))


def missing(text: str, folder: Path) -> list[str]:
    """Return the paths of a page that lead nowhere, from the top, the package, one of its parts or the page itself."""
    named = sorted(set(PATH.findall(text)) - MADE)
    return [name for name in named if not any((one / name).exists() for one in (folder, *FOLDERS, *FOLDERS_OF_DATA))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_paths_lead_somewhere(page: Path):
    assert missing(page.read_text(encoding="utf-8"), page.parent) == []


def test_a_path_that_leads_nowhere_is_seen():
    text = "See `reading/scanner.py`, `reading/skanner.py`, `tests/nowhere/` and `nothing.toml`; not `files/<one>.py`."
    assert missing(text, ROOT) == ["nothing.toml", "reading/skanner.py", "tests/nowhere/"]
