"""Repeats are proposed and decided by people; a late complaint waits until somebody answered for it, or it is said why nobody does."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from fadu.apps.complaints import queries
from fadu.apps.complaints.actions.judging import judge_overdue, judge_repeat
from fadu.apps.complaints.models import Complaint
from fadu.apps.record.models import Entry
from fadu.core.refusal import Refusal
from tests.apps.registers.test_declared import take

pytestmark = pytest.mark.django_db
HEAD = ("编号", "渠道", "受理日期", "要素", "被反映对象", "对象编号", "承办人工号", "办结日期", "重复信访(是/否)", "越级信访(是/否)")


def received(*rows: tuple[str, int, str, str, str | None, int | None]) -> None:
    """Rows of (number, days ago, element, target, object, closed days ago)."""
    def day(ago: int | None) -> date | None:
        return None if ago is None else timezone.localdate() - timedelta(days=ago)

    lines = [
        (number, "电话", day(ago), element, target, firm, "431127001", day(closed), "否", "否") for number, ago, element, target, firm, closed in rows
    ]
    assert take({"信访": [HEAD, *lines]}).plan.report()["refusals"] == []


def proposed(window: int = queries.WINDOW) -> list[tuple[str, str]]:
    return [(one.later.number, one.earlier.number) for one in queries.repeats(timezone.localdate(), window) if one.later.number.startswith("T")]


def test_a_complaint_about_the_same_within_the_window_is_proposed_and_a_person_decides(as_role: Any) -> None:
    received(
        ("T1", 50, "大气", "甲饭店", None, 40), ("T2", 40, "大气", "甲（饭店）", None, 30), ("T3", 30, "噪声", "甲饭店", None, 20),
        ("T4", 20, "水", "乙厂", "DX43112700001", 10), ("T5", 10, "水", "别的写法", "DX43112700001", 5), ("T6", 9, "水", "", None, 5),
    )
    assert proposed() == [("T5", "T4"), ("T2", "T1")]
    assert proposed(9) == []
    clerk = as_role("clerk")
    assert "T5" in clerk.get("/complaints/").content.decode()
    answer = clerk.post("/complaints/repeat/", {"number": "T5", "other": "T4", "holds": "no"})
    assert answer.status_code == 422  # without a reason
    assert clerk.post("/complaints/repeat/", {"number": "T5", "other": "T4", "holds": "no", "reason": "不同的排口"}).status_code == 302
    assert clerk.post("/complaints/repeat/", {"number": "T2", "other": "T1", "holds": "yes"}).status_code == 302
    assert proposed() == []
    marked = Complaint.objects.get(number="T2")
    assert marked.is_repeat
    assert Entry.objects.filter(subject=str(marked.uid), event__in=("RowChanged", "ComplaintJudged")).count() == 2
    again = clerk.post("/complaints/repeat/?window=365", {"number": "T2", "other": "T1", "holds": "no", "reason": "又看了一遍"})
    assert (again.status_code, "已有人认定过" in again.content.decode()) == (422, True)
    with pytest.raises(Refusal, match="不早于"):
        judge_repeat("T1", "T2", holds=True, reason="", actor="甲", at=timezone.localtime())


def test_what_was_typed_stays_where_the_list_was_widened(as_role: Any) -> None:
    received(("T1", 300, "大气", "甲饭店", None, 290), ("T2", 100, "大气", "甲饭店", None, 90))
    clerk, far = as_role("clerk"), {"number": "T2", "other": "T1", "holds": "no"}
    assert "/complaints/repeat/?window=365" in clerk.get("/complaints/?window=365").content.decode()
    refused = clerk.post("/complaints/repeat/?window=365", {**far, "reason": " "})
    assert (refused.status_code, "T2" in refused.content.decode()) == (422, True)
    assert clerk.post("/complaints/repeat/?window=365", {**far, "reason": "不同的饭店"}).url == "/complaints/?window=365"


def test_a_late_complaint_waits_for_who_answers_or_for_a_reason(as_role: Any) -> None:
    received(("T1", 100, "水", "甲", None, None), ("T2", 200, "水", "乙", None, 100), ("T3", 90, "水", "丙", None, 85))
    today = timezone.localdate()

    def late() -> list[str]:
        return [one.complaint.number for one in queries.overdue(today) if one.complaint.number.startswith("T")]

    assert sorted(late()) == ["T1", "T2"]
    page = as_role("clerk").get("/complaints/").content.decode()
    assert "登记追责" in page
    assert "受理后 60 日" in page
    take({"执法过错": [("编号", "日期", "过错", "信访编号", "追责(是/否)"), ("G1", today, "办理超期", "T1", "是")]})
    assert late() == ["T2"]
    with pytest.raises(Refusal, match="没有写理由"):
        judge_overdue("T2", reason=" ", actor="甲", at=timezone.localtime())
    judge_overdue("T2", reason="延期经批准", actor="甲", at=timezone.localtime())
    assert late() == []
    with pytest.raises(Refusal, match="已有人写明"):
        judge_overdue("T2", reason="再写一次", actor="乙", at=timezone.localtime())
    with pytest.raises(Refusal, match="没有 无此件"):
        judge_overdue("无此件", reason="甲", actor="甲", at=timezone.localtime())
