"""休假离岗: nobody is away twice on a day, and who takes over is here, works here and may enforce where the other may."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fadu.apps.exchange.homes import HOMES
from fadu.apps.exchange.planning.parsing import SheetPlan
from fadu.apps.registers.leaves import SHEET, Leave
from fadu.core.workbook.grades import Problem

_TWO = "《中华人民共和国行政处罚法》第四十二条"


def check(sheets: Mapping[str, SheetPlan]) -> None:
    """Refuse the rows that can't be, against those that stand and those of the same file."""
    sheet = sheets.get(SHEET)
    if sheet is None:
        return
    rows = [row for row in sheet.standing() if row.after and not row.after["withdrawn"] and _whole(row.after)]
    if not rows:
        return
    taken = {row.key for row in sheet.rows}
    others = [_leave(row.snapshot) for row in HOMES[SHEET].read(HOMES[SHEET].rows().filter(withdrawn=False))]
    others = [one for one in others if (one.number,) not in taken] + [_leave(row.after) for row in rows]
    people = _people(others, sheets.get("人员"))
    for row in rows:
        leave = _leave(row.after)
        row.problems.extend(_alone(leave, people))
        row.problems.extend(problem for other in others if other.number != leave.number for problem in _beside(leave, other, people))


def _whole(after: Mapping[str, Any]) -> bool:
    """Whether the cells that every question needs are there, in an order that can be; what is not is said elsewhere."""
    since, until = after["since"], after["ended_on"]
    return bool(after["person"]) and isinstance(since, date) and (until is None or until >= since)


def _leave(row: Mapping[str, Any]) -> Leave:
    return Leave(row["number"], row["person"], row["since"], row["ended_on"], row["ground"] or "", row["stand_in"] or "")


def _people(leaves: list[Leave], sheet: SheetPlan | None) -> dict[str, Mapping[str, Any]]:
    numbers = {number for leave in leaves for number in (leave.person, leave.stand_in) if number}
    found: dict[str, Mapping[str, Any]] = {key[0]: one.snapshot for key, one in HOMES["人员"].stored((number,) for number in numbers).items()}
    return {**found, **({row.key[0]: row.after for row in sheet.standing() if row.after} if sheet else {})}


def _who(number: str, people: Mapping[str, Mapping[str, Any]]) -> str:
    name = people.get(number, {}).get("name")
    return f"{name}（{number}）" if name else number


def _alone(leave: Leave, people: Mapping[str, Mapping[str, Any]]) -> Iterator[Problem]:
    person, other = people.get(leave.person, {}), people.get(leave.stand_in, {})
    if (left := person.get("left_on")) and left <= leave.since:
        yield Problem("refuse", "person", f"{_who(leave.person, people)}已于 {left} 离职", "离职的人不登记休假离岗，请核对工号和日期")
    if not leave.stand_in:
        return
    who, last = _who(leave.stand_in, people), leave.until or leave.since
    if leave.stand_in == leave.person:
        yield Problem("refuse", "stand_in", "接手人就是休假离岗的本人", "换另一名接手人，没有的留空")
    if (left := other.get("left_on")) and left <= last:
        yield Problem("refuse", "stand_in", f"接手人{who}已于 {left} 离职", "换一名在岗的接手人")
    if not person.get("is_officer"):
        return
    ends = other.get("certificate_until")
    if not other.get("is_officer") or not other.get("certificate"):
        yield Problem("refuse", "stand_in", f"接手人{who}没有执法证，接不了执法人员的工作", "换持有执法证的人员接手", _TWO)
    elif ends and ends < last:
        yield Problem("refuse", "stand_in", f"接手人{who}的执法证 {ends} 到期，管不到 {last}", "换执法证在这些天都有效的人员接手", _TWO)


def _beside(leave: Leave, other: Leave, people: Mapping[str, Mapping[str, Any]]) -> Iterator[Problem]:
    if not leave.touches(other.since, other.until):
        return
    who, row = _who(leave.person, people), f"{other.words}（{other.number}）"
    if other.person == leave.person:
        mend = "改本行的起止日期，或者先更正、作废原来那一行"
        yield Problem("refuse", "since", f"{who}已经登记 {row}，与 {leave.days} 有重叠", mend)
    if other.person == leave.stand_in:
        yield Problem("refuse", "stand_in", f"接手人{_who(leave.stand_in, people)}自己 {row}", "换一名这些天在岗的接手人")
    if other.stand_in == leave.person:
        mend = "先更正那一行的接手人"
        yield Problem("refuse", "since", f"{who}在这些天是{_who(other.person, people)}的接手人：{row}", mend)
