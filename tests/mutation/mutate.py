"""Mutation testing: what part of small faults, drawn at random, do the tests notice?

``make mutate ARGS="units --sample 100 --seed 1"`` measures what stands in docs/reference/trust.md. Each mutant runs in
a process of its own against the tests that reach its line, the quickest first, up to the first that fails.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import os
import re
import resource
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import hypothesis
import lark  # noqa: F401 - what every process would import again
import pint  # noqa: F401
import pytest
import sympy  # noqa: F401
from _pytest.runner import runtestprotocol

from .applied import Loaded, apply, load_instead
from .mutants import Module, Mutant
from .reached import Reached, Recording, called_at_import

ROOT: Final = Path(__file__).resolve().parents[2]
SOURCE: Final = ROOT / "src" / "kinerja_formula"
STORE: Final = ROOT / ".cache" / "mutation"

PACKAGES: Final = {
    "reading": ("reading",),
    "figures": ("scale_words.py", "numerals", "figures"),
    "evaluation": ("evaluation",),
    "penilaian": ("penilaian",),
    "units": ("units", "unit_checker"),
}
# Tests that say what the five packages do; none that only reads files which lie beside the checkout, if at all.
TESTS: Final = (
    *("cases", "oracle", "conformance", "learning", "docs/test_docstrings.py", "docs/test_pages.py"),
    *("properties/test_branches*", "properties/test_paraphrases*", "properties/test_unit_checker*"),
    *(f"properties/test_{name}*" for name in ("evaluation", "figures", "numerals", "penilaian", "reading", "units")),
    *(f"unit/test_{name}*" for name in ("evaluation", "figures", "numerals", "penilaian", "reading", "unit")),
    *(f"unit/test_{name}*" for name in ("domain_units", "formula", "names", "grammar", "literal", "result")),
    *(f"unit/test_{name}*" for name in ("explanation", "rule_file", "targets", "diagnostics")),
)
LEFT_OUT: Final = ("test_documents.py", "test_decrees.py", "test_drawn_decrees.py", "test_lints.py")
# Commands of the pages run in processes of their own, which know nothing of a mutant.
UNCONCERNED: Final = "not console and not links"

KILLED: Final = 1
UNAPPLIED: Final = 7
TOO_LONG: Final = (-signal.SIGXCPU, -signal.SIGALRM)
MEMORY: Final = 8 * 2**30


@dataclass(frozen=True)
class Job:
    """A mutant and the tests to run it against."""

    package: str
    mutant: Mutant
    tests: list[str]
    seconds_allowed: int


def job_of(package: str, mutant: Mutant, reached: Reached) -> Job:
    """A mutant with its tests, and several times as long as they take unchanged."""
    tests = reached.tests(mutant)
    return Job(package, mutant, tests, 10 + int(1.5 * sum(reached.seconds[test] for test in tests)))


def forked(work: Callable[[], int], *, quiet: bool = True) -> int:
    """Run in a child process; its exit code, negative for the signal that ended it."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = UNAPPLIED
    try:
        if quiet:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
        code = work()
    except BaseException:  # the child ends here, whatever happens
        code = KILLED
    finally:
        os._exit(code)


def limited(seconds: int) -> None:
    """End this process if the mutant runs on for ever or eats the memory."""
    used = int(resource.getrusage(resource.RUSAGE_SELF).ru_utime)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, used + seconds + 5))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    signal.alarm(10 * seconds)


class Chosen:
    """A plugin that runs the tests of one job in their order."""

    def __init__(self, tests: Sequence[str]) -> None:
        self._place = {test: place for place, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((one for one in items if one.nodeid in self._place), key=lambda one: self._place[one.nodeid])


class Warm:
    """A plugin that collects all tests once and forks a process for each mutant of a function."""

    def __init__(self, jobs: Sequence[Job], ended: Callable[[Job, int], None]) -> None:
        self._jobs = jobs
        self._ended = ended

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        self._loaded = Loaded.now(SOURCE.name)
        gc.collect()
        gc.freeze()  # so that a child copies few pages
        for job in self._jobs:
            chosen = [items[test] for test in job.tests if test in items]
            self._ended(job, forked(lambda job=job, chosen=chosen: self._run(job, chosen)))  # type: ignore[misc]
        return True

    def _run(self, job: Job, items: list[pytest.Item]) -> int:
        if not apply(job.mutant, self._loaded):
            return UNAPPLIED
        limited(job.seconds_allowed)
        for item, following in zip(items, [*items[1:], None], strict=True):
            if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
                return KILLED
        return 0


def run_pytest(tests: Sequence[str], plugin: object) -> int:
    """Run pytest in this process, with few examples of each property and always the same ones."""
    os.environ.pop("CI", None)  # which asks for many
    hypothesis.settings.register_profile(
        "mutation",
        max_examples=25,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    arguments = ["-q", "-pno:xdist", "-pno:cacheprovider", "-pno:benchmark", "-m", "not slow", "-k", UNCONCERNED]
    # plain: the package brings a plugin, so that pytest would put its own asserts into the code of the package too
    arguments += ["--assert=plain", "--hypothesis-profile=mutation"]
    return int(pytest.main([*arguments, *tests], plugins=[plugin]))


def test_files() -> list[str]:
    """The files of tests."""
    found = [one for name in TESTS for one in sorted((ROOT / "tests").glob(name))]
    files = [file for one in found for file in (sorted(one.rglob("test_*.py")) if one.is_dir() else [one])]
    return [str(one.relative_to(ROOT)) for one in dict.fromkeys(files) if one.name not in LEFT_OUT]


def digest(paths: Iterable[Path]) -> str:
    """A short name of the content of files."""
    content = hashlib.sha256()
    for path in sorted(paths):
        if path.is_file() and path.suffix != ".pyc":
            content.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return content.hexdigest()[:16]


def recorded() -> Reached:
    """Run each file of tests and write down what it reaches, unless that was done for these very sources."""
    store = STORE / digest(SOURCE.rglob("*"))
    store.mkdir(parents=True, exist_ok=True)
    imports = store / "imports.json"
    if not imports.exists():
        names = [".".join(path.relative_to(SOURCE.parent).with_suffix("").parts) for path in sources(*PACKAGES)]
        forked(lambda: imports.write_text(json.dumps(sorted(called_at_import(names, SOURCE)))))
    records = {file: store / f"{Path(file).stem}-{digest([ROOT / file])}.json" for file in test_files()}
    for file, record in records.items():
        if not record.exists():
            forked(lambda file=file, record=record: run_pytest([file], Recording(SOURCE, record)), quiet=False)  # type: ignore[misc]
    return Reached(imports, (one for one in records.values() if one.exists()))


def sources(*packages: str) -> list[Path]:
    """The modules of packages."""
    paths = [SOURCE / name for package in packages for name in PACKAGES[package]]
    return [module for path in paths for module in (sorted(path.rglob("*.py")) if path.is_dir() else [path])]


def drawn(package: str, sample: int, seed: int) -> list[Mutant]:
    """Draw mutants of a package, every place as likely as any other."""
    modules = [Module(path) for path in sources(package)]
    places = [(module, number) for module in modules for number in range(len(module.places))]
    Random(f"{package} {seed}").shuffle(places)
    found: list[Mutant] = []
    for module, number in places:
        mutant = module.mutant(number)
        if mutant is not None:
            found.append(mutant)
        if len(found) == sample:
            break
    print(f"{package}: {len(places)} places, {len(found)} drawn", flush=True)
    return found


def run_cold(job: Job) -> int:
    """Run a job in a process that has imported nothing of the package yet."""

    def work() -> int:
        loaded = load_instead(job.mutant)
        limited(job.seconds_allowed + 20)
        files = dict.fromkeys(test.partition("::")[0] for test in job.tests)
        code = run_pytest(["-x", *files], Chosen(job.tests))
        return min(code, KILLED) if loaded else UNAPPLIED

    return forked(work)


def shown(mutant: Mutant) -> str:
    """Where, and the line both ways."""
    return f"\n  {mutant.path.relative_to(SOURCE)}:{mutant.line}\n    - {mutant.before}\n    + {mutant.after}\n"


def verdicts(jobs: Sequence[Job], reached: Reached) -> list[str]:
    """Run every job; how each ended: ``killed``, ``timeout`` or ``survived``. No test, no death."""
    ended = Path(tempfile.mkdtemp()) / "ended"
    ended.touch()

    def note(job: Job, code: int) -> None:
        with ended.open("a") as file:
            print(jobs.index(job), code, file=file)
        print(
            shown(job.mutant) if not code else "?" if code == UNAPPLIED else "." if code > 0 else "t",
            end="",
            flush=True,
        )

    warm = [job for job in jobs if job.tests and not reached.is_of_import(job.mutant)]
    files = dict.fromkeys(test.partition("::")[0] for job in warm for test in job.tests)
    forked(lambda: run_pytest(list(files), Warm(warm, note)), quiet=False)
    codes = dict[int, int](map(int, line.split()) for line in ended.read_text().splitlines())
    for number, job in enumerate(jobs):
        # An engine of tables with threads may crash in a fork of a process that has used it.
        code = codes.get(number, UNAPPLIED)
        if job.tests and (code == UNAPPLIED or (code < 0 and code not in TOO_LONG)):
            codes[number] = run_cold(job)
            note(job, codes[number])
    print()
    return [
        "survived" if not job.tests or codes[number] in {0, UNAPPLIED} else "killed" if codes[number] > 0 else "timeout"
        for number, job in enumerate(jobs)
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw, run, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", nargs="*", help=", ".join(PACKAGES))
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only mutants whose file, line or text matches this pattern")
    given = parser.parse_args(arguments)
    os.chdir(ROOT)
    packages = given.packages or list(PACKAGES)
    reached = recorded()
    jobs = [
        job_of(package, mutant, reached)
        for package in packages
        for mutant in drawn(package, given.sample, given.seed)
        if re.search(given.only, f"{mutant.path.name}:{mutant.line}: {mutant.before}")
    ]
    outcomes = verdicts(jobs, reached)
    for package in packages:
        found = [(job.mutant, outcome) for job, outcome in zip(jobs, outcomes, strict=True) if job.package == package]
        alive = [mutant for mutant, outcome in found if outcome == "survived"]
        rate = 100 - 100 * len(alive) / max(1, len(found))
        late = sum(outcome == "timeout" for _, outcome in found)
        print(f"{package}: {len(found) - len(alive)} of {len(found)} noticed, {rate:.1f} % ({late} by the time limit)")
        print(*map(shown, alive), sep="")


if __name__ == "__main__":
    main()
