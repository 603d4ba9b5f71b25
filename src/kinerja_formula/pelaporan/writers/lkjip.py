"""The report that a head of office signs: chapter III of the annual performance report (LKjIP), as text to be printed.

Order and contents are those of PermenPANRB 53/2014, Lampiran II: first a table of all indicators, by goal; then for
every goal the seven comparisons as far as there is something to compare; then the budget. What has no data is left out,
or shown as to be filled in, as the settings say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.evaluation.figures import DATE
from kinerja_formula.figures.reader import angka_or_none
from kinerja_formula.formula import Formula
from kinerja_formula.grafik import Line, bars_of, chart_svg, drawings_possible, trend_svg
from kinerja_formula.numerals import format_number, shown_number
from kinerja_formula.pelaporan.model import Laporan
from kinerja_formula.pelaporan.naskah import Block, Gambar, Judul, Naskah, Paragraf, Persamaan, Tabel
from kinerja_formula.pelaporan.perbandingan import (
    Anggaran,
    GoalOfReport,
    Perbandingan,
    Tahun,
    age_of,
    goals_of,
    sum_of,
    year_of_report,
)
from kinerja_formula.pelaporan.print_settings import NO_SETTINGS, PrintSettings
from kinerja_formula.pelaporan.row_model import LaporanRow
from kinerja_formula.pelaporan.words import attention, printed_words, report_words
from kinerja_formula.pelaporan.writers.drawings import drawn_chart
from kinerja_formula.penilaian import Capaian
from kinerja_formula.plain_text import plain
from kinerja_formula.writers.mathml import write_mathml

__all__ = ["comparisons", "lkjip"]

_MOST_BARS: Final = 24
_MOST_TRENDS: Final = 8
_MOST_YEARS: Final = 5
_POINTS: Final = ("%", "nilai", "indeks", "skor", "poin")
"""Units whose change is told in points."""
_CALCULATED: Final = ("hitung", "rasio", "aritmetika")
"""Kinds of cells whose formula is drawn; of the others the cell itself is shown."""
_HEAD: Final = ("indicator", "unit", "target", "reached", "capaian", "predikat")
_WIDTHS: Final = (38, 12, 13, 13, 11, 13)


def lkjip(laporan: Laporan, settings: PrintSettings = NO_SETTINGS, *, language: str = "id") -> Naskah:
    """Return a report as a text to be printed.

    Without the extra ``report`` there are no drawings. Raises ValueError for a language other than ``"id"`` and
    ``"en"``.

    >>> from kinerja_formula.pelaporan.calculation import laporan
    >>> text = lkjip(laporan("examples/pelayanan.csv", "examples/pelayanan-realisasi.csv"))
    >>> text.title[0], [one.text for one in text.blocks if isinstance(one, Judul)][:2]
    ('LAPORAN KINERJA', ['BAB III AKUNTABILITAS KINERJA', 'A. Capaian Kinerja Organisasi'])
    """
    return _Writer(laporan, settings, language).naskah()


def comparisons(laporan: Laporan, *, language: str = "id") -> tuple[Block, ...]:
    """Return the goals that have something to be compared with, and the budget: what other formats show as well."""
    writer = _Writer(laporan, NO_SETTINGS, language, drawn=False)
    goals = [block for place, goal in enumerate(writer.goals, 1) for block in writer.goal(place, goal)]
    return (*goals, *writer.budget(), *writer.unread())


class _Writer:
    def __init__(self, laporan: Laporan, settings: PrintSettings, language: str, *, drawn: bool = True) -> None:
        self.drawn = drawn and drawings_possible()
        self.laporan = laporan
        self.settings = settings
        self.language = language
        self.words = printed_words(language)
        self.year = year_of_report(laporan)
        self.this_year = self.year or self.words["this year"]
        self.goals = goals_of(laporan)
        self.tables = 0
        # Where a goal has several posts, its indicators tell theirs.
        self.posts = {
            one.nomor: one.row.jabatan if len({other.row.jabatan for other in goal.indikator}) > 1 else ""
            for goal in self.goals
            for one in goal.indikator
        }

    def naskah(self) -> Naskah:
        words, sumber = self.words, self.laporan.sumber
        period = (
            self.settings.periode
            or sumber.judul_realisasi
            or (words["year"].format(year=self.year) if self.year else "")
        )
        below = (plain(self.settings.unit), plain(period))
        title = (self.settings.judul or words["title"], *[one for one in below if one])
        blocks = [
            Judul(1, words["chapter"]),
            Judul(2, words["section a"]),
            *self.attention(),
            *self.overview(),
            *[block for place, goal in enumerate(self.goals, 1) for block in self.goal(place, goal)],
            *self.budget(),
            *self.unread(),
        ]
        annex = tuple(self.annex()) if self.settings.lampiran else ()
        rule = self.laporan.rule
        source = words["rule source"].format(name=plain(rule.nama), source=plain(rule.asal.sumber))
        return Naskah(title, tuple(blocks), self.settings, (source,), annex, self.language)

    def attention(self) -> Iterator[Block]:
        words = report_words(self.language)
        told = attention(self.laporan, words)
        if told:
            yield Paragraf(told, words["attention"])

    # All indicators in one table

    def overview(self) -> Iterator[Block]:
        words = self.words
        rows: list[tuple[str, ...]] = []
        for goal in self.goals:
            if goal.nama or len(self.goals) > 1:
                rows.append((f"{words['goal']}: {plain(goal.nama)}" if goal.nama else words["no goal"],))
            rows += [(self.name(one), *_reached(one.row, words)) for one in goal.indikator]
        yield self.table(words["all indicators"], _HEAD, rows, "llrrrl", _WIDTHS)
        counts = self.laporan.counts
        done = counts["ok"] + counts["doubtful"]
        yield Paragraf(words["counted"].format(done=done, rows=counts["rows"]))
        rekap = self.laporan.rekap
        if rekap is not None and rekap.rekap.value is not None:
            category = f" ({plain(rekap.rekap.predikat)})" if rekap.rekap.predikat else ""
            yield Paragraf(words["mean"].format(value=rekap.rekap, category=category))
        chart = self.chart()
        if chart is not None:
            yield chart

    def chart(self) -> Gambar | None:
        if not self.drawn:
            return None
        for kind in ("sasaran", "jabatan"):
            bars = bars_of(self.laporan, kind, self.language)
            if 1 < len(bars) <= _MOST_BARS:
                spoken = "; ".join([f"{bar.name}: {bar.text}" for bar in bars])
                return Gambar(chart_svg(self.laporan, kind, self.language), self.words[f"chart {kind}"], spoken)
        return None

    # The seven comparisons of a goal

    def goal(self, place: int, goal: GoalOfReport) -> Iterator[Block]:
        words = self.words
        name = plain(goal.nama) or words["no goal"]
        if self.settings.kosong != "isi" and not any(map(_is_compared, goal.indikator)):
            return  # the table of all indicators has all that there is
        yield Judul(3, words["goal heading"].format(number=place, goal=name) if goal.nama else name)
        rows = [(self.name(one), *_reached(one.row, words)) for one in goal.indikator]
        yield self.table(words["1"].format(year=self.this_year), _HEAD, rows, "llrrrl", _WIDTHS)
        for part in (self.earlier, self.trend, self.mid_term, self.standard):
            yield from part(goal)
        yield from self.told(goal, "5", (("causes", "penyebab"), ("solutions", "solusi")))
        yield from self.efficiency(goal)
        yield from self.told(goal, "7", (("programmes", "program"),))

    def earlier(self, goal: GoalOfReport) -> Iterator[Block]:
        words = self.words
        told = dict.fromkeys([year.tahun for one in goal.indikator for year in one.tahun])
        years = sorted(told, key=lambda year: -(age_of(year, self.year) or 0))[-_MOST_YEARS:]
        caption = words["2"].format(year=self.this_year)
        if not years:
            yield from self.empty(caption)
            return
        rows = []
        for one in goal.indikator:
            if not one.tahun:
                continue
            known = {year.tahun: year for year in one.tahun}
            cells = [_of_year(known[year], one.row) if year in known else "" for year in years]
            now = " / ".join([text for text in (_value(one.row, words), _percent(one.row.capaian)) if text])
            rows.append((self.name(one), *map(plain, cells), now, self.change(one)))
        head = (words["indicator"], *map(plain, years), self.this_year, words["change"])
        width = 46 // (len(years) + 1)
        yield self.table(caption, head, rows, "l" + "r" * (len(years) + 1) + "l", (34, *[width] * (len(years) + 1), 20))

    def trend(self, goal: GoalOfReport) -> Iterator[Block]:
        """Draw the indicators of which two earlier years are known, each with this year's target."""
        if not self.drawn:
            return
        lines = []
        for one in goal.indikator:
            known = [(year.tahun, _number(year.realisasi)) for year in one.tahun]
            now = None if one.row.value is None or one.row.unit == DATE else _as_float(one.row.value)
            if sum(value is not None for _, value in known) > 1 and now is not None:
                figures = (*[(plain(year), value) for year, value in known], (plain(self.this_year), now))
                lines.append(Line(self.name(one), figures, _number(one.row.target)))
        if lines:
            drawn = lines[:_MOST_TRENDS]
            spoken = "; ".join([f"{line.name}: {_spoken_years(line)}" for line in drawn])
            yield Gambar(trend_svg(drawn), self.words["trend"], spoken, 8 if len(drawn) == 1 else 15)

    def change(self, one: Perbandingan) -> str:
        if one.perubahan is None:
            return ""
        words = self.words
        size = format_number(abs(one.perubahan), decimals=2, trim=True)
        since = "" if age_of(one.sejak, self.year) == 1 else words["since"].format(year=plain(one.sejak))
        if size == "0":
            return words["unchanged"] + since
        unit = one.row.indikator.satuan or one.row.satuan
        unit = words["points"] if one.row.unit in _POINTS or unit.casefold() in _POINTS else _within(plain(unit))
        told = words["up" if one.perubahan > 0 else "down"].format(size=f"{size} {unit}".rstrip()) + since
        better = "" if one.membaik is None else words["better" if one.membaik else "worse"]
        return f"{told} ({better})" if better else told

    def mid_term(self, goal: GoalOfReport) -> Iterator[Block]:
        words = self.words
        rows = [
            (
                self.name(one),
                plain(f"{one.target_akhir} ({one.tahun_akhir})" if one.tahun_akhir else one.target_akhir),
                _value(one.row, words),
                _percent(one.kemajuan),
            )
            for one in goal.indikator
            if one.target_akhir
        ]
        head = ("indicator", "last target", "reached", "progress")
        yield from self.filled(words["3"], head, rows, "lrrr", (46, 20, 18, 16))

    def standard(self, goal: GoalOfReport) -> Iterator[Block]:
        words = self.words
        rows = [
            (self.name(one), plain(one.standar), _value(one.row, words), self.met(one))
            for one in goal.indikator
            if one.standar
        ]
        head = ("indicator", "standard", "reached", "against standard")
        yield from self.filled(words["4"], head, rows, "lrrl", (44, 18, 18, 20))

    def met(self, one: Perbandingan) -> str:
        return "" if one.memenuhi is None else self.words["met" if one.memenuhi else "not met"]

    def told(self, goal: GoalOfReport, number: str, parts: Sequence[tuple[str, str]]) -> Iterator[Block]:
        """Write what the office itself tells of its indicators, a paragraph each."""
        caption = self.words[number]
        # What several indicators share, a programme above all, stands once with their names.
        shared: dict[tuple[str, str], list[str]] = {}
        for one in goal.indikator:
            for label, field in parts:
                if told := getattr(one, field).strip():
                    shared.setdefault((label, told), []).append(self.name(one))
        found = [
            Paragraf(plain(line), "" if order else f"{'; '.join(names)} – {self.words[label]}")
            for (label, told), names in shared.items()
            for order, line in enumerate([line for line in told.splitlines() if line.strip()])
        ]
        if found:
            yield Judul(4, caption)
            yield from found
        else:
            yield from self.empty(caption)

    def efficiency(self, goal: GoalOfReport) -> Iterator[Block]:
        words = self.words
        rows = [
            (
                self.name(one),
                *_spent(one.anggaran, words),
                _percent(one.row.capaian),
                "" if one.efisiensi is None else f"{_signed(one.efisiensi)} {words['points']}",
            )
            for one in goal.indikator
            if one.anggaran is not None
        ]
        head = ("indicator", "budget", "spent", "share spent", "capaian", "efficiency")
        yield from self.filled(words["6"], head, rows, "lrrrrr", (28, 17, 17, 12, 12, 14))

    # Budget and annex

    def budget(self) -> Iterator[Block]:
        words = self.words
        rows = [
            (plain(goal.nama) or words["no goal"], *_spent(goal.anggaran, words))
            for goal in self.goals
            if goal.anggaran
        ]
        if len(rows) > 1:
            rows.append((words["sum"], *_spent(sum_of([goal.anggaran for goal in self.goals]), words)))
        if rows or self.settings.kosong == "isi":
            yield Judul(2, words["section b"])
        head = ("goal", "budget", "spent", "share spent")
        yield from self.filled(words["budget of goals"], head, rows, "lrrr", (48, 20, 20, 12))
        if self.drawn:
            several = sum(goal.anggaran is not None for goal in self.goals) > 1
            by = "sasaran" if several else "indikator"
            yield from drawn_chart(self.laporan, "efisiensi", self.language, menurut=by)

    def unread(self) -> Iterator[Block]:
        """Tell what of the comparisons could not be used: it stands in no table."""
        found = [(one, fault) for goal in self.goals for one in goal.indikator for fault in one.diagnostics]
        if found:
            yield Judul(2, self.words["unread"])
        for one, fault in found:
            yield Paragraf(plain(fault.message_in(self.language)).replace("`", ""), self.name(one))

    def annex(self) -> Iterator[Block]:
        """Tell how each value was calculated, and what was doubtful."""
        words = self.words
        yield Judul(2, words["annex"])
        for goal in self.goals:
            for one in goal.indikator:
                row = one.row
                formula = row.formula or row.indikator.formula
                yield Paragraf(self.name(one), str(one.nomor))
                if formula is not None and row.indikator.teks and formula.kind in _CALCULATED:
                    yield Persamaan(write_mathml(formula.tree), _spoken(formula))
                elif row.indikator.teks:
                    yield Paragraf(plain(row.indikator.teks), words["formula"])
                figures = "; ".join([f"{figure.name} = {figure.text or words['none']}" for figure in row.figures])
                if figures:
                    yield Paragraf(plain(figures), words["figures"])
                notes = [found.message_in(self.language) for found in (*row.diagnostics, *one.diagnostics)]
                if notes:
                    yield Paragraf(plain(" ".join(notes)).replace("`", ""), words["remark"])

    # Pieces

    def name(self, one: Perbandingan) -> str:
        """The indicator, with its post where the goal has several."""
        name = plain(one.row.indikator.nama or one.row.indikator.teks)
        post = self.posts[one.nomor]
        return f"{name} ({plain(post)})" if post else name

    def table(
        self, caption: str, head: Sequence[str], rows: Sequence[tuple[str, ...]], align: str, widths: tuple[int, ...]
    ) -> Tabel:
        # No column stands empty.
        kept = [at for at in range(len(head)) if not at or any(len(row) > at and row[at] for row in rows)]
        head, align, widths = (
            [head[at] for at in kept],
            "".join([align[at] for at in kept]),
            tuple([widths[at] for at in kept]),
        )
        rows = [row if len(row) == 1 else tuple([row[at] for at in kept]) for row in rows]
        self.tables += 1
        numbered = self.words["table"].format(number=self.tables, caption=caption)
        return Tabel(numbered, tuple([self.words.get(one, one) for one in head]), tuple(rows), align, widths)

    def filled(
        self, caption: str, head: Sequence[str], rows: Sequence[tuple[str, ...]], align: str, widths: tuple[int, ...]
    ) -> Iterator[Block]:
        if rows:
            yield self.table(caption, head, rows, align, widths)
        else:
            yield from self.empty(caption)

    def empty(self, caption: str) -> Iterator[Block]:
        if self.settings.kosong == "isi":
            yield Paragraf(self.words["to fill"], caption, kosong=True)


def _number(text: str) -> float | None:
    """Return the figure that a text states, None for what is no single one."""
    read = angka_or_none(text)
    return None if read is None or read.value is None or read.jenis != "angka" else _as_float(read.value)


def _as_float(value: Fraction) -> float | None:
    try:
        return float(value)
    except OverflowError:
        return None


def _spoken_years(line: Line) -> str:
    told = [(year, f"{value:.10g}".replace(".", ",")) for year, value in line.figures if value is not None]
    return ", ".join([f"{year} {value}" for year, value in told])


def _spoken(formula: Formula) -> str:
    try:
        return plain(formula.to_speech())
    except FormulaError:
        return plain(formula.to_text())


def _is_compared(one: Perbandingan) -> bool:
    told = (one.tahun, one.target_akhir, one.standar, one.penyebab, one.solusi, one.program, one.anggaran)
    return any(told)


def _within(unit: str) -> str:
    """Return a unit as it stands within a sentence: *0,44 hari*, but *3 KK*."""
    return unit.lower() if unit.istitle() else unit


def _signed(value: Fraction) -> str:
    return format_number(value, decimals=2).replace("-", "−")


def _reached(row: LaporanRow, words: dict[str, str]) -> tuple[str, ...]:
    predikat = row.capaian.predikat if row.capaian is not None else None
    unit = row.indikator.satuan or row.satuan
    capaian = _percent(row.capaian) or ("–" if row.target else "")
    category = plain(predikat or "") or ("–" if capaian == "–" else "")
    return plain(unit), plain(row.target), _value(row, words), capaian, category


def _value(row: LaporanRow, words: dict[str, str]) -> str:
    if row.kata:
        return row.text
    if row.value is None:
        return words["no data"] if row.waits_for_data else words["not calculated"]
    if row.unit == DATE:
        return plain(row.text)
    return plain(row.text if row.unit == "%" else row.number)


def _percent(reached: Capaian | None) -> str:
    return "" if reached is None else str(reached)


def _of_year(year: Tahun, row: LaporanRow) -> str:
    """Return realization and capaian of an earlier year as those of this year stand beside them."""
    reached = _as_shown(year.capaian, "%")
    if not year.realisasi and reached:
        return f"– / {reached}"
    return " / ".join([text for text in (_as_shown(year.realisasi, row.unit), reached) if text])


def _as_shown(text: str, unit: str | None) -> str:
    """Return a figure of another year as this year's are shown; a text that is no bare figure of the unit as it is."""
    read = angka_or_none(text)
    if read is None or read.value is None or read.jenis != "angka" or read.comparison:
        return text
    if not set(read.doubts) <= {"titik-desimal"} or any(map(str.isalpha, text.replace(read.unit or "", ""))):
        return text  # "BB (76,2)"
    share = unit == "%"
    if read.unit not in (None, unit) or (share and read.unit is None and abs(read.value) <= 1):
        return text
    return shown_number(read.value, unit) + ("%" if share else "")


def _spent(budget: Anggaran | None, words: dict[str, str]) -> tuple[str, str, str]:
    if budget is None:
        return "", "", ""
    share = budget.serapan
    pagu, spent = [
        words["no data"] if one is None else f"Rp{format_number(one, decimals=2, trim=True)}" for one in budget
    ]
    return pagu, spent, "" if share is None else f"{format_number(share, decimals=2)}%"
