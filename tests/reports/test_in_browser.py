"""The HTML report in Chromium, at the width of a desk and of a phone, and on paper.

No error, no request, no sideways scroll, nothing serious that axe finds, a PDF of A4 pages. Needs chromium, node and
axe-core: ``AXE_CORE`` names its ``axe.min.js``; ``.ci/run`` installs them.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import kinerja_formula as kf

from .filled_decrees import decree, figures
from .hostile_report import HOSTILE, hostile

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NODE = shutil.which("node")
AXE = Path(os.environ.get("AXE_CORE") or Path.home() / ".cache/kinerja-formula/node_modules/axe-core/axe.min.js")
LOOK = Path(__file__).with_name("look.mjs")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None or NODE is None, reason="chromium or node is not installed"),
    pytest.mark.skipif(not AXE.is_file(), reason=f"axe-core is not installed in {AXE}"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="module")
def seen(folder: Path, checkout: Path) -> dict[str, Any]:
    """What was met on each page: a decree, hostile texts, and the example in English."""
    kf.laporan(decree("ciruas-2022"), figures("ciruas-2022")).save(folder / "decree.html")
    hostile().save(folder / "hostile.html")
    example = kf.laporan(checkout / "examples/pelayanan.csv", checkout / "examples/pelayanan-realisasi.csv")
    example.save(folder / "english.html", language="en")
    pages = [str(folder / f"{name}.html") for name in ("decree", "hostile", "english")]
    command = [str(NODE), str(LOOK), str(CHROMIUM), str(AXE), str(folder), *pages]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stderr
    return {one["page"].removesuffix(".html"): one for one in json.loads(run.stdout)}


PAGES = pytest.mark.parametrize("page", ["decree", "hostile", "english"])


@PAGES
def test_nothing_is_asked_of_the_network_and_nothing_complains(seen: dict[str, Any], page: str):
    assert seen[page]["requests"] == []
    assert seen[page]["console"] == []


@PAGES
@pytest.mark.parametrize("width", ["1280", "390"])
def test_nothing_stands_outside_the_width(seen: dict[str, Any], page: str, width: str):
    found = seen[page]["widths"][width]
    assert found["seen"] == int(width)
    assert found["scroll"] == int(width), found["wide"]


@PAGES
@pytest.mark.parametrize("width", ["1280", "390"])
def test_axe_finds_nothing_serious(seen: dict[str, Any], page: str, width: str):
    found = seen[page]["widths"][width]["axe"]
    assert [one for one in found if one["impact"] in ("serious", "critical")] == []


def test_hostile_texts_are_only_text(seen: dict[str, Any]):
    found = seen["hostile"]["widths"]["1280"]
    assert (found["scripts"], found["injected"]) == (0, None)
    shown = " ".join(found["text"].split())
    for text in HOSTILE:
        if text.isprintable():
            assert text in shown


@PAGES
def test_it_prints_to_a4(seen: dict[str, Any], folder: Path, page: str):
    assert seen[page]["paper"] == []
    pdf = (folder / f"{page}.pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    boxes = {tuple(round(float(one)) for one in box.split()) for box in re.findall(rb"/MediaBox\s*\[([^\]]*)\]", pdf)}
    assert boxes == {(0, 0, 595, 842)}


@PAGES
@pytest.mark.parametrize("width", ["1280", "390"])
def test_there_is_a_picture_to_look_at(seen: dict[str, Any], folder: Path, page: str, width: str):
    assert (folder / f"{page}-{width}.png").stat().st_size > 10_000
