"""How long a penalty stays on the credit site, by the rule in force on the day of the decision (《信用修复管理办法》 from 2026-04-01)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from fadu.core import pack
from fadu.core.days import add_months
from fadu.core.procedure.instruments import Reference, references
from fadu.core.refusal import Refusal


@dataclass(frozen=True)
class Grade:
    """A grade of a rule: months of publicity at least (None: none need be) and at most."""

    since: date
    until: date | None
    name: str
    least: int | None
    most: int
    basis: tuple[Reference, ...]
    note: str
    reviewed: bool


@dataclass(frozen=True)
class Publicity:
    """`repair_from`: the shortest period has run and repair may be asked for; `ends`: publicity stops. From the date of the decision."""

    repair_from: date | None
    ends: date
    grade: Grade
    steps: tuple[str, ...]


@cache
def grades() -> tuple[Grade, ...]:
    """Every grade of every rule. Raises pack.BadPack."""
    return read(resources.files("fadu.core.procedure").joinpath("data/credit_periods.csv"))


def read(path: Traversable) -> tuple[Grade, ...]:
    """The grades of a table (a Path will do). Raises pack.BadPack with file, line and reason."""
    head, rows = pack.table(path, {
        "自": pack.day, "至": pack.maybe_day, "等级": pack.needed, "最短月": pack.maybe_whole, "最长月": pack.whole, "依据": references,
        "说明": pack.text,
    })
    for row in rows:
        if (row["最短月"] or 0) > row["最长月"]:
            raise row.refuse("最短长于最长")
    return tuple(
        Grade(row["自"], row["至"], row["等级"], row["最短月"], row["最长月"], row["依据"], row["说明"], head.reviewed) for row in rows
    )


def publicity(decided_on: date, grade: str) -> Publicity:
    """The period of a decision of this grade (轻微, 一般, 严重; 特定领域 under the rule of 2023). Raises Refusal where no rule names it."""
    on_day = [one for one in grades() if one.since <= decided_on and (one.until is None or decided_on <= one.until)]
    found = next((one for one in on_day if one.name == grade), None)
    if found is None:
        known = "、".join(one.name for one in on_day)
        raise Refusal(f"{decided_on} 没有“{grade}”一级的信用公示期", f"当日有效的等级：{known or '没有已知的规定，请核对'}")
    ends = add_months(decided_on, found.most)[0]
    repair = add_months(decided_on, found.least)[0] if found.least else None
    steps = [f"{decided_on} 作出决定，依 {found.basis[0].cited()} {found.name}"]
    if repair:
        steps.append(f"最短 {found.least} 个月，{repair} 届满后可以申请修复")
    steps.append(f"最长 {found.most} 个月，{ends} 届满停止公示" + (f"；{found.note}" if found.note else ""))
    if found.until and ends > found.until:
        steps.append(f"公示期跨过新规定施行日 {found.until}：新规定是否适用于此前的决定不明，请核对")
    return Publicity(repair, ends, found, tuple(steps))
