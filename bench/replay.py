"""The replay of a draw in a browser: 100,000 objects in a real Chromium, against `fadu replay` (Python) on the same file in one run.

Method: one DRAW.json is made (5 % of the objects drawn, two officers each, even loads), the single file replay.html is opened from a disk
without a network, and both replays run five times on the same text; wall time, the best of five. Both must find nothing, and must find the
same one place after one officer was changed.

    python -m bench.replay [--objects 100000]    (needs playwright and Chromium)
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from fadu.apps.inspections.documents import single_file
from fadu.core.sampling import document, draw, dump, plan, replay

TIMES = 5


def text_of(objects: int) -> str:
    """The file of one draw."""
    things = [{"id": f"9143{n:08d}", "class": "general", "name": f"示例企业{n}有限公司"} for n in range(objects)]
    people = [{"id": f"P{n:04d}"} for n in range(300)]
    written = {"classes": {"general": {"mode": "pct_per_year", "value": 0.05}}, "load": "even"}
    return dump(document(draw(things, people, plan(written), "bench")))


def best(task: Callable[[], object]) -> float:
    """The shortest wall time of some calls, seconds."""
    found = []
    for _ in range(TIMES):
        start = time.perf_counter()
        task()
        found.append(time.perf_counter() - start)
    return min(found)


def in_browser(page: Page, text: str) -> tuple[list[str], float]:
    """What the browser finds, and the shortest of its own times, seconds."""
    script = """([text, times]) => {
        let found, best = Infinity;
        for (let n = 0; n < times; n += 1) {
            const start = performance.now();
            found = FaduReplay.replay(text, '');
            best = Math.min(best, performance.now() - start);
        }
        return [found, best / 1000];
    }"""
    found, seconds = page.evaluate(script, [text, TIMES])
    return found, seconds


def main() -> None:
    """Print both times and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--objects", type=int, default=100_000)
    count = parser.parse_args().objects
    text = text_of(count)
    touched = text.replace('"officers": ["P', '"officers": ["Q', 1)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "replay.html"
        path.write_text(single_file(), "utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium") or "/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(offline=True).new_page()
        page.set_default_timeout(600_000)
        page.goto(path.as_uri())
        found, seconds = in_browser(page, text)
        assert found == replay(text) == []
        assert in_browser(page, touched)[0] == replay(touched) != []
        own = best(lambda: replay(text))
        print(f"{count} objects, {len(text) / 1e6:.1f} MB: Chromium {browser.version} {seconds:.2f} s, Python {own:.2f} s, {seconds / own:.1f} times")
        browser.close()


if __name__ == "__main__":
    main()
