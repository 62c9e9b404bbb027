"""Characters that are mistaken for each other in official texts, by a hand-made table with context. No general spelling check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from fadu.core import pack
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "错别字"
SOURCE = "公文常见错别字表"

_TABLE = resources.files("fadu.core.wording").joinpath("data", "confusions.csv")
_BOOK = re.compile(r"《[^《》]*》")
_REACH = 40  # how far a context may look


@dataclass(frozen=True)
class _Confusion:
    wrong: str
    right: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    severity: Severity
    note: str


@cache
def _table() -> tuple[re.Pattern[str], dict[str, tuple[_Confusion, ...]]]:
    columns = {"误": pack.needed, "正": pack.needed, "前文": pack.text, "后文": pack.text}
    rows = pack.table(_TABLE, columns | {"程度": pack.one_of(*Severity), "说明": pack.text})[1]
    found: dict[str, tuple[_Confusion, ...]] = {}
    for row in rows:
        before = re.compile(f"{row['前文']}$") if row["前文"] else None
        after = re.compile(row["后文"]) if row["后文"] else None
        one = _Confusion(row["误"], row["正"], before, after, Severity(row["程度"]), row["说明"])
        found[one.wrong] = (*found.get(one.wrong, ()), one)
    words = sorted(found, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words))), found


def check(draft: Draft) -> Iterator[Problem]:
    """Each word of the table where its context fits; what stands in a book title is a name."""
    pattern, table = _table()
    for passage in draft.passages:
        books = [match.span() for match in _BOOK.finditer(passage.text)]
        for match in pattern.finditer(passage.plain):
            one = next((each for each in table[match[0]] if _fits(each, passage.plain, match)), None)
            if one and not any(first < match.start() < last for first, last in books):
                reason = one.note or f"“{one.wrong}”疑为“{one.right}”之误"
                yield passage.problem(match.span(), one.severity, reason, one.right)


def _fits(one: _Confusion, text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - _REACH) : match.start()], text[match.end() : match.end() + _REACH]
    return (one.before is None or bool(one.before.search(before))) and (one.after is None or bool(one.after.match(after)))
