"""Some of the 141 systems in a real browser: the page opens, a row is typed, its seal is seen, the figure moves."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, enter
from tests.systems import systems

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CLERK, CHIEF = "431127017", "431127015"
STANDING = {"人员": "431127001", "监管对象": "DX43112700001"}
SAMPLE = (2, 5, 12, 14, 18, 27, 33, 36, 48, 52, 64, 76, 105, 121, 131, 137)


def value(page: Page, figure: str) -> str:
    page.goto(f"/reports/figures/{figure}/?year=2023")
    return page.locator("main dl.g-desc dd").first.inner_text()


@pytest.mark.parametrize("number", SAMPLE)
def test_a_system_is_opened_typed_sealed_and_counted(page: Page, site: Site, number: int) -> None:
    system = systems()[number - 1]
    enter(page, site, CLERK)
    before = value(page, system.figure)
    page.goto(system.page)
    page.get_by_role("link", name="登记一行").first.click()
    for field, text in system.cells(CHIEF, date(2023, 6, 12), STANDING).items():
        control = page.locator(f'[name="{field}"]')
        if control.evaluate("control => control.tagName") == "SELECT":
            control.select_option(text)
        else:
            control.fill(text)
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator("main")).to_contain_text(re.compile(r"已登记：.*档案第 \d+ 条"))
    expect(page.locator("#seals")).to_contain_text("网页登记")
    assert value(page, system.figure) != before


def test_on_a_phone_without_script_a_person_is_typed_and_a_mistake_is_mended(site: Site, browser: object) -> None:
    context = browser.new_context(base_url=site.url, viewport={"width": 390, "height": 844}, java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    enter(page, site, CLERK)
    page.goto("/exchange/rows/负责人履职/new/")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    page.get_by_label("编号").fill("FZ-PHONE")
    page.get_by_label("工号").fill(CHIEF)
    page.get_by_label("日期").fill("2023年6月31日")
    page.get_by_label("职责").select_option("学法")
    page.get_by_label("内容").fill("生态环境法典")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator("#id_done_on_error")).to_contain_text("日历上没有")
    expect(page.get_by_label("内容")).to_have_value("生态环境法典")
    page.get_by_label("日期").fill("2023-06-30")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator("main")).to_contain_text("已登记")
    context.close()


def test_typing_a_name_lists_the_people_who_bear_it(page: Page, site: Site) -> None:
    enter(page, site, CLERK)
    page.goto("/exchange/rows/负责人履职/new/")
    page.get_by_label("工号").press_sequentially("4311270")
    expect(page.locator("#list-person option").first).to_have_attribute("value", re.compile(r"^4311270"))
