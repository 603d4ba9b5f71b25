"""The forms of examples/kecamatan/ are those that their script makes, and all that is invented says so."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from openpyxl import load_workbook

import kinerja_formula as kf

ROOT = Path(__file__).resolve().parents[2]
KECAMATAN = ROOT / "examples" / "kecamatan"
FORMS = sorted(KECAMATAN.glob("*/*.xlsx"))


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_kecamatan", Path(__file__).with_name("make_kecamatan.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(path).worksheets}


def test_the_forms_are_current(tmp_path: Path):
    _script().main(tmp_path)
    assert len(FORMS) == 9
    assert sorted(path.relative_to(tmp_path) for path in tmp_path.glob("*/*.xlsx")) == [
        path.relative_to(KECAMATAN) for path in FORMS
    ]
    for path in FORMS:
        current = cells(tmp_path / path.relative_to(KECAMATAN)) == cells(path)
        assert current, f"{path.relative_to(ROOT)}: run python tests/docs/make_kecamatan.py"


@pytest.mark.parametrize("path", FORMS, ids=lambda path: f"{path.parent.name} {path.stem}")
def test_a_form_says_that_it_is_invented_and_gives_its_year(path: Path):
    laporan = kf.laporan(KECAMATAN / "iku.html", path, tahun=path.parent.name)
    assert laporan.sumber.judul_realisasi == f"Tahun {path.parent.name} (angka rekaan, hanya untuk peragaan)"
    wanted = 4 if path.stem == "Kecamatan Selatan" and path.parent.name == "2025" else 5
    assert sum(row.capaian is not None for row in laporan.rows) == wanted


def test_the_agreement_has_the_targets_of_the_decree():
    agreement, decree = kf.read(KECAMATAN / "pk-2025.html"), kf.read(KECAMATAN / "iku.html", tahun=2025)
    told = [[(one.sasaran, one.nama, one.target) for _, one in document] for document in (agreement, decree)]
    assert told[0] == told[1]


@pytest.mark.parametrize("name", ["iku.html", "pk-2025.html", "laporan.toml", "gabungan.toml"])
def test_documents_say_that_they_are_invented(name: str):
    assert "rekaan" in (KECAMATAN / name).read_text(encoding="utf-8").casefold()
