"""Facts about matters: what the life of a case is made of. A matter's state is the fold of these, in the order of the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fadu.events.base import Event


@dataclass(frozen=True, kw_only=True)
class MatterEvent(Event):
    """`subject` is the matter's lasting id, `number` what people call it; `on` the day of the act.

    `facts` are keys of the procedure's vocabulary, `file` what else stands in the file; both with their new values.
    """

    number: str
    on: date
    facts: Mapping[str, Any]
    file: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class MatterOpened(MatterEvent):
    """A matter began (a clue, or a parallel track of the matter `parent`) under this procedure; `stage`: not at its first."""

    procedure: str
    parent: str = ""
    stage: str = ""


@dataclass(frozen=True, kw_only=True)
class MatterTakenOver(MatterEvent):
    """A case that ran before was taken on from its row `case`, at this stage. `file` holds as `gaps` what the row does not say."""

    procedure: str
    stage: str
    case: str


@dataclass(frozen=True, kw_only=True)
class StepTaken(MatterEvent):
    """A move of the procedure. `cleared` are facts that no longer hold after it; `case` the row that it filed."""

    move: str
    name: str
    came_from: str
    target: str
    cleared: tuple[str, ...] = ()
    case: str = ""


@dataclass(frozen=True, kw_only=True)
class WorkDone(MatterEvent):
    """Work inside a stage: the evidence matrix, a review, a discussion, a payment."""

    work: str
    name: str
    cleared: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MatterListExported(Event):
    """A list of matters left as a file; `subject` is the file's digest, `wanted` what the list was narrowed by."""

    rows: int
    wanted: str


@dataclass(frozen=True, kw_only=True)
class LocalRuleDeclared(Event):
    """The bureau says what its own rule is from a day on; `subject` is the kind of rule. `none`: it has none of its own."""

    since: date
    stated_in: str
    none: bool = False
    citizen: str = ""
    entity: str = ""
    cases: tuple[str, ...] = ()
