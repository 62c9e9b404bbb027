"""Take a result sheet of another platform in, or who came to a session; take either back. Each row is an act; the sheet is one too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from uuid import uuid4

from django.db import transaction

from fadu.apps.learning.actions import rows
from fadu.apps.learning.models import ResultIntake
from fadu.apps.learning.queries.people import learners
from fadu.apps.record import queries as record
from fadu.apps.record.actions import enter, enter_many
from fadu.apps.record.actions.recording import take_back
from fadu.apps.record.reading.tables import lines
from fadu.apps.record.tables import Snapshot
from fadu.core.learning.demands import GROUPS
from fadu.core.learning.grid import WrongLines
from fadu.core.learning.results import Known, Result, read
from fadu.core.refusal import Refusal
from fadu.events.learning import ResultsTaken, ResultsTakenBack

SESSIONS = ("学法", "培训")
MOST_HOURS = 24
CATEGORIES = ("学法", "考试", "执法资格考试", "培训")
BASIS = "成绩导入（补录）"


def take_results(
    content: bytes, *, file_name: str, programme: str, category: str, held_on: date, pass_mark: Decimal | None, actor: str, at: datetime
) -> ResultIntake:
    """Take a sheet in: one row a person in post on the day. Raises Refusal for a file that can't be read or has a wrong line (WrongLines)."""
    programme = programme.strip()[:120]
    if not programme or category not in CATEGORIES:
        raise Refusal("没有写项目或者没有选类型", "项目如“网上学法考法”；三率按项目统计")
    if held_on > at.date():
        raise Refusal(f"日期 {held_on} 晚于今天", "请填写学习或者考试的日期")
    digest = sha256(content).hexdigest()
    people = [Known(each.number, each.name) for each in learners(held_on)]
    found, problems = read(lines(content, file_name), people, pass_mark)
    if problems:
        raise WrongLines(problems)
    return _keep(found, file_name, digest, programme, category, held_on, BASIS, actor, at)


@dataclass(frozen=True)
class Session:
    """A session of study: its topic, what it counts as, its day, the hours it gives, who was expected, who came (工号), who had signed up."""

    topic: str
    category: str
    held_on: date
    hours: Decimal
    group: str
    present: frozenset[str]
    signed_up: frozenset[str] = frozenset()


def take_attendance(session: Session, *, actor: str, at: datetime) -> ResultIntake:
    """Record who came to a session: hours for who did, an absence for who was expected and did not. Raises Refusal."""
    topic = session.topic.strip()[:120]
    if not topic or session.category not in SESSIONS or session.group not in GROUPS:
        raise Refusal("没有写主题，或者没有选类型、应到人员", "请填写和选择")
    if session.held_on > at.date():
        raise Refusal(f"日期 {session.held_on} 晚于今天", "请填写学习的日期；还没有举行的，举行以后再登记")
    if not 0 < session.hours <= MOST_HOURS:
        raise Refusal(f"学时 {session.hours:f}", f"请填大于 0、不超过 {MOST_HOURS} 的学时")
    people = {each.number: each for each in learners(session.held_on)}
    if gone := sorted(session.present - set(people)):
        raise Refusal(f"{'、'.join(gone)} 在 {session.held_on} 不在职", "请核对工号和日期；离职、未到任的人员不能记学时")
    if not session.present:
        raise Refusal("没有勾选到场的人", "请勾选到场的人员")
    expected = [each for each in people.values() if each.number in session.present | session.signed_up or each.within(session.group)]
    found = [
        Result(line, each.number, each.name, came, None, None, None, session.hours if came else None)
        for line, each in enumerate(expected, 1) for came in [each.number in session.present]
    ]
    digest = sha256("\n".join([topic, session.category, f"{session.hours:f}", *sorted(session.present)]).encode()).hexdigest()
    return _keep(found, f"签到：{topic}", digest, topic, session.category, session.held_on, "签到登记", actor, at)


def _keep(
    found: Sequence[Result], file_name: str, digest: str, programme: str, category: str, held_on: date, basis: str, actor: str, at: datetime
) -> ResultIntake:
    with transaction.atomic():
        if ResultIntake.objects.filter(file_digest=digest, undone_at=None, programme=programme, held_on=held_on).exists():
            raise Refusal(f"{file_name} 已经导入过", "要重新导入的，先撤回原来那一次")
        batch = str(uuid4())
        intake = ResultIntake.objects.create(
            batch=batch, file_name=file_name[:255], file_digest=digest, programme=programme, held_on=held_on, rows=len(found),
            brought_by=actor, brought_at=at,
        )
        event = ResultsTaken(
            subject=batch, file_name=intake.file_name, file_digest=digest, programme=programme, held_on=held_on.isoformat(), rows=len(found)
        )
        enter(event, actor=actor, at=at, basis=basis, mode="recorded")
        rows.record(
            [_row(batch, each, programme, category, held_on) for each in found],
            [f"{file_name} 第 {each.line} 行" for each in found], actor=actor, at=at, basis=basis, batch=batch,
        )
    return intake


def _row(batch: str, result: Result, programme: str, category: str, held_on: date) -> Snapshot:
    return rows.row(
        f"CJ{held_on:%Y%m%d}-{batch[:6]}-{result.number}", programme, category, held_on, result.number, result.name,
        studied=result.studied, sat=result.sat, score=result.score, passed=result.passed, hours=result.hours,
    )


def take_results_back(batch: str, *, actor: str, at: datetime) -> ResultsTakenBack:
    """Take a sheet back: its rows go. Raises Refusal where it isn't known, or a row of it was changed since."""
    with transaction.atomic():
        intake = ResultIntake.objects.select_for_update().filter(batch=batch).first()
        if intake is None or intake.undone_at is not None:
            raise Refusal("没有这一次导入，或者已经撤回", "请从成绩导入的列表里选择")
        acts = record.row_acts(batch)
        if later := record.later_acts(acts, [batch]):
            raise Refusal(f"{later[0].number} 后来又改过", "先在登记簿里处理那一行，再撤回整次导入")
        stored = list(rows.TABLE.read(rows.TABLE.rows().filter(uid__in=[act.subject for act in acts])))
        gone = take_back(rows.TABLE, [(each, None) for each in stored], {})
        enter_many(gone, actor=actor, at=at, basis="撤回成绩导入")
        intake.undone_at = at
        intake.save(update_fields=["undone_at"])
        event = ResultsTakenBack(subject=batch, rows=len(gone))
        enter(event, actor=actor, at=at, basis="撤回成绩导入")
    return event
