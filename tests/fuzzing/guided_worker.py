"""The process that fuzzes one target by coverage, for `guided.py`; it needs atheris, and ends by its number of runs.

    python -m tests.fuzzing.guided_worker TARGET FOLDER RUNS SECONDS SEED

FOLDER gets ``corpus/`` (inputs that reached something new), ``faults/`` (one input a fault, beside it what it did), and
``counts.json``.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from random import Random
from typing import Final

import atheris

# Whatever is imported from here on counts where it has been, modules that load others when they are used included.
_INSTRUMENTED = atheris.instrument_imports(include=["kinerja_formula"])
_INSTRUMENTED.__enter__()
from tests.fuzzing.target import Target  # noqa: E402
from tests.fuzzing.targets import TARGETS  # noqa: E402
from tests.fuzzing.watched_input import Fault, watched  # noqa: E402

_MOST_OF_A_KIND: Final = 3
_TOLD_EVERY: Final = 2.0


class _Session:
    def __init__(self, target: Target, folder: Path, wanted: int) -> None:
        self.target = target
        self.folder = folder
        self.wanted = wanted
        self.runs = 0
        self.faults: dict[str, int] = {}
        self.began = time.monotonic()
        self.told = 0.0

    def run(self, content: bytes) -> None:
        self.runs += 1
        fault = watched(self.target, content)
        if fault is not None:
            self.keep(fault, content)
        now = time.monotonic()
        if now - self.told > _TOLD_EVERY or self.runs == self.wanted:
            self.tell()
            self.told = now

    def keep(self, fault: Fault, content: bytes) -> None:
        place = f"{fault.kind} {fault.place}"
        count = self.faults[place] = self.faults.get(place, 0) + 1
        if count > _MOST_OF_A_KIND:
            return
        number = f"{list(self.faults).index(place):03d}-{count}"
        path = self.folder / "faults" / number
        path.write_bytes(content)
        path.with_suffix(".json").write_text(json.dumps(fault._asdict(), ensure_ascii=True), encoding="utf-8")
        self.tell()

    def tell(self) -> None:
        counts = {"runs": self.runs, "seconds": round(time.monotonic() - self.began, 1), "faults": self.faults}
        (self.folder / "counts.json").write_text(json.dumps(counts), encoding="utf-8")

    def change(self, content: bytes, most: int, seed: int) -> bytes:
        random = Random(seed)
        if random.random() < 0.3:
            changed: bytes = atheris.Mutate(content, most)
            return changed
        return self.target.change(content, random)[:most]


def main() -> None:
    name, folder, (runs, seconds, seed) = sys.argv[1], Path(sys.argv[2]), sys.argv[3:6]
    target = TARGETS[name]
    for part in ("corpus", "faults"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(target.seeds()):
        (folder / "corpus" / f"seed-{number:04d}").write_bytes(content[: target.longest])
    session = _Session(target, folder, int(runs))
    options = [f"-runs={runs}", f"-max_total_time={seconds}", f"-seed={seed}", f"-max_len={target.longest}"]
    options += ["-len_control=0", "-timeout=100000", "-rss_limit_mb=4000", "-verbosity=0", "-print_final_stats=0"]
    options += [f"-artifact_prefix={folder / 'faults'}/died-"]
    atheris.Setup([sys.argv[0], *options, str(folder / "corpus")], session.run, custom_mutator=session.change)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
