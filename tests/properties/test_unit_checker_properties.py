"""Laws of the unit check: planted faults are found, synonyms are none, inferred units are those of pint."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pint
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import kinerja_formula as kf
from kinerja_formula.nodes import Name, Node, Number, Part, Product, Sum
from kinerja_formula.unit_checker import check_units
from kinerja_formula.units import Kind, Unit, default_vocabulary, head_unit, meet
from kinerja_formula.units.pint_units import to_pint
from kinerja_formula.units.words import key

RECORDS = sorted((Path(__file__).resolve().parents[1] / "conformance").glob("*-20*.jsonl"))
VOCABULARY = default_vocabulary()

# Planted faults


class Place(NamedTuple):
    """A head noun in a ratio of the corpus, where it stands and what it counts."""

    record: str
    text: str
    indikator: str | None
    span: tuple[int, int]
    side: int
    kind: Kind
    families: frozenset[str]
    """Those of both operands."""

    def with_noun(self, noun: str) -> tuple[str, kf.Formula]:
        start, end = self.span
        text = self.text[:start] + noun + self.text[end:]
        return text, kf.parse(text, indikator=self.indikator)


def operands(formula: kf.Formula) -> list[Name]:
    """The numerator and the denominator of a plain share, A / B × 100%; nothing for another form."""
    tree = formula.tree
    if not isinstance(tree, Product):
        return []
    names = [part.node for part in tree.parts if isinstance(part.node, Name)]
    others = [part.node for part in tree.parts if not isinstance(part.node, Name)]
    signs = [part.sign for part in tree.parts if isinstance(part.node, Name)]
    share = any(isinstance(node, Number) and node.percent and node.value == 100 for node in others)
    return names if signs == ["×", "/"] and share and all(isinstance(node, Number) for node in others) else []


def places() -> list[Place]:
    found = []
    for record in (json.loads(line) for path in RECORDS for line in path.read_text(encoding="utf-8").splitlines()):
        text, indikator = record["formula"], record["indikator"]
        try:
            formula = kf.parse(text, indikator=indikator)
        except kf.FormulaError:
            continue
        if any(one.severity == "error" for one in kf.check(formula)):
            continue
        units = [formula.units[name.text] for name in operands(formula)]
        if not units or any(unit.source != "kata benda" for unit in units):
            continue
        kinds = [None if unit.measure is None else unit.measure.kind for unit in units]
        families = frozenset(kind.family for kind in kinds if kind is not None)
        for side, (name, unit, kind) in enumerate(zip(operands(formula), units, kinds, strict=True)):
            # A word in a list ("surat dan laporan") does not decide alone; a whole name is marked where it was mended.
            listed = re.match(r"\s*(dan\b|atau\b|serta\b|[/&,-])", text[unit.span[1] :])
            if not listed and kind is not None and unit.span != name.span:
                found.append(Place(record["id"], text, indikator, unit.span, side, kind, families))
    return found


PLACES = places()
OF_FAMILIES = {
    "orang": "pegawai",
    "keluarga": "keluarga",
    "dokumen": "dokumen",
    "kegiatan": "rapat",
    "wilayah": "desa",
    "lembaga": "sekolah",
    "uang": "anggaran",
    "waktu": "bulan",
    "nilai": "peringkat",
    "barang": "kendaraan",
}


def test_there_are_ratios_to_plant_faults_in():
    assert len({place.record for place in PLACES}) > 20
    assert {place.side for place in PLACES} == {0, 1}


@given(st.sampled_from(PLACES), st.sampled_from(sorted(OF_FAMILIES)))
def test_a_noun_of_another_family_is_always_reported(place: Place, family: str):
    assume(family not in place.families)
    text, formula = place.with_noun(OF_FAMILIES[family])
    names = operands(formula)
    assert len(names) == 2, text
    assume(not any(told.open for told in map(head_unit, (name.text for name in names)) if told is not None))
    found = [one for one in kf.check(formula) if one.slug == "satuan-beda"]
    assert len(found) == 1, text
    left, sign, right = (found[0].span, *found[0].related)
    for span, name in ((left, names[0]), (right, names[1])):
        assert name.span[0] <= span[0] < span[1] <= name.span[1], text
    assert names[0].span[1] <= sign[1], text
    assert OF_FAMILIES[family] in text[slice(*(left, right)[place.side])]


def words_of_one_kind(kind: Kind) -> list[str]:
    """Synonyms of a kind, its parents and its children, as people write them."""
    kinds = [kind, *kind.lineage(), *[other for other in VOCABULARY.kinds.values() if other.parent == kind]]
    words = [word for one in kinds for word in (one.name, *VOCABULARY.aliases[one.name])]
    return [
        word
        for word in dict.fromkeys(words)
        if all(part.isalpha() for part in word.split()) and VOCABULARY.nouns.get(key(word)) is not None
    ]


@given(st.data())
def test_another_noun_of_one_kind_is_never_an_error(data: st.DataObject):
    place = data.draw(st.sampled_from([place for place in PLACES if words_of_one_kind(place.kind)]))
    text, formula = place.with_noun(data.draw(st.sampled_from(words_of_one_kind(place.kind))))
    assert operands(formula), text
    assert [one for one in kf.check(formula) if one.severity == "error"] == [], text


# Laws of inference

# "kegiatan" and "kali" count alike although pint can't know it.
KINDS = [kind for kind in VOCABULARY.kinds.values() if kind.name != "kali"]
NOWHERE = (0, 0)

simple_units = st.builds(
    lambda kind, scale: Unit([(kind, 1)], scale), st.sampled_from(KINDS), st.sampled_from([1, 1000])
)
operand_units = st.lists(simple_units, min_size=5, max_size=5)
leaves = st.integers(0, 4).map(lambda number: Name(f"operan {number}", NOWHERE))


def part(node: Node, sign: str) -> Part:
    return Part(node, sign, NOWHERE, NOWHERE)


def products(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    further = st.lists(st.tuples(below, st.sampled_from("×/")), min_size=1, max_size=3)
    return st.builds(
        lambda first, rest: Product((part(first, "×"), *[part(node, sign) for node, sign in rest]), NOWHERE),
        below,
        further,
    )


def sums(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Sums of like with like: A + 2 × A - A."""
    two = Number(None, False, Fraction(2), NOWHERE)
    return below.map(
        lambda node: Sum(
            (part(node, "+"), part(Product((part(two, "×"), part(node, "×")), NOWHERE), "+"), part(node, "-")), NOWHERE
        )
    )


trees = st.recursive(leaves, lambda below: st.one_of(products(below), sums(below)), max_leaves=6)


def in_pint(node: Node, units: list[Unit]) -> Any:
    """The quantity that pint makes of a tree whose operands are all one."""
    if isinstance(node, Name):
        return to_pint(1, units[int(node.text.split()[1])])
    if isinstance(node, Number):
        return to_pint(node.value, Unit())
    assert isinstance(node, Sum | Product)
    total = in_pint(node.parts[0].node, units)
    for one in node.parts[1:]:
        other = in_pint(one.node, units)
        total = {
            "+": lambda a, b: a + b,
            "-": lambda a, b: a - b / 2,  # never zero
            "×": lambda a, b: a * b,
            "/": lambda a, b: a / b,
        }[one.sign](total, other)
    return total


@given(trees, operand_units)
def test_the_unit_of_a_tree_is_that_of_pint(tree: Node, units: list[Unit]):
    given_units = {Name(f"operan {number}", NOWHERE).key: unit for number, unit in enumerate(units)}
    result = check_units(tree, given=given_units).result
    assert result is not None
    assert to_pint(1, result).dimensionality == in_pint(tree, units).dimensionality


kinds = st.sampled_from(KINDS).map(lambda kind: Unit([(kind, 1)]))


@given(kinds, kinds)
def test_a_sum_is_refused_where_pint_refuses_it(left: Unit, right: Unit):
    tree = Sum((part(Name("kiri", NOWHERE), "+"), part(Name("kanan", NOWHERE), "+")), NOWHERE)
    report = check_units(tree, given={"kiri": left, "kanan": right})
    try:
        total = to_pint(1, left) + to_pint(1, right)
    except pint.DimensionalityError:
        # kematian and kasus: what the table of pairs lets stand for one another no pint knows
        alike = meet(left, right, "add").rule == "pencacah"
        assert [one.slug for one in report.findings] == ([] if alike else ["satuan-beda"])
    else:
        assert report.result is not None
        assert to_pint(1, report.result).dimensionality == total.dimensionality
        assert all(one.severity != "error" for one in report.findings)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Jumlah pegawai x hari kerja", "orang-hari"),
        ("Realisasi anggaran / Jumlah pegawai", "Rp/orang"),
        ("Jumlah pegawai x Jumlah bulan / Jumlah bulan", "orang"),
        ("Jumlah siswa + Jumlah guru", "orang"),
        ("Jumlah siswa / Jumlah guru", "1"),
    ],
)
def test_units_by_hand(text: str, unit: str):
    assert kf.parse(text).unit == unit
