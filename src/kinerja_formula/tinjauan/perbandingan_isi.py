"""Whether two documents state the same target, unit, formula or goal, however they write it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, FormulaError
from kinerja_formula.dokumen.model import Indikator
from kinerja_formula.files.guard import guarded
from kinerja_formula.formula import Formula
from kinerja_formula.names import normalise
from kinerja_formula.nodes import Name, replace_names
from kinerja_formula.penilaian.stated_figures import Stated, read_stated
from kinerja_formula.tinjauan.penyandingan import nearness, only_grammar_differs
from kinerja_formula.units import Unit, read_unit

__all__ = ["Putusan", "compare", "compare_formula", "compare_satuan", "compare_target", "is_stated", "satuan_of"]

_MOST_NAMES: Final = 40
_NEAR: Final = 0.75


class Putusan(NamedTuple):
    """What a comparison gives: ``sama``, ``beda``, ``hampir`` (the same if near names are one), ``tak-terbaca``.

    ``diagnostics`` tell why something can't be compared.
    """

    hasil: str
    diagnostics: tuple[Diagnostic, ...] = ()


_SAME: Final = Putusan("sama")
_DIFFERENT: Final = Putusan("beda")


def is_stated(text: str) -> bool:
    """Return whether a cell states anything: not empty, no dash, no *belum ada*.

    >>> is_stated("90%"), is_stated("-"), is_stated("")
    (True, False, False)
    """
    try:
        told = read_stated(text, "target") if text.strip() else ()
        return bool(told) and told[0].reason not in ("kosong", "nihil")
    except FormulaError:
        return True


def satuan_of(target: str, satuan: str) -> str:
    """Return the unit of a target: of its own column, else what stands behind the figure.

    >>> satuan_of("90 persen", ""), satuan_of("90", "%"), satuan_of("90", "")
    ('%', '%', '')
    """
    if satuan.strip():
        return satuan
    try:
        told = read_stated(target, "target") if target.strip() else ()
    except FormulaError:
        return ""
    return told[0].unit or "" if len(told) == 1 else ""


def compare_satuan(one: str, other: str) -> Putusan:
    """Return whether two units are one.

    >>> compare_satuan("%", "Persen").hasil, compare_satuan("Orang", "Dokumen").hasil
    ('sama', 'beda')
    """
    if normalise(one) == normalise(other):
        return _SAME
    left, right = _unit(one), _unit(other)
    if left is None or right is None:
        return _DIFFERENT
    return _SAME if left == right or (left.known and right.known and str(left) == str(right)) else _DIFFERENT


def compare_target(one: Indikator, other: Indikator, target: str, other_target: str) -> Putusan:
    """Return whether two targets state the same, each with the unit of its column.

    >>> one = Indikator(nama="Arsip", teks="", satuan="%")
    >>> [compare_target(one, one, "90", text).hasil for text in ("90,00 %", "90 persen", "minimal 90", "85")]
    ['sama', 'sama', 'sama', 'beda']
    """
    if " ".join(target.split()).casefold() == " ".join(other_target.split()).casefold():
        factor = _factor(satuan_of(target, one.satuan), satuan_of(other_target, other.satuan))
        return _SAME if factor in (None, 1) else _DIFFERENT
    try:
        left, right = read_stated(target, "target"), read_stated(other_target, "target")
    except FormulaError as error:
        return Putusan("tak-terbaca", error.diagnostics)
    if len(left) != len(right):
        return _DIFFERENT
    falls = "turun" in (one.arah, other.arah)
    same = all(
        _same_stated(first, second, (one.satuan, other.satuan), falls=falls)
        for first, second in zip(left, right, strict=True)
    )
    return _SAME if same else _DIFFERENT


def compare(aspek: str, one: Indikator, other: Indikator) -> Putusan:
    """Return whether two rows say the same of ``target``, ``satuan`` or ``formula``.

    Further results: ``kosong`` where the first says nothing of it, ``tidak-tercantum`` where only the first does.

    >>> one, other = Indikator(nama="A", teks="", target="90%"), Indikator(nama="A", teks="", target="-")
    >>> [compare("target", *pair).hasil for pair in ((one, one), (one, other), (other, one))]
    ['sama', 'tidak-tercantum', 'kosong']
    """
    if aspek == "target":
        texts = [text if is_stated(text) else "" for text in (one.target, other.target)]
    elif aspek == "satuan":
        texts = [satuan_of(one.target, one.satuan), satuan_of(other.target, other.satuan)]
    else:
        texts = [one.teks, other.teks]
    given = [bool(text.strip()) for text in texts]
    if not any(given):
        return Putusan("kosong")
    if not all(given):
        # what only the other document has is no difference from this one
        return Putusan("tidak-tercantum" if given[0] else "kosong")
    if aspek == "target":
        return compare_target(one, other, *texts)
    if aspek == "formula":
        return compare_formula(one, other)
    if compare_satuan(*texts).hasil == "sama":
        return Putusan("sama")
    both = is_stated(one.target) and is_stated(other.target)
    scaled = both and one.target != other.target and compare_target(one, other, one.target, other.target)
    return Putusan("sama") if scaled and scaled.hasil == "sama" else Putusan("beda")


def _same_stated(one: Stated, other: Stated, satuan: tuple[str, str], *, falls: bool) -> bool:
    if one.kind != other.kind:
        return False
    if one.value is None or other.value is None:
        return normalise(one.written) == normalise(other.written)
    usual = "<=" if falls else ">="  # a target is a bound in any case
    if (one.comparison or usual) != (other.comparison or usual):
        return False
    factor = _factor(one.unit or satuan[0], other.unit or satuan[1])
    size = Fraction(1) if factor is None else factor
    ends = (one.value, one.upper), (other.value * size, None if other.upper is None else other.upper * size)
    return ends[0] == ends[1]


def _factor(one: str, other: str) -> Fraction | None:
    """Return what a figure in the second unit is multiplied by to be in the first; None where nothing tells."""
    left, right = _unit(one), _unit(other)
    if left is None or right is None or left == right:
        return None
    return right.factor_to(left)


@lru_cache(maxsize=2048)
def _unit(text: str) -> Unit | None:
    return read_unit(text) if text.strip() else None


def compare_formula(one: Indikator, other: Indikator) -> Putusan:
    """Return whether two formulas mean the same: by algebra, and by their trees where algebra can't tell.

    >>> two = [Indikator(nama="Persentase hadir", teks=text) for text in ("A / B x 100%", "A dibagi B dikali 100 %")]
    >>> compare_formula(*two).hasil
    'sama'
    """
    if " ".join(one.teks.split()).casefold() == " ".join(other.teks.split()).casefold():
        return _SAME
    left, right = one.formula, other.formula
    if left is None or right is None:
        faults = [indikator.fault for indikator in (one, other)]
        return Putusan("tak-terbaca", tuple([found for fault in faults if fault for found in fault.diagnostics]))
    try:
        with guarded(one.teks):
            told = _equal(left, right)
            if told.hasil == "beda" and (renamed := _renamed(left, right)) is not None:
                formula, only_grammar = renamed
                if _equal(left, formula).hasil == "sama":
                    return _SAME if only_grammar else Putusan("hampir")
    except FormulaError as error:
        return Putusan("tak-terbaca", error.diagnostics)
    return told


def _equal(one: Formula, other: Formula) -> Putusan:
    if one.tree == other.tree:
        return _SAME
    try:
        same = one.equals(other).same
    except FormulaError as error:
        return Putusan("tak-terbaca", error.diagnostics)
    if same is None:
        return Putusan("tak-terbaca")
    return _SAME if same else _DIFFERENT


def _renamed(one: Formula, other: Formula) -> tuple[Formula, bool] | None:
    """Return the second formula with the names of the first, where each has one that is nearly alike; and whether only
    joints and words such as *jumlah* differ.
    """
    names = {normalise(name): name for name in one.names}
    others = {normalise(name): name for name in other.names}
    if len(names) != len(others) or not 0 < len(names) <= _MOST_NAMES:
        return None
    found: dict[str, str] = {key: key for key in names.keys() & others.keys()}
    left = [key for key in names if key not in found]
    only_grammar = True
    for key in [key for key in others if key not in found]:
        near = [one_key for one_key in left if only_grammar_differs(one_key, key)]
        if not near:
            only_grammar = False
            near = [one_key for one_key in left if nearness(one_key, key) >= _NEAR]
        if len(near) != 1:
            return None
        found[key] = near[0]
        left.remove(near[0])
    tree = replace_names(other.tree, lambda name: _named(name, names, found))
    constants: Mapping[str, Fraction] = other.constants
    renamed = Formula(
        other.text,
        tree,
        other.kind,
        targets=other.targets,
        constants=constants,
        indikator=other.indikator,
        percent_wanted=other.percent_wanted,
    )
    return renamed, only_grammar


def _named(name: Name, names: Mapping[str, str], found: Mapping[str, str]) -> Name:
    key = found.get(name.key)
    return name if key is None or key == name.key else Name(names[key], name.span)
