"""Names of the field, as hard as real ones, put into layouts: each stays whole, and none is cut without a word.

The pairs were written from memory of indicator lists, by someone who had not read the readers; no document is copied.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import kinerja_formula as kf
from kinerja_formula.names import normalise

PAIRS = [json.loads(line) for line in Path(__file__).with_name("names.jsonl").read_text(encoding="utf-8").splitlines()]
# layout, the share that is read right, how many may be wrong without a warning
LAYOUTS = [
    ("{a} / {b} x 100%", 0.97, 1),
    ("{a} dibagi {b} dikali 100%", 0.97, 1),
    ("{a}\n------------- x 100%\n{b}", 0.97, 2),
    ("({a} / {b}) x 100%", 0.97, 1),
    ("{a} dibandingkan dengan {b} x 100%", 0.97, 1),
]


def folded(name: str) -> str:
    return re.sub(r"[\W_]+", " ", normalise(name)).strip()


@pytest.mark.parametrize(("layout", "least", "most"), LAYOUTS, ids=[layout for layout, _, _ in LAYOUTS])
def test_names_stay_whole(layout: str, least: float, most: int):
    right, silent = 0, []
    for pair in PAIRS:
        formula = kf.parse(layout.format(a=pair["a"], b=pair["b"]), indikator=pair["indikator"])
        whole = [folded(name) for name in formula.names] == [folded(pair["a"]), folded(pair["b"])]
        right += whole
        if not whole and not any(one.severity is not kf.Severity.NOTE for one in formula.diagnostics):
            silent.append(pair["id"])
    assert right >= least * len(PAIRS)
    assert len(silent) <= most, silent


def test_a_name_alone_is_one_quantity():
    silent = []
    for pair in PAIRS:
        formula = kf.parse(pair["a"], indikator=pair["indikator"])
        doubted = any(one.severity is not kf.Severity.NOTE for one in formula.diagnostics)
        if [folded(name) for name in formula.names] != [folded(pair["a"])] and not doubted:
            silent.append(pair["id"])
    assert len(silent) <= 3, silent
