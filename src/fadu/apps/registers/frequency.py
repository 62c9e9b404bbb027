"""How often a firm is to be checked in a year: by what 分类监管 says of it, else by the bureau's rule for its credit and risk.

Nothing is decided where no rule fits: the page says so, and no cap holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fadu.apps.facilities.figures import Pooled, pool_on
from fadu.apps.record import registry
from fadu.apps.registers.models import Fact
from fadu.apps.registers.queries import standing_on
from fadu.core.workbook.sheets.enforcement import ROUTINE

STATES = ("超过上限", "没有规则", "已达上限", "未到下限", "可以检查")


@dataclass(frozen=True)
class Frequency:
    """What holds for a firm: at least and at most so many checks a year (None: nothing said), by which row, and how many there were."""

    firm: Pooled
    least: int | None
    limit: int | None
    by: str
    done: int

    @property
    def state(self) -> str:
        """Whether it may, must or must not be checked any more this year."""
        if not self.by:
            return "没有规则"
        if self.limit is not None and self.done >= self.limit:
            return "已达上限" if self.done == self.limit else "超过上限"
        return "未到下限" if self.least is not None and self.done < self.least else "可以检查"


def frequencies(day: date) -> list[Frequency]:
    """All firms of the random pool on a day, those over their limit or without a rule first, then by number."""
    own, rules, done = caps(day), _rules(day), _visits(day)
    found = [_one(firm, own, rules, done[firm.number]) for firm in pool_on(day)]
    return sorted(found, key=lambda one: (STATES.index(one.state), one.firm.number))


def limits(pool: Iterable[Pooled], day: date) -> dict[str, tuple[int, str]]:
    """By firm of a pool the most checks a year that hold on a day, and the row that says so; firms without are not there."""
    own, rules = caps(day), _rules(day)
    found = (_one(firm, own, rules, 0) for firm in pool)
    return {one.firm.number: (one.limit, one.by) for one in found if one.limit is not None}


def cap(facility: str, day: date) -> tuple[int, str] | None:
    """The most checks a year that hold for one firm on a day, and the row that says so; None where nothing does."""
    # Outside of the pool no rule of credit or risk is known to fit; what is said of the firm itself holds all the same.
    own = caps(day).get(facility)
    return own or limits((one for one in pool_on(day) if one.number == facility), day).get(facility)


def caps(day: date) -> dict[str, tuple[int, str]]:
    """By firm the cap that 分类监管 states for it on a day; the latest entry holds."""
    rows = standing_on("分类监管", day).filter(values__has_key="limit").order_by("day", "number")
    return {row.values["facility"]: (row.values["limit"], f"分类监管 {row.number}") for row in rows}


def _one(firm: Pooled, own: Mapping[str, tuple[int, str]], rules: Sequence[Fact], done: int) -> Frequency:
    rule = next((each for each in rules if _fits(each, firm)), None)
    least = rule.values["least"] if rule else None
    if firm.number in own:
        limit, by = own[firm.number]
        return Frequency(firm, min(least, limit) if least is not None else None, limit, by, done)
    return Frequency(firm, least, rule.values["limit"] if rule else None, f"检查频次规则 {rule.number}" if rule else "", done)


def _fits(rule: Fact, firm: Pooled) -> bool:
    said = rule.values
    return (
        said.get("credit") in (None, firm.credit_grade) and said.get("risk") in (None, firm.risk_grade)
        and said.get("listed") in (None, firm.on_positive_list)
    )


def _rules(day: date) -> list[Fact]:
    return sorted(standing_on("检查频次规则", day), key=lambda row: (row.values["place"], row.number))


def _visits(day: date) -> Counter[str]:
    """By firm the routine visits on site this year, up to the day."""
    table = registry.table("检查")
    if table is None:
        return Counter()
    rows = table.rows().filter(withdrawn=False, inspected_on__year=day.year, inspected_on__lte=day, category__in=ROUTINE).exclude(method="非现场")
    return Counter(rows.order_by().values_list("facility__number", flat=True))
