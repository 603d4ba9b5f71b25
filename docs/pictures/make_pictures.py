"""Makes the pictures of README.md and of the walk-throughs in docs/tutorial/.

    python docs/pictures/make_pictures.py [NAME …]

Needs chromium, LibreOffice and the dev extras. The figures are invented; examples/README.md says where the decree comes
from. A picture of a page or a sheet is its print: Word and Excel files by LibreOffice, then as an image of few colours.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import ColumnDimension

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


# Prints: what a file looks like on paper

KECAMATAN = EXAMPLES / "kecamatan"
IKU = "examples/kecamatan/iku.html"
UTARA = KECAMATAN / "2025" / "Kecamatan Utara.xlsx"


AS_IN_A_TERMINAL = """
import sys
from kinerja_formula.command_line.program import main
sys.stdout.isatty = lambda: True
sys.exit(main())
"""


def kinerja(*words: str | Path) -> str:
    """Run the command as a person does, beside ``examples/``; return what it prints."""
    environment = {**os.environ, "PYTHONUTF8": "1", "COLUMNS": "100", "TERM": "dumb"}
    command = [sys.executable, "-c", AS_IN_A_TERMINAL, *map(str, words)]
    run = subprocess.run(
        command, capture_output=True, text=True, timeout=300, env=environment, cwd=EXAMPLES.parent, check=False
    )
    if run.returncode not in (0, 1):
        sys.exit(run.stdout + run.stderr)
    return run.stdout


INDONESIAN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>id-ID</value></prop></item></oor:items>
"""
"""Settings of LibreOffice: numbers as they are written in Indonesia."""


def as_pdf(path: Path) -> Path:
    """Return the print of a Word or Excel file."""
    if path.suffix == ".pdf":
        return path
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        sys.exit("LibreOffice is not installed")
    folder = path.parent
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True)
        settings.write_text(INDONESIAN, encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return path.with_suffix(".pdf")


def pages(path: Path, *marks: str, width: int = 1000) -> list[Any]:
    """Return the first page that has each mark, as arrays of colours ``width`` wide, white margins cut off."""
    document = pypdfium2.PdfDocument(as_pdf(path))
    texts = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    found = []
    for mark in marks:
        place = next((number for number, text in enumerate(texts) if mark in text), None)
        if place is None:
            sys.exit(f"{path.name} has no page with {mark!r}")
        page = document[place]
        image = np.array(page.render(scale=2 * width / page.get_width(), rev_byteorder=True).to_numpy()[:, :, :3])
        found.append(halved(cropped(image)))
    return found


def cropped(image: Any, margin: int = 24) -> Any:
    """Return an image without its white margins."""
    rows, columns = (np.flatnonzero((image < 250).any(axis=axes)) for axes in ((1, 2), (0, 2)))
    top, left = max(rows[0] - margin, 0), max(columns[0] - margin, 0)
    return image[top : rows[-1] + margin, left : columns[-1] + margin]


def halved(image: Any) -> Any:
    """Return an image of half the size: four points are one, so that thin strokes stay legible."""
    height, width = image.shape[0] // 2 * 2, image.shape[1] // 2 * 2
    return image[:height, :width].reshape(height // 2, 2, width // 2, 2, 3).mean(axis=(1, 3)).astype(np.uint8)


def beside(images: list[Any], gap: int = 16) -> Any:
    """Return pages side by side, a grey line between them."""
    height = max(image.shape[0] for image in images)
    parts = []
    for number, image in enumerate(images):
        parts.append(
            np.pad(image, ((0, height - image.shape[0]), (gap * (number > 0), gap), (0, 0)), constant_values=255)
        )
        if number < len(images) - 1:
            parts.append(np.full((height, 2, 3), 170, np.uint8))
    return np.concatenate(parts, axis=1)


def above(images: list[Any]) -> Any:
    """Return images one above the other."""
    width = max(image.shape[1] for image in images)
    padded = [np.pad(image, ((0, 0), (0, width - image.shape[1]), (0, 0)), constant_values=255) for image in images]
    return np.concatenate(padded, axis=0)


def keep(image: Any, name: str, step: int = 17) -> None:
    """Write a picture as a PNG with 128 colours at most, each a multiple of ``step``, which divides 255."""
    flat = image.reshape(-1, 3)
    coarse = (flat.astype(int) + step // 2) // step * step
    known, place, count = np.unique(coarse, axis=0, return_inverse=True, return_counts=True)
    often = np.argsort(-count)[:128]
    distance = ((known[:, None, :] - known[often][None, :, :]) ** 2).sum(axis=2)
    pixels = distance.argmin(axis=1)[place.ravel()].astype(np.uint8).reshape(image.shape[:2])
    lines = np.concatenate([np.zeros((pixels.shape[0], 1), np.uint8), pixels], axis=1).tobytes()
    head = struct.pack(">IIBBBBB", pixels.shape[1], pixels.shape[0], 8, 3, 0, 0, 0)
    parts = [
        (b"IHDR", head),
        (b"PLTE", known[often].astype(np.uint8).tobytes()),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    ]
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    ]
    (HERE / name).write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


@cache
def folder() -> Path:
    """Return a folder with the files that the walk-throughs write."""
    made = Path(tempfile.mkdtemp())
    letterhead = ("--setelan", KECAMATAN / "laporan.toml")
    kinerja("laporan", IKU, "--tahun", "2025", "--realisasi", UTARA, *letterhead, "-o", made / "lkjip.pdf")
    of_all = ("--setelan", KECAMATAN / "gabungan.toml", "-o", made / "gabungan.docx")
    kinerja("laporan", IKU, "--tahun", "2025", "--realisasi", KECAMATAN / "2025", *of_all)
    others = {"pk": "reviu-pk.html", "iku": "reviu-iku.csv", "renstra": "reviu-renstra.html"}
    review = [f"--{what}=examples/{name}" for what, name in others.items()]
    kinerja("reviu", "examples/reviu-lkjip.html", *review, "-o", made / "kertas-kerja.docx")
    kinerja("baca", "examples/sambutan-2023.docx", "--lembar-bacaan", made / "bacaan.xlsx")
    kinerja("periksa", "examples/tinjauan.csv", "--keluaran", made / "temuan.html")
    return made


def sheet(path: Path, title: str, last: int, without: str = "") -> Any:
    """Return the print of a sheet down to a row, some columns left out, rows as high as their texts need."""
    book = load_workbook(path)
    for other in book.sheetnames:
        if other != title:
            del book[other]
    shown = book[title]
    shown.delete_rows(last + 1, shown.max_row)
    for group in list(shown.column_dimensions.values()):  # alike columns are one
        width, hidden = group.width, group.hidden
        for place in range(group.min, group.max + 1):
            shown.column_dimensions[get_column_letter(place)] = ColumnDimension(shown, width=width, hidden=hidden)
    for letter in without:
        shown.column_dimensions[letter].hidden = True
    for row in shown.iter_rows(min_row=3):
        texts = [cell for cell in row if cell.value and not shown.column_dimensions[cell.column_letter].hidden]
        lines = [len(str(cell.value)) * 1.1 // shown.column_dimensions[cell.column_letter].width + 1 for cell in texts]
        shown.row_dimensions[row[0].row].height = 13 * max([1, *lines])
    copy = folder() / f"{title}.xlsx"
    book.save(copy)
    return pages(copy, str(shown["A1"].value), width=1300)[0]


def terminal(*words: str) -> str:
    """Return a page that looks like a window in which a command was run."""
    shown = " ".join(f'"{word}"' if " " in word else word for word in ("kinerja", *words))
    return f"""<!DOCTYPE html><meta charset="utf-8"><style>
      body {{ margin: 12px; background: #fff; }}
      .window {{ border: 1px solid #555; border-radius: 8px; overflow: hidden; }}
      .bar {{ background: #3b3f45; color: #fff; font: 13px "Liberation Sans", Arial, sans-serif; padding: 6px 12px; }}
      pre {{ margin: 0; padding: 12px; background: #fbfbfb; font: 14px/1.35 "Liberation Mono", monospace; }}
      b {{ color: #0b5394; }}</style><div class="window"><div class="bar">Terminal</div>
      <pre>$ <b>{escape(shown)}</b>\n{escape(kinerja(*words))}$ _</pre></div>"""


def report_of_a_unit() -> str:
    """Return the page of the report that has a gap."""
    laporan = kf.laporan(EXAMPLES.parent / IKU, KECAMATAN / "2025" / "Kecamatan Selatan.xlsx", tahun=2025)
    return laporan.to_html().replace("</style>", "nav { display: none; }</style>", 1)


READ = ("baca", IKU, "--tahun", "2025")
OF_ALL = ("laporan", IKU, "--tahun", "2025", "--realisasi", "examples/kecamatan/2025")
PICTURES: dict[str, Callable[[str], None]] = {
    "report.png": lambda name: take(report(), name, 1000, 1540),
    "notebook-cell.png": lambda name: take(notebook_cell(), name, 960, 690),
    "kecamatan-terminal.png": lambda name: take(terminal(*READ), name, 900, 520),
    "kecamatan-isian.png": lambda name: keep(sheet(UTARA, "CAMAT", 21), name),
    "kecamatan-lkjip.png": lambda name: keep(
        above([sheet(UTARA, "LKjIP", 9, one) for one in ("BHIMNOPQ", "BDEFGHIJKL")]), name
    ),
    "kecamatan-laporan.png": lambda name: keep(
        beside(pages(folder() / "lkjip.pdf", "Tabel 1.", "Tabel 4.", width=760)), name
    ),
    "kecamatan-tanda-tangan.png": lambda name: keep(pages(folder() / "lkjip.pdf", "NIP", width=760)[0], name),
    "organisasi-terminal.png": lambda name: take(terminal(*OF_ALL), name, 900, 170),
    "organisasi-gabungan.png": lambda name: keep(pages(folder() / "gabungan.docx", "Tabel 1.", width=860)[0], name),
    "organisasi-unit.png": lambda name: take(report_of_a_unit(), name, 1000, 900),
    "inspektorat-periksa.png": lambda name: take(
        (folder() / "temuan.html").read_text(encoding="utf-8"), name, 1000, 900
    ),
    "inspektorat-kertas-kerja.png": lambda name: keep(
        beside(pages(folder() / "kertas-kerja.docx", "Ringkasan butir", "Tercetak 101,79", width=760)), name
    ),
    "inspektorat-bacaan.png": lambda name: keep(sheet(folder() / "bacaan.xlsx", "Bacaan", 12, "BG"), name),
}


if __name__ == "__main__":
    for chosen in sys.argv[1:] or PICTURES:
        PICTURES[chosen](chosen)
