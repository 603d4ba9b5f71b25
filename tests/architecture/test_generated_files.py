"""What a build makes of the sources in a moment is not in git; what a long run has learned is."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "src/kinerja_formula/data"
LEARNED = [DATA / "reading/certainty.json", DATA / "reading/names.json"]

pytestmark = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no checkout of git")


def git(*command: str, paths: list[Path]) -> set[Path]:
    """The paths that a command of git names, one a line."""
    words = ["git", "-C", str(ROOT), *command, "--", *(path.relative_to(ROOT).as_posix() for path in paths)]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    assert not done.stderr, done.stderr
    return {ROOT / line for line in done.stdout.splitlines()}


def test_twins_and_parser_tables_are_not_in_git():
    twins = [*(path.with_suffix(".json") for path in DATA.rglob("*.toml")), DATA / "grammar/formula.json"]
    assert len(twins) > 50
    assert git("check-ignore", "--no-index", paths=twins) == set(twins)
    assert not git("ls-files", paths=twins)


def test_what_is_learned_is_in_git():
    assert git("ls-files", paths=LEARNED) == set(LEARNED)
    assert not git("check-ignore", "--no-index", paths=LEARNED)
