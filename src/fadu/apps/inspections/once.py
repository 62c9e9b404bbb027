"""综合查一次: what several plans ask of one firm in a quarter is one visit to make, and whether it need be one on site at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fadu.apps.facilities.figures import Pooled, pool_on
from fadu.apps.inspections import looks, queries, tasks
from fadu.apps.inspections.visits import grounds, reading
from fadu.core.refusal import Refusal
from fadu.core.visits import offsite

BASIS = "国办发〔2024〕54号"


@dataclass(frozen=True)
class Thing:
    """One thing to do at a firm: what, the last day for it, its officers (工号, name), the draw or visit to go on from, the key of the ground by
    which one visit does it along ("" for none)."""

    what: str
    due: date
    officers: tuple[tuple[str, str], ...] = ()
    draw: str = ""
    visit: str = ""
    ground: str = ""


@dataclass(frozen=True)
class Stop:
    """A firm with all that is to be done there. `offsite` says why it is looked at from the office first, "" where nothing says so; `look` is
    the look that was made."""

    facility: str
    name: str
    things: tuple[Thing, ...]
    offsite: str
    look: looks.Look | None

    @property
    def along(self) -> list[str]:
        """The keys of what one visit does along."""
        return [thing.ground for thing in self.things if thing.ground]

    @property
    def draw(self) -> str:
        """The draw from which a visit is opened, with the officers that were drawn; "" where none asks for it or it is open already."""
        return next((thing.draw for thing in self.things if thing.draw), "")

    def is_for(self, number: str) -> bool:
        """Is one of the things for this officer (工号)?"""
        return any(number in dict(thing.officers) for thing in self.things)

    @property
    def visit(self) -> str:
        """The visit that is open already, "" where none is."""
        return next((thing.visit for thing in self.things if thing.visit), "")


def stops(year: int, quarter: int, today: date) -> list[Stop]:
    """The firms to go to by the end of a quarter, those with most to do first; whose interval is not over today can't be opened yet.

    Raises Refusal where a draw's file is not what was sealed.
    """
    ends = quarter_ends(year, quarter)
    found: dict[str, list[Thing]] = {}
    names: dict[str, str] = {}
    under_way = reading.under_way()
    along = grounds.open_at()
    for facility, name, thing in (*_visits(under_way, along, ends), *_drawn(under_way, year, quarter, today), *_along(along, ends)):
        found.setdefault(facility, []).append(thing)
        names[facility] = name
    basis, looked = (offsite_first(ends), looks.latest(min(today, ends))) if found else ({}, {})
    listed = [Stop(each, names[each], tuple(things), basis.get(each, ""), looked.get(each)) for each, things in found.items()]
    return sorted(listed, key=lambda stop: (-len(stop.things), stop.facility))


def look_first(day: date) -> set[str]:
    """The objects that nobody may go to on a day before they were looked at off site."""
    return offsite_first(day).keys() - looks.latest(day).keys()


def offsite_first(day: date) -> dict[str, str]:
    """By object why it is inspected off site first, as it stands on a day, or what the register leaves open about that."""
    reasons = {each.number: _reason(each, day) for each in pool_on(day)}
    return {number: reason for number, reason in reasons.items() if reason}


def _reason(each: Pooled, day: date) -> str:
    try:
        rule = offsite.rule(looks.facts(each), day)
    except Refusal as refusal:
        return refusal.reason
    return rule.told if rule else ""


def quarter_ends(year: int, quarter: int) -> date:
    """The last day of a quarter."""
    return date(year + quarter // 4, quarter * 3 % 12 + 1, 1) - timedelta(days=1)


def _drawn(under_way: Iterable[reading.Visit], year: int, quarter: int, today: date) -> Iterator[tuple[str, str, Thing]]:
    draw = queries.standing(year)
    if draw is None:
        return
    begun = {visit.said["facility"] for visit in under_way if visit.said["under"] == draw.number}
    for task in tasks.tasks(draw):
        if task.visit is None and task.quarter <= quarter and task.object not in begun:
            waits = task.not_before is not None and task.not_before > today
            what = f"双随机：{draw.number}" + (f"，{task.not_before} 起" if waits else "")
            yield task.object, task.name, Thing(what, quarter_ends(year, task.quarter), task.officers, draw="" if waits else draw.id)


def _visits(under_way: Iterable[reading.Visit], along: Iterable[grounds.Ground], ends: date) -> Iterator[tuple[str, str, Thing]]:
    keys = {one.id: one.key for one in along if one.kind == grounds.VISIT}
    for visit in under_way:
        on = date.fromisoformat(visit.said["on"])
        if on <= ends:
            people = tuple((one["number"], one["name"]) for one in visit.said["officers"])
            what = f"{visit.said['category']}：{visit.said['matter']}（{visit.number}）"
            yield visit.said["facility"], visit.said["name"], Thing(what, on, people, visit=visit.id, ground=keys.get(visit.id, ""))


def _along(along: Iterable[grounds.Ground], ends: date) -> Iterator[tuple[str, str, Thing]]:
    for one in along:
        if one.kind != grounds.VISIT and one.due is not None and one.due <= ends:
            what = f"复查：{one.label}" if one.kind == grounds.RECHECK else one.label
            yield one.facility, one.name, Thing(what, one.due, ground=one.key)
