"""Makes the pictures of README.md: a report in a browser, and a cell of a notebook. Needs chromium and the dev extras.

    python docs/pictures/make_pictures.py

The figures are invented; examples/README.md says where the decree comes from.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

import kinerja_formula as kf

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parents[1] / "examples"
QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"]
QUIET += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]

CELL = """hasil = kf.evaluate("Jumlah pegawai disiplin -----x100% Jumlah total pegawai",
                    {"Jumlah pegawai disiplin": 18, "Jumlah total pegawai": 20},
                    target="94%")
hasil"""


def report() -> str:
    """Return the report on the example as a page."""
    dokumen = kf.laporan(EXAMPLES / "pelayanan.csv", EXAMPLES / "pelayanan-realisasi.csv")
    # The table of contents is left out and one explanation is opened, so that the picture shows what a page has.
    page = dokumen.to_html().replace("</style>", "nav { display: none; }</style>", 1)
    before, row, after = page.partition('<tbody id="i1"')
    return before + row + after.replace("<details>", "<details open>", 1)


def notebook_cell() -> str:
    """Return a page that looks like a cell of a notebook with its output."""
    hasil = kf.evaluate(
        "Jumlah pegawai disiplin -----x100% Jumlah total pegawai",
        {"Jumlah pegawai disiplin": 18, "Jumlah total pegawai": 20},
        target="94%",
    )
    shown = hasil._repr_html_().replace("<details>", "<details open>")
    return f"""<!DOCTYPE html><meta charset="utf-8"><style>
      body {{ font: 15px/1.5 "Liberation Sans", Arial, sans-serif; margin: 14px 18px; color: #1b1f24; }}
      .in {{ background: #f4f6f9; border: 1px solid #c5ced8; padding: 10px 14px; white-space: pre-wrap;
            font: 14px/1.5 "Liberation Mono", monospace; margin: 0 0 10px 58px; }}
      .out {{ margin-left: 62px; }} .tag {{ float: left; color: #4a5562; font: 13px "Liberation Mono", monospace; }}
      </style><div class="tag">[1]:</div><div class="in">{escape(CELL)}</div>
      <div class="tag">[1]:</div><div class="out">{shown}</div>"""


def take(html: str, name: str, width: int, height: int) -> None:
    """Take a picture of a page as Chromium shows it."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("chromium is not installed")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(html, encoding="utf-8")
        picture = [f"--screenshot={HERE / name}", f"--window-size={width},{height}", page.as_uri()]
        profile = f"--user-data-dir={folder}/profile"
        subprocess.run([chromium, *QUIET, profile, *picture], check=True, capture_output=True, timeout=120)


if __name__ == "__main__":
    take(report(), "report.png", 1000, 1540)
    take(notebook_cell(), "notebook-cell.png", 960, 690)
