"""Fill in what a case doesn't give for a platform's table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from fadu.apps.cases.actions.keeping import bureau, may
from fadu.apps.cases.models import Case
from fadu.apps.cases.sending import queries
from fadu.apps.record import vault
from fadu.apps.record.actions import enter
from fadu.apps.record.actions.sealing import locked_head
from fadu.core.refusal import Refusal
from fadu.core.sending import mapping
from fadu.events.sending import FieldsCompleted
from fadu.web import policy

BASIS = "《行政处罚法》第四十八条；《生态环境行政处罚办法》第六十五条"


def complete(*, target: str, case: str, values: Mapping[str, str], actor: str, at: datetime) -> None:
    """Complete fields of a case, or of all cases (`case` ""). Raises Refusal for fields that the table has not or that are not kept here,
    for values that the vault keeps, and where nothing changes."""
    table = mapping(target, at.date())
    fields = {field.code: field for field in table.fields}
    with transaction.atomic():
        locked_head()
        may(actor, policy.SEND_CASES, bureau())
        for code in values:
            if code not in fields or fields[code].on_platform:
                name = fields[code].name if code in fields else code
                raise Refusal(f"“{name}”不在这里补填", "证件号码等本软件不保存的，在平台上填写")
        number = table.name
        if case:
            row = Case.standing.filter(uid=case).first()
            if row is None:
                raise Refusal("没有这个案件", "请从清单打开")
            number = row.number
            for value in values.values():
                vault.refuse_leak(case, value, "补填的内容")
        before = queries.completed(target, [case] if case else []).get(case, {})
        fresh = {code: value.strip() for code, value in values.items() if value.strip() != before.get(code, "")}
        if not fresh:
            raise Refusal("没有改动", "改了再保存")
        enter(FieldsCompleted(subject=case or target, number=number, target=target, values=fresh), actor=actor, at=at, basis=BASIS)
