"""Work inside a stage: the evidence matrix, the sheet of the fine, reviews, discussions, payments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from fadu.apps.cases.actions.keeping import bureau, changes, in_order, keep, locked, may, state_of
from fadu.apps.cases.actions.rows import keep_row
from fadu.apps.cases.models import CommitteeMeeting, Matter
from fadu.apps.cases.planning.given import Given
from fadu.apps.cases.planning.reviewing import ARTICLE
from fadu.apps.cases.planning.works import WORKS, works_of
from fadu.apps.record import registry
from fadu.apps.record.actions import enter
from fadu.core import procedure
from fadu.core.refusal import Refusal
from fadu.events.cases import WorkDone
from fadu.events.cases_decisions import DamageClueFound


def do_work(
    *, uid: str, work: str, answers: Mapping[str, Any], on: date, actor: str, at: datetime, seen: int | None = None,
    chosen: Mapping[str, str] | None = None,
) -> Matter:
    """Do a piece of work. Raises Refusal; then nothing is written."""
    with transaction.atomic():
        matter = locked(uid, seen)
        before, around = state_of(matter), bureau()
        wanted = WORKS.get(work)
        if wanted is None or wanted not in works_of(before):
            stage = procedure.procedures()[matter.procedure].stages[before.stage]
            raise Refusal(f"现在是“{stage.name}”，不办这一项", "请从案件页选择")
        may(actor, wanted.right, around)
        in_order(before, on, at)
        questions = wanted.asks(before, chosen or {}, around, on)
        for question in questions:
            if question.required and answers.get(question.key) in (None, "", []):
                raise Refusal(f"没有填写“{question.label}”", f"请填写{question.label}")
        facts, file = wanted.do(Given(before, answers, around, actor, on, chosen or {}))
        known = {key: value for key, value in {**before.facts, **facts}.items() if value is not None}
        after = replace(before, facts=known, file={**before.file, **file}, last_on=on)
        if work == "committee":
            _keep_meeting(after.file, on, actor, at)
        added, kept, cleared = changes(before, after)
        event = WorkDone(subject=str(matter.uid), number=matter.number, on=on, facts=added, file=kept, work=work, name=wanted.name, cleared=cleared)
        keep(matter, before, after, event, actor=actor, at=at, basis=wanted.basis, around=around)
        if work == "review":
            _keep_opinion(matter, after.file, on, actor, at)
        if work == "damage_clue":
            clue = DamageClueFound(
                subject=str(matter.uid), number=matter.number, case=after.case, party=after.file["party"], summary=after.file["damage_clue"],
                found_on=on,
            )
            enter(clue, actor=actor, at=at, basis=wanted.basis)
        return matter


def _keep_meeting(file: Mapping[str, Any], on: date, actor: str, at: datetime) -> None:
    """The row of the meeting, with this case on its agenda."""
    number, talk = file["meeting"], file["discussion"]
    standing = CommitteeMeeting.objects.filter(number=number).first()
    agenda = tuple(standing.agenda.order_by("pk").values_list("number", flat=True)) if standing else ()
    if standing and standing.held_on != on:
        raise Refusal(f"会议 {number} 是 {standing.held_on} 开的，不是 {on}", "请核对会议编号和日期")
    case = file.get("case_number")
    named = agenda if case is None or case in agenda else (*agenda, case)
    fields = {"held_on": on, "chair": talk["chair"], "attendance": len(talk["votes"]), "agenda": named or None}
    keep_row("案审会", number, fields, actor=actor, at=at, basis="《行政处罚法》第五十七条第二款", fresh=False)


def _keep_opinion(matter: Matter, file: Mapping[str, Any], on: date, actor: str, at: datetime) -> None:
    """The row of the opinion in 法制审核意见, from which agreed and returned ones are counted."""
    sheet = registry.table("法制审核意见")
    assert sheet is not None
    fields = {
        "case": file.get("case_number"), "matter": f"{matter.number} {matter.title}"[:200], "reviewed_on": on, "person": actor,
        "opinion_kind": "同意" if file["review"]["passed"] else "退回", "opinion": file["review"]["opinion"],
    }
    keep_row(sheet.sheet.name, sheet.free_number(f"SH{on.year}-"), fields, actor=actor, at=at, basis=ARTICLE, fresh=True)
