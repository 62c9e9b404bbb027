"""Whole lives of cases in a real browser, every act by the person whose it is, on the forms that people use.

The lives are those of `tests.apps.cases.lives`; here each act is a form that is opened, filled and sent. The days are fixed, since the law
that applies hangs on them, and lie before the day on which the server lives.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from fadu.apps.cases.planning.reviewing import PASSED
from tests.apps.cases.lives import CHIEF, CITY, COMPUTED, EXAMINER, LEAD, OFFICE, REVIEWER, Life
from tests.browser.conftest import Site, enter, environ, opened, run

pytestmark = [
    pytest.mark.browser, pytest.mark.slow,
    pytest.mark.skipif(date.today() < date(2026, 11, 10), reason="an act can't be dated in the future of the server"),
]
COUNTED = ("case.filed", "case.penalty_decisions", "case.fines_yuan", "case.closed", "case.no_penalty", "case.hearings", "case.reconsideration")
_FILL = """answers => {
  const missing = []
  for (const [key, value] of Object.entries(answers)) {
    const boxes = [...document.querySelectorAll(`input[type=checkbox][name="${key}"]`)]
    const control = document.getElementById("id_" + key)
    if (boxes.length) boxes.forEach(box => { box.checked = value.includes(box.value) })
    else if (control) control.value = value
    if (!boxes.length && (!control || control.value !== value)) missing.push(key)
  }
  return missing
}"""


class Desks:
    """A signed-in page for each person."""

    def __init__(self, browser: Browser, site: Site, stack: ExitStack) -> None:
        self.browser, self.site, self.stack = browser, site, stack
        self.pages: dict[str, Page] = {}

    def of(self, number: str) -> Page:
        """The page of a person, who comes in when first needed."""
        if number not in self.pages:
            page = self.stack.enter_context(opened(self.browser, self.site))
            enter(page, self.site, number)
            self.pages[number] = page
        return self.pages[number]


@pytest.fixture(scope="module")
def desks(browser: Browser, site: Site) -> Iterator[Desks]:
    """The instance with everybody whom a case needs."""
    subprocess.run([sys.executable, "-m", "tests.browser.case_people"], env=environ(site.data), check=True)
    with ExitStack() as stack:
        yield Desks(browser, site, stack)


class BrowserLife(Life):
    """A life whose acts are forms. `serial` keeps the numbers of one case apart from those of another."""

    def __init__(self, desks: Desks, serial: int, found_on: date, party: str, office: Mapping[str, str] | None = None) -> None:
        self.desks, self.serial, self.day, self.office = desks, serial, found_on, office or OFFICE
        page = desks.of(LEAD)
        page.goto("/cases/new/", wait_until="domcontentloaded")
        self.send(page, {"found_on": found_on.isoformat(), "source": "日常巡查", "cause": "涉VOCs作业未密闭", "party": party}, "登记")
        self.matter = SimpleNamespace(uid=uid_of(page), party=party)  # type: ignore[assignment]

    def step(self, move: str, who: str = LEAD, wait: int = 0, **answers: Any) -> BrowserLife:
        return self.act(f"steps/{move}/", who, wait, answers)

    def work(self, work: str, who: str = LEAD, wait: int = 0, chosen: Mapping[str, str] | None = None, **answers: Any) -> BrowserLife:
        return self.act(f"work/{work}/" + (f"?table={chosen['table']}" if chosen else ""), who, wait, answers)

    def track(self, kind: str, reason: str = "具备法定情形") -> BrowserLife:
        beside = BrowserLife.__new__(BrowserLife)
        beside.desks, beside.serial, beside.day, beside.office = self.desks, self.serial, self.day, self.office
        self.act(f"tracks/{kind}/", LEAD, 0, {"reason": reason})
        beside.matter = SimpleNamespace(uid=uid_of(self.desks.of(LEAD)), party=self.matter.party)  # type: ignore[assignment]
        return beside

    def after(self, track: Life) -> BrowserLife:
        self.day = max(self.day, track.day)
        return self

    def reviewed(self, sender: str = "T17", **answers: Any) -> BrowserLife:
        self.step(sender, EXAMINER, wait=1, reviewer=REVIEWER, **answers)
        page = self.desks.of(REVIEWER)
        page.goto(f"/cases/{self.matter.uid}/work/review/", wait_until="domcontentloaded")
        page.get_by_role("button", name="办理并封存").wait_for()
        asked = page.evaluate("[...document.querySelectorAll('[name^=check_]')].map(one => one.name)")
        return self.work("review", REVIEWER, wait=1, conclusion=PASSED, opinion="同意", **dict.fromkeys(asked, True))

    def act(self, address: str, who: str, wait: int, answers: Mapping[str, Any]) -> BrowserLife:
        """Open the form, fill it, send it."""
        self.day += timedelta(wait)
        page = self.desks.of(who)
        page.goto(f"/cases/{self.matter.uid}/{address}", wait_until="domcontentloaded")
        given = {key: self.written(key, value) for key, value in answers.items() if value is not None}
        self.send(page, {"on": self.day.isoformat(), **given}, "办理并封存")
        return self

    def written(self, key: str, value: Any) -> Any:
        """An answer as it is typed; what is ticked stays a list."""
        if isinstance(value, list | tuple):
            return list(value)
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, date | datetime):
            return value.isoformat()
        text = str(value).replace("901号", f"{self.serial}号")
        return f"AS2026{self.serial}" if key == "meeting_number" else text

    @staticmethod
    def send(page: Page, answers: Mapping[str, Any], button: str) -> None:
        """Fill and send; what comes back must be the page of a case, not the form again."""
        pressed = page.get_by_role("button", name=button, exact=True)
        pressed.wait_for()
        assert page.evaluate(_FILL, dict(answers)) == [], "what the form does not ask, or does not take"
        pressed.click()
        page.wait_for_load_state("domcontentloaded")
        assert uid_of(page), page.locator("main").inner_text()[:600]

    def shows(self, who: str, *words: str) -> None:
        """The page of the case says this to a person."""
        page = self.desks.of(who)
        page.goto(f"/cases/{self.matter.uid}/", wait_until="domcontentloaded")
        for one in words:
            expect(page.locator("main")).to_contain_text(one)


def uid_of(page: Page) -> str:
    """The case whose page is open, "" on any other page."""
    found = re.fullmatch(r".*/cases/([0-9a-f-]{36})/", page.url)
    return found[1] if found else ""


def figures(desks: Desks) -> dict[str, str]:
    """Figures of the year as the page of each says them; a year of which there is nothing yet is not among those that can be asked for."""
    page, found = desks.of(CHIEF), {}
    for id in COUNTED:
        text = page.request.get(f"/reports/figures/{id}/?year=2026").text()
        said = re.search(r"<dt>数值</dt><dd>(.*?)</dd>", text)
        assert said, id
        if "2026年" not in text:
            found[id] = "0"
            continue
        found[id] = re.sub(r"\s+", "", re.sub("<[^>]+>", "", said[1]))
    return found


def number(said: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.]", "", said) or 0)


def ended(desks: Desks, before: Mapping[str, str]) -> dict[str, Decimal]:
    """The ledger verifies; how the figures changed."""
    assert json.loads(run(desks.site.data, "verify", "--json"))["faults"] == []
    now = figures(desks)
    return {id: change for id, said in before.items() if (change := number(now[id]) - number(said))}


def to_performance(life: BrowserLife) -> Any:
    life.noticed().unopposed().reviewed().discussed().step("T20", EXAMINER).decided().served()
    return life.step("T30")


def test_an_ordinary_fine_from_the_clue_to_the_archive(desks: Desks) -> None:
    before = figures(desks)
    life = BrowserLife(desks, 811, date(2026, 9, 1), "示例企业0119有限公司")
    life.filed().investigated().examined()
    life.shows(LEAD, "案件审查", "可以办", "执法证有效至")
    to_performance(life)
    life.work("payment", wait=5, amount=COMPUTED, receipt="缴款书1号")
    life.step("T34", wait=1, closing_reason="已履行").step("T36", wait=3, archive_number="2026-811")
    life.shows(CHIEF, "已终结", "没有下一步")
    assert ended(desks, before) == {"case.filed": 1, "case.penalty_decisions": 1, "case.fines_yuan": COMPUTED, "case.closed": 1}


def test_no_penalty_with_education(desks: Desks) -> None:
    before = figures(desks)
    life = BrowserLife(desks, 812, date(2026, 9, 1), "示例企业0118有限公司")
    life.filed().investigated(penalty_kinds=[]).examined()
    life.noticed().unopposed().reviewed().discussed("不予处罚").step("T20", EXAMINER)
    life.step(
        "T24", CHIEF, wait=1, decision_number="永环蓝不罚〔2026〕901号", no_penalty_ground="首违不罚", education_given=True, pauses_complete=True,
        no_penalty_evidence=["初次违法", "危害后果轻微", "及时改正"], **life.office,
    )
    life.served("T28").step("T40", wait=1, closing_reason="不予处罚").step("T36", archive_number="2026-812")
    assert ended(desks, before) == {"case.filed": 1, "case.no_penalty": 1, "case.closed": 1}


def test_a_hearing_lowers_the_fine_and_the_chief_decides_on_a_phone(desks: Desks) -> None:
    before = figures(desks)
    life = BrowserLife(desks, 813, date(2026, 9, 1), "示例企业0117有限公司")
    life.filed().investigated().examined().noticed().step("T14", wait=3).proposed(Decimal(25000))
    life.day = date(2026, 10, 24)
    life.reviewed("T16", hearing_notified_on=date(2026, 10, 8), hearing_on=date(2026, 10, 23), hearing_report="当事人主动整改，建议从轻")
    life.discussed().step("T20", EXAMINER)
    phone = desks.of(CHIEF)
    phone.set_viewport_size({"width": 390, "height": 800})
    life.shows(CHIEF, "25000 元", "您可以办")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    life.decided()
    phone.goto(f"/cases/{life.matter.uid}/", wait_until="domcontentloaded")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.set_viewport_size({"width": 1440, "height": 900})
    life.served().step("T30")
    assert ended(desks, before) == {"case.filed": 1, "case.penalty_decisions": 1, "case.fines_yuan": 25000, "case.hearings": 1}


def test_an_act_before_the_code_is_decided_after_it_by_the_law_of_its_time(desks: Desks) -> None:
    before = figures(desks)
    life = BrowserLife(desks, 814, date(2026, 8, 3), "示例企业0116有限公司", CITY)
    life.filed(ended=date(2026, 7, 31)).investigated(ended=date(2026, 7, 31)).examined()
    life.shows(LEAD, "《大气污染防治法》第一百零八条第一项")
    to_performance(life)
    assert ended(desks, before) == {"case.filed": 1, "case.penalty_decisions": 1, "case.fines_yuan": COMPUTED}


def test_a_decision_revoked_on_reconsideration_asks_for_the_correction_of_what_was_published(desks: Desks) -> None:
    before = figures(desks)
    life = BrowserLife(desks, 815, date(2026, 8, 20), "示例企业0115有限公司")
    life.filed(ended=date(2026, 8, 16)).investigated(ended=date(2026, 8, 16)).examined()
    to_performance(life)
    review = life.track("reconsideration", "当事人申请复议")
    review.step("V01", applied_on=review.day, review_received_on=review.day, appeal_number="FY202615", forum="蓝山县人民政府")
    review.step("V03", wait=2, simplified=False).step("V04", CHIEF, wait=2).step("V06", wait=5, remark="决定书收到")
    review.step("V08", appeal_result="撤销")
    life.after(review).shows(CHIEF, "撤回已公开的处罚信息")
    review.step("V09", CHIEF, wait=1, correction="没有公开过")
    life.after(review).step("T34", wait=1, closing_reason="没有需要履行的内容")
    changed = ended(desks, before)
    assert changed["case.reconsideration"] == 1
    assert changed["case.closed"] == 1
