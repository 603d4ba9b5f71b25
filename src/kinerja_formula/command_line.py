"""The ``kinerja`` command.

``hitung`` evaluates one formula, ``cari`` seeks a figure, ``periksa`` reviews formulas, ``baca`` reads a decree,
``isian`` makes the form for its figures, ``laporan`` calculates its indicators, ``aturan`` shows rule sets.

Exit status: 0 fine; 1 there is something to look at (a warning, a row without a value); 2 the input can't be used.
Whatever a text, a file or a figure holds, the answer is a message with the place marked, never a traceback.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextvars import copy_context
from typing import TYPE_CHECKING, Any, Final, NoReturn

if TYPE_CHECKING:
    from kinerja_formula.diagnostics import Diagnostic, FormulaError
    from kinerja_formula.documents.dokumen import Dokumen
    from kinerja_formula.documents.figures_table import Figures
    from kinerja_formula.documents.tinjauan import Choice, Tinjauan
    from kinerja_formula.result import Result

__all__ = ["main"]

FINE: Final = 0
FINDINGS: Final = 1
UNUSABLE: Final = 2
# As a shell reports a program that a signal ended: 128 and the number of SIGINT or SIGPIPE.
_INTERRUPTED: Final = 130
_NOBODY_READS: Final = 141

_MOST_OF_STDIN: Final = 20_000_000
_LONGEST_PATH: Final = 1000


def main(argv: list[str] | None = None) -> int:
    """Run the command with ``argv`` (by default the arguments of the process) and return the exit status.

    >>> main(["hitung", "Jumlah A / Jumlah B x 100%", "Jumlah A=18", "Jumlah B=20"])
    90,00%
    <BLANKLINE>
    Rumus    : Jumlah A / Jumlah B x 100%
    Diketahui: Jumlah A = 18
               Jumlah B = 20
    Langkah 1: 18 / 20 = 0,9
               “Jumlah A” dibagi “Jumlah B”
    Langkah 2: 0,9 × 100% = 90%
               hasil langkah 1 dikali 100%
    Hasil    : 90,00%
    0
    """
    _print_whatever_the_encoding()
    try:
        # In a context of its own, so that --bahasa changes nothing for a program that calls main.
        status = copy_context().run(_run, sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _forget_stdout()
        return _NOBODY_READS
    return status


def _run(argv: Sequence[str]) -> int:
    from kinerja_formula.diagnostics import FormulaError, use_language

    try:
        arguments = _read_arguments(argv)
    except SystemExit as leave:  # --help, --version, a wrong call
        return int(leave.code or 0)
    use_language(arguments.bahasa)
    try:
        if arguments.berkas_aturan:
            return _with_aturan(arguments)
        return _with_vocabulary(arguments)
    except FormulaError as error:
        return _report_error(error, as_json=arguments.json)


def _with_aturan(arguments: argparse.Namespace) -> int:
    """Run with further rule sets, and leave a program that calls main with those it had."""
    from kinerja_formula.penilaian import use_aturan

    use_aturan(*arguments.berkas_aturan)
    try:
        return _with_vocabulary(arguments)
    finally:
        use_aturan()


def _with_vocabulary(arguments: argparse.Namespace) -> int:
    """Run with further files of units, if any, and leave a program that calls main with the words it had."""
    run: Callable[[argparse.Namespace], int] = arguments.run
    if not arguments.kosakata:
        return run(arguments)
    from kinerja_formula.formula import use_vocabulary
    from kinerja_formula.units import VocabularyError

    try:
        use_vocabulary(*arguments.kosakata)
    except VocabularyError as error:
        print(f"kinerja: {error}", file=sys.stderr)
        return UNUSABLE
    try:
        return run(arguments)
    finally:
        use_vocabulary()


# Arguments


class _Usage(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Pemakaian: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """Says in Indonesian what argparse says in English."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__(**keywords, add_help=False, allow_abbrev=False, formatter_class=_Usage)
        self._positionals.title = "argumen"
        self._optionals.title = "opsi"
        self.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")

    def error(self, message: str) -> NoReturn:
        for english, indonesian in _USAGE_FAULTS.items():
            message = message.replace(english, indonesian)
        self.exit(UNUSABLE, f"{self.format_usage()}{self.prog}: {message}\n")


_USAGE_FAULTS: Final = {
    "the following arguments are required": "masih diperlukan",
    "unrecognized arguments": "argumen tidak dikenal",
    "expected one argument": "perlu satu nilai",
    "invalid choice": "pilihan tidak ada",
    "choose from": "pilih dari",
    "argument ": "argumen ",
}


def _parser() -> _Parser:
    from kinerja_formula import __version__

    parser = _Parser(
        prog="kinerja",
        description="Membaca rumus indikator kinerja seperti yang tertulis, lalu menghitungnya dengan eksak.",
        epilog="Status keluar: 0 baik; 1 ada temuan; 2 masukan tidak dapat dipakai.",
    )
    parser.add_argument("--version", action="version", version=f"kinerja {__version__}", help="tampilkan versi")
    commands = parser.add_subparsers(title="perintah", metavar="PERINTAH", parser_class=_Parser)

    hitung = commands.add_parser(
        "hitung",
        help="hitung satu rumus",
        description="Menghitung satu rumus dan menerangkan langkah-langkahnya.",
    )
    hitung.add_argument("formula", metavar="RUMUS", help="rumus seperti yang tertulis; - untuk membaca masukan standar")
    hitung.add_argument(
        "figures", metavar="NAMA=ANGKA", nargs="*", default=(), help='misalnya "Jumlah pegawai=18"; boleh berulang'
    )
    hitung.add_argument("--realisasi", metavar="BERKAS", help="angka dari berkas CSV, XLSX atau JSON")
    hitung.add_argument("--indikator", metavar="NAMA", help="indikator yang diukur oleh rumus itu")
    hitung.set_defaults(run=_hitung)

    cari = _cari_arguments(commands)
    periksa = _periksa_arguments(commands)

    laporan = commands.add_parser(
        "laporan",
        help="hitung semua indikator suatu keputusan",
        description="Menghitung setiap indikator dalam keputusan atau tabel; yang tidak dapat dihitung dilaporkan.",
    )
    laporan.add_argument(
        "table", metavar="DOKUMEN", help="berkas keputusan, atau tabel dengan kolom indikator dan formula"
    )
    laporan.add_argument(
        "--realisasi", metavar="BERKAS", required=True, help="lembar isian yang terisi, atau angka dari CSV, XLSX, JSON"
    )
    laporan.add_argument(
        "-o",
        "--keluaran",
        metavar="BERKAS",
        action="append",
        default=[],
        help="tulis laporan ke berkas: .html, .xlsx, .md atau .json; boleh berulang",
    )
    laporan.set_defaults(run=_laporan)

    daftar = commands.add_parser(
        "aturan",
        help="daftar aturan capaian, atau isi satu aturan dengan sumbernya",
        description="Menampilkan aturan capaian: peraturan dan kebiasaan yang dapat dipakai dengan --aturan.",
    )
    daftar.add_argument("id", metavar="ID", nargs="?", help="aturan yang ditampilkan isinya; tanpa ID, daftarnya")
    daftar.set_defaults(run=_aturan, kosakata=[])

    hitung.add_argument("--target", metavar="TARGET", help='target, misalnya "94%%", "80 - 90%%", "12 bulan"')
    hitung.add_argument("--arah", choices=("naik", "turun", "rentang"), help="realisasi yang lebih baik")
    baca, isian = _decree_parsers(commands)
    for command in (hitung, laporan):
        command.add_argument("--aturan", metavar="ID", help="aturan capaian (bawaan: lkjip); lihat: kinerja aturan")
    for command in (hitung, cari, laporan):
        command.add_argument("--satuan", metavar="BERKAS", help="satuan dari berkas CSV atau XLSX: kolom nama, satuan")
        command.add_argument(
            "--kosakata", metavar="BERKAS", action="append", default=[], help="daftar satuan tambahan (TOML)"
        )
    periksa.add_argument(
        "--kosakata", metavar="BERKAS", action="append", default=[], help="daftar satuan tambahan (TOML)"
    )
    for command in (hitung, cari, periksa, laporan, daftar, baca, isian):
        command.add_argument(
            "--berkas-aturan",
            metavar="BERKAS",
            action="append",
            default=[],
            help="aturan tambahan: berkas atau folder TOML",
        )
        command.add_argument("--json", action="store_true", help="tulis hasil sebagai JSON")
        command.add_argument("--bahasa", choices=("id", "en"), default="id", help="bahasa keluaran (bawaan: id)")
    return parser


def _cari_arguments(commands: Any) -> Any:
    cari = commands.add_parser(
        "cari",
        help="cari angka yang diperlukan untuk mencapai target",
        description="Mencari angka satu data agar hasil rumus mencapai target: data yang belum diberi angka.",
    )
    cari.add_argument("formula", metavar="RUMUS", help="rumus seperti yang tertulis; - untuk membaca masukan standar")
    cari.add_argument(
        "figures", metavar="NAMA=ANGKA", nargs="*", default=(), help="angka data yang lain; boleh berulang"
    )
    cari.add_argument(
        "--target", metavar="HASIL", required=True, help='hasil yang diinginkan, misalnya 94 atau "94 %%"'
    )
    cari.add_argument("--cari", metavar="NAMA", help="data yang dicari, bila lebih dari satu yang belum diberi angka")
    cari.add_argument("--arah", choices=("naik", "turun"), default="naik", help="turun: paling banyak sebesar target")
    cari.add_argument("--dari", metavar="ANGKA", help="batas bawah angka yang dicari")
    cari.add_argument("--sampai", metavar="ANGKA", help="batas atas angka yang dicari")
    cari.add_argument("--bulat", action="store_true", default=None, help="cari juga bilangan bulat yang mencapainya")
    cari.add_argument("--indikator", metavar="NAMA", help="indikator yang diukur oleh rumus itu")
    cari.set_defaults(run=_cari)
    return cari


def _periksa_arguments(commands: Any) -> Any:
    periksa = commands.add_parser(
        "periksa",
        help="periksa makna satu rumus, atau semua rumus dalam keputusan atau tabel",
        description="Memeriksa rumus tanpa data: apakah sejenis dengan indikatornya dan mengukur yang disebutnya.",
    )
    periksa.add_argument(
        "source", metavar="BERKAS|RUMUS", help="keputusan, tabel, atau satu rumus; - untuk masukan standar"
    )
    periksa.add_argument("--indikator", metavar="NAMA", default="", help="indikator yang diukur oleh rumus itu")
    periksa.add_argument("--target", metavar="TARGET", default="", help="target rumus itu, seperti tertulis")
    periksa.add_argument("--pilih", metavar="KODE", action="append", default=[], help="hanya kode atau nama ini")
    periksa.add_argument("--abaikan", metavar="KODE", action="append", default=[], help="bukan kode atau nama ini")
    periksa.add_argument("--aturan", metavar="ID", help="aturan untuk capaian yang tercetak (bawaan: lkjip)")
    periksa.add_argument("--setelan", metavar="BERKAS", help="setelan (bawaan: kinerja.toml, lalu pyproject.toml)")
    periksa.add_argument("--acuan", metavar="BERKAS", default="", help="temuan yang sudah diterima tidak dilaporkan")
    periksa.add_argument("--tulis-acuan", metavar="BERKAS", help="tulis semua temuan sekarang sebagai acuan")
    periksa.add_argument("--format", choices=("teks", "json", "sarif", "html"), default="teks", help="bentuk keluaran")
    periksa.add_argument("--keluaran", metavar="BERKAS", help="tulis ke berkas ini")
    periksa.add_argument("--perbaiki", action="store_true", help="tulis perbaikan yang aman ke dalam tabel")
    periksa.add_argument("--diff", action="store_true", help="hanya tampilkan perbaikan yang aman")
    periksa.set_defaults(run=_periksa)
    return periksa


def _decree_parsers(commands: Any) -> tuple[_Parser, _Parser]:
    baca: _Parser = commands.add_parser(
        "baca",
        help="tampilkan apa yang terbaca dari suatu keputusan",
        description="Membaca keputusan (DOCX, PDF, XLSX, CSV, HTML, teks OCR): jabatan, indikator, dan formulanya.",
    )
    baca.add_argument("files", metavar="DOKUMEN", nargs="+", help="berkas keputusan; boleh lebih dari satu")
    baca.set_defaults(run=_baca, kosakata=[])

    isian: _Parser = commands.add_parser(
        "isian",
        help="buat lembar isian untuk angka yang diperlukan",
        description="Membuat lembar isian (XLSX): setiap angka yang diperlukan formula, satu kali, dengan satuannya.",
    )
    isian.add_argument("file", metavar="DOKUMEN", help="berkas keputusan")
    isian.add_argument("-o", "--output", metavar="BERKAS", required=True, help="berkas XLSX yang ditulis")
    isian.add_argument("--realisasi", metavar="BERKAS", help="angka yang sudah ada, untuk dimasukkan ke lembar isian")
    isian.add_argument("--periode", metavar="TEKS", default="", help='misalnya "Triwulan I 2023"')
    isian.set_defaults(run=_isian, kosakata=[])
    return baca, isian


def _read_arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = _parser()
    arguments, further = parser.parse_known_args(argv)
    if not hasattr(arguments, "run"):
        parser.print_help(sys.stderr)
        raise SystemExit(UNUSABLE)
    # argparse gives up a list of positionals at the first option between them; figures may stand anywhere.
    stray = [word for word in further if word.startswith("-") or arguments.run not in (_hitung, _cari)]
    if stray:
        parser.error(f"unrecognized arguments: {' '.join(stray)}")
    if arguments.run in (_hitung, _cari):
        arguments.figures = [*arguments.figures, *further]
        for word in arguments.figures:
            if "=" not in word:
                parser.error(f"“{word}” bukan NAMA=ANGKA")
    return arguments


def _split_figure(word: str) -> tuple[str, str]:
    """Split at the last ``=`` whose right side is a figure, for names may hold one; else at the last ``=``."""
    from kinerja_formula.numerals import NumeralError, read_figure

    place = word.rfind("=")
    while place >= 0:
        try:
            read_figure(word[place + 1 :])
        except NumeralError:
            place = word.rfind("=", 0, place)
        else:
            return word[:place].strip(), word[place + 1 :].strip()
    name, _, figure = word.rpartition("=")
    return name.strip(), figure.strip()


# Commands


def _hitung(arguments: argparse.Namespace) -> int:
    from kinerja_formula.documents.figures_table import Figure, Figures, read_figures
    from kinerja_formula.formula import evaluate

    text = _stdin_text() if arguments.formula == "-" else arguments.formula
    given = [Figure(*_split_figure(word)) for word in arguments.figures]
    figures = read_figures(arguments.realisasi).replaced_by(given) if arguments.realisasi else Figures(given)
    data = dict(figures.of_row("", arguments.indikator or ""))
    result = evaluate(
        text,
        data,
        target=arguments.target,
        arah=arguments.arah,
        aturan=arguments.aturan,
        indikator=arguments.indikator,
        satuan=_satuan(arguments),
    )
    found = result.diagnostics
    if arguments.json:
        _write_json({**result.trace(), "status": "ok", "diagnostics": [one.to_json() for one in found]})
    else:
        print(f"{_headline(result)}\n\n{result.explain()}")
        _write_findings(found, text)
    return FINDINGS if _has_warning(found) else FINE


def _headline(result: Result) -> str:
    """The value, and what came of its target: ``90,00% (capaian 95,74%, Sangat Tinggi)``."""
    reached = result.capaian
    if reached is None:
        return str(result)
    told = ", ".join([part for part in (f"capaian {reached}", reached.predikat) if part])
    return f"{result} ({told})"


def _aturan(arguments: argparse.Namespace) -> int:
    from kinerja_formula.penilaian import aturan, aturan_in_use
    from kinerja_formula.penilaian.aturan_text import aturan_data, describe_aturan, list_aturan

    rules = aturan() if arguments.id is None else (aturan_in_use(arguments.id),)
    if arguments.json:
        _write_json([aturan_data(one) for one in rules])
    elif arguments.id is None:
        print(list_aturan(rules, arguments.bahasa))
    else:
        print(describe_aturan(rules[0], arguments.bahasa))
    return FINE


def _cari(arguments: argparse.Namespace) -> int:
    from kinerja_formula.formula import parse
    from kinerja_formula.names import normalise

    text = _stdin_text() if arguments.formula == "-" else arguments.formula
    data = dict(_split_figure(word) for word in arguments.figures)
    names = [*data, *([arguments.cari] if arguments.cari else [])]
    formula = parse(text, names, arguments.indikator)
    given = set(map(normalise, data))
    free = [name for name in formula.names if normalise(name) not in given]
    sought = arguments.cari or (free[0] if free else next(iter(formula.names), ""))
    within = (arguments.dari, arguments.sampai)
    solution = formula.solve(sought, arguments.target, data, arah=arguments.arah, within=within, whole=arguments.bulat)
    if arguments.json:
        _write_json({**solution.to_json(), "status": "ok" if solution or solution.reason == "any" else "none"})
    else:
        print(solution.explain())
    return FINE if solution or solution.reason == "any" else FINDINGS


def _periksa(arguments: argparse.Namespace) -> int:
    from kinerja_formula.documents.tinjauan import review_formula
    from kinerja_formula.documents.tinjauan_settings import choice_of, find_settings, read_settings

    settings = read_settings(arguments.setelan) if arguments.setelan else find_settings()
    choice = choice_of(settings, tuple(arguments.pilih), tuple(arguments.abaikan), arguments.acuan)
    if _is_file(arguments.source):
        tinjauan = _review_table(arguments.source, choice, arguments.aturan)
    else:
        text = _stdin_text() if arguments.source == "-" else arguments.source
        tinjauan = review_formula(text, arguments.indikator, choice, arguments.target)
    if arguments.tulis_acuan:
        _write_file(arguments.tulis_acuan, _json_text(tinjauan.to_acuan()))
        return FINE
    if arguments.perbaiki or arguments.diff:
        return _repair(tinjauan, write=arguments.perbaiki and not arguments.diff)
    written = _written(tinjauan, "json" if arguments.json else arguments.format, arguments.bahasa)
    if arguments.keluaran:
        _write_file(arguments.keluaran, written)
    else:
        print(written, end="")
    return FINE if tinjauan.clean else FINDINGS


def _review_table(path: str, choice: Choice, aturan: str | None) -> Tinjauan:
    """Review the formulas of a table, and the printed capaian if it has columns for target, realisasi and capaian."""
    from kinerja_formula.diagnostics import InvalidDataError
    from kinerja_formula.documents.indicator_table import read_indicators
    from kinerja_formula.documents.published_table import read_published, review_published
    from kinerja_formula.documents.tinjauan import review

    published = read_published(path)
    printed = None if published is None else review_published(published, choice, aturan=aturan)
    try:
        tinjauan = review(read_indicators(path), choice)
    except InvalidDataError as error:
        if printed is None or error.code != "KF402":
            raise
        return printed
    return tinjauan if printed is None else tinjauan._replace(rows=(*tinjauan.rows, *printed.rows))


def _is_file(source: str) -> bool:
    """Tell a table from a formula: a path that is there, or a name that only a table has."""
    if source == "-" or len(source) > _LONGEST_PATH or "\n" in source or "\0" in source:
        return False
    return os.path.exists(source) or source.casefold().endswith(
        (".csv", ".xlsx", ".xls", ".pdf", ".docx", ".doc", ".html")
    )


def _written(tinjauan: Tinjauan, kind: str, language: str) -> str:
    from kinerja_formula import __version__
    from kinerja_formula.documents.tinjauan_sarif import sarif_data
    from kinerja_formula.documents.tinjauan_text import tinjauan_html, tinjauan_lines

    if kind == "json":
        return _json_text(tinjauan.to_json())
    if kind == "sarif":
        return _json_text(sarif_data(tinjauan, version=__version__, language=language))
    if kind == "html":
        return tinjauan_html(tinjauan, language=language)
    return "".join([f"{line}\n" for line in tinjauan_lines(tinjauan, language=language)])


def _repair(tinjauan: Tinjauan, *, write: bool) -> int:
    from kinerja_formula.documents.table_repair import repairs_of, show_repairs, write_repairs

    repairs = repairs_of(tinjauan)
    for line in show_repairs(repairs, tinjauan.berkas or "-"):
        print(line)
    if write and tinjauan.berkas and repairs:
        write_repairs(tinjauan.berkas, repairs)
    mended = sum(len(one.codes) for one in repairs)
    left = sum(tinjauan.counts[severity] for severity in ("error", "warning")) - mended
    return FINE if left <= 0 else FINDINGS


def _laporan(arguments: argparse.Namespace) -> int:
    from kinerja_formula.documents.laporan import check_endings, make_laporan
    from kinerja_formula.documents.progress import watched
    from kinerja_formula.documents.reader import read
    from kinerja_formula.documents.terminal import summary_line, write_laporan
    from kinerja_formula.penilaian import DEFAULT

    check_endings(arguments.keluaran)  # before the work, not after it
    dokumen, figures, found = _with_figures(read(arguments.table), arguments.realisasi)
    watch = watched(len(dokumen), arguments.bahasa)
    laporan = make_laporan(dokumen, figures, _satuan(arguments), aturan=arguments.aturan or DEFAULT, watch=watch)
    for path in arguments.keluaran:
        laporan.save(path, language=arguments.bahasa)
        print(path, file=sys.stderr)
    if arguments.keluaran and not arguments.json:
        print(summary_line(laporan, arguments.bahasa))
    elif arguments.json:
        _write_json(laporan.to_json())
    else:
        title = f"{dokumen.berkas} ({dokumen.judul})" if dokumen.judul else dokumen.berkas
        write_laporan(laporan, figures, sys.stdout, title=title, language=arguments.bahasa)
        _write_findings(found, "")
        _point_to_baca(dokumen, arguments)
    return FINE if laporan.clean and not _has_warning(found) else FINDINGS


def _with_figures(dokumen: Dokumen, path: str) -> tuple[Dokumen, Figures, tuple[Diagnostic, ...]]:
    """Return a document with the figures of a file: a table of them, or a filled form, which may also give targets."""
    from kinerja_formula.documents.figures_table import read_figures
    from kinerja_formula.documents.form_figures import is_form, read_form

    if not is_form(path):
        return dokumen, read_figures(path), ()
    form = read_form(path)
    return form.applied_to(dokumen), form.figures, form.diagnostics


def _baca(arguments: argparse.Namespace) -> int:
    from kinerja_formula.diagnostics import FormulaError
    from kinerja_formula.documents.reader import read
    from kinerja_formula.documents.terminal_dokumen import all_findings, write_dokumen

    status, told = FINE, []
    several = len(arguments.files) > 1
    for number, path in enumerate(arguments.files, 1):
        if several and sys.stderr.isatty():
            print(f"[{number}/{len(arguments.files)}] {path}", file=sys.stderr)
        try:
            dokumen = read(path)
        except FormulaError as error:
            if not several:
                raise
            status = UNUSABLE  # the others are read all the same
            if arguments.json:
                told.append({"berkas": path, "status": error.code, "diagnostics": _plain_data(error.diagnostics)})
            else:
                print(error.render(), file=sys.stderr)
            continue
        if _has_warning(all_findings(dokumen)):
            status = max(status, FINDINGS)
        if arguments.json:
            told.append(dokumen.to_json())
        else:
            print("\n" * (several and number > 1), end="")
            write_dokumen(dokumen, sys.stdout, language=arguments.bahasa)
    if arguments.json:
        _write_json(told if several else told[0])
    return status


def _isian(arguments: argparse.Namespace) -> int:
    from kinerja_formula.documents.form import make_form
    from kinerja_formula.documents.form_workbook import write_form
    from kinerja_formula.documents.reader import read
    from kinerja_formula.documents.terminal_dokumen import all_findings

    dokumen = read(arguments.file)
    figures = None
    found: list[Diagnostic] = all_findings(dokumen)
    if arguments.realisasi:
        dokumen, figures, doubts = _with_figures(dokumen, arguments.realisasi)
        found += doubts
    form = make_form(dokumen, figures)
    write_form(form, arguments.output, periode=arguments.periode)
    filled = sum(row.angka is not None for rows in (form.shared, *[one.rows for one in form.sheets]) for row in rows)
    if arguments.json:
        counts = {"jabatan": len(form.sheets), "indikator": len(dokumen), "angka": len(form), "terisi": filled}
        _write_json({"status": "ok", "berkas": arguments.output, **counts, "diagnostics": _plain_data(found)})
    else:
        text = _FORM_WRITTEN[arguments.bahasa]
        print(text.format(path=arguments.output, sheets=len(form.sheets), figures=len(form), filled=filled))
        warnings = sum(_has_warning([one]) for one in found)
        if warnings:
            print(_SEE_BACA[arguments.bahasa].format(count=warnings, path=arguments.file))
    return FINDINGS if _has_warning(found) else FINE


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
    from kinerja_formula.documents.terminal_dokumen import counted

    warnings = counted(dokumen)["warnings"]
    if warnings:
        sys.stdout.flush()
        print(_SEE_BACA[arguments.bahasa].format(count=warnings, path=dokumen.berkas), file=sys.stderr)


def _plain_data(found: Iterable[Diagnostic]) -> list[dict[str, object]]:
    return [one.to_json() for one in found]


def _satuan(arguments: argparse.Namespace) -> dict[str, str] | None:
    if not arguments.satuan:
        return None
    from kinerja_formula.documents.satuan_table import read_satuan

    return read_satuan(arguments.satuan)


# In and out


def _stdin_text() -> str:
    """Return the formula from standard input, whatever the encoding of the terminal is said to be."""
    from kinerja_formula.documents.table_files import decode_text

    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        return sys.stdin.read(_MOST_OF_STDIN)
    return decode_text("-", stream.read(_MOST_OF_STDIN)).rstrip("\r\n")


def _write_json(data: object) -> None:
    print(_json_text(data), end="")


def _json_text(data: object) -> str:
    import json

    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _write_file(path: str, text: str) -> None:
    from kinerja_formula.documents.table_files import unwritable

    try:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except (OSError, ValueError):
        raise unwritable(path) from None


def _write_findings(found: Iterable[Diagnostic], text: str) -> None:
    rendered = [one.render(text) for one in found]
    if rendered:
        sys.stdout.flush()
        print("\n" + "\n".join(rendered), file=sys.stderr)


def _has_warning(found: Iterable[Diagnostic]) -> bool:
    from kinerja_formula.diagnostics import Severity

    return any(one.severity is not Severity.NOTE for one in found)


def _report_error(error: FormulaError, *, as_json: bool) -> int:
    if as_json:
        _write_json({"status": error.code, "diagnostics": [one.to_json() for one in error.diagnostics]})
    else:
        print(error.render(), file=sys.stderr)
    return UNUSABLE


def _print_whatever_the_encoding() -> None:
    """Let a terminal that has no × show an x instead of failing."""
    import codecs

    codecs.register_error("kinerja-nearest-sign", _nearest_sign)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="kinerja-nearest-sign")


_NEAREST: Final = str.maketrans(
    {
        "×": "x",
        "÷": ":",
        "≈": "~",
        "–": "-",
        "…": "...",
        "“": '"',
        "”": '"',
        "·": ".",
        "▲": "+",
        "◆": "=",
        "▼": "-",
        "✖": "x",
        "○": "o",
    }
)


def _nearest_sign(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end].translate(_NEAREST)
    return "".join([sign if sign.isascii() else "?" for sign in signs]), error.end


def _forget_stdout() -> None:
    """Send what is still buffered nowhere: Python would complain about it at exit."""
    try:
        descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(descriptor, sys.stdout.fileno())
        os.close(descriptor)
    except (OSError, ValueError):
        pass
