"""Reminders on the desk and on the register's page: begun by the first row, quiet once what is due is there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from fadu.apps.registers import queries
from tests.apps.registers.test_declared import take

pytestmark = pytest.mark.django_db
CHIEF = "431127015"


def lacking(name: str, today: date) -> tuple[list[str], bool]:
    rhythm = next(one for one in queries.rhythms() if one.name == name)
    found = queries.reminder(rhythm, today)
    return [gap.label for gap in found.missed], found.open is not None


def looks(*days: str) -> None:
    take({"在线数据查看": [("编号", "日期", "查看人工号"), *((f"C{n}", day, "431127001") for n, day in enumerate(days))]})


def test_a_day_without_a_look_is_missed_and_today_is_open(bureau: Any) -> None:
    looks("2024-11-01", "2024-11-02", "2024-11-04")
    assert lacking("在线数据每日查看", date(2024, 11, 5)) == (["2024-11-03"], True)


def test_what_was_never_begun_reminds_of_nothing(bureau: Any) -> None:
    assert not queries.reminder(next(one for one in queries.rhythms() if one.name == "在线数据每日查看"), date(2024, 11, 5)).started
    assert "在线数据每日查看" not in [one.rhythm.name for one in queries.reminders(date(2024, 11, 5))]


def test_a_week_of_the_chief_without_two_hours_is_named(bureau: Any) -> None:
    missed, _ = lacking("主要负责人每周自学两小时", date(2024, 12, 29))
    assert missed == sorted(missed)
    table = queries.registry.table("负责人履职")
    assert table
    hours: dict[date, float] = {}
    for row in table.read(table.rows()):
        if row.snapshot["duty"] == "学法" and row.snapshot["person"] == CHIEF:
            monday = date.fromordinal(row.snapshot["done_on"].toordinal() - row.snapshot["done_on"].weekday())
            hours[monday] = hours.get(monday, 0) + float(row.snapshot["hours"] or 0)
    mondays = [date.fromordinal(n) for n in range(date(2024, 1, 1).toordinal(), date(2024, 12, 23).toordinal(), 7)]
    assert [label[:10] for label in missed] == [monday.isoformat() for monday in mondays if hours.get(monday, 0) < 2]


def test_what_another_leader_studied_is_not_the_chiefs(bureau: Any) -> None:
    before = lacking("主要负责人每周自学两小时", date(2024, 12, 29))
    head = ("编号", "工号", "日期", "职责", "内容", "学时")
    week = [("Z1", "431127001", "2024-12-23", "学法", "示例", 5)]
    take({"负责人履职": [head, *week]})
    assert lacking("主要负责人每周自学两小时", date(2024, 12, 29)) == before


def test_a_zero_report_over_several_quarters_covers_each(bureau: Any) -> None:
    head = ("编号", "事项", "时段起", "时段止", "结果", "具报人工号", "日期")
    take({"零报告": [head, ("L-T1", "干预插手案件", "2024-01-01", "2024-06-30", "无", "431127001", "2024-07-02")]})
    assert lacking("干预插手案件零报告", date(2024, 11, 5)) == (["2024年第3季度"], True)


def test_the_desk_and_the_page_of_the_register_say_so(as_role: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.utils import timezone

    monkeypatch.setattr(timezone, "localdate", lambda: date(2024, 11, 5))
    looks("2024-11-01", "2024-11-02", "2024-11-04")
    desk = as_role("clerk").get("/").content.decode()
    assert "在线数据每日查看" in desk
    assert "/exchange/rows/%E5%9C%A8%E7%BA%BF%E6%95%B0%E6%8D%AE%E6%9F%A5%E7%9C%8B/new/" in desk
    page = as_role("clerk").get("/registers/在线数据查看/").content.decode()
    assert "今年漏登 1 次" in page
    assert "2024-11-03" in page


def test_a_deadline_that_is_near_or_over_stands_on_the_desk_until_it_is_met(as_role: Any) -> None:
    today = timezone.localdate()
    day = {n: (today + timedelta(days=n)).isoformat() for n in (-400, -3, -1, 0, 29, 31)}
    tasks = [
        (f"R{n}", f"任务{n}", "法规股", day[-400], due, met)
        for n, (due, met) in enumerate([(day[-3], None), (day[29], None), (day[31], None), (day[-3], day[-1]), (None, None)])
    ]
    take({
        "法治任务分解": [("编号", "任务", "牵头股室", "下达日期", "完成时限", "完成日期"), *tasks],
        "执法装备": [
            ("编号", "名称", "类别", "数量", "启用日期", "报废日期", "校准有效期至"), ("Z0", "快检箱", "快检设备", 1, day[-400], None, day[-1]),
            ("Z1", "旧快检箱", "快检设备", 1, day[-400], day[-1], day[-3]),
        ],
        "法律顾问": [
            ("编号", "姓名或单位", "类型", "聘期起", "聘期止"), ("G0", "甲所", "律师事务所", day[-400], day[0]),
            ("G1", "乙所", "律师事务所", day[-400], day[-1]),
        ],
    })
    assert [(one.number, one.days, one.over) for one in queries.due(today)] == [("R0", -3, 3), ("Z0", -1, 1), ("G0", 0, 0), ("R1", 29, 0)]
    clerk = as_role("clerk")
    assert "任务0" in clerk.get("/").content.decode()
    page = clerk.get("/registers/执法装备/").content.decode()
    assert "到期的事项（1）" in page
    assert "旧快检箱" not in page
