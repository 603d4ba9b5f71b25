"""What is public stands in files that are reviewed: no name, signature or option changes without a change of those."""

from __future__ import annotations

import argparse
import inspect
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kinerja_formula as kf
from kinerja_formula.command_line.program import _parser


def signatures() -> str:
    lines = []
    for name in sorted(kf.__all__):
        thing = getattr(kf, name)
        if inspect.isclass(thing):
            told = [f"class {name}({', '.join(base.__name__ for base in thing.__bases__)})"]
            for member in sorted(dir(thing)):
                if member.startswith("_") or member in _OF_BASES:
                    continue
                value = inspect.getattr_static(thing, member)
                if isinstance(value, (classmethod, staticmethod)):
                    value = value.__func__
                told.append(f"    {member}{inspect.signature(value) if inspect.isfunction(value) else ''}")
            lines += told
        elif inspect.isfunction(thing):
            lines.append(f"{name}{inspect.signature(thing)}")
        elif name != "__version__":
            lines.append(f"{name} = {thing}")
    return re.sub(r" at 0x[0-9a-f]+", "", "\n".join(lines)) + "\n"


_OF_BASES = {*dir(tuple), *dir(str), *dir(ValueError)}


def commands() -> str:
    """Return every command with its arguments, its options and what these may be."""
    parser = _parser()
    (subparsers,) = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    lines = [f"kinerja {' '.join(_options(parser))}"]
    for name, command in subparsers.choices.items():
        lines += [name, *[f"    {option}" for option in _options(command)]]
    return "\n".join(lines) + "\n"


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for one in parser._actions:
        if one.help != argparse.SUPPRESS and not isinstance(one, argparse._SubParsersAction):
            takes = "" if one.nargs == 0 or not one.option_strings else f" {one.metavar or one.dest.upper()}"
            choices = f" {{{','.join(map(str, one.choices))}}}" if one.choices else ""
            yield (
                (", ".join(one.option_strings) or f"{one.metavar or one.dest} {one.nargs or ''}".rstrip())
                + takes
                + choices
            )


@pytest.mark.parametrize("found", [signatures, commands], ids=["names", "commands"])
def test_what_is_public_is_as_reviewed(found: Callable[[], str], request: pytest.FixtureRequest) -> None:
    snapshot = Path(__file__).parent / f"public_{request.node.callspec.id}.txt"
    if os.environ.get("ACCEPT"):
        snapshot.write_text(found(), encoding="utf-8")
    assert snapshot.read_text(encoding="utf-8") == found(), "ACCEPT=1 writes it; a change is a line of the changelog"
