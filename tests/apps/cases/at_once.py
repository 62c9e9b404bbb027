"""A process of its own over a real database file or server: people who act at once, and an act that is killed at one of its statements.

`python -m tests.apps.cases.at_once` prints what it found as JSON; the test reads it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from datetime import date
from typing import Any

import django

django.setup()

from django.db import connection, connections  # noqa: E402

from fadu.apps.cases.actions.declaring import declare  # noqa: E402
from fadu.apps.cases.actions.stepping import take_step  # noqa: E402
from fadu.apps.cases.models import Case, Matter  # noqa: E402
from fadu.apps.officers.actions.accounts import open_account  # noqa: E402
from fadu.apps.record.models import Entry  # noqa: E402
from fadu.core.refusal import Refusal  # noqa: E402
from tests.apps.cases import lives  # noqa: E402
from tests.apps.cases.conftest import AT, qualify  # noqa: E402

PEOPLE = 6


def main() -> None:
    """The bureau, then both trials."""
    roles = {
        lives.LEAD: ["officer"], lives.SECOND: ["officer"], lives.EXAMINER: ["officer"], lives.REVIEWER: ["reviewer"], lives.CHIEF: ["chief"],
        **{number: ["committee"] for number in lives.MEMBERS},
    }
    for number, some in roles.items():
        open_account(person_number=number, roles=some, actor="测试", at=AT)
    qualify(lives.REVIEWER)
    declare(kind="committee", since=date(2024, 1, 1), source="示例", none=False, cases=["应到 4", "到会 过半数"], actor=lives.CHIEF, at=AT)
    json.dump({"at_once": at_once(), "killed": killed(int(sys.argv[1])), "faults": lives.faults()}, sys.stdout, ensure_ascii=False)


def ready(number: str, meeting: str) -> lives.Life:
    """A case before its decision."""
    life = lives.begin().filed(number).investigated().examined().noticed().unopposed().reviewed().discussed(meeting_number=meeting)
    return life.step("T20", lives.EXAMINER)


def decide(life: lives.Life, number: str) -> None:
    """What each of them does."""
    answers = {"decision_number": number, "pauses_complete": True, "fined_before_for_same_act": False, **life.office}
    take_step(uid=str(life.matter.uid), move="T23", answers=answers, on=life.day, actor=lives.CHIEF, at=life.at, seen=life.matter.seen)


def at_once() -> dict[str, Any]:
    """Several people decide the same case in the same moment, each from the page as it was."""
    life, said, gate = ready("永环蓝立〔2026〕801号", "AS202681"), list[str](), threading.Barrier(PEOPLE)

    def act(place: int) -> None:
        gate.wait()
        try:
            decide(life, f"永环蓝罚〔2026〕{810 + place}号")
            said.append("")
        except Refusal as refused:
            said.append(refused.reason)
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(place,)) for place in range(PEOPLE)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    decisions = Entry.objects.filter(event="StepTaken", subject=str(life.matter.uid), after__contains='"move":"T23"').count()
    return {"said": sorted(said), "decisions": decisions, "stage": Matter.objects.get(pk=life.matter.pk).stage}


def killed(points: int) -> list[dict[str, Any]]:
    """The decision killed at one of its statements, then taken up again; at several points between the first and the last."""
    statements = _counted(ready("永环蓝立〔2026〕802号", "AS202682"))
    found = []
    for place in range(points):
        life = ready(f"永环蓝立〔2026〕{820 + place}号", f"AS20269{place}")
        entries, nth = Entry.objects.count(), statements - (points - place) * 5
        connections.close_all()  # a child must not share a connection
        child = os.fork()
        if child == 0:
            with connection.execute_wrapper(_killer(nth)):
                decide(life, f"永环蓝罚〔2026〕{830 + place}号")
            os._exit(0)
        _, status = os.waitpid(child, 0)
        row = Matter.objects.get(pk=life.matter.pk)
        case = Case.objects.get(pk=life.matter.case_id)
        half = {"stage": row.stage, "outcome": case.outcome, "acts": Entry.objects.count() - entries, "faults": lives.faults()}
        decide(life, f"永环蓝罚〔2026〕{830 + place}号")
        found.append({"killed": os.WIFSIGNALED(status), **half, "after": Matter.objects.get(pk=life.matter.pk).stage})
    return found


def _counted(life: lives.Life) -> int:
    """How many statements a decision takes."""
    count = [0]

    def counting(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        count[0] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(counting):
        decide(life, "永环蓝罚〔2026〕802号")
    return count[0]


def _killer(nth: int) -> Any:
    left = [nth]

    def wrapped(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        left[0] -= 1
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    return wrapped


if __name__ == "__main__":
    main()
