"""A share of good days that the valid days, or no number of them, give: 300天, 95.4%."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.wording.checks._figures import interval, is_sure, lines
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity
from fadu.core.wording.reading import Fact

TITLE = "优良天数与优良率不符"
SOURCE = "优良天数比例＝优良天数÷有效天数（HJ 633）；有效天数可少于全年天数，不会多于"

_DAYS_OF_YEAR = 366


def check(draft: Draft) -> Iterator[Problem]:
    """The valid days that both figures imply must lie between the good days and the days of a year."""
    for line in lines(draft):
        rates = [fact for fact in line.facts if fact.unit == "%" and is_sure(fact) and "优良" in fact.what]
        counted = [fact for fact in line.facts if fact.unit == "天" and is_sure(fact)]
        days = [fact for fact in counted if "优良" in fact.what]
        valid = [fact for fact in counted if "有效" in fact.what]
        if len(rates) == 1 and len(days) == 1:
            yield from _compared(days[0], rates[0], valid[0] if len(valid) == 1 else None)


def _compared(days: Fact, rate: Fact, valid: Fact | None) -> Iterator[Problem]:
    period = days.period
    if days.value is None or not rate.value or (period and (period.last - period.first).days < 360):
        return
    share = interval(rate)
    fewest = days.value * 100 / share.high
    if valid and valid.value and not share.low <= days.value * 100 / valid.value <= share.high:
        exact = days.value * 100 / valid.value
        reason = f"有效 {valid.value} 天里优良 {days.value} 天，是 {exact:.1f}%，不是 {rate.text}"
        yield Problem(rate.start, rate.end, Severity.WARNING, reason, "核对天数和比例")
    elif fewest > _DAYS_OF_YEAR or share.low > 100:
        reason = f"优良 {days.value} 天占 {rate.text}，则有效天数为 {int(fewest)} 天，多于一年"
        yield Problem(rate.start, rate.end, Severity.WARNING, reason, "核对天数和比例")
