"""One matter as its page shows it: where it stands, whose turn it is, what is missing, which clocks run, who, and what was sealed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fadu.apps.cases.lists import Clock, clock
from fadu.apps.cases.models import Matter
from fadu.apps.cases.planning import moving
from fadu.apps.cases.planning.appealing import CORRECT
from fadu.apps.cases.planning.asking import elements_of
from fadu.apps.cases.planning.knowing import Bureau
from fadu.apps.cases.planning.moving import Offer
from fadu.apps.cases.planning.paying import owed
from fadu.apps.cases.planning.reviewing import ARTICLE, WAYS_OUT
from fadu.apps.cases.planning.tracks import open_from
from fadu.apps.cases.planning.works import Work, works_of
from fadu.apps.cases.queries.folding import Act, State
from fadu.apps.cases.queries.matters import acts_of, state_of
from fadu.apps.cases.queries.people import Man
from fadu.apps.record import queries as record
from fadu.core import procedure
from fadu.core.procedure import Move
from fadu.web.policy import ROLES, Policy

_PHASES = ("受理", "调查", "审查", "告知听证", "审核讨论", "决定", "执行", "终结")
_LATE = {"S65": "审核讨论", "S70": "审核讨论"}  # review and discussion after the notice; before it they belong to the examination
_EXPIRES = 60  # days in which a certificate is soon to expire
_NAMED = 3  # names of an office that are said; more are "等"
_PLACES = {"examiner": "examiner", "legal_reviewer": "reviewer", "hearing_presider": "presider"}  # who takes a move -> the place in the file
_TWO = "《行政处罚法》第四十二条"
_EVIDENCE = re.compile(r"档案第\s*(\d+)\s*条")


@dataclass(frozen=True)
class Person:
    """Somebody of a case: in which place, how the certificate or qualification stands, in words and with a tone that repeats them, and the
    leave that he is on."""

    place: str
    label: str
    word: str
    tone: str
    away: str = ""


@dataclass(frozen=True)
class Piece:
    """Work of the stage: who may do it, and the day on which it was done last, "" where it was not."""

    work: Work
    done_on: str
    who: str
    mine: bool


@dataclass(frozen=True)
class Next:
    """A step: whose it is, whether it goes on, halts the case, ends it early or leads back; `waits` for the party or another body."""

    offer: Offer
    who: str
    mine: bool
    way: str
    waits: str


@dataclass(frozen=True)
class Reading:
    """What stands in the file, to be read before somebody acts. A piece of evidence that names an entry of the archive carries its index."""

    facts: Sequence[tuple[str, str]]
    matrix: Sequence[tuple[str, Sequence[Sequence[tuple[str, int | None]]]]]
    points: Sequence[tuple[str, str]]
    votes: Sequence[tuple[str, str]]
    file: Mapping[str, Any]


@dataclass(frozen=True)
class Page:
    """Everything about one matter on a day, for somebody with these roles. `turn`, `first` and `clock` are what is said first."""

    matter: Matter
    state: State
    stage: str
    phases: Sequence[Mapping[str, str]]
    turn: str
    first: Next | None
    offers: Sequence[Next]
    works: Sequence[Piece]
    clocks: Sequence[Clock]
    people: Sequence[Person]
    reading: Reading
    warnings: Sequence[tuple[str, str, str]]
    tracks: Sequence[tuple[str, str]]
    acts: Sequence[Mapping[str, Any]]
    gaps: Sequence[str]
    money: tuple[Any, Any, Any] | None


def page(matter: Matter, bureau: Bureau, on: date, roles: Sequence[str] = ()) -> Page:
    """The page of a matter."""
    state, acts = state_of(matter), acts_of(str(matter.uid))
    kind = procedure.procedures()[matter.procedure]
    offers = nexts(state, bureau, on, roles)
    return Page(
        matter=matter, state=state, stage=kind.stages[state.stage].name, phases=_phases(kind, state), turn=_turn(offers, state, bureau, on),
        first=offers[0] if offers else None, offers=offers, works=_pieces(state, acts, roles),
        clocks=sorted((clock(one, on) for one in moving.clocks(state, bureau, on)), key=lambda one: one.waits),
        people=_people(state, bureau, state.last_on if matter.ended else on),
        reading=reading(state, bureau),
        warnings=[*_warnings(state, bureau), *(() if matter.ended else _leaves(state, bureau, on))],
        tracks=open_from(state), gaps=list(state.file.get("gaps") or ()),
        acts=list(_timeline(matter, acts, bureau)),
        money=owed(state, on) if state.facts.get("served_on") and state.facts.get("fine") else None,
    )


def nexts(state: State, bureau: Bureau, on: date, roles: Sequence[str]) -> list[Next]:
    """The steps out of the stage: those that go on first, then those that halt it, end it early, or lead back; the open first.

    A step that stays in the stage (a deferral, a correction) comes after those that leave it.
    """
    kind = procedure.procedures()[state.procedure]
    found = [
        Next(one, offices(one.right), one.right.allows(roles), _way(kind, one.move), one.move.actor.name if one.move.actor.id == "party" else "")
        for one in moving.offers(state, bureau, on)
    ]
    ways = ("", "暂停", "提前终结", "退回")

    def rank(one: Next) -> tuple[int, bool, bool, int]:
        stays = one.offer.move.target == one.offer.move.source
        return ways.index(one.way), stays, not one.offer.open, len(one.offer.lacks)

    return sorted(found, key=rank)


def _way(kind: procedure.Procedure, move: Move) -> str:
    order = list(kind.stages)
    if order.index(move.target) <= order.index(move.source):
        return "退回" if move.target != move.source else ""
    onward = kind.leaving(move.target)
    if onward and all(one.target == move.source for one in onward):
        return "暂停"  # nothing follows from there but coming back
    here, there = kind.stages[move.source].phase, kind.stages[move.target].phase
    return "提前终结" if there == "终结" and here in ("受理", "调查", "审查") else ""


def offices(right: Policy) -> str:
    """The offices that have a right, in words."""
    return "、".join(ROLES[role] for role in ROLES if role in (right.roles or ()))


def _turn(offers: Sequence[Next], state: State, bureau: Bureau, on: date) -> str:
    """The people whose turn it is: those whom the file names for the step, else who holds the office and isn't an officer of the case; those
    who are here first, a leave in words."""
    if not offers:
        return ""
    away = bureau.away(on)

    def said(number: str) -> str:
        return f"{bureau.label(number)}（{away[number].words}）" if number in away else bureau.label(number)

    first, team = offers[0].offer, state.file.get("team") or ()
    if "officer" in (first.right.roles or ()) and team and first.move.actor.id in ("officer", "party", "org_head"):
        return "、".join(map(said, team))
    if number := state.file.get(_PLACES.get(first.move.actor.id, ""), ""):
        return said(number)
    named = [man.number for man in bureau.people.values() if man.left_on is None and first.right.allows(man.roles) and man.number not in team]
    return "、".join(map(said, sorted(named, key=lambda number: number in away)[:_NAMED])) + (f"等 {len(named)} 人" if len(named) > _NAMED else "")


def _pieces(state: State, acts: Sequence[Act], roles: Sequence[str]) -> list[Piece]:
    done: dict[str, str] = {}
    for act in acts:
        said = json.loads(act.after)
        if "work" in said:
            done[said["work"]] = said["on"]
    return [Piece(one, done.get(one.id, ""), offices(one.right), one.right.allows(roles)) for one in works_of(state)]


def _phases(kind: procedure.Procedure, state: State) -> list[dict[str, str]]:
    """The phases of the procedure in order, and which the matter is in."""
    names = list(dict.fromkeys(stage.phase for stage in kind.stages.values()))
    if kind.id == "penalty":
        names = list(_PHASES)
    here = names.index(_LATE.get(state.stage, kind.stages[state.stage].phase) if kind.id == "penalty" else kind.stages[state.stage].phase)
    return [{"label": name, "state": "done" if i < here else "now" if i == here else "todo", "note": ""} for i, name in enumerate(names)]


def _people(state: State, bureau: Bureau, on: date | None) -> list[Person]:
    file, away = state.file, {} if on is None else bureau.away(on)

    def gone(number: str) -> str:
        return away[number].words if number in away else ""

    team = list(zip(("主办人", "协办人"), file.get("team") or (), strict=False))
    places = (("examiner", "案件审查"), ("reviewer", "法制审核"), ("presider", "听证主持"), ("signed_by", "告知书签发"), ("decider", "决定"))
    found = [Person(place, bureau.label(number), *certificate(bureau.people.get(number), on), gone(number)) for place, number in team]
    for key, place in places:
        if number := file.get(key):
            word = qualification(bureau.people.get(number)) if key == "reviewer" else ("", "")
            found.append(Person(place, bureau.label(number), *word, gone(number)))
    return found


def certificate(man: Man | None, on: date | None) -> tuple[str, str]:
    """How an officer's certificate stands on a day: words and tone (《行政处罚法》第四十二条)."""
    if man is None:
        return "不在人员登记簿", "danger"
    if on is not None and man.left_on is not None and man.left_on <= on:
        return f"已于 {man.left_on} 离岗", "over"
    if man.certificate_from is None or man.certificate_until is None or on is None:
        return "没有登记执法证期限", "danger"
    if on > man.certificate_until:
        return f"执法证已于 {man.certificate_until} 到期", "over"
    if on < man.certificate_from:
        return f"执法证自 {man.certificate_from} 起有效", "danger"
    soon = man.certificate_until - on <= timedelta(_EXPIRES)
    return (f"执法证 {man.certificate_until} 到期", "warn") if soon else (f"执法证有效至 {man.certificate_until}", "ok")


def qualification(man: Man | None) -> tuple[str, str]:
    """Whether a reviewer may review (《行政处罚法》第五十八条)."""
    return ("有审核资格", "ok") if man and man.qualified else ("没有登记审核资格", "danger")


def reading(state: State, bureau: Bureau) -> Reading:
    """What stands in the file."""
    answers, talk = state.file.get("answers") or {}, state.file.get("discussion") or {}
    points = [(point, answers.get(point, "")) for point in state.file.get("points") or ()]
    votes = [(bureau.label(number), vote) for number, vote in (talk.get("votes") or {}).items()]
    return Reading(_facts(state), _matrix(state), points, votes, state.file)


def _facts(state: State) -> list[tuple[str, str]]:
    facts, file = state.facts, state.file
    spread = f"{facts['fine_min']}—{facts['fine_max']} 元" if facts.get("fine_max") is not None else ""
    pairs = (
        ("当事人", file.get("party")), ("统一社会信用代码", file.get("credit_code")), ("案由", file.get("cause")), ("来源", file.get("source")),
        ("线索内容", file.get("summary")), ("违法行为", file.get("violation_name")), ("适用法律", facts.get("law_cited")), ("法定罚款幅度", spread),
        ("拟（已）罚款", f"{facts['fine']} 元" if facts.get("fine") is not None else ""),
        ("裁量结果", f"{file['computed']} 元" if file.get("computed") else ""),
        ("偏离说明", file.get("memo")), ("事先告知书", file.get("notice_number")), ("决定书文号", file.get("decision_number")),
        ("送达", file.get("service_proof")), ("立案日期", facts.get("filed_on")), ("告知日期", facts.get("notice_served_on")),
        ("决定日期", facts.get("decided_on")), ("送达日期", facts.get("served_on")),
    )
    return [(name, str(value)) for name, value in pairs if value]


def _matrix(state: State) -> list[tuple[str, list[list[tuple[str, int | None]]]]]:
    """Each element with its lines of evidence; a piece that names an entry of the archive carries its index."""
    matrix: Mapping[str, str] = state.file.get("matrix") or {}
    if not matrix:
        return []
    return [(name, [_cited(line) for line in matrix.get(key, "").splitlines() if line.strip()]) for key, name in elements_of(state).items()]


def _cited(line: str) -> list[tuple[str, int | None]]:
    found: list[tuple[str, int | None]] = []
    last = 0
    for match in _EVIDENCE.finditer(line):
        found += [(line[last:match.start()], None), (match[0], int(match[1]))]
        last = match.end()
    return [*found, (line[last:], None)]


def _warnings(state: State, bureau: Bureau) -> list[tuple[str, str, str]]:
    """What must be said before it is too late: that a decision fell, that nobody here may review."""
    reviewers = [man for man in bureau.people.values() if man.is_reviewer and man.left_on is None]
    found = []
    if state.facts.get("overturned_on") and not state.facts.get("withdrawn_on"):
        reason = f"决定已于 {state.facts['overturned_on']} 被变更、撤销或者确认违法"
        found.append((reason, "三日内撤回已公开的处罚信息，公开说明理由；变更的重新公开；信用信息同时更正", CORRECT))
    early = state.procedure == "penalty" and not state.facts.get("legal_review_passed") and not state.facts.get("decided_on")
    if early and reviewers and not any(man.qualified for man in reviewers):
        names = "、".join(man.label for man in reviewers)
        return [*found, (f"登记的法制审核人员 {names} 都没有法律职业资格（2018 年以后初次从事审核的须有），本案送审会被拒绝", WAYS_OUT, ARTICLE)]
    return found


def _leaves(state: State, bureau: Bureau, on: date) -> Iterator[tuple[str, str, str]]:
    """The officers of the case who are on leave on the day: a case goes on with two of them (《行政处罚法》第四十二条)."""
    away = bureau.away(on)
    for place, number in zip(("主办人", "协办人"), state.file.get("team") or (), strict=False):
        if number in away:
            yield f"{place}{bureau.label(number)}{bureau.told(away[number])}", "期限等不到回岗的，办理交接；回岗以后一步交回", _TWO


def _timeline(matter: Matter, acts: Sequence[Act], bureau: Bureau) -> Iterator[dict[str, Any]]:
    """The sealed acts, latest first, each with what it changed in words."""
    said = {one.index: json.loads(one.after) for one in acts}
    stages = procedure.procedures()[matter.procedure].stages
    for one in record.timeline(str(matter.uid)):
        if one.index not in said:
            continue
        act = said[one.index]
        moved = f"，{stages[act['came_from']].name} → {stages[act['target']].name}" if act.get("target") else ""
        why = (act["file"].get("handover") or {}).get("reason", "") if act.get("work") == "handover" else ""
        yield {
            "at": one.at, "what": act.get("name") or one.verb, "who": bureau.label(one.actor), "seal": one.digest, "index": one.index,
            "note": f"办理日期 {act['on']}{moved}{f'，理由：{why}' if why else ''}",
        }
