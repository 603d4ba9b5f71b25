"""``kinerja katalog`` makes a catalogue of a document, ``kinerja banding`` tells what changed between two of them."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING, Any, Final

from kinerja_formula.command_line.arguments import Parser, add_aturan, add_kosakata, add_tahun
from kinerja_formula.command_line.output import FINDINGS, FINE, has_warning, write_file, write_findings, write_json

if TYPE_CHECKING:
    from kinerja_formula.dokumen.model import Dokumen
    from kinerja_formula.pengatalogan.model import Katalog

__all__ = ["add_catalogue_commands", "take_rule_of_catalogue"]

_ENDINGS: Final = (".toml",)


def add_catalogue_commands(commands: Any) -> None:
    """Add the commands to the parser."""
    katalog: Parser = commands.add_parser(
        "katalog",
        help="buat katalog indikator dari suatu keputusan",
        description="Menulis indikator suatu keputusan sebagai katalog (TOML): data yang direviu dan disimpan "
        "bertahun-tahun. Tanpa -o, katalognya ditulis ke keluaran standar.",
    )
    katalog.add_argument("file", metavar="DOKUMEN", help="berkas keputusan, atau katalog yang akan dirapikan")
    katalog.add_argument("-o", "--keluaran", metavar="BERKAS", help="berkas TOML yang ditulis")
    katalog.add_argument(
        "--bacaan", metavar="BERKAS", help="bacaan yang sudah diperiksa: lembar Bacaan, isian tahun lalu, atau JSON"
    )
    katalog.add_argument(
        "--lama", metavar="BERKAS", help="katalog lama: id, pemilik, catatan, dan bacaan yang sudah diperiksa dibawa"
    )
    katalog.add_argument("--timpa", action="store_true", help="berkas yang sudah ada boleh hilang")
    add_tahun(katalog, periode=False)
    add_aturan(katalog)
    add_kosakata(katalog)
    katalog.set_defaults(run=_katalog)

    banding: Parser = commands.add_parser(
        "banding",
        help="tunjukkan apa yang berubah antara dua katalog atau keputusan",
        description="Membandingkan makna, bukan huruf: rumus, satuan, arah, target, dan aturan setiap indikator. "
        "Status keluar 1 bila ada yang berubah.",
    )
    banding.add_argument("lama", metavar="LAMA", help="katalog atau keputusan yang lama")
    banding.add_argument("baru", metavar="BARU", help="katalog atau keputusan yang baru")
    add_kosakata(banding)
    banding.set_defaults(run=_banding)


def _katalog(arguments: argparse.Namespace) -> int:
    from kinerja_formula.files.outputs import (
        check_outputs,
        ending_of,
        has_content,
        is_same_file,
        unfit_ending,
        would_be_lost,
    )
    from kinerja_formula.pengatalogan.from_document import katalog_of
    from kinerja_formula.pengatalogan.reader import katalog as read_katalog
    from kinerja_formula.pengatalogan.words import written_line
    from kinerja_formula.pengisian.form_figures import read_bacaan
    from kinerja_formula.penilaian import aturan_in_use

    if arguments.aturan:
        aturan_in_use(arguments.aturan)  # a wrong id is told before the work
    output, older = arguments.keluaran, arguments.lama
    if output:
        # The old catalogue may be renewed in its place: git has what it was.
        check_outputs([output], [arguments.file, arguments.bacaan, *arguments.kosakata, *arguments.berkas_aturan])
        if ending_of(output) not in _ENDINGS:
            raise unfit_ending(output, _ENDINGS)
        if has_content(output) and not arguments.timpa and not (older and is_same_file(output, older)):
            raise would_be_lost(output, reason="katalog-lama")
    lama = read_katalog(older) if older else None
    given = _read(arguments.file, arguments.bahasa, arguments.tahun)
    bacaan = read_bacaan(arguments.bacaan) if arguments.bacaan else ()
    found = katalog_of(given, lama, aturan=arguments.aturan or "", bacaan=bacaan)
    if output:
        write_file(output, found.to_toml())
    elif not arguments.json:
        print(found.to_toml(), end="")
    open_ones = [each for one in found.values() for each in one.findings()]
    findings = [*found.diagnostics, *open_ones]
    if arguments.json:
        write_json(found.to_json())
    elif output:
        print(written_line(found, output, arguments.bahasa))
    if not arguments.json:
        write_findings(findings, "")
    return FINDINGS if has_warning(findings) else FINE


def _read(path: str, language: str, tahun: str | None = None) -> Katalog | Dokumen:
    """Return a catalogue as it is, any other file as the document that it is read as."""
    from kinerja_formula.files.progress import watched
    from kinerja_formula.pengatalogan.reader import katalog_or_dokumen

    def watch(pages: Any) -> Any:
        return watched(len(pages), language, work="read")(pages)

    return katalog_or_dokumen(path, tahun=tahun, watch=watch)


def _banding(arguments: argparse.Namespace) -> int:
    from kinerja_formula.pengatalogan.comparison import compare_documents
    from kinerja_formula.pengatalogan.words import banding_lines

    found = compare_documents(_read(arguments.lama, arguments.bahasa), _read(arguments.baru, arguments.bahasa))
    if arguments.json:
        write_json(found.to_json())
    else:
        for line in banding_lines(found, arguments.bahasa):
            print(line)
    return FINE if found.sama else FINDINGS


def take_rule_of_catalogue(arguments: argparse.Namespace) -> None:
    """Let a report on a catalogue use the rule set that it names; where it names several, say that only one is used."""
    path = getattr(arguments, "table", "")
    if not path or arguments.aturan or not os.path.isfile(path):
        return
    from kinerja_formula.diagnostics.catalogue import KATALOG_ATURAN
    from kinerja_formula.pengatalogan.reader import katalog_or_nothing

    katalog = katalog_or_nothing(path)
    rules = {} if katalog is None else dict.fromkeys([katalog.aturan_of(one) for one in katalog.values()])
    if katalog is not None and len(rules) == 1:
        arguments.aturan = next(iter(rules))
    elif katalog is not None and rules:
        write_findings([one for one in katalog.dokumen.diagnostics if one.rule is KATALOG_ATURAN], "")
