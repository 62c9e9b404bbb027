"""Means, percentiles, what data they need, good days."""

from __future__ import annotations

import statistics as peer
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core.figures import Period
from fadu.core.indices import city_mean, daily_mean, daily_o3, good_days, mean, percentile, places, statistics
from fadu.core.refusal import Refusal
from tests.core.indices.published_rows import rows

NUMBERS = st.lists(st.integers(0, 800), min_size=2, max_size=400)


def year_of(value: int, year: int = 2025) -> dict[date, int | Decimal | None]:
    period = Period.year(year)
    return {period.first + timedelta(n): value for n in range((period.last - period.first).days + 1)}


@given(values=NUMBERS, percent=st.sampled_from((90, 95, 98)))
@settings(derandomize=True, max_examples=50, deadline=None)
def test_a_percentile_is_that_of_the_standard_library_between_the_bounds(values: list[int], percent: int) -> None:
    found = percentile(values, percent)
    assert found is not None and min(values) <= found <= max(values)
    assert float(found) == pytest.approx(peer.quantiles(values, n=100, method="inclusive")[percent - 1])


def test_the_rank_is_one_plus_n_less_one_times_p() -> None:
    assert percentile(range(1, 32), 90) == 28  # 1 + 30 × 0.9
    assert percentile([1, 2], 95) == Decimal("1.95")
    assert percentile([7], 98) == 7 and percentile([], 98) is None and mean([]) is None


def test_a_full_year_is_valid_and_has_mean_and_percentile() -> None:
    pm25 = statistics(year_of(30), "PM2.5", Period.year(2025))
    assert [(each.kind, each.shown, each.count, each.is_valid) for each in pm25] == [("mean", 30, 365, True), ("p95", 30, 365, True)]
    (co,) = statistics({day: Decimal("0.95") for day in year_of(0)}, "CO", Period.year(2025))
    assert (co.kind, co.value, co.shown, co.is_valid) == ("p95", Decimal("0.95"), Decimal("1.0"), None)
    assert "没有规定 CO" in co.reasons[0]


@pytest.mark.parametrize(("month", "kept", "valid"), [(3, 27, True), (3, 26, False), (2, 25, True), (2, 24, False)])
def test_a_month_needs_27_days_and_february_25(month: int, kept: int, valid: bool) -> None:
    days = {day: value for day, value in year_of(30).items() if day.month != month or day.day <= kept}
    found = statistics(days, "NO2", Period.year(2025))[0]
    assert found.is_valid is valid
    assert valid or f"{month}月日值 {kept} 个，少于" in found.reasons[0]
    assert statistics(days, "NO2", Period.month(2025, month))[0].is_valid is valid


def test_a_year_needs_324_days_even_where_its_months_have_enough() -> None:
    days = {day: value for day, value in year_of(30).items() if day.day <= (25 if day.month == 2 else 27)}
    found = statistics(days, "SO2", Period.year(2025))[0]  # 11 × 27 + 25 = 322
    assert (found.count, found.is_valid, found.value) == (322, False, 30)
    assert found.reasons == ("全年日值 322 个，少于 324 个",)


def test_a_period_of_odd_days_is_neither_valid_nor_not() -> None:
    assert statistics(year_of(1), "SO2", Period(date(2025, 1, 1), date(2025, 1, 20)))[0].is_valid is None


def test_roundings_of_2026_were_not_seen_and_are_not_applied() -> None:
    with pytest.raises(Refusal, match="没有见到正文"):
        places("浓度", Period.month(2026, 3))
    with pytest.raises(Refusal, match="没有见到正文"):
        places("综合指数", Period.month(2026, 3))
    assert places("浓度", Period.month(2026, 2)) == 0
    found = statistics(year_of(30, 2027), "PM2.5", Period.year(2027))[0]
    assert (found.value, found.shown) == (30, None)


def test_a_day_needs_20_hours() -> None:
    assert daily_mean([10] * 20 + [None] * 4) == 10
    assert daily_mean([10] * 19 + [None] * 5) is None


def test_ozone_of_a_day_is_its_largest_mean_of_eight_hours_ending_from_8_to_24() -> None:
    on = date(2025, 7, 1)
    hours: list[int | None] = [10] * 12 + [100] * 8 + [10] * 4
    assert daily_o3(hours, on) == 100
    assert daily_o3([200] * 7 + [10] * 17, on) == Decimal(7 * 200 + 10) / 8  # the window that ends at 8:00 is the first
    assert daily_o3([10] * 10 + [None] * 3 + [10] * 11, on) is None  # six windows have only five hours


def test_too_few_windows_count_only_where_the_limit_is_exceeded() -> None:
    on = date(2025, 7, 1)
    late: list[int | None] = [None] * 12
    assert daily_o3([*late, *[160] * 12], on) is None
    assert daily_o3([*late, *[161] * 12], on) == 161
    assert daily_o3([None] * 24, on) is None
    with pytest.raises(Refusal, match="应有 24 个小时值"):
        daily_o3([1] * 23, on)


def test_a_city_needs_three_quarters_of_its_stations() -> None:
    assert city_mean([10, 20, 30, None]) == 20
    assert city_mean([10, 20, None, None]) is None and city_mean([]) is None


def test_days_without_an_index_are_in_neither_count() -> None:
    found = good_days([80] * 27 + [120] * 2 + [None])
    assert (found.good, found.valid, found.days, found.rate) == (27, 29, 30, Decimal("93.1"))
    assert good_days([None]).rate is None


def test_published_rates_are_good_days_of_valid_ones() -> None:
    seen = 0
    for row in rows("air-published.csv"):
        if row["good_days"]:
            good, valid = int(row["good_days"]), int(row["valid_days"])
            assert good_days([50] * good + [150] * (valid - good)).rate == Decimal(row["published_aqi_good_rate_pct"])
            seen += 1
    assert seen == 7


def test_a_negative_value_and_an_unknown_pollutant_are_refused() -> None:
    with pytest.raises(Refusal, match="2025-01-01 的值为负"):
        statistics({date(2025, 1, 1): -1}, "SO2", Period.year(2025))
    with pytest.raises(Refusal, match="不认识的污染物“TSP”"):
        statistics({}, "TSP", Period.year(2025))
