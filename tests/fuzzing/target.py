"""What a target of fuzzing is: bytes in, nothing out; an exception that is none of ours or a broken law is a fault."""

from __future__ import annotations

import os
import tempfile
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Final, NamedTuple, TypeVar

import kinerja_formula as kf
from kinerja_formula.files import guard

__all__ = [
    "SEPARATOR",
    "BrokenLawError",
    "Target",
    "fields_of",
    "held",
    "input_of",
    "ours",
    "scratch_file",
    "sometimes",
]

T = TypeVar("T")

SEPARATOR: Final = "\x1e"
"""Stands between the fields of an input that has several."""


class BrokenLawError(Exception):
    """A law that does not hold; ``law`` names it, whatever the input was."""

    def __init__(self, law: str, told: str = "") -> None:
        super().__init__(f"{law}: {told[:300]}" if told else law)
        self.law = law


class Target(NamedTuple):
    """Something to be fuzzed.

    ``run`` takes an input, ``seeds`` gives those to begin with, ``change`` makes one of another in a way that keeps its
    structure. An input takes no longer than ``seconds``; none has more than ``longest`` bytes.
    """

    name: str
    run: Callable[[bytes], None]
    seeds: Callable[[], Sequence[bytes]]
    change: Callable[[bytes, Random], bytes]
    seconds: float = 2.0
    longest: int = 4_000


def held(law: str, sound: object, told: str = "") -> None:
    """Raise BrokenLawError where a law does not hold."""
    if not sound:
        raise BrokenLawError(law, told)


def ours(call: Callable[[], T], text: str | None = None) -> T | None:
    """Return what a call gives, None for an error of ours; that has a code, two messages, and places in the text."""
    try:
        found = call()
    except kf.FormulaError as error:
        raised = error
    else:
        _nothing_caught()
        return found
    first = raised.diagnostics[0]
    if zlib.crc32(repr((first.code, *first.values.items())).encode()) % 8 == 0:  # the dearest part of an error
        held("an error tells its code", raised.code in str(raised), str(raised))
        for language in ("id", "en"):
            held("an error has a message", raised.render(language=language).strip())
    for one in raised.diagnostics if text is not None else ():
        start, end = one.span
        held("a finding lies in its text", 0 <= start <= end <= max(len(text or ""), 1), f"{one.code} {one.span}")
    _nothing_caught()
    return None


def _nothing_caught() -> None:
    """What the guard of documents turned into a finding is no less a fault for that."""
    caught = guard.caught()
    guard.forget()
    for one in caught:
        raise BrokenLawError(f"unforeseen {one.values['kind']} in {one.values['where']}", str(one.values["text"]))


def fields_of(content: bytes, count: int) -> list[str]:
    """Return the fields of an input as texts, as many as are asked for; of bytes that are no UTF-8 the most is made."""
    try:
        text = content.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
    found = text.split(SEPARATOR, count - 1)
    return found + [""] * (count - len(found))


def input_of(*fields: str) -> bytes:
    """Return the input that has these fields."""
    return SEPARATOR.join(fields).encode("utf-8", "surrogatepass")


def sometimes(content: bytes, share: int) -> bool:
    """Whether an input is the one of so many with which something dear is done; always the same ones."""
    return zlib.crc32(content) % share == 0


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    shared = "/dev/shm"  # no disk where there is memory
    return tempfile.TemporaryDirectory(prefix="kinerja-fuzz-", dir=shared if os.access(shared, os.W_OK) else None)


def scratch_file(name: str, content: bytes) -> Path:
    """Return a file with this content; the next one of the name takes its place."""
    path = Path(_folder().name, name)
    path.write_bytes(content)
    return path
