"""An exam that 500 people sit at once, on loopback, against the real server; the plainest page of the same server is the peer.

Method: a scratch data folder with as many people of the register, each with an account, and the sample bank; `fadu serve` is a process
of its own (SQLite, full fsync). Each person is a connection that is kept alive, as a browser's is. All begin in the same moment; each opens
the paper, saves its answers one by one as htmx does, without a pause in between (people need half a minute for a question, so this is far above what
a room of 500 asks of the server), hands in, confirms. Signing in is left out: a session is made for each (a password costs the
server a tenth of a second on purpose). Afterwards every answer that the server said was saved must be there, every paper marked, and the ledger
must verify. The peer: the same number of connections ask for the page of the door (`/sign-in/`), as often as answers were saved.

    python -m bench.exam [--people 500] [--saves 5]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import xlsxwriter

COOKIE, FIRST = "sessionid", 10_000
QUIET: dict[str, int] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}  # the server warns of every queue
_WAIT = 120  # seconds for one answer; longer is a failure


def workbook(path: Path, people: int) -> None:
    """The register of people."""
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("人员")
    page.write_row(0, 0, ["工号", "姓名", "执法人员(是/否)", "法制审核人员(是/否)"])
    for line in range(people):
        page.write_row(line + 1, 0, [str(FIRST + line), f"示例{line}", "否", "否"])
    book.close()


def prepare(folder: Path, people: int) -> tuple[str, list[str]]:
    """Accounts, bank, exam; returns the exam's number and a session a person."""
    from importlib.resources import files

    from django.conf import settings
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from fadu.apps.exchange.actions import import_workbook
    from fadu.apps.learning.actions import bank, exams
    from fadu.apps.officers.actions.accounts import open_account
    from fadu.apps.officers.models import Account
    from fadu.core.learning.papers import Rule

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # of this process: 500 passwords that nobody types
    now = timezone.localtime()
    workbook(folder / "people.xlsx", people)
    import_workbook(folder / "people.xlsx", actor="测", at=now)
    for number in range(FIRST, FIRST + people):
        open_account(person_number=str(number), roles=["learner"], actor="测", at=now)
    Account.objects.update(must_change_password=False)
    bank.take_questions((files("fadu.core.learning") / "data" / "sample-questions.csv").read_bytes(), file_name="样题.csv", actor="测", at=now)
    rule = Rule({"single": 10, "multiple": 2, "true_false": 5}, {"single": 4, "multiple": 10, "true_false": 8}, 60, 60)
    exam = exams.set_exam(
        exams.Wanted("五百人的考试", "网上学法考法", "考试", "all", now - timedelta(minutes=1), now + timedelta(hours=2), rule), actor="测", at=now
    )
    sessions = []
    for account in Account.objects.order_by("number"):
        store = SessionStore()
        store.update({
            "_auth_user_id": str(account.pk), "_auth_user_backend": "django.contrib.auth.backends.ModelBackend",
            "_auth_user_hash": account.get_session_auth_hash(),
        })
        store.save()
        sessions.append(str(store.session_key))
    return exam.number, sessions


class Person:
    """A connection that is kept alive, and what its answers took."""

    def __init__(self, port: int, session: str, times: dict[str, list[float]]) -> None:
        self._port, self._times = port, times
        self._cookies = {COOKIE: session}
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None
        self.token = ""

    async def ask(self, what: str, method: str, path: str, fields: list[tuple[str, str]] | None = None, *, htmx: bool = False) -> tuple[int, str]:
        """Send a request and read its answer; returns status and body."""
        started = time.perf_counter()
        status, body = await asyncio.wait_for(self._exchange(method, path, fields, htmx), _WAIT)
        self._times[what].append(time.perf_counter() - started)
        return status, body

    async def _exchange(self, method: str, path: str, fields: list[tuple[str, str]] | None, htmx: bool) -> tuple[int, str]:
        if self._writer is None or self._writer.is_closing() or (self._reader and self._reader.at_eof()):
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        assert self._reader is not None
        content = urlencode([("csrfmiddlewaretoken", self.token), *fields]).encode() if fields is not None else b""
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        head = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {cookies}", f"Content-Length: {len(content)}"]
        if fields is not None:
            head.append("Content-Type: application/x-www-form-urlencoded")
        if htmx:
            head.append("HX-Request: true")
        self._writer.write("\r\n".join([*head, "", ""]).encode() + content)
        return await self._answer(self._reader)

    async def _answer(self, reader: asyncio.StreamReader) -> tuple[int, str]:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = [line.partition(": ")[::2] for line in lines[1:]]
        for name, value in headers:
            if name.lower() == "set-cookie":
                key, _, held = value.partition(";")[0].partition("=")
                self._cookies[key] = held
        length = next(int(value) for name, value in headers if name.lower() == "content-length")
        body = (await reader.readexactly(length)).decode()
        if found := re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', body):
            self.token = found[1]
        return int(lines[0].split()[1]), body

    def close(self) -> None:
        """Hang up."""
        if self._writer is not None:
            self._writer.close()


async def sits(person: Person, exam: str, saves: int, begin: asyncio.Barrier) -> dict[str, str]:
    """Sit the exam; returns the answers that the server said were saved."""
    address = f"/learning/mine/{exam}/"
    await person.ask("打开考试", "GET", address)
    await begin.wait()
    await person.ask("开始作答", "POST", f"{address}begin/", [])
    _, body = await person.ask("打开试卷", "GET", address)
    kept = {}
    for place in range(1, saves + 1):
        fields = [(f"q{each}", "B") for each in range(1, place + 1)] + [("only", str(place))]
        status, body = await person.ask("保存一题", "POST", f"{address}save/", fields, htmx=True)
        if status == 200 and "已保存" in body:
            kept[str(place)] = "B"
    await person.ask("交卷", "POST", f"{address}hand-in/", [(f"q{place}", "B") for place in range(1, saves + 1)])
    await person.ask("确认交卷", "POST", f"{address}hand-in/", [("confirmed", "1")])
    return kept


async def together(work: Callable[[Person, asyncio.Barrier], Awaitable[object]], persons: list[Person]) -> tuple[list[object], float]:
    """Everybody at once, once all are there; returns the results and the seconds."""
    begin = asyncio.Barrier(len(persons) + 1)
    tasks = [asyncio.ensure_future(work(person, begin)) for person in persons]
    await asyncio.wait_for(begin.wait(), _WAIT)
    started = time.perf_counter()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    for person in persons:
        person.close()
    return list(results), time.perf_counter() - started


async def knocks(person: Person, saves: int, begin: asyncio.Barrier) -> None:
    """The peer: the plainest page."""
    await begin.wait()
    for _ in range(saves):
        await person.ask("门口（对照）", "GET", "/sign-in/")


def told(times: dict[str, list[float]]) -> None:
    """One line a kind of request."""
    peer = sorted(times["门口（对照）"])
    base = peer[len(peer) // 2]
    print(f"{'':12}{'次数':>8}{'中位 ms':>10}{'95% ms':>10}{'最慢 ms':>10}{'比对照':>8}")
    for what, found in times.items():
        spent = sorted(found)
        middle, late = spent[len(spent) // 2], spent[int(len(spent) * 0.95)]
        print(f"{what:12}{len(spent):8}{middle * 1000:10.0f}{late * 1000:10.0f}{spent[-1] * 1000:10.0f}{middle / base:8.2f}")


def checked(exam: str, kept: list[object]) -> list[str]:
    """What is missing afterwards."""
    from fadu.apps.exchange.homes import HOMES
    from fadu.apps.learning.models import Sitting
    from fadu.apps.learning.verifying import learning_faults
    from fadu.apps.record import verifying

    wrong = [f"{each!r}" for each in kept if not isinstance(each, dict)]
    stored = {int(each.person.number) - FIRST: each for each in Sitting.objects.filter(exam__number=exam).select_related("person")}
    for place, said in enumerate(kept):
        sitting = stored.get(place)
        if sitting is None or sitting.handed_in_at is None:
            wrong.append(f"第 {place} 人没有交卷")
        elif isinstance(said, dict) and any(sitting.answers.get(key) != value for key, value in said.items()):
            wrong.append(f"第 {place} 人的答案少了")
    report = verifying.whole(HOMES.values(), beside={"学法考试": learning_faults})
    return [*wrong, *(f"{fault.where}：{fault.reason}" for fault in report.faults)]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serving(port: int) -> subprocess.Popen[bytes]:
    """The server as a process of its own, once it answers."""
    server = subprocess.Popen([sys.executable, "-m", "fadu.site.cli", "serve", "--listen", f"127.0.0.1:{port}"], **QUIET)
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server
        time.sleep(0.1)
    server.terminate()
    raise SystemExit("the server does not answer")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--saves", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fadu-exam-") as folder:
        os.environ["FADU_DATA"] = str(Path(folder) / "data")
        subprocess.run([sys.executable, "-m", "fadu.site.cli", "init"], check=True, stdout=subprocess.DEVNULL)
        from fadu.site import startup

        startup.set_up(needs_data=True)
        exam, sessions = prepare(Path(folder), args.people)
        port, times = free_port(), defaultdict[str, list[float]](list)
        server = serving(port)
        try:
            kept, seconds = asyncio.run(together(
                lambda person, begin: sits(person, exam, args.saves, begin), [Person(port, each, times) for each in sessions]
            ))
            _, peer = asyncio.run(together(
                lambda person, begin: knocks(person, args.saves, begin), [Person(port, each, times) for each in sessions]
            ))
        finally:
            server.terminate()
            server.wait(10)
        asked = sum(len(found) for what, found in times.items() if what not in ("打开考试", "门口（对照）"))
        print(f"{args.people} 人同时：{asked} 次请求 {seconds:.1f} 秒，每秒 {asked / seconds:.0f}；"
              f"对照 每秒 {args.people * args.saves / peer:.0f}，相当于对照的 {asked / seconds / (args.people * args.saves / peer):.2f}")
        told(times)
        wrong = checked(exam, kept)
        print(f"不符 {len(wrong)} 处" + "".join(f"\n{each}" for each in wrong[:10]))
        return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
