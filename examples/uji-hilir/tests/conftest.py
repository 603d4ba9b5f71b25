"""Which calculator is tested: the one in use, or with KALKULATOR=lama the first one, which has the bug."""

from __future__ import annotations

import os

import pytest
from esakip_kecil import kalkulator
from hypothesis import settings

settings.register_profile("sama", derandomize=True, deadline=None, max_examples=200)
settings.load_profile("sama")


@pytest.fixture(scope="session")
def hitung():
    return kalkulator.nilai_lama if os.environ.get("KALKULATOR") == "lama" else kalkulator.nilai
