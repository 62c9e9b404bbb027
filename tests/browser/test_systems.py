"""The sweep in a real browser: each of the 141 systems is opened, a row is typed, its seal is seen, its figure moves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, enter, opened
from tests.systems import System, systems

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CLERK, CHIEF = "431127017", "431127015"
STANDING = {
    "人员": "431127001、431127002", "监管对象": "DX43112700001", "检查": "JC20230001", "信访": "XF20230001", "案件": "永环蓝立〔2023〕1号",
    "环评审批": "HP2023001", "法治文件": "JH2024",
}
WALKED: dict[int, bool] = {}
# Locator.fill does the same a field at a time, at three messages each.
_TYPE = """cells => Object.entries(cells).forEach(([field, text]) => {
  const control = document.getElementById("id_" + field)
  control.value = text
  control.dispatchEvent(new Event("input", {bubbles: true}))
  control.dispatchEvent(new Event("change", {bubbles: true}))
})"""


@pytest.fixture(scope="module")
def desk(browser: Browser, site: Site) -> Iterator[Page]:
    """The clerk at a desk, signed in once, in an instance that has facts of 2024 and 2025: only then can these years be asked for."""
    with opened(browser, site) as page:
        enter(page, site, CLERK)
        for year in (2024, 2025):
            page.goto("/exchange/rows/环境质量/new/", wait_until="domcontentloaded")
            stretch = {"period_from": f"{year}-01-01", "period_to": f"{year}-12-31"}
            record(page, {"number": f"ZL{year}", "indicator": "PM10", "value": "40", "source": "年报", **stretch})
        page.goto("/exchange/rows/法治文件/new/", wait_until="domcontentloaded")
        record(page, {"number": STANDING["法治文件"], "category": "年度计划", "title": "二〇二四年法治工作计划", "issued_on": "2024-01-10"})
        yield page


def record(page: Page, cells: Mapping[str, str]) -> None:
    """Fill the form that is open, send it, see the seal."""
    button = page.get_by_role("button", name="登记", exact=True)
    button.wait_for()
    page.evaluate(_TYPE, dict(cells))
    button.click()
    expect(page.locator("#seals")).to_contain_text("网页登记")
    expect(page.locator("main")).to_contain_text(re.compile(r"已登记：.*档案第 \d+ 条"))


def shown(desk: Page, figure: str) -> str:
    """What a figure's page gives as its value; fetched by the browser and not drawn, which costs more than all else in this file."""
    value = re.search(r"<dt>数值</dt><dd>(.*?)</dd>", desk.request.get(figure).text())
    assert value
    return value[1]


@pytest.mark.parametrize("system", systems(), ids=lambda system: str(system.number))
def test_it_is_opened_typed_sealed_and_counted(desk: Page, system: System) -> None:
    figure = f"/reports/figures/{system.figure}/?year={system.year}"
    before = shown(desk, figure)
    desk.goto(system.page, wait_until="domcontentloaded")
    desk.get_by_role("link", name="登记一行").first.click()
    record(desk, system.cells(CHIEF, standing=STANDING))
    assert shown(desk, figure) != before
    WALKED[system.number] = not system.lacks


def test_all_141_were_walked(capsys: pytest.CaptureFixture[str]) -> None:
    found = Counter(WALKED.values())
    with capsys.disabled():
        print(f"\nsystems walked in Chromium: {len(WALKED)} of 141; served in full {found[True]}, in part {found[False]}")  # noqa: T201
    assert set(WALKED) == set(range(1, 142))


def test_on_a_phone_without_script_a_person_is_typed_and_a_mistake_is_mended(site: Site, browser: Browser) -> None:
    context = browser.new_context(base_url=site.url, viewport={"width": 390, "height": 844}, java_script_enabled=False)
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


def test_typing_a_name_lists_the_people_who_bear_it(desk: Page) -> None:
    desk.goto("/exchange/rows/负责人履职/new/")
    desk.get_by_label("工号").press_sequentially("4311270")
    expect(desk.locator("#list-person option").first).to_have_attribute("value", re.compile(r"^4311270"))
