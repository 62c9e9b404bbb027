"""Crimes counted among the cases of the four measures (按日、查封、限产、拘留), to which they do not belong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "四个配套办法与五类案件"
SOURCE = "四个配套办法指按日连续处罚、查封扣押、限产停产、移送行政拘留；加上涉嫌环境污染犯罪为五类案件"

_FOUR = re.compile(r"四个配套办法[^。；]{0,40}?\d+\s?[件起][^。；]{0,80}?(?:涉嫌[^，。；]{0,8}犯罪|污染犯罪)[^。；]{0,12}?\d+\s?[件起]")


def check(draft: Draft) -> Iterator[Problem]:
    """Where one sentence gives a number for the four measures and lists crimes in it."""
    for passage in draft.body:
        for match in _FOUR.finditer(passage.plain):
            if "五类" not in match[0]:
                yield passage.problem(match.span(), Severity.INFO, "涉嫌犯罪案件不属于四个配套办法", "改称五类案件，或把犯罪案件另列")
