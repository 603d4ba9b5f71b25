"""The stories of examples/ print what they did when somebody last looked; the table of the decree is its source's."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import kinerja_formula as kf

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
STORIES = sorted(EXAMPLES.glob("*.py"))
# Where the decrees are kept while the project is built; a checkout elsewhere does without.
CORPUS = ROOT.parent / "shared/corpus/sambutan-2023.jsonl"


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.stem)
def test_story(story: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    monkeypatch.setenv("PYTHONUTF8", "1")
    run = subprocess.run([sys.executable, str(story)], capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert run.stderr == ""
    assert run.stdout == (Path(__file__).parent / "examples" / f"{story.stem}.txt").read_text(encoding="utf-8")


def test_every_snapshot_has_its_story():
    snapshots = {path.stem for path in (Path(__file__).parent / "examples").glob("*.txt")}
    assert snapshots == {story.stem for story in STORIES}


def test_the_word_document_says_what_the_table_says():
    word, table = (list(kf.read(EXAMPLES / f"sambutan-2023.{kind}")) for kind in ("docx", "csv"))
    assert len(word) == len(table) == 87
    for (post, one), (other_post, other) in zip(word, table, strict=True):
        assert (post.nama, one.nama, one.sasaran) == (other_post.nama, other.nama, other.sasaran)
        assert one.sumber_data == other.sumber_data
        assert one.formula.tree == other.formula.tree


@pytest.fixture(scope="module")
def decree() -> list[dict[str, str]]:
    with open(EXAMPLES / "sambutan-2023.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_table_of_the_decree_is_whole(decree: list[dict[str, str]]):
    assert [row["id"] for row in decree] == [f"sambutan-2023-{number:03}" for number in range(1, 88)]
    assert len({row["jabatan"] for row in decree}) == 22
    assert list(decree[0]) == ["id", "jabatan", "sasaran", "indikator", "formula", "sumber_data", "satuan"]


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
def test_table_of_the_decree_is_the_corpus(decree: list[dict[str, str]]):
    records = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    assert decree == [{column: record[column] or "" for column in decree[0]} for record in records]


def test_posts_are_posts_and_no_persons(decree: list[dict[str, str]]):
    # A person would stand there with a title (S.STP, M.Si) or a personnel number.
    for row in decree:
        assert not re.search(r"\bNIP\b|\d{8}|\bS\.[A-Z]|\bM\.[A-Z]|, ?S[A-Z]\b", " ".join(row.values())), row["id"]


def test_invented_figures_say_so():
    for name in ("sambutan-2023-realisasi.csv", "pelayanan-realisasi.csv"):
        first = (EXAMPLES / name).read_text(encoding="utf-8").splitlines()[0]
        assert "rekaan" in first
