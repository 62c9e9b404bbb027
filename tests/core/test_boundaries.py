"""Boundaries are read from GeoJSON and laid flat; what is none is refused with the way out."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from fadu.core.boundaries import read, sheet
from fadu.core.refusal import Refusal

RING = [[112.0, 25.3], [112.2, 25.3], [112.2, 25.5], [112.0, 25.5], [112.0, 25.3]]


def file(*shapes: Any, **more: Any) -> bytes:
    features = [{"type": "Feature", "properties": {"name": name}, "geometry": shape} for name, shape in shapes]
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def test_polygons_of_one_and_of_several_parts_are_read_with_their_names() -> None:
    several = {"type": "MultiPolygon", "coordinates": [[RING], [RING]]}
    areas = read(file(("塔峰镇", {"type": "Polygon", "coordinates": [RING]}), ("湘江源乡", several)))
    assert [(area.name, len(area.rings)) for area in areas] == [("塔峰镇", 1), ("湘江源乡", 2)]


def test_a_kilometre_is_as_long_across_as_it_is_down() -> None:
    laid = sheet([(112.0, 25.3), (112.2, 25.5)])
    left, right = laid.place((112.0, 25.4)), laid.place((112.0 + 0.1 / math.cos(math.radians(25.4)), 25.4))
    top, bottom = laid.place((112.1, 25.5)), laid.place((112.1, 25.4))
    assert right[0] - left[0] == pytest.approx(bottom[1] - top[1], rel=0.002)
    for corner in ((112.0, 25.3), (112.2, 25.5)):
        x, y = laid.place(corner)
        assert 0 < x < laid.width and 0 < y < laid.height


@pytest.mark.parametrize(("content", "word"), [
    (b"not json", "GeoJSON"), (b"{}", "GeoJSON"), (file(("线", {"type": "LineString", "coordinates": RING})), "GeoJSON"), (file(), "没有边界"),
    (file(("米", {"type": "Polygon", "coordinates": [[[38412345.0, 2800000.0]] * 4]})), "经纬度"),
    (file(("非数", {"type": "Polygon", "coordinates": [[[float("nan"), 25.0]] * 4]})), "经纬度"),
    (b"[" * 100_000, "GeoJSON"), (b" " * (9 << 20), "MB"),
])
def test_what_is_no_boundary_is_refused(content: bytes, word: str) -> None:
    with pytest.raises(Refusal, match=word) as caught:
        read(content)
    assert caught.value.mend
