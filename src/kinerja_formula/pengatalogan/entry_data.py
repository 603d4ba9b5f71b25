"""An entry of a catalogue ↔ plain data, as it stands in the file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.numerals import NumeralError, read_figure, shortest
from kinerja_formula.pengatalogan.entry_parts import (
    CONFIRMED,
    FIELDS,
    NEEDED,
    NO_SOURCE,
    NOT_TOLD,
    TEXTS,
    BacaanKatalog,
    SumberKatalog,
)
from kinerja_formula.pengatalogan.misfits import SHOWN, misfit, unknown_fields
from kinerja_formula.penilaian import ARAH

__all__ = ["bacaan_data", "fields_of_data", "share_text", "target_data"]


def target_data(target: Mapping[str, str]) -> str | dict[str, str]:
    """Return targets by their period; one without a period as it is."""
    return target[""] if list(target) == [""] else dict(target)


def bacaan_data(bacaan: BacaanKatalog) -> str | dict[str, str]:
    """Return who has confirmed a line and when, or how far it can be trusted."""
    told = {key: value for key, value in (("oleh", bacaan.oleh), ("tanggal", bacaan.tanggal)) if value}
    return told if told and bacaan.keadaan == CONFIRMED else bacaan.keadaan


def share_text(share: Fraction) -> str:
    """Return a weight as people write one; as a fraction where no percentage is exact."""
    hundred = share * 100
    whole = hundred.denominator
    for prime in (2, 5):
        while whole % prime == 0:
            whole //= prime
    return f"{shortest(hundred)}%" if whole == 1 else str(share)


def fields_of_data(data: object) -> tuple[dict[str, Any], list[Diagnostic]]:
    """Return the fields of an entry, and what does not fit in them so far.

    Raises InvalidDataError KF520 for what is no table.
    """
    if not isinstance(data, Mapping):
        raise InvalidDataError(misfit("–", reason="bukan-tabel", expected=", ".join(FIELDS)))
    faults = list(unknown_fields(data, FIELDS, ""))
    made: dict[str, Any] = {field: data[field] for field in (*TEXTS, "arah", "konstanta") if field in data}
    made |= {field: data.get(field, "") for field in NEEDED}
    target = data.get("target", {})
    made["target"] = {"": target} if isinstance(target, str) else target
    made["bobot"] = _share(data.get("bobot"), faults)
    made["sumber"] = _source(data.get("sumber", {}), faults)
    made["bacaan"] = _bacaan(data.get("bacaan", ""), faults)
    if "arah" in made and made["arah"] is None:
        faults.append(misfit("arah", reason="pilihan-lain", expected=", ".join(ARAH)))
    return made, faults


def _share(given: object, faults: list[Diagnostic]) -> Fraction | None:
    if given is None:
        return None
    try:
        figure = read_figure(given) if isinstance(given, str) and len(given) < SHOWN else None
    except NumeralError:
        figure = None
    if figure is None or figure.upper is not None or figure.comparison is not None or figure.unit not in (None, "%"):
        faults.append(misfit("bobot", reason="bukan-angka", expected='"25%"'))
        return None
    return figure.value / 100 if figure.unit == "%" else figure.value


def _source(given: object, faults: list[Diagnostic]) -> SumberKatalog:
    if not isinstance(given, Mapping):
        faults.append(misfit("sumber", reason="bukan-tabel", expected=", ".join(SumberKatalog._fields)))
        return NO_SOURCE
    faults += unknown_fields(given, SumberKatalog._fields, "sumber.")
    return SumberKatalog(**{key: value for key, value in given.items() if key in SumberKatalog._fields})


def _bacaan(given: object, faults: list[Diagnostic]) -> BacaanKatalog:
    if isinstance(given, str):
        return BacaanKatalog(given)
    if not isinstance(given, Mapping):
        faults.append(misfit("bacaan", reason="bukan-tabel", expected='{ oleh = "…", tanggal = 2025-01-31 }'))
        return NOT_TOLD
    faults += unknown_fields(given, ("oleh", "tanggal"), "bacaan.")
    told = {"oleh": given.get("oleh", ""), "tanggal": given.get("tanggal", "")}
    if type(told["tanggal"]) is date:
        told["tanggal"] = told["tanggal"].isoformat()
    for key, value in told.items():
        if not isinstance(value, str):
            faults.append(
                misfit(f"bacaan.{key}", reason="bukan-teks-bidang", expected='"…"' if key == "oleh" else "2025-01-31")
            )
            told[key] = ""
    return BacaanKatalog(CONFIRMED, told["oleh"], told["tanggal"])
