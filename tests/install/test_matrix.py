"""``matrix.py`` still asks for what there is: its tests, a job an extra, the Pythons that the project names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.install import main_jobs, matrix

ROOT = Path(__file__).resolve().parents[2]
CLASSIFIERS = matrix.PROJECT["classifiers"]


def test_the_tests_that_it_runs_are_there():
    assert [path for path in matrix.PATHS if not (ROOT / path).is_file()] == []


def test_every_extra_has_a_job():
    assert {*main_jobs.JOBS, "terminal"} == set(matrix.ALONE)


def test_what_the_extras_ask_for():
    assert matrix.requirements("sql") == [*matrix.PROJECT["dependencies"], *matrix.EXTRAS["sql"]]
    together = {one for extra in matrix.ALONE for one in matrix.requirements(extra)}
    assert set(matrix.requirements("all", "testing")) == together
    assert matrix.of_dev("pandas") == [one for one in matrix.EXTRAS["dev"] if one.startswith("pandas>")]


def test_the_pythons_of_the_classifiers_are_tried():
    named = [one.rpartition(" ")[2] for one in CLASSIFIERS if re.search(r":: 3\.\d+$", one)]
    assert named and set(named) <= set(matrix.PYTHONS)
    assert matrix.PROJECT["requires-python"] == f">={matrix.PYTHONS[0]}" == f">={named[0]}"


@pytest.mark.slow
def test_the_jobs_do_what_their_extras_are_for():
    assert main_jobs.main(matrix.ALONE) == 0
