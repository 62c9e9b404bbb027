"""Are bank, exams and results what was sealed, and does each paper follow from its seed and bank?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fadu.apps.learning.models import BankQuestion, Exam, Sitting
from fadu.apps.learning.queries.bank import digest_now
from fadu.apps.record.models import Entry
from fadu.apps.record.verifying import Fault
from fadu.core.learning import papers
from fadu.core.learning.grading import answers_digest
from fadu.core.learning.questions import Question
from fadu.core.refusal import Refusal


def learning_faults() -> Iterator[Fault]:
    """Questions, papers and sittings that were altered, added or removed behind the ledger's back."""
    yield from _bank()
    yield from _exams()
    yield from _sittings()


def _acts(*events: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for subject, after in Entry.objects.filter(event__in=events).order_by("index").values_list("subject", "after"):
        yield subject, json.loads(after or "{}")


def _bank() -> Iterator[Fault]:
    for row in BankQuestion.objects.all():
        if Question.of(row.content).digest != row.digest:
            yield Fault(f"试题 {row.number}", "内容与摘要不符：被改过")
    said = [after["bank_digest"] for _, after in _acts("QuestionsTaken", "QuestionAmended", "QuestionRetired")]
    if said and said[-1] != digest_now():
        yield Fault("题库", "与最后一次封存的题库摘要不符：有的题被改动、增加或删除")
    if not said and BankQuestion.objects.exists():
        yield Fault("题库", "没有任何行为封存过")


def _exams() -> Iterator[Fault]:
    stored = {str(exam.uid): exam for exam in Exam.objects.all()}
    for uid, said in _acts("ExamSet"):
        exam = stored.pop(uid, None)
        if exam is None:
            yield Fault(f"考试 {said['title']}", "封存过，但这次考试不见了")
            continue
        try:
            faults = papers.replay(exam.paper)
            drawn = papers.parse(exam.paper)
        except Refusal as refusal:
            yield Fault(f"考试 {exam.number}", refusal.reason)
            continue
        yield from (Fault(f"考试 {exam.number}", line) for line in faults)
        if (drawn.digest, drawn.rule.pass_mark, drawn.rule.minutes) != (said["paper_digest"], exam.pass_mark, exam.minutes):
            yield Fault(f"考试 {exam.number}", "试卷与封存的摘要不符")
    for exam in stored.values():
        yield Fault(f"考试 {exam.number}", "没有任何行为封存过")


def _sittings() -> Iterator[Fault]:
    stored = {str(each.uid): each for each in Sitting.objects.select_related("exam", "person")}
    begun = {uid for uid, _ in _acts("ExamBegun")}
    given = dict(_acts("ExamHandedIn"))
    for uid, said in given.items():
        sitting = stored.get(uid)
        if sitting is None:
            yield Fault(f"答卷 {said['person']}", "封存过，但这份答卷不见了")
        elif (answers_digest(sitting.answers), sitting.score, sitting.passed) != (said["answers_digest"], said["score"], said["passed"]):
            yield Fault(f"答卷 {sitting.exam.number}-{sitting.person.number}", "答案或者成绩与封存的不符")
    for uid, sitting in stored.items():
        if uid not in (begun if sitting.handed_in_at is None else given) or (sitting.handed_in_at is None and uid in given):
            yield Fault(f"答卷 {sitting.exam.number}-{sitting.person.number}", "是否作答、交卷与封存的不符")
    for uid in begun - set(stored) - set(given):
        yield Fault(f"答卷 {uid}", "封存过，但这份答卷不见了")
