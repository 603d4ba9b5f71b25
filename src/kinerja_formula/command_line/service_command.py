"""``kinerja layani``: the service for programs in any language, and its pages for people."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any, Final

from kinerja_formula.command_line.arguments import Parser
from kinerja_formula.command_line.output import FINE

__all__ = ["add_service_command"]

_PORT: Final = 8765


def add_service_command(commands: Any) -> None:
    """Add the command to the parser."""
    layani: Parser = commands.add_parser(
        "layani",
        help="jalankan layanan HTTP dan halamannya di komputer ini",
        description="Menjalankan layanan untuk program dalam bahasa apa pun, dan halaman untuk orang.",
    )
    layani.add_argument(
        "--alamat", metavar="IP", default="127.0.0.1", help="alamat (bawaan: 127.0.0.1, komputer ini saja)"
    )
    layani.add_argument("--port", metavar="NOMOR", type=_port, default=_PORT, help=f"port (bawaan: {_PORT})")
    layani.add_argument(
        "--nama",
        metavar="NAMA",
        action="append",
        default=[],
        help="nama lain layanan ini, misalnya kinerja.contoh.go.id",
    )
    layani.add_argument(
        "--asal", metavar="ALAMAT", action="append", default=[], help="situs yang halamannya boleh meminta (CORS)"
    )
    layani.add_argument(
        "--pekerja", metavar="JUMLAH", type=_count, default=2, help="proses yang membaca rumus (bawaan: 2)"
    )
    layani.set_defaults(run=_layani)


def _port(text: str) -> int:
    return _whole(text, 0, 65535)


def _count(text: str) -> int:
    return _whole(text, 1, 64)


def _whole(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdecimal() and least <= int(text[:9]) <= most):
        raise argparse.ArgumentTypeError(f"{least} - {most}")
    return int(text)


def _layani(arguments: argparse.Namespace) -> int:
    from kinerja_formula.layanan.serving import make_server
    from kinerja_formula.layanan.settings import LOOPBACK, ServiceSettings

    hosts = (*LOOPBACK, *arguments.nama, *([arguments.alamat] if arguments.alamat not in ("0.0.0.0", "::") else []))
    settings = ServiceSettings(
        hosts=tuple(dict.fromkeys(hosts)),
        origins=tuple([origin.rstrip("/") for origin in arguments.asal]),
        workers=arguments.pekerja,
        aturan=tuple([os.path.abspath(path) for path in arguments.berkas_aturan]),
    )
    server = make_server(arguments.alamat, arguments.port, settings)
    told = _STARTED[arguments.bahasa]
    shown = f"[{arguments.alamat}]" if ":" in arguments.alamat else arguments.alamat
    print(told.format(address=f"http://{shown}:{arguments.port}/"), file=sys.stderr)
    if arguments.alamat not in LOOPBACK:
        print(_OPEN[arguments.bahasa], file=sys.stderr)
    server.run()
    return FINE


_STARTED: Final = {
    "id": "Layanan berjalan di {address} – hentikan dengan Ctrl+C.",
    "en": "The service runs at {address} – stop it with Ctrl+C.",
}
_OPEN: Final = {
    "id": "Perhatian: alamat ini terjangkau dari komputer lain, tanpa kata sandi dan tanpa enkripsi.",
    "en": "Note: other computers can reach this address, without a password and without encryption.",
}
