"""Names of laws as they stand in a text, and what the law room knows of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from fadu.core import pack
from fadu.core.law.statutes import Match, book
from fadu.core.refusal import Refusal
from fadu.core.wording.draft import Draft, Passage

_DATA = resources.files("fadu.core.wording") / "data"
_BOOK = re.compile(r"《([^《》\n]{2,60})》")
_VERSION = re.compile(r"[(（](?:试行|暂行|草案|修订草案|征求意见稿|修正案?|修订|\d{4}年?(?:修订|修正|版)?|20\d\d[—–\-~至]20\d\d年?)[)）]$")
_LAW = re.compile(r"(?:法|法典|条例|办法|规定|细则|规则|名录|解释)(?:[(（][^()（）]*[)）])?$")
# What is written about a name that is not cited as law in force.
ABOUT_THE_PAST = re.compile(r"废止|原|旧|修订|修正|修改|替代|取代|失效|历史|沿革|当时|之前|以前|草案|起草|立法")


@dataclass(frozen=True)
class Former:
    """A name that was right from `begins` to `ends`."""

    name: str
    begins: date
    ends: date
    now: str


@dataclass(frozen=True)
class Named:
    """A book title in a text that names a law: where, the name, and the statute it means, None where the book has none."""

    passage: Passage
    span: tuple[int, int]
    name: str
    match: Match | None

    @property
    def around(self) -> str:
        """What stands near it."""
        return self.passage.plain[max(0, self.span[0] - 12) : self.span[1] + 12]


@cache
def former() -> dict[str, Former]:
    """Former names by themselves."""
    columns: dict[str, pack.Reader] = {"名称": pack.needed, "起": pack.day, "止": pack.day, "现名": pack.needed}
    rows = pack.table(_DATA / "former-names.csv", columns)[1]
    return {row["名称"]: Former(row["名称"], row["起"], row["止"], row["现名"]) for row in rows}


@cache
def other_laws() -> frozenset[str]:
    """Laws that exist beside those of the book."""
    return frozenset(row["名称"] for row in pack.table(_DATA / "national-laws.csv", {"名称": pack.needed})[1])


@cache
def article_counts() -> dict[str, int]:
    """How many articles a statute has at most, by its short name, where the book does not know: recalled, not read."""
    return {row["名称"]: row["条数"] for row in pack.table(_DATA / "article-counts.csv", {"名称": pack.needed, "条数": pack.whole})[1]}


def bare(name: str) -> str:
    """A name without 中华人民共和国, blanks and the brackets of a version; half-width brackets."""
    return name.replace("（", "(").replace("）", ")").replace(" ", "").removeprefix("中华人民共和国")


def unversioned(name: str) -> str:
    """A name without (试行), (2021年版) and the like."""
    return _VERSION.sub("", name)


def named_laws(draft: Draft) -> Iterator[Named]:
    """Every book title that names a law, with the statute it means."""
    for passage in draft.passages:
        for match in _BOOK.finditer(passage.plain):
            name = bare(match[1])
            if _LAW.search(name) or name in ("宪法", "刑法"):
                yield Named(passage, match.span(1), name, look_up(name))


@cache
def look_up(name: str) -> Match | None:
    """The statute that a name means, by any of its names, None where there is none or several."""
    for form in (name, unversioned(name)):
        try:
            return book().find(form)
        except Refusal:
            continue
    return None
