"""Whether the satuan of an indicator fits its name."""

from __future__ import annotations

from kinerja_formula.units import default_vocabulary, head_unit, meet, read_unit
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
    if all(part.family == "waktu" for part, _ in (given / told.unit).parts):
        return "accept"  # orang-bulan of orang, kali/tahun of kali
    counter = given.kind is not None and given.kind.name in vocabulary.words("satuan", "counters")
    if counter and meeting.rule in ("saudara", "tak-dikenal"):
        return "accept"
    predicate = kind is not None and kind.family in vocabulary.words("satuan", "graded") and not given.known
    return "accept" if predicate else meeting.severity
