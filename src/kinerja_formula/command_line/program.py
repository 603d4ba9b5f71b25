"""From the words of the command line to the exit status.

Exit status: 0 fine; 1 there is something to look at (a warning, a row without a value); 2 the input can't be used.
Whatever a text, a file or a figure holds, the answer is a message with the place marked, never a traceback.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable, Sequence
from contextvars import copy_context
from typing import TYPE_CHECKING, Final

from kinerja_formula.command_line.arguments import Parser
from kinerja_formula.command_line.aturan_command import add_aturan_command
from kinerja_formula.command_line.catalogue_commands import add_catalogue_commands, take_rule_of_catalogue
from kinerja_formula.command_line.decree_commands import add_decree_commands
from kinerja_formula.command_line.formula_commands import add_formula_commands
from kinerja_formula.command_line.old_spellings import old_spellings_shown
from kinerja_formula.command_line.output import FINDINGS, FINE, UNUSABLE, write_json
from kinerja_formula.command_line.review_command import add_review_command
from kinerja_formula.command_line.reviu_command import add_reviu_command
from kinerja_formula.command_line.service_command import add_service_command

if TYPE_CHECKING:
    from kinerja_formula.diagnostics import FormulaError

__all__ = ["main"]

# As a shell reports a program that a signal ended: 128 and the number of SIGINT or SIGPIPE.
_INTERRUPTED: Final = 130
_NOBODY_READS: Final = 141
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What the system says where standard output goes to a disk that takes no more."""


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
    except OSError as error:
        if error.errno not in _FULL:
            raise
        return _stdout_is_full(error)
    return status


def _run(argv: Sequence[str]) -> int:
    from kinerja_formula.diagnostics import FormulaError
    from kinerja_formula.diagnostics.language import use_language_here
    from kinerja_formula.files import guard

    before = guard.caught_so_far()
    try:
        arguments = _read_arguments(argv)
    except SystemExit as leave:  # --help, --version, a wrong call
        return int(leave.code or 0)
    use_language_here(arguments.bahasa)
    try:
        with old_spellings_shown(arguments.bahasa):
            status = (_with_aturan if arguments.berkas_aturan else _with_vocabulary)(arguments)
    except FormulaError as error:
        return _report_error(error, as_json=arguments.json)
    return FINDINGS if status == FINE and guard.caught_so_far() > before else status


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
    further: list[str] = getattr(arguments, "kosakata", [])
    if not further:
        take_rule_of_catalogue(arguments)
        return run(arguments)
    from kinerja_formula.formula import use_vocabulary
    from kinerja_formula.units import VocabularyError

    try:
        use_vocabulary(*further)
    except VocabularyError as error:
        print(f"kinerja: {error}", file=sys.stderr)
        return UNUSABLE
    try:
        take_rule_of_catalogue(arguments)
        return run(arguments)
    finally:
        use_vocabulary()


def _parser() -> Parser:
    from kinerja_formula import __version__

    parser = Parser(
        prog="kinerja",
        description="Membaca rumus indikator kinerja seperti yang tertulis, lalu menghitungnya dengan eksak.",
        epilog="Status keluar: 0 baik; 1 ada temuan; 2 masukan tidak dapat dipakai.",
    )
    parser.add_argument("--version", action="version", version=f"kinerja {__version__}", help="tampilkan versi")
    commands = parser.add_subparsers(title="perintah", metavar="PERINTAH", parser_class=Parser)
    for add in (
        add_formula_commands,
        add_review_command,
        add_reviu_command,
        add_decree_commands,
        add_catalogue_commands,
        add_aturan_command,
        add_service_command,
    ):
        add(commands)
    for command in commands.choices.values():
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


def _read_arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = _parser()
    arguments, further = parser.parse_known_args(argv)
    if not hasattr(arguments, "run"):
        parser.print_help(sys.stderr)
        raise SystemExit(UNUSABLE)
    # argparse gives up a list of positionals at the first option between them; figures may stand anywhere.
    stray = [word for word in further if word.startswith("-") or not hasattr(arguments, "figures")]
    if stray:
        parser.error(f"unrecognized arguments: {' '.join(stray)}")
    if hasattr(arguments, "figures"):
        arguments.figures = [*arguments.figures, *further]
        for word in arguments.figures:
            if "=" not in word:
                parser.error(f"“{word}” bukan NAMA=ANGKA")
    return arguments


def _report_error(error: FormulaError, *, as_json: bool) -> int:
    if as_json:
        write_json({"status": error.code, "diagnostics": [one.to_json() for one in error.diagnostics]})
    else:
        print(error.render(), file=sys.stderr)
    return UNUSABLE


def _stdout_is_full(error: OSError) -> int:
    from kinerja_formula.files.whole_file import unwritable

    _forget_stdout()
    print(unwritable("stdout", error).render(), file=sys.stderr)
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
        "─": "-",
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
