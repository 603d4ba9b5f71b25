"""The pages in Chromium, as a person uses them: as wide as a desk and a phone, light and dark, in both languages.

No error, no request to elsewhere, no sideways scroll, nothing that axe finds. Needs chromium, node and axe-core, as
tests/reports/test_in_browser.py does.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NODE = shutil.which("node")
AXE = Path(os.environ.get("AXE_CORE") or Path.home() / ".cache/kinerja-formula/node_modules/axe-core/axe.min.js")
BROWSE = Path(__file__).with_name("browse.mjs")
WAYS = ("1280-light", "390-light", "1280-dark", "390-dark")

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
def met(folder: Path, address: str, checkout: Path) -> dict[str, Any]:
    files = [str(checkout / "examples" / name) for name in ("sambutan-2023.docx", "sambutan-2023-realisasi.csv")]
    command = [str(NODE), str(BROWSE), str(CHROMIUM), str(AXE), str(folder), address, *files]
    run = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def looks(page: dict[str, Any]) -> dict[str, Any]:
    """The states of a page that were looked at: an empty one, a filled one, one with an error …"""
    found = {name: one for name, one in page.items() if isinstance(one, dict) and "axe" in one}
    assert len(found) >= 3
    return found


PAGES = pytest.mark.parametrize("page", ["rumus", "berkas"])
EVERY_WAY = pytest.mark.parametrize("way", WAYS)


@PAGES
@EVERY_WAY
def test_nothing_is_asked_elsewhere_and_nothing_complains(met: dict[str, Any], page: str, way: str):
    assert met[page][way]["outside"] == []
    assert met[page][way]["console"] == []


@PAGES
@EVERY_WAY
def test_axe_finds_nothing(met: dict[str, Any], page: str, way: str):
    assert {name: one["axe"] for name, one in looks(met[page][way]).items() if one["axe"]} == {}


@PAGES
@EVERY_WAY
def test_nothing_stands_outside_the_width(met: dict[str, Any], page: str, way: str):
    for one in looks(met[page][way]).values():
        assert (one["scroll"], one["wide"]) == (int(way.partition("-")[0]), [])


@EVERY_WAY
def test_a_formula_is_read_and_calculated_at_once(met: dict[str, Any], way: str):
    found = met["rumus"][way]
    assert found["canonical"] == "Jumlah pegawai disiplin / `Jumlah total pegawai` × 100%"
    assert found["drawn"] == 1
    assert (found["value"], found["capaian"].split("\n")) == ("90,00%", ["Capaian", "95,74%", "▲ Sangat Tinggi"])
    assert "18 / 20 = 0,9" in found["explained"]
    assert [row[0] for row in found["pieces"]] == [
        *("1Jumlah pegawai disiplin", "-----x", "2100%", "3Jumlah total pegawai"),
    ]
    assert [row[2].split("\n")[0] for row in found["pieces"]] == ["orang", "–", "–", "orang"]


def test_the_words_are_those_of_the_language(met: dict[str, Any]):
    assert met["rumus"]["1280-light"]["waiting"].startswith("Belum diisi:")
    assert met["rumus"]["1280-dark"]["waiting"].startswith("Still to be filled in:")
    assert met["rumus"]["1280-light"]["told"] == "Hasil 90,00%.", "a screen reader is told"
    assert met["rumus"]["1280-dark"]["told"] == "Result 90,00%."


@EVERY_WAY
def test_a_fault_leads_to_its_field(met: dict[str, Any], way: str):
    found = met["rumus"][way]
    assert "KF302" in found["fault"]
    assert (found["focused"], found["marked"]) == ("angka-1", "true")


@EVERY_WAY
def test_another_reading_is_chosen_with_the_keyboard(met: dict[str, Any], way: str):
    before, after, focused = met["rumus"][way]["chosen"]
    assert (before, after) == ("`Realisasi kegiatan` / `rapat`", "`Realisasi kegiatan / rapat`")
    assert focused == "bacaan", "the keyboard stays where it is"


@EVERY_WAY
def test_what_the_rules_find_is_told(met: dict[str, Any], way: str):
    assert "KF124" in met["rumus"][way]["checked"]
    assert met["rumus"][way]["first"] == "#isi", "the first key leads past the head"


@EVERY_WAY
def test_markup_is_text_and_figures_can_be_pasted(met: dict[str, Any], way: str):
    assert met["rumus"][way]["injected"] is None
    assert met["rumus"][way]["pasted"].startswith("2 ")


@EVERY_WAY
def test_from_a_decree_to_its_report(met: dict[str, Any], way: str):
    found = met["berkas"][way]
    assert [tile.split()[-1] for tile in found["tiles"]][:3] == ["22", "87", "87"]
    assert found["focused"] == "judul-2", "whoever uses no mouse goes on where the page does"
    assert 0 < found["rows"] < 87, "doubts first, and alone"
    assert found["confirmed"].startswith("1 ")
    assert int(found["all"].split()[0]) > 40
    assert found["corrected"].endswith("Jumlah A / Jumlah B × 100%")
    assert found["undone"] == "true", "a confirmed reading takes the place of a correction"
    assert "isian.xlsx" in found["downloads"]
    assert found["report"] == 87
    assert "KF405" in found["fault"]
    assert found["dropped"] == "Hadir"


@EVERY_WAY
def test_there_is_a_picture_to_look_at(met: dict[str, Any], folder: Path, way: str):
    for name in ("rumus", "rumus-kosong", "rumus-galat", "berkas-bacaan", "berkas-laporan"):
        assert (folder / f"{name}-{way}.png").stat().st_size > 10_000
