"""应知应会 by post: what the pack asks of the groups of a post, and what the bureau's own list (register 应知应会) says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from fadu.apps.learning.queries.bank import questions
from fadu.apps.learning.queries.people import learners
from fadu.apps.record import registry
from fadu.core.learning import mustknow
from fadu.core.learning.demands import Learner

SHEET = "应知应会"


@dataclass(frozen=True)
class MustKnow:
    """One thing to know: `uid` where it is an entry of the bureau's list; what is wrong with its articles today; questions that ask for it."""

    content: str
    cited: str
    basis: str
    confidence: str
    note: str
    uid: str
    faults: Sequence[str]
    questions: int


def posts(day: date) -> list[str]:
    """Groups, then the posts that people hold or the bureau's list names."""
    held = {each.post for each in learners(day)} | {post for post, *_ in _entries(day)}
    return [*mustknow.POSTS.values(), *sorted(held - {"", *mustknow.names_of(mustknow.POSTS)})]


def of_post(post: str, day: date) -> tuple[list[MustKnow], list[Learner]]:
    """What a post must know on a day, and who holds it."""
    group = next((key for key, label in mustknow.POSTS.items() if label == post), "")
    holders = [each for each in learners(day) if mustknow.means(post, each)]
    groups = [group] if group else list(dict.fromkeys(one for each in holders for one in mustknow.groups_of(each))) or ["all"]
    own = (entry for entry in _entries(day) if entry[0] == post or entry[0] in mustknow.names_of(groups))
    return _told(groups, own, day), holders


def of_person(me: Learner, day: date) -> list[MustKnow]:
    """What a person must know on a day."""
    return _told(mustknow.groups_of(me), (entry for entry in _entries(day) if mustknow.means(entry[0], me)), day)


def _told(groups: Sequence[str], own: Iterator[tuple[str, str, str, str, str]], day: date) -> list[MustKnow]:
    asked = Counter(binding.citation for each in questions() for binding in each.bindings)
    items = dict.fromkeys(item for group in groups for item in mustknow.items(group, day))
    found = [("", one.content, one.cited, one.basis, one.confidence, one.note) for one in items]
    found += [(uid, content, cited, document or "本单位清单", "", "") for _, uid, content, cited, document in own]
    return [
        MustKnow(content, cited, basis, confidence, note, uid, mustknow.faults(cited, day), sum(asked[part.strip()] for part in cited.split("；")))
        for uid, content, cited, basis, confidence, note in found
    ]


def _entries(day: date) -> Iterator[tuple[str, str, str, str, str]]:
    """(post, uid, content, articles, document) of the entries that stand on a day."""
    table = registry.table(SHEET)
    for row in table.read(table.rows().filter(withdrawn=False, day__lte=day)) if table else ():
        said = row.snapshot
        if said["ended_on"] is None or said["ended_on"] > day:
            yield said["post"], str(row.uid), said["content"], said["cited"], said["document"] or ""
