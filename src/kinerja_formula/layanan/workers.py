"""Some processes that do work, a piece at a time; what takes too long or too much memory ends with its process."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import LifoQueue
from threading import Timer
from typing import Any, Final

from kinerja_formula.diagnostics.catalogue import SERVICE_BUSY, TOO_HEAVY
from kinerja_formula.layanan.refusals import Refused, refused
from kinerja_formula.layanan.tasks import Answer
from kinerja_formula.layanan.worker import read_message, write_message

__all__ = ["Workers"]

_SOURCE: Final = str(Path(__file__).resolve().parents[2])
_READY_WITHIN: Final = 60.0
_AGAIN_IN: Final = {"retry-after": "5"}
_PATIENCE: Final = 30.0
"""After so many seconds in the queue whoever asked has gone."""
_GROWN: Final = 0.35
"""The share of its memory with which a process is replaced: what libraries keep is given back so."""


class _Process:
    def __init__(self, told: Mapping[str, Any]) -> None:
        self._told = told
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> subprocess.Popen[bytes]:
        running = self._running
        if running is None or running.poll() is not None:
            self.stop()
            paths = [_SOURCE, *filter(None, [os.environ.get("PYTHONPATH")])]
            running = subprocess.Popen(
                [sys.executable, "-m", "kinerja_formula.layanan.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"},
                cwd=tempfile.gettempdir(),
            )
            self._running = running
            self._exchange(running, self._told, _READY_WITHIN)
        return running

    def ask(self, question: object, seconds: float) -> tuple[Answer, int]:
        """Return the answer and the memory that the process holds. Raises EOFError where it has ended."""
        answer: tuple[Answer, int] = self._exchange(self.start(), question, seconds)
        return answer

    def _exchange(self, running: subprocess.Popen[bytes], message: object, seconds: float) -> Any:
        assert running.stdin is not None and running.stdout is not None
        end = Timer(seconds, running.kill)
        end.daemon = True
        end.start()
        try:
            write_message(running.stdin, message)
            return read_message(running.stdout)
        except (EOFError, OSError):
            self.stop()
            raise EOFError from None
        finally:
            end.cancel()

    def stop(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            running.kill()
            for stream in (running.stdin, running.stdout):
                with suppress(OSError):
                    if stream is not None:
                        stream.close()
            running.wait()


class Workers:
    """``count`` processes; ``seconds`` is the time that a piece of work has, ``waiting`` how many may wait for it.

    With ``documents`` they work on files, in a folder that is made for each request and goes with it.
    """

    def __init__(
        self, count: int, *, seconds: float, waiting: int, memory: int, aturan: tuple[str, ...], documents: bool = False
    ) -> None:
        self._seconds = seconds
        self._most = waiting + count
        self._memory = memory
        self._in_hand = 0
        told = {"memory": memory, "aturan": aturan, "documents": documents}
        self._all = [_Process(told) for _ in range(count)]
        self._idle: LifoQueue[_Process] = LifoQueue()
        for process in self._all:
            self._idle.put(process)
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="kinerja-layanan")
        self._home = ""
        self._ended = False

    def start(self, home: str = "") -> None:
        """Start the processes, so that the first request waits for none; ``home`` holds the folders of requests."""
        self._home = home
        for process in [self._idle.get() for _ in self._all]:
            self._threads.submit(self._renew, process)

    def stop(self) -> None:
        """End the processes, whatever they do."""
        self._ended = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._all:
            process.stop()

    async def run(
        self, task: str, arguments: Mapping[str, Any], language: str, files: Mapping[str, bytes] | None = None
    ) -> Answer:
        """Return what a task gives.

        Raises Refused: 503 KF508 where too many wait already, 503 KF507 for what takes too long or too much memory.
        """
        if self._in_hand >= self._most:
            raise self._busy()
        self._in_hand += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(
                self._threads, self._run, task, dict(arguments), language, files or {}, time.monotonic()
            )
        finally:
            self._in_hand -= 1

    def _run(
        self, task: str, arguments: dict[str, Any], language: str, files: Mapping[str, bytes], since: float
    ) -> Answer:
        if time.monotonic() - since > max(_PATIENCE, 2 * self._seconds):
            raise self._busy()
        process = self._idle.get()
        folder = ""
        try:
            if files:
                if self._home:  # a machine that runs for weeks sweeps what lies idle among its temporary files
                    os.makedirs(self._home, mode=0o700, exist_ok=True)
                folder = tempfile.mkdtemp(prefix="kinerja-", dir=self._home or None)
                for name, content in files.items():
                    Path(folder, name).write_bytes(content)
            answer, held = process.ask((task, arguments, folder, language), self._seconds)
            if not answer.status or held > _GROWN * self._memory:
                process.stop()
        except EOFError:
            raise self._too_heavy() from None
        finally:
            if folder:
                shutil.rmtree(folder, ignore_errors=True)
            self._renew(process)
        if not answer.status:
            raise self._too_heavy()
        return answer

    def _renew(self, process: _Process) -> None:
        try:
            if not self._ended:
                with suppress(EOFError):
                    process.start()
        finally:
            if self._ended:
                process.stop()
            self._idle.put(process)

    def _too_heavy(self) -> Refused:
        return refused(TOO_HEAVY, 503, seconds=round(self._seconds), limit=self._memory // 1_000_000)

    def _busy(self) -> Refused:
        return refused(SERVICE_BUSY, 503, _AGAIN_IN)
