"""The main job in a real browser: in comes a workbook with a wrong row, out comes the report, down to a row and its seal."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.apps.exchange.workbooks import SAMPLE_2024, altered, set_cell
from tests.browser.conftest import Site, enter

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def bring(page: Page, path: Path) -> None:
    page.get_by_role("navigation", name="主菜单").get_by_role("link", name="导入与导出").first.click()
    page.get_by_label("台账工作簿").set_input_files(path)
    page.get_by_role("button", name="上传并核对").click()


def test_import_with_a_wrong_row_mend_it_and_open_a_figure_down_to_its_seal(page: Page, site: Site, tmp_path: Path) -> None:
    enter(page, site, "431127017")

    bring(page, altered(tmp_path, set_cell("案件", 3, "处理结果", "罚")))
    refused = page.locator("#refusals")
    expect(refused).to_contain_text("案件")
    expect(refused).to_contain_text("处理结果")
    expect(refused).to_contain_text("请填写以下之一")
    expect(page.get_by_role("button", name="确认导入")).to_have_count(0)

    bring(page, SAMPLE_2024)
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("已导入")

    page.get_by_role("navigation", name="主菜单").get_by_role("link", name="报告", exact=True).first.click()
    page.get_by_label("年度").select_option("2024")
    page.get_by_role("button", name="查询").click()
    page.locator("article a.g-bound", has_text="46起").first.click()
    expect(page.locator("main")).to_contain_text("立案日期")
    page.locator("main a", has_text="永环蓝立").first.click()
    seals = page.locator("#seals")
    expect(seals).to_contain_text("补录")
    seals.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("补录")
    expect(page.locator("main")).to_contain_text("封存摘要")


def test_undo_takes_the_import_back(page: Page, site: Site, tmp_path: Path) -> None:
    enter(page, site, "431127017")
    bring(page, altered(tmp_path, set_cell("普法活动", 2, "主题", "改过的主题")))
    page.get_by_role("button", name="确认导入").click()
    page.get_by_role("button", name="撤回这次导入").click()
    expect(page.locator("main")).to_contain_text("已撤回")


def test_the_chief_reads_and_does_not_import(page: Page, site: Site) -> None:
    enter(page, site, "431127015")
    page.goto("/exchange/imports/")
    expect(page.get_by_role("button", name="上传并核对")).to_have_count(0)
