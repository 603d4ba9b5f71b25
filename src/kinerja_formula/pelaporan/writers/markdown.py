"""The report as Markdown: headings by post and goal, a table a goal, the explanation of every indicator below it.

Texts of the document stand as they are: no emphasis, link, tag or table cell of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import copy_context

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.diagnostics.language import message_texts, use_language_here
from kinerja_formula.explanation import in_markdown
from kinerja_formula.pelaporan.model import Goal, Laporan
from kinerja_formula.pelaporan.naskah import Judul, Paragraf, Tabel
from kinerja_formula.pelaporan.row_model import LaporanRow
from kinerja_formula.pelaporan.words import (
    STATES,
    attention,
    file_name,
    mark_of,
    overall,
    place_of,
    report_words,
    state_of,
)
from kinerja_formula.pelaporan.writers.lkjip import comparisons
from kinerja_formula.penilaian.aturan_text import describe_aturan
from kinerja_formula.plain_text import plain

__all__ = ["write_markdown"]


def write_markdown(laporan: Laporan, *, language: str = "id") -> str:
    """Return the report as Markdown in ``"id"`` or ``"en"``; raises ValueError for another language."""
    report_words(language)
    return copy_context().run(_in_language, laporan, language)


def _in_language(laporan: Laporan, language: str) -> str:
    use_language_here(language)
    return "\n\n".join(_Page(laporan, language).blocks()) + "\n"


def _text(text: str) -> str:
    return in_markdown(plain(text))


class _Page:
    def __init__(self, laporan: Laporan, language: str) -> None:
        self.laporan = laporan
        self.language = language
        self.words = report_words(language)

    def blocks(self) -> Iterator[str]:
        words, laporan = self.words, self.laporan
        title = laporan.sumber.judul or file_name(laporan.sumber.berkas)
        yield f"# {words['report']}" + (f": {_text(title)}" if title else "")
        yield "\n".join(self._sources())
        yield f"## {words['summary']}"
        yield "\n".join(self._summary())
        yield from self._rekap()
        for level in laporan.levels:
            yield f"## {_text(level.nama) or words['no post']}"
            for goal in level.sasaran:
                if goal.nama:
                    yield f"### {words['goal']}: {_text(goal.nama)}"
                yield self._table(goal)
                for number, row in goal.rows:
                    yield from self._explained(number, row)
        yield from self._compared()
        yield f"## {words['missing']}"
        yield self._gaps()
        yield f"## {words['rule']}"
        yield "\n".join([f"    {line}" for line in describe_aturan(laporan.rule, self.language).splitlines()])

    def _sources(self) -> Iterator[str]:
        words, sumber, rule = self.words, self.laporan.sumber, self.laporan.rule
        told = [
            (words["document"], file_name(sumber.berkas)),
            (words["figures file"], file_name(sumber.berkas_realisasi)),
            (words["remark"], sumber.judul_realisasi),
            (words["attention"], attention(self.laporan, words)),
            (words["rule"], f"{rule.nama} ({rule.id})"),
            (words["source"], rule.asal.sumber),
        ]
        for name, text in told:
            if text:
                yield f"- {name}: {_text(text)}"

    def _summary(self) -> Iterator[str]:
        words, counts = self.words, self.laporan.counts
        yield f"- {counts['rows']} {words['indicators']}"
        for state, mark in STATES.items():
            yield f"- {_text(mark.sign)} {counts[state]} {words[state]}"
        whole = overall(self.laporan, words)
        if whole is None:
            yield f"- {words['no targets']}"
        else:
            value, predikat, warna, how = whole
            shown = f" ({mark_of(warna).sign} {_text(predikat)})" if predikat else ""
            yield f"- {words['mean']}: **{value}**{shown}; {_text(how)}"

    def _rekap(self) -> Iterator[str]:
        words, rekap = self.words, self.laporan.rekap
        if rekap is None:
            return
        lines = [_line([words["post"], words["goal"], words["capaian"], words["predikat"]]), _line(["---"] * 4)]
        for post in rekap.bagian:
            name = _text(post.nama) or words["no post"]
            lines.append(_line([name, "", str(post.rekap), _text(post.rekap.predikat or "")]))
            for goal in post.bagian:
                shown = _text(goal.nama) or words["no goal"]
                lines.append(_line(["", shown, str(goal.rekap), _text(goal.rekap.predikat or "")]))
        yield "\n".join(lines)

    def _table(self, goal: Goal) -> str:
        words = self.words
        heads = ("number", "indicator", "formula", "figures", "reached", "target", "capaian", "predikat", "remark")
        lines = [_line([words[head] for head in heads]), _line(["---"] * len(heads))]
        lines += [_line(self._cells(number, row)) for number, row in goal.rows]
        return "\n".join(lines)

    def _cells(self, number: int, row: LaporanRow) -> list[str]:
        words = self.words
        formula = row.formula or row.indikator.formula
        figures = [f"{_text(one.name)} = {_text(one.text) or words['none']}" for one in row.figures]
        reached, state = row.capaian, state_of(row)
        found = [self._said(one) for one in row.diagnostics if one.severity.value != "note"]
        return [
            str(number),
            _text(row.indikator.nama),
            _text(row.indikator.teks if formula is None else formula.to_text()),
            "<br>".join(figures),
            _text(row.text) if row.is_told else f"{STATES[state].sign} {words[state]}",
            _text(row.target),
            "" if reached is None else str(reached),
            f"{mark_of(reached.warna).sign} {_text(reached.predikat)}" if reached and reached.predikat else "",
            "<br>".join(found),
        ]

    def _said(self, found: Diagnostic) -> str:
        texts = message_texts(self.language)
        hint = found.hint_in(self.language)
        tail = f" {texts['label']['hint']}: {hint}" if hint else ""
        return _text(f"{texts['severity'][found.severity.value]} {found.code}: {found.message_in(self.language)}{tail}")

    def _explained(self, number: int, row: LaporanRow) -> Iterator[str]:
        words = self.words
        yield f"#### {number}. {_text(row.indikator.nama or row.indikator.teks)}"
        yield row.explain(format="markdown", language=self.language)
        told = [
            (words["place"], place_of(row, self.laporan, words)),
            (words["written"], row.indikator.teks),
            (words["data source"], row.indikator.sumber_data),
        ]
        yield "\n".join([f"- **{name}**: {_text(text)}" for name, text in told if text])

    def _compared(self) -> Iterator[str]:
        blocks = comparisons(self.laporan, language=self.language)
        if blocks:
            yield f"## {self.words['compared']}"
        for block in blocks:
            if isinstance(block, Judul):
                yield f"{'#' * block.level} {_text(block.text)}"
            elif isinstance(block, Paragraf):
                yield (f"**{_text(block.label)}**: " if block.label else "") + _text(block.text)
            elif isinstance(block, Tabel):
                yield _text(block.caption)
                lines = [_line([_text(one) for one in block.head]), _line(["---"] * len(block.head))]
                yield "\n".join([*lines, *[_line([_text(cell) for cell in row]) for row in block.rows]])

    def _gaps(self) -> str:
        words, laporan = self.words, self.laporan
        lines = []
        for number, row in enumerate(laporan.rows, 1):
            for found in row.missing:
                name = _text(str(found.values["name"]))
                lines.append(f"- {name}: {words['needed by']} {number}. {_text(row.indikator.nama)}")
        lines = lines or [words["nothing missing"]]
        if laporan.unused:
            lines += ["", f"{words['unused']}:", ""]
            lines += [f"- {_text(one.name)} ({words['line'].format(line=one.line)})" for one in laporan.unused]
        if laporan.sumber.nameless:
            lines += ["", f"{words['nameless']}: {', '.join(map(str, laporan.sumber.nameless))}"]
        return "\n".join(lines)


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
