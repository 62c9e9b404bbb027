"""The days that a sentence speaks of: 2024年1—11月, 上半年, 截至12月底."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from fadu.core.wording.reading.fact import Period

_YEAR = re.compile(r"(?<![\d—–-])((?:19|20)\d{2})\s?年(?!前|度?(?:结转|遗留|转入))")
_PARTS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[int, int]]], ...] = (
    (re.compile(r"(\d{1,2})\s?月?份?\s?[-—–―~至到]{1,2}\s?(\d{1,2})\s?月"), lambda match: (int(match[1]), int(match[2]))),
    (re.compile(r"上半年"), lambda match: (1, 6)),
    (re.compile(r"下半年"), lambda match: (7, 12)),
    (re.compile(r"前([一二三两1-3])个?季度"), lambda match: (1, 3 * _number(match[1]))),
    (re.compile(r"第?([一二三四1-4])季度"), lambda match: (3 * _number(match[1]) - 2, 3 * _number(match[1]))),
    (re.compile(r"截[至止]到?[^，。；]{0,6}?(\d{1,2})\s?月"), lambda match: (1, int(match[1]))),
    (re.compile(r"(?<![\d.])(\d{1,2})\s?月份"), lambda match: (int(match[1]), int(match[1]))),
)
_NUMBERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4}
_BACK = re.compile(r"(?:较|比|与|去年|上年)[^，。；]{0,6}$")


def _number(text: str) -> int:
    return _NUMBERS.get(text) or int(text)


def stated_period(sentence: str, default_year: int | None) -> Period | None:
    """The period that a folded sentence names, the whole default year where it names none, None where nothing is known.

    A year that is only compared with (较2020年) is none.
    """
    years = [match for match in _YEAR.finditer(sentence) if not _BACK.search(sentence[max(0, match.start() - 8) : match.start()])]
    year = int(years[-1][1]) if years else default_year
    if year is None:
        return None
    for pattern, months in _PARTS:
        match = pattern.search(sentence)
        if match and (found := _period(year, *months(match))):
            return found
    month = re.search(rf"{year}\s?年\s?(\d{{1,2}})\s?月(?!\s?\d)", sentence)
    return (_period(year, int(month[1]), int(month[1])) if month else None) or _period(year, 1, 12)


def _period(year: int, first: int, last: int) -> Period | None:
    if not 1 <= first <= last <= 12:
        return None
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


_TITLE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?年(?:度)?")


def document_year(texts: list[str]) -> int | None:
    """The year that a report is about: the first one named in its first paragraphs."""
    for text in texts[:6]:
        if not text.startswith("http") and (match := _TITLE_YEAR.search(text)):
            return int(match[1])
    return None
