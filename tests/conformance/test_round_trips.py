"""What is read from a real cell survives being written and read back, and every place lies in the text."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator

import pytest

import kinerja_formula as kf
from kinerja_formula.names import normalise
from kinerja_formula.nodes import Name, Part, walk

from .scorer import DOCUMENTS, Record, read_records, records
from .test_scores import ELSEWHERE

CELLS = {document: records(document) for document in DOCUMENTS}
if ELSEWHERE.exists():
    CELLS["elsewhere"] = read_records(ELSEWHERE)


Cells = list[tuple[Record, kf.Formula]]


@pytest.fixture(params=CELLS, scope="module")
def read_cells(request: pytest.FixtureRequest) -> Cells:
    return [(record, kf.parse(record["formula"], indikator=record["indikator"])) for record in CELLS[request.param]]


def lines(differences: Iterator[str]) -> str:
    return "\n".join(differences)


def everything(formula: kf.Formula) -> tuple[object, ...]:
    """All that a formula tells, spans as well."""
    spans = [node.span for node in walk(formula.tree)]
    return (
        formula,
        formula.text,
        formula.names,
        formula.kind,
        formula.targets,
        formula.constants,
        formula.diagnostics,
        formula.indikator,
        formula.unit,
        spans,
    )


@pytest.mark.parametrize("with_indikator", [True, False])
def test_the_canonical_line_reads_back_as_the_same_tree(read_cells: Cells, with_indikator: bool):
    def differences() -> Iterator[str]:
        for record, formula in read_cells:
            text = formula.to_text()
            again = kf.parse(text, indikator=record["indikator"] if with_indikator else None)
            if again != formula or again.kind != formula.kind or again.to_text() != text:
                yield f"{record['id']}: {text}\n   {formula.tree}\n   {again.kind} {again.tree}"

    assert not lines(differences())


def test_json_gives_the_same_formula(read_cells: Cells):
    assert not [
        record["id"]
        for record, formula in read_cells
        if everything(kf.Formula.from_json(json.loads(json.dumps(formula.to_json())))) != everything(formula)
    ]


def test_pickle_gives_the_same_formula(read_cells: Cells):
    assert not [
        record["id"]
        for record, formula in read_cells
        if everything(pickle.loads(pickle.dumps(formula))) != everything(formula)
    ]


def test_every_place_lies_in_the_text(read_cells: Cells):
    def differences() -> Iterator[str]:
        for record, formula in read_cells:
            places = [node.span for node in walk(formula.tree)]
            places += [node.sign_span for node in walk(formula.tree) if isinstance(node, Part)]
            places += [target.span for target in formula.targets]
            places += [place for found in formula.diagnostics for place in (found.span, *found.related)]
            outside = [(start, end) for start, end in places if not 0 <= start <= end <= len(record["formula"])]
            if outside:
                yield f"{record['id']}: {outside}"

    assert not lines(differences())


def test_the_place_of_a_name_begins_and_ends_with_it(read_cells: Cells):
    def differences() -> Iterator[str]:
        for record, formula in read_cells:
            for name in walk(formula.tree):
                if isinstance(name, Name):
                    piece = record["formula"][slice(*name.span)]
                    words, written = normalise(name.text).split(), normalise(piece)
                    begins = written.startswith(words[0]) or (name.total and written.startswith(f"jumlah {words[0]}"))
                    if not begins or not written.endswith(words[-1]):
                        yield f"{record['id']}: {name.text!r} at {piece!r}"

    assert not lines(differences())
