"""Take out what was saved by itself and need not be kept; which versions went is sealed, so that a gap is no secret."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from fadu.apps.record.actions import enter
from fadu.apps.record.actions.sealing import locked_head
from fadu.apps.record.models import Entry
from fadu.apps.reports.models import PassageVersion, ReportDraft
from fadu.apps.reports.writing.thinning import Kept, spans, thinned
from fadu.core.refusal import Refusal
from fadu.events.reports import AutosavesThinned


def thin(draft: ReportDraft, *, actor: str, at: datetime) -> int:
    """Thin the versions of a report that were saved by themselves; returns how many went. Raises Refusal where there is none to take out."""
    with transaction.atomic():
        locked_head()
        ReportDraft.objects.select_for_update().get(pk=draft.pk)
        count = thin_at_end(draft, actor=actor, at=at)
        if not count:
            raise Refusal("没有可以整理的自动保存", "最近一天的、手工保存的、审核签发时的文字都要保留")
    return count


def thin_at_end(draft: ReportDraft, *, actor: str, at: datetime) -> int:
    """The same within the act that ends the writing of a report, which holds the lock; nothing is sealed where nothing went."""
    going = to_thin(draft, at)
    count = sum(map(len, going.values()))
    if count:
        versions = {uid: spans(some) for uid, some in sorted(going.items())}
        enter(AutosavesThinned(subject=str(draft.uid), number=draft.number, count=count, versions=versions), actor=actor, at=at)
    for uid, some in going.items():
        PassageVersion.objects.filter(passage__uid=uid, version__in=some, autosaved=True).delete()
    return count


def to_thin(draft: ReportDraft, now: datetime) -> dict[str, list[int]]:
    """The versions that would go, by the lasting id of their passage."""
    acts = Entry.objects.filter(subject=str(draft.uid)).values_list("at", flat=True)
    named = [*acts, *draft.returned.values_list("brought_at", flat=True)]
    rows = PassageVersion.objects.filter(passage__draft=draft).order_by("passage", "version")
    found: dict[str, list[int]] = {}
    for uid, some in groupby(rows.values_list("passage__uid", "version", "by", "at", "autosaved"), key=lambda row: row[0]):
        if versions := thinned([Kept(*row[1:]) for row in some], named, now, timezone.get_current_timezone()):
            found[str(uid)] = versions
    return found
