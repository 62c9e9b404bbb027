"""A year left over from the report before: a heading of another year, 编制了2021年….."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft, Passage
from fadu.core.wording.findings import Problem, Severity

TITLE = "他年残留"
SOURCE = "报告年度之外的年份只用于对比、依据和安排"

_YEAR = re.compile(r"(?<![\d—–\-~至])((?:19|20)\d{2})\s?年(?:度)?(?![—–\-~至\d])")
_HELD = re.compile(
    r"《[^《》]*》|“[^”]*”|[〔\[（(](?:19|20)\d\d[〕\]）)]"
    r"|(?:19|20)\d\d\s?年?\s?[—–\-~至]\s?(?:19|20)?\d\d\s?年?|(?:19|20)\d\d年(?:版|\d{1,2}月\d{1,2}日)"
)
_BEFORE = re.compile(r"(?:自|从|较|比|与|和|同|去年|上年|截至|由|于|对比|相比|早在|至|到|起|基准|按照|依据|根据|以|：)[^，。；]{0,6}$")
_AFTER = re.compile(
    r"^(?:以来|起|相比|同期|相?比|底|末|初|印发|修订|发布|施行|实施|以前|之前|以后|的基础|基数|被|获|荣获|入选|成立|建成|启动|开展的|立案|结转"
    r"|全年为|为|实况|考核|标准)"
)
_DONE = re.compile(
    r"^[，,]?[^，。；]{0,10}(?:编制|制定|印发|召开|组织|开展|完成|立案|办理|下达|举办|推进|落实|共|我局|全局)|^[^，。；]{0,4}(?:工作|情况)"
)
_DOING = re.compile(r"(?:编制|制定|印发|起草|报送|完成|拟定)了?$")
_PLANNED = re.compile(r"[^和及与、]{0,12}(?:安排|打算|计划|思路)")  # 2024年工作安排, not 2024年存在的问题和下一步打算
_PLAN_DONE = re.compile(r"落实|完成|执行|情况|[，。；]")
_PLAN = re.compile(r"安排|打算|计划|思路|下一步|下步")


def check(draft: Draft) -> Iterator[Problem]:
    """A heading of the report with another year, plans for the year that is over; a sentence in which something was done in a year that
    is not the report's."""
    if draft.year is None or not draft.is_yearly_report:
        return
    planning = False
    for passage in draft.body:
        if passage.mark and passage.mark.level == 1:
            planning = bool(_PLAN.search(passage.plain[:60]))
        yield from _of_passage(draft.year, passage, planning)


def _of_passage(year: int, passage: Passage, planning: bool) -> Iterator[Problem]:
    plain = _HELD.sub(lambda match: "\0" * len(match[0]), passage.plain)
    is_title = passage.index < 3 and passage.mark is None
    for match in _YEAR.finditer(plain):
        said = int(match[1])
        is_head = passage.mark is not None and passage.mark.level == 1 and not is_title
        if said == year and planning and is_head and _PLANNED.match(plain, match.end()) and not _PLAN_DONE.search(plain):
            reason = f"报告年度是 {year} 年，打算应是 {year + 1} 年的"
            yield passage.problem(match.span(), Severity.WARNING, reason, f"核对是否为{year + 1}年")
            continue
        expected = (year, year + 1) if planning else (year,)
        if said in expected or (said == year + 1 and re.search(_PLAN, plain)):
            continue
        if passage.is_heading and not is_title and abs(said - year) <= 3:
            reason = f"报告年度是 {year} 年，标题写的是 {said} 年"
            yield passage.problem(match.span(), Severity.WARNING, reason, f"核对是否为{expected[-1]}年")
        elif said in (year - 1, year - 2) and _is_done(plain, match):
            yield passage.problem(match.span(), Severity.INFO, f"报告年度是 {year} 年，这里说的是 {said} 年做的事", "核对是否从上一份报告照抄")


def _is_done(plain: str, match: re.Match[str]) -> bool:
    before, after = plain[max(0, match.start() - 10) : match.start()], plain[match.end() : match.end() + 20]
    if _DOING.search(before):
        return True
    return not _BEFORE.search(before) and not _AFTER.match(after) and bool(_DONE.match(after))
