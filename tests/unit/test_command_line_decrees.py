"""The commands for decrees: what was read, the form, and the report on a filled form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

import kinerja_formula as kf
from kinerja_formula.command_line import main

HEAD = "Sasaran\tIndikator\tFormula\tSumber Data\n"
ROW = "Disiplin\tPersentase hadir\tHadir / Undangan x 100%\tDaftar\n"
TEXT = f"INDIKATOR KINERJA INDIVIDU\n\n1. Jabatan : CAMAT\n\n{HEAD}{ROW}"


class Ran:
    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


@pytest.fixture
def kinerja(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "100")

    def run(*words: object) -> Ran:
        status = main([str(word) for word in words])
        return Ran(status, *capsys.readouterr())

    return run


@pytest.fixture
def terminal(kinerja, monkeypatch: pytest.MonkeyPatch):
    """The command as a person runs it; without, its output goes to another program."""

    def run(*words: object) -> Ran:
        monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
        monkeypatch.setenv("TERM", "dumb")
        return kinerja(*words)

    return run


@pytest.fixture
def decree(tmp_path: Path) -> Path:
    path = tmp_path / "keputusan.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


# baca


def test_baca(terminal, decree: Path):
    ran = terminal("baca", decree)
    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[:3] == [f"Dokumen: {decree}", "INDIKATOR KINERJA INDIVIDU", ""]
    assert lines[3:5] == [
        "No  Indikator         Formula                  Sumber data  Baris",
        "─────────────────────────────────────────────────────────────────",
    ]
    assert lines[5:7] == ["    CAMAT", " 1  Persentase hadir  Hadir / Undangan x 100%  Daftar       6"]
    assert lines[-1] == "1 jabatan, 1 indikator; 0 peringatan, 0 catatan"


def test_baca_for_another_program(kinerja, decree: Path):
    ran = kinerja("baca", decree, decree)
    row = f"1\tCAMAT\tDisiplin\tPersentase hadir\tHadir / Undangan x 100%\t\t\t\tDaftar\t6\t{decree}"
    head = "No\tJabatan\tSasaran\tIndikator\tFormula\tTarget\tPeriode\tSatuan\tSumber data\tBaris\tBerkas"
    assert (ran.status, ran.out.splitlines()) == (0, [head, row, row])
    assert ran.err.splitlines() == ["1 jabatan, 1 indikator; 0 peringatan, 0 catatan"] * 2


def test_baca_of_an_agreement_has_no_column_for_formulas(terminal, tmp_path: Path):
    table = tmp_path / "pk.csv"
    table.write_text("jabatan;indikator;satuan;target\nCAMAT;Nilai SAKIP;Nilai;80,1\nCAMAT;Surat dijawab;surat;40\n")
    lines = [" ".join(line.split()) for line in terminal("baca", table).out.splitlines()]
    assert "No Indikator Target Baris" in lines
    assert "1 Nilai SAKIP 80,1 Nilai 2" in lines


def test_baca_tells_what_is_doubtful(kinerja, decree: Path):
    decree.write_text(TEXT + "\t\t\tSeksi Umum\n", encoding="utf-8")
    ran = kinerja("baca", decree, "--bahasa", "en")
    assert ran.status == 1
    assert ran.err.splitlines()[-2:] == [
        "1 posts, 1 indicators; 1 warnings, 0 notes",
        "KF410 teks-tabel-tersisa: This text in a table (row 7) became no indicator: “Seksi Umum”.",
    ]


def test_baca_on_a_narrow_terminal_breaks_no_word(terminal, decree: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "56")
    decree.write_text(
        TEXT + "\t\t\tSeksi Pemberdayaan Masyarakat dan Penyelenggaraan Pemerintahan Umum\n", encoding="utf-8"
    )
    out = terminal("baca", decree).out
    assert max(len(line) for line in out.splitlines()[3:]) <= 56
    assert {"Persentase", "Penyelenggaraan", "teks-tabel-tersisa:"} <= set(out.split())


def test_baca_as_json_is_the_document(kinerja, decree: Path):
    ran = kinerja("baca", decree, "--json")
    assert kf.Dokumen.from_json(json.loads(ran.out)) == kf.read(decree)


def test_baca_of_several_files_goes_on_after_a_bad_one(kinerja, decree: Path, tmp_path: Path):
    (tmp_path / "kosong.txt").write_text("")
    ran = kinerja("baca", decree, tmp_path / "kosong.txt", decree)
    assert ran.status == 2
    assert ran.err.count("1 jabatan, 1 indikator") == 2
    assert "KF401" in ran.err
    told = json.loads(kinerja("baca", decree, tmp_path / "kosong.txt", "--json").out)
    assert [one.get("status", "ok") for one in told] == ["ok", "KF401"]


def test_baca_shows_how_far_it_is(terminal, decree: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert terminal("baca", decree, decree).err == f"[1/2] {decree}\n[2/2] {decree}\n"


@pytest.mark.parametrize("content", [b"", b"\x89PNG", b"%PDF-1.4", b"PK\x03\x04", b"Keputusan"])
def test_baca_of_what_is_no_decree(kinerja, tmp_path: Path, content: bytes):
    (tmp_path / "x.docx").write_bytes(content)
    ran = kinerja("baca", tmp_path / "x.docx")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("galat KF40")
    assert "Saran: " in ran.err


# isian and laporan


def test_from_a_decree_to_a_report(kinerja, decree: Path, tmp_path: Path):
    form = tmp_path / "isian.xlsx"
    ran = kinerja("isian", decree, "-o", form, "--periode", "Tahun 2023")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"{form}: 1 jabatan, 2 angka yang perlu diisi, 0 sudah terisi\n"
    book = load_workbook(form)
    for row in book["CAMAT"].iter_rows():
        if row[1].value in ("Hadir", "Undangan"):
            row[2].value = {"Hadir": 9, "Undangan": "12 undangan"}[row[1].value]
    book.save(form)
    ran = kinerja("laporan", decree, "--realisasi", form)
    counts = "1 indikator: 1 terhitung, 0 terhitung dengan catatan, 0 belum ada data, 0 tidak dapat dihitung\n"
    assert (ran.status, ran.err) == (0, counts)
    head, row = ran.out.splitlines()
    assert head.split("\t")[4:] == ["Nilai", "Satuan", "Target", "Capaian", "Predikat", "Keadaan", "Keterangan"]
    assert row == "1\tCAMAT\tDisiplin\tPersentase hadir\t75,00\t%\t\t\t\tok\t"
    filled = tmp_path / "lagi.xlsx"
    assert "2 sudah terisi" in kinerja("isian", decree, "-o", filled, "--realisasi", form).out


def test_a_report_in_a_terminal(terminal, decree: Path, tmp_path: Path):
    (tmp_path / "r.csv").write_text("nama,nilai\nHadir,9\nUndangan,12\n")
    ran = terminal("laporan", decree, "--realisasi", tmp_path / "r.csv")
    assert (ran.status, ran.err) == (0, "")
    assert " 1  Persentase hadir  75,00  %" in ran.out.splitlines()
    assert ran.out.endswith(
        "1 indikator: 1 terhitung, 0 terhitung dengan catatan, 0 belum ada data, 0 tidak dapat dihitung\n"
    )


def test_what_is_wrong_in_a_form_is_told_below_the_report(terminal, decree: Path, tmp_path: Path):
    form = tmp_path / "isian.xlsx"
    terminal("isian", decree, "-o", form)
    book = load_workbook(form)
    for row in book["CAMAT"].iter_rows():
        if row[1].value == "Hadir":
            row[2].value = "banyak"
    book.save(form)
    ran = terminal("laporan", decree, "--realisasi", form)
    assert ran.status == 1
    assert ran.err.startswith("\nperingatan KF422 angka-isian-tak-terbaca: Isian di lembar “CAMAT”, sel C")


def test_the_report_points_to_what_is_doubtful_in_the_document(terminal, decree: Path, tmp_path: Path):
    decree.write_text(TEXT + "\t\t\tSeksi Umum\n", encoding="utf-8")
    (tmp_path / "r.csv").write_text("nama,nilai\nHadir,9\nUndangan,12\n")
    ran = terminal("laporan", decree, "--realisasi", tmp_path / "r.csv")
    assert ran.err == f"1 hal perlu diperiksa dalam dokumennya: kinerja baca {decree}\n"


def test_isian_as_json(kinerja, decree: Path, tmp_path: Path):
    told = json.loads(kinerja("isian", decree, "-o", tmp_path / "a.xlsx", "--json").out)
    assert told == {
        "status": "ok",
        "berkas": str(tmp_path / "a.xlsx"),
        "jabatan": 1,
        "indikator": 1,
        "angka": 2,
        "terisi": 0,
        "diagnostics": [],
    }


def test_isian_points_to_what_is_doubtful_in_the_document(kinerja, decree: Path, tmp_path: Path):
    decree.write_text(TEXT + "\t\t\tSeksi Umum\n", encoding="utf-8")
    ran = kinerja("isian", decree, "-o", tmp_path / "a.xlsx")
    assert ran.status == 1
    assert f"1 hal perlu diperiksa dalam dokumennya: kinerja baca {decree}" in ran.out


def test_nothing_is_written_for_a_file_that_is_no_decree(kinerja, tmp_path: Path):
    (tmp_path / "x.txt").write_text("Keputusan")
    assert kinerja("isian", tmp_path / "x.txt", "-o", tmp_path / "a.xlsx").status == 2
    assert not (tmp_path / "a.xlsx").exists()


def test_an_old_form_stays_where_the_new_one_cannot_be_written(kinerja, decree: Path, tmp_path: Path):
    (tmp_path / "a.xlsx").mkdir()
    ran = kinerja("isian", decree, "-o", tmp_path / "a.xlsx")
    assert ran.status == 2
    assert "KF481" in ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "keputusan.txt"]


def test_a_report_is_a_table_for_another_program_too_where_that_is_asked_for(kinerja, decree: Path):
    words = ("laporan", decree, "--realisasi", decree.with_suffix(".csv"))
    decree.with_suffix(".csv").write_text("nama,nilai\nHadir,9\nUndangan,12\n", encoding="utf-8")
    assert kinerja(*words).out.startswith("No\tJabatan\t")
    ran = kinerja(*words, "--tabel")
    assert "\t" not in ran.out
    assert " 1  Persentase hadir" in ran.out and "1 indikator: 1 terhitung" in ran.out
