"""Every code has a text in each language, a page, and a case; every slug that the code gives has its words.

``ACCEPT=1`` writes docs/errors/index.md anew.
"""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path
from string import Formatter

import pytest

from kinerja_formula import unit_checker
from kinerja_formula.diagnostics import CATALOGUE, Severity
from kinerja_formula.diagnostics.language import message_texts
from kinerja_formula.files.whole_file import REASONS as UNWRITABLE_REASONS
from kinerja_formula.penilaian.capaian_model import REASONS as CAPAIAN_REASONS
from kinerja_formula.penilaian.printed import SLIPS
from kinerja_formula.penilaian.roll_ups import REASONS as ROLL_UP_REASONS
from kinerja_formula.units import default_vocabulary

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
PAGES = ROOT / "docs" / "errors"
LANGUAGES = ("id", "en")
SLUGS = ("reason", "role", "reading", "how", "source")

NOT_RAISED: dict[str, str] = {}
"""Codes that no rule gives yet, each with the reason."""
CAUSED_BY_FILES = {
    *("KF317", "KF401", "KF402", "KF403", "KF404", *[f"KF{number}" for number in range(405, 430)]),
    *(
        "KF430",
        "KF431",
        "KF432",
        "KF434",
        "KF435",
        "KF436",
        "KF437",
        "KF438",
        "KF439",
        "KF440",
        "KF444",
        "KF487",
        "KF441",
        "KF442",
        "KF443",
        "KF450",
        "KF451",
        *[f"KF{number}" for number in range(460, 468)],
        *("KF490", "KF491", "KF492"),
        *[f"KF{number}" for number in range(520, 529)],
        *[f"KF{number}" for number in range(480, 487)],
        *[f"KF{number}" for number in range(501, 511)],
    ),
}
"""No text or data gives these but a file, a table or a request; tests/unit and tests/layanan have their tests."""

AREAS = {
    "0": "The text as a whole, and its limits",
    "1": "Reading the formula",
    "2": "Units",
    "3": "Data and evaluation",
    "4": "Tables and files",
    "5": "The service, and catalogues of indicators",
}


def codes(names: list[str]) -> set[str]:
    return {name[:5] for name in names if re.match(r"KF\d{3}", name)}


def constants() -> dict[str, str]:
    """Return the names of the rules in the catalogue by their codes."""
    from kinerja_formula.diagnostics import catalogue as room

    return {value.code: name for name, value in vars(room).items() if isinstance(value, room.Rule)}


def used_names() -> set[str]:
    """Return every name that a source file outside the catalogue reads."""
    return {
        node.id
        for path in SOURCES
        if path != ROOT / "src/kinerja_formula/diagnostics/catalogue.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }


def given_slugs() -> dict[str, set[str]]:
    """Return the slugs that the code gives as reason, role or reading, as far as they stand there as texts."""
    given: dict[str, set[str]] = {key: set() for key in SLUGS}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if called.endswith("Fault") or called == "NumeralError":
                    given["reason"] |= texts(node.args[:1])
                elif called == "unreadable":
                    given["reason"] |= texts(node.args[1:2])
                for keyword in node.keywords:
                    if keyword.arg in SLUGS:
                        given[keyword.arg] |= texts([keyword.value])
            elif isinstance(node, ast.FunctionDef) and node.name == "_role":
                given["role"] |= texts(
                    [one.value for one in ast.walk(node) if isinstance(one, ast.Return) and one.value]
                )
    return given


def texts(nodes: list[ast.expr]) -> set[str]:
    """Return the texts that an expression can be: a literal, or either branch of ``a if b else c``."""
    found = set()
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
        elif isinstance(node, ast.IfExp):
            found |= texts([node.body, node.orelse])
    return found


def reported_rules() -> set[str]:
    """Return the rules of pasangan.toml that are a reason to report something."""
    return {slug for slug, rule in default_vocabulary().rules.items() if rule.add or rule.divide or rule.percent}


def fields(template: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(template) if field}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_texts(language: str):
    words = message_texts(language)
    assert codes(list(words)) == set(CATALOGUE)
    assert set(words["severity"]) == {severity.value for severity in Severity}
    for code in CATALOGUE:
        assert {"title", "message", "hint"} <= set(words[code]), code
        for part, text in words[code].items():
            assert text.strip() == text != "", f"{code} {part}"
            assert "\n" not in text, f"{code} {part}"


def test_the_languages_say_the_same():
    one, other = (message_texts(language) for language in LANGUAGES)
    assert list(one) == list(other)
    for table in one:
        assert set(one[table]) == set(other[table]), table
        for part in one[table]:
            assert fields(one[table][part]) == fields(other[table][part]), f"{table} {part}"


def test_every_slug_has_its_words_and_the_words_their_slug():
    words = message_texts("id")
    for key, slugs in given_slugs().items():
        if key == "reason":
            slugs -= {"tak-berujung"}  # of numbers to be written out, never of a finding
            slugs |= reported_rules() | CAPAIAN_REASONS | ROLL_UP_REASONS | set(SLIPS) | UNWRITABLE_REASONS
        if key == "how":
            slugs |= {"jumlah", "kurang", "rata-rata", "persen", "bagi", "cabang", "pembanding"}
        if key == "source":
            slugs |= {unit_checker.HEAD_NOUN, unit_checker.NEEDED, unit_checker.GIVEN}
        assert slugs == set(words[key]), key
    variants = {slug for code in CATALOGUE for part in words[code] for slug in part.split("_")[1:]} - {"empty"}
    assert variants <= {slug for key in SLUGS for slug in words[key]}


def test_every_code_has_its_page():
    assert codes([path.name for path in PAGES.iterdir()]) == set(CATALOGUE)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_pages_have_one_form(code: str):
    lines = (PAGES / f"{code}.md").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith(f"# {code} – {CATALOGUE[code].slug}: ")
    headings = [line for line in lines if line.startswith("## ")]
    assert headings == ["## What it means", "## Why it matters", "## Example", "## What to do instead"]


def test_every_code_has_its_case():
    cases = codes([path.name for path in (ROOT / "tests/cases/bad").glob("*.case")])
    assert cases == set(CATALOGUE) - set(NOT_RAISED) - CAUSED_BY_FILES


def test_rules_are_raised_but_for_those_that_say_so():
    read = used_names()
    unused = {code for code, name in constants().items() if name not in read}
    assert unused == set(NOT_RAISED)


@pytest.mark.parametrize("code", sorted(CAUSED_BY_FILES))
def test_what_files_cause_is_tested_with_files(code: str):
    folders = (ROOT / "tests/unit", ROOT / "tests/layanan")
    tests = [path.read_text(encoding="utf-8") for folder in folders for path in folder.glob("test_*.py")]
    assert any(code in test for test in tests)


def index() -> str:
    """Return docs/errors/index.md."""
    words = message_texts("en")
    out = [
        "# Errors",
        "",
        "Every finding has a stable code and slug, and a page that tells what it means, why it matters, an example,",
        "and what to do instead. An error stops the figure, a warning casts doubt on it, a note tells what was done.",
    ]
    for digit, area in AREAS.items():
        out += ["", f"## {area}", "", "| code | slug | | |", "| --- | --- | --- | --- |"]
        for code, rule in CATALOGUE.items():
            if code[2] == digit:
                out.append(f"| [{code}]({code}.md) | `{rule.slug}` | {words[code]['title']} | {rule.severity.value} |")
    return "\n".join(out) + "\n"


def test_the_index_is_current():
    path = PAGES / "index.md"
    if os.environ.get("ACCEPT"):
        path.write_text(index(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == index(), "ACCEPT=1 writes it anew"
    assert set(re.findall(r"\(KF\d{3}\.md\)", index())) == {f"({code}.md)" for code in CATALOGUE}
