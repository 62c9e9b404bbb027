"""What the first page reminds people of: passages and rows that their office owes, the days by law, signed figures that moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from fadu.apps.reports.models import ReportDraft, SignedReport
from fadu.apps.reports.sent import sent_of
from fadu.apps.reports.writing import afterwards, drafts, owed
from fadu.apps.reports.writing.offices import section_of
from fadu.apps.reports.writing.remembering import remembered
from fadu.core.wording.duties import report_duties

_AHEAD = 60  # days before a day by law from which it is spoken of


@dataclass(frozen=True)
class Reminder:
    """Something to do about a report: what, which report (None: not begun), the passage, by when, whether that is over."""

    what: str
    draft: ReportDraft | None
    passage: str = ""
    due: date | None = None
    late: bool = False


def reminders(number: str, today: date, *, writes: bool) -> list[Reminder]:
    """Of somebody: what was asked of their office; for who writes or signs also the days by law and what moved."""
    found = drafts.drafts()
    told = list(_asked(found, number, today))
    return [*told, *_due(found, today), *_moved(found)] if writes else told


def _asked(found: list[tuple[ReportDraft, drafts.Standing]], number: str, today: date) -> list[Reminder]:
    going = [(draft, ask) for draft, where in found if where.is_open for ask in owed.asks(draft) if ask.is_open]
    mine = section_of(number, today) if going else ""
    return [
        Reminder(f"{draft.year}年度报告：{ask.what}", draft, ask.passage, ask.due, ask.late(today)) for draft, ask in going if ask.office == mine
    ]


def _due(found: list[tuple[ReportDraft, drafts.Standing]], today: date) -> list[Reminder]:
    """The days by law of the report on last year, and of reports of before that are being written or were signed and went nowhere yet."""
    year, first = today.year - 1, report_duties()[0].due(today.year - 1)
    going = [(draft, where) for draft, where in found if where.stage != drafts.DROPPED and not draft.corrects]
    sendings = sent_of() if going else []
    told = [
        Reminder(f"{draft.year}年度报告：{duty.what}{_lacking(duty)}", draft, due=duty.due, late=duty.late(today))
        for draft, where in going for duty in owed.duties_of(draft, where, sendings) if duty.done is None and (duty.due - today).days <= _AHEAD
    ]
    if not any(draft.year == year for draft, _ in going) and (first - today).days <= _AHEAD:
        told.insert(0, Reminder(f"{year}年度报告还没有起草", None, due=first, late=today > first))
    return told


def _lacking(duty: owed.Duty) -> str:
    """Who has not got it, where others have."""
    return f"，还没有送{'、'.join(duty.lacking)}" if len(duty.lacking) < len(duty.given) else ""


def _moved(found: list[tuple[ReportDraft, drafts.Standing]]) -> list[Reminder]:
    """The latest signed report of each year, where a value of it moved; counted anew only when something was sealed since."""
    latest: dict[int, tuple[int, ReportDraft]] = {}
    for draft, where in found:
        if where.signed and latest.get(draft.year, (-1, draft))[0] < where.signed.index:
            latest[draft.year] = (where.signed.index, draft)
    told = []
    for _, draft in latest.values():
        names = remembered("moved", drafts.scope(draft), [draft.number], partial(_names, draft))
        if names:
            shown = "、".join(names[:3]) + (f"等 {len(names)} 个数" if len(names) > 3 else "")
            told.append(Reminder(f"{draft.number} 签发以后，{shown}有变动，请看要不要更正", draft))
    return told


def _names(draft: ReportDraft) -> list[str]:
    return afterwards.moved_values(SignedReport.objects.get(draft=draft))
