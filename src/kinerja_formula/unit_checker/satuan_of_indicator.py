"""Whether the satuan of an indicator fits its name."""

from __future__ import annotations

from kinerja_formula.units import Unit, default_vocabulary, head_unit, meet, read_unit
from kinerja_formula.units.words import tokens

__all__ = ["check_satuan"]


def check_satuan(name: str, satuan: str) -> str:
    """Return whether a satuan fits the name of an indicator: ``accept``, ``warning`` or ``error``.

    A name that tells no unit accepts any satuan; the rules are in data/vocabulary/pasangan.toml.

    >>> (
    ...     check_satuan("Jumlah Pegawai yang mengikuti diklat", "Orang"),
    ...     check_satuan("Jumlah Mahasiswa berwirausaha", "%"),
    ... )
    ('accept', 'error')
    """
    vocabulary = default_vocabulary()
    given, told = read_unit(satuan), head_unit(name)
    if given is None:
        return "error"
    words = tokens(name, most=1)
    counts = bool(words) and words[0].text in vocabulary.words("heads", "counts")
    if not given.parts and counts:
        return "error"  # the name counts, a share is another kind of indicator
    if told is None:
        return "accept"
    kind = told.unit.kind
    if kind is not None and kind.family in vocabulary.words("satuan", "titles") and not counts:
        return "accept"
    meeting = meet(told.unit, given, "satuan")
    if meeting.severity is None or meeting.severity == "note":
        return "accept"
    if _differ_by_time(given, told.unit):
        return "accept"
    counter = given.kind is not None and given.kind.name in vocabulary.words("satuan", "counters")
    if counter and meeting.rule in ("saudara", "tak-dikenal"):
        return "accept"
    predicate = kind is not None and kind.family in vocabulary.words("satuan", "graded") and not given.known
    return "accept" if predicate else meeting.severity


def _differ_by_time(one: Unit, other: Unit) -> bool:
    """Orang-bulan and orang, kali/tahun and kali; a share and a length of time have nothing in common."""
    return bool(one.parts and other.parts) and all(part.family == "waktu" for part, _ in (one / other).parts)
