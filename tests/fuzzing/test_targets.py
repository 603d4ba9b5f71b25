"""Every target of `guided.py` without atheris: a fixed number of inputs, always the same, and those that failed."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from random import Random

import pytest

import kinerja_formula as kf
from kinerja_formula.figures import reader
from tests.fuzzing.target import BrokenLawError, Target, input_of
from tests.fuzzing.targets import TARGETS
from tests.fuzzing.watched_input import watched

KEPT = sorted(path for path in (Path(__file__).parent / "kept").rglob("*") if path.is_file())
DEAR = {"docx": 6, "xlsx": 12, "pdf": 8, "html": 15, "text": 12, "form": 14, "figure-files": 30, "service": 60}
"""How many inputs a target gets that takes milliseconds for each; the others get MANY."""
MANY = 200
FEW = {"parse": 40, "canonical": 80, "evaluate": 40}


def inputs(target: Target, count: int) -> list[bytes]:
    """Seeds, half of them changed once and the others up to four times."""
    random = Random(target.name)
    seeds = list(target.seeds())
    random.shuffle(seeds)
    found = []
    for number, seed in zip(range(count), cycle(seeds), strict=False):
        content = seed
        for _ in range(0 if number < len(seeds) // 8 else 1 if number % 2 else random.randint(1, 4)):
            content = target.change(content, random)[: target.longest]
        found.append(content)
    return found


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_brings_out_a_fault(name: str):
    target = TARGETS[name]
    given = inputs(target, {**DEAR, **FEW}.get(name, MANY))
    faults = {content: watched(target, content) for content in given}
    assert [(fault, content[:500]) for content, fault in faults.items() if fault and fault.kind != "time"] == []


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_failed_once_holds(path: Path):
    assert watched(TARGETS[path.parent.name], path.read_bytes()) is None


@pytest.mark.parametrize("name", TARGETS)
def test_a_change_is_the_same_each_time_and_keeps_what_it_is(name: str):
    target = TARGETS[name]
    seed = target.seeds()[0]
    changed = [target.change(seed, Random(number)) for number in range(8)]
    again = [target.change(seed, Random(number)) for number in range(8)]
    if not seed.startswith(b"PK"):  # an archive tells the second in which it was packed
        assert changed == again
    assert len(set(changed)) > 1
    assert seed not in changed or len(set(changed)) > 2


# Whether it would see


def test_an_exception_is_seen(monkeypatch):
    monkeypatch.setattr(reader, "_check_form", lambda _: {}["x"])
    monkeypatch.setattr(kf, "angka", reader.read_text)  # the door itself lets nothing out
    fault = watched(TARGETS["figures"], input_of("12"))
    assert fault is not None and (fault.kind, fault.told) == ("exception", "KeyError: 'x'")


def test_a_broken_law_is_seen(monkeypatch):
    monkeypatch.setattr(kf.Formula, "to_text", lambda _: "A + B")
    fault = watched(TARGETS["parse"], input_of("Jumlah A / Jumlah B x 100%"))
    assert fault is not None and (fault.kind, fault.place) == ("law", "the canonical line is the same tree")


def test_what_takes_long_is_seen():
    def work(content: bytes) -> None:
        while True:
            pass

    fault = watched(Target("slow", work, list, lambda content, random: content, seconds=0.01), b"")
    assert fault is not None and fault.kind == "hang"


def test_what_the_service_did_not_foresee_is_seen(monkeypatch):
    from kinerja_formula.layanan import tasks

    monkeypatch.setitem(tasks._TASKS, "nama", lambda *_: [].pop())
    with pytest.raises(BrokenLawError, match="unforeseen"):
        TARGETS["service"].run(input_of("POST /nama", "application/json", "*/*", '{"nama": "a", "dikenal": []}'))
