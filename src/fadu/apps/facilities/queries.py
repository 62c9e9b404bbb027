"""The objects of the county on its own boundaries."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from fadu.apps.facilities.models import Facility
from fadu.apps.record import queries
from fadu.core import boundaries
from fadu.core.refusal import Refusal

CLASSES = ("重点排污单位", "一般排污单位", "特殊监管单位", "其他")


@dataclass(frozen=True)
class Spot:
    """An object on the sheet; `mark` is the number of its class, so that it can be told in grey."""

    uid: str
    number: str
    name: str
    category: str
    mark: int
    x: float
    y: float


@dataclass(frozen=True)
class Outline:
    """An area: its path, its name, and where the name stands."""

    name: str
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Map:
    """What is drawn, and what could not be: objects without coordinates by township, `fault` where the boundaries can't be read."""

    width: float
    height: float
    spots: Sequence[Spot]
    outlines: Sequence[Outline]
    townships: Sequence[tuple[str, int, int]]
    fault: str = ""


def folder() -> Path:
    """Where boundaries lie, each file under its digest; the latest act says which one counts."""
    return Path(settings.FADU_DATA) / "boundaries"


def county_map() -> Map:
    """All standing objects; `townships` are (name, objects, of which without coordinates)."""
    areas, fault = _areas()
    rows = list(Facility.objects.filter(withdrawn=False, cancelled_on=None).order_by("number").values_list(
        "uid", "number", "name", "category", "township", "longitude", "latitude",
    ))
    all_of, lacking = Counter(row[4] or "未写乡镇" for row in rows), Counter(row[4] or "未写乡镇" for row in rows if row[5] is None or row[6] is None)
    townships = [(name, count, lacking[name]) for name, count in sorted(all_of.items(), key=lambda one: (-one[1], one[0]))]
    placed = [(row, (float(row[5]), float(row[6]))) for row in rows if row[5] is not None and row[6] is not None]
    points = [point for _, point in placed] + [point for area in areas for ring in area.rings for point in ring]
    if not points:
        return Map(0, 0, (), (), townships, fault)
    sheet = boundaries.sheet(points)
    spots = [Spot(str(row[0]), row[1], row[2], row[3], _mark(row[3]), *sheet.place(point)) for row, point in placed]
    return Map(sheet.width, sheet.height, spots, [_outline(area, sheet) for area in areas], townships, fault)


def _mark(category: str) -> int:
    return CLASSES.index(category) + 1 if category in CLASSES else len(CLASSES)


def _outline(area: boundaries.Area, sheet: boundaries.Sheet) -> Outline:
    longest = max(area.rings, key=len, default=())
    middle = (sum(x for x, _ in longest) / len(longest), sum(y for _, y in longest) / len(longest)) if longest else (sheet.west, sheet.north)
    return Outline(area.name, sheet.path(area.rings), *sheet.place(middle))


def _areas() -> tuple[list[boundaries.Area], str]:
    last = queries.entries(event="BoundariesBrought").order_by("-index").values_list("after", flat=True).first()
    if not last:
        return [], ""
    digest = json.loads(last)["sha256"]
    try:
        content = (folder() / digest).read_bytes()
        if sha256(content).hexdigest() != digest:
            return [], "边界文件与封存的摘要不符，请重新上传"
        return boundaries.read(content), ""
    except (OSError, Refusal) as problem:
        return [], f"边界文件读不出来：{getattr(problem, 'reason', problem)}"
