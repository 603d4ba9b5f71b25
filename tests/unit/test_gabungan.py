"""Several units on one document: a report each, a ranking, what is missing, and files that can't be read."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

import kinerja_formula as kf
from kinerja_formula.dokumen.model import Dokumen, Indikator, Jabatan
from kinerja_formula.pelaporan.gabungan import laporan_gabungan, unit_files

docx = pytest.importorskip("docx")
openpyxl = pytest.importorskip("openpyxl")
pypdfium2 = pytest.importorskip("pypdfium2")

HADIR = Indikator(nama="Kehadiran", teks="Jumlah hadir / Jumlah pegawai x 100%", target="90%", sasaran="Disiplin")
SURAT = Indikator(nama="Surat dijawab", teks="Jumlah surat dijawab", target="10 surat", sasaran="Layanan")
DOKUMEN = Dokumen("Perjanjian Kinerja Tahun 2024", (Jabatan("CAMAT", (HADIR, SURAT)),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "isian"
    (made / "utara").mkdir(parents=True)
    (made / "A.csv").write_text("nama,nilai\nJumlah hadir,9\nJumlah pegawai,10\nJumlah surat dijawab,12\n")
    (made / "utara/B.csv").write_text("nama,nilai\nJumlah hadir,8\nJumlah pegawai,10\n")
    (made / "rusak.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    (made / "~$A.xlsx").write_bytes(b"of an office that has it open")
    return made


def test_each_unit_has_its_report_and_the_rest_goes_on(folder: Path) -> None:
    found = laporan_gabungan(DOKUMEN, folder)
    assert [(unit.nama, unit.laporan.counts["ok"]) for unit in found.unit] == [("A", 2), ("B", 1)]
    assert [name for name, _ in found.gagal] == ["rusak"]
    assert found.kosong == (("B", "Jumlah surat dijawab", "Surat dijawab"),)
    # by hand: A (100 + 120) / 2; B 88,89 of the one that is there
    values = {unit.nama: level.rekap.value for unit, level in found.peringkat if level is not None}
    assert values == {"A": 110, "B": Fraction(800, 9)}
    assert found.rekap is not None
    assert found.rekap.rekap.value == (110 + Fraction(800, 9)) / 2


def test_a_report_over_all_is_written_in_every_format(folder: Path, tmp_path: Path) -> None:
    found = laporan_gabungan(DOKUMEN, folder)
    for ending in ("docx", "pdf", "xlsx", "html", "json"):
        found.save(tmp_path / f"semua.{ending}")
    document = docx.Document(tmp_path / "semua.docx")
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    pdf = pypdfium2.PdfDocument(tmp_path / "semua.pdf")
    printed = " ".join(" ".join([page.get_textpage().get_text_range() for page in pdf]).split())
    book = openpyxl.load_workbook(tmp_path / "semua.xlsx")
    held = [[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]
    page = (tmp_path / "semua.html").read_text(encoding="utf-8")
    assert ["1", "A", "2", "2", "0", "110,00%", "Sangat Tinggi"] in cells
    assert ["2*", "B", "2", "1", "1", "88,89%", "Tinggi"] in cells
    assert ["Kehadiran", "100,00%", "88,89%"] in cells
    assert "88,89%" in page
    assert "2* B 2 1 1 88,89% Tinggi" in printed
    assert [1, "A", 2, 2, 0, 110, "Sangat Tinggi"] in [row[:7] for row in held]
    data = json.loads((tmp_path / "semua.json").read_text(encoding="utf-8"))
    assert [(one["nama"], one["capaian"]) for one in data["unit"]] == [("A", "110"), ("B", "800/9")]
    assert str(folder) not in json.dumps(data["gagal"])


def test_equal_units_share_their_place_and_what_has_no_value_is_told(tmp_path: Path) -> None:
    for name, figures in (("A", (9, 10)), ("B", (9, 10)), ("C", (8, 10)), ("D", (0, 0))):
        rows = f"nama,nilai\nJumlah hadir,{figures[0]}\nJumlah pegawai,{figures[1]}\nJumlah surat dijawab,10\n"
        (tmp_path / f"{name}.csv").write_text(rows)
    found = laporan_gabungan(Dokumen("PK 2024", (Jabatan("CAMAT", (HADIR,)),)), tmp_path)
    assert found.tempat == (1, 1, 3, None)
    assert [(unit, name, error.code) for unit, name, error in found.tak_terhitung] == [("D", "Kehadiran", "KF305")]
    assert [cells[0] for cells in kf.chart(found, "unit").table.rows] == ["1", "1", "3", ""]
    path = tmp_path / "semua.docx"
    found.save(path)
    cells = [[cell.text for cell in row.cells] for table in docx.Document(path).tables for row in table.rows]
    assert ["1", "B", "1", "1", "0", "", "100,00%", "Sangat Tinggi"] in cells
    assert any(row[:2] == ["D", "Kehadiran"] and "nol" in row[2] for row in cells)


def test_units_are_written_into_a_folder(folder: Path, tmp_path: Path) -> None:
    written = laporan_gabungan(DOKUMEN, folder).save_units(tmp_path / "unit", (".md", ".json"))
    assert sorted(path.name for path in (tmp_path / "unit").iterdir()) == ["A.json", "A.md", "B.json", "B.md"]
    assert len(written) == 4


def test_two_units_of_one_name_keep_their_folders(folder: Path) -> None:
    (folder / "selatan").mkdir()
    (folder / "selatan/B.csv").write_text("nama,nilai\nJumlah hadir,7\n")
    assert list(unit_files(folder)) == ["A", "rusak", "selatan/B", "utara/B"]


def test_names_of_units_are_names_of_files(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("nama,nilai\nJumlah hadir,9\n")
    found = laporan_gabungan(DOKUMEN, {"../../luar/<b>": tmp_path / "a.csv"})
    (path,) = found.save_units(tmp_path / "unit", (".json",))
    assert Path(path).parent == tmp_path / "unit"


def test_the_command(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from kinerja_formula.command_line import main

    (tmp_path / "pk.csv").write_text(
        "indikator,formula,target\nKehadiran,Jumlah hadir / Jumlah pegawai x 100%,90%\n", encoding="utf-8"
    )
    words = ["laporan", str(tmp_path / "pk.csv"), "--realisasi", str(folder), "-o", str(tmp_path / "semua.xlsx")]
    assert main([*words, "--unit", str(tmp_path / "unit")]) == 1  # a file can't be read
    told = capsys.readouterr()
    assert [line.split(":")[0].split() for line in told.out.splitlines()] == [
        *(["100,00%", "A"], ["88,89%", "B"], ["–", "rusak"]),
    ]
    assert (tmp_path / "unit/A.xlsx").is_file()
    assert main(["laporan", str(tmp_path / "pk.csv"), "--realisasi", str(tmp_path / "unit2")]) == 2


def test_a_folder_without_forms_is_refused(tmp_path: Path) -> None:
    with pytest.raises(kf.InvalidDataError) as refused:
        laporan_gabungan(DOKUMEN, tmp_path)
    assert refused.value.code == "KF401"


def test_a_folder_that_cannot_be_made_is_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "unit").write_text("a file, and no folder")
    with pytest.raises(kf.InvalidDataError) as refused:
        laporan_gabungan(DOKUMEN, folder).save_units(tmp_path / "unit", (".md",))
    assert refused.value.code == "KF481"


def test_a_report_of_a_unit_bears_its_name_and_its_own_signers(tmp_path: Path):
    settings = tmp_path / "laporan.toml"
    settings.write_text(
        '[laporan]\ninstansi = ["KABUPATEN CONTOH"]\n[laporan.unit."kecamatan B"]\ninstansi = ["KECAMATAN B"]\n'
        '[[laporan.unit."kecamatan B".penandatangan]]\njabatan = "Camat B"',
        encoding="utf-8",
    )
    figures = "examples/pelayanan-realisasi.csv"
    both = kf.laporan_gabungan(kf.read("examples/pelayanan.csv"), {"Kecamatan A": figures, "Kecamatan B": figures})
    first, second = both.save_units(tmp_path, (".html",), setelan=settings)
    one, other = (Path(path).read_text(encoding="utf-8") for path in (first, second))
    assert '<p class="anak">Kecamatan A</p>' in one and "KABUPATEN CONTOH" in one and "Camat B" not in one
    assert '<p class="anak">Kecamatan B</p>' in other and "KECAMATAN B" in other and "Camat B" in other


def test_reports_among_the_forms_are_no_units(tmp_path: Path) -> None:
    """A folder is often where the reports of the last run were saved, too."""
    dokumen = kf.read("examples/kecamatan/iku.html", tahun=2025)
    form = tmp_path / "Kecamatan Utara.xlsx"
    form.write_bytes(Path("examples/kecamatan/2025/Kecamatan Utara.xlsx").read_bytes())
    found = kf.laporan_gabungan(dokumen, tmp_path)
    for ending in (".xlsx", ".json"):
        found.save(tmp_path / f"gabungan{ending}")
        found.unit[0].laporan.save(tmp_path / f"laporan{ending}")
    again = kf.laporan_gabungan(dokumen, tmp_path)
    assert [unit.nama for unit in again.unit] == ["Kecamatan Utara"]
    assert {error.diagnostics[0].values["reason"] for _, error in again.gagal} == {"laporan-sendiri"}
    assert len(again.gagal) == 4


def test_settings_of_a_unit_with_a_slip_in_its_name_are_refused(tmp_path: Path) -> None:
    dokumen = kf.read("examples/kecamatan/iku.html", tahun=2025)
    found = kf.laporan_gabungan(dokumen, "examples/kecamatan/2025")
    setelan = tmp_path / "laporan.toml"
    setelan.write_text('[laporan.unit."Kecamatan Utra"]\ninstansi = "KECAMATAN UTARA"\n', encoding="utf-8")
    with pytest.raises(kf.InvalidDataError, match=r"KF440.*laporan\.unit\.Kecamatan Utra(.|\n)*Kecamatan Utara"):
        found.save_units(tmp_path / "unit", (".html",), setelan=setelan)
    setelan.write_text('[laporan.unit."Dinas Kearsipan"]\ninstansi = "DINAS"\n', encoding="utf-8")  # of another folder
    assert len(found.save_units(tmp_path / "unit", (".html",), setelan=setelan)) == 3
