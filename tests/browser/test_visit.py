"""A drawn visit in a real browser: drawn, recorded on a phone without network, the browser killed between, sent, looked at again, published."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PASSWORD, Site, enter
from tests.conftest import QUIET

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OFFICER, OFFICER_NAME, CLERK = "431127001", "示例执法01", "431127017"


def drawn(page: Page) -> None:
    """The page of this year's draw; where none was made yet, from the plan on."""
    page.goto("/inspections/")
    if page.get_by_role("link", name=re.compile("第.次抽取")).count():
        page.get_by_role("link", name=re.compile("第.次抽取")).first.click()
        return
    page.goto("/inspections/plans/new/?rule=COUNTY-81")
    page.get_by_label("正面清单企业").select_option("keep")
    page.get_by_role("button", name="编制并封存").click()
    page.get_by_label("公开的地方").fill("县政府门户网站")
    page.get_by_role("button", name="登记公开").click()
    page.get_by_role("link", name="冻结名录").click()
    page.get_by_label("种子从哪里来").fill("当众掷骰，十二粒")
    page.get_by_role("button", name="冻结").click()
    page.get_by_label("公开的地方").fill("公告栏")
    page.get_by_role("button", name="登记公开").click()
    page.wait_for_timeout(1100)  # times are stated to the second, and the seed comes after the publication
    page.reload()
    page.locator("#id_seed").fill("3 5 1 6 2 2 4 6 1 3 5 5")
    page.get_by_label("见证人").fill("县司法局 王某")
    page.get_by_role("button", name="录入种子").click()
    page.get_by_role("button", name="抽取").click()
    page.get_by_role("heading", name=re.compile("^抽中")).wait_for()


def task_of(page: Page, officer: str) -> None:
    """Open the visit of a task for which this officer was drawn."""
    for quarter in range(1, 5):
        page.goto(f"{page.url.partition('?')[0]}?quarter={quarter}")
        row = page.get_by_role("row").filter(has_text=officer).filter(has=page.get_by_role("link", name="开检查"))
        if row.count():
            row.first.get_by_role("link", name="开检查").click()
            return
    raise AssertionError(f"{officer} was not drawn")


@contextmanager
def phone(browser: Browser, site: Site, profile: Path, *, offline: bool) -> Iterator[Page]:
    """The officer's phone; what is left in the profile is all that outlives the browser."""
    context = browser.browser_type.launch_persistent_context(
        profile, executable_path="/usr/bin/chromium", args=QUIET, base_url=site.url, viewport={"width": 390, "height": 844}, locale="zh-CN",
    )
    context.set_default_timeout(15_000)
    context.set_offline(offline)
    try:
        yield context.pages[0]
    finally:
        context.close()


def tell(page: Page, kind: str, **said: str | bool) -> None:
    """Record one entry; wait until the page says that it lies on the phone."""
    page.get_by_role("link", name=kind).click()
    for label, value in said.items():
        box = page.get_by_label(label, exact=False).first
        if value is True:
            box.check()
        elif box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(str(value))
        else:
            box.fill(str(value))
    if kind == "检查表":
        page.locator("fieldset").first.wait_for()
        for item in page.locator("fieldset").all():
            item.get_by_label("符合", exact=True).check()
    page.get_by_role("button", name="记入").click()
    expect(page.locator("#said")).to_contain_text("已记入")
    page.get_by_role("link", name="全部任务").wait_for()


def earlier_problem(page: Page) -> None:
    """The object of a visit that is being opened has a problem of last year, which nobody looked at again."""
    opening, facility = page.url, page.get_by_label("对象编号").input_value()
    page.goto("/exchange/rows/检查/new/?" + "&".join((
        f"facility={facility}", "number=JC-OLD", f"inspected_on={date.today().year - 1}-11-05", "category=信访核查", "officers=431127001、431127002",
        "method=现场", "problem=台账不全",
    )))
    page.get_by_label("发现问题").select_option("是")
    page.get_by_role("button", name="登记", exact=True).click()
    page.wait_for_url("**/ledger/**")
    page.goto(opening)


def picture(browser: Browser, file: Path, colour: str) -> Path:
    """A real JPEG."""
    page = browser.new_page()
    data = page.evaluate(
        "c => { const p = document.createElement('canvas'); p.width = p.height = 64; const x = p.getContext('2d'); x.fillStyle = c;"
        " x.fillRect(0, 0, 64, 64); return p.toDataURL('image/jpeg'); }", colour,
    )
    page.close()
    file.write_bytes(base64.b64decode(data.partition(",")[2]))
    return file


def test_a_drawn_visit_without_network_to_its_publication(page: Page, site: Site, browser: Browser, tmp_path: Path) -> None:
    enter(page, site, CLERK)
    drawn(page)
    task_of(page, OFFICER_NAME)
    earlier_problem(page)
    page.get_by_label("检查表").select_option("petrol")
    page.get_by_label("台账不全（JC-OLD）").check()
    page.get_by_role("button", name="开检查并封存").click()
    page.wait_for_url("**/visits/*-*/")
    visit, profile, big = page.url, tmp_path / "profile", tmp_path / "big.jpg"
    big.write_bytes(b"\xff\xd8\xff" + bytes(60 * 2**20))

    with phone(browser, site, profile, offline=False) as field:
        enter(field, site, OFFICER)
        field.goto("/inspections/field/")
        field.locator(".v-card a").first.click()
        field.get_by_role("button", name="带出到这台手机").click()
        field.get_by_role("link", name="检查通知").wait_for()
        field.evaluate("navigator.serviceWorker.ready.then(() => true)")
        field.wait_for_function("caches.keys().then(names => names.length > 0)")
        field.context.set_offline(True)
        tell(field, "检查通知", 通知方式="提前通知")
        field.get_by_role("link", name="出示证件").click()
        field.get_by_label("在场人员和岗位").fill("站长 王某")
        field.wait_for_timeout(600)  # what is typed is kept a quarter of a second later

    with phone(browser, site, profile, offline=True) as field:
        field.goto("/inspections/field/")
        expect(field.locator("#net")).to_have_text("离线")
        expect(field.get_by_text("1 条待上传")).to_be_visible()
        field.locator(".v-card a").first.click()
        field.get_by_role("link", name="出示证件").click()
        expect(field.get_by_label("在场人员和岗位")).to_have_value("站长 王某")
        field.go_back()
        yes = {"两名执法人员都已": True, "当事人确认": "已确认", "已告知陈述申辩": True, "是否申请回避": "不申请回避"}
        tell(field, "出示证件", **yes)  # type: ignore[arg-type]
        tell(field, "检查表")
        tell(field, "现场检查（勘察）笔录", 结束时间="2026-01-20 11:00", 现场情况="正常营业")
        field.get_by_role("link", name="照片").click()
        field.locator("#shot").set_input_files(big)
        expect(field.locator(".g-wrong")).to_contain_text("有 60 MB，超过 50 MB")
        field.locator("#shot").set_input_files(picture(browser, tmp_path / "现场.jpg", "#840"))
        field.locator(".v-preview").wait_for()
        field.get_by_label("拍的是什么").fill("卸油口")
        field.get_by_label("用在哪里").select_option("现场")
        field.get_by_role("button", name="记入").click()
        field.get_by_role("link", name="全部任务").wait_for()
        expect(field.locator("#lacks")).to_contain_text("复查台账不全（JC-OLD）")
        tell(field, "复查", 复查哪一个问题="台账不全（JC-OLD）", 复查情况="没有补", 没有整改的="5")
        tell(field, "发现的问题", 问题="台账缺两日", 怎么处理="责令限期改正", 改正期限="10")
        for role in ("当事人", "执法人员", "执法人员"):
            field.get_by_role("link", name=re.compile("^签名")).click()
            field.get_by_label("谁签").select_option(role)
            field.get_by_label("姓名").fill(role)
            field.get_by_label("签在哪里").select_option("屏幕")
            field.locator(".v-sign").hover(position={"x": 40, "y": 40})
            field.mouse.down()
            field.locator(".v-sign").hover(position={"x": 160, "y": 90})
            field.mouse.up()
            field.get_by_role("button", name="记入").click()
            field.get_by_role("link", name="全部任务").wait_for()
        tell(field, "告知结果", 检查结果="发现问题已责令改正", 结果已当场告知=True)
        head = field.locator("#head").inner_text()

    with phone(browser, site, profile, offline=False) as field:
        field.goto("/inspections/field/")
        field.get_by_role("link", name="登录").click()
        field.get_by_label("工号").fill(OFFICER)
        field.get_by_label("密码").fill(PASSWORD)
        field.get_by_role("button", name="登录").click()
        expect(field.locator("#said")).to_contain_text("已上传 11 条")
        assert field.evaluate("indexedDB.databases().then(all => all.map(one => one.name))") == ["fadu-visits"]
        field.goto(visit)
        expect(field.locator("main")).to_contain_text(head)
        expect(field.locator("main")).to_contain_text("与拍摄时的摘要相符")
        field.get_by_text("问题 1：复查，或者转案件").click()
        field.get_by_label("复查情况").fill("台账补齐")
        field.get_by_label("已经整改").check()
        field.get_by_label("复查照片").set_input_files(picture(browser, tmp_path / "改后.jpg", "#084"))
        field.get_by_role("button", name="登记复查").click()
        expect(field.locator("main")).to_contain_text("已整改")
        number = field.locator("dd", has_text=re.compile(r"^XC\d")).first.inner_text()
        firm = field.locator("dd a", has_text="/firm/").inner_text()

    citizen = browser.new_context(base_url=site.url).new_page()
    citizen.goto(f"{firm}?head={head}")
    expect(citizen.locator("main")).to_contain_text("与封存的记录相符（第 11 条，共 11 条）")
    page.goto("/inspections/follow/")
    page.get_by_label(number).check()
    page.get_by_label("公示的地方").fill("县政府门户网站")
    page.get_by_role("button", name="登记公示").click()
    citizen.goto("/inspections/results/")
    expect(citizen.get_by_role("row").filter(has_text=number)).to_contain_text("已整改")
    citizen.context.close()
    page.goto(f"/reports/figures/?year={date.today().year}")
    expect(page.get_by_role("row").filter(has_text="双随机抽查问题整改率").first).to_contain_text("100")
