"""A bureau with 2024 in its ledger and the sample questions in its bank."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from fadu.apps.exchange.actions import import_workbook
from fadu.apps.learning.actions import bank, exams, sittings
from fadu.apps.learning.actions.exams import Wanted
from fadu.apps.learning.models import Exam, Sitting
from fadu.apps.learning.queries.exams import paper
from fadu.core.learning.papers import Rule
from tests.apps.exchange.workbooks import SAMPLE_2024

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 20, 9, 0, tzinfo=ZONE)
CLERK = "431127017"
OFFICER, OTHER = "431127001", "431127002"
SAMPLE = (files("fadu.core.learning") / "data" / "sample-questions.csv").read_bytes()
RULE = Rule({"single": 8, "multiple": 2, "true_false": 4}, {"single": 5, "multiple": 10, "true_false": 10}, 60, 60)


@pytest.fixture(scope="module")
def ledger(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """Filled once a module, in a transaction around those of its tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_workbook(SAMPLE_2024, actor="测试", at=datetime(2025, 1, 5, 9, 0, tzinfo=ZONE))
        bank.take_questions(SAMPLE, file_name="样题.csv", actor=CLERK, at=AT)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _stands(ledger: None, db: None) -> None:
    """Every test of this folder stands on that ledger."""


def wanted(**more: Any) -> Wanted:
    values = {
        "title": "年度学法考试", "programme": "网上学法考法", "category": "考试", "group": "all", "opens": AT, "closes": AT + timedelta(hours=3),
        "rule": RULE, **more,
    }
    return Wanted(**values)


def set_exam(**more: Any) -> Exam:
    return exams.set_exam(wanted(**more), actor=CLERK, at=AT - timedelta(hours=1))


def sit(exam: Exam, person: str, *, right: int = 14, at: datetime = AT) -> Sitting:
    """Begin, answer the first `right` questions rightly, hand in after ten minutes."""
    sittings.begin(exam.number, person=person, at=at)
    answers = {str(place): each.answer for place, each in enumerate(paper(exam).questions[:right], 1)}
    return sittings.hand_in(exam.number, answers, person=person, at=at + timedelta(minutes=10))
