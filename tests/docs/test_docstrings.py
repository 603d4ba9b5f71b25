"""Every `>>>` example of a docstring runs and prints what it says."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

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


def test_the_site_shows_examples_as_code():
    from tests.docs.docstring_examples import fenced

    text = "Says.\n\n>>> a = 1\n>>> a\n1\n\nMore:\n    >>> [a]\n    ... \n    [1]\n"
    shown = fenced(text)
    assert shown.startswith("Says.\n\n```pycon\n>>> a = 1\n>>> a\n1\n```\n\nMore:\n    ```pycon\n    >>> [a]\n")
    assert shown.count("```") == 4
    assert fenced("No example: a > b.") == "No example: a > b."
