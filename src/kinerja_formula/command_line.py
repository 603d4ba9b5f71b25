"""The ``kinerja`` command: ``hitung`` evaluates one formula, ``baca`` reads a decree, ``isian`` makes the form for its
figures, ``laporan`` calculates its indicators.

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

__all__ = ["main"]

FINE: Final = 0
FINDINGS: Final = 1
UNUSABLE: Final = 2
# As a shell reports a program that a signal ended: 128 and the number of SIGINT or SIGPIPE.
_INTERRUPTED: Final = 130
_NOBODY_READS: Final = 141

_MOST_OF_STDIN: Final = 20_000_000


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
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        if not arguments.kosakata:
            return run(arguments)
        return _with_vocabulary(run, arguments)
    except FormulaError as error:
        return _report_error(error, as_json=arguments.json)


def _with_vocabulary(run: Callable[[argparse.Namespace], int], arguments: argparse.Namespace) -> int:
    """Run with further files of units, and leave a program that calls main with the words it had."""
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
    laporan.set_defaults(run=_laporan)

    baca, isian = _decree_parsers(commands)
    for command in (hitung, laporan):
        command.add_argument("--satuan", metavar="BERKAS", help="satuan dari berkas CSV atau XLSX: kolom nama, satuan")
        command.add_argument(
            "--kosakata", metavar="BERKAS", action="append", default=[], help="daftar satuan tambahan (TOML)"
        )
    for command in (hitung, laporan, baca, isian):
        command.add_argument("--json", action="store_true", help="tulis hasil sebagai JSON")
        command.add_argument("--bahasa", choices=("id", "en"), default="id", help="bahasa keluaran (bawaan: id)")
    return parser


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
    stray = [word for word in further if word.startswith("-") or arguments.run is not _hitung]
    if stray:
        parser.error(f"unrecognized arguments: {' '.join(stray)}")
    if arguments.run is _hitung:
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
    result = evaluate(text, data, indikator=arguments.indikator, satuan=_satuan(arguments))
    found = result.diagnostics
    if arguments.json:
        _write_json({**result.trace(), "status": "ok", "diagnostics": [one.to_json() for one in found]})
    else:
        print(f"{result}\n\n{result.explain()}")
        _write_findings(found, text)
    return FINDINGS if _has_warning(found) else FINE


def _laporan(arguments: argparse.Namespace) -> int:
    from kinerja_formula.documents.laporan import make_laporan
    from kinerja_formula.documents.reader import read
    from kinerja_formula.documents.terminal import write_laporan

    dokumen, figures, found = _with_figures(read(arguments.table), arguments.realisasi)
    laporan = make_laporan(dokumen, figures, _satuan(arguments))
    if arguments.json:
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
    import json

    print(json.dumps(data, ensure_ascii=False, indent=2))


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


_NEAREST: Final = str.maketrans({"×": "x", "÷": ":", "≈": "~", "–": "-", "…": "...", "“": '"', "”": '"', "·": "."})


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
