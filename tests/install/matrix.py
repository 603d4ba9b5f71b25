"""The package with the oldest and the newest libraries that it allows, on every Python: ``make matrix``.

Builds the wheel and the sdist once. For each Python and each end of the bounds in ``pyproject.toml`` it makes clean
environments, in which nothing but the package and what was asked for is installed:

- with all extras and the engines of tables: the main jobs and the tests of ``SUITE``, on the installed wheel and not on
  the checkout;
- on the first Python with the oldest and on the last with the newest: without extras from the wheel and from the sdist,
  and each extra alone. ``main_jobs.py`` does what an extra is for, and asks that all others are refused with the line
  that installs them.

Only wheels are installed, so "oldest" is the oldest version that has one for this Python. A Python that is not on this
machine and that uv can't get is a row that says so. Prints a row a pair, and at the end the table for
``docs/reference/trust.md``; exit status 1 if anything failed.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
JOBS = ROOT / "tests" / "install" / "main_jobs.py"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
ENDS = {"oldest": "lowest-direct", "newest": "highest"}
ALONE = [name for name in EXTRAS if name not in ("all", "dev", "fuzz", "mutation")]
ENGINE = "pyarrow"
"""What the job of ``tables`` brings along: the extra leaves the engine to the user."""
FOR_TESTS = (
    *("pytest", "httpx", "jsonschema", "openapi-spec-validator"),
    "hatchling",  # the parser tables are made by the hook of the build
    *("duckdb", "pandas", "polars", "pyarrow", "dask[dataframe]"),
)
"""Of ``dev``, with the bounds that stand there."""

SUITE = [
    *("test_reading_grammar", "test_grammar_tables"),  # lark
    "test_units_pint",
    "test_symbolic",
    "test_isian_form",  # openpyxl, XlsxWriter
    *("test_files_html_file", "test_files_word_file", "test_files_pdf_words"),
    *("test_page_templates", "test_notebook"),  # Jinja2, altair, vl-convert
    *("test_pelaporan_terminal", "test_files_progress"),  # rich
    *("test_writers_sql", "test_columns_wide"),  # sqlglot, narwhals on every engine
    *("test_evaluation_plan", "test_result", "test_formula"),
]
PATHS = [*[f"tests/unit/{name}.py" for name in SUITE], "tests/layanan/test_routes.py"]
LEFT_OUT = "not slow and not install and not benchmark and not spark and not libreoffice and not browser"
LONG = "not long_chains and not at_random"  # nothing of a library's version is in them


class Row(NamedTuple):
    """What came of one Python with one end of the bounds; a text where it could not be tried."""

    python: str
    end: str
    tests: str
    jobs: str
    failed: bool


class Failed(Exception):  # noqa: N818
    """A command that ended otherwise than well, with what it wrote."""


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> str:
    # PYTHONPATH would put a checkout before what is installed; CI asks hypothesis for twenty times the examples.
    inherited = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "CI", "VIRTUAL_ENV")}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Failed(f"$ {' '.join(map(str, command))}\n{done.stdout[-6000:]}{done.stderr[-6000:]}")
    return done.stdout


def uv() -> str:
    beside = Path(sys.executable).parent / "uv"
    found = str(beside) if beside.exists() else shutil.which("uv")
    if not found:
        raise SystemExit('matrix.py needs uv: pip install "uv>=0.5"')
    return found


def interpreter(version: str) -> str | None:
    """The interpreter of a Python: on the path, of pyenv, or one that uv gets."""
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for place in sorted(versions.glob(f"{version}.*"), reverse=True):
        if (place / "bin" / "python").exists():
            return str(place / "bin" / "python")
    for command in (["python", "find", version], ["python", "install", version]):
        try:
            run(uv(), *command)
            return run(uv(), "python", "find", version).strip()
        except Failed:
            continue
    return None


def packages(folder: Path) -> tuple[Path, Path]:
    """The wheel and the sdist, built once."""
    run(uv(), "build", "--quiet", "--sdist", "--wheel", "--out-dir", folder, ROOT)
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return wheel, sdist


def requirements(*extras: str) -> list[str]:
    """What the package and these extras ask for, by itself: uv takes the lowest of what is asked for directly."""
    wanted = list(PROJECT["dependencies"])
    for extra in extras:
        for one in EXTRAS[extra]:
            inner = re.fullmatch(r"kinerja-formula\[(.+)\]", one)
            wanted += requirements(*inner[1].split(",")) if inner else [one]
    return list(dict.fromkeys(wanted))


def of_dev(*names: str) -> list[str]:
    bounds = {one.partition(">=")[0]: one for one in EXTRAS["dev"]}
    return [bounds[name] for name in names]


class Environment:
    """A clean environment: the package, what it asks for, and nothing else."""

    def __init__(self, folder: Path, interpreter: str, end: str) -> None:
        run(uv(), "venv", "--quiet", "--clear", "--python", interpreter, folder)
        self.python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
        self.end = end

    def install(self, package: Path, *wanted: str) -> None:
        wheels = [] if package.suffix == ".gz" else ["--only-binary", ":all:"]
        head: list[str | Path] = [
            uv(),
            "pip",
            "install",
            "--quiet",
            "--python",
            self.python,
            "--resolution",
            ENDS[self.end],
            *wheels,
        ]
        run(*head, *wanted, f"kinerja-formula @ {package.as_uri()}")

    def jobs(self, *extras: str) -> None:
        run(self.python, JOBS, *extras, cwd=self.python.parent)

    def tests(self, paths: Sequence[str]) -> str:
        """How many passed. The options take the checkout's own sources off the path."""
        whence = run(self.python, "-c", "import kinerja_formula; print(kinerja_formula.__file__)").strip()
        if Path(whence).is_relative_to(ROOT / "src"):
            raise Failed(f"the tests would run on {whence}")
        options = ["-q", "-o", "pythonpath=", "-p", "no:cacheprovider", "-m", LEFT_OUT, "-k", LONG]
        told = run(self.python, "-m", "pytest", *options, *paths)
        (passed,) = re.findall(r"(\d+) passed", told)
        return str(passed)


def alone(folder: Path, python: str, end: str, wheel: Path, sdist: Path) -> tuple[int, int]:
    """Run the main jobs in an environment an extra; return how many did well, and how many there were."""
    cases: list[tuple[Path, tuple[str, ...]]] = [(sdist, ()), (wheel, ()), *[(wheel, (extra,)) for extra in ALONE]]
    well = 0
    for package, extras in cases:
        try:
            environment = Environment(folder, python, end)
            environment.install(package, *requirements(*extras), *(of_dev(ENGINE) if "tables" in extras else []))
            environment.jobs(*extras)
        except Failed as error:
            print(f"{', '.join(extras) or 'without extras'} ({package.name}):\n{error}", flush=True)
        else:
            well += 1
    return well, len(cases)


def together(folder: Path, python: str, end: str, wheel: Path, paths: Sequence[str]) -> str:
    """Run the main jobs and the tests with all extras; return how many tests passed, or that something failed."""
    try:
        environment = Environment(folder, python, end)
        environment.install(wheel, *requirements("all", "testing"), *of_dev(*FOR_TESTS))
        print(run(uv(), "pip", "freeze", "--quiet", "--python", environment.python).replace("\n", " "), flush=True)
        environment.jobs(*ALONE)
        passed = f"{environment.tests(paths)} passed"
    except Failed as error:
        print(error, flush=True)
        return "failed"
    print(passed, flush=True)
    return passed


def tried(folder: Path, version: str, end: str, packages: tuple[Path, Path], paths: Sequence[str], corner: bool) -> Row:
    python = interpreter(version)
    if python is None:
        return Row(version, end, "not tried: no interpreter here", "", False)
    wheel, sdist = packages
    passed = together(folder, python, end, wheel, paths)
    if not corner:
        return Row(version, end, passed, "–", passed == "failed")
    well, count = alone(folder, python, end, wheel, sdist)
    return Row(version, end, passed, f"{well} of {count}", passed == "failed" or well < count)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="*", default=PATHS, help="tests instead of those of SUITE")
    parser.add_argument("--python", action="append", choices=PYTHONS, help="only this one; may come again")
    parser.add_argument("--end", action="append", choices=list(ENDS), help="only this end of the bounds")
    given = parser.parse_args(arguments)
    versions = given.python or list(PYTHONS)
    there = [version for version in versions if interpreter(version)]
    corners = {(there[0], "oldest"), (there[-1], "newest")} if there else set()
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        built = packages(folder / "dist")
        for version in versions:
            for end in given.end or ENDS:
                corner = (version, end) in corners
                rows.append(tried(folder / "environment", version, end, built, given.paths, corner))
                print(rows[-1], flush=True)
    print("| Python | libraries | tests | package and extras alone |\n| --- | --- | ---: | ---: |")
    for row in rows:
        print(f"| {row.python} | {row.end} | {row.tests} | {row.jobs} |")
    return int(any(row.failed for row in rows))


if __name__ == "__main__":
    sys.exit(main())
