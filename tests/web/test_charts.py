"""Charts say what the numbers say."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.web import charts
from fadu.web.charts import Part, Series

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = [f"{month}月" for month in range(1, 13)]


def parse(markup: str) -> ET.Element:
    return ET.fromstring(markup)


def heights(markup: str, look: str = "k1") -> list[float]:
    return [float(bar.get("height", "0")) for bar in parse(markup).iter(f"{SVG}rect") if bar.get("class") == look]


def every_chart(name: str = "名", href: str = "/x") -> list[str]:
    series = [Series(name, [1, None, 3], (href, "", "")), Series("去年", [2, 2, 2])]
    parts = [Part(name, 3, href), Part("乙", 1)]
    labels = ["a", "b", "c"]
    return [
        charts.bars(labels, series, title=name, unit="件"),
        charts.lines(labels, series, title=name, unit="件"),
        charts.ranking(parts, title=name, unit="件"),
        charts.share(parts, title=name, unit="件"),
        charts.sparkline([1, None, 3], title=name),
        charts.multiples(labels, series, title=name, unit="件"),
    ]


def test_charts_have_no_style_attribute_and_a_name() -> None:
    for markup in every_chart():
        root = parse(markup)
        assert root.get("aria-label") == "名"
        assert "style" not in {key for element in root.iter() for key in element.attrib}


def test_names_and_addresses_are_escaped() -> None:
    for markup in every_chart(name='<script>"&', href='/x?a=1&b="'):
        assert "<script" not in markup
        parse(markup)


def test_charts_with_links_are_groups_since_an_image_hides_its_children() -> None:
    assert parse(charts.share([Part("甲", 1, "/x")], title="t", unit="件")).get("role") == "group"
    assert parse(charts.share([Part("甲", 1)], title="t", unit="件")).get("role") == "img"


def test_the_description_carries_all_numbers() -> None:
    markup = charts.bars(["1月", "2月"], [Series("立案", [4, None])], title="t", unit="件")
    assert parse(markup).findtext(f"{SVG}desc") == "立案（件）：1月 4，2月 无数据"


@settings(max_examples=50, derandomize=True)
@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=12).filter(any))
def test_bars_are_as_high_as_their_numbers(values: list[int]) -> None:
    labels = [str(i) for i in range(len(values))]
    drawn = heights(charts.bars(labels, [Series("x", values)], title="t", unit="件"))
    assert len(drawn) == len(values)
    tallest = max(drawn)
    for value, height in zip(values, drawn, strict=True):
        assert height == pytest.approx(tallest * value / max(values), abs=0.15)


@settings(max_examples=50, derandomize=True)
@given(st.lists(st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 2)), min_size=1, max_size=12))
def test_nothing_is_drawn_outside_the_frame(values: list[float]) -> None:
    labels = [str(i) for i in range(len(values))]
    for draw in (charts.bars, charts.lines):
        for element in parse(draw(labels, [Series("x", values)], title="t", unit="件")).iter():
            y = float(element.get("y", element.get("cy", "0")))
            assert -0.1 <= y <= 232.1
            assert y + float(element.get("height", "0")) <= 232.1


def test_an_unknown_value_leaves_a_gap_and_is_not_zero() -> None:
    assert len(heights(charts.bars(["a", "b", "c"], [Series("x", [1, None, 0])], title="t", unit="件"))) == 2
    path = next(
        p
        for p in parse(charts.lines(["a", "b", "c", "d"], [Series("x", [1, None, 2, 3])], title="t", unit="件")).iter(f"{SVG}path")
        if p.get("class") == "l1"
    )
    assert path.get("d", "").count("M") == 2


def test_counts_have_whole_steps() -> None:
    ticks = re.findall(r'class="e">([^<]+)<', charts.bars(["a"], [Series("x", [2])], title="t", unit="件"))
    assert ticks == ["0", "1", "2"]


def test_bars_begin_at_zero_and_a_line_that_does_not_says_so() -> None:
    high = [Series("x", [95.4, 97.8])]
    assert "纵轴不从零起" in charts.lines(["a", "b"], high, title="t", unit="%")
    assert "纵轴不从零起" not in charts.lines(["a", "b"], [Series("x", [1.0, 97.8])], title="t", unit="%")
    low, top = heights(charts.bars(["a", "b"], high, title="t", unit="%"))
    assert low / top == pytest.approx(95.4 / 97.8, abs=0.002)


def test_parts_of_a_whole_say_their_percent() -> None:
    markup = charts.share([Part("处罚", 37), Part("不予处罚", 9)], title="t", unit="件")
    assert "37 件（80.4%）" in markup
    assert "9 件（19.6%）" in markup


def test_empty_charts_are_drawn_without_a_fault() -> None:
    for markup in (
        charts.bars([], [Series("x", [])], title="t", unit="件"),
        charts.lines(MONTHS, [Series("x", [None] * 12)], title="t", unit="件"),
        charts.bars(MONTHS, [Series("x", [0] * 12)], title="t", unit="件"),
        charts.ranking([], title="t", unit="件"),
        charts.share([Part("甲", 0)], title="t", unit="件"),
        charts.sparkline([], title="t"),
        charts.multiples([], [], title="t", unit="件"),
    ):
        parse(markup)


def test_small_charts_share_one_scale() -> None:
    markup = charts.multiples(["a", "b"], [Series("大", [0, 100]), Series("小", [0, 1])], title="t", unit="件")
    tops = [float(dot.get("cy", "0")) for dot in parse(markup).iter(f"{SVG}circle")]
    assert tops[0] == pytest.approx(24, abs=0.1)
    assert tops[1] > 70


def test_a_bar_links_to_its_rows() -> None:
    links = [link.get("href") for link in parse(charts.bars(["a", "b"], [Series("x", [1, 2], ("/a", "/b"))], title="t", unit="件")).iter(f"{SVG}a")]
    assert links == ["/a", "/b"]
