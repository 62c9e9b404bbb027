"""The list of matters: what it is narrowed and sorted by, and a page of it as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from fadu.apps.cases.models import Case, Matter
from fadu.apps.cases.planning.knowing import Bureau
from fadu.apps.record import registry
from fadu.core import procedure
from fadu.core.procedure import Running
from fadu.core.procedure.limits import limit

SOON = 7
DUE = {"over": "已超期", "week": f"{SOON} 日内届满", "later": f"{SOON} 日以后届满", "none": "没有在走的期限"}
# What a heading sorts by. The primary key makes the order whole, so that no row is on two pages.
SORTS: Mapping[str, tuple[str, ...]] = {
    "due": ("due_on", "pk"), "opened": ("opened_on", "pk"), "number": ("number",), "party": ("party", "pk"), "stage": ("stage", "pk"),
    "lead": ("lead", "pk"),
}


@dataclass(frozen=True)
class Clock:
    """A limit as a page shows it: `word` says how it stands, `tone` only repeats it."""

    id: str
    name: str
    due: date | None
    word: str
    tone: str
    derivation: Sequence[str]
    waits: bool
    missed: str = ""  # what follows once it has run out


@dataclass(frozen=True)
class Row:
    """A matter in a list. `away` is the leave of the lead on the day, in words."""

    uid: str
    number: str
    title: str
    party: str
    stage: str
    lead: str
    clock: Clock | None
    procedure: str
    away: str = ""


def matters(
    *, on: date, text: str = "", stage: str = "", due: str = "", lead: str = "", violation: str = "", statute: str = "",
    ended: bool | None = False, sort: str = "",
) -> QuerySet[Matter]:
    """Matters of these criteria. `sort`: a key of SORTS, with "-" before it the other way; otherwise the most urgent, or the newest, first."""
    found = Matter.objects.all() if ended is None else Matter.objects.filter(ended=ended)
    if text:
        found = found.filter(Q(number__icontains=text) | Q(party__icontains=text) | Q(title__icontains=text))
    if stage:
        kind, _, id = stage.partition(":")
        found = found.filter(procedure=kind, stage=id)
    if due:
        found = found.filter(_due(due, on))
    if lead:
        found = found.filter(Q(lead=lead) | Q(file__team__1=lead))
    if violation:
        found = found.filter(file__violation=violation)
    if statute:
        found = found.filter(statute=statute)
    return found.order_by(*_order(sort or ("-opened" if ended is None else "due")))


def _due(due: str, on: date) -> Q:
    return {
        "over": Q(due_on__lt=on), "week": Q(due_on__range=(on, on + timedelta(SOON))), "later": Q(due_on__gt=on + timedelta(SOON)),
        "none": Q(due_on__isnull=True),
    }[due]


def _order(sort: str) -> list[Any]:
    down = sort.startswith("-")
    names = SORTS.get(sort.lstrip("-"), SORTS["due"])
    return [_by(name, down) if name == "due_on" else f"-{name}" if down else name for name in names]


def _by(name: str, down: bool) -> Any:
    """An order that keeps the unknown last both ways; where nothing can be unknown it would only keep the index from being used."""
    return F(name).desc(nulls_last=True) if down else F(name).asc(nulls_last=True)


def not_taken_on(text: str = "") -> QuerySet[Case]:
    """Cases of the register that no matter carries, newest first."""
    found = Case.standing.exclude(pk__in=Matter.objects.filter(procedure="penalty", case__isnull=False).values("case"))
    if text:
        found = found.filter(Q(number__icontains=text) | Q(party__icontains=text) | Q(cause__icontains=text))
    return found.order_by("-filed_on", "pk")


def snapshots(cases: Sequence[Case]) -> dict[int, dict[str, Any]]:
    """The values of some cases of the register, by primary key."""
    table = registry.tables()["案件"]
    return {row.pk: row.snapshot for row in table.read(table.rows().filter(pk__in=[one.pk for one in cases]))}


def rows(found: Sequence[Matter], bureau: Bureau, on: date) -> list[Row]:
    """A page of matters as values."""
    made, away = [], bureau.away(on) if found else {}
    for one in found:
        kind = procedure.procedures()[one.procedure]
        clock = None if one.due_on is None else standing(one.due_rule, one.due_on, on)
        made.append(Row(
            str(one.uid), one.number, one.title, one.party, kind.stages[one.stage].name, bureau.label(one.lead) if one.lead else "—", clock,
            kind.name, away[one.lead].words if one.lead in away else "",
        ))
    return made


HEADERS = (
    "编号", "程序", "案由", "当事人", "违法行为", "适用法律", "阶段", "主办人", "协办人", "开始日期", "决定日期", "罚款（元）", "最近的期限", "届满",
    "期限状态",
)


def exported(found: QuerySet[Matter], bureau: Bureau, on: date) -> Iterator[list[Any]]:
    """All rows of a list under HEADERS: words, numbers, dates and None."""
    for one in found.iterator(chunk_size=2000):
        kind, team = procedure.procedures()[one.procedure], [*(one.file.get("team") or ()), "", ""]
        clock = None if one.due_on is None else standing(one.due_rule, one.due_on, on)
        decided, fine = one.facts.get("decided_on"), one.facts.get("fine")
        yield [
            one.number, kind.name, one.title, one.party, one.file.get("violation_name"), one.facts.get("law_cited"), kind.stages[one.stage].name,
            *(bureau.label(number) if number else None for number in team[:2]), one.opened_on, date.fromisoformat(decided) if decided else None,
            float(fine) if fine is not None else None, clock and clock.name, clock and clock.due, clock and clock.word,
        ]


def standing(rule: str, due_on: date, on: date, derivation: Sequence[str] = (), waits: bool = False) -> Clock:
    """How a limit stands on a day: in words, with a colour that repeats them."""
    left = (due_on - on).days
    if waits:
        word, tone = (f"到 {due_on} 过完", "info") if left >= 0 else ("已过完", "done")
    elif left < 0:
        word, tone = f"已超期 {-left} 天", "over"
    elif left == 0:
        word, tone = "今天届满", "warn"
    else:
        word, tone = f"还剩 {left} 天", "warn" if left <= SOON else "info"
    one = limit(rule)
    return Clock(rule, one.name, due_on, word, tone, derivation, waits, one.missed if left < 0 else "")


def clock(running: Running, on: date) -> Clock:
    """A clock that runs, with its derivation."""
    answer = running.answer
    lines = tuple(answer.derivation["text"])
    if running.day is None:
        return Clock(running.limit.id, running.limit.name, None, "；".join(answer.missing), "warn", lines, waits=False)
    return standing(running.limit.id, running.day, on, lines, waits=running.limit.safety == "等满")
