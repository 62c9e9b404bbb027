"""Daily values go in as one sealed act and come out as another; altered ones are found."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from fadu.apps.ambient.actions.days import BadDays, take_back, take_in
from fadu.apps.ambient.models import AirDay, AirIntake
from fadu.apps.ambient.queries.days import air_year, days_digest
from fadu.apps.ambient.verifying import day_faults
from fadu.apps.record import verifying
from fadu.apps.record.models import Entry
from fadu.core.refusal import Refusal
from fadu.site.commands import undo
from tests.apps.ambient.dailies import CLEAN, DIRTY, file, year

pytestmark = pytest.mark.django_db
AT = datetime(2025, 1, 20, 9, 0, tzinfo=UTC)
LATER = datetime(2025, 1, 21, 9, 0, tzinfo=UTC)
ONE, TWO = f"甲,2024-03-05,{CLEAN}", f"甲,2024-03-06,{DIRTY}"


def bring(content: bytes, at: datetime = AT) -> AirIntake:
    return take_in(content, file_name="日值.csv", actor="431127010", at=at)


def test_a_file_is_one_act_that_covers_every_value() -> None:
    intake = bring(file(ONE, TWO))
    (entry,) = Entry.objects.all()
    assert (entry.event, entry.subject, entry.mode, entry.actor) == ("AirDaysRecorded", intake.batch, "recorded", "431127010")
    assert days_digest(AirDay.objects.all()) in (entry.after or "")
    assert list(AirDay.objects.values_list("day", "pm25")) == [(date(2024, 3, 5), 18), (date(2024, 3, 6), 80)]
    assert list(day_faults()) == []


def test_one_wrong_line_refuses_the_whole_file() -> None:
    with pytest.raises(BadDays, match="1 行不能入库，整个文件没有入库：第 3 行日期 2025-02-01 晚于今天") as told:
        bring(file(ONE, f"甲,2025-02-01,{CLEAN}"))
    assert [each.line for each in told.value.problems] == [3]
    assert not AirDay.objects.exists() and not AirIntake.objects.exists() and not Entry.objects.exists()


def test_days_that_stand_are_left_alone_and_never_changed() -> None:
    first = bring(file(ONE))
    second = bring(file(ONE, TWO), LATER)
    assert (second.days, second.unchanged) == (1, 1)
    with pytest.raises(Refusal, match="没有新的"):
        bring(file(ONE, TWO), LATER)
    with pytest.raises(Refusal, match="数值与文件不同") as told:
        bring(file(f"甲,2024-03-05,{DIRTY}"), LATER)
    assert first.batch in told.value.reason and "先撤回" in told.value.mend


def test_a_batch_is_taken_back_by_a_new_act_unless_a_later_one_rests_on_it() -> None:
    first = bring(file(ONE))
    second = bring(file(ONE, TWO), LATER)
    with pytest.raises(Refusal, match="依据以前的批次"):
        take_back(first.batch, actor="431127010", at=LATER)
    assert take_back(second.batch, actor="431127010", at=LATER).days == 1
    assert take_back(first.batch, actor="431127010", at=LATER).days == 1
    assert not AirDay.objects.exists()
    assert list(Entry.objects.order_by("index").values_list("event", flat=True)) == ["AirDaysRecorded"] * 2 + ["AirDaysTakenBack"] * 2
    with pytest.raises(Refusal, match="已经撤回"):
        take_back(first.batch, actor="431127010", at=LATER)
    with pytest.raises(Refusal, match="没有批次"):
        take_back("x", actor="431127010", at=LATER)
    assert list(day_faults()) == []
    assert bring(file(ONE), LATER).days == 1


def test_what_was_altered_behind_the_ledger_is_found() -> None:
    intake = bring(file(ONE, TWO))
    AirDay.objects.filter(day=date(2024, 3, 6)).update(pm25=Decimal(70))
    assert "日值与封存的不符" in next(iter(day_faults())).reason
    AirDay.objects.filter(day=date(2024, 3, 6)).update(pm25=Decimal(80))
    assert list(day_faults()) == []
    AirDay.objects.filter(day=date(2024, 3, 6)).delete()
    assert [fault.reason for fault in day_faults()] == ["日值与封存的不符：有的被改动、增加或删除"]
    AirIntake.objects.update(undone_at=AT)
    assert [fault.reason for fault in day_faults()] == ["是否撤回与封存的不符"]
    AirDay.objects.all().delete()
    AirIntake.objects.all().delete()
    assert [fault.reason for fault in day_faults()] == ["封存过，但这一批次不见了"]
    AirIntake.objects.create(
        batch="y", file_name="y.csv", file_digest="", places=[], first=AT.date(), last=AT.date(), days=0, unchanged=0, brought_by="", brought_at=AT
    )
    assert "没有任何行为封存过这一批次" in [fault.reason for fault in day_faults()]
    assert intake.batch


def test_days_left_in_a_batch_that_was_taken_back_are_found() -> None:
    intake = bring(file(ONE))
    take_back(intake.batch, actor="431127010", at=AT)
    AirDay.objects.create(intake=AirIntake.objects.get(), place="甲", day=date(2024, 3, 5))
    assert [fault.reason for fault in day_faults()] == ["已经撤回，却还有日值"]


def test_a_year_is_computed_from_its_days() -> None:
    bring(year(2024, dirty=10))
    found = air_year("蓝山县", 2024)
    assert (found.good.good, found.good.valid, found.good.rate) == (356, 366, Decimal("97.3"))
    assert {level.name: count for level, count in found.levels if count} == {"优": 356, "轻度污染": 10}
    pm25 = next(each for each in found.assessed if (each.statistic.pollutant, each.statistic.kind) == ("PM2.5", "mean"))
    assert (pm25.statistic.value, pm25.limit, pm25.attains, pm25.statistic.is_valid) == (Decimal(356 * 18 + 800) / 366, 35, True, True)
    co = next(each for each in found.assessed if each.statistic.pollutant == "CO")
    assert (co.limit, co.attains, co.statistic.is_valid) == (4, True, None)
    assert found.composite is not None
    mean = {"PM2.5": Decimal(356 * 18 + 800) / 366, "PM10": Decimal(356 * 45 + 1600) / 366}
    expected = Decimal(9) / 60 + Decimal(24) / 40 + mean["PM10"] / 70 + mean["PM2.5"] / 35 + Decimal("0.8") / 4 + Decimal(90) / 160
    assert found.composite.value == expected


def test_a_year_under_two_standards_is_judged_by_neither() -> None:
    take_in(year(2026), file_name="a.csv", actor="x", at=datetime(2027, 1, 5, tzinfo=UTC))
    found = air_year("蓝山县", 2026)
    assert found.composite is None and "跨过 2026-03-01" in found.refusal
    assert {(each.limit, each.attains) for each in found.assessed} == {(None, None)}
    assert found.good.rate == 100


def test_a_day_without_an_index_says_why() -> None:
    bring(file(f"甲,2024-03-05,{CLEAN.rsplit(',', 1)[0]},", f"甲,2024-03-06,{CLEAN.rsplit(',', 1)[0]},900"))
    found = air_year("甲", 2024)
    assert found.days[0].reason == "缺 O3" and "不再计算" in found.days[1].reason
    assert found.good.valid == 0 and found.composite is not None


def test_the_command_takes_a_batch_of_days_back(capsys: pytest.CaptureFixture[str]) -> None:
    intake = bring(file(ONE, TWO))
    assert undo.run(Namespace(act=intake.batch, actor="431127010")) == 0
    assert "移出 2 天空气日值" in capsys.readouterr().out and not AirDay.objects.exists()


def test_the_whole_record_is_verified_with_its_daily_values() -> None:
    bring(file(ONE))
    AirDay.objects.update(o3=Decimal(100))
    report = verifying.whole([], beside={"空气日值": day_faults})
    assert [fault.where for fault in report.faults] == ["空气日值 日值.csv"]
