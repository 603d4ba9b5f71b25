"""The first sheet of a workbook: counts, roll-ups and charts that follow the cells of the other sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from kinerja_formula.pelaporan.model import Laporan
from kinerja_formula.pelaporan.words import STATES, attention, file_name, mark_of, overall
from kinerja_formula.pelaporan.writers.capaian_cells import predikat_cell
from kinerja_formula.penilaian import RekapTingkat
from kinerja_formula.plain_text import plain

__all__ = ["Placed", "write_summary"]

_LONGEST_FORMULA: Final = 8000
_CAPAIAN, _PREDIKAT, _VALUE = "J", "K", "E"
"""Columns of the sheets of posts."""


class Placed(NamedTuple):
    """A post in its sheet: first and last row counted from 0; its goals with theirs and how many rows have a target."""

    sheet: str
    nama: str
    first: int
    last: int
    goals: tuple[tuple[str, int, int, int], ...]

    def range(self, column: str, first: int | None = None, last: int | None = None) -> str:
        """Return a reference to the rows of a column."""
        begin, end = self.first if first is None else first, self.last if last is None else last
        return f"'{self.sheet}'!${column}${begin + 1}:${column}${end + 1}"


def write_summary(
    book: Any, sheet: Any, laporan: Laporan, posts: Sequence[Placed], words: dict[str, str], look: Any
) -> None:
    """Write the summary into its sheet; ``look`` makes formats."""
    _Summary(book, sheet, laporan, posts, words, look).write()


class _Summary:
    def __init__(
        self, book: Any, sheet: Any, laporan: Laporan, posts: Sequence[Placed], words: dict[str, str], look: Any
    ) -> None:
        self.book, self.sheet, self.laporan = book, sheet, laporan
        self.posts, self.words, self.look = posts, words, look
        self.name = words["sheet summary"]
        self.line = 0
        self.charted = 0

    def write(self) -> None:
        sheet, words, laporan = self.sheet, self.words, self.laporan
        sheet.set_column(0, 0, 58)
        sheet.set_column(1, 2, 18)
        sheet.set_column(3, 3, 4)
        sheet.set_column(4, 12, 11)
        sumber, rule = laporan.sumber, laporan.rule
        title = plain(sumber.judul or file_name(sumber.berkas))
        self._text(f"{words['report']}: {title}", bold=True, font_size=14, font_color="#12355B")
        for name, text in (
            (words["document"], file_name(sumber.berkas)),
            (words["figures file"], file_name(sumber.berkas_realisasi)),
            (words["remark"], sumber.judul_realisasi),
            (words["attention"], attention(laporan, words)),
            (words["rule"], f"{rule.nama} ({rule.id})"),
            (words["source"], rule.asal.sumber),
        ):
            if text:
                self._text(f"{name}: {plain(text)}", font_color="#4A5562")
        self.line += 1
        self._states()
        self._rekap()
        self._spread()
        self._completeness()
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L&A&R{words['page of']} &P / &N")

    def _text(self, text: str, **properties: object) -> None:
        self.sheet.write_string(self.line, 0, text[:32_000], self.look(**properties))
        self.line += 1

    def _heads(self, *heads: str) -> None:
        look = self.look(bold=True, bg_color="#12355B", font_color="#FFFFFF", border=1)
        for column, head in enumerate(heads):
            self.sheet.write_string(self.line, column, head, look)
        self.line += 1

    def _states(self) -> None:
        counts = self.laporan.counts
        self._heads(self.words["status"], self.words["count"])
        rows = [("rows", self.words["indicators"]), *[(state, self.words[state]) for state in STATES]]
        for state, name in rows:
            self.sheet.write_string(self.line, 0, name, self.look())
            self.sheet.write_number(self.line, 1, counts[state], self.look())
            self.line += 1
        self.line += 1

    # Roll-ups

    def _rekap(self) -> None:
        whole = overall(self.laporan, self.words)
        rekap = self.laporan.rekap
        if rekap is None or whole is None:
            self._text(self.words["no targets"])
            self.line += 1
            return
        levels = rekap.bagian
        count = len(levels)
        # The posts first and the goals below, so that each chart has one range; a post refers down to its goals.
        top = self.line + 2
        goal_line = top + count + 3
        self._heads(self.words["mean"], self.words["capaian"], self.words["predikat"])
        spans = []
        below = goal_line
        for level in levels:
            spans.append((below, below + len(level.bagian) - 1))
            below += len(level.bagian)
        self._level(self.line, self.words["whole"], rekap, [self._own("B", top, top + count - 1)], count)
        for place, (level, (first, last)) in enumerate(zip(levels, spans, strict=True)):
            name = plain(level.nama) or self.words["no post"]
            self._level(top + place, name, level, [self._own("B", first, last)], len(level.bagian))
        self.line = top + count + 1
        self._text(plain(whole[3]), italic=True, font_color="#4A5562")
        self._heads(self.words["goal"], self.words["capaian"], self.words["predikat"])
        assert self.line == goal_line, (self.line, goal_line)
        posts = {one.nama: one for one in reversed(self.posts)}
        for level in levels:
            post = posts[level.nama]
            spots_of: dict[str, list[tuple[int, int, int]]] = {}
            for own, *spot in post.goals:
                spots_of.setdefault(own, []).append((spot[0], spot[1], spot[2]))
            for goal in level.bagian:
                name = plain(goal.nama) or self.words["no goal"]
                spots = spots_of.get(goal.nama, [])
                ranges = [post.range(_CAPAIAN, first, last) for first, last, _ in spots]
                self._level(self.line, name, goal, ranges, sum(wanted for _, _, wanted in spots))
                self.line += 1
        self._bars(self.words["chart jabatan"], top, top + count - 1, "percent")
        self._bars(self.words["chart sasaran"], goal_line, self.line - 1, "percent")
        self.line += 1

    def _own(self, column: str, first: int, last: int) -> str:
        return f"{column}{first + 1}:{column}{last + 1}"

    def _level(self, line: int, name: str, level: RekapTingkat, ranges: Sequence[str], count: int) -> None:
        rekap = level.rekap
        bold = level.nama == "" and line == self.line
        self.sheet.write_string(line, 0, name[:32_000], self.look(text_wrap=True))
        self.sheet.set_row(line, 13.0 * max(1, -(-len(name) // 52)))
        shown = self.look(num_format='#,##0.00"%"', align="right", bold=bold)
        cached = "" if rekap.value is None else float(rekap.value)
        written = self._mean(rekap.cara, ranges, count)
        if written is not None:
            self.sheet.write_formula(line, 1, written, shown, cached)
        elif rekap.value is None:
            self.sheet.write_string(line, 1, self.words["no value"], self.look())
        else:
            self.sheet.write_number(line, 1, cached, shown)
        scale = self.laporan.rule.skala
        predikat = predikat_cell(self.laporan.rule, f"B{line + 1}", f"B{line + 1}")
        if scale is not None and scale.dari == "capaian" and predikat is not None:
            mark = mark_of(rekap.warna)
            look = self.look(bold=True, font_color=mark.dark.upper())
            self.sheet.write_formula(line, 2, predikat, look, plain(rekap.predikat or ""))

    def _mean(self, cara: str, ranges: Sequence[str], count: int) -> str | None:
        """Return the formula of a roll-up; None for one that a sheet does not say."""
        if cara != "rata-rata" or not ranges:
            return None
        every = ",".join(ranges)
        kosong = self.laporan.rule.rekap.kosong
        if kosong == "nol":
            return f"=SUM({every})/{max(count, 1)}"
        if kosong == "tanpa-nilai":
            return f'=IF(COUNT({every})<{count},"",AVERAGE({every}))'
        return f'=IFERROR(AVERAGE({every}),"")'

    # Charts

    def _spread(self) -> None:
        scale = self.laporan.rule.skala
        found = [row.capaian.predikat for row in self.laporan.rows if row.capaian is not None and row.capaian.predikat]
        if scale is None or not (found or self.laporan.rekap):
            return
        self._heads(self.words["chart predikat"], self.words["count"])
        first = self.line
        bands = list(dict.fromkeys([(band.predikat, band.warna) for band in scale.pita]))
        for predikat, _ in bands:
            shown = plain(predikat)
            quoted = '"' + shown.replace('"', '""') + '"'
            counted = "+".join([f"COUNTIF({post.range(_PREDIKAT)},{quoted})" for post in self.posts])
            self.sheet.write_string(self.line, 0, shown, self.look())
            if len(counted) < _LONGEST_FORMULA:
                self.sheet.write_formula(self.line, 1, f"={counted}", self.look(), found.count(predikat))
            else:
                self.sheet.write_number(self.line, 1, found.count(predikat), self.look())
            self.line += 1
        points = [{"fill": {"color": mark_of(warna).dark.upper()}} for _, warna in bands]
        self._bars(self.words["chart predikat"], first, self.line - 1, "count", points)
        self.line += 1

    def _completeness(self) -> None:
        words = self.words
        self._heads(words["chart kelengkapan"], words["value"], words["no value"])
        first = self.line
        for post, level in zip(self.posts, self.laporan.levels, strict=True):
            rows = [row for goal in level.sasaran for _, row in goal.rows]
            valued = sum(row.is_told for row in rows)
            in_words = sum(row.is_told and row.value is None for row in rows)
            counted = f"=COUNT({post.range(_VALUE)})" + (f"+{in_words}" if in_words else "")
            self.sheet.write_string(self.line, 0, plain(level.nama) or words["no post"], self.look(text_wrap=True))
            self.sheet.write_formula(self.line, 1, counted, self.look(), valued)
            self.sheet.write_formula(self.line, 2, f"={len(rows)}-B{self.line + 1}", self.look(), len(rows) - valued)
            self.line += 1
        if self.line > first:
            self._bars(words["chart kelengkapan"], first, self.line - 1, "stacked")

    def _bars(self, title: str, first: int, last: int, kind: str, points: Sequence[object] = ()) -> None:
        if last < first:
            return
        stacked = kind == "stacked"
        chart = self.book.add_chart({"type": "bar", **({"subtype": "stacked"} if stacked else {})})
        names = [self.name, first, 0, last, 0]
        columns = (
            [(1, self.words["value"], "#17692F"), (2, self.words["no value"], "#4A5562")]
            if stacked
            else [(1, title, "#12355B")]
        )
        for column, name, colour in columns:
            series: dict[str, Any] = {
                "name": name,
                "categories": names,
                "values": [self.name, first, column, last, column],
            }
            series |= {"fill": {"color": colour}, "gap": 60, "data_labels": {"value": True, "font": {"size": 8}}}
            if points:
                series["points"] = list(points)
            chart.add_series(series)
        chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
        chart.set_legend({"position": "bottom"} if stacked else {"none": True})
        chart.set_y_axis({"reverse": True, "num_font": {"size": 8}})
        chart.set_x_axis({"num_font": {"size": 8}, "major_gridlines": {"visible": True, "line": {"color": "#DFE4EA"}}})
        height = 130 + 24 * (last - first + 1)
        chart.set_size({"width": 640, "height": height})
        self.sheet.insert_chart(0, 4, chart, {"y_offset": 8 + self.charted, "description": title})
        self.charted += height + 14
