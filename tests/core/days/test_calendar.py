"""The calendar of working days, against a second source and against its own rules."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core import days
from fadu.core.days.calendar import span
from fadu.core.pack import BadPack
from fadu.core.refusal import Refusal

CALENDAR = days.published()
DAYS = st.dates(date(2018, 1, 1), date(2026, 12, 31))


def test_every_day_from_2018_to_2026_agrees_with_the_maintained_package() -> None:
    differing = [day for day in span(date(2018, 1, 1), date(2026, 12, 31)) if CALENDAR.is_workday(day) != chinese_calendar.is_workday(day)]
    assert differing == []


def test_the_arrangement_of_2026_is_the_one_of_the_notice() -> None:
    off = ["01-01 01-03", "02-15 02-23", "04-04 04-06", "05-01 05-05", "06-19 06-21", "09-25 09-27", "10-01 10-07"]
    work = "01-04 02-14 02-28 05-09 09-20 10-10".split()
    for run in off:
        first, last = (date.fromisoformat(f"2026-{end}") for end in run.split())
        assert all("放假" in CALENDAR.why(day) for day in span(first, last))
    assert [f"{day:%m-%d}" for day in span(date(2026, 1, 1), date(2026, 12, 31)) if CALENDAR.is_makeup(day)] == work


def test_a_makeup_workday_is_a_workday_in_one_reading_only() -> None:
    day = date(2026, 9, 20)
    assert CALENDAR.is_workday(day)
    assert not CALENDAR.is_workday(day, makeup=False)
    assert "调休上班日" in CALENDAR.why(day, makeup=False)


def test_a_year_without_a_notice_knows_weekends_and_statutory_days_only() -> None:
    assert not CALENDAR.knows(date(2026, 12, 31), date(2027, 1, 1))
    assert "安排未公布" in CALENDAR.why(date(2027, 2, 5))
    assert CALENDAR.is_workday(date(2027, 2, 9)), "which days of the week around the festival are swapped is not announced"
    assert not CALENDAR.knows(date(2017, 12, 31), date(2018, 1, 5))


@given(DAYS, st.integers(1, 120), st.booleans())
@settings(derandomize=True, max_examples=50, deadline=None)
def test_adding_workdays_equals_walking_day_by_day(start: date, number: int, makeup: bool) -> None:
    day, left = start, number
    while left:
        day += timedelta(1)
        left -= CALENDAR.is_workday(day, makeup=makeup)
    assert CALENDAR.add_workdays(start, number, makeup=makeup) == day
    assert CALENDAR.workdays_between(start + timedelta(1), day, makeup=makeup) == number


@given(DAYS, st.integers(1, 120), st.booleans())
@settings(derandomize=True, max_examples=50, deadline=None)
def test_taking_workdays_back_equals_walking_backwards(start: date, number: int, makeup: bool) -> None:
    day, left = start, number
    while left:
        day -= timedelta(1)
        left -= CALENDAR.is_workday(day, makeup=makeup)
    assert CALENDAR.add_workdays(start, -number, makeup=makeup) == day


@given(DAYS, st.integers(1, 60))
@settings(derandomize=True, max_examples=50, deadline=None)
def test_one_workday_more_never_ends_earlier(start: date, number: int) -> None:
    assert CALENDAR.add_workdays(start, number) < CALENDAR.add_workdays(start, number + 1)


def test_a_day_outside_the_calendar_is_refused() -> None:
    with pytest.raises(Refusal, match="超出日历"):
        CALENDAR.is_workday(date(1999, 12, 31))
    with pytest.raises(Refusal, match="超出日历"):
        CALENDAR.add_workdays(date(2079, 12, 25), 10)


HEADER = "# 名称: x\n# 版本: 1\n# 核对: 2026-01-01\n# 来源: y\n# 复核: \n"


@pytest.mark.parametrize(
    ("rows", "line", "reason"),
    [
        ("2026-01-01,放假,元旦\n2026-13-02,放假,元旦\n", 8, "应为日期"),
        ("2026-01-02,放假,元旦\n2026-01-01,放假,元旦\n", 8, "不晚于上一行"),
        ("2026-01-01,放假,元旦\n2026-01-05,上班,元旦\n", 8, "本来就是工作日"),
        ("2026-01-01,休息,元旦\n", 7, "应为 放假、上班 之一"),
        ("2026-01-01,放假,\n", 7, "是空的"),
        ("2026-01-01,放假\n", 7, "应有 3 格"),
        ("2024-01-01,放假,元旦\n2026-01-01,放假,元旦\n", 1, "2025 年没有放假安排"),
        ("2026-01-04,上班,元旦\n", 1, "没有放假的日子"),
    ],
)
def test_a_wrong_arrangement_is_refused_with_file_line_and_reason(tmp_path: Path, rows: str, line: int, reason: str) -> None:
    arrangements, statutory = tmp_path / "arrangements.csv", tmp_path / "statutory.csv"
    arrangements.write_text(f"{HEADER}日期,安排,节日\n{rows}", "utf-8")
    statutory.write_text(f"{HEADER}日期,节日\n2027-01-01,元旦\n", "utf-8")
    with pytest.raises(BadPack) as refused:
        days.read(arrangements, statutory)
    assert (refused.value.file, refused.value.line) == ("arrangements.csv", line)
    assert reason in refused.value.fault


def test_a_pack_without_a_source_is_refused(tmp_path: Path) -> None:
    arrangements = tmp_path / "arrangements.csv"
    arrangements.write_text(HEADER.replace("# 来源: y\n", "") + "日期,安排,节日\n2026-01-01,放假,元旦\n", "utf-8")
    with pytest.raises(BadPack, match="表头缺“来源”"):
        days.read(arrangements, arrangements)


def test_a_newer_notice_makes_the_year_known(tmp_path: Path) -> None:
    folder = Path(days.__file__).parent / "data"
    longer = tmp_path / "arrangements.csv"
    longer.write_text((folder / "arrangements.csv").read_text("utf-8") + "2027-01-01,放假,元旦\n", "utf-8")
    newer = days.read(longer, folder / "statutory.csv")
    assert newer.knows(date(2027, 1, 1), date(2027, 12, 31))
    assert newer.version != CALENDAR.version
    assert newer.is_workday(date(2027, 2, 5)), "once a notice is there, only the notice counts"
