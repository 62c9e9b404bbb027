"""How a bureau's own division and its neighbours are called, from real division codes."""

from __future__ import annotations

import pytest

from fadu.apps.reports.compiling.place import addressees, own, wider


@pytest.mark.parametrize(("code", "word"), [
    ("431127", "县"),  # 蓝山县
    ("430681", "市"),  # 汨罗市
    ("430103", "区"),  # 天心区
    ("433101", "市"),  # 吉首市, in a 自治州
    ("433123", "县"),  # 凤凰县
    ("429004", "市"),  # 仙桃市, straight under the province
    ("469021", "县"),  # 定安县, the same
    ("110105", "区"),  # 朝阳区
    ("310151", "区"),  # 崇明区
    ("500229", "县"),  # 城口县
    ("431100", "市"),  # 永州市
    ("150121", ""),  # 土默特左旗: the code does not tell 旗 from 县
    ("433100", ""),  # 湘西: 自治州, 地区 and 盟 share their numbers
    ("430000", ""), ("4311", ""), ("", ""), ("43112x", ""),
])
def test_the_division_is_called_by_its_code_or_not_at_all(code: str, word: str) -> None:
    assert own(code) == word


def test_ranks_are_in_the_province_or_what_stands_in_its_place() -> None:
    assert [wider(code)[1] for code in ("431127", "450103", "110105")] == ["全省", "全区", "全市"]


def test_the_report_goes_to_the_same_level_and_the_bureau_above_or_says_that_it_does_not_know() -> None:
    assert addressees("431127", "永州市生态环境局") == "县委、县人民政府，永州市生态环境局"
    assert addressees("431127", "") == ""
    assert addressees("", "永州市生态环境局") == ""
