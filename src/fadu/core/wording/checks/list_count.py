"""A list that does not have as many members as is said: 涉及15个地市，分别是：…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.law.numerals import read
from fadu.core.wording.checks._figures import is_count, lines
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "列举个数与所称个数不符"
SOURCE = "说几个，列几个；有“等”字的可以少列"

_COUNTED = ("个", "类", "项", "种", "家", "处", "条", "大类", "省份", "地市")
_LIST = re.compile(r"^[^，。；：:、]{0,12}[，,：:]?(?:分别是|分别为|即|具体为|具体是|包括)[:：]?(?P<list>[^。；;\n]+)")
_INNER = re.compile(r"[（(][^（）()]*[）)]|“[^”]*”|《[^》]*》")
_FIVE = re.compile(r"“([二三四五六七八九十])进”\s?[（(]([^）)]+)[）)]")
_NAMED = re.compile(r"“(?P<said>[二三四五六七八九十])(?:大|项|个)[一-鿿]{2,8}”\s?(?:[（(](?P<in>[^（）()]+)[）)]|[：:](?P<list>[^。；;\n]+))")
_ETC = re.compile(r"(?P<list>[^，。；：:（(]+、[^，。；：:（(、]+)等$")


def check(draft: Draft) -> Iterator[Problem]:
    """Behind 分别是 the members are counted by 、; before 等N类 there may be fewer, never more."""
    for line in lines(draft):
        for fact in line.facts:
            if fact.unit not in _COUNTED or not is_count(fact) or fact.value is None or fact.value < 2:
                continue
            behind = _LIST.match(line.after(fact, 600))
            if behind and not any(fact.end + behind.start("list") <= other.start < fact.end + behind.start("list") + 6 for other in line.facts):
                listed = _members(behind["list"])
                is_open = bool(re.search(r"等[^、]{0,8}$", behind["list"]))
                if listed and (listed > fact.value or (listed < fact.value and not is_open)):
                    yield Problem(fact.start, fact.end, Severity.WARNING, f"称 {fact.text}，列出 {listed} 个", "核对个数或补全列举")
                continue
            ahead = _ETC.search(line.before(fact, 120))
            listed = len(_INNER.sub("X", ahead["list"]).split("、")) if ahead else 0
            if listed > fact.value:
                yield Problem(fact.start, fact.end, Severity.WARNING, f"“等”之前已列出 {listed} 个，多于 {fact.text}", "核对个数")
    yield from _slogans(draft)


def _slogans(draft: Draft) -> Iterator[Problem]:
    for passage in draft.body:
        for match in _FIVE.finditer(passage.text):
            listed, said = _members(match[2]), read(match[1])
            if listed and listed != said and not match[2].endswith("等"):
                yield passage.problem(match.span(), Severity.WARNING, f"“{match[1]}进”列出 {listed} 个", "核对列举")
        for match in _NAMED.finditer(passage.text):
            named = match["in"] or match["list"]
            listed, said = _members(named), read(match["said"])
            if listed and listed != said and not re.search(r"等[一-鿿]{0,8}$", named):
                yield passage.problem(match.span(), Severity.WARNING, f"称{match['said']}，列出 {listed} 个", "核对个数或补全列举")


def _members(text: str) -> int:
    """How many members a list has, 0 where they can't be told apart (long ones, lists within lists)."""
    flat = _INNER.sub("X", text)
    parts = [part for part in re.split(r"、|以及|和|及|与", flat.rstrip("等。，, ")) if part.strip()]
    return len(parts) if len(parts) > 1 and max(len(part) for part in parts) <= 14 and "，" not in flat else 0
