"""Facts about plans of inspections, draws and officers who must stand aside. What these acts say is the only place where it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fadu.events.base import Event


@dataclass(frozen=True, kw_only=True)
class InspectionEvent(Event):
    """`subject` is the lasting id of the plan, the draw or the tie, `number` what people call it."""

    number: str


@dataclass(frozen=True, kw_only=True)
class PlanMade(InspectionEvent):
    """A plan of the year, or a further version of one with its reason. `written` is the plan as core.sampling reads it.

    `positive_list` says whether objects on it take part, `raises` the credit grades whose objects count to the class `raised_to`,
    `count_others` whether visits of other departments count towards the yearly cap, `interval_days` how many days lie between two visits of
    an object (0: no rule). `objects` (class → how many) and `officers` were counted on the day `on`; `visits` (class → how many in the
    year) follows from them.
    """

    year: int
    version: int
    title: str
    written: Mapping[str, Any]
    positive_list: str
    raises: tuple[str, ...]
    raised_to: str
    count_others: bool
    interval_days: int
    on: date
    objects: Mapping[str, int]
    officers: int
    visits: Mapping[str, int]
    reason: str


@dataclass(frozen=True, kw_only=True)
class PlanPublished(InspectionEvent):
    """The plan was made public on a day, at a place."""

    place: str
    on: date


@dataclass(frozen=True, kw_only=True)
class FrameFrozen(InspectionEvent):
    """Both name lists as they stood on the day `on`, and the plan, lie in the file `sha256`; `frame` and `frame_sm3` are the digests to publish.

    `replaces` is the draw that this one shall take the place of, with the `reason`; it does so once another person approved (RedrawDecided).
    """

    plan: str
    year: int
    on: date
    sha256: str
    sm3: str
    size: int
    frame: str
    frame_sm3: str
    objects: int
    officers: int
    seed_source: str
    replaces: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class RedrawDecided(InspectionEvent):
    """Another person than the one who asked says whether the draw may take the place of `replaces`, and why not."""

    replaces: str
    approved: bool
    words: str


@dataclass(frozen=True, kw_only=True)
class FramePublished(InspectionEvent):
    """The digest of the frames was made public at a place, before there was a seed."""

    place: str


@dataclass(frozen=True, kw_only=True)
class SeedGiven(InspectionEvent):
    """The seed became known at `known_at` (UTC), before these witnesses."""

    seed: str
    known_at: str
    witnesses: str


@dataclass(frozen=True, kw_only=True)
class DrawMade(InspectionEvent):
    """The draw lies in the file `sha256` (DRAW.json); `digest` is the one inside it, `drawn` how many visits. A 补抽 says of which class,
    how many more and why."""

    sha256: str
    sm3: str
    size: int
    digest: str
    drawn: int
    supplement: str
    count: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class RecusalStated(InspectionEvent):
    """The officer must stand aside from the object, on a ground of 行政处罚法 art. 43. `number` is the officer's 工号."""

    facility: str
    ground: str


@dataclass(frozen=True, kw_only=True)
class RecusalLifted(InspectionEvent):
    """The tie `subject` no longer holds."""

    facility: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class OtherVisitStated(InspectionEvent):
    """Another department was at the object on a day; `source` is where that is known from. `number` is the object's 编号."""

    department: str
    on: date
    matter: str
    source: str


@dataclass(frozen=True, kw_only=True)
class OtherVisitWithdrawn(InspectionEvent):
    """The statement `subject` was wrong."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class OtherTaskStated(InspectionEvent):
    """Another department asks for something to be looked at on our next visit of an object, by a day. `number` is the object's 编号."""

    name: str
    department: str
    matter: str
    due: date
    source: str


@dataclass(frozen=True, kw_only=True)
class OtherTaskWithdrawn(InspectionEvent):
    """The department no longer asks for the task `subject`, or it was stated wrongly."""

    reason: str
