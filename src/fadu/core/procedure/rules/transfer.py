"""What may be a matter for the police: grounds of administrative detention, and the figures from which pollution is a crime.

The figures only say that a transfer must be considered; whether a crime is suspected is decided by the principal (310号令第五条).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from fadu.core import pack
from fadu.core.procedure.instruments import Reference, references
from fadu.core.procedure.rules.verdict import Verdict
from fadu.core.refusal import Refusal


@dataclass(frozen=True)
class Ground:
    """A clause that detains: days as written (10-15), those of lighter cases, and whom."""

    id: str
    since: date
    name: str
    basis: tuple[Reference, ...]
    days: str
    lighter: str
    who: str
    note: str
    reviewed: bool


@dataclass(frozen=True)
class Threshold:
    """A standard of the criminal interpretation; `number` None where only a person can say whether it is met."""

    id: str
    since: date
    name: str
    tier: str
    number: Decimal | None
    unit: str
    basis: tuple[Reference, ...]
    reviewed: bool


@cache
def detention_grounds() -> Mapping[str, Ground]:
    """The clauses of the Code that detain, by id. Raises pack.BadPack."""
    head, rows = pack.table(_data("detention.csv"), {
        "代号": pack.needed, "自": pack.day, "情形": pack.needed, "依据": references, "日数": pack.needed, "较轻日数": pack.text,
        "对象": pack.text, "说明": pack.text,
    })
    return {
        row["代号"]: Ground(
            row["代号"], row["自"], row["情形"], row["依据"], row["日数"], row["较轻日数"], row["对象"], row["说明"], head.reviewed
        )
        for row in rows
    }


@cache
def crime_thresholds() -> Mapping[str, Threshold]:
    """The standards of the interpretation, by id. Raises pack.BadPack."""
    head, rows = pack.table(_data("crime_thresholds.csv"), {
        "代号": pack.needed, "自": pack.day, "情形": pack.needed, "档次": pack.needed, "数": _maybe_number, "单位": pack.text, "依据": references,
    })
    return {
        row["代号"]: Threshold(row["代号"], row["自"], row["情形"], row["档次"], row["数"], row["单位"], row["依据"], head.reviewed) for row in rows
    }


def crime(*, measured: Mapping[str, Decimal], found: Collection[str] = (), on: date) -> Verdict:
    """Whether a standard is met: `measured` by id against its number, `found` those that a person has found to hold.

    Yes where one is; otherwise open, because what was not looked at is not known. Raises Refusal for an id that is none, a measure of a
    standard without a number, and a day before the interpretation.
    """
    reasons: list[str] = []
    basis: list[Reference] = []
    for id in (*measured, *found):
        one = _threshold(id, on)
        if id in measured and one.number is None:
            raise Refusal(f"{id} 没有数额标准（{one.name}）", "由人认定是否具备")
        if id in found or (one.number is not None and measured[id] >= one.number):
            amount = f"：{measured[id]} {one.unit}，达到 {one.number} {one.unit}" if id in measured else ""
            reasons.append(f"{id} {one.name}{amount}（{one.tier}）")
            basis.extend(one.basis)
    reviewed = all(one.reviewed for one in crime_thresholds().values())
    if reasons:
        return Verdict(True, tuple(reasons), (), tuple(basis), reviewed)
    missing = ("其余入罪标准是否达到（由人认定）",)
    return Verdict(None, (), missing, references("FS7:1"), reviewed, "达到标准的由专案组核实，正职负责人决定是否移送")


def _threshold(id: str, on: date) -> Threshold:
    one = crime_thresholds().get(id)
    if one is None:
        raise Refusal(f"没有编号为“{id}”的入罪标准", f"应为 {'、'.join(crime_thresholds())} 之一")
    if on < one.since:
        raise Refusal(f"{on} 以前的入罪标准不在规则包内（{one.since} 起）", "请核对当时有效的司法解释")
    return one


def _data(name: str) -> Traversable:
    return resources.files("fadu.core.procedure").joinpath("data", name)


def _maybe_number(cell: str) -> Decimal | None:
    if not cell:
        return None
    try:
        return Decimal(cell)
    except InvalidOperation:
        raise ValueError(f"应为数字，现为“{cell}”") from None
