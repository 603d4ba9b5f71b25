"""Reads rule files (docs/how-to/add-a-regulation.md) and refuses what does not fit, naming file, line and field."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final, NoReturn

from kinerja_formula.data_files import read_toml
from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import INVALID_ATURAN
from kinerja_formula.numerals import NumeralError, read_figure, shortest
from kinerja_formula.penilaian.band_order import Interval, first_gap, first_overlap, is_empty
from kinerja_formula.penilaian.rule_set import (
    KEPERCAYAAN,
    Asal,
    Aturan,
    Batas,
    CaraRekap,
    Celah,
    Fungsi,
    Kasus,
    Nol,
    Pita,
    Skala,
)
from kinerja_formula.penilaian.rumus import Rumus, RumusFault, Syarat

__all__ = ["CARA", "DIRECTIONS", "KOSONG", "WARNA", "RuleFile", "files_of", "read_aturan_file", "read_functions_file"]

DIRECTIONS: Final = ("naik", "turun", "stabil")
"""What a function can be given for; the function of a range goes by that of naik or turun."""
WARNA: Final = ("hijau", "kuning", "jingga", "merah")
CARA: Final = ("rata-rata", "tertimbang", "rasio-jumlah", "geometrik")
"""The ways to roll up; see :mod:`kinerja_formula.penilaian.roll_ups`."""
KOSONG: Final = ("lewati", "nol", "tanpa-nilai")
"""What becomes of a gap in a roll-up: it is skipped, counts as zero, or leaves the whole without a value."""

_JENIS: Final = ("rumus", "rentang", "keberadaan", "tanggal", "peringkat")
_OPERANDS: Final = ("Realisasi", "Target")
_SOURCE: Final = ("sumber", "kepercayaan")
_ZEROS: Final = {"tanpa nilai": None, "batas": "batas", "fungsi": "fungsi"}
_MOST_BYTES: Final = 200_000
_MOST_BANDS: Final = 50
_ONE_TEXT: Final = "teks"

Table = Mapping[str, Any]
Place = tuple[str | int, ...]
"""The way to a field: ``("skala", "pita", 2, "mulai")``, bands counted from 1."""

_HEAD: Final = re.compile(r"\s*(\[\[?)\s*([^\[\]]{1,80}?)\s*\]")
_KEY: Final = re.compile(r"""\s*([\w-]{1,40}|"[^"\n]{1,80}"|'[^'\n]{1,80}')\s*=""")
_STEP: Final = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
"""One step of a dotted head: bare, or in quotes, in which dots and spaces belong to the name."""


class RuleFile:
    """One TOML file on its way into objects: every field is checked, and the first that does not fit is an error.

    All methods raise InvalidDataError KF317, which names file, line and field.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.document = self._load()

    def _load(self) -> Table:
        try:
            if os.path.getsize(self.path) > _MOST_BYTES:
                self.refuse((), reason="berkas-terlalu-besar", expected=f"≤ {_MOST_BYTES} B")
            return read_toml(self.path)
        except InvalidDataError:
            raise
        except OSError as error:
            self.refuse((), reason="berkas-gagal-dibaca", expected=error.strerror or "TOML")
        except (ValueError, RecursionError) as error:
            line = re.search(r"line (\d+)", str(error))
            self.refuse((), reason="bukan-toml", expected="TOML", line=int(line[1]) if line else 1)

    def refuse(
        self,
        place: Place,
        *,
        reason: str,
        expected: str,
        line: int | None = None,
        facts: Mapping[str, object] = MappingProxyType({}),
    ) -> NoReturn:
        """Raise the error that ``place`` is at fault; ``facts`` are what a message of this reason tells besides."""
        field = ".".join(map(str, place)) or "–"
        where = self._line_of(place) if line is None else line
        name = os.path.basename(self.path)
        told = {"file": name, "line": where, "field": field, "expected": expected, "reason": reason, **facts}
        raise InvalidDataError(Diagnostic(INVALID_ATURAN, (0, 0), (), **told))

    def _line_of(self, place: Place) -> int:
        """Return the line of a field, or of the nearest thing round it that the file has."""
        try:
            with open(self.path, encoding="utf-8") as file:
                lines = file.read(_MOST_BYTES).splitlines()
        except (OSError, UnicodeError):
            return 1
        table: Place = ()
        bands: dict[str, int] = {}
        best, depth = 1, 0
        for number, line in enumerate(lines, 1):
            head, key = _HEAD.match(line), _KEY.match(line)
            if head:
                table = tuple([step.strip("\"'") for step in _STEP.findall(head[2])])
                if head[1] == "[[":
                    bands[head[2]] = bands.get(head[2], 0) + 1
                    table = (*table, bands[head[2]])
                here = table
            elif key:
                here = (*table, key[1].strip("\"'"))
            else:
                continue
            if here[: len(place)] == place:
                return number
            if len(here) > depth and here == place[: len(here)]:
                best, depth = number, len(here)
        return best

    # Fields

    def table(self, place: Place, content: object, known: tuple[str, ...]) -> Table:
        """Return a table that has no other fields than ``known``."""
        if not isinstance(content, Mapping):
            self.refuse(place, reason="bukan-tabel", expected=", ".join(known))
        for field in content:
            if field not in known:
                self.refuse((*place, field), reason="bidang-tak-dikenal", expected=", ".join(known))
        return content

    def any_table(self, place: Place, content: object) -> Table:
        """Return a table whose fields are names that the file chooses."""
        return self.table(place, content, tuple(content) if isinstance(content, Mapping) else ())

    def text(self, place: Place, content: Table, field: str, *, needed: bool = True) -> str:
        value = content.get(field, "")
        if not isinstance(value, str) or (needed and not value.strip()):
            reason = "bidang-hilang" if field not in content else "bukan-teks-bidang"
            self.refuse((*place, field), reason=reason, expected=_ONE_TEXT)
        return value

    def choice(self, place: Place, content: Table, field: str, choices: tuple[str, ...], default: str) -> str:
        value = content.get(field, default)
        if value not in choices:
            self.refuse((*place, field), reason="pilihan-lain", expected=", ".join(choices))
        return str(value)

    def number(self, place: Place, content: Table, field: str) -> Fraction | None:
        """Return a number or percentage; None where the field is not there."""
        if field not in content:
            return None
        try:
            figure = read_figure(self.text(place, content, field))
        except NumeralError:
            self.refuse((*place, field), reason="bukan-angka", expected="91%; 88,31")
        if figure.upper is not None or figure.comparison is not None or figure.unit not in (None, "%"):
            self.refuse((*place, field), reason="bukan-angka", expected="91%; 88,31")
        return figure.value

    def whole(self, place: Place, content: Table, field: str, lowest: int, highest: int) -> int | None:
        value = content.get(field)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
            self.refuse((*place, field), reason="di-luar-batas", expected=f"{lowest} – {highest}")
        return value

    def asal(self, place: Place, content: Table, default: Asal | None = None) -> Asal:
        """Return where a part comes from; what it does not say itself is that of the whole."""
        sumber = self.text(place, content, "sumber", needed=default is None) or (default.sumber if default else "")
        kepercayaan = default.kepercayaan if default else "terbaca"
        if "kepercayaan" in content or default is None:
            kepercayaan = self.choice(place, content, "kepercayaan", KEPERCAYAAN, "")
        return Asal(sumber, kepercayaan)

    def rumus(self, place: Place, text: str, names: tuple[str, ...]) -> Rumus:
        try:
            return Rumus(text, names)
        except RumusFault as fault:
            self.refuse(place, reason=fault.reason, expected=", ".join(names))

    # Functions

    def functions(self, content: Table, place: Place = ()) -> dict[str, Fungsi]:
        return {name: self._function((*place, name), name, entry) for name, entry in content.items()}

    def _function(self, place: Place, name: str, entry: object) -> Fungsi:
        known = ("nama", "jenis", "rumus", "kasus", "ejaan", "dalam", *_SOURCE)
        content = self.table(place, entry, known)
        jenis = self.choice(place, content, "jenis", _JENIS, "rumus")
        asal = self.asal(place, content)
        inside = content.get("dalam")
        return Fungsi(
            name,
            self.text(place, content, "nama"),
            jenis,
            self._cases(place, content) if jenis == "rumus" else (),
            asal,
            tuple([self.rumus((*place, "ejaan"), text, _OPERANDS) for text in self.texts(place, content, "ejaan")]),
            None if inside is None else self.asal((*place, "dalam"), self.table((*place, "dalam"), inside, _SOURCE)),
        )

    def _cases(self, place: Place, content: Table) -> tuple[Kasus, ...]:
        if "kasus" not in content:
            text = self.text(place, content, "rumus")
            return (Kasus(None, self.rumus((*place, "rumus"), text, _OPERANDS)),)
        cases = []
        for number, entry in enumerate(self.entries((*place, "kasus"), content["kasus"]), 1):
            here = (*place, "kasus", number)
            case = self.table(here, entry, ("bila", "rumus"))
            rumus = self.rumus((*here, "rumus"), self.text(here, case, "rumus"), _OPERANDS)
            cases.append(Kasus(self._condition(here, case), rumus))
        if not cases or cases[-1].bila is not None:
            self.refuse((*place, "kasus"), reason="kasus-terbuka", expected="rumus")
        return tuple(cases)

    def _condition(self, place: Place, case: Table) -> Syarat | None:
        if "bila" not in case:
            return None
        try:
            return Syarat.read(self.text(place, case, "bila"), _OPERANDS)
        except RumusFault as fault:
            self.refuse((*place, "bila"), reason=fault.reason, expected="Realisasi > Target")

    def entries(self, place: Place, content: object) -> list[Any]:
        if not isinstance(content, list) or len(content) > _MOST_BANDS:
            self.refuse(place, reason="bukan-daftar", expected="[[…]]")
        return content

    def texts(self, place: Place, content: Table, field: str) -> list[str]:
        """Return a list of texts; empty where the field is not there."""
        texts = self.entries((*place, field), content.get(field, []))
        if not all(isinstance(text, str) and text.strip() for text in texts):
            self.refuse((*place, field), reason="bukan-teks-bidang", expected=_ONE_TEXT)
        return texts

    # Rule sets

    def aturan(self, functions: Mapping[str, Fungsi], scale_of: Callable[[str], Skala | None]) -> Aturan:
        """Return the rule set that the file is.

        ``functions`` are those that it may name besides its own; ``scale_of`` gives the scale of another rule set.
        """
        known = ("nama", "berlaku", "berakhir", "fungsi", "definisi", "batas", "nol", "pembulatan", "skala", "rekap")
        content = self.table((), self.document, (*known, "peringkat", *_SOURCE))
        asal = self.asal((), content)
        first, last = (self.whole((), content, field, 1945, 2200) for field in ("berlaku", "berakhir"))
        if first is not None and last is not None and first > last:
            self.refuse(("berakhir",), reason="tahun-terbalik", expected=f"≥ {first}")
        rounding = self.table(("pembulatan",), content.get("pembulatan", {}), ("capaian", "skala", *_SOURCE))
        rekap = self.table(("rekap",), content.get("rekap", {}), ("cara", "kosong"))
        return Aturan(
            os.path.splitext(os.path.basename(self.path))[0],
            self.text((), content, "nama"),
            asal,
            first,
            last,
            self._directions(content, functions, asal),
            self._limits(content, asal),
            self._zeros(content, asal),
            self.whole(("pembulatan",), rounding, "capaian", 0, 30),
            self.whole(("pembulatan",), rounding, "skala", 0, 30),
            self.asal(("pembulatan",), rounding, asal),
            self._scale(content, asal, scale_of, rounding),
            CaraRekap(
                self.choice(("rekap",), rekap, "cara", CARA, "rata-rata"),
                self.choice(("rekap",), rekap, "kosong", KOSONG, "lewati"),
            ),
            self._ranks(content),
            self.path,
        )

    def _directions(self, content: Table, functions: Mapping[str, Fungsi], asal: Asal) -> dict[str, Fungsi]:
        own = self.any_table(("definisi",), content.get("definisi", {}))
        known = {**functions, **self.functions(own, ("definisi",))}
        known = {name: one for name, one in known.items() if one.jenis == "rumus" and one.asal.kepercayaan != "cacat"}
        usable = ", ".join(known)
        chosen = self.table(("fungsi",), content.get("fungsi", {}), DIRECTIONS)
        if "naik" not in chosen:
            self.refuse(("fungsi", "naik"), reason="bidang-hilang", expected=usable)
        found = {}
        for direction, entry in chosen.items():
            place = ("fungsi", direction)
            details = self.table(place, entry, ("pakai", *_SOURCE)) if isinstance(entry, Mapping) else {"pakai": entry}
            name = details.get("pakai")
            if not isinstance(name, str) or name not in known:
                self.refuse(place, reason="fungsi-tak-dikenal", expected=usable)
            found[direction] = known[name]._replace(asal=self.asal(place, details, asal))
        return found

    def _limits(self, content: Table, asal: Asal) -> Batas | None:
        if "batas" not in content:
            return None
        limits = self.table(("batas",), content["batas"], ("atas", "bawah", *_SOURCE))
        highest, lowest = (self.number(("batas",), limits, field) for field in ("atas", "bawah"))
        if highest is not None and lowest is not None and lowest > highest:
            self.refuse(("batas", "bawah"), reason="batas-terbalik", expected="bawah ≤ atas")
        return Batas(highest, lowest, self.asal(("batas",), limits, asal))

    def _zeros(self, content: Table, asal: Asal) -> Nol | None:
        if "nol" not in content:
            return None
        zeros = self.table(("nol",), content["nol"], ("keduanya", "target", "realisasi", *_SOURCE))
        both, target, realisasi = (self._zero(zeros, field) for field in ("keduanya", "target", "realisasi"))
        return Nol(both, target, realisasi, self.asal(("nol",), zeros, asal))

    def _zero(self, zeros: Table, field: str) -> dict[str, Fraction | str | None]:
        given = zeros.get(field, "fungsi")
        by_direction = given if isinstance(given, Mapping) else dict.fromkeys(DIRECTIONS, given)
        place = ("nol", field)
        self.table(place, by_direction, DIRECTIONS)
        found: dict[str, Fraction | str | None] = dict.fromkeys(DIRECTIONS, "fungsi")
        for direction, text in by_direction.items():
            if isinstance(text, str) and text in _ZEROS:
                found[direction] = _ZEROS[text]
            else:
                found[direction] = self.number(place, {direction: text}, direction)
        return found

    def _scale(
        self, content: Table, asal: Asal, scale_of: Callable[[str], Skala | None], rounding: Table
    ) -> Skala | None:
        if "skala" not in content:
            return None
        scale = self.table(("skala",), content["skala"], ("pakai", "dari", "pita", "celah"))
        if "pakai" in scale:
            other = scale_of(self.text(("skala",), scale, "pakai"))
            if other is None:
                self.refuse(("skala", "pakai"), reason="skala-tak-dikenal", expected="permendagri-86-2017")
            return other
        entries = self.entries(("skala", "pita"), scale.get("pita", []))
        bands = tuple([self._band(("skala", "pita", number), entry, asal) for number, entry in enumerate(entries, 1)])
        if not bands or bands[-1].syarat is not None:
            self.refuse(("skala", "pita"), reason="pita-kurang", expected="[[skala.pita]]")
        for number, (above, below) in enumerate(pairwise(bands), 2):
            if above.mulai is None or (below.mulai is not None and below.mulai > above.mulai):
                self.refuse(("skala", "pita", number, "mulai"), reason="pita-tak-urut", expected=f"≤ {above.tertulis}")
        origin = self.choice(("skala",), scale, "dari", ("capaian", "realisasi"), "capaian")
        holes = self._holes(scale, asal)
        decimals = rounding.get("skala", rounding.get("capaian") if origin == "capaian" else None)
        self._refuse_holes_and_overlaps(bands, decimals, None if holes is None else holes.lebar)
        return Skala(origin, bands, holes)

    def _holes(self, scale: Table, asal: Asal) -> Celah | None:
        if "celah" not in scale:
            return None
        place = ("skala", "celah")
        holes = self.table(place, scale["celah"], ("lebar", *_SOURCE))
        width = self.number(place, holes, "lebar")
        if width is None or width <= 0:
            reason = "bidang-hilang" if width is None else "di-luar-batas"
            self.refuse((*place, "lebar"), reason=reason, expected="1%; 0,01")
        self.text(place, holes, "sumber")  # that of the whole file is not enough: who reads the scale looks there
        return Celah(width, self.asal(place, holes, asal))

    def _refuse_holes_and_overlaps(self, bands: tuple[Pita, ...], decimals: int | None, width: Fraction | None) -> None:
        for number, band in enumerate(bands, 1):
            if is_empty(band):
                self.refuse(("skala", "pita", number), reason="pita-kosong", expected="mulai ≤ sampai")
        overlap = first_overlap(bands)
        if overlap is not None:
            one = overlap.low == overlap.high
            self._refuse_interval(bands, overlap, reason="pita-tumpang-tindih-tepat" if one else "pita-tumpang-tindih")
        gap = first_gap(bands, decimals, width)
        if gap is not None:
            one = gap.low == gap.high
            self._refuse_interval(bands, gap, reason="pita-bercelah-tepat" if one else "pita-bercelah")

    def _refuse_interval(self, bands: tuple[Pita, ...], found: Interval, *, reason: str) -> NoReturn:
        lower, upper = bands[found.number - 1].tertulis, bands[found.other - 1].tertulis
        sign = "%" if "%" in lower + upper else ""
        ends = {"low": shortest(found.low) + sign, "high": shortest(found.high) + sign}
        facts = {**ends, "lower": lower, "upper": upper}
        self.refuse(("skala", "pita", found.number), reason=reason, expected=f"{upper}; {lower}", facts=facts)

    def _band(self, place: Place, entry: object, asal: Asal) -> Pita:
        known = ("predikat", "mulai", "di_atas", "sampai", "hingga", "nilai", "syarat", "warna", *_SOURCE)
        band = self.table(place, entry, known)
        for one, other in (("mulai", "di_atas"), ("sampai", "hingga")):
            if one in band and other in band:
                self.refuse((*place, other), reason="bidang-berganda", expected=f"{one} / {other}")
        low, above = self.number(place, band, "mulai"), self.number(place, band, "di_atas")
        high, below = self.number(place, band, "sampai"), self.number(place, band, "hingga")
        score = self.text(place, band, "nilai", needed=False)
        return Pita(
            self.text(place, band, "predikat"),
            low if above is None else above,
            above is not None,
            high if below is None else below,
            below is not None,
            self.rumus((*place, "nilai"), score, ("Capaian",)) if score else None,
            self.text(place, band, "syarat", needed=False) or None,
            self.choice(place, band, "warna", WARNA, "") if "warna" in band else None,
            _written(band),
            self.asal(place, band, asal),
        )

    def _ranks(self, content: Table) -> dict[str, tuple[str, ...]]:
        ranks = content.get("peringkat", {})
        self.any_table(("peringkat",), ranks)
        return {name: tuple(self.texts(("peringkat",), ranks, name)) for name in ranks}


def _written(band: Table) -> str:
    """Return the interval of a band as a person writes it."""
    low, above = band.get("mulai"), band.get("di_atas")
    high, below = band.get("sampai"), band.get("hingga")
    begin = f"> {above}" if above else f"{low}" if low else ""
    if not begin:
        return f"≤ {high}" if high else f"< {below}" if below else "–"
    if high is None and below is None:
        return begin if above else f"≥ {low}"
    return begin if low == high and low else f"{begin} – {f'< {below}' if below else high}"


def read_functions_file(path: str) -> dict[str, Fungsi]:
    """Return the functions of a file by their ids. Raises InvalidDataError KF317."""
    file = RuleFile(path)
    return file.functions(file.document)


def read_aturan_file(path: str, functions: Mapping[str, Fungsi], scale_of: Callable[[str], Skala | None]) -> Aturan:
    """Return the rule set of a file; see :meth:`RuleFile.aturan`. Raises InvalidDataError KF317."""
    return RuleFile(path).aturan(functions, scale_of)


def files_of(path: str) -> list[str]:
    """Return the rule files of a folder; a file itself, and so what can't be listed: reading it tells why."""
    try:
        inside = sorted(os.listdir(path)) if os.path.isdir(path) else None
    except OSError:
        inside = None
    return [path] if inside is None else [os.path.join(path, name) for name in inside if name.endswith(".toml")]
