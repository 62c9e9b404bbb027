"""The same rules written a second time, from the printed tables and in fractions, to hold the product against."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

INDICES = (0, 50, 100, 150, 200, 300, 400, 500)
# HJ 633 table 1; CO in mg/m³. The 2026 edition changed PM10 100 and PM2.5 100 only.
BREAKPOINTS = {
    ("SO2", "24小时平均"): (0, 50, 150, 475, 800, 1600, 2100, 2620),
    ("SO2", "1小时平均"): (0, 150, 500, 650, 800),
    ("NO2", "24小时平均"): (0, 40, 80, 180, 280, 565, 750, 940),
    ("NO2", "1小时平均"): (0, 100, 200, 700, 1200, 2340, 3090, 3840),
    ("CO", "24小时平均"): (0, 2, 4, 14, 24, 36, 48, 60),
    ("CO", "1小时平均"): (0, 5, 10, 35, 60, 90, 120, 150),
    ("O3", "8小时平均"): (0, 100, 160, 215, 265, 800),
    ("O3", "1小时平均"): (0, 160, 200, 300, 400, 800, 1000, 1200),
    ("PM10", "24小时平均"): (0, 50, 150, 250, 350, 420, 500, 600),
    ("PM2.5", "24小时平均"): (0, 35, 75, 115, 150, 250, 350, 500),
}
AT_100_IN_2026 = {"PM10": 120, "PM2.5": 60}


def breakpoints(pollutant: str, averaging: str, year: int) -> list[tuple[int, int]]:
    """(concentration, IAQI)."""
    points = list(zip(BREAKPOINTS[pollutant, averaging], INDICES, strict=False))
    if year >= 2026 and pollutant in AT_100_IN_2026:
        points[2] = (AT_100_IN_2026[pollutant], 100)
    return points


def half_even(value: Fraction) -> int:
    """To a whole number, halves to the even one."""
    low = floor(value)
    rest = value - low
    if rest != Fraction(1, 2):
        return low + (rest > Fraction(1, 2))
    return low if low % 2 == 0 else low + 1


def iaqi(pollutant: str, averaging: str, concentration: Fraction, year: int) -> int | None:
    """By the formula of the standard; None above the last breakpoint."""
    steps = 10 if pollutant == "CO" else 1
    value = Fraction(half_even(concentration * steps), steps)
    points = breakpoints(pollutant, averaging, year)
    for (low, index_low), (high, index_high) in pairwise(points):
        if low <= value <= high:
            index = ceil(Fraction(index_high - index_low, high - low) * (value - low) + index_low)
            return max(index, 1) if year >= 2026 else index
    return None


# GB 3838-2002 table 1, classes I to V; pH and DO apart.
AT_MOST = {
    "CODMn": "2 4 6 10 15", "COD": "15 15 20 30 40", "BOD5": "3 3 4 6 10", "NH3N": "0.15 0.5 1.0 1.5 2.0", "Cu": "0.01 1 1 1 1",
    "Zn": "0.05 1 1 2 2", "F": "1 1 1 1.5 1.5", "Se": "0.01 0.01 0.01 0.02 0.02", "As": "0.05 0.05 0.05 0.1 0.1",
    "Hg": "0.00005 0.00005 0.0001 0.001 0.001", "Cd": "0.001 0.005 0.005 0.005 0.01", "Cr6": "0.01 0.05 0.05 0.05 0.1",
    "Pb": "0.01 0.01 0.05 0.05 0.1", "CN": "0.005 0.05 0.2 0.2 0.2", "VP": "0.002 0.002 0.005 0.01 0.1", "oil": "0.05 0.05 0.05 0.5 1",
    "LAS": "0.2 0.2 0.2 0.3 0.3", "S2": "0.05 0.1 0.2 0.5 1",
}
TP = {"河流": "0.02 0.1 0.2 0.3 0.4", "湖库": "0.01 0.025 0.05 0.1 0.2"}
CLASSES = ("I", "II", "III", "IV", "V", "劣V")


def item_class(code: str, value: Fraction, kind: str) -> int:
    """Place of the class of one item."""
    if code == "pH":
        return 0 if 6 <= value <= 9 else 5
    if code == "DO":
        return sum(value < Fraction(bound) for bound in ("7.5", "6", "5", "3", "2"))
    bounds = TP[kind] if code == "TP" else AT_MOST[code]
    return sum(value > Fraction(bound) for bound in bounds.split())
