"""The four matters that a yearly report on rule-of-law work must report, known by their meaning, whatever the headings are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from fadu.core import pack
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "法定内容"
SOURCE = "《法治政府建设与责任落实督察工作规定》（2019）报告一章：举措和成效、不足和原因、第一责任人履职、下一年安排"

_TABLE = resources.files("fadu.core.wording").joinpath("data", "report-parts.csv")
_CAUSE = re.compile(r"原因|由于|受[^，。；]{1,10}影响|因为|主要是|导致|源于|根源")


@cache
def _parts() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    columns = {"编号": pack.needed, "内容": pack.needed, "标题写法": pack.needed, "正文写法": pack.needed}
    rows = pack.table(_TABLE, columns)[1]
    return tuple((row["内容"], re.compile(row["标题写法"]), re.compile(row["正文写法"])) for row in rows)


def check(draft: Draft) -> Iterator[Problem]:
    """Only of whole reports: an excerpt says nothing about what it leaves out. Shortcomings without a cause are pointed out."""
    if not draft.is_yearly_report or not draft.is_whole:
        return
    headings = [passage for passage in draft.body if passage.mark and passage.mark.level <= 2]
    title = draft.body[0]
    for what, heading, words in _parts():
        section = next((one for one in headings if heading.search(one.plain[:50])), None)
        if section is None and not words.search(draft.plain):
            yield title.problem((0, min(30, len(title.text))), Severity.WARNING, f"未见法定内容：{what}", f"补写“{what}”")
        elif section and "不足" in what and section.mark and section.mark.level == 1 and "原因" not in section.plain[:50]:
            has_cause = bool(_CAUSE.search(_text_of(draft, section.index)))
            reason = "法定内容是“不足和原因”，标题没有“原因”" if has_cause else "写了不足，没有写原因"
            yield section.problem((0, min(30, len(section.text))), Severity.INFO, reason, "存在的不足和原因")


def _text_of(draft: Draft, index: int) -> str:
    said: list[str] = []
    for passage in draft.passages[index:]:
        if said and passage.mark and passage.mark.level == 1:
            break
        said.append(passage.plain)
    return "".join(said)
