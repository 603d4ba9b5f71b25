"""Which tests call which function, and how long each takes."""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, Final

import pytest

from .mutants import Mutant

__all__ = ["Reached", "Recording", "called_at_import"]

# The tests of a mutant, in seconds of processor time all together. One that only more tests find counts as survivor.
BUDGET: Final = 20.0
# Tests that go over hundreds of formulas come early, after those that are named after the module or its package.
_SWEEPS: Final = ("tests/conformance/", "tests/cases/", "tests/learning/")


def called_at_import(modules: Iterable[str], source: Path) -> set[tuple[str, int]]:
    """The functions, by path and first line, that the import of modules calls."""
    called: set[CodeType] = set()
    sys.settrace(lambda frame, event, argument: called.add(frame.f_code))  # type: ignore[arg-type, return-value, func-returns-value]
    for module in modules:
        importlib.import_module(module)
    sys.settrace(None)
    return {(code.co_filename, code.co_firstlineno) for code in called if code.co_filename.startswith(str(source))}


class Recording:
    """A plugin of pytest that writes down the functions which each test calls, and its seconds of processor time.

    Only calls are traced, not lines: that is quick, and a mutant is run against few tests too many.
    """

    def __init__(self, source: Path, store: Path) -> None:
        self._source, self._store = str(source), store
        self._called: set[CodeType] = set()
        self._tests: dict[str, set[CodeType]] = {}
        self._seconds: dict[str, float] = {}
        self._failed: set[str] = set()

    def _note(self, frame: FrameType, event: str, argument: object) -> None:
        self._called.add(frame.f_code)

    def _end(self, test: str) -> None:
        sys.settrace(None)
        self._tests[test] = {code for code in self._called if code.co_filename.startswith(self._source)}
        self._called.clear()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[object]:  # type: ignore[misc]
        begun = time.process_time()
        sys.settrace(self._note)
        try:
            return (yield)
        finally:
            self._seconds[item.nodeid] = time.process_time() - begun
            self._end(item.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        sys.settrace(None)
        calls = {
            test: sorted({(code.co_filename, code.co_firstlineno, code.co_names) for code in called})
            for test, called in self._tests.items()
        }
        functions = {function: number for number, function in enumerate(sorted(set().union(*calls.values())))}
        written = {
            "functions": list(functions),
            "tests": {test: [functions[one] for one in called] for test, called in calls.items()},
            "seconds": {test: taken for test, taken in self._seconds.items() if test not in self._failed},
        }
        self._store.write_text(json.dumps(written))


class Reached:
    """What recordings say."""

    def __init__(self, imports: Path, records: Iterable[Path]) -> None:
        self._imports = {(path, line) for path, line in json.loads(imports.read_text())}
        self.seconds: dict[str, float] = {}
        self._callers: dict[tuple[str, int], set[str]] = defaultdict(set)
        self._users: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._files: dict[str, set[str]] = defaultdict(set)
        for record in records:
            self._add(json.loads(record.read_text()))

    def _add(self, recorded: dict[str, Any]) -> None:
        self.seconds |= recorded["seconds"]
        callers: dict[int, set[str]] = defaultdict(set)
        for test, called in recorded["tests"].items():
            for number in called:
                callers[number].add(test)
        for number, (path, line, names) in enumerate(recorded["functions"]):
            self._callers[path, line] |= callers[number]
            self._files[path] |= callers[number]
            for name in names:
                self._users[path, name] |= callers[number]

    def is_of_import(self, mutant: Mutant) -> bool:
        """Whether the line is executed before any test, so that a change of it has to be there by then."""
        return mutant.function is None or (str(mutant.path), mutant.function) in self._imports

    def tests(self, mutant: Mutant) -> list[str]:
        """Those that can notice a mutant, the most likely first, as many as the budget allows."""
        path = str(mutant.path)
        if mutant.function is not None:
            callers = self._callers[path, mutant.function]
            if callers or not self.is_of_import(mutant):
                return self._chosen(mutant, callers)
        # something made while the module is imported: who uses its name, here or elsewhere, then who uses the module
        # A private name is used in its own module: elsewhere it is another one, and its tests would take all the time.
        private = mutant.name.startswith("_")
        anywhere = [users for (_, name), users in self._users.items() if name == mutant.name and not private]
        return self._chosen(mutant, self._users[path, mutant.name], set().union(*anywhere), self._files[path])

    def _chosen(self, mutant: Mutant, *groups: Iterable[str]) -> list[str]:
        module, package = f"_{mutant.path.stem}", f"_{mutant.path.parent.name}"
        docstrings = f".{mutant.path.stem}]"

        def order(test: str) -> tuple[int, float, str]:
            file = test.partition("::")[0]
            rank = (
                0
                if module in file or test.endswith(docstrings)
                else 1
                if package in file or file.startswith(_SWEEPS)
                else 2
            )
            return rank, self.seconds[test], test

        chosen: dict[str, None] = {}
        left = BUDGET
        for group in groups:
            for test in sorted((one for one in group if one in self.seconds and one not in chosen), key=order):
                if self.seconds[test] <= left:
                    chosen[test] = None
                    left -= self.seconds[test]
        return list(chosen)
