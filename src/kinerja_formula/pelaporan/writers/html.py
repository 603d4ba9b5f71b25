"""The report as one HTML file: no script, nothing from the network, for screen, phone, paper and screen reader.

Every text of the document and of the figures is escaped; what it can't hold is left to the charts of :mod:`charts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextvars import copy_context
from functools import cache
from html import escape
from importlib.resources import files
from typing import Final

from kinerja_formula.diagnostics import Diagnostic, FormulaError, Severity, message_texts, use_language_here
from kinerja_formula.formula import Formula
from kinerja_formula.nodes import Node
from kinerja_formula.numerals import shortest
from kinerja_formula.pelaporan.model import FigureUsed, Goal, Laporan, LaporanRow
from kinerja_formula.pelaporan.naskah import Block, Judul, Paragraf, Tabel
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
from kinerja_formula.pelaporan.writers.charts import CHARTS, bars_of, chart_svg
from kinerja_formula.pelaporan.writers.lkjip import comparisons
from kinerja_formula.penilaian.aturan_text import describe_aturan
from kinerja_formula.plain_text import plain
from kinerja_formula.writers.mathml import write_mathml

__all__ = ["drawn_formula", "drawn_tree", "write_html"]

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_MTEXT: Final = re.compile(r"<mtext>([^<]*)</mtext>")
_SUM_OF_NAMES: Final = re.compile(
    r"<mrow>((?:<mo>[+−]</mo>)?<mtext>[^<]*</mtext>(?:<mo>[+−]</mo><mtext>[^<]*</mtext>)+)</mrow>"
)
_DRAWN: Final = ("hitung", "rasio", "aritmetika", "komponen")
"""Kinds of cells that say how to calculate; of the others the cell itself is shown."""


def write_html(laporan: Laporan, *, language: str = "id") -> str:
    """Return the report as an HTML page in ``"id"`` or ``"en"``.

    Raises InvalidDataError KF403 without the extra ``report``, which draws the charts; ValueError for another language.
    """
    report_words(language)
    return copy_context().run(_in_language, laporan, language)


def _in_language(laporan: Laporan, language: str) -> str:
    use_language_here(language)
    return _Page(laporan, language).page()


@cache
def _style() -> str:
    return files("kinerja_formula.pelaporan.writers").joinpath("html.css").read_text(encoding="utf-8")


def _text(text: str) -> str:
    """Return a text of somebody else for any place in a page, an attribute too."""
    return escape(plain(text))


def drawn_formula(formula: Formula) -> str:
    """Return a formula as MathML whose long names can be broken, with what a screen reader says of it.

    >>> from kinerja_formula.formula import parse
    >>> drawn_formula(parse("Jumlah A / Jumlah B"))[:47]
    '<math aria-label="jumlah A dibagi jumlah B" xml'
    """
    try:
        spoken = _text(formula.to_speech())
    except FormulaError:
        return drawn_tree(formula.tree)
    return drawn_tree(formula.tree).replace("<math ", f'<math aria-label="{spoken}" ', 1)


def drawn_tree(tree: Node) -> str:
    """Return a tree as MathML whose long names can be broken."""
    # MathML breaks no line: names are put into spans that do, and so is a sum of nothing but names.
    drawn = _SUM_OF_NAMES.sub(lambda found: f"<mtext>{_joined(found[1])}</mtext>", write_mathml(tree))
    return _MTEXT.sub(r"<mtext><span>\1</span></mtext>", drawn)


def _joined(terms: str) -> str:
    return re.sub(r"<mo>([+−])</mo>", r" \1 ", terms).replace("<mtext>", "").replace("</mtext>", "").strip()


class _Page:
    def __init__(self, laporan: Laporan, language: str) -> None:
        self.laporan = laporan
        self.language = language
        self.words = report_words(language)
        self.levels = laporan.levels
        self.compared = comparisons(laporan, language=language)
        posts = laporan.rekap.bagian if laporan.rekap is not None else ()
        self.rekap_of_post = {post.nama: post for post in reversed(posts)}
        self.rekap_of_goal = {
            (name, goal.nama): goal for name, post in self.rekap_of_post.items() for goal in reversed(post.bagian)
        }

    def page(self) -> str:
        words, laporan = self.words, self.laporan
        title = _text(laporan.sumber.judul or file_name(laporan.sumber.berkas))
        head = f"{words['report']}: {title}" if title else words["report"]
        return "\n".join(
            [
                f'<!DOCTYPE html>\n<html lang="{self.language}">\n<head>\n<meta charset="utf-8">',
                '<meta name="viewport" content="width=device-width, initial-scale=1">',
                f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
                f'<link rel="icon" href="data:,">\n<title>{head}</title>\n<style>\n{_style()}</style>\n</head>\n<body>',
                f'<a class="lewati" href="#isi">{words["skip"]}</a>',
                self._header(title),
                self._contents(),
                '<main id="isi">',
                self._summary(),
                *[self._level(place) for place in range(len(self.levels))],
                self._compared(),
                self._gaps(),
                self._rule(),
                self._signatures(),
                "</main>\n</body>\n</html>\n",
            ]
        )

    def _header(self, title: str) -> str:
        words, sumber, rule = self.words, self.laporan.sumber, self.laporan.rule
        told = [
            (words["document"], _text(file_name(sumber.berkas))),
            (words["figures file"], _text(file_name(sumber.berkas_realisasi))),
            ("", _text(sumber.judul_realisasi)),
            (words["rule"], f"{_text(rule.nama)} ({_text(rule.id)})"),
            (words["source"], _text(rule.asal.sumber)),
        ]
        rows = "".join([f"<dt>{name}</dt><dd>{text}</dd>" for name, text in told if text])
        heading = f"{words['report']}<br>{title}" if title else words["report"]
        return f'<header>\n<h1>{heading}</h1>\n<dl class="asal">{rows}</dl>\n</header>'

    def _contents(self) -> str:
        words = self.words
        own = [(f"j{place}", self._post_name(level.nama)) for place, level in enumerate(self.levels, 1)]
        if self.compared:
            own.append(("perbandingan", words["compared"]))
        places = [("ringkasan", words["summary"]), *own, ("kosong", words["missing"]), ("aturan", words["rule"])]
        items = "".join([f'<li><a href="#{place}">{name}</a></li>' for place, name in places])
        return f'<nav aria-label="{words["contents"]}">\n<h2>{words["contents"]}</h2>\n<ol>{items}</ol>\n</nav>'

    def _post_name(self, name: str) -> str:
        return _text(name) or self.words["no post"]

    # Summary

    def _summary(self) -> str:
        words, laporan = self.words, self.laporan
        counts = laporan.counts
        tiles = [(words["indicators"], str(counts["rows"]), "#12355b", "utama")]
        tiles += [(words[state], f"{mark.sign} {counts[state]}", mark.dark, "") for state, mark in STATES.items()]
        drawn = "".join(
            [
                f'<div class="{kind}" style="--tone:{tone}"><dt>{name}</dt><dd>{value}</dd></div>'
                for name, value, tone, kind in tiles
            ]
        )
        whole = overall(laporan, words)
        if whole is None:
            mean = f"<p>{words['no targets']}</p>"
        else:
            value, predikat, warna, how = whole
            mark = self._mark(predikat, mark_of(warna)) if predikat else ""
            mean = f'<p><strong>{words["mean"]}: {value}</strong> {mark} <span class="kecil">{_text(how)}</span></p>'
        found = self._findings([(one.severity, _said(one, self.language)) for one in laporan.sumber.diagnostics])
        noted = f"<h3>{words['of document']}</h3>{found}" if found else ""
        charts = "".join([self._chart(chart) for chart in CHARTS])
        return (
            f'<section id="ringkasan" aria-labelledby="judul-ringkasan">\n<h2 id="judul-ringkasan">{words["summary"]}'
            f'</h2>\n<dl class="petak">{drawn}</dl>\n{mean}\n{noted}<div class="grafik">{charts}</div>\n</section>'
        )

    def _chart(self, chart: str) -> str:
        svg = chart_svg(self.laporan, chart, self.language)
        if not svg:
            return ""
        words, title = self.words, self.words[f"chart {chart}"]
        share = chart in ("jabatan", "sasaran")
        last = words["capaian" if share else "count"]
        rows = "".join(
            [
                f'<tr><th scope="row">{escape(bar.name)}{f" – {bar.part}" if bar.part else ""}</th>'
                f'<td class="angka">{bar.text}</td></tr>'
                for bar in bars_of(self.laporan, chart, self.language)
            ]
        )
        table = (
            f'<table><thead><tr><th scope="col">{words["figure"] if not share else title}</th>'
            f'<th scope="col">{last}</th></tr></thead><tbody>{rows}</tbody></table>'
        )
        data = f'<details><summary>{words["chart data"]}</summary><div class="dalam">{table}</div></details>'
        return f"<figure>\n<figcaption>{title}</figcaption>\n{svg}\n{data}</figure>\n"

    # Indicators

    def _level(self, place: int) -> str:
        level = self.levels[place]
        name = self._post_name(level.nama)
        rekap = self.rekap_of_post.get(level.nama)
        mean = (
            "" if rekap is None else f"<p>{self._mean(str(rekap.rekap), rekap.rekap.predikat, rekap.rekap.warna)}</p>"
        )
        goals = "\n".join([self._goal(level.nama, goal) for goal in level.sasaran])
        anchor = f"j{place + 1}"
        return (
            f'<section id="{anchor}" aria-labelledby="judul-{anchor}">\n<h2 id="judul-{anchor}">{name}</h2>\n{mean}\n'
            f"{goals}\n</section>"
        )

    def _mean(self, value: str, predikat: str | None, warna: str | None) -> str:
        mark = f" {self._mark(_text(predikat), mark_of(warna))}" if predikat else ""
        return f"{self.words['mean']}: <strong>{value}</strong>{mark}"

    def _goal(self, post: str, goal: Goal) -> str:
        words = self.words
        name = _text(goal.nama) or words["no goal"]
        rekap = self.rekap_of_goal.get((post, goal.nama))
        value = "" if rekap is None else f' <span class="lalu">({words["capaian"]} {rekap.rekap})</span>'
        heads = ("number", "indicator", "reached", "target", "capaian", "predikat")
        figures = ("number", "reached", "target", "capaian")
        columns = "".join(
            [
                f'<th scope="col" role="columnheader" class="{"angka" if one in figures else "kata"}">{words[one]}</th>'
                for one in heads
            ]
        )
        rows = "\n".join([self._row(number, row) for number, row in goal.rows])
        heading = f"<h3>{words['goal']}: {name}{value}</h3>" if goal.nama else ""
        return (
            f'{heading}\n<table class="kinerja" role="table">\n'
            f'<caption class="maya">{words["table of"].format(goal=name)}</caption>\n'
            f'<thead role="rowgroup"><tr role="row">{columns}</tr></thead>\n{rows}\n</table>'
        )

    def _row(self, number: int, row: LaporanRow) -> str:
        words = self.words
        reached = row.capaian
        predikat = self._mark(_text(reached.predikat), mark_of(reached.warna)) if reached and reached.predikat else ""
        state = state_of(row)
        value = _text(row.text) if row.value is not None else self._mark(words[state], STATES[state])
        capaian = "" if reached is None else str(reached)
        if reached is None and row.target:
            capaian = f'<span title="{words["no capaian"]}">–</span>'
        name = _text(row.indikator.nama or row.indikator.teks)
        cells = [
            f'<td role="cell" class="angka" data-kolom="{words["number"]}">{number}</td>',
            f'<th role="rowheader" scope="row">{name}</th>',
            f'<td role="cell" class="angka" data-kolom="{words["reached"]}">{value}</td>',
            f'<td role="cell" class="angka" data-kolom="{words["target"]}">{_text(row.target)}</td>',
            f'<td role="cell" class="angka" data-kolom="{words["capaian"]}">{capaian}</td>',
            f'<td role="cell" data-kolom="{words["predikat"]}">{predikat}</td>',
        ]
        return (
            f'<tbody id="i{number}" role="rowgroup"><tr role="row">{"".join(cells)}</tr>\n<tr class="rinci" role="row">'
            f'<td role="cell" class="maya-lebar"></td><td role="cell" colspan="5"><div class="isi">{self._formula(row)}'
            f"{self._figures(row)}{self._visible_findings(row)}{self._details(row)}</div></td></tr></tbody>"
        )

    def _formula(self, row: LaporanRow) -> str:
        words = self.words
        formula = row.formula or row.indikator.formula
        if formula is None:
            drawn = f"<q>{_text(row.indikator.teks)}</q> ({words['not read']})"
        elif formula.kind in _DRAWN:
            drawn = drawn_formula(formula)
        else:
            drawn = f"<q>{_text(row.indikator.teks)}</q>"
        return f'<div class="rumus"><p class="judul">{words["formula"]}</p>{drawn}</div>'

    def _figures(self, row: LaporanRow) -> str:
        items = "".join([self._figure(one) for one in row.figures])
        return f'<div><p class="judul">{self.words["figures"]}</p><ul class="data">{items}</ul></div>' if items else ""

    def _figure(self, one: FigureUsed) -> str:
        words = self.words
        shown = _text(one.text) or self._mark(words["none"], STATES["waiting"])
        told = []
        if one.figure is not None and one.figure.line and self.laporan.sumber.berkas_realisasi:
            told.append(words["of file"].format(line=one.figure.line))
        if one.figure is not None and isinstance(one.figure.value, str):
            written = plain(one.figure.value)
            if written.replace(" ", "") != one.text.replace(" ", "") and written != one.text.split(" ")[0]:
                told.append(words["given as"].format(written=written[:80]))
        if one.factor != 1:
            told.append(words["counted"].format(factor=shortest(one.factor)))
        note = f"<small>{escape('; '.join(told))}</small>" if told else ""
        return f"<li><span>{_text(one.name)}</span><b>{shown}</b>{note}</li>"

    def _visible_findings(self, row: LaporanRow) -> str:
        return self._findings(
            [(one.severity, _said(one, self.language)) for one in row.diagnostics if one.severity is not Severity.NOTE]
        )

    def _findings(self, found: Sequence[tuple[Severity, str]]) -> str:
        tones = {Severity.ERROR: STATES["failed"], Severity.WARNING: STATES["doubtful"], Severity.NOTE: NO_MARK}
        items = "".join(
            [
                f'<li style="--tone:{tones[severity].dark};--ground:{tones[severity].light}">'
                f'<span aria-hidden="true">{tones[severity].sign}</span> {_text(said)}</li>'
                for severity, said in found
            ]
        )
        return f'<ul class="temuan">{items}</ul>' if items else ""

    def _details(self, row: LaporanRow) -> str:
        words = self.words
        notes = [one for one in row.diagnostics if one.severity is Severity.NOTE]
        told = [
            (words["place"], place_of(row, self.laporan, words)),
            (words["written"], row.indikator.teks),
            (words["data source"], row.indikator.sumber_data),
            *[(words["remark"], _said(one, self.language)) for one in notes],
        ]
        rows = "".join([f"<div><dt>{name}</dt><dd>{_text(text)}</dd></div>" for name, text in told if text])
        number = _text(row.indikator.nama or row.indikator.teks)[:200]
        return (
            f'<details><summary>{words["explain"]}<span class="maya">: {number}</span></summary>'
            f'<div class="dalam">{row.explain(format="html", language=self.language)}'
            f'<dl class="langkah">{rows}</dl></div></details>'
        )

    def _mark(self, word: str, mark: Mark) -> str:
        style = f"color:{mark.dark};background:{mark.light}"
        return f'<span class="tanda" style="{style}"><span aria-hidden="true">{mark.sign}</span> {word}</span>'

    # Comparisons of the annual report

    def _compared(self) -> str:
        if not self.compared:
            return ""
        title = self.words["compared"]
        drawn = "\n".join([_block(one) for one in self.compared])
        heading = f'<h2 id="judul-perbandingan">{title}</h2>'
        return f'<section id="perbandingan" aria-labelledby="judul-perbandingan">\n{heading}\n{drawn}\n</section>'

    # What is missing, the rule, the signatures

    def _gaps(self) -> str:
        words, laporan = self.words, self.laporan
        rows = []
        for number, row in enumerate(laporan.rows, 1):
            for found in row.missing:
                near = [words["perhaps"].format(name=one) for one in list(found.values.get("suggestions", ()))[:1]]  # type: ignore[call-overload]
                name = _text(row.indikator.nama or row.indikator.teks)
                rows.append(
                    f'<tr><th scope="row" data-kolom="{words["figure"]}"><span>{_text(str(found.values["name"]))}'
                    f"{' (' + _text(near[0]) + ')' if near else ''}</span></th>"
                    f'<td data-kolom="{words["post"]}">{self._post_name(row.jabatan)}</td>'
                    f'<td data-kolom="{words["needed by"]}"><a href="#i{number}">{number}. {name}</a></td></tr>'
                )
        heads = "".join([f'<th scope="col">{words[one]}</th>' for one in ("missing figure", "post", "needed by")])
        table = (
            f'<table class="daftar"><caption class="maya">{words["missing"]}</caption><thead><tr>{heads}</tr></thead>'
            f"<tbody>{''.join(rows)}</tbody></table>"
            if rows
            else f"<p>{words['nothing missing']}</p>"
        )
        unused = _listed(
            words["unused"],
            [
                _text(f"“{one.name}”") + (f" ({words['of file'].format(line=one.line)})" if one.line else "")
                for one in laporan.unused
            ],
        )
        nameless = _listed(words["nameless"], [str(line) for line in laporan.sumber.nameless])
        return (
            f'<section id="kosong" aria-labelledby="judul-kosong">\n<h2 id="judul-kosong">{words["missing"]}</h2>\n'
            f"{table}\n{unused}{nameless}</section>"
        )

    def _rule(self) -> str:
        words = self.words
        described = escape(describe_aturan(self.laporan.rule, self.language))
        return (
            f'<section id="aturan" aria-labelledby="judul-aturan">\n<h2 id="judul-aturan">{words["rule"]}</h2>\n'
            f"<pre>{described}</pre>\n</section>"
        )

    def _signatures(self) -> str:
        words = self.words
        lines = "".join(
            [
                f"<dt>{words[one]}</dt><dd{' class=tangan' if one == 'sign hand' else ''}></dd>"
                for one in ("sign place", "sign post", "sign hand", "sign name", "sign number")
            ]
        )
        both = "".join([f"<div><strong>{words[one]}</strong><dl>{lines}</dl></div>" for one in ("known", "made")])
        return (
            f'<section aria-labelledby="judul-sah">\n<h2 id="judul-sah">{words["sign"]}</h2>\n'
            f'<div class="sah">{both}</div>\n</section>'
        )


def _block(block: Block) -> str:
    """Return a heading, a paragraph or a table of the printed report."""
    if isinstance(block, Judul):
        level = max(3, block.level)
        return f"<h{level}>{_text(block.text)}</h{level}>"
    if isinstance(block, Paragraf):
        label = f"<strong>{_text(block.label)}</strong>: " if block.label else ""
        return f"<p>{label}{_text(block.text)}</p>"
    if not isinstance(block, Tabel):
        return ""
    sides = ["angka" if side == "r" else "kata" for side in block.align]
    heads = "".join(
        [f'<th scope="col" class="{side}">{_text(one)}</th>' for side, one in zip(sides, block.head, strict=True)]
    )
    rows = "\n".join(["".join(["<tr>", *_cells(row, block.head, sides), "</tr>"]) for row in block.rows])
    return (
        f'<table class="daftar"><caption>{_text(block.caption)}</caption>\n<thead><tr>{heads}</tr></thead>\n'
        f"<tbody>{rows}</tbody></table>"
    )


def _cells(row: Sequence[str], head: Sequence[str], sides: Sequence[str]) -> Iterable[str]:
    for place, (text, name, side) in enumerate(zip(row, head, sides, strict=True)):
        told = f'class="{side}" data-kolom="{_text(name)}"'
        yield f"<td {told}>{_text(text)}</td>" if place else f'<th scope="row" {told}>{_text(text)}</th>'


def _said(found: Diagnostic, language: str) -> str:
    severity = message_texts(language)["severity"][found.severity.value]
    label = message_texts(language)["label"]["hint"]
    hint = found.hint_in(language)
    return f"{severity} {found.code} {found.slug}: {found.message_in(language)}" + (f" {label}: {hint}" if hint else "")


def _listed(title: str, items: Iterable[str]) -> str:
    found = list(items)
    return f"<h3>{title}</h3>\n<p>{', '.join(found)}</p>\n" if found else ""
