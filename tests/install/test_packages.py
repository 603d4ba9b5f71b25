"""The project works as people get it: from a wheel, an sdist, an editable install and a plain checkout.

Real pip installs into fresh environments. These borrow the libraries of the environment that runs the tests, so that no
network is needed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.install, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
DATA = [
    path
    for path in (ROOT / "src/kinerja_formula/data").rglob("*")
    if path.suffix in (".css", ".csv", ".html", ".js", ".json", ".svg", ".toml")
]
SCHEMAS = sorted((ROOT / "src/kinerja_formula/schema").glob("*.json"))

# Run in the environment under test; says where the package came from.
USE = """
import kinerja_formula
from kinerja_formula.diagnostics import message_texts
from kinerja_formula.reading.grammar_text import grammar_text

assert "start" in grammar_text()
assert message_texts("id") and message_texts("en")
assert kinerja_formula.schema("result")["$id"] == "urn:kinerja-formula:result:1"
result = kinerja_formula.evaluate(
    "Jumlah pegawai disiplin -----x100% Jumlah total pegawai",
    {"Jumlah pegawai disiplin": 18, "Jumlah total pegawai": 20},
)
assert result.value == 90, result.value
assert str(result) == "90,00%", str(result)
print(kinerja_formula.__file__)
"""


def run(*command: str | Path, **environment: str) -> str:
    # PYTHONPATH of the caller would hide a package that is not installed.
    inherited = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=os.sep,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


class Environment:
    """A fresh virtual environment with the libraries of this one in sight, but not this one's kinerja_formula."""

    def __init__(self, folder: Path) -> None:
        venv.create(folder, with_pip=False, symlinks=os.name != "nt")
        self.scripts = folder / ("Scripts" if os.name == "nt" else "bin")
        self.python = self.scripts / "python"
        self.packages = Path(run(self.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"))
        # A .pth file in a folder that a .pth file names is not read: an editable install there stays out of sight.
        (self.packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"))

    def install(self, *what: str | Path) -> None:
        offline = ["--no-index", "--no-deps", "--no-build-isolation", "--ignore-installed"]
        run(sys.executable, "-m", "pip", "--python", self.python, "install", "--quiet", *offline, *what)


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    return Environment(tmp_path / "environment")


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the wheel and the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--sdist", "--wheel", "--outdir", folder, ROOT)
    return folder


@pytest.fixture(scope="module")
def wheel(packages: Path) -> Path:
    (path,) = packages.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def sdist(packages: Path) -> Path:
    (path,) = packages.glob("*.tar.gz")
    return path


def test_wheel(environment: Environment, wheel: Path):
    environment.install(wheel)
    assert Path(run(environment.python, "-c", USE)).is_relative_to(environment.packages)
    assert "kinerja" in run(environment.scripts / "kinerja", "--help")


def test_sdist(environment: Environment, sdist: Path):
    environment.install(sdist)
    assert Path(run(environment.python, "-c", USE)).is_relative_to(environment.packages)


def test_editable(environment: Environment):
    environment.install("--editable", ROOT)
    assert Path(run(environment.python, "-c", USE)).is_relative_to(ROOT / "src")


def test_plain_checkout(environment: Environment):
    assert Path(run(environment.python, "-c", USE, PYTHONPATH=str(ROOT / "src"))).is_relative_to(ROOT / "src")


def test_nothing_is_installed_without_an_install(environment: Environment):
    """Guards the tests above: the borrowed libraries must not bring the package along."""
    search = "import importlib.util; print(importlib.util.find_spec('kinerja_formula'))"
    assert run(environment.python, "-c", search) == "None"


def test_the_grammar_of_the_wheel_is_the_grammar_of_the_checkout(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read("kinerja_formula/grammar/formula.lark") == (ROOT / "grammar/formula.lark").read_bytes()


def test_wheel_holds_the_package_and_nothing_else(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    expected = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.py")}
    expected |= {path.relative_to(ROOT / "src").as_posix() for path in (*DATA, *SCHEMAS)}
    expected |= {
        "kinerja_formula/pelaporan/writers/naskah.typ",
        "kinerja_formula/py.typed",
        "kinerja_formula/grammar/formula.lark",
    }
    assert {name for name in names if not re.match(r"kinerja_formula-[^/]+\.dist-info/", name)} == expected


def test_sdist_holds_what_builds_the_wheel_and_nothing_else(sdist: Path):
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    top = {name.partition("/")[0] for name in names}
    assert top == {"src", "grammar", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "PKG-INFO", ".gitignore"}
    assert "grammar/formula.lark" in names
    stray = [name for name in names if re.search(r"\.(pyc|pyo|so|orig|rej|swp)$|~$|__pycache__|egg-info", name)]
    assert not stray
