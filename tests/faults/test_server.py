"""The server killed in the middle of an import: the import is whole or not at all, and can be taken up again."""

from __future__ import annotations

import http.client
import http.cookiejar
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest

from tests.browser.conftest import free_port
from tests.faults.conftest import part_of_the_sample
from tests.site.commands import environ, fadu, said

pytestmark = pytest.mark.slow
ROWS, NUMBER, PASSWORD = 60, "431127017", "chun-feng-hua-yu-8"


class Visitor:
    """A server process, and somebody who works on its pages."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.url = f"http://127.0.0.1:{free_port()}"
        self._jar = http.cookiejar.CookieJar()
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._jar))
        self.server = subprocess.Popen(
            [sys.executable, "-m", "fadu.site.cli", "serve", "--listen", self.url.removeprefix("http://")], env=environ(data),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for _ in range(200):
            try:
                self.get("/sign-in/")
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server did not start")

    def get(self, path: str) -> str:
        """A page."""
        with self._open.open(self.url + path, timeout=10) as answer:
            return str(answer.read().decode())

    def post(self, path: str, fields: dict[str, str], file: Path | None = None) -> str:
        """Send a form; the address where it leads."""
        token = next(cookie.value or "" for cookie in self._jar if cookie.name == "csrftoken")
        fields = {**fields, "csrfmiddlewaretoken": token}
        data, kind = urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded"
        if file:
            mark = uuid4().hex
            parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()]
            head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n\r\n'.encode()
            data, kind = b"".join([*parts, head, file.read_bytes(), f"\r\n--{mark}--\r\n".encode()]), f"multipart/form-data; boundary={mark}"
        with self._open.open(urllib.request.Request(self.url + path, data, {"Content-Type": kind}), timeout=30) as answer:
            return str(answer.geturl()).removeprefix(self.url)

    def enter(self, password: str) -> None:
        """Sign in."""
        assert self.post("/sign-in/", {"number": NUMBER, "password": password}) != "/sign-in/"

    def wait(self, page: str, words: str) -> bool:
        """Whether a page says these words within a while."""
        for _ in range(100):
            if re.search(words, self.get(page)):
                return True
            time.sleep(0.1)
        return False

    def kill(self) -> None:
        """kill -9."""
        self.server.send_signal(signal.SIGKILL)
        self.server.wait()


def acts_of(data: Path, page: str) -> int:
    """How many acts the import of this page has sealed."""
    batch = page.rstrip("/").rpartition("/")[2]
    with sqlite3.connect(data / "fadu.sqlite3") as database:
        [count] = database.execute("SELECT COUNT(*) FROM record_entry WHERE batch = ?", [batch]).fetchone()
    database.close()
    return int(count)


def confirm(visitor: Visitor, page: str, said_so: list[bool]) -> None:
    """Confirm the import; note it once the page says that it is in."""
    with suppress(OSError, http.client.HTTPException):
        visitor.post(f"{page}confirm/", {})
        while "撤回这次导入" not in visitor.get(page):
            time.sleep(0.02)
        said_so.append(True)


def kill_while_importing(folder: Path, times: int) -> None:
    data = folder / "data"
    assert fadu("init", "--bureau", part_of_the_sample(folder, "people.xlsx", "单位", "人员"), data=data).returncode == 0
    book = part_of_the_sample(folder, "objects.xlsx", "监管对象", rows=ROWS)
    one_time = fadu("account", "open", NUMBER, "--role", "clerk", "--role", "chief", data=data).stdout.strip()
    visitor = Visitor(data)
    visitor.enter(one_time)
    visitor.post("/password/", {"old": one_time, "new": PASSWORD, "again": PASSWORD})
    counts = set()
    for turn in range(times):
        page = visitor.post("/exchange/imports/new/", {}, book)
        assert visitor.wait(page, "确认导入")
        said_so: list[bool] = []
        asking = threading.Thread(target=confirm, args=(visitor, page, said_so))
        asking.start()
        time.sleep(0.02 + 0.5 * turn / times)
        acknowledged = bool(said_so)
        visitor.kill()
        asking.join()
        assert said("verify", data=data)["ok"]
        count = acts_of(data, page)
        assert count in (0, ROWS + 1)
        assert count or not acknowledged
        counts.add(count)
        visitor = Visitor(data)
        visitor.enter(PASSWORD)
        if not count:
            visitor.post(f"{page}look/", {})
            assert visitor.wait(page, "确认导入")
            visitor.post(f"{page}confirm/", {})
            assert visitor.wait(page, "撤回这次导入")
        visitor.post(f"{page}undo/", {})
        assert visitor.wait(page, "已撤回")
    visitor.kill()
    assert said("verify", data=data)["ok"]
    assert 0 in counts  # it was hit before the end at least once


def test_killed_a_few_times(tmp_path: Path) -> None:
    kill_while_importing(tmp_path, times=2)


@pytest.mark.faults
def test_killed_many_times(tmp_path: Path) -> None:
    kill_while_importing(tmp_path, times=30)
