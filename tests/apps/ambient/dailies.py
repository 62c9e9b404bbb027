"""Files of daily values for tests."""

from __future__ import annotations

from datetime import date, timedelta

HEADER = "点位,日期,SO2,NO2,PM10,PM2.5,CO,O3"
CLEAN = "9,24,45,18,0.8,90"
DIRTY = "9,24,160,80,0.8,90"  # AQI 107 by PM2.5


def file(*lines: str) -> bytes:
    return "\n".join((HEADER, *lines)).encode()


def year(year: int, place: str = "蓝山县", *, dirty: int = 0) -> bytes:
    """Every day of a year, the first `dirty` days polluted."""
    first = date(year, 1, 1)
    days = [first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days)]
    return file(*(f"{place},{day.isoformat()},{DIRTY if n < dirty else CLEAN}" for n, day in enumerate(days)))
