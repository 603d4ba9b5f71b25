"""Print mkdocs.yml with every error page at the end of its navigation.

`python tests/docs/make_navigation.py --write` writes the file; a test checks that it is what this prints. The pages are
grouped as docs/errors/index.md groups them. The rest of the navigation is written by hand above the mark.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ROOT / "mkdocs.yml"
INDEX = ROOT / "docs" / "errors" / "index.md"
MARK = "  # Error pages: python tests/docs/make_navigation.py --write\n"


def error_pages() -> Iterator[str]:
    yield "  - Errors:\n      - errors/index.md\n"
    for section in INDEX.read_text(encoding="utf-8").split("\n## ")[1:]:
        title, _, table = section.partition("\n")
        yield f"      - {title}:\n"
        yield from (
            f"          - errors/{page}\n" for page in re.findall(r"^\| \[KF\d{3}\]\((KF\d{3}\.md)\)", table, re.M)
        )


def main() -> None:
    before, mark, _ = SETTINGS.read_text(encoding="utf-8").partition(MARK)
    assert mark, "mkdocs.yml has lost the mark above the error pages"
    text = before + mark + "".join(error_pages())
    if sys.argv[1:] == ["--write"]:
        SETTINGS.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
