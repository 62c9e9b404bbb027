"""Announce a session of study, sign up for it or take that back, record who came, cancel it. Each is an act; refusals say what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from fadu.apps.learning.actions import results
from fadu.apps.learning.models import ResultIntake
from fadu.apps.learning.queries.people import learners
from fadu.apps.learning.queries.sessions import Session, session_of, sessions
from fadu.apps.record.actions import enter
from fadu.apps.record.actions.sealing import locked_head
from fadu.core.learning.demands import GROUPS
from fadu.core.refusal import Refusal
from fadu.events.learning import SessionCancelled, SessionHeld, SessionJoined, SessionLeft, SessionPlanned

BASIS = "学习报名"


@dataclass(frozen=True)
class Announced:
    """What is announced: `until` the last day for signing up, `seats` 0 for as many as come."""

    topic: str
    category: str
    held_on: date
    hours: Decimal
    group: str
    place: str
    until: date
    seats: int = 0


def announce(what: Announced, *, actor: str, at: datetime) -> str:
    """Announce a session; returns its number. Raises Refusal."""
    topic, place = what.topic.strip()[:120], what.place.strip()[:80]
    if not topic or what.category not in results.SESSIONS or what.group not in GROUPS:
        raise Refusal("没有写主题，或者没有选类型、应到人员", "请填写和选择")
    if what.held_on <= at.date():
        raise Refusal(f"日期 {what.held_on} 不晚于今天", "报名要在学习以前；已经举行的，直接登记到场")
    if not at.date() <= what.until <= what.held_on:
        raise Refusal(f"报名截止 {what.until} 不在今天和 {what.held_on} 之间", "请填今天起、学习日期以前的日子")
    if not 0 < what.hours <= results.MOST_HOURS:
        raise Refusal(f"学时 {what.hours:f}", f"请填大于 0、不超过 {results.MOST_HOURS} 的学时")
    if what.seats < 0:
        raise Refusal(f"名额 {what.seats}", "请填 0（不限）或者正数")
    with transaction.atomic():
        locked_head()
        year = what.held_on.year
        number = f"XX{year}-{sum(one.number.startswith(f'XX{year}-') for one in sessions()) + 1:03d}"
        event = SessionPlanned(
            subject=number, topic=topic, category=what.category, held_on=what.held_on.isoformat(), hours=f"{what.hours:f}", group=what.group,
            place=place, until=what.until.isoformat(), seats=what.seats,
        )
        enter(event, actor=actor, at=at, basis=BASIS)
    return number


def join(number: str, *, person: str, actor: str, at: datetime) -> None:
    """Sign somebody up. Raises Refusal after the last day, where all seats are taken, or for who will not be in post."""
    with transaction.atomic():
        locked_head()
        session = _session(number)
        _refuse_closed(session, at)
        if person in session.people:
            raise Refusal(f"{person} 已经报过名", "不用再报")
        if session.full:
            raise Refusal(f"{session.seats} 个名额已满", "请等别人退出，或者参加下一次")
        if not learners(session.held_on, person):
            raise Refusal(f"{person} 在 {session.held_on} 不在职", "请核对工号；那一天已经离职的不报名")
        enter(SessionJoined(subject=number, person=person), actor=actor, at=at, basis=BASIS)


def leave(number: str, *, person: str, actor: str, at: datetime) -> None:
    """Take a sign-up back. Raises Refusal."""
    with transaction.atomic():
        locked_head()
        session = _session(number)
        _refuse_closed(session, at)
        if person not in session.people:
            raise Refusal(f"{person} 没有报名", "不用退出")
        enter(SessionLeft(subject=number, person=person), actor=actor, at=at, basis=BASIS)


def cancel(number: str, *, reason: str, actor: str, at: datetime) -> None:
    """Cancel a session of which nobody recorded who came. Raises Refusal."""
    if not reason.strip():
        raise Refusal("没有写取消的理由", "请写明理由，理由随同封存")
    with transaction.atomic():
        locked_head()
        _refuse_over(_session(number))
        enter(SessionCancelled(subject=number, reason=reason.strip()[:200]), actor=actor, at=at, basis=BASIS)


def held(number: str, present: frozenset[str], *, actor: str, at: datetime) -> ResultIntake:
    """Record who came: hours for each who did, an absence for who was expected or had signed up and did not. Raises Refusal."""
    with transaction.atomic():
        locked_head()
        session = _session(number)
        _refuse_over(session)
        told = results.Session(
            session.topic, session.category, session.held_on, session.hours, session.group, present, frozenset(session.people)
        )
        intake = results.take_attendance(told, actor=actor, at=at)
        enter(SessionHeld(subject=number, results=intake.batch), actor=actor, at=at, basis=BASIS)
    return intake


def _session(number: str) -> Session:
    found = session_of(number)
    if found is None:
        raise Refusal(f"没有编号为 {number} 的学习", "请从列表里选择")
    return found


def _refuse_over(session: Session) -> None:
    if session.cancelled:
        raise Refusal(f"{session.number} 已取消：{session.cancelled}", "要举行的另外发布一次")
    if session.batch:
        raise Refusal(f"{session.number} 已登记到场", "记错了的，在“成绩导入”里撤回那一次，再登记")


def _refuse_closed(session: Session, at: datetime) -> None:
    _refuse_over(session)
    if at.date() > session.until:
        raise Refusal(f"报名已于 {session.until} 截止", "到场的仍可以登记")
