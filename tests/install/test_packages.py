"""The project works as people get it: from a wheel, an sdist, an editable install and a plain checkout.

Real pip installs into fresh environments. These borrow the libraries of the environment that runs the tests, so that no
network is needed. What is installed is a copy of the checkout with twins that are wrong, broken, missing or of a file
that is gone: no build may let one of them pass.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path
from zlib import crc32

import lark
import pytest

pytestmark = [pytest.mark.install, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
BUILT_FROM = [
    "pyproject.toml",
    "hatch_build.py",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    ".gitignore",
    "src",
    "grammar",
]
DATA = "kinerja_formula/data"
LEARNED = {f"{DATA}/reading/certainty.json", f"{DATA}/reading/names.json"}
TABLES = f"{DATA}/grammar/formula.json"
TOML = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src" / DATA).rglob("*.toml")}
TWINS = {path.removesuffix("toml") + "json" for path in TOML}

# Run in the environment under test; says where the package came from and whether the parser tables serve it.
USE = """
import kinerja_formula
from kinerja_formula.diagnostics.language import message_texts
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
assert kinerja_formula.capaian(93, 95, aturan="permenpan-8-2021").predikat == "Cukup"

from kinerja_formula.reading import grammar
print(kinerja_formula.__file__, grammar._ready_parser(grammar_text()) is not None, sep="\\n")
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


def place_of(environment: Environment, *, tables: bool = True, **variables: str) -> Path:
    """Use the package; return the folder that it came from."""
    place, ready = run(environment.python, "-c", USE, **variables).splitlines()
    assert ready == str(tables)
    return Path(place).parents[1]


def copy_of_checkout(folder: Path) -> Path:
    """The files that a build takes, without anything that is made of them."""
    folder.mkdir()
    for name in BUILT_FROM:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(ROOT / name, folder / name)
    for made in (*TWINS, TABLES):
        (folder / "src" / made).unlink(missing_ok=True)
    return folder


def add_stale_twins(folder: Path) -> None:
    """Twins that are wrong under the right checksum, one of a file that is gone, half a one; most are missing."""
    data = folder / "src" / DATA
    twin = {"crc32": crc32((data / "messages/id.toml").read_bytes()), "tables": {}}
    (data / "messages/id.json").write_text(json.dumps(twin), encoding="utf-8")
    (data / "aturan/dicabut.json").write_text(json.dumps(twin), encoding="utf-8")
    (data / "vocabulary/satuan.json").write_text('{"crc32": 1', encoding="utf-8")
    grammar = crc32((folder / "grammar/formula.lark").read_bytes())
    (data / "grammar").mkdir(exist_ok=True)
    tables = {"lark": lark.__version__, "crc32": grammar, "data": {}, "memo": {}}
    (folder / "src" / TABLES).write_text(json.dumps(tables), encoding="utf-8")


def check_twins(packages: Path, *, stray: bool = False) -> None:
    """Every TOML file in a folder of packages has a twin that says the same; what is learned is as in the checkout."""
    made = {path.relative_to(packages).as_posix() for path in (packages / DATA).rglob("*.json")}
    assert made - ({f"{DATA}/aturan/dicabut.json"} if stray else set()) == TWINS | LEARNED | {TABLES}
    for name in TOML:
        raw = (packages / name).read_bytes()
        twin = json.loads((packages / name).with_suffix(".json").read_text(encoding="utf-8"))
        assert twin == {"crc32": crc32(raw), "tables": tomllib.loads(raw.decode("utf-8"))}, name
    for name in LEARNED:
        assert (packages / name).read_bytes() == (ROOT / "src" / name).read_bytes()
    tables = json.loads((packages / TABLES).read_text(encoding="utf-8"))
    grammar = crc32((ROOT / "grammar/formula.lark").read_bytes())
    assert (tables["lark"], tables["crc32"]) == (lark.__version__, grammar)
    assert tables["data"] and tables["memo"]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the wheel and the sdist, each built from a checkout with stale twins."""
    folder = tmp_path_factory.mktemp("dist")
    for kind in ("--sdist", "--wheel"):
        checkout = copy_of_checkout(folder / f"checkout{kind}")
        add_stale_twins(checkout)
        run(sys.executable, "-m", "build", "--no-isolation", kind, "--outdir", folder, checkout)
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
    assert place_of(environment) == environment.packages
    assert "kinerja" in run(environment.scripts / "kinerja", "--help")
    check_twins(environment.packages)


def test_sdist(environment: Environment, sdist: Path):
    environment.install(sdist)
    assert place_of(environment) == environment.packages
    check_twins(environment.packages)


def test_editable(environment: Environment, tmp_path: Path):
    checkout = copy_of_checkout(tmp_path / "checkout")
    add_stale_twins(checkout)
    environment.install("--editable", checkout)
    assert place_of(environment) == checkout / "src"
    check_twins(checkout / "src", stray=True)  # it lies there, and nothing reads it


def test_plain_checkout(environment: Environment, tmp_path: Path):
    """Without a build there is no twin: the TOML is read, the parser is built of the grammar."""
    sources = copy_of_checkout(tmp_path / "checkout") / "src"
    assert place_of(environment, tables=False, PYTHONPATH=str(sources)) == sources
    made = {path.relative_to(sources).as_posix() for path in (sources / DATA).rglob("*.json")}
    assert made == LEARNED, "nothing is written by the way"


def test_two_builds_are_the_same(packages: Path, wheel: Path, sdist: Path, tmp_path: Path):
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    check_twins(unpacked / "src")
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", tmp_path, unpacked)
    (again,) = tmp_path.glob("*.whl")
    assert again.read_bytes() == wheel.read_bytes()


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
    expected = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src").rglob("*")
        if path.suffix in (".css", ".csv", ".html", ".js", ".py", ".svg", ".toml") or path.parent.name == "schema"
    }
    expected |= {"kinerja_formula/pelaporan/writers/naskah.typ", "kinerja_formula/py.typed"}
    expected |= {*TWINS, *LEARNED, TABLES, "kinerja_formula/grammar/formula.lark"}
    assert {name for name in names if not re.match(r"kinerja_formula-[^/]+\.dist-info/", name)} == expected


def test_sdist_holds_what_builds_the_wheel_and_nothing_else(sdist: Path):
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    top = {name.partition("/")[0] for name in names}
    assert top == {*BUILT_FROM, "PKG-INFO"}
    assert "grammar/formula.lark" in names
    stray = [name for name in names if re.search(r"\.(pyc|pyo|so|orig|rej|swp)$|~$|__pycache__|egg-info", name)]
    assert not stray
