"""Help for guards that ask whether a day is in time. The article and the readings are those of the limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from fadu.core.days import Pause
from fadu.core.procedure.facts import Lack
from fadu.core.procedure.instruments import instruments
from fadu.core.procedure.limits import due, limit


def exceeded(rule: str, start: date, on: date, *, pauses: Sequence[Pause] = (), extend: int = 0) -> Iterator[Lack]:
    """Refuse a day that is later than the limit in every reading; between the two readings nobody can be said to be late."""
    readings = [due(rule, start, pauses=pauses, extend=extend, side=side) for side in ("agency", "party")]
    last = max(day for one in readings for day in (one.due, one.safe) if day is not None)
    if on > last:
        yield Lack(f"{limit(rule).name}：{start} 起算，{last} 届满，{on} 已超过", "核对日期和扣除、延长的批准；确已超期的写明原因")


def not_yet_over(rule: str, start: date, on: date) -> Iterator[Lack]:
    """Refuse a day on which the limit has not run out in every reading."""
    last = due(rule, start).safe
    if last is not None and on <= last:
        yield Lack(f"{limit(rule).name}：{start} 起算，到 {last} 才过完", f"{last} 以后再进行")


def pauses(entries: Iterable[Mapping[str, Any]]) -> list[Pause]:
    """Pauses from a list of {from, to, ground}."""
    return [Pause(one["from"], one["to"], one.get("ground", "")) for one in entries]


def before_order_30(day: date) -> bool:
    """Whether the procedure of a day still falls under the measure of 2010."""
    since = instruments()["B30"].since
    return since is not None and day < since
