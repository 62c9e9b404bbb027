"""A case in a real browser: an officer who never saw it knows where it stands; the chief files it on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, enter

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def answer_all(page: Page, *labels: str) -> None:
    for label in labels:
        page.get_by_label(label).select_option("是")


def press(page: Page, name: str = "办理并封存") -> None:
    page.get_by_role("button", name=name).click()


def test_a_clue_is_checked_and_filed_and_a_missing_answer_is_asked_for(page: Page, site: Site) -> None:
    enter(page, site, "431127001")
    page.goto("/cases/")
    page.get_by_role("link", name="登记线索").first.click()
    page.get_by_label("案由").fill("涉VOCs作业未密闭")
    page.get_by_label("当事人名称").fill("示例企业0001有限公司")
    press(page, "登记")
    expect(page.locator("#next")).to_contain_text("现在：线索登记")
    expect(page.locator("#next")).to_contain_text("还没有指定两名办案人员")

    page.get_by_role("link", name="办案人员").click()
    page.get_by_label("主办人").select_option("431127001")
    page.get_by_label("协办人").select_option("431127002")
    press(page)
    page.locator("#next").get_by_role("link", name="办理").first.click()
    answer_all(page, "是否出示执法证件", "当事人是否确认出示证件", "检查是否经批准（计划、抽取、线索、专项）")
    press(page)
    expect(page.locator("#errors")).to_contain_text("检查事项是否在公布的清单内")
    expect(page.get_by_label("是否出示执法证件")).to_have_value("true")
    answer_all(page, "检查事项是否在公布的清单内")
    press(page)
    expect(page.locator("#next")).to_contain_text("现在：初查、现场检查")
    page.locator("#next").get_by_role("link", name="办理").first.click()
    page.get_by_label("立案审查延长的天数").fill("0")
    press(page)
    expect(page.locator("#next")).to_contain_text("现在：立案审查")
    expect(page.locator("#next")).to_contain_text("不归您办")
    address = page.url
    page.get_by_role("button", name="退出").click()
    page.get_by_label("工号").wait_for()

    enter(page, site, "431127015")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address)
    page.locator("#next tr", has_text="批准立案").get_by_role("link", name="办理").click()
    page.get_by_label("案号").fill("永环蓝立〔2026〕801号")
    page.get_by_label("决定机关").fill("永州市生态环境局")
    answer_all(page, "是否有涉嫌违法的行为", "是否依法应当或者可以给予处罚", "是否属于本机关管辖", "违法行为是否连续或者继续")
    press(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("永环蓝立〔2026〕801号")
    expect(page.locator("#clocks")).to_contain_text("作出处罚决定")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#seals").get_by_role("link").first.click()
    expect(page.locator("main")).to_contain_text("封存摘要")
