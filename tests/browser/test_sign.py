"""A document is issued on a phone and signed there by finger; without a word of script the same form takes a scan."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, enter

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ADDRESS_OF_SERVICE = 17


def test_the_other_side_signs_by_finger_and_the_signature_is_kept_with_the_document(page: Page, site: Site) -> None:
    enter(page, site, "431127001")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/cases/new/")
    page.get_by_label("案由").fill("涉VOCs作业未密闭")
    page.get_by_label("当事人名称").fill("示例企业0002有限公司")
    page.get_by_role("button", name="登记", exact=True).click()
    page.wait_for_load_state()  # on a page read by half the last link of that name is the menu's
    page.get_by_role("link", name="文书", exact=True).last.click()
    page.goto(f"{page.url}{ADDRESS_OF_SERVICE}/")
    page.get_by_label("送达地址").fill("示例镇工业路18号")
    page.get_by_label("收件人").fill("张堃")
    page.get_by_label("当事人电话").fill("07461234567")
    page.get_by_role("button", name="制发并封存").click()
    page.wait_for_load_state()  # the pad is the script's
    pad = page.locator("canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    page.mouse.move(box["x"] + 30, box["y"] + 30)
    page.mouse.down()
    for step in range(12):
        page.mouse.move(box["x"] + 30 + step * 12, box["y"] + 30 + step % 4 * 10)
    page.mouse.up()
    expect(page.get_by_label("方式")).to_have_value("手指签名")
    page.get_by_role("button", name="收存并封存").click()
    expect(page.locator("body")).to_contain_text("签收件已收存并封存")
    expect(page.locator("body")).to_contain_text("签收件（1）")
