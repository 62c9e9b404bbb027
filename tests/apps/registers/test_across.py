"""Pages across registers: who answers, plans with tasks, what is not published, how often firms are checked, what names a row."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from fadu.apps.facilities.models import Facility
from fadu.apps.record.actions import evidence
from fadu.apps.registers import answering, frequency, publishing, tasks
from fadu.apps.registers.leading import leading_group
from fadu.apps.registers.models import Fact
from fadu.apps.registers.queries import without_evidence
from fadu.apps.reports import queries as reports
from fadu.apps.telemetry.models import Monitor
from fadu.core.figures import Period, Scope
from fadu.core.registers import DECLARED
from tests.apps.registers.test_declared import take
from tests.apps.reports.conftest import drafted

pytestmark = pytest.mark.django_db
ANN, BOB = "431127001", "431127002"


def taken(sheets: dict[str, list[tuple[Any, ...]]]) -> None:
    assert take(sheets).plan.report()["refusals"] == []


def test_a_row_is_answered_for_by_the_list_of_its_day_else_by_whom_it_names(as_role: Any) -> None:
    taken({
        "执法责任清单": [
            ("编号", "岗位", "明确日期", "执法事项", "责任人工号", "对应登记簿", "终止日期"),
            ("Z1", "法规股", "2024-01-01", "法治文件", ANN, "法治文件", "2024-06-30"),
            ("Z2", "法规股", "2024-01-01", "写错的", ANN, "没有的簿", None),
        ],
        "法治文件": [("编号", "类型", "名称", "印发日期"), ("F1", "年度计划", "计划", "2024-03-01"), ("F2", "其他", "通知", "2024-09-01")],
        "首问登记": [("编号", "日期", "来访单位或称呼", "事项", "首问人工号"), ("S1", "2024-05-06", "某企业", "咨询", BOB)],
    })
    lines = {one.sheet: one for one in answering.lines(2024)}
    assert (lines["法治文件"].rows, lines["法治文件"].listed, lines["法治文件"].nobody) == (2, 1, 1)
    assert lines["首问登记"].in_row == 1
    assert [(row.number, row.how) for row in answering.rows_of("法治文件", 2024)] == [("F2", "没有"), ("F1", "责任清单")]
    assert answering.unknown_registers() == ["没有的簿"]
    clerk = as_role("clerk")
    page = clerk.get("/registers/responsible/?year=2024").content.decode()
    assert "没有的簿" in page
    assert "没有责任人" in clerk.get("/registers/responsible/?year=2024&sheet=法治文件").content.decode()


def test_the_sentence_on_the_leading_group_names_who_sits_on_it_that_day(as_role: Any) -> None:
    assert leading_group(date(2024, 6, 1)).sentence == ""
    taken({"领导小组成员": [
        ("编号", "工号", "组内职务", "任职日期", "免职日期"), ("L1", ANN, "组长", "2024-01-01", "2024-06-30"),
        ("L2", BOB, "组长", "2024-07-01", None),
        ("L3", "431127003", "副组长", "2024-01-01", None),
    ]})
    before, after = leading_group(date(2024, 6, 30)), leading_group(date(2024, 7, 1))
    assert (before.odd, after.odd) == ([], [])
    assert "为组长" in before.sentence
    assert "为副组长" in before.sentence
    assert before.sentence != after.sentence
    assert f"{leading_group(date(2024, 12, 31)).sentence}。" in drafted(2024).text
    assert leading_group(date(2024, 7, 1)).sentence in as_role("clerk").get("/registers/领导小组成员/").content.decode()


def test_tasks_stand_under_their_plan_and_the_plan_leads_to_them(as_role: Any) -> None:
    today = date(2024, 6, 12)
    taken({
        "法治文件": [("编号", "类型", "名称", "印发日期"), ("F1", "年度计划", "二〇二四年计划", "2024-01-05")],
        "法治任务分解": [
            ("编号", "任务", "牵头股室", "计划编号", "下达日期", "完成时限", "完成日期"),
            ("R1", "甲", "法规股", "F1", "2024-01-08", "2024-05-01", "2024-04-01"),
            ("R2", "乙", "法规股", "F1", "2024-01-08", "2024-06-01", None), ("R3", "丙", "法规股", None, "2024-01-08", None, None),
        ],
    })
    (plan,), loose = tasks.plans(today)
    assert ([task.number for task in plan.tasks], plan.done, plan.over) == (["R1", "R2"], 1, 1)
    assert [(task.number, task.state) for task in loose] == [("R3", "没有时限")]
    assert reports.values([Scope.of(Period.year(2024))], ["register.task.planned"])[0] == {"register.task.planned": 2}
    clerk = as_role("clerk")
    assert "不在计划里的任务（1）" in clerk.get("/registers/plans/").content.decode()
    uid = Fact.objects.get(register="法治文件").uid
    page = clerk.get(f"/ledger/法治文件/{uid}/related/").content.decode()
    assert "法治任务分解</a>（2）" in page


def test_an_outlet_names_a_device_by_its_mn_and_the_page_of_each_of_its_factors_says_so(as_role: Any) -> None:
    device = Monitor.objects.select_related("facility").earliest("pk")
    taken({"排放口": [
        ("编号", "对象编号", "排放口编号", "介质", "监控设备MN", "启用日期"), ("P1", device.facility.number, "DW1", "废水", device.mn, "2024-01-01"),
    ]})
    clerk = as_role("clerk")
    for each in Monitor.objects.filter(mn=device.mn):
        assert "排放口</a>（1）" in clerk.get(f"/ledger/自动监控/{each.uid}/related/").content.decode()


def test_a_decision_waits_for_publication_until_a_row_names_it(as_role: Any) -> None:
    today = timezone.localdate()
    decided = today - timedelta(days=30)
    taken({"行政许可": [
        ("编号", "事项", "申请人", "受理日期", "决定日期", "决定"), ("X1", "排污许可", "甲公司", decided - timedelta(days=9), decided, "准予"),
        ("X2", "排污许可", "乙公司", decided - timedelta(days=9), None, None),
    ]})
    waiting = [one for one in publishing.unpublished(today) if one.sheet == "行政许可"]
    assert [(one.number, one.late) for one in waiting] == [("X1", True)]
    page = as_role("clerk").get("/registers/执法公示/").content.decode()
    assert "X1 排污许可：甲公司" in page
    assert "自决定之日起 7 个工作日内公示" in page
    assert "依据：《生态环境行政处罚办法》第六十五条" in page
    taken({"执法公示": [("编号", "环节", "类型", "事项", "许可编号", "公示日期"), ("G1", "事后", "行政许可", "甲公司", "X1", today)]})
    assert [one for one in publishing.unpublished(today) if one.sheet == "行政许可"] == []


def test_published_too_late_is_a_finding(bureau: Any) -> None:
    head = ("编号", "环节", "类型", "事项", "决定日期", "公示日期")
    rows = [("G1", "事后", "行政处罚", "甲", "2024-06-03", "2024-06-14"), ("G2", "事后", "行政处罚", "乙", "2024-06-03", "2024-06-13")]
    found = take({"执法公示": [head, *rows]}).plan.report()["findings"]
    assert [(one["row"], one["column"]) for one in found] == [(2, "公示日期")]  # 端午节 on the 10th is no working day


def test_how_often_a_firm_is_checked_follows_its_own_entry_then_the_first_rule_that_fits(as_role: Any) -> None:
    today = timezone.localdate()
    firm, other = Facility.objects.filter(in_pool=True, withdrawn=False, cancelled_on=None).order_by("number")[:2]
    taken({"检查频次规则": [
        ("编号", "顺序", "年检查下限", "年检查上限", "依据", "起始日期", "终止日期"), ("G1", 1, 0, 9, "已废止的", "2020-01-01", "2021-01-01"),
        ("G2", 2, 1, 2, "县频次规定", "2020-01-01", None),
    ], "分类监管": [("编号", "对象编号", "类别", "年检查上限", "起始日期"), ("F1", firm.number, "守法无事不扰", 1, "2020-01-01")]})
    found = {one.firm.number: one for one in frequency.frequencies(today)}
    assert (found[firm.number].least, found[firm.number].limit, found[firm.number].by) == (1, 1, "分类监管 F1")
    assert (found[other.number].least, found[other.number].limit, found[other.number].by) == (1, 2, "检查频次规则 G2")
    assert frequency.cap(firm.number, today) == (1, "分类监管 F1")
    assert "县频次规定" not in as_role("clerk").get("/registers/frequency/").content.decode()
    assert "未到下限" in as_role("clerk").get("/registers/frequency/?state=未到下限").content.decode()


def test_a_firm_that_no_rule_fits_has_no_cap(bureau: Any) -> None:
    firm = Facility.objects.filter(in_pool=True, withdrawn=False).order_by("number").first()
    assert firm
    assert frequency.cap(firm.number, timezone.localdate()) is None


def test_rows_without_evidence_are_named(as_role: Any) -> None:
    today = timezone.localdate()
    taken({"法治文件": [("编号", "类型", "名称", "印发日期"), ("F1", "其他", "通知", today), ("F2", "其他", "有视频的", today)]})

    def lacking() -> list[str]:
        return [number for _, number, _ in without_evidence(DECLARED["law_document"], today.year).lacking]

    now = timezone.localtime()
    index = evidence.index_clip(
        subject=str(Fact.objects.get(number="F2").uid), number="F2", clip="A1.mp4", station="采集站", sha256="ab" * 32, seconds=60,
        started_at=now - timedelta(hours=1), actor=ANN, at=now,
    )
    assert lacking() == ["F1"]
    evidence.withdraw(index, reason="录错了行", actor=ANN, at=now)
    assert lacking() == ["F1", "F2"]
    clerk = as_role("clerk")
    assert "还没有收存“文件正本”" in clerk.get("/registers/法治文件/").content.decode()
