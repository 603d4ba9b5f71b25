"""Whatever a row holds, a review answers with findings that have a place in it, and every output can be written."""

from __future__ import annotations

import json
import os
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

import kinerja_formula as kf
from kinerja_formula.dokumen.model import Dokumen, Indikator, Jabatan
from kinerja_formula.testing import formula_texts
from kinerja_formula.testing.tree_strategies import plain_names
from kinerja_formula.tinjauan.review import Choice, review
from kinerja_formula.tinjauan.sarif import sarif_data
from kinerja_formula.tinjauan.table_repair import repairs_of, show_repairs
from kinerja_formula.tinjauan.text import tinjauan_html, tinjauan_lines

from .formula_strategies import hostile_texts

often = settings(max_examples=600 if os.environ.get("CI") else 100)
indicators = st.one_of(
    hostile_texts,
    st.builds(
        lambda head, name: f"{head} {name}", st.sampled_from(["Persentase", "Jumlah", "Terlaksananya"]), plain_names()
    ),
)
cells = st.one_of(hostile_texts, formula_texts(evaluable=False).map(lambda written: written.text), plain_names())


@often
@given(cells, indicators, st.sampled_from(["", "120 %", "26 desa", "??"]))
def test_a_check_answers_with_places_in_the_text(text: str, indikator: str, target: str):
    for one in kf.check(text, indikator=indikator, target=target):
        for start, end in (one.span, *one.related):
            assert 0 <= start <= end <= len(text)
        assert one.render(text)


@often
@given(st.lists(st.tuples(st.sampled_from(["A", "B"]), indicators, cells), max_size=6))
def test_a_review_can_always_be_written(rows: list[tuple[str, str, str]]):
    posts = tuple([Jabatan(jabatan, (Indikator(nama=nama, teks=teks),)) for jabatan, nama, teks in rows])
    tinjauan = review(Dokumen("judul", posts, "tabel.csv"))
    assert len(tinjauan.rows) == len(rows)
    assert list(tinjauan_lines(tinjauan))
    json.dumps([tinjauan.to_json(), sarif_data(tinjauan, version="0"), tinjauan.to_acuan()])
    page = tinjauan_html(tinjauan)
    body = page[page.index("<body>") : page.index("</body>") + len("</body>")]
    if all(sign.isprintable() or sign in "\n\t" for sign in body):
        ElementTree.fromstring(body)
    list(show_repairs(repairs_of(tinjauan), tinjauan.berkas))


@often
@given(st.lists(st.tuples(indicators, cells), min_size=1, max_size=4))
def test_what_a_baseline_accepts_is_not_reported_again(rows: list[tuple[str, str]]):
    posts = (Jabatan("A", tuple([Indikator(nama=nama, teks=teks) for nama, teks in rows])),)
    tinjauan = review(Dokumen("", posts))
    marks = frozenset(
        [(one["code"], one["jabatan"], one["indikator"], one["teks"]) for one in tinjauan.to_acuan()["findings"]]  # type: ignore[attr-defined]
    )
    again = review(Dokumen("", posts), Choice(accepted=marks))
    assert not any(row.findings for row in again.rows)


@often
@given(cells, indicators)
def test_a_safe_repair_takes_its_finding_away(text: str, indikator: str):
    tinjauan = review(Dokumen("", (Jabatan("A", (Indikator(nama=indikator, teks=text),)),)))
    for repair in repairs_of(tinjauan):
        codes = {one.code for one in kf.check(repair.after, indikator=indikator or None)}
        assert codes.isdisjoint(repair.codes)
