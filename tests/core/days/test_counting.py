"""Periods: months that have no such day, rolling, pauses, hours."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core import days
from fadu.core.days import Pause, Period, Unit
from fadu.core.refusal import Refusal

CALENDAR = days.published()
STARTS = st.dates(date(2018, 1, 1), date(2025, 6, 30))


def brute(period: Period, start: date, pauses: list[Pause], makeup: bool) -> date:
    """Day by day: a day counts unless it is paused, or, for working days, a rest day."""
    day, left = start, period.length
    while left:
        day += timedelta(1)
        paused = any(one.first <= day <= one.last for one in pauses)
        left -= not paused and (period.unit is Unit.DAY or CALENDAR.is_workday(day, makeup=makeup))
    while period.unit is Unit.DAY and period.rolls and not CALENDAR.is_workday(day, makeup=makeup):
        day += timedelta(1)
    return day


@st.composite
def pauses_after(draw: st.DrawFn, start: date) -> list[Pause]:
    firsts = draw(st.lists(st.integers(-5, 90), max_size=3))
    return [Pause(start + timedelta(first), start + timedelta(first + draw(st.integers(0, 20)))) for first in firsts]


@given(st.data(), STARTS, st.integers(1, 120), st.sampled_from([Unit.DAY, Unit.WORKDAY]), st.booleans())
@settings(derandomize=True, max_examples=50, deadline=None)
def test_overlapping_pauses_take_each_day_off_once(data: st.DataObject, start: date, length: int, unit: Unit, makeup: bool) -> None:
    pauses, period = data.draw(pauses_after(start)), Period(length, unit)
    counted = days.count(period, start, CALENDAR, pauses, makeup=makeup)
    assert counted.due == brute(period, start, pauses, makeup)
    assert (counted.due - start).days - len(counted.excluded) == length, "what is not excluded is what was counted"


@given(STARTS, st.integers(1, 36), st.integers(0, 40))
@settings(derandomize=True, max_examples=50, deadline=None)
def test_a_pause_moves_the_end_of_months_by_its_days(start: date, months: int, length: int) -> None:
    first = start + timedelta(1)
    pause = Pause(first, first + timedelta(length))
    plain = days.count(Period(months, Unit.MONTH, rolls=False), start, CALENDAR).due
    paused = days.count(Period(months, Unit.MONTH, rolls=False), start, CALENDAR, [pause]).due
    assert paused == plain + timedelta(length + 1)


@pytest.mark.parametrize(
    ("start", "months", "end", "clipped"),
    [
        ("2026-01-31", 1, "2026-02-28", True),
        ("2024-01-31", 1, "2024-02-29", True),
        ("2026-03-31", 3, "2026-06-30", True),
        ("2024-02-29", 12, "2025-02-28", True),
        ("2026-02-28", 1, "2026-03-28", False),
        ("2026-11-30", 3, "2027-02-28", True),
        ("2025-12-31", 2, "2026-02-28", True),
    ],
)
def test_a_month_without_such_a_day_ends_on_its_last_and_says_so(start: str, months: int, end: str, clipped: bool) -> None:
    assert days.add_months(date.fromisoformat(start), months) == (date.fromisoformat(end), clipped)
    counted = days.count(Period(months, Unit.MONTH, rolls=False), date.fromisoformat(start), CALENDAR)
    assert any("《民法典》第二百零二条" in remark for remark in counted.remarks) is clipped


def test_the_last_day_on_a_rest_day_rolls_and_each_skipped_day_is_told() -> None:
    counted = days.count(Period(15, Unit.DAY), date(2026, 9, 18), CALENDAR)
    assert counted.unrolled == date(2026, 10, 3)
    assert counted.due == date(2026, 10, 8)
    assert [each.day.day for each in counted.excluded] == [3, 4, 5, 6, 7]
    assert all("国庆节放假" in each.reason for each in counted.excluded)


def test_the_last_day_on_a_makeup_workday_stays_or_rolls_by_the_reading() -> None:
    period, start = Period(15, Unit.DAY), date(2026, 9, 25)  # ends on Saturday 2026-10-10, a make-up workday
    assert days.count(period, start, CALENDAR).due == date(2026, 10, 10)
    assert days.count(period, start, CALENDAR, makeup=False).due == date(2026, 10, 12)


def test_hours_run_through_the_night_and_the_weekend() -> None:
    period = Period(24, Unit.HOUR)
    assert days.count(period, datetime(2026, 9, 18, 17, 30), CALENDAR).due == datetime(2026, 9, 19, 17, 30)
    assert days.count(period, date(2026, 9, 18), CALENDAR).due == date(2026, 9, 19)


def test_hours_and_backward_periods_know_no_pauses() -> None:
    pause = [Pause(date(2026, 9, 1), date(2026, 9, 2))]
    with pytest.raises(Refusal, match="小时"):
        days.count(Period(24, Unit.HOUR), date(2026, 9, 1), CALENDAR, pause)
    with pytest.raises(Refusal, match="倒数"):
        days.count(Period(7, Unit.WORKDAY, backward=True), date(2026, 9, 10), CALENDAR, pause)


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Refusal, match="早于起始日"):
        Pause(date(2026, 9, 2), date(2026, 9, 1))


@pytest.mark.parametrize("wrong", [{"length": 0, "unit": Unit.DAY}, {"length": 3, "unit": Unit.DAY, "backward": True}])
def test_a_period_that_no_law_has_is_a_mistake_of_the_program(wrong: dict) -> None:
    with pytest.raises(ValueError, match=r"at least one unit|backwards"):
        Period(**wrong)
