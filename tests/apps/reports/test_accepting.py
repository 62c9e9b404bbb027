"""Accepting findings: sealed with a reason, once, and taken back by an act of its own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fadu.apps.record.models import Entry
from fadu.apps.reports.accepted import acceptances
from fadu.apps.reports.actions.accepting import accept_finding, reopen_finding
from fadu.core.refusal import Refusal

pytestmark = pytest.mark.django_db

AT = datetime(2025, 1, 20, 9, 0, tzinfo=UTC)
ONE, OTHER = "a" * 64, "b" * 64


def accept(identity: str = ONE, reason: str = "依据县政府文件") -> None:
    accept_finding(identity, check="zero_claim", reason=reason, actor="431127017", at=AT)


def test_what_stands_is_what_the_acts_say() -> None:
    accept()
    accept(OTHER, "  零报告\n齐全 ")
    assert [(one.check, one.reason, one.actor) for one in acceptances().values()] == [
        ("zero_claim", "依据县政府文件", "431127017"), ("zero_claim", "零报告 齐全", "431127017"),
    ]
    reopen_finding(ONE, reason="今年不同", actor="431127015", at=AT)
    assert list(acceptances()) == [OTHER]
    accept()
    assert list(acceptances()) == [OTHER, ONE]
    assert [event for event in Entry.objects.order_by("index").values_list("event", flat=True)] == [
        "FindingAccepted", "FindingAccepted", "FindingReopened", "FindingAccepted",
    ]


def test_nothing_is_accepted_twice_without_a_reason_or_taken_back_unaccepted() -> None:
    accept()
    for reason, said in (("再来", "已经认可过"),):
        with pytest.raises(Refusal, match=said):
            accept(reason=reason)
    for reason, said in (("", "没有写理由"), (" \n ", "没有写理由"), ("长" * 201, "超过 200 个")):
        with pytest.raises(Refusal, match=said):
            accept(OTHER, reason)
    with pytest.raises(Refusal, match="没有认可过"):
        reopen_finding(OTHER, reason="看错", actor="431127015", at=AT)
    assert Entry.objects.count() == 1
