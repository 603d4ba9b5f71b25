"""Pages use the words of the trade: no figures of speech of our own, no phrases taken over from another language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.docs.test_pages import EXAMPLE_PAGES, ROOT, page_name

PAGES = [*EXAMPLE_PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
ODD = re.compile(r"\b(doors?|rooms?|houses?|anew|what of an?|(is|are|was|were|be|been) told|told as)\b", re.IGNORECASE)
CODE = re.compile(r"^ *```.*?^ *```|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def odd_words(text: str) -> list[str]:
    """Return what a page says oddly; code and what is printed are left out."""
    return [found.group() for found in ODD.finditer(CODE.sub("", text))]


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_a_page_uses_plain_words(page: Path):
    assert odd_words(page.read_text(encoding="utf-8")) == []


def test_odd_words_are_seen():
    assert odd_words("The door to tables is made anew, and it is told.") == ["door", "anew", "is told"]
    assert odd_words("Run `told`, then\n```text\nthe house\n```\nand `a` or `b`.") == []
