"""An average that is not the sum over the number: 罚款116.87亿元，13.28万份，案均8.8万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fadu.core.figures import plain
from fadu.core.wording.checks._figures import Interval, family, interval, is_sure, lines, quotient
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity
from fadu.core.wording.reading import Fact

TITLE = "案均算错"
SOURCE = "平均数＝总额÷件数，先统一元、万元、亿元"

_AVERAGE = re.compile(r"案均|平均每(?:案|件|起|宗)|每案平均|案件平均|件均|平均罚款")
_MONEY = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_CASES = ("件", "份", "个")


def check(draft: Draft) -> Iterator[Problem]:
    """With the sum and the number in the same paragraph before it."""
    for line in lines(draft):
        for fact in line.facts:
            if fact.unit.split("/")[0] not in _MONEY or not is_sure(fact) or not _AVERAGE.search(fact.what):
                continue
            before = [one for one in line.up_to(fact.start) if is_sure(one)][-4:]
            money = next((one for one in reversed(before) if one.unit in _MONEY), None)
            count = next((one for one in reversed(before) if family(one.unit) in _CASES), None)
            if money and count:
                yield from _compared(fact, money, count)


def _compared(fact: Fact, money: Fact, count: Fact) -> Iterator[Problem]:
    ratio = quotient(_in_yuan(money), interval(count), factor=1)
    stated = _in_yuan(fact)
    if ratio is None or ratio.meets(stated, (stated.high - stated.low) / 10):
        return
    unit = fact.unit.split("/")[0]
    better = f"{plain((ratio.middle / _MONEY[unit]).quantize(Decimal('0.01')))}{fact.unit}"
    yield Problem(fact.start, fact.end, Severity.WARNING, f"{money.text}÷{count.text}＝{better}", better)


def _in_yuan(fact: Fact) -> Interval:
    one, factor = interval(fact), _MONEY[fact.unit.split("/")[0]]
    return Interval(one.low * factor, one.high * factor)
