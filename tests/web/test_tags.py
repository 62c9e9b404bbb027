"""Numbers, dates, links and states on pages."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from fadu.web.templatetags import web


def render(source: str, path: str = "/", **context: Any) -> str:
    return engines["django"].from_string("{% load web %}" + source).render(context, RequestFactory().get(path))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (46, "46"),
        (0, "0"),
        (100.0, "100"),
        (Decimal("3.240"), "3.24"),
        (2.619, "2.619"),
        (-2.4, "-2.4"),
        (None, "—"),
        ("", "—"),
        (1234567, "1234567"),
        (Decimal("1E+3"), "1000"),
        (0.1 + 0.2, "0.30000000000000004"),
    ],
)
def test_a_number_is_written_without_needless_zeros_and_ungrouped(value: Any, text: str) -> None:
    assert web.num(value) == text


def test_decimals_can_be_fixed() -> None:
    assert web.num(Decimal("95.4"), 2) == "95.40"


@pytest.mark.parametrize(("size", "text"), [(3, "-1,234,567.5"), (4, "-123,4567.5"), (0, "-1234567.5")])
def test_digits_are_grouped_only_where_the_setting_says_so(settings: Any, size: int, text: str) -> None:
    settings.FADU_DIGIT_GROUPING = size
    assert web.num(Decimal("-1234567.5")) == text


@pytest.mark.parametrize(("value", "text"), [(8000, "8000 元"), (120000, "12 万元"), (Decimal("483000"), "48.3 万元"), (None, "—"), (0, "0 元")])
def test_money_is_written_in_yuan_and_from_ten_thousand_on_in_wan(value: Any, text: str) -> None:
    assert web.yuan(value) == text


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (12.2, "%", "上升12.2%"),
        (-2.4, "百分点", "下降2.4个百分点"),
        (0, "%", "持平"),
        (-6.1, "%", "下降6.1%"),
        (None, "%", "—"),
    ],
)
def test_a_change_is_said_in_words(value: Any, unit: str, words: str) -> None:
    assert words in web.change(value, unit)


def test_dates_and_moments_are_on_the_clock_of_the_bureau() -> None:
    late = dt.datetime(2024, 3, 15, 20, 30, tzinfo=dt.UTC)
    assert web.moment(late) == "2024-03-16 04:30"
    assert web.day(late) == "2024-03-16"
    assert web.day_cn(dt.date(2024, 3, 5)) == "2024年3月5日"
    assert web.day(None) == "—"


def test_a_link_keeps_the_filter_and_goes_to_the_first_page_when_the_filter_changes() -> None:
    path = "/cases/?stage=1&q=%E5%8C%96%E5%B7%A5&page=3"
    assert render("{% query page=4 %}", path) == "?stage=1&amp;q=%E5%8C%96%E5%B7%A5&amp;page=4"
    assert render("{% query stage=2 %}", path) == "?stage=2&amp;q=%E5%8C%96%E5%B7%A5"
    assert render("{% query stage=None q='' %}", path) == "?"


def test_a_state_is_shown_by_its_word_and_an_unknown_one_is_not_coloured() -> None:
    assert web.tag("逾期") == '<span class="tag danger">逾期</span>'
    assert web.tag("没见过的状态") == '<span class="tag done">没见过的状态</span>'
    assert web.tag("剩余 9 天", "warn") == '<span class="tag warn">剩余 9 天</span>'
    assert web.tag("<b>") == '<span class="tag done">&lt;b&gt;</span>'


def test_no_word_has_two_tones() -> None:
    words = [word for words in web.TONES.values() for word in words]
    assert len(words) == len(set(words))


def test_messages_take_the_tone_of_their_level() -> None:
    assert [web.tone(level) for level in ("error", "warning", "success", "info")] == ["danger", "warn", "ok", "info"]


def test_long_page_lists_show_the_ends_and_the_neighbours() -> None:
    markup = render('{% include "web/_pagination.html" %}', "/?q=x", page=Paginator(range(4000), 20).page(100))
    assert "共 4000 条，第 100 / 200 页" in markup
    assert 'href="?q=x&amp;page=99"' in markup
    assert markup.count("page-item") == 11


def test_a_short_list_has_no_page_links() -> None:
    markup = render('{% include "web/_pagination.html" %}', page=Paginator(range(7), 20).page(1))
    assert "共 7 条" in markup
    assert "<nav" not in markup


def test_a_figure_opens_to_its_rows_and_an_unknown_one_is_a_dash() -> None:
    known = render('{% include "web/_figure.html" with name="立案" value=46 unit="件" change=12.2 url="/x" %}')
    assert '<a href="/x">立案</a>' in known
    assert "<b>46</b>" in known
    assert "上升12.2%" in known
    assert "<b>—</b>" in render('{% include "web/_figure.html" with name="排名" value=None %}')
