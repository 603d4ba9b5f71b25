"""What the commands read from standard input and print, and the exit status that tells how it went."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from kinerja_formula.plain_text import json_text

if TYPE_CHECKING:
    from kinerja_formula.diagnostics import Diagnostic

__all__ = [
    "FINDINGS",
    "FINE",
    "UNUSABLE",
    "has_warning",
    "json_text",
    "plain_data",
    "stdin_text",
    "write_file",
    "write_findings",
    "write_json",
]

FINE: Final = 0
FINDINGS: Final = 1
UNUSABLE: Final = 2

_MOST_OF_STDIN: Final = 20_000_000


def stdin_text() -> str:
    """Return the formula from standard input, whatever the encoding of the terminal is said to be."""
    from kinerja_formula.files.file_bytes import decode_text

    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        return sys.stdin.read(_MOST_OF_STDIN)
    return decode_text("-", stream.read(_MOST_OF_STDIN)).rstrip("\r\n")


def write_json(data: object) -> None:
    """Print data as JSON."""
    print(json_text(data), end="")


def write_file(path: str, text: str) -> None:
    """Write a text to a file, whole or not at all. Raises InvalidDataError KF481."""
    from kinerja_formula.files.whole_file import write_whole

    write_whole(path, text.encode("utf-8", "replace"))


def write_findings(found: Iterable[Diagnostic], text: str) -> None:
    """Print findings to the error output, each with its place in the text marked."""
    rendered = [one.render(text) for one in found]
    if rendered:
        sys.stdout.flush()
        print("\n" + "\n".join(rendered), file=sys.stderr)


def has_warning(found: Iterable[Diagnostic]) -> bool:
    """Whether there is anything graver than a note."""
    from kinerja_formula.diagnostics import Severity

    return any(one.severity is not Severity.NOTE for one in found)


def plain_data(found: Iterable[Diagnostic]) -> list[dict[str, object]]:
    """Return findings as data for JSON."""
    return [one.to_json() for one in found]
