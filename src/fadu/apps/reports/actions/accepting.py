"""Let a finding stand, with a reason; count it again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fadu.apps.record.actions import enter
from fadu.apps.record.actions.sealing import locked_head
from fadu.apps.reports.accepted import acceptances
from fadu.core.refusal import Refusal
from fadu.events.reports import FindingAccepted, FindingReopened

LONGEST_REASON = 200


def accept_finding(identity: str, *, check: str, reason: str, actor: str, at: datetime) -> None:
    """Seal that the text may stand. It is recognised wherever the same sentence comes again. Raises Refusal."""
    with transaction.atomic():
        locked_head()
        if identity in acceptances():
            raise Refusal("这一处已经认可过", "不用再认可")
        enter(FindingAccepted(subject=identity, check=check, reason=_said(reason)), actor=actor, at=at)


def reopen_finding(identity: str, *, reason: str, actor: str, at: datetime) -> None:
    """Seal that an accepted finding counts again. Raises Refusal."""
    with transaction.atomic():
        locked_head()
        standing = acceptances().get(identity)
        if standing is None:
            raise Refusal("这一处没有认可过，或认可已经撤销", "请刷新页面看它现在的情况")
        enter(FindingReopened(subject=identity, check=standing.check, reason=_said(reason)), actor=actor, at=at)


def _said(reason: str) -> str:
    words = " ".join(reason.split())
    if not words:
        raise Refusal("没有写理由", "请写明为什么可以这样写，例如依据哪份文件")
    if len(words) > LONGEST_REASON:
        raise Refusal(f"理由有 {len(words)} 个字，超过 {LONGEST_REASON} 个", "请写短一些")
    return words
