"""A rule set in words: what it says, where each part stands, how far that source was read."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Final

from kinerja_formula.explanation import aligned
from kinerja_formula.numerals import format_number
from kinerja_formula.penilaian.rule_set import Asal, Aturan, Fungsi, Pita
from kinerja_formula.plain_text import plain

__all__ = ["aturan_data", "describe_aturan", "list_aturan"]

_WORDS: Final[dict[str, dict[str, str]]] = {
    "id": {
        "nama": "Aturan",
        "sumber": "Sumber",
        "berlaku": "Berlaku",
        "naik": "Naik",
        "turun": "Turun",
        "stabil": "Dekat target",
        "batas": "Batas",
        "atas": "paling tinggi {value}",
        "bawah": "paling rendah {value}",
        "nol": "Nol",
        "keduanya": "target dan realisasi nol: {value}",
        "target": "target nol: {value}",
        "realisasi": "realisasi nol: {value}",
        "none": "tanpa nilai",
        "cap": "batas atas",
        "function": "menurut rumus",
        "pembulatan": "Pembulatan",
        "decimals": "capaian ke {value} desimal",
        "scale-decimals": "ke {value} desimal sebelum dicari pitanya",
        "skala": "Skala",
        "dari-realisasi": "menurut nilai realisasinya",
        "dari-capaian": "menurut capaiannya",
        "celah": "celah di antara pita paling lebar {value}: menurut pita di bawahnya",
        "syarat": "bila {value}",
        "rekap": "Rekap",
        "years": "{first} – {last}",
        "open": "sekarang",
        "unknown": "?",
        "terbaca": "naskahnya terbaca",
        "turunan": "diturunkan dari contoh",
        "aplikasi": "hanya dari kode aplikasi",
        "ingatan": "belum dipastikan",
        "cacat": "bukan aturan",
    },
    "en": {
        "nama": "Rule set",
        "sumber": "Source",
        "berlaku": "In force",
        "naik": "Naik",
        "turun": "Turun",
        "stabil": "Near the target",
        "batas": "Limits",
        "atas": "at most {value}",
        "bawah": "at least {value}",
        "nol": "Zero",
        "keduanya": "target and realization zero: {value}",
        "target": "target zero: {value}",
        "realisasi": "realization zero: {value}",
        "none": "no value",
        "cap": "the upper limit",
        "function": "by the formula",
        "pembulatan": "Rounding",
        "decimals": "capaian to {value} decimals",
        "scale-decimals": "to {value} decimals before it is looked up",
        "skala": "Scale",
        "dari-realisasi": "of the realization itself",
        "dari-capaian": "of the capaian",
        "celah": "holes between bands are at most {value} wide: they belong to the band below",
        "syarat": "if {value}",
        "rekap": "Roll-up",
        "years": "{first} – {last}",
        "open": "now",
        "unknown": "?",
        "terbaca": "the text was read",
        "turunan": "derived from an example",
        "aplikasi": "from published code only",
        "ingatan": "not confirmed",
        "cacat": "no rule",
    },
}


def _years(rule: Aturan, words: dict[str, str]) -> str:
    if rule.berlaku is None and rule.berakhir is None:
        return ""
    first, last = rule.berlaku or words["unknown"], rule.berakhir or words["open"]
    return words["years"].format(first=first, last=last)


def list_aturan(rules: Iterable[Aturan], language: str = "id") -> str:
    """Return the rule sets as aligned lines: id, years in force, how far the source was read, name.

    Raises KeyError for another language than ``"id"`` and ``"en"``.
    """
    words = _WORDS[language]
    rows = [(plain(one.id), _years(one, words), words[one.asal.kepercayaan], plain(one.nama)) for one in rules]
    widths = [max([len(row[place]) for row in rows], default=0) for place in range(3)]
    return "\n".join(
        [
            "  ".join([*[cell.ljust(width) for cell, width in zip(row, widths, strict=False)], row[3]]).rstrip()
            for row in rows
        ]
    )


def describe_aturan(rule: Aturan, language: str = "id") -> str:
    """Return one rule set in words, every part with its source; raises KeyError for another language."""
    words = _WORDS[language]
    shown = [(words["nama"], [f"{rule.nama} ({rule.id})"]), (words["sumber"], [_source(rule.asal, words)])]
    years = _years(rule, words)
    if years:
        shown.append((words["berlaku"], [years]))
    shown += [(words[direction], _function(one, words)) for direction, one in rule.fungsi.items()]
    if rule.batas is not None:
        ends = {"atas": rule.batas.atas, "bawah": rule.batas.bawah}
        told = [words[end].format(value=_percent(value)) for end, value in ends.items() if value is not None]
        shown.append((words["batas"], [*told, _source(rule.batas.asal, words)]))
    if rule.nol is not None:
        zeros = {"keduanya": rule.nol.keduanya, "target": rule.nol.target, "realisasi": rule.nol.realisasi}
        told = [
            words[case].format(value=_zeros({one: choices[one] for one in rule.fungsi}, words))
            for case, choices in zeros.items()
        ]
        shown.append((words["nol"], told))
    rounding = {"decimals": rule.desimal_capaian, "scale-decimals": rule.desimal_skala}
    told = [words[key].format(value=value) for key, value in rounding.items() if value is not None]
    if told:
        shown.append((words["pembulatan"], [*told, _source(rule.asal_pembulatan, words)]))
    if rule.skala is not None:
        lines = [words[f"dari-{rule.skala.dari}"], *[_band(one, rule.asal, words) for one in rule.skala.pita]]
        holes = rule.skala.celah
        if holes is not None:
            told_holes = words["celah"].format(value=format_number(holes.lebar, trim=True))
            lines.append(f"{told_holes} [{_source(holes.asal, words)}]")
        shown.append((words["skala"], lines))
    shown.append((words["rekap"], [rule.rekap.cara]))
    return aligned(shown)


def _source(asal: Asal, words: dict[str, str]) -> str:
    return f"{asal.sumber} ({words[asal.kepercayaan]})"


def _function(function: Fungsi, words: dict[str, str]) -> list[str]:
    cases = [f"{case.rumus.text}{_condition(case.bila.text if case.bila else None, words)}" for case in function.kasus]
    return [*cases, _source(function.asal, words)]


def _condition(text: str | None, words: dict[str, str]) -> str:
    return "" if text is None else f", {words['syarat'].format(value=text)}"


def _band(band: Pita, whole: Asal, words: dict[str, str]) -> str:
    score = "" if band.nilai is None else f": {band.nilai.text}"
    source = "" if band.asal == whole else f" [{_source(band.asal, words)}]"
    return f"{band.tertulis}  {band.predikat}{score}{_condition(band.syarat, words)}{source}"


def _percent(value: Fraction) -> str:
    return f"{format_number(value, trim=True)}%"


def _zeros(choices: dict[str, Fraction | str | None], words: dict[str, str]) -> str:
    told = {direction: _zero(choice, words) for direction, choice in choices.items()}
    if len(set(told.values())) == 1:
        return next(iter(told.values()))
    return ", ".join([f"{direction} {value}" for direction, value in told.items()])


def _zero(choice: Fraction | str | None, words: dict[str, str]) -> str:
    if isinstance(choice, Fraction):
        return _percent(choice)
    return words["none" if choice is None else "cap" if choice == "batas" else "function"]


def aturan_data(rule: Aturan) -> dict[str, Any]:
    """Return a rule set as plain data."""
    scale = rule.skala
    return {
        "id": rule.id,
        "nama": rule.nama,
        **rule.asal._asdict(),
        "berlaku": rule.berlaku,
        "berakhir": rule.berakhir,
        "fungsi": {direction: one.id for direction, one in rule.fungsi.items()},
        "batas": None if rule.batas is None else {"atas": _text(rule.batas.atas), "bawah": _text(rule.batas.bawah)},
        "desimal_capaian": rule.desimal_capaian,
        "desimal_skala": rule.desimal_skala,
        "skala": None
        if scale is None
        else {
            "dari": scale.dari,
            "pita": [
                {
                    "predikat": one.predikat,
                    "pita": one.tertulis,
                    "nilai": None if one.nilai is None else one.nilai.text,
                    "syarat": one.syarat,
                    **one.asal._asdict(),
                }
                for one in scale.pita
            ],
            "celah": None if scale.celah is None else {"lebar": _text(scale.celah.lebar), **scale.celah.asal._asdict()},
        },
        "rekap": rule.rekap._asdict(),
    }


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
