"""Charts of a report: as objects of altair for a notebook, as SVG for a page. The only place that imports altair.

vl-convert draws the SVG without a browser and without the network. A colour never stands alone: the sign of its
category is in the label, and every chart has its figures as a table beside it.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kinerja_formula.diagnostics import MISSING_EXTRA, Diagnostic, InvalidDataError
from kinerja_formula.pelaporan.model import Laporan
from kinerja_formula.pelaporan.words import NO_MARK, STATES, mark_of, report_words, state_of
from kinerja_formula.plain_text import plain

if TYPE_CHECKING:
    import altair

    from kinerja_formula.penilaian import RekapTingkat

__all__ = ["CHARTS", "Bar", "Line", "altair_chart", "bars_of", "chart_svg", "svg_to_png", "trend_svg"]

CHARTS: Final = ("jabatan", "sasaran", "predikat", "kelengkapan")
"""Capaian by post and by goal, how often each category was reached, and what is missing in each post."""

_FONT: Final = "Liberation Sans, Arial, Helvetica, sans-serif"
_LETTERS: Final = 23
_BARS: Final = 190
_LABELS: Final = 165


class Bar(NamedTuple):
    """One bar: its name, its size (None where there is no value), what is written at its end, colour and sign."""

    name: str
    size: float | None
    text: str
    dark: str
    sign: str
    part: str = ""


def bars_of(laporan: Laporan, chart: str, language: str = "id") -> tuple[Bar, ...]:
    """Return the bars of a chart, in the order of the document; empty where there is nothing to show.

    Raises ValueError for a chart that is not one of :data:`CHARTS`.

    >>> from kinerja_formula.pelaporan.calculation import laporan
    >>> found = laporan("examples/pelayanan.csv", "examples/pelayanan-realisasi.csv")
    >>> [(bar.name, bar.text) for bar in bars_of(found, "jabatan")]
    [('SEKRETARIS', '96,85%'), ('KASI PELAYANAN UMUM', '94,74%')]
    """
    words = report_words(language)
    if chart == "jabatan":
        return tuple([_bar(one, one.nama or words["no post"]) for one in _posts(laporan)])
    if chart == "sasaran":
        goals = [goal for post in _posts(laporan) for goal in post.bagian]
        if not any(goal.nama for goal in goals):
            return ()
        return tuple([_bar(one, one.nama or words["no goal"]) for one in goals])
    if chart == "predikat":
        return _spread(laporan, words["no capaian"])
    if chart == "kelengkapan":
        return _completeness(laporan, words)
    raise ValueError(f"chart must be one of {', '.join(CHARTS)}, not {chart!r}")


def _posts(laporan: Laporan) -> tuple[RekapTingkat, ...]:
    return laporan.rekap.bagian if laporan.rekap is not None else ()


def _bar(level: RekapTingkat, name: str) -> Bar:
    rekap = level.rekap
    mark = mark_of(rekap.warna)
    return Bar(plain(name), None if rekap.value is None else float(rekap.value), str(rekap), mark.dark, mark.sign)


def _spread(laporan: Laporan, without: str) -> tuple[Bar, ...]:
    wanted = [row.capaian for row in laporan.rows if row.target or row.capaian is not None]
    if not wanted:
        return ()
    scale = laporan.rule.skala
    order = list(dict.fromkeys([(band.predikat, band.warna) for band in scale.pita])) if scale is not None else []
    found = [(one.predikat, one.warna) for one in wanted if one is not None and one.predikat is not None]
    bars = []
    for predikat, warna in order:
        count, mark = found.count((predikat, warna)), mark_of(warna)
        bars.append(Bar(plain(predikat), float(count), str(count), mark.dark, mark.sign))
    rest = len(wanted) - len(found)
    return (*bars, Bar(without, float(rest), str(rest), NO_MARK.dark, NO_MARK.sign))


def _completeness(laporan: Laporan, words: dict[str, str]) -> tuple[Bar, ...]:
    bars = []
    for level in laporan.levels:
        states = [state_of(row) for goal in level.sasaran for _, row in goal.rows]
        for state, mark in STATES.items():
            count = states.count(state)
            if count:
                name = plain(level.nama or words["no post"])
                bars.append(Bar(name, float(count), str(count), mark.dark, mark.sign, words[state]))
    return tuple(bars)


# Drawing


def altair_chart(laporan: Laporan, chart: str, language: str = "id") -> altair.LayerChart:
    """Return one of the :data:`CHARTS` as a chart of altair. Needs the extra ``report``; raises InvalidDataError KF403.

    >>> from kinerja_formula.pelaporan.calculation import laporan
    >>> found = laporan("examples/pelayanan.csv", "examples/pelayanan-realisasi.csv")
    >>> type(altair_chart(found, "predikat")).__name__
    'LayerChart'
    """
    alt = _altair()
    bars = bars_of(laporan, chart, language)
    stacked = chart == "kelengkapan"
    # A number before each label, not shown: it keeps names apart that are alike, or look so once they are cut.
    names = [bar.name for bar in bars]
    order = {name: place for place, name in reversed(list(enumerate(names)))}
    labels = [f"{order[name] if stacked else place:03d}\n{_wrapped(name)}" for place, name in enumerate(names)]
    share = chart in ("jabatan", "sasaran")
    rows = [
        {
            "nama": labels[place],
            "nilai": bar.size,
            "ujung": f"{bar.sign} {bar.text}",
            "warna": bar.dark,
            "bagian": bar.part,
            "urutan": place,
        }
        for place, bar in enumerate(bars)
    ]
    axis = alt.Axis(
        labelExpr="slice(split(datum.label, '\\n'), 1)", labelLimit=_LABELS, labelPadding=6, ticks=False, domain=False
    )
    end = "datum.label + '%'" if share else "datum.value == floor(datum.value) ? format(datum.value, 'd') : ''"
    size = alt.X(
        "nilai:Q",
        title=None,
        axis=alt.Axis(tickCount=4, labelExpr=end),
        scale=_scale(alt, bars) if share else alt.Undefined,
    )
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("nama:N", sort=labels, title=None, axis=axis),
        order=alt.Order("urutan:Q"),
    )
    drawn = base.mark_bar(height=14).encode(x=size, color=alt.Color("warna:N", scale=None))
    label = base.mark_text(align="left", dx=4, fontSize=11)
    if stacked:
        whole = label.transform_aggregate(nilai="sum(nilai)", ujung="values(ujung)", groupby=["nama"])
        label = whole.transform_calculate(ujung="join(pluck(datum.ujung, 'ujung'), '  ')").encode(order=alt.Undefined)
    label = label.encode(x=alt.X("nilai:Q", stack=None), text="ujung:N")
    made: altair.LayerChart = (
        alt.layer(drawn, label)
        .properties(width=_BARS, height=alt.Step(34), padding=4)
        .configure(aria=False, font=_FONT, background="white")
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=11, labelColor="#1b1f24", gridColor="#dfe4ea")
    )
    return made


def _scale(alt: Any, bars: tuple[Bar, ...]) -> Any:
    """From 0 to 100 % at least; what lies far outside is cut, its label tells how much it is."""
    sizes = [bar.size for bar in bars if bar.size is not None]
    highest, lowest = max([100.0, *sizes]), min([0.0, *sizes])
    return alt.Scale(domain=[max(lowest, -100.0), min(highest, 150.0)], clamp=True, nice=False)


def chart_svg(laporan: Laporan, chart: str, language: str = "id") -> str:
    """Return one of the :data:`CHARTS` as an ``svg`` element to stand in a page; empty where there is nothing to show.

    Raises InvalidDataError KF403 where the extra ``report`` is not installed.
    """
    bars = bars_of(laporan, chart, language)
    if not bars:
        return ""
    drawn = altair_chart(laporan, chart, language)
    svg: str = _vl_convert().vegalite_to_svg(drawn.to_json(validate=False))
    title = report_words(language)[f"chart {chart}"]
    spoken = "; ".join([f"{bar.name}{', ' + bar.part if bar.part else ''}: {bar.text}" for bar in bars])
    svg = re.sub(r' (?:role|aria-roledescription)="[^"]*"| xmlns(?::xlink)?="[^"]*"', "", svg)
    svg = re.sub(r'(\bid="|url\(#)', rf"\g<1>{chart}-", svg)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(f"{title}: {spoken}")}" ', 1)


class Line(NamedTuple):
    """The figures of an indicator over years, and its target of the last one; None where there is no figure."""

    name: str
    figures: tuple[tuple[str, float | None], ...]
    target: float | None = None


def trend_svg(lines: Sequence[Line]) -> str:
    """Return the figures of indicators over years as SVG, each a panel of its own with its target as a dashed line.

    Raises InvalidDataError KF403 where the extra ``report`` is not installed, ValueError for nothing to draw.
    """
    if not lines:
        raise ValueError("there is nothing to draw")
    alt = _altair()
    panels = [_trend(alt, line) for line in lines]
    rows = [alt.hconcat(*panels[at : at + 2], spacing=24) for at in range(0, len(panels), 2)]
    drawn = (
        alt.vconcat(*rows, spacing=18)
        .configure(aria=False, font=_FONT, background="white", padding=4)
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=10, labelColor="#1b1f24", gridColor="#dfe4ea")
        .configure_title(fontSize=11, color="#1b1f24")
    )
    svg: str = _vl_convert().vegalite_to_svg(drawn.to_json(validate=False))
    return svg


def _trend(alt: Any, line: Line) -> Any:
    years = [year for year, _ in line.figures]
    rows = [
        {"tahun": year, "nilai": value, "ujung": f"{value:,.2f}".translate(_TO_INDONESIAN).rstrip("0").rstrip(",")}
        for year, value in line.figures
        if value is not None
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("tahun:O", sort=years, title=None, axis=alt.Axis(labelAngle=0), scale=alt.Scale(domain=years)),
        y=alt.Y(
            "nilai:Q", title=None, scale=alt.Scale(zero=False, nice=True), axis=alt.Axis(tickCount=4, labels=False)
        ),
    )
    layers = [
        base.mark_line(color="#12355b", strokeWidth=2),
        base.mark_point(color="#12355b", filled=True, size=40, opacity=1),
        base.mark_text(dy=-10, fontSize=10).encode(text="ujung:N"),
    ]
    if line.target is not None:
        goal = alt.Chart(alt.Data(values=[{"target": line.target}]))
        layers.append(goal.mark_rule(color="#a34000", strokeDash=[5, 4]).encode(y=alt.Y("target:Q", title=None)))
    return alt.layer(*layers).properties(width=250, height=110, title=_wrapped(line.name).split("\n"))


_TO_INDONESIAN: Final = str.maketrans(",.", ".,")


def svg_to_png(svg: str) -> bytes:
    """Return a drawing of :func:`chart_svg` as PNG. Raises InvalidDataError KF403 as it does."""
    if " xmlns=" not in svg:
        svg = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    png: bytes = _vl_convert().svg_to_png(svg, scale=3)
    return png


def _wrapped(name: str) -> str:
    lines = textwrap.wrap(name, _LETTERS) or [""]
    return "\n".join(lines if len(lines) <= 2 else [lines[0], lines[1][: _LETTERS - 1] + "…"])


def _altair() -> Any:
    try:
        import altair
    except ImportError:
        raise _missing("altair") from None
    return altair


def _vl_convert() -> Any:
    try:
        import vl_convert
    except ImportError:
        raise _missing("vl-convert-python") from None
    return vl_convert


def _missing(library: str) -> InvalidDataError:
    needed = {"package": library, "extra": "report", "purpose": "SVG"}
    return InvalidDataError(Diagnostic(MISSING_EXTRA, (0, 0), (), **needed))
