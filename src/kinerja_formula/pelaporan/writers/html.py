"""The report as one HTML file: no script, nothing from the network, for screen, phone, paper and screen reader.

Here it becomes plain values; what the page looks like stands in the template ``laporan.html``.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextvars import copy_context
from typing import Any, Final

from kinerja_formula.diagnostics import Diagnostic, Severity
from kinerja_formula.diagnostics.language import message_texts, use_language_here
from kinerja_formula.grafik import CHARTS, bars_of, chart_svg
from kinerja_formula.numerals import shortest
from kinerja_formula.page_templates import render
from kinerja_formula.pelaporan.model import Goal, Laporan
from kinerja_formula.pelaporan.print_settings import NO_SETTINGS, PrintSettings
from kinerja_formula.pelaporan.row_model import FigureUsed, LaporanRow
from kinerja_formula.pelaporan.words import (
    NO_MARK,
    STATES,
    Mark,
    file_name,
    mark_of,
    overall,
    place_of,
    report_words,
    state_of,
)
from kinerja_formula.pelaporan.writers.drawn_formula import drawn_formula
from kinerja_formula.pelaporan.writers.lkjip import comparisons
from kinerja_formula.pelaporan.writers.naskah_html import drawn_blocks
from kinerja_formula.penilaian.aturan_text import describe_aturan
from kinerja_formula.plain_text import plain

__all__ = ["write_html"]

_DRAWN: Final = ("hitung", "rasio", "aritmetika", "komponen")
"""Kinds of cells that say how to calculate; of the others the cell itself is shown."""
_HEADS: Final = ("number", "indicator", "reached", "target", "capaian", "predikat")
_WORDS: Final = ("indicator", "predikat")
_SIGNED: Final = ("sign place", "sign post", "sign hand", "sign name", "sign number")
_TONES: Final = {Severity.ERROR: STATES["failed"], Severity.WARNING: STATES["doubtful"], Severity.NOTE: NO_MARK}

_Values = dict[str, Any]


def write_html(laporan: Laporan, settings: PrintSettings = NO_SETTINGS, *, language: str = "id") -> str:
    """Return the report as an HTML page in ``"id"`` or ``"en"``, with the letterhead and the signers of the settings.

    Raises InvalidDataError KF403 without the extra ``report``, which draws the charts, KF487 for templates of the
    settings that fail; ValueError for another language.
    """
    report_words(language)
    return copy_context().run(_in_language, laporan, settings, language)


def _in_language(laporan: Laporan, settings: PrintSettings, language: str) -> str:
    use_language_here(language)
    values = _Page(laporan, language).values()
    return render("laporan.html", settings.templat, **values, **_of_settings(settings, values["words"]))


def _of_settings(settings: PrintSettings, words: Mapping[str, str]) -> _Values:
    told = {name: getattr(settings, name) for name in ("instansi", "alamat", "judul", "unit", "nomor", "periode")}
    kind = {"png": "image/png", "jpg": "image/jpeg"}.get(settings.logo_kind)
    told["logo"] = f"data:{kind};base64,{b64encode(settings.logo).decode('ascii')}" if kind else ""
    place = ", ".join([one for one in (settings.tempat, settings.tanggal) if one])
    signers: list[tuple[str, tuple[str, ...]]] = [
        (one.sebagai or one.jabatan, (place, one.jabatan, "", one.nama, one.nip)) for one in settings.penandatangan
    ] or [(words[one], ("",) * len(_SIGNED)) for one in ("known", "made")]
    return {
        "settings": told,
        "signers": [
            {
                "role": role,
                "lines": [
                    {"name": words[one], "text": text, "hand": one == "sign hand"}
                    for one, text in zip(_SIGNED, texts, strict=True)
                ],
            }
            for role, texts in signers
        ],
    }


class _Page:
    def __init__(self, laporan: Laporan, language: str) -> None:
        self.laporan = laporan
        self.language = language
        self.words = report_words(language)
        self.levels = laporan.levels
        self.compared = drawn_blocks(comparisons(laporan, language=language))
        posts = laporan.rekap.bagian if laporan.rekap is not None else ()
        self.rekap_of_post = {post.nama: post for post in reversed(posts)}
        self.rekap_of_goal = {
            (name, goal.nama): goal for name, post in self.rekap_of_post.items() for goal in reversed(post.bagian)
        }

    def values(self) -> _Values:
        words, laporan = self.words, self.laporan
        return {
            "language": self.language,
            "words": words,
            "title": laporan.sumber.judul or file_name(laporan.sumber.berkas),
            "told": self._told(),
            "contents": self._contents(),
            "tiles": self._tiles(),
            "mean": self._overall(),
            "found": self._findings(laporan.sumber.diagnostics),
            "charts": [one for chart in CHARTS for one in self._chart(chart)],
            "row_heads": [{"text": words[one], "side": "kata" if one in _WORDS else "angka"} for one in _HEADS],
            "levels": [self._level(place) for place in range(len(self.levels))],
            "compared": self.compared,
            "missing": list(self._missing()),
            "lists": self._lists(),
            "described": describe_aturan(laporan.rule, self.language),
        }

    def _told(self) -> list[_Values]:
        words, sumber, rule = self.words, self.laporan.sumber, self.laporan.rule
        return [
            {"name": words["document"], "text": file_name(sumber.berkas)},
            {"name": words["figures file"], "text": file_name(sumber.berkas_realisasi)},
            {"name": "", "text": sumber.judul_realisasi},
            {"name": words["rule"], "text": f"{rule.nama} ({rule.id})"},
            {"name": words["source"], "text": rule.asal.sumber},
        ]

    def _contents(self) -> list[_Values]:
        words = self.words
        own = [(f"j{place}", self._post_name(level.nama)) for place, level in enumerate(self.levels, 1)]
        if self.compared:
            own.append(("perbandingan", words["compared"]))
        places = [("ringkasan", words["summary"]), *own, ("kosong", words["missing"]), ("aturan", words["rule"])]
        return [{"anchor": anchor, "name": name} for anchor, name in places]

    def _post_name(self, name: str) -> str:
        return name or self.words["no post"]

    # Summary

    def _tiles(self) -> list[_Values]:
        words, counts = self.words, self.laporan.counts
        first = {"name": words["indicators"], "text": str(counts["rows"]), "tone": "#12355b", "kind": "utama"}
        return [
            first,
            *[
                {"name": words[state], "text": f"{mark.sign} {counts[state]}", "tone": mark.dark, "kind": ""}
                for state, mark in STATES.items()
            ],
        ]

    def _overall(self) -> _Values | None:
        whole = overall(self.laporan, self.words)
        if whole is None:
            return None
        value, predikat, warna, how = whole
        return {"value": value, "mark": _mark(predikat, mark_of(warna)), "how": how}

    def _chart(self, chart: str) -> Iterator[_Values]:
        svg = chart_svg(self.laporan, chart, self.language)
        if not svg:
            return
        words, title = self.words, self.words[f"chart {chart}"]
        share = chart in ("jabatan", "sasaran")
        rows = [
            (f"{bar.name} – {bar.part}" if bar.part else bar.name, bar.text)
            for bar in bars_of(self.laporan, chart, self.language)
        ]
        heads = (title, words["capaian"]) if share else (words["figure"], words["count"])
        yield {"title": title, "drawn": svg, "heads": heads, "rows": rows}

    # Indicators

    def _level(self, place: int) -> _Values:
        level = self.levels[place]
        rekap = self.rekap_of_post.get(level.nama)
        mean = (
            None
            if rekap is None
            else {
                "value": str(rekap.rekap),
                "mark": _mark(rekap.rekap.predikat or "", mark_of(rekap.rekap.warna)),
            }
        )
        return {
            "anchor": f"j{place + 1}",
            "name": self._post_name(level.nama),
            "mean": mean,
            "goals": [self._goal(level.nama, goal) for goal in level.sasaran],
        }

    def _goal(self, post: str, goal: Goal) -> _Values:
        name = goal.nama or self.words["no goal"]
        rekap = self.rekap_of_goal.get((post, goal.nama))
        return {
            "named": bool(goal.nama),
            "name": name,
            "value": "" if rekap is None else str(rekap.rekap),
            "caption": self.words["table of"].format(goal=name),
            "baris": [self._row(number, row) for number, row in goal.rows],
        }

    def _row(self, number: int, row: LaporanRow) -> _Values:
        reached, state = row.capaian, state_of(row)
        formula = row.formula or row.indikator.formula
        notes = [one for one in row.diagnostics if one.severity is Severity.NOTE]
        return {
            "number": number,
            "name": row.indikator.nama or row.indikator.teks,
            "value": row.text,
            "state": None if row.is_told else _mark(self.words[state], STATES[state]),
            "target": row.target,
            "capaian": "" if reached is None else str(reached),
            "predikat": None if reached is None else _mark(reached.predikat or "", mark_of(reached.warna)),
            "drawn": drawn_formula(formula) if formula is not None and formula.kind in _DRAWN else "",
            "text": row.indikator.teks,
            "unread": formula is None,
            "figures": [self._figure(one) for one in row.figures],
            "found": self._findings([one for one in row.diagnostics if one.severity is not Severity.NOTE]),
            "explained": row.explain(format="html", language=self.language),
            "details": self._details(row, notes),
        }

    def _figure(self, one: FigureUsed) -> _Values:
        words = self.words
        told = []
        if one.figure is not None and one.figure.line and self.laporan.sumber.berkas_realisasi:
            told.append(words["of file"].format(line=one.figure.line))
        if one.figure is not None and isinstance(one.figure.value, str):
            written = plain(one.figure.value)
            if written.replace(" ", "") != one.text.replace(" ", "") and written != one.text.split(" ")[0]:
                told.append(words["given as"].format(written=written[:80]))
        if one.factor != 1:
            told.append(words["counted"].format(factor=shortest(one.factor)))
        missing = None if one.text else _mark(words["none"], STATES["waiting"])
        return {"name": one.name, "text": one.text, "missing": missing, "note": "; ".join(told)}

    def _findings(self, found: Sequence[Diagnostic]) -> list[_Values]:
        return [{**_tone(_TONES[one.severity]), "text": _said(one, self.language)} for one in found]

    def _details(self, row: LaporanRow, notes: Sequence[Diagnostic]) -> list[_Values]:
        words = self.words
        told = [
            (words["place"], place_of(row, self.laporan, words)),
            (words["written"], row.indikator.teks),
            (words["data source"], row.indikator.sumber_data),
            *[(words["remark"], _said(one, self.language)) for one in notes],
        ]
        return [{"name": name, "text": text} for name, text in told]

    # What is missing

    def _missing(self) -> Iterator[_Values]:
        words = self.words
        for number, row in enumerate(self.laporan.rows, 1):
            for found in row.missing:
                near = [words["perhaps"].format(name=one) for one in list(found.values.get("suggestions", ()))[:1]]  # type: ignore[call-overload]
                yield {
                    "name": str(found.values["name"]),
                    "near": near[0] if near else "",
                    "post": self._post_name(row.jabatan),
                    "number": number,
                    "indicator": row.indikator.nama or row.indikator.teks,
                }

    def _lists(self) -> list[_Values]:
        words, laporan = self.words, self.laporan
        unused = [
            f"“{one.name}”" + (f" ({words['of file'].format(line=one.line)})" if one.line else "")
            for one in laporan.unused
        ]
        nameless = [str(line) for line in laporan.sumber.nameless]
        return [
            {"name": words["unused"], "text": ", ".join(unused)},
            {"name": words["nameless"], "text": ", ".join(nameless)},
        ]


def _mark(word: str, mark: Mark) -> _Values | None:
    return {"word": word, **_tone(mark)} if word else None


def _tone(mark: Mark) -> dict[str, str]:
    return {"sign": mark.sign, "dark": mark.dark, "light": mark.light}


def _said(found: Diagnostic, language: str) -> str:
    severity = message_texts(language)["severity"][found.severity.value]
    label = message_texts(language)["label"]["hint"]
    hint = found.hint_in(language)
    return f"{severity} {found.code} {found.slug}: {found.message_in(language)}" + (f" {label}: {hint}" if hint else "")
