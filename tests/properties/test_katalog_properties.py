"""Catalogues at random: what is written reads back the same, every change of meaning is found, no rewriting is one."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import kinerja_formula as kf
from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.nodes import Product, Sum
from kinerja_formula.pengatalogan.entry_parts import BACAAN, BacaanKatalog, SumberKatalog
from kinerja_formula.pengatalogan.from_document import katalog_of, slug_of
from kinerja_formula.pengatalogan.reader import katalog_of_text
from kinerja_formula.penilaian import ARAH
from kinerja_formula.testing import data_for, formulas, indicators
from kinerja_formula.tinjauan.penyandingan import only_grammar_differs
from tests.properties.formula_strategies import hostile_texts

OF_CI = bool(os.environ.get("CI"))
many = settings(max_examples=400 if OF_CI else 40, deadline=None)

TEXTS = st.one_of(
    st.just(""),
    st.text(max_size=20),
    hostile_texts.map(lambda text: text[:200]),
    st.sampled_from(['"""', "\\", "#", "'"]),
)
PERIODS = st.one_of(st.sampled_from(["", "2024", "TW I 2025", "Semester II", "a.b", '"', "é "]), st.text(max_size=8))
FIGURES = st.dictionaries(PERIODS, TEXTS, max_size=4)
LINES = st.one_of(st.just(""), formulas(evaluable=False).map(lambda one: one.to_text()))


def made_or_code(make: Callable[[], Any]) -> Any:
    """Return what is made, or the code of the error of ours that comes instead."""
    try:
        return make()
    except FormulaError as error:
        return error.code


@st.composite
def entries(draw: st.DrawFn) -> kf.IndikatorKatalog:
    """Return an entry whose texts are anything and whose line is canonical."""
    rumus = draw(LINES)
    states = BACAAN if rumus else BACAAN[:2]
    keadaan = draw(st.sampled_from(["", *states]))
    told = (draw(TEXTS), draw(st.one_of(st.just("2025-02-28"), st.just("2025-02-31"), TEXTS)))
    nama = draw(st.one_of(indicators(), TEXTS.filter(lambda text: bool(text.strip()))))
    fields: dict[str, Any] = {
        "id": draw(st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)),
        "nama": nama if isinstance(nama, str) else nama.nama,
        "rumus": rumus,
        "satuan": draw(st.sampled_from(["", "%", "orang", "sumur bor"])),
        "arah": draw(st.sampled_from([None, *ARAH])),
        "bobot": draw(st.one_of(st.none(), st.fractions(0, 1, max_denominator=50))),
        "aturan": draw(st.sampled_from(["", "lkjip", "permenpan-8-2021"])),
        "target": draw(FIGURES),
        "konstanta": draw(FIGURES),
        "sumber": SumberKatalog(draw(TEXTS), draw(TEXTS), *draw(st.tuples(*[st.integers(0, 99)] * 3)), draw(TEXTS)),
        "bacaan": BacaanKatalog(keadaan, *(told if keadaan == BACAAN[2] else ("", ""))),
        **{field: draw(TEXTS) for field in ("jabatan", "sasaran", "kode", "sumber_data", "pemilik", "catatan")},
    }
    made = made_or_code(lambda: kf.IndikatorKatalog(**fields))
    # With its name a line may read as something else (the name is a part of it): such a pair is refused.
    assume(made != "KF521")
    assert isinstance(made, kf.IndikatorKatalog), made
    return made


CATALOGUES = st.builds(
    lambda rows, judul, catatan, aturan: kf.Katalog(rows, judul=judul, catatan=catatan, aturan=aturan),
    st.lists(entries(), max_size=3, unique_by=lambda one: one.id),
    TEXTS,
    TEXTS,
    st.sampled_from(["", "lkjip", "bkn-1-2013"]),
)


def readable(katalog: kf.Katalog) -> bool:
    """Whether no text holds half a character, which no file can hold."""
    return not any("\ud800" <= char <= "\udfff" for char in json.dumps(katalog.to_json(), ensure_ascii=False))


@many
@given(CATALOGUES)
def test_what_is_written_reads_back_the_same(katalog: kf.Katalog) -> None:
    assume(readable(katalog))
    text = katalog.to_toml()
    read = katalog_of_text(text)
    assert read == katalog and read.to_toml() == text
    assert kf.Katalog.from_json(json.loads(json.dumps(katalog.to_json()))) == katalog
    assert katalog.banding(read).sama
    assert all(line.isprintable() for line in text.split("\n"))


@many
@given(CATALOGUES)
def test_a_catalogue_is_a_document(katalog: kf.Katalog) -> None:
    dokumen = katalog.dokumen
    assert len(dokumen) == len(katalog)
    assert kf.Dokumen.from_json(dokumen.to_json()) == dokumen
    counts = katalog.check().counts
    assert counts["rows"] == len(katalog)


def rewritten(formula: kf.Formula) -> kf.Formula:
    """Return the formula with the parts of its outermost sum or product in another order: it means the same."""
    tree = formula.tree
    if isinstance(tree, (Sum, Product)):
        keep = "+" if isinstance(tree, Sum) else "×"
        own = [part for part in tree.parts if part.sign == keep]
        others = [part for part in tree.parts if part.sign != keep]
        parts = (*reversed(own), *others)
        tree = type(tree)(parts, tree.span)
    return kf.Formula(formula.text, tree, formula.kind)


NAMED = {"id": "a", "nama": "Sebuah ukuran"}


def as_entry(formula: kf.Formula) -> kf.IndikatorKatalog:
    made = made_or_code(lambda: kf.IndikatorKatalog(**NAMED, rumus=formula.to_text()))
    assume(made != "KF521")
    assert isinstance(made, kf.IndikatorKatalog), made
    return made


@many
@given(st.data())
def test_a_formula_written_otherwise_has_not_changed(data: st.DataObject) -> None:
    formula = data.draw(formulas(max_leaves=5))
    one, other = as_entry(formula), as_entry(rewritten(formula))
    found = kf.Katalog([one]).banding(kf.Katalog([other]))
    # roots, conditions and functions may be beyond algebra: then that is said, and never that they differ
    assert {change.jenis for change in found.perubahan} <= {"rumus-tak-pasti"}


@many
@given(st.data())
def test_formulas_that_give_different_figures_have_changed(data: st.DataObject) -> None:
    first, second = data.draw(formulas(max_leaves=4)), data.draw(formulas(max_leaves=4))
    # "Total dokumen" and "Jumlah dokumen" are letters to a comparison of meanings; each has a figure of its own here.
    apart = [(left, right) for left in first.names for right in second.names if left != right]
    assume(not any(only_grammar_differs(*pair) for pair in apart))
    one, other = as_entry(first), as_entry(second)
    figures = {**data.draw(data_for(first)), **data.draw(data_for(second))}
    values = []
    for entry in (one, other):
        try:
            assert entry.formula is not None
            values.append(entry.formula.evaluate(figures, strict=False).value)
        except FormulaError:
            assume(False)
    found = kf.Katalog([one]).banding(kf.Katalog([other]))
    if values[0] != values[1]:
        assert {change.jenis for change in found.perubahan} & {"rumus", "operan", "rumus-tak-pasti"}
    for change in found.perubahan:
        if change.jenis == "rumus" and change.contoh:
            assert change.hasil[0] != change.hasil[1]


CHANGES: dict[str, tuple[Any, Any, str]] = {
    "satuan": ("%", "orang", "satuan"),
    "arah": ("naik", "turun", "arah"),
    "aturan": ("lkjip", "bkn-1-2013", "aturan"),
    "bobot": (Fraction(1, 2), Fraction(1, 3), "bobot"),
    "pemilik": ("A", "B", "pemilik"),
    "sasaran": ("Mutu", "Biaya", "sasaran"),
    "jabatan": ("CAMAT", "LURAH", "jabatan"),
    "target": ({"2024": "90%"}, {"2024": "95%"}, "target"),
    "konstanta": ({"a": "1"}, {"a": "2"}, "konstanta"),
}


@many
@given(st.sets(st.sampled_from(sorted(CHANGES))), st.sets(st.sampled_from(["kode", "sumber_data", "catatan"])))
def test_exactly_what_changed_is_told(changed: set[str], letters: set[str]) -> None:
    rumus = "Jumlah hadir / Jumlah undangan × 100%"
    one = kf.IndikatorKatalog(**NAMED, rumus=rumus, **{field: told[0] for field, told in CHANGES.items()})
    other = replace(one, **{field: CHANGES[field][1] for field in changed}, **dict.fromkeys(letters, "lain"))
    found = kf.Katalog([one]).banding(kf.Katalog([other]))
    assert {change.jenis for change in found.perubahan} == {CHANGES[field][2] for field in changed}
    assert len(found.perubahan) == len(changed)


@many
@given(st.lists(indicators(), max_size=4))
def test_a_document_is_written_and_read_back(rows: list[kf.Indikator]) -> None:
    dokumen = kf.Dokumen("IKU 2025", (kf.Jabatan("CAMAT", tuple(rows)),), "iku.docx")
    katalog = katalog_of(dokumen)
    assert len(katalog) == sum(bool(one.nama.strip()) for one in rows)
    assume(readable(katalog))
    read = katalog_of_text(katalog.to_toml())
    assert read == katalog
    assert not any(one.is_confirmed for one in read.values())
    again = katalog_of(dokumen, read)
    assert list(again) == list(read) and again.banding(read).sama


@many
@given(st.text(max_size=120))
def test_an_id_is_sound_whatever_the_name(nama: str) -> None:
    assert kf.IndikatorKatalog(id=slug_of(nama), nama="x").id


@many
@given(st.one_of(hostile_texts, st.text(max_size=80)))
def test_no_text_breaks_the_reader(text: str) -> None:
    for given_text in (text, f'schema = "kinerja-formula/katalog/1"\n[[indikator]]\nid = "a"\n{text}'):
        made = made_or_code(lambda text=given_text: katalog_of_text(text))
        assert isinstance(made, kf.Katalog) or made in ("KF520", "KF521")


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)),
    max_leaves=6,
)
FIELDS = st.sampled_from(
    [*("id", "nama", "rumus", "arah", "bobot", "target", "konstanta", "sumber", "bacaan", "aturan", "satuan"), "asing"]
)


@many
@given(st.dictionaries(FIELDS, JSON, max_size=6), JSON)
def test_no_data_breaks_the_reader(fields: dict[str, Any], whole: Any) -> None:
    for data in (whole, {"schema": "kinerja-formula/katalog/1", "indikator": [fields]}):
        made = made_or_code(lambda data=data: kf.Katalog.from_json(data))
        assert isinstance(made, kf.Katalog) or made in ("KF520", "KF521")
