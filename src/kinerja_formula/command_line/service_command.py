"""``kinerja layani``: the service for programs in any language, and its pages for people."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any, Final

from kinerja_formula.command_line.arguments import Parser
from kinerja_formula.command_line.output import FINE, UNUSABLE
from kinerja_formula.plain_text import plain

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
    from kinerja_formula.layanan.serving import make_server, socket_at
    from kinerja_formula.layanan.settings import LOOPBACK, ServiceSettings

    hosts = (*LOOPBACK, *arguments.nama, *([arguments.alamat] if arguments.alamat not in ("0.0.0.0", "::") else []))
    settings = ServiceSettings(
        hosts=tuple(dict.fromkeys(hosts)),
        origins=tuple([origin.rstrip("/") for origin in arguments.asal]),
        workers=arguments.pekerja,
        aturan=tuple([os.path.abspath(path) for path in arguments.berkas_aturan]),
    )
    server = make_server(settings)
    shown = f"[{arguments.alamat}]" if ":" in arguments.alamat else arguments.alamat
    try:
        listening = socket_at(arguments.alamat, arguments.port)
    except OSError as error:
        told = _TAKEN[arguments.bahasa].format(address=f"{shown}:{arguments.port}", said=error.strerror or error)
        print(plain(told), file=sys.stderr)
        return UNUSABLE
    with listening:
        address = f"http://{shown}:{listening.getsockname()[1]}/"
        print(_STARTED[arguments.bahasa].format(address=address), file=sys.stderr, flush=True)
        if arguments.alamat not in LOOPBACK:
            print(_OPEN[arguments.bahasa], file=sys.stderr, flush=True)
        server.run([listening])
    return FINE


_STARTED: Final = {
    "id": "Layanan berjalan di {address} – hentikan dengan Ctrl+C.",
    "en": "The service runs at {address} – stop it with Ctrl+C.",
}
_TAKEN: Final = {
    "id": "kinerja: layanan tidak dapat dibuka di {address} ({said}); pilih yang lain dengan --alamat atau --port.",
    "en": "kinerja: the service can't listen at {address} ({said}); choose another with --alamat or --port.",
}
_OPEN: Final = {
    "id": "Perhatian: alamat ini terjangkau dari komputer lain, tanpa kata sandi dan tanpa enkripsi.",
    "en": "Note: other computers can reach this address, without a password and without encryption.",
}
