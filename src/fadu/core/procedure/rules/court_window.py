"""When the agency may ask the court to enforce (《行政强制法》第五十三条、第五十四条, 行诉解释第一百五十六条)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fadu.core import days
from fadu.core.procedure.instruments import Reference, references
from fadu.core.procedure.limits import due, limit


@dataclass(frozen=True)
class CourtWindow:
    """First and last day to apply, and the last day on which a reminder served still runs out inside the window."""

    suit_ends: date
    opens: date
    closes: date
    remind_by: date
    provisional: bool
    steps: tuple[str, ...]
    basis: tuple[Reference, ...]
    reviewed: bool


def court_window(*, received_on: date, told: bool, deferred_until: date | None = None) -> CourtWindow:
    """`told`: the decision states the right and the period to sue. `deferred_until`: the end of an approved deferral or instalment plan.

    Counted for a decision that was neither taken to reconsideration nor to court. Raises Refusal for a day outside the calendar.
    """
    suit = due("D61" if told else "D61.untold", received_on)
    start = max(filter(None, (suit.due, deferred_until)))
    end, period = due("D19", start), limit("D18").period
    assert suit.due and end.safe and period, "D18, D19 and D61 have counts"
    # In both readings the reminder's days must have run out before the last day to apply; its day of service is not one of them.
    calendar = days.published()
    remind_by = min(calendar.add_workdays(end.safe, -period.length, makeup=makeup) for makeup in (True, False)) - timedelta(1)
    steps = (
        f"{received_on} 收到决定书，{'已' if told else '未'}告知起诉权利：起诉期限 {suit.due} 届满",
        *([f"批准延期、分期至 {deferred_until}，自该日起算"] if deferred_until and deferred_until == start else []),
        f"{start + timedelta(1)} 起三个月内申请，至 {end.safe}",
        f"申请前须催告满 {period}：催告书最迟 {remind_by} 送达",
    )
    return CourtWindow(
        suit.due, start + timedelta(1), end.safe, remind_by, suit.provisional or end.provisional, steps, references("QZ:53;QZ:54;SSJS:156"),
        limit("D19").reviewed and calendar.reviewed,
    )
