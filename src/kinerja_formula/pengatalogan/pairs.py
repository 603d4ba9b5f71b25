"""Which indicator of one catalogue is which of another: by id, name, what is calculated, or a name nearly alike."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.files.guard import guarded
from kinerja_formula.names import normalise
from kinerja_formula.pengatalogan.entry import IndikatorKatalog
from kinerja_formula.tinjauan.penyandingan import Letak, side_by_side

__all__ = ["Pasangan", "pairs"]


class Pasangan(NamedTuple):
    """One indicator in two catalogues, None where one of them does not have it; ``oleh`` tells what joins them."""

    lama: IndikatorKatalog | None
    baru: IndikatorKatalog | None
    oleh: str = ""


def pairs(
    lama: Sequence[IndikatorKatalog], baru: Sequence[IndikatorKatalog], *, by_id: bool = True
) -> tuple[Pasangan, ...]:
    """Return the indicators of two catalogues side by side: those of the later one in its order, then those left over.

    >>> one = IndikatorKatalog(
    ...     id="a", nama="Persentase arsip tertata", rumus="Jumlah arsip ditata / Jumlah arsip × 100%"
    ... )
    >>> other = IndikatorKatalog(id="b", nama="Persentase penataan arsip", rumus=one.rumus)
    >>> [found.oleh for found in pairs([one], [other])]
    ['rumus']
    """
    joined: dict[int, tuple[int, str]] = {}
    open_ones = (list(range(len(lama))), list(range(len(baru))))
    keys: list[tuple[str, Callable[[IndikatorKatalog], Hashable]]] = [("id", lambda one: one.id)] if by_id else []
    keys += [
        ("nama", lambda one: (normalise(one.nama), normalise(one.jabatan), one.formula)),
        ("nama", lambda one: (normalise(one.nama), normalise(one.jabatan))),
        ("nama", lambda one: normalise(one.nama)),
        ("rumus", _tree),
        ("rumus", _operands),
    ]
    for oleh, key in keys:
        _join(lama, baru, open_ones, joined, oleh, key)
    _join_near(lama, baru, open_ones, joined)
    of_new = {new: (old, oleh) for old, (new, oleh) in joined.items()}
    found = [
        Pasangan(lama[of_new[new][0]], one, of_new[new][1]) if new in of_new else Pasangan(None, one)
        for new, one in enumerate(baru)
    ]
    return (*found, *[Pasangan(lama[old], None) for old in open_ones[0]])


def _join(
    lama: Sequence[IndikatorKatalog],
    baru: Sequence[IndikatorKatalog],
    open_ones: tuple[list[int], list[int]],
    joined: dict[int, tuple[int, str]],
    oleh: str,
    key: Callable[[IndikatorKatalog], Hashable],
) -> None:
    """Join those still alone whose key no other one has, of one name and as many also in their order.

    A key of None joins nothing.
    """
    told: tuple[dict[Hashable, list[int]], dict[Hashable, list[int]]] = ({}, {})
    for entries, places, own in zip((lama, baru), open_ones, told, strict=True):
        for place in places:
            own.setdefault(key(entries[place]), []).append(place)
    for one, old in told[0].items():
        new = told[1].get(one, [])
        if one is None or len(old) != len(new) or (oleh == "rumus" and len(old) > 1):
            continue
        for place, other in zip(old, new, strict=True):
            if oleh != "rumus" or _same(lama[place], baru[other]):
                _put(place, other, oleh, open_ones, joined)


def _put(
    old: int, new: int, oleh: str, open_ones: tuple[list[int], list[int]], joined: dict[int, tuple[int, str]]
) -> None:
    joined[old] = (new, oleh)
    open_ones[0].remove(old)
    open_ones[1].remove(new)


def _tree(one: IndikatorKatalog) -> Hashable:
    """Return what is calculated, letter by letter; None for a sentence, which says only what the name says."""
    formula = one.formula
    return formula if formula is not None and formula.kind not in ("naratif", "target") else None


def _operands(one: IndikatorKatalog) -> Hashable:
    """Return the names from which it is calculated, where they are several."""
    formula = one.formula
    names = frozenset(map(normalise, formula.names)) if formula is not None else frozenset()
    return names if len(names) > 1 else None


def _same(one: IndikatorKatalog, other: IndikatorKatalog) -> bool:
    left, right = one.formula, other.formula
    if left is None or right is None:
        return False
    if left == right:
        return True
    try:
        with guarded(one.rumus):
            return bool(left.equals(right))
    except FormulaError:
        return False


def _join_near(
    lama: Sequence[IndikatorKatalog],
    baru: Sequence[IndikatorKatalog],
    open_ones: tuple[list[int], list[int]],
    joined: dict[int, tuple[int, str]],
) -> None:
    """Join those whose names are nearly alike, as documents are put side by side."""
    rows = [
        [Letak(entries[place].jabatan, entries[place].to_indikator()) for place in places]
        for entries, places in zip((lama, baru), open_ones, strict=True)
    ]
    places = [
        {id(letak): place for letak, place in zip(own, places, strict=True)}
        for own, places in zip(rows, open_ones, strict=True)
    ]
    for row in side_by_side({"lama": rows[0], "baru": rows[1]}):
        old, new = row.rows.get("lama", ()), row.rows.get("baru", ())
        if len(old) == len(new) == 1:
            _put(places[0][id(old[0])], places[1][id(new[0])], "mirip", open_ones, joined)
