"""The report over several units as a text to be printed: ranking and indicators by unit, drawn too; what is missing."""

from __future__ import annotations

from typing import Final, NamedTuple

from kinerja_formula.pelaporan.gabungan import LaporanGabungan
from kinerja_formula.pelaporan.naskah import Block, Judul, Naskah, Paragraf, Tabel
from kinerja_formula.pelaporan.print_settings import NO_SETTINGS, PrintSettings
from kinerja_formula.pelaporan.words import printed_words
from kinerja_formula.pelaporan.writers.drawings import drawn_chart
from kinerja_formula.penilaian import aturan_in_use
from kinerja_formula.plain_text import plain

__all__ = ["lines_of_units", "text_of_units"]

_MOST_COLUMNS: Final = 6
"""Units that fit beside the names of the indicators on a page."""
_MOST_MISSING: Final = 400


def text_of_units(gabungan: LaporanGabungan, settings: PrintSettings = NO_SETTINGS, *, language: str = "id") -> Naskah:
    """Return the report over several units as a text to be printed. Raises ValueError for another language."""
    words = printed_words(language)
    blocks: list[Block] = [Judul(1, words["units"])]
    if gabungan.rekap is not None and gabungan.rekap.rekap.value is not None:
        category = f" ({plain(gabungan.rekap.rekap.predikat)})" if gabungan.rekap.rekap.predikat else ""
        blocks.append(Paragraf(words["mean"].format(value=gabungan.rekap.rekap, category=category)))
    blocks.append(_ranking(gabungan, words))
    blocks += drawn_chart(gabungan, "unit", language)
    if any(unit.laporan.counts["waiting"] or unit.laporan.counts["failed"] for unit in gabungan.unit):
        blocks.append(Paragraf(words["provisional"]))
    blocks += [*drawn_chart(gabungan, "matriks", language), *_matrix(gabungan, words)]
    blocks += [*_not_counted(gabungan, words, language), *_missing(gabungan, words)]
    if gabungan.gagal:
        blocks.append(Judul(2, words["units failed"]))
        blocks += [
            Paragraf(plain(error.diagnostics[0].message_in(language)), plain(name)) for name, error in gabungan.gagal
        ]
    rule = aturan_in_use(gabungan.aturan)
    source = words["rule source"].format(name=plain(rule.nama), source=plain(rule.asal.sumber))
    title = (settings.judul or words["title"], *[one for one in (plain(settings.periode),) if one])
    return Naskah(title, tuple(blocks), settings, (source,), (), language)


def lines_of_units(gabungan: LaporanGabungan, *, language: str = "id") -> list[str]:
    """Return a line a unit for a terminal: capaian, name, how many of its indicators have a value."""
    words = printed_words(language)
    lines = []
    for unit, level in gabungan.peringkat:
        counts = unit.laporan.counts
        done = words["counted"].format(done=counts["ok"] + counts["doubtful"], rows=counts["rows"])
        lines.append(f"{'–' if level is None else str(level.rekap):>10}  {plain(unit.nama)}: {done}")
    for name, error in gabungan.gagal:
        lines.append(f"{'–':>10}  {plain(name)}: {plain(error.diagnostics[0].message_in(language))}")
    return lines


def _ranking(gabungan: LaporanGabungan, words: dict[str, str]) -> Tabel:
    rows = []
    for place, (unit, level) in zip(gabungan.tempat, gabungan.peringkat, strict=True):
        counts = unit.laporan.counts
        done = counts["ok"] + counts["doubtful"]
        rows.append(
            (
                "" if place is None else f"{place}{'' if done == counts['rows'] else '*'}",
                plain(unit.nama),
                str(counts["rows"]),
                str(done),
                str(counts["waiting"]),
                str(counts["failed"]) if counts["failed"] else "",
                "" if level is None else str(level.rekap),
                plain((level.rekap.predikat if level is not None else "") or ""),
            )
        )
    head = ("rank", "unit name", "indicators", "done", "waiting", "not counted", "capaian", "predikat")
    align, widths = "rlrrrrrl", (8, 26, 12, 12, 11, 12, 12, 14)
    kept = [at for at, one in enumerate(head) if one != "not counted" or any(row[at] for row in rows)]
    return Tabel(
        words["table"].format(number=1, caption=words["ranking"]),
        tuple([words[head[at]] for at in kept]),
        tuple([tuple([row[at] for at in kept]) for row in rows]),
        "".join([align[at] for at in kept]),
        tuple([widths[at] for at in kept]),
    )


def _matrix(gabungan: LaporanGabungan, words: dict[str, str]) -> list[Block]:
    """Return the capaian of every indicator by unit, as many columns beside one another as a page holds.

    A column is a unit; where more units than that are to stand beside fewer indicators, a row is a unit.
    """
    grid = _capaian_by_unit(gabungan)
    turned = len(grid.across) > max(_MOST_COLUMNS, len(grid.down))
    if turned:
        grid = grid.turned()
    made: list[Block] = []
    for start in range(0, len(grid.across) if grid.cells else 0, _MOST_COLUMNS):
        part = grid.across[start : start + _MOST_COLUMNS]
        rows = grid.rows(part)
        if not turned:
            rows = [row for row in rows if any(row[1:])]
        if rows:
            caption = words["table"].format(number=len(made) + 2, caption=words["matrix"])
            head = (words["unit name" if turned else "indicator"], *[plain(name) for _, name in part])
            widths = (40, *[60 // len(part)] * len(part))
            made.append(Tabel(caption, head, tuple(rows), "l" + "r" * len(part), widths))
    return made


_Named = tuple[object, str]
"""What tells a row or a column from others, and its name: indicators of one name in two posts are two."""


class _Grid(NamedTuple):
    """Texts by what stands down the side and what across the top."""

    down: list[_Named]
    across: list[_Named]
    cells: dict[tuple[object, object], str]

    def turned(self) -> _Grid:
        """Return the grid with its rows as columns."""
        return _Grid(self.across, self.down, {(top, side): text for (side, top), text in self.cells.items()})

    def rows(self, across: list[_Named]) -> list[tuple[str, ...]]:
        """Return the rows under some of the columns, each with its name."""
        return [(plain(name), *[self.cells.get((side, top), "") for top, _ in across]) for side, name in self.down]


def _capaian_by_unit(gabungan: LaporanGabungan) -> _Grid:
    """Return the capaian of every indicator (down) in every unit (across)."""
    told = {
        ((row.jabatan, row.indikator.nama), unit.nama): str(row.capaian)
        for unit in gabungan.unit
        for row in unit.laporan.rows
        if row.capaian is not None
    }
    indicators: list[_Named] = [(one, one[1]) for one in dict.fromkeys([indicator for indicator, _ in told])]
    return _Grid(indicators, [(unit.nama, unit.nama) for unit in gabungan.unit], dict(told.items()))


def _not_counted(gabungan: LaporanGabungan, words: dict[str, str], language: str) -> list[Block]:
    """Return the indicators that have their figures and no value, with the reason."""
    rows = tuple(
        [
            (plain(unit), plain(name), plain(error.diagnostics[0].message_in(language).replace("`", "")))
            for unit, name, error in gabungan.tak_terhitung[:_MOST_MISSING]
        ]
    )
    if not rows:
        return []
    head = (words["unit name"], words["indicator"], words["reason"])
    return [Judul(2, words["not counted"]), Tabel(words["not counted table"], head, rows, "lll", (26, 32, 42))]


def _missing(gabungan: LaporanGabungan, words: dict[str, str]) -> list[Block]:
    missing = gabungan.kosong
    if not missing:
        return []
    rows = tuple([(plain(unit), plain(name), plain(needed)) for unit, name, needed in missing[:_MOST_MISSING]])
    head = (words["unit name"], words["missing data"], words["indicator"])
    blocks: list[Block] = [Judul(2, words["missing"]), Tabel(words["missing table"], head, rows, "lll", (26, 37, 37))]
    if len(missing) > _MOST_MISSING:
        blocks.append(Paragraf(words["more missing"].format(count=len(missing) - _MOST_MISSING)))
    return blocks
