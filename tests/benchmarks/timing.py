"""Times of several ways to do a thing, taken in turns so that a busy machine slows all of them alike."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

SRC = Path(__file__).resolve().parents[2] / "src"
_SAMPLE = 0.004
"""Seconds that one sample of a quick function takes: long against the clock's own cost, short against a time slice."""


class Row(NamedTuple):
    """One line of a table: two things compared in one run."""

    what: str
    against: str
    nanoseconds: float
    other: float
    goal: float | None

    @property
    def ratio(self) -> float:
        return self.nanoseconds / self.other

    @property
    def met(self) -> bool | None:
        return None if self.goal is None else self.ratio <= self.goal


def best(
    ways: Mapping[str, Callable[[], object]], *, repeats: int, sample: float = _SAMPLE, after_itself: bool = False
) -> dict[str, float]:
    """Return the least nanoseconds that one call of each way took, over ``repeats`` samples of each, taken in turns.

    ``after_itself``: each sample follows a call of its own way that is not timed. What a large table leaves behind in
    memory, freed or not, makes the next way quicker or slower, and in turns that would always be the same next way.
    """
    calls = {name: _calls_for(way, sample) for name, way in ways.items()}
    least = dict.fromkeys(ways, float("inf"))
    for _ in range(repeats):
        for name, way in ways.items():
            if after_itself:
                way()
            least[name] = min(least[name], _time(way, calls[name]) / calls[name])
    return least


def _time(way: Callable[[], object], calls: int) -> float:
    turns = range(calls)
    begin = time.perf_counter_ns()
    for _ in turns:
        way()
    return time.perf_counter_ns() - begin


def _calls_for(way: Callable[[], object], sample: float) -> int:
    way()  # the first call may load and read things that later ones have
    calls = 1
    while (taken := _time(way, calls)) < sample * 1e9 / 4:
        calls *= 2
    return max(1, round(calls * sample * 1e9 / taken))


def best_process(programs: Mapping[str, str], *, repeats: int) -> dict[str, float]:
    """Return the least nanoseconds that a fresh Python took for each program, start and end included."""
    environment = {**os.environ, "PYTHONPATH": str(SRC), "PYTHONDONTWRITEBYTECODE": ""}

    def run(program: str) -> None:
        subprocess.run([sys.executable, "-c", program], env=environment, check=True, stdout=subprocess.DEVNULL)

    return best(
        {name: lambda program=program: run(program) for name, program in programs.items()}, repeats=repeats, sample=0
    )  # type: ignore[misc]


def shown(nanoseconds: float) -> str:
    """Return a time with three figures.

    >>> shown(1234.5), shown(12_345_678)
    ('1.23 µs', '12.3 ms')
    """
    for size, unit in ((1e9, "s"), (1e6, "ms"), (1e3, "µs")):
        if nanoseconds >= size:
            value = nanoseconds / size
            return f"{value:.{2 if value < 10 else 1 if value < 100 else 0}f} {unit}"
    return f"{nanoseconds:.0f} ns"


def table(rows: list[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| what | time | against | time | ratio | goal |", "| --- | --: | --- | --: | --: | --- |"]
    for row in rows:
        goal = "" if row.goal is None else f"≤ {row.goal:.3g} {'met' if row.met else '**missed**'}"
        lines.append(
            f"| {row.what} | {shown(row.nanoseconds)} | {row.against} | {shown(row.other)} | {row.ratio:.3g} | {goal} |"
        )
    return "\n".join(lines)
