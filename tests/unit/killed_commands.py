"""Run a command again and again in processes that are killed or that may write no more, and tell what it left.

A program of its own, so that forking is safe; what to do comes as JSON, and so goes what was found.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import kinerja_formula as kf
from kinerja_formula.command_line import main
from kinerja_formula.files import whole_file

STEPS = ("open", "write", "fchown", "fchmod", "fsync", "replace", "close", "unlink")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def run(words: list[str]) -> int:
    """Run a command, or what a Python program calls: ``save``."""
    if words[0] != "save":
        return main(words)
    try:
        kf.laporan(words[1], words[2]).save(words[3])
    except kf.FormulaError as error:
        print(error.render(), file=sys.stderr)
        return 2
    return 0


class Runs:
    def __init__(self, words: list[str], template: Path, folder: Path) -> None:
        self.words, self.template, self.folder = words, template, folder
        self.before = contents(template)

    def start(self, prepare: Callable[[], None] = lambda: None) -> tuple[int, int]:
        """Fork a process that runs the command in a fresh folder; return its number and where it says what is wrong."""
        os.chdir("/")
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.template, self.folder, symlinks=True)
        return self.fork(prepare)

    def fork(self, prepare: Callable[[], None] = lambda: None) -> tuple[int, int]:
        os.chdir(self.folder)
        told, tell = os.pipe()
        process = os.fork()
        if process == 0:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(tell, 2)
            os.close(told)
            try:
                prepare()
                status = run(self.words)
                sys.stderr.flush()
            except BaseException:
                import traceback

                traceback.print_exc()
                status = 99
            os._exit(status)
        os.close(tell)
        return process, told

    def end(self, process: int, told: int) -> tuple[int, str]:
        with open(told, encoding="utf-8") as stream:
            text = stream.read()
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), text

    def left(self) -> dict[str, Any]:
        """Tell which files are no longer what they were, and what is beside them that nobody asked for."""
        after = contents(self.folder)
        extra = [name for name in after if Path(name).name.startswith(".kinerja-")]
        changed = {
            name: after.get(name, b"").decode("latin-1")
            for name in {*after, *self.before} - {*extra}
            if after.get(name) != self.before.get(name)
        }
        return {"changed": changed, "extra": extra}

    def left_after_another_run(self) -> list[str]:
        self.end(*self.fork())
        extra: list[str] = self.left()["extra"]
        return extra


def kill_at_moments(runs: Runs, moments: int, seed: int) -> list[dict[str, Any]]:
    took = []
    for _ in range(3):
        begun = time.monotonic()
        runs.end(*runs.start())
        took.append(time.monotonic() - begun)
    chance = random.Random(seed)
    found: list[dict[str, Any]] = []
    span = statistics.median(took) * 1.1
    for _ in range(moments):
        process, told = runs.start()
        time.sleep(chance.uniform(0, span))
        os.kill(process, signal.SIGKILL)
        status, _ = runs.end(process, told)
        found.append(seen(runs, status))
        late = [one["status"] != -signal.SIGKILL for one in found[-_ALIKE:]]
        if len(late) == _ALIKE and len(set(late)) == 1:
            span *= 0.7 if late[0] else 1.4  # the machine is quicker or slower now than when the run was measured
    return found


_ALIKE = 6


def kill_at_steps(runs: Runs) -> list[dict[str, Any]]:
    """Kill before, within and after each call by which a file is written."""
    found: list[dict[str, Any]] = []
    while not found or found[-1]["status"] < 0:
        step = len(found)
        status, _ = runs.end(*runs.start(lambda step=step: dying_at(step)))
        found.append(seen(runs, status))
    return found


def seen(runs: Runs, status: int) -> dict[str, Any]:
    left = runs.left()
    return {"status": status, **left, "later": runs.left_after_another_run() if left["extra"] else []}


def dying_at(step: int) -> None:
    count = -1

    def reached() -> bool:
        nonlocal count
        count += 1
        return count == step

    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def watched(name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def call(*arguments: Any, **keywords: Any) -> Any:
            if reached():
                die()
            if name == "write" and reached():
                real(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
                die()
            result = real(*arguments, **keywords)
            if reached():
                die()
            return result

        return call

    replaced = {name: watched(name) for name in STEPS}
    whole_file.os = SimpleNamespace(**{**vars(os), **replaced})  # type: ignore[attr-defined]


def write_no_more(runs: Runs, most: int) -> list[dict[str, Any]]:
    """Run with a limit on the size of files, which fails as a full disk does: in the middle of a write."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    status, told = runs.end(*runs.start(limit))
    return [{"status": status, "told": told, **runs.left()}]


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    all_runs = Runs(asked["words"], Path(asked["template"]), Path(asked["folder"]))
    os.environ["COLUMNS"] = "100"
    shutil.copytree(all_runs.template, all_runs.folder, symlinks=True)
    os.chdir(all_runs.folder)
    kept = os.dup(1)
    os.dup2(2, 1)
    # What the command imports is there before the first fork; not a library that has begun threads by then.
    run(asked["warm"])
    sys.stdout.flush()
    os.dup2(kept, 1)
    answer: dict[str, Any] = {}
    if asked.get("moments"):
        answer["moments"] = kill_at_moments(all_runs, asked["moments"], asked["seed"])
    if asked.get("steps"):
        answer["steps"] = kill_at_steps(all_runs)
    if asked.get("limit"):
        answer["limit"] = write_no_more(all_runs, asked["limit"])
    os.chdir("/")
    json.dump(answer, sys.stdout)
