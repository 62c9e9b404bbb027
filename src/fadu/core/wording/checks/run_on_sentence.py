"""Two clauses without a sign between them: 保障执法公平公正建立健全三项制度; 71%5个; 成效二是加强."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "句子粘连、缺标点"
SOURCE = "GB/T 15834—2011 标点符号用法：分句之间用逗号或分号，句子之间用句号"

# A clause that has its verb and object is complete with these words …
_ENDS = (
    r"公平公正|公开公正|公正文明|公开透明|规范|到位|落实|高效|有序|实效|见效|成效|全覆盖|常态化|制度化|透明化|水平|能力|责任|要求|质量|任务|工作|氛围|意识|格局"
)
# … and these, with what they act on, begin another.
_BEGINS = (
    r"建立健全|持续优化|持续改善|持续推进|持续加强|全面推行|全面落实|全面加强|深入推进|深入开展|深入贯彻|进一步(?:加强|完善|规范|健全|强化|提升|推进|优化)"
    r"|不断(?:完善|提升|提高|加强|强化|规范|优化|推进|增强)|切实(?:加强|做好|提升|维护|履行)|大力(?:推进|开展|宣传)|积极(?:推进|开展|参与|配合|组织)"
    r"|严格(?:落实|执行|规范|履行)|认真(?:落实|开展|做好|履行|组织)|着力(?:提升|推进|解决)|扎实(?:开展|推进|做好)|牢固树立"
)
_VERB = r"(?:推进|推动|深化|加强|促进|保障|确保|实现|提升|强化|落实|营造|形成|提高|增强|压实|完成|做好|开展|履行)"
_GLUED = re.compile(rf"{_VERB}[^，。；：、\s]{{2,18}}?(?P<end>{_ENDS})(?P<begin>{_BEGINS})(?=[一-鿿“]{{4}})")
_HELD = re.compile(r"(?:为|以|把|将|对|使|让|的|和|与|及|并|能够|要|来|通过|按照|根据|围绕)$")
_FIGURES = re.compile(r"(?<=[%％])\d+(?:\.\d+)?(?=[一-鿿])")
_ORDINAL = re.compile(r"(?<=[一-鿿])(?<![其第之唯逐统同不专万归划单十万])([二三四五六七八九]是)(?=[一-鿿]{4})")


def check(draft: Draft) -> Iterator[Problem]:
    """A verb with its object, run on into a second verb with its own; a percentage followed at once by a number; 二是 after no sign."""
    for passage in draft.body:
        for match in _GLUED.finditer(passage.plain):
            if not _HELD.search(passage.plain[: match.start("end")]) and not passage.is_heading:
                reason = f"“{match['end']}”与“{match['begin']}”之间像是两句话连在一起"
                span = match.start("end"), match.end("begin")
                yield passage.problem(span, Severity.WARNING, reason, "补逗号或句号，或补上连接的词")
        for match in (*_FIGURES.finditer(passage.plain), *_ORDINAL.finditer(passage.plain)):
            yield passage.problem((match.start() - 2, match.end()), Severity.WARNING, "此处缺标点", "补逗号、分号或句号")
