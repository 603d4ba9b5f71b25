"""What two catalogues, or two documents, say otherwise: in meaning (formula, unit, target, rule), not in letters."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.dokumen.model import Dokumen, Indikator
from kinerja_formula.dokumen.periods import period_of, same_period
from kinerja_formula.files.guard import guarded
from kinerja_formula.formula import Formula
from kinerja_formula.names import fold_space, normalise
from kinerja_formula.numerals import shortest
from kinerja_formula.pengatalogan.changes import JENIS, Banding, Perubahan
from kinerja_formula.pengatalogan.entry import IndikatorKatalog
from kinerja_formula.pengatalogan.from_document import katalog_of
from kinerja_formula.pengatalogan.model import Katalog
from kinerja_formula.pengatalogan.pairs import pairs
from kinerja_formula.penilaian.arah import told_by_words
from kinerja_formula.tinjauan.penyandingan import only_grammar_differs
from kinerja_formula.tinjauan.perbandingan_isi import compare_formula, compare_satuan, compare_target, is_stated

__all__ = ["compare", "compare_documents"]


class _Side(NamedTuple):
    """One of the two. ``told`` is what it tells of at all: an agreement without formulas has changed none."""

    katalog: Katalog
    told: frozenset[str]

    @property
    def is_document(self) -> bool:
        return len(self.told) < len(JENIS)

    def periods(self) -> frozenset[str]:
        """The periods of which it has a target."""
        return frozenset([period_of(period) for one in self.katalog.values() for period in one.target])


_OF_DOCUMENTS: Final = ("rumus", "satuan", "arah", "bobot", "target", "sasaran")


def compare(lama: Katalog, baru: Katalog) -> Banding:
    """Return what a catalogue says otherwise than an older one; see :meth:`Katalog.banding`."""
    return _compared(_Side(lama, frozenset(JENIS)), _Side(baru, frozenset(JENIS)))


def compare_documents(lama: Katalog | Dokumen, baru: Katalog | Dokumen) -> Banding:
    """Return what one document or catalogue says otherwise than an older one.

    Of documents only that is compared of which both tell something: what has no column in one has not changed.

    >>> import kinerja_formula as kf
    >>> found = compare_documents(kf.read("examples/kecamatan/iku.html"), kf.read("examples/kecamatan/pk-2025.html"))
    >>> found.sama  # an agreement has targets of one year, and no formulas
    True
    """
    return _compared(_side(lama), _side(baru))


def _side(given: Katalog | Dokumen) -> _Side:
    if isinstance(given, Katalog):
        return _Side(given, frozenset(JENIS))
    rows = [one for _, one in given]
    told = {"nama", *[aspek for aspek in _OF_DOCUMENTS if any(_tells(one, aspek) for one in rows)]}
    told |= {"jabatan"} if any(jabatan.nama.strip() for jabatan in given.jabatan) else set()
    return _Side(_named(katalog_of(given), given.berkas), frozenset(told))


def _named(katalog: Katalog, berkas: str) -> Katalog:
    return Katalog(katalog.values(), judul=katalog.judul, berkas=berkas)


def _tells(one: Indikator, aspek: str) -> bool:
    told = {"rumus": one.teks, "satuan": one.satuan, "sasaran": one.sasaran, "arah": one.arah or ""}
    told |= {"bobot": "" if one.bobot is None else "x", "target": one.target or "".join(one.targets.values())}
    return bool(told[aspek].strip())


def _compared(lama: _Side, baru: _Side) -> Banding:
    both = lama.told & baru.told
    of_documents = lama.is_document or baru.is_document
    periods = lama.periods() & baru.periods() if of_documents else None
    found: list[Perubahan] = []
    for pair in pairs(tuple(lama.katalog.values()), tuple(baru.katalog.values()), by_id=not of_documents):
        if pair.lama is None and pair.baru is not None:
            found.append(Perubahan("ditambah", pair.baru.id, pair.baru.nama, baru=pair.baru.rumus))
        elif pair.baru is None and pair.lama is not None:
            found.append(Perubahan("dihapus", pair.lama.id, pair.lama.nama, lama=pair.lama.rumus))
        elif pair.lama is not None and pair.baru is not None:
            found += _changes(_Two(lama.katalog, baru.katalog, pair.lama, pair.baru, periods), both)
    sides = lama.katalog, baru.katalog
    names = [os.path.basename(one.berkas) or one.judul for one in sides]
    return Banding(names[0], names[1], (len(sides[0]), len(sides[1])), tuple(found))


class _Two(NamedTuple):
    """An indicator as both catalogues have it; ``periods``: those whose targets are compared, None for all."""

    old: Katalog
    new: Katalog
    lama: IndikatorKatalog
    baru: IndikatorKatalog
    periods: frozenset[str] | None

    def changed(self, jenis: str, one: str, other: str) -> Perubahan:
        return Perubahan(jenis, self.baru.id, self.baru.nama, one, other)


def _changes(two: _Two, both: frozenset[str]) -> Iterator[Perubahan]:
    """Yield what has changed, in the order of ``_ASPECTS``; of what both sides tell."""
    for aspect, changes in _ASPECTS:
        if aspect in both:
            yield from changes(two)


def _of_name(two: _Two) -> Iterator[Perubahan]:
    one, other = two.lama.nama, two.baru.nama
    if normalise(one) != normalise(other) and not only_grammar_differs(one, other):
        yield two.changed("nama", one, other)


def _of_text(two: _Two, jenis: str, one: str, other: str) -> Iterator[Perubahan]:
    if normalise(one) != normalise(other):
        yield two.changed(jenis, one, other)


def _of_satuan(two: _Two) -> Iterator[Perubahan]:
    if compare_satuan(two.lama.satuan, two.baru.satuan).hasil != "sama":
        yield two.changed("satuan", two.lama.satuan, two.baru.satuan)


def _of_arah(two: _Two) -> Iterator[Perubahan]:
    one, other = [each.arah or told_by_words(each.nama).arah or "naik" for each in (two.lama, two.baru)]
    if one != other:
        yield two.changed("arah", one, other)


def _of_bobot(two: _Two) -> Iterator[Perubahan]:
    if two.lama.bobot != two.baru.bobot:
        shown = ["" if one.bobot is None else f"{shortest(one.bobot * 100)}%" for one in (two.lama, two.baru)]
        yield two.changed("bobot", *shown)


def _of_konstanta(two: _Two) -> Iterator[Perubahan]:
    one, other = _constants(two.lama), _constants(two.baru)
    if one != other:
        yield two.changed("konstanta", _listed(one), _listed(other))


def _of_aturan(two: _Two) -> Iterator[Perubahan]:
    one, other = two.old.aturan_of(two.lama), two.new.aturan_of(two.baru)
    if one != other:
        yield two.changed("aturan", one, other)


def _constants(one: IndikatorKatalog) -> dict[str, str]:
    return {normalise(name): fold_space(figure) for name, figure in one.konstanta.items()}


def _listed(told: Mapping[str, str]) -> str:
    return ", ".join([f"{name} = {figure}" for name, figure in told.items()])


def _of_formula(lama: IndikatorKatalog, baru: IndikatorKatalog) -> Iterator[Perubahan]:
    one, other = lama.to_indikator(), baru.to_indikator()
    if not one.teks and not other.teks:
        return
    shown = Perubahan("rumus", baru.id, baru.nama, one.teks, other.teks)
    if not one.teks or not other.teks:
        yield shown
        return
    told = compare_formula(one, other).hasil
    if told == "sama":
        return
    if told == "hampir":
        yield shown._replace(jenis="operan")
    elif told != "beda":
        yield shown._replace(jenis="rumus-tak-pasti")
    else:
        yield _with_example(shown, lama.formula, baru.formula)


def _with_example(shown: Perubahan, left: Formula | None, right: Formula | None) -> Perubahan:
    """Return a change with figures that show it."""
    if left is None or right is None:
        return shown
    try:
        with guarded(shown.lama):
            found = left.equals(right)
    except FormulaError:
        return shown
    return shown._replace(contoh=tuple(found.counter_example.items()), hasil=(found.left, found.right))


def _of_targets(lama: IndikatorKatalog, baru: IndikatorKatalog, periods: frozenset[str] | None) -> Iterator[Perubahan]:
    """Yield what changed of targets; of ``periods`` only, where they are given."""
    for one in _targets_of_all(lama, baru):
        if periods is None or period_of(one.periode) in periods:
            yield one


def _targets_of_all(lama: IndikatorKatalog, baru: IndikatorKatalog) -> Iterator[Perubahan]:
    rows = [Indikator(nama=one.nama, teks="", satuan=one.satuan, arah=one.arah) for one in (lama, baru)]
    left = dict(lama.target)
    for period, target in baru.target.items():
        same = next((one for one in left if one == period or (one and period and same_period(one, period))), None)
        before = "" if same is None else left.pop(same)
        given = [is_stated(before), is_stated(target)]
        shown = Perubahan("target", baru.id, baru.nama, before, target, period)
        if given == [False, True]:
            yield shown._replace(jenis="target-ditambah")
        elif given == [True, False]:
            yield shown._replace(jenis="target-dihapus")
        elif all(given) and not _is_same_target(rows, before, target):
            yield shown
    for period, target in left.items():
        if is_stated(target):
            yield Perubahan("target-dihapus", baru.id, baru.nama, target, "", period)


def _is_same_target(rows: Sequence[Indikator], before: str, target: str) -> bool:
    """Whether two targets state the same; one that can't be read is the same as written only."""
    told = compare_target(rows[0], rows[1], before, target).hasil
    return told == "sama" or (told == "tak-terbaca" and fold_space(before) == fold_space(target))


_ASPECTS: Final[tuple[tuple[str, Callable[[_Two], Iterator[Perubahan]]], ...]] = (
    ("nama", _of_name),
    ("jabatan", lambda two: _of_text(two, "jabatan", two.lama.jabatan, two.baru.jabatan)),
    ("sasaran", lambda two: _of_text(two, "sasaran", two.lama.sasaran, two.baru.sasaran)),
    ("rumus", lambda two: _of_formula(two.lama, two.baru)),
    ("satuan", _of_satuan),
    ("arah", _of_arah),
    ("target", lambda two: _of_targets(two.lama, two.baru, two.periods)),
    ("bobot", _of_bobot),
    ("konstanta", _of_konstanta),
    ("aturan", _of_aturan),
    ("pemilik", lambda two: _of_text(two, "pemilik", two.lama.pemilik, two.baru.pemilik)),
    ("sumber", lambda two: _of_text(two, "sumber", two.lama.sumber.dokumen, two.baru.sumber.dokumen)),
)
"""What is compared of two indicators, in this order."""
