"""The shapes of charts, kind by kind, as charts of altair: whoever calls gives the library as ``alt``."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable
from typing import Any, Final

from kinerja_formula.grafik.model import Area, Bar, Cell, Line, Point

__all__ = ["draw_areas", "draw_bars", "draw_cells", "draw_points", "draw_trends"]

_INK: Final = "#1b1f24"
_LINE: Final = "#12355b"
_GOAL: Final = "#a34000"
_LETTERS: Final = 23
_BARS: Final = 190
_LABELS: Final = 165
_SHARES: Final = ("jabatan", "sasaran", "unit")
"""Bars of percentages."""
_CELL: Final = (86, 30)
_SQUARE: Final = (430, 330)
_LETTER: Final = 5.6
"""How wide a letter of a label is, on the average."""
_SIGN: Final = 14
"""The room of a sign, which stands apart: the font that has it is not that of the figures."""
_NAMED_AREAS: Final = 600
"""Of more areas only the signs are drawn."""
_COUNT: Final = 36
"""The room of a sign with its count, where several stand beside one another."""
_NO_LINE: Final = "\u00a0\n"
_TO_INDONESIAN: Final = str.maketrans(",.", ".,")


# Bars


def draw_bars(alt: Any, bars: list[Bar], chart: str) -> Any:
    """Return bars, with the sign of the category at their ends."""
    stacked = chart == "kelengkapan"
    # A number before each label, not shown: it keeps names apart that are alike, or look so once they are cut.
    names = [bar.name for bar in bars]
    order = {name: place for place, name in reversed(list(enumerate(names)))}
    labels = [f"{order[name] if stacked else place:03d}\n{_wrapped(name)}" for place, name in enumerate(names)]
    share = chart in _SHARES
    rows = [
        {
            "nama": labels[place],
            "nilai": bar.size,
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
    layers = [drawn]
    for place, ends in enumerate(_bar_ends(bars, labels, stacked=stacked)):
        at = alt.Chart(alt.Data(values=ends)).encode(
            x=alt.X("letak:Q", stack=None, title=None), y=alt.Y("nama:N", sort=labels, title=None, axis=axis)
        )
        for text, dx in (("tanda:N", 4 + place * _COUNT), ("teks:N", 4 + place * _COUNT + _SIGN)):
            layers.append(at.mark_text(align="left", dx=dx, fontSize=11, color=_INK).encode(text=text))
    return alt.layer(*layers).properties(width=_BARS, height=alt.Step(34))


def _bar_ends(bars: list[Bar], labels: list[str], *, stacked: bool) -> list[list[dict[str, Any]]]:
    """Return what stands at the ends of bars: first signs with their figures, then second ones of stacked bars."""
    if not stacked:
        return [
            [
                # Beside a bar to the left of zero there is its name: what it says stands at zero.
                {"nama": label, "letak": max(0, bar.size or 0), "tanda": bar.sign, "teks": bar.text}
                for label, bar in zip(labels, bars, strict=True)
            ]
        ]
    groups: dict[str, list[Bar]] = {}
    for label, bar in zip(labels, bars, strict=True):
        groups.setdefault(label, []).append(bar)
    made: list[list[dict[str, Any]]] = []
    for label, parts in groups.items():
        whole = sum(bar.size or 0 for bar in parts)
        for place, bar in enumerate(parts):
            if place == len(made):
                made.append([])
            made[place].append({"nama": label, "letak": whole, "tanda": bar.sign, "teks": bar.text})
    return made


def _scale(alt: Any, bars: list[Bar]) -> Any:
    """From 0 to 100 % at least; what lies far outside is cut, its label tells how much it is."""
    sizes = [bar.size for bar in bars if bar.size is not None]
    highest, lowest = max([100.0, *sizes]), min([0.0, *sizes])
    return alt.Scale(domain=[max(lowest, -100.0), min(highest, 150.0)], clamp=True, nice=False)


# Lines


def draw_trends(alt: Any, lines: list[Line]) -> Any:
    """Return panels, two beside one another."""
    panels = [_trend(alt, line) for line in lines]
    rows = [alt.hconcat(*panels[at : at + 2], spacing=24) for at in range(0, len(panels), 2)]
    return alt.vconcat(*rows, spacing=18)


def _trend(alt: Any, line: Line) -> Any:
    periods = [period for period, _ in line.figures]
    rows: list[dict[str, Any]] = [
        {"tahun": period, "nilai": value, "ujung": _figure(value)}
        for period, value in line.figures
        if value is not None
    ]
    goals = line.targets or (line.target,) * len(periods)
    aims: list[dict[str, Any]] = [
        {"tahun": period, "target": goal, "tulisan": _figure(goal)}
        for period, goal in zip(periods, goals, strict=True)
        if goal is not None
    ]
    known = [value for _, value in line.figures if value is not None] + [goal for goal in goals if goal is not None]
    # One height alone would give an axis without any length; the figures stand above their points.
    room = (max(known) - min(known)) * 0.2 or abs(max(known)) * 0.1 or 1.0
    across = alt.X(
        "tahun:O",
        sort=periods,
        title=None,
        axis=alt.Axis(labelAngle=0 if len(periods) < 6 else -40, labelLimit=90),
        scale=alt.Scale(domain=periods),
    )
    up = alt.Y(
        "nilai:Q",
        title=None,
        scale=alt.Scale(zero=False, nice=False, domain=[min(known) - room / 2, max(known) + room]),
        axis=alt.Axis(tickCount=4, labels=False),
    )
    base = alt.Chart(alt.Data(values=rows)).encode(x=across, y=up)
    layers: list[Any] = []
    told: list[Any] = []
    if len({aim["target"] for aim in aims}) == 1:
        of_one = f" ({aims[0]['tahun']})" if len(aims) == 1 < len(periods) else ""
        goal = alt.Chart(alt.Data(values=[{"target": aims[0]["target"]}]))
        layers.append(goal.mark_rule(color=_GOAL, strokeDash=[5, 4]).encode(y=alt.Y("target:Q", title=None)))
        written = goal.mark_text(align="left", dy=-5, fontSize=9, color=_GOAL)
        said = alt.TextValue(f"target {aims[0]['tulisan']}{of_one}")
        layers.append(written.encode(x=alt.XValue(2), y=alt.Y("target:Q", title=None), text=said))
    elif aims:
        goal = alt.Chart(alt.Data(values=aims)).encode(x=across, y=alt.Y("target:Q", title=None))
        layers.append(goal.mark_line(color=_GOAL, strokeDash=[5, 4]))
        layers.append(goal.mark_tick(color=_GOAL, thickness=2, size=16))
        beside = {"align": "left", "dx": 11, "dy": 7, "fontSize": 9}
        told = [
            goal.mark_text(**beside, stroke="white", strokeWidth=3).encode(text="tulisan:N"),
            goal.mark_text(**beside, color=_GOAL).encode(text="tulisan:N"),
        ]
    layers += [
        base.mark_line(color=_LINE, strokeWidth=2),
        base.mark_point(color=_LINE, filled=True, size=40, opacity=1),
        # White behind a figure keeps it apart from the lines that it stands on.
        base.mark_text(dy=-10, fontSize=10, stroke="white", strokeWidth=3).encode(text="ujung:N"),
        base.mark_text(dy=-10, fontSize=10, color=_INK).encode(text="ujung:N"),
        *told,
    ]
    return alt.layer(*layers).properties(width=250, height=110, title=_wrapped(line.name, 44).split("\n"))


def _figure(value: float) -> str:
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.translate(_TO_INDONESIAN)


# Cells


def draw_cells(alt: Any, cells: list[Cell]) -> Any:
    """Return a heat table, sign and figure in every cell."""
    down = {name: f"{place:04d}\n{_wrapped(name, 38)}" for place, name in enumerate(_once(cell.row for cell in cells))}
    columns = _once(cell.column for cell in cells)
    heads = [_wrapped(name, 14, 3) for name in columns]
    lines = max(head.count("\n") for head in heads)
    filled = [_NO_LINE * (lines - head.count("\n")) + head for head in heads]  # short names stand at the bottom
    across = {name: f"{place:04d}\n{head}" for place, (name, head) in enumerate(zip(columns, filled, strict=True))}
    rows = [
        {
            "baris": down[cell.row],
            "lajur": across[cell.column],
            "tanda": cell.sign if cell.text else "",
            "teks": cell.text or cell.sign,
            "warna": cell.light,
            "tulisan": cell.dark,
        }
        for cell in cells
    ]
    label = "slice(split(datum.label, '\\n'), 1)"
    axis = {"labelExpr": label, "ticks": False, "domain": False, "title": None}
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X(
            "lajur:N",
            sort=list(across.values()),
            axis=alt.Axis(
                orient="top",
                labelAngle=0,
                labelLimit=_CELL[0] - 4,
                labelBaseline="bottom",
                labelPadding=4 + 13 * lines,
                **axis,
            ),
        ),
        y=alt.Y("baris:N", sort=list(down.values()), axis=alt.Axis(labelLimit=260, labelPadding=6, **axis)),
    )
    ground = base.mark_rect(stroke="#ffffff", strokeWidth=2).encode(color=alt.Color("warna:N", scale=None))
    colour = alt.Color("tulisan:N", scale=None)
    sign = base.mark_text(fontSize=11, dx=-28).encode(text="tanda:N", color=colour)
    text = base.mark_text(fontSize=11, dx=6).encode(text="teks:N", color=colour)
    return alt.layer(ground, sign, text).properties(width=alt.Step(_CELL[0]), height=alt.Step(_CELL[1]))


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


# Points


def draw_points(alt: Any, points: list[Point], words: dict[str, dict[str, str]]) -> Any:
    """Return points in four quarters, each with its number and the shape of its category; names stand beside."""
    wide, tall = _SQUARE
    left, right = _ends([one.spent for one in points], wide, 0)
    low, top = _ends([one.reached for one in points], tall, _EDGE)
    rows: list[dict[str, Any]] = []
    for number, one in enumerate(points, 1):
        x, y = min(max(one.spent, left), right), min(max(one.reached, low), top)
        at = ((x - left) / (right - left) * wide, (top - y) / (top - low) * tall)
        shape = _SHAPES.get(one.sign, "square")
        rows.append({"x": x, "y": y, "nomor": str(number), "warna": one.dark, "bentuk": shape, "di": at})
    _set_apart(rows)
    ends = {"labelExpr": "datum.label + '%'", "tickCount": 6}
    exact = {"nice": False, "zero": False}
    titles = words["kolom"]
    across = alt.X(
        "x:Q", title=titles["serapan"], scale=alt.Scale(domain=[left, right], **exact), axis=alt.Axis(**ends)
    )
    up = alt.Y("y:Q", title=titles["capaian"], scale=alt.Scale(domain=[low, top], **exact), axis=alt.Axis(**ends))
    told = [{name: row[name] for name in ("x", "y", "nomor", "warna", "bentuk")} for row in rows]
    layers = [
        alt.Chart(alt.Data(values=[{"y": 100}])).mark_rule(color=_GOAL, strokeDash=[5, 4]).encode(y="y:Q"),
        alt.Chart(alt.Data(values=[{"x": 100}])).mark_rule(color=_GOAL, strokeDash=[5, 4]).encode(x="x:Q"),
        *_corners(alt, words["kuadran"]),
        alt.Chart(alt.Data(values=told))
        .mark_point(filled=True, size=70, opacity=1)
        .encode(x=across, y=up, color=alt.Color("warna:N", scale=None), shape=alt.Shape("bentuk:N", scale=None)),
    ]
    layers += [_written(alt, row["nomor"], row["teks"][0], row["teks"][1], "center") for row in rows]
    if len(points) <= _MOST_NAMES:
        lines = 2 if 2 * len(points) <= _MOST_NAMES else 1
        for place, one in enumerate(points):
            x, y = wide + 16, 8 + place * (14 * lines + 2 * (lines - 1))
            layers.append(_written(alt, one.sign, x, y, "left", one.dark))
            name = _wrapped(f"{place + 1}. {one.name}", 48, lines).split("\n")
            layers += [_written(alt, line, x + _SIGN, y + 13 * at, "left") for at, line in enumerate(name)]
    return alt.layer(*layers).properties(width=wide, height=tall)


_EDGE: Final = 32
"""Pixels above and below all points, where the words of the quarters stand."""
_MOST_NAMES: Final = 23
"""Lines of names beside the points."""
_SHAPES: Final = {"▲": "triangle-up", "◆": "diamond", "▼": "triangle-down", "✖": "cross"}
_AROUND: Final = ((12, 0), (-12, 0), (0, -13), (0, 13), (11, -11), (-11, -11), (11, 11), (-11, 11), (22, 0), (-22, 0))


def _written(alt: Any, text: str, x: float, y: float, side: str, color: str = _INK) -> Any:
    drawn = alt.Chart(alt.Data(values=[{"teks": text}])).mark_text(align=side, fontSize=11, color=color)
    return drawn.encode(x=alt.XValue(x), y=alt.YValue(y), text="teks:N")


def _ends(values: list[float], pixels: int, edge: int) -> tuple[float, float]:
    """Return where an axis begins and ends: 100 % is on it with room at both sides, and what lies far out is cut."""
    low = max(-100.0, min(80.0, math.floor((min(values) - 5) / 20) * 20.0))
    high = min(200.0, max(120.0, max(values) * 1.04))
    low = 0.0 if min(values) >= 0 and low < 0 else low
    room = (high - low) * edge / (pixels - 2 * edge)
    return low - room, high + room


def _set_apart(rows: list[dict[str, Any]]) -> None:
    """Give every number a place around its point where it stands on no other point or number."""
    taken = [row["di"] for row in rows]
    for row in rows:
        x, y = row["di"]
        places = [(x + dx, y + dy) for dx, dy in _AROUND]
        free = [one for one in places if all(abs(one[0] - a) > 10 or abs(one[1] - b) > 9 for a, b in taken)]
        row["teks"] = free[0] if free else places[0]
        taken.append(row["teks"])


def _corners(alt: Any, words: dict[str, str]) -> list[Any]:
    wide, tall = _SQUARE
    told = [(6, 3, "left", "hemat"), (wide - 6, 3, "right", "tinggi"), (6, tall - 24, "left", "rendah")]
    told.append((wide - 6, tall - 24, "right", "boros"))
    return [
        alt.Chart(alt.Data(values=[{"teks": words[word].replace(", ", ",\n")}]))
        .mark_text(align=side, baseline="top", fontSize=9.5, fontStyle="italic", color="#4a5562", lineBreak="\n")
        .encode(x=alt.XValue(x), y=alt.YValue(y), text="teks:N")
        for x, y, side, word in told
    ]


# Areas


def draw_areas(alt: Any, areas: list[Area], size: tuple[int, int]) -> Any:
    """Return a map; where names and figures find no room, the sign of an area stands alone."""
    wide, tall = size
    shapes = [
        {
            "type": "Feature",
            "properties": {"nama": one.name, "warna": one.light},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [[list(map(list, ring)) for ring in rings] for rings in one.polygons],
            },
        }
        for one in areas
        if one.polygons
    ]
    labels: list[dict[str, Any]] = []
    taken: list[tuple[float, float, float, float]] = []
    for one in sorted(areas, key=lambda one: -_extent(one)):
        x, y = one.place
        name = _cut(one.name, 24)
        half = max(len(name) * _LETTER, len(one.text) * _LETTER + _SIGN) / 2
        box = (x - half, y - 14, x + half, y + 14)
        others = [other.place for other in areas if other is not one] if len(areas) <= _NAMED_AREAS else [one.place]
        if any(_meet(box, other) for other in taken) or any(_holds(box, place) for place in others):
            labels.append({"x": x, "y": y, "teks": one.sign, "warna": one.dark})
            continue
        taken.append(box)
        side = len(one.text) * _LETTER / 2
        labels.append({"x": x, "y": y - 6, "teks": name, "warna": _INK})
        labels.append({"x": x - side, "y": y + 7, "teks": one.sign, "warna": one.dark})
        labels.append({"x": x + _SIGN / 2, "y": y + 7, "teks": one.text, "warna": one.dark})
    drawn = (
        alt.Chart(alt.Data(values=shapes))
        .mark_geoshape(stroke="#4a5562", strokeWidth=0.7)
        .encode(color=alt.Color("properties.warna:N", scale=None))
        .project(type="identity", scale=1, translate=[0, 0])
    )
    pixels = {"nice": False, "zero": False}
    text = (
        alt.Chart(alt.Data(values=labels))
        .mark_text(fontSize=10)
        .encode(
            x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, wide], **pixels)),
            y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[tall, 0], **pixels)),
            text="teks:N",
            color=alt.Color("warna:N", scale=None),
        )
    )
    return alt.layer(drawn, text).properties(width=wide, height=tall)


def _extent(area: Area) -> float:
    """Return how large the largest polygon of an area is: it has its name before smaller ones."""
    sizes = [0.0]
    for polygon in area.polygons:
        across, down = zip(*polygon[0], strict=True)
        sizes.append((max(across) - min(across)) * (max(down) - min(down)))
    return max(sizes)


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _holds(box: tuple[float, float, float, float], place: tuple[float, float]) -> bool:
    """Return whether the sign of another area would stand on a label."""
    return box[0] - 5 < place[0] < box[2] + 5 and box[1] - 5 < place[1] < box[3] + 5


# Texts


def _wrapped(name: str, letters: int = _LETTERS, most: int = 2) -> str:
    lines = textwrap.wrap(name, letters) or [""]
    kept = lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][: letters - 1] + "…"]
    return "\n".join(kept)


def _cut(name: str, letters: int) -> str:
    return name if len(name) <= letters else name[: letters - 1].rstrip() + "…"
