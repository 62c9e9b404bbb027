"""A reviewer's marks of a file: their own act beside the computed ones, and a row of the register 案卷评查."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from fadu.apps.cases.actions.keeping import bureau, locked, may
from fadu.apps.cases.actions.rows import keep_row
from fadu.apps.cases.filereview import queries
from fadu.apps.cases.filereview.reading import type_of
from fadu.apps.cases.models import Matter
from fadu.apps.cases.queries.matters import state_of
from fadu.apps.record import registry, vault
from fadu.apps.record.actions import enter
from fadu.apps.record.actions.sealing import locked_head
from fadu.core.filereview import Marks, edition, total
from fadu.core.refusal import Refusal
from fadu.events.filereview import FileReviewed
from fadu.web import policy

SHEET = "案卷评查"
_OWN = ("examiner", "reviewer", "presider", "decider", "signed_by")


def mark_file(
    *, uid: str, seen: int, marks: Marks, organiser: str, on: date, actor: str, at: datetime, grade: str = "", opinion: str = "",
) -> FileReviewed:
    """Seal a review of a matter's file. Raises Refusal: for who handled the case, for marks that are missing or out of range, and where a
    computed fatal item is not taken over without a word why."""
    with transaction.atomic():
        matter, around = locked(uid, seen), bureau()
        locked_head()  # the number of the row is given once
        may(actor, policy.REVIEW_FILE, around)
        _refuse_own(matter, actor, around.label(actor))
        if on > at.date():
            raise Refusal(f"评查日期 {on} 是将来的日期", "评查以后再登记")
        if not organiser.strip():
            raise Refusal("没有写明组织单位", "写明哪个单位组织的评查")
        rules, computed = edition(on), queries.of_matter(matter, around, on)
        type = type_of(state_of(matter))
        score = total(marks, rules, type)
        if matter.case:
            vault.refuse_leak(str(matter.case.uid), " ".join((opinion, organiser, *marks.fatal.values())), "评查意见")
        _refuse_silence([one.id for one in computed.fatal], marks, opinion)
        event = FileReviewed(
            subject=str(matter.uid), number=matter.number, on=on, edition=rules.id, type=type, seen=matter.seen,
            found={str(number): reason.strip() for number, reason in sorted(marks.fatal.items())}, marks=marks.documents,
            lost=tuple(sorted(set(marks.base))), score=score, floor=computed.floor, ceiling=computed.ceiling,
            computed=tuple(one.id for one in computed.fatal), organiser=organiser.strip(), grade=grade, opinion=opinion.strip(),
            entered=_entered(matter, on, organiser.strip(), score, grade, _problems(marks), actor, at),
        )
        enter(event, actor=actor, at=at, basis=f"{rules.title}（{rules.number}）")
        return event


def _refuse_own(matter: Matter, actor: str, name: str) -> None:
    file = matter.file
    if actor in (*(file.get("team") or ()), *(file.get(place) for place in _OWN)):
        raise Refusal(f"{name}办理过本案", "请没有参与本案的人评查")


def _refuse_silence(computed: list[str], marks: Marks, opinion: str) -> None:
    dropped = [number for number in computed if int(number) not in marks.fatal]
    if dropped and not opinion.strip():
        numbers = "、".join(dropped)
        raise Refusal(f"计算发现的否决项第 {numbers} 项没有认定，也没有说明", "认定的写明理由；不认定的在“评查意见”里写明为什么")


def _problems(marks: Marks) -> int:
    """How many fatal items and deductions of form were found."""
    return len(marks.fatal) + len(set(marks.base))


def _entered(matter: Matter, on: date, organiser: str, score: Any, grade: str, problems: int, actor: str, at: datetime) -> str:
    """The row of the register, from which the yearly figures count; "" for a matter that has no row of 案件."""
    table = registry.table(SHEET)
    if table is None or matter.case is None:
        return ""
    number = table.free_number(f"PC{on.year}-", digits=3)
    fields = {
        "reviewed_on": on, "organiser": organiser, "case": matter.case.number, "marks": score, "grade": grade or None, "problems": problems,
    }
    keep_row(SHEET, number, fields, actor=actor, at=at, basis="案卷评查", fresh=True)
    return number
