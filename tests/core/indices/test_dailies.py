"""Daily values from a file: whatever is wrong with a line is said with the line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from fadu.core.indices.dailies import DailyRow, read
from fadu.core.refusal import Unreadable

TODAY = date(2025, 1, 20)
HEADER = "点位,日期,SO2,NO2,PM10,PM2.5,CO,O3"


def lines(*given: str, header: str = HEADER) -> tuple[list[DailyRow], dict[int, str]]:
    rows, problems = read("\n".join((header, *given)).encode(), "日值.csv", TODAY)
    assert all(each.mend for each in problems)
    return rows, {each.line: each.reason for each in problems}


def test_a_day_is_its_six_values() -> None:
    rows, problems = lines("甲,2024-03-05,9,24,45,18,0.8,—")
    assert problems == {}
    assert rows[0].place == "甲" and rows[0].day == date(2024, 3, 5)
    assert rows[0].values == {"SO2": 9, "NO2": 24, "PM10": 45, "PM2.5": 18, "CO": Decimal("0.8"), "O3": None}


def test_headers_are_read_with_units_and_in_other_words() -> None:
    header = "区县,监测日期,SO₂（μg/m³）,二氧化氮,PM10浓度,PM25,一氧化碳(mg/m3),O3-8h,AQI,首要污染物,备注"
    rows, problems = lines("甲,2024年3月5日,9,24,45,18,0.8,90,45,—,晴", header=header)
    assert problems == {} and rows[0].values["SO2"] == 9 and rows[0].values["O3"] == 90


def test_every_wrong_line_is_told_and_the_others_are_read() -> None:
    rows, problems = lines(
        "甲,2024-03-05,9,24,45,18,0.8,90", "甲,2024-03-05,9,24,45,18,0.8,90", ",2024-03-06,9,24,45,18,0.8,90", "甲,2024-02-30,9,24,45,18,0.8,90",
        "甲,,9,24,45,18,0.8,90", "甲,2025-01-21,9,24,45,18,0.8,90", "甲,2024-03-07,9,24,-45,18,0.8,90", "甲,2024-03-08,,,,,,",
        "甲,2024-03-09,9,24,45,18,800,90", "甲,2024-03-10,9,24,45,18", "甲,2015-12-31,9,24,45,18,0.8,90", "甲,2024-03-11,9,24,#####,18,0.8,90",
        "甲,2024-03-12,9,24,45,18.0001,0.8,90", "甲,2024-03-13,9,24,45,10000,0.8,90", "乙,2024-03-05,9,24,45,18,0.8,90",
    )
    assert [row.line for row in rows] == [2, 16]
    words = {
        3: "与第 2 行重复", 4: "没有点位", 5: "日历上没有", 6: "没有日期", 7: "晚于今天", 8: "小于 0", 9: "六项都没有值", 10: "毫克/立方米",
        11: "有 6 格", 12: "没有收录", 13: "已经丢失", 14: "3 位小数", 15: "大于 9999",
    }
    assert {line: word for line, word in words.items() if word not in problems[line]} == {}
    assert set(problems) == set(words)


@pytest.mark.parametrize(("header", "words"), [
    (HEADER.replace(",CO", ""), "缺少列 CO"), (HEADER + ",TSP", "不认识的列“TSP”"), (HEADER + ",PM25", "是同一项"), ("a,b", "不认识的列“a”"),
])
def test_a_table_that_is_none_is_refused_whole(header: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        lines("甲,2024-03-05,9,24,45,18,0.8,90,1", header=header)
