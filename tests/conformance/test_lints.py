"""The rules of meaning against the labels of two readers, and over the whole decrees."""

from __future__ import annotations

import time

import pytest

from kinerja_formula.dokumen.model import Dokumen, Indikator, _read_formula, by_jabatan
from kinerja_formula.files.tempat import Tempat
from kinerja_formula.tinjauan.review import Tinjauan, review

from .lints import EXPLAINED, LINTS, LINTS_PAGE, all_records, page_of_lints, score_lint
from .scorer import DOCUMENTS, Record, records


@pytest.mark.parametrize("lint", LINTS)
def test_recall_and_precision(lint: str):
    score = score_lint(all_records(), lint)
    assert score.recall >= 0.95, score.missed
    assert score.precision >= 0.9, score.false


def test_every_difference_is_explained():
    differences = {
        record
        for lint in LINTS
        for score in [score_lint(all_records(), lint)]
        for record in (*score.false, *score.missed)
    }
    assert differences == set(EXPLAINED)


def test_the_page_is_current():
    assert LINTS_PAGE.read_text(encoding="utf-8") == page_of_lints(), "python tests/conformance/lints.py --accept"


def test_a_miss_and_a_false_finding_are_seen():
    record: Record = {"id": "x", "formula": "Jumlah A / Jumlah A x 100%", "indikator": None, "lints": ["jenis-beda"]}
    assert score_lint([record], "jenis-beda") == (0, (), ("x",))
    assert score_lint([record], "pembilang-sama-penyebut") == (0, ("x",), ())


def dokumen(document: str) -> Dokumen:
    rows = []
    for number, record in enumerate(records(document), 1):
        tempat = Tempat(number)
        indikator = Indikator(
            nama=record["indikator"] or "", teks=record["formula"], satuan=record["satuan"] or "", tempat=tempat
        )
        rows.append((record["jabatan"] or "", tempat, indikator))
    return Dokumen(document, by_jabatan(rows), document)


def of_document(document: str, code: str) -> list[tuple[int, str]]:
    tinjauan: Tinjauan = review(dokumen(document))
    return [
        (row.indikator.tempat.baris, one.message_in("id"))
        for row in tinjauan.rows
        for one in row.diagnostics
        if one.code == code
    ]


def test_faults_that_the_labels_do_not_have():
    assert [number for number, _ in of_document("benjeng-2022", "KF432")] == [20, 21, 27, 30, 31, 34]
    assert [number for number, _ in of_document("ciruas-2022", "KF431")] == [14]
    slips = {document: [number for number, _ in of_document(document, "KF433")] for document in DOCUMENTS}
    assert slips == {
        "besuki-2020": [98],
        "tajinan-2021": [],
        "benjeng-2022": [5],
        "ciruas-2022": [],
        "sambutan-2023": [41],
    }


@pytest.mark.benchmark
def test_checking_with_every_rule_takes_less_than_one_and_a_half_times_what_reading_takes():
    """The rules, the inference of units and the rules over a document, against reading and parsing, in one run."""
    ratios = []
    for _ in range(9):
        _read_formula.cache_clear()
        start = time.process_time()
        whole = [dokumen(document) for document in DOCUMENTS]
        assert all(one.formula is not None for each in whole for _, one in each)
        reading = time.process_time() - start
        for each in whole:
            review(each)
        ratios.append((time.process_time() - start - reading) / reading)
    assert min(ratios) < 1.5, ratios
