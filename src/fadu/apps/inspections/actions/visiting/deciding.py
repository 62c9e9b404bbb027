"""May a visit be opened on the ground that is given: the task that was drawn, the campaign, the clue, the yearly cap, the interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from fadu.apps.inspections import planning, queries, tasks
from fadu.apps.inspections.actions.plans import line
from fadu.apps.inspections.looks import DRAWN
from fadu.apps.inspections.visits import reading
from fadu.apps.record import registry
from fadu.apps.registers import frequency
from fadu.core import sampling
from fadu.core.refusal import Refusal
from fadu.core.workbook.sheets.enforcement import INSPECTIONS

CATEGORIES = INSPECTIONS.by_field["category"].choices
CAMPAIGN = "专项检查"
# The register in which the clue of a category stands; "" where it stands in none of ours.
CLUES: Mapping[str, str] = {"信访核查": "信访", "自动监控核查": "", "案件复查": "案件"}
_NO_MORE = "没有线索的不再检查；有线索的，按线索开检查"


def ground(category: str, source: str, facility: str, officers: Sequence[str], on: date, approved_by: str) -> tuple[str, str, str]:
    """Batch, clue and approval of a visit. Raises Refusal where its category has no ground."""
    if category == DRAWN:
        return task_of(source, facility, officers), "", "抽取结果"
    approval = line(approved_by, "批准人或批准文号")
    if category == CAMPAIGN:
        campaign = next((act for act in reading.campaigns(on) if act.subject == source), None)
        if campaign is None:
            raise Refusal(f"{on} 没有这个专项检查在进行", "先登记专项检查的批准和公开，再开检查", "国办发〔2024〕54号")
        return campaign.number, "", approval
    if category not in CLUES:
        return "", "", approval
    clue = source.strip()
    if not clue:
        raise Refusal(f"{category}要有线索", "填写线索的编号：信访编号、报警编号、案号", "国办发〔2024〕54号")
    table = registry.table(CLUES[category]) if CLUES[category] else None
    if table is not None and not table.primary_keys([clue]):
        raise Refusal(f"{CLUES[category]}登记簿里没有 {clue}", "请先登记线索，或者核对编号")
    return "", line(clue, "线索编号"), approval


def task_of(draw: str, facility: str, officers: Sequence[str]) -> str:
    """The number of a draw one of whose tasks at an object is to be done by these officers. Raises Refusal where none is."""
    found = queries.draw(draw)
    if found is None or found.replaced_by or not found.results:
        raise Refusal("没有这次抽取，或者还没有抽取、已被代替", "请从抽取结果里开检查")
    mine = [task for task in tasks.tasks(found) if task.object == facility]
    if not mine:
        raise Refusal(f"{found.number}没有抽中 {facility}", "请从抽取结果里选择")
    left = [task for task in mine if task.visit is None]
    begun = [one for one in reading.under_way() if (one.said["under"], one.said["facility"]) == (found.number, facility)]
    if len(left) <= len(begun):
        word = f"已经开过 {begun[0].number}" if begun else "已经检查过"
        raise Refusal(f"{found.number}抽中的 {facility} {word}", "不用再开")
    if {number for number, _ in left[0].officers} != set(officers):
        drawn = "、".join(name for _, name in left[0].officers)
        raise Refusal(f"抽中的执法人员是{drawn}", "照抽取结果派人；不能去的，登记回避或者离岗后重新抽取")
    return found.number


def require_cap(facility: str, on: date) -> None:
    """Raise Refusal where the year's cap of the plan, or of the registers for this firm, is reached (国办发〔2024〕54号)."""
    plan = queries.in_force(on.year)
    cap = sampling.plan(plan.written).cap_per_object if plan else None
    had = planning.visits_until(date(on.year, 12, 31)).get(facility, 0)
    if cap and had >= cap:
        raise Refusal(f"今年已现场检查 {had} 次，达到年度上限 {cap} 次", _NO_MORE, "国办发〔2024〕54号")
    own = frequency.cap(facility, on)
    if own and had >= own[0]:
        raise Refusal(f"今年已现场检查 {had} 次，达到“{own[1]}”定的年检查上限 {own[0]} 次", _NO_MORE, "国办发〔2024〕54号")


def require_rest(facility: str, on: date) -> None:
    """Raise Refusal where the plan's interval since the last visit has not passed."""
    plan = queries.in_force(on.year)
    first = planning.free_from(on, plan.made.said).get(facility) if plan else None
    if first is not None and on < first:
        raise Refusal(f"按计划的最短间隔，{first} 以前不再检查这个对象", f"{first} 以后再去；有线索的，按线索开检查", "国办发〔2024〕54号")
