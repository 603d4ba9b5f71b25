"""Charts, each also as a table: from a report, from reports by period, from a table of any engine.

- ``chart``: the entry point; ``rows``: what charts are made of; ``table_rows``: tables as such rows
- ``bars``, ``tables``, ``geojson``: rows → what is drawn, kind by kind
- ``model``: :class:`Grafik`, a chart as plain data with its table
- ``drawing``: the data → altair, SVG, PNG; the only place that imports altair
- ``marks``: colours with their signs; ``words``: the words of charts, from ``data/grafik/``
"""

from kinerja_formula.grafik.bars import CHARTS, bars_of
from kinerja_formula.grafik.chart import KINDS, JenisGrafik, chart
from kinerja_formula.grafik.drawing import chart_svg, drawings_possible, svg_to_png, trend_svg
from kinerja_formula.grafik.model import Bar, Grafik, Line
from kinerja_formula.grafik.rows import ChartData, ChartRow

__all__ = [
    "CHARTS",
    "KINDS",
    "Bar",
    "ChartData",
    "ChartRow",
    "Grafik",
    "JenisGrafik",
    "Line",
    "bars_of",
    "chart",
    "chart_svg",
    "drawings_possible",
    "svg_to_png",
    "trend_svg",
]
