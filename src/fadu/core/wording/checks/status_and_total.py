"""What became of things should account for all of them: 受理7901件，办结7664件，在办237件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from fadu.core.figures import plain
from fadu.core.wording.checks._figures import Line, family, is_count, lines, shown
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity
from fadu.core.wording.reading import Fact

TITLE = "去向之和与总数不符"
SOURCE = "每一件只有一个去向，各去向之和等于总数"

# Each: the states; the pairs of which both must be said before anything is judged; whether things may come over from last year.
_STATES = (
    (
        {
            "阶段": r"阶段性?(?:已)?办结",
            "办结": r"(?<!未)(?<!阶段性)(?<!阶段)(?:办结|结案|办理完毕)",
            "在办": r"在办|正在办理|办理中|未办结|尚未办结|正在调查",
            "不受理": r"不予受理|未受理|不受理",
        },
        (("办结", "在办"), ("办结", "阶段")),
        True,
    ),
    ({"不受理": r"(?:不予|未|不)受理", "受理": r"(?<!未)(?<!不)(?<!不予)受理$"}, (("受理", "不受理"),), False),
    ({"同意": r"(?<!不)同意|审核通过", "退回": r"退回|不同意|未通过", "修改": r"修改|补正"}, (("同意", "退回"),), False),
    ({"不属实": r"不属实", "部分": r"(?:部分|基本)属实", "属实": r"(?<!不)(?<!部分)(?<!基本)属实"}, (("属实", "不属实"),), False),
    (
        {
            "完成": r"(?<!未)完成(?:整改|销号)?$|整改(?:完成|到位)|已?销号",
            "推进": r"序时|正在(?:整改|推进)|推进|整改中",
            "未": r"未(?:达|完成|到期|整改|开展)",
        },
        (("完成", "推进"), ("完成", "未")),
        False,
    ),
    (
        {
            "不予": r"不予(?:行政)?许可",
            "撤回": r"撤[回销]",
            "在办": r"在办|正在办理|办理中|未办结|正在审查",
            "许可": r"^(?!.*(?:受理|申请|不予)).*许可(?:决定)?$|准予$",
        },
        (("许可", "不予"),),
        True,
    ),
)
_COMPILED = tuple(({name: re.compile(pattern) for name, pattern in states.items()}, pairs, carries) for states, pairs, carries in _STATES)
_CARRIED = re.compile(r"结转|上年|往年|历年|遗留|跨年|去年")


def check(draft: Draft) -> Iterator[Problem]:
    """Only where a state and its opposite are both said, of figures in one sentence, after a figure of the same unit."""
    for line in lines(draft):
        for facts in line.sentences:
            for states, pairs, carries in _COMPILED:
                problem = _of_sentence(line, facts, states, pairs, carries)
                if problem:
                    yield problem


def _of_sentence(
    line: Line, facts: Sequence[Fact], states: dict[str, re.Pattern[str]], pairs: tuple[tuple[str, str], ...], carries: bool
) -> Problem | None:
    found: dict[str, Fact] = {}
    for fact in facts:
        state = next((name for name, pattern in states.items() if pattern.search(fact.what)), "")
        if state and is_count(fact) and state not in found:
            found[state] = fact
    if not any(one in found and other in found for one, other in pairs):
        return None
    parts = sorted(found.values(), key=lambda fact: fact.start)
    first = parts[0]
    values = [fact.value for fact in parts if fact.value is not None]
    total = sum(values, Decimal(0))
    whole = line.whole_before(first, total)
    if whole is None or whole.value is None or total == whole.value or len({family(fact.unit) for fact in parts}) > 1:
        return None
    said = line.before(whole, 20) + line.draft.plain[whole.start : parts[-1].end]
    if _CARRIED.search(said) or len(said) > 200:
        return None
    is_open = "在办" in states and not {"在办", "阶段"} & set(found)
    return _problem(whole, parts, total, carries and (total > whole.value or is_open))


def _problem(whole: Fact, parts: Sequence[Fact], total: Decimal, may_be_carried: bool) -> Problem:
    added = "＋".join(plain(fact.value) for fact in parts)
    reason = f"{'、'.join(fact.what[-6:] for fact in parts)}之和 {added}＝{plain(total)}，与 {shown(whole)} 不符"
    if may_be_carried:
        return Problem(whole.start, whole.end, Severity.INFO, f"{reason}，可能有结转或在办", "有结转、在办的写明，没有的核对数字")
    return Problem(whole.start, whole.end, Severity.ERROR, reason, "核对总数和各去向的数字")
