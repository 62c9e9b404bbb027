"""The row of 检查 that a visit makes, and what later acts change in it; each sealed as done here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fadu.apps.inspections.models import Inspection
from fadu.apps.inspections.visits.reading import Visit
from fadu.apps.record.actions.keeping_rows import keep_row
from fadu.core.refusal import Refusal
from fadu.core.visits.kinds import PROBLEMS

_BASIS = "行政处罚法第四十七条；国发〔2019〕5号"


def keep(visit: Visit, *, actor: str, at: datetime) -> str:
    """Write the row of a visit whose result was told; returns its lasting id. Raises Refusal where a rule of the sheet refuses it."""
    said = visit.said
    values = {
        "inspected_on": visit.on, "facility": said["facility"], "category": said["category"],
        "batch": said["under"] or None, "joint_number": said["joint_number"] or None,
        "joint_departments": "、".join(said["departments"]) or None, "matter": said["matter"],
        "officers": tuple(one["number"] for one in said["officers"]), "method": "现场", "found_problem": visit.state.outcome in PROBLEMS,
    }
    return _keep(visit.number, {**values, **_of_problems(visit)}, actor, at, fresh=True)


def follow(visit: Visit, *, actor: str, at: datetime) -> None:
    """Bring the terms and the day of mending of a visit's row up to date."""
    change(visit.number, {name: value for name, value in _of_problems(visit).items() if name != "problem"}, actor=actor, at=at)


def change(number: str, fields: Mapping[str, Any], *, actor: str, at: datetime) -> str:
    """Set fields of a row; returns its lasting id. Raises Refusal where there is no such row, or a rule of the sheet refuses it."""
    if not Inspection.standing.filter(number=number).exists():
        raise Refusal(f"检查登记簿里没有 {number}，或者已经作废", "请核对检查编号")
    return _keep(number, fields, actor, at)


def _of_problems(visit: Visit) -> dict[str, Any]:
    """One row holds one term and one day: the latest of each, the day only once every problem is mended."""
    found = visit.problems()
    terms = [one.due for one in found if one.due and not one.handed]
    mended = [one.mended_on for one in found]
    return {
        "problem": "；".join(one.problem.what for one in found) or None,
        "rectify_by": max(terms, default=None),
        "rectified_on": max(day for day in mended if day) if found and all(mended) else None,
    }


def _keep(number: str, fields: Mapping[str, Any], actor: str, at: datetime, *, fresh: bool = False) -> str:
    return keep_row("检查", number, fields, actor=actor, at=at, basis=_BASIS, source="随现场检查写入", fresh=fresh)
