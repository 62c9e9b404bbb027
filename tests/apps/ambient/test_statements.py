"""What documents state: by month and year, compared in the right form, the composite index recomputed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from fadu.apps.ambient.models import QualityStatement
from fadu.apps.ambient.queries import statements as queries
from fadu.core.figures import Period

pytestmark = pytest.mark.django_db
SIX = {"SO2": 9, "NO2": 24, "PM10": 45, "PM2.5": 18, "CO-95per": Decimal("0.8"), "O3-8h-90per": 142}


def state(indicator: str, period: Period, value: object, before: object = None, **more: object) -> None:
    number = f"{indicator}-{period.first}-{period.last}"
    QualityStatement.objects.create(
        number=number, indicator=indicator, period_from=period.first, period_to=period.last, value=value, year_before=before, source="通报", **more
    )


def shown(year: int) -> list[queries.Statement]:
    return queries.statements(date(year, 1, 1), date(year, 12, 31))


def test_rates_change_in_points_and_concentrations_in_percent() -> None:
    state("优良天数比例", Period.year(2024), Decimal("95.4"), Decimal("97.8"))
    state("PM2.5", Period.year(2024), Decimal("25.5"), Decimal("24.7"))
    state("综合指数", Period.year(2024), Decimal("2.619"), Decimal("2.64"))
    assert [each.change.text for each in shown(2024)] == ["同比改善0.8%", "同比下降2.4个百分点", "同比上升3.24%"]
    assert [each.value for each in shown(2024)] == [Decimal("2.619"), Decimal("95.4"), Decimal("25.5")]


def test_the_longest_period_stands_first_and_withdrawn_rows_nowhere() -> None:
    for period in (Period.month(2024, 3), Period.year(2024), Period.month(2024, 4)):
        state("PM2.5", period, 20)
    state("PM10", Period.year(2024), 20, withdrawn=True)
    assert [each.period.label for each in shown(2024)] == ["2024年", "2024年4月", "2024年3月"]
    assert queries.indicators() == ["PM2.5"] and queries.years() == [2024]


def test_months_come_from_their_own_statements_and_else_from_next_year_s() -> None:
    state("PM2.5", Period.month(2024, 1), 40, 42)
    state("PM2.5", Period.month(2024, 2), 30, 33)
    state("PM2.5", Period.month(2023, 2), 34)
    state("PM2.5", Period(date(2024, 1, 1), date(2024, 2, 29)), 35, 37)
    now, before = queries.by_month("PM2.5", 2024)
    assert (now[:3], before[:3]) == ([40, 30, None], [42, 34, None])


def test_years_have_values_and_ranks() -> None:
    state("PM2.5", Period.year(2023), Decimal("24.7"), 26, city_rank=3)
    state("PM2.5", Period.year(2024), Decimal("25.5"), Decimal("24.7"), city_rank=4)
    state("水环境质量", Period(date(2024, 1, 1), date(2024, 11, 30)), None, city_rank=1, province_rank=2)
    assert [(each.year, each.value, each.city_rank, each.uid is None) for each in queries.by_year("PM2.5")] == [
        (2022, 26, None, True), (2023, Decimal("24.7"), 3, False), (2024, Decimal("25.5"), 4, False),
    ]
    assert [(each.year, each.city_rank, each.province_rank) for each in queries.by_year("水环境质量")] == [(2024, 1, 2)]


def test_the_composite_index_is_recomputed_where_six_values_are_stated() -> None:
    for indicator, value in SIX.items():
        state(indicator, Period.month(2023, 9), value)
    assert queries.recomputed(shown(2023))[0].stated is None
    state("综合指数", Period.month(2023, 9), Decimal("2.99"))
    (found,) = queries.recomputed(shown(2023))
    assert found.found is not None and round(found.found.value, 4) == Decimal("2.9946") and found.stated == Decimal("2.99")
    for indicator, value in SIX.items():
        state(indicator, Period.month(2026, 9), value)
    (refused,) = queries.recomputed(shown(2026))
    assert refused.found is None and "没有见到正式文本" in refused.refusal


def test_a_comparison_across_two_standards_carries_a_caution() -> None:
    state("优良天数比例", Period.month(2026, 3), 90, 95)
    state("优良天数比例", Period.month(2014, 3), 90, 95)
    assert "HJ 633-2026" in shown(2026)[0].caution
    assert "没有收录" in shown(2014)[0].caution
