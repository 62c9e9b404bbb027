"""Ask an office for a passage or for rows by a day; say that nothing more is awaited."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from fadu.apps.record.actions import enter
from fadu.apps.record.actions.sealing import locked_head
from fadu.apps.reports.models import ReportDraft
from fadu.apps.reports.writing import drafts, owed
from fadu.apps.reports.writing.offices import sections
from fadu.core.refusal import Refusal
from fadu.events.reports import AnswerAsked, AskClosed


def ask(
    draft: ReportDraft, *, office: str, what: str, due: date, actor: str, at: datetime, passage: str = "", register: str = "",
) -> None:
    """Ask an office. Raises Refusal for an office that nobody is in, a day that is over, or nothing to answer."""
    said = " ".join(what.split())[:200]
    if office not in sections(at.date()):
        raise Refusal(f"没有人在“{office}”", "请从在职人员的股室里选择；股室写在“人员”登记簿里")
    if not said or bool(passage) == bool(register):
        raise Refusal("没有写明要什么", "请写明要报的内容，并选一个段落或者一个登记簿")
    if due < at.date():
        raise Refusal(f"{due} 已经过去", "请填今天或以后的日期")
    if register and register not in owed.registers():
        raise Refusal(f"没有“{register}”这个登记簿", "请从列表里选择")
    with transaction.atomic():
        locked_head()
        if not drafts.standing(draft).is_open:
            raise Refusal(f"{draft.number} 不在起草", "签发以后不再向股室要材料；需要更正的请先作更正")
        if passage and str(drafts.passage_of(passage).draft.uid) != str(draft.uid):
            raise Refusal("这一段不在这份报告里", "请刷新页面")
        if any(one.is_open and (one.office, one.passage, one.register) == (office, passage, register) for one in owed.asks(draft)):
            raise Refusal(f"已经向{office}要过，还没有答复", "不用再要一次")
        event = AnswerAsked(
            subject=str(draft.uid), number=draft.number, office=office, what=said, due=due, passage=passage, register=register,
        )
        enter(event, actor=actor, at=at)


def close_ask(draft: ReportDraft, index: int, *, reason: str, actor: str, at: datetime) -> None:
    """Say that an asking needs no more answer. Raises Refusal."""
    if not reason.strip():
        raise Refusal("没有写理由", "请写明为什么不再等答复")
    with transaction.atomic():
        locked_head()
        found = next((one for one in owed.asks(draft) if one.index == index), None)
        if found is None or found.closed:
            raise Refusal("没有这项催报，或者已经了结", "请刷新页面")
        enter(AskClosed(subject=str(draft.uid), number=draft.number, ask=index, reason=reason.strip()[:200]), actor=actor, at=at)
