"""A small part of `fuzz_all.py`, and whether it would see what it looks for."""

from __future__ import annotations

import time

import pytest

import kinerja_formula as kf
from tests.fuzzing import watched_worker
from tests.fuzzing.file_mutations import KINDS, mutated_file
from tests.fuzzing.text_mutations import LONGEST, mutated_text

TEXTS = 300
FILES = 2 * len(KINDS)


def in_this_process(kind: str, numbers: range, folder: str) -> list[watched_worker.Trouble]:
    job = {"text": watched_worker.text_job, "file": watched_worker.file_job}[kind]
    return [found for number in numbers for found in job(number, 0, folder)]


def test_mutated_texts(tmp_path):
    short = [one for one in range(TEXTS) if len(mutated_text(one)[0]) < LONGEST // 20]
    found = [one for number in short for one in watched_worker.text_job(number, 0, str(tmp_path))]
    assert [one for one in found if one.kind == "exception"] == []


def test_mutated_files(tmp_path):
    assert [one for one in in_this_process("file", range(FILES), str(tmp_path)) if one.kind == "exception"] == []


def test_the_same_number_gives_the_same_text_and_file():
    assert [mutated_text(one) for one in range(50)] == [mutated_text(one) for one in range(50)]
    for one, (name, _) in enumerate(KINDS):
        if name.endswith((".csv", ".txt", ".html", ".json", ".pdf")):
            assert mutated_file(one) == mutated_file(one)


@pytest.mark.slow
def test_a_process_of_its_own_finds_nothing():
    assert list(watched_worker.troubles("text", range(100))) == []


# Whether it would see


def test_an_exception_is_seen(tmp_path, monkeypatch):
    monkeypatch.setattr(kf.Formula, "to_text", lambda _: [].pop())
    found = in_this_process("text", range(20), str(tmp_path))
    assert {(one.kind, one.call) for one in found} == {("exception", "to_text")}
    assert "IndexError" in found[0].told and found[0].given


def test_an_exception_that_became_a_finding_is_seen(tmp_path, monkeypatch):
    from kinerja_formula.dokumen import model as dokumen

    dokumen._read_formula.cache_clear()
    monkeypatch.setattr(dokumen, "parse", lambda *_, **__: [].pop())
    found = in_this_process("file", range(4, 5), str(tmp_path))
    dokumen._read_formula.cache_clear()
    assert {one.call for one in found} == {"unexpected"}


def test_a_call_that_takes_long_is_seen(tmp_path, monkeypatch):
    clock = iter(range(0, 10_000, 3))
    monkeypatch.setattr(time, "process_time", lambda: next(clock))
    found = in_this_process("text", range(3), str(tmp_path))
    assert found and {one.kind for one in found} == {"time"}
