"""The limits on the page of security are those of the code, and the code that stands beside each one speaks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kinerja_formula as kf
from kinerja_formula.diagnostics import CATALOGUE
from kinerja_formula.diagnostics.catalogue import UNREADABLE_TABLE
from kinerja_formula.evaluation import aggregates, compiler
from kinerja_formula.files import (
    csv_rows,
    file_bytes,
    html_file,
    pdf_file,
    pdf_weight,
    pdf_words,
    table_files,
    word_file,
    workbook_parts,
)
from kinerja_formula.layanan.settings import ServiceSettings
from kinerja_formula.numerals import MAX_DIGITS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/reference/security.md").read_text(encoding="utf-8")
LIMIT = re.compile(r"(?m)^\| ([^|]+?) \| ([\d ]+) \| \[(KF\d{3})\]\([^)]*\) \| `([^`]+)` \|$")

TOO_MUCH = re.compile(r'"(terlalu-banyak-\w+|berkas-terlalu-besar)"')
"""Reasons of KF401, which the tests of files compare."""

FILE, SERVICE = table_files.DEFAULT_FILE_LIMITS, ServiceSettings()
OF_THE_CODE = {
    "letters of a formula": kf.Limits().length,
    "brackets inside brackets": kf.Limits().depth,
    "names, figures and signs of a formula": kf.Limits().parts,
    "digits of a number in a formula": kf.Limits().digits,
    "digits of a figure": MAX_DIGITS,
    "digits of a value that is calculated": compiler.MAX_RESULT_DIGITS,
    "records of a sum": aggregates._MOST_RECORDS,
    "bytes": FILE.size,
    "bytes that it unpacks to": FILE.unpacked,
    "files packed into it": file_bytes._MOST_ENTRIES,
    "rows": FILE.rows,
    "columns": csv_rows.MOST_COLUMNS,
    "filled cells of a workbook": workbook_parts.MOST_CELLS,
    "tags of a Word file": word_file._MOST_TAGS,
    "tags of a page of HTML": html_file._MOST_TAGS,
    "pages of a PDF": pdf_file._MOST_PAGES,
    "bytes of drawing on a page of a PDF": pdf_weight.MOST_CONTENT,
    "points of lines on a page of a PDF": pdf_words.MOST_SHAPES,
    "bytes of JSON": SERVICE.json_size,
    "bytes of an upload": SERVICE.upload_size,
    "seconds for a formula": SERVICE.formula_seconds,
    "seconds for a document": SERVICE.document_seconds,
    "bytes of memory for a document": SERVICE.memory,
    "formulas that wait": SERVICE.waiting,
    "documents that wait": SERVICE.waiting_documents,
    "seconds for a body": SERVICE.body_seconds,
}


def limits_of_the_page() -> dict[str, int]:
    return {what: int(limit.replace(" ", "")) for what, limit, _, _ in LIMIT.findall(PAGE)}


def test_the_limits_are_those_of_the_code():
    assert limits_of_the_page() == OF_THE_CODE


def test_every_row_has_its_code_and_a_test_that_meets_it():
    rows = LIMIT.findall(PAGE)
    assert len(rows) > 20
    for what, _, code, test in rows:
        assert code in CATALOGUE, what
        text = (ROOT / test).read_text(encoding="utf-8")
        met = code in text or (code == UNREADABLE_TABLE.code and TOO_MUCH.search(text))
        assert met, f"{what}: {test} never meets {code}"


def test_every_test_that_the_page_names_is_there():
    named = set(re.findall(r"`(tests/[\w/.]+)`", PAGE))
    assert len(named) > 10
    assert not [test for test in named if not (ROOT / test).exists()]


def names(count: int) -> str:
    """Return a sum of so many names and signs."""
    return " + ".join(["Aa"] * ((count + 1) // 2))


@pytest.mark.parametrize(
    ("what", "code", "below", "above"),
    [
        ("letters of a formula", "KF003", "A / B".ljust, lambda n: "A / B".ljust(n + 1)),
        (
            "brackets inside brackets",
            "KF004",
            lambda n: f"{'(' * n}A{')' * n} / B",
            lambda n: f"{'(' * (n + 1)}A{')' * (n + 1)} / B",
        ),
        ("digits of a number in a formula", "KF006", lambda n: f"A × {'7' * n}", lambda n: f"A × {'7' * (n + 1)}"),
    ],
)
def test_a_text_beyond_a_limit_ends_with_its_code(what: str, code: str, below, above):
    limit = limits_of_the_page()[what]
    kf.parse(below(limit))
    with pytest.raises(kf.LimitError) as caught:
        kf.parse(above(limit))
    assert caught.value.code == code


def test_a_text_of_more_parts_ends_with_its_code():
    kf.parse(names(41), limits=kf.Limits(parts=41))
    with pytest.raises(kf.LimitError, match="KF005"):
        kf.parse(names(43), limits=kf.Limits(parts=41))


def test_a_figure_of_more_digits_ends_with_its_code():
    digits = limits_of_the_page()["digits of a figure"]
    assert kf.evaluate("`A` + 1", {"A": 10 ** (digits - 1)}).value == 10 ** (digits - 1) + 1
    with pytest.raises(kf.LimitError, match="KF307"):
        kf.evaluate("`A` + 1", {"A": 10**digits})


def test_a_value_of_more_digits_ends_with_its_code():
    digits = limits_of_the_page()["digits of a value that is calculated"]
    data, times = {"A": 10**390}, digits // 390
    assert kf.evaluate(" × ".join(["`A`"] * (times - 1)), data).value == 10 ** (390 * (times - 1))
    with pytest.raises(kf.LimitError, match="KF307"):
        kf.evaluate(" × ".join(["`A`"] * (times + 1)), data)


def test_more_records_end_with_their_code(monkeypatch: pytest.MonkeyPatch):
    formula, records = kf.parse("Σ (bobot × nilai)"), {"bobot": [1, 2, 3], "nilai": [4, 5, 6]}
    monkeypatch.setattr(aggregates, "_MOST_RECORDS", 3)
    assert formula.evaluate(records).value == 32
    monkeypatch.setattr(aggregates, "_MOST_RECORDS", 2)
    with pytest.raises(kf.LimitError, match="KF005"):
        formula.evaluate(records)
