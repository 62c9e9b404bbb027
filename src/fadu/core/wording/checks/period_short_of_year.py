"""A yearly report that states figures of a part of the year: 2024年1-11月, 截至10月底, 预计."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "统计期与年度不符"
SOURCE = "年度报告的统计期为1月1日至12月31日"

_MONTHS = re.compile(r"(?:(?P<year>(?:19|20)\d\d)\s?年)?(?<!\d)1\s?月?\s?[-—–~至到]{1,2}\s?(?P<to>\d{1,2})\s?月")
_UNTIL = re.compile(r"截[至止]到?(?:(?P<year>(?:19|20)\d\d)\s?年)?(?P<to>\d{1,2})\s?月(?:底|份|\d{1,2}日)?|截[至止](?:目前|到目前)")
_EXPECTED = re.compile(r"预计(?:到|至)?(?:今年|本年|全年)?(?:年底|年末|12月底|全年)")


def check(draft: Draft) -> Iterator[Problem]:
    """Information: figures that were current when the report was drafted."""
    if not draft.is_yearly_report:
        return
    for passage in draft.body:
        for match in (*_MONTHS.finditer(passage.plain), *_UNTIL.finditer(passage.plain)):
            year, to = match["year"], match["to"]
            is_of_year = year is None or draft.year is None or int(year) == draft.year
            if is_of_year and (to is None or 0 < int(to) < 12):
                yield passage.problem(match.span(), Severity.INFO, f"年度报告里的“{match[0]}”不是全年", "更新为全年数，或写明为什么只到此时")
        for match in _EXPECTED.finditer(passage.plain):
            yield passage.problem(match.span(), Severity.INFO, "年度已过，不再“预计”", "换成实际数")
