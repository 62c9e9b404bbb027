"""An exam in a real browser that is closed in the middle and opened again: what was answered is still there."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, enter

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CLERK = "431127017"


def set_exam(page: Page, title: str) -> None:
    menu = page.get_by_role("navigation", name="主菜单")
    menu.get_by_role("link", name="学习与考试").first.click()
    page.get_by_role("link", name="题库").click()
    expect(page.get_by_role("heading", level=1, name="题库")).to_be_visible()
    page.get_by_role("button", name="导入自带的样题").click()
    expect(page.locator("main")).to_contain_text("新增 28 题")
    page.get_by_role("link", name="考试", exact=True).click()
    page.get_by_role("link", name="组织考试").click()
    now = datetime.now(ZoneInfo("Asia/Shanghai"))
    page.get_by_label("名称").fill(title)
    page.get_by_label("开始").fill(f"{now - timedelta(minutes=2):%Y-%m-%d %H:%M}")
    page.get_by_label("截止").fill(f"{now + timedelta(hours=2):%Y-%m-%d %H:%M}")
    page.get_by_role("button", name="抽题并组织").click()
    expect(page.locator("main")).to_contain_text("试卷已抽出并封存摘要")


def test_a_browser_that_is_closed_loses_no_answer(page: Page, browser: Browser, site: Site) -> None:
    enter(page, site, CLERK)
    set_exam(page, "关掉再开的考试")
    page.get_by_role("navigation", name="主菜单").get_by_role("link", name="我的学习").first.click()
    page.get_by_role("row", name="关掉再开的考试").get_by_role("link", name="参加").click()
    page.get_by_role("button", name="开始作答").click()
    questions = page.locator("fieldset")
    expect(questions).to_have_count(17)
    for place in (0, 1, 11):
        questions.nth(place).get_by_role("radio" if place < 10 else "checkbox").nth(1).check()
        expect(questions.nth(place).get_by_role("status")).to_contain_text("已保存")
    page.context.close()

    again = browser.new_context(base_url=site.url, viewport={"width": 390, "height": 844}, locale="zh-CN")
    again.set_default_timeout(15_000)
    page = again.new_page()
    enter(page, site, CLERK)
    page.goto("/learning/mine/")
    page.get_by_role("row", name="关掉再开的考试").get_by_role("link", name="继续作答").click()
    questions = page.locator("fieldset")
    for place in (0, 1, 11):
        expect(questions.nth(place).get_by_role("radio" if place < 10 else "checkbox").nth(1)).to_be_checked()
    expect(page.locator("fieldset input:checked")).to_have_count(3)
    page.get_by_role("button", name="交卷").first.click()
    expect(page.locator("main")).to_contain_text("还有 14 题没有答")
    page.get_by_role("button", name="确认交卷").click()
    expect(page.locator("main")).to_contain_text("封存摘要")
    expect(page.locator("main")).to_contain_text("满分 100")
    again.close()
