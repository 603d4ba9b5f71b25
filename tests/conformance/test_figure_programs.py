"""The thirty programs of ../shared/cases/figures say RIGHT, or what figure_programs.toml tells and judges."""

from __future__ import annotations

import contextlib
import importlib
import io
import re
import runpy
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[2]
PROGRAMS: Final = ROOT.parent / "shared" / "cases" / "figures"
JUDGED: Final = tomllib.loads((Path(__file__).parent / "figure_programs.toml").read_text(encoding="utf-8"))
LINE: Final = re.compile(r"^(RIGHT|WRONG) \| (.*?) \| got: (.*?) \| expected: ", re.MULTILINE)
FORMER: Final = {
    "figures_table": "pengisian.figures_table",
    "form": "pengisian.form",
    "form_workbook": "pengisian.form_workbook",
}
"""Modules that three of the programs import by the names that they had in 0.1."""


def said(program: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[list[str]], list[str], str]:
    """What a program says RIGHT of, what it says WRONG of and of which result, and how it ends."""
    package = ModuleType("kinerja_formula.documents")
    package.__path__ = []
    monkeypatch.setitem(sys.modules, package.__name__, package)
    for old, new in FORMER.items():
        module = importlib.import_module(f"kinerja_formula.{new}")
        monkeypatch.setitem(sys.modules, f"{package.__name__}.{old}", module)
    out, end = io.StringIO(), ""
    with contextlib.redirect_stdout(out):
        try:
            runpy.run_path(str(program), run_name="__main__")
        except Exception as error:  # which one is told by figure_programs.toml
            end = getattr(error, "code", None) or type(error).__name__
    found = LINE.findall(out.getvalue())
    wrong = [[label, got] for mark, label, got in found if mark == "WRONG"]
    return wrong, [label for mark, label, _ in found if mark == "RIGHT"], end


@pytest.mark.skipif(not PROGRAMS.exists(), reason="the shared cases are not there")
@pytest.mark.parametrize("number", range(1, 31))
def test_a_program_says_right_or_what_is_judged(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    (program,) = PROGRAMS.glob(f"case{number:02}_*.py")
    wrong, right, end = said(program, monkeypatch)
    judged = JUDGED.get(f"case{number:02}", {})
    assert wrong == judged.get("said", [])
    assert end == judged.get("ends", "")
    assert bool(judged) == bool(wrong or end), "each judgement has its reason, and is still needed"
    assert right or judged["why"]
