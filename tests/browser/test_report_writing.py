"""From an empty instance to a signed report of 2024 in one sitting, with the chief's pen; then the ledger changes, and a corrigendum is begun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.apps.exchange.workbooks import SAMPLE_2024
from tests.apps.reports.pen import paragraph, rewrite
from tests.browser.conftest import Site, enter, opened, run, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]
BEIJING = ZoneInfo("Asia/Shanghai")
WRITER, REVIEWER, CHIEF = "431127017", "431127013", "431127015"


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    data: Path = tmp_path_factory.mktemp("writing") / "data"
    run(data, "init")
    run(data, "import", SAMPLE_2024)
    roles = {WRITER: ("clerk", "report_writer"), REVIEWER: ("reviewer",), CHIEF: ("chief",)}
    passwords = {
        number: run(data, "account", "open", number, *(word for role in some for word in ("--role", role))).strip() for number, some in roles.items()
    }
    with serving(data) as url:
        yield Site(url, data, passwords)


def chip(page: Page, words: str, figure: str, way: str) -> None:
    """Insert a figure at the caret: search for it, press how it is to be said."""
    page.get_by_label("插入指标").fill(words)
    row = page.locator(".w-offers tr", has=page.get_by_role("link", name=figure, exact=True))
    row.get_by_role("button", name=way).click()


def write(page: Page) -> None:
    """Begin, add a figure from the palette, leave a typed number and explain it, write what only people can."""
    page.get_by_role("navigation", name="主菜单").get_by_role("link", name="报告起草").first.click()
    page.get_by_role("button", name="开始起草").click()
    expect(page.locator("main")).to_contain_text("还有 4 处要写或要核实")
    page.locator(".w-passage", has_text="行政处罚立案").get_by_role("link", name="修改").click()
    editor = page.locator(".w-editor")
    expect(editor.locator(".w-chip").first).to_have_text("46起")
    editor.press("Control+End")
    editor.type("印发3项制度，案均罚款")
    expect(page.locator(".w-saved")).to_contain_text("没有依据的数字：3项")
    chip(page, "案均", "案均罚款", "数值")
    expect(editor.locator(".w-chip").last).to_contain_text("元")
    editor.type("。")
    page.get_by_role("button", name="保存", exact=True).click()
    shown = page.locator(".w-passage:target")
    expect(shown.locator("mark.w-typed")).to_have_text("3项")
    shown.get_by_role("link", name="修改").click()
    page.get_by_label("3项 不是指标的理由").fill("制度个数，见附件")
    page.get_by_role("button", name="不是指标").click()
    expect(page.locator(".w-numbers")).to_have_count(0)
    for _ in range(4):
        page.locator(".w-passage.w-open").first.get_by_role("link", name="修改").click()
        editor.fill("已逐项落实，由主要负责人督办。")
        page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator("main")).to_contain_text("没有待写、待核实的地方")


def let_the_chief_write(page: Page, folder: Path) -> None:
    """Send the DOCX out, take it back with a tracked title and a figure changed by hand; accept the one, see the other not believed."""
    with page.expect_download() as sent:
        page.get_by_role("link", name="DOCX").click()
    document = docx.Document(str(sent.value.path()))
    rewrite(paragraph(document, "法治政府建设情况报告"), "情况报告", "年度报告")
    rewrite(paragraph(document, "行政处罚立案"), "46起", "47起")
    document.save(str(folder / "局长改.docx"))
    page.locator(".g-tabs").get_by_role("link", name="Word 修订").click()
    page.get_by_label("改过的 Word 文档（.docx）").set_input_files(folder / "局长改.docx")
    page.get_by_role("button", name="送回", exact=True).click()
    expect(page.locator("#open tbody tr")).to_have_count(2)
    figure = page.locator("#open tr", has_text="47起")
    expect(figure).to_contain_text("以台账为准")
    expect(figure.get_by_role("button")).to_have_count(1)
    page.locator("#open tr", has_text="情况报告").get_by_role("button", name="采纳", exact=True).click()
    expect(page.locator("#open tbody tr")).to_have_count(1)
    figure.get_by_role("button", name="不采纳").click()
    expect(page.locator("main")).to_contain_text("没有待处理的改动和批注")


def hand_in(page: Page) -> None:
    """Say that the government has it; who has not stands there."""
    page.goto("/reports/writing/")
    page.get_by_role("link", name="BG2024-01").click()
    page.get_by_role("link", name="签发、变动和更正").click()
    page.get_by_label("对象").select_option("同级政府")
    page.get_by_label("送达或公开日期").fill(f"{datetime.now(BEIJING):%Y-%m-%d}")
    page.get_by_label("回执号或网址").fill("收字8号")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator("#sent")).to_contain_text("收字8号")
    expect(page.locator("#sent")).to_contain_text("同级党委：还没有登记")


def pass_on(reviewer: Page, chief: Page) -> None:
    """Review and sign what is being written."""
    for page, name in ((reviewer, "审核通过"), (chief, "签发")):
        page.goto("/reports/writing/")
        page.get_by_role("link", name="BG2024-01").click()
        page.get_by_role("link", name="审核签发").click()
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.get_by_role("status").first).to_contain_text("已")


def test_from_an_empty_instance_to_a_signed_report_that_goes_stale_and_is_corrected(browser: Browser, bureau: Site, tmp_path: Path) -> None:
    with ExitStack() as stack:
        writer, reviewer, chief, public = (stack.enter_context(opened(browser, bureau)) for _ in range(4))
        for page, number in ((writer, WRITER), (reviewer, REVIEWER), (chief, CHIEF)):
            enter(page, bureau, number)
        write(writer)
        writer.locator(".g-tabs").get_by_role("link", name="核对", exact=True).click()
        expect(writer.locator("main")).to_contain_text("没有错误")
        writer.locator(".g-tabs").get_by_role("link", name="正文").click()
        let_the_chief_write(writer, tmp_path)
        pass_on(reviewer, chief)
        chief.get_by_role("button", name="公开", exact=True).click()
        hand_in(writer)

        writer.goto("/reports/figures/case.filed/?year=2024")
        writer.locator("main a", has_text="永环蓝立").first.click()
        writer.get_by_role("link", name=re.compile("作废")).first.click()
        writer.get_by_label(re.compile("理由")).fill("重复登记")
        writer.locator("main form button[type=submit]").last.click()
        writer.goto("/")
        writer.locator("#report-reminders tr", has_text="BG2024-01 签发以后").get_by_role("link").click()
        row = writer.locator("#moved tr", has=writer.get_by_role("link", name="行政处罚立案", exact=True))
        expect(row).to_contain_text("已过时")
        expect(row).to_contain_text("永环蓝立")
        writer.get_by_label("更正的理由").fill("一件案件重复登记")
        writer.get_by_role("button", name="起草更正").click()
        expect(writer.get_by_role("heading", level=1)).to_contain_text("BG2024-01-更1")
        public.goto("/reports/public/BG2024-01/")
        expect(public.locator("main")).to_contain_text("46起")
