"""Take a table of bulletins in: rows of 环境质量, each sealed, in one batch; take the batch back."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from hashlib import sha256
from uuid import uuid4

from django.db import transaction

from fadu.apps.ambient.actions.days import BadDays
from fadu.apps.ambient.queries.bulletins import standing_batch, taken
from fadu.apps.ambient.tables import TABLES
from fadu.apps.record import queries as record
from fadu.apps.record.actions import enter, enter_many
from fadu.apps.record.actions.recording import Incoming, seal_rows, take_back, write_rows
from fadu.apps.record.reading.tables import lines
from fadu.apps.record.tables import Snapshot
from fadu.core.indices import bulletins
from fadu.core.indices.bulletins import UNITS, Stated
from fadu.core.refusal import Refusal
from fadu.events.quality import BulletinTaken, BulletinTakenBack

TABLE = TABLES[0]
BASIS = "通报导入（补录）"


def take_bulletins(content: bytes, *, file_name: str, source: str, actor: str, at: datetime) -> BulletinTaken:
    """Take a table in (CSV, or the first sheet of a workbook). `source` is the document of rows that name none.

    Raises Refusal for a file that can't be read, has a wrong line (BadDays), or states something of a period that stands already.
    """
    digest = sha256(content).hexdigest()
    found, problems = bulletins.read(_as_csv(content, file_name), file_name, at.date())
    if problems:
        raise BadDays(problems)
    source = source.strip()[:300]
    if not source and (bare := next((each for each in found if not each.source), None)):
        raise Refusal(f"第 {bare.line} 行没有来源文件", "请在表里写“来源文件”一列，或者在页面上写通报的名称和文号")
    with transaction.atomic():
        if taken(digest):
            raise Refusal(f"{file_name} 已经导入过", "要重新导入的，先撤回原来那一次")
        rows = [_row(each, source) for each in found]
        _refuse_standing(found, rows)
        batch = str(uuid4())
        event = BulletinTaken(
            subject=batch, file_name=file_name[:255], file_digest=digest, first=min(each.period.first for each in found).isoformat(),
            last=max(each.period.last for each in found).isoformat(), rows=len(rows),
        )
        enter(event, actor=actor, at=at, basis=BASIS, mode="recorded")
        incoming = [
            Incoming((row["number"],), row, None, f"{file_name} 第 {each.line} 行"[:300], [])
            for each, row in zip(found, rows, strict=True)
        ]
        seal_rows(TABLE, write_rows(TABLE, incoming, {}), actor=actor, at=at, batch=batch, basis=BASIS)
    return event


def take_bulletins_back(batch: str, *, actor: str, at: datetime) -> BulletinTakenBack:
    """Take a batch back: its rows go. Raises Refusal where it isn't known, or a row of it was changed since."""
    with transaction.atomic():
        if not standing_batch(batch):
            raise Refusal("没有这一批通报，或者已经撤回", "请从环境质量页的批次里选择")
        acts = record.row_acts(batch)
        if later := record.later_acts(acts, [batch]):
            raise Refusal(f"{later[0].number} 后来又改过", "先在登记簿里处理那一行，再撤回整批")
        stored = list(TABLE.read(TABLE.rows().filter(uid__in=[act.subject for act in acts])))
        gone = take_back(TABLE, [(each, None) for each in stored], {})
        enter_many(gone, actor=actor, at=at, basis="撤回通报")
        event = BulletinTakenBack(subject=batch, rows=len(gone))
        enter(event, actor=actor, at=at, basis="撤回通报")
    return event


def _as_csv(content: bytes, name: str) -> bytes:
    if not name.lower().endswith((".xlsx", ".xlsm", ".xls")):
        return content
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(["" if cell is None else str(cell) for cell in line] for line in lines(content, name))
    return stream.getvalue().encode()


def _row(one: Stated, source: str) -> Snapshot:
    first, last = one.period.first, one.period.last
    return {
        "number": f"TB{first:%Y%m%d}-{last:%Y%m%d}-{one.indicator}", "indicator": one.indicator, "period_from": first, "period_to": last,
        "value": one.value, "unit": UNITS.get(one.indicator), "year_before": one.before, "city_rank": one.city, "province_rank": one.province,
        "source": one.source or source, "withdrawn": False, "remark": None, "extra": None,
    }


def _refuse_standing(found: list[Stated], rows: list[Snapshot]) -> None:
    """One statement an indicator and period: a second document is entered by hand, where one sees both."""
    ends = {(row["indicator"], row["period_from"], row["period_to"]): each.line for each, row in zip(found, rows, strict=True)}
    days = [row["period_to"] for row in rows]
    for stored in TABLE.rows().filter(withdrawn=False, period_to__range=(min(days), max(days))):
        line = ends.get((stored.indicator, stored.period_from, stored.period_to))
        if line is not None:
            raise Refusal(
                f"第 {line} 行：{stored.indicator} {stored.period_from} 至 {stored.period_to} 已经登记（{stored.number}）",
                "相同的从文件里删去；要更正的，先撤回那一批，或者在登记簿里更正那一行",
            )
