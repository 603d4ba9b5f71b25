"""The notebook among the examples runs from a clean kernel and shows what it says.

``ACCEPT=1`` writes its outputs anew.

Texts and HTML are compared sign for sign; pictures are only looked for, since each version of the chart library draws
its own.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")

NOTEBOOK = "examples/dari-keputusan-ke-grafik.ipynb"
COMPARED = ("text/plain", "text/html", "text/latex")


def outputs(notebook: Any) -> list[dict[str, str]]:
    """Return what each cell of code shows, MIME type → text."""
    return [
        {kind: text for output in cell.outputs for kind, text in output.get("data", {}).items()}
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


@pytest.fixture(scope="module")
def accepted(checkout: Path) -> Any:
    return nbformat.read(checkout / NOTEBOOK, as_version=4)


@pytest.fixture(scope="module")
def run(checkout: Path) -> Any:
    notebook = nbformat.read(checkout / NOTEBOOK, as_version=4)
    for cell in notebook.cells:
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    path = os.pathsep.join([str(checkout / "src"), os.environ.get("PYTHONPATH", "")])
    client = nbclient.NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(checkout / "examples")}}
    )
    client.execute(env={**os.environ, "PYTHONPATH": path})
    for cell in notebook.cells:
        cell.metadata = {}  # the times of this run
    notebook.metadata.language_info = {"name": "python"}
    if os.environ.get("ACCEPT"):
        nbformat.write(notebook, checkout / NOTEBOOK)
    return notebook


def test_no_cell_fails(run: Any):
    failed = [output for cell in run.cells for output in cell.get("outputs", []) if output.output_type == "error"]
    assert failed == []
    assert not [output for cell in run.cells for output in cell.get("outputs", []) if output.output_type == "stream"]


def test_the_outputs_are_those_of_the_file(run: Any, accepted: Any):
    if os.environ.get("ACCEPT"):
        return
    for number, (found, wanted) in enumerate(zip(outputs(run), outputs(accepted), strict=True), 1):
        if "image/svg+xml" in wanted:
            assert found["image/svg+xml"].startswith("<svg")
            continue
        for kind in COMPARED:
            assert found.get(kind) == wanted.get(kind), f"cell {number}, {kind}"


def test_what_is_seen(run: Any):
    dokumen, formula, result, capaian, finding, laporan, jabatan, predikat = outputs(run)
    assert "<mfrac>" in dokumen["text/html"] and "CAMAT" in dokumen["text/html"]
    assert "<mfrac>" in formula["text/html"] and formula["text/latex"].startswith(r"$\displaystyle \frac")
    assert "<strong>75,00%</strong>" in result["text/html"] and "<details>" in result["text/html"]
    assert r"= 75{,}00\%$" in result["text/latex"]
    assert "▲ Sangat Tinggi" in capaian["text/html"] and "93,75%" in capaian["text/plain"]
    assert "KF201" in finding["text/html"] and "KF201" in finding["text/plain"]
    assert "87 indikator" in laporan["text/html"]
    for chart in (jabatan, predikat):
        assert "<svg" in chart["image/svg+xml"]
