"""Jobs by number in a process of their own, each with its time and memory; one that hangs or dies is told of too."""

from __future__ import annotations

import gc
import multiprocessing
import resource
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

import kinerja_formula as kf
from tests.fuzzing.calls import calls_of_file, calls_of_text, timed
from tests.fuzzing.file_mutations import mutated_file
from tests.fuzzing.peak_memory import begin_anew, peak
from tests.fuzzing.text_mutations import LONGEST, add_corpus, mutated_text

__all__ = ["MOST_MEMORY", "Trouble", "file_job", "text_job", "troubles"]

MOST_MEMORY: Final = 200_000_000
FILE_SECONDS: Final = 5.0
INDICATOR_SECONDS: Final = 0.001
"""What a change makes thousands of rows of is a file of thousands of rows."""
_HANGS: Final = 60
"""Seconds after which a job is taken for one that never ends."""
_MEMORY_OF_A_PROCESS: Final = 2_000_000_000
_BATCH: Final = 50


class Trouble(NamedTuple):
    """A job that did what none should: ``kind`` is ``exception``, ``time``, ``memory`` or ``hang``."""

    number: int
    kind: str
    call: str
    told: str
    given: str


class _TakesTooLongError(BaseException):
    """No ``except Exception`` on the way may catch it."""


def troubles(kind: str, numbers: Iterable[int], *, seed: int = 0, corpus: str = "") -> Iterator[Trouble]:
    """Run the jobs of a kind, ``"text"`` or ``"file"``, and yield what went wrong."""
    context = multiprocessing.get_context("spawn")
    waiting = list(numbers)
    while waiting:
        ours, theirs = context.Pipe()
        worker = context.Process(target=_work, args=(kind, waiting, seed, corpus, theirs), daemon=True)
        worker.start()
        theirs.close()
        done = 0
        try:
            while done < len(waiting):
                if not ours.poll(_HANGS * 2):
                    raise EOFError
                found, done = ours.recv()
                yield from found
        except EOFError:  # hangs where no signal is heard, or was killed
            yield Trouble(waiting[done], "hang", "", f"in the {_BATCH} jobs from this one on", "")
            done += 1
        worker.kill()
        worker.join()
        waiting = waiting[done:]


def _work(kind: str, numbers: list[int], seed: int, corpus: str, pipe: Any) -> None:
    if corpus:
        add_corpus(corpus)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_OF_A_PROCESS, _MEMORY_OF_A_PROCESS))
    job = {"text": text_job, "file": file_job}[kind]
    with TemporaryDirectory() as folder:
        if numbers:
            job(numbers[0], seed, folder)  # what is loaded once is no growth
        for start in range(0, len(numbers), _BATCH):
            batch = numbers[start : start + _BATCH]
            found: list[Trouble] = []
            gc.collect()
            before = begin_anew()
            for number in batch:
                found += job(number, seed, folder)
            if peak() - before > MOST_MEMORY:
                for number in batch:  # one by one: which of them
                    gc.collect()
                    before = begin_anew()
                    job(number, seed, folder)
                    grown = peak() - before
                    if grown > MOST_MEMORY:
                        found.append(Trouble(number, "memory", "", f"{grown / 1e6:.0f} MB", _shown(kind, number, seed)))
            pipe.send((found, start + len(batch)))


def _stop(number: int, frame: Any) -> None:
    raise _TakesTooLongError


def _watched(
    number: int, limit: float, calls: Callable[[], Iterator[tuple[str, Callable[[], Any]]]], shown: Callable[[], str]
) -> list[Trouble]:
    found = []
    call = ""
    before = signal.signal(signal.SIGALRM, _stop)
    signal.alarm(_HANGS)
    try:
        for call, work in calls():
            given, seconds = timed(work)
            limit += INDICATOR_SECONDS * len(given) if isinstance(given, kf.Dokumen) else 0
            if seconds > limit:
                found.append(Trouble(number, "time", call, f"{seconds:.1f} s, not {limit:.1f}", shown()))
        call = "unexpected"
        found += [Trouble(number, "exception", call, told, shown()) for told in _caught()]
    except _TakesTooLongError:
        found.append(Trouble(number, "hang", call, f"more than {_HANGS} s", shown()))
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{where.filename.rpartition('/')[2]}:{where.lineno}"
        found.append(Trouble(number, "exception", call, f"{type(error).__name__}: {error} ({place})"[:300], shown()))
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    return found


def _caught() -> list[str]:
    """Return what the guard of documents turned into findings: no less a fault for that."""
    from kinerja_formula.files import guard

    found = [str(one) for one in guard.caught()]
    guard.forget()
    return found


def text_job(number: int, seed: int, folder: str) -> list[Trouble]:
    text, indikator = mutated_text(number, seed)
    limit = 1.0 + len(text) / LONGEST
    random = Random(f"data {seed} {number}")
    return _watched(number, limit, lambda: calls_of_text(text, indikator, random), lambda: _shown("text", number, seed))


def file_job(number: int, seed: int, folder: str) -> list[Trouble]:
    from pathlib import Path

    name, content = mutated_file(number, seed)
    path = Path(folder, name)
    path.write_bytes(content)
    random = Random(f"data {seed} {number}")
    try:
        return _watched(number, FILE_SECONDS, lambda: calls_of_file(path, random), lambda: _shown("file", number, seed))
    finally:
        path.unlink()


def _shown(kind: str, number: int, seed: int) -> str:
    if kind == "file":
        return mutated_file(number, seed)[0]
    text = repr(mutated_text(number, seed))
    return text if len(text) <= 600 else f"{text[:400]} … {text[-200:]}"
