"""The examples call a running service. Python and Node run here; PHP only where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

PRINTED = """\
Terbaca: Jumlah pegawai disiplin / `Jumlah total pegawai` × 100%
Perlu  : Jumlah pegawai disiplin, Jumlah total pegawai
Hasil  : 90,00% (tepatnya 90)
Capaian: 95,74%, Sangat Tinggi
KF301: Belum ada angka untuk “Jumlah total pegawai”.
Laporan: Kehadiran 90,00%, capaian 95,74%
"""


@pytest.mark.parametrize(("program", "example"), [("node", "panggil.mjs"), ("php", "panggil.php")])
def test_the_example_calls_the_service(address: str, checkout: Path, program: str, example: str):
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    command = [found, str(checkout / "examples/layanan" / example), address]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert (run.returncode, run.stderr, run.stdout) == (0, "", PRINTED)
