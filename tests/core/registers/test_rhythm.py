"""What was to be recorded and was not: stretches by hand, and a slow second count."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core import days
from fadu.core.registers import Every, Node, Rhythm, gaps
from fadu.core.registers.rhythm import Done, bounds

CALENDAR = days.published()
ANY_DAY = st.dates(date(2023, 1, 1), date(2026, 12, 31))


def lacking(every: Every, done: list[date], *, since: date, today: date, **more: object) -> list[tuple[date, bool]]:
    rhythm = Rhythm("示例", every, "示例", **more)  # type: ignore[arg-type]
    return [(gap.first, gap.open) for gap in gaps(rhythm, map(Done, done), since=since, today=today, calendar=CALENDAR)]


def test_a_quarter_without_a_meeting_is_missed_and_the_running_one_is_open() -> None:
    found = lacking(Every.QUARTER, [date(2024, 1, 10), date(2024, 7, 1)], since=date(2024, 1, 1), today=date(2024, 11, 3))
    assert found == [(date(2024, 4, 1), False), (date(2024, 10, 1), True)]


def test_days_off_ask_for_no_look_on_working_days_and_make_up_days_do() -> None:
    # 2024: 4 to 6 May; the 4th was a Saturday, the 11th a make-up Saturday.
    found = lacking(Every.WORKDAY, [date(2024, 5, 6)], since=date(2024, 5, 1), today=date(2024, 5, 12))
    assert [day for day, _ in found] == [date(2024, 5, n) for n in (7, 8, 9, 10, 11)]
    assert len(lacking(Every.DAY, [], since=date(2024, 5, 1), today=date(2024, 5, 5))) == 5


def test_two_hours_of_study_a_week_may_be_made_of_several_sittings() -> None:
    rhythm = Rhythm("自学", Every.WEEK, "示例", least=Decimal(2))
    done = [Done(date(2024, 6, 3), Decimal("1.5")), Done(date(2024, 6, 9), Decimal("0.5")), Done(date(2024, 6, 10), Decimal("1.9"))]
    (gap,) = gaps(rhythm, done, since=date(2024, 6, 3), today=date(2024, 6, 17 - 1), calendar=CALENDAR)
    assert (gap.first, gap.last, gap.had, gap.open) == (date(2024, 6, 10), date(2024, 6, 16), Decimal("1.9"), True)


def test_a_stretch_that_began_before_the_start_is_not_held_against_anybody() -> None:
    assert lacking(Every.MONTH, [], since=date(2024, 3, 2), today=date(2024, 4, 30)) == [(date(2024, 4, 1), True)]


def test_a_node_wants_something_of_its_own_name_around_its_day() -> None:
    rhythm = Rhythm("节点", Every.NODE, "示例", nodes=(Node("六五环境日", 6, 5), Node("全国生态日", 8, 15)), told_by="node")
    done = [Done(date(2024, 6, 4), node="六五环境日"), Done(date(2024, 8, 14), node="六五环境日")]
    found = gaps(rhythm, done, since=date(2024, 1, 1), today=date(2024, 8, 20), calendar=CALENDAR)
    assert [(gap.label, gap.open) for gap in found] == [("全国生态日", True)]
    assert gaps(rhythm, [], since=date(2024, 1, 1), today=date(2024, 5, 1), calendar=CALENDAR) == []


@pytest.mark.parametrize("every", [every for every in Every if every is not Every.NODE])
def test_stretches_follow_each_other_without_a_hole(every: Every) -> None:
    day = date(2023, 1, 1)
    while day < date(2026, 1, 1):
        first, last = bounds(every, day)
        assert first <= day <= last
        assert bounds(every, last) == (first, last)
        assert bounds(every, last + timedelta(days=1))[0] == last + timedelta(days=1)
        day = last + timedelta(days=1)


@settings(derandomize=True, max_examples=50)
@given(st.lists(ANY_DAY, max_size=30), ANY_DAY, st.integers(0, 500), st.sampled_from([Every.DAY, Every.WEEK, Every.MONTH, Every.QUARTER, Every.YEAR]))
def test_what_is_missed_is_what_a_slow_count_day_by_day_finds(done: list[date], since: date, length: int, every: Every) -> None:
    today = since + timedelta(days=length)
    met = {bounds(every, day) for day in done}
    wanted = {bounds(every, since + timedelta(days=n)) for n in range(length + 1)}
    expected = sorted(first for first, last in wanted - met if first >= since)
    assert [first for first, _ in lacking(every, done, since=since, today=today)] == expected
