"""The rows of a document, each indicator once: a report tells of one in several tables, which complete each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from kinerja_formula.dokumen.model import Dokumen, Indikator, Jabatan
from kinerja_formula.names import normalise
from kinerja_formula.tinjauan.penyandingan import Letak
from kinerja_formula.tinjauan.perbandingan_isi import compare, compare_target, is_stated

__all__ = ["BarisDokumen", "differing", "rows_of"]

_ASPECTS: Final = ("target", "satuan", "formula")


class BarisDokumen(NamedTuple):
    """The indicators of a document: ``rows`` each once, ``every`` with those that contradict them, ``twice`` both.

    Rows of one name and post are one where they don't contradict each other; the first one counts where they do.
    """

    rows: tuple[Letak, ...]
    every: tuple[Letak, ...]
    twice: tuple[tuple[Letak, ...], ...]

    def document(self, changed: Callable[[Indikator], Indikator] = lambda one: one) -> Dokumen:
        """Return every row as a document of its own kind, in the order of the file."""
        return Dokumen("", tuple([Jabatan(one.jabatan, (changed(one.indikator),)) for one in self.every]))


def rows_of(dokumen: Dokumen, of_year: Callable[[Mapping[str, str]], str]) -> BarisDokumen:
    """Return the rows of a document; ``of_year`` gives the figure of the year that is meant.

    >>> told = [{"target": "90"}, {"realisasi": {"2024": "88"}}, {"target": "80"}]
    >>> rows = tuple([Indikator(nama="Persentase hadir", teks="", **one) for one in told])
    >>> found = rows_of(Dokumen("", (Jabatan("", rows),)), lambda figures: figures.get("2024", ""))
    >>> (
    ...     [(one.indikator.target, dict(one.indikator.realisasi)) for one in found.rows],
    ...     len(found.every),
    ...     len(found.twice),
    ... )
    ([('90', {'2024': '88'})], 2, 1)
    """
    kept: list[Letak] = []
    places: dict[str, list[int]] = {}
    firsts: dict[int, list[int]] = {}
    for jabatan, indikator in dokumen:
        letak = Letak(jabatan.nama, indikator)
        own = places.setdefault(normalise(indikator.nama), [])
        near = [place for place in own if _same_post(kept[place], letak)]
        agreeing = next((place for place in near if not _contradicts(kept[place].indikator, indikator, of_year)), None)
        if agreeing is not None and indikator.nama.strip():
            first = kept[agreeing]
            kept[agreeing] = Letak(first.jabatan or letak.jabatan, _completed(first.indikator, indikator))
            continue
        kept.append(letak)
        if near:
            head = next((one for one, others in firsts.items() if near[0] in (one, *others)), near[0])
            firsts.setdefault(head, []).append(len(kept) - 1)
        own.append(len(kept) - 1)
    further = {place for others in firsts.values() for place in others}
    return BarisDokumen(
        tuple([one for place, one in enumerate(kept) if place not in further]),
        tuple(kept),
        tuple([tuple([kept[place] for place in (first, *others)]) for first, others in firsts.items()]),
    )


def _same_post(one: Letak, other: Letak) -> bool:
    names = normalise(one.jabatan), normalise(other.jabatan)
    return names[0] == names[1] or not all(names)


def _contradicts(one: Indikator, other: Indikator, of_year: Callable[[Mapping[str, str]], str]) -> bool:
    return bool(differing(one, other, of_year))


def differing(one: Indikator, other: Indikator, of_year: Callable[[Mapping[str, str]], str]) -> tuple[str, ...]:
    """Return the aspects of which two rows say two things; what only one of them has is no contradiction.

    >>> one, other = [Indikator(nama="A", teks="", target=text, satuan="%") for text in ("90", "80")]
    >>> differing(one, other, lambda figures: "")
    ('target',)
    """
    told = [aspek for aspek in _ASPECTS if compare(aspek, one, other).hasil in ("beda", "hampir", "tak-terbaca")]
    figures = {"realisasi": (one.realisasi, other.realisasi), "capaian": (one.capaian, other.capaian)}
    for aspek, pair in figures.items():
        texts = of_year(pair[0]), of_year(pair[1])
        if all(map(is_stated, texts)) and compare_target(one, other, *texts).hasil == "beda":
            told.append(aspek)
    return tuple(told)


def _completed(one: Indikator, other: Indikator) -> Indikator:
    """Return a row with what only the other one tells."""
    has_target = is_stated(one.target) or not is_stated(other.target)
    return replace(
        one,
        teks=one.teks if one.teks.strip() else other.teks,
        sasaran=one.sasaran if one.sasaran.strip() else other.sasaran,
        sumber_data=one.sumber_data or other.sumber_data,
        satuan=one.satuan if one.satuan.strip() else other.satuan,
        target=one.target if has_target else other.target,
        periode=one.periode if has_target else other.periode,
        arah=one.arah or other.arah,
        targets=_both(one.targets, other.targets),
        realisasi=_both(one.realisasi, other.realisasi),
        capaian=_both(one.capaian, other.capaian),
        pembanding=_both(one.pembanding, other.pembanding),
    )


def _both(one: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    return {**other, **{period: text for period, text in one.items() if is_stated(text) or period not in other}}
