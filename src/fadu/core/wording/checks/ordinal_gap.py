"""一是 … 三是: an ordinal that is left out or comes twice; the same for numbered headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.law.numerals import read
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "序数缺号或重号"
SOURCE = "序数应当连续"

_ORDINAL = re.compile(r"(?:^|(?<=[，。；：、！？,.;:\s”）)]))([一二三四五六七八九十]{1,2})(?:是|要)(?=[一-鿿“])")
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》")


def check(draft: Draft) -> Iterator[Problem]:
    """Within a paragraph 一是 begins anew; headings of one level begin anew under a higher one."""
    for passage in draft.body:
        plain = _QUOTED.sub(lambda match: "\0" * len(match[0]), passage.plain)
        last = 0
        for match in _ORDINAL.finditer(plain):
            number = read(match[1])
            if number != 1 and last and number != last + 1:
                yield passage.problem(match.span(), Severity.WARNING, _reason(last, number), "补上缺的一项，或改正序数")
            last = number
    yield from _headings(draft)


def _reason(last: int, number: int) -> str:
    return f"第{last}项之后是第{number}项，" + ("序数重复或倒置" if number <= last else "中间缺号")


def _headings(draft: Draft) -> Iterator[Problem]:
    last: dict[int, int] = {}
    for passage in draft.body:
        mark = passage.mark
        if mark is None or mark.level > 2:
            continue
        number = read(mark.number)
        before = last.get(mark.level, 0)
        if number not in (1, before + 1) and before:
            yield passage.problem(mark.span, Severity.WARNING, _reason(before, number), "核对标题的编号")
        last = {level: value for level, value in last.items() if level < mark.level} | {mark.level: number}

