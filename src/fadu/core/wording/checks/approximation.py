"""Approximate figures: said twice (约10家左右), said of an exact decimal (99.36%以上), said of what the ledger counts (130多家)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity
from fadu.core.wording.reading.units import is_counted

TITLE = "概数"
SOURCE = "GB/T 15835—2011 出版物上数字用法；年度报告的数应与台账一致"

_TWICE = re.compile(r"(?:大约|约|近|将近|接近)\s?\d[\d.,]*\s?(?:[余多]\s?[万亿]?[一-鿿%]{0,4}|[万亿]?[一-鿿%]{1,4}(?:左右|上下|以上))")
_EXACT = re.compile(r"(?<![\d.])\d{1,6}\.\d{2,6}\s?[%％](?:以上|以下|左右|余)")
_FALLS_BY = re.compile(r"(?:下降|减少|降低|缩短|压缩)(?:了|约)?\d+(?:\.\d+)?倍")


def check(draft: Draft) -> Iterator[Problem]:
    """Twice approximate is a mistake; the others are for the writer to look at."""
    for passage in draft.body:
        for match in _TWICE.finditer(passage.plain):
            yield passage.problem(match.span(), Severity.WARNING, "概数重复（前后都表示约数）", "只留一个")
        for match in _EXACT.finditer(passage.plain):
            yield passage.problem(match.span(), Severity.INFO, "精确到小数的数不再用概数词", "写准确数")
        for match in _FALLS_BY.finditer(passage.plain):
            yield passage.problem(match.span(), Severity.WARNING, "减少不能以倍数计", "改用百分比")
    if draft.is_yearly_report:
        for fact in draft.facts:
            if fact.approximate and fact.unit and fact.unit != "岁" and is_counted(fact.unit):
                yield Problem(fact.start, fact.end, Severity.INFO, "台账能数清的用准确数", "换成台账中的数")
