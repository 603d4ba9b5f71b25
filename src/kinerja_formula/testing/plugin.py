"""The plugin of pytest: the fixture ``kinerja`` and the option ``--kinerja-update``.

pytest loads it wherever kinerja_formula is installed, so nothing of the package is imported before a test asks for the
fixture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kinerja_formula.testing.readings import Readings

__all__ = ["kinerja", "pytest_addoption"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--kinerja-update``."""
    parser.getgroup("kinerja", "kinerja_formula").addoption(
        "--kinerja-update",
        action="store_true",
        default=False,
        help="write the snapshots of readings (kinerja.snapshot) instead of comparing with them",
    )


@pytest.fixture
def kinerja(request: pytest.FixtureRequest) -> Readings:
    """Checks of how formula texts are read: ``assert_reads_as`` and ``snapshot``."""
    from kinerja_formula.testing.readings import Readings

    return Readings(request.path.parent, update=bool(request.config.getoption("--kinerja-update")))
