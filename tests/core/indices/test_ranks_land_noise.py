"""Ranks and their ties, change against the year before, soil, noise."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core.figures import Period
from fadu.core.indices import land, noise, ranked, two_rules, year_on_year
from fadu.core.refusal import Refusal
from tests.core.indices.published_rows import rows

ON = date(2024, 1, 1)
KINDS = {"good_day_rate": "优良天数比例", "composite_index": "综合指数"}
CHANGES = rows("year-on-year.csv")


def test_a_published_table_of_counties_is_in_the_order_of_its_index() -> None:
    published = {row["place"]: Decimal(row["published_composite_index"]) for row in rows("air-published.csv")[8:14]}
    found = ranked(published, places=2, ties="competition")
    assert [(each.rank, each.name) for each in found] == list(enumerate(
        ("广东紫金县", "广东龙川县", "广东东源县", "广东连平县", "广东河源市源城区", "广东和平县"), 1
    ))


def test_after_a_tie_ranks_go_on_as_the_place_does_it() -> None:
    values = {"甲": Decimal("2.004"), "乙": Decimal("1.996"), "丙": Decimal("2.10"), "丁": None}
    assert [(each.rank, each.is_tied) for each in ranked(values, places=2, ties="competition")] == [(1, True), (1, True), (3, False)]
    assert [each.rank for each in ranked(values, places=2, ties="dense")] == [1, 1, 2]
    assert [each.rank for each in ranked(values, places=3, ties="dense")] == [1, 2, 3]
    assert ranked({"甲": 90, "乙": 95}, places=1, ties="dense", largest_first=True)[0].name == "乙"
    with pytest.raises(Refusal, match="并列方式"):
        ranked(values, places=2, ties="随便")  # type: ignore[arg-type]


@given(st.dictionaries(st.text(min_size=1, max_size=4), st.integers(0, 9), max_size=30), st.sampled_from(["competition", "dense"]))
@settings(derandomize=True, max_examples=50, deadline=None)
def test_equal_values_share_a_rank_and_a_smaller_one_stands_before(values: dict[str, int], ties: str) -> None:
    found = ranked(values, places=0, ties=ties)  # type: ignore[arg-type]
    for one in found:
        smaller = [each.value for each in found if each.value < one.value]
        assert one.rank == 1 + (len(smaller) if ties == "competition" else len(set(smaller)))


@pytest.mark.parametrize("row", CHANGES, ids=[f"{row['place']} {row['item']}" for row in CHANGES])
def test_a_published_change_is_computed_from_published_values(row: dict[str, str]) -> None:
    kind = KINDS.get(row["item"], "浓度")
    found = year_on_year(kind, Decimal(row["current"]), Decimal(row["prior"]))
    assert found.unit == ("个百分点" if "percentage_points" in row["unit_of_change"] else "%")
    stated = Decimal(row["published_change"])
    assert found.amount == (-stated if "ERROR" in row["unit_of_change"] else stated)  # 66 → 78 was printed as a fall


def test_days_differ_by_days_and_equal_is_said() -> None:
    assert year_on_year("天数", 349, 344).text == "较上年增加5天"
    assert year_on_year("天数", 344, 349).amount == -5
    assert year_on_year("天数", 349, 349).text == year_on_year("浓度", 8, 8).text == "与上年持平"
    assert year_on_year("天数", 349, None).amount is None
    assert year_on_year("综合指数", Decimal("2.99"), Decimal("3.19")).text == "同比改善6.3%"


def test_the_change_of_the_water_index_has_two_decimals() -> None:
    for row in rows("cwqi-ranks.csv"):
        if row["delta_cwqi_pct_where_listed"]:
            stated = Decimal(row["delta_cwqi_pct_where_listed"])
            before = Decimal(row["cwqi"]) / (1 + stated / 100)
            assert year_on_year("水质指数", Decimal(row["cwqi"]), before, 2).amount == stated
    found = ranked({row["county"]: Decimal(row["cwqi"]) for row in rows("cwqi-ranks.csv")}, places=4, ties="competition")
    assert [each.name for each in found] == [row["county"] for row in rows("cwqi-ranks.csv")]


def test_two_periods_under_two_standards_are_not_simply_compared() -> None:
    now, before = Period.month(2026, 3), Period.month(2025, 3)
    assert "HJ 633-2012" in two_rules("优良天数比例", now, before) and "HJ 633-2026" in two_rules("优良天数比例", now, before)
    assert "尚未见到" in two_rules("综合指数", now, before)
    assert two_rules("浓度", now, before) == two_rules("水质比例", now, before) == ""
    assert two_rules("优良天数比例", Period.month(2026, 2), Period.month(2025, 2)) == ""
    assert two_rules("优良天数比例", Period.year(2026), Period.year(2025))


def test_soil_rates_are_shares_of_areas() -> None:
    assert land.farmland(safe_with_measures=90, strict_with_measures=5, safe=92, strict=8) == Decimal("95.0")
    assert land.construction_land(against_rules=0, total=12) == 100
    assert land.construction_land(against_rules=1, total=3, places=2) == Decimal("66.67")
    assert land.construction_land(against_rules=0, total=0) is None
    for wrong in ((2, 1), (-1, 1)):
        with pytest.raises(Refusal):
            land.construction_land(against_rules=wrong[0], total=wrong[1])
    assert land.rates()["farmland"].target == 93 and land.rates()["construction"].target is None


def test_noise_keeps_the_limit_of_its_zone() -> None:
    printed = {"0": (50, 40), "1": (55, 45), "2": (60, 50), "3": (65, 55), "4a": (70, 55), "4b": (70, 60)}
    for zone, limits in printed.items():
        assert tuple(noise.limit(zone, part, ON) for part in noise.PARTS) == limits
    found = noise.attainment([("2", 60), ("2", Decimal("60.1")), ("4a", 70)], "昼间", ON)
    assert (found.kept, found.points, found.rate) == (2, 3, Decimal("66.7"))
    assert noise.attainment([], "昼间", ON).rate is None
    for zone, part in (("5", "昼间"), ("2", "傍晚")):
        with pytest.raises(Refusal):
            noise.limit(zone, part, ON)
    with pytest.raises(Refusal, match="没有收录"):
        noise.limit("2", "昼间", date(2008, 9, 30))


def test_grades_of_noise_by_day_and_none_by_night() -> None:
    assert [noise.grade("区域", level, "昼间", ON)[1] for level in (50, 55, 60, 65, Decimal("65.1"))] == ["好", "较好", "一般", "较差", "差"]
    assert [noise.grade("道路交通", level, "昼间", ON)[0] for level in (68, 70, 72, 74, 75)] == ["一级", "二级", "三级", "四级", "五级"]
    with pytest.raises(Refusal, match="没有收录"):
        noise.grade("区域", 40, "夜间", ON)
    with pytest.raises(Refusal, match="没有分级"):
        noise.grade("机场", 40, "昼间", ON)
