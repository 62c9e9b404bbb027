"""Who owes what for a report: passages and rows that offices were asked for, and what the ledger lacks; read from the acts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fadu.apps.record import lists, registry
from fadu.apps.record.models import Entry
from fadu.apps.reports.models import Passage, PassageVersion, ReportDraft
from fadu.apps.reports.sent import PUBLIC, Sending, first_days, sent_of
from fadu.apps.reports.writing.drafts import Standing, day_of
from fadu.core.wording.duties import report_duties

_ROWS = ("RowRecorded", "RowChanged")


@dataclass(frozen=True)
class Ask:
    """What an office was asked for. `answered` is when the text was written by somebody else than who asked, or when rows came in."""

    index: int
    office: str
    what: str
    due: date
    passage: str
    register: str
    actor: str
    at: datetime
    answered: datetime | None
    closed: str

    @property
    def is_open(self) -> bool:
        return self.answered is None and not self.closed

    def late(self, today: date) -> bool:
        """Whether its day is over and nothing came."""
        return self.is_open and today > self.due


@dataclass(frozen=True)
class Duty:
    """What the law asks of the report on a year. `given` says when each of those who are to get it did (None: not yet), in their order."""

    id: str
    what: str
    due: date
    confidence: str
    given: Mapping[str, date | None]
    copies: tuple[str, ...]

    @property
    def done(self) -> date | None:
        """The day on which the last of them had it."""
        days = list(self.given.values())
        return None if None in days else max(day for day in days if day is not None)

    @property
    def lacking(self) -> list[str]:
        """Those who have not got it."""
        return [name for name, day in self.given.items() if day is None]

    def late(self, today: date) -> bool:
        """Whether its day passed, or had passed when it was done."""
        return (self.done or today) > self.due


def asks(draft: ReportDraft) -> list[Ask]:
    """Everything that offices were asked for, earliest day first."""
    closed: dict[int, str] = {}
    found: list[tuple[int, str, datetime, dict[str, str]]] = []
    acts = Entry.objects.filter(subject=str(draft.uid), event__in=("AnswerAsked", "AskClosed")).order_by("index")
    for index, event, actor, at, after in acts.values_list("index", "event", "actor", "at", "after"):
        said = json.loads(after or "{}")
        if event == "AskClosed":
            closed[said["ask"]] = said["reason"]
        else:
            found.append((index, actor, at, said))
    made = [
        Ask(index, said["office"], said["what"], date.fromisoformat(said["due"]), said["passage"], said["register"], actor, at,
            _answered(index, actor, at, said), closed.get(index, ""))
        for index, actor, at, said in found
    ]
    return sorted(made, key=lambda ask: (not ask.is_open, ask.due, ask.index))


def _answered(index: int, actor: str, at: datetime, said: dict[str, str]) -> datetime | None:
    if said["passage"]:
        later = PassageVersion.objects.filter(passage__uid=said["passage"], at__gt=at).exclude(by=actor)
        return later.order_by("at").values_list("at", flat=True).first()
    rows = Entry.objects.filter(index__gt=index, sheet=said["register"], event__in=_ROWS)
    return rows.order_by("index").values_list("at", flat=True).first()


def open_passages(draft: ReportDraft) -> list[Passage]:
    """Places that are not text yet."""
    return list(draft.passages.filter(removed=False, look="mark"))


def registers() -> list[str]:
    """The registers that an office can be asked to fill."""
    return list(registry.tables())


def duties_of(draft: ReportDraft, where: Standing, sendings: Sequence[Sending] | None = None) -> list[Duty]:
    """The duties by law about the year of a report, from what the register says of its sending, and from the public page here."""
    found = sent_of(draft.year) if sendings is None else [one for one in sendings if one.year == draft.year]
    days = first_days(found)
    if where.published:
        on = day_of(where.published)
        days[PUBLIC] = min(on, days.get(PUBLIC, on))
    return [
        Duty(each.id, each.what, each.due(draft.year), each.confidence, {name: days.get(name) for name in (*each.to, *each.copies)}, each.copies)
        for each in report_duties()
    ]


def silent_registers(draft: ReportDraft) -> list[str]:
    """Registers that have rows of the year before and none of the year of the report: asked for first."""
    tables = registry.tables()
    held = {name: lists.years(table) for name, table in tables.items() if table.sheet.day}
    return [name for name, years in held.items() if draft.year - 1 in years and draft.year not in years]
