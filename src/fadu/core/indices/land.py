"""The two rates of soil safety (受污染耕地安全利用率, 重点建设用地安全利用率)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from fadu.core import pack
from fadu.core.figures.rounding import Number, percent
from fadu.core.indices.packs import maybe_decimal, read
from fadu.core.refusal import Refusal

__all__ = ["Rate", "construction_land", "farmland", "rates"]


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate as it is defined. `target` in percent, None where none is laid down in numbers; `articles` of the 生态环境法典."""

    code: str
    name: str
    definition: str
    target: Decimal | None
    target_year: int | None
    articles: str


@cache
def rates() -> Mapping[str, Rate]:
    """The rates by code. Raises BadPack."""
    rows = read("soil.csv", {
        "代码": pack.needed, "名称": pack.needed, "定义": pack.needed, "目标": maybe_decimal, "目标年": pack.maybe_whole, "依据": pack.text,
    })
    return {row["代码"]: Rate(*row.cells.values()) for row in rows}


def farmland(*, safe_with_measures: Number, strict_with_measures: Number, safe: Number, strict: Number, places: int = 1) -> Decimal | None:
    """受污染耕地安全利用率 in percent: areas (one unit) of 安全利用类 with measures and compliant produce and of 严格管控类 with measures,
    over the whole area of both. None without such land. Refusal where a part is larger than its whole."""
    _parts(("安全利用类", safe_with_measures, safe), ("严格管控类", strict_with_measures, strict))
    return percent(Decimal(safe_with_measures) + Decimal(strict_with_measures), Decimal(safe) + Decimal(strict), places)


def construction_land(*, against_rules: Number, total: Number, places: int = 1) -> Decimal | None:
    """重点建设用地安全利用率 in percent: the share of key parcels (by area or by number, as the yearly rules of the assessment say) that was
    not developed against the rules. None without such parcels."""
    _parts(("重点建设用地", against_rules, total))
    return percent(Decimal(total) - Decimal(against_rules), Decimal(total), places)


def _parts(*pairs: tuple[str, Number, Number]) -> None:
    for name, part, whole in pairs:
        if part < 0 or whole < 0:
            raise Refusal(f"{name}的面积为负", "请核对面积")
        if part > whole:
            raise Refusal(f"{name}的一部分（{part}）大于总面积（{whole}）", "请核对面积和单位")
