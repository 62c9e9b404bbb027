"""Names of laws that do not exist: 《固体污染防治法》, 《汉中市大气污染防治法》."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from fadu.core.law.statutes import book
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity
from fadu.core.wording.names import Named, bare, former, named_laws, other_laws, unversioned

TITLE = "法律法规名称错误"
SOURCE = "法律法规名录，引用前与国家法律法规数据库核对"

_LOCAL = re.compile(r"^[一-鿿]{2,12}?(?:省|市|自治区|自治州|州|自治县|县)")
_KIND = re.compile(r"(?:条例|办法|规定|细则|规则)$")
_LONG_STEM = 8  # the same words as another kind of rule: 损害赔偿管理条例 for 管理规定
_NEAR_LAW, _NEAR_RULE = 0.72, 0.88


def check(draft: Draft) -> Iterator[Problem]:
    """A known wrong name; a law said to be of a place; a name close to one law and equal to none. Local rules are not judged."""
    for named in named_laws(draft):
        problem = _wrong(named)
        if problem:
            severity, reason, better = problem
            yield named.passage.problem(named.span, severity, reason, better)


def _wrong(named: Named) -> tuple[Severity, str, str] | None:
    name, match = named.name, named.match
    if name in former() or unversioned(name) in other_laws():
        return None
    if match is not None:
        return (Severity.ERROR, f"没有《{name}》", match.statute.short) if match.kind == "wrong" else None
    if name.endswith("法"):
        place = _LOCAL.match(name)
        if place:
            return Severity.ERROR, "“法”只由全国人大及其常委会制定，地方制定的是条例、规定", f"核对是《{name[:-1]}条例》还是《{name[place.end() :]}》"
        near = _nearest(name, _NEAR_LAW, "法律")
        return (Severity.ERROR, f"名录里没有《{name}》，与《{near}》相近", near) if near else None
    if _LOCAL.match(name):
        return None
    near = _nearest(name, _NEAR_RULE, "")
    return (Severity.WARNING, f"名录里没有《{name}》，与《{near}》相近", near) if near else None


def _stem(name: str) -> str:
    """The name without its kind, itself where it names none of the kinds below a law."""
    return _KIND.sub("", name)


@cache
def _known(level: str) -> tuple[tuple[str, str], ...]:
    laws = [one for one in book().statutes.values() if one.level != "标准" and (not level or one.level == level)]
    return tuple((unversioned(bare(name)), one.short) for one in laws for name in (one.short, one.official))


def _nearest(name: str, ratio: float, level: str) -> str:
    """The short name of the statute whose writing is closest, "" where none is close enough."""
    name = unversioned(name)
    best, found = ratio, ""
    for known, short in _known(level):
        if level != "法律" and _stem(known) == _stem(name) and known != name and len(_stem(name)) >= _LONG_STEM:
            return short
        if abs(len(known) - len(name)) <= 5:
            near = SequenceMatcher(None, name, known, autojunk=False).ratio()
            if near > best and known != name:
                best, found = near, short
            elif known == name:
                return ""
    return found
