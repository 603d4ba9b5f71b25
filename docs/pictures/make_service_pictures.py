"""Makes the pictures of docs/how-to/run-the-service.md, of a service that runs for it.

    python docs/pictures/make_service_pictures.py

Needs chromium, node and axe-core, as tests/layanan/test_in_browser.py does. The figures are invented.
"""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT)]

from make_pictures import keep  # noqa: E402
from tests.benchmarks.bench_layanan import service  # noqa: E402
from tests.layanan.test_in_browser import AXE, BROWSE  # noqa: E402

EXAMPLES = ROOT / "examples"
DECREE = (EXAMPLES / "sambutan-2023.docx", EXAMPLES / "sambutan-2023-realisasi.csv")
KECAMATAN = (EXAMPLES / "kecamatan/iku.html", EXAMPLES / "kecamatan/2025/Kecamatan Utara.xlsx", "2025")
PICTURES = {  # how much is kept of each picture, from its top
    DECREE: {
        "rumus-1280-light": ("layanan-rumus.png", 1330),
        "rumus-390-dark": ("layanan-rumus-telepon.png", 1500),
        "berkas-bacaan-1280-light": ("layanan-bacaan.png", 960),
    },
    KECAMATAN: {"berkas-laporan-1280-light": ("layanan-laporan.png", 950)},
}


def pixels(path: Path, most: int) -> Any:
    """Return the colours of a PNG as Chromium writes it, eight bits and not interlaced, down to a line."""
    raw = path.read_bytes()
    place, data, head = 8, b"", b""
    while place < len(raw):
        size, kind = struct.unpack(">I4s", raw[place : place + 8])
        content = raw[place + 8 : place + 8 + size]
        head = content if kind == b"IHDR" else head
        data += content if kind == b"IDAT" else b""
        place += size + 12
    width, height, _, colours = struct.unpack(">IIBB", head[:10])
    step = {2: 3, 6: 4}[colours]
    lines = np.frombuffer(zlib.decompress(data), np.uint8).reshape(height, 1 + width * step)
    found = np.zeros((height + 1, width + 1, step), np.int32)  # a line and a column of nothing before the first
    height = min(height, most)
    for row, line in enumerate(lines[:height], 1):
        above, here = found[row - 1], found[row]
        given = line[1:].astype(np.int32).reshape(width, step)
        if line[0] in (0, 2):
            here[1:] = (given + (above[1:] if line[0] == 2 else 0)) % 256
            continue
        for column in range(1, width + 1):
            left, over, corner = here[column - 1], above[column], above[column - 1]
            if line[0] == 1:
                guess = left
            elif line[0] == 3:
                guess = (left + over) // 2
            else:
                near = np.abs(np.stack([over - corner, left - corner, left + over - 2 * corner]))
                guess = np.where(
                    (near[0] <= near[1]) & (near[0] <= near[2]), left, np.where(near[1] <= near[2], over, corner)
                )
            here[column] = (given[column - 1] + guess) % 256
    return found[1 : height + 1, 1:, :3].astype(np.uint8)


def main() -> None:
    """Walk through the pages and keep what is shown in the docs."""
    programs = [shutil.which("node"), str(BROWSE), shutil.which("chromium"), str(AXE)]
    with service() as (address, _):
        for files, pictures in PICTURES.items():
            with tempfile.TemporaryDirectory() as folder:
                command = [*map(str, programs), folder, address, *map(str, files)]
                subprocess.run(command, check=True, capture_output=True, timeout=600)
                for name, (picture, most) in pictures.items():
                    keep(pixels(Path(folder, f"{name}.png"), most), picture, step=5)


if __name__ == "__main__":
    main()
