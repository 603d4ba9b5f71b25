"""``kinerja baca`` reads a decree, ``isian`` makes the form for its figures, ``laporan`` calculates its indicators."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any, Final

from kinerja_formula.command_line.arguments import Parser, add_aturan, add_satuan, add_tahun, satuan_of
from kinerja_formula.command_line.output import (
    FINDINGS,
    FINE,
    UNUSABLE,
    has_warning,
    plain_data,
    write_findings,
    write_json,
)

if TYPE_CHECKING:
    from kinerja_formula.diagnostics import Diagnostic
    from kinerja_formula.dokumen.model import Dokumen

__all__ = ["add_decree_commands"]


def add_decree_commands(commands: Any) -> None:
    """Add the commands to the parser."""
    baca: Parser = commands.add_parser(
        "baca",
        help="tampilkan apa yang terbaca dari suatu keputusan",
        description="Membaca keputusan (DOCX, PDF, XLSX, CSV, HTML, teks OCR): jabatan, indikator, dan formulanya. "
        "Disalurkan ke program lain: satu baris setiap indikator, kolomnya dipisah tab.",
    )
    baca.add_argument("files", metavar="DOKUMEN", nargs="+", help="berkas keputusan; boleh lebih dari satu")
    baca.add_argument("--rinci", action="store_true", help="tampilkan setiap temuan, bukan ringkasannya")
    baca.add_argument(
        "--lembar-bacaan", metavar="BERKAS", help="tulis lembar Bacaan (XLSX): bagaimana setiap formula dibaca"
    )
    baca.add_argument("--timpa", action="store_true", help="berkas di tempat lembar Bacaan boleh hilang")
    _add_bacaan(baca)
    add_tahun(baca)
    baca.set_defaults(run=_baca)

    isian: Parser = commands.add_parser(
        "isian",
        help="buat lembar isian untuk angka yang diperlukan",
        description="Membuat lembar isian (XLSX): setiap angka yang diperlukan formula, satu kali, dengan satuannya.",
    )
    isian.add_argument("file", metavar="DOKUMEN", help="berkas keputusan")
    isian.add_argument("-o", "--keluaran", metavar="BERKAS", required=True, help="berkas XLSX yang ditulis")
    isian.add_argument("--realisasi", metavar="BERKAS", help="angka yang sudah ada, untuk dimasukkan ke lembar isian")
    existing = isian.add_mutually_exclusive_group()
    existing.add_argument(
        "--lanjutkan", action="store_true", help="bawa isi lembar isian yang sudah ada ke lembar yang baru"
    )
    existing.add_argument("--timpa", action="store_true", help="berkas yang sudah ada boleh hilang")
    isian.add_argument("--periode", metavar="TEKS", default="", help='misalnya "Triwulan I 2023"')
    _add_bacaan(isian)
    add_tahun(isian, periode=False)
    isian.set_defaults(run=_isian)

    laporan: Parser = commands.add_parser(
        "laporan",
        help="hitung semua indikator suatu keputusan",
        description="Menghitung setiap indikator dalam keputusan atau tabel; yang tidak dapat dihitung dilaporkan. "
        "Disalurkan ke program lain: satu baris setiap indikator, kolomnya dipisah tab.",
    )
    laporan.add_argument(
        "table", metavar="DOKUMEN", help="berkas keputusan, atau tabel dengan kolom indikator dan formula"
    )
    laporan.add_argument(
        "--realisasi",
        metavar="BERKAS",
        required=True,
        help="lembar isian yang terisi, atau angka dari CSV, XLSX, JSON; folder berisi satu berkas untuk setiap unit",
    )
    laporan.add_argument(
        "--unit",
        metavar="FOLDER",
        help="dengan folder realisasi: tulis laporan setiap unit ke folder ini, seakhiran -o",
    )
    laporan.add_argument(
        "-o",
        "--keluaran",
        metavar="BERKAS",
        action="append",
        default=[],
        help="tulis laporan ke berkas: .html, .docx, .pdf, .xlsx, .md atau .json; boleh berulang",
    )
    laporan.add_argument(
        "--setelan",
        metavar="BERKAS",
        help="kop, tempat, tanggal, dan penanda tangan untuk .docx dan .pdf (TOML, [laporan])",
    )
    laporan.add_argument(
        "--tabel", action="store_true", help="tabel seperti di terminal, juga bila keluarannya disalurkan"
    )
    laporan.add_argument("--timpa", action="store_true", help="lembar isian di tempat keluaran boleh hilang")
    _add_bacaan(laporan)
    add_tahun(laporan)
    add_aturan(laporan)
    add_satuan(laporan)
    laporan.set_defaults(run=_laporan)


def _add_bacaan(parser: Parser) -> None:
    parser.add_argument(
        "--bacaan", metavar="BERKAS", help="bacaan yang sudah diperiksa: lembar Bacaan, isian tahun lalu, atau JSON"
    )


def _read(path: str, arguments: argparse.Namespace, periode: str | None) -> Dokumen:
    """Read a document, its formulas as a person has confirmed them."""
    from kinerja_formula.dokumen.reader import read
    from kinerja_formula.files.progress import watched
    from kinerja_formula.pengisian.bacaan import with_bacaan
    from kinerja_formula.pengisian.form_figures import read_bacaan

    def watch(pages: Any) -> Any:
        return watched(len(pages), arguments.bahasa, work="read")(pages)

    dokumen = read(path, tahun=arguments.tahun, periode=periode, watch=watch)
    return with_bacaan(dokumen, read_bacaan(arguments.bacaan)) if arguments.bacaan else dokumen


def _laporan(arguments: argparse.Namespace) -> int:
    from kinerja_formula.files.outputs import check_outputs
    from kinerja_formula.files.progress import watched
    from kinerja_formula.pelaporan.calculation import make_laporan
    from kinerja_formula.pelaporan.model import check_endings
    from kinerja_formula.pelaporan.print_settings import read_print_settings
    from kinerja_formula.pelaporan.writers.terminal import (
        summary_line,
        summary_lines,
        write_laporan,
        write_laporan_rows,
    )
    from kinerja_formula.pengisian.form_figures import with_figures
    from kinerja_formula.pengisian.old_form import refuse_to_lose
    from kinerja_formula.penilaian import DEFAULT

    if os.path.isdir(arguments.realisasi):
        return _gabungan(arguments)
    # Before the work, not after it.
    inputs = [arguments.table, arguments.realisasi, arguments.satuan, *arguments.kosakata, *arguments.berkas_aturan]
    check_outputs(arguments.keluaran, inputs)
    endings = check_endings(arguments.keluaran)
    for path, ending in zip(arguments.keluaran, endings, strict=True):
        if ending == ".xlsx" and not arguments.timpa:
            refuse_to_lose(path)
    settings = read_print_settings(arguments.setelan) if arguments.setelan else None
    dokumen, figures, found = with_figures(_read(arguments.table, arguments, arguments.periode), arguments.realisasi)
    watch = watched(len(dokumen), arguments.bahasa)
    laporan = make_laporan(dokumen, figures, satuan_of(arguments), aturan=arguments.aturan or DEFAULT, watch=watch)
    sumber = laporan.sumber._replace(diagnostics=(*laporan.sumber.diagnostics, *found))
    laporan = laporan._replace(sumber=sumber)
    for path in arguments.keluaran:
        laporan.save(path, language=arguments.bahasa, timpa=arguments.timpa, setelan=settings)
        print(path, file=sys.stderr)
    if arguments.keluaran and not arguments.json:
        print(summary_line(laporan, arguments.bahasa))
    elif arguments.json:
        write_json(laporan.to_json())
    elif not (sys.stdout.isatty() or arguments.tabel):
        write_laporan_rows(laporan, sys.stdout, language=arguments.bahasa)
        sys.stdout.flush()
        print("\n".join(summary_lines(laporan, figures, arguments.bahasa)), file=sys.stderr)
        write_findings(found, "")
        _point_to_baca(dokumen, arguments)
    else:
        judul = laporan.sumber.judul
        title = f"{dokumen.berkas} ({judul})" if judul else dokumen.berkas
        write_laporan(laporan, figures, sys.stdout, title=title, language=arguments.bahasa)
        write_findings(found, "")
        _point_to_baca(dokumen, arguments)
    return FINE if laporan.clean and not has_warning(found) else FINDINGS


def _gabungan(arguments: argparse.Namespace) -> int:
    """Report on every unit of a folder, and over all of them."""
    from kinerja_formula.files.outputs import check_outputs, ending_of, unfit_ending
    from kinerja_formula.files.progress import watched
    from kinerja_formula.pelaporan.gabungan import ENDINGS_OF_ALL, laporan_gabungan, unit_files
    from kinerja_formula.pelaporan.print_settings import read_print_settings
    from kinerja_formula.pelaporan.writers.units_text import lines_of_units
    from kinerja_formula.penilaian import DEFAULT

    endings = [ending_of(path) for path in arguments.keluaran]
    for path, ending in zip(arguments.keluaran, endings, strict=True):
        if ending not in ENDINGS_OF_ALL:
            raise unfit_ending(path, ENDINGS_OF_ALL)
    settings = read_print_settings(arguments.setelan) if arguments.setelan else None
    files = unit_files(arguments.realisasi)
    check_outputs(arguments.keluaran, [arguments.table, *files.values()])
    dokumen = _read(arguments.table, arguments, arguments.periode)
    watch = watched(len(files), arguments.bahasa)
    found = laporan_gabungan(
        dokumen, files, aturan=arguments.aturan or DEFAULT, satuan=satuan_of(arguments), watch=watch
    )
    if arguments.unit:
        found.save_units(arguments.unit, endings or (".docx",), language=arguments.bahasa, setelan=settings)
        print(arguments.unit, file=sys.stderr)
    for path in arguments.keluaran:
        found.save(path, language=arguments.bahasa, setelan=settings)
        print(path, file=sys.stderr)
    if arguments.json:
        write_json(found.to_json())
    else:
        for line in lines_of_units(found, language=arguments.bahasa):
            print(line)
    sound = not found.gagal and all(unit.laporan.clean for unit in found.unit)
    return FINE if sound else FINDINGS


def _baca(arguments: argparse.Namespace) -> int:
    from kinerja_formula.diagnostics import FormulaError
    from kinerja_formula.dokumen.terminal import all_findings, write_dokumen, write_dokumen_findings, write_dokumen_rows

    status, told = FINE, []
    several = len(arguments.files) > 1
    to_terminal, heads_written = sys.stdout.isatty(), False
    for number, path in enumerate(arguments.files, 1):
        if several and sys.stderr.isatty():
            print(f"[{number}/{len(arguments.files)}] {path}", file=sys.stderr)
        try:
            dokumen = _read(path, arguments, arguments.periode)
        except FormulaError as error:
            if not several:
                raise
            status = UNUSABLE  # the others are read all the same
            if arguments.json:
                told.append({"berkas": path, "status": error.code, "diagnostics": plain_data(error.diagnostics)})
            else:
                print(error.render(), file=sys.stderr)
            continue
        if arguments.lembar_bacaan:
            _write_bacaan(dokumen, path, arguments)
        if has_warning(all_findings(dokumen)):
            status = max(status, FINDINGS)
        if arguments.json:
            told.append(dokumen.to_json())
        elif to_terminal:
            print("\n" * (several and number > 1), end="")
            write_dokumen(dokumen, sys.stdout, language=arguments.bahasa, rinci=arguments.rinci)
        else:
            write_dokumen_rows(dokumen, sys.stdout, language=arguments.bahasa, with_head=not heads_written)
            heads_written = True
            sys.stdout.flush()
            write_dokumen_findings(dokumen, sys.stderr, language=arguments.bahasa, rinci=arguments.rinci)
    if arguments.json:
        write_json(told if several else told[0])
    return status


def _write_bacaan(dokumen: Dokumen, path: str, arguments: argparse.Namespace) -> None:
    from kinerja_formula.files.outputs import check_outputs, ending_of, unfit_ending
    from kinerja_formula.pengisian.form_workbook import write_bacaan

    output = arguments.lembar_bacaan
    check_outputs([output], [path, arguments.bacaan, *arguments.berkas_aturan])
    if ending_of(output) != ".xlsx":
        raise unfit_ending(output, (".xlsx",))
    count = write_bacaan(dokumen, output, timpa=arguments.timpa)
    print(_BACAAN_WRITTEN[arguments.bahasa].format(path=output, count=count), file=sys.stderr)


_BACAAN_WRITTEN: Final = {
    "id": "{path}: {count} formula untuk diperiksa",
    "en": "{path}: {count} formulas to be confirmed",
}


def _isian(arguments: argparse.Namespace) -> int:
    from kinerja_formula.dokumen.terminal import all_findings
    from kinerja_formula.pelaporan.last_year import carried_over
    from kinerja_formula.pengisian.bacaan import with_bacaan
    from kinerja_formula.pengisian.figures_table import read_figures
    from kinerja_formula.pengisian.form import make_form
    from kinerja_formula.pengisian.form_figures import is_form
    from kinerja_formula.pengisian.form_workbook import write_form
    from kinerja_formula.pengisian.old_form import read_old_form

    older = _older_forms(arguments)
    dokumen = _read(arguments.file, arguments, None)
    older_forms = [read_old_form(path) for path in older]
    for old in older_forms:
        dokumen = with_bacaan(dokumen, old.bacaan)
    doubts = all_findings(dokumen)
    found: list[Diagnostic] = []
    figures = None
    if arguments.realisasi and not is_form(arguments.realisasi):
        figures = read_figures(arguments.realisasi)
    form = make_form(dokumen, figures, periode=arguments.periode)
    found += form.diagnostics
    counts = {"dipertahankan": 0, "baru": 0, "disisihkan": 0, "dipindahkan": 0, "ditinggalkan": 0}
    for old in older_forms:
        carried = carried_over(dokumen, form, old)
        form = carried.form
        found += [*old.diagnostics, *carried.diagnostics]
        counts["dipertahankan"] += carried.kept
        counts["baru"] = carried.added
        counts["disisihkan"] += carried.apart
        counts["dipindahkan"] += carried.moved
        counts["ditinggalkan"] += carried.left
    write_form(form, arguments.keluaran, periode=arguments.periode, timpa=arguments.timpa)
    filled = sum(row.angka is not None for rows in (form.shared, *[one.rows for one in form.sheets]) for row in rows)
    if arguments.json:
        told = {"jabatan": len(form.sheets), "indikator": len(dokumen), "angka": len(form), "terisi": filled}
        carried_told = {"dibawa": counts} if older else {}
        diagnostics = plain_data([*doubts, *found])
        write_json({"status": "ok", "berkas": arguments.keluaran, **told, **carried_told, "diagnostics": diagnostics})
    else:
        text = _FORM_WRITTEN[arguments.bahasa]
        print(text.format(path=arguments.keluaran, sheets=len(form.sheets), figures=len(form), filled=filled))
        if older:
            print(_CARRIED[arguments.bahasa].format(**counts))
        if counts["ditinggalkan"]:
            print(_LEFT[arguments.bahasa].format(**counts))
        if counts["dipindahkan"]:
            print(_MOVED[arguments.bahasa].format(**counts))
        warnings = sum(has_warning([one]) for one in doubts)
        if warnings:
            print(_SEE_BACA[arguments.bahasa].format(count=warnings, path=arguments.file))
        write_findings(found, "")
    return FINDINGS if has_warning([*doubts, *found]) else FINE


def _older_forms(arguments: argparse.Namespace) -> list[str]:
    """Return the forms to carry over, the one that counts most last, after a look at what would be written over."""
    from kinerja_formula.files.outputs import (
        check_outputs,
        ending_of,
        has_content,
        is_same_file,
        unfit_ending,
        would_be_lost,
    )
    from kinerja_formula.pengisian.form_figures import is_form

    output, realisasi = arguments.keluaran, arguments.realisasi
    check_outputs([output], [arguments.file, *arguments.berkas_aturan])
    if ending_of(output) != ".xlsx":
        raise unfit_ending(output, (".xlsx",))
    older = []
    if realisasi:
        is_older = is_form(realisasi)
        if not is_older or not is_same_file(output, realisasi):
            check_outputs([output], [realisasi])
        if is_older:
            older.append(realisasi)
    if has_content(output) and not arguments.timpa and (arguments.lanjutkan or not _is_form(output)):
        if not _is_form(output):
            raise would_be_lost(output, reason="bukan-isian")
        if not (realisasi and is_same_file(output, realisasi)):
            older.append(output)
    return older


def _is_form(path: str) -> bool:
    from kinerja_formula.diagnostics import InvalidDataError
    from kinerja_formula.pengisian.form_figures import is_form

    try:
        return is_form(path)
    except InvalidDataError as error:
        if error.code != "KF401":
            raise
        return False  # broken, or a file of another kind


_CARRIED: Final = {
    "id": "dari isian lama: {dipertahankan} dipertahankan, {disisihkan} disisihkan; {baru} angka baru",
    "en": "from the older form: {dipertahankan} kept, {disisihkan} set apart; {baru} new figures",
}
_MOVED: Final = {
    "id": "{dipindahkan} realisasi tahun lalu dihitung dari isian lama dan ditulis di lembar LKjIP",
    "en": "{dipindahkan} realizations of the last year calculated from the older form, on the sheet LKjIP",
}
_LEFT: Final = {
    "id": "{ditinggalkan} isian tahun atau periode lain tidak dibawa: angka, anggaran, dan penyebabnya diisi baru",
    "en": "{ditinggalkan} entries of another year or period are not carried over: "
    "figures, budget and causes are to be filled in anew",
}
_FORM_WRITTEN: Final = {
    "id": "{path}: {sheets} jabatan, {figures} angka yang perlu diisi, {filled} sudah terisi",
    "en": "{path}: {sheets} posts, {figures} figures to be filled in, {filled} already there",
}
_SEE_BACA: Final = {
    "id": "{count} hal perlu diperiksa dalam dokumennya: kinerja baca {path}",
    "en": "{count} things to look at in the document: kinerja baca {path}",
}


def _point_to_baca(dokumen: Dokumen, arguments: argparse.Namespace) -> None:
    """Say that the document itself has something to look at."""
    from kinerja_formula.dokumen.terminal import counted

    warnings = counted(dokumen)["warnings"]
    if warnings:
        sys.stdout.flush()
        print(_SEE_BACA[arguments.bahasa].format(count=warnings, path=dokumen.berkas), file=sys.stderr)
