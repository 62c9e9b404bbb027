"""AQI: breakpoints exact, up to the next whole number, never less for more, and what each edition says of the edges."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core.indices import daily, hourly, iaqi, level
from fadu.core.refusal import Refusal
from tests.core.indices import second_road

OLD, NEW = date(2026, 2, 28), date(2026, 3, 1)
DAYS = (OLD, NEW)
SCALES = sorted(second_road.BREAKPOINTS)
CLEAN = {"SO2": 9, "NO2": 24, "PM10": 45, "PM2.5": 18, "CO": Decimal("0.8"), "O3": 90}


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize(("pollutant", "averaging"), SCALES)
def test_a_concentration_on_a_breakpoint_has_its_index(pollutant: str, averaging: str, on: date) -> None:
    for concentration, index in second_road.breakpoints(pollutant, averaging, 2012 if on == OLD else 2026):
        assert iaqi(pollutant, averaging, concentration, on) == max(index, 1 if on == NEW else 0)


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize(("pollutant", "averaging"), SCALES)
def test_every_step_of_every_scale_is_what_the_formula_gives(pollutant: str, averaging: str, on: date) -> None:
    year, steps = (2012 if on == OLD else 2026), (10 if pollutant == "CO" else 1)
    top = second_road.breakpoints(pollutant, averaging, year)[-1][0]
    before = 0
    for step in range(top * steps + 1):
        found = iaqi(pollutant, averaging, Decimal(step) / steps, on)
        assert found == second_road.iaqi(pollutant, averaging, Fraction(step, steps), year)
        assert found >= before
        before = found


@given(value=st.decimals(min_value=0, max_value=500, places=3), on=st.sampled_from(DAYS))
@settings(derandomize=True, max_examples=50, deadline=None)
def test_a_concentration_is_rounded_half_to_even_before_its_index(value: Decimal, on: date) -> None:
    found = iaqi("PM2.5", "24小时平均", value, on)
    assert found == second_road.iaqi("PM2.5", "24小时平均", Fraction(value), 2012 if on == OLD else 2026)


def test_halves_go_to_the_even_number() -> None:
    assert [iaqi("PM2.5", "24小时平均", Decimal(text), OLD) for text in ("34.5", "35.5", "75.5", "76.5")] == [49, 52, 102, 102]
    assert iaqi("CO", "24小时平均", Decimal("2.05"), OLD) == 50  # 2.0
    assert iaqi("CO", "24小时平均", Decimal("2.15"), OLD) == 55  # 2.2


def test_above_the_last_breakpoint_the_index_is_500() -> None:
    for pollutant, averaging in (("PM2.5", "24小时平均"), ("CO", "24小时平均"), ("O3", "1小时平均"), ("NO2", "1小时平均")):
        for on in DAYS:
            assert iaqi(pollutant, averaging, 4000, on) == 500


def test_scales_that_end_early_ask_for_another_mean_or_stop() -> None:
    with pytest.raises(Refusal, match="不再计算") as told:
        iaqi("SO2", "1小时平均", 801, OLD)
    assert "24小时平均" in told.value.mend and "HJ 633-2012" in told.value.article
    assert (iaqi("SO2", "1小时平均", 800, OLD), iaqi("SO2", "1小时平均", 801, NEW)) == (200, 200)
    assert iaqi("O3", "8小时平均", 801, NEW) == 300
    with pytest.raises(Refusal, match="O3 8小时平均 801"):
        daily({**CLEAN, "O3": 801}, OLD)
    assert daily({**CLEAN, "O3": 801}, OLD, o3_1h=1000).aqi == 400
    assert daily({**CLEAN, "O3": 90}, OLD, o3_1h=1000).aqi == 45  # the hourly mean counts only where the 8 h mean can't


def test_the_index_is_that_of_the_measured_day() -> None:
    dusty = {**CLEAN, "PM2.5": 65, "PM10": 130}
    assert (daily(dusty, OLD).aqi, daily(dusty, OLD).is_good) == (90, True)
    assert (daily(dusty, NEW).aqi, daily(dusty, NEW).is_good) == (105, False)
    with pytest.raises(Refusal, match="没有收录"):
        daily(CLEAN, date(2015, 12, 31))


def test_every_pollutant_that_shares_the_largest_index_is_primary() -> None:
    found = daily({**CLEAN, "PM2.5": 75, "PM10": 150}, OLD)
    assert (found.aqi, found.primary, found.exceeding) == (100, ("PM10", "PM2.5"), ())
    assert daily(CLEAN, OLD).primary == ()  # not above 50
    assert daily({**CLEAN, "O3": 161}, OLD).exceeding == ("O3",)
    assert daily({**CLEAN, "O3": 161}, NEW).exceeding is None  # the notion was deleted


def test_a_missing_item_blocks_the_index_unless_the_rest_is_polluted() -> None:
    less = {**CLEAN, "CO": None}
    assert (daily(less, OLD).aqi, daily(less, OLD).missing) == (None, ("CO",))
    assert daily({**less, "O3": 200}, OLD).aqi is None  # the edition of 2012 says nothing
    assert daily(less, NEW).aqi is None
    assert daily({**less, "O3": 160}, NEW).aqi is None  # 100 is not above 100
    assert daily({**less, "O3": 161}, NEW).aqi == 101
    assert daily({**CLEAN, "CO": None}, NEW, unmonitored={"CO"}).aqi == 45
    assert daily({}, NEW).aqi is None and daily({}, NEW).is_good is None and daily({}, NEW).level is None


def test_hours_use_hourly_means_since_2026_and_are_refused_before() -> None:
    hour = {"SO2": 150, "NO2": 100, "PM10": 120, "PM2.5": 60, "CO": 5, "O3": 160}
    assert hourly(hour, NEW).iaqi == {"SO2": 50, "NO2": 50, "PM10": 100, "PM2.5": 100, "CO": 50, "O3": 50}
    with pytest.raises(Refusal, match="滑动平均"):
        hourly(hour, OLD)


def test_levels_end_at_their_bounds() -> None:
    assert [level(index).name for index in (0, 50, 51, 100, 101, 150, 151, 200, 201, 300, 301, 500)] == [
        "优", "优", "良", "良", "轻度污染", "轻度污染", "中度污染", "中度污染", "重度污染", "重度污染", "严重污染", "严重污染",
    ]


def test_what_is_negative_or_unknown_is_refused() -> None:
    for values in ({**CLEAN, "O3": -1}, {**CLEAN, "O3": Decimal("-0.4")}):
        with pytest.raises(Refusal, match="为负"):
            daily(values, OLD)
    with pytest.raises(Refusal, match="不认识的污染物“TSP”"):
        daily({**CLEAN, "TSP": 1}, OLD)
    with pytest.raises(Refusal, match="没有“O3 24小时平均”"):
        iaqi("O3", "24小时平均", 1, OLD)
