"""The page on installing names every extra of pyproject.toml with what it brings."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "how-to" / "install.md").read_text(encoding="utf-8")
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]


def rows() -> dict[str, set[str]]:
    found = re.findall(r'^\| `pip install "\.\[(\w+)\]"` \| (.+?) \|', PAGE, re.MULTILINE)
    return {name: {one.strip().casefold() for one in brings.split(",")} for name, brings in found}


def test_every_extra_has_its_row():
    assert rows().keys() == EXTRAS.keys() - {"dev", "fuzz", "mutation"}  # for those who work on the library


def test_a_row_names_what_its_extra_brings():
    for name, brings in rows().items():
        if name != "all":
            assert brings == {re.split(r"[\[>=<]", one)[0].casefold() for one in EXTRAS[name]}, name


def test_all_is_all_but_testing():
    (inside,) = re.findall(r"\[(.*)\]", EXTRAS["all"][0])
    assert {*inside.split(","), "all", "testing"} == rows().keys()
