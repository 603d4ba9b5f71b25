"""The report as text: rich where it is, plain where it isn't, and nothing in a file steers the terminal."""

from __future__ import annotations

import io
import sys

import pytest

from kinerja_formula.dokumen.model import Dokumen, Indikator, by_jabatan
from kinerja_formula.files.tempat import Tempat
from kinerja_formula.pelaporan.calculation import make_laporan
from kinerja_formula.pelaporan.writers.terminal import write_laporan, write_laporan_rows
from kinerja_formula.pengisian.figures_table import Figure, Figures
from kinerja_formula.plain_text import printable


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def indicator(formula: str, name: str, jabatan: str = "CAMAT") -> tuple[str, Tempat, Indikator]:
    return jabatan, Tempat(), Indikator(nama=name, teks=formula)


ROWS = [
    indicator("Jumlah A / Jumlah B x 100%", "Persentase A"),
    indicator("Jumlah surat", "Banyaknya surat", "LURAH"),
    indicator("Jumlah C", "Banyaknya C", "LURAH"),
    indicator("Jumlah D", "Banyaknya D", "LURAH"),
]
FIGURES = Figures(
    [
        Figure("Jumlah A", 3),
        Figure("Jumlah B", 4),
        Figure("Jumlah surat", 1263),
        Figure("Jumlah CC", 9),
        Figure("Jumlah D", "banyak"),
    ],
    path="angka.csv",
    title="Angka rekaan",
    nameless=(7,),
)


def written(
    file: io.StringIO | None = None, rows: list[tuple[str, Tempat, Indikator]] = ROWS, language: str = "id"
) -> str:
    file = file or io.StringIO()
    write_laporan(
        make_laporan(Dokumen("", by_jabatan(rows)), FIGURES), FIGURES, file, title="tabel.csv", language=language
    )
    return file.getvalue()


@pytest.fixture(autouse=True)
def width(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def without_rich(monkeypatch: pytest.MonkeyPatch):
    for name in [name for name in sys.modules if name == "rich" or name.startswith("rich.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "rich", None)


HEAD = """\
Laporan kinerja: tabel.csv
Realisasi: angka.csv
Angka rekaan

"""
FOOT = """
4 indikator: 2 terhitung, 0 terhitung dengan catatan, 1 belum ada data, 1 tidak dapat dihitung
Angka yang tidak dipakai rumus mana pun: “Jumlah CC”
Baris realisasi tanpa nama: 7
"""


def test_drawn():
    assert (
        written()
        == HEAD
        + (
            "No  Indikator        Nilai  Satuan\n"
            "──────────────────────────────────\n"
            "    CAMAT\n"
            " 1  Persentase A     75,00  %\n"
            "    LURAH\n"
            " 2  Banyaknya surat  1.263  surat\n"
            " 3  Banyaknya C\n"
            "    belum ada data: “Jumlah C” (mungkin maksudnya “Jumlah CC”?)\n"
            " 4  Banyaknya D\n"
            "    KF302 Angka untuk “Jumlah D” tidak dapat dipakai: 'banyak' tidak terbaca\n"
            "    sebagai angka.\n"
        )
        + FOOT
    )


def test_without_colours_nothing_else_changes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TERM", "dumb")
    rich = written(Terminal())
    request.getfixturevalue("without_rich")
    assert written(Terminal()) == rich


@pytest.mark.parametrize("width", [64, 80, 100, 140])
def test_no_word_is_broken_and_no_line_too_long(width: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", str(width))
    name = "Akuntabilitas Penyelenggaraan Pemerintahan Umum sekurang-kurangnya pertanggungjawaban ditindaklanjuti"
    rows = [
        ("CAMAT", Tempat(), Indikator(nama=name, teks="Jumlah A / Jumlah B x 100%", target="75%")),
        ("CAMAT", Tempat(), Indikator(nama="Banyaknya C", teks="Jumlah C", target="12 dokumen")),
    ]
    text = written(rows=rows)
    assert max(map(len, text.splitlines())) <= width
    assert {*name.split(), "12", "dokumen", "100,00%"} <= set(text.split())


def test_a_long_report_says_its_sum_first_and_names_the_file():
    rows = [indicator("Jumlah surat", f"Banyaknya surat {number}") for number in range(31)]
    lines = written(rows=rows).splitlines()
    counts = "31 indikator: 31 terhitung, 0 terhitung dengan catatan, 0 belum ada data, 0 tidak dapat dihitung"
    table = next(place for place, line in enumerate(lines) if line.startswith("No  Indikator"))
    assert lines.index(counts) < table
    assert lines[-2] == counts and "-o laporan.html" in lines[-1]
    assert "-o laporan.html" not in written(rows=rows[:30])


def test_rows_for_another_program():
    file = io.StringIO()
    write_laporan_rows(make_laporan(Dokumen("", by_jabatan(ROWS)), FIGURES), file)
    head, *rows = [line.split("\t") for line in file.getvalue().splitlines()]
    assert head[:5] == ["No", "Jabatan", "Sasaran", "Indikator", "Nilai"]
    assert {len(row) for row in rows} == {len(head)}
    assert [(row[0], row[1], row[4], row[5], row[9]) for row in rows] == [
        ("1", "CAMAT", "75,00", "%", "ok"),
        ("2", "LURAH", "1.263", "surat", "ok"),
        ("3", "LURAH", "", "", "KF301"),
        ("4", "LURAH", "", "", "KF302"),
    ]


def test_colours_only_in_a_terminal_that_wants_them(monkeypatch: pytest.MonkeyPatch):
    assert "\x1b[31m" in written(Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[31m" not in written(Terminal())


def test_english():
    text = written(language="en")
    assert text.startswith("Performance report: tabel.csv\nRealization: angka.csv\n")
    assert "no data yet: “Jumlah C” (perhaps “Jumlah CC”?)" in " ".join(text.split())
    assert "4 indicators: 2 with a value" in text


def test_findings_about_units_are_said_in_words(without_rich: None):
    formulas = ["Jumlah dokumen / Jumlah orang x 100%", "Jumlah sarana diperbaiki / Jumlah usulan x 100%"]
    names = ["Jumlah dokumen", "Jumlah orang", "Jumlah sarana diperbaiki", "Jumlah usulan"]
    figures = Figures([Figure(name, 4) for name in names])
    file = io.StringIO()
    laporan = make_laporan(Dokumen("", by_jabatan([indicator(formula, "I") for formula in formulas])), figures)
    write_laporan(laporan, figures, file, title="tabel.csv")
    text = " ".join(file.getvalue().split())
    assert "KF201 dokumen dan orang tidak dapat dijadikan persentase" in text
    assert "KF203 sarana dan usulan dijadikan persentase" in text


@pytest.mark.parametrize("drawn", ["rich", "plain"])
def test_cells_are_only_text(drawn: str, request: pytest.FixtureRequest):
    if drawn == "plain":
        request.getfixturevalue("without_rich")
    name = "[red]A[/red] :smile: \x1b[2J\x07 \u202eB"
    text = written(rows=[indicator("Jumlah A", name, "[bold]POS\x1b]0;x\x07")])
    assert "[red]A[/red] :smile: ·[2J· ·B" in text
    assert "[bold]POS·]0;x·" in text


def test_unused_names_are_cut():
    figures = Figures([Figure(f"Jumlah {number}", 1) for number in range(25)])
    file = io.StringIO()
    write_laporan(make_laporan(Dokumen(), figures), figures, file, title="tabel.csv")
    assert file.getvalue().endswith("“Jumlah 9”, … dan 15 lagi\n")


def test_printable():
    assert printable("a\r\nb\tc") == "a b c"
    assert printable("x" * 1000) == "x" * 300 + "…"
    assert printable("\ud800") == "·"


def test_columns_of_targets():
    rows = [
        ("CAMAT", Tempat(), Indikator(nama="Jumlah surat", teks="Jumlah surat", target="40")),
        ("CAMAT", Tempat(), Indikator(nama="Jumlah rapat", teks="Jumlah rapat", target="12")),
    ]
    figures = Figures([Figure("Jumlah surat", 36)])
    file = io.StringIO()
    write_laporan(make_laporan(Dokumen("", by_jabatan(rows)), figures), figures, file, title="tabel.csv")
    lines = [" ".join(line.split()) for line in file.getvalue().splitlines()]
    assert "No Indikator Realisasi Target Capaian Predikat" in lines
    assert any(line.startswith("1 Jumlah surat 36 surat 40 90,00% Tinggi") for line in lines)
    gaps = "1 dari 2 indikator dengan target belum ada capaiannya dan tidak diikutkan"
    assert f"Capaian rata-rata: 90,00% (Tinggi); {gaps}" in " ".join(lines)


def test_signs_stand_beside_colours_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch):
    targets = [("Persentase A", "75%"), ("Persentase A", "92%"), ("Persentase A", "120%"), ("Persentase A", "900%")]
    rows = [
        ("CAMAT", Tempat(), Indikator(nama=name, teks="Jumlah A / Jumlah B x 100%", target=target))
        for name, target in targets
    ]
    seen = written(Terminal(), rows)
    for sign, predikat in (("▲", "Sangat Tinggi"), ("▲", "Tinggi"), ("▼", "Rendah"), ("✖", "Sangat Rendah")):
        assert f"{sign} {predikat}" in seen
    assert "\x1b[" in seen
    assert not set("▲▼✖") & set(written(rows=rows))
    monkeypatch.setenv("NO_COLOR", "1")
    without = written(Terminal(), rows)
    assert "\x1b[3" not in without and "▼ Rendah" in without


def test_states_have_signs_too():
    seen = written(Terminal())
    assert "○ belum ada data" in seen and "✖ KF302" in seen
