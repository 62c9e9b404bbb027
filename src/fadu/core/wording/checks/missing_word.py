"""A word that was left out: 局长担任组长，副局长副组长; 由3件增加到4，"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "缺字漏词"
SOURCE = "句法：句子缺少谓语、量词或名称中的字"

_PATTERNS = (
    (re.compile(r"(?:局长|主任|书记|县长|市长|区长|负责人|科长|股长|队长|领导|厅长|处长)(?=(?:副组长|组长|副主任委员)[，、；。的])"),
     Severity.ERROR, "“…长”与“组长”之间缺“为”或“任”", "补“为”"),
    (re.compile(r"(?:增加|增长|提高|减少|上升|下降|提升|扩大)(?:到|至)\d+(?=[，。；、,;])(?!,\d{3})"), Severity.WARNING, "数字后面缺单位", "补单位"),
    (re.compile(r"履行[^，。；]{0,16}第一责任人(?=[，。；、])"), Severity.WARNING, "“履行”的宾语不完整", "第一责任人职责"),
    (re.compile(r"全[国省市州](?=一方阵)"), Severity.ERROR, "“第一方阵”缺“第”", "补“第”"),
    (re.compile(r"(?<=[省市县区州])生态(?:厅|局|分局)(?![一-鿿]?环境)"), Severity.WARNING, "机构名称缺“环境”", "生态环境厅（局）"),
    (re.compile(r"(?<=[省市县区州]委)依法治[省市县区州](?=委员会)"), Severity.WARNING, "委员会名称缺“全面”", "全面依法治县（市、区）委员会"),
    (re.compile(r"(?<![一-鿿])(?:为|是|由|被)(?=[，。；])"), Severity.INFO, "动词后面没有宾语", "把话说完"),
)  # fmt: skip


def check(draft: Draft) -> Iterator[Problem]:
    """Gaps that a pattern can see; no parsing of sentences."""
    for passage in draft.body:
        for pattern, severity, reason, suggestion in _PATTERNS:
            for match in pattern.finditer(passage.plain):
                if "指数" in passage.plain[max(0, match.start() - 20) : match.start()]:
                    continue
                yield passage.problem((match.start(), match.end() + 3), severity, reason, suggestion)
