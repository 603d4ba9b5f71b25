"""For the built site: examples of docstrings stand in blocks of code, not in quotations.

Markdown takes `>>>` for a quotation of a quotation. Griffe loads this while the site is built (mkdocs.yml).
"""

from __future__ import annotations

import re
from typing import Any

import griffe

EXAMPLE = re.compile(r"^(?P<indent> *)>>> .*(?:\n(?P=indent)\S.*|\n(?P=indent) +\S.*)*", re.MULTILINE)


def fenced(text: str) -> str:
    """Return a docstring whose runs of examples stand between fences."""

    def block(found: re.Match[str]) -> str:
        indent = found["indent"]
        return f"{indent}```pycon\n{found.group()}\n{indent}```"

    return EXAMPLE.sub(block, text)


class DocstringExamples(griffe.Extension):
    """Fences the examples of every object that has a docstring."""

    def on_object(self, *, obj: griffe.Object, **kwargs: Any) -> None:
        if obj.docstring and ">>> " in obj.docstring.value:
            obj.docstring.value = fenced(obj.docstring.value)
