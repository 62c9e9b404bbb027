"""The trophic state of a lake (综合营养状态指数 TLI, 环办〔2011〕22号)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from fadu.core import pack
from fadu.core.figures.rounding import Number
from fadu.core.indices.packs import decimal, maybe_decimal, read
from fadu.core.refusal import Refusal

__all__ = ["Trophic", "grade", "trophic"]


@dataclass(frozen=True, slots=True)
class Trophic:
    """TLI, not rounded, its parts by item, and the state in words."""

    value: Decimal
    parts: Mapping[str, Decimal]
    state: str


@dataclass(frozen=True, slots=True)
class _Item:
    code: str
    name: str
    unit: str
    constant: Decimal
    factor: Decimal
    weight: Decimal


@cache
def _items() -> tuple[_Item, ...]:
    rows = read("trophic.csv", {
        "代码": pack.needed, "名称": pack.needed, "单位": pack.needed, "常数": decimal, "系数": decimal, "权重": decimal,
    })
    if sum(row["权重"] for row in rows) != 1:
        raise rows[-1].refuse("权重之和应为 1")
    return tuple(_Item(*row.cells.values()) for row in rows)


@cache
def _grades() -> tuple[tuple[Decimal | None, str], ...]:
    rows = read("trophic-grades.csv", {"上限": maybe_decimal, "状态": pack.needed})
    return tuple((row["上限"], row["状态"]) for row in rows)


def grade(value: Decimal) -> str:
    """The state of a TLI: below 30 贫营养, to 50 中营养, to 60 轻度, to 70 中度, above 重度富营养."""
    if value == _grades()[0][0]:  # the first bound is open, the others closed
        return _grades()[1][1]
    return next(name for top, name in _grades() if top is None or value <= top)


def trophic(values: Mapping[str, Number | None]) -> Trophic:
    """TLI from Chla (mg/m³), TP, TN, CODMn (mg/L) and SD (transparency, m). Refusal where one lacks or is not above 0."""
    items = _items()
    if missing := [each.name for each in items if values.get(each.code) is None]:
        raise Refusal(f"缺 {'、'.join(missing)}，五项不齐不能计算综合营养状态指数", "请补齐后再算", "环办〔2011〕22号")
    parts = {}
    for each in items:
        value = Decimal(values[each.code] or 0)
        if value <= 0:
            raise Refusal(f"{each.name} 的值 {value} 不大于 0，不能取对数", "低于检出限的按检出限的一半填写")
        parts[each.code] = 10 * (each.constant + each.factor * value.ln())
    total = sum((each.weight * parts[each.code] for each in items), Decimal(0))
    return Trophic(total, parts, grade(total))
