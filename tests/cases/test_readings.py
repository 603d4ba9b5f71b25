"""Every line of ``readings.txt`` is read as it says, and is as sure as it says; README.md tells the form of a line.

``ACCEPT=1`` writes what the program says now into the lines; a person reads the difference.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

import kinerja_formula as kf
from kinerja_formula.reading.certainty import certainty_curves

FILE = Path(__file__).parent / "readings.txt"
PAGE = Path(__file__).resolve().parents[2] / "docs/reference/language.md"
BAR = " | "
BREAK = "↵"
CERTAINTIES = ("pasti", "catatan", "ragu")

OF_MORE_THAN_A_TEXT = ("4. ", "6.", "11. ")
"""Sections about names of the data, units and limits: nothing of them shows in the canonical line of a text."""


class Line(NamedTuple):
    number: int
    text: str
    canonical: str
    certainty: str


def read_line(number: int, line: str) -> Line | None:
    """A line of the file, None for a remark or an empty one."""
    if not line.strip() or line.startswith("#"):
        return None
    columns = line.split(BAR)
    if len(columns) != 3 or columns[2] not in CERTAINTIES:
        raise ValueError(f"line {number} is no “text{BAR}canonical line{BAR}{' or '.join(CERTAINTIES)}”: {line}")
    return Line(number, *columns)


def read_lines(path: Path) -> list[Line]:
    rows = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    return [line for line in (read_line(*row) for row in rows) if line]


def found_for(line: Line) -> tuple[Line, str]:
    """The line as the program has it now, and what it says about its certainty.

    Raises kf.FormulaError where the text is not read.
    """
    formula = kf.parse(line.text.replace(BREAK, "\n"))
    canonical = formula.to_text()
    assert kf.parse(canonical) == formula, f"line {line.number}: {canonical} reads back as another tree"
    curves = certainty_curves()
    band = CERTAINTIES[(formula.certainty < curves.sure) + (formula.certainty < curves.threshold)]
    told = ", ".join(dict.fromkeys(one.code for one in formula.diagnostics)) or "no finding"
    return line._replace(canonical=canonical, certainty=band), f"{formula.certainty:.2f}, {told}"


def difference(path: Path, line: Line, found: Line, told: str) -> str:
    """What is not as the line says; empty if all is."""
    if line == found:
        return ""
    lines = [f"{path.name}:{line.number}: {line.text}"]
    if line.canonical != found.canonical:
        lines += [f"  the line says  {line.canonical}", f"  it is read as  {found.canonical}"]
    other = f"{line.certainty}, it is " if line.certainty != found.certainty else ""
    lines.append(f"  how sure       {other}{found.certainty} ({told})")
    return "\n".join(lines)


def compare(path: Path, line: Line, *, accept: bool) -> None:
    try:
        found, told = found_for(line)
    except kf.FormulaError as error:  # nothing that could be accepted
        pytest.fail(f"{path.name}:{line.number}: {line.text}\n  is not read: {error.message}", pytrace=False)
    if accept and line != found:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        lines[line.number - 1] = BAR.join(found[1:]) + "\n"
        path.write_text("".join(lines), encoding="utf-8")
    elif said := difference(path, line, found, told):
        pytest.fail(said, pytrace=False)


LINES = read_lines(FILE)
ACCEPT = bool(os.environ.get("ACCEPT"))


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.number}-{line.text[:40]}")
def test_reading(line: Line):
    compare(FILE, line, accept=ACCEPT)


def test_each_text_stands_once():
    assert not [text for text, times in Counter(line.text for line in LINES).items() if times > 1]


def test_every_section_of_the_language_has_lines():
    headings = re.findall(r"^#{2,3} (\d.*)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    parts = [one for one, after in pairwise([*headings, ""]) if not after.startswith(one.partition(" ")[0])]
    wanted = [one for one in parts if not one.startswith(OF_MORE_THAN_A_TEXT)]
    counts: Counter[str] = Counter()
    theme = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if re.match(r"# \d", line):
            theme = line.removeprefix("# ")
        elif read_line(0, line):
            counts[theme] += 1
    assert list(counts) == wanted
    assert not [theme for theme, count in counts.items() if count < 3]


GOOD = "Jumlah hadir / Jumlah undangan x 100%"
CANONICAL = "Jumlah hadir / Jumlah undangan × 100%"
SURE = f"  how sure       pasti ({kf.parse(GOOD).certainty:.2f}, no finding)"


@pytest.mark.parametrize(
    "line",
    [GOOD, f"{GOOD} | {CANONICAL}", f"{GOOD} | {CANONICAL} | yakin", f"Jumlah a | b | {CANONICAL} | pasti"],
)
def test_a_line_of_another_form_is_refused_with_its_number(line: str, tmp_path: Path):
    (tmp_path / "a.txt").write_text(f"# a remark\n\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 3 is no"):
        read_lines(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("columns", "differs"),
    [
        (
            "Jumlah hadir / Jumlah undangan | pasti",
            f"  the line says  Jumlah hadir / Jumlah undangan\n  it is read as  {CANONICAL}\n{SURE}",
        ),
        (f"{CANONICAL} | ragu", SURE.replace("pasti", "ragu, it is pasti")),
    ],
)
def test_another_reading_is_seen_and_can_be_accepted(columns: str, differs: str, tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text(f"# a remark\n{GOOD} | {columns}\n# another\n", encoding="utf-8")
    with pytest.raises(pytest.fail.Exception) as raised:
        compare(path, read_lines(path)[0], accept=False)
    assert str(raised.value) == f"a.txt:2: {GOOD}\n{differs}"
    compare(path, read_lines(path)[0], accept=True)
    assert path.read_text(encoding="utf-8") == f"# a remark\n{GOOD} | {CANONICAL} | pasti\n# another\n"
    compare(path, read_lines(path)[0], accept=False)


@pytest.mark.parametrize("accept", [False, True])
def test_a_text_that_is_not_read_is_no_reading(accept: bool, tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text("x 100% | Jumlah hadir | ragu\n", encoding="utf-8")
    with pytest.raises(pytest.fail.Exception, match=r"^a.txt:1: x 100%\n  is not read: Rumus ini belum lengkap"):
        compare(path, read_lines(path)[0], accept=accept)
    assert path.read_text(encoding="utf-8") == "x 100% | Jumlah hadir | ragu\n"
