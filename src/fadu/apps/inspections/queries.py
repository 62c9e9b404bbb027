"""Plans, draws and recusal ties as the sealed acts tell them: there is no table that could say something else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from fadu.apps.record.acts import Act
from fadu.apps.record.models import Entry

PLANS = ("PlanMade", "PlanPublished")
DRAWS = ("FrameFrozen", "RedrawDecided", "FramePublished", "SeedGiven", "DrawMade")
TIES = ("RecusalStated", "RecusalLifted")
OTHERS = ("OtherVisitStated", "OtherVisitWithdrawn")
TASKS = ("OtherTaskStated", "OtherTaskWithdrawn")
_STEPS = {"RedrawDecided": "decided", "FramePublished": "published", "SeedGiven": "seeded"}


@dataclass(frozen=True)
class Plan:
    """A version of the plan of a year; `published` is the act that made it public."""

    made: Act
    published: Act | None

    @property
    def id(self) -> str:
        """Its lasting id."""
        return self.made.subject

    @property
    def number(self) -> str:
        """What people call it."""
        return self.made.number

    @property
    def year(self) -> int:
        """The year it is for."""
        return int(self.made.said["year"])

    @property
    def written(self) -> dict[str, Any]:
        """The plan as core.sampling reads it."""
        return dict(self.made.said["written"])

    @property
    def total(self) -> int:
        """Visits of the year."""
        return sum(self.made.said["visits"].values())

    @property
    def state(self) -> str:
        """In one word."""
        return "已公开" if self.published else "待公开"


@dataclass(frozen=True)
class DrawView:
    """A draw from its frozen frames on. `results` are the draw and its 补抽 in order; the last holds them all. `replaced_by`: a later one.

    `decided`: whether it may take the place of another, said by a second person.
    """

    frozen: Act
    decided: Act | None = None
    published: Act | None = None
    seeded: Act | None = None
    results: list[Act] = field(default_factory=list)
    replaced_by: Act | None = None

    @property
    def id(self) -> str:
        """Its lasting id."""
        return self.frozen.subject

    @property
    def number(self) -> str:
        """What people call it, and the 抽查批次 of its visits."""
        return self.frozen.number

    @property
    def year(self) -> int:
        """The year it is for."""
        return int(self.frozen.said["year"])

    @property
    def on(self) -> date:
        """The day of the frames."""
        return date.fromisoformat(self.frozen.said["on"])

    @property
    def result(self) -> Act | None:
        """The act whose file holds all that was drawn."""
        return self.results[-1] if self.results else None

    @property
    def asked(self) -> bool:
        """A redraw on which nobody decided yet. One whose digest is public was begun before a second person was asked for, and holds."""
        return bool(self.frozen.said["replaces"]) and self.decided is None and self.published is None

    @property
    def declined(self) -> bool:
        """A redraw that the second person did not approve."""
        return self.decided is not None and not self.decided.said["approved"]

    @property
    def stands(self) -> bool:
        """The one to go on with: no other took its place, and if it takes another's, that was approved."""
        return not (self.replaced_by or self.asked or self.declined)

    @property
    def state(self) -> str:
        """In one word."""
        if self.asked or self.declined:
            return "待批准" if self.asked else "不批准"
        if self.replaced_by:
            return "已被重新抽取代替"
        if self.results:
            return "已抽取"
        if self.seeded:
            return "待抽取"
        return "待种子" if self.published else "待公开"


def acts(events: Iterable[str], *subjects: str) -> list[Act]:
    """Acts of these kinds, of all or of some subjects, in order."""
    rows = Entry.objects.filter(event__in=tuple(events)).order_by("index")
    if subjects:
        rows = rows.filter(subject__in=subjects)
    return Act.read(rows)


def plans(year: int | None = None) -> list[Plan]:
    """All versions of the plans, newest first."""
    found: dict[str, Plan] = {}
    for act in acts(PLANS):
        if act.event == "PlanMade":
            found[act.subject] = Plan(act, None)
        else:
            found[act.subject] = Plan(found[act.subject].made, act)
    return [plan for plan in reversed(found.values()) if year in (None, plan.year)]


def plan(id: str) -> Plan | None:
    """One version of a plan."""
    return next((plan for plan in plans() if plan.id == id), None)


def in_force(year: int) -> Plan | None:
    """The latest version that is published."""
    return next((plan for plan in plans(year) if plan.published), None)


def draws(year: int | None = None) -> list[DrawView]:
    """All draws, replaced ones too, newest first."""
    found: dict[str, DrawView] = {}
    for act in acts(DRAWS):
        if act.event == "FrameFrozen":
            found[act.subject] = DrawView(act)
            continue
        old = found[act.subject]
        change: dict[str, Any] = {"results": [*old.results, act]} if act.event == "DrawMade" else {_STEPS[act.event]: act}
        new = replace(old, **change)
        found[act.subject] = new
        if old.asked and new.stands:
            gone = new.frozen.said["replaces"]
            found[gone] = replace(found[gone], replaced_by=new.frozen)
    return [draw for draw in reversed(found.values()) if year in (None, draw.year)]


def draw(id: str) -> DrawView | None:
    """One draw."""
    return next((draw for draw in draws() if draw.id == id), None)


def standing(year: int) -> DrawView | None:
    """The draw of a year to go on with."""
    return next((draw for draw in draws(year) if draw.stands), None)


def years() -> list[int]:
    """Years with a plan, latest first."""
    return sorted({plan.year for plan in plans()}, reverse=True)


def ties() -> list[Act]:
    """The recusal ties that hold, as the acts that stated them; oldest first."""
    return _held(TIES)


def others() -> list[Act]:
    """Visits of other departments that were stated and not taken back, as the acts that stated them; oldest first."""
    return _held(OTHERS)


def other_tasks() -> list[Act]:
    """What other departments ask for on our next visit and have not taken back, as the acts that stated it; oldest first."""
    return _held(TASKS)


def _held(kinds: tuple[str, str]) -> list[Act]:
    found: dict[str, Act] = {}
    for act in acts(kinds):
        if act.event == kinds[0]:
            found[act.subject] = act
        else:
            found.pop(act.subject, None)
    return list(found.values())
