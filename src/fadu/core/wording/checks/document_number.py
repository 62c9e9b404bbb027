"""Document numbers: without a number, or with the wrong brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "发文字号"
SOURCE = "GB/T 9704—2012 党政机关公文格式 7.2.5：年份用六角括号“〔〕”括入，发文顺序号不加“第”字，不编虚位"

_EMPTY = re.compile(r"[一-鿿A-Za-z]{2,12}〔\s*(?:20\d\d)?\s*〕\s*第?\s*[Xx×_\s]*号")
_BRACKETS = re.compile(r"(?<=[一-鿿])([【\[［(（])\s*(20\d\d)\s*([】\]］)）])\s*第?\s*(\d+)\s*号")
_PADDED = re.compile(r"(?<=[一-鿿])〔20\d\d〕\s*(第\s*\d+|0\d+)\s*号")
_COURT = re.compile(r"^[(（]20\d\d[)）][一-鿿]{1,3}\d*[一-鿿]+")


def check(draft: Draft) -> Iterator[Problem]:
    """Numbers of courts are written （2024）湘11…号 and are left alone."""
    for passage in draft.passages:
        for match in _EMPTY.finditer(passage.text):
            yield passage.problem(match.span(), Severity.ERROR, "发文字号没有填写", "填入年份和顺序号")
        for match in _BRACKETS.finditer(passage.text):
            if not _COURT.match(match[0]):
                reason = f"年份应用六角括号，不用“{match[1]}{match[3]}”"
                yield passage.problem(match.span(), Severity.WARNING, reason, f"〔{match[2]}〕{int(match[4])}号")
        for match in _PADDED.finditer(passage.text):
            yield passage.problem(match.span(), Severity.INFO, "发文顺序号不加“第”字，不编虚位", f"{int(re.sub('[^0-9]', '', match[1]))}号")
