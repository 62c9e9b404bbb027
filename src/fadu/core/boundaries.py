"""Boundaries of a county and its townships from a GeoJSON file (RFC 7946), laid flat for a small map. No tiles, no network.

Distances in a county are small: longitude is shortened by the cosine of the middle latitude (equirectangular), which is off by less than
one part in a thousand over a hundred kilometres.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from fadu.core.refusal import Refusal

LARGEST = 8 << 20  # bytes
MOST_POINTS = 60_000
_NAMES = ("name", "NAME", "Name", "名称", "乡镇", "XZQMC", "TOWNNAME")
_MEND = "请用地理信息软件导出 GeoJSON（WGS-84 或 CGCS2000 经纬度），要素为面"

Point = tuple[float, float]  # longitude, latitude in degrees


@dataclass(frozen=True)
class Area:
    """A named area by its rings."""

    name: str
    rings: tuple[tuple[Point, ...], ...]


def read(content: bytes) -> list[Area]:
    """The areas of a GeoJSON file. Raises Refusal for what is none, is too large, or lies in no degrees."""
    if len(content) > LARGEST:
        raise Refusal(f"文件超过 {LARGEST >> 20} MB", "请先简化边界再导出")
    try:
        said = json.loads(content.decode("utf-8-sig"))
        features = said["features"] if said["type"] == "FeatureCollection" else [said]
        areas = [_area(feature) for feature in features]
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as problem:
        raise Refusal("这不是 GeoJSON 边界文件", _MEND) from problem
    points = [point for area in areas for ring in area.rings for point in ring]
    if not points:
        raise Refusal("文件里没有边界", _MEND)
    if len(points) > MOST_POINTS:
        raise Refusal(f"边界有 {len(points)} 个点，超过 {MOST_POINTS} 个", "请先简化边界再导出")
    if not all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in points):  # false for what is no number, too
        raise Refusal("坐标不是经纬度", "请导出为经纬度（度），不要用投影坐标（米）")
    return areas


def _area(feature: Any) -> Area:
    shape = feature["geometry"]
    if shape["type"] not in ("Polygon", "MultiPolygon"):
        raise ValueError(shape["type"])
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    names = feature.get("properties") or {}
    name = next((str(names[key]) for key in _NAMES if names.get(key)), "")
    return Area(name[:40], tuple(tuple((float(x), float(y)) for x, y, *_ in ring) for polygon in polygons for ring in polygon))


@dataclass(frozen=True)
class Sheet:
    """A flat sheet onto which degrees are laid: its size in units, and the corner and scale that do it."""

    width: float
    height: float
    west: float
    north: float
    across: float
    down: float

    def place(self, point: Point) -> tuple[float, float]:
        """Where a point lies, from the upper left corner."""
        return round((point[0] - self.west) * self.across, 1), round((self.north - point[1]) * self.down, 1)

    def path(self, rings: Iterable[Sequence[Point]]) -> str:
        """Rings as an SVG path."""
        return "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in map(self.place, ring)) + "Z" for ring in rings if len(ring) > 2)


def sheet(points: Sequence[Point], width: float = 640.0, tallest: float = 640.0) -> Sheet:
    """The sheet on which all points lie with a margin. Needs at least one point."""
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = max(math.cos(math.radians((south + north) / 2)), 0.01)
    wide, high = max((east - west) * squeeze, 0.01), max(north - south, 0.01)
    margin = 0.04 * max(wide, high)
    scale = min(width / (wide + 2 * margin), tallest / (high + 2 * margin))
    return Sheet(
        round((wide + 2 * margin) * scale, 1), round((high + 2 * margin) * scale, 1), west - margin / squeeze, north + margin, scale * squeeze, scale,
    )
