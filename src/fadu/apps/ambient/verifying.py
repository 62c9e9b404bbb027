"""Are the daily values those that were sealed? Every batch's digest computed again, and no day without a batch that stands."""

from __future__ import annotations

import json
from collections.abc import Iterator

from fadu.apps.ambient.models import AirIntake
from fadu.apps.ambient.queries.days import days_digest
from fadu.apps.record.models import Entry
from fadu.apps.record.verifying import Fault

_RECORDED, _TAKEN_BACK = "AirDaysRecorded", "AirDaysTakenBack"


def day_faults() -> Iterator[Fault]:
    """Batches that were altered, added or removed behind the ledger's back."""
    back = set(Entry.objects.filter(event=_TAKEN_BACK).values_list("subject", flat=True))
    sealed = dict(Entry.objects.filter(event=_RECORDED).values_list("subject", "after"))
    stored = {intake.batch: intake for intake in AirIntake.objects.all()}
    for batch, after in sealed.items():
        intake = stored.pop(batch, None)
        where = f"空气日值 {intake.file_name if intake else batch}"
        if intake is None:
            yield Fault(where, "封存过，但这一批次不见了")
        elif (batch in back) != (intake.undone_at is not None):
            yield Fault(where, "是否撤回与封存的不符")
        elif batch in back:
            if intake.air_days.exists():
                yield Fault(where, "已经撤回，却还有日值")
        elif json.loads(after or "{}").get("values_digest") != days_digest(intake.air_days.all()):
            yield Fault(where, "日值与封存的不符：有的被改动、增加或删除")
    for intake in stored.values():
        yield Fault(f"空气日值 {intake.file_name}", "没有任何行为封存过这一批次")
