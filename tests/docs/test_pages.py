"""Every example of README.md and docs/ runs and prints what the page says; every link leads somewhere.

- A ```` ```python ```` block with `>>>` is a doctest; without, it is run. The blocks of a page share their names.
- In a ```` ```console ```` block the lines `$ kinerja …` are run and what they print is compared, sign for sign;
  `$ echo $?` shows the exit status of the command before it. Other commands (`$ make …`) are not run.
- The examples run in an empty folder that has `examples/`, and as in a terminal of 100 columns without colours.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from tests.table_engines import NO_SPARK

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "tests").glob("*.md")])
EXAMPLE_PAGES = [page for page in PAGES if page == ROOT / "README.md" or ROOT / "docs" in page.parents]


MARKS = {
    "tables-pyspark.md": [pytest.mark.spark, pytest.mark.slow, pytest.mark.skipif(bool(NO_SPARK), reason=NO_SPARK)]
}
RUN_PAGES = [
    pytest.param(page, marks=MARKS.get(page.name, []), id=str(page.relative_to(ROOT))) for page in EXAMPLE_PAGES
]


class Block(NamedTuple):
    language: str
    text: str
    line: int


class Command(NamedTuple):
    words: list[str]
    output: str
    line: int


def blocks(text: str) -> list[Block]:
    """Return the fenced blocks of a page, those in lists too."""
    fences = [token for token in MarkdownIt().parse(text) if token.type == "fence"]
    return [Block((fence.info.split() or [""])[0], fence.content, (fence.map or [0])[0] + 2) for fence in fences]


def run_python(block: Block, names: dict[str, Any], page: str) -> str:
    """Run one block with the names of its page; return what differs, empty if nothing does."""
    if not re.search(r"^ *>>> ", block.text, re.MULTILINE):
        exec(compile(block.text, f"{page}:{block.line}", "exec"), names)
        return ""
    test = doctest.DocTestParser().get_doctest(block.text, names, page, page, block.line - 1)
    test.globs = names  # the parser made a copy
    report: list[str] = []
    doctest.DocTestRunner(verbose=False).run(test, out=report.append, clear_globs=False)
    return "".join(report)


def commands(block: Block) -> list[Command]:
    """Return the commands of a console block, each with the lines that follow it."""
    found: list[Command] = []
    begun = ""  # a command that goes on in the next line
    for number, line in enumerate(block.text.splitlines(), block.line):
        if begun or line.startswith("$ "):
            begun += line if begun else line[2:]
            if begun.endswith("\\"):
                begun = begun[:-1]
            else:
                found.append(Command(shlex.split(begun), "", number))
                begun = ""
        elif found:
            words, output, start = found[-1]
            found[-1] = Command(words, f"{output}{line}\n", start)
    return found


AS_IN_A_TERMINAL = """
import sys
from kinerja_formula.command_line.program import main
sys.stdout.isatty = lambda: True
sys.exit(main())
"""


def run_kinerja(words: list[str], folder: Path) -> tuple[str, int]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUTF8": "1",
        "TERM": "dumb",
        "COLUMNS": "100",
    }
    run = subprocess.run(
        [sys.executable, "-c", AS_IN_A_TERMINAL, *words],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return run.stdout, run.returncode


def links(text: str) -> list[str]:
    """Return the addresses of a page's links and pictures that lead inside the project."""
    found = []
    for token in MarkdownIt().parse(text):
        for child in token.children or []:
            address = str(child.attrGet("href") or child.attrGet("src") or "")
            if address and not re.match(r"[a-z][a-z0-9+.-]*:", address):
                found.append(unquote(address))
    return found


def anchors(text: str) -> set[str]:
    tokens = MarkdownIt().parse(text)
    titles = [tokens[i + 1].content for i, token in enumerate(tokens) if token.type == "heading_open"]
    return {re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", title).strip().lower()) for title in titles}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    return tmp_path


def page_name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", RUN_PAGES)
def test_python_examples(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(folder)
    names: dict[str, Any] = {"__name__": "__main__"}
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.language in ("python", "pycon"):
            difference = run_python(block, names, page_name(page))
            assert not difference, difference


@pytest.mark.parametrize("page", EXAMPLE_PAGES, ids=page_name)
def test_console_examples(page: Path, folder: Path):
    status = 0
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.language != "console":
            continue
        for command in commands(block):
            place = f"{page_name(page)}:{command.line}"
            if command.words[0] == "kinerja":
                output, status = run_kinerja(command.words[1:], folder)
                assert output.rstrip("\n") == command.output.rstrip("\n"), place
            elif command.words == ["echo", "$?"]:
                assert str(status) == command.output.strip(), place


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_links_resolve(page: Path):
    text = page.read_text(encoding="utf-8")
    for link in links(text):
        address, _, anchor = link.partition("#")
        target = (page.parent / address).resolve() if address else page
        assert target.exists(), f"{page_name(page)} links to {link}"
        if target.suffix == ".md" and ROOT / "docs" in page.parents:
            assert ROOT / "docs" in target.parents, f"{page_name(page)} links to {link}, which the built site has not"
        if anchor and target.suffix == ".md" and "::: " not in (content := target.read_text(encoding="utf-8")):
            assert re.sub("-+", "-", anchor) in anchors(content), f"{page_name(page)} links to {link}"


def test_a_wrong_python_example_is_seen():
    assert run_python(Block("python", ">>> a + 1\n3\n", 1), {"a": 1}, "page") != ""
    assert run_python(Block("python", ">>> a + 1\n2\n", 1), {"a": 1}, "page") == ""


def test_names_live_on_in_the_next_block_of_a_page():
    names: dict[str, Any] = {}
    run_python(Block("python", "a = 1\n", 1), names, "page")
    run_python(Block("python", ">>> b = a + 1\n", 1), names, "page")
    assert names["b"] == 2


def test_blocks_and_commands_are_found():
    text = """\
1. a step

    ```console
    $ kinerja hitung 'A / B' \\
        --json
    90
    $ echo $?
    0
    ```
"""
    (block,) = blocks(text)
    assert block.line == 4
    first, second = commands(block)
    assert first == Command(["kinerja", "hitung", "A / B", "--json"], "90\n", 5)
    assert second.words == ["echo", "$?"]
    assert second.output == "0\n"


def test_links_and_anchors_are_found():
    text = "# KF201 – satuan beda\n[a](b.md#c) ![d](e.svg) <https://f.example> [g](mailto:h@i.example)"
    assert links(text) == ["b.md#c", "e.svg"]
    assert anchors(text) == {"kf201-satuan-beda"}
