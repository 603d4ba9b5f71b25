"""Catalogues and their comparison as a person reads them in a terminal. Nothing is compared here."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import groupby
from typing import Final

from kinerja_formula.data_files import DATA, read_toml
from kinerja_formula.numerals import format_number
from kinerja_formula.pengatalogan.changes import Banding, Perubahan
from kinerja_formula.pengatalogan.model import Katalog
from kinerja_formula.plain_text import printable

__all__ = ["banding_lines", "written_line"]

_ALONE: Final = ("ditambah", "dihapus")
"""Changes that are told in the line of the indicator itself."""
_SOURCE: Final = "sumber"
"""A change that most indicators have alike, and that is told once."""


@cache
def _texts(language: str) -> dict[str, dict[str, str]]:
    """Return the words of ``data/katalog`` in a language."""
    return read_toml(os.path.join(DATA, "katalog", f"{language}.toml"))


def banding_lines(found: Banding, language: str = "id") -> Iterator[str]:
    """Yield what changed line by line: each indicator with its id, below it what it says otherwise; the counts last.

    >>> one = Perubahan("target", "hadir", "Persentase hadir", "90", "95", "2025")
    >>> print("\\n".join(banding_lines(Banding("a.toml", "b.toml", (1, 1), (one,)))))
    a.toml → b.toml
    <BLANKLINE>
    Persentase hadir (hadir)
      target 2025: 90 → 95
    <BLANKLINE>
    1 dari 1 indikator berubah, 0 ditambahkan, 0 tidak ada lagi.
    """
    words = _texts(language)["kata"]
    yield words["heading"].format(lama=printable(found.lama) or "–", baru=printable(found.baru) or "–")
    yield ""
    sources = [one for one in found.perubahan if one.jenis == _SOURCE]
    others = [one for one in found.perubahan if one.jenis != _SOURCE]
    for _, own in groupby(others, key=lambda one: (one.id, one.jenis in _ALONE)):
        yield from _of_indicator(list(own), language)
        yield ""
    for (lama, baru), count in Counter([(one.lama, one.baru) for one in sources]).items():
        shown = (printable(text) or words["empty"] for text in (lama, baru))
        yield words["sources"].format(**dict(zip(("lama", "baru"), shown, strict=True)), count=count)
        yield ""
    if found.sama:
        yield words["none"].format(banyak=found.banyak[1])
        return
    alone = {jenis: sum(one.jenis == jenis for one in found.perubahan) for jenis in _ALONE}
    changed = len({one.id for one in others if one.jenis not in _ALONE})
    yield words["counts"].format(berubah=changed, banyak=found.banyak[1], **alone)


def _of_indicator(changes: list[Perubahan], language: str) -> Iterator[str]:
    words, kinds = _texts(language)["kata"], _texts(language)["jenis"]
    first = changes[0]
    head = f"{printable(first.nama)} ({first.id})"
    if first.jenis in _ALONE:
        yield f"{head}: {kinds[first.jenis]}"
        return
    yield head
    for one in changes:
        what = kinds[one.jenis].format(periode=printable(one.periode)).strip()
        lama, baru = (printable(text) or words["empty"] for text in (one.lama, one.baru))
        if one.jenis == "target-ditambah":
            yield f"  {what}: {baru}"
        elif one.jenis == "target-dihapus":
            yield f"  {what}: {lama}"
        else:
            yield f"  {words['change'].format(what=what, lama=lama, baru=baru)}"
        if one.contoh:
            figures = ", ".join([f"{printable(name)} = {_figure(value)}" for name, value in one.contoh])
            left, right = (words["no value"] if value is None else _figure(value) for value in one.hasil)
            yield f"    {words['example'].format(figures=figures, lama=left, baru=right)}"


def _figure(value: Fraction) -> str:
    return format_number(value, trim=True)


def written_line(katalog: Katalog, path: str, language: str = "id") -> str:
    """Return in a line what a catalogue that was written holds."""
    told = [one.bacaan.keadaan for one in katalog.values()]
    counts = {"diperiksa": told.count("diperiksa"), "terbaca": told.count("terbaca")}
    return _texts(language)["kata"]["written"].format(
        path=path, banyak=len(told), belum=len(told) - sum(counts.values()), **counts
    )
