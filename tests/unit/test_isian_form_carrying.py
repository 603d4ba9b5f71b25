"""What was filled into an older form is in the new one, or stands apart in it; nothing is lost without a word."""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

import kinerja_formula as kf
from kinerja_formula.command_line import main
from kinerja_formula.pelaporan.calculation import make_laporan
from kinerja_formula.pengisian.figures_table import Figure, Figures
from kinerja_formula.pengisian.form import ALL_POSTS, APART_HEAD, APART_SHEET, make_form
from kinerja_formula.pengisian.form_carrying import Carried, carry_over
from kinerja_formula.pengisian.form_figures import FilledAnnual, read_form
from kinerja_formula.pengisian.form_workbook import write_form
from kinerja_formula.pengisian.old_form import read_old_form

HADIR = kf.Indikator(nama="Persentase hadir", teks="Jumlah hadir / Jumlah pegawai x 100%", target="94%")
DISIPLIN = kf.Indikator(nama="Persentase disiplin", teks="Jumlah disiplin / Jumlah pegawai x 100%", arah="naik")
SURAT = kf.Indikator(nama="Surat yang dilayani", teks="250 surat")
ARSIP = kf.Indikator(nama="Persentase arsip", teks="Arsip ditata / Jumlah arsip x 100%", target="80%")


def dokumen(
    camat: tuple[kf.Indikator, ...] = (HADIR, SURAT), lurah: tuple[kf.Indikator, ...] = (DISIPLIN,)
) -> kf.Dokumen:
    posts = (kf.Jabatan("CAMAT", camat), kf.Jabatan("LURAH", lurah))
    return kf.Dokumen("IKI", tuple([post for post in posts if post.indikator]))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "isian.xlsx"
    write_form(make_form(dokumen()), target, periode="Tahun 2023")
    return target


def row_of(sheet: Any, name: str) -> int:
    """Return the last row that has a name: that of figures where an indicator is called the same."""
    return max(row[1].row for row in sheet.iter_rows() if row[1].value == name)


def fill(path: Path, entries: dict[tuple[str, str], object]) -> None:
    book = load_workbook(path)
    for (sheet, name), value in entries.items():
        book[sheet].cell(row_of(book[sheet], name), 3).value = value
    book.save(path)


def fill_all(path: Path) -> None:
    fill(
        path,
        {
            (ALL_POSTS, "Jumlah pegawai"): 20,
            ("CAMAT", "Jumlah hadir"): "18",
            ("CAMAT", "Surat yang dilayani"): 240,
            ("LURAH", "Jumlah disiplin"): 15,
        },
    )


def add_row(path: Path, sheet: str, name: str | None, value: object = None, **cells: str) -> None:
    """Write into the first empty row below a table, as the form tells people to."""
    book = load_workbook(path)
    page = book[sheet]
    row = max(row[0].row for row in page.iter_rows() if row[1].value or row[2].value) + 1
    page.cell(row, 2).value, page.cell(row, 3).value = name, value
    for letter, text in cells.items():
        page[f"{letter}{row}"] = text
    book.save(path)


def renewed(path: Path, document: kf.Dokumen, figures: Figures | None = None) -> Carried:
    """Carry the form over to a document, in place."""
    carried = carry_over(make_form(document, figures), read_old_form(path))
    write_form(carried.form, path)  # which refuses where anything would be lost
    return carried


def figures(path: Path) -> dict[tuple[str, str, str], object]:
    return {(one.jabatan, one.name, one.indikator): one.value for one in read_form(path).figures.all}


def apart(path: Path) -> list[tuple[str, object, str]]:
    return [(one.nama, one.isi, one.jenis) for one in read_form(path).apart]


# Nothing is lost


def test_a_filled_form_does_not_give_way(path: Path):
    fill_all(path)
    before = path.read_bytes()
    with pytest.raises(kf.InvalidDataError) as caught:
        write_form(make_form(dokumen()), path)
    assert str(caught.value) == (
        "galat KF484 isi-akan-hilang: Berkas “isian.xlsx” sudah ada dan memuat 4 isian, yang akan hilang.\n"
        "Saran: Pakai --lanjutkan agar isian itu dibawa ke lembar yang baru, atau --timpa bila memang boleh hilang."
    )
    assert path.read_bytes() == before
    write_form(make_form(dokumen()), path, timpa=True)
    assert figures(path) == {}


def test_an_empty_form_gives_way(path: Path):
    write_form(make_form(dokumen((ARSIP,), ())), path)
    assert load_workbook(path).sheetnames == ["Petunjuk", "Bacaan", "CAMAT", "LKjIP"]


def test_what_the_document_itself_gives_is_no_entry(tmp_path: Path):
    one = kf.Indikator(nama="H", teks="Hadir / hari kerja x 100%", konstanta=(("hari kerja", "244"),))
    path = tmp_path / "a.xlsx"
    write_form(make_form(dokumen((one,), ())), path)
    other = replace(one, konstanta=(("hari kerja", "245"),))
    write_form(make_form(dokumen((other,), ())), path)
    assert figures(path) == {("CAMAT", "hari kerja", ""): 245}
    carried = renewed(path, dokumen((one,), ()))
    assert (figures(path), carried.kept, carried.diagnostics) == ({("CAMAT", "hari kerja", ""): 244}, 0, ())
    fill(path, {("CAMAT", "hari kerja"): 240})
    with pytest.raises(kf.InvalidDataError):
        write_form(make_form(dokumen((one,), ())), path)
    carried = renewed(path, dokumen((other,), ()))
    assert (figures(path), carried.kept) == ({("CAMAT", "hari kerja", ""): 240}, 1)
    assert [one.message for one in carried.diagnostics] == [
        "Isian lama untuk “hari kerja” (240) dipertahankan, padahal dokumennya menyebut 245."
    ]


def test_a_form_that_holds_the_same_gives_way(path: Path):
    """The same command twice, with the same file of figures."""
    known = Figures([Figure("Jumlah pegawai", "20"), Figure("Jumlah hadir", 18)])
    write_form(make_form(dokumen(), known), path)
    write_form(make_form(dokumen(), known), path)
    with pytest.raises(kf.InvalidDataError):
        write_form(make_form(dokumen(), Figures([Figure("Jumlah pegawai", 21), Figure("Jumlah hadir", 18)])), path)


def fill_indicator(path: Path, sheet: str, name: str, *, target: str | None = None, arah: str | None = None) -> None:
    book = load_workbook(path)
    page = book[sheet]
    row = min(row[1].row for row in page.iter_rows() if row[1].value == name)
    for column, value in ((3, target), (4, arah)):
        if value is not None:
            page.cell(row, column).value = value
    book.save(path)


def write_at(path: Path, sheet: str, cell: str, value: object) -> None:
    book = load_workbook(path)
    book[sheet][cell] = value
    book.save(path)


def add_sheet(path: Path, *, hidden: bool = False) -> None:
    book = load_workbook(path)
    sheet = book.create_sheet("Catatan saya")
    sheet.append(["Rapat", 12.5])
    sheet.sheet_state = "hidden" if hidden else "visible"
    book.save(path)


def add_comment(path: Path) -> None:
    book = load_workbook(path)
    book["CAMAT"]["C10"].comment = Comment("dari laporan bulan Maret", "budi")
    book.save(path)


ENTRIES: dict[str, Callable[[Path], None]] = {
    "a figure": lambda path: fill(path, {("CAMAT", "Jumlah hadir"): 18}),
    "a zero": lambda path: fill(path, {("CAMAT", "Jumlah hadir"): 0}),
    "what is no figure": lambda path: fill(path, {("CAMAT", "Jumlah hadir"): "sekitar 20"}),
    "an error": lambda path: fill(path, {("CAMAT", "Jumlah hadir"): "#REF!"}),
    "a date": lambda path: fill(path, {("CAMAT", "Jumlah hadir"): date(2023, 1, 5)}),
    "true": lambda path: fill(path, {("CAMAT", "Jumlah hadir"): True}),
    "a formula never calculated": lambda path: fill(path, {("CAMAT", "Jumlah hadir"): "=9+9"}),
    "a row": lambda path: add_row(path, "CAMAT", "Jumlah tamu", 7),
    "a row without a figure": lambda path: add_row(path, "CAMAT", "Jumlah tamu"),
    "a figure without a name": lambda path: add_row(path, "CAMAT", None, 7),
    "a note in an empty row": lambda path: add_row(path, "CAMAT", None, None, F="tolong dicek"),
    "a note beside a table": lambda path: add_row(path, "CAMAT", "Jumlah tamu", 7, J="tolong dicek"),
    "a row for all posts": lambda path: add_row(path, ALL_POSTS, "Jumlah tamu", 7),
    "a figure of one post": lambda path: add_row(path, "CAMAT", "Jumlah pegawai", 12),
    "a target": lambda path: fill_indicator(path, "CAMAT", "Persentase hadir", target="97%"),
    "a direction": lambda path: fill_indicator(path, "CAMAT", "Persentase hadir", arah="turun"),
    "a direction of other words": lambda path: fill_indicator(path, "CAMAT", "Persentase hadir", arah="tinggi sekali"),
    "a sheet": add_sheet,
    "a comment": add_comment,
    "a hidden sheet": lambda path: add_sheet(path, hidden=True),
    "a note on the instructions": lambda path: write_at(path, "Petunjuk", "D4", "dibagikan 5 Januari"),
}


def all_texts(path: Path) -> set[str]:
    """Return what stands anywhere in a workbook that a person may see, without what a form has from the document."""
    return {
        str(cell.value)
        for sheet in load_workbook(path)
        if sheet.title not in ("Petunjuk", "Bacaan")
        for row in sheet.iter_rows(max_col=6)
        for cell in row
        if cell.value is not None
    }


@pytest.mark.parametrize("entry", ENTRIES)
def test_any_entry_keeps_a_form_and_is_carried_over(path: Path, entry: str):
    """To the same document, to one without a post, and back again."""
    empty = all_texts(path)
    ENTRIES[entry](path)
    wanted = {
        "a sheet": {"Rapat", "12.5"},
        "a hidden sheet": {"Rapat", "12.5"},
        "a comment": {"dari laporan bulan Maret"},
        "a note on the instructions": {"dibagikan 5 Januari"},
        "a note beside a table": {"Jumlah tamu", "7", "tolong dicek"},
        "a date": {"2023-01-05 00:00:00"},
    }.get(entry, all_texts(path) - empty)
    assert wanted
    before = path.read_bytes()
    for document in (dokumen(), dokumen((ARSIP,), ())):
        with pytest.raises(kf.InvalidDataError) as caught:
            write_form(make_form(document), path)
        assert caught.value.code == "KF484"
        assert path.read_bytes() == before
    for document in (dokumen(()), dokumen((ARSIP,), ()), dokumen()):
        renewed(path, document)
        assert wanted <= all_texts(path), document
        before_again = all_texts(path)
        assert renewed(path, document).apart == 0
        assert all_texts(path) == before_again


# Where an entry goes


def test_the_same_document_again(path: Path):
    fill_all(path)
    carried = renewed(path, dokumen())
    before = figures(path)
    assert set(before.values()) == {20, 18, 240, 15}
    assert (carried.kept, carried.added, carried.apart, carried.diagnostics) == (4, 0, 0, ())
    renewed(path, dokumen())
    assert figures(path) == before
    assert read_form(path).periode == "Tahun 2023"


def test_new_indicators_are_added_and_gone_ones_set_apart(path: Path):
    fill_all(path)
    carried = renewed(path, dokumen((HADIR, ARSIP)))
    assert (carried.kept, carried.added, carried.apart) == (3, 2, 1)
    assert [one.message for one in carried.diagnostics] == [
        "Isian lama tanpa tempat di lembar isian yang baru (1) disisihkan: “Surat yang dilayani”."
    ]
    assert [row.nama for row in carried.form.sheets[0].rows] == ["Jumlah hadir", "Arsip ditata", "Jumlah arsip"]
    assert apart(path) == [("Surat yang dilayani", 240, "angka")]
    sheet = load_workbook(path)[APART_SHEET]
    assert [cell.value for cell in sheet[4]] == list(APART_HEAD)
    assert [cell.value for cell in sheet[5]][:6] == [
        1,
        "Surat yang dilayani",
        240,
        "CAMAT",
        "Surat yang dilayani",
        "angka",
    ]
    laporan = make_laporan(dokumen((HADIR, ARSIP)), read_form(path).figures)
    assert [row.text for row in laporan.rows] == ["90,00%", "", "75,00%"]
    assert laporan.unused == ()


def test_what_comes_back_is_taken_back(path: Path):
    fill_all(path)
    fill_indicator(path, "LURAH", "Persentase disiplin", target="70%")
    renewed(path, dokumen())
    before = figures(path)
    carried = renewed(path, dokumen((SURAT,), ()))
    assert carried.apart == 4  # the figures of both posts, the one that they share, and the target
    carried = renewed(path, dokumen())
    assert (carried.kept, carried.apart, carried.form.disisihkan) == (5, 0, ())
    assert figures(path) == before
    assert read_form(path).applied_to(dokumen()).jabatan[1].indikator[0].target == "70%"


def test_a_figure_that_becomes_common_stays_that_of_its_post(path: Path):
    """Nothing may change what a report says: the other posts are asked."""
    write_form(make_form(dokumen((HADIR,), (ARSIP,))), path)
    fill(path, {("CAMAT", "Jumlah hadir"): 18, ("CAMAT", "Jumlah pegawai"): 20})
    carried = renewed(path, dokumen((HADIR,), (ARSIP, DISIPLIN)))
    assert [row.angka for row in carried.form.shared] == [None]
    assert figures(path) == {("CAMAT", "Jumlah hadir", ""): 18, ("CAMAT", "Jumlah pegawai", ""): 20}


def test_a_common_figure_that_one_post_needs_goes_there(path: Path):
    fill_all(path)
    renewed(path, dokumen((HADIR,), ()))
    assert figures(path) == {("CAMAT", "Jumlah hadir", ""): 18, ("CAMAT", "Jumlah pegawai", ""): 20}
    assert apart(path) == [("Surat yang dilayani", 240, "angka"), ("Jumlah disiplin", 15, "angka")]


def test_a_figure_of_a_post_goes_before_the_common_one_that_it_overruled(path: Path):
    fill_all(path)
    add_row(path, "CAMAT", "Jumlah pegawai", 12)
    renewed(path, dokumen((HADIR,), ()))
    assert figures(path)["CAMAT", "Jumlah pegawai", ""] == 12
    assert ("Jumlah pegawai", 20, "angka") in apart(path)


def test_rivals_stay_rivals(path: Path):
    fill_all(path)
    add_row(path, "CAMAT", "Jumlah hadir", 19)
    renewed(path, dokumen())
    values = [one.value for one in read_form(path).figures.all if one.name == "Jumlah hadir"]
    assert values == [18, 19]


def test_rows_of_a_person_stay_with_all_that_they_say(path: Path):
    add_row(path, "CAMAT", "Jumlah tamu", 7, D="orang", E="rapat", F="buku tamu")
    carried = renewed(path, dokumen())
    (row,) = carried.form.sheets[0].tambahan
    assert (row.nama, row.angka, row.satuan, row.untuk, row.asal) == (
        "Jumlah tamu",
        7,
        "orang",
        ["rapat"],
        ["buku tamu"],
    )
    page = load_workbook(path)["CAMAT"]
    place = row_of(page, "Jumlah tamu")
    assert [cell.value for cell in page[place]][:6] == [None, "Jumlah tamu", 7, "orang", "rapat", "buku tamu"]
    assert not page.cell(place, 2).protection.locked
    assert figures(path) == {("CAMAT", "Jumlah tamu", ""): 7}


@pytest.mark.parametrize(
    ("in_form", "in_document", "wanted", "told"),
    [
        (None, "94%", "94%", []),
        (None, "96%", "96%", []),  # nobody touched it: the new decree counts
        ("97%", "94%", "97%", []),  # only the form has changed
        ("97%", "97%", "97%", []),
        (
            "97%",
            "96%",
            "97%",
            ["Isian lama untuk “target Persentase hadir” (97%) dipertahankan, padahal dokumennya menyebut 96%."],
        ),
    ],
)
def test_targets(path: Path, in_form: str | None, in_document: str, wanted: str, told: list[str]):
    fill_indicator(path, "CAMAT", "Persentase hadir", target=in_form)
    carried = renewed(path, dokumen((replace(HADIR, target=in_document), SURAT)))
    assert load_workbook(path)["CAMAT"]["C6"].value == wanted
    assert [one.message for one in carried.diagnostics] == told
    renewed(path, dokumen((replace(HADIR, target=in_document), SURAT)))
    assert load_workbook(path)["CAMAT"]["C6"].value == wanted


def test_a_form_without_the_hidden_columns(path: Path):
    """As the version before wrote them: what differs from the document is taken for a person's."""
    fill_all(path)
    book = load_workbook(path)
    for sheet in book:
        sheet.delete_cols(7, 2)
    book.save(path)
    carried = renewed(path, dokumen((replace(HADIR, target="96%"), SURAT)))
    assert figures(path)["CAMAT", "Jumlah hadir", ""] == 18
    assert load_workbook(path)["CAMAT"]["C6"].value == "94%"
    assert [one.code for one in carried.diagnostics] == ["KF485"]


def test_figures_of_a_file_fill_what_is_empty(path: Path):
    fill(path, {("CAMAT", "Jumlah hadir"): 18})
    known = Figures([Figure("Jumlah hadir", 17), Figure("Jumlah pegawai", 20)])
    carried = renewed(path, dokumen(), known)
    assert figures(path) == {("", "Jumlah pegawai", ""): 20, ("CAMAT", "Jumlah hadir", ""): 18}
    assert [one.message for one in carried.diagnostics] == [
        "Isian lama untuk “Jumlah hadir” (18) dipertahankan, padahal berkas realisasi menyebut 17."
    ]


def test_the_hidden_columns_are_hidden_and_locked(path: Path):
    sheet = load_workbook(path)["CAMAT"]
    assert sheet.column_dimensions["G"].hidden
    assert sheet["G6"].value == "94%" and sheet["G6"].protection.locked


@pytest.mark.parametrize("seed", range(3))
def test_from_document_to_document_at_random(path: Path, seed: int):
    """Whatever is filled in is in the form for ever, and a second carrying over changes nothing."""
    chance = random.Random(seed)
    pool = (HADIR, DISIPLIN, SURAT, ARSIP)
    number = 100
    written: set[str] = set()
    for _ in range(6):
        posts = [tuple(chance.sample(pool, chance.randrange(1, 4))) for _ in range(2)]
        document = dokumen(posts[0], posts[1] if chance.random() < 0.8 else ())
        renewed(path, document)
        texts = all_texts(path)
        assert written <= texts
        assert renewed(path, document).apart == 0
        assert all_texts(path) == texts
        book = load_workbook(path)
        for sheet in book:
            heads = [row for row in sheet.iter_rows() if row[1].value == "Data yang diisi"]
            for row in sheet.iter_rows(min_row=heads[0][0].row + 1) if heads else ():
                if row[1].value and row[2].value is None and chance.random() < 0.5:
                    number += 1
                    row[2].value = number
                    written.add(str(number))
        book.save(path)


# The command


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    head = "jabatan,indikator,formula,target\n"
    hadir = "CAMAT,Persentase hadir,Jumlah hadir / Jumlah undangan x 100%,94%\n"
    arsip = "CAMAT,Persentase arsip,Arsip ditata / Jumlah arsip x 100%,80%\n"
    (tmp_path / "d.csv").write_text(head + hadir, encoding="utf-8")
    assert main(["isian", "d.csv", "-o", "isian.xlsx", "--lanjutkan"]) == 0  # nothing there yet
    fill(tmp_path / "isian.xlsx", {("CAMAT", "Jumlah hadir"): 9, ("CAMAT", "Jumlah undangan"): 12})
    capsys.readouterr()
    assert main(["isian", "d.csv", "-o", "isian.xlsx"]) == 2
    assert "memuat 2 isian, yang akan hilang" in capsys.readouterr().err
    (tmp_path / "d.csv").write_text(head + hadir + arsip, encoding="utf-8")
    assert main(["isian", "d.csv", "-o", "isian.xlsx", "--lanjutkan"]) == 0
    assert capsys.readouterr().out == (
        "isian.xlsx: 1 jabatan, 4 angka yang perlu diisi, 2 sudah terisi\n"
        "dari isian lama: 2 dipertahankan, 0 disisihkan; 2 angka baru\n"
    )
    assert main(["isian", "d.csv", "-o", "isian.xlsx", "--realisasi", "./isian.xlsx", "--bahasa", "en"]) == 0
    assert "from the older form: 2 kept, 0 set apart; 0 new figures\n" in capsys.readouterr().out
    (tmp_path / "d.csv").write_text(head + arsip, encoding="utf-8")
    assert main(["isian", "d.csv", "-o", "lain.xlsx", "--realisasi", "isian.xlsx", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["dibawa"] == {"dipertahankan": 0, "baru": 0, "disisihkan": 2, "dipindahkan": 0, "ditinggalkan": 0}
    assert [one["code"] for one in told["diagnostics"]] == ["KF486"]
    assert apart(tmp_path / "lain.xlsx") == [("Jumlah hadir", 9, "angka"), ("Jumlah undangan", 12, "angka")]
    assert main(["isian", "d.csv", "-o", "isian.xlsx", "--timpa"]) == 0
    assert figures(tmp_path / "isian.xlsx") == {}
    assert main(["isian", "d.csv", "-o", "isian.xlsx", "--timpa", "--lanjutkan"]) == 2
    assert "tidak dapat dipakai bersama" in capsys.readouterr().err


def test_two_older_forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The form in place counts more than one that is given as a file of figures."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d.csv").write_text(
        "indikator,formula\nHadir,Jumlah hadir / Jumlah undangan x 100%\n", encoding="utf-8"
    )
    for name, values in (("a.xlsx", (9, 12)), ("b.xlsx", (8, None))):
        assert main(["isian", "d.csv", "-o", name]) == 0
        fill(tmp_path / name, dict(zip((("Isian", "Jumlah hadir"), ("Isian", "Jumlah undangan")), values, strict=True)))
    assert main(["isian", "d.csv", "-o", "b.xlsx", "--realisasi", "a.xlsx"]) == 2
    assert main(["isian", "d.csv", "-o", "b.xlsx", "--realisasi", "a.xlsx", "--lanjutkan"]) == 1
    assert figures(tmp_path / "b.xlsx") == {("", "Jumlah hadir", ""): 8, ("", "Jumlah undangan", ""): 12}


def test_a_form_of_the_next_year_asks_for_its_figures_anew(tmp_path: Path):
    """Names, readings and what was reached go on; figures, budget and causes of last year are not those of this one."""
    old = "examples/kecamatan/2024/Kecamatan Utara.xlsx"
    dokumen = kf.read("examples/kecamatan/iku.html", tahun=2025)
    carried = carry_over(make_form(dokumen), read_old_form(old))
    figures = [row.angka for rows in (carried.form.shared, *[one.rows for one in carried.form.sheets]) for row in rows]
    assert figures and set(figures) == {None} and carried.left >= len(figures)
    assert all("2023" in one.realisasi for one in carried.form.tahunan)
    assert not any("anggaran" in one.isi or "penyebab" in one.isi for one in carried.form.tahunan)
    assert not carried.diagnostics and carried.form.periode == ""
    again = carry_over(make_form(kf.read("examples/kecamatan/iku.html", tahun=2024)), read_old_form(old))
    assert again.left == 0 and None not in [row.angka for one in again.form.sheets for row in one.rows]


def test_targets_that_nobody_changed_are_those_of_the_document():
    form = "examples/kecamatan/2024/Kecamatan Utara.xlsx"
    report = kf.laporan(kf.read("examples/kecamatan/iku.html", tahun=2025), form)
    assert report.rows[0].target == "86"
    assert "KF444" in [one.code for one in report.sumber.diagnostics]
    same = kf.laporan(kf.read("examples/kecamatan/iku.html", tahun=2024), form)
    assert same.rows[0].target == "85" and not same.sumber.diagnostics


def test_the_public_call_carries_an_older_form_over(tmp_path: Path):
    hadir = kf.Indikator(nama="Persentase hadir", teks="Hadir / Undangan x 100%")
    dokumen = kf.Dokumen("", (kf.Jabatan("CAMAT", (hadir,)),))
    path = tmp_path / "isian.xlsx"
    kf.isian(dokumen, {"Hadir": 9, "Undangan": 12}).save(path)
    rapat = kf.Indikator(nama="Persentase hadir rapat", teks="Hadir / Kursi x 100%")
    form = kf.isian(kf.Dokumen("", (kf.Jabatan("CAMAT", (rapat,)),)), path)
    assert [(row.nama, row.angka) for row in form.sheets[0].rows] == [("Hadir", 9), ("Kursi", None)]
    assert [one.code for one in form.diagnostics] == ["KF486"]


def filled_form(tmp_path: Path, name: str, tahun: int, periode: str, angka: int, target: str = "") -> Path:
    """Write a form of a year whose sheet for the annual report tells no year, and fill its one figure."""
    table = tmp_path / "iku.csv"
    table.write_text("jabatan,indikator,formula,target\nCAMAT,Rapat,Jumlah rapat,12\n", encoding="utf-8")
    form = kf.isian(kf.read(table))
    form.sheets[0].rows[0].angka = angka
    if target:
        form.sheets[0].indikator[0] = form.sheets[0].indikator[0]._replace(target=target)
    form.save(tmp_path / name, periode=periode)
    return tmp_path / name


def test_the_period_of_a_form_tells_its_year_where_the_sheets_do_not(tmp_path: Path):
    old = read_old_form(filled_form(tmp_path, "lama.xlsx", 2024, "Tahun 2024", 9))
    assert old.tahun == "2024"
    form = make_form(kf.read(tmp_path / "iku.csv", tahun=2025))
    carried = carry_over(form, old)
    assert carried.left and [row.angka for row in carried.form.sheets[0].rows] == [None]


def test_a_form_of_a_later_year_is_not_written_over_and_not_carried_back(tmp_path: Path):
    form = make_form(kf.read("examples/kecamatan/iku.html", tahun=2024))
    old = read_old_form("examples/kecamatan/2025/Kecamatan Utara.xlsx")
    carried = carry_over(form, old)
    assert carried.left and not any(row.angka for sheet in carried.form.sheets for row in sheet.rows if row.untuk)
    later = tmp_path / "isian.xlsx"
    later.write_bytes(Path("examples/kecamatan/2025/Kecamatan Utara.xlsx").read_bytes())
    with pytest.raises(kf.InvalidDataError, match="KF484"):
        form.save(later)


def test_the_next_quarter_asks_for_its_figures_anew(tmp_path: Path):
    old = read_old_form(filled_form(tmp_path, "tw1.xlsx", 2024, "Triwulan I 2024", 9))
    dokumen = kf.read(tmp_path / "iku.csv")
    anew = carry_over(make_form(dokumen, periode="TW II 2024"), old)
    assert anew.left == 1 and [row.angka for row in anew.form.sheets[0].rows] == [None]
    same = carry_over(make_form(dokumen, periode="TW I 2024"), old)
    assert same.left == 0 and [row.angka for row in same.form.sheets[0].rows] == [9]


def test_a_target_typed_for_another_year_stands_apart(tmp_path: Path):
    old = read_old_form(filled_form(tmp_path, "lama.xlsx", 2024, "Tahun 2024", 9, target="87"))
    carried = carry_over(make_form(kf.read(tmp_path / "iku.csv", tahun=2025)), old)
    assert carried.form.sheets[0].indikator[0].target == "12"
    assert [(one.isi, one.jenis) for one in carried.form.disisihkan] == [("87", "target")]


def test_the_year_of_a_call_counts_for_a_document_too():
    dokumen = kf.read("examples/kecamatan/iku.html", tahun=2025)
    assert kf.isian(dokumen, tahun=2026).tahun == "2026"


def test_a_report_says_in_every_format_that_its_form_is_of_another_year(tmp_path: Path):
    report = kf.laporan(
        kf.read("examples/kecamatan/iku.html", tahun=2025), "examples/kecamatan/2024/Kecamatan Utara.xlsx"
    )
    said = "Angkanya dari lembar isian tahun 2024"
    report.save(tmp_path / "l.docx")
    report.save(tmp_path / "l.xlsx")
    report.save(tmp_path / "l.md")
    with zipfile.ZipFile(tmp_path / "l.docx") as archive:
        assert said in archive.read("word/document.xml").decode()
    with zipfile.ZipFile(tmp_path / "l.xlsx") as archive:
        assert said in archive.read("xl/sharedStrings.xml").decode()
    assert said in (tmp_path / "l.md").read_text(encoding="utf-8")


def test_forms_of_another_year_have_no_rank(tmp_path: Path):
    found = kf.laporan_gabungan(kf.read("examples/kecamatan/iku.html", tahun=2025), "examples/kecamatan/2024")
    assert not found.unit and {error.code for _, error in found.gagal} == {"KF444"}


def test_years_told_by_the_period_alone_and_last_year_in_words(tmp_path: Path):
    old = read_old_form(filled_form(tmp_path, "lama.xlsx", 2024, "Tahun 2024", 9))
    before = FilledAnnual("CAMAT", "Rapat", {}, {"tahun lalu": "8 rapat"}, {})
    form = make_form(kf.read(tmp_path / "iku.csv"), periode="Tahun 2025")
    carried = carry_over(form, old._replace(tahunan=(before,)))
    assert [row.angka for row in carried.form.sheets[0].rows] == [None]
    assert carried.form.tahunan[0].realisasi == {} and carried.left == 2
    again = carry_over(make_form(kf.read(tmp_path / "iku.csv"), periode="TAHUN 2024"), old._replace(tahunan=(before,)))
    assert [row.angka for row in again.form.sheets[0].rows] == [9]
    assert again.form.tahunan[0].realisasi == {"tahun lalu": "8 rapat"}
