"""What a post must know (应知应会): the pack, by group of people and day, and whose post an entry of the bureau's own list means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from fadu.core import pack
from fadu.core.law import citations, validity
from fadu.core.learning.demands import GROUPS, Learner
from fadu.core.learning.posts import is_leader
from fadu.core.refusal import Refusal

__all__ = ["POSTS", "Item", "faults", "groups_of", "items", "means", "names_of"]

POSTS: Mapping[str, str] = {**GROUPS, "leaders": "领导干部"}
_EVERYBODY = frozenset({"全体", "全员", "全体人员", "全体干部职工"})


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a group must know from a day on; `cited` are articles, "" where a whole field is meant."""

    code: str
    group: str
    content: str
    cited: str
    first: date
    last: date | None
    basis: str
    confidence: str
    source: str
    note: str


@cache
def _pack() -> tuple[Item, ...]:
    _, rows = pack.table(files("fadu.core.learning") / "data" / "must-know.csv", _COLUMNS)
    return tuple(Item(*row.cells.values()) for row in rows)


_COLUMNS: Mapping[str, pack.Reader] = {
    "代码": pack.needed, "对象": pack.one_of(*POSTS), "应知应会": pack.needed, "条款": pack.text, "起": pack.day, "止": pack.maybe_day,
    "依据": pack.needed, "信度": pack.one_of("H", "M", "L"), "来源": pack.needed, "说明": pack.text,
}


def items(group: str, on: date) -> list[Item]:
    """What the pack asks of a group on a day; what everybody must know comes with each group. Raises BadPack."""
    return [one for one in _pack() if one.group in ("all", group) and one.first <= on and (one.last is None or on <= one.last)]


def groups_of(learner: Learner) -> list[str]:
    """The groups a person belongs to, everybody's first."""
    return [group for group in POSTS if (is_leader(learner.post) if group == "leaders" else learner.within(group))]


def names_of(groups: Iterable[str]) -> set[str]:
    """What an entry of the bureau's list may call these groups; everybody is always among them."""
    return {*_EVERYBODY, *(POSTS[group] for group in groups)}


def means(post: str, learner: Learner) -> bool:
    """Whether the post that an entry of the bureau's list names is one of this person: its 职务, its 股室, or a group."""
    named = post.strip()
    return named in (learner.post, learner.section) or named in names_of(groups_of(learner))


def faults(cited: str, on: date) -> list[str]:
    """What is wrong with the articles of an item on a day: repealed, unknown, unreadable; nothing where none is cited."""
    if not cited:
        return []
    try:
        named = citations.parse(cited)
    except Refusal as refusal:
        return [refusal.reason]
    return [fault.reason for one in named for fault in validity.check(one, on)]
