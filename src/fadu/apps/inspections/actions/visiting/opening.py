"""Open a visit: on which ground, by whom, with which checklist. What the law asks before anybody goes is asked here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from fadu.apps.inspections import planning, queries, tasks
from fadu.apps.inspections.actions.plans import line
from fadu.apps.inspections.visits import reading
from fadu.apps.officers.figures import officers_on
from fadu.apps.record import registry
from fadu.apps.record.actions import enter
from fadu.apps.record.actions.sealing import locked_head
from fadu.apps.record.models import Entry
from fadu.apps.record.tables import Snapshot
from fadu.core import procedure, sampling
from fadu.core.refusal import Refusal
from fadu.core.visits import checklists, syncing
from fadu.core.workbook.sheets.enforcement import INSPECTIONS
from fadu.events.visits import CampaignDeclared, VisitCalledBack, VisitCancelled, VisitOpened, VisitTakenOut

BASIS = "国办发〔2024〕54号；行政处罚法第四十二条"
CATEGORIES = INSPECTIONS.by_field["category"].choices
DRAWN, CAMPAIGN = "双随机", "专项检查"
# The register in which the clue of a category stands; "" where it stands in none of ours.
CLUES: Mapping[str, str] = {"信访核查": "信访", "自动监控核查": "", "案件复查": "案件"}
_WHO = "《行政处罚法》第四十二条、第四十三条"


def declare_campaign(
    *, name: str, approved_by: str, paper: str, begins: date, ends: date, place: str, matter: str, actor: str, at: datetime,
) -> str:
    """Declare a special campaign; returns its lasting id. Raises Refusal: it needs an approval and must be public (国办发〔2024〕54号)."""
    if begins > ends:
        raise Refusal(f"结束日期 {ends} 早于开始日期 {begins}", "请核对日期")
    title = line(name, "专项名称")
    with transaction.atomic():
        locked_head()
        if any(act.number == title for act in reading.campaigns()):
            raise Refusal(f"“{title}”已经登记过", "请换一个名称，例如写上年度")
        event = CampaignDeclared(
            subject=str(uuid4()), number=title, approved_by=line(approved_by, "批准机关"), paper=line(paper, "批准文件"), begins=begins, ends=ends,
            place=line(place, "公开的地方"), matter=line(matter, "检查事项"),
        )
        enter(event, actor=actor, at=at, basis="国办发〔2024〕54号")
    return event.subject


def open_visit(
    *, category: str, facility: str, officers: Sequence[str], on: date, matter: str, checklist: str, actor: str, at: datetime,
    approved_by: str = "", source: str = "", departments: Sequence[str] = (), joint_number: str = "",
) -> str:
    """Open a visit of an object on a day; returns its lasting id.

    `source` is the lasting id of the draw or campaign, or the number of the clue, as the category asks. Raises Refusal with the article
    where fewer than two officers hold a certificate on the day, one must stand aside, the ground is missing, the yearly cap is
    reached, or the plan's interval has not passed.
    """
    if category not in CATEGORIES:
        raise Refusal(f"没有“{category}”这种检查", f"应为{'、'.join(CATEGORIES)}之一")
    who = people(officers, on)
    _stands_aside(who, facility)
    listed = checklists.checklist(checklist, on)
    with transaction.atomic():
        locked_head()
        place = _facility(facility)
        batch, clue, approval = _ground(category, source, facility, [one["number"] for one in who], on, approved_by)
        if category in planning.CAPPED:
            _rested(facility, on)
        if category in planning.CAPPED and category != DRAWN:
            _capped(facility, on)
        event = VisitOpened(
            subject=str(uuid4()), number=_number(on.year), category=category, facility=facility, name=place["name"], on=on, officers=tuple(who),
            matter=line(matter, "检查事项"), checklist=listed.id, version=listed.version,
            items=tuple({name: value for name, value in asdict(item).items() if name != "violations"} for item in listed.items),
            under=batch, clue=clue, approved_by=approval, departments=tuple(departments),
            joint_number=line(joint_number, "联合检查编号") if departments else "",
        )
        enter(event, actor=actor, at=at, basis=BASIS)
    return event.subject


def take_out(id: str, *, device: str, actor: str, at: datetime) -> None:
    """From here on the visit is recorded on a device. Taking it out again on the same one is no act. Raises Refusal."""
    syncing.require_name(device)
    with transaction.atomic():
        locked_head()
        visit = open_one(id)
        if actor not in [one["number"] for one in visit.said["officers"]]:
            raise Refusal(f"{visit.number} 不由您检查", "请由这次检查的执法人员带出")
        if visit.device and visit.device != device:
            raise Refusal(f"{visit.number} 已由另一台设备带出", "用那台设备办理；设备丢失的，在检查页面收回")
        if not visit.device:
            enter(VisitTakenOut(subject=id, number=visit.number, device=device), actor=actor, at=at, basis=BASIS)


def call_back(id: str, *, reason: str, actor: str, at: datetime) -> None:
    """Go on at the office: the device is lost. Raises Refusal."""
    with transaction.atomic():
        locked_head()
        visit = open_one(id)
        if not visit.device:
            raise Refusal(f"{visit.number} 没有带出", "可以直接在这里记录")
        enter(VisitCalledBack(subject=id, number=visit.number, device=visit.device, reason=line(reason, "理由")), actor=actor, at=at, basis=BASIS)


def cancel(id: str, *, reason: str, actor: str, at: datetime) -> None:
    """The visit will not be made. Raises Refusal once anything was recorded: what was begun is told its result."""
    with transaction.atomic():
        locked_head()
        visit = open_one(id)
        if visit.entries or visit.device:
            raise Refusal(f"{visit.number} 已经开始或者已经带出", "已带出、没有记录的先收回；已经开始的，记下现场情况并告知结果")
        enter(VisitCancelled(subject=id, number=visit.number, reason=line(reason, "理由")), actor=actor, at=at, basis=BASIS)


def open_one(id: str) -> reading.Visit:
    """A visit whose result was not told yet. Raises Refusal."""
    visit = reading.visit(id)
    if visit is None:
        raise Refusal("没有这次检查", "请从检查列表里选择")
    if visit.concluded or visit.cancelled:
        raise Refusal(f"{visit.number} {visit.word}", "还要检查的，另开一次")
    return visit


def people(officers: Sequence[str], on: date) -> list[dict[str, Any]]:
    """The officers with their certificates as they stand on a day. Raises Refusal where they can't go (《行政处罚法》第四十二条)."""
    known = {one.number: one for one in officers_on(on)}
    if lost := [number for number in officers if number not in known]:
        raise Refusal(f"{'、'.join(lost)} 在 {on} 不是在职的执法人员", "请从执法人员里选择", _WHO)
    found = [
        {
            "number": one.number, "name": one.name, "certificate": one.certificate,
            "certificate_from": one.valid_from, "certificate_until": one.valid_until,
        }
        for one in (known[number] for number in dict.fromkeys(officers))
    ]
    guarded = [{name: value for name, value in one.items() if value is not None} for one in found]
    facts = {"act_on": on, "officers": guarded, "certificates_shown": True, "certificates_confirmed": True,
             "inspection_approved": True, "inspection_item_listed": True}
    if barred := procedure.check(procedure.procedures()["inspection"].moves["I03"], facts):
        raise barred[0]
    return found


def _stands_aside(who: Sequence[Mapping[str, Any]], facility: str) -> None:
    names = {one["number"]: one["name"] for one in who}
    for tie in queries.ties():
        if tie.said["facility"] == facility and tie.number in names:
            raise Refusal(f"{names[tie.number]} 与这个对象有回避关系（{tie.said['ground']}）", "换人检查", "《行政处罚法》第四十三条")


def _facility(number: str) -> Snapshot:
    table = registry.table("监管对象")
    assert table is not None
    stored = table.stored([(number,)]).get((number,))
    if stored is None or stored.snapshot["withdrawn"]:
        raise Refusal(f"监管对象里没有 {number}", "请核对编号，或者先登记这个对象")
    return stored.snapshot


def _ground(category: str, source: str, facility: str, officers: Sequence[str], on: date, approved_by: str) -> tuple[str, str, str]:
    """Batch, clue and approval of a visit."""
    if category == DRAWN:
        return _task(source, facility, officers), "", "抽取结果"
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


def _task(draw: str, facility: str, officers: Sequence[str]) -> str:
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


def _capped(facility: str, on: date) -> None:
    plan = queries.in_force(on.year)
    cap = sampling.plan(plan.written).cap_per_object if plan else None
    had = planning.visits_until(date(on.year, 12, 31)).get(facility, 0)
    if cap and had >= cap:
        raise Refusal(f"今年已现场检查 {had} 次，达到年度上限 {cap} 次", "没有线索的不再检查；有线索的，按线索开检查", "国办发〔2024〕54号")


def _rested(facility: str, on: date) -> None:
    plan = queries.in_force(on.year)
    first = planning.free_from(on, plan.made.said).get(facility) if plan else None
    if first is not None and on < first:
        raise Refusal(f"按计划的最短间隔，{first} 以前不再检查这个对象", f"{first} 以后再去；有线索的，按线索开检查", "国办发〔2024〕54号")


def _number(year: int) -> str:
    """The next number of a year that no row of the register has; the head of the ledger is locked."""
    table = registry.table("检查")
    assert table is not None
    taken = Entry.objects.filter(event=reading.OPENED, number__startswith=f"XC{year}-").count()
    while True:
        taken += 1
        number = f"XC{year}-{taken:04d}"
        if not table.primary_keys([number]):
            return number
