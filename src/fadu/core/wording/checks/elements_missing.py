"""Parts of an official document, and figures of a yearly report, that are not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "要素缺失"
SOURCE = "GB/T 9704—2012 党政机关公文格式 7.2、7.3：标题、主送机关、发文机关署名、成文日期"

# Organs of one kind are parted by 、, those of another by ，.
_ADDRESSEE = re.compile(r"^(?!.*(?:如下|以下))[^。；]{2,60}[:：]$")
_TITLE = re.compile(r"报告|总结|汇报|通报")
_DATE = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日\s*$")
_OFFICE = re.compile(r"(?:局|厅|分局|部|政府|委员会|办公室)\s*$")
_EXPECTED = (
    ("罚款金额", re.compile(r"罚款|罚没")),
    ("行政复议、行政诉讼", re.compile(r"复议|诉讼")),
    ("信访投诉", re.compile(r"信访|投诉|举报")),
    ("生态环境损害赔偿", re.compile(r"损害赔偿")),
    ("环境质量", re.compile(r"PM2\.5|优良|水质|断面|综合指数")),
)


def check(draft: Draft) -> Iterator[Problem]:
    """Information, at the head or the foot of a whole yearly report."""
    if not draft.is_yearly_report or not draft.is_whole:
        return
    first, last = draft.body[0], draft.body[-1]
    head = (0, min(20, len(first.text)))
    opening = draft.body[:4]
    if not any(one.ends_open and _TITLE.search(one.plain) and len(one.said) < 60 for one in opening):
        yield first.problem(head, Severity.INFO, "没有标题", "补标题：××局关于××年度法治政府建设情况的报告")
    if not any(_ADDRESSEE.match(one.said) for one in opening):
        yield first.problem(head, Severity.INFO, "没有主送机关", "报送稿写明主送机关；公开稿可以不写")
    foot = (max(0, len(last.text) - 20), len(last.text))
    signed = [one.plain for one in draft.body[-3:]]
    if not any(_DATE.search(text) for text in signed):
        yield last.problem(foot, Severity.INFO, "没有成文日期", "在文末署名下写成文日期")
    elif not any(_OFFICE.search(text) and len(text) < 40 for text in signed):
        yield last.problem(foot, Severity.INFO, "没有发文机关署名", "在成文日期上方署名")
    for what, words in _EXPECTED:
        if not words.search(draft.plain):
            yield first.problem((head[0], head[1] - 1), Severity.INFO, f"没有报告{what}", f"有这项工作的补写{what}")
            head = (0, head[1] - 1)
