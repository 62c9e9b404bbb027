"""The limit of an approval follows from the kind of its document; without it nothing is decided and the page says what is missing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from fadu.apps.approvals import queries
from fadu.apps.reports import queries as reports
from fadu.core.figures import Period, Scope
from tests.apps.registers.test_declared import take

pytestmark = pytest.mark.django_db
HEAD = ("编号", "项目名称", "办理方式", "受理日期", "办结日期")
GROUND = ("编号", "适用清单", "环评编号", "登记日期", "文件类别", "适用条款", "不计入期限天数")


def test_what_is_under_way_is_warned_of_by_its_limit(as_role: Any) -> None:
    today = timezone.localdate()
    rows = [(f"T{n}", f"项目{n}", "审批", today - timedelta(days=ago), None) for n, ago in enumerate((40, 40, 25, 5, 3))]
    grounds = [
        ("G0", "分类管理名录", "T0", today, "报告表", "二十六类", None), ("G1", "分类管理名录", "T1", today, "报告表", "二十六类", 30),
        ("G2", "分类管理名录", "T2", today, "报告表", "二十六类", None), ("G3", "分类管理名录", "T3", today, "报告书", "二十六类", None),
    ]
    taken = take({"环评审批": [HEAD, *rows, ("T9", "免的", "豁免", today, today)], "环评适用依据": [GROUND, *grounds]})
    assert taken.plan.report()["refusals"] == []
    mine = {one.number: one for one in queries.under_way(today) if one.number.startswith("T")}
    assert [mine[f"T{n}"].state for n in range(5)] == ["已超期", "在办", "临期", "在办", "算不出"]
    assert mine["T4"].lacks == "文件类别（报告书或报告表）"
    assert {"T0", "T2"} <= {one.number for one in queries.pressing(today)}
    page = as_role("clerk").get("/approvals/limits/").content.decode()
    assert "没有写文件类别" in page
    assert "报告书 60 日，报告表 30 日，自受理日期起算" in page
    assert "T9" in page.split('id="unlisted"')[1]
    assert "T0" in as_role("clerk").get("/").content.decode()


def test_in_time_is_counted_of_those_whose_limit_is_known(bureau: Any) -> None:
    day = date(2024, 6, 3)
    rows = [(f"T{n}", f"项目{n}", "审批", day, day + timedelta(days=took)) for n, took in enumerate((30, 35, 35, 10))]
    grounds = [(f"G{n}", "分类管理名录", f"T{n}", day, "报告表", "二十六类", outside) for n, outside in enumerate((None, None, 10))]
    assert take({"环评审批": [HEAD, *rows], "环评适用依据": [GROUND, *grounds]}).plan.report()["refusals"] == []
    ids = ["approval.timed", "approval.on_time", "approval.on_time_rate"]
    found = reports.values([Scope.of(Period.year(2024))], ids)[0]
    assert [str(found[id]) for id in ids] == ["3", "2", "66.7"]
    assert {one.number for one in reports.rows_of("approval.on_time", Scope.of(Period.year(2024)))} == {"T0", "T2"}
