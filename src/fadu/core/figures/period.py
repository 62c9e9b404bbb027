"""The days a figure covers, and the day up to which facts are known."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


@dataclass(frozen=True, order=True)
class Period:
    """From the first to the last day, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("统计期间的起日晚于止日")

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def half(cls, year: int, half: int) -> Period:
        return cls(date(year, 6 * half - 5, 1), month_end(year, 6 * half))

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        return cls(date(year, 3 * quarter - 2, 1), month_end(year, 3 * quarter))

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        return cls(date(year, month, 1), month_end(year, month))

    @property
    def whole_months(self) -> bool:
        """Whether it begins on a month's first day and ends on a month's last."""
        return self.first.day == 1 and self.last == month_end(self.last.year, self.last.month)

    @property
    def mondays(self) -> int:
        """How many weeks begin in it."""
        first_monday = self.first + timedelta(days=-self.first.weekday() % 7)
        return max(0, ((self.last - first_monday).days + 7) // 7)

    def previous_year(self) -> Period:
        """The same period a year before; the end of February stays the end of February."""
        last = _year_before(self.last)
        if self.whole_months:
            last = month_end(last.year, last.month)
        return Period(_year_before(self.first), last)

    def months(self) -> list[Period]:
        """The months it touches, whole."""
        pairs, year, month = [], self.first.year, self.first.month
        while (year, month) <= (self.last.year, self.last.month):
            pairs.append(Period.month(year, month))
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        return pairs

    @property
    def label(self) -> str:
        """As a report writes it: 2024年, 2024年3月, 2024年1—6月; days where it is not whole months."""
        first, last = self.first, self.last
        if not self.whole_months:
            return f"{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日"
        if first.year != last.year:
            return f"{first.year}年{first.month}月至{last.year}年{last.month}月"
        if (first.month, last.month) == (1, 12):
            return f"{first.year}年"
        return f"{first.year}年{first.month}月" if first.month == last.month else f"{first.year}年{first.month}—{last.month}月"


@dataclass(frozen=True)
class Scope:
    """What is asked for: a period, and the state of knowledge on a day (the period's last, unless told otherwise)."""

    period: Period
    as_of: date

    @classmethod
    def of(cls, period: Period, as_of: date | None = None) -> Scope:
        return cls(period, as_of or period.last)

    @property
    def first(self) -> date:
        return self.period.first

    @property
    def last(self) -> date:
        """The last day whose facts count: facts dated after the as-of day do not."""
        return min(self.period.last, self.as_of)

    def previous_year(self) -> Scope:
        """The same question a year before, with knowledge a year older."""
        period = self.period.previous_year()
        return Scope(period, period.last if self.as_of == self.period.last else _year_before(self.as_of))
