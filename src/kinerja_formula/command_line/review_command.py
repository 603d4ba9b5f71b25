"""``kinerja periksa``: what is wrong or doubtful about formulas, before any data."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING, Any, Final

from kinerja_formula.command_line.arguments import Parser, add_kosakata, add_tahun
from kinerja_formula.command_line.output import FINDINGS, FINE, json_text, stdin_text, write_file

if TYPE_CHECKING:
    from kinerja_formula.tinjauan.review import Choice, Tinjauan
    from kinerja_formula.tinjauan.settings import Settings

__all__ = ["add_review_command"]

_LONGEST_PATH: Final = 1000
_ENDINGS: Final = {
    "teks": (".txt", ".teks", ".text", ".log"),
    "json": (".json",),
    "sarif": (".sarif", ".json"),
    "html": (".html", ".htm"),
}
_TOLD: Final = {
    *[ending for endings in _ENDINGS.values() for ending in endings],
    *(".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".docx", ".doc", ".odt", ".pdf", ".toml", ".xml"),
}
"""Endings that say what a file holds; with any other the output may be what it likes."""


def add_review_command(commands: Any) -> None:
    """Add the command to the parser."""
    periksa: Parser = commands.add_parser(
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
    periksa.add_argument(
        "--format", choices=tuple(_ENDINGS), help="bentuk keluaran (bawaan: menurut akhiran --keluaran, atau teks)"
    )
    periksa.add_argument("--keluaran", metavar="BERKAS", help="tulis ke berkas ini")
    periksa.add_argument("--timpa", action="store_true", help="berkas di tempat acuan boleh hilang, apa pun isinya")
    periksa.add_argument("--perbaiki", action="store_true", help="tulis perbaikan yang aman ke dalam tabel")
    periksa.add_argument("--diff", action="store_true", help="hanya tampilkan perbaikan yang aman")
    add_tahun(periksa)
    add_kosakata(periksa)
    periksa.set_defaults(run=_periksa)


def _periksa(arguments: argparse.Namespace) -> int:
    from kinerja_formula.penilaian import aturan_in_use
    from kinerja_formula.tinjauan.review import review_formula
    from kinerja_formula.tinjauan.settings import choice_of, find_settings, read_settings

    if arguments.aturan:
        aturan_in_use(
            arguments.aturan
        )  # a wrong id is told, whatever is reviewed and whether capaian are printed in it
    settings = read_settings(arguments.setelan) if arguments.setelan else find_settings()
    kind = _check_outputs(arguments, settings)
    if arguments.tulis_acuan:  # a new baseline holds what the old one accepts as well
        settings = settings._replace(acuan="")
    choice = choice_of(settings, tuple(arguments.pilih), tuple(arguments.abaikan), arguments.acuan)
    if arguments.tulis_acuan:
        choice.accepted = frozenset()
    if _is_file(arguments.source):
        tinjauan = _review_table(arguments.source, choice, arguments)
    else:
        text = stdin_text() if arguments.source == "-" else arguments.source
        tinjauan = review_formula(text, arguments.indikator, choice, arguments.target)
    if arguments.tulis_acuan:
        write_file(arguments.tulis_acuan, json_text(tinjauan.to_acuan()))
        if arguments.keluaran:
            write_file(arguments.keluaran, _written(tinjauan, kind, arguments.bahasa))
        return FINE
    if arguments.perbaiki or arguments.diff:
        return _repair(tinjauan, write=arguments.perbaiki and not arguments.diff)
    written = _written(tinjauan, kind, arguments.bahasa)
    if arguments.keluaran:
        write_file(arguments.keluaran, written)
    else:
        print(written, end="")
    return FINE if tinjauan.clean else FINDINGS


def _check_outputs(arguments: argparse.Namespace, settings: Settings) -> str:
    """Return the form of the output, after a look at what would be written over."""
    from kinerja_formula.files.outputs import check_outputs

    output, acuan = arguments.keluaran, arguments.tulis_acuan
    kind = _kind_of_output(arguments)
    check_outputs([path for path in (output, acuan) if path], _inputs(arguments))
    if output:  # whereas a new baseline may take the place of the one in the settings
        check_outputs([output], [settings.acuan])
    for path, content in ((output, kind), (acuan, "json")):
        _check_ending(path or "", content)
    if acuan and not arguments.timpa:
        _refuse_to_lose(acuan)
    return kind


def _kind_of_output(arguments: argparse.Namespace) -> str:
    from kinerja_formula.files.outputs import ending_of

    if arguments.json:
        return "json"
    ending = ending_of(arguments.keluaran or "")
    by_ending = next((kind for kind, endings in _ENDINGS.items() if ending in endings), "teks")
    return arguments.format or by_ending


def _inputs(arguments: argparse.Namespace) -> list[str | None]:
    """Return the files that the command reads, whether named or found."""
    from kinerja_formula.tinjauan.settings import SETTINGS_FILES

    named = [arguments.source if _is_file(arguments.source) else None, arguments.acuan, arguments.setelan]
    found = [] if arguments.setelan else [path for path in SETTINGS_FILES if os.path.exists(path)]
    return [*named, *arguments.kosakata, *arguments.berkas_aturan, *found]


def _check_ending(path: str, content: str) -> None:
    """Refuse a name that says another content than the file would have."""
    from kinerja_formula.files.outputs import ending_of, unfit_ending

    ending = ending_of(path)
    if ending in _TOLD and ending not in _ENDINGS[content]:
        raise unfit_ending(path, _ENDINGS[content])


def _refuse_to_lose(acuan: str) -> None:
    """Refuse to write a baseline over a file that is none."""
    from kinerja_formula.diagnostics import InvalidDataError
    from kinerja_formula.files.outputs import has_content, would_be_lost
    from kinerja_formula.tinjauan.settings import read_acuan

    if not has_content(acuan):
        return
    try:
        read_acuan(acuan)
    except InvalidDataError:
        raise would_be_lost(acuan, reason="bukan-acuan") from None


def _review_table(path: str, choice: Choice, arguments: argparse.Namespace) -> Tinjauan:
    """Review the formulas of a table, and the printed capaian if it has columns for target, realisasi and capaian."""
    from kinerja_formula.dokumen.indicator_table import read_indicators
    from kinerja_formula.tinjauan.published_table import published_of, review_published
    from kinerja_formula.tinjauan.review import review

    dokumen = read_indicators(path, tahun=arguments.tahun, periode=arguments.periode)
    tinjauan, published = review(dokumen, choice), published_of(dokumen)
    if not published.rows:
        return tinjauan
    printed = review_published(published, choice, aturan=arguments.aturan)
    if not any(indikator.teks for _, indikator in dokumen):
        return printed  # no formulas to be reviewed
    return tinjauan._replace(rows=(*tinjauan.rows, *printed.rows))


def _is_file(source: str) -> bool:
    """Tell a table from a formula: a path that is there, or a name that only a table has."""
    if source == "-" or len(source) > _LONGEST_PATH or "\n" in source or "\0" in source:
        return False
    return os.path.exists(source) or source.casefold().endswith(
        (".csv", ".xlsx", ".xls", ".pdf", ".docx", ".doc", ".html", ".toml")
    )


def _written(tinjauan: Tinjauan, kind: str, language: str) -> str:
    from kinerja_formula import __version__
    from kinerja_formula.tinjauan.sarif import sarif_data
    from kinerja_formula.tinjauan.text import tinjauan_html, tinjauan_lines

    if kind == "json":
        return json_text(tinjauan.to_json())
    if kind == "sarif":
        return json_text(sarif_data(tinjauan, version=__version__, language=language))
    if kind == "html":
        return tinjauan_html(tinjauan, language=language)
    return "".join([f"{line}\n" for line in tinjauan_lines(tinjauan, language=language)])


def _repair(tinjauan: Tinjauan, *, write: bool) -> int:
    from kinerja_formula.tinjauan.table_repair import repairs_of, show_repairs, write_repairs

    repairs = repairs_of(tinjauan)
    for line in show_repairs(repairs, tinjauan.berkas or "-"):
        print(line)
    if write and tinjauan.berkas and repairs:
        write_repairs(tinjauan.berkas, repairs)
    mended = sum(len(one.codes) for one in repairs)
    left = sum(tinjauan.counts[severity] for severity in ("error", "warning")) - mended
    return FINE if left <= 0 else FINDINGS
