"""Something of which there was one, and none: 行政复议案件1宗，无行政复议案件."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.checks._figures import lines
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "有与无自相矛盾"
SOURCE = "同一事项不能既有又无"

_KINDS = ("行政复议", "行政诉讼", "信访", "投诉", "举报", "重复访", "越级访", "集体访", "听证", "国家赔偿", "过错责任", "行政强制")
_NONE = (
    r"(?:未发生|未出现|没有(?:发生|出现)?|无(?!害|组织|人机|废|纸|法|效|关|证|锡|线|论|数|偿|为|障碍))"
    # Other words before it name a narrower matter, which may well be absent: 没有重复信访, 没有因执法引发信访.
    r"(?:办理|受理|收到|接到|任何|被?提起|被|新增|发生|生态|环境|环保){{0,3}}{kind}"
    r"(?:案件|事件|行为|情况|件|活动)?(?=[，。；、]|$)"
)


def check(draft: Draft) -> Iterator[Problem]:
    """Within one paragraph; 无败诉 does not contradict 行政诉讼2件, nor 没有重复信访 信访190件."""
    for line in lines(draft):
        for kind in _KINDS:
            counted = [fact for fact in line.facts if fact.value and fact.unit != "%" and kind in fact.what]
            none = re.search(_NONE.format(kind=kind), line.passage.plain)
            if counted and none:
                fact = counted[0]
                reason = f"同一段里既有“{fact.what}{fact.text}”，又说“{none[0]}”"
                yield line.passage.problem(none.span(), Severity.WARNING, reason, "核对，删去一处")
