"""Mutated texts of the corpus and mutated files, by the thousand: no exception but FormulaError, time and memory bound.

python -m tests.fuzzing.fuzz_all                     100 000 texts and 2 000 files; half an hour
python -m tests.fuzzing.fuzz_all --texts 500 --files 0 --seed 7
python -m tests.fuzzing.fuzz_all --only-text 4711    show one text, and what is wrong with it
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from tests.fuzzing.file_mutations import mutated_file
from tests.fuzzing.text_mutations import add_corpus, mutated_text
from tests.fuzzing.watched_worker import troubles


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--files", type=int, default=2_000)
    parser.add_argument("--start", type=int, default=0, help="the first number")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--corpus", default="", help="a folder with further records (*.jsonl)")
    parser.add_argument("--only-text", type=int)
    parser.add_argument("--only-file", type=int)
    given = parser.parse_args()
    jobs = {
        "text": range(given.start, given.start + given.texts),
        "file": range(given.start, given.start + given.files),
    }
    if given.only_text is not None or given.only_file is not None:
        jobs = {
            "text": range(given.only_text, given.only_text + 1) if given.only_text is not None else range(0),
            "file": range(given.only_file, given.only_file + 1) if given.only_file is not None else range(0),
        }
        add_corpus(given.corpus)
        for number in jobs["text"]:
            print(repr(mutated_text(number, given.seed)))
        for number in jobs["file"]:
            name, content = mutated_file(number, given.seed)
            Path(name).write_bytes(content)
            print(name)
    count = 0
    for kind, numbers in jobs.items():
        began = time.monotonic()
        for trouble in troubles(kind, numbers, seed=given.seed, corpus=given.corpus):
            count += 1
            print(json.dumps({"what": kind, **trouble._asdict()}, ensure_ascii=True), flush=True)
        print(f"{len(numbers)} × {kind}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    print(f"{count} troubles", file=sys.stderr)
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
