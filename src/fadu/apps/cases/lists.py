"""Matters as pages show them: the list, one matter with everything about it, the calendar of its clocks."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from fadu.apps.cases.models import Case, Matter
from fadu.apps.cases.planning import moving
from fadu.apps.cases.planning.appealing import CORRECT
from fadu.apps.cases.planning.asking import ELEMENTS
from fadu.apps.cases.planning.knowing import Bureau
from fadu.apps.cases.planning.paying import owed
from fadu.apps.cases.planning.reviewing import ARTICLE, WAYS_OUT
from fadu.apps.cases.planning.tracks import open_from
from fadu.apps.cases.planning.works import Work, works_of
from fadu.apps.cases.queries.folding import State
from fadu.apps.cases.queries.matters import acts_of, state_of
from fadu.apps.record import queries as record
from fadu.core import procedure
from fadu.core.procedure import Running
from fadu.core.procedure.limits import limit

SOON = 7
_PHASES = ("受理", "调查", "审查", "告知听证", "审核讨论", "决定", "执行", "终结")
_LATE = {"S65": "审核讨论", "S70": "审核讨论"}  # review and discussion after the notice; before it they belong to the examination


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


@dataclass(frozen=True)
class Row:
    """A matter in a list."""

    uid: str
    number: str
    title: str
    party: str
    stage: str
    lead: str
    clock: Clock | None
    procedure: str


def matters(*, text: str = "", stage: str = "", due: str = "", lead: str = "", ended: bool | None = False, on: date) -> QuerySet[Matter]:
    """Matters, the most urgent first."""
    found = Matter.objects.all() if ended is None else Matter.objects.filter(ended=ended)
    if text:
        found = found.filter(Q(number__icontains=text) | Q(party__icontains=text) | Q(title__icontains=text))
    if stage:
        kind, _, id = stage.partition(":")
        found = found.filter(procedure=kind, stage=id)
    if due:
        found = found.filter(due_on__lt=on) if due == "over" else found.filter(due_on__range=(on, on + timedelta(SOON)))
    if lead:
        found = found.filter(lead=lead)
    return found.order_by("ended", "due_on", "-opened_on", "pk")


def not_taken_on(text: str = "") -> QuerySet[Case]:
    """Cases of the register that no matter carries, newest first."""
    found = Case.standing.exclude(pk__in=Matter.objects.filter(procedure="penalty", case__isnull=False).values("case"))
    if text:
        found = found.filter(Q(number__icontains=text) | Q(party__icontains=text) | Q(cause__icontains=text))
    return found.order_by("-filed_on", "pk")


def rows(found: Sequence[Matter], bureau: Bureau, on: date) -> list[Row]:
    """A page of matters as values."""
    made = []
    for one in found:
        kind = procedure.procedures()[one.procedure]
        clock = None if one.due_on is None else standing(one.due_rule, one.due_on, on)
        made.append(Row(
            str(one.uid), one.number, one.title, one.party, kind.stages[one.stage].name, bureau.label(one.lead) if one.lead else "—", clock,
            kind.name,
        ))
    return made


def standing(rule: str, due_on: date, on: date, derivation: Sequence[str] = (), waits: bool = False) -> Clock:
    """How a limit stands on a day: in words, with a colour that repeats them."""
    left = (due_on - on).days
    if waits:
        word, tone = (f"到 {due_on} 过完", "info") if left >= 0 else ("已过完", "ok")
    elif left < 0:
        word, tone = f"已超期 {-left} 天", "over"
    elif left <= SOON:
        word, tone = f"还剩 {left} 天", "warn"
    else:
        word, tone = f"还剩 {left} 天", "info"
    return Clock(rule, limit(rule).name, due_on, word, tone, derivation, waits)


def clock(running: Running, on: date) -> Clock:
    """A clock that runs, with its derivation."""
    answer = running.answer
    lines = tuple(answer.derivation["text"])
    if answer.safe is None:
        return Clock(running.limit.id, running.limit.name, None, "；".join(answer.missing), "warn", lines, waits=False)
    return standing(running.limit.id, answer.safe, on, lines, waits=running.limit.safety == "等满")


@dataclass(frozen=True)
class Page:
    """Everything about one matter on a day, for somebody with these roles."""

    matter: Matter
    state: State
    stage: str
    phases: Sequence[Mapping[str, str]]
    offers: Sequence[moving.Offer]
    works: Sequence[Work]
    clocks: Sequence[Clock]
    people: Sequence[tuple[str, str]]
    facts: Sequence[tuple[str, str]]
    matrix: Sequence[tuple[str, str]]
    points: Sequence[tuple[str, str]]
    warnings: Sequence[tuple[str, str, str]]
    tracks: Sequence[tuple[str, str]]
    acts: Sequence[Mapping[str, Any]]
    gaps: Sequence[str]
    money: tuple[Any, Any, Any] | None


def page(matter: Matter, bureau: Bureau, on: date) -> Page:
    """The page of a matter."""
    state = state_of(matter)
    kind = procedure.procedures()[matter.procedure]
    said = {one.index: json.loads(one.after) for one in acts_of(str(matter.uid))}
    file = state.file
    return Page(
        matter=matter, state=state, stage=kind.stages[state.stage].name, phases=_phases(kind, state), offers=moving.offers(state, bureau, on),
        works=works_of(state), clocks=[clock(one, on) for one in moving.clocks(state, bureau, on)], people=_people(state, bureau),
        facts=_facts(state), matrix=[(name, file.get("matrix", {}).get(key, "")) for key, name in ELEMENTS.items()] if file.get("matrix") else [],
        points=[(point, (file.get("answers") or {}).get(point, "")) for point in file.get("points") or ()],
        warnings=_warnings(state, bureau), tracks=open_from(state), gaps=list(file.get("gaps") or ()),
        acts=[_act(one, said[one.index], bureau) for one in record.timeline(str(matter.uid)) if one.index in said],
        money=owed(state, on) if state.facts.get("served_on") and state.facts.get("fine") else None,
    )


def _phases(kind: procedure.Procedure, state: State) -> list[dict[str, str]]:
    """The phases of the procedure in order, and which the matter is in."""
    names = list(dict.fromkeys(stage.phase for stage in kind.stages.values()))
    if kind.id == "penalty":
        names = list(_PHASES)
    here = names.index(_LATE.get(state.stage, kind.stages[state.stage].phase) if kind.id == "penalty" else kind.stages[state.stage].phase)
    return [{"label": name, "state": "done" if i < here else "now" if i == here else "todo", "note": ""} for i, name in enumerate(names)]


def _people(state: State, bureau: Bureau) -> list[tuple[str, str]]:
    file = state.file
    team = "、".join(bureau.label(number) for number in file.get("team") or ()) or "（未指定）"
    places = (("examiner", "案件审查"), ("reviewer", "法制审核"), ("presider", "听证主持"), ("signed_by", "告知书签发"), ("decider", "决定"))
    return [("办案人员", team), *((name, bureau.label(file[place])) for place, name in places if file.get(place))]


def _facts(state: State) -> list[tuple[str, str]]:
    facts, file = state.facts, state.file
    spread = f"{facts['fine_min']}—{facts['fine_max']} 元" if facts.get("fine_max") is not None else ""
    pairs = (
        ("当事人", file.get("party")), ("统一社会信用代码", file.get("credit_code")), ("案由", file.get("cause")), ("来源", file.get("source")),
        ("违法行为", file.get("violation_name")), ("适用法律", facts.get("law_cited")), ("法定罚款幅度", spread),
        ("拟（已）罚款", f"{facts['fine']} 元" if facts.get("fine") is not None else ""),
        ("裁量结果", f"{file['computed']} 元" if file.get("computed") else ""),
        ("偏离说明", file.get("memo")), ("事先告知书", file.get("notice_number")), ("决定书文号", file.get("decision_number")),
        ("送达", file.get("service_proof")), ("立案日期", facts.get("filed_on")), ("告知日期", facts.get("notice_served_on")),
        ("决定日期", facts.get("decided_on")), ("送达日期", facts.get("served_on")),
    )
    return [(name, str(value)) for name, value in pairs if value]


def _warnings(state: State, bureau: Bureau) -> list[tuple[str, str, str]]:
    """What must be said before it is too late: that nobody here may review."""
    reviewers = [man for man in bureau.people.values() if man.is_reviewer and man.left_on is None]
    found = []
    if state.facts.get("overturned_on"):
        reason = f"决定已于 {state.facts['overturned_on']} 被变更、撤销或者确认违法"
        found.append((reason, "三日内撤回已公开的处罚信息，公开说明理由；变更的重新公开；信用信息同时更正", CORRECT))
    early = state.procedure == "penalty" and not state.facts.get("legal_review_passed") and not state.facts.get("decided_on")
    if early and reviewers and not any(man.qualified for man in reviewers):
        names = "、".join(man.label for man in reviewers)
        return [*found, (f"登记的法制审核人员 {names} 都没有法律职业资格（2018 年以后初次从事审核的须有），本案送审会被拒绝", WAYS_OUT, ARTICLE)]
    return found


def _act(one: record.SealView, said: Mapping[str, Any], bureau: Bureau) -> dict[str, Any]:
    what, note = said.get("name") or one.verb, f"办理日期 {said['on']}"
    return {"at": one.at, "what": what, "who": bureau.label(one.actor), "note": note, "seal": one.digest, "index": one.index}

