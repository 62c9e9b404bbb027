"""Facts about visits on site, from the opening to the publication of the result. What these acts say is the only place where it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from fadu.events.inspections import InspectionEvent


@dataclass(frozen=True, kw_only=True)
class CampaignDeclared(InspectionEvent):
    """A special campaign (专项检查): who approved it by which paper, from when to when, where it was made public."""

    approved_by: str
    paper: str
    begins: date
    ends: date
    place: str
    matter: str


@dataclass(frozen=True, kw_only=True)
class VisitOpened(InspectionEvent):
    """A visit is to be made. `officers` carry the certificates as they stood; `items` the checklist with its articles on the day `on`.

    `under` is the draw or campaign it belongs to, `clue` the number it follows, `approved_by` who approved it. From version 2 on `grounds` is
    what else it is for (综合查一次), each with kind, id, number and label; `offsite` why it is made on site (先非现场).
    """

    VERSION: ClassVar[int] = 2
    category: str
    facility: str
    name: str
    on: date
    officers: tuple[Mapping[str, Any], ...]
    matter: str
    checklist: str
    version: str
    items: tuple[Mapping[str, Any], ...]
    under: str
    clue: str
    approved_by: str
    departments: tuple[str, ...]
    joint_number: str
    grounds: tuple[Mapping[str, Any], ...] = ()
    offsite: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class OffsiteLooked(InspectionEvent):
    """An object was looked at from the office (非现场检查): by which `ways`, over which stretch of data, with what result and on what basis.

    `under` is the draw whose task was looked at, `discharges` the rule by which that task is done with it ("" where it is not); `row` the
    row of 检查.
    """

    facility: str
    name: str
    on: date
    officers: tuple[Mapping[str, Any], ...]
    ways: tuple[str, ...]
    outlets: tuple[str, ...]
    since: date
    until: date
    result: str
    found: str
    under: str
    discharges: str
    row: str


@dataclass(frozen=True, kw_only=True)
class VisitTakenOut(InspectionEvent):
    """From here on the visit is recorded on this device, until its result is told or it is called back."""

    device: str


@dataclass(frozen=True, kw_only=True)
class VisitCalledBack(InspectionEvent):
    """The device is lost or dead; the visit goes on at the office. What the device may still hold is no longer taken in."""

    device: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class VisitCancelled(InspectionEvent):
    """The visit will not be made; nothing of it had been recorded."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class VisitEntryMade(InspectionEvent):
    """One entry of a visit, as core.visits.chain covers it. `skew`: by how many seconds the device's clock was ahead when it was received.

    `findings`: what the law says against an entry that was made away from the office; it happened, so it is taken in and said.
    """

    seq: int
    kind: str
    said: Mapping[str, Any]
    by: str
    device: Mapping[str, Any]
    previous: str
    digest: str
    skew: int
    findings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class VisitConcluded(InspectionEvent):
    """The result was told on a day; `row` is the row of 检查 that says it, `head` the digest of the last entry.

    From version 2 on `discharged` is all that the visit was for and has done, as its opening named it.
    """

    VERSION: ClassVar[int] = 2
    row: str
    outcome: str
    on: date
    head: str
    count: int
    discharged: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, kw_only=True)
class ProblemRechecked(InspectionEvent):
    """A problem was looked at again by two officers. Where it was not mended, `due` is the new term (None: none was set).

    `photos` are the acts that took the photos in. From version 2 on `visit` is the 检查编号 of the visit on which it was done among
    other things, "" for none; `subject` may then be a row of 检查 that no visit of ours made, whose problem is 0.
    """

    VERSION: ClassVar[int] = 2
    problem: int
    on: date
    officers: tuple[str, ...]
    mended: bool
    found: str
    due: date | None
    photos: tuple[int, ...]
    visit: str = ""


@dataclass(frozen=True, kw_only=True)
class ProblemHandedOver(InspectionEvent):
    """A problem becomes a clue of a case. `by` and `at` are those of the act: the case office opens the matter in their name."""

    problem: int
    row: str
    category: str
    facility: str
    party: str
    party_kind: str
    credit_code: str
    cause: str
    found_on: date
    by: str
    at: str


@dataclass(frozen=True, kw_only=True)
class ResultPublished(InspectionEvent):
    """The result of the inspection `subject` (a row of 检查) was made public on a day at a place."""

    place: str
    on: date


@dataclass(frozen=True, kw_only=True)
class VisitRated(InspectionEvent):
    """The firm rated the visit. The rating lies in the file `sha256`, which those who were rated can't open."""

    sha256: str
    sm3: str
    size: int
