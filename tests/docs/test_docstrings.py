"""Every `>>>` example of a docstring runs and prints what it says."""

from __future__ import annotations

import doctest
import importlib
import inspect
import re
from pathlib import Path

import pytest

import kinerja_formula as kf

SOURCE = Path(__file__).resolve().parents[2] / "src"


def module_name(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = sorted(module_name(path) for path in SOURCE.rglob("*.py") if path.name != "__main__.py")


@pytest.mark.parametrize("name", MODULES)
def test_examples_of(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, checkout: Path):
    module = importlib.import_module(name)
    (tmp_path / "examples").symlink_to(checkout / "examples")
    monkeypatch.chdir(tmp_path)
    report: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    for test in doctest.DocTestFinder(exclude_empty=True).find(module):
        runner.run(test, out=report.append)
    assert runner.failures == 0, "".join(report)


def test_a_wrong_example_is_seen():
    wrong = doctest.DocTestParser().get_doctest(">>> 1 + 1\n3\n", {}, "wrong", None, 0)
    assert doctest.DocTestRunner(verbose=False).run(wrong, out=lambda _: None).failed == 1


PUBLIC = [name for name in kf.__all__ if inspect.isclass(getattr(kf, name)) or inspect.isfunction(getattr(kf, name))]


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_says_what_it_is_and_has_an_example(name: str):
    text = inspect.getdoc(getattr(kf, name)) or ""
    assert re.match(r"[A-Z`][^\n]{10,}[.:]", text), "the first line is a sentence"
    assert ">>> " in text, "an example that runs"


WITHOUT_ERRORS = {"check", "check_satuan", "schema_names", "ukuran_ids", "with_bacaan"}
"""They report what is wrong, or take nothing that could be."""


@pytest.mark.parametrize("name", [name for name in PUBLIC if inspect.isfunction(getattr(kf, name))])
def test_a_public_function_says_what_it_raises(name: str):
    text = inspect.getdoc(getattr(kf, name)) or ""
    assert bool(re.search(r"\bRaises?\b|for figures, target and errors", text)) == (name not in WITHOUT_ERRORS)


def test_the_site_shows_examples_as_code():
    from tests.docs.docstring_examples import fenced

    text = "Says.\n\n>>> a = 1\n>>> a\n1\n\nMore:\n    >>> [a]\n    ... \n    [1]\n"
    shown = fenced(text)
    assert shown.startswith("Says.\n\n```pycon\n>>> a = 1\n>>> a\n1\n```\n\nMore:\n    ```pycon\n    >>> [a]\n")
    assert shown.count("```") == 4
    assert fenced("No example: a > b.") == "No example: a > b."
