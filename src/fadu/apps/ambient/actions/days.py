"""Take a file of daily values in as one sealed act, and take that act back as another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from uuid import uuid4

from django.db import transaction

from fadu.apps.ambient.models import AirDay, AirIntake
from fadu.apps.ambient.queries.days import FIELDS, days_digest, values_of
from fadu.apps.record.actions import enter
from fadu.core.indices.dailies import DailyRow, Problem, read
from fadu.core.refusal import Refusal
from fadu.events.quality import AirDaysRecorded, AirDaysTakenBack

BASIS = "空气日值入库（补录）"
UNDO_BASIS = "撤回空气日值"
_CHUNK = 1000
_SAID = 3


class BadDays(Refusal):
    """A file with lines that can't be taken in; nothing of it was. `problems` says so line by line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = "；".join(f"第 {each.line} 行{each.reason}" for each in problems[:_SAID])
        super().__init__(f"{len(problems)} 行不能入库，整个文件没有入库：{first}{'……' if len(problems) > _SAID else ''}", problems[0].mend)
        self.problems = problems


def take_in(content: bytes, *, file_name: str, actor: str, at: datetime) -> AirIntake:
    """Take daily values in. Days that stand already with the same values are left alone.

    Raises Refusal for a file that can't be read, has a wrong line, says nothing new, or contradicts a day that stands.
    """
    rows, problems = read(content, file_name, at.date())
    if problems:
        raise BadDays(problems)
    with transaction.atomic():
        fresh = _fresh(rows)
        if not fresh:
            raise Refusal(f"{file_name} 里的 {len(rows)} 天都已经入库，没有新的", "不用再导入")
        batch, days = str(uuid4()), [row.day for row in rows]
        intake = AirIntake.objects.create(
            batch=batch, file_name=file_name[:255], file_digest=sha256(content).hexdigest(), places=sorted({row.place for row in rows}),
            first=min(days), last=max(days), days=len(fresh), unchanged=len(rows) - len(fresh), brought_by=actor, brought_at=at,
        )
        AirDay.objects.bulk_create(
            (AirDay(intake=intake, place=row.place, day=row.day, **{FIELDS[code]: value for code, value in row.values.items()}) for row in fresh),
            batch_size=_CHUNK,
        )
        enter(
            AirDaysRecorded(
                subject=batch, file_name=intake.file_name, file_digest=intake.file_digest, places=tuple(intake.places),
                first=intake.first.isoformat(), last=intake.last.isoformat(), days=intake.days, unchanged=intake.unchanged,
                values_digest=days_digest(intake.air_days.all()),
            ),
            actor=actor, at=at, basis=BASIS, mode="recorded",
        )
    return intake


def _fresh(rows: Sequence[DailyRow]) -> list[DailyRow]:
    known: dict[tuple[str, date], AirDay] = {}
    for place in {row.place for row in rows}:
        days = [row.day for row in rows if row.place == place]
        known.update(((each.place, each.day), each) for each in AirDay.objects.filter(place=place, day__range=(min(days), max(days))))
    fresh = []
    for row in rows:
        stands = known.get((row.place, row.day))
        if stands is None:
            fresh.append(row)
        elif values_of(stands) != dict(row.values):
            raise Refusal(
                f"第 {row.line} 行：{row.place} {row.day.isoformat()} 已经入库，数值与文件不同（批次 {stands.intake.batch}）",
                "确需更正的，先撤回那一批次，再导入更正后的文件",
            )
    return fresh


def take_back(batch: str, *, actor: str, at: datetime) -> AirDaysTakenBack:
    """Take a batch back: its days go. Raises Refusal where it isn't known, is taken back already, or a later batch found days of
    the same time unchanged (and so rests on it)."""
    with transaction.atomic():
        intake = AirIntake.objects.select_for_update().filter(batch=batch).first()
        if intake is None:
            raise Refusal(f"没有批次为 {batch} 的空气日值", "请在“空气日值”里查看批次")
        if intake.undone_at is not None:
            raise Refusal(f"批次 {batch} 已经撤回", "只能撤回已入库的批次")
        resting = AirIntake.objects.filter(
            undone_at=None, unchanged__gt=0, brought_at__gt=intake.brought_at, first__lte=intake.last, last__gte=intake.first
        ).first()
        if resting is not None:
            raise Refusal(f"后来的 {resting.file_name} 有 {resting.unchanged} 天依据以前的批次，撤回会使它不全", "请先撤回后来的批次")
        intake.air_days.all().delete()
        intake.undone_at = at
        intake.save(update_fields=["undone_at"])
        event = AirDaysTakenBack(subject=batch, days=intake.days)
        enter(event, actor=actor, at=at, basis=UNDO_BASIS)
    return event
