"""The air quality index of a day or an hour (HJ 633): IAQI by breakpoints, AQI, level, primary pollutants.

    daily({"SO2": 9, "NO2": 24, "PM10": 45, "PM2.5": 40, "CO": Decimal("0.8"), "O3": 142}, date(2023, 9, 1)).aqi   # 85

Concentrations are whole µg/m³ and tenths of mg/m³ (CO) before an IAQI is taken, so an IAQI is looked up in a table that was computed
once in whole numbers: a concentration on a breakpoint can't be carried over it by a binary fraction.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from fadu.core import pack
from fadu.core.figures.rounding import Number
from fadu.core.indices.packs import maybe_decimal, number_or_word, read, version, yes
from fadu.core.refusal import Refusal

__all__ = ["DAILY", "POLLUTANTS", "AirIndex", "Item", "Level", "Scale", "daily", "hourly", "iaqi", "items", "level", "scales"]

HOUR, EIGHT_HOURS, DAY = "1小时平均", "8小时平均", "24小时平均"
_INDICES = (0, 50, 100, 150, 200, 300, 400, 500)
_TOP = 500


@dataclass(frozen=True, slots=True)
class Item:
    """A pollutant: unit, decimals before an IAQI is taken, and how a year of it is assessed (HJ 663)."""

    code: str
    name: str
    unit: str
    places: int
    has_mean: bool
    percentile: int
    in_composite: str


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the AQI. `top` is its largest AQI."""

    top: int
    grade: str
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Scale:
    """IAQI of one pollutant over one averaging time under one standard: `table[n]` is that of n steps (1 µg/m³; 0.1 mg/m³ for CO).

    `beyond` holds above the table: an IAQI, or the averaging time whose IAQI stands in its place.
    """

    standard: str
    pollutant: str
    averaging: str
    steps: int
    table: tuple[int, ...]
    beyond: int | str

    def index(self, concentration: Number) -> int:
        """The IAQI of a concentration. Refusal for a negative one, and where the standard asks for another averaging time."""
        if concentration < 0:
            raise Refusal(f"{self.pollutant} 的浓度 {concentration} 为负", "请核对监测数据；仪器零点漂移的数据不能参加统计")
        step = round(concentration * self.steps)  # of a Decimal: half to even, as GB/T 8170
        if step < len(self.table):
            return self.table[step]
        if isinstance(self.beyond, int):
            return self.beyond
        raise Refusal(
            f"{self.pollutant} {self.averaging} {concentration} 高于 {(len(self.table) - 1) // self.steps}，不再计算这一分指数",
            f"请改用{self.beyond}的分指数", f"{self.standard} 表 1",
        )


@dataclass(frozen=True, slots=True)
class AirIndex:
    """AQI of one day or hour. `aqi` is None where it may not be given: `missing` says what lacks.

    `primary`: every pollutant with the largest IAQI, where AQI > 50. `exceeding`: those with IAQI > 100; None where the standard
    no longer knows the notion (2026).
    """

    standard: str
    aqi: int | None
    iaqi: Mapping[str, int]
    primary: tuple[str, ...]
    exceeding: tuple[str, ...] | None
    missing: tuple[str, ...]

    @property
    def level(self) -> Level | None:
        return None if self.aqi is None else level(self.aqi)

    @property
    def is_good(self) -> bool | None:
        """优良: AQI ≤ 100; None where there is no AQI."""
        return None if self.aqi is None else self.aqi <= 100


@dataclass(frozen=True, slots=True)
class _Rule:
    least: int
    has_exceeding: bool
    published_above: int | None  # with an item missing: publish only above this AQI; None = the standard does not say


@cache
def items() -> Mapping[str, Item]:
    """The six pollutants by code. Raises BadPack."""
    rows = read("air-items.csv", {
        "代码": pack.needed, "名称": pack.needed, "单位": pack.needed, "小数": pack.whole, "年均": yes, "百分位": pack.whole,
        "综合": pack.one_of("年均", "百分位"),
    })
    return {row["代码"]: Item(*row.cells.values()) for row in rows}


POLLUTANTS: tuple[str, ...] = ("SO2", "NO2", "PM10", "PM2.5", "CO", "O3")
# O3 of a day is its largest 8 h mean; hours of PM use the 24 h breakpoints (HJ 633-2026).
DAILY: Mapping[str, str] = {code: EIGHT_HOURS if code == "O3" else DAY for code in POLLUTANTS}
_HOURLY: Mapping[str, str] = {code: DAY if code.startswith("PM") else HOUR for code in POLLUTANTS}


@cache
def levels() -> tuple[Level, ...]:
    """The levels, best first. Raises BadPack."""
    rows = read("air-levels.csv", {"上限": pack.whole, "级别": pack.needed, "类别": pack.needed, "颜色": pack.needed})
    return tuple(Level(*row.cells.values()) for row in rows)


def level(aqi: int) -> Level:
    """The level of an AQI between 0 and 500."""
    return next(each for each in levels() if aqi <= each.top)


@cache
def scales(standard: str) -> Mapping[tuple[str, str], Scale]:
    """The scales of a standard by pollutant and averaging time. Raises BadPack."""
    rows = read("air-breakpoints.csv", {
        "标准": pack.needed, "污染物": pack.one_of(*POLLUTANTS), "平均时间": pack.one_of(HOUR, EIGHT_HOURS, DAY),
        **{str(index): maybe_decimal for index in _INDICES}, "超出": number_or_word,
    })
    found = {}
    for row in rows:
        if row["标准"] == standard:
            steps = 10 ** items()[row["污染物"]].places
            points = [(int(row[str(index)] * steps), index) for index in _INDICES if row[str(index)] is not None]
            if any(after <= before for (before, _), (after, _) in pairwise(points)):
                raise row.refuse("浓度限值应当逐级增大")
            table = _table(points, _rules()[standard].least)
            found[row["污染物"], row["平均时间"]] = Scale(standard, row["污染物"], row["平均时间"], steps, table, row["超出"])
    return found


def _table(points: list[tuple[int, int]], least: int) -> tuple[int, ...]:
    """IAQI of every step up to the last breakpoint: linear between breakpoints, then up to the next whole number."""
    table = [max(points[0][1], least)]
    for (low, index_low), (high, index_high) in pairwise(points):
        for step in range(low + 1, high + 1):
            rise = -((index_low - index_high) * (step - low) // (high - low))  # the ceiling, in whole numbers
            table.append(max(index_low + rise, least))
    return tuple(table)


@cache
def _rules() -> Mapping[str, _Rule]:
    rows = read("air-aqi.csv", {"标准": pack.needed, "最小": pack.whole, "超标污染物": yes, "缺项": pack.maybe_whole})
    return {row["标准"]: _Rule(row["最小"], row["超标污染物"], row["缺项"]) for row in rows}


def iaqi(pollutant: str, averaging: str, concentration: Number, on: date) -> int:
    """The IAQI of a concentration (µg/m³, CO mg/m³) measured on a day. Refusal for what is unknown, negative, or has no IAQI."""
    standard = version("air.aqi", on).code
    scale = scales(standard).get((pollutant, averaging))
    if scale is None:
        raise Refusal(f"{standard} 没有“{pollutant} {averaging}”的分指数", f"可用：{'、'.join(' '.join(key) for key in scales(standard))}")
    return scale.index(concentration)


def daily(
    values: Mapping[str, Number | None], on: date, *, o3_1h: Number | None = None, unmonitored: Collection[str] = ()
) -> AirIndex:
    """AQI of a day from 24 h means and the largest 8 h mean of O3.

    `o3_1h` (the largest hourly mean of O3) is needed only where the 8 h mean is above its scale (HJ 633-2012). `unmonitored` are
    items that the station by plan never measures and that caused no pollution in three years: they block nothing (HJ 633-2026 only).
    """
    return _index(values, on, DAILY, o3_1h, unmonitored)


def hourly(values: Mapping[str, Number | None], on: date, *, unmonitored: Collection[str] = ()) -> AirIndex:
    """AQI of an hour from hourly means (HJ 633-2026). Refusal under HJ 633-2012, whose hourly report uses moving means of PM and O3."""
    if version("air.aqi", on).code == "HJ 633-2012":
        raise Refusal("HJ 633-2012 的实时报用颗粒物 24 小时和臭氧 8 小时滑动平均，不能只用小时值计算", "请逐项用滑动平均计算分指数", "HJ 633-2012")
    return _index(values, on, _HOURLY, None, unmonitored)


def _index(
    values: Mapping[str, Number | None], on: date, averaging: Mapping[str, str], o3_1h: Number | None, unmonitored: Collection[str]
) -> AirIndex:
    standard = version("air.aqi", on).code
    if unknown := [code for code in values if code not in averaging]:
        raise Refusal(f"不认识的污染物“{'”“'.join(unknown)}”", f"可用：{'、'.join(POLLUTANTS)}")
    rule, known = _rules()[standard], scales(standard)
    found: dict[str, int] = {}
    for code, over in averaging.items():
        value = values.get(code)
        if value is None:
            continue
        scale = known[code, over]
        beyond = code == "O3" and o3_1h is not None and not isinstance(scale.beyond, int) and round(value) >= len(scale.table)
        found[code] = known[code, HOUR].index(o3_1h) if beyond and o3_1h is not None else scale.index(value)
    missing = tuple(code for code in averaging if code not in found and not (rule.published_above is not None and code in unmonitored))
    largest = max(found.values(), default=None)
    if missing and (rule.published_above is None or largest is None or largest <= rule.published_above):
        largest = None
    exceeding = tuple(code for code, index in found.items() if index > 100) if rule.has_exceeding else None
    primary = tuple(code for code, index in found.items() if index == largest) if largest is not None and largest > 50 else ()
    return AirIndex(standard, largest, found, primary, exceeding, missing)
