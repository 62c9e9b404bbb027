"""Open a visit: on which ground, by whom, with which checklist. What the law asks before anybody goes is asked here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from fadu.apps.inspections import looks, queries
from fadu.apps.inspections.actions.plans import line
from fadu.apps.inspections.actions.visiting import deciding
from fadu.apps.inspections.actions.visiting.deciding import CATEGORIES
from fadu.apps.inspections.looks import DRAWN
from fadu.apps.inspections.visits import reading
from fadu.apps.inspections.visits.grounds import chosen
from fadu.apps.officers.figures import officers_on
from fadu.apps.record import registry
from fadu.apps.record.actions import enter
from fadu.apps.record.actions.sealing import locked_head
from fadu.apps.record.models import Entry
from fadu.apps.record.tables import Snapshot
from fadu.core import procedure
from fadu.core.refusal import Refusal
from fadu.core.visits import checklists, syncing
from fadu.core.workbook.sheets.enforcement import ROUTINE
from fadu.events.visits import CampaignDeclared, VisitCalledBack, VisitCancelled, VisitOpened, VisitTakenOut

BASIS = "国办发〔2024〕54号；行政处罚法第四十二条"
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
    approved_by: str = "", source: str = "", departments: Sequence[str] = (), joint_number: str = "", grounds: Collection[str] = (),
    exempt: str = "", exempt_words: str = "",
) -> str:
    """Open a visit of an object on a day; returns its lasting id.

    `source` is the lasting id of the draw or campaign, or the number of the clue, as the category asks; `grounds` are the keys of what is done
    along (综合查一次); `exempt` with `exempt_words` is the stated ground on which nobody looks off site first. Raises Refusal with the article
    where fewer than two officers hold a certificate on the day, one must stand aside, the ground is missing, the yearly cap is
    reached, the plan's interval has not passed, or the object is to be looked at off site first.
    """
    if category not in CATEGORIES:
        raise Refusal(f"没有“{category}”这种检查", f"应为{'、'.join(CATEGORIES)}之一")
    who = people(officers, on)
    require_apart(who, facility)
    listed = checklists.checklist(checklist, on)
    with transaction.atomic():
        locked_head()
        place = place_of(facility)
        batch, clue, approval = deciding.ground(category, source, facility, [one["number"] for one in who], on, approved_by)
        if category in ROUTINE:
            deciding.require_rest(facility, on)
        if category in ROUTINE and category != DRAWN:
            deciding.require_cap(facility, on)
        along = chosen(facility, grounds)
        asking = [*dict.fromkeys([*departments, *(one.department for one in along if one.department)])]
        event = VisitOpened(
            subject=str(uuid4()), number=next_number(on.year), category=category, facility=facility, name=place["name"], on=on, officers=tuple(who),
            matter=line(matter, "检查事项"), checklist=listed.id, version=listed.version,
            items=tuple({name: value for name, value in asdict(item).items() if name != "violations"} for item in listed.items),
            under=batch, clue=clue, approved_by=approval, departments=tuple(asking),
            joint_number=line(joint_number, "联合检查编号") if asking else "", grounds=tuple(one.plain() for one in along),
            offsite=looks.required(category, facility, on, exempt, exempt_words),
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
    if visit.within:
        raise Refusal(f"{visit.number} 已{visit.word}", f"在 {visit.within.number} 里一起办；不再一起办的，先取消 {visit.within.number}")
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


def require_apart(who: Sequence[Mapping[str, Any]], facility: str) -> None:
    """Raise Refusal where one of them must stand aside from an object (《行政处罚法》第四十三条)."""
    names = {one["number"]: one["name"] for one in who}
    for tie in queries.ties():
        if tie.said["facility"] == facility and tie.number in names:
            raise Refusal(f"{names[tie.number]} 与这个对象有回避关系（{tie.said['ground']}）", "换人检查", "《行政处罚法》第四十三条")


def place_of(number: str) -> Snapshot:
    """The object as it stands. Raises Refusal where the register has none of that number."""
    table = registry.table("监管对象")
    assert table is not None
    stored = table.stored([(number,)]).get((number,))
    if stored is None or stored.snapshot["withdrawn"]:
        raise Refusal(f"监管对象里没有 {number}", "请核对编号，或者先登记这个对象")
    return stored.snapshot


def next_number(year: int, prefix: str = "XC", event: str = reading.OPENED) -> str:
    """The next number of a year that no row of the register has; the head of the ledger is locked."""
    table = registry.table("检查")
    assert table is not None
    taken = Entry.objects.filter(event=event, number__startswith=f"{prefix}{year}-").count()
    while True:
        taken += 1
        number = f"{prefix}{year}-{taken:04d}"
        if not table.primary_keys([number]):
            return number
