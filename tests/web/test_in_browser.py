"""The style guide in a real browser under the strictest policy: nothing refused, nothing cut off, a ring on whatever has the focus."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tools import styleguide

pytestmark = pytest.mark.browser
PAGES = ["signin", "cases", "cases-1", "figures", "figures-1", "import", "import-running", "report", "components", "403", "404", "500"]
RING = """() => {
  const e = document.activeElement;
  if (e === document.body) return null;
  const seen = style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return [e.tagName + ' ' + (e.textContent || e.id).trim().slice(0, 20), seen(getComputedStyle(e)) || seen(getComputedStyle(e, '::after'))];
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("styleguide")
    styleguide.write(folder)
    running = styleguide.server(folder)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_address[1]}"
    running.shutdown()
    running.server_close()


def opened(browser: Browser, url: str, width: int, complaints: list[str]) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.on("response", lambda response: complaints.append(response.url) if response.status >= 400 else None)
    page.goto(url, wait_until="load")
    return page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_breaks_no_rule_of_the_policy_and_does_not_scroll_sideways(browser: Browser, address: str, name: str) -> None:
    complaints: list[str] = []
    page = opened(browser, f"{address}/{name}.html", 1440, complaints)
    for width in (1440, 1024, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0, width
    assert complaints == []
    page.close()


@pytest.mark.parametrize("name", ["signin", "cases", "components", "figures", "report"])
def test_whatever_has_the_focus_shows_a_ring(browser: Browser, address: str, name: str) -> None:
    page = opened(browser, f"{address}/{name}.html", 1440, [])
    seen, bare = 0, []
    for _ in range(150):
        page.keyboard.press("Tab")
        state = page.evaluate(RING)
        if state is None:
            break
        seen += 1
        if not state[1]:
            bare.append(state[0])
    assert bare == []
    assert seen >= 3
    page.close()


def test_the_first_tab_leads_past_the_menu(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/cases.html", 1440, [])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()


def test_on_a_phone_the_menu_folds_and_a_list_becomes_cards(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/cases.html", 390, [])
    link = page.get_by_role("link", name="年度报告")
    assert link.count() == 0
    page.locator(".g-burger summary").click()
    assert link.is_visible()
    assert not page.locator(".g-stack thead").is_visible()
    page.close()


def test_on_paper_there_is_no_menu_and_seals_are_whole(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/cases-1.html", 1440, [])
    seal = page.locator(".g-seal code.g-onpaper").first
    assert not seal.is_visible()
    page.emulate_media(media="print")
    for gone in (".g-top", ".g-side", ".g-acts", ".g-tabs"):
        assert not page.locator(gone).first.is_visible(), gone
    assert seal.is_visible()
    assert page.locator(".g-table thead").first.evaluate("e => getComputedStyle(e).display") == "table-header-group"
    page.close()


def test_a_running_import_renews_itself_without_a_reload(browser: Browser, address: str) -> None:
    complaints: list[str] = []
    page = opened(browser, f"{address}/import-running.html", 1440, complaints)
    page.evaluate("window.same = true")
    page.get_by_role("heading", name="逐表核对结果").wait_for(timeout=15_000)
    assert page.evaluate("window.same")
    assert page.locator("progress").count() == 0
    assert page.locator("main").count() == 1
    assert complaints == []
    page.close()


def test_the_drawings_of_the_sprite_are_drawn(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/components.html", 1440, [])
    sizes = page.locator(".g-icons use").evaluate_all("all => all.map(use => use.getBBox().width)")
    assert len(sizes) > 30
    assert min(sizes) > 0
    page.close()


def test_the_error_summary_leads_into_the_field(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/components.html", 1440, [])
    page.locator(".g-summary a").first.click()
    assert page.evaluate("document.activeElement.id") == page.evaluate("location.hash").lstrip("#") != ""
    page.close()


def test_every_page_of_the_style_guide_is_walked() -> None:
    assert sorted(f"{name}.html" for name in PAGES) == sorted(styleguide.render_all())
