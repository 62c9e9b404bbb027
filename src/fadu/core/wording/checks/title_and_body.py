"""A figure of a title that its text does not bear out: 题 2件, 文 4件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fadu.core.wording.checks._figures import family, is_count, is_sure, shown
from fadu.core.wording.draft import Draft, Passage
from fadu.core.wording.findings import Problem, Severity
from fadu.core.wording.reading import Fact, Role

TITLE = "标题与正文数字不一"
SOURCE = "标题中的数应与正文一致"

_ENDING = 5
_CASE = re.compile(r"^\s*(?:典型)?案例[一二三四五六七八九十\d]{1,3}")


def check(draft: Draft) -> Iterator[Problem]:
    """The title against the cases that are numbered below it and what is said of the same thing; a heading against the figures of its section."""
    title = next((one for one in draft.body if one.index < 3 and one.ends_open and re.search(r"案例|案件", one.plain)), None)
    if title:
        yield from _cases(draft, title)
    if draft.body and draft.body[0].ends_open and not draft.body[0].mark:
        yield from _said_again(draft, draft.body[0])
    for index, passage in enumerate(draft.body):
        if passage.is_heading and index + 1 < len(draft.body):
            yield from _section(draft, index)


def _of(draft: Draft, passages: Sequence[Passage]) -> list[Fact]:
    if not passages:
        return []
    start, end = passages[0].start, passages[-1].start + len(passages[-1].text)
    return [fact for fact in draft.facts if start <= fact.start < end]


def _cases(draft: Draft, title: Passage) -> Iterator[Problem]:
    said = [fact for fact in _of(draft, [title]) if is_count(fact) and family(fact.unit) in ("件", "个")]
    listed = sum(1 for passage in draft.body if passage.index > title.index and _CASE.match(passage.plain))
    if len(said) == 1 and listed and said[0].value != listed:
        fact = said[0]
        yield Problem(fact.start, fact.end, Severity.WARNING, f"标题说 {shown(fact)}，正文列出 {listed} 个案例", "核对标题或补全正文")


def _said_again(draft: Draft, title: Passage) -> Iterator[Problem]:
    """A count of the title that its text gives otherwise, of the same thing by its last characters (查处违法案件)."""
    body = [fact for fact in _of(draft, draft.body[1:]) if is_count(fact)]
    for fact in _of(draft, [title]):
        ending = fact.what[-_ENDING:]
        if not is_count(fact) or len(ending) < _ENDING:
            continue
        kin = [one for one in body if family(one.unit) == family(fact.unit) and one.what.endswith(ending)]
        if len(kin) == 1 and kin[0].value != fact.value:
            yield Problem(fact.start, fact.end, Severity.WARNING, f"标题说 {shown(fact)}，正文说 {shown(kin[0])}", "核对标题与正文")


def _section(draft: Draft, index: int) -> Iterator[Problem]:
    heading = draft.body[index]
    level = heading.mark.level if heading.mark else 0
    inside: list[Passage] = []
    for passage in draft.body[index + 1 :]:
        if passage.is_heading and (passage.mark.level if passage.mark else 0) <= level:
            break
        inside.append(passage)
    body = [fact for fact in _of(draft, inside) if fact.value is not None]
    for fact in _of(draft, [heading]):
        if (not is_sure(fact) and fact.role is not Role.CHANGE) or fact.approximate or fact.value is None:
            continue
        kin = [one for one in body if one.role is fact.role and family(one.unit) == family(fact.unit)]
        near = [one for one in kin if one.value is not None and abs(one.value - fact.value) <= one.half + fact.half]
        if kin and not near and fact.role is Role.CHANGE:
            reason = f"标题说 {fact.text}，本节正文里没有这个数"
            yield Problem(fact.start, fact.end, Severity.WARNING, reason, "核对标题与正文")
