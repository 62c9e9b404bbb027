"""The composite index of air quality (环境空气质量综合指数): the sum of six quotients of statistic and limit.

For periods from 2026-03-01 no official text was seen. The index is refused there; the candidates can be asked for by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from fadu.core import pack
from fadu.core.figures.period import Period
from fadu.core.figures.rounding import Number
from fadu.core.indices.aqi import POLLUTANTS
from fadu.core.indices.packs import CONFIDENCE, decimal, read, within
from fadu.core.refusal import Refusal

__all__ = ["PLACES", "Basis", "Composite", "bases", "basis_for", "composite"]

PLACES = 2  # decimals of a published index (环办〔2014〕64号)


@dataclass(frozen=True, slots=True)
class Basis:
    """A way to compute the index: limits and weights by pollutant, and how sure it is."""

    name: str
    first: date
    last: date
    confidence: str
    limits: Mapping[str, Decimal]
    weights: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Composite:
    """The index, not rounded, and its parts by pollutant (单项指数, weighted)."""

    value: Decimal
    parts: Mapping[str, Decimal]
    basis: Basis

    @property
    def largest(self) -> tuple[str, ...]:
        """The pollutants with the largest part (首要污染物 of the period)."""
        return tuple(code for code, part in self.parts.items() if part == max(self.parts.values()))


@cache
def bases() -> Mapping[str, Basis]:
    """All ways to compute the index by name, official ones and candidates. Raises BadPack."""
    rows = read("air-composite.csv", {
        "依据": pack.needed, "起": pack.day, "止": pack.day, "信度": pack.one_of(*CONFIDENCE),
        "污染物": pack.one_of(*POLLUTANTS), "限值": decimal, "权重": decimal,
    })
    found: dict[str, list[pack.Row]] = {}
    for row in rows:
        found.setdefault(row["依据"], []).append(row)
    for them in found.values():
        if [row["污染物"] for row in them] != list(POLLUTANTS):
            raise them[0].refuse(f"“{them[0]['依据']}”应当依次列出 {'、'.join(POLLUTANTS)}")
    return {
        name: Basis(
            name, them[0]["起"], them[0]["止"], them[0]["信度"],
            {row["污染物"]: row["限值"] for row in them}, {row["污染物"]: row["权重"] for row in them},
        )
        for name, them in found.items()
    }


def basis_for(period: Period) -> Basis:
    """The official way for a period. Refusal where none is known, or the period lies under two."""
    version = within("air.composite", period)
    if version.code:
        return bases()[version.code]
    candidates = [each.name for each in bases().values() if each.first <= period.first and period.last <= each.last]
    raise Refusal(
        f"{version.first.isoformat()} 起综合指数的限值和权重没有见到正式文本，{period.label}的综合指数不能判定",
        f"见到文本后补入规则包；内部比较可以指名候选算法：{'、'.join(candidates)}" if candidates else "见到文本后补入规则包",
    )


def composite(values: Mapping[str, Number | None], period: Period, basis: str = "") -> Composite:
    """The index of a period from annual (or the period's) means of SO2, NO2, PM10, PM2.5 (µg/m³), the 95th percentile of CO (mg/m³) and
    the 90th of the daily largest 8 h means of O3 (µg/m³).

    `basis` names a way (a candidate, or one way for two periods that are compared); without it the official one of the period is used.
    Refusal where a value lacks or is negative, or where no way is known.
    """
    if basis and basis not in bases():
        raise Refusal(f"没有“{basis}”这种算法", f"可用：{'、'.join(bases())}")
    way = bases()[basis] if basis else basis_for(period)
    if missing := [code for code in POLLUTANTS if values.get(code) is None]:
        raise Refusal(f"缺 {'、'.join(missing)}，六项不齐不能计算综合指数", "请补齐后再算")
    known = {code: Decimal(value) for code in POLLUTANTS if (value := values[code]) is not None}
    if negative := [code for code, value in known.items() if value < 0]:
        raise Refusal(f"{'、'.join(negative)} 为负", "请核对数值")
    parts = {code: way.weights[code] * value / way.limits[code] for code, value in known.items()}
    return Composite(sum(parts.values(), Decimal(0)), parts, way)
