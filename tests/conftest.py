"""What all tests share: the depth of the property tests and the place of the checkout."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kinerja_formula.files import guard
from tests.table_engines import ENGINES, NO_SPARK, Engine

settings.register_profile("dev", max_examples=100, deadline=None)
# The same examples in every run: a red run is then about the change, not about luck or a busy machine.
settings.register_profile(
    "ci", max_examples=1000, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The top folder of the repository."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def nothing_unexpected() -> Iterator[None]:
    """A fault that the guard of documents has turned into a finding is a fault; a test that plants one forgets it."""
    yield
    found = guard.caught()
    guard.forget()
    assert not found, f"KF435, which nobody awaited: {[one.values for one in found]}"


def engine_parameters() -> list[object]:
    marks = [pytest.mark.spark, pytest.mark.slow, pytest.mark.skipif(bool(NO_SPARK), reason=NO_SPARK)]
    return [pytest.param(engine, id=name, marks=marks if name == "pyspark" else []) for name, engine in ENGINES.items()]


@pytest.fixture(params=engine_parameters())
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine of tables in turn."""
    found: Engine = request.param
    return found
