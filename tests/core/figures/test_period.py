"""Periods, the year before, and what is known on a day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core.figures import Period, Scope

some = settings(derandomize=True, max_examples=50)
days = st.dates(date(1950, 1, 1), date(2100, 12, 31))


def test_the_parts_of_a_year_meet_without_gap_or_overlap() -> None:
    for parts in ([Period.half(2024, n) for n in (1, 2)], [Period.quarter(2024, n) for n in range(1, 5)], Period.year(2024).months()):
        assert parts[0].first == date(2024, 1, 1)
        assert parts[-1].last == date(2024, 12, 31)
        assert all(later.first == earlier.last + timedelta(days=1) for earlier, later in pairwise(parts))


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="起日晚于止日"):
        Period(date(2024, 2, 1), date(2024, 1, 31))


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (Period.month(2024, 2), Period.month(2023, 2)),
        (Period.month(2025, 2), Period.month(2024, 2)),  # the end of February stays the end of February
        (Period(date(2024, 2, 29), date(2024, 3, 10)), Period(date(2023, 2, 28), date(2023, 3, 10))),
        (Period.year(2024), Period.year(2023)),
    ],
)
def test_the_year_before_is_the_same_stretch_of_the_calendar(period: Period, before: Period) -> None:
    assert period.previous_year() == before


@pytest.mark.parametrize(
    ("period", "label"),
    [
        (Period.year(2024), "2024年"),
        (Period.month(2024, 3), "2024年3月"),
        (Period(date(2024, 1, 1), date(2024, 11, 30)), "2024年1—11月"),
        (Period(date(2023, 12, 1), date(2024, 1, 31)), "2023年12月至2024年1月"),
        (Period(date(2024, 1, 2), date(2024, 1, 31)), "2024年1月2日至2024年1月31日"),
    ],
)
def test_a_period_is_named_as_a_report_names_it(period: Period, label: str) -> None:
    assert period.label == label


@some
@given(days, st.integers(0, 800))
def test_weeks_that_begin_in_a_period_are_its_mondays(first: date, length: int) -> None:
    period = Period(first, first + timedelta(days=length))
    assert period.mondays == sum((first + timedelta(days=n)).weekday() == 0 for n in range(length + 1))


def test_facts_count_up_to_the_period_s_end_or_the_as_of_day_whichever_comes_first() -> None:
    year = Period.year(2024)
    assert Scope.of(year).last == date(2024, 12, 31)
    assert Scope.of(year, date(2024, 6, 30)).last == date(2024, 6, 30)
    assert Scope.of(year, date(2025, 3, 1)).last == date(2024, 12, 31)


def test_the_year_before_is_seen_with_knowledge_a_year_older() -> None:
    assert Scope.of(Period.month(2024, 2)).previous_year().as_of == date(2023, 2, 28)
    assert Scope.of(Period.year(2024), date(2025, 3, 1)).previous_year().as_of == date(2024, 3, 1)
