"""Classes of water, shares of sections, CWQI, trophic state."""

from __future__ import annotations

import math
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core.indices import CLASSES, KINDS, basin, basin_of_few, city, section, source, trophic, waters
from fadu.core.indices.eutrophication import grade
from fadu.core.indices.water import assessed
from fadu.core.refusal import Refusal
from tests.core.indices import second_road
from tests.core.indices.published_rows import rows

ON = date(2024, 2, 1)
ITEMS = ("pH", "DO", "CODMn", "COD", "BOD5", "NH3N", "TP", "TN", "VP", "oil")
SHARES = rows("water-shares.csv")
CODES = (*second_road.AT_MOST, "TP", "DO", "pH")


def values(row: dict[str, str]) -> dict[str, Decimal | None]:
    return {code: Decimal(row[code]) if row[code] else None for code in ITEMS}


@pytest.mark.parametrize("row", rows("water-published.csv"), ids=lambda row: row["row_id"])
def test_a_published_class_is_the_worst_of_its_items(row: dict[str, str]) -> None:
    found = section(values(row), "河流", date(2007, 1, 8))
    assert found.water_class == row["published_class"]
    assert "、".join(each.name for each in found.pollutants) == row["published_main_pollutant"]
    assert ("TN" in found.aside) == bool(row["TN"])


def test_there_are_21_items_and_each_has_the_printed_limits() -> None:
    for kind in KINDS:
        assert set(assessed(kind)) == set(CODES) and len(CODES) == 21
        for code in CODES:
            bounds = "7.5 6 5 3 2" if code == "DO" else {**second_road.AT_MOST, "TP": second_road.TP[kind]}.get(code, "")
            for bound in bounds.split():
                for nudge in ("-0.000001", "0", "0.000001"):
                    value = Decimal(bound) + Decimal(nudge)
                    place = second_road.item_class(code, Fraction(value), kind)
                    assert section({code: value}, kind, ON).water_class == CLASSES[place], (kind, code, value)


@given(st.fixed_dictionaries({code: st.decimals(min_value=0, max_value=12, places=4) for code in CODES}), st.sampled_from(KINDS))
@settings(derandomize=True, max_examples=50, deadline=None)
def test_any_section_is_as_bad_as_its_worst_item(given_values: dict[str, Decimal], kind: str) -> None:
    found = section(given_values, kind, ON)
    places = {code: second_road.item_class(code, Fraction(value), kind) for code, value in given_values.items()}
    assert found.water_class == CLASSES[max(places.values())]
    assert set(found.deciding) == {code for code, place in places.items() if place == max(places.values())}
    assert found.missing == ()


@given(code=st.sampled_from(sorted(second_road.AT_MOST)), a=st.decimals(0, 50, places=4), b=st.decimals(0, 50, places=4))
@settings(derandomize=True, max_examples=50, deadline=None)
def test_more_of_a_pollutant_is_never_a_better_class(code: str, a: Decimal, b: Decimal) -> None:
    less, more = (CLASSES.index(section({code: value}, "河流", ON).water_class) for value in sorted((a, b)))
    assert less <= more


def test_phosphorus_is_judged_by_the_kind_of_water_and_the_kind_is_never_guessed() -> None:
    assert section({"TP": Decimal("0.1")}, "河流", ON).water_class == "II"
    assert section({"TP": Decimal("0.1")}, "湖库", ON).water_class == "IV"
    with pytest.raises(Refusal, match="水体类型“中扬湖”") as told:
        section({"TP": 1}, "中扬湖", ON)
    assert "断面名录" in told.value.mend


def test_ph_is_class_one_inside_and_worse_than_v_outside() -> None:
    assert [section({"pH": Decimal(text)}, "河流", ON).water_class for text in ("6", "9", "5.99", "9.01")] == ["I", "I", "劣V", "劣V"]


def test_saturated_oxygen_is_class_one() -> None:
    assert section({"DO": 7}, "河流", ON).water_class == "II"
    assert section({"DO": 7, "DO_saturation": 90}, "河流", ON).water_class == "I"
    assert section({"DO": 7, "DO_saturation": 89}, "河流", ON).water_class == "II"


def test_nitrogen_bacteria_and_temperature_are_printed_and_do_not_count() -> None:
    found = section({"TN": 9, "FC": 99999, "water_temp": -1, "NH3N": Decimal("0.1")}, "湖库", ON)
    assert (found.water_class, found.aside) == ("I", ("TN", "FC", "water_temp"))


def test_main_pollutants_are_three_at_most_poisons_first() -> None:
    found = section({"COD": 60, "NH3N": 3, "TP": 1, "oil": Decimal("0.06"), "Hg": Decimal("0.0002"), "DO": 1}, "河流", ON)
    assert [(each.code, each.water_class, each.multiple) for each in found.pollutants] == [
        ("Hg", "IV", Decimal("1.00")), ("TP", "劣V", Decimal("4.00")), ("COD", "劣V", Decimal("2.00")),
    ]
    assert section({"DO": 4}, "河流", ON).pollutants[0].multiple is None
    assert section({"COD": 20}, "河流", ON).pollutants == ()
    assert (found.quality, found.colour) == ("重度污染", "红色")


def test_what_is_negative_unknown_or_nothing_is_refused() -> None:
    for code, value, words in (
        ("COD", -1, "为负"), ("XYZ", 1, "不认识的项目“XYZ”"), ("pH", 15, "大于 14"), ("TN", 1, "没有一项参评"), ("COD", None, "没有一项参评"),
    ):
        with pytest.raises(Refusal, match=words):
            section({code: value}, "河流", ON)
    with pytest.raises(Refusal, match="没有收录"):
        section({"COD": 1}, "河流", date(2002, 5, 31))


@pytest.mark.parametrize("row", SHARES, ids=[f"{row['place']} {row['period']}" for row in SHARES])
def test_published_shares_are_counts_of_sections(row: dict[str, str]) -> None:
    total, good = int(row["sections_total"]), int(row["I_III"])
    counts = [int(row[name] or 0) for name in ("IV", "V", "worse_V")]
    counts[0] += total - good - sum(counts)  # where a page prints the good ones only
    found = basin(["II"] * good + ["IV"] * counts[0] + ["V"] * counts[1] + ["劣V"] * counts[2])
    assert found.good == good
    if row["published_quality"]:
        assert found.quality == row["published_quality"].removeprefix("总体").replace("优良", "优")
    stated = re.match(r"(?:I-III )?(\d+\.\d)", row["published_pct"])
    if stated:
        assert found.good_share == Decimal(stated[1])


def test_a_share_forced_to_add_up_is_not_what_the_counts_give() -> None:
    found = basin(["III"] * 49 + ["IV"] * 9 + ["V"] * 6 + ["劣V"] * 19)
    assert [str(found.shares[each]) for each in ("III", "IV", "V", "劣V")] == ["59.0", "10.8", "7.2", "22.9"]  # the page prints 10.9
    assert sum(found.counts.values()) == found.total == 83


@pytest.mark.parametrize(("good", "worst", "quality"), [
    (90, 0, "优"), (89, 11, "良好"), (75, 25, "良好"), (74, 19, "轻度污染"), (74, 20, "中度污染"), (60, 39, "中度污染"), (60, 40, "重度污染"),
])
def test_quality_of_a_basin_changes_at_the_bounds(good: int, worst: int, quality: str) -> None:
    assert basin(["I"] * good + ["IV"] * (100 - good - worst) + ["劣V"] * worst).quality == quality


def test_fewer_than_five_sections_are_averaged() -> None:
    few = [{"COD": 10}, {"COD": 36}, {"COD": None, "NH3N": Decimal("0.1")}]
    assert basin(["I", "V", "I", "I"]).quality is None
    assert basin_of_few(few, "河流", ON).water_class == "IV"  # (10 + 36) ÷ 2 = 23
    with pytest.raises(Refusal, match="5 个断面"):
        basin_of_few([{"COD": 1}] * 5, "河流", ON)
    with pytest.raises(Refusal, match="没有断面"):
        basin([])
    with pytest.raises(Refusal, match="“VI”不认识"):
        basin(["VI"])


def test_a_source_is_class_three_and_table_two() -> None:
    assert source({"COD": 20, "SO4": 250, "Mn": Decimal("0.1")}, "河流", ON) == ()
    assert source({"COD": 21, "SO4": 251, "Mn": Decimal("0.1")}, "河流", ON) == ("COD", "SO4")


def test_cwqi_adds_the_indices_of_averaged_items() -> None:
    found = waters([{"pH": 8, "DO": 10, "COD": 10, "TP": Decimal("0.1")}, {"pH": 8, "DO": 10, "COD": 20, "TP": Decimal("0.3")}], "河流")
    assert found.parts == {"pH": Decimal("0.5"), "DO": Decimal("0.5"), "COD": Decimal("0.75"), "TP": 1}
    assert (found.value, found.sections, len(found.missing)) == (Decimal("2.75"), 2, 17)
    assert waters([{"pH": Decimal("6.5")}], "河流").value == Decimal("0.5")
    assert waters([{"TP": Decimal("0.05")}], "湖库").value == 1


def test_a_city_weighs_rivers_and_lakes_by_their_numbers() -> None:
    assert city([{"COD": 20}] * 3, [{"COD": 40}]) == Decimal("1.25")
    assert city([{"COD": 20}], []) == 1
    for rivers, lakes in (([], []), ([{"COD": None}], [])):
        with pytest.raises(Refusal, match="没有"):
            city(rivers, lakes)
    with pytest.raises(Refusal, match="溶解氧为 0"):
        waters([{"DO": 0}], "河流")
    with pytest.raises(Refusal, match="为负"):
        waters([{"COD": -1}], "河流")


def test_cwqi_falls_when_the_water_gets_cleaner() -> None:
    dirty = {"pH": 8, "DO": 5, "COD": 20}
    assert waters([dirty], "河流").value > waters([{**dirty, "COD": 10}], "河流").value > waters([{**dirty, "COD": 10, "DO": 9}], "河流").value


def test_trophic_state_follows_its_five_formulas() -> None:
    lake = {"Chla": 10, "TP": Decimal("0.05"), "TN": 1, "SD": 1, "CODMn": 4}
    found = trophic(lake)
    expected = {
        "Chla": 10 * (2.5 + 1.086 * math.log(10)), "TP": 10 * (9.436 + 1.624 * math.log(0.05)), "TN": 54.53, "SD": 51.18,
        "CODMn": 10 * (0.109 + 2.661 * math.log(4)),
    }
    assert {code: float(part) for code, part in found.parts.items()} == pytest.approx(expected)
    weights = (0.2663, 0.1879, 0.1790, 0.1834, 0.1834)
    assert float(found.value) == pytest.approx(sum(w * part for w, part in zip(weights, expected.values(), strict=True)))
    assert found.state == grade(found.value) == "中营养"
    with pytest.raises(Refusal, match="缺 透明度"):
        trophic({**lake, "SD": None})
    with pytest.raises(Refusal, match="不能取对数"):
        trophic({**lake, "TN": 0})


def test_trophic_states_change_at_their_bounds() -> None:
    assert [grade(Decimal(text)) for text in ("29.99", "30", "50", "50.01", "60", "60.01", "70", "70.01")] == [
        "贫营养", "中营养", "中营养", "轻度富营养", "轻度富营养", "中度富营养", "中度富营养", "重度富营养",
    ]
