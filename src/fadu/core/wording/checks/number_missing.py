"""A unit without its number: 比例达%, 罚款万元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "数字缺失"
SOURCE = "单位前面应有数字"

_MISSING = re.compile(
    r"(?:达到?|为|占|约|升至|降至|提高|下降|增长|上升|减少|提升)\s?(?:[%％]|[万亿]元|个百分点|微克/立方米)(?=[，。；、,;）)]|$)"
    r"|(?:罚款|金额|罚没款|资金|投资)(?:共|共计|为|达|计)?[万亿]元(?=[，。；、,;）)])"
    r"|(?:共计?|立案|受理|下达|查处|移送|办结|总计|合计)(?:[起件份宗](?=[，。；,;）)])|家次|人次)"
)
_WORD = re.compile(r"[案信文附稿来证邮条函要部零事物急软硬]件$|一起$|[发兴引奋]起$|身份$")


def check(draft: Draft) -> Iterator[Problem]:
    """Units that follow a verb at once. 案件, 信件, 一起 are words, not units."""
    for passage in draft.body:
        for match in _MISSING.finditer(passage.plain):
            if not _WORD.search(match[0]):
                yield passage.problem((match.start() - 4, match.end()), Severity.ERROR, f"“{match[0]}”里没有数字", "补上数字")
