"""Rates that do not follow from the counts beside them: 问题24个，完成19个，完成率80%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from fadu.core.figures import plain
from fadu.core.wording.checks._figures import Line, family, is_count, is_sure, lines
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity
from fadu.core.wording.reading import Fact

TITLE = "比率算错"
SOURCE = "比率＝分子÷分母，按所示位数修约（GB/T 8170）"

_STEM = re.compile(
    "(按时办结|办结|完成|整改|结案|合格|优秀|启动|通过|达标|销号|回复|公开|公示|办理|履行|到位|满意|参考|参学|持证|采纳|化解|答复|整治|备案)率"
)
_DONE = "(?<![应需须待未在拟将令])(?<![限到逾]期)(?<![继持]续)"  # what stands before the act else: 应整改20个, 正在整改3个, 限期整改1个
_CLOSURE = Decimal("0.1")


def check(draft: Draft) -> Iterator[Problem]:
    """A rate whose part names the same act, and the whole before it; a share (占…%) of the figure before it."""
    for line in lines(draft):
        for index, fact in enumerate(line.facts):
            if fact.unit != "%" or not is_sure(fact):
                continue
            stem = _STEM.search(fact.what)
            if stem:
                yield from _rate(line, fact, line.up_to(fact.start), stem[1].removeprefix("按时"))
            elif re.search(r"占(?:比|[^，。；]{0,12})$", fact.what):
                yield from _share(line, fact, index)


def _rate(line: Line, fact: Fact, before: Sequence[Fact], stem: str) -> Iterator[Problem]:
    counts = [one for one in before if is_count(one) and line.is_one_sentence(one, fact)]
    of_act = re.compile(_DONE + stem)
    parts = [one for one in counts if of_act.search(line.said_of(one))]
    if not parts or any(one.unit == "%" for one in before if parts[-1].end < one.start):
        return
    pairs = [(part, whole) for part in parts for whole in counts if whole.end <= part.start and whole.unit == part.unit and whole not in parts]
    pairs = [(part, whole) for part, whole in pairs if part.value is not None and whole.value and part.value <= whole.value]
    if not pairs or any(_agrees(fact, part.value, whole.value) for part, whole in pairs):
        return
    part, whole = pairs[-1]
    others = [one.value or Decimal(0) for one in counts if one.start > part.end and one.unit == part.unit]
    if any(_agrees(fact, (part.value or Decimal(0)) + other, whole.value) for other in others):
        return  # 45件，办结44件，1件终止: nothing is left open
    yield from _compared(fact, part, whole, Severity.ERROR, _closes(line, fact))


def _agrees(fact: Fact, part: Decimal | None, whole: Decimal | None) -> bool:
    """Whether the rate is that of the part, as rounded."""
    return part is not None and whole is not None and whole > 0 and fact.value in _rounded(part, whole, _digit(fact))


def _share(line: Line, fact: Fact, index: int) -> Iterator[Problem]:
    part = line.facts[index - 1] if index else None
    if part is None or not is_count(part) or fact.start - part.end > 12 or not line.is_one_sentence(part, fact):
        return
    earlier = [one for one in line.up_to(part.start) if is_count(one) and family(one.unit) == family(part.unit)]
    wholes = {one.value: one for one in earlier if one.value and part.value is not None and one.value > part.value}
    if len(wholes) != 1:  # which of them is meant is not said
        return
    whole = next(iter(wholes.values()))
    yield from _compared(fact, part, whole, Severity.WARNING, _closes(line, fact))


def _closes(line: Line, fact: Fact) -> bool:
    """Whether the shares of the paragraph add up to exactly 100: the largest was then adjusted by hand."""
    near = (*line.up_to(fact.start), *line.onward(fact.start))
    shares = [one.value for one in near if one.unit == "%" and one.value is not None and is_sure(one)]
    return len(shares) > 2 and sum(shares) == 100 and fact.value in shares


def _compared(fact: Fact, part: Fact, whole: Fact, severity: Severity, closes: bool) -> Iterator[Problem]:
    assert fact.value is not None and part.value is not None and whole.value is not None
    true, digit = part.value * 100 / whole.value, _digit(fact)
    if fact.value in _rounded(part.value, whole.value, digit) or (closes and abs(fact.value - true) <= _CLOSURE + digit / 2):
        return
    counted = f"{plain(part.value)}÷{plain(whole.value)}＝{plain(true.quantize(digit / 10, rounding=ROUND_HALF_UP))}%"
    better = f"{plain(true.quantize(digit, rounding=ROUND_HALF_UP))}%"
    if fact.value == true.quantize(digit, rounding=ROUND_DOWN):
        yield Problem(fact.start, fact.end, Severity.INFO, f"{counted}，这里是截尾而不是四舍五入", better)
    else:
        yield Problem(fact.start, fact.end, severity, f"{counted}，写成了 {plain(fact.value)}%", better)


def _digit(fact: Fact) -> Decimal:
    """One unit of the last digit written."""
    step = (fact.half * 2).normalize()
    return Decimal(1).scaleb(-len(f"{step:f}".partition(".")[2]))


def _rounded(part: Decimal, whole: Decimal, digit: Decimal) -> set[Decimal]:
    return {(part * 100 / whole).quantize(digit, rounding=mode) for mode in (ROUND_HALF_UP, ROUND_HALF_EVEN)}
