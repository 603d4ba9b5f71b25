"""``kinerja aturan``: the rule sets for capaian, with their sources."""

from __future__ import annotations

import argparse
from typing import Any

from kinerja_formula.command_line.arguments import Parser
from kinerja_formula.command_line.output import FINE, write_json

__all__ = ["add_aturan_command"]


def add_aturan_command(commands: Any) -> None:
    """Add the command to the parser."""
    parser: Parser = commands.add_parser(
        "aturan",
        help="daftar aturan capaian, atau isi satu aturan dengan sumbernya",
        description="Menampilkan aturan capaian: peraturan dan kebiasaan yang dapat dipakai dengan --aturan.",
    )
    parser.add_argument("id", metavar="ID", nargs="?", help="aturan yang ditampilkan isinya; tanpa ID, daftarnya")
    parser.set_defaults(run=_aturan)


def _aturan(arguments: argparse.Namespace) -> int:
    from kinerja_formula.penilaian import aturan, aturan_in_use
    from kinerja_formula.penilaian.aturan_text import aturan_data, describe_aturan, list_aturan

    rules = aturan() if arguments.id is None else (aturan_in_use(arguments.id),)
    if arguments.json:
        write_json([aturan_data(one) for one in rules])
    elif arguments.id is None:
        print(list_aturan(rules, arguments.bahasa))
    else:
        print(describe_aturan(rules[0], arguments.bahasa))
    return FINE
