"""Charts as objects of altair, as SVG and PNG. The only place that imports altair.

vl-convert draws the SVG without a browser and without the network. A colour never stands alone: the sign of its
category is in the label, and every chart has its figures as a table beside it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Final, TypeGuard, TypeVar

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import MISSING_EXTRA
from kinerja_formula.grafik.bars import bars_of
from kinerja_formula.grafik.drawn_shapes import draw_areas, draw_bars, draw_cells, draw_points, draw_trends
from kinerja_formula.grafik.model import Area, Bar, Cell, Grafik, Line, Point, Shape
from kinerja_formula.grafik.rows import HasChartData
from kinerja_formula.grafik.words import chart_words
from kinerja_formula.plain_text import json_text, plain

if TYPE_CHECKING:
    import altair

__all__ = [
    "alone_of",
    "altair_of",
    "chart_svg",
    "drawings_possible",
    "png_of",
    "svg_of",
    "svg_to_png",
    "trend_svg",
    "vega_of",
]

_FONT: Final = "Liberation Sans, Arial, Helvetica, sans-serif"
_INK: Final = "#1b1f24"
_GRID: Final = "#dfe4ea"
_T = TypeVar("_T", bound=Shape)


# What a chart gives


def altair_of(grafik: Grafik) -> altair.TopLevelMixin:
    """Return a chart as one of altair. Raises InvalidDataError KF403 without the extra ``report``."""
    alt = _altair()
    shapes = grafik.isi
    makers: dict[type, Callable[[], Any]] = {
        Bar: lambda: draw_bars(alt, _all(shapes, Bar), grafik.jenis),
        Line: lambda: draw_trends(alt, _all(shapes, Line)),
        Cell: lambda: draw_cells(alt, _all(shapes, Cell)),
        Point: lambda: draw_points(alt, _all(shapes, Point), chart_words(grafik.language)),
        Area: lambda: draw_areas(alt, _all(shapes, Area), grafik.size),
    }
    drawn = makers[type(shapes[0])]()
    made: altair.TopLevelMixin = (
        drawn.configure(aria=False, font=_FONT, background="white", padding=4)
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=11, labelColor=_INK, titleColor=_INK, titleFontWeight="normal", gridColor=_GRID)
        .configure_title(fontSize=11, color=_INK)
    )
    return made


def svg_of(grafik: Grafik) -> str:
    """Return a chart as an ``svg`` element to stand in a page, with its figures for those who don't see it."""
    drawn = altair_of(grafik)
    svg: str = _vl_convert().vegalite_to_svg(drawn.to_json(validate=False))
    return _labelled(svg, grafik.alt, f"{grafik.jenis}-{hashlib.sha256(svg.encode()).hexdigest()[:6]}")


def alone_of(grafik: Grafik) -> str:
    """Return a chart as a file of SVG."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + _named_space(svg_of(grafik)) + "\n"


def png_of(grafik: Grafik) -> bytes:
    """Return a chart as PNG."""
    return svg_to_png(svg_of(grafik))


def vega_of(grafik: Grafik) -> str:
    """Return a chart as Vega-Lite."""
    return json_text(altair_of(grafik).to_dict(validate=False))


def chart_svg(sumber: HasChartData, chart: str, language: str = "id") -> str:
    """Return one of the charts of a report as an ``svg`` element; empty where there is nothing to show.

    Raises InvalidDataError KF403 where the extra ``report`` is not installed.
    """
    bars = bars_of(sumber, chart, language)
    if not bars:
        return ""
    alt = _altair()
    drawn = draw_bars(alt, list(bars), chart).configure(aria=False, font=_FONT, background="white", padding=4)
    drawn = drawn.configure_view(stroke=None).configure_axis(labelFontSize=11, labelColor=_INK, gridColor=_GRID)
    svg: str = _vl_convert().vegalite_to_svg(drawn.to_json(validate=False))
    title = chart_words(language)["judul"][chart]
    spoken = "; ".join([f"{bar.name}{', ' + bar.part if bar.part else ''}: {bar.text}" for bar in bars])
    return _labelled(svg, f"{title}: {spoken}", chart)


def trend_svg(lines: Sequence[Line]) -> str:
    """Return the figures of indicators over years as SVG, each a panel of its own with its target as a dashed line.

    Raises InvalidDataError KF403 where the extra ``report`` is not installed, ValueError for nothing to draw.
    """
    if not lines:
        raise ValueError("there is nothing to draw")
    drawn = draw_trends(_altair(), list(lines)).configure(aria=False, font=_FONT, background="white", padding=4)
    drawn = drawn.configure_view(stroke=None).configure_title(fontSize=11, color=_INK)
    drawn = drawn.configure_axis(labelFontSize=10, labelColor=_INK, gridColor=_GRID)
    svg: str = _vl_convert().vegalite_to_svg(drawn.to_json(validate=False))
    return svg


def svg_to_png(svg: str) -> bytes:
    """Return a drawing as PNG, three pixels for one. Raises InvalidDataError KF403."""
    png: bytes = _vl_convert().svg_to_png(_named_space(svg), scale=3)
    return png


def drawings_possible() -> bool:
    """Return whether the extra ``report`` is there, so that a report without it can go without drawings."""
    try:
        _altair()
        _vl_convert()
    except InvalidDataError:
        return False
    return True


def _labelled(svg: str, alt: str, key: str) -> str:
    """Return a drawing that says what it shows, whose names meet no other one's in a page."""
    svg = re.sub(r' (?:role|aria-roledescription|aria-label)="[^"]*"| xmlns(?::xlink)?="[^"]*"', "", svg)
    svg = re.sub(r'(\bid="|url\(#)', rf"\g<1>{key}-", svg)
    return svg.replace("<svg ", f'<svg style="overflow:visible" role="img" aria-label="{escape(plain(alt))}" ', 1)


def _named_space(svg: str) -> str:
    return svg if " xmlns=" in svg else svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def _all(shapes: Iterable[Shape], kind: type[_T]) -> list[_T]:
    def is_one(shape: Shape) -> TypeGuard[_T]:
        return isinstance(shape, kind)

    return [shape for shape in shapes if is_one(shape)]


# Libraries


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
