"""A name that was left out or taken out: XXX法治思想, XX广播电视台, X市."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "名称未填"
SOURCE = "占位符是起草或脱敏时的记号，定稿应为名称"
MAY_TOUCH_PROTECTED = True

_NAME = re.compile(r"(?<![A-Za-z0-9])(?:[Xx]{2,6}|×{2,6}|\*{2,6}|○{2,6}|□{2,6})\s?(?=[一-鿿]{2})")
_PLACE = re.compile(r"(?<![A-Za-z0-9])[Xx×○*]\s?(?=(?:省|市|县|区|州|镇|乡|村|街道|局|厅|公司|企业|中学|小学)(?![一-鿿]?光))")
_CUT = re.compile(r"(?<=[一-鿿，“])\*(?=[一-鿿])")
_THOUGHT = re.compile(r"[一-鿿]{0,8}?(?:思想|总书记|新理念|重要讲话|重要指示|重要论述|同志|主席|关于)")
_PERSON = re.compile(r"(?:[，。、；：（(“]|当事人|嫌疑人|法定代表人|负责人|申请人|原告|被告)[一-鿿]$")
_BOOK = re.compile(r"《[^《》]*》")


def check(draft: Draft) -> Iterator[Problem]:
    """Placeholders before a name. A person's name masked on purpose (张××) is left alone."""
    taken = {offset for fact in draft.facts if fact.placeholder for offset in range(fact.start, fact.end)}
    for passage in draft.passages:
        plain = passage.plain
        books = [match.span() for match in _BOOK.finditer(plain)]
        for match in (*_NAME.finditer(plain), *_PLACE.finditer(plain)):
            start = passage.start + match.start()
            in_book = any(first <= match.start() < last for first, last in books)
            is_masked = match[0][0] in "×*○" and _PERSON.search(plain[max(0, match.start() - 6) : match.start()])
            if start in taken or in_book or is_masked:
                continue
            after = _THOUGHT.match(plain, match.end())
            what = "人名被占位符替换" if after else "名称未填"
            end = after.end() if after else match.end() + 4
            yield passage.problem((match.start(), end), Severity.ERROR, f"“{match[0].strip()}”：{what}", "恢复完整的名称")
        for match in _CUT.finditer(plain):
            if passage.start + match.start() in taken:
                continue
            yield passage.problem(match.span(), Severity.WARNING, "字被“*”替换，疑为过滤时丢字", "对照原文补字")
