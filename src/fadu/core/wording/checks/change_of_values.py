"""Changes that do not follow from the values beside them: 由66上升到78，下降18.2%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fadu.core.figures import plain
from fadu.core.wording.checks._figures import Interval, Line, interval, is_sure, lines, quotient, shown
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity
from fadu.core.wording.reading import Direction, Fact, Role

TITLE = "同比算错"
SOURCE = "升降＝（今－昔）÷昔；两数各有修约，按区间比较"

_FROM = re.compile(r"(?:由|从)[^，。；]{0,20}$")
_TO = re.compile(r"^[^，。；]{0,10}(?:到|至|为)[^，。；]{0,6}$")
_IN_BRACKET = re.compile(r"^\s?\((?:(?:19|20)\d\d年|去年|上年)(?:度|同期)?(?:为|是)?\s?$")
_NEAR = 12
_LAST_YEAR = re.compile(r"(?:去年|上年|上一年)(?:同期)?[^，。；、]{0,10}$")


def check(draft: Draft) -> Iterator[Problem]:
    """Four forms: 由A到B，升x%; 今年A，去年B，升x%; A，升x%（去年B）; A，比上年多D，升x%. Rounded figures are compared by what they may stand for."""
    for line in lines(draft):
        for index, change in enumerate(line.facts):
            if change.role is Role.CHANGE and change.change and not change.approximate and change.unit in ("%", "百分点"):
                yield from _against_two_values(line, change)
                yield from _against_bracket(line, change)
                if change.unit == "%":
                    yield from _against_difference(line, index, change)


def _against_two_values(line: Line, change: Fact) -> Iterator[Problem]:
    levels = [fact for fact in line.up_to(change.start, 8) if is_sure(fact) and line.is_one_sentence(fact, change)][-2:]
    if len(levels) < 2 or levels[0].unit != levels[1].unit or change.start - levels[1].end > 24:
        return
    first, second = levels
    if _FROM.search(line.before(first)) and _TO.match(line.between(first, second)):
        old, new = first, second
    elif _LAST_YEAR.search(line.between(first, second)):
        old, new = second, first
    else:
        return
    is_rate = new.unit == "%"
    if is_rate != (change.unit == "百分点"):
        return
    expected = _difference(new, old) if is_rate else _percent(new, old)
    if expected:
        yield from _compared(change, expected, f"由 {shown(old)} 到 {shown(new)}")


def _against_bracket(line: Line, change: Fact) -> Iterator[Problem]:
    """A change with the value of the year before in brackets behind it."""
    old = next(iter(line.onward(change.end, 1)), None)
    new = next((fact for fact in reversed(line.up_to(change.start, 3)) if is_sure(fact)), None)
    if old is None or new is None or not is_sure(old) or old.unit != new.unit or not line.is_one_sentence(new, old):
        return
    is_rate = new.unit == "%"
    if _IN_BRACKET.match(line.between(change, old)) and is_rate == (change.unit == "百分点") and change.start - new.end <= _NEAR:
        expected = _difference(new, old) if is_rate else _percent(new, old)
        if expected:
            yield from _compared(change, expected, f"由 {shown(old)} 到 {shown(new)}")


def _against_difference(line: Line, index: int, change: Fact) -> Iterator[Problem]:
    """A count, how many more or fewer than before, and the same in percent."""
    if index < 2:
        return
    difference, level = line.facts[index - 1], None
    if difference.role is not Role.CHANGE or difference.change is None or difference.unit in ("%", "百分点", "位", "倍"):
        return
    level = next((fact for fact in reversed(line.up_to(difference.start)) if fact.role is Role.LEVEL and fact.unit == difference.unit), None)
    if level is None or not is_sure(level) or difference.approximate or change.start - difference.end > 12:
        return
    assert level.value is not None and difference.value is not None and change.change is not None
    if difference.change.direction is not change.change.direction:
        yield Problem(change.start, change.end, Severity.ERROR, f"{difference.text}与{change.text}升降相反", "核对升降")
        return
    size, now = interval(difference), interval(level)
    old = Interval(now.low - size.high, now.high - size.low)
    if old.low > 0:
        ratios = [end * 100 / base for end in (size.low, size.high) for base in (old.low, old.high)]
        yield from _compared(change, Interval(min(ratios), max(ratios)), f"{shown(level)}，变动 {difference.text}")


def _percent(new: Fact, old: Fact) -> Interval | None:
    ratio = quotient(interval(new), interval(old))
    return Interval(ratio.low - 100, ratio.high - 100) if ratio else None


def _difference(new: Fact, old: Fact) -> Interval:
    now, then = interval(new), interval(old)
    return Interval(now.low - then.high, now.high - then.low)


def _compared(change: Fact, expected: Interval, said: str) -> Iterator[Problem]:
    stated = interval(change)
    unit = change.half * 2
    if expected.meets(stated, unit / 10):
        return
    assert change.change is not None
    is_up = change.change.direction is Direction.UP
    middle = expected.middle
    better = f"{'上升' if middle > 0 else '下降'}{plain(abs(middle).quantize(Decimal(1).scaleb(-1) if unit >= 1 else unit))}{change.unit}"
    if (middle > 0) != is_up and abs(middle) > unit:
        yield Problem(change.start, change.end, Severity.ERROR, f"{said}，方向与“{'上升' if is_up else '下降'}”相反", better)
    else:
        severity = Severity.INFO if expected.meets(stated, unit) else Severity.WARNING
        yield Problem(change.start, change.end, severity, f"{said}，应为{better}", better)
