"""Names and dates of the days on which law is made known: 12.4国家宪法日, 4.15国家安全日."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "纪念日名称"
SOURCE = "《全国人大常委会关于设立国家宪法日的决定》《国家安全法》第十四条《环境保护法》第十二条"

_DAYS = (
    (re.compile(r"[“\"]?4[.·．]15[”\"]?(?:国家安全日|国家安全教育日|全民国家安全日)"), "“4·15”全民国家安全教育日", "名称是“全民国家安全教育日”"),
    (re.compile(r"[“\"]?12[.·．]4[”\"]?(?:宪法日|全国宪法日|法制宣传日|全国法制宣传日)"), "“12·4”国家宪法日", "2014 年起为“国家宪法日”"),
    (re.compile(r"“12[.·．]4国家宪法日”"), "“12·4”国家宪法日", "引号只标月日，与其他纪念日一致"),
    (re.compile(r"[“\"]?6[.·．]5[”\"]?(?:环境宣传日|环保日|环境保护日|地球日)"), "六五环境日", "我国 6 月 5 日为“环境日”"),
)
_POINT = re.compile(r"“(\d{1,2})[.．](\d{1,2})”(?=[一-鿿]{2,10}日)")


def check(draft: Draft) -> Iterator[Problem]:
    """Names that differ from the official ones; a day is written with a dot in the middle."""
    for passage in draft.body:
        for pattern, better, reason in _DAYS:
            for match in pattern.finditer(passage.plain):
                yield passage.problem(match.span(), Severity.INFO, reason, better)
        for match in _POINT.finditer(passage.text):
            yield passage.problem(match.span(), Severity.INFO, "纪念日的月日之间用间隔号（GB/T 15834—2011 4.14）", f"“{match[1]}·{match[2]}”")
