"""The parser of the command line, in Indonesian, and the options that several commands have."""

from __future__ import annotations

import argparse
from typing import Any, Final, NoReturn

from kinerja_formula.command_line.output import UNUSABLE
from kinerja_formula.plain_text import plain

__all__ = ["Parser", "add_aturan", "add_figures", "add_kosakata", "add_satuan", "satuan_of", "split_figure"]


class _Usage(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Penggunaan: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Says in Indonesian what argparse says in English."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__(**keywords, add_help=False, allow_abbrev=False, formatter_class=_Usage)
        self._positionals.title = "argumen"
        self._optionals.title = "opsi"
        self.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")

    def error(self, message: str) -> NoReturn:
        for english, indonesian in _USAGE_FAULTS.items():
            message = message.replace(english, indonesian)
        self.exit(UNUSABLE, f"{self.format_usage()}{self.prog}: {plain(message)}\n")


_USAGE_FAULTS: Final = {
    "the following arguments are required": "masih diperlukan",
    "unrecognized arguments": "argumen tidak dikenal",
    "expected one argument": "perlu satu nilai",
    "invalid choice": "pilihan tidak ada",
    "choose from": "pilih dari",
    "not allowed with argument": "tidak dapat dipakai bersama",
    "argument ": "argumen ",
}


def add_figures(parser: Parser, help: str) -> None:  # noqa: A002 - argparse's own word
    """Let a command take a formula and figures as ``NAMA=ANGKA``."""
    parser.add_argument("formula", metavar="RUMUS", help="rumus seperti yang tertulis; - untuk membaca masukan standar")
    parser.add_argument("figures", metavar="NAMA=ANGKA", nargs="*", default=(), help=help)
    parser.add_argument("--indikator", metavar="NAMA", help="indikator yang diukur oleh rumus itu")


def add_aturan(parser: Parser) -> None:
    """Let a command choose the rule set for capaian."""
    parser.add_argument("--aturan", metavar="ID", help="aturan capaian (bawaan: lkjip); lihat: kinerja aturan")


def add_tahun(parser: Parser, *, periode: bool = True) -> None:
    """Let a command choose the period whose target is meant."""
    parser.add_argument("--tahun", metavar="TAHUN", help="tahun targetnya, bila dokumen memuat beberapa tahun")
    if periode:
        parser.add_argument("--periode", metavar="TEKS", help='periode targetnya, misalnya "TW II" atau "Semester I"')


def add_satuan(parser: Parser) -> None:
    """Let a command take units of operands from a file, and further units and nouns."""
    parser.add_argument("--satuan", metavar="BERKAS", help="satuan dari berkas CSV atau XLSX: kolom nama, satuan")
    add_kosakata(parser)


def add_kosakata(parser: Parser) -> None:
    """Let a command take files of further units and nouns."""
    parser.add_argument(
        "--kosakata", metavar="BERKAS", action="append", default=[], help="daftar satuan tambahan (TOML)"
    )


def satuan_of(arguments: argparse.Namespace) -> dict[str, str] | None:
    """Return the units that a file of them gives, None without one."""
    if not arguments.satuan:
        return None
    from kinerja_formula.pengisian.satuan_table import read_satuan

    return read_satuan(arguments.satuan)


def split_figure(word: str) -> tuple[str, str]:
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
