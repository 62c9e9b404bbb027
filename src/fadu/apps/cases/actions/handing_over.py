"""Hand the open matters of an officer to another: one sealed act a matter, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from fadu.apps.cases.actions.keeping import bureau, changes, in_order, keep, locked, may, state_of
from fadu.apps.cases.models import Matter
from fadu.apps.cases.planning.conditions import team
from fadu.apps.cases.planning.knowing import Bureau
from fadu.apps.cases.queries.folding import State
from fadu.apps.inspections.queries import ties
from fadu.apps.registers.leaves import Leave
from fadu.core import procedure
from fadu.core.refusal import Refusal
from fadu.events.cases import WorkDone
from fadu.web import policy

_TWO, _APART, _RECUSED = "《行政处罚法》第四十二条", "《生态环境行政处罚办法》第三十八条", "《行政处罚法》第四十三条"
_APART_FROM = {"examiner": "案件审查", "reviewer": "法制审核", "presider": "听证主持", "decider": "决定"}


def hand_over(*, matters: Mapping[str, int | None], leaves: str, takes: str, reason: str, on: date, actor: str, at: datetime) -> list[Matter]:
    """`takes` goes on with the matters (id: index of the act that was seen, None for whatever stands) of `leaves`, in the same place.

    An officer hands over what is his or takes what is another's; the chief may do so for others. Raises Refusal; then nothing is written.
    """
    around = bureau()
    may(actor, policy.HAND_OVER, around)
    if actor not in (leaves, takes) and not policy.DECIDE_CASE.allows(around.people[actor].roles):
        raise Refusal("您不是移交人，也不是接手人", "由移交人、接手人或者主要负责人办理")
    if not matters:
        raise Refusal("没有选案件", "选出要交接的案件")
    if not reason.strip():
        raise Refusal("没有写明交接的理由", "例如休假起止日期、调离")
    leave = around.leave_of(leaves, on)
    _fit(takes, around, on, leave)
    recused = {str(one.said["facility"]) for one in ties() if one.number == takes}
    with transaction.atomic():
        return [_one(uid, seen, leaves, takes, reason.strip(), on, actor, at, around, recused, leave) for uid, seen in sorted(matters.items())]


def _one(
    uid: str, seen: int | None, leaves: str, takes: str, reason: str, on: date, actor: str, at: datetime, around: Bureau, recused: set[str],
    leave: Leave | None,
) -> Matter:
    matter = locked(uid, seen)
    before = state_of(matter)
    stage = procedure.procedures()[matter.procedure].stages[before.stage]
    if stage.end:
        raise Refusal(f"{matter.number} 已经终结", "终结的案件不用交接")
    if refused := _against(before, matter.number, leaves, takes, around, recused):
        raise refused
    in_order(before, on, at)
    numbers = [takes if number == leaves else number for number in before.file["team"]]
    said = {"from": leaves, "to": takes, "reason": reason, **({"leave": leave.number} if leave else {})}  # by which the way back is found
    after = replace(before, last_on=on, file={**before.file, "team": numbers, "handover": said})
    if problem := next(team(after, around, on), None):
        raise Refusal(f"{matter.number}：{problem.reason}", problem.mend, problem.article)
    facts, file, cleared = changes(before, after)
    event = WorkDone(
        subject=str(matter.uid), number=matter.number, on=on, facts=facts, file=file, work="handover", name="案件交接", cleared=cleared,
    )
    keep(matter, before, after, event, actor=actor, at=at, basis=_TWO, around=around)
    return matter


def _fit(takes: str, around: Bureau, on: date, leave: Leave | None) -> None:
    """Raise Refusal for a receiver who may not enforce on the day, or is away himself then or in the days of the leave."""
    man = around.people.get(takes)
    if man is None or not man.is_officer:
        raise Refusal(f"{around.label(takes)}不是执法人员", "换持有执法证的人员接手", _TWO)
    if man.certificate_from is None or man.certificate_until is None or not man.certificate_from <= on <= man.certificate_until:
        raise Refusal(f"{man.label}在 {on} 没有有效的执法证", "换执法证有效的人员接手", _TWO)
    until = max(on, leave.until or on) if leave else on
    if away := next((one for one in around.leaves(on) if one.person == takes and one.touches(on, until)), None):
        raise Refusal(f"{man.label}{away.words}，接不了", "换一名这些天在岗的执法人员接手；已经回岗的，先更正“休假离岗”的止日", _TWO)


def _against(state: State, number: str, leaves: str, takes: str, around: Bureau, recused: set[str]) -> Refusal | None:
    """What stands against this pair in this matter: the team, the separation of investigation and decision, recusal."""
    standing = state.file.get("team") or []
    if leaves not in standing:
        return Refusal(f"{around.label(leaves)}不是 {number} 的办案人员", "从名单里重新选")
    if takes in standing:
        return Refusal(f"{around.label(takes)}已经是 {number} 的办案人员", "办案人员须有两名，换一名接手", _TWO)
    if office := next((name for key, name in _APART_FROM.items() if state.file.get(key) == takes), None):
        return Refusal(f"{around.label(takes)}在 {number} 里担任{office}，不能再当办案人员", "换没有参加审查、审核、听证、决定的人员接手", _APART)
    if state.file.get("facility") in recused:
        return Refusal(f"{around.label(takes)}与 {number} 的当事人有登记的回避关系", "换没有回避关系的人员接手", _RECUSED)
    return None
