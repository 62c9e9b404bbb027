"""Take questions into the bank as one sealed act; amend one, retire one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from uuid import uuid4

from django.db import transaction

from fadu.apps.learning.models import BankQuestion, QuestionIntake
from fadu.apps.learning.queries.bank import digest_now
from fadu.apps.record.actions import enter
from fadu.apps.record.actions.sealing import locked_head
from fadu.apps.record.reading.tables import lines
from fadu.core.learning.grid import WrongLines
from fadu.core.learning.questions import SHEET, Question, read
from fadu.core.refusal import Refusal
from fadu.events.learning import QuestionAmended, QuestionRetired, QuestionsTaken

BASIS = "题库导入"


def take_questions(content: bytes, *, file_name: str, actor: str, at: datetime) -> QuestionIntake:
    """Take a file of questions in: new numbers are added, known ones take the content of the file (and stand again if they were retired).

    Raises Refusal for a file that can't be read, has a wrong line (WrongLines), or says nothing new.
    """
    found, problems = read(lines(content, file_name), at.date())
    if problems:
        raise WrongLines(problems)
    with transaction.atomic():
        locked_head()
        known = {row.number: row for row in BankQuestion.objects.filter(number__in=[each.number for each in found])}
        moved = [each for each in found if each.number not in known or not _same(known[each.number], each)]
        if not moved:
            raise Refusal(f"{file_name} 里的 {len(found)} 道题都已在题库里，没有新的", "不用再导入")
        changed = sum(each.number in known for each in moved)
        intake = QuestionIntake.objects.create(
            batch=str(uuid4()), file_name=file_name[:255], file_digest=sha256(content).hexdigest(), new=len(moved) - changed, changed=changed,
            unchanged=len(found) - len(moved), bank_digest="", brought_by=actor, brought_at=at,
        )
        BankQuestion.objects.bulk_create(
            (
                BankQuestion(number=each.number, kind=each.kind, content=each.values(), digest=each.digest, intake=intake, retired_at=None)
                for each in moved
            ),
            update_conflicts=True, unique_fields=["number"], update_fields=["kind", "content", "digest", "intake", "retired_at"],
        )
        intake.bank_digest = digest_now()
        intake.save(update_fields=["bank_digest"])
        event = QuestionsTaken(
            subject=intake.batch, file_name=intake.file_name, file_digest=intake.file_digest, new=intake.new, changed=changed,
            unchanged=intake.unchanged, bank_digest=intake.bank_digest,
        )
        enter(event, actor=actor, at=at, basis=BASIS)
    return intake


def amend(number: str, cells: Mapping[str, str], *, reason: str, actor: str, at: datetime) -> Question:
    """Give a question another content, typed as the cells of its line (by field); exams that were set keep the one they have. Raises Refusal."""
    if not reason.strip():
        raise Refusal("没有写改题的理由", "请写明理由，理由随同封存")
    columns = SHEET.columns
    found, problems = read([[c.header for c in columns], [number if c.key else cells.get(c.field, "") for c in columns]], at.date())
    if problems:
        raise Refusal(problems[0].reason, problems[0].mend)
    question = found[0]
    with transaction.atomic():
        locked_head()
        row = BankQuestion.objects.filter(number=number, retired_at=None).first()
        if row is None:
            raise Refusal(f"题库里没有在用的题 {number}", "请从题库列表里选择")
        if _same(row, question):
            raise Refusal(f"{number} 没有改动", "不用再保存")
        replaced, row.digest = row.digest, question.digest
        row.kind, row.content = question.kind, question.values()
        row.save(update_fields=["kind", "content", "digest"])
        event = QuestionAmended(subject=number, reason=reason.strip()[:200], replaced=replaced, digest=row.digest, bank_digest=digest_now())
        enter(event, actor=actor, at=at, basis="改试题")
    return question


def retire(number: str, *, reason: str, actor: str, at: datetime) -> None:
    """Ask a question no more; exams that were set keep it. Raises Refusal."""
    if not reason.strip():
        raise Refusal("没有写停用的理由", "请写明理由，理由随同封存")
    with transaction.atomic():
        locked_head()
        row = BankQuestion.objects.filter(number=number, retired_at=None).first()
        if row is None:
            raise Refusal(f"题库里没有在用的题 {number}", "请从题库列表里选择")
        row.retired_at = at
        row.save(update_fields=["retired_at"])
        event = QuestionRetired(subject=number, reason=reason.strip()[:200], digest=row.digest, bank_digest=digest_now())
        enter(event, actor=actor, at=at, basis="停用试题")


def _same(row: BankQuestion, question: Question) -> bool:
    return row.retired_at is None and row.digest == question.digest
