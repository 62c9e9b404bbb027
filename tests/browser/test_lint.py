"""公文检查 in a real browser: a file in, jump, filter, accept, print, take the copy along."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, enter

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SEED = Path(__file__).parents[1] / "data" / "wording" / "texts" / "seed-a-2024.txt"


def test_check_a_report_jump_filter_accept_and_take_the_copy(page: Page, site: Site, tmp_path: Path) -> None:
    enter(page, site, "431127017")
    document = Document()
    for line in SEED.read_text("utf-8").splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "报告.docx"))

    page.get_by_role("navigation", name="主菜单").get_by_role("link", name="公文检查").first.click()
    page.get_by_label("公文（").set_input_files(tmp_path / "报告.docx")
    page.get_by_role("button", name="检查").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("报告.docx")

    item = page.locator(".l-list li", has_text="固体污染防治法").first
    item.locator(".l-what a").click()
    mark = page.locator("a.l-mark:target")
    expect(mark).to_contain_text("固体污染防治法")
    expect(mark).to_be_in_viewport()
    mark.click()
    expect(page.locator(".l-list li:target")).to_contain_text("固体污染防治法")

    page.get_by_role("navigation", name="按严重程度筛选").get_by_role("link", name="错误").click()
    page.wait_for_load_state()  # a page read by half has fewer lines
    expect(page.locator(".l-list li.warning, .l-list li.info")).to_have_count(0)
    errors = page.locator(".l-list li.error").count()
    assert errors >= 3

    last = page.locator(".l-list li.error").last
    last.locator("summary").click()
    last.get_by_label("理由").fill("原文件如此")
    last.get_by_role("button", name="认可这一处").click()
    expect(page.get_by_role("status").first).to_contain_text("已认可")
    expect(page.locator(".l-list li.error")).to_have_count(errors - 1)
    page.get_by_role("navigation", name="按严重程度筛选").get_by_role("link", name="已认可").click()
    expect(page.locator(".l-list li")).to_contain_text(["原文件如此"])

    page.get_by_role("navigation", name="按严重程度筛选").get_by_role("link", name="全部").click()
    page.wait_for_load_state()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载批注副本").click()
    waiting.value.save_as(tmp_path / "副本.docx")
    assert waiting.value.suggested_filename == "报告-批注.docx"
    assert len(list(Document(str(tmp_path / "副本.docx")).comments)) == page.locator(".l-list li").count()

    page.emulate_media(media="print")
    expect(page.locator(".l-list details").first).to_be_hidden()
    expect(page.locator(".l-list li").first).to_be_visible()
    expect(page.get_by_role("navigation", name="按严重程度筛选")).to_be_hidden()


def test_the_downloaded_page_works_from_the_disk(page: Page, site: Site, tmp_path: Path) -> None:
    enter(page, site, "431127017")
    page.goto("/reports/lint/")
    page.get_by_label("公文（").set_input_files(SEED)
    page.get_by_role("button", name="检查").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载带标记的网页").click()
    waiting.value.save_as(tmp_path / "结果.html")
    page.goto((tmp_path / "结果.html").as_uri())
    expect(page.locator("mark").first).to_be_visible()
    page.locator("aside li a").first.click()
    expect(page.locator("mark:target")).to_have_count(1)
