"""The composite index: published rows reproduce, and what is not known for 2026 is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core.figures import Period
from fadu.core.indices import POLLUTANTS, attains, bases, composite, exceedance, limit
from fadu.core.refusal import Refusal
from tests.core.indices.published_rows import rows

ROWS = rows("air-published.csv")
COLUMNS = ("so2_ugm3", "no2_ugm3", "pm10_ugm3", "pm25_ugm3", "co_p95_mgm3", "o3_8h_p90_ugm3")
BOUND = Decimal("0.063")  # what the rounding of six values and of the index can move
CLEAN = dict(zip(POLLUTANTS, (9, 24, 45, 18, Decimal("0.8"), 142), strict=True))
MONTH = Period.month(2023, 9)


def values(row: dict[str, str]) -> dict[str, Decimal]:
    return {code: Decimal(row[column]) for code, column in zip(POLLUTANTS, COLUMNS, strict=True)}


@pytest.mark.parametrize("row", ROWS, ids=[row["row_id"] for row in ROWS])
def test_a_published_index_is_the_sum_of_its_quotients(row: dict[str, str]) -> None:
    found = composite(values(row), Period.month(2022, 1)).value
    so2, no2, pm10, pm25, co, o3 = values(row).values()
    assert abs(found - (so2 / 60 + no2 / 40 + pm10 / 70 + pm25 / 35 + co / 4 + o3 / 160)) < Decimal("1e-20")
    assert abs(found - Decimal(row["published_composite_index"])) <= Decimal("0.0166") < BOUND


def test_the_parts_add_up_and_the_largest_is_named() -> None:
    found = composite(CLEAN, MONTH)
    assert sum(found.parts.values()) == found.value
    assert found.largest == ("O3",)


def test_after_february_2026_no_official_way_is_known() -> None:
    with pytest.raises(Refusal, match="没有见到正式文本") as told:
        composite(CLEAN, Period.month(2026, 3))
    assert "候选" in told.value.mend
    with pytest.raises(Refusal, match="跨过 2026-03-01"):
        composite(CLEAN, Period.year(2026))
    with pytest.raises(Refusal, match="没有收录"):
        composite(CLEAN, Period.year(2015))


def test_a_candidate_must_be_named_and_says_how_sure_it_is() -> None:
    equal, weighted = (composite(CLEAN, Period.month(2026, 5), basis=name) for name in list(bases())[1:])
    assert (equal.basis.confidence, weighted.basis.confidence) == ("M", "L")
    assert equal.value == sum((Decimal(value) / most for value, most in zip(CLEAN.values(), (60, 40, 60, 30, 4, 160), strict=True)), Decimal(0))
    assert weighted.value - equal.value == equal.parts["NO2"] + 2 * equal.parts["PM2.5"] + equal.parts["O3"]
    with pytest.raises(Refusal, match="没有“别的”"):
        composite(CLEAN, MONTH, basis="别的")


def test_six_values_or_none() -> None:
    with pytest.raises(Refusal, match="缺 CO"):
        composite({**CLEAN, "CO": None}, MONTH)
    with pytest.raises(Refusal, match="O3 为负"):
        composite({**CLEAN, "O3": -1}, MONTH)


@given(code=st.sampled_from(POLLUTANTS), more=st.decimals(min_value="0.1", max_value=300, places=1))
@settings(derandomize=True, max_examples=50, deadline=None)
def test_more_of_any_pollutant_never_lowers_the_index(code: str, more: Decimal) -> None:
    assert composite({**CLEAN, code: CLEAN[code] + more}, MONTH).value > composite(CLEAN, MONTH).value


def test_limits_are_those_of_the_measured_day() -> None:
    days = (date(2026, 2, 28), date(2026, 3, 1), date(2030, 12, 31), date(2031, 1, 1))
    assert [limit("PM2.5", "年平均", day) for day in days] == [35, 30, 30, 25]
    assert [limit("PM2.5", "24小时平均", day) for day in days] == [75, 60, 60, 50]
    assert [limit("PM10", "年平均", day, grade=1) for day in days] == [40, 40, 40, 20]
    assert [limit("SO2", "24小时平均", day) for day in days] == [150, 150, 150, 50]
    assert attains("PM2.5", "年平均", 35, days[0]) and not attains("PM2.5", "年平均", 35, days[1])
    assert exceedance("PM2.5", "年平均", 45, days[1]) == Decimal("0.5") and exceedance("PM2.5", "年平均", 30, days[1]) == 0


def test_limits_that_do_not_exist_are_refused() -> None:
    with pytest.raises(Refusal, match=r"没有“PM2\.5 1小时平均”") as told:
        limit("PM2.5", "1小时平均", date(2024, 1, 1))
    assert "年平均" in told.value.mend
    with pytest.raises(Refusal, match="没有“X 年平均”"):
        limit("X", "年平均", date(2024, 1, 1))
    with pytest.raises(Refusal, match="3 级"):
        limit("PM2.5", "年平均", date(2024, 1, 1), grade=3)
