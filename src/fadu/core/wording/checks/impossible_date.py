"""Days that no calendar has: 2月30日, 13月."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "不存在的日期"
SOURCE = "公历"

_DAY = re.compile(r"(?:((?:19|20)\d{2})\s?年\s?)?(?<![\d.])(\d{1,2})\s?月\s?(?:(\d{1,2})\s?日)?")


def check(draft: Draft) -> Iterator[Problem]:
    """Months beyond 12 and days beyond the month; 29 February only where the year has none."""
    for passage in draft.passages:
        for match in _DAY.finditer(passage.plain):
            year, month, day = (int(part) if part else None for part in match.groups())
            assert month is not None
            if not 1 <= month <= 12 or (day is not None and not 1 <= day <= monthrange(year or 2024, month)[1]):
                yield passage.problem(match.span(), Severity.ERROR, f"没有“{match[0].strip()}”这一天", "核对日期")
