"""The file of a catalogue → the catalogue, strictly: whatever does not fit is told with its line, all of it at once."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import INVALID_KATALOG
from kinerja_formula.dokumen.model import Dokumen
from kinerja_formula.dokumen.reader import is_katalog, read
from kinerja_formula.files.file_bytes import DEFAULT_FILE_LIMITS, FileLimits, decode_text, read_bytes
from kinerja_formula.files.guard import guarded
from kinerja_formula.files.model import Page
from kinerja_formula.pengatalogan.model import Katalog

__all__ = ["dokumen_of_text", "katalog", "katalog_of_text", "katalog_or_dokumen", "katalog_or_nothing"]

_MOST_BYTES: Final = 5_000_000
_PART: Final = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_DOTTED: Final = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEAD: Final = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]")
_KEY: Final = re.compile(rf"\s*({_DOTTED})\s*=\s*(.*)")
_PARTS: Final = re.compile(_PART)


def katalog(path: str | os.PathLike[str], *, limits: FileLimits = DEFAULT_FILE_LIMITS) -> Katalog:
    """Return the catalogue of indicators that a TOML file holds: evaluate all, check, compare with another year.

    Its form: docs/how-to/keep-a-catalogue.md and ``kf.schema("katalog")``.

    Raises InvalidDataError: KF401 the file can't be read, KF520 it is no TOML, a field is unknown, missing, too long or
    of another type, an id is given twice, a rule set or unit is unknown, KF521 a formula is no canonical line. Every
    fault is told at once, with file, line and field.

    >>> found = katalog("examples/katalog.toml")
    >>> hasil = found.evaluate({"Nilai evaluasi SAKIP oleh Inspektorat": "73,5"}, periode="2025")
    >>> len(found), str(hasil["nilai-sakip-kecamatan"].capaian), len(hasil.gaps)
    (5, '99,32%', 4)
    """
    name = os.fspath(path)
    return katalog_of_text(decode_text(name, read_bytes(name, limits)), name)


def katalog_of_text(text: str, path: str = "") -> Katalog:
    """Return the catalogue that a text in TOML is. Raises InvalidDataError KF520, KF521."""
    import tomllib

    if len(text) > _MOST_BYTES:
        raise _unfit(path, "berkas-terlalu-besar", f"≤ {_MOST_BYTES} B")
    try:
        data: dict[str, Any] = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise _unfit(path, "bukan-toml", "TOML", line[1] if line else "1") from None
    with guarded():
        return Katalog.from_json(data, berkas=path, line_of=Lines(text).of)


def katalog_or_dokumen(
    path: str | os.PathLike[str],
    *,
    tahun: int | str | None = None,
    watch: Callable[[Iterable[Page]], Iterable[Page]] | None = None,
) -> Katalog | Dokumen:
    """Return a catalogue as it is, any other file as the document that :func:`kinerja_formula.read` reads.

    >>> [type(katalog_or_dokumen(f"examples/{name}")).__name__ for name in ("katalog.toml", "pelayanan.csv")]
    ['Katalog', 'Dokumen']
    """
    name = os.fspath(path)
    found = katalog_or_nothing(name)
    return read(name, tahun=tahun, watch=watch) if found is None else found


def katalog_or_nothing(path: str | os.PathLike[str]) -> Katalog | None:
    """Return a catalogue, None for any other file. Raises InvalidDataError KF401, KF520, KF521.

    >>> katalog_or_nothing("examples/pelayanan.csv")
    """
    name = os.fspath(path)
    raw = read_bytes(name)
    if raw.startswith((b"PK", b"%PDF-", b"\xd0\xcf\x11\xe0")) or b"indikator" not in raw.replace(b"\0", b""):
        return None
    try:
        text = decode_text(name, raw)
    except InvalidDataError:  # whoever reads it as a document says what it is
        return None
    return katalog_of_text(text, name) if is_katalog(text) else None


def dokumen_of_text(text: str, path: str = "") -> Dokumen:
    """Return the catalogue that a text in TOML is, as the document that it can stand for."""
    return katalog_of_text(text, path).dokumen


def _unfit(path: str, reason: str, expected: str, line: str = "1") -> InvalidDataError:
    file = os.path.basename(path) or "TOML"
    found = Diagnostic(INVALID_KATALOG, (0, 0), (), file=file, line=line, field="–", reason=reason, expected=expected)
    return InvalidDataError(found)


class Lines:
    """The lines on which the fields of a TOML text stand, which tomllib does not tell.

    >>> lines = Lines('schema = "x"\\n\\n[[indikator]]\\nid = "a"\\ntarget."TW I" = "5"\\n[[indikator]]\\nid = "b"\\n')
    >>> [
    ...     lines.of(tuple(place.split(".")))
    ...     for place in ("indikator.1.target.TW I", "indikator.2.id", "indikator.2.nama")
    ... ]
    [5, 7, 6]
    """

    def __init__(self, text: str) -> None:
        self._places: dict[tuple[str, ...], int] = {}
        for place, number in _places(text):
            for depth in range(1, len(place) + 1):
                self._places.setdefault(place[:depth], number)

    def of(self, place: tuple[str, ...]) -> int:
        """Return the line of a field, or of the nearest thing round it that the text has."""
        for depth in range(len(place), 0, -1):
            if place[:depth] in self._places:
                return self._places[place[:depth]]
        return 1


def _places(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    table: tuple[str, ...] = ()
    counts: dict[tuple[str, ...], int] = {}
    closing = ""
    for number, line in enumerate(text.split("\n"), 1):
        if closing:  # inside a text of several lines
            closing = "" if closing in line else closing
            continue
        head, key = _HEAD.match(line), _KEY.match(line)
        if head:
            name = _split(head[2])
            if head[1] == "[[":
                counts[name] = counts.get(name, 0) + 1
            table = _numbered(name, counts)
            yield table, number
        elif key:
            yield (*table, *_split(key[1])), number
            for quotes in ('"""', "'''"):
                if key[2].startswith(quotes) and quotes not in key[2][3:]:
                    closing = quotes


def _numbered(name: tuple[str, ...], counts: dict[tuple[str, ...], int]) -> tuple[str, ...]:
    """Return a table's name with the number of the list entry that it stands in."""
    for depth in range(len(name), 0, -1):
        if name[:depth] in counts:
            return (*name[:depth], str(counts[name[:depth]]), *name[depth:])
    return name


def _split(key: str) -> tuple[str, ...]:
    return tuple([part[1:-1] if part[0] in "\"'" else part for part in _PARTS.findall(key)])
