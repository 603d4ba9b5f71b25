"""A map that the user gives: areas of a GeoJSON by the property that names them, as polygons in pixels.

The longer side of the map has a fixed number of pixels, and corners that would fall on one pixel are left out: the
finest map makes no larger drawing than it can show. Degrees are shown as on a map of the plane, which is true enough
between the tropics.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError, LimitError
from kinerja_formula.diagnostics.catalogue import CHART_TOO_LARGE, UNREADABLE_MAP
from kinerja_formula.files.file_bytes import DEFAULT_FILE_LIMITS, decode_text, read_bytes

__all__ = ["MapArea", "areas_of"]

_SIZE: Final = 50_000_000
_MOST_AREAS: Final = 5_000
_MOST_CORNERS: Final = 2_000_000
_LONG_SIDE: Final = 900
_LARGEST: Final = 1e9

Ring = tuple[tuple[float, float], ...]
Corners = list[tuple[float, float]]
Polygons = list[list[Corners]]
"""Polygons as the file has them: an outer ring and its holes."""


class MapArea(NamedTuple):
    """An area: its name, its polygons (an outer ring and its holes) in pixels, the middle of the largest one."""

    name: str
    polygons: tuple[tuple[Ring, ...], ...]
    place: tuple[float, float]


def areas_of(
    geojson: str | os.PathLike[str] | Mapping[str, Any], kunci: str
) -> tuple[tuple[MapArea, ...], tuple[int, int]]:
    """Return the areas of a map with their names, and its width and height in pixels.

    ``geojson`` is a file or the content of one, ``kunci`` the property that names an area; areas of one name are one.

    Raises InvalidDataError: KF401 the file can't be read, KF491 it is no map of areas, or no area has the property;
    LimitError KF492 for too many areas or corners.
    """
    content = geojson if isinstance(geojson, Mapping) else _read(geojson)
    features = _features(content)
    named: dict[str, Polygons] = {}
    corners = 0
    for feature in features:
        properties = feature.get("properties")
        name = properties.get(kunci) if isinstance(properties, Mapping) else None
        if name is None or isinstance(name, (Mapping, list)):
            continue
        polygons = [[_ring(ring) for ring in polygon] for polygon in _polygons(feature.get("geometry"))]
        corners += sum(len(ring) for polygon in polygons for ring in polygon)
        if corners > _MOST_CORNERS:
            raise _too_large(_MOST_CORNERS, reason="peta-banyak-titik")
        named.setdefault(" ".join(str(name).split()), []).extend(polygons)
    if not named:
        raise _no_key(features, kunci)
    return _in_pixels(named)


def _read(path: str | os.PathLike[str]) -> Any:
    raw = read_bytes(Path(path), DEFAULT_FILE_LIMITS._replace(size=_SIZE))
    try:
        return json.loads(decode_text(Path(path), raw))
    except (ValueError, RecursionError):
        raise _no_map() from None


def _features(content: Any) -> list[Mapping[str, Any]]:
    kind = content.get("type") if isinstance(content, Mapping) else None
    features = content.get("features") if kind == "FeatureCollection" else [content] if kind == "Feature" else None
    if not isinstance(features, list) or not all(isinstance(one, Mapping) for one in features):
        raise _no_map()
    if len(features) > _MOST_AREAS:
        raise _too_large(_MOST_AREAS, reason="peta-banyak-wilayah")
    return features


def _polygons(geometry: Any) -> Iterator[Iterable[Any]]:
    kind = geometry.get("type") if isinstance(geometry, Mapping) else None
    if kind == "GeometryCollection" and isinstance(geometry.get("geometries"), list):
        for one in geometry["geometries"]:
            if isinstance(one, Mapping) and one.get("type") != "GeometryCollection":
                yield from _polygons(one)
        return
    coordinates = geometry.get("coordinates") if kind in ("Polygon", "MultiPolygon") else []
    for polygon in [coordinates] if kind == "Polygon" else coordinates if isinstance(coordinates, list) else [None]:
        if not isinstance(polygon, list):
            raise _no_map()
        if polygon:
            yield polygon


def _ring(given: Any) -> Corners:
    if not isinstance(given, list):
        raise _no_map()
    try:
        ring = [(float(corner[0]), float(corner[1])) for corner in given]
    except (TypeError, ValueError, LookupError, OverflowError):
        raise _no_map() from None
    if any(not (abs(x) <= _LARGEST and abs(y) <= _LARGEST) for x, y in ring):  # not-a-number is none of them
        raise _no_map()
    return ring


class _Sheet(NamedTuple):
    """The drawing that the corners of a map are put on, its longer side of a fixed length."""

    left: float
    high: float
    wide: float
    """From west to east, in units of height."""
    tall: float
    narrow: float
    """What a unit of width is in units of height: a degree is less, away from the equator."""

    @classmethod
    def around(cls, corners: Corners) -> _Sheet:
        left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        low, high = min(y for _, y in corners), max(y for _, y in corners)
        degrees = max(abs(left), abs(right)) <= 180 and max(abs(low), abs(high)) <= 90
        narrow = max(0.1, math.cos(math.radians((low + high) / 2))) if degrees else 1.0
        wide, tall = (right - left) * narrow, high - low
        if not max(wide, tall) > 0:
            raise _no_map()
        return cls(left, high, wide, tall, narrow)

    @property
    def scale(self) -> float:
        return _LONG_SIDE / max(self.wide, self.tall)

    @property
    def size(self) -> tuple[int, int]:
        """Its width and height in pixels."""
        return max(60, round(self.wide * self.scale)), max(60, round(self.tall * self.scale))

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return where a corner of the map is, in pixels."""
        scale = self.scale
        return (x - self.left) * self.narrow * scale, (self.high - y) * scale

    def ring(self, corners: Corners, *, outer: bool) -> Ring:
        """Return a ring in pixels, without corners that would fall on one; nothing if it is too small to be seen."""
        kept: Corners = []
        left, high, narrow, scale = self.left, self.high, self.narrow, self.scale
        for x, y in corners:
            corner = (round((x - left) * narrow * scale, 1), round((high - y) * scale, 1))
            if not kept or abs(corner[0] - kept[-1][0]) + abs(corner[1] - kept[-1][1]) >= 0.5:
                kept.append(corner)
        if len(kept) < 3:
            return ()
        if kept[0] != kept[-1]:
            kept.append(kept[0])
        # A hole runs the other way round: so it is one by either rule of filling.
        return tuple(kept if (_area(kept) > 0) == outer else kept[::-1])

    def area(self, name: str, polygons: Polygons) -> MapArea:
        drawn = []
        for polygon in polygons:
            rings = [self.ring(ring, outer=not place) for place, ring in enumerate(polygon)]
            if rings and rings[0]:
                drawn.append(tuple([ring for ring in rings if ring]))
        if drawn:
            largest = max(drawn, key=lambda rings: abs(_area(rings[0])))
            return MapArea(name, tuple(drawn), _middle(largest[0]))
        # Too small to be seen, or a point: its label stands where it is.
        x, y = next(_corners_of(polygons), (self.left, self.high))
        return MapArea(name, (), self.place(x, y))


def _corners_of(polygons: Polygons) -> Iterator[tuple[float, float]]:
    return (corner for polygon in polygons for ring in polygon for corner in ring)


def _in_pixels(named: Mapping[str, Polygons]) -> tuple[tuple[MapArea, ...], tuple[int, int]]:
    corners = [corner for polygons in named.values() for corner in _corners_of(polygons)]
    if not corners:
        raise _no_map()
    sheet = _Sheet.around(corners)
    return tuple([sheet.area(name, polygons) for name, polygons in named.items()]), sheet.size


def _area(ring: Iterable[tuple[float, float]]) -> float:
    corners = list(ring)
    following = [*corners[1:], *corners[:1]]
    return sum(x * other_y - other_x * y for (x, y), (other_x, other_y) in zip(corners, following, strict=True)) / 2


def _middle(ring: Ring) -> tuple[float, float]:
    """Return the centre of mass of a polygon; of one without an area that of its corners."""
    area = _area(ring)
    if abs(area) < 1:
        return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
    across = down = 0.0
    for (x, y), (other_x, other_y) in pairwise(ring):
        part = x * other_y - other_x * y
        across += (x + other_x) * part
        down += (y + other_y) * part
    return across / (6 * area), down / (6 * area)


def _no_map() -> InvalidDataError:
    return InvalidDataError(Diagnostic(UNREADABLE_MAP, (0, 0), (), reason="bukan-geojson"))


def _no_key(features: Iterable[Mapping[str, Any]], kunci: str) -> InvalidDataError:
    held = [feature.get("properties") for feature in features]
    known = tuple(dict.fromkeys([str(key) for one in held if isinstance(one, Mapping) for key in one]))[:20]
    found = Diagnostic(UNREADABLE_MAP, (0, 0), (), reason="kunci-tak-ada", key=kunci, suggestions=known)
    return InvalidDataError(found)


def _too_large(limit: int, *, reason: str) -> LimitError:
    return LimitError(Diagnostic(CHART_TOO_LARGE, (0, 0), (), limit=limit, reason=reason))
