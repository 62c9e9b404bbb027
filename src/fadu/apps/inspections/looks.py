"""Looks at an object from the office (非现场检查) as their sealed acts tell them, and whether one must come before a visit (先非现场)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from fadu.apps.facilities.figures import Pooled, object_on
from fadu.apps.inspections.models import Inspection
from fadu.apps.record.acts import Act
from fadu.apps.record.models import Entry
from fadu.core.refusal import Refusal
from fadu.core.visits import offsite

LOOKED = "OffsiteLooked"
DRAWN = "双随机"


@dataclass(frozen=True)
class Look:
    """One look; `voided` where its row of 检查 is withdrawn, so that it counts no more."""

    act: Act
    voided: bool

    @property
    def number(self) -> str:
        """The 检查编号 of its row."""
        return self.act.number

    @property
    def said(self) -> dict[str, Any]:
        """What it says."""
        return self.act.said

    @property
    def on(self) -> date:
        """Its day."""
        return date.fromisoformat(self.act.said["on"])

    @property
    def told(self) -> str:
        """In one line."""
        return f"{self.number}（{self.on}）{self.said['result']}"


def looks(numbers: Collection[str] | None = None) -> list[Look]:
    """All looks or those of these numbers, newest first."""
    rows = Entry.objects.filter(event=LOOKED).order_by("-index")
    found = Act.read(rows if numbers is None else rows.filter(number__in=numbers))
    gone = set(Inspection.objects.filter(number__in=[act.number for act in found], withdrawn=True).values_list("number", flat=True))
    return [Look(act, act.number in gone) for act in found]


def rule_for(facility: str, on: date) -> offsite.Rule | None:
    """The rule by which an object is looked at off site first on a day, None where none does. Raises Refusal where the register leaves it open."""
    found = object_on(facility, on)
    return offsite.rule(facts(found), on) if found else None


def facts(found: Pooled) -> dict[str, object]:
    """What the rules ask of an object."""
    return {"on_positive_list": found.on_positive_list, "risk_grade": found.risk_grade}


def latest(on: date) -> dict[str, Look]:
    """By object the look that a visit on a day may rest on: the last of the year, made after the last visit on site."""
    rows = Inspection.standing.filter(inspected_on__range=(date(on.year, 1, 1), on)).order_by("inspected_on", "pk")
    numbers: dict[str, list[str]] = {}
    for number, facility, method in rows.values_list("number", "facility__number", "method"):
        if method == "非现场":
            numbers.setdefault(facility, []).append(number)
        else:
            numbers.pop(facility, None)
    # A row that was only recorded says nothing of what was seen: it is no look, and takes none away.
    made = {look.number: look for look in looks([number for some in numbers.values() for number in some])} if numbers else {}
    known = {facility: [number for number in some if number in made] for facility, some in numbers.items()}
    return {facility: made[some[-1]] for facility, some in known.items() if some}


def required(category: str, facility: str, on: date, exempt: str, words: str) -> dict[str, Any]:
    """Why a visit goes on site, as its opening seals it. Raises Refusal where the object is looked at off site first and nobody did, or where
    that look found nothing that asks for a visit."""
    if exempt and exempt not in offsite.stated():
        raise Refusal("没有这种不先非现场的情形", "请从列出的情形里选择")
    if exempt:
        ground = offsite.stated()[exempt]
        if not words.strip() or not words.isprintable():
            raise Refusal(f"“{ground.name}”没有写{ground.asks}", f"请写明{ground.asks}", ground.basis)
        return {"exempt": ground.name, "words": words.strip(), "basis": ground.basis}
    if ground_of := offsite.by_category(category):
        return {"exempt": ground_of.name, "words": "", "basis": ground_of.basis}
    rule = rule_for(facility, on)
    if rule is None:
        return {}
    look = latest(on).get(facility)
    if look is None:
        raise Refusal(f"这个对象{rule.who}，还没有以非现场方式检查", "先登记非现场检查；属于交办、突发事件、企业申请的，选择情形并写明", rule.basis)
    if look.said["result"] == offsite.NORMAL and (category != DRAWN or rule.discharges):
        mend = "抽查任务以非现场检查完成" if category == DRAWN else "有线索的，按线索开检查；属于交办、突发事件、企业申请的，选择情形并写明"
        raise Refusal(f"{look.told}，不再入企检查", mend, rule.basis)
    return {"rule": rule.told, "basis": rule.basis, "look": look.number, "result": look.said["result"]}


def rows_of(draw: str) -> set[str]:
    """The lasting ids of the rows of a draw (its number) that were done off site."""
    return set(map(str, Inspection.standing.filter(batch=draw, method="非现场").values_list("uid", flat=True)))
