"""Fuzzing guided by coverage: inputs that reach new code are changed further. Needs atheris: `pip install '.[fuzz]'`.

python -m tests.fuzzing.guided                              every target, 10 000 runs each
python -m tests.fuzzing.guided figures units --runs 1000000 two of them, a million runs each
python -m tests.fuzzing.guided parse --seconds 600          for ten minutes
python -m tests.fuzzing.guided --again build/fuzz/parse/faults/000-1 parse      one input, and what it does

What was found lies in build/fuzz/TARGET: `corpus` is where the next run goes on, `faults` has an input for each fault.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from tests.fuzzing.targets import TARGETS
from tests.fuzzing.watched_input import watched

_MOST_DEATHS: Final = 20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--runs", type=int, default=10_000, help="how many inputs each target gets")
    parser.add_argument("--seconds", type=int, default=0, help="the most time that each target gets")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=Path("build/fuzz"))
    parser.add_argument("--again", type=Path, help="one input, run once without atheris")
    given = parser.parse_args()
    for name in given.targets:
        if name not in TARGETS:
            parser.error(f"{name}: none of {', '.join(TARGETS)}")
    names = given.targets or list(TARGETS)
    if given.again is not None:
        faults = [watched(TARGETS[name], given.again.read_bytes()) for name in names]
        print(*faults, sep="\n")
        return 1 if any(faults) else 0
    found = 0
    for name in names:
        counts = _fuzzed(name, given.folder / name, given.runs, given.seconds, given.seed)
        found += len(counts["faults"])
        print(f"{name}: {counts['runs']} runs, {counts['seconds']:.0f} s, {len(counts['faults'])} faults", flush=True)
        for place, count in counts["faults"].items():
            print(f"  {count} × {place}", flush=True)
    return 1 if found else 0


def _fuzzed(name: str, folder: Path, runs: int, seconds: int, seed: int) -> dict[str, Any]:
    """Fuzz a target; a process that dies of an input is followed by another one until all is done."""
    total: dict[str, Any] = {"runs": 0, "seconds": 0.0, "faults": {}}
    for counts in _sessions(name, folder, runs, seconds, seed):
        total["runs"] += counts["runs"]
        total["seconds"] += counts["seconds"]
        for place, count in counts["faults"].items():
            total["faults"][place] = total["faults"].get(place, 0) + count
        if total["runs"] >= runs or (seconds and total["seconds"] >= seconds):
            break
    return total


def _sessions(name: str, folder: Path, runs: int, seconds: int, seed: int) -> Iterator[dict[str, Any]]:
    counts_file = folder / "counts.json"
    done, spent = 0, 0.0
    for number in range(_MOST_DEATHS):
        counts_file.unlink(missing_ok=True)
        folder.mkdir(parents=True, exist_ok=True)
        left = max(1, round(seconds - spent)) if seconds else 0
        worker = [sys.executable, "-m", "tests.fuzzing.guided_worker", name, folder, runs - done, left, seed + number]
        with open(folder / "log.txt", "ab") as log:
            ended = subprocess.run([str(one) for one in worker], stdout=log, stderr=log, check=False)
        if not counts_file.exists():
            raise SystemExit(f"{name}: the process did not begin; {folder / 'log.txt'} tells why")
        counts = json.loads(counts_file.read_text(encoding="utf-8"))
        done, spent = done + counts["runs"], spent + counts["seconds"]
        if ended.returncode:
            counts["faults"]["death of the process"] = 1
        yield counts
        if not ended.returncode:
            return


if __name__ == "__main__":
    sys.exit(main())
