"""A file of units, and a file of further words: in Python and on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import kinerja_formula as kf
from kinerja_formula.command_line import main
from kinerja_formula.pengisian.satuan_table import read_satuan
from kinerja_formula.units import VocabularyError

WORDS = """
[waktu]
windu = { equals = "8 tahun" }
"""
FORMULA = "Besaran A / Besaran B x 100%"


@pytest.fixture(autouse=True)
def standard_words() -> Iterator[None]:
    yield
    kf.use_vocabulary()


def write(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_file_of_two_columns_gives_units(tmp_path: Path):
    path = write(tmp_path / "satuan.csv", "nama;satuan\nBesaran A;orang\nBesaran B;dokumen\nBesaran C;\n")
    satuan = read_satuan(path)
    assert satuan == {"Besaran A": "orang", "Besaran B": "dokumen"}
    with pytest.raises(kf.UnitMismatchError):
        kf.evaluate(FORMULA, {"Besaran A": 1, "Besaran B": 2}, satuan=satuan)


@pytest.mark.parametrize(
    ("row", "code"), [("Besaran A;!!", "KF206"), ("Besaran A;orang\nbesaran a;surat", "KF401")], ids=["none", "two"]
)
def test_what_is_wrong_with_a_file_of_units_is_said(tmp_path: Path, row: str, code: str):
    with pytest.raises(kf.InvalidDataError) as caught:
        read_satuan(write(tmp_path / "satuan.csv", f"nama;satuan\n{row}\n"))
    assert caught.value.code == code


def test_the_command_reads_units(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = write(tmp_path / "satuan.csv", "nama;satuan\nBesaran A;orang\nBesaran B;dokumen\n")
    figures = ["Besaran A=1", "Besaran B=2"]
    assert main(["hitung", FORMULA, *figures]) == 0
    assert main(["hitung", FORMULA, *figures, "--satuan", path]) == 2
    assert "KF201" in capsys.readouterr().err
    table = write(tmp_path / "indikator.csv", f"indikator;formula\nCapaian;{FORMULA}\n")
    realisasi = write(tmp_path / "realisasi.csv", "nama;nilai\nBesaran A;1\nBesaran B;2\n")
    assert main(["laporan", table, "--realisasi", realisasi]) == 0
    assert main(["laporan", table, "--realisasi", realisasi, "--satuan", path]) == 1
    assert "KF201" in capsys.readouterr().out


def test_further_words_are_known_to_every_door(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    text, data = "Jumlah windu + Jumlah bulan", {"Jumlah windu": 1, "Jumlah bulan": 48}
    path = write(tmp_path / "kata.toml", WORDS)
    assert [one.code for one in kf.evaluate(text, data).diagnostics] == ["KF204", "KF203"]
    kf.use_vocabulary(path)
    result = kf.evaluate(text, data)
    assert (str(result), result.diagnostics, kf.check(text)) == ("1,50 windu", (), ())
    kf.use_vocabulary()
    assert [one.code for one in kf.check(text)] == ["KF204", "KF203"]
    assert main(["hitung", text, "Jumlah windu=1", "Jumlah bulan=48", "--kosakata", path]) == 0
    assert "1,50 windu" in capsys.readouterr().out
    assert [one.code for one in kf.check(text)] == ["KF204", "KF203"]


def test_a_target_counts_in_further_words_as_soon_as_they_are_known(tmp_path: Path):
    indikator = kf.Indikator(nama="Lama layanan", teks="Lama layanan", target="2", satuan="windu")
    dokumen = kf.Dokumen("", (kf.Jabatan("CAMAT", (indikator,)),))

    def reached() -> tuple[str, list[str]]:
        row = kf.laporan(dokumen, {"Lama layanan": "12 tahun"}).rows[0]
        return str(row.capaian), [one.code for one in row.diagnostics]

    before = reached()
    kf.use_vocabulary(write(tmp_path / "kata.toml", WORDS))
    assert (before, reached()) == (("600,00%", ["KF331"]), ("75,00%", []))
    kf.use_vocabulary()
    assert reached() == before


def test_words_that_do_not_fit_change_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    kf.use_vocabulary(write(tmp_path / "kata.toml", WORDS))
    bad = write(tmp_path / "salah.toml", '[barang]\nsumur = { parent = "uni" }\n')
    with pytest.raises(VocabularyError):
        kf.use_vocabulary(bad)
    assert kf.check("Jumlah windu + Jumlah bulan") == ()
    assert main(["hitung", FORMULA, "Besaran A=1", "Besaran B=2", "--kosakata", bad]) == 2
    assert "salah.toml" in capsys.readouterr().err
