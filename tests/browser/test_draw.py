"""The draw of a year in a real browser: plan, frame, seed, draw, list; and a citizen who finds a tampered list without us."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, enter

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_from_the_plan_to_a_citizen_who_finds_a_tampered_list(page: Page, site: Site, browser: Browser, tmp_path: Path) -> None:
    enter(page, site, "431127017")
    page.get_by_role("navigation", name="主菜单").get_by_role("link", name="抽查计划").first.click()
    page.locator("main").get_by_role("link", name="编制计划").first.click()
    page.get_by_label("地方").select_option("COUNTY-81")
    page.get_by_role("button", name="填入").click()
    page.get_by_label("正面清单企业").select_option("keep")
    page.get_by_role("button", name="编制并封存").click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("全年抽查 81 家次")
    page.get_by_label("公开的地方").fill("县政府门户网站")
    page.get_by_role("button", name="登记公开").click()

    page.get_by_role("link", name="冻结名录").click()
    page.get_by_label("种子从哪里来").fill("当众掷骰，十二粒")
    page.get_by_role("button", name="冻结").click()
    expect(page.get_by_role("heading", level=2, name="下一步：公开名录摘要")).to_be_visible()
    digest = page.locator("dd code").first.inner_text()
    page.get_by_label("公开的地方").fill("公告栏")
    page.get_by_role("button", name="登记公开").click()

    page.wait_for_timeout(1100)  # times are stated to the second, and the seed comes after the publication
    page.get_by_label("种子产生的时间").fill("2020-01-01 10:00")
    page.locator("#id_seed").fill("3 5 1 6 2 2 4 6 1 3 5 5")
    page.get_by_label("见证人").fill("县司法局 王某")
    page.get_by_role("button", name="录入种子").click()
    expect(page.locator("main")).to_contain_text("种子产生在名录摘要公开之前")
    page.locator("#id_seed").fill("3 5 1 6 2 2 4 6 1 3 5 5")
    page.get_by_label("见证人").fill("县司法局 王某")
    page.get_by_role("button", name="录入种子").click()
    page.get_by_role("button", name="抽取").click()
    expect(page.get_by_role("heading", level=2, name="抽中 81 家次")).to_be_visible()

    with page.expect_download() as got:
        page.get_by_role("link", name="下载 DRAW.json").click()
    draw = tmp_path / "DRAW.json"
    got.value.save_as(draw)
    page.get_by_role("link", name="第1季度").or_(page.get_by_role("link", name="第4季度")).first.click()
    page.get_by_role("link", name="登记检查").first.click()
    assert page.get_by_label("抽查批次").input_value().endswith("第1次抽取")

    page.goto("/inspections/replay/")
    page.locator("#file").set_input_files(draw)
    page.get_by_role("button", name="重算").click()
    expect(page.locator("#verdict")).to_contain_text("重算相符：81 家次")
    with page.expect_download() as got:
        page.get_by_role("link", name="下载单文件").click()
    single = tmp_path / "replay.html"
    got.value.save_as(single)

    citizen = browser.new_context(offline=True).new_page()
    citizen.goto(single.as_uri())
    tampered = tmp_path / "PUBLISHED.json"
    text = draw.read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith('{"object"'))
    tampered.write_text(text.replace(line + "\n", "", 1), "utf-8")
    for path, words in ((draw, "重算相符：81 家次"), (tampered, "不相符")):
        citizen.locator("#file").set_input_files(path)
        citizen.locator("#published").fill(digest)
        citizen.get_by_role("button", name="重算").click()
        expect(citizen.locator("#verdict")).to_contain_text(words)
    expect(citizen.locator("#verdict")).to_contain_text("drawn[DX")
    citizen.context.close()
