"""法制 where 法治 is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "法制、法治混用"
SOURCE = "党的十八届四中全会以来通用“法治”；“法制”限于法律制度，如法制审核、法制机构、法制统一"

_WRONG = re.compile(
    r"法制(?=(?:建设|宣传|教育|政府|思维|意识|观念|环境|社会|国家|中国|精神|信仰|理念|化|轨道|保障|氛围|素养|课|知识|文化|方式|工作|培训|讲座|专题|督察|示范|力量|水平))"
)
_RIGHT = re.compile(
    r"法制(?:审核|工作委员会|委员会|机构|科|股|室|处|司|局|员|办|统一|大队|支队|中队|部门|人员|审查|日报|网|晚报|史|度|副校长|稽查|监督科|宣教科|与|工作机构|工作部门|工作人员)"
)
_REVIEW = re.compile(r"法治(?=审核)")
_BEFORE = re.compile(r"(?:政府|社会主义|民主|民主与|健全|法律)$")
_HELD = re.compile(r"《[^《》]*》|全国法制宣传日|法制宣传教育(?:第[一-鿿]+个五年规划|领导小组)")


def check(draft: Draft) -> Iterator[Problem]:
    """法制建设, 法制宣传 and the like are wrong, 法治审核 probably; other uses are left to the writer; names of offices and laws are right."""
    for passage in draft.passages:
        held = [match.span() for match in _HELD.finditer(passage.plain)]
        for match in re.finditer("法制", passage.plain):
            if any(first <= match.start() < last for first, last in held) or _RIGHT.match(passage.plain, match.start()):
                continue
            if _BEFORE.search(passage.plain[max(0, match.start() - 5) : match.start()]):
                continue
            wrong = _WRONG.match(passage.plain, match.start())
            span = match.start(), match.end() + 2
            said = passage.text[span[0] : span[1]]
            if wrong:
                yield passage.problem(span, Severity.ERROR, "这里说的是“法治”", said.replace("法制", "法治"))
            else:
                yield passage.problem(span, Severity.INFO, "请核对是“法制”（法律制度）还是“法治”", said.replace("法制", "法治"))
        for match in _REVIEW.finditer(passage.plain):
            span = match.start(), match.end() + 2
            yield passage.problem(span, Severity.WARNING, "重大执法决定审的是“法制”（《行政处罚法》第五十八条）", "法制审核")
