"""The bureau declares its own rules: its hearing threshold, its lists, its committee, who signs. Silence is not "none"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from fadu.apps.cases.actions.keeping import bureau, may
from fadu.apps.record.actions import enter
from fadu.core.procedure.rules import committee, issuing, leniency
from fadu.core.refusal import Refusal
from fadu.events.cases import LocalRuleDeclared
from fadu.web import policy

KINDS = {
    "hearing_amount": "听证数额标准", "legal_review": "应当法制审核的案件", "collective": "应当集体讨论的案件", "party_group": "应当提交党组会的案件",
    "committee": "案审会的组成和到会", "leniency": "首违不罚、轻微不罚清单", "issuer": "署名机关",
}
_READ: dict[str, Callable[[Sequence[str]], object]] = {"committee": committee.read, "leniency": leniency.read, "issuer": issuing.read}


def declare(
    *, kind: str, since: date, source: str, none: bool, actor: str, at: datetime, citizen: Decimal | None = None, entity: Decimal | None = None,
    cases: Sequence[str] = (),
) -> None:
    """Seal a declaration. It holds from `since` until a later one of its kind. Raises Refusal for one without source or content."""
    may(actor, policy.DECIDE_CASE, bureau())
    if kind not in KINDS:
        raise Refusal(f"没有“{kind}”这种规则", f"应为{'、'.join(KINDS.values())}")
    if not source.strip():
        raise Refusal("没有写明来源", "写明文件名称、文号；没有另行规定的写明怎样查证的")
    given = (citizen is not None and entity is not None) if kind == "hearing_amount" else bool(cases)
    if none == given:
        raise Refusal("“没有另行规定”与填写的内容不符", "有规定的填内容，没有的选“没有另行规定”")
    if given and kind in _READ:
        _READ[kind](cases)  # a line that can't be read is refused here, not on the day it is needed
    amounts = {"citizen": str(citizen), "entity": str(entity)} if given and kind == "hearing_amount" else {}
    with transaction.atomic():
        enter(
            LocalRuleDeclared(subject=kind, since=since, stated_in=source.strip(), none=none, cases=tuple(cases) if given else (), **amounts),
            actor=actor, at=at, basis="《行政处罚法》第五十七条、第五十八条、第六十三条",
        )
