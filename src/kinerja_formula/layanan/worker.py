"""The process that does the work of requests: one after another, within a limit of memory, told what to do by a pipe.

    python -m kinerja_formula.layanan.worker

A process can be ended whatever it is doing; a thread can't. Each message is its length and a pickle, both ways; no
other process can write into the pipe. When the service goes, the pipe closes, and so does this.
"""

from __future__ import annotations

import os
import pickle
import struct
import sys
import tempfile
from typing import IO, Any, Final

from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.diagnostics.language import use_language_here
from kinerja_formula.files.guard import forget, guarded, is_unexpected
from kinerja_formula.layanan.refusals import error_body, status_of
from kinerja_formula.layanan.tasks import Answer, run_task, warm_up

__all__ = ["main", "read_message", "write_message"]

_LENGTH: Final = struct.Struct("!Q")
_LARGEST_FILE: Final = 400_000_000


def write_message(stream: IO[bytes], message: object) -> None:
    """Write a message. Raises OSError where the other end is gone."""
    content = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def read_message(stream: IO[bytes]) -> Any:
    """Return the next message. Raises EOFError where the other end is gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (size,) = _LENGTH.unpack(head)
    content = stream.read(size)
    if len(content) < size:
        raise EOFError
    return pickle.loads(content)


def main() -> None:
    """Do what the pipe tells until it closes."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    questions = sys.stdin.buffer
    home = os.getcwd()
    try:
        told = read_message(questions)
        _limit_memory(told["memory"])
        if told["aturan"]:
            from kinerja_formula.penilaian import use_aturan

            use_aturan(*told["aturan"])
        warm_up(told["documents"])
        write_message(answers, "ready")
        while True:
            task, arguments, folder, language = read_message(questions)
            answer = _answered(task, arguments, folder, language)
            os.chdir(home)
            write_message(answers, (answer, _memory_used()))
    except (EOFError, OSError, KeyboardInterrupt):
        return


def _answered(task: str, arguments: dict[str, Any], folder: str, language: str) -> Answer:
    use_language_here(language)
    # What a library writes on its way lies in the folder of the request, too, and goes with it.
    tempfile.tempdir = folder or None
    try:
        if folder:
            os.chdir(folder)  # names of files are told without their folder, in errors too
        with guarded():
            return run_task(task, arguments, language)
    except MemoryError:
        return Answer(0, "", b"")
    except FormulaError as error:
        if is_unexpected(error):  # whoever runs the service is to see it; nothing of the request is told
            print("KF435", error.diagnostics[0].values["kind"], error.diagnostics[0].values["where"], file=sys.stderr)  # noqa: T201
        forget()
        return Answer(status_of(error), "application/json", error_body(error.diagnostics))


def _limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # on Windows
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What is written to, and not what is only reserved: the engine that draws charts reserves many gigabytes.
    for kind, limit in ((resource.RLIMIT_DATA, size), (resource.RLIMIT_FSIZE, _LARGEST_FILE)):
        _, most = resource.getrlimit(kind)
        resource.setrlimit(kind, (limit if most < 0 else min(limit, most), most))


def _memory_used() -> int:
    """Return how many bytes this process holds now; 0 where the system doesn't tell."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return 0


if __name__ == "__main__":
    main()
