"""Record that a signed report was handed in, or made public outside of this program: a row of its register."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from fadu.apps.record.actions.keeping_rows import keep_row
from fadu.apps.record.actions.sealing import locked_head
from fadu.apps.reports.models import ReportDraft
from fadu.apps.reports.sent import SHEET, sent_of, sheet
from fadu.apps.reports.writing import drafts
from fadu.core.refusal import Refusal
from fadu.core.wording.duties import BASIS

SIGNED_FIRST = "《党政机关公文处理工作条例》（中办发〔2012〕14号）第二十二条：由本机关负责人审批签发"


def record_sending(
    draft: ReportDraft, *, recipient: str, on: date, way: str, place: str = "", receipt: str = "", actor: str, at: datetime,
) -> str:
    """Keep that the report went to somebody on a day; returns the number of the row. Raises Refusal for one that was not signed by then,
    a day to come, or what was recorded before."""
    with transaction.atomic():
        locked_head()
        where = drafts.standing(draft)
        if where.signed is None:
            raise Refusal(f"{draft.number} 还没有签发", "签发以后才能报送、公开", SIGNED_FIRST)
        if on < (signed := drafts.day_of(where.signed)):
            raise Refusal(f"{on} 在签发（{signed}）以前", "请核对日期；签发以前送的是征求意见稿，不算报送", SIGNED_FIRST)
        if on > at.date():
            raise Refusal(f"{on} 还没有到", "送达、公开以后再登记")
        if any((one.report, one.recipient, one.on, one.place) == (draft.number, recipient, on, place) for one in sent_of(draft.year)):
            raise Refusal(f"{draft.number} {on} 送{recipient}，已经登记过", "不用再登记；有错的，在下表打开那一行更正")
        fields = {
            "year": draft.year, "recipient": recipient, "sent_on": on, "place": place or None, "way": way or None, "receipt": receipt or None,
            "report": draft.number,
        }
        number = _free_number(draft)
        keep_row(SHEET, number, fields, actor=actor, at=at, basis=BASIS, source="在报告页面登记", fresh=True)
    return number


def _free_number(draft: ReportDraft) -> str:
    table, taken = sheet(), 1
    while table.stored([(number := f"{draft.number}-送{taken}",)]):
        taken += 1
    return number
