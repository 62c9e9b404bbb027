"""The real thing: a server process on a data folder of its own, and the system's Chromium."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.apps.exchange.workbooks import SAMPLE_2023, SAMPLE_2024

PASSWORD = "chun-feng-hua-yu-8"
expect.set_options(timeout=15_000)  # as long as every other wait: five seconds are short where four browsers share two cores


@dataclass(frozen=True)
class Site:
    """A running instance: its address, its data folder, one-time passwords by 工号."""

    url: str
    data: Path
    passwords: dict[str, str]


def run(data: Path, *words: object) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "fadu.site.cli", *map(str, words)], env=environ(data), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def environ(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FADU_") and name != "DJANGO_SETTINGS_MODULE"}
    return {**kept, "FADU_DATA": str(data), "PYTHONUNBUFFERED": "1"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A data folder with the year 2023 in it, and the one-time passwords of those who may come in."""
    data = tmp_path_factory.mktemp("site") / "data"
    run(data, "init")
    run(data, "import", SAMPLE_2023)
    roles = {"431127001": ("officer",), "431127017": ("clerk", "report_writer"), "431127015": ("chief",), "431127018": ("system_admin",)}
    passwords = {
        number: run(data, "account", "open", number, *(word for role in some for word in ("--role", role))).strip()
        for number, some in roles.items()
    }
    return data, passwords


@pytest.fixture(scope="module")
def site(prepared: tuple[Path, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An instance of this file alone: what other files enter moves no figure here."""
    made, passwords = prepared
    data = Path(shutil.copytree(made, tmp_path_factory.mktemp("site") / "data"))
    with serving(data) as url:
        yield Site(url, data, passwords)


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """A server on a data folder; gives its address once it answers."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "fadu.site.cli", "serve", "--listen", f"127.0.0.1:{port}"], env=environ(data), stdout=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{url}/sign-in/", timeout=2).close()
                break
            except OSError:
                time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        server.wait(10)


@contextmanager
def opened(browser: Browser, site: Site) -> Iterator[Page]:
    """A page at desk width; what the console or the content policy complains of fails the test."""
    context = browser.new_context(base_url=site.url, viewport={"width": 1440, "height": 900}, locale="zh-CN")
    context.set_default_timeout(15_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert [text for text in complaints if not re.search(r"status of (4\d\d)", text)] == []


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A page of this test alone."""
    with opened(browser, site) as page:
        yield page


def enter(page: Page, site: Site, number: str) -> None:
    """Sign in; with the one-time password the first time, setting one's own."""
    page.goto("/sign-in/")
    page.get_by_label("工号").fill(number)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    today, wrong = page.get_by_role("heading", name="今日"), page.get_by_text("工号或密码不对")
    today.or_(wrong).first.wait_for()
    if wrong.count():
        page.get_by_label("密码").fill(site.passwords[number])
        page.get_by_role("button", name="登录").click()
        page.get_by_label("原密码").fill(site.passwords[number])
        page.get_by_label("新密码", exact=True).fill(PASSWORD)
        page.get_by_label("再输一次新密码").fill(PASSWORD)
        page.get_by_role("button", name="设定密码").click()
    today.wait_for()


__all__ = ["SAMPLE_2024", "Site", "enter", "environ", "opened", "run", "serving"]
