"""Periods in calendar days: the first day is not counted; one that ends on a weekend ends on the Monday after."""

from __future__ import annotations

from datetime import date, timedelta


def last_day(start: date, days: int) -> date:
    """The last day of a period. Public holidays are not known here, so a finding asks to check for them."""
    end = start + timedelta(days=days)
    return end + timedelta(days=7 - end.weekday()) if end.weekday() >= 5 else end
