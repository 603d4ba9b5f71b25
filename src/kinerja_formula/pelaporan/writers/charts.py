"""The old place of the charts in :mod:`kinerja_formula.grafik`, until their users have moved."""

from kinerja_formula.grafik import CHARTS, Bar, Line, bars_of, chart_svg, svg_to_png, trend_svg

__all__ = ["CHARTS", "Bar", "Line", "bars_of", "chart_svg", "svg_to_png", "trend_svg"]
