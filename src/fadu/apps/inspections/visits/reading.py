"""A visit from its acts: opening, entries, conclusion, what came after."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils import timezone

from fadu.apps.inspections import queries
from fadu.apps.inspections.models import Inspection
from fadu.apps.record import evidence
from fadu.apps.record.acts import Act
from fadu.apps.record.models import Entry
from fadu.core.visits import chain, order, syncing

OPENED, ENTRY, CONCLUDED = "VisitOpened", "VisitEntryMade", "VisitConcluded"
TAKEN, BACK, CANCELLED = "VisitTakenOut", "VisitCalledBack", "VisitCancelled"
RECHECKED, HANDED = "ProblemRechecked", "ProblemHandedOver"
ACTS = (OPENED, ENTRY, CONCLUDED, TAKEN, BACK, CANCELLED, RECHECKED, HANDED, "VisitRated")


@dataclass(frozen=True)
class Standing:
    """A problem and what became of it: the acts that looked at it again, the one that made it a case, its present term."""

    problem: order.Problem
    rechecks: tuple[Act, ...]
    handed: Act | None
    due: date | None

    @property
    def mended_on(self) -> date | None:
        """The day on which it was found mended."""
        last = self.rechecks[-1] if self.rechecks else None
        return date.fromisoformat(last.said["on"]) if last and last.said["mended"] else None

    @property
    def word(self) -> str:
        """In one word."""
        if self.handed:
            return "已转案件"
        return "已整改" if self.mended_on else "待整改"


@dataclass
class Visit:
    """All acts of one visit in order. `device` is where it is recorded, "" for the office.

    `within` is the opening of the visit that takes this one up (综合查一次); `voided` are the numbers of visits whose row is withdrawn, so that
    what they looked at again counts no more.
    """

    opened: Act
    entries: list[Act] = field(default_factory=list)
    device: str = ""
    concluded: Act | None = None
    cancelled: Act | None = None
    after: list[Act] = field(default_factory=list)
    rated: Act | None = None
    within: Act | None = None
    voided: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """Its lasting id; evidence lies under it."""
        return self.opened.subject

    @property
    def number(self) -> str:
        """The 检查编号 of its row."""
        return self.opened.number

    @property
    def said(self) -> dict[str, Any]:
        """What the opening says."""
        return self.opened.said

    @cached_property
    def state(self) -> order.State:
        """The entries folded."""
        return order.fold((act.said["kind"], act.said["said"]) for act in self.entries)

    @property
    def digests(self) -> list[str]:
        """The chain so far."""
        return [act.said["digest"] for act in self.entries]

    @property
    def start(self) -> str:
        """What the first entry names."""
        return chain.start({**self.said, "number": self.number, "visit": self.id})

    @property
    def head(self) -> str:
        """The digest that covers all entries."""
        return self.digests[-1] if self.entries else self.start

    @property
    def items(self) -> list[str]:
        """The ids of its checklist."""
        return [item["id"] for item in self.said["items"]]

    @property
    def grounds(self) -> list[dict[str, Any]]:
        """What else it is for (综合查一次), as `grounds.Ground` wrote it."""
        return list(self.said.get("grounds", ()))

    @property
    def officers(self) -> list[dict[str, Any]]:
        """Its officers as the guards read them: certificates with days, what is not known left out."""
        return [
            {name: date.fromisoformat(value) if name.startswith("certificate_") else value for name, value in one.items() if value}
            for one in self.said["officers"]
        ]

    @property
    def on(self) -> date:
        """The day on which certificates were shown (its clock set right), the planned day before."""
        first = next((act for act in self.entries if act.said["kind"] in ("certificates", "scene")), None)
        return made_at(first).date() if first else date.fromisoformat(self.said["on"])

    @property
    def word(self) -> str:
        """In one word."""
        if self.concluded or self.cancelled:
            return "已取消" if self.cancelled else "已作废" if self.number in self.voided else "已完成"
        if self.within:
            return f"并入 {self.within.number}"
        if self.device:
            return "手机在办"
        return "检查中" if self.entries else "待检查"

    def problems(self) -> list[Standing]:
        """The problems with what became of each."""
        found = []
        for problem in order.problems(self.state, self.on):
            mine = [act for act in self.after if act.said["problem"] == problem.number]
            rechecks = tuple(act for act in mine if act.event == RECHECKED and act.said.get("visit") not in self.voided)
            later = rechecks[-1].said["due"] if rechecks else None
            handed = next((act for act in mine if act.event == HANDED), None)
            found.append(Standing(problem, rechecks, handed, date.fromisoformat(later) if later else problem.due))
        return found

    def notes(self) -> list[str]:
        """What is odd: a clock that was off or was set, what the law says against an entry."""
        off = max((act.said["skew"] for act in self.entries), key=abs, default=0)
        stamps = [syncing.stamp({"device": act.said["device"]}) for act in self.entries]
        law = [f"第 {act.said['seq']} 条：{text}" for act in self.entries for text in act.said["findings"]]
        return [*([syncing.said_of(off)] if off else []), *syncing.clock_notes(stamps), *law]


def made(text: str, skew: int, received: datetime) -> datetime:
    """When a device made an entry, on the clock of the bureau: its own time with the clock set right, never after it was received."""
    return local(min(syncing.moment(text) - timedelta(seconds=skew), received))


def made_at(entry: Act) -> datetime:
    """When an entry was made, on the clock of the bureau."""
    return made(entry.said["device"]["at"], entry.said["skew"], entry.at)


def local(moment: datetime) -> datetime:
    """A moment on the clock of the bureau."""
    return moment.astimezone(timezone.get_current_timezone())


def visits(subjects: Iterable[str]) -> list[Visit]:
    """Visits by lasting id, in the order in which they were opened."""
    found: dict[str, Visit] = {}
    for act in queries.acts(ACTS, *subjects):
        if act.event == OPENED:
            found[act.subject] = Visit(act)
        elif (visit := found.get(act.subject)) is not None:
            _take(visit, act)
    idle = [visit for visit in found.values() if not (visit.concluded or visit.cancelled or visit.entries)]
    taken = takers() if idle else {}
    gone = withdrawn({number for visit in found.values() for number in (visit.number, *(act.said.get("visit", "") for act in visit.after))})
    for visit in found.values():
        visit.voided = gone
    for visit in idle:  # one that has begun, while the other was withdrawn, goes on by itself
        visit.within = taken.get(f"visit:{visit.id}:0")
    return list(found.values())


def takers() -> dict[str, Act]:
    """By ground (its key) the opening of the visit that takes it up or did: the last one that was not cancelled and whose row stands."""
    rows = Entry.objects.filter(event=OPENED, after__contains='"grounds":[{').order_by("index")
    found = Act.read(rows)
    if not found:
        return {}
    off = set(Entry.objects.filter(event=CANCELLED, subject__in=[act.subject for act in found]).values_list("subject", flat=True))
    gone = withdrawn([act.number for act in found])
    standing = [act for act in found if act.subject not in off and act.number not in gone]
    return {f"{one['kind']}:{one['id']}:{one['problem']}": act for act in standing for one in act.said["grounds"]}


def withdrawn(numbers: Collection[str]) -> frozenset[str]:
    """Those of these numbers whose row of 检查 is withdrawn (作废)."""
    return frozenset(Inspection.objects.filter(number__in=numbers, withdrawn=True).values_list("number", flat=True))


def visit(id: str) -> Visit | None:
    """One visit."""
    return next(iter(visits([id])), None)


def ids_of(numbers: Collection[str]) -> dict[str, str]:
    """The lasting ids of the visits of these numbers; what was only recorded in the register has none."""
    return dict(Entry.objects.filter(event=OPENED, number__in=numbers).values_list("number", "subject"))


def opened(text: str = "") -> Sequence[str]:
    """The lasting ids of visits, newest first: all, or those whose number or object holds the words."""
    rows = Entry.objects.filter(event=OPENED).order_by("-index")
    if text:
        rows = rows.filter(number__icontains=text) | rows.filter(after__icontains=text)
    return list(rows.values_list("subject", flat=True))


def under_way() -> list[Visit]:
    """The visits whose result was not told yet; one that another takes up is not one of them."""
    over = set(Entry.objects.filter(event__in=(CONCLUDED, CANCELLED)).values_list("subject", flat=True))
    left = [id for id in reversed(opened()) if id not in over]
    return [visit for visit in visits(left) if visit.within is None] if left else []


def campaigns(on: date | None = None) -> list[Act]:
    """Special campaigns, newest first; those that run on a day."""
    found = list(reversed(queries.acts(("CampaignDeclared",))))
    return [act for act in found if on is None or act.said["begins"] <= on.isoformat() <= act.said["ends"]]


def visits_under(numbers: Collection[str]) -> dict[str, list[tuple[str, str]]]:
    """By the number of a campaign the rows (检查编号, lasting id) of 检查 that were done under it, by day; last those of visits that took one of
    its visits up."""
    taken = {key.split(":")[1]: act.number for key, act in takers().items() if key.startswith("visit:")}
    along = [(act.said["under"], taken[act.subject]) for act in queries.acts((OPENED,), *taken)] if taken else []
    rows = Inspection.standing.filter(Q(batch__in=numbers) | Q(number__in=[number for _, number in along])).order_by("inspected_on", "pk")
    listed = {number: (batch, str(uid)) for number, batch, uid in rows.values_list("number", "batch", "uid")}
    pairs = [*((batch, number) for number, (batch, _) in listed.items()), *along]
    found: dict[str, list[tuple[str, str]]] = {}
    for batch, number in pairs:
        if batch in numbers and number in listed:
            found.setdefault(batch, []).append((number, listed[number][1]))
    return found


def _take(visit: Visit, act: Act) -> None:
    if act.event == ENTRY:
        visit.entries.append(act)
    elif act.event == TAKEN:
        visit.device = act.said["device"]
    elif act.event == BACK:
        visit.device = ""
    elif act.event == CONCLUDED:
        visit.concluded = act
    elif act.event == CANCELLED:
        visit.cancelled = act
    elif act.event == "VisitRated":
        visit.rated = act
    else:
        visit.after.append(act)


def files_here(id: str) -> set[str]:
    """The digests of the files that lie in the evidence of a visit."""
    return {item.said["sha256"] for item in evidence.of_row(id) if not item.is_clip and item.withdrawn is None}
