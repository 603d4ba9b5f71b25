"""Writes into the console blocks of pages what their commands print now; read the difference before it is kept.

    python tests/docs/make_consoles.py docs/tutorial/kecamatan.md …

The commands are found and run as test_pages.py does it: `kinerja …` and `echo $?`; other commands keep their output.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.docs.test_pages import ROOT, blocks, commands, run_kinerja


def with_outputs(text: str, folder: Path) -> str:
    """Return a page with the outputs of its commands."""
    lines = text.splitlines()
    status = 0
    made: list[tuple[int, int, list[str]]] = []
    for block in blocks(text):
        if block.language != "console":
            continue
        fence = lines[block.line - 2]
        indent = fence[: len(fence) - len(fence.lstrip())]
        for command in commands(block):
            if command.words[0] == "kinerja":
                output, status = run_kinerja(command.words[1:], folder)
            elif command.words == ["echo", "$?"]:
                output = f"{status}\n"
            else:
                continue
            start = command.line  # the line after the command, counted from 0
            told = [f"{indent}{line}".rstrip() for line in output.rstrip("\n").splitlines()]
            made.append((start, start + len(command.output.splitlines()), told))
    for start, end, told in reversed(made):
        lines[start:end] = told
    return "\n".join(lines) + "\n"


def main(pages: list[str]) -> None:
    """Write the pages anew, each with an empty folder that has examples/."""
    for name in pages:
        page = Path(name)
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "examples").symlink_to(ROOT / "examples")
            page.write_text(with_outputs(page.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
