"""``kinerja reviu``: the annual report held against the documents that it has to agree with."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from kinerja_formula.command_line.arguments import Parser, add_aturan, add_kosakata, add_tahun
from kinerja_formula.command_line.output import FINDINGS, FINE, write_json

__all__ = ["add_reviu_command"]


def add_reviu_command(commands: Any) -> None:
    """Add the command to the parser."""
    reviu: Parser = commands.add_parser(
        "reviu",
        help="bandingkan LKjIP dengan Perjanjian Kinerja, keputusan IKU, dan Renstra",
        description="Menyiapkan kertas kerja reviu: sasaran, indikator, target, satuan, dan formula LKjIP dibandingkan "
        "dengan dokumen lain, dan capaian yang tercetak dihitung ulang.",
    )
    reviu.add_argument("lkjip", metavar="LKJIP", help="laporan kinerja: DOCX, PDF, XLSX, CSV, HTML, teks")
    reviu.add_argument("--pk", metavar="BERKAS", help="perjanjian kinerja")
    reviu.add_argument("--iku", metavar="BERKAS", help="keputusan indikator kinerja utama, dengan formulanya")
    reviu.add_argument("--renstra", metavar="BERKAS", help="rencana strategis, dengan target beberapa tahun")
    reviu.add_argument(
        "-o",
        "--keluaran",
        metavar="BERKAS",
        action="append",
        default=[],
        help="tulis kertas kerja ke berkas: .docx, .xlsx, .html atau .json; boleh berulang",
    )
    add_tahun(reviu, periode=False)
    add_aturan(reviu)
    add_kosakata(reviu)
    reviu.set_defaults(run=_reviu)


def _reviu(arguments: argparse.Namespace) -> int:
    from kinerja_formula.files.outputs import check_outputs
    from kinerja_formula.files.progress import watched
    from kinerja_formula.tinjauan.antar_dokumen import reviu
    from kinerja_formula.tinjauan.kertas_kerja import reviu_lines, summary_line
    from kinerja_formula.tinjauan.reviu_model import check_ending

    inputs = [arguments.lkjip, arguments.pk, arguments.iku, arguments.renstra]
    check_outputs(arguments.keluaran, [*inputs, *arguments.kosakata, *arguments.berkas_aturan])
    for path in arguments.keluaran:
        check_ending(path)

    def watch(pages: Any) -> Any:
        return watched(len(pages), arguments.bahasa, work="read")(pages)

    found = reviu(
        arguments.lkjip,
        pk=arguments.pk,
        iku=arguments.iku,
        renstra=arguments.renstra,
        tahun=arguments.tahun,
        aturan=arguments.aturan,
        watch=watch,
    )
    for path in arguments.keluaran:
        found.save(path, language=arguments.bahasa)
        print(path, file=sys.stderr)
    if arguments.json:
        write_json(found.to_json())
    elif arguments.keluaran:
        print(summary_line(found, language=arguments.bahasa))
    else:
        for line in reviu_lines(found, language=arguments.bahasa):
            print(line)
    return FINE if found.clean else FINDINGS
