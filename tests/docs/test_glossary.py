"""Every Indonesian word in a public name, an option, a module or a schema stands in the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import kinerja_formula as kf

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src/kinerja_formula"
GLOSSARY = ROOT / "docs/reference/glossary.md"
SNAPSHOTS = ROOT / "tests/architecture"

ENGLISH = frozenset(Path(__file__).with_name("english_words.txt").read_text(encoding="utf-8").split())
"""Words of names that are English, or of formats and libraries. A new one goes there, an Indonesian one to the page."""


def parts(name: str) -> Iterator[str]:
    """Yield the words that a name is made of, lower case."""
    for part in re.split(r"[\W\d_]+", name):
        yield from (word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", part))


def names() -> Iterator[str]:
    """Yield public names, their members and arguments, commands and options, modules and schemas."""
    for line in (SNAPSHOTS / "public_names.txt").read_text(encoding="utf-8").splitlines():
        yield from re.findall(r"^\s*(?:class )?(\w+)", line)
        yield from re.findall(r"(?:\(|, )\**(\w+)(?=:)", line)
    for line in (SNAPSHOTS / "public_commands.txt").read_text(encoding="utf-8").splitlines():
        yield from re.findall(r"--[\w-]+", line) if line.startswith(("    ", "kinerja ")) else [line]
    for path in PACKAGE.rglob("*"):
        if path.suffix == ".py" or (path.is_dir() and path.name != "__pycache__"):
            yield path.stem
    yield from kf.schema_names()


def terms() -> set[str]:
    """Return the words that the glossary explains: those in the first cell of its rows, and those in back-ticks."""
    rows = [line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    return {word for row in rows for term in re.findall(r"`([^`]+)`", row) for word in term.split()}


def test_every_word_of_a_name_is_english_or_explained():
    words = {word for name in names() for word in parts(name)}
    assert len(words) > 400
    assert sorted(words - ENGLISH - terms()) == [], "explain them in docs/reference/glossary.md"


def test_no_word_is_both():
    assert sorted(ENGLISH & terms()) == []


def test_words_of_the_field_have_their_source():
    text = GLOSSARY.read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| (`[^|]+) \| ([^|]+) \| ([^|]+) \|$", text)
    assert len(rows) > 35
    sourced = [row for row in rows if re.search(r"\d{1,2}/|aturan\.md", row[2])]
    assert len(sourced) > 25
    assert all(row[2] == "–" for row in rows if row not in sourced)


def test_a_word_that_nobody_explains_is_seen():
    assert [*parts("LaporanGabungan.to_docx2"), *parts("baris-dokumen"), *parts("JSONText")] == [
        *("laporan", "gabungan", "to", "docx", "baris", "dokumen"),
        *("json", "text"),
    ]
    assert "tersembunyi" not in ENGLISH | terms()
