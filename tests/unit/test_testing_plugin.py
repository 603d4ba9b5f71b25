"""The fixture ``kinerja`` in a pytest run of its own, as another program has it."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from kinerja_formula.data_files import DATA, read_toml
from kinerja_formula.testing.readings import Readings

BROKEN = r"\frac{Jumlah hadir}"
TEXTS = ["Jumlah hadir -----x100% Jumlah undangan", "Jumlah hadir\n------\nJumlah | undangan", BROKEN]


def run_pytest(folder: Path, *options: str) -> tuple[int, str]:
    # an environment that was made before the plugin was there knows it by its module alone
    plugin = [] if entry_points(group="pytest11", name="kinerja") else ["-p", "kinerja_formula.testing.plugin"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(folder), *plugin]
    done = subprocess.run(
        [*command, *options],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


@pytest.fixture
def program(tmp_path: Path) -> Path:
    (tmp_path / "test_bacaan.py").write_text(
        f"def test_bacaan(kinerja):\n    kinerja.snapshot({TEXTS!r}, 'potret/bacaan.txt')\n", encoding="utf-8"
    )
    return tmp_path


def test_a_snapshot_is_written_only_when_asked_and_compared_ever_after(program: Path):
    file = program / "potret" / "bacaan.txt"
    status, output = run_pytest(program)
    assert (status, file.exists()) == (1, False)
    assert "Berkas potret bacaan potret/bacaan.txt belum ada." in output

    assert run_pytest(program, "--kinerja-update")[0] == 0
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# Bacaan rumus oleh kinerja_formula")
    assert lines[1] == "Jumlah hadir -----x100% Jumlah undangan | Jumlah hadir / Jumlah undangan × 100% | 1.00"
    assert lines[2].startswith(r"Jumlah hadir\n------\nJumlah \| undangan | Jumlah hadir / ")
    assert lines[3].endswith(" | -")
    assert lines[3].startswith(r"\\frac{Jumlah hadir} | KF")
    assert run_pytest(program)[0] == 0

    file.write_text("\n".join([lines[0], lines[1].replace("/", "×"), *lines[2:], "lama | A | 1.00"]), encoding="utf-8")
    status, output = run_pytest(program)
    assert status == 1
    for line in (
        "2 bacaan berbeda dari berkas potret potret/bacaan.txt:",
        "  Jumlah hadir -----x100% Jumlah undangan",
        "  - Jumlah hadir × Jumlah undangan × 100% | 1.00",
        "  + Jumlah hadir / Jumlah undangan × 100% | 1.00",
        "  - A | 1.00",
        "  + (tidak diminta lagi)",
    ):
        assert line.strip() in output


def test_a_run_without_the_fixture_loads_nothing_of_the_package(tmp_path: Path):
    (tmp_path / "test_lain.py").write_text(
        "import sys\n\n"
        "def test_lain():\n"
        "    loaded = {name for name in sys.modules if name.startswith('kinerja_formula')}\n"
        "    assert loaded <= {'kinerja_formula', 'kinerja_formula.testing', 'kinerja_formula.testing.plugin'}\n"
        "    assert 'kinerja_formula.testing.plugin' in loaded\n",
        encoding="utf-8",
    )
    status, output = run_pytest(tmp_path)
    assert status == 0, output


@pytest.fixture
def checks(tmp_path: Path) -> Readings:
    return Readings(tmp_path)


def test_a_text_is_held_against_a_line_in_any_writing(checks: Readings):
    text = "Jumlah hadir -----x100% Jumlah undangan"
    formula = checks.assert_reads_as(text, "Jumlah hadir dibagi Jumlah undangan x 100%")
    assert formula.text == text
    checks.assert_reads_as("Nilai SAKIP", "Nilai SAKIP", indikator="Nilai SAKIP")


def test_another_reading_is_told_whole(checks: Readings):
    with pytest.raises(AssertionError) as caught:
        checks.assert_reads_as("Realisasi kegiatan / rapat", "`Realisasi kegiatan / rapat` × 100%")
    lines = str(caught.value).splitlines()
    assert lines[:3] == [
        "Teks ini terbaca lain dari yang diharapkan.",
        "diharapkan  : `Realisasi kegiatan / rapat` × 100%",
        "terbaca     : `Realisasi kegiatan` / `rapat`",
    ]
    assert lines[3].startswith("kepastian   : 0.")
    assert lines[4].startswith("bacaan lain : `Realisasi kegiatan / rapat` (0.")
    assert "111111111111111111 _ 22222" in lines
    assert any(line.startswith("peringatan KF110 bacaan-ganda: ") for line in lines)
    assert "  | ^^^^^^^^^^^^^^^^^^^^^^^^^^" in lines


def test_what_can_not_be_read_is_told(checks: Readings):
    with pytest.raises(AssertionError, match=r"(?s)Teks ini tidak terbaca.*diharapkan  : Jumlah .*galat KF"):
        checks.assert_reads_as(BROKEN, "Jumlah hadir")
    with pytest.raises(AssertionError, match=r"(?s)Baris yang diharapkan sendiri tidak terbaca:\ngalat KF"):
        checks.assert_reads_as("Jumlah hadir", BROKEN)


def test_texts_may_have_their_indicators(tmp_path: Path):
    Readings(tmp_path, update=True).snapshot({"Nilai SAKIP": "Nilai SAKIP"})
    Readings(tmp_path).snapshot([("Nilai SAKIP", "Nilai SAKIP")])
    with pytest.raises(ValueError, match="two indicators"):
        Readings(tmp_path).snapshot([("A / B", "Persentase A"), ("A / B", "Rasio A")])


def test_a_broken_file_names_its_line(tmp_path: Path, checks: Readings):
    (tmp_path / "bacaan.txt").write_text("# kepala\nJumlah hadir / Jumlah undangan\n", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"Baris 2 pada berkas potret bacaan\.txt"):
        checks.snapshot(["Jumlah hadir / Jumlah undangan"])


def test_no_text_breaks_the_file(tmp_path: Path):
    texts = ["# A / B", "a\\ | b", " | ", "a\rb\u2028c / d", "\\n / \n", "\x1b[31mA / B"]
    Readings(tmp_path, update=True).snapshot(texts)
    Readings(tmp_path).snapshot(texts)
    assert len((tmp_path / "bacaan.txt").read_text(encoding="utf-8").splitlines()) == 1 + len(texts)


def test_both_languages_have_the_same_words():
    one, other = (read_toml(f"{DATA}/testing/{language}.toml") for language in ("id", "en"))
    assert {table: set(words) for table, words in one.items()} == {table: set(words) for table, words in other.items()}
