"""Rows of published bulletins recomputed from the values they print: `fadu index`.

Two forms, known by their columns: composite indices of air (one row a place and period) and classes of water (one row a section and
period). What a row publishes is compared with what its values give and never used to compute it. A row that can't be computed stays,
with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from fadu.core.figures.rounding import plain, rounded
from fadu.core.indices import reading
from fadu.core.indices.aqi import POLLUTANTS, items
from fadu.core.indices.composites import PLACES, Basis, composite
from fadu.core.indices.reading import Line, Sheet
from fadu.core.indices.water import ASIDE, CLASSES, SATURATION, limits, section
from fadu.core.refusal import Refusal, Unreadable

__all__ = ["AIR_COLUMNS", "Row", "recompute"]

AIR_COLUMNS: Mapping[str, str] = {
    "SO2": "so2_ugm3", "NO2": "no2_ugm3", "PM10": "pm10_ugm3", "PM2.5": "pm25_ugm3", "CO": "co_p95_mgm3", "O3": "o3_8h_p90_ugm3",
}
_AIR_NEEDED = ("row_id", "period", *AIR_COLUMNS.values())
_WATER_NEEDED = ("row_id", "period", "water_type_used")
_AIR_PUBLISHED, _WATER_PUBLISHED = "published_composite_index", "published_class"
_WATER_WORDS = ("section", "source_url", "note", *_WATER_NEEDED)  # columns that are no items; published_… and recomputed_… are none either
_COMPUTED_PLACES = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A row recomputed. `computed`: an index with four decimals, or a class; None with a `finding` where it can't be computed.
    `deviation`: computed − published, of classes the number of classes (positive = worse); None where either lacks.

    `finding` and `mend`: why nothing was computed, what is wrong with the published value, or that it deviates by more than the
    rounding of the printed values can explain. `derivation`: how the value came about.
    """

    line: int
    row_id: str
    name: str
    computed: Decimal | str | None
    published: Decimal | str | None
    deviation: Decimal | int | None
    finding: str
    mend: str
    derivation: str


def recompute(content: bytes, name: str) -> list[Row]:
    """All rows of a file in their order. Raises Unreadable for a file that is neither form, lacks a column or has an unknown item."""
    table = reading.sheet(content, name)
    columns = set(table.columns)
    if columns & {*AIR_COLUMNS.values(), _AIR_PUBLISHED}:
        _require(table, _AIR_NEEDED, name, "空气综合指数")
        _refuse_unknown_air(table, name)
        return [_row(line, _air, _air_published) for line in table.lines]
    if "water_type_used" in columns or _WATER_PUBLISHED in columns or columns & set(_names()):
        _require(table, _WATER_NEEDED, name, "水质类别")
        found = _items(table, name)
        return [_row(line, lambda cells: _water(cells, found), _water_published) for line in table.lines]
    raise Unreadable(
        f"{name} 既不是空气综合指数表，也不是水质类别表", f"空气表的列：{'、'.join(_AIR_NEEDED)}；水质表的列：{'、'.join(_WATER_NEEDED)} 和各项目"
    )


def _require(table: Sheet, needed: Iterable[str], name: str, what: str) -> None:
    if missing := [column for column in needed if column not in table.columns]:
        raise Unreadable(f"{name} 缺少列 {'、'.join(missing)}", f"{what}表须有 {'、'.join(needed)}")


def _refuse_unknown_air(table: Sheet, name: str) -> None:
    known = set(AIR_COLUMNS.values())
    if unknown := [column for column in table.columns if re.search(r"_[nuμ]?m?gm3$", column, re.I) and column not in known]:
        raise Unreadable(f"{name} 有不认识的污染物列 {'、'.join(unknown)}", f"综合指数只用 {'、'.join(AIR_COLUMNS.values())}，其余的列请删去")


def _names() -> dict[str, str]:
    """Item codes by the names a column may have: the code or the Chinese name."""
    own = {each.code: each.code for each in limits()}
    return {**{each.name: each.code for each in limits()}, **own, **{code: code for code in (*ASIDE, SATURATION)}}


def _items(table: Sheet, name: str) -> dict[str, str]:
    """Column → item code. A column of numbers that is no known item would be left out of the class unseen: refused."""
    names = _names()
    found = {column: names[column] for column in table.columns if column in names}
    if len(set(found.values())) < len(found):
        raise Unreadable(f"{name} 有两列是同一个项目", "同一项目只留一列")
    for column in table.columns:
        if column in found or column in _WATER_WORDS or not column or column.startswith(("published_", "recomputed_")):
            continue
        if any(_is_number(line.cells.get(column, "")) for line in table.lines):
            raise Unreadable(f"{name} 有不认识的项目“{column}”", f"可用：{'、'.join(dict.fromkeys(names.values()))}；不参评的列请删去")
    if not found:
        raise Unreadable(f"{name} 没有监测项目的列", f"可用：{'、'.join(dict.fromkeys(names.values()))}")
    return found


def _is_number(cell: str) -> bool:
    try:
        return reading.number(cell, "", below=True) is not None
    except Refusal:
        return False


@dataclass(frozen=True, slots=True)
class _Value:
    """A computed or published value: as given out, as a number that can be subtracted, and how far rounding can move it."""

    shown: Decimal | str
    exact: Decimal
    slack: Decimal = Decimal(0)
    derivation: str = ""


def _row(line: Line, compute: Callable[[Mapping[str, str]], _Value], published: Callable[[Mapping[str, str]], _Value | None]) -> Row:
    cells, problems = line.cells, []
    computed = stated = None
    if line.fault:
        problems.append(Refusal(f"这一行{line.fault}", "请核对逗号和引号，与列名对齐"))
    else:
        computed, stated = _attempt(compute, cells, problems), _attempt(published, cells, problems)
    deviation = None
    if computed and stated:
        deviation = computed.exact - stated.exact
        if abs(deviation) > computed.slack + stated.slack:
            problems.append(_deviates(computed, stated))
    return Row(
        line=line.number, row_id=cells.get("row_id", ""),
        name=" ".join(filter(None, (cells.get("place") or cells.get("section"), cells.get("period")))),
        computed=computed.shown if computed else None, published=stated.shown if stated else None,
        deviation=None if deviation is None else rounded(deviation, _COMPUTED_PLACES),
        finding="；".join(each.reason for each in problems), mend="；".join(dict.fromkeys(each.mend for each in problems)),
        derivation=computed.derivation if computed else "",
    )


def _attempt(read: Callable[[Mapping[str, str]], _Value | None], cells: Mapping[str, str], problems: list[Refusal]) -> _Value | None:
    try:
        return read(cells)
    except Refusal as refusal:
        problems.append(refusal)
        return None


def _deviates(computed: _Value, stated: _Value) -> Refusal:
    shown = [plain(each.shown) if isinstance(each.shown, Decimal) else f"{each.shown} 类" for each in (stated, computed)]
    slack = f"，相差超过修约所能解释的 {plain(rounded(computed.slack + stated.slack, 3))}" if computed.slack else ""
    return Refusal(f"公布 {shown[0]}，按本行各项算得 {shown[1]}{slack}", "请核对公布值和各项数值")


def _half(value: Decimal, places: int) -> Decimal:
    """Half of the last printed place; a zero behind it may have been dropped, so `places` are at least printed."""
    digits = int(value.normalize().as_tuple().exponent)
    return Decimal(5).scaleb(min(digits, -places) - 1)


def _air(cells: Mapping[str, str]) -> _Value:
    values: dict[str, Decimal | None] = {}
    problems: list[Refusal] = []
    for code, column in AIR_COLUMNS.items():
        try:
            values[code] = reading.number(cells[column], code)
        except Refusal as refusal:
            problems.append(refusal)
    if problems:
        raise Refusal("；".join(each.reason for each in problems), problems[0].mend)
    found = composite(values, reading.period(cells["period"]))
    known = {code: value for code in POLLUTANTS if (value := values[code]) is not None}
    slack = sum((_half(value, items()[code].places) * _per_unit(found.basis, code) for code, value in known.items()), Decimal(0))
    sum_ = "＋".join(_quotient(found.basis, code, value) for code, value in known.items())
    shown = rounded(found.value, _COMPUTED_PLACES)
    return _Value(shown, found.value, slack, f"{sum_}＝{plain(shown)}（{found.basis.name}）")


def _per_unit(basis: Basis, code: str) -> Decimal:
    return basis.weights[code] / basis.limits[code]


def _quotient(basis: Basis, code: str, value: Decimal) -> str:
    weight = "" if basis.weights[code] == 1 else f"{plain(basis.weights[code])}×"
    return f"{weight}{plain(value)}/{plain(basis.limits[code])}"


def _air_published(cells: Mapping[str, str]) -> _Value | None:
    value = reading.number(cells.get(_AIR_PUBLISHED, ""), "公布的综合指数")
    return None if value is None else _Value(value, value, _half(value, PLACES))


def _water(cells: Mapping[str, str], columns: Mapping[str, str]) -> _Value:
    kind, period = reading.water_kind(cells["water_type_used"]), reading.period(cells["period"])
    values = {code: reading.number(cells.get(column, ""), code, below=code not in ("pH", "DO")) for column, code in columns.items()}
    found = section(values, kind, period.first)
    deciding = "、".join(f"{code} {plain(values[code])}" for code in found.deciding) if found.water_class != "I" else "各项"
    aside = f"；{'、'.join(found.aside)} 不参评" if found.aside else ""
    return _Value(found.water_class, Decimal(CLASSES.index(found.water_class)), derivation=f"{deciding} 为 {found.water_class} 类{aside}（{kind}）")


def _water_published(cells: Mapping[str, str]) -> _Value | None:
    found = reading.water_class(cells.get(_WATER_PUBLISHED, ""))
    return None if found is None else _Value(found, Decimal(CLASSES.index(found)))
