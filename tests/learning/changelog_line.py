"""The line of CHANGELOG.md about the learned tables of reading, by which a drift of them is a change that is reviewed.

    python tests/learning/changelog_line.py            prints the line of the tables as they are
    python tests/learning/changelog_line.py --write    writes it into the newest version of the changelog

`make learn` writes it, too.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Final
from zlib import crc32

from kinerja_formula.reading.certainty import CERTAINTY_FILE
from kinerja_formula.reading.name_model import NAMES_FILE

CHANGELOG: Final = Path(__file__).resolve().parents[2] / "CHANGELOG.md"
MEASURES: Final = Path(__file__).parent / "left_out.md"
BEGIN: Final = "- Learned tables of reading `"
_SHARES: Final = re.compile(r"\| without its own forms and words \| \d+ \| ([\d.]+%) \| ([\d.]+%) \| ([\d.]+%) \|")


def current_line() -> str:
    """Return the line that says which tables these are, and what was measured with documents left out."""
    mark = 0
    for path in (NAMES_FILE, CERTAINTY_FILE):
        mark = crc32(Path(path).read_bytes(), mark)
    threshold = json.loads(Path(CERTAINTY_FILE).read_text(encoding="utf-8"))["threshold"]
    shares = _SHARES.search(MEASURES.read_text(encoding="utf-8"))
    assert shares is not None, f"{MEASURES.name} has no row of documents left out with their own forms and words"
    right, silent, warned = shares.groups()
    return (
        f"{BEGIN}{mark:08x}`: a certainty below {threshold} is a warning; documents left out: {right} right, "
        f"{silent} wrong without a warning, {warned} of the right ones warned."
    )


def with_line(changelog: str, line: str) -> str:
    """Return a changelog whose newest version has the line: in place of its older one, else at its end.

    >>> old = "# Changelog\\n\\n## 2\\n\\n- a\\n- Learned tables of reading `0`: old\\n- b\\n\\n## 1\\n\\n- c\\n"
    >>> print(with_line(old, "- Learned tables of reading `1`: new").split("## ")[1])
    2
    <BLANKLINE>
    - a
    - Learned tables of reading `1`: new
    - b
    <BLANKLINE>
    <BLANKLINE>
    """
    head, newest, *older = re.split(r"(?m)^(?=## )", changelog)
    lines = newest.rstrip("\n").split("\n")
    at = next((number for number, one in enumerate(lines) if one.startswith(BEGIN)), None)
    if at is None:
        lines.append(line)
    else:
        lines[at] = line
    return "".join([head, "\n".join(lines), "\n\n" if older else "\n", *older])


def write_line() -> None:
    text = CHANGELOG.read_text(encoding="utf-8")
    CHANGELOG.write_text(with_line(text, current_line()), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    if parser.parse_args().write:
        write_line()
    print(current_line())


if __name__ == "__main__":
    main()
