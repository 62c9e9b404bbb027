"""Checks of fatal items that no guard of a move makes alone; the names are those of the data. Like guards they yield what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from fadu.core.days import Pause
from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.limits import due

Check = Callable[[Facts], Iterator[Lack]]


def items_related(facts: Facts) -> Iterator[Lack]:
    """What was sealed has to do with the breach (《行政强制法》第二十三条)."""
    yield from facts.must("items_related", "查封扣押了与违法行为无关的财物", "")


def told_on_spot(facts: Facts) -> Iterator[Lack]:
    """Reasons, rights and remedies were told on the spot, and a record was made (《行政强制法》第十八条)."""
    yield from facts.must("rights_told_on_spot", "没有当场告知理由、依据、权利和救济途径", "")
    yield from facts.must("spot_record_made", "没有现场笔录和清单", "")


def seizure_in_time(facts: Facts) -> Iterator[Lack]:
    """Released within its term, extension and pauses counted (《行政强制法》第二十五条)."""
    pauses = [Pause(one["from"], one["to"], one.get("ground", "")) for one in facts["seizure_pauses"]]
    last = due("D39", facts.day("measure_taken_on"), pauses=pauses, extend=facts["seizure_extension"]).due
    if last is not None and facts.day("act_on") > last:
        yield Lack(f"查封扣押到 {last} 届满，{facts.day('act_on')} 才解除或者还没有解除", "")


def recheck_in_time(facts: Facts) -> Iterator[Lack]:
    """Re-inspected after the order was served and within thirty days of it (《按日连续处罚办法》第十条)."""
    served, rechecked = facts.day("order_served_on"), facts.day("rechecked_on")
    last = due("D37", served).due
    if rechecked <= served:
        yield Lack(f"复查日 {rechecked} 不晚于责令改正送达日 {served}", "")
    elif last is not None and rechecked > last:
        yield Lack(f"责令改正 {served} 送达，{rechecked} 才复查，过了 {last}", "")


def original_first(facts: Facts) -> Iterator[Lack]:
    """The original penalty was decided before the daily one."""
    days = [facts.day("original_decided_on"), facts.day("act_on")]
    yield from (Lack(f"按日连续处罚 {second} 决定，早于原处罚决定 {first}", "") for first, second in pairwise(days) if second < first)


def order_served(facts: Facts) -> Iterator[Lack]:
    """The order to correct was served; its receipt is for a person to see."""
    facts.day("order_served_on")
    yield from ()


CHECKS: Mapping[str, Check] = {
    one.__name__: one for one in (items_related, told_on_spot, seizure_in_time, recheck_in_time, original_first, order_served)
}
